"""From a world and its trajectory to all that the renderer sees at one time."""

from collections.abc import Sequence

import numpy as np

from setpiece import geometry
from setpiece.assets.build import build, cast
from setpiece.assets.shard import Shard
from setpiece.camera.view import View
from setpiece.physics.trajectory import Trajectory, broken_ties, cracked_at, poses
from setpiece.render import hanging, littered, marks
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.render.styles import styled
from setpiece.world.document import Body, Light, World
from setpiece.world.materials import MATERIALS
from setpiece.world.switching import shines

UNSEEN = -1000.0  # m: how far below its place a thing waits that is not seen, its pieces before it breaks, it after


def pose_world(
    world: World, trajectory: Trajectory, time: float, *, view: View, dressing: Sequence[Item] = ()
) -> PosedWorld:
    """Return the posed world at ``time`` (s): bodies' parts in the document's order, pieces, ties, marks, dressing.

    Pieces are parts of the thing that they belong to. Until it breaks the thing is seen, from then on its pieces.
    Of ties those are seen that have a look, until they break.

    Args:
        world: The document that the trajectory was computed from.
        trajectory: Where the bodies are.
        time: World time in seconds.
        view: The camera at that time.
        dressing: What stands around, as ``render.places.dressed`` returns it; it never moves.
    """
    matrices = dict(zip(trajectory.ids, poses(trajectory, time), strict=True))
    cracked = dict(zip(trajectory.ids, cracked_at(trajectory, time), strict=True))
    items: list[Item] = []
    dark = _gone_out(world, time)
    for body in cast(world.bodies):
        piece = isinstance(body, Shard)
        seen = matrices[body.id] if cracked[body.id] == piece else _unseen(body)
        for part in build(body).parts:
            glows = body.id in dark and MATERIALS[part.material].kind == "emissive"
            matrix = _unseen(body) if glows else seen
            id_, name = (body.whole, f"{part.name}_{body.piece + 1}") if piece else (body.id, part.name)
            surface = Surface(part.material, part.color, roughness=body.finishes.get(part.name))
            item = Item(id_, name, part.mesh, surface, matrix)
            items.append(styled(item, world.shot.style))
    broken = frozenset(world.ties[k].id for k in broken_ties(trajectory, time))
    items += [styled(item, world.shot.style) for item in hanging.items(world, matrices, broken)]
    items += [styled(item, world.shot.style) for item in littered.items(world)]
    items += [styled(item, world.shot.style) for item in marks.items(world, trajectory, time)]
    lights = tuple(_posed(light, matrices, time) for light in world.lights)
    return PosedWorld((*items, *dressing), lights, world.sky, world.place, view, world.seed, world.shot.style)


def _unseen(body: Body) -> np.ndarray:
    """Return a place that nobody sees, the same at all times."""
    return geometry.transform(np.add(body.position, (0.0, 0.0, UNSEEN)), np.asarray(body.rotation))


def _gone_out(world: World, time: float) -> set[str]:
    """Return the bodies whose lamps are all dark at a time: their flames and panes that glow are not seen."""
    carried = [light for light in world.lights if light.body is not None]
    return {light.body for light in carried} - {light.body for light in carried if shines(light, time)}


def _posed(light: Light, matrices: dict[str, np.ndarray], time: float) -> Light:
    """Return a lamp with place and direction in the world frame, lit or dark as it is at a time."""
    if light.switched:
        light = light.model_copy(update={"lit": shines(light, time)})
    if light.body is None:
        return light
    matrix = matrices[light.body]
    position = tuple(float(x) for x in geometry.apply(matrix, light.position))
    direction = tuple(float(x) for x in matrix[:3, :3] @ np.array(light.direction))
    return light.model_copy(update={"position": position, "direction": direction})
