#!/usr/bin/python3
"""embedding, position_embedding, self_attention and residual against PyTorch -> tests/parity/layers_sequence.h, and a transformer of two
blocks -> tests/parity/layers_transformer.h"""

import math

import numpy as np
import torch
from torch.nn import functional

from layer_golden import Goldens

torch.manual_seed(3)
goldens = Goldens("sequence", "layers_sequence.py")


def flat(tensors):
    return np.concatenate([np.zeros(0)] + [t.detach().numpy().ravel() for t in tensors])


def learned(*shape, scale=1.0):
    return (torch.randn(*shape) * scale).requires_grad_()


def add(name, layers, x, params, y, *, into=goldens, words=0, **options):
    """The case of y, computed from x and params; x is a leaf, or tokens."""
    g = torch.randn_like(y)
    (g * y).sum().backward()
    into.case(name, layers, x.detach(), flat(params), y.detach(), g, None if words else x.grad,
              flat(p.grad if p.grad is not None else torch.zeros_like(p) for p in params), words=words, **options)


# ---- embedding -------------------------------------------------------------------------------------------------------------

for words, steps, width, mask_zero in [(7, 5, 4, False), (3, 6, 1, False), (11, 4, 7, True), (5, 3, 16, True), (2, 1, 9, False)]:
    tokens = torch.randint(0, words, (3, steps))
    table = learned(words, width)
    add(f"embedding of {words} words, {width} numbers", [("embedding", {"output_dim": width, "mask_zero": mask_zero})], tokens.float(),
        [table], functional.embedding(tokens, table), words=words)

# ---- positions ---------------------------------------------------------------------------------------------------------------


def waves(steps, channels):
    """SinePositionEncoding of KerasNLP, in double."""
    c = torch.arange(channels, dtype=torch.float64)
    angle = torch.arange(steps, dtype=torch.float64)[:, None] * 10000.0 ** (-(c - c % 2) / channels)
    return torch.where(c % 2 == 0, torch.sin(angle), torch.cos(angle)).float()


for steps, channels in [(4, 5), (3, 8), (1, 1)]:
    x, table = learned(3, steps, channels), learned(steps, channels)
    add(f"learned positions [{steps}, {channels}]", [("position_embedding", {})], x, [table], x + table)
for steps, channels in [(5, 4), (7, 5), (3, 1), (60, 2)]:
    x = learned(2, steps, channels)
    add(f"sinusoidal positions [{steps}, {channels}]", [("position_embedding", {"encoding": "sinusoidal"})], x, [], x + waves(steps, channels))

# ---- attention -----------------------------------------------------------------------------------------------------------------


