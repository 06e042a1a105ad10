"""Laws about ropes and springs: how long they are, and that they pull along themselves."""

import numpy as np
from numpy.typing import NDArray

from setpiece.certificate.state_laws import carried
from setpiece.certificate.subject import Subject, Worst, times, worst_of
from setpiece.geometry import quat_conjugate, quat_rotate
from setpiece.physics.trajectory import Segment
from setpiece.world.document import Tie

Array = NDArray[np.float64]


def ties_hold(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """The most (m) by which a rope that is not broken is longer than it is."""
    worst = Worst(0.0, float(segment.index))
    for k, tie in enumerate(subject.world.ties):
        if tie.kind != "rope":
            continue
        a, b = (_place(subject, segment, *end) for end in ((tie.a, tie.at_a), (tie.b, tie.at_b)))
        if tie.over is None:
            apart = float(np.linalg.norm(np.subtract(tie.at_a, tie.at_b)))
            excess = np.linalg.norm(a - b, axis=1) - (apart if tie.length is None else tie.length)
        else:
            excess = _round_wheel(subject, segment, tie, (a, b))
        excess = np.where(_broken(segment, k), 0.0, excess)
        n = int(np.argmax(excess))
        if excess[n] > worst.value:
            bodies = tuple(subject.trajectory.ids.index(name) for name in (tie.a, tie.b) if name is not None)
            worst = Worst(float(excess[n]), float(times(segment)[n]), bodies)
    return worst


def ties_pull(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """The worst part (m/s) of what a free body on ties gets from nobody else that is not along them, or pushes."""
    bodies = np.array([i for i in subject.free if i in subject.tied], int)
    values = np.zeros((len(segment.position) - 1, len(bodies)))
    end = times(segment)[1:]
    for n, i in enumerate(bodies):
        given = segment.other_impulse[1:, i] - (segment.air[1:, i, :3] if len(segment.air) else 0.0)
        ways = [_way(subject, segment, k, tie, int(i)) for k, tie in enumerate(subject.world.ties)]
        ways = [way for way in ways if way is not None]
        rope = np.array(
            [tie.kind == "rope" for tie in subject.world.ties if subject.trajectory.ids[i] in (tie.a, tie.b)]
        )
        for row in range(len(end)):
            ends = np.stack([way[row : row + 2] for way in ways])  # (ties, 2, 3), zero where broken
            mean = ends.mean(axis=1)
            share = np.linalg.lstsq(mean.T, given[row], rcond=1e-9)[0]
            veer = 0.5 * np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1) @ np.abs(share)
            left = np.linalg.norm(given[row] - share @ mean) - veer
            values[row, n] = max(left, -share[rope].min(initial=0.0), 0.0) / subject.trajectory.mass[i]
        for start, stop in subject.acted[i]:
            values[(end > start - 1e-9) & (segment.index + np.arange(len(end)) / 120 < stop + 1e-9), n] = 0.0
    return worst_of(values, segment, bodies, first=1)


def _place(subject: Subject, segment: Segment, body: str | None, point: tuple[float, float, float]) -> Array:
    row = -1 if body is None else subject.trajectory.ids.index(body)
    return carried(subject, segment, row, np.asarray(point))


def _broken(segment: Segment, k: int) -> NDArray[np.bool_]:
    """Return (T,) from when a tie is broken: it has given way by the end of the interval that says so."""
    return segment.pulls[:, k] < 0.0 if len(segment.pulls) else np.zeros(len(segment.position), bool)


def _way(subject: Subject, segment: Segment, k: int, tie: Tie, body: int) -> Array | None:
    """Return the unit vectors (T, 3) along which a tie pulls a body, zero where it is broken; None if it is not its."""
    name = subject.trajectory.ids[body]
    if name not in (tie.a, tie.b):
        return None
    mine, theirs = ((tie.a, tie.at_a), (tie.b, tie.at_b))[:: 1 if name == tie.a else -1]
    own = _place(subject, segment, *mine)
    if tie.over is None:
        way = _place(subject, segment, *theirs) - own
    else:
        hub, axis, radius, senses = _wheel(subject, segment, tie)
        sense = senses[0 if name == tie.a else 1]
        way = np.stack([hub[t] + _rim(own[t] - hub[t], axis[t], radius, sense)[1] - own[t] for t in range(len(own))])
    way = way / np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-12)
    gone = _broken(segment, k)
    return np.where(gone[:, None], 0.0, way)


def _wheel(subject: Subject, segment: Segment, tie: Tie) -> tuple[Array, Array, float, tuple[float, float]]:
    """Return hub (T, 3), axis (T, 3), radius and the senses in which both ends leave the rim."""
    from setpiece.physics.ties import wheel_radius

    row = subject.trajectory.ids.index(tie.over)
    document = subject.documents[row]
    start = np.asarray(document.joint.axis) / np.linalg.norm(document.joint.axis)
    local = quat_rotate(quat_conjugate(np.asarray(document.rotation)), start)
    radius = wheel_radius(subject.solids[row].bounds, local)
    hub = _place(subject, segment, tie.over, document.position)
    axis = quat_rotate(segment.rotation[:, row], local)

    # Over the wheel is on its side away from the ends.
    ways = [np.subtract(point, document.position) for point in (tie.at_a, tie.at_b)]
    far = [
        np.linalg.norm(ways[0] + ways[1] - _rim(ways[0], start, radius, s)[1] - _rim(ways[1], start, radius, -s)[1])
        for s in (1.0, -1.0)
    ]
    sense = 1.0 if far[0] >= far[1] else -1.0
    return hub, axis, radius, (sense, -sense)


def _rim(way: Array, axis: Array, radius: float, sense: float) -> tuple[float, Array, float]:
    from setpiece.physics.ties import tangent

    return tangent(way, axis, radius, sense)


def _round_wheel(subject: Subject, segment: Segment, tie: Tie, ends: tuple[Array, Array]) -> Array:
    """Return by how much (T,) a rope over a wheel is longer than at the start, straight parts and what is wound."""
    hub, axis, radius, senses = _wheel(subject, segment, tie)
    start = subject.documents[subject.trajectory.ids.index(tie.over)]
    total = np.zeros(len(hub))
    for place, sense, point in zip(ends, senses, (tie.at_a, tie.at_b), strict=True):
        joint = np.asarray(start.joint.axis) / np.linalg.norm(start.joint.axis)
        first = _rim(np.subtract(point, start.position), joint, radius, sense)
        for t in range(len(hub)):
            now = _rim(place[t] - hub[t], axis[t], radius, sense)
            wound = (now[2] - first[2] + np.pi) % (2.0 * np.pi) - np.pi
            total[t] += now[0] - first[0] + sense * radius * wound
    return total
