"""A hardware shop with its goods all over the pavement. 店外经营"""
from math import cos, sin

from draw.colour import times
from draw.ground import slabs, surface
from draw.places import far_city, horizon, street_trees
from draw.props.buildings import flats, shops
from draw.props.cycles import ebike
from draw.props.nature import leaves
from draw.props.street import dapple, kerb, stripe
from draw.props.trade import ball, bucket, crate, stool, umbrella
from draw.props.waste import carton
from draw.scene import Scene


def rack(s, x, z, w=1.5, turn_colours=("#3f7a9c", "#c8452f", "#c9a23a", "#4d8a55")):
    """Folding shelf with basins and tins."""
    s.box_shadow(x, 0, z, w, 1.5, 0.45, strength=0.3)
    s.contact(x, z, w * 0.55, 0.35, 0.5)
    for a in (-1, 1):
        for c in (-0.2, 0.2):
            s.tube([(x + a * w / 2, 0, z + c), (x + a * w / 2, 1.55, z + c)], 0.016, "#b4b7b8", 0.3)
    for y in (0.12, 0.6, 1.08, 1.5):
        s.box(x, y, z, w, 0.025, 0.45, "#a9acad", foot=0)
        if y > 1.4:
            continue
        k = x - w / 2 + 0.16
        while k < x + w / 2 - 0.1:
            tone, kind = s.rnd.choice(turn_colours), s.rnd.random()
            if kind < 0.45:
                s.pillar(k, z - 0.08, y + 0.03, y + 0.03 + s.rnd.uniform(0.16, 0.3), 0.09, 0.11, tone)
            elif kind < 0.75:
                s.box(k, y + 0.025, z - 0.1, 0.19, s.rnd.uniform(0.14, 0.32), 0.2, s.rnd.choice(("#b9a27c", "#d8d4c8", "#8a4a30")), foot=0.2)
            else:
                for n in range(3):
                    s.pillar(k, z - 0.08, y + 0.03 + 0.07 * n, y + 0.1 + 0.07 * n, 0.1, 0.13, times(tone, 1 - 0.1 * n))
            k += 0.25
    for k in range(5):
        ball(s, (x - w / 2 + 0.2 + 0.28 * k, 1.66, z), 0.13, s.rnd.choice(("#c8302a", "#2f86c4", "#e0962c", "#5b8f4a")))


def brooms(s, x, z):
    """Brooms and mops standing in a bucket."""
    for k in range(8):
        a = 0.8 * k
        tip = (x + 0.26 * cos(a), 1.45 + 0.1 * (k % 3), z + 0.2 * sin(a))
        s.tube([(x + 0.05 * cos(a), 0.25, z + 0.05 * sin(a)), tip], 0.012, s.rnd.choice(("#c9a255", "#3f7a9c", "#b8502c")), 0.4)
        s.tube([tip, (tip[0] + 0.03 * cos(a), tip[1] + 0.22, tip[2])], [0.03, 0.07], s.rnd.choice(("#b99a52", "#d9d5c8", "#4d8a55")), 0.2, filter="url(#worn)")
    bucket(s, x, z, "#8f9496", r=0.22, h=0.45)


def before():
    s = Scene(seed=47, z=1.2, height=1.58, pitch=10, yaw=13, focal=860, sun=(-118, 46))
    horizon(s)
    with surface(s, "asphalt", "#88898b"):
        for z in range(3, 60, 6):
            stripe(s, -6.8, z, z + 3)
    slabs(s, -2.0, 4.6, 1.6, 45, 0.4, 0.4, "#b09e8b")
    kerb(s, -2.2, 0.5, 45, 0.0)
    far_city(s)
    with s.group(filter="url(#soft1)"):
        flats(s, (-14, 3), (-14, 50), 6, "#c6b096")
    shops(s, (4.6, 46), (4.6, 0.1), width=4.6, floors=4, colour="#bfb09a", base=0.0, names=("五金日杂", "便民超市", "粮油店"), shut=0.0)
    street_trees(s, right=-1.4, left=-11, near=9)
    ebike(s, 0.1, 13, 100, colour="#33517a")
    umbrella(s, 2.9, 8.6, 1.5, 2.6, 0.4, ("#3f6f9c", "#e3e0d6"))
    for x, z, w in ((3.6, 10.2, 1.4), (2.2, 9.4, 1.4), (3.5, 7.4, 1.5), (1.9, 6.6, 1.5)):
        rack(s, x, z, w)
    for x, z in ((0.8, 7.4), (1.05, 7.0)):
        carton(s, x, z, 0.5, 0.42, 0.4, 10)
    carton(s, 0.9, 7.2, 0.48, 0.36, 0.4, -6, 0.42, shadow=False)
    brooms(s, 3.0, 5.4)
    for k, (x, z, tone) in enumerate(((2.2, 5.2, "#c8452f"), (1.75, 5.0, "#3f7a9c"), (1.3, 5.25, "#c9a23a"), (0.9, 5.0, "#4d8a55"))):
        for n in range(3 - k % 2):
            s.pillar(x, z, 0.1 * n, 0.14 + 0.1 * n, 0.2, 0.27, times(tone, 1 - 0.08 * n)) if n else bucket(s, x, z, tone, r=0.27, h=0.14)
    for x, z, t, tone in ((3.3, 4.5, 5, "#3f7a9c"), (2.75, 4.3, -8, "#a8483a")):
        crate(s, x, z, t, 0, tone, s.rnd.choice(("#d8d4c8", "#c9a23a")), r=0.05)
    for k in range(3):
        stool(s, 1.95, 4.3, ("#c23a33", "#2f6fa0", "#c23a33")[k], 0.09 * k)
    carton(s, 1.35, 4.2, 0.5, 0.3, 0.4, -18, open_=True)
    dapple(s, -0.6, 4.6, 1.6, 16)
    leaves(s, 0.2, 3.5, 2, 14)
    return s, "day"


PHOTOS = {"shop-outside": before}
