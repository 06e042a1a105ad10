"""Who is meant: the things of a world, and which of them a mention, a click or "it" names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import dist

from setpiece.assets.build import build
from setpiece.assets.catalogue import THINGS
from setpiece.errors import InputError, did_you_mean
from setpiece.language.script import Entity, Script
from setpiece.language.vocabulary import lexicon
from setpiece.language.wish import Mention
from setpiece.world.document import Body, World

NEAR = 0.12  # distance in linear colour within which a thing may be called by a colour word
MOST_CANDIDATES = 12


@dataclass(frozen=True)
class Thing:
    """One thing of a world: its id, the catalogue's key if it is known, the entity it came from, its bodies' ids.

    The first body is the main one, which has the thing's id where there is one of that name.
    """

    id: str
    key: str
    entity: str
    bodies: tuple[str, ...]


@dataclass(frozen=True)
class Course:
    """How a body that starts at rest moves until it first hits something: unit direction, greatest speed (m/s)."""

    direction: tuple[float, float, float]
    speed: float


@dataclass(frozen=True)
class Context:
    """All that an edit sentence is read against: the world, its sentence, what was clicked, what was edited last."""

    world: World
    script: Script | None = None
    clicked: str | None = None
    last: tuple[str, ...] = ()
    course: Callable[[str], Course | None] = lambda _: None


def things_of(world: World, script: Script | None) -> tuple[Thing, ...]:
    """Return the things of a world in its order: those of the sentence with all their bodies, then the others."""
    ids = [body.id for body in world.bodies]
    names = _names(script)
    owner: dict[str, str] = {}
    for id_ in ids:
        fitting = [name for name in names if id_ == name or id_.startswith(f"{name}_")]
        owner[id_] = max(fitting, key=len) if fitting else _root(world, id_)
    found = []
    for name in dict.fromkeys(owner[id_] for id_ in ids):
        bodies = sorted((id_ for id_ in ids if owner[id_] == name), key=lambda id_: (id_ != name, ids.index(id_)))
        key, entity = names.get(name, (_key(world.body(bodies[0])), name))
        found.append(Thing(name, key, entity, tuple(bodies)))
    return tuple(found)


def _names(script: Script | None) -> dict[str, tuple[str, str]]:
    """Return the id of every instance of the sentence's entities, with its key and its entity."""
    names = {}
    for entity in script.entities if script else ():
        many = [entity.id] if entity.count == 1 else [f"{entity.id}_{k + 1}" for k in range(entity.count)]
        names |= dict.fromkeys(many, (entity.thing, entity.id))
    return names


def _root(world: World, id_: str) -> str:
    """Return the body at the root of a jointed tree."""
    body = world.body(id_)
    while body.joint and body.joint.parent:
        body = world.body(body.joint.parent)
    return body.id


def _key(body: Body) -> str:
    """Return the catalogue's key that a body without sentence most likely is of: by its name, else its family."""
    words = body.id.split("_")
    for start in range(len(words)):
        for stop in range(len(words), start, -1):
            if "_".join(words[start:stop]) in THINGS:
                return "_".join(words[start:stop])
    return next((key for key, thing in THINGS.items() if thing.family == body.family), body.family)


def meant(context: Context, mention: Mention) -> tuple[Thing, ...]:
    """Return the things that a mention names.

    Raises:
        InputError: none fits, or several do where one was spoken of; the message names the candidates.
    """
    things = things_of(context.world, context.script)
    if mention.pronoun:
        return _pronoun(context, mention, things)
    fitting = [thing for thing in things if _is_a(thing, mention)]
    entity = mention.entity
    if entity is not None and entity.color is not None:
        fitting = _colored(context.world, fitting, entity)
    if entity is not None and entity.material is not None and len(fitting) > 1:
        fitting = [t for t in fitting if entity.material in _materials(context.world, t)] or fitting
    return _chosen(context, mention, tuple(fitting), things)


def _chosen(
    context: Context, mention: Mention, fitting: tuple[Thing, ...], things: tuple[Thing, ...]
) -> tuple[Thing, ...]:
    """Return those of the fitting things that number and order pick, or ask."""
    if not fitting:
        names = [thing.id for thing in things]
        hint = (
            did_you_mean(mention.text.removeprefix("the ").replace(" ", "_"), names) or f"There are {_listed(names)}."
        )
        raise InputError(f"edit: which thing is '{mention.text}'? Nothing of that name is in the film. {hint}")
    if mention.order is not None:
        index = mention.order - 1 if mention.order > 0 else mention.order
        if -len(fitting) <= index < len(fitting):
            return (fitting[index],)
        raise InputError(f"edit: which thing is '{mention.text}'? There are {_listed([t.id for t in fitting])}.")
    if mention.every or len(fitting) == 1 or mention.count == len(fitting):
        return fitting
    clicked = [thing for thing in fitting if context.clicked in thing.bodies]
    if clicked:
        return tuple(clicked)
    question = f"edit: which one is '{mention.text}'? It may be {_listed([t.id for t in fitting])}."
    raise InputError(f"{question} Say a colour, 'the first', 'all', or click it; nothing was changed.")


def _pronoun(context: Context, mention: Mention, things: tuple[Thing, ...]) -> tuple[Thing, ...]:
    if mention.pronoun == "all":
        return things
    last = context.last if mention.pronoun == "last" else ()
    wanted = (context.clicked,) if context.clicked else last
    found = tuple(thing for thing in things if set(thing.bodies) & set(wanted))
    if found:
        return found
    if len(things) == 1:
        return things
    raise InputError(f"edit: what is '{mention.text}'? Name it or click it: {_listed([t.id for t in things])}.")


def _is_a(thing: Thing, mention: Mention) -> bool:
    """Tell whether the noun of a mention names this thing."""
    if mention.entity is None:
        heads = {thing.key, thing.key.rpartition("_")[2]}
        return "*" in mention.things or bool(heads & set(mention.things)) or _noun(mention) in heads
    wanted = mention.entity.thing
    words = {thing.key, *thing.id.split("_"), thing.key.rpartition("_")[2]}
    return wanted in words or wanted.rpartition("_")[2] in words or thing.id == mention.entity.id


def _noun(mention: Mention) -> str:
    return mention.text.split()[-1].lower()


def _colored(world: World, things: Sequence[Thing], entity: Entity) -> list[Thing]:
    """Return the things that have a colour now; where none has, those whose name says it."""
    assert entity.color is not None
    now = [thing for thing in things if _color_distance(world, thing, entity.color) < NEAR]
    if now:
        return now
    word = entity.id.split("_")[0]
    return [thing for thing in things if word in thing.id.split("_")]


def _color_distance(world: World, thing: Thing, color: tuple[float, float, float]) -> float:
    parts = build(world.body(thing.bodies[0])).parts
    return min((dist(part.color, color) for part in parts if part.color is not None), default=9.0)


def _materials(world: World, thing: Thing) -> set[str]:
    return {part.material for part in build(world.body(thing.bodies[0])).parts}


def _listed(names: Sequence[str]) -> str:
    """Return names as text, the first dozen of many."""
    more = len(names) - MOST_CANDIDATES
    return ", ".join(names[:MOST_CANDIDATES]) + (f" and {more} more" if more > 0 else "")


def color_words() -> dict[str, tuple[float, float, float]]:
    """Return the colours that have a word."""
    return {word: found["color"]["rgb"] for word, found in lexicon().senses.items() if "color" in found}
