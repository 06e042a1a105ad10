"""More to eat: cucumber, pepper, broccoli, cabbage, slices, cupcake, pie, chocolate, fries, noodles, salad, steak."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, block, curve, drum, extrude, lathe, loft, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, count, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import joined, moved, stretched, turned

RED, CRUST, CRUMB = (0.5, 0.02, 0.015), (0.42, 0.2, 0.06), (0.72, 0.56, 0.34)
LEAF, CREAM = (0.06, 0.22, 0.03), (0.78, 0.70, 0.55)


def cucumber(p: Params) -> Shape:
    """A cucumber along X, a little bent, with pale streaks and warts."""
    n = p["length"]
    r = 0.11 * n
    x = np.linspace(-0.5, 0.5, 24)
    way = np.column_stack([x * n, np.zeros(24), r + 0.05 * n * (x**2) * 2])
    radii = r * np.clip(1 - (np.abs(x) / 0.52) ** 6, 0.25, 1.0)
    rng = np.random.Generator(np.random.PCG64(3))
    warts = []
    for _ in range(70):
        k, a = rng.integers(2, 22), rng.uniform(0, TAU)
        warts.append(
            moved(sphere(0.06 * r, steps=2), way[k, 0], radii[k] * np.cos(a), way[k, 2] + radii[k] * np.sin(a))
        )
    return Shape(
        (
            piece("body", tube(way, radii, sides=18), "fruit", (0.025, 0.11, 0.02)),
            piece("warts", joined(warts), "fruit", (0.10, 0.26, 0.05), decor=True),
        ),
        (colliding.rod((-0.4 * n, 0, r), (0.4 * n, 0, r), 0.95 * r),),
        Resonator("bar", (n, r, r)),
    )


def bell_pepper(p: Params) -> Shape:
    """A sweet pepper: four lobes, a dimple, and a green stalk."""
    h = p["height"]
    turn = TAU * np.arange(48) / 48
    rings = []
    for z, r in (
        (0.0, 0.22),
        (0.05, 0.34),
        (0.3, 0.42),
        (0.6, 0.5),
        (0.82, 0.47),
        (0.9, 0.36),
        (0.86, 0.18),
        (0.82, 0.05),
    ):
        lobes = r * (1 + 0.09 * np.cos(4 * turn))
        rings.append(np.column_stack([h * lobes * np.cos(turn), h * lobes * np.sin(turn), np.full(48, z * h)]))
    stalk = tube(
        curve([(0, 0, 0.8 * h), (0.01 * h, 0, 0.95 * h), (0.06 * h, 0, 1.06 * h)], 10),
        [*np.linspace(0.08, 0.04, 10) * h],
        sides=10,
    )
    return Shape(
        (piece("body", loft(np.array(rings)), "fruit", RED), piece("stalk", stalk, "fruit", LEAF)),
        (colliding.round_hull([(0.2 * h, 0), (0.42 * h, 0.3 * h), (0.5 * h, 0.65 * h), (0.3 * h, 0.9 * h)]),),
        Resonator("block", (h, h, h)),
    )


def broccoli(p: Params) -> Shape:
    """A head of broccoli: a thick stem with branches under a cushion of florets."""
    h = p["height"]
    rng = np.random.Generator(np.random.PCG64(11))
    stem = [tube([(0, 0, 0), (0, 0, 0.45 * h)], [0.13 * h, 0.11 * h], sides=12)]
    heads = []
    for k, a in enumerate(TAU * np.arange(7) / 7):
        out = 0.0 if k == 6 else 0.26 * h
        end = (out * np.cos(a), out * np.sin(a), (0.78 if k == 6 else 0.66) * h)
        stem.append(tube([(0, 0, 0.38 * h), end], [0.08 * h, 0.05 * h], sides=8))
        for _ in range(26):
            d = rng.normal(size=3)
            d /= np.linalg.norm(d)
            d[2] = abs(d[2]) if k == 6 else d[2] * 0.7 + 0.3
            heads.append(moved(sphere(0.055 * h, steps=2), *(np.array(end) + 0.17 * h * d)))
    return Shape(
        (
            piece("body", joined(heads), "leaves", (0.04, 0.14, 0.03)),
            piece("stem", joined(stem), "fruit", (0.30, 0.42, 0.14)),
        ),
        (colliding.round_hull([(0.13 * h, 0), (0.12 * h, 0.35 * h), (0.45 * h, 0.6 * h), (0.3 * h, 0.95 * h)]),),
        Resonator("block", (h, h, h)),
    )


def cabbage(p: Params) -> Shape:
    """A head of cabbage: a ball with leaves wrapped round it and veins."""
    r = p["radius"]
    core = stretched(sphere(0.9 * r, steps=8), 1, 1, 0.92)
    leaves, veins = [], []
    for k, a in enumerate(TAU * np.arange(7) / 7):
        leaf = stretched(sphere(0.62 * r, steps=6), 0.35, 1.05, 1.15)
        leaves.append(
            turned(moved(turned(leaf, (0, 1, 0), 0.25), 0.66 * r, 0, -0.08 * r + 0.05 * r * (k % 2)), (0, 0, 1), a)
        )
        vein = tube(
            [(0.86 * r, 0, -0.5 * r), (0.92 * r, 0, 0.0), (0.72 * r, 0, 0.5 * r)],
            [0.05 * r, 0.03 * r, 0.01 * r],
            sides=6,
        )
        veins.append(turned(vein, (0, 0, 1), a))
    shift = 0.86 * r
    return Shape(
        (
            piece("body", moved(joined([core, *leaves]), z=shift), "leaves", (0.26, 0.42, 0.12)),
            piece("veins", moved(joined(veins), z=shift), "leaves", (0.55, 0.65, 0.38), decor=True),
        ),
        (colliding.ball(0.95 * r, (0, 0, 0.92 * r)), colliding.upright(0.5 * r, 0.2 * r, (0, 0, 0.1 * r))),
        Resonator("block", (r, r, r)),
    )


def slice_of(p: Params) -> Shape:
    """A slice of pizza: a wedge with a crust, cheese, and three rounds of salami."""
    n = p["length"]
    t = 0.07 * n
    half = 0.36
    arc = [(n * np.cos(a), n * np.sin(a)) for a in np.linspace(-half, half, 12)]
    inner = [(0.9 * n * np.cos(a), 0.9 * n * np.sin(a)) for a in np.linspace(-half, half, 12)]
    base = extrude(np.array([(0, 0), *arc]), 0.6 * t)
    cheese = moved(extrude(np.array([(0.03 * n, 0), *inner]), 0.4 * t, bevel=0.1 * t), z=0.6 * t)
    crust = tube([(*xy, 0.8 * t) for xy in arc], 0.75 * t, sides=12)
    salami = [drum(0.085 * n, 0.3 * t, (x * n, y * n, 1.1 * t)) for x, y in ((0.42, 0.02), (0.7, -0.13), (0.68, 0.15))]
    shape = [
        (piece("body", base, "foam", CRUST)),
        piece("cheese", cheese, "wax", (0.75, 0.42, 0.06)),
        piece("crust", crust, "foam", CRUST),
    ]
    return Shape(
        (*shape, piece("salami", joined(salami), "fruit", (0.4, 0.04, 0.02))),
        (colliding.hull([(0, 0, 0), *((x, y, z) for x, y in arc[::4] + arc[-1:] for z in (0, 1.2 * t))]),),
        Resonator("plate", (n, 0.7 * n, t)),
    )


def bread_slice(p: Params) -> Shape:
    """A slice of bread lying flat: a crust with a rounded top edge, crumb within."""
    w = p["width"]
    t = 0.13 * w
    a = np.linspace(0, np.pi, 15)
    outline = np.array(
        [
            (0.44 * w, -0.46 * w),
            *((0.5 * w * np.cos(b), 0.2 * w + 0.3 * w * np.sin(b)) for b in a),
            (-0.44 * w, -0.46 * w),
        ]
    )
    return Shape(
        (
            piece("body", extrude(outline, t, bevel=0.015 * w), "foam", CRUST),
            piece("crumb", moved(extrude(0.92 * outline, 1.02 * t), z=-0.01 * t), "foam", CRUMB),
        ),
        (colliding.box((0.96 * w, 0.96 * w, t), (0, 0, t / 2)),),
        Resonator("plate", (w, w, t)),
        (Support("top", (0, 0, t), (0.4 * w, 0.4 * w)),),
    )


def cupcake(p: Params) -> Shape:
    """A cake in a fluted paper cup, a whirl of icing, a cherry."""
    h = p["height"]
    turn = TAU * np.arange(72) / 72
    flute = 1 + 0.05 * np.cos(24 * turn)
    cup = loft(
        np.array(
            [
                np.column_stack([r * h * flute * np.cos(turn), r * h * flute * np.sin(turn), np.full(72, z * h)])
                for z, r in ((0, 0.3), (0.45, 0.42))
            ]
        )
    )
    spiral = np.linspace(0, 3.2 * TAU, 90)
    k = spiral / spiral[-1]
    way = np.column_stack(
        [0.32 * h * (1 - 0.9 * k) * np.cos(spiral), 0.32 * h * (1 - 0.9 * k) * np.sin(spiral), h * (0.5 + 0.36 * k)]
    )
    icing = [
        tube(way, h * np.interp(k, [0, 1], [0.11, 0.05]), sides=12),
        drum(0.3 * h, 0.3 * h, (0, 0, 0.58 * h), bevel=0.12 * h),
    ]
    return Shape(
        (
            piece("body", cup, "paper", (0.45, 0.12, 0.2)),
            piece("icing", joined(icing), "wax", (0.8, 0.55, 0.62)),
            piece("cherry", moved(sphere(0.085 * h, steps=5), z=0.93 * h), "fruit", RED),
        ),
        (colliding.round_hull([(0.3 * h, 0), (0.43 * h, 0.5 * h), (0.05 * h, h)]),),
        Resonator("block", (0.8 * h, 0.8 * h, h)),
    )


def pie(p: Params) -> Shape:
    """A pie in its dish, with a lattice of pastry over red filling."""
    r = p["radius"]
    h = 0.28 * r
    dish = lathe([(0.0, 0), (0.78 * r, 0), (r, h), (0.95 * r, h), (0.75 * r, 0.1 * h), (0, 0.1 * h)])
    strips = []
    for k in (-0.6, -0.3, 0.0, 0.3, 0.6):
        n = 1.8 * r * np.sqrt(max(0.0, 0.97 - k * k))
        strips += [block((n, 0.1 * r, 0.05 * r), (0, k * r, 0.95 * h)), block((0.1 * r, n, 0.05 * r), (k * r, 0, h))]
    edge = [
        moved(sphere(0.075 * r, steps=3), 0.93 * r * np.cos(a), 0.93 * r * np.sin(a), h)
        for a in TAU * np.arange(36) / 36
    ]
    return Shape(
        (
            piece("body", joined([*strips, *edge]), "foam", (0.55, 0.3, 0.1)),
            piece("filling", drum(0.9 * r, 0.8 * h, (0, 0, 0.5 * h), bevel=0.05 * r), "wax", (0.3, 0.02, 0.02)),
            piece("dish", dish, "ceramic"),
        ),
        (colliding.round_hull([(0.78 * r, 0), (r, h), (0.6 * r, 1.15 * h)]),),
        Resonator("shell", (r, h, 0.05 * r)),
    )


def chocolate(p: Params) -> Shape:
    """A bar of chocolate in its squares, half out of silver foil."""
    n = p["length"]
    w, t = 0.5 * n, 0.06 * n
    squares = [
        block((n / 6.3, w / 4.3, t), ((i - 2.5) * n / 6, (j - 1.5) * w / 4, t / 2 + 0.15 * t), 0.3 * t)
        for i in range(6)
        for j in range(4)
    ]
    foil = block((0.48 * n, 1.06 * w, 1.25 * t), (-0.28 * n, 0, 0.65 * t), 0.004)
    return Shape(
        (
            piece(
                "body",
                joined([*squares, block((0.99 * n, 0.99 * w, 0.5 * t), (0, 0, 0.3 * t))]),
                "wax",
                (0.055, 0.02, 0.01),
            ),
            piece("foil", foil, "aluminium"),
            piece(
                "wrapper",
                block((0.4 * n, 1.09 * w, 1.3 * t), (-0.34 * n, 0, 0.66 * t), 0.004),
                "paper",
                (0.3, 0.02, 0.04),
            ),
        ),
        (colliding.box((n, w, 1.2 * t), (0, 0, 0.6 * t)),),
        Resonator("plate", (n, w, t)),
    )


def lollipop(p: Params) -> Shape:
    """A round sweet with a spiral on a white stick, lying on its stick's end and rim."""
    n = p["length"]
    r = 0.26 * n
    a = np.linspace(0, 3.5 * TAU, 120)
    way = np.column_stack([0.92 * r * a / a[-1] * np.cos(a), 0.92 * r * a / a[-1] * np.sin(a), np.full(120, 0.13 * n)])
    both = [tube(way + np.array([0, 0, s * 0.055 * n]), 0.026 * n, sides=8) for s in (1, -1)]
    return Shape(
        (
            piece("body", drum(r, 0.12 * n, (0, 0, 0.13 * n), bevel=0.05 * n), "resin", (0.8, 0.1, 0.2)),
            piece("stripes", joined(both), "resin", (0.82, 0.80, 0.76), decor=True),
            piece("stick", tube([(r, 0, 0.13 * n), (n - r, 0, 0.13 * n)], 0.02 * n), "paper"),
        ),
        (
            colliding.upright(r, 0.12 * n, (0, 0, 0.13 * n)),
            colliding.rod((r, 0, 0.13 * n), (n - r, 0, 0.13 * n), 0.02 * n, "stick"),
        ),
        Resonator("block", (r, r, 0.1 * n)),
    )


