"""The lexicon: every word and fixed phrase the grammar knows, with its senses, from ``lexicon/*.toml``.

Nouns of things come from the catalogue, places from ``world.places``, materials from ``world.materials``. A phrase
is keyed by its small letters, hyphens as blanks; its senses by their kind. Colours are made linear here.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from itertools import product
from types import MappingProxyType
from typing import Any

from setpiece.assets.catalogue import THINGS
from setpiece.language.inflection import plural, verb_forms
from setpiece.world.document import Model
from setpiece.world.materials import MATERIALS
from setpiece.world.places import PLACES

Sense = Mapping[str, Any]  # what one kind of reading of a phrase carries
Rgb = tuple[float, float, float]
TABLES = ("words", "nouns", "verbs", "adjectives", "setting", "camera", "irregular", "parts")


@dataclass(frozen=True)
class Lexicon:
    """Senses by phrase, the longest phrase (in words) that begins with a word, and the raw tables."""

    senses: Mapping[str, Mapping[str, Sense]]
    longest: Mapping[str, int]
    tables: Mapping[str, Mapping[str, Any]]


def normal(text: str) -> str:
    """Return the key of a word or phrase: small letters, straight apostrophes, blanks for hyphens and underscores."""
    text = text.lower().replace("’", "'").replace("-", " ").replace("_", " ").replace("‐", " ").replace("‑", " ")
    return " ".join(text.split())


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, read once."""
    folder = files("setpiece.language") / "lexicon"
    tables = {name: tomllib.loads((folder / f"{name}.toml").read_text("utf-8")) for name in TABLES}
    senses: dict[str, dict[str, Sense]] = {}
    for build in (_closed, _adjectives, _places, _nouns, _roles, _beams, _things, _verbs, _camera, _pieces):
        build(senses, tables)
    longest: dict[str, int] = {}
    for phrase in senses:
        first, *rest = phrase.split(" ")
        longest[first] = max(longest.get(first, 1), 1 + len(rest))
    return Lexicon(MappingProxyType(senses), MappingProxyType(longest), MappingProxyType(tables))


def with_models(known: Lexicon, models: Mapping[str, Model]) -> Lexicon:
    """Return the lexicon with nouns for shapes of the user's own, before any other sense of those words."""
    senses, longest = dict(known.senses), dict(known.longest)
    for name, model in models.items():
        word = normal(name)
        value = {"thing": "model", "head": word.rpartition(" ")[2], "called": name, "model": model}
        for spelling, many in ((plural(word, known.tables["irregular"]["nouns"]), True), (word, False)):
            senses[spelling] = {"noun": {"plural": many, **value}}
            first, *rest = spelling.split(" ")
            longest[first] = max(longest.get(first, 1), 1 + len(rest))
    return Lexicon(MappingProxyType(senses), MappingProxyType(longest), known.tables)


def _add(senses: dict, phrase: str, kind: str, /, **value: object) -> None:
    """Enter one sense; the first entry of a kind wins."""
    senses.setdefault(normal(phrase), {}).setdefault(kind, value)


def _both(senses: dict, irregular: Mapping[str, str], word: str, kind: str, /, **value: object) -> None:
    """Enter a noun's sense for one and for several."""
    _add(senses, word, kind, plural=False, **value)
    _add(senses, plural(word, irregular), kind, plural=True, **value)


def _closed(senses: dict, tables: Mapping) -> None:
    """Enter the closed classes."""
    words = tables["words"]
    roles = {"det": "determiners", "pronoun": "pronouns", "conj": "conjunctions", "aux": "auxiliaries"}
    for kind, group in roles.items():
        for role, members in words[group].items():
            for word in members:
                _add(senses, word, "ref" if role == "reference" else kind, role=role)
    for kind, group in (("prep", "prepositions"), ("adverb", "adverbs")):
        for word, value in words[group].items():
            _add(senses, word, kind, word=word, **value)
    for kind, group, field in (("formation", "formations", "shape"), ("direction", "directions", "to"),
                               ("number", "numbers", "value")):  # fmt: skip
        for word, value in words[group].items():
            _add(senses, word, kind, **{field: value})
    for kind, group in (("negation", "negation"), ("function", "function"), ("filler", "set_aside")):
        for word in words[group]["words"]:
            _add(senses, word, kind)
    _presented(senses, words["presented"])
    _hung(senses, words["hung"])
    _likened(senses, words)
    _units(senses, tables)


def _presented(senses: dict, words: Mapping) -> None:
    """Enter what is to be seen together: "showing the mark left by"."""
    for relation, told in words.items():
        for phrase in map(" ".join, product(told["leads"], told["words"])):
            _add(senses, phrase, "prep", word=phrase, relation=told.get("relation", relation))


def _likened(senses: dict, words: Mapping) -> None:
    """Enter like what things turn, how closely they are wrapped, and what a bounce shows of a material."""
    for phrase, axis in words["similes"].items():
        _add(senses, phrase, "simile", axis=axis)
    for phrase in map("".join, product(words["closely"]["leads"], words["closely"]["words"])):
        _add(senses, phrase, "adverb", word=phrase, snug=True)
    for lead in words["shown"]["leads"]:
        for word in words["shown"]["words"]:
            _add(senses, lead + word, "shown")


