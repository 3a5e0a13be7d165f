/** The geometry of conv.c: pictures in frames of zeros, groups of pictures, the scratch and how it is cut, and where windows begin.
 *  Included nowhere else. */
#ifndef CONV_FRAME_H
#define CONV_FRAME_H

#include "kernels/conv_tile.h"
#include "kernels/kernels.h"

enum {
    GROUP = 512,            /* positions of a group, if a picture has less than half of it */
    GROUP_FLOATS = 1 << 16, /* of x and dy of a group, if a picture has less than half of it */
    LINE_BLOCK = 1 << 13,   /* floats of lines of dy */
    LONG_RUN = 16,          /* lists pay for runs of at least so many numbers */
    ENTRY_COST = 12,        /* of a number of a list, in eighths of what one costs that is read in place */
    LIST_COST = 150,        /* of looking at one for the list */
};

static int larger(const int a, const int b) { return a > b ? a : b; }

/* ---- geometry ----------------------------------------------------------------------------------------------------------------- */

/* A picture inside a frame of zeros. */
struct frame {
    int top, left, height, width; /* of the whole */
    int inner_height, inner_width, channels;
};

static struct frame frame_of_x(const struct conv *const c) {
    const int reach_y = (c->out_height - 1) * c->strides + (c->kernel_height - 1) * c->dilation + 1,
              reach_x = (c->out_width - 1) * c->strides + (c->kernel_width - 1) * c->dilation + 1;
    return (struct frame){c->pad_top,
                          c->pad_left,
                          larger(c->pad_top + c->height, reach_y),
                          larger(c->pad_left + c->width, reach_x),
                          c->height,
                          c->width,
                          c->channels};
}

static struct frame frame_of_y(const struct conv *const c) {
    const int top = ((c->kernel_height - 1) * c->dilation - c->pad_top) / c->strides,
              left = ((c->kernel_width - 1) * c->dilation - c->pad_left) / c->strides;
    return (struct frame){top,
                          left,
                          top + larger(c->out_height, (c->height - 1 + c->pad_top) / c->strides + 1),
                          left + larger(c->out_width, (c->width - 1 + c->pad_left) / c->strides + 1),
                          c->out_height,
                          c->out_width,
                          c->filters};
}

static bool in_place(const struct frame *const f) { return f->height == f->inner_height && f->width == f->inner_width; }
static uint64_t frame_positions(const struct frame *const f) { return (uint64_t)f->height * (uint64_t)f->width; }
static size_t inner_floats(const struct frame *const f) {
    return (size_t)f->inner_height * (size_t)f->inner_width * (size_t)f->channels;
}

/* Runs of the window in x: rows of the kernel, or single taps where they lie apart. */
static bool taps_touch(const struct conv *const c) { return c->dilation == 1 || c->kernel_width == 1; }
static int weights_of(const struct conv *const c) { return c->kernel_height * c->kernel_width * c->channels; }

static int group_of(const struct conv *const c, const int b) {
    const int positions = larger(c->out_height * c->out_width, c->height * c->width);
    const struct frame x = frame_of_x(c), y = frame_of_y(c);
    const uint64_t floats = frame_positions(&x) * (uint64_t)x.channels + frame_positions(&y) * (uint64_t)y.channels;
    const int most = floats > GROUP_FLOATS ? 1 : (int)(GROUP_FLOATS / floats);
    return smaller(b, larger(1, smaller(GROUP / positions, most)));
}

/* ---- scratch -------------------------------------------------------------------------------------------------------------------- */

struct work {
    float *panels, *wide; /* the weights as panels of 8 and of 16 columns */
    float *x;             /* in its frame, or NULL where it needs none */
    float *dy_panel;      /* the last filters of dy, if they are no whole panel */
    float *transposed;    /* dw from lists: [filters, runs, panels of 16] */
    float *sums;          /* [filters] */
    struct entry *entries;
    int32_t *starts;
    int32_t *from, *to, *runs;       /* of the windows that the output or dx sees */
    int32_t *seen;                   /* the runs of x, in backward */
    int32_t *taps, *weights, *lines; /* of the windows that dw sees: where they begin, their rows of dw, their runs */
    int32_t *counts;                 /* of the lists of filters */
    int32_t *positions;              /* where the windows of the output begin in x, in floats */
    int32_t *kernel_y, *kernel_x;    /* taps of a phase */
};

