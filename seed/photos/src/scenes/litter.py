"""Litter around a street tree, and the same place swept. 暴露垃圾"""
from draw.ground import slabs, surface
from draw.places import horizon, street_sides, street_trees
from draw.props.nature import grass, leaves, tree
from draw.props.street import dapple, kerb, stripe
from draw.props.waste import bag, bottle, butts, carton, cup, lunchbox, scrap
from draw.scene import Scene, blob


def corner():
    s = Scene(seed=31, height=1.5, pitch=21, yaw=-6, focal=880, sun=(-95, 44))
    horizon(s)
    with surface(s, "asphalt", "#88888a"):
        for z in range(3, 60, 6):
            stripe(s, -6.5, z, z + 3)
    slabs(s, -2.2, 5, 0.6, 40, 0.3, 0.3, "#ab9c8c", bond=False)
    kerb(s, -2.4, 0.5, 40, 0.0)
    street_sides(s, right=5, left=-14, near=0.5)
    street_trees(s, right=-0.75, left=-11, near=11)
    pit(s, -0.75, 3.7)
    dapple(s, 1.2, 4.6, 1.8, 20)
    return s


def pit(s, x, z):
    """Square tree pit with a stone rim and a tree."""
    r = 0.72
    s.floor([(x - r, z - r), (x + r, z - r), (x + r, z + r), (x - r, z + r)], "#8f8a7e")
    inner = [(x - r + 0.1, z - r + 0.1), (x + r - 0.1, z - r + 0.1), (x + r - 0.1, z + r - 0.1), (x - r + 0.1, z + r - 0.1)]
    with surface(s, "soil", "#6d5b47", inner):
        pass
    for a in (-1, 1):
        s.box(x + a * (r - 0.05), 0, z, 0.1, 0.07, 2 * r, "#aaa498", foot=0.2, filter="url(#stone)")
    s.box(x, 0, z + r - 0.05, 2 * r, 0.07, 0.1, "#aaa498", foot=0.2)
    grass(s, (x - r + 0.12, z - r + 0.2, x + r - 0.12, z + r - 0.12), 150, 0.09)
    tree(s, x, z, 7.5, 2.3, 0.15, green="#566b3c", whitewash=True)
    s.box(x, 0, z - r + 0.05, 2 * r, 0.07, 0.1, "#aaa498", foot=0.2, filter="url(#stone)")


def before():
    s = corner()
    s.rnd.seed(4)
    for x, z, r, tone in ((0.35, 3.75, 0.27, "#d9d4ca"), (0.75, 3.35, 0.24, "#25272b"), (-1.65, 3.2, 0.22, "#a63b35")):
        bag(s, x, z, r, tone)
    carton(s, 1.5, 4.1, 0.5, 0.3, 0.36, 25, open_=True)
    lunchbox(s, 0.35, 2.75, 20)
    lunchbox(s, -0.35, 2.5, -30, colour="#dfe0dc")
    for x, z, t, cap in ((0.9, 2.6, 35, "#2f66a8"), (-0.9, 2.55, -20, "#b5342b"), (0.1, 2.15, 70, "#3f8a4e"), (-0.4, 3.25, 10, "#2f66a8")):
        bottle(s, x, z, t, cap=cap)
    cup(s, 0.55, 2.2, 120)
    cup(s, -1.3, 2.35, 20, band="#3f7d5e")
    for x, z, r, tone in ((0.0, 2.85, 0.09, "#e4dfd2"), (1.25, 3.0, 0.1, "#cfd6da"), (-0.65, 2.15, 0.07, "#d9b38a"), (0.75, 1.95, 0.06, "#e8e4da"), (-1.55, 2.7, 0.09, "#d6dbd8"), (1.7, 2.6, 0.08, "#e4dfd2"), (-0.15, 3.6, 0.1, "#e7e2d6")):
        scrap(s, x, z, r, tone)
    for _ in range(26):
        x, z = s.rnd.gauss(0.2, 0.5), s.rnd.gauss(2.5, 0.3)
        s.floor(blob(s.rnd, x, z, 0.016, 7, 0.2, 1.8, s.rnd.uniform(0, 180)), s.rnd.choice(("#2b2a26", "#d8d0bb")))
    butts(s, 0.2, 2.5, 0.9, 22)
    s.floor(blob(s.rnd, 0.45, 2.65, 0.28, stretch=1.6), "#2d261c", opacity=0.4, filter="url(#torn)")
    leaves(s, 0, 2.8, 1.9, 45)
    return s, "day"


def after():
    s = corner()
    s.rnd.seed(5)
    s.floor(blob(s.rnd, 0.45, 2.65, 0.5, stretch=1.8), "#2d3033", opacity=0.22, filter="url(#soft8)")
    leaves(s, 0, 2.8, 1.9, 6)
    return s, "day"


PHOTOS = {"litter": before, "litter-after": after}
