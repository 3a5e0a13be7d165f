/** Sums and the check for what is no number. */
#include <assert.h>
#include <math.h>

#include "kernels/f32x4.h"
#include "kernels/kernels.h"

void row_sums_ref(float *restrict const out, const float *restrict const a, const int m, const int n) {
    for (int i = 0; i < m; i++) {
        out[i] = 0;
        for (int j = 0; j < n; j++) out[i] += a[(size_t)i * (size_t)n + (size_t)j];
    }
}

NOINLINE void row_sums(float *restrict const out, const float *restrict const a, const int m, const int n) {
    for (int i = 0; i < m; i++) {
        const float *const row = a + (size_t)i * (size_t)n;
        f4 even = f4_zero(), odd = f4_zero();
        int j = 0;
        for (; j + 8 <= n; j += 8) {
            even = f4_add(even, f4_load(row + j));
            odd = f4_add(odd, f4_load(row + j + 4));
        }
        float sum = f4_sum(f4_add(even, odd));
        for (; j < n; j++) sum += row[j];
        out[i] = sum;
    }
}

void column_sums_ref(float *restrict const out, const float *restrict const a, const int m, const int n) {
    for (int j = 0; j < n; j++) {
        out[j] = 0;
        for (int i = 0; i < m; i++) out[j] += a[(size_t)i * (size_t)n + (size_t)j];
    }
}

NOINLINE void column_sums(float *restrict const out, const float *restrict const a, const int m, const int n) {
    int j = 0;
    for (; j + 16 <= n; j += 16) { /* four sums at a time hide the latency of the addition */
        f4 s0 = f4_zero(), s1 = s0, s2 = s0, s3 = s0;
        const float *at = a + j;
        for (int i = 0; i < m; i++, at += n) {
            s0 = f4_add(s0, f4_load(at)), s1 = f4_add(s1, f4_load(at + 4));
            s2 = f4_add(s2, f4_load(at + 8)), s3 = f4_add(s3, f4_load(at + 12));
        }
        f4_store(out + j, s0), f4_store(out + j + 4, s1), f4_store(out + j + 8, s2), f4_store(out + j + 12, s3);
    }
    for (; j + 4 <= n; j += 4) {
        f4 sum = f4_zero();
        for (int i = 0; i < m; i++) sum = f4_add(sum, f4_load(a + (size_t)i * (size_t)n + (size_t)j));
        f4_store(out + j, sum);
    }
    for (; j < n; j++) {
        float sum = 0;
        for (int i = 0; i < m; i++) sum += a[(size_t)i * (size_t)n + (size_t)j];
        out[j] = sum;
    }
}

double sum_of_squares_ref(const float *const x, const size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += (double)x[i] * (double)x[i];
    return sum;
}

/* Up to 128 elements in eight float lanes: at most 16 roundings in a row. */
INLINE double block_of_squares(const float *const x, const size_t n) {
    f4 even = f4_zero(), odd = f4_zero();
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        const f4 a = f4_load(x + i), b = f4_load(x + i + 4);
        even = f4_madd(a, a, even);
        odd = f4_madd(b, b, odd);
    }
    double sum = (double)f4_sum(f4_add(even, odd));
    for (; i < n; i++) sum += (double)x[i] * (double)x[i];
    return sum;
}

NOINLINE double sum_of_squares(const float *const x, const size_t n) {
    enum { BLOCK = 128 };
    double sum = 0;
    size_t i = 0;
    for (; i + BLOCK <= n; i += BLOCK) sum += block_of_squares(x + i, BLOCK);
    return sum + block_of_squares(x + i, n - i);
}

bool all_finite_ref(const float *const x, const size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!isfinite(x[i])) return false;
    return true;
}

NOINLINE bool all_finite(const float *const x, const size_t n) {
    const i4 exponent = i4_splat(0x7F800000);
    i4 bad = i4_splat(0);
    size_t i = 0;
    for (; i + 4 <= n; i += 4) bad = i4_or(bad, wasm_i32x4_eq(i4_and(f4_load(x + i), exponent), exponent));
    return !wasm_v128_any_true(bad) && all_finite_ref(x + i, n - i);
}
