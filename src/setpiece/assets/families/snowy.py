"""What is built of snow: a snowman, an igloo."""

from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from setpiece import rng
from setpiece.assets import colliding
from setpiece.assets.families import snow_clothes
from setpiece.assets.modelling import TAU, curve, extrude, lathe, lump, ring, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import Array, Surface, joined, moved, surface, turned, welded

BLACK, CARROT = (0.015, 0.015, 0.017), (0.7, 0.2, 0.01)
BALLS = ((0.26, 0.22), (0.185, 0.545), (0.13, 0.79))  # of a snowman's height: radius of each ball, and how high it is
SAGS = 1.17  # times as long as it is broad the lowest would be below its middle, had it not sat down
FOOT = 0.150  # of its height: how far snow is patted against its foot
SEAMS = (0.006, 0.040)  # of its height: over which two balls flow into each other, where least and most is patted on
ROWS, COLUMNS = 132, 128  # of its skin
LAYERS = 4  # whose edges are seen on a ball
CLODS = 60  # that stick to a snowman
ROUGHER = 1.3  # times as fine and as steep as on the ground the relief of packed snow is
SHOULDER, ELBOW, HAND = (0.14, 0.0, 0.585), (0.27, -0.035, 0.625), (0.385, -0.03, 0.715)  # of a stick, of the height
TWIGS = (  # share of a stick's length, where to from there (of the height)
    (0.55, (0.035, -0.03, 0.075)),
    (0.80, (0.055, -0.035, 0.020)),
    (0.84, (0.000, 0.020, 0.070)),
    (0.93, (0.050, 0.018, 0.048)),
)


def snowman(p: Params) -> Shape:
    """Three rolled balls of snow, a carrot for a nose, eyes, mouth and buttons of coal, a felt hat, a scarf, sticks.

    ``snow_clothes`` makes hat and scarf.
    """
    h = p["height"]
    balls = [(r * h, z * h) for r, z in BALLS]
    profile = _profile(SEAMS[0])
    arms, twigs = (joined([part for side in (1, -1) for part in _stick(side, h)[k]]) for k in range(2))
    return Shape(
        (
            piece("body", _rolled(h), "snow"),
            piece("nose", _carrot(h), "fruit", CARROT),
            piece("eyes", joined(_coals(h)), "plastic", BLACK),
            piece("arms", arms, "bark"),
            piece("twigs", twigs, "bark", decor=True),
            piece("clods", joined(_clods(profile, h)), "snow", decor=True),
            *snow_clothes.worn(h, profile),
        ),
        (
            *(colliding.ball(r, (0, 0, z)) for r, z in balls),
            colliding.upright(0.13 * h, 0.06 * h, (0, 0, 0.03 * h)),
        ),
        Resonator("block", (0.5 * h, 0.5 * h, h)),
    )


def _stick(side: int, h: float) -> tuple[list[Surface], list[Surface]]:
    """Return the stick for an arm on a side (1 or -1), and the twigs that branch off it: bent, knotty, forked."""
    noise = rng.stream(0, "stick", str(side))
    way = curve(np.array([SHOULDER, ELBOW, HAND]) * h, 15)
    way[1:-1] += noise.normal(0.0, 0.0022 * h, (13, 3))
    mirror = np.array([side, 1.0, 1.0])
    thick = np.linspace(0.0115, 0.0055, 15) * noise.uniform(0.86, 1.12, 15) * h
    found = []
    for share, to in TWIGS:
        foot = way[round(14 * share)]
        tip = foot + (np.array(to) + noise.normal(0.0, 0.008, 3)) * h
        bent = curve([foot, 0.5 * (foot + tip) + noise.normal(0.0, 0.005, 3) * h, tip], 7)
        found.append(tube(bent * mirror, np.linspace(0.0056, 0.0022, 7) * h, sides=7))
    return [tube(way * mirror, thick, sides=10)], found


