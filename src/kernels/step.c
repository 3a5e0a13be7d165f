/** The optimizer steps. The plain and the fast form do the same operations in the same order, so they give the same bits, and the
 *  plain one finishes the last few elements of the fast one.
 *
 *  A gradient below 1e-15 in magnitude counts as 1e-15 where it is squared. So a second moment never comes near a denormal and need
 *  not be flushed, and its root stays far below any epsilon. */
#include <math.h>

#include "kernels/f32x4.h"
#include "kernels/kernels.h"

#define TINY_ROOT 1e-15F

static float flush(const float x) { return fabsf(x) < TINY ? 0.0F : x; }
static float square(const float x) { return fabsf(x) < TINY_ROOT ? TINY_ROOT * TINY_ROOT : x * x; }
INLINE f4 f4_square(const f4 x) {
    const f4 size = f4_max(f4_abs(x), f4_splat(TINY_ROOT));
    return f4_mul(size, size);
}
/* g + l2 w */
INLINE f4 f4_gradient(const float *const g, const f4 w, const f4 l2) { return f4_madd(l2, w, f4_load(g)); }

/* ---- sgd: Sutskever et al. 2013 for the momentum, as Keras writes it ------------------------------------------------------------ */

void sgd_step_ref(float *restrict const w, float *restrict const u, const float *restrict const g, const size_t n,
                  const struct sgd_step *const s) {
    for (size_t i = 0; i < n; i++) {
        const float step = s->learning_rate * (s->l2 * w[i] + g[i]);
        if (u == NULL) {
            w[i] -= step;
        } else {
            u[i] = flush(s->momentum * u[i] - step);
            w[i] += s->nesterov ? s->momentum * u[i] - step : u[i];
        }
    }
}

static NOINLINE size_t sgd_plain(float *restrict const w, const float *restrict const g, const size_t n,
                                 const struct sgd_step *const s) {
    const f4 rate = f4_splat(s->learning_rate), l2 = f4_splat(s->l2);
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        const f4 w4 = f4_load(w + i);
        f4_store(w + i, f4_sub(w4, f4_mul(rate, f4_gradient(g + i, w4, l2))));
    }
    return i;
}

static NOINLINE size_t sgd_momentum(float *restrict const w, float *restrict const u, const float *restrict const g,
                                    const size_t n, const struct sgd_step *const s) {
    const f4 rate = f4_splat(s->learning_rate), l2 = f4_splat(s->l2), momentum = f4_splat(s->momentum);
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        const f4 w4 = f4_load(w + i), step = f4_mul(rate, f4_gradient(g + i, w4, l2));
        const f4 u4 = f4_flush(f4_sub(f4_mul(momentum, f4_load(u + i)), step));
        f4_store(u + i, u4);
        f4_store(w + i, f4_add(w4, s->nesterov ? f4_sub(f4_mul(momentum, u4), step) : u4));
    }
    return i;
}

void sgd_step(float *restrict const w, float *restrict const u, const float *restrict const g, const size_t n,
              const struct sgd_step *const s) {
    const size_t i = u == NULL ? sgd_plain(w, g, n, s) : sgd_momentum(w, u, g, n, s);
    sgd_step_ref(w + i, u == NULL ? NULL : u + i, g + i, n - i, s);
}

/* ---- rmsprop: Tieleman and Hinton 2012 -------------------------------------------------------------------------------------------- */

void rmsprop_step_ref(float *restrict const w, float *restrict const v, float *restrict const u,
                      const float *restrict const g, const size_t n, const struct rmsprop_step *const s) {
    for (size_t i = 0; i < n; i++) {
        const float gradient = s->l2 * w[i] + g[i];
        v[i] = s->rho * v[i] + (1 - s->rho) * square(gradient);
        const float step = s->learning_rate * gradient / (sqrtf(v[i]) + s->epsilon);
        if (u != NULL) u[i] = flush(s->momentum * u[i] + step);
        w[i] -= u != NULL ? u[i] : step;
    }
}

