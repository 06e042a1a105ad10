"""Sizes that no sentence states, made to fit: models that stand on furniture, stacks that something is to knock over.

A boat on a desk is a model of one.
What rolls meets a stack at its own middle. Far below the stack's it only drives the lowest thing out from under the
rest; so the stack is at most ``LOW`` times as high as what rolls into it.
"""

from setpiece.assets.catalogue import THINGS
from setpiece.language.script import Entity, Script
from setpiece.staging import arrange
from setpiece.staging.knobs import Knobs
from setpiece.staging.layout import HEAPED, Layout, extent, property_of
from setpiece.staging.roping import ropes

MODEL = 0.2  # of its furniture's length that a model is long
LOW = 2.2  # times as high as what rolls into it
LIGHT = 1.5  # times its mass that something knocks over
BULKY = ("animal", "person", "vehicle")  # kinds of movers that knock over what there is


def modelled(script: Script) -> Script:
    """Return the script with vehicles and buildings that stand on furniture as models of themselves."""
    entities = {entity.id: entity for entity in script.entities}
    for relation in script.relations:
        one, borne = entities.get(relation.subject), entities.get((*relation.objects, "")[0])
        if relation.kind != "on" or one is None or borne is None or THINGS[borne.thing].kind != "furniture":
            continue
        told = one.size is not None or one.mass is not None or one.compared
        size, top = (float(extent(entity).size[:2].max()) for entity in (one, borne))
        if THINGS[one.thing].kind in ("vehicle", "building") and not told and size > MODEL * top:
            entities[one.id] = one.model_copy(update={"scale": round(one.scale * MODEL * top / size, 4)})
    return script.model_copy(update={"entities": tuple(entities.values())})


def lightened(script: Script) -> Script:
    """Return the script with stacks of no stated size or mass that are light and low enough for what topples them."""
    entities = {entity.id: entity for entity in script.entities}
    for happening in script.happenings:
        if happening.verb == "knock_over" and happening.object is not None and not happening.negated:
            hung = happening.subject in ropes(script)
            if _heaped(script, happening.object):
                made = _topplable(script, entities[happening.subject], entities[happening.object], hung=hung)
                entities[happening.object] = made
    return script.model_copy(update={"entities": tuple(entities.values())})


def _heaped(script: Script, thing: str) -> bool:
    return any(r.subject == thing and r.kind in HEAPED for r in script.relations)


def _topplable(script: Script, mover: Entity, stack: Entity, *, hung: bool) -> Entity:
    """Return a stack as what comes at it can topple it."""
    told = stack.size is not None or stack.mass is not None or stack.scale != 1.0 or stack.compared
    if told or THINGS[stack.thing].kind != "small" or THINGS[mover.thing].kind in BULKY:
        return stack
    scale = min(1.0, (LIGHT * property_of(mover, "mass") / (stack.count * property_of(stack, "mass"))) ** (1 / 3))
    if not hung:
        tall = float(arrange.spread(Layout(script, Knobs(0, 0)), stack).size[2])
        scale = min(scale, LOW * float(extent(mover).size[2]) / tall)
    return stack.model_copy(update={"scale": round(scale, 3)})
