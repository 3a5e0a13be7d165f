/** What conv2d and conv1d share: all but the name. A sequence is a picture of height 1. */
#ifndef CONV_H
#define CONV_H

#include "nn/layer.h"

enum misfit conv_plan(struct layer *layer);
void conv_place(struct layer *layer, struct arena *arena, int b);
size_t conv_layer_scratch(const struct layer *layer, int b);
void conv_init(struct layer *layer, struct rng *rng);
const float *conv_pass_forward(struct layer *layer, const float *x, int b, struct pass *pass);
void conv_pass_backward(struct layer *layer, float *dx, float *dy, const float *x, int b, struct pass *pass);

#endif
