"""Cars on the fire lane of a housing estate, and the lane free. 消防通道被占"""
from draw.ground import surface
from draw.places import far_city, horizon
from draw.props.buildings import flats, floor_writing
from draw.props.car import car
from draw.props.nature import hedge, leaves, tree
from draw.props.street import dapple
from draw.scene import Scene


def lane():
    s = Scene(seed=81, height=1.6, pitch=15, yaw=-3, focal=880, sun=(-118, 46))
    horizon(s)
    with surface(s, "asphalt", "#8b8b8a"):
        for x in (-2.1, 1.95):
            s.floor([(x, 0.5), (x + 0.15, 0.5), (x + 0.15, 40), (x, 40)], "#d8a92e", opacity=0.9, filter="url(#worn)")
        for k in range(14):
            z = 0.9 + k * 1.1
            for a, b in ((-1.95, -1.25), (1.25, 1.95)):
                s.floor([(a, z), (b, z + 0.5), (b, z + 0.72), (a, z + 0.22)], "#d8a92e", opacity=0.85)
        floor_writing(s, "消防", -0.93, 4.35, 0.85, "#e0b33c", 1.7)
        floor_writing(s, "通道", -0.93, 2.2, 0.85, "#e0b33c", 1.7)
    far_city(s)
    with s.group(filter="url(#soft1)"):
        flats(s, (-8.5, 1), (-8.5, 45), 6, "#c9a98a", cages=0.7)
        flats(s, (8.2, 45), (8.2, 1), 6, "#cdbda6", cages=0.7)
        for x in (-6.6, -5.6):
            hedge(s, x, x + 0.9, 6, 26, 0.8, "#4d6636")
        hedge(s, 4.6, 5.5, 5, 26, 0.8, "#4d6636")
        for x, z in ((-5.2, 24), (5.8, 20), (-5.4, 15), (5.8, 11.5)):
            tree(s, x, z, 7, 2.1, green="#566d3c", whitewash=True)
    dapple(s, -2.6, 6.5, 1.9, 18)
    return s


def before():
    s = lane()
    car(s, -0.5, 15.5, -88, "#8b2f2b")
    car(s, 0.55, 8.9, -97, "#c9cbc9")
    leaves(s, 0, 4, 2.5, 14)
    return s, "day"


def after():
    s = lane()
    leaves(s, 0, 4, 2.5, 8)
    return s, "day"


PHOTOS = {"fire-lane-blocked": before, "fire-lane-blocked-after": after}
