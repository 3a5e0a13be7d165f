/** Windows over pictures: the largest number and the mean. Four channels side by side; the last ones one by one. */
#include <string.h>

#include "kernels/f32x4.h"
#include "kernels/kernels.h"

/* ---- windows --------------------------------------------------------------------------------------------------------- */

/* What of a window lies inside the picture: rows and columns, and the pixel where it begins. */
struct part {
    int first, rows, columns;
};

INLINE int larger(const int a, const int b) { return a > b ? a : b; }
INLINE int smaller(const int a, const int b) { return a < b ? a : b; }

INLINE struct part part_of(const struct pooling *const s, const int row, const int column) {
    const int y = row * s->stride_h - s->top, x = column * s->stride_w - s->left;
    const int y0 = larger(y, 0), y1 = smaller(y + s->size_h, s->h), x0 = larger(x, 0),
              x1 = smaller(x + s->size_w, s->w);
    return (struct part){y0 * s->w + x0, y1 - y0, x1 - x0};
}

INLINE size_t picture_size(const struct pooling *const s) { return (size_t)s->h * (size_t)s->w * (size_t)s->c; }
INLINE size_t row_size(const struct pooling *const s) { return (size_t)s->out_w * (size_t)s->c; }

/* The windows lie side by side: no pixel is in two of them. */
static bool side_by_side(const struct pooling *const s) { return s->stride_h == s->size_h && s->stride_w == s->size_w; }

/* Zeros for the pixels to the right of all windows, or in whole rows below all of them, that lie side by side. */
static void clear_border(float *const dx, const struct pooling *const s) {
    const int covered_w = smaller(s->out_w * s->size_w - s->left, s->w),
              covered_h = smaller(s->out_h * s->size_h - s->top, s->h);
    const size_t c = (size_t)s->c, w = (size_t)s->w;
    for (int y = 0; y < covered_h && covered_w < s->w; y++)
        memset(dx + ((size_t)y * w + (size_t)covered_w) * c, 0, (w - (size_t)covered_w) * c * sizeof *dx);
    memset(dx + (size_t)covered_h * w * c, 0, (size_t)(s->h - covered_h) * w * c * sizeof *dx);
}

/* Calls `form` with a window's sizes: the usual ones as constants, so that its loops over them dissolve. */
#define BY_SIZE(form, part, ...)                                    \
    do {                                                            \
        if (part.rows == 2 && part.columns == 2)                    \
            form(__VA_ARGS__, part.first, 2, 2);                    \
        else if (part.rows == 3 && part.columns == 3)               \
            form(__VA_ARGS__, part.first, 3, 3);                    \
        else if (part.rows == 1 && part.columns == 2)               \
            form(__VA_ARGS__, part.first, 1, 2);                    \
        else                                                        \
            form(__VA_ARGS__, part.first, part.rows, part.columns); \
    } while (0)

/* ---- the largest ------------------------------------------------------------------------------------------------------- */

/* Channel j of one window. */
static void max_channel_ref(float *const y, int32_t *const at, const float *const x, const struct pooling *const s,
                            const struct part part, const int j) {
    const size_t c = (size_t)s->c;
    at[j] = part.first;
    for (int row = 0; row < part.rows; row++)
        for (int column = 0; column < part.columns; column++) {
            const int pixel = part.first + row * s->w + column;
            if (x[(size_t)pixel * c + (size_t)j] > x[(size_t)at[j] * c + (size_t)j]) at[j] = pixel;
        }
    y[j] = x[(size_t)at[j] * c + (size_t)j];
}

void max_pool_forward_ref(float *restrict y, int32_t *restrict at, const float *restrict x,
                          const struct pooling *const s, const int b) {
    for (int i = 0; i < b; i++, x += picture_size(s))
        for (int row = 0; row < s->out_h; row++)
            for (int column = 0; column < s->out_w; column++, y += s->c, at += s->c)
                for (int j = 0; j < s->c; j++) max_channel_ref(y, at, x, s, part_of(s, row, column), j);
}

/* Four channels of one window that begins at pixel `first`, or one in all lanes. */
struct largest {
    f4 value;
    i4 pixel;
};
INLINE struct largest largest_of(const float *const x, const bool four, const int w, const size_t c, const int first,
                                 const int rows, const int columns) {
    struct largest best = {four ? f4_load(x) : f4_splat_at(x), i4_splat(first)};
    for (int row = 0; row < rows; row++)
        for (int column = 0; column < columns; column++) {
            const float *const at = x + ((size_t)row * (size_t)w + (size_t)column) * c;
            const f4 v = four ? f4_load(at) : f4_splat_at(at);
            best.pixel = f4_select(f4_less(best.value, v), i4_splat(first + row * w + column), best.pixel);
            best.value = f4_max(best.value, v);
        }
    return best;
}

