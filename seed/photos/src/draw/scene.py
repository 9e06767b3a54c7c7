"""A picture being drawn: shapes in metres become SVG elements, back to front."""
import random
from contextlib import contextmanager
from math import cos, hypot, pi, radians, sin
from pathlib import Path

from draw.camera import HEIGHT, WIDTH, Camera
from draw.colour import times

PARTS = Path(__file__).parent.parent / "parts"


def attributes(values):
    return "".join(f' {k.replace("_", "-")}="{v}"' for k, v in values.items() if v is not None)


def path(points, closed=True):
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + ("z" if closed else "")


def hull(points):
    """Convex hull (Andrew's monotone chain)."""
    points = sorted(set(points))
    if len(points) < 3:
        return points

    def half(run):
        line = []
        for p in run:
            while len(line) > 1 and (line[-1][0] - line[-2][0]) * (p[1] - line[-2][1]) <= (line[-1][1] - line[-2][1]) * (p[0] - line[-2][0]):
                line.pop()
            line.append(p)
        return line[:-1]

    return half(points) + half(points[::-1])


class Scene:
    """Sun: azimuth in degrees clockwise from straight ahead, elevation above the horizon."""

    def __init__(self, seed=1, sun=(-118, 46), ambient=0.62, direct=0.5, shadow=0.42, **camera):
        self.cam, self.rnd = Camera(**camera), random.Random(seed)
        az, el = radians(sun[0]), radians(sun[1])
        self.light = (sin(az) * cos(el), sin(el), cos(az) * cos(el))
        self.ambient, self.direct, self.shade = ambient, direct, shadow
        self.defs, self.body, self.made = [], [], 0
        self.pools, self.lights, self.awake = [], [], 0  # awake: share of windows lit by night

    # -- elements ---------------------------------------------------------
    def add(self, name, **values):
        self.body.append(f"<{name}{attributes(values)}/>")

    def define(self, text):
        """Adds a definition; {id} in the text becomes its name, which is returned."""
        self.made += 1
        name = f"d{self.made}"
        self.defs.append(text.replace("{id}", name))
        return f"url(#{name})"

    @contextmanager
    def group(self, **values):
        self.body.append(f"<g{attributes(values)}>")
        yield
        self.body.append("</g>")

    def gradient(self, a, b, *stops):
        """Linear gradient between two picture points; stops are (offset, colour[, opacity])."""
        marks = "".join(
            f'<stop offset="{s[0]}" stop-color="{s[1]}"' + (f' stop-opacity="{s[2]}"' if len(s) > 2 else "") + "/>" for s in stops
        )
        ends = f'x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}"'
        return self.define(f'<linearGradient id="{{id}}" gradientUnits="userSpaceOnUse" {ends}>{marks}</linearGradient>')

    def glow(self, centre, radius, *stops):
        marks = "".join(f'<stop offset="{o}" stop-color="{c}" stop-opacity="{a}"/>' for o, c, a in stops)
        place = f'cx="{centre[0]:.1f}" cy="{centre[1]:.1f}" r="{radius:.1f}"'
        return self.define(f'<radialGradient id="{{id}}" gradientUnits="userSpaceOnUse" {place}>{marks}</radialGradient>')

    # -- shapes in metres ---------------------------------------------------
    def poly(self, points, fill, **values):
        seen = self.cam.outline(points)
        if len(seen) > 2:
            self.add("path", d=path(seen), fill=fill, **values)

    def floor(self, points, fill, y=0.0, **values):
        """Flat shape on the ground; points are (x, z)."""
        self.poly([(x, y, z) for x, z in points], fill, **values)

    def lit(self, normal):
        """Light factor of a surface with this outward normal."""
        return self.ambient + self.direct * max(0.0, sum(n * l for n, l in zip(normal, self.light)))

    def face(self, points, colour, normal, foot=0.0, **values):
        """Flat side lit by the sun, darker towards its foot (0 = even)."""
        tone = times(colour, self.lit(normal))
        if foot:
            low, high = self.cam.at(points[0]), self.cam.at(points[-1])
            tone = self.gradient(low, high, (0, times(tone, 1 - foot)), (0.45, tone), (1, times(tone, 1.04)))
        self.poly(points, tone, **values)

    def box(self, x, y, z, w, h, d, colour, turn=0.0, foot=0.25, top=None, **values):
        """Box standing on (x, y, z) = middle of its bottom; turned clockwise by degrees."""
        c, s = cos(radians(turn)), sin(radians(turn))

        def corner(a, b, u):
            return x + a * w / 2 * c + b * d / 2 * s, y + u * h, z - a * w / 2 * s + b * d / 2 * c

        eye = (self.cam.x, self.cam.height, self.cam.z)
        sides = [((-1, -1), (1, -1)), ((1, -1), (1, 1)), ((1, 1), (-1, 1)), ((-1, 1), (-1, -1))]
        for (a, b), (a2, b2) in sides:
            mx, mz = (a + a2) / 2, (b + b2) / 2
            normal = (mx * c + mz * s, 0, -mx * s + mz * c)
            p = corner(mx, mz, 0.5)
            if sum(n * (e - q) for n, e, q in zip(normal, eye, p)) > 0:
                self.face([corner(a, b, 0), corner(a2, b2, 0), corner(a2, b2, 1), corner(a, b, 1)], colour, normal, foot, **values)
        if self.cam.height > y + h:
            self.face([corner(-1, -1, 1), corner(1, -1, 1), corner(1, 1, 1), corner(-1, 1, 1)], top or colour, (0, 1, 0), **values)

    def box_shadow(self, x, y, z, w, h, d, turn=0.0, **values):
        c, s = cos(radians(turn)), sin(radians(turn))
        self.shadow(
            [(x + a * w / 2 * c + b * d / 2 * s, y + u * h, z - a * w / 2 * s + b * d / 2 * c) for a in (-1, 1) for b in (-1, 1) for u in (0, 1)], **values
        )

    def fallen(self, p, ground=0.0):
        """Where the shadow of a point lies."""
        k = (p[1] - ground) / self.light[1]
        return p[0] - self.light[0] * k, ground, p[2] - self.light[2] * k

    def shadow(self, points, strength=None, soft=4, ground=0.0):
        """Shadow of a convex thing."""
        flat = hull([(p[0], p[2]) for p in (self.fallen(q, ground) for q in points)])
        self.floor(flat, "#0b0d12", ground, opacity=self.shade if strength is None else strength, filter=f"url(#soft{soft})")

    def contact(self, x, z, rx, rz, strength=0.5, soft=8, y=0.0):
        """Dark spot where a thing touches the ground."""
        self.floor(ellipse(x, z, rx, rz), "#06070a", y, opacity=strength, filter=f"url(#soft{soft})")

    def tube(self, points, radius, colour, shine=0.5, **values):
        """Round bar along world points; radius in metres or one per point."""
        radii = radius if isinstance(radius, (list, tuple)) else [radius] * len(points)
        for share, tone, shift in ((1, times(colour, 0.5), 0), (0.72, colour, -0.16), (0.28, times(colour, 1 + shine), -0.34)):
            self.ribbon(points, [r * share for r in radii], tone, shift / share, **values)

    def ribbon(self, points, radii, fill, shift=0.0, **values):
        """Band around a line; shift moves it towards the light by a share of its radius."""
        mid = [self.cam.at(p) for p in points]
        left, right = [], []
        for i, (x, y) in enumerate(mid):
            a, b = mid[max(0, i - 1)], mid[min(len(mid) - 1, i + 1)]
            length = hypot(b[0] - a[0], b[1] - a[1]) or 1
            nx, ny = -(b[1] - a[1]) / length, (b[0] - a[0]) / length
            w = radii[i] * self.cam.scale(points[i])
            o = shift * w * (1 if nx + 1.3 * ny > 0 else -1)
            left.append((x + nx * (w + o), y + ny * (w + o)))
            right.append((x - nx * (w - o), y - ny * (w - o)))
        self.add("path", d=path(left + right[::-1]), fill=fill, stroke=fill, stroke_width=0.4, stroke_linejoin="round", **values)

    def pillar(self, x, z, y0, y1, r0, r1, colour, cap=True, **values):
        """Upright round body (post, cone, bucket) with radius r0 at y0 and r1 at y1."""
        low = [self.cam.at((a, y0, b)) for a, b in ellipse(x, z, r0, r0)]
        high = [self.cam.at((a, y1, b)) for a, b in ellipse(x, z, r1, r1)]
        points = hull(low + high)
        xs = [p[0] for p in points]
        side = self.light[0] * self.cam.cy - self.light[2] * self.cam.sy
        bright = 0.5 + 0.36 * max(-1, min(1, side * 1.2))
        stops = [(o, times(colour, max(0.42, 1.12 - 1.0 * abs(o - bright) ** 1.3))) for o in (0, 0.2, 0.35, 0.5, 0.65, 0.8, 1)]
        self.add("path", d=path(points), fill=self.gradient((min(xs), 0), (max(xs), 0), *stops), **values)
        if cap and self.cam.height > y1:
            self.add("path", d=path(high), fill=times(colour, self.lit((0, 1, 0))), **values)

    def grain(self, points, colour, count, size, spread=1.0, **values):
        """Small flat specks spread over a ground area (x, z, radius)."""
        x, z, radius = points
        for _ in range(count):
            a, r = self.rnd.uniform(0, 2 * pi), radius * self.rnd.random() ** (0.5 * spread)
            sx, sz = x + r * cos(a), z + r * sin(a)
            self.floor(blob(self.rnd, sx, sz, size * self.rnd.uniform(0.4, 1.3), 7, 0.3), times(colour, self.rnd.uniform(0.75, 1.2)), **values)

    def pool(self, centre, rx, ry, strength=1.0):
        """By night: a patch of the picture (in picture points) where lamps light things up."""
        fill = self.define(f'<radialGradient id="{{id}}"><stop stop-color="#fff" stop-opacity="{strength}"/><stop offset=".45" stop-color="#fff" stop-opacity="{strength * 0.5:.2f}"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>')
        self.pools.append(f'<ellipse cx="{centre[0]:.0f}" cy="{centre[1]:.0f}" rx="{rx:.0f}" ry="{ry:.0f}" fill="{fill}"/>')

    @contextmanager
    def shining(self):
        """By night: what is drawn inside gives light itself."""
        kept, self.body = self.body, []
        yield
        self.lights += self.body
        self.body = kept

    def picture(self, night):
        body = "\n".join(self.body)
        if not night:
            return body
        pools, lights = "".join(self.pools), "\n".join(self.lights)
        return f'<g id="town" filter="url(#dark)">{body}</g><mask id="lit" maskUnits="userSpaceOnUse" x="0" y="0" width="1200" height="900">{pools}</mask><g mask="url(#lit)"><g filter="url(#lamplight)">{body}</g></g>{lights}'

    def save(self, target, finish="day"):
        """Writes the SVG; finish = the look of the phone: day or night."""
        parts = "".join((PARTS / f"{p}.svg").read_text() for p in ("filters", finish))
        defs, _, front = parts.partition("<!-- over the picture -->")
        size = f'width="{WIDTH}" height="{HEIGHT}"'
        text = (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {WIDTH} {HEIGHT}">\n<defs>{defs}{"".join(self.defs)}</defs>\n'
            f'<g filter="url(#lens)"><g transform="translate(-6 -4.5) scale(1.01)">{self.picture(finish == "night")}</g></g>\n{front}</svg>\n'
        )
        Path(target).write_text(text)


