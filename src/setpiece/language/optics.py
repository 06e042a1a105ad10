"""What light does between things: "casts a shadow on the wall", "reflected in a mirror"."""

from setpiece.assets.catalogue import THINGS
from setpiece.language.chunks import Chunk
from setpiece.language.parts import can_shine
from setpiece.language.phrases import NounPhrase
from setpiece.language.reading import Reading
from setpiece.language.sheet import Draft

FALLS_ON = ("on", "onto", "on to", "upon", "across", "over", "against", "in", "by")  # what brings the wall or mirror
LIGHT_VERBS = {"shade": "shadow", "mirror": "mirrored"}  # the relation that each tells


def on_light_verb(reading: Reading, chunk: Chunk) -> None:
    """Enter a relation of light: a shadow falls on the ground until a wall is named; a mirror shows what follows."""
    kind, sheet = LIGHT_VERBS[chunk.sense["verb"]], reading.sheet
    behind = [i for i in reading.last if _mirror(reading, i)]
    own = reading.role in ("object", "place") and reading.last and not reading.conj and "be" not in reading.aux
    doers = list(reading.last) if own and kind == "mirrored" else list(reading.subject)
    if kind == "shadow" and (reading.weather or not doers):
        doers = reading.main or reading.mentions[:1]
    reading.verb, reading.verb_sense, reading.verb_chunk = [], chunk.sense, chunk
    reading.has_object, reading.relation = False, None
    shown = "be" in reading.aux
    if chunk.sense.get("doubles"):
        _double(reading, chunk)
        return
    drafts = [Draft("relation", {"kind": kind, "subject": i, "objects": ("ground",)}) for i in doers]
    if kind == "mirrored" and not shown:
        doers = doers if any(_mirror(reading, i) for i in doers) else behind
        drafts = [
            Draft("relation", {"kind": kind, "subject": "", "objects": (i,)}) for i in doers if _mirror(reading, i)
        ]
    for draft in drafts if chunk.sense.get("large") else ():
        draft.values["large"] = True
    if kind == "shadow" and not drafts:
        drafts = [Draft("relation", {"kind": kind, "subject": "", "objects": ("ground",)})]  # whose, is said next
    words = range(chunk.start, chunk.end)
    reading.lit, reading.weather = drafts, False
    if kind == "shadow" and doers:
        sheet.relations += drafts
        sheet.ground(words, drafts[0], "kind")
    else:
        sheet.mark(words, "unknown", "verb")
    reading.conj, reading.comma, reading.prep = None, False, None


def _double(reading: Reading, chunk: Chunk) -> None:
    """Read "creating an illusion of two balls": a mirror shows the one; the chunk has what is doubled."""
    sheet, phrase = reading.sheet, chunk.phrase
    mirrors = [i for i in reversed(reading.mentions) if _mirror(reading, i)]
    whose = [i for i in reading.subject[:1] if phrase is not None and _same(reading, i, phrase)]
    words = range(chunk.start, chunk.end)
    if not mirrors or not whose or phrase.number != 2 * sheet.entity(whose[0]).values.get("count", 1):
        sheet.mark(words, "unknown", "verb")
        return
    relation = Draft("relation", {"kind": "mirrored", "subject": whose[0], "objects": mirrors[:1]})
    sheet.relations.append(relation)
    sheet.ground(words, relation, "kind")
    reading.conj, reading.comma = None, False


def _same(reading: Reading, entity: str, phrase: NounPhrase) -> bool:
    return phrase.sense.get("thing") == reading.sheet.entity(entity).values["thing"]


def shining(reading: Reading, lamp: str) -> None:
    """Let the light of a lamp be the subject."""
    reading.beam = lamp
    reading.sheet.entity(lamp).values["lit"] = True


def from_source(reading: Reading, prep: Chunk, ids: tuple[str, ...]) -> bool:
    """Read "light from a car": that is the lamp, and none is needed besides; tell whether it is so."""
    lamp, sheet = reading.beam, reading.sheet
    if lamp is None or reading.verb_chunk is not None or prep.sense.get("word") not in ("from", "of") or not ids:
        return False
    source, own = sheet.entity(ids[0]), sheet.entity(lamp)
    if not can_shine(source) or ids[0] == lamp:
        return False
    sheet.entities = [draft for draft in sheet.entities if draft is not own]
    for mark in sheet.marks.values():
        if mark.owner is own:
            mark.owner, mark.field = source, "lit"
    reading.mentions = [i for i in reading.mentions if i != lamp]
    sheet.ground(range(prep.start, prep.end), source, "lit")
    reading.subject = [ids[0]]
    shining(reading, ids[0])
    reading.mention(ids[:1], "subject")
    return True


