/* y = f(x W + b), f fused behind the product. Weights are [inputs, units] (Keras), then the offsets [units]. A sequence [T, C] is T
 * rows of C; anything else one row of all its numbers. */
#include "nn/layer.h"

/* Numbers that each product sees, and products for each row of the batch. */
static int width_of(const struct layer *const layer) {
    return layer->in_shape.rank == 2 ? layer->in_shape.d[1] : layer->inputs;
}
static int rows_of(const struct layer *const layer, const int b) {
    const int64_t rows = layer->in_shape.rank == 2 ? (int64_t)b * layer->in_shape.d[0] : b;
    return rows < INT32_MAX / 2 ? (int)rows : INT32_MAX / 2; /* beyond, the trial is refused for its size */
}

static enum misfit plan(struct layer *const layer) {
    const struct layer_dense *const o = &layer->options.dense;
    layer->out_shape = shape_flat(o->units);
    if (layer->in_shape.rank == 2) {
        layer->out_shape = layer->in_shape;
        layer->out_shape.d[1] = o->units;
    }
    layer->decayed = (uint64_t)width_of(layer) * (uint64_t)o->units;
    layer->params = layer->decayed + (o->use_bias ? (uint64_t)o->units : 0);
    layer->l1 = o->l1;
    layer->l2 = o->l2;
    return MISFIT_none;
}

static void place(struct layer *const layer, struct arena *const arena, const int b) {
    layer_place_output(layer, arena, b);
    if (activations[layer->options.dense.activation].from_input)
        layer->kept = arena_take(arena, (uint64_t)b * (uint64_t)layer->outputs, sizeof(float));
}

static size_t scratch(const struct layer *const layer, const int b) {
    const int rows = rows_of(layer, b), in = width_of(layer), out = layer->options.dense.units;
    const size_t forward = gemm_scratch(rows, out, in), dw = gemm_scratch(in, out, rows),
                 dx = gemm_scratch(rows, in, out);
    const size_t most = forward > dw ? forward : dw;
    return most > dx ? most : dx;
}

static void init(struct layer *const layer, struct rng *const rng) {
    const struct layer_dense *const o = &layer->options.dense;
    const int in = width_of(layer);
    initialize(layer->w, (size_t)in, (size_t)o->units, (enum initializer_kind)o->kernel_initializer, in, o->units, rng);
    for (uint64_t i = layer->decayed; i < layer->params; i++) layer->w[i] = 0.0f;
}

static const float *bias_of(const struct layer *const layer) {
    return layer->options.dense.use_bias ? layer->w + layer->decayed : NULL;
}

static const float *forward(struct layer *const layer, const float *const x, const int b, struct pass *const pass) {
    const struct layer_dense *const o = &layer->options.dense;
    float *const z = layer->kept != NULL ? layer->kept : layer->y;
    gemm_nn(z, x, layer->w, bias_of(layer), pass->scratch, rows_of(layer, b), o->units, width_of(layer), false);
    if (o->activation != ACTIVATION_linear)
        activations[o->activation].forward(layer->y, z, (size_t)b * (size_t)layer->outputs);
    return layer->y;
}

static void backward(struct layer *const layer, float *const dx, float *const dy, const float *const x, const int b,
                     struct pass *const pass) {
    const struct layer_dense *const o = &layer->options.dense;
    const int rows = rows_of(layer, b), in = width_of(layer), out = o->units;
    const struct activation *const f = &activations[o->activation];
    if (o->activation != ACTIVATION_linear)
        f->backward(dy, dy, f->from_input ? layer->kept : layer->y, (size_t)rows * (size_t)out);
    gemm_tn(layer->dw, x, dy, NULL, pass->scratch, in, out, rows, false);
    if (o->use_bias) column_sums(layer->dw + layer->decayed, dy, rows, out);
    if (dx != NULL) gemm_nt(dx, dy, layer->w, NULL, pass->scratch, rows, in, out, false);
}

const struct layer_ops layer_dense = {.name = "dense",
                                      .plan = plan,
                                      .place = place,
                                      .scratch = scratch,
                                      .init = init,
                                      .forward = forward,
                                      .backward = backward};
