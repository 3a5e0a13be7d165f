#include "nn/net.h"

#include <assert.h>

#define VARIANT(name, help, source) extern const struct layer_ops layer_##name;
#include "base/fields_skip.h"
#include "nn/layers.def"

const struct layer_ops *const layer_table[] = {
#define VARIANT(name, help, source) &layer_##name,
#include "base/fields_skip.h"
#include "nn/layers.def"
};
_Static_assert(sizeof layer_table / sizeof *layer_table == layer_count, "a layer for each row");

static const union layer_options OUTPUT_LAYER = {.dense = {.kind = layer_kind_dense,
                                                           .activation = ACTIVATION_linear,
                                                           .kernel_initializer = INITIALIZER_glorot_uniform,
                                                           .use_bias = true}};

/* Layer i of the configured ones, or behind them the output layer. */
static union layer_options options_of(const union layer_options *const options, const int count, const int outputs,
                                      const int i) {
    if (i < count) return options[i];
    union layer_options output = OUTPUT_LAYER;
    output.dense.units = outputs;
    return output;
}

void net_place(struct net *const net, struct arena *const arena, const union layer_options *const options,
               const int count, const int inputs, const int outputs, const int batch) {
    net->count = count + 1;
    net->batch = batch;
    net->layers = arena_take(arena, (uint64_t)net->count, sizeof(struct layer));
    net->params = 0;
    size_t scratch = 1;
    int widest = 1, width = inputs;
    for (int i = 0; i < net->count; i++) {
        struct layer measured = {0}, *const layer = net->layers != NULL ? &net->layers[i] : &measured;
        layer->options = options_of(options, count, outputs, i);
        layer->inputs = width;
        layer->ops = layer_table[layer->options.kind];
        layer->ops->plan(layer);
        layer->ops->place(layer, arena, batch);
        net->params += layer->params;
        width = layer->outputs;
        if (width > widest) widest = width;
        const size_t needed = layer->ops->scratch(layer, batch);
        if (needed > scratch) scratch = needed;
    }
    net->w = arena_take(arena, net->params, sizeof(float));
    net->dw = arena_take(arena, net->params, sizeof(float));
    for (int i = 0; i < 2; i++) net->signal[i] = arena_take(arena, (uint64_t)batch * (uint64_t)widest, sizeof(float));
    net->pass.scratch = arena_take(arena, scratch, sizeof(float));
    if (net->layers == NULL) return;
    uint64_t offset = 0;
    for (int i = 0; i < net->count; i++) {
        net->layers[i].w = net->w + offset;
        net->layers[i].dw = net->dw + offset;
        offset += net->layers[i].params;
    }
}

void net_init(struct net *const net, struct rng *const weights, struct rng *const masks) {
    for (int i = 0; i < net->count; i++) net->layers[i].ops->init(&net->layers[i], weights);
    for (int i = 0; i < 16; i++) net->pass.rng.s[i] = rng_u32(masks);
}

const float *net_forward(struct net *const net, const float *x, const int b, const bool training) {
    assert(b >= 1 && b <= net->batch);
    net->pass.training = training;
    for (int i = 0; i < net->count; i++) {
        struct layer *const layer = &net->layers[i];
        x = layer->out = layer->ops->forward(layer, x, b, &net->pass);
    }
    return x;
}

float *net_output_gradient(struct net *const net) { return net->signal[0]; }

void net_backward(struct net *const net, const float *const x, const int b) {
    float *dy = net->signal[0], *dx = net->signal[1];
    int first = 0; /* nothing below the first layer with weights wants a gradient */
    while (net->layers[first].params == 0) first++;
    for (int i = net->count - 1; i >= first; i--) {
        struct layer *const layer = &net->layers[i];
        layer->ops->backward(layer, i > first ? dx : NULL, dy, i > 0 ? net->layers[i - 1].out : x, b, &net->pass);
        float *const swapped = dy;
        dy = dx;
        dx = swapped;
    }
}
