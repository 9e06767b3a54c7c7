"""A phone held above the ground: turns places in metres into picture points.

Axes: x to the right, y up, z away from the person. The ground is y = 0.
"""
from math import cos, radians, sin

WIDTH, HEIGHT = 1200, 900
NEAR = 0.25


class Camera:
    """Where the phone is and where it points. Angles in degrees, height in metres."""

    def __init__(self, height=1.5, pitch=14, yaw=0, focal=880, x=0.0, z=0.0):
        self.height, self.focal, self.x, self.z = height, focal, x, z
        self.up = 1  # -1 shows the world mirrored in water lying at y = 0
        self.sp, self.cp = sin(radians(pitch)), cos(radians(pitch))
        self.sy, self.cy = sin(radians(yaw)), cos(radians(yaw))

    def view(self, p):
        """World point to camera axes (right, up, forward)."""
        x, y, z = p[0] - self.x, p[1] * self.up - self.height, p[2] - self.z
        x, z = x * self.cy - z * self.sy, x * self.sy + z * self.cy
        return x, y * self.cp + z * self.sp, z * self.cp - y * self.sp

    def screen(self, v):
        return WIDTH / 2 + self.focal * v[0] / v[2], HEIGHT / 2 - self.focal * v[1] / v[2]

    def at(self, p):
        """Picture point of a world point (kept in front of the lens)."""
        x, y, z = self.view(p)
        return self.screen((x, y, max(z, NEAR)))

    def scale(self, p):
        """Pixels per metre at a world point."""
        return self.focal / max(self.view(p)[2], NEAR)

    def horizon(self):
        return HEIGHT / 2 - self.focal * self.sp / self.cp

    def row(self, ahead):
        """Picture row of the ground this many metres straight ahead."""
        z, y = ahead * self.cp + self.height * self.sp, ahead * self.sp - self.height * self.cp
        return HEIGHT / 2 - self.focal * y / z

    def outline(self, points):
        """Picture points of a polygon, cut off where it passes the lens."""
        seen = [self.view(p) for p in points]
        kept = []
        for a, b in zip(seen, seen[1:] + seen[:1]):
            if a[2] >= NEAR:
                kept.append(a)
            if (a[2] >= NEAR) != (b[2] >= NEAR):
                t = (NEAR - a[2]) / (b[2] - a[2])
                kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), NEAR))
        return [self.screen(v) for v in kept]
