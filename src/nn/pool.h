/** What the eight pooling layers share: windows, or everything, for the largest number and for the mean. */
#ifndef POOL_H
#define POOL_H

#include "nn/layer.h"

/** Windows: max_pool1d, max_pool2d, average_pool1d and average_pool2d, told apart by their options. */
enum misfit pool_plan(struct layer *layer);
void max_pool_place(struct layer *layer, struct arena *arena, int b);
const float *max_pool_pass(struct layer *layer, const float *x, int b, struct pass *pass);
void max_pool_back(struct layer *layer, float *dx, float *dy, const float *x, int b, struct pass *pass);
const float *average_pool_pass(struct layer *layer, const float *x, int b, struct pass *pass);
void average_pool_back(struct layer *layer, float *dx, float *dy, const float *x, int b, struct pass *pass);

/** All pixels or steps. */
enum misfit global_pool2d_plan(struct layer *layer);
enum misfit global_pool1d_plan(struct layer *layer);
const float *global_max_pass(struct layer *layer, const float *x, int b, struct pass *pass);
void global_max_back(struct layer *layer, float *dx, float *dy, const float *x, int b, struct pass *pass);
const float *global_average_pass(struct layer *layer, const float *x, int b, struct pass *pass);
void global_average_back(struct layer *layer, float *dx, float *dy, const float *x, int b, struct pass *pass);

#endif
