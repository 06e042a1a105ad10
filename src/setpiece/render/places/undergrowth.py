"""What closes a wood below its crowns: bushes, low green, and the dark of the trees behind. Metres, world frame."""

import numpy as np
from numpy.random import Generator

from setpiece.render.foliage import LEAVED
from setpiece.render.places import plants
from setpiece.render.places.land import Dressing, Height, Rgb, hazed, waves
from setpiece.render.places.pieces import Array, Piece, joined, quads, seen_from_middle, sheet
from setpiece.render.posed import Surface

HAZEL: tuple[Rgb, ...] = ((0.060, 0.115, 0.026), (0.045, 0.090, 0.024))
SHADE: Rgb = (0.018, 0.030, 0.012)  # of a bush's inside, and of trees that stand behind one another
FARTHEST: Rgb = (0.040, 0.072, 0.024)
FRINGE = 2400  # twigs of the last trees
FLAT = 0.0045  # m: height of what lies where things happen


def cover(rng: Generator, feet: Array, *, size: float, level: float) -> Piece:
    """Return low plants at feet (N, 3), twigs about ``size`` m long that lie close to the ground, each its own way.

    Within ``level`` m of the origin, where things happen, they lie flat. Far ones are larger, and stand for several.
    """
    n = len(feet)
    away = np.hypot(*feet.T[:2])
    turn, long = rng.uniform(0.0, 2 * np.pi, n), size * rng.uniform(0.6, 1.3, n) * np.clip(away / 7.0, 1.0, 4.5)
    loose = away > level + long
    high = np.where(loose, rng.uniform(0.01, 0.30, n) * long, FLAT * rng.uniform(0.6, 1.0, n))
    rise = np.where(loose, rng.uniform(-0.05, 0.50, n) * long, 0.0)
    bank = np.where(loose, rng.normal(0.0, 0.22, n) * long, 0.0)
    out = np.stack([np.cos(turn) * long, np.sin(turn) * long, rise], axis=1)
    side = np.stack([-np.sin(turn) * long, np.cos(turn) * long, bank], axis=1) * 0.42
    foot = feet + np.array([0.0, 0.0, 1.0]) * high[:, None]
    corners = np.stack([foot, foot + 0.5 * out + side, foot + out, foot + 0.5 * out - side], axis=1)
    corners[..., 2] = np.maximum(corners[..., 2], feet[:, 2:] + 0.002)
    number = np.arange(n)
    which = np.stack([LEAVED.start + number % len(LEAVED), number * 29 % plants.TONES], axis=-1)[:, None]
    uv = which + np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    normals = [0.0, 0.0, 1.0] + 0.30 * rng.normal(size=(n, 3))
    normals = np.repeat(normals / np.linalg.norm(normals, axis=1, keepdims=True), 4, axis=0)
    return seen_from_middle(quads(corners[:, ::-1], normals=normals, uv=uv[:, ::-1]), near=1.0, least=0.25)


def bushes(rng: Generator, places: Array, land: Height, *, height: tuple[float, float], twigs: int) -> list[Dressing]:
    """Return bushes at places (N, 2), of about ``twigs`` twigs each, more where they are near; dark inside."""
    crowns: list[list[Piece]] = [[] for _ in HAZEL]
    inside = []
    for k, (x, y) in enumerate(places):
        tall = rng.uniform(*height)
        wide = tall * rng.uniform(0.55, 0.95, 2)
        foot, radii = [x, y, float(land(np.array(x), np.array(y)))], np.array([*wide, tall])
        count = int(twigs * np.clip(16.0 / np.hypot(x, y), 0.5, 1.6))
        leaf = 1.9 * tall / np.sqrt(count)
        crowns[k % len(HAZEL)].append(plants.bush(rng, foot, radii, count=count, leaf=leaf))
        inside.append(plants.bush(rng, foot, 0.62 * radii, count=count // 2, leaf=1.3 * leaf))
    found = [
        Dressing(f"bushes_{k}", Surface("paper", color, leafy=True), plants.twigs(joined(group), LEAVED))
        for k, (color, group) in enumerate(zip(HAZEL, crowns, strict=True))
        if group
    ]
    core = [Dressing("bushes_core", Surface("paper", SHADE, leafy=True), plants.twigs(joined(inside), LEAVED))]
    return found + (core if inside else [])


def backdrop(rng: Generator, land: Height, *, distance: float, height: float) -> list[Dressing]:
    """Return the wood beyond the last trees that one tells apart: one dark body all around, ragged at its top.

    Nobody looks through a wood: behind a hundred metres of trunks and leaves there is no sky below the crowns.
    """
    angle = np.linspace(0.0, 2 * np.pi, 241)
    rise = np.array([-0.05, 0.04, 0.18, 0.40, 0.65, 0.85, 1.0])
    swell = waves(rng, 1.0, 11.0, count=24, octaves=3.0)
    around = distance * np.stack([np.cos(angle), np.sin(angle)])
    tall = height * np.clip(1.0 + 0.08 * swell(*around), 0.7, 1.3)
    bulge = np.stack([swell(around[0] + 40.0 * k, around[1]) for k in range(len(rise))])
    away = distance + 1.5 * bulge - 2.0 * (rise[:, None] - 0.4) ** 2
    x, y = away * np.cos(angle), away * np.sin(angle)
    points = np.stack([x, y, land(x, y) + rise[:, None] * tall], axis=-1)
    points[:, -1] = points[:, 0]
    far = [Dressing("backdrop", Surface("leaves", hazed(SHADE, distance)), sheet(points[::-1], wrap=True))]

    # Twigs fray its outline and lie over its upper half.
    n = FRINGE
    turn, share = rng.uniform(0.0, 2 * np.pi, n), 0.40 + 0.85 * rng.random(n) ** 0.7
    at = np.interp(turn, angle, tall)
    x, y = (distance - 3.0) * np.cos(turn), (distance - 3.0) * np.sin(turn)
    middles = np.stack([x, y, land(x, y) + share * at], axis=1) + rng.normal(0.0, 0.5, (n, 3))
    facing = np.stack([-np.cos(turn), -np.sin(turn), 0.6 + 0.0 * turn], axis=1)
    crown = plants.leaves(rng, middles, facing / np.linalg.norm(facing, axis=1, keepdims=True), size=(3.0, 1.9))
    green = Surface("paper", hazed(FARTHEST, distance), leafy=True)
    return [*far, Dressing("backdrop_twigs", green, plants.twigs(crown, LEAVED))]