class Attention:
    def __init__(self, channels, heads, key_dim, use_bias=True):
        self.heads, self.key = heads, key_dim or -(-channels // heads)
        wide = self.heads * self.key
        self.weights = [learned(channels, wide, scale=channels**-0.5) for _ in range(3)] + [learned(wide, channels, scale=wide**-0.5)]
        self.biases = [learned(wide) for _ in range(3)] + [learned(channels)] if use_bias else []
        self.params = self.weights + self.biases

    def __call__(self, x, mask=None):
        rows, steps, _ = x.shape
        bias = self.biases or [0, 0, 0, 0]
        q, k, v = ((x @ w + b).view(rows, steps, self.heads, self.key).transpose(1, 2) for w, b in zip(self.weights[:3], bias))
        scores = q @ k.transpose(2, 3) / math.sqrt(self.key)
        if mask is not None:
            scores = scores.masked_fill(mask[:, None, None, :] == 0, -math.inf)
        weights = torch.softmax(scores, 3)
        if mask is not None:
            weights = torch.where(mask.sum(1)[:, None, None, None] == 0, torch.zeros(()), weights)
        return (weights @ v).transpose(1, 2).reshape(rows, steps, -1) @ self.weights[3] + bias[3]

    def check(self, x, mask):
        """Against nn.MultiheadAttention, which has no key_dim of its own and wants a key in each row."""
        channels = x.shape[2]
        if self.heads * self.key != channels or not self.biases or (mask is not None and (mask.sum(1) == 0).any()):
            return
        torchs = torch.nn.MultiheadAttention(channels, self.heads, batch_first=True)
        torchs.in_proj_weight.data = torch.cat([w.T for w in self.weights[:3]])
        torchs.in_proj_bias.data = torch.cat(self.biases[:3])
        torchs.out_proj.weight.data, torchs.out_proj.bias.data = self.weights[3].T, self.biases[3]
        y, _ = torchs(x, x, x, key_padding_mask=None if mask is None else mask == 0)
        assert torch.allclose(y, self(x, mask), atol=1e-5)
        print("as nn.MultiheadAttention:", tuple(x.shape), self.heads)


for shape, heads, key_dim, use_bias, mask in [
        ((5, 8), 2, 0, True, None), ((4, 6), 3, 2, True, [[1, 1, 1, 0], [0, 0, 1, 1]]), ((3, 5), 2, 0, True, None),
        ((4, 3), 1, 4, False, None), ((1, 4), 2, 3, True, None), ((6, 1), 2, 0, True, None), ((9, 4), 4, 5, False, None),
        ((5, 4), 2, 0, True, [[0, 0, 1, 1, 1], [0, 0, 0, 0, 0]]), ((17, 8), 2, 9, True, None)]:
    x, layer = learned(2, *shape), Attention(shape[1], heads, key_dim, use_bias)
    there = None if mask is None else torch.tensor(mask, dtype=torch.float32)
    layer.check(x, there)
    add(f"self_attention [{shape[0]}, {shape[1]}], {heads} heads of {layer.key}" + (", masked" if mask else ""),
        [("self_attention", {"num_heads": heads, "key_dim": key_dim, "use_bias": use_bias})], x, layer.params, layer(x, there), mask=there)

# An embedding says what is padding; positions pass it on; attention looks away.
tokens = torch.tensor([[0, 0, 3, 1], [0, 2, 5, 2], [4, 4, 1, 3]])
table, places, layer = learned(6, 4), learned(4, 4), Attention(4, 2, 0)
add("attention behind an embedding with a mask", [("embedding", {"output_dim": 4, "mask_zero": True}), ("position_embedding", {}),
                                                  ("self_attention", {}), ("residual", {"layers": 2})],
    tokens.float(), [table, places] + layer.params,
    layer(functional.embedding(tokens, table) + places, (tokens > 0).float()) + functional.embedding(tokens, table), words=6)

# ---- residual ----------------------------------------------------------------------------------------------------------------------


def dense(units, activation="linear"):
    return "dense", {"units": units, "activation": activation}


def block(layers, activation="linear"):
    return "residual", {"layers": layers, "activation": activation}


def affine(x, w):
    return x @ w[0] + w[1]


def pair(a, b):
    return [learned(a, b), learned(b)]


x, a, b = learned(3, 4), pair(4, 5), pair(5, 4)
add("residual at the start", [dense(5, "tanh"), dense(4), block(2)], x, a + b, affine(torch.tanh(affine(x, a)), b) + x)
x, a, b = learned(3, 4), pair(4, 3), pair(3, 3)
h = affine(x, a)
add("residual behind a layer, tanh", [dense(3), dense(3), block(1, "tanh")], x, a + b, torch.tanh(affine(h, b) + h))
x, a, b, w = learned(3, 5), pair(5, 6), pair(6, 7), learned(5, 7)
add("residual with a projection of rows, gelu", [dense(6, "tanh"), dense(7), block(2, "gelu")], x, a + b + [w],
    functional.gelu(affine(torch.tanh(affine(x, a)), b) + x @ w))
x, a, w = learned(2, 4, 3), pair(3, 9), learned(3, 9)
add("residual with a projection of sequences", [dense(9, "tanh"), block(1, "sigmoid")], x, a + [w],
    torch.sigmoid(torch.tanh(affine(x, a)) + x @ w))
x, a, b, c, w = learned(3, 3), pair(3, 3), pair(3, 4), pair(4, 4), learned(3, 4)
h = torch.tanh(affine(x, a)) + x
i = affine(h, b)
add("nested residuals that begin together", [dense(3, "tanh"), block(1), dense(4), dense(4, "tanh"), block(1), block(5, "gelu")], x,
    a + b + c + [w], functional.gelu(torch.tanh(affine(i, c)) + i + x @ w))
x, a, b = learned(2, 3, 2), pair(2, 2), pair(2, 2)
h = torch.tanh(affine(x, a))
i = affine(h, b) + h
add("nested residuals that end together", [dense(2, "tanh"), dense(2), block(1), block(3)], x, a + b, i + x)
x = learned(2, 3, 3, 2)
add("residual around nothing doubles a picture", [("dropout", {"rate": 0}), block(1)], x, [], 2 * x)
x, a, w = learned(3, 4), pair(4, 2), learned(4, 2)
add("residual whose first layer has no weights", [("dropout", {"rate": 0}), dense(2, "tanh"), block(2)], x, a + [w],
    torch.tanh(affine(x, a)) + x @ w)
x, a = learned(3, 4), pair(4, 4)
add("residual of relu, no step", [dense(4), block(1, "relu")], x, a, torch.relu(affine(x, a) + x), step=0.0)

pool = {"pool_size": 2, "padding": "same"}
x, w = learned(2, 5, 3), learned(3, 3)
means = functional.avg_pool1d(x.transpose(1, 2), 2, ceil_mode=True, count_include_pad=False).transpose(1, 2)
add("residual of a sequence that shrinks", [("average_pool1d", pool), block(1, "tanh")], x, [w], torch.tanh(means + x[:, ::2] @ w))
x, w = learned(2, 5, 4, 3), learned(3, 3)
means = functional.avg_pool2d(x.permute(0, 3, 1, 2), 2, ceil_mode=True, count_include_pad=False).permute(0, 2, 3, 1)
add("residual of a picture that shrinks", [("average_pool2d", pool), block(1, "gelu")], x, [w], functional.gelu(means + x[:, ::2, ::2] @ w))

# The same with other strides and channels, which no chain of cheap layers gives. Arrays for the row alone, x being the block's output.


def shrinking(index, skip, out, stride):
    s, x, w = learned(2, *skip), learned(2, *out), learned(skip[-1], out[-1])
    picked = s[:, ::stride] if len(skip) == 2 else s[:, ::stride, ::stride]
    y = torch.tanh(x + picked @ w)
    g = torch.randn_like(y)
    (g * y).sum().backward()
    for name, array in {"s": s, "x": x, "w": w, "y": y, "g": g, "ds": s.grad, "dx": x.grad, "dw": w.grad}.items():
        numbers = ", ".join(f"{float(v):.9e}F" for v in array.detach().numpy().ravel())
        goldens.arrays.append(f"static const float shrinking_{index}_{name}[] = {{{numbers}}};")


shrinking(0, (7, 3), (4, 5), 2)
shrinking(1, (5, 6, 3), (3, 3, 4), 2)
shrinking(2, (1, 7, 2), (1, 3, 2), 3)
goldens.write()

# ---- a transformer -------------------------------------------------------------------------------------------------------------------

transformer = Goldens("transformer", "layers_sequence.py")
WORDS, STEPS, WIDTH = 9, 6, 8
tokens = torch.tensor([[0, 0, 3, 1, 8, 2], [7, 2, 5, 2, 1, 6]])
mask = (tokens > 0).float()
table = learned(WORDS, WIDTH)
params, h = [table], functional.embedding(tokens, table) + waves(STEPS, WIDTH)
layers = [("embedding", {"output_dim": WIDTH, "mask_zero": True}), ("position_embedding", {"encoding": "sinusoidal"})]
for _ in range(2):
    gain, shift, attention = learned(WIDTH), learned(WIDTH), Attention(WIDTH, 2, 0)
    h = h + attention(functional.layer_norm(h, (WIDTH,), gain, shift, 1e-3), mask)
    wide, narrow, gain_2, shift_2 = pair(WIDTH, 12), pair(12, WIDTH), learned(WIDTH), learned(WIDTH)
    h = h + affine(functional.gelu(affine(functional.layer_norm(h, (WIDTH,), gain_2, shift_2, 1e-3), wide)), narrow)
    params += [gain, shift] + attention.params + [gain_2, shift_2] + wide + narrow
    layers += [("layer_norm", {}), ("self_attention", {}), block(2), ("layer_norm", {}), dense(12, "gelu"), dense(WIDTH), block(3)]
add("a transformer of two blocks", layers, tokens.float(), params, h, into=transformer, words=WORDS)
transformer.write()
