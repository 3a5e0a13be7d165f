/* The largest number of each window of a sequence, as a picture of one row: pool.c. */
#include "nn/pool.h"

const struct layer_ops layer_max_pool1d = {.name = "max_pool1d",
                                           .plan = pool_plan,
                                           .place = max_pool_place,
                                           .scratch = layer_no_scratch,
                                           .init = layer_no_init,
                                           .forward = max_pool_pass,
                                           .backward = max_pool_back};
