"""Stickers of locksmiths and removers on a house wall, and the wall painted over. 小广告"""
from math import cos, radians, sin

from draw.ground import surface
from draw.props.buildings import Wall, writing
from draw.props.placed import Placed
from draw.scene import Scene

WORDS = ("开锁", "疏通", "搬家", "维修", "补漏", "收旧", "打孔", "家教", "租房", "保洁")
PAPERS = ("#e9e4d2", "#e8c84a", "#d8e2e6", "#c9403a", "#efe9dc", "#7fb0d6", "#e6a9b4", "#f0ece0")


def entrance():
    s = Scene(seed=41, height=1.5, pitch=1, yaw=-7, focal=900, ambient=0.72, direct=0.36, sun=(-140, 40))
    with surface(s, "concrete", "#a09c92"):
        pass
    wall = Wall((-9, 3.5), (9, 3.5))
    wall.panel(s, 0, 0, 18, 4.5, "#d5cdbd", filter="url(#plaster)")
    wall.panel(s, 0, 0, 18, 1.15, "#7f9484", filter="url(#plaster)")
    wall.panel(s, 0, 1.15, 18, 0.025, "#5d6f61")
    for u, v, w, h in ((6.1, 2.3, 0.5, 0.9), (9.4, 0.2, 0.9, 0.8), (11.4, 1.5, 0.6, 1.2)):
        wall.panel(s, u, v, w, h, "#8d8674", opacity=0.35, filter="url(#torn)")
    s.floor([(-9, 3.0), (9, 3.0), (9, 3.5), (-9, 3.5)], "#15161a", opacity=0.4, filter="url(#soft8)")
    door(s, wall, 9.75)
    boxes(s, wall)
    return s, wall


def door(s, wall, u):
    """Steel door of a staircase."""
    wall.panel(s, u - 0.09, 0, 1.38, 2.28, "#54565a")
    wall.panel(s, u, 0.02, 1.2, 2.18, "#7a4334", filter="url(#plaster)", foot=0.25)
    for v, h in ((0.2, 0.75), (1.1, 0.95)):
        wall.panel(s, u + 0.14, v, 0.92, h, "#54271d")
        wall.panel(s, u + 0.16, v, 0.9, h - 0.02, "#85503c", filter="url(#plaster)")
    wall.slab(s, u + 0.07, 0.98, 0.05, 0.18, "#c3b27c", 0.05)
    wall.slab(s, u - 0.3, 2.42, 1.8, 0.1, "#b9b2a4", 0.55)


def boxes(s, wall):
    """Meter box and cable duct."""
    s.poly(wall.rect(7.32, 1.38, 0.62, 0.8), "#101113", opacity=0.35, filter="url(#soft4)")
    wall.slab(s, 7.25, 1.45, 0.6, 0.8, "#b7bbb8", 0.16)
    wall.panel(s, 7.3, 1.5, 0.5, 0.7, "#a6aaa8", 0.165)
    wall.panel(s, 7.74, 1.8, 0.03, 0.1, "#4a4c4e", 0.17)
    for u in (7.42, 7.58):
        s.tube([wall.at(u, 2.25, 0.05), wall.at(u, 4.4, 0.05)], 0.025, "#c9c7bf")


def sticker(s, wall, u, v, w, h, paper, word, turn):
    c, n = cos(radians(turn)), sin(radians(turn))

    def at(a, b):
        return wall.at(u + a * c - b * n, v + a * n + b * c, 0.004)

    s.poly([wall.at(u + a * c - b * n + 0.012, v + a * n + b * c - 0.012, 0.002) for a, b in ((0, 0), (w, 0), (w, h), (0, h))], "#000", opacity=0.3)
    s.poly([at(0, 0), at(w, 0), at(w, h), at(0, h)], paper)
    ink = "#b3261e" if paper not in ("#c9403a",) else "#f2e6b8"
    o, r, t = s.cam.at(at(0, 0)), s.cam.at(at(1, 0)), s.cam.at(at(0, 1))
    m = " ".join(f"{k:.3f}" for k in ((r[0] - o[0]) / 100, (r[1] - o[1]) / 100, (o[0] - t[0]) / 100, (o[1] - t[1]) / 100, o[0], o[1]))
    size = w * 100 / len(word) * 0.86
    s.body.append(f'<text transform="matrix({m})" font-family="Noto Sans CJK SC" font-weight="900" font-size="{size:.1f}" x="{w * 7:.1f}" y="{-h * 100 + size * 1.0:.1f}" fill="{ink}">{word}</text>')
    for k in (0.12, 0.28):
        s.poly([at(w * 0.1, h * k), at(w * s.rnd.uniform(0.6, 0.9), h * k), at(w * 0.85, h * k + 0.018), at(w * 0.1, h * k + 0.018)], "#3a3a3e", opacity=0.55)


