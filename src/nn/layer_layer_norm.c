/* y = gamma (x - mean) / sqrt(variance + epsilon) + beta with the moments of each row, step or pixel over its channels, the last axis;
 * gamma [C], then beta [C], as far as they are wanted. */
#include "nn/layer.h"

static int channels_of(const struct layer *const layer) { return layer->in_shape.d[layer->in_shape.rank - 1]; }
static size_t rows_of(const struct layer *const layer, const int b) {
    return (size_t)b * (size_t)(layer->inputs / channels_of(layer));
}

static enum misfit plan(struct layer *const layer) {
    const struct layer_layer_norm *const o = &layer->options.layer_norm;
    const uint64_t c = (uint64_t)channels_of(layer);
    layer->out_shape = layer->in_shape;
    layer->params = (o->scale ? c : 0) + (o->center ? c : 0);
    return MISFIT_none;
}

static void place(struct layer *const layer, struct arena *const arena, const int b) {
    const uint64_t steps = (uint64_t)(layer->inputs / channels_of(layer));
    layer_place_output(layer, arena, b);
    layer->kept = arena_take(arena, 2 * (uint64_t)b * steps, sizeof(float));
}

/* Stands in for gamma and beta, or their gradients, where they are not learned. */
static size_t scratch(const struct layer *const layer, const int b) {
    (void)b;
    return 3 * (size_t)channels_of(layer);
}

static void init(struct layer *const layer, struct rng *const rng) {
    (void)rng;
    const size_t gains = layer->options.layer_norm.scale ? (size_t)channels_of(layer) : 0;
    for (size_t i = 0; i < layer->params; i++) layer->w[i] = i < gains ? 1.0f : 0.0f;
}

/* The gains: ones, written to `spare` [C], if they are not learned. */
static const float *gains_of(const struct layer *const layer, float *const spare) {
    if (layer->options.layer_norm.scale) return layer->w;
    for (int j = 0; j < channels_of(layer); j++) spare[j] = 1.0f;
    return spare;
}
/* Where the shifts begin behind the gains. */
static int shifts_at(const struct layer *const layer) {
    return layer->options.layer_norm.scale ? channels_of(layer) : 0;
}

static const float *forward(struct layer *const layer, const float *const x, const int b, struct pass *const pass) {
    const struct layer_layer_norm *const o = &layer->options.layer_norm;
    const int c = channels_of(layer);
    const float *const gamma = gains_of(layer, pass->scratch), *beta = layer->w + shifts_at(layer);
    if (!o->center) {
        float *const none = pass->scratch + c;
        for (int j = 0; j < c; j++) none[j] = 0.0f;
        beta = none;
    }
    layer_norm_forward(layer->y, layer->kept, x, gamma, beta, rows_of(layer, b), c, o->epsilon);
    return layer->y;
}

static void backward(struct layer *const layer, float *const dx, float *const dy, const float *const x, const int b,
                     struct pass *const pass) {
    const int c = channels_of(layer);
    const struct layer_layer_norm *const o = &layer->options.layer_norm;
    const float *const gamma = gains_of(layer, pass->scratch);
    float *const dgamma = o->scale ? layer->dw : pass->scratch + c;
    float *const dbeta = o->center ? layer->dw + shifts_at(layer) : pass->scratch + 2 * c;
    layer_norm_backward(dx, dgamma, dbeta, dy, x, layer->kept, gamma, rows_of(layer, b), c);
}

const struct layer_ops layer_layer_norm = {.name = "layer_norm",
                                           .plan = plan,
                                           .place = place,
                                           .scratch = scratch,
                                           .init = init,
                                           .forward = forward,
                                           .backward = backward};
