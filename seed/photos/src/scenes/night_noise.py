"""Loudspeaker of dancers on a square late in the evening. 夜间噪声扰民"""
from draw.camera import HEIGHT, WIDTH
from draw.ground import slabs, surface
from draw.props.buildings import flats
from draw.props.fence import lamp_light
from draw.props.nature import hedge, tree
from draw.props.placed import Placed
from draw.props.street import lamp
from draw.props.trade import stool
from draw.scene import Scene

GLOWS = ("#3fd0ff", "#ff4fa8")


def speaker(s, x, z, turn=-8):
    """Trolley loudspeaker with two cones and coloured rings. 拉杆音箱"""
    b = Placed(s, x, z, turn)
    s.contact(x, z, 0.42, 0.36, 0.7)
    for u in (-0.2, 0.2):
        b.bar([(u, 0.9, 0.2), (u, 1.45, 0.22)], 0.014, "#9a9da0")
    b.bar([(-0.2, 1.45, 0.22), (0.2, 1.45, 0.22)], 0.02, "#2a2b2d")
    for u in (-0.3, 0.3):
        s.tube([b.p(u - 0.04, 0.08, 0.15), b.p(u + 0.04, 0.08, 0.15)], 0.08, "#1c1d1e", 0.2)
    s.box(x, 0.06, z, 0.56, 1.0, 0.42, "#4a4c50", turn, 0.2)
    face = -0.212
    s.poly([b.p(-0.25, 0.1, face), b.p(0.25, 0.1, face), b.p(0.25, 1.02, face), b.p(-0.25, 1.02, face)], "#2c2d30")
    for v, tone in ((0.34, GLOWS[0]), (0.74, GLOWS[1])):
        b.s.poly(b.circle(0, v, 0.19, face - 0.002), "#17181a")
        b.s.poly(b.circle(0, v, 0.15, face - 0.004), "#3a3b3f")
        b.s.poly(b.circle(0, v, 0.06, face - 0.006), "#1f2022")
        with s.shining():
            ring = b.circle(0, v, 0.19, face - 0.008)
            s.ribbon(ring + ring[:1], [0.035] * (len(ring) + 1), tone, opacity=0.5, filter="url(#soft8)")
            s.ribbon(ring + ring[:1], [0.012] * (len(ring) + 1), tone)
            c = s.cam.at(b.p(0, v, face))
            s.add("circle", cx=f"{c[0]:.0f}", cy=f"{c[1]:.0f}", r=230, fill=s.glow(c, 230, (0, tone, 0.3), (0.4, tone, 0.1), (1, tone, 0)))
            foot = s.cam.at(b.p(0, 0, -0.7))
            spread = s.define(f'<radialGradient id="{{id}}"><stop stop-color="{tone}" stop-opacity=".3"/><stop offset=".5" stop-color="{tone}" stop-opacity=".09"/><stop offset="1" stop-color="{tone}" stop-opacity="0"/></radialGradient>')
            s.add("ellipse", cx=f"{foot[0] - 60 + v * 120:.0f}", cy=f"{foot[1]:.0f}", rx=320, ry=80, fill=spread)
    with s.shining():
        s.poly([b.p(-0.12, 0.96, face - 0.01), b.p(0.12, 0.96, face - 0.01), b.p(0.12, 1.0, face - 0.01), b.p(-0.12, 1.0, face - 0.01)], "#ff5a3c", filter="url(#soft1)")


def dancer(s, x, z, arm, step, tone):
    """Person from behind, out of focus."""
    b = Placed(s, x, z, 0)
    s.contact(x, z, 0.34, 0.22, 0.7)
    b.bar([(-0.09, 0.86, 0), (-0.12 - step, 0.46, 0), (-0.13 - step, 0.05, 0)], [0.1, 0.075, 0.05], "#55586a", 0)
    b.bar([(0.09, 0.86, 0), (0.12 + step * 0.4, 0.46, 0), (0.12 + step * 0.5, 0.05, 0)], [0.1, 0.075, 0.05], "#55586a", 0)
    b.bar([(0, 0.8, 0), (0, 1.1, 0), (0, 1.36, 0), (0, 1.43, 0)], [0.17, 0.15, 0.19, 0.1], tone, 0.1)
    for side in (-1, 1):
        lift = arm if side > 0 else 1 - arm
        b.bar([(0.19 * side, 1.38, 0), (0.38 * side, 1.2 + 0.35 * lift, 0), (0.5 * side, 1.1 + 0.75 * lift, 0)], [0.065, 0.05, 0.04], tone, 0.1)
    c = b.p(0, 1.6)
    x0, y0 = s.cam.at(c)
    k = s.cam.scale(c)
    s.add("ellipse", cx=f"{x0:.1f}", cy=f"{y0:.1f}", rx=f"{0.1 * k:.1f}", ry=f"{0.125 * k:.1f}", fill="#3a3436")


def before():
    s = Scene(seed=67, height=1.5, pitch=3, yaw=0, focal=860, ambient=0.9, direct=0.1, shadow=0.0)
    s.awake = 0.42
    s.add("rect", width=WIDTH, height=HEIGHT, fill=s.gradient((0, 0), (0, 420), (0, "#59678e"), (1, "#c09a8c")))
    with surface(s, "concrete", "#9f9b92"):
        pass
    slabs(s, -9, 9, 0.7, 16, 0.6, 0.6, "#aca294", bond=False)
    with s.group(filter="url(#soft1)"):
        flats(s, (-24, 34), (-3, 34), 11, "#c0b09c", cages=0)
        flats(s, (3, 31), (27, 31), 8, "#b9ab99", cages=0)
        hedge(s, -14, 14, 17, 18, 0.9, "#4d6636")
        for x, z in ((-8.5, 19), (8.8, 18), (1.2, 22)):
            tree(s, x, z, 7, 2.3, green="#566d3c", shadow=False)
    for x, z in ((-4.6, 15.5), (5.2, 15.5)):
        lamp(s, x, z, 4.6, 0.01)
        lamp_light(s, x, z, 4.8, 9)
    with s.group(filter="url(#soft2)"):
        for x, z, arm, step, tone in ((-3.6, 12.5, 0.9, 0.06, "#a8586a"), (-1.9, 13, 0.85, 0.1, "#7d8fb0"), (0.1, 12.6, 0.95, 0.04, "#b08a4a"), (2.1, 13, 0.88, 0.09, "#8a6aa8"), (3.9, 12.6, 0.92, 0.05, "#5f9a86"), (-2.7, 9.8, 0.9, 0.1, "#b0674a"), (2.9, 9.9, 0.9, 0.06, "#6f86b8")):
            dancer(s, x, z, arm, step, tone)
    speaker(s, -0.15, 3.6)
    stool(s, 0.85, 3.7, "#b8502c")
    s.pillar(0.85, 3.65, 0.48, 0.7, 0.04, 0.04, "#8fb0c0")
    s.pool((560, 640), 620, 190, 0.5)
    s.pool((590, 520), 260, 260, 0.35)
    return s, "night"


PHOTOS = {"night-noise": before}
