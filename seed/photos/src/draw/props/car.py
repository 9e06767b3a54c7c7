"""A parked car. 机动车"""
from math import cos, pi, sin

from draw.colour import times
from draw.props.placed import Placed
from draw.scene import path, smooth

# outline of the lower body and of the cabin, front to the right (u forward, v up), in metres
BODY = [(-2.2, 0.35), (-2.24, 0.62), (-2.2, 0.9), (-2.0, 0.98), (1.0, 0.96), (1.75, 0.86), (2.15, 0.68), (2.22, 0.45), (2.18, 0.25), (-2.15, 0.25)]
CABIN = [(-1.95, 0.96), (-1.45, 1.36), (-1.0, 1.45), (-0.1, 1.44), (0.25, 1.36), (1.05, 0.95)]
HALF, ROOF = 0.88, 0.62


def car(s, x, z, turn=0, colour="#8c979f", y=0.0):
    """Saloon seen from any side; plates are blank."""
    b = Placed(s, x, z, turn, 0, y)
    b.shadow([(u, v, w) for u, v in BODY[:1] + BODY[8:9] + CABIN[1:5] for w in (-HALF, HALF)], soft=8)
    s.floor([(q[0], q[2]) for q in (b.p(*c) for c in ((-2.1, 0, -0.85), (2.1, 0, -0.85), (2.1, 0, 0.85), (-2.1, 0, 0.85)))], "#050607", y, opacity=0.6, filter="url(#soft8)")
    near = b.near()
    for u in (-1.35, 1.35):
        wheel(b, u, -0.72 * near, near)
    shell(b, smooth(BODY, 1), HALF, HALF * 0.97, colour)
    glasshouse(b, near, colour)
    for u in (-1.35, 1.35):
        b.s.poly(b.circle(u, 0.34, 0.39, HALF * near), "#08090a")
        wheel(b, u, (HALF - 0.02) * near, near)
    trim(b, near, colour)


def shell(b, profile, half, top, colour):
    """Loft of a profile: strips facing the camera, then the near side."""
    s, near = b.s, b.near()
    eye = (s.cam.x, s.cam.height, s.cam.z)
    ring = profile + profile[:1]
    for (u, v), (u2, v2) in zip(ring, ring[1:]):
        points = [b.p(u, v, -half), b.p(u2, v2, -half), b.p(u2, v2, half), b.p(u, v, half)]
        way = b.way(-(v2 - v), (u2 - u), 0)
        length = sum(c * c for c in way) ** 0.5 or 1
        way = tuple(c / length for c in way)
        if sum(n * (e - p) for n, e, p in zip(way, eye, points[0])) > 0:
            s.face(points, colour, way, stroke=times(colour, 0.8), stroke_width=0.5)
    face = [b.p(u, v, half * near) for u, v in profile]
    seen = s.cam.outline(face)
    low, high = max(q[1] for q in seen), min(q[1] for q in seen)
    tone = times(colour, s.lit(b.way(0, 0, near)))
    s.add("path", d=path(seen), fill=s.gradient((0, high), (0, low), (0, times(tone, 1.35)), (0.22, times(tone, 1.02)), (0.34, times(tone, 1.16)), (0.4, times(tone, 0.92)), (0.8, times(tone, 0.7)), (1, times(tone, 0.35))))


def glasshouse(b, near, colour):
    s = b.s
    eye = (s.cam.x, s.cam.height, s.cam.z)

    def half(v):
        return HALF - (v - 0.95) / 0.5 * (HALF - ROOF)

    body = []
    for (u, v), (u2, v2) in zip(CABIN, CABIN[1:]):
        points = [b.p(u, v, -half(v)), b.p(u2, v2, -half(v2)), b.p(u2, v2, half(v2)), b.p(u, v, half(v))]
        way = b.way(-(v2 - v), (u2 - u), 0)
        if sum(n * (e - p) for n, e, p in zip(way, eye, points[0])) > 0:
            glass = (u, v) in (CABIN[0], CABIN[4])
            body.append((points, glass, way))
    for points, glass, way in body:
        if glass:
            s.poly(points, times(colour, 0.8))
            c = [tuple(sum(p[i] for p in points) / 4 for i in range(3))] * 4
            pane = [tuple(q + (p - q) * 0.9 for p, q in zip(a, m)) for a, m in zip(points, c)]
            a, d = s.cam.at(pane[0]), s.cam.at(pane[2])
            s.poly(pane, s.gradient(a, d, (0, "#1c2328"), (0.5, "#3f4c55"), (0.52, "#627582"), (1, "#aebdc6")))
        else:
            s.face(points, colour, (0, 1, 0))
    side = [b.p(u, v, half(v) * near) for u, v in CABIN]
    s.face(side, colour, b.way(0, 0, near))
    low, high = s.cam.at(b.p(0, 0.97, HALF * near)), s.cam.at(b.p(0, 1.4, ROOF * near))
    shine = s.gradient(low, high, (0, "#232b31"), (0.6, "#46545d"), (1, "#8fa1ad"))
    for pane in ([(-1.75, 1.0), (-1.36, 1.33), (-0.98, 1.39), (-0.5, 1.39), (-0.5, 1.0)], [(-0.42, 1.0), (-0.42, 1.39), (-0.12, 1.38), (0.18, 1.3), (0.78, 1.0)]):
        s.poly([b.p(u, v, (half(v) + 0.012) * near) for u, v in pane], shine)


