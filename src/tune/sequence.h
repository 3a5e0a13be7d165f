/** Which point of a low-discrepancy sequence a trial gets: trial n is point n, or with constraints the n-th of the points that keep
 *  them. That follows from the number of trials alone, whatever became of them. */
#ifndef SEQUENCE_H
#define SEQUENCE_H

#include "tune/untried.h"

struct sequence {
    int walked;     /* trials that have their point */
    uint32_t index; /* of the last one's */
};

/** unit [K] of point `index`. */
typedef void sequence_point(double *unit, const void *state, uint32_t index, int params);

/** unit [K] of the point of trial history->asked; of one that breaks a constraint after SPACE_MOST_DRAWS of that kind.
 *  @param values  [K] scratch. Cost: one point, or with constraints as many as are rejected on the way */
void sequence_next(double *unit, struct sequence *sequence, const struct untried *untried,
                   const struct history *history, sequence_point *point, const void *state, double *values);

#endif
