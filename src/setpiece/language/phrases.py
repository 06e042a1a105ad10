"""Noun phrases: determiner, number, adjectives, head. Found by one walk to the right, without backtracking."""

from dataclasses import dataclass, field

from setpiece.language.figures import Figure, figure_at
from setpiece.language.lexemes import Lexeme
from setpiece.language.vocabulary import Sense

BUILT = ("made of", "made from", "made out of", "built of", "built from", "built out of")  # of what a shape is
HEAPS = ("stack", "pile", "heap")  # which are of boxes where nobody says of what
HEADS = ("surface", "noun", "place", "kind", "member", "part", "hand")
ADJECTIVES = ("color", "shade", "material", "size", "quality", "setting", "adverb")


@dataclass
class NounPhrase:
    """What a noun phrase is made of, by lexeme index; nothing is resolved yet."""

    start: int
    end: int
    head: int = -1
    kind: str = ""  # a kind of HEADS, or material, setting, pronoun, count, group, unknown
    sense: Sense = field(default_factory=dict)
    definite: bool = False
    universal: bool = False
    number: float | None = None
    reference: str = ""  # other, another, first ...
    plural: bool = False
    group: "NounPhrase | None" = None  # "a row" of this
    adjectives: list[tuple[int, str]] = field(default_factory=list)
    participles: list[int] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    function: list[int] = field(default_factory=list)
    fillers: list[int] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)

    @property
    def bare_of_kind(self) -> bool:
        """Whether it may name a thing rather than a part that is known already: "a top", "red tops", not "the top"."""
        return bool(self.numbers or self.adjectives or (self.function and not self.definite))

    @property
    def bare(self) -> bool:
        """Neither determiner nor number: a stuff, or a headline's noun."""
        return not (self.definite or self.universal or self.function or self.numbers)


def noun_phrase(lexemes: list[Lexeme], start: int, *, after_noun: bool = False) -> NounPhrase | None:
    """Return the noun phrase that starts at lexeme ``start``, or None. ``after_noun``: a noun stands right before."""
    first = lexemes[start]
    if "pronoun" in first.senses and not (first.has("det") and _goes_on(lexemes, start + 1)):
        return NounPhrase(start, start + 1, start, "pronoun", first.senses["pronoun"])
    phrase = NounPhrase(start, start)
    i = start
    while i < len(lexemes):
        step = _step(lexemes, i, phrase, after_noun)
        if step == 0:
            break
        i += step
    phrase.end = i
    return _headed(lexemes, phrase)


def _goes_on(lexemes: list[Lexeme], i: int) -> bool:
    return i < len(lexemes) and not lexemes[i].gap and lexemes[i].has("noun", "number", "det", *ADJECTIVES[:5])


def _step(lexemes: list[Lexeme], i: int, phrase: NounPhrase, after_noun: bool) -> int:
    """Take what stands at lexeme ``i`` into the phrase; return how many lexemes, 0 where the phrase ends."""
    lexeme = lexemes[i]
    if i > phrase.start and lexeme.gap and not _listed_adjective(lexemes, i, phrase):
        return 0
    if phrase.head >= 0:
        return _compound(lexemes, i, phrase)
    if (figure := figure_at(lexemes, i)) is not None:
        return _take_figure(lexemes, figure, phrase)
    for take in (_take_determiner, _take_number, _take_camera, _take_participle, _take_head, _take_adjective):
        if (taken := take(lexemes, i, phrase)) is not None:
            return taken
    return _take_rest(lexemes, i, phrase, after_noun)


def _listed_adjective(lexemes: list[Lexeme], i: int, phrase: NounPhrase) -> bool:
    """Tell whether a comma only parts adjectives: "a small, red ball"."""
    return lexemes[i].gap == "," and phrase.head < 0 and bool(phrase.adjectives) and lexemes[i].has(*ADJECTIVES[:5])


def _take_figure(lexemes: list[Lexeme], figure: Figure, phrase: NounPhrase) -> int:
    """A figure is part of the phrase only where a noun follows it: "a two metre tall tower"."""
    follows = figure.end < len(lexemes) and not lexemes[figure.end].gap
    if not follows or figure.dimension in ("times", "speed") or not lexemes[figure.end].has(*HEADS, *ADJECTIVES[:5]):
        return 0
    if phrase.start == figure.start and lexemes[figure.end].has("prep", "direction", "aux"):
        return 0
    phrase.figures.append(figure)
    return figure.end - figure.start


