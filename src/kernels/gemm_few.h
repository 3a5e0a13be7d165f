/** Products in which one size is at most four: the first and the last layer of small problems. Included by gemm.c only. */
#ifndef GEMM_FEW_H
#define GEMM_FEW_H

#include "kernels/gemm_tile.h"

/* ---- few k: a panel of b stays in the registers, and the rows of a run past it ------------------------------------------------ */

/* 8 columns of m rows of c, each from `start` on. The panel holds k rows of 8. */
INLINE void stream_rows(float *c, const size_t c_step, const float *const start, const float *a,
                        const float *const panel, const int m, const int k) {
    f4 b0[4], b1[4];
    for (int p = 0; p < k; p++) b0[p] = f4_load(panel + PANEL * p), b1[p] = f4_load(panel + PANEL * p + 4);
    const f4 s0 = f4_load(start), s1 = f4_load(start + 4);
    for (int i = 0; i < m; i++, a += k, c += c_step) {
        f4 c0 = s0, c1 = s1;
        for (int p = 0; p < k; p++) {
            const f4 v = f4_splat_at(a + p);
            c0 = f4_madd(v, b0[p], c0), c1 = f4_madd(v, b1[p], c1);
        }
        f4_store(c, c0), f4_store(c + 4, c1);
    }
}

#define STREAM(k)                                                                                  \
    static NOINLINE void stream_##k(float *const c, const size_t c_step, const float *const start, \
                                    const float *const a, const float *const panel, const int m) { \
        stream_rows(c, c_step, start, a, panel, m, k);                                             \
    }
STREAM(1)
STREAM(2)
STREAM(3)
STREAM(4)

/* c = a·b (+ bias) with k <= 4 and n >= 8; b(p, j) is b[p * k_step + j * j_step]. The last panel ends with the last column: columns
 * that it shares with the one before are computed twice, to the same bits. */
static void stream(float *const c, const float *const a, const float *const b, const size_t k_step, const size_t j_step,
                   const float *const bias, const int m, const int n, const int k) {
    for (int j0 = 0; j0 < n; j0 += PANEL) {
        const int j = smaller(j0, n - PANEL);
        float panel[4 * PANEL], zero[PANEL] = {0};
        for (int p = 0; p < k; p++)
            for (int l = 0; l < PANEL; l++) panel[PANEL * p + l] = b[(size_t)p * k_step + (size_t)(j + l) * j_step];
        (k == 1   ? stream_1
         : k == 2 ? stream_2
         : k == 3 ? stream_3
                  : stream_4)(c + j, (size_t)n, bias != NULL ? bias + j : zero, a, panel, m);
    }
}

/* ---- few columns: dot products ------------------------------------------------------------------------------------------------ */

/* Some rows of c = a·bᵀ by dot products: every lane is useful, and a is read as it lies. bt: [columns, k], `b_step` floats apart. */
INLINE void dot_rows(float *const c, const float *const a, const float *const bt, const size_t b_step, const f4 bias,
                     const int k, const bool from_c, const int rows, const int columns) {
    f4 sums[4][4];
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < 4; j++) sums[i][j] = f4_zero();
    const size_t a_step = (size_t)k;
    int p = 0;
    for (; p + 4 <= k; p += 4)
        for (int j = 0; j < columns; j++) {
            const f4 b = f4_load(bt + (size_t)j * b_step + p);
            for (int i = 0; i < rows; i++) sums[i][j] = f4_madd(f4_load(a + (size_t)i * a_step + p), b, sums[i][j]);
        }
    const size_t rest = (size_t)(k - p);
    for (int i = 0; i < rows; i++) {
        float *const row = c + i * columns;
        if (rest > 0)
            for (int j = 0; j < columns; j++)
                sums[i][j] = f4_madd(f4_load_part(a + (size_t)i * a_step + p, rest),
                                     f4_load_part(bt + (size_t)j * b_step + p, rest), sums[i][j]);
        f4_transpose(&sums[i][0], &sums[i][1], &sums[i][2], &sums[i][3]);
        const f4 sum = f4_add(f4_add(sums[i][0], sums[i][1]), f4_add(sums[i][2], sums[i][3]));
        const f4 start = !from_c ? bias : columns == 4 ? f4_load(row) : f4_load_part(row, (size_t)columns);
        if (columns == 4)
            f4_store(row, f4_add(start, sum));
        else
            f4_store_part(row, f4_add(start, sum), (size_t)columns);
    }
}

/* All rows, `at_once` of them at a time, as many as the registers hold. */
#define DOTS(columns, at_once)                                                                                     \
    static NOINLINE void dots_##columns(float *const c, const float *const a, const float *const bt,               \
                                        const size_t b_step, const f4 bias, const int m, const int k,              \
                                        const bool from_c) {                                                       \
        int i = 0;                                                                                                 \
        for (; i + at_once <= m; i += at_once)                                                                     \
            dot_rows(c + (size_t)i * columns, a + (size_t)i * (size_t)k, bt, b_step, bias, k, from_c, at_once,     \
                     columns);                                                                                     \
        for (; i < m; i++)                                                                                         \
            dot_rows(c + (size_t)i * columns, a + (size_t)i * (size_t)k, bt, b_step, bias, k, from_c, 1, columns); \
    }
DOTS(1, 4)
DOTS(2, 4)
DOTS(3, 2)
DOTS(4, 2)

/* c = a·b or a·bᵀ with at most FEW columns. */
static void dots(float *const c, const float *const a, const float *const b, const float *const bias,
                 float *const scratch, const int m, const int n, const int k, const bool from_c,
                 const bool transposed) {
    if (!transposed)
        for (int p = 0; p < k; p++)
            for (int j = 0; j < n; j++) scratch[j * k + p] = b[p * n + j];
    const f4 start = bias == NULL ? f4_zero() : n == 4 ? f4_load(bias) : f4_load_part(bias, (size_t)n);
    (n == 1   ? dots_1
     : n == 2 ? dots_2
     : n == 3 ? dots_3
              : dots_4)(c, a, transposed ? b : scratch, (size_t)k, start, m, k, from_c);
}

#endif
