"""Frames from posed worlds: raw radiance with touched sets, guides for the denoiser, geometry layers.

Raw radiance is half float by definition. Which pixels are traced together, in what chunks and by how many threads
never changes a pixel's bits; the sampling seed is the same in every frame, which flickers least after denoising.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from setpiece import rng
from setpiece.render import integrator, layers
from setpiece.render.backend import backend
from setpiece.render.denoise import Strength
from setpiece.render.scene import LiveScene, slot

if TYPE_CHECKING:
    from setpiece.camera.view import View
    from setpiece.render.posed import PosedWorld

LIMIT = 12.0  # of one sample after the first rough vertex, in units of the tone curve's input (0.18 is middle grey)
PALETTE_SIZE = 65536
LARGEST_HALF = 65504.0


@dataclass(frozen=True)
class Quality:
    """How much work a frame is worth. ``shrink``: traced at 1/shrink of the size; ``instants``: of the open shutter."""

    shrink: int
    samples: int
    instants: int
    guide_samples: int
    denoise: Strength
    max_depth: int = 8


QUALITIES = {
    "draft": Quality(shrink=2, samples=2, instants=1, guide_samples=2, denoise="fast", max_depth=6),
    "standard": Quality(shrink=1, samples=2, instants=1, guide_samples=2, denoise="fast"),
    "final": Quality(shrink=1, samples=48, instants=6, guide_samples=4, denoise="high", max_depth=12),
}


@dataclass(frozen=True)
class Raw:
    """Noisy light, (H, W) or a list (N,) of pixels.

    ``radiance`` (..., 3) W/m2/sr; ``palette`` (P, 8) has the different touched sets and ``index`` (...) whose row each
    pixel has. Bit s & 63 of word s >> 6 is set if light of that pixel met a thing of slot s.
    """

    radiance: NDArray[np.float16]
    palette: NDArray[np.uint64]
    index: NDArray[np.uint16]


@dataclass(frozen=True)
class Guides:
    """Mean albedo and world normal (..., 3) of each pixel's first rays."""

    albedo: NDArray[np.float16]
    normal: NDArray[np.float16]


