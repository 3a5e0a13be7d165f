/* Optuna's ThresholdPruner: a value that is NaN, under `lower` or over `upper`. */
#include <math.h>

#include "tune/pruner.h"

static int32_t threshold_allow(struct pruner_call *const call) {
    const struct pruner_threshold *const o = &call->options->threshold;
    const int32_t next = pruner_next_look(call, o->n_warmup_steps, o->interval_steps);
    const struct report *const latest = pruner_latest(call);
    if (latest->step < o->n_warmup_steps) return next;
    /* As a float, like the bounds: so a value of 0.7 is not under a bound of 0.7. */
    const float value = (float)(call->is_maximized ? -latest->loss : latest->loss);
    return value >= o->lower && value <= o->upper ? next : 0;
}

const struct pruner_ops pruner_threshold = {
    .name = "threshold",
    .hears = HEARS_EPOCHS,
    .compares = false,
    .allow = threshold_allow,
};
