"""Heaps: broken bricks and concrete, soil, woven bags."""
from math import cos, exp, pi, sin

from draw.colour import times
from draw.props.placed import Placed
from draw.scene import blob, hull, path, smooth


def lump(s, p, r, colour):
    """Broken stone: a convex outline with a lit, a middle and a dark facet."""
    k = s.cam.scale(p)
    x, y = s.cam.at(p)
    points = hull([(x + r * k * cos(a) * s.rnd.uniform(0.75, 1.1), y - r * k * 0.8 * sin(a) * s.rnd.uniform(0.7, 1.05)) for a in (2 * pi * i / 8 + s.rnd.uniform(-0.3, 0.3) for i in range(8))])
    top = (x - r * k * 0.12, y - r * k * 0.15)
    s.add("path", d=path(points), fill=times(colour, 0.72))
    n = len(points)
    high = sorted(range(n), key=lambda i: points[i][1] + 0.5 * points[i][0])[: max(3, n // 2)]
    s.add("path", d=path(hull([points[i] for i in high] + [top])), fill=times(colour, 1.12))
    low = sorted(range(n), key=lambda i: -points[i][1])[:3]
    s.add("path", d=path(hull([points[i] for i in low] + [(x + r * k * 0.1, y + r * k * 0.12)])), fill=times(colour, 0.46))


def heap(s, x, z, radius, height, count, draw, size=0.12):
    """Throws pieces on a heap, far ones first; draw(point, size)."""
    s.floor(blob(s.rnd, x + 0.15, z, radius * 1.1, stretch=1.15), "#0b0a09", opacity=0.45, filter="url(#soft16)")
    spots = []
    for _ in range(count):
        a, d = s.rnd.uniform(0, 2 * pi), radius * 1.25 * s.rnd.random() ** 0.7
        top = height * exp(-((d / radius) ** 2) * 2.2)
        spots.append((x + d * cos(a) * 1.15, top * s.rnd.uniform(0.82, 1.02), z + d * sin(a), size * s.rnd.uniform(0.4, 1.25)))
    for q in sorted(spots, key=lambda q: (-q[2] + q[1] * 0.4)):
        draw(q[:3], q[3])


def mound(s, x, z, radius, height, colour, seed=3, steps=44):
    """Heap of loose soil, rough in outline, lit from the side."""
    ridge = [(x + radius * t * 1.25, height * exp(-(t**2) * 2.6) * s.rnd.uniform(0.93, 1.05), z) for t in (-1 + 2 * i / steps for i in range(steps + 1))]
    outline = [s.cam.at(p) for p in ridge]
    foot = [s.cam.at((x + radius * 1.25 * cos(a), 0, z - radius * 0.8 * sin(a))) for a in (pi * i / steps for i in range(steps + 1))]
    left, right = min(q[0] for q in outline), max(q[0] for q in outline)
    top, low = min(q[1] for q in outline), max(q[1] for q in foot)
    rough = s.define(
        f'<filter id="{{id}}" x="-5%" y="-10%" width="110%" height="120%" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency=".022 .035" numOctaves="5" seed="{seed}" result="n"/>'
        '<feDiffuseLighting in="n" surfaceScale="11" lighting-color="#fff"><feDistantLight azimuth="215" elevation="42"/></feDiffuseLighting><feComposite in2="SourceAlpha" operator="in"/>'
        '<feBlend in2="SourceGraphic" mode="soft-light" result="b"/><feDisplacementMap in="b" in2="n" scale="26" xChannelSelector="R" yChannelSelector="G"/></filter>'
    )
    s.floor(blob(s.rnd, x + 0.3, z - 0.1, radius * 1.15, stretch=1.25), "#0b0a09", opacity=0.35, filter="url(#soft16)")
    with s.group(filter=rough):
        s.add("path", d=path(outline + foot), fill=s.gradient((left, top), (right, low), (0, times(colour, 1.25)), (0.45, colour), (1, times(colour, 0.5))))


def sack(s, x, z, turn=0, y=0.0, w=0.62, h=0.3, d=0.4, colour="#c4c0ae"):
    """Woven bag filled with rubble, lying."""
    s.contact(x, z, w * 0.62, d * 0.7, 0.5, 8, y)
    b = Placed(s, x, z, turn, 0, y)
    ring = [(u * w / 2, v * h, q * d / 2) for u, v, q in ((-1, 0.2, -0.8), (-0.9, 0, -1), (0.9, 0, -1), (1, 0.2, -0.8), (1.0, 0.6, 0), (0.8, 0.95, -0.3), (0.3, 1.04, 0.2), (-0.3, 1.03, 0.2), (-0.8, 0.92, -0.3), (-1.0, 0.6, 0))]
    points = smooth(hull([s.cam.at(b.p(*q)) for q in ring]))
    x0, x1, y0, y1 = min(q[0] for q in points), max(q[0] for q in points), min(q[1] for q in points), max(q[1] for q in points)
    with s.group(filter="url(#cloth)"):
        s.add("path", d=path(points), fill=s.gradient((x0, y0), (x0 + (x1 - x0) * 0.25, y1), (0, times(colour, 1.05)), (0.4, times(colour, 0.9)), (1, times(colour, 0.4))))
        knot = [(-w / 2 * 0.9, h * 0.72, -d * 0.3), (-w / 2 - 0.03, h * 0.78, -d * 0.34), (-w / 2 - 0.13, h * 0.7, -d * 0.36)]
        s.ribbon([b.p(*q) for q in knot], [0.05, 0.02, 0.06], times(colour, 0.8))
        for k in range(5):
            t = -0.7 + 0.3 * k
            fold = [b.p(w / 2 * t, h * 0.94, -d * 0.3), b.p(w / 2 * (t + 0.06), h * 0.6, -d / 2 * 0.97), b.p(w / 2 * (t + 0.02), h * 0.2, -d / 2)]
            s.ribbon(fold, [0.004, 0.012, 0.003], times(colour, 0.55), opacity=0.5, filter="url(#soft2)")


def plank(s, a, b, width=0.09, colour="#a98858"):
    """Board from point a to point b."""
    s.ribbon([a, b], [width / 2] * 2, times(colour, 0.6))
    s.ribbon([a, b], [width / 2 * 0.8] * 2, colour, -0.25)
