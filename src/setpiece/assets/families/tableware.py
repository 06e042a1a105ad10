"""Opaque vessels for the table, the kitchen and the yard: each hollow, with a floor one can put things on."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.families.pastry import crumbs
from setpiece.assets.modelling import TAU, curve, cylinder, lathe, ring, rounded, rounded_box, tube
from setpiece.assets.shape import Family, Params, Piece, Shape, count, length, piece, ratio
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import Surface, joined, moved, turned


def _inside(z: float, radius: float) -> Support:
    return Support("inside", (0, 0, z), (0.7 * radius, 0.7 * radius))


def _ear(points: list[tuple[float, float]], radius: float, *, thick: float = 1.0) -> Surface:
    """Return a handle along a curve of (x, z) points."""
    path = curve(points, 14)
    way = np.column_stack([path[:, 0], np.zeros(len(path)), path[:, 1]])
    return tube(way, np.linspace(1.0, thick, len(way)) * radius, sides=10)


def mug(p: Params) -> Shape:
    """A straight or flared mug with an ear; ``filled``: how far up there is a drink, from its bottom to its brim."""
    r, h, t = p["radius"], p["height"], p["wall"]
    foot = p["flare"] * r
    profile = rounded(
        [
            (0, 0.3 * t),
            (0.80 * foot, 0.3 * t),
            (0.84 * foot, 0, 0.3 * t),
            (foot, 0, 1.5 * t),
            (r, h, 0.5 * t),
            (r - t, h, 0.5 * t),
            (foot - t, 1.5 * t, 3 * t),
            (0, 1.5 * t),
        ],
        steps=4,
    )
    at = lambda z: foot + (r - foot) * z / h  # noqa: E731
    ear = _ear(
        [
            (at(0.80 * h) - t, 0.80 * h),
            (r + 0.35 * h, 0.80 * h),
            (r + 0.42 * h, 0.52 * h),
            (at(0.2 * h) + 0.2 * h, 0.26 * h),
            (at(0.18 * h) - t, 0.18 * h),
        ],
        0.055 * h,
    )
    staves = colliding.vessel([(foot, 0), (r, h)], [(foot - t, 1.5 * t), (r - t, h)])
    level = 2.0 * t + p["filled"] * (h - 2.0 * t)
    drink = _drink(level, at(level) - t, 1.5 * t) if p["filled"] else []
    return Shape(
        (piece("body", lathe(profile, segments=56), "ceramic"), piece("ear", ear, "ceramic"), *drink),
        (*staves, colliding.box((0.38 * h, 0.1 * h, 0.66 * h), (at(0.5 * h) + 0.2 * h, 0, 0.5 * h))),
        Resonator("shell", (r, h, t)),
        (_inside(1.5 * t, foot - 3 * t),),
    )


def _drink(level: float, r: float, floor: float) -> list[Piece]:
    """Return a drink from ``floor`` to ``level`` (m) in a cup of inner radius ``r``: it climbs the wall, with froth."""
    low = max(floor, 0.3 * level)  # nobody sees deeper into it
    climbs = [(r + 1e-4, level + 0.0012), (r - 0.0006, level + 0.0005), (r - 0.0022, level), (0.0, level)]
    froth = moved(ring(r - 0.0012, 0.0007, segments=56, sides=6), z=level + 0.0003)
    return [
        piece("drink", lathe([(0.0, low), (0.9 * r, low), *climbs], segments=56), "brewed_coffee"),
        piece("froth", froth, "paper", (0.33, 0.17, 0.065), decor=True),
    ]


def plate(p: Params) -> Shape:
    """A dinner plate on a broad foot ring, with a well, and a rim that thins out; ``crumbs`` lie in its well."""
    r, h, t = p["radius"], p["height"], p["wall"]
    profile = rounded(
        [
            (0, 0.12 * h),
            (0.575 * r, 0.12 * h, 0.001),
            (0.585 * r, 0, 0.0008),
            (0.620 * r, 0, 0.0008),
            (0.635 * r, 0.14 * h, 0.003),
            (0.74 * r, 0.66 * h, 0.02),
            (r, h - 0.62 * t, 0.28 * t),
            (r, h, 0.28 * t),
            (0.74 * r, 0.66 * h + 0.9 * t, 0.02),
            (0.63 * r, 0.12 * h + t, 0.02),
            (0, 0.12 * h + t),
        ],
        steps=4,
    )
    floor = 0.12 * h + t
    cup = colliding.vessel(
        [(0.62 * r, 0), (0.74 * r, 0.64 * h), (r, h - 0.62 * t)],
        [(0.62 * r, floor), (0.74 * r, 0.66 * h + 0.9 * t), (r, h)],
        staves=12,
    )
    return Shape(
        (piece("body", lathe(profile, segments=72), "porcelain"), *crumbs(p["crumbs"], (0.62 * r, 0.62 * r), floor)),
        cup,
        Resonator("plate", (1.8 * r, 1.8 * r, t)),
        (_inside(floor, 0.6 * r),),
    )


def bowl(p: Params) -> Shape:
    """A round bowl on a foot ring."""
    r, h, t = p["radius"], p["height"], p["wall"]
    foot, lift = 0.42 * r, 0.08 * h
    outer = curve([(foot, lift), (0.72 * r, 0.28 * h), (0.92 * r, 0.60 * h), (r, h)], 12)
    inner = curve(
        [
            (r - t, h),
            (0.92 * r - t, 0.62 * h),
            (0.72 * r - 0.9 * t, 0.31 * h + 0.2 * t),
            (0.5 * foot, lift + t),
            (0, lift + 0.9 * t),
        ],
        16,
    )
    base = rounded(
        [
            (0, 0.6 * lift),
            (0.86 * foot, 0.6 * lift, 0.001),
            (0.90 * foot, 0, 0.001),
            (0.99 * foot, 0, 0.001),
            (foot, lift),
        ],
        steps=2,
    )
    profile = np.concatenate([base, outer[1:], [(r - 0.2 * t, h + 0.35 * t), (r - 0.8 * t, h + 0.35 * t)], inner])
    outside = [(foot, 0), (0.72 * r, 0.28 * h), (0.92 * r, 0.60 * h), (r, h)]
    inside = [(0.4 * foot, lift + t), (0.72 * r - t, 0.31 * h + t), (0.92 * r - t, 0.62 * h), (r - t, h)]
    return Shape(
        (piece("body", lathe(profile, segments=64), "ceramic"),),
        colliding.vessel(outside, inside, staves=12),
        Resonator("shell", (r, h, t)),
        (_inside(lift + t, 0.5 * foot),),
    )


def vase(p: Params) -> Shape:
    """A bellied vase with a narrow neck and a flared lip."""
    r, h, t = p["radius"], p["height"], p["wall"]
    keys = np.array(
        [(0.52, 0.0), (0.74, 0.14), (0.97, 0.38), (0.94, 0.55), (0.62, 0.76), (0.36, 0.88), (0.40, 0.96), (0.52, 1.0)]
    )
    outer = curve(keys * [r, h], 30)
    inner = (curve(keys * [r, h], 24) - [t, 0])[::-1]
    inner = inner[inner[:, 1] > 2 * t]
    profile = np.concatenate(
        [
            [(0, 0.6 * t), (0.44 * r, 0.6 * t), (0.46 * r, 0)],
            outer[:-1],
            rounded([outer[-1], (0.52 * r, h + 0.4 * t, 0.3 * t), (0.52 * r - t, h + 0.4 * t, 0.3 * t), inner[0]]),
            inner[1:],
            [(0, 2 * t)],
        ]
    )
    k = keys[[0, 1, 2, 3, 4, 5, 7]] * [r, h]
    inside = k - [t, 0]
    inside[0, 1] = 2 * t
    return Shape(
        (piece("body", lathe(profile, segments=64), "ceramic", (0.05, 0.16, 0.30)),),
        colliding.vessel(k, inside, staves=10),
        Resonator("shell", (r, h, t)),
        rolls=True,
    )


def jug(p: Params) -> Shape:
    """A bellied jug with an ear and a pulled lip."""
    r, h, t = p["radius"], p["height"], p["wall"]
    keys = np.array([(0.70, 0.0), (0.92, 0.18), (1.0, 0.38), (0.86, 0.64), (0.66, 0.82), (0.70, 1.0)]) * [r, h]
    outer = curve(keys, 22)
    inner = (outer - [t, 0])[::-1]
    inner = inner[inner[:, 1] > 1.5 * t]
    profile = np.concatenate([[(0, 0.5 * t), (0.6 * r, 0.5 * t), (0.62 * r, 0)], outer, inner, [(0, 1.5 * t)]])
    body = lathe(profile, segments=64)
    # The lip: near the rim, towards -X, the wall is drawn outwards.
    v = body.vertices.copy()
    turn = np.abs(np.arctan2(v[:, 1], -v[:, 0]))
    share = (
        np.clip((v[:, 2] / h - 0.80) / 0.20, 0, 1) ** 2
        * np.exp(-((turn / 0.42) ** 2))
        * (np.hypot(v[:, 0], v[:, 1]) > 1e-6)
    )
    v[:, 0] -= 0.42 * r * share
    v[:, 2] += 0.03 * h * share
    body = Surface(v, body.faces, body.uv, body.crease, body.normals, body.matter)
    ear = _ear(
        [(0.62 * r, 0.90 * h), (1.30 * r, 0.96 * h), (1.62 * r, 0.70 * h), (1.35 * r, 0.40 * h), (0.95 * r, 0.28 * h)],
        0.045 * h,
        thick=0.8,
    )
    inside = keys - [t, 0]
    inside[0, 1] = 1.5 * t
    return Shape(
        (piece("body", body, "ceramic"), piece("ear", ear, "ceramic")),
        (
            *colliding.vessel(keys, inside, staves=12),
            colliding.box((0.55 * r, 0.08 * h, 0.6 * h), (1.28 * r, 0, 0.65 * h)),
        ),
        Resonator("shell", (r, h, t)),
        (_inside(1.5 * t, 0.6 * r),),
    )


def teapot(p: Params) -> Shape:
    """A round pot with a spout, an ear, a lid and its knob."""
    r = p["radius"]
    h = 1.45 * r
    outer = curve([(0.60 * r, 0), (0.92 * r, 0.35 * r), (r, 0.72 * r), (0.78 * r, 1.18 * r), (0.45 * r, 1.34 * r)], 20)
    lid = curve([(0.47 * r, 1.335 * r), (0.38 * r, 1.42 * r), (0.18 * r, h), (0.08 * r, 1.50 * r)], 10)
    body = lathe(np.concatenate([[(0, 0.02 * r), (0.55 * r, 0.02 * r), (0.57 * r, 0)], outer]), segments=56)
    top = lathe(np.concatenate([[(0.0, 1.32 * r), (0.47 * r, 1.32 * r)], lid]), segments=40)
    knob = lathe(
        curve([(0.05 * r, 1.48 * r), (0.13 * r, 1.58 * r), (0.11 * r, 1.66 * r), (0.0, 1.69 * r)], 8), segments=24
    )
    way = curve(
        [(0.80 * r, 0.0, 0.45 * r), (1.25 * r, 0.0, 0.62 * r), (1.45 * r, 0.0, 1.02 * r), (1.75 * r, 0.0, 1.28 * r)], 12
    )
    spout = tube(way, np.linspace(0.24 * r, 0.09 * r, 12), sides=16, ends="flat")
    ear = _ear(
        [
            (-0.85 * r, 1.10 * r),
            (-1.42 * r, 1.18 * r),
            (-1.62 * r, 0.80 * r),
            (-1.35 * r, 0.42 * r),
            (-0.90 * r, 0.36 * r),
        ],
        0.085 * r,
    )
    pieces = [
        piece("body", joined([body, spout]), "ceramic", sheet=0.0045),
        piece("ear", ear, "ceramic", sheet=0.0045),
        piece("lid", joined([top, knob]), "ceramic", sheet=0.004),
    ]
    return Shape(
        tuple(pieces),
        (
            colliding.round_hull(
                [(0.60 * r, 0), (0.92 * r, 0.35 * r), (r, 0.72 * r), (0.78 * r, 1.18 * r), (0.1 * r, 1.69 * r)],
                sides=20,
            ),
            colliding.hull(
                np.concatenate(
                    [way[[3, -1]] + d for d in 0.09 * r * np.array([(0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)])]
                )
            ),
            colliding.box((0.7 * r, 0.17 * r, 0.85 * r), (-1.25 * r, 0, 0.78 * r)),
        ),
        Resonator("shell", (r, h, 0.0045)),
    )


def bucket(p: Params) -> Shape:
    """A pail, wider at the rim, with a rolled edge and a bail lying to one side."""
    r, h, t = p["radius"], p["height"], p["wall"]
    foot = 0.72 * r
    profile = rounded(
        [
            (0, 0.02 * h),
            (0.93 * foot, 0.02 * h),
            (0.95 * foot, 0, t),
            (foot, 0, t),
            (r, h),
            (r - t, h),
            (foot - t, 0.02 * h + t, t),
            (0, 0.02 * h + t),
        ]
    )
    edge = moved(ring(r, 2.2 * t, segments=48, sides=8), z=h)
    bail = TAU / 2 * np.arange(15) / 14
    way = np.stack([1.03 * r * np.cos(bail), 0.60 * r * np.sin(bail), h - 0.05 * h + 0.42 * h * np.sin(bail)], -1)
    ears = [
        moved(turned(cylinder(0.09 * r, 0.03 * r, bevel=0.003 * r), (0, 1, 0), np.pi / 2), s * 1.0 * r, 0, 0.95 * h)
        for s in (-1, 1)
    ]
    grip = tube(way[6:9], 0.035 * r, sides=12)
    return Shape(
        (
            piece("body", joined([lathe(profile, segments=56), edge, *ears]), "brushed_metal"),
            piece("handle", joined([tube(way, 0.012 * r + 0.001, sides=8), grip]), "steel"),
        ),
        colliding.vessel([(foot, 0), (r, h)], [(foot - t, 0.02 * h + t), (r - t, h)], staves=16),
        Resonator("shell", (r, h, t)),
        (_inside(0.02 * h + t, foot - 2 * t),),
        rolls=True,
    )


def pot(p: Params) -> Shape:
    """A cooking pot without lid, with two riveted handles."""
    r, h, t = p["radius"], p["height"], p["wall"]
    profile = rounded(
        [
            (0, 0),
            (r, 0, 0.08 * r),
            (r, h, 0.3 * t),
            (r + 1.5 * t, h, 0.4 * t),
            (r + 1.5 * t, h + t, 0.4 * t),
            (r - t, h + t, 0.4 * t),
            (r - t, 2 * t, 0.08 * r),
            (0, 2 * t),
        ],
        steps=4,
    )
    handles = [
        tube(
            [
                (s * (r - t), -0.35 * r, 0.82 * h),
                (s * 1.22 * r, -0.30 * r, 0.84 * h),
                (s * 1.26 * r, 0, 0.85 * h),
                (s * 1.22 * r, 0.30 * r, 0.84 * h),
                (s * (r - t), 0.35 * r, 0.82 * h),
            ],
            0.045 * r,
            sides=10,
        )
        for s in (-1, 1)
    ]
    return Shape(
        (piece("body", joined([lathe(profile, segments=64), *handles]), "steel"),),
        (
            *colliding.vessel([(r, 0), (r, h + t)], [(r - t, 2 * t), (r - t, h + t)], staves=16),
            *(colliding.box((0.26 * r, 0.7 * r, 0.09 * r), (s * 1.13 * r, 0, 0.84 * h)) for s in (-1, 1)),
        ),
        Resonator("shell", (r, h, t)),
        (_inside(2 * t, r - 3 * t),),
    )


def pan(p: Params) -> Shape:
    """A frying pan with a long handle towards +X."""
    r, h, t = p["radius"], p["height"], p["wall"]
    foot = 0.80 * r
    profile = rounded(
        [(0, 0), (foot, 0, 0.10 * r), (r, h, 0.3 * t), (r - t, h, 0.3 * t), (foot - 0.5 * t, t, 0.10 * r), (0, t)],
        steps=4,
    )
    handle = moved(rounded_box((1.35 * r, 0.17 * r, 0.09 * r), 0.03 * r, steps=2), 0.66 * r)
    handle = moved(turned(handle, (0, 1, 0), -0.16), 0.93 * r, 0, 0.62 * h)
    return Shape(
        (piece("body", lathe(profile, segments=64), "iron"), piece("handle", handle, "plastic", (0.015, 0.015, 0.015))),
        (
            *colliding.vessel([(foot, 0), (r, h)], [(foot - 0.5 * t, t), (r - t, h)], staves=16),
            colliding.rod((0.95 * r, 0, 0.62 * h), (2.25 * r, 0, 0.62 * h + 0.21 * r), 0.05 * r, "handle"),
        ),
        Resonator("plate", (1.7 * r, 1.7 * r, t)),
        (_inside(t, foot),),
    )


def flower_pot(p: Params) -> Shape:
    """A tapered clay pot with a band at the rim, filled with soil."""
    r, h, t = p["radius"], p["height"], p["wall"]
    foot = 0.66 * r
    lip = 0.20 * h
    profile = rounded(
        [
            (0, 0),
            (foot, 0, 0.002),
            (0.92 * r, h - lip),
            (r, h - lip, 0.002),
            (r, h, 0.002),
            (r - t, h, 0.002),
            (r - t, 0.82 * h),
        ],
        steps=2,
    )
    soil = moved(cylinder(r - t, 0.05 * h, bevel=0.002), z=0.83 * h)
    return Shape(
        (piece("body", lathe(profile, segments=56), "terracotta"), piece("soil", soil, "soil", decor=True)),
        (
            colliding.round_hull([(foot, 0), (0.92 * r, h - lip)], sides=24),
            *colliding.vessel([(r, h - lip), (r, h)], [(r - t, 0.85 * h), (r - t, h)]),
        ),
        Resonator("shell", (r, h, t)),
        (Support("inside", (0, 0, 0.855 * h), (0.6 * r, 0.6 * r)),),
    )


def can(p: Params) -> Shape:
    """A drink can: necked ends, a sunken lid with its tab."""
    r, h = p["radius"], p["height"]
    rim = 0.82 * r
    profile = rounded(
        [
            (0, 0.10 * r),
            (0.55 * r, 0.06 * r, 0.3 * r),
            (0.76 * r, 0, 0.004),
            (0.80 * r, 0.01 * r, 0.003),
            (r, 0.20 * r, 0.12 * r),
            (r, h - 0.28 * r, 0.12 * r),
            (rim, h - 0.06 * r, 0.003),
            (rim + 0.001, h, 0.0007),
            (rim - 0.002, h, 0.0007),
            (rim - 0.003, h - 0.10 * r, 0.001),
            (0, h - 0.10 * r),
        ],
        steps=3,
    )
    sleeve = lathe(
        [(r * 1.0006, 0.24 * r), (r * 1.0006, h - 0.32 * r), (r * 0.98, h - 0.32 * r), (r * 0.98, 0.24 * r)],
        segments=64,
        closed=True,
    )
    tab = moved(rounded_box((0.42 * r, 0.24 * r, 0.03 * r), 0.012 * r, steps=2), 0.12 * r, 0, h - 0.075 * r)
    return Shape(
        (
            piece("metal", lathe(profile, segments=64), "aluminium", sheet=0.00012),
            piece("body", sleeve, "paint", (0.50, 0.01, 0.015), decor=True),
            piece("tab", tab, "aluminium", decor=True),
        ),
        (colliding.round_hull([(0.78 * r, 0), (r, 0.20 * r), (r, h - 0.28 * r), (rim, h)], sides=28),),
        Resonator("shell", (r, h, 0.0001)),
        (Support("top", (0, 0, h), (0.5 * r, 0.5 * r)),),
        rolls=True,
    )


FAMILIES = {
    "mug": Family(
        mug,
        {
            "radius": length(0.041),
            "height": length(0.095),
            "wall": length(0.0045),
            "flare": ratio(1.0, 0.4, 1.2),
            "filled": ratio(0.0, 0.0, 0.95),
        },
    ),
    "plate": Family(
        plate, {"radius": length(0.135), "height": length(0.018), "wall": length(0.005), "crumbs": count(0, 0, 200)}
    ),
    "bowl": Family(bowl, {"radius": length(0.08), "height": length(0.07), "wall": length(0.0045)}),
    "vase": Family(vase, {"radius": length(0.085), "height": length(0.28), "wall": length(0.005)}),
    "jug": Family(jug, {"radius": length(0.065), "height": length(0.22), "wall": length(0.005)}),
    "teapot": Family(teapot, {"radius": length(0.075)}),
    "bucket": Family(bucket, {"radius": length(0.15), "height": length(0.28), "wall": length(0.0012)}),
    "pot": Family(pot, {"radius": length(0.11), "height": length(0.13), "wall": length(0.002)}),
    "pan": Family(pan, {"radius": length(0.13), "height": length(0.045), "wall": length(0.004)}),
    "flower_pot": Family(flower_pot, {"radius": length(0.08), "height": length(0.14), "wall": length(0.008)}),
    "can": Family(can, {"radius": length(0.033), "height": length(0.122)}),
}
