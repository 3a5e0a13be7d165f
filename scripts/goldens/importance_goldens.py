"""Writes tests/parity/importance_goldens.h: shares by Optuna's fANOVA, and by PED-ANOVA as src/tune/importance_ped_anova.c states it, from the
papers' formulas in plain Python, over values and not over masks.

Run once, with Debian's Optuna (apt-get install python3-optuna python3-sklearn); the result is committed:
    /usr/bin/python3 scripts/goldens/importance_goldens.py > tests/parity/importance_goldens.h
The trials are made from whole numbers by the same rule here and in tests/c/test_importance.c. Optuna measures volumes on the plain axis,
so it is given logarithmic parameters as their units. It leaves conditional parameters out, so it has no shares for that case.
"""
import math
import warnings

import numpy as np
import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.importance import FanovaImportanceEvaluator
from optuna.trial import create_trial

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)
TRIALS, SEEDS = 150, 4
MASK = (1 << 64) - 1

# kind, low, high, log, step or choices; the last, of a condition: values of parameter 0
SPACES = [
    [("float", 0, 1, False), ("float", 1e-4, 1, True), ("int", 1, 10, False), ("choice", 4)],
    [("float", -4, 4, False), ("float", -4, 4, False), ("float", -4, 4, False)],
    [("choice", 3), ("float", 1e-5, 1, True, (0, 1)), ("int", 1, 40, True, (0,)), ("int", 1, 1000, False), ("float", 0, 1, False, (2,))],
]


def draw(case, trial, param):
    x = (((case * 1000 + trial) * 64 + param) + 0x9E3779B97F4A7C15) & MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
    return ((x ^ (x >> 31)) % (1 << 20) + 0.5) / (1 << 20)


def value_at(p, unit):
    if p[0] == "choice":
        return math.floor(unit * p[1])
    low, high = p[1], p[2]
    if p[0] == "float":
        return math.exp(math.log(low) * (1 - unit) + math.log(high) * unit) if p[3] else low + (high - low) * unit
    if not p[3]:
        return low + math.floor(unit * (high - low + 1))
    return round(math.exp(math.log(low - 0.5) * (1 - unit) + math.log(high + 0.5) * unit))


def loss_of(case, v):
    if case == 0:
        return 2 * v[0] + math.log10(v[1]) + 0.3 * abs(v[2] - 4) + (0.5 if v[3] == 2 else 0)
    if case == 1:
        return v[0] * v[0] + 3 * v[1] + 0.5 * v[0] * v[1]
    loss = 0.6 * v[0] + v[3] / 4000
    if v[0] < 2:
        loss += abs(math.log10(v[1]) + 3)
    return loss + (0.1 * abs(v[2] - 10) if v[0] == 0 else 0)


def trials_of(case):
    rows = []
    for trial in range(TRIALS):
        row = []
        for i, p in enumerate(SPACES[case]):
            condition = p[-1] if isinstance(p[-1], tuple) else None
            active = condition is None or row[0] in condition
            row.append(value_at(p, draw(case, trial, i)) if active else None)
        rows.append(row)
    return rows, [loss_of(case, row) for row in rows]


def distribution(p):
    if p[0] == "choice":
        return CategoricalDistribution(list(range(p[1])))
    if p[0] == "int":
        return IntDistribution(p[1], p[2])
    return FloatDistribution(0, 1) if p[3] else FloatDistribution(p[1], p[2])


def fanova(case):
    space = {f"p{i}": distribution(p) for i, p in enumerate(SPACES[case])}
    study = optuna.create_study()
    rows, losses = trials_of(case)
    for trial, (row, loss) in enumerate(zip(rows, losses)):
        units = [draw(case, trial, i) for i in range(len(row))]
        params = {f"p{i}": u if p[0] == "float" and p[3] else v for i, (p, v, u) in enumerate(zip(SPACES[case], row, units))}
        study.add_trial(create_trial(params=params, distributions=space, value=loss))
    shares = [FanovaImportanceEvaluator(seed=seed).evaluate(study) for seed in range(SEEDS)]
    return [np.mean([share[name] for share in shares]) for name in space]


