/** A category's choices as probabilities that move towards those of better trials: the discrete half of CatCMA (Hamano et al. 2024),
 *  with a fixed rate as in population-based incremental learning (Baluja 1994). */
#ifndef SHARES_H
#define SHARES_H

#include "base/rng.h"
#include "tune/parameter.h"

struct shares {
    int count;     /* >= 2 */
    double *share; /* [count] sums to 1 */
};

/** As likely as in a random draw of the parameter. */
void shares_reset(const struct shares *shares, const struct parameter *parameter);
/** An index. */
int shares_draw(const struct shares *shares, struct rng *rng);
/** Learn from n trials.
 *  @param choice  [n] an index, or NaN where the category is not active: those trials say nothing, and less is learned
 *  @param weight  [n] not negative; they sum to 1
 *  @param margin  the probability that is kept for all but one choice together */
void shares_learn(const struct shares *shares, const double *choice, const double *weight, int n, double margin);

#endif
