/** The losses that grow evenly with the error: absolute, huber, hinges. Sums over rows are double. One number a row, or a few
 *  comparisons: there is nothing here for SIMD to win. */
#include <assert.h>
#include <math.h>

#include "kernels/f32x4.h"
#include "kernels/kernels.h"

static float flush(const float x) { return fabsf(x) < TINY ? 0.0F : x; }

/* ---- mean absolute error --------------------------------------------------------------------------------------------------- */

double mean_absolute_error_ref(float *const dz, const float *const z, const float *restrict const y,
                               float *restrict const scratch, const int b, const int h) {
    (void)scratch, (void)h;
    double loss = 0;
    for (int i = 0; i < b; i++) {
        const double error = (double)z[i] - (double)y[i];
        loss += fabs(error);
        if (dz != NULL) dz[i] = (float)((error > 0) - (error < 0)) / (float)b;
    }
    return loss;
}

NOINLINE double mean_absolute_error(float *const dz, const float *const z, const float *restrict const y,
                                    float *restrict const scratch, const int b, const int h) {
    assert(b >= 1 && h == 1);
    (void)scratch, (void)h;
    const float share = 1 / (float)b;
    double loss = 0;
    for (int i = 0; i < b; i++) {
        const float error = z[i] - y[i];
        loss += (double)fabsf(error);
        if (dz != NULL) dz[i] = error > 0 ? share : error < 0 ? -share : 0;
    }
    return loss;
}

/* ---- huber: Huber 1964 ------------------------------------------------------------------------------------------------------ */

double huber_ref(float *const dz, const float *const z, const float *restrict const y, const int b, const float delta) {
    const double bend = (double)delta;
    double loss = 0;
    for (int i = 0; i < b; i++) {
        const double error = (double)z[i] - (double)y[i], far = fabs(error);
        loss += far <= bend ? error * error / 2 : bend * (far - bend / 2);
        if (dz != NULL) dz[i] = flush((float)((far <= bend ? error : error > 0 ? bend : -bend) / b));
    }
    return loss;
}

NOINLINE double huber(float *const dz, const float *const z, const float *restrict const y, const int b,
                      const float delta) {
    assert(b >= 1 && delta > 0);
    const float share = 1 / (float)b;
    double loss = 0;
    for (int i = 0; i < b; i++) {
        const float error = z[i] - y[i], near = error > delta ? delta : error < -delta ? -delta : error;
        loss += (double)near * ((double)error - (double)near / 2);
        if (dz != NULL) dz[i] = flush(near * share);
    }
    return loss;
}

/* ---- hinge: Keras's hinge and categorical_hinge ------------------------------------------------------------------------------ */

double hinge_ref(float *const dz, const float *const z, const float *restrict const y, float *restrict const scratch,
                 const int b, const int h) {
    (void)scratch, (void)h;
    double loss = 0;
    for (int i = 0; i < b; i++) {
        const double side = y[i] > 0.5F ? 1 : -1, short_of = 1 - side * (double)z[i];
        loss += short_of <= 0 ? 0 : short_of; /* NaN goes through */
        if (dz != NULL) dz[i] = short_of > 0 ? (float)-side / (float)b : 0;
    }
    return loss;
}

NOINLINE double hinge(float *const dz, const float *const z, const float *restrict const y,
                      float *restrict const scratch, const int b, const int h) {
    assert(b >= 1 && h == 1);
    (void)scratch, (void)h;
    const float share = 1 / (float)b;
    double loss = 0;
    for (int i = 0; i < b; i++) {
        const bool one = y[i] > 0.5F;
        const float short_of = 1 - (one ? z[i] : -z[i]);
        loss += short_of <= 0 ? 0 : (double)short_of;
        if (dz != NULL) dz[i] = short_of > 0 ? (one ? -share : share) : 0;
    }
    return loss;
}

double categorical_hinge_ref(float *const dz, const float *const z, const float *restrict const y,
                             float *restrict const scratch, const int b, const int h) {
    (void)scratch;
    double loss = 0;
    for (int i = 0; i < b; i++) {
        const size_t row = (size_t)i * (size_t)h, target = row + (size_t)y[i];
        size_t rival = target; /* none is above zero */
        double most = 0;
        for (size_t at = row; at < row + (size_t)h; at++) {
            if (at == target || (double)z[at] <= most || isnan(most)) continue; /* a NaN is kept */
            most = (double)z[at];
            rival = at;
        }
        const double short_of = 1 + most - (double)z[target];
        loss += short_of <= 0 ? 0 : short_of;
        if (dz == NULL) continue;
        for (size_t at = row; at < row + (size_t)h; at++) dz[at] = 0;
        if (short_of <= 0) continue;
        if (rival != target) dz[rival] = 1 / (float)b;
        dz[target] = -1 / (float)b;
    }
    return loss;
}

NOINLINE double categorical_hinge(float *const dz, const float *const z, const float *restrict const y,
                                  float *restrict const scratch, const int b, const int h) {
    return categorical_hinge_ref(dz, z, y, scratch, b, h); /* a few comparisons a row: nothing to win */
}
