"""The verbs of the command line. Everything heavy is imported by the verb that needs it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from setpiece.cli import delivering, editing, options, screen
from setpiece.cli.arguments import FOLDER, JSON
from setpiece.errors import InputError

if TYPE_CHECKING:
    from setpiece.pipeline import Imagined
    from setpiece.world.document import Model, World
    from setpiece.world.format import Format

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Setpiece films a world instead of dreaming pixels: a sentence becomes a 3D world, physics moves it, and "
    "a path tracer films it, with sound.",
)

GUESS = Annotated[bool, typer.Option("--guess", help="Take unknown words for the nearest known ones, and say so.")]
IMPOSSIBLE = Annotated[
    bool,
    typer.Option("--allow-impossible", help="Change the law of physics that forbids what is said, by its name."),
]
THING = Annotated[
    list[str] | None,
    typer.Option("--thing", metavar="NAME=FILE", help="A mesh of your own (.glb, .gltf, .obj, .stl) as a noun: "
                 "dragon=dragon.glb[,size=METRES][,unit=cm][,up=z][,material=bronze]"),
]  # fmt: skip
SKY = Annotated[
    Path | None,
    typer.Option("--sky", metavar="FILE", help="A panorama of your own (.hdr, .exr) that lights a place outdoors. "
                 "Its middle is straight ahead."),
]  # fmt: skip
SOURCE = Annotated[str, typer.Argument(metavar="PROMPT", show_default=False, help="A sentence, or - for stdin.")]
FILMED = Annotated[
    str,
    typer.Argument(metavar="PROMPT", show_default=False, help="A sentence, a world.json, or - to read one from stdin."),
]


@app.command(
    epilog='Examples: setpiece film "A red ball rolls off a table." -o ball | setpiece film ball/world.json -o again '
    '--quality final | echo "Ten dominoes fall." | setpiece film - --seconds 4'
)
def film(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    prompt: FILMED,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="DIR", help="Where. [films/<words>]")] = None,
    seed: Annotated[str, typer.Option(metavar="N", help="Of every choice the sentence leaves open.")] = "0",
    seconds: Annotated[str | None, typer.Option(metavar="S", help="Length of the film.")] = None,
    size: Annotated[str, typer.Option(metavar="WxH", help="Of the picture in pixels.")] = "640x360",
    fps: Annotated[str, typer.Option(metavar="N", help="Frames a second: 24, 25, 30, 60, 23.976 ...")] = "24",
    quality: Annotated[str, typer.Option(metavar="draft|standard|final", help="How much work.")] = "standard",
    light_groups: Annotated[
        bool, typer.Option("--light-groups", help="Keep each lamp's light apart: to recolour one then traces nothing.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Write into a folder that holds something else.")] = False,
    guess: GUESS = False,
    allow_impossible: IMPOSSIBLE = False,
    thing: THING = None,
    sky: SKY = None,
    as_json: JSON = False,
) -> None:
    """Film a sentence, or a world written as JSON. The same command on the same folder goes on where it stopped."""
    delivery = _format(size, fps, quality, light_groups=light_groups)
    length, chosen_seed = options.parse_seconds(seconds), options.parse_seed(seed)
    source = options.read_source(prompt)
    from setpiece import pipeline
    from setpiece.take.folder import check_place, default_folder

    wish = source if isinstance(source, str) else _world(source, length)
    identity = wish if isinstance(wish, str) else wish.title
    folder = output or default_folder(Path("films"), identity)
    check_place(folder, identity, force=force)
    if isinstance(wish, str):
        liberties = Liberties(guess, allow_impossible)
        own = Own(_models(thing), _panorama(sky))
        filmed = _imagine(wish, folder, (chosen_seed, length), liberties, own, context.obj)
    else:
        filmed = _exposed(_under(wish, sky), folder, context.obj)
    with screen.progress_bars(context.obj) as report:
        take = pipeline.shoot(filmed, folder, format=delivery, force=force, report=report)
    from setpiece.cli.telling import tell_film

    raise typer.Exit(tell_film(take, as_json=as_json))


@app.command(epilog='Example: setpiece understand "A glass marble knocks over twelve dominoes." --json')
def understand(
    prompt: SOURCE,
    guess: GUESS = False,
    allow_impossible: IMPOSSIBLE = False,
    thing: THING = None,
    as_json: JSON = False,
) -> None:
    """Show what is understood of a sentence."""
    source = options.read_source(prompt)
    if not isinstance(source, str):
        raise InputError("prompt: expected a sentence, got a document. `setpiece film` takes documents.")
    from setpiece.cli.telling import tell_script
    from setpiece.language.understand import understand as understood

    script = understood(source, guess=guess, allow_impossible=allow_impossible, models=_models(thing))
    raise typer.Exit(tell_script(script, as_json=as_json))


@app.command(epilog="Example: setpiece state ball --time 1.5 --body red_ball --json")
def state(
    folder: FOLDER,
    time: Annotated[str, typer.Option(metavar="T", help="Seconds into the film.")],
    body: Annotated[str | None, typer.Option(metavar="NAME", help="Only this thing.")] = None,
    as_json: JSON = False,
) -> None:
    """Show where everything is at a time, and its motion.

    Metres, seconds, radians; Z up; quaternions wxyz. Positions are of the centre of the bounding box as modelled.
    """
    moment = options.parse_number(time, "--time")
    from setpiece.cli.telling import tell_state
    from setpiece.pipeline import open_take

    tell_state(open_take(folder), moment, body, as_json=as_json)


@app.command(epilog="Examples: setpiece certify ball | setpiece certify --from-frames ball")
def certify(
    folder: FOLDER,
    from_frames: Annotated[
        bool, typer.Option("--from-frames", help="Measure gravity in the film's own id and depth layers instead.")
    ] = False,
    as_json: JSON = False,
) -> None:
    """Compute and print a take's certificate.

    The laws it obeys, with figures, and its sentence checked clause by clause. With --from-frames: what its frames
    show of round things in flight, read independently of the simulation.
    """
    from setpiece.cli.telling import tell_certificate
    from setpiece.pipeline import open_take
    from setpiece.proof import certificate_of, witnessed
    from setpiece.take.store import Store

    take = open_take(folder)
    with Store(take.store) as store:
        certificate = witnessed(take, store) if from_frames else certificate_of(take, store)
    raise typer.Exit(tell_certificate(certificate, as_json=as_json))


@app.command(epilog="Example: setpiece laws --json")
def laws(context: typer.Context, as_json: JSON = False) -> None:
    """Measure physics against closed forms: thirty scenarios, each with its error and its bound.

    Exit code 1 if one does not hold; those that say "not yet" need what Setpiece has not.
    """
    from setpiece.cli.telling import tell_laws
    from setpiece.laws.table import measured

    with screen.progress_bars(context.obj) as report:
        rows = measured(report)
    raise typer.Exit(tell_laws(rows, as_json=as_json))


@app.command(epilog="Example: setpiece doctor")
def doctor(as_json: JSON = False) -> None:
    """Show what of this machine is used, and what is missing."""
    from setpiece.cli.machine import tell_machine

    raise typer.Exit(tell_machine(as_json=as_json))


@app.command(epilog="Examples: setpiece things | setpiece things ball | setpiece things --sheet things.png")
def things(
    context: typer.Context,
    word: Annotated[str | None, typer.Argument(metavar="WORD", show_default=False, help="Only what fits it.")] = None,
    as_json: JSON = False,
    sheet: Annotated[
        Path | None, typer.Option(metavar="OUT.png", help="Draw them, smallest first, beside a 1.75 m figure.")
    ] = None,
) -> None:
    """List what can be filmed."""
    from setpiece.cli.telling import fitting, say, tell_things

    if sheet is None:
        tell_things(word, as_json=as_json)
        return
    from setpiece.cli.sheet import draw_sheet

    with screen.progress_bars(context.obj) as report:
        count = draw_sheet(sheet, tuple(fitting(word)), report=report)
    say(f"{sheet}: {count} things.")


EDIT_EXAMPLES = (
    'Examples: setpiece edit ball "make the red ball faster" | setpiece edit ball "make this heavier" '
    "--click 320,180@1.5 | setpiece edit ball undo"
)
app.command(epilog=EDIT_EXAMPLES)(editing.edit)
app.command(epilog="Example: setpiece undo ball")(editing.undo)
app.command(epilog="Example: setpiece redo ball")(editing.redo)
app.command(epilog="Example: setpiece history ball")(editing.history)
app.command(epilog="Examples: setpiece compare ball@1 ball@3 | setpiece compare ball ball-at-night")(editing.compare)
app.command(epilog='Example: setpiece twin ball "if the ball were heavier"')(editing.twin)
app.command(epilog="Example: setpiece why ball --click 320,180@1.5")(editing.why)
RECAST_EXAMPLES = 'Examples: setpiece recast ball --actor "red ball=steel cube" | setpiece recast ball --place beach'
app.command(epilog=RECAST_EXAMPLES)(editing.recast)
app.command(epilog="Example: setpiece look ball")(editing.look)
app.command(epilog="Example: setpiece merge ball 3")(editing.merge)
app.command(epilog="Example: setpiece branch ball ball-at-night")(editing.branch)
LAYERS_EXAMPLES = "Examples: setpiece layers ball | setpiece layers ball --layers depth,motion_forward --zarr ball.zarr"
app.command(epilog=LAYERS_EXAMPLES)(delivering.layers)
app.command(epilog="Example: setpiece deliver ball --prores ball.mov --png pictures")(delivering.deliver)


def _format(size: str, fps: str, quality: str, *, light_groups: bool) -> "Format":
    width, height = options.parse_size(size)
    rate, chosen = options.parse_fps(fps), options.parse_choice(quality, options.QUALITIES, "--quality")
    from setpiece.world.format import Format

    return Format(width=width, height=height, fps=rate, quality=chosen, light_groups=light_groups)


def _world(source: Path | bytes, seconds: float | None) -> "World":
    """Return the world of a document, of another length if one was asked for."""
    from setpiece.assets.build import check
    from setpiece.world.document import Body
    from setpiece.world.files import load_world, parse_world

    def check_body(body: Body) -> list[str]:
        return [line.removeprefix(f"bodies.{body.id}.") for line in check(body)]

    if isinstance(source, Path):
        world = load_world(source, check_body)
    else:
        world = parse_world(source, place="standard input", check_body=check_body)
    return world if seconds is None else world.model_copy(update={"duration": seconds})


class Liberties(NamedTuple):
    """What may be done beyond the sentence: guess at unknown words, change a law that forbids it."""

    guess: bool
    impossible: bool


class Own(NamedTuple):
    """What the user brings along: shapes by their nouns, and a sky."""

    models: dict[str, "Model"]
    panorama: str


def _panorama(path: Path | None) -> str:
    """Return the sky of a file, or nothing."""
    if path is None:
        return ""
    from setpiece.render.panorama_file import read_panorama

    return read_panorama(path)


def _under(world: "World", path: Path | None) -> "World":
    """Return a world under the sky of a file, if there is one."""
    if path is None:
        return world
    from setpiece.render.panorama import under

    return under(world, _panorama(path))


def _models(wishes: list[str] | None) -> dict[str, "Model"]:
    """Return the user's own shapes by their nouns."""
    if not wishes:
        return {}
    from setpiece.assets.importing import read_model
    from setpiece.assets.own import wish

    return {asked.name: read_model(asked) for asked in map(wish, wishes)}


