/** Convolutions of pictures, both ways, without a copy of their windows.
 *
 *  All products are sums over windows (conv_tile.h): a window begins somewhere in a picture and is a few runs of numbers. The
 *  output sees windows of x; the gradient of the weights sees, for each weight, a window of x as large as the output; dx grows tap by
 *  tap. A picture that needs zeros around it is copied into a frame. Where many numbers are zeros, as in the gradient that comes through
 *  max pooling and relu, lists of those that are not take the place of the picture, and nothing is done for the others.
 *
 *  Pictures go through in groups of a few, so that what a group needs stays in the second-level cache from the activation to the
 *  last product. The gradient of the weights is summed over each group and then over the groups. */
#include <assert.h>
#include <math.h>

#include "kernels/conv_frame.h"

/* ---- forward ----------------------------------------------------------------------------------------------------------------------- */

#define AT4(a, i, j, k, l, height, width, channels)                                                             \
    (a)[(((size_t)(i) * (size_t)(height) + (size_t)(j)) * (size_t)(width) + (size_t)(k)) * (size_t)(channels) + \
        (size_t)(l)]

/* The number of x that tap (ky, kx) of the window at (oy, ox) sees; NULL beyond the border. */
static const float *seen_ref(const float *const x, const struct conv *const c, const int i, const int oy, const int ox,
                             const int ky, const int kx) {
    const int y = oy * c->strides + ky * c->dilation - c->pad_top,
              col = ox * c->strides + kx * c->dilation - c->pad_left;
    if (y < 0 || y >= c->height || col < 0 || col >= c->width) return NULL;
    return &AT4(x, i, y, col, 0, c->height, c->width, c->channels);
}

void conv_forward_ref(float *const y, float *const z, const float *restrict const x, const float *restrict const w,
                      const float *restrict const bias, float *restrict const scratch, const struct conv *const c,
                      const enum activation_kind f, const int b) {
    (void)scratch;
    const int out = c->filters;
    for (int i = 0; i < b; i++)
        for (int oy = 0; oy < c->out_height; oy++)
            for (int ox = 0; ox < c->out_width; ox++)
                for (int h = 0; h < out; h++) {
                    float sum = bias != NULL ? bias[h] : 0;
                    for (int ky = 0; ky < c->kernel_height; ky++)
                        for (int kx = 0; kx < c->kernel_width; kx++) {
                            const float *const at = seen_ref(x, c, i, oy, ox, ky, kx);
                            for (int d = 0; at != NULL && d < c->channels; d++)
                                sum += at[d] * AT4(w, ky, kx, d, h, c->kernel_width, c->channels, out);
                        }
                    AT4(z, i, oy, ox, h, c->out_height, c->out_width, out) = sum;
                }
    activations_ref[f].forward(y, z, (size_t)b * (size_t)c->out_height * (size_t)c->out_width * (size_t)out);
}

void conv_forward(float *const y, float *const z, const float *restrict const x, const float *restrict const w,
                  const float *restrict const bias, float *restrict const scratch, const struct conv *const c,
                  const enum activation_kind f, const int b) {
    struct work work;
    cut(&work, scratch, c, b);
    const struct frame frame = frame_of_x(c);
    const int group = group_of(c, b), depth = weights_of(c), out = c->filters,
              taps = c->kernel_height * c->kernel_width;
    const size_t places = (size_t)c->out_height * (size_t)c->out_width;
    const float low = f == ACTIVATION_relu ? 0 : -INFINITY;
    const struct grid in = {0, c->strides, frame.height, frame.width}, to = {0, 1, c->out_height, c->out_width};
    struct windows windows = {.unit = (size_t)c->channels, .step = 1, .b_step = PANEL};
    place_runs(&windows, work.runs, c, frame.width);
    pack_rows(work.panels, PANEL, PANEL * (size_t)depth, 0, w, (size_t)out, 1, depth, out);
    pack_rows(work.wide, WIDE, WIDE * (size_t)depth, 0, w, (size_t)out, 1, depth, out);
    if (work.x != NULL) clear_frames(work.x, &frame, group);
    for (int i = 0; i < b; i += group) {
        const int pictures = smaller(b - i, group);
        const size_t at = (size_t)i * places * (size_t)out, n = inner_floats(&frame) * (size_t)pictures;
        const float *const here = x + (size_t)i * inner_floats(&frame);
        if (i == 0 || pictures < group)
            place_windows(&windows, work.from, work.to, &in, &to, pictures, c->out_height, c->out_width);
        if (windows.run_length >= LONG_RUN && lists_pay(count_nonzero(here, n), n, &frame, pictures, windows.run_length,
                                                        taps / (c->strides * c->strides), out)) {
            list_frames(work.entries, work.starts, here, &frame, pictures);
            list_product(z + at, &windows, work.entries, work.starts, work.wide, WIDE * (size_t)depth, bias, out, low);
        } else {
            if (work.x != NULL) fill_frames(work.x, here, &frame, pictures);
            windows.x = work.x != NULL ? work.x : here;
            window_product(z + at, (size_t)out, &windows, work.panels, PANEL * (size_t)depth, bias, out, low, false);
        }
        if (f != ACTIVATION_linear && f != ACTIVATION_relu)
            activations[f].forward(y + at, z + at, places * (size_t)pictures * (size_t)out);
    }
    assert(y == z || (f != ACTIVATION_linear && f != ACTIVATION_relu));
}

