"""Chunks: noun phrases, verbs, prepositions, camera words ... in a row, each word read by its neighbours.

One walk from left to right; a word with several senses is decided by the chunk before it and the word after it.
"""

from dataclasses import dataclass

from setpiece.language.figures import Figure, figure_at
from setpiece.language.lexemes import Lexeme
from setpiece.language.listing import members_at
from setpiece.language.phrases import ADJECTIVES, HEADS, NounPhrase, noun_phrase
from setpiece.language.script import SWITCHING
from setpiece.language.vocabulary import Sense

BEAM_VERBS = ("pass", "hit", "shine", "fall", "strike", "reach", "travel", "enter", "go", "illuminate", "light up")
FILMING = ("films", "filming", "records", "recording", "observes", "captures")
LIGHTS = ("light", "lights")  # a lamp by its light
NOUNS = ("noun", "pronoun")


@dataclass
class Chunk:
    """One constituent: kind, its lexemes [start, end), the sense it is read in, and what else belongs to it.

    Kinds: noun (``phrase``), verb, aux, prep, conj, adverb, direction, figure (``figure``), negation, formation,
    setting, comparison, shot, move, camera, reveal, adjective, function, filler, unknown; comma and stop have no
    lexemes. hung: what a thing hangs on. members: how those of a group differ.
    simile: like what it turns. shown: what a bounce shows.
    """

    kind: str
    start: int
    end: int
    sense: Sense
    phrase: NounPhrase | None = None
    figure: Figure | None = None


def _noun_starts(lexemes: list[Lexeme], i: int) -> bool:
    return (
        i < len(lexemes) and not lexemes[i].gap and lexemes[i].has("det", "number", "pronoun", *HEADS, *ADJECTIVES[:5])
    )


def led_by_subject(chunks: list[Chunk]) -> list[Chunk]:
    """Put the subject of the main clause before a participle that opens the sentence.

    "After hitting the wall, the ball stops" is read as "after the ball hitting the wall, stops".
    """
    chunks = list(chunks)
    start = 0
    for i, chunk in enumerate(list(chunks)):
        if chunk.kind != "comma" or not _opens_with_participle(chunks[start:i]):
            start = i + 1 if chunk.kind == "stop" else start
            continue
        noun = _noun_group(chunks, i + 1)
        verb = next((c for c in chunks[i + 1 + noun :][:3] if c.kind not in ("adverb", "function")), None)
        if noun and verb is not None and verb.kind in ("verb", "aux"):
            at = next(k for k in range(start, i) if chunks[k].kind == "verb")
            moved = chunks[i + 1 : i + 1 + noun]
            chunks[at : i + 1 + noun] = [*moved, *chunks[at : i + 1]]
        start = len(chunks)
    return chunks


def _opens_with_participle(chunks: list[Chunk]) -> bool:
    first = [c for c in chunks[:4] if c.kind not in ("adverb", "function", "filler")]
    if first and first[0].kind == "conj":
        first = first[1:]
    return bool(first) and first[0].kind == "verb" and first[0].sense["forms"] == {"gerund"}


def _noun_group(chunks: list[Chunk], i: int) -> int:
    """Return how many chunks the noun at ``i`` has with what follows "of", 0 if there is none."""
    if i >= len(chunks) or chunks[i].kind != "noun":
        return 0
    of = i + 2 < len(chunks) and chunks[i + 1].sense.get("of") and chunks[i + 2].kind == "noun"
    return 3 if of else 1


