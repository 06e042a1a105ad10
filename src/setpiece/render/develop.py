"""From a raw frame to the finished picture: denoise, enlarge a draft, tone."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from setpiece.render.denoise import Denoiser
from setpiece.render.renderer import Guides, Quality, Raw
from setpiece.render.tone import tone


def develop(
    raw: Raw, guides: Guides, *, exposure: float, quality: Quality, height: int, width: int, deep: bool = False
) -> NDArray[np.uint8] | NDArray[np.uint16]:
    """Return the picture (height, width, 3) in sRGB.

    Args:
        raw: A whole frame, at the size that ``quality`` traces for this picture.
        guides: Of the same frame.
        exposure: The shot's; also the denoiser's scale, so that no picture depends on its own brightness.
        quality: With which the frame was traced.
        height: Of the picture.
        width: Of the picture.
        deep: With 16 bits a channel instead of 8.
    """
    shape = raw.index.shape
    picture = tone(clean(raw.radiance, guides, exposure=exposure, quality=quality), exposure=exposure, deep=deep)
    return picture if shape == (height, width) else enlarged(picture, height=height, width=width, factor=quality.shrink)


def clean(radiance: NDArray[np.float16], guides: Guides, *, exposure: float, quality: Quality) -> NDArray[np.float32]:
    """Return the radiance (H, W, 3) of a whole frame without noise; arguments as for ``develop``."""
    denoiser = _denoiser(*radiance.shape[:2], quality.denoise)
    return denoiser(radiance, guides.albedo, guides.normal, scale=exposure)


@lru_cache(maxsize=2)
def _denoiser(height: int, width: int, strength: str) -> Denoiser:
    return Denoiser(height=height, width=width, strength=strength)


def enlarged(picture: NDArray, *, height: int, width: int, factor: int) -> NDArray:
    """Return a picture (H, W, 3) of 8 or 16 bits enlarged by a whole factor with a cubic filter, cut to size."""
    from PIL import Image

    size = (picture.shape[1] * factor, picture.shape[0] * factor)
    if picture.dtype == np.uint8:
        large = np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BICUBIC))
    else:
        planes = (Image.fromarray(plane.astype(np.float32)) for plane in np.moveaxis(picture, -1, 0))
        smooth = np.stack([np.asarray(plane.resize(size, Image.Resampling.BICUBIC)) for plane in planes], -1)
        large = np.rint(np.clip(smooth, 0.0, 65535.0)).astype(np.uint16)
    return large[:height, :width].copy()
