"""What another mass, friction or bounciness changes of a second through which a body sleeps: books alone.

Nobody moves otherwise because a sleeper weighs more. What its support gives it and its potential energy follow from
the recorded states by the very sums that a run makes; that they give what was recorded is checked before they are used.
Legend: N bodies, T samples.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from setpiece.clock import STEP, STEPS_PER_SAMPLE

Arrays = Mapping[str, NDArray]
OWN = ("velocity", "spin", "contact_twist", "other_impulse", "other_twist")  # all zero for who sleeps
WEIGHED = ("mass", "friction", "restitution")  # of a body: what may differ


def reweighed(
    segment: Arrays, rows: Sequence[int], old: NDArray, new: NDArray, gravity: NDArray
) -> dict[str, NDArray] | None:
    """Return a segment's arrays as they are with other masses of sleepers.

    Args:
        segment: The arrays of a recorded Segment by name.
        rows: The bodies that differ.
        old: (N,) kg, inf for fixed bodies, as recorded.
        new: (N,) kg, as wanted.
        gravity: (3,) m/s2.

    Returns:
        The arrays, or None where not all of the bodies sleep through the segment, or its books hold more than that.
    """
    contact, energy = segment["contact_impulse"], segment["energy"]
    asleep = all(
        not any(segment[name][:, row].any() for name in OWN)
        and np.array_equal(contact[:, row], _borne(old[row], gravity, len(contact)))
        for row in rows
    )
    met = (*((name, ("a", "b")) for name in ("impacts", "touches")), ("knots", ("body",)))
    alone = not any(np.isin(segment[name][field], rows).any() for name, fields in met for field in fields)
    if not asleep or not alone or not np.array_equal(energy[:, 1], _potential(segment, old, gravity)):
        return None
    contact, energy = contact.copy(), energy.copy()
    for row in rows:
        contact[:, row] = _borne(new[row], gravity, len(contact))
    energy[:, 1] = _potential(segment, new, gravity)
    return {**segment, "contact_impulse": contact, "energy": energy}


def _borne(mass: float, gravity: NDArray, samples: int) -> NDArray:
    """Return (T, 3) N s that a support gives a sleeper in each sample interval, step by step as ``motion`` books it."""
    total = np.zeros(3)
    for _ in range(STEPS_PER_SAMPLE):
        total = total + -mass * gravity * STEP
    out = np.tile(total, (samples, 1))
    out[0] = 0.0
    return out


def _potential(segment: Arrays, mass: NDArray, gravity: NDArray) -> NDArray:
    """Return (T,) J of all that moves, summed in the order of ``recording.record``; springs are none of it."""
    total = np.zeros(len(segment["energy"]))
    for row in np.flatnonzero(np.isfinite(mass)):
        for axis in range(3):
            total = total - mass[row] * gravity[axis] * segment["position"][:, row, axis]
    return total
