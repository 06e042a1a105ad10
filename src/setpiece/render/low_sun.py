"""The colours of a low sun and of the sky around it, which Mitsuba's model lacks: it is one yellow all over."""

from __future__ import annotations

from math import degrees, pi, sin
from typing import TYPE_CHECKING

import numpy as np

from setpiece.render.noise import step

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Image = NDArray[np.float32]

LOW_SKY = 0.45  # share of the model's sky that is left out
GOLD, PEACH, LAVENDER = (1.62, 0.84, 0.28), (1.44, 0.88, 0.70), (1.12, 0.92, 1.34)  # of about unit luminance, ...
DAWN_BLUE = (0.52, 1.05, 1.98)  # ... what a low sun's sky tends to: around it, along the horizon, high up
GOLDEN_WIDTH, HIGH_UP, TINTED = 0.34, 0.21, 0.85  # rad around the sun; rad above the horizon; share of that hue
# Optical depths of a clear atmosphere in red, green and blue light: air (Rayleigh), dust and ozone together.
DEPTH = (0.18, 0.24, 0.333)
LUMINANCE = (0.2126, 0.7152, 0.0722)


def lowness(elevation: float) -> float:
    """Return how low the sun of a clear day stands: 1 below 3 degrees, 0 above 18."""
    return float(1.0 - step(np.float32(elevation), 0.05, 0.32))


def beam(model: NDArray[np.float64], elevation: float) -> NDArray[np.float64]:
    """Return the sun's irradiance (3,) after the model's.

    Of a low sun the model keeps next to no blue (a twentieth of the red at 4 degrees); there the hue is that which air,
    dust and ozone leave (Beer and Lambert) over an air mass after Kasten and Young (1989).
    """
    low = lowness(elevation)
    if low == 0.0:
        return model
    up = max(elevation, 0.0)
    mass = 1.0 / (sin(up) + 0.50572 * (degrees(up) + 6.07995) ** -1.6364)
    left = model[0] * np.exp(mass * (DEPTH[0] - np.array(DEPTH)))
    return model + low * (left - model)


def tinted(image: Image, directions: Image, sun: NDArray[np.float64], elevation: float) -> Image:
    """Return the sky (H, W, 3) with the colours of a low sun; ``directions`` (H, W, 3) of its texels, ``sun`` (3,).

    Gold around the sun; along the horizon peach, and lavender opposite it, where light comes back that has lost its
    blue on the way and meets air in the shade. Farther up it is blue: sunlight that has come a long way through the
    ozone layer has lost of its green and most of its orange (Hulburt 1953). How bright it is stays as it was, but for
    the following.

    Under a low sun the model's sky and our clouds gave 90 W/m2 on level ground; a clear sky at 7 degrees gives about 50
    (Haurwitz 1945: 83 W/m2 with the sun), so that shadows show.
    """
    low = lowness(elevation)
    if low == 0.0:
        return image
    sun = sun.astype(np.float32)
    rise = np.clip(np.linspace(pi / 2, -pi / 2, len(image), dtype=np.float32), 0.0, None)[:, None, None]
    flat = np.hypot(directions[..., 0], directions[..., 1]) * np.hypot(sun[0], sun[1])
    ahead = (directions[..., 0] * sun[0] + directions[..., 1] * sun[1]) / np.maximum(flat, np.float32(1e-6))
    apart = np.arccos(np.clip(directions @ sun, -1.0, 1.0))[..., None]
    opposite, high = step(-ahead, -0.8, 0.6)[..., None], 1.0 - np.exp(-rise / HIGH_UP)
    near = np.exp(-np.square(apart / GOLDEN_WIDTH))
    gold, peach, lavender, blue = (np.array(hue, np.float32) for hue in (GOLD, PEACH, LAVENDER, DAWN_BLUE))
    hue = peach + opposite * (lavender - peach)
    hue = hue + high * (blue - hue)
    hue = hue + near * (gold - hue)
    light = (image @ np.array(LUMINANCE, np.float32))[..., None]
    colored = image + np.float32(TINTED * low) * (light * hue - image)
    return (colored * (1.0 - LOW_SKY * low)).astype(np.float32)