class Renderer:
    """Holds the scene of one world and the compiled kernels that film it."""

    def __init__(
        self,
        first: PosedWorld,
        *,
        height: int,
        width: int,
        quality: Quality = QUALITIES["standard"],
        exposure: float = 1.0,
    ) -> None:
        """Build the scene.

        Args:
            first: The world at any time; later frames must have the same things.
            height: Of the finished picture, in pixels.
            width: Likewise.
            quality: How much work a frame is worth.
            exposure: The shot's; it sets where single indirect samples are cut off (``LIMIT / exposure``).
        """
        self.backend = backend()
        self.quality = quality
        self.height, self.width = -(-height // quality.shrink), -(-width // quality.shrink)
        self._half = (0.5 * width / quality.shrink, 0.5 * height / quality.shrink)
        self._scale = width / quality.shrink
        self._seed = rng.key(first.seed, "pixels") & 0xFFFFFFFF
        self._limit = LIMIT / exposure
        self._live = LiveScene(first)
        self._frozen: dict[tuple[str, int], Callable] = {}

    def trace(self, instants: PosedWorld | Sequence[PosedWorld], pixels: ArrayLike | None = None) -> Raw:
        """Return raw light of all pixels (H, W), or of a list (N,) of pixel indices y W + x.

        Args:
            instants: The world at the centre of the shutter, or at evenly spread times while it is open, which
                share the samples.
            pixels: Which pixels; their bits are those that a whole frame gives them.
        """
        shots = [instants] if _is_one(instants) else list(instants)
        wanted = self._wanted(pixels)
        edges = [len(shots) and k * self.quality.samples // len(shots) for k in range(len(shots) + 1)]
        total = np.zeros((len(wanted), 3), np.float32)
        touched = np.zeros((len(wanted), integrator.WORDS), np.uint64)
        for posed, first, stop in zip(shots, edges[:-1], edges[1:], strict=True):
            self._live.pose(posed)
            light, words = self._run("trace", integrator.trace, posed.view, wanted, (first, stop))
            total += _columns(light, len(wanted))
            touched |= _columns(words, len(wanted))
        radiance = np.minimum(total / np.float32(self.quality.samples), LARGEST_HALF).astype(np.float16)
        palette, index = palette_of(touched)
        if pixels is not None:
            return Raw(radiance, palette, index)
        shape = (self.height, self.width)
        return Raw(radiance.reshape(*shape, 3), palette, index.reshape(shape))

    def guides(self, instants: PosedWorld | Sequence[PosedWorld]) -> Guides:
        """Return the denoiser's guides of all pixels (H, W)."""
        shots = [instants] if _is_one(instants) else list(instants)
        count = max(1, self.quality.guide_samples // len(shots))
        albedo = np.zeros((self.height * self.width, 3), np.float32)
        normal = np.zeros_like(albedo)
        for k, posed in enumerate(shots):
            self._live.pose(posed)
            first = k * self.quality.samples // len(shots)
            found = self._run("guides", layers.guides, posed.view, self._wanted(None), (first, first + count))
            albedo += _columns(found[0], len(albedo))
            normal += _columns(found[1], len(normal))
        shape, share = (self.height, self.width, 3), np.float32(1.0 / (count * len(shots)))
        return Guides(
            (albedo * share).astype(np.float16).reshape(shape), (normal * share).astype(np.float16).reshape(shape)
        )

    def geometry(self, posed: PosedWorld) -> layers.Geometry:
        """Return the first-hit layers at the centre of every pixel."""
        self._live.pose(posed)
        wanted = self._wanted(None)
        found = self._run("geometry", layers.first_hit, posed.view, wanted, None)
        shape = (self.height, self.width)

        def image(name: str) -> NDArray:
            return np.ascontiguousarray(np.array(found[name]).T.reshape(*shape, -1), np.float32)

        items, row_of = layers.item_table(posed)
        part = np.array(found["part"]).astype(np.uint16).reshape(shape)
        seen = part != layers.NOTHING
        item = np.where(seen, row_of[np.where(seen, part, 0)], layers.NOTHING).astype(np.uint16)
        return layers.Geometry(
            depth=image("depth")[..., 0],
            position=image("position"),
            normal=image("normal"),
            albedo=image("albedo"),
            part=part,
            item=item,
            parts=layers.part_table(posed),
            items=items,
        )

    def _wanted(self, pixels: ArrayLike | None) -> NDArray[np.uint32]:
        if pixels is None:
            return np.arange(self.height * self.width, dtype=np.uint32)
        return np.asarray(pixels, np.uint32).ravel()

    def _run(self, name: str, kernel: Callable, view: View, wanted: NDArray, samples: tuple[int, int] | None) -> Any:
        """Run a kernel over pixels, padded to a size that recurs: each size is recorded once, then replayed."""
        import drjit as dr
        import mitsuba as mi

        whole = self.height * self.width
        padded = whole if len(wanted) == whole else 1 << max(10, int(len(wanted) - 1).bit_length())
        lanes = np.resize(wanted, padded) if len(wanted) else np.zeros(padded, np.uint32)
        recorded = self._frozen.setdefault((name, padded), dr.freeze(kernel))
        arguments = [self._live.scene, self._live.tables, self._camera(view)]
        if samples is not None:
            first, stop = samples
            arguments.append(
                integrator.Plan(
                    seed=mi.UInt32(self._seed),
                    first=mi.UInt32(first),
                    stop=mi.UInt32(stop),
                    max_depth=mi.UInt32(self.quality.max_depth),
                    limit=mi.Float(self._limit),
                )
            )
        return recorded(*arguments, mi.UInt32(lanes))

    def _camera(self, view: View) -> integrator.Camera:
        import mitsuba as mi

        pose = view.world_from_camera
        return integrator.Camera(
            rotation=mi.Matrix3f(pose[:3, :3]),
            origin=mi.Point3f(*(float(x) for x in pose[:3, 3])),
            pixel_per_slope=mi.Float(view.focal * self._scale),
            half=mi.Vector2f(*self._half),
            width=mi.UInt32(self.width),
            aperture=mi.Float(view.aperture_radius),
            focus=mi.Float(view.focus_distance),
        )


def touching(raw: Raw, ids: Iterable[str]) -> NDArray[np.bool_]:
    """Return where the light of a pixel has met any of the things, lamps or "sky" of these ids."""
    wanted = np.zeros(integrator.WORDS, np.uint64)
    for id_ in ids:
        wanted[slot(id_) >> 6] |= np.uint64(1) << np.uint64(slot(id_) & 63)
    return (raw.palette & wanted).any(axis=1)[raw.index]


def patched(raw: Raw, pixels: ArrayLike, part: Raw) -> Raw:
    """Return a frame in which the pixels of a list have been replaced by newly traced ones."""
    pixels = np.asarray(pixels, np.int64)
    radiance = raw.radiance.reshape(-1, 3).copy()
    radiance[pixels] = part.radiance
    touched = raw.palette[raw.index.ravel()]
    touched[pixels] = part.palette[part.index]
    palette, index = palette_of(touched)
    return Raw(radiance.reshape(raw.radiance.shape), palette, index.reshape(raw.index.shape))


def palette_of(touched: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.uint16]]:
    """Return the different rows of touched words (N, 8) in a fixed order, and the row of every pixel.

    Rows are told apart by a 64-bit hash. Should there be more than 65536, the rarest share one row that is their
    union: a set may be too large, never too small.
    """
    mixer = np.random.Generator(np.random.Philox(key=1)).integers(0, 2**64, integrator.WORDS, np.uint64) | np.uint64(1)
    hashed = touched[:, 0] * mixer[0]
    for word in range(1, integrator.WORDS):
        hashed ^= hashed >> np.uint64(29)
        hashed = hashed * mixer[0] + touched[:, word] * mixer[word]
    kinds, first, index, count = _unique(hashed)
    palette = touched[first]
    if len(kinds) > PALETTE_SIZE:
        order = np.argsort(-count, kind="stable")
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        rest = np.bitwise_or.reduce(palette[order[PALETTE_SIZE - 1 :]], axis=0)
        palette = np.concatenate([palette[order[: PALETTE_SIZE - 1]], rest[None]])
        index = np.minimum(rank[index], PALETTE_SIZE - 1)
    return palette, index.astype(np.uint16)


def _unique(hashed: NDArray[np.uint64]) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    """Return sorted values, a row that has each, which of them every row has, and how often each occurs."""
    kinds = np.unique(hashed)
    index = np.searchsorted(kinds, hashed)
    first = np.zeros(len(kinds), np.int64)
    first[index[::-1]] = np.arange(len(hashed))[::-1]
    return kinds, first, index, np.bincount(index, minlength=len(kinds))


def _columns(arrays: Any, count: int) -> NDArray:
    """Return Dr.Jit columns as the rows (count, k) of a NumPy array, without the padding."""
    columns = arrays if isinstance(arrays, list) else [arrays[k] for k in range(len(arrays))]
    return np.stack(
        [
            np.broadcast_to(np.array(column)[: None if len(column) > 1 else 1], max(len(column), count))[:count]
            for column in columns
        ],
        axis=-1,
    )


def _is_one(instants: object) -> bool:
    from setpiece.render.posed import PosedWorld

    return isinstance(instants, PosedWorld)