def ellipse(x, z, rx, rz, turn=0.0, start=0.0, end=360.0, steps=40):
    c, s = cos(radians(turn)), sin(radians(turn))
    angles = [radians(start + (end - start) * i / steps) for i in range(steps if end - start == 360 else steps + 1)]
    return [(x + rx * cos(a) * c + rz * sin(a) * s, z - rx * cos(a) * s + rz * sin(a) * c) for a in angles]


def blob(rnd, x, z, r, steps=22, rough=0.18, stretch=1.0, turn=0.0):
    """Uneven closed shape around (x, z)."""
    c, s = cos(radians(turn)), sin(radians(turn))
    knots = [r * (1 + rnd.uniform(-rough, rough)) for _ in range(steps)]
    smooth = [(knots[i - 1] + 2 * knots[i] + knots[(i + 1) % steps]) / 4 for i in range(steps)]
    points = [(k * stretch * cos(2 * pi * i / steps), k * sin(2 * pi * i / steps)) for i, k in enumerate(smooth)]
    return [(x + a * c + b * s, z - a * s + b * c) for a, b in points]


def smooth(points, rounds=2, closed=True):
    """Cuts the corners of a line (Chaikin)."""
    for _ in range(rounds):
        pairs = list(zip(points, points[1:] + points[:1] if closed else points[1:]))
        cut = [tuple(p + (q - p) * k for p, q in zip(a, b)) for a, b in pairs for k in (0.25, 0.75)]
        points = cut if closed else [points[0], *cut, points[-1]]
    return points
