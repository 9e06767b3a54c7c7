"""Rubble of a flat being done up, dumped beside the path. 建筑垃圾乱堆"""
from draw.colour import times
from draw.ground import surface
from draw.places import far_city, horizon
from draw.props.buildings import flats
from draw.props.nature import grass, hedge, tree
from draw.props.rubble import heap, lump, plank, sack
from draw.props.street import dapple
from draw.props.waste import bucket_of_paint, carton
from draw.scene import Scene, blob

TONES = ("#a8a49a", "#9a958b", "#b3aea3", "#a0553f", "#94492f", "#b06a50", "#c9c4b8", "#8a867d")


def before():
    s = Scene(seed=53, z=0.9, height=1.55, pitch=17, yaw=3, focal=880, sun=(-118, 44))
    horizon(s)
    with surface(s, "concrete", "#a5a298"):
        for z in (1.7, 5.2, 9.0):
            s.ribbon([(-9, 0, z), (9, 0, z)], [0.012] * 2, "#5b5952")
        s.floor(blob(s.rnd, 0.0, 4.4, 2.1, stretch=1.3), "#cfcabd", opacity=0.5, filter="url(#soft16)")
    far_city(s)
    with s.group(filter="url(#soft1)"):
        flats(s, (-16, 13.5), (7, 13.5), 6, "#c9b093", cages=0.5)
        flats(s, (12, 40), (12, 4), 6, "#cbbca5")
        hedge(s, -9, 5.5, 9.0, 9.9, 0.85, "#4b6434")
        tree(s, -4.2, 8.6, 6.8, 2.1, green="#566d3c", whitewash=True)
        tree(s, 6.6, 10.5, 6.8, 2.1, green="#566d3c", whitewash=True)
    grass(s, (-5, 8.4, 5, 8.9), 120, 0.12)
    old_door(s)
    for x, z, t, y in ((-2.2, 5.9, 10, 0), (-1.55, 6.0, -6, 0), (-1.9, 5.9, 4, 0.27)):
        sack(s, x, z, t, y)
    heap(s, 0.25, 4.9, 1.35, 1.05, 340, lambda p, r: lump(s, p, r, times(s.rnd.choice(TONES), s.rnd.uniform(0.85, 1.1))), 0.15)
    plank(s, (1.5, 0.04, 4.2), (0.3, 1.05, 5.0), 0.12)
    plank(s, (-1.0, 0.05, 4.1), (0.35, 0.85, 4.7), 0.09, "#8f7350")
    s.tube([(0.9, 0.5, 4.5), (2.1, 0.06, 3.8)], 0.03, "#c4c8c6", 0.4)
    for x, z, t, y, tone in ((-1.6, 4.7, 18, 0, "#c4c0ae"), (-2.15, 4.5, -14, 0, "#b9bdb4"), (-1.85, 4.55, 4, 0.26, "#cac3ad"), (2.2, 4.9, -12, 0, "#c4c0ae"), (2.75, 4.6, 16, 0, "#b4b9ae")):
        sack(s, x, z, t, y, colour=tone)
    bucket_of_paint(s, 1.65, 3.6)
    carton(s, -0.9, 3.7, 0.5, 0.26, 0.4, -20, open_=True)
    for _ in range(70):
        x, z = s.rnd.gauss(0.2, 1.1), s.rnd.gauss(3.6, 0.4)
        lump(s, (x, 0.01, z), s.rnd.uniform(0.012, 0.055), s.rnd.choice(TONES))
    for x, z, t in ((0.3, 3.1, 0.1), (-0.3, 3.3, -0.2), (0.9, 3.2, 0.3)):
        s.poly([(x, 0.02, z), (x + 0.3, 0.02, z + t * 0.4), (x + 0.22, 0.05, z + 0.25), (x - 0.05, 0.02, z + 0.2)], "#e3ded2", filter="url(#stone)")
    dapple(s, 2.6, 3.0, 1.3, 12)
    return s, "day"


def old_door(s):
    """Door leaf and window frame leaning against the hedge."""
    s.shadow([(1.6, 0, 6.4), (2.5, 0, 6.4), (1.7, 1.8, 7.0), (2.6, 1.8, 7.0)], strength=0.35)
    s.face([(1.6, 0, 6.4), (2.45, 0, 6.3), (2.6, 1.9, 7.0), (1.75, 1.9, 7.1)], "#a98a62", (0, 0.3, -0.95), 0.2, filter="url(#stone)")
    for v in (0.12, 0.55):
        a, b = v, v + 0.36
        s.face([(1.75 + 0.15 * a, 1.9 * a, 6.4 + 0.65 * a), (2.3 + 0.15 * a, 1.9 * a, 6.33 + 0.65 * a), (2.3 + 0.15 * b, 1.9 * b, 6.33 + 0.65 * b), (1.75 + 0.15 * b, 1.9 * b, 6.4 + 0.65 * b)], "#8a6d49", (0, 0.3, -0.95))


PHOTOS = {"construction-waste": before}
