"""Passes beside the picture's own, for layers that are asked for: light shared out, coverage, silhouettes.

Like the picture's, they are lists of pixels, and no pixel's bits depend on which others are in the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from setpiece.errors import InputError
from setpiece.render import hit as hits
from setpiece.render import integrator, kernel, layers, split
from setpiece.render.gather import gathered
from setpiece.render.raw import coded
from setpiece.render.renderer import Renderer, all_columns, columns, listed
from setpiece.render.tables import integers

if TYPE_CHECKING:
    import mitsuba as mi

    from setpiece.render.gather import Share
    from setpiece.render.posed import PosedWorld

ROWS = layers.NOTHING + 1  # of a table by row of parts, so that its size never changes
RAYS = 16  # of each pixel, for what covers it
SLOTS = 6  # parts that a pixel can show
BITS = 64 * kernel.WORDS  # things whose silhouettes one pass finds
MOST_CROSSINGS = 512  # surfaces on one ray


@dataclass(frozen=True)
class Light:
    """Means over the samples of a picture's pixels, (H, W, ...) or a list (N, ...): sum and parts in float32."""

    beauty: NDArray[np.float32]
    layers: dict[str, NDArray[np.float32]]  # by the names of ``split.LAYERS``
    alpha: NDArray[np.float32]  # (...) share of the first rays that have met an actor
    albedo: NDArray[np.uint8]  # guides of the denoiser, as of a ``raw.Raw``
    normal: NDArray[np.int8]
    mist: NDArray[np.float32] | None  # as of a ``raw.Raw``


def light(
    renderer: Renderer,
    instants: PosedWorld | Sequence[PosedWorld],
    actors: frozenset[str],
    pixels: ArrayLike | None = None,
) -> Light:
    """Return the light of the same samples as ``Renderer.trace`` takes, shared out among layers.

    Args:
        renderer: Of the scene.
        instants: As for ``Renderer.trace``.
        actors: The ids of things that count as actors; all else is environment.
        pixels: A list of pixel indices, or None for all.
    """
    _check(renderer)
    shots, wanted = listed(instants), renderer.wanted(pixels)
    own = integers(np.isin(np.arange(ROWS), [k for k, row in enumerate(_ids(shots[0])) if row in actors]))

    def ask(posed: PosedWorld, wanted: NDArray, share: Share) -> dict[str, NDArray]:
        renderer.live.pose(posed)
        total, seen, parts, alpha = renderer.run(
            "split", integrator.trace_split, posed.view, wanted, share, more=(own,)
        )
        parts = {"beauty": total, "alpha": alpha, **parts}
        return all_columns(seen, len(wanted)) | {name: columns(part, len(wanted)) for name, part in parts.items()}

    found = gathered(renderer.quality, renderer.exposure, shots, wanted, ask)
    means = {name: _shaped(renderer, mean, pixels) for name, mean in found.items() if mean.dtype.kind == "f"}
    layers_of = {name: means[name] for name in split.LAYERS}
    guides = coded(means["albedo"], means["normal"])
    return Light(means["beauty"], layers_of, means["alpha"][..., 0], *guides, means.get("mist"))


@dataclass(frozen=True)
class Coverage:
    """What the first rays of pixels meet: up to ``SLOTS`` parts a pixel, the most frequent first, then by row.

    ``part`` (..., SLOTS) has rows of the table of parts, ``NOTHING`` where there are no more, and ``count``
    (..., SLOTS) how many of the pixel's ``rays`` meet each; what is missing is sky.
    """

    part: NDArray[np.uint16]
    count: NDArray[np.uint16]
    rays: int

    @property
    def share(self) -> NDArray[np.float32]:
        """What share of the pixel each part covers."""
        return self.count / np.float32(self.rays)

    def of(self, names: Sequence[str]) -> tuple[tuple[str, ...], Coverage]:
        """Return the different names that parts have, and the coverage by their rows, where parts of a name are one.

        Args:
            names: Of every part: its thing's, its material's ...
        """
        kinds, first = layers.renamed(self.part[..., 0], names)
        part, count = np.full(self.part.shape, layers.NOTHING, np.uint16), self.count.copy()
        part[..., 0] = first

        # Where there are several parts, some may have one name.
        several = self.count[..., 1] > 0
        _, row = layers.renamed(self.part[several], names)
        part[several], count[several] = (each.T for each in ranked(row.T, self.count[several].T, SLOTS))
        return kinds, Coverage(part, count, self.rays)


