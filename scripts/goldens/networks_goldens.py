#!/usr/bin/python3
"""Writes tests/parity/networks.h: the losses of ten steps of Adam on whole networks, and their weights afterwards, by PyTorch.

Run once, with Debian's PyTorch (apt-get install python3-torch); the result is committed:
    /usr/bin/python3 scripts/goldens/networks_goldens.py
Inputs and weights are float32 numbers; PyTorch computes in float64 from them. Weights are in our order and in Keras's shapes.
"""
import numpy as np
import torch
from torch.nn import functional as F

from layer_golden import ROOT, numbers_of, options_of

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
RANDOM = np.random.RandomState(7)
STEPS, BATCH, RATE = 10, 4, 0.01


def new(*shape, scale=0.5):
    values = np.round(RANDOM.uniform(-scale, scale, shape), 4).astype(np.float32)
    return torch.tensor(values.astype(np.float64), requires_grad=True)


class Net:
    """A chain of functions x -> x with their parameters in our order."""

    def __init__(self):
        self.rows, self.functions, self.params, self.penalties, self.states = [], [], [], [], []

    def add(self, kind, fields, function, *params, penalty=None):
        self.rows.append((kind, fields))
        self.functions.append(function)
        self.params += params
        if penalty:
            self.penalties.append(penalty)
        return self

    def forward(self, x):
        for function in self.functions:
            x = function(x)
        return x

    def output(self, inputs, outputs):
        w, b = new(inputs, outputs), new(outputs)
        self.functions.append(lambda x: x.flatten(1) @ w + b)
        self.params += [w, b]
        return self


ACTIVATIONS = {"relu": torch.relu, "tanh": torch.tanh, "linear": lambda x: x, "gelu": F.gelu}


def dense(net, inputs, units, activation="linear", l1=0.0, l2=0.0):
    w, b = new(inputs, units), new(units)
    f1, f2 = float(np.float32(l1)), float(np.float32(l2))
    return net.add("dense", {"units": units, "activation": activation, "l1": l1, "l2": l2},
                   lambda x: ACTIVATIONS[activation](x @ w + b), w, b,
                   penalty=lambda: f1 * w.abs().sum() + f2 / 2 * (w * w).sum())