def stamp(s, wall, u, v, word, size, tone, turn):
    """Letters sprayed with a stencil."""
    o, r, t = s.cam.at(wall.at(u, v)), s.cam.at(wall.at(u + 1, v + turn)), s.cam.at(wall.at(u - turn, v + 1))
    m = " ".join(f"{k:.3f}" for k in ((r[0] - o[0]) / 100, (r[1] - o[1]) / 100, (o[0] - t[0]) / 100, (o[1] - t[1]) / 100, o[0], o[1]))
    s.body.append(f'<text transform="matrix({m})" font-family="Noto Sans CJK SC" font-weight="900" font-size="{size * 100}" fill="{tone}" opacity=".75" filter="url(#soft1)">{word}</text>')


def before():
    s, wall = entrance()
    s.rnd.seed(6)
    stamp(s, wall, 8.15, 2.35, "打孔", 0.26, "#23252b", 0.05)
    stamp(s, wall, 6.35, 0.72, "疏通", 0.24, "#a3241d", -0.04)
    spots = []
    for u0, u1, v0, v1, count in ((6.3, 7.2, 0.9, 2.4, 13), (7.9, 9.5, 0.6, 2.2, 24), (9.95, 10.75, 0.95, 1.9, 8), (11.2, 12.2, 0.8, 2.2, 12), (7.26, 7.7, 1.5, 1.95, 3)):
        spots += [(s.rnd.uniform(u0, u1 - 0.2), s.rnd.uniform(v0, v1)) for _ in range(count)]
    for u, v in spots:
        w = s.rnd.choice((0.17, 0.2, 0.26))
        sticker(s, wall, u, v, w, w * s.rnd.uniform(0.6, 0.8), s.rnd.choice(PAPERS), s.rnd.choice(WORDS), s.rnd.uniform(-9, 9))
    for _ in range(16):
        u, v = s.rnd.uniform(6.2, 12), s.rnd.uniform(0.6, 2.3)
        if not 9.7 < u < 11:
            wall.panel(s, u, v, s.rnd.uniform(0.08, 0.2), s.rnd.uniform(0.05, 0.12), "#e9e5da", 0.003, opacity=0.75, filter="url(#worn)")
    for x, z in ((-0.6, 3.0), (0.5, 2.8), (-1.5, 3.1)):
        b = Placed(s, x, z, s.rnd.uniform(0, 90))
        s.poly([b.p(-0.1, 0.003, -0.06), b.p(0.1, 0.003, -0.06), b.p(0.1, 0.003, 0.06), b.p(-0.1, 0.003, 0.06)], s.rnd.choice(PAPERS))
    return s, "day"


def after():
    s, wall = entrance()
    s.rnd.seed(7)
    for u, v, w, h in ((6.2, 1.18, 1.0, 1.6), (7.95, 1.18, 1.65, 1.6), (11.15, 1.18, 1.3, 1.3)):
        wall.panel(s, u, v, w, h, "#dcd5c6", 0.002, opacity=0.85, filter="url(#worn)")
    for u, v, w, h in ((6.2, 0.5, 1.0, 0.63), (7.95, 0.45, 1.65, 0.68), (11.15, 0.6, 1.3, 0.53)):
        wall.panel(s, u, v, w, h, "#869b8b", 0.002, opacity=0.8, filter="url(#worn)")
    writing(s, wall, "文明楼院", 8.1, 1.72, 0.2, "#8a2a22", 0.003, opacity=0.8)
    return s, "day"


PHOTOS = {"small-ads": before, "small-ads-after": after}
