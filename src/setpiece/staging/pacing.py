"""Who goes at the same speed as another: both get one speed, and who has no way of its own goes along."""

import numpy as np

from setpiece.events.clause import Clause
from setpiece.language.script import Relation, Script
from setpiece.staging.given import claimed, said
from setpiece.staging.layout import Layout, extent

GOING = ("roll", "slide", "drive", "move")  # verbs that have a speed along the ground
FROUDE, G = 1.2, 9.80665
LEAST, MOST = 0.02, 1.0  # m: bounds of the size that a speed is of


def paired(script: Script) -> Script:
    """Return the script with one speed for those who are said to be equally fast."""
    acts = list(script.happenings)
    known = {entity.id: entity for entity in script.entities}
    for told in (r for r in script.relations if r.kind == "pace_of" and r.objects and r.objects[0] in known):
        pair = (told.subject, told.objects[0])
        mine = next((h for h in acts if h.subject == pair[0] and h.verb in GOING), None)
        theirs = next((h for h in acts if h.subject == pair[1] and h.verb in GOING), None)
        if mine is None or mine.gait:
            continue
        if theirs is None:
            place = None if mine.place == pair[1] else mine.place
            path = mine.path if place else None
            update = {"subject": pair[1], "place": place, "path": path, "together": True, "span": mine.span}
            theirs = mine.model_copy(update=update)
            acts.append(theirs)
        size = min(float(np.clip(extent(known[name]).size[0], LEAST, MOST)) for name in pair)
        natural = FROUDE * float(np.sqrt(G * size)) * mine.pace
        speed = mine.speed or theirs.speed or round(natural, 3)
        acts = [a.model_copy(update={"speed": speed}) if a in (mine, theirs) else a for a in acts]
    return script.model_copy(update={"happenings": tuple(acts)})


def claims(layout: Layout, relation: Relation) -> list[Clause]:
    """Return the claim that two are equally fast."""
    bodies = [next(iter(layout.main(name)), None) for name in (relation.subject, *relation.objects[:1])]
    if len(bodies) < 2 or None in bodies:
        return []
    return [claimed(said(layout.script, relation.span), relation.span, "same_speed", tuple(bodies))]
