/** Normalisation: the moments of columns (batches) and of rows (layers), and what follows from them. */
#include <assert.h>
#include <math.h>

#include "kernels/f32x4.h"
#include "kernels/kernels.h"

enum { BLOCK = 64 }; /* rows summed in float before they are joined in double */

static float flush(const float x) { return fabsf(x) < TINY ? 0.0F : x; }
INLINE int block_of(const size_t n) { return n < BLOCK ? (int)n : BLOCK; }

/* ---- moments of columns -------------------------------------------------------------------------------------------------- */

void column_moments_ref(float *restrict const mean, float *restrict const variance, double *restrict const sums,
                        const float *restrict const x, const size_t n, const int c) {
    (void)sums;
    for (size_t j = 0; j < (size_t)c; j++) {
        double sum = 0, squares = 0;
        for (size_t i = 0; i < n; i++) sum += (double)x[i * (size_t)c + j];
        const double middle = sum / (double)n;
        for (size_t i = 0; i < n; i++) {
            const double d = (double)x[i * (size_t)c + j] - middle;
            squares += d * d;
        }
        mean[j] = (float)middle;
        variance[j] = (float)(squares / (double)n);
    }
}

/* One column so far: `seen` rows before a block of m. */
struct column {
    double *mean, *squares;
    double seen, m;
};

/* Joins what a block adds up to, shifted by `shift`: the sums of d and d^2. */
INLINE void join(const struct column *const at, const size_t j, const float shift, const float sum,
                 const float squares) {
    const double d = (double)sum / at->m, total = at->seen + at->m;
    const double own = (double)squares - d * (double)sum, delta = (double)shift + d - at->mean[j];
    at->mean[j] += delta * (at->m / total);
    at->squares[j] += (own > 0 ? own : 0) + delta * delta * (at->seen * at->m / total);
}

/* 4 * vectors columns of a block of m rows, c apart. */
INLINE void join_columns(const struct column *const at, const size_t j, const float *const x, const int m,
                         const size_t c, const int vectors) {
    f4 shift[2], sum[2] = {f4_zero(), f4_zero()}, squares[2] = {f4_zero(), f4_zero()};
    float shifts[8], sums[8], all_squares[8];
    for (int v = 0; v < vectors; v++) shift[v] = f4_load(x + 4 * v);
    const float *row = x + c;
    for (int i = 1; i < m; i++, row += c)
        for (int v = 0; v < vectors; v++) {
            const f4 d = f4_sub(f4_load(row + 4 * v), shift[v]);
            sum[v] = f4_add(sum[v], d);
            squares[v] = f4_madd(d, d, squares[v]);
        }
    for (int v = 0; v < vectors; v++)
        f4_store(shifts + 4 * v, shift[v]), f4_store(sums + 4 * v, sum[v]), f4_store(all_squares + 4 * v, squares[v]);
    for (int l = 0; l < 4 * vectors; l++) join(at, j + (size_t)l, shifts[l], sums[l], all_squares[l]);
}

static NOINLINE void join_block(const struct column *const at, const float *restrict const x, const int m,
                                const size_t c) {
    size_t j = 0;
    for (; j + 8 <= c; j += 8) join_columns(at, j, x + j, m, c, 2);
    for (; j + 4 <= c; j += 4) join_columns(at, j, x + j, m, c, 1);
    for (; j < c; j++) {
        float sum = 0, squares = 0;
        for (size_t i = 1; i < (size_t)m; i++) {
            const float d = x[i * c + j] - x[j];
            sum += d;
            squares += d * d;
        }
        join(at, j, x[j], sum, squares);
    }
}

void column_moments(float *restrict const mean, float *restrict const variance, double *restrict const sums,
                    const float *restrict const x, const size_t n, const int c) {
    assert(n >= 1 && c >= 1);
    for (int j = 0; j < 2 * c; j++) sums[j] = 0;
    for (size_t i = 0; i < n; i += BLOCK) {
        const int m = block_of(n - i);
        const struct column at = {sums, sums + c, (double)i, m};
        join_block(&at, x + i * (size_t)c, m, (size_t)c);
    }
    for (int j = 0; j < c; j++) mean[j] = (float)sums[j], variance[j] = (float)(sums[c + j] / (double)n);
}

void gradient_moments_ref(double *restrict const sums, const float *restrict const dy, const float *restrict const x,
                          const float *restrict const mean, const size_t n, const int c) {
    for (int j = 0; j < 2 * c; j++) sums[j] = 0;
    for (size_t i = 0; i < n; i++)
        for (int j = 0; j < c; j++) {
            const size_t o = i * (size_t)c + (size_t)j;
            sums[j] += (double)dy[o];
            sums[c + j] += (double)dy[o] * ((double)x[o] - (double)mean[j]);
        }
}

