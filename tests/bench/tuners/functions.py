"""The functions of functions.mjs in Python: params (a dict in the order of the space) -> regret."""
from math import cos, e, exp, log2, log10, pi, sin, sqrt


def branin(params):
    x, y = params.values()
    valley = y - 5.1 / (4 * pi * pi) * x * x + 5 / pi * x - 6
    return valley * valley + 10 * (1 - 1 / (8 * pi)) * cos(x) + 10 - 0.39788735772973816


HARTMANN = [
    (1, [10, 3, 17, 3.5, 1.7, 8], [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886]),
    (1.2, [0.05, 10, 17, 0.1, 8, 14], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991]),
    (3, [3, 3.5, 1.7, 10, 17, 8], [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650]),
    (3.2, [17, 8, 0.05, 10, 0.1, 14], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381]),
]


def hartmann6(params):
    x = list(params.values())
    hills = [weight * exp(-sum(a * (v - c) ** 2 for v, a, c in zip(x, scale, centre)))
             for weight, scale, centre in HARTMANN]
    return 3.32236801141551 - sum(hills)


def rosenbrock(params):
    x = list(params.values())
    return sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:]))


def ackley(params):
    x = list(params.values())
    square = sum(v * v for v in x) / len(x)
    wave = sum(cos(2 * pi * v) for v in x) / len(x)
    return -20 * exp(-0.2 * sqrt(square)) - exp(wave) + 20 + e


def rastrigin(params):
    x = list(params.values())
    return 10 * len(x) + sum(v * v - 10 * cos(2 * pi * v) for v in x)


def levy(params):
    w = [1 + (v - 1) / 4 for v in params.values()]
    inner = sum((v - 1) ** 2 * (1 + 10 * sin(pi * v + 1) ** 2) for v in w[:-1])
    return sin(pi * w[0]) ** 2 + inner + (w[-1] - 1) ** 2 * (1 + sin(2 * pi * w[-1]) ** 2)


OPTIMIZERS = {"sgd": (-0.8, 0.002), "adam": (-3, 0), "rmsprop": (-3.3, 0.004)}
BEST_UNITS = [6, 5, 4]


def mlp(params):
    rate, penalty = OPTIMIZERS[params["optimizer"]]
    miss = log10(params["lr"]) - log10(1 - params.get("momentum", 0)) - rate
    total = 0.01 * miss ** 2 + penalty
    for i in range(params["layers"]):
        total += 0.004 * (log2(params[f"units{i}"]) - BEST_UNITS[i]) ** 2
    total += 0.003 * (params["layers"] - 2) ** 2 + 0.05 * (params["dropout"] - 0.2) ** 2
    return total + 0.001 * (params["batch_exp"] - 5) ** 2


REGRETS = {"branin": branin, "hartmann6": hartmann6, "rosenbrock5": rosenbrock, "ackley10": ackley,
           "rastrigin5": rastrigin, "levy10": levy, "mlp": mlp}
