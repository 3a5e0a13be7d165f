/** What simple_rnn, lstm and gru share: all but the inside of one step.
 *
 *  All steps of x W + b are one product, time-major; then step by step h U and the gates. Going back, the gates and dh = dz Uᵀ
 *  step by step; then one product each for dW, dU and dx over all steps. U needs no packing of its own: at a layer's usual sizes the
 *  products of a step run at nine tenths of the machine's ceiling. Parameters, the decayed ones first:
 *
 *      W [C, width], U [units, width]     of the layer that reads forwards, then of the one that reads from the end
 *      b [width]; gru: [2, width]         in the same order, unless use_bias is off
 *
 *  A layer that reads from the end goes through the same time-major arrays with falling t, so its states are where its outputs belong. */
#ifndef RECURRENT_H
#define RECURRENT_H

#include "nn/layer.h"

/** One step of one direction, for b rows; all arrays as in kernels.h. c, tanh_c and dc of cells with memory, product of cells
 *  that need h U apart. */
struct recurrent_step {
    int b, units, mask_step;
    float *h, *c, *tanh_c, *gates, *product;
    const float *h_before, *c_before, *mask;
    float *dh, *dc; /* backward */
    const float *dy;
    size_t dy_step;
};

/** The inside of one step. */
struct recurrent_cell {
    int gates;   /* width = gates * units */
    bool memory; /* a state c beside h */
    bool apart;  /* h U + a bias of its own goes to `product`, else it is added to the gates */
    void (*forward)(const struct layer *layer, const struct recurrent_step *step);
    void (*backward)(const struct layer *layer, const struct recurrent_step *step);
};
extern const struct recurrent_cell simple_rnn_cell, lstm_cell, gru_cell;

/** The operations of the three layers. */
enum misfit recurrent_plan(struct layer *layer);
void recurrent_place(struct layer *layer, struct arena *arena, int b);
size_t recurrent_scratch(const struct layer *layer, int b);
void recurrent_init(struct layer *layer, struct rng *rng);
const float *recurrent_forward(struct layer *layer, const float *x, int b, struct pass *pass);
void recurrent_backward(struct layer *layer, float *dx, float *dy, const float *x, int b, struct pass *pass);

/** Where the biases of a direction (0 or 1) begin in the parameters; NULL without. */
float *recurrent_bias(const struct layer *layer, int direction);

#endif
