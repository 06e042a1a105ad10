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
    """Give each of several things that are tested, or struck, loads or tools of its own where several are named.

    As many as are said, or one each where only the plural says that there are several.
    """
    acts = [act for act in sheet.happenings if _shared(sheet, act)]
    for first in acts:
        name, thing = first.values["subject"], first.values["object"]
        others = [act for act in acts if act.values["subject"] == name and act.values["object"] != thing]
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


def _shared(sheet: Sheet, act: Draft) -> bool:
    """Tell whether something is loaded, or struck with things of which there are several."""
    if act.values["verb"] == "load":
        return loads(sheet, act)
    tool = sheet.entity(act.values["subject"]).values
    suffered = "agent" in act.values and act.values.get("object") is not None  # "are struck with": the tool now acts
    struck = act.values["verb"] == "hit" and suffered and not act.values.get("negated")
    return struck and SEVERAL in tool.get("attributes", ()) and THINGS[tool["thing"]].kind in CARRIED
