#include "tune/untried.h"

#include <math.h>

#include "sweetspot.h"
#include "tune/odometer.h"

double untried_size(const struct sampler_setup *const setup, double *const scratch) {
    return odometer_size(setup->space, INFINITY, scratch);
}

void untried_place(struct untried *const untried, struct arena *const arena, const struct sampler_setup *const setup) {
    tried_place(untried != NULL ? &untried->tried : NULL, arena, setup->space, setup->budget);
}

/* From the history, not from what was returned: so trials that the sampler did not choose count as well. */
static void learn(struct untried *const untried, const struct history *const history) {
    for (; untried->known < history->asked; untried->known++)
        tried_add(&untried->tried, history->values + (size_t)untried->known * (size_t)history->params);
}

void untried_decode(double *const values, const struct untried *const untried, const double *const unit) {
    const struct space *const space = untried->tried.space;
    for (int i = 0; i < space->params; i++)
        values[i] =
            space_is_active(space, i, values) ? parameter_from_unit(&space->entries[i].parameter, unit[i]) : NAN;
}

static bool is_equal(const double *const a, const double *const b, const int params) {
    for (int i = 0; i < params; i++)
        if (a[i] != b[i] && !(isnan(a[i]) && isnan(b[i]))) return false;
    return true;
}

bool untried_is_new(struct untried *const untried, const struct history *const history, const double *const values) {
    learn(untried, history);
    const struct tried *const tried = &untried->tried;
    bool can_be_counted = true;
    uint32_t node = TRIED_ROOT;
    for (int i = 0; i < history->params; i++) {
        if (isnan(values[i])) continue;
        const struct parameter *const p = &tried->space->entries[i].parameter;
        node = tried_child(tried, node, values[i]);
        if (p->count < INFINITY) continue;
        can_be_counted = false;
        if (values[i] != p->low && values[i] != p->high) return true;
    }
    if (can_be_counted) return !tried_is_full(tried, node);
    for (int t = 0; t < history->asked; t++)
        if (is_equal(values, history->values + (size_t)t * (size_t)history->params, history->params)) return false;
    return true;
}

static bool is_used_up(const struct tried *const tried, const uint32_t node, const double value) {
    return tried_is_full(tried, tried_child(tried, node, value));
}

/* The values left that are nearest to an index; it ends, for the node is not full. */
static double nearest_left(const struct parameter *const p, const struct tried *const tried, const uint32_t node,
                           double index, struct rng *const rng) {
    if (p->kind == PARAMETER_CATEGORICAL) index = floor(rng_unit(rng) * p->count);
    const double side = rng_below(rng, 2) == 0 ? -1.0 : 1.0;
    for (double far = 0.0; far < p->count; far += 1.0) {
        for (int k = 0; k < 2; k++) {
            const double at = index + (k == 0 ? side : -side) * far;
            if (at < 0.0 || at >= p->count) continue;
            const double value = parameter_value(p, at);
            if (!is_used_up(tried, node, value)) return value;
        }
    }
    return p->high; /* not reached */
}

int untried_at(double *const values, struct untried *const untried, const struct history *const history,
               const double *const unit, struct rng *const rng) {
    learn(untried, history);
    const struct tried *const tried = &untried->tried;
    if (tried_is_full(tried, TRIED_ROOT)) return SS_EXHAUSTED;
    uint32_t node = TRIED_ROOT;
    for (int i = 0; i < history->params; i++) {
        values[i] = NAN;
        if (!space_is_active(tried->space, i, values)) continue;
        const struct parameter *const p = &tried->space->entries[i].parameter;
        values[i] = parameter_from_unit(p, unit[i]);
        if (is_used_up(tried, node, values[i]))
            values[i] = nearest_left(p, tried, node, parameter_index(p, values[i]), rng);
        node = tried_child(tried, node, values[i]);
    }
    return SS_OK;
}