def fries(p: Params) -> Shape:
    """French fries standing in a red paper box."""
    h = p["height"]
    rng = np.random.Generator(np.random.PCG64(5))
    outline = np.array([(-0.26 * h, 0), (0.26 * h, 0), (0.36 * h, 0.6 * h), (0.0, 0.5 * h), (-0.36 * h, 0.6 * h)])
    front = moved(turned(extrude(outline, 0.012 * h), (1, 0, 0), TAU / 4), 0, -0.11 * h, 0)
    back = moved(turned(extrude(outline * [1, 1.12], 0.012 * h), (1, 0, 0), TAU / 4), 0, 0.14 * h, 0)
    floor = block((0.52 * h, 0.24 * h, 0.02 * h), (0, 0.01 * h, 0.01 * h))
    sides = [
        moved(turned(block((0.012 * h, 0.25 * h, 0.58 * h)), (0, 1, 0), s * 0.165), s * 0.305 * h, 0.01 * h, 0.29 * h)
        for s in (1, -1)
    ]
    sticks = []
    for i in range(7):
        for j in range(3):
            top = rng.uniform(0.72, 1.0) * h
            x, y = (i - 3) * 0.075 * h, (j - 1) * 0.065 * h + 0.01 * h
            stick = turned(
                block((0.055 * h, 0.055 * h, top - 0.1 * h), radius=0.008 * h), (rng.normal(), rng.normal(), 0.2), 0.1
            )
            sticks.append(moved(stick, 1.15 * x, y, 0.06 * h + top / 2))
    return Shape(
        (
            piece("body", joined([front, back, floor, *sides]), "cardboard", RED),
            piece("fries", joined(sticks), "foam", (0.75, 0.48, 0.10)),
        ),
        (
            colliding.hull(
                [
                    (x, y, z)
                    for x, z in ((-0.26 * h, 0), (0.26 * h, 0), (0.36 * h, 0.62 * h), (-0.36 * h, 0.62 * h))
                    for y in (-0.12 * h, 0.15 * h)
                ]
            ),
            colliding.box((0.5 * h, 0.2 * h, 0.35 * h), (0, 0.01 * h, 0.75 * h), "fries"),
        ),
        Resonator("block", (0.6 * h, 0.3 * h, h)),
    )


