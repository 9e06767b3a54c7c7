"""House fronts: blocks of flats, shops, walls."""
from math import hypot

from draw.colour import mix, times

GLASS = ("#3c4a55", "#52626d", "#6f818b", "#2f3942", "#8b9aa0")


class Wall:
    """An upright plane from a to b (x, z); seen from its front, a is on the left."""

    def __init__(self, a, b, base=0.0):
        self.a, self.b, self.base = a, b, base
        self.length = hypot(b[0] - a[0], b[1] - a[1])
        self.ux, self.uz = (b[0] - a[0]) / self.length, (b[1] - a[1]) / self.length
        self.normal = (self.uz, 0, -self.ux)

    def at(self, u, v, out=0.0):
        """Point u metres along, v metres up, out metres in front."""
        return self.a[0] + self.ux * u + self.normal[0] * out, self.base + v, self.a[1] + self.uz * u + self.normal[2] * out

    def rect(self, u, v, w, h, out=0.0):
        return [self.at(u, v, out), self.at(u + w, v, out), self.at(u + w, v + h, out), self.at(u, v + h, out)]

    def panel(self, s, u, v, w, h, colour, out=0.0, foot=0.0, **values):
        s.face(self.rect(u, v, w, h, out), colour, self.normal, foot, **values)

    def slab(self, s, u, v, w, h, colour, depth, **values):
        """Something fixed to the wall standing out by depth."""
        near, far = self.at(u, v, depth), self.at(u + w, v, depth)
        eye = (s.cam.x, s.cam.height, s.cam.z)
        k = (eye[0] - near[0]) * self.ux + (eye[2] - near[2]) * self.uz
        m = (eye[0] - far[0]) * self.ux + (eye[2] - far[2]) * self.uz
        if k < 0:
            s.face([self.at(u, v), near, self.at(u, v + h, depth), self.at(u, v + h)], colour, (-self.ux, 0, -self.uz), 0)
        if m > 0:
            s.face([far, self.at(u + w, v), self.at(u + w, v + h), self.at(u + w, v + h, depth)], colour, (self.ux, 0, self.uz), 0)
        if eye[1] < self.base + v:
            s.face([self.at(u, v), self.at(u + w, v), far, near], colour, (0, -1, 0), 0)
        elif eye[1] > self.base + v + h:
            s.face([self.at(u, v + h, depth), self.at(u + w, v + h, depth), self.at(u + w, v + h), self.at(u, v + h)], colour, (0, 1, 0), 0)
        self.panel(s, u, v, w, h, colour, depth, **values)


def window(s, wall, u, v, w, h, frame="#dcdcd6", cage=False):
    glass = s.rnd.choice(GLASS)
    wall.panel(s, u - 0.08, v - 0.1, w + 0.16, 0.08, "#e3dfd4", 0.05)
    wall.panel(s, u, v, w, h, "#23292d", 0.0)
    low, high = s.cam.at(wall.at(u, v)), s.cam.at(wall.at(u + w, v + h))
    shine = s.gradient(low, high, (0, glass), (0.55, times(glass, 1.15)), (0.56, times(glass, 1.4)), (1, mix(glass, "#c4d4de", 0.5)))
    s.poly(wall.rect(u + 0.05, v + 0.05, w - 0.1, h - 0.1), shine)
    if s.rnd.random() < s.awake:
        s.poly(wall.rect(u + 0.05, v + 0.05, w - 0.1, h - 0.1), s.rnd.choice(("#ffffff", "#fffcf2", "#fbf6ea", "#fff8e8")))
        return
    if s.rnd.random() < 0.45:
        side = s.rnd.choice((0, 0.55))
        wall.panel(s, u + 0.06 + side * w, v + 0.06, w * 0.36, h - 0.12, s.rnd.choice(("#b9b09c", "#a8a49a", "#8e9aa0", "#b7a39a")), opacity=0.75)
    for k in (0, 0.48, 0.96):
        wall.panel(s, u + k * w, v, 0.05, h, frame, 0.01)
    wall.panel(s, u, v + h - 0.05, w, 0.06, frame, 0.01)
    wall.panel(s, u, v, w, 0.05, frame, 0.01)
    if cage:
        for i in range(9):
            wall.panel(s, u - 0.1 + (w + 0.2) * i / 8, v - 0.1, 0.025, h + 0.2, "#a9adac", 0.35)
        for k in (0, 0.5, 1):
            wall.panel(s, u - 0.1, v - 0.1 + k * (h + 0.18), w + 0.2, 0.03, "#b5b8b6", 0.35)


def cooler(s, wall, u, v):
    """Outdoor unit of an air conditioner."""
    s.poly(wall.rect(u + 0.05, v - 0.22, 0.8, 0.7), "#000", opacity=0.22)
    wall.slab(s, u, v, 0.8, 0.55, "#dcdad2", 0.32)
    c = wall.at(u + 0.32, v + 0.28, 0.33)
    x, y = s.cam.at(c)
    r = 0.21 * s.cam.scale(c)
    squeeze = abs(s.cam.at(wall.at(u + 0.53, v, 0.33))[0] - s.cam.at(wall.at(u + 0.11, v, 0.33))[0]) / 2
    s.add("ellipse", cx=f"{x:.1f}", cy=f"{y:.1f}", rx=f"{squeeze:.1f}", ry=f"{r:.1f}", fill="#5d605f")
    s.add("ellipse", cx=f"{x:.1f}", cy=f"{y:.1f}", rx=f"{squeeze * 0.3:.1f}", ry=f"{r * 0.3:.1f}", fill="#b6b5ae")


