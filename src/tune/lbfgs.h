/** Minimises a smooth function over a box: L-BFGS with projection (Nocedal 1980; the box as in Bertsekas 1982). A coordinate at a
 *  bound that the gradient pushes against rests; the others take the quasi-Newton step, cut to the box and shortened until it descends
 *  enough. */
#ifndef LBFGS_H
#define LBFGS_H

#include "base/arena.h"

enum { LBFGS_PAIRS = 8 };

/** The value at x [n] and its gradient [n]; INFINITY where there is none. */
typedef double lbfgs_function(double *gradient, const double *x, void *context);

/** Memory for problems of up to `size` unknowns. */
struct lbfgs {
    double *gradient, *next, *next_gradient, *direction; /* [size] */
    double *steps, *turns;                               /* [LBFGS_PAIRS, size] differences of x and of the gradient */
    int size;
};

/** lbfgs may be NULL while measuring. */
void lbfgs_place(struct lbfgs *lbfgs, struct arena *arena, int size);

/** From x [n] inside the box downhill, in place. Ends when a step gains less than `tolerance` or after so many evaluations of f.
 *  @return the value at x; never above that of the start */
double lbfgs_minimize(double *x, const struct lbfgs *lbfgs, lbfgs_function *f, void *context, const double *low,
                      const double *high, int n, int evaluations, double tolerance);

#endif
