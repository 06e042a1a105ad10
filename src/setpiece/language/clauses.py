"""The clauses of the scene: subjects, verbs, objects, and the words around them, chunk by chunk."""

from setpiece.language.chunks import Chunk
from setpiece.language.counting import of_members, shape
from setpiece.language.describing import add_attribute, apply, compare, measure, of_its_part
from setpiece.language.events import (
    AIRBORNE,
    apply_adverb,
    close_clause,
    join_particle,
    on_verb,
    repeat,
    send_on,
    take_object,
)
from setpiece.language.faring import member_of
from setpiece.language.likeness import on_hung, on_shown, on_simile
from setpiece.language.members import lists, on_members
from setpiece.language.optics import shining
from setpiece.language.parts import finish, speak_of, with_part
from setpiece.language.paths import attach, place_referent, settle_fronted, side_by_side, stand_by
from setpiece.language.reading import Reading, Referent
from setpiece.language.references import resolve
from setpiece.language.script import STRUNG
from setpiece.language.surroundings import set_light

IN_THE_AIR = ("in the air", "in air", "in midair", "in mid air")
SEEN_FROM_HERE = {"away": "in", "closer": "out"}  # what a camera calls out and in, of what moves before it
CLAUSE_PARTS = ("adverb", "function", "filler", "adjective", "formation", "figure", "direction", "negation", "setting",
                "hung")  # fmt: skip


def on_noun(reading: Reading, chunk: Chunk) -> None:
    """Read a noun phrase as subject, object or place, by what came before it."""
    if reading.dressing is not None and (reading.conj or reading.comma) and with_part(reading, chunk.phrase):
        reading.conj, reading.comma = None, False
        return
    if lists(reading, chunk):
        return
    if reading.comparing is not None:
        compare(reading, resolve(reading, chunk.phrase, "place"))
        return
    before = reading.peek(-1)
    if reading.deferred is not None and (before.sense.get("of") or of_members(reading, before, reading.deferred)):
        _resume(reading, chunk)
    elif reading.prep is not None:
        _after_preposition(reading, chunk)
    elif reading.verb_chunk is not None and not reading.has_object and reading.conj is None and not reading.comma:
        take_object(reading, resolve(reading, chunk.phrase, "object"), chunk)
    elif _joins(reading):
        _coordinate(reading, chunk)
    else:
        _subject(reading, chunk)
    reading.comma = False
    reading.conj = None


def _joins(reading: Reading) -> bool:
    """Tell whether a noun after "and" or a comma goes with the noun before it rather than with what follows."""
    if (reading.conj is None and not reading.comma) or not reading.role or _verb_ahead(reading):
        return False
    after = reading.peek()
    described = after is not None and after.kind in ("adjective", "prep") and reading.conj is None
    between = reading.relation is not None and reading.relation.values["kind"] == "between"
    if (
        reading.role == "place"
        and not between
        and after is not None
        and after.kind == "prep"
        and "relation" in after.sense
    ):
        return False
    return not (described or (reading.role == "place" and reading.conj is None)) or reading.role == "subject"


def _resume(reading: Reading, chunk: Chunk) -> None:
    """Read the noun after "of" in the place of the group or part before it."""
    phrase, role = reading.deferred, reading.deferred_role
    if phrase.kind != "group" and phrase.number is None:
        chunk.phrase.definite = chunk.phrase.definite or phrase.kind == "count"
    referent = resolve(reading, chunk.phrase, role)
    reading.deferred = None
    if phrase.kind != "group" and referent.ids:
        owner = reading.sheet.entity(referent.ids[0])
        if phrase.kind == "part" and not speak_of(reading, phrase, owner):
            reading.sheet.mark(phrase.head, "unknown", "noun")
            referent = Referent("unknown")
        else:
            reading.sheet.ground([i for i in (phrase.head, *phrase.numbers) if i >= 0], owner, "")
            of_its_part(reading, phrase, owner)
        if phrase.kind == "count" and phrase.number:
            referent = Referent(referent.kind, referent.ids, int(phrase.number))
    elif phrase.kind != "group" and referent.kind == "ground":
        reading.sheet.mark(range(phrase.start, phrase.end), "function")
    elif not referent.ids:
        reading.sheet.mark(range(phrase.start, phrase.end), "unknown", "noun")
    reading.sheet.mark(phrase.unknown, "unknown", "modifier")
    _place_referent(reading, referent, role, chunk)


