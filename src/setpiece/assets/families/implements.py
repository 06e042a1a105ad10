"""What is held to strike, throw, dig or build with: racket, bat, club, cue, arrow, sword, axe, shovel, shield."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, curve, extrude, lathe, loft, ring, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import Surface, joined, moved, stretched, turned

LEVEL = (1, 0, 0)
ALONG = (0, 1, 0)
DARK = (0.03, 0.03, 0.035)
RED = (0.45, 0.03, 0.03)


def lying(profile: list[tuple[float, float]], *, segments: int = 24) -> Surface:
    """Return a turned solid that lies along X: (radius, place)."""
    return turned(lathe(profile, segments=segments), ALONG, TAU / 4)


def bar(n: float, thick: float) -> Resonator:
    """Return how a rod of length ``n`` and thickness ``thick`` (m) rings."""
    return Resonator("bar", (n, thick, thick))


def racket(p: Params) -> Shape:
    """A racket that lies flat: an oval frame with strings, a shaft, a grip."""
    n = p["length"]
    a, b = 0.25 * n, 0.19 * n
    t = TAU * np.arange(49) / 48
    frame = tube(np.column_stack([0.25 * n + a * np.cos(t), b * np.sin(t), 0 * t]), 0.012 * n, sides=8)
    shafts = [tube([(0.03 * n, s * 0.07 * n, 0), (-0.16 * n, 0, 0)], 0.011 * n, sides=8) for s in (1, -1)]
    strings = []
    for k in np.linspace(-0.85, 0.85, 13):
        reach = float(np.sqrt(1 - k * k))
        strings.append(tube([(0.25 * n - a * reach, k * b, 0), (0.25 * n + a * reach, k * b, 0)], 0.0016 * n, sides=4))
        strings.append(tube([(0.25 * n + k * a, -b * reach, 0), (0.25 * n + k * a, b * reach, 0)], 0.0016 * n, sides=4))
    grip = tube([(-0.16 * n, 0, 0), (-0.5 * n, 0, 0)], 0.021 * n, sides=8)
    return Shape(
        (
            piece("body", joined([frame, *shafts]), "acrylic", RED),
            piece("strings", joined(strings), "plastic", (0.8, 0.8, 0.75)),
            piece("grip", grip, "rubber", DARK),
        ),
        (
            colliding.rod((-0.5 * n, 0, 0), (-0.1 * n, 0, 0), 0.02 * n),
            colliding.box((2 * a, 1.7 * b, 0.022 * n), (0.25 * n, 0, 0)),
        ),
        bar(n, 0.02 * n),
    )


def dustpan(p: Params) -> Shape:
    """A dustpan that lies flat, its lip towards -X: a floor with a low wall around, a handle behind."""
    n = p["length"]
    w, high, wall = 0.42 * n, 0.09 * n, 0.008 * n
    floor = moved(rounded_box((0.6 * n, 2.0 * w, wall), 0.3 * wall), -0.2 * n, 0, 0.5 * wall)
    back = moved(rounded_box((wall, 2.0 * w, high), 0.3 * wall), 0.1 * n, 0, 0.5 * high)
    sides = [moved(rounded_box((0.6 * n, wall, high), 0.3 * wall), -0.2 * n, s * w, 0.5 * high) for s in (-1, 1)]
    grip = tube([(0.1 * n, 0, 0.7 * high), (0.5 * n, 0, 1.1 * high)], 0.035 * n, sides=12)
    return Shape(
        (piece("body", joined([floor, back, *sides]), "steel"), piece("handle", grip, "plastic", DARK)),
        (
            colliding.box((0.6 * n, 2.0 * w, wall), (-0.2 * n, 0, 0.5 * wall)),
            colliding.box((wall, 2.0 * w, high), (0.1 * n, 0, 0.5 * high)),
            colliding.rod((0.12 * n, 0, 0.72 * high), (0.47 * n, 0, 1.07 * high), 0.035 * n, "handle"),
        ),
        bar(n, 0.02 * n),
    )


def bat(p: Params) -> Shape:
    """A baseball bat that lies along X: a knob, a thin grip, a thick barrel."""
    n = p["length"]
    rows = [(0, -0.5), (0.03, -0.5), (0.03, -0.485), (0.015, -0.47), (0.017, -0.2), (0.035, 0.1), (0.039, 0.4)]
    rows += [(0.034, 0.48), (0, 0.5)]
    grip = colliding.rod((-0.48 * n, 0, 0), (0.0, 0, 0), 0.018 * n)
    barrel = colliding.rod((0.0, 0, 0), (0.46 * n, 0, 0), 0.036 * n)
    body = piece("body", lying([(r * n, x * n) for r, x in rows]), "wood")
    return Shape((body,), (grip, barrel), bar(n, 0.06 * n), rolls=True)


def club(p: Params) -> Shape:
    """A golf club: a steel shaft along X, a rubber grip, an iron head."""
    n = p["length"]
    shaft = tube([(-0.48 * n, 0, 0), (0.47 * n, 0, 0)], 0.006 * n, sides=10)
    grip = tube([(-0.5 * n, 0, 0), (-0.22 * n, 0, 0)], 0.012 * n, sides=10)
    head = moved(rounded_box((0.035 * n, 0.09 * n, 0.04 * n), 0.008 * n), 0.48 * n, 0.035 * n, 0)
    return Shape(
        (piece("body", joined([shaft, head]), "steel"), piece("grip", grip, "rubber", DARK)),
        (
            colliding.rod((-0.49 * n, 0, 0), (0.46 * n, 0, 0), 0.01 * n),
            colliding.box((0.035 * n, 0.09 * n, 0.04 * n), (0.48 * n, 0.035 * n, 0)),
        ),
        bar(n, 0.01 * n),
    )


def cue(p: Params) -> Shape:
    """A billiard cue: a tapering stick along X with a dark butt and a leather tip."""
    n = p["length"]
    shaft = lying([(0, -0.1 * n), (0.0085 * n, -0.1 * n), (0.0045 * n, 0.49 * n), (0, 0.49 * n)])
    butt = lying([(0, -0.5 * n), (0.0105 * n, -0.5 * n), (0.0085 * n, -0.1 * n), (0, -0.1 * n)])
    tip = lying([(0, 0.49 * n), (0.0045 * n, 0.49 * n), (0.0035 * n, 0.5 * n), (0, 0.5 * n)])
    return Shape(
        (piece("body", shaft, "wood"), piece("butt", butt, "dark_wood"), piece("tip", tip, "leather", (0.1, 0.2, 0.4))),
        (colliding.rod((-0.49 * n, 0, 0), (0.49 * n, 0, 0), 0.0075 * n),),
        bar(n, 0.012 * n),
        rolls=True,
    )


def arrow(p: Params) -> Shape:
    """An arrow along X: a wooden shaft, a steel head, three feathers."""
    n = p["length"]
    shaft = tube([(-0.49 * n, 0, 0), (0.46 * n, 0, 0)], 0.0055 * n, sides=10)
    head = moved(lying([(0, 0), (0.014 * n, 0), (0.006 * n, 0.03 * n), (0, 0.06 * n)], segments=4), 0.45 * n)
    vane = turned(
        extrude([(-0.47 * n, 0), (-0.36 * n, 0), (-0.4 * n, 0.035 * n), (-0.47 * n, 0.035 * n)], 0.002 * n),
        LEVEL,
        TAU / 4,
    )
    vanes = [turned(vane, LEVEL, TAU * k / 3) for k in range(3)]
    return Shape(
        (piece("body", shaft, "wood"), piece("head", head, "steel"), piece("vanes", joined(vanes), "paper", RED)),
        (colliding.rod((-0.49 * n, 0, 0), (0.5 * n, 0, 0), 0.008 * n),),
        bar(n, 0.01 * n),
    )


def sword(p: Params) -> Shape:
    """A sword that lies along X: a ridged blade, a cross guard, a grip, a pommel."""
    n = p["length"]
    stations = ((-0.22, 0.024, 0.004), (0.36, 0.018, 0.003), (0.49, 0.003, 0.001))
    rings = [[(x, w, 0), (x, 0, t), (x, -w, 0), (x, 0, -t)] for x, w, t in stations]
    blade = loft(np.array(rings) * n, crease=0.2)
    guard = moved(rounded_box((0.02 * n, 0.2 * n, 0.02 * n), 0.006 * n), -0.225 * n)
    grip = tube([(-0.23 * n, 0, 0), (-0.45 * n, 0, 0)], 0.014 * n, sides=12)
    pommel = moved(sphere(0.026 * n, steps=5), -0.47 * n)
    return Shape(
        (
            piece("body", blade, "steel"),
            piece("hilt", joined([guard, pommel]), "brass"),
            piece("grip", grip, "leather", DARK),
        ),
        (
            colliding.box((0.72 * n, 0.045 * n, 0.008 * n), (0.14 * n, 0, 0)),
            colliding.rod((-0.47 * n, 0, 0), (-0.22 * n, 0, 0), 0.015 * n),
        ),
        bar(n, 0.03 * n),
    )


def axe(p: Params) -> Shape:
    """An axe that lies along X: a handle, a wedge of steel with a curved edge."""
    n = p["length"]
    handle = stretched(tube([(-0.5, 0, 0), (-0.2, 0.012, 0), (0.48, 0, 0)], 0.022, sides=12), n, n, 0.75 * n)
    outline = [(0.34, -0.05), (0.46, -0.05), (0.46, 0.06), (0.5, 0.2), (0.4, 0.225), (0.3, 0.2), (0.34, 0.06)]
    blade = moved(extrude(np.array(outline) * n, 0.034 * n, bevel=0.012 * n), z=-0.017 * n)
    return Shape(
        (piece("body", handle, "wood"), piece("blade", blade, "steel")),
        (
            colliding.rod((-0.48 * n, 0, 0), (0.46 * n, 0, 0), 0.018 * n),
            colliding.box((0.18 * n, 0.27 * n, 0.03 * n), (0.4 * n, 0.09 * n, 0)),
        ),
        bar(n, 0.03 * n),
    )


def shovel(p: Params) -> Shape:
    """A shovel that lies along X: a D handle, a shaft, a dished blade."""
    n = p["length"]
    shaft = tube([(-0.42 * n, 0, 0.02 * n), (0.22 * n, 0, 0.012 * n)], 0.014 * n, sides=12)
    grip = tube(
        curve(
            [
                (-0.42 * n, 0, 0.02 * n),
                (-0.47 * n, 0.05 * n, 0.02 * n),
                (-0.5 * n, 0.05 * n, 0.02 * n),
                (-0.5 * n, -0.05 * n, 0.02 * n),
                (-0.47 * n, -0.05 * n, 0.02 * n),
                (-0.421 * n, 0, 0.02 * n),
            ],
            25,
        ),
        0.011 * n,
        sides=8,
    )
    rows = [(0.2, 0.1), (0.3, 0.105), (0.42, 0.09), (0.47, 0.06), (0.5, 0.01)]
    blade = loft(
        [
            [
                (x * n, s * w * n, (0.03 * s * s + t) * n)
                for s, t in ((-1, 0), (-0.5, 0), (0.5, 0), (1, 0), (1, 0.005), (0.5, 0.005), (-0.5, 0.005), (-1, 0.005))
            ]
            for x, w in rows
        ]
    )
    return Shape(
        (piece("body", shaft, "wood"), piece("grip", grip, "wood"), piece("blade", blade, "steel")),
        (
            colliding.rod((-0.5 * n, 0, 0.016 * n), (0.2 * n, 0, 0.016 * n), 0.014 * n),
            colliding.box((0.29 * n, 0.18 * n, 0.03 * n), (0.345 * n, 0, 0.016 * n)),
        ),
        bar(n, 0.03 * n),
    )


def trowel(p: Params) -> Shape:
    """A mason's trowel along X: a pointed blade, a cranked neck, a wooden handle."""
    n = p["length"]
    blade = extrude(np.array([(0.5, 0), (0.1, 0.16), (0.0, 0.14), (0.0, -0.14), (0.1, -0.16)]) * n, 0.008 * n)
    neck = tube(
        curve(
            [(0.08 * n, 0, 0.006 * n), (-0.02 * n, 0, 0.02 * n), (-0.06 * n, 0, 0.1 * n), (-0.14 * n, 0, 0.11 * n)], 15
        ),
        0.014 * n,
        sides=8,
    )
    handle = moved(
        lying([(0, -0.5 * n), (0.035 * n, -0.48 * n), (0.042 * n, -0.3 * n), (0.03 * n, -0.13 * n), (0, -0.13 * n)]),
        z=0.11 * n,
    )
    return Shape(
        (piece("body", joined([blade, neck]), "steel"), piece("handle", handle, "wood")),
        (
            colliding.box((0.42 * n, 0.26 * n, 0.01 * n), (0.2 * n, 0, 0.005 * n)),
            colliding.rod((-0.46 * n, 0, 0.11 * n), (-0.1 * n, 0, 0.11 * n), 0.04 * n),
        ),
        bar(n, 0.02 * n),
    )


