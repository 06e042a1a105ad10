"""Light groups: the raw light of some lamps kept apart as if they were white, and coloured when it is developed.

Light is linear in what lamps emit, and paths and choices do not depend on its colour; so a lamp's light of any colour
is its white light times the colour, per channel, and a lamp that is recoloured asks for no tracing. Group 0 is all
that has no group of its own: dome, sun, glow, the place's lamps. Single samples are limited while still white.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from setpiece.world.document import Light

if TYPE_CHECKING:
    import mitsuba as mi

MOST = 6  # lamps with a group each: the first ones of the document
WHITE = (1.0, 1.0, 1.0)
LARGEST_HALF = 65504.0
Gains = tuple[tuple[float, float, float], ...]  # of group 0, 1 ...


def whitened(lights: Sequence[Light]) -> tuple[Light, ...]:
    """Return lights with those that have a group white."""
    return tuple(light.model_copy(update={"color": WHITE}) if k < MOST else light for k, light in enumerate(lights))


def gains(lights: Sequence[Light]) -> Gains:
    """Return by what each group is multiplied; a colour is a hue of mean 1, as for ``lights.lamp_of``."""
    colors = [np.array(light.color) / max(float(np.mean(light.color)), 1e-6) for light in lights[:MOST]]
    return (WHITE, *((float(red), float(green), float(blue)) for red, green, blue in colors))


def named(lights: Sequence[Light]) -> tuple[str, ...]:
    """Return what each group is called: the rest, then the lamps that have one."""
    return ("rest", *(light.id for light in lights[:MOST]))


def mixed(radiance: NDArray[np.float16], gains: Gains | None) -> NDArray[np.float16]:
    """Return the radiance (..., 3) of groups (..., 3 G); without gains there are none, and it is as it was."""
    if gains is None:
        return radiance
    total = np.zeros((*radiance.shape[:-1], 3), np.float32)
    for k, gain in enumerate(gains):
        total += radiance[..., 3 * k : 3 * k + 3].astype(np.float32) * np.array(gain, np.float32)
    return held(total)


def held(light: NDArray[np.float32], *, axis: int = -1) -> NDArray[np.float16]:
    """Return light, three channels a group along ``axis``, as half floats hold it: what is too bright keeps its hue.

    A low sun that wet sand mirrors is 60 times too bright in red and 20 times in blue: cut off channel by channel it
    would be white, and what the lens scatters of its rim, where only blue is held, greenish yellow.
    """
    if not light.size or float(light.max()) <= LARGEST_HALF:
        return light.astype(np.float16)
    apart = np.moveaxis(light, axis, -1)
    apart = np.minimum(apart, np.float32(1e30)).reshape(*apart.shape[:-1], -1, 3)
    dimmed = apart * np.minimum(np.float32(LARGEST_HALF) / np.maximum(apart.max(axis=-1, keepdims=True), 1.0), 1.0)
    whole = dimmed.reshape(*dimmed.shape[:-2], -1)
    return np.minimum(np.moveaxis(whole, -1, axis), LARGEST_HALF).astype(np.float16)


def halved(values: NDArray[np.float32]) -> NDArray[np.float16]:
    """Return values that are no light as half floats, the largest where they are too large."""
    return np.minimum(values, LARGEST_HALF).astype(np.float16)


def added(sums: list[Any], lamp: mi.UInt32, light: mi.Color3f) -> list[Any]:
    """Add light to the group of the lamp that has sent it; ``lamp`` is its row, those of the document first."""
    import drjit as dr

    own = [dr.select(lamp == k, light, 0.0) for k in range(len(sums) - 1)]
    rest = dr.select(lamp >= len(sums) - 1, light, 0.0)
    return [before + more for before, more in zip(sums, (rest, *own), strict=True)]
