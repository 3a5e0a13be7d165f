/** conv2d and conv1d: scripts/goldens/layers_conv.py, and what they refuse. */
#include "layer_check.h"

#include "../parity/layers_conv.h"

static union layer_options conv2d(const int kernel, const int strides, const int padding, const int dilation) {
    return (union layer_options){.conv2d = {layer_kind_conv2d, .filters = 4, .kernel_size = kernel, .strides = strides,
                                            .padding = padding, .dilation_rate = dilation, .use_bias = true, .l1 = 0.5F,
                                            .l2 = 0.25F}};
}
static union layer_options conv1d(const int kernel, const int strides, const int padding, const int dilation) {
    return (union layer_options){.conv1d = {layer_kind_conv1d, .filters = 4, .kernel_size = kernel, .strides = strides,
                                            .padding = padding, .dilation_rate = dilation, .use_bias = false}};
}

/* The layer as planned on this shape, and why it does not fit. */
static enum misfit plan(struct layer *const layer, const union layer_options options, const struct shape shape) {
    struct layer planned[2];
    enum misfit misfit;
    net_plan(planned, &misfit, &options, 1, &shape, 1);
    *layer = planned[0];
    return misfit;
}

static void sizes(void) {
    claim("sizes are Keras's");
    static const struct {
        int n, kernel, strides, padding, dilation, out; /* of keras.layers.Conv1D */
    } cases[] = {{10, 3, 1, PADDING_valid, 1, 8}, {10, 3, 2, PADDING_valid, 1, 4}, {10, 3, 1, PADDING_same, 1, 10},
                 {10, 3, 3, PADDING_same, 1, 4},  {10, 4, 2, PADDING_valid, 3, 1}, {10, 10, 7, PADDING_valid, 1, 1},
                 {2, 9, 1, PADDING_same, 2, 2},   {9, 1, 4, PADDING_same, 1, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct layer layer;
        const int k = cases[i].kernel, s = cases[i].strides, p = cases[i].padding, d = cases[i].dilation;
        CHECK(plan(&layer, conv1d(k, s, p, d), (struct shape){.rank = 2, .d = {cases[i].n, 6}, .masked = true}) ==
              MISFIT_none);
        CHECK(layer.out_shape.rank == 2 && layer.out_shape.d[0] == cases[i].out && layer.out_shape.d[1] == 4);
        CHECK(!layer.out_shape.masked && layer.params == (uint64_t)k * 24 && layer.decayed == layer.params);
        CHECK(plan(&layer, conv2d(k, s, p, d), (struct shape){.rank = 3, .d = {cases[i].n, cases[i].n, 6}}) ==
              MISFIT_none);
        CHECK(layer.out_shape.rank == 3 && layer.out_shape.d[0] == cases[i].out && layer.out_shape.d[2] == 4);
        CHECK(layer.out_shape.d[1] == cases[i].out && layer.decayed == (uint64_t)(k * k) * 24);
        CHECK(layer.params == layer.decayed + 4 && layer.l1 == 0.5F && layer.l2 == 0.25F);
    }
}

static void misfits(void) {
    claim("what does not fit is refused");
    struct layer layer;
    const struct shape picture = {.rank = 3, .d = {5, 9, 2}}, sequence = {.rank = 2, .d = {5, 2}};
    CHECK(plan(&layer, conv2d(3, 1, PADDING_valid, 1), sequence) == MISFIT_needs_picture);
    CHECK(plan(&layer, conv2d(3, 1, PADDING_valid, 1), shape_flat(9)) == MISFIT_needs_picture);
    CHECK(plan(&layer, conv1d(3, 1, PADDING_valid, 1), picture) == MISFIT_needs_sequence);
    CHECK(plan(&layer, conv1d(3, 1, PADDING_valid, 1), shape_flat(9)) == MISFIT_needs_sequence);
    CHECK(plan(&layer, conv2d(6, 1, PADDING_valid, 1), picture) == MISFIT_too_small);
    CHECK(plan(&layer, conv2d(3, 1, PADDING_valid, 3), picture) == MISFIT_too_small);
    CHECK(plan(&layer, conv2d(3, 1, PADDING_valid, 2), picture) == MISFIT_none);
    CHECK(plan(&layer, conv2d(6, 1, PADDING_same, 1), picture) == MISFIT_none);
    CHECK(plan(&layer, conv1d(1024, 1, PADDING_same, 1024), sequence) == MISFIT_none);
    CHECK(plan(&layer, conv1d(6, 1, PADDING_valid, 1), sequence) == MISFIT_too_small);
    CHECK(plan(&layer, conv1d(6, 4, PADDING_valid, 1), sequence) == MISFIT_too_small);
    const struct shape long_one = {.rank = 2, .d = {1 << 30, 1}};
    CHECK(plan(&layer, conv1d(3, 1, PADDING_same, 1), long_one) == MISFIT_too_large);
}

static void starts(void) {
    claim("weights start as Keras's do: glorot counts taps times channels");
    union layer_options options = conv2d(3, 1, PADDING_same, 1);
    options.conv2d.filters = 16;
    options.conv2d.kernel_initializer = INITIALIZER_glorot_uniform;
    struct layer layer;
    static float w[3 * 3 * 8 * 16 + 16];
    plan(&layer, options, (struct shape){.rank = 3, .d = {9, 9, 8}});
    layer.w = w;
    struct rng rng;
    rng_seed(&rng, 1, 0, 0, STREAM_WEIGHTS);
    w[layer.decayed] = 1;
    layer.ops->init(&layer, &rng);
    const double limit = sqrt(6.0 / (9 * 8 + 9 * 16));
    double most = 0;
    for (uint64_t i = 0; i < layer.decayed; i++) most = fmax(most, fabs((double)w[i]));
    CHECK(most <= limit && most > 0.98 * limit);
    CHECK(w[layer.decayed] == 0);
}

int main(void) {
    CHECK_GOLDENS(conv_goldens);
    sizes();
    misfits();
    starts();
    return check_report();
}