def _place_referent(reading: Reading, referent: Referent, role: str, chunk: Chunk) -> None:
    if role == "place" and reading.prep is not None:
        prep, reading.prep = reading.prep, None
        place_referent(reading, prep, referent)
    elif role == "object":
        take_object(reading, referent, chunk)
    else:
        _take_subject(reading, referent, chunk)


def _after_preposition(reading: Reading, chunk: Chunk) -> None:
    if reading.dimension is not None and reading.prep.sense.get("of"):
        reading.prep = None
    if reading.prep is None:
        _subject(reading, chunk)
    else:
        attach(reading, chunk)


def _subject(reading: Reading, chunk: Chunk) -> None:
    """Begin a clause, or let the phrase join the nouns that wait for their verb."""
    joined = reading.subject_open and not reading.verb_chunk and (reading.conj is not None or reading.comma)
    joined = joined and (reading.role == "subject" or _verb_ahead(reading))
    pointing = chunk.phrase.kind == "pronoun" or chunk.phrase.definite
    follows = reading.verb[-1] if reading.verb and reading.conj is not None and pointing else None
    if reading.verb_chunk is not None or not joined:
        keep = reading.link, reading.aux if reading.verb_chunk is None else set()
        reading.end_clause()
        reading.link, reading.aux = keep
        reading.subject = []
    reading.follows = follows
    _take_subject(reading, resolve(reading, chunk.phrase, "subject"), chunk)


def _take_subject(reading: Reading, referent: Referent, chunk: Chunk) -> None:
    if referent.kind == "deferred":
        reading.subject_start = chunk.start if reading.subject_start is None else reading.subject_start
        return
    reading.weather = referent.kind == "setting"
    reading.subject_unknown = referent.kind in ("unknown", "hand", "ground", "place", "stuff", "setting")
    if referent.kind == "stuff":
        reading.sheet.mark(chunk.phrase.head, "unknown", "noun")
    if referent.kind == "hand":
        reading.sheet.mark(range(chunk.start, chunk.end), "function")
        reading.aux.add("hand")
    reading.subject += [i for i in referent.ids if i not in reading.subject]
    if chunk.phrase.sense.get("beam") and referent.ids:
        shining(reading, referent.ids[0])
    reading.subject_count, reading.subject_member = referent.count, member_of(reading, chunk.phrase, referent)
    reading.subject_open = True
    if reading.subject_start is None:
        reading.subject_start = chunk.start
    reading.mention(referent.ids, "subject")
    if referent.ids:
        settle_fronted(reading)
    if len(reading.subject) > 1:
        reading.plural = list(reading.subject)


def _verb_ahead(reading: Reading) -> bool:
    """Tell whether the noun under the eye has a finite verb of its own before the clause ends."""
    after_prep = False
    for chunk in reading.chunks[reading.at + 1 : reading.at + 16]:
        if chunk.kind == "verb":
            finite = bool(chunk.sense["forms"] & {"third", "past", "base"})
            return finite or not (reading.verb_sense and reading.verb_sense.get("forms", set()) & {"third", "past"})
        if chunk.kind == "aux" or (chunk.kind == "unknown" and not reading.verb_chunk):
            return True
        if chunk.kind == "noun" and not after_prep:
            return False
        if chunk.kind not in (*CLAUSE_PARTS, "prep", "noun"):
            return False
        after_prep = chunk.kind == "prep" or (after_prep and chunk.kind in CLAUSE_PARTS)
    return False


def _coordinate(reading: Reading, chunk: Chunk) -> None:
    """Let a noun after "and" do what the noun before it does."""
    role = reading.role
    if role == "subject" and reading.verb_chunk is None:
        _subject(reading, chunk)
        return
    referent = resolve(reading, chunk.phrase, role)
    if not referent.ids:
        reading.mention((), role)
        return
    if reading.relation is not None and role == "place":
        reading.relation.values["objects"] = (*reading.relation.values["objects"], *referent.ids)
    elif reading.verb and role == "object":
        repeat(reading, "object", referent.ids)
    elif reading.verb and role == "place":
        repeat(reading, "place", referent.ids)
    reading.mention(referent.ids, role)


