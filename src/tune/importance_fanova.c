/* Functional analysis of variance (Hutter, Hoos and Leyton-Brown 2014): the mean of a tree's prediction over everything but one
 * parameter is a curve, over everything but two a surface. The variance of the curve is that parameter's; what the surface has beyond
 * both curves is the pair's. Each is divided by the tree's whole variance, and the mean over the trees is taken.
 *
 * Volumes weigh and not trials, so it does not matter where the sampler looked most. Where a parameter is not always active, curve and
 * surface are taken over the part of the space where it is, and weigh by the volume of that part (importance.h). Hutter et al. put a
 * default into the gaps and Optuna leaves such parameters out: then a gap looks like a value, or nothing is said. */
#include <math.h>
#include <string.h>

#include "tune/forest.h"
#include "tune/importance.h"

enum { TREES = 64, NO_PARAM = -1 };

struct fanova {
    struct tree tree;
    double mean, variance; /* of the tree over the space */
    bool *is_split;        /* [K] */
    double *share;         /* [leaves, K] of each leaf's box */
    double *volume;        /* [leaves] their product */
    /* the part of the space where one or two parameters are active, and which parameters it narrows */
    uint64_t *part; /* [K] */
    int *narrowed;  /* [narrow] */
    int narrow;
    double rest;     /* its share of the space, but for those one or two */
    double *surface; /* [MOST_BINS, MOST_BINS] */
};

static void *fanova_place(struct arena *const arena, const struct bins *const bins, const int rows) {
    const uint64_t params = (uint64_t)bins->params, leaves = (uint64_t)tree_rows(rows);
    struct fanova *const f = arena_take(arena, 1, sizeof *f);
    struct fanova placed = {0};
    tree_place(&placed.tree, arena, bins, rows);
    placed.is_split = arena_take(arena, params, sizeof *placed.is_split);
    placed.share = arena_take(arena, leaves * params, sizeof *placed.share);
    placed.volume = arena_take(arena, leaves, sizeof *placed.volume);
    placed.part = arena_take(arena, params, sizeof *placed.part);
    placed.narrowed = arena_take(arena, params, sizeof *placed.narrowed);
    placed.surface = arena_take(arena, (uint64_t)MOST_BINS * MOST_BINS, sizeof *placed.surface);
    if (f != NULL) *f = placed;
    return f;
}

/* Volumes of the leaves, and their values less the mean. */
static void weigh_leaves(struct fanova *const f) {
    const struct bins *const bins = f->tree.bins;
    double mean = 0.0;
    memset(f->is_split, 0, (size_t)bins->params * sizeof *f->is_split);
    for (int leaf = 0; leaf < f->tree.leaves; leaf++) {
        const uint64_t *const mask = f->tree.mask + (size_t)leaf * (size_t)bins->params;
        double *const share = f->share + (size_t)leaf * (size_t)bins->params;
        f->volume[leaf] = 1.0;
        for (int d = 0; d < bins->params; d++) {
            share[d] = bins_share(bins, d, mask[d]);
            f->volume[leaf] *= share[d];
            f->is_split[d] |= mask[d] != bins->full[d];
        }
        mean += f->volume[leaf] * f->tree.value[leaf];
    }
    f->mean = mean;
    f->variance = 0.0;
    for (int leaf = 0; leaf < f->tree.leaves; leaf++) {
        double *const value = &f->tree.value[leaf];
        *value -= mean;
        f->variance += f->volume[leaf] * (*value * *value);
    }
}

static uint64_t *allowed(const struct bins *const bins, const int i) {
    return bins->allowed + (size_t)i * (size_t)bins->params;
}

/* Look at the part of the space where i is active, and j unless it is NO_PARAM. @return its share of the space */
static double look_at(struct fanova *const f, const int i, const int j) {
    const struct bins *const bins = f->tree.bins;
    double own = 1.0;
    f->narrow = 0;
    f->rest = 1.0;
    for (int d = 0; d < bins->params; d++) {
        f->part[d] = allowed(bins, i)[d];
        if (j != NO_PARAM) f->part[d] &= allowed(bins, j)[d];
        const double share = bins_share(bins, d, f->part[d]);
        if (d == i || d == j) {
            own *= share;
        } else if (f->part[d] != bins->full[d]) {
            f->narrowed[f->narrow++] = d;
            f->rest *= share;
        }
    }
    return own * f->rest;
}

