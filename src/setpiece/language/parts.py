"""Parts of things: "a cup with a red handle", "the roof of the house is blue", "a man in a green shirt"."""

from setpiece.assets.catalogue import THINGS
from setpiece.assets.families import FAMILIES
from setpiece.language.phrases import NounPhrase
from setpiece.language.reading import Reading
from setpiece.language.script import PartFinish
from setpiece.language.sheet import Draft
from setpiece.language.surroundings import mixed
from setpiece.language.vocabulary import Sense

LAMPS = frozenset(("headlights", "lamp"))  # pieces of things that shine where these are lit
WORN = ("in", "wearing", "dressed in")


def piece_of(reading: Reading, phrase: NounPhrase, owner: Draft) -> Sense | None:
    """Return the part of ``owner`` that a phrase names, if its model has one."""
    sense = reading.sheet.lexemes[phrase.head].senses.get("piece") if phrase.head >= 0 else None
    return sense if sense is not None and owner.values["thing"] in sense["things"] else None


def with_part(reading: Reading, phrase: NounPhrase) -> bool:
    """Take "with a red handle", "wearing a hat" as said of the thing before; tell whether it is a part of that."""
    owner = reading.dressing if reading.conj or reading.comma else (reading.last[-1] if reading.last else None)
    if owner is None:
        return False
    draft, sheet = reading.sheet.entity(owner), reading.sheet
    sense = piece_of(reading, phrase, draft)
    if sense is None:
        return False
    told = [(i, kind) for i, kind in phrase.adjectives if kind in ("color", "material", "shade")]
    burning = [(i, kind) for i, kind in phrase.adjectives if _shines(reading, i, kind, sense, draft)]
    if phrase.numbers or len(told) + len(burning) < len(phrase.adjectives):
        return False
    for i, _ in burning:
        draft.values["lit"] = True
        sheet.ground(i, draft, "lit")
    sheet.ground(phrase.head, draft, "parts" if told else "")
    sheet.mark(phrase.function, "function")
    sheet.mark(phrase.unknown, "unknown", "modifier")
    finish(reading, draft, sense, [i for i, _ in told])
    reading.dressing = owner
    return True


def _shines(reading: Reading, at: int, kind: str, piece: Sense, owner: Draft) -> bool:
    """Tell whether an adjective says of a part that it burns, and the part is one of its owner's lamps."""
    lamp = not LAMPS.isdisjoint(piece["pieces"]) and can_shine(owner)
    return lamp and bool(reading.sheet.lexemes[at].senses[kind].get("lit"))


def can_shine(draft: Draft) -> bool:
    """Tell whether a thing has a lamp, a flame or windows that can be lit."""
    return "lit" in FAMILIES[THINGS[draft.values["thing"]].family].params


def speak_of(reading: Reading, phrase: NounPhrase, owner: Draft) -> bool:
    """Let what follows ("is red") be said of a part; tell whether the owner's model has it. Plain parts are places."""
    lexeme = reading.sheet.lexemes[phrase.head]
    if "piece" not in lexeme.senses:
        return True
    sense = piece_of(reading, phrase, owner)
    if sense is None:
        return not lexeme.senses.get("part", {}).get("piece", False)
    reading.part = owner.values["id"], sense
    finish(reading, owner, sense, [i for i, _ in phrase.adjectives])
    return True


def finish(reading: Reading, owner: Draft, sense: Sense, adjectives: list[int]) -> None:
    """Give a part of an entity the colours and materials that adjectives name."""
    sheet = reading.sheet
    color = material = None
    for i in adjectives:
        senses = sheet.lexemes[i].senses
        if "material" in senses:
            material = senses["material"]["key"]
        elif "color" in senses:
            color = senses["color"]["rgb"]
            shade = sheet.lexemes[i - 1].senses.get("shade") if i else None
            if shade is not None and not sheet.lexemes[i].gap:
                color = mixed(color, shade)
                sheet.ground(i - 1, owner, "parts")
        else:
            continue
        sheet.ground(i, owner, "parts")
    if color is None and material is None:
        return
    told = PartFinish(word=sense["word"], pieces=tuple(sense["pieces"]), color=color, material=material)
    owner.values["parts"] = (*owner.values.get("parts", ()), told)
