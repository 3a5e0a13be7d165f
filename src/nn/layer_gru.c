/* z, r = sigmoid of x W + b + h U + b', n = tanh(x W + b + r (h U + b')), gate by gate; h = z h + (1 - z) n. Gates in Keras's
 * order: z, r, n; b and b' are the two rows of the offsets [2, 3 units]. */
#include "nn/recurrent.h"

static void forward(const struct layer *const layer, const struct recurrent_step *const s) {
    (void)layer;
    gru_step(s->h, s->gates, s->product, s->h_before, s->mask, s->b, s->units, s->mask_step);
}

static void backward(const struct layer *const layer, const struct recurrent_step *const s) {
    (void)layer;
    gru_step_backward(s->gates, s->product, s->dh, s->dy, s->h_before, s->mask, s->b, s->units, s->dy_step,
                      s->mask_step);
}

const struct recurrent_cell gru_cell = {.gates = 3, .apart = true, .forward = forward, .backward = backward};

const struct layer_ops layer_gru = {.name = "gru",
                                    .plan = recurrent_plan,
                                    .place = recurrent_place,
                                    .scratch = recurrent_scratch,
                                    .init = recurrent_init,
                                    .forward = recurrent_forward,
                                    .backward = recurrent_backward};
