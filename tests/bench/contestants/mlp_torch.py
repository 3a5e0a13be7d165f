"""784-128-10 on MNIST in PyTorch, one thread. A round is one epoch."""
from time import perf_counter

from protocol import OPTIONS, compete, missing, mnist

try:
    import numpy as np
    import torch
    from torch import nn
except ImportError:
    missing("not installed")

SAMPLES, BATCH = OPTIONS["samples"], OPTIONS["batch"]
torch.set_num_threads(1)
torch.manual_seed(1)
x, y = (torch.from_numpy(array) for array in mnist(SAMPLES, np.float32))
model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Dropout(OPTIONS["dropout"]), nn.Linear(128, 10))
optimizer = torch.optim.Adam(model.parameters())
loss_of = nn.CrossEntropyLoss()


def epoch():
    """Tensors indexed by rows, not a DataLoader, which is several times slower. Gradients that are freed and allocated again
    at each step (set_to_none, the default from 2.0 on) can cost half the speed in page faults: both forms are measured."""
    before = perf_counter()
    total = 0.0
    for rows in torch.randperm(SAMPLES).split(BATCH):
        optimizer.zero_grad(set_to_none=OPTIONS["set_to_none"])
        loss = loss_of(model(x[rows]), y[rows])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(rows)
    seconds = perf_counter() - before
    return {"samples_per_second": SAMPLES / seconds, "loss": total / SAMPLES}


compete(f"PyTorch {torch.__version__}, 1 thread", epoch)
