# What Debian's python3-optuna makes of a journal. Called by journal-optuna.test.mjs.
#   load FILE STUDY              prints its trials as JSON
#   tpe FILE STUDY N             N more trials by Optuna's own TPE, of the parameters that are there
#   nsga2 FILE STUDY N            N more trials by Optuna's NSGA-II, of several objectives (0: none); prints directions and front
#   random FILE STUDY N          N trials of a study of its own name, each with two reports
import json
import sys

import optuna
from optuna.storages import JournalFileStorage, JournalStorage

optuna.logging.set_verbosity(optuna.logging.ERROR)


def load(study):
    trials = study.get_trials(deepcopy=False)
    return {
        "direction": study.direction.name,
        "best": study.best_trial.number,
        "trials": [
            {
                "number": t.number,
                "state": t.state.name,
                "value": t.value,
                "params": t.params,
                "reports": sorted(t.intermediate_values.items()),
                "seconds": t.duration.total_seconds() if t.duration else None,
                "user": sorted(t.user_attrs),
            }
            for t in trials
        ],
    }


def suggest(trial, name, distribution):
    kind = type(distribution).__name__
    if kind == "FloatDistribution":
        return trial.suggest_float(
            name, distribution.low, distribution.high, log=distribution.log, step=distribution.step
        )
    if kind == "IntDistribution":
        return trial.suggest_int(
            name, distribution.low, distribution.high, step=distribution.step, log=distribution.log
        )
    return trial.suggest_categorical(name, distribution.choices)


def several(study, count):
    study.sampler = optuna.samplers.NSGAIISampler(seed=1, population_size=8)
    space = study.get_trials(deepcopy=False)[0].distributions

    def objective(trial):
        values = {key: suggest(trial, key, space[key]) for key in space}
        return [0.5 + 0.001 * len(str(values))] + [trial.number] * (len(study.directions) - 1)

    study.optimize(objective, n_trials=count)
    trials = study.get_trials(deepcopy=False)
    return {
        "directions": [direction.name for direction in study.directions],
        "front": sorted(trial.number for trial in study.best_trials),
        "values": [trial.values for trial in trials],
        "names": study.metric_names if hasattr(study, "metric_names") else None,
    }


def main(command, path, name, count=0):
    storage = JournalStorage(JournalFileStorage(path))
    sampler = optuna.samplers.TPESampler(seed=1, multivariate=True)
    if command == "random":
        study = optuna.create_study(
            storage=storage, study_name=name, direction="minimize", load_if_exists=True
        )

        def objective(trial):
            x = trial.suggest_float("x", -1, 1)
            trial.report(x, 0)
            trial.report(x * x, 1)
            return x * x

        study.optimize(objective, n_trials=int(count))
        return
    study = optuna.load_study(storage=storage, study_name=name, sampler=sampler)
    if command == "nsga2":
        print(json.dumps(several(study, int(count))))
        return
    if command == "tpe":
        space = study.get_trials(deepcopy=False)[0].distributions

        def objective(trial):
            values = {key: suggest(trial, key, space[key]) for key in space}
            return 0.5 + 0.001 * len(str(values))

        study.optimize(objective, n_trials=int(count))
    print(json.dumps(load(study)))


main(*sys.argv[1:])
