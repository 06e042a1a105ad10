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

from setpiece.render.ink import ROWS
from setpiece.render.posed import SET_PREFIX, Item, Surface
from setpiece.render.surfaces import albedo
from setpiece.world.materials import MATERIALS, SIZES

if TYPE_CHECKING:
    from setpiece.world.document import Style

LINED = frozenset({"toon", "paper", "blueprint"})  # styles that need lines (``ink.outlines``)
LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)
LARGE, HUGE = 1.2, 14.0  # m across, from which a model's matter has dents and fibres of the next size
DYED = 1.25  # by how much a plasticine's colour is farther from grey
KNEADED = 0.09  # how far plasticine's colours go towards white: it is chalk for the most part
DEEPEST = 0.07  # albedo of its black
VIVID = 1.6  # by how much a toon's colour is farther from grey
MUTED = 1.2  # likewise of construction paper
LIFTED = 0.05  # what black is drawn with: ink is darker than any surface
PALE = 0.06  # how far a paper's colour goes towards white
EVEN = 0.45  # exponent of the light on paper: sheets are lit by the room, not by a hard sun
ROOM = 1.25  # of that light: how much of it there is
LIFT = (5, 4)  # fine pixels: how far down and right a sheet's shadow falls on the one below
SHADE = 0.55  # how dark it is
CUT = 0.85  # how white the edges of cut paper are
FULL = 1.5  # light on them: where a pixel shows sky too, light over albedo is no measure of it
GLOSSY = 0.4  # roughness up to which a toon keeps a highlight
BAND = 1.5  # stops between a toon's tones
SOFT = 0.12  # of a band: how wide the step between two tones is
LOWEST, HIGHEST = -4.0, 1.5  # stops around a matte white in full light that a toon tells apart
DIMMEST = 0.02  # albedo below which light is not told from colour
BLUE, CHALK, GRID = (0.012, 0.055, 0.20), (0.75, 0.85, 1.0), (0.05, 0.12, 0.30)
SQUARES, FINER = 12, 5  # of a blueprint's grid, across the picture's height; squares in one of them
FAINT = 0.30  # of a grid's line: what the lines of the finer one have


def styled(item: Item, style: Style) -> Item:
    """Return a posed mesh with the surface that it has in a style; what glows goes on glowing, holes stay holes."""
    surface = item.surface
    if style == "natural" or surface.material not in MATERIALS or MATERIALS[surface.material].kind == "emissive":
        return item
    if style == "blueprint":
        return replace(item, surface=Surface("paper", leafy=surface.leafy))
    color, material = np.array(albedo(surface)), MATERIALS[surface.material]
    grey = float(color @ LUMINANCE)
    if style == "clay":
        color = grey + DYED * (color - grey)
        color = np.maximum(color + KNEADED * (0.8 - color), DEEPEST)
        return replace(item, surface=Surface(f"plasticine{_size(item)}", _rgb(color), leafy=surface.leafy))
    if style == "paper":
        color = LIFTED + (1.0 - LIFTED) * (grey + MUTED * (color - grey))
        paper = f"cut_paper{_size(item)}"
        return replace(item, surface=Surface(paper, _rgb(color + PALE * (0.85 - color)), leafy=surface.leafy))
    color = LIFTED + (1.0 - LIFTED) * (grey + VIVID * (color - grey))
    if material.kind == "clear":
        return item
    rough = material.roughness if surface.roughness is None else surface.roughness
    shiny = material.kind == "metal" or rough < GLOSSY
    return replace(item, surface=Surface("plastic" if shiny else "paper", _rgb(color), leafy=surface.leafy))


def _size(item: Item) -> str:
    """Return which size of dents and fibres a model of this size has, as its materials' names end."""
    if item.id.startswith(SET_PREFIX):
        return SIZES[2]
    span = float(np.linalg.norm(np.ptp(item.mesh.vertices, axis=0)))
    return SIZES[(span > LARGE) + (span > HUGE)]


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
        return _papercraft(radiance, light, sky, ink, exposure)
    toned = np.exp2(_steps(np.log2(np.maximum(light, 1e-6))))[..., None]
    lit = np.where(sky[..., None], radiance, albedos * toned / exposure)  # a sky is flat already
    return (lit * (1.0 - 0.96 * ink[..., None])).astype(np.float32)


def _papercraft(
    radiance: NDArray[np.float32], light: NDArray, sky: NDArray[np.bool_], ink: NDArray[np.float32], exposure: float
) -> NDArray[np.float32]:
    """Return cut sheets (H, W, 3): evenly lit, white at their edges, each in the shadow of the one above it."""
    from scipy.ndimage import gaussian_filter, shift

    level = np.clip(light, 1e-3, FULL)
    even = np.where(sky, 1.0, ROOM * level**EVEN / np.maximum(light, 1e-3))
    grown = ink.shape[0] / ROWS
    cast = gaussian_filter(shift(ink, [size * grown for size in LIFT], order=1), 3.0 * grown)
    shade = 1.0 - SHADE * np.clip(2.0 * cast, 0.0, 1.0) * (1.0 - ink)
    edge = (CUT * ink * (1.0 - sky))[..., None]
    white = (0.9 * np.minimum(ROOM * level**EVEN, FULL))[..., None] / exposure
    return (radiance * (even * shade)[..., None] * (1.0 - edge) + edge * white).astype(np.float32)


def _steps(stops: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return stops of light as a few even tones with narrow soft steps between them."""
    level = np.clip(stops, LOWEST, HIGHEST) / np.float32(BAND)
    whole = np.floor(level)
    share = np.clip((level - whole - 0.5) / np.float32(SOFT) + 0.5, 0.0, 1.0)
    return np.float32(BAND) * (whole + share * share * (3.0 - 2.0 * share))


def _blueprint(light: NDArray[np.float32], sky: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return the blue sheet (H, W, 3): a grid, lighter where there is light on a surface."""
    height, width = light.shape
    pen, line = max(1.0, height / 540.0), np.zeros(light.shape, np.float32)
    for step, strength in ((height / (SQUARES * FINER), FAINT), (height / SQUARES, 1.0)):
        y, x = (np.arange(size, dtype=np.float32) % np.float32(step) < pen for size in (height, width))
        line = np.maximum(line, np.float32(strength) * (y[:, None] | x[None, :]))
    grid = np.float32(BLUE) + line[..., None] * (np.float32(GRID) - np.float32(BLUE))
    wash = np.where(sky, 0.0, np.clip(np.exp2(_steps(np.log2(np.maximum(light, 1e-6)))), 0.0, 1.5))
    return grid + wash[..., None] * np.float32(GRID)
