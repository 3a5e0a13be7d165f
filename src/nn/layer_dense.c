/* y = f(x W + b), f fused behind the product. Weights are [inputs, units] (Keras), then the offsets [units]. */
#include "nn/layer.h"

static void plan(struct layer *const layer) {
    const struct layer_dense *const o = &layer->options.dense;
    layer->outputs = o->units;
    layer->decayed = (uint64_t)layer->inputs * (uint64_t)o->units;
    layer->params = layer->decayed + (o->use_bias ? (uint64_t)o->units : 0);
}

static void place(struct layer *const layer, struct arena *const arena, const int b) {
    const uint64_t size = (uint64_t)b * (uint64_t)layer->outputs;
    layer->y = arena_take(arena, size, sizeof(float));
    layer->kept = NULL;
    if (activations[layer->options.dense.activation].from_input) layer->kept = arena_take(arena, size, sizeof(float));
}

static size_t scratch(const struct layer *const layer, const int b) {
    const int in = layer->inputs, out = layer->outputs;
    const size_t forward = gemm_scratch(b, out, in), dw = gemm_scratch(in, out, b), dx = gemm_scratch(b, in, out);
    const size_t most = forward > dw ? forward : dw;
    return most > dx ? most : dx;
}

static void init(struct layer *const layer, struct rng *const rng) {
    const struct layer_dense *const o = &layer->options.dense;
    initialize(layer->w, (size_t)layer->decayed, (enum initializer_kind)o->kernel_initializer, layer->inputs, o->units,
               rng);
    for (uint64_t i = layer->decayed; i < layer->params; i++) layer->w[i] = 0.0f;
}

static const float *bias_of(const struct layer *const layer) {
    return layer->options.dense.use_bias ? layer->w + layer->decayed : NULL;
}

static const float *forward(struct layer *const layer, const float *const x, const int b, struct pass *const pass) {
    const struct activation *const f = &activations[layer->options.dense.activation];
    float *const z = layer->kept != NULL ? layer->kept : layer->y;
    gemm_nn(z, x, layer->w, bias_of(layer), pass->scratch, b, layer->outputs, layer->inputs, false);
    if (layer->options.dense.activation != ACTIVATION_linear)
        f->forward(layer->y, z, (size_t)b * (size_t)layer->outputs);
    return layer->y;
}

static void backward(struct layer *const layer, float *const dx, float *const dy, const float *const x, const int b,
                     struct pass *const pass) {
    const int in = layer->inputs, out = layer->outputs;
    const struct activation *const f = &activations[layer->options.dense.activation];
    if (layer->options.dense.activation != ACTIVATION_linear)
        f->backward(dy, dy, f->from_input ? layer->kept : layer->y, (size_t)b * (size_t)out);
    gemm_tn(layer->dw, x, dy, NULL, pass->scratch, in, out, b, false);
    if (layer->options.dense.use_bias) column_sums(layer->dw + layer->decayed, dy, b, out);
    if (dx != NULL) gemm_nt(dx, dy, layer->w, NULL, pass->scratch, b, in, out, false);
}

const struct layer_ops layer_dense = {.name = "dense",
                                      .plan = plan,
                                      .place = place,
                                      .scratch = scratch,
                                      .init = init,
                                      .forward = forward,
                                      .backward = backward};
