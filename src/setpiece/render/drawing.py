"""What a drawn film's frame has besides its light: lines, masses of leaves, sheets of paper, clouds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.float32]

# Of a fine frame, twice the picture's size, for which lengths in pixels are given; they grow with larger ones.
ROWS = 720


@dataclass(frozen=True)
class Drawing:
    """Shares, 0 to 1, of every pixel (H, W), unless said otherwise. None: the style has no use for it."""

    ink: Image  # lines
    sky: Image | None = None
    crown: Image | None = None  # masses of leaves
    land: Image | None = None  # the lie of the land
    away: Image | None = None  # log2 of the distance in m: of land in paper that of its sheet; 0 in the sky
    cloud: Image | None = None  # clouds in the sky
    sunny: Image | None = None  # of those what is lit
    cast: Image | None = None  # shadow of the sheets above this one
    rim: Image | None = None  # cut edges that face the light
    sheet: NDArray[np.int64] | None = None  # number of the sheet that a pixel belongs to; 0 where it has its own light
    grain: Image | None = None  # fibres of sheets that have no pattern of their own, about 0


def halved(fine: Image) -> Image:
    """Return an image (2H or 2H - 1, likewise W) at half its size, each pixel the mean of four."""
    if any(size % 2 for size in fine.shape):
        fine = np.pad(fine, [(0, size % 2) for size in fine.shape], mode="edge")
    rows = fine[::2] + fine[1::2]
    return np.float32(0.25) * (rows[:, ::2] + rows[:, 1::2])
