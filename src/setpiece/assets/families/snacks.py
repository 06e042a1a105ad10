"""What is eaten from the hand or a glass: burger, pizza, sandwich, hot dog, ice cream, fruit; a cactus."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, curve, cylinder, extrude, lathe, ring, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import joined, moved, stretched, turned

LEVEL, ALONG, UP = (1, 0, 0), (0, 1, 0), (0, 0, 1)
CRUST, LEAF, MEAT, CHEESE = (0.42, 0.20, 0.05), (0.10, 0.30, 0.03), (0.09, 0.035, 0.018), (0.75, 0.38, 0.03)
RED, CREAM = (0.45, 0.025, 0.02), (0.80, 0.70, 0.52)


def _soft(size: float) -> Resonator:
    return Resonator("block", (size, size, size))


def burger(p: Params) -> Shape:
    """A burger: two halves of a bun with seeds, a patty, cheese, tomato, lettuce."""
    w = p["width"]
    r = w / 2
    bun = [(0, 0), (0.92, 0), (1.0, 0.1), (0.96, 0.25), (0, 0.27)]
    top = [(0, 0.62), (0.97, 0.62), (1.0, 0.72), (0.85, 0.98), (0.5, 1.15), (0, 1.2)]
    patty = moved(cylinder(0.99 * r, 0.17 * r, bevel=0.07 * r), z=0.35 * r)
    cheese = moved(turned(rounded_box((1.5 * r, 1.5 * r, 0.03 * r), 0.01 * r), UP, 0.4), z=0.45 * r)
    slices = moved(cylinder(0.9 * r, 0.06 * r, bevel=0.02 * r), z=0.5 * r)
    wave = np.linspace(0, TAU, 73)[:-1]
    rim = np.column_stack(
        [(1.04 + 0.05 * np.sin(11 * wave)) * np.cos(wave), (1.04 + 0.05 * np.sin(11 * wave)) * np.sin(wave)]
    )
    salad = moved(extrude(rim * r, 0.07 * r), z=0.55 * r)
    seeds = []
    for k in range(40):
        a, s = 2.4 * k, 0.8 * np.sqrt((k + 0.5) / 40)
        z = float(np.interp(s, [0, 0.5, 0.85, 1], [1.2, 1.15, 0.98, 0.72]))
        seeds.append(
            moved(stretched(sphere(0.03 * r, steps=2), 1.5, 1, 0.7), s * r * np.cos(a), s * r * np.sin(a), z * r)
        )
    return Shape(
        (
            piece("body", joined([lathe(np.array(bun) * r), lathe(np.array(top) * r)]), "crust", CRUST),
            piece("patty", patty, "fruit", MEAT),
            piece("cheese", cheese, "wax", CHEESE),
            piece("tomato", slices, "fruit", RED),
            piece("salad", salad, "leaves", LEAF),
            piece("seeds", joined(seeds), "fruit", CREAM, decor=True),
        ),
        (colliding.round_hull([(0.95 * r, 0), (r, 0.1 * r), (r, 0.7 * r), (0.6 * r, 1.1 * r), (0.2 * r, 1.2 * r)]),),
        _soft(w),
    )


def pizza(p: Params) -> Shape:
    """A pizza: a crust with a thick rim, cheese, slices of salami, olives."""
    r = p["radius"]
    base = lathe(
        np.array([(0, 0), (0.97, 0), (1, 0.03), (0.98, 0.085), (0.92, 0.09), (0.87, 0.05), (0, 0.05)]) * r, segments=64
    )
    cheese = moved(cylinder(0.87 * r, 0.02 * r, bevel=0.008 * r, segments=64), z=0.055 * r)
    slices, olives = [], []
    for k in range(13):
        a, s = 2.4 * k, 0.72 * np.sqrt((k + 0.5) / 13)
        slices.append(
            moved(
                cylinder(0.11 * r, 0.012 * r, bevel=0.004 * r, segments=24),
                s * r * np.cos(a),
                s * r * np.sin(a),
                0.068 * r,
            )
        )
        b, q = 2.4 * k + 1.1, 0.76 * np.sqrt((k + 0.9) / 14)
        olives.append(
            moved(ring(0.028 * r, 0.012 * r, segments=16, sides=6), q * r * np.cos(b), q * r * np.sin(b), 0.076 * r)
        )
    return Shape(
        (
            piece("body", base, "crust", CRUST),
            piece("cheese", cheese, "wax", (0.72, 0.45, 0.10)),
            piece("salami", joined(slices), "fruit", (0.35, 0.04, 0.02)),
            piece("olives", joined(olives), "fruit", (0.02, 0.02, 0.015)),
        ),
        (colliding.upright(r, 0.09 * r, (0, 0, 0.045 * r)),),
        _soft(r),
    )


def sandwich(p: Params) -> Shape:
    """A sandwich of two slices of bread with ham, cheese and salad."""
    w = p["width"]
    layers = (
        ("body", 0.0, 0.13, 1.0, CRUST),
        ("ham", 0.13, 0.04, 1.03, (0.55, 0.16, 0.13)),
        ("cheese", 0.17, 0.03, 1.05, CHEESE),
        ("salad", 0.2, 0.04, 1.06, LEAF),
        ("bread", 0.24, 0.13, 1.0, CRUST),
    )
    parts = []
    for name, z, tall, wide, color in layers:
        slab = moved(rounded_box((wide * w, wide * 0.92 * w, tall * w), 0.02 * w), 0, 0, (z + tall / 2) * w)
        parts.append(piece(name, slab, "fruit", color))
    return Shape(tuple(parts), (colliding.box((w, 0.92 * w, 0.37 * w), (0, 0, 0.185 * w)),), _soft(w))


def hot_dog(p: Params) -> Shape:
    """A sausage in a split bun along X, with a wavy line of mustard."""
    n = p["length"]
    halves = [moved(stretched(sphere(0.5, steps=8), n, 0.2 * n, 0.28 * n), 0, s * 0.1 * n, 0.14 * n) for s in (1, -1)]
    sausage = tube(curve([(-0.54 * n, 0, 0.2 * n), (0, 0, 0.185 * n), (0.54 * n, 0, 0.2 * n)], 15), 0.07 * n, sides=16)
    x = np.linspace(-0.46, 0.46, 60)
    line = tube(np.column_stack([x * n, 0.035 * n * np.sin(40 * x), np.full(60, 0.262 * n)]), 0.012 * n, sides=6)
    return Shape(
        (
            piece("body", joined(halves), "crust", CRUST),
            piece("sausage", sausage, "fruit", (0.30, 0.06, 0.025)),
            piece("mustard", line, "wax", (0.75, 0.48, 0.02)),
        ),
        (colliding.box((0.9 * n, 0.36 * n, 0.24 * n), (0, 0, 0.12 * n)),),
        _soft(n),
    )


def ice_cream(p: Params) -> Shape:
    """A wafer cone in a small holder, with two scoops."""
    h = p["height"]
    cone = moved(
        lathe(np.array([(0, 0), (0.012, 0.0), (0.17, 0.55), (0.15, 0.55), (0, 0.06)]) * h, segments=40), z=0.02 * h
    )
    stand = lathe(
        np.array([(0, 0), (0.2, 0), (0.2, 0.02), (0.09, 0.06), (0.09, 0.2), (0.07, 0.2), (0, 0.03)]) * h, segments=40
    )
    scoops = [moved(sphere(0.175 * h, steps=8), z=0.63 * h), moved(sphere(0.155 * h, steps=8), z=0.84 * h)]
    return Shape(
        (
            piece("body", cone, "fruit", (0.55, 0.30, 0.10)),
            piece("stand", stand, "chrome"),
            piece("vanilla", scoops[0], "wax", CREAM),
            piece("berry", scoops[1], "wax", (0.75, 0.28, 0.34)),
        ),
        (
            colliding.upright(0.2 * h, 0.03 * h, (0, 0, 0.015 * h)),
            colliding.round_hull([(0.03 * h, 0.02 * h), (0.17 * h, 0.6 * h), (0.15 * h, 0.9 * h), (0.05 * h, h)]),
        ),
        _soft(h),
    )


def sundae(p: Params) -> Shape:
    """A sundae: a footed glass with scoops of ice cream, sauce and a cherry."""
    h = p["height"]
    outside = [(0, 0), (0.2, 0), (0.2, 0.015), (0.04, 0.05), (0.035, 0.2), (0.14, 0.3), (0.24, 0.6), (0.26, 0.66)]
    inside = [(0.24, 0.66), (0.22, 0.6), (0.12, 0.31), (0, 0.26)]
    glass = lathe(np.array(outside + inside) * h, segments=56)
    scoops = [
        moved(sphere(0.13 * h, steps=7), 0.1 * h * np.cos(a), 0.1 * h * np.sin(a), 0.64 * h) for a in (0.3, 2.4, 4.5)
    ]
    top = moved(sphere(0.13 * h, steps=7), 0, 0, 0.77 * h)
    sauce = moved(
        lathe(
            np.array([(0, 0.02), (0.08, 0.0), (0.118, -0.05), (0.125, -0.03), (0.09, 0.03), (0, 0.05)]) * h, segments=40
        ),
        z=0.86 * h,
    )
    cherry = moved(sphere(0.045 * h, steps=5), 0, 0, 0.945 * h)
    filling = moved(lathe(np.array([(0, 0.27), (0.115, 0.315), (0.212, 0.58), (0, 0.6)]) * h, segments=48), z=0.0)
    return Shape(
        (
            piece("body", glass, "glass"),
            piece("ice", joined([*scoops, top, filling]), "wax", CREAM),
            piece("sauce", sauce, "wax", (0.06, 0.02, 0.008)),
            piece("cherry", cherry, "fruit", RED),
        ),
        (
            colliding.upright(0.2 * h, 0.03 * h, (0, 0, 0.015 * h)),
            colliding.round_hull(
                [(0.04 * h, 0.03 * h), (0.26 * h, 0.62 * h), (0.15 * h, 0.85 * h), (0.03 * h, 0.98 * h)]
            ),
        ),
        Resonator("shell", (0.24 * h, 0.4 * h, 0.02 * h)),
    )


def strawberry(p: Params) -> Shape:
    """A strawberry that lies on its side: a red heart with seeds and a green crown."""
    n = p["length"]
    rows = [(0, -0.5), (0.12, -0.44), (0.25, -0.25), (0.35, 0.05), (0.36, 0.22), (0.28, 0.36), (0.1, 0.4), (0, 0.38)]
    body = turned(lathe(np.array(rows) * n, segments=40), ALONG, TAU / 4)
    seeds = []
    for k in range(90):
        z, a = -0.42 + 0.7 * (k + 0.5) / 90, 2.4 * k
        r = float(np.interp(z, [q[1] for q in rows], [q[0] for q in rows])) + 0.002
        seeds.append(
            turned(moved(sphere(0.014 * n, steps=2), r * n * np.cos(a), r * n * np.sin(a), z * n), ALONG, TAU / 4)
        )
    blade = extrude(np.array([(0, -0.05), (0.2, -0.07), (0.34, 0), (0.2, 0.07), (0, 0.05)]) * n, 0.014 * n)
    leaves = [
        turned(moved(turned(turned(blade, ALONG, -0.25), UP, TAU * k / 7), z=0.39 * n), ALONG, TAU / 4)
        for k in range(7)
    ]
    return Shape(
        (
            piece("body", body, "fruit", (0.50, 0.015, 0.02)),
            piece("seeds", joined(seeds), "fruit", (0.7, 0.5, 0.1), decor=True),
            piece("leaves", joined(leaves), "leaves", LEAF),
        ),
        (
            colliding.hull(
                [
                    (x, r * np.cos(a), r * np.sin(a))
                    for x, r in ((-0.48 * n, 0.06 * n), (0.05 * n, 0.35 * n), (0.3 * n, 0.34 * n))
                    for a in TAU * np.arange(16) / 16
                ]
            ),
        ),
        _soft(n),
    )


def pineapple(p: Params) -> Shape:
    """A pineapple that stands: a barrel of knobs and a crown of stiff leaves."""
    h = p["height"]
    rows = [(0, 0), (0.13, 0.0), (0.2, 0.12), (0.22, 0.3), (0.19, 0.48), (0.1, 0.58), (0, 0.6)]
    core = lathe(np.array(rows) * h, segments=40)
    knobs = []
    for k in range(130):
        z, a = 0.02 + 0.54 * (k + 0.5) / 130, 2.4 * k
        r = float(np.interp(z, [q[1] for q in rows[1:]], [q[0] for q in rows[1:]]))
        knobs.append(
            moved(stretched(sphere(0.03 * h, steps=2), 1, 1, 0.9), r * h * np.cos(a), r * h * np.sin(a), z * h)
        )
    leaves = []
    for k in range(24):
        a, lean = 2.4 * k, 0.15 + 0.75 * (1 - k / 24)
        out, up = 0.24 * h * np.sin(lean), 0.4 * h * (0.55 + 0.45 * k / 24) * np.cos(0.6 * lean)
        path = curve(
            [
                (0.02 * h, 0, 0.57 * h),
                (0.05 * h + 0.4 * out, 0, 0.58 * h + 0.6 * up),
                (0.05 * h + out, 0, 0.58 * h + 0.9 * up),
            ],
            8,
        )
        leaves.append(turned(tube(path, np.linspace(0.022, 0.003, 8) * h, sides=5), UP, a))
    return Shape(
        (
            piece("body", joined([core, *knobs]), "fruit", (0.40, 0.20, 0.03)),
            piece("leaves", joined(leaves), "leaves", (0.05, 0.17, 0.05)),
        ),
        (
            colliding.round_hull(
                [(0.14 * h, 0), (0.23 * h, 0.15 * h), (0.23 * h, 0.4 * h), (0.1 * h, 0.6 * h), (0.1 * h, 0.95 * h)]
            ),
        ),
        _soft(h),
    )


def corn(p: Params) -> Shape:
    """A cob of corn that lies along X: rows of kernels, two husks."""
    n = p["length"]
    kernels = []
    for k in range(26):
        x = -0.4 + 0.8 * k / 25
        r = 0.11 * (1 - 0.45 * max(0.0, x / 0.45) ** 2)
        for a in TAU * (np.arange(14) + 0.5 * (k % 2)) / 14:
            kernels.append(moved(sphere(0.026 * n, steps=1), x * n, r * n * np.cos(a), (0.13 + r * np.sin(a)) * n))
    core = moved(turned(cylinder(0.095 * n, 0.86 * n, bevel=0.04 * n), ALONG, TAU / 4), 0, 0, 0.13 * n)
    husks = [
        tube(
            curve(
                [
                    (-0.3 * n, s * 0.09 * n, 0.08 * n),
                    (-0.5 * n, s * 0.12 * n, 0.06 * n),
                    (-0.72 * n, s * 0.22 * n, 0.03 * n),
                ],
                9,
            ),
            np.linspace(0.05, 0.012, 9) * n,
            sides=6,
        )
        for s in (1, -1)
    ]
    return Shape(
        (
            piece("body", joined([core, *kernels]), "fruit", (0.72, 0.42, 0.03)),
            piece("husks", joined(husks), "leaves", (0.22, 0.32, 0.06)),
        ),
        (colliding.rod((-0.4 * n, 0, 0.13 * n), (0.4 * n, 0, 0.13 * n), 0.13 * n, kind="cylinder"),),
        _soft(n),
        rolls=True,
    )


def cactus(p: Params) -> Shape:
    """A cactus in a terracotta pot: a ribbed column with two arms."""
    h = p["height"]
    around = TAU * np.arange(41) / 40

    def column(points: list, radius: float) -> object:
        path = curve(np.array(points) * h, 14)
        taper = np.concatenate([np.full(12, 1.0), [0.8, 0.35]]) * radius * h
        ribs = [
            tube(
                path
                + np.array([0.6 * radius * h * np.cos(a), 0.6 * radius * h * np.sin(a), 0])
                * np.linspace(1, 0.7, 14)[:, None],
                0.42 * taper,
                sides=6,
            )
            for a in around[:-1:5]
        ]
        return joined([tube(path, taper * 0.9, sides=16), *ribs])

    trunk = column([(0, 0, 0.2), (0, 0, 0.6), (0, 0, 0.97)], 0.1)
    arms = [
        column([(s * 0.05, 0, z), (s * 0.2, 0, z + 0.02), (s * 0.22, 0, z + 0.28)], 0.06)
        for s, z in ((1, 0.5), (-1, 0.42))
    ]
    pot = lathe(
        np.array([(0, 0), (0.15, 0), (0.2, 0.2), (0.22, 0.2), (0.22, 0.25), (0.18, 0.25), (0.17, 0.21), (0, 0.21)]) * h,
        segments=48,
    )
    return Shape(
        (piece("body", joined([trunk, *arms]), "leaves", (0.05, 0.18, 0.06)), piece("pot", pot, "terracotta")),
        (
            colliding.round_hull([(0.15 * h, 0), (0.22 * h, 0.25 * h)]),
            colliding.upright(0.11 * h, 0.75 * h, (0, 0, 0.6 * h)),
            colliding.box((0.52 * h, 0.12 * h, 0.34 * h), (0, 0, 0.6 * h)),
        ),
        _soft(h),
    )


FAMILIES = {
    "burger": Family(burger, {"width": length(0.11)}),
    "pizza": Family(pizza, {"radius": length(0.15)}),
    "sandwich": Family(sandwich, {"width": length(0.12)}),
    "hot_dog": Family(hot_dog, {"length": length(0.16)}),
    "ice_cream": Family(ice_cream, {"height": length(0.2)}),
    "sundae": Family(sundae, {"height": length(0.22)}),
    "strawberry": Family(strawberry, {"length": length(0.04)}),
    "pineapple": Family(pineapple, {"height": length(0.3)}),
    "corn": Family(corn, {"length": length(0.2)}),
    "cactus": Family(cactus, {"height": length(0.3)}),
}
