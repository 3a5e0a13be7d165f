/* y = f(x), number by number. The linear one gives its input back. */
#include "nn/layer.h"

static enum misfit plan(struct layer *const layer) {
    layer->out_shape = layer->in_shape;
    return MISFIT_none;
}

static bool idle(const struct layer *const layer) { return layer->options.activation.activation == ACTIVATION_linear; }

static void place(struct layer *const layer, struct arena *const arena, const int b) {
    if (!idle(layer)) layer_place_output(layer, arena, b);
}

static const float *forward(struct layer *const layer, const float *const x, const int b, struct pass *const pass) {
    (void)pass;
    if (idle(layer)) return x;
    activations[layer->options.activation.activation].forward(layer->y, x, (size_t)b * (size_t)layer->inputs);
    return layer->y;
}

static void backward(struct layer *const layer, float *const dx, float *const dy, const float *const x, const int b,
                     struct pass *const pass) {
    (void)pass;
    const struct activation *const f = &activations[layer->options.activation.activation];
    if (dx != NULL) f->backward(dx, dy, f->from_input ? x : layer->out, (size_t)b * (size_t)layer->inputs);
}

const struct layer_ops layer_activation = {.name = "activation",
                                           .plan = plan,
                                           .place = place,
                                           .scratch = layer_no_scratch,
                                           .init = layer_no_init,
                                           .forward = forward,
                                           .backward = backward};
