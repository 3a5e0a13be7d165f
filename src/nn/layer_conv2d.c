/* Convolution of pictures: nn/conv.c. */
#include "nn/conv.h"

const struct layer_ops layer_conv2d = {.name = "conv2d",
                                       .plan = conv_plan,
                                       .place = conv_place,
                                       .scratch = conv_layer_scratch,
                                       .init = conv_init,
                                       .forward = conv_pass_forward,
                                       .backward = conv_pass_backward};
