"""Cutlery, tools and hardware in metal: what one eats, hammers, screws, locks, lifts and wears with."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import (
    TAU,
    curve,
    cylinder,
    difference,
    extrude,
    intersection,
    lathe,
    loft,
    ring,
    rounded,
    rounded_box,
    sweep,
    tube,
)
from setpiece.assets.shape import Family, Params, Shape, count, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import Surface, joined, moved, scaled, stretched, turned

BLACK = (0.02, 0.02, 0.02)


def spoon(p: Params) -> Shape:
    """A spoon along X, its bowl towards +X."""
    n = p["length"]
    k = n / 0.19
    t = np.linspace(0, 1, 26)
    x = (t - 0.5) * 0.19
    wide = np.interp(
        t,
        [0, 0.02, 0.10, 0.35, 0.62, 0.68, 0.76, 0.86, 0.95, 0.99, 1.0],
        [0.004, 0.008, 0.009, 0.0048, 0.0038, 0.006, 0.016, 0.020, 0.014, 0.006, 0.002],
    )
    lift = np.interp(t, [0, 0.3, 0.62, 0.70, 1.0], [0.012, 0.016, 0.008, 0.004, 0.006])
    dip = 0.008 * np.clip(np.sin(np.pi * np.clip((t - 0.66) / 0.34, 0, 1)), 0, 1)
    across = np.linspace(-1, 1, 9)
    rings = []
    for xi, w, z, d in zip(x, wide, lift, dip, strict=True):
        top = np.column_stack([np.full(9, xi), w * across, z - d * (1 - across**2)])
        rings.append(np.concatenate([top - [0, 0, 0.0016], top[::-1]]) * k)
    body = loft(np.array(rings))
    handle = colliding.hull(
        [(a * k, b * k, c * k) for a in (-0.095, 0.03) for b in (-0.007, 0.007) for c in (0.006, 0.016)]
    )
    bowl = colliding.hull(
        [
            (x_ * k, y * k, z * k)
            for x_, y, z in [
                (0.03, 0, 0.004),
                (0.045, 0.016, 0.003),
                (0.045, -0.016, 0.003),
                (0.07, 0.019, 0.005),
                (0.07, -0.019, 0.005),
                (0.094, 0, 0.006),
                (0.06, 0.01, -0.0045),
                (0.06, -0.01, -0.0045),
                (0.072, 0, -0.005),
            ]
        ]
    )
    return Shape((piece("body", body, "steel"),), (handle, bowl), Resonator("bar", (n, 0.012 * k, 0.0016 * k)))


def fork(p: Params) -> Shape:
    """A fork along X with four tines."""
    n = p["length"]
    k = n / 0.19
    half = [(-0.095, 0.006), (-0.06, 0.008), (-0.01, 0.004), (0.025, 0.004), (0.042, 0.0115), (0.05, 0.0125)]
    right = []
    for i in range(4):
        y = -0.0108 + 0.0072 * i
        right += [
            (0.094, y - 0.0010),
            (0.095, y),
            (0.094, y + 0.0010),
            *([(0.054, y + 0.0022), (0.052, y + 0.0036), (0.054, y + 0.0050)] if i < 3 else []),
        ]
    shape = [*((x, -y) for x, y in half), *right, *((x, y) for x, y in reversed(half))]
    flat = extrude(np.array(shape) * k, 0.0018 * k, bevel=0.0004 * k)
    v = flat.vertices.copy()
    u = v[:, 0] / k
    v[:, 2] += k * (0.010 * np.exp(-(((u + 0.02) / 0.05) ** 2)) + 0.35 * np.clip(u - 0.06, 0, None) ** 2 * 10)
    body = Surface(v, flat.faces, flat.uv, flat.crease, flat.normals)
    box = colliding.hull(
        [
            (x * k, y * k, z * k)
            for x, y in ((-0.095, 0.007), (0.03, 0.005), (0.095, 0.012))
            for y in (-y, y)
            for z in (0.0, 0.008)
        ]
    )
    return Shape((piece("body", body, "steel"),), (box,), Resonator("bar", (n, 0.012 * k, 0.0018 * k)))


def knife(p: Params) -> Shape:
    """A table knife along X, its blade towards +X."""
    n = p["length"]
    k = n / 0.22
    blade = [
        (0.0, -0.006),
        (0.03, -0.009),
        (0.09, -0.0095),
        (0.105, -0.006),
        (0.11, 0.004),
        (0.10, 0.0075),
        (0.0, 0.006),
    ]
    edge = extrude(np.array(blade) * k, 0.0018 * k, bevel=0.0006 * k)
    grip = stretched(cylinder(0.5, 1.0, bevel=0.2, segments=24, steps=4), 0.0085 * k, 0.017 * k, 0.112 * k)
    grip = moved(turned(grip, (0, 1, 0), np.pi / 2), -0.054 * k, 0, 0.0009 * k)
    return Shape(
        (piece("blade", edge, "steel"), piece("body", grip, "steel")),
        (
            colliding.box((0.11 * k, 0.017 * k, 0.0085 * k), (-0.054 * k, 0, 0.0009 * k)),
            colliding.box((0.11 * k, 0.017 * k, 0.0018 * k), (0.055 * k, 0, 0.0009 * k), "blade"),
        ),
        Resonator("bar", (n, 0.016 * k, 0.002 * k)),
    )


def hammer(p: Params) -> Shape:
    """A hammer lying along X: steel head with face and pein, oval ash handle."""
    n = p["length"]
    k = n / 0.32
    head = joined(
        [
            moved(turned(cylinder(0.014, 0.030, bevel=0.002, segments=32), (1, 0, 0), np.pi / 2), y=-0.042),
            rounded_box((0.026, 0.058, 0.026), 0.004, steps=2),
            loft(
                np.array(
                    [
                        [(x * w, y, z * h) for x, z in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
                        for y, w, h in ((0.028, 0.012, 0.012), (0.060, 0.011, 0.002))
                    ]
                )
            ),
        ]
    )
    grip = loft(
        np.array(
            [
                [(x, a * np.cos(t), b * np.sin(t)) for t in TAU * np.arange(20) / 20]
                for x, a, b in (
                    (-0.30, 0.012, 0.009),
                    (-0.295, 0.0155, 0.0115),
                    (-0.26, 0.017, 0.0125),
                    (-0.18, 0.0145, 0.011),
                    (-0.06, 0.012, 0.009),
                    (0.012, 0.011, 0.009),
                    (0.016, 0.009, 0.007),
                )
            ]
        )
    )
    return Shape(
        (piece("head", scaled(head, k), "steel"), piece("body", scaled(grip, k), "wood", (0.55, 0.36, 0.18))),
        (
            colliding.box((0.028 * k, 0.118 * k, 0.028 * k), (0, 0.001 * k, 0), "head"),
            colliding.box((0.316 * k, 0.03 * k, 0.022 * k), (-0.142 * k, 0, 0)),
        ),
        Resonator("bar", (n, 0.03 * k, 0.02 * k)),
    )


def nail(p: Params) -> Shape:
    """A nail lying along X, its head towards -X."""
    n, r = p["length"], p["radius"]
    body = lathe(
        [
            (0, 0),
            (2.2 * r, 0),
            (2.3 * r, 0.3 * r),
            (2.0 * r, 0.8 * r),
            (r, 1.1 * r),
            (r, n - 4 * r),
            (0.05 * r, n),
            (0, n),
        ],
        segments=20,
    )
    body = turned(moved(body, z=-n / 2), (0, 1, 0), np.pi / 2)
    tip = 3.5 * r
    return Shape(
        (piece("body", body, "steel"),),
        (
            colliding.rod((-n / 2, 0, 0), (n / 2 - tip, 0, 0), r, kind="cylinder"),
            colliding.rod((-n / 2, 0, 0), (-n / 2 + 0.9 * r, 0, 0), 2.2 * r, kind="cylinder"),
        ),
        Resonator("bar", (n, 2 * r, 2 * r)),
        rolls=True,
    )


def _hexagon(across: float) -> np.ndarray:
    a = TAU * np.arange(6) / 6
    return np.column_stack([np.cos(a), np.sin(a)]) * across / np.sqrt(3)


def nut(p: Params) -> Shape:
    """A hexagonal nut with a bored, chamfered hole, lying flat."""
    w, h = p["across"], p["height"]
    blank = moved(extrude(_hexagon(w), h), z=-h / 2)
    blank = intersection(
        blank,
        lathe(
            [
                (0, -h / 2),
                (0.50 * w, -h / 2),
                (0.60 * w, -0.36 * h),
                (0.60 * w, 0.36 * h),
                (0.50 * w, h / 2),
                (0, h / 2),
            ],
            segments=48,
        ),
    )
    threads = [(0.31 * w, -h), (0.31 * w, -h / 2)]
    turns = 6
    for i in range(turns):
        z = -h / 2 + h * (i + 0.5) / turns
        threads += [(0.285 * w, z - 0.24 * h / turns), (0.305 * w, z + 0.24 * h / turns)]
    threads += [(0.31 * w, h / 2), (0.31 * w, h)]
    body = difference(blank, lathe(threads, segments=32))
    return Shape(
        (piece("body", body, "steel"),),
        (colliding.hull([(x, y, z) for x, y in _hexagon(w) for z in (-h / 2, h / 2)]),),
        Resonator("block", (w, w, h)),
    )


def bolt(p: Params) -> Shape:
    """A bolt on its hexagonal head, thread upwards."""
    r, n = p["radius"], p["length"]
    head = extrude(_hexagon(3.4 * r), 1.3 * r, bevel=0.12 * r)
    profile = [(0, 1.2 * r), (0.97 * r, 1.2 * r)]
    turns = int((n - 2.3 * r) / (0.35 * r))
    for i in range(turns):
        z = 1.6 * r + 0.35 * r * i
        profile += [(0.84 * r, z), (r, z + 0.17 * r)]
    profile += [(0.8 * r, n), (0, n)]
    return Shape(
        (piece("body", joined([head, lathe(profile, segments=28)]), "steel"),),
        (
            colliding.hull([(x, y, z) for x, y in _hexagon(3.4 * r) for z in (0, 1.3 * r)]),
            colliding.upright(r, n - 1.3 * r, (0, 0, (n + 1.3 * r) / 2)),
        ),
        Resonator("bar", (n, 2 * r, 2 * r)),
    )


def gear(p: Params) -> Shape:
    """A spur gear lying flat, with a bore and lightening holes."""
    r, t, teeth = p["radius"], p["thickness"], int(p["teeth"])
    outline = []
    for k in range(teeth):
        for share, radius in ((-0.30, 0.86), (-0.23, 0.87), (-0.13, 1.0), (0.13, 1.0), (0.23, 0.87), (0.30, 0.86)):
            a = TAU * (k + share) / teeth
            outline.append((radius * r * np.cos(a), radius * r * np.sin(a)))
    holes = [
        moved(cylinder(0.15 * r, 2 * t, bevel=0.0, segments=24), 0.5 * r * np.cos(a), 0.5 * r * np.sin(a))
        for a in TAU * np.arange(5) / 5
    ]
    body = difference(
        moved(extrude(outline, t, bevel=0.04 * t), z=-t / 2), cylinder(0.16 * r, 2 * t, bevel=0.0, segments=32), *holes
    )
    return Shape(
        (piece("body", body, "steel"),),
        (colliding.upright(0.99 * r, t),),
        Resonator("plate", (1.8 * r, 1.8 * r, t)),
        (Support("top", (0, 0, t / 2), (0.6 * r, 0.6 * r)),),
        rolls=True,
    )


def key(p: Params) -> Shape:
    """A door key lying along X: ring bow, shank and a notched bit."""
    n = p["length"]
    k = n / 0.06
    bow = moved(ring(0.0095, 0.0026, segments=36, sides=10), -0.0178)
    shank = tube([(-0.008, 0, 0), (0.030, 0, 0)], 0.0022, sides=14)
    collar = moved(turned(cylinder(0.0035, 0.002, bevel=0.0004, segments=24), (0, 1, 0), np.pi / 2), -0.006)
    bit = moved(
        extrude(
            [
                (0, 0),
                (0.011, 0),
                (0.011, 0.006),
                (0.007, 0.006),
                (0.007, 0.002),
                (0.005, 0.002),
                (0.005, 0.005),
                (0, 0.005),
            ],
            0.0022,
            bevel=0.0003,
        ),
        0.017,
        0.001,
        -0.0011,
    )
    body = scaled(joined([bow, shank, collar, bit]), k)
    return Shape(
        (piece("body", body, "brass"),),
        (
            colliding.rod((-0.0178 * k, 0, -0.0013 * k), (-0.0178 * k, 0, 0.0013 * k), 0.0121 * k, kind="cylinder"),
            colliding.rod((-0.008 * k, 0, 0), (0.030 * k, 0, 0), 0.0022 * k),
            colliding.box((0.011 * k, 0.006 * k, 0.0022 * k), (0.0225 * k, 0.004 * k, 0)),
        ),
        Resonator("bar", (n, 0.004 * k, 0.004 * k)),
    )


def ring_(p: Params) -> Shape:
    """A plain finger ring lying flat."""
    r, w = p["radius"], p["width"]
    t = 0.10 * r
    profile = rounded(
        [
            (r - t, -w / 2),
            (r - 0.3 * t, -w / 2, 0.3 * t),
            (r, 0, 0.8 * w),
            (r - 0.3 * t, w / 2, 0.3 * t),
            (r - t, w / 2),
        ],
        steps=5,
    )
    return Shape(
        (piece("body", lathe(profile, segments=72, closed=True), "gold"),),
        colliding.vessel([(r, -w / 2), (r, w / 2)], [(r - t, -w / 2), (r - t, w / 2)], staves=16)[1:],
        Resonator("shell", (r, w, t)),
        rolls=True,
    )


def magnet(p: Params) -> Shape:
    """A horseshoe magnet standing on its poles: red bow, bare steel ends."""
    h = p["height"]
    r, w, t = 0.36 * h, 0.20 * h, 0.20 * h

    def bar(way: list[tuple[float, float]]) -> Surface:
        section = np.array([(-w / 2, -t / 2), (w / 2, -t / 2), (w / 2, t / 2), (-w / 2, t / 2)])
        return sweep([(x, 0, z) for x, z in way], section)

    bend = [(r * np.cos(a), h - r - w / 2 + r * np.sin(a)) for a in np.linspace(np.pi, 0, 19)]
    ends = 0.24 * h
    bow = bar([(-r, ends), *bend, (r, ends)])
    poles = [bar([(s * r, 0.0), (s * r, ends)]) for s in (-1, 1)]
    legs = [colliding.box((w, t, h - r - w / 2), (s * r, 0, (h - r - w / 2) / 2)) for s in (-1, 1)]
    top = [
        colliding.hull(
            [
                (rr * np.cos(a), y, h - r - w / 2 + rr * np.sin(a))
                for rr in (r - w / 2, r + w / 2)
                for a in (a0, a0 + np.pi / 4)
                for y in (-t / 2, t / 2)
            ]
        )
        for a0 in np.pi / 4 * np.arange(4)
    ]
    return Shape(
        (piece("body", bow, "paint", (0.50, 0.01, 0.015)), piece("poles", joined(poles), "steel")),
        (*legs, *top),
        Resonator("bar", (3 * h, w, t)),
    )


def kettlebell(p: Params) -> Shape:
    """An iron ball with a flat foot and a bow handle."""
    r = p["radius"]
    profile = [(0, 0), (0.62 * r, 0)] + [(r * np.sin(a), 0.8 * r - r * np.cos(a)) for a in np.linspace(0.66, np.pi, 22)]
    profile[-1] = (0, 1.8 * r)
    bow = curve(
        [
            (-0.62 * r, 0, 1.45 * r),
            (-0.72 * r, 0, 2.0 * r),
            (-0.45 * r, 0, 2.42 * r),
            (0, 0, 2.5 * r),
            (0.45 * r, 0, 2.42 * r),
            (0.72 * r, 0, 2.0 * r),
            (0.62 * r, 0, 1.45 * r),
        ],
        24,
    )
    body = joined([lathe(profile, segments=48), tube(bow, 0.17 * r, sides=14)])
    hull = colliding.round_hull(
        [(0.62 * r, 0), *[(r * np.sin(a), 0.8 * r - r * np.cos(a)) for a in (0.9, 1.3, 1.8, 2.3)]], sides=24
    )
    return Shape(
        (piece("body", body, "iron", (0.02, 0.02, 0.022)),),
        (
            hull,
            colliding.box((1.6 * r, 0.34 * r, 0.34 * r), (0, 0, 2.48 * r)),
            *(colliding.rod((s * 0.66 * r, 0, 1.4 * r), (s * 0.72 * r, 0, 2.3 * r), 0.17 * r) for s in (-1, 1)),
        ),
        Resonator("block", (2 * r, 2 * r, 2 * r)),
    )


def dumbbell(p: Params) -> Shape:
    """A hand weight along X with hexagonal heads."""
    n = p["length"]
    r = 0.20 * n
    heads, colliders = [], []
    for s in (-1, 1):
        head = turned(moved(extrude(_hexagon(1.72 * r), 0.30 * n, bevel=0.02 * n), z=-0.15 * n), (0, 1, 0), np.pi / 2)
        head = turned(head, (1, 0, 0), np.pi / 6)
        heads.append(moved(head, s * 0.35 * n))
        colliders.append(colliding.hull(moved(head, s * 0.35 * n).vertices, "heads"))
    bar = lathe(
        rounded(
            [(0, -0.22 * n), (0.075 * n, -0.22 * n), (0.095 * n, 0, 0.4 * n), (0.075 * n, 0.22 * n), (0, 0.22 * n)],
            steps=6,
        ),
        segments=24,
    )
    return Shape(
        (piece("body", turned(bar, (0, 1, 0), np.pi / 2), "chrome"), piece("heads", joined(heads), "iron", BLACK)),
        (*colliders, colliding.rod((-0.22 * n, 0, 0), (0.22 * n, 0, 0), 0.085 * n)),
        Resonator("bar", (n, r, r)),
    )


FAMILIES = {
    "spoon": Family(spoon, {"length": length(0.19)}),
    "fork": Family(fork, {"length": length(0.19)}),
    "knife": Family(knife, {"length": length(0.22)}),
    "hammer": Family(hammer, {"length": length(0.32)}),
    "nail": Family(nail, {"length": length(0.08), "radius": length(0.0016)}),
    "nut": Family(nut, {"across": length(0.016), "height": length(0.008)}),
    "bolt": Family(bolt, {"length": length(0.05), "radius": length(0.004)}),
    "gear": Family(gear, {"radius": length(0.04), "thickness": length(0.012), "teeth": count(24, 8, 80)}),
    "key": Family(key, {"length": length(0.06)}),
    "ring": Family(ring_, {"radius": length(0.0105), "width": length(0.005)}),
    "magnet": Family(magnet, {"height": length(0.09)}),
    "kettlebell": Family(kettlebell, {"radius": length(0.095)}),
    "dumbbell": Family(dumbbell, {"length": length(0.28)}),
}
