"""Places several scenes share."""
from draw.props.buildings import flats, shops
from draw.props.nature import sky, tree


def far_city(s, colours=("#c3b7a6", "#b7b3ab", "#c9bda9"), distance=70):
    """Blocks of flats at the end of the street, pale with haze."""
    with s.group(opacity=0.62, filter="url(#soft2)"):
        for i, x in enumerate(range(-60, 80, 22)):
            flats(s, (x, distance + 6 * (i % 3)), (x + 17, distance + 6 * (i % 3)), 6 + (i * 5) % 7, colours[i % 3], cages=0)


def horizon(s):
    """What lies behind the ground: draw it first."""
    sky(s)


def street_sides(s, right=4.4, left=-9.0, near=3.0, far=60, floors=4):
    """Flats on the left, shops on the right; draw after the ground. right and left are the house fronts."""
    far_city(s)
    with s.group(filter="url(#soft1)"):
        flats(s, (left, near), (left, far), 6, "#c4b199")
        shops(s, (right, far), (right, near), floors=floors, colour="#bcae9a", base=0.15)


def street_trees(s, right=5.0, left=-9.2, near=9, far=50, gap=8, green="#566b3c"):
    z = near + gap * ((far - near) // gap)
    while z >= near:
        with s.group(filter="url(#soft1)" if z > 16 else None):
            if left is not None:
                tree(s, left, z + 2, 8, 2.6, green=green, whitewash=True)
            if right is not None:
                tree(s, right, z, 7.5, 2.3, y=0.15, green=green, whitewash=True)
        z -= gap
