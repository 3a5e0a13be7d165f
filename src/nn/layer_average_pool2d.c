/* The mean of each window of a picture: pool.c. */
#include "nn/pool.h"

const struct layer_ops layer_average_pool2d = {.name = "average_pool2d",
                                               .plan = pool_plan,
                                               .place = layer_place_output,
                                               .scratch = layer_no_scratch,
                                               .init = layer_no_init,
                                               .forward = average_pool_pass,
                                               .backward = average_pool_back};
