"""Procedural textures at true scale: a pattern's name, an albedo and a seed give maps that tile without a seam.

Row 0 is v = 0; columns run along u. Albedo is linear Rec. 709. ``size_m`` is how many metres of surface one
tile covers. Patterns themselves are drawn in ``patterns_made`` (built things), ``patterns_soft``, ``patterns_grown``
(nature), ``patterns_shore``, ``patterns_baked`` (an oven) and ``patterns_city`` (fronts and roads).
"""

from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from setpiece import errors, rng
from setpiece.render.pattern import Pattern
from setpiece.render.patterns_baked import BAKED
from setpiece.render.patterns_city import CITY
from setpiece.render.patterns_grown import GROWN
from setpiece.render.patterns_made import MADE
from setpiece.render.patterns_shore import SHORE
from setpiece.render.patterns_soft import SOFT
from setpiece.render.patterns_wet import wetted
from setpiece.world.materials import WET

Rgb = tuple[float, float, float]
DRY = {**MADE, **SOFT, **GROWN, **SHORE, **BAKED, **CITY}
PATTERNS = DRY | {WET + name: partial(wetted, dry=drawing) for name, drawing in DRY.items()}
HIGHEST_ALBEDO = 0.97
INLAY_SHARE = 0.6  # of the asked colour that an inlay (mortar, grout) may supply


@dataclass(frozen=True)
class Texture:
    """Maps of one surface; all of one size (n, n).

    albedo (n, n, 3) float32; roughness (n, n): a factor to the material's own, mean about 1; height (n, n) in m;
    glass (n, n), glow (n, n, 3) and rank (n, n) as the pattern has them.
    """

    albedo: NDArray[np.float32]
    roughness: NDArray[np.float32] | None
    height: NDArray[np.float32] | None
    size_m: float
    glass: NDArray[np.float32] | None = None
    glow: NDArray[np.float32] | None = None
    rank: NDArray[np.float32] | None = None


@lru_cache(maxsize=40)
def pattern(name: str, seed: int) -> Pattern:
    """Return the uncoloured pattern of that name; see ``texture``."""
    if name not in PATTERNS:
        raise errors.InputError(
            errors.expected(f"texture {name!r}", "one of " + ", ".join(sorted(PATTERNS)), name, "Use one of these.")
        )
    return PATTERNS[name](rng.stream(seed, "texture", name))


@lru_cache(maxsize=6)
def texture(name: str, color: Rgb, seed: int) -> Texture:
    """Return the maps of a named pattern whose mean albedo is ``color``; cached, so do not write into them."""
    drawn = pattern(name, seed)
    albedo = _coloured(drawn, np.asarray(color, np.float32))
    return Texture(albedo, drawn.roughness, drawn.height, drawn.size_m, drawn.glass, drawn.glow, drawn.rank)


def _coloured(drawn: Pattern, color: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the pattern's albedo with that mean: tint times a base colour, with the inlay in its own colour."""
    tint = drawn.tint if drawn.tint.ndim == 3 else drawn.tint[..., None]
    cover = np.ones_like(tint) if drawn.inlay is None else 1.0 - drawn.inlay[..., None]

    # An inlay keeps its own hue, but may neither outshine the colour that was asked for nor leave it out of reach.
    fixed = np.zeros(3, np.float32)
    if drawn.inlay is not None:
        share = float(drawn.inlay.mean())
        fixed = np.asarray(drawn.inlay_color, np.float32)
        fixed = fixed * min(1.0, float(np.min(INLAY_SHARE * color / np.maximum(fixed * share, 1e-6))))
        fixed = np.maximum(fixed, (color - HIGHEST_ALBEDO * (1.0 - share)) / max(share, 1e-6))

    # The base colour follows from the mean; contrast shrinks where a light colour leaves no headroom.
    weight = (tint * cover).mean(axis=(0, 1))
    base = (color - fixed * (1.0 - cover.mean())) / weight
    body = tint * base
    middle = (body * cover).mean(axis=(0, 1)) / cover.mean()
    room = (HIGHEST_ALBEDO - middle) / np.maximum((body - middle).max(axis=(0, 1)), 1e-6)
    contrast = np.float32(np.clip(room.min(), 0.0, 1.0))
    body = middle + (body - middle) * contrast
    return np.minimum(body * cover + fixed * (1.0 - cover), HIGHEST_ALBEDO).astype(np.float32)
