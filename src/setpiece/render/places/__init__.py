"""Set dressing: what a place looks like around the action. Static; ids start with ``set_``."""

from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from setpiece import rng
from setpiece.assets.solid import Mesh
from setpiece.render.places import city, forest, gardens, streets, wilds
from setpiece.render.places.indoors import INDOORS, bare, shell
from setpiece.render.places.lamps import is_dark
from setpiece.render.places.land import Dressing, Site, rained_on
from setpiece.render.posed import Item, Surface
from setpiece.render.styles import styled
from setpiece.world.document import Place, Sky, Style
from setpiece.world.materials import MATERIALS, dry
from setpiece.world.places import SUN

OUTDOORS = {
    "terrace": gardens.terrace,
    "garden": gardens.garden,
    "park": gardens.park,
    "meadow": gardens.meadow,
    "forest": forest.forest,
    "street": streets.street,
    "town": streets.town,
    "city": city.city,
    "beach": wilds.beach,
    "desert": wilds.desert,
    "snow_field": wilds.snow_field,
    "mountain": wilds.mountain,
    "plain": wilds.plain,
    "studio": wilds.studio,
}
OVERHANG = 3.5
FAR = (
    "land",
    "ridge",
    "tree_line",
    "thicket",
    "thicket_core",
    "backdrop",
    "hills",
    "mountains",
    "range",
    "range_snow",
    "parapet",
    "cap",
)  # what a low sun stands behind
LOW = 0.26  # rad: a sun below this is opened a valley, at whatever time of day a film plays
VALLEY = (0.25, 0.7)  # rad to each side of the sun: fully open, closed again
BELOW = 0.4  # share of the sun's height
LAID = {"stone": "paving", "wood": "parquet", "oak": "parquet", "brick": "brickwork"}  # as floors are made of it


def dress(place: Place, sky: Sky, seed: int, style: Style = "natural") -> tuple[Item, ...]:
    """Return the ground and everything that makes a place: posed in the world, resting, outside ``clear_radius``.

    An unknown name is a plain outdoors, and a bare room where ``place.room`` says so. In the dark, windows and
    street lamps are lit; ``skies`` lets the lamps shine. Crowns may hang over the free circle above
    ``OVERHANG`` m. Shapes are the same in every light, so that an edit of the light moves nothing.
    """
    return _dressed(place, is_dark(sky), seed, style)


@lru_cache(maxsize=4)
def _dressed(place: Place, dark: bool, seed: int, style: Style) -> tuple[Item, ...]:
    """Return what ``dress`` returns, by day or in the dark."""
    stream = rng.stream(seed, "place", place.name)
    underfoot = _underfoot(place)
    site = Site(stream, underfoot, place.clear_radius, place.depth, dark)
    if place.room is None:
        dressings = OUTDOORS.get(place.name, wilds.plain)(site)
    else:
        wall = Surface(place.room.walls, place.room.wall_color)
        floor = underfoot
        dressings = shell(place.room, floor, wall) + INDOORS.get(place.name, bare)(stream, place.room)
    tag = blake2b(f"{place.model_dump_json()}{seed}{dark}".encode(), digest_size=8).hexdigest()
    return tuple(styled(_item(dressing, tag), style) for dressing in dressings)


def _underfoot(place: Place) -> Surface:
    """Return the ground's surface; what would be clear is shown as its opaque, glossy like (ice over dark water)."""
    material = MATERIALS[place.ground]
    if material.kind == "clear":
        return Surface("porcelain", place.ground_color or (0.55, 0.68, 0.74))
    name = dry(place.ground)
    laid = Surface(LAID.get(name, name), place.ground_color)
    return laid if name == place.ground else rained_on(laid)


def _opened(vertices: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return far land (V, 3) with valleys towards where a low sun stands, so that its light reaches the stage.

    Within ``VALLEY`` of a sun's bearing the skyline stays under ``BELOW`` of its height.
    """
    x, y, z = vertices.T
    away, bearing = np.hypot(x, y), np.arctan2(x, y)
    found = z
    for elevation, azimuth in (np.radians(place) for place in SUN.values()):
        if not 0.0 < elevation < LOW:
            continue
        aside = np.abs(np.angle(np.exp(1j * (bearing - azimuth))))
        share = np.clip((VALLEY[1] - aside) / (VALLEY[1] - VALLEY[0]), 0.0, 1.0)
        skyline = away * np.tan(BELOW * elevation)
        found = np.minimum(found, z - share * share * (3.0 - 2.0 * share) * np.maximum(z - skyline, 0.0))
    return np.stack([x, y, np.where(away > 1.0, found, z)], axis=1)


def _item(dressing: Dressing, tag: str) -> Item:
    """Return one piece of dressing as an item of the scene."""
    piece = dressing.piece
    mesh = Mesh(
        key=f"set_{tag}_{dressing.part}",
        vertices=_opened(piece.vertices) if dressing.part in FAR else piece.vertices,
        faces=piece.faces.astype(np.uint32),
        normals=piece.normals,
        uv=piece.uv,
    )
    return Item(f"set_{dressing.part}", dressing.part, mesh, dressing.surface, np.eye(4))
