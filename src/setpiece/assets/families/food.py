"""Fruit and bread: bodies of revolution and lumps, with the stalk, dimple or crust one knows them by."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.families.produce import turn_of
from setpiece.assets.modelling import (
    TAU,
    curve,
    difference,
    extrude,
    lathe,
    loft,
    ring,
    rounded_box,
    sphere,
    sweep,
    tube,
)
from setpiece.assets.shape import Family, Params, Piece, Shape, length, piece, rolling
from setpiece.assets.solid import Collider, Resonator, Support
from setpiece.assets.surface import Surface, joined, moved, reshaped, stretched, surface, turned

STALK = (0.10, 0.06, 0.025)
GREEN = (0.10, 0.20, 0.03)


def _round(profile: np.ndarray, *, sides: int = 20) -> Collider:
    return colliding.round_hull(profile, sides=sides)


def _turned_fruit(r: float, profile: list[tuple[float, float]], lobes: int, depth: float) -> tuple[Surface, np.ndarray]:
    """Return a fruit of a profile in units of its radius, faintly lobed, and the profile in metres."""
    outline = curve(np.array(profile) * r, 36)
    outline[[0, -1], 0] = 0.0
    outline[:, 0] = np.maximum(outline[:, 0], 0.0)
    body = lathe(outline, segments=48, crease=np.radians(70), around=turn_of(r))
    v = body.vertices.copy()
    a = np.arctan2(v[:, 1], v[:, 0])
    v[:, :2] *= (1 + depth * np.cos(lobes * a))[:, None]
    return reshaped(body, v), outline


def pear(p: Params) -> Shape:
    """A pear."""
    r = p["radius"]
    keys = [
        (0, -0.86),
        (0.20, -0.93),
        (0.55, -0.88),
        (0.92, -0.45),
        (0.96, -0.05),
        (0.74, 0.45),
        (0.48, 0.90),
        (0.40, 1.22),
        (0.24, 1.42),
        (0.05, 1.44),
        (0, 1.42),
    ]
    body, outline = _turned_fruit(r, keys, 4, 0.012)
    stalk = tube(curve([(0, 0, 1.36 * r), (0.03 * r, 0, 1.6 * r), (0.14 * r, 0, 1.85 * r)], 7), 0.035 * r, sides=8)
    return rolling(
        (piece("body", body, "fruit", (0.38, 0.42, 0.06)), piece("stalk", stalk, "bark", STALK, decor=True)),
        (_round(outline[1:20:2]), _round(outline[18:34:2])),
        r,
    )


def tomato(p: Params) -> Shape:
    """A tomato with its green star."""
    r = p["radius"]
    keys = [
        (0, -0.78),
        (0.30, -0.80),
        (0.72, -0.62),
        (0.98, -0.10),
        (0.92, 0.38),
        (0.62, 0.70),
        (0.26, 0.72),
        (0.06, 0.62),
        (0, 0.60),
    ]
    body, outline = _turned_fruit(r, keys, 6, 0.015)
    star = []
    for k in range(5):
        way = curve([(0, 0, 0.63 * r), (0.20 * r, 0, 0.76 * r), (0.50 * r, 0, 0.80 * r)], 6)
        star.append(
            turned(tube(way, np.array([0.06, 0.075, 0.08, 0.07, 0.045, 0.01]) * r, sides=6), (0, 0, 1), TAU * k / 5)
        )
    star.append(tube([(0, 0, 0.62 * r), (0.03 * r, 0, 0.95 * r)], 0.04 * r, sides=8))
    return rolling(
        (piece("body", body, "fruit", (0.50, 0.025, 0.01)), piece("stalk", joined(star), "leaves", GREEN, decor=True)),
        (_round(outline[2:34:3]),),
        r,
    )


def citrus(p: Params) -> Shape:
    """An orange: a slightly flattened ball with pores and a green button."""
    r = p["radius"]
    whole = sphere(r, steps=12)
    unit = whole.vertices / r
    k = np.arange(420)
    polar, azimuth = np.arccos(1 - 2 * (k + 0.5) / 420), np.pi * (1 + 5**0.5) * k
    pores = np.stack([np.sin(polar) * np.cos(azimuth), np.sin(polar) * np.sin(azimuth), np.cos(polar)], -1)
    near = (unit @ pores.T).max(axis=1)
    dip = 0.006 * np.exp(-((1 - near) / 0.0008)) + 0.03 * np.exp(-((1 - np.abs(unit[:, 2])) / 0.006))
    body = reshaped(whole, unit * (r * (1 - dip))[:, None] * [1.0, 1.0, 0.96])
    button = moved(stretched(sphere(1.0, steps=3), 0.085 * r, 0.085 * r, 0.03 * r), z=0.935 * r)
    return rolling(
        (piece("body", body, "fruit", (0.70, 0.23, 0.01)), piece("stalk", button, "leaves", GREEN, decor=True)),
        (Collider("ellipsoid", (r, r, 0.96 * r)),),
        r,
    )


def lemon(p: Params) -> Shape:
    """A lemon on its side: a pointed oval."""
    n, r = p["length"] / 2, p["radius"]
    keys = [
        (0, -1.0),
        (0.13, -0.985),
        (0.24, -0.90),
        (0.62, -0.66),
        (0.97, -0.18),
        (0.97, 0.18),
        (0.66, 0.62),
        (0.30, 0.84),
        (0.17, 0.93),
        (0, 0.95),
    ]
    outline = curve(np.array(keys) * [r, n], 32)
    outline[[0, -1], 0] = 0.0
    body = turned(lathe(outline, segments=40, crease=np.radians(70), around=turn_of(r)), (0, 1, 0), np.pi / 2)
    return rolling(
        (piece("body", body, "fruit", (0.75, 0.55, 0.02)),),
        (colliding.hull(body.vertices[::4]),),
        r,
    )


def banana(p: Params) -> Shape:
    """A banana lying on its side, five-edged and bent."""
    n = p["length"]
    bend = np.linspace(-0.95, 0.95, 22)
    radius = n / 1.9
    path = np.stack([radius * np.sin(bend), radius * (1 - np.cos(bend)), 0 * bend], -1)
    share = np.linspace(0, 1, 22)
    girth = (
        0.095
        * n
        * np.interp(share, [0, 0.05, 0.14, 0.3, 0.6, 0.85, 0.95, 1.0], [0.30, 0.30, 0.55, 0.92, 1.0, 0.75, 0.36, 0.26])
    )
    a = TAU * np.arange(15) / 15
    section = np.stack([np.cos(a), np.sin(a)], -1) * (1 + 0.07 * np.cos(5 * a))[:, None]
    body = sweep(path[2:-1], section, scale=girth[2:-1])
    tips = joined([tube(path[:3], girth[:3], sides=10), tube(path[-2:], girth[-2:], sides=10)])
    hulls = []
    for i in (0, 6, 12):
        points = [
            q + g * np.array([0.0, np.cos(t), np.sin(t)])
            for q, g in zip(path[i : i + 8], girth[i : i + 8], strict=False)
            for t in TAU * np.arange(8) / 8
        ]
        hulls.append(colliding.hull(points))
    return Shape(
        (
            piece("body", body, "fruit", (0.72, 0.50, 0.03)),
            piece("stalk", tips, "bark", (0.16, 0.12, 0.03), decor=True),
        ),
        tuple(hulls),
        Resonator("bar", (n, 0.03, 0.03)),
        rolls=True,
    )


def watermelon(p: Params) -> Shape:
    """A watermelon lying along X, in two greens."""
    n, r = p["length"] / 2, p["radius"]
    whole = sphere(1.0, steps=12)
    middle = whole.vertices[whole.faces].mean(axis=1)
    a = np.arctan2(middle[:, 2], middle[:, 1])
    jagged = a + 0.05 * np.sin(17 * middle[:, 0]) + 0.04 * np.sin(31 * middle[:, 0] + 2 * np.floor(11 * a / TAU))
    dark = np.cos(11 * jagged) > 0.1
    pieces = []
    for name, rows, color in (("body", ~dark, (0.17, 0.30, 0.07)), ("stripes", dark, (0.018, 0.075, 0.02))):
        part = Surface(whole.vertices, whole.faces[rows], whole.uv[rows], whole.crease[rows], whole.normals)
        pieces.append((name, stretched(part, n, r, r), color))
    volume = stretched(whole, n, r, r).matter
    built = [piece(name, s, "fruit", color, decor=True) for name, s, color in pieces]
    built[0] = Piece("body", built[0].surface, "fruit", built[0].color, volume)
    return rolling(built, (Collider("ellipsoid", (n, r, r)),), r)


def pumpkin(p: Params) -> Shape:
    """A ribbed pumpkin with its stem."""
    r = p["radius"]
    keys = [
        (0, -0.52),
        (0.25, -0.66),
        (0.66, -0.66),
        (0.97, -0.22),
        (0.97, 0.22),
        (0.66, 0.66),
        (0.30, 0.68),
        (0.08, 0.52),
        (0, 0.50),
    ]
    outline = curve(np.array(keys) * r, 36)
    outline[[0, -1], 0] = 0.0
    body = lathe(outline, segments=110, crease=np.radians(70), around=turn_of(r))
    v = body.vertices.copy()
    a = np.arctan2(v[:, 1], v[:, 0])
    rib = 1 - 0.11 * (1 - np.abs(np.cos(5.5 * a))) ** 2 * 1.4
    v[:, :2] *= rib[:, None]
    stem = tube(
        curve([(0, 0, 0.48 * r), (0.03 * r, 0, 0.72 * r), (0.16 * r, 0, 0.98 * r)], 8),
        np.linspace(0.13, 0.085, 8) * r,
        sides=7,
    )
    return rolling(
        (
            piece("body", reshaped(body, v), "fruit", (0.60, 0.18, 0.015)),
            piece("stalk", stem, "bark", (0.16, 0.17, 0.05), decor=True),
        ),
        (_round(outline[1:34:3], sides=22),),
        r,
    )


def mushroom(p: Params) -> Shape:
    """A mushroom: domed cap over gills, on a stout stem."""
    h = p["height"]
    cap = curve(np.array([(0.47, 0.52), (0.52, 0.58), (0.46, 0.78), (0.26, 0.95), (0.0, 1.0)]) * h, 20)
    cap[-1, 0] = 0
    under = np.array([(0.0, 0.60), (0.14, 0.60), (0.44, 0.545)]) * h
    stem = curve(np.array([(0.13, 0.0), (0.15, 0.08), (0.11, 0.3), (0.13, 0.62)]) * h, 14)
    outline = np.array([(0.15, 0.0), (0.13, 0.5), (0.52, 0.58), (0.40, 0.84), (0.05, 1.0)]) * h
    gill = moved(rounded_box((0.30 * h, 0.006 * h, 0.05 * h), 0.002 * h), 0.29 * h, 0, 0.555 * h)
    gills = [turned(gill, (0, 0, 1), TAU * k / 48) for k in range(48)]
    return Shape(
        (
            piece("body", lathe(np.concatenate([under, cap]), segments=48), "fruit", (0.42, 0.24, 0.12)),
            piece("stem", lathe(np.concatenate([[(0, 0)], stem]), segments=32), "fruit", (0.70, 0.65, 0.55)),
            piece("gills", joined(gills), "fruit", (0.34, 0.24, 0.16), decor=True),
        ),
        (_round(outline[:2]), _round(outline[2:])),
        Resonator("ball", (0.4 * h,)),
    )


def donut(p: Params) -> Shape:
    """A ring doughnut with dripping pink icing and sprinkles."""
    r = p["radius"]
    t = 0.40 * r
    body = ring(r - t, t, segments=48, sides=20)
    a, b = TAU * np.arange(65) / 64, np.linspace(0.02, 0.98, 12)
    drip = 0.16 * np.sin(5 * a) + 0.10 * np.sin(11 * a + 1)
    grid = []
    for ai, d in zip(a[:-1], drip[:-1], strict=True):
        turn = np.pi * b * (1 + 0.14 * d) - 0.03 * d + 0.35 * d * (b - 0.5)
        tube_r = t * 1.035
        grid.append(
            np.column_stack(
                [
                    (r - t + tube_r * np.cos(turn)) * np.cos(ai),
                    (r - t + tube_r * np.cos(turn)) * np.sin(ai),
                    tube_r * np.sin(turn),
                ]
            )
        )
    inner = [np.array([q * [0.995, 0.995, 0.93] for q in row[::-1]]) for row in grid]
    icing = loft(
        np.array([np.concatenate([g[::-1], i[::-1]]) for g, i in zip(grid, inner, strict=True)])[:, ::-1], closed=True
    )
    sprinkles = []
    for k in range(46):
        ai, bi = 2.399963 * k, np.pi * (0.28 + 0.44 * ((k * 0.618) % 1))
        at = np.array(
            [
                (r - t + 1.05 * t * np.cos(bi)) * np.cos(ai),
                (r - t + 1.05 * t * np.cos(bi)) * np.sin(ai),
                1.05 * t * np.sin(bi),
            ]
        )
        way = np.array([np.cos(5.1 * k), np.sin(5.1 * k), 0.0]) * 0.07 * r
        sprinkles.append(tube([at - way, at + way], 0.020 * r, sides=6))
    staves = colliding.vessel(
        [(0.75 * r, -t), (r, 0), (0.75 * r, t)], [(0.5 * r, -t), (0.2 * r, 0), (0.5 * r, t)], staves=14
    )[1:]
    return rolling(
        (
            piece("body", body, "fruit", (0.50, 0.27, 0.10)),
            piece("icing", icing, "fruit", (0.68, 0.17, 0.25), decor=True),
            piece("sprinkles", joined(sprinkles), "plastic", (0.70, 0.62, 0.10), decor=True),
        ),
        staves,
        t,
    )


def cheese(p: Params) -> Shape:
    """A wedge of cheese with holes, on its side."""
    n, h = p["length"], p["height"]
    half = 0.30
    outline = [(0, 0), *[(n * np.cos(a), n * np.sin(a)) for a in np.linspace(-half, half, 9)]]
    wedge = extrude(np.array(outline), h, bevel=0.01 * n)
    holes = []
    for x, side, z, r in (
        (0.35, 1, 0.6, 0.05),
        (0.55, 1, 0.3, 0.07),
        (0.75, 1, 0.68, 0.06),
        (0.45, -1, 0.35, 0.06),
        (0.7, -1, 0.6, 0.07),
        (0.88, -1, 0.25, 0.045),
    ):
        holes.append(moved(sphere(r * n, steps=3), x * n * np.cos(half), side * x * n * np.sin(half), z * h))
    for x, y, r in ((0.45, 0.02, 0.05), (0.66, -0.08, 0.06), (0.80, 0.12, 0.05)):
        holes.append(moved(sphere(r * n, steps=3), x * n, y * n, h * 1.02))
    body = difference(wedge, *holes)
    return Shape(
        (piece("body", body, "wax", (0.72, 0.46, 0.07)),),
        (colliding.hull([(x, y, z) for x, y in outline for z in (0, h)]),),
        Resonator("block", (n, 0.5 * n, h)),
        (Support("top", (0.65 * n, 0, h), (0.2 * n, 0.1 * n)),),
    )


def loaf(p: Params) -> Shape:
    """A tin loaf: upright sides, a domed crust with slashes."""
    n = p["length"]
    w, h = 0.42 * n, 0.40 * n
    box = rounded_box((n, w, h), 0.22 * w, steps=5)
    v = box.vertices.copy()
    top = np.clip((v[:, 2] / h + 0.1) / 0.6, 0, 1)
    v[:, 1] *= 1 + 0.10 * top
    slash = (
        0.05 * h * np.exp(-((np.mod(v[:, 0] / n * 5 + 0.6 * v[:, 1] / w, 1) - 0.5) ** 2) / 0.01) * (v[:, 2] > 0.40 * h)
    )
    v[:, 2] -= slash
    body = surface(v, box.faces, uv=box.uv, crease=np.radians(60))
    cuts = []
    for k in range(4):
        x = (k - 1.5) * 0.2 * n
        cuts.append(
            tube(
                curve([(x - 0.05 * n, -0.34 * w, 0.47 * h), (x, 0, 0.497 * h), (x + 0.05 * n, 0.34 * w, 0.47 * h)], 8),
                np.array([0.1, 0.5, 0.8, 1, 1, 0.8, 0.5, 0.1]) * 0.022 * n,
                sides=8,
            )
        )
    return Shape(
        (
            piece("body", body, "crust", (0.36, 0.17, 0.055)),
            piece("cuts", joined(cuts), "foam", (0.62, 0.47, 0.28), decor=True),
        ),
        (colliding.box((n, 1.05 * w, h)),),
        Resonator("block", (n, w, h)),
    )


FAMILIES = {
    "pear": Family(pear, {"radius": length(0.037)}),
    "tomato": Family(tomato, {"radius": length(0.036)}),
    "citrus": Family(citrus, {"radius": length(0.040)}),
    "lemon": Family(lemon, {"length": length(0.08), "radius": length(0.029)}),
    "banana": Family(banana, {"length": length(0.19)}),
    "watermelon": Family(watermelon, {"length": length(0.30), "radius": length(0.12)}),
    "pumpkin": Family(pumpkin, {"radius": length(0.15)}),
    "mushroom": Family(mushroom, {"height": length(0.08)}),
    "donut": Family(donut, {"radius": length(0.045)}),
    "cheese": Family(cheese, {"length": length(0.12), "height": length(0.05)}),
    "loaf": Family(loaf, {"length": length(0.26)}),
}
