/** The inside of conv.c: sums over windows of a picture, for pictures that are full and for such that are mostly zeros. Included
 *  nowhere else. */
#ifndef CONV_TILE_H
#define CONV_TILE_H

#include "kernels/tile.h"

/* Rows of c, and the numbers of x that each is made from: `run_count` runs of run_length numbers, `step` floats apart, the same for
 * each row but for where they begin. Positions count `unit` floats. */
struct windows {
    const float *x;
    size_t unit, step;
    const int32_t *from,
        *to;             /* [rows, rounded up to TILE; the last one is repeated]: where windows begin in x; rows of c */
    const int32_t *runs; /* [run_count]: where runs begin, seen from `from` */
    size_t b_step;       /* from one row of b to the next */
    int rows, run_count, run_length;
};

/* Columns j .. j + columns - 1 of c [., c_step] get start + sum (at least `low`), or with `add` grow by the sum. */
struct target {
    float *c;
    size_t c_step;
    const float *start; /* [whole panel] */
    float low;
    bool add;
    int columns;
};

/* ---- full pictures: 4 windows by 8 columns, x read in place -------------------------------------------------------------------- */

/* Rows to[0 .. 3] of c; 8 columns of b [runs, run_length, b_step]. Rows may repeat: what is added to is read before anything is written. */
INLINE void window_tile(float *const *const to, const float *const *const from, const float *b,
                        const struct windows *const w, const struct target *const target, const bool add,
                        const bool wide) {
    f4 c00 = f4_load(target->start), c01 = wide ? f4_load(target->start + 4) : f4_zero();
    f4 c10 = c00, c11 = c01, c20 = c00, c21 = c01, c30 = c00, c31 = c01;
    const size_t step = w->step, b_step = w->b_step;
    for (int r = 0; r < w->run_count; r++) {
        const size_t at = (size_t)w->runs[r] * w->unit;
        const float *p0 = from[0] + at, *p1 = from[1] + at, *p2 = from[2] + at, *p3 = from[3] + at;
        for (int k = w->run_length; k > 0; k--, p0 += step, p1 += step, p2 += step, p3 += step, b += b_step)
            STEP(p0, p1, p2, p3, b)
    }
    if (add) {
        c00 = f4_add(f4_load(to[0]), c00), c10 = f4_add(f4_load(to[1]), c10);
        c20 = f4_add(f4_load(to[2]), c20), c30 = f4_add(f4_load(to[3]), c30);
        if (wide) {
            c01 = f4_add(f4_load(to[0] + 4), c01), c11 = f4_add(f4_load(to[1] + 4), c11);
            c21 = f4_add(f4_load(to[2] + 4), c21), c31 = f4_add(f4_load(to[3] + 4), c31);
        }
    } else {
        const f4 low = f4_splat(target->low);
        c00 = f4_max(c00, low), c10 = f4_max(c10, low), c20 = f4_max(c20, low), c30 = f4_max(c30, low);
        c01 = f4_max(c01, low), c11 = f4_max(c11, low), c21 = f4_max(c21, low), c31 = f4_max(c31, low);
    }
    f4_store(to[0], c00), f4_store(to[1], c10), f4_store(to[2], c20), f4_store(to[3], c30);
    if (!wide) return;
    f4_store(to[0] + 4, c01), f4_store(to[1] + 4, c11), f4_store(to[2] + 4, c21), f4_store(to[3] + 4, c31);
}

INLINE void whole_tiles(const struct target *const target, const struct windows *const w, const float *const b,
                        const bool add) {
    for (int i = 0; i < w->rows; i += TILE) {
        float *to[TILE];
        const float *from[TILE];
        for (int j = 0; j < TILE; j++) {
            to[j] = target->c + (size_t)w->to[i + j] * target->c_step;
            from[j] = w->x + (size_t)w->from[i + j] * w->unit;
        }
        window_tile(to, from, b, w, target, add, true);
    }
}
static NOINLINE void tiles_set(const struct target *const target, const struct windows *const w, const float *const b) {
    whole_tiles(target, w, b, false);
}
static NOINLINE void tiles_add(const struct target *const target, const struct windows *const w, const float *const b) {
    whole_tiles(target, w, b, true);
}

