/** exp, tanh and sigmoid, four at a time. The last few elements of an array go through a padded vector, so a result depends on
 *  its argument alone and not on its place.
 *
 *  Largest errors against double arithmetic, measured over every 7th of all 2^32 floats: exp 1.00 ulp, tanh 5.90 ulp, sigmoid
 *  2.47 ulp. tests/c/test_math.c checks 1.01, 6 and 2.5 over every 251st and around every edge. */
#include "kernels/elementary.h"

#include <math.h>

#include "kernels/kernels.h"

/* y[i] = f(x[i]) for a vector function f. */
#define MAP(y, x, n, f)                                                              \
    {                                                                                \
        size_t i = 0;                                                                \
        for (; i + 4 <= (n); i += 4) f4_store((y) + i, f(f4_load((x) + i)));         \
        if (i < (n)) f4_store_part((y) + i, f(f4_load_part((x) + i, (n)-i)), (n)-i); \
    }

/* What is below the smallest normal float is zero. */
static float flush(const double y) { return fabs(y) < 0x1p-126 ? 0.0F : (float)y; }

void vec_exp_ref(float *const y, const float *const x, const size_t n) {
    for (size_t i = 0; i < n; i++) y[i] = flush(exp((double)x[i]));
}

NOINLINE void vec_exp(float *const y, const float *const x, const size_t n) { MAP(y, x, n, f4_exp) }

void vec_tanh_ref(float *const y, const float *const x, const size_t n) {
    for (size_t i = 0; i < n; i++) y[i] = flush(tanh((double)x[i]));
}

NOINLINE void vec_tanh(float *const y, const float *const x, const size_t n) { MAP(y, x, n, f4_tanh) }

void vec_sigmoid_ref(float *const y, const float *const x, const size_t n) {
    for (size_t i = 0; i < n; i++) y[i] = flush(1 / (1 + exp(-(double)x[i])));
}

NOINLINE void vec_sigmoid(float *const y, const float *const x, const size_t n) { MAP(y, x, n, f4_sigmoid) }