/* How much a leaf has of that part, but for i and j. */
static double share_of_leaf(const struct fanova *const f, const int leaf, const int i, const int j) {
    const size_t params = (size_t)f->tree.bins->params;
    const uint64_t *const mask = f->tree.mask + (size_t)leaf * params;
    const double *const share = f->share + (size_t)leaf * params;
    double own = f->volume[leaf] / share[i];
    if (j != NO_PARAM) own /= share[j];
    for (int n = 0; n < f->narrow; n++) {
        const int d = f->narrowed[n];
        own *= bins_share(f->tree.bins, d, mask[d] & f->part[d]) / share[d];
    }
    return own / f->rest;
}

/* A mask as the places where it changes: at the odd ones from 0 to 1. A sum over the bins up to each makes it whole again. */
static uint64_t edges_of(const uint64_t mask) { return mask ^ (mask << 1); }

static int take_edge(uint64_t *const edges) {
    int b = 0;
    while (!(*edges >> b & 1)) b++;
    *edges &= *edges - 1;
    return b;
}

/* The shares of a parameter's bins within the part, as of 1. */
static void fill_weights(double *const weight, const struct fanova *const f, const int d) {
    const struct bins *const bins = f->tree.bins;
    const double whole = bins_share(bins, d, f->part[d]);
    for (int b = 0; b < bins->count[d]; b++)
        weight[b] = f->part[d] >> b & 1 ? bins->share[(size_t)d * MOST_BINS + (size_t)b] / whole : 0.0;
}

static double single_variance(struct fanova *const f, const int i) {
    const struct bins *const bins = f->tree.bins;
    const double part = look_at(f, i, NO_PARAM);
    if (!f->is_split[i] || part <= 0.0) return 0.0;
    double curve[MOST_BINS] = {0}, weight[MOST_BINS];
    for (int leaf = 0; leaf < f->tree.leaves; leaf++) {
        const uint64_t mask = f->tree.mask[(size_t)leaf * (size_t)bins->params + (size_t)i];
        double value = f->tree.value[leaf] * share_of_leaf(f, leaf, i, NO_PARAM);
        for (uint64_t edges = edges_of(mask); edges != 0; value = -value) curve[take_edge(&edges)] += value;
    }
    fill_weights(weight, f, i);
    double mean = 0.0, variance = 0.0;
    for (int b = 0; b < bins->count[i]; b++) {
        if (b > 0) curve[b] += curve[b - 1];
        mean += weight[b] * curve[b];
    }
    for (int b = 0; b < bins->count[i]; b++) variance += weight[b] * ((curve[b] - mean) * (curve[b] - mean));
    return part * variance;
}

static void add_leaves(struct fanova *const f, const int i, const int j) {
    const size_t params = (size_t)f->tree.bins->params;
    memset(f->surface, 0, MOST_BINS * MOST_BINS * sizeof *f->surface);
    for (int leaf = 0; leaf < f->tree.leaves; leaf++) {
        const uint64_t *const mask = f->tree.mask + (size_t)leaf * params;
        double value = f->tree.value[leaf] * share_of_leaf(f, leaf, i, j);
        for (uint64_t rows = edges_of(mask[i]); rows != 0; value = -value) {
            double *const row = f->surface + (size_t)take_edge(&rows) * MOST_BINS;
            double change = value;
            for (uint64_t edges = edges_of(mask[j]); edges != 0; change = -change) row[take_edge(&edges)] += change;
        }
    }
}

/* The surface of i and j over the part of the space where both are active, less the tree's mean. */
static void make_surface(struct fanova *const f, const int i, const int j) {
    const int rows = f->tree.bins->count[i], columns = f->tree.bins->count[j];
    add_leaves(f, i, j);
    for (int a = 0; a < rows; a++) {
        double *const row = f->surface + (size_t)a * MOST_BINS;
        double left = 0.0;
        for (int b = 0; b < columns; b++) {
            left += row[b];
            row[b] = left + (a > 0 ? row[b - MOST_BINS] : 0.0);
        }
    }
}

