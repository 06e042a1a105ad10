"""Linear colour spaces: Rec. 709, in which everything is rendered, and ACEScg, in which film is composited.

The matrix between them follows from the published primaries (ITU-R BT.709, Academy S-2014-004) and white points,
which are brought together by the Bradford transform (Lam 1985), as OpenColorIO's does.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

CHROMATICITIES = {  # x and y of red, green, blue and white
    "rec709": (0.64, 0.33, 0.30, 0.60, 0.15, 0.06, 0.3127, 0.3290),
    "acescg": (0.713, 0.293, 0.165, 0.830, 0.128, 0.044, 0.32168, 0.33767),
}
BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])


def from_rec709(image: NDArray, space: str) -> NDArray[np.float32]:
    """Return a linear image (..., 3) in another of the spaces of ``CHROMATICITIES``, in float32."""
    if space == "rec709":
        return np.asarray(image, np.float32)
    return (np.asarray(image, np.float64) @ matrix("rec709", space).T).astype(np.float32)


@cache
def matrix(start: str, end: str) -> NDArray[np.float64]:
    """Return the matrix (3, 3) that turns linear colours of one space into those of another."""
    cones = [BRADFORD @ _white(space) for space in (start, end)]
    adapted = np.linalg.inv(BRADFORD) @ np.diag(cones[1] / cones[0]) @ BRADFORD
    return np.linalg.inv(_xyz_from(end)) @ adapted @ _xyz_from(start)


def _xyz_from(space: str) -> NDArray[np.float64]:
    """Return the matrix from a space to CIE XYZ: columns are the primaries, scaled so that they make up white."""
    primaries = np.array([_xyz(*CHROMATICITIES[space][k : k + 2]) for k in (0, 2, 4)]).T
    return primaries * np.linalg.solve(primaries, _white(space))


def _white(space: str) -> NDArray[np.float64]:
    return _xyz(*CHROMATICITIES[space][6:8])


def _xyz(x: float, y: float) -> NDArray[np.float64]:
    return np.array([x / y, 1.0, (1.0 - x - y) / y])
