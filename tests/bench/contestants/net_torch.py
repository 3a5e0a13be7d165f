"""A network of networks.mjs in PyTorch, one thread. A round is one epoch of so many samples."""
from time import perf_counter

from protocol import OPTIONS, compete, missing, mnist

try:
    import numpy as np
    import torch
    from torch import nn
except ImportError:
    missing("not installed")

SAMPLES, BATCH, NETWORK = OPTIONS["samples"], OPTIONS["batch"], OPTIONS["network"]
torch.set_num_threads(1)
torch.manual_seed(1)


class Text(nn.Module):
    """Embedding 10000 x 16, convolution of 32 over 3 words, pooling by 3, mean, 16 units."""

    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(10000, 16)
        self.conv, self.pool = nn.Conv1d(16, 32, 3), nn.MaxPool1d(3)
        self.hidden, self.out = nn.Linear(32, 16), nn.Linear(16, 1)

    def forward(self, x):
        y = self.pool(torch.relu(self.conv(self.words(x).transpose(1, 2)))).mean(2)
        return self.out(torch.relu(self.hidden(y)))


class Recurrent(nn.Module):
    """Embedding 10000 x 32, LSTM of 32 units over 80 steps."""

    def __init__(self):
        super().__init__()
        self.words, self.lstm, self.out = nn.Embedding(10000, 32), nn.LSTM(32, 32, batch_first=True), nn.Linear(32, 1)

    def forward(self, x):
        return self.out(self.lstm(self.words(x))[0][:, -1])


def network():
    relu, pool, flat = nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()
    if NETWORK.startswith("mnist-cnn"):
        return nn.Sequential(nn.Conv2d(1, 32, 3), relu, pool, nn.Conv2d(32, 64, 3), relu, pool, flat, nn.Linear(1600, 10))
    if NETWORK.startswith("cifar-cnn"):
        return nn.Sequential(nn.Conv2d(3, 32, 3), relu, pool, nn.Conv2d(32, 64, 3), relu, pool, nn.Conv2d(64, 64, 3), relu,
                             flat, nn.Linear(1024, 64), relu, nn.Linear(64, 10))
    return Text() if NETWORK.startswith("text-cnn") else Recurrent()


def data():
    if NETWORK.startswith("mnist-cnn"):
        x, y = mnist(SAMPLES, np.float32)
        return torch.from_numpy(x).view(-1, 1, 28, 28), torch.from_numpy(y)
    if NETWORK.startswith("cifar-cnn"):
        return torch.rand(SAMPLES, 3, 32, 32), torch.randint(0, 10, (SAMPLES,))
    length = 500 if NETWORK.startswith("text-cnn") else 80
    return torch.randint(1, 10000, (SAMPLES, length)), torch.randint(0, 2, (SAMPLES,)).float()


x, y = data()
model = network()
optimizer = torch.optim.Adam(model.parameters())
loss_of = nn.CrossEntropyLoss() if y.dtype == torch.int64 else lambda z, y: nn.functional.binary_cross_entropy_with_logits(z[:, 0], y)


def epoch():
    before = perf_counter()
    total = 0.0
    for rows in torch.randperm(SAMPLES).split(BATCH):
        optimizer.zero_grad(set_to_none=False)
        loss = loss_of(model(x[rows]), y[rows])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(rows)
    seconds = perf_counter() - before
    return {"samples_per_second": SAMPLES / seconds, "loss": total / SAMPLES}


compete(f"PyTorch {torch.__version__}, 1 thread, {SAMPLES} samples a round", epoch)