def on_prep(reading: Reading, chunk: Chunk) -> None:
    """Keep a preposition for its noun; a particle at once changes its verb ("knocks it over")."""
    send_on(reading, chunk)
    after, before = reading.peek(), reading.peek(-1)
    idle = reading.deferred is not None or reading.dimension is not None or reading.shot
    if (chunk.sense.get("of") or (idle and chunk.sense.get("stuff"))) and (
        idle or (before is not None and before.kind in ("filler", "shot", "camera"))
    ):
        reading.sheet.mark(chunk.start, "function")
        return
    alone = after is None or after.kind in ("comma", "stop", "conj", "verb") or _takes_along(reading, chunk)
    if (alone or after.kind in ("prep", "adverb")) and join_particle(reading, chunk):
        return
    if alone:
        goes_on = chunk.sense.get("alone") and reading.verb and reading.verb_sense["manner"] == "motion"
        told = chunk.sense.get("word") == "with" and after is not None and after.kind == "verb" and reading.verb
        told = told or _takes_along(reading, chunk)
        if goes_on or told:  # "rolls along"; "with its bounce ...": the verb says what goes with it
            reading.sheet.mark(chunk.start, "function")
        elif not stand_by(reading, chunk):
            reading.sheet.mark(chunk.start, "unknown", "modifier")
        return
    if reading.prep is not None:
        reading.sheet.mark(range(reading.prep.start, reading.prep.end), "function")
    reading.prep = chunk


def _takes_along(reading: Reading, chunk: Chunk) -> bool:
    """Tell whether "with" only joins a clause of its own: "with its dynamic bounce captured as it rebounds"."""
    if chunk.sense.get("word") != "with" or not reading.verb:
        return False
    ahead = (c for c in reading.chunks[reading.at + 1 : reading.at + 5] if c.kind not in ("function", "adjective"))
    first = next(ahead, None)
    return first is not None and first.kind == "verb" and reading.peek().kind == "function"


def on_direction(reading: Reading, chunk: Chunk) -> None:
    """Take left, right, up, down, in, out as a particle or as the way that the motion goes."""
    send_on(reading, chunk)
    sheet = reading.sheet
    if join_particle(reading, chunk):
        return
    if sheet.lexemes[chunk.start].key in IN_THE_AIR and any(d.values["verb"] in AIRBORNE for d in reading.verb):
        sheet.ground(chunk.start, reading.verb[-1], "verb")
        return
    if sheet.lexemes[chunk.start].key in IN_THE_AIR and reading.verb and _strung(reading):
        for draft in reading.verb:
            add_attribute(sheet.entity(draft.values["subject"]), STRUNG)
            sheet.ground(chunk.start, sheet.entity(draft.values["subject"]), "attributes")
        return
    moving = bool(reading.verb) and reading.verb_sense["manner"] != "state"
    if moving or (reading.verb and chunk.sense["to"] == "up"):
        for draft in reading.verb:
            word = sheet.lexemes[chunk.start].key
            draft.values.setdefault("direction", SEEN_FROM_HERE.get(word, chunk.sense["to"]))
            sheet.ground(chunk.start, draft, "direction")
        return
    if reading.verb and reading.motion is not None:  # "rolls out of a pipe that is on a table, towards the right"
        for draft in reading.motion[0]:
            draft.values.setdefault("direction", chunk.sense["to"])
            sheet.ground(chunk.start, draft, "direction")
    sheet.mark(chunk.start, "unknown", "modifier")


def _strung(reading: Reading) -> bool:
    """Tell whether somebody has hung something up: "suspended in mid-air" is on a thread, and floats not."""
    return bool(reading.verb_sense.get("hangs") and reading.verb_sense.get("acted_on"))


def on_figure(reading: Reading, chunk: Chunk) -> None:
    """Take a figure: height, speed, angle, how often, how long, how large."""
    figure, sheet = chunk.figure, reading.sheet
    words = range(figure.start, figure.end)
    after = reading.peek()
    place_next = (
        after is not None and after.kind == "prep" and ("relation" in after.sense or after.sense.get("word") == "from")
    )
    prep = reading.prep.sense.get("word", "") if reading.prep is not None else ""
    if figure.dimension == "time":
        _lasting(reading, figure.value, words)
    elif figure.dimension == "times":
        _field(reading, "count", int(figure.value), words)
    elif figure.dimension in ("speed", "angle") and reading.verb:
        _field(reading, figure.dimension, figure.value, words)
    elif (
        figure.dimension == "length"
        and reading.verb
        and (prep == "from" or reading.verb_sense["verb"] in ("fall", "drop"))
    ):
        _field(reading, "height", figure.value, words)
    elif figure.dimension == "length" and place_next:
        reading.distance = figure
    elif reading.last and (reading.dimension or figure.along or figure.dimension in ("mass", "angle")):
        measure(reading, figure.start, figure.end, figure.dimension, figure.value, sheet.entity(reading.last[-1]))
    elif figure.dimension == "length" and reading.relation is not None:
        reading.relation.values["distance"] = figure.value
        sheet.ground(words, reading.relation, "distance")
    else:
        sheet.mark(words, "unknown", "modifier")
    for spent in (reading.prep, reading.dimension):
        if spent is not None:
            sheet.mark(range(spent.start, spent.end), "function")
    reading.prep = reading.dimension = None