static double pair_variance(struct fanova *const f, const int i, const int j) {
    const struct bins *const bins = f->tree.bins;
    const double part = look_at(f, i, j);
    if (!f->is_split[i] || !f->is_split[j] || part <= 0.0) return 0.0;
    make_surface(f, i, j);
    double wi[MOST_BINS], wj[MOST_BINS], row_mean[MOST_BINS] = {0}, column_mean[MOST_BINS] = {0};
    fill_weights(wi, f, i);
    fill_weights(wj, f, j);
    double mean = 0.0, variance = 0.0;
    for (int a = 0; a < bins->count[i]; a++) {
        const double *const row = f->surface + (size_t)a * MOST_BINS;
        for (int b = 0; b < bins->count[j]; b++) {
            row_mean[a] += wj[b] * row[b];
            column_mean[b] += wi[a] * row[b];
        }
        mean += wi[a] * row_mean[a];
    }
    for (int a = 0; a < bins->count[i]; a++) {
        const double *const row = f->surface + (size_t)a * MOST_BINS;
        for (int b = 0; b < bins->count[j]; b++) {
            const double beyond = row[b] - row_mean[a] - column_mean[b] + mean;
            variance += wi[a] * wj[b] * (beyond * beyond);
        }
    }
    return part * variance;
}

static void add_pairs(double *const pairs, struct fanova *const f) {
    const size_t params = (size_t)f->tree.bins->params;
    for (size_t i = 0; i < params; i++) {
        for (size_t j = 0; j < i; j++) {
            pairs[i * params + j] += pair_variance(f, (int)i, (int)j) / f->variance;
            pairs[j * params + i] = pairs[i * params + j];
        }
    }
}

static void grow(struct fanova *const f, const struct importance_call *const call, const uint64_t tree) {
    struct rng rng;
    rng_seed(&rng, call->seed, tree, 1, STREAM_SAMPLER); /* a sampler draws as fold 0 */
    tree_grow(&f->tree, call->bin, call->loss, call->rows, &rng);
    weigh_leaves(f);
}

void fanova_surface(double *const mean, void *const state, const struct importance_call *const call,
                    const struct importance_plane *const plane) {
    struct fanova *const f = state;
    for (int k = 0; k < plane->n * plane->m; k++) mean[k] = 0.0;
    for (uint64_t t = 0; t < TREES; t++) {
        grow(f, call, t);
        look_at(f, plane->i, plane->j);
        make_surface(f, plane->i, plane->j);
        for (int b = 0, k = 0; b < plane->m; b++)
            for (int a = 0; a < plane->n; a++, k++) {
                const uint8_t x = bins_of(call->bins, plane->i, plane->x[a]);
                const uint8_t y = bins_of(call->bins, plane->j, plane->y[b]);
                mean[k] += (f->mean + f->surface[x * MOST_BINS + y]) / TREES;
            }
    }
}

static void fanova_measure(double *const single, double *const pairs, void *const state,
                           const struct importance_call *const call) {
    struct fanova *const f = state;
    const size_t params = (size_t)call->bins->params;
    int trees = 0;
    for (uint64_t t = 0; t < TREES; t++) {
        grow(f, call, t);
        if (f->variance <= 0.0) continue;
        trees++;
        for (size_t i = 0; i < params; i++) single[i] += single_variance(f, (int)i) / f->variance;
        if (pairs != NULL) add_pairs(pairs, f);
    }
    if (trees == 0) return;
    for (size_t i = 0; i < params; i++) single[i] /= trees;
    if (pairs == NULL) return;
    for (size_t i = 0; i < params * params; i++) pairs[i] /= trees;
    for (size_t i = 0; i < params; i++) pairs[i * params + i] = single[i];
}

const struct importance_ops importance_fanova = {
    .name = "fanova",
    .has_pairs = true,
    .place = fanova_place,
    .measure = fanova_measure,
};
