"""Writes tests/parity/torch_goldens.h: what PyTorch computes for every activation and optimizer of the .def tables.

Run once, with Debian's PyTorch (apt-get install python3-torch); the result is committed:
    /usr/bin/python3 scripts/goldens/torch_goldens.py > tests/parity/torch_goldens.h
All inputs, weights and hyperparameters are float32 numbers; PyTorch computes in float64 from them, so that the distance
of our float32 results is our own rounding. tests/c/test_parity.c fails for a row of a table without a golden.
"""
import numpy as np
import torch
from text import literal, numbers
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
RANDOM = np.random.RandomState(20)

ACTIVATIONS = {
    "linear": lambda x: x,
    "relu": torch.relu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "leaky_relu": lambda x: F.leaky_relu(x, 0.2),
    "elu": F.elu,
    "gelu": F.gelu,
}


def categorical_hinge(z, y):
    """Keras's: max(0, 1 + the largest of the others and 0 - the right one)."""
    right = F.one_hot(y.long(), z.shape[1])
    return torch.relu(1 + ((1 - right) * z).max(dim=1).values - (right * z).sum(dim=1)).mean()


LOSSES = {
    "categorical_crossentropy": lambda z, y: F.cross_entropy(z, y.long()),
    "binary_crossentropy": lambda z, y: F.binary_cross_entropy_with_logits(z[:, 0], y),
    "mean_squared_error": lambda z, y: F.mse_loss(z[:, 0], y),
    "mean_absolute_error": lambda z, y: F.l1_loss(z[:, 0], y),
    "huber": lambda z, y: F.huber_loss(z[:, 0], y),
    "hinge": lambda z, y: F.margin_ranking_loss(z[:, 0], torch.zeros_like(y), 2 * y - 1, margin=1.0),
    "categorical_hinge": categorical_hinge,
}
ADAM = {"learning_rate": 0.02, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}
RMSPROP = {"learning_rate": 0.01, "rho": 0.9, "momentum": 0, "epsilon": 1e-7}
ADAGRAD = {"learning_rate": 0.1, "initial_accumulator": 0.1, "epsilon": 1e-7}
SGD = {"learning_rate": 0.2, "momentum": 0, "nesterov": False}
# A name, the row of optimizers.def, its fields, l2.
OPTIMIZER_CASES = [
    ("sgd", "sgd", SGD, 0),
    ("sgd, momentum", "sgd", {**SGD, "momentum": 0.9}, 0),
    ("sgd, nesterov", "sgd", {**SGD, "momentum": 0.9, "nesterov": True}, 0),
    ("sgd, nesterov, l2", "sgd", {**SGD, "momentum": 0.8, "nesterov": True}, 0.05),
    ("rmsprop", "rmsprop", RMSPROP, 0),
    ("rmsprop, momentum", "rmsprop", {**RMSPROP, "rho": 0.95, "momentum": 0.8}, 0),
    ("adagrad", "adagrad", ADAGRAD, 0),
    ("adam", "adam", ADAM, 0),
    ("adam, large epsilon", "adam", {**ADAM, "epsilon": 0.01, "beta_1": 0.8}, 0),
    ("adam, l2", "adam", ADAM, 0.05),
    ("adamw", "adamw", {**ADAM, "weight_decay": 0.1}, 0),
    ("adamw, l2", "adamw", {**ADAM, "weight_decay": 0.1}, 0.05),
    ("nadam", "nadam", ADAM, 0),
    ("nadam, l2", "nadam", {**ADAM, "beta_1": 0.8, "epsilon": 0.01}, 0.05),
]


def f32(values):
    """The float32 numbers nearest to four decimals (short to write), as float64."""
    return np.round(values, 4).astype(np.float32).astype(np.float64)


def network(widths):
    """The slab of a dense network: each layer's kernel [in, out], then its offsets [out]."""
    parts = []
    for inputs, outputs in zip(widths, widths[1:]):
        parts += [RANDOM.uniform(-1, 1, inputs * outputs) * 1.2 / np.sqrt(inputs), RANDOM.uniform(-0.3, 0.3, outputs)]
    return f32(np.concatenate(parts))


def unpack(slab, widths):
    """The slab as [kernel, offsets, kernel, ...], each a leaf that wants a gradient."""
    tensors, at = [], 0
    for inputs, outputs in zip(widths, widths[1:]):
        for shape in ((inputs, outputs), (outputs,)):
            size = int(np.prod(shape))
            tensors.append(torch.tensor(slab[at : at + size].reshape(shape), requires_grad=True))
            at += size
    return tensors


def pack(tensors):
    return np.concatenate([tensor.detach().numpy().ravel() for tensor in tensors])


