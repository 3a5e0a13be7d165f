/* The largest number of each window of a picture: pool.c. */
#include "nn/pool.h"

const struct layer_ops layer_max_pool2d = {.name = "max_pool2d",
                                           .plan = pool_plan,
                                           .place = max_pool_place,
                                           .scratch = layer_no_scratch,
                                           .init = layer_no_init,
                                           .forward = max_pool_pass,
                                           .backward = max_pool_back};
