"""Layers that can be exchanged: the same action by another thing, another take's action, the same in another place.

Each is an Edit like any other: solved numbers, nothing staged again. What an exchanged actor or action then does is
physics' business; the certificate says which of the sentence's clauses still hold.
"""

from setpiece.edits.placing import replaced
from setpiece.edits.things import Context, Thing, meant, things_of
from setpiece.errors import InputError, did_you_mean, expected
from setpiece.language.wishes import wishes
from setpiece.staging.setting import INDOORS
from setpiece.world.document import Room, World
from setpiece.world.edit import Add, Put, Step, Still
from setpiece.world.places import PLACES

ROOM_MARGIN = 1.0  # m between a wall and the camera or a thing


def actor(context: Context, wish: str) -> list[Step]:
    """Return the steps of ``THING=THING``: the second does what the first did, from where it stood.

    Raises:
        InputError: the form is another, or one of the two is not known.
    """
    old, sign, new = wish.partition("=")
    if not sign or not old.strip() or not new.strip():
        raise InputError(expected("--actor", "THING=THING", wish, "Write for example 'red ball=steel cube'."))
    asked = wishes(f"replace the {old.strip()} with a {new.strip()}")[0]
    if len(asked.mentions) < 2:
        raise InputError(expected("--actor", "two things of the catalogue", wish, "`setpiece things` lists them."))
    return replaced(context, meant(context, asked.mentions[0])[0], asked.mentions[1])


def action(context: Context, other: Context) -> list[Step]:
    """Return the steps that let every mover of a world move as a mover of another take does, the first as the first.

    Speeds, turning, and what acts from outside are taken over; places stay.

    Raises:
        InputError: in one of the two nothing moves by itself.
    """
    pairs = list(zip(movers(context), movers(other), strict=False))
    if not pairs:
        raise InputError(
            "--action: expected two takes in which something moves by itself, found one in which nothing does."
        )
    steps: list[Step] = []
    for here, there in pairs:
        target, source = context.world.body(here.bodies[0]), other.world.body(there.bodies[0])
        if target.joint or target.fixed or source.joint:
            raise InputError(
                f"--action: {here.id} or {there.id} is tied by a joint; only free things can take over a motion."
            )
        steps.append(Still(body=target.id))
        steps.append(Put(path=f"bodies.{target.id}.velocity", value=list(source.velocity)))
        steps.append(Put(path=f"bodies.{target.id}.spin", value=list(source.spin)))
        for act in other.world.actions:
            if act.body == source.id and act.kind != "drive":
                steps.append(Add(to="actions", row=act.model_copy(update={"body": target.id}).model_dump(mode="json")))
    return steps


def movers(context: Context) -> list[Thing]:
    """Return the things that move by themselves, in the world's order."""
    world = context.world
    acted = {act.body for act in world.actions}
    return [
        thing
        for thing in things_of(world, context.script)
        if any(any(world.body(id_).velocity) or any(world.body(id_).spin) or id_ in acted for id_ in thing.bodies)
    ]


def place(context: Context, name: str) -> list[Step]:
    """Return the steps that set a world in another place: its ground, walls and what stands around.

    Raises:
        InputError: the place is not known.
    """
    known = {word: key for key, each in PLACES.items() for word in (key, key.replace("_", " "), *each.words)}
    key = known.get(name.strip().lower())
    if key is None:
        raise InputError(
            expected("--place", "a known place", name, did_you_mean(name, known) or f"Known: {', '.join(PLACES)}.")
        )
    kind, now = PLACES[key], context.world.place
    room = (
        Room(size=_roomy(context.world, kind.room_size), walls=kind.wall, wall_color=kind.wall_color)
        if kind.room_size
        else None
    )
    values = {
        "name": key,
        "ground": kind.ground,
        "ground_color": kind.ground_color and list(kind.ground_color),
        "room": room and room.model_dump(mode="json"),
        "clear_depth": None,
        "clear_radius": max(kind.clear_radius, now.clear_radius) if key not in INDOORS else kind.clear_radius,
    }
    return [Put(path=f"place.{field}", value=value) for field, value in values.items()]


def _roomy(world: World, size: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return a room's size (m) that holds the camera and all things."""
    points = [world.shot.eye, *(body.position for body in world.bodies)]
    reach = [2 * (max(abs(point[axis]) for point in points) + ROOM_MARGIN) for axis in (0, 1)]
    top = max(point[2] for point in points) + ROOM_MARGIN
    return max(size[0], reach[0]), max(size[1], reach[1]), max(size[2], top)
