"""The clauses of the scene: subjects, verbs, objects, and the words around them, chunk by chunk."""

from setpiece.language.chunks import Chunk
from setpiece.language.paths import attach
from setpiece.language.reading import Reading, Referent
from setpiece.language.references import act_of_participles, apply, measure, resolve
from setpiece.language.sheet import Draft
from setpiece.language.surroundings import set_light
from setpiece.language.vocabulary import Sense

CLAUSE_PARTS = ("adverb", "function", "filler", "adjective", "formation", "figure", "direction", "negation", "setting")


def on_noun(reading: Reading, chunk: Chunk) -> None:
    """Read a noun phrase as subject, object or place, by what came before it."""
    if reading.deferred is not None and reading.peek(-1).sense.get("of"):
        _resume(reading, chunk)
    elif reading.prep is not None:
        _after_preposition(reading, chunk)
    elif reading.verb_chunk is not None and not reading.has_object and reading.conj is None and not reading.comma:
        _object(reading, resolve(reading, chunk.phrase, "object"), chunk)
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
        reading.sheet.ground([i for i in (phrase.head, *phrase.numbers) if i >= 0], owner, "")
        if phrase.kind == "count" and phrase.number:
            referent = Referent(referent.kind, referent.ids, int(phrase.number))
    elif phrase.kind != "group" and referent.kind == "ground":
        reading.sheet.mark(range(phrase.start, phrase.end), "function")
    elif not referent.ids:
        reading.sheet.mark(range(phrase.start, phrase.end), "unknown", "noun")
    reading.sheet.mark(phrase.unknown, "unknown", "modifier")
    _place_referent(reading, referent, role, chunk)


def _place_referent(reading: Reading, referent: Referent, role: str, chunk: Chunk) -> None:
    from setpiece.language.paths import _dispatch

    if role == "place" and reading.prep is not None:
        prep, reading.prep = reading.prep, None
        _dispatch(reading, prep, referent)
    elif role == "object":
        _object(reading, referent, chunk)
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
    if reading.verb_chunk is not None or not joined:
        keep = reading.link, reading.aux if reading.verb_chunk is None else set()
        reading.end_clause()
        reading.link, reading.aux = keep
        reading.subject = []
    _take_subject(reading, resolve(reading, chunk.phrase, "subject"), chunk)


def _take_subject(reading: Reading, referent: Referent, chunk: Chunk) -> None:
    if referent.kind == "deferred":
        reading.subject_start = chunk.start if reading.subject_start is None else reading.subject_start
        return
    reading.subject_unknown = referent.kind in ("unknown", "hand", "ground", "place", "stuff", "setting")
    if referent.kind == "stuff":
        reading.sheet.mark(chunk.phrase.head, "unknown", "noun")
    if referent.kind == "hand":
        reading.sheet.mark(range(chunk.start, chunk.end), "function")
        reading.aux.add("hand")
    reading.subject += [i for i in referent.ids if i not in reading.subject]
    reading.subject_count = referent.count
    reading.subject_open = True
    if reading.subject_start is None:
        reading.subject_start = chunk.start
    reading.mention(referent.ids, "subject")
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
        _repeat(reading, "object", referent.ids)
    elif reading.verb and role == "place":
        _repeat(reading, "place", referent.ids)
    reading.mention(referent.ids, role)


def _repeat(reading: Reading, name: str, ids: tuple[str, ...]) -> None:
    """Enter the last happening again with another object or place."""
    last = reading.verb[-1]
    if last.values.get(name) is None:
        copies = [Draft("happening", {**last.values, "subject": i}, last.start, last.end, last.after) for i in ids]
    else:
        copies = [Draft("happening", {**last.values, name: i}, last.start, last.end, last.after) for i in ids]
        for copy in copies:
            copy.values.pop("count", None)
    reading.sheet.happenings += copies
    reading.verb += copies


def on_verb(reading: Reading, chunk: Chunk) -> None:
    """Read a verb: whose it is, whether it is done or suffered, and what it follows."""
    sense = chunk.sense
    if _merges(reading, sense):
        reading.sheet.ground(chunk.start, reading.verb[-1], "verb")
        return
    same = reading.conj is not None or reading.comma
    previous = list(reading.verb)
    _choose_subject(reading, chunk)
    reading.passive = _is_passive(reading, chunk)
    if reading.conj is not None and reading.link is None and same and sense.get("ends") and previous:
        reading.link = previous[-1]
    gerund = sense["forms"] == {"gerund"} and previous and "be" not in reading.aux
    if gerund and reading.link is None and sense.get("ends") and reading.negation is None:
        reading.link = previous[-1]
    reading.verb, reading.verb_sense, reading.verb_chunk = [], sense, chunk
    reading.has_object = False
    reading.relation = None
    if reading.subject and not (reading.aux & {"hand"}):
        _enter(reading, chunk, reading.subject)
    else:
        reading.waiting = chunk
        reading.sheet.mark(chunk.start, "unknown", "verb")
    reading.conj = None
    reading.comma = False
    reading.prep = None


