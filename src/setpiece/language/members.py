"""Members of a group that differ, "one orange and one brown", or that are named: "objects on it, including a cup"."""

from setpiece.language.chunks import Chunk
from setpiece.language.describing import material_for
from setpiece.language.reading import Reading
from setpiece.language.references import resolve
from setpiece.language.sheet import Draft
from setpiece.language.surroundings import mixed


def on_members(reading: Reading, chunk: Chunk) -> None:
    """Let the members of the group before differ, where there are as many of them."""
    sheet, each = reading.sheet, chunk.sense["each"]
    reading.comma = False
    draft = sheet.entity(reading.last[-1]) if reading.last else None
    if draft is None or draft.values.get("count", 1) != len(each) or draft.values.get("members"):
        sheet.mark(range(chunk.start, chunk.end), "unknown", "modifier")
        return
    draft.values["members"] = tuple({} for _ in each)
    for told, words in zip(draft.values["members"], each, strict=True):
        for i in words:
            senses = sheet.lexemes[i].senses
            if "color" in senses:
                rgb, shade = senses["color"]["rgb"], sheet.lexemes[i - 1].senses.get("shade")
                told["color"] = mixed(rgb, shade) if shade is not None and i - 1 in words else rgb
            elif "material" in senses:
                told["material"] = material_for(draft, senses["material"]["key"])
            elif "size" in senses:
                told["scale"] = round(told.get("scale", 1.0) * senses["size"]["scale"], 4)
            elif i + 1 not in words:
                continue  # a shade of no colour
            sheet.ground(i, draft, "members")
    sheet.ground([i for i in range(chunk.start, chunk.end) if sheet.lexemes[i].key == "one"], draft, "members")
    after = next((c for c in reading.chunks[reading.at + 1 : reading.at + 3] if c.kind != "comma"), None)
    if after is not None and after.kind == "verb" and reading.role != "subject":
        reading.subject, reading.subject_open = reading.last[-1:], False  # what follows is said of them: "placed ..."
    loose = [i for i in range(chunk.start, chunk.end) if not any(i in words for words in each)]
    sheet.mark(loose, "function")
    sheet.mark(range(chunk.start, chunk.end), "unknown", "modifier")


ANYTHING, NAMING = ("object", "thing", "item"), ("including", "such as", "like", "among them")
OTHER = "toy_block"  # what a thing is of which nobody says what


def lists(reading: Reading, chunk: Chunk) -> bool:
    """Read "with a few small objects on it, including": what is named next is there, and as many others; or tell no."""
    if reading.listing is not None:
        _listed(reading, chunk)
        return True
    phrase, prep, whole = chunk.phrase, reading.peek(1), reading.peek(2)
    ahead = [c for c in reading.chunks[reading.at + 3 : reading.at + 5] if c.kind != "comma"]
    if (
        phrase.kind != "kind"
        or phrase.sense["word"] not in ANYTHING
        or not phrase.plural
        or not reading.last
        or not ahead
    ):
        return False
    back = whole is not None and whole.kind == "noun" and whole.phrase.kind == "pronoun"
    if not back or prep.kind != "prep" or "relation" not in prep.sense or ahead[0].sense.get("word") not in NAMING:
        return False
    first = reading.chunks.index(ahead[0]) + 1
    count = 0
    for each in reading.chunks[first:]:
        if each.kind not in ("noun", "conj", "comma", "function"):
            break
        count += each.kind == "noun"
    host, others = reading.last[-1], int(phrase.number or 0) - count
    kind = prep.sense["relation"]
    words = range(chunk.start, reading.chunks[first - 1].end)
    if others > 0:
        _others(reading, chunk, kind, others)
    if reading.prep is not None:
        words = (*words, *range(reading.prep.start, reading.prep.end))
    reading.sheet.mark(words, "function")
    reading.listing, reading.skip, reading.prep = (kind, host, count), first - 1, None
    return True


def _others(reading: Reading, chunk: Chunk, kind: str, count: int) -> None:
    """Enter as many things as are meant and not named."""
    sheet, host = reading.sheet, reading.last[-1]
    name = sheet.fresh("other_objects")
    draft = Draft("entity", {"id": name, "thing": OTHER, "count": count})
    sheet.entities.append(draft)
    sheet.relations.append(Draft("relation", {"kind": kind, "subject": name, "objects": (host,)}))
    for i, told in chunk.phrase.adjectives:
        if told == "size":
            draft.values["scale"] = sheet.lexemes[i].senses["size"]["scale"]
            sheet.ground(i, draft, "scale")
    sheet.ground((chunk.phrase.head, *chunk.phrase.numbers), draft, "count")


def _listed(reading: Reading, chunk: Chunk) -> None:
    """Put one of the named where the others are."""
    kind, host, left = reading.listing
    referent = resolve(reading, chunk.phrase, "place")
    for i in referent.ids:
        reading.sheet.relations.append(Draft("relation", {"kind": kind, "subject": i, "objects": (host,)}))
    reading.mentions += referent.ids
    reading.listing = (kind, host, left - 1) if left > 1 else None
    reading.conj, reading.comma = None, False
