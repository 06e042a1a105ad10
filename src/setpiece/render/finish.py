"""What a lens and film do to the light of a finished picture: glow around what is bright, dark corners, grain.

All of it comes after the noise is out and before the tone curve; no layer has it. Glow is light scattered in the
lens, so it takes from every pixel what it gives to others (a sum of Gaussians, as glare is fitted by: Spencer et al.
1995), and it ends at ``REACH``, so that an edit's proof knows how far a changed pixel can reach. Corners lose light
by the fourth power of the cosine. Grain is drawn for every frame from the world's seed.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setpiece import rng

GLARE = ((0.005, 0.5), (0.02, 0.3), (0.05, 0.2))  # sigma over the picture's height, share of the scattered light
CUT = 3.0  # sigmas after which a Gaussian ends
REACH = CUT * GLARE[-1][0]  # of the picture's height
SCATTERED = 0.08  # share of the light that full glow scatters
CORNER = 0.75  # tangent of the angle under which full vignetting sees a corner
SPECKLED = 0.1  # standard deviation of full grain's exposure, in natural logarithms
SPECK = 0.7  # px, sigma of a speck


@dataclass(frozen=True)
class Finish:
    """How much of each there is, 0 to 1, and the seed of the grain."""

    bloom: float = 0.0
    vignette: float = 0.0
    grain: float = 0.0
    seed: int = 0

    @property
    def speckled(self) -> bool:
        """Whether two frames of the same light look different."""
        return self.grain > 0.0


def reach(bloom: float, height: int) -> int:
    """Return how many pixels a changed one can reach through glow, in a picture of a height."""
    return int(np.ceil(REACH * height)) + 1 if bloom else 0


def finished(radiance: NDArray[np.float32], finish: Finish, frame: int) -> NDArray[np.float32]:
    """Return the radiance (H, W, 3) as lens and film leave it; the very array where they do nothing."""
    height, width = radiance.shape[:2]
    if finish.bloom:
        radiance = _glowing(radiance, np.float32(SCATTERED * finish.bloom))
    if finish.vignette:
        x, y = (2.0 * np.arange(n, dtype=np.float32) / n - 1.0 + 1.0 / n for n in (width, height))
        square = (np.square(x)[None] * width**2 + np.square(y)[:, None] * height**2) / (width**2 + height**2)
        radiance = radiance / np.square(1.0 + CORNER**2 * finish.vignette * square)[..., None].astype(np.float32)
    if finish.grain:
        radiance = radiance * np.exp(SPECKLED * finish.grain * _specks(height, width, finish.seed, frame))[..., None]
    return radiance.astype(np.float32, copy=False)


def _glowing(radiance: NDArray[np.float32], share: np.float32) -> NDArray[np.float32]:
    """Return light of which a share has been scattered; at the border as if the picture went on as its mirror image."""
    from scipy.ndimage import gaussian_filter

    height = radiance.shape[0]
    scattered = np.zeros_like(radiance)
    for sigma, weight in GLARE:
        wide = gaussian_filter(radiance, (sigma * height, sigma * height, 0.0), mode="reflect", truncate=CUT)
        scattered += np.float32(weight) * wide
    return (1.0 - share) * radiance + share * scattered


def _specks(height: int, width: int, seed: int, frame: int) -> NDArray[np.float32]:
    """Return noise (H, W) of mean 0 and variance about 1, in specks of a little more than a pixel."""
    from scipy.ndimage import gaussian_filter

    noise = rng.stream(seed, "grain", frame).standard_normal((height, width), np.float32)
    smooth = gaussian_filter(noise, SPECK, mode="wrap", truncate=CUT)
    return smooth / np.float32(smooth.std())
