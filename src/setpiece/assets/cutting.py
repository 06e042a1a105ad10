"""Cuts a solid into the pieces it would break into: Voronoi cells, small near a focus, ahead of time.

Cells are convex and their walls planes, so the convex hulls of two pieces never overlap however curved a wall is.
What is laid of boxes comes apart along their joints instead (``bonding``). Everything stays in the whole's frame (m).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.bonding import blocks
from setpiece.assets.modelling import difference, from_manifold, plain_box, to_manifold
from setpiece.assets.solid import Collider, Part, Resonator, Solid
from setpiece.assets.surface import Surface, face_areas, joined, matter_of, mesh, moved, surface, welded
from setpiece.rng import stream
from setpiece.world.document import Fracture
from setpiece.world.materials import MATERIALS

if TYPE_CHECKING:
    from manifold3d import Manifold

Array = NDArray[np.float64]

CANDIDATES = 40  # random points on the surface for every cell that is wanted
NEAR = 0.12  # of the thing's size: how far around the focus pieces stay as small as at it
SLIVER = 0.02  # of a mean piece's volume: smaller fragments stay with a neighbour of their cell
CORNERS = 48  # of a piece's hull at most, which touches for it
CREASE = np.radians(35.0)  # cut faces stay sharp, the outside smooth
SHRUNK = 0.97  # a piece's shape for contact over its own: crumbs of the crack leave room between neighbours
CHIPPED = 0.45  # restitution of a piece over that of its material: its sharp edge chips
YOLK = 0.9  # an egg's shell, seen from inside, over its outside
MASONRY = ("brickwork",)  # what is laid in bond


@dataclass(frozen=True)
class Cut:
    """The pieces of a solid. ``crack`` is the area (m2) of the cracks between all of them; ``wall`` (m) is how thick
    the brittle part is.
    """  # noqa: D205

    fragments: tuple[Solid, ...]
    crack: float
    wall: float
    material: str


def brittle_part(solid: Solid) -> Part:
    """Return the part that decides how a thing breaks: the largest of those that can."""
    able = {part.name: MATERIALS[part.material].strength > 0.0 and part.material not in MASONRY for part in solid.parts}
    return max(solid.parts, key=lambda part: (able[part.name], part.volume))


def cut(solid: Solid, fracture: Fracture) -> Cut:
    """Return the pieces of a solid: the blocks or boards that it is laid of, else Voronoi cells of what is brittle.

    Other parts (a frame, a lid) come off as one piece each. The same solid and fracture give the same pieces.
    """
    main = brittle_part(solid)
    if is_laid(solid):
        return _laid(solid, main, fracture)
    base = _closed(main)
    if _is_full(base, main, solid):
        base = _hollow(base)
    area = float(face_areas(base.vertices, base.faces).sum())
    wall = 2.0 * float(matter_of(base).volume) / area
    cells = _cells(base, fracture)
    fragments = [_fragment(solid, main, cell, k, fracture) for k, cell in enumerate(cells)]
    new = sum(float(face_areas(cell.vertices, cell.faces).sum()) for cell in cells) - area
    for part in solid.parts:
        if part is not main and part.volume > 0.0:
            fragments.append(_loose(solid, part))
    return Cut(tuple(fragments), max(0.5 * new, 0.0), wall, main.material)


def is_masonry(solid: Solid) -> bool:
    """Tell whether a solid is one upright box of bricks."""
    upright = len(solid.parts) == len(solid.colliders) == 1 and solid.colliders[0].kind == "box"
    return upright and solid.colliders[0].rotation[0] == 1.0 and solid.parts[0].material in MASONRY


def is_laid(solid: Solid) -> bool:
    """Tell whether a solid comes apart along its joints, into boxes: a wall of bricks, or what is nailed of boards."""
    return bool(solid.boards) or is_masonry(solid)


def _laid(solid: Solid, part: Part, fracture: Fracture) -> Cut:
    """Return the boxes that a thing is laid of: they touch as such, so that they lie on each other as they did.

    A masonry's joints open all over; boards are sawn through but once.
    """
    fragments = []
    for number, (box, cell) in enumerate(_boards(solid) if solid.boards else _blocks(solid, part, fracture)):
        size = box[1] - box[0]
        middle, half = tuple(map(float, box.mean(axis=0))), tuple(map(float, size / 2))
        made = _cell_part(part, cell, number, fracture)
        piece = _solid(solid, (made,), (Collider("box", half, middle, part=part.name),), made.mesh.vertices)
        ring = Resonator("block", tuple(map(float, size)))
        fragments.append(piece if solid.boards else replace(piece, resonator=ring))
    low, high = solid.bounds
    if solid.boards:
        return Cut(tuple(fragments), part.volume / float((high - low).max()), float((high - low).min()), part.material)
    crack = 0.5 * (sum(_skin(piece.colliders[0]) for piece in fragments) - _skin(solid.colliders[0]))
    return Cut(tuple(fragments), crack, 2.0 * min(solid.colliders[0].size), part.material)


def _skin(box: Collider) -> float:
    """Return the area (m2) of a box."""
    x, y, z = box.size
    return 8.0 * (x * y + y * z + z * x)


def _boards(solid: Solid) -> Iterator[tuple[Array, Surface]]:
    """Yield the corners (2, 3) and the skin of every board."""
    for box in map(np.array, solid.boards):
        yield box, moved(plain_box(box[1] - box[0]), *box.mean(axis=0))


def _blocks(solid: Solid, part: Part, fracture: Fracture) -> Iterator[tuple[Array, Surface]]:
    """Yield the corners (2, 3) and the skin of every block of a masonry."""
    box, whole = solid.colliders[0], to_manifold(_closed(part))
    for lower, upper in blocks(np.subtract(box.position, box.size), np.add(box.position, box.size), fracture.pieces):
        cell = whole
        for axis, normal in enumerate(np.eye(3)):
            cell = cell.trim_by_plane(tuple(map(float, normal)), float(lower[axis]))
            cell = cell.trim_by_plane(tuple(map(float, -normal)), float(-upper[axis]))
        yield np.stack([lower, upper]), _surface([cell])


def _closed(part: Part) -> Surface:
    vertices, faces = welded(part.mesh.vertices, part.mesh.faces.astype(np.int64))
    return surface(vertices, faces, crease=CREASE)


def _is_full(base: Surface, part: Part, solid: Solid) -> bool:
    """Tell whether a shell is modelled without its inside, as an egg or a teapot is."""
    inside = float(matter_of(base).volume)
    full = inside > 0.3 * float(np.prod(solid.bounds[1] - solid.bounds[0]))
    return inside > 1.5 * part.volume or (solid.resonator.kind == "shell" and full)


def _hollow(base: Surface) -> Surface:
    middle = matter_of(base).centroid
    inner = replace(base, vertices=middle + YOLK * (base.vertices - middle), matter=None)
    return difference(base, inner)


def _cells(base: Surface, fracture: Fracture) -> list[Surface]:
    """Return the pieces of a closed surface, each one connected but for slivers."""
    points = _seeds(base, fracture)
    whole = to_manifold(base)
    least = SLIVER * whole.volume() / len(points)
    found: list[Surface] = []
    for i, point in enumerate(points):
        cell = _cell(whole, point, np.delete(points, i, axis=0))
        parts = sorted(cell.decompose(), key=lambda part: -part.volume())
        large = [p for p in parts if p.volume() >= least] or parts[:1]
        rest = [p for p in parts if p.volume() < least and p not in large]
        found += [_surface([p, *rest] if n == 0 else [p]) for n, p in enumerate(large)]
    return found


def _surface(parts: "list[Manifold]") -> Surface:
    shapes = [from_manifold(part) for part in parts]
    shapes = [shape for shape in shapes if len(shape.faces) > 3] or shapes[:1]
    return joined([replace(shape, crease=np.full(len(shape.faces), CREASE)) for shape in shapes])


def _seeds(base: Surface, fracture: Fracture) -> Array:
    """Return the cells' centres (n, 3): points of the surface, dense near the focus."""
    random = stream(fracture.seed, "fracture")
    area = face_areas(base.vertices, base.faces)
    count = CANDIDATES * fracture.pieces
    face = random.choice(len(area), count, p=area / area.sum())
    u, v = np.sqrt(random.random(count)), random.random(count)
    a, b, c = (base.vertices[base.faces[face, k]] for k in range(3))
    points = a * (1 - u)[:, None] + b * (u * (1 - v))[:, None] + c * (u * v)[:, None]
    weight = np.ones(count)
    if fracture.focus is not None:
        size = float(np.linalg.norm(np.ptp(base.vertices, axis=0)))
        away = np.linalg.norm(points - np.asarray(fracture.focus), axis=1)
        weight = (NEAR * size + away) ** -1.5
    # Spread like darts: of a few that are drawn, the one farthest from those that are there.
    chosen = [int(random.choice(count, p=weight / weight.sum()))]
    for _ in range(fracture.pieces - 1):
        tries = random.choice(count, 4, p=weight / weight.sum())
        gap = np.linalg.norm(points[tries][:, None] - points[chosen][None], axis=2).min(axis=1)
        chosen.append(int(tries[np.argmax(gap * np.sqrt(weight[tries]) ** (2 / 3))]))
    return points[chosen]


