"""What stands far off and is known by its outline: windmill, castle, tent, volcano, stone circle, obelisk, pagoda."""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.flesh import parted, thickened
from setpiece.assets.modelling import TAU, cylinder, extrude, lathe, loft, plain_box, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, count, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import Surface, joined, moved, surface, turned

LEVEL = (1, 0, 0)


def _sail(h: float) -> tuple[Surface, Surface]:
    """Return one sail along +X: its stock with the lattice behind it, and the canvas that is spread on most of that."""
    arm = moved(rounded_box((0.42 * h, 0.012 * h, 0.015 * h), 0.002 * h), 0.21 * h)
    slats = [
        moved(rounded_box((0.006 * h, 0.006 * h, 0.07 * h), 0.001 * h), x * h, 0, 0.035 * h)
        for x in np.linspace(0.1, 0.41, 9)
    ]
    laths = [
        moved(rounded_box((0.32 * h, 0.006 * h, 0.006 * h), 0.001 * h), 0.255 * h, 0, z * h) for z in (0.036, 0.07)
    ]
    canvas = moved(plain_box((0.232 * h, 0.003 * h, 0.062 * h)), 0.216 * h, -0.006 * h, 0.037 * h)
    return joined([arm, *slats, *laths]), canvas


def _gallery(h: float, z: float, inner: float, outer: float) -> Surface:
    """Return a wooden stage around a tower at the height z, on struts, with a rail."""
    around = [(np.cos(a), np.sin(a)) for a in TAU * np.arange(24) / 24]
    floor = lathe([(inner, z - 0.006 * h), (outer, z - 0.006 * h), (outer, z), (inner, z)], closed=True)
    rail = [[(r * x, r * y, up) for x, y in (*around, around[0])] for r, up in ((0.98 * outer, z + 0.07 * h),)]
    posts = [
        tube([(0.98 * outer * x, 0.98 * outer * y, z + up) for up in (0.0, 0.07 * h)], 0.0022 * h) for x, y in around
    ]
    struts = [
        tube(
            [(0.96 * inner * x, 0.96 * inner * y, z - 0.09 * h), (0.95 * outer * x, 0.95 * outer * y, z - 0.005 * h)],
            0.004 * h,
        )
        for x, y in around[::3]
    ]
    return joined([floor, *(tube(path, 0.003 * h, sides=6) for path in rail), *posts, *struts])


def windmill(p: Params) -> Shape:
    """A tower mill: a tapering white tower with a gallery, a cap, four latticed sails with canvas, towards -Y."""
    h = p["height"]
    tower = lathe([(0, 0), (0.2 * h, 0), (0.13 * h, 0.62 * h), (0, 0.62 * h)], segments=40)
    plinth = lathe(
        [(0.19 * h, 0), (0.208 * h, 0), (0.203 * h, 0.035 * h), (0.19 * h, 0.04 * h)], segments=40, closed=True
    )
    profile = [
        (0, 0.62),
        (0.147, 0.62),
        (0.147, 0.635),
        (0.136, 0.66),
        (0.115, 0.695),
        (0.075, 0.73),
        (0.02, 0.755),
        (0, 0.76),
    ]
    cap = lathe([(r * h, z * h) for r, z in profile], segments=40)
    finial = moved(sphere(0.012 * h), 0, 0, 0.768 * h)
    hub = (0.0, -0.2 * h, 0.66 * h)
    axle = [tube([(0, 0, hub[2]), hub], 0.02 * h, sides=12), moved(sphere(0.026 * h), *hub)]
    sail = [[moved(turned(each, (0, 1, 0), TAU * k / 4 + 0.4), *hub) for each in _sail(h)] for k in range(4)]
    sails, canvas = zip(*sail, strict=True)
    door = moved(plain_box((0.07 * h, 0.02 * h, 0.12 * h)), 0, -0.195 * h, 0.06 * h)
    panes = [
        moved(plain_box((0.035 * h, 0.02 * h, 0.045 * h)), 0, -(0.2 - 0.113 * z) * h + 0.002 * h, z * h)
        for z in (0.36, 0.5)
    ]
    stage = _gallery(h, 0.2 * h, 0.172 * h, 0.235 * h)
    return Shape(
        (
            piece("body", tower, "plaster"),
            piece("cap", joined([cap, finial, *axle]), "dark_wood"),
            piece("sails", joined(sails), "wood"),
            piece("door", joined([door, *panes]), "dark_wood", decor=True),
            piece("gallery", stage, "wood", decor=True),
            piece("canvas", joined(canvas), "fabric", (0.74, 0.70, 0.60), decor=True),
            piece("plinth", plinth, "stone", decor=True),
        ),
        (colliding.round_hull([(0.2 * h, 0), (0.13 * h, 0.62 * h), (0.02 * h, 0.75 * h)]),),
        Resonator("block", (h, h, h)),
    )


