/** Normalisation of rows, each by its own moments. A row is short: it stays in the first-level cache between the loops over it. */
#include <assert.h>
#include <math.h>

#include "kernels/f32x4.h"
#include "kernels/kernels.h"

enum { BLOCK = 64 }; /* rows of one call of the inner functions */

static float flush(const float x) { return fabsf(x) < TINY ? 0.0F : x; }
INLINE int block_of(const size_t n) { return n < BLOCK ? (int)n : BLOCK; }

void layer_norm_forward_ref(float *restrict y, float *restrict kept, const float *restrict x,
                            const float *restrict const gamma, const float *restrict const beta, const size_t n,
                            const int c, const float epsilon) {
    for (size_t i = 0; i < n; i++, y += c, x += c, kept += 2) {
        double sum = 0, squares = 0;
        for (int j = 0; j < c; j++) sum += (double)x[j];
        const double mean = sum / c;
        for (int j = 0; j < c; j++) squares += ((double)x[j] - mean) * ((double)x[j] - mean);
        const double inverse = 1 / sqrt(squares / c + (double)epsilon);
        for (int j = 0; j < c; j++)
            y[j] = (float)(((double)x[j] - mean) * inverse * (double)gamma[j] + (double)beta[j]);
        kept[0] = (float)mean, kept[1] = (float)inverse;
    }
}

/* The sum of x - shift, and of its square. */
struct sums {
    float plain, squares;
};
INLINE struct sums sums_of(const float *const x, const int c, const float shift) {
    const f4 s = f4_splat(shift);
    f4 plain[2] = {f4_zero(), f4_zero()}, squares[2] = {f4_zero(), f4_zero()};
    int j = 0;
    for (; j + 8 <= c; j += 8)
        for (int v = 0; v < 2; v++) {
            const f4 d = f4_sub(f4_load(x + j + 4 * v), s);
            plain[v] = f4_add(plain[v], d);
            squares[v] = f4_madd(d, d, squares[v]);
        }
    struct sums sums = {f4_sum(f4_add(plain[0], plain[1])), f4_sum(f4_add(squares[0], squares[1]))};
    for (; j < c; j++) {
        const float d = x[j] - shift;
        sums.plain += d;
        sums.squares += d * d;
    }
    return sums;
}

static NOINLINE void forward_rows(float *restrict y, float *restrict kept, const float *restrict x,
                                  const float *restrict const gamma, const float *restrict const beta, const int n,
                                  const int c, const float epsilon) {
    for (int i = 0; i < n; i++, y += c, x += c, kept += 2) {
        /* Twice: about the first number for the mean, then about the mean. */
        const float mean = x[0] + sums_of(x, c, x[0]).plain / (float)c;
        const float inverse = 1.0F / sqrtf(sums_of(x, c, mean).squares / (float)c + epsilon);
        const f4 middle = f4_splat(mean), factor = f4_splat(inverse);
        int j = 0;
        for (; j + 4 <= c; j += 4) {
            const f4 unit = f4_mul(f4_sub(f4_load(x + j), middle), factor);
            f4_store(y + j, f4_madd(unit, f4_load(gamma + j), f4_load(beta + j)));
        }
        for (; j < c; j++) y[j] = (x[j] - mean) * inverse * gamma[j] + beta[j];
        kept[0] = mean, kept[1] = inverse;
    }
}

void layer_norm_forward(float *restrict const y, float *restrict const kept, const float *restrict const x,
                        const float *restrict const gamma, const float *restrict const beta, const size_t n,
                        const int c, const float epsilon) {
    assert(c >= 1);
    for (size_t i = 0; i < n; i += BLOCK) {
        const size_t o = i * (size_t)c;
        forward_rows(y + o, kept + 2 * i, x + o, gamma, beta, block_of(n - i), c, epsilon);
    }
}