def _imagine(
    prompt: str,
    folder: Path,
    choices: tuple[int, float | None],
    liberties: Liberties,
    own: Own,
    interrupts: list[int],
) -> "Imagined":
    """Return what the prompt gave in this folder before, or imagine it; say first what was not understood."""
    from setpiece import pipeline
    from setpiece.cli.telling import warn_of_unknown

    seed, seconds = choices
    taken = tuple(name for name, leave in liberties._asdict().items() if leave)
    found = pipeline.recall(folder, prompt, seed=seed, seconds=seconds, liberties=taken, **own._asdict())
    if found is not None:
        warn_of_unknown(found.script)
        return found
    from setpiece.language.understand import understand as understood

    script = understood(prompt, guess=liberties.guess, allow_impossible=liberties.impossible, models=own.models)
    warn_of_unknown(script)
    with screen.progress_bars(interrupts) as report:
        return pipeline.imagine(script, seed=seed, seconds=seconds, panorama=own.panorama, report=report)


def _exposed(world: "World", folder: Path, interrupts: list[int]) -> "World":
    """Return a world with an exposure: its own, the one that the folder's take of it has, or a light meter's."""
    from setpiece import pipeline
    from setpiece.take.folder import Take

    if "exposure" in world.shot.model_fields_set:
        return world
    if (folder / "world.json").exists():
        before = Take(folder).world
        exposure = before.shot.exposure
        if before == world.model_copy(update={"shot": world.shot.model_copy(update={"exposure": exposure})}):
            return before
    with screen.progress_bars(interrupts) as report:
        return pipeline.metered(world, report=report)
