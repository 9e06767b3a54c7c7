"""Bins, bags, cartons, litter."""
from math import cos, pi, sin

from draw.colour import mix, times
from draw.props.buildings import Wall, writing
from draw.props.placed import Placed
from draw.scene import blob, path


def frustum(b, u0, w0, u1, w1, v0, v1, colour, **values):
    """Body with half sizes (u0, w0) at v0 and (u1, w1) at v1; only sides facing the camera are drawn."""
    s, eye = b.s, (b.s.cam.x, b.s.cam.height, b.s.cam.z)
    sides = [(1, 1, 1, -1), (-1, -1, -1, 1), (1, -1, -1, -1), (-1, 1, 1, 1)]
    faces = []
    for a, c, d, e in sides:
        way = b.way((a + d) / 2, 0, (c + e) / 2)
        m = b.p((a + d) / 2 * u0, (v0 + v1) / 2, (c + e) / 2 * w0)
        if sum(n * (q - p) for n, q, p in zip(way, eye, m)) > 0:
            points = [b.p(a * u0, v0, c * w0), b.p(d * u0, v0, e * w0), b.p(d * u1, v1, e * w1), b.p(a * u1, v1, c * w1)]
            faces.append((-s.cam.view(m)[2], points, way))
    for _, points, way in sorted(faces, key=lambda f: f[0]):
        s.face(points, colour, way, 0.3, **values)


def wheelie(s, x, z, turn=0, colour="#2f6f4a", y=0.0, lid="shut", mark=""):
    """Bin on two wheels, 240 litres. Its front looks along -w (turn 0: towards the camera). 垃圾桶"""
    b = Placed(s, x, z, turn, 0, y)
    b.shadow([(u, v, w) for u in (-0.29, 0.29) for v, w in ((0, -0.25), (0, 0.25), (1.0, -0.3), (1.0, 0.32))], soft=4)
    s.contact(x, z, 0.36, 0.34, 0.6, y=y)
    for u in (-0.25, 0.25):
        b.s.tube([b.p(u - 0.03, 0.1, 0.26), b.p(u + 0.03, 0.1, 0.26)], 0.1, "#1a1b1c", 0.2)
    if lid == "open":
        b.s.poly([b.p(-0.29, 0.98, 0.34), b.p(0.29, 0.98, 0.34), b.p(0.28, 1.5, 0.46), b.p(-0.28, 1.5, 0.46)], times(colour, 0.75))
        b.s.poly([b.p(-0.26, 1.02, 0.34), b.p(0.26, 1.02, 0.34), b.p(0.25, 1.46, 0.45), b.p(-0.25, 1.46, 0.45)], times(colour, 0.55))
    frustum(b, 0.22, 0.21, 0.285, 0.31, 0.05, 0.95, colour)
    for u in (-0.12, 0.0, 0.12):
        s.poly([b.p(u - 0.012, 0.12, -0.225), b.p(u + 0.012, 0.12, -0.225), b.p(u + 0.015, 0.5, -0.262), b.p(u - 0.015, 0.5, -0.262)], times(colour, 0.6), opacity=0.6)
    if mark:
        label(b, mark, colour)
    frustum(b, 0.3, 0.325, 0.3, 0.325, 0.92, 0.985, times(colour, 0.92))
    if lid == "shut":
        frustum(b, 0.305, 0.34, 0.2, 0.24, 0.985, 1.06, times(colour, 1.05))
        s.face([b.p(-0.2, 1.06, -0.24), b.p(0.2, 1.06, -0.24), b.p(0.2, 1.06, 0.24), b.p(-0.2, 1.06, 0.24)], times(colour, 1.12), (0, 1, 0))
        b.bar([(-0.22, 1.02, 0.36), (0.22, 1.02, 0.36)], 0.018, times(colour, 0.8))
    else:
        s.poly([b.p(-0.27, 0.985, -0.3), b.p(0.27, 0.985, -0.3), b.p(0.27, 0.985, 0.3), b.p(-0.27, 0.985, 0.3)], "#17181a")
    return b


def label(b, text, colour):
    """White sign with the kind of waste on the front of a bin."""
    a, c = b.p(-0.2, 0.55, -0.275), b.p(0.2, 0.55, -0.275)
    wall = Wall((a[0], a[2]), (c[0], c[2]), b.y)
    corners = [b.p(-0.19, 0.56, -0.272), b.p(0.19, 0.56, -0.272), b.p(0.2, 0.8, -0.298), b.p(-0.2, 0.8, -0.298)]
    b.s.poly(corners, times(colour, 1.5), opacity=0.55)
    size = 0.36 / len(text)
    writing(b.s, wall, text, 0.02, 0.63, size * 0.9, "#f1efe8", 0.015)


