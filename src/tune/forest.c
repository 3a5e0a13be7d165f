#include "tune/forest.h"

#include <string.h>

/* A sample of so many says what more would say, and bounds the cost of long studies. */
enum { MOST_ROWS = 4096, BY_LOT = 0x80 };

int tree_rows(const int trials) { return trials < MOST_ROWS ? trials : MOST_ROWS; }

void tree_place(struct tree *const tree, struct arena *const arena, const struct bins *const bins, const int trials) {
    const uint64_t rows = (uint64_t)tree_rows(trials), params = (uint64_t)bins->params;
    struct tree placed = {.bins = bins, .rows = tree_rows(trials)};
    placed.bin = arena_take(arena, rows * params, sizeof *placed.bin);
    placed.loss = arena_take(arena, rows, sizeof *placed.loss);
    placed.order = arena_take(arena, rows, sizeof *placed.order);
    placed.start = arena_take(arena, rows, sizeof *placed.start);
    placed.end = arena_take(arena, rows, sizeof *placed.end);
    placed.value = arena_take(arena, rows, sizeof *placed.value);
    placed.mask = arena_take(arena, rows * params, sizeof *placed.mask);
    if (arena->base != NULL) *tree = placed;
}

static uint8_t draw_bin(const struct bins *const bins, const int d, struct rng *const rng) {
    const double *const share = bins->share + (size_t)d * MOST_BINS;
    double rest = rng_unit(rng);
    int b = 0;
    while (b < bins->count[d] - 1 && rest >= share[b]) rest -= share[b++];
    return (uint8_t)(b | BY_LOT);
}

static void draw_sample(struct tree *const tree, const uint8_t *const bin, const double *const loss, const int trials,
                        struct rng *const rng) {
    const size_t rows = (size_t)tree->rows;
    for (size_t r = 0; r < rows; r++) {
        const uint32_t from = rng_below(rng, (uint32_t)trials);
        tree->loss[r] = loss[from];
        tree->order[r] = (int32_t)r;
        for (int d = 0; d < tree->bins->params; d++) {
            const uint8_t b = bin[(size_t)d * (size_t)trials + from];
            tree->bin[(size_t)d * rows + r] = b == BIN_ABSENT ? draw_bin(tree->bins, d, rng) : b;
        }
    }
}

/* The rows of a leaf by the values of one parameter. */
struct histogram {
    int rows;
    double sum; /* of the losses, less the leaf's mean */
    int count[MOST_BINS];
    double sums[MOST_BINS];
};

static void count_rows(struct histogram *const h, const struct tree *const tree, const int leaf, const int d) {
    const uint8_t *const bin = tree->bin + (size_t)d * (size_t)tree->rows;
    const double mean = tree->value[leaf];
    memset(h, 0, sizeof *h);
    for (int at = tree->start[leaf]; at < tree->end[leaf]; at++) {
        const int32_t r = tree->order[at];
        if (bin[r] & BY_LOT) continue;
        h->count[bin[r]]++;
        h->sums[bin[r]] += tree->loss[r] - mean;
        h->rows++;
        h->sum += tree->loss[r] - mean;
    }
}

struct split {
    double gain;
    int param;
    uint64_t mask; /* of the first part */
};

/* By how much the squares about the means fall when so many rows of such a sum go apart. */
static double gain_of(const struct histogram *const h, const int rows, const double sum) {
    const int others = h->rows - rows;
    const double difference = sum / rows - (h->sum - sum) / others;
    return difference * difference * ((double)rows * others / h->rows);
}

static struct split cut_number(const struct histogram *const h, const int bins) {
    struct split best = {0};
    int rows = 0, last = -1;
    double sum = 0.0;
    for (int b = 0; b < bins; b++) {
        if (h->count[b] == 0) continue;
        if (last >= 0) {
            const double gain = gain_of(h, rows, sum);
            const int middle = (last + 1 + b) / 2; /* bins below go to the first part: half of the gap to each */
            if (gain > best.gain) best = (struct split){gain, 0, ((uint64_t)1 << middle) - 1};
        }
        rows += h->count[b];
        sum += h->sums[b];
        last = b;
    }
    return best;
}

