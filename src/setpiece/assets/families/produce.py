"""Produce whose skin is what one knows it by: onion, peach, potato, avocado, truffle. Metres, Z up."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.flesh import parted, thickened
from setpiece.assets.modelling import TAU, curve, lathe, sphere, tube
from setpiece.assets.shape import Family, Params, Piece, Shape, length, piece, rolling
from setpiece.assets.solid import Collider, Resonator
from setpiece.assets.surface import Array, Surface, joined, reshaped, surface, turned

# Of an apple: how many go round, where they begin (rad), how strong they are.
STREAKS = ((5, 0.4, 0.10), (9, 1.9, 0.10), (14, 3.1, 0.10), (19, 5.2, 0.09))
PEEL = 0.20  # m of the pattern "peel" that repeat
SKIN = 1.003  # of a thing's size: where what is painted on it lies


def turn_of(radius: float) -> float:
    """Return how many metres of the pattern "peel" one turn of a skin of that radius takes: whole tiles, so no seam."""
    return PEEL * max(1, round(TAU * radius / PEEL))


def onion(p: Params) -> Shape:
    """An onion: a bulb in papery skin with darker veins from pole to pole, a dry neck and a beard of roots."""
    r = p["radius"]
    keys = [(0, -0.78), (0.12, -0.80), (0.5, -0.74), (0.86, -0.42), (1.0, 0.0), (0.9, 0.40), (0.56, 0.70)]
    keys += [(0.25, 0.88), (0.11, 1.10), (0.12, 1.38), (0.06, 1.45), (0, 1.40)]
    outline = curve(np.array(keys) * r, 60)
    outline[[0, -1], 0] = 0.0
    bulb = lathe(np.maximum(outline, [0.0, -np.inf]), segments=144, crease=np.radians(80), around=turn_of(r))
    a, z = np.arctan2(bulb.vertices[:, 1], bulb.vertices[:, 0]), bulb.vertices[:, 2] / r
    rib = 1.0 + 0.010 * np.cos(16 * a + 0.6 * np.sin(2 * z)) + 0.02 * np.cos(3 * a) * (z > 0.9)
    bulb = reshaped(bulb, bulb.vertices * np.stack([rib, rib, np.ones_like(rib)], axis=1))
    veins = 0.93 - np.cos(16 * a + 0.6 * np.sin(2 * z)) + 0.10 * np.cos(5 * a) + 0.08 * np.cos(7 * a + 1)
    veins += 0.3 * np.maximum(-z - 0.4, 0.0)
    dry = 0.86 + 0.06 * np.cos(7 * a) - z
    roots = [
        tube(
            [
                (0.05 * r * np.cos(k), 0.05 * r * np.sin(k), -0.76 * r),
                (0.20 * r * np.cos(k), 0.20 * r * np.sin(k), -0.79 * r),
                (0.42 * r * np.cos(k + 0.4), 0.42 * r * np.sin(k + 0.4), -0.785 * r),
            ],
            0.012 * r,
            sides=5,
        )
        for k in TAU * np.arange(18) / 18
    ]
    return rolling(
        (
            piece("body", bulb, "fruit", (0.44, 0.21, 0.055)),
            *_painted(bulb, "veins", veins, (0.27, 0.095, 0.02)),
            *_painted(bulb, "neck", dry, (0.50, 0.34, 0.16), lift=1.006),
            piece("roots", joined(roots), "paper", (0.55, 0.47, 0.34), decor=True),
        ),
        (colliding.round_hull(outline[outline[:, 1] < 0.95 * r]),),
        r,
    )


def apple(p: Params) -> Shape:
    """An apple: five faint shoulders, a funnel with a stalk, red in streaks over yellow, most on the sun's side."""
    r = p["radius"]
    keys = [(0, -0.66), (0.10, -0.70), (0.20, -0.84), (0.40, -0.91), (0.70, -0.76), (0.93, -0.28), (1.0, 0.16)]
    keys += [(0.86, 0.60), (0.54, 0.83), (0.28, 0.82), (0.12, 0.66), (0.05, 0.53), (0, 0.50)]
    outline = curve(np.array(keys) * r, 34)
    outline[[0, -1], 0] = 0.0
    outline = np.maximum(outline, [0.0, -np.inf])
    body = lathe(outline, segments=72, crease=np.radians(70), around=turn_of(r))
    v = body.vertices
    a, high, out = np.arctan2(v[:, 1], v[:, 0]), v[:, 2] / r, np.hypot(v[:, 0], v[:, 1]) / r
    lobe = 1.0 + 0.018 * np.cos(5 * a) * (0.5 + np.abs(high)) + 0.016 * np.cos(a - 0.6) + 0.012 * np.cos(2 * a + 1.1)
    lean = 1.0 + 0.03 * np.cos(a + 0.9) * np.clip(high, 0.0, 1.0)
    body = reshaped(body, v * np.stack([lobe, lobe, lean], axis=1))
    streaks = sum(np.cos(k * a + phase + 1.3 * np.sin(2.0 * high + phase)) * share for k, phase, share in STREAKS)
    sun = 0.62 * np.cos(a + 1.2) * out + 0.30 * np.clip(1.0 - out, 0.0, 1.0) * (high < 0.0) + 0.55 + streaks
    sun -= 1.1 * np.exp(-((out / 0.30) ** 2)) * (high > 0) + 0.9 * np.exp(-((out / 0.34) ** 2)) * (high < 0)
    red, pale = np.array([0.40, 0.028, 0.022]), np.array([0.60, 0.36, 0.06])
    skins: list[Piece] = []
    for k, share in enumerate(np.linspace(0.0, 1.0, 4)[1:]):
        color = tuple(map(float, red + share * (pale - red)))
        skins += _painted(body, f"streaks_{k}", sun - 0.72 + 0.80 * share, color, lift=1.0006 + 0.0006 * k)
    stalk = tube(
        curve([(0, 0, 0.47 * r), (0.02 * r, 0, 0.78 * r), (0.13 * r, 0.02 * r, 1.06 * r)], 9),
        [0.035 * r] + [0.025 * r] * 6 + [0.035 * r, 0.045 * r],
        sides=10,
    )
    return rolling(
        (piece("body", body, "fruit"), *skins, piece("stalk", stalk, "bark", (0.10, 0.06, 0.025), decor=True)),
        (colliding.round_hull(outline[4:30:2], sides=20),),
        r,
    )


