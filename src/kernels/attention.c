/** What attention needs beside products: softmax over the keys that are there, its gradient, and heads brought together. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "kernels/f32x4.h"
#include "kernels/kernels.h"

static float flush(const float x) { return fabsf(x) < TINY ? 0.0F : x; }

/* ---- softmax over keys -------------------------------------------------------------------------------------------------- */

void attention_softmax_ref(float *restrict const p, const float *restrict const mask, const int m, const int n) {
    for (int i = 0; i < m; i++) {
        float *const row = p + (size_t)i * (size_t)n;
        double max = -(double)INFINITY, sum = 0;
        for (int j = 0; j < n; j++)
            if (mask == NULL || mask[j] != 0) max = fmax(max, (double)row[j]);
        for (int j = 0; j < n; j++) sum += mask == NULL || mask[j] != 0 ? exp((double)row[j] - max) : 0;
        for (int j = 0; j < n; j++)
            row[j] = mask == NULL || mask[j] != 0 ? flush((float)(exp((double)row[j] - max) / sum)) : 0;
    }
}

/* The scores of keys that are not there become what exp makes zero of. */
static NOINLINE void hide_keys(float *restrict const p, const float *restrict const mask, const int m, const int n) {
    const f4 nothing = f4_splat(-INFINITY), zero = f4_zero();
    for (int i = 0; i < m; i++) {
        float *const row = p + (size_t)i * (size_t)n;
        int j = 0;
        for (; j + 4 <= n; j += 4)
            f4_store(row + j, f4_select(f4_less(zero, f4_load(mask + j)), f4_load(row + j), nothing));
        for (; j < n; j++) row[j] = mask[j] > 0 ? row[j] : -INFINITY;
    }
}

static bool any(const float *const mask, const int n) {
    for (int j = 0; j < n; j++)
        if (mask[j] != 0) return true;
    return false;
}

void attention_softmax(float *restrict const p, const float *restrict const mask, const int m, const int n) {
    assert(m >= 1 && n >= 1);
    if (mask != NULL && !any(mask, n)) {
        memset(p, 0, (size_t)m * (size_t)n * sizeof *p);
        return;
    }
    if (mask != NULL) hide_keys(p, mask, m, n);
    softmax_rows(p, p, m, n);
}

void softmax_backward_ref(float *const dz, const float *const dp, const float *restrict const p, const int m,
                          const int n) {
    for (int i = 0; i < m; i++) {
        const size_t row = (size_t)i * (size_t)n;
        double dot = 0;
        for (int j = 0; j < n; j++) dot += (double)dp[row + (size_t)j] * (double)p[row + (size_t)j];
        for (int j = 0; j < n; j++)
            dz[row + (size_t)j] = flush((float)((double)p[row + (size_t)j] * ((double)dp[row + (size_t)j] - dot)));
    }
}

NOINLINE void softmax_backward(float *const dz, const float *const dp, const float *restrict const p, const int m,
                               const int n) {
    assert(m >= 1 && n >= 1);
    for (int i = 0; i < m; i++) {
        const size_t row = (size_t)i * (size_t)n;
        const float *const in = dp + row, *const weight = p + row;
        float *const out = dz + row;
        f4 even = f4_zero(), odd = f4_zero();
        int j = 0;
        for (; j + 8 <= n; j += 8) {
            even = f4_madd(f4_load(in + j), f4_load(weight + j), even);
            odd = f4_madd(f4_load(in + j + 4), f4_load(weight + j + 4), odd);
        }
        float dot = f4_sum(f4_add(even, odd));
        for (; j < n; j++) dot += in[j] * weight[j];
        const f4 dots = f4_splat(dot);
        for (j = 0; j + 4 <= n; j += 4)
            f4_store(out + j, f4_flush(f4_mul(f4_load(weight + j), f4_sub(f4_load(in + j), dots))));
        for (; j < n; j++) out[j] = flush(weight[j] * (in[j] - dot));
    }
}

/* ---- rows of another stride --------------------------------------------------------------------------------------------- */

void copy_columns_ref(float *restrict const out, const size_t out_step, const float *restrict const in,
                      const size_t in_step, const int m, const int n, const float factor) {
    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++)
            out[(size_t)i * out_step + (size_t)j] = in[(size_t)i * in_step + (size_t)j] * factor;
}

NOINLINE void copy_columns(float *restrict const out, const size_t out_step, const float *restrict const in,
                           const size_t in_step, const int m, const int n, const float factor) {
    const f4 factors = f4_splat(factor);
    for (int i = 0; i < m; i++) {
        const float *const from = in + (size_t)i * in_step;
        float *const to = out + (size_t)i * out_step;
        int j = 0;
        for (; j + 4 <= n; j += 4) f4_store(to + j, f4_mul(f4_load(from + j), factors));
        for (; j < n; j++) to[j] = from[j] * factor;
    }
}
