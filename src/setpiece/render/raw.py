"""A frame before it is developed: noisy light, what it has met, and what guides its denoiser.

Everything here is kept in the take, so that an edit traces only what it changes, and whoever develops a frame again
needs no scene.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from setpiece.render import kernel
from setpiece.render.scene import slot

KEPT = ("mist", "radiance", "palette", "index", "albedo", "normal")  # of a frame, in a take; the last ends it
PER_PIXEL = ("mist", "radiance", "albedo", "normal")  # as they are, beside the touched sets
PALETTE_SIZE = 65536
MIXER = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio, odd


@dataclass(frozen=True)
class Raw:
    """Noisy light and guides, (H, W) or a list (N,) of pixels.

    ``radiance`` (..., 3) W/m2/sr, or (..., 3 G) of light groups (``render.groups``); ``palette`` (P, 8) has the
    different touched sets and ``index`` (...) whose row each pixel has. Bit s & 63 of word s >> 6 is set if light of
    that pixel, or one of its lines of sight, met a thing of slot s. ``albedo`` and ``normal`` (..., 3) are the guides:
    means over the lines of sight (``render.sight``) in 8 bits each (``coded``), which is plenty for a denoiser.
    ``mist`` (..., 4): what of the radiance fog has scattered into it, and what share of the light from behind it takes;
    None without fog, and where light groups are kept apart.
    """

    radiance: NDArray[np.float16]
    palette: NDArray[np.uint64]
    index: NDArray[np.uint16]
    albedo: NDArray[np.uint8]
    normal: NDArray[np.int8]
    mist: NDArray[np.float16] | None = None
    entered: NDArray[np.bool_] | None = None  # (...) whose rays have passed through the boxes that were asked for


def coded(albedo: NDArray, normal: NDArray) -> tuple[NDArray[np.uint8], NDArray[np.int8]]:
    """Return guides in 8 bits: the root of an albedo in [0, 1], which spares dark ones, and components of a normal."""
    root = np.sqrt(np.clip(albedo, 0.0, 1.0))
    return np.rint(root * np.float32(255.0)).astype(np.uint8), np.rint(normal * np.float32(127.0)).astype(np.int8)


def decoded(albedo: NDArray[np.uint8], normal: NDArray[np.int8]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return guides as numbers: albedo in [0, 1], mean normal in the world frame."""
    return reflectance(albedo), normal * np.float32(1.0 / 127.0)


def reflectance(albedo: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return a coded albedo as numbers in [0, 1]."""
    return np.square(albedo * np.float32(1.0 / 255.0))


def same(a: Raw, b: Raw) -> bool:
    """Return whether two frames give the same picture."""
    return (a.mist is None) == (b.mist is None) and all(
        np.array_equal(getattr(a, name), getattr(b, name)) for name in layers_of(a)
    )


def layers_of(raw: Raw) -> list[str]:
    """Return what there is of ``PER_PIXEL``."""
    return [name for name in PER_PIXEL if getattr(raw, name) is not None]


def touching(raw: Raw, ids: Iterable[str]) -> NDArray[np.bool_]:
    """Return where the light of a pixel has met any of the things, lamps or "sky" of these ids."""
    wanted = np.zeros(kernel.WORDS, np.uint64)
    for id_ in ids:
        wanted[slot(id_) >> 6] |= np.uint64(1) << np.uint64(slot(id_) & 63)
    return (raw.palette & wanted).any(axis=1)[raw.index]


def patched(raw: Raw, pixels: ArrayLike, part: Raw) -> Raw:
    """Return a frame in which the pixels of a list have been replaced by newly traced ones."""
    assert layers_of(raw) == layers_of(part), "frames with fog and without cannot be patched together"
    pixels = np.asarray(pixels, np.int64)
    images = {}
    for name in layers_of(raw):
        image = getattr(raw, name)
        flat = image.reshape(-1, image.shape[-1]).copy()
        flat[pixels] = getattr(part, name)
        images[name] = flat.reshape(image.shape)
    row = raw.index.ravel().astype(np.int64)
    row[pixels] = len(raw.palette) + part.index.astype(np.int64)
    used = np.flatnonzero(np.bincount(row))
    palette, shared = palette_of(np.ascontiguousarray(np.concatenate([raw.palette, part.palette])[used].T))
    index = np.zeros(used[-1] + 1, np.uint16)
    index[used] = shared
    return Raw(palette=palette, index=index[row].reshape(raw.index.shape), **images)


def taken(raw: Raw, pixels: NDArray[np.int64]) -> Raw:
    """Return the pixels of a list out of a frame or out of another list."""
    images = {name: getattr(raw, name).reshape(-1, getattr(raw, name).shape[-1])[pixels] for name in layers_of(raw)}
    return Raw(palette=raw.palette, index=raw.index.ravel()[pixels], **images)


def palette_of(touched: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.uint16]]:
    """Return the different sets among touched words (8, N) as rows (P, 8), and the row of every pixel.

    Sets are told apart by a 64-bit hash. Should there be more than 65536, the rarest share one row that is their
    union: a set may be too large, never too small.
    """
    # Neighbours often share a set: only where one ends is it looked up.
    begins = np.zeros(touched.shape[1], bool)
    begins[:1] = True
    for word in touched:
        begins[1:] |= word[1:] != word[:-1]
    heads = np.flatnonzero(begins)
    hashed = np.zeros(len(heads), np.uint64)
    for word in touched:
        hashed ^= word[heads]
        hashed *= MIXER
        hashed ^= hashed >> np.uint64(32)

    kinds = np.unique(hashed)
    row = np.searchsorted(kinds, hashed)
    first = np.zeros(len(kinds), np.int64)
    first[row] = heads
    index = np.repeat(row, np.diff(heads, append=len(begins)))
    palette = np.ascontiguousarray(touched[:, first].T)
    if len(kinds) > PALETTE_SIZE:
        order = np.argsort(-np.bincount(index), kind="stable")
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        rest = np.bitwise_or.reduce(palette[order[PALETTE_SIZE - 1 :]], axis=0)
        palette = np.concatenate([palette[order[: PALETTE_SIZE - 1]], rest[None]])
        index = np.minimum(rank[index], PALETTE_SIZE - 1)
    return palette, index.astype(np.uint16)