def _merges(reading: Reading, sense: Sense) -> bool:
    """ "Lifted and let go" is one lift."""
    lifted = reading.verb and reading.verb[-1].values["verb"] == "lift"
    return bool(lifted) and sense["verb"] == "drop" and reading.conj is not None


def _choose_subject(reading: Reading, chunk: Chunk) -> None:
    """A participle right after an object is the object's: "hits a cup standing on a table"."""
    finite = chunk.sense["forms"] & {"third", "base"} or ("past" in chunk.sense["forms"] and not reading.verb)
    adjacent = reading.conj is None and not reading.comma and reading.negation is None
    own = reading.role == "object" or (reading.role == "place" and chunk.sense["manner"] == "state")
    if not finite and adjacent and own and reading.last and reading.verb_chunk is not None and "be" not in reading.aux:
        reading.subject = list(reading.last)
        reading.aux = set()


def _is_passive(reading: Reading, chunk: Chunk) -> bool:
    sense = chunk.sense
    if "participle" not in sense["forms"]:
        return False
    if "be" in reading.aux:
        return True
    after = reading.peek()
    suffers = sense["manner"] in ("release", "contact") or sense.get("acted_on", False)
    takes = after is not None and after.kind == "noun"
    return bool(suffers) and not takes and not ("base" in sense["forms"] and sense["manner"] == "contact")


def _enter(reading: Reading, chunk: Chunk, subjects: list[str]) -> None:
    """Enter the happenings of a verb, one for each subject."""
    sense = chunk.sense
    if reading.negation is None and "negative" in reading.aux:
        reading.negation = -1
    for subject in subjects:
        values = {"verb": _verb_for(reading, sense, subject), "subject": subject}
        if reading.subject_count is not None and subject == subjects[-1]:
            values["count"] = reading.subject_count
        values |= {k: sense[k] for k in ("pace", "path", "direction") if k in sense}
        if bool(sense.get("negated")) != (reading.negation is not None):
            values["negated"] = True
        if reading.passive and sense["manner"] != "state":
            values["agent"] = "unseen_hand"
        draft = Draft("happening", values, after=reading.link)
        _cover_subject(reading, draft, chunk)
        reading.sheet.happenings.append(draft)
        reading.verb.append(draft)
        reading.sheet.ground(range(chunk.start, chunk.end), draft, "verb")
    _settle(reading)


def _cover_subject(reading: Reading, draft: Draft, chunk: Chunk) -> None:
    lexemes = reading.sheet.lexemes
    if reading.subject_start is not None and reading.subject_open:
        draft.cover(lexemes[reading.subject_start].start, lexemes[chunk.start].end)


def _settle(reading: Reading) -> None:
    """Spend what waited for the verb: negation, links, adverbs, what follows this clause."""
    first = reading.verb[0]
    if reading.negation is not None and reading.negation >= 0:
        reading.sheet.ground(reading.negation, first, "negated")
    reading.negation = None
    if reading.link is not None and reading.link_word is not None:
        reading.sheet.ground(reading.link_word, first, "after")
    for draft in reading.trailing:
        draft.after = first if draft is not first else None
    reading.trailing, reading.link, reading.link_word = [], None, None
    for adverb in reading.adverbs:
        _adverb(reading, adverb)
    reading.adverbs = []
    reading.subject_open = False
    reading.aux -= {"be", "negative", "hand"}


def _verb_for(reading: Reading, sense: Sense, subject: str) -> str:
    """What hangs swings when it is let go."""
    hanging = reading.known.tables["nouns"]["hanging"]["things"]
    if sense["verb"] == "drop" and reading.sheet.entity(subject).values["thing"] in hanging:
        return "swing"
    return sense["verb"]


def _object(reading: Reading, referent: Referent, chunk: Chunk) -> None:
    """Give the verb its object."""
    if referent.kind == "deferred":
        return
    reading.has_object = True
    if reading.waiting is not None and referent.ids:
        _suffer(reading, referent)
    elif referent.ids:
        _have_object(reading, referent)
    elif referent.kind in ("ground", "place"):
        for draft in reading.verb:
            draft.values.setdefault("path", "onto" if reading.verb_sense["manner"] == "contact" else "across")
            draft.values["place"] = "ground"
    elif referent.kind == "reciprocal":
        _reciprocal(reading)
    elif referent.kind in ("stuff", "hand"):
        reading.sheet.mark(range(chunk.start, chunk.end), "unknown", "noun")
    for draft in reading.verb:
        if referent.kind != "unknown":
            draft.cover(reading.sheet.lexemes[chunk.start].start, reading.sheet.lexemes[chunk.end - 1].end)
    reading.mention(referent.ids, "object")


