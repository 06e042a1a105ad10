"""What a predicate may look at: the world, what happened in it as whole columns over time, and the camera.

Time index k is world time ``k / 120`` s. Body index -1 is the ground and the walls of a room. "Members" of a body
are itself, its pieces if it breaks, and everything that hangs on it by joints (a car and its wheels), so that a
touch of a wheel is a touch of the car.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import NDArray

from setpiece import clock
from setpiece.assets.build import build, cast
from setpiece.assets.solid import Solid
from setpiece.camera.view import View
from setpiece.geometry import quat_rotate
from setpiece.physics.trajectory import IMPACT, KNOT, TOUCH, Trajectory, breaks, owners
from setpiece.world.document import Body, World

GROUND = "ground"

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Finding:
    """What a predicate found. ``holds`` is None where it cannot be judged."""

    holds: bool | None
    evidence: str
    time: float | None = None  # s
    value: float | None = None
    bound: float | None = None


@dataclass(frozen=True)
class Contacts:
    """Contacts in order of time: an impact at its own time, a lasting touch at the end of its sample interval."""

    time: Array  # (C,) s
    a: NDArray[np.int32]  # (C,) body index
    b: NDArray[np.int32]  # (C,)

    def select(self, mask: NDArray[np.bool_]) -> "Contacts":
        """Return those where ``mask`` (C,) is true."""
        return Contacts(self.time[mask], self.a[mask], self.b[mask])


class Record:
    """A Trajectory read as columns, and the camera's views. Only what is asked for is built, and that once.

    ``view_at`` gives the camera by world time (s), ``aspect`` is width over height of the picture.
    """

    def __init__(
        self,
        world: World,
        trajectory: Trajectory,
        view_at: Callable[[float], View] | None = None,
        aspect: float = 16 / 9,
    ) -> None:
        self.world = world
        self.trajectory = trajectory
        self.view_at = view_at
        self.aspect = aspect
        self._cast = {body.id: body for body in cast(world.bodies)}
        self._views: dict[float, View] = {}
        self.indices = {name: i for i, name in enumerate(trajectory.ids)} | {GROUND: -1}
        self._columns: dict[tuple[str, int], Array] = {}
        self._solids: dict[int, Solid] = {}

    @cached_property
    def time(self) -> Array:
        """Times of all samples (T,), s."""
        first = self.trajectory.segments[0].index * clock.SAMPLES_PER_SEGMENT
        rows = sum(len(segment.position) - 1 for segment in self.trajectory.segments) + 1
        return (first + np.arange(rows)) * clock.SAMPLE

    def column(self, name: str, body: int) -> Array:
        """Return one field of ``Segment`` for one body over all samples, (T, 3) or (T, 4)."""
        key = (name, body)
        if key not in self._columns:
            self._columns[key] = self._read(name, body)
        return self._columns[key]

    def _read(self, name: str, body: int) -> Array:
        if body < 0:
            out = np.zeros((len(self.time), 4 if name == "rotation" else 3))
            if name == "rotation":
                out[:, 0] = 1.0
            return out
        segments = self.trajectory.segments
        first = getattr(segments[0], name)[:1, body]
        return np.concatenate([first, *(getattr(segment, name)[1:, body] for segment in segments)])

    @cached_property
    def impacts(self) -> NDArray:
        """Every impact in order of time (IMPACT)."""
        parts = [segment.impacts for segment in self.trajectory.segments]
        out = np.concatenate([np.zeros(0, IMPACT), *parts])
        return out[np.argsort(out["time"], kind="stable")]

    @cached_property
    def knots(self) -> NDArray:
        """Every knot in order of time (KNOT)."""
        parts = [segment.knots for segment in self.trajectory.segments]
        out = np.concatenate([np.zeros(0, KNOT), *parts])
        return out[np.argsort(out["time"], kind="stable")]

    @cached_property
    def touches(self) -> NDArray:
        """Every lasting touch (TOUCH), ``sample`` counted from the first sample of the trajectory."""
        parts = [np.zeros(0, TOUCH)]
        rows = 0
        for segment in self.trajectory.segments:
            part = segment.touches.copy()
            part["sample"] += rows
            parts.append(part)
            rows += len(segment.position) - 1
        out = np.concatenate(parts)
        return out[np.argsort(out["sample"], kind="stable")]

    @cached_property
    def contacts(self) -> Contacts:
        """Impacts and lasting touches together."""
        touched = self.time[np.minimum(self.touches["sample"], len(self.time) - 1)]
        time = np.concatenate([self.impacts["time"], touched])
        a = np.concatenate([self.impacts["a"], self.touches["a"]])
        b = np.concatenate([self.impacts["b"], self.touches["b"]])
        order = np.argsort(time, kind="stable")
        return Contacts(time[order], a[order], b[order])

    @cached_property
    def children(self) -> dict[int, tuple[int, ...]]:
        """Direct children of every body index, by joint or as limbs of a performer, and pieces."""
        out: dict[int, tuple[int, ...]] = {}
        for act in self.world.actions:
            if act.kind == "perform" and act.body in self.indices:
                out[self.indices[act.body]] = tuple(self.indices[name] for name in act.limbs if name in self.indices)
        for body in self.world.bodies:
            if body.joint is not None and body.joint.parent is not None and body.id in self.indices:
                parent = self.indices[body.joint.parent]
                out[parent] = (*out.get(parent, ()), self.indices[body.id])
        for piece, whole in enumerate(owners(self.trajectory).tolist()):
            if whole >= 0:
                out[whole] = (*out.get(whole, ()), piece)
        return out

    @cached_property
    def breaks(self) -> NDArray:
        """All that breaks, in order of time (BREAK)."""
        return breaks(self.trajectory)

    def members(self, body: int) -> tuple[int, ...]:
        """Return the body, its pieces, and all that hangs on it, by joints or as limbs."""
        found = [body]
        for parent in found:
            found.extend(self.children.get(parent, ()))
        return tuple(found)

    def view(self, time: float) -> View:
        """Return the camera at a world time (s)."""
        if time not in self._views:
            self._views[time] = self.view_at(time)
        return self._views[time]

    def body(self, index: int) -> Body:
        """Return the document of a body (not of the ground)."""
        return self._cast[self.trajectory.ids[index]]

    def solid(self, index: int) -> Solid:
        """Return the built thing of a body (not of the ground)."""
        if index not in self._solids:
            self._solids[index] = build(self.body(index))
        return self._solids[index]

    def name(self, index: int) -> str:
        """Return what to call a body in a sentence."""
        return "the ground" if index < 0 else self.trajectory.ids[index].replace("_", " ")

    def origin(self, body: int, rows: slice | NDArray = slice(None)) -> Array:
        """Return the centre of the body's own frame (T, 3), which is that of its bounding box as modelled."""
        position, rotation = self.column("position", body)[rows], self.column("rotation", body)[rows]
        return position if body < 0 else position - quat_rotate(rotation, self.trajectory.center_of_mass[body])

    def corners(self, body: int, rows: slice | NDArray = slice(None)) -> Array:
        """Return the eight corners of the body's bounding box in the world, (T, 8, 3)."""
        low, high = self.solid(body).bounds
        choose = np.array([[i & 1, i >> 1 & 1, i >> 2 & 1] for i in range(8)])
        local = np.where(choose, high, low)
        rotation = self.column("rotation", body)[rows]
        return self.origin(body, rows)[:, None] + quat_rotate(rotation[:, None], local[None])

    def size(self, body: int) -> float:
        """Return the largest edge (m) of the body's bounding box."""
        low, high = self.solid(body).bounds
        return float(np.max(high - low))


