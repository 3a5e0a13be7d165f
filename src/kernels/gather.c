/** Batches: rows picked from a data set, shifted and scaled on the way. */
#include "kernels/f32x4.h"
#include "kernels/kernels.h"

INLINE size_t at(const int row, const int column, const int columns) {
    return (size_t)row * (size_t)columns + (size_t)column;
}

void gather_f32_ref(float *restrict const out, const float *restrict const x, const int32_t *restrict const rows,
                    const float *restrict const shift, const float *restrict const scale, const int b, const int d) {
    for (int i = 0; i < b; i++)
        for (int j = 0; j < d; j++) out[at(i, j, d)] = (x[at(rows[i], j, d)] - shift[j]) * scale[j];
}

NOINLINE void gather_f32(float *restrict const out, const float *restrict const x, const int32_t *restrict const rows,
                         const float *restrict const shift, const float *restrict const scale, const int b,
                         const int d) {
    for (int i = 0; i < b; i++) {
        const float *const from = x + at(rows[i], 0, d);
        float *const to = out + at(i, 0, d);
        int j = 0;
        for (; j + 4 <= d; j += 4)
            f4_store(to + j, f4_mul(f4_sub(f4_load(from + j), f4_load(shift + j)), f4_load(scale + j)));
        for (; j < d; j++) to[j] = (from[j] - shift[j]) * scale[j];
    }
}

void gather_u8_ref(float *restrict const out, const uint8_t *restrict const x, const int32_t *restrict const rows,
                   const float *restrict const shift, const float *restrict const scale, const int b, const int d) {
    for (int i = 0; i < b; i++)
        for (int j = 0; j < d; j++) out[at(i, j, d)] = ((float)x[at(rows[i], j, d)] - shift[j]) * scale[j];
}

NOINLINE void gather_u8(float *restrict const out, const uint8_t *restrict const x, const int32_t *restrict const rows,
                        const float *restrict const shift, const float *restrict const scale, const int b,
                        const int d) {
    for (int i = 0; i < b; i++) {
        const uint8_t *const from = x + at(rows[i], 0, d);
        float *const to = out + at(i, 0, d);
        int j = 0;
        for (; j + 8 <= d; j += 8) {
            const i4 words = wasm_u16x8_load8x8(from + j);
            const f4 low = wasm_f32x4_convert_i32x4(wasm_u32x4_extend_low_u16x8(words));
            const f4 high = wasm_f32x4_convert_i32x4(wasm_u32x4_extend_high_u16x8(words));
            f4_store(to + j, f4_mul(f4_sub(low, f4_load(shift + j)), f4_load(scale + j)));
            f4_store(to + j + 4, f4_mul(f4_sub(high, f4_load(shift + j + 4)), f4_load(scale + j + 4)));
        }
        for (; j < d; j++) to[j] = ((float)from[j] - shift[j]) * scale[j];
    }
}

void gather_tokens(float *restrict const out, const uint16_t *restrict const x, const int32_t *restrict const starts,
                   const int32_t *restrict const rows, const int b, const int t, const int words, const bool post,
                   const bool cut_post) {
    enum { UNKNOWN = 2 };
    for (int i = 0; i < b; i++) {
        const int length = starts[rows[i] + 1] - starts[rows[i]], kept = length < t ? length : t;
        const uint16_t *const from = x + starts[rows[i]] + (cut_post ? 0 : length - kept);
        float *const to = out + at(i, 0, t), *const text = to + (post ? 0 : t - kept);
        for (int j = 0; j < t; j++) to[j] = 0;
        for (int j = 0; j < kept; j++) text[j] = from[j] < words ? (float)from[j] : (float)UNKNOWN;
    }
}
