"""From a raw frame to the finished picture: denoise, enlarge a draft, tone."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from setpiece.render.denoise import Denoiser
from setpiece.render.renderer import Guides, Quality, Raw
from setpiece.render.tone import tone


def develop(
    raw: Raw, guides: Guides, *, exposure: float, quality: Quality, height: int, width: int
) -> NDArray[np.uint8]:
    """Return the picture (height, width, 3) in sRGB.

    Args:
        raw: A whole frame, at the size that ``quality`` traces for this picture.
        guides: Of the same frame.
        exposure: The shot's; also the denoiser's scale, so that no picture depends on its own brightness.
        quality: With which the frame was traced.
        height: Of the picture.
        width: Of the picture.
    """
    shape = raw.index.shape
    clean = _denoiser(*shape, quality.denoise)(raw.radiance, guides.albedo, guides.normal, scale=exposure)
    picture = tone(clean, exposure=exposure)
    return picture if shape == (height, width) else enlarged(picture, height=height, width=width, factor=quality.shrink)


@lru_cache(maxsize=2)
def _denoiser(height: int, width: int, strength: str) -> Denoiser:
    return Denoiser(height=height, width=width, strength=strength)


def enlarged(picture: NDArray[np.uint8], *, height: int, width: int, factor: int) -> NDArray[np.uint8]:
    """Return a picture enlarged by a whole factor with a cubic filter, cut to size."""
    from PIL import Image

    large = Image.fromarray(picture).resize(
        (picture.shape[1] * factor, picture.shape[0] * factor), Image.Resampling.BICUBIC
    )
    return np.asarray(large)[:height, :width].copy()
