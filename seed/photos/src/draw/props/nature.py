"""Sky, trees, hedges, leaves."""
from math import cos, radians, sin, sqrt

from draw.camera import HEIGHT, WIDTH
from draw.colour import mix, times
from draw.scene import blob


def sky(s, top="#8fb2d3", low="#dfe6ea", clouds=0.5):
    """Pale city sky with thin clouds."""
    down = max(60, s.cam.horizon() + 8)
    s.add("rect", x=-10, y=-10, width=WIDTH + 20, height=round(down + 10), fill=s.gradient((0, 0), (0, down), (0, top), (1, low)))
    cloud = s.define(
        '<filter id="{id}" x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency=".003 .008" numOctaves="5" seed="12"/>'
        '<feColorMatrix values="0 0 0 0 1  0 0 0 0 1  0 0 0 0 1  2.2 1.2 0 0 -1.35"/></filter>'
    )
    s.add("rect", x=0, y=0, width=WIDTH, height=round(down), filter=cloud, opacity=clouds)


def leaf_filter(s, size, kind):
    """Breaks a shape up into leaves; size = a bunch of leaves in pixels; kind 0 is the dark mass, 1 to 4 flecks."""
    key = (round(size, 1), kind)
    kept = s.__dict__.setdefault("leaf_filters", {})
    if key not in kept:
        turn = max(0.01, min(0.4, 0.8 / size))
        edge = f'<feTurbulence type="fractalNoise" baseFrequency="{turn * 0.45:.4f}" numOctaves="4" seed="{7 + kind}" result="n"/><feDisplacementMap in="SourceGraphic" in2="n" scale="{max(3, size * 3.4):.0f}" xChannelSelector="R" yChannelSelector="G" result="s"/>'
        fleck = f'<feTurbulence type="fractalNoise" baseFrequency="{turn:.4f}" numOctaves="3" seed="{20 + kind}" result="f"/><feColorMatrix in="f" values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  4.5 0 0 0 {-1.85 - 0.16 * kind:.2f}" result="a"/><feComposite in="s" in2="a" operator="in"/>' if kind else ""
        kept[key] = s.define(f'<filter id="{{id}}" x="-20%" y="-20%" width="140%" height="140%" color-interpolation-filters="sRGB">{edge}{fleck}</filter>')
    return kept[key]