static float *take(float *const scratch, uint64_t *const used, const uint64_t n) {
    float *const p = scratch != NULL ? scratch + *used : NULL;
    *used += n;
    return p;
}
#define TAKE(n) take(scratch, &used, (uint64_t)(n))
#define TAKE_INTS(n) ((int32_t *)(void *)TAKE(n))

/* Cut the scratch for both directions. @return the floats */
static uint64_t cut(struct work *const work, float *const scratch, const struct conv *const c, const int b) {
    const struct frame x = frame_of_x(c), y = frame_of_y(c);
    const uint64_t group = (uint64_t)group_of(c, b), taps = (uint64_t)c->kernel_height * (uint64_t)c->kernel_width;
    const uint64_t in = (uint64_t)c->channels, out = (uint64_t)c->filters, most = in > out ? in : out;
    const uint64_t pixels = (uint64_t)c->height * (uint64_t)c->width * group,
                   places = (uint64_t)c->out_height * (uint64_t)c->out_width * group;
    const uint64_t positions = (frame_positions(&x) > frame_positions(&y) ? frame_positions(&x) : frame_positions(&y));
    uint64_t used = 0;
    /* No multiple of a panel is missed: in <= most and out <= most. */
    work->panels = TAKE(taps * (in * out + PANEL * most));
    work->wide = TAKE(taps * (in * out + WIDE * most));
    work->x = in_place(&x) ? NULL : TAKE(frame_positions(&x) * in * group);
    work->dy_panel = TAKE(places * PANEL);
    work->transposed = TAKE(taps * (in + WIDE) * out);
    work->sums = TAKE(out);
    work->entries = (struct entry *)(void *)TAKE(2 * (pixels * in > places * out ? pixels * in : places * out));
    work->starts = TAKE_INTS(positions * group + 1);
    work->from = TAKE_INTS((pixels > places ? pixels : places) + TILE);
    work->to = TAKE_INTS((pixels > places ? pixels : places) + TILE);
    work->runs = TAKE_INTS(taps);
    work->seen = TAKE_INTS(taps);
    work->taps = TAKE_INTS(taps * in + TILE);
    work->weights = TAKE_INTS(taps * in + TILE);
    work->lines = TAKE_INTS((uint64_t)c->out_height * group);
    work->counts = TAKE_INTS(out);
    work->positions = TAKE_INTS(places);
    work->kernel_y = TAKE_INTS(c->kernel_height);
    work->kernel_x = TAKE_INTS(c->kernel_width);
    return used;
}

size_t conv_scratch(const struct conv *const c, const int b) {
    struct work work;
    const uint64_t n = cut(&work, NULL, c, b);
    return (size_t)n == n ? (size_t)n : SIZE_MAX;
}

/* ---- packing --------------------------------------------------------------------------------------------------------------------- */

/* `rows` rows of a matrix as rows first .. of panels of `width` columns, with zeros behind the last column. */
static NOINLINE void pack_rows(float *const out, const int width, const size_t panel_step, const size_t first,
                               const float *const in, const size_t row_step, const size_t column_step, const int rows,
                               const int columns) {
    for (int j = 0; j < columns; j += width) {
        float *to = out + (size_t)(j / width) * panel_step + first * (size_t)width;
        const float *from = in + (size_t)j * column_step;
        const int kept = smaller(columns - j, width);
        for (int i = 0; i < rows; i++, to += width, from += row_step) {
            int l = 0;
            for (; column_step == 1 && l + 4 <= kept; l += 4) f4_store(to + l, f4_load(from + l));
            for (; l < kept; l++) to[l] = from[(size_t)l * column_step];
            for (; l < width; l++) to[l] = 0;
        }
    }
}

