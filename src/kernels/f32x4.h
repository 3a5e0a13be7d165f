/** Four floats at a time: the whole SIMD vocabulary of the kernels, over WebAssembly's simd128. Natively the same intrinsics
 *  compile through SIMDe, so sanitizers and fuzzers see the SIMD code. No other header of the house includes an intrinsic. */
#ifndef F32X4_H
#define F32X4_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#else
#define SIMDE_ENABLE_NATIVE_ALIASES
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#include <simde/wasm/simd128.h>
#pragma GCC diagnostic pop
#endif

typedef v128_t f4; /* four floats */
typedef v128_t i4; /* four 32-bit integers or masks (all ones or zero) */

/** A kernel that must not be inlined: V8 replaces a running baseline function only at its next call, so hot loops sit in
 *  functions that are called often. */
#define NOINLINE __attribute__((noinline))
#define INLINE static inline __attribute__((always_inline))

/** a * b + c, rounded twice; in the fast build (-mrelaxed-simd) once, where the processor can. The two builds differ in nothing else. */
#ifdef __wasm_relaxed_simd__
#define f4_madd(a, b, c) ((v128_t)__builtin_wasm_relaxed_madd_f32x4((__f32x4)(a), (__f32x4)(b), (__f32x4)(c)))
#else
#define f4_madd(a, b, c) wasm_f32x4_add(wasm_f32x4_mul((a), (b)), (c))
#endif

INLINE f4 f4_load(const float *const p) { return wasm_v128_load(p); }
INLINE void f4_store(float *const p, const f4 a) { wasm_v128_store(p, a); }
INLINE f4 f4_splat(const float a) { return wasm_f32x4_splat(a); }
INLINE f4 f4_splat_at(const float *const p) { return wasm_v128_load32_splat(p); }
INLINE f4 f4_zero(void) { return wasm_f32x4_const(0, 0, 0, 0); }
INLINE f4 f4_add(const f4 a, const f4 b) { return wasm_f32x4_add(a, b); }
INLINE f4 f4_sub(const f4 a, const f4 b) { return wasm_f32x4_sub(a, b); }
INLINE f4 f4_mul(const f4 a, const f4 b) { return wasm_f32x4_mul(a, b); }
INLINE f4 f4_div(const f4 a, const f4 b) { return wasm_f32x4_div(a, b); }
INLINE f4 f4_sqrt(const f4 a) { return wasm_f32x4_sqrt(a); }
INLINE f4 f4_abs(const f4 a) { return wasm_f32x4_abs(a); }
INLINE f4 f4_neg(const f4 a) { return wasm_f32x4_neg(a); }
/** One instruction each, unlike WebAssembly's min and max; a NaN in `a` is kept. */
INLINE f4 f4_max(const f4 a, const f4 b) { return wasm_f32x4_pmax(a, b); }
INLINE f4 f4_min(const f4 a, const f4 b) { return wasm_f32x4_pmin(a, b); }
INLINE i4 f4_less(const f4 a, const f4 b) { return wasm_f32x4_lt(a, b); }

INLINE i4 i4_splat(const int32_t a) { return wasm_i32x4_splat(a); }
INLINE i4 i4_load(const void *const p) { return wasm_v128_load(p); }
INLINE void i4_store(void *const p, const i4 a) { wasm_v128_store(p, a); }
INLINE i4 i4_add(const i4 a, const i4 b) { return wasm_i32x4_add(a, b); }
INLINE i4 i4_and(const i4 a, const i4 b) { return wasm_v128_and(a, b); }
INLINE i4 i4_or(const i4 a, const i4 b) { return wasm_v128_or(a, b); }
INLINE i4 i4_xor(const i4 a, const i4 b) { return wasm_v128_xor(a, b); }
/** a where the mask is zero, else zero. */
INLINE f4 f4_clear(const f4 a, const i4 mask) { return wasm_v128_andnot(a, mask); }
/** yes where the mask is set, else no. */
INLINE f4 f4_select(const i4 mask, const f4 yes, const f4 no) { return wasm_v128_bitselect(yes, no, mask); }
/** Bit l is set where lane l of a is not zero (either zero). */
INLINE unsigned f4_nonzero(const f4 a) { return (unsigned)wasm_i32x4_bitmask(wasm_f32x4_ne(a, f4_zero())); }

/** What is below 1e-30 in magnitude becomes zero; NaN stays. Denormals are a hundred times slower than other numbers. */
#define TINY 1e-30F
INLINE f4 f4_flush(const f4 a) { return f4_clear(a, f4_less(f4_abs(a), f4_splat(TINY))); }

/** The first n (1 to 3) floats at p; the other lanes are zero. Nothing beyond p[n - 1] is read. */
INLINE f4 f4_load_part(const float *const p, const size_t n) {
    return wasm_f32x4_make(p[0], n > 1 ? p[1] : 0, n > 2 ? p[2] : 0, 0);
}
INLINE void f4_store_part(float *const p, const f4 a, const size_t n) {
    p[0] = wasm_f32x4_extract_lane(a, 0);
    if (n > 1) p[1] = wasm_f32x4_extract_lane(a, 1);
    if (n > 2) p[2] = wasm_f32x4_extract_lane(a, 2);
}

/** The sum of the lanes, in the order (0 + 2) + (1 + 3). */
INLINE float f4_sum(const f4 a) {
    return (wasm_f32x4_extract_lane(a, 0) + wasm_f32x4_extract_lane(a, 2)) +
           (wasm_f32x4_extract_lane(a, 1) + wasm_f32x4_extract_lane(a, 3));
}

/** Transposes the 4 x 4 matrix whose rows these are. */
INLINE void f4_transpose(f4 *const a, f4 *const b, f4 *const c, f4 *const d) {
#ifdef __wasm_simd128__
    const f4 ac_low = wasm_i32x4_shuffle(*a, *c, 0, 4, 1, 5), ac_high = wasm_i32x4_shuffle(*a, *c, 2, 6, 3, 7);
    const f4 bd_low = wasm_i32x4_shuffle(*b, *d, 0, 4, 1, 5), bd_high = wasm_i32x4_shuffle(*b, *d, 2, 6, 3, 7);
    *a = wasm_i32x4_shuffle(ac_low, bd_low, 0, 4, 1, 5);
    *b = wasm_i32x4_shuffle(ac_low, bd_low, 2, 6, 3, 7);
    *c = wasm_i32x4_shuffle(ac_high, bd_high, 0, 4, 1, 5);
    *d = wasm_i32x4_shuffle(ac_high, bd_high, 2, 6, 3, 7);
#else /* SIMDe has no shuffle */
    float in[16], out[16];
    f4_store(in, *a), f4_store(in + 4, *b), f4_store(in + 8, *c), f4_store(in + 12, *d);
    for (int i = 0; i < 16; i++) out[i] = in[i % 4 * 4 + i / 4];
    *a = f4_load(out), *b = f4_load(out + 4), *c = f4_load(out + 8), *d = f4_load(out + 12);
#endif
}

#endif
