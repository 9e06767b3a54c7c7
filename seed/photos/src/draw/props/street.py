"""Things that stand or lie on streets."""
from random import Random

from draw.colour import times
from draw.scene import blob, ellipse


def kerb(s, x, near, far, height=0.15, width=0.18, colour="#a9a69c"):
    """Kerb stones along z; the road is on their left. Returns the height of the pavement behind."""
    z = near
    while z < far:
        tone = times(colour, 1 + s.rnd.uniform(-0.05, 0.05))
        end = min(z + 0.98, far)
        side = [(x, 0, z), (x, 0, end), (x, height, end), (x, height, z)]
        s.poly(side, times(tone, 0.66), filter="url(#stone)")
        s.floor([(x, z), (x + width, z), (x + width, end), (x, end)], tone, height, filter="url(#stone)")
        z += 1.0
    s.poly([(x - 0.1, 0.001, near), (x, 0.001, near), (x, 0.001, far), (x - 0.1, 0.001, far)], "#1a1a18", opacity=0.35, filter="url(#soft4)")
    return height


def stripe(s, x, z0, z1, width=0.15, colour="#e8e6dc", wear=0.85):
    """Road marking along z."""
    s.floor([(x, z0), (x + width, z0), (x + width, z1), (x, z1)], colour, opacity=wear, filter="url(#worn)" if z0 < 5 else None)


def cone(s, x, z, h=0.72):
    """Traffic cone. 锥桶"""
    k = h / 0.72
    s.shadow([(x, h, z)] + [(x + a, 0, z + b) for a, b in ellipse(0, 0, 0.15 * k, 0.15 * k, steps=12)], soft=4)
    s.contact(x, z, 0.24 * k, 0.24 * k, 0.5)
    s.box(x, 0, z, 0.36 * k, 0.035 * k, 0.36 * k, "#2c2b2a", turn=18, foot=0)
    edges = [(0.035, 0.14), (0.24, 0.108), (0.36, 0.088), (0.48, 0.068), (0.57, 0.053), (0.72, 0.026)]
    tones = ["#e2552a", "#efece2", "#e2552a", "#efece2", "#e2552a"]
    for (y0, r0), (y1, r1), tone in zip(edges, edges[1:], tones):
        s.pillar(x, z, y0 * k, y1 * k, r0 * k, r1 * k, tone, cap=y1 == 0.72)


def dapple(s, x, z, r, count=14, strength=0.34, seed=3):
    """Shade of a tree with sun flecks in it."""
    rnd = Random(seed)
    with s.group(opacity=strength, filter="url(#soft4)"):
        with s.group(filter="url(#leafmass)"):
            for _ in range(count):
                a, b = rnd.uniform(-r, r), rnd.uniform(-r, r)
                s.floor(blob(rnd, x + a, z + b, r * rnd.uniform(0.12, 0.42), stretch=1.4), "#10151c")


def lamp(s, x, z, height=8.0, arm=-1.6, y=0.0, tone="#9aa0a3", head="#d7dadb"):
    """Street lamp with one arm over the road. 路灯"""
    s.shadow([(x - 0.06, y, z), (x + 0.06, y, z), (x + 0.05, height, z), (x - 0.05, height, z)], soft=2, ground=y)
    s.pillar(x, z, y, y + 0.5, 0.11, 0.1, times(tone, 0.9))
    s.tube([(x, y + 0.5, z), (x, height * 0.6, z), (x, height, z)], [0.075, 0.06, 0.045], tone, 0.4)
    s.tube([(x, height - 0.1, z), (x + arm * 0.5, height + 0.25, z), (x + arm, height + 0.3, z)], 0.035, tone, 0.4)
    s.box(x + arm * 1.12, height + 0.24, z, abs(arm) * 0.4, 0.1, 0.26, head, foot=0)
