"""Patterns as Mitsuba textures that stay calm far away and do not repeat near by.

A tile is looked up at two levels of detail, chosen by how large a pixel is on the surface, and ends in its mean:
Mitsuba's bitmaps have no mip maps, and a far lawn would flicker. Patterns without joints take two tiles at random
offsets, mixed along a slowly changing field, so that no repeat shows. A coarse tint varies the ground over metres;
what is far takes the colour of the air.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from setpiece import rng
from setpiece.render.noise import blur, coloured
from setpiece.render.textures import texture

if TYPE_CHECKING:
    from numpy.typing import NDArray

PLUGIN = "setpiece_pattern"
PIXEL_ANGLE = 1.1e-3  # rad: a picture of 640 pixels through a normal lens, rounded down
MACRO_M = 56.0  # m that one tile of the coarse tint covers
AIR_M = 1100.0  # m after which the air has taken two thirds of a colour
AIR = (0.33, 0.40, 0.50)  # what a far hill's albedo tends to
SMALL = 64  # pixels of the coarse level

# Patterns that may be cut anywhere, because nothing in them must join; and how much the coarse tint varies each.
LOOSE = {"grass", "leaves", "foliage", "gravel", "asphalt", "soil", "sand", "snow", "rock", "carpet", "concrete"}
MACRO = {"grass": 0.22, "leaves": 0.2, "gravel": 0.12, "asphalt": 0.16, "soil": 0.2, "sand": 0.08, "snow": 0.02,
         "rock": 0.16, "concrete": 0.1, "flagstone": 0.1, "planks": 0.03, "brickwork": 0.07, "foliage": 0.25,
         "plaster": 0.02, "carpet": 0.03, "roof_tiles": 0.1}  # fmt: skip


@lru_cache(maxsize=4)
def macro(seed: int) -> NDArray[np.float32]:
    """Return the coarse tint (256, 256, 3): lightness and warmth around 0, and the choice of offset (0..1)."""
    stream = rng.stream(seed, "macro")
    light = coloured(stream, 256, band=(1, 110), slope=1.15)
    warm = coloured(stream, 256, band=(1, 50), slope=1.2)
    choice = coloured(stream, 256, band=(6, 70), slope=0.9)
    ranked = np.argsort(np.argsort(choice.ravel())).reshape(256, 256) / 65536.0
    return np.stack([np.clip(light, -2.2, 2.2), np.clip(warm, -2.2, 2.2), blur(ranked, 0.7)], axis=-1).astype(
        np.float32
    )


def slopes(height: NDArray[np.float32], size_m: float) -> NDArray[np.float32]:
    """Return dh/du and dh/dv (n, n, 2) of a height map in m over a tile of ``size_m`` m."""
    span = 2.0 * size_m / height.shape[0]
    du = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) / span
    dv = (np.roll(height, -1, 0) - np.roll(height, 1, 0)) / span
    return np.stack([du, dv], axis=-1).astype(np.float32)


@lru_cache(maxsize=64)
def maps(pattern: str, which: str, color: tuple[float, float, float], seed: int) -> tuple[NDArray, NDArray, float]:
    """Return one map of a pattern (n, n, C), its coarse level (SMALL, SMALL, C) and the size of the tile in m."""
    drawn = texture(pattern, color, seed)
    full = {
        "albedo": lambda: drawn.albedo,
        "roughness": lambda: drawn.roughness[..., None],
        "slope": lambda: slopes(drawn.height, drawn.size_m),
    }[which]()
    block = full.shape[0] // SMALL
    small = full.reshape(SMALL, block, SMALL, block, -1).mean(axis=(1, 3))
    return full, np.ascontiguousarray(small), drawn.size_m


@cache
def register(variant: str) -> None:
    """Make the plugin known to Mitsuba's current ``variant``; needs a vectorised one."""
    import drjit as dr
    import mitsuba as mi

    class Tile(mi.Texture):
        """One map of a pattern: albedo (in the asked colour), roughness (times a factor) or slope."""

        def __init__(self, props: mi.Properties) -> None:
            mi.Texture.__init__(self, props)
            self.pattern, self.which = props["pattern"], props["which"]
            color = (float(props["red"]), float(props["green"]), float(props["blue"]))
            seed = int(props["seed"])
            self.factor = float(props.get("factor", 1.0))
            full, small, self.size = maps(self.pattern, self.which, color, seed)
            self.full = mi.Texture2f(mi.TensorXf(full), wrap_mode=dr.WrapMode.Repeat)
            self.small = mi.Texture2f(mi.TensorXf(small), wrap_mode=dr.WrapMode.Repeat)
            self.macro = mi.Texture2f(mi.TensorXf(macro(seed)), wrap_mode=dr.WrapMode.Repeat)
            self.average = [float(channel) for channel in full.mean(axis=(0, 1))]
            self.texel = self.size / full.shape[0]

        def _looked_up(self, si: mi.SurfaceInteraction3f, active: mi.Bool) -> tuple[list[mi.Float], list[mi.Float]]:
            """Return the map's channels at a point, and the coarse tint there."""
            coarse = self.macro.eval(si.uv / MACRO_M, active)
            uv = si.uv / self.size
            footprint = si.t * PIXEL_ANGLE / dr.maximum(dr.abs(dr.dot(si.n, dr.normalize(si.to_world(si.wi)))), 0.03)
            blurred = _rise(footprint, 1.5 * self.texel, 10.0 * self.texel)
            gone = _rise(footprint, 0.08 * self.size, 0.5 * self.size)
            if self.pattern in LOOSE:
                number = coarse[2] * 9.0
                whole = dr.floor(number)
                share = _rise(number - whole, 0.25, 0.75)
                here, there = uv + _offset(whole), uv + _offset(whole + 1.0)
                full = _mixed(self.full.eval(here, active), self.full.eval(there, active), share)
                small = _mixed(self.small.eval(here, active), self.small.eval(there, active), share)
            else:
                full, small = self.full.eval(uv, active), self.small.eval(uv, active)
            return _mixed(_mixed(full, small, blurred), self.average, gone), coarse

        def eval(self, si: mi.SurfaceInteraction3f, active: mi.Bool = True) -> mi.Color3f:
            """Return the albedo, varied over metres and hazed by the air."""
            values, coarse = self._looked_up(si, active)
            if len(values) == 1:
                return mi.Color3f(values[0] * self.factor)
            color = mi.Color3f(*values)
            amount = MACRO.get(self.pattern, 0.0)
            if amount:
                light = 1.0 + amount * coarse[0]
                warm = 0.35 * amount * coarse[1]
                color *= mi.Color3f(light * (1.0 + warm), light, light * (1.0 - warm))
            air = 1.0 - dr.exp(-dr.maximum(dr.norm(si.p) - 60.0, 0.0) / AIR_M)
            return dr.clip(color * (1.0 - air) + mi.Color3f(*AIR) * air, 0.0, 0.97)

        def eval_1(self, si: mi.SurfaceInteraction3f, active: mi.Bool = True) -> mi.Float:
            """Return the first channel times the factor, as for roughness."""
            return dr.clip(self._looked_up(si, active)[0][0] * self.factor, 0.02, 1.0)

        def eval_3(self, si: mi.SurfaceInteraction3f, active: mi.Bool = True) -> mi.Color3f:
            """Return the same as ``eval``."""
            return self.eval(si, active)

        def eval_1_grad(self, si: mi.SurfaceInteraction3f, active: mi.Bool = True) -> mi.Vector2f:
            """Return dh/du and dh/dv (m/m)."""
            return mi.Vector2f(*self._looked_up(si, active)[0][:2])

        def mean(self) -> mi.Float:
            """Return the mean over the tile."""
            return mi.Float(float(np.mean(self.average)) * self.factor)

        def is_spatially_varying(self) -> bool:
            """Return that it varies."""
            return True

        def to_string(self) -> str:
            """Return what it is."""
            return f"Tile[{self.pattern}, {self.which}]"

        def traverse(self, callback: object) -> None:
            """Show no parameters: a colour that changes is another texture."""

    def _rise(x: mi.Float, low: float, high: float) -> mi.Float:
        s = dr.clip((x - low) / (high - low), 0.0, 1.0)
        return s * s * (3.0 - 2.0 * s)

    def _mixed(a: list[mi.Float], b: list[mi.Float], share: mi.Float) -> list[mi.Float]:
        return [x + (y - x) * share for x, y in zip(a, b, strict=True)]

    def _offset(number: mi.Float) -> mi.Vector2f:
        return mi.Vector2f(dr.sin(number * 3.7 + 0.4) * 0.61, dr.sin(number * 7.3 + 1.9) * 0.57)

    mi.register_texture(PLUGIN, Tile)
    del variant
