"""From wishes to an Edit: each wish is read against the world as the wishes before it left it.

Nothing is guessed: what fits several things, or none, or cannot be done, is an InputError that asks with the
candidates, and nothing has changed.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from setpiece.assets.build import check
from setpiece.edits import light, looks, motion, placing, shot
from setpiece.edits.things import Context, Thing, meant, things_of
from setpiece.errors import InputError
from setpiece.language.wish import Change, Mention, Wish
from setpiece.world.document import FINISH
from setpiece.world.edit import Edit, Put, Step, apply

ACTS: dict[str, Callable[[Context, Thing, Wish], list[Step]]] = {
    "remove": lambda context, thing, _: placing.removed(context, thing),
    "duplicate": lambda context, thing, _: placing.duplicated(context, thing),
    "replace": lambda context, thing, wish: placing.replaced(context, thing, _second(wish)),
    "move": placing.moved,
    "stop": lambda context, thing, _: motion.stopped(context, thing),
    "spin": motion.spun,
    "reverse": lambda context, thing, _: motion.reversed_(context, thing),
    "on": lambda context, thing, _: light.switched(context, thing, on=True),
    "off": lambda context, thing, _: light.switched(context, thing, on=False),
}
CHANGES: dict[str, Callable[[Context, Thing, Change, Wish], list[Step]]] = {
    "pace": motion.paced,
    "delay": motion.delayed,
    "start": motion.delayed,
    "height": motion.heightened,
    "spin": lambda context, thing, _, wish: motion.spun(context, thing, wish),
    "stop": lambda context, thing, *_: motion.stopped(context, thing),
    "reverse": lambda context, thing, *_: motion.reversed_(context, thing),
    "mass": looks.heavier,
    "friction": looks.rubbed,
    "restitution": looks.bounced,
    "scale": lambda context, thing, change, wish: looks.scaled(context, thing, looks.times(change, wish) or 1.0),
}
RELIT = ("time", "weather", "lighting")
ONCE = ("colors", "materials", "lit", "color")  # values that one sentence can give but once


def resolve(context: Context, wishes: tuple[Wish, ...], sentence: str) -> Edit:
    """Return the edit that wishes mean in a world.

    Raises:
        InputError: something is unclear or impossible; the message asks, with the candidates.
    """
    steps: list[Step] = []
    for wish in wishes:
        found = steps_of(context, wish)
        world = apply(context.world, Edit(steps=tuple(found)))
        mistakes = [line for body in world.bodies for line in check(body)]
        if mistakes:
            raise InputError(*mistakes)
        _contradict(steps, found, sentence)
        steps += found
        context = replace(context, world=world)
    edit = Edit(steps=tuple(steps), sentence=sentence)
    if not steps:
        raise InputError(f"edit: '{sentence}' changes nothing: it is so already.")
    return edit


def _contradict(before: Sequence[Step], steps: Sequence[Step], sentence: str) -> None:
    """Make sure that no step takes back what one before it has given.

    Raises:
        InputError: one does.
    """
    given = {step.path: step.value for step in before if isinstance(step, Put)}
    for step in steps:
        once = isinstance(step, Put) and bool(set(step.path.split(".")) & set(ONCE))
        if once and given.get(step.path, step.value) != step.value:
            raise InputError(f"edit: '{sentence}' gives {step.path} two values. Which one? Nothing was changed.")


def _agree(wish: Wish) -> None:
    """Make sure that the comparisons of a wish do not pull one value both ways.

    Raises:
        InputError: two do.
    """
    ways: dict[str, bool] = {}
    for change in wish.changes:
        up = (change.factor or 1.0) * (1.0 + (change.add or 0.0)) > 1.0
        if (change.factor or change.add) and ways.setdefault(change.field, up) != up:
            raise InputError(f"edit: '{wish.text}' asks for more and for less at once. Which one? Nothing was changed.")


def steps_of(context: Context, wish: Wish) -> list[Step]:
    """Return the steps of one wish."""
    _agree(wish)
    if wish.subject == "camera" or wish.camera or (wish.moves and not wish.mentions):
        return shot.camera_steps(context, wish)
    if wish.setting.get("weather") == "wind" or any(change.field == "wind" for change in wish.changes):
        return light.wind_steps(context, wish)
    if {"aspect", "style", *FINISH} & wish.setting.keys():
        return shot.picture_steps(context, wish)
    if set(wish.setting) & set(RELIT):
        return light.sky_steps(context, wish)
    if "gravity" in wish.setting or any(change.field == "gravity" for change in wish.changes):
        return light.gravity_steps(context, wish)
    if wish.subject == "shot" or "slow_motion" in wish.setting:
        return shot.film_steps(context, wish)
    if "place" in wish.setting:
        raise InputError(
            "edit: another place is not an edit: things would have to be staged again. Use `setpiece recast`."
        )
    if wish.act == "add":
        return placing.added(context, wish)
    if wish.subject == "sun":
        return _sun(context, wish)
    return _thing_steps(context, wish)


def _sun(context: Context, wish: Wish) -> list[Step]:
    """Return the steps of a wish about the light as a whole."""
    for change in wish.changes:
        if change.field == "light":
            return light.brightness(context, change, wish)
        if change.field == "height":
            up = (change.factor or 1.0) > 1.0
            return light.sun_direction(context, wish.model_copy(update={"direction": "up" if up else "down"}))
    if wish.direction:
        return light.sun_direction(context, wish)
    if wish.color is not None and context.world.lights:
        return light.lamp_colored([each.id for each in context.world.lights], wish)
    raise InputError("edit: what is the light to be? For example 'sunset', 'from the left', 'brighter'.")


def _thing_steps(context: Context, wish: Wish) -> list[Step]:
    """Return the steps of a wish about things: the first mention names them, if none does, the only one that fits."""
    if not wish.mentions and len(wish.changes) == 1 and wish.changes[0].field in ("light", "length"):
        change = wish.changes[0]
        return light.brightness(context, change, wish) if change.field == "light" else shot.film_steps(context, wish)
    if wish.act == "move" and _new(wish):
        return placing.added(context, wish)
    subjects = _subjects(context, wish)
    if (
        wish.act == "move"
        and not (wish.mentions[1:] or wish.direction)
        and any(c.field == "height" for c in wish.changes)
    ):
        wish = wish.model_copy(update={"act": "make"})
    steps: list[Step] = []
    for thing in subjects:
        now = replace(context, world=apply(context.world, Edit(steps=tuple(steps))))
        if wish.act in ACTS:
            steps += ACTS[wish.act](now, thing, wish)
        steps += _made(now, thing, wish)
    if not steps:
        raise InputError(
            f"edit: what is {', '.join(t.id for t in subjects)} to be? Say 'blue', 'steel', 'faster', 'heavier' ..."
        )
    return steps


def _made(context: Context, thing: Thing, wish: Wish) -> list[Step]:
    """Return the steps of all that a thing is to be."""
    steps: list[Step] = []

    def now() -> Context:
        return replace(context, world=apply(context.world, Edit(steps=tuple(steps))))

    lamps = light.lamps_of(context, thing)
    if wish.material is not None:
        steps += looks.of_material(context, thing, wish)
    if wish.color is not None:
        shines = lamps and "light" in wish.text.split()
        steps += light.lamp_colored(lamps, wish) if shines else looks.colored(now(), thing, wish)
    if wish.scale is not None:
        steps += looks.scaled(now(), thing, wish.scale)
    for change in wish.changes:
        if change.field == "light" and lamps:
            steps += light.lamp_power(now(), lamps, change, wish)
        elif change.field in CHANGES:
            steps += CHANGES[change.field](now(), thing, change, wish)
        else:
            raise InputError(
                f"edit: '{wish.text}' cannot be said of {thing.id}. Say faster, heavier, bigger, blue, of steel ..."
            )
    return steps


def _subjects(context: Context, wish: Wish) -> tuple[Thing, ...]:
    """Return the things that a wish is about; without a name, what was clicked, or the only thing that moves."""
    named = (
        wish.mentions[:1]
        if wish.act in ("replace", "move")
        else [m for m in wish.mentions if m.before in ("", "of", "around")]
    )
    if named:
        return tuple(dict.fromkeys(thing for mention in named for thing in meant(context, mention)))
    if context.clicked:
        return meant(context, Mention(text="this", pronoun="click"))
    world = context.world
    movers = [
        thing
        for thing in things_of(world, context.script)
        if any(any(world.body(i).velocity) for i in thing.bodies) or any(a.body in thing.bodies for a in world.actions)
    ]
    if len(movers) == 1:
        return (movers[0],)
    names = [thing.id for thing in (movers or things_of(world, context.script))][:12]
    raise InputError(f"edit: which thing is meant in '{wish.text}'? It may be {', '.join(names)}; nothing was changed.")


def _new(wish: Wish) -> bool:
    """Tell whether "put a crate on the table" speaks of a thing that is not there yet."""
    if not wish.mentions:
        return False
    first = wish.mentions[0]
    return first.text.split()[0].lower() in ("a", "an", "another", "two", "three") and len(wish.mentions) > 1


def _second(wish: Wish) -> Mention:
    if len(wish.mentions) < 2:
        raise InputError("edit: by what is it to be replaced? Write for example 'replace the ball with a steel cube'.")
    return wish.mentions[1]
