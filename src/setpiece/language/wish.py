"""What an edit sentence asks for, before anybody knows which things of which world are meant."""

from typing import Literal

from pydantic import JsonValue

from setpiece.language.script import Entity
from setpiece.world.document import Document, Rgb

Act = Literal[
    "make", "add", "remove", "duplicate", "replace", "move", "stop", "spin", "reverse", "undo", "redo", "on", "off",
]  # fmt: skip


class Mention(Document):
    """A thing that an edit speaks of.

    ``entity`` is what the words say of it, as in a prompt; ``things`` the catalogue's keys that a word of a kind
    covers ("vehicle"; "*" is anything). ``pronoun``: click (this), last (it), all, or "". ``before`` is the
    preposition before it, ``order`` which of several: 1 the first, -1 the last. ``every``: all of them.
    """

    text: str
    entity: Entity | None = None
    things: tuple[str, ...] = ()
    pronoun: Literal["", "click", "last", "all"] = ""
    before: str = ""
    order: int | None = None
    every: bool = False
    count: int | None = None


class Change(Document):
    """A comparison or a state: ``factor`` multiplies, ``add`` adds; neither: a figure or the word itself says it."""

    field: str
    factor: float | None = None
    add: float | None = None
    inverse: bool = False  # "half as slow" is twice as fast


class Wish(Document):
    """One clause of an edit sentence. Figures are SI, by dimension: length, mass, time, angle, speed, number."""

    act: Act = "make"
    subject: Literal["", "shot", "camera", "sun"] = ""
    mentions: tuple[Mention, ...] = ()
    changes: tuple[Change, ...] = ()
    color: Rgb | None = None
    material: str | None = None
    scale: float | None = None
    figures: dict[str, float] = {}
    setting: dict[str, JsonValue] = {}  # as a Script has them; aspect: width over height
    camera: dict[str, JsonValue] = {}  # height, side, size, focal_length, f_number
    moves: tuple[tuple[str, str], ...] = ()  # of the camera: kind, direction
    direction: str = ""  # left, right, up, down, in, out, as seen from the camera
    degree: float = 1.0  # "much": an exponent on factors, a factor on what is added
    multiple: float | None = None  # "twice"
    topics: tuple[str, ...] = ()  # fields of the document, of "before the colour change"
    text: str = ""
