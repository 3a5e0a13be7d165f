#!/usr/bin/python3
"""batch_norm and layer_norm against PyTorch -> tests/parity/layers_norm.h"""

import numpy as np
import torch
from torch.nn import functional as F

from layer_golden import Goldens

torch.manual_seed(2)
goldens = Goldens("norm", "layers_norm.py")


def short(x):
    """Rounded to 1/64: fewer digits in the header."""
    return (x * 64).round() / 64


def learned(channels, options):
    """gamma and beta, where they are wanted, in our order."""
    gamma = short(torch.rand(channels) + 0.5).requires_grad_() if options.get("scale", True) else None
    beta = short(torch.randn(channels)).requires_grad_() if options.get("center", True) else None
    return gamma, beta, [p for p in (gamma, beta) if p is not None]


def flat(arrays):
    return np.concatenate([a.detach().numpy().ravel() for a in arrays]) if arrays else None


def batch_norm(shape, rows=3, mean=0.0, training=True, mask=None, **options):
    channels, momentum, epsilon = shape[-1], options.get("momentum", 0.99), options.get("epsilon", 1e-3)
    x = short(torch.randn(rows, *shape) + mean).requires_grad_()
    gamma, beta, params = learned(channels, options)
    moving_mean, moving_variance = short(torch.randn(channels)), short(torch.rand(channels) + 0.5)
    state = flat([moving_mean, moving_variance])
    table = x.reshape(-1, channels)
    # Our moving variance follows the biased one, PyTorch's the unbiased: worked out here.
    y = F.batch_norm(table, moving_mean.clone(), moving_variance.clone(), gamma, beta, training, 0.0, epsilon).reshape(x.shape)
    g = short(torch.randn_like(y))
    (g * y).sum().backward()
    after = state
    if training:
        batch_mean, batch_variance = table.double().mean(0), table.double().var(0, unbiased=False)
        after = flat([moving_mean * momentum + batch_mean * (1 - momentum), moving_variance * momentum + batch_variance * (1 - momentum)])
    name = f"batch_norm {'training' if training else 'afterwards'} on {list(shape)}, {options}, mean {mean}"
    goldens.case(name.replace('"', "'"), [("batch_norm", options)], x.detach(), flat(params), y.detach(), g,
                 x.grad, flat([p.grad for p in params]) if params else None, state=state, state_after=after, training=training,
                 step=2.0**-7 if mean == 0 else 0.0)


def layer_norm(shape, rows=3, mean=0.0, training=True, **options):
    channels, epsilon = shape[-1], options.get("epsilon", 1e-3)
    x = short(torch.randn(rows, *shape) + mean).requires_grad_()
    gamma, beta, params = learned(channels, options)
    y = F.layer_norm(x, (channels,), gamma, beta, epsilon)
    g = short(torch.randn_like(y))
    (g * y).sum().backward()
    name = f"layer_norm {'training' if training else 'afterwards'} on {list(shape)}, {options}, mean {mean}"
    goldens.case(name.replace('"', "'"), [("layer_norm", options)], x.detach(), flat(params), y.detach(), g, x.grad,
                 flat([p.grad for p in params]) if params else None, training=training,
                 step=2.0**-7 if mean == 0 and channels > 2 else 0.0)  # of two channels nearly a step function


for shape in ((4,), (7,), (1,), (5, 3), (4, 8), (3, 3, 4), (2, 2, 9), (4, 5, 1), (2, 3, 2), (2, 1, 17)):
    batch_norm(shape)
    batch_norm(shape, training=False)
batch_norm((3, 2, 5), scale=False)
batch_norm((3, 2, 5), center=False)
batch_norm((6,), rows=5, scale=False, center=False)
batch_norm((6,), scale=False, training=False)
batch_norm((3, 4), momentum=0.5, epsilon=1e-5)
batch_norm((3, 4), momentum=0.0, epsilon=0.1)
batch_norm((3, 4), momentum=1.0)
batch_norm((10, 7, 4), rows=1)  # several blocks of rows
batch_norm((10, 7, 5), rows=1, mean=50.0)
batch_norm((40, 3), rows=2, mean=-50.0)

for shape in ((4,), (7,), (33,), (5, 3), (4, 8), (3, 3, 4), (2, 2, 9), (2, 1, 17), (4, 2)):
    layer_norm(shape)
layer_norm((6,), training=False)
layer_norm((3, 2, 5), scale=False)
layer_norm((3, 2, 5), center=False)
layer_norm((3, 6), scale=False, center=False)
layer_norm((3, 6), epsilon=0.1)
layer_norm((3, 12), mean=50.0)
layer_norm((70, 4), rows=1)  # several blocks of rows
goldens.write()