/* The numbers of a few pictures into their frames, which are zero already. */
static NOINLINE void fill_frames(float *const out, const float *in, const struct frame *const f, const int pictures) {
    const size_t width = (size_t)f->inner_width * (size_t)f->channels;
    for (int i = 0; i < pictures; i++)
        for (int y = 0; y < f->inner_height; y++, in += width) {
            const size_t row = (size_t)i * (size_t)f->height + (size_t)(y + f->top);
            memcpy(out + (row * (size_t)f->width + (size_t)f->left) * (size_t)f->channels, in, width * sizeof *in);
        }
}

static void clear_frames(float *const out, const struct frame *const f, const int pictures) {
    memset(out, 0, (size_t)frame_positions(f) * (size_t)f->channels * (size_t)pictures * sizeof *out);
}

/* The lists of a few pictures, as if they were in their frames. */
static void list_frames(struct entry *const entries, int32_t *starts, const float *in, const struct frame *const f,
                        const int pictures) {
    int32_t count = 0;
    for (int i = 0; i < pictures; i++)
        for (int y = 0; y < f->height; y++) {
            const bool inside = y >= f->top && y < f->top + f->inner_height;
            const int row = (i * f->height + y) * f->width;
            int x = 0;
            for (; x < f->left || (x < f->width && !inside); x++) *starts++ = count;
            if (!inside) continue;
            count =
                list_positions(entries, starts, count, in, f->inner_width, f->channels, (row + x) * f->channels * WIDE);
            in += (size_t)f->inner_width * (size_t)f->channels;
            for (x += f->inner_width, starts += f->inner_width; x < f->width; x++) *starts++ = count;
        }
    *starts = count;
}

/* Whether a list of the `used` of n numbers, in these frames, is the faster way: each is multiplied with `uses` rows of `columns`. */
static bool lists_pay(const size_t used, const size_t n, const struct frame *const f, const int pictures, const int run,
                      const int uses, const int columns) {
    const double whole = (double)uses * round_up(columns, PANEL), wide = (double)uses * round_up(columns, WIDE);
    return run >= LONG_RUN && (double)used * wide * ENTRY_COST + (double)n * LIST_COST < (double)n * whole * 8 &&
           frame_positions(f) * (uint64_t)f->channels * (uint64_t)pictures <= INT32_MAX / WIDE;
}

/* ---- windows ---------------------------------------------------------------------------------------------------------------------- */

/* A grid of positions of a picture in rows of `width`, of `pictures` pictures of `height` rows. */
struct grid {
    int first, step, height, width;
};

/* windows->from and ->to for rows by columns positions of each picture. */
static void place_windows(struct windows *const windows, int32_t *const from, int32_t *const to,
                          const struct grid *const in, const struct grid *const out, const int pictures, const int rows,
                          const int columns) {
    int n = 0;
    for (int i = 0; i < pictures; i++)
        for (int y = 0; y < rows; y++)
            for (int x = 0; x < columns; x++, n++) {
                from[n] = in->first + (i * in->height + y * in->step) * in->width + x * in->step;
                to[n] = out->first + (i * out->height + y * out->step) * out->width + x * out->step;
            }
    windows->rows = n;
    for (; n % TILE != 0; n++) from[n] = from[n - 1], to[n] = to[n - 1];
    windows->from = from, windows->to = to;
}

/* The runs of the windows of x that the output sees. */
static void place_runs(struct windows *const windows, int32_t *const runs, const struct conv *const c,
                       const int width) {
    const int length = taps_touch(c) ? c->kernel_width : 1;
    int n = 0;
    for (int y = 0; y < c->kernel_height; y++)
        for (int x = 0; x < c->kernel_width; x += length) runs[n++] = y * c->dilation * width + x * c->dilation;
    windows->runs = runs;
    windows->run_count = n;
    windows->run_length = length * c->channels;
}

#endif
