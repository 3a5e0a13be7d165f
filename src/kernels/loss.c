/** Softmax and the losses, each from raw outputs. Sums over rows are double; so are logarithms, one for many rows. */
#include <assert.h>
#include <math.h>

#include "kernels/elementary.h"
#include "kernels/kernels.h"

static float flush(const float x) { return fabsf(x) < TINY ? 0.0F : x; }

/* ---- the passes over a row ------------------------------------------------------------------------------------------------ */

static float row_max_ref(const float *const z, const int c) {
    float max = z[0];
    for (int j = 1; j < c; j++) max = z[j] > max ? z[j] : max;
    return max;
}

/* The largest of a row in every lane. No branch depends on the data: it would be guessed wrong every other time. */
INLINE f4 row_max(const float *const z, const int c) {
    float lanes[4] = {z[0], z[0], z[0], z[0]};
    if (c >= 4) {
        f4 max = f4_load(z + c - 4);
        for (int j = 0; j + 4 < c; j += 4) max = f4_max(max, f4_load(z + j));
        f4_store(lanes, max);
    } else {
        for (int j = 1; j < c; j++) lanes[j] = z[j];
    }
    return f4_max(f4_max(f4_splat_at(lanes), f4_splat_at(lanes + 1)),
                  f4_max(f4_splat_at(lanes + 2), f4_splat_at(lanes + 3)));
}

INLINE float row_sum(const float *const p, const int c) {
    f4 sums = f4_zero();
    int j = 0;
    for (; j + 4 <= c; j += 4) sums = f4_add(sums, f4_load(p + j));
    float sum = f4_sum(sums);
    for (; j < c; j++) sum += p[j];
    return sum;
}

/* out = p * factor, without denormals. */
INLINE void row_scale(float *const out, const float *const p, const int c, const float factor) {
    int j = 0;
    for (; j + 4 <= c; j += 4) f4_store(out + j, f4_flush(f4_mul(f4_load(p + j), f4_splat(factor))));
    for (; j < c; j++) out[j] = flush(p[j] * factor);
}

/* out = z - the largest of each row, so that exp does not overflow. */
static void shift_rows(float *const out, const float *const z, const int b, const int c) {
    for (int i = 0; i < b; i++) {
        const float *const from = z + (size_t)i * (size_t)c;
        float *const to = out + (size_t)i * (size_t)c;
        const f4 max = row_max(from, c);
        int j = 0;
        for (; j + 4 <= c; j += 4) f4_store(to + j, f4_sub(f4_load(from + j), max));
        for (; j < c; j++) f4_store_part(to + j, f4_sub(f4_splat_at(from + j), max), 1);
    }
}

/* ---- softmax -------------------------------------------------------------------------------------------------------------- */

void softmax_rows_ref(float *const p, const float *const z, const int b, const int c) {
    for (int i = 0; i < b; i++) {
        const size_t row = (size_t)i * (size_t)c;
        const double max = (double)row_max_ref(z + row, c);
        double sum = 0;
        for (int j = 0; j < c; j++) sum += exp((double)z[row + (size_t)j] - max);
        for (int j = 0; j < c; j++) p[row + (size_t)j] = flush((float)(exp((double)z[row + (size_t)j] - max) / sum));
    }
}

NOINLINE void softmax_rows(float *const p, const float *const z, const int b, const int c) {
    assert(b >= 1 && c >= 1);
    shift_rows(p, z, b, c);
    vec_exp(p, p, (size_t)b * (size_t)c); /* all rows at once: narrow ones fill the vectors too */
    for (int i = 0; i < b; i++) {
        float *const row = p + (size_t)i * (size_t)c;
        row_scale(row, row, c, 1 / row_sum(row, c));
    }
}

/* ---- categorical cross-entropy: log sum exp z - z[y] ----------------------------------------------------------------------- */

double categorical_crossentropy_ref(float *const dz, const float *const z, const float *restrict const y,
                                    float *restrict const scratch, const int b, const int h) {
    double loss = 0;
    softmax_rows_ref(scratch, z, b, h);
    for (int i = 0; i < b; i++) {
        const size_t row = (size_t)i * (size_t)h, target = row + (size_t)y[i];
        const double max = (double)row_max_ref(z + row, h);
        double sum = 0;
        for (int j = 0; j < h; j++) sum += exp((double)z[row + (size_t)j] - max);
        loss += log(sum) + max - (double)z[target];
    }
    if (dz == NULL) return loss;
    for (int i = 0; i < b; i++)
        for (int j = 0; j < h; j++) {
            const size_t at = (size_t)i * (size_t)h + (size_t)j;
            dz[at] = flush((scratch[at] - (j == (int)y[i] ? 1.0F : 0.0F)) / (float)b);
        }
    return loss;
}

