/** What the tpe sampler sees, for drawing. */
#ifndef SAMPLER_TPE_H
#define SAMPLER_TPE_H

#include "tune/sampler.h"

/** Bring a fresh state to where it stands when trial history->asked is proposed. Cost: O(T K) */
void tpe_view_learn(void *state, const struct history *history);
/** l(x) and g(x) of one parameter: how likely the mixtures of the good and of the other trials are to draw each of n values, the
 *  other parameters being whatever they are. A probability where the parameter's values can be counted, else a density over its own
 *  scale from 0 at `low` to 1 at `high`. Of the history at the latest proposal; of an even draw before the first.
 *  @param state  of sampler_tpe
 *  Cost: O(n) kernels, at most 1,050. */
void tpe_view(double *good, double *bad, const void *state, int parameter, const double *values, int n);

#endif
