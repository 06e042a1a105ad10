"""People who wait or look into windows far off in a street, by few triangles. Metres; each stands at z = 0, facing +X.

They stand outside the free circle. On a wet day some hold umbrellas.
"""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator

from setpiece.render.places.land import Dressing, Rgb
from setpiece.render.places.pieces import Piece, boxes, joined, lathe, moved, sphere, tube
from setpiece.render.posed import Surface

COATS: tuple[Rgb, ...] = ((0.035, 0.045, 0.075), (0.21, 0.14, 0.075), (0.16, 0.025, 0.02), (0.07, 0.07, 0.075))
TALL = (0.92, 1.06)  # times 1.74 m
WALKING = 0.5  # share of people who are on their way
DRY_HANDS = 0.5  # share of people with an umbrella in the rain
_COAT = (
    (0.20, 0.52),
    (0.175, 0.75),
    (0.155, 1.02),
    (0.175, 1.22),
    (0.185, 1.36),
    (0.12, 1.46),
    (0.055, 1.50),
    (0, 1.51),
)
_CANOPY = ((0.56, 1.86), (0.50, 1.96), (0.34, 2.06), (0.14, 2.12), (0.0, 2.14))


def passers(
    rng: Generator, places: Sequence[tuple[float, float, float]], *, level: float, rain: bool
) -> list[Dressing]:
    """Return one person at each place (x, y, which way it faces in rad), on ground ``level`` m high."""
    groups: dict[tuple[str, Surface], list[Piece]] = {}
    for k, (x, y, turn) in enumerate(places):
        coat = Surface("fabric", COATS[(k + int(rng.integers(2))) % len(COATS)])
        under = rain and rng.random() < DRY_HANDS
        size = rng.uniform(*TALL)
        for (role, surface), piece in _person(rng, coat, umbrella=under).items():
            sized = Piece(piece.vertices * size, piece.faces, piece.normals, piece.uv)
            groups.setdefault((role, surface), []).append(moved(sized, [x, y, level], turn=turn))
    return [
        Dressing(f"passers_{role}_{k}", surface, joined(pieces))
        for k, ((role, surface), pieces) in enumerate(groups.items())
    ]


def _person(rng: Generator, coat: Surface, *, umbrella: bool) -> dict[tuple[str, Surface], Piece]:
    """Return a person in a coat by role and surface.

    Who stands has the weight on one leg and the other a little ahead; who walks has one foot ahead, the other on its
    toes behind, and the arms against them.
    """
    step, lean, walks = rng.uniform(0.03, 0.14), rng.choice([-1.0, 1.0]), rng.random() < WALKING
    stride = rng.uniform(0.26, 0.34) if walks else 0.0
    legs, shoes = [], []
    for side in (1.0, -1.0):
        foot = (step if side == lean else -0.02) + stride * side * lean
        heel = 0.11 if walks and side != lean else 0.0
        knee = (foot + 0.02 + (0.16 if heel else -0.35 * stride), side * 0.10, 0.48)
        legs.append(tube([(foot, side * 0.10, 0.05 + heel), knee, (0, side * 0.085, 0.86)], [0.05, 0.058, 0.08]))
        shoes.append(([foot - 0.07, side * 0.10 - 0.045, heel], [foot + 0.18, side * 0.10 + 0.045, heel + 0.075]))
    body = lathe(_COAT, sides=14)
    squashed = body.vertices * [0.72, 1.12, 1.0] + np.stack(
        [0.02 * body.vertices[:, 2], *np.zeros((2, len(body.vertices)))], 1
    )
    arms = []
    for side in (1.0, -1.0):
        hand = (
            (0.24, side * 0.10, 1.16)
            if umbrella and side > 0
            else (0.09 - 0.9 * stride * side * lean, side * 0.27, 0.80 + 0.25 * stride)
        )
        elbow = (0.0, side * 0.27, 1.10)
        arms.append(tube([(0.02, side * 0.17, 1.41), elbow, hand], [0.062, 0.052, 0.042], sides=7))
    head, faces = sphere(6)
    face = Piece(head * [0.10, 0.08, 0.125] + [0.055, 0.0, 1.63], faces, head, head[:, :2])
    hair = Piece(head * [0.108, 0.09, 0.115] + [0.030, 0.0, 1.665], faces, head, head[:, :2])
    found = {
        ("coat", coat): joined([Piece(squashed, body.faces, body.normals, body.uv), *arms]),
        ("legs", Surface("fabric", (0.025, 0.026, 0.03))): joined(legs),
        ("shoes", Surface("leather", (0.015, 0.013, 0.012))): boxes(
            *(np.array(each) for each in zip(*shoes, strict=True))
        ),
        ("face", Surface("skin")): face,
        ("hair", Surface("hair")): hair,
    }
    if umbrella:
        cloth = Surface("fabric", (0.02, 0.02, 0.024) if rng.random() < 0.6 else (0.03, 0.04, 0.075))
        canopy, over = lathe(_CANOPY, sides=8), [0.14, 0.05, 0.0]
        found[("umbrella", cloth)] = moved(joined([canopy, _inside_out(canopy)]), over)
        found[("stick", Surface("iron"))] = tube([(0.24, 0.08, 1.10), (0.15, 0.05, 2.15)], [0.009, 0.009], sides=5)
    return found


def _inside_out(piece: Piece) -> Piece:
    """Return the other side of a piece."""
    return Piece(piece.vertices, piece.faces[:, ::-1], -piece.normals, piece.uv)
