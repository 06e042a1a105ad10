"""What covers things, and what is wrapped around them: "a table covered with a tablecloth", "a bowl covers a ball"."""

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.catalogue import THINGS
from setpiece.language.chunks import Chunk
from setpiece.language.reading import Reading, Referent
from setpiece.language.sheet import Draft, Sheet
from setpiece.language.usual import solid_of

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


SHEETS, ROUND = ("paper",), ("bottle", "cylinder", "jar", "tumbler", "candle")  # what is wrapped, around which families
WIDE = 1.2  # times a vessel's width, that the diagonal of what is under it has: round things fill it, others less
OVER = ("bowl", "mug", "bucket", "tumbler", "open_box")  # families that cover things, turned upside down


def covers(sheet: Sheet, act: Draft) -> bool:
    """Tell whether a thing can be put over another, or wrapped around it, as is said."""
    thing, place = sheet.entity(act.values["subject"]).values["thing"], act.values.get("place")
    if act.values["verb"] == "cover":
        other = act.values.get("object")
        vessel = THINGS[thing].family in OVER and other not in (None, "ground")
        return vessel and fits_under(sheet.entity(act.values["subject"]), sheet.entity(other))
    around = act.values.get("path") == "around" and place not in (None, "ground")
    return around and thing in SHEETS and THINGS[sheet.entity(place).values["thing"]].family in ROUND


def fits_under(vessel: Draft, other: Draft) -> bool:
    """Tell whether a thing is lower and narrower than what is put over it."""
    room, size = _size(vessel), _size(other)
    return bool(size[2] < room[2] and np.hypot(*size[:2]) < WIDE * min(room[:2]))


def _size(draft: Draft) -> NDArray[np.float64]:
    """Return the edges (m) of the box around a thing."""
    size = np.ptp(solid_of(draft.values["thing"]).bounds, axis=0) * draft.values.get("scale", 1.0)
    told = draft.values.get("size")
    return size * (told / size.max()) if told else size


def tied(sheet: Sheet, act: Draft) -> bool:
    """Let what is tied to something be at it, or hang on it if it is a rope; tell whether it is so tied."""
    place = act.values.get("place")
    if act.values.get("path") != "to" or place in (None, "ground"):
        return False
    values = {"kind": "against", "subject": act.values["subject"], "objects": (place,)}
    relation = Draft("relation", values, act.start, act.end)
    sheet.relations.append(relation)
    return True
