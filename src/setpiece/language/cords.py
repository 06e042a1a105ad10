"""Cords that switch lamps: "a string is pulled to turn on the light"."""

from setpiece.assets.catalogue import THINGS
from setpiece.language.reading import Reading, Referent
from setpiece.language.script import SWITCHING
from setpiece.language.sheet import Draft, Sheet

CORDS = ("rope_coil",)  # things that hang from a lamp and switch it


def switched_by_cord(reading: Reading, referent: Referent) -> bool:
    """Read a lamp as what a cord switches, which is pulled before; tell whether it is so."""
    cords = [d.values["subject"] for d in reading.verb]
    lamp = reading.sheet.entity(referent.ids[0])
    strung = all(reading.sheet.entity(cord).values["thing"] in CORDS for cord in cords)
    if reading.verb_sense["verb"] not in SWITCHING or not strung or THINGS[lamp.values["thing"]].lit is None:
        return False
    pulls = [h for h in reading.sheet.happenings if h.values["subject"] in cords and h.values["verb"] == "push"]
    for draft in reading.verb:
        cord = draft.values["subject"]
        draft.values.update(subject=referent.ids[0], agent="unseen_hand")
        draft.after = pulls[-1] if pulls else draft.after
        relation = Draft("relation", {"kind": "hung_from", "subject": cord, "objects": referent.ids[:1]})
        reading.sheet.relations.append(relation)
    if not pulls:  # "a cord switches on the lamp": somebody pulls it
        pull = Draft("happening", {"verb": "push", "subject": cords[0], "agent": "unseen_hand"})
        pull.cover(reading.verb[0].start or 0, reading.verb[0].end)
        reading.sheet.happenings.insert(reading.sheet.happenings.index(reading.verb[0]), pull)
        reading.verb[0].after = pull
    return True


def pulled(sheet: Sheet) -> None:
    """Hang a cord that somebody pulls from the lamp which that switches: "a girl pulls a cord and a lamp lights up"."""
    things = {draft.values["id"]: THINGS[draft.values["thing"]] for draft in sheet.entities}
    named = {draft.values["id"]: draft.values["thing"] for draft in sheet.entities}
    for pull in sheet.happenings:
        doer, cord = pull.values["subject"], pull.values.get("object")
        if pull.values["verb"] != "push" or named.get(cord) not in CORDS or things[doer].kind != "person":
            continue
        later = sheet.happenings[sheet.happenings.index(pull) + 1 :]
        switched = (h for h in later if h.values["verb"] in SWITCHING and things[h.values["subject"]].lit is not None)
        lamp = next((h for h in switched if not h.values.get("negated")), None)
        if lamp is None:
            continue
        pull.values.pop("object")
        pull.values.update(subject=cord, agent="unseen_hand")
        lamp.values["agent"], lamp.after = "unseen_hand", lamp.after or pull
        hung = {"kind": "hung_from", "subject": cord, "objects": (lamp.values["subject"],)}
        near = {"kind": "near", "subject": doer, "objects": (lamp.values["subject"],)}
        sheet.relations += [Draft("relation", hung), Draft("relation", near)]
