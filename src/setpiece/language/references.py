"""Who is meant: noun phrases become entities, new ones or those that were spoken of before."""

from dataclasses import replace
from itertools import pairwise

from setpiece.assets.catalogue import THINGS
from setpiece.language.counting import count_of, of_members
from setpiece.language.describing import BRICKWORK, act_of_participles, add_attribute, describe
from setpiece.language.needs import meant, toughness
from setpiece.language.parts import piece_of, speak_of
from setpiece.language.phrases import NounPhrase
from setpiece.language.reading import Reading, Referent
from setpiece.language.sheet import Draft
from setpiece.language.surroundings import describe_ground, set_ground, set_light, set_place
from setpiece.language.vocabulary import Sense
from setpiece.world.places import PLACES

ASIDE = ("past", "behind")  # ways beside a place, not in it

HELPLESS = ("break", "fall", "topple", "bounce", "roll", "slide", "spin")  # what happens to things
WOMEN = ("woman", "girl", "old_woman")  # whom "she" means
BEAMED = ("flashlight", "laser")  # families of lamps that shine in a beam
EDGES = ("edge", "side", "end", "brink", "lip", "rim", "corner")
ROOTED = ("structure", "building")  # kinds of things that "both" of those that act does not mean
OPEN = {"box": "open_box"}  # things that are another of the catalogue when they are open
MET = ("past", "by", "to", "towards", "up_to", "around", "against")  # ways that lead to a thing, not into or off it
ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def resolve(reading: Reading, phrase: NounPhrase, role: str) -> Referent:
    """Return what a phrase speaks of, making the entity if it is new; its words are marked."""
    sheet = reading.sheet
    sheet.mark(phrase.function, "function")
    sheet.mark(phrase.fillers, "set_aside")
    sheet.mark(phrase.unknown, "unknown", "modifier")
    reader = READERS.get(phrase.kind, _unknown)
    referent = reader(reading, phrase, role)
    for i in (*phrase.numbers, *(i for i, _ in phrase.adjectives), *phrase.participles):
        sheet.mark(i, "unknown", "modifier")
    return referent


def _unknown(reading: Reading, phrase: NounPhrase, role: str) -> Referent:  # noqa: ARG001
    reading.sheet.mark(range(phrase.start, phrase.end), "unknown", "modifier")
    if phrase.head >= 0:
        reading.sheet.marks.pop(phrase.head, None)
        reading.sheet.mark(phrase.head, "unknown", "noun")
    return Referent("unknown")


def _hand(reading: Reading, phrase: NounPhrase, role: str) -> Referent:
    """An unseen hand; "someone" who jumps, walks or sits is somebody with legs."""
    ahead = reading.peek()
    legs = ahead is not None and ahead.kind == "verb" and ahead.sense.get("gait")
    if role == "subject" and legs and reading.sheet.lexemes[phrase.head].key in ("someone", "somebody"):
        sense = {"thing": "man", "head": "someone", "called": "someone", "plural": False}
        return Referent("entities", (_new(reading, replace(phrase, kind="noun", sense=sense), None).values["id"],))
    reading.sheet.mark(range(phrase.start, phrase.end), "function")
    return Referent("hand")


def _surface(reading: Reading, phrase: NounPhrase, role: str) -> Referent:  # noqa: ARG001
    told = reading.relation.values if reading.relation is not None else {}
    if told.get("kind") == "seen_with" and phrase.definite and not phrase.adjectives and told["subject"] != "ground":
        reading.sheet.ground(phrase.head, reading.sheet.entity(told["subject"]), "")
        return Referent("entities", (told["subject"],))
    set_ground(reading, phrase)
    return Referent("ground")


def _place(reading: Reading, phrase: NounPhrase, role: str) -> Referent:
    """Where it plays; but nobody is in the rooms that something goes past: those are houses that we do not have."""
    by = reading.prep.sense.get("path") if role == "place" and reading.prep is not None else None
    if by in ASIDE and PLACES[phrase.sense.get("place", "meadow")].room_size is not None:
        return _unknown(reading, phrase, role)
    set_place(reading, phrase.head, phrase.sense)
    describe_ground(reading, phrase)
    return Referent("place")


