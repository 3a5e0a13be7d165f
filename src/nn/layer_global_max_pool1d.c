/* The largest number of each channel of a sequence: pool.c. */
#include "nn/pool.h"

const struct layer_ops layer_global_max_pool1d = {.name = "global_max_pool1d",
                                                  .plan = global_pool1d_plan,
                                                  .place = max_pool_place,
                                                  .scratch = layer_no_scratch,
                                                  .init = layer_no_init,
                                                  .forward = global_max_pass,
                                                  .backward = global_max_back};