/* Fewer than 8 columns: computed aside. */
static NOINLINE void tiles_edge(const struct target *const target, const struct windows *const w,
                                const float *const b) {
    const int columns = target->columns;
    for (int i = 0; i < w->rows; i += TILE) {
        float aside[TILE * PANEL], *to[TILE];
        const float *from[TILE];
        for (int j = 0; j < TILE; j++) {
            to[j] = aside + j * PANEL;
            from[j] = w->x + (size_t)w->from[i + j] * w->unit;
        }
        if (columns > 4)
            window_tile(to, from, b, w, target, false, true);
        else
            window_tile(to, from, b, w, target, false, false);
        for (int j = 0; j < smaller(w->rows - i, TILE); j++) {
            float *const c = target->c + (size_t)w->to[i + j] * target->c_step;
            for (int l = 0; l < columns; l++) c[l] = target->add ? c[l] + to[j][l] : to[j][l];
        }
    }
}

/* n columns of c [., c_step] = sums over w of x times b, whose panels are `panel_step` floats apart. bias [n] or NULL. */
static void window_product(float *const c, const size_t c_step, const struct windows *const w, const float *const b,
                           const size_t panel_step, const float *const bias, const int n, const float low,
                           const bool add) {
    for (int j = 0; j < n; j += PANEL) {
        float start[PANEL] = {0};
        const struct target target = {c + j, c_step, start, low, add, smaller(n - j, PANEL)};
        for (int l = 0; bias != NULL && l < target.columns; l++) start[l] = bias[j + l];
        (target.columns < PANEL ? tiles_edge
         : add                  ? tiles_add
                                : tiles_set)(&target, w, b + (size_t)(j / PANEL) * panel_step);
    }
}

/* ---- mostly zeros: one row by 16 columns, over a list of what is not zero -------------------------------------------------------- */

enum { WIDE = 16 }; /* columns of a panel; more, and V8 runs out of registers: it loads all of b's row first */

/* A number that is not zero, and where its row of b is. */
struct entry {
    float value;
    int32_t at; /* in floats */
};

INLINE void add_entries(f4 *const s, const struct entry *e, const struct entry *const end, const float *const b,
                        const int32_t first) {
    for (; e != end; e++) {
        const f4 v = f4_splat_at(&e->value);
        const float *const row = b + (size_t)(e->at - first);
        s[0] = f4_madd(v, f4_load(row), s[0]), s[1] = f4_madd(v, f4_load(row + 4), s[1]);
        s[2] = f4_madd(v, f4_load(row + 8), s[2]), s[3] = f4_madd(v, f4_load(row + 12), s[3]);
    }
}

/* As tiles_set, for 16 columns, from lists: entries starts[i] .. starts[i + 1] - 1 are those of position i of x, and `at` counts
 * WIDE floats for each number of x; b [runs, run_length, 16]. */
static NOINLINE void list_rows(const struct target *const target, const struct windows *const w,
                               const struct entry *const entries, const int32_t *const starts, const float *const b) {
    const int positions = w->run_length / (int)w->unit;
    const f4 low = f4_splat(target->low);
    for (int i = 0; i < w->rows; i++) {
        float aside[WIDE], *const c = target->c + (size_t)w->to[i] * target->c_step;
        float *const to = target->columns == WIDE ? c : aside;
        f4 s[4];
        for (int j = 0; j < 4; j++) s[j] = f4_load(target->start + 4 * j);
        for (int r = 0; r < w->run_count; r++) {
            const int at = w->from[i] + w->runs[r];
            add_entries(s, entries + starts[at], entries + starts[at + positions],
                        b + (size_t)r * (size_t)w->run_length * WIDE, (int32_t)((size_t)at * w->unit * WIDE));
        }
        for (int j = 0; j < 4; j++) f4_store(to + 4 * j, f4_max(s[j], low));
        for (int j = 0; to != c && j < target->columns; j++) c[j] = aside[j];
    }
}

/* As window_product, from the lists of each position; b's panels are [k, 16]. */
static void list_product(float *const c, const struct windows *const w, const struct entry *const entries,
                         const int32_t *const starts, const float *const b, const size_t panel_step,
                         const float *const bias, const int n, const float low) {
    for (int j = 0; j < n; j += WIDE) {
        float start[WIDE] = {0};
        const struct target target = {c + j, (size_t)n, start, low, false, smaller(n - j, WIDE)};
        for (int l = 0; bias != NULL && l < target.columns; l++) start[l] = bias[j + l];
        list_rows(&target, w, entries, starts, b + (size_t)(j / WIDE) * panel_step);
    }
}

