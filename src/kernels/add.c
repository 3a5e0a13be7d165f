/** Gradients from two sides, and what L1 adds to one. */
#include "kernels/f32x4.h"
#include "kernels/kernels.h"

void add_to_ref(float *restrict const y, const float *restrict const x, const size_t n) {
    for (size_t i = 0; i < n; i++) y[i] += x[i];
}

NOINLINE void add_to(float *restrict const y, const float *restrict const x, const size_t n) {
    size_t i = 0;
    for (; i + 4 <= n; i += 4) f4_store(y + i, f4_add(f4_load(y + i), f4_load(x + i)));
    for (; i < n; i++) y[i] += x[i];
}

void add_sign_ref(float *restrict const dw, const float *restrict const w, const float l1, const size_t n) {
    for (size_t i = 0; i < n; i++) dw[i] += w[i] > 0 ? l1 : w[i] < 0 ? -l1 : 0;
}

NOINLINE void add_sign(float *restrict const dw, const float *restrict const w, const float l1, const size_t n) {
    const f4 up = f4_splat(l1), down = f4_splat(-l1), zero = f4_zero();
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        const f4 at = f4_load(w + i);
        const f4 sign = f4_select(f4_less(zero, at), up, f4_select(f4_less(at, zero), down, zero));
        f4_store(dw + i, f4_add(f4_load(dw + i), sign));
    }
    add_sign_ref(dw + i, w + i, l1, n - i);
}

double sum_of_magnitudes_ref(const float *const x, const size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += (double)(x[i] < 0 ? -x[i] : x[i]);
    return sum;
}

NOINLINE double sum_of_magnitudes(const float *const x, const size_t n) {
    enum { BLOCK = 128 };
    double sum = 0;
    size_t i = 0;
    for (; i + BLOCK <= n; i += BLOCK) {
        f4 lanes = f4_zero();
        for (size_t j = i; j < i + BLOCK; j += 4) lanes = f4_add(lanes, f4_abs(f4_load(x + j)));
        sum += (double)f4_sum(lanes);
    }
    return sum + sum_of_magnitudes_ref(x + i, n - i);
}
