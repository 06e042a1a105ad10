"""Pictures and music: painting, easel, cello, piano, trumpet, microphone."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, block, curve, drum, extrude, lathe, ring, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import joined, moved, stretched, turned

BLACK, WHITE, RED, BLUE = (0.015, 0.015, 0.017), (0.74, 0.74, 0.73), (0.5, 0.02, 0.02), (0.02, 0.09, 0.35)


def picture(p: Params) -> Shape:
    """A framed painting that leans on a strut: hills under a sky with a sun."""
    w, h = p["width"], p["height"]
    t = 0.06 * w
    frame = [((w, 0.05 * w, t), (0, 0, z)) for z in (t / 2, h - t / 2)] + [
        ((t, 0.05 * w, h), (s * (w - t) / 2, 0, h / 2)) for s in (1, -1)
    ]
    y = -0.012 * w
    hill = extrude(
        np.array(
            [
                (-0.44 * w, 0),
                (0.44 * w, 0),
                (0.44 * w, 0.25 * h),
                (0.1 * w, 0.42 * h),
                (-0.15 * w, 0.3 * h),
                (-0.44 * w, 0.38 * h),
            ]
        ),
        0.004 * w,
    )
    parts = [
        piece("body", joined([block(s, a) for s, a in frame]), "wood", (0.35, 0.2, 0.05)),
        piece("canvas", block((w - t, 0.02 * w, h - t), (0, 0.005 * w, h / 2)), "paper", (0.35, 0.55, 0.75)),
        piece("hills", moved(turned(hill, (1, 0, 0), TAU / 4), 0, y + 0.008 * w, 0.8 * t), "paper", (0.1, 0.28, 0.06)),
        piece("sun", drum(0.08 * w, 0.006 * w, (0.18 * w, y + 0.006 * w, 0.72 * h), 1), "paper", (0.85, 0.55, 0.05)),
        piece("strut", block((0.05 * w, 0.34 * w, 0.03 * w), (0, 0.18 * w, 0.015 * w)), "wood"),
    ]
    return Shape(
        tuple(parts),
        (
            colliding.box((w, 0.05 * w, h), (0, 0, h / 2)),
            colliding.box((0.05 * w, 0.34 * w, 0.03 * w), (0, 0.18 * w, 0.015 * w), "strut"),
        ),
        Resonator("plate", (w, h, 0.01)),
    )


def easel(p: Params) -> Shape:
    """An easel on three legs with a canvas half painted."""
    h = p["height"]
    legs = [tube([(s * 0.04 * h, 0, h), (s * 0.26 * h, -0.1 * h, 0)], 0.014 * h, sides=6) for s in (1, -1)] + [
        tube([(0, 0.02 * h, 0.98 * h), (0, 0.36 * h, 0)], 0.014 * h, sides=6)
    ]
    bar = block((0.5 * h, 0.06 * h, 0.025 * h), (0, -0.075 * h, 0.36 * h))
    lean = 0.1
    canvas = moved(
        turned(block((0.48 * h, 0.018 * h, 0.5 * h), radius=0.002), (1, 0, 0), -lean), 0, -0.06 * h, 0.63 * h
    )
    blobs = [
        moved(
            turned(stretched(drum(r * h, 0.004 * h, axis=1), 1.4, 1, 0.8), (1, 0, 0), -lean),
            x * h,
            -0.071 * h + lean * (z - 0.63) * h,
            z * h,
        )
        for x, z, r in ((-0.08, 0.56, 0.08), (0.07, 0.66, 0.06), (-0.02, 0.76, 0.05))
    ]
    return Shape(
        (
            piece("body", joined([*legs, bar]), "wood"),
            piece("canvas", canvas, "paper"),
            *(
                piece(f"paint_{k}", b, "paint", c, decor=True)
                for k, (b, c) in enumerate(
                    zip(blobs, ((0.04, 0.25, 0.08), (0.6, 0.1, 0.02), (0.03, 0.15, 0.5)), strict=True)
                )
            ),
        ),
        (
            colliding.box((0.5 * h, 0.04 * h, 0.55 * h), (0, -0.06 * h, 0.62 * h), "canvas"),
            *(
                colliding.rod((s * 0.06 * h, -0.02 * h, 0.9 * h), (s * 0.26 * h, -0.1 * h, 0.014 * h), 0.014 * h)
                for s in (1, -1)
            ),
            colliding.rod((0, 0.05 * h, 0.9 * h), (0, 0.355 * h, 0.014 * h), 0.014 * h),
        ),
        Resonator("plate", (0.5 * h, 0.5 * h, 0.01)),
    )


def cello(p: Params) -> Shape:
    """A cello leaning on nothing: it stands on a small stand; waisted body, neck, scroll, four strings, bridge."""
    h = p["height"]
    a = np.linspace(0, TAU, 80, endpoint=False)
    half = 0.17 * h * (1 + 0.12 * np.cos(2 * a) - 0.30 * np.exp(-((np.sin(a) - 0.15) ** 2) / 0.06)) * np.cos(a)
    along = 0.27 * h * np.sin(a) + 0.27 * h
    outline = np.column_stack([half, along + 0.06 * h])
    body = moved(turned(extrude(outline, 0.1 * h, bevel=0.012 * h), (1, 0, 0), TAU / 4), 0, 0.05 * h, 0)
    z0 = 0.6 * h
    neck = [
        block((0.035 * h, 0.03 * h, 0.42 * h), (0, -0.05 * h, z0 + 0.14 * h), 0.006 * h),
        moved(turned(ring(0.025 * h, 0.014 * h), (0, 1, 0), TAU / 4), 0, -0.04 * h, 0.97 * h),
    ]
    pegs = [tube([(-0.05 * h, -0.045 * h, z), (0.05 * h, -0.045 * h, z)], 0.006 * h) for z in (0.88 * h, 0.92 * h)]
    strings = [
        tube([(x * h, -0.085 * h, 0.16 * h), (0.6 * x * h, -0.07 * h, 0.86 * h)], 0.0014 * h, sides=4)
        for x in (-0.018, -0.006, 0.006, 0.018)
    ]
    bridge = block((0.08 * h, 0.012 * h, 0.02 * h), (0, -0.068 * h, 0.27 * h))
    tail = block((0.04 * h, 0.015 * h, 0.12 * h), (0, -0.07 * h, 0.14 * h))
    foot = [tube([(0, 0, 0.06 * h), (0, 0, 0.0)], 0.006 * h)]
    foot += [
        tube([(a * 0.12 * h, 0, 0.1 * h), (a * 0.16 * h, b * 0.16 * h, 0)], 0.01 * h) for a, b in ((1, 1), (-1, -1))
    ]
    return Shape(
        (
            piece("body", body, "wood", (0.32, 0.10, 0.025)),
            piece("neck", joined(neck), "dark_wood"),
            piece("strings", joined([*strings, *pegs]), "steel"),
            piece("bridge", joined([bridge, tail]), "dark_wood", BLACK),
            piece("stand", joined(foot), "steel"),
        ),
        (
            colliding.box((0.34 * h, 0.12 * h, 0.6 * h), (0, 0, 0.33 * h)),
            colliding.box((0.04 * h, 0.04 * h, 0.4 * h), (0, -0.05 * h, 0.8 * h), "neck"),
            colliding.box((0.32 * h, 0.32 * h, 0.01 * h), (0, 0, 0.005 * h), "stand"),
        ),
        Resonator("plate", (0.4 * h, 0.3 * h, 0.004)),
    )


def piano(p: Params) -> Shape:
    """An upright piano, player's side -Y: keys white and black, a lid over them, two pedals."""
    w = p["width"]
    d, h = 0.42 * w, 0.82 * w
    shelf = 0.47 * w
    white = [
        block((0.019 * w, 0.1 * w, 0.014 * w), ((k - 21.5) * 0.0205 * w, -d / 2 - 0.05 * w, shelf + 0.035 * w), 0.001)
        for k in range(44)
    ]
    black = [
        block((0.011 * w, 0.06 * w, 0.014 * w), ((k - 21) * 0.0205 * w, -d / 2 - 0.03 * w, shelf + 0.045 * w), 0.001)
        for k in range(43)
        if k % 7 not in (2, 6)
    ]
    case = [
        block((w, d, h), (0, 0, h / 2), 0.006 * w),
        block((w, 0.14 * w, 0.05 * w), (0, -d / 2 - 0.06 * w, shelf), 0.006 * w),
    ]
    case += [
        block((0.05 * w, 0.14 * w, 0.12 * w), (s * 0.475 * w, -d / 2 - 0.06 * w, shelf + 0.04 * w)) for s in (1, -1)
    ]
    case += [block((0.05 * w, 0.05 * w, shelf), (s * 0.46 * w, -d / 2 - 0.1 * w, shelf / 2)) for s in (1, -1)]
    stand = block((0.4 * w, 0.02 * w, 0.16 * w), (0, -d / 2 - 0.012 * w, 0.66 * w))
    pedals = [
        block((0.03 * w, 0.08 * w, 0.012 * w), (x * w, -d / 2 - 0.03 * w, 0.06 * w), 0.004 * w) for x in (-0.05, 0.05)
    ]
    return Shape(
        (
            piece("body", joined([*case, stand]), "paint", BLACK),
            piece("keys", joined(white), "resin", (0.8, 0.78, 0.72)),
            piece("black_keys", joined(black), "resin", BLACK),
            piece("pedals", joined(pedals), "brass"),
        ),
        (
            colliding.box((w, d, h), (0, 0, h / 2)),
            colliding.box((w, 0.14 * w, 0.08 * w), (0, -d / 2 - 0.06 * w, shelf)),
            *(colliding.box((0.05 * w, 0.05 * w, shelf), (s * 0.46 * w, -d / 2 - 0.1 * w, shelf / 2)) for s in (1, -1)),
        ),
        Resonator("plate", (w, h, 0.02)),
        (Support("top", (0, 0, h), (0.45 * w, 0.4 * d)),),
    )


