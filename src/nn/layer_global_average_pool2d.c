/* The mean of each channel of a picture: pool.c. */
#include "nn/pool.h"

const struct layer_ops layer_global_average_pool2d = {.name = "global_average_pool2d",
                                                      .plan = global_pool2d_plan,
                                                      .place = layer_place_output,
                                                      .scratch = layer_no_scratch,
                                                      .init = layer_no_init,
                                                      .forward = global_average_pass,
                                                      .backward = global_average_back};