void layer_norm_backward_ref(float *restrict const dx, float *restrict const dgamma, float *restrict const dbeta,
                             const float *restrict const dy, const float *restrict const x,
                             const float *restrict const kept, const float *restrict const gamma, const size_t n,
                             const int c) {
    const size_t step = (size_t)c;
    for (size_t j = 0; j < step; j++) {
        double products = 0, sum = 0;
        for (size_t i = 0; i < n; i++) {
            const double unit = ((double)x[i * step + j] - (double)kept[2 * i]) * (double)kept[2 * i + 1];
            products += (double)dy[i * step + j] * unit;
            sum += (double)dy[i * step + j];
        }
        dgamma[j] = (float)products;
        dbeta[j] = (float)sum;
    }
    for (size_t i = 0; i < n && dx != NULL; i++) {
        const double mean = (double)kept[2 * i], inverse = (double)kept[2 * i + 1];
        double sum = 0, products = 0;
        for (size_t j = 0; j < step; j++) {
            const double g = (double)dy[i * step + j] * (double)gamma[j];
            sum += g / c;
            products += g * ((double)x[i * step + j] - mean) * inverse / c;
        }
        for (size_t j = 0; j < step; j++) {
            const double g = (double)dy[i * step + j] * (double)gamma[j];
            const double unit = ((double)x[i * step + j] - mean) * inverse;
            dx[i * step + j] = flush((float)((g - sum - unit * products) * inverse));
        }
    }
}

/* Adds a row to dgamma and dbeta; the means of g = dy * gamma and of g * unit, which dx needs. */
struct means {
    float g, product;
};
INLINE struct means add_row(float *const dgamma, float *const dbeta, const float *const dy, const float *const x,
                            const float *const kept, const float *const gamma, const int c) {
    const f4 middle = f4_splat(kept[0]), factor = f4_splat(kept[1]);
    f4 sum = f4_zero(), products = f4_zero();
    int j = 0;
    for (; j + 4 <= c; j += 4) {
        const f4 d = f4_load(dy + j), unit = f4_mul(f4_sub(f4_load(x + j), middle), factor);
        const f4 g = f4_mul(d, f4_load(gamma + j));
        f4_store(dgamma + j, f4_madd(d, unit, f4_load(dgamma + j)));
        f4_store(dbeta + j, f4_add(f4_load(dbeta + j), d));
        sum = f4_add(sum, g);
        products = f4_madd(g, unit, products);
    }
    struct means means = {f4_sum(sum), f4_sum(products)};
    for (; j < c; j++) {
        const float unit = (x[j] - kept[0]) * kept[1], g = dy[j] * gamma[j];
        dgamma[j] += dy[j] * unit;
        dbeta[j] += dy[j];
        means.g += g;
        means.product += g * unit;
    }
    return (struct means){means.g / (float)c, means.product / (float)c};
}

static NOINLINE void backward_rows(float *restrict dx, float *restrict const dgamma, float *restrict const dbeta,
                                   const float *restrict dy, const float *restrict x, const float *restrict kept,
                                   const float *restrict const gamma, const int n, const int c) {
    for (int i = 0; i < n; i++, dy += c, x += c, kept += 2) {
        const struct means means = add_row(dgamma, dbeta, dy, x, kept, gamma, c);
        if (dx == NULL) continue;
        const f4 middle = f4_splat(kept[0]), factor = f4_splat(kept[1]), sum = f4_splat(means.g),
                 product = f4_splat(means.product);
        int j = 0;
        for (; j + 4 <= c; j += 4) {
            const f4 unit = f4_mul(f4_sub(f4_load(x + j), middle), factor);
            const f4 g = f4_sub(f4_mul(f4_load(dy + j), f4_load(gamma + j)), sum);
            f4_store(dx + j, f4_flush(f4_mul(f4_sub(g, f4_mul(unit, product)), factor)));
        }
        for (; j < c; j++) {
            const float unit = (x[j] - kept[0]) * kept[1];
            dx[j] = flush((dy[j] * gamma[j] - means.g - unit * means.product) * kept[1]);
        }
        dx += c;
    }
}

void layer_norm_backward(float *restrict const dx, float *restrict const dgamma, float *restrict const dbeta,
                         const float *restrict const dy, const float *restrict const x,
                         const float *restrict const kept, const float *restrict const gamma, const size_t n,
                         const int c) {
    for (int j = 0; j < c; j++) dgamma[j] = dbeta[j] = 0;
    for (size_t i = 0; i < n; i += BLOCK) {
        const size_t o = i * (size_t)c;
        backward_rows(dx != NULL ? dx + o : NULL, dgamma, dbeta, dy + o, x + o, kept + 2 * i, gamma, block_of(n - i),
                      c);
    }
}
