"""How the goldens are written as C."""


def literal(value):
    """A float32 number as a C float literal."""
    if isinstance(value, bool):
        return str(value).lower()
    text = f"{value:.6g}"
    return text + ("F" if "." in text or "e" in text else ".0F")


def numbers(values, write="{:.8g}".format, indent="    "):
    """As many to a line as fit."""
    lines, line = [], indent
    for value in values:
        text = write(value) + ","
        if len(line) + len(text) + 1 > 120:
            lines.append(line.rstrip())
            line = indent
        line += text + " "
    return "\n".join(lines + [line.rstrip()])
