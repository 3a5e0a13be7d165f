/** How a gradient becomes a step: rows of optimizers.def over slabs of the network's layout. */
#ifndef OPTIMIZER_H
#define OPTIMIZER_H

#include "nn/net.h"
#include "train/options.h"

struct optimizer {
    union optimizer_options options;
    double learning_rate;    /* now: schedules change it */
    double power_1, power_2; /* beta_1^t and beta_2^t; of nadam power_1 is the product of its momenta */
    double decay;            /* nadam: 0.96^t */
    float *first, *second;   /* [P] moments, as many as the kind needs; else NULL */
};

/** Take the moments for P parameters from the arena. */
void optimizer_place(struct optimizer *optimizer, struct arena *arena, const union optimizer_options *options,
                     uint64_t params);
/** Before the first step of a training. */
void optimizer_reset(struct optimizer *optimizer, uint64_t params);
/** Before a step: the gradients of all weights cut to +-clip_value, then, taken together as one vector, scaled down to the length
 *  clip_norm (Pascanu et al. 2013). 0 is off. l2 and decay are not yet in them, as in PyTorch. */
void gradient_clip(struct net *net, float clip_norm, float clip_value);
/** One step of every weight of the network along its gradient. l2 acts on weights, not on offsets. */
void optimizer_step(struct optimizer *optimizer, struct net *net, float l2);

#endif
