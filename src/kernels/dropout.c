/** Dropout (Srivastava et al. 2014), inverted: what is kept is scaled up in training, so that nothing changes afterwards. */
#include <assert.h>

#include "kernels/f32x4.h"
#include "kernels/kernels.h"

/* A number of 24 bits below this is dropped. */
static int32_t drop_below(const float rate) { return (int32_t)(rate * 16777216.0F); }

void multiply_ref(float *const y, const float *const a, const float *const b, const size_t n) {
    for (size_t i = 0; i < n; i++) y[i] = a[i] * b[i];
}

NOINLINE void multiply(float *const y, const float *const a, const float *const b, const size_t n) {
    size_t i = 0;
    for (; i + 4 <= n; i += 4) f4_store(y + i, f4_mul(f4_load(a + i), f4_load(b + i)));
    multiply_ref(y + i, a + i, b + i, n - i);
}

/* One step of xoshiro128+ (Blackman and Vigna 2018) in one lane: the high 24 bits are good, and all that is needed. */
static uint32_t lane_next(uint32_t *const s) {
    const uint32_t result = s[0] + s[12], t = s[4] << 9;
    s[8] ^= s[0], s[12] ^= s[4], s[4] ^= s[8], s[0] ^= s[12], s[8] ^= t;
    s[12] = s[12] << 11 | s[12] >> 21;
    return result >> 8;
}

void dropout_forward_ref(float *const y, const float *const x, float *restrict const mask, const size_t n,
                         const float rate, struct lanes_rng *const rng) {
    assert(rate >= 0 && rate < 1);
    const float keep = 1 / (1 - rate);
    for (size_t i = 0; i < n; i += 4)
        for (size_t lane = 0; lane < 4; lane++) { /* the last group draws four numbers too */
            const float m = (int32_t)lane_next(rng->s + lane) < drop_below(rate) ? 0 : keep;
            if (i + lane < n) mask[i + lane] = m, y[i + lane] = x[i + lane] * m;
        }
}

NOINLINE void dropout_forward(float *const y, const float *const x, float *restrict const mask, const size_t n,
                              const float rate, struct lanes_rng *const rng) {
    assert(rate >= 0 && rate < 1);
    const f4 keep = f4_splat(1 / (1 - rate));
    const i4 below = i4_splat(drop_below(rate));
    i4 s0 = i4_load(rng->s), s1 = i4_load(rng->s + 4), s2 = i4_load(rng->s + 8), s3 = i4_load(rng->s + 12);
    for (size_t i = 0; i < n; i += 4) {
        const i4 number = wasm_u32x4_shr(i4_add(s0, s3), 8), t = wasm_i32x4_shl(s1, 9);
        s2 = i4_xor(s2, s0), s3 = i4_xor(s3, s1), s1 = i4_xor(s1, s2), s0 = i4_xor(s0, s3), s2 = i4_xor(s2, t);
        s3 = i4_or(wasm_i32x4_shl(s3, 11), wasm_u32x4_shr(s3, 21));
        const f4 m = f4_clear(keep, wasm_i32x4_lt(number, below));
        if (i + 4 <= n) {
            f4_store(mask + i, m);
            f4_store(y + i, f4_mul(f4_load(x + i), m));
        } else {
            f4_store_part(mask + i, m, n - i);
            multiply_ref(y + i, x + i, mask + i, n - i);
        }
    }
    i4_store(rng->s, s0), i4_store(rng->s + 4, s1), i4_store(rng->s + 8, s2), i4_store(rng->s + 12, s3);
}
