"""A contestant's side of contest.mjs, for Python: load, say what one is, then a line for each line heard."""
import gzip
import json
import os
import sys

OPTIONS = json.loads(sys.argv[1])
MNIST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../build/datasets/mnist")


def say(line):
    print(json.dumps(line), flush=True)


def missing(reason):
    say({"missing": reason})
    sys.exit()


def compete(about, run_round):
    say({"about": about})
    for line in sys.stdin:
        if line.strip():
            say(run_round())


def mnist(samples, dtype):
    """The first `samples` training images as numbers in 0 .. 1, [samples, 784], and their labels."""
    import numpy as np

    with gzip.open(os.path.join(MNIST, "train-images-idx3-ubyte.gz")) as file:
        images = np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 784)[:samples]
    with gzip.open(os.path.join(MNIST, "train-labels-idx1-ubyte.gz")) as file:
        labels = np.frombuffer(file.read(), np.uint8, offset=8)[:samples]
    return images.astype(dtype) / dtype(255), labels.astype(np.int64)