def _coals(h: float) -> list[Surface]:
    """Return two eyes, a mouth and three buttons: broken bits of coal, pressed into the snow."""
    noise = rng.stream(0, "coal")
    (_, _), (r, z), (top, head) = BALLS
    places = [(s * 0.043, 0.038, 0.0165) for s in (1.0, -1.0)]
    places += [(x, -0.047 + 8.0 * x * x, 0.0085) for x in (-0.052, -0.028, 0.0, 0.028, 0.052)]
    found = [(x, head + up, top, head, size) for x, up, size in places]
    found += [(x, z + up, r, z, 0.0165) for x, up in ((0.004, 0.072), (-0.003, 0.0), (0.002, -0.075))]
    bits = []
    for x, up, radius, middle, size in found:
        y = -np.sqrt(radius**2 - x**2 - (up - middle) ** 2) + 0.30 * size
        bit = lump(noise.uniform(0.85, 1.15, 3) * size * h, noise, roughness=0.45, steps=3)
        bits.append(moved(bit, x * h, y * h, up * h))
    return bits


def _carrot(h: float) -> Surface:
    """Return a carrot for a nose: bent a little, with the rings that carrots have."""
    along = np.linspace(0.0, 1.0, 31)
    path = np.stack([0.008 * along**2, -0.105 - 0.155 * along, BALLS[2][1] - 0.004 - 0.020 * along**1.6], axis=1)
    ridges = 1.0 + 0.035 * np.sin(53.0 * along) * np.cos(17.0 * along) - 0.03 * (np.sin(31.0 * along) > 0.93)
    return tube(path * h, h * (0.0235 - 0.020 * along**0.9) * ridges, sides=18)


def _clods(profile: Array, h: float) -> list[Surface]:
    """Return little lumps that stick to a snowman: most where its balls meet and around its foot."""
    noise = rng.stream(0, "clods")
    seams = [0.5 * (a[1] + a[0] + b[1] - b[0]) for a, b in pairwise(BALLS)]
    found = []
    for _ in range(CLODS):
        where = noise.random()
        high = (
            noise.normal(seams[0], 0.022)
            if where < 0.35
            else noise.uniform(-0.035, 0.03)
            if where < 0.8
            else noise.uniform(0.05, 0.62)
        )
        out, turn = np.interp(high, profile[2:-2, 1], profile[2:-2, 0]), noise.uniform(0.0, TAU)
        size = min(noise.gamma(2.5, 0.0028) + 0.003, 0.018)
        bit = lump(size * noise.uniform(0.7, 1.25, 3) * h, noise, roughness=0.30, steps=2)
        out = (out - 0.005 - 0.45 * size) * h
        found.append(moved(bit, out * np.cos(turn), out * np.sin(turn), high * h))
    return found


def _rolled(h: float) -> Surface:
    """Return the skin of a snowman so high: balls that have been rolled, set on each other and patted together.

    Where two meet, and around its foot, the gap is filled in a fillet. Its matter is that of round balls, which also
    are what it collides with; the skin is nowhere more than a hair outside of them but in the fillets.
    """
    profile, patted = _profile(SEAMS[0]), _profile(SEAMS[1])
    turn = TAU * np.arange(COLUMNS) / COLUMNS
    unit = np.stack([np.cos(turn), np.sin(turn)], axis=-1)
    radius, high = profile.T

    # Here and there snow has been patted into the seams.
    noise = rng.stream(0, "seams")
    turns, phases = noise.integers(2, 9, 9), noise.uniform(0.0, TAU, (2, 9))
    much = sum(
        np.sin(k * turn + 9.0 * a * high[:, None] + b) for k, a, b in zip(turns, phases[0], phases[1], strict=True)
    )
    share = np.clip(0.42 + 0.30 * much, 0.0, 1.0)[..., None]
    lines = profile[:, None] + share * (patted - profile)[:, None]
    points = np.concatenate([lines[..., :1] * unit, lines[..., 1:]], axis=2)
    slope = np.gradient(profile, axis=0)
    slope /= np.linalg.norm(slope, axis=1, keepdims=True)
    out = np.concatenate(
        [slope[:, 1, None, None] * unit, np.broadcast_to(-slope[:, :1, None], (ROWS, COLUMNS, 1))], axis=2
    )
    free = np.clip((high - high.min()) / 0.05, 0.0, 1.0) * np.clip(radius / 0.03, 0.0, 1.0)
    points = points - (_pressed(points) * free[:, None])[..., None] * out

    k = np.arange(ROWS * COLUMNS).reshape(ROWS, COLUMNS)
    right = np.roll(k, -1, axis=1)
    a, b, c, d = k[:-1].ravel(), right[:-1].ravel(), right[1:].ravel(), k[1:].ravel()
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    points, faces = welded(points.reshape(-1, 3), faces)
    matter = joined([moved(sphere(r * h, steps=1), z=z * h) for r, z in BALLS]).matter
    return surface(points * h, faces, uv=_seamless(points, faces) * h, crease=TAU, matter=matter)


