"""Tileable random fields that procedural textures are made of: coloured noise, cells, painted strokes.

Every field is (n, n) float32, row = v (up the picture of the texture), column = u, and repeats without a seam.
Lengths are in pixels of the field unless said otherwise.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]


def coloured(
    rng: np.random.Generator, n: int, *, band: tuple[float, float], slope: float = 1.0, stretch: float = 1.0
) -> Field:
    """Return Gaussian noise of mean 0 and standard deviation 1 with a power-law spectrum.

    Args:
        rng: The stream to draw from.
        n: Edge length in pixels.
        band: Lowest and highest frequency, in cycles per tile.
        slope: Amplitude falls as frequency to the power ``-slope``.
        stretch: How many times longer features are along u than along v.
    """
    from scipy import fft

    inside, power = _spectrum(n, stretch)
    gain = np.exp2(power * -slope)
    gain[(inside < band[0]) | (inside > band[1])] = 0.0
    white = fft.rfft2(rng.standard_normal((n, n), dtype=np.float32))
    field = fft.irfft2(white * gain, s=(n, n))
    return (field - field.mean()) / max(float(field.std()), 1e-9)


@lru_cache(maxsize=4)
def _spectrum(n: int, stretch: float) -> tuple[Field, Field]:
    """Return the frequencies (cycles per tile) of a real transform, u counted ``stretch`` times, and their log2."""
    along_v = np.fft.fftfreq(n, 1.0 / n)[:, None]
    along_u = np.fft.rfftfreq(n, 1.0 / n)[None, :]
    frequency = np.hypot(along_u * stretch, along_v).astype(np.float32)
    return frequency, np.log2(np.maximum(frequency, 1.0))


def between(x: Field, low: float, high: float, soft: float) -> Field:
    """Return 1 between two places and 0 outside, softened over ``soft`` at both."""
    return step(x, low - soft / 2, low + soft / 2) * (1.0 - step(x, high - soft / 2, high + soft / 2))


def step(field: NDArray, low: float, high: float) -> Field:
    """Return the smooth step from 0 at ``low`` to 1 at ``high``."""
    x = np.clip((np.asarray(field, np.float32) - low) / (high - low), 0.0, 1.0)
    return x * x * (3.0 - 2.0 * x)


@lru_cache(maxsize=8)
def grid(n: int) -> tuple[Field, Field]:
    """Return the pixel centres (u, v) of a tile, each (n, n) in [0, 1)."""
    centre = (np.arange(n, dtype=np.float32) + 0.5) / n
    u, v = np.meshgrid(centre, centre)
    u.setflags(write=False)
    v.setflags(write=False)
    return u, v


def cells(
    rng: np.random.Generator,
    n: int,
    count: int,
    *,
    rows: int | None = None,
    jitter: float = 0.9,
    shift: tuple[Field, Field] | None = None,
) -> tuple[Field, Field, NDArray[np.int32]]:
    """Return cellular noise with ``count`` by ``rows`` seeds: distances to the nearest two, and whose cell it is.

    Without ``rows`` there are ``count``. Distances are in units of the seeds' spacing (Worley 1996). ``shift`` (two
    fields, tiles) bends the cells.
    """
    down = rows or count
    u, v = grid(n)
    if shift is not None:
        u, v = u + shift[0], v + shift[1]
    u, v = (u * np.float32(count)).ravel(), (v * np.float32(down)).ravel()
    seeds = (jitter * (rng.random((2, count * down), dtype=np.float32) - 0.5)).astype(np.float32)
    column, row = np.floor(u).astype(np.int32), np.floor(v).astype(np.int32)
    u, v = u - column - np.float32(0.5), v - row - np.float32(0.5)
    columns = [(column + k) % count for k in (-1, 0, 1)]
    starts = [(row + k) % down * count for k in (-1, 0, 1)]
    first = np.full(n * n, 9.0, np.float32)
    second = first.copy()
    owner = np.zeros(n * n, np.int32)

    # The nearest two seeds lie in the cell itself or in the eight around it (nearly always, for the second).
    for j in (1, 0, 2):
        for i in (1, 0, 2):
            number = starts[j] + columns[i]
            x = seeds[0].take(number)
            x += np.float32(i - 1) - u
            y = seeds[1].take(number)
            y += np.float32(j - 1) - v
            x *= x
            y *= y
            x += y
            nearer = x < first
            np.minimum(second, np.where(nearer, first, x), out=second)
            np.copyto(owner, number, where=nearer)
            np.copyto(first, x, where=nearer)
    shape = (n, n)
    return np.sqrt(first).reshape(shape), np.sqrt(second).reshape(shape), owner.reshape(shape)


def bend(field: NDArray, du: Field, dv: Field) -> NDArray:
    """Return the field looked up at (u + du, v + dv) in pixels, bilinear and wrapping."""
    from scipy.ndimage import map_coordinates

    n = field.shape[0]
    v, u = np.mgrid[0:n, 0:n].astype(np.float32)
    return map_coordinates(field, [v + dv, u + du], order=1, mode="grid-wrap")


def paint(n: int, u: NDArray, v: NDArray, height: NDArray, owner: NDArray[np.int64]) -> tuple[Field, NDArray[np.int64]]:
    """Return what lies on top after dabs at (u, v) in pixels: its height in 0..1, and its owner (-1: bare).

    Args:
        n: Edge length in pixels.
        u: Places of the dabs, any shape; they wrap.
        v: The same along v.
        height: 0..1; the highest dab wins, so that the order of painting does not matter.
        owner: Number of the stroke that each dab belongs to, below 2**31.
    """
    place = (np.floor(v).astype(np.int64) % n) * n + np.floor(u).astype(np.int64) % n
    rank = (np.clip(height, 0.0, 1.0) * 65535.0).astype(np.int64) << 32
    top = np.full(n * n, -1, np.int64)
    np.maximum.at(top, place.ravel(), (rank | owner.astype(np.int64)).ravel())
    top = top.reshape(n, n)
    bare = top < 0
    return (
        np.where(bare, 0.0, (top >> 32) / 65535.0).astype(np.float32),
        np.where(bare, -1, top & 0xFFFFFFFF),
    )


def blur(field: NDArray, radius: float) -> NDArray:
    """Return the field smoothed by a Gaussian of that standard deviation in pixels, wrapping."""
    from scipy.ndimage import gaussian_filter

    sigma = (radius, radius) + (0,) * (field.ndim - 2)
    return gaussian_filter(field, sigma, mode="wrap")
