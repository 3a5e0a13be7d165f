/* y[b, t] = x[b, t] + p[t], p [T, C] learned (KerasNLP's PositionEmbedding, but uniform at first, as an Embedding of Keras), or
 * Vaswani's waves (KerasNLP's SinePositionEncoding): angle t / 10000^(2 floor(c / 2) / C), its sine at even c, its cosine at odd. */
#include "nn/layer.h"

#include <math.h>
#include <string.h>

static bool is_learned(const struct layer *const layer) {
    return layer->options.position_embedding.encoding == POSITION_learned;
}

static enum misfit plan(struct layer *const layer) {
    if (layer->in_shape.rank != 2) return MISFIT_needs_sequence;
    layer->out_shape = layer->in_shape;
    if (is_learned(layer)) layer->params = (uint64_t)layer->inputs;
    return MISFIT_none;
}

static void place(struct layer *const layer, struct arena *const arena, const int b) {
    layer_place_output(layer, arena, b);
    if (!is_learned(layer)) layer->own = arena_take(arena, (uint64_t)layer->inputs, sizeof(float));
}

static void init(struct layer *const layer, struct rng *const rng) {
    const int steps = layer->in_shape.d[0], channels = layer->in_shape.d[1];
    if (is_learned(layer)) {
        initialize(layer->w, (size_t)steps, (size_t)channels, INITIALIZER_random_uniform, steps, channels, rng);
        return;
    }
    float *const table = layer->own;
    for (int c = 0; c < channels; c++) {
        const double frequency = pow(10000.0, -(double)(c / 2 * 2) / channels);
        for (int t = 0; t < steps; t++)
            table[(size_t)t * (size_t)channels + (size_t)c] =
                (float)(c % 2 == 0 ? sin(t * frequency) : cos(t * frequency));
    }
}

static const float *forward(struct layer *const layer, const float *const x, const int b, struct pass *const pass) {
    (void)pass;
    add_rows(layer->y, x, is_learned(layer) ? layer->w : layer->own, b, (size_t)layer->inputs);
    return layer->y;
}

static void backward(struct layer *const layer, float *const dx, float *const dy, const float *const x, const int b,
                     struct pass *const pass) {
    (void)x, (void)pass;
    if (is_learned(layer)) column_sums(layer->dw, dy, b, layer->inputs);
    if (dx != NULL) memcpy(dx, dy, (size_t)b * (size_t)layer->inputs * sizeof *dx);
}

const struct layer_ops layer_position_embedding = {.name = "position_embedding",
                                                   .plan = plan,
                                                   .place = place,
                                                   .scratch = layer_no_scratch,
                                                   .init = init,
                                                   .forward = forward,
                                                   .backward = backward};
