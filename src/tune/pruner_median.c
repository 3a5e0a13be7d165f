#include "tune/pruner_percentile.h"

static int32_t median_allow(struct pruner_call *const call) {
    const struct pruner_median *const o = &call->options->median;
    const struct percentile_rule rule = {
        50.0, o->n_startup_trials, o->n_warmup_steps, o->interval_steps, o->n_min_trials, o->score};
    return percentile_allow_by(call, &rule);
}

const struct pruner_ops pruner_median = {
    .name = "median",
    .hears = HEARS_EPOCHS,
    .compares = true,
    .allow = median_allow,
};
