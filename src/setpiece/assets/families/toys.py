"""Games and toys: die, domino, bowling pin, chess men, top, curling stone, balloon, duck, coin."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import curve, cylinder, lathe, ring, rounded, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, count, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import Surface, joined, moved, reshaped, scaled, stretched, turned

PIPS = {
    1: [(0, 0)],
    2: [(-1, -1), (1, 1)],
    3: [(-1, -1), (0, 0), (1, 1)],
    4: [(-1, -1), (-1, 1), (1, -1), (1, 1)],
    5: [(-1, -1), (-1, 1), (0, 0), (1, -1), (1, 1)],
    6: [(-1, -1), (-1, 0), (-1, 1), (1, -1), (1, 0), (1, 1)],
}
# The face towards each axis of the body's frame; opposite faces add up to seven.
DIE_FACES = {(0, 0, 1): 1, (0, 0, -1): 6, (0, 1, 0): 2, (0, -1, 0): 5, (1, 0, 0): 3, (-1, 0, 0): 4}


def die(p: Params) -> Shape:
    """A die with rounded edges and dished pips; the parts ``pips_1`` to ``pips_6`` tell its faces apart."""
    a = p["edge"]
    pieces = [piece("body", rounded_box((a, a, a), 0.10 * a, steps=3), "plastic", (0.80, 0.79, 0.75))]
    for normal, value in DIE_FACES.items():
        n = np.array(normal, float)
        u = np.array([n[1], n[2], n[0]])
        v = np.cross(n, u)
        dots = []
        for i, j in PIPS[value]:
            at = n * (a / 2) + 0.25 * a * (i * u + j * v)
            dots.append(_pip(at, n, 0.088 * a))
        pieces.append(piece(f"pips_{value}", joined(dots), "paint", (0.012, 0.012, 0.014), decor=True))
    return Shape(
        tuple(pieces),
        (colliding.box((a, a, a)),),
        Resonator("block", (a, a, a)),
        (Support("top", (0, 0, a / 2), (a / 2, a / 2)),),
    )


def _pip(at: np.ndarray, normal: np.ndarray, radius: float) -> Surface:
    """Return a thin dark disc that lies a thirtieth of its radius proud of a face."""
    lift = radius / 30
    disc = lathe([(radius, -radius / 10), (radius, 0.0), (0.96 * radius, lift), (0.0, lift)], segments=20)
    z = np.array([0.0, 0.0, 1.0])
    cross = np.cross(z, normal)
    if np.linalg.norm(cross) > 1e-9:
        disc = turned(disc, cross, np.pi / 2)
    elif normal[2] < 0:
        disc = turned(disc, (1, 0, 0), np.pi)
    return moved(disc, *at)


def domino(p: Params) -> Shape:
    """A domino on its short edge: pips and a line between the halves on both broad faces, towards +X and -X."""
    h, w, t = p["height"], p["width"], p["thickness"]
    tile = rounded_box((t, w, h), 0.09 * t, steps=2, grain=(0, 0, 1))
    marks = []
    for side in (1.0, -1.0):
        out = np.array([side, 0.0, 0.0])
        for half, value in ((1, int(p["upper"])), (-1, int(p["lower"]))):
            for i, j in PIPS.get(value, []):
                at = np.array([side * t / 2, 0.27 * w * i, half * h / 4 + 0.135 * h * j])
                marks.append(_pip(at, out, 0.075 * w))
        marks.append(moved(rounded_box((0.05 * t, 0.8 * w, 0.012 * h), 0.004 * t), x=side * 0.48 * t))
    size = (t, w, h)
    return Shape(
        (
            piece("body", tile, "plastic", (0.78, 0.75, 0.66)),
            piece("pips", joined(marks), "paint", (0.012, 0.012, 0.014), decor=True),
        ),
        (colliding.box(size),),
        Resonator("block", size),
        (Support("top", (0, 0, h / 2), (t / 2, w / 2)),),
    )


PIN = np.array(
    [  # height, diameter in inches: the profile that bowling's rules give
        (0.0, 2.03),
        (0.75, 2.828),
        (2.25, 3.906),
        (3.375, 4.510),
        (4.5, 4.766),
        (5.875, 4.563),
        (7.25, 3.703),
        (8.625, 2.472),
        (9.375, 1.965),
        (10.0, 1.797),
        (10.875, 1.870),
        (11.75, 2.094),
        (12.625, 2.406),
        (13.5, 2.547),
        (14.25, 2.33),
        (14.75, 1.75),
        (15.0, 0.0),
    ]
)


def bowling_pin(p: Params) -> Shape:
    """A tenpin of the ruled profile with two red neck stripes."""
    k = p["height"] / 15.0
    profile = curve(PIN[:, ::-1] * [0.5, 1.0] * k, 60)
    profile[-1, 0] = 0.0
    profile[:, 0] = np.maximum(profile[:, 0], 0.0)
    body = lathe(profile, segments=48, crease=np.radians(60))
    stripes = []
    for low, high in ((9.45, 9.95), (10.35, 10.85)):
        z = np.linspace(low, high, 5) * k
        r = np.interp(z, profile[:, 1], profile[:, 0]) + 0.0004
        band = np.column_stack([r, z])
        stripes.append(
            lathe(np.concatenate([[(r[0] - 0.004, z[0])], band, [(r[-1] - 0.004, z[-1])]]), segments=48, closed=True)
        )
    outline = np.column_stack([PIN[:, 1] / 2, PIN[:, 0]]) * k
    low, neck = outline[:10], outline[9:]
    return Shape(
        (
            piece("body", body, "plastic", (0.80, 0.79, 0.76)),
            piece("stripes", joined(stripes), "paint", (0.50, 0.01, 0.015), decor=True),
        ),
        (
            colliding.round_hull(low[:6], sides=20),
            colliding.round_hull(low[5:], sides=16),
            colliding.round_hull(neck, sides=16),
        ),
        Resonator("bar", (p["height"], 0.08, 0.08)),
        rolls=True,
    )


def pawn(p: Params) -> Shape:
    """A turned chess pawn."""
    h = p["height"]
    profile = rounded(
        [
            (0, 0),
            (0.30, 0, 0.02),
            (0.30, 0.07, 0.03),
            (0.25, 0.11, 0.02),
            (0.24, 0.16, 0.03),
            (0.13, 0.28, 0.12),
            (0.10, 0.58, 0.1),
            (0.20, 0.62, 0.012),
            (0.20, 0.645, 0.012),
            (0.12, 0.68, 0.02),
        ],
        steps=3,
    )
    head = np.column_stack(
        [0.165 * np.sin(np.linspace(2.4, 0, 14)[:]), 0.835 - 0.165 * -np.cos(np.linspace(2.4, 0, 14))]
    )
    body = lathe(np.concatenate([profile, head]) * h, segments=40)
    outline = np.array([(0.30, 0), (0.30, 0.07), (0.12, 0.30), (0.12, 0.60), (0.165, 0.84), (0.0, 1.0)]) * h
    return Shape(
        (piece("body", body, "wood", (0.60, 0.42, 0.22)),),
        (colliding.round_hull(outline[:4], sides=20), colliding.round_hull(outline[3:], sides=16)),
        Resonator("bar", (h, 0.3 * h, 0.3 * h)),
        rolls=True,
    )


def chess_king(p: Params) -> Shape:
    """A turned chess king with a cross."""
    h = p["height"]
    profile = rounded(
        [
            (0, 0),
            (0.21, 0, 0.01),
            (0.21, 0.04, 0.02),
            (0.18, 0.07, 0.01),
            (0.18, 0.10, 0.02),
            (0.10, 0.20, 0.1),
            (0.075, 0.52, 0.1),
            (0.14, 0.55, 0.008),
            (0.14, 0.57, 0.008),
            (0.10, 0.60, 0.01),
            (0.145, 0.80, 0.03),
            (0.05, 0.85, 0.02),
            (0.03, 0.87),
            (0, 0.87),
        ],
        steps=3,
    )
    cross = [
        moved(rounded_box((0.028, 0.028, 0.14), 0.006), z=0.93),
        moved(rounded_box((0.10, 0.028, 0.03), 0.006), z=0.945),
    ]
    body = joined(
        [
            lathe(profile * h, segments=40),
            *[Surface(c.vertices * h, c.faces, c.uv * h, c.crease, c.normals) for c in cross],
        ]
    )
    outline = np.array([(0.21, 0), (0.21, 0.04), (0.10, 0.2), (0.09, 0.5), (0.145, 0.6), (0.145, 0.8), (0.02, 1.0)]) * h
    return Shape(
        (piece("body", body, "dark_wood"),),
        (colliding.round_hull(outline[:4], sides=20), colliding.round_hull(outline[3:], sides=16)),
        Resonator("bar", (h, 0.2 * h, 0.2 * h)),
        rolls=True,
    )


def spinning_top(p: Params) -> Shape:
    """A wooden top on its point."""
    r, h = p["radius"], p["height"]
    profile = rounded(
        [
            (0, 0),
            (0.03 * r, 0.01 * h, 0.02 * r),
            (0.35 * r, 0.22 * h, 0.2 * r),
            (r, 0.50 * h, 0.12 * r),
            (r, 0.56 * h, 0.12 * r),
            (0.16 * r, 0.66 * h, 0.1 * r),
            (0.12 * r, 0.95 * h, 0.1 * r),
            (0.16 * r, h, 0.06 * r),
            (0, h),
        ],
        steps=4,
    )
    body = lathe(profile, segments=48)
    stripe = lathe(
        [(0.98 * r, 0.515 * h), (1.003 * r, 0.515 * h), (1.003 * r, 0.545 * h), (0.98 * r, 0.545 * h)],
        segments=48,
        closed=True,
    )
    outline = np.array([(0.0, 0.0), (0.35 * r, 0.22 * h), (r, 0.50 * h), (r, 0.56 * h), (0.16 * r, 0.66 * h)])
    return Shape(
        (
            piece("body", body, "wood", (0.45, 0.06, 0.03)),
            piece("stripe", stripe, "paint", (0.65, 0.48, 0.05), decor=True),
        ),
        (colliding.round_hull(outline, sides=32), colliding.upright(0.15 * r, 0.36 * h, (0, 0, 0.82 * h))),
        Resonator("block", (2 * r, 2 * r, h)),
        rolls=True,
    )


def curling_stone(p: Params) -> Shape:
    """A granite stone with a striking band and a coloured handle."""
    r, h = p["radius"], p["height"]
    profile = rounded(
        [
            (0, 0.03 * h),
            (0.40 * r, 0.03 * h, 0.01),
            (0.44 * r, 0, 0.004),
            (0.50 * r, 0, 0.01),
            (r, 0.34 * h, 0.06),
            (r, 0.66 * h, 0.06),
            (0.55 * r, h, 0.05),
            (0, h),
        ],
        steps=5,
    )
    way = curve([(0.30 * r, 0, h), (0.30 * r, 0, 1.22 * h), (0.10 * r, 0, 1.42 * h), (-0.55 * r, 0, 1.46 * h)], 12)
    cap = moved(cylinder(0.42 * r, 0.09 * h, bevel=0.02 * h), z=1.03 * h)
    return Shape(
        (
            piece("body", lathe(profile, segments=64), "granite"),
            piece("handle", joined([tube(way, 0.075 * r, sides=14), cap]), "plastic", (0.50, 0.02, 0.02)),
        ),
        (
            colliding.upright(r, 0.32 * h, (0, 0, 0.5 * h)),
            colliding.round_hull([(0.5 * r, 0), (0.97 * r, 0.34 * h), (0.97 * r, 0.66 * h), (0.55 * r, h)], sides=32),
            colliding.box((0.9 * r, 0.15 * r, 0.4 * h), (-0.1 * r, 0, 1.25 * h), "handle"),
        ),
        Resonator("block", (2 * r, 2 * r, h)),
    )


def balloon(p: Params) -> Shape:
    """A tied balloon."""
    r = p["radius"]
    t = np.linspace(0, np.pi, 40)
    z = -np.cos(t)
    radius = np.sin(t) * np.exp(0.16 * z)
    profile = np.column_stack([radius, np.where(z < 0, 1.28 * z, 1.05 * z)]) * r
    profile[[0, -1], 0] = 0
    low = profile[0, 1]
    knot = joined(
        [
            moved(ring(0.035 * r, 0.028 * r, segments=16), z=low - 0.02 * r),
            lathe([(0.02 * r, low - 0.02 * r), (0.10 * r, low - 0.14 * r), (0.03 * r, low + 0.01 * r)], segments=16),
        ]
    )
    body = joined([lathe(profile, segments=56, crease=np.radians(80)), knot])
    return Shape(
        (piece("body", body, "rubber", (0.55, 0.015, 0.02), sheet=0.0003),),
        (colliding.round_hull(profile[::3], sides=24),),
        Resonator("ball", (r,)),
        rolls=True,
    )


def rubber_duck(p: Params) -> Shape:
    """A bath duck: body with a raised tail, head, beak and eyes; it looks towards +X."""
    s = p["length"] / 0.09
    trunk = stretched(sphere(1.0, steps=7), 0.040, 0.030, 0.024)
    v = trunk.vertices.copy()
    back = np.clip(-v[:, 0] / 0.04, 0, 1) ** 2
    v[:, 2] += 0.020 * back
    v[:, 1] *= 1 - 0.45 * back
    v[:, 2] = np.maximum(v[:, 2], -0.019)
    trunk = moved(reshaped(trunk, v), z=0.019)
    head = moved(stretched(sphere(1.0, steps=7), 0.021, 0.0205, 0.0205), x=0.018, z=0.054)
    wings = [
        moved(turned(stretched(sphere(1.0, steps=4), 0.020, 0.006, 0.012), (0, 1, 0), 0.35), -0.006, y, 0.025)
        for y in (-0.027, 0.027)
    ]
    beak = [moved(stretched(sphere(1.0, steps=4), 0.012, 0.010, 0.0035), 0.041, 0, z) for z in (0.0515, 0.0475)]
    eyes = [moved(sphere(0.0034, steps=3), 0.0335, y, 0.061) for y in (-0.0105, 0.0105)]

    def big(parts: list[Surface]) -> Surface:
        return scaled(joined(parts), s)

    return Shape(
        (
            piece("body", big([trunk, head, *wings]), "rubber", (0.72, 0.48, 0.02), sheet=0.002),
            piece("beak", big(beak), "rubber", (0.60, 0.16, 0.01), decor=True),
            piece("eyes", big(eyes), "plastic", (0.01, 0.01, 0.01), decor=True),
        ),
        (
            colliding.hull(
                np.concatenate([trunk.vertices[::5], [(x, y, 0.0) for x in (-0.02, 0.025) for y in (-0.018, 0.018)]])
                * s
            ),
            colliding.ball(0.0205 * s, (0.018 * s, 0, 0.054 * s)),
        ),
        Resonator("shell", (0.03 * s, 0.05 * s, 0.002)),
    )


def coin(p: Params) -> Shape:
    """A coin with a raised rim, a reeded edge and a worn head's relief, lying flat."""
    r, t = p["radius"], p["thickness"]
    rim = 0.06 * r
    field = 0.12 * t
    profile = rounded(
        [
            (0, field),
            (r - rim, field, 0.3 * field),
            (r - 0.8 * rim, 0, 0.3 * field),
            (r, 0, 0.08 * t),
            (r, t, 0.08 * t),
            (r - 0.8 * rim, t, 0.3 * field),
            (r - rim, t - field, 0.3 * field),
            (0, t - field),
        ],
        steps=2,
    )
    relief = []
    for z in (t - field, field):
        relief.append(moved(stretched(sphere(1.0, steps=4), 0.30 * r, 0.38 * r, 0.8 * field), -0.03 * r, 0.06 * r, z))
        relief.append(moved(stretched(sphere(1.0, steps=4), 0.42 * r, 0.22 * r, 0.6 * field), 0.0, -0.45 * r, z))
        relief.append(moved(stretched(sphere(1.0, steps=3), 0.10 * r, 0.07 * r, 0.7 * field), 0.28 * r, 0.03 * r, z))
    return Shape(
        (piece("body", lathe(profile, segments=96), "brass"), piece("relief", joined(relief), "brass", decor=True)),
        (colliding.upright(r, t, (0, 0, t / 2)),),
        Resonator("plate", (1.8 * r, 1.8 * r, t)),
        (Support("top", (0, 0, t), (0.7 * r, 0.7 * r)),),
        rolls=True,
    )


FAMILIES = {
    "die": Family(die, {"edge": length(0.016)}),
    "domino": Family(
        domino,
        {
            "height": length(0.048),
            "width": length(0.024),
            "thickness": length(0.0075),
            "upper": count(5, 0, 6),
            "lower": count(3, 0, 6),
        },
    ),
    "bowling_pin": Family(bowling_pin, {"height": length(0.381)}),
    "pawn": Family(pawn, {"height": length(0.05)}),
    "chess_king": Family(chess_king, {"height": length(0.095)}),
    "spinning_top": Family(spinning_top, {"radius": length(0.03), "height": length(0.06)}),
    "curling_stone": Family(curling_stone, {"radius": length(0.145), "height": length(0.114)}),
    "balloon": Family(balloon, {"radius": length(0.14)}),
    "rubber_duck": Family(rubber_duck, {"length": length(0.09)}),
    "coin": Family(coin, {"radius": length(0.0115), "thickness": length(0.0022)}),
}
