"""From an edit sentence to wishes: the lexicon's words, each put into the slot of the clause that it fills.

Edits are short commands, so there is no grammar of clauses: a clause is a set of slots, and ends where another act
begins or where a new thing is named after something was said of the one before. No word is dropped: one that fits
no slot is an error that names it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from setpiece.errors import InputError, did_you_mean, expected
from setpiece.language.figures import figure_at
from setpiece.language.lexemes import Lexeme, lexemes
from setpiece.language.phrases import NounPhrase, noun_phrase
from setpiece.language.surroundings import mixed
from setpiece.language.understand import understand
from setpiece.language.vocabulary import Lexicon, lexicon, normal
from setpiece.language.wish import Change, Mention, Wish
from setpiece.world.document import FINISH

LIMIT = 500  # characters
ORDERS = {"first": 1, "second": 2, "third": 3, "last": -1, "final": -1}
MOVES = ("move_verb", "move_noun", "move_state")
KINDS = {"acts": "act", "degrees": "degree", "multiples": "multiple", "topics": "topic", "subjects": "subject"}


@dataclass
class Clause:
    """The slots of one clause while it is read."""

    start: int
    values: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, list] = field(default_factory=lambda: {"mentions": [], "changes": [], "moves": [], "topics": []})
    before: str = ""  # the preposition that waits for its noun
    shade: Mapping[str, Any] | None = None
    said: bool = False  # something about its things

    def note(self, group: str, name: str, value: object) -> None:
        """Keep a value of figures, setting or camera."""
        self.values.setdefault(group, {})[name] = value
        self.said = True

    def only(self, name: str, value: object, word: str) -> None:
        """Keep a value that a thing can have but once.

        Raises:
            InputError: it has another one already.
        """
        if self.values.setdefault(name, value) != value:
            raise InputError(f"edit: '{word}' is a second {name} for one thing. Which one? Nothing was changed.")


@cache
def edit_lexicon() -> Lexicon:
    """Return the lexicon with the words of edits as further senses."""
    table = tomllib.loads((files("setpiece.language") / "lexicon" / "edits.toml").read_text("utf-8"))
    known = lexicon()
    senses = {phrase: dict(found) for phrase, found in known.senses.items()}
    for group, kind in KINDS.items():
        for word, value in table[group].items():
            senses.setdefault(normal(word), {})[kind] = {"value": value}
    for word, value in table["changes"].items():
        senses.setdefault(normal(word), {})["change"] = value
    for word, value in table["settings"].items():
        senses.setdefault(normal(word), {})["setting"] = value
    for word in table["empty"]["words"]:
        senses.setdefault(normal(word), {})["empty"] = {}
    longest = dict(known.longest)
    for phrase in senses:
        first, *rest = phrase.split(" ")
        longest[first] = max(longest.get(first, 1), 1 + len(rest))
    return Lexicon(MappingProxyType(senses), MappingProxyType(longest), known.tables)


def wishes(sentence: str) -> tuple[Wish, ...]:
    """Return what an edit sentence asks for, clause by clause.

    Raises:
        InputError: it is empty, too long, or has a word that nothing can be made of.
    """
    text = sentence.strip()
    if not text:
        raise InputError(expected("edit", "a sentence", sentence, "Write for example 'make the ball faster'."))
    if len(text) > LIMIT:
        raise InputError(
            expected("edit", f"at most {LIMIT} characters", f"{len(text)} characters", "Say less at a time.")
        )
    parts = lexemes(text, edit_lexicon())
    clauses, i = [Clause(0)], 0
    while i < len(parts):
        if _parted(parts, i, clauses[-1]):
            clauses.append(Clause(i))
        i += _read(text, parts, i, clauses)
    ends = [*(parts[c.start].start for c in clauses[1:]), len(text)]
    spans = [(parts[c.start].start if c.start < len(parts) else 0, end) for c, end in zip(clauses, ends, strict=True)]
    return tuple(_wish(clause, text[a:b].strip(" ,;")) for clause, (a, b) in zip(clauses, spans, strict=True))


def _parted(parts: list[Lexeme], i: int, clause: Clause) -> bool:
    """Tell whether another clause begins here: after a hard stop, or with another act once this one has its own."""
    if i == clause.start:
        return False
    filled = clause.said or bool(clause.lists["mentions"])
    return filled and (parts[i].gap == ";" or (parts[i].has("act") and parts[i - 1].has("conj") and clause.said))


def _read(text: str, parts: list[Lexeme], i: int, clauses: list[Clause]) -> int:
    """Put what stands at lexeme ``i`` into a slot; return how many lexemes it took."""
    clause, lexeme = clauses[-1], parts[i]
    for reader in (_change, _shaded, _figure, _act):
        if taken := reader(parts, i, clause):
            return taken
    stuff = parts[i].has("material") and clause.lists["mentions"] and clause.values.get("act", "make") == "make"
    phrase = None if stuff else _thing(parts, i)
    if phrase is not None:
        if (
            clause.said
            and not clause.before
            and clause.lists["mentions"]
            and clause.values.get("act", "make") == "make"
        ):
            clauses.append(Clause(i, {"act": "make"}))
            clause = clauses[-1]
        clause.lists["mentions"].append(_mention(text, parts, phrase, clause))
        return phrase.end - i
    for reader in (_subject, _camera, _setting, _quality, _small):
        if taken := reader(parts, i, clause):
            return taken
    known = [
        word
        for word, senses in edit_lexicon().senses.items()
        if senses.keys() & {"act", "change", "color", "material", "noun"}
    ]
    raise InputError(
        f"edit: '{lexeme.text}' was not understood, and nothing was changed. {did_you_mean(lexeme.key, known)}".strip()
    )


def _change(parts: list[Lexeme], i: int, clause: Clause) -> int:
    sense = parts[i].senses.get("change")
    if sense is None:
        return 0
    clause.lists["changes"].append(Change(**sense))
    clause.said = True
    return 1


def _shaded(parts: list[Lexeme], i: int, clause: Clause) -> int:
    """A shade before a colour: "light blue"."""
    if parts[i].has("shade") and i + 1 < len(parts) and parts[i + 1].has("color") and not _thing(parts, i):
        clause.shade = parts[i].senses["shade"]
        return 1
    return 0


def _figure(parts: list[Lexeme], i: int, clause: Clause) -> int:
    if ratio := _ratio(parts, i):
        clause.note("setting", "aspect", ratio)
        return 2
    figure = figure_at(parts, i)
    if figure is not None and not parts[i].has("multiple") and parts[i].key not in ("a", "an"):
        clause.note("figures", figure.dimension, figure.value)
        return figure.end - i
    number = parts[i].senses.get("number")
    if number is not None and number.get("digits"):
        clause.note("figures", "number", number["value"])
        return 1
    return 0


def _ratio(parts: list[Lexeme], i: int) -> float | None:
    """Return the ratio of two figures with a colon between them, "16:9"."""
    pair = parts[i : i + 2]
    if len(pair) < 2 or pair[1].gap != ";" or pair[1].start != pair[0].end + 1:
        return None
    values = [each.senses.get("number", {}) for each in pair]
    if not all(value.get("digits") and value["value"] > 0 for value in values):
        return None
    return float(values[0]["value"] / values[1]["value"])


def _act(parts: list[Lexeme], i: int, clause: Clause) -> int:
    """What is done; "turn ... on" ends with a word that is a preposition elsewhere."""
    sense = parts[i].senses.get("act")
    last = i + 1 == len(parts)
    if parts[i].key == "on" and last and clause.lists["mentions"]:
        clause.values["act"], clause.said = "on", True
        return 1
    if sense is None or (parts[i].has("color", "noun") and clause.said and not last):
        return 0
    if clause.values.get("act", "make") == "make" or sense["value"] in ("on", "off"):
        clause.values["act"] = sense["value"]
        clause.said |= sense["value"] in ("on", "off", "spin", "stop", "reverse")
        return 1
    return 1 if parts[i].has("empty") or sense["value"] == "make" else 0


def _thing(parts: list[Lexeme], i: int) -> NounPhrase | None:
    """Return the phrase of a thing that starts here; a material after its noun is what it becomes."""
    phrase = noun_phrase(parts, i)
    if phrase is not None and phrase.head > i and parts[phrase.head].has("material"):
        inner = noun_phrase(parts[: phrase.head], i)
        phrase = inner if inner is not None and inner.kind in ("noun", "kind", "member") else phrase
    return phrase if phrase is not None and phrase.kind in ("noun", "kind", "member") and not phrase.unknown else None


def _mention(text: str, parts: list[Lexeme], phrase: NounPhrase, clause: Clause) -> Mention:
    """Return what a phrase says of a thing, read as a prompt would be."""
    words = text[parts[phrase.start].start : parts[phrase.end - 1].end]
    entity = next(iter(understand(words).entities), None) if phrase.kind != "kind" else None
    things = tuple(sorted(phrase.sense.get("things", ()))) if phrase.kind == "kind" else ()
    before, clause.before = clause.before, ""
    return Mention(
        text=words,
        entity=entity,
        things=things,
        before=before,
        order=ORDERS.get(phrase.reference),
        every=phrase.universal or (phrase.plural and phrase.number is None),
        count=int(phrase.number) if phrase.number else None,
    )


def _subject(parts: list[Lexeme], i: int, clause: Clause) -> int:
    sense = parts[i].senses.get("subject")
    if sense is None:
        return 0
    if sense["value"] in ("click", "last", "all"):
        clause.lists["mentions"].append(Mention(text=parts[i].text, pronoun=sense["value"], before=clause.before))
        clause.before = ""
    else:
        clause.values.setdefault("subject", sense["value"])
    return 1


def _camera(parts: list[Lexeme], i: int, clause: Clause) -> int:
    """Camera words: sizes, heights, sides, lenses; movements where the camera is spoken of or the word is a noun."""
    senses = parts[i].senses
    if "shot" in senses:
        name = senses["shot"]["field"]
        clause.note("setting" if name in FINISH else "camera", name, senses["shot"]["value"])
        return 1
    spoken = clause.values.get("subject") == "camera"
    kind = next((kind for kind in MOVES if kind in senses and (spoken or kind == "move_noun")), None)
    if kind is None:
        if "lens" in senses:
            clause.values.setdefault("subject", "camera")
        return 1 if "camera" in senses or "lens" in senses else 0
    clause.values.setdefault("subject", "camera")
    clause.lists["moves"].append((senses[kind]["move"], senses[kind]["direction"]))
    clause.said = True
    return 1


def _setting(parts: list[Lexeme], i: int, clause: Clause) -> int:
    senses = parts[i].senses
    if "setting" in senses:
        clause.note("setting", senses["setting"]["field"], senses["setting"]["value"])
        if "wind" in senses["setting"] and parts[i].key != "wind":  # the bare word says no strength
            clause.note("setting", "wind", senses["setting"]["wind"])
        return 1
    if "place" in senses and "place" in senses["place"]:
        clause.note("setting", "place", senses["place"]["place"])
        return 1
    return 0


def _quality(parts: list[Lexeme], i: int, clause: Clause) -> int:
    """What a thing is to be like: colour, material, size; how much, how many times; which edit is meant."""
    senses = parts[i].senses
    before = any(change.field == "before" for change in clause.lists["changes"])
    if "topic" in senses and before:
        clause.lists["topics"] += senses["topic"]["value"]
    elif "color" in senses:
        rgb = senses["color"]["rgb"]
        clause.only("color", mixed(rgb, clause.shade) if clause.shade else rgb, parts[i].text)
        clause.shade, clause.said = None, True
        if "material" in senses and senses["material"]["noun"]:
            clause.values["material"] = senses["material"]["key"]
    elif "material" in senses:
        clause.only("material", senses["material"]["key"], parts[i].text)
        clause.said = True
    elif "degree" in senses:
        clause.values["degree"] = senses["degree"]["value"]
    elif "multiple" in senses:
        clause.values["multiple"] = senses["multiple"]["value"]
    elif "dimension" in senses and "figures" in clause.values:
        return 1
    elif "size" in senses:
        clause.values["scale"], clause.said = senses["size"]["scale"], True
    elif "adverb" in senses and "pace" in senses["adverb"]:
        clause.lists["changes"].append(Change(field="pace", factor=senses["adverb"]["pace"]))
        clause.said = True
    else:
        return 0
    return 1


def _small(parts: list[Lexeme], i: int, clause: Clause) -> int:
    """Prepositions wait for their noun, directions are kept, empty words pass."""
    senses = parts[i].senses
    if "direction" in senses and not ("prep" in senses and _thing(parts, i + 1) if i + 1 < len(parts) else False):
        clause.values["direction"], clause.said = senses["direction"]["to"], True
        return 1
    if "prep" in senses:
        prep = senses["prep"]
        clause.before = prep.get("relation") or prep.get("path") or prep["word"]
        return 1
    if "topic" in senses or senses.keys() & {"empty", "function", "filler", "conj", "det", "aux", "dimension"}:
        return 1
    return 0


def _wish(clause: Clause, text: str) -> Wish:
    lists = {name: tuple(rows) for name, rows in clause.lists.items()}
    values = dict(clause.values)
    color_alone = "material" in values and "color" in values
    if color_alone and "gold" not in str(values["material"]):
        values.pop("color") if values["material"] in text else values.pop("material")
    return Wish(**values, **lists, text=text)
