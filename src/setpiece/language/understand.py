"""From a prompt to a Script: words, phrases, chunks, then one reading from left to right.

The work grows linearly with the length of the prompt: every step looks at a bounded number of neighbours.
"""

from collections.abc import Mapping

from setpiece.assets.catalogue import THINGS
from setpiece.assets.machines import BEAMS, HINGED, ROTORS, SOFT
from setpiece.errors import InputError, expected
from setpiece.language import camerawork, clauses, faring
from setpiece.language.chunks import Chunk, Chunker, led_by_subject
from setpiece.language.cords import pulled
from setpiece.language.covering import covers, spread, tied
from setpiece.language.describing import add_attribute
from setpiece.language.guessing import guessed
from setpiece.language.impossible import judged
from setpiece.language.lexemes import lexemes
from setpiece.language.loading import loads, share
from setpiece.language.optics import LIGHT_VERBS
from setpiece.language.reading import Reading
from setpiece.language.script import FITTED, Guess, Script
from setpiece.language.sheet import Draft, Sheet, script_of
from setpiece.language.usual import solid_of
from setpiece.language.vocabulary import lexicon, with_models
from setpiece.world.document import Model
from setpiece.world.materials import MATERIALS

LIMIT = 2000  # characters
TURNS = {"wrench": ("screw",), "screwdriver": ("screw",), "sharpener": ("pencil",)}  # tools, and what they turn
WRITES = ("pen", "pencil", "chalk", "glass_cutter")  # what leaves a line where its tip is led
WIPES = ("cloth", "towel", "sponge", "eraser", "broom", "scrub_brush")  # what takes away what lies on a thing
WITHIN = ("into", "in", "inside")
BRIDGES = ("bridge", "plank_bridge")  # as it is by itself, and of boards


def understand(
    prompt: str, *, guess: bool = False, allow_impossible: bool = False, models: Mapping[str, Model] | None = None
) -> Script:
    """Return what a prompt says, with one token for each of its words.

    Args:
        prompt: An English description of a scene, at most 2,000 characters.
        guess: take unknown words for the nearest known ones; each guess is told in ``Script.guesses``.
        allow_impossible: change the law of physics that forbids what is said; told in ``Script.forbidden``.
        models: Shapes of the user's own, by the noun that names them.

    Raises:
        InputError: If the prompt is empty or too long. Words that are not known are no error: they are tokens with
            the status ``unknown``.
    """
    if not prompt.strip():
        raise InputError(
            expected("prompt", "a description", prompt, "Say what happens: 'A red ball rolls off a table.'")
        )
    if len(prompt) > LIMIT:
        fix = "Describe one shot in a few sentences."
        raise InputError(expected("prompt", f"at most {LIMIT} characters", f"{len(prompt)} characters", fix))
    known = with_models(lexicon(), models) if models else lexicon()
    parts, taken = guessed(lexemes(prompt, known), known) if guess else (lexemes(prompt, known), {})
    sheet = Sheet(prompt, parts)
    reading = Reading(sheet, led_by_subject(Chunker(parts).run()), known)
    for at, chunk in enumerate(reading.chunks):
        reading.at = at
        if at > reading.skip:
            _read(reading, chunk)
    _finish(reading)
    liberties = (("guess",) if guess else ()) + (("impossible",) if allow_impossible else ())
    guesses = tuple(
        Guess(span=(parts[i].start, parts[i].end), text=parts[i].text, taken_for=word) for i, word in taken.items()
    )
    script = script_of(sheet).model_copy(update={"guesses": guesses, "liberties": liberties})
    return judged(script, allow=allow_impossible)