def flats(s, a, b, floors=6, colour="#c9b79d", first=0.0, cages=0.4, base=0.0, band="#a58a6c"):
    """Block of flats from the eighties or nineties. 居民楼"""
    wall = Wall(a, b, base)
    storey = 2.9
    height = first + floors * storey
    wall.panel(s, 0, 0, wall.length, height, colour, filter="url(#plaster)", foot=0.12)
    wall.panel(s, 0, 0, wall.length, 0.7, times(colour, 0.72))
    for floor in range(floors):
        v = first + floor * storey
        wall.panel(s, 0, v - 0.08, wall.length, 0.16, band, 0.03)
        u = 0.9
        while u + 1.9 < wall.length:
            window(s, wall, u, v + 0.95, 1.7, 1.45, cage=s.rnd.random() < cages)
            if s.rnd.random() < 0.55:
                cooler(s, wall, u + 1.95, v + 0.55)
            u += 3.3
    wall.slab(s, -0.2, height, wall.length + 0.4, 0.25, times(colour, 0.9), 0.4)
    return wall


SIGNS = (("#a92f28", "#f3e7c8"), ("#1f5f8b", "#eef3f4"), ("#2f6b46", "#f3efdc"), ("#d8a52f", "#7a241c"), ("#5b3a2c", "#e8cf9c"), ("#e6e2d8", "#b03a2a"))
NAMES = ("便民超市", "老面馒头", "五金日杂", "水果鲜蔬", "理发店", "早点铺", "文具店", "粮油店", "小吃店", "修车铺")


def letter(s, sign, origin, right, up, fill, opacity=0.95, weight=700, **values):
    """One character in the square that the world points origin (lower left), right and up span."""
    o, r, t = s.cam.at(origin), s.cam.at(right), s.cam.at(up)
    place = " ".join(f"{k:.4f}" for k in ((r[0] - o[0]) / 100, (r[1] - o[1]) / 100, (o[0] - t[0]) / 100, (o[1] - t[1]) / 100, o[0], o[1]))
    more = "".join(f' {k}="{v}"' for k, v in values.items())
    s.body.append(f'<text transform="matrix({place})" font-family="Noto Sans CJK SC" font-weight="{weight}" font-size="100" y="-12" fill="{fill}" opacity="{opacity}"{more}>{sign}</text>')


def writing(s, wall, text, u, v, size, fill, out=0.0, gap=1.12, opacity=0.95):
    """Chinese characters upright on a wall; (u, v) = lower left corner, size in metres."""
    for i, sign in enumerate(text):
        k = u + i * size * gap
        letter(s, sign, wall.at(k, v, out), wall.at(k + size, v, out), wall.at(k, v + size, out), fill, opacity)


def floor_writing(s, text, x, z, size, fill, tall=1.5, opacity=0.85):
    """Characters painted on the ground, read by who looks along z; (x, z) = lower left corner."""
    for i, sign in enumerate(text):
        k = x + i * size * 1.15
        letter(s, sign, (k, 0, z), (k + size, 0, z), (k, 0, z + size * tall), fill, opacity, filter="url(#worn)")


def shops(s, a, b, width=4.2, floors=2, colour="#b9ab97", base=0.0, names=NAMES, shut=0.2):
    """Row of shops with flats above. 沿街商铺"""
    wall = flats(s, a, b, floors, colour, first=3.6, cages=0.2, base=base)
    u, i = 0.0, s.rnd.randrange(len(names))
    while u + width <= wall.length + 0.01:
        ground, ink = s.rnd.choice(SIGNS)
        wall.panel(s, u + 0.1, 0.1, width - 0.2, 2.6, "#20211f")
        low, high = s.cam.at(wall.at(u, 0)), s.cam.at(wall.at(u, 2.7))
        if s.rnd.random() < shut:
            for k in range(13):
                wall.panel(s, u + 0.2, 0.1 + k * 0.2, width - 0.4, 0.19, times("#9da3a4", 0.9 + 0.15 * (k % 2)))
        else:
            s.poly(wall.rect(u + 0.2, 0.15, width - 0.4, 2.5), s.gradient(low, high, (0, "#3d3a34"), (0.5, "#5d574b"), (1, "#c2ae84")))
            for shelf in range(4):
                wall.panel(s, u + 0.3, 0.2 + shelf * 0.5, width - 0.6, 0.05, "#8d7c60")
                k = u + 0.3
                while k < u + width - 0.8:
                    w = s.rnd.uniform(0.1, 0.35)
                    wall.panel(s, k, 0.25 + shelf * 0.5, w, s.rnd.uniform(0.15, 0.36), s.rnd.choice(("#8a4a30", "#a98b4c", "#5f7350", "#6a7883", "#a39a8a", "#6d5a48")), opacity=0.75)
                    k += w + 0.02
            s.poly(wall.rect(u + 0.2, 0.15, width - 0.4, 2.5), s.gradient(low, high, (0, "#2b3238", 0.35), (0.5, "#7c8b94", 0.45), (1, "#dfe8ee", 0.5)))
            for k in (0, 0.33, 0.66, 0.985):
                wall.panel(s, u + 0.2 + k * (width - 0.4), 0.1, 0.06, 2.6, "#8b8f90", 0.02)
        wall.slab(s, u + 0.05, 2.75, width - 0.1, 0.85, ground, 0.15)
        name = names[i % len(names)]
        size = 0.5
        writing(s, wall, name, u + width / 2 - len(name) * size * 0.56, 2.93, size, ink, 0.16)
        wall.panel(s, u - 0.05, 0, 0.15, 3.6, times(colour, 0.9), 0.05)
        u, i = u + width, i + 1
    return wall
