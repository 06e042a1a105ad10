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

from setpiece.clock import frame_count, segments
from setpiece.errors import InputError, expected
from setpiece.events.clause import Clause
from setpiece.language.script import Script
from setpiece.progress import Progress, Report, silent
from setpiece.take import folder as folders
from setpiece.take import hearing, motion, picture, printing
from setpiece.take.folder import Take, open_take
from setpiece.take.stage import Json, Node, Part, Result, Stage
from setpiece.take.store import Stopwatch, Store, StoredResult
from setpiece.world.document import World
from setpiece.world.files import canonical_json, parse_world
from setpiece.world.format import Format

if TYPE_CHECKING:
    from setpiece.physics.trajectory import Trajectory

__all__ = ["Format", "Imagined", "Take", "imagine", "open_take", "recall", "revise", "shoot"]

LANGUAGE = ("language", "events", "staging")
DEFAULT_FORMAT = Format()


@dataclass(frozen=True)
class Imagined:
    """A solved world with the sentence behind it: its claims, and notes on how it was staged."""

    script: Script
    world: World
    clauses: tuple[Clause, ...] = ()
    notes: tuple[str, ...] = ()
    seed: int = 0
    seconds: float | None = None  # as asked for


def imagine(prompt: str | Script, *, seed: int = 0, seconds: float | None = None, report: Report = silent) -> Imagined:
    """Return the world that a sentence describes: staged so that what it says does happen, framed, and exposed.

    Args:
        prompt: the sentence, or what was already understood of it.
        seed: of every choice that the sentence leaves open.
        seconds: length of the film; None: what the sentence says, or what the action needs.
        report: is told about progress.

    Raises:
        InputError: nothing of the sentence could be filmed.
    """
    from setpiece.language.understand import understand
    from setpiece.staging.stage import stage

    script = understand(prompt) if isinstance(prompt, str) else prompt
    staged = stage(script, seed=seed, seconds=seconds, report=report)
    world = metered(staged.world, report=report)
    return Imagined(script, world, staged.clauses, staged.notes, seed, seconds)


def metered(world: World, *, report: Report = silent) -> World:
    """Return a world with the exposure that a light meter shows for the first frame of its shot."""
    from setpiece.camera.moves import viewer
    from setpiece.physics.simulate import simulate
    from setpiece.render.meter import meter
    from setpiece.render.places import dress

    report(Progress("meter", 0, 1))
    trajectory = simulate(world, picture.seen_until(world, 0.0, DEFAULT_FORMAT.fps))
    exposure = meter(
        picture.posed_at(world, trajectory, 0.0, viewer(world, trajectory), dress(world.place, world.sky, world.seed))
    )
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
        store.make(_imagination(source.script.prompt, source.seed, source.seconds, source))
    folders.write_json(take.folder / "script.json", _script_document(source))
    origin = {"prompt": source.script.prompt, "seed": source.seed, "seconds": source.seconds}
    return _film(take, source.world, format, report, origin, stopwatch)


def revise(take: Take, edit: World | Mapping[str, object] | str, *, report: Report = silent) -> Take:
    """Film the next version of a take; what the edit does not change is not computed again.

    Args:
        take: whose current version is edited.
        edit: the changed world, or changes by path: ``{"bodies.red_ball.colors": {...}, "sky.elevation": 0.1}``.
        report: is told about progress.

    Raises:
        InputError: the edit is a sentence (words are for ``setpiece film``), or a change fits nothing in the world.
    """
    if isinstance(edit, str):
        fix = "Give changes by path, such as {'sky.elevation': 0.1}, or a changed World."
        raise InputError(expected("edit", "changes by path or a World", edit, fix))
    world = edit if isinstance(edit, World) else changed(take.world, edit)
    origin = {"world": world.title} if isinstance(edit, World) else {"changes": dict(edit)}
    return _film(take, world, take.format, report, origin)


def recall(folder: Path | str, prompt: str, *, seed: int = 0, seconds: float | None = None) -> Imagined | None:
    """Return what this very wish gave in this folder before; None if it has to be imagined anew."""
    take = Take(Path(folder))
    node = _imagination(prompt, seed, seconds)
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


@dataclass(frozen=True)
class Line:
    """The nodes of every stage of one film; ``simulated`` runs on past its end for what the camera must know."""

    simulated: tuple[Node, ...]
    traced: tuple[Node, ...]
    developed: tuple[Node, ...]
    heard: Node
    encoded: Node
    certified: Node

    def stages(self) -> dict[str, tuple[Node, ...]]:
        """Return all nodes in order, by the name of their stage."""
        rows = (self.simulated, self.traced, self.developed, (self.heard,), (self.encoded,), (self.certified,))
        return {nodes[0].stage.name: nodes for nodes in rows}


