"""Optuna on functions.py, tables.py and fronts.py, for peers.mjs: one request of JSON on standard input, answers of JSON line by line.

    check   {"points": {function: [params]}}                      {function: [regret, or values]}
    about   {}                                                    {"version"}, or {"missing"}
    regret  {"sampler", "function", "space", "seeds", "trials"}   {"seed", "best": [best so far after each trial]} for each seed
    front   {"sampler", "function", "space", "seeds", "trials"}   {"seed", "values": [of each trial]} for each seed
    cost    {"sampler", "space", "trials"}                        {"seconds"} of asking and telling, without the function
"""
import json
import sys
import warnings
from time import perf_counter

from fronts import VALUES
from functions import REGRETS, rosenbrock
from tables import table


def function_of(name):
    return REGRETS.get(name) or VALUES.get(name) or table(name)


def say(answer):
    print(json.dumps(answer), flush=True)


def suggest(trial, space):
    params = {}
    for name, p in space.items():
        if any(params.get(parent) not in values for parent, values in p.get("when", {}).items()):
            continue
        if p["type"] == "categorical":
            params[name] = trial.suggest_categorical(name, p["choices"])
        else:
            draw = trial.suggest_int if p["type"] == "int" else trial.suggest_float
            params[name] = draw(name, p["low"], p["high"], log=p.get("log", False))
    return params


def study_of(optuna, sampler, seed, objectives=1):
    samplers = optuna.samplers
    return optuna.create_study(directions=["minimize"] * objectives, sampler={
        "optuna-tpe": lambda: samplers.TPESampler(multivariate=True, group=True, seed=seed),
        "optuna-cma-es": lambda: samplers.CmaEsSampler(seed=seed),
        "optuna-nsga2": lambda: samplers.NSGAIISampler(seed=seed),
        "optuna-random": lambda: samplers.RandomSampler(seed=seed),
    }[sampler]())


def regret(optuna, request):
    value = function_of(request["function"])
    for seed in request["seeds"]:
        study = study_of(optuna, request["sampler"], seed)
        study.optimize(lambda trial: value(suggest(trial, request["space"])), n_trials=request["trials"])
        best, curve = float("inf"), []
        for trial in study.trials:
            best = min(best, trial.value)
            curve.append(best)
        say({"seed": seed, "best": curve})


def front(optuna, request):
    values = VALUES[request["function"]]
    for seed in request["seeds"]:
        study = study_of(optuna, request["sampler"], seed, objectives=2)
        study.optimize(lambda trial: values(suggest(trial, request["space"])), n_trials=request["trials"])
        say({"seed": seed, "values": [trial.values for trial in study.trials]})


def cost(optuna, request):
    study = study_of(optuna, request["sampler"], 0)
    seconds = 0.0
    for _ in range(request["trials"]):
        before = perf_counter()
        trial = study.ask()
        params = suggest(trial, request["space"])
        between = perf_counter()
        value = rosenbrock(params)
        after = perf_counter()
        study.tell(trial, value)
        seconds += between - before + perf_counter() - after
    say({"seconds": seconds})


def main():
    request = json.load(sys.stdin)
    if request["command"] == "check":
        say({name: list(map(function_of(name), points)) for name, points in request["points"].items()})
        return
    try:
        import optuna
    except ImportError:
        say({"missing": "not installed"})
        return
    warnings.simplefilter("ignore")
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    if request["command"] == "about":
        say({"version": optuna.__version__})
    elif request["command"] == "regret":
        regret(optuna, request)
    elif request["command"] == "front":
        front(optuna, request)
    else:
        cost(optuna, request)


main()
