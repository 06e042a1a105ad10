"""Passes beside the picture's own, for layers that are asked for: light shared out, coverage, silhouettes.

Like the picture's, they are lists of pixels, and no pixel's bits depend on which others are in the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from setpiece.errors import InputError
from setpiece.render import integrator, layers, split
from setpiece.render.renderer import Renderer, columns, listed
from setpiece.render.tables import integers

if TYPE_CHECKING:
    from setpiece.render.posed import PosedWorld

ROWS = layers.NOTHING + 1  # of a table by row of parts, so that its size never changes


@dataclass(frozen=True)
class Light:
    """Means over the samples of a picture's pixels, (H, W, ...) or a list (N, ...): sum and parts in float32."""

    beauty: NDArray[np.float32]
    layers: dict[str, NDArray[np.float32]]  # by the names of ``split.LAYERS``
    alpha: NDArray[np.float32]  # (...) share of the first rays that have met an actor


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
    shots, wanted, samples = listed(instants), renderer.wanted(pixels), renderer.quality.samples
    own = integers(np.isin(np.arange(ROWS), [k for k, row in enumerate(_ids(shots[0])) if row in actors]))
    edges = [k * samples // len(shots) for k in range(len(shots) + 1)]
    sums = {name: np.zeros((3, len(wanted)), np.float32) for name in ("beauty", *split.LAYERS)}
    sums["alpha"] = np.zeros((1, len(wanted)), np.float32)
    for posed, first, stop in zip(shots, edges[:-1], edges[1:], strict=True):
        renderer.live.pose(posed)
        total, parts, alpha = renderer.run(
            "split", integrator.trace_split, posed.view, wanted, (first, stop), more=(own,)
        )
        for name, found in {"beauty": total, "alpha": alpha, **parts}.items():
            sums[name] += columns(found, len(wanted))
    means = {name: _shaped(renderer, total / np.float32(samples), pixels) for name, total in sums.items()}
    return Light(means["beauty"], {name: means[name] for name in split.LAYERS}, means["alpha"][..., 0])


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
