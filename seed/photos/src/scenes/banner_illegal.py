"""A banner hung between two trees without leave. 违规横幅"""
from math import sin

from draw.colour import times
from draw.ground import slabs, surface
from draw.places import far_city, horizon, street_trees
from draw.props.buildings import Wall, flats, shops, writing
from draw.props.cycles import ebike
from draw.props.nature import leaves, tree
from draw.props.street import dapple, kerb, stripe
from draw.scene import Scene


def before():
    s = Scene(seed=71, height=1.6, pitch=3, yaw=-3, focal=900, sun=(-130, 42))
    horizon(s)
    with surface(s, "asphalt", "#88898b"):
        stripe(s, 2.6, 1, 50)
    far_city(s)
    slabs(s, -14, 1.6, 0.8, 40, 0.5, 0.5, "#b09d8a")
    with s.group(filter="url(#soft1)"):
        shops(s, (-14, 14), (3.5, 14), floors=4, colour="#c2b29c", shut=0.1)
        flats(s, (15, 50), (15, 4), 6, "#c9b698")
    kerb(s, 1.6, 0.8, 40, 0.0)
    street_trees(s, right=1.0, left=None, near=13, gap=8)
    ebike(s, -3.6, 10.5, 80, colour="#33517a")
    ebike(s, -2.8, 10.6, 84, colour="#a8322c")
    ebike(s, -5.2, 10.4, 78, colour="#dedbd2")
    dapple(s, -1.5, 5.2, 1.9, 20)
    tree(s, -3.3, 6.4, 6.8, 1.9, 0.14, green="#566d3c", whitewash=True)
    tree(s, 1.0, 6.0, 6.8, 1.9, 0.14, green="#566d3c", whitewash=True)
    banner(s, (-3.2, 2.45, 6.3), (0.9, 2.5, 5.9), 0.72)
    leaves(s, -1, 4, 2.5, 30)
    return s, "day"


def banner(s, a, b, h):
    """Red cloth with a text, sagging between two points, with folds near the ties."""
    n = 40

    def at(t, v):
        sag = -0.16 * (1 - (2 * t - 1) ** 2)
        fold = 0.05 * sin(t * 26) * (0.25 + abs(2 * t - 1))
        return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t + sag + v * h, a[2] + (b[2] - a[2]) * t + fold

    cloth = [at(i / n, 1) for i in range(n + 1)] + [at(i / n, 0) for i in range(n, -1, -1)]
    s.shadow([at(0, 0), at(1, 0), at(0, 1), at(1, 1)], strength=0.25, soft=8)
    s.poly(cloth, "#c0241f")
    for i in range(n):
        t = (i + 0.5) / n
        slope = 26 * 0.05 * (0.25 + abs(2 * t - 1))
        light = 1 + 0.16 * sin(t * 26 + 1.4) * (0.4 + slope)
        s.poly([at(i / n, 0), at((i + 1) / n, 0), at((i + 1) / n, 1), at(i / n, 1)], times("#c4261f", light), stroke=times("#c4261f", light), stroke_width=0.6)
    words, size = "新店开业全场八折", 0.4
    for i, sign in enumerate(words):
        t = 0.09 + i * 0.105
        p, q = at(t, 0.22), at(t + 0.09, 0.22)
        writing(s, Wall((p[0], p[2] - 0.06), (q[0], q[2] - 0.06), p[1]), sign, 0, 0, size, "#f7e7a8")
    s.poly([at(i / n, 1) for i in range(n + 1)] + [at(i / n, 0.93) for i in range(n, -1, -1)], "#8e1713", opacity=0.6)
    for t, end in ((0, (-0.12, 0.0)), (1, (0.12, 0.0))):
        for v in (0, 1):
            p = at(t, v)
            s.tube([p, (p[0] + end[0], p[1] + (0.04 if v else -0.04), p[2] + 0.1)], 0.008, "#e8e2d2", 0.1)


PHOTOS = {"banner-illegal": before}
