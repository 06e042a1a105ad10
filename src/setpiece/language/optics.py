"""What light does between things: "casts a shadow on the wall", "reflected in a mirror"."""

from setpiece.assets.catalogue import THINGS
from setpiece.language.chunks import Chunk
from setpiece.language.reading import Reading
from setpiece.language.sheet import Draft

FALLS_ON = ("on", "onto", "on to", "upon", "across", "over", "against", "in", "by")  # what brings the wall or mirror
LIGHT_VERBS = {"shade": "shadow", "mirror": "mirrored"}  # the relation that each tells


def on_light_verb(reading: Reading, chunk: Chunk) -> None:
    """Enter a relation of light: a shadow falls on the ground until a wall is named; a mirror shows what follows."""
    kind, sheet = LIGHT_VERBS[chunk.sense["verb"]], reading.sheet
    own = reading.role in ("object", "place") and reading.last and not reading.conj and "be" not in reading.aux
    doers = list(reading.last) if own and kind == "mirrored" else list(reading.subject)
    if kind == "shadow" and (reading.weather or not doers):
        doers = reading.main or reading.mentions[:1]
    reading.verb, reading.verb_sense, reading.verb_chunk = [], chunk.sense, chunk
    reading.has_object, reading.relation = False, None
    shown = "be" in reading.aux
    drafts = [Draft("relation", {"kind": kind, "subject": i, "objects": ("ground",)}) for i in doers]
    if kind == "mirrored" and not shown:
        drafts = [
            Draft("relation", {"kind": kind, "subject": "", "objects": (i,)}) for i in doers if _mirror(reading, i)
        ]
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


def _mirror(reading: Reading, entity: str) -> bool:
    return THINGS[reading.sheet.entity(entity).values["thing"]].family == "mirror"


def lit_on(reading: Reading, prep: Chunk, ids: tuple[str, ...], *, ground: bool) -> bool:
    """Let a preposition bring whose shadow it is, what it falls on, or the mirror; tell whether it does."""
    words, sheet = range(prep.start, prep.end), reading.sheet
    if not reading.lit or not (ids or ground):
        return False
    kind = reading.lit[0].values["kind"]
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


def shown(reading: Reading, ids: tuple[str, ...]) -> bool:
    """Take the object of a mirror that reflects; tell whether there is one."""
    if not reading.lit or reading.lit[0].values["kind"] != "mirrored" or reading.lit[0].values["subject"] or not ids:
        return False
    for draft in reading.lit:
        draft.values["subject"] = ids[0]
    _settle(reading, range(0))
    reading.mention(ids, "object")
    return True


def _settle(reading: Reading, words: range) -> None:
    """Ground the words of a relation of light that has all it needs."""
    sheet, verb = reading.sheet, reading.verb_chunk
    for draft in reading.lit:
        if not any(draft is known for known in sheet.relations):
            sheet.relations.append(draft)
    sheet.ground(words, reading.lit[0], "objects")
    if verb is not None:
        for i in range(verb.start, verb.end):
            sheet.marks.pop(i, None)
        sheet.ground(range(verb.start, verb.end), reading.lit[0], "kind")
