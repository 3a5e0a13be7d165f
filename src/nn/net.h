/** A network: a chain of layers over one slab of parameters.
 *
 *      w   | dense kernel | dense bias | ... | output kernel | output bias |   [P]
 *      dw  | the same layout                                              |   [P]
 *
 *  So an optimizer is one loop over a slab, and the best weights so far are one memcpy. Everything is taken from one arena
 *  before training; nothing here allocates afterwards or can fail. */
#ifndef NET_H
#define NET_H

#include "nn/layer.h"

struct net {
    int count;            /* layers, the output layer included */
    int batch;            /* rows of the largest pass */
    struct layer *layers; /* [count] */
    uint64_t params;
    float *w, *dw;    /* [P] */
    float *signal[2]; /* [batch, widest]: the gradient on its way down */
    struct pass pass;
};

/** Lay out a network in the arena; when measuring, only count.
 *  @param options  [count] the layers as configured; a dense linear output layer of `outputs` units is added */
void net_place(struct net *net, struct arena *arena, const union layer_options *options, int count, int inputs,
               int outputs, int batch);
/** New weights; dropout's masks are seeded too. */
void net_init(struct net *net, struct rng *weights, struct rng *masks);
/** x [B, inputs] -> raw outputs [B, outputs] (logits), owned by the network until the next pass. b <= batch. */
const float *net_forward(struct net *net, const float *x, int b, bool training);
/** The gradient of the output, dy [B, outputs], which the caller wrote to net_output_gradient -> dw. After a training pass on x. */
void net_backward(struct net *net, const float *x, int b);
float *net_output_gradient(struct net *net);

#endif
