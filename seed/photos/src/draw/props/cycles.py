"""Bicycles, electric bicycles, cargo tricycles."""
from math import cos, radians, sin

from draw.colour import mix, times
from draw.props.placed import Placed


def wheel(b, u, r, tyre=0.024, v=None, rim="#b9bcbd", spokes=14):
    v = r if v is None else v
    w = 0.012 * b.near()
    b.ring(u, v, r, r - tyre * 1.5, "#191a1b")
    b.ring(u, v, r - tyre * 0.35, r - tyre * 0.8, "#3b3d3e", w)
    b.ring(u, v, r - tyre * 1.5, r - tyre * 2.2, rim, w)
    for i in range(spokes):
        a = 2 * 3.1416 * i / spokes + 0.2
        b.s.ribbon([b.p(u + 0.03 * cos(a + 0.5), v + 0.03 * sin(a + 0.5)), b.p(u + (r - tyre * 2) * cos(a), v + (r - tyre * 2) * sin(a))], [0.0017, 0.0017], "#c6c9ca", opacity=0.8)
    b.bar([(u, v, -0.05), (u, v, 0.05)], 0.022, "#8a8d8f")


def guard(b, u, r, start, end, colour, w=0.0):
    run = [(u + (r + 0.03) * cos(radians(a)), r + (r + 0.03) * sin(radians(a)), w) for a in range(start, end + 1, 10)]
    b.bar(run, 0.018, colour, 0.3)


def bike(s, x, z, turn=0, lean=0, y=0.0, frame="#e8b71a", basket=True, shadow=True, size=1.0):
    """Shared bicycle: thick frame, basket, chain case. 共享单车"""
    b = Placed(s, x, z, turn, lean, y, size)
    if shadow:
        for wheel_u in (-0.5, 0.52):
            s.floor([(q[0], q[2]) for q in (s.fallen(p, y) for p in b.circle(wheel_u, 0.31, 0.3))], "#0b0d12", y, opacity=s.shade * 0.7, filter="url(#soft2)")
        b.shadow([(0.4, 0.8, 0.02), (-0.2, 0.8, 0.02), (0, 0.3, 0), (0.35, 0.5, 0)], strength=s.shade * 0.8, soft=2)
    near = b.near()
    wheel(b, -0.5, 0.31)
    guard(b, -0.5, 0.31, 60, 190, times(frame, 0.5))
    b.bar([(-0.5, 0.31, -0.05 * near), (-0.02, 0.28, -0.04 * near)], 0.013, times(frame, 0.7))
    b.bar([(-0.5, 0.31, 0.05 * near), (-0.2, 0.62, 0.03 * near)], 0.012, frame)
    b.shell([(-0.52, 0.27), (-0.5, 0.36), (0.02, 0.38), (0.07, 0.28), (0.0, 0.2), (-0.48, 0.26)], 0.03, mix(frame, "#2b2c2e", 0.75))
    b.bar([(-0.02, 0.28, 0), (-0.17, 0.66, 0), (-0.2, 0.76, 0)], [0.026, 0.024, 0.02], frame)
    b.bar([(-0.02, 0.28, 0), (0.2, 0.42, 0), (0.4, 0.72, 0)], [0.034, 0.034, 0.03], frame)
    b.bar([(-0.15, 0.58, 0), (0.1, 0.52, 0), (0.28, 0.54, 0)], 0.018, times(frame, 0.92))
    b.bar([(0.38, 0.84, 0), (0.46, 0.55, 0)], 0.028, frame)
    wheel(b, 0.52, 0.31)
    b.bar([(0.45, 0.56, 0.04 * near), (0.52, 0.31, 0.055 * near)], 0.014, times(frame, 0.85))
    guard(b, 0.52, 0.31, 35, 130, times(frame, 0.5))
    b.bar([(0.38, 0.84, 0), (0.35, 0.98, 0)], 0.014, "#9a9da0")
    if basket:
        cage(b, 0.42, 0.72, 0.74, 0.98, 0.15, "#3a3c3e")
    b.bar([(0.3, 1.02, -0.27), (0.36, 0.99, -0.1), (0.36, 0.99, 0.1), (0.3, 1.02, 0.27)], 0.012, "#7d8083")
    for w in (-0.27, 0.27):
        b.bar([(0.32, 1.01, w * 0.8), (0.27, 1.02, w)], 0.018, "#1c1d1e")
    b.bar([(-0.2, 0.76, 0), (-0.215, 0.84, 0)], 0.013, "#a5a8aa")
    b.bar([(-0.36, 0.87, 0), (-0.25, 0.885, 0), (-0.08, 0.875, 0)], [0.07, 0.065, 0.028], "#222325", 0.6)
    b.bar([(0.0, 0.28, 0.07 * near), (0.1, 0.16, 0.08 * near)], 0.011, "#55585a")
    b.bar([(0.1, 0.16, 0.08 * near), (0.1, 0.16, 0.17 * near)], 0.02, "#1c1d1e")
    b.bar([(-0.12, 0.26, 0.06 * near), (-0.2, 0.02, 0.15 * near)], 0.009, "#6e7173")
    return b


