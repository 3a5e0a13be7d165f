#include "tune/importance.h"

#include <assert.h>
#include <math.h>

#include "sweetspot.h"

#include "base/fields_skip.h"
#define VARIANT(name, help, source) extern const struct importance_ops importance_##name;
#include "tune/importances.def"

static const struct importance_ops *const measures[] = {
#include "base/fields_skip.h"
#define VARIANT(name, help, source) &importance_##name,
#include "tune/importances.def"
};

static_assert(sizeof measures / sizeof *measures == importance_count, "one measure for each row of importances.def");

struct importance {
    struct bins bins;
    uint8_t *bin; /* [K, n] */
    double *loss; /* [n] */
    void *state;
};

static struct importance *place(struct arena *const arena, const struct space *const space, const int rows,
                                const struct importance_ops *const ops) {
    struct importance *const made = arena_take(arena, 1, sizeof *made);
    struct importance measured;
    struct importance *const placed = made != NULL ? made : &measured;
    bins_place(&placed->bins, arena, space);
    placed->bin = arena_take(arena, (uint64_t)rows * (uint64_t)space->params, sizeof *placed->bin);
    placed->loss = arena_take(arena, (uint64_t)rows, sizeof *placed->loss);
    placed->state = ops->place(arena, &placed->bins, rows);
    return made;
}

/* What the complete trials span. Halved, for their difference may be larger than a double can be. */
struct range {
    int rows;
    double low, span;
};

static double loss_of(const struct importance_trials *const trials, const int trial) {
    return trials->loss[(size_t)trial * (size_t)trials->objectives];
}

static struct range range_of(const struct importance_trials *const trials) {
    double low = INFINITY, high = -INFINITY;
    int rows = 0;
    for (int t = 0; t < trials->count; t++) {
        if (trials->outcome[t] != OUTCOME_COMPLETE) continue;
        rows++;
        low = fmin(low, loss_of(trials, t));
        high = fmax(high, loss_of(trials, t));
    }
    return (struct range){rows, low, rows > 0 ? 0.5 * high - 0.5 * low : 0.0};
}

static void fill(struct importance *const importance, const struct importance_trials *const trials,
                 const struct range *const range) {
    const int params = importance->bins.params;
    for (int t = 0, row = 0; t < trials->count; t++) {
        if (trials->outcome[t] != OUTCOME_COMPLETE) continue;
        const double *const values = trials->values + (size_t)t * (size_t)params;
        importance->loss[row] = (0.5 * loss_of(trials, t) - 0.5 * range->low) / range->span;
        for (int i = 0; i < params; i++)
            importance->bin[(size_t)i * (size_t)range->rows + (size_t)row] = bins_of(&importance->bins, i, values[i]);
        row++;
    }
}

static void normalize(double *const single, const size_t params) {
    double sum = 0.0;
    for (size_t i = 0; i < params; i++) sum += single[i];
    for (size_t i = 0; i < params; i++) single[i] = sum > 0.0 ? single[i] / sum : 0.0;
}

/* A block with the state of a measure and the trials in it; NULL without memory. */
static struct importance *open(const struct space *const space, const struct importance_trials *const trials,
                               const struct range *const range, const struct importance_ops *const ops) {
    struct arena arena = {0};
    place(&arena, space, range->rows, ops);
    void *const block = arena_block(arena.used);
    if (block == NULL) return NULL;
    arena = (struct arena){block, arena.used, 0};
    struct importance *const importance = place(&arena, space, range->rows, ops);
    fill(importance, trials, range);
    return importance;
}

int importance_measure(double *const single, double *const pairs, const struct space *const space,
                       const struct importance_trials *const trials, const int kind, const uint64_t seed) {
    assert(kind >= 0 && kind < importance_count);
    const struct importance_ops *const ops = measures[kind];
    const size_t params = (size_t)space->params;
    if (pairs != NULL && !ops->has_pairs) return SS_BAD_ARGUMENT;
    for (size_t i = 0; i < params; i++) single[i] = 0.0;
    for (size_t i = 0; pairs != NULL && i < params * params; i++) pairs[i] = 0.0;
    const struct range range = range_of(trials);
    if (params == 0 || !(range.span > 0.0)) return SS_OK;

    struct importance *const importance = open(space, trials, &range, ops);
    if (importance == NULL) return SS_NO_MEMORY;
    const struct importance_call call = {&importance->bins, range.rows, importance->bin, importance->loss, seed};
    ops->measure(single, pairs, importance->state, &call);
    arena_release(importance);
    normalize(single, params);
    return SS_OK;
}

int importance_surface(double *const mean, const struct space *const space,
                       const struct importance_trials *const trials, const struct importance_plane *const plane,
                       const uint64_t seed) {
    const struct range range = range_of(trials);
    const int points = plane->n * plane->m;
    for (int k = 0; k < points; k++) mean[k] = NAN;
    if (!(range.span > 0.0)) return SS_OK;
    struct importance *const importance = open(space, trials, &range, &importance_fanova);
    if (importance == NULL) return SS_NO_MEMORY;
    const struct importance_call call = {&importance->bins, range.rows, importance->bin, importance->loss, seed};
    fanova_surface(mean, importance->state, &call, plane);
    for (int k = 0; k < points; k++) mean[k] = range.low + 2.0 * (mean[k] * range.span);
    arena_release(importance);
    return SS_OK;
}
