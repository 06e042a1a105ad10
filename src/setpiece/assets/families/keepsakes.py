"""Small wonders: a wristwatch, a chess queen, an hourglass, a trophy, a bell; a jukebox; a fern in a pot."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, curve, cylinder, extrude, lathe, loft, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import joined, moved, turned

LEVEL, ALONG, UP = (1, 0, 0), (0, 1, 0), (0, 0, 1)
DARK, WHITE = (0.02, 0.02, 0.022), (0.8, 0.79, 0.75)


def watch(p: Params) -> Shape:
    """A wristwatch that stands on its closed strap, its face leaning towards -Y."""
    w = p["width"]
    t = np.linspace(-0.78, 0.78, 41) * np.pi
    loop = np.column_stack([0 * t, 0.75 * w * np.sin(t), 0.8 * w - 0.75 * w * np.cos(t)])
    flat = np.array([(0.26, -0.03), (0.26, 0.03), (-0.26, 0.03), (-0.26, -0.03)]) * w
    out = np.column_stack([0 * t, np.sin(t), -np.cos(t)])
    strap = loft([[point + [a, 0, 0] + b * away for a, b in flat] for point, away in zip(loop, out, strict=True)])
    parts = {
        "case": moved(cylinder(0.5 * w, 0.2 * w, bevel=0.04 * w), z=1.62 * w),
        "dial": moved(cylinder(0.42 * w, 0.012 * w, bevel=0.002 * w), z=1.72 * w),
        "crown": moved(turned(cylinder(0.05 * w, 0.1 * w, bevel=0.01 * w), ALONG, TAU / 4), 0.54 * w, 0, 1.62 * w),
    }
    marks = [
        turned(moved(rounded_box((0.08 * w, 0.02 * w, 0.008 * w), 0.002 * w), 0.35 * w), UP, TAU * k / 12)
        for k in range(12)
    ]
    hands = [
        turned(moved(rounded_box((n * w, 0.025 * w, 0.008 * w), 0.003 * w), n * w / 2), UP, a)
        for n, a in ((0.22, 0.6), (0.33, 2.4))
    ]
    tip = moved(joined([*marks, *hands]), z=1.733 * w)

    def leaning(part: object) -> object:
        return moved(turned(moved(part, z=-0.8 * w), LEVEL, 0.75), z=0.8 * w)

    return Shape(
        (
            piece("body", leaning(joined([parts["case"], parts["crown"]])), "steel"),
            piece("strap", leaning(strap), "leather", (0.10, 0.045, 0.02)),
            piece("dial", leaning(parts["dial"]), "porcelain", WHITE),
            piece("hands", leaning(tip), "steel", DARK, decor=True),
        ),
        (colliding.box((0.56 * w, 1.6 * w, 1.6 * w), (0, 0, 0.85 * w)),),
        Resonator("block", (w, w, 0.2 * w)),
    )


def queen(p: Params) -> Shape:
    """A chess queen: a turned foot and stem, a coronet with points, a ball."""
    h = p["height"]
    rows = [
        (0, 0),
        (0.2, 0),
        (0.21, 0.04),
        (0.17, 0.08),
        (0.15, 0.13),
        (0.09, 0.2),
        (0.065, 0.45),
        (0.07, 0.6),
        (0.14, 0.63),
        (0.1, 0.66),
    ]
    rows += [(0.08, 0.7), (0.14, 0.88), (0.1, 0.89), (0, 0.86)]
    points = [
        moved(
            lathe(np.array([(0, 0), (0.028, 0), (0, 0.05)]) * h, segments=8),
            0.115 * h * np.cos(a),
            0.115 * h * np.sin(a),
            0.875 * h,
        )
        for a in TAU * np.arange(9) / 9
    ]
    ball = moved(sphere(0.035 * h, steps=5), z=0.95 * h)
    stem = [moved(cylinder(0.05 * h, 0.08 * h, bevel=0.01 * h), z=0.89 * h)]
    return Shape(
        (piece("body", joined([lathe(np.array(rows) * h), *points, ball, *stem]), "wood", (0.62, 0.42, 0.2)),),
        (colliding.round_hull([(0.2 * h, 0), (0.2 * h, 0.05 * h), (0.14 * h, 0.9 * h), (0.03 * h, 0.97 * h)]),),
        Resonator("block", (0.3 * h, 0.3 * h, h)),
    )


def hourglass(p: Params) -> Shape:
    """An hourglass: two bulbs of glass with sand in the lower, between two discs on three posts."""
    h = p["height"]
    half = [(0.04, 0.5), (0.06, 0.46), (0.2, 0.34), (0.22, 0.2), (0.17, 0.1), (0.1, 0.08)]
    outer = [(r, z) for r, z in half[::-1]] + [(r, 1 - z) for r, z in half]
    inner = [(r - 0.015, z) for r, z in outer[::-1]]
    glass = lathe(np.array([*outer, *inner]) * h, segments=56, closed=True)
    plates = [moved(cylinder(0.3 * h, 0.06 * h, bevel=0.015 * h), z=z * h) for z in (0.03, 0.97)]
    posts = [
        tube(
            [
                (0.25 * h * np.cos(a), 0.25 * h * np.sin(a), 0.03 * h),
                (0.25 * h * np.cos(a), 0.25 * h * np.sin(a), 0.97 * h),
            ],
            0.018 * h,
            sides=10,
        )
        for a in TAU * np.arange(3) / 3 + 0.5
    ]
    sand = lathe(
        np.array([(0, 0.085), (0.08, 0.085), (0.15, 0.11), (0.2, 0.2), (0.06, 0.27), (0, 0.28)]) * h, segments=40
    )
    return Shape(
        (
            piece("body", joined([*plates, *posts]), "dark_wood"),
            piece("glass", glass, "glass"),
            piece("sand", sand, "sand"),
        ),
        (colliding.upright(0.3 * h, h, (0, 0, h / 2)),),
        Resonator("shell", (0.2 * h, h, 0.015 * h)),
    )


def trophy(p: Params) -> Shape:
    """A golden cup with two handles on a dark base."""
    h = p["height"]
    outside = [(0, 0.2), (0.14, 0.2), (0.05, 0.26), (0.035, 0.38), (0.06, 0.45), (0.2, 0.56), (0.27, 0.75), (0.29, 1.0)]
    inside = [(0.275, 1.0), (0.25, 0.75), (0.18, 0.58), (0, 0.5)]
    base = [
        moved(rounded_box((0.36 * h, 0.36 * h, 0.12 * h), 0.01 * h), z=0.06 * h),
        moved(rounded_box((0.28 * h, 0.28 * h, 0.08 * h), 0.01 * h), z=0.16 * h),
    ]
    loops = [
        tube(
            curve(
                [
                    (s * 0.2 * h, 0, 0.58 * h),
                    (s * 0.36 * h, 0, 0.62 * h),
                    (s * 0.42 * h, 0, 0.82 * h),
                    (s * 0.28 * h, 0, 0.93 * h),
                ],
                17,
            ),
            0.02 * h,
            sides=10,
        )
        for s in (1, -1)
    ]
    return Shape(
        (
            piece("body", joined([lathe(np.array(outside + inside) * h, segments=56), *loops]), "gold"),
            piece("base", joined(base), "dark_wood"),
        ),
        (
            colliding.box((0.36 * h, 0.36 * h, 0.2 * h), (0, 0, 0.1 * h)),
            colliding.round_hull([(0.05 * h, 0.2 * h), (0.2 * h, 0.56 * h), (0.29 * h, h)]),
        ),
        Resonator("shell", (0.28 * h, 0.5 * h, 0.012 * h)),
    )


def bell(p: Params) -> Shape:
    """A brass hand bell that stands on its mouth, with a wooden handle."""
    h = p["height"]
    outside = [(0.36, 0), (0.3, 0.08), (0.22, 0.25), (0.18, 0.42), (0.1, 0.52), (0, 0.54)]
    inside = [(0, 0.5), (0.08, 0.48), (0.15, 0.4), (0.19, 0.25), (0.27, 0.08), (0.32, 0)]
    handle = lathe(
        np.array([(0, 0.53), (0.05, 0.53), (0.04, 0.6), (0.07, 0.78), (0.06, 0.95), (0, 1.0)]) * h, segments=32
    )
    shell = lathe(np.array([*outside[:-1], (0.004, 0.54), (0.004, 0.5), *inside[1:]]) * h, segments=56, closed=True)
    return Shape(
        (piece("body", shell, "brass"), piece("handle", handle, "wood")),
        (
            colliding.round_hull([(0.36 * h, 0), (0.2 * h, 0.4 * h), (0.06 * h, 0.54 * h)]),
            colliding.upright(0.06 * h, 0.46 * h, (0, 0, 0.77 * h)),
        ),
        Resonator("shell", (0.3 * h, 0.5 * h, 0.03 * h)),
    )


def jukebox(p: Params) -> Shape:
    """A jukebox with a round top: a wooden cabinet framed by glowing tubes, a grille, a window with records."""
    h = p["height"]
    t = np.linspace(0, np.pi, 25)
    arch = [(0.28 * np.cos(a), 0.72 + 0.28 * np.sin(a)) for a in t]
    outline = np.array([(0.28, 0), *arch, (-0.28, 0)]) * h
    body = moved(turned(extrude(outline, 0.36 * h, bevel=0.01 * h), LEVEL, TAU / 4), 0, 0.18 * h, 0)
    tubes = []
    for k, s in enumerate((0.26, 0.22, 0.185)):
        bend = [(s * np.cos(a), 0.72 + s * np.sin(a)) for a in t]
        path = np.array([(x, -0.185, z) for x, z in ((s, 0.06), *bend, (-s, 0.06))]) * h
        color = ((0.9, 0.35, 0.03), (0.75, 0.06, 0.05), (0.95, 0.7, 0.1))[k]
        tubes.append(piece(f"tube_{k + 1}", tube(path, 0.016 * h, sides=10), "acrylic", color))
    window = moved(
        turned(
            extrude(
                np.array([(0.155, 0), *((0.155 * np.cos(a), 0.14 + 0.155 * np.sin(a)) for a in t), (-0.155, 0)]) * h,
                0.01 * h,
            ),
            LEVEL,
            TAU / 4,
        ),
        0,
        -0.18 * h,
        0.57 * h,
    )
    record = moved(turned(cylinder(0.1 * h, 0.006 * h, bevel=0.001 * h), LEVEL, TAU / 4), 0, -0.195 * h, 0.7 * h)
    bars = [
        moved(rounded_box((0.012 * h, 0.02 * h, 0.34 * h), 0.003 * h), x * h, -0.185 * h, 0.25 * h)
        for x in np.linspace(-0.13, 0.13, 9)
    ]
    keys = moved(rounded_box((0.31 * h, 0.06 * h, 0.05 * h), 0.008 * h), 0, -0.2 * h, 0.49 * h)
    return Shape(
        (
            piece("body", body, "dark_wood"),
            *tubes,
            piece("window", window, "dark_glass"),
            piece("record", record, "plastic", DARK),
            piece("grille", joined([*bars, keys]), "chrome"),
        ),
        (
            colliding.box((0.56 * h, 0.36 * h, 0.72 * h), (0, 0, 0.36 * h)),
            colliding.box((0.44 * h, 0.36 * h, 0.22 * h), (0, 0, 0.83 * h)),
        ),
        Resonator("block", (0.5 * h, 0.4 * h, h)),
    )


def fern(p: Params) -> Shape:
    """A fern in a pot: arching fronds with leaflets on both sides."""
    h = p["height"]
    pot = lathe(
        np.array([(0, 0), (0.16, 0), (0.22, 0.28), (0.24, 0.28), (0.24, 0.33), (0.19, 0.33), (0.18, 0.29), (0, 0.29)])
        * h,
        segments=48,
    )
    fronds = []
    for k in range(16):
        lean, a = 0.25 + 0.9 * ((k * 7) % 16) / 16, 2.4 * k
        far, high = 0.62 * np.sin(lean), 0.7 * np.cos(lean * 0.75)
        spine = curve(
            np.array(
                [
                    (0.02, 0, 0.28),
                    (0.35 * far, 0, 0.3 + 0.75 * high),
                    (0.75 * far, 0, 0.3 + 0.95 * high),
                    (far * 1.1, 0, 0.3 + 0.7 * high),
                ]
            )
            * h,
            22,
        )
        parts = [tube(spine, np.linspace(0.007, 0.002, 22) * h, sides=4)]
        for n in range(4, 22):
            wide = 0.09 * h * np.sin(np.pi * min(1.0, 0.15 + 0.85 * (n - 4) / 18)) ** 0.8
            for s in (1, -1):
                x, y, z = spine[n]
                strip = np.array(
                    [
                        (x - 0.009 * h, y, z),
                        (x + 0.011 * h, y, z),
                        (x + 0.03 * h, y + s * wide, z - 0.2 * wide),
                        (x + 0.022 * h, y + s * wide, z - 0.2 * wide),
                    ]
                )
                parts.append(loft([strip + np.array([0, 0, d * h]) for d in (-0.0012, 0.0012)]))
        fronds.append(turned(joined(parts), UP, a))
    return Shape(
        (piece("body", pot, "terracotta"), piece("fronds", joined(fronds), "leaves", (0.055, 0.19, 0.035))),
        (colliding.round_hull([(0.16 * h, 0), (0.24 * h, 0.33 * h)]),),
        Resonator("shell", (0.22 * h, 0.33 * h, 0.03 * h)),
    )


FAMILIES = {
    "watch": Family(watch, {"width": length(0.04)}),
    "queen": Family(queen, {"height": length(0.095)}),
    "hourglass": Family(hourglass, {"height": length(0.2)}),
    "trophy": Family(trophy, {"height": length(0.3)}),
    "bell": Family(bell, {"height": length(0.16)}),
    "jukebox": Family(jukebox, {"height": length(1.5)}),
    "fern": Family(fern, {"height": length(0.6)}),
}
