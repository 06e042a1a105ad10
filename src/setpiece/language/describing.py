"""What adjectives, figures, parts and participles say of an entity."""

from setpiece.assets.catalogue import THINGS
from setpiece.assets.families import FAMILIES
from setpiece.language.chunks import Chunk
from setpiece.language.parts import can_shine, finish
from setpiece.language.phrases import NounPhrase
from setpiece.language.reading import Reading, Referent
from setpiece.language.script import VERBS, Comparison
from setpiece.language.sheet import Draft
from setpiece.language.surroundings import mixed, set_light, set_place
from setpiece.language.vocabulary import Sense, lexicon
from setpiece.world.materials import MATERIALS

MIDDLE = ("middle", "center", "centre")
TOYS, TOY = ("vehicle", "building"), 0.22  # kinds of things that there are as toys, and how large one is (m)
OPEN = "open"  # is said only of what is another thing of the catalogue without its lid
BRICKWORK = {"brick": "brickwork"}  # a wall of bricks is laid, not one lump of clay


def material_for(draft: Draft, material: str) -> str:
    """Return the material as a thing of that kind has it."""
    built = THINGS[draft.values["thing"]].kind in ("building", "structure")
    return BRICKWORK.get(material, material) if built else material


def describe(reading: Reading, phrase: NounPhrase, draft: Draft) -> None:
    """Apply the adjectives and figures of a phrase to an entity."""
    if "material" in phrase.sense:
        coat = _coat(draft, lexicon().senses.get(phrase.sense.get("material_word", ""), {}))
        draft.values |= coat or {"material": material_for(draft, phrase.sense["material"])}
    of_part = [i for i, kind in phrase.adjectives if "part" in reading.sheet.lexemes[i].senses[kind]]
    for i, kind in phrase.adjectives:
        if i not in of_part and not (i + 1 in of_part and _of_part(reading, i, draft)):
            apply(reading, i, kind, reading.sheet.lexemes[i].senses[kind], draft)
    for i, kind in phrase.adjectives:
        if kind == "shade" and reading.sheet.marks.get(i) is None:
            _shade_alone(reading, i, draft)
    for figure in phrase.figures:
        measure(reading, figure.start, figure.end, figure.dimension, figure.value, draft)


def _of_part(reading: Reading, at: int, draft: Draft) -> bool:
    """Give a part the finish before its word: "a blue handled grabber"; tell whether the thing has such a part."""
    sheet = reading.sheet
    word = sheet.lexemes[at + 1].senses["quality"]["part"]
    piece = lexicon().senses[word].get("piece", {})
    if draft.values["thing"] not in piece.get("things", ()):
        return False
    finish(reading, draft, piece, [at])
    sheet.ground(at + 1, draft, "parts")
    return bool(draft.values.get("parts"))


def _coat(draft: Draft, senses: Sense) -> Sense:
    """Return the colour that a word of metal means of the living: nobody's dog is of gold. Nothing of other things."""
    alive = THINGS[draft.values["thing"]].kind in ("animal", "person")
    return {"color": senses["color"]["rgb"]} if alive and "color" in senses else {}


def apply(reading: Reading, at: int, kind: str, sense: Sense, draft: Draft) -> None:
    """Apply one adjective to an entity."""
    sheet, values = reading.sheet, draft.values
    if kind == "material":
        values |= (coat := _coat(draft, sheet.lexemes[at].senses)) or {"material": material_for(draft, sense["key"])}
        sheet.ground(at, draft, "color" if coat else "material")
    elif kind == "color":
        values["color"] = sense["rgb"]
        before = sheet.lexemes[at - 1].senses.get("shade") if at else None
        if before is not None and not sheet.lexemes[at].gap:
            values["color"] = mixed(sense["rgb"], before)
            sheet.ground(at - 1, draft, "color")
        sheet.ground(at, draft, "color")
    elif kind == "size":
        values["scale"] = round(values.get("scale", 1.0) * sense["scale"], 4)
        if "attribute" in sense:
            add_attribute(draft, sense["attribute"])
        sheet.ground(at, draft, "scale")
    elif kind == "quality":
        _quality(reading, at, sense, draft)
    elif kind == "setting":
        set_light(reading, at, sense)
    elif kind in ("place", "surface"):
        set_place(reading, at, sense)
    elif kind == "adverb":
        reading.adverbs.append(Chunk("adverb", at, at + 1, sense))


def of_its_part(reading: Reading, phrase: NounPhrase, owner: Draft) -> None:
    """Take what is said of a thing's surface as said of the thing; what burns at its middle is lit there."""
    key = reading.sheet.lexemes[phrase.head].key
    if key in MIDDLE and "spot" in FAMILIES[THINGS[owner.values["thing"]].family].params:
        add_attribute(owner, "spot:0.0")
    told = phrase.adjectives if key == "surface" else []
    for i, kind in told:
        reading.sheet.marks.pop(i, None)
        apply(reading, i, kind, reading.sheet.lexemes[i].senses[kind], owner)
        reading.sheet.mark(i, "unknown", "modifier")


