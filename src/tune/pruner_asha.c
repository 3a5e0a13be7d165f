/* Asynchronous successive halving by stopping (Li et al. 2018), as Optuna's SuccessiveHalvingPruner has it: rung k is reached at step
 * min_resource * reduction_factor^(min_early_stopping_rate + k). There a trial goes on if it is among the best 1 / reduction_factor
 * of those that reached the rung, itself included; while those are fewer than reduction_factor, if none is better. Trials are never
 * resumed.
 *
 * Unlike Optuna's, a trial competes with the visible ones alone, not with whatever else is running, so the order of finishing does
 * not matter; reduction_factor is 3 by default, not 4, which leaves more of few trials; score = best is new. */
#include <math.h>
#include <stddef.h>

#include "tune/pruner_asha.h"

int32_t asha_rung_step(const struct pruner_asha *const o, const int rung) {
    int64_t step = o->min_resource;
    for (int i = 0; i < o->min_early_stopping_rate + rung && step < INT32_MAX; i++) step *= o->reduction_factor;
    return step < INT32_MAX ? (int32_t)step : INT32_MAX;
}

static bool is_promoted(const struct pruner_call *const call, const int rung, const double loss) {
    const struct pruner_asha *const o = &call->options->asha;
    const struct history *const history = call->history;
    const int32_t step = asha_rung_step(o, rung);
    int reached = 1, better = 0;
    for (int t = 0; t < history->visible; t++) {
        const struct report *const report = track_from(&history->tracks[t], step);
        if (report == NULL || report->rungs <= rung) continue; /* stopped at an earlier rung by the same report */
        reached++;
        better += pruner_score(report, o->score) < loss;
    }
    if (reached <= o->bootstrap_count) return false;
    const int places = reached / o->reduction_factor;
    return better < (places > 1 ? places : 1);
}

static int32_t asha_allow(struct pruner_call *const call) {
    const struct pruner_asha *const o = &call->options->asha;
    const struct report *const latest = pruner_latest(call);
    const double loss = pruner_score(latest, o->score);
    for (;;) {
        const int32_t step = asha_rung_step(o, call->rungs);
        if (step == INT32_MAX || latest->step < step) return step;
        if (isnan(loss)) return 0; /* and does not compete */
        call->rungs++;
        if (!is_promoted(call, call->rungs - 1, loss)) return 0;
    }
}

const struct pruner_ops pruner_asha = {
    .name = "asha",
    .hears = HEARS_EPOCHS,
    .compares = true,
    .allow = asha_allow,
};
