/** activation, flatten, reshape and pooling: scripts/goldens/layers_pool.py; and what they refuse. */
#include "layer_check.h"

#include "../parity/layers_pool.h"

/* Why `layer` cannot follow a shape. */
static enum misfit refusal(const union layer_options *const layer, const struct shape shape) {
    struct layer planned[2];
    enum misfit misfit;
    net_plan(planned, &misfit, layer, 1, &shape, 1);
    return misfit;
}

/* The shape behind `layer`. */
static struct shape behind(const union layer_options *const layer, const struct shape shape) {
    struct layer planned[2];
    CHECK(net_plan(planned, NULL, layer, 1, &shape, 1) == 2);
    return planned[0].out_shape;
}

static const struct shape ROW = {.rank = 1, .d = {12}}, SEQUENCE = {.rank = 2, .d = {5, 3}, .masked = true},
                          PICTURE = {.rank = 3, .d = {5, 4, 2}};

static void refuse(void) {
    claim("pictures want two-dimensional pooling, sequences one-dimensional");
    const union layer_options flat[] = {{.max_pool2d = {layer_kind_max_pool2d, .pool_size = 2}},
                                        {.average_pool2d = {layer_kind_average_pool2d, .pool_size = 2}},
                                        {.global_max_pool2d = {layer_kind_global_max_pool2d}},
                                        {.global_average_pool2d = {layer_kind_global_average_pool2d}}};
    const union layer_options line[] = {{.max_pool1d = {layer_kind_max_pool1d, .pool_size = 2}},
                                        {.average_pool1d = {layer_kind_average_pool1d, .pool_size = 2}},
                                        {.global_max_pool1d = {layer_kind_global_max_pool1d}},
                                        {.global_average_pool1d = {layer_kind_global_average_pool1d}}};
    for (int i = 0; i < 4; i++) {
        CHECK(refusal(&flat[i], PICTURE) == MISFIT_none && refusal(&line[i], SEQUENCE) == MISFIT_none);
        CHECK(refusal(&flat[i], SEQUENCE) == MISFIT_needs_picture && refusal(&flat[i], ROW) == MISFIT_needs_picture);
        CHECK(refusal(&line[i], PICTURE) == MISFIT_needs_sequence && refusal(&line[i], ROW) == MISFIT_needs_sequence);
    }

    claim("a valid window must not be larger than either side; with padding same it may");
    union layer_options wide = {.max_pool2d = {layer_kind_max_pool2d, .pool_size = 5, .padding = PADDING_valid}};
    CHECK(refusal(&wide, PICTURE) == MISFIT_too_small);
    wide.max_pool2d.padding = PADDING_same;
    CHECK(refusal(&wide, PICTURE) == MISFIT_none);
    union layer_options far = {
        .average_pool1d = {layer_kind_average_pool1d, .pool_size = 6, .strides = 1, .padding = PADDING_valid}};
    CHECK(refusal(&far, SEQUENCE) == MISFIT_too_small);
    far.average_pool1d.pool_size = 5;
    CHECK(refusal(&far, SEQUENCE) == MISFIT_none);

    claim("reshape keeps the count, without wrapping");
    union layer_options reshape = {.reshape = {layer_kind_reshape, .height = 2, .width = 3, .channels = 2}};
    CHECK(refusal(&reshape, ROW) == MISFIT_none && refusal(&reshape, PICTURE) == MISFIT_wrong_size);
    reshape.reshape.height = 65536, reshape.reshape.width = 65536, reshape.reshape.channels = 65536;
    CHECK(refusal(&reshape, ROW) == MISFIT_wrong_size);

    claim("tokens are no numbers");
    const struct shape tokens = {.rank = 1, .d = {12}, .words = 9};
    CHECK(refusal(&(union layer_options){.flatten = {layer_kind_flatten}}, tokens) == MISFIT_needs_numbers);
}

static void keep_the_mask(void) {
    claim("a mask passes an activation, and ends where steps change");
    CHECK(behind(&(union layer_options){.activation = {layer_kind_activation, ACTIVATION_relu}}, SEQUENCE).masked);
    CHECK(!behind(&(union layer_options){.flatten = {layer_kind_flatten}}, SEQUENCE).masked);
    CHECK(!behind(&(union layer_options){.max_pool1d = {layer_kind_max_pool1d, .pool_size = 2}}, SEQUENCE).masked);
    CHECK(!behind(&(union layer_options){.reshape = {layer_kind_reshape, .width = 3, .channels = 5}}, SEQUENCE).masked);
    CHECK(!behind(&(union layer_options){.global_max_pool1d = {layer_kind_global_max_pool1d}}, SEQUENCE).masked);
}

int main(void) {
    CHECK_GOLDENS(pool_goldens);
    refuse();
    keep_the_mask();
    return check_report();
}
