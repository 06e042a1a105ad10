"""Verbs and their participants: who does what to whom, and what follows what."""

from itertools import pairwise

from setpiece.assets.catalogue import THINGS
from setpiece.language.chunks import BEAM_VERBS, Chunk
from setpiece.language.cords import switched_by_cord
from setpiece.language.describing import add_attribute
from setpiece.language.optics import LIGHT_VERBS, on_beam_verb, on_light_verb, shown
from setpiece.language.parts import can_shine
from setpiece.language.paths import settle_fronted
from setpiece.language.reading import Reading, Referent
from setpiece.language.sheet import Draft
from setpiece.language.vocabulary import Sense

WEATHER_VERBS = (
    "blow",
    "fall",
    "shine",
    "pour",
    "pass",
    "hit",
    "illuminate",
    "light up",
    "move",
    "gust",
    "drift",
    "stream",
)

SUN_VERBS = {"rise": "sunrise", "come up": "sunrise", "set": "sunset", "go down": "sunset"}  # the hour that each tells


def on_verb(reading: Reading, chunk: Chunk) -> None:
    """Read a verb: whose it is, whether it is done or suffered, and what it follows."""
    sense = chunk.sense
    if reading.weather and sense["base"] in SUN_VERBS and reading.sheet.setting.values.get("weather") == "clear":
        reading.sheet.setting.values.setdefault("time", SUN_VERBS[sense["base"]])
        reading.sheet.ground(chunk.start, reading.sheet.setting, "time")
        return
    if reading.weather and sense["base"] in WEATHER_VERBS:
        reading.sheet.ground(chunk.start, reading.sheet.setting, "weather")
        return
    if sense["verb"] in LIGHT_VERBS or (reading.beam is not None and sense["base"] in BEAM_VERBS):
        (on_light_verb if sense["verb"] in LIGHT_VERBS else on_beam_verb)(reading, chunk)
        return
    if _merges(reading, sense):
        reading.sheet.ground(chunk.start, reading.verb[-1], "verb")
        return
    previous = list(reading.verb)
    _choose_subject(reading, chunk)
    reading.passive = _is_passive(reading, chunk)
    joined = reading.conj is not None or (reading.comma and sense["forms"] != {"gerund"})
    if joined and reading.link is None and sense.get("ends") and previous:
        reading.link = previous[-1]
    if reading.follows is not None and reading.link is None and sense.get("ends"):
        reading.link = reading.follows
    reading.follows = None
    gerund = sense["forms"] == {"gerund"} and previous and "be" not in reading.aux
    sent_off = bool(previous) and previous[-1].values.get("object") in reading.subject
    if gerund and reading.link is None and (sense.get("ends") or sent_off) and reading.negation is None:
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
    if "implies" in sense:
        _with_its_ball(reading, chunk)


def _with_its_ball(reading: Reading, chunk: Chunk) -> None:
    """Give a game the ball that nobody has to name: "plays basketball"."""
    name = chunk.sense["implies"]
    draft = Draft("entity", {"id": reading.sheet.fresh(name), "thing": name})
    lexemes = reading.sheet.lexemes
    draft.cover(lexemes[chunk.start].start, lexemes[chunk.end - 1].end)
    reading.sheet.entities.append(draft)
    take_object(reading, Referent("entities", (draft.values["id"],)), chunk)


def _merges(reading: Reading, sense: Sense) -> bool:
    """Tell whether a release only ends a lift: "lifted and let go"."""
    held = reading.verb[-1].values["verb"] if reading.verb else ""
    ends = sense["verb"] == "drop" and reading.conj is not None
    if ends and held in ("compress", "bend"):
        reading.verb[-1].values["released"] = True
    return ends and held in ("lift", "compress", "bend")


def _choose_subject(reading: Reading, chunk: Chunk) -> None:
    """A participle right after an object is the object's: "hits a cup standing on a table"."""
    finite = chunk.sense["forms"] & {"third", "base"} or (
        "past" in chunk.sense["forms"] and not reading.verb and not reading.lit
    )
    adjacent = reading.conj is None and not reading.comma and reading.negation is None
    own = reading.role == "object" or (reading.role == "place" and chunk.sense["manner"] == "state")
    if (
        not finite
        and adjacent
        and own
        and reading.last
        and (reading.verb_chunk or reading.weather)
        and "be" not in reading.aux
        and "stain" not in chunk.sense
    ):
        reading.subject = list(reading.last)
        reading.aux = set()


