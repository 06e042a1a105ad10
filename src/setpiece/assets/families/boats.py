"""Boats."""

from itertools import pairwise

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import (
    curve,
    loft,
    rounded_box,
    tube,
)
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import joined, moved


def boat(p: Params) -> Shape:
    """A rowing boat along X: planked hull of real thickness, gunwale, three thwarts."""
    n = p["length"]
    b, d, t = 0.19 * n, 0.145 * n, 0.006 * n
    rows, half = 25, 9
    rings = []
    for i in range(rows):
        s = i / (rows - 1)
        x = n * (s - 0.5)
        beam = b * np.sin(np.pi * np.clip(0.22 + 0.78 * s, 0, 1)) ** 0.75 + 0.004 * n
        sheer = d * (1 + 0.55 * (s - 0.42) ** 2 * 3)
        keel = 0.35 * d * np.clip((s - 0.8) / 0.2, 0, 1) ** 2
        a = np.linspace(0, np.pi / 2, half)
        outer = np.column_stack([beam * np.sin(a) ** 0.8, keel + (sheer - keel) * (1 - np.cos(a)) ** 1.05])
        inner = outer - np.column_stack([t * np.sin(a), -t * np.cos(a)])
        inner[:, 0] = np.maximum(inner[:, 0], 0.0005 * n)
        side = np.concatenate([outer * [-1, 1], [[0, 0]]])[:half]
        ring_ = np.concatenate([side[::-1], outer[1:], inner[::-1], (inner * [-1, 1])[1:]])
        rings.append(np.column_stack([np.full(len(ring_), x), ring_[:, 0], ring_[:, 1]]))
    hull = loft(np.array(rings), crease=np.radians(45))
    rail = [
        tube(
            curve(
                np.array([(r[half * 2 - 2, 0], s * abs(r[half * 2 - 2, 1]), r[half * 2 - 2, 2]) for r in rings])[::3],
                30,
            ),
            0.008 * n,
            sides=8,
        )
        for s in (-1, 1)
    ]
    seats = []
    for s in (0.14, 0.44, 0.70):
        beam = b * np.sin(np.pi * (0.22 + 0.78 * s)) ** 0.75
        seats.append(moved(rounded_box((0.065 * n, 1.86 * beam, 0.007 * n), 0.002), n * (s - 0.5), 0, 0.70 * d))
    cuts = [0, 6, 12, 18, 24]
    colliders = []
    for i, j in pairwise(cuts):
        for k in range(0, 2 * half - 2, 4):
            m = min(k + 4, 2 * half - 2)
            count_ = 2 * half - 1
            mirror = 2 * count_ - 1
            points = [
                rings[q][idx]
                for q in (i, j)
                for idx in (k, m, mirror - k if mirror - k < len(rings[q]) else k, mirror - m)
            ]
            colliders.append(colliding.hull(points))
    # Bilge runners: on land the boat stands on them and does not roll over.
    ends = (
        [(-0.25 * n, s * 0.62 * b, 0.012 * n) for s in (-1, 1)],
        [(0.2 * n, s * 0.62 * b, 0.012 * n) for s in (-1, 1)],
    )
    runners = [tube([a, c], 0.012 * n, sides=8) for a, c in zip(*ends, strict=True)]
    colliders += [colliding.rod(a, c, 0.012 * n, "trim") for a, c in zip(*ends, strict=True)]
    trim = joined([*rail, *seats, *runners])
    return Shape(
        (piece("body", joined([hull]), "wood", (0.30, 0.13, 0.05)), piece("trim", trim, "oak")),
        tuple(colliders),
        Resonator("plate", (n, b, t)),
        (Support("inside", (-0.05 * n, 0, 0.704 * d), (0.03 * n, 0.5 * b)),),
    )


FAMILIES = {
    "boat": Family(boat, {"length": length(3.6)}),
}
