"""Blocking of loads that a hand lets down on what is to bear them."""

from setpiece.events.clause import Clause
from setpiece.language.script import Entity, Happening, Script
from setpiece.staging import arrange
from setpiece.staging.hoisting import lower
from setpiece.staging.layout import Face, Layout, extent

BESIDE = 1.35  # of a load's length, from one to the next
FOOT = 1.15  # times its foot is how wide a load is
SEEN, MOST = 0.12, 1.6  # of the size of what bears it, a load is at least, and times its usual size at most


def fitted(script: Script) -> Script:
    """Return the script with loads that stand on what is to bear them, side by side, and can be seen on it."""
    known = {entity.id: entity for entity in script.entities}
    for act in (h for h in script.happenings if h.verb == "load" and h.object in known):
        top = _top(script, known[act.object])
        if top is not None:
            known[act.subject] = _fitted(known[act.subject], top, float(extent(known[act.object]).size.max()))
    return script.model_copy(update={"entities": tuple(known.values())})


def _top(script: Script, entity: Entity) -> Face | None:
    """Return the face of a thing, standing alone, that loads are put on."""
    from setpiece.staging.knobs import Knobs

    alone = Layout(script.model_copy(update={"entities": (entity,), "relations": ()}), Knobs(0, 0))
    arrange.group(alone, entity, alone.ground(0.0, 0.0))
    return next(iter(alone.faces(entity.id)), None)


def _fitted(load: Entity, top: Face, under: float) -> Entity:
    """Return a load as large as is seen on a thing so large (m), and no larger than has room on its top."""
    size = extent(load).size
    row = float(size[0]) * (1.0 + BESIDE * (load.count - 1))
    room = FOOT * min(2.0 * top.reach / row, 2.0 * min(top.half) / float(size[1]))
    told = load.size is not None or load.mass is not None
    seen = 1.0 if told else min(max(1.0, SEEN * under / float(size[0])), MOST)
    return load.model_copy(update={"scale": round(load.scale * min(seen, room), 4)})


def load(layout: Layout, happening: Happening) -> None:
    """Let loads down on a thing, and let go of them there."""
    if happening.object is not None:
        lower(layout, happening.model_copy(update={"verb": "lower", "path": "on", "place": happening.object}))


def claimed(case: object) -> list[Clause]:
    """Return the claims that loads are let down on a thing, and that it bears them."""
    if len(case.objects) != 1:
        return []
    found = [case.claim("moves", subject, direction="down") for subject in case.subjects]
    return [*found, case.claim("bears", case.objects[0], *case.subjects)]