def _setting(reading: Reading, phrase: NounPhrase, role: str) -> Referent:  # noqa: ARG001
    set_light(reading, phrase.head, phrase.sense)
    for i, kind in phrase.adjectives:
        if kind == "setting":
            set_light(reading, i, reading.sheet.lexemes[i].senses[kind])
    return Referent("setting")


def _material(reading: Reading, phrase: NounPhrase, role: str) -> Referent:  # noqa: ARG001
    return Referent("stuff", material=phrase.sense["key"])


def _deferred(reading: Reading, phrase: NounPhrase, role: str) -> Referent:
    """A part ("the edge"), of what follows after "of", or of the thing last spoken of."""
    if _of_follows(reading):
        reading.deferred, reading.deferred_role = phrase, role
        return Referent("deferred")
    before = reading.peek(-2)
    near = reading.last if role == "place" and before is not None and before.kind == "noun" else []
    pool = [reading.whole, _standing_on(reading), *_bearing(reading, phrase), *reversed(reading.mentions)]
    pool = [i for i in pool if i and i not in reading.subject and i not in near]
    if not pool and reading.lit:  # a spot is on what was named before, and not on the lamp
        pool = [e.values["id"] for e in reversed(reading.sheet.entities) if e.values["id"] not in reading.subject]
    having = [i for i in pool if piece_of(reading, phrase, reading.sheet.entity(i)) is not None]
    pool = having or pool
    whole = pool[0] if pool else (reading.subject[0] if reading.subject else None)
    if reading.subject and _its_own_edge(reading, phrase):
        whole = reading.subject[0]
    if whole is None or phrase.kind != "part":
        return _unknown(reading, phrase, role)
    reading.whole = whole
    if not speak_of(reading, phrase, reading.sheet.entity(whole)):
        return _unknown(reading, phrase, role)
    reading.sheet.ground((phrase.head, *phrase.function, *phrase.numbers), reading.sheet.entity(whole), "")
    return Referent("entities", (whole,))


def _its_own_edge(reading: Reading, phrase: NounPhrase) -> bool:
    """Tell whether a phrase is "its edge" after "on": whoever stands or spins on that does so on its own."""
    key, prep = reading.sheet.lexemes[phrase.head].key, reading.prep
    own = reading.sheet.lexemes[phrase.start].key == "its"
    return own and key in ("edge", "side") and prep is not None and prep.sense.get("word") in ("on", "onto")


def _of_follows(reading: Reading) -> bool:
    after = reading.peek()
    return after is not None and after.kind == "prep" and bool(after.sense.get("of") or of_members(reading, after))


def _bearing(reading: Reading, phrase: NounPhrase) -> list[str]:
    """Return what something was said to be on, the last one first, where a phrase is an edge that one falls from."""
    off = reading.prep is not None and reading.prep.sense.get("path") == "off"
    if not off or reading.sheet.lexemes[phrase.head].key not in EDGES:
        return []
    borne = (r.values["objects"][:1] for r in reversed(reading.sheet.relations) if r.values["kind"] == "on")
    return [other for objects in borne for other in objects if other != "ground"]


def _standing_on(reading: Reading) -> str | None:
    """Return what the subject stands on."""
    for relation in reading.sheet.relations:
        if relation.values["subject"] in reading.subject and relation.values["kind"] == "on":
            objects = relation.values["objects"]
            return objects[0] if objects and objects[0] != "ground" else None
    return None


def _pronoun(reading: Reading, phrase: NounPhrase, role: str) -> Referent:
    ids = _pronoun_ids(reading, phrase.sense["role"], role, reading.sheet.lexemes[phrase.head].key)
    if phrase.sense["role"] == "reciprocal":
        reading.sheet.mark(phrase.head, "function")
        return Referent("reciprocal")
    if not ids:
        reading.sheet.mark(phrase.head, "unknown", "noun")
        return Referent("unknown")
    reading.sheet.ground(phrase.head, reading.sheet.entity(ids[0]), "")
    return Referent("entities", tuple(ids))


