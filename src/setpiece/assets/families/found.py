"""What is found outside: tumbleweed, twig, bale of hay, bonsai, nest."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, block, curve, drum, lathe, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, count, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import joined, moved, stretched

BLACK, WHITE, RED, BLUE = (0.015, 0.015, 0.017), (0.74, 0.74, 0.73), (0.5, 0.02, 0.02), (0.02, 0.09, 0.35)


def tumbleweed(p: Params) -> Shape:
    """A ball of dry twigs."""
    r, n = p["radius"], int(p["twigs"])
    rng = np.random.Generator(np.random.PCG64(21))
    twigs = []
    for _ in range(n):
        a, b = rng.normal(size=3), rng.normal(size=3)
        a, b = a / np.linalg.norm(a), b / np.linalg.norm(b)
        way = curve(
            [0.25 * r * a, 0.85 * r * (a + 0.5 * b) / 1.2, 0.98 * r * (0.6 * a + b) / np.linalg.norm(0.6 * a + b)], 12
        )
        twigs.append(tube(way, np.linspace(0.016, 0.006, 12) * r, sides=5))
    return Shape(
        (piece("body", joined(twigs), "bamboo", (0.36, 0.24, 0.10)),),
        (colliding.ball(0.97 * r),),
        Resonator("ball", (r,)),
        rolls=True,
    )


def twig(p: Params) -> Shape:
    """A dry forked branch lying along X."""
    n = p["length"]
    main = curve(
        [
            (-0.5 * n, 0, 0.025 * n),
            (-0.1 * n, 0.03 * n, 0.03 * n),
            (0.2 * n, -0.02 * n, 0.025 * n),
            (0.5 * n, 0.03 * n, 0.012 * n),
        ],
        30,
    )
    forks = [
        curve(
            [
                main[k],
                main[k] + np.array([0.12 * n, s * 0.1 * n, 0.03 * n]),
                main[k] + np.array([0.22 * n, s * 0.15 * n, z * n]),
            ],
            14,
        )
        for k, s, z in ((8, 1, 0.03), (14, -1, 0.02), (20, 1, 0.015))
    ]
    bark = [
        tube(main, np.linspace(0.024, 0.007, 30) * n, sides=9),
        *(tube(f, np.linspace(0.014, 0.005, 14) * n, sides=7) for f in forks),
    ]
    return Shape(
        (piece("body", joined(bark), "bark"),),
        (
            colliding.rod(main[0], main[14], 0.02 * n),
            colliding.rod(main[14], main[29], 0.012 * n),
            *(colliding.rod(f[0], f[-1], 0.008 * n) for f in forks),
        ),
        Resonator("bar", (n, 0.03 * n, 0.03 * n)),
    )


def hay(p: Params) -> Shape:
    """A bale of straw bound with two cords; loose stalks stick out."""
    n = p["length"]
    w, h = 0.5 * n, 0.42 * n
    rng = np.random.Generator(np.random.PCG64(4))
    stalks = []
    for _ in range(240):
        side = rng.integers(0, 3)
        x, y, z = rng.uniform(-0.48, 0.48) * n, rng.uniform(-0.48, 0.48) * w, rng.uniform(0.04, 0.96) * h
        x, y, z = (np.sign(x) * n / 2, y, z) if side == 0 else (x, np.sign(y) * w / 2, z) if side == 1 else (x, y, h)
        d = rng.normal(size=3) * 0.05 * n
        stalks.append(
            tube(
                [(x - d[0], y - d[1], max(z - d[2], 0.01 * n)), (x + d[0], y + d[1], max(z + d[2], 0.01 * n))],
                0.004 * n,
                sides=4,
                ends="flat",
            )
        )
    cords = [block((0.012 * n, 1.012 * w, 1.01 * h), (x * n, 0, h / 2), 0.002) for x in (-0.22, 0.22)]
    return Shape(
        (
            piece("body", joined([block((n, w, h), (0, 0, h / 2), 0.03 * n), *stalks]), "bamboo", (0.55, 0.40, 0.13)),
            piece("strings", joined(cords), "fabric", RED),
        ),
        (colliding.box((n, w, h), (0, 0, h / 2)),),
        Resonator("block", (n, w, h)),
        (Support("top", (0, 0, h), (0.45 * n, 0.45 * w)),),
    )


def bonsai(p: Params) -> Shape:
    """A small old tree in a shallow dish: a bent trunk, three cushions of leaves."""
    h = p["height"]
    trunk = curve([(0.05 * h, 0, 0.1 * h), (-0.08 * h, 0, 0.3 * h), (0.1 * h, 0, 0.5 * h), (0.02 * h, 0, 0.72 * h)], 24)
    boughs = [
        tube(trunk, np.linspace(0.055, 0.022, 24) * h, sides=10),
        tube([trunk[9], (-0.25 * h, 0.05 * h, 0.5 * h)], [0.025 * h, 0.012 * h]),
        tube([trunk[15], (0.3 * h, -0.04 * h, 0.6 * h)], [0.025 * h, 0.012 * h]),
    ]
    rng = np.random.Generator(np.random.PCG64(9))
    leaves = []
    for c, size in (((0.0, 0, 0.82), 0.24), ((-0.3, 0.05, 0.54), 0.19), ((0.34, -0.04, 0.64), 0.19)):
        for _ in range(46):
            d = rng.normal(size=3)
            d = d / np.linalg.norm(d) * size * rng.uniform(0.3, 1.0)
            leaves.append(moved(sphere(0.05 * h, steps=2), *(h * (np.array(c) + d * [1, 1, 0.42]))))
    dish = lathe([(0.26 * h, 0), (0.36 * h, 0.12 * h), (0.33 * h, 0.12 * h), (0.25 * h, 0.04 * h), (0, 0.04 * h)])
    return Shape(
        (
            piece("body", joined(leaves), "leaves", (0.05, 0.18, 0.03)),
            piece("wood", joined(boughs), "bark"),
            piece("pot", stretched(dish, 1.25, 0.85, 1.0), "ceramic", (0.03, 0.10, 0.16)),
            piece("soil", stretched(drum(0.32 * h, 0.05 * h, (0, 0, 0.085 * h)), 1.25, 0.85, 1.0), "soil"),
        ),
        (
            colliding.box((0.86 * h, 0.58 * h, 0.12 * h), (0, 0, 0.06 * h), "pot"),
            colliding.rod((0, 0, 0.12 * h), (0, 0, 0.7 * h), 0.05 * h, "wood"),
            colliding.box((0.9 * h, 0.4 * h, 0.5 * h), (0, 0, 0.72 * h)),
        ),
        Resonator("block", (h, 0.6 * h, h)),
    )


def nest(p: Params) -> Shape:
    """A bird's nest of twigs with three eggs in it."""
    r = p["radius"]
    rng = np.random.Generator(np.random.PCG64(6))
    twigs = []
    for _ in range(130):
        a = rng.uniform(0, TAU)
        z = rng.uniform(0.08, 0.5) * r
        out = (0.62 + 0.55 * z / r + rng.normal() * 0.05) * r
        b = a + np.linspace(-0.5, 0.5, 7)
        way = np.column_stack([out * np.cos(b), out * np.sin(b), z + 0.06 * r * rng.normal() * np.linspace(-1, 1, 7)])
        twigs.append(tube(way, 0.018 * r, sides=5, ends="flat"))
    bed = lathe(
        [(0.0, 0.0), (0.6 * r, 0.0), (0.85 * r, 0.4 * r), (0.7 * r, 0.4 * r), (0.5 * r, 0.18 * r), (0, 0.12 * r)]
    )
    eggs = [
        moved(
            stretched(sphere(0.2 * r, steps=6), 1.25, 0.95, 0.95), 0.24 * r * np.cos(a), 0.24 * r * np.sin(a), 0.33 * r
        )
        for a in TAU * np.arange(3) / 3
    ]
    return Shape(
        (
            piece("body", joined([*twigs, bed]), "bark", (0.2, 0.13, 0.07)),
            piece("eggs", joined(eggs), "bone", (0.35, 0.6, 0.62)),
        ),
        (*colliding.vessel([(0.6 * r, 0), (0.92 * r, 0.48 * r)], [(0.48 * r, 0.14 * r), (0.7 * r, 0.48 * r)]),),
        Resonator("block", (r, r, 0.5 * r)),
    )


FAMILIES = {
    "tumbleweed": Family(tumbleweed, {"radius": length(0.35), "twigs": count(150, 40, 400)}),
    "twig": Family(twig, {"length": length(0.5)}),
    "hay": Family(hay, {"length": length(0.95)}),
    "bonsai": Family(bonsai, {"height": length(0.38)}),
    "nest": Family(nest, {"radius": length(0.09)}),
}
