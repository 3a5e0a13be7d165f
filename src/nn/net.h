/** A network: a chain of layers over one slab of parameters.
 *
 *      w   | dense kernel | dense bias | ... | output kernel | output bias |   [P]   | running statistics |   [S]
 *      dw  | the same layout                                              |   [P]
 *
 *  So an optimizer is one loop over a slab, and the best weights so far are one memcpy. A residual block is written behind its
 *  layers: the row `residual` adds the block's input, found `span` layers further up. Everything is taken from one arena
 *  before training; nothing here allocates afterwards or can fail. */
#ifndef NET_H
#define NET_H

#include "nn/layer.h"

struct net {
    int count;            /* layers, the output layer included */
    int batch;            /* rows of the largest pass */
    struct layer *layers; /* [count] */
    uint64_t params, states;
    float *w, *dw;    /* [P + S], [P] */
    float *signal[2]; /* [batch, widest]: the gradient on its way down */
    struct pass pass;
};

/** Plan layers one after the other, the output layer behind them: shapes, parameters, no memory.
 *  @param layers   [count + 1] filled as far as they fit
 *  @param misfit   why the next one does not fit, or MISFIT_none; may be NULL
 *  @param options  [count] the layers as configured; a dense linear output layer of `outputs` units, which sees all numbers of
 *                  a row as [D], is added
 *  @return how many fit: count + 1 when all do */
int net_plan(struct layer *layers, enum misfit *misfit, const union layer_options *options, int count,
             const struct shape *input, int outputs);

/** Lay out a network that fits in the arena; when measuring, only count.
 *  @param planned  [count] what net_plan filled, the output layer included; copied */
void net_place(struct net *net, struct arena *arena, const struct layer *planned, int count, int batch);
/** New weights; dropout's masks are seeded too. */
void net_init(struct net *net, struct rng *weights, struct rng *masks);
/** x [B, inputs] -> raw outputs [B, outputs] (logits), owned by the network until the next pass. b <= batch. */
const float *net_forward(struct net *net, const float *x, int b, bool training);
/** The gradient of the output, dy [B, outputs], which the caller wrote to net_output_gradient -> dw. After a training pass on x. */
void net_backward(struct net *net, const float *x, int b);
float *net_output_gradient(struct net *net);
/** As net_backward, from layer `last` down, whose gradient is in net_output_gradient; the gradient of x goes to dx unless NULL. */
void net_backward_from(struct net *net, float *dx, const float *x, int b, int last);

#endif
