"""Writes tests/parity/loss_goldens.h: what PyTorch computes for every loss of losses.def, and its gradients.

Run once, with Debian's PyTorch (apt-get install python3-torch); the result is committed:
    /usr/bin/python3 scripts/goldens/loss_goldens.py > tests/parity/loss_goldens.h
tests/c/test_parity.c fails for a row of the table without a golden.
"""
import numpy as np
import torch
from text import literal, numbers

from torch_goldens import RANDOM, array, f32, gradients, network

# The row of losses.def, classes of the task (0: regression), width of the output, what PyTorch calls it.
LOSS_CASES = [
    ("auto", 3, 3, "categorical_crossentropy"),
    ("auto", 2, 1, "binary_crossentropy"),
    ("auto", 0, 1, "mean_squared_error"),
    ("categorical_crossentropy", 4, 4, "categorical_crossentropy"),
    ("categorical_crossentropy", 2, 2, "categorical_crossentropy"),
    ("binary_crossentropy", 2, 1, "binary_crossentropy"),
    ("mean_squared_error", 0, 1, "mean_squared_error"),
    ("mean_absolute_error", 0, 1, "mean_absolute_error"),
    ("huber", 0, 1, "huber"),
    ("hinge", 2, 1, "hinge"),
    ("hinge", 3, 3, "categorical_hinge"),
    ("hinge", 4, 4, "categorical_hinge"),
]


def print_losses():
    rows, most = 6, 4
    x = f32(RANDOM.normal(0, 1, (rows, 3)))
    params = 3 * 4 + 4 + 4 * most + most
    print("\n/* 3-4-H, tanh, 6 rows: targets, weights; outputs, mean loss, gradients of outputs and weights. */")
    print(f"enum {{ LOSS_ROWS = {rows}, LOSS_WIDEST = {most}, LOSS_PARAMS = {params} }};")
    array("loss_x", x.ravel())
    print("struct loss_golden {\n    int loss, classes, outputs;\n    float y[LOSS_ROWS], w[LOSS_PARAMS];")
    print("    double value, z[LOSS_ROWS * LOSS_WIDEST], dz[LOSS_ROWS * LOSS_WIDEST], dw[LOSS_PARAMS];\n};")
    print("static const struct loss_golden loss_goldens[] = {")
    for row, classes, outputs, name in LOSS_CASES:
        y = f32(RANDOM.normal(0, 2, rows)) if classes == 0 else np.arange(rows) % classes * 1.0
        slab = network([3, 4, outputs])
        slab[16:] = f32(slab[16:] * 3)
        z, loss, dz, dw = gradients(slab, [3, 4, outputs], ["tanh"], x, y, name)
        print(f"{{LOSS_{row}, {classes}, {outputs}, {{\n{numbers(y, literal)}\n}}, {{\n{numbers(slab, literal)}\n}}, {loss:.8g}, {{")
        print("\n}, {\n".join(numbers(part) for part in (z, dz, dw)) + "\n}},")
    print("};")


print(f"/* Written by scripts/goldens/loss_goldens.py with PyTorch {torch.__version__} in float64; not edited by hand. */")
print('#ifndef LOSS_GOLDENS_H\n#define LOSS_GOLDENS_H\n\n#include "train/trial.h"')
print_losses()
print("\n#endif")
