"""Films that look drawn or made: toon with ink lines, clay, paper, blueprint. Shapes and their motion stay as they are.

A style is two steps. Before the light is traced every surface is exchanged (``styled``): clay for all, or flat
matter in the thing's own colour. After the noise is out, toon, paper and blueprint are drawn from what a frame shows
anyway (``drawn``): its light over its albedo, and the lines of ``ink.outlines``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.render.posed import SET_PREFIX, Item, Surface
from setpiece.render.surfaces import albedo
from setpiece.world.materials import MATERIALS

if TYPE_CHECKING:
    from setpiece.world.document import Style

LINED = frozenset({"toon", "paper", "blueprint"})  # styles that need lines (``ink.outlines``)
LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)
CLAY, PALE_CLAY = (0.50, 0.25, 0.13), (0.62, 0.60, 0.56)  # of things, of what stands around
VIVID = 1.35  # by how much a colour is farther from grey
LIFTED = 0.05  # what black is drawn with: ink is darker than any surface
PALE = 0.12  # how far a paper's colour goes towards white
CUT = 0.85  # how white the edges of cut paper are
FULL = 1.5  # light on them: where a pixel shows sky too, light over albedo is no measure of it
GLOSSY = 0.4  # roughness up to which a toon keeps a highlight
BAND = 1.1  # stops between a toon's tones
SOFT = 0.12  # of a band: how wide the step between two tones is
LOWEST, HIGHEST = -4.0, 1.5  # stops around a matte white in full light that a toon tells apart
DIMMEST = 0.02  # albedo below which light is not told from colour
BLUE, CHALK, GRID = (0.012, 0.055, 0.20), (0.75, 0.85, 1.0), (0.05, 0.12, 0.30)
SQUARES = 24  # of a blueprint's grid, across the picture's height


def styled(item: Item, style: Style) -> Item:
    """Return a posed mesh with the surface that it has in a style; what glows goes on glowing, holes stay holes."""
    surface = item.surface
    if style == "natural" or surface.material not in MATERIALS or MATERIALS[surface.material].kind == "emissive":
        return item
    if style == "clay":
        dull = PALE_CLAY if item.id.startswith(SET_PREFIX) else CLAY
        return replace(item, surface=Surface("clay", dull, leafy=surface.leafy))
    if style == "blueprint":
        return replace(item, surface=Surface("paper", leafy=surface.leafy))
    color, material = np.array(albedo(surface)), MATERIALS[surface.material]
    grey = float(color @ LUMINANCE)
    color = LIFTED + (1.0 - LIFTED) * (grey + VIVID * (color - grey))
    if style == "paper":
        return replace(item, surface=Surface("paper", _rgb(color + PALE * (0.85 - color)), leafy=surface.leafy))
    if material.kind == "clear":
        return item
    rough = material.roughness if surface.roughness is None else surface.roughness
    shiny = material.kind == "metal" or rough < GLOSSY
    return replace(item, surface=Surface("plastic" if shiny else "paper", _rgb(color), leafy=surface.leafy))


def _rgb(color: NDArray) -> tuple[float, float, float]:
    red, green, blue = (round(float(channel), 4) for channel in np.clip(color, 0.01, 0.9))
    return red, green, blue


def drawn(
    style: Style, radiance: NDArray[np.float32], albedos: NDArray, ink: NDArray[np.float32], exposure: float
) -> NDArray[np.float32]:
    """Return the radiance (H, W, 3) that a style shows instead of a clean frame's.

    Args:
        style: One of ``LINED``.
        radiance: (H, W, 3) without noise.
        albedos: (H, W, 3) of the surfaces that are seen; 0 in the sky.
        ink: (H, W) from ``ink.outlines``.
        exposure: The shot's.
    """
    albedos = np.clip(albedos.astype(np.float32), 0.0, 1.0)
    reflectance = albedos @ LUMINANCE
    sky = reflectance < DIMMEST
    light = (radiance @ LUMINANCE) * np.float32(exposure) / np.where(sky, 1.0, reflectance)
    if style == "blueprint":
        picture = _blueprint(light, sky) * (1.0 - ink[..., None]) + np.float32(CHALK) * ink[..., None]
        return (picture / exposure).astype(np.float32)
    if style == "paper":
        edge = (CUT * ink * (1.0 - sky))[..., None]
        return (radiance * (1.0 - edge) + edge * (0.8 * np.minimum(light, FULL))[..., None] / exposure).astype(
            np.float32
        )
    toned = np.exp2(_steps(np.log2(np.maximum(light, 1e-6))))[..., None]
    lit = np.where(sky[..., None], radiance, albedos * toned / exposure)  # a sky is flat already
    return (lit * (1.0 - 0.96 * ink[..., None])).astype(np.float32)


def _steps(stops: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return stops of light as a few even tones with narrow soft steps between them."""
    level = np.clip(stops, LOWEST, HIGHEST) / np.float32(BAND)
    whole = np.floor(level)
    share = np.clip((level - whole - 0.5) / np.float32(SOFT) + 0.5, 0.0, 1.0)
    return np.float32(BAND) * (whole + share * share * (3.0 - 2.0 * share))


def _blueprint(light: NDArray[np.float32], sky: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return the blue sheet (H, W, 3): a grid, lighter where there is light on a surface."""
    height, width = light.shape
    step = height / SQUARES
    y, x = (np.arange(size, dtype=np.float32) % np.float32(step) < 1.0 for size in (height, width))
    grid = np.where((y[:, None] | x[None, :])[..., None], np.float32(GRID), np.float32(BLUE))
    wash = np.where(sky, 0.0, np.clip(np.exp2(_steps(np.log2(np.maximum(light, 1e-6)))), 0.0, 1.5))
    return grid + wash[..., None] * np.float32(GRID)