def _cell(whole: "Manifold", point: Array, others: Array) -> "Manifold":
    """Return what of a thing is nearer to a point than to others, nearest planes first."""
    away = np.linalg.norm(others - point, axis=1)
    cell = whole
    for j in np.argsort(away, kind="stable"):
        if away[j] < 1e-9 or away[j] > 2.0 * _radius(cell, point):
            break
        normal = (point - others[j]) / away[j]
        middle = 0.5 * (point + others[j])
        cell = cell.trim_by_plane(tuple(map(float, normal)), float(normal @ middle))
    return cell


def _radius(cell: "Manifold", point: Array) -> float:
    low, high = np.reshape(cell.bounding_box(), (2, 3))
    return float(np.linalg.norm(np.maximum(np.abs(low - point), np.abs(high - point))))


def _fragment(solid: Solid, part: Part, cell: Surface, number: int, fracture: Fracture) -> Solid:
    """Return a piece of one part as a thing of its own."""
    made = _cell_part(part, cell, number, fracture)
    corners = corners_of(cell.vertices)
    corners = made.centroid + SHRUNK * (corners - made.centroid)
    hull = Collider("mesh", vertices=corners, part=part.name)
    return _solid(solid, (made,), (hull,), cell.vertices)


def _cell_part(part: Part, cell: Surface, number: int, fracture: Fracture) -> Part:
    """Return what of a part is in a cell."""
    matter = matter_of(cell)
    key = f"{part.mesh.key}/{fracture.model_dump_json()}/{number}"
    return replace(
        part,
        mesh=mesh(cell, key),
        volume=matter.volume,
        centroid=matter.centroid,
        second_moment=matter.second_moment,
    )


