"""Laws about forces: opposite forces, momentum, impacts, friction, restitution, energy."""

import numpy as np
from numpy.typing import NDArray

from setpiece import clock
from setpiece.certificate.subject import Subject, Worst, interval, times, worst_of
from setpiece.physics.trajectory import Segment

Array = NDArray[np.float64]

FAST = 0.1  # m/s: slower blows are left to resting contact and its rounding
SAME_TIME = 1e-9  # s
GIVE = 5e-5  # m that a resting contact's spring gives under what stands on it
KINETIC, POTENTIAL, WORK, LOST = range(4)  # columns of ``Segment.energy``


def third_law(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """The worst difference (m/s) between a body's own book of contacts and what pairs exchanged."""
    left = segment.contact_impulse.copy()
    take(left, segment.touches, segment.touches["sample"])
    rows, others = interval(segment, segment.impacts["time"])
    plain = rows == others
    take(left, segment.impacts[plain], rows[plain])
    known = subject.there(segment) & ~asleep(segment)

    # Blows of one time on an edge are of one step, hence of one interval: of the one in which they leave less.
    edge = np.flatnonzero(~plain)
    for time in dict.fromkeys(segment.impacts["time"][edge].tolist()):
        mine = edge[segment.impacts["time"][edge] == time]
        lines, at = segment.impacts[mine], [int(others[mine[0]]), int(rows[mine[0]])]
        tries = [left.copy() for _ in at]
        for book, row in zip(tries, at, strict=True):
            take(book, lines, np.full(len(mine), row))
        judged = known[[k - 1 for k in at]]
        left = min(tries, key=lambda book: float((np.linalg.norm(book[at], axis=2) * judged).sum()))
    bodies = subject.moving
    difference = np.linalg.norm(left, axis=2)[1:, bodies] / subject.trajectory.mass[bodies]
    return worst_of(np.where(known[:, bodies], difference, 0.0), segment, bodies, first=1)


def take(book: Array, table: NDArray, rows: NDArray[np.int64]) -> None:
    """Take the impulses of a table's lines from the book (T, N, 3) of both bodies."""
    for side, sign in (("a", 1.0), ("b", -1.0)):
        known = table[side] >= 0
        np.add.at(book, (rows[known], table[side][known]), sign * table["impulse"][known])


def asleep(segment: Segment) -> NDArray[np.bool_]:
    """Return in which intervals (T-1, N) a body begins or ends at exactly no speed: it sleeps then, or is held."""
    still = ~segment.velocity.any(axis=2) & ~segment.spin.any(axis=2)
    return still[1:] | still[:-1]


def momentum(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """What is left (m/s) of a body's change of velocity when impulses and gravity are taken off."""
    bodies = subject.obeying
    mass = subject.trajectory.mass[bodies, None]
    impulse = segment.contact_impulse[1:, bodies] + segment.other_impulse[1:, bodies]
    left = np.diff(segment.velocity[:, bodies], axis=0) - impulse / mass - subject.trajectory.gravity * clock.SAMPLE
    known = (subject.there(segment) | (subject.owner < 0))[:, bodies]
    return worst_of(np.where(known, np.linalg.norm(left, axis=2), 0.0), segment, bodies, first=1)


def angular_momentum(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """What is left of a body's change of angular momentum when torques are taken off, as speed (m/s) of its rim."""
    bodies = subject.obeying
    change = np.diff(subject.momentum(segment.rotation, segment.spin), axis=0)
    left = (change - segment.contact_twist[1:] - segment.other_twist[1:])[:, bodies]
    rim = subject.size[bodies] / subject.moments[1, bodies]
    known = subject.there(segment)[:, bodies]
    return worst_of(np.where(known, np.linalg.norm(left, axis=2) * rim, 0.0), segment, bodies, first=1)


def impact_momentum(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """The worst difference (m/s) between a free body's jump of velocity at an impact and its partners' impulses."""
    worst = Worst(0.0, float(segment.index))
    impacts, knots = segment.impacts, segment.knots
    impacts = impacts[np.argsort(impacts["time"], kind="stable")]
    knots = knots[np.argsort(knots["time"], kind="stable")]
    for i in np.intersect1d(knots["body"], subject.free).tolist():
        mine = knots[(knots["body"] == i) & (knots["time"] > subject.release[i] + SAME_TIME)]
        if len(segment.loose) and np.isfinite(segment.loose[i]):
            # What a piece has of the blow that breaks its whole, is in no line of its own.
            mine = mine[mine["time"] >= segment.loose[i] + 1e-6]

        # Blows that follow each other within a nanosecond are taken as one: no time tells their impulses apart.
        for blow in np.split(mine, 1 + np.flatnonzero(np.diff(mine["time"]) > SAME_TIME)):
            if not len(blow):
                continue
            low = np.searchsorted(impacts["time"], blow["time"][0] - SAME_TIME)
            high = np.searchsorted(impacts["time"], blow["time"][-1] + SAME_TIME)
            met = impacts[low:high]
            got = met["impulse"][met["b"] == i].sum(axis=0) - met["impulse"][met["a"] == i].sum(axis=0)
            jump = (blow["velocity_after"] - blow["velocity_before"]).sum(axis=0)
            left = float(np.linalg.norm(jump - got / subject.trajectory.mass[i]))
            if not left <= worst.value:
                partners = {int(n) for n in (*met["a"], *met["b"])} - {i}
                worst = Worst(left, float(blow["time"][0]), (i, *sorted(partners)))
    return worst


def friction_cone(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """The worst excess of a tangential impulse over friction times the normal one, over the normal one."""
    worst = Worst(0.0, float(segment.index))
    touch_times = times(segment)[segment.touches["sample"]]
    for table, when in ((segment.impacts, segment.impacts["time"]), (segment.touches, touch_times)):
        if not len(table):
            continue
        normal = np.sum(table["impulse"] * table["normal"], axis=1)
        tangential = np.linalg.norm(table["impulse"] - normal[:, None] * table["normal"], axis=1)
        friction = np.array([subject.friction(a, b) for a, b in zip(table["a"], table["b"], strict=True)])
        excess = np.where(tangential > 0, (tangential - friction * normal) / np.maximum(normal, 1e-9), -1.0)
        k = int(np.argmax(excess))
        if excess[k] > worst.value:
            worst = Worst(float(excess[k]), float(when[k]), (int(table["a"][k]), int(table["b"][k])))
    return worst


def restitution(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """The worst difference of an impact's restitution from its pair's if it is clean, from one upwards if not."""
    found = segment.impacts[(segment.impacts["approach"] > FAST) & ~breaking(segment)]
    if not len(found):
        return Worst(0.0, float(segment.index))
    ratio = found["separation"] / found["approach"]
    error = np.where(clean(subject, segment, found), np.abs(ratio - found["restitution"]), ratio - 1.0)
    k = int(np.argmax(error))
    return Worst(max(float(error[k]), 0.0), float(found["time"][k]), (int(found["a"][k]), int(found["b"][k])))


def breaking(segment: Segment) -> NDArray[np.bool_]:
    """Return which impacts break one of the two, so that they have no rebound."""
    impacts, out = segment.impacts, np.zeros(len(segment.impacts), bool)
    for row in segment.breaks:
        mine = (impacts["a"] == row["whole"]) | (impacts["b"] == row["whole"])
        out |= mine & (np.abs(impacts["time"] - row["time"]) < 1e-9)
    return out


def clean(subject: Subject, segment: Segment, found: NDArray) -> NDArray[np.bool_]:
    """Return which impacts are of free round bodies (or one and a fixed thing) that touch nothing else meanwhile.

    A thing that it lay on until then counts too: a rolling ball meets a wall with the floor still under it.
    """
    rows, _ = interval(segment, segment.impacts["time"])
    count = np.zeros(segment.contact_impulse.shape[:2], int)
    touches = segment.touches[np.unique(segment.touches[["sample", "a", "b"]], return_index=True)[1]]
    touched = touches["sample"]
    lately = np.minimum(touched + 1, len(count) - 1)
    for table, at in ((segment.impacts, rows), (touches, touched), (touches, lately)):
        for side in ("a", "b"):
            known = table[side] >= 0
            np.add.at(count, (at[known], table[side][known]), 1)
    plain = np.zeros(len(subject.trajectory.ids) + 1, bool)
    plain[subject.free] = subject.round[subject.free]
    plain[np.flatnonzero(subject.trajectory.fixed)] = True
    plain[-1] = True
    busy = np.zeros((len(count), count.shape[1] + 1), int)
    busy[:, :-1] = np.where(subject.trajectory.fixed, 0, count)
    at, _ = interval(segment, found["time"])
    alone = (busy[at, found["a"]] <= 1) & (busy[at, found["b"]] <= 1)
    return alone & plain[found["a"]] & plain[found["b"]]


def named_forces(subject: Subject, segment: Segment, before: Segment | None) -> Worst:  # noqa: ARG001
    """The greatest impulse over mass (m/s) that a free body gets from no contact, air, or action that names it."""
    end = times(segment)[1:]
    other = segment.other_impulse[1:] - (segment.air[1:, :, :3] if len(segment.air) else 0.0)
    given = np.linalg.norm(other, axis=2)[:, subject.free] / subject.trajectory.mass[subject.free]
    given[:, [n for n, i in enumerate(subject.free) if i in subject.tied]] = 0.0  # ``ties_pull`` has these
    for n, i in enumerate(subject.free):
        for start, stop in subject.acted[i]:
            given[(end > start - 1e-9) & (end - clock.SAMPLE < stop + 1e-9), n] = 0.0
    return worst_of(given, segment, subject.free, first=1)


def energy(subject: Subject, columns: Array, time: Array, stirred: NDArray[np.bool_]) -> Worst:
    """The greatest rise of the ledger over the energy in play.

    Args:
        subject: The world.
        columns: Energies (T, 4) of the whole trajectory, J.
        time: Times (T,) of its samples, s.
        stirred: Which bodies (N,) move at some time.
    """
    ledger = columns[:, KINETIC] + columns[:, POTENTIAL] - columns[:, WORK] + columns[:, LOST]
    rise = ledger - np.minimum.accumulate(ledger) - in_springs(subject, stirred)
    highest = np.maximum.accumulate(columns[:, POTENTIAL]) - np.minimum.accumulate(columns[:, POTENTIAL])
    in_play = np.maximum(np.maximum.accumulate(columns[:, KINETIC]), highest)
    share = np.maximum(rise, 0.0) / np.maximum(in_play, 1e-12)
    share = np.where(np.isfinite(share), share, np.inf)
    k = int(np.argmax(share))
    return Worst(float(share[k]), float(time[k]))


def in_springs(subject: Subject, stirred: NDArray[np.bool_]) -> float:
    """Return the energy (J) that contacts may hold unseen: the weight of all that moves, times their give."""
    moving = subject.moving[stirred[subject.moving]]
    moving = moving[(subject.owner[moving] < 0) | subject.trajectory.fixed[subject.owner[moving]]]
    return float(subject.trajectory.mass[moving].sum() * np.linalg.norm(subject.trajectory.gravity) * GIVE)
