"""Cloths that cover things: "a table covered with a tablecloth"."""

from setpiece.assets.catalogue import THINGS
from setpiece.language.chunks import Chunk
from setpiece.language.reading import Reading, Referent
from setpiece.language.sheet import Draft

CLOTHS = ("tablecloth",)  # families of what is draped over things


def draped(reading: Reading, prep: Chunk, owner: str, referent: Referent) -> bool:
    """Drape what follows "covered with" over the thing before; tell whether it is a cloth."""
    things = [reading.sheet.entity(i).values["thing"] for i in referent.ids]
    if len(things) != 1 or THINGS[things[0]].family not in CLOTHS or owner in referent.ids:
        return False
    cloth, sheet = referent.ids[0], reading.sheet
    first = sheet.lexemes[prep.start].start
    relation = Draft("relation", {"kind": "on", "subject": cloth, "objects": (owner,)})
    act = Draft("happening", {"verb": "drape", "subject": cloth, "path": "on", "place": owner})
    for draft in (relation, act):
        draft.cover(first, sheet.lexemes[prep.end - 1].end)
    sheet.relations.append(relation)
    sheet.happenings.append(act)
    sheet.ground(range(prep.start, prep.end), act, "verb")
    return True
