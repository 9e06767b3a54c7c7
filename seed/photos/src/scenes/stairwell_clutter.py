"""Things stored on the landing of a staircase, and the landing cleared. 楼道堆物"""
from draw.camera import HEIGHT, WIDTH
from draw.colour import times
from draw.ground import surface
from draw.props.buildings import Wall, writing
from draw.props.cycles import bike
from draw.props.trade import bucket, stool
from draw.props.waste import bag, carton
from draw.scene import Scene

LEFT, RIGHT, END, TOP = -1.55, 1.7, 6.6, 2.75


def landing():
    s = Scene(seed=91, height=1.5, pitch=10, yaw=-3, focal=800, ambient=0.66, direct=0.36, shadow=0.3, sun=(-20, 55))
    s.add("rect", width=WIDTH, height=HEIGHT, fill="#8d887c")
    with surface(s, "concrete", "#9c968a", far="#a9a598"):
        for z in range(1, 12):
            s.ribbon([(-3, 0, z * 0.8), (3, 0, z * 0.8)], [0.004] * 2, "#5f5b52")
        for x in (-1.2, -0.4, 0.4, 1.2):
            s.ribbon([(x, 0, 0.4), (x, 0, 9)], [0.004] * 2, "#5f5b52")
        s.floor([(-0.9, 6.5), (0.2, 6.5), (0.4, 2.6), (-1.0, 2.6)], "#fff3d8", opacity=0.3, filter="url(#soft16)")
    left, end, right = Wall((LEFT, 0.2), (LEFT, END)), Wall((LEFT, END), (RIGHT, END)), Wall((RIGHT, END), (RIGHT, 0.2))
    for wall in (end, right, left):
        wall.panel(s, 0, 0, wall.length, TOP, "#d9d2c2", filter="url(#plaster)")
        wall.panel(s, 0, 0, wall.length, 1.2, "#6f917b", filter="url(#plaster)", foot=0.2)
        wall.panel(s, 0, 1.2, wall.length, 0.02, "#4f6b59")
        s.poly(wall.rect(0, 0, wall.length, 0.12), "#5c5a54")
    s.poly([(LEFT, TOP, 0.2), (RIGHT, TOP, 0.2), (RIGHT, TOP, END), (LEFT, TOP, END)], "#b9b3a4", filter="url(#plaster)")
    for line in ([(LEFT, TOP, 0.3), (LEFT, TOP, END)], [(LEFT, TOP, END), (RIGHT, TOP, END)], [(LEFT, 0, END), (RIGHT, 0, END)], [(LEFT, 0, 0.4), (LEFT, 0, END)]):
        s.ribbon(line, [0.1, 0.1], "#15130f", opacity=0.35, filter="url(#soft8)")
    lattice(s, end)
    door(s, left, 2.0)
    door(s, left, 4.3)
    stairs(s)
    lamp = s.cam.at((0, TOP, 3.2))
    s.add("circle", cx=f"{lamp[0]:.0f}", cy=f"{lamp[1] + 8:.0f}", r=26, fill="#fff6dd")
    s.add("circle", cx=f"{lamp[0]:.0f}", cy=f"{lamp[1] + 8:.0f}", r=330, fill=s.glow((lamp[0], lamp[1] + 8), 330, (0, "#ffeec2", 0.5), (0.4, "#ffeec2", 0.14), (1, "#ffeec2", 0)))
    return s


def lattice(s, wall):
    """Window at the end of the landing, overexposed."""
    u, v, w, h = 0.55, 1.0, 1.1, 1.35
    wall.panel(s, u - 0.08, v - 0.08, w + 0.16, h + 0.16, "#8f8a7c")
    s.poly(wall.rect(u, v, w, h), "#eef3f2")
    a = s.cam.at(wall.at(u + w / 2, v + h / 2))
    s.poly(wall.rect(u, v, w, h * 0.45), "#b9c9a8", opacity=0.7, filter="url(#soft4)")
    for k in (0, 0.5, 1):
        wall.panel(s, u + k * w - 0.025, v, 0.05, h, "#6f7274", 0.02)
        wall.panel(s, u, v + k * h - 0.025, w, 0.05, "#6f7274", 0.02)
    s.add("circle", cx=f"{a[0]:.0f}", cy=f"{a[1]:.0f}", r=190, fill=s.glow(a, 190, (0, "#ffffff", 0.5), (0.5, "#ffffff", 0.16), (1, "#ffffff", 0)))


