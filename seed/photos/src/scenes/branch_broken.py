"""A branch broken off a street tree by the wind, and the place cleared. 树枝折断"""
from math import cos, radians, sin

from draw.ground import surface
from draw.places import far_city, horizon, street_trees
from draw.props.buildings import flats
from draw.props.nature import foliage, grass, hedge, leaves, tree
from draw.props.street import dapple
from draw.scene import Scene, blob


def lane():
    s = Scene(seed=51, height=1.55, pitch=14, yaw=-5, focal=880, sun=(-105, 44))
    horizon(s)
    with surface(s, "grass", "#74804f"):
        pass
    with surface(s, "concrete", "#aaa79d", [(-1.9, 0.3), (1.9, 0.3), (1.9, 60), (-1.9, 60)]):
        for z in range(2, 40, 4):
            s.ribbon([(-1.9, 0, z), (1.9, 0, z)], [0.012, 0.012], "#5b5952")
    far_city(s)
    with s.group(filter="url(#soft1)"):
        flats(s, (-13, 4), (-13, 55), 6, "#c7ab8b")
        flats(s, (12, 55), (12, 3), 6, "#cdbfa9")
    for x in (-2.05, 1.9):
        for z in range(29, -1, -1):
            s.box(x + 0.07, 0, z + 0.5, 0.14, 0.1, 0.97, "#b3afa3", foot=0.2)
    with s.group(filter="url(#soft1)"):
        hedge(s, -5.4, -4.6, 8, 18, 0.8, "#4d6636")
        hedge(s, 4.4, 5.2, 6, 16, 0.8, "#4d6636")
    street_trees(s, right=3.4, left=-3.6, near=12, far=44, gap=8)
    grass(s, (-6, 1.4, -2.1, 7), 420, 0.1, "#66793f")
    grass(s, (2.1, 1.4, 6, 7), 420, 0.1, "#66793f")
    dapple(s, 0.5, 7.5, 2.0, 20)
    return s


def parent(s, fresh):
    """The tree it came from, with the wound at its fork."""
    s.rnd.seed(77)
    tree(s, 2.75, 5.6, 7.6, 2.2, 0.16, green="#576d3c", whitewash=True)
    tone = "#d8b981" if fresh else "#b99a6c"
    a = (2.62, 2.55, 5.5)
    s.tube([(2.72, 2.4, 5.55), (2.5, 2.62, 5.42)], [0.1, 0.085], "#6b5f52", 0.2)
    if fresh:
        for k in range(7):
            t = k / 6 - 0.5
            s.tube([(2.5 + t * 0.1, 2.62, 5.42), (2.36 + t * 0.2, 2.7 + s.rnd.uniform(-0.1, 0.18), 5.36)], [0.028, 0.004], tone, 0.3)
        s.ribbon([a, (2.6, 2.1, 5.45), (2.66, 1.75, 5.45)], [0.02, 0.045, 0.004], tone)
    else:
        x, y = s.cam.at((2.5, 2.62, 5.42))
        s.add("ellipse", cx=f"{x:.1f}", cy=f"{y:.1f}", rx=11, ry=15, fill="#caa873", stroke="#7d6a4d", stroke_width=2)


def fallen(s):
    """The branch on the ground: wood, twigs, leaves behind and in front."""
    trunk = [(1.75, 0.2, 4.5), (1.0, 0.14, 4.35), (0.2, 0.2, 4.2), (-0.7, 0.26, 4.0), (-1.5, 0.22, 3.85)]
    twigs = []
    for p in trunk[1:]:
        for _ in range(9):
            way, reach = radians(s.rnd.uniform(100, 265)), s.rnd.uniform(0.35, 1.15)
            end = (p[0] + reach * cos(way), max(0.07, p[1] + s.rnd.uniform(-0.25, 0.5)), p[2] + reach * sin(way) * 0.8)
            twigs.append((p, end))
    for x, z, r in ((-1.5, 3.75, 0.7), (-0.6, 3.95, 0.75), (0.3, 4.1, 0.6)):
        s.floor(blob(s.rnd, x + 0.1, z, r, stretch=1.3), "#0b0e0c", opacity=0.45, filter="url(#soft16)")
    s.shadow([(p[0], h, p[2]) for p in trunk[:3] for h in (0, p[1] + 0.1)], soft=4)
    leafy = [(e[0], max(0.1, e[1]), e[2], s.rnd.uniform(0.1, 0.2)) for _, e in twigs]
    leafy += [tuple(a + (b - a) * 0.6 + s.rnd.uniform(-0.06, 0.06) for a, b in zip(p, e)) + (s.rnd.uniform(0.08, 0.16),) for p, e in twigs]
    foliage(s, [q for q in leafy if q[2] > 4.0], "#4d6435", 0.075)
    s.tube(trunk, [0.12, 0.1, 0.08, 0.05, 0.025], "#665a4d", 0.3, filter="url(#stone)")
    for p, e in twigs[::2]:
        mid = tuple((a + b) / 2 + 0.04 for a, b in zip(p, e))
        s.tube([p, mid, e], [0.03, 0.018, 0.006], "#64584a", 0.2)
    for k in range(9):
        t = k / 8 - 0.5
        s.tube([(1.72, 0.2 + t * 0.2, 4.5), (1.9 + s.rnd.uniform(-0.05, 0.14), 0.22 + t * 0.3, 4.5)], [0.026, 0.003], s.rnd.choice(("#d3b27c", "#bf9c68", "#a98655")), 0.3)
    foliage(s, [q for q in leafy if q[2] <= 4.0], "#5a723f", 0.075)


def before():
    s = lane()
    parent(s, True)
    s.rnd.seed(12)
    fallen(s)
    leaves(s, -0.4, 3.6, 2.0, 150, 0.04, ("#5d7a3a", "#4e6a30", "#76904a", "#8d8a4a"))
    for _ in range(14):
        x, z, t = s.rnd.uniform(-1.8, 1.6), s.rnd.uniform(2.2, 3.6), s.rnd.uniform(-0.2, 0.2)
        s.tube([(x, 0.01, z), (x + s.rnd.uniform(0.1, 0.3), 0.015, z + t)], [0.009, 0.004], "#6a5c4a", 0.2)
    return s, "day"


def after():
    s = lane()
    parent(s, False)
    s.rnd.seed(13)
    leaves(s, -0.4, 3.6, 2.0, 9, 0.035, ("#5d7a3a", "#8d8a4a"))
    return s, "day"


PHOTOS = {"branch-broken": before, "branch-broken-after": after}