def _suffer(reading: Reading, referent: Referent) -> None:
    """A verb without a doer we can show: an unseen hand does it to the object."""
    chunk, reading.waiting = reading.waiting, None
    reading.passive = True
    reading.subject_count = referent.count
    reading.subject = list(referent.ids)
    reading.sheet.marks.pop(chunk.start, None)
    _enter(reading, chunk, list(referent.ids))


def _have_object(reading: Reading, referent: Referent) -> None:
    sense = reading.verb_sense
    first = referent.ids[0]
    for draft in reading.verb:
        values = draft.values
        if "with_object" in sense:
            values["verb"] = sense["with_object"]
        if "path" in sense or sense["verb"] in ("leave", "land"):
            values.update(path=sense.get("path", "off" if sense["verb"] == "leave" else "onto"), place=first)
        elif first != values["subject"]:
            values["object"] = first
        count = referent.count or reading.sheet.entity(first).values.get("count", 1)
        if values["verb"] == "knock_over" and count > 1:
            values["count"] = count
    for other in referent.ids[1:]:
        _repeat(reading, "object", (other,))


def _reciprocal(reading: Reading) -> None:
    """ "They hit each other": the first does it to the second."""
    if len(reading.verb) > 1:
        reading.verb[0].values["object"] = reading.verb[1].values["subject"]
        reading.sheet.happenings = [d for d in reading.sheet.happenings if not any(d is v for v in reading.verb[1:])]
        _hand_over(reading, reading.verb[1:], reading.verb[0])
        reading.verb = reading.verb[:1]
    for draft in reading.verb:
        draft.values["verb"] = "collide" if draft.values["verb"] == "hit" else draft.values["verb"]


def _hand_over(reading: Reading, gone: list[Draft], owner: Draft) -> None:
    for mark in reading.sheet.marks.values():
        if any(mark.owner is draft for draft in gone):
            mark.owner = owner


def close_clause(reading: Reading) -> None:
    """Settle what is only known when the clause is over: two subjects that collide meet one another."""
    pair = len(reading.verb) == 2 and reading.verb_sense.get("verb") == "collide"
    if pair and not any(d.values.get("object") or d.values.get("place") for d in reading.verb):
        _reciprocal(reading)


def on_prep(reading: Reading, chunk: Chunk) -> None:
    """Keep a preposition for its noun; a particle at once changes its verb ("knocks it over")."""
    after = reading.peek()
    if chunk.sense.get("of") and (reading.deferred is not None or reading.dimension is not None or reading.shot):
        reading.sheet.mark(chunk.start, "function")
        return
    if after is None or after.kind in ("comma", "stop", "conj", "verb"):
        if not _particle(reading, chunk):
            reading.sheet.mark(chunk.start, "unknown", "modifier")
        return
    if reading.prep is not None:
        reading.sheet.mark(range(reading.prep.start, reading.prep.end), "function")
    reading.prep = chunk


def _particle(reading: Reading, chunk: Chunk) -> bool:
    """Join a verb with a particle that stands after its object; tell whether they make a verb."""
    if reading.verb_chunk is None:
        return False
    lexemes = reading.sheet.lexemes
    joined = f"{lexemes[reading.verb_chunk.start].key.split()[0]} {lexemes[chunk.start].key}"
    sense = reading.known.senses.get(joined, {}).get("verb")
    if sense is None or not reading.verb:
        return False
    for draft in reading.verb:
        draft.values["verb"] = sense["verb"]
        reading.sheet.ground(chunk.start, draft, "verb")
        target = draft.values.get("object")
        count = reading.sheet.entity(target).values.get("count", 1) if target else 1
        if sense["verb"] == "knock_over" and count > 1:
            draft.values.setdefault("count", count)
    reading.verb_sense = sense
    return True


def on_direction(reading: Reading, chunk: Chunk) -> None:
    """Take left, right, up, down, in, out as a particle or as the way that the motion goes."""
    sheet = reading.sheet
    if _particle(reading, chunk):
        return
    if reading.verb and reading.verb_sense["manner"] != "state":
        for draft in reading.verb:
            draft.values.setdefault("direction", chunk.sense["to"])
            sheet.ground(chunk.start, draft, "direction")
        return
    sheet.mark(chunk.start, "unknown", "modifier")


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
        _lasting(reading, figure.value, words, chunk)
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


