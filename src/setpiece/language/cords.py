"""Cords that switch lamps: "a string is pulled to turn on the light"."""

from setpiece.assets.catalogue import THINGS
from setpiece.language.reading import Reading, Referent
from setpiece.language.script import SWITCHING
from setpiece.language.sheet import Draft

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
