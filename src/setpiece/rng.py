"""Named random streams: the same seed and purpose give the same numbers, whatever else was drawn."""

from hashlib import blake2b

import numpy as np


def stream(seed: int, *purpose: str | int) -> np.random.Generator:
    """Return the generator that belongs to one purpose, such as ``stream(7, "layout", "ball_1")``.

    Each (seed, purpose) has a counter-based Philox generator of its own, so that a draw made for one
    purpose never shifts the numbers of another. Seed 0 is a seed like any other.
    """
    return np.random.Generator(np.random.Philox(key=key(seed, *purpose)))


def key(seed: int, *purpose: str | int) -> int:
    """Return the 64-bit key of a purpose, for consumers that hash by themselves (the renderer)."""
    name = "\x1f".join((str(int(seed)), *map(str, purpose)))
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")
