"""What prepositions bring: where things are, along what they move, of what they are made, by whom it is done."""

from setpiece.assets.catalogue import THINGS
from setpiece.language.chunks import Chunk
from setpiece.language.covering import draped
from setpiece.language.describing import MIDDLE, add_attribute, material_for, members_attribute
from setpiece.language.optics import from_source, lit_on, lit_thing
from setpiece.language.parts import WORN, with_part
from setpiece.language.phrases import NounPhrase
from setpiece.language.reading import Reading, Referent
from setpiece.language.references import resolve
from setpiece.language.sheet import Draft
from setpiece.language.surroundings import lay_ground

ARRIVING = ("fall", "drop", "throw", "bounce", "land", "leave")
PUTTING = ("release",)
STUFF_PREPOSITIONS = frozenset(
    ("on", "upon", "onto", "on to", "across", "along", "over", "against", "into", "in", "through", "atop")
)


def attach(reading: Reading, chunk: Chunk) -> None:
    """Read the noun phrase after a preposition."""
    prep, phrase = reading.prep, chunk.phrase
    companion = prep.sense.get("companion") and reading.last
    if (companion or prep.sense.get("word") in WORN) and with_part(reading, phrase):
        reading.sheet.mark(range(prep.start, prep.end), "function")
        reading.prep = None
        return
    if prep.sense.get("word") in WORN[1:]:
        reading.sheet.mark((*range(prep.start, prep.end), *range(chunk.start, chunk.end)), "unknown", "noun")
        reading.prep = None
        return
    if companion and members_attribute(reading, phrase, reading.last[-1]):
        reading.sheet.mark(range(prep.start, prep.end), "function")
        reading.prep = None
        return
    phrase = _as_place(reading, phrase, prep)
    stuff = _is_stuff(reading, phrase) and not lit_thing(reading, phrase)
    if prep.sense.get("stuff") or (prep.sense.get("of") and stuff):
        reading.prep = None
        _made_of(reading, prep, phrase)
    elif stuff and prep.sense.get("word") in STUFF_PREPOSITIONS:
        reading.prep = None
        lay_ground(reading, phrase, reading.sheet.lexemes[phrase.head].senses["material"]["key"])
        reading.sheet.mark(phrase.function, "function")
        reading.sheet.mark(phrase.unknown, "unknown", "modifier")
        _set(reading, prep, Referent("ground"))
    else:
        referent = resolve(reading, phrase, "place")
        reading.prep = None
        _at_its_middle(reading, prep, phrase, referent)
        if not _on_its_edge(reading, prep, phrase, referent):
            place_referent(reading, prep, referent)


def _at_its_middle(reading: Reading, prep: Chunk, phrase: NounPhrase, referent: Referent) -> None:
    """Read "near the center" of a table as on it: what stands there stands on what it is the middle of."""
    key = reading.sheet.lexemes[phrase.head].key if phrase.kind == "part" and phrase.head >= 0 else ""
    if key not in MIDDLE or prep.sense.get("word") not in ("near", "at", "around") or not referent.ids:
        return
    if THINGS[reading.sheet.entity(referent.ids[0]).values["thing"]].kind == "furniture":
        prep.sense = reading.known.senses["on"]["prep"]


def _on_its_edge(reading: Reading, prep: Chunk, phrase: NounPhrase, referent: Referent) -> bool:
    """Read "a coin spins on its edge": it stands on that; tell whether it is so."""
    key = reading.sheet.lexemes[phrase.head].key if phrase.head >= 0 else ""
    own = bool(referent.ids) and set(referent.ids) <= set(reading.subject)  # hands hold and press it at its ends
    if own and key == "ends" and reading.verb and prep.sense.get("word") in ("at", "by"):
        reading.sheet.ground(range(prep.start, prep.end), reading.verb[-1], "verb")
        return True
    if not own or key not in ("edge", "side") or prep.sense.get("word") not in ("on", "onto"):
        return False
    for i in referent.ids:
        add_attribute(reading.sheet.entity(i), "on_its_side")
        reading.sheet.ground(range(prep.start, prep.end), reading.sheet.entity(i), "attributes")
    return True


