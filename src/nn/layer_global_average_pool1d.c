/* The mean of each channel of a sequence: pool.c. */
#include "nn/pool.h"

const struct layer_ops layer_global_average_pool1d = {.name = "global_average_pool1d",
                                                      .plan = global_pool1d_plan,
                                                      .place = layer_place_output,
                                                      .scratch = layer_no_scratch,
                                                      .init = layer_no_init,
                                                      .forward = global_average_pass,
                                                      .backward = global_average_back};
