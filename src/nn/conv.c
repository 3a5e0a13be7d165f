/* Convolution with bias and activation in one pass. Weights are [kernel, kernel, channels, filters] (Keras), then the offsets [filters]. */
#include "nn/conv.h"

/* The options of either row, and the kernel's view of the layer. */
struct options {
    struct conv shape;
    enum activation_kind activation;
    enum initializer_kind initializer;
    bool same, use_bias;
    float l1, l2;
};

#define READ(o, in_height, in_width, in_channels, window_height)      \
    ((struct options){{.height = (in_height),                         \
                       .width = (in_width),                           \
                       .channels = (in_channels),                     \
                       .kernel_height = (window_height),              \
                       .kernel_width = (o)->kernel_size,              \
                       .filters = (o)->filters,                       \
                       .strides = (o)->strides,                       \
                       .dilation = (o)->dilation_rate},               \
                      (enum activation_kind)(o)->activation,          \
                      (enum initializer_kind)(o)->kernel_initializer, \
                      (o)->padding == PADDING_same,                   \
                      (o)->use_bias,                                  \
                      (o)->l1,                                        \
                      (o)->l2})

/* How many windows fit along a side of n, and how many zeros come before the first; 0 if none fits. */
static int windows_along(int *const pad, const int n, const int kernel, const struct options *const o) {
    const int reach = (kernel - 1) * o->shape.dilation + 1, strides = o->shape.strides;
    *pad = 0;
    if (!o->same) return reach > n ? 0 : (n - reach) / strides + 1;
    const int windows = (n - 1) / strides + 1, missing = (windows - 1) * strides + reach - n;
    if (missing > 0) *pad = missing / 2;
    return windows;
}

static struct options read(const struct layer *const layer) {
    const int *const d = layer->in_shape.d;
    struct options o = layer->options.kind == layer_kind_conv1d
                           ? READ(&layer->options.conv1d, 1, d[0], d[1], 1)
                           : READ(&layer->options.conv2d, d[0], d[1], d[2], layer->options.conv2d.kernel_size);
    o.shape.out_height = windows_along(&o.shape.pad_top, o.shape.height, o.shape.kernel_height, &o);
    o.shape.out_width = windows_along(&o.shape.pad_left, o.shape.width, o.shape.kernel_width, &o);
    return o;
}

enum misfit conv_plan(struct layer *const layer) {
    const bool sequence = layer->options.kind == layer_kind_conv1d;
    if (layer->in_shape.rank != (sequence ? 2 : 3)) return sequence ? MISFIT_needs_sequence : MISFIT_needs_picture;
    const struct options o = read(layer);
    const struct conv *const c = &o.shape;
    if (c->out_height == 0 || c->out_width == 0) return MISFIT_too_small;
    layer->out_shape = sequence ? (struct shape){.rank = 2, .d = {c->out_width, c->filters}}
                                : (struct shape){.rank = 3, .d = {c->out_height, c->out_width, c->filters}};
    layer->decayed =
        (uint64_t)c->kernel_height * (uint64_t)c->kernel_width * (uint64_t)c->channels * (uint64_t)c->filters;
    layer->params = layer->decayed + (o.use_bias ? (uint64_t)c->filters : 0);
    layer->l1 = o.l1;
    layer->l2 = o.l2;
    return MISFIT_none;
}

void conv_place(struct layer *const layer, struct arena *const arena, const int b) {
    layer_place_output(layer, arena, b);
    if (activations[read(layer).activation].from_input)
        layer->kept = arena_take(arena, (uint64_t)b * (uint64_t)layer->outputs, sizeof(float));
}

size_t conv_layer_scratch(const struct layer *const layer, const int b) {
    const struct options o = read(layer);
    return conv_scratch(&o.shape, b);
}

void conv_init(struct layer *const layer, struct rng *const rng) {
    const struct options o = read(layer);
    const double taps = (double)o.shape.kernel_height * o.shape.kernel_width;
    const size_t rows = (size_t)o.shape.kernel_height * (size_t)o.shape.kernel_width * (size_t)o.shape.channels;
    initialize(layer->w, rows, (size_t)o.shape.filters, o.initializer, taps * o.shape.channels, taps * o.shape.filters,
               rng);
    for (uint64_t i = layer->decayed; i < layer->params; i++) layer->w[i] = 0.0f;
}

const float *conv_pass_forward(struct layer *const layer, const float *const x, const int b, struct pass *const pass) {
    const struct options o = read(layer);
    float *const z = layer->kept != NULL ? layer->kept : layer->y;
    conv_forward(layer->y, z, x, layer->w, o.use_bias ? layer->w + layer->decayed : NULL, pass->scratch, &o.shape,
                 o.activation, b);
    return layer->y;
}

void conv_pass_backward(struct layer *const layer, float *const dx, float *const dy, const float *const x, const int b,
                        struct pass *const pass) {
    const struct options o = read(layer);
    conv_backward(dx, layer->dw, o.use_bias ? layer->dw + layer->decayed : NULL, dy, x, layer->w,
                  layer->kept != NULL ? layer->kept : layer->y, pass->scratch, &o.shape, o.activation, b);
}
