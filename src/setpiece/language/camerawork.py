"""The notes to the camera: how it moves, from where and how closely it looks, with which lens."""

from math import pi

from setpiece.language.chunks import Chunk
from setpiece.language.reading import Reading
from setpiece.language.references import resolve
from setpiece.language.sheet import Draft
from setpiece.language.surroundings import set_place

OVER = ("over", "above", "across", "through", "along")  # ways of a drone that films
BARE = {"in": ("dolly", "in"), "out": ("dolly", "out"), "left": ("truck", "left"), "right": ("truck", "right"),
        "up": ("crane", "up"), "down": ("crane", "down"), "clockwise": ("orbit", "clockwise"),
        "counterclockwise": ("orbit", "counterclockwise")}  # fmt: skip


def on_camera(reading: Reading, chunk: Chunk) -> None:
    """Begin to read about the camera."""
    reading.sheet.mark(chunk.start, "function")
    if reading.prep is not None:
        reading.sheet.mark(range(reading.prep.start, reading.prep.end), "function")
        reading.prep = None
    reading.camera = True
    reading.move = None
    if reading.subject:
        reading.main = list(reading.subject)
    reading.aux = set()


def on_move(reading: Reading, chunk: Chunk) -> None:
    """Enter a movement; a second word for the same one ("pans to follow") only adds to it."""
    sense, sheet = chunk.sense, reading.sheet
    if not reading.camera and reading.subject:
        reading.main = list(reading.subject)
    if reading.prep is not None:
        sheet.mark(range(reading.prep.start, reading.prep.end), "function")
        reading.prep = None
    reading.camera = True
    kind = sense.get("move", "")
    goes_along = kind == "follow" and reading.move is not None and "do" in reading.aux
    again = reading.move is not None and reading.move.values["kind"] == kind and reading.conj is None
    reading.aux -= {"do", "be"}
    reading.conj = None
    if "negative" in reading.aux or reading.negation is not None:
        _enter(reading, chunk, "static", "")
        reading.aux.discard("negative")
        if reading.negation is not None:
            sheet.ground(reading.negation, reading.move, "kind")
        reading.negation = None
    elif goes_along or again:
        sheet.ground(range(chunk.start, chunk.end), reading.move, "target" if goes_along else "kind")
    else:
        _enter(reading, chunk, kind, sense.get("direction", ""))


def _enter(reading: Reading, chunk: Chunk, kind: str, direction: str) -> None:
    move = Draft("move", {"kind": kind, "direction": direction})
    reading.move = move
    reading.sheet.moves.append(move)
    reading.sheet.ground(range(chunk.start, chunk.end), move, "kind")
    for adverb in reading.adverbs:
        on_adverb(reading, adverb)
    reading.adverbs = []


def on_adverb(reading: Reading, chunk: Chunk) -> None:
    """Slow, fast, once, twice."""
    move, sense = reading.move, chunk.sense
    if move is None:
        reading.adverbs.append(chunk)
    elif "pace" in sense:
        move.values["pace"] = round(move.values.get("pace", 1.0) * sense["pace"], 4)
        reading.sheet.ground(chunk.start, move, "pace")
    elif "times" in sense:
        move.values["amount"] = float(sense["times"])
        reading.sheet.ground(chunk.start, move, "amount")
    else:
        reading.sheet.mark(chunk.start, "unknown", "modifier")


def on_direction(reading: Reading, chunk: Chunk) -> None:
    """In, out, left, right, up, down."""
    move = reading.move
    if move is None:
        reading.sheet.mark(chunk.start, "unknown", "modifier")
        return
    move.values["direction"] = move.values["direction"] or chunk.sense["to"]
    if not move.values["kind"]:
        move.values["kind"] = BARE[chunk.sense["to"]][0]
    reading.sheet.ground(chunk.start, move, "direction")


def is_focal_length(reading: Reading, chunk: Chunk) -> bool:
    """Tell whether millimetres are a lens: "50mm lens", "close-up, 85mm"."""
    before, after = reading.peek(-1), reading.peek()
    if chunk.figure.unit not in ("mm", "millimetre", "millimeter") or chunk.figure.along:
        return False
    alone = before is None or before.kind in ("comma", "stop", "shot")
    return (after is not None and after.kind == "lens") or (
        alone and (after is None or after.kind in ("comma", "stop", "shot"))
    )