def _read(reading: Reading, chunk: Chunk) -> None:
    """Hand one chunk to the reader of the camera or of the scene."""
    if chunk.kind == "stop":
        clauses.close_clause(reading)
        _leave_waiting(reading)
        reading.end_sentence()
        return
    if reading.camera and _back_to_scene(reading, chunk):
        reading.camera, reading.move = False, None
        clauses.close_clause(reading)
        reading.end_clause()
    if reading.shot and chunk.kind == "prep" and chunk.sense.get("relation") in ("near", "on"):
        reading.camera = True
    framed = reading.shot and chunk.kind == "noun"
    reading.shot = reading.shot and chunk.kind in ("comma", "prep", "function", "filler", "adverb")
    if chunk.kind == "figure" and camerawork.is_focal_length(reading, chunk):
        camerawork.set_focal_length(reading, chunk)
    elif chunk.kind in ("camera", "move", "shot", "reveal") or (reading.camera and chunk.kind in camerawork.HANDLERS):
        camerawork.HANDLERS[chunk.kind](reading, chunk)
    elif chunk.kind in clauses.HANDLERS:
        clauses.HANDLERS[chunk.kind](reading, chunk)
    elif chunk.kind == "function" and reading.sheet.lexemes[chunk.start].key in ("which", "that", "who"):
        clauses.on_relative(reading, chunk)
    elif chunk.kind == "dimension":
        reading.dimension = chunk
    else:
        reading.sheet.mark(chunk.start, "set_aside" if chunk.kind == "filler" else "function")
    if framed:
        camerawork.frame(reading)


def _back_to_scene(reading: Reading, chunk: Chunk) -> bool:
    """A noun after a comma or a conjunction, or a verb of the scene, ends what is said of the camera."""
    before = reading.peek(-1)
    parted = before is not None and before.kind in ("comma", "conj")
    return chunk.kind == "noun" and parted and reading.prep is None


def _leave_waiting(reading: Reading) -> None:
    """Name what never found its partner: a preposition without noun, a group without members."""
    sheet = reading.sheet
    if reading.prep is not None:
        sheet.mark(range(reading.prep.start, reading.prep.end), "unknown", "modifier")
    if reading.dimension is not None:
        sheet.mark(reading.dimension.start, "unknown", "modifier")
    if reading.deferred is not None:
        sheet.mark(range(reading.deferred.start, reading.deferred.end), "unknown", "noun")
    for adverb in reading.adverbs:
        sheet.mark(adverb.start, "unknown", "modifier")
    if reading.comparing is not None:
        sheet.mark(range(reading.comparing[0].start, reading.comparing[0].end), "unknown", "modifier")
        reading.comparing = None
    if reading.distance is not None:
        sheet.mark(range(reading.distance.start, reading.distance.end), "unknown", "modifier")


def _leave_out(sheet: Sheet, act: Draft) -> None:
    """Take a happening back and name its words as not understood: a ball cannot open."""
    sheet.happenings = [h for h in sheet.happenings if h is not act]
    for other in sheet.happenings:
        other.after = act.after if other.after is act else other.after
    for mark in sheet.marks.values():
        if mark.owner is act:
            mark.status, mark.owner, mark.field = "unknown", None, "verb"


def _able(sheet: Sheet, act: Draft) -> bool:
    """Tell whether a thing can do, or have done to it, what is said; it is built so that it can (hinge, lamp)."""
    thing, verb = sheet.entity(act.values["subject"]), act.values["verb"]
    kind = THINGS[thing.values["thing"]]
    spun = kind.family in ROTORS and verb in ("spin", "light", "darken")
    if spun:
        act.values["verb"] = "slow" if verb == "darken" else "spin"
    if spun or (verb in ("open", "close") and kind.family in HINGED):
        add_attribute(thing, "hinged:1")
        return True
    if verb in ("light", "darken") and kind.lit is not None:
        thing.values["lit"] = True
        return True
    if verb == "drape":
        return kind.family == "tablecloth" and act.values.get("place") not in (None, "ground")
    if verb in TOLD:
        return TOLD[verb](sheet, act)
    if verb in ("compress", "bend"):
        return _gives(sheet, act)
    if verb == "tread" or (verb == "rub" and kind.kind in ("person", "animal")):
        return act.values.get("agent") == "unseen_hand"
    if verb in ("catch", "tighten"):
        other = act.values.get("object")
        return other is not None and (
            _hollow(thing.values["thing"]) if verb == "catch" else _fits(sheet, act.values["subject"], other)
        )
    if verb == "eat":
        named = act.values.get("object") or act.values.get("place")
        return kind.kind in ("person", "animal") and named is not None
    return verb not in ("open", "close", "light", "darken", "use", *LIGHT_VERBS)


