"""How much a rough interface reflects from each direction: the table that keeps gloss and body in one energy budget.

For GGX with Smith's shadowing and Schlick's Fresnel term, the light reflected from a direction is
``f0 A + B`` (the split of Karis, Real Shading in Unreal Engine 4, 2013). A and B depend on the cosine and on alpha.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from setpiece.render.drawn import drawn

COSINES, ALPHAS = 32, 16  # entries: at the cosines (k + 1/2) / 32, at the square roots of alpha k / 15
GRID = 48  # points of the quadrature along each axis


@cache
def table() -> NDArray[np.float32]:
    """Return (ALPHAS, COSINES, 4): A, B, and their means over the hemisphere weighted by twice the cosine."""
    words = drawn("gloss", lambda: computed().view(np.uint32).ravel())
    return words.view(np.float32).reshape(ALPHAS, COSINES, 4)


def mean(alpha: float, f0: float) -> float:
    """Return how much an interface reflects of light that comes evenly from all directions."""
    place = min(max(alpha, 0.0) ** 0.5, 1.0) * (ALPHAS - 1)
    a, b = (float(np.interp(place, np.arange(ALPHAS), table()[:, 0, k])) for k in (2, 3))
    return f0 * a + b


def computed() -> NDArray[np.float32]:
    """Return the table by quadrature."""
    found = np.empty((ALPHAS, COSINES, 4))
    cosines = (np.arange(COSINES) + 0.5) / COSINES
    for row in range(ALPHAS):
        alpha = max((row / (ALPHAS - 1)) ** 2, 1e-4)
        for column, cosine in enumerate(cosines):
            found[row, column, :2] = _reflected(float(cosine), alpha)
        weight = 2.0 * cosines / COSINES
        found[row, :, 2:] = (found[row, :, :2] * weight[:, None]).sum(axis=0)
    return found.astype(np.float32)


def _reflected(cosine: float, alpha: float) -> tuple[float, float]:
    """Return A and B of one direction: the mean of G2 / G1 over the visible normals (Heitz 2018), split by Fresnel."""
    u, v = np.meshgrid((np.arange(GRID) + 0.5) / GRID, (np.arange(GRID) + 0.5) / GRID, indexing="ij")
    wi = np.array([np.sqrt(1.0 - cosine * cosine), 0.0, cosine])

    # Visible normals by spherical caps (Dupuy and Benyoub 2023).
    stretched = wi * [alpha, alpha, 1.0]
    stretched /= np.linalg.norm(stretched)
    z = (1.0 - u) * (1.0 + stretched[2]) - stretched[2]
    radius = np.sqrt(np.clip(1.0 - z * z, 0.0, 1.0))
    h = np.stack([radius * np.cos(2 * np.pi * v), radius * np.sin(2 * np.pi * v), z], axis=-1) + stretched
    h = h * [alpha, alpha, 1.0]
    h /= np.maximum(np.linalg.norm(h, axis=-1, keepdims=True), 1e-12)
    along = h @ wi
    out = 2.0 * along * h[..., 2] - wi[2]
    kept = np.where(out > 0.0, _shadowing(cosine, np.maximum(out, 1e-6), alpha), 0.0)
    grazing = np.clip(1.0 - along, 0.0, 1.0) ** 5
    return float((kept * (1.0 - grazing)).mean()), float((kept * grazing).mean())


def _shadowing(i: float, o: NDArray[np.float64], alpha: float) -> NDArray[np.float64]:
    """Return G2 / G1 of the height-correlated Smith term for two cosines."""
    a2 = alpha * alpha
    root_i = np.sqrt(a2 + (1.0 - a2) * i * i)
    root_o = np.sqrt(a2 + (1.0 - a2) * o * o)
    g2 = 2.0 * i * o / (o * root_i + i * root_o)
    g1 = 2.0 * i / (i + root_i)
    return g2 / g1