def on_beam_verb(reading: Reading, chunk: Chunk) -> None:
    """Enter where light goes; its object or a preposition says onto or through what."""
    draft = Draft("relation", {"kind": "lit", "subject": reading.beam, "objects": ()})
    reading.verb, reading.verb_sense, reading.verb_chunk = [], chunk.sense, chunk
    reading.has_object, reading.relation, reading.lit = False, None, [draft]
    reading.sheet.mark(range(chunk.start, chunk.end), "unknown", "verb")
    reading.conj, reading.comma, reading.prep = None, False, None


def _mirror(reading: Reading, entity: str) -> bool:
    return THINGS[reading.sheet.entity(entity).values["thing"]].family == "mirror"


def lit_on(reading: Reading, prep: Chunk, ids: tuple[str, ...], *, ground: bool) -> bool:
    """Let a preposition bring whose shadow it is, what it falls on, or the mirror; tell whether it does."""
    words, sheet = range(prep.start, prep.end), reading.sheet
    if not reading.lit or not (ids or ground):
        return False
    kind = reading.lit[0].values["kind"]
    if kind == "lit":
        return _goes_to(reading, prep, ids)
    if prep.sense.get("of") and ids and kind == "shadow":
        for draft in reading.lit:
            draft.values["subject"] = ids[0]
        sheet.mark(words, "function")
        _settle(reading, range(0))
    elif prep.sense.get("word") in FALLS_ON and (kind == "shadow" or (ids and _mirror(reading, ids[0]))):
        for draft in reading.lit:
            draft.values["objects"] = ids[:1] or ("ground",)
        _settle(reading, words)
    else:
        return False
    reading.mention(ids, "place")
    return True


def _goes_to(reading: Reading, prep: Chunk, ids: tuple[str, ...]) -> bool:
    """Let a preposition bring what light goes onto or through; tell whether it does."""
    through = prep.sense.get("word") in ("through", "into")
    onto = prep.sense.get("word") in (*FALLS_ON, "to", "at")
    if not ids or reading.lit[0].values["objects"] or not (through or onto):
        return False
    reading.lit[0].values.update(objects=ids[:1], kind="shone_through" if through else "lit")
    _settle(reading, range(prep.start, prep.end))
    reading.mention(ids, "object")
    return True


def shown(reading: Reading, ids: tuple[str, ...]) -> bool:
    """Take the object of a mirror that reflects; tell whether there is one."""
    if reading.lit and reading.lit[0].values["kind"] == "lit" and not reading.lit[0].values["objects"] and ids:
        reading.lit[0].values["objects"] = ids[:1]
        _settle(reading, range(0))
        reading.mention(ids, "object")
        return True
    if not reading.lit or reading.lit[0].values["kind"] != "mirrored" or reading.lit[0].values["subject"] or not ids:
        return False
    for draft in reading.lit:
        draft.values["subject"] = ids[0]
    _settle(reading, range(0))
    reading.mention(ids, "object")
    return True


def _settle(reading: Reading, words: range) -> None:
    """Enter a relation of light and ground its words, once it is said between which things it is."""
    sheet, verb = reading.sheet, reading.verb_chunk
    if not all(draft.values["subject"] and draft.values["objects"] for draft in reading.lit):
        sheet.mark(words, "function")
        return
    for draft in reading.lit:
        if not any(draft is known for known in sheet.relations):
            sheet.relations.append(draft)
    sheet.ground(words, reading.lit[0], "objects")
    if verb is not None:
        for i in range(verb.start, verb.end):
            sheet.marks.pop(i, None)
        sheet.ground(range(verb.start, verb.end), reading.lit[0], "kind")


def lit_thing(reading: Reading, phrase: NounPhrase) -> bool:
    """Read what light falls on as a thing where its stuff has one: "the beam falls onto white paper"."""
    noun = reading.sheet.lexemes[phrase.head].senses.get("noun") if phrase.head >= 0 else None
    if noun is None or not reading.lit or reading.lit[0].values["kind"] != "lit":
        return False
    phrase.kind, phrase.sense = "noun", noun
    return True
