"""What a procedural pattern is before it gets its colour."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Pattern:
    """One tile of a surface, ``size_m`` metres wide and high.

    tint (n, n) or (n, n, 3), positive: factor to the base colour; roughness (n, n): factor to the material's
    own; height (n, n) in m; inlay (n, n) in 0..1 with ``inlay_color``: what keeps its own colour (mortar, grout).
    glass (n, n) in 0..1: where there is a pane; glow (n, n, 3): what shines when lamps are lit, in units of the
    surface's own ``lit``. rank (n, n) in 0..1, of wet grounds: the share of the ground that lies lower.
    """

    tint: NDArray[np.float32]
    size_m: float
    roughness: NDArray[np.float32] | None = None
    height: NDArray[np.float32] | None = None
    inlay: NDArray[np.float32] | None = None
    inlay_color: tuple[float, float, float] = (0.3, 0.29, 0.27)
    glass: NDArray[np.float32] | None = None
    glow: NDArray[np.float32] | None = None
    rank: NDArray[np.float32] | None = None


def painted(field: NDArray, warm: NDArray | float = 0.0, green: NDArray | float = 0.0) -> NDArray[np.float32]:
    """Return a coloured tint (n, n, 3): ``warm`` shifts from blue to red, ``green`` towards green (fractions)."""
    red = field * (1.0 + warm - 0.3 * green)
    grass = field * (1.0 + 0.15 * warm + green)
    blue = field * (1.0 - warm - 0.3 * green)
    return np.maximum(np.stack([red, grass, blue], axis=-1), 0.02).astype(np.float32)
