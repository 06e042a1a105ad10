"""What a drawn film's frame shows besides its light: lines, masses of leaves, clouds; and sheets of paper in layers.

Paper has an order: every part of a thing, every mass of leaves, and the land cut at distances that grow by ``STEP``,
is a sheet of its own; what is nearer lies above, and throws a soft shadow on what is below it.

Legend: H, W: pixels of the fine frame, or, where ``_half``, of the picture.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece import rng
from setpiece.render.drawing import ROWS, Drawing, halved
from setpiece.render.ink import LEAVES, SKY, lines, seen_by
from setpiece.render.made_skies import cut_out
from setpiece.render.noise import coloured
from setpiece.render.plan import BLANK, written

if TYPE_CHECKING:
    from setpiece.render.ink import Seen
    from setpiece.render.posed import PosedWorld
    from setpiece.render.renderer import Renderer
    from setpiece.world.document import Sky, Style

    Image = NDArray[np.float32]

STEP = 0.75  # octaves of distance that a sheet of land spans
WAVY = 0.10  # octaves by which its cut wanders
MASSES = 0.25  # octaves of distance between masses of leaves that are sheets of their own
LEAST = 0.02  # octaves by which one sheet must be nearer than another to lie above it
FARTHEST = 99.0  # octaves: the sky
CAST = 9.0  # pixels of the picture: how far a shadow spreads
LIFT = (3.0, 4.0)  # and how far down and right of its sheet it falls
SPACING = 2.0  # pixels between places that it is looked for
RIM = (-2, -1)  # fine pixels towards the light, from an edge that it strikes
CROWDED = 0.20  # share of what is around that is rim: from half of which rims fade
SWATCH = 512  # texels of a sheet of fibres
FINENESS = 0.42  # rad that it covers


def drawing(renderer: Renderer, posed: PosedWorld) -> Drawing:
    """Return what a style draws of a frame, at half the size of ``renderer``."""
    seen = seen_by(renderer, posed)
    ink = halved(lines(seen, posed.view.focal))
    sky = seen.owner == SKY
    clear = halved(sky.astype(np.float32))
    if posed.style == "blueprint":
        said = written(posed, seen.part)
        return Drawing(np.where(said == BLANK, np.float32(0.0), np.maximum(ink, said)), clear)
    crown, land = (halved((each & ~seen.body).astype(np.float32)) for each in (seen.leafy, seen.land))
    pose = posed.view.world_from_camera
    bearing, clouds, grain = _backdrop(pose[:3, :3].tobytes(), posed.view.focal, posed.sky, posed.style, *sky.shape)
    open_ = sky & (posed.place.room is None)  # rays that leave a room by its window meet no cloud
    cloud, sunny = (halved(share * open_) for share in clouds)
    eye = pose[:3, 3].astype(np.float32)
    way = np.sqrt(sum((plane - np.float32(at)) ** 2 for plane, at in zip(seen.point, eye, strict=True)))
    away = np.log2(np.maximum(way, 1e-3))
    if posed.style == "toon":
        return Drawing(ink, clear, crown, land, halved(np.where(sky, 0.0, away)), cloud, sunny)
    level = levels(seen, away, bearing)
    tint = halved(np.where(seen.land, level, np.where(sky, np.float32(0.0), away)))
    scale = max(1.0, seen.owner.shape[0] / ROWS)
    cast, rim = _cast(level[::2, ::2], scale), _rim(level, scale)
    made = sky | (seen.owner == LEAVES) | seen.land
    return Drawing(ink, clear, crown, land, tint, cloud, sunny, cast, rim, _numbers(seen), halved(grain * made))


def _numbers(seen: Seen) -> NDArray[np.int64]:
    """Return the number of every pixel's sheet, at half the size, of things that can move; 0 for all else.

    What stays where it is keeps its own light: its mean would change with whatever passes before it.
    """
    return np.where(seen.body, 1 + seen.part.astype(np.int64), 0)[::2, ::2]


@lru_cache(maxsize=1)
def _backdrop(
    axes: bytes, focal: float, sky: Sky, style: Style, height: int, width: int
) -> tuple[Image, tuple[Image, Image], Image]:
    """Return compass bearing (rad), clouds and fibres of every fine pixel's ray: kept while a camera does not turn.

    ``axes``: of the camera, (3, 3) float64, in the world frame.
    """
    world_from_camera = np.frombuffer(axes).reshape(3, 3).astype(np.float32)
    x = np.arange(width, dtype=np.float32) + np.float32(0.5 - width / 2)
    y = (np.arange(height, dtype=np.float32) + np.float32(0.5 - height / 2))[:, None]
    ahead = np.float32(width * focal)
    east, north, up = (row[0] * x + row[1] * y + row[2] * ahead for row in world_from_camera)
    bearing, rise = np.arctan2(east, north), np.arctan2(up, np.hypot(east, north))
    grain = _fibres(bearing, rise) if style == "paper" else np.zeros((1, 1), np.float32)
    return bearing, cut_out(sky, bearing, rise), grain


def levels(seen: Seen, away: Image, bearing: Image) -> Image:
    """Return how far (octaves of m) the sheet (H, W) of every pixel lies, the same all over a sheet."""
    from scipy.ndimage import uniform_filter

    count = int(seen.part.max()) + 1
    part = seen.part.ravel().astype(np.int64)
    many = np.maximum(np.bincount(part, minlength=count), 1)
    mean = (np.bincount(part, away.ravel(), count) / many).astype(np.float32)[seen.part]
    wander = np.float32(WAVY) * sum(np.sin(n * bearing + np.float32(1.7 * n)) for n in (9, 17, 31)).astype(np.float32)
    land = np.float32(STEP) * np.ceil((away + wander) / np.float32(STEP))
    leaves = seen.owner == LEAVES
    share = uniform_filter(leaves.astype(np.float32), 13)
    depth = uniform_filter(np.where(leaves, away, np.float32(0.0)), 13) / np.maximum(share, 1e-3)
    masses = np.float32(MASSES) * np.round(depth / np.float32(MASSES))
    level = np.where(seen.land, land, np.where(leaves, masses, mean))
    return np.where(seen.owner == SKY, np.float32(FARTHEST), level).astype(np.float32)


def _cast(level: Image, scale: float) -> Image:
    """Return how much of every pixel (H, W: the picture's) lies in the shadow of sheets above its own, 0 to 1."""
    from scipy.ndimage import gaussian_filter

    reach, down, right = CAST * scale, LIFT[0] * scale, LIFT[1] * scale
    step = SPACING * scale
    taps = np.arange(-np.floor(reach / step), np.floor(reach / step) + 1.0) * step
    room = int(np.ceil(reach + max(down, right))) + 1
    wide = np.pad(level, room, mode="edge")
    height, width = level.shape
    shade, total = np.zeros_like(level), 0.0
    for dy in taps:
        for dx in taps:
            weight = 1.0 - float(np.hypot(dy, dx)) / reach
            if weight <= 0.0:
                continue
            y, x = room + round(dy - down), room + round(dx - right)
            shade += np.float32(weight) * (wide[y : y + height, x : x + width] < level - np.float32(LEAST))
            total += weight
    return gaussian_filter(shade / np.float32(total), 0.7 * scale)


def _rim(level: Image, scale: float) -> Image:
    """Return, at half the size of ``level``, the cut edges of sheets that face the light: above and to the left."""
    from scipy.ndimage import uniform_filter

    y, x = (round(size * scale) for size in RIM)
    behind = np.pad(level, ((-y, 0), (-x, 0)), mode="edge")[: level.shape[0], : level.shape[1]]
    rim = halved((behind > level + np.float32(LEAST)).astype(np.float32))
    crowd = uniform_filter(rim, 2 * round(6.0 * scale) + 1)  # spokes and leaves would be all rim
    return rim * np.clip((CROWDED - crowd) / (0.5 * CROWDED), 0.0, 1.0)


def _fibres(bearing: Image, rise: Image) -> Image:
    """Return fibres of paper where rays go: they stand still when the camera turns."""
    from scipy.ndimage import map_coordinates

    texel = np.float32(SWATCH / FINENESS)
    return map_coordinates(_swatch(), [rise * texel, bearing * texel], order=1, mode="grid-wrap")


@lru_cache(maxsize=1)
def _swatch() -> Image:
    """Return a square of sugar paper: short fibres, lighter and darker, that lie anyhow."""
    stream = rng.stream(0, "paper", "swatch")
    along, across = (coloured(stream, SWATCH, band=(20, 250), slope=0.3, stretch=6.0) for _ in range(2))
    return (along + across.T + 0.6 * coloured(stream, SWATCH, band=(2, 30), slope=1.0)).astype(np.float32)
