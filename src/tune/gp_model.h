/** A Gaussian process over points of the unit cube (Rasmussen and Williams 2006): Matern 5/2 with a length scale for each dimension.
 *
 *      k(a, b) = scale (1 + s + s^2 / 3) exp(-s),  s = sqrt(5 r2),  r2 = sum_d weight_d distance_d(a, b)^2
 *
 *  weight_d is the inverse square of dimension d's length scale. In the first `numeric` dimensions a distance is a difference; in the
 *  others, which hold categories, it is 0 for the same and 1 for another. */
#ifndef GP_MODEL_H
#define GP_MODEL_H

#include <stdbool.h>

#include "base/arena.h"
#include "tune/lbfgs.h"

struct gp_model {
    int dims, numeric;
    int capacity; /* points at most */
    int observed; /* points with an outcome: the first ones */
    int points; /* and those that are running, whose outcome is taken to be its mean (kriging believer): they change no mean, only
                     deviations */
    double *x; /* [capacity, dims] */
    double *y; /* [observed] mean 0 and variance 1 or so; lower is better */

    double *theta;       /* [dims + 2] logarithms of the weights, the scale, the noise */
    double *weights;     /* [dims] */
    double scale, noise; /* variances of the function and of what is added to it */
    double *factor;      /* [capacity, capacity] Cholesky factor of the covariances */
    double *alpha;       /* [observed] covariances^-1 y */
    double least;        /* the least mean at an observed point */

    double *slopes, *inverse, *scratch; /* [fitted, fitted] of the fit: dk / dr2; the inverse */
    int fitted;                         /* points at most that a fit has */
    double *column, *solved, *pull;     /* [capacity] of the last prediction */
    double *low, *high, *start;         /* [dims + 2] */
    struct lbfgs lbfgs;
};

/** Room for `observed` points and `running` more. model may be NULL while measuring. */
void gp_place(struct gp_model *model, struct arena *arena, int dims, int numeric, int observed, int running);

/** theta to where the prior is highest. */
void gp_reset(struct gp_model *model);
/** Minus the logarithm of the marginal likelihood of theta [dims + 2], and its gradient unless that is NULL. Overwrites the factor.
 *  @return INFINITY where the covariances are not positive definite. Cost: n^3 / 2 with a gradient, n^3 / 6 without. */
double gp_evidence(double *gradient, struct gp_model *model, const double *theta);
/** The same with minus the logarithm of the prior's density added, up to a constant: what a fit minimises. */
double gp_loss(double *gradient, struct gp_model *model, const double *theta);
/** Move theta to the nearest mode of the posterior; from gp_reset's start too if `restart`, and keep the better. */
void gp_fit(struct gp_model *model, int evaluations, bool restart);
/** Factor the covariances of all points under theta. Where they cannot be, noise is added until they can. */
void gp_condition(struct gp_model *model);

/** Mean and deviation of the function at a point [dims]. */
void gp_predict(double *mean, double *deviation, struct gp_model *model, const double *x);
/** Logarithm of the expected improvement on model->least at a point; gradient [numeric] by its numeric dimensions, or NULL. */
double gp_log_improvement(double *gradient, struct gp_model *model, const double *x);

#endif
