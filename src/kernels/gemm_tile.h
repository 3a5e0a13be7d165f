/** The inside of gemm.c: a tile of c, and the packing of what it is made from. Included nowhere else. */
#ifndef GEMM_TILE_H
#define GEMM_TILE_H

#include "kernels/tile.h"

enum { M_BLOCK = 128 }; /* rows of a block, at most */

/* The even part of `size` when it is cut into blocks of at most `limit`; a multiple of `step`, as limit is. */
static inline int block_size(const int size, const int limit, const int step) {
    const int blocks = (size + limit - 1) / limit;
    return round_up((size + blocks - 1) / blocks, step);
}

/* A block of rows of a, packed: tile t has counts[t] columns of 4 values from values[t * k * 4], and list[t * k ...] says which k
 * each column is. */
struct packed {
    float *values;           /* [tiles, k, 4] */
    int32_t *list;           /* [tiles, k] */
    int counts[M_BLOCK / 4]; /* [tiles] */
    int k;
};

/* ---- the tile: 4 rows by 8 or 4 columns of c ---------------------------------------------------------------------------- */

/* Four rows of c, `c_step` floats apart, from `start` on. Rows of b are `b_step` floats apart; `list` NULL: all of them count. */
INLINE void tile(float *const c, const size_t c_step, const float *const start, const size_t start_step, const float *a,
                 const float *b, const size_t b_step, const int32_t *const list, const int count, const bool wide) {
    f4 c00 = f4_load(start), c10 = f4_load(start + start_step);
    f4 c20 = f4_load(start + 2 * start_step), c30 = f4_load(start + 3 * start_step);
    f4 c01 = f4_zero(), c11 = f4_zero(), c21 = f4_zero(), c31 = f4_zero();
    if (wide) {
        c01 = f4_load(start + 4), c11 = f4_load(start + start_step + 4);
        c21 = f4_load(start + 2 * start_step + 4), c31 = f4_load(start + 3 * start_step + 4);
    }
    for (int k = 0; k < count; k++, a += TILE) { /* not unrolled: V8 does it, and clang would run out of registers */
        const float *const row = list != NULL ? b + (size_t)list[k] * b_step : b;
        STEP(a, a + 1, a + 2, a + 3, row)
        b += list != NULL ? 0 : b_step;
    }
    f4_store(c, c00), f4_store(c + c_step, c10), f4_store(c + 2 * c_step, c20), f4_store(c + 3 * c_step, c30);
    if (!wide) return;
    f4_store(c + 4, c01), f4_store(c + c_step + 4, c11);
    f4_store(c + 2 * c_step + 4, c21), f4_store(c + 3 * c_step + 4, c31);
}

/* Panels of b, in place or packed. */
struct panels {
    const float *values;
    size_t row_step, panel_step; /* from one k to the next, from one panel to the next */
};

/* Tiles first .. last - 1 of the packed rows times the panels of `columns` columns. c and start point to the first row of tile
 * `first`. All panels of a tile follow each other, because then the processor can guess where their loops over k end. */
INLINE void tiles(float *c, const size_t c_step, const float *start, const size_t start_step,
                  const struct packed *const a, const struct panels *const b, const int first, const int last,
                  const int columns, const bool wide) {
    for (int t = first; t < last; t++, c += TILE * c_step, start += TILE * start_step) {
        const size_t at = (size_t)t * (size_t)a->k;
        const float *panel = b->values;
        if (a->counts[t] == a->k)
            for (int j = 0; j < columns; j += PANEL, panel += b->panel_step)
                tile(c + j, c_step, start + j, start_step, a->values + at * TILE, panel, b->row_step, NULL, a->k, wide);
        else
            for (int j = 0; j < columns; j += PANEL, panel += b->panel_step)
                tile(c + j, c_step, start + j, start_step, a->values + at * TILE, panel, b->row_step, a->list + at,
                     a->counts[t], wide);
    }
}

static NOINLINE void tiles_wide(float *const c, const size_t c_step, const float *const start, const size_t start_step,
                                const struct packed *const a, const struct panels *const b, const int first,
                                const int last, const int columns) {
    tiles(c, c_step, start, start_step, a, b, first, last, columns, true);
}

/* Only 4 columns of one panel. */
static NOINLINE void tiles_narrow(float *const c, const size_t c_step, const float *const start,
                                  const size_t start_step, const struct packed *const a, const struct panels *const b,
                                  const int first, const int last) {
    tiles(c, c_step, start, start_step, a, b, first, last, TILE, false);
}