def foliage(s, centres, green="#55703a", bunch=0.12):
    """Leaves around world points (x, y, z, radius): a dark mass, then flecks ever more lit."""
    spots = sorted(((s.cam.at(c[:3]), c[3] * s.cam.scale(c[:3]), c) for c in centres), key=lambda q: -s.cam.view(q[2])[2])
    if not spots:
        return
    size = bunch * s.cam.scale(spots[len(spots) // 2][2])
    side = s.light[0] * s.cam.cy - s.light[2] * s.cam.sy
    sunny = mix(green, "#cfc98e", 0.3)
    layers = ((0.0, times(green, 0.42), 1.0, 0), (0.08, times(green, 0.68), 1.0, 1), (0.2, times(green, 0.95), 0.9, 2), (0.34, times(sunny, 1.0), 0.72, 3), (0.46, times(sunny, 1.2), 0.4, 4))
    for lift, tone, grow, kind in layers:
        with s.group(filter=leaf_filter(s, size, kind)):
            for (x, y), r, _ in spots:
                k = s.rnd.uniform(0.88, 1.1)
                s.add("circle", cx=f"{x + side * lift * r * 0.7:.1f}", cy=f"{y - lift * r:.1f}", r=f"{max(0.5, r * grow):.1f}", fill=times(tone, k))


def tree(s, x, z, height=7.5, crown=2.4, trunk=0.13, green="#55703a", lean=0.0, stems=3, shadow=True, y=0.0, whitewash=False):
    """Street tree (scholar tree or plane) with branches. 行道树"""
    rnd = s.rnd
    fork = height * 0.38
    if shadow:
        s.shadow([(x + a, fork + b, z + c) for a, b, c in ((-0.08, -fork, 0), (0.08, -fork, 0), (0.07, 0, 0), (-0.07, 0, 0))], soft=4, ground=y)
    s.contact(x, z, trunk * 2.6, trunk * 2.6, 0.5, y=y)
    bark = "#6b5f52"
    run = [(x + lean * t * fork + 0.03 * sin(t * 5), y + t * fork, z) for t in (0, 0.06, 0.25, 0.5, 0.75, 1)]
    s.tube(run, [trunk * 1.35, trunk * 1.05, trunk, trunk * 0.92, trunk * 0.85, trunk * 0.8], bark, 0.25, filter="url(#stone)")
    if whitewash:
        s.tube([(p[0], y + q, z) for p, q in ((run[0], 0.02), (run[2], 0.5), (run[2], 1.1))], [trunk * 1.32, trunk * 1.03, trunk * 1.0], "#d9d6cc", 0.1, filter="url(#stone)")
    tips = []
    for i in range(stems):
        way = radians(360 / stems * i + rnd.uniform(-25, 25) + 20)
        reach = crown * rnd.uniform(0.45, 0.65)
        end = (run[-1][0] + reach * cos(way), y + fork + height * rnd.uniform(0.26, 0.36), z + reach * sin(way))
        mid = tuple((a + b) / 2 + d for a, b, d in zip(run[-1], end, (0, 0.15, 0)))
        s.tube([run[-1], mid, end], [trunk * 0.7, trunk * 0.5, trunk * 0.25], bark, 0.2)
        tips.append(end)
    middle, top = (run[-1][0], y + height * 0.68, z), height * 0.34
    leaves = []
    for i in range(30):
        a, b = rnd.uniform(0, 6.283), rnd.uniform(-1, 1)
        r = crown * 0.78 * sqrt(1 - b * b * 0.55) * rnd.uniform(0.55, 1)
        leaves.append((middle[0] + r * cos(a), middle[1] + b * top, middle[2] + r * sin(a), crown * rnd.uniform(0.2, 0.36)))
    foliage(s, leaves, green)


def hedge(s, x0, x1, z0, z1, height=0.8, green="#4f6b35", y=0.0, step=0.45):
    """Clipped hedge. 绿篱"""
    s.shadow([(x, y + v, z) for x in (x0, x1) for z in (z0, z1) for v in (0, height)], 0.5, 8, y)
    spots = []
    z = z0
    while z < z1:
        x = x0
        while x < x1:
            for v in (0.25, 0.6, 0.86):
                spots.append((x + s.rnd.uniform(0, step), y + height * v, z + s.rnd.uniform(0, step), step * s.rnd.uniform(0.5, 0.7)))
            x += step
        z += step
    foliage(s, spots, green, bunch=0.05)


def leaves(s, x, z, radius, count=60, size=0.035, tones=("#8d6a2f", "#a3823c", "#6f5527", "#7d7a3a"), y=0.0):
    """Fallen leaves on the ground."""
    for _ in range(count):
        a, r = s.rnd.uniform(0, 6.283), radius * s.rnd.random() ** 0.6
        px, pz, k, turn = x + r * cos(a), z + r * sin(a), size * s.rnd.uniform(0.6, 1.4), s.rnd.uniform(0, 360)
        shape = blob(s.rnd, px, pz, k * 0.45, 9, 0.2, 2.1, turn)
        s.floor([(u + 0.006, v - 0.006) for u, v in shape], "#000", y, opacity=0.3)
        s.floor(shape, times(s.rnd.choice(tones), s.rnd.uniform(0.75, 1.25)), y)


def grass(s, points, count, height=0.12, green="#5d7a3a", y=0.0):
    """Blades standing in a rectangle (x0, z0, x1, z1), far ones first."""
    x0, z0, x1, z1 = points
    tones = [times(green, k) for k in (0.6, 0.8, 1, 1.2, 1.35)]
    for z in sorted((z0 + (z1 - z0) * s.rnd.random() ** 1.4 for _ in range(count)), reverse=True):
        x = s.rnd.uniform(x0, x1)
        if abs(s.cam.at((x, y, z))[0] - 600) > 680 or s.cam.at((x, y, z))[1] > HEIGHT + 40:
            continue
        h, lean = height * s.rnd.uniform(0.5, 1.2), s.rnd.uniform(-0.6, 0.6) * height
        a, b, c = s.cam.at((x - 0.006, y, z)), s.cam.at((x + 0.006, y, z)), s.cam.at((x + lean, y + h, z))
        s.add("path", d=f"M{a[0]:.1f} {a[1]:.1f}Q{(a[0] + b[0]) / 2:.1f} {(a[1] + c[1]) / 2:.1f} {c[0]:.1f} {c[1]:.1f}Q{(a[0] + b[0]) / 2 + 1:.1f} {(a[1] + c[1]) / 2:.1f} {b[0]:.1f} {b[1]:.1f}z", fill=s.rnd.choice(tones))
