#!/usr/bin/python3
"""simple_rnn, lstm and gru against PyTorch -> tests/parity/layers_recurrent.h

Without a mask the numbers come from torch.nn.RNN, LSTM and GRU, whose weights are ours in another order; with one, from a plain loop over
the cells of PyTorch, which keeps the state where the mask is zero. A loop over other activations stands in where nn.RNN has none."""

import numpy as np
import torch

from layer_golden import Goldens

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
goldens = Goldens("recurrent", "layers_recurrent.py")
GATES = {"simple_rnn": 1, "lstm": 4, "gru": 3}
ORDER = {"simple_rnn": [0], "lstm": [0, 1, 2, 3], "gru": [1, 0, 2]}  # where our gate n is among PyTorch's
MODULES = {"simple_rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}
FUNCTIONS = {"linear": lambda x: x, "relu": torch.relu, "sigmoid": torch.sigmoid, "tanh": torch.tanh,
             "leaky_relu": lambda x: torch.nn.functional.leaky_relu(x, 0.2), "elu": torch.nn.functional.elu,
             "gelu": torch.nn.functional.gelu}


def short(like, scale=1.0):
    """Normal numbers with few digits, so that the header stays small."""
    return torch.round(torch.randn_like(like) * scale * 16) / 16


def ours(kind, tensor):
    """A weight [gates units, n] or an offset [gates units] of PyTorch's -> [n, gates units], [gates units]."""
    parts = tensor.chunk(GATES[kind], 0)
    return torch.cat([parts[i] for i in ORDER[kind]], 0).t().numpy().ravel()


def flat(kind, module, what):
    """All parameters, or their gradients, in our order. simple_rnn and lstm have one offset where PyTorch adds two."""
    def get(name, end):
        return what(getattr(module, f"{name}_l0{end}"))

    ends = ["", "_reverse"] if module.bidirectional else [""]
    parts = [ours(kind, get(name, end)) for end in ends for name in ("weight_ih", "weight_hh")]
    if module.bias:
        names = ["bias_ih", "bias_hh"] if kind == "gru" else ["bias_ih"]
        parts += [ours(kind, get(name, end)) for end in ends for name in names]
    return np.concatenate(parts)


def loop(kind, module, x, end, mask, f):
    """All states [B, T, units] of one direction, step by step."""
    units = module.hidden_size
    w, u = getattr(module, f"weight_ih_l0{end}"), getattr(module, f"weight_hh_l0{end}")
    zero = torch.zeros(GATES[kind] * units)
    b, c = (getattr(module, f"{name}_l0{end}") if module.bias else zero for name in ("bias_ih", "bias_hh"))
    h = memory = torch.zeros(x.shape[0], units)
    states = [None] * x.shape[1]
    for t in range(x.shape[1]) if end == "" else reversed(range(x.shape[1])):
        keep = torch.ones(x.shape[0], 1) if mask is None else torch.tensor(mask[:, t : t + 1])
        if kind == "lstm":
            new, cell = torch._VF.lstm_cell(x[:, t], (h, memory), w, u, b, c)
            memory = torch.where(keep > 0, cell, memory)
        elif kind == "gru":
            new = torch._VF.gru_cell(x[:, t], h, w, u, b, c)
        else:
            new = f(x[:, t] @ w.T + b + h @ u.T + c)
        states[t] = h = torch.where(keep > 0, new, h)
    return torch.stack(states, 1)


def case(name, kind, b, t, c, units, mask=None, step=2.0**-7, scale=0.7, **options):
    bidirectional, use_bias = options.get("bidirectional", False), options.get("use_bias", True)
    activation = options.get("activation", "tanh")
    module = MODULES[kind](c, units, batch_first=True, bidirectional=bidirectional, bias=use_bias)
    for key, parameter in module.named_parameters():
        parameter.data = short(parameter, scale)
        if kind != "gru" and key.startswith("bias_hh"):
            parameter.data.zero_()
    x = short(torch.empty(b, t, c)).requires_grad_()
    ends = ["", "_reverse"] if bidirectional else [""]
    if mask is None and activation == "tanh":
        states, last = module(x)
        last = last[0] if kind == "lstm" else last
        y = states if options.get("return_sequences") else torch.cat(list(last), -1)
    else:
        mask = None if mask is None else np.asarray(mask, np.float64)
        every = [loop(kind, module, x, end, mask, FUNCTIONS[activation]) for end in ends]
        lasts = [states[:, 0 if end else -1] for states, end in zip(every, ends)]
        y = torch.cat(every if options.get("return_sequences") else lasts, -1)
    g = short(y)
    (g * y).sum().backward()
    goldens.case(name, [(kind, {"units": units, **options})], x.detach(), flat(kind, module, lambda p: p.detach()),
                 y.detach(), g, x.grad, flat(kind, module, lambda p: p.grad), mask=mask, step=step)


def ragged(b, t):
    """Padding in front, behind and between; the last row is nothing else."""
    mask = np.ones((b, t))
    mask[0, : t // 2] = 0
    mask[-1] = 0
    if b > 2:
        mask[1, t - 2 :] = 0
        mask[1, 1] = 0
    return mask


for kind in MODULES:
    for b, t, c, units in ((1, 1, 3, 1), (2, 5, 2, 1), (3, 1, 3, 3), (2, 1, 1, 8), (1, 5, 2, 8), (2, 3, 9, 2)):
        case(f"{kind}, B {b}, T {t}, C {c}, {units} units", kind, b, t, c, units, scale=0.5)
    case(f"{kind} without offsets", kind, 2, 5, 4, 3, use_bias=False)
    case(f"{kind}, all states", kind, 3, 5, 2, 5, return_sequences=True)
    case(f"{kind} both ways", kind, 3, 5, 3, 3, bidirectional=True)
    case(f"{kind} both ways, all states", kind, 2, 5, 2, 3, bidirectional=True, return_sequences=True)
    case(f"{kind} both ways, all states, one step", kind, 2, 1, 2, 1, bidirectional=True, return_sequences=True)
    case(f"{kind} both ways without offsets", kind, 2, 3, 1, 2, bidirectional=True, use_bias=False)
    case(f"{kind} with a mask", kind, 3, 5, 2, 5, mask=ragged(3, 5))
    case(f"{kind} with a mask, all states", kind, 3, 6, 1, 4, mask=ragged(3, 6), return_sequences=True)
    case(f"{kind} with a mask, both ways", kind, 3, 5, 2, 2, mask=ragged(3, 5), bidirectional=True)
    case(f"{kind} with a mask, both ways, all states", kind, 3, 5, 2, 3, mask=ragged(3, 5), bidirectional=True,
         return_sequences=True)
    case(f"{kind}, only padding", kind, 1, 3, 2, 2, mask=np.zeros((1, 3)), return_sequences=True)
case("lstm, saturated", "lstm", 2, 5, 3, 3, scale=4.0, step=0.0)
case("gru, saturated", "gru", 2, 5, 3, 3, scale=4.0, step=0.0)
for activation in FUNCTIONS:
    bent = activation in ("relu", "leaky_relu", "elu")
    case(f"simple_rnn, {activation}", "simple_rnn", 2, 4, 3, 5, activation=activation, scale=0.5,
         step=0.0 if bent else 2.0**-7)
    case(f"simple_rnn, {activation}, with a mask", "simple_rnn", 3, 5, 2, 3, activation=activation, scale=0.5,
         mask=ragged(3, 5), bidirectional=True, return_sequences=True, step=0.0 if bent else 2.0**-7)
goldens.write()