def _solid(whole: Solid, parts: tuple[Part, ...], colliders: tuple[Collider, ...], points: Array) -> Solid:
    restitution = whole.restitution
    if restitution is None:
        restitution = MATERIALS[parts[0].material].restitution
    return Solid(
        parts=parts,
        colliders=colliders,
        resonator=_plate(points, sum(part.volume for part in parts)),
        bounds=np.stack([points.min(axis=0), points.max(axis=0)]),
        restitution=CHIPPED * restitution,
        friction=whole.friction,
    )


def _loose(solid: Solid, part: Part) -> Solid:
    """Return a part that does not break as a piece: its own colliders, or its hull."""
    own = tuple(c for c in solid.colliders if c.part == part.name)
    hull = (Collider("mesh", vertices=corners_of(part.mesh.vertices), part=part.name),)
    return _solid(solid, (part,), own or hull, part.mesh.vertices)


def _plate(points: Array, volume: float) -> Resonator:
    """Return how a piece rings: as a plate of its own length and width and as thick as its bulk makes it."""
    away = points - points.mean(axis=0)
    axes = np.linalg.svd(away, full_matrices=False)[2]
    edge = np.sort(np.ptp(away @ axes.T, axis=0))[::-1]
    length, width = max(edge[0], 1e-3), max(edge[1], 1e-3)
    return Resonator("plate", (float(length), float(width), float(np.clip(volume / (length * width), 3e-4, edge[1]))))


def corners_of(points: Array) -> Array:
    """Return at most ``CORNERS`` of the points (V, 3) whose hull is nearly that of all."""
    from scipy.spatial import ConvexHull, QhullError

    try:
        outer = points[np.sort(ConvexHull(points).vertices)]
    except QhullError:  # flat: its thickness is below what Qhull resolves
        outer = np.unique(points, axis=0)
    if len(outer) <= CORNERS:
        return outer
    k = np.arange(CORNERS) + 0.5
    height = 1.0 - 2.0 * k / CORNERS
    turn = np.pi * (1.0 + 5.0**0.5) * k
    flat = np.sqrt(1.0 - height**2)
    directions = np.stack([flat * np.cos(turn), flat * np.sin(turn), height], axis=1)
    size = np.ptp(outer, axis=0)
    scaled = (outer - outer.mean(axis=0)) / np.maximum(size, 1e-6)
    return outer[np.unique(np.argmax(scaled @ directions.T, axis=0))]