def _hung(senses: dict, words: Mapping) -> None:
    """Enter what things hang on: "on the end of a chain"."""
    for look, members in words["looks"].items():
        for word in members:
            for lead in words["leads"]:
                _add(senses, f"{lead} {word}", "hung", look=look)


def _units(senses: dict, tables: Mapping) -> None:
    """Enter units and the words that say along which dimension a figure is."""
    words = tables["words"]
    for dimension, units in words["units"].items():
        for unit, factor in units.items():
            _add(senses, unit, "unit", dimension=dimension, factor=factor)
            if len(unit) > 3 and " " not in unit:
                _add(senses, plural(unit, tables["irregular"]["nouns"]), "unit", dimension=dimension, factor=factor)
    for dimension, members in words["dimensions"].items():
        for word in members:
            _add(senses, word, "dimension", of=dimension)


def _adjectives(senses: dict, tables: Mapping) -> None:
    """Enter colours, shades, materials, sizes and qualities."""
    words = tables["adjectives"]
    for word, code in words["colors"].items():
        for spelling in (word, f"{word} coloured", f"{word} colored"):
            _add(senses, spelling, "color", rgb=linear(code))
    for word, value in words["shades"].items():
        for spelling in (word, f"{word} coloured", f"{word} colored"):
            _add(senses, spelling, "shade", **value)
    adjectives = frozenset(map(normal, words["material_adjectives"]["words"]))
    for word, key in {**{k.replace("_", " "): k for k in MATERIALS}, **words["materials"]}.items():
        _add(senses, word, "material", key=key, noun=normal(word) not in adjectives)
    for kind, group in (("comparison", "comparisons"), ("size", "sizes"), ("quality", "qualities")):
        for word, value in words[group].items():
            _add(senses, word, kind, **value)


def linear(code: str) -> Rgb:
    """Return the linear Rec. 709 colour of an sRGB hex code (IEC 61966-2-1)."""
    channels = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (round(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4, 4) for c in channels)
    return r, g, b


def _places(senses: dict, tables: Mapping) -> None:
    """Enter places, times, weather, light, styles, gravity and the speed of time."""
    setting = tables["setting"]
    for word, value in setting["places"].items():
        _add(senses, word, "place", **value)
    for key, defaults in PLACES.items():
        for word in (key, *defaults.words):
            _add(senses, word, "place", place=key)
            _add(senses, plural(normal(word), tables["irregular"]["nouns"]), "place", place=key)
    for word, speed in setting["wind"].items():
        _add(senses, word, "setting", field="weather", value="wind", wind=speed)
    fields = {"times": "time", "weather": "weather", "lighting": "lighting", "styles": "style",
              "gravity": "gravity", "time_scale": "slow_motion"}  # fmt: skip
    for group, field in fields.items():
        for word, value in setting[group].items():
            _add(senses, word, "setting", field=field, value=value)


def _nouns(senses: dict, tables: Mapping) -> None:
    """Enter the nouns that are not things: parts, groups, surfaces, kinds, hands."""
    words, both = tables["nouns"], partial(_both, senses, tables["irregular"]["nouns"])
    for word in words["parts"]["words"]:
        both(word, "part", word=word)
    for word, value in words["groups"].items():
        both(word, "group", **value)
    for word, value in words["surfaces"].items():
        both(word, "surface", **value)
    for word, things in words["kinds"].items():
        both(word, "kind", word=word, things=frozenset(things))
    for word, value in words["underfoot"].items():
        _add(senses, word, "underfoot", **value)
    for word in words["hands"]["words"]:
        _add(senses, word, "hand")
    for members in words["members"].values():
        for word, name in members.items():
            both(word, "member", name=name)


def _roles(senses: dict, tables: Mapping) -> None:
    """Enter people by what they do: a skier is one with a kit of his own."""
    for word, value in tables["nouns"]["roles"].items():
        sense = {"thing": value["thing"], "head": word, "called": word, "attribute": f"kit:{value['kit']}"}
        _both(senses, tables["irregular"]["nouns"], word, "noun", **sense)


def _beams(senses: dict, tables: Mapping) -> None:
    """Enter light as what acts; the word itself is that only where it does something ("light passes")."""
    for word in tables["nouns"]["beams"]["lasers"]:
        value = {"thing": "laser_pointer", "head": word.rpartition(" ")[2], "called": "laser", "beam": True}
        _both(senses, tables["irregular"]["nouns"], word, "noun", **value)
    for word in tables["nouns"]["beams"]["words"]:
        value = {"thing": "flashlight", "head": word, "called": "light", "beam": True}
        _add(senses, word, "beam" if word == "light" else "noun", plural=False, **value)


