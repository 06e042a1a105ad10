"""Patterns as Mitsuba textures that stay calm far away and do not repeat near by.

Mitsuba's bitmaps have no mip maps, and a far lawn would flicker: here a tile is kept at every level of detail
(Williams 1983) and looked up in the level that suits a pixel's size on the surface. Patterns without joints begin
anew at random offsets in patches of some metres, so that no repeat shows. Levels and patches pass into each other
by dithering: one look-up serves where mixing would take four, and what a kernel costs to compile is look-ups. A
coarse tint varies the ground over metres and over hundreds of metres; what is far takes the colour of the air.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from setpiece import rng
from setpiece.render.drawn import drawn
from setpiece.render.noise import blur, coloured
from setpiece.render.textures import texture

if TYPE_CHECKING:
    import mitsuba as mi
    from numpy.typing import NDArray

Rgb = tuple[float, float, float]
PLUGIN = "setpiece_pattern"
PIXEL_ANGLE = 1.3e-3  # rad: about a pixel of a picture 640 wide through a normal lens
FAR_NEAR_M = (730.0, 41.0)  # m that one tile of the coarse tint covers
BETWEEN = 0.6  # m of a pixel on the surface, from which the far tint takes over
HEADER = 8  # numbers before the pyramids
MACRO_SIZE = 256
AIR_M = 1900.0  # m after which the air has taken two thirds of a colour
AIR = (0.19, 0.26, 0.36)  # what a far hill's albedo tends to

# Patterns that may be cut anywhere, because nothing in them must join; and how much the coarse tint varies each.
LOOSE = {"grass", "leaves", "foliage", "gravel", "asphalt", "soil", "sand", "snow", "rock", "carpet", "concrete"}
MACRO = {
    "grass": 0.16,
    "leaves": 0.16,
    "foliage": 0.2,
    "gravel": 0.10,
    "asphalt": 0.09,
    "soil": 0.18,
    "sand": 0.06,
    "snow": 0.015,
    "rock": 0.14,
    "concrete": 0.08,
    "flagstone": 0.08,
    "planks": 0.03,
    "brickwork": 0.06,
    "plaster": 0.02,
    "carpet": 0.03,
    "roof_tiles": 0.1,
}


@lru_cache(maxsize=4)
def macro(seed: int) -> NDArray[np.float32]:
    """Return the coarse tint (256, 256, 3): lightness and warmth around 0, and the choice of offset (0..1)."""
    stream = rng.stream(seed, "macro")
    light = coloured(stream, MACRO_SIZE, band=(1, 90), slope=1.15)
    warm = coloured(stream, MACRO_SIZE, band=(1, 50), slope=1.2)
    choice = coloured(stream, MACRO_SIZE, band=(6, 60), slope=0.9)
    ranked = np.argsort(np.argsort(choice.ravel())).reshape(MACRO_SIZE, MACRO_SIZE) / MACRO_SIZE**2
    maps = [np.clip(light, -2.2, 2.2), np.clip(warm, -2.2, 2.2), blur(ranked, 0.7)]
    return np.stack(maps, axis=-1).astype(np.float32)


def slopes(height: NDArray[np.float32], size_m: float) -> NDArray[np.float32]:
    """Return dh/du and dh/dv (n, n, 2) of a height map in m over a tile of ``size_m`` m."""
    span = 2.0 * size_m / height.shape[0]
    du = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) / span
    dv = (np.roll(height, -1, 0) - np.roll(height, 1, 0)) / span
    return np.stack([du, dv], axis=-1).astype(np.float32)


def maps(pattern: str, which: str, color: Rgb, seed: int) -> tuple[NDArray[np.float32], float]:
    """Return a map for the kernel, and the size of its tile in m.

    "albedo" is (n, n, 4): the albedo, and how much the coarse tint varies it; "slope" is (n, n, 2).
    """
    tile = texture(pattern, color, seed)
    if which == "slope":
        flat = np.zeros((1, 1, 2), np.float32)
        return (flat if tile.height is None else slopes(tile.height, tile.size_m)), tile.size_m
    amount = np.full((*tile.albedo.shape[:2], 1), MACRO.get(pattern, 0.0), np.float32)
    return np.concatenate([tile.albedo, amount], axis=-1), tile.size_m


def pyramid(full: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return all levels of a map (n, n, C), n a power of two, one after the other: (n n + n n / 4 + ... + 1, C)."""
    levels = [full]
    while levels[-1].shape[0] > 1:
        above = levels[-1]
        levels.append(0.25 * (above[::2, ::2] + above[1::2, ::2] + above[::2, 1::2] + above[1::2, 1::2]))
    return np.concatenate([level.reshape(-1, full.shape[2]) for level in levels]).astype(np.float32)