class Chunker:
    """The walk: the lexemes, the chunks so far, and whether the camera is being spoken of."""

    def __init__(self, lexemes: list[Lexeme]) -> None:
        self.lexemes = lexemes
        self.chunks: list[Chunk] = []
        self.camera = False

    def run(self) -> list[Chunk]:
        """Return all chunks."""
        i = 0
        while i < len(self.lexemes):
            self._punctuate(i)
            chunk = self._chunk(i)
            self.chunks.append(chunk)
            self.camera = (self.camera or chunk.kind in ("camera", "move")) and not self._scene_again(chunk)
            i = chunk.end
        return self.chunks

    def _punctuate(self, i: int) -> None:
        gap = self.lexemes[i].gap
        if gap and self.chunks:
            self.chunks.append(Chunk("stop" if gap == ";" else "comma", i, i, {}))
            self.camera = self.camera and gap == ","

    def _scene_again(self, chunk: Chunk) -> bool:
        """A noun after a comma or a conjunction is about the scene again."""
        before = self._before(1)
        return chunk.kind == "noun" and before is not None and before.kind in ("comma", "conj", "stop")

    def _before(self, n: int = 0) -> Chunk | None:
        """Return the ``n``-th last chunk, adverbs and empty words left aside."""
        seen = [c for c in self.chunks[-8:] if c.kind not in ("adverb", "function", "filler", "negation", "hung")]
        return seen[-1 - n] if len(seen) > n else None

    def _chunk(self, i: int) -> Chunk:
        for read in (
            self._numeral,
            self._light,
            self._switched,
            self._members,
            self._comparison,
            self._camera_word,
            self._figure,
            self._auxiliary,
            self._verb,
            self._small_word,
            self._noun,
        ):
            if (chunk := read(i)) is not None:
                return chunk
        return self._leftover(i)

    def _one(self, kind: str, i: int, sense: str | None = None) -> Chunk:
        return Chunk(kind, i, i + 1, self.lexemes[i].senses.get(sense or kind, {}))

    def _next(self, i: int) -> Lexeme | None:
        return self.lexemes[i + 1] if i + 1 < len(self.lexemes) and not self.lexemes[i + 1].gap else None

    def _numeral(self, i: int) -> Chunk | None:
        """The number of a step: "1. A marble is released. 2. It rolls down"."""
        lexeme, after = self.lexemes[i], self.lexemes[i + 1] if i + 1 < len(self.lexemes) else None
        opens = lexeme.gap == ";" or i == 0
        alone = after is not None and after.gap in (";", ",") and lexeme.senses.get("number", {}).get("digits")
        return Chunk("function", i, i + 1, {}) if opens and alone else None

    def _light(self, i: int) -> Chunk | None:
        """Light that does something: "light passes", "the light from a car"."""
        at = i + 1 if self.lexemes[i].has("det") else i
        after = self._next(at) if at < len(self.lexemes) else None
        if after is None or not self.lexemes[at].has("beam") or (at > i and self.lexemes[at].gap):
            return None
        verb = after.senses.get("verb", {})
        acts = "third" in verb.get("forms", ()) and verb.get("base") in BEAM_VERBS
        if not acts and after.key not in ("from", "of"):
            return None
        determiner = [i] if at > i else []
        sense = self.lexemes[at].senses["beam"]
        phrase = NounPhrase(i, at + 1, at, "noun", sense, definite=False, function=determiner)
        return Chunk("noun", i, at + 1, {}, phrase)

    def _switched(self, i: int) -> Chunk | None:
        """A lamp that is only called the light: "turns on the light", "the lights go out"."""
        at = i + 1 if self.lexemes[i].has("det") else i
        if at >= len(self.lexemes) or self.lexemes[at].key not in LIGHTS or (at > i and self.lexemes[at].gap):
            return None
        before, after = self._before(), self._next(at)
        told = before is not None and before.kind == "verb" and before.sense.get("verb") in SWITCHING
        ahead = [lexeme for lexeme in self.lexemes[at + 1 : at + 4] if not lexeme.has("aux")][:1]
        told = told or any(
            v.get("verb") in SWITCHING or v.get("base") == "go out" for v in (o.senses.get("verb", {}) for o in ahead)
        )
        if not told or (after is not None and after.has(*HEADS)):
            return None
        many = self.lexemes[at].key == "lights"
        sense = {"thing": "lamp", "head": "light", "called": "light", "plural": many}
        opens = [i] if at > i else []
        definite = bool(opens) and self.lexemes[i].senses["det"]["role"] == "definite"
        phrase = NounPhrase(i, at + 1, at, "noun", sense, definite=definite, plural=many, function=opens)
        return Chunk("noun", i, at + 1, {}, phrase)

    def _members(self, i: int) -> Chunk | None:
        """What tells the members of a group apart: "two balls, one red and one blue"."""
        known = self._follows("noun") or (
            self.chunks[-1:] and self._before(1) is not None and self._before(1).kind == "noun"
        )
        found = members_at(self.lexemes, i) if known else None
        return None if found is None else Chunk("members", i, found[0], {"each": found[1]})

    def _camera_word(self, i: int) -> Chunk | None:
        """The camera, its moves, shot sizes and angles."""
        lexeme, after = self.lexemes[i], self._next(i)
        if lexeme.has("camera"):
            return self._shown_camera(i) or self._one("camera", i)
        if lexeme.key in FILMING and self._follows("camera", "aux") and self.camera:
            return Chunk("function", i, i + 1, {})  # which is what a camera is for
        if lexeme.has("shot", "lens"):
            return self._one("shot" if lexeme.has("shot") else "lens", i)
        if (
            self.camera
            and lexeme.has("reveal")
            and self._follows("aux", "conj", "comma", "move", "direction", "camera", "lens")
        ):
            return self._one("reveal", i)
        if self.camera and self._follows("camera", "aux", "conj", "comma", "move", "direction", "prep", "noun"):
            for kind in ("move_verb", "move_noun", "move_state", "bare_move"):
                if lexeme.has(kind) and not (kind == "bare_move" and lexeme.has("prep")):
                    return self._one("move", i, kind)
        if lexeme.has("move_noun") and not (lexeme.has("verb") and self._follows("noun", "aux")):
            return self._one("move", i, "move_noun")
        acting = i > 0 and self.lexemes[i - 1].has("det") and after is not None and self._acts(i + 1)
        opens = not acting and (self._before() is None or self._follows("stop", "comma", "shot", "conj"))
        if opens and lexeme.senses.get("move_verb", {}).get("note") and self._is_note(lexeme, after):
            return self._one("move", i, "move_verb")
        return None

    def _shown_camera(self, i: int) -> Chunk | None:
        """A camera that is filmed: a headline's noun before what the other one does, "Camera, the camera circles"."""
        ahead = self.lexemes[i + 1 : i + 3]
        opens = i == 0 or self.lexemes[i].gap == ";"
        if not opens or len(ahead) < 2 or ahead[0].gap != "," or not ahead[1].has("camera"):
            return None
        sense = {"thing": "photo_camera", "head": "camera", "called": "photo_camera", "plural": False}
        return Chunk("noun", i, i + 1, {}, NounPhrase(i, i + 1, i, "noun", sense, definite=False))

    def _acts(self, i: int) -> bool:
        """Tell whether what follows "a crane" is what it does to something: "a crane lifts a crate"."""
        verb = self.lexemes[i].senses.get("verb")
        return verb is not None and "third" in verb["forms"] and _noun_starts(self.lexemes, i + 1)

    def _follows(self, *kinds: str) -> bool:
        before = self._before()
        return before is not None and before.kind in kinds

    def _is_note(self, lexeme: Lexeme, after: Lexeme | None) -> bool:
        """Tell whether a movement's word at the start of a clause is a note to the camera: "pan left"."""
        if not lexeme.senses["move_verb"]["forms"] & {"base", "gerund"} or (
            lexeme.has("verb") and self._follows("conj")
        ):
            return False
        if after is None:
            return not lexeme.has("noun")
        if lexeme.has("noun", "verb"):
            return after.has("direction", "prep", "det") and not after.has("aux")
        return True

    def _comparison(self, i: int) -> Chunk | None:
        """Read "twice as heavy as", "three times larger than", "taller than", up to the noun that follows."""
        times, at = self._factor(i)
        keys = [lexeme.key if n == 0 or not lexeme.gap else "" for n, lexeme in enumerate(self.lexemes[at : at + 3])]
        adjective = at + 1 if keys[:1] == ["as"] and keys[2:] == ["as"] else at
        sense = self.lexemes[adjective].senses.get("comparison") if adjective < len(self.lexemes) else None
        if sense is None or not (adjective > at or keys[1:2] == ["than"]):
            return None
        factor = times or (1.0 if adjective > at else sense.get("factor", 1.0))
        factor = 1.0 / factor if sense.get("inverse") else factor
        return Chunk("comparison", i, adjective + 2, {"of": sense["of"], "factor": factor})

    def _factor(self, i: int) -> tuple[float | None, int]:
        """Return how many times, and the lexeme after it: "twice", "half", "three times"."""
        lexeme, after = self.lexemes[i], self._next(i)
        if lexeme.key in ("twice", "half"):
            return (2.0 if lexeme.key == "twice" else 0.5), i + 1
        if lexeme.has("number") and after is not None and after.senses.get("unit", {}).get("dimension") == "times":
            return float(lexeme.senses["number"]["value"]), i + 2
        return None, i

    def _figure(self, i: int) -> Chunk | None:
        figure = figure_at(self.lexemes, i)
        if figure is None:
            return None
        phrase = noun_phrase(self.lexemes, i)
        if phrase is not None and phrase.figures:
            return Chunk("noun", i, phrase.end, {}, phrase)
        return Chunk("figure", i, figure.end, {}, figure=figure)

    def _auxiliary(self, i: int) -> Chunk | None:
        lexeme, after = self.lexemes[i], self._next(i)
        if not lexeme.has("aux"):
            return None
        verb_next = after is not None and (
            after.has("verb", "aux", "negation", "move_verb", "reveal") or after.key.endswith("ly")
        )
        if lexeme.key == "to" and not (verb_next and self._base_next(i)):
            return None
        if lexeme.has("noun") and not (self._follows("noun") and verb_next):
            return None
        if lexeme.has("verb") and not verb_next:
            return None
        if lexeme.senses["aux"]["role"] == "aspect" and not verb_next and lexeme.has("verb"):
            return None
        return self._one("aux", i)

    def _base_next(self, i: int) -> bool:
        after = self._next(i)
        senses = [after.senses.get(k) for k in ("verb", "move_verb", "reveal")] if after else []
        base = any(s and "base" in s.get("forms", ()) for s in senses)
        return base or (after is not None and (after.key in ("be",) or after.key.endswith("ly") or after.has("reveal")))

    def _verb(self, i: int) -> Chunk | None:
        lexeme, after = self.lexemes[i], self._next(i)
        verb = lexeme.senses.get("verb")
        if verb is None or self._better_not_verb(lexeme, after, i):
            return None
        if lexeme.has(*HEADS, "group", "number") and not self._verb_by_place(verb, after):
            return None
        doubled = noun_phrase(self.lexemes, i + 1) if verb.get("doubles") and after is not None else None
        if doubled is not None:
            return Chunk("verb", i, doubled.end, verb, doubled)
        return self._one("verb", i)

    def _better_not_verb(self, lexeme: Lexeme, after: Lexeme | None, i: int) -> bool:
        """Words that are a verb only where nothing else fits: "left", "near", "lit", "clear", "shot"."""
        noun_before, noun_after = self._follows(*NOUNS), _noun_starts(self.lexemes, i + 1)
        if self._follows("aux") and not lexeme.has("prep", "quality", "direction"):
            return False
        if lexeme.has("prep", "formation", "direction"):
            return not (
                noun_before and noun_after and "third" not in lexeme.senses["verb"]["forms"] and not lexeme.has("prep")
            )
        if lexeme.has("quality", "shade", "size", "color", "material"):
            bidden = self._before() is None and after is not None and after.has("det", "pronoun")
            if bidden and "base" in lexeme.senses["verb"]["forms"]:
                return False
            third = "third" in lexeme.senses["verb"]["forms"]
            return not (noun_before and (noun_after or third))
        if lexeme.has("filler"):
            return not noun_before
        participle = lexeme.senses["verb"]["forms"] & {"gerund", "participle"}
        opened = after is not None and after.has("noun", "kind", "member") and not self._follows("noun", "aux")
        return (
            bool(participle) and opened and (self._before() is None or self._follows("prep")) and not after.has("verb")
        )

    def _verb_by_place(self, verb: Sense, after: Lexeme | None) -> bool:
        """Decide a word that is a noun as well by where it stands."""
        if self._follows("noun", "aux", "verb"):
            return not self._follows("verb")
        opens = self._before() is None or self._follows("conj", "comma", "stop")
        goes_on = after is not None and after.has("det", "prep", "direction", "pronoun", "number")
        return opens and goes_on and bool(verb["forms"] & {"base", "third"})

    def _small_word(self, i: int) -> Chunk | None:
        """Prepositions, conjunctions, adverbs and their kin."""
        lexeme = self.lexemes[i]
        noun_next = _noun_starts(self.lexemes, i + 1) or self._goes_on(i)
        for kind in ("hung", "simile", "shown"):
            if lexeme.has(kind):
                return self._one(kind, i)
        if lexeme.has("negation", "formation"):
            return self._one("negation" if lexeme.has("negation") else "formation", i)
        if lexeme.has("conj") and self._is_conjunction(i, noun_next):
            return self._one("conj", i)
        if lexeme.has("direction") and not (lexeme.has("prep") and noun_next) and not lexeme.has("part"):
            return self._one("direction", i)
        if lexeme.has("prep"):
            return self._one("prep", i)
        if lexeme.has("adverb") and not self._modifies_noun(i):
            return self._one("adverb", i)
        if lexeme.has("setting") and not _noun_starts(self.lexemes, i + 1):
            return self._one("setting", i)
        return None

    def _is_conjunction(self, i: int, noun_next: bool) -> bool:
        """Decide words that join clauses in one sentence and do something else in another."""
        lexeme = self.lexemes[i]
        if lexeme.has("prep"):
            return not noun_next or self._clause_next(i)
        if lexeme.has("adverb"):
            return self._clause_next(i)
        return not (lexeme.has("ref") and self._noun_after_reference(i))

    def _goes_on(self, i: int) -> bool:
        """Tell whether a preposition may have its noun further on."""
        after = self._next(i)
        if after is None:
            return False
        loose = self.lexemes[i].key == "in" and not after.has("conj", "aux", "verb")
        return loose or not after.senses or after.has("filler", "setting")

    def _clause_next(self, i: int) -> bool:
        """Tell whether a verb comes soon after a word that is both conjunction and preposition ("before it falls")."""
        for lexeme in self.lexemes[i + 1 : i + 7]:
            if lexeme.gap or lexeme.has("conj"):
                return False
            if lexeme.has("aux") or (lexeme.has("verb") and not lexeme.has(*HEADS, *ADJECTIVES)):
                return True
        return False

    def _noun_after_reference(self, i: int) -> bool:
        after = self._next(i)
        return after is not None and after.has(*HEADS) and (self._follows("prep") or self.chunks[-1:] == [])

    def _modifies_noun(self, i: int) -> bool:
        """Tell whether an adverb stands before a noun and is the noun's: "a fast car"."""
        phrase = noun_phrase(self.lexemes, i - 1) if i and self.lexemes[i - 1].has("det") else None
        return phrase is not None and phrase.end > i

    def _noun(self, i: int) -> Chunk | None:
        phrase = noun_phrase(self.lexemes, i, after_noun=self._follows("noun", "aux"))
        return None if phrase is None else Chunk("noun", i, phrase.end, {}, phrase)

    def _leftover(self, i: int) -> Chunk:
        """Adjectives without noun, empty words, and what nobody knows."""
        lexeme = self.lexemes[i]
        adjective = next((k for k in ADJECTIVES[:5] if k in lexeme.senses), None)
        if adjective is not None:
            return Chunk("adjective", i, i + 1, {"is": adjective, **lexeme.senses[adjective]})
        for kind in ("setting", "filler", "function", "conj", "aux", "negation", "adverb", "direction"):
            if lexeme.has(kind):
                return self._one(kind, i)
        if lexeme.has("dimension"):
            return self._one("dimension", i)
        if lexeme.has("det", "ref"):
            return Chunk("function", i, i + 1, {})
        if lexeme.has("verb"):
            return self._one("verb", i)
        return Chunk("unknown", i, i + 1, {})
