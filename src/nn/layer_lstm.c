/* i, f, o = sigmoid and g = tanh of x W + h U + b, gate by gate; c = f c + i g, h = o tanh(c). Gates in Keras's order: i, f, g, o. */
#include "nn/recurrent.h"

static void forward(const struct layer *const layer, const struct recurrent_step *const s) {
    (void)layer;
    lstm_step(s->h, s->c, s->tanh_c, s->gates, s->h_before, s->c_before, s->mask, s->b, s->units, s->mask_step);
}

static void backward(const struct layer *const layer, const struct recurrent_step *const s) {
    (void)layer;
    lstm_step_backward(s->gates, s->dh, s->dc, s->dy, s->c_before, s->tanh_c, s->mask, s->b, s->units, s->dy_step,
                       s->mask_step);
}

const struct recurrent_cell lstm_cell = {.gates = 4, .memory = true, .forward = forward, .backward = backward};

static void init(struct layer *const layer, struct rng *const rng) {
    const struct layer_lstm *const o = &layer->options.lstm;
    recurrent_init(layer, rng);
    if (!o->use_bias || !o->unit_forget_bias) return;
    for (int i = 0; i < (o->bidirectional ? 2 : 1); i++)
        for (int j = 0; j < o->units; j++) recurrent_bias(layer, i)[o->units + j] = 1.0f;
}

const struct layer_ops layer_lstm = {.name = "lstm",
                                     .plan = recurrent_plan,
                                     .place = recurrent_place,
                                     .scratch = recurrent_scratch,
                                     .init = init,
                                     .forward = recurrent_forward,
                                     .backward = recurrent_backward};
