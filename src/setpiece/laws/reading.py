"""What the scenarios share: gravity, plain bodies, and readings of a Trajectory. SI units."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setpiece.clock import SAMPLE
from setpiece.physics.trajectory import Trajectory, index
from setpiece.world.document import Body

Array = NDArray[np.float64]

G = 9.80665  # m/s2, as in every World


@dataclass(frozen=True)
class Row:
    """One line of the table: ``value`` is the worst error; None where it cannot be measured yet.

    ``film`` is the worst relative error as read from the film alone, None where that is not read, or is ``value``.
    """

    id: str
    name: str
    value: float | None
    bound: float | None
    holds: bool | None
    note: str = ""
    unit: str = "1"  # of value and bound; "1": relative
    film: float | None = None
    film_bound: float | None = None


def ball(name: str = "ball", radius: float = 0.05, **given: object) -> Body:
    """Return a solid ball."""
    return Body(id=name, family="ball", params={"radius": radius}, **given)


def column(run: Trajectory, field: str, name: str) -> Array:
    """Return a field (T, ...) of one body at all samples, the joints of segments once."""
    i = index(run, name)
    parts = [getattr(segment, field)[:-1, i] for segment in run.segments]
    return np.concatenate([*parts, getattr(run.segments[-1], field)[-1:, i]])


def crossings(x: Array, rate: Array) -> Array:
    """Return the times (s) at which samples (T,) with rates (T,) change sign, by the cubic through both ends."""
    out = []
    for k in np.flatnonzero(x[:-1] * x[1:] < 0):
        low, high = 0.0, 1.0
        for _ in range(50):
            s = 0.5 * (low + high)
            ends = (1 + 2 * s) * (1 - s) ** 2 * x[k] + s * s * (3 - 2 * s) * x[k + 1]
            value = ends + SAMPLE * (s * (1 - s) ** 2 * rate[k] - s * s * (1 - s) * rate[k + 1])
            low, high = (s, high) if np.sign(value) == np.sign(x[k]) else (low, s)
        out.append((k + 0.5 * (low + high)) * SAMPLE)
    return np.array(out)


def period(x: Array, rate: Array) -> float:
    """Return the mean period (s) of an oscillation about zero."""
    times = crossings(x, rate)
    return float(2 * (times[-1] - times[0]) / (len(times) - 1))


def worst(pairs: Iterable[tuple[float, float]], scale: float | None = None) -> float:
    """Return the greatest difference of (found, expected) pairs over ``scale``, or else over the expected value."""
    return max(abs(found - wanted) / (abs(wanted) if scale is None else scale) for found, wanted in pairs)
