/** The covariance function of gp_model.h. */
#ifndef GP_KERNEL_H
#define GP_KERNEL_H

#include <math.h>

#include "tune/gp_model.h"

/** r2 of two points [dims]. */
static inline double gp_distance(const struct gp_model *const model, const double *const a, const double *const b) {
    double sum = 0.0;
    for (int d = 0; d < model->numeric; d++) {
        const double difference = a[d] - b[d];
        sum += model->weights[d] * (difference * difference);
    }
    for (int d = model->numeric; d < model->dims; d++) sum += a[d] != b[d] ? model->weights[d] : 0.0;
    return sum;
}

/** Matern 5/2 at r2, and its derivative by r2. */
static inline double gp_kernel(double *const slope, const double scale, const double r2) {
    const double s = sqrt(5.0 * r2), decay = scale * exp(-s);
    *slope = -5.0 / 6.0 * (1.0 + s) * decay;
    return (1.0 + s + 5.0 / 3.0 * r2) * decay;
}

/** Set weights, scale and noise from their logarithms. */
void gp_unpack(struct gp_model *model, const double *theta);
/** The covariances of the first n points, noise included, into the factor; of the first `fitted` their slopes too. */
void gp_covariances(struct gp_model *model, double noise, int n);

#endif
