"""What stands in yards and beside pools: a grill, a kerb, a diving board, a bus stop; and a kitchen counter."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import block, drum, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import joined, moved, turned

UP, FACING = (0, 0, 1), 0.6  # rad: a target is shot at from -X and seen from -Y
WHITE = (0.72, 0.72, 0.71)


def grill(p: Params) -> Shape:
    """A charcoal grill on four legs: a black tub, glowing coals, a grate of bars on top, a shelf below."""
    h = p["height"]
    w, d, deep = 0.95 * h, 0.62 * h, 0.2 * h
    legs = [
        tube([(sx * 0.42 * w, sy * 0.4 * d, 0), (sx * 0.42 * w, sy * 0.4 * d, h - deep)], 0.018 * h)
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    walls = [block((w, 0.02 * h, deep), (0, s * d / 2, h - deep / 2)) for s in (-1, 1)]
    walls += [block((0.02 * h, d, deep), (s * w / 2, 0, h - deep / 2)) for s in (-1, 1)]
    walls.append(block((w, d, 0.02 * h), (0, 0, h - deep)))
    bars = [tube([(x, -d / 2, h), (x, d / 2, h)], 0.006 * h, sides=6) for x in np.linspace(-0.47, 0.47, 23) * w]
    bars += [
        tube([(-w / 2, y, h - 0.006 * h), (w / 2, y, h - 0.006 * h)], 0.006 * h, sides=6) for y in (-0.3 * d, 0.3 * d)
    ]
    rows = [(x, y) for x in np.linspace(-0.42, 0.42, 12) for y in np.linspace(-0.4, 0.4, 7)]
    coals = [moved(sphere(0.035 * h, steps=3), x * w, y * d, h - 0.7 * deep) for x, y in rows]
    handle = tube(
        [
            (w / 2, -0.2 * d, h - 0.3 * deep),
            (w / 2 + 0.08 * h, -0.2 * d, h - 0.3 * deep),
            (w / 2 + 0.08 * h, 0.2 * d, h - 0.3 * deep),
            (w / 2, 0.2 * d, h - 0.3 * deep),
        ],
        0.014 * h,
    )
    return Shape(
        (
            piece("body", joined([*walls, handle]), "paint", (0.02, 0.02, 0.02)),
            piece("legs", joined([*legs, block((w, 0.8 * d, 0.02 * h), (0, 0, 0.25 * h))]), "steel"),
            piece("grate", joined(bars), "chrome"),
            piece("coals", joined(coals), "lamp_glow", (1.0, 0.16, 0.02), decor=True),
        ),
        (
            colliding.box((w, d, deep), (0, 0, h - deep / 2)),
            colliding.box((0.86 * w, 0.82 * d, h - deep), (0, 0, (h - deep) / 2)),
        ),
        Resonator("plate", (w, d, 0.004)),
        (Support("top", (0, 0, h + 0.006 * h), (0.46 * w, 0.46 * d)),),
    )


def counter(p: Params) -> Shape:
    """A run of kitchen units under one worktop, doors and drawers towards -Y, a tiled strip of wall behind."""
    n, h = p["length"], p["height"]
    d, t, high = 0.62, 0.04, 0.55
    bays = max(1, round(n / 0.6))
    w = n / bays
    doors, knobs = [], []
    for k in range(bays):
        x = (k + 0.5) * w - n / 2
        doors += [block((w - 0.008, 0.02, 0.15), (x, -d / 2, h - t - 0.085), 0.003)]
        doors += [block((w - 0.008, 0.02, h - t - 0.29), (x, -d / 2, 0.11 + (h - t - 0.29) / 2), 0.003)]
        knobs += [
            tube([(x - 0.07, -d / 2 - 0.028, z), (x + 0.07, -d / 2 - 0.028, z)], 0.006)
            for z in (h - t - 0.085, h - t - 0.22)
        ]
        knobs += [
            tube([(x + s * 0.06, -d / 2, z), (x + s * 0.06, -d / 2 - 0.028, z)], 0.004)
            for z in (h - t - 0.085, h - t - 0.22)
            for s in (-1, 1)
        ]
    body = block((n, d - 0.02, h - t - 0.1), (0, 0.01, 0.1 + (h - t - 0.1) / 2), 0.002)
    plinth = block((n, d - 0.1, 0.1), (0, 0.04, 0.05), 0.002)
    top = block((n + 0.02, d + 0.03, t), (0, -0.005, h - t / 2), 0.005)
    back = block((n + 0.02, 0.02, high), (0, d / 2 + 0.02, h + high / 2), 0.001)
    return Shape(
        (
            piece("units", joined([body, plinth]), "paint", WHITE, sheet=0.016),
            piece("doors", joined(doors), "paint", (0.58, 0.60, 0.58)),
            piece("handles", joined(knobs), "chrome"),
            piece("body", top, "granite"),
            piece("wall", back, "tiles", (0.75, 0.76, 0.74)),
        ),
        (
            colliding.box((n, d, h - t), (0, 0, (h - t) / 2), "units"),
            colliding.box((n + 0.02, d + 0.03, t), (0, -0.005, h - t / 2)),
            colliding.box((n + 0.02, 0.02, high), (0, d / 2 + 0.02, h + high / 2), "wall"),
        ),
        Resonator("plate", (n, d, t)),
        (Support("top", (0, -0.06, h), (n / 2, 0.24)),),
    )


def diving_board(p: Params) -> Shape:
    """A long springy plank that reaches towards +X from a stand with a rail."""
    n = p["length"]
    w, h, t = 0.11 * n, 0.3 * n, 0.012 * n
    plank = block((n, w, t), (0.1 * n, 0, h), 0.002 * n)
    stand = [block((0.32 * n, 1.1 * w, 0.03 * n), (-0.24 * n, 0, 0.015 * n))]
    stand += [block((0.04 * n, w, h), (x * n, 0, h / 2 - t / 2)) for x in (-0.36, -0.12)]
    rails = [
        tube(
            [
                (-0.38 * n, s * 0.55 * w, h),
                (-0.38 * n, s * 0.55 * w, h + 0.2 * n),
                (-0.1 * n, s * 0.55 * w, h + 0.2 * n),
                (-0.1 * n, s * 0.55 * w, h),
            ],
            0.008 * n,
        )
        for s in (-1, 1)
    ]
    rungs = [tube([(-0.4 * n, -0.4 * w, z * h), (-0.4 * n, 0.4 * w, z * h)], 0.007 * n) for z in (0.2, 0.4, 0.6, 0.8)]
    return Shape(
        (
            piece("body", plank, "paint", (0.10, 0.35, 0.55)),
            piece("stand", joined(stand), "concrete"),
            piece("rails", joined([*rails, *rungs]), "chrome"),
        ),
        (colliding.box((n, w, t), (0.1 * n, 0, h)), colliding.box((0.3 * n, w, h - t), (-0.24 * n, 0, (h - t) / 2))),
        Resonator("plate", (n, w, t)),
        (Support("top", (0.1 * n, 0, h + t / 2), (0.48 * n, 0.45 * w)),),
    )


def target(p: Params) -> Shape:
    """An archer's target on an easel, turned from -X a little to -Y: five coloured rings on straw."""
    r = p["radius"]
    z = 1.75 * r
    rings = []
    for k, (share, color) in enumerate(
        (
            (1.0, (0.75, 0.75, 0.74)),
            (0.8, (0.02, 0.02, 0.02)),
            (0.6, (0.02, 0.16, 0.5)),
            (0.4, (0.55, 0.015, 0.02)),
            (0.2, (0.85, 0.6, 0.03)),
        )
    ):
        disc = drum(share * r, 0.006 * r, (-0.1 * r - 0.003 * r * k, 0, z), axis=0, bevel=0.0005 * r)
        rings.append(piece(f"ring_{k + 1}", turned(disc, UP, FACING), "paper", color, decor=True))
    legs = [
        tube([(0.08 * r, s * 0.2 * r, z + 1.1 * r), (-0.1 * r if s else 0.9 * r, s * 0.95 * r, 0)], 0.05 * r)
        for s in (-1, 0, 1)
    ]
    return Shape(
        (
            piece("body", turned(drum(1.03 * r, 0.2 * r, (0, 0, z), axis=0, bevel=0.03 * r), UP, FACING), "bamboo"),
            piece("easel", turned(joined(legs), UP, FACING), "wood"),
            *rings,
        ),
        (colliding.rod((-0.082 * r, -0.056 * r, z), (0.082 * r, 0.056 * r, z), 1.03 * r, kind="cylinder"),),
        Resonator("plate", (r, r, 0.1 * r)),
    )


