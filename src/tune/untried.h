/** A point of the unit cube as a configuration that was not proposed before: what samplers share that choose points. */
#ifndef UNTRIED_H
#define UNTRIED_H

#include "base/rng.h"
#include "tune/history.h"
#include "tune/sampler.h"
#include "tune/tried.h"

struct untried {
    struct tried tried;
    int known; /* trials of the history that are in the tree */
};

/** A sampler's `size` that can reach all of the space. */
double untried_size(const struct sampler_setup *setup, double *scratch);
/** Room for the budget. untried may be NULL while measuring. */
void untried_place(struct untried *untried, struct arena *arena, const struct sampler_setup *setup);

/** The configuration [K] at unit [K], a number in 0 .. 1 for each parameter; tried or not. */
void untried_decode(double *values, const struct untried *untried, const double *unit);
/** Whether a configuration is new. Where a parameter cannot be counted, only those at the ends of all such ranges are looked up: others
 *  do not meet. Cost: O(K); O(T K) for the corners of such a space. */
bool untried_is_new(struct untried *untried, const struct history *history, const double *values);
/** As untried_decode, but never a repeat. Where that leads to nothing new, the nearest value
 *  that does is taken instead, or any for a category. Where that breaks a constraint, a random configuration is.
 *  @return SS_OK, or SS_EXHAUSTED when everything has been proposed, or SPACE_MOST_DRAWS broke a constraint.
 *  Cost: O(K), and in a finite space as many looks as there are used values next to the one wanted. */
int untried_at(double *values, struct untried *untried, const struct history *history, const double *unit,
               struct rng *rng);

#endif
