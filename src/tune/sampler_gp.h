/** What the sampler "gp" believes, for drawing. */
#ifndef SAMPLER_GP_H
#define SAMPLER_GP_H

#include <stdbool.h>

#include "tune/history.h"

/** The model that a proposal for trial history->asked rests on, at n configurations: what the loss is expected to be, how unsure that
 *  is, and the logarithm of the improvement expected on the best one, all in units of the loss.
 *  @param state    the sampler's; later proposals stay what they would have been
 *  @param history  as propose would be given it, or all of it when the study is over
 *  @param mean, deviation, log_improvement  [n]
 *  @param values  [n, K] NaN where not active
 *  @return false while there is no model: no outcome yet, or nothing to vary */
bool gp_view(double *mean, double *deviation, double *log_improvement, void *state, const struct history *history,
             const double *values, int n);

#endif
