"""Writes tests/parity/tpe_goldens.h: what two Parzen mixtures make of a history, worked out with SciPy's truncated normal.

Run once, with Debian's SciPy (apt-get install python3-scipy); the result is committed:
    /usr/bin/python3 scripts/goldens/tpe_goldens.py > tests/parity/tpe_goldens.h
The split, the weights and the widths are those that src/tune/sampler_tpe.c describes. Optuna 3.1 is no oracle here: its log_pdf
leaves out the logarithm of the scale.
"""
import numpy as np
import scipy
from scipy.stats import norm, truncnorm

from text import numbers

TRIALS, VISIBLE, PARAMS = 43, 40, 6
COMPLETE, PRUNED, FAILED = 1, 2, 3
rng = np.random.default_rng(8)

# As test_sampler_tpe.c has them: (kind, how many values, unit of a value, its share of the unit interval).
LOG_LOW, LOG_HIGH = np.log(0.5), np.log(12.5)


def log_share(value):
    return [(np.log(v) - LOG_LOW) / (LOG_HIGH - LOG_LOW) for v in (value - 0.5, value + 0.5)]


SPACE = [
    ("line", None, lambda v: (v + 5) / 15, None),
    ("line", None, lambda v: (np.log(v) - np.log(1e-4)) / (np.log(1e-1) - np.log(1e-4)), None),
    ("cells", 5, lambda v: (v / 8 - 0.5) / 5, lambda v: [(v / 8 - 1) / 5, v / 8 / 5]),
    ("cells", 12, lambda v: (np.log(v) - LOG_LOW) / (LOG_HIGH - LOG_LOW), log_share),
    ("choice", 3, None, None),
    ("line", None, lambda v: v, None),
]
POINTS = [
    np.linspace(-5, 10, 7), 1e-4 * 1000.0 ** np.linspace(0, 1, 7), np.arange(1, 6) * 8.0,
    np.arange(1.0, 13), np.arange(3.0), np.linspace(0, 1, 7),
]


def history():
    values = np.empty((TRIALS, PARAMS))
    values[:, 0] = rng.uniform(-5, 10, TRIALS)
    values[:, 1] = 1e-4 * 1000.0 ** rng.uniform(size=TRIALS)
    values[:, 2] = 8 * rng.integers(1, 6, TRIALS)
    values[:, 3] = rng.integers(1, 13, TRIALS)
    values[:, 4] = rng.integers(0, 3, TRIALS)
    values[:, 5] = np.where(values[:, 4] == 1, rng.uniform(size=TRIALS), np.nan)
    outcome = rng.choice([COMPLETE, PRUNED, FAILED], VISIBLE, p=[0.6, 0.25, 0.15])
    loss = np.round(rng.normal(size=VISIBLE), 1)  # with ties
    loss[outcome == FAILED] = np.nan
    loss[np.flatnonzero(outcome == PRUNED)[0]] = np.nan
    return values, outcome, loss


def likelihood(param, x, at, sigma, smoothing):
    kind, count, unit, share = SPACE[param]
    if kind == "choice":
        return ((x == at) + smoothing) / (1 + count * smoothing)
    kernel = truncnorm(-unit(at) / sigma, (1 - unit(at)) / sigma, loc=unit(at), scale=sigma)
    if kind == "line":
        return kernel.pdf(unit(x))
    low, high = share(x)
    mass = kernel.cdf(high) - kernel.cdf(low)
    if mass < 1e-9:  # in the far tails the difference of two numbers near 1 says nothing
        mass = (norm.sf((low - unit(at)) / sigma) - norm.sf((high - unit(at)) / sigma)) if low > unit(at) else mass
    return mass


def prior(param, x):
    kind, count, _, share = SPACE[param]
    if kind == "line":
        return 1.0
    return 1 / count if kind == "choice" else share(x)[1] - share(x)[0]


def mixture(param, rows, weights, prior_weight, sigma, smoothing):
    out = []
    for x in POINTS[param]:
        total = prior_weight * prior(param, x)
        for row, weight in zip(rows, weights):
            total += weight * (prior(param, x) if np.isnan(row[param]) else likelihood(param, x, row[param], sigma, smoothing))
        out.append(total / (prior_weight + sum(weights)))
    return out