def castle(p: Params) -> Shape:
    """A castle: walls with battlements between four round towers with pointed roofs, a keep, a gate towards -Y."""
    w = p["width"]
    half, tall = 0.4 * w, 0.22 * w
    corners = [(a * half, b * half) for a in (1, -1) for b in (1, -1)]
    towers = [moved(cylinder(0.09 * w, 0.36 * w, bevel=0.002 * w), x, y, 0.18 * w) for x, y in corners]
    roofs = [moved(lathe([(0, 0), (0.11 * w, 0), (0, 0.2 * w)], segments=32), x, y, 0.36 * w) for x, y in corners]
    walls = [moved(plain_box((2 * half, 0.05 * w, tall)), 0, s * half, tall / 2) for s in (1, -1)]
    walls += [moved(plain_box((0.05 * w, 2 * half, tall)), s * half, 0, tall / 2) for s in (1, -1)]
    teeth = [
        moved(plain_box((0.035 * w, 0.035 * w, 0.04 * w)), *((x, s * half) if flat else (s * half, x)), tall + 0.02 * w)
        for x in np.linspace(-0.27, 0.27, 8) * w
        for s in (1, -1)
        for flat in (True, False)
    ]
    keep = [moved(plain_box((0.28 * w, 0.24 * w, 0.46 * w)), 0, 0.1 * w, 0.23 * w)]
    roofs.append(moved(lathe([(0, 0), (0.21 * w, 0), (0, 0.22 * w)], segments=4, crease=0.1), 0, 0.1 * w, 0.46 * w))
    gate = moved(plain_box((0.12 * w, 0.02 * w, 0.15 * w)), 0, -half - 0.02 * w, 0.075 * w)
    return Shape(
        (
            piece("body", joined([*towers, *walls, *teeth, *keep]), "stone"),
            piece("roofs", joined(roofs), "roof_tiles"),
            piece("gate", gate, "dark_wood"),
        ),
        (
            *(colliding.upright(0.09 * w, 0.36 * w, (x, y, 0.18 * w)) for x, y in corners),
            *(colliding.box((2 * half, 0.05 * w, tall), (0, s * half, tall / 2)) for s in (1, -1)),
            *(colliding.box((0.05 * w, 2 * half, tall), (s * half, 0, tall / 2)) for s in (1, -1)),
            colliding.box((0.28 * w, 0.24 * w, 0.46 * w), (0, 0.1 * w, 0.23 * w)),
        ),
        Resonator("block", (w, w, tall)),
    )


def tent(p: Params) -> Shape:
    """A ridge tent: two sloping sheets, closed ends, an opening towards -Y, pegs and guys."""
    n = p["length"]
    w, h = 0.8 * n, 0.55 * n
    roof = turned(moved(extrude([(-w / 2, 0), (w / 2, 0), (0, h)], n), z=-n / 2), LEVEL, TAU / 4)
    mouth = turned(extrude([(-0.13 * n, 0), (0.13 * n, 0), (0, 0.42 * n)], 0.004 * n), LEVEL, TAU / 4)
    guys = [tube([(0, s * n / 2, h), (0, s * 0.72 * n, 0.01 * n)], 0.003 * n, sides=5) for s in (1, -1)]
    return Shape(
        (
            piece("body", roof, "fabric", (0.10, 0.20, 0.06), sheet=0.002),
            piece("mouth", moved(mouth, 0, -n / 2 + 0.001 * n, 0), "fabric", (0.02, 0.025, 0.02), decor=True),
            piece("guys", joined(guys), "fabric", (0.5, 0.45, 0.3)),
        ),
        (colliding.hull([(x, y, z) for y in (-n / 2, n / 2) for x, z in ((-w / 2, 0), (w / 2, 0), (0, h))]),),
        Resonator("plate", (n, w, 0.002)),
    )


