/** What the kernels of recurrent layers share. Included by recurrent.c, lstm.c and gru.c only. */
#ifndef KERNELS_RECURRENT_H
#define KERNELS_RECURRENT_H

#include "kernels/elementary.h"
#include "kernels/kernels.h"

/** Whether row i is padding at this step. */
static inline bool is_padding(const float *const mask, const int mask_step, const size_t i) {
    return mask != NULL && mask[i * (size_t)mask_step] == 0;
}

/* ---- plain ---------------------------------------------------------------------------------------------------------------- */

static inline float flush(const float x) { return fabsf(x) < TINY ? 0.0F : x; }
static inline float sigmoid(const float x) { return 1 / (1 + expf(-x)); }
static inline float sigmoid_slope(const float a) { return a * (1 - a); }
static inline float tanh_slope(const float a) { return 1 - a * a; }

/* ---- four at a time --------------------------------------------------------------------------------------------------------- */

/** n lanes; n is a constant 4 but at the end of a row. */
INLINE f4 f4_get(const float *const p, const size_t n) { return n == 4 ? f4_load(p) : f4_load_part(p, n); }
INLINE void f4_put(float *const p, const f4 a, const size_t n) {
    if (n == 4)
        f4_store(p, a);
    else
        f4_store_part(p, a, n);
}

/** The slopes of sigmoid and tanh, from their values. */
INLINE f4 f4_sigmoid_slope(const f4 a) { return f4_mul(a, f4_sub(f4_splat(1), a)); }
INLINE f4 f4_tanh_slope(const f4 a) { return f4_sub(f4_splat(1), f4_mul(a, a)); }

/** What reaches a state: the gradient from the step after it, and that of the output there, dy unless NULL. */
INLINE f4 f4_incoming(const float *const dh, const float *const dy, const size_t n) {
    const f4 carried = f4_get(dh, n);
    return f4_flush(dy != NULL ? f4_add(carried, f4_get(dy, n)) : carried);
}

/** One row of padding on the way back: what came in goes on to the step before. */
INLINE void carry_back(float *const dh, const float *const dy, const size_t units) {
    size_t j = 0;
    for (; j + 4 <= units; j += 4) f4_store(dh + j, f4_incoming(dh + j, dy != NULL ? dy + j : NULL, 4));
    if (j < units) f4_put(dh + j, f4_incoming(dh + j, dy != NULL ? dy + j : NULL, units - j), units - j);
}
static inline void carry_back_ref(float *const dh, const float *const dy, const size_t units) {
    for (size_t j = 0; j < units; j++) dh[j] = flush(dh[j] + (dy != NULL ? dy[j] : 0));
}

#endif