def tail(b, u):
    """Shade, seam and bumper of the back."""
    s = b.s
    low, high = s.cam.at(b.p(u, 0.25, 0)), s.cam.at(b.p(u, 0.95, 0))
    s.poly([b.p(u, 0.3, -0.86), b.p(u, 0.3, 0.86), b.p(u, 0.95, 0.86), b.p(u, 0.95, -0.86)], s.gradient(low, high, (0, "#000", 0.6), (0.3, "#000", 0.25), (0.55, "#000", 0.02), (0.9, "#fff", 0.12), (1, "#fff", 0.25)))
    for line in ([(0.62, -0.8), (0.62, 0.8)], [(0.62, -0.62), (0.92, -0.6)], [(0.62, 0.62), (0.92, 0.6)]):
        s.ribbon([b.p(u - 0.01, v, w) for v, w in line], [0.005] * 2, "#15171a", opacity=0.6)
    s.ribbon([b.p(u - 0.01, 0.76, -0.2), b.p(u - 0.01, 0.76, 0.2)], [0.016] * 2, "#c8ccce")


def wheel(b, u, w, near):
    b.s.poly(b.circle(u, 0.32, 0.32, w), "#141516")
    b.s.poly(b.circle(u, 0.32, 0.21, w + 0.01 * near), "#8e9193")
    b.s.poly(b.circle(u, 0.32, 0.19, w + 0.012 * near), "#3a3c3e")
    for i in range(5):
        a = 2 * pi * i / 5 + 0.3
        b.s.ribbon([b.p(u, 0.32, w + 0.015 * near), b.p(u + 0.19 * cos(a), 0.32 + 0.19 * sin(a), w + 0.015 * near)], [0.03, 0.022], "#a9acae")


def trim(b, near, colour):
    s, w = b.s, (HALF + 0.005) * near
    for line in ([(-0.46, 0.3), (-0.46, 0.97)], [(0.85, 0.5), (0.8, 0.96)], [(-1.3, 0.75), (-1.25, 0.97)]):
        s.ribbon([b.p(u, v, w) for u, v in line], [0.006] * 2, times(colour, 0.45))
    for u in (-0.75, 0.3):
        b.bar([(u - 0.1, 0.84, w), (u + 0.1, 0.84, w)], 0.018, times(colour, 1.1))
    s.poly([b.p(u, v, w) for u, v in ((-2.0, 0.27), (2.0, 0.27), (1.9, 0.22), (-1.9, 0.22))], "#101112")
    mirror = [(0.78, 0.98), (1.0, 1.0), (0.98, 1.12), (0.8, 1.12)]
    s.poly([b.p(u, v, (HALF + 0.14) * near) for u, v in mirror], times(colour, 0.85))
    eye = (s.cam.x - b.x, 0, s.cam.z - b.z)
    ahead = sum(a * e for a, e in zip(b.way(1, 0, 0), eye)) > 0
    u = 2.225 if ahead else -2.245
    lights = ((0.45, 0.84), (-0.84, -0.45))
    for a, c in lights:
        if ahead:
            s.poly([b.p(2.12, 0.58, a), b.p(2.12, 0.58, c), b.p(2.0, 0.74, c), b.p(2.0, 0.74, a)], "#dfe6ea")
            s.poly([b.p(2.13, 0.6, a * 0.95), b.p(2.13, 0.6, c * 0.95), b.p(2.06, 0.68, c * 0.95), b.p(2.06, 0.68, a * 0.95)], "#8796a0")
        else:
            s.poly([b.p(u, 0.64, a), b.p(u, 0.64, c), b.p(u + 0.03, 0.84, c), b.p(u + 0.03, 0.84, a)], "#6f1512")
            s.poly([b.p(u - 0.003, 0.67, a * 0.97), b.p(u - 0.003, 0.67, c * 0.97), b.p(u + 0.02, 0.8, c * 0.97), b.p(u + 0.02, 0.8, a * 0.97)], "#b3261f", filter="url(#soft1)")
    if not ahead:
        tail(b, u)
    v = 0.42 if ahead else 0.55
    s.poly([b.p(u, v - 0.14, -0.8), b.p(u, v - 0.14, 0.8), b.p(u, v - 0.05, 0.8), b.p(u, v - 0.05, -0.8)], "#131415", opacity=0.7)
    s.poly([b.p(u + 0.004 * (1 if ahead else -1), v - 0.02, -0.22), b.p(u + 0.004, v - 0.02, 0.22), b.p(u + 0.004, v + 0.11, 0.22), b.p(u + 0.004 * (1 if ahead else -1), v + 0.11, -0.22)], "#2f5f9e")


