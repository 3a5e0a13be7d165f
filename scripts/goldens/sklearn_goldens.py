"""Writes tests/parity/sklearn_goldens.h: scikit-learn's metrics, scalers and stopping decisions.

Run once, with Debian's scikit-learn (apt-get install python3-sklearn); the result is committed:
    /usr/bin/python3 scripts/goldens/sklearn_goldens.py > tests/parity/sklearn_goldens.h
"""
import warnings

import numpy as np
import sklearn
from sklearn import metrics
from sklearn.datasets import load_iris
from sklearn.neural_network import MLPClassifier
from sklearn.neural_network._stochastic_optimizers import SGDOptimizer
from sklearn.preprocessing import MinMaxScaler, StandardScaler

import text

warnings.filterwarnings("ignore")
RANDOM = np.random.RandomState(30)


def rounded(values):
    """The float32 numbers nearest to four decimals (short to write), as float64."""
    return np.round(values, 4).astype(np.float32).astype(np.float64)


def literal(value):
    digits = str(np.float32(value))  # as many digits as tell it from its neighbours
    digits = digits.removesuffix(".0")
    return digits + ("F" if "." in digits or "e" in digits else ".0F")


def numbers(values, write="{:.12g}".format):
    return text.numbers(np.ravel(values), write)


def array(kind, name, values, write="{:.12g}".format):
    print(f"static const {kind} {name}[{np.size(values)}] = {{\n{numbers(values, write)}\n}};")


def class_scores(y, predicted):
    """Every row of metrics.def that a classification has, by name."""
    out = {"accuracy": metrics.accuracy_score(y, predicted)}
    for average in ("macro", "weighted"):
        precision, recall, f1, _ = metrics.precision_recall_fscore_support(y, predicted, average=average, zero_division=0)
        out.update({f"{average}_precision": precision, f"{average}_recall": recall, f"{average}_f1": f1})
    return out


def ranking_scores(y, probabilities, classes):
    """Area under the ROC curve over the classes that occur, log loss, top-3 accuracy."""
    present = [c for c in range(classes) if 0 < np.sum(y == c) < len(y)]
    if classes == 2:
        area = metrics.roc_auc_score(y, probabilities[:, 1])
    else:
        area = np.mean([metrics.roc_auc_score(y == c, probabilities[:, c]) for c in present])
    if classes > 2 and len(present) == classes:
        assert np.isclose(area, metrics.roc_auc_score(y, probabilities, multi_class="ovr"), rtol=1e-12)
    out = {"log_loss": metrics.log_loss(y, probabilities, labels=range(classes)), "roc_auc": area}
    if classes > 3:
        out["top_3_accuracy"] = metrics.top_k_accuracy_score(y, probabilities, k=3, labels=range(classes))
    return out


def print_metric_case(name, classes, z, y, loss_sum, mean, deviation, scores, each):
    outputs = z.shape[1]
    print(f'{{"{name}", {classes}, {outputs}, {len(y)}, {loss_sum:.12g}, {mean:.12g}, {deviation:.12g}, {{')
    print(numbers(z, literal) + "\n}, {\n" + numbers(y, literal) + "\n}, {")
    print("\n".join(f"    {{METRIC_{metric}, {value:.12g}}}," for metric, value in scores.items()))
    print("}, {\n" + numbers(each) + "\n}},")


def print_classification(name, z, y, classes):
    """z: logits [B, C], or [B, 1] for two classes."""
    if z.shape[1] == 1:
        p = 1 / (1 + np.exp(-z[:, 0]))
        probabilities = np.stack([1 - p, p], axis=1)
        predicted = (z[:, 0] > 0).astype(int)
    else:
        probabilities = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        predicted = z.argmax(axis=1)
    loss = metrics.log_loss(y, probabilities, labels=range(classes))
    each = metrics.precision_recall_fscore_support(y, predicted, labels=range(classes), zero_division=0)
    scores = {"loss": loss, **class_scores(y, predicted), **ranking_scores(y, probabilities, classes)}
    print_metric_case(name, classes, z, y, loss * len(y), 0, 1, scores, np.stack(each, axis=1))


def print_regression(name, z, y, mean, deviation):
    predicted = mean + deviation * z[:, 0]
    scores = {
        "loss": np.mean((z[:, 0] - (y - mean) / deviation) ** 2),
        "mean_squared_error": metrics.mean_squared_error(y, predicted),
        "mean_absolute_error": metrics.mean_absolute_error(y, predicted),
        "r2": metrics.r2_score(y, predicted),
    }
    print_metric_case(name, 0, z, y, scores["loss"] * len(y), mean, deviation, scores, [0])


