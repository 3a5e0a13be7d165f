#!/usr/bin/python3
"""activation, flatten, reshape and the pooling layers against PyTorch -> tests/parity/layers_pool.h"""

import torch
from torch.nn import functional as F

from layer_golden import Goldens

torch.manual_seed(1)
goldens = Goldens("pool", "layers_pool.py")


def spread(*shape):
    """Numbers that are 1/16 apart at least, in random order: no step of a central difference changes which is the largest."""
    n = int(torch.tensor(shape).prod())
    return ((torch.randperm(n).float() - n / 2) / 16).reshape(shape).requires_grad_()


def case(name, layers, x, function, **more):
    y = function(x)
    g = (torch.randn_like(y) * 16).round() / 16  # few digits
    (g * y).sum().backward()
    goldens.case(name, layers, x.detach(), None, y.detach(), g, x.grad, **more)


# ---- functions and shapes -----------------------------------------------------------------------------------------------

FUNCTIONS = {"linear": lambda x: x * 1, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "gelu": F.gelu, "relu": F.relu, "elu": F.elu}
for (kind, function), shape in zip(FUNCTIONS.items(), [(7,), (5,), (3, 3), (2, 3, 5), (4, 2), (2, 2, 2)]):
    x = ((torch.randn(3, *shape) * 16).round() / 16).requires_grad_()
    case(f"activation {kind} of {list(shape)}", [("activation", {"activation": kind})], x, function,
         step=0.0 if kind == "relu" else 2.0**-7)

case("flatten a picture", [("flatten", {})], spread(2, 3, 2, 5), lambda x: x.flatten(1))
case("flatten a sequence", [("flatten", {})], spread(3, 4, 3), lambda x: x.flatten(1))
case("flatten a row", [("flatten", {})], spread(2, 6), lambda x: x * 1)
case("reshape a row to a picture", [("reshape", {"height": 2, "width": 3, "channels": 4})], spread(2, 24),
     lambda x: x.reshape(2, 2, 3, 4))
case("reshape a picture to a sequence", [("reshape", {"height": 0, "width": 6, "channels": 2})], spread(2, 2, 3, 2),
     lambda x: x.reshape(2, 6, 2))
case("reshape to columns of one number", [("reshape", {"width": 5})], spread(3, 5), lambda x: x.reshape(3, 5, 1))
case("flatten behind a pool behind reshape", [("reshape", {"height": 4, "width": 4, "channels": 1}), ("max_pool2d", {}), ("flatten", {})],
     spread(2, 16), lambda x: F.max_pool2d(x.reshape(2, 1, 4, 4), 2).flatten(1))


# ---- windows --------------------------------------------------------------------------------------------------------------

def around(x, sides, size, stride, same, value):
    """Pads the last `sides` axes as TensorFlow's "same" does."""
    pads = []
    for n in reversed(x.shape[-sides:]):
        missing = max(0, ((n - 1) // stride) * stride + size - n) if same else 0
        pads += [missing // 2, missing - missing // 2]
    return F.pad(x, pads, value=value)


def pooled(kind, sides, size, stride, same):
    most, mean = (F.max_pool1d, F.avg_pool1d) if sides == 1 else (F.max_pool2d, F.avg_pool2d)

    def function(x):
        x = x.movedim(-1, 1)
        if kind == "max":
            y = most(around(x, sides, size, stride, same, -torch.inf), size, stride)
        else:
            inside = around(torch.ones_like(x), sides, size, stride, same, 0)
            y = mean(around(x, sides, size, stride, same, 0), size, stride) / mean(inside, size, stride)
        return y.movedim(1, -1)

    return function


PICTURES = [  # shape, pool_size, strides, padding
    ((4, 4, 4), 2, 0, "valid"), ((5, 7, 8), 2, 0, "valid"), ((5, 7, 5), 2, 2, "same"), ((6, 5, 1), 3, 0, "valid"),
    ((7, 5, 4), 3, 0, "same"), ((5, 6, 6), 3, 2, "valid"), ((5, 6, 9), 3, 2, "same"), ((5, 4, 4), 2, 1, "valid"),
    ((3, 4, 3), 2, 1, "same"), ((7, 8, 4), 2, 3, "valid"), ((7, 6, 2), 2, 3, "same"), ((2, 3, 4), 5, 0, "same"),
    ((4, 3, 7), 1, 0, "valid"), ((4, 3, 4), 1, 2, "same"), ((3, 3, 4), 3, 1, "valid")]
SEQUENCES = [((6, 4), 2, 0, "valid"), ((7, 5), 2, 0, "valid"), ((7, 4), 2, 0, "same"), ((8, 9), 3, 2, "same"),
             ((8, 1), 4, 0, "same"), ((7, 8), 3, 1, "valid"), ((5, 3), 2, 4, "same"), ((3, 2), 5, 1, "same")]
for kind in ("max", "average"):
    for sides, cases in ((2, PICTURES), (1, SEQUENCES)):
        for shape, size, strides, padding in cases:
            case(f"{kind}_pool{sides}d {size} by {strides} {padding} of {list(shape)}",
                 [(f"{kind}_pool{sides}d", {"pool_size": size, "strides": strides, "padding": padding})], spread(2 if kind == "max" else 1, *shape),
                 pooled(kind, sides, size, strides or size, padding == "same"))

# ---- everything -------------------------------------------------------------------------------------------------------------

for kind, function in (("max", lambda x, axes: x.amax(axes)), ("average", lambda x, axes: x.mean(axes))):
    for shape in ((3, 4, 4), (2, 3, 5), (1, 1, 9), (5, 3, 1), (3, 2, 17)):
        case(f"global_{kind}_pool2d of {list(shape)}", [(f"global_{kind}_pool2d", {})], spread(2, *shape), lambda x: function(x, (1, 2)))
    for shape in ((5, 4), (7, 3), (1, 8), (6, 13)):
        case(f"global_{kind}_pool1d of {list(shape)}", [(f"global_{kind}_pool1d", {})], spread(2, *shape), lambda x: function(x, (1,)))

mask = torch.tensor([[1, 1, 1, 0, 0], [0, 1, 0, 1, 1], [0, 0, 0, 0, 0], [1, 1, 1, 1, 1]], dtype=torch.float32)


def largest_kept(x):
    kept = torch.where(mask[:, :, None] > 0, x, torch.tensor(-1e30)).amax(1)
    return torch.where(mask.sum(1, keepdim=True) > 0, kept, torch.zeros(()))


def mean_kept(x):
    return (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)


for channels in (4, 3, 9):
    case(f"global_max_pool1d without padding, {channels} channels", [("global_max_pool1d", {})], spread(4, 5, channels), largest_kept,
         mask=mask)
    case(f"global_average_pool1d without padding, {channels} channels", [("global_average_pool1d", {})], spread(4, 5, channels), mean_kept,
         mask=mask)
case("activation keeps the mask", [("activation", {"activation": "tanh"}), ("global_average_pool1d", {})], spread(4, 5, 4),
     lambda x: mean_kept(torch.tanh(x)), mask=mask)
case("a window forgets the mask", [("max_pool1d", {"strides": 1}), ("global_average_pool1d", {})], spread(4, 5, 4),
     lambda x: torch.maximum(x[:, :-1], x[:, 1:]).mean(1), mask=mask)
goldens.write()
