"""Films that look drawn or made: toon with ink lines, clay, paper, blueprint. Shapes and their motion stay as they are.

A style is two steps. Before the light is traced every surface is exchanged (``styled``): clay for all, or flat
matter in the thing's own colour. After the noise is out, toon, paper and blueprint are drawn from what a frame shows
anyway (``drawn``): its light over its albedo, and the lines and layers of ``sheets.drawing``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.render.drawing import ROWS
from setpiece.render.posed import SET_PREFIX, Item, Surface
from setpiece.render.surfaces import albedo
from setpiece.world.materials import MATERIALS, SIZES

if TYPE_CHECKING:
    from setpiece.render.drawing import Drawing
    from setpiece.world.document import Style

LINED = frozenset({"toon", "paper", "blueprint"})  # styles that are drawn (``sheets.drawing``)
Rgb = tuple[float, float, float]
LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)
LARGE, HUGE = 1.2, 60.0  # m across, from which a model's matter has dents and fibres of the next size
DYED = 1.5  # by how much a plasticine's colour is farther from grey
KNEADED = 0.05  # how far plasticine's colours go towards white: it is chalk for the most part
DEEPEST = 0.045  # albedo of its black
MATT = 0.9  # roughness of a place's clay, which would mirror at the grazing angle of its land
VIVID = 1.6  # by how much a toon's colour is farther from grey
MUTED = 1.7  # likewise of construction paper
LIFTED = 0.05  # what black is drawn with: ink is darker than any surface
PALE = 0.03  # how far a paper's colour goes towards white
EVEN = 0.36  # exponent of the light on paper: sheets are lit by the room, not by a hard sun
ROOM = 1.4  # of that light: how much of it there is
SHADE = 0.62  # how dark the shadow of one sheet on another is
FLAT = 0.82  # of that light is the same all over a sheet: card is flat, whatever it stands for
LIGHTER, WHITE = 0.60, 1.5  # how far a cut edge is on its way to white in full light
GRAIN = 0.030  # of a sheet's light: what its fibres take or add
FULL = 1.5  # light on paper: where a pixel shows sky too, light over albedo is no measure of it
SPREAD = 3.0, 9.0  # pixels over which leaves are one colour in one light: near by, and from 2^FAR_OFF m
FAR_OFF = 6.0, 8.0  # octaves of m
AIRY = 30.0, 1800.0  # m: from where land takes on the colour of the air, to where it has most of it
AERIAL = {"toon": (0.45, (0.50, 0.68, 0.80)), "paper": (0.62, (0.48, 0.70, 0.78))}  # how much; that colour
SHADED, SUNNY = (0.80, 0.95, 1.20), (2.3, 2.25, 2.15)  # a cloud's two tones, as they are shown
INKY = 0.96
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
    surface, grown = item.surface, grows(item)
    if style == "natural" or surface.material not in MATERIALS or MATERIALS[surface.material].kind == "emissive":
        return item
    if style == "blueprint":
        return replace(item, surface=Surface("paper", leafy=surface.leafy, grown=grown))
    color, material = np.array(albedo(surface)), MATERIALS[surface.material]
    grey = float(color @ LUMINANCE)
    if style == "clay":
        color = grey + DYED * (color - grey)
        color = np.maximum(color + KNEADED * (0.8 - color), DEEPEST)
        matt = MATT if item.id.startswith(SET_PREFIX) else None
        clay = Surface(f"plasticine{_size(item)}", _rgb(color), leafy=surface.leafy, roughness=matt)
        return replace(item, surface=clay)
    if style == "paper":
        color = LIFTED + (1.0 - LIFTED) * (grey + MUTED * (color - grey))
        paper = "paper" if item.id.startswith(SET_PREFIX) else f"cut_paper{_size(item)}"
        sheet = Surface(paper, _rgb(color + PALE * (0.85 - color)), leafy=surface.leafy, grown=grown)
        return replace(item, surface=sheet)
    color = LIFTED + (1.0 - LIFTED) * (grey + VIVID * (color - grey))
    if material.kind == "clear":
        return item
    rough = material.roughness if surface.roughness is None else surface.roughness
    shiny = material.kind == "metal" or rough < GLOSSY
    matter = Surface("plastic" if shiny else "paper", _rgb(color), leafy=surface.leafy, grown=grown)
    return replace(item, surface=matter)


def grows(item: Item) -> bool:
    """Return whether an item is plants of a place: what is leafy, and what is green and matt as leaves are."""
    red, green, blue = item.surface.color or (0.0, 0.0, 0.0)
    green_ = item.surface.material == "paper" and green > max(red, blue)
    return item.surface.leafy or (item.id.startswith(SET_PREFIX) and green_)


def _size(item: Item) -> str:
    """Return which size of dents and fibres a model of this size has, as its materials' names end."""
    if item.id.startswith(SET_PREFIX):
        return SIZES[1]  # land was pressed by the same thumbs as what stands on it
    span = float(np.linalg.norm(np.ptp(item.mesh.vertices, axis=0)))
    return SIZES[(span > LARGE) + (span > HUGE)]


def _rgb(color: NDArray) -> tuple[float, float, float]:
    red, green, blue = (round(float(channel), 4) for channel in np.clip(color, 0.01, 0.9))
    return red, green, blue


