"""A cable hanging down across a footpath. 线缆坠落"""
from math import cos, sin

from draw.ground import slabs, surface
from draw.places import far_city, horizon, street_trees
from draw.props.buildings import flats
from draw.props.nature import grass, hedge, leaves
from draw.props.street import dapple
from draw.scene import Scene, smooth


def pole(s, x, z, h=8.0):
    """Concrete pole with a crossbar, insulators and a splice box."""
    s.shadow([(x - 0.12, 0, z), (x + 0.12, 0, z), (x + 0.08, h, z), (x - 0.08, h, z)], soft=4)
    s.contact(x, z, 0.3, 0.3, 0.5)
    s.tube([(x, 0, z), (x, h * 0.5, z), (x, h, z)], [0.15, 0.125, 0.1], "#a39f95", 0.2, filter="url(#stone)")
    s.tube([(x, 0.3, z), (x, 1.3, z)], [0.152, 0.145], "#d8b23a", 0.1)
    for k in (0.45, 0.85):
        s.tube([(x, k, z), (x, k + 0.18, z)], [0.156, 0.152], "#2a2a2a", 0.1)
    s.box(x, 3.1, z - 0.16, 0.3, 0.42, 0.14, "#b9bcba", foot=0.2)
    for v in (4.6, 5.4):
        s.box(x, v, z - 0.12, 1.3, 0.07, 0.07, "#6e7173", foot=0)
        for u in (-0.55, -0.2, 0.2, 0.55):
            s.pillar(x + u, z - 0.12, v + 0.07, v + 0.2, 0.045, 0.03, "#e3e0d8")


def sag(a, b, drop, n=24):
    return [tuple(p + (q - p) * i / n - (drop * 4 * (i / n) * (1 - i / n) if k == 1 else 0) for k, (p, q) in enumerate(zip(a, b))) for i in range(n + 1)]


def wire(s, points, r=0.012):
    s.ribbon(points, [r] * len(points), "#16181a")
    s.ribbon(points, [r * 0.35] * len(points), "#5a5f64", -0.8)


def before():
    s = Scene(seed=37, height=1.55, pitch=4, yaw=-2, focal=860, sun=(-118, 46))
    horizon(s)
    with surface(s, "grass", "#74804f"):
        pass
    slabs(s, -1.5, 1.6, 0.6, 45, 0.4, 0.4, "#ab9b89", bond=False)
    far_city(s)
    with s.group(filter="url(#soft1)"):
        flats(s, (-9, 3), (-9, 45), 6, "#c8b092", cages=0.6)
        flats(s, (9.5, 45), (9.5, 2), 6, "#c4a68a", cages=0.6)
        hedge(s, -4.2, -3.4, 6, 22, 0.8, "#4d6636")
    street_trees(s, right=4.6, left=-5.2, near=13, far=40, gap=8)
    grass(s, (-6, 1.6, -1.6, 7), 350, 0.1, "#66793f")
    grass(s, (1.7, 1.6, 6, 7), 350, 0.1, "#66793f")
    top = (2.3, 5.4, 7.8)
    for a, b, d in (((1.75, 5.6, 7.8), (-2.5, 7.5, -4), 0.7), ((2.1, 5.6, 7.8), (-1.9, 7.2, -4), 0.9), ((2.5, 4.8, 7.8), (-1.2, 6.6, -4), 0.8), ((2.85, 5.6, 7.8), (2.6, 6.4, 30), 0.8), ((1.75, 4.8, 7.8), (2.2, 6.0, 30), 0.9)):
        wire(s, sag(a, b, d), 0.011)
    pole(s, 2.3, 8)
    wire(s, sag((2.2, 3.3, 7.75), (-9, 4.2, 9), 0.8), 0.009)
    low = smooth([top, (2.05, 3.6, 7.4), (1.75, 2.0, 6.7), (1.2, 0.75, 5.9), (0.55, 0.12, 5.1), (-0.1, 0.02, 4.45), (-0.55, 0.02, 3.9), (-0.75, 0.02, 3.3), (-0.3, 0.02, 2.85), (0.35, 0.02, 3.0), (0.55, 0.02, 3.5), (0.1, 0.03, 3.95), (-0.75, 0.02, 4.0), (-1.5, 0.02, 3.7), (-2.6, 0.05, 3.5)], 3, False)
    flat = [s.fallen(p) for p in low if p[1] < 2.5]
    s.ribbon(flat, [0.02] * len(flat), "#0a0b0d", opacity=0.45, filter="url(#soft2)")
    wire(s, low, 0.017)
    for k in range(3):
        loop = [(-0.1 + (0.34 + 0.04 * k) * cos(0.28 * i), 0.02 + 0.012 * k, 3.45 + (0.25 + 0.03 * k) * sin(0.28 * i)) for i in range(22)]
        wire(s, loop, 0.015)
    end = [(0.24, 0.03, 3.35), (0.5, 0.05, 3.1), (0.7, 0.14, 3.0)]
    wire(s, end, 0.016)
    for d in (-0.05, 0.0, 0.05):
        s.tube([(0.7, 0.14, 3.0), (0.8 + abs(d) * 0.3, 0.18 + d, 2.97 + d)], [0.006, 0.003], "#c9823a", 0.6)
    dapple(s, -0.4, 6.6, 1.6, 16)
    leaves(s, 0, 3.5, 1.6, 22)
    return s, "day"


PHOTOS = {"cable-fallen": before}
