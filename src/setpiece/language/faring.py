"""Members of one group that fare differently: "one is pushed, the other is released" makes two entities of it."""

from setpiece.language.phrases import NounPhrase
from setpiece.language.reading import Reading, Referent
from setpiece.language.script import SHAPES
from setpiece.language.sheet import Draft, Sheet

ONE, OTHER = "one", "other"
LIKE = ("material", "color")  # what a member may have of its own, besides its scale


def part(sheet: Sheet) -> None:
    """Part every group of which one does this and the other that; what all of them do, each of both does."""
    for draft in list(sheet.entities):
        own = [act for act in sheet.happenings if act.values["subject"] == draft.values["id"]]
        told = {act.member for act in own}
        if draft.values.get("count", 1) > 1 and {ONE, OTHER} <= told:
            _part(sheet, draft, own)


def _part(sheet: Sheet, draft: Draft, own: list[Draft]) -> None:
    """Leave one in the group's draft, and enter its other members as an entity of their own."""
    name, left = draft.values["id"], draft.values.pop("count") - 1
    other = sheet.fresh(f"other_{name}")
    rest = Draft("entity", {**draft.values, "id": other}, draft.start, draft.end)
    if left > 1:
        rest.values["count"] = left
    _differ(draft, rest)
    sheet.entities.insert(sheet.entities.index(draft) + 1, rest)
    for act in own:
        act.values.pop("count", None)
        if act.values.get("together") and any(act.after is one for one in own):
            act.after = None  # what happens to one and the other at once comes after neither
        if act.member == OTHER:
            act.values["subject"] = other
        elif act.member != ONE:
            copy = Draft("happening", {**act.values, "subject": other}, act.start, act.end, act.after)
            sheet.happenings.insert(sheet.happenings.index(act) + 1, copy)
    for relation in list(sheet.relations):
        _relate(sheet, relation, name, other, left)


def _differ(draft: Draft, rest: Draft) -> None:
    """Give both what the members of the group were told to differ by."""
    members = draft.values.pop("members", ())
    rest.values.pop("members", None)
    if members:
        first, *others = members
        draft.values |= {k: v for k, v in first.items() if k in LIKE}
        draft.values["scale"] = draft.values.get("scale", 1.0) * first.get("scale", 1.0)
        if len(others) == 1:
            rest.values |= {k: v for k, v in others[0].items() if k in LIKE}
            rest.values["scale"] = rest.values.get("scale", 1.0) * others[0].get("scale", 1.0)
        else:
            rest.values["members"] = tuple(others)


def _relate(sheet: Sheet, relation: Draft, name: str, other: str, left: int) -> None:
    """Let a relation of the group hold for both: where they stand, or how they stand among themselves."""
    kind, objects = relation.values["kind"], relation.values["objects"]
    if name in objects:
        relation.values["objects"] = (*objects, other)
    if relation.values["subject"] != name or relation.member == ONE:
        return
    if relation.member == OTHER:
        relation.values["subject"] = other
        return
    if kind == "level_with":
        relation.values["objects"] = (other,)
    elif kind in SHAPES:
        relation.values["subject"] = other
        if left == 1:
            relation.values |= {"kind": "near", "objects": (name,)}
    else:
        copy = Draft("relation", {**relation.values, "subject": other}, relation.start, relation.end)
        sheet.relations.insert(sheet.relations.index(relation) + 1, copy)


def member_of(reading: Reading, phrase: NounPhrase, referent: Referent) -> str:
    """Return which of a group a phrase means: "one", "other" where it says "the other", or "" where it says neither."""
    group = len(referent.ids) == 1 and reading.sheet.entity(referent.ids[0]).values.get("count", 1) > 1
    if not group:
        return ""
    if phrase.reference in ("other", "others", "second"):
        return "other"
    keys = [reading.sheet.lexemes[i].key for i in phrase.numbers]
    return "one" if keys == ["one"] or phrase.reference == "first" else ""
