"""Palaces, tombs, churches, castles, forts and a terraced ruin that the whole world knows."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.families.masonry import LEVEL, UP, Vec, arch, block, crag, gable, solid, spire
from setpiece.assets.modelling import TAU, cylinder, extrude, lathe, loft, sphere
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import Surface, joined, moved, turned


def palace_hall(p: Params) -> Shape:
    """A red hall of columns on three white terraces, under two golden hipped roofs with turned-up eaves."""
    w = p["width"]
    d, steps = 0.52 * w, []
    for k, s in enumerate((1.35, 1.24, 1.13)):
        steps.append(block((s * w, s * d * 1.25, 0.028 * w), (0, 0, 0.028 * w * k)))
    stair = [
        block((0.2 * w, 0.05 * w * (6 - k), 0.014 * w), (0, -0.72 * d - 0.04 * w, 0.014 * w * k)) for k in range(6)
    ]
    rails = [
        block((0.012 * w, 0.012 * w, 0.03 * w), (x * s * w / 2, -s * d * 0.62, 0.028 * w * (k + 1)))
        for k, s in enumerate((1.35, 1.24, 1.13))
        for x in np.linspace(-1, 1, 25)
        if abs(x) > 0.2
    ]
    z = 0.084 * w
    columns = [
        moved(cylinder(0.013 * w, 0.16 * w, bevel=0.001 * w, segments=20), x * w, s * 0.5 * d, z + 0.08 * w)
        for x in np.linspace(-0.48, 0.48, 12)
        for s in (-1, 1)
    ]
    walls = [
        block((0.9 * w, 0.84 * d, 0.16 * w), (0, 0, z)),
        block((0.72 * w, 0.62 * d, 0.12 * w), (0, 0, z + 0.16 * w)),
    ]
    doors = [block((0.05 * w, 0.02 * w, 0.11 * w), (x * w, -0.42 * d, z)) for x in np.linspace(-0.34, 0.34, 9)]
    beams = [
        block((s * w, t * d, 0.022 * w), (0, 0, at * w + z)) for s, t, at in ((1.0, 1.04, 0.15), (0.78, 0.7, 0.255))
    ]
    roofs = [
        _hip(1.12 * w, 1.2 * d, 0.055 * w, 0.7, z + 0.165 * w),
        _hip(0.9 * w, 0.9 * d, 0.15 * w, 0.58, z + 0.275 * w),
    ]
    ridge = [block((0.54 * w, 0.025 * w, 0.03 * w), (0, 0, z + 0.41 * w))]
    ridge += [spire(0.016 * w, 0.055 * w, (s * 0.27 * w, 0, z + 0.42 * w), 6) for s in (1, -1)]
    return Shape(
        (
            piece("body", joined([*columns, *walls]), "paint", (0.30, 0.018, 0.012)),
            piece("terrace", joined([*steps, *stair, *rails]), "marble", (0.72, 0.70, 0.65)),
            piece("beams", joined(beams), "paint", (0.03, 0.13, 0.19)),
            piece("doors", joined(doors), "gold", decor=True),
            piece("roofs", joined([*roofs, *ridge]), "roof_tiles", (0.58, 0.31, 0.035)),
        ),
        (solid((1.35 * w, 0.7 * w, z), (0, 0, 0)), solid((0.95 * w, d, 0.45 * w), (0, 0, z))),
        Resonator("block", (w, d, 0.5 * w)),
    )


def _hip(wide: float, deep: float, tall: float, top: float, z: float) -> Surface:
    """Return a hipped roof with a sagging slope: full plan at ``z``, shrunk to ``top`` of its width at the ridge."""
    rings = []
    for s in np.linspace(0, 1, 9):
        x, y = wide / 2 * (1 - (1 - top) * s**0.75), max(deep / 2 * (1 - s**0.75), 0.02 * deep)
        lift = tall * s**1.35
        rings.append([(x, y, z + lift), (-x, y, z + lift), (-x, -y, z + lift), (x, -y, z + lift)])
    eaves = np.array(rings[0]) * [1, 1, 0] + [0, 0, z - 0.012 * wide]
    return loft([eaves, *rings], crease=0.2)


def mausoleum(p: Params) -> Shape:
    """A white domed tomb with a great arch on every side, four small domes, and four minarets on a platform."""
    w = p["width"]
    cube, z = 0.5 * w, 0.06 * w
    body = [block((w, w, z), (0, 0, 0)), _octagon(cube / 2 * 1.02, 0.28 * w, z)]
    onion = [
        (0, 0),
        (0.14, 0),
        (0.15, 0.05),
        (0.165, 0.1),
        (0.155, 0.17),
        (0.11, 0.235),
        (0.05, 0.28),
        (0.008, 0.31),
        (0, 0.36),
    ]
    drum = moved(cylinder(0.135 * w, 0.07 * w, bevel=0.002 * w), z=z + 0.31 * w)
    body += [drum, moved(lathe(np.array(onion) * w), z=z + 0.34 * w)]
    for a, b in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        body.append(moved(lathe(np.array(onion) * 0.38 * w), a * 0.17 * w, b * 0.17 * w, z + 0.30 * w))
        body.append(moved(cylinder(0.045 * w, 0.05 * w, bevel=0.001 * w), a * 0.17 * w, b * 0.17 * w, z + 0.29 * w))
        shaft = lathe([(0, 0), (0.034 * w, 0), (0.024 * w, 0.44 * w), (0, 0.44 * w)], segments=24)
        rings = [moved(cylinder(0.037 * w, 0.012 * w, bevel=0.001 * w), z=f * w) for f in (0.15, 0.3, 0.43)]
        top = moved(lathe(np.array(onion) * 0.17 * w), z=0.47 * w)
        cage = moved(cylinder(0.02 * w, 0.04 * w, bevel=0.001 * w), z=0.455 * w)
        body.append(moved(joined([shaft, *rings, top, cage]), a * 0.45 * w, b * 0.45 * w, z))
    dark, frames = [], []
    for k in range(4):
        frames.append(turned(block((0.19 * w, 0.02 * w, 0.31 * w), (0, -0.262 * w, z)), UP, TAU * k / 4))
        dark.append(turned(arch(0.12 * w, 0.23 * w, -0.275 * w, z), UP, TAU * k / 4))
        for s in (-1, 1):
            for level in (0.02, 0.15):
                small = moved(arch(0.05 * w, 0.1 * w, -0.257 * w, z + level * w), s * 0.14 * w)
                dark.append(turned(small, UP, TAU * k / 4))
    return Shape(
        (
            piece("body", joined([*body, *frames]), "marble", (0.80, 0.77, 0.72)),
            piece("arches", joined(dark), "stone", (0.22, 0.20, 0.19), decor=True),
        ),
        (solid((w, w, z), (0, 0, 0)), solid((cube, cube, 0.5 * w), (0, 0, z))),
        Resonator("block", (w, w, 0.6 * w)),
    )


def _octagon(half: float, height: float, z: float) -> Surface:
    """Return a square block with cut corners."""
    c = 0.72 * half
    plan = [(half, -c), (half, c), (c, half), (-c, half), (-half, c), (-half, -c), (-c, -half), (c, -half)]
    return moved(extrude(plan, height), z=z)


def basilica(p: Params) -> Shape:
    """An unfinished-looking church of many slender pierced spires over a nave with tall windows."""
    h = p["height"]
    shape = [(0, 0), (0.05, 0), (0.052, 0.25), (0.045, 0.5), (0.032, 0.72), (0.014, 0.92), (0.012, 0.95), (0, 0.955)]
    spots = [(x * 0.105 - 0.1575, y, s) for y, s in ((-0.24, 0.78), (0.24, 0.72)) for x in range(4)]
    spots += [(0, 0, 1.0), (-0.09, 0.06, 0.82), (0.09, 0.06, 0.82), (-0.09, -0.07, 0.82), (0.09, -0.07, 0.82)]
    spires, tips, slots = [], [], []
    for x, y, s in spots:
        spires.append(moved(lathe(np.array(shape) * s * h, segments=20), x * h, y * h))
        tips.append(moved(sphere(0.016 * s * h, steps=3), x * h, y * h, 0.965 * s * h))
        for level in np.linspace(0.3, 0.8, 12):
            wide = 0.012 * s * h * (1 - 0.6 * level)
            reach = np.interp(level, [q[1] for q in shape], [q[0] for q in shape]) * s * h
            for a in TAU * np.arange(8) / 8:
                slit = block((0.006 * h, wide, 0.022 * s * h), (reach, 0, level * s * h))
                slots.append(moved(turned(slit, UP, a), x * h, y * h))
    nave = [block((0.3 * h, 0.44 * h, 0.3 * h), (0, 0, 0)), gable((0.44 * h, 0.3 * h, 0.1 * h), (0, 0, 0.0))]
    nave[1] = moved(turned(nave[1], UP, TAU / 4), 0, 0, 0.3 * h)
    gables = [spire(0.075 * h, 0.16 * h, (x * h, -0.235 * h, 0.2 * h), 4) for x in (-0.1, 0.0, 0.1)]
    doors = [
        arch(0.07 * h, 0.15 * h, -0.297 * h, 0.0),
        *(moved(arch(0.05 * h, 0.11 * h, -0.297 * h, 0), s * 0.1 * h) for s in (1, -1)),
    ]
    return Shape(
        (
            piece("body", joined([*spires, *nave, *gables]), "stone", (0.46, 0.36, 0.24)),
            piece("tips", joined(tips), "paint", (0.62, 0.36, 0.05)),
            piece("windows", joined([*slots, *doors]), "stone", (0.06, 0.05, 0.045), decor=True),
        ),
        (solid((0.4 * h, 0.56 * h, 0.55 * h), (0, 0, 0)), colliding.upright(0.04 * h, 0.9 * h, (0, 0, 0.45 * h))),
        Resonator("block", (0.4 * h, 0.5 * h, h)),
    )


def hill_castle(p: Params) -> Shape:
    """A white fairy-tale castle on a crag: a steep palace, round towers, a red gatehouse."""
    w = p["width"]
    rock = crag(1.25 * w, 0.75 * w, 0.235 * w, sharp=0.0, seed=7)
    z = 0.22 * w
    palace = [
        block((0.46 * w, 0.16 * w, 0.3 * w), (0.08 * w, 0, z)),
        block((0.2 * w, 0.13 * w, 0.2 * w), (-0.24 * w, 0, z)),
    ]
    roofs = [
        gable((0.47 * w, 0.18 * w, 0.13 * w), (0.08 * w, 0, z + 0.3 * w)),
        gable((0.2 * w, 0.15 * w, 0.09 * w), (-0.24 * w, 0, z + 0.2 * w)),
    ]
    rows = [
        (-0.13, 0.09, 0.035, 0.52),
        (0.3, -0.08, 0.03, 0.42),
        (0.3, 0.08, 0.03, 0.42),
        (-0.34, -0.06, 0.028, 0.3),
        (-0.05, -0.085, 0.018, 0.38),
        (0.06, 0.1, 0.05, 0.62),
    ]
    for x, y, r, t in rows:
        at = (x * w, y * w, z + t * w / 2)
        palace.append(moved(cylinder(r * w, t * w, bevel=0.001 * w, segments=28), *at))
        palace.append(moved(cylinder(1.25 * r * w, 0.035 * w, bevel=0.002 * w, segments=28), x * w, y * w, z + t * w))
        roofs.append(spire(1.3 * r * w, 0.16 * w if r < 0.04 else 0.2 * w, (x * w, y * w, z + (t + 0.017) * w)))
    gate = [
        block((0.1 * w, 0.12 * w, 0.15 * w), (-0.42 * w, 0, z - 0.02 * w)),
        gable((0.1 * w, 0.13 * w, 0.06 * w), (-0.42 * w, 0, z + 0.13 * w)),
    ]
    panes = [
        block((0.012 * w, 0.02 * w, 0.03 * w), (x * w, -0.075 * w, z + level * w))
        for x in np.linspace(-0.11, 0.27, 10)
        for level in (0.06, 0.12, 0.18, 0.24)
    ]
    return Shape(
        (
            piece("body", joined(palace), "plaster", (0.74, 0.72, 0.67)),
            piece("crag", rock, "rock"),
            piece("roofs", joined(roofs), "roof_tiles", (0.07, 0.10, 0.15)),
            piece("gatehouse", joined(gate), "brickwork"),
            piece("windows", joined(panes), "dark_glass", decor=True),
        ),
        (solid((1.1 * w, 0.6 * w, 0.2 * w), (0, 0, 0)), solid((0.7 * w, 0.2 * w, 0.5 * w), (0, 0, z))),
        Resonator("block", (w, 0.5 * w, 0.6 * w)),
    )


def hill_fort(p: Params) -> Shape:
    """A red fort on a ridge: square towers of unlike height with battlements, joined by walls, and gabled palaces."""
    w = p["width"]
    towers = (
        (-0.42, -0.06, 0.10, 0.24),
        (-0.25, -0.10, 0.08, 0.17),
        (-0.10, -0.10, 0.09, 0.20),
        (0.08, -0.10, 0.13, 0.30),
        (0.27, -0.10, 0.09, 0.19),
        (0.43, -0.04, 0.10, 0.22),
        (-0.36, 0.14, 0.09, 0.20),
        (0.30, 0.14, 0.10, 0.18),
    )
    base = 0.07 * w
    ridge = loft([[(a * s * w, b * s * w, z) for a, b in ((0.58, -0.3), (0.58, 0.3), (-0.58, 0.3), (-0.58, -0.3))]
                  for s, z in ((1.08, 0.0), (1.0, base))])  # fmt: skip
    walls, boxes = [], [solid((1.16 * w, 0.6 * w, base), (0, 0, 0))]
    for x, y, s, t in towers:
        walls.append(block((s * w, s * w, t * w), (x * w, y * w, base)))
        boxes.append(solid((s * w, s * w, t * w), (x * w, y * w, base)))
        teeth = np.linspace(-0.44, 0.44, 5) * s * w
        for a in teeth:
            for b in (-0.46 * s * w, 0.46 * s * w):
                for dx, dy in ((a, b), (b, a)):
                    walls.append(block((0.1 * s * w, 0.1 * s * w, 0.018 * w), (x * w + dx, y * w + dy, base + t * w)))
    walls += [block((0.86 * w, 0.03 * w, 0.12 * w), (0, y * w, base)) for y in (-0.09, 0.16)]
    walls += [block((0.03 * w, 0.24 * w, 0.12 * w), (x * w, 0.03 * w, base)) for x in (-0.42, 0.42)]
    halls = [block((0.3 * w, 0.1 * w, 0.13 * w), (x * w, 0.04 * w, base)) for x in (-0.2, 0.2)]
    roofs = [gable((0.32 * w, 0.12 * w, 0.045 * w), (x * w, 0.04 * w, base + 0.13 * w)) for x in (-0.2, 0.2)]
    panes = [
        moved(arch(0.016 * w, 0.035 * w, (y - s / 2) * w - 0.003 * w, base + f * t * w), (x + dx) * w)
        for x, y, s, t in towers[:6]
        for dx in (-0.025, 0.025)
        for f in (0.45, 0.72)
    ]
    return Shape(
        (
            piece("body", joined([*walls, *halls]), "plaster", (0.45, 0.21, 0.11)),
            piece("ridge", ridge, "soil", (0.16, 0.14, 0.06)),
            piece("roofs", joined(roofs), "roof_tiles"),
            piece("windows", joined(panes), "stone", (0.03, 0.02, 0.02), decor=True),
        ),
        tuple(boxes),
        Resonator("block", (w, 0.4 * w, 0.3 * w)),
    )


def terraced_ruin(p: Params) -> Shape:
    """A town of roofless stone houses on green terraces, under a steep peak."""
    w = p["width"]
    noise = np.random.default_rng(11)
    peak = moved(crag(0.5 * w, 0.5 * w, 0.62 * w, sharp=0.85, seed=11), 0.12 * w, 0.66 * w)
    side = moved(crag(0.6 * w, 0.4 * w, 0.32 * w, sharp=0.8, seed=3), -0.3 * w, 0.6 * w)
    green, walls, boxes = [], [], []
    for k in range(9):
        deep, z = (0.62 - 0.055 * k) * w, 0.028 * w * k
        wide = (1.1 - 0.05 * k) * w
        green.append(block((wide, deep, 0.006 * w), (0, 0.45 * w - deep / 2, z + 0.022 * w)))
        walls.append(block((wide, deep, 0.0225 * w), (0, 0.45 * w - deep / 2, z)))
        boxes.append(solid((wide, deep, 0.028 * w), (0, 0.45 * w - deep / 2, z)))
    for k, row in enumerate((2, 4, 6, 8)):
        for x in np.linspace(-0.42, 0.42, 9 - k) + 0.02 * noise.uniform(-1, 1, 9 - k):
            at = (float(x) * w, (0.45 - (0.62 - 0.055 * row) + 0.036) * w, (0.028 * row + 0.026) * w)
            walls.append(_ruin(0.075 * w, 0.05 * w, 0.045 * w, at))
    return Shape(
        (
            piece("body", joined(walls), "stone", (0.40, 0.38, 0.33)),
            piece("terraces", joined(green), "grass"),
            piece("peak", joined([peak, side]), "rock", (0.10, 0.14, 0.06)),
        ),
        (*boxes, colliding.upright(0.18 * w, 0.5 * w, (0.1 * w, 0.62 * w, 0.25 * w))),
        Resonator("block", (w, w, 0.6 * w)),
    )


def _ruin(wide: float, deep: float, tall: float, at: Vec) -> Surface:
    """Return four walls with two pointed gables and a door, without roof."""
    t = 0.12 * wide
    gable = [(-deep / 2, 0), (deep / 2, 0), (deep / 2, tall), (0, 1.7 * tall), (-deep / 2, tall)]
    ends = [turned(turned(extrude(gable, t), LEVEL, TAU / 4), UP, TAU / 4) for _ in range(2)]
    parts = [moved(e, s * (wide - t) / 2 - t / 2, 0, 0) for e, s in zip(ends, (1, -1), strict=True)]
    parts.append(block((wide, t, tall), (0, deep / 2 - t / 2, 0)))
    parts += [block((0.38 * wide, t, tall), (s * 0.31 * wide, -deep / 2 + t / 2, 0)) for s in (1, -1)]
    return moved(joined(parts), *at)


FAMILIES = {
    "palace_hall": Family(palace_hall, {"width": length(50.0)}),
    "mausoleum": Family(mausoleum, {"width": length(60.0)}),
    "basilica": Family(basilica, {"height": length(90.0)}),
    "hill_castle": Family(hill_castle, {"width": length(70.0)}),
    "hill_fort": Family(hill_fort, {"width": length(120.0)}),
    "terraced_ruin": Family(terraced_ruin, {"width": length(120.0)}),
}
