"""What is held to cook, groom or make music with: spatula, whisk, comb, grater, drumstick, cymbal, gong, feather."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.families.implements import bar, lying
from setpiece.assets.modelling import TAU, curve, cylinder, lathe, loft, ring, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import joined, moved, turned

LEVEL, ALONG, UP = (1, 0, 0), (0, 1, 0), (0, 0, 1)
DARK = (0.03, 0.03, 0.035)
RED = (0.45, 0.03, 0.03)


def spatula(p: Params) -> Shape:
    """A kitchen spatula along X: a slotted blade, a thin neck, a dark handle."""
    n = p["length"]
    strips = [
        moved(rounded_box((0.2 * n, 0.034 * n, 0.006 * n), 0.002 * n), 0.36 * n, y * n)
        for y in (-0.105, -0.0525, 0, 0.0525, 0.105)
    ]
    ends = [moved(rounded_box((0.06 * n, 0.245 * n, 0.006 * n), 0.002 * n), x * n) for x in (0.25, 0.47)]
    neck = tube(curve([(0.24 * n, 0, 0), (0.12 * n, 0, 0.03 * n), (-0.1 * n, 0, 0.035 * n)], 12), 0.011 * n, sides=8)
    handle = moved(rounded_box((0.42 * n, 0.05 * n, 0.035 * n), 0.015 * n, steps=2), -0.29 * n, 0, 0.035 * n)
    return Shape(
        (piece("body", joined([*strips, *ends, neck]), "steel"), piece("handle", handle, "plastic", DARK)),
        (
            colliding.box((0.28 * n, 0.245 * n, 0.008 * n), (0.36 * n, 0, 0)),
            colliding.box((0.72 * n, 0.05 * n, 0.035 * n), (-0.14 * n, 0, 0.035 * n)),
        ),
        bar(n, 0.01 * n),
    )


def whisk(p: Params) -> Shape:
    """A balloon whisk along X: loops of wire on a handle."""
    n = p["length"]
    loop = [
        (0, 0.02),
        (0.15, 0.055),
        (0.36, 0.1),
        (0.47, 0.075),
        (0.5, 0),
        (0.47, -0.075),
        (0.36, -0.1),
        (0.15, -0.055),
        (0, -0.02),
    ]
    wire = tube(curve([(x * n, y * n, 0) for x, y in loop], 41), 0.005 * n, sides=6)
    wires = [turned(wire, LEVEL, TAU / 2 * k / 4) for k in range(4)]
    handle = lying(
        [(0, -0.5 * n), (0.028 * n, -0.49 * n), (0.033 * n, -0.3 * n), (0.024 * n, 0.02 * n), (0, 0.025 * n)]
    )
    return Shape(
        (piece("body", joined(wires), "steel"), piece("handle", handle, "steel")),
        (
            colliding.rod((-0.48 * n, 0, 0), (0, 0, 0), 0.029 * n),
            colliding.rod((0.1 * n, 0, 0), (0.41 * n, 0, 0), 0.085 * n),
        ),
        bar(n, 0.01 * n),
        rolls=True,
    )


def comb(p: Params) -> Shape:
    """A comb that lies flat: a spine and a row of teeth."""
    n = p["length"]
    teeth = [
        moved(rounded_box((0.009 * n, 0.15 * n, 0.02 * n), 0.002 * n), x * n, -0.1 * n)
        for x in np.linspace(-0.47, 0.47, 44)
    ]
    frame = [
        moved(rounded_box((n, 0.07 * n, 0.028 * n), 0.008 * n)),
        *(moved(rounded_box((0.03 * n, 0.2 * n, 0.026 * n), 0.006 * n), s * 0.485 * n, -0.075 * n) for s in (1, -1)),
    ]
    return Shape(
        (piece("body", joined([*frame, *teeth]), "plastic", DARK),),
        (colliding.box((n, 0.21 * n, 0.026 * n), (0, -0.07 * n, 0)),),
        bar(n, 0.02 * n),
    )


def grater(p: Params) -> Shape:
    """A box grater that stands: four tapering sides full of teeth, a handle on top."""
    h = p["height"]
    half = ((0.26, 0), (0.2, 0.86))
    walls = loft(
        [[(a * w * h, b * 0.75 * w * h, z * h) for a, b in ((1, -1), (1, 1), (-1, 1), (-1, -1))] for w, z in half],
        crease=0.2,
    )
    teeth = []
    for z in np.linspace(0.12, 0.76, 12):
        w = float(np.interp(z, [0, 0.86], [0.26, 0.2]))
        for x in np.linspace(-0.7, 0.7, 7):
            for k in range(2):
                tooth = moved(sphere(0.014 * h, steps=2), x * w * h, -0.75 * w * h, z * h)
                teeth.append(turned(tooth, UP, TAU / 2 * k))
    handle = tube(
        curve(
            [
                (-0.14 * h, 0, 0.85 * h),
                (-0.13 * h, 0, 0.95 * h),
                (0, 0, 0.985 * h),
                (0.13 * h, 0, 0.95 * h),
                (0.14 * h, 0, 0.85 * h),
            ],
            17,
        ),
        0.017 * h,
        sides=8,
    )
    points = [(a * w * h, b * 0.75 * w * h, z * h) for w, z in half for a in (1, -1) for b in (1, -1)]
    return Shape(
        (
            piece("body", walls, "brushed_metal", sheet=0.0008),
            piece("teeth", joined(teeth), "steel", decor=True),
            piece("handle", handle, "plastic", DARK),
        ),
        (colliding.hull(points), colliding.box((0.28 * h, 0.034 * h, 0.13 * h), (0, 0, 0.92 * h))),
        Resonator("plate", (h, 0.4 * h, 0.0008)),
    )


def drumstick(p: Params) -> Shape:
    """A drumstick along X: a stick that narrows to a round bead."""
    n = p["length"]
    rows = [(0, -0.5), (0.017, -0.495), (0.018, 0.1), (0.008, 0.455), (0.013, 0.475), (0.012, 0.49), (0, 0.5)]
    return Shape(
        (piece("body", lying([(r * n, x * n) for r, x in rows]), "wood"),),
        (colliding.rod((-0.48 * n, 0, 0), (0.48 * n, 0, 0), 0.016 * n),),
        bar(n, 0.03 * n),
        rolls=True,
    )


def cymbal(p: Params) -> Shape:
    """A cymbal that lies on its rim: a shallow bow with a bell in the middle."""
    r = p["radius"]
    rows = [(0.02, 0.20), (0.13, 0.185), (0.2, 0.12), (0.24, 0.1), (0.6, 0.07), (1.0, 0.0)]
    profile = [(x * r, z * r - 0.006 * r) for x, z in rows] + [(x * r, z * r + 0.006 * r) for x, z in rows[::-1]]
    grooves = [
        moved(
            ring(x * r, 0.003 * r, segments=64, sides=4),
            z=float(np.interp(x, [q[0] for q in rows], [q[1] for q in rows])) * r + 0.006 * r,
        )
        for x in (0.35, 0.45, 0.55, 0.65, 0.75, 0.85)
    ]
    return Shape(
        (
            piece("body", lathe(profile, segments=72, closed=True), "bronze"),
            piece("grooves", joined(grooves), "brass", decor=True),
        ),
        (colliding.round_hull([(r, 0.0), (0.2 * r, 0.12 * r), (0.1 * r, 0.19 * r)]),),
        Resonator("plate", (2 * r, 2 * r, 0.012 * r)),
    )


def gong(p: Params) -> Shape:
    """A bronze gong that hangs in a wooden frame."""
    h = p["height"]
    r = 0.36 * h
    disc = moved(
        turned(
            lathe(
                [
                    (0, -0.03 * r),
                    (0.2 * r, -0.05 * r),
                    (0.26 * r, 0),
                    (0.9 * r, 0),
                    (r, 0.1 * r),
                    (r, 0.13 * r),
                    (0.85 * r, 0.03 * r),
                    (0, 0.03 * r),
                ],
                segments=64,
            ),
            LEVEL,
            TAU / 4,
        ),
        0,
        0,
        0.5 * h,
    )
    posts = [moved(rounded_box((0.05 * h, 0.05 * h, 0.98 * h), 0.008 * h), s * 0.46 * h, 0, 0.49 * h) for s in (1, -1)]
    feet = [moved(rounded_box((0.07 * h, 0.4 * h, 0.04 * h), 0.008 * h), s * 0.46 * h, 0, 0.02 * h) for s in (1, -1)]
    beam = moved(rounded_box((1.1 * h, 0.05 * h, 0.05 * h), 0.008 * h), 0, 0, 0.96 * h)
    cords = [
        tube([(s * 0.15 * h, 0, 0.94 * h), (s * 0.15 * h, 0, 0.5 * h + 0.9 * r)], 0.004 * h, sides=5) for s in (1, -1)
    ]
    return Shape(
        (
            piece("body", disc, "bronze"),
            piece("frame", joined([*posts, *feet, beam]), "dark_wood"),
            piece("cords", joined(cords), "fabric", RED),
        ),
        (
            colliding.box((2 * r, 0.1 * r, 2 * r), (0, 0, 0.5 * h)),
            *(colliding.box((0.07 * h, 0.4 * h, 0.04 * h), (s * 0.46 * h, 0, 0.02 * h)) for s in (1, -1)),
            *(colliding.box((0.05 * h, 0.05 * h, 0.9 * h), (s * 0.46 * h, 0, 0.5 * h)) for s in (1, -1)),
            colliding.box((1.1 * h, 0.05 * h, 0.05 * h), (0, 0, 0.96 * h)),
        ),
        Resonator("plate", (2 * r, 2 * r, 0.03 * r)),
    )


def feather(p: Params) -> Shape:
    """A feather that lies along X: a curved quill and a vane of barbs."""
    n = p["length"]
    spine = curve(
        [
            (-0.5 * n, 0, 0.004 * n),
            (-0.2 * n, 0, 0.02 * n),
            (0.2 * n, 0.01 * n, 0.045 * n),
            (0.5 * n, 0.04 * n, 0.03 * n),
        ],
        41,
    )
    quill = tube(spine, np.linspace(0.012, 0.003, 41) * n, sides=8)
    barbs = []
    for k in range(9, 40):
        s = (k - 9) / 31
        wide = 0.13 * n * np.sin(np.pi * min(1.0, 0.12 + 0.9 * s)) ** 0.7
        for side in (1, -1):
            x, y, z = spine[k]
            tip = (x + 0.08 * n, y + side * wide, z - 0.12 * wide)
            strip = np.array(
                [
                    (x - 0.008 * n, y, z),
                    (x + 0.012 * n, y, z),
                    (tip[0] + 0.012 * n, *tip[1:]),
                    (tip[0] - 0.004 * n, *tip[1:]),
                ]
            )
            barbs.append(loft([strip + np.array([0, 0, t * n]) for t in (-0.0012, 0.0012)]))
    return Shape(
        (piece("body", joined(barbs), "paper", (0.72, 0.70, 0.66)), piece("quill", quill, "bone")),
        (colliding.box((n, 0.2 * n, 0.03 * n), (0, 0.01 * n, 0.02 * n)),),
        Resonator("plate", (n, 0.2 * n, 0.001 * n)),
    )


def headphones(p: Params) -> Shape:
    """Headphones that stand on their cups: a padded arch and two round cups."""
    h = p["height"]
    t = np.linspace(0, np.pi, 25)
    band = tube(np.column_stack([0.42 * h * np.cos(t), 0 * t, 0.42 * h + 0.55 * h * np.sin(t)]), 0.03 * h, sides=10)
    cups, pads = [], []
    for s in (1, -1):
        cups.append(
            moved(turned(cylinder(0.24 * h, 0.13 * h, bevel=0.03 * h), ALONG, TAU / 4), s * 0.42 * h, 0, 0.25 * h)
        )
        pads.append(moved(turned(ring(0.17 * h, 0.06 * h), ALONG, TAU / 4), s * 0.33 * h, 0, 0.25 * h))
    return Shape(
        (
            piece("body", joined([band, *cups]), "plastic", DARK),
            piece("pads", joined(pads), "leather", (0.05, 0.045, 0.04)),
        ),
        (
            *(colliding.box((0.17 * h, 0.48 * h, 0.48 * h), (s * 0.41 * h, 0, 0.25 * h)) for s in (1, -1)),
            colliding.box((0.8 * h, 0.06 * h, 0.06 * h), (0, 0, 0.95 * h)),
        ),
        bar(h, 0.03 * h),
    )


FAMILIES = {
    "spatula": Family(spatula, {"length": length(0.32)}),
    "whisk": Family(whisk, {"length": length(0.28)}),
    "comb": Family(comb, {"length": length(0.18)}),
    "grater": Family(grater, {"height": length(0.24)}),
    "drumstick": Family(drumstick, {"length": length(0.4)}),
    "cymbal": Family(cymbal, {"radius": length(0.2)}),
    "gong": Family(gong, {"height": length(0.9)}),
    "feather": Family(feather, {"length": length(0.2)}),
    "headphones": Family(headphones, {"height": length(0.2)}),
}
