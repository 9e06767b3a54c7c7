"""A manhole without half of its cover, and the same with a new cover. 井盖缺失"""
from math import cos, hypot, radians, sin

from draw.colour import times
from draw.ground import slabs, surface
from draw.props.street import cone, dapple, kerb, stripe
from draw.scene import Scene, blob, ellipse, path

X, Z, R = -0.12, 1.72, 0.44


def road(apron):
    s = Scene(seed=7, height=1.5, pitch=34, yaw=-12, focal=900, sun=(-70, 42))
    with surface(s, "asphalt", "#8b8b88"):
        for x, z, r in ((-1.3, 2.6, 0.5), (0.7, 3.4, 0.6), (-0.6, 0.9, 0.4)):
            s.floor(blob(s.rnd, x, z, r, stretch=1.6), "#3f4140", opacity=0.2, filter="url(#soft16)")
        crack = [(1.05 - 0.03 * i + s.rnd.uniform(-0.04, 0.04), 0, 0.6 + 0.22 * i) for i in range(14)]
        s.ribbon(crack, [0.006 * (1 - i / 16) for i in range(14)], "#2a2b2b")
        stripe(s, -1.55, 0.3, 9, 0.16)
        apron(s)
    dapple(s, -2.2, 4.2, 1.6, 22)
    dapple(s, 0.9, 4.6, 1.3, 14, seed=5)
    kerb(s, 1.42, 0.4, 12)
    slabs(s, 1.6, 8, 0.4, 13, 0.4, 0.4, "#a8988a", y=0.15)
    return s


def old_apron(s):
    s.floor(ellipse(X, Z, R + 0.2, R + 0.2), "#6b6a66", opacity=0.9, filter="url(#torn)")


def new_apron(s):
    s.floor(ellipse(X, Z, R + 0.3, R + 0.28), "#56585a", opacity=0.95, filter="url(#worn)")


def collar(s):
    s.floor(ellipse(X, Z, R + 0.055, R + 0.055), "#2f302f")
    s.floor(ellipse(X - 0.008, Z - 0.012, R + 0.035, R + 0.035), "#6d6a62", filter="url(#stone)")


def ribs(s, keep, lift=lambda x, z: 0.0, tone="#5c574e"):
    """Raised pattern of a cast iron cover: bars across, only where keep(x, z) holds."""
    for turn in (30, 120):
        c, n = cos(radians(turn)), sin(radians(turn))
        for i in range(-5, 6):
            run = []
            for j in range(-40, 41):
                u, v = i * 0.075, j * 0.01
                x, z = X + u * c + v * n, Z - u * n + v * c
                if hypot(u, v) < R - 0.05 and keep(x, z):
                    run.append((x, lift(x, z), z))
            if len(run) > 3:
                s.ribbon([(x + 0.008, y, z - 0.008) for x, y, z in run], [0.014] * len(run), "#1d1b18", opacity=0.7)
                s.ribbon(run, [0.0125] * len(run), tone)
                s.ribbon(run, [0.004] * len(run), times(tone, 1.45), -0.6)


