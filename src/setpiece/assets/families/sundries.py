"""Sundries: what picks up, comes down slowly, waves, drips, computes and photographs. Metres, Z up."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, block, drum, lathe, loft, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import joined, moved, surface

BLACK, RED, WHITE = (0.015, 0.015, 0.017), (0.5, 0.02, 0.02), (0.74, 0.74, 0.73)


def grabber(p: Params) -> Shape:
    """A reacher: pistol grip with its trigger, a long shaft, two curved jaws with pads."""
    n = p["length"]
    r = 0.012 * n
    shaft = tube([(-0.36 * n, 0, 0.1 * n), (0.4 * n, 0, 0.1 * n)], r, sides=10)
    grip = [
        tube([(-0.36 * n, 0, 0.1 * n), (-0.44 * n, 0, 0.08 * n), (-0.47 * n, 0, 0.012 * n)], 0.022 * n, sides=10),
        block((0.1 * n, 0.03 * n, 0.05 * n), (-0.38 * n, 0, 0.1 * n), 0.008 * n),
    ]
    trigger = tube([(-0.38 * n, 0, 0.08 * n), (-0.4 * n, 0, 0.02 * n)], 0.01 * n, sides=8)
    jaws = [
        tube([(0.39 * n, 0, 0.1 * n), (0.44 * n, s * 0.055 * n, 0.1 * n), (0.53 * n, s * 0.03 * n, 0.1 * n)], 0.008 * n)
        for s in (1, -1)
    ]
    pads = [drum(0.018 * n, 0.012 * n, (0.53 * n, s * 0.022 * n, 0.1 * n), 1) for s in (1, -1)]
    return Shape(
        (
            piece("body", shaft, "aluminium"),
            piece("grip", joined([*grip, trigger]), "plastic", (0.03, 0.12, 0.45)),
            piece("claw", joined(jaws), "plastic", BLACK),
            piece("pads", joined(pads), "rubber", BLACK),
        ),
        (
            colliding.rod((-0.36 * n, 0, 0.1 * n), (0.4 * n, 0, 0.1 * n), r),
            colliding.rod((-0.44 * n, 0, 0.08 * n), (-0.47 * n, 0, 0.022 * n), 0.022 * n, "grip"),
            colliding.box((0.14 * n, 0.12 * n, 0.024 * n), (0.46 * n, 0, 0.1 * n), "claw"),
        ),
        Resonator("bar", (n, 0.03 * n, 0.03 * n)),
    )


def parachute(p: Params) -> Shape:
    """A round canopy of eight gores in two colours, its lines, and the crate that hangs on them."""
    r = p["radius"]
    turns = np.linspace(0.0, TAU, 97)[:-1]
    swell = 1.0 - 0.05 * np.abs(np.sin(4.0 * turns))
    heights = np.linspace(0.0, 1.0, 9)
    rings = [
        np.column_stack(
            [r * np.cos(0.46 * np.pi * h) * swell * np.cos(turns), r * np.cos(0.46 * np.pi * h) * swell * np.sin(turns),
             np.full(96, 2.4 * r + 0.62 * r * np.sin(0.5 * np.pi * h))]
        )
        for h in heights
    ]  # fmt: skip
    inner = [ring * [0.985, 0.985, 1.0] - [0.0, 0.0, 0.015 * r] for ring in rings]
    canopy = loft(np.array([*rings, *inner[::-1]]), closed=False)
    lines = [tube([(0.95 * r * np.cos(a), 0.95 * r * np.sin(a), 2.4 * r), (0.0, 0.0, 0.5 * r)], 0.006 * r, sides=5)
             for a in TAU * (np.arange(8) + 0.5) / 8]  # fmt: skip
    crate = block((0.4 * r, 0.4 * r, 0.4 * r), (0, 0, 0.2 * r), 0.01 * r)
    harness = tube([(0, 0, 0.4 * r), (0, 0, 0.5 * r)], 0.02 * r, sides=6)
    dome = np.concatenate([ring[::8] for ring in rings[::2]])
    return Shape(
        (
            piece("body", canopy, "fabric", (0.75, 0.16, 0.03)),
            piece("lines", joined([*lines, harness]), "fabric", WHITE, decor=True),
            piece("load", crate, "wood"),
        ),
        (colliding.hull(dome), colliding.box((0.4 * r,) * 3, (0, 0, 0.2 * r), "load")),
        Resonator("block", (0.4 * r,) * 3),
    )


def _waving(w: float, h: float, t: float) -> np.ndarray:
    """Return rings (n, 4, 3) of a cloth that waves: along +X from 0 to ``w``, ``h`` high, ``t`` thick."""
    x = np.linspace(0.0, w, 25)
    y = 0.09 * w * np.sin(1.6 * TAU * x / w) * (x / w)
    corner = [(-t / 2, 0.0), (t / 2, 0.0), (t / 2, h), (-t / 2, h)]
    return np.array([[(a, b + off, z) for off, z in corner] for a, b in zip(x, y, strict=True)])


def flag(p: Params) -> Shape:
    """A flag in the wind on its pole, with a round foot."""
    h = p["height"]
    cloth = moved(loft(_waving(0.42 * h, 0.26 * h, 0.004 * h)), 0.012 * h, 0, 0.71 * h)
    pole = joined(
        [
            tube([(0, 0, 0.015 * h), (0, 0, 0.98 * h)], 0.011 * h, sides=12),
            drum(0.1 * h, 0.02 * h, (0, 0, 0.01 * h)),
            drum(0.022 * h, 0.02 * h, (0, 0, 0.985 * h)),
        ]
    )
    return Shape(
        (piece("pole", pole, "wood"), piece("body", cloth, "fabric", RED)),
        (
            colliding.upright(0.1 * h, 0.02 * h, (0, 0, 0.01 * h), "pole"),
            colliding.rod((0, 0, 0.03 * h), (0, 0, 0.97 * h), 0.011 * h, "pole"),
            colliding.box((0.42 * h, 0.06 * h, 0.26 * h), (0.22 * h, 0, 0.84 * h)),
        ),
        Resonator("bar", (h, 0.02 * h, 0.02 * h)),
    )


def banner(p: Params) -> Shape:
    """A cloth that hangs from a rod, with a swallow's tail."""
    w = p["width"]
    x = np.linspace(-w / 2, w / 2, 31)
    y = 0.02 * w * np.cos(3.0 * TAU * x / w)
    low = 0.25 * w * (1.0 - 2.0 * np.abs(x) / w)
    t = 0.006 * w
    rings = np.array(
        [
            [(a, b - t, c), (a, b + t, c), (a, b + t, 1.6 * w), (a, b - t, 1.6 * w)]
            for a, b, c in zip(x, y, low, strict=True)
        ]
    )
    rod = tube([(-0.58 * w, 0, 1.62 * w), (0.58 * w, 0, 1.62 * w)], 0.02 * w, sides=12)
    return Shape(
        (piece("body", loft(rings), "fabric", (0.03, 0.09, 0.35)), piece("rod", rod, "wood")),
        (
            colliding.box((w, 0.05 * w, 1.35 * w), (0, 0, 0.925 * w)),
            colliding.rod((-0.56 * w, 0, 1.62 * w), (0.56 * w, 0, 1.62 * w), 0.02 * w, "rod"),
        ),
        Resonator("bar", (w, 0.04 * w, 0.04 * w)),
    )


