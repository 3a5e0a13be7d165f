"""Writes tests/parity/gp_goldens.h: what scikit-learn's GaussianProcessRegressor computes (Matern 5/2, a length scale for each dimension),
and the logarithm of the expected improvement by mpmath with 60 digits.

Run once (apt-get install python3-sklearn python3-mpmath); the result is committed:
    /usr/bin/python3 scripts/goldens/gp_goldens.py > tests/parity/gp_goldens.h
"""
import mpmath
import numpy as np
import sklearn
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel
from text import numbers

RANDOM = np.random.default_rng(5)
POINTS, NUMERIC, CHOICES, QUERIES = 14, 2, 3, 6


def exact(values):
    return numbers(np.ravel(values), "{:.17g}".format)


def one_hot(x):
    """Ours: a category's distance is 0 or 1. Theirs: the distance of two one-hot rows is sqrt(2), so each column has half the weight."""
    return np.hstack([x[:, :NUMERIC], np.eye(CHOICES)[x[:, NUMERIC].astype(int)]])


def draw(n):
    return np.hstack([RANDOM.random((n, NUMERIC)), RANDOM.integers(0, CHOICES, (n, 1))])


def print_process(name, weights, scale, noise):
    x, queries = draw(POINTS), draw(QUERIES)
    y = np.sin(6 * x[:, 0]) + (x[:, 1] - 0.3) ** 2 + 0.4 * x[:, 2] + RANDOM.normal(0, 0.1, POINTS)
    y = (y - y.mean()) / y.std()
    halved = np.array([*weights[:NUMERIC], *[weights[NUMERIC] / 2] * CHOICES])
    kernel = ConstantKernel(scale) * Matern(length_scale=halved**-0.5, nu=2.5)

    noisy = GaussianProcessRegressor(kernel + WhiteKernel(noise), alpha=0, optimizer=None).fit(one_hot(x), y)
    value, slope = noisy.log_marginal_likelihood(noisy.kernel_.theta, eval_gradient=True)
    by_weights = -slope[1:-1] / 2  # log weight = -2 log length
    gradient = [*by_weights[:NUMERIC], by_weights[NUMERIC:].sum(), slope[0], slope[-1]]

    mean, deviation = GaussianProcessRegressor(kernel, alpha=noise, optimizer=None).fit(one_hot(x), y).predict(
        one_hot(queries), return_std=True
    )
    print(f'{{"{name}", {{\n{exact(x)}\n}}, {{\n{exact(y)}\n}}, {{\n{exact(np.log([*weights, scale, noise]))}\n}},')
    print(f"{-value:.12g}, {{\n{exact([-g for g in gradient])}\n}}, {{\n{exact(queries)}\n}}, {{")
    print(f"{exact(mean)}\n}}, {{\n{exact(deviation)}\n}}}},")


def print_improvement():
    mpmath.mp.dps = 60
    print("\n/* z, log(phi(z) + z Phi(z)), its derivative */\nstatic const double improvement_goldens[][3] = {")
    for z in (-1e8, -1000, -60, -38.5, -26, -25.000001, -24.999999, -20, -5, -1, -0.1, 0, 0.5, 3, 40):
        x = mpmath.mpf(z)
        below = mpmath.erfc(-x / mpmath.sqrt(2)) / 2
        improvement = mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi) + x * below
        if z < -1000:  # beyond 60 digits: the leading terms are exact to 16
            print(f"    {{{z!r}, {-z * z / 2 - 0.9189385332046727 - 2 * np.log(-z)!r}, {-z!r}}},")
        else:
            log, slope = mpmath.log(improvement), below / improvement
            print(f"    {{{z!r}, {mpmath.nstr(log, 15)}, {mpmath.nstr(slope, 15)}}},")
    print("};")


print(f"/* Written by scripts/goldens/gp_goldens.py with scikit-learn {sklearn.__version__} and mpmath; not edited by hand. */")
print("#ifndef GP_GOLDENS_H\n#define GP_GOLDENS_H\n")
print(f"enum {{ GP_POINTS = {POINTS}, GP_NUMERIC = {NUMERIC}, GP_DIMS = {NUMERIC + 1}, GP_QUERIES = {QUERIES} }};")
print("/* Points, outcomes, logarithms of weights, scale and noise; minus log marginal likelihood and its gradient;")
print(" * queries, their means and deviations. */")
print("struct gp_golden {\n    const char *name;\n    double x[GP_POINTS * GP_DIMS], y[GP_POINTS], theta[GP_DIMS + 2];")
print("    double evidence, gradient[GP_DIMS + 2];")
print("    double queries[GP_QUERIES * GP_DIMS], mean[GP_QUERIES], deviation[GP_QUERIES];\n};")
print("static const struct gp_golden gp_goldens[] = {")
print_process("smooth", [1.5, 0.2, 0.7], 1.3, 0.02)
print_process("rough, nearly exact", [40, 9, 3], 0.6, 1e-5)
print_process("mostly noise", [0.3, 0.01, 2], 0.2, 0.8)
print("};")
print_improvement()
print("\n#endif")