@lru_cache(maxsize=24)
def _loaded(variant: str, pattern: str, color: Rgb, seed: int) -> mi.Float:
    """Return a pattern in Dr.Jit's memory: two numbers each about both maps, then their pyramids.

    All is one array, because every array of its own may keep textures from sharing their compiled code.
    """
    import mitsuba as mi

    del variant
    return mi.Float(drawn(f"{pattern} {color} {seed}", lambda: packed(pattern, color, seed)))


def packed(pattern: str, color: Rgb, seed: int) -> NDArray[np.float32]:
    """Return what ``_loaded`` holds, as NumPy's."""
    look, size = maps(pattern, "albedo", color, seed)
    relief, _ = maps(pattern, "slope", color, seed)
    looks, reliefs = pyramid(look).ravel(), pyramid(relief).ravel()
    about = [1.0 / size, float(pattern in LOOSE)]
    head = [*about, look.shape[0], HEADER // 4, *about, relief.shape[0], (HEADER + len(looks)) // 2]
    values = np.concatenate([np.array(head, np.float32), looks, reliefs])
    return np.pad(values, (0, -len(values) % 4))


@lru_cache(maxsize=4)
def _loaded_macro(variant: str, seed: int) -> mi.Float:
    """Return the coarse tint in Dr.Jit's memory, padded to four channels."""
    import mitsuba as mi

    del variant
    return mi.Float(np.pad(macro(seed), ((0, 0), (0, 0), (0, 1))).ravel())


@cache
def register(variant: str) -> None:
    """Make the plugin known to Mitsuba under its current ``variant``, which must be a vectorised one."""
    import mitsuba as mi

    class Tile(mi.Texture):
        """One map of a pattern: albedo (in the asked colour) or slope."""

        def __init__(self, props: mi.Properties) -> None:
            mi.Texture.__init__(self, props)
            color = (float(props["red"]), float(props["green"]), float(props["blue"]))
            self.which = props["which"]
            seed = int(props["seed"])
            self.coarse = _loaded_macro(variant, seed)
            self.data = _loaded(variant, props["pattern"], color, seed)
            self.color = color

        def eval(self, si: mi.SurfaceInteraction3f, active: mi.Bool = True) -> mi.Color3f:  # noqa: ARG002 (never masked)
            """Return the albedo, varied over metres and hazed by the air."""
            return _albedo(self.data, self.coarse, si)

        def eval_3(self, si: mi.SurfaceInteraction3f, active: mi.Bool = True) -> mi.Color3f:  # noqa: ARG002
            """Return the same as ``eval``."""
            return _albedo(self.data, self.coarse, si)

        def eval_1_grad(self, si: mi.SurfaceInteraction3f, active: mi.Bool = True) -> mi.Vector2f:  # noqa: ARG002
            """Return dh/du and dh/dv (m/m)."""
            return _looked_up(mi.Vector2f, self.data, self.coarse, si)[0]

        def mean(self) -> mi.Float:
            """Return the mean albedo."""
            return mi.Float(sum(self.color) / 3.0)

        def is_spatially_varying(self) -> bool:
            """Return that it varies."""
            return True

        def to_string(self) -> str:
            """Return what it is."""
            return f"Tile[{self.which}]"

        def traverse(self, callback: object) -> None:
            """Show no parameters: another colour is another texture."""

    mi.register_texture(PLUGIN, Tile)


def _looked_up(
    texel: type, data: mi.Float, coarse: mi.Float, si: mi.SurfaceInteraction3f
) -> tuple[mi.Vector4f, mi.Vector4f]:
    """Return a map's channels at a point, and the coarse tint there (times its amount)."""
    import drjit as dr
    import mitsuba as mi

    head = dr.gather(mi.Vector4f, data, 0 if dr.size_v(texel) == 4 else 1)
    per_metre, loose, n, first = head[0], head[1], mi.UInt32(head[2]), mi.UInt32(head[3])

    # The size of a pixel on the surface in m, between its long and its short side at a slant; and its level.
    slant = dr.abs(dr.dot(si.n, si.to_world(si.wi)))
    footprint = si.t * PIXEL_ANGLE * dr.rsqrt(dr.maximum(slant, 0.02))
    grain = si.uv.x * 7919.13 + si.uv.y * 6271.71
    dither = grain - dr.floor(grain)
    pixels = dr.clip(footprint * per_metre * head[2] * dr.exp2(dither), 1.0, head[2])
    edge = n >> mi.UInt32(dr.log2(pixels))

    # One coarse tile serves the ground near by, a larger one the land far away; each fades before it would alias.
    far = footprint > BETWEEN
    tint = _bilinear(
        mi.Vector4f, coarse, 0, mi.UInt32(MACRO_SIZE), si.uv * dr.select(far, *(1 / m for m in FAR_NEAR_M))
    )
    share = dr.select(far, _rise(footprint, BETWEEN, 2.5 * BETWEEN), 1.0 - _rise(footprint, 0.3 * BETWEEN, BETWEEN))

    # The patch decides where in the tile it begins; patterns with joints all begin at their origin.
    patch = dr.floor(tint[2] * 9.0 + 0.35 * dither) * loose
    uv = si.uv * per_metre + mi.Point2f(patch * 0.6180340, patch * 0.7548777)
    start = (4 * n * n - 4 * edge * edge) // 3 + first
    return _bilinear(texel, data, start, edge, uv), tint * share


def _bilinear(texel: type, data: mi.Float, start: mi.UInt32, edge: mi.UInt32, uv: mi.Point2f) -> mi.Vector4f:
    """Return the channels at ``uv`` (tiles) in the level that begins at texel ``start`` and is ``edge`` wide."""
    import drjit as dr
    import mitsuba as mi

    place = uv * mi.Float(edge) - 0.5
    corner = dr.floor(place)
    share = place - corner
    x0, y0 = mi.UInt32(mi.Int32(corner.x)) & (edge - 1), mi.UInt32(mi.Int32(corner.y)) & (edge - 1)
    x1, y1 = (x0 + 1) & (edge - 1), (y0 + 1) & (edge - 1)
    rows = (start + y0 * edge, start + y1 * edge)
    a, b, c, d = (dr.gather(texel, data, row + x) for row in rows for x in (x0, x1))
    return dr.lerp(dr.lerp(a, b, share.x), dr.lerp(c, d, share.x), share.y)


def _albedo(data: mi.Float, coarse: mi.Float, si: mi.SurfaceInteraction3f) -> mi.Color3f:
    """Return the albedo at a point."""
    import drjit as dr
    import mitsuba as mi

    look, tint = _looked_up(mi.Vector4f, data, coarse, si)
    light, warm = 1.0 + look[3] * tint[0], 0.35 * look[3] * tint[1]
    color = mi.Color3f(look[0] * (light + warm), look[1] * light, look[2] * (light - warm))
    away = dr.maximum(dr.norm(si.p) - 60.0, 0.0)
    return dr.clip(dr.lerp(color, mi.Color3f(*AIR), away / (away + 1.3 * AIR_M)), 0.0, 0.97)


def _rise(x: mi.Float, low: float, high: float) -> mi.Float:
    """Return the smooth step from 0 at ``low`` to 1 at ``high``."""
    import drjit as dr

    s = dr.clip((x - low) / (high - low), 0.0, 1.0)
    return s * s * (3.0 - 2.0 * s)
