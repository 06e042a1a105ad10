"""Known by their outline: a clock tower, a needle, an iron lattice, a lady with a torch, a bridge, an arena, rocks."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.families.masonry import LEVEL, UP, arch, block, solid, spire
from setpiece.assets.modelling import TAU, curve, cylinder, extrude, lathe, loft, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, count, length, piece, ratio
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import joined, moved, stretched, turned


def clock_tower(p: Params) -> Shape:
    """A square tower with a clock on each side, an open belfry, a steep roof and a spire."""
    h = p["height"]
    w = 0.15 * h
    ribs = [block((0.02 * h, 0.02 * h, 0.6 * h), (a * w / 2, b * w / 2, 0)) for a in (1, -1) for b in (1, -1)]
    belfry = [block((0.016 * h, 1.02 * w, 0.09 * h), (x * h, 0, 0.74 * h)) for x in np.linspace(-0.07, 0.07, 7)]
    faces, hands = [], []
    for k in range(4):
        dial = moved(turned(cylinder(0.058 * h, 0.012 * h, bevel=0.001 * h), LEVEL, TAU / 4), 0, -0.56 * w, 0.66 * h)
        big = block((0.005 * h, 0.008 * h, 0.048 * h), (0, -0.62 * w, 0.66 * h))
        small = turned(block((0.006 * h, 0.008 * h, 0.034 * h), (0, 0, 0)), (0, 1, 0), TAU / 3)
        faces.append(turned(dial, UP, TAU * k / 4))
        hands.append(turned(joined([big, moved(small, 0, -0.62 * w, 0.66 * h)]), UP, TAU * k / 4))
    ledges = [block((s * w, s * w, 0.015 * h), (0, 0, z * h)) for s, z in ((1.2, 0.585), (1.16, 0.73), (1.2, 0.83))]
    roof = [turned(spire(0.85 * w, 0.07 * h, (0, 0, 0.845 * h), 4), UP, TAU / 8)]
    roof += [block((0.5 * w, 0.5 * w, 0.04 * h), (0, 0, 0.885 * h)), spire(0.4 * w, 0.08 * h, (0, 0, 0.92 * h), 8)]
    body = joined([block((w, w, 0.6 * h), (0, 0, 0)), block((1.1 * w, 1.1 * w, 0.14 * h), (0, 0, 0.6 * h)), *ribs])
    return Shape(
        (
            piece("body", body, "stone", (0.50, 0.40, 0.24)),
            piece("belfry", joined([*belfry, *ledges]), "stone", (0.42, 0.33, 0.19)),
            piece("roof", joined(roof), "roof_tiles", (0.07, 0.085, 0.09)),
            piece("faces", joined(faces), "porcelain", (0.85, 0.84, 0.78), decor=True),
            piece("hands", joined(hands), "iron", (0.01, 0.01, 0.012), decor=True),
        ),
        (solid((1.1 * w, 1.1 * w, 0.9 * h), (0, 0, 0)),),
        Resonator("block", (w, w, h)),
    )


def needle_tower(p: Params) -> Shape:
    """A skyscraper of three wings that step back in a spiral around a core, up to a needle."""
    h, n = p["height"], 9
    tiers, boxes = [], []
    for k in range(n):
        for wing in range(3):
            level = (3 * k + wing) / (3 * n)
            reach, top = 0.085 * h * (1 - level), (0.12 + 0.62 * level) * h
            a = TAU * wing / 3
            bar = block((2 * reach, 0.035 * h, top), (reach, 0, 0))
            nose = moved(cylinder(0.0175 * h, top, bevel=0.0005 * h, segments=20), 2 * reach, 0, top / 2)
            tiers.append(turned(joined([bar, nose]), UP, a))
    core = lathe([(0, 0), (0.026 * h, 0), (0.024 * h, 0.72 * h), (0.012 * h, 0.80 * h), (0.004 * h, 0.92 * h), (0, h)])
    bands = [moved(cylinder(0.0262 * h, 0.004 * h, bevel=0.0005 * h), z=z * h) for z in np.linspace(0.7, 0.74, 3)]
    base = moved(cylinder(0.2 * h, 0.008 * h, bevel=0.001 * h), z=0.004 * h)
    boxes = [
        colliding.upright(0.09 * h, 0.4 * h, (0, 0, 0.2 * h)),
        colliding.upright(0.04 * h, 0.8 * h, (0, 0, 0.4 * h)),
    ]
    return Shape(
        (
            piece("body", joined([*tiers, core]), "brushed_metal", (0.32, 0.38, 0.44)),
            piece("bands", joined(bands), "steel", (0.1, 0.12, 0.14)),
            piece("base", base, "concrete", (0.45, 0.42, 0.36)),
        ),
        tuple(boxes),
        Resonator("block", (0.1 * h, 0.1 * h, h)),
    )


def lattice_tower(p: Params) -> Shape:
    """An iron tower on four curved legs that run together, with two platforms and a mast."""
    h = p["height"]
    level = np.linspace(0, 0.9, 25)
    half = 0.19 * np.exp(-3.4 * level) + 0.006
    iron, decks = [], []
    for a, b in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        spread = np.interp(level, [0, 0.18, 0.36, 0.9], [0.05, 0.034, 0.022, 0.004])
        for da, db in ((0, 0), (1, 0), (0, 1), (1, 1)):
            x, y = a * (half - da * spread), b * (half - db * spread)
            iron.append(tube(np.column_stack([x * h, y * h, level * h]), 0.0035 * h, sides=5))
    for k in range(24):
        low, high = level[k], level[k + 1]
        for turn in range(4):
            for s in (1, -1):
                p0, p1 = (s * half[k], -half[k], low), (-s * half[k + 1], -half[k + 1], high)
                if low < 0.16:
                    p1 = (s * (half[k + 1] - 0.05), -half[k + 1], high)
                bar = tube(np.array([p0, p1]) * h, 0.002 * h, sides=4, ends="flat")
                iron.append(turned(bar, UP, TAU * turn / 4))
    for z in (0.18, 0.36, 0.86):
        w = 2 * float(np.interp(z, level, half)) + 0.03
        decks.append(block((w * h, w * h, 0.012 * h), (0, 0, z * h)))
    mast = tube([(0, 0, 0.86 * h), (0, 0, h)], [0.01 * h, 0.002 * h], sides=8)
    arches = [
        turned(
            tube(
                np.column_stack([0.15 * h * np.cos(t), np.full(15, -0.18 * h), 0.03 * h + 0.11 * h * np.sin(t)]),
                0.004 * h,
                sides=5,
            ),
            UP,
            TAU * k / 4,
        )
        for k in range(4)
        for t in [np.linspace(0, np.pi, 15)]
    ]
    return Shape(
        (
            piece("body", joined([*iron, mast, *arches]), "iron", (0.16, 0.11, 0.075)),
            piece("decks", joined(decks), "iron", (0.12, 0.08, 0.055)),
        ),
        (
            *(solid((0.06 * h, 0.06 * h, 0.18 * h), (a * 0.14 * h, b * 0.14 * h, 0)) for a in (1, -1) for b in (1, -1)),
            solid((0.2 * h, 0.2 * h, 0.18 * h), (0, 0, 0.18 * h)),
            colliding.upright(0.035 * h, 0.55 * h, (0, 0, 0.63 * h)),
        ),
        Resonator("block", (0.3 * h, 0.3 * h, h)),
    )


def lady_statue(p: Params) -> Shape:
    """A robed woman of green copper on a stone pedestal: a torch held high, a tablet, a crown of seven rays."""
    h = p["height"]
    z = 0.49 * h
    star = [
        ((0.2 if k % 2 else 0.155) * h * np.cos(TAU * k / 22), (0.2 if k % 2 else 0.155) * h * np.sin(TAU * k / 22))
        for k in range(22)
    ]
    foot = [extrude(star, 0.1 * h), block((0.2 * h, 0.2 * h, 0.06 * h), (0, 0, 0.1 * h))]
    foot.append(
        loft(
            [
                [(a * s * h, b * s * h, t * h) for a, b in ((1, -1), (1, 1), (-1, 1), (-1, -1))]
                for s, t in ((0.075, 0.16), (0.06, 0.46), (0.07, 0.47), (0.07, 0.49))
            ]
        )
    )
    folds = np.arange(48) * TAU / 48
    rings = []
    for s, rx, ry in (
        (0, 0.062, 0.058),
        (0.1, 0.056, 0.05),
        (0.2, 0.05, 0.043),
        (0.26, 0.052, 0.04),
        (0.31, 0.05, 0.034),
        (0.335, 0.02, 0.02),
    ):
        wave = 1 + 0.09 * (1 - s / 0.34) * np.sign(np.sin(9 * folds)) * np.abs(np.sin(9 * folds)) ** 0.6
        rings.append(
            np.column_stack([rx * h * wave * np.cos(folds), ry * h * wave * np.sin(folds), np.full(48, z + s * h)])
        )
    head = moved(stretched(sphere(0.024 * h, steps=5), 0.9, 1, 1.2), 0, 0, z + 0.362 * h)
    neck = moved(cylinder(0.012 * h, 0.04 * h, bevel=0.001 * h), 0, 0, z + 0.335 * h)
    crown = moved(cylinder(0.026 * h, 0.008 * h, bevel=0.001 * h), 0, 0, z + 0.38 * h)
    rays = [
        tube(
            [
                (0.022 * h * np.cos(a), 0, z + 0.383 * h + 0.02 * h * np.sin(a)),
                (0.058 * h * np.cos(a), 0, z + 0.385 * h + 0.05 * h * np.sin(a)),
            ],
            [0.004 * h, 0.001 * h],
            sides=6,
        )
        for a in np.linspace(0.15, np.pi - 0.15, 7)
    ]
    arm = tube(
        curve(
            [
                (0.045 * h, 0, z + 0.30 * h),
                (0.066 * h, -0.004 * h, z + 0.36 * h),
                (0.062 * h, -0.008 * h, z + 0.455 * h),
            ],
            9,
        ),
        np.linspace(0.019, 0.011, 9) * h,
        sides=10,
    )
    torch = [
        moved(
            lathe([(0, 0), (0.008 * h, 0), (0.007 * h, 0.03 * h), (0.018 * h, 0.042 * h), (0, 0.042 * h)], segments=16),
            0.062 * h,
            -0.008 * h,
            z + 0.45 * h,
        )
    ]
    left = tube(
        curve(
            [
                (-0.045 * h, 0, z + 0.3 * h),
                (-0.062 * h, -0.02 * h, z + 0.25 * h),
                (-0.04 * h, -0.055 * h, z + 0.225 * h),
            ],
            7,
        ),
        0.014 * h,
        sides=10,
    )
    tablet = moved(
        turned(turned(rounded_box((0.045 * h, 0.01 * h, 0.07 * h), 0.002 * h), LEVEL, -0.3), UP, 0.4),
        -0.052 * h,
        -0.045 * h,
        z + 0.25 * h,
    )
    flame = moved(
        lathe([(0, 0), (0.013 * h, 0.008 * h), (0.01 * h, 0.02 * h), (0, 0.038 * h)], segments=14),
        0.062 * h,
        -0.008 * h,
        z + 0.49 * h,
    )
    return Shape(
        (
            piece(
                "body",
                joined([loft(rings), head, neck, crown, *rays, arm, *torch, left, tablet]),
                "copper",
                (0.16, 0.36, 0.29),
            ),
            piece("pedestal", joined(foot), "granite", (0.45, 0.40, 0.32)),
            piece("flame", flame, "gold"),
        ),
        (
            solid((0.36 * h, 0.36 * h, 0.1 * h), (0, 0, 0)),
            solid((0.14 * h, 0.14 * h, 0.39 * h), (0, 0, 0.1 * h)),
            colliding.upright(0.055 * h, 0.36 * h, (0, 0, z + 0.18 * h)),
        ),
        Resonator("block", (0.2 * h, 0.2 * h, h)),
    )


def suspension_bridge(p: Params) -> Shape:
    """A road hung from two cables over two tall towers."""
    n = p["length"]
    deck, tall, x0 = 0.055 * n, 0.2 * n, 0.29 * n
    parts = []
    for s in (1, -1):
        legs = [block((0.016 * n, 0.012 * n, tall), (s * x0, y * 0.022 * n, 0)) for y in (1, -1)]
        struts = [block((0.012 * n, 0.05 * n, 0.012 * n), (s * x0, 0, z * n)) for z in (0.03, 0.09, 0.13, 0.17, 0.19)]
        parts += [*legs, *struts, block((0.05 * n, 0.07 * n, 0.02 * n), (s * x0, 0, 0))]
    along = np.linspace(-0.5, 0.5, 81)
    sag = np.where(
        np.abs(along) < 0.29,
        0.068 + (0.2 - 0.068) * (along / 0.29) ** 2,
        np.interp(np.abs(along), [0.29, 0.5], [0.2, 0.06]),
    )
    for y in (0.022, -0.022):
        path = np.column_stack([along * n, np.full(81, y * n), sag * n])
        parts.append(tube(path, 0.0028 * n, sides=8))
        for x, z in zip(along[2:-2:2], sag[2:-2:2], strict=True):
            parts.append(tube([(x * n, y * n, deck), (x * n, y * n, z * n)], 0.0007 * n, sides=4, ends="flat"))
    truss = [block((n, 0.004 * n, 0.014 * n), (0, y * 0.026 * n, deck - 0.012 * n)) for y in (1, -1)]
    piers = [block((0.03 * n, 0.06 * n, deck), (s * 0.485 * n, 0, 0)) for s in (1, -1)]
    road = block((n, 0.05 * n, 0.004 * n), (0, 0, deck - 0.004 * n))
    return Shape(
        (
            piece("body", joined([*parts, *truss]), "paint", (0.42, 0.055, 0.02)),
            piece("road", road, "asphalt"),
            piece("piers", joined(piers), "concrete"),
        ),
        (
            solid((n, 0.05 * n, 0.012 * n), (0, 0, deck - 0.012 * n)),
            *(solid((0.02 * n, 0.012 * n, tall), (s * x0, y * 0.03 * n, 0)) for s in (1, -1) for y in (1, -1)),
            *(solid((0.03 * n, 0.06 * n, deck - 0.012 * n), (s * 0.485 * n, 0, 0)) for s in (1, -1)),
        ),
        Resonator("plate", (n, 0.05 * n, 0.01 * n)),
        (Support("top", (0, 0, deck), (n / 2, 0.02 * n)),),
    )


def arena(p: Params) -> Shape:
    """An oval amphitheatre of stone, half in ruins: storeys of arches and a blind one, seats, the floor within."""
    r = p["radius"]
    n, tall = 48, 0.42 * r
    angle = TAU * np.arange(193) / 192
    oval = np.column_stack([np.cos(angle), 0.83 * np.sin(angle)])[:-1]
    top = _ruin(angle[:-1]) * r  # of the outer wall
    seats = []
    for k, s in enumerate(np.linspace(0.88, 0.56, 9)):
        z = (0.25 - 0.021 * k) * r
        seats += [(s, z), (s - 0.036, z)]
    rows = [(1.0, 0.0), (1.0, None), (0.94, None), (0.93, 0.25 * r), *seats, (0.5, 0.06 * r), (0.5, 0.0)]
    skin = loft([np.column_stack([oval * s * r, top if z is None else np.full(192, z)]) for s, z in rows], closed=True)
    bands = [
        loft(
            [
                np.column_stack([oval * s * r, np.minimum(z * r, top - (b + 0.012 - z) * r)])
                for s, z in ((1.0, b), (1.022, b), (1.022, b + 0.012), (1.0, b + 0.012))
            ],
            closed=True,
        )
        for b in (0.12, 0.23, 0.34, 0.41)
    ]
    arches = []
    for level in (0.015, 0.14, 0.25, 0.36):
        for k in range(n):
            a = TAU * (k + 0.5) / n
            if float(_ruin(np.array([a - 0.06, a + 0.06])).min()) < level + 0.06:
                continue
            x, y = np.cos(a) * r, 0.83 * np.sin(a) * r
            facing = float(np.arctan2(np.sin(a) / 0.83, np.cos(a)))
            size = (0.075, 0.090) if level < 0.3 else (0.028, 0.03)
            hole = turned(arch(size[0] * r, size[1] * r, -0.004 * r, 0), UP, facing + TAU / 4)
            arches.append(moved(hole, x, y, level * r))
    return Shape(
        (
            piece("body", joined([skin, *bands]), "stone", (0.50, 0.40, 0.27)),
            piece("arches", joined(arches), "stone", (0.06, 0.045, 0.03), decor=True),
        ),
        tuple(
            colliding.upright(0.13 * r, h, (0.85 * np.cos(a) * r, 0.7 * np.sin(a) * r, h / 2))
            for a in TAU * np.arange(20) / 20
            for h in (float(min(tall, _ruin(np.array([a]))[0] * r)),)
        ),
        Resonator("block", (r, r, tall)),
    )


def _ruin(angle: np.ndarray) -> np.ndarray:
    """Return how high an amphitheatre's outer wall still stands at each bearing, in radii: whole on one side only."""
    away = np.abs(np.angle(np.exp(1j * (angle + 1.75))))
    return 0.26 + 0.16 * np.clip((1.75 - away) / 0.12, 0.0, 1.0)


