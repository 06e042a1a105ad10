"""How deep things go into each other that are stacked: plates, bowls and cups into their like, boxes not at all."""

import numpy as np

from setpiece.assets.build import build
from setpiece.events.distance import add_geom
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
