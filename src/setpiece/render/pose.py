"""From a world and its trajectory to all that the renderer sees at one time."""

from collections.abc import Sequence

import numpy as np

from setpiece import geometry
from setpiece.assets.build import build
from setpiece.camera.view import View
from setpiece.physics.trajectory import Trajectory, poses
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.world.document import Light, World


def pose_world(
    world: World, trajectory: Trajectory, time: float, *, view: View, dressing: Sequence[Item] = ()
) -> PosedWorld:
    """Return the posed world at ``time`` (s): the bodies' parts in the order of the document, then the dressing.

    Args:
        world: The document that the trajectory was computed from.
        trajectory: Where the bodies are.
        time: World time in seconds.
        view: The camera at that time.
        dressing: What stands around, as ``render.places.dress`` returns it; it never moves.
    """
    matrices = dict(zip(trajectory.ids, poses(trajectory, time), strict=True))
    items: list[Item] = []
    for body in world.bodies:
        for part in build(body).parts:
            items.append(Item(body.id, part.name, part.mesh, Surface(part.material, part.color), matrices[body.id]))
    lights = tuple(_posed(light, matrices) for light in world.lights)
    return PosedWorld((*items, *dressing), lights, world.sky, world.place, view, world.seed)


def _posed(light: Light, matrices: dict[str, np.ndarray]) -> Light:
    """Return a lamp with place and direction in the world frame."""
    if light.body is None:
        return light
    matrix = matrices[light.body]
    position = tuple(float(x) for x in geometry.apply(matrix, light.position))
    direction = tuple(float(x) for x in matrix[:3, :3] @ np.array(light.direction))
    return light.model_copy(update={"position": position, "direction": direction})
