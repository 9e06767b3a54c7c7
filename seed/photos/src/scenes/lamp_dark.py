"""A street by night with its nearest lamp out, and the lamp burning again. 路灯不亮"""
from draw.camera import WIDTH
from draw.ground import slabs, surface
from draw.places import far_city, street_trees
from draw.props.buildings import flats, shops
from draw.props.car import car
from draw.props.fence import lamp_light
from draw.props.street import kerb, lamp, stripe
from draw.scene import Scene

LAMPS = [(2.75, 10.5 + 14 * k) for k in range(5)]


def street():
    s = Scene(seed=17, height=1.55, pitch=-3, yaw=2, focal=860, ambient=0.9, direct=0.1, shadow=0.0)
    s.awake = 0.3
    s.add("rect", x=0, y=0, width=WIDTH, height=520, fill=s.gradient((0, 0), (0, 510), (0, "#5a6a92"), (0.6, "#8a86a0"), (1, "#e0b48c")))
    with surface(s, "asphalt", "#8a8a8a"):
        for z in range(2, 70, 6):
            stripe(s, -2.9, z, z + 3)
    kerb(s, 2.2, 0.8, 60)
    slabs(s, 2.38, 6.4, 0.8, 60, 0.5, 0.5, "#b3a08c", y=0.15)
    far_city(s)
    with s.group(filter="url(#soft1)"):
        flats(s, (-12, 1), (-12, 60), 6, "#c4b199")
        shops(s, (6.4, 60), (6.4, 0.5), floors=4, colour="#bcae9a", base=0.15, shut=1.0)
    street_trees(s, right=4.2, left=-9.4, near=17, gap=14)
    car(s, -6.6, 17, -90, "#9aa4ac")
    car(s, -6.6, 25, -90, "#8d8d88")
    return s


def night(first):
    s = street()
    for x, z in LAMPS[::-1]:
        lamp(s, x, z, 7.0, -1.7, y=0.15)
        if z > 11 or first:
            lamp_light(s, x - 1.9, z, 7.3)
    if not first:
        s.pool((560, 560), 300, 60, 0.25)
    return s, "night"


PHOTOS = {"lamp-dark": lambda: night(False), "lamp-dark-after": lambda: night(True)}
