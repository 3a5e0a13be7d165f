"""What the scripts layers_*.py share: cases of layers computed by PyTorch, written as a header for tests/c/layer_check.h.

A case is a chain of rows of src/nn/layers.def, the weights of all of them one after the other in our order, an input x, a gradient g
of the output, and what PyTorch makes of them: y, and with training also dx and dw for the loss sum(g * y).
"""

import re
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
PREFIXES = {"activations": "ACTIVATION", "initializers": "INITIALIZER", "paddings": "PADDING", "positions": "POSITION"}


def _tables():
    """The fields of every layer: name -> [(field, kind, default, table)]."""
    text = (ROOT / "src/nn/layers.def").read_text()
    layers = {}
    for name, body in re.findall(r"VARIANT\((\w+),.*?\n(.*?)END\(\1\)", text, re.S):
        fields = []
        for kind, field, default, rest in re.findall(r"^(FLOAT|INT|BOOL|CHOICE|LAYERS)\((\w+), ([^,\n]+)(?:, (.*))?$", body, re.M):
            fields.append((field, kind, "0" if kind == "LAYERS" else default, rest.split(",")[0].strip()))
        layers[name] = fields
    return layers


FIELDS = _tables()


def options_of(kind, given):
    known = [field for field, *_ in FIELDS[kind]]
    assert set(given) <= set(known), (kind, set(given) - set(known))
    parts = [f"layer_kind_{kind}"]
    for field, form, default, table in FIELDS[kind]:
        value = given.get(field, default)
        if form == "CHOICE":
            value = f"{PREFIXES[table]}_{value}"
        elif form == "BOOL":
            value = str(value).lower()
        elif form == "FLOAT":
            value = f"{float(value)!r}f"
        parts.append(f".{field} = {value}")
    return f"{{.{kind} = {{{', '.join(parts)}}}}}"


def numbers_of(array):
    return ", ".join(f"{float(v):.9g}F" if "." in f"{float(v):.9g}" or "e" in f"{float(v):.9g}" else f"{float(v):.1f}F"
                     for v in np.asarray(array, np.float32).ravel())


class Goldens:
    """Collects the cases of one group and writes tests/parity/layers_GROUP.h."""

    def __init__(self, group, script):
        self.group, self.script, self.arrays, self.rows = group, script, [], []

    def case(self, name, layers, x, w, y, g=None, dx=None, dw=None, *, state=None, state_after=None, mask=None, words=0,
             training=True, step=2.0**-7, seen_as=None):
        """layers: [(kind, {field: value})], without the output layer; fields left out are at their defaults.
        x [B, ...shape], w flat (all layers, our order), y and g [B, ...], dx like x (None for tokens), dw like w. state: the numbers
        behind all parameters, before and after the pass. words: x holds tokens below it. step: of the central differences;
        0 to leave them out (a case with a kink close by). mask [B, T]: of the input, for a case without its embedding."""
        x = np.asarray(x, np.float32)
        shape = x.shape[1:]
        index = len(self.rows)

        def add(what, array):
            if array is None:
                return "NULL"
            array = np.asarray(array, np.float32)
            if array.size == 0:
                return "NULL"
            self.arrays.append(f"static const float {self.group}_{index}_{what}[] = {{{numbers_of(array)}}};")
            return f"{self.group}_{index}_{what}"

        w = np.zeros(0) if w is None else np.asarray(w)
        dims = ", ".join(str(d) for d in shape)
        parts = ", ".join(options_of(kind, given) for kind, given in layers)
        fields = {
            "name": f'"{name}"', "count": len(layers), "layers": f"{{{parts}}}",
            "shape": f"{{.rank = {len(shape)}, .d = {{{dims}}}, .words = {words}, .masked = {'true' if mask is not None else 'false'}}}",
            "rows": x.shape[0], "params": w.size, "outputs": int(np.prod(np.asarray(y).shape[1:])),
            "training": "true" if training else "false", "step": f"{float(step)!r}f",
            "x": add("x", x), "w": add("w", w), "y": add("y", y), "g": add("g", g), "dx": add("dx", dx), "dw": add("dw", dw),
            "state": add("state", state), "state_after": add("state_after", state_after), "mask": add("mask", mask),
        }
        self.rows.append("    {" + ", ".join(f".{key} = {value}" for key, value in fields.items()) + "},")

    def write(self):
        lines = [f"/* Made by scripts/goldens/{self.script}; do not edit. */", "/* clang-format off */", "#ifndef LAYERS_%s_H" % self.group.upper(),
                 "#define LAYERS_%s_H" % self.group.upper(), "", *self.arrays, "",
                 f"static const struct layer_golden {self.group}_goldens[] = {{", *self.rows, "};", "#endif", ""]
        path = ROOT / f"tests/parity/layers_{self.group}.h"
        path.write_text("\n".join(lines))
        print(f"{path.name}: {len(self.rows)} cases, {path.stat().st_size // 1024} kB")
