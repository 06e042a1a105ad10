"""Frames that follow one another: what nothing that moves can change is traced once.

While camera and lamps stand still, a pixel's paths are the same in every frame until one of their rays meets
something that has moved. So the first frame is traced whole, and notes whose rays pass through the boxes in which
things will move; only those pixels are traced in the frames after it. The bits are those of whole frames.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from setpiece import geometry
from setpiece.camera.view import same_view
from setpiece.render.raw import Raw, patched, taken
from setpiece.render.renderer import MOST_BOXES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from setpiece.render.posed import Item, PosedWorld
    from setpiece.render.renderer import Box, Renderer

    Frames = Sequence[tuple[PosedWorld, ...]]

MARGIN = 2e-3  # m around what moves, far more than a point's rounding
MOST_PARTS = 12  # of one thing that get a box each: to merge the pieces of what breaks pair by pair takes long
WORTH = 0.85  # share of a frame's pixels above which tracing some is no gain over tracing all


def traced(renderer: Renderer, frames: Frames) -> Iterator[Raw]:
    """Yield the raw light of frames, each given as the world at the instants of its shutter."""
    boxes = moving_boxes(frames)
    if boxes is None:
        yield from map(renderer.trace, frames)
        return
    first = renderer.trace(frames[0], boxes=boxes)
    pixels = _entered(first.entered)
    yield first
    for frame in frames[1:]:
        if pixels is None:
            yield renderer.trace(frame)
        elif not len(pixels):
            yield first
        else:
            yield patched(first, pixels, renderer.trace(frame, pixels))


class Retracing:
    """Traces some pixels of each of several frames again; what nothing that moves can change, once for all of them.

    The bits are those of whole frames.
    """

    def __init__(self, renderer: Renderer, frames: Frames) -> None:
        """Take the frames that will be asked for, in any order."""
        self._renderer = renderer
        self._boxes = moving_boxes(frames) if frames else None
        self._fixed = np.zeros(renderer.height * renderer.width, bool)
        self._kept: Raw | None = None

    def __call__(self, raw: Raw, frame: tuple[PosedWorld, ...], pixels: NDArray[np.int64]) -> tuple[Raw, int]:
        """Return a frame with its pixels of a list as they are now, and how many of them were traced for it."""
        fixed = self._fixed[pixels]
        old, new = pixels[fixed], pixels[~fixed]
        if len(old):
            assert self._kept is not None
            raw = patched(raw, old, taken(self._kept, old))
        if len(new):
            part = self._renderer.trace(frame, new, boxes=self._boxes or ())
            raw = patched(raw, new, part)
            self._keep(raw, new, part)
        return raw, len(new)

    def _keep(self, raw: Raw, pixels: NDArray[np.int64], part: Raw) -> None:
        """Keep the pixels whose paths stay where nothing moves."""
        if self._boxes is None:
            return
        assert part.entered is not None
        still = np.flatnonzero(~part.entered)
        self._kept = patched(self._kept or raw, pixels[still], taken(part, still))
        self._fixed[pixels[still]] = True


def moving_boxes(frames: Frames) -> list[Box] | None:
    """Return boxes that hold all that moves in the frames, at every instant; None where camera or lamps move."""
    instants = [posed for frame in frames for posed in frame]
    first = instants[0]
    if any(posed.lights != first.lights or not same_view(posed.view, first.view) for posed in instants):
        return None
    swept: dict[str, list[Box]] = {}
    for row, item in enumerate(first.items):
        poses = [posed.items[row] for posed in instants]
        if any(other.mesh is not item.mesh or (other.world_from_mesh != item.world_from_mesh).any() for other in poses):
            swept.setdefault(item.id, []).append(_swept(poses))
    boxes = []
    for mine in swept.values():
        around = (np.min([low for low, _ in mine], axis=0), np.max([high for _, high in mine], axis=0))
        boxes += mine if len(mine) <= MOST_PARTS else [around]
    while len(boxes) > MOST_BOXES:
        _merge_nearest(boxes)
    return [(tuple((low - MARGIN).tolist()), tuple((high + MARGIN).tolist())) for low, high in boxes]


def _swept(poses: list[Item]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the lower and upper corner of the space that a thing's bounding box passes through."""
    corners = []
    for item in poses:
        low, high = item.mesh.vertices.min(axis=0), item.mesh.vertices.max(axis=0)
        box = np.array([[(low, high)[k >> axis & 1][axis] for axis in range(3)] for k in range(8)])
        corners.append(geometry.apply(item.world_from_mesh, box))
    points = np.concatenate(corners)
    return points.min(axis=0), points.max(axis=0)


def _merge_nearest(boxes: list[tuple[NDArray, NDArray]]) -> None:
    """Replace two boxes by the one around both, the two for which it grows least."""

    def growth(a: int, b: int) -> float:
        low, high = np.minimum(boxes[a][0], boxes[b][0]), np.maximum(boxes[a][1], boxes[b][1])
        volumes = [float(np.prod(top - bottom)) for bottom, top in (boxes[a], boxes[b], (low, high))]
        return volumes[2] - volumes[0] - volumes[1]

    pairs = [(a, b) for a in range(len(boxes)) for b in range(a)]
    a, b = min(pairs, key=lambda pair: growth(*pair))
    merged = np.minimum(boxes[a][0], boxes[b][0]), np.maximum(boxes[a][1], boxes[b][1])
    boxes[:] = [box for k, box in enumerate(boxes) if k not in (a, b)] + [merged]


def _entered(mask: NDArray[np.bool_]) -> NDArray[np.int64] | None:
    """Return the pixels of a mask, or None where they are nearly all."""
    pixels = np.flatnonzero(mask)
    return None if len(pixels) > WORTH * mask.size else pixels
