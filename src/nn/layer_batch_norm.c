/* y = gamma (x - mean) / sqrt(variance + epsilon) + beta for each channel, the last axis; gamma [C], then beta [C], as far as they are
 * wanted. Training takes the moments of the batch and lets the moving ones [2 C] follow; else the moving ones serve. The moving
 * variance follows the biased one of the batch, as Keras's plain form does (its fused form, for pictures, takes n / (n - 1) of it). */
#include <math.h>

#include "nn/layer.h"

static int channels_of(const struct layer *const layer) { return layer->in_shape.d[layer->in_shape.rank - 1]; }
static size_t rows_of(const struct layer *const layer, const int b) {
    return (size_t)b * (size_t)(layer->inputs / channels_of(layer));
}
static const float *gamma_of(const struct layer *const layer) {
    return layer->options.batch_norm.scale ? layer->w : NULL;
}

static enum misfit plan(struct layer *const layer) {
    const struct layer_batch_norm *const o = &layer->options.batch_norm;
    const uint64_t c = (uint64_t)channels_of(layer);
    layer->out_shape = layer->in_shape;
    layer->params = (o->scale ? c : 0) + (o->center ? c : 0);
    layer->states = 2 * c;
    return MISFIT_none;
}

static void place(struct layer *const layer, struct arena *const arena, const int b) {
    const uint64_t c = (uint64_t)channels_of(layer);
    layer_place_output(layer, arena, b);
    layer->kept = arena_take(arena, 2 * c, sizeof(float)); /* the batch's means, and what is divided by */
    layer->own = arena_take(arena, 2 * c, sizeof(double)); /* sums */
}

static size_t scratch(const struct layer *const layer, const int b) {
    (void)b;
    return 3 * (size_t)channels_of(layer);
}

static void init(struct layer *const layer, struct rng *const rng) {
    (void)rng;
    const size_t c = (size_t)channels_of(layer), gains = layer->options.batch_norm.scale ? c : 0;
    for (size_t i = 0; i < layer->params; i++) layer->w[i] = i < gains ? 1.0f : 0.0f;
    for (size_t i = 0; i < 2 * c; i++) layer->state[i] = i < c ? 0.0f : 1.0f;
}

/* What decays is 0 before it is a denormal. */
static float follow(const float moving, const float batch, const float momentum) {
    const float next = moving * momentum + batch * (1.0f - momentum);
    return fabsf(next) < 1e-30f ? 0.0f : next;
}

static const float *forward(struct layer *const layer, const float *const x, const int b, struct pass *const pass) {
    const struct layer_batch_norm *const o = &layer->options.batch_norm;
    const int c = channels_of(layer);
    const float *const gamma = gamma_of(layer), *const beta = o->center ? layer->w + (o->scale ? c : 0) : NULL;
    float *const mean = layer->kept, *const inverse = mean + c, *const factor = pass->scratch,
                 *const offset = factor + c;
    float *const moving_mean = layer->state, *const moving_variance = moving_mean + c;
    if (pass->training) column_moments(mean, inverse, layer->own, x, rows_of(layer, b), c);
    for (int j = 0; j < c; j++) {
        if (pass->training) {
            moving_mean[j] = follow(moving_mean[j], mean[j], o->momentum);
            moving_variance[j] = follow(moving_variance[j], inverse[j], o->momentum);
        }
        inverse[j] = 1.0f / sqrtf((pass->training ? inverse[j] : moving_variance[j]) + o->epsilon);
        factor[j] = inverse[j] * (gamma != NULL ? gamma[j] : 1.0f);
        offset[j] = beta != NULL ? beta[j] : 0.0f;
    }
    normalize_columns(layer->y, x, pass->training ? mean : moving_mean, factor, offset, rows_of(layer, b), c);
    return layer->y;
}

/* With u = (x - mean) * inverse: dgamma = sum dy u, dbeta = sum dy, dx = gamma inverse (dy - dbeta / n - u dgamma / n). */
static void backward(struct layer *const layer, float *const dx, float *const dy, const float *const x, const int b,
                     struct pass *const pass) {
    const struct layer_batch_norm *const o = &layer->options.batch_norm;
    const int c = channels_of(layer);
    const size_t n = rows_of(layer, b);
    const float *const gamma = gamma_of(layer), *const mean = layer->kept, *const inverse = mean + c;
    float *const dgamma = o->scale ? layer->dw : NULL, *const dbeta = o->center ? layer->dw + (o->scale ? c : 0) : NULL;
    float *const factor = pass->scratch, *const slope = factor + c, *const offset = slope + c;
    double *const sums = layer->own;
    gradient_moments(sums, dy, x, mean, n, c);
    for (int j = 0; j < c; j++) {
        const double product = sums[c + j] * (double)inverse[j];
        if (dgamma != NULL) dgamma[j] = (float)product;
        if (dbeta != NULL) dbeta[j] = (float)sums[j];
        factor[j] = inverse[j] * (gamma != NULL ? gamma[j] : 1.0f);
        slope[j] = (float)(-(double)factor[j] * (double)inverse[j] * product / (double)n);
        offset[j] = (float)(-(double)factor[j] * sums[j] / (double)n);
    }
    if (dx != NULL) normalize_columns_backward(dx, dy, x, mean, factor, slope, offset, n, c);
}

const struct layer_ops layer_batch_norm = {.name = "batch_norm",
                                           .plan = plan,
                                           .place = place,
                                           .scratch = scratch,
                                           .init = init,
                                           .forward = forward,
                                           .backward = backward};
