"""Wheels and tyres: they stand upright, the axle along Y, and collide as true cylinders."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, cylinder, lathe, rounded, rounded_box, tube
from setpiece.assets.shape import Family, Params, Shape, count, length, piece
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import Surface, joined, moved, turned

TREAD = (-0.38, -0.22, -0.205, -0.19, -0.015, 0.0, 0.015, 0.19, 0.205, 0.22, 0.38)  # of the width: ribs and grooves


def wheel(p: Params) -> Shape:
    """A car wheel that stands upright, its axle along Y: tyre, rim and spokes."""
    r, w, spokes = p["radius"], p["width"], int(p["spokes"])
    rim = 0.68 * r
    treads = [(r - (0.016 * r if k in (2, 5, 8) else 0.0), share * w) for k, share in enumerate(TREAD)]
    outline = [
        (rim, -0.40 * w),
        (rim + 0.04 * r, -0.455 * w, 0.03 * w),
        (0.84 * r, -w / 2, 0.15 * w),
        (0.97 * r, -0.45 * w, 0.08 * w),
        *treads,
        (0.97 * r, 0.45 * w, 0.08 * w),
        (0.84 * r, w / 2, 0.15 * w),
        (rim + 0.04 * r, 0.455 * w, 0.03 * w),
        (rim, 0.40 * w),
    ]
    tyre = lathe(rounded(outline, steps=2), segments=56, closed=True, crease=np.radians(40))
    edge = [(rim - 0.05 * r, 0.30), (rim - 0.035 * r, 0.43), (rim + 0.012 * r, 0.45), (rim, 0.38)]
    edge = [(x, -share * w) for x, share in edge] + [(x, share * w) for x, share in edge[::-1]]
    barrel = lathe(edge, segments=48, closed=True)
    disc = joined([cylinder(0.97 * rim, 0.10 * w, bevel=0.01 * w, segments=32), *_brake(r, w)])
    face = []
    for side in (1.0, -1.0):
        z = 0.30 * w * side
        face.append(moved(cylinder(0.15 * r, 0.16 * w, bevel=0.03 * w, segments=24), z=z))
        face += [turned(_spoke(rim, w, side), (0, 0, 1), TAU * k / spokes) for k in range(spokes)]
        nuts = moved(cylinder(0.024 * r, 0.06 * w, bevel=0.01 * w, segments=6), x=0.105 * r, z=0.38 * w * side)
        face += [turned(nuts, (0, 0, 1), TAU * (k + 0.5) / 5) for k in range(5)]
    pieces = [
        ("tyre", tyre, "rubber", None),
        ("body", joined([barrel, *face]), "aluminium", None),
        ("hub", disc, "iron", (0.03, 0.03, 0.03)),
    ]
    up = np.pi / 2
    return Shape(
        tuple(piece(n, turned(s, (1, 0, 0), up), m, c) for n, s, m, c in pieces),
        (colliding.rod((0, -w / 2, 0), (0, w / 2, 0), r, part="tyre", kind="cylinder"),),
        Resonator("ball", (r,)),
        rolls=True,
    )


def _spoke(rim: float, width: float, side: float) -> Surface:
    """Return a spoke along X: two bars that part on their way from the hub to the rim, hollow towards the axle."""
    bars = []
    for turn in (0.16, -0.16):
        way = [(0.10 * rim, 0.30), (0.45 * rim, 0.355), (0.80 * rim, 0.37), (1.0 * rim, 0.33)]
        path = [(x, np.sin(turn) * (x - 0.1 * rim), side * share * width) for x, share in way]
        bars.append(tube(path, [0.085 * rim, 0.068 * rim, 0.058 * rim, 0.066 * rim], sides=8, ends="flat"))
    return joined(bars)


def _brake(radius: float, width: float) -> list[Surface]:
    """Return the brake disc behind the spokes on both sides."""
    disc = cylinder(0.46 * radius, 0.06 * width, bevel=0.005 * width, segments=40)
    return [moved(disc, z=side * 0.14 * width) for side in (1.0, -1.0)]


def tyre(p: Params) -> Shape:
    """A car tyre alone, standing, its axle along Y, with a block tread."""
    r, w = p["radius"], p["width"]
    rim, t = 0.62 * r, 0.05 * r
    outside = [(rim, -0.40 * w), (0.84 * r, -w / 2, 0.12 * w), (0.985 * r, -0.40 * w, 0.1 * w)]
    grooves = [(0.985 * r if k % 2 else 0.96 * r, (-0.34 + 0.68 * k / 8) * w) for k in range(9)]
    right = [(0.985 * r, 0.40 * w, 0.1 * w), (0.84 * r, w / 2, 0.12 * w), (rim, 0.40 * w)]
    inside = [
        (rim + t, 0.33 * w),
        (0.84 * r, 0.42 * w, 0.1 * w),
        (0.92 * r, 0.3 * w, 0.1 * w),
        (0.92 * r, -0.3 * w, 0.1 * w),
        (0.84 * r, -0.42 * w, 0.1 * w),
        (rim + t, -0.33 * w),
    ]
    body = lathe(
        rounded([*outside, *grooves, *right, *inside], steps=2), segments=48, closed=True, crease=np.radians(50)
    )
    blocks = []
    for k in range(36):
        for side in (-1.0, 1.0):
            block = moved(rounded_box((0.03 * r, 0.06 * r, 0.16 * w), 0.004 * r), x=0.985 * r, z=side * 0.40 * w)
            blocks.append(turned(block, (0, 0, 1), TAU * (k + 0.25 * side) / 36))
    up = np.pi / 2
    return Shape(
        (
            piece("body", turned(body, (1, 0, 0), up), "rubber"),
            piece("tread", turned(joined(blocks), (1, 0, 0), up), "rubber", decor=True),
        ),
        (colliding.rod((0, -w / 2, 0), (0, w / 2, 0), r, kind="cylinder"),),
        Resonator("ball", (r,)),
        rolls=True,
    )


def cart_wheel(p: Params) -> Shape:
    """A wooden wheel with spokes, a hub and an iron band."""
    r, w, spokes = p["radius"], p["width"], int(p["spokes"])
    felly = lathe(
        rounded([(0.84 * r, -w / 2), (0.965 * r, -w / 2), (0.965 * r, w / 2), (0.84 * r, w / 2)]),
        segments=40,
        closed=True,
    )
    band = lathe([(0.96 * r, -w / 2), (r, -w / 2), (r, w / 2), (0.96 * r, w / 2)], segments=40, closed=True)
    wood = [felly, cylinder(0.16 * r, 1.6 * w, bevel=0.1 * w, segments=20)]
    for k in range(spokes):
        spoke = turned(cylinder(0.05 * r, 0.8 * r, bevel=0.002, segments=10), (0, 1, 0), np.pi / 2)
        wood.append(turned(moved(spoke, x=0.47 * r), (0, 0, 1), TAU * k / spokes))
    up = np.pi / 2
    return Shape(
        (
            piece("body", turned(joined(wood), (1, 0, 0), up), "wood"),
            piece("band", turned(band, (1, 0, 0), up), "iron"),
        ),
        (colliding.rod((0, -w / 2, 0), (0, w / 2, 0), r, part="band", kind="cylinder"),),
        Resonator("plate", (2 * r, 2 * r, w)),
        rolls=True,
    )


FAMILIES = {
    "wheel": Family(wheel, {"radius": length(0.32), "width": length(0.20), "spokes": count(5, 3, 16)}),
    "tyre": Family(tyre, {"radius": length(0.32), "width": length(0.20)}),
    "cart_wheel": Family(cart_wheel, {"radius": length(0.17), "width": length(0.04), "spokes": count(8, 3, 16)}),
}