INLINE size_t rmsprop_lanes(float *restrict const w, float *restrict const v, float *restrict const u,
                            const float *restrict const g, const size_t n, const struct rmsprop_step *const s) {
    const f4 rate = f4_splat(s->learning_rate), epsilon = f4_splat(s->epsilon), l2 = f4_splat(s->l2);
    const f4 rho = f4_splat(s->rho), fresh = f4_splat(1 - s->rho), momentum = f4_splat(s->momentum);
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        const f4 w4 = f4_load(w + i), gradient = f4_gradient(g + i, w4, l2);
        const f4 v4 = f4_add(f4_mul(rho, f4_load(v + i)), f4_mul(fresh, f4_square(gradient)));
        f4 step = f4_div(f4_mul(rate, gradient), f4_add(f4_sqrt(v4), epsilon));
        f4_store(v + i, v4);
        if (u != NULL) {
            step = f4_flush(f4_madd(momentum, f4_load(u + i), step));
            f4_store(u + i, step);
        }
        f4_store(w + i, f4_sub(w4, step));
    }
    return i;
}

static NOINLINE size_t rmsprop_plain(float *restrict const w, float *restrict const v, const float *restrict const g,
                                     const size_t n, const struct rmsprop_step *const s) {
    return rmsprop_lanes(w, v, NULL, g, n, s);
}

static NOINLINE size_t rmsprop_momentum(float *restrict const w, float *restrict const v, float *restrict const u,
                                        const float *restrict const g, const size_t n,
                                        const struct rmsprop_step *const s) {
    return rmsprop_lanes(w, v, u, g, n, s);
}

void rmsprop_step(float *restrict const w, float *restrict const v, float *restrict const u,
                  const float *restrict const g, const size_t n, const struct rmsprop_step *const s) {
    const size_t i = u == NULL ? rmsprop_plain(w, v, g, n, s) : rmsprop_momentum(w, v, u, g, n, s);
    rmsprop_step_ref(w + i, v + i, u == NULL ? NULL : u + i, g + i, n - i, s);
}

/* ---- adagrad: Duchi et al. 2011 ---------------------------------------------------------------------------------------------------- */

void adagrad_step_ref(float *restrict const w, float *restrict const v, const float *restrict const g, const size_t n,
                      const struct adagrad_step *const s) {
    for (size_t i = 0; i < n; i++) {
        const float gradient = s->l2 * w[i] + g[i];
        v[i] += square(gradient);
        w[i] -= s->learning_rate * gradient / (sqrtf(v[i]) + s->epsilon);
    }
}

NOINLINE void adagrad_step(float *restrict const w, float *restrict const v, const float *restrict const g,
                           const size_t n, const struct adagrad_step *const s) {
    const f4 rate = f4_splat(s->learning_rate), epsilon = f4_splat(s->epsilon), l2 = f4_splat(s->l2);
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        const f4 w4 = f4_load(w + i), gradient = f4_gradient(g + i, w4, l2);
        const f4 v4 = f4_add(f4_load(v + i), f4_square(gradient));
        f4_store(v + i, v4);
        f4_store(w + i, f4_sub(w4, f4_div(f4_mul(rate, gradient), f4_add(f4_sqrt(v4), epsilon))));
    }
    adagrad_step_ref(w + i, v + i, g + i, n - i, s);
}

/* ---- adam: Kingma and Ba 2015; adamw: Loshchilov and Hutter 2019 ------------------------------------------------------------------- */

void adam_step_ref(float *restrict const w, float *restrict const m, float *restrict const v,
                   const float *restrict const g, const size_t n, const struct adam_step *const s) {
    for (size_t i = 0; i < n; i++) {
        const float gradient = s->l2 * w[i] + g[i];
        m[i] = flush(s->beta_1 * m[i] + (1 - s->beta_1) * gradient);
        v[i] = s->beta_2 * v[i] + (1 - s->beta_2) * square(gradient);
        w[i] = s->shrink * w[i] - s->rate * m[i] / (sqrtf(v[i]) * s->correction + s->epsilon);
    }
}

