"""All that the renderer sees of a world at one time: posed meshes, lights, sky, camera. Never physics."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.solid import Mesh
from setpiece.world.document import Light, Place, Sky


@dataclass(frozen=True)
class Surface:
    """A material by name, and the albedo (linear Rec. 709) that this thing has instead of its own, if any."""

    material: str
    color: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class Item:
    """One posed mesh. ``id`` is the thing it belongs to (its slot in touched sets), ``part`` which piece of it."""

    id: str
    part: str
    mesh: Mesh
    surface: Surface
    world_from_mesh: NDArray[np.float64]  # (4, 4)


@dataclass(frozen=True)
class View:
    """A pinhole or thin-lens camera at one instant; +X right, +Y down, +Z forward."""

    world_from_camera: NDArray[np.float64]  # (4, 4)
    focal: float  # focal length over film width: x_px = width * (0.5 + focal * X / Z)
    aperture_radius: float = 0.0  # m
    focus_distance: float = 1.0  # m


@dataclass(frozen=True)
class PosedWorld:
    """A world at one instant, ready for light. ``lights`` have their world positions at this instant."""

    items: tuple[Item, ...]
    lights: tuple[Light, ...]
    sky: Sky
    place: Place
    view: View
    seed: int
