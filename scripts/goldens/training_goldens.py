"""Writes tests/parity/training_goldens.h: ten steps of PyTorch's training with clipped gradients, smoothed labels, weighted classes
and huber's delta.

Run once, with Debian's PyTorch (apt-get install python3-torch); the result is committed:
    /usr/bin/python3 scripts/goldens/training_goldens.py > tests/parity/training_goldens.h
"""
import numpy as np
import torch
from text import literal, numbers
from torch.nn import functional as F
from torch.nn.utils import clip_grad_norm_, clip_grad_value_

from torch_goldens import f32, forward, network, optimizer_of, pack, unpack

RANDOM = np.random.RandomState(40)
ROWS, STEPS, INPUTS = 13, 10, 5
SGD = {"learning_rate": 0.2, "momentum": 0.9, "nesterov": False}
OFF = {"loss": "auto", "huber_delta": 1, "label_smoothing": 0, "class_weight": "none", "clip_norm": 0, "clip_value": 0, "l2": 0}
# A name, classes of the task, width of the output, what differs from OFF.
CASES = [
    ("clip_norm", 3, 3, {"clip_norm": 0.25}),
    ("clip_norm that never acts", 3, 3, {"clip_norm": 100}),
    ("clip_value", 3, 3, {"clip_value": 0.02}),
    ("clip_value, then clip_norm, then l2", 3, 3, {"clip_value": 0.05, "clip_norm": 0.2, "l2": 0.05}),
    ("label_smoothing", 3, 3, {"label_smoothing": 0.1}),
    ("label_smoothing, two softmax outputs", 2, 2, {"loss": "categorical_crossentropy", "label_smoothing": 0.2}),
    ("label_smoothing, one sigmoid output", 2, 1, {"label_smoothing": 0.2}),
    ("class_weight", 3, 3, {"class_weight": "balanced"}),
    ("class_weight, one sigmoid output", 2, 1, {"class_weight": "balanced"}),
    ("class_weight and label_smoothing", 3, 3, {"class_weight": "balanced", "label_smoothing": 0.1}),
    ("class_weight, hinge", 2, 1, {"class_weight": "balanced", "loss": "hinge"}),
    ("huber_delta", 0, 1, {"loss": "huber", "huber_delta": 0.5}),
    ("huber_delta, large", 0, 1, {"loss": "huber", "huber_delta": 3}),
]


def row_losses(o, z, y):
    """One number a row."""
    if o["loss"] == "huber":
        return F.huber_loss(z[:, 0], y, delta=o["huber_delta"], reduction="none")
    if o["loss"] == "hinge":
        return F.margin_ranking_loss(z[:, 0], torch.zeros_like(y), 2 * y - 1, margin=1.0, reduction="none")
    if z.shape[1] == 1:
        soft = y * (1 - o["label_smoothing"]) + o["label_smoothing"] / 2
        return F.binary_cross_entropy_with_logits(z[:, 0], soft, reduction="none")
    return F.cross_entropy(z, y.long(), label_smoothing=o["label_smoothing"], reduction="none")


def balanced(y):
    """compute_sample_weight of scikit-learn; Keras then takes the mean over the rows of a batch."""
    from sklearn.utils.class_weight import compute_sample_weight

    return torch.tensor(compute_sample_weight("balanced", y))


def train(o, slab, widths, x, y):
    tensors = unpack(slab, widths)
    o = {name: value if isinstance(value, str) else float(np.float32(value)) for name, value in o.items()}
    optimizer = optimizer_of("sgd", SGD, tensors[0::2], tensors[1::2], o["l2"])
    counts = balanced(y) if o["class_weight"] == "balanced" else torch.ones(len(y))
    losses, x, y = [], torch.tensor(x), torch.tensor(y)
    for step in range(STEPS):
        rows = slice(0, 8) if step % 2 == 0 else slice(8, ROWS)
        optimizer.zero_grad()
        loss = (counts[rows] * row_losses(o, forward(tensors, x[rows], ["relu", "tanh"]), y[rows])).mean()
        losses.append(loss.item())
        loss.backward()
        if o["clip_value"] > 0:
            clip_grad_value_(tensors, o["clip_value"])
        if o["clip_norm"] > 0:
            clip_grad_norm_(tensors, o["clip_norm"])
        optimizer.step()
    return losses, pack(tensors)


def written(name, value):
    if isinstance(value, str):
        return f".{name} = {'LOSS' if name == 'loss' else 'CLASS_WEIGHT'}_{value}"
    return f".{name} = {literal(value)}"


x = f32(RANDOM.normal(0, 1, (ROWS, INPUTS)))
targets = {0: f32(RANDOM.normal(0, 2, ROWS)), 2: (RANDOM.rand(ROWS) < 0.3) * 1.0, 3: np.minimum(RANDOM.randint(0, 6, ROWS), 2) * 1.0}
most = len(network([INPUTS, 7, 6, 3]))
print(f"/* Written by scripts/goldens/training_goldens.py with PyTorch {torch.__version__} in float64; not edited by hand. */")
print('#ifndef TRAINING_GOLDENS_H\n#define TRAINING_GOLDENS_H\n\n#include "train/trial.h"\n')
print("/* Ten steps of 5-7-6-H, relu then tanh, sgd with momentum; rows 0 .. 7 and 8 .. 12 in turn. */")
print(f"enum {{ OPTION_ROWS = {ROWS}, OPTION_BATCH = 8, OPTION_INPUTS = {INPUTS}, OPTION_STEPS = {STEPS}, OPTION_PARAMS = {most} }};")
print(f"static const float option_x[{x.size}] = {{\n{numbers(x.ravel(), literal)}\n}};")
for classes, y in targets.items():
    print(f"static float option_y{classes}[{ROWS}] = {{\n{numbers(y, literal)}\n}};")
print("struct training_golden {\n    const char *name;\n    int classes, outputs;\n    struct training training;")
print("    float w[OPTION_PARAMS];\n    double losses[OPTION_STEPS], weights[OPTION_PARAMS]; /* before each step; after the last */\n};")
print("static const struct training_golden training_goldens[] = {")
for name, classes, outputs, changes in CASES:
    o, widths = {**OFF, **changes}, [INPUTS, 7, 6, outputs]
    slab = network(widths)
    losses, weights = train(o, slab, widths, x, targets[classes])
    sgd = "".join(f", .{field} = {literal(value)}" for field, value in SGD.items())
    fields = ", ".join(written(field, value) for field, value in o.items())
    print(f'{{"{name}", {classes}, {outputs}, {{.optimizer = {{.sgd = {{.kind = optimizer_kind_sgd{sgd}}}}},\n {fields}}}, {{')
    print(numbers(slab, literal) + "\n}, {\n" + numbers(losses) + "\n}, {\n" + numbers(weights) + "\n}},")
print("};\n\n#endif")