def peach(p: Params) -> Shape:
    """A peach: a groove from pole to pole, a dimple with a stalk, and a blush on one side."""
    r = p["radius"]
    ball = sphere(r, steps=16)
    v = ball.vertices / r
    a, high = np.arctan2(v[:, 1], v[:, 0]), v[:, 2]
    around = np.hypot(v[:, 0], v[:, 1])
    groove = 0.10 * np.exp(-((a / 0.20) ** 2)) * around**0.5 * np.clip(0.75 + 0.5 * high, 0.0, 1.0)
    dimple = 0.20 * np.exp(-((around / 0.24) ** 2)) * (high > 0)
    body = reshaped(ball, ball.vertices * (0.98 * (1.0 - groove - dimple))[:, None])
    sun = np.cos(a - 1.1) * around + 0.25 * high + 0.02 * np.sin(9 * a + 4 * high) + 0.015 * np.sin(17 * high - 5 * a)
    pale, red = np.array([0.78, 0.46, 0.14]), np.array([0.50, 0.075, 0.035])
    steps = np.linspace(0.0, 1.0, 9)[1:]
    blush = [
        part
        for k, share in enumerate(steps)
        for part in _painted(
            body,
            f"blush_{k}",
            -0.55 + 1.3 * share - sun,
            tuple(map(float, pale + share * (red - pale))),
            lift=SKIN + 0.0012 * k,
        )
    ]
    stalk = tube([(0, 0, 0.72 * r), (0.03 * r, 0, 0.93 * r)], 0.035 * r, sides=8)
    return rolling(
        (
            piece("body", body, "fruit", (0.78, 0.46, 0.14)),
            *blush,
            piece("stalk", stalk, "wood", (0.09, 0.05, 0.02), decor=True),
        ),
        (Collider("ellipsoid", (0.98 * r, 0.98 * r, 0.98 * r)),),
        r,
    )


def potato(p: Params) -> Shape:
    """A potato: an uneven ball with shallow eyes, along X."""
    half = 0.5 * np.array([p["length"], p["width"], p["height"]])
    ball = sphere(1.0, steps=18)
    v = ball.vertices
    lumps = 0.05 * np.sin(2.3 * v[:, 0] + 1.2 * v[:, 1]) * np.cos(2.1 * v[:, 2] + 0.7) + 0.03 * np.sin(
        4.1 * v[:, 1] + 3.0 * v[:, 0]
    )
    eyes = np.random.default_rng(11).normal(size=(13, 3))
    eyes /= np.linalg.norm(eyes, axis=1, keepdims=True)
    near = np.min(np.linalg.norm(v[:, None] - eyes[None], axis=2), axis=1)
    pits = 0.045 * np.exp(-((near / 0.11) ** 2)) - 0.015 * np.exp(-(((near - 0.2) / 0.08) ** 2))
    form = v * (1.0 + lumps - pits)[:, None]
    form *= half / np.abs(form).max(axis=0)
    body = reshaped(ball, form)
    spots = np.min(np.linalg.norm((v[:, None] - eyes[None]) * [1.0, 1.0, 1.6], axis=2), axis=1) - 0.075
    scurf = 0.9 - np.sin(9 * v[:, 0] + 4 * v[:, 2]) * np.sin(11 * v[:, 1] - 5 * v[:, 0]) - 0.5 * np.sin(23 * v[:, 2])
    return Shape(
        (
            piece("body", body, "clay", (0.42, 0.29, 0.145)),
            *_painted(body, "scurf", scurf, (0.34, 0.215, 0.10), material="clay"),
            *_painted(body, "eyes", spots, (0.15, 0.085, 0.035), material="clay", lift=1.005),
        ),
        (Collider("ellipsoid", tuple(map(float, half))),),
        Resonator("block", tuple(map(float, 2 * half))),
        rolls=True,
    )


