"""What one rides or pulls besides cars: bicycle, motorcycle, skateboard, sled, locomotive. Front towards +X."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, curve, cylinder, extrude, lathe, loft, ring, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import Surface, joined, moved, stretched, turned

LEVEL, ALONG = (1, 0, 0), (0, 1, 0)
BLACK = (0.02, 0.02, 0.022)


def _spoked(radius: float, tyre: float, x: float, spokes: int) -> tuple[Surface, Surface]:
    """Return tyre and spokes of an upright wheel that stands on the ground at x."""
    round_ = moved(turned(ring(radius - tyre, tyre, segments=48), LEVEL, TAU / 4), x, 0, radius)
    ends = [
        (x + (radius - tyre) * np.cos(a), 0.0, radius + (radius - tyre) * np.sin(a))
        for a in TAU * np.arange(spokes) / spokes
    ]
    return round_, joined(
        [tube([(x, 0, radius), end], 0.06 * tyre + 0.001 * radius, sides=5, ends="flat") for end in ends]
    )


def bicycle(p: Params) -> Shape:
    """A bicycle: diamond frame, two spoked wheels, saddle, handlebar, cranks."""
    n = p["length"]
    r = 0.195 * n
    back, front, crank = (-0.305 * n, 0, r), (0.305 * n, 0, r), (-0.05 * n, 0, 0.17 * n)
    seat, head = (-0.13 * n, 0, 0.47 * n), (0.2 * n, 0, 0.5 * n)
    rods = [(back, crank), (back, seat), (crank, seat), (crank, head), (seat, head), (head, front)]
    frame = [tube(list(rod), 0.009 * n, sides=10) for rod in rods]
    stem = [tube([seat, (-0.15 * n, 0, 0.54 * n)], 0.008 * n), tube([head, (0.185 * n, 0, 0.56 * n)], 0.008 * n)]
    bar = tube(
        curve(
            [
                (0.12 * n, -0.17 * n, 0.56 * n),
                (0.2 * n, -0.07 * n, 0.57 * n),
                (0.2 * n, 0.07 * n, 0.57 * n),
                (0.12 * n, 0.17 * n, 0.56 * n),
            ],
            16,
        ),
        0.008 * n,
    )
    saddle = moved(stretched(sphere(0.05 * n), 1.5, 0.9, 0.35), -0.15 * n, 0, 0.55 * n)
    pedals = [
        tube(
            [(-0.05 * n, s * 0.03 * n, 0.17 * n), (-0.05 * n + s * 0.09 * n, s * 0.04 * n, 0.17 * n - s * 0.03 * n)],
            0.006 * n,
        )
        for s in (1, -1)
    ]
    wheels = [_spoked(r, 0.012 * n, x, 20) for x in (back[0], front[0])]
    disc = moved(turned(cylinder(0.05 * n, 0.006 * n), LEVEL, TAU / 4), *crank)
    return Shape(
        (
            piece("body", joined(frame), "paint", (0.02, 0.10, 0.35)),
            piece("tyres", joined([w[0] for w in wheels]), "rubber"),
            piece("metal", joined([*(w[1] for w in wheels), *stem, bar, *pedals, disc]), "chrome"),
            piece("saddle", saddle, "leather", BLACK),
        ),
        (
            *(
                colliding.rod((x, -0.012 * n, r), (x, 0.012 * n, r), r, "tyres", "cylinder")
                for x in (back[0], front[0])
            ),
            colliding.rod(crank, head, 0.012 * n),
            colliding.rod(seat, head, 0.012 * n),
            colliding.rod((0.16 * n, -0.15 * n, 0.565 * n), (0.16 * n, 0.15 * n, 0.565 * n), 0.012 * n, "metal"),
        ),
        Resonator("bar", (n, 0.02, 0.02)),
    )


def motorcycle(p: Params) -> Shape:
    """A motorcycle: tank, seat, engine, fork, exhaust, lamp, two fat wheels."""
    n = p["length"]
    r = 0.155 * n
    ends = (-0.33 * n, 0.33 * n)
    tyres = [
        moved(turned(ring(r - 0.035 * n, 0.035 * n, segments=40, sides=12), LEVEL, TAU / 4), x, 0, r) for x in ends
    ]
    hubs = [moved(turned(cylinder(r - 0.05 * n, 0.02 * n), LEVEL, TAU / 4), x, 0, r) for x in ends]
    tank = moved(stretched(sphere(0.1 * n), 1.5, 0.75, 0.72), 0.07 * n, 0, 0.40 * n)
    guard = moved(stretched(sphere(0.1 * n), 1.5, 0.4, 0.45), -0.3 * n, 0, 0.35 * n)
    seat = moved(stretched(sphere(0.1 * n), 1.9, 0.75, 0.36), -0.18 * n, 0, 0.39 * n)
    engine = [
        moved(rounded_box((0.24 * n, 0.13 * n, 0.14 * n), 0.02 * n), 0, 0, 0.2 * n),
        moved(turned(cylinder(0.055 * n, 0.15 * n), ALONG, 0.3), 0.05 * n, 0, 0.30 * n),
    ]
    fork = [tube([(0.33 * n, s * 0.05 * n, r), (0.21 * n, s * 0.05 * n, 0.48 * n)], 0.012 * n) for s in (1, -1)]
    swing = [tube([(-0.33 * n, s * 0.05 * n, r), (-0.05 * n, s * 0.05 * n, 0.2 * n)], 0.014 * n) for s in (1, -1)]
    bar = tube(
        [
            (0.12 * n, -0.17 * n, 0.5 * n),
            (0.2 * n, -0.08 * n, 0.5 * n),
            (0.2 * n, 0.08 * n, 0.5 * n),
            (0.12 * n, 0.17 * n, 0.5 * n),
        ],
        0.011 * n,
    )
    pipe = tube(
        [(0.08 * n, -0.08 * n, 0.22 * n), (0.0, -0.09 * n, 0.13 * n), (-0.42 * n, -0.09 * n, 0.15 * n)],
        [0.015 * n, 0.018 * n, 0.028 * n],
        sides=14,
    )
    lamp = moved(stretched(sphere(0.045 * n), 0.8, 1.0, 1.0), 0.27 * n, 0, 0.44 * n)
    return Shape(
        (
            piece("body", joined([tank, guard]), "paint", (0.42, 0.02, 0.02), sheet=0.003),
            piece("tyres", joined(tyres), "rubber"),
            piece("metal", joined([*hubs, *engine, *fork, *swing, bar, pipe]), "steel", sheet=0.008),
            piece("seat", seat, "leather", BLACK),
            piece("lamp", lamp, "chrome", sheet=0.002),
        ),
        (
            *(colliding.rod((x, -0.035 * n, r), (x, 0.035 * n, r), r, "tyres", "cylinder") for x in ends),
            colliding.box((0.5 * n, 0.15 * n, 0.26 * n), (-0.02 * n, 0, 0.3 * n)),
            colliding.rod((0.17 * n, -0.15 * n, 0.5 * n), (0.17 * n, 0.15 * n, 0.5 * n), 0.015 * n, "metal"),
        ),
        Resonator("plate", (n, 0.2 * n, 0.004)),
    )


def skateboard(p: Params) -> Shape:
    """A skateboard: a deck with turned-up ends on two trucks and four wheels."""
    n = p["length"]
    w, r = 0.25 * n, 0.034 * n
    x = np.linspace(-0.5, 0.5, 15) * n
    z = 0.13 * n + 0.06 * n * np.clip((np.abs(x) / n - 0.36) / 0.14, 0, 1)
    across = np.full(15, w / 2) * np.sqrt(np.clip(1 - np.clip((np.abs(x) / n - 0.4) / 0.102, 0, 1) ** 2, 0.02, 1))
    boards = [
        colliding.hull([(x[i], s * w / 2 * 0.9, z[i] + e) for i in pair for s in (1, -1) for e in (0, 0.014 * n)])
        for pair in ((0, 3), (3, 11), (11, 14))
    ]
    rings = np.array(
        [
            [(a, -b, c), (a, b, c), (a, b, c + 0.014 * n), (a, -b, c + 0.014 * n)]
            for a, b, c in zip(x, across, z, strict=True)
        ]
    )

    spots = [(a * n, s * 0.4 * w) for a in (-0.27, 0.27) for s in (1, -1)]
    wheels = [moved(turned(cylinder(r, 0.045 * n, bevel=0.006 * n), LEVEL, TAU / 4), a, b, r) for a, b in spots]
    trucks = [tube([(a * n, -0.4 * w, r), (a * n, 0.4 * w, r)], 0.01 * n) for a in (-0.27, 0.27)]
    trucks += [
        moved(rounded_box((0.07 * n, 0.05 * n, 0.1 * n), 0.01 * n), a * n, 0, r + 0.046 * n) for a in (-0.27, 0.27)
    ]
    return Shape(
        (
            piece("body", loft(rings), "plywood"),
            piece("wheels", joined(wheels), "plastic", (0.7, 0.68, 0.6)),
            piece("trucks", joined(trucks), "aluminium"),
        ),
        (
            *boards,
            *(colliding.rod((a, b - 0.022 * n, r), (a, b + 0.022 * n, r), r, "wheels", "cylinder") for a, b in spots),
        ),
        Resonator("plate", (n, w, 0.014 * n)),
        (Support("top", (0, 0, 0.144 * n), (0.33 * n, 0.4 * w)),),
    )


def _driver(r: float, thick: float, spokes: int) -> Surface:
    """Return an iron wheel about the origin, upright along X: tyre, flange on its inner side (+Y), spokes, hub."""
    tyre = lathe(
        [(0.84 * r, 0), (0.97 * r, 0), (0.97 * r, 0.7 * thick), (r, 0.72 * thick), (r, thick), (0.84 * r, thick)],
        closed=True,
    )
    hub = lathe([(0, -0.1 * thick), (0.2 * r, -0.1 * thick), (0.2 * r, thick), (0, thick)])
    ways = [(np.cos(a), np.sin(a)) for a in TAU * np.arange(spokes) / spokes]
    arms = [tube([(0, 0, thick / 2), (0.88 * r * x, 0.88 * r * y, thick / 2)], 0.05 * r, sides=6) for x, y in ways]
    return turned(joined([tyre, hub, *arms]), LEVEL, -TAU / 4)


def _boiler(n: float) -> tuple[list[Surface], list[Surface], list[Surface]]:
    """Return what of the boiler is painted, of iron and of brass: its shell, the smokebox with its door, the bands."""

    def lying(profile: list[tuple[float, float]], x: float) -> Surface:
        around = lathe([(r * n, z * n) for r, z in profile], segments=48, closed=profile[0][0] > 0.0)
        return moved(turned(around, ALONG, TAU / 4), x * n, 0, 0.29 * n)

    shell = lying([(0, 0), (0.114, 0), (0.114, 0.46), (0, 0.46)], -0.2)
    smokebox = lying(
        [(0, 0), (0.122, 0), (0.122, 0.148), (0.116, 0.155), (0.1, 0.155), (0.094, 0.168), (0.05, 0.178), (0, 0.18)],
        0.255,
    )
    bands = [lying([(0.112, 0), (0.119, 0), (0.119, 0.012), (0.112, 0.012)], x) for x in (-0.18, -0.03, 0.11, 0.24)]
    dart = moved(turned(cylinder(0.012 * n, 0.03 * n), ALONG, TAU / 4), 0.44 * n, 0, 0.29 * n)
    chimney = lathe(
        [
            (0, 0.38),
            (0.045, 0.38),
            (0.031, 0.42),
            (0.033, 0.52),
            (0.046, 0.535),
            (0.046, 0.555),
            (0.03, 0.56),
            (0, 0.555),
        ]
    )
    dome = lathe(
        [(0, 0.38), (0.058, 0.38), (0.047, 0.41), (0.045, 0.45), (0.03, 0.474), (0.012, 0.482), (0, 0.483)], segments=40
    )
    iron = [smokebox, moved(stretched(chimney, n, n, n), 0.335 * n)]
    return [shell], iron, [*bands, dart, moved(stretched(dome, n, n, n), 0.08 * n)]


def _cab(n: float) -> tuple[Surface, Surface, list[Surface]]:
    """Return a cab with walls, its roof bent over it, and the panes of its sides and its front."""
    walls = moved(rounded_box((0.24 * n, 0.3 * n, 0.34 * n), 0.006 * n), -0.33 * n, 0, 0.32 * n)
    bend = [(y, 0.488 - 0.9 * y * y) for y in np.linspace(-0.175, 0.175, 15)]
    outline = [(y * n, z * n) for y, z in (*bend, *((y, z + 0.022) for y, z in reversed(bend)))]
    roof = moved(
        turned(turned(extrude(outline, 0.31 * n), LEVEL, TAU / 4), (0, 0, 1), TAU / 4), -0.33 * n - 0.155 * n, 0, 0
    )
    panes = [
        moved(rounded_box((0.07 * n, 0.004 * n, 0.1 * n), 0.0015 * n), x * n, s * 0.15 * n, 0.4 * n)
        for s in (1, -1)
        for x in (-0.375, -0.285)
    ]
    panes += [
        moved(rounded_box((0.004 * n, 0.05 * n, 0.06 * n), 0.0015 * n), -0.21 * n, s * 0.105 * n, 0.435 * n)
        for s in (1, -1)
    ]
    return walls, roof, panes


def locomotive(p: Params) -> Shape:
    """A steam engine: boiler with smokebox and bands, cab, chimney, dome, buffers, cowcatcher, six wheels and rods."""
    n = p["length"]
    shell, iron, brass = _boiler(n)
    walls, roof, panes = _cab(n)
    deck = moved(rounded_box((0.9 * n, 0.28 * n, 0.022 * n), 0.004 * n), 0, 0, 0.178 * n)
    frame = moved(rounded_box((0.86 * n, 0.16 * n, 0.08 * n), 0.006 * n), 0, 0, 0.13 * n)
    beam = moved(rounded_box((0.025 * n, 0.28 * n, 0.075 * n), 0.004 * n), 0.45 * n, 0, 0.15 * n)
    pad = lathe(
        [(0, 0), (0.016 * n, 0), (0.016 * n, 0.03 * n), (0.034 * n, 0.034 * n), (0.032 * n, 0.042 * n), (0, 0.046 * n)]
    )
    buffers = [moved(turned(pad, ALONG, TAU / 4), 0.46 * n, s * 0.09 * n, 0.155 * n) for s in (1, -1)]
    bars = [
        tube(
            [(0.455 * n, y * n, 0.115 * n), ((0.525 - 1.4 * abs(y) / 2) * n, 0.8 * y * n, 0.025 * n)],
            0.008 * n,
            sides=6,
        )
        for y in np.linspace(-0.12, 0.12, 9)
    ]
    foot = tube([((0.525 - 0.7 * abs(y)) * n, 0.8 * y * n, 0.022 * n) for y in (-0.12, 0.0, 0.12)], 0.01 * n, sides=6)
    lamp = moved(sphere(0.028 * n), 0.435 * n, 0, 0.385 * n)
    rows = [(-0.33, 0.1), (-0.1, 0.1), (0.13, 0.1), (0.34, 0.06)]
    wheels = [
        moved(turned(_driver(r * n, 0.035 * n, 12 if r > 0.08 else 8), (0, 0, 1), 0.0 if s < 0 else TAU / 2),
              x * n, s * 0.137 * n, r * n)
        for x, r in rows
        for s in (1, -1)
    ]  # fmt: skip
    rods = []
    for s in (1, -1):
        side, pin = s * 0.146 * n, (0.035 * n, 0.065 * n)
        rods.append(tube([(-0.33 * n + pin[0], side, pin[1]), (0.13 * n + pin[0], side, pin[1])], 0.011 * n, sides=8))
        rods.append(
            tube([(-0.1 * n + pin[0], side * 1.05, pin[1]), (0.33 * n, side * 1.02, 0.125 * n)], 0.009 * n, sides=8)
        )
        rods += [
            moved(turned(cylinder(0.019 * n, 0.022 * n), LEVEL, TAU / 4), x * n + pin[0], side, pin[1])
            for x, _ in rows[:3]
        ]
    cylinders = [
        moved(
            turned(cylinder(0.045 * n, 0.13 * n, bevel=0.008 * n), ALONG, TAU / 4), 0.36 * n, s * 0.135 * n, 0.135 * n
        )
        for s in (1, -1)
    ]
    return Shape(
        (
            piece("body", joined([*shell, deck, beam, *cylinders]), "paint", (0.03, 0.10, 0.05), sheet=0.02),
            piece("cab", walls, "paint", (0.35, 0.03, 0.02), sheet=0.02),
            piece("iron", joined([roof, frame, *iron, *wheels, *bars, foot, *buffers]), "iron", BLACK, sheet=0.03),
            piece("lamp", lamp, "brass", sheet=0.003),
            piece("fittings", joined(brass), "brass", decor=True),
            piece("rods", joined(rods), "steel", decor=True),
            piece("windows", joined(panes), "dark_glass", decor=True),
        ),
        (
            colliding.box((0.9 * n, 0.26 * n, 0.24 * n), (0, 0, 0.27 * n)),
            colliding.box((0.24 * n, 0.3 * n, 0.34 * n), (-0.33 * n, 0, 0.32 * n), "cab"),
            *(
                colliding.rod((x * n, s * 0.105 * n, r * n), (x * n, s * 0.135 * n, r * n), r * n, "iron", "cylinder")
                for x, r in rows
                for s in (1, -1)
            ),
        ),
        Resonator("plate", (n, 0.3 * n, 0.02)),
    )


def ski(p: Params) -> Shape:
    """A ski along X on its sole: waisted, its tip bent up, a binding in the middle."""
    n = p["length"]
    w, t = 0.048 * n, 0.009 * n
    x = np.linspace(-0.5, 0.5, 33)
    rise = np.where(x > 0.36, 0.055 * n * ((x - 0.36) / 0.14) ** 2, 0.0)
    wide = (
        w
        * (0.72 + 0.28 * np.abs(2.0 * x) ** 2)
        * np.where(x > 0.43, np.sqrt(np.clip((0.505 - x) / 0.075, 0.02, 1.0)), 1.0)
    )
    rings = [
        np.array([(a * n, y * b / 2, z + up) for y, z in ((-1, 0), (1, 0), (1, t), (-1, t))])
        for a, b, up in zip(x, wide, rise, strict=True)
    ]
    binding = [
        rounded_box((0.05 * n, 0.6 * w, 0.018 * n), 0.004 * n),
        rounded_box((0.04 * n, 0.6 * w, 0.014 * n), 0.004 * n),
    ]
    binding = [moved(part, at * n, 0, t + 0.008 * n) for part, at in zip(binding, (0.08, -0.09), strict=True)]
    return Shape(
        (
            piece("body", loft(np.array(rings), crease=0.3), "paint", (0.5, 0.03, 0.03)),
            piece("binding", joined(binding), "plastic", BLACK),
        ),
        (colliding.box((0.86 * n, 0.8 * w, t), (-0.07 * n, 0, t / 2)),),
        Resonator("bar", (n, w, t)),
    )


FAMILIES = {
    "ski": Family(ski, {"length": length(1.7)}),
    "bicycle": Family(bicycle, {"length": length(1.75)}),
    "motorcycle": Family(motorcycle, {"length": length(2.1)}),
    "skateboard": Family(skateboard, {"length": length(0.8)}),
    "locomotive": Family(locomotive, {"length": length(10.0)}),
}