static struct split part_choice(const struct histogram *const h, const int bins) {
    struct split best = {0};
    for (int b = 0; b < bins; b++) {
        if (h->count[b] == 0 || h->count[b] == h->rows) continue;
        const double gain = gain_of(h, h->count[b], h->sums[b]);
        if (gain > best.gain) best = (struct split){gain, 0, (uint64_t)1 << b};
    }
    return best;
}

static struct split find_split(const struct tree *const tree, const int leaf, struct rng *const rng) {
    const uint64_t *const mask = tree->mask + (size_t)leaf * (size_t)tree->bins->params;
    struct split best = {0};
    uint32_t equals = 0;
    for (int d = 0; d < tree->bins->params; d++) {
        if ((mask[d] & (mask[d] - 1)) == 0) continue;
        struct histogram h;
        count_rows(&h, tree, leaf, d);
        if (h.rows < 2) continue;
        const bool is_choice = tree->bins->space->entries[d].parameter.kind == PARAMETER_CATEGORICAL;
        struct split split = is_choice ? part_choice(&h, tree->bins->count[d]) : cut_number(&h, tree->bins->count[d]);
        split.param = d;
        if (split.gain <= 1e-20 || split.gain < best.gain * (1.0 - 1e-9)) continue;
        equals = split.gain > best.gain * (1.0 + 1e-9) ? 1 : equals + 1;
        if (equals == 1 || rng_below(rng, equals) == 0) best = split;
    }
    return best;
}

/* Rows first .. of the first part, then those of the other. @return where the other begins */
static int32_t partition(struct tree *const tree, const int leaf, const struct split *const split) {
    const uint8_t *const bin = tree->bin + (size_t)split->param * (size_t)tree->rows;
    int32_t low = tree->start[leaf], high = tree->end[leaf];
    while (low < high) {
        const int32_t r = tree->order[low];
        if (split->mask >> (bin[r] & ~BY_LOT) & 1) {
            low++;
        } else {
            tree->order[low] = tree->order[--high];
            tree->order[high] = r;
        }
    }
    return low;
}

static void set_mean(struct tree *const tree, const int leaf) {
    double sum = 0.0;
    for (int at = tree->start[leaf]; at < tree->end[leaf]; at++) sum += tree->loss[tree->order[at]];
    tree->value[leaf] = sum / (tree->end[leaf] - tree->start[leaf]);
}

/* @return whether the leaf was split: it keeps the first part, a new leaf has the other */
static bool split_leaf(struct tree *const tree, const int leaf, struct rng *const rng) {
    if (tree->end[leaf] - tree->start[leaf] < 2) return false;
    const struct split split = find_split(tree, leaf, rng);
    if (split.gain <= 0.0) return false;
    const size_t params = (size_t)tree->bins->params;
    uint64_t *const mask = tree->mask + (size_t)leaf * params;
    const int other = tree->leaves++;
    uint64_t *const others = tree->mask + (size_t)other * params;
    memcpy(others, mask, params * sizeof *mask);
    mask[split.param] &= split.mask;
    others[split.param] &= ~split.mask;
    tree->start[other] = partition(tree, leaf, &split);
    tree->end[other] = tree->end[leaf];
    tree->end[leaf] = tree->start[other];
    set_mean(tree, leaf);
    set_mean(tree, other);
    return true;
}

void tree_grow(struct tree *const tree, const uint8_t *const bin, const double *const loss, const int trials,
               struct rng *const rng) {
    draw_sample(tree, bin, loss, trials, rng);
    memcpy(tree->mask, tree->bins->full, (size_t)tree->bins->params * sizeof *tree->mask);
    tree->leaves = 1;
    tree->start[0] = 0;
    tree->end[0] = tree->rows;
    set_mean(tree, 0);
    for (int leaf = 0; leaf < tree->leaves; leaf++)
        while (split_leaf(tree, leaf, rng)) {
        }
}