/* ---- backward: the weights ------------------------------------------------------------------------------------------------------------ */

/* What backward works on: a group of pictures. */
struct pass_group {
    const float *x, *dy; /* dy as it lies, behind the activation */
    int pictures, positions;
    size_t used; /* numbers of dy that are not zero */
};

/* dw += what all windows of the output see times dy: for each weight a window as large as the output. A few lines of the output at
 * a time, so that their dy stays in the first-level cache; it is read in place but for the last columns. */
static void weights_in_place(float *const dw, const struct work *const work, const struct conv *const c,
                             const struct frame *const frame, const struct pass_group *const g) {
    const int out = c->filters, whole = out / PANEL * PANEL, lines = g->pictures * c->out_height;
    const int block = larger(1, (int)(LINE_BLOCK / ((int64_t)out * c->out_width)));
    struct windows windows = {.x = g->x,
                              .unit = 1,
                              .step = (size_t)c->strides * (size_t)c->channels,
                              .from = work->taps,
                              .to = work->weights,
                              .rows = weights_of(c),
                              .run_length = c->out_width};
    for (int line = 0; line < lines; line++) {
        const int picture = line / c->out_height, y = line % c->out_height;
        work->lines[line] = (picture * frame->height + y * c->strides) * frame->width * c->channels;
    }
    for (int line = 0; line < lines; line += block) {
        const float *const dy = g->dy + (size_t)line * (size_t)c->out_width * (size_t)out;
        windows.runs = work->lines + line;
        windows.run_count = smaller(lines - line, block);
        windows.b_step = (size_t)out;
        window_product(dw, (size_t)out, &windows, dy, PANEL, NULL, whole, -INFINITY, true);
        if (whole == out) continue;
        pack_rows(work->dy_panel, PANEL, 0, 0, dy + whole, (size_t)out, 1, windows.run_count * c->out_width,
                  out - whole);
        windows.b_step = PANEL;
        window_product(dw + whole, (size_t)out, &windows, work->dy_panel, 0, NULL, out - whole, -INFINITY, true);
    }
}

/* Where each weight's window begins in x, once a pass. */
static void place_weights(const struct work *const work, const struct conv *const c, const int width) {
    int n = 0;
    for (int y = 0; y < c->kernel_height; y++)
        for (int x = 0; x < c->kernel_width; x++)
            for (int d = 0; d < c->channels; d++, n++) {
                work->taps[n] = (y * c->dilation * width + x * c->dilation) * c->channels + d;
                work->weights[n] = n;
            }
    for (; n % TILE != 0; n++) work->taps[n] = work->taps[n - 1], work->weights[n] = work->weights[n - 1];
}

/* Numbers of a row of the transposed gradient: whole panels for each run. */
static size_t transposed_width(const struct windows *const seen) {
    return (size_t)seen->run_count * (size_t)round_up(seen->run_length, WIDE);
}

/* The same turned round, from lists: for each filter, what it multiplies is read from x 16 weights of a run at a time. The last
 * panel of a run ends with the run. */
