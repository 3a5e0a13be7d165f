"""Writes tests/parity/schedule_goldens.h: the learning rates of PyTorch's schedulers and of scikit-learn's inverse scaling.

Run once, with Debian's PyTorch and scikit-learn (apt-get install python3-torch python3-sklearn); the result is committed:
    /usr/bin/python3 scripts/goldens/schedule_goldens.py > tests/parity/schedule_goldens.h
tests/c/test_schedule.c fails for a row of schedules.def without a golden.
"""
import warnings

import numpy as np
import sklearn
import torch
from sklearn.neural_network._stochastic_optimizers import SGDOptimizer
from torch.optim import lr_scheduler as schedulers

from text import literal, numbers

warnings.filterwarnings("ignore")
BASE = 0.4
ROWS, BATCH, EPOCHS = 50, 8, 6  # seven steps an epoch, the last a short one
PER_EPOCH = -(-ROWS // BATCH)
LOSSES = [1, 0.9, 0.8995, 0.95, 0.899, 0.7, 0.72, 0.71, 0.705, 0.706, 0.7001, 0.71, 0.72, 0.6, 0.61, 0.62, 0.63, 0.64, 0.65, 0.66]


def f32(fields):
    return {name: value if isinstance(value, int) else float(np.float32(value)) for name, value in fields.items()}


def sgd():
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=float(np.float32(BASE)))


def rates_by_step(optimizer, scheduler, every=1):
    """The rate of each step; the scheduler moves after every so many."""
    rates = []
    for step in range(EPOCHS * PER_EPOCH):
        rates.append(optimizer.param_groups[0]["lr"])
        if (step + 1) % every == 0:
            optimizer.step()
            scheduler.step()
    return rates


def constant(o):
    optimizer = sgd()
    return rates_by_step(optimizer, schedulers.ConstantLR(optimizer, factor=1), PER_EPOCH)


def step(o):
    optimizer = sgd()
    return rates_by_step(optimizer, schedulers.StepLR(optimizer, o["step_size"], o["gamma"]), PER_EPOCH)


def exponential(o):
    optimizer = sgd()
    return rates_by_step(optimizer, schedulers.ExponentialLR(optimizer, o["gamma"]), PER_EPOCH)


def cosine(o):
    optimizer, warmup = sgd(), round(o["warmup_epochs"] * PER_EPOCH)
    fall = schedulers.CosineAnnealingLR(optimizer, EPOCHS * PER_EPOCH - warmup, o["final_share"] * float(np.float32(BASE)))
    if warmup == 0:
        return rates_by_step(optimizer, fall)
    optimizer = sgd()
    rise = schedulers.LinearLR(optimizer, o["warmup_start"], 1.0, warmup)
    fall = schedulers.CosineAnnealingLR(optimizer, EPOCHS * PER_EPOCH - warmup, o["final_share"] * float(np.float32(BASE)))
    return rates_by_step(optimizer, schedulers.SequentialLR(optimizer, [rise, fall], [warmup]))


def one_cycle(o):
    optimizer = sgd()
    cycle = {"total_steps": EPOCHS * PER_EPOCH, "anneal_strategy": "cos", "cycle_momentum": False}
    return rates_by_step(optimizer, schedulers.OneCycleLR(optimizer, float(np.float32(BASE)), **cycle, **o))


def inverse_scaling(o):
    optimizer = SGDOptimizer([np.zeros(1)], float(np.float32(BASE)), "invscaling", power_t=o["power_t"])
    rates = []
    for epoch in range(EPOCHS):
        rates += [optimizer.learning_rate] * PER_EPOCH
        optimizer.iteration_ends((epoch + 1) * ROWS)  # as MLPClassifier counts: rows, after each epoch
    return rates


def reduce_on_plateau(o):
    """Keras reduces at the patience-th bad epoch, PyTorch after it: hence one less. One rate for each of LOSSES."""
    optimizer, rates = sgd(), []
    scheduler = schedulers.ReduceLROnPlateau(
        optimizer, factor=o["factor"], patience=o["patience"] - 1, threshold=o["min_delta"], threshold_mode="abs", min_lr=o["min_lr"], eps=0
    )
    for loss in LOSSES:
        scheduler.step(loss)
        rates.append(optimizer.param_groups[0]["lr"])
    return rates


CASES = [
    ("constant", constant, {}),
    ("step", step, {"gamma": 0.5, "step_size": 2}),
    ("step", step, {"gamma": 0.1, "step_size": 1}),
    ("exponential", exponential, {"gamma": 0.9}),
    ("cosine", cosine, {"warmup_epochs": 0, "warmup_start": 0.01, "final_share": 0}),
    ("cosine", cosine, {"warmup_epochs": 1, "warmup_start": 0.01, "final_share": 0}),
    ("cosine", cosine, {"warmup_epochs": 2.5, "warmup_start": 0.25, "final_share": 0.1}),
    ("one_cycle", one_cycle, {"pct_start": 0.3, "div_factor": 25, "final_div_factor": 10000}),
    ("one_cycle", one_cycle, {"pct_start": 0.55, "div_factor": 4, "final_div_factor": 10}),
    ("inverse_scaling", inverse_scaling, {"power_t": 0.5}),
    ("inverse_scaling", inverse_scaling, {"power_t": 0.25}),
    ("reduce_on_plateau", reduce_on_plateau, {"factor": 0.5, "patience": 2, "min_delta": 0.001, "min_lr": 0}),
    ("reduce_on_plateau", reduce_on_plateau, {"factor": 0.1, "patience": 1, "min_delta": 0.0001, "min_lr": 0.002}),
    ("reduce_on_plateau", reduce_on_plateau, {"factor": 0.1, "patience": 4, "min_delta": 0, "min_lr": 0.5}),
]

print(f"/* Written by scripts/goldens/schedule_goldens.py with PyTorch {torch.__version__} and scikit-learn {sklearn.__version__}; not edited by hand. */")
print('#ifndef SCHEDULE_GOLDENS_H\n#define SCHEDULE_GOLDENS_H\n\n#include "train/options.h"\n')
print("/* The rate of each step; of reduce_on_plateau the rate after each epoch with these losses. */")
print(f"enum {{ SCHEDULE_ROWS = {ROWS}, SCHEDULE_BATCH = {BATCH}, SCHEDULE_EPOCHS = {EPOCHS}, SCHEDULE_STEPS = {EPOCHS * PER_EPOCH} }};")
print(f"static const float schedule_base = {literal(BASE)};")
print(f"static const double plateau_losses[{len(LOSSES)}] = {{\n{numbers(LOSSES)}\n}};")
print("struct schedule_golden {\n    union schedule_options options;\n    double rates[SCHEDULE_STEPS];\n};")
print("static const struct schedule_golden schedule_goldens[] = {")
for row, rates_of, fields in CASES:
    options = "".join(f", .{name} = {value if isinstance(value, int) else literal(value)}" for name, value in fields.items())
    print(f"{{{{.{row} = {{.kind = schedule_kind_{row}{options}}}}}, {{\n{numbers(rates_of(f32(fields)), '{:.17g}'.format)}\n}}}},")
print("};\n\n#endif")
