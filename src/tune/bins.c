#include "tune/bins.h"

#include <math.h>
#include <stddef.h>

static uint64_t mask_of(const int count) { return count >= MOST_BINS ? UINT64_MAX : ((uint64_t)1 << count) - 1; }

static double unit_above(const struct parameter *const p, const int index, const int count) {
    if (index == count - 1) return 1.0;
    if (p->edges != NULL) return p->edges[index + 1];
    if (p->form != FORM_LOG_INTEGERS) return (index + 1.0) / count;
    const double low = log(p->low - 0.5), high = log(p->high + 0.5);
    return (log(p->low + index + 0.5) - low) / (high - low);
}

static void fill_shares(double *const share, const struct parameter *const p, const int count) {
    double below = 0.0;
    for (int b = 0; b < count; b++) {
        const double above = p->count == count ? unit_above(p, b, count) : (b + 1.0) / count;
        share[b] = above - below;
        below = above;
    }
}

/* A parent's values may share a bin with others; it then counts whole. */
static void allow(struct bins *const bins, const int i) {
    uint64_t *const own = bins->allowed + (size_t)i * (size_t)bins->params;
    for (int d = 0; d < bins->params; d++) own[d] = bins->full[d];
    const struct space_entry *const entry = &bins->space->entries[i];
    for (int c = 0; c < entry->conditions; c++) {
        const struct condition *const condition = &entry->condition[c];
        const uint64_t *const parents = bins->allowed + (size_t)condition->parent * (size_t)bins->params;
        uint64_t mask = 0;
        for (int v = 0; v < condition->count; v++)
            mask |= (uint64_t)1 << bins_of(bins, condition->parent, condition->values[v]);
        for (int d = 0; d < bins->params; d++) own[d] &= parents[d];
        own[condition->parent] &= mask;
    }
}

void bins_place(struct bins *const bins, struct arena *const arena, const struct space *const space) {
    const uint64_t params = (uint64_t)space->params;
    bins->space = space;
    bins->params = space->params;
    bins->count = arena_take(arena, params, sizeof *bins->count);
    bins->full = arena_take(arena, params, sizeof *bins->full);
    bins->share = arena_take(arena, params * MOST_BINS, sizeof *bins->share);
    bins->allowed = arena_take(arena, params * params, sizeof *bins->allowed);
    if (arena->base == NULL) return;
    for (int i = 0; i < space->params; i++) {
        const struct parameter *const p = &space->entries[i].parameter;
        bins->count[i] = (int)fmin(p->count, MOST_BINS);
        bins->full[i] = mask_of(bins->count[i]);
        fill_shares(bins->share + (size_t)i * MOST_BINS, p, bins->count[i]);
    }
    for (int i = 0; i < space->params; i++) allow(bins, i);
}

uint8_t bins_of(const struct bins *const bins, const int i, const double value) {
    if (isnan(value)) return BIN_ABSENT;
    const struct parameter *const p = &bins->space->entries[i].parameter;
    if (p->count <= MOST_BINS) return (uint8_t)parameter_index(p, value);
    const double unit = fmin(fmax(parameter_to_unit(p, value), 0.0), 1.0); /* a condition may name any number */
    return (uint8_t)fmin(floor(unit * MOST_BINS), MOST_BINS - 1);
}

double bins_share(const struct bins *const bins, const int i, const uint64_t mask) {
    if (mask == bins->full[i]) return 1.0;
    const double *const share = bins->share + (size_t)i * MOST_BINS;
    double sum = 0.0;
    for (int b = 0; b < bins->count[i]; b++)
        if (mask >> b & 1) sum += share[b];
    return sum;
}
