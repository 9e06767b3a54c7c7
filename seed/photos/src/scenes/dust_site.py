"""Bare soil and dust at a building site. 工地扬尘"""
from draw.colour import times
from draw.ground import surface
from draw.places import horizon
from draw.props.air import cloud
from draw.props.buildings import Wall
from draw.props.placed import Placed
from draw.props.rubble import lump, mound
from draw.scene import Scene, blob

SOIL = "#b08a5c"


def tower(s, x, z, w, h, d, green="#3f7d5a"):
    """Building in its scaffold and green net."""
    s.box(x, 0, z, w, h, d, green, foot=0.1, filter="url(#plaster)")
    wall = Wall((x - w / 2, z - d / 2), (x + w / 2, z - d / 2))
    for k in range(int(h / 3)):
        wall.panel(s, 0, 3 * k, w, 0.16, "#b9b3a4", 0.05)
    for k in range(int(w / 1.8) + 1):
        wall.panel(s, k * 1.8, 0, 0.06, h + 1.2, "#8f9a8f", 0.06)


def crane(s, x, z, h=34):
    tone = "#d39a2a"
    for a in (-0.5, 0.5):
        s.tube([(x + a, 0, z), (x + a, h, z)], 0.09, tone, 0.2)
    for k in range(int(h / 2)):
        s.tube([(x - 0.5, 2 * k, z), (x + 0.5, 2 * k + 2, z)], 0.05, tone, 0.2)
    s.tube([(x - 7, h, z), (x + 22, h, z)], 0.14, tone, 0.2)
    s.tube([(x - 7, h, z), (x, h + 5, z), (x + 20, h, z)], 0.05, "#55585a", 0.2)
    s.box(x - 6, h - 2, z, 2.4, 1.8, 1, "#8d8f8d", foot=0)
    s.tube([(x + 14, h, z), (x + 14, h - 12, z)], 0.03, "#3a3c3e", 0.2)


def digger(s, x, z, turn=-20):
    """Excavator on tracks with its arm reaching down. 挖掘机"""
    b = Placed(s, x, z, turn)
    tone = "#dda52b"
    s.contact(x, z, 2.2, 1.3, 0.6, 16)
    for w in (0.95, -0.95):
        track(b, -w * b.near())
    b.shell([(-1.0, 0.75), (1.0, 0.75), (1.0, 0.95), (-1.0, 0.95)], 0.7, "#2b2a28")
    b.shell([(-2.0, 1.0), (-0.1, 0.95), (-0.1, 1.75), (-1.6, 1.8), (-2.05, 1.55)], 1.05, tone)
    for k in range(5):
        b.patch([(-1.75 + 0.12 * k, 1.2), (-1.68 + 0.12 * k, 1.2), (-1.68 + 0.12 * k, 1.6), (-1.75 + 0.12 * k, 1.6)], 1.06 * b.near(), "#4a3a18")
    arm(b, tone)
    cab(b, tone)


def track(b, w):
    """One track, shifted sideways by w."""
    s = b.s
    ring = [(-1.5, 0.15), (-1.3, 0.0), (1.3, 0.0), (1.5, 0.15), (1.55, 0.45), (1.35, 0.72), (-1.35, 0.72), (-1.55, 0.45)]
    for off, tone in ((-0.28, "#24221f"), (0.28, "#3d3933")):
        s.poly([b.p(u, v, w + off * b.near()) for u, v in ring], tone)
    side = w + 0.285 * b.near()
    s.poly([b.p(u * 0.9, 0.36 + (v - 0.36) * 0.72, side) for u, v in ring], "#1d1b19")
    for k in range(6):
        s.poly(b.circle(-1.2 + 0.48 * k, 0.3, 0.17, side + 0.005 * b.near()), "#5a5348")
        s.poly(b.circle(-1.2 + 0.48 * k, 0.3, 0.08, side + 0.006 * b.near()), "#2a2723")
    for k in range(15):
        u = -1.4 + 0.2 * k
        s.poly([b.p(u, 0.66, side), b.p(u + 0.08, 0.66, side), b.p(u + 0.08, 0.72, side), b.p(u, 0.72, side)], "#6a6254")


