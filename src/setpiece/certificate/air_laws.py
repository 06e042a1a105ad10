"""Laws about the air: its book against its law, and that it takes energy and gives none."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from setpiece import clock
from setpiece.certificate.subject import Subject, Worst, times, worst_of
from setpiece.geometry import quat_conjugate, quat_rotate
from setpiece.physics.trajectory import Instant, Segment, at

Array = NDArray[np.float64]

TURNS_FAR = 0.3  # rad in a sample interval from which the air's law is looked at between the samples
LOOKS = 6


def air_forces(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """The worst difference (m/s) of the air's booked impulse on a free body from its law at the samples.

    Half of the law's own change within the interval is taken off: the mean of both ends tells no more. Of what turns
    far within one, the law is looked at between the samples (``_within``).
    """
    if not len(segment.air) or not subject.free.size:
        return Worst(0.0, float(segment.index))
    quiet = _quiet(subject, segment)
    force = clock.SAMPLE * _forces(subject, segment)
    left = np.linalg.norm(segment.air[1:, subject.free, :3] - 0.5 * (force[1:] + force[:-1]), axis=2)
    left = np.maximum(0.0, left - 0.5 * np.linalg.norm(np.diff(force, axis=0), axis=2))
    turn = np.linalg.norm(segment.spin[:, subject.free], axis=2) * clock.SAMPLE
    for k in range(len(left)):
        spinning = np.flatnonzero(quiet[k] & (np.maximum(turn[k], turn[k + 1]) > TURNS_FAR))
        if len(spinning):
            mean, error = _within(subject, segment, k, subject.free[spinning])
            apart = np.linalg.norm(segment.air[k + 1, subject.free[spinning], :3] - mean, axis=1)
            left[k, spinning] = np.maximum(0.0, apart - error)
    left = left / subject.trajectory.mass[subject.free]
    return worst_of(np.where(quiet, left, 0.0), segment, subject.free, first=1)


def _within(subject: Subject, segment: Segment, k: int, bodies: NDArray[np.int64]) -> tuple[Array, Array]:
    """Return the law's impulse (n, 3) on bodies in a sample interval, N s, and its standard error (n,).

    By Gauss and Legendre over ``LOOKS`` instants of the motion between the two samples.
    """
    looks, weights = np.polynomial.legendre.leggauss(LOOKS)
    instants = [at(subject.trajectory, segment.index + (k + 0.5 + 0.5 * look) * clock.SAMPLE) for look in looks]
    told = clock.SAMPLE * np.array([[_force(subject, instant, int(i)) for i in bodies] for instant in instants])
    error = np.linalg.norm(told.std(axis=0), axis=1) / np.sqrt(LOOKS)
    return np.einsum("q,qnx->nx", 0.5 * weights, told), error


def _force(subject: Subject, instant: Instant, body: int) -> Array:
    """Return the force (3,) of the air on a body at an instant by its law, N."""
    from setpiece.physics.air import flow_forces, wind_at

    wind, wrench, turn = np.zeros(3), np.zeros(6), instant.rotation[body]
    wind_at(subject.medium, instant.position[body], instant.time, wind)
    through, spin = (quat_rotate(quat_conjugate(turn), v) for v in (instant.velocity[body] - wind, instant.spin[body]))
    row = int(np.searchsorted(subject.moving, body))
    flow_forces(row, subject.airborne, subject.medium, through, spin, wrench)
    return quat_rotate(turn, wrench[:3]) - subject.displaced[body] * subject.trajectory.gravity


def air_work(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """The greatest energy that a free body gets from the air in an interval, as the air sees it, over its own."""
    if not len(segment.air) or not subject.free.size:
        return Worst(0.0, float(segment.index))
    own = subject.free
    book = segment.air[1:, own]
    past = segment.velocity[:, own] - _winds(subject, segment)
    mean, turning = 0.5 * (past[1:] + past[:-1]), 0.5 * (segment.spin[1:, own] + segment.spin[:-1, own])
    lift = -subject.displaced[own, None] * subject.trajectory.gravity * clock.SAMPLE
    gained = np.sum((book[..., :3] - lift) * mean, axis=2) + np.sum(book[..., 3:] * turning, axis=2)
    mass = subject.trajectory.mass[own]
    weight = mass * np.linalg.norm(subject.trajectory.gravity)
    speed = np.linalg.norm(past, axis=2).max(axis=0)
    in_play = 0.5 * mass * speed**2 + weight * speed * clock.SAMPLE
    share = np.where(_quiet(subject, segment), gained / np.maximum(in_play, 1e-12), 0.0)
    return worst_of(np.maximum(share, 0.0), segment, own, first=1)


def _quiet(subject: Subject, segment: Segment) -> NDArray[np.bool_]:
    """Return in which intervals (T-1, F) a free body is there, meets but air, and the air has not let it rest."""
    own = subject.free
    touched = segment.contact_impulse[1:, own].any(axis=2)
    resting = ~segment.air[1:, own].any(axis=2)
    end = times(segment)[1:, None]
    held = end - clock.SAMPLE < subject.release[own] + 1e-9
    return subject.there(segment)[:, own] & ~(touched | resting | held)


def _winds(subject: Subject, segment: Segment) -> Array:
    """Return the air's velocity (T, F, 3) at the free bodies."""
    from setpiece.physics.air import wind_at

    air, out = subject.medium, np.zeros((len(segment.position), len(subject.free), 3))
    for (k, n), i in _free_samples(subject, segment):
        wind_at(air, segment.position[k, i], float(times(segment)[k]), out[k, n])
    return out


def _forces(subject: Subject, segment: Segment) -> Array:
    """Return what the air's law gives (T, F, 3) in N at the samples."""
    from setpiece.physics.air import flow_forces

    air, bodies, winds = subject.medium, subject.airborne, _winds(subject, segment)
    force, wrench = np.zeros_like(winds), np.zeros(6)
    rows = {int(body): n for n, body in enumerate(subject.moving)}
    for (k, n), i in _free_samples(subject, segment):
        turn = segment.rotation[k, i]
        through = quat_rotate(quat_conjugate(turn), segment.velocity[k, i] - winds[k, n])
        spin = quat_rotate(quat_conjugate(turn), segment.spin[k, i])
        flow_forces(rows[int(i)], bodies, air, through, spin, wrench)
        force[k, n] = quat_rotate(turn, wrench[:3]) - subject.displaced[i] * subject.trajectory.gravity
    return force


def _free_samples(subject: Subject, segment: Segment) -> Iterator[tuple[tuple[int, int], int]]:
    for k in range(len(segment.position)):
        for n, i in enumerate(subject.free):
            yield (k, n), int(i)