def avocado(p: Params) -> Shape:
    """An avocado: a pear in dark pebbled skin that lies on its side, its stalk towards +X."""
    n = p["length"]
    r = 0.34 * n
    keys = [(0, -0.50 * n), (0.5 * r, -0.48 * n), (0.93 * r, -0.32 * n), (r, -0.14 * n), (0.84 * r, 0.10 * n)]
    keys += [(0.56 * r, 0.32 * n), (0.40 * r, 0.44 * n), (0.16 * r, 0.495 * n), (0, 0.49 * n)]
    outline = curve(np.array(keys), 56)
    outline[[0, -1], 0] = 0.0
    pear = lathe(np.maximum(outline, [0.0, -np.inf]), segments=96, crease=np.radians(80), around=turn_of(r))
    x, y, z = pear.vertices.T / (0.045 * n)
    pebbles = np.sin(3.1 * x + 0.7 * np.sin(2.0 * z)) * np.sin(3.3 * y - 0.5 * z) * np.sin(2.9 * z + 0.4 * x)
    wide = 1.0 + 0.030 * pebbles
    pear = reshaped(pear, pear.vertices * np.stack([wide, wide, np.ones_like(wide)], axis=1))
    body = turned(pear, (0, 1, 0), TAU / 4)
    stalk = turned(tube([(0, 0, 0.47 * n), (0, 0, 0.53 * n)], 0.035 * n, sides=10), (0, 1, 0), TAU / 4)
    return rolling(
        (
            piece("body", body, "fruit", (0.026, 0.036, 0.016)),
            piece("stalk", stalk, "wood", (0.16, 0.10, 0.04), decor=True),
        ),
        (colliding.hull(body.vertices[::5]),),
        r,
    )


def truffle(p: Params) -> Shape:
    """A chocolate truffle: an uneven ball rolled in cocoa, with paler crumbs of it."""
    r = p["radius"]
    ball = sphere(r, steps=18)
    v = ball.vertices / r
    x, y, z = v.T
    lumps = 0.035 * np.sin(5 * x + 2 * z) * np.sin(6 * y + 1) + 0.018 * np.sin(17 * x) * np.sin(15 * y + 2) * np.sin(
        19 * z
    )
    body = reshaped(ball, ball.vertices * (0.98 + lumps - lumps.max())[:, None])
    dust = 0.55 - np.sin(21 * x + 3 * y) * np.sin(23 * y - 2 * z) * np.sin(19 * z + 4 * x) - 0.4 * np.sin(6 * x + 5 * z)
    return rolling(
        (
            piece("body", body, "clay", (0.045, 0.020, 0.011)),
            *_painted(body, "cocoa", dust, (0.085, 0.040, 0.019), material="clay", lift=1.004),
        ),
        (colliding.hull(body.vertices[::5]),),
        r,
    )


def _painted(
    shape: Surface,
    name: str,
    level: Array,
    color: tuple[float, float, float],
    *,
    lift: float = SKIN,
    material: str = "fruit",
) -> list[Piece]:
    """Return what is painted on a skin where ``level`` (V,) is negative, ``lift`` times as far from the middle."""
    whole = surface(shape.vertices * lift, shape.faces, crease=np.radians(80))
    inside, _ = parted(whole, level)
    if inside is None:
        return []
    return [piece(name, thickened(inside, lambda v: v * (1.99 - lift)), material, color, decor=True)]


FAMILIES = {
    "apple": Family(apple, {"radius": length(0.040)}),
    "onion": Family(onion, {"radius": length(0.04)}),
    "peach": Family(peach, {"radius": length(0.036)}),
    "potato": Family(potato, {"length": length(0.09), "width": length(0.065), "height": length(0.06)}),
    "avocado": Family(avocado, {"length": length(0.11)}),
    "truffle": Family(truffle, {"radius": length(0.015)}),
}