/* All channels of one window. The last ones go through the lanes too: V8 makes a branch of a float's `? :`, which random numbers
 * mislead. */
INLINE void max_window(float *const y, int32_t *const at, const float *const x, const int w, const int c,
                       const int first, const int rows, const int columns) {
    const float *const start = x + (size_t)first * (size_t)c;
    int j = 0;
    for (; j + 4 <= c; j += 4) {
        const struct largest best = largest_of(start + j, true, w, (size_t)c, first, rows, columns);
        f4_store(y + j, best.value);
        i4_store(at + j, best.pixel);
    }
    for (; j < c; j++) {
        const struct largest best = largest_of(start + j, false, w, (size_t)c, first, rows, columns);
        y[j] = wasm_f32x4_extract_lane(best.value, 0);
        at[j] = wasm_i32x4_extract_lane(best.pixel, 0);
    }
}

/* One row of windows. */
static NOINLINE void max_row(float *restrict const y, int32_t *restrict const at, const float *restrict const x,
                             const struct pooling *const s, const int row) {
    const int w = s->w, c = s->c;
    for (int column = 0; column < s->out_w; column++) {
        const struct part part = part_of(s, row, column);
        BY_SIZE(max_window, part, y + (size_t)column * (size_t)c, at + (size_t)column * (size_t)c, x, w, c);
    }
}

void max_pool_forward(float *restrict y, int32_t *restrict at, const float *restrict x, const struct pooling *const s,
                      const int b) {
    for (int i = 0; i < b; i++, x += picture_size(s))
        for (int row = 0; row < s->out_h; row++, y += row_size(s), at += row_size(s)) max_row(y, at, x, s, row);
}

void max_pool_backward_ref(float *restrict dx, const float *restrict dy, const int32_t *restrict at,
                           const struct pooling *const s, const int b) {
    const size_t c = (size_t)s->c, outputs = row_size(s) * (size_t)s->out_h;
    for (int i = 0; i < b; i++, dx += picture_size(s), dy += outputs, at += outputs) {
        for (size_t k = 0; k < picture_size(s); k++) dx[k] = 0;
        for (size_t k = 0; k < outputs; k++) dx[(size_t)at[k] * c + k % c] += dy[k];
    }
}

/* One picture whose windows overlap, or leave gaps. */
static NOINLINE void max_scatter(float *restrict const dx, const float *restrict dy, const int32_t *restrict at,
                                 const struct pooling *const s) {
    const size_t c = (size_t)s->c;
    memset(dx, 0, picture_size(s) * sizeof *dx);
    for (int i = 0; i < s->out_h * s->out_w; i++, dy += c, at += c)
        for (size_t j = 0; j < c; j++) dx[(size_t)at[j] * c + j] += dy[j];
}

/* All of dx below one window that shares no pixel with others. */
INLINE void max_window_backward(float *const dx, const float *const dy, const int32_t *const at, const int w,
                                const int c, const int first, const int rows, const int columns) {
    float *const start = dx + (size_t)first * (size_t)c;
    const size_t step = (size_t)c, row_step = (size_t)w * step;
    int j = 0;
    for (; j + 4 <= c; j += 4) {
        const f4 g = f4_load(dy + j);
        const i4 which = i4_load(at + j);
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                f4_store(start + (size_t)row * row_step + (size_t)column * step + j,
                         i4_and(g, wasm_i32x4_eq(which, i4_splat(first + row * w + column))));
    }
    for (; j < c; j++)
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++) {
                const i4 here = wasm_i32x4_eq(i4_splat(at[j]), i4_splat(first + row * w + column));
                start[(size_t)row * row_step + (size_t)column * step + (size_t)j] =
                    wasm_f32x4_extract_lane(i4_and(f4_splat_at(dy + j), here), 0);
            }
}

static NOINLINE void max_row_backward(float *restrict const dx, const float *restrict const dy,
                                      const int32_t *restrict const at, const struct pooling *const s, const int row) {
    const int w = s->w, c = s->c;
    for (int column = 0; column < s->out_w; column++) {
        const struct part part = part_of(s, row, column);
        const size_t o = (size_t)column * (size_t)c;
        BY_SIZE(max_window_backward, part, dx, dy + o, at + o, w, c);
    }
}

void max_pool_backward(float *restrict dx, const float *restrict dy, const int32_t *restrict at,
                       const struct pooling *const s, const int b) {
    const size_t step = row_size(s);
    const bool once = side_by_side(s);
    for (int i = 0; i < b; i++, dx += picture_size(s), dy += step * (size_t)s->out_h, at += step * (size_t)s->out_h) {
        if (!once) {
            max_scatter(dx, dy, at, s);
            continue;
        }
        clear_border(dx, s);
        for (int row = 0; row < s->out_h; row++)
            max_row_backward(dx, dy + (size_t)row * step, at + (size_t)row * step, s, row);
    }
}