def bowl_with(p: Params) -> Shape:
    """A bowl heaped with noodles (kind 0) or salad (kind 1)."""
    r = p["radius"]
    h = 0.5 * r
    bowl = lathe(
        curve([(0.42 * r, 0), (0.75 * r, 0.2 * h), (r, h)], 14).tolist()
        + curve([(0.96 * r, h), (0.7 * r, 0.28 * h), (0.0, 0.12 * h)], 14).tolist()
    )
    rng = np.random.Generator(np.random.PCG64(8))
    food, more = [], []
    for k in range(46 if p["kind"] < 0.5 else 60):
        a, out = rng.uniform(0, TAU), 0.72 * r * np.sqrt(rng.uniform())
        z = 0.72 * h + 0.42 * h * (1 - (out / (0.8 * r)) ** 2)
        if p["kind"] < 0.5:
            b = np.linspace(0, rng.uniform(2.5, 5.5), 14) + rng.uniform(0, TAU)
            loop = rng.uniform(0.12, 0.34) * r
            way = np.column_stack(
                [
                    0.6 * out * np.cos(a) + loop * np.cos(b),
                    0.6 * out * np.sin(a) + loop * np.sin(b),
                    z - 0.02 * r + 0.06 * r * np.sin(3 * b),
                ]
            )
            food.append(tube(way, 0.026 * r, sides=6))
        else:
            leaf = turned(
                stretched(sphere(0.17 * r, steps=3), 1.0, 0.75, 0.16),
                (rng.normal(), rng.normal(), 0.1),
                rng.uniform(-0.9, 0.9),
            )
            (food if k % 5 else more).append(
                moved(leaf if k % 5 else sphere(0.10 * r, steps=3), out * np.cos(a), out * np.sin(a), z)
            )
    bed = drum(0.86 * r, 0.5 * h, (0, 0, 0.58 * h), bevel=0.1 * r)
    tint = (0.78, 0.56, 0.2) if p["kind"] < 0.5 else (0.12, 0.30, 0.04)
    sauce = (
        [moved(sphere(0.13 * r, steps=4), x * r, y * r, 1.2 * h) for x, y in ((0.05, 0), (-0.12, 0.1), (0.1, -0.15))]
        if p["kind"] < 0.5
        else more
    )
    return Shape(
        (
            piece("body", bowl, "ceramic"),
            piece("food", joined([*food, bed]), "wax", tint),
            piece("sauce", joined(sauce), "wax", (0.42, 0.04, 0.02)),
        ),
        (colliding.round_hull([(0.42 * r, 0), (0.75 * r, 0.2 * h), (r, h), (0.5 * r, 1.3 * h)]),),
        Resonator("shell", (r, h, 0.04 * r)),
    )