def _writes(sheet: Sheet, act: Draft) -> bool:
    """Tell whether a thing leaves a line on what is named."""
    return sheet.entity(act.values["subject"]).values["thing"] in WRITES and act.values.get("object") is not None


def _wipes(sheet: Sheet, act: Draft) -> bool:
    """Tell whether a thing is made to wipe something off."""
    return sheet.entity(act.values["subject"]).values["thing"] in WIPES


def _goes_in(sheet: Sheet, act: Draft) -> bool:
    """Tell whether a thing is let down where it can be: nothing is put into what is solid."""
    into = act.values.get("place")
    if act.values.get("path") not in WITHIN or into in (None, "ground"):
        return True
    place = sheet.entity(into).values["thing"]
    return FITTED.get(sheet.entity(act.values["subject"]).values["thing"]) == place or _hollow(place)


TOLD = {
    "lower": _goes_in,
    "write": _writes,
    "erase": _wipes,
    "cover": covers,
    "wrap": covers,
    "tie": tied,
    "load": loads,
}


def _gives(sheet: Sheet, act: Draft) -> bool:
    """Tell whether a thing gives as is said, a spring or a board, by hand; it is then built so that it does."""
    thing = sheet.entity(act.values["subject"])
    name, loaded = thing.values["thing"], act.values.get("object") or act.values.get("path") == "under"
    fits = name in BEAMS or (name in SOFT and act.values["verb"] != "bend")
    if loaded or not fits or thing.values.get("count", 1) > 1:
        return False
    act.values["verb"] = "bend" if name in BEAMS else "compress"
    add_attribute(thing, "elastic:1")
    return True


def _hollow(thing: str) -> bool:
    """Tell whether a thing has room inside for what it catches."""
    return any(support.name == "inside" for support in solid_of(thing).supports)


def _fits(sheet: Sheet, tool: str, other: str) -> bool:
    """Tell whether a tool turns a thing."""
    return sheet.entity(other).values["thing"] in TURNS.get(sheet.entity(tool).values["thing"], ())


def _of_boards(sheet: Sheet) -> None:
    """Let bridges that collapse break, and bridges that break be of boards, unless they are said to be of stone."""
    for act in sheet.happenings:
        thing = sheet.entity(act.values.get("object") or act.values["subject"])
        if thing.values["thing"] not in BRIDGES or act.values["verb"] not in ("break", "topple"):
            continue
        act.values["verb"] = "break"
        material = thing.values.get("material")
        if material is None or MATERIALS[material].strength > 0.0:
            thing.values["thing"] = BRIDGES[1]


def _finish(reading: Reading) -> None:
    """Close the last sentence and drop movements that never got a kind, and what is done to things that cannot."""
    clauses.close_clause(reading)
    _leave_waiting(reading)
    camerawork.flown(reading)
    sheet = reading.sheet
    faring.part(sheet)
    share(sheet)
    pulled(sheet)
    spread(sheet)
    for act in list(sheet.happenings):
        if act.values["verb"] == "push" and act.values.get("direction") == "down":
            _gives(sheet, act)  # pressed down
        if not _able(sheet, act):
            _leave_out(sheet, act)
    _of_boards(sheet)
    for move in [m for m in sheet.moves if not m.values["kind"]]:
        sheet.moves.remove(move)
        for mark in sheet.marks.values():
            if mark.owner is move:
                mark.status, mark.owner, mark.field = "unknown", None, "verb"
