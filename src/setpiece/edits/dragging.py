"""A drag in the picture as an edit: the thing under the pointer goes along its support to where the pointer lets go."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.camera.moves import viewer
from setpiece.edits.clicks import Click, seen_by
from setpiece.edits.placing import shifted
from setpiece.edits.things import Context, things_of
from setpiece.errors import InputError, expected
from setpiece.world.edit import Edit
from setpiece.world.format import Format

if TYPE_CHECKING:
    from setpiece.camera.view import View
    from setpiece.physics.trajectory import Trajectory

FARTHEST = 100.0  # m: farther than that a pointer means the horizon


def dragged(context: Context, start: Click, end: tuple[float, float], trajectory: "Trajectory", film: Format) -> Edit:
    """Return the edit that shifts a thing level, so that the clicked point comes to lie under the pixel ``end``.

    Raises:
        InputError: no thing is there, or the way leads to the horizon.
    """
    world = context.world
    seen = seen_by(start, world, trajectory, film)
    thing = next(
        (t for t in things_of(world, context.script) if seen.item is not None and seen.item.id in t.bodies), None
    )
    if thing is None:
        raise InputError(expected("drag", "a thing", "the place or the sky", "Begin on a thing."))
    view = viewer(world, trajectory)(start.time * world.shot.speed)
    point = seen.hits[-1].point
    eye, ray = view.world_from_camera[:3, 3], ray_of(view, *end, film)
    reach = (point[2] - eye[2]) / ray[2] if abs(ray[2]) > 1e-6 else -1.0
    step = eye + reach * ray - point
    if reach <= 0 or float(np.linalg.norm(step)) > FARTHEST:
        raise InputError("drag: expected a place on the ground, got the horizon. Let go lower in the picture.")
    steps = shifted(context, thing, (float(step[0]), float(step[1]), 0.0))
    return Edit(steps=tuple(steps), sentence=f"drag {thing.id} by {step[0]:.3g}, {step[1]:.3g} m")


def ray_of(view: "View", x: float, y: float, film: Format) -> NDArray[np.float64]:
    """Return the direction (not of unit length) in which a pixel's centre looks, in the world frame."""
    scale = film.width * view.focal
    local = np.array([(x + 0.5 - film.width / 2) / scale, (y + 0.5 - film.height / 2) / scale, 1.0])
    return view.world_from_camera[:3, :3] @ local
