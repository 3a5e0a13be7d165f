/** Configurations as points for a Gaussian process: numbers as units in the first dimensions, choices as indices in the rest. A parameter
 *  that takes one value has no dimension.
 *
 *  Where a parameter is not active its unit is the middle, its index -1. That needs no flag beside it: a parent's value decides
 *  about it, and the parent has a dimension of its own in which the two kinds of configuration differ. */
#ifndef GP_POINTS_H
#define GP_POINTS_H

#include "base/arena.h"
#include "tune/space.h"

struct gp_points {
    const struct space *space;
    int dims, numeric;
    int *dim; /* [K] the parameter's dimension, or -1 */
};

/** Counts the dimensions also while measuring. */
void gp_points_place(struct gp_points *points, struct arena *arena, const struct space *space);
/** The point [dims] of a configuration [K]. */
void gp_points_encode(double *x, const struct gp_points *points, const double *values);
/** The configuration [K] of units [K] in 0 .. 1; those of parameters that turn out not to be active are passed over. */
void gp_points_decode(double *values, const struct gp_points *points, const double *units);

#endif