def _field(reading: Reading, name: str, value: float, words: range) -> None:
    for draft in reading.verb:
        draft.values[name] = value
        reading.sheet.ground(words, draft, name)
    if not reading.verb:
        reading.sheet.mark(words, "unknown", "modifier")


def _lasting(reading: Reading, seconds: float, words: range) -> None:
    """A time without a camera is the film's duration; "after two seconds" is not understood."""
    before = reading.peek(-1)
    after = before is not None and before.kind == "conj"
    if after or reading.sheet.film.values.setdefault("duration", seconds) != seconds or seconds <= 0:
        reading.sheet.mark(words, "unknown", "modifier")
    else:
        reading.sheet.ground(words, reading.sheet.film, "duration")


def on_adverb(reading: Reading, chunk: Chunk) -> None:
    """Apply an adverb to its verb, or keep it for the verb to come."""
    send_on(reading, chunk)
    ahead = next(
        (c for c in reading.chunks[reading.at + 1 : reading.at + 4] if c.kind not in ("adverb", "function")), None
    )
    if "relation" in chunk.sense and not reading.verb and reading.last and not _verb_ahead(reading):
        side_by_side(reading, chunk)
    elif reading.verb and not (ahead is not None and ahead.kind in ("move", "camera")):
        apply_adverb(reading, chunk)
    else:
        reading.adverbs.append(chunk)


def on_adjective(reading: Reading, chunk: Chunk) -> None:
    """Take an adjective after its noun: "the ball is red", "street lamps lit"."""
    if reading.part is not None and "be" in reading.aux:
        owner, sense = reading.part
        finish(reading, reading.sheet.entity(owner), sense, [chunk.start])
        reading.sheet.mark(chunk.start, "unknown", "modifier")
        return
    after = reading.peek()
    if chunk.sense.get("lit") and after is not None and after.sense.get("word") in ("by", "with"):
        reading.sheet.mark(chunk.start, "function")  # "illuminated by a spotlight": the light says it
        reading.weather = True
        return
    ids = reading.subject if ("be" in reading.aux or not reading.last) and reading.subject else reading.last
    some = ids == reading.subject and reading.subject_count is not None
    if some and any(reading.sheet.entity(i).values.get("count", 1) > reading.subject_count for i in ids):
        ids = []  # an entity's members are all alike
    for i in ids:
        apply(reading, chunk.start, chunk.sense["is"], chunk.sense, reading.sheet.entity(i))
    reading.sheet.mark(chunk.start, "unknown", "modifier")


def on_formation(reading: Reading, chunk: Chunk) -> None:
    """Give the group before its shape: "in a row", "stacked"."""
    ids = reading.last or reading.subject
    groups = [i for i in (*ids, *reading.subject) if reading.sheet.entity(i).values.get("count", 1) > 1]
    for i in groups[:1] or ids[-1:]:
        reading.sheet.ground(chunk.start, shape(reading, i, chunk.sense["shape"]), "kind")
    reading.sheet.mark(chunk.start, "unknown", "modifier")


def on_comparison(reading: Reading, chunk: Chunk) -> None:
    """Keep "twice as heavy as" for the noun that follows; it is said of the subject or of the noun before."""
    hosts = reading.subject if "be" in reading.aux and reading.subject else reading.last
    reading.comparing = chunk, tuple(hosts)


def on_setting(reading: Reading, chunk: Chunk) -> None:
    """Take a word of light, time or weather with the preposition before it."""
    set_light(reading, chunk.start, chunk.sense)
    after = reading.peek()
    reading.weather = reading.prep is None and not reading.verb and after is not None and after.kind == "verb"
    if reading.prep is not None:
        reading.sheet.mark(range(reading.prep.start, reading.prep.end), "function")
        reading.prep = None


