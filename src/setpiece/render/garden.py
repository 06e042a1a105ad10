"""What stands outside a room's window: shrubs in flower, a lawn, a hedge, trees with round crowns, hills in the haze.

A picture, not a place: it is seen bright, small and mostly out of focus. Painted from back to front in slopes, metres
aside and up per metre away, as one sees them from the middle of the room.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import tau

import numpy as np
from numpy.typing import NDArray

from setpiece import rng
from setpiece.render.noise import coloured, step

Image = NDArray[np.float32]
HILL, LEAF, LAWN, BARK = (0.86, 0.97, 1.0), (0.76, 1.0, 0.30), (0.82, 1.0, 0.40), (0.95, 0.8, 0.6)  # hues
PALE = (0.98, 1.0, 0.94)  # of the haze before what is far
SOFT = 0.006  # rad of a point's blur: it is behind what the camera is focused on
LEVELS = {
    "hill": 0.56,
    "leaf": 0.22,
    "lawn": 0.27,
    "hedge": 0.13,
    "bark": 0.08,
    "bloom": 0.50,
}  # of the window's mean radiance
EYE_M = 1.3  # m over the floor: the lawn lies a little lower
HEDGE = -0.045  # slope of its top
BALLS = 70  # of leaves, a crown
BED = (-0.135, 0.030)  # slope of the tops of the shrubs under the window, and by how much they differ
BLOOMS = ((1.0, 0.96, 0.90), (0.95, 0.42, 0.52), (0.62, 0.50, 0.95), (1.0, 0.80, 0.30))  # of a shrub in flower


@dataclass
class _Canvas:
    """What is painted so far: ``cover`` (H, W), ``color`` (H, W, 3); ``x`` (W,) and ``z`` (H,) in slopes."""

    x: Image
    z: Image
    leaves: Image  # (H, W) noise, as fine as leaves are
    cover: Image
    color: Image

    def part(self, low: tuple[float, float], high: tuple[float, float]) -> _Canvas:
        """Return the part between two corners; what is painted on it is painted on the whole."""
        columns = slice(*np.searchsorted(self.x, (low[0], high[0])))
        rows = slice(*np.searchsorted(self.z, (low[1], high[1])))
        parts = (image[rows, columns] for image in (self.leaves, self.cover, self.color))
        return _Canvas(self.x[columns], self.z[rows], *parts)

    def paint(self, share: Image, hue: tuple[float, float, float], level: Image | float) -> None:
        """Lay a colour over what is there."""
        share = np.broadcast_to(share, self.cover.shape).astype(np.float32)
        self.color *= (1.0 - share)[..., None]
        self.color += (share * np.asarray(level, np.float32))[..., None] * np.array(hue, np.float32)
        self.cover += (1.0 - self.cover) * share


def garden(x: Image, z: Image) -> tuple[Image, Image]:
    """Return how much of each point is covered (H, W), and its colour (H, W, 3) in units of the window's mean.

    Args:
        x: (W,) slopes to the right, rising.
        z: (H,) slopes up, rising.
    """
    from scipy.ndimage import gaussian_filter

    stream = rng.stream(0, "garden")
    shape = (len(z), len(x))
    leaves = coloured(stream, 256, band=(20.0, 90.0), slope=0.5)[: shape[0], : shape[1]]
    canvas = _Canvas(x, z, leaves, np.zeros(shape, np.float32), np.zeros((*shape, 3), np.float32))
    high = z[:, None]

    # Hills, the farther the paler.
    for k, (height, wave) in enumerate(((0.075, 2.1), (0.045, 3.7))):
        phase = stream.uniform(0.0, tau)
        ridge = height + 0.025 * np.sin(wave * x * 4.0 + phase) + 0.008 * np.sin(wave * x * 13.0 + k)
        level = LEVELS["hill"] - 0.08 * k + 0.5 * np.clip(high, -0.1, 0.1)
        canvas.paint(step(ridge - high, 0.0, 0.006), HILL, level)

    # Trees: a row far off that closes the view, then some near by.
    for number, distance, reach, haze in ((34, 1.0, 1.6, 0.55), (24, 1.6, 1.5, 0.30), (6, 2.6, 1.3, 0.06)):
        for place in np.sort(stream.uniform(-reach, reach, number)):
            _tree(canvas, stream, float(place), 0.055 * distance * stream.uniform(0.75, 1.3), haze)

    # A hedge, and the lawn before it.
    bulge = 0.010 * np.sin(21.0 * x) + 0.006 * np.sin(47.0 * x + 1.0)
    shade = 0.55 + 1.9 * step(high - HEDGE + bulge, -0.045, 0.012) + 0.30 * leaves
    canvas.paint(step(HEDGE + 0.006 * leaves - high, 0.0, 0.006), LEAF, LEVELS["hedge"] * shade)
    dapple = coloured(stream, 256, band=(4.0, 40.0), slope=0.9, stretch=6.0)[: shape[0], : shape[1]]
    cast = step(dapple + 14.0 * (high - HEDGE + 0.14), -0.2, 0.9)  # shadows of the trees, long under the hedge
    level = LEVELS["lawn"] * (1.0 + 0.5 * np.clip(-high, 0.0, 0.5) + 0.06 * leaves) * (1.0 - 0.68 * cast)
    canvas.paint(step(HEDGE - 0.055 - high, 0.0, 0.004), LAWN, level)
    for place in np.sort(stream.uniform(x[0], x[-1], round(13.0 * float(x[-1] - x[0])))):
        _shrub(canvas, stream, float(place), stream.uniform(0.055, 0.10))
    blur = SOFT / max(float(x[1] - x[0]), 1e-6)
    return gaussian_filter(canvas.cover, blur), gaussian_filter(canvas.color, (blur, blur, 0.0))


def _shrub(canvas: _Canvas, stream: np.random.Generator, place: float, size: float) -> None:
    """Paint a shrub close under the window, half of them in flower: balls of leaves, lit from the left and above."""
    top = BED[0] + BED[1] * stream.uniform(-1.0, 1.0)
    tint, hue = stream.uniform(0.55, 1.15), BLOOMS[int(stream.integers(len(BLOOMS)))]
    flowers = int(stream.integers(12, 40)) * (stream.random() < 0.6)
    for k in range(46 + flowers):
        side, up = stream.uniform(-1.0, 1.0), stream.uniform(0.0, 1.0)
        if k < 46:  # from the back to the front, which is lower
            z, r = top - 0.30 * k / 46 - 0.5 * size * side * side + 0.1 * size * up, size * stream.uniform(0.20, 0.36)
            light = tint * (0.62 - 0.30 * side + 0.55 * up * (1.0 - k / 46))
            _ball(canvas, (place + size * side, z), r, LEAF, LEVELS["leaf"] * light)
        else:
            z = top + 0.03 - 0.5 * size * side * side - 0.20 * up
            _ball(canvas, (place + 0.95 * size * side, z), stream.uniform(0.005, 0.010), hue, LEVELS["bloom"])


def _ball(
    canvas: _Canvas, at: tuple[float, float], radius: float, hue: tuple[float, float, float], level: float
) -> None:
    """Paint a ball with ragged edges at slopes (aside, up), lit from the left and above."""
    x, z = at
    part = canvas.part((x - 1.3 * radius, z - 1.3 * radius), (x + 1.3 * radius, z + 1.3 * radius))
    if not part.cover.size:
        return
    up, aside = (part.z[:, None] - z) / radius, (part.x - x) / radius
    inside = step(1.0 + 0.25 * part.leaves - np.hypot(aside, up), 0.0, 0.3)
    part.paint(inside, hue, level * np.clip(1.0 + 0.5 * (up - 0.7 * aside) + 0.30 * part.leaves, 0.2, None))


def _tree(canvas: _Canvas, stream: np.random.Generator, place: float, size: float, haze: float) -> None:
    """Paint a trunk, and a crown as balls of leaves, those in the shade below first.

    The sun stands to the left: each ball and the whole crown have a light and a shadow side. ``haze``: the share of
    its light that comes from the air before it.
    """
    foot, height = HEDGE - 0.03, 1.1 * size * stream.uniform(0.85, 1.25)
    middle = foot + 1.2 * size + 0.8 * height
    trunk = canvas.part((place - 0.2 * size, foot), (place + 0.2 * size, middle))
    trunk.paint(
        step(0.07 * size - np.abs(trunk.x - place), 0.0, 0.01 * size + 0.002),
        BARK,
        LEVELS["bark"] + haze * LEVELS["hill"],
    )
    tint, balls = stream.uniform(0.8, 1.2), []
    for _ in range(BALLS):
        turn, out = stream.uniform(0.0, tau), 0.85 * np.sqrt(stream.uniform(0.0, 1.0))
        side, up = out * np.cos(turn), out * np.sin(turn)
        light = tint * (0.72 + 0.50 * up - 0.42 * side + stream.uniform(-0.16, 0.16))
        light = max(light, 0.16)
        balls.append((middle + up * height, place + side * size, size * stream.uniform(0.14, 0.30), light))
    for ball_z, ball_x, radius, light in sorted(balls):
        part = canvas.part(
            (ball_x - 1.3 * radius, ball_z - 1.3 * radius), (ball_x + 1.3 * radius, ball_z + 1.3 * radius)
        )
        up = (part.z[:, None] - ball_z) / radius
        inside = step(1.0 + 0.25 * part.leaves - np.hypot((part.x - ball_x) / radius, up), 0.0, 0.2)
        lit = 1.0 + 0.55 * np.clip(up - 0.7 * (part.x - ball_x) / radius, -1.0, 1.0) + 0.25 * part.leaves
        level = LEVELS["leaf"] * light * np.clip(lit, 0.15, None)
        part.paint(inside, LEAF, (1.0 - haze) * level)
        part.color += (haze * LEVELS["hill"] * inside)[..., None] * np.array(PALE, np.float32)
