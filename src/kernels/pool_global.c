/** The largest number and the mean of all pixels or steps. */
#include <string.h>

#include "kernels/f32x4.h"
#include "kernels/kernels.h"

INLINE bool counts(const float *const mask, const int step) { return mask == NULL || mask[step] != 0; }

/* The first step from `step` on that counts; s if there is none. */
static int next_step(const float *const mask, int step, const int s) {
    while (step < s && !counts(mask, step)) step++;
    return step;
}

/* ---- the largest ------------------------------------------------------------------------------------------------------- */

/* Channels from j on of one row; `first` is the first step that counts, below s. */
static void max_channels(float *const y, int32_t *const at, const float *const x, const float *const mask,
                         const int first, const int s, const int c, int j) {
    for (; j < c; j++) {
        float best = x[(size_t)first * (size_t)c + (size_t)j];
        int32_t which = first;
        for (int t = first; t < s; t++) {
            const float v = x[(size_t)t * (size_t)c + (size_t)j];
            const bool more = counts(mask, t) && v > best;
            which = more ? t : which;
            best = more ? v : best;
        }
        y[j] = best;
        at[j] = which;
    }
}

static void max_of_none(float *const y, int32_t *const at, const int c) {
    for (int j = 0; j < c; j++) y[j] = 0, at[j] = -1;
}

void global_max_forward_ref(float *restrict y, int32_t *restrict at, const float *restrict x,
                            const float *restrict mask, const int b, const int s, const int c) {
    for (int i = 0; i < b; i++, y += c, at += c, x += (size_t)s * (size_t)c) {
        const int first = next_step(mask, 0, s);
        if (first < s)
            max_channels(y, at, x, mask, first, s, c, 0);
        else
            max_of_none(y, at, c);
        if (mask != NULL) mask += s;
    }
}

static NOINLINE void max_of_row(float *restrict const y, int32_t *restrict const at, const float *restrict const x,
                                const float *restrict const mask, const int first, const int s, const int c) {
    const size_t step = (size_t)c;
    int j = 0;
    for (; j + 4 <= c; j += 4) {
        const float *from = x + (size_t)first * step + j;
        f4 best = f4_load(from);
        i4 which = i4_splat(first);
        for (int t = first; t < s; t++, from += step) {
            if (!counts(mask, t)) continue;
            const f4 v = f4_load(from);
            which = f4_select(f4_less(best, v), i4_splat(t), which);
            best = f4_max(best, v);
        }
        f4_store(y + j, best);
        i4_store(at + j, which);
    }
    max_channels(y, at, x, mask, first, s, c, j);
}

void global_max_forward(float *restrict y, int32_t *restrict at, const float *restrict x, const float *restrict mask,
                        const int b, const int s, const int c) {
    for (int i = 0; i < b; i++, y += c, at += c, x += (size_t)s * (size_t)c) {
        const int first = next_step(mask, 0, s);
        if (first < s)
            max_of_row(y, at, x, mask, first, s, c);
        else
            max_of_none(y, at, c);
        if (mask != NULL) mask += s;
    }
}

void global_max_backward_ref(float *restrict dx, const float *restrict dy, const int32_t *restrict at, const int b,
                             const int s, const int c) {
    for (int i = 0; i < b; i++)
        for (int t = 0; t < s; t++)
            for (int j = 0; j < c; j++, dx++) {
                const size_t o = (size_t)i * (size_t)c + (size_t)j;
                *dx = at[o] == t ? dy[o] : 0;
            }
}

void global_max_backward(float *restrict dx, const float *restrict dy, const int32_t *restrict at, const int b,
                         const int s, const int c) {
    const size_t row = (size_t)s * (size_t)c;
    for (int i = 0; i < b; i++, dx += row, dy += c, at += c) {
        memset(dx, 0, row * sizeof *dx);
        for (int j = 0; j < c; j++)
            if (at[j] >= 0) dx[(size_t)at[j] * (size_t)c + (size_t)j] = dy[j];
    }
}

/* ---- the mean ---------------------------------------------------------------------------------------------------------- */

/* One over the steps that count; 0 if there is none. */
static float share_of(const float *const mask, const int s) {
    int n = 0;
    for (int t = 0; t < s; t++) n += counts(mask, t);
    return n > 0 ? 1.0F / (float)n : 0;
}

static void average_channels(float *const y, const float *const x, const float *const mask, const float share,
                             const int s, const int c, int j) {
    for (; j < c; j++) {
        float sum = 0;
        for (int t = 0; t < s; t++)
            if (counts(mask, t)) sum += x[(size_t)t * (size_t)c + (size_t)j];
        y[j] = sum * share;
    }
}

void global_average_forward_ref(float *restrict y, const float *restrict x, const float *restrict mask, const int b,
                                const int s, const int c) {
    for (int i = 0; i < b; i++, y += c, x += (size_t)s * (size_t)c) {
        average_channels(y, x, mask, share_of(mask, s), s, c, 0);
        if (mask != NULL) mask += s;
    }
}

static NOINLINE void average_of_row(float *restrict const y, const float *restrict const x,
                                    const float *restrict const mask, const float share, const int s, const int c) {
    const size_t step = (size_t)c;
    int j = 0;
    for (; j + 8 <= c; j += 8) { /* two sums at a time hide half of the addition's latency */
        const float *from = x + j;
        f4 low = f4_zero(), high = f4_zero();
        for (int t = 0; t < s; t++, from += step) {
            if (!counts(mask, t)) continue;
            low = f4_add(low, f4_load(from));
            high = f4_add(high, f4_load(from + 4));
        }
        f4_store(y + j, f4_mul(low, f4_splat(share)));
        f4_store(y + j + 4, f4_mul(high, f4_splat(share)));
    }
    average_channels(y, x, mask, share, s, c, j);
}

void global_average_forward(float *restrict y, const float *restrict x, const float *restrict mask, const int b,
                            const int s, const int c) {
    for (int i = 0; i < b; i++, y += c, x += (size_t)s * (size_t)c) {
        average_of_row(y, x, mask, share_of(mask, s), s, c);
        if (mask != NULL) mask += s;
    }
}

void global_average_backward_ref(float *restrict dx, const float *restrict dy, const float *restrict mask, const int b,
                                 const int s, const int c) {
    for (int i = 0; i < b; i++, dy += c) {
        const float share = share_of(mask, s);
        for (int t = 0; t < s; t++)
            for (int j = 0; j < c; j++, dx++) *dx = counts(mask, t) ? dy[j] * share : 0;
        if (mask != NULL) mask += s;
    }
}

static NOINLINE void spread_row(float *restrict dx, const float *restrict const dy, const float *restrict const mask,
                                const float share, const int s, const int c) {
    for (int t = 0; t < s; t++, dx += c) {
        int j = 0;
        for (; j + 4 <= c; j += 4)
            f4_store(dx + j, counts(mask, t) ? f4_mul(f4_load(dy + j), f4_splat(share)) : f4_zero());
        for (; j < c; j++) dx[j] = counts(mask, t) ? dy[j] * share : 0;
    }
}

void global_average_backward(float *restrict dx, const float *restrict dy, const float *restrict mask, const int b,
                             const int s, const int c) {
    for (int i = 0; i < b; i++, dx += (size_t)s * (size_t)c, dy += c) {
        spread_row(dx, dy, mask, share_of(mask, s), s, c);
        if (mask != NULL) mask += s;
    }
}
