#!/usr/bin/python3
"""dense on rows, sequences and pictures, dropout off, against PyTorch -> tests/parity/layers_dense.h"""

import numpy as np
import torch

from layer_golden import Goldens

torch.manual_seed(0)
goldens = Goldens("dense", "layers_dense.py")


def dense(name, shape, units, activation, function, use_bias, flat):
    x = torch.randn(3, *shape, requires_grad=True)
    d = int(np.prod(shape)) if flat else shape[-1]
    kernel, bias = torch.randn(d, units, requires_grad=True), torch.randn(units, requires_grad=True)
    y = function((x.flatten(1) if flat else x) @ kernel + (bias if use_bias else 0))
    g = torch.randn_like(y)
    (g * y).sum().backward()
    params = [kernel, bias] if use_bias else [kernel]
    goldens.case(name, [("dense", {"units": units, "activation": activation, "use_bias": use_bias})], x.detach(),
                 np.concatenate([p.detach().numpy().ravel() for p in params]), y.detach(), g, x.grad,
                 np.concatenate([p.grad.numpy().ravel() for p in params]))


def identity(x):
    return x


dense("dense on rows", (5,), 4, "tanh", torch.tanh, True, True)
dense("dense on the steps of a sequence, gelu", (4, 5), 3, "gelu", torch.nn.functional.gelu, True, False)
dense("dense on a sequence without bias", (3, 6), 9, "linear", identity, False, False)
dense("dense on a picture", (3, 2, 2), 5, "sigmoid", torch.sigmoid, True, True)

x = torch.randn(2, 3, 4)
g = torch.randn(2, 3, 4)
goldens.case("dropout of nothing lets a sequence through", [("dropout", {"rate": 0})], x, None, x, g, g)
goldens.write()
