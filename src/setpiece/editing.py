"""What can be asked of takes and their versions: compare two, film a counterfactual twin, tell why a pixel is so.

The line itself (a sentence to an edit to the next version) is ``pipeline.revise``.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.errors import InputError
from setpiece.line import lay_out, trajectory_of
from setpiece.pipeline import branch, edit_for, lit, open_take, revise
from setpiece.progress import Report, silent
from setpiece.take import history
from setpiece.take.folder import Take
from setpiece.take.stage import Json
from setpiece.take.store import Store, StoredResult
from setpiece.world.edit import Edit, apply, touched_by
from setpiece.world.files import parse_json
from setpiece.world.format import Format, framed

if TYPE_CHECKING:
    from setpiece.edits.clicks import Click
    from setpiece.edits.comparing import Version
    from setpiece.render.raw import Raw

TWIN_FILM = "twin.mp4"


@dataclass(frozen=True)
class Point:
    """A version of a take."""

    take: Take
    version: int

    @staticmethod
    def parse(text: str) -> "Point":
        """Return the point that ``DIR`` (its head) or ``DIR@3`` names."""
        place, at, number = text.rpartition("@")
        if at and number.isdigit():
            take = open_take(place)
            return Point(take, int(history.version(take, int(number[:9]))["id"]))
        take = open_take(text)
        return Point(take, history.head_of(take))


def compare(a: Point, b: Point) -> Json:
    """Return how two versions differ: values by path, bodies from when, pixels if both are filmed in one size.

    Raises:
        InputError: a version's world cannot be made again.
    """
    worlds = [history.world_of(point.take, point.version) for point in (a, b)]
    told: Json = {"values": list(differing_values(*(world.model_dump(mode="json") for world in worlds)))}
    with ExitStack() as stack:
        versions = [_version(point, stack) for point in (a, b)]
        if None in versions or len({_size(point) for point in (a, b)}) > 1:
            return told | {"proof": None}
        from setpiece.edits.comparing import Comparison

        comparison = Comparison(*versions)
        for _ in comparison.differences():
            pass
        return told | {"proof": comparison.proof()}


def _size(point: Point) -> Format:
    return framed(point.take.format, history.world_of(point.take, point.version).shot)


def _version(point: Point, stack: ExitStack) -> "Version | None":
    """Return what a store keeps of a version, None if it does not keep all of it."""
    from setpiece.edits.comparing import Version

    store = stack.enter_context(Store(point.take.store))
    world = history.world_of(point.take, point.version)
    line = lay_out(world, point.take.format, [])
    if not all(store.has(node) for node in (*line.traced, *line.developed)):
        return None
    return Version(world, tuple(StoredResult(store, node) for node in line.developed))


def differing_values(a: object, b: object, path: str = "") -> Iterator[Json]:
    """Yield path, value here and value there of every leaf that differs; rows of lists are named by id or number."""
    if isinstance(a, dict) and isinstance(b, dict):
        for name in sorted(a.keys() | b.keys()):
            yield from differing_values(a.get(name), b.get(name), f"{path}.{name}".removeprefix("."))
    elif _rows(a) and _rows(b):
        yield from differing_values(_named(a), _named(b), path)
    elif a != b:
        yield {"path": path, "a": a, "b": b}


def _rows(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _named(rows: object) -> Json:
    assert isinstance(rows, list)
    return {str(row.get("id", number)): row for number, row in enumerate(rows)}


def twin(take: Take, wish: str, folder: Path, *, report: Report = silent) -> tuple[Take, Json]:
    """Film what would happen if one thing were different, and return the twin with the causal difference.

    ``twin.mp4`` in the twin's folder shows both films side by side.

    Raises:
        InputError: the wish is unclear or impossible; nothing was copied.
    """
    if isinstance(edit_for(take, wish), int):
        raise InputError(
            "twin: expected what would be different, got a step in the history. Say 'if the ball were heavier'."
        )
    before = Point(take, history.head_of(take))
    made = revise(branch(take, folder), wish, report=report)
    proof = made.certificate["edit"]
    _side_by_side(before, Point(made, history.head_of(made)), made.folder / TWIN_FILM)
    return made, proof


def _side_by_side(a: Point, b: Point, path: Path) -> None:
    """Write a film of two versions beside each other; the shorter one's last picture stays."""
    from setpiece.take.encode import write_film

    with Store(a.take.store) as left, Store(b.take.store) as right:
        pictures = [_pictures(point, store) for point, store in ((a, left), (b, right))]
        temporary = path.with_name(f".{path.name}.tmp.mp4")
        write_film(temporary, _joined(*pictures), fps=b.take.format.fps, sound=None, rate=48000)
        temporary.replace(path)


def _pictures(point: Point, store: Store) -> Iterator[NDArray]:
    line = lay_out(history.world_of(point.take, point.version), point.take.format, [])
    for node in line.developed:
        for _, picture in store.stream(node):
            yield picture