def _is_passive(reading: Reading, chunk: Chunk) -> bool:
    sense = chunk.sense
    if "participle" not in sense["forms"]:
        return False
    if "be" in reading.aux:
        return True
    after = reading.peek()
    if after is not None and after.sense.get("word") == "by":
        return sense["manner"] != "state"
    suffers = sense["manner"] in ("release", "contact") or sense.get("acted_on", False)
    takes = after is not None and after.kind == "noun"
    return bool(suffers) and not takes and not ("base" in sense["forms"] and sense["manner"] == "contact")


def _enter(reading: Reading, chunk: Chunk, subjects: list[str]) -> None:
    """Enter the happenings of a verb, one for each subject."""
    _note(reading, chunk, subjects)
    sense = chunk.sense
    if reading.negation is None and "negative" in reading.aux:
        reading.negation = -1
    for subject in subjects:
        values = {"verb": _verb_for(reading, sense, subject), "subject": subject}
        if reading.subject_count is not None and subject == subjects[-1]:
            values["count"] = reading.subject_count
        values |= {k: sense[k] for k in ("pace", "path", "direction", "gait", "released", "stain") if k in sense}
        if bool(sense.get("negated")) != (reading.negation is not None):
            values["negated"] = True
        if reading.passive and sense["manner"] != "state":
            values["agent"] = "unseen_hand"
        if _only_before(reading, chunk):
            values["negated"] = True
        if "kit" in sense and THINGS[reading.sheet.entity(subject).values["thing"]].kind == "person":
            add_attribute(reading.sheet.entity(subject), f"kit:{sense['kit']}")
        if sense.get("lit") and can_shine(reading.sheet.entity(subject)):
            reading.sheet.entity(subject).values["lit"] = True
        draft = Draft("happening", values, after=reading.link, member=reading.subject_member)
        _cover_subject(reading, draft, chunk)
        reading.sheet.happenings.append(draft)
        reading.verb.append(draft)
        reading.sheet.ground(range(chunk.start, chunk.end), draft, "verb")
    _settle(reading)


GRIPS = ("grabber",)  # tools that hold and let go as a hand does
HANDLED = {  # what is done to an object
    "throw", "drop", "spin", "roll", "slide", "swing", "bounce", "lift", "lower", "open",
    "close", "light", "darken", "cut", "rub", "use", "compress", "bend",
}  # fmt: skip


def _handled(reading: Reading, referent: Referent) -> bool:
    """Read "a girl throws a ball": the ball flies from a hand, and she stands beside it; tell whether it is so."""
    doers = [d.values["subject"] for d in reading.verb]
    able = all(has_hands(reading, i) for i in doers)
    if reading.verb_sense["verb"] == "use" and any(
        _verb_for(reading, reading.verb_sense, i) == "use" for i in referent.ids
    ):
        return False
    if not able or reading.verb_sense["verb"] not in HANDLED or "with_object" in reading.verb_sense:
        return False
    for draft, thing in zip(reading.verb, referent.ids, strict=False):
        doer = draft.values["subject"]
        draft.values.update(subject=thing, agent="unseen_hand", verb=_verb_for(reading, reading.verb_sense, thing))
        draft.values.pop("gait", None)
        if referent.count is not None:
            draft.values["count"] = referent.count
        relation = Draft("relation", {"kind": "near", "subject": doer, "objects": (thing,)})
        reading.sheet.relations.append(relation)
    return True


def has_hands(reading: Reading, entity: str) -> bool:
    """Tell whether somebody, or something as a grabber, does with its hands what is said."""
    thing = reading.sheet.entity(entity).values["thing"]
    return THINGS[thing].kind in ("animal", "person") or thing in GRIPS


def _walk_with(reading: Reading, other: str) -> bool:
    """Read "walks a dog": both go, side by side; tell whether the object is one that goes along."""
    kinds = ("animal", "person")
    alive = THINGS[reading.sheet.entity(other).values["thing"]].kind in kinds
    if not alive or reading.verb_sense.get("gait") not in ("walk", "run", "trot", "gallop"):
        return False
    for draft in list(reading.verb):
        draft.values["together"] = True
        copy = Draft("happening", {**draft.values, "subject": other}, draft.start, draft.end, draft.after)
        relation = Draft("relation", {"kind": "near", "subject": other, "objects": (draft.values["subject"],)})
        reading.sheet.happenings.append(copy)
        reading.sheet.relations.append(relation)
        reading.verb.append(copy)
    return True