def _lasting(reading: Reading, seconds: float, words: range, chunk: Chunk) -> None:
    """A time without a camera is the film's duration; "after two seconds" is not understood."""
    before = reading.peek(-1)
    after = before is not None and before.kind == "conj"
    if after or reading.sheet.film.values.setdefault("duration", seconds) != seconds or seconds <= 0:
        reading.sheet.mark(words, "unknown", "modifier")
    else:
        reading.sheet.ground(words, reading.sheet.film, "duration")


def on_adverb(reading: Reading, chunk: Chunk) -> None:
    """Apply an adverb to its verb, or keep it for the verb to come."""
    ahead = next(
        (c for c in reading.chunks[reading.at + 1 : reading.at + 4] if c.kind not in ("adverb", "function")), None
    )
    if reading.verb and not (ahead is not None and ahead.kind in ("move", "camera")):
        _adverb(reading, chunk)
    else:
        reading.adverbs.append(chunk)


def _adverb(reading: Reading, chunk: Chunk) -> None:
    sense, at = chunk.sense, chunk.start
    for draft in reading.verb:
        if "pace" in sense:
            draft.values["pace"] = round(draft.values.get("pace", 1.0) * sense["pace"], 4)
            reading.sheet.ground(at, draft, "pace")
        elif "times" in sense:
            draft.values["count"] = sense["times"]
            reading.sheet.ground(at, draft, "count")
        elif "together" in sense:
            draft.values["together"] = True
            reading.sheet.ground(at, draft, "together")
    subjects = [d.values["subject"] for d in reading.verb]
    if "relation" in sense and len(subjects) > 1:
        relation = Draft(
            "relation", {"kind": sense["relation"], "subject": subjects[0], "objects": tuple(subjects[1:])}
        )
        reading.sheet.relations.append(relation)
        relation.cover(reading.sheet.lexemes[at].start, reading.sheet.lexemes[at].end)
    if "apart" in sense:
        reading.sheet.mark(at, "function")


def on_adjective(reading: Reading, chunk: Chunk) -> None:
    """ "The ball is red", "street lamps lit": an adjective after its noun."""
    ids = reading.subject if "be" in reading.aux and reading.subject else reading.last
    if not ids:
        reading.sheet.mark(chunk.start, "unknown", "modifier")
    for i in ids:
        apply(reading, chunk.start, chunk.sense["is"], chunk.sense, reading.sheet.entity(i))
    reading.sheet.mark(chunk.start, "unknown", "modifier")


def on_formation(reading: Reading, chunk: Chunk) -> None:
    """ "In a row", "stacked": the shape of the group before."""
    ids = reading.last or reading.subject
    for i in ids[-1:]:
        relation = Draft("relation", {"kind": chunk.sense["shape"], "subject": i, "objects": ()})
        reading.sheet.relations.append(relation)
        reading.sheet.ground(chunk.start, relation, "kind")
    reading.sheet.mark(chunk.start, "unknown", "modifier")


def on_setting(reading: Reading, chunk: Chunk) -> None:
    """Take a word of light, time or weather with the preposition before it."""
    set_light(reading, chunk.start, chunk.sense)
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
    elif role == "reverse":
        reading.leading = True


def on_comma(reading: Reading, chunk: Chunk) -> None:  # noqa: ARG001
    """A comma may end a clause; "after it falls, ..." ends here."""
    reading.comma = True
    if reading.leading and reading.verb:
        reading.link = reading.verb[-1]
        reading.leading = False
        link = reading.link
        reading.end_clause()
        reading.link = link


def on_aux(reading: Reading, chunk: Chunk) -> None:
    """Keep auxiliaries for their verb; "makes it fall" hands the object over as subject."""
    role = chunk.sense["role"]
    reading.sheet.mark(chunk.start, "function")
    if role == "causing":
        link = reading.verb[-1] if reading.verb else reading.link
        reading.end_clause()
        reading.link = link
        reading.conj, reading.comma = None, False
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
    "noun": on_noun,
    "verb": on_verb,
    "prep": on_prep,
    "direction": on_direction,
    "figure": on_figure,
    "adverb": on_adverb,
    "adjective": on_adjective,
    "formation": on_formation,
    "setting": on_setting,
    "conj": on_conj,
    "comma": on_comma,
    "aux": on_aux,
    "negation": on_negation,
    "unknown": on_unknown,
}
__all__ = ["HANDLERS", "act_of_participles", "close_clause"]