def print_metrics():
    rows = 24
    print("\n/* Raw outputs z [B, H], right answers y [B], the sum of the losses; each: precision, recall, F1, rows of a class. */")
    print(f"enum {{ METRIC_ROWS = {rows}, METRIC_CLASSES = 4 }};")
    print("struct metric_golden {\n    const char *name;\n    int classes, outputs, rows;\n    double loss, mean, deviation;")
    print("    float z[METRIC_ROWS * METRIC_CLASSES], y[METRIC_ROWS];")
    print("    struct {\n        int metric;\n        double value;\n    } scores[metrics_count];")
    print("    double each[METRIC_CLASSES * 4];\n};")
    print("static const struct metric_golden metric_goldens[] = {")
    y = RANDOM.randint(0, 2, rows)
    print_classification("binary, one logit", rounded(RANDOM.normal(0, 1.5, (rows, 1)) + y[:, None] - 0.3), y, 2)
    print_classification("binary, two logits", rounded(RANDOM.normal(0, 1, (rows, 2)) + np.eye(2)[y]), y, 2)
    y = RANDOM.randint(0, 4, rows)
    z = RANDOM.normal(0, 1, (rows, 4)) + 1.5 * np.eye(4)[y]
    print_classification("four classes", rounded(z), y, 4)
    z[:, 2] -= 9
    print_classification("a class that is never predicted", rounded(z), y, 4)
    print_classification("a class that does not occur but is predicted", rounded(z[y != 1]), y[y != 1], 4)
    print_classification("a class that neither occurs nor is predicted", rounded(z[y != 2]), y[y != 2], 4)
    print_classification("two classes, one never predicted", rounded(-1 - RANDOM.rand(rows, 1)), RANDOM.randint(0, 2, rows), 2)
    ties = np.random.RandomState(31)
    y = ties.randint(0, 2, rows)
    print_classification("binary, many equal scores", rounded(np.round(ties.normal(0, 1, (rows, 1)) + y[:, None] - 0.5) + 0.25), y, 2)
    z = rounded(RANDOM.normal(0, 1, (rows, 1)))
    print_regression("regression", z, rounded(z[:, 0] + RANDOM.normal(0, 0.3, rows)), 0.0, 1.0)
    print_regression("regression of large numbers", z, rounded(np.round(20000 + 16 * (z[:, 0] + RANDOM.normal(0, 0.5, rows)))), 20000.0, 16.0)
    print_regression("regression worse than the mean", rounded(-z), rounded(z[:, 0]), 0.5, 2.0)
    print("};")


def print_scales():
    x = RANDOM.normal(0, 1, (13, 5)) * [1, 50, 0.001, 0, 4] + [0, 1000, 0, 3, -2]
    x[:, 4] = np.round(x[:, 4])
    x = rounded(x)
    print("\n/* Rows fitted on and transformed; the fourth column never changes. */")
    print(f"enum {{ SCALE_ROWS = {x.shape[0]}, SCALE_COLUMNS = {x.shape[1]} }};")
    array("float", "scale_x", x, literal)
    array("double", "scale_standard", StandardScaler().fit_transform(x))
    array("double", "scale_minmax", MinMaxScaler().fit_transform(x))


def print_stopping():
    x, y = load_iris(return_X_y=True)
    x = StandardScaler().fit_transform(x)
    common = {"hidden_layer_sizes": (8,), "tol": 1e-3, "n_iter_no_change": 10, "max_iter": 1000, "random_state": 1}
    adam = MLPClassifier(solver="adam", learning_rate_init=0.01, **{**common, "tol": 1e-4}).fit(x, y)
    constant = MLPClassifier(solver="sgd", learning_rate_init=0.3, **common).fit(x, y)
    print("\n/* The training losses that scikit-learn recorded on iris, epoch by epoch; the last is the one that stopped it. */")
    array("double", "stop_adam", adam.loss_curve_)
    array("double", "stop_sgd", constant.loss_curve_)
    assert adam.n_iter_ == len(adam.loss_curve_) < 1000

    adaptive, divided = MLPClassifier(solver="sgd", learning_rate="adaptive", learning_rate_init=0.5, **common), []
    trigger = SGDOptimizer.trigger_stopping

    def spy(self, message, verbose):
        before, stops = self.learning_rate, trigger(self, message, verbose)
        if self.learning_rate != before:
            divided.append(len(adaptive.loss_curve_))
        return stops

    SGDOptimizer.trigger_stopping = spy
    adaptive.fit(x, y)
    print("/* sgd, adaptive from 0.5, tol 1e-3: the losses, and the epochs (from 1) after which the rate was divided by 5. */")
    array("double", "adaptive_losses", adaptive.loss_curve_)
    array("int", "adaptive_divided", divided, str)
    assert adaptive.n_iter_ == len(adaptive.loss_curve_) < 1000


print(f"/* Written by scripts/goldens/sklearn_goldens.py with scikit-learn {sklearn.__version__}; not edited by hand. */")
print("#ifndef SKLEARN_GOLDENS_H\n#define SKLEARN_GOLDENS_H\n\n#include \"train/options.h\"\n")
print("/* Each test uses its part. */\n#pragma GCC diagnostic ignored \"-Wunused-const-variable\"")
print_metrics()
print_scales()
print_stopping()
print("\n#endif")
