"""How many a phrase speaks of, and how a group stands: "five blocks", "a row of pins", "a structure made of blocks"."""

from setpiece.language.chunks import Chunk
from setpiece.language.describing import add_attribute
from setpiece.language.phrases import NounPhrase
from setpiece.language.reading import Reading
from setpiece.language.script import SHAPES
from setpiece.language.sheet import Draft
from setpiece.language.usual import solid_of

FINE = 0.02  # m
SIMPLE = 10  # parts that something simple has at most


def of_members(reading: Reading, prep: Chunk, group: NounPhrase | None = None) -> bool:
    """Tell whether "made of" brings what a shape is built of: "a structure made of blocks"."""
    group = group or reading.chunks[reading.at].phrase
    return bool(prep.sense.get("stuff")) and group is not None and group.kind == "group"


def shape(reading: Reading, group: str, kind: str) -> Draft:
    """Return the relation that says how a group stands, a new one where nothing has said so before."""
    told = [r for r in reading.sheet.relations if r.values["subject"] == group and r.values["kind"] in SHAPES]
    relation = told[0] if told else Draft("relation", {"subject": group, "objects": ()})
    relation.values["kind"] = kind
    reading.sheet.relations += [] if told else [relation]
    return relation


def count_of(reading: Reading, phrase: NounPhrase, draft: Draft, group: NounPhrase | None) -> None:
    """Set how many: the number, the group's own, or several where only the plural says so."""
    sheet = reading.sheet
    if "stands" in phrase.sense:  # "a stack" by itself
        draft.values["count"] = phrase.sense["count"]
        add_attribute(draft, "unstated_count")
        sheet.ground(phrase.head, shape(reading, draft.values["id"], phrase.sense["stands"]), "kind")
        return
    number = phrase.number if phrase.number is not None else None
    if number is not None and number >= 1:
        draft.values["count"] = int(number)
        sheet.ground(phrase.numbers, draft, "count")
    elif phrase.plural and group is None:
        draft.values["count"] = _several(reading, draft.values["thing"])
        add_attribute(draft, "unstated_count")
    if group is None:
        return
    groups = int(group.number) if group.number else 1
    if number is None:
        fine = "fine" in group.sense and _finely(draft)
        draft.values["count"] = (group.sense["fine"] if fine else group.sense["count"]) * groups
        if "shape" in group.sense:
            add_attribute(draft, "unstated_count")
    draft.cover(sheet.lexemes[group.start].start, draft.end)
    sheet.ground(group.numbers, draft, "count")
    sheet.mark(group.function, "function")
    if kind := group.sense.get("shape"):
        relation = Draft("relation", {"kind": kind, "subject": draft.values["id"], "objects": ()})
        sheet.relations.append(relation)
        sheet.ground(group.head, relation, "kind")
    else:
        sheet.ground(group.head, draft, "count")
    for i, _ in group.adjectives:
        if sheet.lexemes[i].key == "simple" and draft.values["count"] <= SIMPLE:
            sheet.ground(i, draft, "count")
        sheet.mark(i, "unknown", "modifier")


def _several(reading: Reading, thing: str) -> int:
    """Return how many of a thing there are where only its plural says so."""
    told = reading.known.tables["nouns"]["plural"]
    return told["many"].get(thing, told["count"])


def _finely(draft: Draft) -> bool:
    """Tell whether many of a thing go into a hand: what is at most two centimetres long."""
    low, high = solid_of(draft.values["thing"]).bounds
    return float((high - low).max()) <= FINE
