"""Shows in plain text what was understood of a prompt, and warns of what was not."""

from functools import cache
from typing import Literal

from setpiece.language.impossible import CHANGES
from setpiece.language.script import Camera, CameraMove, Entity, Happening, Relation, Script, Token
from setpiece.language.vocabulary import lexicon, normal
from setpiece.world.document import Document

Severity = Literal["none", "modifier", "noun_or_verb"]
BRACKETS = {"grounded": "{}", "function": "{}", "set_aside": "({})", "unknown": "[{}?]"}


def explain(script: Script) -> str:
    """Return a report: the sentence with its words marked, then everything that the Script holds.

    Words in (round brackets) are set aside, words in [square brackets?] are not understood.
    """
    parts = [_sentence(script), ""]
    parts += _section("Things", [_entity(e) for e in script.entities])
    parts += _section("Places", [_relation(r) for r in script.relations])
    parts += _section("Events", [f"{i}. {_happening(h)}" for i, h in enumerate(script.happenings)])
    parts += _section("Camera", _camera(script.camera))
    parts += _section("Setting", _fields(script.setting, ()))
    parts += _section("Film", _film(script))
    parts += _section("Words", [_word(token) for token in script.tokens if token.status != "function"])
    parts += _section("Guessed", guesses(script))
    parts += _section("Forbidden by physics", impossibilities(script))
    parts += _section("Not understood", warnings(script))
    return "\n".join(parts).rstrip() + "\n"


def _sentence(script: Script) -> str:
    """Return the prompt on one line with the marks of its words."""
    text, last = "", 0
    for token in script.tokens:
        start, end = token.span
        text += script.prompt[last:start] + BRACKETS[token.status].format(token.text)
        last = end
    text += script.prompt[last:]
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _section(title: str, lines: list[str]) -> list[str]:
    return [f"{title}:", *(f"  {line}" for line in lines), ""] if lines else []


def _fields(document: Document, leave_out: tuple[str, ...]) -> list[str]:
    """Return "name: value" for every field that differs from its default."""
    values = document.model_dump(exclude_defaults=True)
    return [f"{name.replace('_', ' ')}: {_value(v)}" for name, v in values.items() if name not in (*leave_out, "span")]


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return ", ".join(_value(v) for v in value)
    return "yes" if value is True else str(value).replace("_", " ") if isinstance(value, str) else str(value)


def _entity(entity: Entity) -> str:
    details = _fields(entity, ("id", "thing", "count"))
    number = f"{entity.count} x " if entity.count > 1 else ""
    return f"{entity.id}: {number}{entity.thing.replace('_', ' ')}" + (f" ({'; '.join(details)})" if details else "")


def _relation(relation: Relation) -> str:
    line = f"{relation.subject} {relation.kind.replace('_', ' ')} {' and '.join(relation.objects)}".rstrip()
    return line if relation.distance is None else f"{line} at {relation.distance:g} m"


def _happening(happening: Happening) -> str:
    words = [happening.subject, "does not" if happening.negated else "", happening.verb.replace("_", " ")]
    words += [happening.object or "", happening.path or "", happening.place or ""]
    details = _fields(happening, ("verb", "subject", "object", "path", "place", "negated"))
    return " ".join(word for word in words if word) + (f" ({'; '.join(details)})" if details else "")


def _camera(camera: Camera) -> list[str]:
    return [_move(move) for move in camera.moves] + _fields(camera, ("moves",))


def _move(move: CameraMove) -> str:
    details = _fields(move, ("kind", "direction"))
    return f"{move.kind} {move.direction}".rstrip() + (f" ({'; '.join(details)})" if details else "")


def _film(script: Script) -> list[str]:
    told = ("prompt", "entities", "relations", "happenings", "camera", "setting", "tokens")
    return _fields(script, (*told, "guesses", "forbidden", "liberties"))


def _word(token: Token) -> str:
    status = token.status.replace("_", " ")
    return f"{_printable(token.text)}: {status}" + (f" -> {token.target}" if token.target else "")


def _printable(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def guesses(script: Script) -> list[str]:
    """Return one line for each word that was taken for another."""
    return [f"'{_printable(g.text)}' is not known and was taken for '{g.taken_for}'." for g in script.guesses]


def impossibilities(script: Script) -> list[str]:
    """Return one line for each happening that physics forbids: what is filmed instead, or which law is changed."""
    lines = []
    for forbidden in script.forbidden:
        start, end = script.happenings[forbidden.happening].span
        told = f"law changed by name: {forbidden.change}."
        if not forbidden.allowed:
            law = "gravity" if forbidden.change in CHANGES else "conservation of mass"
            told = f"{law} forbids it, and what would happen is filmed. "
            leave = f"--allow-impossible films it with {forbidden.change}."
            told += leave if forbidden.change in CHANGES else "No law that could be changed by name allows it."
        lines.append(f"'{_printable(script.prompt[start:end])}': {told}")
    return lines


def warnings(script: Script) -> list[str]:
    """Return one line for each run of words that was not understood, with a known word that is spelled alike."""
    lines = []
    for run in _runs(script):
        start, end = run[0].span[0], run[-1].span[1]
        text = _printable(script.prompt[start:end])
        text = text if len(text) <= 80 else f"{text[:79]}…"
        hints = [hint for token in run[:8] if (hint := _spelling(token.text))]
        is_not, was = ("is", "was") if len(run) == 1 else ("are", "were")
        line = f"'{text}' (characters {start}-{end}) {is_not} not understood and {was} left out."
        lines.append(" ".join([line, *hints[:2]]))
    return lines


def _runs(script: Script) -> list[list[Token]]:
    """Group neighbouring unknown words, with the little words between them."""
    runs: list[list[Token]] = []
    between: list[Token] = []
    for token in script.tokens:
        if token.status == "unknown":
            joined = runs and not any(c in script.prompt[runs[-1][-1].span[1] : token.span[0]] for c in ",.;:!?\n")
            if joined and len(between) <= 1 and (not between or between[0].text.lower() in ("a", "an", "the")):
                runs[-1] += [*between, token]
            else:
                runs.append([token])
            between = []
        else:
            between.append(token)
    return runs


@cache
def _spellings() -> tuple[str, ...]:
    """Return the single words that say something, for hints at spelling."""
    idle = {"filler", "function"}
    return tuple(
        w for w, senses in lexicon().senses.items() if " " not in w and len(w) > 2 and not senses.keys() <= idle
    )


def _spelling(word: str) -> str:
    """Return "Did you mean 'marble'?" for a word that the lexicon does not know but nearly has."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    key = normal(word[:40])
    if key in lexicon().senses or len(key) < 3 or not key.isascii():
        return ""
    found = process.extractOne(key, _spellings(), scorer=OSA.distance, score_cutoff=1 if len(key) < 7 else 2)
    return f"Did you mean '{found[0]}'?" if found else ""


def severity(script: Script) -> Severity:
    """Return how bad the unknown words are: none, only modifiers, or a noun or verb that is now missing."""
    guesses = {token.target for token in script.tokens if token.status == "unknown"}
    if not guesses:
        return "none"
    return "noun_or_verb" if guesses & {"noun", "verb"} else "modifier"


def nothing_understood(script: Script) -> bool:
    """Tell whether no word of the prompt shaped the Script."""
    return not any(token.status == "grounded" for token in script.tokens)
