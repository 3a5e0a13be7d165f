/* Inverted dropout: what is kept is scaled up while training, so that nothing is to be done afterwards. */
#include "nn/layer.h"

static enum misfit plan(struct layer *const layer) {
    layer->out_shape = layer->in_shape;
    return MISFIT_none;
}

static void place(struct layer *const layer, struct arena *const arena, const int b) {
    const uint64_t size = (uint64_t)b * (uint64_t)layer->outputs;
    layer_place_output(layer, arena, b);
    layer->kept = arena_take(arena, size, sizeof(float)); /* the mask */
}

static bool idle(const struct layer *const layer, const struct pass *const pass) {
    return !pass->training || layer->options.dropout.rate <= 0.0f;
}

static const float *forward(struct layer *const layer, const float *const x, const int b, struct pass *const pass) {
    if (idle(layer, pass)) return x;
    const size_t n = (size_t)b * (size_t)layer->outputs;
    dropout_forward(layer->y, x, layer->kept, n, layer->options.dropout.rate, &pass->rng);
    return layer->y;
}

static void backward(struct layer *const layer, float *const dx, float *const dy, const float *const x, const int b,
                     struct pass *const pass) {
    (void)x;
    const size_t n = (size_t)b * (size_t)layer->outputs;
    if (dx == NULL) return;
    if (idle(layer, pass))
        for (size_t i = 0; i < n; i++) dx[i] = dy[i];
    else
        multiply(dx, dy, layer->kept, n);
}

const struct layer_ops layer_dropout = {.name = "dropout",
                                        .plan = plan,
                                        .place = place,
                                        .scratch = layer_no_scratch,
                                        .init = layer_no_init,
                                        .forward = forward,
                                        .backward = backward};
