/** Gradients kept short, by value or by a common factor. The plain and the fast form give the same bits. */
#include <math.h>

#include "kernels/f32x4.h"
#include "kernels/kernels.h"

void clip_values_ref(float *const x, const size_t n, const float limit) {
    for (size_t i = 0; i < n; i++) x[i] = x[i] > limit ? limit : x[i] < -limit ? -limit : x[i];
}

NOINLINE void clip_values(float *const x, const size_t n, const float limit) {
    const f4 high = f4_splat(limit), low = f4_splat(-limit);
    size_t i = 0;
    for (; i + 4 <= n; i += 4) f4_store(x + i, f4_max(f4_min(f4_load(x + i), high), low));
    clip_values_ref(x + i, n - i, limit);
}

void scale_values_ref(float *const x, const size_t n, const float factor) {
    for (size_t i = 0; i < n; i++) {
        const float scaled = x[i] * factor;
        x[i] = fabsf(scaled) < TINY ? 0 : scaled;
    }
}

NOINLINE void scale_values(float *const x, const size_t n, const float factor) {
    const f4 by = f4_splat(factor);
    size_t i = 0;
    for (; i + 4 <= n; i += 4) f4_store(x + i, f4_flush(f4_mul(f4_load(x + i), by)));
    scale_values_ref(x + i, n - i, factor);
}
