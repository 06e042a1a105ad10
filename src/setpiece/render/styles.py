"""Films that look drawn or made: toon with ink lines, clay, paper, blueprint. Shapes and their motion stay as they are.

A style is two steps. Before the light is traced every surface is exchanged (``styled``): clay for all, or flat
matter in the thing's own colour. After the noise is out, toon, paper and blueprint are drawn from what a frame shows
anyway (``drawn``): its light over its albedo, and lines where depth, thing or surface direction jump (``outlines``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.render.layers import NOTHING, part_table
from setpiece.render.posed import SET_PREFIX, Item, PosedWorld, Surface
from setpiece.render.surfaces import albedo
from setpiece.world.materials import MATERIALS

if TYPE_CHECKING:
    from setpiece.render.renderer import Renderer
    from setpiece.world.document import Style

LINED = frozenset({"toon", "paper", "blueprint"})  # styles that need ``outlines``
LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)
CLAY, PALE_CLAY = (0.50, 0.25, 0.13), (0.62, 0.60, 0.56)  # of things, of what stands around
VIVID = 1.35  # by how much a colour is farther from grey
LIFTED = 0.05  # what black is drawn with: ink is darker than any surface
PALE = 0.12  # how far a paper's colour goes towards white
CUT = 0.85  # how white the edges of cut paper are
GLOSSY = 0.4  # roughness up to which a toon keeps a highlight
BAND = 1.1  # stops between a toon's tones
SOFT = 0.12  # of a band: how wide the step between two tones is
LOWEST, HIGHEST = -4.0, 1.5  # stops around a matte white in full light that a toon tells apart
DIMMEST = 0.02  # albedo below which light is not told from colour
JUMP = 0.012  # bend of inverse depth, relative, that is an edge: planes have none at any slope
FOLDS = 1.0 / 60.0  # 1/m: folds of far land, which hide little behind them, are no edges
CREASE = 0.75  # cosine between neighbours' normals below which there is an edge
CROWDED = 0.45  # share of ink around a pixel from which lines fade: leaves and grass would be a black patch
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


def outlines(renderer: Renderer, posed: PosedWorld) -> NDArray[np.float32]:
    """Return how much of each pixel (H, W) is ink, 0 to 1, at half the size of ``renderer``, so that lines are smooth.

    Inverse depth is linear over a plane in the picture, so its second difference is 0 there and tells edges only.
    """
    found = renderer.geometry(posed)
    near = np.where(np.isfinite(found.depth), 1.0 / np.maximum(found.depth, 1e-6), 0.0).astype(np.float32)
    names = [id_ for id_, _ in part_table(posed)]
    kinds = {name: row for row, name in enumerate(dict.fromkeys(names))}
    owners = np.array([kinds[name] for name in names] + [NOTHING], np.int32)
    thing = owners[np.where(found.part == NOTHING, len(names), found.part)]
    ink = np.zeros(near.shape, bool)
    for axis in (0, 1):
        here, there = _pair(axis, slice(None, -1)), _pair(axis, slice(1, None))
        apart = thing[here] != thing[there]
        apart |= np.einsum("...k,...k", found.normal[here], found.normal[there]) < CREASE
        one, other = near[here], near[there]
        apart &= (one > 0) | (other > 0)
        ink[here] |= apart & (one >= other)
        ink[there] |= apart & (one < other)
        middle = near[_pair(axis, slice(1, -1))]
        bend = 2.0 * middle - near[_pair(axis, slice(None, -2))] - near[_pair(axis, slice(2, None))]
        ink[_pair(axis, slice(1, -1))] |= bend > JUMP * (middle + FOLDS)
    return _drawn_out(ink, width=max(1, round(found.depth.shape[0] / 720)))


def _pair(axis: int, part: slice) -> tuple[slice, slice]:
    return (part, slice(None)) if axis == 0 else (slice(None), part)


def _drawn_out(ink: NDArray[np.bool_], width: int) -> NDArray[np.float32]:
    """Return lines made ``width`` finer pixels wider on either side where they do not crowd, averaged two by two."""
    from scipy.ndimage import binary_dilation, uniform_filter

    wide = binary_dilation(ink, iterations=width).astype(np.float32)
    crowd = uniform_filter(wide, 24 * width + 1, mode="nearest")
    line = wide * np.clip(2.0 * (1.0 - crowd / CROWDED), 0.15, 1.0)
    line = np.pad(line, [(0, size % 2) for size in line.shape], mode="edge")
    height, across = (size // 2 for size in line.shape)
    return line.reshape(height, 2, across, 2).mean((1, 3))


def drawn(
    style: Style, radiance: NDArray[np.float32], albedos: NDArray, ink: NDArray[np.float32], exposure: float
) -> NDArray[np.float32]:
    """Return the radiance (H, W, 3) that a style shows instead of a clean frame's.

    Args:
        style: One of ``LINED``.
        radiance: (H, W, 3) without noise.
        albedos: (H, W, 3) of the surfaces that are seen; 0 in the sky.
        ink: (H, W) from ``outlines``.
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
        edge = CUT * ink[..., None]
        return (radiance * (1.0 - edge) + edge * (0.8 * light * (1.0 - sky))[..., None] / exposure).astype(np.float32)
    toned = np.exp2(_steps(np.log2(np.maximum(light, 1e-6))))[..., None]
    lit = np.where(sky[..., None], radiance * toned / np.maximum(light, 1e-6)[..., None], albedos * toned / exposure)
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
