"""Goods and stalls on the pavement."""
from math import cos, pi, sin

from draw.colour import mix, times
from draw.props.placed import Placed
from draw.props.waste import frustum
from draw.scene import ellipse


def ball(s, p, r, colour):
    """Round fruit or balloon."""
    x, y = s.cam.at(p)
    kept = s.__dict__.setdefault("balls", {})
    if colour not in kept:
        kept[colour] = s.define(
            f'<radialGradient id="{{id}}" cx=".36" cy=".3" r=".75"><stop stop-color="{mix(colour, "#ffffff", 0.55)}"/><stop offset=".3" stop-color="{colour}"/><stop offset="1" stop-color="{times(colour, 0.42)}"/></radialGradient>'
        )
    s.add("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{r * s.cam.scale(p):.1f}", fill=kept[colour])


def heap(b, u0, u1, w0, w1, v, colour, r=0.04, rise=0.08):
    """Fruit heaped on a rectangle, far rows first."""
    spots = []
    w = w0 + r
    while w < w1:
        u = u0 + r
        while u < u1:
            mid = 1 - abs((u - u0) / (u1 - u0) - 0.5) * 2
            deep = 1 - abs((w - w0) / (w1 - w0) - 0.5) * 2
            spots.append(b.p(u + b.s.rnd.uniform(-0.3, 0.3) * r, v + r * 0.6 + rise * min(mid, deep) * b.s.rnd.uniform(0.7, 1.1), w))
            u += r * 1.75
        w += r * 1.6
    for p in sorted(spots, key=lambda q: (-round(b.s.cam.view(q)[2], 2), q[1])):
        ball(b.s, p, r * b.s.rnd.uniform(0.9, 1.08), times(colour, b.s.rnd.uniform(0.88, 1.1)))


def crate(s, x, z, turn=0, y=0.0, colour="#3f7a9c", fill=None, w=0.5, d=0.36, h=0.26, r=0.04):
    """Plastic crate with slots, filled with fruit of one colour (None = empty)."""
    b = Placed(s, x, z, turn, 0, y)
    s.contact(x, z, w * 0.62, d * 0.66, 0.5, 8, y)
    frustum(b, w / 2 * 0.94, d / 2 * 0.94, w / 2, d / 2, 0, h, colour)
    side = [(-1, 1), (1, 1)] if b.near() > 0 else [(-1, -1), (1, -1)]
    for i in range(6):
        for v in (0.06, 0.15):
            u = -w / 2 + (i + 0.25) * w / 6
            k = side[0][1] * (d / 2 * (0.945 + 0.055 * v / h) + 0.002)
            s.poly([b.p(u, v, k), b.p(u + w / 12, v, k), b.p(u + w / 12, v + 0.06, k), b.p(u, v + 0.06, k)], times(colour, 0.4))
    s.poly([b.p(i * w / 2 * 0.93, h, j * d / 2 * 0.93) for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))], times(colour, 0.35))
    if fill:
        heap(b, -w / 2 * 0.9, w / 2 * 0.9, -d / 2 * 0.9, d / 2 * 0.9, h - 0.03, fill, r)
    return b


def umbrella(s, x, z, r=1.3, top=2.5, drop=0.5, colours=("#b3342c", "#e7dfcb"), y=0.0):
    """Big stall umbrella of eight panels. 遮阳伞"""
    s.shadow([(x + r * cos(k * pi / 8), y + top - drop, z + r * sin(k * pi / 8)) for k in range(16)], soft=8, ground=y)
    s.tube([(x, y, z), (x, y + top - 0.1, z)], 0.022, "#a9acad")
    s.pillar(x, z, y, y + 0.12, 0.24, 0.22, "#55585a")
    panels = []
    for k in range(8):
        a, c = k * pi / 4 + 0.2, (k + 1) * pi / 4 + 0.2
        mid = ((x + r * 0.5 * cos((a + c) / 2)), y + top - drop / 2, z + r * 0.5 * sin((a + c) / 2))
        panels.append((s.cam.view(mid)[2], k, a, c))
    for _, k, a, c in sorted(panels, reverse=True):
        m = (a + c) / 2
        rim = [(x + r * cos(a), y + top - drop, z + r * sin(a)), (x + r * 0.985 * cos(m), y + top - drop + 0.05, z + r * 0.985 * sin(m)), (x + r * cos(c), y + top - drop, z + r * sin(c))]
        tone = colours[k % 2]
        way = (cos(m) * 0.36, 0.93, sin(m) * 0.36)
        below = s.cam.height < y + top - drop
        back = s.cam.view(rim[1])[2] > s.cam.view((x, y + top, z))[2]
        shade = 0.5 if below and back else s.lit(way)
        s.poly([(x, y + top, z), *rim], times(tone, shade), stroke=times(tone, shade * 0.85), stroke_width=0.8)
        flap = [rim[0], rim[1], rim[2]] + [(p[0], p[1] - 0.14, p[2]) for p in rim[::-1]]
        s.poly(flap, times(tone, shade * (0.8 if back else 0.95)))


def stool(s, x, z, colour="#c23a33", y=0.0, h=0.44):
    """Plastic stool."""
    s.contact(x, z, 0.2, 0.18, 0.45, 8, y)
    for a, c in ((-1, 1), (1, 1), (-1, -1), (1, -1)):
        s.tube([(x + a * 0.17, y, z + c * 0.15), (x + a * 0.13, y + h, z + c * 0.12)], [0.018, 0.028], colour, 0.3)
    s.box(x, y + h, z, 0.32, 0.04, 0.28, colour, foot=0)


def bucket(s, x, z, colour="#c8452f", y=0.0, r=0.15, h=0.3):
    s.contact(x, z, r * 1.3, r * 1.1, 0.5, 8, y)
    s.pillar(x, z, y, y + h, r * 0.78, r, colour)
    s.floor(ellipse(x, z, r * 0.93, r * 0.93), times(colour, 0.35), y + h)
