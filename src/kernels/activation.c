/** The activations: one pair of functions, and their plain twins, for every row of activations.def.
 *
 *  The derivatives of the smooth ones are flushed below 1e-30: a saturated unit would otherwise send denormals down the network. */
#include "kernels/elementary.h"
#include "kernels/kernels.h"

#define LEAK 0.2F
#define SQRT_HALF 0.70710678118654752440
#define DENSITY_AT_ZERO 0.39894228040143267794 /* of the normal distribution */

static float flush(const float x) { return fabsf(x) < TINY ? 0.0F : x; }

/* y[i] = expression of f4 x, and a tail of the same bits. */
#define FORWARD(name, expression)                                                               \
    INLINE f4 name(const f4 x) { return expression; }                                           \
    static NOINLINE void name##_forward(float *const y, const float *const x, const size_t n) { \
        size_t i = 0;                                                                           \
        for (; i + 4 <= n; i += 4) f4_store(y + i, name(f4_load(x + i)));                       \
        if (i < n) f4_store_part(y + i, name(f4_load_part(x + i, n - i)), n - i);               \
    }

/* dx[i] = expression of f4 dy and f4 at. */
#define BACKWARD(name, expression)                                                                                \
    INLINE f4 name##_slope(const f4 dy, const f4 at) { return expression; }                                       \
    static NOINLINE void name##_backward(float *const dx, const float *const dy, const float *const at,           \
                                         const size_t n) {                                                        \
        size_t i = 0;                                                                                             \
        for (; i + 4 <= n; i += 4) f4_store(dx + i, name##_slope(f4_load(dy + i), f4_load(at + i)));              \
        if (i < n)                                                                                                \
            f4_store_part(dx + i, name##_slope(f4_load_part(dy + i, n - i), f4_load_part(at + i, n - i)), n - i); \
    }

/* The same for the plain twins: an expression of float x; of float g (dy) and float a (at). */
#define FORWARD_REF(name, expression)                                                       \
    static void name##_forward_ref(float *const y, const float *const in, const size_t n) { \
        for (size_t i = 0; i < n; i++) {                                                    \
            const float x = in[i];                                                          \
            y[i] = expression;                                                              \
        }                                                                                   \
    }
#define BACKWARD_REF(name, expression)                                                                               \
    static void name##_backward_ref(float *const dx, const float *const dy, const float *const at, const size_t n) { \
        for (size_t i = 0; i < n; i++) {                                                                             \
            const float g = dy[i], a = at[i];                                                                        \
            dx[i] = expression;                                                                                      \
        }                                                                                                            \
    }

static void linear_forward_ref(float *const y, const float *const x, const size_t n) {
    if (y != x) memmove(y, x, n * sizeof *x);
}
static void linear_backward_ref(float *const dx, const float *const dy, const float *const at, const size_t n) {
    (void)at;
    linear_forward_ref(dx, dy, n);
}
#define linear_forward linear_forward_ref
#define linear_backward linear_backward_ref

FORWARD_REF(relu, x < 0 ? 0 : x)
FORWARD(relu, f4_max(x, f4_zero()))
BACKWARD_REF(relu, a > 0 ? g : 0)
BACKWARD(relu, i4_and(dy, f4_less(f4_zero(), at)))

FORWARD_REF(leaky_relu, x < 0 ? LEAK * x : x)
FORWARD(leaky_relu, f4_select(f4_less(x, f4_zero()), f4_mul(f4_splat(LEAK), x), x))
BACKWARD_REF(leaky_relu, a < 0 ? LEAK * g : g)
BACKWARD(leaky_relu, f4_select(f4_less(at, f4_zero()), f4_mul(f4_splat(LEAK), dy), dy))

#define sigmoid_forward_ref vec_sigmoid_ref
#define sigmoid_forward vec_sigmoid
BACKWARD_REF(sigmoid, flush(g *(a *(1 - a))))
BACKWARD(sigmoid, f4_flush(f4_mul(dy, f4_mul(at, f4_sub(f4_splat(1), at)))))

#define tanh_forward_ref vec_tanh_ref
#define tanh_forward vec_tanh
BACKWARD_REF(tanh, flush(g *(1 - a * a)))
BACKWARD(tanh, f4_flush(f4_mul(dy, f4_sub(f4_splat(1), f4_mul(at, at)))))

FORWARD_REF(elu, x < 0 ? (float)expm1((double)x) : x)
FORWARD(elu, f4_select(f4_less(x, f4_zero()), f4_expm1_inside(f4_max(f4_min(x, f4_zero()), f4_splat(-20))), x))
BACKWARD_REF(elu, a < 0 ? flush(g * (1 + a)) : g)
BACKWARD(elu, f4_select(f4_less(at, f4_zero()), f4_flush(f4_mul(dy, f4_add(at, f4_splat(1)))), dy))

/* Phi(-|x|) and e^(-x^2/2). The rational approximation of erf is 7.1.26 of Abramowitz and Stegun (1964), absolute error 1.5e-7. */
struct normal {
    f4 tail, bell;
};
INLINE struct normal f4_normal(const f4 x) {
    const f4 size = f4_abs(x), bell = f4_exp(f4_mul(f4_mul(x, x), f4_splat(-0.5F)));
    const f4 t = f4_div(f4_splat(1), f4_madd(size, f4_splat((float)(0.3275911 * SQRT_HALF)), f4_splat(1)));
    f4 p = f4_madd(f4_splat(0.5F * 1.061405429F), t, f4_splat(0.5F * -1.453152027F));
    p = f4_madd(p, t, f4_splat(0.5F * 1.421413741F));
    p = f4_madd(p, t, f4_splat(0.5F * -0.284496736F));
    p = f4_madd(p, t, f4_splat(0.5F * 0.254829592F));
    return (struct normal){f4_mul(f4_mul(p, t), bell), bell};
}
/* Phi(x) from the tail. */
INLINE f4 f4_below(const f4 x, const f4 tail) {
    return f4_select(f4_less(x, f4_zero()), tail, f4_sub(f4_splat(1), tail));
}
INLINE f4 f4_gelu_slope(const f4 x) {
    const struct normal normal = f4_normal(x);
    return f4_madd(f4_mul(x, f4_splat((float)DENSITY_AT_ZERO)), normal.bell, f4_below(x, normal.tail));
}

static double normal_below(const double x) { return 0.5 * erfc(-x * SQRT_HALF); }
static double gelu_slope_ref(const double x) { return normal_below(x) + x * DENSITY_AT_ZERO * exp(-0.5 * x * x); }

FORWARD_REF(gelu, (float)((double)x *normal_below((double)x)))
FORWARD(gelu, f4_flush(f4_mul(x, f4_below(x, f4_normal(x).tail))))
BACKWARD_REF(gelu, flush((float)((double)g *gelu_slope_ref((double)a))))
BACKWARD(gelu, f4_flush(f4_mul(dy, f4_gelu_slope(at))))

const struct activation activations[ACTIVATION_COUNT] = {
#define ACTIVATION(name, from, help) {#name, name##_forward, name##_backward, from},
#include "kernels/activations.def"
};

const struct activation activations_ref[ACTIVATION_COUNT] = {
#define ACTIVATION(name, from, help) {#name, name##_forward_ref, name##_backward_ref, from},
#include "kernels/activations.def"
};