def icicle(p: Params) -> Shape:
    """An icicle, ribbed by its growth, its tip down."""
    h = p["length"]
    z = np.linspace(0.02, 1.0, 40)
    r = 0.075 * h * z**0.8 * (1.0 + 0.05 * np.sin(40.0 * z))
    profile = np.column_stack([np.concatenate([[0.0], r, [0.0]]), h * np.concatenate([[0.0], z, [1.0]])])
    return Shape(
        (piece("body", lathe(profile, segments=24), "ice"),),
        (colliding.round_hull(profile),),
        Resonator("bar", (h, 0.1 * h, 0.1 * h)),
    )


def circuit_board(p: Params) -> Shape:
    """A green board with a processor, chips, a row of pins and sockets along its edges."""
    n = p["length"]
    w, t = 0.41 * n, 0.02 * n
    board = block((n, w, t), (0, 0, t / 2), 0.002 * n)
    spots = ((0.14, 0.14, 0.02, 0.0), (0.1, 0.07, -0.2, 0.03), (0.07, 0.05, 0.22, -0.05), (0.05, 0.04, 0.2, 0.06))
    chips = [block((a * n, b * n, 0.016 * n), (x * n, y * n, t + 0.008 * n), 0.001 * n) for a, b, x, y in spots]
    pins = [block((0.016 * n, 0.016 * n, 0.01 * n), (x, s * 0.46 * w, t + 0.005 * n), 0.0005 * n)
            for s in (1, -1) for x in np.linspace(-0.44, 0.44, 20) * n]  # fmt: skip
    plug = block((0.11 * n, 0.15 * n, 0.05 * n), (-0.46 * n, 0, t + 0.025 * n), 0.004 * n)
    return Shape(
        (
            piece("body", board, "plastic", (0.01, 0.16, 0.04)),
            piece("chips", joined(chips), "plastic", BLACK),
            piece("pins", joined(pins), "gold"),
            piece("socket", plug, "steel"),
        ),
        (
            colliding.box((n, w, t), (0, 0, t / 2)),
            colliding.box((0.11 * n, 0.15 * n, 0.05 * n), (-0.46 * n, 0, t + 0.025 * n), "socket"),
        ),
        Resonator("plate", (n, w, t)),
    )