def coverage(
    renderer: Renderer, instants: PosedWorld | Sequence[PosedWorld], pixels: ArrayLike | None = None
) -> Coverage:
    """Return what ``RAYS`` first rays of each pixel meet, over its area, the lens and the open shutter.

    The first of them are those of the radiance samples. Arguments as for ``light``.
    """
    _check(renderer)
    shots, wanted, samples = listed(instants), renderer.wanted(pixels), renderer.quality.samples
    count = max(1, RAYS // len(shots))
    rows, counts = [], []
    for k, posed in enumerate(shots):
        renderer.live.pose(posed)
        first = k * samples // len(shots)
        found = renderer.run("coverage", _first_parts, posed.view, wanted, (first, first + count, first))
        rows.append(columns(found[0], len(wanted)).astype(np.uint16))
        counts.append(columns(found[1], len(wanted)).astype(np.uint16))
    row, number = ranked(np.concatenate(rows), np.concatenate(counts), SLOTS)
    return Coverage(_shaped(renderer, row, pixels), _shaped(renderer, number, pixels), count * len(shots))


def ranked(row: NDArray[np.uint16], number: NDArray[np.uint16], slots: int) -> tuple[NDArray, NDArray]:
    """Return rows (slots, N) and their numbers: equal rows of a column united, the most numerous first, no sky.

    Args:
        row: (k, N) rows, in any order, ``NOTHING`` for sky.
        number: (k, N) how many rays have met each.
        slots: How many are wanted.
    """
    number = np.where(row == layers.NOTHING, 0, number)
    ranks = np.full((slots, row.shape[1]), layers.NOTHING, np.uint16), np.zeros((slots, row.shape[1]), np.uint16)
    ranks[0][0], ranks[1][0] = np.where(number[0] > 0, row[0], np.uint16(layers.NOTHING)), number[0]

    # Most pixels show one part. In the others, equal rows are brought together and their numbers added up.
    mixed = np.flatnonzero((number[1:] > 0).any(axis=0))
    order = np.argsort(row[:, mixed], axis=0, kind="stable")
    row, number = (np.take_along_axis(table[:, mixed], order, axis=0) for table in (row, number))
    for k in range(len(row) - 1, 0, -1):
        same = row[k] == row[k - 1]
        number[k - 1] += np.where(same, number[k], 0).astype(number.dtype)
        number[k] = np.where(same, 0, number[k])
    order = np.argsort(-number.astype(np.int32), axis=0, kind="stable")[:slots]
    row, number = (np.take_along_axis(table, order, axis=0) for table in (row, number))
    ranks[0][: len(row), mixed] = np.where(number > 0, row, np.uint16(layers.NOTHING))
    ranks[1][: len(row), mixed] = number
    return ranks


def silhouettes(
    renderer: Renderer, posed: PosedWorld, things: Sequence[str], pixels: ArrayLike | None = None
) -> NDArray[np.bool_]:
    """Return (H, W, things) or (N, things): whether the ray of a pixel's centre meets each thing, hidden or not.

    Args:
        renderer: Of the scene.
        posed: The world at the centre of the shutter.
        things: Ids; dressing has no silhouette.
        pixels: A list of pixel indices, or None for all.
    """
    _check(renderer)
    renderer.live.pose(posed)
    wanted, ids = renderer.wanted(pixels), _ids(posed)
    found = []
    for start in range(0, len(things), BITS):
        numbers = {id_: k for k, id_ in enumerate(things[start : start + BITS])}
        table = np.full(ROWS, BITS, np.uint32)
        table[: len(ids)] = [numbers.get(id_, BITS) for id_ in ids]
        words = columns(
            renderer.run("silhouettes", _all_met, posed.view, wanted, None, more=(integers(table),)), len(wanted)
        )
        found.append(words)
    if not things:
        return _shaped(renderer, np.zeros((0, len(wanted)), bool), pixels)
    words = np.ascontiguousarray(_shaped(renderer, np.concatenate(found), pixels).astype("<u8"))
    bits = np.unpackbits(words.view(np.uint8), axis=-1, count=len(things), bitorder="little")
    return bits.view(bool)


def _first_parts(
    scenes: hits.Scenes, tables: kernel.Tables, camera: kernel.Camera, plan: kernel.Plan, pixel: mi.UInt32
) -> tuple[list[Any], list[Any]]:
    """Return rows of parts that the first rays of the plan's samples meet, and how many meet each.

    There are ``SLOTS``; should a pixel show more parts, the later ones are not counted.
    """
    import drjit as dr
    import mitsuba as mi

    def body(sample: mi.UInt32, rows: list, counts: list) -> tuple:
        _, ray = kernel.camera_path(camera, plan, pixel, sample)
        hit = hits.find(scenes, tables, ray, sample < plan.stop)
        part = dr.select(hit.valid, dr.gather(mi.UInt32, tables.part, hit.row, hit.valid), layers.NOTHING)
        open_ = mi.Bool(True)
        for k in range(SLOTS):
            takes = open_ & ((counts[k] == 0) | (rows[k] == part))
            rows[k] = dr.select(takes, part, rows[k])
            counts[k] += dr.select(takes, 1, 0)
            open_ &= ~takes
        return sample + 1, rows, counts

    first = plan.first + dr.zeros(mi.UInt32, dr.width(pixel))
    nothing = [mi.UInt32(layers.NOTHING) for _ in range(SLOTS)], [mi.UInt32(0) for _ in range(SLOTS)]
    _, rows, counts = dr.while_loop((first, *nothing), lambda sample, *_: sample < plan.stop, body, label="coverage")
    return rows, counts


def _all_met(
    scenes: hits.Scenes, tables: kernel.Tables, camera: kernel.Camera, numbers: mi.UInt32, pixel: mi.UInt32
) -> list[Any]:
    """Return words with a bit for every thing on the ray of a pixel's centre; ``numbers``: its bit by row of parts."""
    import drjit as dr
    import mitsuba as mi

    film = mi.Point2f(mi.Float(pixel % camera.width) + 0.5, mi.Float(pixel // camera.width) + 0.5)
    ray = kernel.primary(camera, film)

    def body(active: mi.Bool, origin: mi.Point3f, crossings: mi.UInt32, words: list) -> tuple:
        hit = hits.find_thing(scenes, tables, mi.Ray3f(origin, ray.d), active)
        met = active & hit.valid
        part = dr.gather(mi.UInt32, tables.part, hit.row, met)
        number = dr.gather(mi.UInt32, numbers, part, met)
        words = kernel.mark(words, number, met & (number < BITS))
        origin = dr.select(met, hits.start(hit.point, hit.face_normal, ray.d), origin)
        return met & (crossings < MOST_CROSSINGS), origin, crossings + 1, words

    start = (dr.full(mi.Bool, True, dr.width(pixel)), mi.Point3f(ray.o), mi.UInt32(0))
    *_, words = dr.while_loop(
        (*start, [mi.UInt64(0) for _ in range(kernel.WORDS)]), lambda active, *_: active, body, label="silhouettes"
    )
    return words


def _ids(posed: PosedWorld) -> list[str]:
    """Return the id of every row of the table of parts."""
    return [id_ for id_, _ in layers.part_table(posed)]


def _shaped(renderer: Renderer, found: NDArray, pixels: ArrayLike | None) -> NDArray:
    """Return columns (k, N) as an image (H, W, k), or as a list (N, k)."""
    return renderer.image(found) if pixels is None else np.ascontiguousarray(found.T)


def _check(renderer: Renderer) -> None:
    """Make sure that the project's own kernels can run.

    Raises:
        InputError: They cannot.
    """
    if not renderer.backend.vectorised:
        raise InputError(f"layers: need the renderer that LLVM makes fast. {renderer.backend.note}")
