"""A hole in the road, and the same patched. 路面坑洼"""
from draw.colour import times
from draw.ground import slabs, surface
from draw.places import horizon, street_sides, street_trees
from draw.props.street import dapple, kerb, stripe
from draw.props.water import flood
from draw.scene import Scene, blob, path

X, Z = -0.3, 2.45


def road(patch=None):
    s = Scene(seed=11, height=1.5, pitch=21, yaw=6, focal=880, sun=(-70, 42))
    horizon(s)
    with surface(s, "asphalt", "#8d8d8a"):
        stripe(s, -1.9, 0.3, 3.1)
        for z in range(6, 60, 6):
            stripe(s, -1.9, z, z + 3)
        for z, w in ((1.2, 0.5), (3.5, 0.8), (7, 1.0)):
            s.floor(blob(s.rnd, 0.9, z, w, stretch=0.8), "#3f4140", opacity=0.16, filter="url(#soft16)")
        if patch:
            patch(s)
    s.rnd.seed(11)
    kerb(s, 2.3, 0.4, 40)
    slabs(s, 2.48, 7, 0.8, 40, 0.5, 0.5, "#b3a08c", y=0.15)
    street_sides(s, right=7, left=-12, near=1)
    street_trees(s, right=3.3, left=-9.5, near=9)
    dapple(s, 1.2, 6.5, 2.4, 22)
    return s


def before():
    s = road(lambda s: s.floor(blob(s.rnd, X, Z, 1.15, 30, 0.2, 1.25), "#55544f", opacity=0.35, filter="url(#soft16)"))
    rim = blob(s.rnd, X, Z, 0.62, 26, 0.3, 1.4, 8)
    cracks(s, rim)
    with s.group(filter="url(#torn)"):
        s.floor(rim, "#4b4a46")
        s.floor([(x + 0.02, z - 0.02) for x, z in shrink(rim, 0.97)], "#2a2926")
    inside = s.define(f'<clipPath id="{{id}}"><path d="{path(s.cam.outline([(x, 0, z) for x, z in rim]))}"/></clipPath>')
    with s.group(filter="url(#torn)"):
        with surface(s, "soil", "#6a6258", shrink(rim, 0.93), far="#6a6258"):
            s.floor([(x + 0.12, z - 0.2) for x, z in shrink(rim, 0.92)], "#857c6e", opacity=0.65, filter="url(#soft16)")
    with s.group(clip_path=inside):
        s.ribbon([(x, 0, z) for x, z in rim[:15]], [0.06] * 15, "#0d0c0b", opacity=0.55, filter="url(#soft8)")
        s.grain((X, Z, 0.8), "#7d766a", 220, 0.018)
        s.grain((X, Z, 0.8), "#4a463f", 120, 0.024)
    water = blob(s.rnd, X + 0.1, Z - 0.1, 0.27, 24, 0.25, 1.6, 5)
    with flood(s, water, sky=("#a9b5bd", "#7f8c95"), murk=0.3, edge="torn"):
        s.floor([(-1.2, 2), (1, 2), (1, 2.42), (-1.2, 2.42)], "#e3e9ec", opacity=0.5, filter="url(#soft8)")
    for _ in range(150):
        a, b = s.rnd.gauss(0, 0.75), s.rnd.gauss(0, 0.5)
        stone(s, X + a * 1.2, Z + b, s.rnd.uniform(0.008, 0.03))
    return s, "day"


def shrink(points, k):
    cx, cz = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    return [(cx + (x - cx) * k, cz + (z - cz) * k) for x, z in points]


def stone(s, x, z, r):
    shape = blob(s.rnd, x, z, r, 8, 0.3, 1.3, s.rnd.uniform(0, 180))
    s.floor([(a + r * 0.6, b - r * 0.4) for a, b in shape], "#0e0e0d", opacity=0.5)
    s.floor(shape, times("#6d6962", s.rnd.uniform(0.7, 1.25)))
    s.floor([(a - r * 0.15, b + r * 0.2) for a, b in shrink(shape, 0.6)], times("#8a867e", s.rnd.uniform(0.9, 1.2)), r * 0.6)


def cracks(s, rim):
    for x, z in rim[::2]:
        dx, dz = (x - X) * 0.16, (z - Z) * 0.16
        run = [(x - dx, 0, z - dz)]
        for _ in range(s.rnd.randint(3, 6)):
            run.append((run[-1][0] + dx + s.rnd.uniform(-0.07, 0.07), 0, run[-1][2] + dz + s.rnd.uniform(-0.05, 0.05)))
        n = len(run)
        s.ribbon(run, [0.009 * (1 - i / n) + 0.001 for i in range(n)], "#252522", opacity=0.85)


def after():
    def patch(s):
        edge = [(X - 1.1, Z - 0.75), (X + 1.15, Z - 0.7), (X + 1.12, Z + 0.85), (X - 1.08, Z + 0.8)]
        s.floor(shrink(edge, 1.035), "#1c1d1e", opacity=0.9, filter="url(#worn)")
        s.floor(edge, "#4a4c4e", filter="url(#worn)")
        s.floor(shrink(edge, 0.9), "#55575a", opacity=0.6, filter="url(#soft16)")

    return road(patch), "day"


PHOTOS = {"pothole": before, "pothole-after": after}
