"""Frames from posed worlds: raw light with touched sets and guides, and geometry layers.

Raw radiance is half float by definition. Which pixels are traced together, in what chunks and by how many threads
never changes a pixel's bits; the sampling seed is the same in every frame, which flickers least after denoising.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from setpiece import rng
from setpiece.errors import InputError
from setpiece.render import fog, integrator, kernel, layers, scalar
from setpiece.render.backend import backend, threads
from setpiece.render.gather import Share, gathered
from setpiece.render.groups import halved, held
from setpiece.render.posed import PosedWorld
from setpiece.render.quality import QUALITIES, Quality
from setpiece.render.raw import Raw, coded, palette_of
from setpiece.render.scalar_scene import ScalarScene
from setpiece.render.scene import live_scene
from setpiece.render.tables import aligned

if TYPE_CHECKING:
    from setpiece.camera.view import View
    from setpiece.render.sight import Sums

LIMIT = 12.0  # of one sample after the first rough vertex, in units of the tone curve's input (0.18 is middle grey)
MOST_BOXES = 4
Box = tuple[tuple[float, float, float], tuple[float, float, float]]  # lower and upper corner, m, world frame
NOWHERE: tuple[Box, ...] = (((3e8, 3e8, 3e8), (3e8, 3e8, 3e8)),) * MOST_BOXES
FEW = 1 << 15  # samples that one thread traces: more of them wait busily between small tasks


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
        groups: int = 0,
    ) -> None:
        """Build the scene.

        Args:
            first: The world at any time; later frames must have the same things.
            height: Of the finished picture, in pixels.
            width: Likewise.
            quality: How much work a frame is worth.
            exposure: The shot's; it sets where single indirect samples are cut off (``LIMIT / exposure``).
            groups: How many light groups ``trace`` keeps apart; 0: none.

        Raises:
            InputError: Light groups are asked for where the project's own kernels cannot run.
        """
        self.backend = backend()
        if groups and not self.backend.vectorised:
            raise InputError(f"light groups: need the renderer that LLVM makes fast. {self.backend.note}")
        self.quality = quality
        self._trace = ("trace", integrator.trace)
        self._channels = 3 * max(1, groups)
        if groups:
            self._trace = (f"groups_{groups}", integrator.trace_groups(groups))
        self.height, self.width = -(-height // quality.shrink), -(-width // quality.shrink)
        self._half = (0.5 * width / quality.shrink, 0.5 * height / quality.shrink)
        self._scale = width / quality.shrink
        self._order = _tiled(self.height, self.width)
        self._lane = np.argsort(self._order)
        self._threads = threads() if self.backend.vectorised else 1
        self._seed = rng.key(first.seed, "pixels") & 0xFFFFFFFF
        self._fog = fog.layer(first.sky, first.place)
        if first.sky.fog:
            self.quality = replace(quality, pilot=0)
        self.exposure, self._limit = exposure, LIMIT / exposure
        self.live = live_scene(first) if self.backend.vectorised else ScalarScene(first)
        self._recorded: dict[tuple[str, int], Callable] = {}

    def trace(
        self,
        instants: PosedWorld | Sequence[PosedWorld],
        pixels: ArrayLike | None = None,
        *,
        boxes: Sequence[Box] = (),
    ) -> Raw:
        """Return raw light of all pixels (H, W), or of a list (N,) of pixel indices y W + x.

        Args:
            instants: The world at the centre of the shutter, or at evenly spread times while it is open, which
                share the samples.
            pixels: Which pixels; their bits are those that a whole frame gives them.
            boxes: Up to ``MOST_BOXES`` regions; ``Raw.entered`` tells whose light depends on what is in them.
        """
        shots = listed(instants)
        if not self.backend.vectorised:
            return self._scalar_trace(shots, pixels)
        found = gathered(self.quality, self.exposure, shots, self.wanted(pixels), partial(self._light_of, boxes))
        palette, index = palette_of(found["touched"])
        entered, light = found["entered"], held(found["light"], axis=0)
        albedo, normal = coded(found["albedo"], found["normal"])
        mist = {"mist": halved(found["mist"])} if "mist" in found else {}
        found = {"radiance": light, "albedo": albedo, "normal": normal, **mist}
        if pixels is not None:
            rows = {name: np.ascontiguousarray(value.T) for name, value in found.items()}
            return Raw(palette=palette, index=index, entered=entered[0], **rows)
        images = {name: self.image(value) for name, value in found.items()}
        images |= {name: self.image(value)[..., 0] for name, value in (("index", index[None]), ("entered", entered))}
        return Raw(palette=palette, **images)

    def _light_of(self, boxes: Sequence[Box], posed: PosedWorld, wanted: NDArray, share: Share) -> dict[str, NDArray]:
        """Return the sums of a share of samples of pixels at an instant."""
        self.live.pose(posed)
        light, sums = self.run(*self._trace, posed.view, wanted, share, boxes)
        return {"light": columns(light, len(wanted)), **all_columns(sums, len(wanted))}

    def geometry(self, posed: PosedWorld, pixels: ArrayLike | None = None) -> layers.Geometry:
        """Return the first-hit layers at the centre of every pixel, or of a list of pixels as for ``trace``."""
        self.live.pose(posed)
        if self.backend.vectorised:
            wanted = self.wanted(pixels)
            found = self.run("geometry", layers.first_hit, posed.view, wanted, None)
            images = {}
            for name, value in found.items():
                column = columns(value, len(wanted)).astype(layers.LAYERS[name].dtype)
                images[name] = self.image(column) if pixels is None else np.ascontiguousarray(column.T)
            images |= {name: images[name][..., 0] for name in ("depth", "part")}
        else:
            size, rows = {"height": self.height, "width": self.width}, self.live.rows()
            images = scalar.first_hit(self.live.scene, posed.view, **size, rows=rows)
            if pixels is not None:
                count = self.height * self.width
                images = {
                    name: image.reshape(count, *image.shape[2:])[self.wanted(pixels)] for name, image in images.items()
                }
        return layers.Geometry(**images, parts=layers.part_table(posed), materials=layers.material_table(posed))

    def _scalar_trace(self, shots: list[PosedWorld], pixels: ArrayLike | None) -> Raw:
        """Return light and guides from Mitsuba's own integrators, every pixel touched by everything."""
        size = {"height": self.height, "width": self.width, "seed": self._seed}
        samples, depth = self.quality.samples, self.quality.max_depth
        guiding = max(1, max(samples, self.quality.guide_samples) // len(shots))
        total, guides = np.zeros((self.height, self.width, 3), np.float32), []
        for k, posed in enumerate(shots):
            self.live.pose(posed)
            part = (k * samples // len(shots), (k + 1) * samples // len(shots))
            total += scalar.radiance(self.live.scene, posed.view, **size, samples=part, max_depth=depth)
            guides.append(scalar.guides(self.live.scene, posed.view, **size, samples=guiding))
        images = [held(total / np.float32(samples))]
        images += coded(*(np.mean(parts, axis=0) for parts in zip(*guides, strict=True)))
        if pixels is not None:
            images = [image.reshape(-1, 3)[self.wanted(pixels)] for image in images]
        radiance, albedo, normal = images
        everything = np.full((1, kernel.WORDS), 2**64 - 1, np.uint64)
        index = np.zeros(radiance.shape[:-1], np.uint16)
        return Raw(radiance, everything, index, albedo, normal, np.ones(index.shape, bool))

    def image(self, columns: NDArray) -> NDArray:
        """Return columns (k, H W) in the order of the lanes as an image (H, W, k)."""
        out = np.empty((self.height * self.width, len(columns)), columns.dtype)
        for channel, column in enumerate(columns):
            out[:, channel] = column.take(self._lane)
        return out.reshape(self.height, self.width, -1)

    def wanted(self, pixels: ArrayLike | None) -> NDArray[np.uint32]:
        """Return the pixel of every lane."""
        return self._order if pixels is None else np.asarray(pixels, np.uint32).ravel()

    def run(
        self,
        name: str,
        program: Callable,
        view: View,
        wanted: NDArray,
        samples: Share | None,
        boxes: Sequence[Box] = (),
        more: Sequence[object] = (),
    ) -> object:
        """Run a program over pixels, padded to a size that recurs: each size is recorded once, then replayed.

        Args:
            name: Of the program.
            program: Gets scenes, tables, camera, the plan of ``samples``, what there is ``more``, and the pixels.
            view: The camera.
            wanted: The pixel of every lane.
            samples: Which of every pixel's: the first, the end of those, and the end of their lines of sight
                (``kernel.Plan``); None for a program without a plan.
            boxes: Of the plan.
            more: Dr.Jit arrays that the program reads as tables.
        """
        import drjit as dr
        import mitsuba as mi

        padded = len(wanted) if len(wanted) == self.height * self.width else _padded(len(wanted))
        lanes = np.resize(wanted, padded) if len(wanted) else np.zeros(padded, np.uint32)
        arguments = [self.live.scenes, self.live.tables, self._camera(view)]
        if samples is not None:
            first, stop, seen = samples
            arguments.append(
                kernel.Plan(
                    seed=mi.UInt32(self._seed),
                    first=mi.UInt32(first),
                    stop=mi.UInt32(stop),
                    seen=mi.UInt32(seen),
                    max_depth=mi.UInt32(self.quality.max_depth),
                    limit=mi.Float(self._limit),
                    boxes=_corners(boxes),
                    fog=[mi.Float(value) for value in (*self._fog, self.width)[: 4 * bool(self._fog)]],
                    angle=1.0 / arguments[2].pixel_per_slope,
                )
            )

        arguments += more
        count = 1 if samples is not None and padded * (samples[1] - samples[0]) < FEW else self._threads
        if count != dr.thread_count():
            dr.set_thread_count(count)

        # Constants would become part of the program, and every new value would compile it again.
        dr.make_opaque(arguments[1:])
        recorded = self._recorded.setdefault((name, padded), dr.freeze(program))
        return recorded(*arguments, mi.UInt32(aligned(lanes, np.uint32)))

    def _camera(self, view: View) -> kernel.Camera:
        import mitsuba as mi

        pose = view.world_from_camera
        return kernel.Camera(
            rotation=mi.Matrix3f(pose[:3, :3]),
            origin=mi.Point3f(*(float(x) for x in pose[:3, 3])),
            pixel_per_slope=mi.Float(view.focal * self._scale),
            half=mi.Vector2f(*self._half),
            width=mi.UInt32(self.width),
            aperture=mi.Float(view.aperture_radius),
            focus=mi.Float(view.focus_distance),
        )


def _corners(boxes: Sequence[Box]) -> list[tuple[object, object]]:
    """Return no boxes, or ``MOST_BOXES``, for which another program is compiled."""
    import mitsuba as mi

    filled = (*boxes, *NOWHERE[len(boxes) :]) if boxes else ()
    return [(mi.Point3f(*low), mi.Point3f(*high)) for low, high in filled]


def _padded(count: int) -> int:
    """Return the next of the sizes that programs are recorded for: eight between a power of two and its double."""
    step = 1 << max(7, int(count - 1).bit_length() - 4)
    return -(-count // step) * step


def _tiled(height: int, width: int) -> NDArray[np.uint32]:
    """Return all pixel indices tile after tile of 4 x 4: rays of a packet then travel together."""
    y, x = np.divmod(np.arange(height * width, dtype=np.uint32), np.uint32(width))
    return np.lexsort((x, y, x // 4, y // 4)).astype(np.uint32)


def columns(found: Iterable, count: int) -> NDArray:
    """Return Dr.Jit columns as a NumPy array (k, count), without the padding; a constant stands for all lanes."""
    parts = [found] if not hasattr(found, "__len__") or _is_flat(found) else [found[k] for k in range(len(found))]
    arrays = [np.asarray(part) for part in parts]
    return np.stack([np.broadcast_to(a, count) if a.size == 1 else a[:count] for a in arrays])


def all_columns(sums: Sums, count: int) -> dict[str, NDArray]:
    """Return what is gathered besides light as NumPy columns by name."""
    found = {field.name: getattr(sums, field.name) for field in fields(sums)}
    return {name: columns(sum_, count) for name, sum_ in found.items() if not isinstance(sum_, list) or sum_}


def _is_flat(columns: object) -> bool:
    """Return whether this is one Dr.Jit array rather than a list or vector of them."""
    import drjit as dr

    return not isinstance(columns, list) and dr.depth_v(columns) == 1


def listed(instants: PosedWorld | Sequence[PosedWorld]) -> list[PosedWorld]:
    """Return one or several instants as a list."""
    return [instants] if isinstance(instants, PosedWorld) else list(instants)
