"""Gas meter box on a house wall with the smell of gas around it. 燃气异味"""
from math import cos, pi, sin

from draw.colour import times
from draw.ground import surface
from draw.props.air import cloud
from draw.props.buildings import Wall, cooler, window, writing
from draw.props.nature import grass, leaves
from draw.props.waste import bucket_of_paint
from draw.scene import Scene

PIPE = "#d9a92c"


def before():
    s = Scene(seed=73, height=1.5, pitch=3, yaw=3, focal=860, ambient=0.7, direct=0.4, sun=(-135, 42))
    with surface(s, "concrete", "#a19d93"):
        s.floor([(-9, 2.9), (9, 2.9), (9, 3.6), (-9, 3.6)], "#6f6a5f", opacity=0.5, filter="url(#soft8)")
    wall = Wall((-8, 3.6), (8, 3.6))
    wall.panel(s, 0, 0, 16, 5, "#cfc0a4", filter="url(#plaster)")
    bricks(s, wall)
    window(s, wall, 5.55, 1.55, 1.5, 1.35, cage=True)
    cooler(s, wall, 9.75, 2.25)
    pipes(s, wall)
    meter(s, wall, 8.1, 1.05)
    notice(s, wall, 7.28, 1.75, "燃气", "#c9a227", "#1d1d1d")
    notice(s, wall, 9.5, 1.15, "严禁烟火", "#b3261e", "#f4ecd8")
    grass(s, (-3.4, 3.3, 3.4, 3.55), 90, 0.16)
    bucket_of_paint(s, -1.3, 3.25)
    leaves(s, 0.3, 2.9, 1.6, 22)
    x, y = s.cam.at(wall.at(8.95, 0.95, 0.25))
    haze = [(x + 12 * k - 20 * (k % 2), y - 30 * k, 40 + 12 * k) for k in range(8)]
    cloud(s, haze, "#e6e6d2", 0.22, 0.016, 11)
    return s, "day"


def bricks(s, wall):
    """Plinth of bricks."""
    wall.panel(s, 0, 0, 16, 0.78, "#8c8577", 0.0)
    for row in range(10):
        u = 4.2 - 0.12 * (row % 2)
        while u < 12:
            wall.panel(s, u + 0.006, row * 0.078 + 0.006, 0.228, 0.066, times(s.rnd.choice(("#94563f", "#8a4e3a", "#9f6148", "#85503f")), s.rnd.uniform(0.9, 1.1)), 0.004)
            u += 0.24
    wall.slab(s, 0, 0.78, 16, 0.06, "#b3aa98", 0.05)


def pipe(s, points, r=0.03):
    s.ribbon([(x + 0.05, y - 0.06, z + 0.1) for x, y, z in points], [r * 1.1] * len(points), "#1a140a", opacity=0.3, filter="url(#soft2)")
    s.tube(points, r, PIPE, 0.45)


def clamp(s, wall, u, v):
    wall.slab(s, u - 0.045, v - 0.02, 0.09, 0.04, "#7d8082", 0.13)


