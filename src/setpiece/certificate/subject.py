"""What an audit knows of a world before it looks at any motion: who is free, round, jointed; frictions; sizes."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece import clock
from setpiece.actors.perform import Performer, performers
from setpiece.assets.build import build, cast
from setpiece.assets.solid import Solid
from setpiece.certificate.overlap import Detector
from setpiece.geometry import quat_conjugate, quat_rotate
from setpiece.physics.trajectory import Segment, Trajectory, owners, present
from setpiece.world.document import Body, World
from setpiece.world.materials import MATERIALS, pair_friction

if TYPE_CHECKING:
    from setpiece.physics.air import Bodies, Medium
    from setpiece.physics.model import Model

Array = NDArray[np.float64]

EDGE = 1e-6  # of a sample interval: times nearer to a sample are on its edge


@dataclass(frozen=True)
class Worst:
    """The worst figure of a law in a stretch of time, when it was (s) and which body indices were involved."""

    value: float
    time: float = 0.0
    bodies: tuple[int, ...] = ()


class Subject:
    """A world and its trajectory's constants, with what follows from both, worked out once."""

    def __init__(self, world: World, trajectory: Trajectory) -> None:
        self.world = world
        self.trajectory = trajectory
        known = {body.id: body for body in cast(world.bodies)}
        self.documents: tuple[Body, ...] = tuple(known[name] for name in trajectory.ids)
        self.owner = owners(trajectory)

    @cached_property
    def solids(self) -> tuple[Solid, ...]:
        """Built things by index."""
        return tuple(build(document) for document in self.documents)

    @cached_property
    def size(self) -> Array:
        """Half the diagonal (N,) in m of each body's bounding box: no point of it is farther from its middle."""
        return np.array([np.linalg.norm(solid.bounds[1] - solid.bounds[0]) / 2 for solid in self.solids])

    def there(self, segment: Segment) -> NDArray[np.bool_]:
        """Return in which intervals (T-1, N) a body is one of its own throughout: no piece before it comes loose."""
        known = present(self.trajectory, segment, times(segment))
        return known[1:] & known[:-1]

    @cached_property
    def moving(self) -> NDArray[np.int64]:
        """Indices of bodies that are not fixed."""
        return np.flatnonzero(~self.trajectory.fixed)

    @cached_property
    def performers(self) -> list[Performer]:
        """What moves by itself."""
        return performers(self.world)

    @cached_property
    def driven(self) -> NDArray[np.int64]:
        """Indices of bodies of performers: their motion is prescribed."""
        names = {name for one in self.performers for name in one.ids}
        return np.array([i for i, document in enumerate(self.documents) if document.id in names], int)

    @cached_property
    def free(self) -> NDArray[np.int64]:
        """Indices of bodies neither fixed, jointed nor driven, to which nothing is jointed."""
        parents = {d.joint.parent for d in self.documents if d.joint is not None}
        own = np.setdiff1d(self.moving, self.driven)
        return np.array(
            [i for i in own if self.documents[i].joint is None and self.documents[i].id not in parents], int
        )

    @cached_property
    def obeying(self) -> NDArray[np.int64]:
        """Indices of bodies that move as forces make them: neither fixed nor driven."""
        return np.setdiff1d(self.moving, self.driven)

    @cached_property
    def tied(self) -> frozenset[int]:
        """Indices of bodies that ropes or springs pull."""
        names = {name for tie in self.world.ties for name in (tie.a, tie.b, tie.over)}
        return frozenset(i for i, document in enumerate(self.documents) if document.id in names)

    @cached_property
    def round(self) -> NDArray[np.bool_]:
        """Which (N,) bodies touch with nothing but spheres."""
        return np.array([all(c.kind == "sphere" for c in solid.colliders) for solid in self.solids])

    @cached_property
    def jointed(self) -> NDArray[np.int64]:
        """Indices of bodies on a joint."""
        return np.array([i for i in self.moving if self.documents[i].joint is not None], int)

    @cached_property
    def release(self) -> Array:
        """When (N,) in s the last hold of each body ends; 0 without one."""
        ends = {a.body: a.end for a in self.world.actions if a.kind == "hold"}
        return np.array([ends.get(document.id, 0.0) for document in self.documents])

    @cached_property
    def acted(self) -> tuple[tuple[tuple[float, float], ...], ...]:
        """The stretches of time (s) in which an action works on each body."""
        found: dict[str, list[tuple[float, float]]] = {document.id: [] for document in self.documents}
        for act in self.world.actions:
            if act.kind == "perform":
                continue
            found[act.body].append((0.0, act.end) if act.kind == "hold" else (act.start, act.start + act.duration))
        return tuple(tuple(found[document.id]) for document in self.documents)

    @cached_property
    def airborne(self) -> "Bodies":
        """What the air's law knows of the bodies that move, in the order of ``moving``."""
        from setpiece.physics.air import bodies_in_air

        return bodies_in_air(self._model)

    @cached_property
    def medium(self) -> "Medium":
        """The world's air."""
        from setpiece.physics.air import medium

        return medium(self._model)

    @cached_property
    def displaced(self) -> Array:
        """The mass (N,) of air in kg that each body displaces."""
        out = np.zeros(len(self.documents))
        out[self.moving] = self.airborne.volume * self.medium.density
        return out

    @cached_property
    def _model(self) -> "Model":
        from setpiece.physics.model import compile_world

        return compile_world(self.world)

    @cached_property
    def detector(self) -> Detector:
        """Collision detection of the world's shapes."""
        return Detector(self.world, self.trajectory)

    @cached_property
    def surfaces(self) -> tuple[float, ...]:
        """The greatest friction coefficient of each body's surfaces; last (index -1) that of ground and walls."""
        found = []
        for document, solid in zip(self.documents, self.solids, strict=True):
            own = document.friction if document.friction is not None else solid.friction
            of_part = {part.name: MATERIALS[part.material].friction for part in solid.parts}
            touching = [of_part.get(c.part, max(of_part.values())) for c in solid.colliders]
            found.append(own if own is not None else max(touching, default=0.0))
        place = self.world.place
        walls = [] if place.room is None else [MATERIALS[place.room.walls].friction]
        return (*found, max([MATERIALS[place.ground].friction, *walls]))

    def friction(self, a: int, b: int) -> float:
        """Return the greatest Coulomb coefficient that a pair of bodies can have."""
        return pair_friction(self.surfaces[a], self.surfaces[b])

    def momentum(self, rotation: Array, spin: Array) -> Array:
        """Return angular momenta (..., N, 3) in kg m2/s, world frame, about the centres of mass."""
        local = quat_rotate(quat_conjugate(rotation), spin)
        return quat_rotate(rotation, np.einsum("nij,...nj->...ni", self.trajectory.inertia, local))

    @cached_property
    def moments(self) -> Array:
        """Least and greatest moment of inertia (2, N), kg m2."""
        values = np.linalg.eigvalsh(self.trajectory.inertia)
        return np.stack([values[:, 0], values[:, -1]])


def times(segment: Segment) -> Array:
    """Return the times (T,) of a segment's samples, s."""
    return segment.index + np.arange(len(segment.position)) * clock.SAMPLE


def interval(segment: Segment, time: Array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the row (C,) of the interval [t - h, t) that holds each time, and the row before for times on its edge.

    An impact on the very edge is booked in the step that ends or in the one that begins there; elsewhere the two
    rows are the same.
    """
    place = (time - segment.index) * clock.SAMPLES_PER_SEGMENT
    row = np.floor(place + EDGE).astype(int) + 1
    other = np.floor(place - EDGE).astype(int) + 1
    last = len(segment.position) - 1
    return np.clip(row, 1, last), np.clip(other, 1, last)


def worst_of(values: Array, segment: Segment, bodies: NDArray[np.int64], first: int = 0) -> Worst:
    """Return the greatest of values (rows, bodies), row 0 standing for sample ``first`` of the segment."""
    if not values.size:
        return Worst(0.0, float(segment.index))
    clean = np.where(np.isfinite(values), values, np.inf)
    k, n = np.unravel_index(int(np.argmax(clean)), clean.shape)
    return Worst(float(clean[k, n]), float(times(segment)[first + k]), (int(bodies[n]),))
