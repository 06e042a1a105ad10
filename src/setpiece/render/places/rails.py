"""Rails under what runs on rails: a straight track along its way, laid flush with the ground. Metres, world frame.

Physics knows level ground only, so a track is as flat as all that lies within the free circle: its ballast, sleepers
and rails are millimetres high, and the flanges of wheels stand beside the rails' heads.
"""

import numpy as np

from setpiece.assets.build import build
from setpiece.assets.solid import Mesh
from setpiece.geometry import apply, transform
from setpiece.render.places.pieces import Array, Piece, boxes, joined, turned
from setpiece.render.posed import SET_PREFIX, Item, Surface
from setpiece.world.document import Body, World

RAILED = frozenset({"locomotive"})  # families that run on rails
SMALLEST = 2.0  # m: shorter ones are toys, which run on anything
REACH = 260.0  # m to each side
TREAD = 0.01  # m: what of a vehicle is no higher touches the rails
HEAD, SLEEPER, APART = 0.11, (0.30, 2.0), 0.72  # m: a rail's width; a sleeper's, and its length in gauges; between two
FOOT = 0.16  # m to each side of a rail's middle: its dark foot and fastenings, without which nobody sees a rail
LAYERS = ("ballast", "sleepers", "feet", "rails")
SURFACES = (
    Surface("gravel", (0.185, 0.178, 0.168)),
    Surface("wood", (0.075, 0.067, 0.060)),
    Surface("rusty_iron", (0.040, 0.030, 0.025)),
    Surface("steel", (0.80, 0.81, 0.82)),
)
TOPS = (0.0015, 0.003, 0.0045, 0.006)  # m


def rails(world: World) -> tuple[Item, ...]:
    """Return the tracks of a world's rail vehicles that stand on the ground outdoors; one for those on one line."""
    if world.place.room is not None:
        return ()
    found, ways = [], []
    for body in world.bodies:
        way = _way(body)
        if way is None or any(_same(way, other) for other in ways):
            continue
        ways.append(way)
        parts = zip(LAYERS, SURFACES, _track(*way), strict=True)
        found += [_item(f"{name}_{body.id}", surface, piece, way) for name, surface, piece in parts]
    return tuple(found)


def _way(body: Body) -> tuple[float, float, float, float] | None:
    """Return a point (x, y), the heading (rad) and the gauge (m) of a rail vehicle's track; None for what has none."""
    if body.family not in RAILED:
        return None
    matrix = transform(body.position, np.asarray(body.rotation))
    own = np.concatenate([part.mesh.vertices for part in build(body).parts])
    length = float(np.ptp(own[:, 0]))
    upright = matrix[2, 2] > 0.99 and abs(apply(matrix, own)[:, 2].min()) < 0.05
    if length < SMALLEST or not upright:
        return None
    heading = float(np.arctan2(matrix[1, 0], matrix[0, 0]))
    treads = own[own[:, 2] < own[:, 2].min() + TREAD]
    return float(body.position[0]), float(body.position[1]), heading, 2.0 * float(np.abs(treads[:, 1]).mean())


def _same(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Tell whether two ways lie on one line."""
    x, y, heading, gauge = one
    aside = -np.sin(heading) * (other[0] - x) + np.cos(heading) * (other[1] - y)
    return abs(np.sin(heading - other[2])) < 0.01 and abs(aside) < 0.5 * gauge


def _track(x: float, y: float, heading: float, gauge: float) -> list[Piece]:
    """Return ballast, sleepers, and feet and heads of the rails of a straight track through a point."""
    half = SLEEPER[1] * gauge / 2
    at = np.arange(-REACH, REACH, APART)
    wide = [np.full(len(at), value) for value in (half, -0.02, TOPS[1])]
    sleepers = boxes(np.stack([at, -wide[0], wide[1]], 1), np.stack([at + SLEEPER[0], wide[0], wide[2]], 1))
    ballast = boxes([[-REACH, -half - 0.35, -0.02]], [[REACH, half + 0.35, TOPS[0]]])
    sides = np.array([-0.5, 0.5]) * gauge
    feet, heads = (
        boxes(
            *([(end, side + way * half, z) for side in sides] for end, way, z in ((-REACH, -1, -0.02), (REACH, 1, top)))
        )
        for half, top in ((FOOT, TOPS[2]), (HEAD / 2, TOPS[3]))
    )
    return [_laid(_upper(piece), (x, y), heading) for piece in (ballast, sleepers, feet, heads)]


def _upper(piece: Piece) -> Piece:
    """Return only the faces that are seen from above."""
    up = piece.normals[piece.faces[:, 0], 2] > 0.5
    return Piece(piece.vertices, piece.faces[up], piece.normals, piece.uv)


def _laid(piece: Piece, place: tuple[float, float], heading: float) -> Piece:
    """Return a piece turned about the vertical and moved."""
    there: Array = np.array([*place, 0.0])
    return Piece(turned(piece.vertices, heading) + there, piece.faces, turned(piece.normals, heading), piece.uv)


def _item(name: str, surface: Surface, piece: Piece, way: tuple[float, ...]) -> Item:
    """Return one layer of a track as dressing."""
    whole = joined([piece])
    mesh = Mesh(f"set_{name}_{way!r}", whole.vertices, whole.faces.astype(np.uint32), whole.normals, whole.uv)
    return Item(f"{SET_PREFIX}{name.split('_')[0]}", name, mesh, surface, np.eye(4))
