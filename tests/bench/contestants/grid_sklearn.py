"""The same grid in scikit-learn's GridSearchCV: the same rows, the same folds; with the start of its workers and the refit."""
import warnings
from time import perf_counter

from protocol import OPTIONS, compete, missing

try:
    import numpy as np
    import sklearn
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.model_selection import GridSearchCV, PredefinedSplit
    from sklearn.neural_network import MLPClassifier
except ImportError:
    missing("not installed")

warnings.simplefilter("ignore", ConvergenceWarning)
x, y = np.array(OPTIONS["x"]), np.array(OPTIONS["y"])
grid = {name: [tuple(value) if isinstance(value, list) else value for value in values]
        for name, values in OPTIONS["grid"].items()}


def search():
    before = perf_counter()
    classifier = MLPClassifier(max_iter=OPTIONS["epochs"], random_state=OPTIONS["seed"])
    result = GridSearchCV(classifier, grid, cv=PredefinedSplit(OPTIONS["folds"]), n_jobs=OPTIONS["workers"])
    result.fit(x, y)
    seconds = perf_counter() - before
    fits = len(result.cv_results_["params"]) * result.n_splits_
    return {"seconds": seconds, "accuracy": result.best_score_, "fits": fits}


compete(f"scikit-learn {sklearn.__version__}, GridSearchCV of MLPClassifier, n_jobs={OPTIONS['workers']}", search)
