"""The verbs that hand a take on to other programs: ``layers`` and ``deliver``."""

import re
from pathlib import Path
from typing import Annotated

import typer

from setpiece.cli import options, screen
from setpiece.cli.arguments import FOLDER, JSON
from setpiece.errors import InputError, expected

SPACES = ("rec709", "acescg")


def layers(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    folder: FOLDER,
    names: Annotated[str, typer.Option("--layers", metavar="A,B,C", help="Which, by name, or all.")] = "all",
    frames: Annotated[str | None, typer.Option(metavar="A..B", help="From frame A to before B. [all]")] = None,
    exr: Annotated[Path | None, typer.Option(metavar="OUT", help="A folder of EXR files. [DIR/layers]")] = None,
    zarr: Annotated[Path | None, typer.Option(metavar="OUT", help="A zarr group instead of EXR files.")] = None,
    space: Annotated[str, typer.Option("--color", metavar="rec709|acescg", help="Linear colours.")] = "rec709",
    actors: Annotated[str, typer.Option(metavar="ID,ID", help="Who is no environment. [all that can move]")] = "",
    as_json: JSON = False,
) -> None:
    """Take the picture apart: light, masks, depth, motion, ids, contacts. The same command goes on where it stopped.

    Layers: beauty denoised background emission direct indirect reflection refraction fog shadow actor environment
    light_groups alpha amodal depth position normal albedo uv thing part material motion_forward motion_backward
    cryptomatte contacts.
    """
    if exr is not None and zarr is not None:
        raise InputError("layers: expected --exr or --zarr, got both. Make two calls of it.")
    form = "exr" if zarr is None else "zarr"
    color = options.parse_choice(space, SPACES, "--color")
    from setpiece.delivery import Choice, deliver_layers
    from setpiece.pipeline import open_take

    wanted = () if names.strip() == "all" else _listed(names)
    choice = Choice(wanted, _range(frames), form, color, _listed(actors))
    place = exr or zarr or folder / "layers"
    with screen.progress_bars(context.obj) as report:
        made = deliver_layers(open_take(folder), place, choice, report=report)
    if as_json:
        screen.say_json({"folder": str(place), "made": made})
    else:
        screen.say(f"{place}: {made} frames made" if made else f"{place}: all there")


def deliver(
    context: typer.Context,
    folder: FOLDER,
    prores: Annotated[Path | None, typer.Option(metavar="FILE.mov", help="ProRes 422 HQ, 10 bits, with sound.")] = None,
    png: Annotated[Path | None, typer.Option(metavar="OUT", help="A folder of PNG pictures.")] = None,
    exr: Annotated[Path | None, typer.Option(metavar="OUT", help="A folder of EXR pictures, linear light.")] = None,
    space: Annotated[str, typer.Option("--color", metavar="rec709|acescg", help="Of EXR.")] = "rec709",
) -> None:
    """Write the film in other forms: for the editing room, or picture by picture."""
    if prores is None and png is None and exr is None:
        raise InputError("deliver: expected --prores, --png or --exr, got none. Write for example --prores film.mov.")
    color = options.parse_choice(space, SPACES, "--color")
    from setpiece import delivery
    from setpiece.pipeline import open_take

    take = open_take(folder)
    with screen.progress_bars(context.obj) as report:
        if prores is not None:
            delivery.deliver_prores(take, prores, report=report)
        if png is not None:
            delivery.deliver_pictures(take, png, report=report)
        if exr is not None:
            delivery.deliver_layers(take, exr, delivery.Choice(("denoised",), space=color), report=report)
    for place in (prores, png, exr):
        if place is not None:
            screen.say(str(place))


def _listed(text: str) -> tuple[str, ...]:
    """Return the names in a list with commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _range(text: str | None) -> tuple[int, int] | None:
    """Return the numbers of ``A..B``."""
    if text is None:
        return None
    match = re.fullmatch(r"\s*(\d{1,9})\s*\.\.\s*(\d{1,9})\s*", text)
    if not match:
        raise InputError(expected("--frames", "A..B, from frame A to before B", text, "Write for example 0..24."))
    return int(match.group(1)), int(match.group(2))
