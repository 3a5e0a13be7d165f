/** What a sampler is: the way the next configuration is chosen. A row of samplers.def, and a file sampler_NAME.c that defines
 *  `const struct sampler_ops sampler_NAME`. */
#ifndef SAMPLER_H
#define SAMPLER_H

#include "base/rng.h"
#include "tune/history.h"
#include "tune/options.h"
#include "tune/space.h"

struct sampler_setup {
    const struct space *space;            /* outlives the state */
    const union sampler_options *options; /* outlives the state */
    int budget;                           /* propose is called at most so often */
    bool allows_duplicates;
};

struct sampler_ops {
    const char *name;
    bool learns; /* reads outcomes: then trial i waits for trials 0 .. i - parallelism, and sees those */
    bool
        is_recalled; /* its state follows from the history alone; else a study that is continued proposes each trial again */
    bool is_exhaustive; /* without a number of trials the study goes through all there is */

    /** How many different configurations it can ever propose; INFINITY when they cannot be counted.
     *  @param scratch  [2 K] */
    double (*size)(const struct sampler_setup *setup, double *scratch);
    /** The state, laid out and initialised; NULL while measuring (base/arena.h). May be NULL for a sampler without any. */
    void *(*place)(struct arena *arena, const struct sampler_setup *setup);
    /** Choose the values [K] of trial history->asked: NaN where not active, else exactly a value of the parameter. Depends only
     *  on the state, the history and rng, which is seeded by the study's seed and the trial's number.
     *  @return SS_OK, or SS_EXHAUSTED when there is nothing left to propose */
    int (*propose)(double *values, void *state, const struct history *history, struct rng *rng);
};

/** The sampler of a kind, a row of samplers.def. */
const struct sampler_ops *sampler_of(int kind);
/** Whether it can work towards several objectives: whether it is a row of several.def. */
bool sampler_takes_several(int kind);

#endif