def trumpet(p: Params) -> Shape:
    """A trumpet lying along X: bell, loop of tube, three valves, mouthpiece."""
    n = p["length"]
    z = 0.13 * n
    bell = moved(
        turned(
            lathe(curve([(0.02 * n, 0), (0.03 * n, 0.12 * n), (0.06 * n, 0.2 * n), (0.13 * n, 0.26 * n)], 18)),
            (0, 1, 0),
            TAU / 4,
        ),
        0.24 * n,
        0,
        z,
    )
    way = curve(
        [
            (0.26 * n, 0, z),
            (-0.2 * n, 0, z),
            (-0.28 * n, 0, z + 0.06 * n),
            (-0.2 * n, 0, z + 0.12 * n),
            (0.1 * n, 0, z + 0.12 * n),
            (0.16 * n, 0, z + 0.06 * n),
        ],
        60,
    )
    lead = tube([(-0.5 * n, 0, z + 0.12 * n), (0.0, 0, z + 0.12 * n)], 0.012 * n)
    cup = moved(
        turned(lathe([(0.012 * n, 0), (0.014 * n, 0.05 * n), (0.03 * n, 0.07 * n)]), (0, 1, 0), -TAU / 4),
        -0.46 * n,
        0,
        z + 0.12 * n,
    )
    valves = [drum(0.026 * n, 0.2 * n, (x * n, 0.0, z + 0.05 * n)) for x in (-0.09, -0.02, 0.05)] + [
        drum(0.02 * n, 0.03 * n, (x * n, 0, z + 0.18 * n)) for x in (-0.09, -0.02, 0.05)
    ]
    return Shape(
        (piece("body", joined([bell, tube(way, 0.013 * n, sides=10), lead, cup, *valves]), "brass"),),
        (
            colliding.rod((0.3 * n, 0, z), (0.5 * n, 0, z), 0.1 * n, kind="cylinder"),
            colliding.box((0.46 * n, 0.06 * n, 0.24 * n), (-0.05 * n, 0, 0.12 * n)),
            colliding.rod((-0.5 * n, 0, z + 0.12 * n), (-0.2 * n, 0, z + 0.12 * n), 0.02 * n),
        ),
        Resonator("shell", (0.13 * n, n, 0.001)),
    )