def _is_stuff(reading: Reading, phrase: NounPhrase) -> bool:
    """Tell whether a phrase names a stuff: no number, no article, or no thing of that name."""
    if phrase.head < 0 or phrase.kind not in ("material", "noun"):
        return False
    material = reading.sheet.lexemes[phrase.head].senses.get("material")
    return material is not None and (phrase.kind == "material" or (phrase.bare and not phrase.plural))


def _as_place(reading: Reading, phrase: NounPhrase, prep: Chunk) -> NounPhrase:
    """Tell a place from a building by the preposition: "in a barn", "behind a barn"."""
    senses = reading.sheet.lexemes[phrase.head].senses if phrase.head >= 0 else {}
    if phrase.kind == "noun" and "place" in senses and prep.sense.get("word") in ("in", "inside", "at", "within"):
        phrase.kind, phrase.sense = "place", senses["place"]
    if (
        phrase.kind == "noun"
        and "underfoot" in senses
        and not reading.lit
        and prep.sense.get("word") in STUFF_PREPOSITIONS
    ):
        phrase.kind, phrase.sense = "surface", senses["underfoot"]
    return phrase


def _made_of(reading: Reading, prep: Chunk, phrase: NounPhrase) -> None:
    sheet = reading.sheet
    owner = reading.last[-1] if reading.last else (reading.subject[-1] if reading.subject else None)
    material = sheet.lexemes[phrase.head].senses.get("material") if phrase.head >= 0 else None
    sheet.mark(phrase.function, "function")
    if owner is None or material is None:
        referent = resolve(reading, phrase, "place")
        if owner is None or not draped(reading, prep, owner, referent):
            sheet.mark(range(prep.start, prep.end), "unknown", "modifier")
        return
    before = reading.peek(-2)
    if before is not None and before.kind == "noun" and before.phrase.kind in ("surface", "place"):
        lay_ground(reading, phrase, material["key"])
        sheet.mark(range(prep.start, prep.end), "function")
        return
    draft = sheet.entity(owner)
    draft.values["material"] = material_for(draft, material["key"])
    sheet.ground(phrase.head, draft, "material")
    sheet.ground(range(prep.start, prep.end), draft, "material")
    for i, kind in phrase.adjectives:
        if kind == "color":
            draft.values["color"] = sheet.lexemes[i].senses["color"]["rgb"]
            sheet.ground(i, draft, "color")
        sheet.mark(i, "unknown", "modifier")
    sheet.mark(phrase.unknown, "unknown", "modifier")


def place_referent(reading: Reading, prep: Chunk, referent: Referent) -> None:
    """Let the preposition do its work with what was meant, or leave both as not understood."""
    sheet, words = reading.sheet, range(prep.start, prep.end)
    if referent.kind == "deferred":
        reading.prep = prep
    elif referent.kind == "unknown":
        sheet.mark(words, "unknown", "modifier")
        reading.mention((), "place")
    elif not lit_on(reading, prep, referent.ids, ground=referent.kind in ("ground", "place")):
        _do_its_work(reading, prep, referent)


def _do_its_work(reading: Reading, prep: Chunk, referent: Referent) -> None:
    """Let a preposition say by whom, with what, where or along what."""
    sheet, words = reading.sheet, range(prep.start, prep.end)
    if from_source(reading, prep, referent.ids):
        return
    if (
        (reading.weather and not reading.verb and referent.kind in ("entities", "ground", "place"))
        or referent.kind == "setting"
        or (referent.kind == "place" and not reading.verb)
    ):
        sheet.mark(words, "function")
        reading.mention(referent.ids, "place")
    elif referent.kind in NOBODY:
        NOBODY[referent.kind](reading, words)
    elif prep.sense.get("word") == "by" and reading.passive and referent.ids and not _hangs(reading, prep):
        _by_agent(reading, words, referent)
    elif _meets(reading, prep) and referent.kind in ("entities", "ground"):
        _meet(reading, words, referent)
    elif prep.sense.get("contains"):
        _contain(reading, words, referent)
    elif prep.sense.get("companion"):
        _companion(reading, words, referent)
    elif prep.sense.get("of") or prep.sense.get("lasting"):
        sheet.mark(words, "function")
        reading.mention(referent.ids, reading.role)
    else:
        _set(reading, prep, referent)