def _joined(left: Iterator[NDArray], right: Iterator[NDArray]) -> Iterator[NDArray]:
    last: list[NDArray | None] = [None, None]
    while True:
        now = [next(left, None), next(right, None)]
        if all(picture is None for picture in now):
            return
        last = [new if new is not None else old for new, old in zip(now, last, strict=True)]
        assert last[0] is not None and last[1] is not None
        yield np.concatenate([last[0], last[1]], axis=1)


def why(take: Take, click: "Click") -> Json:
    """Return why a pixel of a take is as it is.

    Raises:
        InputError: the click is outside the picture or the film.
    """
    from setpiece.edits.clicks import check
    from setpiece.edits.reasons import why as reasons

    world = history.world_now(take)
    check(click, world, take.framed)
    with Store(take.store) as store:
        raw = _raw_at(take, store, click.time)
        return reasons(click, world, trajectory_of(take, store), take.framed, take.script, raw)


def _raw_at(take: Take, store: Store, time: float) -> "Raw | None":
    """Return the raw light of the frame shown at a film time (s), None if it is no longer kept."""
    from setpiece.take.picture import raw_frames

    line = lay_out(history.world_now(take), take.format, [])
    last = line.traced[-1].document["frames"][1] - 1
    frame = min(int(time * take.format.fps), last)
    for node in line.traced:
        if frame in range(*node.document["frames"]) and store.has(node):
            return next(raw for number, raw in raw_frames(StoredResult(store, node)) if number == frame)
    return None


def brush(take: Take, file: Path) -> Edit:
    """Return the edit of a painted path: a JSON file of points ``[x, y, t]`` in pixels and film seconds.

    Raises:
        InputError: the file cannot be read, is no path, or its path cannot be followed.
    """
    from setpiece.edits.brush import brushed, parse

    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}.") from error
    stroke = parse(parse_json(data, place=str(file)), str(file))
    with Store(take.store) as store:
        return brushed(stroke, history.world_now(take), trajectory_of(take, store), take.framed)


def dragged(take: Take, start: "Click", x: float, y: float) -> Edit:
    """Return the edit that shifts the thing under a click level, so that what was clicked comes to lie under (x, y).

    Raises:
        InputError: no thing is there, or the way leads to the horizon.
    """
    from setpiece.edits.dragging import dragged as shifted
    from setpiece.edits.things import Context

    world = history.world_now(take)
    with Store(take.store) as store:
        trajectory = trajectory_of(take, store)
        return shifted(Context(world, take.script), start, (x, y), trajectory, take.framed)


def recast(
    take: Take, *, actor: str = "", action: Take | None = None, place: str = "", report: Report = silent
) -> Take:
    """Film a take with exchanged layers: another actor (``THING=THING``), another take's action, another place.

    Raises:
        InputError: nothing was asked for, or something of it is not known or impossible.
    """
    from setpiece.edits import recasting
    from setpiece.edits.things import Context

    context = Context(history.world_now(take), take.script)
    asked = {
        f"actor {actor}": lambda now: recasting.actor(now, actor) if actor else [],
        f"action of {action and action.folder.name}": lambda now: (
            recasting.action(now, Context(history.world_now(action), action.script)) if action else []
        ),
        f"place {place}": lambda now: recasting.place(now, place) if place else [],
    }
    steps, said = [], []
    for words, solve in asked.items():
        found = solve(replace(context, world=apply(context.world, Edit(steps=tuple(steps)))))
        steps += found
        said += [words] if found else []
    if not steps:
        raise InputError("recast: expected --actor, --action or --place, got none of them.")
    edit = lit(context.world, Edit(steps=tuple(steps), sentence=f"recast {', '.join(said)}"), report=report)
    return revise(take, edit, report=report)


def merge(take: Take, other: int, *, report: Report = silent) -> Take:
    """Film the head with the edits of another version as well, from where their ways parted.

    Raises:
        InputError: both edited the same thing's same value; the conflict is named and nothing is changed.
    """
    head = history.head_of(take)
    mine, theirs = (history.way(take, version) for version in (head, other))
    common = max(set(mine) & set(theirs), default=0)
    added, own = (
        [history.edit_of(history.version(take, id_)) for id_ in sorted(way) if id_ > common] for way in (theirs, mine)
    )
    written = [frozenset().union(*(touched_by(edit) for edit in edits)) for edits in (added, own)]
    conflicts = sorted(
        a for a in written[0] for b in written[1] if a == b or a.startswith(f"{b}.") or b.startswith(f"{a}.")
    )
    if conflicts:
        raise InputError(
            f"merge: both versions changed {', '.join(conflicts)} since version {common}. Undo one of the two edits."
        )
    steps = tuple(step for edit in added for step in edit.steps)
    if not steps:
        raise InputError(f"merge: version {other} has no edit that version {head} lacks.")
    return revise(take, Edit(steps=steps, sentence=f"merge version {other}"), report=report)