def pipes(s, wall):
    """Yellow riser, branch to the meter and branch to the flat."""
    pipe(s, [wall.at(7.85, 0.0, 0.09), wall.at(7.85, 2.6, 0.09), wall.at(7.85, 5, 0.09)], 0.036)
    pipe(s, [wall.at(7.85, 2.62, 0.09), wall.at(8.95, 2.62, 0.09), wall.at(8.99, 2.58, 0.09), wall.at(8.99, 1.75, 0.09)], 0.026)
    pipe(s, [wall.at(8.45, 1.75, 0.09), wall.at(8.45, 3.1, 0.09), wall.at(8.41, 3.14, 0.09), wall.at(6.9, 3.14, 0.09)], 0.022)
    pipe(s, [wall.at(7.85, 0.55, 0.1), wall.at(9.2, 0.55, 0.1), wall.at(9.24, 0.59, 0.1), wall.at(9.24, 1.05, 0.1)], 0.03)
    for u, v in ((7.85, 0.35), (7.85, 1.6), (7.85, 3.0), (8.5, 0.55), (8.99, 2.2), (8.45, 2.3)):
        clamp(s, wall, u, v)
    for u, v in ((7.85, 0.9), (9.24, 0.8)):
        s.tube([wall.at(u, v - 0.06, 0.1), wall.at(u, v + 0.06, 0.1)], 0.055, "#b38a22", 0.4)
        s.tube([wall.at(u - 0.02, v, 0.18), wall.at(u + 0.16, v + 0.03, 0.19)], 0.014, "#b3261e", 0.4)
    for u, v in ((7.85, 2.62), (7.85, 0.55), (8.99, 2.6), (8.45, 3.12)):
        s.tube([wall.at(u - 0.05, v, 0.09), wall.at(u + 0.05, v, 0.09)], 0.046, "#c99a24", 0.4)
    stain = [wall.at(9.24 + 0.1 * cos(a), 0.7 + 0.22 * sin(a), 0.01) for a in (2 * pi * i / 20 for i in range(20))]
    s.poly(stain, "#2c2a22", opacity=0.35, filter="url(#soft8)")


def meter(s, wall, u, v):
    """Open steel cabinet with the meter in it."""
    w, h = 1.05, 0.72
    s.poly(wall.rect(u + 0.1, v - 0.12, w + 0.1, h + 0.05), "#0c0c0c", opacity=0.4, filter="url(#soft8)")
    wall.slab(s, u, v, w, h, "#aeb3b2", 0.26)
    wall.panel(s, u + 0.04, v + 0.04, w - 0.08, h - 0.08, "#33373a", 0.262)
    wall.panel(s, u + 0.04, v + 0.5, w - 0.08, h - 0.54, "#1d2022", 0.262, opacity=0.7)
    for k in (0.32, 0.75):
        wall.slab(s, u + k - 0.15, v + 0.13, 0.3, 0.36, "#c4c8c6", 0.1)
        wall.panel(s, u + k - 0.15, v + 0.13, 0.3, 0.36, "#cdd1cf", 0.27, foot=0.25)
        wall.panel(s, u + k - 0.11, v + 0.34, 0.22, 0.08, "#20252a", 0.272)
        for n in range(5):
            wall.panel(s, u + k - 0.1 + n * 0.042, v + 0.35, 0.032, 0.06, "#e9e6da" if n < 4 else "#c2423a", 0.274)
        s.tube([wall.at(u + k - 0.09, v + 0.49, 0.27), wall.at(u + k - 0.09, v + 0.68, 0.27)], 0.02, PIPE, 0.4)
        s.tube([wall.at(u + k + 0.09, v + 0.49, 0.27), wall.at(u + k + 0.09, v + 0.68, 0.27)], 0.02, PIPE, 0.4)
    hinge, edge = [wall.at(u, v, 0.27), wall.at(u, v + h, 0.27)], [wall.at(u - 0.36, v + h, 0.72), wall.at(u - 0.36, v, 0.72)]
    s.poly(hinge + edge, times("#9fa5a4", 0.9), filter="url(#plaster)")
    inner = [wall.at(u - 0.05, v + 0.06, 0.33), wall.at(u - 0.05, v + h - 0.06, 0.33), wall.at(u - 0.32, v + h - 0.06, 0.67), wall.at(u - 0.32, v + 0.06, 0.67)]
    s.poly(inner, "#8b9190")


def notice(s, wall, u, v, text, ground, ink):
    size = 0.15
    w = len(text) * size * 1.12 + 0.1
    s.poly(wall.rect(u + 0.015, v - 0.02, w, 0.24), "#000", opacity=0.35, filter="url(#soft2)")
    wall.panel(s, u, v, w, 0.24, ground, 0.012)
    wall.panel(s, u + 0.015, v + 0.015, w - 0.03, 0.21, times(ground, 1.08), 0.014)
    writing(s, wall, text, u + 0.06, v + 0.05, size, ink, 0.016)


PHOTOS = {"gas-smell": before}