/* 16 columns of c [lists, c_step] += the entries of each list times b. List i is counts[i] entries from entries[i * capacity] on. */
static NOINLINE void add_lists(float *c, const size_t c_step, const struct entry *entries, const size_t capacity,
                               const int32_t *const counts, const int lists, const float *const b) {
    for (int i = 0; i < lists; i++, c += c_step, entries += capacity) {
        f4 s[4] = {f4_zero(), f4_zero(), f4_zero(), f4_zero()};
        add_entries(s, entries, entries + counts[i], b, 0);
        for (int j = 0; j < 4; j++) f4_store(c + 4 * j, f4_add(f4_load(c + 4 * j), s[j]));
    }
}

/* ---- the lists --------------------------------------------------------------------------------------------------------------------- */

static NOINLINE size_t count_nonzero(const float *const x, const size_t n) {
    i4 c0 = i4_splat(0), c1 = c0, c2 = c0, c3 = c0;
    size_t i = 0, zeros = 0;
    for (; i + 16 <= n; i += 16) {
        c0 = i4_add(c0, wasm_f32x4_eq(f4_load(x + i), f4_zero()));
        c1 = i4_add(c1, wasm_f32x4_eq(f4_load(x + i + 4), f4_zero()));
        c2 = i4_add(c2, wasm_f32x4_eq(f4_load(x + i + 8), f4_zero()));
        c3 = i4_add(c3, wasm_f32x4_eq(f4_load(x + i + 12), f4_zero()));
    }
    int32_t lanes[4];
    i4_store(lanes, i4_add(i4_add(c0, c1), i4_add(c2, c3)));
    for (int l = 0; l < 4; l++) zeros += (size_t)-lanes[l];
    for (; i < n; i++) zeros += x[i] == 0;
    return n - zeros;
}

/* The entries of positions [positions, channels] of x, appended; `at` is that of the first. Returns how many there are now. */
static NOINLINE int32_t list_positions(struct entry *const entries, int32_t *const starts, int32_t count,
                                       const float *x, const int positions, const int channels, int32_t at) {
    for (int p = 0; p < positions; p++) {
        starts[p] = count;
        int c = 0;
        for (; c + 4 <= channels; c += 4, x += 4, at += 4 * WIDE) {
            const unsigned used = f4_nonzero(f4_load(x));
            for (int l = 0; l < 4; l++) {
                entries[count] = (struct entry){x[l], at + l * WIDE};
                count += (int32_t)(used >> l & 1);
            }
        }
        for (; c < channels; c++, x++, at += WIDE) {
            entries[count] = (struct entry){*x, at};
            count += *x != 0;
        }
    }
    return count;
}

/* Columns of x [rows, x_step] as lists, `capacity` entries apart; at[i] is that of row i. */
INLINE void list_some(struct entry *const entries, int32_t *const counts, const size_t capacity, const float *x,
                      const size_t x_step, const int32_t *const at, const int rows, const int first,
                      const int columns) {
    struct entry *to[4];
    for (int l = 0; l < columns; l++) to[l] = entries + (size_t)(first + l) * capacity;
    x += first;
    for (int i = 0; i < rows; i++, x += x_step)
        for (int l = 0; l < columns; l++) {
            *to[l] = (struct entry){x[l], at[i]};
            to[l] += x[l] != 0;
        }
    for (int l = 0; l < columns; l++) counts[first + l] = (int32_t)(to[l] - (entries + (size_t)(first + l) * capacity));
}
static NOINLINE void list_columns(struct entry *const entries, int32_t *const counts, const size_t capacity,
                                  const float *const x, const size_t x_step, const int32_t *const at, const int rows,
                                  const int columns) {
    int l = 0;
    for (; l + 4 <= columns; l += 4) list_some(entries, counts, capacity, x, x_step, at, rows, l, 4);
    for (; l < columns; l++) list_some(entries, counts, capacity, x, x_step, at, rows, l, 1);
}

#endif