def photo_camera(p: Params) -> Shape:
    """A camera whose lens looks towards -Y: body with a grip, finder hump, dial and shutter button."""
    n = p["length"]
    d, h = 0.34 * n, 0.62 * n
    hump = block((0.3 * n, 0.9 * d, 0.16 * n), (0, 0, h + 0.06 * n), 0.03 * n)
    grip = block((0.17 * n, 1.5 * d, 0.92 * h), (-0.4 * n, -0.1 * d, 0.5 * h), 0.04 * n)
    rings = [drum(r * n, k * n, (0, -d / 2 - y * n, 0.48 * h), 1) for r, k, y in
             ((0.25, 0.2, 0.1), (0.27, 0.06, 0.12), (0.26, 0.07, 0.23))]  # fmt: skip
    buttons = [drum(0.03 * n, 0.04 * n, (-0.4 * n, -0.3 * d, h + 0.005 * n)),
               drum(0.07 * n, 0.06 * n, (0.32 * n, 0, h + 0.02 * n))]  # fmt: skip
    return Shape(
        (
            piece("body", joined([block((n, d, h), (0, 0, h / 2), 0.03 * n), hump]), "plastic", BLACK),
            piece("grip", grip, "rubber", BLACK),
            piece("lens", joined(rings), "plastic", BLACK),
            piece("glass", drum(0.2 * n, 0.02 * n, (0, -d / 2 - 0.268 * n, 0.48 * h), 1), "dark_glass"),
            piece("buttons", joined(buttons), "aluminium"),
        ),
        (
            colliding.box((n, d, h), (0, 0, h / 2)),
            colliding.box((0.3 * n, 0.9 * d, 0.16 * n), (0, 0, h + 0.06 * n)),
            colliding.rod((0, -d / 2, 0.48 * h), (0, -d / 2 - 0.27 * n, 0.48 * h), 0.26 * n, "lens", "cylinder"),
        ),
        Resonator("block", (n, d, h)),
    )


def bubble_wrap(p: Params) -> Shape:
    """A sheet of film with rows of round bubbles of air, each row set between those of the next."""
    n, w = p["length"], 0.75 * p["length"]
    t, pitch = 0.0028 * n, 0.055 * n
    turns, rise = TAU * np.arange(10) / 10, np.radians([0.0, 35.0, 65.0])
    dome = [(np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)) for e in rise for a in turns]
    dome = np.array([*dome, (0.0, 0.0, 1.0), (0.0, 0.0, 0.0)]) * [0.43 * pitch, 0.43 * pitch, 0.34 * pitch]
    k, j = np.arange(10), (np.arange(10) + 1) % 10
    faces = [
        f
        for b in (0, 10)
        for f in (np.stack([b + k, b + j, b + 10 + j], 1), np.stack([b + k, b + 10 + j, b + 10 + k], 1))
    ]
    faces = np.concatenate(
        [*faces, np.stack([20 + k, 20 + j, np.full(10, 30)], 1), np.stack([j, k, np.full(10, 31)], 1)]
    )
    spots = [
        (x + 0.5 * pitch * (row % 2), y, t)
        for row, y in enumerate(np.arange(-0.5 * w + 0.6 * pitch, 0.5 * w - 0.5 * pitch, 0.87 * pitch))
        for x in np.arange(-0.5 * n + 0.6 * pitch, 0.5 * n - 1.05 * pitch, pitch)
    ]
    points = np.concatenate([dome + spot for spot in np.array(spots)])
    every = np.concatenate([faces + len(dome) * i for i in range(len(spots))])
    film = (0.70, 0.76, 0.80)
    return Shape(
        (
            piece("body", block((n, w, t), (0, 0, 0.5 * t), 0.3 * t), "plastic", film),
            piece(
                "bubbles", surface(points, every, crease=np.radians(80)), "porcelain", (0.80, 0.85, 0.88), decor=True
            ),
        ),
        (colliding.box((n, w, t + 0.3 * pitch), (0, 0, 0.5 * (t + 0.3 * pitch))),),
        Resonator("plate", (n, w, t)),
    )


FAMILIES = {
    "bubble_wrap": Family(bubble_wrap, {"length": length(0.4)}),
    "photo_camera": Family(photo_camera, {"length": length(0.13)}),
    "grabber": Family(grabber, {"length": length(0.8)}),
    "parachute": Family(parachute, {"radius": length(1.6)}),
    "flag": Family(flag, {"height": length(2.0)}),
    "banner": Family(banner, {"width": length(0.7)}),
    "icicle": Family(icicle, {"length": length(0.35)}),
    "circuit_board": Family(circuit_board, {"length": length(0.051)}),
}
