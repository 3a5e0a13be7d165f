/* y = f(x + s), s what came into the block: itself where the shapes agree, else through weights [C, C'] (Keras: a Dense, or a
 * convolution of kernel 1 without offset; He et al. 2015, option B), at every `stride`th step or pixel. */
#include "nn/layer.h"

#include <string.h>

/* [H, W, C] of either side: a sequence is a picture of one row, anything else a single pixel. */
struct sides {
    int height, width, channels;
};

static struct sides sides_of(const struct shape *const shape) {
    const int *const d = shape->d;
    return shape->rank == 1   ? (struct sides){1, 1, d[0]}
           : shape->rank == 2 ? (struct sides){1, d[0], d[1]}
                              : (struct sides){d[0], d[1], d[2]};
}

static int divide_up(const int a, const int b) { return a / b + (a % b != 0); }

static bool same_sizes(const struct shape *const a, const struct shape *const b) {
    return a->rank == b->rank && memcmp(a->d, b->d, sizeof a->d) == 0;
}

/* The smallest stride that brings both sides at most to their new size; a larger one only makes them shorter. */
static int stride_of(const struct layer *const layer) {
    const struct sides from = sides_of(&layer->skip_shape), to = sides_of(&layer->in_shape);
    const int rows = divide_up(from.height, to.height), columns = divide_up(from.width, to.width);
    return rows > columns ? rows : columns;
}

static bool projects(const struct layer *const layer) { return layer->params > 0; }

static enum misfit plan(struct layer *const layer) {
    const struct layer_residual *const o = &layer->options.residual;
    const struct sides from = sides_of(&layer->skip_shape), to = sides_of(&layer->in_shape);
    if (layer->skip_shape.words > 0) return MISFIT_needs_numbers;
    layer->out_shape = layer->in_shape;
    layer->out_shape.masked = layer->in_shape.masked && layer->skip_shape.masked;
    if (same_sizes(&layer->in_shape, &layer->skip_shape)) return MISFIT_none;
    const int stride = stride_of(layer);
    if (layer->in_shape.rank != layer->skip_shape.rank || divide_up(from.height, stride) != to.height ||
        divide_up(from.width, stride) != to.width)
        return MISFIT_wrong_block;
    layer->params = layer->decayed = (uint64_t)from.channels * (uint64_t)to.channels;
    layer->l1 = o->l1;
    layer->l2 = o->l2;
    return MISFIT_none;
}

/* kept: x + s where f' needs it; own: the pixels of s that the stride meets, [B H' W', C], later their gradient. */
static void place(struct layer *const layer, struct arena *const arena, const int b) {
    const struct sides to = sides_of(&layer->in_shape);
    const uint64_t pixels = (uint64_t)b * (uint64_t)to.height * (uint64_t)to.width;
    layer_place_output(layer, arena, b);
    if (activations[layer->options.residual.activation].from_input)
        layer->kept = arena_take(arena, (uint64_t)b * (uint64_t)layer->outputs, sizeof(float));
    layer->skip_gradient = arena_take(arena, (uint64_t)b * (uint64_t)shape_size(&layer->skip_shape), sizeof(float));
    if (projects(layer) && stride_of(layer) > 1)
        layer->own =
            arena_take(arena, pixels, (uint64_t)layer->skip_shape.d[layer->skip_shape.rank - 1] * sizeof(float));
}

/* The most that any three of its sizes need: rows are capped, which gemm_scratch does not notice and an int needs. */
static size_t scratch(const struct layer *const layer, const int b) {
    enum { MANY = 1 << 20 };
    const struct sides from = sides_of(&layer->skip_shape), to = sides_of(&layer->in_shape);
    const int64_t pixels = (int64_t)to.height * to.width;
    if (!projects(layer)) return 1;
    const int rows = pixels < MANY / (int64_t)b ? (int)pixels * b : MANY;
    const int in = from.channels < MANY ? from.channels : MANY, out = to.channels < MANY ? to.channels : MANY;
    const int widest = in > out ? in : out, most = rows > widest ? rows : widest;
    return gemm_scratch(most, most, most);
}

static void init(struct layer *const layer, struct rng *const rng) {
    const int in = sides_of(&layer->skip_shape).channels, out = sides_of(&layer->in_shape).channels;
    if (!projects(layer)) return;
    initialize(layer->w, (size_t)in, (size_t)out, (enum initializer_kind)layer->options.residual.kernel_initializer, in,
               out, rng);
}

