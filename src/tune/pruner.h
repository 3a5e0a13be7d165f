/** What a pruner is: the rule by which a trial is given up early. A row of pruners.def, and a file pruner_NAME.c that defines
 *  `const struct pruner_ops pruner_NAME`. */
#ifndef PRUNER_H
#define PRUNER_H

#include "tune/history.h"
#include "tune/options.h"

struct pruner_ops {
    const char *name;
    bool
        compares; /* reads other trials: then trial i waits for trials 0 .. i - parallelism, and is compared with those */
    /** How far a trial may go that has just reported `loss` (lower is better; may be NaN) at `step`.
     *  @return the step of its next look, INT32_MAX for the end, or 0 to stop */
    int32_t (*allow)(const struct history *history, int trial, int step, double loss);
};

/** The pruner of a kind, a row of pruners.def. */
const struct pruner_ops *pruner_of(int kind);

#endif
