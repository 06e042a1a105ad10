"""The whole line on one screen: a sentence to a World, a World to a Take, an edit to the next version.

    prompt -> Script -> World -> Trajectory -> Frames + Sound -> Take

Every stage's key is known before anything runs. Asking the store for the film pulls what is missing through the
line frame by frame; what has been made before, in this run or in one that was killed, is only read.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from setpiece.clock import frame_count
from setpiece.events.clause import Clause
from setpiece.language.script import Script
from setpiece.line import Line, lay_out, trajectory_of
from setpiece.progress import Progress, Report, silent
from setpiece.proof import claims_on, proved
from setpiece.take import folder as folders
from setpiece.take import history, picture
from setpiece.take.folder import Take, open_take
from setpiece.take.stage import Json, Node, Part, Stage
from setpiece.take.store import Stopwatch, Store
from setpiece.take.wishing import models_of, wish_of
from setpiece.world.document import Model, World
from setpiece.world.edit import Edit, Put, apply, by_path, python_of
from setpiece.world.format import Format
from setpiece.world.switching import brightest

if TYPE_CHECKING:
    from setpiece.edits.clicks import Click
    from setpiece.take.reuse import Reuse, Tally

__all__ = ["Edit", "Format", "Imagined", "Take", "imagine", "open_take", "recall", "revise", "shoot"]

LANGUAGE = ("language", "events", "staging")
DEFAULT_FORMAT = Format()
NEGATIVES = {"trace", "clean"}  # stages whose results are large, and asked for again only by edits


@dataclass(frozen=True)
class Imagined:
    """A solved world with the sentence behind it: its claims, and notes on how it was staged."""

    script: Script
    world: World
    clauses: tuple[Clause, ...] = ()
    notes: tuple[str, ...] = ()
    seed: int = 0
    seconds: float | None = None  # as asked for


def imagine(
    prompt: str | Script,
    *,
    seed: int = 0,
    seconds: float | None = None,
    panorama: str = "",
    report: Report = silent,
) -> Imagined:
    """Return the world that a sentence describes: staged so that what it says does happen, framed, and exposed.

    Args:
        prompt: the sentence, or what was already understood of it.
        seed: of every choice that the sentence leaves open.
        seconds: length of the film; None: what the sentence says, or what the action needs.
        panorama: a sky of one's own that shines outdoors, as ``panorama_file.read_panorama`` returns it.
        report: is told about progress.

    Raises:
        InputError: nothing of the sentence could be filmed, or a panorama is given for a room.
    """
    from setpiece.language.understand import understand
    from setpiece.render.panorama import under
    from setpiece.staging.stage import stage

    script = understand(prompt) if isinstance(prompt, str) else prompt
    staged = stage(script, seed=seed, seconds=seconds, report=report)
    world = metered(under(staged.world, panorama), report=report)
    return Imagined(script, world, staged.clauses, staged.notes, seed, seconds)


def metered(world: World, *, report: Report = silent) -> World:
    """Return a world with the exposure that a light meter shows for the first frame of its shot.

    A camera that goes along with something may come from the shade into the sun: the brightest of beginning, middle
    and end counts there, since what is burnt out is lost, and what is dark is not; in a room the middle one, since
    nobody minds a window that is too bright.
    Where lamps are switched, it is that of the time at which the most of them shines.
    """
    from setpiece.camera.moves import viewer
    from setpiece.physics.simulate import simulate
    from setpiece.render.meter import meter
    from setpiece.render.places.settled import surroundings

    report(Progress("meter", 0, 1))
    along = any(move.kind == "follow" for move in world.shot.moves)
    shown = (0.0, 0.5 * world.duration, world.duration) if along else (0.0,)  # film seconds
    switched = brightest(world)
    trajectory = simulate(world, switched + picture.seen_until(world, shown[-1], DEFAULT_FORMAT.fps))
    dressing, views = surroundings(world), viewer(world, trajectory)
    times = [t * world.shot.speed for t in shown] if switched == 0.0 else [switched]
    measured = sorted(meter(picture.posed_at(world, trajectory, t, views, dressing)) for t in times)
    exposure = measured[0] if world.place.room is None else measured[len(measured) // 2]
    report(Progress("meter", 1, 1))
    return world.model_copy(update={"shot": world.shot.model_copy(update={"exposure": exposure})})


def shoot(
    source: Imagined | World,
    folder: Path | str,
    *,
    format: Format = DEFAULT_FORMAT,  # noqa: A002
    force: bool = False,
    report: Report = silent,
    stopwatch: Stopwatch | None = None,
) -> Take:
    """Film a world into a folder, and return the take. The same call on the same folder goes on where it stopped.

    Args:
        source: what to film.
        folder: where; made if it is not there.
        format: size, frame rate, quality.
        force: write even into a folder that holds something else.
        report: is told about progress.
        stopwatch: is charged with the seconds that each stage takes.

    Raises:
        InputError: the folder cannot be used, the disk is full, or another process films there.
    """
    identity = source.title if isinstance(source, World) else source.script.prompt
    take = folders.prepare(Path(folder), identity, force=force)
    if isinstance(source, World):
        return _film(take, source, format, report, {"world": source.title}, stopwatch)
    with Store(take.store) as store:
        script = source.script
        own = models_of(script), source.world.sky.panorama
        wish = wish_of(script.prompt, source.seed, source.seconds, script.liberties, *own)
        store.make(_imagination(wish, made=source))
    folders.write_json(take.folder / "script.json", _script_document(source))
    origin = {"prompt": source.script.prompt, "seed": source.seed, "seconds": source.seconds}
    return _film(take, source.world, format, report, origin, stopwatch)


def revise(
    take: Take,
    edit: World | Edit | Mapping[str, object] | str,
    *,
    click: "Click | None" = None,
    report: Report = silent,
    stopwatch: Stopwatch | None = None,
    tally: "Tally | None" = None,
) -> Take:
    """Film the next version of a take; what the edit does not change is not computed again.

    Args:
        take: whose current version is edited.
        edit: what to change in words ("make the ball blue", "undo"), as an Edit, as changes by path
            (``{"bodies.red_ball.colors": {...}, "sky.elevation": 0.1}``), or as the changed world.
        click: a place in the picture that "this" means.
        report: is told about progress.
        stopwatch: is charged with the seconds that each stage takes.
        tally: counts what was made again and what was reused.

    Raises:
        InputError: the edit is unclear or impossible (the message asks, with the candidates), a change fits nothing
            in the world, or another process works on the take.
    """
    with Store(take.store) as store:
        store.claim()
        history.keep(take)
    wanted = edit_for(take, edit, click=click, report=report) if isinstance(edit, str) else edit
    if isinstance(wanted, int):
        return show(take, wanted, report=report, stopwatch=stopwatch)
    before = history.world_now(take)
    if isinstance(wanted, World):
        after, origin = wanted, {"world": wanted.title}
    else:
        made = wanted if isinstance(wanted, Edit) else by_path(wanted)
        after, origin = apply(before, made), made.model_dump(mode="json") | {"python": python_of(made)}
    return _film(take, after, take.format, report, origin, stopwatch, before=before, tally=tally)


def edit_for(take: Take, sentence: str, *, click: "Click | None" = None, report: Report = silent) -> Edit | int:
    """Return what a sentence means for a take: an edit of its world, or the number of a version to go back to."""
    from setpiece.edits.influence import course_of
    from setpiece.edits.resolve import resolve
    from setpiece.edits.things import Context, Course
    from setpiece.language.wishes import wishes

    asked = wishes(sentence)
    for wish in asked:
        if wish.act in ("undo", "redo"):
            return (history.undone if wish.act == "undo" else history.redone)(take)
        if any(change.field == "before" for change in wish.changes):
            return history.before(take, wish.topics)
    world = history.world_now(take)
    clicked = thing_at(take, click) if click is not None else None

    def course(body: str) -> Course | None:
        with Store(take.store) as store:
            return course_of(trajectory_of(take, store), body)

    context = Context(world, take.script, clicked, history.edited_last(take), course)
    return lit(world, resolve(context, asked, sentence), report=report)


def lit(world: World, edit: Edit, *, report: Report = silent) -> Edit:
    """Return an edit with the exposure that its light asks for, where it changes the light or the style."""
    if not any(isinstance(step, Put) and step.path.startswith(("sky.", "place.", "shot.style")) for step in edit.steps):
        return edit
    exposure = metered(apply(world, edit), report=report).shot.exposure
    return edit.model_copy(update={"steps": (*edit.steps, Put(path="shot.exposure", value=exposure))})


def thing_at(take: Take, click: "Click") -> str:
    """Return the id of the body that is seen at a place in the picture at a time.

    Raises:
        InputError: the click is outside, or shows no thing.
    """
    from setpiece.edits.clicks import check, thing_under

    world = history.world_now(take)
    check(click, world, take.framed)
    with Store(take.store) as store:
        return thing_under(click, world, trajectory_of(take, store), take.framed)


def branch(take: Take, folder: Path | str) -> Take:
    """Return a copy of a take with all its versions; what is stored is shared on disk, since it never changes.

    Raises:
        InputError: the new folder holds something.
    """
    with Store(take.store) as store:
        store.claim()
        return folders.copied(take, Path(folder))


def walk(take: Take, way: str, *, report: Report = silent) -> Take:
    """Let a take show the version before (``undo``), or the one made from this one last (``redo``).

    Raises:
        InputError: there is none, or another process works on the take.
    """
    return show(take, (history.undone if way == "undo" else history.redone)(take), report=report)


def show(take: Take, version: int, *, report: Report = silent, stopwatch: Stopwatch | None = None) -> Take:
    """Let a take show another of its versions; what was made of it before is only put in place."""
    return _film(take, history.world_of(take, version), take.format, report, {}, stopwatch, version=version)


def recall(
    folder: Path | str,
    prompt: str,
    *,
    seed: int = 0,
    seconds: float | None = None,
    liberties: tuple[str, ...] = (),
    models: Mapping[str, Model] | None = None,
    panorama: str = "",
) -> Imagined | None:
    """Return what this very wish gave in this folder before; None if it has to be imagined anew."""
    take = Take(Path(folder))
    node = _imagination(wish_of(prompt, seed, seconds, liberties, models or {}, panorama))
    with Store(take.store) as store:
        if not store.has(node):
            return None
        found = json.loads(store.arrays(node)["imagined"].tobytes())
    return Imagined(
        Script.model_validate(found["script"]),
        World.model_validate(found["world"]),
        tuple(Clause.model_validate(clause) for clause in found["clauses"]),
        tuple(found["notes"]),
        seed,
        seconds,
    )


def changed(world: World, changes: Mapping[str, object]) -> World:
    """Return a world with values replaced by path; rows of lists are named by id or number.

    Raises:
        InputError: a path leads nowhere, or the result is no valid world.
    """
    return apply(world, by_path(changes))


def _film(  # noqa: PLR0913 - what a version is made of, and who wants to know
    take: Take,
    world: World,
    film: Format,
    report: Report,
    origin: Json,
    stopwatch: Stopwatch | None = None,
    *,
    before: World | None = None,
    version: int | None = None,
    tally: "Tally | None" = None,
) -> Take:
    """Make everything that a take shows of a world, and note the version.

    ``before`` is the world that was edited: its frames are reused, and what differs is proved. A known ``version`` is
    only shown again.
    """
    with Store(take.store, stopwatch=stopwatch) as store:
        store.claim()
        folders.sweep(take)
        former = before and lay_out(before, film, [])
        base = version or (history.head_of(take) if before is not None else 0)
        line = lay_out(world, film, claims_on(take, world, base), former and _reuse(store, former, tally))
        nodes = line.stages()
        if tally is not None:
            tally.segments |= {name: [sum(not store.has(n) for n in row), len(row)] for name, row in nodes.items()}
        store.needed = {node.key for name, row in nodes.items() if name not in NEGATIVES for node in row}
        store.watch = _watch(line, world, film, report)
        folders.write_json(take.folder / "world.json", world.model_dump(mode="json"))
        if not store.has(line.encoded):
            for node in line.simulated:
                store.make(node)
            store.begin(line.heard, line.certified)
        store.make(line.encoded)
        store.make(line.certified)
        folders.show_files(take, store, line.encoded)
        if version is None:
            history.note_version(take, origin)
        else:
            history.move_head(take, version)
        certificate = json.loads(store.arrays(line.certified)["certificate"].tobytes())
        folders.write_json(
            take.folder / "certificate.json", proved(take, store, line, certificate, anew=version is None)
        )
        folders.write_provenance(take, store, nodes, world, film)
    return take


def _reuse(store: Store, former: Line, tally: "Tally | None") -> "Reuse":
    from setpiece.take.reuse import Reuse, Tally

    return Reuse(store, former.simulated, former.traced, former.cleaned, former.developed, tally or Tally())


def _watch(line: Line, world: World, film: Format, report: Report) -> Callable[[Node], None]:
    """Return a listener that turns parts passing through the store into progress: seconds, then frames."""
    frames = frame_count(world.duration, film.fps)
    simulated: set[str] = set()
    developed = 0

    def watch(node: Node) -> None:
        nonlocal developed
        if node.stage.name == "simulate" and node.key not in simulated:
            simulated.add(node.key)
            report(Progress("simulate", len(simulated), len(line.simulated)))
        elif node.stage.name == "develop":
            developed += 1
            report(Progress("film", developed, frames))

    return watch


def _script_document(imagined: Imagined) -> Json:
    """Return the Script as JSON with what staging made of it."""
    return imagined.script.model_dump(mode="json") | {
        "clauses": [clause.model_dump(mode="json") for clause in imagined.clauses],
        "notes": list(imagined.notes),
    }


def _imagination(wish: Json, made: Imagined | None = None) -> Node:
    """Return the node that keeps what was imagined of a wish, so that the same wish is not staged twice."""

    def run(*_: object) -> Iterator[Part]:
        assert made is not None, "only what has been imagined can be kept"
        content = {
            "script": made.script.model_dump(mode="json"),
            "world": made.world.model_dump(mode="json"),
            "clauses": [clause.model_dump(mode="json") for clause in made.clauses],
            "notes": list(made.notes),
        }
        yield "imagined", np.frombuffer(json.dumps(content).encode(), np.uint8)

    stage = Stage("imagine", run, (*picture.LAYERS, *LANGUAGE), picture.LIBRARIES, picture.renderer_name())
    return Node(stage, 0, wish)
