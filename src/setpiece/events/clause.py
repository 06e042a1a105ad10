"""Clauses: the sentence's claims about the world in time, and the verdicts that evidence gives on them."""

from typing import Literal

from setpiece.language.script import Span
from setpiece.world.document import Document


class Clause(Document):
    """One claim. ``predicate`` is a key of ``events.predicates.PREDICATES``; ``bodies`` its subjects in order.

    ``figures`` are its numbers by name (SI), ``words`` its other arguments. ``after``: index of the clause that must
    come true before this one. ``required``: staging searches until it holds.
    """

    text: str
    span: Span = (0, 0)
    predicate: str
    bodies: tuple[str, ...] = ()
    figures: dict[str, float] = {}
    words: dict[str, str] = {}
    negated: bool = False
    after: int | None = None
    required: bool = True


class Verdict(Document):
    """What the trajectory says of one clause: holds, fails, or cannot be judged; when, by which figure."""

    clause: Clause
    verdict: Literal["holds", "fails", "not judged"]
    time: float | None = None  # s, when it came true (or broke)
    value: float | None = None
    bound: float | None = None
    evidence: str  # "12 of 12 tilted beyond 60 degrees by t = 3.41 s"
