"""Wheels and tyres: they stand upright, the axle along Y, and collide as true cylinders."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, cylinder, lathe, rounded, rounded_box
from setpiece.assets.shape import Family, Params, Shape, count, length, piece
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import joined, moved, turned


def wheel(p: Params) -> Shape:
    """A car wheel that stands upright, its axle along Y: tyre, rim and spokes."""
    r, w, spokes = p["radius"], p["width"], int(p["spokes"])
    rim = 0.66 * r
    tread = rounded(
        [
            (rim, -0.40 * w),
            (0.86 * r, -w / 2, 0.1 * w),
            (r, -0.38 * w, 0.1 * w),
            (r, 0.38 * w, 0.1 * w),
            (0.86 * r, w / 2, 0.1 * w),
            (rim, 0.40 * w),
        ]
    )
    tyre = lathe(tread, segments=48, closed=True)
    barrel = lathe(
        [(rim - 0.02 * r, -0.42 * w), (rim, -0.42 * w), (rim, 0.42 * w), (rim - 0.02 * r, 0.42 * w)],
        segments=40,
        closed=True,
    )
    disc = moved(cylinder(0.97 * rim, 0.12 * w, bevel=0.01 * w, segments=32), z=0.0)
    face = []
    for side in (1.0, -1.0):
        z = 0.30 * w * side
        face.append(moved(cylinder(0.17 * r, 0.16 * w, bevel=0.03 * w, segments=20), z=z))
        for k in range(spokes):
            spoke = moved(rounded_box((rim, 0.13 * r, 0.08 * w), 0.02 * w), x=rim / 2, z=z)
            face.append(turned(spoke, (0, 0, 1), TAU * k / spokes))
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