def set_focal_length(reading: Reading, chunk: Chunk) -> None:
    """Take the focal length of a lens."""
    figure, sheet = chunk.figure, reading.sheet
    if 0.004 <= figure.value <= 2.0:
        sheet.camera.values.setdefault("focal_length", round(figure.value * 1000, 6))
        sheet.ground(range(figure.start, figure.end), sheet.camera, "focal_length")
    else:
        sheet.mark(range(figure.start, figure.end), "unknown", "modifier")
    if reading.prep is not None:
        sheet.mark(range(reading.prep.start, reading.prep.end), "function")
        reading.prep = None


def on_figure(reading: Reading, chunk: Chunk) -> None:
    """A time is how long the movement takes; an angle or a length how far it goes."""
    figure, move = chunk.figure, reading.move
    words = range(figure.start, figure.end)
    if reading.prep is not None:
        reading.sheet.mark(range(reading.prep.start, reading.prep.end), "function")
        reading.prep = None
    if move is None or figure.dimension not in ("time", "angle", "length", "times"):
        reading.sheet.mark(words, "unknown", "modifier")
        return
    orbit = move.values["kind"] == "orbit"
    name = "duration" if figure.dimension == "time" else "amount"
    value = figure.value / (2 * pi) if orbit and figure.dimension == "angle" else figure.value
    move.values[name] = value
    reading.sheet.ground(words, move, name)


def on_shot(reading: Reading, chunk: Chunk) -> None:
    """Size of shot, height, side, lens and aperture; the first of a kind counts."""
    sheet, sense = reading.sheet, chunk.sense
    if sheet.camera.values.setdefault(sense["field"], sense["value"]) == sense["value"]:
        sheet.ground(chunk.start, sheet.camera, sense["field"])
    else:
        sheet.mark(chunk.start, "unknown", "modifier")
    if reading.prep is not None:
        sheet.mark(range(reading.prep.start, reading.prep.end), "function")
        reading.prep = None
    reading.shot = True


def on_noun(reading: Reading, chunk: Chunk) -> None:
    """What the camera moves around, follows, goes near or shows."""
    sheet, prep = reading.sheet, reading.prep
    reading.prep = None
    flying = reading.move is not None and reading.move.values["kind"] == "fly"
    whole = "whole" in (chunk.phrase.reference, reading.sheet.lexemes[chunk.start].key)
    if chunk.phrase.kind == "place" and (whole or flying):
        set_place(reading, chunk.phrase.head, chunk.phrase.sense, whole=True)
    before = reading.subject
    reading.subject = []
    referent = resolve(reading, chunk.phrase, "camera")
    reading.subject = before
    if prep is not None:
        sheet.mark(range(prep.start, prep.end), "function" if referent.kind != "unknown" else "unknown", "modifier")
    target = referent.ids[0] if referent.ids else ("ground" if referent.kind == "ground" else None)
    if target is None:
        return
    if prep is not None and (prep.sense.get("relation") == "near" or reading.move is None):
        sheet.camera.values["close_to"] = target
        sheet.ground(range(prep.start, prep.end), sheet.camera, "close_to")
        for i in range(chunk.start, chunk.end):
            sheet.camera.cover(sheet.lexemes[i].start, sheet.lexemes[i].end)
    elif reading.move is not None and target != "ground":
        reading.move.values.setdefault("target", target)
        reading.move.cover(sheet.lexemes[chunk.start].start, sheet.lexemes[chunk.end - 1].end)


def frame(reading: Reading) -> None:
    """Go close to what a close-up is of."""
    values = reading.sheet.camera.values
    if reading.last and values.get("size") in ("close_up", "extreme_close_up"):
        values.setdefault("close_to", reading.last[-1])


