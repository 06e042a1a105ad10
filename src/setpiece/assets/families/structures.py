"""What stands outdoors and is not a house: fence, column, cone, arch, bridge, fountain, statue."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import (
    TAU,
    curve,
    cylinder,
    extrude,
    lathe,
    loft,
    rounded,
    rounded_box,
    sphere,
    tube,
)
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import joined, moved, reshaped, stretched, turned


def fence(p: Params) -> Shape:
    """A picket fence along X with posts and two rails."""
    n, h = p["length"], p["height"]
    pickets = max(3, round(n / 0.12))
    pitch = n / pickets
    w = 0.68 * pitch
    parts = []
    for k in range(pickets):
        outline = [(-w / 2, 0.06), (w / 2, 0.06), (w / 2, h - 0.6 * w), (0, h), (-w / 2, h - 0.6 * w)]
        board = turned(extrude(outline, 0.02, bevel=0.002), (1, 0, 0), np.pi / 2)
        parts.append(moved(board, (k - (pickets - 1) / 2) * pitch, -0.012))
    rails = [moved(rounded_box((n, 0.035, 0.075), 0.003), 0, 0.010, z * h) for z in (0.28, 0.74)]
    posts = max(2, round(n / 1.5) + 1)
    stands = [
        moved(rounded_box((0.09, 0.09, h + 0.04), 0.006), x, 0.070, (h + 0.04) / 2)
        for x in np.linspace(-n / 2 + 0.06, n / 2 - 0.06, posts)
    ]
    return Shape(
        (piece("body", joined([*parts, *rails, *stands]), "paint", (0.74, 0.73, 0.70)),),
        (colliding.box((n, 0.06, h - 0.06), (0, 0.0, (h + 0.06) / 2)),),
        Resonator("plate", (h, w, 0.02)),
    )


def column(p: Params) -> Shape:
    """A fluted column with base and capital, swelling a little."""
    r, h = p["radius"], p["height"]
    flutes, rows = 20, 12
    a = TAU * np.arange(flutes * 6) / (flutes * 6)
    groove = 1 - 0.055 * np.abs(np.sin(flutes * a / 2))
    rings = []
    for s in np.linspace(0, 1, rows):
        radius = r * (1 - 0.15 * s**1.6) * groove
        rings.append(
            np.column_stack([radius * np.cos(a), radius * np.sin(a), np.full(len(a), 0.09 * h + s * 0.80 * h)])
        )
    base = lathe(
        rounded(
            [
                (0, 0.035 * h),
                (1.35 * r, 0.035 * h, 0.02 * h),
                (1.40 * r, 0.055 * h, 0.02 * h),
                (1.1 * r, 0.07 * h, 0.01 * h),
                (1.22 * r, 0.085 * h, 0.01 * h),
                (1.0 * r, 0.10 * h),
                (0, 0.10 * h),
            ]
        ),
        segments=64,
    )
    cap = lathe(
        rounded(
            [
                (0, 0.885 * h),
                (0.90 * r, 0.885 * h, 0.005 * h),
                (0.88 * r, 0.91 * h, 0.01 * h),
                (1.25 * r, 0.955 * h, 0.03 * h),
                (1.25 * r, 0.965 * h),
                (0, 0.965 * h),
            ]
        ),
        segments=64,
    )
    blocks = [
        moved(rounded_box((2.9 * r, 2.9 * r, 0.035 * h), 0.004), z=0.0175 * h),
        moved(rounded_box((2.7 * r, 2.7 * r, 0.035 * h), 0.004), z=0.9825 * h),
    ]
    return Shape(
        (piece("body", joined([loft(np.array(rings), crease=np.radians(30)), base, cap, *blocks]), "marble"),),
        (
            colliding.box((2.9 * r, 2.9 * r, 0.035 * h), (0, 0, 0.0175 * h)),
            colliding.upright(r, 0.93 * h, (0, 0, 0.5 * h)),
            colliding.box((2.7 * r, 2.7 * r, 0.035 * h), (0, 0, 0.9825 * h)),
        ),
        Resonator("block", (2 * r, 2 * r, h)),
        (Support("top", (0, 0, h), (1.3 * r, 1.3 * r)),),
    )


def traffic_cone(p: Params) -> Shape:
    """A road cone: square foot, hollow orange cone, two white bands."""
    h = p["height"]
    foot, top = 0.20 * h, 0.035 * h
    t = 0.006 * h / 0.7
    profile = rounded(
        [
            (foot - t, 0.045 * h),
            (foot, 0.045 * h),
            (top, h, 0.01 * h),
            (top - t, h, 0.01 * h),
            (foot - 2 * t, 0.045 * h),
        ],
        steps=3,
    )
    radius = lambda z: foot + (top - foot) * (z - 0.045 * h) / (0.955 * h)  # noqa: E731
    bands = []
    for low, high in ((0.36 * h, 0.54 * h), (0.70 * h, 0.84 * h)):
        bands.append(
            lathe(
                [
                    (radius(low) - t, low),
                    (radius(low) + 0.001, low),
                    (radius(high) + 0.001, high),
                    (radius(high) - t, high),
                ],
                segments=48,
                closed=True,
            )
        )
    base = moved(rounded_box((0.58 * h, 0.58 * h, 0.045 * h), 0.012 * h, steps=2), z=0.0225 * h)
    return Shape(
        (
            piece("body", joined([lathe(profile[:-1], segments=48, closed=True)]), "plastic", (0.70, 0.11, 0.01)),
            piece("foot", base, "rubber"),
            piece("bands", joined(bands), "plastic", (0.75, 0.75, 0.74), decor=True),
        ),
        (
            colliding.box((0.58 * h, 0.58 * h, 0.045 * h), (0, 0, 0.0225 * h), "foot"),
            colliding.round_hull([(foot, 0.045 * h), (top, h)], sides=20),
        ),
        Resonator("shell", (foot, h, t)),
    )


def arch(p: Params) -> Shape:
    """A round arch of wedge-shaped stones on two piers."""
    w, h, d = p["width"], p["height"], p["depth"]
    thick = 0.16 * w
    radius = w / 2 - thick
    spring = h - w / 2
    stones, colliders = [], []
    courses = max(2, round(spring / 0.35))
    for s in (-1, 1):
        for k in range(courses):
            size = (thick, d, spring / courses - 0.006)
            at = (s * (w / 2 - thick / 2), 0, spring * (k + 0.5) / courses)
            stones.append(moved(rounded_box(size, 0.015, grain=(1, 0, 0)), *at))
        colliders.append(colliding.box((thick, d, spring), (s * (w / 2 - thick / 2), 0, spring / 2)))
    wedges = 13
    for k in range(wedges):
        a0, a1 = np.pi * (k + 0.02) / wedges, np.pi * (k + 0.98) / wedges
        grow = 1.05 if k == wedges // 2 else 1.0
        outline = [
            (radius * np.cos(a0), radius * np.sin(a0)),
            ((w / 2) * grow * np.cos(a0), (w / 2) * grow * np.sin(a0)),
            ((w / 2) * grow * np.cos(a1), (w / 2) * grow * np.sin(a1)),
            (radius * np.cos(a1), radius * np.sin(a1)),
        ]
        block = moved(turned(extrude(outline, d * grow, bevel=0.012), (1, 0, 0), np.pi / 2), 0, d * grow / 2, spring)
        stones.append(block)
        colliders.append(colliding.hull(block.vertices))
    half = np.pi * 0.48 / wedges  # the keystone's outer face is a chord
    crown = Support(
        "top",
        (0, 0, spring + 0.525 * w * float(np.cos(half))),
        (0.525 * w * float(np.sin(half)) - 0.012, 0.525 * d - 0.012),
    )
    return Shape(
        (piece("body", joined(stones), "concrete", (0.46, 0.42, 0.35)),),
        tuple(colliders),
        Resonator("block", (w, d, h)),
        (crown,),
    )


def bridge(p: Params) -> Shape:
    """An arched stone bridge along X with parapets."""
    n, w, h = p["length"], p["width"], p["height"]
    x = np.linspace(-n / 2, n / 2, 25)
    crown = h * (1 - (2 * x / n) ** 2) * 0.45 + 0.55 * h * (1 - np.abs(2 * x / n) ** 3)
    deck = np.maximum(crown, 0.12 * h)
    hole = 0.30 * n
    under = [(hole * np.cos(a), 0.72 * h * np.sin(a)) for a in np.linspace(0, np.pi, 19)]
    outline = np.concatenate([under[::-1], [(n / 2, 0.0)], np.column_stack([x, deck])[::-1], [(-n / 2, 0.0)]])
    outline = outline[np.concatenate([[True], np.linalg.norm(np.diff(outline, axis=0), axis=1) > 1e-6])]
    body = moved(turned(extrude(outline, w), (1, 0, 0), np.pi / 2), y=w / 2)
    walls, colliders, supports = [], [], []
    for k in range(len(x) - 1):
        quad = [(x[k], y, z + dz) for y in (-w / 2, w / 2) for z, dz in ((deck[k], 0.0), (deck[k], -0.3 * h))]
        quad += [(x[k + 1], y, deck[k + 1] + dz) for y in (-w / 2, w / 2) for dz in (0.0, -0.3 * h)]
        colliders.append(colliding.hull(quad))
    for s in (-1, 1):
        top = [
            np.array(
                [
                    (x[k], s * (w / 2 - 0.12) + a, deck[k] + b)
                    for a, b in ((-0.12, -0.05), (0.12, -0.05), (0.12, 0.55), (-0.12, 0.55))
                ]
            )
            for k in range(len(x))
        ]
        walls.append(loft(np.array(top), crease=np.radians(25)))
        for k in range(0, len(x) - 1, 2):
            colliders.append(colliding.hull(np.concatenate([top[k], top[min(k + 2, len(x) - 1)]])))
    supports.append(Support("top", (0, 0, float(deck[12])), (0.06 * n, w / 2 - 0.25)))
    return Shape(
        (piece("body", joined([body, *walls]), "brickwork", (0.40, 0.36, 0.30)),),
        tuple(colliders),
        Resonator("block", (n, w, h)),
        tuple(supports),
    )


def fountain(p: Params) -> Shape:
    """A round basin with water, a column and an upper bowl."""
    r = p["radius"]
    wall, h = 0.11 * r, 0.42 * r
    basin = lathe(
        rounded(
            [
                (0, 0),
                (1.0 * r, 0, 0.02 * r),
                (0.94 * r, 0.10 * h, 0.03 * r),
                (0.94 * r, 0.82 * h, 0.03 * r),
                (r, 0.88 * h, 0.02 * r),
                (r, h, 0.02 * r),
                (r - wall, h, 0.02 * r),
                (r - wall, 0.16 * h, 0.03 * r),
                (0, 0.16 * h),
            ]
        ),
        segments=72,
    )
    water = moved(cylinder(r - wall, 0.55 * h, bevel=0.0, segments=72), z=0.16 * h + 0.275 * h)
    stem = lathe(
        curve(np.array([(0.22, 0.06), (0.24, 0.16), (0.12, 0.32), (0.10, 0.62), (0.16, 0.78), (0.10, 0.84)]) * r, 26),
        segments=48,
    )
    bowl = lathe(
        np.concatenate(
            [
                curve(np.array([(0.08, 0.80), (0.26, 0.86), (0.44, 0.98), (0.47, 1.02)]) * r, 12),
                curve(np.array([(0.44, 1.02), (0.30, 0.93), (0.0, 0.89)]) * r, 8),
            ]
        ),
        segments=56,
    )
    top = lathe(
        curve(np.array([(0.09, 0.88), (0.05, 1.05), (0.10, 1.20), (0.06, 1.30), (0.0, 1.34)]) * r, 22), segments=36
    )
    ring_walls = colliding.vessel([(r, 0), (r, h)], [(r - wall, 0.16 * h), (r - wall, h)], staves=24)
    return Shape(
        (
            piece("body", joined([basin, stem, bowl, top]), "marble", (0.60, 0.57, 0.51)),
            piece("water", water, "ice", (0.75, 0.90, 0.95), decor=True),
        ),
        (
            *ring_walls,
            colliding.round_hull([(0.22 * r, 0.07 * r), (0.14 * r, 0.8 * r)]),
            colliding.round_hull([(0.1 * r, 0.8 * r), (0.47 * r, 1.02 * r), (0.05 * r, 1.3 * r)]),
        ),
        Resonator("block", (r, r, h)),
    )


def statue(p: Params) -> Shape:
    """A bust on a plinth, looking towards -Y."""
    h = p["height"]
    plinth = 0.52 * h
    w = 0.24 * h
    base = joined(
        [
            moved(rounded_box((1.15 * w, 1.15 * w, 0.05 * h), 0.006), z=0.025 * h),
            moved(rounded_box((w, w, plinth - 0.09 * h), 0.006), z=plinth / 2),
            moved(rounded_box((1.12 * w, 1.12 * w, 0.04 * h), 0.006), z=plinth - 0.02 * h),
        ]
    )
    u = h - plinth  # the height of the bust
    at = lambda s, x, y, z: moved(s, x * u, y * u, plinth + z * u)  # noqa: E731
    blob = lambda a, b, c, n=7: stretched(sphere(1.0, steps=n), a * u, b * u, c * u)  # noqa: E731
    parts = [
        at(
            lathe(
                rounded(
                    [
                        (0, 0),
                        (0.16 * u, 0, 0.01),
                        (0.16 * u, 0.03 * u, 0.01),
                        (0.10 * u, 0.06 * u, 0.02),
                        (0.09 * u, 0.14 * u),
                        (0, 0.14 * u),
                    ]
                ),
                segments=40,
            ),
            0,
            0,
            0,
        )
    ]
    a = TAU * np.arange(40) / 40
    trunk = [
        np.column_stack([x * np.cos(a), 0.02 + y * np.sin(a), np.full(40, z)]) * u
        for z, x, y in curve(
            [
                (0.10, 0.10, 0.09),
                (0.16, 0.22, 0.13),
                (0.26, 0.32, 0.17),
                (0.34, 0.34, 0.16),
                (0.40, 0.25, 0.125),
                (0.45, 0.11, 0.10),
                (0.62, 0.085, 0.09),
            ],
            24,
        )
    ]
    parts.append(at(loft(np.array(trunk), crease=np.radians(60)), 0, 0, 0))
    head = blob(0.150, 0.185, 0.225, 10)
    v = head.vertices.copy()
    z, y = v[:, 2] / u, v[:, 1] / u
    v[:, 0] *= 1 - 0.35 * np.clip(-z / 0.225, 0, 1) ** 1.5
    v[:, 1] += u * 0.035 * np.clip(-z / 0.2, 0, 1) * (y < 0)
    brow = np.exp(-(((z - 0.025) / 0.028) ** 2)) * (y < -0.05)
    v[:, 1] += u * 0.016 * brow
    parts.append(at(reshaped(head, v), 0, -0.02, 0.775))
    nose = (
        loft(
            np.array(
                [
                    [(x * s, yy, zz) for x, yy, zz in ((-0.028, -0.16, 0.0), (0, -0.235, 0.0), (0.028, -0.16, 0.0))]
                    for s, zz in ((1.0, 0.0),)
                ]
            )
            * u
        )
        if False
        else tube(
            np.array([(0, -0.19, 0.80), (0, -0.225, 0.745), (0, -0.205, 0.725)]) * u,
            np.array([0.016, 0.028, 0.024]) * u,
            sides=12,
        )
    )
    parts.append(at(nose, 0, 0, 0))
    parts += [at(blob(0.028, 0.020, 0.017, 4), s * 0.062, -0.168, 0.795) for s in (-1, 1)]
    parts += [
        at(blob(0.055, 0.022, 0.013, 4), 0, -0.175, 0.680),
        at(blob(0.046, 0.024, 0.014, 4), 0, -0.172, 0.660),
        at(blob(0.05, 0.035, 0.035, 4), 0, -0.155, 0.61),
    ]
    parts += [at(blob(0.018, 0.04, 0.055, 4), s * 0.150, 0.0, 0.77) for s in (-1, 1)]
    # Hair: a cap that leaves the face free, and rows of curls on it.
    parts.append(at(blob(0.158, 0.178, 0.185, 8), 0, 0.022, 0.832))
    for k in range(90):
        a_, b_ = 2.399963 * k, np.arccos(1 - 1.15 * (k + 0.5) / 90)
        q = np.array(
            [0.158 * np.sin(b_) * np.cos(a_), 0.022 + 0.178 * np.sin(b_) * np.sin(a_), 0.832 + 0.185 * np.cos(b_)]
        )
        if q[1] > -0.10 or q[2] > 0.92:
            parts.append(at(blob(0.027, 0.027, 0.024, 2), *q))
    return Shape(
        (piece("body", joined(parts), "marble"), piece("plinth", base, "granite")),
        (
            colliding.box((1.12 * w, 1.12 * w, plinth), (0, 0, plinth / 2), "plinth"),
            colliding.box((0.6 * u, 0.34 * u, 0.32 * u), (0, 0, plinth + 0.27 * u)),
            colliding.ball(0.2 * u, (0, 0, plinth + 0.78 * u)),
        ),
        Resonator("block", (u, 0.5 * u, u)),
    )


FAMILIES = {
    "fence": Family(fence, {"length": length(3.0), "height": length(1.0)}),
    "column": Family(column, {"radius": length(0.20), "height": length(3.0)}),
    "traffic_cone": Family(traffic_cone, {"height": length(0.70)}),
    "arch": Family(arch, {"width": length(3.0), "height": length(3.2), "depth": length(0.7)}),
    "bridge": Family(bridge, {"length": length(9.0), "width": length(2.6), "height": length(1.8)}),
    "fountain": Family(fountain, {"radius": length(1.2)}),
    "statue": Family(statue, {"height": length(1.5)}),
}