def _quality(reading: Reading, at: int, sense: Sense, draft: Draft) -> None:
    for flag in ("lit", "transparent"):
        if sense.get(flag) and (flag != "lit" or can_shine(draft)):
            draft.values[flag] = True
            reading.sheet.ground(at, draft, flag)
    if sense.get("back"):
        _back_mirrored(reading, at, draft)
    if sense.get("toy") and THINGS[draft.values["thing"]].kind in TOYS:
        draft.values |= {"size": draft.values.get("size", TOY), "material": draft.values.get("material", "plastic")}
        reading.sheet.ground(at, draft, "size")
    open_by_itself = sense.get("attribute") != OPEN or THINGS[draft.values["thing"]].family == "open_box"
    name, _, figure = sense.get("attribute", "").partition(":")
    known = not figure or name in FAMILIES[THINGS[draft.values["thing"]].family].params
    if "attribute" in sense and open_by_itself and known:
        add_attribute(draft, sense["attribute"])
        reading.sheet.ground(at, draft, "attributes")


def _back_mirrored(reading: Reading, at: int, draft: Draft) -> None:
    """Let a mirror that shows a thing show the side of it that has no face."""
    for told in reading.sheet.relations:
        if told.values["kind"] == "mirrored" and told.values["subject"] == draft.values["id"]:
            told.values["back"] = True
            reading.sheet.ground(at, told, "back")


def _shade_alone(reading: Reading, at: int, draft: Draft) -> None:
    """Take "a dark table" without a colour: darken the material's, or keep the word."""
    senses = reading.sheet.lexemes[at].senses
    if "quality" in senses:
        _quality(reading, at, senses["quality"], draft)
    elif draft.values.get("material") in MATERIALS and "color" not in draft.values:
        draft.values["color"] = mixed(MATERIALS[draft.values["material"]].color, senses["shade"])
        reading.sheet.ground(at, draft, "color")
    else:
        add_attribute(draft, reading.sheet.lexemes[at].key)
        reading.sheet.ground(at, draft, "attributes")


def add_attribute(draft: Draft, word: str) -> None:
    """Add a word to an entity's attributes, once."""
    have = draft.values.get("attributes", ())
    draft.values["attributes"] = have if word in have else (*have, word)


def measure(reading: Reading, start: int, end: int, dimension: str, value: float, draft: Draft) -> bool:
    """Apply a figure to an entity; tell whether it says something of one."""
    if dimension == "length":
        draft.values["size"] = value
        name = "size"
    elif dimension == "mass":
        draft.values["mass"] = value
        name = "mass"
    elif dimension == "angle":
        add_attribute(draft, f"angle:{value:.4f}")
        name = "attributes"
    else:
        reading.sheet.mark(range(start, end), "unknown", "modifier")
        return False
    reading.sheet.ground(range(start, end), draft, name)
    return True


def compare(reading: Reading, other: Referent) -> None:
    """Let who is compared have so many times the other's mass or size."""
    (chunk, hosts), reading.comparing = reading.comparing, None
    sheet, words = reading.sheet, range(chunk.start, chunk.end)
    reading.mentions += other.ids
    for host in hosts:
        if other.ids and other.ids[0] != host:
            draft = sheet.entity(host)
            told = Comparison(of=chunk.sense["of"], factor=chunk.sense["factor"], other=other.ids[0])
            draft.values["compared"] = (*draft.values.get("compared", ()), told)
            sheet.ground(words, draft, "compared")
    sheet.mark(words, "unknown", "modifier")


def members_attribute(reading: Reading, phrase: NounPhrase, owner_id: str) -> bool:
    """Take "with five steel balls" into the attributes of the thing before; tell whether it was such a part."""
    owner = reading.sheet.entity(owner_id)
    own = reading.known.tables["nouns"]["members"].get(owner.values["thing"], {})
    senses = reading.sheet.lexemes[phrase.head].senses
    head = senses.get("noun", {}).get("head", "")
    name = own.get(head) or senses.get("member", {}).get("name")
    if name not in own.values():
        return False
    added = [f"{name}:{int(phrase.number)}"] if phrase.number else []
    for i, kind in phrase.adjectives:
        if kind in ("material", "color"):
            added.append(
                f"{name}_{kind}:{reading.sheet.lexemes[i].senses[kind].get('key', reading.sheet.lexemes[i].key)}"
            )
            reading.sheet.ground(i, owner, "attributes")
    if "material" in senses.get("noun", {}):
        added.append(f"{name}_material:{senses['noun']['material']}")
    owner.values["attributes"] = (*owner.values.get("attributes", ()), *added)
    reading.sheet.ground((phrase.head, *phrase.numbers), owner, "attributes")
    reading.sheet.mark(phrase.function, "function")
    return True


def act_of_participles(reading: Reading, phrase: NounPhrase, draft: Draft) -> None:
    """Enter what the participles before a noun say it does: "a rolling ball" rolls."""
    for i in phrase.participles:
        sense = reading.sheet.lexemes[i].senses["verb"]
        if sense["verb"] not in VERBS:
            continue  # it tells of light, or of somebody's hand: nothing that a thing does before its noun
        done = "participle" in sense["forms"] and (sense["manner"] in ("release", "contact") or sense.get("acted_on"))
        values = {"verb": sense["verb"], "subject": draft.values["id"], "agent": "unseen_hand" if done else "self"}
        happening = Draft("happening", {**values, "pace": sense.get("pace", 1.0)})
        happening.cover(draft.start or 0, draft.end)
        reading.sheet.happenings.append(happening)
        reading.sheet.ground(i, happening, "verb")