@lru_cache(maxsize=2)
def _profile(seam: float) -> Array:
    """Return the outline (ROWS, 2) of radius and height of a snowman 1 m high, from its foot to the top of its head.

    Balls flow into each other over ``seam``; the lowest has sagged.
    """
    low = min(z - r for r, z in BALLS)
    z = np.linspace(low, max(z + r for r, z in BALLS), 1600)[:, None]
    out = np.linspace(0.0, 0.32, 1200)
    over = z - BALLS[0][1]
    distance = np.hypot(out, np.where(over < 0.0, over / SAGS, over)) - BALLS[0][0]
    for r, middle in BALLS[1:]:
        distance = _melted(distance, np.hypot(out, z - middle) - r, seam)
    foot = np.maximum(out - FOOT, z - (low + 0.004))
    distance = _melted(distance, foot, 0.055)
    reach = out[np.maximum((distance < 0.0)[:, ::-1].argmax(axis=1) * -1 + len(out) - 1, 0)]
    inside = (distance < 0.0).any(axis=1)
    line = np.stack([np.where(inside, reach, 0.0), z[:, 0]], axis=1)
    line = np.concatenate([[[0.0, low]], line, [[0.0, z[-1, 0]]]])
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    even = np.stack([np.interp(np.linspace(0.0, along[-1], 8 * ROWS), along, each) for each in line.T], axis=1)
    smooth = _gaussian(even, 3.0)
    smooth[0], smooth[-1] = (0.0, low), (0.0, z[-1, 0])
    found = smooth[np.linspace(0, 8 * ROWS - 1, ROWS).astype(int)]
    found[:, 0] = np.maximum(found[:, 0], 0.0)
    return found


def _gaussian(line: Array, width: float) -> Array:
    """Return a line (N, 2) smoothed by so many of its points."""
    from scipy.ndimage import gaussian_filter1d

    return gaussian_filter1d(line, width, axis=0, mode="nearest")


def _melted(a: Array, b: Array, blend: float) -> Array:
    """Return the distance from two bodies that flow into each other over ``blend`` (Quilez's smooth minimum)."""
    near = np.maximum(blend - np.abs(a - b), 0.0)
    return np.minimum(a, b) - near * near / (4.0 * blend)


