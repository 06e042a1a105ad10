"""What is under a click: one ray through a pixel at a time, through clear matter and over mirrors to what is seen.

The ray is cast against the very meshes that the renderer sees, in NumPy, because one ray is not worth building a
scene for. Pixels are of the finished picture; the centre of pixel (x, y) is at +0.5.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece import geometry
from setpiece.errors import InputError, expected
from setpiece.world.document import World
from setpiece.world.format import Format
from setpiece.world.materials import MATERIALS

if TYPE_CHECKING:
    from setpiece.physics.trajectory import Trajectory
    from setpiece.render.posed import Item, PosedWorld

Array = NDArray[np.float64]
MIRROR = 0.08  # roughness up to which a metal shows what it reflects
BOUNCES = 16
CHUNK = 200_000  # triangles tested at a time
SKIN = 1e-6  # m: how far from where it left a surface a ray begins to count


@dataclass(frozen=True)
class Click:
    """A place in the picture (px from the left and top) at a film time (s). ``surface``: what is hit first counts."""

    x: float
    y: float
    time: float
    surface: bool = False


@dataclass(frozen=True)
class Hit:
    """Where a ray met a mesh: the row of ``PosedWorld.items``, the distance (m), point and unit normal (outwards)."""

    row: int
    distance: float
    point: Array
    normal: Array


@dataclass(frozen=True)
class Seen:
    """What a click shows: the hits on the way, and the row of what is meant (None: the sky)."""

    hits: tuple[Hit, ...]
    row: int | None
    items: "tuple[Item, ...]" = field(repr=False, default=())

    @property
    def item(self) -> "Item | None":
        """The mesh that is meant."""
        return None if self.row is None else self.items[self.row]


def check(click: Click, world: World, film: Format) -> None:
    """Make sure that a click is inside the picture and the film.

    Raises:
        InputError: it is not.
    """
    if not (0 <= click.x < film.width and 0 <= click.y < film.height):
        fix = f"The picture is {film.width}x{film.height}."
        raise InputError(expected("--click", "a place inside the picture", f"{click.x:g},{click.y:g}", fix))
    if not 0 <= click.time <= world.duration:
        raise InputError(
            expected("--click", f"a time of 0 to {world.duration:g} s", click.time, "The film is not longer.")
        )


def seen_by(click: Click, world: World, trajectory: "Trajectory", film: Format) -> Seen:
    """Return what a click shows.

    Raises:
        InputError: it is outside the picture or the film.
    """
    from setpiece.camera.moves import viewer
    from setpiece.render.places.settled import surroundings
    from setpiece.take.picture import posed_at

    check(click, world, film)
    posed = posed_at(world, trajectory, click.time * world.shot.speed, viewer(world, trajectory), surroundings(world))
    pose = posed.view.world_from_camera
    scale = film.width * posed.view.focal
    local = np.array([(click.x + 0.5 - film.width / 2) / scale, (click.y + 0.5 - film.height / 2) / scale, 1.0])
    direction = pose[:3, :3] @ local
    return follow(
        posed,
        pose[:3, 3],
        direction / np.linalg.norm(direction),
        bodies={b.id for b in world.bodies},
        surface=click.surface,
    )


def thing_under(click: Click, world: World, trajectory: "Trajectory", film: Format) -> str:
    """Return the id of the body that a click means.

    Raises:
        InputError: it is outside, or shows the sky or the place, which no edit can name as a thing.
    """
    item = seen_by(click, world, trajectory, film).item
    if item is None:
        raise InputError(expected("--click", "a thing", "the sky", "Click a thing, or name it in the sentence."))
    if item.id not in {body.id for body in world.bodies}:
        raise InputError(
            expected("--click", "a thing", f"the place ({item.id})", "Click a thing, or name it in the sentence.")
        )
    return item.id


def follow(posed: "PosedWorld", origin: Array, direction: Array, *, bodies: set[str], surface: bool) -> Seen:
    """Follow a ray through clear matter and over mirrors.

    Where only the place or the sky is seen in a mirror or behind glass, the first clear or mirroring thing is meant.
    """
    cast = caster(posed)
    hits: list[Hit] = []
    for _ in range(BOUNCES):
        hit = cast(origin, direction)
        if hit is None:
            break
        hits.append(hit)
        turn = None if surface else _onward(posed.items[hit.row], hit, direction)
        if turn is None:
            break
        direction = turn
        origin = hit.point + SKIN * direction
    first = next((hit.row for hit in hits if posed.items[hit.row].id in bodies), None)
    last = hits[-1].row if hits and len(hits) < BOUNCES else None
    ended = (
        last is not None and posed.items[last].id in bodies and _onward(posed.items[last], hits[-1], direction) is None
    )
    row = last if ended or surface or first is None else first
    return Seen(tuple(hits), row if hits else None, posed.items)


def _onward(item: "Item", hit: Hit, direction: Array) -> Array | None:
    """Return where a ray goes on behind a surface, None where it ends there: Snell's law, or reflection."""
    material = MATERIALS[item.surface.material]
    cosine = float(direction @ hit.normal)
    if material.kind == "metal" and material.roughness <= MIRROR:
        return direction - 2 * cosine * hit.normal
    if material.kind != "clear":
        return None
    entering = cosine < 0
    eta = 1.0 / material.ior if entering else material.ior
    normal = hit.normal if entering else -hit.normal
    inward = -float(direction @ normal)
    bent = 1.0 - eta * eta * (1.0 - inward * inward)
    if bent < 0:
        return direction + 2 * inward * normal
    return eta * direction + (eta * inward - np.sqrt(bent)) * normal


def caster(posed: "PosedWorld") -> Callable[[Array, Array], Hit | None]:
    """Return the function from a ray (origin m, unit direction) to what it meets first (Moeller and Trumbore 1997)."""
    corners = [geometry.apply(item.world_from_mesh, item.mesh.vertices)[item.mesh.faces] for item in posed.items]
    rows = np.concatenate([np.full(len(each), row) for row, each in enumerate(corners)])
    triangles = np.concatenate(corners)

    def cast(origin: Array, direction: Array) -> Hit | None:
        nearest, found = np.inf, -1
        for start in range(0, len(triangles), CHUNK):
            distance = _distances(triangles[start : start + CHUNK], origin, direction)
            at = int(np.argmin(distance))
            if distance[at] < nearest:
                nearest, found = float(distance[at]), start + at
        if found < 0:
            return None
        a, b, c = triangles[found]
        normal = np.cross(b - a, c - a)
        return Hit(int(rows[found]), nearest, origin + nearest * direction, normal / np.linalg.norm(normal))

    return cast


def _distances(triangles: Array, origin: Array, direction: Array) -> Array:
    """Return the distance (m) along a ray to every triangle (n, 3, 3), inf where it passes."""
    a, edge_b, edge_c = triangles[:, 0], triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    across = np.cross(direction, edge_c)
    slope = np.einsum("ij,ij->i", edge_b, across)
    with np.errstate(divide="ignore", invalid="ignore"):
        inverse = 1.0 / slope
        u = np.einsum("ij,ij->i", origin - a, across) * inverse
        sideways = np.cross(origin - a, edge_b)
        v = sideways @ direction * inverse
        distance = np.einsum("ij,ij->i", edge_c, sideways) * inverse
        good = (slope != 0) & (u >= 0) & (v >= 0) & (u + v <= 1) & (distance > SKIN)
    return np.where(good, distance, np.inf)
