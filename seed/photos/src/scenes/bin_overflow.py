"""Waste bins of a housing estate running over, and emptied. 垃圾满溢"""
from draw.ground import surface
from draw.places import horizon
from draw.props.buildings import flats
from draw.props.nature import hedge, leaves, tree
from draw.props.street import dapple
from draw.props.waste import bag, bottle, carton, cup, lunchbox, scrap, wheelie
from draw.scene import Scene, blob

BINS = ((-1.45, "#2e7d4f", "厨余"), (-0.62, "#5b6064", "其他"), (0.2, "#5b6064", "其他"), (1.05, "#2b62a0", "可回收"))


def yard():
    s = Scene(seed=5, height=1.52, pitch=14, yaw=-4, focal=900)
    horizon(s)
    with surface(s, "concrete", "#a8a59b"):
        for z in (1.9, 6.0):
            s.ribbon([(-9, 0, z), (9, 0, z)], [0.012, 0.012], "#55534c")
        s.floor(blob(s.rnd, -0.3, 2.6, 1.1, stretch=1.8), "#3d3930", opacity=0.3, filter="url(#soft16)")
    with s.group(filter="url(#soft1)"):
        flats(s, (-22, 13), (14, 13), 6, "#cbb59a", cages=0.6)
        hedge(s, -9, 9, 6.2, 7.2, 0.75)
        tree(s, -4.3, 7, 7, 2.3, green="#5b6f40")
        tree(s, 4.4, 6.8, 6.6, 2.1, green="#576b3a")
    s.box(0, 0, 4.05, 4.6, 0.1, 1.5, "#b9b4a6", foot=0)
    s.box_shadow(-0.2, 0.1, 4.7, 4.3, 1.5, 0.06, strength=0.3, ground=0.1)
    s.box(-0.2, 0.1, 4.72, 4.4, 1.45, 0.05, "#5d7f70", foot=0.3)
    for x in (-2.38, 1.98):
        s.pillar(x, 4.68, 0.1, 1.75, 0.04, 0.04, "#8d9294")
    dapple(s, -2.5, 2.6, 1.5, 16)
    return s


def before():
    s = yard()
    s.rnd.seed(21)
    for x, z, w, h, t in ((-2.25, 4.1, 0.6, 0.5, 20), (1.9, 4.1, 0.55, 0.75, -12)):
        carton(s, x, z, w, h, 0.4, t, 0.1)
    for x, tone, mark in BINS:
        wheelie(s, x, 4.15, s.rnd.uniform(-7, 7), tone, 0.1, "open", mark)
        for dx, r, y in ((-0.12, 0.2, 0.92), (0.14, 0.19, 0.95), (0.02, 0.2, 1.1)):
            bag(s, x + dx, 4.1 + s.rnd.uniform(-0.1, 0.12), r, s.rnd.choice(("#1f2124", "#2c2e33", "#d8d3c8", "#a43a34", "#3c6a8a")), 0.1 + y, shadow=False)
    for x, z, r, tone in ((-1.95, 3.5, 0.3, "#1f2124"), (-1.3, 3.45, 0.27, "#d9d5cb"), (-0.75, 3.3, 0.31, "#1d1f22"), (-0.2, 3.45, 0.26, "#24272b"), (0.35, 3.3, 0.29, "#8f2f2c"), (1.0, 3.5, 0.3, "#1f2124"), (1.5, 3.3, 0.24, "#cfd4d3"), (-0.45, 2.95, 0.24, "#2b2e33")):
        bag(s, x, z, r, tone, 0.0 if z < 3.35 else 0.1)
    carton(s, 0.75, 2.85, 0.5, 0.34, 0.38, 24, open_=True)
    s.floor(blob(s.rnd, -0.2, 2.5, 0.35, stretch=2), "#29231a", opacity=0.55, filter="url(#torn)")
    for x, z, r in ((-1.3, 2.75, 0.09), (0.15, 2.5, 0.08), (1.35, 2.5, 0.1), (-0.9, 2.35, 0.07), (-1.9, 2.9, 0.1)):
        scrap(s, x, z, r, s.rnd.choice(("#e4dfd2", "#cfd6da", "#d9b38a")))
    bottle(s, -0.2, 2.62, 30)
    bottle(s, 1.15, 2.35, -40, cap="#b5342b")
    lunchbox(s, 0.35, 2.3, 15)
    cup(s, -1.1, 2.5, 60)
    leaves(s, 0, 2.6, 1.8, 40)
    return s, "day"


def after():
    s = yard()
    s.rnd.seed(22)
    for x, tone, mark in BINS:
        wheelie(s, x, 4.15, 0, tone, 0.1, "shut", mark)
    s.floor(blob(s.rnd, -0.3, 3.1, 0.6, stretch=3), "#3b4044", opacity=0.35, filter="url(#soft8)")
    leaves(s, 0.5, 2.6, 1.8, 5)
    return s, "day"


PHOTOS = {"bin-overflow": before, "bin-overflow-after": after}
