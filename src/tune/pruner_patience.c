/* Optuna's PatientPruner around no other: stop when the best of the last patience + 1 reports is worse than the best before them by more than
 * min_delta. To reach the old best again is enough to go on, so a trial that stands still is not stopped, one that gets worse is. */
#include <math.h>

#include "tune/pruner.h"

/* The first report of the least loss; count when all are NaN. */
static int first_best(const struct track *const own) {
    const double best = own->at[own->count - 1].best;
    int i = 0;
    while (i < own->count && own->at[i].loss != best) i++;
    return i;
}

static int32_t patience_allow(struct pruner_call *const call) {
    const struct pruner_patience *const o = &call->options->patience;
    const struct track *const own = call->own;
    const int before = own->count - o->patience - 1;
    if (before > 0) {
        double after = NAN;
        for (int i = before; i < own->count; i++) after = fmin(after, own->at[i].loss);
        if (own->at[before - 1].best + (double)o->min_delta < after) return 0;
    }
    /* The best must be one of those before: that takes so many more reports, and each is at least a step. */
    const int64_t more = (int64_t)first_best(own) + o->patience + 2 - own->count;
    return pruner_after(call, more > 1 ? more : 1);
}

const struct pruner_ops pruner_patience = {
    .name = "patience",
    .hears = HEARS_EPOCHS,
    .compares = false,
    .allow = patience_allow,
};
