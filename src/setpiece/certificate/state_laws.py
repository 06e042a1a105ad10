"""Laws about states: finite numbers, rotations, permanence, joints, overlap, flight, creep."""

import numpy as np
from numpy.typing import NDArray

from setpiece import clock
from setpiece.actors.perform import states
from setpiece.certificate.subject import Subject, Worst, interval, times, worst_of
from setpiece.geometry import quat_conjugate, quat_multiply, quat_rotate, quat_to_rotvec
from setpiece.physics.trajectory import Segment, present

Array = NDArray[np.float64]

FIELDS = (
    "position", "rotation", "velocity", "spin", "contact_impulse", "contact_twist", "other_impulse", "other_twist",
    "energy",
)  # fmt: skip
STILL = 0.01  # m/s of a body's farthest point: at rest
CREEPING = 0.001  # m/s: what moves faster is on its way, not creeping
LEAP = 1.5  # a driven body's way in a sample interval over what the greatest of its speeds around it allows
SHORTEST_FLIGHT = 6  # samples: with fewer, two free vectors fit anything


def finite(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """How many numbers are not finite."""
    bad = [name for name in FIELDS if not np.isfinite(getattr(segment, name)).all()]
    count = sum(int((~np.isfinite(getattr(segment, name))).sum()) for name in bad)
    if not count:
        return Worst(0.0, float(segment.index))
    values = getattr(segment, bad[0])
    place = np.argwhere(~np.isfinite(values))[0]
    bodies = (int(place[1]),) if values.ndim == 3 else ()
    return Worst(float(count), float(times(segment)[place[0]]), bodies)


def unit_rotation(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """The worst difference of a quaternion's length from one."""
    error = np.abs(np.linalg.norm(segment.rotation, axis=2) - 1.0)
    return worst_of(error, segment, np.arange(error.shape[1]))


def permanence(subject: Subject, segment: Segment, before: Segment | None) -> Worst:
    """The worst jump of a body, in m, beyond what its speeds and impulses allow."""
    found = [seam(segment, before)] if before is not None else []
    found += [_jumps(subject, segment)] if len(subject.driven) else []
    bodies = subject.obeying
    there = subject.there(segment)
    step = clock.SAMPLE
    v = segment.velocity[:, bodies]
    straight = np.diff(segment.position[:, bodies], axis=0) - 0.5 * step * (v[1:] + v[:-1])
    sudden = gross(segment) + passed_on(subject, segment)
    allowed = 0.5 * step * sudden[:, bodies] / subject.trajectory.mass[bodies]
    ways = (0.0, borne(subject, segment)[:, bodies], swinging(subject, segment)[:, bodies])
    own = np.min([np.linalg.norm(straight - way, axis=2) for way in ways], axis=0)
    jump = np.where(there[:, bodies], own - allowed, 0.0)
    found.append(worst_of(jump, segment, bodies, first=1))
    turn = np.where(there, excess_turn(subject, segment), 0.0)
    found.append(worst_of(turn[:, bodies], segment, bodies, first=1))
    found.append(out_of_place(subject, segment))
    return max(found, key=lambda worst: worst.value)


def _jumps(subject: Subject, segment: Segment) -> Worst:
    """How far (m) a driven body goes, or turns, in an interval beyond ``LEAP`` times what its speeds around it allow.

    Those are the speeds at both ends and one sample beyond each: a knee that gives way at the end of its reach turns
    to and fro so fast that it stands still at two samples in succession, and turns between them.
    """
    bodies = subject.driven
    way = np.linalg.norm(np.diff(segment.position[:, bodies], axis=0), axis=2)
    quats = segment.rotation[:, bodies]
    turn = 2.0 * np.arccos(np.clip(np.abs((quats[1:] * quats[:-1]).sum(axis=2)), 0.0, 1.0)) * subject.size[bodies]
    found = []
    for gone, rate, size in ((way, segment.velocity, 1.0), (turn, segment.spin, subject.size[bodies])):
        speed = np.pad(np.linalg.norm(rate[:, bodies], axis=2), ((1, 1), (0, 0)), mode="edge")
        around = np.max([speed[k : k + len(gone)] for k in range(4)], axis=0)
        found.append(gone - LEAP * clock.SAMPLE * around * size)
    return worst_of(np.maximum(np.maximum(*found), 0.0), segment, bodies, first=1)


def out_of_place(subject: Subject, segment: Segment) -> Worst:
    """The worst distance (m) of a piece that comes loose from where it was in its whole."""
    worst, center = Worst(0.0, float(segment.index)), subject.trajectory.center_of_mass
    for whole in segment.breaks:
        mine = segment.shards[segment.shards["time"] == whole["time"]]
        for piece in mine[subject.owner[mine["piece"]] == whole["whole"]]:
            away = quat_rotate(whole["rotation"], center[piece["piece"]] - center[whole["whole"]])
            far = float(np.linalg.norm(piece["position"] - whole["position"] - away))
            if not far <= worst.value:
                worst = Worst(far, float(whole["time"]), (int(piece["piece"]),))
    return worst


def seam(segment: Segment, before: Segment) -> Worst:
    """The worst difference between the last sample of a segment and the first of the next, m and 1."""
    place = np.linalg.norm(segment.position[:1] - before.position[-1:], axis=2)
    turn = np.linalg.norm(segment.rotation[:1] - before.rotation[-1:], axis=2)
    return worst_of(np.maximum(place, turn), segment, np.arange(place.shape[1]))


def gross(segment: Segment) -> Array:
    """Return the sum of the sizes (T-1, N) of all impulses in each interval, N s: opposite ones do not cancel."""
    total = np.linalg.norm(segment.contact_impulse[1:], axis=2) + np.linalg.norm(segment.other_impulse[1:], axis=2)
    touches = segment.touches
    spread(total, touches, touches["sample"], np.linalg.norm(touches["impulse"], axis=1))
    return total + blows(segment, total.shape) + veering(segment, total.shape)


def borne(subject: Subject, segment: Segment) -> Array:
    """Return by how much (T-1, N, 3) in m the place of a jointed body on its parent goes elsewhere than by its speeds.

    A wheel's middle goes where the chassis takes it; what blows on the chassis allow is judged of the chassis.
    """
    out = np.zeros((len(segment.position) - 1, len(subject.trajectory.ids), 3))
    for i in subject.jointed:
        parent = subject.documents[i].joint.parent
        if parent is None:
            continue
        p = subject.trajectory.ids.index(parent)
        place, turn, way, spin = (getattr(segment, name)[:, p] for name in ("position", "rotation", "velocity", "spin"))
        arm = segment.position[:-1, i] - place[:-1]
        later = quat_rotate(quat_multiply(turn[1:], quat_conjugate(turn[:-1])), arm)
        speed = way[:-1] + way[1:] + np.cross(spin[:-1], arm) + np.cross(spin[1:], later)
        out[:, i] = place[1:] + later - place[:-1] - arm - 0.5 * clock.SAMPLE * speed
    return out


def swinging(subject: Subject, segment: Segment) -> Array:
    """Return by how much (T-1, N, 3) in m jointed bodies go farther than by the mean of their speeds at both ends.

    What swings to and fro is pulled one way and then the other within an interval, which its sums do not show. The
    cubic through the speeds of four samples tells it: h (v0 + v1) / 2 - h (v2 - v1 - v0 + v-1) / 24.
    """
    out = np.zeros((len(segment.position) - 1, len(subject.trajectory.ids), 3))
    v = segment.velocity[:, subject.jointed]
    out[1:-1, subject.jointed] = -clock.SAMPLE / 24.0 * (v[3:] - v[2:-1] - v[1:-2] + v[:-3])
    return out


def veering(segment: Segment, shape: tuple[int, int]) -> Array:
    """Return by how much (T-1, N) the air's impulses differ from their neighbours, N s: what they change within."""
    out = np.zeros(shape)
    if len(segment.air) > 2:
        change = np.linalg.norm(np.diff(segment.air[1:, :, :3], axis=0), axis=2)
        out[1:], out[:-1] = change, np.maximum(out[:-1], change)
    return out


def blows(segment: Segment, shape: tuple[int, int]) -> Array:
    """Return the sum of the sizes (T-1, N) of the impacts in each interval, N s; on an edge on both sides."""
    out = np.zeros(shape)
    rows, others = interval(segment, segment.impacts["time"])
    size = np.linalg.norm(segment.impacts["impulse"], axis=1)
    spread(out, segment.impacts, rows, size)
    spread(out, segment.impacts, others, np.where(others != rows, size, 0.0))
    return out


def passed_on(subject: Subject, segment: Segment) -> Array:
    """Return the sum of the sizes (T-1, N), N s, of an interval's impacts on other bodies that hang on the same joints.

    Joints hand a blow on at once; what a link then loses again to them within the interval hides it in its own sums.
    """
    own = blows(segment, (len(segment.position) - 1, len(subject.trajectory.ids)))
    rows = {id_: k for k, id_ in enumerate(subject.trajectory.ids)}
    root = np.arange(len(rows))
    for i in subject.jointed:
        top = i
        while (joint := subject.documents[top].joint) is not None and joint.parent is not None:
            top = rows[joint.parent]
        root[i] = top
    total = np.zeros_like(own)
    np.add.at(total.T, root, own.T)
    return total[:, root] - own


def spread(total: Array, table: NDArray, rows: NDArray[np.int64], size: Array) -> None:
    """Add sizes (C,) to ``total`` (T-1, N) for both bodies of every line of a table; row 1 is its first."""
    for side in ("a", "b"):
        known = table[side] >= 0
        np.add.at(total, (rows[known] - 1, table[side][known]), size[known])


def excess_turn(subject: Subject, segment: Segment) -> Array:
    """Return by how much (T-1, N), in m at its farthest point, a body turns beyond what its momentum allows."""
    turn = quat_multiply(segment.rotation[1:], quat_conjugate(segment.rotation[:-1]))
    angle = np.linalg.norm(quat_to_rotvec(turn), axis=2)
    momentum = np.linalg.norm(subject.momentum(segment.rotation, segment.spin), axis=2)
    twist = np.linalg.norm(segment.contact_twist[1:], axis=2) + np.linalg.norm(segment.other_twist[1:], axis=2)
    twist = twist + gross(segment) * subject.size
    fastest = (np.maximum(momentum[1:], momentum[:-1]) + twist) / subject.moments[0]
    return np.maximum(angle - fastest * clock.SAMPLE, 0.0) * subject.size


def fixed_still(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """The worst distance of a fixed body's centre from where its document puts it, or of its farthest point's turn."""
    bodies = np.flatnonzero(subject.trajectory.fixed)
    if not bodies.size:
        return Worst(0.0, float(segment.index))
    place = np.array([subject.documents[i].position for i in bodies])
    turn = np.array([subject.documents[i].rotation for i in bodies])
    center = place + quat_rotate(turn, subject.trajectory.center_of_mass[bodies])
    return _astray(subject, segment, bodies, center, turn)


def driven_as_told(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """The worst distance of a driven body from where its performance has it, worked out anew."""
    if not subject.driven.size:
        return Worst(0.0, float(segment.index))
    told = states(subject.performers, times(segment))
    names = [name for one in subject.performers for name in one.ids]
    bodies = np.array([subject.trajectory.ids.index(name) for name in names], int)
    center = told.position + quat_rotate(told.rotation, subject.trajectory.center_of_mass[bodies])
    return _astray(subject, segment, bodies, center, told.rotation)


def _astray(subject: Subject, segment: Segment, bodies: NDArray[np.int64], center: Array, turn: Array) -> Worst:
    """The worst distance of bodies' centres from where they belong, or of their farthest points' turn."""
    away = np.linalg.norm(segment.position[:, bodies] - center, axis=2)
    turned = np.linalg.norm(quat_to_rotvec(quat_multiply(segment.rotation[:, bodies], quat_conjugate(turn))), axis=2)
    return worst_of(np.maximum(away, turned * subject.size[bodies]), segment, bodies)


def joints_hold(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """The worst gap of a joint, m."""
    gaps = [joint_gap(subject, segment, int(i)) for i in subject.jointed]
    values = np.stack(gaps, axis=1) if gaps else np.zeros((len(segment.position), 0))
    return worst_of(values, segment, subject.jointed)


def joint_gap(subject: Subject, segment: Segment, body: int) -> Array:
    """Return the gap (T,) in m between a joint's place on the body and on its parent."""
    joint = subject.documents[body].joint
    anchor, axis = np.asarray(joint.anchor), np.asarray(joint.axis) / np.linalg.norm(joint.axis)
    parent = subject.trajectory.ids.index(joint.parent) if joint.parent is not None else -1
    mine, theirs = carried(subject, segment, body, anchor), carried(subject, segment, parent, anchor)
    gap = mine - theirs
    along = carried(subject, segment, parent, anchor + axis) - theirs
    if joint.kind == "slide":
        gap = gap - along * np.sum(gap * along, axis=1, keepdims=True)
    apart = np.linalg.norm(gap, axis=1)
    if joint.kind == "hinge":
        own = carried(subject, segment, body, anchor + axis) - mine
        apart = np.maximum(apart, np.linalg.norm(np.cross(own, along), axis=1) * subject.size[body])
    return apart


def carried(subject: Subject, segment: Segment, body: int, point: Array) -> Array:
    """Return where (T, 3) a world point, fixed to a body in the pose of its document, is over time."""
    if body < 0:
        return np.broadcast_to(point, (len(segment.position), 3))
    document = subject.documents[body]
    local = quat_rotate(quat_conjugate(document.rotation), point - np.asarray(document.position))
    rotation = segment.rotation[:, body]
    return segment.position[:, body] + quat_rotate(rotation, local - subject.trajectory.center_of_mass[body])


def farthest_speed(subject: Subject, segment: Segment) -> Array:
    """Return an upper bound (T, N) in m/s on the speed of any point of each body."""
    turning = np.linalg.norm(segment.spin, axis=2) * subject.size
    return np.linalg.norm(segment.velocity, axis=2) + turning


def overlaps(subject: Subject, segment: Segment) -> tuple[Worst, Worst]:
    """Return the deepest overlap of bodies at rest, and of pairs in which one moves."""
    speed = farthest_speed(subject, segment)
    time = times(segment)
    rest, moving = Worst(0.0, float(segment.index)), Worst(0.0, float(segment.index))
    known = present(subject.trajectory, segment, time)
    for k in range(len(time)):
        if k == 0 or (known[k] != known[k - 1]).any():
            subject.detector.show(known[k])
        depth, pairs = subject.detector.overlaps(segment.position[k], segment.rotation[k])
        if not depth.size:
            continue
        fast = np.where(pairs >= 0, speed[k][pairs], 0.0).max(axis=1)
        for calm in (True, False):
            mine = np.flatnonzero((fast < STILL) == calm)
            if not mine.size:
                continue
            n = mine[int(np.argmax(depth[mine]))]
            old = rest if calm else moving
            if depth[n] > old.value:
                found = Worst(float(depth[n]), float(time[k]), tuple(int(i) for i in pairs[n]))
                rest, moving = (found, moving) if calm else (rest, found)
    return rest, moving


def free_flight(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """The worst distance (m) of a free body in flight from its best parabola, over every flight of the segment."""
    time = times(segment) - segment.index
    pushed = np.any(segment.contact_impulse != 0, axis=2) | np.any(segment.other_impulse != 0, axis=2)
    pushed[1:] |= ~subject.there(segment)
    found = [Worst(0.0, float(segment.index))]
    for i in subject.free:
        for rows in flights(~pushed[1:, i]):
            t = time[rows]
            path = segment.position[rows, i] - 0.5 * t[:, None] ** 2 * subject.trajectory.gravity
            basis = np.stack([np.ones_like(t), t], axis=1)
            fit = basis @ np.linalg.lstsq(basis, path, rcond=None)[0]
            away = np.linalg.norm(path - fit, axis=1)
            k = int(np.argmax(away))
            found.append(Worst(float(away[k]), float(segment.index + t[k]), (int(i),)))
    return max(found, key=lambda worst: worst.value)


def flights(quiet: NDArray[np.bool_]) -> list[slice]:
    """Return the rows of samples between which every interval (T-1,) is quiet, for runs long enough to judge."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], quiet.astype(np.int8), [0]])))
    return [slice(a, b + 1) for a, b in zip(edges[::2], edges[1::2], strict=True) if b + 1 - a >= SHORTEST_FLIGHT]


def creep(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """The way (m) in this second of a body in contact that stays slower than 1 mm/s, at its farthest point."""
    touched = np.any(segment.contact_impulse[1:] != 0, axis=2).any(axis=0)
    slow = (farthest_speed(subject, segment) < CREEPING).all(axis=0) & subject.there(segment).all(axis=0)
    bodies = np.array([i for i in subject.free if touched[i] and slow[i]], int)
    if not bodies.size:
        return Worst(0.0, float(segment.index))
    turn = quat_multiply(segment.rotation[-1:, bodies], quat_conjugate(segment.rotation[:1, bodies]))
    way = np.linalg.norm(segment.position[-1:, bodies] - segment.position[:1, bodies], axis=2)
    way = way + np.linalg.norm(quat_to_rotvec(turn), axis=2) * subject.size[bodies]
    return worst_of(way, segment, bodies, first=len(segment.position) - 1)