def bus_stop(p: Params) -> Shape:
    """A bus stop that opens to -Y: a shelter of steel posts and glass with a bench, and a sign on a pole beside it."""
    w, h = p["length"], p["height"]
    d = 0.38 * w
    posts = [(x, y) for x in (-w / 2, 0.0, w / 2) for y in (d / 2, -d / 2) if x or y > 0.0]
    bars = [block((0.07, 0.07, h), (x, y, h / 2)) for x, y in posts]
    pole = block((0.06, 0.06, 1.12 * h), (w / 2 + 0.9, -0.7 * d, 0.56 * h))
    roof = block((w + 0.3, d + 0.4, 0.09), (0, 0, h + 0.045), 0.02)
    seat = block((0.7 * w, 0.36, 0.04), (0, d / 2 - 0.32, 0.46))
    legs = [block((0.05, 0.3, 0.44), (x, d / 2 - 0.32, 0.22)) for x in (-0.3 * w, 0.3 * w)]
    panes = [block((w - 0.1, 0.012, h - 0.4), (0, d / 2, h / 2 + 0.05), 0.002)]
    panes += [block((0.012, d - 0.1, h - 0.4), (s * w / 2, 0, h / 2 + 0.05), 0.002) for s in (-1, 1)]
    sign = block((0.55, 0.03, 0.45), (w / 2 + 0.9, -0.7 * d, 1.12 * h - 0.225), 0.01)
    return Shape(
        (
            piece("body", joined([*bars, pole, roof, *legs]), "paint", (0.06, 0.065, 0.07)),
            piece("bench", seat, "wood"),
            piece("panes", joined(panes), "glass", decor=True),
            piece("sign", sign, "paint", (0.55, 0.38, 0.03), decor=True),
        ),
        (
            *(colliding.box((0.07, 0.07, h), (x, y, h / 2)) for x, y in posts),
            colliding.box((0.06, 0.06, 1.12 * h), (w / 2 + 0.9, -0.7 * d, 0.56 * h)),
            colliding.box((w, 0.04, h - 0.2), (0, d / 2, h / 2)),
            colliding.box((w + 0.3, d + 0.4, 0.09), (0, 0, h + 0.045)),
            colliding.box((0.7 * w, 0.36, 0.48), (0, d / 2 - 0.32, 0.24)),
        ),
        Resonator("plate", (w, h, 0.004)),
        (Support("seat", (0, d / 2 - 0.32, 0.48), (0.33 * w, 0.16)),),
    )


FAMILIES = {
    "bus_stop": Family(bus_stop, {"length": length(3.4), "height": length(2.45)}),
    "grill": Family(grill, {"height": length(0.85)}),
    "counter": Family(counter, {"length": length(1.6), "height": length(0.91)}),
    "diving_board": Family(diving_board, {"length": length(4.0)}),
    "target": Family(target, {"radius": length(0.5)}),
}
