"""A gully choked with leaves and mud, and the gully cleaned. 雨水口堵塞"""
from draw.ground import slabs, surface
from draw.props.nature import leaves, tree
from draw.props.street import dapple, kerb
from draw.props.waste import bottle, butts, lunchbox, scrap
from draw.props.water import flood
from draw.scene import Scene, blob

X0, X1, Z0, Z1 = -0.35, 0.42, 1.55, 2.45


def gutter(dry):
    s = Scene(seed=33, height=1.5, pitch=33, yaw=-4, focal=900, sun=(-75, 44))
    with surface(s, "asphalt", "#84858a" if dry else "#6c6e70"):
        s.floor([(X0 - 0.5, 0.3), (X1 + 0.05, 0.3), (X1 + 0.05, 9), (X0 - 0.5, 9)], "#3d3b36", opacity=0.3, filter="url(#soft16)")
        s.floor([(X0 - 0.14, Z0 - 0.14), (X1 + 0.06, Z0 - 0.14), (X1 + 0.06, Z1 + 0.14), (X0 - 0.14, Z1 + 0.14)], "#9a968c", opacity=0.9)
    grate(s)
    kerb(s, X1 + 0.06, 0.4, 9)
    slabs(s, X1 + 0.24, 5, 0.4, 10, 0.4, 0.4, "#b19d8b", y=0.15)
    dapple(s, -1.7, 3.9, 1.3, 18)
    return s


def grate(s):
    """Cast iron grate over a dark shaft. 雨水箅子"""
    s.floor([(X0 - 0.03, Z0 - 0.03), (X1 + 0.03, Z0 - 0.03), (X1 + 0.03, Z1 + 0.03), (X0 - 0.03, Z1 + 0.03)], "#4d4b47", filter="url(#metal)")
    s.floor([(X0, Z0), (X1, Z0), (X1, Z1), (X0, Z1)], "#0b0c0c")
    bars = 9
    for k in range(bars + 1):
        z = Z1 - (Z1 - Z0) * k / bars
        s.poly([(X0, -0.05, z), (X1, -0.05, z), (X1, 0, z), (X0, 0, z)], "#2a2825")
        s.floor([(X0, z), (X1, z), (X1, z + 0.038), (X0, z + 0.038)], "#6b665d", filter="url(#metal)")
        s.ribbon([(X0, 0, z), (X1, 0, z)], [0.004] * 2, "#9a9488")
    for x in (X0, (X0 + X1) / 2, X1 - 0.04):
        s.floor([(x, Z0), (x + 0.04, Z0), (x + 0.04, Z1), (x, Z1)], "#6f6a60", filter="url(#metal)")
        s.ribbon([(x, 0, Z0), (x, 0, Z1)], [0.003] * 2, "#9a9488")


def before():
    s = gutter(False)
    s.rnd.seed(5)
    edge = [(X1 + 0.05, 0.5), (X1 + 0.05, 5.6), (-0.5, 5.1), (-1.0, 3.9), (-1.35, 2.9), (-1.1, 2.0), (-1.2, 1.4), (-0.6, 0.9), (-0.1, 0.6)]
    with flood(s, edge, sky=("#c4d0d8", "#8b98a0"), murk=0.75):
        tree(s, -0.9, 6.6, 7, 2.2, green="#4a5c34", shadow=False)
    grate(s)
    s.floor([(X0, Z0), (X1, Z0), (X1, Z1), (X0, Z1)], "#2b261d", opacity=0.45)
    for k, (x, z, r) in enumerate(((0.08, 2.05, 0.3), (-0.1, 2.35, 0.26), (0.2, 2.3, 0.22), (-0.2, 1.95, 0.2))):
        s.floor(blob(s.rnd, x, z, r, 26, 0.35, 1.2), ("#3b3024", "#4a3c2b", "#2f271e", "#43372a")[k], filter="url(#torn)")
    leaves(s, -0.05, 2.12, 0.45, 170, 0.05)
    leaves(s, 0.05, 2.15, 0.34, 90, 0.045, ("#5d4522", "#6f5527", "#4d3b1f", "#8d6a2f"))
    leaves(s, -0.5, 2.3, 0.85, 40, 0.045)
    bottle(s, -0.2, 1.72, 25)
    scrap(s, 0.2, 1.78, 0.1, "#d5dade")
    scrap(s, 0.2, 2.35, 0.09, "#e2dccd")
    lunchbox(s, -0.02, 2.5, -20)
    for k in range(14):
        x, z = s.rnd.gauss(0.05, 0.25), s.rnd.gauss(2.0, 0.3)
        s.tube([(x, 0.02, z), (x + s.rnd.uniform(-0.2, 0.2), 0.03, z + s.rnd.uniform(-0.12, 0.12))], [0.008, 0.004], "#5b4b38", 0.3)
    butts(s, 0.0, 1.6, 0.5, 10)
    return s, "day"


def after():
    s = gutter(True)
    s.rnd.seed(6)
    s.floor(blob(s.rnd, -0.1, 1.9, 0.75, stretch=0.9), "#26282a", opacity=0.25, filter="url(#soft16)")
    leaves(s, -1.2, 2.4, 0.9, 5)
    return s, "day"


PHOTOS = {"drain-blocked": before, "drain-blocked-after": after}