def _take_determiner(lexemes: list[Lexeme], i: int, phrase: NounPhrase) -> int | None:
    lexeme = lexemes[i]
    if "det" in lexeme.senses and not phrase.adjectives and not phrase.numbers and not phrase.unknown:
        role = lexeme.senses["det"]["role"]
        if phrase.definite or (phrase.function and not phrase.universal):
            return 0
        if role == "universal" and lexeme.has("conj"):
            return None
        phrase.definite |= role == "definite"
        phrase.universal |= role == "universal"
        phrase.function.append(i)
        return 1
    if "det" in lexeme.senses:
        return 0
    if (
        "ref" in lexeme.senses
        and not phrase.reference
        and (phrase.function or phrase.numbers or _noun_next(lexemes, i + 1))
    ):
        phrase.reference = lexeme.key
        phrase.function.append(i)
        return 1
    return None


def _noun_next(lexemes: list[Lexeme], i: int) -> bool:
    return i < len(lexemes) and not lexemes[i].gap and lexemes[i].has(*HEADS, *ADJECTIVES[:5], "number", "group")


def _take_number(lexemes: list[Lexeme], i: int, phrase: NounPhrase) -> int | None:
    lexeme = lexemes[i]
    if "number" not in lexeme.senses or (lexeme.key == "one" and phrase.adjectives):
        return None
    value = lexeme.senses["number"]["value"]
    phrase.number = value if phrase.number is None else _joined(phrase.number, value)
    phrase.numbers.append(i)
    return 1


def _joined(before: float, value: float) -> float:
    """Join number words: "two hundred", "twenty five"."""
    return before * value if value >= 100 or (value == 12 and before < 12) else before + value


def _take_camera(lexemes: list[Lexeme], i: int, phrase: NounPhrase) -> int | None:
    """Words of the camera end a phrase that has no head."""
    lexeme = lexemes[i]
    slow = any(kind == "adverb" for _, kind in phrase.adjectives)
    if lexeme.has("camera", "move_noun", "shot") or (slow and lexeme.has("move_verb")):
        return 0
    return None


def _take_participle(lexemes: list[Lexeme], i: int, phrase: NounPhrase) -> int | None:
    """A participle before a noun says what the thing does: "a rolling ball"."""
    lexeme = lexemes[i]
    verb = lexeme.senses.get("verb")
    if verb is None or lexeme.has(*HEADS, *ADJECTIVES) or not verb["forms"] & {"gerund", "participle"}:
        return None
    opened = bool(phrase.function or phrase.numbers or phrase.adjectives)
    if not opened or not _noun_next(lexemes, i + 1):
        return 0
    phrase.participles.append(i)
    return 1


def _take_head(lexemes: list[Lexeme], i: int, phrase: NounPhrase) -> int | None:
    """A group word before "of" or of a group named before, or a noun."""
    lexeme = lexemes[i]
    of = i + 1 < len(lexemes) and lexemes[i + 1].key == "of" and not lexemes[i + 1].gap
    built = i + 2 < len(lexemes) and lexemes[i + 1].key in BUILT and not lexemes[i + 1].gap
    shaped = "shape" in lexeme.senses.get("group", {})
    if "group" in lexeme.senses and (of or (built and shaped and _plural_next(lexemes, i + 2))):
        phrase.head, phrase.kind, phrase.sense = i, "group", lexeme.senses["group"]
        phrase.plural = lexeme.senses["group"].get("plural", False)
        return 1
    if lexeme.key in HEAPS and phrase.function and not phrase.definite and not _noun_next(lexemes, i + 1):
        shape, many = (lexeme.senses["group"][k] for k in ("shape", "count"))
        phrase.head, phrase.kind, phrase.plural = i, "noun", True
        phrase.sense = {"thing": "box", "head": "box", "called": "box", "plural": True, "stands": shape, "count": many}
        return 1
    if "shape" in lexeme.senses.get("group", {}) and phrase.definite and not lexeme.has(*HEADS):
        phrase.head, phrase.kind = i, "kind"  # "the stack": the group that stands so
        phrase.sense = {"things": frozenset(), "word": "", "shape": lexeme.senses["group"]["shape"]}
        return 1
    if lexeme.key in ("one", "ones") and phrase.adjectives:
        phrase.head, phrase.kind, phrase.sense = i, "kind", {"things": frozenset("*"), "word": "one"}
        return 1
    kind = next((k for k in HEADS if k in lexeme.senses), None)
    if lexeme.key == "surface" and of and _thing_next(lexemes, i + 2):
        kind = "part"
    if kind == "noun" and "part" in lexeme.senses and (of or not phrase.bare_of_kind):
        kind = "part"
    if kind in ("noun", "kind", "hand") and of and "piece" in lexeme.senses and phrase.definite:
        kind = "part"
    if kind is None or (kind == "part" and _is_adjective(lexemes, i)):
        return None
    phrase.head, phrase.kind, phrase.sense = i, kind, lexeme.senses.get(kind, lexeme.senses.get("piece", {}))
    phrase.plural = bool(phrase.sense.get("plural"))
    return 1


