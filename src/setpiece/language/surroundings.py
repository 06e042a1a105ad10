"""Place, ground, light, weather, gravity and the speed of time."""

from colorsys import rgb_to_hsv

from setpiece.language.phrases import NounPhrase
from setpiece.language.reading import Reading
from setpiece.language.vocabulary import Rgb, Sense
from setpiece.world.materials import MATERIALS, wet

G = 9.80665
COLOURED = 0.35  # saturation from which a colour has a hue worth comparing
STIFF = 1e9  # Pa of Young's modulus from which a floor is called hard
SMOOTH = 0.5  # Coulomb coefficient up to which it is called smooth


def set_light(reading: Reading, at: int, sense: Sense) -> None:
    """Take a word of time, weather, light, style, gravity or slow motion; the first of a kind counts."""
    sheet, name, value = reading.sheet, sense["field"], sense["value"]
    if name == "gravity":
        value = (0.0, 0.0, -value)
    owner = sheet.film if name == "slow_motion" else sheet.setting
    if owner.values.setdefault(name, value) == value:
        if "wind" in sense:
            owner.values["wind"] = max(sense["wind"], owner.values.get("wind", 0.0))
        sheet.ground(at, owner, name)
    else:
        sheet.mark(at, "unknown", "modifier")


def set_place(reading: Reading, at: int, sense: Sense, *, whole: bool = False) -> None:
    """Take a place; the first counts, unless a later one is shown as a whole ("the whole town")."""
    sheet, values = reading.sheet, reading.sheet.setting.values
    told = False
    for name in ("place", "ground", "lighting"):
        if name in sense and (name not in values or values[name] == sense[name] or (whole and name == "place")):
            values[name] = sense[name]
            told = True
    if "gravity" in sense and "gravity" not in values:
        values["gravity"] = (0.0, 0.0, -sense["gravity"])
        told = True
    if told:
        sheet.ground(at, sheet.setting, "place" if "place" in sense else "gravity")
    else:
        sheet.mark(at, "unknown", "noun")


def set_ground(reading: Reading, phrase: NounPhrase) -> None:
    """Take what is said of the floor: the material or colour in the phrase, or what the word itself tells."""
    sheet, values = reading.sheet, reading.sheet.setting.values
    sense = phrase.sense
    named = [i for i, kind in phrase.adjectives if kind == "material"]
    material = sheet.lexemes[named[0]].senses["material"]["key"] if named else sense.get("ground")
    if named or "ground" not in values:
        values.update({"ground": material} if material else {})
    if "place" in sense:
        values.setdefault("place", sense["place"])
    sheet.ground(phrase.head, sheet.setting, "ground")
    describe_ground(reading, phrase)


def lay_ground(reading: Reading, phrase: NounPhrase, material: str) -> None:
    """Take a stuff that things stand or fall on: "on glass", "on a dark mirror"."""
    reading.sheet.setting.values["ground"] = material
    reading.sheet.ground(phrase.head, reading.sheet.setting, "ground")
    describe_ground(reading, phrase)


def describe_ground(reading: Reading, phrase: NounPhrase) -> None:
    """Take the adjectives of a floor or a place."""
    sheet = reading.sheet
    values = sheet.setting.values
    for i, kind in phrase.adjectives:
        sense = sheet.lexemes[i].senses[kind]
        if kind == "material":
            values["ground"] = sense["key"]
            sheet.ground(i, sheet.setting, "ground")
        elif kind == "color":
            own = MATERIALS[values["ground"]].color if values.get("ground") in MATERIALS else None
            named = sense["rgb"] if own is None or not alike(sense["rgb"], own) else own
            values["ground_color"] = shaded(reading, phrase, i, named)
            sheet.ground(i, sheet.setting, "ground_color")
        elif kind == "setting":
            set_light(reading, i, sense)
        elif kind in ("place", "surface"):
            set_place(reading, i, sense)
    shade_ground(reading, phrase)
    wet_ground(reading, phrase)
    for i, kind in phrase.adjectives:
        if kind == "quality" and _true_of(sheet.lexemes[i].key, values.get("ground")):
            sheet.ground(i, sheet.setting, "ground")
    for i, _ in phrase.adjectives:
        sheet.mark(i, "unknown", "modifier")


PLANE = ("flat", "level", "even", "straight")  # words that are true of every floor


def _true_of(word: str, ground: str | None) -> bool:
    """Tell whether a floor of a material is as a word says: what is not true of it is not understood."""
    if ground not in MATERIALS:
        return word in PLANE
    stuff = MATERIALS[ground]
    stiff = stuff.youngs_modulus >= STIFF
    told = {
        "lush": ground == "grass",
        **dict.fromkeys(PLANE, True),
        **dict.fromkeys(("hard", "solid", "rigid", "sturdy"), stiff),
        "soft": not stiff,
        **dict.fromkeys(("smooth", "polished", "slippery", "shiny", "glossy"), stuff.friction <= SMOOTH),
        "rough": stuff.friction > SMOOTH,
    }
    return told.get(word, False)


def wet_ground(reading: Reading, phrase: NounPhrase) -> None:
    """Take a floor that rain or a mop has wetted: "a wet street"."""
    sheet, values = reading.sheet, reading.sheet.setting.values
    after_rain = wet(values.get("ground", ""))
    for i, kind in phrase.adjectives:
        if kind == "quality" and sheet.lexemes[i].senses[kind].get("attribute") == "wet" and after_rain:
            values["ground"] = after_rain
            sheet.ground(i, sheet.setting, "ground")


def shade_ground(reading: Reading, phrase: NounPhrase) -> None:
    """Darken or lighten a floor that has no colour word: "a dark wooden floor"."""
    values, sheet = reading.sheet.setting.values, reading.sheet
    for i, kind in phrase.adjectives:
        if kind == "shade" and i not in sheet.marks and values.get("ground") in MATERIALS:
            values["ground_color"] = mixed(MATERIALS[values["ground"]].color, sheet.lexemes[i].senses["shade"])
            sheet.ground(i, sheet.setting, "ground_color")


def shaded(reading: Reading, phrase: NounPhrase, at: int, rgb: Rgb) -> Rgb:
    """Return a colour as the shade word right before it has it: "dark red"."""
    if (at - 1, "shade") in phrase.adjectives:
        reading.sheet.ground(at - 1, reading.sheet.setting, "ground_color")
        return mixed(rgb, reading.sheet.lexemes[at - 1].senses["shade"])
    return rgb


def alike(named: Rgb, own: Rgb) -> bool:
    """Tell whether a colour word names what a stuff is coloured like anyway: green felt, green grass, brown soil.

    Its own colour is then better than the word's, which is that of a paint: hues within a ninth of a circle.
    """
    hues = []
    for rgb in (named, own):
        hue, saturation, _ = rgb_to_hsv(*rgb)
        if saturation < COLOURED:
            return False
        hues.append(hue)
    away = abs(hues[0] - hues[1])
    return min(away, 1.0 - away) < 1.0 / 9.0


def mixed(rgb: Rgb, shade: Sense) -> Rgb:
    """Mix a linear colour with black or white."""
    share, grey = shade["share"], shade["toward"]
    r, g, b = (round(c * (1 - share) + grey * share, 4) for c in rgb)
    return r, g, b
