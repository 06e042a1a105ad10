"""From a raw frame to the finished picture: denoise, enlarge a draft, tone."""

from collections import deque
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from setpiece.render.denoise import Denoiser
from setpiece.render.finish import Finish, finished
from setpiece.render.groups import Gains, mixed
from setpiece.render.raw import Raw, decoded
from setpiece.render.renderer import Quality
from setpiece.render.styles import drawn
from setpiece.render.tone import tone
from setpiece.world.document import Style

PLAIN = Finish()


@dataclass(frozen=True)
class Process:
    """How the frames of a film are developed. ``size``: (height, width) of its pictures.

    ``exposure`` is the shot's, and the denoiser's scale too, so that no picture depends on its own brightness.
    ``quality`` is that with which the frames were traced. ``deep``: with 16 bits a channel instead of 8.
    ``finish``: of lens and film. ``gains``: of the light groups, where the frames have some. ``threads``: of the
    denoiser, 0 is one per core; the bits do not depend on it.
    """

    exposure: float
    quality: Quality
    size: tuple[int, int]
    style: Style = "natural"
    deep: bool = False
    gains: Gains | None = None
    finish: Finish = PLAIN
    threads: int = 0


def develop(
    raw: Raw, process: Process, ink: NDArray[np.float32] | None = None, *, frame: int = 0
) -> NDArray[np.uint8] | NDArray[np.uint16]:
    """Return the picture (H, W, 3) in sRGB. Threads may develop pictures at the same time.

    Args:
        raw: A whole frame, at the size that the quality traces for this picture.
        process: The film's.
        ink: (h, w) lines of the frame, at the same size, for a style that has some.
        frame: Its number, for the grain.
    """
    exposure, quality = process.exposure, process.quality
    light, how = mixed(raw.radiance, process.gains), {"exposure": exposure, "quality": quality}
    radiance = clean(light, raw.albedo, raw.normal, **how, threads=process.threads)
    if ink is not None:
        radiance = drawn(process.style, radiance, decoded(raw.albedo, raw.normal)[0], ink, exposure)
    picture = tone(finished(radiance, process.finish, frame), exposure=exposure, deep=process.deep)
    return picture if raw.index.shape == process.size else enlarged(picture, size=process.size, factor=quality.shrink)


def clean(
    radiance: NDArray, albedo: NDArray, normal: NDArray, *, exposure: float, quality: Quality, threads: int = 0
) -> NDArray[np.float32]:
    """Return the radiance (H, W, 3) of a frame without noise; guides as of a ``Raw``, the others of a ``Process``."""
    idle = _idle(*radiance.shape[:2], quality.denoise, threads)
    try:
        denoiser = idle.pop()
    except IndexError:
        denoiser = Denoiser(*radiance.shape[:2], strength=quality.denoise, threads=threads)
    try:
        return denoiser(radiance, *decoded(albedo, normal), scale=exposure)
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
