"""Choosing one of many in constant time: the alias method (Walker 1977, in the stable form of Vose 1991)."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def alias_table(weights: ArrayLike) -> tuple[NDArray[np.float32], NDArray[np.uint32]]:
    """Return for every entry the share of its column that it keeps, and who has the rest of it.

    Args:
        weights: (N,) not negative, not all zero. Entry k is chosen with probability ``weights[k] / sum``: take a
            column at random, then the entry with probability ``share``, otherwise its alias.
    """
    weights = np.asarray(weights, np.float64)
    height = (weights * (len(weights) / weights.sum())).tolist()
    share, alias = np.ones(len(height), np.float32), np.arange(len(height), dtype=np.uint32)
    small = [k for k, level in enumerate(height) if level < 1.0]
    large = [k for k, level in enumerate(height) if level >= 1.0]
    while small and large:
        low, high = small.pop(), large[-1]
        share[low], alias[low] = height[low], high
        height[high] -= 1.0 - height[low]
        if height[high] < 1.0:
            small.append(large.pop())
    return share, alias
