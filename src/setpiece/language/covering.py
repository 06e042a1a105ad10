"""What covers things, and what is wrapped around them: "a table covered with a tablecloth", "a bowl covers a ball"."""

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.catalogue import THINGS
from setpiece.language.chunks import Chunk
from setpiece.language.reading import Reading, Referent
from setpiece.language.sheet import Draft, Sheet
from setpiece.language.usual import solid_of

TABLE = "table"
CLOTHS = ("tablecloth",)  # families of what is draped over things
PULLED = ("under", "from", "off")  # ways on which a cloth is pulled from beneath things


def draped(reading: Reading, prep: Chunk, owner: str, referent: Referent) -> bool:
    """Drape what follows "covered with" over the thing before; tell whether it is a cloth."""
    things = [reading.sheet.entity(i).values["thing"] for i in referent.ids]
    if len(things) != 1 or THINGS[things[0]].family not in CLOTHS or owner in referent.ids:
        return False
    cloth, sheet = referent.ids[0], reading.sheet
    first = sheet.lexemes[prep.start].start
    relation, act = _over(cloth, owner)
    for draft in (relation, act):
        draft.cover(first, sheet.lexemes[prep.end - 1].end)
    sheet.relations.append(relation)
    sheet.happenings.append(act)
    sheet.ground(range(prep.start, prep.end), act, "verb")
    return True


def _over(cloth: str, owner: str) -> tuple[Draft, Draft]:
    """Return that a cloth lies over a thing, and that it is draped there."""
    relation = Draft("relation", {"kind": "on", "subject": cloth, "objects": (owner,)})
    return relation, Draft("happening", {"verb": "drape", "subject": cloth, "path": "on", "place": owner})


def spread(sheet: Sheet) -> None:
    """Drape a cloth that is pulled from under what stands on furniture, or off that, over it: it lay there before."""
    _pulled_by_somebody(sheet)
    things = {draft.values["id"]: THINGS[draft.values["thing"]] for draft in sheet.entities}
    bearers = {r.values["subject"]: r.values["objects"][0] for r in sheet.relations if r.values["kind"] == "on"}
    known = {act.values["subject"] for act in sheet.happenings if act.values["verb"] == "drape"}
    for act in list(sheet.happenings):
        cloth, place = act.values["subject"], act.values.get("place")
        away = act.values["verb"] == "push" and act.values.get("path") in PULLED and act.values.get("object") is None
        owner = bearers.get(place, place)
        if not away or things[cloth].family not in CLOTHS or cloth in known or owner not in things:
            continue
        if things[owner].kind == "furniture":
            relation, laid = _over(cloth, owner)
            for draft in (relation, laid):
                draft.cover(act.start, act.end)
            sheet.relations.append(relation)
            sheet.happenings.insert(0, laid)
            known.add(cloth)


def _pulled_by_somebody(sheet: Sheet) -> None:
    """Let who pulls a cloth from under things stand beside what they stand on, a table if none is told, and pull it."""
    things = {draft.values["id"]: THINGS[draft.values["thing"]] for draft in sheet.entities}
    bearers = {r.values["subject"]: r.values["objects"][0] for r in sheet.relations if r.values["kind"] == "on"}
    for act in sheet.happenings:
        doer, cloth, place = act.values["subject"], act.values.get("object"), act.values.get("place")
        pulls = act.values["verb"] == "push" and act.values.get("path") in PULLED and place in things
        if not pulls or cloth not in things or things[cloth].family not in CLOTHS or things[doer].kind != "person":
            continue
        owner = bearers.get(place, place)
        if owner == cloth:
            owner = bearers.get(cloth)
        if owner == place and things[place].kind != "furniture" and act.values["path"] == "under":
            tables = (draft.values["id"] for draft in sheet.entities if draft.values["thing"] == TABLE)
            owner = next(tables, None) or _table(sheet, act)
            sheet.relations.append(_told("on", place, owner, act))
        if owner is None or sheet.entity(owner).values["thing"] not in THINGS:
            continue
        act.values.pop("object")
        act.values.update(subject=cloth, agent="unseen_hand")
        sheet.relations.append(_told("near", doer, owner, act))


def _table(sheet: Sheet, act: Draft) -> str:
    """Add the table that nobody has to name where a cloth is pulled from under dishes; return its id."""
    draft = Draft("entity", {"id": sheet.fresh(TABLE), "thing": TABLE}, act.start, act.end)
    sheet.entities.append(draft)
    return draft.values["id"]


def _told(kind: str, subject: str, other: str, act: Draft) -> Draft:
    return Draft("relation", {"kind": kind, "subject": subject, "objects": (other,)}, act.start, act.end)


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