def _by_hand(reading: Reading, words: range) -> None:
    for draft in reading.verb:
        draft.values["agent"] = "unseen_hand"
        reading.sheet.ground(words, draft, "agent")
        return
    led = reading.prep is None and reading.chunks[reading.at - 2 : reading.at - 1]
    coming = not reading.verb and any(c.kind == "verb" for c in reading.chunks[reading.at :][:12])
    opens = coming and bool(led) and led[0].kind == "stop"  # "using two fingers, a coin is turned"
    reading.sheet.mark(words, "function" if opens else "unknown", "modifier")


def _each_other(reading: Reading, words: range) -> None:
    """Let those who move make for one another: "two balls roll towards each other" and meet."""
    if reading.chunks[reading.at - 1].sense.get("path") not in ("towards", "to", "into", "against"):
        reading.sheet.mark(words, "unknown", "modifier")
        return
    for draft in reading.verb[1:]:
        draft.values.update(path="towards", place=reading.verb[0].values["subject"])
    for draft in reading.verb[:1]:
        group = reading.sheet.entity(draft.values["subject"]).values.get("count", 1) > 1
        if len(reading.verb) > 1:
            draft.values.update(path="towards", place=reading.verb[1].values["subject"])
        elif group:
            draft.values["verb"] = "collide"
        if group or len(reading.verb) > 1:
            reading.sheet.ground(words, draft, "path")
    reading.sheet.mark(words, "unknown", "modifier")


NOBODY = {"hand": _by_hand, "reciprocal": _each_other}  # what a preposition brings that is no thing


def _by_agent(reading: Reading, words: range, referent: Referent) -> None:
    """Let the agent of a passive act: "the pins are knocked over by a ball"; what only grips is beside it."""
    if reading.verb and reading.sheet.entity(referent.ids[0]).values["thing"] == "grabber":
        _relate(reading, words, "near", referent.ids[0], (reading.verb[0].values["subject"],))
        return
    for draft in reading.verb:
        draft.values.update(object=draft.values["subject"], subject=referent.ids[0], agent="self")
        reading.sheet.ground(words, draft, "subject")
        draft.cover(*_noun_span(reading))
        count = reading.sheet.entity(draft.values["object"]).values.get("count", 1)
        if draft.values["verb"] == "knock_over" and count > 1:
            draft.values.setdefault("count", count)
    reading.mention(referent.ids, "subject")


def _contain(reading: Reading, words: range, referent: Referent) -> None:
    """Read "filled with": what follows is in what stands before."""
    hosts = [i for i in reading.last if i not in referent.ids]
    if not hosts or not referent.ids:
        reading.sheet.mark(words, "unknown", "modifier")
        return
    for inside in referent.ids:
        _relate(reading, words, "in", inside, (hosts[-1],))
    reading.mentions += referent.ids


def _companion(reading: Reading, words: range, referent: Referent) -> None:
    """Read "with": the tool of an unseen hand acts; otherwise two things stand together."""
    if reading.verb and reading.verb[0].values.get("agent") == "unseen_hand" and referent.ids:
        _by_agent(reading, words, referent)
        return
    hosts = [i for i in reading.last if i not in referent.ids]
    if hosts and referent.ids:
        _relate(reading, words, "near", referent.ids[0], (hosts[-1],)).values["had"] = True
    else:
        reading.sheet.mark(words, "function")
    reading.mention(referent.ids, "place")