def cage(b, u0, u1, v0, v1, half, colour):
    """Wire basket, a little wider at the top."""
    near = b.near()
    b.patch([(u0, v0), (u1, v0 + 0.02), (u1 + 0.03, v1), (u0 - 0.02, v1)], -half * near, "#1b1c1d", opacity=0.45)
    corners = [(u0 - 0.02, v1, -half), (u1 + 0.03, v1, -half), (u1 + 0.03, v1, half), (u0 - 0.02, v1, half), (u0 - 0.02, v1, -half)]
    b.s.poly([b.p(*q) for q in ((u0, v0, -half), (u1, v0, -half), (u1, v0, half), (u0, v0, half))], "#141516", opacity=0.6)
    for k in range(7):
        t = k / 6
        b.bar([(u0 + (u1 - u0) * t, v0, half * 0.85 * near), (u0 - 0.02 + (u1 - u0 + 0.05) * t, v1, half * near)], 0.004, colour)
        b.bar([(u1, v0, half * (2 * t - 1) * 0.85), (u1 + 0.03, v1, half * (2 * t - 1))], 0.004, colour)
    for k in (0.35, 0.7):
        v = v0 + (v1 - v0) * k
        b.bar([(u0 - 0.02 * k, v, half * near), (u1 + 0.03 * k, v, half * near)], 0.004, colour)
    b.bar(corners, 0.009, times(colour, 1.3))