def volcano(p: Params) -> Shape:
    """A cone of rock with ridges, gullies and a crater; snow above a ragged line, as much as ``snow`` says."""
    r, snow = p["radius"], p["snow"]
    h, rows, around = 0.72 * r, 72, 192
    angle = TAU * np.arange(around) / around
    s = np.linspace(0, 1, rows)
    height = np.where(s < 0.9, h * (s / 0.9) ** 1.35, h * (1 - 0.35 * (s - 0.9) / 0.1))
    reach = np.where(s < 0.9, r * (1 - 0.88 * s / 0.9), 0.12 * r * (1 - 0.7 * (s - 0.9) / 0.1))
    grid = []
    for out, z in zip(reach, height, strict=True):
        wide = out * (1 + _gullied(angle, float(z / h)))
        rim = z + 0.02 * h * np.cos(3 * angle + 1) * (z / h) ** 4
        grid.append(np.column_stack([wide * np.cos(angle), wide * np.sin(angle), rim]))
    points = np.concatenate([*grid, [[0, 0, height[-1]], [0, 0, 0]]])
    k, j = np.arange(around), (np.arange(around) + 1) % around
    bands = [_quads(i * around + k, i * around + j, around) for i in range(rows - 1)]
    top, base = len(points) - 2, len(points) - 1
    lids = [
        np.stack([(rows - 1) * around + k, (rows - 1) * around + j, np.full(around, top)], 1),
        np.stack([j, k, np.full(around, base)], 1),
    ]
    body = surface(points, np.concatenate([*bands, *lids]), crease=np.radians(60))
    pieces = [piece("body", body, "rock", (0.17, 0.145, 0.13))]
    x, y, z = points.T
    bearing = np.arctan2(y, x)
    ragged = sum(np.cos(n * bearing + 2 * n) / n**0.6 for n in (5, 11, 19, 31, 47))
    line = h * (1 - 0.55 * snow) if snow > 0 else 0.86 * h
    above, _ = parted(
        replace(body, vertices=points * [1.004, 1.004, 1.0] + [0, 0, 0.004 * h]), line + 0.05 * h * ragged - z
    )
    if above is not None:  # snow, or the burnt rock about the crater
        burnt = ("rock", (0.16, 0.055, 0.03))
        above = thickened(above, lambda v: v * [0.985, 0.985, 1.0] - [0, 0, 0.02 * h])
        pieces.append(piece("snow" if snow > 0 else "rim", above, *(("snow",) if snow > 0 else burnt), decor=True))
    hull = np.concatenate([grid[0][::6], grid[rows // 2][::6], grid[int(0.88 * rows)][::6]])
    return Shape(tuple(pieces), (colliding.hull(hull),), Resonator("block", (r, r, h)))


def _gullied(angle: np.ndarray, share: float) -> np.ndarray:
    """Return by how much a cone's flank stands out at each bearing: ridges, at a share of its height.

    Valleys are broad and ridges sharp, as where water has cut (1 - |cos|, after Musgrave 1993).
    """
    bent = angle + 0.25 * np.sin(3 * angle + 5 * share)
    ridges = [(1 - np.abs(np.cos(0.5 * n * bent + n)) * 2) / n**0.55 for n in (7, 13, 23, 41)]
    rough = 0.02 * np.cos(31 * angle + 40 * share) * np.cos(17 * angle - 23 * share)
    return (0.17 * sum(ridges) * (1 - share) ** 0.5 + rough * (1 - share)) * min(1.0, 6.0 * share + 0.35)


def _quads(k: np.ndarray, j: np.ndarray, rise: int) -> np.ndarray:
    """Return two triangles for each corner ``k``, its neighbour ``j`` and the two that stand ``rise`` rows later."""
    return np.concatenate([np.stack([k, j, j + rise], 1), np.stack([k, j + rise, k + rise], 1)])


def stone_circle(p: Params) -> Shape:
    """A ring of standing stones with lintels, as at Stonehenge."""
    r, n = p["radius"], int(p["stones"])
    tall, wide = 0.42 * r, 0.9 * TAU * r / n / 2
    shapes, boxes = [], []
    for k in range(n):
        a = TAU * k / n
        stone = moved(rounded_box((0.5 * wide, wide, tall), 0.08 * wide), r, 0, tall / 2)
        shapes.append(turned(stone, (0, 0, 1), a))
        boxes.append((r * np.cos(a), r * np.sin(a), tall / 2))
        if k % 5 != 4:
            beam = moved(
                rounded_box((0.5 * wide, TAU * r / n * 1.0, 0.3 * wide), 0.06 * wide),
                r * np.cos(np.pi / n),
                0,
                tall + 0.14 * wide,
            )
            shapes.append(turned(beam, (0, 0, 1), a + np.pi / n))
    return Shape(
        (piece("body", joined(shapes), "rock"),),
        tuple(colliding.upright(0.4 * wide, tall, at) for at in boxes),
        Resonator("block", (wide, wide, tall)),
    )


def obelisk(p: Params) -> Shape:
    """A four-sided pillar that tapers to a point, on two steps."""
    h = p["height"]
    shaft = lathe([(0, 0.06 * h), (0.075 * h, 0.06 * h), (0.05 * h, 0.92 * h), (0, h)], segments=4, crease=0.1)
    steps = [
        moved(rounded_box((w * h, w * h, 0.03 * h), 0.002 * h), 0, 0, z * h) for w, z in ((0.26, 0.015), (0.18, 0.045))
    ]
    return Shape(
        (piece("body", joined([shaft, *steps]), "granite"),),
        (
            colliding.box((0.26 * h, 0.26 * h, 0.03 * h), (0, 0, 0.015 * h)),
            colliding.box((0.08 * h, 0.08 * h, 0.9 * h), (0, 0, 0.5 * h)),
        ),
        Resonator("block", (0.1 * h, 0.1 * h, h)),
    )


def pagoda(p: Params) -> Shape:
    """A tower of square storeys, each with a wide roof that turns up at the eaves, and a spire."""
    h, n = p["height"], int(p["storeys"])
    step = 0.82 * h / n
    walls, roofs, boxes = [], [], []
    for k in range(n):
        w, z = 0.28 * h * (1 - 0.45 * k / n), k * step
        walls.append(moved(plain_box((w, w, 0.7 * step)), 0, 0, z + 0.35 * step))
        profile = [
            (0, 0.66 * step),
            (0.95 * w, 0.70 * step),
            (0.99 * w, 0.76 * step),
            (0.8 * w, 0.78 * step),
            (0.6 * w, 0.9 * step),
            (0.5 * w, step),
            (0, step),
        ]
        roofs.append(moved(turned(lathe(profile, segments=4, crease=0.1), (0, 0, 1), TAU / 8), z=z))
        boxes.append(colliding.box((w, w, step), (0, 0, z + step / 2)))
    spire = lathe(
        [(0, 0.81 * h), (0.02 * h, 0.81 * h), (0.012 * h, 0.9 * h), (0.02 * h, 0.92 * h), (0, h)], segments=16
    )
    return Shape(
        (
            piece("body", joined(walls), "paint", (0.35, 0.03, 0.02)),
            piece("roofs", joined(roofs), "roof_tiles", (0.06, 0.09, 0.08)),
            piece("spire", spire, "gold"),
        ),
        tuple(boxes),
        Resonator("block", (0.3 * h, 0.3 * h, h)),
    )


def hill(p: Params) -> Shape:
    """A grassy mound whose flank towards +X is a true slope to roll down; its sides fall off to the ground."""
    n = p["length"]
    h, w = 0.22 * n, 0.6 * n
    x = np.linspace(-0.5, 0.5, 41) * n
    z = np.where(
        x < -0.15 * n,
        h * np.sin(np.pi / 2 * np.clip((x / n + 0.5) / 0.35, 0, 1)) ** 1.2,
        h * np.clip((0.5 - x / n) / 0.65, 0, 1),
    )
    low = 0.004 * h
    z = np.maximum(z, low)
    rings = [_mound(a, top, 0.5 * w) for a, top in zip(x, z, strict=True)]
    body = loft(np.array(rings), crease=np.radians(65))
    start, end = np.array([-0.15 * n, 0, h]), np.array([0.5 * n, 0, low])
    along = (end - start) / np.linalg.norm(end - start)
    slope = Support(
        "slope",
        tuple((start + end) / 2),
        (np.linalg.norm(end - start) / 2, w / 2),
        (-along[2], 0.0, along[0]),
        tuple(map(float, along)),
    )
    hulls = []
    for pair in pairwise([0, 4, 8, 12, 14, 40]):
        hulls.append(colliding.hull(np.concatenate([_mound(x[i], z[i], 0.5 * w) for i in pair])))
    return Shape((piece("body", body, "grass"),), tuple(hulls), Resonator("block", (n, w, h)), (slope,))


def _mound(x: float, top: float, half: float) -> np.ndarray:
    """Return a hill's section (S, 3) at ``x``: level for ``half`` to each side, then round down to the ground."""
    sides = [(half + 1.3 * top * np.sin(e), top * np.cos(e)) for e in np.radians([0, 18, 36, 54, 72, 90])]
    return np.array([(x, y, z) for y, z in [*sides, *((-y, z) for y, z in reversed(sides))]])


FAMILIES = {
    "windmill": Family(windmill, {"height": length(14.0)}),
    "castle": Family(castle, {"width": length(40.0)}),
    "tent": Family(tent, {"length": length(2.4)}),
    "volcano": Family(volcano, {"radius": length(60.0), "snow": count(0, 0, 1)}),
    "stone_circle": Family(stone_circle, {"radius": length(8.0), "stones": count(16, 6, 40)}),
    "obelisk": Family(obelisk, {"height": length(12.0)}),
    "pagoda": Family(pagoda, {"height": length(20.0), "storeys": count(5, 2, 9)}),
    "hill": Family(hill, {"length": length(12.0)}),
}
