"""Which bodies an edit can reach, from when, and by which chain of contacts; and which do differ, from when.

An edited body could differ from the start, or from where its changed action begins. Whoever touches a body that could
differ could differ from then on, and so could a sleeper that wakes because such a body comes near: physics looks a
little ahead. A fixed body passes nothing on, unless it was edited itself. Contacts and wakings of both trajectories
count. Bodies of one jointed tree are one. Times are world seconds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from setpiece.assets.build import build, cast
from setpiece.clock import SAMPLE
from setpiece.edits.things import Course
from setpiece.physics.trajectory import Segment, Trajectory, owners
from setpiece.world.document import World

STATES = ("position", "rotation", "velocity", "spin")
GLOBAL = ("gravity", "air", "seed")
SLOW = 0.02  # m/s: below it nothing counts as moving
NEAR = 0.005  # m beyond the way of one sample: nearer to what moves, a sleeper may wake; physics looks ahead 0.6 mm


@dataclass(frozen=True)
class Reach:
    """One body: from when it could differ (None: never), through whom, and from when it does (None: never)."""

    body: str
    could_from: float | None
    through: tuple[str, ...]
    differs_from: float | None

    @property
    def holds(self) -> bool:
        """Whether it does not differ before it could; by a sample at most, which is the grain of touches."""
        return self.differs_from is None or (
            self.could_from is not None and self.differs_from >= self.could_from - SAMPLE
        )


def reaches(before: World, after: World, old: Trajectory, new: Trajectory) -> tuple[Reach, ...]:
    """Return how far an edit reaches, for every body of the edited world."""
    since, through = _spread(before, after, old, new)
    differ = _first_differences(old, new)
    return tuple(
        Reach(body.id, since.get(body.id), _chain(through, body.id), differ.get(body.id)) for body in after.bodies
    )


def _spread(before: World, after: World, old: Trajectory, new: Trajectory) -> tuple[dict[str, float], dict[str, str]]:
    """Return from when each body could differ, and from whom it has it."""
    since = sources(before, after)
    tree = _trees(before) | _trees(after)
    passes = {b.id for w in (before, after) for b in w.bodies if b.fracture is not None or not b.fixed} | set(since)
    members: dict[str, set[str]] = {}
    for id_, root in tree.items():
        members.setdefault(root, set()).add(id_)
    through: dict[str, str] = {}

    def reach(id_: str, time: float, giver: str | None) -> None:
        for member in members.get(tree.get(id_, id_), {id_}):
            if time < since.get(member, inf):
                since[member] = time
                if giver is not None:
                    through[member] = giver

    for id_, time in list(since.items()):
        reach(id_, time, None)
    # Contacts of one moment pass it on along a whole row of things, in whatever order they are listed.
    both = [*_contacts(old), *_contacts(new), *_wakings(before, old), *_wakings(after, new)]
    contacts, seen = sorted([*both, *((time, b, a) for time, a, b in both)]), None
    while seen != since:
        seen = dict(since)
        for time, giver, taker in contacts:
            if giver in passes and since.get(giver, inf) <= time + SAMPLE:
                reach(taker, max(time, since[giver]), giver)
    fixed = {body.id for body in after.bodies if body.fixed and body.fracture is None} - set(sources(before, after))
    return {id_: time for id_, time in since.items() if id_ not in fixed}, through


def sources(before: World, after: World) -> dict[str, float]:
    """Return the bodies whose physics an edit writes, with the time from which that can be felt."""
    rows = [{b.id: b.model_copy(update={"colors": {}}) for b in world.bodies} for world in (before, after)]
    ids = rows[0].keys() | rows[1].keys()
    grounds = [
        (w.place.ground, w.place.room and w.place.room.size, w.place.room and w.place.room.walls)
        for w in (before, after)
    ]
    if grounds[0] != grounds[1] or any(getattr(before, name) != getattr(after, name) for name in GLOBAL):
        return dict.fromkeys(ids, 0.0)
    found = {id_: 0.0 for id_ in ids if rows[0].get(id_) != rows[1].get(id_)}
    acts = [set(map(repr, world.actions)) for world in (before, after)]
    for world in (before, after):
        for action in world.actions:
            if repr(action) in acts[0] ^ acts[1]:
                found[action.body] = min(found.get(action.body, inf), getattr(action, "start", 0.0))
    return found


def _trees(world: World) -> dict[str, str]:
    """Return the root of every body's jointed tree."""
    parent = {body.id: body.joint.parent if body.joint else None for body in world.bodies}

    def root(id_: str) -> str:
        above = parent.get(id_)
        return id_ if above is None else root(above)

    return {id_: root(id_) for id_ in parent}


