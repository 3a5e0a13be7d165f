/* The same numbers, seen as one row: nothing is computed, and forward gives its input back. */
#include "nn/layer.h"

static enum misfit plan(struct layer *const layer) {
    layer->out_shape = shape_flat(layer->inputs);
    return MISFIT_none;
}

const struct layer_ops layer_flatten = {.name = "flatten",
                                        .plan = plan,
                                        .place = layer_place_nothing,
                                        .scratch = layer_no_scratch,
                                        .init = layer_no_init,
                                        .forward = layer_same_forward,
                                        .backward = layer_same_backward};