def ebike(s, x, z, turn=0, lean=6, y=0.0, colour="#7c2230", box=False, shadow=True):
    """Electric scooter-bicycle. 电动自行车"""
    b = Placed(s, x, z, turn, lean, y)
    if shadow:
        b.shadow([(-0.8, 0.1, 0.1), (0.8, 0.1, 0.1), (-0.75, 0.8, 0.1), (0.45, 1.0, 0.2), (0.45, 1.0, -0.2), (-0.8, 0.1, -0.1)], soft=4)
        s.contact(x, z, 0.5, 0.3, 0.4, y=y)
    near = b.near()
    for u in (-0.6, 0.62):
        b.ring(u, 0.23, 0.235, 0.15, "#161718", 0.03 * near)
        b.ring(u, 0.23, 0.16, 0.02, "#77797b", 0.035 * near)
        for i in range(5):
            a = 1.2566 * i
            b.bar([(u, 0.23, 0.04 * near), (u + 0.14 * cos(a), 0.23 + 0.14 * sin(a), 0.04 * near)], 0.012, "#3f4143")
    b.bar([(0.42, 0.85, 0), (0.62, 0.23, 0.06 * near)], 0.022, "#6b6e70")
    b.shell([(0.44, 0.46), (0.8, 0.42), (0.84, 0.47), (0.62, 0.54), (0.44, 0.52)], 0.07, colour)
    b.shell([(-0.62, 0.3), (-0.2, 0.18), (0.4, 0.18), (0.42, 0.27), (-0.2, 0.3), (-0.6, 0.4)], 0.12, "#232426")
    b.shell([(-0.85, 0.5), (-0.7, 0.38), (-0.2, 0.28), (-0.14, 0.5), (-0.2, 0.66), (-0.82, 0.66)], 0.13, colour)
    b.patch([(-0.74, 0.5), (-0.3, 0.4), (-0.26, 0.46), (-0.7, 0.56)], 0.135 * near, times(colour, 1.5), opacity=0.6)
    b.shell([(0.34, 0.25), (0.46, 0.28), (0.56, 0.72), (0.48, 0.95), (0.36, 0.95), (0.42, 0.7)], 0.15, colour, 1.08)
    b.shell([(-0.86, 0.66), (-0.16, 0.66), (-0.12, 0.72), (-0.3, 0.78), (-0.6, 0.77), (-0.86, 0.84)], 0.13, "#1d1e20")
    b.bar([(-0.62, 0.84, -0.1), (-0.98, 0.82, -0.1), (-0.98, 0.82, 0.1), (-0.62, 0.84, 0.1)], 0.012, "#a0a3a5")
    b.shell([(-0.92, 0.55), (-0.85, 0.55), (-0.85, 0.62), (-0.92, 0.62)], 0.08, "#b3271f")
    if box:
        b.shell([(-1.05, 0.84), (-0.68, 0.84), (-0.66, 1.12), (-1.05, 1.12)], 0.19, "#2a5ca3" if box is True else box)
    b.shell([(0.36, 0.93), (0.52, 0.9), (0.6, 1.0), (0.5, 1.1), (0.34, 1.06)], 0.12, times(colour, 0.9))
    b.shell([(0.55, 0.92), (0.61, 0.96), (0.6, 1.03), (0.54, 1.0)], 0.07, "#e7e9ea")
    cage(b, 0.6, 0.84, 0.7, 0.92, 0.14, "#2d2f31")
    b.bar([(0.3, 1.04, -0.33), (0.38, 1.05, 0), (0.3, 1.04, 0.33)], 0.014, "#4a4c4e")
    for w in (-1, 1):
        b.bar([(0.32, 1.04, 0.24 * w), (0.28, 1.04, 0.35 * w)], 0.02, "#151617")
        b.bar([(0.38, 1.05, 0.2 * w), (0.36, 1.2, 0.26 * w)], 0.006, "#1b1c1d")
        b.patch([(0.35, 1.17), (0.42, 1.18), (0.42, 1.26), (0.35, 1.27)], 0.27 * w, "#232527")
    return b


def tricycle(s, x, z, turn=0, y=0.0, bed="#2f6a86"):
    """Three-wheeled cargo bicycle; returns it so that goods can be put on its bed (v = 0.72). 三轮车"""
    b = Placed(s, x, z, turn, 0, y)
    b.shadow([(u, v, w) for u in (-0.95, 0.55) for v in (0, 0.72) for w in (-0.48, 0.48)], soft=4)
    s.contact(b.p(-0.2, 0)[0], b.p(-0.2, 0)[2], 0.9, 0.5, 0.5, 16, y)
    near = b.near()
    for w in (-0.45 * near, 0.45 * near):
        b.ring(-0.5, 0.3, 0.3, 0.25, "#18191a", w)
        b.ring(-0.5, 0.3, 0.25, 0.235, "#b5b8b9", w)
        for i in range(18):
            a = 0.349 * i
            s.ribbon([b.p(-0.5, 0.3, w), b.p(-0.5 + 0.24 * cos(a), 0.3 + 0.24 * sin(a), w)], [0.002, 0.002], "#b5b8b9")
        if w * near < 0:
            b.bar([(0.5, 0.4, 0), (0.95, 0.34, 0), (1.12, 0.78, 0)], 0.022, "#27516b")
            wheel(b, 1.32, 0.3)
            b.bar([(1.12, 0.86, 0), (1.32, 0.3, 0.05 * near)], 0.018, "#27516b")
            b.bar([(1.02, 1.0, -0.28), (1.12, 0.95, 0), (1.02, 1.0, 0.28)], 0.012, "#8b8e90")
            b.bar([(0.75, 0.36, 0), (0.68, 0.78, 0)], 0.018, "#27516b")
            b.bar([(0.56, 0.82, 0), (0.66, 0.83, 0), (0.82, 0.82, 0)], [0.08, 0.07, 0.03], "#222325")
            b.shell([(-1.0, 0.42), (0.5, 0.42), (0.5, 0.5), (-1.0, 0.5)], 0.5, times(bed, 0.7))
            b.shell([(-1.0, 0.5), (0.5, 0.5), (0.5, 0.72), (-1.0, 0.72)], 0.5, bed, filter="url(#metal)")
    return b
