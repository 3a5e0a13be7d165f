#include "tune/log_improvement.h"

#include <math.h>

static const double HALF_LOG_2PI = 0.91893853320467274178, SQRT_HALF = 0.70710678118654752440;

/* Down to here the sum loses no more than three digits to cancellation; below, three terms of the series have ten. */
static const double SERIES_BELOW = -25.0;

double log_improvement(double *const slope, const double z) {
    if (z >= SERIES_BELOW) {
        const double density = exp(-0.5 * z * z - HALF_LOG_2PI), below = 0.5 * erfc(-z * SQRT_HALF);
        const double improvement = density + z * below;
        *slope = below / improvement;
        return log(improvement);
    }
    /* Phi = phi / |z| (1 - 1/z^2 + 3/z^4 - ...) and h = phi / z^2 (1 - 3/z^2 + 15/z^4 - ...) */
    const double r = 1.0 / (z * z);
    const double below = 1.0 - r * (1.0 - r * (3.0 - r * (15.0 - r * 105.0)));
    const double improvement = 1.0 - r * (3.0 - r * (15.0 - r * (105.0 - r * 945.0)));
    *slope = -z * below / improvement;
    return -0.5 * z * z - HALF_LOG_2PI - 2.0 * log(-z) + log(improvement);
}
