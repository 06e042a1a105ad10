"""Lamps: what glows in them is a light of the world, so nothing of the lamp stands in its way."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, curve, cylinder, lathe, loft, rounded, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Params, Piece, Shape, count, length, piece
from setpiece.assets.solid import Lamp, Resonator
from setpiece.assets.surface import joined, moved, turned

WARM = (1.0, 0.78, 0.50)
SODIUM = (1.0, 0.70, 0.36)


def _bulb(
    p: Params, at: tuple[float, float, float], radius: float, power: float
) -> tuple[list[Piece], tuple[Lamp, ...]]:
    """Return a bulb: frosted glass when it is off, a lamp of the same size when it is lit."""
    if p["lit"]:
        return [], (Lamp("bulb", "ball", at, (0.0, 0.0, -1.0), (radius, radius), WARM, power),)
    return [piece("bulb", moved(sphere(radius, steps=5), *at), "plastic", (0.80, 0.79, 0.76), decor=True)], ()


def lamp(p: Params) -> Shape:
    """A table lamp: turned foot, stem, a fabric shade open above and below."""
    h = p["height"]
    r = 0.30 * h
    foot = lathe(
        curve(
            [
                (0.20 * h, 0.0),
                (0.205 * h, 0.015 * h),
                (0.12 * h, 0.05 * h),
                (0.085 * h, 0.14 * h),
                (0.10 * h, 0.24 * h),
                (0.06 * h, 0.37 * h),
                (0.025 * h, 0.44 * h),
                (0.02 * h, 0.50 * h),
            ],
            30,
        ),
        segments=48,
    )
    stem = moved(cylinder(0.012 * h, 0.18 * h, bevel=0.001, segments=20), z=0.56 * h)
    low, high, t = 0.56 * h, h, 0.0022 * h / 0.48
    shade = lathe([(r - t, low), (r, low), (0.62 * r, high), (0.62 * r - t, high)], segments=56, closed=True)
    bulbs, lamps = _bulb(p, (0, 0, 0.74 * h), 0.062 * h, 7.0)
    spokes = [
        tube([(0, 0, 0.97 * h), (0.64 * r * np.cos(a), 0.64 * r * np.sin(a), 0.97 * h)], 0.004 * h, sides=6)
        for a in TAU * np.arange(3) / 3
    ]
    post = tube(
        [(0.02 * h, 0, 0.6 * h), (0.07 * h, 0, 0.70 * h), (0.07 * h, 0, 0.85 * h), (0, 0, 0.97 * h)], 0.003 * h, sides=6
    )
    return Shape(
        (
            piece("body", foot, "ceramic", (0.03, 0.14, 0.16)),
            piece("stem", joined([stem, *spokes, post]), "brass"),
            piece("shade", shade, "paper", (0.78, 0.70, 0.56)),
            *bulbs,
        ),
        (
            colliding.round_hull([(0.2 * h, 0), (0.1 * h, 0.24 * h), (0.02 * h, 0.56 * h)], sides=20),
            colliding.round_hull([(r, low), (0.62 * r, high)], sides=24, part="shade"),
        ),
        Resonator("shell", (0.12 * h, 0.4 * h, 0.005)),
        lamps=lamps,
    )


def desk_lamp(p: Params) -> Shape:
    """A jointed lamp that reaches towards +X: heavy foot, two arms, a bell."""
    h = p["height"]
    foot = moved(cylinder(0.19 * h, 0.045 * h, bevel=0.012 * h, segments=48, steps=4), z=0.0225 * h)
    elbow, wrist = np.array([-0.26 * h, 0, 0.52 * h]), np.array([0.28 * h, 0, 0.90 * h])
    base = np.array([0.0, 0.0, 0.05 * h])
    arms, gap = [], np.array([0.0, 0.022 * h, 0.0])
    for a, b in ((base, elbow), (elbow, wrist)):
        arms += [tube([a + s * gap, b + s * gap], 0.010 * h, sides=10) for s in (-1, 1)]
    joints = [
        moved(turned(cylinder(0.028 * h, 0.075 * h, bevel=0.004 * h, segments=24), (1, 0, 0), np.pi / 2), *at)
        for at in (base, elbow, wrist)
    ]
    t = 0.006 * h
    outer = curve([(0.03 * h, 0.13 * h), (0.06 * h, 0.10 * h), (0.085 * h, 0.04 * h), (0.16 * h, -0.10 * h)], 14)
    inner = (outer - [t, 0.002 * h])[::-1]
    bell = lathe(np.concatenate([[(0.0, 0.13 * h)], outer, inner[:-2], [(0.0, inner[-3, 1])]])[::-1], segments=48)
    aim, head = 0.55, wrist + np.array([0.04, 0.0, -0.06]) * h
    bell = moved(turned(bell, (0, 1, 0), -aim), *head)
    spot = head + np.array([np.sin(aim), 0.0, -1.0]) * 0.02 * h
    bulbs, lamps = _bulb(p, tuple(map(float, spot)), 0.045 * h, 6.0)
    return Shape(
        (
            piece("body", joined([foot, bell]), "paint", (0.02, 0.16, 0.14)),
            piece("arms", joined([*arms, *joints]), "steel"),
            *bulbs,
        ),
        (
            colliding.upright(0.19 * h, 0.045 * h, (0, 0, 0.0225 * h)),
            colliding.rod(base, elbow, 0.028 * h, "arms"),
            colliding.rod(elbow, wrist, 0.028 * h, "arms"),
            colliding.hull(bell.vertices[::5]),
        ),
        Resonator("bar", (0.6 * h, 0.02, 0.02)),
        lamps=lamps,
    )


def street_lamp(p: Params) -> Shape:
    """A street lamp: a stepped cast base, a tapered pole, an arm towards +X and a hooded head."""
    h, arm = p["height"], p["arm"]
    k = h / 5.0
    base = lathe(
        rounded(
            [
                (0, 0),
                (0.17, 0, 0.01),
                (0.17, 0.08, 0.02),
                (0.13, 0.12, 0.02),
                (0.12, 0.55, 0.05),
                (0.085, 0.68, 0.03),
                (0.10, 0.72, 0.01),
                (0.10, 0.75, 0.01),
                (0.06, 0.80, 0.02),
                (0, 0.80),
            ]
        )
        * k,
        segments=32,
    )
    bend = np.radians(np.linspace(0, 90, 9))
    radius = min(0.5 * arm, 0.35 * k)
    way = [(0, 0, 0.78 * k), (0, 0, 2.5 * k), (0, 0, h - 0.30 * k - radius)]
    way += [(radius * (1 - np.cos(a)), 0, h - 0.30 * k - radius + radius * np.sin(a)) for a in bend[1:]]
    way.append((arm - 0.2 * k, 0, h - 0.285 * k))
    girth = np.interp(np.linspace(0, 1, len(way)), [0, 0.3, 1], [0.055, 0.042, 0.030]) * k
    pole = tube(way, girth, sides=18)
    rings = [moved(cylinder(0.066 * k, 0.03 * k, bevel=0.006 * k, segments=24), z=z) for z in (1.6 * k, 2.7 * k)]
    # The head: a hood whose underside is a lit pane.
    cx, cz = arm, h - 0.30 * k
    sections = []
    for z, a, b in (
        (-0.03, 0.34, 0.145),
        (0.02, 0.345, 0.15),
        (0.07, 0.30, 0.125),
        (0.11, 0.18, 0.07),
        (0.12, 0.06, 0.03),
    ):
        t = TAU * np.arange(28) / 28
        sections.append(
            np.column_stack(
                [
                    cx + a * k * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** 0.7,
                    b * k * np.sign(np.sin(t)) * np.abs(np.sin(t)) ** 0.8,
                    np.full(28, cz + z * k),
                ]
            )
        )
    head = loft(np.array(sections))
    pieces = [piece("body", joined([base, pole, *rings, head]), "paint", (0.03, 0.045, 0.04))]
    pane = moved(rounded_box((0.52 * k, 0.20 * k, 0.02 * k), 0.008 * k), cx, 0, cz - 0.035 * k)
    pieces.append(
        piece("pane", pane, "lamp_glow" if p["lit"] else "plastic", None if p["lit"] else (0.7, 0.7, 0.66), decor=True)
    )
    lamps = ()
    if p["lit"]:
        lamps = (
            Lamp("head", "rectangle", (cx, 0.0, cz - 0.048 * k), (0.0, 0.0, -1.0), (0.25 * k, 0.09 * k), SODIUM, 60.0),
        )
    return Shape(
        tuple(pieces),
        (
            colliding.upright(0.16 * k, 0.1 * k, (0, 0, 0.05 * k)),
            colliding.upright(0.12 * k, 0.6 * k, (0, 0, 0.4 * k)),
            colliding.upright(0.05 * k, h - 1.0 * k, (0, 0, (h - 1.0 * k) / 2 + 0.7 * k)),
            colliding.box((arm, 0.06 * k, 0.06 * k), (arm / 2, 0, h - 0.29 * k)),
            colliding.box((0.68 * k, 0.30 * k, 0.16 * k), (cx, 0, cz + 0.04 * k)),
        ),
        Resonator("bar", (h, 0.09 * k, 0.09 * k)),
        lamps=lamps,
    )


def lantern(p: Params) -> Shape:
    """A square lantern: metal frame, four panes, a stepped roof with a ring, a candle's light inside."""
    h = p["height"]
    w = 0.46 * h
    frame = [
        moved(rounded_box((w * 1.12, w * 1.12, 0.05 * h), 0.006 * h), z=0.025 * h),
        moved(rounded_box((w * 1.1, w * 1.1, 0.03 * h), 0.004 * h), z=0.665 * h),
    ]
    frame += [
        moved(rounded_box((0.035 * h, 0.035 * h, 0.62 * h), 0.004 * h), a * w * 0.48, b * w * 0.48, 0.35 * h)
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    roof = loft(
        np.array(
            [
                [(x * s, y * s, z) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
                for s, z in (
                    (0.58 * w, 0.68 * h),
                    (0.58 * w, 0.70 * h),
                    (0.20 * w, 0.84 * h),
                    (0.17 * w, 0.90 * h),
                    (0.10 * w, 0.92 * h),
                )
            ]
        ),
        crease=np.radians(20),
    )
    turn = TAU / 2 * np.arange(13) / 12
    handle = tube(
        np.stack([0.11 * h * np.cos(turn), 0 * turn, 0.90 * h + 0.10 * h * np.sin(turn)], -1), 0.010 * h, sides=8
    )
    panes = [moved(rounded_box((0.004 * h, 0.9 * w, 0.59 * h), 0.001 * h), s * w * 0.47, 0, 0.35 * h) for s in (-1, 1)]
    panes += [moved(rounded_box((0.9 * w, 0.004 * h, 0.59 * h), 0.001 * h), 0, s * w * 0.47, 0.35 * h) for s in (-1, 1)]
    wax = moved(cylinder(0.12 * w, 0.24 * h, bevel=0.01 * h, segments=32), z=0.17 * h)
    lamps, flame = (), []
    if p["lit"]:
        t = np.linspace(0, 1, 14)
        shape = np.column_stack([0.022 * h * np.sin(np.pi * t**0.62) * (1 - 0.25 * t), 0.12 * h * t])
        shape[[0, -1], 0] = 0
        flame = [
            piece("flame", moved(lathe(shape, segments=18, crease=np.radians(80)), z=0.295 * h), "flame", decor=True)
        ]
        lamps = (
            Lamp("flame", "ball", (0.0, 0.0, 0.335 * h), (0, 0, 1), (0.023 * h, 0.023 * h), (1.0, 0.60, 0.24), 1.6),
        )
    return Shape(
        (
            piece("body", joined([*frame, roof, handle]), "iron", (0.03, 0.03, 0.03)),
            piece("panes", joined(panes), "glass"),
            piece("candle", wax, "wax"),
            *flame,
        ),
        (
            colliding.box((w * 1.12, w * 1.12, 0.70 * h), (0, 0, 0.35 * h)),
            colliding.hull(
                [
                    (a * 0.58 * w * s, b * 0.58 * w * s, z)
                    for a in (-1, 1)
                    for b in (-1, 1)
                    for s, z in ((1, 0.70 * h), (0.3, 0.9 * h))
                ]
            ),
        ),
        Resonator("shell", (w / 2, h, 0.002)),
        lamps=lamps,
    )


def light_bulb(p: Params) -> Shape:
    """A pear-shaped bulb standing on its screw base, with a filament."""
    h = p["height"]
    k = h / 0.11
    t = 0.0007
    outer = curve(
        np.array(
            [
                (0.0125, 0.030),
                (0.016, 0.044),
                (0.028, 0.066),
                (0.030, 0.082),
                (0.022, 0.102),
                (0.008, 0.1095),
                (0.0, 0.110),
            ]
        ),
        30,
    )
    normal = np.gradient(outer, axis=0)
    inner = outer - t * np.column_stack([normal[:, 1], -normal[:, 0]]) / np.linalg.norm(normal, axis=1, keepdims=True)
    inner[-1, 0] = 0.0
    inner[:, 0] = np.maximum(inner[:, 0], 0.0)
    glass = lathe(np.concatenate([outer, inner[::-1]]) * k, segments=48, closed=True)
    thread = [(0, 0), (0.004, 0.0), (0.006, 0.004), (0.011, 0.006)]
    for i in range(5):
        thread += [(0.0130, 0.008 + 0.0042 * i), (0.0118, 0.0102 + 0.0042 * i)]
    base = lathe(np.array([*thread, (0.0132, 0.030), (0.0128, 0.0315), (0, 0.0315)]) * k, segments=36)
    wires = [
        tube(np.array([(s * 0.002, 0, 0.030), (s * 0.003, 0, 0.060), (s * 0.011, 0, 0.078)]) * k, 0.0005 * k, sides=6)
        for s in (-1, 1)
    ]
    coil = (
        np.array(
            [
                (
                    -0.011 + 0.022 * u,
                    0.0012 * np.cos(60 * u),
                    0.078 + 0.003 * np.sin(np.pi * u) + 0.0012 * np.sin(60 * u),
                )
                for u in np.linspace(0, 1, 60)
            ]
        )
        * k
    )
    lamps = ()
    if p["lit"]:
        lamps = (Lamp("filament", "ball", (0.0, 0.0, 0.079 * k), (0, 0, 1), (0.006 * k, 0.006 * k), WARM, 5.0),)
    return Shape(
        (
            piece("body", glass, "glass"),
            piece("base", base, "brass"),
            piece("filament", joined([*wires, tube(coil, 0.00035 * k, sides=5)]), "steel", decor=True),
        ),
        (
            colliding.round_hull(np.concatenate([outer[::4], outer[-1:]]) * k, sides=20),
            colliding.upright(0.013 * k, 0.03 * k, (0, 0, 0.015 * k), "base"),
        ),
        Resonator("shell", (0.03 * k, 0.07 * k, t)),
        rolls=True,
        lamps=lamps,
    )


_ON = {"lit": count(1, 0, 1)}

FAMILIES = {
    "lamp": Family(lamp, {"height": length(0.48), **_ON}),
    "desk_lamp": Family(desk_lamp, {"height": length(0.45), **_ON}),
    "street_lamp": Family(street_lamp, {"height": length(5.0), "arm": length(1.1), "lit": count(0, 0, 1)}),
    "lantern": Family(lantern, {"height": length(0.28), **_ON}),
    "light_bulb": Family(light_bulb, {"height": length(0.11), "lit": count(0, 0, 1)}),
}