static void weights_from_lists(const struct work *const work, const struct conv *const c,
                               const struct frame *const frame, const struct windows *const windows,
                               const struct pass_group *const g) {
    const int out = c->filters, length = windows->run_length, panels = (length + WIDE - 1) / WIDE;
    const size_t capacity = (size_t)g->positions;
    int n = 0;
    for (int i = 0; i < g->pictures; i++)
        for (int y = 0; y < c->out_height; y++)
            for (int x = 0; x < c->out_width; x++)
                work->positions[n++] =
                    ((i * frame->height + y * c->strides) * frame->width + x * c->strides) * c->channels;
    list_columns(work->entries, work->counts, capacity, g->dy, (size_t)out, work->positions, n, out);
    for (int r = 0; r < windows->run_count; r++)
        for (int p = 0; p < panels; p++)
            add_lists(work->transposed + ((size_t)r * (size_t)panels + (size_t)p) * WIDE, transposed_width(windows),
                      work->entries, capacity, work->counts, out,
                      g->x + (size_t)windows->runs[r] * (size_t)c->channels + smaller(p * WIDE, length - WIDE));
}

static NOINLINE void add_transposed(float *dw, const float *const transposed, const struct windows *const windows,
                                    const int out) {
    const int length = windows->run_length, panels = (length + WIDE - 1) / WIDE;
    const size_t width = transposed_width(windows);
    for (int r = 0; r < windows->run_count; r++)
        for (int k = 0; k < length; k++, dw += out) {
            const int p = k / WIDE, at = p * WIDE + k - smaller(p * WIDE, length - WIDE);
            const float *from = transposed + (size_t)r * (size_t)panels * WIDE + at;
            for (int h = 0; h < out; h++, from += width) dw[h] += *from;
        }
}

/* ---- backward: the input --------------------------------------------------------------------------------------------------------------- */

/* Positions of dx that lie a stride apart see the same taps: a phase of them. Its taps, the last first, as they lie in dy. */
static int taps_of_phase(int32_t *const taps, const int first, const int pad, const int size,
                         const struct conv *const c) {
    int n = 0;
    for (int k = size - 1; k >= 0; k--)
        if ((first + pad - k * c->dilation) % c->strides == 0) taps[n++] = k;
    return n;
}

struct phase {
    int y, x, taps_y, taps_x;
    size_t depth; /* rows of the turned weights before this phase's */
};

/* The phase behind this one; false behind the last. Begin with y = 0, x = -1. */
static bool next_phase(struct phase *const p, const struct work *const work, const struct conv *const c) {
    p->depth += p->x < 0 ? 0 : (size_t)p->taps_y * (size_t)p->taps_x * (size_t)c->filters;
    if (++p->x == smaller(c->strides, c->width)) p->x = 0, p->y++;
    if (p->y == smaller(c->strides, c->height)) return false;
    p->taps_y = taps_of_phase(work->kernel_y, p->y, c->pad_top, c->kernel_height, c);
    p->taps_x = taps_of_phase(work->kernel_x, p->x, c->pad_left, c->kernel_width, c);
    return true;
}

/* The weights [taps, channels, filters] as panels [taps, filters] of channels; the wide ones in the order of the phases. */
static void turn_weights(const struct work *const work, const float *const w, const struct conv *const c) {
    const int taps = c->kernel_height * c->kernel_width;
    const size_t in = (size_t)c->channels, out = (size_t)c->filters, depth = (size_t)taps * out;
    for (int t = 0; t < taps; t++)
        pack_rows(work->panels, PANEL, PANEL * depth, (size_t)t * out, w + (size_t)t * in * out, 1, out, c->filters,
                  c->channels);
    for (struct phase p = {.x = -1}; next_phase(&p, work, c);)
        for (int i = 0; i < p.taps_y; i++)
            for (int j = 0; j < p.taps_x; j++) {
                const size_t tap = (size_t)work->kernel_y[i] * (size_t)c->kernel_width + (size_t)work->kernel_x[j];
                pack_rows(work->wide, WIDE, WIDE * depth, p.depth + (size_t)(i * p.taps_x + j) * out,
                          w + tap * in * out, 1, out, c->filters, c->channels);
            }
}

/* Numbers of a run of dy that dx sees. */
static int run_of_dy(const struct conv *const c) {
    return (c->strides == 1 && taps_touch(c) ? c->kernel_width : 1) * c->filters;
}

