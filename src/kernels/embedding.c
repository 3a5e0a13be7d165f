/** Rows of a table by number, both ways, and one table added to every row of a batch. */
#include <assert.h>

#include "kernels/f32x4.h"
#include "kernels/kernels.h"

void embedding_forward_ref(float *restrict const y, const float *restrict const w, const float *restrict const tokens,
                           const size_t n, const int d) {
    for (size_t i = 0; i < n; i++)
        for (int j = 0; j < d; j++) y[i * (size_t)d + (size_t)j] = w[(size_t)tokens[i] * (size_t)d + (size_t)j];
}

NOINLINE void embedding_forward(float *restrict const y, const float *restrict const w,
                                const float *restrict const tokens, const size_t n, const int d) {
    assert(d >= 1);
    const size_t width = (size_t)d;
    for (size_t i = 0; i < n; i++) {
        const float *const from = w + (size_t)(int32_t)tokens[i] * width;
        float *const to = y + i * width;
        size_t j = 0;
        for (; j + 4 <= width; j += 4) f4_store(to + j, f4_load(from + j));
        for (; j < width; j++) to[j] = from[j];
    }
}

void embedding_clear_ref(float *restrict const dw, const int32_t *restrict const rows, const size_t n, const int d) {
    for (size_t i = 0; i < n; i++)
        for (int j = 0; j < d; j++) dw[(size_t)rows[i] * (size_t)d + (size_t)j] = 0;
}

NOINLINE void embedding_clear(float *restrict const dw, const int32_t *restrict const rows, const size_t n,
                              const int d) {
    assert(d >= 1);
    const size_t width = (size_t)d;
    for (size_t i = 0; i < n; i++) {
        float *const to = dw + (size_t)rows[i] * width;
        size_t j = 0;
        for (; j + 4 <= width; j += 4) f4_store(to + j, f4_zero());
        for (; j < width; j++) to[j] = 0;
    }
}

void embedding_backward_ref(float *restrict const dw, int32_t *restrict const rows, const float *restrict const dy,
                            const float *restrict const tokens, const size_t n, const int d) {
    for (size_t i = 0; i < n; i++) {
        rows[i] = (int32_t)tokens[i];
        for (int j = 0; j < d; j++) dw[(size_t)rows[i] * (size_t)d + (size_t)j] += dy[i * (size_t)d + (size_t)j];
    }
}

NOINLINE void embedding_backward(float *restrict const dw, int32_t *restrict const rows, const float *restrict const dy,
                                 const float *restrict const tokens, const size_t n, const int d) {
    assert(d >= 1);
    const size_t width = (size_t)d;
    for (size_t i = 0; i < n; i++) {
        const int32_t row = (int32_t)tokens[i];
        const float *const from = dy + i * width;
        float *const to = dw + (size_t)row * width;
        rows[i] = row;
        size_t j = 0;
        for (; j + 4 <= width; j += 4) f4_store(to + j, f4_add(f4_load(to + j), f4_load(from + j)));
        for (; j < width; j++) to[j] += from[j];
    }
}

void embedding_mask_ref(float *restrict const mask, const float *restrict const tokens, const size_t n) {
    for (size_t i = 0; i < n; i++) mask[i] = tokens[i] != 0 ? 1 : 0;
}

NOINLINE void embedding_mask(float *restrict const mask, const float *restrict const tokens, const size_t n) {
    const f4 zero = f4_zero(), one = f4_splat(1);
    size_t i = 0;
    for (; i + 4 <= n; i += 4) f4_store(mask + i, f4_select(f4_less(zero, f4_load(tokens + i)), one, zero));
    embedding_mask_ref(mask + i, tokens + i, n - i);
}

void add_rows_ref(float *restrict const y, const float *const x, const float *const row, const int b, const size_t n) {
    for (int i = 0; i < b; i++)
        for (size_t j = 0; j < n; j++) y[(size_t)i * n + j] = x[(size_t)i * n + j] + row[j];
}

NOINLINE void add_rows(float *restrict const y, const float *const x, const float *const row, const int b,
                       const size_t n) {
    for (int i = 0; i < b; i++) {
        const float *const from = x + (size_t)i * n;
        float *const to = y + (size_t)i * n;
        size_t j = 0;
        for (; j + 4 <= n; j += 4) f4_store(to + j, f4_add(f4_load(from + j), f4_load(row + j)));
        for (; j < n; j++) to[j] = from[j] + row[j];
    }
}
