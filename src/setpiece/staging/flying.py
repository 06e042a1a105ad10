"""Blockings of what hangs in the air: aircraft on the thrust of their own engines, and whatever is said to float there.

An engine's thrust is a steady upward force at the centre of mass. What has no engine is set in the air as it is told,
and falls: the clause then says so.
"""

import numpy as np

from setpiece.assets.build import build, mass_properties
from setpiece.assets.catalogue import THINGS
from setpiece.language.script import Entity, Happening
from setpiece.staging import arrange
from setpiece.staging.layout import FOREVER, Array, Course, Layout, extent
from setpiece.staging.motion import BEAT, G, moves_already, start_moving
from setpiece.world.document import Push

ENGINES = {"airplane", "helicopter", "drone", "rocket"}  # families that carry their own weight
UPRIGHT = {"helicopter", "drone", "rocket"}  # those that rise without a runway
EXCESS = 0.15  # of the weight, by which the thrust of what takes off is greater


def has_engine(entity: Entity) -> bool:
    """Tell whether a thing keeps itself in the air; toys of it do not."""
    thing = THINGS[entity.thing]
    return thing.family in ENGINES and (thing.kind == "vehicle" or thing.family == "drone")


def in_air(happening: Happening) -> bool:
    """Tell whether something is said to stay up there: "floats in the air"."""
    return happening.verb == "rest" and happening.direction == "up"


def rest(layout: Layout, happening: Happening) -> None:
    """Stay on the ground, or in the air on an engine's thrust."""
    if not in_air(happening):
        for entity in (happening.subject, happening.object):
            if entity is not None:
                arrange.set_down(layout, entity)
        return
    _aloft(layout, happening, np.zeros(3))


def fly(layout: Layout, happening: Happening) -> None:
    """Fly level along +X on an engine's thrust."""
    size = float(extent(layout.entity(happening.subject)).size.max())
    speed = happening.speed or layout.knobs.pick("fly", 3.0 * size**0.5 * happening.pace, 1.4)
    _aloft(layout, happening, np.array([speed, 0.0, 0.0]))


def _aloft(layout: Layout, happening: Happening, velocity: Array) -> None:
    """Set a thing into the air with a velocity (3,), m/s; an engine bears its weight."""
    if moves_already(layout, happening) or layout.placed(happening.subject):
        return
    entity = layout.entity(happening.subject)
    size = extent(entity).size
    height = happening.height or layout.knobs.pick("aloft", float(np.clip(2.0 * size.max(), 0.5, 20.0)), 1.5)
    base = arrange.free_spot(layout, entity) + np.array([0.0, 0.0, height])
    arrange.group(layout, entity, base, on="")
    for instance in layout.instances[entity.id]:
        start_moving(layout, instance, velocity, rolling=False)
    _thrust(layout, entity, 1.0)
    speed = float(np.linalg.norm(velocity))
    layout.courses[entity.id] = Course(base, np.array([1.0, 0.0, 0.0]), speed, float(size[0] / 2))


def take_off(layout: Layout, happening: Happening) -> None:
    """Rise straight up from where it stands."""
    entity = layout.entity(happening.subject)
    arrange.set_down(layout, entity.id)
    _thrust(layout, entity, 1.0 + EXCESS * happening.pace)


def _thrust(layout: Layout, entity: Entity, share: float) -> None:
    """Let engines push up with a share of the weight; what has none gets nothing."""
    if not has_engine(entity):
        return
    start = BEAT if share > 1.0 else 0.0
    for instance in layout.instances[entity.id]:
        mass = sum(mass_properties(body, build(body)).mass for body in instance.assembly.bodies)
        force = (0.0, 0.0, share * mass * G)
        layout.actions.append(Push(body=instance.main, start=start, duration=FOREVER, force=force))
