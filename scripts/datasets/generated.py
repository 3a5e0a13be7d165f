"""Writes datasets/moons.csv, circles.csv and spirals.csv: two classes in a plane, for decision boundaries.

Run once: /usr/bin/python3 scripts/datasets/generated.py (scikit-learn 1.2 and numpy); the results are committed.
"""
import csv
from pathlib import Path

import numpy as np
from sklearn.datasets import make_circles, make_moons

OUT = Path(__file__).resolve().parents[2] / "datasets"
ROWS = 1000
SEED = 0


def spirals(turns=1.75, noise=0.025):
    """Two arms of Archimedes' spiral, half a turn apart, in random order; the angle grows with the root of a uniform
    number, so that the points lie about equally dense along an arm."""
    random = np.random.RandomState(SEED)
    labels = np.arange(ROWS) % 2
    share = np.sqrt(random.uniform(0.02, 1.0, ROWS))
    angle = 2 * np.pi * turns * share + np.pi * labels
    points = np.stack([share * np.cos(angle), share * np.sin(angle)], axis=1)
    points += random.normal(scale=noise, size=points.shape)
    order = random.permutation(ROWS)
    return points[order], labels[order]


def write(name, points, labels):
    with open(OUT / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["x1", "x2", "class"])
        writer.writerows([f"{a:.4f}", f"{b:.4f}", label] for (a, b), label in zip(points, labels))
    print(f"{name}: {len(labels)} rows, {(OUT / name).stat().st_size} bytes")


write("moons.csv", *make_moons(ROWS, noise=0.2, random_state=SEED))
write("circles.csv", *make_circles(ROWS, noise=0.1, factor=0.5, random_state=SEED))
write("spirals.csv", *spirals())
