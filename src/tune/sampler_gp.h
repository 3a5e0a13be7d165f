/** What the sampler "gp" believes, for drawing. */
#ifndef SAMPLER_GP_H
#define SAMPLER_GP_H

#include <stdbool.h>

#include "tune/history.h"

/** The model that a proposal for trial history->asked rests on, at n configurations: what the loss is expected to be, how unsure that
 *  is, and the logarithm of the improvement expected on the best one, all in units of the loss.
 *  @param state    the sampler's; later proposals stay what they would have been
 *  @param history  as propose would be given it, or all of it when the study is over
 *  @param mean, deviation, log_acquisition  [n]
 *  @param values  [n, K] NaN where not active
 *  @return false while there is no model: no outcome yet, or nothing to vary */
bool gp_view(double *mean, double *deviation, double *log_acquisition, void *state, const struct history *history,
             const double *values, int n);

/** The same of one configuration [K], by the model of the last gp_view. */
void gp_view_at(double *mean, double *deviation, double *log_acquisition, void *state, const double *values);
/** Take over the hyperparameters that a proposal for trial history->asked rests on, instead of fitting them again.
 *  @param view   a fresh state of the same study, of no fewer trials than the history has
 *  @param state  the sampler's; fits what is due by then and not done yet. Its later proposals stay what they would have been as long as
 *                they may see no less than the history shows */
void gp_view_borrow(void *view, void *state, const struct history *history);
/** [K] the length scale of each parameter on its own scale from 0 at `low` to 1 at `high`: how far one must go for the loss to
 *  become another matter. Of a category, 1 over the weight of a difference. NaN where there is nothing to vary. */
void gp_view_scales(double *scales, const void *state);

#endif
