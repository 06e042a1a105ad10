"""All that the renderer sees of a world at one time: posed meshes, lights, sky, camera. Never physics."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.solid import Mesh
from setpiece.camera.view import View
from setpiece.world.document import Light, Place, Sky, Style

SET_PREFIX = "set_"  # what the ids of a place's dressing begin with


@dataclass(frozen=True)
class Surface:
    """A material by name, and albedo (linear Rec. 709) and roughness that this thing has instead of its own, if any.

    ``lit`` (W/m2/sr) is what a unit of its pattern's glow shines with: in some cells of windows, or, negative, in all.
    Of lamps and of water: that water mirrors them as columns of light (``render.streaks``).
    ``leafy``: of dressing, cut out along twigs (``render.foliage``). ``grown``: of a drawn film, it is part of a plant.
    """

    material: str
    color: tuple[float, float, float] | None = None
    lit: float = 0.0
    leafy: bool = False
    roughness: float | None = None
    grown: bool = False


@dataclass(frozen=True)
class Item:
    """One posed mesh. ``id`` is the thing it belongs to (its slot in touched sets), ``part`` which piece of it."""

    id: str
    part: str
    mesh: Mesh
    surface: Surface
    world_from_mesh: NDArray[np.float64]  # (4, 4)


@dataclass(frozen=True)
class PosedWorld:
    """A world at one instant, ready for light. ``lights`` have their world positions at this instant.

    Surfaces have the look of its ``style`` already; the sky takes it on when it is built.
    """

    items: tuple[Item, ...]
    lights: tuple[Light, ...]
    sky: Sky
    place: Place
    view: View
    seed: int
    style: Style = "natural"
