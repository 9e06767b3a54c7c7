"""Bicycles across the strip for blind people, and the same parked in the marked field. 车辆乱停"""
from draw.ground import slabs, surface
from draw.places import horizon, street_sides, street_trees
from draw.props.cycles import bike, ebike
from draw.props.nature import leaves
from draw.props.street import dapple, kerb, stripe
from draw.scene import Scene


def pavement():
    s = Scene(seed=14, height=1.55, pitch=15, yaw=4, focal=880)
    horizon(s)
    with surface(s, "asphalt", "#84858a"):
        for z in range(3, 60, 6):
            stripe(s, -6.4, z, z + 3)
    slabs(s, -1.9, 4.2, 0.7, 45, 0.4, 0.4, "#b09c88")
    kerb(s, -2.1, 0.5, 45, 0.0)
    tactile(s, 0.2, 0.8, 0.5, 40)
    street_sides(s, right=4.2, left=-14, near=0.5)
    street_trees(s, right=-1.2, left=-11, near=8)
    dapple(s, -0.6, 5.2, 1.7, 18)
    return s


def tactile(s, x0, x1, near, far):
    """Yellow guiding strip with raised bars. 盲道"""
    z = near
    while z < far:
        for x in (x0, (x0 + x1) / 2):
            w = (x1 - x0) / 2
            s.floor([(x + 0.004, z + 0.004), (x + w - 0.004, z + 0.004), (x + w - 0.004, z + 0.296), (x + 0.004, z + 0.296)], s.rnd.choice(("#c09a3f", "#b8923a", "#c6a148")))
            if z < 9:
                for k in range(4):
                    a = x + 0.05 + k * 0.065
                    s.floor([(a + 0.012, z + 0.03), (a + 0.036, z + 0.03), (a + 0.036, z + 0.25), (a + 0.012, z + 0.25)], "#6d541c", opacity=0.7)
                    s.floor([(a, z + 0.035), (a + 0.024, z + 0.035), (a + 0.024, z + 0.265), (a, z + 0.265)], "#dcb95f")
        z += 0.3


def before():
    s = pavement()
    for x, z, t, c, box in ((1.7, 9.6, 200, "#2c3e5c", False), (-0.1, 8.4, 15, "#e6e3da", False), (1.1, 7.2, 168, "#7c2230", True), (-0.3, 6.1, 25, "#35383b", False)):
        ebike(s, x, z, t, colour=c, box=box)
    bike(s, 1.5, 5.5, 150, 8, frame="#2f86c4")
    bike(s, 0.25, 4.9, 12, 7, frame="#e8b71a")
    ebike(s, 1.0, 3.9, 160, 7, colour="#a8322c")
    leaves(s, 0, 3.5, 2.2, 18)
    return s, "day"


def after():
    s = pavement()
    for z in (3.0, 9.9):
        s.floor([(-1.85, z), (-0.1, z), (-0.1, z + 0.08), (-1.85, z + 0.08)], "#ece9de", filter="url(#worn)")
    s.floor([(-0.18, 3.0), (-0.1, 3.0), (-0.1, 9.98), (-0.18, 9.98)], "#ece9de", filter="url(#worn)")
    row = ((9.4, "#2c3e5c"), (8.7, "#e6e3da"), (8.0, "#7c2230"), (7.3, "#35383b"), (6.6, "#a8322c"))
    for z, c in row:
        ebike(s, -1.0, z, 176, 6, colour=c)
    for z, c in ((5.8, "#2f86c4"), (5.1, "#e8b71a"), (4.4, "#e8b71a")):
        bike(s, -1.0, z, 176, 6, frame=c)
    leaves(s, 0, 3.5, 2.2, 8)
    return s, "day"


PHOTOS = {"bikes-parked": before, "bikes-parked-after": after}
