"""The certificate's document: laws with figures, clauses with evidence, notes, and whether all of it holds."""

from typing import Literal

from setpiece.events.clause import Verdict
from setpiece.world.document import Document

VERSION = 1


class Law(Document):
    """One law of ``certificate.table`` as it was kept: the worst figure, when and by whom."""

    id: str
    name: str
    value: float
    unit: str
    bound: float
    holds: bool
    time: float | None = None  # s, of the worst moment
    bodies: tuple[str, ...] = ()  # who was involved then


class Certificate(Document):
    """What can be said for a film. ``world`` is the hash of the World's document that was judged."""

    version: Literal[1] = VERSION
    world: str
    laws: tuple[Law, ...]
    clauses: tuple[Verdict, ...] = ()
    notes: tuple[str, ...] = ()
    holds: bool
