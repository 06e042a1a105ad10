"""Patterns of a shore: sand that the sea has left, and the steep side of a wave.

In both, v tells how much of it there is, none at 0 and all at half a tile; u runs along the shore.
"""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from setpiece.render.noise import Field, blur, coloured, step
from setpiece.render.pattern import Pattern
from setpiece.render.patterns_grown import SEA, N, sand

STRAND = 6.4  # m that a tile of wet sand covers: half of it leads from dry to standing water
FACE = 4.0  # m that a tile of a wave's side covers
SOAKED = (0.36, 0.33, 0.31)  # of its dry albedo: what sand full of water keeps
BEGINS = 0.54  # of the way from dry to standing water: where water stands first
MEAN = (0.505, 0.484, 0.472)  # of the strand's tint: its dry end has the colour of dry sand then
SHEEN = 0.30  # smoothness of damp sand without a film, 1 being standing water's
THIN = (0.055, 0.105, 0.105)  # albedo of a crest: water full of light, little of it
GREEN, AMBER = (0.022, 0.080, 0.120), (0.22, 0.25, 0.22)  # what of sunlight comes through a wave: low, and at its crest


def strand(rng: Generator) -> Pattern:
    """Sand from dry to a mirror of standing water: darker and smoother bit by bit, hollows first.

    ``rank`` is how smooth it is: 0 dry and matt, ``SHEEN`` damp, 1 under a film of water.
    """
    base = sand(rng)
    size = N // 2
    tint, dry = (np.tile(_halved(each), (2, 2) + (1,) * (each.ndim - 2)) for each in (base.tint, base.height))
    broad = coloured(rng, N, band=(1, 9), slope=1.3, stretch=1.6)
    tongue = coloured(rng, N, band=(3, 40), slope=1.1, stretch=1.3)
    pool = coloured(rng, N, band=(2, 22), slope=1.4, stretch=2.2)
    low = -blur(dry, 3.0) / max(float(dry.std()), 1e-9)
    v = np.broadcast_to(((np.arange(N, dtype=np.float32) + 0.5) / size)[:, None], (N, N))
    wet = 1.0 - np.abs(v - 1.0)
    ends = np.clip(wet / 0.12, 0.0, 1.0)  # nothing at the dry edge, whatever is uneven
    there = wet + ends * (0.07 * broad + 0.035 * tongue + 0.018 * np.clip(low, -2.0, 2.0))
    damp = step(there, 0.06, 0.56)
    film = step(there + 0.05 * pool + 0.02 * np.clip(low, -2.0, 2.0), 0.50, 0.74)
    smooth = SHEEN * step(there, 0.16, 0.52) + (1.0 - SHEEN) * film
    kept = 1.0 + damp[..., None] * (np.array(SOAKED, np.float32) - 1.0)
    drawn = tint * kept * (1.0 - 0.10 * film[..., None])
    drawn *= np.array(MEAN, np.float32) / drawn.mean(axis=(0, 1))
    height = dry * (1.0 - 0.72 * damp) * (1.0 - 0.93 * film) + 0.0006 * pool * film
    return Pattern(drawn.astype(np.float32), STRAND, None, height.astype(np.float32), rank=smooth)


def wave_face(rng: Generator) -> Pattern:
    """The steep side of a wave, from its foot to its crest: water drawn up in streaks, and light that comes through.

    Low down it is deep and green; at the crest it is thin, takes little from sunlight, and is milky with bubbles.
    """
    v = np.broadcast_to(((np.arange(N, dtype=np.float32) + 0.5) / (N // 2))[:, None], (N, N))
    rise = 1.0 - np.abs(v - 1.0)
    drawn_up = coloured(rng, N, band=(4, 70), slope=0.9, stretch=0.22)
    broad = coloured(rng, N, band=(1, 8), slope=1.2)
    ripple = coloured(rng, N, band=(10, 160), slope=1.6, stretch=1.4)
    uneven = rise + np.minimum(rise, 0.5) * (0.14 * drawn_up + 0.30 * broad)
    thin = step(uneven, 0.20, 1.08)[..., None]
    clear = step(uneven, 0.72, 1.18)[..., None]
    tint = np.array(SEA, np.float32) + thin**2 * (np.array(THIN, np.float32) - np.array(SEA, np.float32))
    hue = np.array(GREEN, np.float32) + clear * (np.array(AMBER, np.float32) - np.array(GREEN, np.float32))
    glow = (hue * (0.15 + 0.85 * thin) * thin).astype(np.float32)
    height = 0.006 * drawn_up * step(rise, 0.0, 0.4) + 0.004 * ripple
    return Pattern(tint.astype(np.float32), FACE, None, height.astype(np.float32), glow=glow)


def _halved(field: Field) -> Field:
    """Return the means of two by two texels."""
    return 0.25 * (field[::2, ::2] + field[1::2, ::2] + field[::2, 1::2] + field[1::2, 1::2])


SHORE: dict[str, Callable[[Generator], Pattern]] = {"strand": strand, "wave_face": wave_face}