def _pronoun_ids(reading: Reading, number: str, role: str, word: str) -> list[str]:
    """Return whom "it" or "they" means: as a subject, the subject before; otherwise what is not the subject."""
    if word in ("itself", "themselves", "himself", "herself"):
        return list(reading.subject or reading.main)
    if number == "person":
        return _somebody(reading, role, word)
    if number == "plural":
        return _they(reading)
    if role == "subject" and "causing" in reading.aux and reading.sheet.happenings:
        done = reading.sheet.happenings[-1].values.get("object")
        if done is not None:  # "hits a ball, sending it away"
            return [done]
    if role in ("subject", "camera"):
        before = reading.main or reading.subject
        return _suffering(reading, before[:1]) or before[:1] or reading.mentions[-1:]
    prep = {} if reading.prep is None else reading.prep.sense
    if (role == "object" or prep.get("path") in MET) and (named := meant(reading, role)):
        return named
    others = [i for i in reversed(reading.mentions) if i not in reading.subject]
    before = reading.peek(-2)
    if role == "place" and before is not None and before.kind == "noun":
        others = [i for i in others if i not in reading.last]
    beside = prep.get("relation") not in ("on", "in", "under", None) or prep.get("path") in ("past", "by")
    acted = any([d.values["subject"]] == reading.main for d in reading.sheet.happenings)
    if beside and acted and reading.main[0] in others:
        return reading.main[:1]
    return others[:1] or reading.subject[:1]


def _somebody(reading: Reading, role: str, word: str) -> list[str]:
    """Return whom "he" or "her" means: who was named last and may be called so, as an object not who acts."""
    named = dict.fromkeys(reversed([*(e.values["id"] for e in reading.sheet.entities), *reading.mentions]))
    things = {i: reading.sheet.entity(i).values["thing"] for i in named}
    people = [i for i, thing in things.items() if THINGS[thing].kind == "person"]
    pool = [i for i in people if (things[i] in WOMEN) == (word in ("she", "her"))] or people
    others = [i for i in pool if role == "subject" or i not in reading.subject]
    return (others or pool)[:1]


def _suffering(reading: Reading, before: list[str]) -> list[str]:
    """Return what was acted on last, if that and not the doer is what the verb ahead can happen to.

    "A cat knocks a glass off a table and it shatters": nobody's cat shatters, falls over by itself or rolls.
    """
    ahead = reading.peek()
    verb = ahead.sense.get("verb") if ahead is not None and ahead.kind == "verb" else None
    if verb not in HELPLESS or ahead.sense.get("gait") or not before or not reading.sheet.happenings:
        return []
    last = reading.sheet.happenings[-1].values
    other = last.get("object") if [last["subject"]] == before else last["subject"]  # "a boy throws a ball": it flies
    if other is None:
        return []
    acted = reading.sheet.entity(other)
    doer = reading.sheet.entity(before[0])
    alive, helpless = (THINGS[each.values["thing"]].kind in ("animal", "person") for each in (doer, acted))
    fits = alive and not helpless
    if verb == "break" and not alive:
        fits = toughness(acted) < toughness(doer)
    return [acted.values["id"]] if fits else []


def _they(reading: Reading) -> list[str]:
    groups = [i for i in reversed(reading.mentions) if reading.sheet.entity(i).values.get("count", 1) > 1]
    for pool in (reading.main, reading.subject, reading.last):
        if len(pool) > 1:
            return list(pool)
    return groups[:1] or list(dict.fromkeys(reading.mentions))[-2:]


def _count(reading: Reading, phrase: NounPhrase, role: str) -> Referent:
    """Find those that "two", "both", "the other" stand for."""
    if _of_follows(reading):
        return _deferred(reading, phrase, role)
    mentioned = list(dict.fromkeys(reading.mentions))
    loose = [i for i in mentioned if THINGS[reading.sheet.entity(i).values["thing"]].kind not in ROOTED]
    ids = (loose or mentioned)[-2:] if reading.sheet.lexemes[phrase.start].key == "both" else _they(reading)
    if phrase.reference in ("other", "others"):
        groups = [i for i in mentioned if reading.sheet.entity(i).values.get("count", 1) > 1]
        ids = groups[-1:] or [i for i in mentioned if i not in (reading.subject or reading.main)][-1:] or mentioned[-1:]
    if not ids:
        return _unknown(reading, phrase, role)
    owner = reading.sheet.entity(ids[0])
    reading.sheet.marks = {k: v for k, v in reading.sheet.marks.items() if not phrase.start <= k < phrase.end}
    reading.sheet.ground(range(phrase.start, phrase.end), owner, "")
    one = 1 if phrase.reference == "other" and owner.values.get("count", 1) > 1 else None
    return Referent("entities", tuple(ids), int(phrase.number) if phrase.number else one)