/* 4 * vectors columns of a block of m rows. */
INLINE void gradient_columns(double *const plain, double *const weighted, const float *dy, const float *x,
                             const float *const mean, const int m, const size_t c, const int vectors) {
    f4 middle[2], sum[2] = {f4_zero(), f4_zero()}, product[2] = {f4_zero(), f4_zero()};
    float sums[8], products[8];
    for (int v = 0; v < vectors; v++) middle[v] = f4_load(mean + 4 * v);
    for (int i = 0; i < m; i++, dy += c, x += c)
        for (int v = 0; v < vectors; v++) {
            const f4 g = f4_load(dy + 4 * v);
            sum[v] = f4_add(sum[v], g);
            product[v] = f4_madd(g, f4_sub(f4_load(x + 4 * v), middle[v]), product[v]);
        }
    for (int v = 0; v < vectors; v++) f4_store(sums + 4 * v, sum[v]), f4_store(products + 4 * v, product[v]);
    for (int l = 0; l < 4 * vectors; l++) plain[l] += (double)sums[l], weighted[l] += (double)products[l];
}

static NOINLINE void gradient_block(double *restrict const sums, const float *restrict const dy,
                                    const float *restrict const x, const float *restrict const mean, const int m,
                                    const size_t c) {
    size_t j = 0;
    for (; j + 8 <= c; j += 8) gradient_columns(sums + j, sums + c + j, dy + j, x + j, mean + j, m, c, 2);
    for (; j + 4 <= c; j += 4) gradient_columns(sums + j, sums + c + j, dy + j, x + j, mean + j, m, c, 1);
    for (; j < c; j++) {
        float sum = 0, product = 0;
        for (size_t o = j; o < (size_t)m * c; o += c) sum += dy[o], product += dy[o] * (x[o] - mean[j]);
        sums[j] += (double)sum, sums[c + j] += (double)product;
    }
}

void gradient_moments(double *restrict const sums, const float *restrict const dy, const float *restrict const x,
                      const float *restrict const mean, const size_t n, const int c) {
    for (int j = 0; j < 2 * c; j++) sums[j] = 0;
    for (size_t i = 0; i < n; i += BLOCK)
        gradient_block(sums, dy + i * (size_t)c, x + i * (size_t)c, mean, block_of(n - i), (size_t)c);
}

/* ---- columns shifted and scaled ------------------------------------------------------------------------------------------ */

void normalize_columns_ref(float *restrict const y, const float *restrict const x, const float *restrict const mean,
                           const float *restrict const factor, const float *restrict const offset, const size_t n,
                           const int c) {
    for (size_t o = 0; o < n * (size_t)c; o++) {
        const size_t j = o % (size_t)c;
        y[o] = (x[o] - mean[j]) * factor[j] + offset[j];
    }
}

static NOINLINE void normalize_block(float *restrict y, const float *restrict x, const float *restrict const mean,
                                     const float *restrict const factor, const float *restrict const offset,
                                     const int m, const int c) {
    for (int i = 0; i < m; i++, y += c, x += c) {
        int j = 0;
        for (; j + 4 <= c; j += 4)
            f4_store(y + j,
                     f4_madd(f4_sub(f4_load(x + j), f4_load(mean + j)), f4_load(factor + j), f4_load(offset + j)));
        for (; j < c; j++) y[j] = (x[j] - mean[j]) * factor[j] + offset[j];
    }
}

void normalize_columns(float *restrict const y, const float *restrict const x, const float *restrict const mean,
                       const float *restrict const factor, const float *restrict const offset, const size_t n,
                       const int c) {
    for (size_t i = 0; i < n; i += BLOCK)
        normalize_block(y + i * (size_t)c, x + i * (size_t)c, mean, factor, offset, block_of(n - i), c);
}

void normalize_columns_backward_ref(float *restrict const dx, const float *restrict const dy,
                                    const float *restrict const x, const float *restrict const mean,
                                    const float *restrict const factor, const float *restrict const slope,
                                    const float *restrict const offset, const size_t n, const int c) {
    for (size_t o = 0; o < n * (size_t)c; o++) {
        const size_t j = o % (size_t)c;
        dx[o] = flush(dy[o] * factor[j] + ((x[o] - mean[j]) * slope[j] + offset[j]));
    }
}

static NOINLINE void backward_block(float *restrict dx, const float *restrict dy, const float *restrict x,
                                    const float *restrict const mean, const float *restrict const factor,
                                    const float *restrict const slope, const float *restrict const offset, const int m,
                                    const int c) {
    for (int i = 0; i < m; i++, dx += c, dy += c, x += c) {
        int j = 0;
        for (; j + 4 <= c; j += 4) {
            const f4 d = f4_sub(f4_load(x + j), f4_load(mean + j));
            const f4 rest = f4_madd(d, f4_load(slope + j), f4_load(offset + j));
            f4_store(dx + j, f4_flush(f4_madd(f4_load(dy + j), f4_load(factor + j), rest)));
        }
        for (; j < c; j++) dx[j] = flush(dy[j] * factor[j] + ((x[j] - mean[j]) * slope[j] + offset[j]));
    }
}

void normalize_columns_backward(float *restrict const dx, const float *restrict const dy, const float *restrict const x,
                                const float *restrict const mean, const float *restrict const factor,
                                const float *restrict const slope, const float *restrict const offset, const size_t n,
                                const int c) {
    for (size_t i = 0; i < n; i += BLOCK) {
        const size_t o = i * (size_t)c;
        backward_block(dx + o, dy + o, x + o, mean, factor, slope, offset, block_of(n - i), c);
    }
}
