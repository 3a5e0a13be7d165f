"""784-128-10 on MNIST in scikit-learn's MLPClassifier, one thread; it has no dropout. A round is one epoch."""
from time import perf_counter

from protocol import OPTIONS, compete, missing, mnist

try:
    import numpy as np
    import sklearn
    from sklearn.neural_network import MLPClassifier
except ImportError:
    missing("not installed")

x, y = mnist(OPTIONS["samples"], np.dtype(OPTIONS["dtype"]).type)
classifier = MLPClassifier((128,), solver="adam", alpha=0, batch_size=OPTIONS["batch"], random_state=1)
classes = np.arange(10)


def epoch():
    """partial_fit is one epoch that goes on from the last, optimizer included."""
    before = perf_counter()
    classifier.partial_fit(x, y, classes)
    seconds = perf_counter() - before
    return {"samples_per_second": len(x) / seconds, "loss": classifier.loss_}


compete(f"scikit-learn {sklearn.__version__}, MLPClassifier, {OPTIONS['dtype']}, no dropout, 1 thread", epoch)
