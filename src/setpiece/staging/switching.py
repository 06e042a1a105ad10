"""Blocking of lamps, candles and screens that an unseen hand lights or puts out."""

from setpiece.events.clause import Clause
from setpiece.language.script import Entity, Happening, Relation, Script
from setpiece.staging import arrange, cording
from setpiece.staging.layout import Layout

WAIT = 1.6  # s that a viewer sees it as it was before
AT_ONCE = 0.02  # s after a cord has been pulled
SWITCHED = ("light", "darken")
TABLE = Entity(id="implied_stand", thing="coffee_table")
STAND = Entity(id="implied_stand", thing="pedestal", scale=0.75)  # narrow and high: its lamp is in reach of a hand
TABLED = (
    "lamp",
    "desk_lamp",
    "screen",
    "candle",
    "lantern",
)  # what stands on a table where the sentence names no place


def switch(layout: Layout, happening: Happening) -> None:
    """Light what is dark, or put out what is lit; what is done first decides how it was before."""
    arrange.set_down(layout, happening.subject)
    on = happening.verb == "light"
    wait = AT_ONCE if cording.switches(layout.script, happening) is not None and layout.late else WAIT
    for instance in layout.instances[happening.subject]:
        for light in instance.assembly.lights:
            lit, times = layout.switches.get(light.id, (not on, ()))
            if (lit != bool(len(times) % 2)) != on:
                layout.switches[light.id] = lit, (*times, max((layout.late, *times)) + wait)


def claimed(case: object) -> list[Clause]:
    """What is lit shines, and at its middle where that is said."""
    found = [case.claim("lights_up", subject) for subject in case.subjects]
    middle = any(word.startswith("spot:") for word in case.layout.entity(case.happening.subject).attributes)
    return found + [case.claim("burns_at_middle", subject) for subject in case.subjects if middle]


def at_dusk(script: Script) -> Script:
    """Return the script at nightfall where lamps are switched and no hour is named: by day it would not be seen."""
    switched = any(happening.verb in SWITCHED for happening in script.happenings)
    setting = script.setting
    if not switched:
        return script
    if setting.time is not None or setting.lighting is not None:
        return _on_a_table(script, STAND) if _pulled(script) else script
    script = script.model_copy(update={"setting": setting.model_copy(update={"time": "night"})})
    return _on_a_table(script, STAND if _pulled(script) else TABLE)


def _pulled(script: Script) -> bool:
    """Tell whether somebody pulls the cord of a lamp."""
    told = (cording.switches(script, happening) for happening in script.happenings)
    return any(cord is not None and cording.puller(script, cord) is not None for cord in told)


def _on_a_table(script: Script, stand_on: Entity) -> Script:
    """Return the script with lamps and screens that are switched, and stand nowhere, on a table of their own."""
    switched = {happening.subject for happening in script.happenings if happening.verb in SWITCHED}
    stand = {relation.subject for relation in script.relations if relation.kind in ("on", "in", "under")}
    low = [e for e in script.entities if e.id in switched - stand and e.thing in TABLED and e.count == 1]
    if not low:
        return script
    more = tuple(Relation(kind="on", subject=lamp.id, objects=(stand_on.id,)) for lamp in low)
    return script.model_copy(update={"entities": (*script.entities, stand_on), "relations": (*script.relations, *more)})
