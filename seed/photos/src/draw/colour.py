"""Colours as #rrggbb strings."""


def split(colour):
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def join(parts):
    return "#" + "".join(f"{max(0, min(255, round(v))):02x}" for v in parts)


def times(colour, factor):
    """Lighter (factor above 1) or darker."""
    return join(v * factor for v in split(colour))


def mix(a, b, share):
    """Share 0 gives a, 1 gives b."""
    return join(x + (y - x) * share for x, y in zip(split(a), split(b)))
