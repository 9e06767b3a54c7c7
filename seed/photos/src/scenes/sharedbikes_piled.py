"""A heap of shared bicycles thrown onto each other. 共享单车淤积"""
from draw.ground import slabs, surface
from draw.places import horizon, street_sides, street_trees
from draw.props.cycles import bike
from draw.props.nature import leaves
from draw.props.street import dapple, kerb, stripe
from draw.scene import Scene, blob

COLOURS = ("#e8b71a", "#e8b71a", "#2f86c4", "#2aa08f", "#e8b71a", "#2f86c4")


def before():
    s = Scene(seed=19, height=1.6, pitch=13, yaw=-6, focal=880, sun=(-118, 44))
    horizon(s)
    with surface(s, "asphalt", "#87888a"):
        for z in range(3, 60, 6):
            stripe(s, 6.0, z, z + 3)
    slabs(s, -5.2, 2.6, 0.6, 45, 0.5, 0.5, "#a89e92")
    kerb(s, 2.6, 0.5, 45, 0.0)
    street_sides(s, right=16, left=-5.4, near=1)
    street_trees(s, right=1.9, left=None, near=9, gap=9)
    s.rnd.seed(45)
    for k in range(9):
        bike(s, -3.6 + 0.5 * k, 9.4 + s.rnd.uniform(-0.3, 0.3), 92 + s.rnd.uniform(-14, 14), s.rnd.uniform(4, 16), frame=s.rnd.choice(COLOURS))
    s.floor(blob(s.rnd, -1.1, 5.6, 1.3, stretch=1.6), "#08090a", opacity=0.5, filter="url(#soft16)")
    heap = []
    for _ in range(19):
        x, z = s.rnd.gauss(-1.1, 1.05), s.rnd.uniform(4.5, 6.9)
        high = max(0.0, 0.55 - 0.4 * abs(x + 1.1) - 0.25 * abs(z - 5.7))
        heap.append((z, x, s.rnd.uniform(0, 360), s.rnd.choice((1, -1)) * s.rnd.uniform(48, 82), high * s.rnd.random()))
    for z, x, turn, lean, y in sorted(heap, reverse=True):
        bike(s, x, z, turn, lean, y, s.rnd.choice(COLOURS), shadow=False)
    bike(s, 0.9, 4.4, 30, 74, 0.02, "#2f86c4")
    bike(s, -2.2, 4.6, 215, -72, 0.02, "#e8b71a")
    bike(s, -0.6, 3.75, 8, 78, 0.02, "#e8b71a")
    dapple(s, 1.6, 3.0, 1.3, 14)
    leaves(s, -1, 3.4, 2.2, 25)
    return s, "day"


PHOTOS = {"sharedbikes-piled": before}
