"""Standing water that mirrors what stands behind it."""
from contextlib import contextmanager

from draw.scene import path, smooth


@contextmanager
def flood(s, points, sky=("#dfe6ea", "#93aec4"), murk=0.35, edge="torn"):
    """What is drawn inside shows mirrored in the water; points are (x, z)."""
    points = smooth(points)
    shape = path(s.cam.outline([(x, 0, z) for x, z in points]))
    rows = [q[1] for q in s.cam.outline([(x, 0, z) for x, z in points])]
    s.add("path", d=shape, fill="#15171a", opacity=0.4, filter="url(#soft16)", transform="translate(0 3)")
    mask = s.define(f'<mask id="{{id}}" maskUnits="userSpaceOnUse" x="0" y="0" width="1200" height="900"><path d="{shape}" fill="#fff" filter="url(#{edge})"/></mask>')
    with s.group(mask=mask):
        s.add("path", d=shape, stroke="#6b6a64", stroke_width=30, fill=s.gradient((0, min(rows)), (0, 900), (0, sky[0]), (1, sky[1])))
        with s.group(filter="url(#ripple)"):
            s.cam.up = -1
            yield
            s.cam.up = 1
        s.add("path", d=shape, fill=s.gradient((0, min(rows)), (0, 900), (0, "#4e4a42", murk * 0.4), (1, "#3b382f", min(1, murk * 1.7))))
        s.add("path", d=shape, fill="none", stroke="#2a2b29", stroke_width=10, opacity=0.45, filter="url(#soft4)")
