"""A fruit stall on the pavement. 占道经营"""
from draw.ground import slabs, surface
from draw.places import horizon, street_sides, street_trees
from draw.props.buildings import Wall, writing
from draw.props.cycles import tricycle
from draw.props.street import dapple, kerb, stripe
from draw.props.trade import crate, heap, stool, umbrella
from draw.props.waste import bag, carton, scrap
from draw.scene import Scene


def before():
    s = Scene(seed=9, height=1.55, pitch=12, yaw=4, focal=880)
    horizon(s)
    with surface(s, "asphalt", "#88888b"):
        for z in range(3, 60, 6):
            stripe(s, -7.2, z, z + 3)
    slabs(s, -2.6, 5.2, 0.6, 45, 0.4, 0.4, "#b39e89")
    kerb(s, -2.8, 0.5, 45, 0.0)
    street_sides(s, right=5.2, left=-15, near=0.5)
    street_trees(s, right=-2.0, left=-12, near=9)
    dapple(s, -1.6, 3.4, 1.3, 14)
    umbrella(s, 0.75, 5.6, 1.5, 2.6, 0.45)
    b = tricycle(s, 0.35, 5.1, 4)
    trays = ((-0.95, -0.62, "#c8302a"), (-0.6, -0.27, "#e0962c"), (-0.25, 0.08, "#d8b83c"), (0.1, 0.43, "#a83a44"))
    for w0, w1 in ((0.02, 0.46), (-0.46, -0.02)):
        for u0, u1, tone in trays:
            heap(b, u0, u1, w0, w1, 0.72, tone if w0 > 0 else {"#c8302a": "#8fae3c", "#e0962c": "#c8302a", "#d8b83c": "#e0962c", "#a83a44": "#b9c447"}[tone], 0.04, 0.12)
    sign(s, b)
    for x, z, t, box, fruit in ((-1.35, 4.6, 8, "#3f7a9c", "#e0962c"), (-1.3, 4.05, -6, "#a8483a", "#8fae3c"), (-0.6, 3.85, 4, "#3f7a9c", "#c8302a"), (0.1, 3.8, -5, "#4d8a55", "#d8b83c"), (0.85, 3.95, 9, "#3f7a9c", "#7a3a5c")):
        crate(s, x, z, t, 0, box, fruit, r=0.043)
    for k in range(3):
        crate(s, 2.15, 4.9, 12 - 5 * k, 0.26 * k, ("#3f7a9c", "#a8483a", "#3f7a9c")[k])
    carton(s, 2.3, 4.1, 0.5, 0.34, 0.4, 20, open_=True)
    stool(s, 1.75, 4.3)
    bag(s, 1.35, 3.6, 0.2, "#cf3d36")
    for x, z in ((-0.3, 3.2), (1.0, 3.1), (-1.0, 3.3)):
        scrap(s, x, z, 0.07, "#d9cfa8")
    return s, "day"


def sign(s, b):
    """Card with a price, stuck into the fruit."""
    a, c = b.p(-0.45, 0.86, -0.3), b.p(0.05, 0.86, -0.3)
    s.poly([b.p(-0.45, 0.86, -0.3), b.p(0.05, 0.86, -0.3), b.p(0.05, 1.14, -0.27), b.p(-0.45, 1.14, -0.27)], "#c9a877")
    writing(s, Wall((a[0], a[2]), (c[0], c[2])), "甜桃", 0.06, 0.9, 0.18, "#a02622", 0.02)


PHOTOS = {"street-trading": before}
