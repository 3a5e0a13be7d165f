"""Writes tests/parity/pruner_goldens.h: after how many reports Optuna's pruners stop each trial of some studies, and p-values of SciPy.

Run once, with Debian's Optuna and SciPy (apt-get install python3-optuna python3-scipy); the result is committed:
    /usr/bin/python3 scripts/goldens/pruner_goldens.py > tests/parity/pruner_goldens.h
The reports are made from whole numbers by the same rule here and in tests/c/test_pruners.c, so that only the decisions are kept.
Optuna 3.1 has no Wilcoxon pruner: its rule (3.6) is stated here, over SciPy's test or, with ties or zeros, every choice of signs.
"""
import itertools
import math
import random
import warnings

import numpy as np
import optuna
import scipy
from optuna import pruners
from optuna.trial import TrialState
from scipy.stats import rankdata, wilcoxon

from text import literal, numbers

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)
TRIALS, STEPS, FOLDS, CASES = 32, 30, 9, 24
MASK = (1 << 64) - 1


def draw(case, trial, step, purpose, n):
    x = (((case * 1000 + trial) * 1000 + step) * 8 + purpose + 0x9E3779B97F4A7C15) & MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
    return (x ^ (x >> 31)) % n


def unit(case, trial, step, purpose):
    return draw(case, trial, step, purpose, 1 << 20) / (1 << 20)


def rounded(case, value):
    """Odd cases have many ties."""
    return math.floor(8 * value) / 8 if case % 2 else value


def epochs(case, trial):
    """(step, loss) of a trial: a falling, noisy curve; in some cases with gaps, from step 0, with NaN."""
    for step in range(0 if case % 5 == 0 else 1, STEPS + 1):
        if case % 3 == 0 and draw(case, trial, step, 3, 4) == 0:
            continue
        if case % 4 >= 2 and draw(case, trial, step, 2, 12) == 0:
            yield step, math.nan
            continue
        yield step, rounded(case, unit(case, trial, 0, 0) + 2 / (step + 1) + 0.5 * unit(case, trial, step, 1))


def folds(case, trial):
    for step in range(1, FOLDS + 1):
        yield step, rounded(case, unit(case, trial, 0, 0) + unit(case, 0, step, 5) + 0.5 * unit(case, trial, step, 1))


def mean(losses):
    finite = [loss for loss in losses if not math.isnan(loss)]
    return sum(finite) / len(finite) if finite else math.nan


def fails(case, trial, value):
    return draw(case, trial, 0, 4, 10) == 0 or math.isnan(value)


def sign_of(case):
    """Every third case maximises the negated losses."""
    return -1 if case % 3 == 1 else 1


def stops_of_optuna(pruner, case):
    study = optuna.create_study(pruner=pruner, direction="maximize" if sign_of(case) < 0 else "minimize")
    stops = []
    for number in range(TRIALS):
        trial, stop, losses = study.ask(), 0, []
        for step, loss in epochs(case, number):
            losses.append(loss)
            trial.report(sign_of(case) * loss, step)
            if trial.should_prune():
                stop = len(losses)
                break
        stops.append(stop)
        value = mean(losses)
        if stop:
            study.tell(trial, state=TrialState.PRUNED)
        elif fails(case, number, value):
            study.tell(trial, state=TrialState.FAIL)
        else:
            study.tell(trial, sign_of(case) * value)
    return stops


def p_greater(differences):
    differences = np.array(differences)
    magnitudes = np.abs(differences)
    if len(set(magnitudes)) == len(magnitudes) and magnitudes.min() > 0:
        return wilcoxon(differences, alternative="greater").pvalue
    if len(differences) > 50:
        return wilcoxon(differences, alternative="greater", mode="approx").pvalue
    ranks = rankdata(magnitudes)[magnitudes > 0]
    signs = np.array(list(itertools.product([0, 1], repeat=len(ranks))))
    return np.mean(signs @ ranks >= ranks @ (differences[magnitudes > 0] > 0))


def stops_of_wilcoxon(o, case):
    best, stops = None, []
    for number in range(TRIALS):
        stop, losses = 0, []
        for step, loss in folds(case, number):
            losses.append(loss)
            if best is None or step < o["n_startup_steps"] or best[0] >= mean(losses):
                continue
            if p_greater([a - b for a, b in zip(losses, best[1])]) < o["p_threshold"]:
                stop = step
                break
        stops.append(stop)
        if not stop and not fails(case, number, mean(losses)) and (best is None or mean(losses) < best[0]):
            best = (mean(losses), losses)
    return stops


def f32(x):
    return float(np.float32(x))