def sausage(p: Params) -> Shape:
    """A grilled sausage, bent, with tied ends and marks of the grill."""
    n = p["length"]
    r = 0.1 * n
    a = np.linspace(-0.75, 0.75, 24)
    way = np.column_stack([0.66 * n * np.sin(a), 0.66 * n * (1 - np.cos(a)), np.full(24, r)])
    ends = [
        tube([way[k], way[k] + s * np.array([0.06 * n, 0.05 * s * n, 0])], [0.3 * r, 0.12 * r])
        for k, s in ((-1, 1), (0, -1))
    ]
    marks = [
        moved(turned(block((0.02 * n, 0.8 * r, 0.004 * n)), (0, 0, 1), 0.5), way[k, 0], way[k, 1], 1.95 * r)
        for k in (4, 8, 12, 16, 20)
    ]
    return Shape(
        (
            piece("body", joined([tube(way, r, sides=18), *ends]), "fruit", (0.28, 0.08, 0.03)),
            piece("marks", joined(marks), "fruit", (0.04, 0.015, 0.01), decor=True),
        ),
        tuple(colliding.rod(way[k], way[k + 6], 0.98 * r) for k in (0, 6, 12, 17)),
        Resonator("bar", (n, r, r)),
    )


def _within(outline: np.ndarray, point: np.ndarray) -> bool:
    """Tell whether a point lies within a star-shaped outline (P, 2) about the origin."""
    bearing = np.arctan2(outline[:, 1], outline[:, 0])
    order = np.argsort(bearing)
    reach = np.interp(np.arctan2(point[1], point[0]), bearing[order], np.hypot(*outline[order].T), period=TAU)
    return bool(np.hypot(*point) < reach)