def bag(s, x, z, r=0.26, colour="#202225", y=0.0, knot=True, shadow=True, squash=0.95):
    """Tied plastic bag. 垃圾袋"""
    if shadow:
        s.contact(x + 0.04, z - 0.02, r * 1.2, r * 0.95, 0.6, 8, y)
    o, k = s.cam.at((x, y, z)), s.cam.scale((x, y, z))
    w, h = r * k, r * k * squash * 1.5
    shape = []
    for i in range(26):
        a = 2 * pi * i / 26
        bulge = 1 + s.rnd.uniform(-0.07, 0.07)
        px, py = cos(a) * w * bulge * (1 if sin(a) < 0.2 else 1 - 0.45 * sin(a) ** 2), -h * 0.45 - sin(a) * h * 0.5 * bulge
        shape.append((o[0] + px, min(o[1] + 2, o[1] + py)))
    top = min(q[1] for q in shape)
    shine = s.define(
        f'<radialGradient id="{{id}}" cx=".36" cy=".28" r=".8"><stop stop-color="{mix(colour, "#ffffff", 0.42)}"/><stop offset=".35" stop-color="{mix(colour, "#ffffff", 0.12)}"/><stop offset="1" stop-color="{times(colour, 0.5)}"/></radialGradient>'
    )
    with s.group(filter="url(#crease)"):
        if knot:
            ears = [(o[0] - w * 0.06, top + h * 0.06), (o[0] - w * 0.3, top - h * 0.16), (o[0] - w * 0.08, top - h * 0.08), (o[0] + w * 0.05, top - h * 0.22), (o[0] + w * 0.16, top - h * 0.06), (o[0] + w * 0.32, top - h * 0.1), (o[0] + w * 0.1, top + h * 0.06)]
            s.add("path", d=path(ears), fill=times(colour, 1.1))
        s.add("path", d=path(shape), fill=shine)
        for _ in range(5):
            a = s.rnd.uniform(-0.8, 0.8)
            s.add("path", d=f"M{o[0] + a * w * 0.15:.1f} {top + h * 0.05:.1f}Q{o[0] + a * w * 0.5:.1f} {top + h * 0.3:.1f} {o[0] + a * w * 0.75:.1f} {top + h * s.rnd.uniform(0.45, 0.8):.1f}", fill="none", stroke=mix(colour, "#ffffff", 0.5), stroke_width=f"{max(0.8, w * 0.025):.1f}", opacity=0.45)


def carton(s, x, z, w=0.5, h=0.4, d=0.4, turn=0, y=0.0, colour="#a98a64", open_=False, shadow=True):
    """Cardboard box. 纸箱"""
    if shadow:
        s.box_shadow(x, y, z, w, h, d, turn, soft=4, ground=y)
        s.contact(x, z, w * 0.6, d * 0.6, 0.45, 8, y)
    s.box(x, y, z, w, h, d, colour, turn, 0.2, top=times(colour, 0.45) if open_ else None)
    b = Placed(s, x, z, turn, 0, y)
    if open_:
        for side in (-1, 1):
            s.poly([b.p(-w / 2, h, side * d / 2), b.p(w / 2, h, side * d / 2), b.p(w / 2 * 0.95, h + d * 0.12, side * d * 0.82), b.p(-w / 2 * 0.95, h + d * 0.12, side * d * 0.82)], times(colour, 0.95 + 0.1 * side))
    else:
        tape = times(colour, 1.22)
        s.poly([b.p(-w / 2, h, -0.03), b.p(w / 2, h, -0.03), b.p(w / 2, h, 0.03), b.p(-w / 2, h, 0.03)], tape, opacity=0.7)
    s.poly([b.p(w * 0.12, h * 0.2, -d / 2), b.p(w * 0.4, h * 0.2, -d / 2), b.p(w * 0.4, h * 0.5, -d / 2), b.p(w * 0.12, h * 0.5, -d / 2)], "#e6dfcf", opacity=0.75)