def drawn(
    style: Style, radiance: NDArray[np.float32], albedos: NDArray, drawing: Drawing, exposure: float
) -> NDArray[np.float32]:
    """Return the radiance (H, W, 3) that a style shows instead of a clean frame's.

    Args:
        style: One of ``LINED``.
        radiance: (H, W, 3) without noise.
        albedos: (H, W, 3) of the surfaces that are seen; 0 in the sky.
        drawing: Of the frame, from ``sheets.drawing``.
        exposure: The shot's.
    """
    albedos, ink = np.clip(albedos.astype(np.float32), 0.0, 1.0), drawing.ink[..., None]
    share = (albedos @ LUMINANCE < DIMMEST).astype(np.float32) if drawing.sky is None else drawing.sky
    albedos, matter, backdrop = (
        _pure(albedos, share <= 0.0), _pure(radiance, share <= 0.0), _pure(radiance, share >= 1.0)
    )  # fmt: skip
    reflectance = albedos @ LUMINANCE
    light = (matter @ LUMINANCE) * np.float32(exposure) / np.maximum(reflectance, np.float32(DIMMEST))
    if style == "blueprint":
        picture = _blueprint(light, share > 0.5) * (1.0 - ink) + np.float32(CHALK) * ink
        return (picture / exposure).astype(np.float32)
    albedos, light = _massed(albedos, light, drawing)
    albedos = _hazed(albedos, drawing, *AERIAL[style])
    backdrop = _clouded(backdrop, drawing, exposure)
    if style == "paper":
        return _papercraft(albedos, light, share, backdrop, drawing, exposure)
    toned = np.exp2(_steps(np.log2(np.maximum(light, 1e-6))))[..., None]
    lit = albedos * toned / np.float32(exposure)
    lit = lit + share[..., None] * (backdrop - lit)
    return (lit * (1.0 - INKY * ink)).astype(np.float32)


def _pure(values: NDArray[np.float32], known: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return values (H, W, 3) of one kind of matter: where a pixel shows another too, those of pixels beside it."""
    from scipy.ndimage import uniform_filter

    weight = uniform_filter(known.astype(np.float32), 5)
    beside = uniform_filter(values * known[..., None], (5, 5, 1)) / np.maximum(weight, 1e-6)[..., None]
    return np.where((known | (weight < 0.01))[..., None], values, beside)


def _massed(albedos: NDArray, light: NDArray, drawing: Drawing) -> tuple[NDArray, NDArray]:
    """Return albedo and light with those of leaves spread over their mass: one colour, and its two sides."""
    from scipy.ndimage import gaussian_filter

    if drawing.crown is None or not drawing.crown.any():
        return albedos, light
    share, scale = drawing.crown, max(1.0, 2.0 * light.shape[0] / ROWS)
    planes = [*np.moveaxis(albedos, -1, 0), light]
    even = np.stack(planes, axis=-1)
    far = (
        np.zeros_like(share)
        if drawing.away is None
        else np.clip((drawing.away - FAR_OFF[0]) / (FAR_OFF[1] - FAR_OFF[0]), 0.0, 1.0)
    )
    for size, among in zip(SPREAD, (share, share * far), strict=True):
        if not among.any():
            continue
        known = np.maximum(gaussian_filter(among, size * scale), 1e-4)
        spread = [gaussian_filter(plane * among, size * scale) / known for plane in planes]
        even = even + among[..., None] * (np.stack(spread, axis=-1) - even)
    return even[..., :3], even[..., 3]


def _clouded(radiance: NDArray, drawing: Drawing, exposure: float) -> NDArray:
    """Return the sky with its cut-out clouds as sharp as the picture is."""
    if drawing.cloud is None or drawing.sunny is None:
        return radiance
    out = radiance
    for share, white in ((drawing.cloud, SHADED), (drawing.sunny, SUNNY)):
        out = out + share[..., None] * (np.float32(white) / np.float32(exposure) - out)
    return out


def _hazed(albedos: NDArray, drawing: Drawing, most: float, color: Rgb) -> NDArray:
    """Return albedos of land and what grows on it, the nearer to the colour of the air the farther off they are."""
    if drawing.away is None or drawing.land is None or drawing.crown is None:
        return albedos
    low, high = (np.log2(each) for each in AIRY)
    share = np.clip((drawing.away - low) / (high - low), 0.0, 1.0) * np.maximum(drawing.land, drawing.crown)
    return albedos + (np.float32(most) * share)[..., None] * (np.float32(color) - albedos)


def _papercraft(
    albedos: NDArray, light: NDArray, sky: NDArray, backdrop: NDArray, drawing: Drawing, exposure: float
) -> NDArray[np.float32]:
    """Return cut sheets (H, W, 3): evenly lit, light along their cut, each in the shadow of the ones above it."""
    even = ROOM * np.clip(light, 1e-3, FULL) ** EVEN
    even = even if drawing.sheet is None else even + np.float32(FLAT) * (_evened(even, drawing.sheet) - even)
    sheet = albedos * even[..., None] / np.float32(exposure)
    sheet = sheet + sky[..., None] * (backdrop - sheet)
    if drawing.grain is not None:
        sheet = sheet * (1.0 + GRAIN * drawing.grain)[..., None]
    if drawing.cast is not None and drawing.rim is not None:
        sheet = sheet * (1.0 - SHADE * np.minimum(drawing.cast * 1.6, 1.0))[..., None]
        cut = sheet + LIGHTER * (np.float32(WHITE / exposure) - sheet)
        sheet = sheet + drawing.rim[..., None] * (cut - sheet)
    return sheet.astype(np.float32)


def _evened(light: NDArray[np.float32], sheet: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the mean light of every pixel's sheet (H, W), and its own where it belongs to none."""
    _, number = np.unique(sheet, return_inverse=True)
    number = number.ravel()
    mean = np.bincount(number, light.ravel()) / np.bincount(number)
    return np.where(sheet > 0, mean[number].reshape(sheet.shape), light).astype(np.float32)


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
