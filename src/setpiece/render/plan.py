"""What a blueprint says of what it shows: dimension lines of things that are seen whole, and the sheet's title block.

Lengths on the sheet are in pixels of the picture; dimensions are those of a thing's box in the world, in m.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from setpiece.render.posed import SET_PREFIX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from setpiece.render.posed import PosedWorld

    Box = NDArray[np.float64]  # (4,): left, top, right, bottom in pixels

MOST = 3  # things that are measured: those that cover most of the picture
LEAST = 0.004  # of the picture's area: what a thing covers at least to be measured
LARGEST = 0.9  # of the picture's height or width: what is wider is seen from within
GAP, TICK = 7.0, 3.0  # pixels of 360 rows: from a thing to its line; half of the stroke at a line's end
TEXT, SMALL = 15.0, 11.0  # likewise: heights of letters
BLANK = np.float32(1.0 / 255.0)  # of ``written``: paper without any line, as the title block has
LEGIBLE = 6.0  # pixels that they have at least


def written(posed: PosedWorld, part: NDArray[np.uint16]) -> NDArray[np.float32]:
    """Return the strokes and letters (H, W), 0 to 1 or ``BLANK``, of a frame that shows these parts (2H, 2W)."""
    from PIL import Image, ImageDraw

    height, width = (-(-size // 2) for size in part.shape)
    scale = height / 360.0
    sheet = Image.new("L", (width, height))
    pen = ImageDraw.Draw(sheet)
    found = _measured(posed, part)
    taken = _figures(posed, part)[:height, :width]
    for box, (long, high), _ in found:
        left, top, right, bottom = box
        gap = GAP * scale
        if left > 1.0 and right < width - 1.0:
            rows = np.minimum(bottom + gap + np.array([0.0, 1.3, 2.6]) * TEXT * scale, height - 14 * scale)
            below = min(rows, key=lambda y: _covered(taken, (left, y - 2, right, y + 2)))
            _line(pen, (left, below), (right, below), scale)
            taken[round(below) - 1 : round(below) + 2, round(left) : round(right)] = True
            spots = [(x, below + 3 * scale) for x in np.linspace(left, right, 7)[[3, 2, 4]]]
            _noted(pen, taken, spots, f" {long:.2f} ", ("ma", "ms"), scale)
        if top > 1.0 and bottom < height - 1.0:
            sides = [max(left - gap, 4 * scale), min(right + gap, width - 4 * scale)]
            aside = min(sides, key=lambda x: _covered(taken, (x - 1, top, x + 1, bottom)))
            _line(pen, (aside, top), (aside, bottom), scale)
            rows = np.linspace(max(top, 20 * scale), bottom, 9)[:-1]
            spots = [(aside, y) for y in rows]
            _noted(pen, taken, spots, f" {high:.2f} ", ("lm", "rm"), scale)
    _block(pen, width, height, scale, [f"{name}  {long:.2f} x {high:.2f} m" for _, (long, high), name in found])
    return np.asarray(sheet, np.float32) / np.float32(255.0)


def _figures(posed: PosedWorld, part: NDArray[np.uint16]) -> NDArray[np.bool_]:
    """Return where (H, W) the picture shows things, not their place."""
    things = [row for row, item in enumerate(posed.items) if not item.id.startswith(SET_PREFIX)]
    return np.isin(part[::2, ::2], things)


def _covered(taken: NDArray[np.bool_], box: Sequence[float]) -> float:
    """Return which share of a box (left, top, right, bottom) is taken, or lies outside the sheet."""
    left, top, right, bottom = (round(float(edge)) for edge in box)
    area = max(right - left, 1) * max(bottom - top, 1)
    inside = taken[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]
    return 1.0 - float((~inside).sum()) / area


def _noted(
    pen: Any,  # noqa: ANN401
    taken: NDArray[np.bool_],
    spots: list[tuple[float, float]],
    words: str,
    anchors: tuple[str, str],
    scale: float,
) -> None:
    """Write a dimension at the first of some spots where least is in its way, and take that place.

    Words hang at their spot by that of both ``anchors`` by which they cover less.
    """
    from PIL import ImageFont

    font = ImageFont.load_default(max(TEXT * scale, LEGIBLE))
    choices = []
    for k, at in enumerate(spots):
        for anchor in anchors:
            box = pen.textbbox(at, words, font=font, anchor=anchor)
            choices.append((round(_covered(taken, box), 2), k, anchor, at, box))
    _, _, anchor, at, box = min(choices, key=lambda choice: choice[:3])
    _text(pen, at, words, TEXT * scale, anchor)
    left, top, right, bottom = (max(round(edge), 0) for edge in box)
    taken[top:bottom, left:right] = True


def _measured(posed: PosedWorld, part: NDArray[np.uint16]) -> list[tuple[Box, tuple[float, float], str]]:
    """Return the box on the sheet, length and height (m) and name of the things that cover most of the picture."""
    rows: dict[str, list[int]] = {}
    for row, item in enumerate(posed.items):
        if not item.id.startswith(SET_PREFIX):
            rows.setdefault(item.id, []).append(row)
    count = np.bincount(part.ravel(), minlength=len(posed.items))
    cover = sorted(((int(count[own].sum()), name) for name, own in rows.items()), reverse=True)
    found = []
    for pixels, name in cover[:MOST]:
        if pixels < LEAST * part.size:
            break
        y, x = np.nonzero(np.isin(part, rows[name]))
        box = np.array([x.min(), y.min(), x.max() + 1, y.max() + 1]) / 2.0
        if np.any((box[2:] - box[:2]) > LARGEST * np.array(part.shape[::-1]) / 2.0):
            continue
        items = [posed.items[row] for row in rows[name]]
        corners = [item.mesh.vertices @ item.world_from_mesh[:3, :3].T + item.world_from_mesh[:3, 3] for item in items]
        size = np.ptp(np.concatenate(corners), axis=0)
        found.append((box, (float(size[:2].max()), float(size[2])), name.replace("_", " ")))
    return found


def _line(pen: Any, start: tuple[float, float], end: tuple[float, float], scale: float) -> None:  # noqa: ANN401
    """Draw a dimension line with an oblique stroke at both ends."""
    thick = max(1, round(scale))
    pen.line([start, end], fill=200, width=thick)
    for x, y in (start, end):
        tick = TICK * scale
        pen.line([(x - tick, y + tick), (x + tick, y - tick)], fill=255, width=max(1, round(1.4 * scale)))


def _text(pen: Any, at: tuple[float, float], words: str, size: float, anchor: str) -> None:  # noqa: ANN401
    """Write words where they are anchored."""
    from PIL import ImageFont

    pen.text(at, words, fill=235, font=ImageFont.load_default(max(size, LEGIBLE)), anchor=anchor)


def _block(pen: Any, width: int, height: int, scale: float, lines: list[str]) -> None:  # noqa: ANN401
    """Draw the sheet's frame, and in its lower right corner the block that names what is shown."""
    edge, thick = 5.0 * scale, max(1, round(scale))
    pen.rectangle([edge, edge, width - edge, height - edge], outline=200, width=thick)
    if not lines:
        return
    size = max(SMALL * scale, LEGIBLE)
    row = 1.45 * size
    wide = max(pen.textlength(line, font_size=size) for line in lines) + 10.0 * scale
    left, top = width - edge - wide, height - edge - row * len(lines) - 4.0 * scale
    pen.rectangle([left, top, width - edge, height - edge], outline=200, width=thick, fill=1)
    for k, line in enumerate(lines):
        _text(pen, (left + 5.0 * scale, top + 2.0 * scale + k * row), line, size, "la")
        if k:
            pen.line([(left, top + k * row), (width - edge, top + k * row)], fill=120, width=1)
