"""What a take hands on to other programs: layers as EXR files or zarr arrays, ProRes film, picture sequences.

Everything is computed from the take's current version when it is asked for. Frames that lie there are kept: the same
command on the same folder goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.clock import frame_count
from setpiece.errors import InputError, did_you_mean, expected
from setpiece.line import Line, lay_out
from setpiece.progress import Progress, Report, silent
from setpiece.take import motion, picture
from setpiece.take.files import disk_full_is_input_error
from setpiece.take.folder import Take, write_json
from setpiece.take.stage import code_version
from setpiece.take.store import Store, StoredResult
from setpiece.world.document import World
from setpiece.world.files import document_hash
from setpiece.world.format import Format

if TYPE_CHECKING:
    from setpiece.take.layer_files import Contents, Files

FORMS = ("exr", "zarr")


@dataclass(frozen=True)
class Choice:
    """Which layers are wanted of which frames (half-open), in what form and colour space, and who counts as actor.

    No ``names``: all layers; no ``frames``: all of them; no ``actors``: every body that is not fixed.
    """

    names: tuple[str, ...] = ()
    frames: tuple[int, int] | None = None
    form: str = "exr"
    space: str = "rec709"
    actors: tuple[str, ...] = ()


def deliver_layers(take: Take, place: Path, choice: Choice, *, report: Report = silent) -> int:
    """Write the layers of a take's frames, and return how many frames were made now.

    Args:
        take: Whose current version.
        place: The folder of the EXR files, or that of the zarr group.
        choice: What is wanted.
        report: Is told about progress.

    Raises:
        InputError: A layer, frame or actor that is not there; a folder that holds something else; a full disk.
    """
    from setpiece.take import layer_files
    from setpiece.take.layering import CONTACTS, Layering

    world, film = take.world, take.framed
    contents, (first, stop) = _contents(world, film, choice), _frames(choice, world, film)
    layer_files.claim(place, contents)
    wanted, actors = frozenset(contents.names), frozenset(contents.actors)
    with Store(take.store) as store:
        last = StoredResult(store, lay_out(world, film, []).simulated[-1])
        made = Layering(world, film, motion.stored_trajectory(last), actors=actors)
        kinds = {"exr": layer_files.ExrFolder, "zarr": layer_files.ZarrGroup}
        files: Files = kinds[choice.form](place, contents)
        missing = [number for number in range(first, stop) if not files.has(number)]
        kept = stop - first - len(missing)
        report(Progress("layers", kept, stop - first))
        for done, number in enumerate(missing, start=1):
            frame = made.frame(number, wanted)
            with disk_full_is_input_error(place):
                if CONTACTS in wanted:
                    path = layer_files.contacts_path(place, number)
                    path.parent.mkdir(exist_ok=True)
                    write_json(path, made.contacts(number))
                files.write(number, frame)
            report(Progress("layers", kept + done, stop - first))
    return len(missing)


def deliver_prores(take: Take, path: Path, *, report: Report = silent) -> None:
    """Write a take as ProRes 422 HQ with 10 bits and uncompressed sound in a QuickTime film.

    Raises:
        InputError: The file's name does not end in .mov, or the place cannot be written to.
    """
    from setpiece.take.hearing import stored_score
    from setpiece.take.prores import write_prores

    if path.suffix.lower() != ".mov":
        raise InputError(expected("--prores", "a file that ends in .mov", str(path), f"Write {path.stem}.mov."))
    with Store(take.store) as store:
        line = lay_out(take.world, take.format, [])
        score = stored_score(StoredResult(store, line.heard))
        pictures = _reported(_deep_pictures(store, line), take, report)
        temporary = path.with_name(f".{path.name}")
        with _writable(path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                write_prores(temporary, pictures, fps=take.format.fps, sound=score.mix, rate=score.rate)
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)


def deliver_pictures(take: Take, folder: Path, *, report: Report = silent) -> int:
    """Write the pictures of a take as PNG files, bit for bit those of the film, and return how many there are.

    Raises:
        InputError: The place cannot be written to.
    """
    from setpiece.take.encode import write_picture

    with Store(take.store) as store:
        line, number = lay_out(take.world, take.format, []), 0
        shown = (part for node in line.developed for _, part in store.stream(node))
        with _writable(folder):
            folder.mkdir(parents=True, exist_ok=True)
            for number, shot in enumerate(_reported(shown, take, report), start=1):
                write_picture(folder / f"{folder.name}.{number - 1:06}.png", shot)
    return number


def _deep_pictures(store: Store, line: Line) -> Iterator[NDArray[np.uint16]]:
    """Yield the film's pictures with 16 bits a channel: its raw light, developed again."""
    from setpiece.render.develop import develop

    for node, shown in zip(line.traced, line.developed, strict=True):
        traced = StoredResult(store, node)
        rig = picture.rig_of(traced.document)
        lines = rig.inking(motion.stored_trajectory(traced.upstream[0]))
        process = rig.process(shown.document, deep=True)
        for frame, raw in picture.raw_frames(traced):
            yield develop(raw, process, lines and lines(frame), frame=frame)


def _reported(pictures: Iterator[NDArray], take: Take, report: Report) -> Iterator[NDArray]:
    """Pass pictures on, and tell of each."""
    count = frame_count(take.world.duration, take.format.fps)
    for done, shot in enumerate(pictures, start=1):
        yield shot
        report(Progress("encode", done, count))


@contextmanager
def _writable(place: Path) -> Iterator[None]:
    """Turn the system's refusal to write into one line that says where."""
    try:
        with disk_full_is_input_error(place):
            yield
    except OSError as error:
        raise InputError(f"{place}: cannot be written to: {error.strerror}. Choose another place.") from error


def _contents(world: World, film: Format, choice: Choice) -> Contents:
    """Return what a folder of this choice holds.

    Raises:
        InputError: A layer or an actor is not there.
    """
    from setpiece.render import groups
    from setpiece.take.layer_files import Contents
    from setpiece.take.layering import NAMES

    for name in choice.names:
        if name not in NAMES:
            raise InputError(
                expected("--layers", "all, or some of " + ", ".join(NAMES), name, did_you_mean(name, NAMES))
            )
    things = tuple(body.id for body in world.bodies)
    for id_ in choice.actors:
        if id_ not in things:
            raise InputError(expected("--actors", "some of " + ", ".join(things), id_, did_you_mean(id_, things)))
    free = tuple(body.id for body in world.bodies if not body.fixed)
    made_by = {"world": document_hash(world), "code": code_version((*picture.LAYERS, "take"))}
    return Contents(
        film=made_by | film.model_dump(mode="json"),
        names=tuple(name for name in NAMES if not choice.names or name in choice.names),
        things=things,
        lights=groups.named(world.lights),
        actors=tuple(id_ for id_ in things if id_ in (choice.actors or free)),
        form=choice.form,
        space=choice.space,
        frames=frame_count(world.duration, film.fps),
        exposure=world.shot.exposure,
    )


def _frames(choice: Choice, world: World, film: Format) -> tuple[int, int]:
    """Return the first frame and the one after the last.

    Raises:
        InputError: The film has no such frames.
    """
    count = frame_count(world.duration, film.fps)
    first, stop = choice.frames or (0, count)
    if not 0 <= first < stop <= count:
        fix = f"The film has frames 0 to {count - 1}: write for example 0..{min(count, 24)}, the end not included."
        raise InputError(expected("--frames", f"A..B with 0 <= A < B <= {count}", f"{first}..{stop}", fix))
    return first, stop
