/** The rows of a fold through the network of a trial, and what is counted on those held out. */
#ifndef TRIAL_SCORE_H
#define TRIAL_SCORE_H

#include "train/trial.h"

/** The fold of the data set: it numbers its folds 0 .. F - 1 and the refit F; a trial counts on: 0 .. F - 1 once more with the next
 *  repeat. */
int trial_data_fold(const struct trial *t);
/** b rows into x and y: inputs scaled, targets scaled (y) and as they are (answers). */
void trial_gather(struct trial *t, const int32_t *rows, int b);
/** Every metric of the held-out rows at the weights of now; those that cost only if `whole`, or if they are the objective. */
void trial_evaluate(struct trial *t, struct fold_result *result, bool whole);
/** What L1 and L2 add to the loss, at the weights of now. */
double trial_penalty(const struct trial *t);

#endif
