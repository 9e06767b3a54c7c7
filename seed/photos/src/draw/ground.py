"""Ground surfaces with a grain that grows finer towards the horizon."""
from contextlib import contextmanager

from draw.camera import HEIGHT, WIDTH
from draw.colour import mix, times
from draw.scene import path

BANDS = ((0.3, 0.9), (0.9, 1.5), (1.5, 2.4), (2.4, 4.0), (4.0, 7.0), (7.0, 14.0), (14.0, 60.0))
# name: (specks per metre, blotches per metre, grain strength, blotch strength)
KINDS = {
    "asphalt": (80, 1.1, 0.36, 0.36),
    "concrete": (40, 0.8, 0.4, 0.7),
    "paving": (50, 1.6, 0.3, 0.5),
    "soil": (22, 1.3, 0.9, 1.0),
    "grass": (22, 1.2, 0.8, 0.8),
    "snow": (14, 0.7, 0.7, 0.8),
}


def noise(scene, across, along, strength, octaves, seed):
    """Filter with grey noise around the middle, to be laid over a colour."""
    s = strength
    row = f"{s} {s * 0.4:.2f} 0 0 {0.5 - 0.7 * s:.3f}"
    return scene.define(
        f'<filter id="{{id}}" x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" '
        f'baseFrequency="{across:.4f} {along:.4f}" numOctaves="{octaves}" seed="{seed}"/><feColorMatrix values="{row} {row} {row} 0 0 0 0 1"/></filter>'
    )


def texture(scene, kind, seed=4):
    """Lays the noise over whatever the current group has drawn, one band of distance after another."""
    fine, coarse, grain, blotch = KINDS[kind]
    cam = scene.cam
    for i, (near, far) in enumerate(BANDS):
        across = cam.scale((cam.x, 0, cam.z + (near * far) ** 0.5))
        along = abs(cam.row(near) - cam.row(far)) / (far - near)
        # rows: band reaches from near / 1.15 to far * 1.15, blending into its neighbours
        rows = [cam.row(far * 1.15), cam.row(far / 1.15), cam.row(near * 1.15), cam.row(near / 1.15)]
        top, bottom = max(rows[0], 0, cam.horizon()), min(rows[3], HEIGHT)
        if bottom - top < 2:
            continue
        span = rows[3] - rows[0]
        last = 1 if far == BANDS[-1][1] else 0
        ramp = scene.gradient((0, rows[0]), (0, rows[3]), (0, "#fff", last), ((rows[1] - rows[0]) / span, "#fff", 1), ((rows[2] - rows[0]) / span, "#fff", 1), (1, "#fff", 0))
        area = f'x="0" y="{top:.0f}" width="{WIDTH}" height="{bottom - top:.0f}"'
        mask = scene.define(f'<mask id="{{id}}" maskUnits="userSpaceOnUse" {area}><rect {area} fill="{ramp}"/></mask>')
        for per_metre, power, octaves in ((fine, grain, 2), (coarse, blotch, 4)):
            fx = per_metre / across
            fy = min(per_metre / along, 3.2 * fx)
            weak = power * min(1, (0.45 / fx) ** 0.5) * (min(1, (6 / far) ** 0.4) if per_metre == coarse else 1)
            with scene.group(mask=mask, style="mix-blend-mode:soft-light"):
                scene.add("rect", x=0, y=round(top), width=WIDTH, height=round(bottom - top), filter=noise(scene, min(0.6, fx), min(0.6, fy), weak, octaves, seed + i))


@contextmanager
def surface(scene, kind, colour, points=None, far=None, y=0.0, seed=4):
    """A whole ground (points None) or a part of it as (x, z) corners; marks drawn inside get its grain too."""
    horizon = scene.cam.horizon()
    tone = scene.gradient((0, max(0, horizon)), (0, HEIGHT), (0, far or mix(colour, "#c9ccd0", 0.35)), (0.35, colour), (1, times(colour, 0.9)))
    if points is None:
        shape = [(0, max(0, horizon)), (WIDTH, max(0, horizon)), (WIDTH, HEIGHT), (0, HEIGHT)]
    else:
        shape = scene.cam.outline([(x, y, z) for x, z in points])
    clip = scene.define(f'<clipPath id="{{id}}"><path d="{path(shape)}"/></clipPath>')
    with scene.group(clip_path=clip, style="isolation:isolate"):
        scene.add("path", d=path(shape), fill=tone)
        yield
        texture(scene, kind, seed)


def slabs(scene, left, right, near, far, width, length, colour, gap="#6d6a62", y=0.0, vary=0.05, bond=True):
    """Paving stones with joints; the grain goes over them by surface()."""
    rnd, row, z = scene.rnd, 0, near
    horizon = scene.cam.horizon()
    shape = scene.cam.outline([(left, y, near), (right, y, near), (right, y, far), (left, y, far)])
    clip = scene.define(f'<clipPath id="{{id}}"><path d="{path(shape)}"/></clipPath>')
    joint = 0.006
    with scene.group(clip_path=clip, style="isolation:isolate"):
        scene.add("path", d=path(shape), fill=scene.gradient((0, max(0, horizon)), (0, HEIGHT), (0, mix(gap, colour, 0.75)), (0.3, mix(gap, colour, 0.3)), (1, gap)))
        while z < far:
            x = left - (width / 2 if bond and row % 2 else 0)
            while x < right:
                tone = times(colour, 1 + rnd.uniform(-vary, vary))
                scene.floor([(x + joint, z + joint), (x + width - joint, z + joint), (x + width - joint, z + length - joint), (x + joint, z + length - joint)], tone, y)
                x += width
            z += length
            row += 1
        texture(scene, "paving")