/* The sum of logarithms of many numbers from 1 to 2^16, a library call for each 32 of them: their product is below 2^512. */
struct log_sum {
    double sum, product;
    int count;
};

INLINE void log_sum_add(struct log_sum *const logs, const double x) {
    logs->product *= x;
    if (++logs->count % 32 != 0) return;
    logs->sum += log(logs->product);
    logs->product = 1;
}

INLINE double log_sum_total(const struct log_sum *const logs) { return logs->sum + log(logs->product); }

enum { NARROW = 8 }; /* with so few classes four rows are worked on side by side, one in each lane */

/* Rows i to i + 3 of z [b, h]; beyond the last row the last one again. */
INLINE void load_rows(const float *rows[4], const float *const z, const int i, const int b, const int h) {
    for (int l = 0; l < 4; l++) rows[l] = z + (size_t)(i + l < b ? i + l : b - 1) * (size_t)h;
}

static NOINLINE double narrow_crossentropy(float *const dz, const float *const z, const float *const y, const int b,
                                           const int h) {
    struct log_sum logs = {0, 1, 0};
    const f4 share = f4_splat(1 / (float)b);
    for (int i = 0; i < b; i += 4) {
        const int count = b - i < 4 ? b - i : 4;
        const float *rows[4];
        float e[NARROW][4], max_of[4], sum_of[4], p[4], at_target[4];
        load_rows(rows, z, i, b, h);
        f4 max = f4_splat(-INFINITY), sum = f4_zero();
        for (int j = 0; j < h; j++) {
            const f4 column = wasm_f32x4_make(rows[0][j], rows[1][j], rows[2][j], rows[3][j]);
            f4_store(e[j], column);
            max = f4_max(max, column);
        }
        for (int j = 0; j < h; j++) {
            const f4 column = f4_exp(f4_sub(f4_load(e[j]), max));
            f4_store(e[j], column);
            sum = f4_add(sum, column);
        }
        f4_store(max_of, max), f4_store(sum_of, sum);
        for (int l = 0; l < count; l++) {
            const int target = (int)y[i + l];
            assert(target >= 0 && target < h);
            logs.sum += (double)(max_of[l] - rows[l][target]);
            log_sum_add(&logs, (double)sum_of[l]);
            at_target[l] = (e[target][l] / sum_of[l] - 1) / (float)b;
        }
        if (dz == NULL) continue;
        const f4 factor = f4_div(share, sum);
        for (int j = 0; j < h; j++) {
            f4_store(p, f4_flush(f4_mul(f4_load(e[j]), factor)));
            for (int l = 0; l < count; l++) dz[(size_t)(i + l) * (size_t)h + (size_t)j] = p[l];
        }
        for (int l = 0; l < count; l++) dz[(size_t)(i + l) * (size_t)h + (size_t)y[i + l]] = at_target[l];
    }
    return log_sum_total(&logs);
}

NOINLINE double categorical_crossentropy(float *const dz, const float *const z, const float *restrict const y,
                                         float *restrict const scratch, const int b, const int h) {
    assert(b >= 1 && h >= 1);
    if (h <= NARROW) return narrow_crossentropy(dz, z, y, b, h);
    struct log_sum logs = {0, 1, 0};
    shift_rows(scratch, z, b, h);
    for (int i = 0; i < b; i++) {
        assert(y[i] >= 0 && y[i] < (float)h);
        logs.sum -= (double)scratch[(size_t)i * (size_t)h + (size_t)y[i]];
    }
    vec_exp(scratch, scratch, (size_t)b * (size_t)h);
    const float share = 1 / (float)b;
    for (int i = 0; i < b; i++) {
        const size_t row = (size_t)i * (size_t)h, target = row + (size_t)y[i];
        const float sum = row_sum(scratch + row, h);
        log_sum_add(&logs, (double)sum);
        if (dz == NULL) continue;
        row_scale(dz + row, scratch + row, h, share / sum);
        dz[target] = (scratch[target] / sum - 1) * share;
    }
    return log_sum_total(&logs);
}

/* ---- binary cross-entropy: log(1 + e^z) - y z ------------------------------------------------------------------------------ */