def arm(b, tone):
    b.bar([(0.1, 1.4, 0.3), (1.2, 3.2, 0.3), (2.4, 3.6, 0.3)], [0.24, 0.27, 0.2], tone, 0.3)
    b.bar([(0.5, 1.3, 0.3), (1.25, 2.6, 0.3)], 0.08, "#8f9294", 0.5)
    b.bar([(2.0, 3.75, 0.3), (3.3, 2.3, 0.3), (3.7, 1.6, 0.3)], [0.2, 0.17, 0.13], times(tone, 0.95), 0.3)
    b.bar([(1.6, 3.75, 0.3), (2.5, 3.7, 0.3)], 0.07, "#8f9294", 0.5)
    b.shell([(3.45, 1.7), (3.85, 1.6), (3.9, 0.95), (3.6, 0.6), (3.0, 0.7), (3.2, 1.0)], 0.5, "#4a443b")


def cab(b, tone):
    near = b.near()
    b.shell([(-0.1, 0.95), (1.0, 0.95), (1.05, 1.7), (0.8, 2.55), (-0.05, 2.6), (-0.1, 1.7)], 0.5, tone)
    w = 0.51 * near
    b.patch([(0.02, 1.65), (0.95, 1.6), (0.75, 2.42), (0.05, 2.45)], w, "#2b373d")
    b.patch([(0.08, 1.9), (0.45, 1.75), (0.35, 2.4), (0.1, 2.4)], w, "#8fa3ab", opacity=0.5)
    b.patch([(0.47, 1.0), (0.51, 1.0), (0.45, 2.44), (0.41, 2.44)], w, times(tone, 0.55))


def hoarding(s, a, b, h=2.4):
    """Blue sheet fence of the site."""
    wall = Wall(a, b)
    wall.panel(s, 0, 0, wall.length, h, "#3f74a3", foot=0.3)
    k = 0.0
    while k < wall.length:
        wall.panel(s, k, 0, 0.06, h, "#315d86", 0.01)
        wall.panel(s, k + 0.25, 0, 0.04, h, "#5b8cb8", 0.01)
        k += 0.5
    wall.panel(s, 0, h - 0.1, wall.length, 0.1, "#d7d9d6", 0.02)
    wall.panel(s, 0, 0, wall.length, 0.3, "#8f8a7f", 0.02)


def before():
    s = Scene(seed=79, height=1.6, pitch=5, yaw=0, focal=860, sun=(-120, 44))
    horizon(s)
    with surface(s, "soil", "#a98a62", far="#c9b596"):
        for x, z, r in ((-1, 3, 0.9), (2, 5, 1.4), (-3.5, 7, 1.6)):
            s.floor(blob(s.rnd, x, z, r, stretch=1.8), "#6d5638", opacity=0.35, filter="url(#soft16)")
        for k in (-0.9, 0.9):
            run = [(k + 0.5 + 0.1 * i, 0, 0.6 + i * 0.9) for i in range(14)]
            s.ribbon(run, [0.2] * 14, "#5f4a30", opacity=0.5, filter="url(#soft2)")
            for i in range(60):
                z = 0.9 + i * 0.14
                x = k + 0.5 + 0.1 * (z - 0.6) / 0.9
                s.ribbon([(x - 0.17, 0, z), (x + 0.17, 0, z + 0.05)], [0.02] * 2, "#4a3823", opacity=0.5)
    with s.group(filter="url(#soft1)", opacity=0.85):
        crane(s, -10, 48)
        tower(s, -17, 46, 17, 23, 12)
        tower(s, 13, 52, 20, 30, 12, "#4a8261")
        hoarding(s, (-30, 27), (6, 27))
        hoarding(s, (6, 27), (17, 9))
    mound(s, -6.5, 17, 4.2, 2.6, SOIL, 5)
    cloud(s, [(420 + 90 * k, 430 - 12 * k, 120) for k in range(8)], "#d8bd92", 0.6, 0.008, 4)
    mound(s, 5.2, 13.5, 3.0, 2.0, times(SOIL, 0.95), 8)
    digger(s, -0.6, 12.5, -8)
    mound(s, -4.6, 8.6, 2.3, 1.35, times(SOIL, 1.03), 12)
    for _ in range(80):
        x, z = s.rnd.uniform(-4, 4), s.rnd.uniform(2.0, 7.5)
        lump(s, (x, 0.01, z), s.rnd.uniform(0.02, 0.09), s.rnd.choice(("#9c7a50", "#8a6c48", "#b59468", "#8f8a80")))
    x, y = s.cam.at((3.1, 0.6, 12))
    cloud(s, [(x - 120 + 55 * k, y + 10 - 34 * (k % 4) - 10 * k, 110 + 14 * k) for k in range(10)], "#dcc49c", 0.8, 0.009, 6)
    cloud(s, [(60 + 130 * k, 500 + 14 * (k % 3), 90) for k in range(9)], "#d9c19a", 0.4, 0.01, 13)
    return s, "day"


PHOTOS = {"dust-site": before}