/* Where row i of picture b begins in [B, H', W', C], and in [B, H, W, C] the row it comes from. */
static size_t few_at(const struct layer *const layer, const int b, const int i) {
    const struct sides from = sides_of(&layer->skip_shape), to = sides_of(&layer->in_shape);
    return ((size_t)b * (size_t)to.height + (size_t)i) * (size_t)to.width * (size_t)from.channels;
}
static size_t many_at(const struct layer *const layer, const int b, const int i) {
    const struct sides from = sides_of(&layer->skip_shape);
    return ((size_t)b * (size_t)from.height + (size_t)i * (size_t)stride_of(layer)) * (size_t)from.width *
           (size_t)from.channels;
}

/* few [B, H', W', C] from many [B, H, W, C]; and back again, zeros where the stride met nothing. */
static void pick(const struct layer *const layer, float *const few, const float *const many, const int b) {
    const struct sides to = sides_of(&layer->in_shape);
    const size_t c = (size_t)sides_of(&layer->skip_shape).channels, step = c * (size_t)stride_of(layer);
    for (int i = 0; i < b * to.height; i++)
        copy_columns(few + few_at(layer, i / to.height, i % to.height), c,
                     many + many_at(layer, i / to.height, i % to.height), step, to.width, (int)c, 1.0f);
}
static void put_back(const struct layer *const layer, float *const many, const float *const few, const int b) {
    const struct sides to = sides_of(&layer->in_shape);
    const size_t c = (size_t)sides_of(&layer->skip_shape).channels, step = c * (size_t)stride_of(layer);
    memset(many, 0, (size_t)b * (size_t)shape_size(&layer->skip_shape) * sizeof *many);
    for (int i = 0; i < b * to.height; i++)
        copy_columns(many + many_at(layer, i / to.height, i % to.height), step,
                     few + few_at(layer, i / to.height, i % to.height), c, to.width, (int)c, 1.0f);
}

static int rows_of(const struct layer *const layer, const int b) {
    const struct sides to = sides_of(&layer->in_shape);
    return b * to.height * to.width;
}

static const float *forward(struct layer *const layer, const float *const x, const int b, struct pass *const pass) {
    const enum activation_kind f = (enum activation_kind)layer->options.residual.activation;
    const size_t n = (size_t)b * (size_t)layer->outputs;
    float *const z = layer->kept != NULL ? layer->kept : layer->y;
    if (projects(layer)) {
        const float *s = layer->skip;
        if (layer->own != NULL) pick(layer, layer->own, layer->skip, b), s = layer->own;
        memcpy(z, x, n * sizeof *z);
        gemm_nn(z, s, layer->w, NULL, pass->scratch, rows_of(layer, b), sides_of(&layer->in_shape).channels,
                sides_of(&layer->skip_shape).channels, true);
    } else {
        add_rows(z, x, layer->skip, 1, n);
    }
    if (f != ACTIVATION_linear) activations[f].forward(layer->y, z, n);
    return layer->y;
}

/* dz [B, outputs] -> the weights' gradient and, if the layers below want it, the skip's. */
static void backward_skip(struct layer *const layer, const float *const dz, const int b, const bool wanted,
                          struct pass *const pass) {
    const int rows = rows_of(layer, b), in = sides_of(&layer->skip_shape).channels,
              out = sides_of(&layer->in_shape).channels;
    float *const picked = layer->own; /* once the weights have seen it, its gradient takes its place */
    float *const ds = picked != NULL ? picked : layer->skip_gradient;
    gemm_tn(layer->dw, picked != NULL ? picked : layer->skip, dz, NULL, pass->scratch, in, out, rows, false);
    if (!wanted) return;
    gemm_nt(ds, dz, layer->w, NULL, pass->scratch, rows, in, out, false);
    if (picked != NULL) put_back(layer, layer->skip_gradient, picked, b);
}

static void backward(struct layer *const layer, float *const dx, float *const dy, const float *const x, const int b,
                     struct pass *const pass) {
    (void)x;
    const struct activation *const f = &activations[layer->options.residual.activation];
    const size_t n = (size_t)b * (size_t)layer->outputs;
    if (layer->options.residual.activation != ACTIVATION_linear)
        f->backward(dy, dy, f->from_input ? layer->kept : layer->y, n);
    if (projects(layer))
        backward_skip(layer, dy, b, dx != NULL, pass);
    else if (dx != NULL)
        memcpy(layer->skip_gradient, dy, n * sizeof *dy);
    if (dx != NULL) memcpy(dx, dy, n * sizeof *dx);
}

const struct layer_ops layer_residual = {.name = "residual",
                                         .plan = plan,
                                         .place = place,
                                         .scratch = scratch,
                                         .init = init,
                                         .forward = forward,
                                         .backward = backward};
