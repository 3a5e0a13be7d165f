/** Walks a space configuration by configuration, the last parameter running fastest, and so counts it. */
#ifndef ODOMETER_H
#define ODOMETER_H

#include "tune/space.h"

struct odometer {
    const struct space *space;
    double points;     /* >= 2: how many values a parameter takes that has no count of its own; ends included */
    bool parents_only; /* walk over the parameters that others depend on; the rest are NaN */
    double *index;     /* [K] scratch: which value each stands at */
    double *values;    /* [K] the configuration */
};

/** How many values a parameter takes: its own count, or `points`. */
double odometer_count(const struct parameter *p, double points);
/** The first configuration. */
void odometer_start(struct odometer *odometer);
/** The next one. @return false after the last */
bool odometer_next(struct odometer *odometer);

/** How many configurations the space has; INFINITY when a parameter cannot be counted, or there are more than 2^53, or the
 *  parents alone have more than a million combinations. What a constraint forbids is left out of a million at most; of more
 *  configurations it is counted too.
 *  @param points   as above; INFINITY where such a parameter is not to be counted
 *  @param scratch  [2 K]
 *  Cost: O(K) for each combination of the parents; with constraints for each configuration. */
double odometer_size(const struct space *space, double points, double *scratch);

#endif