def shield(p: Params) -> Shape:
    """A round shield that lies on its back: boards, a steel rim, a boss, studs."""
    r = p["radius"]
    bow = [(0, 0.09), (0.5, 0.07), (0.97, 0), (0.97, -0.04), (0.5, 0.03), (0, 0.05)]
    swell = [(0, 0.23), (0.1, 0.2), (0.2, 0.08), (0.26, 0.08), (0.26, 0.06), (0, 0.06)]
    board, boss = (lathe(np.array(rows[::-1]) * r, segments=64) for rows in (bow, swell))
    rim = ring(0.97 * r, 0.045 * r, segments=64)
    around = TAU * np.arange(12) / 12
    studs = [moved(sphere(0.035 * r, steps=3), 0.8 * r * np.cos(a), 0.8 * r * np.sin(a), 0.045 * r) for a in around]
    return Shape(
        (
            piece("body", board, "wood", (0.22, 0.03, 0.025)),
            piece("rim", joined([rim, boss, *studs]), "brushed_metal"),
        ),
        (colliding.round_hull([(r, -0.04 * r), (r, 0.02 * r), (0.2 * r, 0.18 * r), (0.08 * r, 0.21 * r)]),),
        Resonator("plate", (2 * r, 2 * r, 0.04 * r)),
    )


FAMILIES = {
    "racket": Family(racket, {"length": length(0.68)}),
    "bat": Family(bat, {"length": length(0.84)}),
    "golf_club": Family(club, {"length": length(0.95)}),
    "cue": Family(cue, {"length": length(1.45)}),
    "arrow": Family(arrow, {"length": length(0.75)}),
    "sword": Family(sword, {"length": length(1.0)}),
    "axe": Family(axe, {"length": length(0.7)}),
    "shovel": Family(shovel, {"length": length(1.05)}),
    "dustpan": Family(dustpan, {"length": length(0.34)}),
    "trowel": Family(trowel, {"length": length(0.3)}),
    "shield": Family(shield, {"radius": length(0.4)}),
}
