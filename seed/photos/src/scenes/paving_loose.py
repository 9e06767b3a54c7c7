"""Loose, tilted and missing paving stones. 人行道板松动破损"""
from draw.colour import times
from draw.ground import slabs, surface
from draw.places import horizon, street_sides, street_trees
from draw.props.nature import grass, leaves
from draw.props.street import dapple, kerb
from draw.scene import Scene, blob, path

SIDE = 0.4


def stone(s, col, row, lift, tone, thick=0.06):
    """Slab whose four corners (near left, near right, far right, far left) are lifted by metres."""
    x, z, g = -1.6 + col * SIDE, 1.0 + row * SIDE, 0.012
    low = [(x + g, z + g), (x + SIDE - g, z + g), (x + SIDE - g, z + SIDE - g), (x + g, z + SIDE - g)]
    top = [(a, h, b) for (a, b), h in zip(low, lift)]
    s.floor([(a + 0.05, b - 0.03) for a, b in low], "#070707", -0.02, opacity=0.55, filter="url(#soft4)")
    for i, j in ((0, 1), (1, 2), (3, 0)):
        side = [top[i], top[j], (top[j][0], top[j][1] - thick, top[j][2]), (top[i][0], top[i][1] - thick, top[i][2])]
        s.poly(side, times(tone, 0.5 if i == 0 else 0.62), filter="url(#stone)")
    shine = 1 + (lift[0] - lift[2]) * 2.2
    s.poly(top, times(tone, shine), filter="url(#stone)")
    s.ribbon([top[0], top[1]], [0.004] * 2, times(tone, 1.25), opacity=0.7)


def before():
    s = Scene(seed=29, height=1.5, pitch=27, yaw=4, focal=880, sun=(-80, 42))
    horizon(s)
    with surface(s, "asphalt", "#868789"):
        pass
    slabs(s, -2.0 - SIDE, 4.8, 0.6, 30, SIDE, SIDE, "#ab9a88", bond=False)
    kerb(s, -2.58, 0.4, 30, 0.0)
    street_sides(s, right=4.8, left=-14, near=0.5)
    street_trees(s, right=-2.0, left=-11, near=8)
    hole = [(-0.8, 1.4), (0.4, 1.4), (0.4, 1.8), (0.8, 1.8), (0.8, 2.6), (0.4, 2.6), (0.4, 3.0), (-0.4, 3.0), (-0.4, 2.6), (-0.8, 2.6)]
    s.floor([(x * 1.03, z) for x, z in hole], "#221d17")
    with surface(s, "soil", "#8a7758", hole, far="#8a7758"):
        s.floor([(-0.8, 2.8), (0.8, 2.8), (0.8, 3.1), (-0.8, 3.1)], "#1a1610", opacity=0.6, filter="url(#soft8)")
        s.floor(blob(s.rnd, 0.1, 1.9, 0.35, stretch=1.4), "#4d402e", opacity=0.6, filter="url(#soft8)")
    clip = s.define(f'<clipPath id="{{id}}"><path d="{path(s.cam.outline([(x, 0, z) for x, z in hole]))}"/></clipPath>')
    with s.group(clip_path=clip):
        s.grain((0, 2.1, 0.9), "#7c6c52", 260, 0.014)
        s.ribbon([(-0.4, 0, 3.0), (0.4, 0, 3.0)], [0.09] * 2, "#0d0b08", opacity=0.5, filter="url(#soft8)")
        s.ribbon([(-0.8, 0, 1.4), (-0.8, 0, 2.6)], [0.09] * 2, "#0d0b08", opacity=0.6, filter="url(#soft8)")
    stone(s, 2, 4, (0.02, 0.1, 0.05, -0.01), "#a89684")
    stone(s, 5, 3, (-0.04, 0.03, 0.11, 0.02), "#b3a08d")
    stone(s, 4, 4, (0.09, 0.02, 0.0, 0.05), "#a39282")
    stone(s, 2, 2, (0.0, -0.05, 0.02, 0.07), "#ac9b89")
    half(s, [(-0.05, 2.1), (0.3, 2.02), (0.42, 2.25), (0.2, 2.42), (-0.02, 2.35)], "#ab9986")
    half(s, [(-0.3, 1.62), (-0.02, 1.52), (0.05, 1.75), (-0.2, 1.86)], "#9f8f7e")
    stone(s, 6, 1, (0.0, 0.0, 0.06, 0.07), "#ae9d8a")
    stone(s, 1, 1, (0.01, 0.09, 0.1, 0.0), "#a69583")
    for _ in range(70):
        x, z, r = s.rnd.gauss(0.1, 0.6), s.rnd.gauss(1.9, 0.45), s.rnd.uniform(0.008, 0.028)
        shape = blob(s.rnd, x, z, r, 7, 0.35, 1.3)
        s.floor([(a + r * 0.6, b - r * 0.4) for a, b in shape], "#0c0b0a", opacity=0.5)
        s.floor(shape, times("#9c8b79", s.rnd.uniform(0.75, 1.15)), r * 0.5)
    grass(s, (-0.8, 2.9, -0.4, 3.05), 22, 0.1)
    grass(s, (0.75, 1.7, 0.9, 2.5), 16, 0.08)
    dapple(s, 2.0, 4.6, 1.5, 16)
    leaves(s, 0, 2.2, 1.8, 14)
    return s, "day"


def half(s, points, tone):
    """Piece of a broken stone lying in the hole."""
    s.floor([(x + 0.03, z - 0.03) for x, z in points], "#060504", opacity=0.6, filter="url(#soft4)")
    s.poly([(x, 0.0, z) for x, z in points[:2]] + [(x, 0.045, z) for x, z in points[1::-1]], times(tone, 0.55))
    s.floor(points, tone, 0.045, filter="url(#stone)")


PHOTOS = {"paving-loose": before}