@dataclass(frozen=True)
class Scene:
    """A Record from ``start`` to ``stop`` (s), both included; never less than one sample."""

    record: Record
    start: float = 0.0
    stop: float = inf
    _contacts: dict = field(default_factory=dict, compare=False)

    @property
    def row(self) -> int:
        """Index of the first sample looked at."""
        return min(int(np.searchsorted(self.record.time, self.start - 1e-9)), len(self.record.time) - 1)

    @property
    def rows(self) -> slice:
        """The samples looked at."""
        last = int(np.searchsorted(self.record.time, self.stop + 1e-9))
        return slice(self.row, max(last, self.row + 1))

    @property
    def time(self) -> Array:
        """Times (T,) of the samples looked at, s."""
        return self.record.time[self.rows]

    @property
    def end(self) -> float:
        """Time of the last sample, s."""
        return float(self.time[-1])

    def between(self, start: float, stop: float = inf) -> "Scene":
        """Return the same with other limits."""
        return Scene(self.record, start, stop)

    def index(self, name: str) -> int:
        """Return the index of a body's name; -1 for the ground."""
        return self.record.indices[name]

    def position(self, body: int) -> Array:
        """Centre of mass (T, 3), m."""
        return self.record.column("position", body)[self.rows]

    def rotation(self, body: int) -> Array:
        """``world_from_body`` (T, 4)."""
        return self.record.column("rotation", body)[self.rows]

    def velocity(self, body: int) -> Array:
        """Velocity of the centre of mass (T, 3), m/s."""
        return self.record.column("velocity", body)[self.rows]

    def spin(self, body: int) -> Array:
        """Angular velocity in the world frame (T, 3), rad/s."""
        return self.record.column("spin", body)[self.rows]

    def origin(self, body: int) -> Array:
        """Origin of the body's frame (T, 3), m."""
        return self.record.origin(body, self.rows)

    def contacts(self, body: int, other: int | None = None) -> Contacts:
        """Return the contacts of a body's members with those of another, or with anything but themselves.

        In the answer ``a`` is always on the side of ``body``.
        """
        key = (body, other)
        if key not in self._contacts:
            everything = self.record.contacts
            mine = self.record.members(body)
            a_mine, b_mine = np.isin(everything.a, mine), np.isin(everything.b, mine)
            keep = (a_mine ^ b_mine) & (everything.time >= self.start - 1e-9) & (everything.time <= self.stop + 1e-9)
            if other is not None:
                theirs = self.record.members(other)
                keep &= np.isin(np.where(a_mine, everything.b, everything.a), theirs)
            found = everything.select(keep)
            flip = ~a_mine[keep]
            self._contacts[key] = Contacts(
                found.time, np.where(flip, found.b, found.a), np.where(flip, found.a, found.b)
            )
        return self._contacts[key]

    def impacts(self, body: int, other: int | None = None) -> NDArray:
        """Return the impacts (IMPACT) of a body's members with another's, or with anything but themselves."""
        found = self.record.impacts
        mine = self.record.members(body)
        a_mine, b_mine = np.isin(found["a"], mine), np.isin(found["b"], mine)
        keep = (a_mine ^ b_mine) & (found["time"] >= self.start - 1e-9) & (found["time"] <= self.stop + 1e-9)
        if other is not None:
            keep &= np.isin(np.where(a_mine, found["b"], found["a"]), self.record.members(other))
        return found[keep]

    def release(self, body: int) -> float:
        """Return when the last hold on a body ends (s), not before ``start``."""
        name = self.record.trajectory.ids[body]
        ends = [act.end for act in self.record.world.actions if act.kind == "hold" and act.body == name]
        return max([self.start, *ends])

    def breaking(self, body: int) -> float:
        """Return when (s) a body first breaks; inf if it does not."""
        found = self.record.breaks
        return float(found["time"][found["whole"] == body].min(initial=inf))

    def flights(self, body: int, shortest: float = 0.04) -> list[tuple[float, float]]:
        """Return the stretches of time (s) without any contact in which the body moves, in order.

        A stretch open at the end closes with the trajectory. One without motion (but for the last sample interval,
        in which something may wake it) is a body asleep, not in flight.
        """
        begin = self.release(body)
        touched = self.contacts(body).time
        marks = np.concatenate([[begin], touched[touched > begin], [self.end]])
        gaps = np.flatnonzero(np.diff(marks) >= shortest)
        speed = np.linalg.norm(self.velocity(body), axis=1)
        out = []
        for k in gaps:
            rows = (self.time >= marks[k] - 1e-9) & (self.time <= marks[k + 1] - 0.9 * clock.SAMPLE)
            if rows.any() and speed[rows].max() > 0.05:
                out.append((float(marks[k]), float(marks[k + 1])))
        return out


def at(time: float) -> str:
    """Return a time as words of evidence."""
    return f"t = {time:.2f} s"


def plural(count: int, noun: str) -> str:
    """Return a count with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
