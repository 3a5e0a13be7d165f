/* A sequence [T, C] is pooled as a picture [1, T, C]. The largest number's place is kept for the way back (`own`, [B, outputs] int32). */
#include "nn/pool.h"

/* ---- windows ---------------------------------------------------------------------------------------------------------- */

struct pool_options {
    int rank, size, strides;
    enum padding_kind padding;
};

#define OPTIONS_OF(row, rank) \
    case layer_kind_##row:    \
        return (struct pool_options){rank, o->row.pool_size, o->row.strides, (enum padding_kind)o->row.padding};

static struct pool_options options_of(const union layer_options *const o) {
    switch (o->kind) {
        OPTIONS_OF(max_pool1d, 2)
        OPTIONS_OF(average_pool1d, 2)
        OPTIONS_OF(average_pool2d, 3)
    default: OPTIONS_OF(max_pool2d, 3)
    }
}

/* One side of a picture: how many windows, and how far the first sticks out. */
struct side {
    int count, before;
};
static struct side side_of(const int n, const struct pool_options *const o, const int stride) {
    if (o->padding == PADDING_valid) return (struct side){n < o->size ? 0 : (n - o->size) / stride + 1, 0};
    const int count = (n - 1) / stride + 1, missing = (count - 1) * stride - n + o->size;
    return (struct side){count, missing > 0 ? missing / 2 : 0};
}

static struct pooling windows_of(const struct layer *const layer) {
    const struct pool_options o = options_of(&layer->options);
    const struct shape *const in = &layer->in_shape;
    const int stride = o.strides > 0 ? o.strides : o.size, w = in->d[o.rank - 2];
    const struct side across = side_of(w, &o, stride);
    struct pooling s = {.h = 1,
                        .w = w,
                        .c = in->d[o.rank - 1],
                        .out_h = 1,
                        .out_w = across.count,
                        .size_h = 1,
                        .size_w = o.size,
                        .stride_h = 1,
                        .stride_w = stride,
                        .left = across.before};
    if (o.rank == 3) {
        const struct side down = side_of(in->d[0], &o, stride);
        s.h = in->d[0], s.out_h = down.count, s.size_h = o.size, s.stride_h = stride, s.top = down.before;
    }
    return s;
}

enum misfit pool_plan(struct layer *const layer) {
    const int rank = options_of(&layer->options).rank;
    if (layer->in_shape.rank != rank) return rank == 3 ? MISFIT_needs_picture : MISFIT_needs_sequence;
    const struct pooling s = windows_of(layer);
    if (s.out_h < 1 || s.out_w < 1) return MISFIT_too_small;
    layer->out_shape = rank == 3 ? (struct shape){.rank = 3, .d = {s.out_h, s.out_w, s.c}}
                                 : (struct shape){.rank = 2, .d = {s.out_w, s.c}};
    return MISFIT_none;
}

void max_pool_place(struct layer *const layer, struct arena *const arena, const int b) {
    layer_place_output(layer, arena, b);
    layer->own = arena_take(arena, (uint64_t)b * (uint64_t)layer->outputs, sizeof(int32_t));
}

const float *max_pool_pass(struct layer *const layer, const float *const x, const int b, struct pass *const pass) {
    (void)pass;
    const struct pooling windows = windows_of(layer);
    max_pool_forward(layer->y, layer->own, x, &windows, b);
    return layer->y;
}

void max_pool_back(struct layer *const layer, float *const dx, float *const dy, const float *const x, const int b,
                   struct pass *const pass) {
    (void)x, (void)pass;
    const struct pooling windows = windows_of(layer);
    if (dx != NULL) max_pool_backward(dx, dy, layer->own, &windows, b);
}

const float *average_pool_pass(struct layer *const layer, const float *const x, const int b, struct pass *const pass) {
    (void)pass;
    const struct pooling windows = windows_of(layer);
    average_pool_forward(layer->y, x, &windows, b);
    return layer->y;
}

void average_pool_back(struct layer *const layer, float *const dx, float *const dy, const float *const x, const int b,
                       struct pass *const pass) {
    (void)x, (void)pass;
    const struct pooling windows = windows_of(layer);
    if (dx != NULL) average_pool_backward(dx, dy, &windows, b);
}

/* ---- all pixels or steps ---------------------------------------------------------------------------------------------- */

enum misfit global_pool2d_plan(struct layer *const layer) {
    if (layer->in_shape.rank != 3) return MISFIT_needs_picture;
    layer->out_shape = shape_flat(layer->in_shape.d[2]);
    return MISFIT_none;
}

enum misfit global_pool1d_plan(struct layer *const layer) {
    if (layer->in_shape.rank != 2) return MISFIT_needs_sequence;
    layer->out_shape = shape_flat(layer->in_shape.d[1]);
    return MISFIT_none;
}

static int steps_of(const struct layer *const layer) { return layer->inputs / layer->outputs; }

const float *global_max_pass(struct layer *const layer, const float *const x, const int b, struct pass *const pass) {
    (void)pass;
    global_max_forward(layer->y, layer->own, x, layer->mask, b, steps_of(layer), layer->outputs);
    return layer->y;
}

void global_max_back(struct layer *const layer, float *const dx, float *const dy, const float *const x, const int b,
                     struct pass *const pass) {
    (void)x, (void)pass;
    if (dx != NULL) global_max_backward(dx, dy, layer->own, b, steps_of(layer), layer->outputs);
}

const float *global_average_pass(struct layer *const layer, const float *const x, const int b,
                                 struct pass *const pass) {
    (void)pass;
    global_average_forward(layer->y, x, layer->mask, b, steps_of(layer), layer->outputs);
    return layer->y;
}

void global_average_back(struct layer *const layer, float *const dx, float *const dy, const float *const x, const int b,
                         struct pass *const pass) {
    (void)x, (void)pass;
    if (dx != NULL) global_average_backward(dx, dy, layer->mask, b, steps_of(layer), layer->outputs);
}