def steak(p: Params) -> Shape:
    """A grilled T-bone steak: a rim of fat, the bone between loin and fillet, marbling, and the marks of the grill."""
    n = p["length"]
    t = 0.14 * n
    a = TAU * np.arange(64) / 64
    reach = 0.5 * (1 + 0.10 * np.cos(2 * a + 0.8) + 0.07 * np.cos(3 * a - 1.1))
    out = n * np.column_stack([reach * np.cos(a), 0.68 * reach * np.sin(a)])
    bone = [
        moved(
            turned(block((0.42 * n, 0.045 * n, 1.03 * t), radius=0.012 * n), (0, 0, 1), -0.35),
            -0.14 * n,
            0.05 * n,
            t / 2,
        ),
        moved(
            turned(block((0.045 * n, 0.26 * n, 1.03 * t), radius=0.012 * n), (0, 0, 1), -0.2),
            -0.30 * n,
            0.10 * n,
            t / 2,
        ),
    ]
    marks = []
    for y in np.linspace(-0.24, 0.24, 5):
        # Only as long as the meat is there.
        way = np.array([np.cos(0.6), np.sin(0.6)])
        middle = y * n * np.array([-way[1], way[0]])
        inside = [s for s in np.linspace(-0.5, 0.5, 41) if _within(0.88 * out, middle + s * n * way)]
        long, centre = (inside[-1] - inside[0]) * n, middle + 0.5 * (inside[0] + inside[-1]) * n * way
        marks.append(moved(turned(block((long, 0.024 * n, 0.012 * n)), (0, 0, 1), 0.6), *centre, t - 0.003 * n))
    rng = np.random.default_rng(3)
    veins = []
    for _ in range(26):
        at, turn = rng.uniform(-0.36, 0.36, 2) * [n, 0.62 * n], rng.uniform(0, TAU)
        way = np.array([np.cos(turn), np.sin(turn)]) * rng.uniform(0.02, 0.05) * n
        path = [(*(at - way), t), (*(at + 0.3 * way[::-1]), t), (*(at + way), t)]
        if all(_within(0.86 * out, np.array(point[:2])) for point in path):
            veins.append(tube(path, 0.0028 * n, sides=5))
    return Shape(
        (
            piece("body", extrude(0.93 * out, t, bevel=0.15 * t), "fruit", (0.20, 0.065, 0.035)),
            piece("fat", moved(extrude(out, 0.84 * t, bevel=0.25 * t), z=0.05 * t), "wax", (0.66, 0.47, 0.27)),
            piece("veins", joined(veins), "wax", (0.50, 0.28, 0.19), decor=True),
            piece("bone", joined(bone), "bone"),
            piece("marks", joined(marks), "fruit", (0.03, 0.012, 0.01), decor=True),
        ),
        (colliding.hull([(x, y, z) for x, y in out[::4] for z in (0, t)]),),
        Resonator("block", (n, 0.7 * n, t)),
    )


