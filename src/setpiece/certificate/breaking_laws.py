"""Laws about breaking: what its pieces begin with, and who pays for the cracks."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from setpiece.certificate.subject import Subject, Worst
from setpiece.geometry import quat_conjugate, quat_rotate
from setpiece.physics.trajectory import Segment

Array = NDArray[np.float64]


def momentum(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """The worst difference (m/s) between the momenta of pieces and of their whole, and at its rim of the angular."""
    worst = Worst(0.0, float(segment.index))
    for whole, pieces in broken(subject, segment):
        row = int(whole["whole"])
        mass = subject.trajectory.mass[pieces["piece"]]
        carried = np.einsum("n,nx->x", mass, pieces["velocity"]) / mass.sum()
        lever = pieces["position"] - whole["position"]
        turning = turn_of(subject, pieces["piece"], pieces) + np.cross(lever, mass[:, None] * pieces["velocity"])
        own = turn_of(subject, np.array([row]), whole[None])[0]
        rim = subject.size[row] / subject.moments[1, row]
        gap = float(np.linalg.norm(carried - whole["velocity"]))
        gap = max(gap, float(np.linalg.norm(turning.sum(axis=0) - own) * rim))
        if not gap <= worst.value:
            worst = Worst(gap, float(whole["time"]), (row,))
    return worst


def energy(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """The worst share by which cracks are not paid for, or cost less than nothing, or pieces move with more."""
    worst = Worst(0.0, float(segment.index))
    for whole in segment.breaks:
        unpaid = max(-float(whole["energy"]), float(whole["energy"] - whole["lost"]))
        gain, had = gained(subject, segment, whole)
        share = max(unpaid, gain) / max(had + abs(float(whole["lost"])), 1e-12)
        if not share <= worst.value:
            worst = Worst(share, float(whole["time"]), (int(whole["whole"]),))
    return worst


def gained(subject: Subject, segment: Segment, whole: np.void) -> tuple[float, float]:
    """Return by how much pieces move with more energy (J) than their whole did, and what that was."""
    for one, pieces in broken(subject, segment):
        if one["time"] == whole["time"] and one["whole"] == whole["whole"]:
            had = float(motion(subject, np.array([int(one["whole"])]), one[None]).sum())
            return float(motion(subject, pieces["piece"], pieces).sum()) - had, had
    return 0.0, 0.0


def broken(subject: Subject, segment: Segment) -> Iterator[tuple[np.void, NDArray]]:
    """Yield each body that breaks, with all its pieces as they come loose."""
    for whole in segment.breaks:
        mine = segment.shards[segment.shards["time"] == whole["time"]]
        yield whole, mine[subject.owner[mine["piece"]] == whole["whole"]]


def turn_of(subject: Subject, bodies: NDArray[np.int64], states: NDArray) -> Array:
    """Return angular momenta (n, 3) in kg m2/s about the centres of mass, world frame."""
    local = quat_rotate(quat_conjugate(states["rotation"]), states["spin"])
    return quat_rotate(states["rotation"], np.einsum("nij,nj->ni", subject.trajectory.inertia[bodies], local))


def motion(subject: Subject, bodies: NDArray[np.int64], states: NDArray) -> Array:
    """Return energies of motion (n,) in J."""
    straight = 0.5 * subject.trajectory.mass[bodies] * np.sum(states["velocity"] ** 2, axis=1)
    return straight + 0.5 * np.sum(states["spin"] * turn_of(subject, bodies, states), axis=1)
