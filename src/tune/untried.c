#include "tune/untried.h"

#include <math.h>

#include "sweetspot.h"
#include "tune/odometer.h"

double untried_size(const struct sampler_setup *const setup, double *const scratch) {
    return odometer_size(setup->space, INFINITY, scratch);
}

void untried_place(struct untried *const untried, struct arena *const arena, const struct sampler_setup *const setup) {
    tried_place(untried != NULL ? &untried->tried : NULL, arena, setup);
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

bool untried_is_new(struct untried *const untried, const struct history *const history, const double *const values) {
    learn(untried, history);
    for (int i = 0; i < history->params; i++) {
        const struct parameter *const p = &untried->tried.space->entries[i].parameter;
        const bool is_inside = values[i] > p->low && values[i] < p->high;
        if (is_inside && p->count == INFINITY) return true;
    }
    return tried_is_new(&untried->tried, history, values);
}

static bool is_used_up(const struct tried *const tried, const uint32_t node, const double value) {
    return tried_is_full(tried, tried_child(tried, node, value));
}

/* The values left that are nearest to an index; it ends, for the node is not full. */
static double nearest_left(const struct parameter *const p, const struct tried *const tried, const uint32_t node,
                           double index, struct rng *const rng) {
    if (p->kind == PARAMETER_CATEGORICAL) index = parameter_index(p, parameter_from_unit(p, rng_unit(rng)));
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

/* @param unit  [K], or NULL: anywhere */
static void choose(double *const values, const struct tried *const tried, const double *const unit,
                   struct rng *const rng) {
    uint32_t node = TRIED_ROOT;
    for (int i = 0; i < tried->space->params; i++) {
        values[i] = NAN;
        if (!space_is_active(tried->space, i, values)) continue;
        const struct parameter *const p = &tried->space->entries[i].parameter;
        values[i] = parameter_from_unit(p, unit != NULL ? unit[i] : rng_unit(rng));
        if (is_used_up(tried, node, values[i]))
            values[i] = nearest_left(p, tried, node, parameter_index(p, values[i]), rng);
        node = tried_child(tried, node, values[i]);
    }
}

int untried_at(double *const values, struct untried *const untried, const struct history *const history,
               const double *const unit, struct rng *const rng) {
    learn(untried, history);
    const struct tried *const tried = &untried->tried;
    if (tried_is_full(tried, TRIED_ROOT)) return SS_EXHAUSTED;
    choose(values, tried, unit, rng);
    for (int draws = 0; !space_allows(tried->space, values); draws++) {
        if (draws == SPACE_MOST_DRAWS) return SS_EXHAUSTED;
        choose(values, tried, NULL, rng);
    }
    return SS_OK;
}