def _contacts(trajectory: Trajectory) -> Iterator[tuple[float, str, str]]:
    """Yield (time s from which it can be felt, body, body) of every impact and touch between bodies."""
    names = things(trajectory)
    for segment in trajectory.segments:
        for row in segment.impacts:
            if min(row["a"], row["b"]) >= 0:
                yield float(row["time"]), names[row["a"]], names[row["b"]]
        pairs = segment.touches[(segment.touches["a"] >= 0) & (segment.touches["b"] >= 0)]
        for row in pairs:
            yield segment.index + float(row["sample"]) * SAMPLE, names[row["a"]], names[row["b"]]


def _wakings(world: World, trajectory: Trajectory) -> Iterator[tuple[float, str, str]]:
    """Yield (time s, body, body) of every sleeper that wakes, with each body that moves near it then."""
    known = {body.id: body for body in cast(world.bodies)}
    boxes = np.array([build(known[id_]).bounds for id_ in trajectory.ids])
    names = things(trajectory)
    reach = np.linalg.norm(np.abs(boxes - trajectory.center_of_mass[:, None]).max(axis=1), axis=-1)
    for segment in trajectory.segments:
        moving = (segment.velocity != 0.0).any(axis=-1) | (segment.spin != 0.0).any(axis=-1)
        for sample, row in np.argwhere(moving[1:] & ~moving[:-1]):
            near = _near(segment, int(sample), int(row), reach) & (moving[sample] | moving[sample + 1])
            for other in np.flatnonzero(near):
                yield segment.index + float(sample) * SAMPLE, names[row], names[other]


def _near(segment: Segment, sample: int, row: int, reach: np.ndarray) -> np.ndarray:
    """Return (N,) whether a body's surrounding ball gets as near to another's as physics looks ahead."""
    place = segment.position[sample]
    way = np.linalg.norm(segment.velocity[sample : sample + 2], axis=-1).max(axis=0) * SAMPLE
    gap = np.linalg.norm(place - place[row], axis=-1) - reach - reach[row]
    found = gap <= NEAR + way
    found[row] = False
    return found


def things(trajectory: Trajectory) -> tuple[str, ...]:
    """Return the id of the thing that each row belongs to: of a piece, its whole's."""
    owner = owners(trajectory)
    return tuple(trajectory.ids[k] if k >= 0 else id_ for id_, k in zip(trajectory.ids, owner, strict=True))


def _first_differences(old: Trajectory, new: Trajectory) -> dict[str, float]:
    """Return the time of the first sample at which a body's state differs in any bit; bodies that came or went: 0.

    A thing that can break differs where one of its pieces does.
    """
    whole = dict(zip(old.ids, things(old), strict=True)) | dict(zip(new.ids, things(new), strict=True))
    found: dict[str, float] = dict.fromkeys(sorted({whole[id_] for id_ in set(new.ids) ^ set(old.ids)}), 0.0)
    common = [id_ for id_ in new.ids if id_ in set(old.ids)]
    rows = [[t.ids.index(id_) for id_ in common] for t in (old, new)]
    for a, b in zip(old.segments, new.segments, strict=False):
        count = min(len(a.position), len(b.position))
        differs = np.zeros((count, len(common)), bool)
        for name in STATES:
            x, y = getattr(a, name)[:count, rows[0]], getattr(b, name)[:count, rows[1]]
            differs |= (x != y).any(axis=-1)
        for column, id_ in enumerate(common):
            if differs[:, column].any():
                time = a.index + float(np.argmax(differs[:, column])) * SAMPLE
                found[whole[id_]] = min(time, found.get(whole[id_], inf))
    return found


def _chain(through: dict[str, str], id_: str) -> tuple[str, ...]:
    """Return from whom a body has it, back to the edited one."""
    found: list[str] = []
    while id_ in through and through[id_] not in found:
        id_ = through[id_]
        found.append(id_)
    return tuple(found)


def course_of(trajectory: Trajectory, id_: str) -> Course | None:
    """Return how a body moves until its first impact, None if it hardly does."""
    if id_ not in trajectory.ids or len(trajectory.segments) == 0:
        return None
    row, segment = trajectory.ids.index(id_), trajectory.segments[0]
    own = (segment.impacts["a"] == row) | (segment.impacts["b"] == row)
    hits = segment.impacts["time"][own & (segment.impacts["approach"] > SLOW)]
    until = max(2, int(hits[0] / SAMPLE)) if len(hits) else len(segment.velocity)
    speeds = np.linalg.norm(segment.velocity[:until, row], axis=1)
    if speeds.max() < SLOW:
        return None
    first = segment.velocity[int(np.argmax(speeds >= SLOW)), row]
    direction = first / np.linalg.norm(first)
    return Course((float(direction[0]), float(direction[1]), float(direction[2])), float(speeds.max()))


def text_of(found: Sequence[Reach]) -> list[str]:
    """Return a line for every body that differs, the first ones first."""
    rows = sorted(
        (reach for reach in found if reach.differs_from is not None), key=lambda reach: (reach.differs_from, reach.body)
    )
    return [
        f"{reach.body} differs from {reach.differs_from:.3f} s"
        + (f", through {' <- '.join(reach.through)}" if reach.through else "")
        for reach in rows
    ]
