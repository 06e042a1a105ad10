"""Markings of animals: levels (P,) that are negative where the mark is.

Points (P, 3) are of an animal one unit high, which faces +X.
"""

import numpy as np

from setpiece.assets.surface import Array


def bands(p: Array, *, width: float = 0.075, share: float = 0.0, legs: bool = True, face: float = np.inf) -> Array:
    """Stripes across the body and around the legs that fork and waver, as far as the face, which begins at that X."""
    x, y, z = p.T
    bend = 0.35 * np.maximum(0.55 - z, 0.0) * np.sign(x)
    wave = 0.012 * np.sin(9.0 * z + 5.0 * x) + 0.016 * np.sin(4.0 * x + 13.0 * np.abs(y))
    flank = np.sin(2.0 * np.pi * (x + bend + wave) / width)
    limb = np.sin(2.0 * np.pi * (z + 0.4 * wave) / (0.75 * width))
    low = np.clip((0.52 - z) / 0.06, 0.0, 1.0) if legs else np.zeros_like(z)
    belly = 3.0 * np.clip((0.56 - z) / 0.1, 0.0, 1.0) * (np.abs(x) < 0.3) if not legs else 0.0
    return np.maximum((1.0 - low) * flank + low * limb - share + belly, 20.0 * (x - face))


def patches(p: Array, *, size: float = 0.26, share: float = 0.0) -> Array:
    """Large irregular patches."""
    q = p / size
    x, y, z = q.T
    side = np.sign(p[:, 1])
    field = np.sin(1.9 * x + 1.3 * side) + np.sin(2.3 * z + 0.9 * x + 2.0 * side) + np.sin(1.7 * y - 1.2 * x + 2.6 * z)
    return field + 0.5 * np.sin(4.1 * x + 3.0 * z) - share


def cells(p: Array, *, size: float = 0.14, gap: float = 0.022) -> Array:
    """Polygons with pale lines between them, as on a giraffe."""
    grid = np.floor(p / size)
    first, second = np.full(len(p), np.inf), np.full(len(p), np.inf)
    for i in (-1, 0, 1):
        for j in (-1, 0, 1):
            for k in (-1, 0, 1):
                cell = grid + np.array([i, j, k])
                jitter = 0.5 + 0.38 * np.sin(
                    cell @ np.array([[12.9, 7.3, 3.1], [78.2, 37.7, 17.3], [45.1, 94.6, 61.7]])
                )
                away = np.linalg.norm(p - (cell + jitter) * size, axis=1)
                second = np.minimum(second, np.maximum(first, away))
                first = np.minimum(first, away)
    return gap - (second - first)


def spots(p: Array, *, size: float = 0.075, radius: float = 0.024) -> Array:
    """Round spots at irregular places."""
    grid = np.floor(p / size)
    best = np.full(len(p), np.inf)
    for i in (-1, 0, 1):
        for j in (-1, 0, 1):
            for k in (-1, 0, 1):
                cell = grid + np.array([i, j, k])
                jitter = 0.5 + 0.3 * np.sin(cell @ np.array([[12.9, 7.3, 3.1], [78.2, 37.7, 17.3], [45.1, 94.6, 61.7]]))
                best = np.minimum(best, np.linalg.norm(p - (cell + jitter) * size, axis=1))
    return best - radius


def under(p: Array, *, height: float = 0.6, slope: float = 0.0) -> Array:
    """Everything below a height that rises forwards by ``slope``."""
    return p[:, 2] - height - slope * p[:, 0] + 0.01 * np.sin(30.0 * p[:, 0])


def legs(p: Array, *, height: float = 0.45) -> Array:
    """The lower legs."""
    return p[:, 2] - height


def panda(p: Array) -> Array:
    """Legs and a band over the shoulders."""
    shoulder = np.abs(p[:, 0] - 0.30 + 0.15 * (p[:, 2] - 0.9)) - 0.14
    neck = p[:, 0] - 0.58
    return np.minimum(np.maximum(shoulder, neck), p[:, 2] - 0.46)


def belly(p: Array, *, height: float = 0.6, low: float = 0.45, reach: float = 0.27) -> Array:
    """The belly between the legs, rising to a height half way, and not what hangs below it."""
    x, _, z = p.T
    wave = 0.008 * np.sin(26.0 * x)
    return np.maximum(np.maximum(z - height + 0.16 * (x / reach) ** 4 + wave, low - z), np.abs(x) - reach)


def flank(p: Array, *, height: float, width: float, reach: float = 0.27) -> Array:
    """A stripe along each flank."""
    x, _, z = p.T
    return np.maximum(np.abs(z - height) - 0.5 * width * (1.0 - 0.5 * (x / reach) ** 2), np.abs(x) - reach)


def saddle(p: Array, *, height: float = 0.86) -> Array:
    """The back, from the neck to the tail, with a ragged edge, and the crown of the head."""
    x, y, z = p.T
    edge = height + 0.35 * np.maximum(x - 0.42, 0.0)
    return edge - z + 0.012 * np.sin(13.0 * x + 3.0) + 0.006 * np.sin(41.0 * x + 9.0 * np.abs(y))


def rump(p: Array, *, back: float, low: float = 0.62) -> Array:
    """The patch around the tail, behind ``back``."""
    return np.maximum(p[:, 0] - back, low - p[:, 2])