def _set(reading: Reading, prep: Chunk, referent: Referent) -> None:
    """Make a relation or a path of a spatial preposition."""
    ids = referent.ids or (("ground",) if referent.kind in ("ground", "place") else ())
    words = range(prep.start, prep.end)
    if not ids:
        reading.sheet.mark(words, "unknown", "modifier")
        return
    if referent.kind == "place" and prep.sense.get("word") == "at":  # "is thrown at a party": there, and not at it
        reading.sheet.mark(words, "function")
        return
    hosts = _hosts(reading, prep)
    if hosts == [] and reading.verb_chunk is None and not reading.subject_unknown:
        reading.fronted.append((prep, ids, reading.distance))
        reading.distance = None
        reading.sheet.mark(words, "function")
    elif hosts is None:
        _go(reading, prep, ids, referent)
    elif referent.kind == "place":
        reading.sheet.mark(words, "function")
    elif prep.sense.get("starts_on") and reading.verb_chunk is None and "aspect" in reading.aux:
        _relate_all(reading, Chunk("prep", prep.start, prep.end, {"relation": "on"}), hosts, ids)
    elif "relation" not in prep.sense and not _hangs(reading, prep):
        if reading.motion is not None and reading.conj is not None and prep.sense.get("path"):
            reading.verb, reading.verb_sense, reading.subject = reading.motion
            _go(reading, prep, ids, referent)
        else:
            reading.sheet.mark(words, "unknown", "modifier")
    else:
        _relate_all(reading, prep, hosts, ids)
    reading.mention(() if ids == ("ground",) else ids, "place")


def _hosts(reading: Reading, prep: Chunk) -> list[str] | None:
    """Return whom the preposition places; None where it is the verb's path."""
    before = reading.chunks[reading.chunks.index(prep) - 1] if reading.chunks.index(prep) else None
    after_noun = before is not None and before.kind in ("noun", "adjective") and reading.last
    if not reading.verb:
        if reading.waiting is not None:
            return []
        all_of_them = reading.role == "subject" and reading.subject_open
        return list(reading.subject if all_of_them else reading.last or reading.subject)
    if reading.verb_sense["manner"] == "state":
        return list(reading.last) if after_noun and reading.role in ("object", "place") else list(reading.subject)
    moved = reading.verb_sense["manner"] in PUTTING or (reading.verb_sense["verb"] == "push")
    locative = "relation" in prep.sense and not prep.sense.get("starts_on") and prep.sense.get("path") != "out"
    floor = before is not None and before.phrase is not None and before.phrase.kind in ("surface", "place")
    if after_noun and locative and reading.role == "place" and not floor:
        return list(reading.last)
    if after_noun and locative and reading.role == "object" and not moved and prep.sense.get("path") != "against":
        return list(reading.last)
    return None


def _relate_all(reading: Reading, prep: Chunk, hosts: list[str], ids: tuple[str, ...]) -> None:
    words = range(prep.start, prep.end)
    for host in hosts:
        if host not in ids:
            relation = _relate(reading, words, _kind(reading, prep, ids), host, ids)
            relation.values |= {"leans": True} if prep.sense.get("leans") or reading.verb_sense.get("leans") else {}
    for draft in reading.verb:
        if draft.values["subject"] in hosts and reading.verb_sense["manner"] == "state":
            draft.values.update(path=_kind(reading, prep, ids), place=ids[0])
            draft.cover(*_noun_span(reading))
    if not hosts:
        reading.sheet.mark(words, "unknown", "modifier")


def _hangs(reading: Reading, prep: Chunk) -> bool:
    """Tell whether something hangs from what follows."""
    return bool(reading.verb_sense.get("hangs")) and prep.sense.get("word") in ("from", "off", "by")


def _kind(reading: Reading, prep: Chunk, ids: tuple[str, ...]) -> str:
    """Return the relation that a preposition tells; what hangs from a tree hangs on its twigs, and not under it."""
    if reading.verb_sense.get("verb") == "drape" and prep.sense["relation"] == "above":
        return "on"
    if not _hangs(reading, prep):
        return prep.sense["relation"]
    grown = ids != ("ground",) and THINGS[reading.sheet.entity(ids[0]).values["thing"]].kind == "plant"
    return "hung_from" if grown else "under"