/* The windows of dy that a phase of dx sees. */
static void place_phase(struct windows *const windows, const struct work *const work, const struct phase *const p,
                        const struct conv *const c, const struct frame *const frame, const int pictures) {
    const int s = c->strides, length = run_of_dy(c) / c->filters;
    const struct grid in = {0, 1, frame->height, frame->width}, to = {p->y * c->width + p->x, s, c->height, c->width};
    int n = 0;
    for (int i = 0; i < p->taps_y; i++)
        for (int j = 0; j < p->taps_x; j += length) {
            const int y = (p->y + c->pad_top - work->kernel_y[i] * c->dilation) / s,
                      x = (p->x + c->pad_left - work->kernel_x[j] * c->dilation) / s;
            work->runs[n++] = (frame->top + y) * frame->width + frame->left + x;
        }
    windows->runs = work->runs;
    windows->run_count = n;
    windows->run_length = length * c->filters;
    place_windows(windows, work->from, work->to, &in, &to, pictures, (c->height - p->y + s - 1) / s,
                  (c->width - p->x + s - 1) / s);
}

/* dx from lists: each place sees a window of dy. */
static void input_from_lists(float *const dx, const struct work *const work, const struct conv *const c,
                             const struct frame *const frame, const struct pass_group *const g) {
    const size_t depth = (size_t)c->kernel_height * (size_t)c->kernel_width * (size_t)c->filters;
    struct windows windows = {.unit = (size_t)c->filters, .step = 1};
    list_frames(work->entries, work->starts, g->dy, frame, g->pictures);
    for (struct phase p = {.x = -1}; next_phase(&p, work, c);) {
        place_phase(&windows, work, &p, c, frame, g->pictures);
        list_product(dx, &windows, work->entries, work->starts, work->wide + p.depth * WIDE, WIDE * depth, NULL,
                     c->channels, -INFINITY);
    }
}

/* The places of one side whose tap k lies inside the picture: first .. last - 1. */
struct reach {
    int first, last;
};
static struct reach reach_of(const int k, const int pad, const int places, const int size, const struct conv *const c) {
    const int before = pad - k * c->dilation, behind = size - 1 + before;
    return (struct reach){before > 0 ? (before + c->strides - 1) / c->strides : 0,
                          behind < 0 ? 0 : smaller(places, behind / c->strides + 1)};
}

/* dx tap by tap: each place of dy gives its share to the place of dx that the tap saw. No zeros beyond the border are multiplied. */
static void input_in_place(float *const dx, const struct work *const work, const struct conv *const c,
                           const struct pass_group *const g) {
    static const int32_t one_run[1];
    const int in = c->channels, out = c->filters, taps = c->kernel_height * c->kernel_width;
    struct windows windows = {.x = g->dy,
                              .unit = (size_t)out,
                              .step = 1,
                              .b_step = PANEL,
                              .runs = one_run,
                              .run_count = 1,
                              .run_length = out};
    memset(dx, 0, (size_t)g->pictures * (size_t)c->height * (size_t)c->width * (size_t)in * sizeof *dx);
    for (int t = 0; t < taps; t++) {
        const int ky = t / c->kernel_width, kx = t % c->kernel_width;
        const struct reach y = reach_of(ky, c->pad_top, c->out_height, c->height, c),
                           x = reach_of(kx, c->pad_left, c->out_width, c->width, c);
        if (y.first >= y.last || x.first >= x.last) continue;
        const int row = y.first * c->strides + ky * c->dilation - c->pad_top,
                  column = x.first * c->strides + kx * c->dilation - c->pad_left;
        const struct grid from = {y.first * c->out_width + x.first, 1, c->out_height, c->out_width},
                          to = {row * c->width + column, c->strides, c->height, c->width};
        place_windows(&windows, work->from, work->to, &from, &to, g->pictures, y.last - y.first, x.last - x.first);
        window_product(dx, (size_t)in, &windows, work->panels + (size_t)t * (size_t)out * PANEL,
                       PANEL * (size_t)taps * (size_t)out, NULL, in, -INFINITY, true);
    }
}

/* ---- backward -------------------------------------------------------------------------------------------------------------------------- */

