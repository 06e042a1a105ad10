"""The work sheet of one reading: lexemes with what became of them, and drafts of what the Script will say.

A draft grows while words are read. Targets in the token table name drafts by identity and are written as text
("red_ball.color", "happenings[1].path") only at the end, when the order of happenings is known.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from setpiece.language.lexemes import Lexeme
from setpiece.language.script import (
    Camera,
    CameraMove,
    Entity,
    Happening,
    Relation,
    Script,
    Setting,
    Status,
    Token,
)


@dataclass(eq=False)
class Draft:
    """One entity, relation, happening, camera move, the camera or the setting, before it is frozen."""

    kind: str
    values: dict[str, Any] = field(default_factory=dict)
    start: int | None = None
    end: int = 0
    after: "Draft | None" = None
    member: str = ""  # of a group whose members fare differently, which one acts: "one" or "other"

    def cover(self, start: int, end: int) -> None:
        """Let the span include these characters."""
        self.start = start if self.start is None else min(self.start, start)
        self.end = max(self.end, end)

    @property
    def span(self) -> tuple[int, int]:
        """Characters of the prompt that the draft was read from."""
        return (0, 0) if self.start is None else (self.start, self.end)


@dataclass
class Mark:
    """What became of a lexeme."""

    status: Status
    owner: Draft | None = None
    field: str = ""


@dataclass
class Sheet:
    """Everything known so far."""

    prompt: str
    lexemes: list[Lexeme]
    marks: dict[int, Mark] = field(default_factory=dict)
    entities: list[Draft] = field(default_factory=list)
    relations: list[Draft] = field(default_factory=list)
    happenings: list[Draft] = field(default_factory=list)
    moves: list[Draft] = field(default_factory=list)
    camera: Draft = field(default_factory=lambda: Draft("camera"))
    setting: Draft = field(default_factory=lambda: Draft("setting"))
    film: Draft = field(default_factory=lambda: Draft("film"))

    def ground(self, at: int | Iterable[int], owner: Draft, name: str) -> None:
        """Mark lexemes as having shaped ``owner``'s field; a lexeme keeps its first grounding."""
        for i in (at,) if isinstance(at, int) else at:
            lexeme = self.lexemes[i]
            if owner.kind not in ("setting", "film", "entity"):
                owner.cover(lexeme.start, lexeme.end)
            if self.marks.get(i, Mark("unknown")).status != "grounded":
                self.marks[i] = Mark("grounded", owner, name)

    def mark(self, at: int | Iterable[int], status: Status, guess: str = "") -> None:
        """Mark lexemes that shaped nothing; ``guess`` says what an unknown one seems to be."""
        for i in (at,) if isinstance(at, int) else at:
            if i not in self.marks or (self.marks[i].status == "unknown" and status != "unknown"):
                self.marks[i] = Mark(status, None, guess)

    def fresh(self, name: str) -> str:
        """Return a name for a new entity: this, or with the first number that no other has."""
        taken = {draft.values["id"] for draft in self.entities}
        numbered = (f"{name[:58]}_no{n}" for n in range(2, len(taken) + 3))
        return next(each for each in (name[:64], *numbered) if each not in taken)

    def entity(self, id: str) -> Draft:  # noqa: A002
        """Return the draft of an entity."""
        return next(e for e in self.entities if e.values["id"] == id)


def script_of(sheet: Sheet) -> Script:
    """Freeze a sheet. Happenings stand in the sentence's order, except that none comes before what it follows."""
    order = _story_order(sheet.happenings)
    number = {id(draft): i for i, draft in enumerate(order)}
    happenings = tuple(
        Happening(**d.values, span=d.span, after=None if d.after is None else number[id(d.after)]) for d in order
    )
    names = {id(draft): f"happenings[{i}]" for i, draft in enumerate(order)}
    for group, drafts in (("relations", sheet.relations), ("camera.moves", sheet.moves)):
        names |= {id(draft): f"{group}[{i}]" for i, draft in enumerate(drafts)}
    names |= {id(draft): draft.values["id"] for draft in sheet.entities}
    names |= {id(sheet.camera): "camera", id(sheet.setting): "setting", id(sheet.film): ""}
    return Script(
        prompt=sheet.prompt,
        entities=tuple(Entity(**d.values, span=d.span) for d in sheet.entities),
        relations=tuple(Relation(**d.values, span=d.span) for d in sheet.relations),
        happenings=happenings,
        camera=Camera(
            **sheet.camera.values,
            moves=tuple(CameraMove(**d.values, span=d.span) for d in sheet.moves),
            span=_union((sheet.camera, *sheet.moves)),
        ),
        setting=Setting(**sheet.setting.values),
        tokens=tuple(_token(sheet, i, names) for i in range(len(sheet.lexemes))),
        **sheet.film.values,
    )


def _story_order(happenings: list[Draft]) -> list[Draft]:
    """Return the happenings so that each follows what it comes after, otherwise as they were read."""
    order: list[Draft] = []
    placed: set[int] = set()
    for draft in happenings:
        chain = []
        step: Draft | None = draft
        while step is not None and id(step) not in placed:
            placed.add(id(step))
            chain.append(step)
            step = step.after
        order += reversed(chain)
    return order


def _union(drafts: Iterable[Draft]) -> tuple[int, int]:
    spans = [draft.span for draft in drafts if draft.start is not None]
    return (min(s for s, _ in spans), max(e for _, e in spans)) if spans else (0, 0)


def _token(sheet: Sheet, i: int, names: dict[int, str]) -> Token:
    lexeme, mark = sheet.lexemes[i], sheet.marks.get(i, Mark("unknown", None, "modifier"))
    target = mark.field
    if mark.owner is not None:
        target = ".".join(part for part in (names[id(mark.owner)], mark.field) if part)
    return Token(span=(lexeme.start, lexeme.end), text=lexeme.text, status=mark.status, target=target)