def _things(senses: dict, tables: Mapping) -> None:
    """Enter the catalogue's nouns, singular and plural. A material in a name is kept: a "wooden crate" is wooden."""
    irregular = tables["irregular"]["nouns"]
    for own in (True, False):
        for key, thing in THINGS.items():
            if thing.family == "model":
                continue  # its nouns are the user's
            for name in (key,) if own else thing.words:
                word = normal(name)
                many = not own and _is_plural(word, thing.words, irregular)
                hints = _hints(senses, word, key)
                called = key if many else (word.partition(" ")[2] if hints else word).replace("'", "")
                value = {"thing": key, "head": word.rpartition(" ")[2], "called": called.replace(" ", "_"), **hints}
                for spelling in {word, word.replace("'", "")}:
                    _add(senses, spelling, "noun", plural=many, **value)
                    _add(senses, _several(spelling, irregular), "noun", plural=True, **value)


def _several(word: str, irregular: Mapping[str, str]) -> str:
    """Return a name's plural; of what is named by what holds it, that of the holder ("glasses of milk")."""
    holder, of, held = word.partition(" of ")
    return plural(holder, irregular) + of + held


def _is_plural(word: str, names: tuple[str, ...], irregular: Mapping[str, str]) -> bool:
    """Tell whether a name is the plural of another of the same thing ("dice")."""
    last = word.rpartition(" ")[2]
    of_another = last.endswith("s") and any(plural(normal(n), {}) == word for n in names)
    listed = last in irregular.values() and last not in irregular
    return listed or of_another or last.endswith(("oes", "ies", "oxes", "sses"))


def _hints(senses: dict, word: str, key: str) -> Sense:
    """Return what the first word of a name says besides: the material, or for furniture the place."""
    first, _, rest = word.partition(" ")
    known = senses.get(first, {}) if rest else {}
    if "material" in known and first not in normal(key).split() and not rest.startswith("of "):
        return {"material": known["material"]["key"], "material_word": first}
    if "place" in known and THINGS[key].kind == "furniture":
        return {"place": known["place"]["place"]}
    return {}


def _verbs(senses: dict, tables: Mapping) -> None:
    """Enter every form of every verb; forms that coincide ("hit") share a sense. Earlier tables win.

    A sense that is only meant ``with`` certain objects has each of its words with each of them: "cast a shadow".
    """
    irregular = tables["irregular"]["verbs"]
    for base in tables["verbs"]["unsaid"]:
        _inflect(senses, base, "unsaid", {"base": base}, irregular)
    for sense in tables["verbs"]["sense"]:
        value = {k: v for k, v in sense.items() if k not in ("words", "with")}
        for base in map(" ".join, product(sense["words"], sense["with"])) if "with" in sense else sense["words"]:
            _inflect(senses, base, "verb", {**value, "base": base}, irregular)


def _inflect(senses: dict, base: str, kind: str, value: Mapping, irregular: Mapping) -> None:
    names: dict[str, set[str]] = {}
    for form, name in verb_forms(normal(base), irregular):
        names.setdefault(form, set()).add(name)
    for form, found in names.items():
        _add(senses, form, kind, forms=frozenset(found), **value)


def _pieces(senses: dict, tables: Mapping) -> None:
    """Enter the words for parts that models have; a word that means nothing else is a part's only."""
    irregular = tables["irregular"]["nouns"]
    heads = {"surface", "noun", "place", "kind", "member", "part", "hand"}
    for word, value in tables["parts"].items():
        sense = {"word": word, "pieces": tuple(value["pieces"]), "things": frozenset(value["things"])}
        for spelling, many in ((word, False), (plural(word, irregular), True)):
            alone = heads.isdisjoint(senses.get(normal(spelling), {}))
            _add(senses, spelling, "piece", plural=many, **sense)
            if alone:
                _add(senses, spelling, "part", word=word, plural=many, piece=True)


def _camera(senses: dict, tables: Mapping) -> None:
    """Enter the words of the camera: the movements, then what stands for a shot as a whole."""
    words, irregular = tables["camera"], tables["irregular"]["verbs"]
    for move in words["move"]:
        value = {"move": move["kind"], "direction": move.get("direction", ""), "note": move.get("note", False)}
        for verb in move["verbs"]:
            _inflect(senses, verb, "move_verb", value, irregular)
        for noun in move["nouns"]:
            _add(senses, noun, "move_noun", **value)
    for kind, group in (("bare_move", "bare"), ("reveal", "reveals")):
        for verb in words[group]["verbs"]:
            _inflect(senses, verb, kind, {"base": verb}, irregular)
    for word in words["states"]["words"]:
        _add(senses, word, "move_state", move="static", direction="")
    for kind in ("camera", "lens"):
        for word in words[kind]["words"]:
            _add(senses, word, kind)
    _shots(senses, words)


def _shots(senses: dict, words: Mapping) -> None:
    for group, field in (("sizes", "size"), ("heights", "height"), ("sides", "side")):
        for word, value in words[group].items():
            _add(senses, word, "shot", field=field, value=value)
    for word, value in words["lenses"].items():
        ((field, figure),) = value.items()
        _add(senses, word, "shot", field=field, value=figure)
