"""Writes tests/parity/pareto_goldens.h: fronts, ranks, crowding distances and hypervolumes of some sets of points.

Run once, with Debian's Optuna and NumPy (apt-get install python3-optuna); the result is committed:
    /usr/bin/python3 scripts/goldens/pareto_goldens.py > tests/parity/pareto_goldens.h
Ranks and distances are Optuna's (3.1); a distance only where no two points share a value, since ties are broken by the order of
a sort. Hypervolumes are sums over all subsets (inclusion and exclusion) in whole numbers where there are few points, else Optuna's.
"""
import itertools
import warnings
from fractions import Fraction

import numpy as np
import optuna
from optuna._hypervolume import WFG
from optuna.samplers.nsgaii._sampler import NSGAIISampler, _calc_crowding_distance
from optuna.study import StudyDirection
from optuna.trial import create_trial

from text import numbers

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)
rng = np.random.RandomState(7)
FEW = 12


def trials_of(points):
    trials = [create_trial(values=[float(x) for x in point]) for point in points]
    for number, trial in enumerate(trials):
        trial.number = number
    return trials


def ranks_of(points):
    directions = [StudyDirection.MINIMIZE] * points.shape[1]
    rank = {}
    layers = NSGAIISampler()._fast_non_dominated_sort(trials_of(points), directions)
    for layer, members in enumerate(layers):
        rank.update((trial.number, layer) for trial in members)
    return [rank[i] for i in range(len(points))]


def distances_of(points, ranks):
    trials = trials_of(points)
    distance = [0.0] * len(points)
    for layer in range(max(ranks) + 1):
        members = [trials[i] for i, rank in enumerate(ranks) if rank == layer]
        if len(members) == 1:
            continue  # one point has no range
        for number, value in _calc_crowding_distance(members).items():
            distance[number] = value
    return distance


def volume_of(points, reference):
    inside = [p for p in points if all(p < reference)]
    if len(inside) > FEW:
        front = [p for p in inside if not any(all(q <= p) and any(q < p) for q in inside)]
        return WFG().compute(np.unique(np.array(front), axis=0), reference)
    total = Fraction(0)
    for size in range(1, len(inside) + 1):
        for subset in itertools.combinations(inside, size):
            volume = Fraction((-1) ** (size + 1))
            for corner, bound in zip(np.max(subset, axis=0), reference):
                volume *= Fraction(bound) - Fraction(corner)
            total += volume
    return float(total)


def write(name, kind, values, form):
    print(f"static const {kind} {name}[] = {{\n{numbers(values, form)}\n}};")


points, ranks, distances, cases = [], [], [], []
for objectives, n, levels in itertools.product([1, 2, 3, 4], [1, 2, 5, 11, 30], [0, 4]):
    if levels:
        set_of = rng.randint(0, levels, (n, objectives)) / 4.0
    else:
        set_of = np.array([rng.permutation(64)[:n] for _ in range(objectives)]).T / 64.0
    rank = ranks_of(set_of)
    distance = distances_of(set_of, rank) if not levels else [-1.0] * n
    reference = np.full(objectives, 0.9)
    cases.append((objectives, n, volume_of(set_of, reference)))
    points += list(set_of.ravel())
    ranks += rank
    distances += distance

print(f"/* Written by scripts/goldens/pareto_goldens.py with Optuna {optuna.__version__}; not edited by hand. */")
print("#ifndef PARETO_GOLDENS_H\n#define PARETO_GOLDENS_H\n\n#include <math.h>\n")
print("/* clang-format off */")
print("static const double pareto_reference = 0.9; /* in every objective */")
print("static const struct {\n    int objectives, n;\n    double hypervolume;\n} pareto_cases[] = {")
print(",\n".join(f"    {{{m}, {n}, {volume:.17g}}}" for m, n, volume in cases) + "\n};")
print("/* Of all cases, one after the other: [n, objectives]; [n]; [n], -1 where points share a value. */")
write("pareto_points", "double", points, "{:.17g}".format)
write("pareto_ranks_of", "int", ranks, "{:d}".format)
write("pareto_distances", "double", distances, lambda x: "INFINITY" if x == np.inf else f"{x:.17g}")
print("/* clang-format on */\n\n#endif")