def settle_fronted(reading: Reading) -> None:
    """Give what stood before its subject ("on a table stands a vase") to the subject now named."""
    waiting, reading.fronted = reading.fronted, []
    for prep, ids, distance in waiting:
        for host in reading.subject:
            if "relation" in prep.sense and host not in ids:
                reading.distance = distance
                for i in range(prep.start, prep.end):
                    reading.sheet.marks.pop(i, None)
                _relate(reading, range(prep.start, prep.end), prep.sense["relation"], host, ids)


def stand_by(reading: Reading, chunk: Chunk) -> bool:
    """Read a preposition without noun after a noun, "a large rock below": at that side of what was named before."""
    before = reading.peek(-1)
    known = [i for i in reading.mentions if i not in reading.last and i not in reading.subject]
    if before is None or before.kind != "noun" or not reading.last or not known or "relation" not in chunk.sense:
        return False
    kind = "near" if chunk.sense["relation"] == "under" else chunk.sense["relation"]
    _relate(reading, range(chunk.start, chunk.end), kind, reading.last[-1], (known[-1],))
    return True


def side_by_side(reading: Reading, chunk: Chunk) -> None:
    """Put the nouns before next to each other where no verb says more: "two cups side by side"."""
    first, *others = reading.subject or reading.last
    kind = chunk.sense["relation"] if others or chunk.sense["relation"] == "level_with" else "in_row"
    values = {"kind": kind, "subject": first, "objects": tuple(others)}
    relation = Draft("relation", values)
    reading.sheet.relations.append(relation)
    reading.sheet.ground(chunk.start, relation, "kind")


def _relate(reading: Reading, words: range, kind: str, subject: str, ids: tuple[str, ...]) -> Draft:
    values = {"kind": kind, "subject": subject, "objects": ids}
    relation = Draft("relation", values, member=reading.subject_member if subject in reading.subject else "")
    for old in reading.sheet.relations:
        if {**old.values, "had": False} == {**values, "kind": "near", "had": False}:
            old.values |= {"kind": kind, "had": False}
            reading.sheet.ground(words, old, "kind")
            return old
    if reading.distance is not None:
        values["distance"] = reading.distance.value
        reading.sheet.ground(range(reading.distance.start, reading.distance.end), relation, "distance")
        reading.distance = None
    reading.sheet.relations.append(relation)
    reading.sheet.ground(words, relation, "kind")
    relation.cover(*_noun_span(reading))
    reading.relation = relation
    return relation


def _noun_span(reading: Reading) -> tuple[int, int]:
    """Return the characters of the noun phrase under the eye."""
    chunk = reading.chunks[reading.at]
    return reading.sheet.lexemes[chunk.start].start, reading.sheet.lexemes[chunk.end - 1].end


def _go(reading: Reading, prep: Chunk, ids: tuple[str, ...], referent: Referent) -> None:
    """Give the verb its path; a second path continues the motion in a happening of its own."""
    words = range(prep.start, prep.end)
    path = _path(reading, prep, referent, ids)
    if path is None:
        relations = [_relate(reading, words, prep.sense["relation"], d.values["subject"], ids) for d in reading.verb]
        if not relations:
            reading.sheet.mark(words, "unknown", "modifier")
        return
    if reading.verb and reading.verb[0].values.get("place") is not None:
        _continue(reading, prep)
    for draft in reading.verb:
        draft.cover(*_noun_span(reading))
        mover = draft.values.get("object") or draft.values["subject"]
        stands = path != AWAY and prep.sense.get("starts_on") and ids != ("ground",)
        if stands and not _moved_before(reading, mover, draft):
            _start_on(reading, words, mover, ids)
        draft.values.update(path=path, place=ids[0])
        reading.sheet.ground(words, draft, "path")


def _meets(reading: Reading, prep: Chunk) -> bool:
    """Tell whether a preposition brings the verb's object: "crashes into", "collides with"."""
    wanted = reading.verb_sense.get("object_after", ())
    return prep.sense.get("word") in wanted and any("object" not in d.values for d in reading.verb)


