"""Trodden snow and ice on a path of a housing estate. 积雪结冰"""
from math import cos, radians, sin

from draw.camera import HEIGHT, WIDTH
from draw.ground import surface
from draw.places import far_city
from draw.props.buildings import flats
from draw.props.cycles import ebike
from draw.props.placed import Placed
from draw.scene import Scene, blob

SNOW = "#e6e9ee"


def bare(s, x, z, height=6.5):
    """Tree without leaves, snow on its boughs."""
    s.contact(x, z, 0.4, 0.3, 0.3)
    tips = [((x, 0, z), (x + 0.05, height * 0.4, z), 0.15)]
    s.tube([tips[0][0], tips[0][1]], [0.17, 0.12], "#4d4640", 0.3, filter="url(#stone)")
    s.tube([(x, 0.05, z), (x + 0.02, 1.1, z)], [0.175, 0.155], "#c9c8c4", 0.1)
    ends = [(tips[0][1], 90.0, height * 0.26, 0.1)]
    for depth in range(4):
        grown = []
        for p, way, reach, thick in ends:
            for k in range(3 if depth < 2 else 2):
                a = way + s.rnd.uniform(-42, 42) + (k - 1) * 14
                q = (p[0] + reach * cos(radians(a)), p[1] + reach * sin(radians(a)) * 0.95, p[2] + s.rnd.uniform(-0.3, 0.3) * reach)
                s.tube([p, q], [thick * 0.75, thick * 0.5], "#4a433d", 0.3)
                if thick > 0.02:
                    s.ribbon([(p[0], p[1] + thick * 0.6, p[2]), (q[0], q[1] + thick * 0.45, q[2])], [thick * 0.26, thick * 0.2], "#f3f5f8", opacity=0.9)
                grown.append((q, a, reach * 0.72, thick * 0.52))
        ends = grown


def drift(s, x0, x1, z0, z1, height):
    """Bank of shovelled snow along the path: two slopes and lumps on them."""
    steps = int((z1 - z0) / 0.35)
    ridge, near, far = [], [], []
    for i in range(steps + 1):
        z = z0 + (z1 - z0) * i / steps
        ridge.append(((x0 + x1) / 2 + s.rnd.uniform(-0.12, 0.12), height * s.rnd.uniform(0.75, 1.2), z))
        near.append((x0 + s.rnd.uniform(-0.1, 0.06), 0, z))
        far.append((x1 + s.rnd.uniform(-0.06, 0.1), 0, z))
    left, right = (near, far) if x0 < x1 else (far, near)
    with s.group(filter="url(#powder)"):
        s.poly(left + ridge[::-1], "#eceff3")
        s.poly(right + ridge[::-1], "#c4ccd8")
        s.ribbon(ridge, [0.05] * len(ridge), "#f6f8fa", filter="url(#soft8)")
        for p, q in zip(left, right):
            for _ in range(2):
                t, r = s.rnd.random(), s.rnd.uniform(0.03, 0.1)
                spot = (p[0] + (q[0] - p[0]) * t, height * (1 - abs(2 * t - 1)) * 0.8, p[2] + s.rnd.uniform(-0.2, 0.2))
                x, y = s.cam.at(spot)
                k = r * s.cam.scale(spot)
                s.add("ellipse", cx=f"{x:.0f}", cy=f"{y:.0f}", rx=f"{k:.0f}", ry=f"{k * 0.7:.0f}", fill=s.rnd.choice(("#f4f6f8", "#dfe4ea", "#cfd6e0")))


def shoe(s, x, z, turn):
    """Footprint."""
    b = Placed(s, x, z, turn)
    for u, r, k in ((0.06, 0.06, 1.6), (-0.11, 0.042, 1.2)):
        c = b.p(u, 0, 0)
        spot = blob(s.rnd, c[0], c[2], r, 14, 0.08, k, turn)
        s.floor(spot, "#9aa4b4", opacity=0.6)
        s.floor([(p - 0.01, q + 0.012) for p, q in spot], "#6f7a8c", opacity=0.5, filter="url(#soft1)")
        s.floor([(p + 0.008, q - 0.014) for p, q in spot], "#c3cad6", opacity=0.6)