/* decays: with l2 or weight decay. Without them their three operations are left out; the bits are the same. */
INLINE size_t adam_lanes(float *restrict const w, float *restrict const m, float *restrict const v,
                         const float *restrict const g, const size_t n, const struct adam_step *const s,
                         const bool decays) {
    const f4 rate = f4_splat(s->rate), correction = f4_splat(s->correction), epsilon = f4_splat(s->epsilon);
    const f4 beta_1 = f4_splat(s->beta_1), fresh_1 = f4_splat(1 - s->beta_1), l2 = f4_splat(s->l2),
             shrink = f4_splat(s->shrink);
    const f4 beta_2 = f4_splat(s->beta_2), fresh_2 = f4_splat(1 - s->beta_2);
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        const f4 w4 = f4_load(w + i), gradient = decays ? f4_gradient(g + i, w4, l2) : f4_load(g + i);
        const f4 m4 = f4_flush(f4_add(f4_mul(beta_1, f4_load(m + i)), f4_mul(fresh_1, gradient)));
        const f4 v4 = f4_add(f4_mul(beta_2, f4_load(v + i)), f4_mul(fresh_2, f4_square(gradient)));
        f4_store(m + i, m4);
        f4_store(v + i, v4);
        const f4 step = f4_div(f4_mul(rate, m4), f4_add(f4_mul(f4_sqrt(v4), correction), epsilon));
        f4_store(w + i, f4_sub(decays ? f4_mul(shrink, w4) : w4, step));
    }
    return i;
}

static NOINLINE size_t adam_plain(float *restrict const w, float *restrict const m, float *restrict const v,
                                  const float *restrict const g, const size_t n, const struct adam_step *const s) {
    return adam_lanes(w, m, v, g, n, s, false);
}

static NOINLINE size_t adam_decaying(float *restrict const w, float *restrict const m, float *restrict const v,
                                     const float *restrict const g, const size_t n, const struct adam_step *const s) {
    return adam_lanes(w, m, v, g, n, s, true);
}

void adam_step(float *restrict const w, float *restrict const m, float *restrict const v, const float *restrict const g,
               const size_t n, const struct adam_step *const s) {
    const size_t i = (s->l2 == 0 && s->shrink == 1 ? adam_plain : adam_decaying)(w, m, v, g, n, s);
    adam_step_ref(w + i, m + i, v + i, g + i, n - i, s);
}

/* ---- nadam: Dozat 2016, as Keras writes it ------------------------------------------------------------------------------------------ */

void nadam_step_ref(float *restrict const w, float *restrict const m, float *restrict const v,
                    const float *restrict const g, const size_t n, const struct nadam_step *const s) {
    for (size_t i = 0; i < n; i++) {
        const float gradient = s->l2 * w[i] + g[i];
        m[i] = flush(s->beta_1 * m[i] + (1 - s->beta_1) * gradient);
        v[i] = s->beta_2 * v[i] + (1 - s->beta_2) * square(gradient);
        w[i] -= (s->rate_m * m[i] + s->rate_g * gradient) / (sqrtf(v[i]) * s->correction + s->epsilon);
    }
}

NOINLINE void nadam_step(float *restrict const w, float *restrict const m, float *restrict const v,
                         const float *restrict const g, const size_t n, const struct nadam_step *const s) {
    const f4 rate_m = f4_splat(s->rate_m), rate_g = f4_splat(s->rate_g), correction = f4_splat(s->correction);
    const f4 beta_1 = f4_splat(s->beta_1), fresh_1 = f4_splat(1 - s->beta_1), l2 = f4_splat(s->l2);
    const f4 beta_2 = f4_splat(s->beta_2), fresh_2 = f4_splat(1 - s->beta_2), epsilon = f4_splat(s->epsilon);
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        const f4 w4 = f4_load(w + i), gradient = f4_gradient(g + i, w4, l2);
        const f4 m4 = f4_flush(f4_add(f4_mul(beta_1, f4_load(m + i)), f4_mul(fresh_1, gradient)));
        const f4 v4 = f4_add(f4_mul(beta_2, f4_load(v + i)), f4_mul(fresh_2, f4_square(gradient)));
        f4_store(m + i, m4);
        f4_store(v + i, v4);
        const f4 along = f4_add(f4_mul(rate_m, m4), f4_mul(rate_g, gradient));
        f4_store(w + i, f4_sub(w4, f4_div(along, f4_add(f4_mul(f4_sqrt(v4), correction), epsilon))));
    }
    nadam_step_ref(w + i, m + i, v + i, g + i, n - i, s);
}