def lay_out(world: World, film: Format, clauses: list[Json]) -> Line:
    """Return the nodes of a film; nothing runs."""
    told = len(segments(world.duration * world.shot.speed))
    simulated = motion.simulation(world, max(told, picture.segments_seen(world, world.duration, film.fps)))
    traced = picture.shooting(world, film, simulated)
    developed = picture.developing(traced)
    heard = hearing.hearing(world, simulated[told - 1])
    encoded = printing.printing(film, frame_count(world.duration, film.fps), developed, heard)
    document = {"world": world.model_dump(mode="json"), "clauses": clauses, "aspect": film.width / film.height}
    return Line(simulated, traced, developed, heard, encoded, Node(CERTIFY, 0, document, (simulated[told - 1], heard)))


def trajectory_of(take: Take, store: Store) -> "Trajectory":
    """Return what happens in a take's world, from its store as far as it is there."""
    world = take.world
    nodes = motion.simulation(world, len(segments(world.duration * world.shot.speed)))
    return motion.stored_trajectory(StoredResult(store, nodes[-1]))


def certificate_of(take: Take, store: Store) -> Json:
    """Return a take's certificate as JSON, computed anew from what happens in its world."""
    line = lay_out(take.world, take.format, take.clauses)
    store.forget(line.certified)
    return json.loads(store.arrays(line.certified)["certificate"].tobytes())


def changed(world: World, changes: Mapping[str, object]) -> World:
    """Return a world with values replaced by path; rows of lists are named by id or number.

    Raises:
        InputError: a path leads nowhere, or the result is no valid world.
    """
    document = world.model_dump(mode="json")
    for path, value in changes.items():
        *way, last = path.split(".")
        place: object = document
        for step in way:
            place = _inside(place, step, path)
        if isinstance(place, list):
            place[place.index(_inside(place, last, path))] = value
        elif isinstance(place, dict) and (last in place or way[-1:] in (["params"], ["materials"], ["colors"])):
            place[last] = value
        else:
            raise InputError(expected(path, "a path to a value of the world", last))
    return parse_world(canonical_json(document))


def _inside(place: object, step: str, path: str) -> object:
    """Return the member of a dict, or the row of a list, that one step of a path names."""
    if isinstance(place, dict) and step in place:
        return place[step]
    if isinstance(place, list):
        for index, row in enumerate(place):
            if step == str(index) or (isinstance(row, dict) and row.get("id") == step):
                return row
    raise InputError(expected(path, "a path to a value of the world", step))


def _film(
    take: Take, world: World, film: Format, report: Report, origin: Json, stopwatch: Stopwatch | None = None
) -> Take:
    """Make everything that a take shows of a world, and note the version."""
    with Store(take.store, stopwatch=stopwatch) as store:
        store.claim()
        folders.write_json(take.folder / "world.json", world.model_dump(mode="json"))
        line = lay_out(world, film, take.clauses)
        nodes = line.stages()
        store.needed = {node.key for name, row in nodes.items() if name != "trace" for node in row}
        store.watch = _watch(line, world, film, report)
        store.make(line.encoded)
        store.make(line.certified)
        folders.show_files(take, store, line.encoded)
        certificate = json.loads(store.arrays(line.certified)["certificate"].tobytes())
        folders.write_json(take.folder / "certificate.json", certificate)
        folders.write_provenance(take, store, nodes, world, film)
    folders.note_version(take, origin)
    return take


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


def _imagination(prompt: str, seed: int, seconds: float | None, made: Imagined | None = None) -> Node:
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
    return Node(stage, 0, {"prompt": prompt, "seed": seed, "seconds": seconds and float(seconds)})


def _certify(document: Json, upstream: tuple[Result, ...], segment: int) -> Iterator[Part]:  # noqa: ARG001
    from setpiece.camera.moves import viewer
    from setpiece.certificate.certify import certify

    world = parse_world(canonical_json(document["world"]))
    trajectory = motion.stored_trajectory(upstream[0])
    clauses = tuple(Clause.model_validate(clause) for clause in document["clauses"])
    found = certify(
        world, trajectory, clauses, view_at=viewer(world, trajectory), score=hearing.stored_score(upstream[1])
    )
    yield "certificate", np.frombuffer(canonical_json(found).encode(), np.uint8)


CERTIFY = Stage("certify", _certify, (*hearing.LAYERS, "certificate"), hearing.LIBRARIES)
