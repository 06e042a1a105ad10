"""The stage ``encode``: developed pictures and sound into the files that a take shows."""

from collections.abc import Iterator
from fractions import Fraction

from numpy.typing import NDArray

from setpiece.sound.modal import RATE
from setpiece.take.hearing import stored_score
from setpiece.take.stage import Json, Node, Part, Result, Stage
from setpiece.world.format import Format

FILM, POSTER = "film.mp4", "poster.png"
POSTER_AT = 0.4  # of the film's length: something has happened by then
LAYERS = ("take",)
LIBRARIES = ("numpy", "av", "pillow")


def printing(film: Format, frames: int, developed: tuple[Node, ...], heard: Node) -> Node:
    """Return the node of a film's files: ``film.mp4``, ``poster.png``, and ``<stem>.wav`` for every stem."""
    return Node(ENCODE, 0, {"fps": str(film.fps), "frames": frames}, (heard, *developed))


def _encode(document: Json, upstream: tuple[Result, ...], segment: int) -> Iterator[Part]:  # noqa: ARG001
    from setpiece.take.encode import write_film, write_picture, write_wave

    heard, *developed = upstream
    fps, frames = Fraction(document["fps"]), document["frames"]
    folder = heard.scratch
    poster = folder / POSTER

    def pictures() -> Iterator[NDArray]:
        count = 0
        for result in developed:
            for _, picture in result.stream():
                if count == int(POSTER_AT * frames):
                    write_picture(poster, picture)
                yield picture
                count += 1
        assert count == frames, f"expected {frames} pictures, got {count}"

    write_film(folder / FILM, pictures(), fps=fps, sound=lambda: stored_score(heard).mix, rate=RATE)
    yield FILM, folder / FILM
    yield POSTER, poster
    score = stored_score(heard)
    for name, sound in {"mix": score.mix, **score.stems}.items():
        write_wave(folder / f"{name}.wav", sound, score.rate)
        yield f"{name}.wav", folder / f"{name}.wav"


ENCODE = Stage("encode", _encode, layers=LAYERS, libraries=LIBRARIES)
