/** The elementary functions on vectors, for math.c, activation.c and loss.c. All keep NaN and give no denormal.
 *
 *  exp x = 2^k exp r with k the nearest integer to x / ln 2 and |r| <= ln 2 / 2 (Cody and Waite 1980); the polynomial is Cephes'
 *  (Moshier 1992). Adding 1.5 * 2^23 rounds to an integer, and leaves it in the low bits. */
#ifndef ELEMENTARY_H
#define ELEMENTARY_H

#include <math.h>

#include "kernels/f32x4.h"

#define EXP_OVERFLOW 88.72283172607422F   /* the largest x whose exp is finite */
#define EXP_UNDERFLOW -87.33654022216797F /* the smallest x whose exp is a normal float */
#define ROUND_TO_INTEGER 12582912.0F

/** exp x - 1 of the reduced argument, and the bits of 2^k without their bias: exp x = 2^k (fraction + 1). |x| below about 127. */
struct exp_parts {
    f4 fraction;
    i4 power; /* k << 23 */
};

INLINE struct exp_parts f4_exp_parts(const f4 x) {
    const f4 shifted = f4_madd(x, f4_splat(1.44269504F), f4_splat(ROUND_TO_INTEGER));
    const f4 k = f4_sub(shifted, f4_splat(ROUND_TO_INTEGER));
    const f4 r = f4_madd(k, f4_splat(2.12194440e-4F), f4_madd(k, f4_splat(-0.693359375F), x));
    const f4 r2 = f4_mul(r, r); /* Estrin's order: the processor is short of independent work, not of multipliers */
    const f4 high = f4_madd(f4_splat(1.9875691500e-4F), r, f4_splat(1.3981999507e-3F));
    const f4 middle = f4_madd(f4_splat(8.3334519073e-3F), r, f4_splat(4.1665795894e-2F));
    const f4 low = f4_madd(f4_splat(1.6666665459e-1F), r, f4_splat(5.0000001201e-1F));
    const f4 p = f4_madd(f4_madd(high, r2, middle), r2, low);
    return (struct exp_parts){f4_madd(p, r2, r), wasm_i32x4_shl(shifted, 23)};
}

/** e^x for x between EXP_UNDERFLOW and EXP_OVERFLOW, where the exponent can simply be added to. */
INLINE f4 f4_exp_inside(const f4 x) {
    const struct exp_parts e = f4_exp_parts(x);
    return i4_add(f4_add(e.fraction, f4_splat(1)), e.power);
}

/** e^x: infinity above EXP_OVERFLOW, zero below EXP_UNDERFLOW. */
INLINE f4 f4_exp(const f4 x) {
    const f4 low = f4_splat(EXP_UNDERFLOW), high = f4_splat(EXP_OVERFLOW);
    const f4 inside = f4_exp_inside(f4_max(f4_min(x, high), low));
    const f4 finite = f4_select(f4_less(high, x), f4_splat((float)INFINITY), f4_clear(inside, f4_less(x, low)));
    return f4_select(wasm_f32x4_ne(x, x), x, finite);
}

/** e^x - 1 without cancellation near zero, for x between EXP_UNDERFLOW and 87. */
INLINE f4 f4_expm1_inside(const f4 x) {
    const struct exp_parts e = f4_exp_parts(x);
    const f4 power = i4_add(e.power, f4_splat(1));
    return f4_madd(power, e.fraction, f4_sub(power, f4_splat(1)));
}

/** x P(x^2) / Q(x^2), the rational function of these degrees with the smallest relative error on [-8, 8], 1.9e-8 before rounding
 *  (scripts/fit_tanh.py finds it); beyond, its value at 8, which is below one. Half the time of a form with exp. What is below the
 *  smallest normal float is zero. */
INLINE f4 f4_tanh(const f4 x) {
    const f4 a = f4_max(f4_min(x, f4_splat(8)), f4_splat(-8)), t = f4_mul(a, a);
    f4 p = f4_madd(f4_splat(2.3508349780709814e-11F), t, f4_splat(-1.470412680504296e-8F));
    p = f4_madd(p, t, f4_splat(9.87863040791126e-6F));
    p = f4_madd(p, t, f4_splat(2.9858588241040707e-3F));
    p = f4_madd(p, t, f4_splat(0.1297921985387802F));
    p = f4_madd(p, t, f4_splat(1));
    f4 q = f4_madd(f4_splat(2.372027956880629e-4F), t, f4_splat(2.4027911946177483e-2F));
    q = f4_madd(q, t, f4_splat(0.4631253778934479F));
    q = f4_madd(q, t, f4_splat(1));
    return f4_clear(f4_div(f4_mul(a, p), q), f4_less(f4_abs(x), f4_splat(0x1p-126F)));
}

/** 1 / (1 + e^-x); zero below EXP_UNDERFLOW. */
INLINE f4 f4_sigmoid(const f4 x) {
    const f4 low = f4_splat(EXP_UNDERFLOW);
    const f4 e = f4_exp_inside(f4_neg(f4_min(f4_max(x, low), f4_splat(-EXP_UNDERFLOW))));
    const f4 y = f4_clear(f4_div(f4_splat(1), f4_add(f4_splat(1), e)), f4_less(x, low));
    return f4_select(wasm_f32x4_ne(x, x), x, y);
}

#endif