double binary_crossentropy_ref(float *const dz, const float *const z, const float *restrict const y,
                               float *restrict const scratch, const int b, const int h) {
    (void)scratch, (void)h;
    double loss = 0;
    for (int i = 0; i < b; i++) {
        const double x = (double)z[i];
        loss += fmax(x, 0) - x * (double)y[i] + log1p(exp(-fabs(x)));
        if (dz != NULL) dz[i] = flush((float)((1 / (1 + exp(-x)) - (double)y[i]) / b));
    }
    return loss;
}

NOINLINE double binary_crossentropy(float *const dz, const float *const z, const float *restrict const y,
                                    float *restrict const scratch, const int b, const int h) {
    assert(b >= 1 && h == 1);
    (void)h;
    double loss = 0;
    for (int i = 0; i < b; i++) scratch[i] = -fabsf(z[i]);
    vec_exp(scratch, scratch, (size_t)b);
    const float share = 1 / (float)b;
    for (int i = 0; i < b; i++) {
        const float x = z[i], e = scratch[i];
        loss += (double)((x > 0 ? x : 0) - x * y[i]) + log1p((double)e);
        /* the probability of the class that y is not, so that a sure and right answer keeps its digits */
        const float other = (y[i] > 0.5F) == (x > 0) ? e / (1 + e) : 1 / (1 + e);
        if (dz != NULL) dz[i] = flush((y[i] > 0.5F ? -other : other) * share);
    }
    return loss;
}

/* ---- mean squared error ---------------------------------------------------------------------------------------------------- */

double mean_squared_error_ref(float *const dz, const float *const z, const float *restrict const y,
                              float *restrict const scratch, const int b, const int h) {
    (void)scratch, (void)h;
    double loss = 0;
    for (int i = 0; i < b; i++) {
        const double error = (double)z[i] - (double)y[i];
        loss += error * error;
        if (dz != NULL) dz[i] = flush((float)(2 * error / b));
    }
    return loss;
}

NOINLINE double mean_squared_error(float *const dz, const float *const z, const float *restrict const y,
                                   float *restrict const scratch, const int b, const int h) {
    assert(b >= 1 && h == 1);
    (void)scratch, (void)h;
    const float share = 2 / (float)b;
    double loss = 0;
    for (int i = 0; i < b; i++) {
        const float error = z[i] - y[i];
        loss += (double)error * (double)error;
        if (dz != NULL) dz[i] = flush(error * share);
    }
    return loss;
}

/* ---- label smoothing: Szegedy et al. 2016 ------------------------------------------------------------------------------------ */

/* With S the smoothing, the loss of the mixed targets is that of the right class plus S (z[y] - mean z); with one sigmoid output plus
 * S (y - 1/2) z. */
double smooth_labels_ref(float *const dz, const float *const z, const float *restrict const y, const int b, const int h,
                         const float smoothing) {
    const double s = (double)smoothing;
    double added = 0;
    for (int i = 0; i < b; i++) {
        const size_t row = (size_t)i * (size_t)h;
        if (h == 1) {
            const double side = (double)y[i] - 0.5;
            added += s * side * (double)z[i];
            if (dz != NULL) dz[i] = flush((float)((double)dz[i] + s * side / b));
            continue;
        }
        double sum = 0;
        for (int j = 0; j < h; j++) sum += (double)z[row + (size_t)j];
        added += s * ((double)z[row + (size_t)y[i]] - sum / h);
        for (int j = 0; dz != NULL && j < h; j++) {
            const double target = (j == (int)y[i]) - 1.0 / h;
            dz[row + (size_t)j] = flush((float)((double)dz[row + (size_t)j] + s * target / b));
        }
    }
    return added;
}

NOINLINE double smooth_labels(float *const dz, const float *const z, const float *restrict const y, const int b,
                              const int h, const float smoothing) {
    if (h == 1) return smooth_labels_ref(dz, z, y, b, h, smoothing);
    const float share = smoothing / (float)b, even = share / (float)h;
    double added = 0;
    for (int i = 0; i < b; i++) {
        const size_t row = (size_t)i * (size_t)h, target = row + (size_t)y[i];
        added += (double)z[target] - (double)row_sum(z + row, h) / h;
        if (dz == NULL) continue;
        for (size_t at = row; at < row + (size_t)h; at++) dz[at] = flush(dz[at] - even);
        dz[target] = flush(dz[target] + share);
    }
    return added * (double)smoothing;
}
