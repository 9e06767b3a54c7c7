"""Rubbish in a green belt, trampled bare. 绿地脏乱"""
from draw.ground import slabs, surface
from draw.places import far_city, horizon
from draw.props.buildings import flats
from draw.props.nature import foliage, grass, hedge, leaves, tree
from draw.props.waste import bag, bottle, carton, cup, lunchbox, scrap
from draw.scene import Scene, blob


def before():
    s = Scene(seed=61, height=1.55, pitch=19, yaw=5, focal=880, sun=(-120, 46))
    horizon(s)
    with surface(s, "grass", "#747f4b"):
        for x, z, r in ((0.2, 3.4, 0.75), (-1.4, 5.2, 0.8), (1.8, 6.4, 0.9)):
            s.floor(blob(s.rnd, x, z, r, 30, 0.3, 1.7), "#7a6548", opacity=0.95, filter="url(#torn)")
            s.floor(blob(s.rnd, x, z, r * 0.6, 24, 0.3, 1.7), "#66523a", opacity=0.5, filter="url(#soft8)")
    slabs(s, 3.6, 6.4, 0.6, 40, 0.4, 0.4, "#ab9c8b")
    far_city(s)
    with s.group(filter="url(#soft1)"):
        flats(s, (-18, 15), (6, 15), 6, "#c5ad92")
        flats(s, (13, 40), (13, 5), 6, "#cfc1ab")
        hedge(s, -9, 3.2, 9.6, 10.5, 0.9, "#48602f")
        tree(s, -4.6, 9, 6.5, 2.1, green="#566d3d", whitewash=True)
        tree(s, 5.2, 13, 7, 2.2, green="#566d3d", whitewash=True)
    grass(s, (-5, 4.2, 3.5, 9), 900, 0.13, "#6a7d42")
    tree(s, -1.9, 6.2, 6.8, 2.1, 0.12, green="#566d3d")
    for x, z, r, tone in ((-0.9, 5.0, 0.25, "#d8d4ca"), (-0.4, 4.7, 0.22, "#25272b"), (1.6, 4.8, 0.24, "#3f6d8f")):
        bag(s, x, z, r, tone)
    carton(s, 0.9, 4.9, 0.5, 0.26, 0.4, -22, open_=True)
    for z0, z1, n in ((3.2, 4.4, 260), (2.2, 3.3, 220)):
        grass(s, (-3, z0, -0.9, z1), n, 0.12, "#6a7d42")
        grass(s, (1.5, z0, 3.5, z1), n, 0.12, "#6a7d42")
    lunchbox(s, 0.5, 3.5, 25)
    lunchbox(s, -0.5, 3.2, -35, colour="#dadfdb")
    for x, z, t, cap in ((0.1, 3.0, 30, "#2f66a8"), (1.05, 3.9, -25, "#b5342b"), (-0.85, 3.75, 65, "#3f8a4e")):
        bottle(s, x, z, t, cap=cap)
    cup(s, 0.75, 2.85, 100)
    cup(s, -0.2, 2.6, 15, band="#3f7d5e")
    for x, z, r, tone in ((0.35, 2.7, 0.08, "#e4dfd2"), (-0.7, 2.75, 0.1, "#cfd6da"), (1.35, 3.2, 0.09, "#d9b38a"), (0.0, 3.75, 0.1, "#e7e2d6"), (1.1, 2.5, 0.06, "#e8e4da"), (-1.2, 4.2, 0.1, "#d6dbd8")):
        scrap(s, x, z, r, tone)
    grass(s, (-2.6, 1.3, -0.6, 2.3), 200, 0.12, "#6f8246")
    grass(s, (0.9, 1.2, 3.4, 2.4), 260, 0.12, "#6f8246")
    foliage(s, [(-2.3 + 0.3 * k, 0.2, 2.4 + 0.15 * (k % 2), 0.2) for k in range(3)], "#4d6635", 0.06)
    leaves(s, 0.2, 3.2, 1.8, 60)
    return s, "day"


PHOTOS = {"green-dirty": before}
