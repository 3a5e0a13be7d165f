/* h = f(x W + h U + b). */
#include "nn/recurrent.h"

static const struct activation *activation_of(const struct layer *const layer) {
    return &activations[layer->options.simple_rnn.activation];
}

static void forward(const struct layer *const layer, const struct recurrent_step *const s) {
    activation_of(layer)->forward(s->h, s->gates, (size_t)s->b * (size_t)s->units);
    rnn_step(s->h, s->h_before, s->mask, s->b, s->units, s->mask_step);
}

/* In place of the pre-activations: an activation reads a number before it writes there. */
static void backward(const struct layer *const layer, const struct recurrent_step *const s) {
    const struct activation *const f = activation_of(layer);
    rnn_gradient(s->dh, s->dy, s->b, s->units, s->dy_step);
    f->backward(s->gates, s->dh, f->from_input ? s->gates : s->h, (size_t)s->b * (size_t)s->units);
    rnn_step_backward(s->gates, s->dh, s->mask, s->b, s->units, s->mask_step);
}

const struct recurrent_cell simple_rnn_cell = {.gates = 1, .forward = forward, .backward = backward};

const struct layer_ops layer_simple_rnn = {.name = "simple_rnn",
                                           .plan = recurrent_plan,
                                           .place = recurrent_place,
                                           .scratch = recurrent_scratch,
                                           .init = recurrent_init,
                                           .forward = recurrent_forward,
                                           .backward = recurrent_backward};
