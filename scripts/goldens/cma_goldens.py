"""Writes tests/parity/cma_goldens.h: what the library cmaes makes of two generations of given points.

Run once, with Debian's cmaes (apt-get install python3-cmaes); the result is committed:
    /usr/bin/python3 scripts/goldens/cma_goldens.py > tests/parity/cma_goldens.h
"""
import cmaes
import numpy as np

from text import numbers

CASES = [(2, 6), (5, 8), (10, 10), (3, 16)]
GENERATIONS = 2


def case(n, population, rng):
    mean, sigma = rng.uniform(0.2, 0.8, n), 0.3
    optimizer = cmaes.CMA(mean=mean.copy(), sigma=sigma, population_size=population)
    fields = [("mean", mean)]
    points, means, sigmas, covariances = [], [], [], []
    for generation in range(GENERATIONS):
        x = optimizer._mean + optimizer._sigma * rng.normal(0, 1, (population, n)) * (1 + np.arange(n) / n)
        points += [x]  # best first
        optimizer.tell([(x[k], float(k)) for k in range(population)])
        means += [optimizer._mean.copy()]
        sigmas += [optimizer._sigma]
        covariances += [optimizer._C.copy()]
    return fields + [("x", np.array(points)), ("means", np.array(means)), ("sigmas", np.array(sigmas)), ("covariances", np.array(covariances))]


rng = np.random.RandomState(1)
print(f"/* Written by scripts/goldens/cma_goldens.py with cmaes {cmaes.__version__}; not edited by hand. */")
print("#ifndef CMA_GOLDENS_H\n#define CMA_GOLDENS_H\n")
print("/* x [generations, lambda, n], best first; then mean [n], sigma and C [n, n] after each generation. */")
print("struct cma_golden {\n    int n, lambda;\n    double sigma;\n    const double *mean, *x, *means, *sigmas, *covariances;\n};")
print(f"enum {{ CMA_GOLDEN_GENERATIONS = {GENERATIONS} }};")
rows = []
for i, (n, population) in enumerate(CASES):
    names = []
    for name, value in case(n, population, rng):
        names.append(f"cma_golden_{name}_{i}")
        flat = value.ravel()
        print(f"static const double {names[-1]}[{len(flat)}] = {{\n{numbers(flat, '{:.17g}'.format)}\n}};")
    rows.append(f"    {{{n}, {population}, 0.3, {', '.join(names)}}},")
print("static const struct cma_golden cma_goldens[] = {")
print("\n".join(rows))
print("};\n\n#endif")
