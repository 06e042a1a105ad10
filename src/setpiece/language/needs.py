"""What "it" may be where something is done to it: what readers take it for, unless the verb needs something else."""

from math import inf

from setpiece.assets.catalogue import THINGS
from setpiece.assets.machines import HINGED
from setpiece.language.covering import fits_under
from setpiece.language.reading import Reading
from setpiece.language.sheet import Draft
from setpiece.language.usual import solid_of
from setpiece.world.materials import MATERIALS

MOVED = {"push", "throw", "lift", "lower", "drop", "roll", "slide", "knock_over", "topple", "catch", "move", "spin"}
BRITTLE = 1000.0  # J/m2 below which a thing breaks, where wood and metal bend, split or dent


def meant(reading: Reading, role: str) -> list[str]:
    """Return what "it" means as the object of a verb, or as what a way leads past, to or around; none: nobody knows.

    It is no person, and not the subject; of those that are left the most salient one which the verb can be done to.
    """
    things = {draft.values["id"]: draft for draft in reading.sheet.entities}
    pool = [i for i in reading.salient() if i not in reading.subject and i in things]
    pool = [i for i in pool if THINGS[things[i].values["thing"]].kind != "person"]
    verb = _verb(reading) if role == "object" else None
    able = [i for i in pool if _suits(reading, verb, things[i])]
    return (able or pool)[:1]


def _verb(reading: Reading) -> str | None:
    """Return the verb that waits for its object, with the particle that follows: "knocks it over"."""
    after, lexemes = reading.peek(), reading.sheet.lexemes
    if after is not None and reading.verb_chunk is not None:
        joined = f"{lexemes[reading.verb_chunk.start].key.split()[0]} {lexemes[after.start].key}"
        if (sense := reading.known.senses.get(joined, {}).get("verb")) is not None:
            return sense["verb"]
    return reading.verb_sense.get("verb")


def toughness(draft: Draft) -> float:
    """Return what a thing's most brittle part has against a crack (J/m2), in the material that is said; inf: all."""
    parts = solid_of(draft.values["thing"], draft.values.get("material")).parts
    found = [MATERIALS[part.material].toughness for part in parts]
    return min(filter(None, found), default=inf)


def _suits(reading: Reading, verb: str | None, other: Draft) -> bool:
    """Tell whether a verb can be done to a thing: what is covered fits under the vessel, what breaks is brittle."""
    thing = THINGS[other.values["thing"]]
    if verb == "cover":
        return all(fits_under(reading.sheet.entity(i), other) for i in reading.subject)
    if verb == "break":
        return toughness(other) < BRITTLE
    if verb in MOVED:
        return not thing.fixed and thing.kind not in ("structure", "building")
    if verb in ("open", "close"):
        return thing.family in HINGED
    return verb not in ("light", "darken") or thing.lit is not None
