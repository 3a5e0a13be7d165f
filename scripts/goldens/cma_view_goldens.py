"""Writes tests/parity/cma_view_goldens.json: the distribution of CMA-ES after each generation of given trials.

Run once, with Debian's cmaes (apt-get install python3-cmaes); the result is committed:
    /usr/bin/python3 scripts/goldens/cma_view_goldens.py > tests/parity/cma_view_goldens.json && npx biome format --write tests/parity

Worked out with NumPy from the formulas of Hansen's tutorial (2016), with the lower triangular root of C where it has the symmetric one
(Krause, Arbones and Igel 2016). In the first generation both are one: there the library cmaes has to agree. The trials lie inside the
space, from the start that the sampler cma_es has: the middle of each range, a sixth of it as deviation. `mean` and `covariance` (sigma squared
times C) are on each parameter's own scale from 0 to 1.
"""
import json
from math import exp, floor, log, sqrt

import cmaes
import numpy as np

N, GENERATIONS = 3, 4
LAMBDA = 4 + floor(3 * log(N))
MU = LAMBDA // 2
raw = np.array([log((LAMBDA + 1) / 2) - log(k + 1) for k in range(LAMBDA)])
good, bad = raw[:MU], raw[MU:]
mu_eff, mu_eff_bad = good.sum() ** 2 / (good**2).sum(), bad.sum() ** 2 / (bad**2).sum()
c_1 = 2 / ((N + 1.3) ** 2 + mu_eff)
c_mu = min(1 - c_1, 2 * (mu_eff - 2 + 1 / mu_eff) / ((N + 2) ** 2 + mu_eff))
least = min(1 + c_1 / c_mu, 1 + 2 * mu_eff_bad / (mu_eff + 2), (1 - c_1 - c_mu) / (N * c_mu))
weights = np.concatenate([good / good.sum(), least * bad / abs(bad.sum())])
c_sigma = (mu_eff + 2) / (N + mu_eff + 5)
d_sigma = 1 + 2 * max(0, sqrt((mu_eff - 1) / (N + 1)) - 1) + c_sigma
c_c = (4 + mu_eff / N) / (N + 4 + 2 * mu_eff / N)
chi = sqrt(N) * (1 - 1 / (4 * N) + 1 / (21 * N**2))
longest = sqrt(N) + 2 * N / (N + 2)  # what is further away counts less when it was not drawn by the sampler

mean, sigma, C = np.full(N, 0.5), 1 / 6, np.eye(N)
path_sigma, path_c = np.zeros(N), np.zeros(N)
rng = np.random.RandomState(4)
library = cmaes.CMA(mean=mean.copy(), sigma=sigma)
trials, states = [], []
for g in range(1, GENERATIONS + 1):
    A = np.linalg.cholesky(C)
    told = []
    while len(told) < LAMBDA:
        z = rng.normal(0, 1, N)
        x = mean + sigma * A @ z
        if np.any(x <= 0) or np.any(x >= 1) or np.linalg.norm(z) > longest:
            continue
        value = float(10 * (x[0] - 0.8) ** 2 + (x[1] - 0.3 + x[0] / 2) ** 2 + (x[2] - 0.6) ** 2)
        told.append((x, value))
        trials.append({"units": [float(u) for u in x], "value": value})
    ranked = sorted(told, key=lambda each: each[1])
    y = np.array([(x - mean) / sigma for x, _ in ranked])
    step = weights[:MU] @ y[:MU]
    mean = mean + sigma * step
    path_sigma = (1 - c_sigma) * path_sigma + sqrt(c_sigma * (2 - c_sigma) * mu_eff) * np.linalg.solve(A, step)
    length = np.linalg.norm(path_sigma)
    goes = length / sqrt(1 - (1 - c_sigma) ** (2 * g)) < (1.4 + 2 / (N + 1)) * chi
    path_c = (1 - c_c) * path_c + goes * sqrt(c_c * (2 - c_c) * mu_eff) * step
    own = [w if w >= 0 else w * N / (np.linalg.norm(np.linalg.solve(A, each)) ** 2 + 1e-8) for w, each in zip(weights, y)]
    missed = (1 - goes) * c_c * (2 - c_c)
    C = (1 + c_1 * missed - c_1 - c_mu * weights.sum()) * C + c_1 * np.outer(path_c, path_c)
    C = C + c_mu * sum(w * np.outer(each, each) for w, each in zip(own, y))
    sigma *= exp(c_sigma / d_sigma * (length / chi - 1))
    states.append({"mean": [float(m) for m in mean], "covariance": (sigma**2 * C).tolist()})
    if g == 1:
        library.tell(told)
        assert np.allclose(library._mean, mean) and np.allclose(library._sigma**2 * library._C, sigma**2 * C, rtol=1e-7)
print(json.dumps({"checked_with": f"cmaes {cmaes.__version__}", "population": LAMBDA, "trials": trials, "after": states}, indent=1))
