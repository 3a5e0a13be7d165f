"""Finds the coefficients of f4_tanh (src/kernels/elementary.h): x P(x^2) / Q(x^2) with the smallest relative error on [0, 8].

Rational minimax by linearised least squares, reweighted towards the points where the error is large (Lawson's iteration on
Sanathanan and Koerner's linearisation), in Chebyshev polynomials of x^2. Needs numpy. Prints P and Q as floats, constant first."""
import numpy as np
from numpy.polynomial import Polynomial, chebyshev

LIMIT, P_DEGREE, Q_DEGREE = 8.0, 5, 3

k = np.arange(4000)
x = np.sort(np.concatenate([LIMIT * np.sin(np.pi / 2 * (k + 0.5) / 4000), LIMIT * (k + 0.5) / 4000]))
f = np.tanh(x) / x
u = 2 * (x / LIMIT) ** 2 - 1
p_basis, q_basis = chebyshev.chebvander(u, P_DEGREE), chebyshev.chebvander(u, Q_DEGREE)
q, weight, best = np.ones_like(x), np.ones_like(x), (np.inf, None)
for _ in range(200):
    row = np.sqrt(weight) / (f * np.abs(q))
    system = np.hstack([p_basis * row[:, None], -q_basis[:, 1:] * (f * row)[:, None]])
    found = np.linalg.lstsq(system, f * row, rcond=None)[0]
    p, q = p_basis @ found[: P_DEGREE + 1], q_basis @ np.concatenate([[1], found[P_DEGREE + 1 :]])
    error = np.abs(p / q / f - 1)
    if error.max() < best[0]:
        best = (error.max(), found)
    weight = weight * (error / error.max() + 1e-3)
    weight /= weight.mean()


def in_x_squared(coefficients):
    return Polynomial(chebyshev.cheb2poly(coefficients))(Polynomial([-1, 2 / LIMIT**2])).coef


error, found = best
p, q = in_x_squared(found[: P_DEGREE + 1]), in_x_squared(np.concatenate([[1], found[P_DEGREE + 1 :]]))
print("largest relative error before rounding: %.2g" % error)
print("P:", [float(np.float32(c)) for c in p / q[0]])
print("Q:", [float(np.float32(c)) for c in q / q[0]])
