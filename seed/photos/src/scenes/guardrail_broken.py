"""A railing in the middle of the road run down, and put up again. 护栏损坏"""
from draw.ground import slabs, surface
from draw.places import far_city, horizon, street_trees
from draw.props.buildings import flats
from draw.props.fence import panel, post, railing
from draw.props.street import cone, kerb, stripe
from draw.scene import Scene, blob, smooth

X = -0.6


def avenue():
    s = Scene(seed=23, height=1.55, pitch=13, yaw=9, focal=900, sun=(-75, 50))
    horizon(s)
    with surface(s, "asphalt", "#86878a"):
        for z in range(3, 70, 6):
            stripe(s, 3.3, z, z + 3)
            stripe(s, -4.6, z, z + 3)
        stripe(s, X - 0.45, 1, 70, 0.12, "#d9a93a")
        stripe(s, X + 0.35, 1, 70, 0.12, "#d9a93a")
        stripe(s, 6.7, 1, 70, 0.12)
    far_city(s)
    with s.group(filter="url(#soft1)"):
        flats(s, (-15, 5), (-15, 60), 6, "#b9a68c")
        flats(s, (14.5, 60), (14.5, 2), 7, "#c9bca8", base=0)
    kerb(s, 8.2, 6, 60)
    slabs(s, 8.4, 14.4, 5, 60, 0.6, 0.6, "#ab9c8a", y=0.15)
    street_trees(s, right=9.4, left=-11, near=11, gap=9)
    return s


def before():
    s = avenue()
    s.rnd.seed(2)
    for k in (0, 1.35):
        skid = smooth([(2.9 + k, 0, 1.2), (2.0 + k, 0, 3.0), (1.0 + k * 0.8, 0, 4.6), (-0.3 + k * 0.6, 0, 6.4)], 3, False)
        s.ribbon(skid, [0.045] * len(skid), "#1e1f20", opacity=0.28, filter="url(#soft2)")
    railing(s, X, 9.0, 55)
    post(s, X, 7.0, lean=26)
    panel(s, X + 0.05, 7.0, -78, 2.0, lean=22, bent=(1.2, 0.5), missing=(5, 6))
    s.floor([(0.0, 4.2), (2.0, 3.5), (2.3, 4.5), (0.4, 5.2)], "#0b0d12", opacity=0.35, filter="url(#soft8)")
    panel(s, 0.1, 5.2, 22, 2.0, y=0.08, lean=82, bent=(1.1, -0.25), missing=(3, 8))
    post(s, X, 5.0, lean=-58, turn=70)
    post(s, X, 3.0)
    for _ in range(40):
        x, z = s.rnd.gauss(0.3, 0.9), s.rnd.gauss(4.6, 0.9)
        s.floor(blob(s.rnd, x, z, s.rnd.uniform(0.01, 0.04), 6, 0.4, 1.6), s.rnd.choice(("#d9dbd8", "#a9442f", "#3b3d3f", "#c2c6c7")))
    for u, z in ((1.7, 3.4), (2.0, 6.8)):
        cone(s, u, z, 0.7)
    return s, "day"


def after():
    s = avenue()
    railing(s, X, 1.0, 55)
    return s, "day"


PHOTOS = {"guardrail-broken": before, "guardrail-broken-after": after}
