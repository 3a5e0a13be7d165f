/** The rule that median and percentile share. */
#ifndef PRUNER_PERCENTILE_H
#define PRUNER_PERCENTILE_H

#include "tune/pruner.h"

struct percentile_rule {
    double percentile; /* 0 .. 100: the share that is kept */
    int n_startup_trials, n_warmup_steps, interval_steps, n_min_trials;
    int score; /* enum score_kind */
};

int32_t percentile_allow_by(const struct pruner_call *call, const struct percentile_rule *rule);

#endif