/* ---- packing ------------------------------------------------------------------------------------------------------------- */

/* One tile of `rows` rows of a [., k] with `a_step` floats a row; missing rows repeat the first, and their results are not stored.
 * Returns how many k are left. */
static NOINLINE int pack_a(float *const values, int32_t *const list, const float *const a, const size_t a_step,
                           const int rows, const int k) {
    const float *const r0 = a, *const r1 = rows > 1 ? a + a_step : a;
    const float *const r2 = rows > 2 ? a + 2 * a_step : a, *const r3 = rows > 3 ? a + 3 * a_step : a;
    int count = 0, i = 0;
    for (; i + 4 <= k; i += 4) {
        f4 v[4] = {f4_load(r0 + i), f4_load(r1 + i), f4_load(r2 + i), f4_load(r3 + i)};
        const unsigned used = f4_nonzero(i4_or(i4_or(v[0], v[1]), i4_or(v[2], v[3])));
        if (used == 0) continue;
        f4_transpose(&v[0], &v[1], &v[2], &v[3]);
        if (used == 15) {
            float *const out = values + (size_t)count * TILE;
            f4_store(out, v[0]), f4_store(out + 4, v[1]), f4_store(out + 8, v[2]), f4_store(out + 12, v[3]);
            i4_store(list + count, i4_add(i4_splat(i), wasm_i32x4_const(0, 1, 2, 3)));
            count += 4;
            continue;
        }
        for (int j = 0; j < 4; j++) {
            f4_store(values + (size_t)count * TILE, v[j]);
            list[count] = i + j;
            count += (int)(used >> j & 1);
        }
    }
    for (; i < k; i++) {
        const f4 v = wasm_f32x4_make(r0[i], r1[i], r2[i], r3[i]);
        f4_store(values + (size_t)count * TILE, v);
        list[count] = i;
        count += f4_nonzero(v) != 0;
    }
    return count;
}

/* As pack_a, but a is [k, .]: a tile is `rows` neighbouring columns. */
static NOINLINE int pack_a_columns(float *const values, int32_t *const list, const float *a, const size_t a_step,
                                   const int rows, const int k) {
    int count = 0;
    for (int i = 0; i < k; i++, a += a_step) {
        const f4 v = rows == TILE ? f4_load(a) : f4_load_part(a, (size_t)rows);
        f4_store(values + (size_t)count * TILE, v);
        list[count] = i;
        count += f4_nonzero(v) != 0;
    }
    return count;
}

/* One panel of `columns` columns of b [k, .]. */
static NOINLINE void pack_b(float *out, const float *b, const size_t b_step, const int columns, const int k) {
    if (columns == PANEL) {
        for (int i = 0; i < k; i++, b += b_step, out += PANEL) {
            f4_store(out, f4_load(b));
            f4_store(out + 4, f4_load(b + 4));
        }
        return;
    }
    for (int i = 0; i < k; i++, b += b_step, out += PANEL) {
        const int rest = columns - 4;
        f4_store(out, rest >= 0 ? f4_load(b) : f4_load_part(b, (size_t)columns));
        f4_store(out + 4, rest > 0 ? f4_load_part(b + 4, (size_t)rest) : f4_zero());
    }
}

/* As pack_b, but b is [., k]: a panel is `columns` neighbouring rows; missing ones repeat the first. */
static NOINLINE void pack_b_rows(float *const out, const float *const b, const size_t b_step, const int columns,
                                 const int k) {
    for (int half = 0; half < 2; half++) {
        const float *r[4];
        for (int j = 0; j < 4; j++) r[j] = half * 4 + j < columns ? b + (size_t)(half * 4 + j) * b_step : b;
        float *to = out + 4 * half;
        int i = 0;
        for (; i + 4 <= k; i += 4, to += 4 * PANEL) {
            f4 v[4] = {f4_load(r[0] + i), f4_load(r[1] + i), f4_load(r[2] + i), f4_load(r[3] + i)};
            f4_transpose(&v[0], &v[1], &v[2], &v[3]);
            f4_store(to, v[0]), f4_store(to + PANEL, v[1]), f4_store(to + 2 * PANEL, v[2]),
                f4_store(to + 3 * PANEL, v[3]);
        }
        for (; i < k; i++, to += PANEL) f4_store(to, wasm_f32x4_make(r[0][i], r[1][i], r[2][i], r[3][i]));
    }
}

#endif
