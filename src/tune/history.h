/** What samplers and pruners may know of a study: a view, borrowed for one call. Trials stand in the order of their numbers.
 *
 *  Trial i is decided from the outcomes of trials 0 .. i - parallelism and from what the trials before it were given, never from
 *  which of the others happens to have finished: so any number of workers gives the same study. */
#ifndef HISTORY_H
#define HISTORY_H

#include <stdint.h>

#include "tune/reports.h"

enum outcome { OUTCOME_NONE, OUTCOME_COMPLETE, OUTCOME_PRUNED, OUTCOME_FAILED };

struct history {
    int params;           /* K */
    int asked;            /* T: trials 0 .. asked - 1 have their values */
    int visible;          /* outcome and loss may be read of trials 0 .. visible - 1, which all have one */
    const double *values; /* [T, K] NaN where a parameter is not active */
    const double
        *loss; /* [T, M] lower is better (a value to maximise is negated); NaN when failed, may be when pruned */
    const uint8_t *outcome;     /* [T] enum outcome */
    int best;                   /* the visible complete trial of least loss[0], the earliest of equals; -1 for none */
    const struct track *tracks; /* [T] what the visible trials reported; NULL when the pruner hears nothing */
    int warm;                   /* the first so many are another study's, whose outcomes were known before */
    int objectives;             /* M: 1, unless the sampler is a row of several.def */
};

#endif