def _noun(reading: Reading, phrase: NounPhrase, role: str) -> Referent:
    """A thing: one of those spoken of where the phrase points back, part of one, or a new one."""
    senses = reading.sheet.lexemes[phrase.head].senses
    senses = senses if "noun" in senses or phrase.kind != "noun" else {**senses, "noun": phrase.sense}
    if phrase.kind in ("noun", "kind", "member") and (owner := _owner_of_members(reading, phrase)):
        reading.sheet.ground((phrase.head, *phrase.numbers), owner, "")
        _mark_members(reading, phrase, owner)
        return Referent("entities", (owner.values["id"],), int(phrase.number) if phrase.number else None)
    if phrase.sense.get("beam") and phrase.definite and (lamp := _shining(reading)):
        return _refer(reading, phrase, lamp)
    group = reading.deferred if reading.deferred is not None and reading.deferred.kind == "group" else None
    points_back = phrase.definite or phrase.universal
    if phrase.kind != "noun" or ((points_back or _one_of_them(reading, phrase, senses)) and group is None):
        if pair := _both(reading, phrase, senses):
            return pair
        found = _spoken_of(reading, phrase, senses)
        if found is not None:
            return _refer(reading, phrase, found)
    if phrase.kind == "kind" and not points_back:
        phrase = _any_of_its_kind(reading, phrase)
    if phrase.kind != "noun":
        return _unknown(reading, phrase, role)
    return _two(reading, phrase, group) or Referent("entities", (_new(reading, phrase, group).values["id"],))


def _shining(reading: Reading) -> Draft | None:
    """Return the lamp named last that shines in a beam, whose light "the beam" is."""
    drafts = (reading.sheet.entity(i) for i in reversed(reading.mentions))
    return next((d for d in drafts if THINGS[d.values["thing"]].family in BEAMED), None)


def _one_of_them(reading: Reading, phrase: NounPhrase, senses: dict[str, Sense]) -> bool:
    """Tell whether "one ball" means one of the balls spoken of before."""
    one = [reading.sheet.lexemes[i].key for i in phrase.numbers] == ["one"]
    found = _spoken_of(reading, phrase, senses) if one else None
    return found is not None and found.values.get("count", 1) > 1


def _both(reading: Reading, phrase: NounPhrase, senses: dict[str, Sense]) -> Referent | None:
    """Return the two that "both stones" means: a curling stone and another one."""
    if reading.sheet.lexemes[phrase.start].key != "both" or not phrase.plural or phrase.adjectives:
        return None
    head = senses.get("noun", {}).get("head")
    fitting = [
        e for e in reading.sheet.entities if head == e.values["thing"].rpartition("_")[2] or _fits(e, senses, "")
    ]
    if len(fitting) != 2:
        return None
    reading.sheet.ground(phrase.head, fitting[0], "")
    return Referent("entities", tuple(e.values["id"] for e in fitting))


def _any_of_its_kind(reading: Reading, phrase: NounPhrase) -> NounPhrase:
    """Return the phrase with a thing for its head, where a word for many kinds names a new one: "a vehicle"."""
    thing = reading.known.tables["nouns"]["generic"].get(phrase.sense["word"])
    if thing is None:
        return phrase
    sense = {"thing": thing, "head": phrase.sense["word"], "called": phrase.sense["word"], "plural": phrase.plural}
    return replace(phrase, kind="noun", sense=sense)


