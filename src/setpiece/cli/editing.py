"""The verbs that change a take and walk its history: ``edit``, ``history``, ``undo``, ``redo``, ``branch``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from setpiece.cli import options, screen
from setpiece.cli.arguments import FOLDER, JSON
from setpiece.errors import InputError, expected

if TYPE_CHECKING:
    from setpiece.edits.clicks import Click
    from setpiece.take.folder import Take

WORDS = Annotated[str, typer.Argument(metavar="SENTENCE", show_default=False, help="What to change.")]
CLICK = Annotated[str | None, typer.Option(metavar="X,Y@T", help="A pixel of the picture at a time (s): 'this'.")]
SURFACE = Annotated[bool, typer.Option("--surface", help="What the click hits first counts, clear or mirroring.")]
NEW = Annotated[Path, typer.Argument(metavar="NEW", show_default=False, help="The folder of the new take.")]


def edit(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    folder: FOLDER,
    sentence: WORDS = "",
    click: CLICK = None,
    brush: Annotated[Path | None, typer.Option("--brush", metavar="FILE", help="A painted path: [x, y, t].")] = None,
    surface: SURFACE = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="DIR", help="Edit a copy there.")] = None,
    as_json: JSON = False,
) -> None:
    """Change a film by a sentence. Only what the change causes is computed again.

    What is unclear or impossible is asked back, and nothing is changed.
    """
    place = _click(click, surface=surface)
    from setpiece import editing, pipeline
    from setpiece.cli.telling import tell_edit

    take = pipeline.open_take(folder)
    if brush is not None and sentence:
        raise InputError("edit: expected a sentence or --brush, got both. Make two edits of it.")
    made = editing.brush(take, brush) if brush is not None else sentence
    if output is not None:
        if brush is None:
            pipeline.edit_for(take, sentence, click=place)  # whatever is unclear is asked before anything is copied
        take = pipeline.branch(take, output)
    from setpiece.take.reuse import Tally
    from setpiece.take.store import Stopwatch

    tally, stopwatch = Tally(), Stopwatch()
    with screen.progress_bars(context.obj) as report:
        take = pipeline.revise(take, made, click=place, report=report, tally=tally, stopwatch=stopwatch)
    raise typer.Exit(tell_edit(take, tally, stopwatch.seconds, as_json=as_json))


def undo(context: typer.Context, folder: FOLDER, as_json: JSON = False) -> None:
    """Go back to the version before."""
    _walk(context, folder, "undo", as_json=as_json)


def redo(context: typer.Context, folder: FOLDER, as_json: JSON = False) -> None:
    """Go forward to the version that was made from this one last."""
    _walk(context, folder, "redo", as_json=as_json)


def history(folder: FOLDER, as_json: JSON = False) -> None:
    """List the versions of a take: what was asked for, and the equal Python."""
    from setpiece.cli.telling import tell_history
    from setpiece.pipeline import open_take

    tell_history(open_take(folder), as_json=as_json)


def branch(folder: FOLDER, new: NEW) -> None:
    """Copy a take with all its versions, to go on differently there."""
    from setpiece import pipeline

    screen.say(str(pipeline.branch(pipeline.open_take(folder), new).folder))


def compare(
    first: Annotated[str, typer.Argument(metavar="A", show_default=False, help="A take, or one version: DIR@3.")],
    second: Annotated[str, typer.Argument(metavar="B", show_default=False, help="Likewise.")],
    as_json: JSON = False,
) -> None:
    """Show how two takes or versions differ: values, bodies and from when, pixels."""
    from setpiece.cli.telling import tell_comparison
    from setpiece.editing import Point
    from setpiece.editing import compare as compared

    tell_comparison(compared(Point.parse(first), Point.parse(second)), as_json=as_json)


def twin(
    context: typer.Context,
    folder: FOLDER,
    wish: Annotated[str, typer.Argument(metavar="WISH", show_default=False, help="'if the ball were heavier'")],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="NEW", help="Where. [DIR-twin]")] = None,
    as_json: JSON = False,
) -> None:
    """Film what would happen if one thing were different, and list what it causes: which bodies, from when, why."""
    from setpiece import editing
    from setpiece.cli.telling import tell_comparison
    from setpiece.pipeline import open_take

    place = output or folder.with_name(f"{folder.name}-twin")
    with screen.progress_bars(context.obj) as report:
        made, proof = editing.twin(open_take(folder), wish, place, report=report)
    if not as_json:
        screen.say(str(made.folder / editing.TWIN_FILM))
    tell_comparison({"values": [], "proof": proof}, as_json=as_json)


def why(
    folder: FOLDER,
    click: Annotated[str, typer.Option("--click", metavar="X,Y@T", help="A pixel of the picture at a time (s).")],
    surface: SURFACE = False,
    as_json: JSON = False,
) -> None:
    """Tell why a pixel is as it is: the thing, its material, what its light met, its motion and forces, its words."""
    place = _click(click, surface=surface)
    assert place is not None
    from setpiece import editing
    from setpiece.cli.telling import tell_reasons
    from setpiece.pipeline import open_take

    tell_reasons(editing.why(open_take(folder), place), as_json=as_json)


def recast(
    context: typer.Context,
    folder: FOLDER,
    actor: Annotated[str, typer.Option(metavar="THING=THING", help="Another thing does the same.")] = "",
    action: Annotated[
        Path | None, typer.Option(metavar="TAKE", help="The same things move as in another take.")
    ] = None,
    place: Annotated[str, typer.Option(metavar="NAME", help="The same happens somewhere else.")] = "",
    as_json: JSON = False,
) -> None:
    """Exchange a layer of a film: who acts, what is done, or where."""
    from setpiece import editing
    from setpiece.cli.telling import tell_version
    from setpiece.pipeline import open_take

    other = open_take(action) if action is not None else None
    with screen.progress_bars(context.obj) as report:
        take = editing.recast(open_take(folder), actor=actor, action=other, place=place, report=report)
    tell_version(take, as_json=as_json)


def merge(
    context: typer.Context,
    folder: FOLDER,
    other: Annotated[str, typer.Argument(metavar="VERSION", show_default=False, help="Its number in the history.")],
    as_json: JSON = False,
) -> None:
    """Add the edits of another version to this one; a conflict is named, and nothing is changed."""
    number = options.parse_number(other, "VERSION")
    from setpiece import editing
    from setpiece.cli.telling import tell_version
    from setpiece.pipeline import open_take

    with screen.progress_bars(context.obj) as report:
        take = editing.merge(open_take(folder), int(number), report=report)
    tell_version(take, as_json=as_json)


def _walk(context: typer.Context, folder: Path, way: str, *, as_json: bool) -> None:
    """Undo or redo; the language and the catalogue are not needed for it."""
    from setpiece import pipeline
    from setpiece.cli.telling import tell_version

    take: Take = pipeline.open_take(folder)
    with screen.progress_bars(context.obj) as report:
        pipeline.walk(take, way, report=report)
    tell_version(take, as_json=as_json)


def _click(text: str | None, *, surface: bool) -> "Click | None":
    """Return the place and time of ``X,Y@T``."""
    if text is None:
        return None
    place, _, time = text.partition("@")
    x, comma, y = place.partition(",")
    if not comma or not time:
        raise InputError(expected("--click", "X,Y@T in pixels and seconds", text, "Write for example 320,180@1.5."))
    from setpiece.edits.clicks import Click

    numbers: Any = (options.parse_number(each, "--click") for each in (x, y, time))
    return Click(*numbers, surface=surface)


def look(
    folder: FOLDER,
    port: Annotated[str, typer.Option(metavar="N", help="Of 127.0.0.1; 0 takes a free one.")] = "0",
) -> None:
    """Open a take as a local page: play, click a thing, type an edit, wipe before and after. Ctrl-C ends it."""
    number = options.parse_number(port, "--port")
    if number not in range(65536):
        raise InputError(expected("--port", "a whole number from 0 to 65535", port))
    from setpiece.pipeline import open_take
    from setpiece.studio.desk import Desk
    from setpiece.studio.server import Server

    desk = Desk(open_take(folder))
    try:
        server = Server(desk, int(number))
    except OSError as error:
        raise InputError(f"--port {port}: cannot be used: {error.strerror}. Leave it out.") from error
    screen.say(server.address)
    sys.stdout.flush()
    try:
        server.serve_forever()
    finally:
        server.server_close()
        desk.close()