def _pressed(points: Array) -> Array:
    """Return how far (R, C) snow is pressed in at points (R, C, 3) of a snowman 1 m high: lumps, and edges of layers.

    A ball grows as snow sticks to it in layers; each ends in an edge, steep on one side.
    """
    noise, deep = rng.stream(0, "packed snow"), np.zeros(points.shape[:2])
    for wave, rise in ((0.34, 0.0048), (0.17, 0.0034), (0.08, 0.0020), (0.045, 0.0013)):
        ways = noise.normal(size=(26, 3))
        ways *= TAU / wave / np.linalg.norm(ways, axis=1, keepdims=True) * noise.uniform(0.7, 1.3, (26, 1))
        deep += rise * np.sin(points @ ways.T + noise.uniform(0.0, TAU, 26)).sum(axis=-1) / np.sqrt(13.0)
    for radius, middle in BALLS:
        unit = (points - (0.0, 0.0, middle)) / radius
        own = np.clip(1.6 - np.linalg.norm(unit, axis=-1), 0.0, 0.5) * 2.0
        for k in range(LAYERS):
            axis = noise.normal(size=3) * (1.0, 1.0, 0.5)
            axis /= np.linalg.norm(axis)
            ways, phases = noise.normal(size=(5, 3)) * 3.0, noise.uniform(0.0, TAU, 5)
            wander = np.sin(unit @ ways.T + phases).mean(axis=-1)
            past = np.arcsin(np.clip(unit @ axis, -1.0, 1.0)) + 0.22 * wander - (k - 1.5) * 0.35
            there = np.clip(0.5 + 2.0 * np.sin(unit @ ways[0] * 0.6 + phases[1]), 0.0, 1.0) * own
            edge = np.where(past > 0.0, np.exp(-past / 0.22), np.exp(past / 0.050))
            deep -= 0.0075 * (radius / BALLS[0][0]) ** 0.5 * there * edge
    return np.maximum(deep - np.quantile(deep, 0.04), 0.0)


def _seamless(points: Array, faces: NDArray[np.int64]) -> Array:
    """Return uv (F, 3, 2) of balls of 1 m of height, each laid out from in front, true to area (Lambert 1772)."""
    corner = points[faces]
    necks = [0.5 * (a[1] + a[0] + b[1] - b[0]) for a, b in pairwise(BALLS)]
    which = np.searchsorted(necks, corner[..., 2].mean(axis=1))
    radius, middle = np.array(BALLS)[which].T[:, :, None]
    unit = corner.copy()
    unit[..., 2] -= middle
    unit /= np.maximum(np.linalg.norm(unit, axis=-1, keepdims=True), 1e-9)
    spread = radius * np.sqrt(2.0 / np.maximum(1.0 - unit[..., 1], 0.05))
    return ROUGHER * np.stack([unit[..., 0] * spread + 3.0 * which[:, None], unit[..., 2] * spread], axis=-1)


def igloo(p: Params) -> Shape:
    """A dome of snow blocks with a short tunnel towards -Y."""
    r = p["radius"]
    dome = lathe([(0, 0), (r, 0), *((r * np.cos(a), r * np.sin(a)) for a in np.linspace(0.02, TAU / 4, 16))])
    joints = [
        moved(ring(r * np.cos(a) * 1.003, 0.008 * r, segments=48, sides=4), z=r * np.sin(a))
        for a in np.linspace(0.2, 1.3, 6)
    ]
    arch = [(0.36 * r * np.cos(a), 0.44 * r * np.sin(a)) for a in np.linspace(0, np.pi, 15)]
    tunnel = moved(turned(extrude(np.array(arch), 0.55 * r), (1, 0, 0), TAU / 4), 0, -0.85 * r, 0)
    mouth = moved(turned(extrude(0.68 * np.array(arch), 0.02 * r), (1, 0, 0), TAU / 4), 0, -1.395 * r, 0)
    return Shape(
        (
            piece("body", joined([dome, tunnel]), "snow"),
            piece("joints", joined(joints), "snow", (0.5, 0.6, 0.7), decor=True),
            piece("mouth", mouth, "plastic", (0.02, 0.03, 0.05), decor=True),
        ),
        (
            colliding.round_hull([(r, 0), (0.87 * r, 0.5 * r), (0.5 * r, 0.87 * r), (0.05 * r, r)]),
            colliding.box((0.72 * r, 0.6 * r, 0.44 * r), (0, -1.1 * r, 0.22 * r)),
        ),
        Resonator("block", (r, r, r)),
    )


FAMILIES = {
    "snowman": Family(snowman, {"height": length(1.6)}),
    "igloo": Family(igloo, {"radius": length(1.6)}),
}