def _owner_of_members(reading: Reading, phrase: NounPhrase) -> Draft | None:
    """Return the entity whose parts the phrase names: "two balls" after a Newton's cradle."""
    head = phrase.sense.get("head") or reading.sheet.lexemes[phrase.head].senses.get("noun", {}).get("head", "")
    name = reading.sheet.lexemes[phrase.head].senses.get("member", {}).get("name")
    members = reading.known.tables["nouns"]["members"]
    for draft in reversed(reading.sheet.entities):
        own = members.get(draft.values["thing"], {})
        if (head in own or (name and name in own.values())) and not _named_before(reading, phrase, draft):
            return draft
    return None


def _named_before(reading: Reading, phrase: NounPhrase, owner: Draft) -> bool:
    """Tell whether an entity of that very thing was named, which then is meant and not a part."""
    thing = phrase.sense.get("thing")
    return any(e is not owner and e.values["thing"] == thing for e in reading.sheet.entities)


def _mark_members(reading: Reading, phrase: NounPhrase, owner: Draft) -> None:
    """Ground what is said of a thing's parts where a clause speaks of them."""
    for i, _ in phrase.adjectives:
        reading.sheet.ground(i, owner, "")


def _spoken_of(reading: Reading, phrase: NounPhrase, senses: dict[str, Sense]) -> Draft | None:
    """Return the entity that a definite phrase means: the last one named that fits."""
    fitting, shape = [], phrase.sense.get("shape")
    so = [r.values["subject"] for r in reading.sheet.relations if r.values["kind"] == shape]
    for i in dict.fromkeys(reversed([e.values["id"] for e in reading.sheet.entities] + reading.mentions)):
        draft = reading.sheet.entity(i)
        if shape is not None:
            fitting += [draft] if i in so else []
        elif _fits(draft, senses, reading.sheet.lexemes[phrase.head].key) and _like(reading, phrase, draft):
            fitting.append(draft)
    if phrase.number and phrase.number > 1:
        many = [d for d in fitting if d.values.get("count", 1) == phrase.number]
        fitting = many or fitting
    if phrase.reference in ("other", "others", "second", "last") and len(fitting) > 1:
        return next((d for d in fitting if d.values["id"] not in (reading.subject or reading.main)), fitting[0])
    if phrase.reference == "first":
        return fitting[-1] if fitting else None
    if phrase.reference in ("other", "second", "third") and fitting and fitting[0].values.get("count", 1) == 1:
        return None
    return fitting[0] if fitting else None


def _fits(draft: Draft, senses: dict[str, Sense], word: str) -> bool:
    thing = draft.values["thing"]
    noun, kind = senses.get("noun", {}), senses.get("kind", {})
    key_head = thing.rpartition("_")[2]
    if noun and noun.get("model") != draft.values.get("model"):
        return False
    if noun and (noun["thing"] == thing or noun["thing"] == key_head or noun["thing"] == thing.rpartition("_")[2]):
        return True
    things = kind.get("things", ())
    return "*" in things or thing in things or (bool(kind) and key_head == kind.get("word")) or word == key_head


def _like(reading: Reading, phrase: NounPhrase, draft: Draft) -> bool:
    """Tell whether the phrase's colour and material are the entity's own."""
    for i, kind in phrase.adjectives:
        sense = reading.sheet.lexemes[i].senses[kind]
        if kind == "color" and draft.values.get("color") != sense["rgb"]:
            return False
        if kind == "material" and draft.values.get("material") not in (sense["key"], BRICKWORK.get(sense["key"])):
            return False
    return True


def _refer(reading: Reading, phrase: NounPhrase, draft: Draft) -> Referent:
    sheet = reading.sheet
    sheet.ground(phrase.head, draft, "")
    for i in (*phrase.numbers, *(i for i, _ in phrase.adjectives)):
        sheet.ground(i, draft, "")
    count = int(phrase.number) if phrase.number else None
    if phrase.reference in ("first", "last", "other", "one") and not phrase.plural and draft.values.get("count", 1) > 1:
        count = 1
    act_of_participles(reading, phrase, draft)
    return Referent("entities", (draft.values["id"],), count)