def edges_of(p):
    """The bins of the unit interval: a value each where there are at most 64, else 64 of equal share."""
    if p[0] == "choice":
        return np.arange(p[1] + 1) / p[1]
    if p[0] == "int" and p[2] - p[1] + 1 <= 64:
        values = np.arange(p[1], p[2] + 2) - 0.5
        values = np.log(values) if p[3] else values
        return (values - values[0]) / (values[-1] - values[0])
    return np.arange(65) / 64


def unit_of(p, v):
    if p[0] == "choice":
        return (v + 0.5) / p[1]
    low, high = (p[1] - 0.5, p[2] + 0.5) if p[0] == "int" else (p[1], p[2])
    return (math.log(v / low) / math.log(high / low)) if p[3] else (v - low) / (high - low)


def normal_shares(edges, middles, width):
    """[trials, bins] of each trial's normal, cut off at the ends."""
    cdf = np.array([[0.5 * (1 + math.erf((e - m) / width / math.sqrt(2))) for e in edges] for m in middles])
    return np.diff(cdf, axis=1) / (cdf[:, -1:] - cdf[:, :1])


def divergence(p, values, best):
    edges = edges_of(p)
    place = np.searchsorted(edges, [unit_of(p, v) for v in values], side="right") - 1
    middles = (edges[place] + edges[place + 1]) / 2
    n, k = len(values), int(best.sum())
    if p[0] == "choice":
        kernels = np.eye(p[1])[place]
    else:
        own = np.sort(middles[best])
        quartiles = own[math.ceil(0.75 * k) - 1] - own[math.ceil(0.25 * k) - 1]
        scott = 1.059 * min(np.std(own, ddof=1), quartiles / 1.34) * k**-0.2
        kernels = normal_shares(edges, middles, max(scott, 1 / (1 + k)))
    prior = 1 / (k + 1)
    at_best, at_all = kernels[best].mean(axis=0), kernels.mean(axis=0)
    density = (1 - prior) * at_all + prior * np.diff(edges)
    by_lot = kernels.var(axis=0) / k * (n - k) / (n - 1)
    return max(0, ((1 - prior) ** 2 * ((at_best - at_all) ** 2 - by_lot) / density).sum())


def ped_anova(case):
    rows, losses = trials_of(case)
    best = np.array(losses) <= sorted(losses)[max(2, math.ceil(0.1 * TRIALS)) - 1]
    shares = []
    for i, p in enumerate(SPACES[case]):
        active = np.array([row[i] is not None for row in rows])
        if best[active].sum() < 2:
            shares.append(0.0)
            continue
        values = [row[i] for row in rows if row[i] is not None]
        shares.append(active.mean() * best[active].mean() ** 2 * divergence(p, values, best[active]))
    return np.array(shares) / sum(shares)


def literals(values):
    return "{" + ", ".join(f"{value:.12g}" for value in values) + "}"


print(f"/* Written by scripts/goldens/importance_goldens.py with Optuna {optuna.__version__}; not edited by hand. */")
print("#ifndef IMPORTANCE_GOLDENS_H\n#define IMPORTANCE_GOLDENS_H\n")
print(f"enum {{ GOLDEN_TRIALS = {TRIALS}, GOLDEN_CASES = {len(SPACES)} }};")
print("/* fanova is 0 where Optuna has no shares */")
print("static const struct {\n    double fanova[5], ped_anova[5];\n} importance_goldens[GOLDEN_CASES] = {")
for case in range(len(SPACES)):
    print(f"    {{{literals(fanova(case) if case < 2 else np.zeros(5))},\n     {literals(ped_anova(case))}}},")
print("};\n\n#endif")