def _meet(reading: Reading, words: range, referent: Referent) -> None:
    for draft in reading.verb:
        if referent.ids:
            draft.values["object"] = referent.ids[0]
        else:
            draft.values.update(path="onto", place="ground")
        reading.sheet.ground(words, draft, "object")
        draft.cover(*_noun_span(reading))
    reading.mention(referent.ids, "object")


AWAY = "away"
ON_FOOT = ("walk", "run", "trot", "gallop", "crawl", "swim")


def _leads_away(reading: Reading, prep: Chunk) -> bool:
    """Tell whether "from" only says whom somebody gets away from: "walks from a car", "rolls away from a wall"."""
    verb = reading.verb_sense
    going = verb.get("gait") in ON_FOOT or verb.get("base", "").endswith(" away")
    return prep.sense.get("word") == "from" and going


STAYING = ("spin", "precess", "light", "darken", "open", "close", "rub")  # done on the spot: a place is where
SIDES = {"left_of": "left_of", "right_of": "right_of", "in_front_of": "in_front_of", "behind": "to_behind"}


def _path(reading: Reading, prep: Chunk, referent: Referent, ids: tuple[str, ...]) -> str | None:
    """Return the path's name, None where the preposition only says where the motion goes on."""
    sense, verb = prep.sense, reading.verb_sense
    if _leads_away(reading, prep):
        return AWAY
    if verb["verb"] == "stop" and "relation" in sense:
        return sense["relation"]
    if sense.get("relation") in SIDES and _stands_at(reading, ids):
        return SIDES[sense["relation"]]
    if "path" in verb and ("entry" in sense or sense.get("path") in ("off", "out")):
        return verb["path"]
    if verb["verb"] in STAYING and "relation" in sense and sense.get("path") not in ("against", "out"):
        return None
    if "entry" in sense:
        if verb["verb"] in ARRIVING or verb["manner"] in PUTTING or verb["verb"] == "knock_over":
            return sense["entry"]
        if sense.get("word") in verb.get("object_after", ()):
            return sense["entry"]
        return "along" if referent.kind in ("ground", "place") else None
    return sense.get("path")


def _stands_at(reading: Reading, ids: tuple[str, ...]) -> bool:
    """Tell whether who moves was placed at one side of the same thing: from there it goes to another."""
    movers = {draft.values["subject"] for draft in reading.verb}
    return any(
        r.values["subject"] in movers and r.values["objects"] == ids and r.values["kind"] in SIDES
        for r in reading.sheet.relations
    )


def _continue(reading: Reading, prep: Chunk) -> None:
    """Go on with the same motion: "rolls off the table and onto the floor"."""
    drafts = []
    for draft in reading.verb:
        values = {k: v for k, v in draft.values.items() if k in ("verb", "subject", "object", "agent", "pace")}
        if prep.sense.get("arrives") or prep.sense.get("entry"):
            values = {"verb": "land", "subject": values.get("object") or values["subject"]}
        elif values["verb"] in ("drop", "knock_over", "hit", "lift"):
            values = {"verb": "move", "subject": values.get("object") or values["subject"]}
        following = Draft("happening", values, after=draft)
        reading.sheet.happenings.append(following)
        drafts.append(following)
    reading.verb = drafts


def _moved_before(reading: Reading, mover: str, now: Draft) -> bool:
    return any(
        d is not now
        and mover in (d.values["subject"], d.values.get("object"))
        and d.values["verb"] not in ("rest", "stand")
        for d in reading.sheet.happenings
    )


def _start_on(reading: Reading, words: range, mover: str, ids: tuple[str, ...]) -> None:
    """What rolls off a table stands on it at the start."""
    if (
        not any(r.values["subject"] == mover and r.values["objects"] for r in reading.sheet.relations)
        and mover not in ids
    ):
        start = _relate(reading, range(0), "on", mover, ids[:1])
        for i in words:
            start.cover(reading.sheet.lexemes[i].start, reading.sheet.lexemes[i].end)