def percentile_fields(rng):
    return {
        "n_startup_trials": rng.choice([0, 1, 5]),
        "n_warmup_steps": rng.choice([0, 0, 3, 7]),
        "interval_steps": rng.choice([1, 1, 4]),
        "n_min_trials": rng.choice([1, 1, 6]),
    }


def options_of(row, rng):
    if row == "median":
        return percentile_fields(rng)
    if row == "percentile":
        return {"percentile": float(rng.choice([0, 10, 25, 30, 60, 75, 100])), **percentile_fields(rng)}
    if row == "threshold":
        warmup, interval = rng.choice([0, 3]), rng.choice([1, 1, 4])
        return {"lower": rng.choice([-2.0, 0.5, 0.0]), "upper": rng.choice([1.75, 1.0, 2.25]), "n_warmup_steps": warmup, "interval_steps": interval}
    if row == "patience":
        return {"patience": rng.choice([0, 1, 2, 3, 6]), "min_delta": f32(rng.choice([0, 0, 0.1, 0.25]))}
    if row == "asha":
        return {
            "min_resource": rng.choice([1, 1, 2, 4]),
            "reduction_factor": rng.choice([2, 3, 4]),
            "min_early_stopping_rate": rng.choice([0, 0, 1]),
            "bootstrap_count": rng.choice([0, 0, 3]),
        }
    return {"p_threshold": f32(rng.choice([0.05, 0.1, 0.15, 0.3])), "n_startup_steps": rng.choice([0, 2, 5])}


def signed(row, options, case):
    """Bounds are of values, which a maximised study has the other way round."""
    if row != "threshold" or sign_of(case) > 0:
        return options
    return {**options, "lower": -options["upper"], "upper": -options["lower"]}


MAKE = {
    "median": lambda o: pruners.MedianPruner(**o),
    "percentile": lambda o: pruners.PercentilePruner(**o),
    "threshold": lambda o: pruners.ThresholdPruner(**o),
    "patience": lambda o: pruners.PatientPruner(None, **o),
    "asha": lambda o: pruners.SuccessiveHalvingPruner(**o),
}


def differences(sample, n):
    """Odd samples have ties and zeros; those of more than 50 no zeros, which SciPy's approximation treats otherwise."""
    values = [unit(sample, 0, i, 6) - 0.2 - 0.4 * unit(sample, 0, 0, 7) for i in range(n)]
    if sample % 2:
        values = [(math.floor(6 * x) + (0.5 if n > 50 else 0)) / 4 for x in values]
    return values


SMOOTH = [1, 2, 3, 5, 8, 13, 20, 33, 49, 50, 51, 200, 1000]
TIED = [2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 55, 60, 80]  # not between: every choice of signs would be too many
SAMPLES = [n for pair in zip(SMOOTH, TIED) for n in pair]

print(f"/* Written by scripts/goldens/pruner_goldens.py with Optuna {optuna.__version__} and SciPy {scipy.__version__}; not edited by hand. */")
print('#ifndef PRUNER_GOLDENS_H\n#define PRUNER_GOLDENS_H\n\n#include "tune/options.h"\n')
print(f"enum {{ PRUNER_TRIALS = {TRIALS}, PRUNER_STEPS = {STEPS}, PRUNER_FOLDS = {FOLDS}, PRUNER_CASES = {CASES} }};")
print("/* After how many reports each trial is stopped; 0: never. */")
print("struct pruner_golden {\n    int number;\n    union pruner_options options;\n    int stops[PRUNER_TRIALS];\n};")
print("static const struct pruner_golden pruner_goldens[] = {")
for row in [*MAKE, "wilcoxon"]:
    for case in range(CASES):
        o = signed(row, options_of(row, random.Random(f"{row} {case}")), case)
        stops = stops_of_optuna(MAKE[row](o), case) if row in MAKE else stops_of_wilcoxon(o, case)
        fields = "".join(f", .{name} = {value if isinstance(value, int) else literal(value)}" for name, value in o.items())
        if row in ("median", "percentile", "asha"):
            fields += f", .score = SCORE_{'last' if row == 'asha' else 'best'}"
        print(f"{{{case}, {{.{row} = {{.kind = pruner_kind_{row}{fields}}}}}, {{\n{numbers(stops, str)}\n}}}},")
print("};\n")
print("/* The p-value of the sample's so many differences. */")
print("struct wilcoxon_golden {\n    int n;\n    double p;\n};")
print("static const struct wilcoxon_golden wilcoxon_goldens[] = {")
for sample, n in enumerate(SAMPLES):
    print(f"    {{{n}, {p_greater(differences(sample, n)):.17g}}},")
print("};\n\n#endif")
