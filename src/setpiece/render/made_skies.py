"""Skies as made as what stands below them: a card behind clay, sheets of paper, clouds that were cut out.

Units and the map's rows and columns are those of ``skies``.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from math import cos, pi, radians, tau
from typing import TYPE_CHECKING

import numpy as np

from setpiece import rng
from setpiece.render.lights import Dome, Lighting, Sun
from setpiece.render.noise import coloured, step
from setpiece.render.skies import HEIGHT, LOWEST_SUN, WIDTH, beam_of, irradiance, painted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from setpiece.world.document import Sky, Style

    Image = NDArray[np.float32]

TOWARDS, LIT = (-0.16, 0.22), 0.90  # of a cloud's disc, what is lit: radii that it is nearer to the light; its size
CLOUD_LIGHT = 0.35, 0.8  # of the sun's: what a cut-out cloud has in its shade, and where it is lit
UNDER_LAMPS = frozenset({"clay", "paper"})  # styles whose things are lit as small ones on a table
CUT_OUT, CLOUDS = frozenset({"toon", "paper"}), 13  # styles whose clouds are cut out; how many there are all around
CARD = np.float32(1.25)  # by how much the painted card of a clear day is farther from grey than the sky
SWEEP = 1.0, 0.55  # of a card's light: where the card meets the table, and high up
SOFTBOX = radians(5.0)  # half of what a studio's lamp, in the sun's place, spans
NEUTRAL = 0.7  # how much of its colour the sun loses there
FILL = 1.25  # of the sky's irradiance: what a card gives
PUFFS = 0.82  # albedo of white plasticine
DISHES, PRESSED, FINE = 3.2, 0.34, 0.08  # of the card, which is clay too: how deep thumbs have gone in, how much that
# shades it, and how much its grain does
SHEETS = 5  # of paper that a paper sky is made of, above one another


def in_style(lighting: Lighting, sky: Sky, style: Style) -> Lighting:
    """Return light whose sky is as made as what stands below it: no photographed clouds over clay, paper or drawings.

    It is bare then; in a toon, and of paper, a clear one has clouds that were cut out, and of paper it is sheets that
    were laid over one another. Clay stands before a painted card, by day with moulded clouds on it.
    """
    if style == "natural" or lighting.dome is None or sky.panorama:
        return lighting
    image = painted(sky, bare=True)
    if style == "clay":
        image = _swept(image)
    daylit = sky.kind == "clear" and sky.elevation > LOWEST_SUN
    if daylit and style == "paper":
        image = _sheeted(image)
    if daylit and style in CUT_OUT:
        image = _pasted(image, sky)
    if daylit and style == "clay":
        image = _moulded(image, sky)
    lamp = _softbox(lighting.sun) if lighting.sun and daylit and style in UNDER_LAMPS else lighting.sun
    return replace(lighting, dome=Dome(image), sun=lamp)


def _softbox(sun: Sun) -> Sun:
    """Return a lamp in the sun's place that gives as much light."""
    red, green, blue = (
        float(c) for c in np.array(sun.irradiance) * (1.0 - NEUTRAL) + NEUTRAL * np.mean(sun.irradiance)
    )
    return replace(sun, irradiance=(red, green, blue), radius=max(sun.radius, SOFTBOX))


def _swept(image: Image) -> Image:
    """Return a card behind a model, painted in the sky's colour, a little brighter than it, lit from below."""
    rise = np.linspace(pi / 2, -pi / 2, HEIGHT, dtype=np.float32)[:, None, None]
    low, high = SWEEP
    card = (low + (high - low) * step(rise, 0.0, 0.7)) * image / np.maximum(image.mean(axis=2, keepdims=True), 1e-9)
    return (card * np.float32(FILL * irradiance(image).mean() / irradiance(card).mean())).astype(np.float32)


