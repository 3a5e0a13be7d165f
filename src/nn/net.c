#include "nn/net.h"

#include <assert.h>
#include <string.h>

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

/* ---- what layers share ---------------------------------------------------------------------------------------------- */

size_t layer_no_scratch(const struct layer *const layer, const int b) {
    (void)layer, (void)b;
    return 1;
}

void layer_no_init(struct layer *const layer, struct rng *const rng) { (void)layer, (void)rng; }

void layer_place_output(struct layer *const layer, struct arena *const arena, const int b) {
    layer->y = arena_take(arena, (uint64_t)b * (uint64_t)layer->outputs, sizeof(float));
}

void layer_place_nothing(struct layer *const layer, struct arena *const arena, const int b) {
    (void)layer, (void)arena, (void)b;
}

const float *layer_same_forward(struct layer *const layer, const float *const x, const int b, struct pass *const pass) {
    (void)layer, (void)b, (void)pass;
    return x;
}

void layer_same_backward(struct layer *const layer, float *const dx, float *const dy, const float *const x, const int b,
                         struct pass *const pass) {
    (void)x, (void)pass;
    if (dx != NULL) memcpy(dx, dy, (size_t)b * (size_t)layer->inputs * sizeof *dx);
}

/* ---- planning --------------------------------------------------------------------------------------------------------- */

/* The layer at place i of `layers`, behind what is planned there already. */
static enum misfit plan(struct layer *const layers, const int i, const union layer_options *const options,
                        const struct shape *const in) {
    struct layer *const layer = &layers[i];
    *layer = (struct layer){.ops = layer_table[options->kind], .options = *options, .in_shape = *in};
    layer->inputs = (int)shape_size(in);
    if (in->words > 0 && options->kind != layer_kind_embedding) return MISFIT_needs_numbers;
    if (options->kind == layer_kind_residual) {
        const int span = options->residual.layers;
        if (span < 1 || span > i) return MISFIT_empty_block;
        layer->skip_shape = layers[i - span].in_shape;
    }
    const enum misfit misfit = layer->ops->plan(layer);
    if (misfit != MISFIT_none) return misfit;
    const int64_t outputs = shape_size(&layer->out_shape);
    if (outputs > INT32_MAX) return MISFIT_too_large;
    layer->outputs = (int)outputs;
    return MISFIT_none;
}

int net_plan(struct layer *const layers, enum misfit *const misfit, const union layer_options *const options,
             const int count, const struct shape *const input, const int outputs) {
    struct shape in = *input;
    enum misfit found = MISFIT_none;
    int i = 0;
    for (; i < count && found == MISFIT_none; i++) {
        found = plan(layers, i, &options[i], &in);
        if (found == MISFIT_none) in = layers[i].out_shape;
    }
    if (found == MISFIT_none) {
        union layer_options output = OUTPUT_LAYER;
        output.dense.units = outputs;
        if (in.rank > 1) in = shape_flat((int)shape_size(&in));
        found = plan(layers, i++, &output, &in);
    }
    if (misfit != NULL) *misfit = found;
    return found == MISFIT_none ? i : i - 1;
}

/* ---- memory ------------------------------------------------------------------------------------------------------------ */

static int larger(const int a, const int b) { return a > b ? a : b; }

/* The slabs, cut up among the layers; and each layer's mask from the one before. */
static void hand_out(struct net *const net) {
    uint64_t param = 0, state = net->params;
    for (int i = 0; i < net->count; i++) {
        struct layer *const layer = &net->layers[i];
        layer->w = net->w + param;
        layer->dw = net->dw + param;
        layer->state = net->w + state;
        param += layer->params;
        state += layer->states;
        if (i > 0 && layer->in_shape.masked)
            layer->mask = layer[-1].made_mask != NULL ? layer[-1].made_mask : layer[-1].mask;
    }
}

void net_place(struct net *const net, struct arena *const arena, const struct layer *const planned, const int count,
               const int batch) {
    net->count = count;
    net->batch = batch;
    net->layers = arena_take(arena, (uint64_t)count, sizeof(struct layer));
    net->params = net->states = 0;
    size_t scratch = 1;
    int widest = 1;
    for (int i = 0; i < count; i++) {
        struct layer measured = planned[i], *const layer = net->layers != NULL ? &net->layers[i] : &measured;
        *layer = planned[i];
        layer->ops->place(layer, arena, batch);
        net->params += layer->params;
        net->states += layer->states;
        widest = larger(widest, layer->outputs);
        const size_t needed = layer->ops->scratch(layer, batch);
        if (needed > scratch) scratch = needed;
    }
    net->w = arena_take(arena, net->params + net->states, sizeof(float));
    net->dw = arena_take(arena, net->params, sizeof(float));
    for (int i = 0; i < 2; i++) net->signal[i] = arena_take(arena, (uint64_t)batch * (uint64_t)widest, sizeof(float));
    net->pass.scratch = arena_take(arena, scratch, sizeof(float));
    if (net->layers != NULL) hand_out(net);
}

/* ---- passes ------------------------------------------------------------------------------------------------------------ */

void net_init(struct net *const net, struct rng *const weights, struct rng *const masks) {
    for (int i = 0; i < net->count; i++) net->layers[i].ops->init(&net->layers[i], weights);
    for (int i = 0; i < 16; i++) net->pass.rng.s[i] = rng_u32(masks);
}

/* What came into layer i in the pass on x. */
static const float *input_of(const struct net *const net, const int i, const float *const x) {
    return i > 0 ? net->layers[i - 1].out : x;
}

static bool is_residual(const struct layer *const layer) { return layer->options.kind == layer_kind_residual; }

const float *net_forward(struct net *const net, const float *const x, const int b, const bool training) {
    assert(b >= 1 && b <= net->batch);
    net->pass.training = training;
    for (int i = 0; i < net->count; i++) {
        struct layer *const layer = &net->layers[i];
        if (is_residual(layer)) layer->skip = input_of(net, i - layer->options.residual.layers, x);
        layer->out = layer->ops->forward(layer, input_of(net, i, x), b, &net->pass);
    }
    return net->layers[net->count - 1].out;
}

float *net_output_gradient(struct net *const net) { return net->signal[0]; }

/* Below layer i: the gradients that came round the blocks which begin with it. */
static void add_skips(const struct net *const net, float *const dx, const int i, const int last, const int b) {
    for (int j = i + 1; j <= last; j++)
        if (is_residual(&net->layers[j]) && j - net->layers[j].options.residual.layers == i)
            add_to(dx, net->layers[j].skip_gradient, (size_t)b * (size_t)net->layers[i].inputs);
}

void net_backward_from(struct net *const net, float *const dx, const float *const x, const int b, const int last) {
    float *dy = net->signal[0], *down = net->signal[1];
    int first = 0; /* nothing below the first layer with weights wants a gradient, unless x does */
    while (dx == NULL && net->layers[first].params == 0) first++;
    for (int i = last; i >= first; i--) {
        struct layer *const layer = &net->layers[i];
        float *const to = i > first ? down : dx;
        layer->ops->backward(layer, to, dy, input_of(net, i, x), b, &net->pass);
        if (to != NULL) add_skips(net, to, i, last, b);
        down = dy;
        dy = to;
    }
}

void net_backward(struct net *const net, const float *const x, const int b) {
    net_backward_from(net, NULL, x, b, net->count - 1);
}