def microphone(p: Params) -> Shape:
    """A microphone on a stand with a round foot."""
    h = p["height"]
    grid = moved(stretched(sphere(0.03 * h, steps=6), 1, 1, 1.15), 0, -0.05 * h, 0.985 * h)
    grip = tube([(0, 0.03 * h, 0.9 * h), (0, -0.04 * h, 0.97 * h)], [0.014 * h, 0.022 * h], sides=14)
    return Shape(
        (
            piece(
                "body",
                joined(
                    [
                        tube([(0, 0, 0.02 * h), (0, 0, 0.91 * h)], 0.009 * h, sides=12),
                        drum(0.1 * h, 0.02 * h, (0, 0, 0.01 * h)),
                    ]
                ),
                "steel",
                BLACK,
            ),
            piece("grip", grip, "plastic", BLACK),
            piece("head", grid, "brushed_metal"),
        ),
        (
            colliding.upright(0.1 * h, 0.02 * h, (0, 0, 0.01 * h)),
            colliding.rod((0, 0, 0.03 * h), (0, 0, 0.9 * h), 0.009 * h),
            colliding.ball(0.035 * h, (0, -0.05 * h, 0.96 * h), "head"),
        ),
        Resonator("bar", (h, 0.02 * h, 0.02 * h)),
    )


FAMILIES = {
    "picture": Family(picture, {"width": length(0.6), "height": length(0.45)}),
    "easel": Family(easel, {"height": length(1.5)}),
    "cello": Family(cello, {"height": length(1.22)}),
    "piano": Family(piano, {"width": length(1.48)}),
    "trumpet": Family(trumpet, {"length": length(0.5)}),
    "microphone": Family(microphone, {"height": length(1.4)}),
}
