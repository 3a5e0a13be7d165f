/** What the sampler "cma_es" draws from, for drawing. */
#ifndef SAMPLER_CMA_ES_H
#define SAMPLER_CMA_ES_H

#include "base/rng.h"
#include "tune/history.h"

/** A normal distribution over the numbers of a space that have several values, each on its own scale from 0 at `low` to 1 at `high`, and
 *  probabilities of the choices of its categories. */
struct cma_es_view {
    double *first;      /* the first trial of the generation whose outcomes it waits for; */
    double *lambda;     /* of so many trials */
    double *updates;    /* how many generations it has learnt from since it began, or began anew */
    double *mean;       /* [K] NaN of what is no such number */
    double *covariance; /* [K, K] likewise */
    double *shares;     /* the choices' of each category that has several, one after the other */
};

/** As trial history->asked is drawn. @param state  one that has proposed all trials before it @param rng  that trial's */
void cma_es_view(struct cma_es_view *view, void *state, const struct history *history, struct rng *rng);

#endif