def _sheeted(image: Image) -> Image:
    """Return a sky of sheets with torn upper edges, the lower ones paler, each in front of the one above it."""
    stream, out = rng.stream(0, "sky", "sheets"), image.copy()
    rise = np.linspace(pi / 2, -pi / 2, HEIGHT)[:, None]
    bearing = np.linspace(0.0, tau, WIDTH, endpoint=False)[None]
    level = image[HEIGHT // 4 : HEIGHT // 2].mean(axis=(0, 1))
    tear = coloured(stream, HEIGHT, band=(20, 400), slope=0.6)
    for k in range(SHEETS):
        share = k / (SHEETS - 1)
        top = 0.62 - 0.54 * share
        waves = sum(
            stream.uniform(0.010, 0.028) * np.cos(n * bearing + stream.uniform(0.0, tau)) for n in (5, 9, 14, 23)
        )
        torn = np.resize(tear[k], WIDTH)[None] * 0.0016
        below = top + waves + torn - rise
        color = level * (np.array([0.62, 0.84, 1.10]) * (1.0 - share) + np.array([1.16, 1.08, 0.95]) * share)
        above = np.clip(1.0 + below / 0.035, 0.0, 1.0) * (below < 0.0)
        out *= (1.0 - 0.30 * above * above)[..., None].astype(np.float32)
        out += _edged(below) * (np.float32(1.25 * level.mean()) - out)
        out += _edged(below - 0.006) * (color.astype(np.float32) - out)
    return out.astype(np.float32)


def _edged(inside: NDArray) -> Image:
    """Return what share (H, W, 1) of each texel lies inside an edge; ``inside`` (rad): how far its middle does."""
    return np.clip(0.5 + inside * (HEIGHT / pi), 0.0, 1.0).astype(np.float32)[..., None]


def cut_out(sky: Sky, bearing: NDArray, rise: NDArray) -> tuple[Image, Image]:
    """Return what shares of rays (H, W) meet a cut-out cloud, and the lit part of one; rad: compass, elevation.

    A cloud is a heap of discs on a row of small ones; what is lit are the same discs, smaller and towards the light.
    """
    cloud, sunny = (np.zeros(rise.shape, np.float32) for _ in range(2))
    if sky.panorama or sky.kind != "clear" or sky.elevation <= LOWEST_SUN:
        return cloud, sunny
    texel = float(np.abs(np.diff(rise[:, rise.shape[1] // 2])).max())
    for middle, base, wide, discs in _heaps():
        aside = (bearing - np.float32(middle - pi)) % np.float32(tau) - np.float32(pi)
        near = (np.abs(aside) < 1.4 * wide / cos(base)) & (np.abs(rise - base - 0.45 * wide) < 0.75 * wide)
        if not near.any():
            continue
        u, v = aside[near] * np.float32(cos(base) / wide), (rise[near] - np.float32(base)) / np.float32(wide)
        for share, across, up, less in ((cloud, 0.0, 0.0, 1.0), (sunny, *TOWARDS, LIT)):
            inside = np.max([less * r - np.hypot(u - a - across * r, v - b - up * r) for a, b, r in discs], axis=0)
            share[near] = np.maximum(share[near], np.clip(0.5 + inside * (wide / texel), 0.0, 1.0))
    return cloud, np.minimum(sunny, cloud)


@lru_cache(maxsize=1)
def _heaps() -> tuple[tuple[float, float, float, tuple[tuple[float, float, float], ...]], ...]:
    """Return of every cloud the bearing of its middle, the elevation of its base, its half width; its discs."""
    stream, found = rng.stream(0, "sky", "cut out"), []
    for k in range(CLOUDS):
        middle = tau * (k + stream.uniform(-0.3, 0.3)) / CLOUDS
        base, wide = (float(value) for value in stream.uniform((0.13, 0.11), (0.42, 0.23)))
        foot = [(a, 0.1, r) for a, r in zip(np.linspace(-0.85, 0.85, 7), stream.uniform(0.13, 0.20, 7), strict=True)]
        at = np.linspace(-0.58, 0.58, 5) + stream.uniform(-0.08, 0.08, 5)
        size = (0.17 + 0.23 * (1.0 - at * at / 0.5)) * stream.uniform(0.8, 1.2, 5)
        heap = [(a, 0.14 + 0.55 * r, r) for a, r in zip(at, size, strict=True)]
        found.append((middle, base, wide, tuple((float(a), float(b), float(r)) for a, b, r in (*foot, *heap))))
    return tuple(found)


def _pasted(image: Image, sky: Sky) -> Image:
    """Return a sky with cut-out clouds of two whites."""
    rise = np.broadcast_to(np.linspace(pi / 2, -pi / 2, HEIGHT, dtype=np.float32)[:, None], (HEIGHT, WIDTH))
    bearing = np.broadcast_to(np.linspace(0.0, tau, WIDTH, endpoint=False, dtype=np.float32)[None], (HEIGHT, WIDTH))
    beam, sky_level = (each.astype(np.float32) / np.float32(pi) for each in (beam_of(sky), irradiance(image)))
    out = image.copy()
    for share, light in zip(cut_out(sky, bearing, rise), CLOUD_LIGHT, strict=True):
        out += share[..., None] * (np.float32(light) * beam + sky_level - out)
    return out


def _moulded(image: Image, sky: Sky) -> Image:
    """Return a card with clouds of white clay on it: balls pressed together, lit from above and from the left."""
    from scipy.ndimage import gaussian_filter

    rise = np.linspace(pi / 2, -pi / 2, HEIGHT, dtype=np.float32)[:, None]
    bearing = np.linspace(0.0, tau, WIDTH, endpoint=False, dtype=np.float32)[None]
    beam, level = (each.astype(np.float32) / np.float32(pi) for each in (beam_of(sky), irradiance(image)))
    high = np.zeros((HEIGHT, WIDTH), np.float32)
    for middle, base, wide, discs in _heaps():
        u = np.angle(np.exp(1j * (bearing - middle))) * cos(base) / wide
        v = (rise - base) / wide
        balls = [wide * np.sqrt(np.maximum(r * r - (u - a) ** 2 - (v - b) ** 2, 0.0)) for a, b, r in discs]
        high = np.maximum(high, np.max(balls, axis=0))
    white = np.clip(high * (2.0 * HEIGHT / pi) - 0.5, 0.0, 1.0)[..., None].astype(np.float32)
    shadow = gaussian_filter(np.roll(white[..., 0], (5, 6), (0, 1)), 5.0, mode=("nearest", "wrap"))[..., None]
    stream = rng.stream(0, "sky", "clay")
    thumbed = np.tile(0.5 * coloured(stream, HEIGHT, band=(25, 120)), (1, 2))
    dished = np.tile(DISHES * coloured(stream, HEIGHT, band=(8, 24)), (1, 2))
    high = gaussian_filter(high, 1.0, mode=("nearest", "wrap")) * (HEIGHT / pi) + thumbed
    facing, pressed = _lit(high), _lit(dished)
    puffs = np.float32(PUFFS) * (0.85 * np.clip(facing, 0.0, 1.2)[..., None] * beam + 1.2 * level)
    grey = image.mean(axis=2, keepdims=True)
    vivid = np.maximum(grey + CARD * (image - grey), 0.1 * grey)
    card = (
        vivid
        * (1.0 - 0.35 * shadow * (1.0 - white))
        * (1.0 + FINE * (facing - 0.65) + PRESSED * (pressed - 0.65))[..., None]
    )
    return (card + white * (puffs - card)).astype(np.float32)


def _lit(high: Image) -> Image:
    """Return how much a relief (texels high) has of a light from above and from the left; 0.65 where it is level."""
    down, right = np.gradient(high)
    return (0.55 * down + 0.35 * right + 0.65) / np.sqrt(1.0 + down * down + right * right)
