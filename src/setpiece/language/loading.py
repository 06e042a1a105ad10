"""Loads that are put on what is to bear them: "an arch is tested with weights"."""

from setpiece.assets.catalogue import THINGS
from setpiece.language.sheet import Draft, Sheet
from setpiece.language.usual import solid_of

CARRIED = ("small", "ball")  # kinds of things that a hand lets down on others
BORNE = ("top", "seat", "shelf", "step")  # faces that carry them
SEVERAL = "unstated_count"


def loads(sheet: Sheet, act: Draft) -> bool:
    """Tell whether a thing can be put on another as a load."""
    other = act.values.get("object")
    if other is None or THINGS[sheet.entity(act.values["subject"]).values["thing"]].kind not in CARRIED:
        return False
    faces = solid_of(sheet.entity(other).values["thing"]).supports
    return any(face.name.startswith(BORNE) for face in faces)


def share(sheet: Sheet) -> None:
    """Give each of several things that are tested loads of its own: as many as are named, or one where none are."""
    acts = [act for act in sheet.happenings if act.values["verb"] == "load" and loads(sheet, act)]
    for first in acts:
        name = first.values["subject"]
        others = [act for act in acts if act is not first and act.values["subject"] == name]
        if not others:
            continue
        draft = sheet.entity(name)
        if SEVERAL in draft.values.get("attributes", ()):
            draft.values["count"] = 1
            draft.values["attributes"] = tuple(word for word in draft.values["attributes"] if word != SEVERAL)
        for act in others:
            own = Draft("entity", {**draft.values, "id": sheet.fresh(f"other_{name}")}, draft.start, draft.end)
            sheet.entities.append(own)
            act.values["subject"] = own.values["id"]