def on_reveal(reading: Reading, chunk: Chunk) -> None:
    """Let the movement end on a wide view: "to show the whole town"."""
    if reading.move is None:  # "the camera shows a lamp": it is looked at, which every film claims of what it names
        follows = (
            c for c in reading.chunks[reading.at + 1 : reading.at + 5] if c.kind not in ("filler", "prep", "function")
        )
        if (told := next(follows, None)) is not None and told.kind == "noun" and told.phrase.kind == "noun":
            reading.sheet.ground(chunk.start, reading.sheet.camera, "close_to")
            reading.shot = True
        reading.sheet.mark(chunk.start, "unknown", "verb")
        return
    reading.move.values["reveal"] = "wide"
    reading.sheet.ground(chunk.start, reading.move, "reveal")


def flown(reading: Reading) -> None:
    """Take a drone that does nothing but fly over a place for the camera's own: nobody sees it from below there."""
    sheet = reading.sheet
    drones = [e for e in sheet.entities if e.values["thing"] == "drone" and e.values.get("count", 1) == 1]
    if len(sheet.entities) != 1 or not drones or "place" not in sheet.setting.values or len(sheet.happenings) != 1:
        return
    (flight,) = sheet.happenings
    values = flight.values
    over = values.get("path") in OVER and values.get("place") == "ground" and not values.get("object")
    if sheet.relations or sheet.moves or not over or values["verb"] not in ("fly", "throw", "move", "pass"):
        return
    move = Draft("move", {"kind": "fly", "direction": ""}, flight.start, flight.end)
    sheet.entities.clear()
    sheet.happenings.clear()
    sheet.moves.append(move)
    sheet.camera.values.setdefault("height", "aerial")
    for mark in sheet.marks.values():
        if mark.owner is drones[0] or mark.owner is flight:
            mark.owner, mark.field = move, "kind"


def on_prep(reading: Reading, chunk: Chunk) -> None:
    """Keep a preposition for its noun."""
    after = reading.peek()
    if after is None or after.kind in ("comma", "stop", "conj"):
        if chunk.sense.get("word") in ("around", "round") and reading.move is not None:
            reading.sheet.ground(chunk.start, reading.move, "kind")
            reading.move.values["kind"] = reading.move.values["kind"] or "orbit"
        else:
            reading.sheet.mark(chunk.start, "function")
        return
    if reading.move is not None and not reading.move.values["kind"]:
        towards = chunk.sense.get("path") in ("towards", "to", "into", "onto")
        kind = "orbit" if chunk.sense.get("path") == "around" else "fly" if _flies_over(reading, chunk) else "dolly"
        reading.move.values["kind"] = kind
        reading.move.values["direction"] = "in" if towards else reading.move.values["direction"]
        reading.sheet.ground(chunk.start, reading.move, "kind")
    reading.prep = chunk


def _flies_over(reading: Reading, chunk: Chunk) -> bool:
    """Tell whether a camera that "flies" does so over a place."""
    verb, after = reading.sheet.lexemes[chunk.start - 1], reading.peek()
    flies = verb.senses.get("bare_move", {}).get("base") == "fly" and chunk.sense.get("path") in OVER
    return flies and after is not None and after.kind == "noun" and after.phrase.kind == "place"


def on_adjective(reading: Reading, chunk: Chunk) -> None:
    """A low camera looks from below; other adjectives say nothing of a camera."""
    key = reading.sheet.lexemes[chunk.start].key
    heights = {"low": "low", "high": "high"}
    if key in heights:
        reading.sheet.camera.values.setdefault("height", heights[key])
        reading.sheet.ground(chunk.start, reading.sheet.camera, "height")
    else:
        reading.sheet.mark(chunk.start, "unknown", "modifier")


def on_unknown(reading: Reading, chunk: Chunk) -> None:
    """Name a word that is not known."""
    word = reading.sheet.lexemes[chunk.start].key
    verb = reading.move is None and not word.endswith("ly")
    reading.sheet.mark(chunk.start, "unknown", "verb" if verb else "modifier")


HANDLERS = {
    "camera": on_camera,
    "move": on_move,
    "adverb": on_adverb,
    "direction": on_direction,
    "figure": on_figure,
    "shot": on_shot,
    "noun": on_noun,
    "reveal": on_reveal,
    "prep": on_prep,
    "adjective": on_adjective,
    "unknown": on_unknown,
}
