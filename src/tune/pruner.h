/** What a pruner is: the rule by which a trial is given up early. A row of pruners.def, and a file pruner_NAME.c that defines
 *  `const struct pruner_ops pruner_NAME`.
 *
 *  How a trial is led (web/lib): it trains to its first step that has a score, reports every scored step in order, and hears how
 *  far it may go. It trains on to the first scored step there or after, without a word in between, reports what came since, and so
 *  on; 0 stops it. A step that has no score (validation_freq) is not reported. Steps count from 1: epochs of the first fold for
 *  HEARS_EPOCHS (a trial that passes it goes through the other folds unasked), folds for HEARS_FOLDS. */
#ifndef PRUNER_H
#define PRUNER_H

#include "tune/history.h"
#include "tune/options.h"

enum pruner_hears { HEARS_NOTHING, HEARS_EPOCHS, HEARS_FOLDS };

/** The question whether a running trial may go on. */
struct pruner_call {
    const union pruner_options *options;
    const struct history *history; /* as of the trial's own place: the same whenever it is asked */
    const struct track *own;       /* what the trial has reported, the latest last; at least one */
    bool is_maximized;             /* a loss is the negated value */
    int32_t rungs;                 /* asha's: how many rungs are completed, before and after */
};

struct pruner_ops {
    const char *name;
    enum pruner_hears hears;
    bool
        compares; /* reads other trials: then trial i waits for trials 0 .. i - parallelism, and is compared with those */
    /** How far the trial may go: at its first report, then at the first at or after each look. Depends on nothing but the call.
     *  @return the step of its next look, later than the latest report; INT32_MAX for the end, or 0 to stop */
    int32_t (*allow)(struct pruner_call *call);
};

/** The pruner of a kind, a row of pruners.def. */
const struct pruner_ops *pruner_of(int kind);

/** The latest report. */
const struct report *pruner_latest(const struct pruner_call *call);
/** The score by which a trial is measured at a report: the least loss so far, or this one. May be NaN. */
double pruner_score(const struct report *report, int score);
/** The first of the steps warmup, warmup + interval ... after the latest report. */
int32_t pruner_next_look(const struct pruner_call *call, int warmup, int interval);
/** `steps` after the latest report, at most INT32_MAX. */
int32_t pruner_after(const struct pruner_call *call, int64_t steps);

#endif