def massif(p: Params) -> Shape:
    """A block of rock with sheer walls: ``dome`` rounds its top, ``green`` covers the flat one with growth."""
    n, noise = p["length"], np.random.default_rng(5)
    h, around = p["height"], 72
    a = TAU * np.arange(around) / around
    rough = sum(np.cos(k * a + noise.uniform(0, TAU)) / k for k in (3, 5, 8, 13, 21)) * (
        0.16 if p["dome"] == 0 else 0.07
    )
    rings = []
    for s in np.linspace(0, 1, 15):
        flare = 1.12 - 0.14 * s**0.5
        shake = 0.018 * np.cos(17 * a + 9 * s) + 0.012 * np.cos(31 * a - 17 * s)
        out = (1 + rough + shake) * flare
        rings.append(np.column_stack([0.5 * n * out * np.cos(a), 0.32 * n * out * np.sin(a), np.full(around, s * h)]))
    if p["dome"] > 0:
        for s in np.linspace(0.1, 1, 8):
            shrink = float(np.cos(0.96 * s * np.pi / 2))
            rings.append(rings[14] * [shrink, shrink, 1] + [0, 0, p["dome"] * 0.3 * n * float(np.sin(s * np.pi / 2))])
    pieces = [piece("body", loft(rings), "rock", (0.30, 0.26, 0.21))]
    top = rings[14]
    if p["green"] > 0:
        lid = [top * [1.0, 1.0, 1] + [0, 0, -0.002 * h], top * [0.99, 0.99, 1] + [0, 0, 0.012 * h]]
        pieces.append(piece("growth", loft(lid), "grass", decor=True))
    inner = 0.62
    return Shape(
        tuple(pieces),
        (colliding.hull(np.concatenate([rings[0][::6], top[::6]])),),
        Resonator("block", (n, n, h)),
        (Support("top", (0, 0, h), (inner * n / 2, inner * 0.32 * n)),) if p["dome"] == 0 else (),
    )


FAMILIES = {
    "clock_tower": Family(clock_tower, {"height": length(40.0)}),
    "needle_tower": Family(needle_tower, {"height": length(320.0)}),
    "lattice_tower": Family(lattice_tower, {"height": length(120.0)}),
    "lady_statue": Family(lady_statue, {"height": length(60.0)}),
    "suspension_bridge": Family(suspension_bridge, {"length": length(160.0)}),
    "arena": Family(arena, {"radius": length(40.0)}),
    "massif": Family(
        massif, {"length": length(40.0), "height": length(16.0), "dome": ratio(0, 0, 2), "green": count(0, 0, 1)}
    ),
}
