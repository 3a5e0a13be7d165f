/** Whom the sampler "nsga2" crosses, for drawing. */
#ifndef SAMPLER_NSGA2_H
#define SAMPLER_NSGA2_H

#include "tune/history.h"

/** The parents of trial history->asked, the best first, then the complete trials that will compete with them.
 *  @param numbers  [2 population_size] of trials; negative for those of an earlier study
 *  @param ranks    [2 population_size] 0 for a parent that no other beats, and on; -1 for one that is no parent yet
 *  @param state    one that has seen no more than the history shows
 *  @return how many, both together */
int nsga2_view(int32_t *numbers, int32_t *ranks, void *state, const struct history *history);

#endif
