/* The largest number of each channel of a picture: pool.c. */
#include "nn/pool.h"

const struct layer_ops layer_global_max_pool2d = {.name = "global_max_pool2d",
                                                  .plan = global_pool2d_plan,
                                                  .place = max_pool_place,
                                                  .scratch = layer_no_scratch,
                                                  .init = layer_no_init,
                                                  .forward = global_max_pass,
                                                  .backward = global_max_back};