def bottle(s, x, z, turn=0, y=0.0, tone="#b8cfd2", cap="#2f66a8", size=1.0):
    """Plastic bottle lying on the ground."""
    b = Placed(s, x, z, turn, 0, y, size)
    s.contact(x, z, 0.13 * size, 0.06 * size, 0.45, 4, y)
    b.bar([(-0.11, 0.033, 0), (0.05, 0.033, 0), (0.085, 0.033, 0), (0.11, 0.033, 0)], [0.032, 0.032, 0.016, 0.013], tone, 0.5, opacity=0.85)
    b.bar([(-0.05, 0.033, 0), (0.02, 0.033, 0)], 0.033, mix(cap, "#ffffff", 0.3), 0.3)
    b.bar([(0.105, 0.033, 0), (0.125, 0.033, 0)], 0.015, cap)


def cup(s, x, z, turn=0, y=0.0, tone="#ece7dc", band="#7a4b2c"):
    """Paper cup lying on the ground."""
    b = Placed(s, x, z, turn, 0, y)
    s.contact(x, z, 0.09, 0.06, 0.45, 4, y)
    b.bar([(-0.06, 0.036, 0), (0.06, 0.044, 0)], [0.03, 0.044], tone, 0.1)
    b.bar([(-0.03, 0.038, 0), (0.03, 0.042, 0)], [0.034, 0.041], band, 0.3)
    s.poly([b.p(0.06, 0.044 + 0.042 * cos(i * 0.35), 0.042 * sin(i * 0.35)) for i in range(18)], "#5d564b")


def scrap(s, x, z, r=0.1, colour="#e4dfd2", y=0.0, flat=False):
    """Crumpled paper or film."""
    s.contact(x + 0.01, z, r * 1.1, r * 0.8, 0.4, 4, y)
    shape = blob(s.rnd, x, z, r, 14, 0.45, 1.3, s.rnd.uniform(0, 180))
    with s.group(filter="url(#crease)"):
        s.floor(shape, times(colour, 0.72), y)
        s.poly([(a, y + (0.0 if flat else r * 0.4 * s.rnd.random()), b) for a, b in shape], colour)


def butts(s, x, z, radius, count, y=0.0):
    """Cigarette ends."""
    for _ in range(count):
        a, r, turn = s.rnd.uniform(0, 6.28), radius * s.rnd.random() ** 0.5, s.rnd.uniform(0, 180)
        b = Placed(s, x + r * cos(a), z + r * sin(a), turn, 0, y)
        b.bar([(-0.02, 0.006, 0), (0.005, 0.006, 0)], 0.006, "#e8e4da", 0.1)
        b.bar([(0.005, 0.006, 0), (0.02, 0.006, 0)], 0.006, "#b3793a", 0.1)


def lunchbox(s, x, z, turn=0, y=0.0, colour="#e9e6df"):
    """Takeaway box, half open, with some sauce in it."""
    b = Placed(s, x, z, turn, 0, y)
    s.contact(x, z, 0.13, 0.1, 0.5, 4, y)
    frustum(b, 0.08, 0.06, 0.095, 0.075, 0, 0.045, colour)
    s.poly([b.p(-0.095, 0.045, -0.075), b.p(0.095, 0.045, -0.075), b.p(0.095, 0.045, 0.075), b.p(-0.095, 0.045, 0.075)], times(colour, 0.75))
    s.poly([b.p(-0.08, 0.04, -0.055), b.p(0.07, 0.04, -0.05), b.p(0.08, 0.04, 0.05), b.p(-0.06, 0.04, 0.058)], "#a5602c", opacity=0.8)
    s.poly([b.p(-0.095, 0.045, 0.075), b.p(0.095, 0.045, 0.075), b.p(0.085, 0.12, 0.16), b.p(-0.1, 0.13, 0.15)], times(colour, 1.05))


def bucket_of_paint(s, x, z, y=0.0):
    """White tin with dried paint running down."""
    s.contact(x, z, 0.22, 0.2, 0.5, 8, y)
    s.pillar(x, z, y, y + 0.34, 0.14, 0.16, "#d9d7cf")
    s.floor([(x + 0.14 * cos(i * 0.2), z + 0.14 * sin(i * 0.2)) for i in range(32)], "#b9b3a2", y + 0.34)
    s.tube([(x - 0.05, y + 0.34, z - 0.16), (x - 0.06, y + 0.1, z - 0.15)], [0.03, 0.012], "#8fa7b5", 0.2)
