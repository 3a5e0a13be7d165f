/** The register tile that matrix products and convolutions share: 4 rows by 8 columns. Included by gemm_tile.h and conv_tile.h only. */
#ifndef TILE_H
#define TILE_H

#include "kernels/f32x4.h"

enum {
    TILE = 4,  /* rows of a tile: with two vectors of columns, 8 of the 16 registers accumulate */
    PANEL = 8, /* columns of a panel */
};

static inline int smaller(const int a, const int b) { return a < b ? a : b; }
static inline int round_up(const int a, const int step) { return (a + step - 1) / step * step; }

/* One k: the values at p0 .. p3, one of each row, times 8 (4) values of b, into c00 .. c31. */
#define STEP(p0, p1, p2, p3, b)                                             \
    {                                                                       \
        const f4 b0 = f4_load(b), b1 = wide ? f4_load((b) + 4) : f4_zero(); \
        const f4 a0 = f4_splat_at(p0), a1 = f4_splat_at(p1);                \
        c00 = f4_madd(a0, b0, c00);                                         \
        if (wide) c01 = f4_madd(a0, b1, c01);                               \
        c10 = f4_madd(a1, b0, c10);                                         \
        if (wide) c11 = f4_madd(a1, b1, c11);                               \
        const f4 a2 = f4_splat_at(p2), a3 = f4_splat_at(p3);                \
        c20 = f4_madd(a2, b0, c20);                                         \
        if (wide) c21 = f4_madd(a2, b1, c21);                               \
        c30 = f4_madd(a3, b0, c30);                                         \
        if (wide) c31 = f4_madd(a3, b1, c31);                               \
    }

#endif