def _two(reading: Reading, phrase: NounPhrase, group: NounPhrase | None) -> Referent | None:
    """Enter two things where two adjectives share a noun: "a blue and a red ball collide"."""
    lexemes = reading.sheet.lexemes
    pairs = [(a, b) for a, b in pairwise(phrase.adjectives) if a[1] == b[1] and lexemes[a[0] + 1].key == "and"]
    if (
        len(pairs) != 1
        or phrase.plural
        or phrase.numbers
        or group is not None
        or not (_of_several(reading) or lexemes[pairs[0][0][0] + 2].has("det", "number"))
    ):
        return None
    (first, second), others = pairs[0], [told for told in phrase.adjectives if told not in pairs[0]]
    made = []
    for own in (first, second):
        mine = sorted([own, *others])
        made.append(_new(reading, replace(phrase, adjectives=mine), None).values["id"])
    return Referent("entities", tuple(made))


def _of_several(reading: Reading) -> bool:
    """Tell whether the verb after the noun under the eye is one of several: "are", "roll"."""
    after = reading.peek()
    if after is None:
        return False
    if after.kind == "aux":
        return reading.sheet.lexemes[after.start].key in ("are", "were", "have", "do")
    return after.kind == "verb" and "base" in after.sense["forms"]


def _new(reading: Reading, phrase: NounPhrase, group: NounPhrase | None) -> Draft:
    """Enter a new entity with everything its phrase says."""
    sheet = reading.sheet
    draft = Draft("entity", {"id": "", "thing": _turning(reading, phrase)})
    draft.cover(sheet.lexemes[phrase.start].start, sheet.lexemes[phrase.end - 1].end)
    if "model" in phrase.sense:
        draft.values["model"] = phrase.sense["model"]
    if "attribute" in phrase.sense:
        add_attribute(draft, phrase.sense["attribute"])
    describe(reading, phrase, draft)
    draft.values["id"] = _id(reading, phrase, draft)
    sheet.entities.append(draft)
    sheet.ground(phrase.head, draft, "thing")
    count_of(reading, phrase, draft, group)
    if "place" in phrase.sense:
        sheet.setting.values.setdefault("place", phrase.sense["place"])
    act_of_participles(reading, phrase, draft)
    return draft


def _turning(reading: Reading, phrase: NounPhrase) -> str:
    """Return the thing that a noun names; a platform that rotates is a turntable, an open box has no lid."""
    thing = phrase.sense["thing"]
    verbs = {reading.sheet.lexemes[i].senses["verb"]["verb"] for i in phrase.participles}
    opened = [i for i, kind in phrase.adjectives if kind == "quality" and reading.sheet.lexemes[i].key == "open"]
    return "turntable" if thing == "pedestal" and "spin" in verbs else OPEN.get(thing, thing) if opened else thing


def _id(reading: Reading, phrase: NounPhrase, draft: Draft) -> str:
    """Name an entity by its colour and thing; where that is taken, by material, size or order as well."""
    lexemes, called = reading.sheet.lexemes, phrase.sense.get("called", "")
    thing = called if called.isidentifier() and called.isascii() else draft.values["thing"]
    taken = {e.values["id"] for e in reading.sheet.entities}
    words = {kind: lexemes[i].key.replace(" ", "_") for i, kind in reversed(phrase.adjectives)}
    words = {k: w for k, w in words.items() if w.isascii() and w.replace("_", "").isalpha()}
    color = f"{words['color']}_" if "color" in words else ""
    material = words.get("material") or phrase.sense.get("material_word", "")
    names = [color + thing, *(f"{color}{w}_{thing}" for w in (material, words.get("size")) if w)]
    names += [f"{order}_{color}{thing}" for order in ORDINALS]
    names += [f"{color}{thing}_no{n}" for n in range(len(taken) + 2)]
    return next(name[:64] for name in names if name[:64] not in taken)


READERS = {
    "pronoun": _pronoun,
    "count": _count,
    "noun": _noun,
    "kind": _noun,
    "member": _noun,
    "hand": _hand,
    "surface": _surface,
    "place": _place,
    "setting": _setting,
    "material": _material,
    "part": _deferred,
    "group": _deferred,
}
