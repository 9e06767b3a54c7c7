"""A thing with its own axes: u forward, v up, w to its left."""
from math import cos, radians, sin

from draw.colour import times
from draw.scene import hull, path, smooth


class Placed:
    """Stands at (x, y, z), turned clockwise by degrees (0 = pointing right), leaning to its right by degrees."""

    def __init__(self, s, x, z, turn=0.0, lean=0.0, y=0.0, size=1.0):
        self.s, self.x, self.y, self.z, self.size = s, x, y, z, size
        self.c, self.n = cos(radians(turn)), sin(radians(turn))
        self.lc, self.ln = cos(radians(lean)), sin(radians(lean))

    def p(self, u, v, w=0.0):
        u, v, w = u * self.size, v * self.size, w * self.size
        v, w = v * self.lc + w * self.ln, w * self.lc - v * self.ln
        return self.x + u * self.c + w * self.n, self.y + v, self.z - u * self.n + w * self.c

    def way(self, u, v, w):
        """Direction in the world."""
        a, o = self.p(u, v, w), (self.x, self.y, self.z)
        return tuple((i - j) / self.size for i, j in zip(a, o))

    def bar(self, points, radius, colour, shine=0.5, **values):
        radii = [r * self.size for r in radius] if isinstance(radius, (list, tuple)) else radius * self.size
        self.s.tube([self.p(*q) for q in points], radii, colour, shine, **values)

    def near(self):
        """Which side is towards the camera: 1 = left, -1 = right."""
        way = self.way(0, 0, 1)
        eye = (self.s.cam.x - self.x, self.s.cam.height - self.y, self.s.cam.z - self.z)
        return 1 if sum(a * b for a, b in zip(way, eye)) > 0 else -1

    def shell(self, profile, half, colour, shine=1.0, foot=0.25, **values):
        """Convex side profile (u, v) given thickness 2·half: silhouette in shade, near side lit from above."""
        side, profile = self.near(), smooth(profile, 1)
        far = [self.s.cam.at(self.p(u, v, -half * side)) for u, v in profile]
        face = [self.s.cam.at(self.p(u, v, half * side)) for u, v in profile]
        lit = self.s.lit(self.way(0, 0, side))
        self.s.add("path", d=path(hull(far + face)), fill=times(colour, self.s.lit((0, 1, 0)) * shine), **values)
        top, low = min(face, key=lambda q: q[1]), max(face, key=lambda q: q[1])
        tone = times(colour, lit * shine)
        fill = self.s.gradient((0, top[1]), (0, low[1]), (0, times(tone, 1.25)), (0.25, tone), (1, times(tone, 1 - foot)))
        self.s.add("path", d=path(face), fill=fill, **values)

    def patch(self, points, w, fill, **values):
        """Flat shape on the side plane w; points are (u, v)."""
        self.s.poly([self.p(u, v, w) for u, v in points], fill, **values)

    def circle(self, u, v, r, w=0.0, steps=36):
        from math import pi

        return [self.p(u + r * cos(2 * pi * i / steps), v + r * sin(2 * pi * i / steps), w) for i in range(steps)]

    def ring(self, u, v, outer, inner, fill, w=0.0, **values):
        a, b = self.s.cam.outline(self.circle(u, v, outer, w)), self.s.cam.outline(self.circle(u, v, inner, w))
        self.s.add("path", d=path(a) + path(b), fill=fill, fill_rule="evenodd", **values)

    def shadow(self, points, **values):
        self.s.shadow([self.p(*q) for q in points], ground=self.y, **values)