void conv_backward_ref(float *const dx, float *restrict const dw, float *restrict const db, float *const dy,
                       const float *restrict const x, const float *restrict const w, const float *restrict const at,
                       float *restrict const scratch, const struct conv *const c, const enum activation_kind f,
                       const int b) {
    (void)scratch;
    const int out = c->filters, in = c->channels;
    const size_t places = (size_t)c->out_height * (size_t)c->out_width;
    activations_ref[f].backward(dy, dy, at, (size_t)b * places * (size_t)out);
    memset(dw, 0, (size_t)weights_of(c) * (size_t)out * sizeof *dw);
    if (db != NULL) column_sums_ref(db, dy, b * c->out_height * c->out_width, out);
    if (dx != NULL) memset(dx, 0, (size_t)b * (size_t)c->height * (size_t)c->width * (size_t)in * sizeof *dx);
    for (int i = 0; i < b; i++)
        for (int oy = 0; oy < c->out_height; oy++)
            for (int ox = 0; ox < c->out_width; ox++)
                for (int ky = 0; ky < c->kernel_height; ky++)
                    for (int kx = 0; kx < c->kernel_width; kx++) {
                        const float *const seen = seen_ref(x, c, i, oy, ox, ky, kx);
                        for (int d = 0; seen != NULL && d < in; d++)
                            for (int h = 0; h < out; h++) {
                                const float slope = AT4(dy, i, oy, ox, h, c->out_height, c->out_width, out);
                                AT4(dw, ky, kx, d, h, c->kernel_width, in, out) += slope * seen[d];
                                if (dx != NULL)
                                    dx[seen - x + d] += slope * AT4(w, ky, kx, d, h, c->kernel_width, in, out);
                            }
                    }
}

void conv_backward(float *const dx, float *restrict const dw, float *restrict const db, float *const dy,
                   const float *restrict const x, const float *restrict const w, const float *restrict const at,
                   float *restrict const scratch, const struct conv *const c, const enum activation_kind f,
                   const int b) {
    struct work work;
    cut(&work, scratch, c, b);
    const struct frame frame_x = frame_of_x(c), frame_y = frame_of_y(c);
    const int group = group_of(c, b), out = c->filters, taps = c->kernel_height * c->kernel_width;
    const size_t picture_x = inner_floats(&frame_x), picture_y = inner_floats(&frame_y);
    struct windows seen = {.unit = (size_t)c->channels, .step = 1};
    bool listed = false;
    place_runs(&seen, work.seen, c, frame_x.width);
    memset(dw, 0, (size_t)weights_of(c) * (size_t)out * sizeof *dw);
    if (db != NULL) memset(db, 0, (size_t)out * sizeof *db);
    if (work.x != NULL) clear_frames(work.x, &frame_x, group);
    const bool maybe_lists = seen.run_length >= LONG_RUN || (dx != NULL && run_of_dy(c) >= LONG_RUN);
    place_weights(&work, c, frame_x.width);
    if (dx != NULL) turn_weights(&work, w, c);
    for (int i = 0; i < b; i += group) {
        const int pictures = smaller(b - i, group), positions = pictures * c->out_height * c->out_width;
        const size_t n = (size_t)positions * (size_t)out;
        float *const slope = dy + (size_t)i * picture_y;
        if (f != ACTIVATION_linear) activations[f].backward(slope, slope, at + (size_t)i * picture_y, n);
        const float *const here = x + (size_t)i * picture_x;
        if (work.x != NULL) fill_frames(work.x, here, &frame_x, pictures);
        const struct pass_group g = {work.x != NULL ? work.x : here, slope, pictures, positions,
                                     maybe_lists ? count_nonzero(slope, n) : n};
        if (db != NULL) {
            column_sums(work.sums, slope, positions, out);
            add_to(db, work.sums, (size_t)out);
        }
        if (lists_pay(g.used, n, &frame_x, pictures, seen.run_length, seen.run_count, seen.run_length)) {
            if (!listed) memset(work.transposed, 0, transposed_width(&seen) * (size_t)out * sizeof *dw);
            listed = true;
            weights_from_lists(&work, c, &frame_x, &seen, &g);
        } else {
            weights_in_place(dw, &work, c, &frame_x, &g);
        }
        if (dx == NULL) continue;
        if (lists_pay(g.used, n, &frame_y, pictures, run_of_dy(c), taps, c->channels))
            input_from_lists(dx + (size_t)i * picture_x, &work, c, &frame_y, &g);
        else
            input_in_place(dx + (size_t)i * picture_x, &work, c, &g);
    }
    if (listed) add_transposed(dw, work.transposed, &seen, out);
}