/* ---- the mean ---------------------------------------------------------------------------------------------------------- */

/* Channels from j on of one window. */
INLINE void average_channels(float *const y, const float *const x, const int w, const int c, int j, const int first,
                             const int rows, const int columns) {
    const float share = 1.0F / (float)(rows * columns);
    for (; j < c; j++) {
        float sum = 0;
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                sum += x[(size_t)(first + row * w + column) * (size_t)c + (size_t)j];
        y[j] = sum * share;
    }
}

void average_pool_forward_ref(float *restrict y, const float *restrict x, const struct pooling *const s, const int b) {
    for (int i = 0; i < b; i++, x += picture_size(s))
        for (int row = 0; row < s->out_h; row++)
            for (int column = 0; column < s->out_w; column++, y += s->c) {
                const struct part part = part_of(s, row, column);
                average_channels(y, x, s->w, s->c, 0, part.first, part.rows, part.columns);
            }
}

INLINE void average_window(float *const y, const float *const x, const int w, const int c, const int first,
                           const int rows, const int columns) {
    const float *const start = x + (size_t)first * (size_t)c;
    const size_t step = (size_t)c, row_step = (size_t)w * step;
    const f4 share = f4_splat(1.0F / (float)(rows * columns));
    int j = 0;
    for (; j + 4 <= c; j += 4) {
        f4 sum = f4_zero();
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                sum = f4_add(sum, f4_load(start + (size_t)row * row_step + (size_t)column * step + j));
        f4_store(y + j, f4_mul(sum, share));
    }
    average_channels(y, x, w, c, j, first, rows, columns);
}

static NOINLINE void average_row(float *restrict const y, const float *restrict const x, const struct pooling *const s,
                                 const int row) {
    const int w = s->w, c = s->c;
    for (int column = 0; column < s->out_w; column++) {
        const struct part part = part_of(s, row, column);
        BY_SIZE(average_window, part, y + (size_t)column * (size_t)c, x, w, c);
    }
}

void average_pool_forward(float *restrict y, const float *restrict x, const struct pooling *const s, const int b) {
    for (int i = 0; i < b; i++, x += picture_size(s))
        for (int row = 0; row < s->out_h; row++, y += row_size(s)) average_row(y, x, s, row);
}

void average_pool_backward_ref(float *restrict dx, const float *restrict dy, const struct pooling *const s,
                               const int b) {
    for (int i = 0; i < b; i++, dx += picture_size(s)) {
        for (size_t k = 0; k < picture_size(s); k++) dx[k] = 0;
        for (int row = 0; row < s->out_h; row++)
            for (int column = 0; column < s->out_w; column++, dy += s->c) {
                const struct part part = part_of(s, row, column);
                const float share = 1.0F / (float)(part.rows * part.columns);
                for (int y = 0; y < part.rows; y++)
                    for (int x = 0; x < part.columns; x++)
                        for (int j = 0; j < s->c; j++)
                            dx[(size_t)(part.first + y * s->w + x) * (size_t)s->c + (size_t)j] += dy[j] * share;
            }
    }
}

/* One row of windows. `add`: others have left something there. */
static NOINLINE void average_row_backward(float *restrict const dx, const float *restrict const dy,
                                          const struct pooling *const s, const int row, const bool add) {
    const size_t c = (size_t)s->c;
    for (int column = 0; column < s->out_w; column++) {
        const struct part part = part_of(s, row, column);
        const float share = 1.0F / (float)(part.rows * part.columns), *const g = dy + (size_t)column * c;
        for (int i = 0; i < part.rows; i++) {
            float *to = dx + (size_t)(part.first + i * s->w) * c;
            for (int k = 0; k < part.columns; k++, to += c) {
                size_t j = 0;
                for (; j + 4 <= c; j += 4) {
                    const f4 v = f4_mul(f4_load(g + j), f4_splat(share));
                    f4_store(to + j, add ? f4_add(f4_load(to + j), v) : v);
                }
                for (; j < c; j++) to[j] = add ? to[j] + g[j] * share : g[j] * share;
            }
        }
    }
}

void average_pool_backward(float *restrict dx, const float *restrict dy, const struct pooling *const s, const int b) {
    const bool once = side_by_side(s);
    for (int i = 0; i < b; i++, dx += picture_size(s)) {
        if (once)
            clear_border(dx, s);
        else
            memset(dx, 0, picture_size(s) * sizeof *dx);
        for (int row = 0; row < s->out_h; row++, dy += row_size(s)) average_row_backward(dx, dy, s, row, !once);
    }
}
