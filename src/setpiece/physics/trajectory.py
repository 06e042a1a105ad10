"""What happened: the states of a world over time, its impacts and touches, and its energy ledger.

Samples stand every 1/120 s (``clock.SAMPLE``). N bodies, T samples. Positions are of centres of mass, in the
world frame; rotations are ``world_from_body`` quaternions wxyz; spins are in the world frame. Impact
times are knots, so that reading between samples never rounds off a bounce.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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

TOUCH = np.dtype([  # a pair of bodies in lasting contact during one sample interval
    ("sample", "i4"), ("a", "i4"), ("b", "i4"),
    ("point", "f8", 3), ("normal", "f8", 3),
    ("impulse", "f8", 3),  # N s on b over the interval
    ("slip", "f8"), ("roll", "f8"),  # m/s: sliding speed, speed of the contact point over the surfaces
    ("depth", "f8"),  # m, the deepest overlap in the interval
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
    other_impulse: Array  # (T, N, 3) N s: joints, pushes, holds, motors (gravity is m g dt)
    other_twist: Array  # (T, N, 3) N m s
    energy: (
        Array  # (T, 4) J: kinetic, potential (gravity and springs), work done by actions so far, lost in impacts so far
    )
    impacts: NDArray  # IMPACT
    knots: NDArray  # KNOT
    touches: NDArray  # TOUCH


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

    ``segments`` may load lazily, so that an hour of world fits in flat memory.
    """

    ids: tuple[str, ...]
    mass: Array  # (N,) kg; inf for fixed bodies
    inertia: Array  # (N, 3, 3) kg m2 about the centre of mass, body frame
    center_of_mass: Array  # (N, 3) m in the body's frame
    fixed: NDArray[np.bool_]  # (N,)
    gravity: Array  # (3,)
    segments: Sequence[Segment]