def _note(reading: Reading, chunk: Chunk, subjects: list[str]) -> None:
    """Remember a motion whose way may go on after "sitting on a table" and the like."""
    if chunk.sense["manner"] == "motion":
        reading.motion = reading.verb, chunk.sense, list(subjects)


def _only_before(reading: Reading, chunk: Chunk) -> bool:
    """Tell whether a verb says what does not come about: "stops before falling"."""
    if reading.link is None or reading.link_word is None or "gerund" not in chunk.sense["forms"]:
        return False
    return reading.link.values["verb"] == "stop" and reading.sheet.lexemes[reading.link_word].key in ("before", "until")


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
        if not _follows(first, draft):
            draft.after = first
    reading.trailing, reading.link, reading.link_word = [], None, None
    for adverb in reading.adverbs:
        apply_adverb(reading, adverb)
    reading.adverbs = []
    reading.subject_open = False
    reading.aux -= {"be", "negative", "hand", "causing", "sending"}


def _follows(draft: Draft | None, other: Draft) -> bool:
    """Tell whether a happening is another or comes after it."""
    while draft is not None and draft is not other:
        draft = draft.after
    return draft is other


USES = {  # what is done with things that are used
    "spinning_top": "spin", "gyroscope": "spin", "die": "throw", "frisbee": "throw", "dart": "throw", "lamp": "light",
    "desk_lamp": "light", "floor_lamp": "light", "flashlight": "light", "lantern": "light", "fan": "spin",
}  # fmt: skip
GLOWS = {"go out": "darken", "light up": "light"}  # said of what shines


def _verb_for(reading: Reading, sense: Sense, subject: str) -> str:
    """What hangs swings when it is let go."""
    hanging = reading.known.tables["nouns"]["hanging"]["things"]
    if sense["verb"] == "use":
        return USES.get(reading.sheet.entity(subject).values["thing"], "use")
    if sense["verb"] == "drop" and reading.sheet.entity(subject).values["thing"] in hanging:
        return "swing"
    if sense.get("agentless") and "causing" in reading.aux:
        return "move"
    if sense["base"] in GLOWS and THINGS[reading.sheet.entity(subject).values["thing"]].lit is not None:
        return GLOWS[sense["base"]]
    return sense["verb"]


AIRBORNE = ("fall", "drop", "throw", "spin", "bounce", "collide", "hit")  # what may go on in the air, where it is said

ADVERB_FIELDS = {
    "times": "count",
    "height": "height",
    "angle": "angle",
    "together": "together",
    "diverging": "diverging",
    "curved": "curved",
    "staggered": "staggered",
}
OF_VERBS = {"friction": ("by_friction", ("write",)), "snug": ("snug", ("wrap",))}
PARTED = ("cut", "break")  # verbs after which a thing is so many pieces


def apply_adverb(reading: Reading, chunk: Chunk) -> None:
    """Let an adverb shape the happenings of the clause."""
    sense, at = chunk.sense, chunk.start
    for draft in reading.verb:
        if "pace" in sense:
            draft.values["pace"] = round(draft.values.get("pace", 1.0) * sense["pace"], 4)
            reading.sheet.ground(at, draft, "pace")
        for word, name in ADVERB_FIELDS.items():
            if word in sense:
                draft.values[name] = sense[word]
                reading.sheet.ground(at, draft, name)
        _of_result(reading, draft, chunk)
        if "across" in sense:
            _to_the_other_side(reading, draft, at)
    if "staggered" in sense:
        for before, draft in pairwise(reading.verb):
            draft.after = draft.after or before
    _set_apart(reading, chunk)
    if "airborne" in sense and any(d.values["verb"] in AIRBORNE for d in reading.verb):
        reading.sheet.ground(at, reading.verb[-1], "verb")
    if "apart" in sense:
        reading.sheet.mark(at, "function")
    reading.sheet.mark(at, "unknown", "modifier")