def _plural_next(lexemes: list[Lexeme], i: int) -> bool:
    """Tell whether several things are named next: "built of wooden blocks", and not "built of wood"."""
    for lexeme in lexemes[i : i + 4]:
        if lexeme.has("noun") and lexeme.senses["noun"].get("plural"):
            return True
        if lexeme.gap or not lexeme.has("number", "noun", *ADJECTIVES[:5]):
            return False
    return False


def _thing_next(lexemes: list[Lexeme], i: int) -> bool:
    """Tell whether a thing is named next, after its article and adjectives: "the surface of a cardboard box"."""
    for lexeme in lexemes[i : i + 5]:
        if lexeme.gap or not lexeme.has("det", "ref", "noun", *ADJECTIVES[:5]):
            return False
        if lexeme.has("noun") and not lexeme.has("surface", "place"):
            return True
    return False


def _is_adjective(lexemes: list[Lexeme], i: int) -> bool:
    """Tell whether a word with a noun's sense only describes the noun after it: "the front wheel"."""
    return lexemes[i].has("direction", "ref") and _noun_next(lexemes, i + 1)


def _take_adjective(lexemes: list[Lexeme], i: int, phrase: NounPhrase) -> int | None:
    lexeme = lexemes[i]
    kind = next((k for k in ("material", *ADJECTIVES) if k in lexeme.senses), None)
    if kind is None or (kind == "adverb" and "pace" not in lexeme.senses["adverb"]):
        return None
    if kind == "adverb" and not (phrase.function or phrase.adjectives):
        return 0
    if "prep" in lexeme.senses or "conj" in lexeme.senses:
        return 0
    if "shade" in lexeme.senses and "color" not in lexeme.senses:
        kind = "shade" if kind not in ("material", "color") else kind
    phrase.adjectives.append((i, kind))
    return 1


def _take_rest(lexemes: list[Lexeme], i: int, phrase: NounPhrase, after_noun: bool) -> int:
    """Fillers, degrees and unknown words inside a phrase."""
    lexeme = lexemes[i]
    inside = bool(phrase.function or phrase.numbers or phrase.adjectives)
    if "filler" in lexeme.senses and inside and i + 1 < len(lexemes) and not lexemes[i + 1].gap:
        phrase.fillers.append(i)
        return 1
    colors = phrase.adjectives and i + 1 < len(lexemes) and lexemes[i + 1].has(*ADJECTIVES[:5])
    if phrase.adjectives and _again(lexemes, i):
        phrase.function += [i, i + 1]
        return 2
    degree = lexeme.key in ("very", "quite", "rather", "extremely", "slightly", "somewhat")
    if (lexeme.key == "and" and colors and _noun_next(lexemes, i + 2)) or (degree and inside):
        phrase.function.append(i)
        return 1
    if not lexeme.senses and not (after_noun and not inside) and not lexeme.key.endswith("ly"):
        phrase.unknown.append(i)
        return 1
    return 0