def forward(tensors, x, hidden):
    """Raw outputs: hidden activations between the layers, none after the last."""
    for i in range(0, len(tensors), 2):
        x = x @ tensors[i] + tensors[i + 1]
        if i // 2 < len(hidden):
            x = ACTIVATIONS[hidden[i // 2]](x)
    return x


def optimizer_of(row, o, weights, offsets, l2):
    o = {name: float(np.float32(value)) for name, value in o.items()}
    groups = [{"params": weights, "weight_decay": l2}, {"params": offsets, "weight_decay": 0.0}]
    rate = o["learning_rate"]
    if row == "sgd":
        return torch.optim.SGD(groups, lr=rate, momentum=o["momentum"], nesterov=bool(o["nesterov"]))
    if row == "rmsprop":
        return torch.optim.RMSprop(groups, lr=rate, alpha=o["rho"], eps=o["epsilon"], momentum=o["momentum"])
    if row == "adagrad":
        return torch.optim.Adagrad(groups, lr=rate, eps=o["epsilon"], initial_accumulator_value=o["initial_accumulator"])
    betas = (o["beta_1"], o["beta_2"])
    if row == "adam":
        return torch.optim.Adam(groups, lr=rate, betas=betas, eps=o["epsilon"])
    if row == "nadam":
        # Keras decays the momentum 250 times as fast as PyTorch by default. foreach: in 1.13 the other form multiplies one momentum in
        # twice, against its own documentation; later versions do not.
        return torch.optim.NAdam(groups, lr=rate, betas=betas, eps=o["epsilon"], momentum_decay=1.0, foreach=True)
    if row == "adamw":  # PyTorch has one weight decay; L2 goes into the loss instead (see train)
        groups = [{"params": weights}, {"params": offsets}]
        return torch.optim.AdamW(groups, lr=rate, betas=betas, eps=o["epsilon"], weight_decay=o["weight_decay"])
    raise ValueError(row)


def train(row, fields, l2, slab, widths, hidden, x, y, steps):
    tensors = unpack(slab, widths)
    weights, offsets = tensors[0::2], tensors[1::2]
    l2 = float(np.float32(l2))
    optimizer = optimizer_of(row, fields, weights, offsets, l2)
    losses = []
    for step in range(steps):
        rows = slice(0, 8) if step % 2 == 0 else slice(8, 13)
        optimizer.zero_grad()
        loss = LOSSES["categorical_crossentropy"](forward(tensors, x[rows], hidden), y[rows])
        losses.append(loss.item())
        if row == "adamw":
            loss = loss + 0.5 * l2 * sum((w * w).sum() for w in weights)
        loss.backward()
        optimizer.step()
    return losses, pack(tensors)


def array(name, values):
    print(f"static const float {name}[{len(values)}] = {{\n{numbers(values, literal)}\n}};")


def print_optimizers():
    widths, steps = [5, 7, 6, 3], 10
    slab = network(widths)
    x, y = f32(RANDOM.normal(0, 1, (13, 5))), RANDOM.randint(0, 3, 13)
    print("\n/* Ten steps of 5-7-6-3, relu then tanh, categorical cross-entropy; rows 0 .. 7 and 8 .. 12 in turn. */")
    print(f"enum {{ TRAIN_ROWS = 13, TRAIN_BATCH = 8, TRAIN_INPUTS = 5, TRAIN_PARAMS = {len(slab)}, TRAIN_STEPS = {steps} }};")
    array("train_x", x.ravel())
    array("train_y", y)
    array("train_w", slab)
    print("struct optimizer_golden {\n    const char *name;\n    union optimizer_options options;\n    float l2;")
    print("    double losses[TRAIN_STEPS], weights[TRAIN_PARAMS]; /* before each step; after the last */\n};")
    print("static const struct optimizer_golden optimizer_goldens[] = {")
    for name, row, fields, l2 in OPTIMIZER_CASES:
        losses, weights = train(row, fields, l2, slab, widths, ["relu", "tanh"], torch.tensor(x), torch.tensor(y), steps)
        options = "".join(f", .{field} = {literal(value)}" for field, value in fields.items())
        print(f'{{"{name}", {{.{row} = {{.kind = optimizer_kind_{row}{options}}}}}, {literal(l2)}, {{')
        print(numbers(losses) + "\n}, {\n" + numbers(weights) + "\n}},")
    print("};")


def gradients(slab, widths, hidden, x, y, loss):
    tensors = unpack(slab, widths)
    z = forward(tensors, torch.tensor(x), hidden)
    z.retain_grad()
    value = LOSSES[loss](z, torch.tensor(y))
    value.backward()
    return z.detach().numpy().ravel(), value.item(), z.grad.numpy().ravel(), np.concatenate([t.grad.numpy().ravel() for t in tensors])


def print_activations():
    widths = [3, 4, 4, 3]
    slab = network(widths)
    slab[:28] = f32(slab[:28] * 2)  # wide enough to reach the bends of every activation
    x, y = f32(RANDOM.normal(0, 1.5, (4, 3))), np.array([0.0, 2, 1, 2])
    print("\n/* 3-4-4-3 with the activation in both hidden layers, categorical cross-entropy of 4 rows: outputs, mean loss,")
    print("   gradients of the mean loss. */")
    print(f"enum {{ BEND_ROWS = 4, BEND_PARAMS = {len(slab)} }};")
    array("bend_x", x.ravel())
    array("bend_y", y)
    array("bend_w", slab)
    print("struct activation_golden {\n    int activation;\n    double loss, z[BEND_ROWS * 3], dw[BEND_PARAMS];\n};")
    print("static const struct activation_golden activation_goldens[] = {")
    for name in ACTIVATIONS:
        z, loss, _, dw = gradients(slab, widths, [name, name], x, y, "categorical_crossentropy")
        print(f"{{ACTIVATION_{name}, {loss:.8g}, {{\n{numbers(z)}\n}}, {{\n{numbers(dw)}\n}}}},")
    print("};")


if __name__ == "__main__":
    print(f"/* Written by scripts/goldens/torch_goldens.py with PyTorch {torch.__version__} in float64; not edited by hand. */")
    print("#ifndef TORCH_GOLDENS_H\n#define TORCH_GOLDENS_H\n\n#include \"train/trial.h\"")
    print_optimizers()
    print_activations()
    print("\n#endif")
