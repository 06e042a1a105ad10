"""From a raw frame to the finished picture: denoise, enlarge a draft, tone."""

from collections import deque
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from setpiece.render.denoise import Denoiser
from setpiece.render.renderer import Guides, Quality, Raw
from setpiece.render.tone import tone


def develop(
    raw: Raw,
    guides: Guides,
    *,
    exposure: float,
    quality: Quality,
    size: tuple[int, int],
    deep: bool = False,
    threads: int = 0,
) -> NDArray[np.uint8] | NDArray[np.uint16]:
    """Return the picture (H, W, 3) in sRGB. Threads may develop pictures at the same time.

    Args:
        raw: A whole frame, at the size that ``quality`` traces for this picture.
        guides: Of the same frame.
        exposure: The shot's; also the denoiser's scale, so that no picture depends on its own brightness.
        quality: With which the frame was traced.
        size: (height, width) of the picture.
        deep: With 16 bits a channel instead of 8.
        threads: Of the denoiser; 0 is one per core. The bits do not depend on it.
    """
    radiance = clean(raw.radiance, guides, exposure=exposure, quality=quality, threads=threads)
    picture = tone(radiance, exposure=exposure, deep=deep)
    return picture if raw.index.shape == size else enlarged(picture, size=size, factor=quality.shrink)


def clean(
    radiance: NDArray[np.float16], guides: Guides, *, exposure: float, quality: Quality, threads: int = 0
) -> NDArray[np.float32]:
    """Return the radiance (H, W, 3) of a whole frame without noise; arguments as for ``develop``."""
    idle = _idle(*radiance.shape[:2], quality.denoise, threads)
    try:
        denoiser = idle.pop()
    except IndexError:
        denoiser = Denoiser(*radiance.shape[:2], strength=quality.denoise, threads=threads)
    try:
        return denoiser(radiance, guides.albedo, guides.normal, scale=exposure)
    finally:
        idle.append(denoiser)


@lru_cache(maxsize=2)
def _idle(height: int, width: int, strength: str, threads: int) -> deque[Denoiser]:  # noqa: ARG001
    """Return the denoisers of a kind that nobody uses now: each serves one thread at a time."""
    return deque()


def enlarged(picture: NDArray, *, size: tuple[int, int], factor: int) -> NDArray:
    """Return a picture (H, W, 3) of 8 or 16 bits enlarged by a whole factor with a cubic filter, cut to size."""
    from PIL import Image

    full = (picture.shape[1] * factor, picture.shape[0] * factor)
    if picture.dtype == np.uint8:
        large = np.asarray(Image.fromarray(picture).resize(full, Image.Resampling.BICUBIC))
    else:
        planes = (Image.fromarray(plane.astype(np.float32)) for plane in np.moveaxis(picture, -1, 0))
        smooth = np.stack([np.asarray(plane.resize(full, Image.Resampling.BICUBIC)) for plane in planes], -1)
        large = np.rint(np.clip(smooth, 0.0, 65535.0)).astype(np.uint16)
    return large[: size[0], : size[1]].copy()
