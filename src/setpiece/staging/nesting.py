"""How deep things go into each other that are stacked: plates, bowls and cups into their like, boxes not at all."""

import numpy as np

from setpiece.assets.build import build
from setpiece.assets.catalogue import THINGS
from setpiece.events.distance import add_geom
from setpiece.language.script import Entity, Script
from setpiece.staging.layout import bounds
from setpiece.world.document import Body

HALVINGS = 14  # of a thing's height: a plate's is known to 2 um then
TOUCH = 1e-5  # m that shapes may be in each other, as they are where faces lie on faces


def nested(bodies: tuple[Body, ...]) -> float:
    """Return how far (m) over a thing its like stands on it: let down from above until their shapes meet."""
    height = float(bounds(bodies).size[2])
    if len(bodies) > 1:
        return height
    import mujoco

    spec, colliders = mujoco.MjSpec(), build(bodies[0]).colliders
    for name in ("below", "above"):
        body = spec.worldbody.add_body(name=name, mocap=True, quat=list(bodies[0].rotation))
        for n, collider in enumerate(colliders):
            add_geom(spec, body, collider, name=f"{name}_{n}")
    model = spec.compile()
    data = mujoco.MjData(model)
    count = len(colliders)

    def clear(rise: float) -> bool:
        data.mocap_pos[1, 2] = rise
        mujoco.mj_kinematics(model, data)
        pairs = ((i, count + j) for i in range(count) for j in range(count))
        return all(mujoco.mj_geomDistance(model, data, i, j, 1.0, None) > -TOUCH for i, j in pairs)

    low, high = 0.0, height
    if not clear(high):
        return height
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        low, high = (low, middle) if clear(middle) else (middle, high)
    return float(np.round(high, 6))


def stackable(script: Script) -> Script:
    """Return a script in which stacks are of the kind of a thing that is made for it.

    A flared cup comes to rest on its ear as it is let down into its like, and topples; a steeper one wedges its foot in
    the rim before the ear gets there.
    """
    stacks = {relation.subject for relation in script.relations if relation.kind == "in_stack"}
    return script.model_copy(
        update={"entities": tuple(_made_for_it(e) if e.id in stacks else e for e in script.entities)}
    )


def _made_for_it(entity: Entity) -> Entity:
    sizes = tuple(f"{name}:{size}" for name, size in THINGS[entity.thing].stacked.items())
    return entity.model_copy(update={"attributes": entity.attributes + sizes})
