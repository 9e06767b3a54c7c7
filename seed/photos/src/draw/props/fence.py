"""Railings of roads and the light of lamps."""
from draw.props.placed import Placed


def panel(s, x, z, turn=90, length=2.0, y=0.0, lean=0, tone="#dfe2e0", missing=(), bent=None):
    """One field of a white road railing from (x, z) onwards; bent = (u, how far it bulges). 护栏"""
    b = Placed(s, x, z, turn, lean, y)

    def w(u, v):
        if not bent:
            return 0.0
        return bent[1] * max(0.0, 1 - abs(u - bent[0]) / (length * 0.55)) ** 1.3 * (0.35 + v)

    steps = [length * i / 8 for i in range(9)]
    for v, r in ((0.16, 0.022), (0.92, 0.022), (1.08, 0.03)):
        b.bar([(u, v, w(u, v)) for u in steps], r, tone, 0.15)
    count = int(length / 0.145)
    for i in range(1, count):
        if i in missing:
            continue
        u = length * i / count
        b.bar([(u, 0.16, w(u, 0.16)), (u, 0.54, w(u, 0.5)), (u, 0.92, w(u, 0.92))], 0.011, tone, 0.15)
    for i in range(1, count, 3):
        u = length * i / count
        if i not in missing:
            b.bar([(u, 0.97, w(u, 1)), (u, 1.03, w(u, 1))], 0.013, "#c9a24a", 0.3)
    return b


def post(s, x, z, y=0.0, lean=0, turn=90, tone="#dfe2e0"):
    b = Placed(s, x, z, turn, lean, y)
    s.contact(x, z, 0.16, 0.14, 0.5, y=y)
    s.box(x, y, z, 0.24, 0.1, 0.24, "#8f8f8a", foot=0.1, filter="url(#stone)")
    b.bar([(0, 0.08, 0), (0, 1.16, 0)], 0.045, tone, 0.15)
    b.bar([(0, 1.16, 0), (0, 1.22, 0)], [0.05, 0.01], "#c9a24a", 0.3)


def railing(s, x, z0, z1, gap=(), shadow=True):
    """Railing along z in fields of 2 m, far ones first; fields whose start is in gap are left out."""
    z = z0 + 2.0 * int((z1 - z0) / 2.0)
    while z >= z0 - 0.01:
        if shadow:
            cast(s, x, z, z + 2, bars=z < 14 and round(z, 1) not in gap)
        if round(z, 1) not in gap:
            panel(s, x, z, -90)
        post(s, x, z)
        z -= 2.0


def cast(s, x, z0, z1, bars):
    """Shadow of one field."""
    dark = "#0b0d12"
    with s.group(opacity=0.36, filter="url(#soft1)"):
        if not bars:
            return
        for v, r in ((0.16, 0.03), (0.92, 0.03), (1.08, 0.04)):
            s.ribbon([s.fallen((x, v, z)) for z in (z0, z1)], [r, r], dark)
        for i in range(14):
            z = z0 + (z1 - z0) * i / 14
            s.ribbon([s.fallen((x, v, z)) for v in (0.16, 0.92)], [0.014, 0.014], dark)


def lamp_light(s, x, z, height, reach=8.0):
    """A burning street lamp: its glare, the lit road below, the lit things near it."""
    head, foot = s.cam.at((x, height, z)), s.cam.at((x, 0, z))
    k = s.cam.scale((x, height, z))
    low = s.cam.at((x, 0, max(1.5, z - reach)))
    s.pool((foot[0], foot[1] + (low[1] - foot[1]) * 0.1), reach * k * 1.1, max(14, (low[1] - foot[1]) * 1.05), 1)
    s.pool(((head[0] + foot[0]) / 2, (head[1] + foot[1]) / 2), reach * k * 0.5, (foot[1] - head[1]) * 0.62, 0.55)
    with s.shining():
        for r, tone, strength in ((2.4, "#ffb45a", 0.28), (0.8, "#ffd08a", 0.6)):
            s.add("circle", cx=f"{head[0]:.0f}", cy=f"{head[1]:.0f}", r=f"{r * k + 6:.0f}", fill=s.glow(head, r * k + 6, (0, tone, strength), (0.4, tone, strength * 0.35), (1, tone, 0)))
        s.add("ellipse", cx=f"{head[0]:.0f}", cy=f"{head[1]:.0f}", rx=f"{0.34 * k + 1.5:.1f}", ry=f"{0.09 * k + 1.2:.1f}", fill="#fff3d6")
