"""Rain water standing across a road, and the road after it ran off. 道路积水"""
from draw.ground import slabs, surface
from draw.places import horizon, street_sides, street_trees
from draw.props.car import car
from draw.props.street import kerb, lamp, stripe
from draw.props.water import flood
from draw.scene import Scene, blob, ellipse

LIGHT = dict(ambient=0.74, direct=0.24, shadow=0.16)


def town(s):
    s.rnd.seed(3)
    street_sides(s, right=6.2, left=-11, near=1)
    street_trees(s, right=3.3, left=-8.6, near=10, green="#4c6238")
    lamp(s, 3.1, 17, 8)


def street(wet):
    s = Scene(seed=3, height=1.5, pitch=13, yaw=3, focal=880, **LIGHT)
    horizon(s)
    with surface(s, "asphalt", "#75777a" if wet else "#85868a"):
        for z in range(4, 60, 6):
            stripe(s, -2.6, z, z + 3)
        for x, z, r in ((-0.5, 4, 1.4), (-3.5, 7, 2.0), (0.5, 9, 1.8)):
            s.floor(blob(s.rnd, x, z, r, stretch=1.6), "#23272b", opacity=0.3 if wet else 0.22, filter="url(#soft16)")
    kerb(s, 2.2, 0.8, 45, colour="#9b9a93")
    slabs(s, 2.38, 6.2, 0.8, 45, 0.5, 0.5, "#a2978a", y=0.15)
    town(s)
    return s


def before():
    s = street(True)
    s.rnd.seed(8)
    edge = [(2.2, 1.1), (2.2, 14), (0.4, 15.2), (-2.8, 14.3), (-5.8, 12.5), (-6.6, 9.5), (-4.6, 7.2), (-4.8, 5.6), (-2.6, 4.3), (-1.9, 3.0), (-0.5, 2.35), (0.2, 1.75), (1.2, 1.35)]
    with flood(s, edge):
        town(s)
    for x, z, r in ((-0.6, 4.6, 0.22), (0.9, 3.4, 0.16), (-1.8, 6.5, 0.3), (0.6, 7.4, 0.25)):
        ring(s, x, z, r)
    for x, z in ((0.4, 2.6), (1.5, 2.3), (1.3, 4.4), (-1.2, 4.9)):
        s.floor(blob(s.rnd, x, z, 0.035, 8, 0.3, 2, s.rnd.uniform(0, 180)), "#6f5a2c")
    car(s, -4.1, 13.6, -86, "#d4d6d4")
    wake(s, -4.1, 12.2)
    return s, "day"


def ring(s, x, z, r):
    for k in (1, 1.7):
        line = [(a, 0, b) for a, b in ellipse(x, z, r * k, r * k)]
        s.ribbon(line + line[:1], [0.005] * (len(line) + 1), "#e6ecef", opacity=0.28 / k)
        s.ribbon([(a, 0, b - 0.02) for a, _, b in line], [0.008] * len(line), "#23282a", opacity=0.2 / k)


def wake(s, x, z):
    for k in range(5):
        w = 0.9 + 0.35 * k
        s.ribbon([(x - w, 0, z - 0.5 * k), (x, 0, z - 0.5 * k - 0.25), (x + w, 0, z - 0.5 * k)], [0.03] * 3, "#eef2f3", opacity=0.5 - 0.08 * k, filter="url(#soft2)")


def after():
    s = street(False)
    car(s, -4.1, 13.6, -86, "#d4d6d4")
    return s, "day"


PHOTOS = {"standing-water": before, "standing-water-after": after}
