"""From a raw frame to the finished picture: denoise, enlarge a draft, tone."""

from collections import deque
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from setpiece.render.denoise import Denoiser
from setpiece.render.drawing import Drawing
from setpiece.render.finish import Finish, finished
from setpiece.render.groups import Gains, held, mixed
from setpiece.render.quality import Quality
from setpiece.render.raw import Raw, coded, decoded, reflectance
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


@dataclass(frozen=True)
class Cleaned:
    """A frame without noise, its light groups (H, W, 3 G) still apart; and the albedo (H, W, 3) that a style draws by.

    Each group is cleaned for itself, so that other colours of the lamps ask for no denoiser.
    """

    light: NDArray[np.float16]
    albedo: NDArray[np.uint8]


def develop(
    raw: Raw, process: Process, drawing: Drawing | None = None, *, frame: int = 0
) -> NDArray[np.uint8] | NDArray[np.uint16]:
    """Return the picture (H, W, 3) in sRGB. Threads may develop pictures at the same time.

    Args:
        raw: A whole frame, at the size that the quality traces for this picture.
        process: The film's.
        drawing: Of the frame, at the same size, for a style that is drawn.
        frame: Its number, for the grain.
    """
    if process.gains is not None:
        return printed(cleaned(raw, process), process, drawing, frame=frame)
    return _printed(_clean(raw, raw.radiance, process), raw.albedo, process, drawing, frame)


def cleaned(raw: Raw, process: Process) -> Cleaned:
    """Return a whole raw frame without noise, group by group."""
    apart = np.split(raw.radiance, raw.radiance.shape[-1] // 3, axis=-1)
    light = np.concatenate([_clean(raw, group, process) for group in apart], axis=-1)
    return Cleaned(held(light), raw.albedo)


def printed(
    frame_of_groups: Cleaned, process: Process, drawing: Drawing | None = None, *, frame: int = 0
) -> NDArray[np.uint8] | NDArray[np.uint16]:
    """Return what ``develop`` does, of a frame whose noise is out already."""
    radiance = mixed(frame_of_groups.light, process.gains).astype(np.float32)
    return _printed(radiance, frame_of_groups.albedo, process, drawing, frame)


def _clean(raw: Raw, radiance: NDArray[np.float16], process: Process) -> NDArray[np.float32]:
    """Return light (H, W, 3) of a raw frame without noise."""
    seen = radiance, raw.albedo, raw.normal, raw.mist
    return clean_in_mist(*seen, exposure=process.exposure, quality=process.quality, threads=process.threads)


def _printed(
    radiance: NDArray[np.float32], albedo: NDArray[np.uint8], process: Process, drawing: Drawing | None, frame: int
) -> NDArray[np.uint8] | NDArray[np.uint16]:
    """Return the picture of radiance (H, W, 3) without noise."""
    exposure, size = process.exposure, process.size
    if drawing is not None:
        radiance = drawn(process.style, radiance, reflectance(albedo), drawing, exposure)
    picture = tone(finished(radiance, process.finish, frame), exposure=exposure, deep=process.deep)
    return picture if picture.shape[:2] == size else enlarged(picture, size=size, factor=process.quality.shrink)


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


def clean_in_mist(
    radiance: NDArray,
    albedo: NDArray,
    normal: NDArray,
    mist: NDArray | None,
    *,
    exposure: float,
    quality: Quality,
    threads: int = 0,
) -> NDArray[np.float32]:
    """Return what ``clean`` does, but what fog sends is cleaned apart from what is seen through it.

    ``mist``: of a ``Raw``. Fog knows nothing of the colours and normals behind it: led by them its noise would pass
    for bark and leaves. What leads it is how much of the view it takes, which steps where a trunk stands in it.
    """
    how = {"exposure": exposure, "quality": quality, "threads": threads}
    if mist is None:
        return clean(radiance, albedo, normal, **how)
    sent, share = np.minimum(mist[..., :3], radiance), mist[..., 3:].astype(np.float32)
    veil, level = coded(np.repeat(share, 3, axis=-1), np.zeros_like(normal, np.float32))
    behind = np.maximum(radiance.astype(np.float32) - sent, 0.0)
    return clean(behind, albedo, normal, **how) + clean(sent, veil, level, **how)


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
