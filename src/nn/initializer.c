#include "nn/initializer.h"

#include <math.h>
#include <stdbool.h>

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

/* Gram and Schmidt, twice for each vector, in place (Bjorck 1994): the vectors are the rows if those are the fewer, else the
 * columns. Normal numbers have no preferred direction, so neither has the result. */
static void fill_orthogonal(float *const w, const size_t rows, const size_t columns, struct rng *const rng) {
    const bool by_row = rows <= columns;
    const size_t count = by_row ? rows : columns, length = by_row ? columns : rows;
    const size_t vector = by_row ? columns : 1, step = by_row ? 1 : columns;
    for (size_t i = 0; i < rows * columns; i++) w[i] = (float)rng_normal(rng);
    for (size_t i = 0; i < count; i++) {
        float *const v = w + i * vector;
        for (size_t pass = 0; pass < 2; pass++)
            for (size_t j = 0; j < i; j++) {
                const float *const u = w + j * vector;
                double dot = 0.0;
                for (size_t k = 0; k < length; k++) dot += (double)v[k * step] * (double)u[k * step];
                for (size_t k = 0; k < length; k++) v[k * step] -= (float)(dot * (double)u[k * step]);
            }
        double square = 0.0;
        for (size_t k = 0; k < length; k++) square += (double)v[k * step] * (double)v[k * step];
        const double scale = square > 0.0 ? 1.0 / sqrt(square) : 0.0;
        for (size_t k = 0; k < length; k++) v[k * step] = (float)(scale * (double)v[k * step]);
    }
}

void initialize(float *const w, const size_t rows, const size_t columns, const enum initializer_kind kind,
                const double in, const double out, struct rng *const rng) {
    const size_t n = rows * columns;
    switch (kind) {
    case INITIALIZER_glorot_uniform: fill_uniform(w, n, sqrt(6.0 / (in + out)), rng); break;
    case INITIALIZER_glorot_normal: fill_normal(w, n, sqrt(2.0 / (in + out)), rng); break;
    case INITIALIZER_he_uniform: fill_uniform(w, n, sqrt(6.0 / in), rng); break;
    case INITIALIZER_he_normal: fill_normal(w, n, sqrt(2.0 / in), rng); break;
    case INITIALIZER_random_uniform: fill_uniform(w, n, 0.05, rng); break;
    case INITIALIZER_random_normal:
        for (size_t i = 0; i < n; i++) w[i] = (float)(0.05 * rng_normal(rng));
        break;
    case INITIALIZER_orthogonal: fill_orthogonal(w, rows, columns, rng); break;
    case INITIALIZER_zeros:
    case initializers_count:
        for (size_t i = 0; i < n; i++) w[i] = 0.0f;
    }
}
