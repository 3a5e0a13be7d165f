#!/usr/bin/python3
"""conv2d and conv1d with every padding, stride and dilation, against PyTorch -> tests/parity/layers_conv.h"""

import numpy as np
import torch
from torch.nn import functional as F

from layer_golden import Goldens

torch.manual_seed(0)
goldens = Goldens("conv", "layers_conv.py")
FUNCTIONS = {"linear": lambda x: x, "tanh": torch.tanh, "gelu": F.gelu, "sigmoid": torch.sigmoid, "relu": torch.relu,
             "elu": F.elu}


def pads(n, kernel, strides, dilation):
    """TensorFlow's "same": as many zeros before as behind, one more behind if odd."""
    missing = max(0, (-(-n // strides) - 1) * strides + (kernel - 1) * dilation + 1 - n)
    return missing // 2, missing - missing // 2


def run(options, x, weights):
    """x [B, sides ..., C] through one convolution."""
    sides = x.dim() - 2
    kernel, strides, dilation = options["kernel_size"], options.get("strides", 1), options.get("dilation_rate", 1)
    z = x.movedim(-1, 1)
    if options.get("padding") == "same":
        z = F.pad(z, [pad for n in reversed(x.shape[1:-1]) for pad in pads(n, kernel, strides, dilation)])
    w = weights[0].movedim((-1, -2), (0, 1))
    z = (F.conv2d if sides == 2 else F.conv1d)(z, w, weights[1] if len(weights) > 1 else None, strides, 0, dilation)
    return FUNCTIONS[options.get("activation", "linear")](z.movedim(1, -1))


def case(name, shape, layers, rows=2, zeros=0.0, sparse=0.0, step=2.0**-7):
    """layers: the options of convolutions one behind the other; zeros: share of x, sparse: of the gradient."""
    x = torch.randn(rows, *shape)
    x[torch.rand_like(x) < zeros] = 0
    x.requires_grad_()
    kind = "conv2d" if len(shape) == 3 else "conv1d"
    y, all_weights = x, []
    for options in layers:
        k, sides = options["kernel_size"], len(shape) - 1
        size = [k] * sides + [y.shape[-1], options["filters"]]
        weights = [(torch.randn(size) / np.sqrt(np.prod(size[:-1]))).requires_grad_()]
        if options.get("use_bias", True):
            weights.append(torch.randn(options["filters"], requires_grad=True))
        y = run(options, y, weights)
        all_weights += weights
    g = torch.randn_like(y)
    g[torch.rand_like(g) < sparse] = 0
    (g * y).sum().backward()
    flat = lambda tensors: np.concatenate([t.detach().numpy().ravel() for t in tensors])
    goldens.case(name, [(kind, options) for options in layers], x.detach(), flat(all_weights), y.detach(), g, x.grad,
                 flat([w.grad for w in all_weights]), step=step)


def one(name, shape, filters, kernel_size, **options):
    keep = {key: options.pop(key) for key in ("rows", "zeros", "sparse", "step") if key in options}
    case(name, shape, [{"filters": filters, "kernel_size": kernel_size, **options}], **keep)


one("conv2d 3x3 on grey pictures", (6, 5, 1), 5, 3, activation="tanh")
one("conv2d 3x3 on colours, same", (5, 6, 3), 4, 3, padding="same", activation="sigmoid")
one("conv2d 2x2, same: one more zero behind", (4, 5, 4), 3, 2, padding="same")
one("conv2d 1x1 without bias", (3, 4, 5), 9, 1, use_bias=False)
one("conv2d strides 2", (7, 6, 3), 4, 3, strides=2, activation="elu", step=0)
one("conv2d strides 2, same, even side", (6, 4, 2), 5, 3, strides=2, padding="same")
one("conv2d strides 3 beyond the kernel", (6, 5, 2), 3, 2, strides=3)
one("conv2d strides 3 beyond the kernel, same", (6, 5, 2), 3, 2, strides=3, padding="same")
one("conv2d dilation 2", (6, 7, 3), 4, 3, dilation_rate=2, activation="gelu")
one("conv2d dilation 2, same", (5, 4, 2), 4, 3, dilation_rate=2, padding="same")
one("conv2d strides 2, dilation 2, same", (6, 5, 2), 3, 3, strides=2, dilation_rate=2, padding="same")
one("conv2d a kernel larger than the picture, same", (3, 2, 2), 3, 5, padding="same")
one("conv2d the whole picture at once", (4, 4, 2), 5, 4)
one("conv2d relu", (5, 4, 3), 6, 3, activation="relu", step=0)
one("conv2d of mostly zeros and a gradient of mostly zeros", (5, 5, 6), 9, 3, padding="same", zeros=0.8, sparse=0.8)
one("conv2d strides 2 and a gradient of mostly zeros", (5, 5, 6), 12, 3, strides=2, zeros=0.8, sparse=0.9)
case("conv2d upon conv2d", (5, 5, 2), [{"filters": 4, "kernel_size": 3, "activation": "tanh"},
                                       {"filters": 3, "kernel_size": 2, "padding": "same", "activation": "gelu"}], rows=3)
one("conv1d", (9, 3), 5, 3, activation="tanh")
one("conv1d same", (6, 5), 4, 4, padding="same", activation="gelu")
one("conv1d strides 2, same", (7, 3), 8, 3, strides=2, padding="same")
one("conv1d dilation 3 without bias", (10, 2), 3, 3, dilation_rate=3, use_bias=False)
one("conv1d the whole sequence at once", (5, 4), 3, 5)
one("conv1d of one channel, strides 3", (11, 1), 2, 2, strides=3)
one("conv1d relu", (8, 4), 7, 3, activation="relu", step=0)
one("conv1d with a gradient of mostly zeros", (9, 8), 7, 3, sparse=0.8)
case("conv1d upon conv1d", (9, 3), [{"filters": 5, "kernel_size": 3, "padding": "same", "activation": "tanh"},
                                    {"filters": 4, "kernel_size": 3, "dilation_rate": 2}], rows=3)
goldens.write()
