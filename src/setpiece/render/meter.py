"""The light meter: an exposure at which the picture is pleasant, and at which night stays night."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.render import skies
from setpiece.render.backend import backend
from setpiece.render.places import lamps
from setpiece.render.quality import Quality
from setpiece.render.renderer import Renderer
from setpiece.world.materials import MATERIALS
from setpiece.world.places import STUDIOS

if TYPE_CHECKING:
    from setpiece.render.posed import PosedWorld

HEIGHT, WIDTH = 36, 64
METER = Quality(shrink=1, samples=16, instants=1, guide_samples=1, denoise="fast", max_depth=6)
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
BRIGHTEST = 3.0  # where the brightest twentieth of the picture may at most come to lie
FAINTEST = 1e-6
DAYLIGHT = 0.20  # where the mean of a picture under a high sun is to lie
SNOW_WHITE = 1.75  # and level snow under it: white with room above it for slopes that face the sun, 228 of 255
FACING = 0.56  # cosine to a low sun of the snow that is metered: what rises, not what lies level, is brightest then
LIT_TOWN, NIGHT = 0.068, 0.035  # where the mean of a place with lamps is to lie at night, and of one without


def meter(posed: PosedWorld) -> float:
    """Return the exposure (``Shot.exposure``) for a world at one instant, from a tiny picture of it.

    Snow by day is metered by the light that falls on it, for a mean of what is white would make it grey; but where
    woods or walls keep that light off, by the picture, whose brightest twentieth is white then.
    """
    backend()
    renderer = Renderer(posed, height=HEIGHT, width=WIDTH, quality=METER, exposure=FAINTEST)
    luminance = renderer.trace(posed).radiance.astype(np.float64) @ LUMINANCE
    if posed.place.ground == "snow" and posed.place.room is None and posed.sky.kind in ("clear", "overcast"):
        lighting = skies.lighting(posed.sky, posed.place)
        fallen = float(skies.fallen(lighting) @ LUMINANCE)
        if lighting.sun is not None:
            lower = max(FACING - lighting.sun.direction[2], 0.0)
            fallen += lower * float(np.array(lighting.sun.irradiance) @ LUMINANCE)
        snow = float(np.array(MATERIALS["snow"].color) @ LUMINANCE) * fallen / np.pi
        white = SNOW_WHITE * target(posed) / DAYLIGHT
        return max(float(f"{white / max(snow, FAINTEST):.4g}"), exposure_of(luminance, target(posed), white))
    return exposure_of(luminance, target(posed))


def target(posed: PosedWorld) -> float:
    """Return where the picture's mean is to lie: about middle grey by day, lower as the sun sinks, low at night."""
    sky, indoors = posed.sky, posed.place.room is not None
    if sky.kind == "night":
        return (
            0.10
            if indoors and posed.lights
            else LIT_TOWN
            if lamps.posts(posed.place.name, posed.place.depth)
            else NIGHT
        )
    if sky.kind == "studio":
        return float(np.interp(sky.softboxes, *zip(*sorted(STUDIOS.values()), strict=True)))
    day = np.interp(sky.elevation, [-0.15, 0.0, 0.10, 0.45], [0.035, 0.10, 0.14, DAYLIGHT])
    level = 0.9 * day if sky.kind == "overcast" else day
    return float(max(level, 0.10) if indoors and posed.lights else level)


def exposure_of(luminance: NDArray[np.float64], level: float, brightest: float = BRIGHTEST) -> float:
    """Return the factor that brings a picture's mean to ``level`` without burning out what is bright.

    The brightest twentieth of the picture comes to lie at ``brightest`` at most.

    The mean is geometric, weighted towards the middle of the frame, where the subject is, and taken over what is
    not black. Four digits are kept, so that the number reads well in a document.
    """
    height, width = luminance.shape
    y, x = np.mgrid[0:height, 0:width]
    weight = np.exp(-2.0 * (((x + 0.5) / width - 0.5) ** 2 + ((y + 0.5) / height - 0.55) ** 2) / 0.35**2)
    floor = max(FAINTEST, 1e-3 * float(np.percentile(luminance, 90)))
    mean = float(np.exp(np.average(np.log(np.maximum(luminance, floor)), weights=weight)))
    bright = float(np.percentile(luminance, 95))
    return float(f"{min(level / max(mean, FAINTEST), brightest / max(bright, FAINTEST)):.4g}")
