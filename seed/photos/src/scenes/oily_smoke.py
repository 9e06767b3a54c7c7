"""Smoke from the duct of a restaurant on the back wall of a block of flats. 油烟扰民"""
from draw.colour import times
from draw.ground import surface
from draw.places import horizon
from draw.props.air import cloud
from draw.props.buildings import flats
from draw.props.trade import bucket
from draw.props.waste import bag, carton, wheelie
from draw.scene import Scene, blob


def before():
    s = Scene(seed=43, height=1.55, pitch=-11, yaw=10, focal=840, sun=(-130, 48), ambient=0.66, direct=0.42)
    horizon(s)
    with surface(s, "concrete", "#989489"):
        s.floor(blob(s.rnd, 1.0, 5.4, 0.9, stretch=1.8), "#2b261e", opacity=0.55, filter="url(#soft8)")
    with s.group(filter="url(#soft1)"):
        flats(s, (-16, 24), (2, 24), 6, "#c7b59c")
    wall = flats(s, (-3.4, 6.8), (12, 6.8), 5, "#cdb698", first=3.4, cages=0.5)
    kitchen(s, wall)
    duct(s, wall)
    wheelie(s, -1.5, 6.1, 0, "#2e7d4f")
    wheelie(s, -0.7, 6.1, 6, "#5b6064")
    bag(s, -1.1, 5.5, 0.26, "#222428")
    bucket(s, 1.3, 5.9, "#c9a23a", r=0.17, h=0.34)
    bucket(s, 1.8, 6.1, "#3f6d8f", r=0.16, h=0.32)
    carton(s, 3.4, 6.1, 0.6, 0.5, 0.5, 8)
    x, y = s.cam.at((2.1, 4.35, 5.9))
    drift = [(x + 14 * k + 6 * (k % 3), y - 20 * k - k * k * 0.9, 50 + 16 * k) for k in range(15)]
    cloud(s, drift, "#6f7378", 0.95, 0.009)
    cloud(s, [(px + 30, py + 10, r * 0.9) for px, py, r in drift], "#b9bdc0", 0.75, 0.012, 9)
    return s, "day"


def kitchen(s, wall):
    """Back door and window of the kitchen with an extractor fan."""
    wall.panel(s, 0, 0, 15.4, 3.3, "#b9a88e", 0.01, filter="url(#plaster)")
    wall.panel(s, 0, 0, 15.4, 1.4, "#d8d6cd", 0.02)
    for k in range(8):
        wall.panel(s, 0, k * 0.2, 15.4, 0.008, "#a9a699", 0.022)
    for k in range(77):
        wall.panel(s, k * 0.2, 0, 0.008, 1.4, "#a9a699", 0.022)
    wall.panel(s, 6.9, 0, 1.1, 2.2, "#3b3d3f", 0.025)
    wall.panel(s, 6.97, 0.03, 0.96, 2.1, "#8f9694", 0.03, foot=0.3)
    wall.panel(s, 7.1, 1.2, 0.7, 0.75, "#4b5a60", 0.035)
    wall.panel(s, 2.9, 1.55, 1.9, 1.2, "#2b2f31", 0.025)
    wall.panel(s, 2.98, 1.63, 1.74, 1.04, "#8a7f5c", 0.03)
    for k in range(10):
        wall.panel(s, 2.95 + k * 0.195, 1.55, 0.025, 1.2, "#9a9d9c", 0.06)
    for u, v, w, h in ((4.9, 0.5, 1.2, 3.6), (5.3, 2.6, 2.0, 2.4), (5.1, 4.2, 2.6, 2.2), (5.6, 0.1, 0.5, 2.2)):
        wall.panel(s, u, v, w, h, "#2a1e10", 0.035, opacity=0.3, filter="url(#soft16)")
    for k in range(16):
        u = 5.0 + k * 0.085 + s.rnd.uniform(-0.04, 0.04)
        top = s.rnd.uniform(2.2, 3.0)
        s.ribbon([wall.at(u, top, 0.04), wall.at(u + 0.01, top - s.rnd.uniform(0.6, 2.2), 0.04)], [0.02, 0.006], "#2b1c0c", opacity=0.55, filter="url(#soft1)")


def duct(s, wall):
    """Sheet metal duct: out of the wall, along it, up, and an open mouth."""
    tone = "#a8abaa"
    wall.slab(s, 4.95, 2.45, 0.62, 0.55, tone, 0.55, filter="url(#metal)")
    wall.slab(s, 5.2, 2.35, 0.75, 0.7, times(tone, 0.95), 0.85, filter="url(#metal)")
    wall.slab(s, 5.25, 3.0, 0.6, 1.0, tone, 0.85, filter="url(#metal)")
    for v in (3.0, 3.33, 3.66):
        wall.slab(s, 5.22, v, 0.66, 0.04, times(tone, 1.1), 0.88)
    wall.slab(s, 5.1, 3.95, 0.9, 0.5, times(tone, 0.92), 1.05, filter="url(#metal)")
    wall.panel(s, 5.17, 4.02, 0.76, 0.36, "#0f0e0c", 1.055)
    for k in range(4):
        wall.panel(s, 5.17, 4.05 + k * 0.09, 0.76, 0.02, "#55524c", 1.06)
    for u, v, h in ((5.2, 3.95, 0.7), (5.45, 3.95, 0.95), (5.75, 3.95, 0.5), (5.85, 3.0, 0.5), (5.35, 2.35, 0.6)):
        s.ribbon([wall.at(u, v, 1.06), wall.at(u, v - h, 0.9)], [0.03, 0.006], "#3a2a14", opacity=0.75, filter="url(#soft1)")
    for u in (5.15, 5.85):
        s.tube([wall.at(u, 2.3, 0.05), wall.at(u, 2.32, 0.8)], 0.02, "#55585a")


PHOTOS = {"oily-smoke": before}