def before():
    s = road(old_apron)
    collar(s)
    shaft = s.glow(s.cam.at((X + 0.1, -0.6, Z - 0.1)), 330, (0, "#050606", 1), (0.7, "#121414", 1), (1, "#34342f", 1))
    s.floor(ellipse(X, Z, R, R), shaft)
    inside = s.define(f'<clipPath id="{{id}}"><path d="{_ring(s)}"/></clipPath>')
    with s.group(clip_path=inside):
        for depth in (0.07, 0.16, 0.25, 0.34, 0.43):
            s.floor(ellipse(X, Z, R, R), "#0a0a09" if depth > 0.1 else "#8c867a", -depth, opacity=0.32, filter="url(#soft2)")
        s.floor(ellipse(X, Z, R - 0.03, R - 0.03), "#060707", -0.25, filter="url(#soft8)")
        for y in (-0.3, -0.58):
            s.tube([(X + 0.16, y, Z + 0.4), (X + 0.16, y, Z + 0.3), (X + 0.34, y, Z + 0.22), (X + 0.36, y, Z + 0.3)], 0.014, "#4f3a28", 0.3)
    # the half that is left, broken along a jagged line and sagging a little
    edge = [(X + 0.33, Z + 0.29), (X + 0.24, Z + 0.2), (X + 0.2, Z + 0.05), (X + 0.08, Z + 0.01), (X + 0.04, Z - 0.13), (X - 0.1, Z - 0.2), (X - 0.13, Z - 0.42)]
    arc = ellipse(X, Z, R, R, start=253, end=41, steps=60)
    s.floor([(x + 0.05, z - 0.05) for x, z in arc + edge], "#000", -0.06, opacity=0.6, filter="url(#soft4)")
    s.poly([(x, -0.05, z) for x, z in edge] + [(x, 0, z) for x, z in edge[::-1]], "#2d2a25")
    a, b = s.cam.at((X - R, 0, Z + R)), s.cam.at((X + 0.2, 0, Z - 0.3))
    s.floor(arc + edge, s.gradient(a, b, (0, "#8d877b"), (0.6, "#6f6a60"), (1, "#57524a")), filter="url(#metal)")
    ribs(s, lambda x, z: _left(x, z, edge))
    s.ribbon([(x, 0, z) for x, z in edge], [0.006] * len(edge), "#b3aa99")
    s.ribbon([(x, 0, z) for x, z in arc], [0.02] * len(arc), "#4b473f")
    # crumbs of asphalt and iron
    s.grain((X + 0.35, Z - 0.45, 0.4), "#6a6862", 60, 0.014)
    s.grain((X - 0.5, Z - 0.3, 0.35), "#4e4c48", 40, 0.011)
    cone(s, 0.78, 1.62)
    return s, "day"


def _ring(s):
    return path([s.cam.at((x, 0, z)) for x, z in ellipse(X, Z, R, R)])


def _left(x, z, edge):
    """Whether the point is on the side of the broken edge that is left."""
    inside, ring = False, [(X + 0.33, Z + 0.29)] + edge + [(X - 2, Z - 2), (X - 2, Z + 2), (X + 0.33, Z + 2)]
    for (x1, z1), (x2, z2) in zip(ring, ring[1:] + ring[:1]):
        if (z1 > z) != (z2 > z) and x < x1 + (z - z1) / (z2 - z1) * (x2 - x1):
            inside = not inside
    return inside


def after():
    s = road(new_apron)
    s.floor(ellipse(X, Z, R + 0.055, R + 0.055), "#1f201f")
    a, b = s.cam.at((X - R, 0, Z + R)), s.cam.at((X + R, 0, Z - R))
    s.floor(ellipse(X, Z, R + 0.04, R + 0.04), s.gradient(a, b, (0, "#7f8182"), (1, "#4d4f50")), filter="url(#metal)")
    s.floor(ellipse(X, Z, R, R), "#1b1c1c")
    s.floor(ellipse(X, Z, R - 0.012, R - 0.012), s.gradient(a, b, (0, "#85878a"), (0.5, "#6b6d70"), (1, "#55575a")), filter="url(#metal)")
    ribs(s, lambda x, z: hypot(x - X, z - Z) > 0.13, tone="#6f7275")
    for r, tone in ((0.125, "#2a2b2c"), (0.115, "#77797c"), (0.085, "#3a3c3e"), (0.078, "#6b6d70")):
        s.floor(ellipse(X, Z, r, r), tone)
    for dx in (-0.3, 0.3):
        s.floor(ellipse(X + dx, Z, 0.035, 0.018), "#0c0c0c")
    return s, "day"


PHOTOS = {"manhole-missing": before, "manhole-missing-after": after}