def _of_result(reading: Reading, draft: Draft, chunk: Chunk) -> None:
    """Say what a thing is cut into, and that it is done again."""
    for word, (name, verbs) in OF_VERBS.items():
        if word in chunk.sense and draft.values["verb"] in verbs:
            draft.values[name] = True
            reading.sheet.ground(chunk.start, draft, name)
    if "pieces" in chunk.sense and draft.values["verb"] in PARTED:
        draft.values["pieces"] = chunk.sense["pieces"]
        reading.sheet.ground(chunk.start, draft, "pieces")
    if "again" in chunk.sense and (before := _done_before(reading, draft)) is not None:
        draft.after = draft.after or before
        reading.sheet.ground(chunk.start, draft, "after")


def _to_the_other_side(reading: Reading, draft: Draft, at: int) -> None:
    """Let what was struck go away from who struck it: "sending it to the opponent's side"."""
    before = draft.after
    if before is not None and before.values.get("object") == draft.values["subject"]:
        draft.values.update(path="away", place=before.values["subject"])
        reading.sheet.ground(at, draft, "path")


MOTION: Sense = {"verb": "move", "manner": "motion", "base": "move", "forms": frozenset({"base"})}


def send_on(reading: Reading, chunk: Chunk) -> None:
    """Let what somebody sends move, where no verb says how: "sending it across the room"."""
    told = next((c for c in reading.chunks[reading.at : reading.at + 4] if c.kind not in ("adverb", "function")), chunk)
    if "sending" not in reading.aux or reading.verb or not reading.subject or told.kind == "verb":
        return
    reading.verb_sense, reading.verb_chunk, reading.passive = MOTION, chunk, False
    link = reading.link
    for subject in reading.subject:
        draft = Draft("happening", {"verb": "move", "subject": subject}, after=link)
        reading.sheet.happenings.append(draft)
        reading.verb.append(draft)
    reading.link = None
    reading.subject_open = False
    reading.aux -= {"causing", "sending"}


def _set_apart(reading: Reading, chunk: Chunk) -> None:
    """Relate those who act as an adverb says they stand: "side by side"."""
    subjects = [d.values["subject"] for d in reading.verb]
    level = chunk.sense.get("relation") == "level_with" and bool(subjects)
    if "relation" in chunk.sense and (len(subjects) > 1 or level):
        values = {"kind": chunk.sense["relation"], "subject": subjects[0], "objects": tuple(subjects[1:])}
        relation = Draft("relation", values)
        reading.sheet.relations.append(relation)
        relation.cover(reading.sheet.lexemes[chunk.start].start, reading.sheet.lexemes[chunk.start].end)
        if level:
            reading.sheet.ground(chunk.start, relation, "kind")


def _done_before(reading: Reading, draft: Draft) -> Draft | None:
    """Return the last happening in which the same was done by, or to, the same: what is done again."""
    done = (d for d in reversed(reading.sheet.happenings) if d is not draft and not any(d is v for v in reading.verb))
    same = (d for d in done if d.values["subject"] == draft.values["subject"])
    verbs = ("lift", "lower") if draft.values["verb"] == "lift" else (draft.values["verb"],)
    return next((d for d in same if d.values["verb"] in verbs), None)


def take_object(reading: Reading, referent: Referent, chunk: Chunk) -> None:
    """Give the verb its object."""
    if referent.kind == "deferred" or shown(reading, referent.ids):
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
    reading.subject_count = referent.count
    reading.subject = list(referent.ids)
    reading.sheet.marks.pop(chunk.start, None)
    reading.passive = chunk.sense["manner"] != "state"
    _enter(reading, chunk, list(referent.ids))
    settle_fronted(reading)


def _have_object(reading: Reading, referent: Referent) -> None:
    sense = reading.verb_sense
    first = referent.ids[0]
    if _walk_with(reading, first) or switched_by_cord(reading, referent) or _handled(reading, referent):
        return
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
        repeat(reading, "object", (other,))


def repeat(reading: Reading, name: str, ids: tuple[str, ...]) -> None:
    """Enter the last happening, if there is one, again with another object or place."""
    if not reading.verb:
        return
    last = reading.verb[-1]
    if last.values.get(name) is None:
        copies = [Draft("happening", {**last.values, "subject": i}, last.start, last.end, last.after) for i in ids]
    else:
        copies = [Draft("happening", {**last.values, name: i}, last.start, last.end, last.after) for i in ids]
        for copy in copies:
            copy.values.pop("count", None)
    reading.sheet.happenings += copies
    reading.verb += copies


def _reciprocal(reading: Reading) -> None:
    """Let the first do it to the second: "they hit each other"."""
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


def join_particle(reading: Reading, chunk: Chunk) -> bool:
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
