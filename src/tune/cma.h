/** The (mu/mu_w, lambda)-CMA-ES in n dimensions with active weights (Hansen 2016, "The CMA evolution strategy: a tutorial"): a normal
 *  distribution that moves, stretches and turns towards the better part of what is drawn from it. It knows nothing of
 *  parameters, bounds and trials: sampler_cma_es.c does.
 *
 *      x = mean + sigma scale (A z),    A A' = C,    z standard normal
 *
 *  A is the lower triangular factor, not the symmetric root of the tutorial: sigma's path then lives in turned coordinates
 *  (Krause, Arbones and Igel 2016), only its length counts, and no eigenvectors are needed. The z of a generation come in
 *  opposite pairs along directions at right angles, each as long as a random z (Wang, Emmerich and Baeck 2019, "Mirrored orthogonal
 *  sampling for covariance matrix adaptation evolution strategies"): sigma falls faster, and the median regret after 100 trials on
 *  our test functions fell by a tenth to two thirds. */
#ifndef CMA_H
#define CMA_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/rng.h"

struct cma {
    int n;
    int most_lambda;
    int lambda; /* points of a generation */
    int updates;
    int drawn; /* by cma_sample */
    double sigma;
    double mu_eff, c_sigma, d_sigma, c_c, c_1, c_mu, chi; /* the tutorial's; chi = E|z| */
    double *weights;              /* [most_lambda] by rank, the first half sums to 1, the rest is negative */
    double *directions;           /* [most_lambda / 2 + 1, n] */
    double *mean;                 /* [n] */
    double *scale;                /* [n] beside C, which it leaves alone (cma_margin.h) */
    double *covariance;           /* [n, n] C, lower triangle */
    double *factor;               /* [n, n] A, lower triangle */
    double *path_sigma, *path_c;  /* [n] */
    double *steps, *step, *white; /* [most_lambda, n], [n], [n] scratch */
};

/** An evaluated point of a generation. The weights of its rank come from cma_weigh. */
struct cma_point {
    const double *x;     /* [n] */
    double mean_weight;  /* not negative; they sum to 1 */
    double shape_weight; /* negative in the worse half */
    bool is_foreign;     /* not drawn from this very distribution: no longer step is believed than a drawn one may be */
};

/** Room for n >= 0 dimensions. cma may be NULL while measuring. */
void cma_place(struct cma *cma, struct arena *arena, int n, int most_lambda);
/** The tutorial's population size, 4 + floor(3 ln n). */
int cma_default_lambda(int n);
/** Begin anew with C = I around cma->mean, which the caller has filled. lambda is 4 .. most_lambda. */
void cma_start(struct cma *cma, int lambda, double sigma);
/** Draw the next x [n] of a generation. Cost: O(n^2) */
void cma_sample(struct cma *cma, double *x, struct rng *rng);
/** Draw an x [n] that has no partner. Cost: O(n^2) */
void cma_sample_alone(const struct cma *cma, double *x, struct rng *rng);
/** Set the weights of a point that shares the ranks first .. last; 0 is best. */
void cma_weigh(const struct cma *cma, struct cma_point *point, int first, int last);
/** Learn from a generation [lambda], in any order. Cost: O(lambda n^2 + n^3) */
void cma_update(struct cma *cma, const struct cma_point *points);
/** Learn that a whole generation is equally good: look further away. */
void cma_widen(struct cma *cma);

/** The standard deviation of coordinate i. */
double cma_deviation(const struct cma *cma, int i);
/** Whether C is too flat for doubles: its axes differ by more than 10^7. */
bool cma_is_degenerate(const struct cma *cma);

#endif
