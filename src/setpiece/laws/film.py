"""Reads motion from a film alone: who is where by the id layer, in metres by the camera that the World states.

Frames come from the rig that films every prompt, without light transport. Pixels have their centres at +0.5; SI units.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.camera.view import View
from setpiece.clock import frame_times
from setpiece.laws.reading import Array
from setpiece.physics.simulate import simulate
from setpiece.render.layers import showing
from setpiece.take.picture import Rig, scene_document
from setpiece.world.document import Place, Shot, Sky, World
from setpiece.world.format import Format

if TYPE_CHECKING:
    from setpiece.render.layers import Geometry
    from setpiece.render.renderer import Renderer
    from setpiece.take.picture import Posing

STUDIO = {"place": Place(name="studio", ground="stone"), "sky": Sky(kind="studio")}


def side_shot(x: float, z: float, away: float, width: float) -> Shot:
    """Return a shot along +Y that shows ``width`` m of the plane y = 0, centred on x and z, from ``away`` m."""
    return Shot(eye=(x, -away, z), target=(x, 0.0, z), focal_length=36.0 * away / width)


@dataclass(frozen=True)
class Track:
    """One body in a film: when (F,) s, and the middle and extent (F, 2) of its mask as (x, y) in px."""

    time: Array
    middle: Array
    extent: Array
    view: View
    size: tuple[int, int]  # width, height of the picture in px

    def on_plane(self, normal: tuple[float, float, float] = (0.0, 1.0, 0.0), distance: float = 0.0) -> Array:
        """Return where (F, 3) in m the lines of sight meet the plane of all p with p . normal = distance."""
        pose, (width, height) = self.view.world_from_camera, self.size
        local = np.column_stack(
            [(self.middle - [width / 2, height / 2]) / (width * self.view.focal), np.ones(len(self.time))]
        )
        rays = local @ pose[:3, :3].T
        return pose[:3, 3] + rays * ((distance - pose[:3, 3] @ normal) / (rays @ normal))[:, None]


def filmed(world: World, seconds: float, fps: int = 24, width: int = 640) -> dict[str, Track]:
    """Return the tracks of all bodies of a world, filmed by its own shot, which stands still; frames at 16 : 9.

    A frame in which a body is not seen, or only in part, is missing from its track.
    """
    film = Format(width=width, height=width * 9 // 32 * 2, fps=Fraction(fps))
    renderer, pose = _rigged(world.model_copy(update={"duration": seconds}), film)
    found: dict[str, list[tuple[float, ...]]] = {body.id: [] for body in world.bodies}
    for frame, time in enumerate(frame_times(seconds, film.fps, world.shot.speed)):
        geometry = renderer.geometry(pose(frame)[0])
        for name, rows in found.items():
            rows += _row(geometry, name, time)
    view, size = pose(0)[0].view, (film.width, film.height)
    table = {name: np.array(rows).reshape(-1, 5) for name, rows in found.items()}
    return {name: Track(rows[:, 0], rows[:, 1:3], rows[:, 3:], view, size) for name, rows in table.items()}


def lit(world: World, width: int = 640) -> tuple[View, Array]:
    """Return the camera and the light (H, W, 3) of a world's first frame, of final quality, at 16 : 9."""
    film = Format(width=width, height=width * 9 // 32 * 2, quality="final")
    renderer, pose = _rigged(world.model_copy(update={"duration": 0.1}), film)
    instants = pose(0)
    return instants[0].view, renderer.trace(instants).radiance.astype(float)


def _rigged(world: World, film: Format) -> tuple["Renderer", "Posing"]:
    """Return the renderer of a world and the function that poses its frames."""
    rig = Rig({"world": scene_document(world), "format": film.model_dump(mode="json")})
    pose = rig.posing(simulate(world, world.duration))
    return rig.renderer(pose), pose


def _row(geometry: "Geometry", name: str, time: float) -> list[tuple[float, ...]]:
    mask = showing(geometry.part, geometry.parts, name)
    edge = mask[0].any() or mask[-1].any() or mask[:, 0].any() or mask[:, -1].any()
    if edge or not mask.any():
        return []
    y, x = np.nonzero(mask)
    return [(time, float(x.mean()) + 0.5, float(y.mean()) + 0.5, float(np.ptp(x) + 1), float(np.ptp(y) + 1))]


def curve(time: Array, x: Array, degree: int) -> tuple[NDArray[np.float64], float]:
    """Return the coefficients of the best polynomial, highest first, and R^2 of its fit."""
    found = np.polyfit(time, x, degree)
    left = x - np.polyval(found, time)
    return found, 1.0 - float(left @ left) / float(np.sum((x - x.mean()) ** 2))
