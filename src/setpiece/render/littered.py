"""Leaves that have come to lie on what stands fixed in a wood, and have drifted against its feet. Metres.

They belong to the thing that they lie on: they are moved, hidden and told apart with it. Physics knows nothing of them.
"""

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from setpiece import geometry, rng
from setpiece.assets.build import build
from setpiece.assets.solid import Mesh
from setpiece.render.places import plants
from setpiece.render.places.forest import LITTER
from setpiece.render.places.pieces import Piece
from setpiece.render.posed import Item, Surface
from setpiece.world.document import Body, World

Array = NDArray[np.float64]

WOODED = {"forest"}  # places whose trees let leaves fall on everything
LEVEL = 0.86  # cosine of the steepest face that leaves stay on
REACH = 2.2  # m of height above which nobody sees what lies on a thing
EACH = 55.0  # leaves per square metre of it
MOST = 90  # on one thing
DRIFT, HEAPED, ASIDE = 26, 0.022, 0.11  # at a foot: leaves, how high (m), how far aside (m)
SIZE = 0.065  # m: length of a leaf


def items(world: World) -> list[Item]:
    """Return the leaves on all fixed bodies of a world in a wood."""
    if world.place.name not in WOODED:
        return []
    found = []
    for body in world.bodies:
        if body.fixed:
            for k, mesh in enumerate(_leaves(body.model_dump_json(), world.seed)):
                place = geometry.transform(np.asarray(body.position), np.array([1.0, 0.0, 0.0, 0.0]))
                found.append(Item(body.id, f"leaves_{k}", mesh, Surface("paper", LITTER[k]), place))
    return found


@lru_cache(maxsize=64)
def _leaves(document: str, seed: int) -> tuple[Mesh, ...]:
    """Return a body's leaves, by its document, one mesh for each of their colours, about the body's own place."""
    body = Body.model_validate_json(document)
    stream = rng.stream(seed, "litter", body.id)
    turn = geometry.transform(np.zeros(3), np.asarray(body.rotation))[:3, :3]
    corners = np.concatenate([(part.mesh.vertices @ turn.T)[part.mesh.faces] for part in build(body).parts])
    places = np.concatenate([_on_top(stream, corners, body.position[2]), _at_feet(stream, corners, body.position[2])])
    return tuple(
        Mesh(f"litter-{document}-{seed}-{k}", piece.vertices, piece.faces.astype(np.uint32),
             piece.normals, piece.uv)
        for k in range(len(LITTER))
        if len(places[k :: len(LITTER)])
        for piece in [_lying(stream, places[k :: len(LITTER)])]
    )  # fmt: skip


def _on_top(stream: np.random.Generator, corners: Array, height: float) -> Array:
    """Return places (N, 3) on the level faces of triangles (F, 3, 3) that stand ``height`` m over the ground."""
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    area = 0.5 * np.linalg.norm(across, axis=1)
    up = (across[:, 2] > 2.0 * LEVEL * area) & (corners[:, :, 2].max(axis=1) + height < REACH)
    share = np.where(up, area, 0.0)
    count = min(int(stream.poisson(EACH * share.sum())), MOST)
    if count == 0:
        return np.zeros((0, 3))
    chosen = corners[stream.choice(len(corners), count, p=share / share.sum())]
    return (stream.dirichlet(np.ones(3), count)[:, :, None] * chosen).sum(axis=1)


def _at_feet(stream: np.random.Generator, corners: Array, height: float) -> Array:
    """Return places (N, 3) of leaves heaped around where triangles (F, 3, 3) touch the ground."""
    points = corners.reshape(-1, 3)
    touching = points[points[:, 2] + height < 0.02][:, :2]
    feet = np.unique(np.round(touching / 0.12), axis=0) * 0.12
    feet = feet[stream.permutation(len(feet))[:12]]
    aside = stream.normal(0.0, ASIDE, (len(feet), DRIFT, 2))
    heap = HEAPED * np.exp(-((np.linalg.norm(aside, axis=-1) / ASIDE) ** 2)) * stream.uniform(0.2, 1.0, aside.shape[:2])
    level = np.concatenate([feet[:, None] + aside, heap[..., None] - height], axis=-1)
    return level.reshape(-1, 3)


def _lying(stream: np.random.Generator, places: Array) -> Piece:
    """Return a leaf at each place (N, 3), curled as it dried."""
    flat = plants.fallen(stream, places[:, :2], size=SIZE, level=-1.0)
    which = np.arange(len(flat.vertices)) // 4 % len(places)  # a leaf is several quadrilaterals, each kind in a row
    return replace(flat, vertices=flat.vertices + np.array([0.0, 0.0, 1.0]) * places[which, 2:])