def before():
    s = Scene(seed=59, height=1.55, pitch=14, yaw=-3, focal=870, ambient=0.82, direct=0.2, shadow=0.14)
    s.add("rect", width=WIDTH, height=HEIGHT, fill=s.gradient((0, 0), (0, 320), (0, "#b9c2cc"), (1, "#dfe3e7")))
    with surface(s, "snow", SNOW, far="#dde1e6"):
        for x, z, r in ((-3, 5, 1.2), (3.2, 6, 1.3), (-4, 10, 2)):
            s.floor(blob(s.rnd, x, z, r, stretch=1.5), "#aeb9cb", opacity=0.45, filter="url(#soft40)")
    with surface(s, "concrete", "#adb0b4", [(-1.5, 0.3), (1.5, 0.3), (1.3, 40), (-1.3, 40)], far="#c9cdd2"):
        for _ in range(46):
            x, z = s.rnd.uniform(-1.5, 1.5), 0.7 + 13 * s.rnd.random() ** 1.5
            s.floor(blob(s.rnd, x, z, s.rnd.uniform(0.15, 0.5), 20, 0.35, 1.5), "#e4e8ec", opacity=0.75, filter="url(#torn)")
    far_city(s)
    with s.group(filter="url(#soft1)"):
        flats(s, (-10.5, 2), (-10.5, 45), 6, "#bfae9b")
        flats(s, (10.5, 45), (10.5, 2), 6, "#c2b6a6")
        for x, z in ((-4.4, 26), (4.6, 23), (-4.6, 18)):
            bare(s, x, z)
    bare(s, 4.2, 13)
    bare(s, -4.0, 10.5)
    for k, (x, c) in enumerate(((3.3, "#33517a"), (4.0, "#8d2f2b"))):
        s.contact(x, 7.6 + 0.2 * k, 0.3, 0.75, 0.4)
        b = ebike(s, x, 7.6 + 0.2 * k, 80, colour=c, shadow=False)
        for u, v, w in ((-0.5, 0.8, 0.36), (0.42, 1.08, 0.2)):
            p = s.cam.at(b.p(u, v))
            r = w * s.cam.scale(b.p(u, v))
            s.add("ellipse", cx=f"{p[0]:.0f}", cy=f"{p[1]:.0f}", rx=f"{r * 0.75:.0f}", ry=f"{r * 0.34:.0f}", fill="#f4f6f9", filter="url(#worn)")
    drift(s, -2.3, -1.4, 1.2, 16, 0.34)
    drift(s, 1.4, 2.2, 1.2, 16, 0.3)
    ice(s)
    for k in range(16):
        shoe(s, -0.85 + 0.2 * (k % 2) + 0.03 * k, 1.5 + 0.5 * k, -88 + s.rnd.uniform(-8, 8))
    for k in range(9):
        shoe(s, 1.05 + 0.14 * (k % 2) - 0.02 * k, 1.9 + 0.62 * k, 92 + s.rnd.uniform(-8, 8))
    for _ in range(90):
        x, y, r = s.rnd.uniform(0, WIDTH), s.rnd.uniform(0, HEIGHT), s.rnd.uniform(1, 3.4)
        s.add("circle", cx=round(x), cy=round(y), r=f"{r:.1f}", fill="#ffffff", opacity=s.rnd.choice((0.35, 0.5, 0.65)), filter="url(#soft1)" if r > 2.4 else None)
    return s, "day"


def ice(s):
    """Sheet of clear ice with a sheen and cracks."""
    sheet = blob(s.rnd, 0.2, 3.1, 0.72, 30, 0.3, 1.35, 10)
    rows = [q[1] for q in s.cam.outline([(x, 0, z) for x, z in sheet])]
    with s.group(filter="url(#torn)"):
        s.floor(sheet, "#5e6a76", opacity=0.8)
        s.floor(sheet, s.gradient((0, min(rows)), (0, max(rows)), (0, "#eef3f8", 0.95), (0.3, "#aebccb", 0.75), (0.55, "#76869a", 0.45), (0.8, "#93a3b5", 0.5), (1, "#d5dde6", 0.6)))
        s.floor([(0.2 + (x - 0.2) * 0.4 - 0.15, 3.3 + (z - 3.1) * 0.16) for x, z in sheet], "#ffffff", opacity=0.55, filter="url(#soft8)")


PHOTOS = {"snow-ice": before}