def _again(lexemes: list[Lexeme], i: int) -> bool:
    """Tell whether "and" brings a second adjective with an article of its own: "a red and a blue ball"."""
    article, adjective = ([*lexemes[i + 1 : i + 3], None, None])[:2]
    if lexemes[i].key != "and" or adjective is None or article.key not in ("a", "an", "one"):
        return False
    return adjective.has(*ADJECTIVES[:5]) and not adjective.has("noun") and _noun_next(lexemes, i + 2)


def _compound(lexemes: list[Lexeme], i: int, phrase: NounPhrase) -> int:
    """A noun after the head takes its place: "kitchen table", unless it is the verb: "the ball drops"."""
    lexeme = lexemes[i]
    before = lexemes[phrase.head]
    if _owns(lexemes, i, phrase):
        phrase.function.append(i)
        return 1
    owner = bool(phrase.sense.get("owner"))
    if phrase.kind in ("group", "hand") or (phrase.kind == "part" and not owner):
        return 0
    if owner and (phrase.kind != "camera") and lexeme.has(*HEADS):
        phrase.owners.append(phrase.head)
        return _replace_head(lexemes, i, phrase, "")
    kind = next((k for k in HEADS[:5] if k in lexeme.senses), None)
    verb = lexeme.senses.get("verb")
    if kind is None or lexeme.has("prep", "conj", "aux") or phrase.plural:
        return 0
    if verb is not None and (verb["forms"] & {"third", "past", "gerund"} or _verb_of_several(lexemes, i, phrase)):
        return 0
    modifier = next((k for k in ("material", "color", "place", "surface", "quality") if k in before.senses), "")
    return _replace_head(lexemes, i, phrase, modifier)


def _owns(lexemes: list[Lexeme], i: int, phrase: NounPhrase) -> bool:
    """Tell whether the next word names a part of the head, which is then meant: "the table edge"."""
    lexeme, after = lexemes[i], lexemes[i + 1] if i + 1 < len(lexemes) else None
    alone = after is None or bool(after.gap) or after.has("prep", "conj", "aux")
    bare = phrase.kind == "noun" and not phrase.plural and (phrase.definite or lexeme.key == "surface")
    return bare and alone and "part" in lexeme.senses and not lexeme.has("noun", "direction", "prep", "adverb")


def _verb_of_several(lexemes: list[Lexeme], i: int, phrase: NounPhrase) -> bool:
    """Tell whether a word is the verb of joined nouns: "a cube and a cone slide down a ramp"."""
    joined = phrase.start > 0 and lexemes[phrase.start - 1].key == "and"
    after = lexemes[i + 1] if i + 1 < len(lexemes) else None
    return joined and after is not None and after.has("prep", "direction", "adverb")


def _replace_head(lexemes: list[Lexeme], i: int, phrase: NounPhrase, modifier: str) -> int:
    if modifier:
        phrase.adjectives.append((phrase.head, modifier))
    elif phrase.head not in phrase.owners:
        phrase.unknown.append(phrase.head)
    phrase.head = -1
    return _take_head(lexemes, i, phrase) or 0


def _headed(lexemes: list[Lexeme], phrase: NounPhrase) -> NounPhrase | None:
    """Give a phrase without noun the head it can have, or refuse it."""
    if phrase.head >= 0:
        return phrase
    while phrase.fillers and phrase.fillers[-1] == phrase.end - 1:
        phrase.fillers.pop()
        phrase.end -= 1
    if phrase.end <= phrase.start:
        return None
    if phrase.unknown and phrase.unknown[-1] == phrase.end - 1:
        phrase.head, phrase.kind = phrase.unknown.pop(), "unknown"
        phrase.plural = lexemes[phrase.head].key.endswith("s")
        return phrase
    for i, kind in reversed(phrase.adjectives):
        if (kind == "material" and lexemes[i].senses["material"]["noun"]) or kind == "setting":
            phrase.adjectives.remove((i, kind))
            phrase.head, phrase.kind, phrase.sense = i, kind, lexemes[i].senses[kind]
            if any(k > i for k, _ in phrase.adjectives):  # "of porcelain illuminated by": said of something else
                phrase.adjectives = [told for told in phrase.adjectives if told[0] < i]
                phrase.end = i + 1
            return phrase
    if phrase.numbers or phrase.reference or (phrase.universal and not phrase.adjectives):
        phrase.kind = "count"
        return None if phrase.adjectives or phrase.unknown else phrase
    return None