def on_conj(reading: Reading, chunk: Chunk) -> None:
    """Join, or begin a clause that follows, precedes or accompanies the one before."""
    role = chunk.sense.get("role", "joining")
    reading.sheet.mark(chunk.start, "function")
    if role == "joining":
        reading.conj = chunk
        return
    previous = (
        reading.verb[-1] if reading.verb else (reading.sheet.happenings[-1] if reading.sheet.happenings else None)
    )
    trailing = list(reading.verb)
    close_clause(reading)
    reading.end_clause()
    reading.comma = False
    if role == "sequence" and previous is not None:
        reading.link, reading.link_word = previous, chunk.start
    elif role == "reverse" and trailing:
        reading.trailing = trailing
    elif role == "reverse" or (role == "sequence" and previous is None):
        reading.leading = role


def on_comma(reading: Reading, chunk: Chunk) -> None:  # noqa: ARG001
    """A comma may end a clause; "after it falls, ..." ends here."""
    reading.comma = True
    if not reading.leading or not reading.verb:
        return
    verb = list(reading.verb)
    reading.end_clause()
    if reading.leading == "reverse":
        reading.link = verb[-1]
    else:
        reading.trailing = verb
    reading.leading = ""


def on_aux(reading: Reading, chunk: Chunk) -> None:
    """Keep auxiliaries for their verb; "makes it fall" hands the object over as subject."""
    role = chunk.sense["role"]
    reading.sheet.mark(chunk.start, "function")
    if role == "causing":
        acted = [h for h in reading.sheet.happenings[-1:] if h.values.get("object")]
        link = reading.verb[-1] if reading.verb else reading.link or (acted[0] if acted else None)
        reading.end_clause()
        reading.link = link
        reading.conj, reading.comma = None, False
        sends = reading.sheet.lexemes[chunk.start].key.startswith("sen")
        reading.aux |= {"causing", "sending"} if sends else {"causing"}
        return
    if role == "negative":
        reading.aux.add("be" if reading.sheet.lexemes[chunk.start].key[:2] in ("is", "ar", "wa", "we") else "do")
    if role == "have" and reading.verb_chunk is None and _noun_follows(reading):
        reading.prep = Chunk("prep", chunk.start, chunk.end, {"companion": True, "word": "with"})
        return
    reading.aux.add(role)


def _noun_follows(reading: Reading) -> bool:
    after = reading.peek()
    return after is not None and after.kind == "noun"


def on_relative(reading: Reading, chunk: Chunk) -> None:
    """Let the noun before "which" be the subject of what follows: "hits a cup, which falls"."""
    after = reading.peek()
    reading.sheet.mark(chunk.start, "function")
    if (
        after is not None
        and after.kind in ("verb", "aux", "adverb")
        and reading.role in ("object", "place")
        and reading.last
    ):
        last, link = list(reading.last), reading.verb[-1] if reading.verb else None
        close_clause(reading)
        reading.end_clause()
        reading.comma = False
        reading.subject, reading.follows = last, link


def on_negation(reading: Reading, chunk: Chunk) -> None:
    """Keep "not", "never", "without" for the verb to come."""
    after = next(
        (c for c in reading.chunks[reading.at + 1 : reading.at + 4] if c.kind in ("verb", "noun", "stop")), None
    )
    if after is not None and after.kind == "verb":
        reading.negation = chunk.start
    else:
        reading.sheet.mark(chunk.start, "unknown", "modifier")


def on_unknown(reading: Reading, chunk: Chunk) -> None:
    """Name a word that is not known; after a noun it seems to be a verb."""
    word = reading.sheet.lexemes[chunk.start].key
    verb = reading.role == "subject" and reading.verb_chunk is None and not word.endswith("ly")
    guess = "verb" if verb or word.endswith(("ing", "ed")) else ("modifier" if word.endswith("ly") else "noun")
    reading.sheet.mark(chunk.start, "unknown", guess)
    if verb:
        reading.subject_open = False


HANDLERS = {
    "hung": on_hung,
    "simile": on_simile,
    "shown": on_shown,
    "noun": on_noun,
    "verb": on_verb,
    "prep": on_prep,
    "direction": on_direction,
    "figure": on_figure,
    "adverb": on_adverb,
    "adjective": on_adjective,
    "formation": on_formation,
    "comparison": on_comparison,
    "setting": on_setting,
    "conj": on_conj,
    "comma": on_comma,
    "members": on_members,
    "aux": on_aux,
    "negation": on_negation,
    "unknown": on_unknown,
}
