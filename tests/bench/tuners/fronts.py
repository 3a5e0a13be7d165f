"""The functions of fronts.mjs in Python: params (a dict in the order of the space) -> two values."""
from math import exp, sin, sqrt


def schaffer(params):
    x = params["x0"]
    return x * x, (x - 2) ** 2


def kursawe(params):
    x = list(params.values())
    first = -sum(10 * exp(-0.2 * sqrt(a * a + b * b)) for a, b in zip(x, x[1:]))
    return first, sum(abs(v) ** 0.8 + 5 * sin(v ** 3) for v in x)


def zdt1(params):
    x, *rest = params.values()
    g = 1 + 9 / len(rest) * sum(rest)
    return x, g * (1 - sqrt(x / g))


VALUES = {"schaffer": schaffer, "kursawe": kursawe, "zdt1": zdt1}
