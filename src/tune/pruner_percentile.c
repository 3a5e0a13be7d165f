/* The median stopping rule (Golovin et al. 2017) for any percentile, as Optuna's PercentilePruner has it: a trial is measured by its
 * best loss so far, the complete trials by theirs at the very same step; score = last measures it by its latest instead. Optuna
 * compares with every trial that happens to be complete, this with those that are visible.
 *
 * The percentile lies between two neighbours of the sorted losses, and it matters only when the trial lies between the same two: one
 * pass that counts and keeps its own two neighbours is enough. */
#include "tune/pruner_percentile.h"

#include <math.h>
#include <stddef.h>

/* The others at one step, as seen from a loss. */
struct standing {
    int complete; /* complete trials */
    int reported; /* of these, the ones that reported at the step */
    int known;    /* of these, not NaN */
    int below;    /* of these, less than the loss */
    double nearest_below, nearest_above;
};

static struct standing look_around(const struct history *const history, const int32_t step, const double loss) {
    struct standing s = {.nearest_below = -INFINITY, .nearest_above = INFINITY};
    for (int t = 0; t < history->visible; t++) {
        if (history->outcome[t] != OUTCOME_COMPLETE) continue;
        s.complete++;
        const struct report *const report = track_from(&history->tracks[t], step);
        if (report == NULL || report->step != step) continue;
        s.reported++;
        if (isnan(report->loss)) continue;
        s.known++;
        s.below += report->loss < loss;
        if (report->loss < loss)
            s.nearest_below = fmax(s.nearest_below, report->loss);
        else
            s.nearest_above = fmin(s.nearest_above, report->loss);
    }
    return s;
}

/* Whether a loss is more than the percentile of the others; interpolated in NumPy's way, so that ties fall as there. */
static bool is_beyond(const struct standing *const s, const double loss, const double percentile) {
    const double at = (s->known - 1) * (percentile / 100.0);
    const int index = (int)at;
    if (s->below != index + 1) return s->below > index + 1;
    const double share = at - index;
    if (share == 0.0) return true;
    const double low = s->nearest_below, rise = s->nearest_above - low;
    return loss > (share < 0.5 ? low + rise * share : s->nearest_above - rise * (1.0 - share));
}

int32_t percentile_allow_by(const struct pruner_call *const call, const struct percentile_rule *const rule) {
    const int32_t next = pruner_next_look(call, rule->n_warmup_steps, rule->interval_steps);
    const struct report *const latest = pruner_latest(call);
    if (latest->step < rule->n_warmup_steps) return next;
    const double loss = pruner_score(latest, rule->score);
    const struct standing s = look_around(call->history, latest->step, loss);
    if (s.complete == 0 || s.complete < rule->n_startup_trials) return INT32_MAX; /* nor will there be more */
    if (isnan(loss)) return 0;
    if (s.reported < rule->n_min_trials || s.known == 0) return next;
    return is_beyond(&s, loss, rule->percentile) ? 0 : next;
}

static int32_t percentile_allow(struct pruner_call *const call) {
    const struct pruner_percentile *const o = &call->options->percentile;
    const struct percentile_rule rule = {(double)o->percentile, o->n_startup_trials, o->n_warmup_steps,
                                         o->interval_steps,     o->n_min_trials,     o->score};
    return percentile_allow_by(call, &rule);
}

const struct pruner_ops pruner_percentile = {
    .name = "percentile",
    .hears = HEARS_EPOCHS,
    .compares = true,
    .allow = percentile_allow,
};
