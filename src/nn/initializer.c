#include "nn/initializer.h"

#include <math.h>

static void fill_uniform(float *const w, const size_t n, const double limit, struct rng *const rng) {
    for (size_t i = 0; i < n; i++) w[i] = (float)(limit * (2.0 * rng_unit(rng) - 1.0));
}

/* Cut at two deviations, then widened so that the deviation is what was asked for (as Keras's VarianceScaling does). */
static void fill_normal(float *const w, const size_t n, const double deviation, struct rng *const rng) {
    const double widened = deviation / 0.87962566103423978;
    for (size_t i = 0; i < n; i++) {
        double z = rng_normal(rng);
        while (fabs(z) > 2.0) z = rng_normal(rng);
        w[i] = (float)(widened * z);
    }
}

void initialize(float *const w, const size_t n, const enum initializer_kind kind, const int inputs, const int outputs,
                struct rng *const rng) {
    const double in = inputs, both = (double)inputs + outputs;
    switch (kind) {
    case INITIALIZER_glorot_uniform: fill_uniform(w, n, sqrt(6.0 / both), rng); break;
    case INITIALIZER_glorot_normal: fill_normal(w, n, sqrt(2.0 / both), rng); break;
    case INITIALIZER_he_uniform: fill_uniform(w, n, sqrt(6.0 / in), rng); break;
    case INITIALIZER_he_normal: fill_normal(w, n, sqrt(2.0 / in), rng); break;
    case INITIALIZER_zeros:
    case initializers_count:
        for (size_t i = 0; i < n; i++) w[i] = 0.0f;
    }
}