def conv2d(net, channels, filters, size=3, padding="valid", activation="linear", use_bias=True):
    w, b = new(size, size, channels, filters), new(filters)

    def function(x):
        y = F.conv2d(x.permute(0, 3, 1, 2), w.permute(3, 2, 0, 1), b if use_bias else None,
                     padding=size // 2 if padding == "same" else 0)
        return ACTIVATIONS[activation](y.permute(0, 2, 3, 1))

    fields = {"filters": filters, "kernel_size": size, "padding": padding, "activation": activation, "use_bias": use_bias}
    return net.add("conv2d", fields, function, *([w, b] if use_bias else [w]))


def conv1d(net, channels, filters, size=3, activation="linear"):
    w, b = new(size, channels, filters), new(filters)
    return net.add("conv1d", {"filters": filters, "kernel_size": size, "activation": activation},
                   lambda x: ACTIVATIONS[activation](F.conv1d(x.transpose(1, 2), w.permute(2, 1, 0), b).transpose(1, 2)), w, b)


def batch_norm(net, channels):
    gamma, beta = new(channels), new(channels)

    def function(x):
        axes = tuple(range(x.dim() - 1))
        mean, var = x.mean(axes), x.var(axes, unbiased=False)
        return gamma * (x - mean) / torch.sqrt(var + float(np.float32(1e-3))) + beta

    return net.add("batch_norm", {}, function, gamma, beta)


def layer_norm(net, channels):
    gamma, beta = new(channels), new(channels)
    return net.add("layer_norm", {}, lambda x: F.layer_norm(x, (channels,), gamma, beta, float(np.float32(1e-3))), gamma, beta)


def embedding(net, words, dim):
    w = new(words, dim)
    return net.add("embedding", {"output_dim": dim}, lambda x: w[x.long()], w)


def lstm(net, channels, units):
    w, u, b = new(channels, 4 * units), new(units, 4 * units), new(4 * units)

    def function(x):
        h = c = torch.zeros(len(x), units)
        for t in range(x.shape[1]):
            i, f, g, o = (x[:, t] @ w + h @ u + b).chunk(4, 1)
            c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
            h = torch.sigmoid(o) * torch.tanh(c)
        return h

    return net.add("lstm", {"units": units}, function, w, u, b)


def gru(net, channels, units):
    w, u, b = new(channels, 3 * units), new(units, 3 * units), new(2, 3 * units)

    def function(x):
        h = torch.zeros(len(x), units)
        for t in range(x.shape[1]):
            (xz, xr, xh), (hz, hr, hh) = (x[:, t] @ w + b[0]).chunk(3, 1), (h @ u + b[1]).chunk(3, 1)
            z, r = torch.sigmoid(xz + hz), torch.sigmoid(xr + hr)
            h = z * h + (1 - z) * torch.tanh(xh + r * hh)
        return h

    return net.add("gru", {"units": units}, function, w, u, b)


def simple(net, kind, function, **fields):
    return net.add(kind, fields, function)


def residual(net, span, **fields):
    """The last `span` rows become a block; its input is added to its output."""
    inside = net.functions[-span:]
    del net.functions[-span:]

    def function(x):
        y = x
        for f in inside:
            y = f(y)
        return x + y

    return net.add("residual", {"layers": span, **fields}, function)


def attention(net, channels, heads, dim):
    """All offsets behind the four matrices."""
    parts, out = [new(channels, heads * dim) for _ in range(3)], new(heads * dim, channels)
    b, bo = new(3 * heads * dim), new(channels)

    def function(x):
        w = torch.cat(parts, 1)
        q, k, v = [part.view(*x.shape[:2], heads, dim).transpose(1, 2) for part in (x @ w + b).chunk(3, 2)]
        weights = torch.softmax(q @ k.transpose(2, 3) / dim**0.5, 3)
        return (weights @ v).transpose(1, 2).flatten(2) @ out + bo

    return net.add("self_attention", {"num_heads": heads, "key_dim": dim}, function, *parts, out, b, bo)


def position(net, length, channels):
    w = new(length, channels)
    return net.add("position_embedding", {}, lambda x: x + w, w)


def pooled(function, size):
    return lambda x: function(x.movedim(-1, 1), size).movedim(1, -1)


def networks():
    flat = lambda x: x.flatten(1)
    net = Net()
    dense(net, 6, 8, "relu", l1=0.01, l2=0.02), dense(net, 8, 5, "tanh", l2=0.1)
    yield "mlp with l1 and l2 by layer", net.output(5, 3), (6,), 0, 3
    net = Net()
    conv2d(net, 2, 4, 3, "same", "relu"), simple(net, "max_pool2d", pooled(F.max_pool2d, 2))
    conv2d(net, 4, 5, 3, "valid", "relu"), simple(net, "flatten", flat), dense(net, 20, 6, "relu")
    yield "cnn", net.output(6, 3), (8, 8, 2), 0, 3
    net = Net()
    conv2d(net, 3, 4, 3, "same", use_bias=False), batch_norm(net, 4), simple(net, "activation", torch.relu, activation="relu")
    conv2d(net, 4, 4, 3, "same", use_bias=False), batch_norm(net, 4), residual(net, 2)
    simple(net, "average_pool2d", pooled(F.avg_pool2d, 2)), simple(net, "global_average_pool2d", lambda x: x.mean((1, 2)))
    yield "residual cnn with batch_norm", net.output(4, 3), (6, 6, 3), 0, 3
    net = Net()
    embedding(net, 20, 4), conv1d(net, 4, 6, 3, "relu"), simple(net, "max_pool1d", pooled(F.max_pool1d, 3), pool_size=3)
    simple(net, "global_average_pool1d", lambda x: x.mean(1)), dense(net, 6, 5, "relu")
    yield "text cnn", net.output(5, 1), (14,), 20, 2
    net = Net()
    embedding(net, 20, 4), lstm(net, 4, 5)
    yield "lstm", net.output(5, 1), (7,), 20, 2
    net = Net()
    gru(net, 3, 6)
    yield "gru, regression", net.output(6, 1), (5, 3), 0, 0
    net = Net()
    embedding(net, 20, 6), position(net, 8, 6)
    layer_norm(net, 6), attention(net, 6, 2, 3), residual(net, 2)
    layer_norm(net, 6), dense(net, 6, 9, "gelu"), dense(net, 9, 6), residual(net, 3)
    simple(net, "global_average_pool1d", lambda x: x.mean(1))
    yield "transformer", net.output(6, 1), (8,), 20, 2


def flat(params):
    return np.concatenate([p.detach().numpy().ravel() for p in params])


def loss_of(z, y, classes):
    if classes == 0:
        return F.mse_loss(z[:, 0], y)
    return F.binary_cross_entropy_with_logits(z[:, 0], y) if classes == 2 else F.cross_entropy(z, y.long())


def main():
    arrays, rows = [], []
    for index, (name, net, shape, words, classes) in enumerate(networks()):
        count = STEPS * BATCH
        x = RANDOM.randint(0, words, (count, *shape)) if words else np.round(RANDOM.normal(size=(count, *shape)), 3)
        x = x.astype(np.float32).astype(np.float64)
        y = RANDOM.randint(0, classes, count) if classes else np.round(RANDOM.normal(size=count), 3)
        y = y.astype(np.float32).astype(np.float64)
        before = flat(net.params)
        optimizer, losses = torch.optim.Adam(net.params, RATE, eps=float(np.float32(1e-7)),
                                             betas=(float(np.float32(0.9)), float(np.float32(0.999)))), []
        optimizer.param_groups[0]["lr"] = float(np.float32(RATE))
        for step in range(STEPS):
            rows_of = slice(step * BATCH, (step + 1) * BATCH)
            optimizer.zero_grad()
            loss = loss_of(net.forward(torch.tensor(x[rows_of])), torch.tensor(y[rows_of]), classes)
            losses.append(loss.item())
            (loss + sum(penalty() for penalty in net.penalties)).backward()
            optimizer.step()
        for what, array in (("x", x), ("y", y), ("w", before), ("after", flat(net.params))):
            arrays.append(f"static const float network_{index}_{what}[] = {{{numbers_of(array)}}};")
        parts = ", ".join(options_of(kind, fields) for kind, fields in net.rows)
        dims = ", ".join(map(str, shape))
        rows.append(f'    {{.name = "{name}", .count = {len(net.rows)}, .layers = {{{parts}}}, .shape = {{.rank = {len(shape)}, '
                    f".d = {{{dims}}}, .words = {words}}}, .classes = {classes}, .params = {before.size}, .x = network_{index}_x, "
                    f".y = network_{index}_y, .w = network_{index}_w, .after = network_{index}_after, "
                    f".losses = {{{', '.join(f'{v:.9g}' for v in losses)}}}}},")
        print(name, [round(v, 4) for v in losses])
    text = ["/* Made by scripts/goldens/networks_goldens.py; do not edit. */", "/* clang-format off */", "#ifndef NETWORKS_H",
            "#define NETWORKS_H", "", f"enum {{ NETWORK_STEPS = {STEPS}, NETWORK_BATCH = {BATCH} }};",
            f"static const float NETWORK_RATE = {RATE}F;", *arrays, "",
            "static const struct network_golden network_goldens[] = {", *rows, "};", "#endif", ""]
    (ROOT / "tests/parity/networks.h").write_text("\n".join(text))


main()