def butter(p: Params) -> Shape:
    """A block of butter on its dish, one slice cut off."""
    n = p["length"]
    w = 0.42 * n
    dish = [rounded_box((1.4 * n, 0.9 * n, 0.05 * n), 0.02 * n, steps=2)]
    return Shape(
        (
            piece(
                "body",
                joined(
                    [
                        block((0.8 * n, w, w), (-0.08 * n, 0, 0.05 * n + w / 2), 0.02 * n),
                        block((0.08 * n, w, w), (0.42 * n, 0, 0.05 * n + w / 2), 0.01 * n),
                    ]
                ),
                "wax",
                (0.85, 0.68, 0.24),
            ),
            piece("dish", moved(joined(dish), z=0.025 * n), "porcelain"),
        ),
        (
            colliding.box((1.4 * n, 0.9 * n, 0.05 * n), (0, 0, 0.025 * n), "dish"),
            colliding.box((0.95 * n, w, w), (0, 0, 0.05 * n + w / 2)),
        ),
        Resonator("block", (n, w, w)),
    )


FAMILIES = {
    "cucumber": Family(cucumber, {"length": length(0.26)}),
    "bell_pepper": Family(bell_pepper, {"height": length(0.09)}),
    "broccoli": Family(broccoli, {"height": length(0.16)}),
    "cabbage": Family(cabbage, {"radius": length(0.09)}),
    "pizza_slice": Family(slice_of, {"length": length(0.17)}),
    "bread_slice": Family(bread_slice, {"width": length(0.11)}),
    "cupcake": Family(cupcake, {"height": length(0.09)}),
    "pie": Family(pie, {"radius": length(0.13)}),
    "chocolate": Family(chocolate, {"length": length(0.16)}),
    "lollipop": Family(lollipop, {"length": length(0.17)}),
    "fries": Family(fries, {"height": length(0.16)}),
    "bowl_with": Family(bowl_with, {"radius": length(0.1), "kind": count(0, 0, 1)}),
    "sausage": Family(sausage, {"length": length(0.15)}),
    "steak": Family(steak, {"length": length(0.22)}),
    "butter": Family(butter, {"length": length(0.12)}),
}
