"""How a box of masonry comes apart: in blocks of several bricks each, courses in stretcher bond, as boxes.

Joints between blocks run where the pattern "brickwork" has its own: it counts courses and bricks from the middle of
the thing (m).
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

BRICK = (0.225, 0.075)  # m: a brick with its joint, along and up
THICK = 0.45  # m through the wall, from which a block does not reach through it
SHORT = 0.5  # of a block: shorter ends stay with their neighbour
LONGEST = 40  # bricks: a block is no longer


def blocks(low: Array, high: Array, most: int) -> Array:
    """Return boxes (n, 2, 3), n <= ``most`` where that is possible, which fill a box from ``low`` to ``high``.

    Blocks of k + 1 bricks by 2 k courses, with the least k for which they are few enough; bed by bed from below.
    """
    for k in range(1, LONGEST):
        found = _laid(low, high, (k + 1) * BRICK[0], 2 * k * BRICK[1])
        if len(found) <= most:
            break
    return found


def _laid(low: Array, high: Array, length: float, height: float) -> Array:
    along = int(high[1] - low[1] > high[0] - low[0])
    across = 1 - along
    through = max(1, round(float(high[across] - low[across]) / THICK))
    layers = np.linspace(low[across], high[across], through + 1)
    beds = _joints(low[2], high[2], height, 0.0)
    found = []
    for row, (bottom, top) in enumerate(pairwise(beds)):
        ends = _joints(low[along], high[along], length, 0.5 * length * (row % 2))
        for left, right in pairwise(ends):
            for near, far in pairwise(layers):
                box = np.zeros((2, 3))
                box[:, along], box[:, across], box[:, 2] = (left, right), (near, far), (bottom, top)
                found.append(box)
    return np.array(found)


def _joints(low: float, high: float, pitch: float, shift: float) -> list[float]:
    """Return where joints are from ``low`` to ``high``, both among them: at ``shift`` plus multiples of ``pitch``."""
    first, last = int(np.ceil((low - shift) / pitch)), int(np.floor((high - shift) / pitch))
    inner = [shift + n * pitch for n in range(first, last + 1)]
    inner = [x for x in inner if min(x - low, high - x) > SHORT * pitch]
    return [float(low), *inner, float(high)]