def split(values, outcome, loss):
    """Rows, weights, the prior's weight, widths by parameter and smoothing of the good and of the bad trials."""
    ranked = [t for t in range(VISIBLE) if outcome[t] != FAILED]
    assert len(ranked) % 5 == 0  # a fifth to the dot
    ranked.sort(key=lambda t: (outcome[t], np.isnan(loss[t]), loss[t] if not np.isnan(loss[t]) else 0, t))
    best = ranked[: len(ranked) // 5]
    rest = [t for t in range(TRIALS) if t not in best]
    n, m = len(best), len(rest)
    sigmas = []
    for param, (kind, _, unit, _) in enumerate(SPACE):
        units = np.array([unit(v) for v in values[best, param] if not np.isnan(v)]) if unit else np.zeros(0)
        mean, square = ((p * 2 + q) / (2 + len(units)) for p, q in ((1 / 2, units.sum()), (1 / 3, (units**2).sum())))
        sigmas.append(max(np.sqrt(square - mean**2) * n ** (-1 / (PARAMS + 4)), 0.01, 0.5 / (n + 2)))
    w = np.log(n + 1) - np.log(np.arange(1, n + 1))
    ramp = m - 25
    v = [1.0 if i >= ramp else 1 / m + (1 - 1 / m) * i / ramp for i in range(m)]
    assert 32 <= m < 64
    g_sigma = 0.2 * (m // 4 * 4) ** (-1 / (PARAMS + 4))  # four binary digits of m
    return (values[best], w * n / w.sum(), 0.5, sigmas, 2 / (n + 1)), (values[rest], v, 1.0, [g_sigma] * PARAMS, 2 / (m + 1))


def view(rows, weights, prior_weight, sigmas, smoothing):
    return np.concatenate([mixture(p, rows, weights, prior_weight, sigmas[p], smoothing) for p in range(PARAMS)])


def height(param, x, at, sigma, smoothing):
    kind, count, unit, share = SPACE[param]
    if np.isnan(x) or np.isnan(at):
        return 1.0
    if kind == "choice":
        return likelihood(param, x, at, sigma, smoothing) * count
    if kind == "line":
        return np.exp(-0.5 * ((unit(x) - unit(at)) / sigma) ** 2)
    low, high = share(x)
    steps = low + (high - low) * (np.arange(20000) + 0.5) / 20000
    return np.exp(-0.5 * ((steps - unit(at)) / sigma) ** 2).mean()


def log_heights(values, rows, weights, prior_weight, sigmas, smoothing):
    out = []
    for x in values:
        products = [np.prod([height(p, x[p], row[p], sigmas[p], smoothing) for p in range(PARAMS)]) for row in rows]
        out.append(np.log((prior_weight + np.dot(weights, products)) / (prior_weight + np.sum(weights))))
    return out


def c_number(x):
    return "NAN" if np.isnan(x) else f"{float(x):.17g}"


def array(name, data):
    data = np.ravel(data)
    print(f"static const double tpe_golden_{name}[{data.size}] = {{\n{numbers(data, c_number)}\n}};")


values, outcome, loss = history()
print(f"/* Written by scripts/goldens/tpe_goldens.py with SciPy {scipy.__version__}; not edited by hand. */")
print("#ifndef TPE_GOLDENS_H\n#define TPE_GOLDENS_H\n\n#include <math.h>\n")
print(f"enum {{ TPE_GOLDEN_TRIALS = {TRIALS}, TPE_GOLDEN_VISIBLE = {VISIBLE}, TPE_GOLDEN_PARAMS = {PARAMS} }};")
array("values", values)
array("outcome", outcome.astype(float))
array("loss", loss)
print(f"/* One after the other, the points of each parameter. */\nstatic const int tpe_golden_count[{PARAMS}] = {{{', '.join(str(len(p)) for p in POINTS)}}};")
array("points", np.concatenate(POINTS))
for name, mixed in zip(("good", "bad"), split(values, outcome, loss)):
    array(name, view(*mixed))
    array(f"log_{name}", log_heights(values, *mixed))
print("\n#endif")
