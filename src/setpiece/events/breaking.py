"""Predicates about breaking: what comes apart, into how many pieces, by whom and when."""

from setpiece.events.clause import Clause
from setpiece.events.scene import Finding, Scene, at, plural

PIECES = 3  # at least, to call it broken


def breaks(scene: Scene, clause: Clause) -> Finding:
    """The first body breaks, by one of the others where they are named, into at least ``pieces`` (3).

    Value: how many pieces have come loose.
    """
    body, *others = (scene.index(name) for name in clause.bodies)
    need = clause.figures.get("pieces", float(PIECES))
    found = scene.record.breaks
    mine = found[(found["whole"] == body) & (found["time"] >= scene.start - 1e-9) & (found["time"] <= scene.end + 1e-9)]
    name = scene.record.name(body)
    if others:
        doers = {member for other in others for member in scene.record.members(other)}
        by = [row for row in mine if int(row["by"]) in doers]
        if len(mine) and not by:
            who = scene.record.name(int(mine[0]["by"]))
            return Finding(
                False, f"{name} is broken by {who} at {at(mine[0]['time'])}, by nobody named", None, 0.0, need
            )
    if not len(mine):
        return Finding(False, f"{name} does not break", None, 0.0, need)
    count, first = int(mine["pieces"].sum()), mine[0]
    who = scene.record.name(int(first["by"]))
    told = f"{plural(count, 'piece')} of {name} come loose from {at(first['time'])} on, by {who}"
    force = f"{first['force']:.3g} N where it bears {first['strength']:.3g} N"
    return Finding(count >= need, f"{told}: {force}", float(first["time"]), float(count), need)
