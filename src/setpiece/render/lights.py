"""What shines on a scene, as data: a dome of sky, a sun, lamps that are surfaces. Radiance: W/m2/sr, per channel."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from setpiece.world.document import Light

SKY = "sky"
PENUMBRA = 0.6  # of a cone's half-angle: over its outer part its light fades (UsdLux: shaping:cone:softness)
MITSUBA_SHAPES = {"disk": "disk", "rectangle": "rectangle", "ball": "sphere"}


@dataclass(frozen=True)
class Dome:
    """Radiance from every direction: (H, W, 3), rows from the zenith down, columns from north (+Y) over east (+X).

    Texels stand on corners: row r is at the polar angle pi r / (H - 1), column c at the bearing 2 pi c / W.
    """

    radiance: NDArray[np.float32]


@dataclass(frozen=True)
class Sun:
    """A disc of even radiance at infinity, sun or moon. ``irradiance`` (3,) W/m2 on a plane that faces it.

    ``pane``: x (m) of the window in a room's -X wall by which alone it enters; None under the open sky.
    """

    direction: tuple[float, float, float]  # unit, towards it
    irradiance: tuple[float, float, float]
    radius: float  # rad
    pane: float | None = None


@dataclass(frozen=True)
class Lamp:
    """A surface that shines: a unit disk, the square from -1 to 1, or a unit ball, posed by ``world_from_lamp``.

    Disk and square shine towards +Z only, into directions whose cosine to it is above ``edge``, and wholly where it is
    above ``core``; between them light falls by a smoothstep of the cosine, as a spot light's does (Pharr, Jakob and
    Humphreys 2023, 12.2.1). ``picture`` (H, W, 3):
    factors of the radiance over a square, row 0 at y = -1. ``id`` names its slot in touched sets; what belongs to the
    place has "sky". A lamp that is not ``lit`` keeps its radiance, by which it is asked for light, but gives none.
    """

    id: str
    shape: Literal["disk", "rectangle", "ball"]
    world_from_lamp: NDArray[np.float64]  # (4, 4)
    radiance: tuple[float, float, float]
    picture: NDArray[np.float32] | None = None
    lit: bool = True
    edge: float = 0.0
    core: float = 0.0

    @property
    def area(self) -> float:
        """The shining area in m2."""
        x, y = (float(np.linalg.norm(self.world_from_lamp[:3, axis])) for axis in (0, 1))
        return x * y * {"disk": pi, "rectangle": 4.0, "ball": 4.0 * pi}[self.shape]


@dataclass(frozen=True)
class Lighting:
    """All that shines on a place besides the lamps of its document."""

    dome: Dome | None = None
    sun: Sun | None = None
    lamps: tuple[Lamp, ...] = ()


def lamp_of(light: Light) -> Lamp:
    """Return a document's lamp: its power even over its surface, and in its cone up to the penumbra.

    Radiance = power / (pi area share), where share is ``cone_share``: 1 of a half-space.
    """
    lamp = Lamp(light.id, light.shape, lamp_pose(light), (0.0, 0.0, 0.0))
    color = np.array(light.color) / max(float(np.mean(light.color)), 1e-6)
    narrow = light.shape != "ball" and light.spread < pi / 2
    edge, core = (cos(light.spread), cos((1.0 - PENUMBRA) * light.spread)) if narrow else (0.0, 0.0)
    share = cone_share(edge, core)
    red, green, blue = (float(channel) for channel in light.power / (pi * lamp.area * share) * color)
    return Lamp(light.id, light.shape, lamp.world_from_lamp, (red, green, blue), lit=light.lit, edge=edge, core=core)


def cone_share(edge: float, core: float) -> float:
    """Return how much of a Lambertian surface's light goes into a cone that fades between two cosines.

    With w = core - edge it is the integral of 2 c s((c - edge) / w) dc from edge to 1, s(t) = 3 t^2 - 2 t^3:
    1 - core^2 + w edge + 0.7 w^2.
    """
    wide = core - edge
    return 1.0 - core**2 + wide * edge + 0.7 * wide**2


def lamp_pose(light: Light) -> NDArray[np.float64]:
    """Return world_from_lamp: unit disk, square or ball to its place, facing along ``direction``."""
    pose = np.eye(4)
    facing = np.array(light.direction) / np.linalg.norm(light.direction)
    side = np.cross([0.0, 1.0, 0.0] if abs(facing[1]) < 0.9 else [1.0, 0.0, 0.0], facing)
    side /= np.linalg.norm(side)
    a, b = light.size
    if light.shape == "ball":
        pose[:3, :3] = a * np.eye(3)
    else:
        height = a if light.shape == "disk" else b
        pose[:3, :3] = np.stack([side * a, np.cross(facing, side) * height, facing], axis=1)
    pose[:3, 3] = light.position
    return pose
