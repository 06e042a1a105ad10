"""The numbers of a scene, laid out for the kernels: materials, patterns, lamps, sky, and who is who."""

from __future__ import annotations

from math import pi, sin, tau
from typing import TYPE_CHECKING

import numpy as np

from setpiece.render import atlas, emitters, glints, gloss, kernel, panes, surfaces
from setpiece.render.alias import alias_table
from setpiece.render.emitters import CELL_COLUMNS, CELL_ROWS
from setpiece.render.patterns_city import INDOORS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from setpiece.render.lights import Lamp, Lighting, Sun
    from setpiece.render.posed import Item

SHAPES = {"rectangle": 0.0, "disk": emitters.DISK, "ball": emitters.BALL}
LAMP_DISTANCE = 2.5  # m: a lamp counts in the choice of emitters as it would light what is so far from it
BRIGHT = 2.0  # times the dome's mean: what is brighter is asked for light, the rest is met often enough (Karlik et al.
# 2019, MIS compensation; but by a threshold: what shines through clear things is asked for only, and must not be rare)
EVEN = 0.15  # share of the choices that is even among all emitters: none is forgotten near by
ALIGNMENT = 64  # bytes


def item_rows(items: Sequence[Item], seed: int) -> tuple[NDArray[np.float32], NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the rows of ``Tables.items`` (N, ITEM_SIZE), the texels of all patterns, and their panes.

    Tiles follow one another.
    """
    rows = np.zeros((len(items), kernel.ITEM_SIZE), np.float32)
    tiles, first, behind_all = {}, 0, 0
    for row, item in zip(rows, items, strict=True):
        look = surfaces.look(item.surface)
        row[:4] = (*look.color, look.roughness**2)
        f0 = ((look.ior - 1.0) / (look.ior + 1.0)) ** 2
        row[4:8] = (look.metallic, look.gloss, f0, look.ior)
        if not look.pattern:
            row[10] = 1.0 / look.depth if look.depth else 0.0
            continue
        wish = (look.pattern, look.color, seed)
        if wish not in tiles:
            tiles[wish] = atlas.tile(*wish), first, behind_all
            first += tiles[wish][0].words.size // 2
            behind_all += tiles[wish][0].panes.size
        tile, begin, behind = tiles[wish]
        row[8:10] = np.array([begin, tile.edge], np.uint32).view(np.float32)
        loose = 2.0 if look.pattern in glints.GLITTERS else -1.0 if look.pattern in panes.THROUGH else float(tile.loose)
        row[10:15] = (1.0 / tile.size_m, loose, tile.tint, tile.relief, look.lit)
        row[15] = np.array([behind + 1 if tile.panes.size else 0], np.uint32).view(np.float32)[0]
        row[14] -= surfaces.STEADY if look.lit < 0.0 and look.pattern in INDOORS else 0.0
        row[14] = surfaces.WET if tile.panes.size and tile.wet else row[14]
        row[14] = surfaces.STRAND if look.pattern == "strand" else row[14]
    texels = room(max(2 * first, 2), np.uint32)
    words = room(behind_all, np.uint32)
    for tile, begin, behind in tiles.values():
        texels[2 * begin : 2 * begin + tile.words.size] = tile.words
        words[behind : behind + tile.panes.size] = tile.panes
    return rows, texels, words


def lamp_rows(lamps: Sequence[Lamp]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the rows of ``Lights.lamps`` (N, LAMP_SIZE) and the texels of all pictures (M, 4); one row at least."""
    rows = np.zeros((max(len(lamps), 1), kernel.LAMP_SIZE), np.float32)
    pictures, first = [np.zeros((1, 4), np.float32)], 1
    for row, lamp in zip(rows, lamps, strict=False):
        pose = lamp.world_from_lamp
        row[0:3], row[4:7], row[8:11] = pose[:3, 3], pose[:3, 0], pose[:3, 1]
        row[12:15] = pose[:3, 2] / np.linalg.norm(pose[:3, 2])
        row[15], row[3] = lamp.edge, lamp.core
        row[16:18] = lamp.area, SHAPES[lamp.shape]
        row[20:23] = lamp.radiance if lamp.lit else 0.0
        if lamp.picture is not None:
            height, width = lamp.picture.shape[:2]
            row[18:20], row[23] = (first, height), width
            pictures.append(np.pad(lamp.picture.reshape(-1, 3), ((0, 0), (0, 1))))
            first += height * width
    return rows, np.concatenate(pictures).astype(np.float32)


def lights(lighting: Lighting, lamps: Sequence[Lamp], tags: Sequence[int]) -> kernel.Lights:
    """Return all that shines as Dr.Jit arrays. ``tags``: the slots of dome and sun, then those of the lamps."""
    import mitsuba as mi

    dome = np.zeros((2, 1, 3), np.float32) if lighting.dome is None else lighting.dome.radiance
    sky = cell_weights(dome)
    bright = np.where(sky > BRIGHT * sky.sum() / (4.0 * pi) * cell_areas(), sky, 0.0)
    share, alias, density = _tabled(bright, sky)
    asked = [(bright, lighting.sun), (bright, None), (sky, lighting.sun)]  # in the order of ``emitters.ALL`` ...
    chosen = [choices(float(weights.sum()), sun, lamps) for weights, sun in asked]
    choice_share, choice_alias, _ = _tabled(*chosen)
    chosen[emitters.BUT_SUN] *= 1.0 if lighting.sun else 2.0
    rows, pictures = lamp_rows(lamps)
    direction, radiance, versine = _sun(lighting.sun)
    pane = lighting.sun.pane if lighting.sun else None
    return kernel.Lights(
        lamps=floats(rows),
        pictures=floats(pictures),
        dome=quads(np.concatenate([dome.reshape(-1, 3), small_dome(dome).reshape(-1, 3)])[None]),
        dome_height=mi.UInt32(dome.shape[0]),
        dome_width=mi.UInt32(dome.shape[1]),
        cell_share=floats(share),
        cell_alias=integers(alias),
        cell_density=floats(density / np.tile(cell_areas(), 2)),
        sun_direction=mi.Vector3f(*direction),
        sun_radiance=mi.Color3f(*radiance),
        sun_versine=mi.Float(versine),
        sun_pane=mi.Float(kernel.OPEN_SKY if pane is None else pane),
        choice_share=floats(choice_share),
        choice_alias=integers(choice_alias),
        choice_density=floats(np.concatenate(chosen)),
        choice_tag=integers(np.array(tags)),
        choices=mi.UInt32(len(chosen[0])),
    )


def _tabled(*weights: NDArray[np.float64]) -> tuple[NDArray[np.float32], NDArray[np.uint32], NDArray[np.float64]]:
    """Return alias tables one after another: shares, aliases, and the probability of every entry (0 without any)."""
    tables = [alias_table(each if each.any() else np.ones(each.size)) for each in weights]
    share, alias = (np.concatenate(parts) for parts in zip(*tables, strict=True))
    return share, alias, np.concatenate([each / (each.sum() or 1.0) for each in weights])


def choices(dome: float, sunlight: Sun | None, lamps: Sequence[Lamp]) -> NDArray[np.float64]:
    """Return with which probability dome, sun and each lamp are asked for light: by what they give a thing near by.

    ``dome`` is the sum of its cells' weights. Where lamps stand does not count, so that a lamp that moves changes
    nothing else.
    """
    sun = 0.0 if sunlight is None else float(np.mean(sunlight.irradiance))
    shares = [float(np.mean(lamp.radiance)) * min(lamp.area / LAMP_DISTANCE**2, pi) for lamp in lamps]
    power = np.array([dome, sun, *shares])
    if not power.any():
        return power
    shining = power > 0.0
    return (1.0 - EVEN) * power / power.sum() + EVEN * shining / shining.sum()


def cell_weights(image: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the mean brightness of each cell of a dome times its solid angle, (CELL_ROWS CELL_COLUMNS,).

    Cells take part in the brightness of their neighbours, because radiance between texels is mixed.
    """
    height, width = image.shape[:2]
    gray = image.mean(axis=2, dtype=np.float64)
    if height < CELL_ROWS or width < CELL_COLUMNS:
        rows = np.minimum(np.arange(CELL_ROWS) * height // CELL_ROWS, height - 1)
        gray = gray[rows][:, np.arange(CELL_COLUMNS) * width // CELL_COLUMNS]
    else:
        gray = gray[: height // CELL_ROWS * CELL_ROWS, : width // CELL_COLUMNS * CELL_COLUMNS]
        gray = gray.reshape(CELL_ROWS, -1, CELL_COLUMNS, gray.shape[1] // CELL_COLUMNS).mean(axis=(1, 3))
    below = np.pad(gray, ((1, 1), (0, 0)), mode="edge")
    wide = 0.8 * gray + 0.1 * (below[:-2] + below[2:])
    wide = 0.8 * wide + 0.1 * (np.roll(wide, 1, 1) + np.roll(wide, -1, 1))
    return wide.ravel() * cell_areas()


def small_dome(image: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a dome at CELL_ROWS x CELL_COLUMNS, texels on corners like those of the large one.

    Each is the mean of the large one's texels around its place, weighted like a tent, and by their solid angle. A dome
    that is smaller is enlarged. (Sums by einsum: a matrix product's bits depend on its threads.)
    """
    height, width = image.shape[:2]
    if width < CELL_COLUMNS or height < CELL_ROWS:
        rows = _tent(np.linspace(0.0, height - 1.0, CELL_ROWS), height, wraps=False).T
        columns = _tent(np.arange(CELL_COLUMNS) * (width / CELL_COLUMNS), width, wraps=True).T
    else:
        # Blocks of a quarter of a cell first, which leaves little to sum.
        down, right = (max(size // (4 * cells), 1) for size, cells in ((height, CELL_ROWS), (width, CELL_COLUMNS)))
        image = image[: height // down * down, : width // right * right]
        image = image.reshape(height // down, down, width // right, right, 3).mean(axis=(1, 3))
        polar = (np.arange(image.shape[0]) * down + 0.5 * (down - 1)) / (height - 1)
        bearing = (np.arange(image.shape[1]) * right + 0.5 * (right - 1)) / width
        rows = _tent(polar * (CELL_ROWS - 1.0), CELL_ROWS, wraps=False) * np.sin(np.clip(polar * pi, 1e-3, pi - 1e-3))
        columns = _tent(bearing * CELL_COLUMNS, CELL_COLUMNS, wraps=True)
    rows, columns = (weights / weights.sum(axis=1, keepdims=True) for weights in (rows, columns))
    return np.einsum("cw,rwk->rck", columns, np.einsum("rh,hwk->rwk", rows, image)).astype(np.float32)


def _tent(places: NDArray[np.float64], count: int, *, wraps: bool) -> NDArray[np.float64]:
    """Return (count, N) how much each of ``count`` places 0, 1, 2 ... shares in given places: 1 - their distance."""
    away = np.abs(places[None] - np.arange(count)[:, None])
    if wraps:
        away = np.minimum(away, count - away)
    return np.clip(1.0 - away, 0.0, None)


def cell_areas() -> NDArray[np.float64]:
    """Return the solid angle (sr) of every cell."""
    edges = np.cos(np.arange(CELL_ROWS + 1) * (pi / CELL_ROWS))
    return np.repeat((edges[:-1] - edges[1:]) * (tau / CELL_COLUMNS), CELL_COLUMNS)


def _sun(sun: Sun | None) -> tuple[tuple[float, ...], list[float], float]:
    """Return direction, radiance and the versine of the radius; nothing is within a versine of -1."""
    if sun is None:
        return (0.0, 0.0, 1.0), [0.0, 0.0, 0.0], -1.0
    versine = 2.0 * sin(0.5 * sun.radius) ** 2
    return sun.direction, [value / (tau * versine) for value in sun.irradiance], versine


def gloss_table() -> object:
    """Return ``gloss.table`` as a Dr.Jit array."""
    return floats(gloss.table())


def floats(array: NDArray) -> object:
    """Return a NumPy array as Dr.Jit's floats."""
    import mitsuba as mi

    return mi.Float(aligned(array, np.float32))


def integers(array: NDArray) -> object:
    """Return a NumPy array as Dr.Jit's unsigned integers."""
    import mitsuba as mi

    return mi.UInt32(aligned(array, np.uint32))


def quads(pixels: NDArray[np.float32]) -> object:
    """Return an image (H, W, 3) as Dr.Jit's floats, four a pixel, so that each is read at once."""
    import mitsuba as mi

    padded = room(pixels.shape[0] * pixels.shape[1] * 4, np.float32)
    padded.reshape(*pixels.shape[:2], 4)[..., :3] = pixels
    return mi.Float(padded)


def aligned(array: NDArray, dtype: type) -> NDArray:
    """Return a flat copy that begins at a multiple of 64 bytes."""
    flat = np.asarray(array).ravel()
    out = room(flat.size, dtype)
    np.copyto(out, flat, casting="unsafe")
    return out


def room(count: int, dtype: type) -> NDArray:
    """Return zeros (count,) that begin at a multiple of 64 bytes.

    Dr.Jit reads NumPy's memory in place and compiles another program for memory that is not aligned.
    """
    size = count * np.dtype(dtype).itemsize
    space = np.zeros(size + ALIGNMENT, np.uint8)
    start = -space.ctypes.data % ALIGNMENT
    return space[start : start + size].view(dtype)