def door(s, wall, u):
    """Steel door of a flat with a red paper blessing."""
    wall.panel(s, u - 0.08, 0, 1.12, 2.13, "#3f3b38")
    wall.panel(s, u, 0.02, 0.96, 2.03, "#6d4332", foot=0.25)
    for v, h in ((0.2, 0.7), (1.05, 0.85)):
        wall.panel(s, u + 0.12, v, 0.72, h, "#4c2d21")
        wall.panel(s, u + 0.14, v, 0.7, h - 0.02, "#784b38")
    wall.slab(s, u + 0.84, 0.98, 0.05, 0.16, "#c9b98a", 0.05)
    for k in (-0.06, 0.98):
        wall.panel(s, u + k - 0.02, 0.7, 0.09, 1.2, "#b3241e", 0.012)
    wall.panel(s, u + 0.33, 1.32, 0.3, 0.3, "#c22a22", 0.012)
    writing(s, wall, "福", u + 0.37, 1.36, 0.22, "#f0cf6a", 0.016)


def stairs(s):
    """Flight going up on the right with its handrail."""
    x0, x1, z0, rise, tread = 0.45, RIGHT, 3.3, 0.165, 0.29
    for k in range(11, -1, -1):
        z, y = z0 + k * tread, k * rise
        s.face([(x0, y, z), (x1, y, z), (x1, y + rise, z), (x0, y + rise, z)], "#8b857a", (0, 0, -1))
        s.face([(x0, y + rise, z), (x1, y + rise, z), (x1, y + rise, z + tread), (x0, y + rise, z + tread)], "#a8a294", (0, 1, 0))
        s.ribbon([(x0, y + rise, z), (x1, y + rise, z)], [0.012] * 2, "#5a564e")
        s.poly([(x0, 0, z), (x0, y + rise, z), (x0, y + rise, z + tread), (x0, 0, z + tread)], "#77736a")
    for k in range(12):
        z, y = z0 + (k + 0.5) * tread, (k + 1) * rise
        s.tube([(x0 + 0.06, y, z), (x0 + 0.06, y + 0.85, z)], 0.012, "#3d5a4c", 0.2)
    s.tube([(x0 + 0.06, 0.98, z0 + 0.1), (x0 + 0.06, 12 * rise + 0.88, z0 + 12 * tread)], 0.028, "#8a3f30", 0.4)
    s.tube([(x0 + 0.06, 0, z0 - 0.03), (x0 + 0.06, 1.02, z0 - 0.03)], 0.035, "#3d5a4c", 0.3)


def before():
    s = landing()
    s.rnd.seed(3)
    cabinet(s, LEFT + 0.2, 5.75)
    for x, z, y, w, h, t in ((-1.2, 5.0, 0, 0.55, 0.45, 6), (-1.22, 5.0, 0.45, 0.5, 0.4, -8), (-1.2, 5.0, 0.85, 0.45, 0.32, 10)):
        carton(s, x, z, w, h, 0.45, t, y, shadow=y == 0)
    for x, z, y, w, h, t in ((1.1, 3.75, 0.33, 0.5, 0.36, 8), (1.15, 4.6, 0.83, 0.45, 0.4, -10)):
        carton(s, x, z, w, h, 0.36, t, y, shadow=False)
    bag(s, 0.85, 3.4, 0.2, "#3f6d8f", 0.165, shadow=False)
    bike(s, -0.2, 4.5, 108, 5, frame="#a8322c", shadow=False)
    s.contact(-0.2, 4.5, 0.25, 0.6, 0.4, 16)
    carton(s, -1.15, 3.3, 0.6, 0.5, 0.5, -8)
    carton(s, -1.18, 3.3, 0.5, 0.35, 0.4, 10, 0.5, open_=True, shadow=False)
    bag(s, -0.7, 3.1, 0.24, "#d8d3c8")
    bag(s, -1.05, 2.6, 0.26, "#24262a")
    bucket(s, -0.55, 2.6, "#4f86b0")
    for dx, tone in ((0, "#c9a255"), (0.05, "#9c7a3f")):
        s.tube([(-1.4 + dx, 0.05, 2.95), (-1.5 + dx, 1.45, 3.0)], 0.014, tone, 0.3)
    stool(s, 0.95, 2.75, "#b8502c")
    carton(s, 1.35, 2.55, 0.5, 0.4, 0.5, 12)
    return s, "day"


def cabinet(s, x, z):
    """Old shoe cabinet against the wall."""
    s.contact(x, z, 0.35, 0.5, 0.5)
    s.box(x, 0, z, 0.38, 1.05, 0.9, "#8a6a48", foot=0.3)
    for y in (0.1, 0.55):
        s.poly([(x + 0.191, y, z - 0.4), (x + 0.191, y, z + 0.4), (x + 0.191, y + 0.4, z + 0.4), (x + 0.191, y + 0.4, z - 0.4)], times("#8a6a48", 0.75))
    bag(s, x, z, 0.2, "#a63b35", 1.05, shadow=False)


def after():
    s = landing()
    s.rnd.seed(4)
    s.floor([(-1.2, 2.4), (0.1, 2.4), (0.1, 5.5), (-1.2, 5.5)], "#eef3f2", opacity=0.12, filter="url(#soft16)")
    return s, "day"


PHOTOS = {"stairwell-clutter": before, "stairwell-clutter-after": after}
