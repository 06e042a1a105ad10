"""What happened: the states of a world over time, its impacts and touches, and its energy ledger.

Samples stand every 1/120 s (``clock.SAMPLE``). N bodies, T samples. Positions are of centres of mass, in the
world frame; rotations are ``world_from_body`` quaternions wxyz; spins are in the world frame. Impact
times are knots, so that reading between samples never rounds off a bounce.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from hashlib import blake2b

import numpy as np
from numpy.typing import ArrayLike, NDArray

from setpiece.clock import SAMPLE, SAMPLES_PER_SEGMENT
from setpiece.geometry import (
    quat_conjugate,
    quat_from_rotvec,
    quat_multiply,
    quat_rotate,
    quat_to_rotvec,
    transform,
)

Array = NDArray[np.float64]

IMPACT = np.dtype([
    ("time", "f8"), ("a", "i4"), ("b", "i4"),  # index of body, -1 the ground or a wall
    ("point", "f8", 3), ("normal", "f8", 3),  # normal from a to b
    ("impulse", "f8", 3),  # N s on b (a gets its opposite), world frame
    ("approach", "f8"), ("separation", "f8"), ("slip", "f8"),  # m/s: normal before, normal after, tangential before
    ("restitution", "f8"),  # as specified for the pair
])  # fmt: skip

KNOT = np.dtype([
    ("time", "f8"), ("body", "i4"),
    ("position", "f8", 3), ("rotation", "f8", 4),
    ("velocity_before", "f8", 3), ("spin_before", "f8", 3), ("velocity_after", "f8", 3), ("spin_after", "f8", 3),
])  # fmt: skip

TOUCH = np.dtype([  # a pair of bodies in lasting contact during one sample interval, a line for each face that bears
    ("sample", "i4"), ("a", "i4"), ("b", "i4"),
    ("point", "f8", 3), ("normal", "f8", 3),
    ("impulse", "f8", 3),  # N s on b over the interval
    ("slip", "f8"), ("roll", "f8"),  # m/s: sliding speed, speed of the contact point over the surfaces
    ("depth", "f8"),  # m, the deepest overlap in the interval
])  # fmt: skip


BREAK = np.dtype([  # a body that breaks
    ("time", "f8"), ("whole", "i4"), ("by", "i4"),  # index of body; by what, -1 the ground or a wall
    ("pieces", "i4"),  # how many come loose
    ("point", "f8", 3), ("normal", "f8", 3),  # of the blow, into the whole
    ("impulse", "f8", 3),  # N s on the whole until it broke
    ("approach", "f8"), ("force", "f8"), ("strength", "f8"),  # m/s, N that it would have been, N that it bears
    ("energy", "f8"), ("lost", "f8"),  # J: of the cracks, of the whole blow
    ("position", "f8", 3), ("rotation", "f8", 4), ("velocity", "f8", 3), ("spin", "f8", 3),  # of the whole, right after
])  # fmt: skip

SHARD = np.dtype([  # a piece as it comes loose
    ("time", "f8"), ("piece", "i4"),
    ("position", "f8", 3), ("rotation", "f8", 4), ("velocity", "f8", 3), ("spin", "f8", 3),
])  # fmt: skip


@dataclass(frozen=True)
class Segment:
    """One second of world. Sample k of segment i is at time ``i + k / 120``; the last one opens the next segment.

    T = 121 for a whole segment. Impulses are sums over the interval that ends at each sample (row 0 is zero).
    """

    index: int
    position: Array  # (T, N, 3) m
    rotation: Array  # (T, N, 4)
    velocity: Array  # (T, N, 3) m/s
    spin: Array  # (T, N, 3) rad/s
    contact_impulse: Array  # (T, N, 3) N s, impacts and touches
    contact_twist: Array  # (T, N, 3) N m s about the centre of mass
    other_impulse: Array  # (T, N, 3) N s: joints, pushes, holds, motors, air (gravity is m g dt)
    other_twist: Array  # (T, N, 3) N m s
    energy: Array  # (T, 4) J: kinetic, potential (gravity, springs), work so far (actions, air), lost so far (impacts)
    impacts: NDArray  # IMPACT
    knots: NDArray  # KNOT
    touches: NDArray  # TOUCH
    air: Array = field(default_factory=lambda: np.zeros((0, 0, 6)))  # (T, N, 6) N s and N m s; (0, ...) without air
    pulls: Array = field(default_factory=lambda: np.zeros((0, 0)))  # (T, K) N s of every tie; -1: it is broken
    breaks: NDArray = field(default_factory=lambda: np.zeros(0, BREAK))
    shards: NDArray = field(default_factory=lambda: np.zeros(0, SHARD))
    loose: Array = field(default_factory=lambda: np.zeros(0))  # (N,) s: since when by the end; (0,): nothing can break


@dataclass(frozen=True)
class Instant:
    """All bodies at one time: arrays (N, 3), (N, 4), (N, 3), (N, 3) as in ``Segment``."""

    time: float
    position: Array
    rotation: Array
    velocity: Array
    spin: Array


@dataclass(frozen=True)
class Trajectory:
    """Segments in order from time 0, with the constants needed to read them.

    ``segments`` may load lazily, so that an hour of world fits in flat memory. Pieces of things that can break are
    bodies of their own after all others. Before they come loose they go with their whole; a whole that has broken
    goes on as the centre of mass of its pieces.
    """

    ids: tuple[str, ...]
    mass: Array  # (N,) kg; inf for fixed bodies
    inertia: Array  # (N, 3, 3) kg m2 about the centre of mass, body frame
    center_of_mass: Array  # (N, 3) m in the body's frame
    fixed: NDArray[np.bool_]  # (N,)
    gravity: Array  # (3,)
    segments: Sequence[Segment]
    whole: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))  # (N,) of a piece, -1; (0,): none


def owners(trajectory: Trajectory) -> NDArray[np.int32]:
    """Return the row (N,) of the body that each piece belongs to, -1 for what is no piece."""
    return trajectory.whole if len(trajectory.whole) else np.full(len(trajectory.ids), -1, np.int32)


def present(trajectory: Trajectory, segment: Segment, times: ArrayLike) -> NDArray[np.bool_]:
    """Return who (T, N) is there as a body of its own at times of a segment: no piece before it comes loose, no whole
    after all its pieces have.
    """  # noqa: D205
    times = np.atleast_1d(np.asarray(times, float))
    there = np.ones((len(times), len(trajectory.ids)), bool)
    if not len(segment.loose):
        return there
    owner = owners(trajectory)
    loose = segment.loose[None] <= times[:, None]
    there[:, owner >= 0] = loose[:, owner >= 0]
    for whole in np.unique(owner[owner >= 0]):
        there[:, whole] = ~loose[:, owner == whole].all(axis=1)
    return there


def cracked_at(trajectory: Trajectory, time: float) -> NDArray[np.bool_]:
    """Return which (N,) wholes have lost pieces by a time (s), and which pieces are of such: they are seen instead."""
    seen = np.zeros(len(trajectory.ids), bool)
    segment = trajectory.segments[min(max(int(time), 0), len(trajectory.segments) - 1)]
    if len(segment.loose):
        owner = owners(trajectory)
        seen[owner[segment.loose <= time]] = True
        seen |= (owner >= 0) & seen[owner]
    return seen


def broken_ties(trajectory: Trajectory, time: float) -> NDArray[np.int64]:
    """Return which ties of the world, by index, are broken at a time (s)."""
    segment = trajectory.segments[min(max(int(time), 0), len(trajectory.segments) - 1)]
    if not segment.pulls.size:
        return np.zeros(0, np.int64)
    row = min(max(int((time - segment.index) / SAMPLE), 0), len(segment.pulls) - 1)
    return np.flatnonzero(segment.pulls[row] == -1.0)


def breaks(trajectory: Trajectory) -> NDArray:
    """Return all that breaks (BREAK) in order of time."""
    return np.concatenate([np.zeros(0, BREAK), *(segment.breaks for segment in trajectory.segments)])


def index(trajectory: Trajectory, id: str) -> int:  # noqa: A002
    """Return the row of the body of that id, or raise KeyError."""
    try:
        return trajectory.ids.index(id)
    except ValueError:
        raise KeyError(id) from None


def duration(trajectory: Trajectory) -> float:
    """Return the time (s) of the last sample."""
    if len(trajectory.segments) == 0:
        return 0.0
    last = trajectory.segments[len(trajectory.segments) - 1]
    return last.index + (len(last.position) - 1) * SAMPLE


def impacts(trajectory: Trajectory) -> NDArray:
    """Return all impacts (IMPACT) in order of time."""
    return np.concatenate([np.zeros(0, IMPACT), *(segment.impacts for segment in trajectory.segments)])


def touches(trajectory: Trajectory) -> NDArray:
    """Return all touches (TOUCH) in order of time; ``sample`` counts from time 0 of the world."""
    out = [np.zeros(0, TOUCH)]
    for segment in trajectory.segments:
        rows = segment.touches.copy()
        rows["sample"] += segment.index * SAMPLES_PER_SEGMENT
        out.append(rows)
    return np.concatenate(out)


def at(trajectory: Trajectory, time: float) -> Instant:
    """Return all bodies at a time (s, held within the trajectory's).

    Positions are cubic Hermite splines through positions and velocities; rotations are their like on the sphere
    (the cumulative cubic of Kim, Kim and Shin 1995) through rotations and spins. A knot (an impact) ends one
    piece and begins the next; at its very time, what holds after it counts.
    """
    time = min(max(float(time), 0.0), duration(trajectory))
    segment = trajectory.segments[min(int(time), len(trajectory.segments) - 1)]
    k = min(int((time - segment.index) / SAMPLE), len(segment.position) - 2)
    if time < segment.index + k * SAMPLE:  # the division rounded up
        k -= 1
    elif time >= segment.index + (k + 1) * SAMPLE and k + 2 < len(segment.position):
        k += 1
    left = _Ends.of(segment, k)
    right = _Ends.of(segment, k + 1)
    _cut_at_knots(segment.knots, time, left, right)

    span = (right.time - left.time)[:, None]
    share = np.where(span > 0.0, (time - left.time[:, None]) / np.where(span > 0.0, span, 1.0), 0.0)
    position, velocity = _hermite(left, right, span, share)
    rotation, spin = _turning(left, right, span, share)
    return Instant(time, position, rotation, velocity, spin)


@dataclass(frozen=True)
class _Ends:
    """One end of the piece that every body is on: (N,) times, (N, 3) and (N, 4) states. The arrays are our own."""

    time: Array
    position: Array
    rotation: Array
    velocity: Array
    spin: Array

    @classmethod
    def of(cls, segment: Segment, k: int) -> "_Ends":
        time = np.full(segment.position.shape[1], segment.index + k * SAMPLE)
        states = (segment.position, segment.rotation, segment.velocity, segment.spin)
        return cls(time, *(state[k].copy() for state in states))

    def put(self, knot: np.void, side: str) -> None:
        """Let the knot be this end of its body's piece; ``side`` says which of its velocities counts."""
        body = knot["body"]
        self.time[body] = knot["time"]
        self.position[body], self.rotation[body] = knot["position"], knot["rotation"]
        self.velocity[body], self.spin[body] = knot[f"velocity_{side}"], knot[f"spin_{side}"]


def _cut_at_knots(knots: NDArray, time: float, left: _Ends, right: _Ends) -> None:
    if len(knots) == 0:
        return
    inside = knots[(knots["time"] >= left.time.min()) & (knots["time"] < right.time.max())]
    for knot in inside[inside["time"] <= time]:
        left.put(knot, "after")
    for knot in inside[inside["time"] > time][::-1]:
        right.put(knot, "before")


def _hermite(left: _Ends, right: _Ends, span: Array, s: Array) -> tuple[Array, Array]:
    """Return position and velocity at share s of the way (N, 1) between two ends ``span`` s apart."""
    way = right.position - left.position
    a = 3.0 * way - span * (2.0 * left.velocity + right.velocity)
    b = -2.0 * way + span * (left.velocity + right.velocity)
    position = left.position + s * (span * left.velocity + s * (a + s * b))
    inverse = np.where(span > 0.0, 1.0 / np.where(span > 0.0, span, 1.0), 0.0)
    velocity = left.velocity + inverse * s * (2.0 * a + 3.0 * s * b)
    return position, velocity


def _turning(left: _Ends, right: _Ends, span: Array, s: Array) -> tuple[Array, Array]:
    """Return rotation and spin like ``_hermite``: q = exp(B3 w3) exp(B2 w2) exp(B1 w1) q0, in the world frame."""
    first, third = left.spin * span / 3.0, right.spin * span / 3.0
    whole = quat_multiply(right.rotation, quat_conjugate(left.rotation))
    second = quat_to_rotvec(quat_multiply(quat_from_rotvec(-third), quat_multiply(whole, quat_from_rotvec(-first))))

    # Of the turns that differ by whole revolutions, the one that the spins at both ends tell.
    size = np.linalg.norm(second, axis=-1, keepdims=True)
    axis = second / np.where(size > 0.0, size, 1.0)
    told = 0.5 * span * (left.spin + right.spin) - first - third
    revolutions = np.round((np.sum(told * axis, axis=-1, keepdims=True) - size) / (2.0 * np.pi))
    second = second + 2.0 * np.pi * revolutions * axis

    b1, b2, b3 = 1.0 - (1.0 - s) ** 3, s * s * (3.0 - 2.0 * s), s**3
    q1, q2, q3 = (quat_from_rotvec(b * w) for b, w in ((b1, first), (b2, second), (b3, third)))
    rotation = quat_multiply(q3, quat_multiply(q2, quat_multiply(q1, left.rotation)))
    inverse = np.where(span > 0.0, 1.0 / np.where(span > 0.0, span, 1.0), 0.0)
    inner = 6.0 * s * (1.0 - s) * second + quat_rotate(q2, 3.0 * (1.0 - s) ** 2 * first)
    spin = inverse * (3.0 * s * s * third + quat_rotate(q3, inner))
    return rotation, np.where(span > 0.0, spin, left.spin)


def poses(trajectory: Trajectory, time: float) -> Array:
    """Return (N, 4, 4) ``world_from_body`` at a time (s): of the body frames, not of the centres of mass."""
    instant = at(trajectory, time)
    origin = instant.position - quat_rotate(instant.rotation, trajectory.center_of_mass)
    return transform(origin, instant.rotation)


def trajectory_hash(trajectory: Trajectory) -> str:
    """Return a hash of ids, constants and all decoded arrays: equal bits, equal hash."""
    digest = blake2b("\x1f".join(trajectory.ids).encode(), digest_size=16)
    for name in ("mass", "inertia", "center_of_mass", "fixed", "gravity"):
        digest.update(np.ascontiguousarray(getattr(trajectory, name)).tobytes())
    for segment in trajectory.segments:
        digest.update(str(segment.index).encode())
        for column in fields(segment)[1:]:
            digest.update(np.ascontiguousarray(getattr(segment, column.name)).tobytes())
    return digest.hexdigest()
