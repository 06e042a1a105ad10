"""Edits: what is changed of a world, as data, and the one pure function that changes it.

An edit holds solved numbers, so that applying it never stages, simulates or measures anything again. Paths lead
through the document by name; rows of lists are named by their id or their number: ``bodies.red_ball.velocity``.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue

from setpiece.errors import InputError, did_you_mean, expected
from setpiece.world.document import Document, Id, World
from setpiece.world.files import canonical_json, parse_world

OPEN = ("params", "materials", "colors")  # dictionaries that take new keys
MAX_STEPS = 10_000


class Put(Document):
    """One value replaced."""

    kind: Literal["put"] = "put"
    path: str
    value: JsonValue


class Add(Document):
    """One row more at the end of a list."""

    kind: Literal["add"] = "add"
    to: Literal["bodies", "lights", "actions"]
    row: dict[str, JsonValue]


class Drop(Document):
    """A body or a lamp less, with what is jointed to it, its lamps, its actions, and camera moves after it."""

    kind: Literal["drop"] = "drop"
    id: Id


class Still(Document):
    """All actions on a body less."""

    kind: Literal["still"] = "still"
    body: Id


Step = Annotated[Put | Add | Drop | Still, Field(discriminator="kind")]


class Edit(Document):
    """What is changed, in order; ``sentence`` is what asked for it, empty if nothing was said."""

    steps: Annotated[tuple[Step, ...], Field(max_length=MAX_STEPS)]
    sentence: str = ""


def apply(world: World, edit: Edit) -> World:
    """Return the edited world; the given one stays as it is.

    Raises:
        InputError: a path or an id leads nowhere, or the result is no valid world.
    """
    document = world.model_dump(mode="json")
    for step in edit.steps:
        if isinstance(step, Put):
            _put(document, step)
        elif isinstance(step, Add):
            document[step.to].append(step.row)
        elif isinstance(step, Drop):
            _drop(document, step.id)
        else:
            document["actions"] = [row for row in document["actions"] if row["body"] != step.body]
    return parse_world(canonical_json(document))


def by_path(changes: Mapping[str, object], sentence: str = "") -> Edit:
    """Return the edit that replaces values by path: ``{"sky.elevation": 0.1}``."""
    return Edit(steps=tuple(Put(path=path, value=_plain(value)) for path, value in changes.items()), sentence=sentence)


def python_of(edit: Edit) -> str:
    """Return the call that makes the same edit in Python."""
    if all(isinstance(step, Put) for step in edit.steps):
        changes = {step.path: step.value for step in edit.steps}
        if len(changes) == len(edit.steps):
            return f"take = setpiece.revise(take, {changes!r})"
    steps = [step.model_dump(mode="json") for step in edit.steps]
    return f"take = setpiece.revise(take, setpiece.Edit.model_validate({{'steps': {steps!r}}}))"


def touched_by(edit: Edit) -> frozenset[str]:
    """Return which values an edit writes: ``bodies.red_ball.colors``, ``shot.eye``, ids of what comes and goes."""
    names = set()
    for step in edit.steps:
        if isinstance(step, Put):
            names.add(".".join(step.path.split(".")[: 3 if step.path.startswith(("bodies.", "lights.")) else 2]))
        elif isinstance(step, Add):
            owner = step.row.get("id") or step.row.get("body")
            names.add(f"{'bodies' if step.to == 'actions' else step.to}.{owner}")
        else:  # what follows in the list of actions gets other numbers
            names |= {f"bodies.{step.id if isinstance(step, Drop) else step.body}", "actions"}
    return frozenset(names)


def _put(document: dict[str, Any], step: Put) -> None:
    """Replace the value at the end of a path."""
    *way, last = step.path.split(".")
    place: object = document
    for name in way:
        place = _inside(place, name, step.path)
    if isinstance(place, list):
        place[place.index(_inside(place, last, step.path))] = step.value
    elif isinstance(place, dict) and (last in place or way[-1:] in ([name] for name in OPEN)):
        place[last] = step.value
    else:
        raise _leads_nowhere(place, last, step.path)


def _inside(place: object, step: str, path: str) -> object:
    """Return the member of a dict, or the row of a list, that one step of a path names."""
    if isinstance(place, dict) and step in place:
        return place[step]
    if isinstance(place, list):
        for index, row in enumerate(place):
            if step == str(index) or (isinstance(row, dict) and row.get("id") == step):
                return row
    raise _leads_nowhere(place, step, path)


def _leads_nowhere(place: object, step: str, path: str) -> InputError:
    names = list(place) if isinstance(place, dict) else []
    if isinstance(place, list):
        names = [row["id"] for row in place if isinstance(row, dict) and "id" in row]
    return InputError(expected(path, "a path to a value of the world", step, did_you_mean(step, names)))


def _drop(document: dict[str, Any], id: str) -> None:  # noqa: A002
    """Take a body with its jointed children and what ties it, or a lamp, out of a document."""
    bodies, lights = document["bodies"], document["lights"]
    gone = {id}
    if id not in {row["id"] for row in (*bodies, *lights)}:
        raise _leads_nowhere([*bodies, *lights], id, "drop")
    while more := {row["id"] for row in bodies if row["joint"] and row["joint"]["parent"] in gone} - gone:
        gone |= more
    document["bodies"] = [row for row in bodies if row["id"] not in gone]
    document["ties"] = [row for row in document["ties"] if not {row["a"], row["b"], row["over"]} & gone]
    document["marks"] = [row for row in document["marks"] if row["body"] not in gone]
    document["lights"] = [row for row in lights if not {row["id"], row["body"]} & gone]
    document["actions"] = [row for row in document["actions"] if row["body"] not in gone]
    document["shot"]["moves"] = [row for row in document["shot"]["moves"] if row["body"] not in gone]


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON is whatever it is
    """Return a value as JSON has it: documents as dictionaries, tuples as lists."""
    import json

    return json.loads(canonical_json({"value": value}))["value"]
