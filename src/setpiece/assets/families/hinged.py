"""Things in two parts that a hinge joins: a door and its frame, a chest and its lid, a box with a lid.

Both parts of a pair stand in one modelling frame, closed; the mount "hinge" is a point of the hinge's axis there.
"""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.families.furniture import Box, boards, solid_boards
from setpiece.assets.modelling import TAU, block, box_shell, difference, extrude, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import Surface, joined, moved, turned

GAP = 0.004  # m between what turns and what it turns in
PIN = 0.014  # m from the middle of a door to the axis of its hinges, on the side to which it opens
WINDOW = (1.1, 1.2)  # m: as wide and high as a window in one piece is
BANDS = (-0.36, 0.0, 0.36)  # where iron goes round a chest, in lengths


def door_frame(p: Params) -> Shape:
    """The frame of a door: two posts and a lintel."""
    w, h = p["width"], p["height"]
    frame: list[Box] = [((0.07, 0.12, h + 0.06), (s * (w / 2 + 0.035), 0, (h + 0.06) / 2)) for s in (-1, 1)]
    frame.append(((w, 0.12, 0.06), (0, 0, h + 0.03)))
    return Shape(
        (piece("body", boards(frame, 0.003), "paint", (0.72, 0.71, 0.68)),),
        solid_boards(frame),
        Resonator("plate", (h, w, 0.04)),
        mounts={"hinge": (-w / 2 + GAP, PIN, h / 2)},
    )


def door_leaf(p: Params) -> Shape:
    """A door with four panels and a knob on either side, without its frame."""
    w, h = p["width"], p["height"]
    t, wide, high = 0.04, p["width"] - 2 * GAP, p["height"] - 2 * GAP
    leaf: list[Box] = [((wide, 0.6 * t, high), (0, 0, h / 2))]
    leaf += [((0.11, t, high), (x, 0, h / 2)) for x in (-wide / 2 + 0.055, 0, wide / 2 - 0.055)]
    leaf += [((wide, t, 0.15), (0, 0, z)) for z in (GAP + 0.075, 0.45 * h, h - GAP - 0.075)]
    knob = [moved(sphere(0.027, steps=5), 0.40 * w, s * 0.07, 0.48 * h) for s in (-1, 1)]
    knob.append(tube([(0.40 * w, -0.07, 0.48 * h), (0.40 * w, 0.07, 0.48 * h)], 0.010, sides=12))
    return Shape(
        (piece("body", boards(leaf, 0.003), "wood"), piece("knob", joined(knob), "brass")),
        solid_boards(leaf[:1]),
        Resonator("plate", (h, w, t)),
        mounts={"hinge": (-w / 2 + GAP, PIN, h / 2)},
    )


def window_wall(p: Params) -> Shape:
    """The piece of wall that a window opens in, with its sill."""
    w, h = p["width"], p["height"]
    low, z = 0.55 * h, 1.05 * h
    wall: list[Box] = [((1.7 * w, 0.16 * w, low), (0, 0, low / 2)), ((1.7 * w, 0.16 * w, 0.25 * h), (0, 0, 1.675 * h))]
    wall += [((0.35 * w, 0.16 * w, h), (s * 0.675 * w, 0, z)) for s in (1, -1)]
    return Shape(
        (
            piece("body", boards(wall, 0.002), "plaster", (0.62, 0.55, 0.44)),
            piece("sill", block((1.25 * w, 0.26 * w, 0.028 * w), (0, -0.08 * w, low - 0.014 * w)), "stone"),
        ),
        solid_boards(wall),
        Resonator("plate", (w, h, 0.1)),
        mounts={"hinge": (-w / 2 + GAP, 0.075 * w, z)},
    )


def window_sash(p: Params) -> Shape:
    """The sash of a window: a frame with a cross, and its panes; it opens towards -Y."""
    w, h = p["width"], p["height"]
    t, wide, high, z = 0.07 * w, w - 2 * GAP, h - 2 * GAP, 1.05 * h
    bars: list[Box] = [((wide, 0.6 * t, t), (0, 0.05 * w, z + s * (high - t) / 2)) for s in (1, -1)]
    bars += [((t, 0.6 * t, high), (s * (wide - t) / 2, 0.05 * w, z)) for s in (1, -1)]
    bars += [((wide, 0.4 * t, 0.5 * t), (0, 0.05 * w, z)), ((0.5 * t, 0.4 * t, high), (0, 0.05 * w, z))]
    grip = block((0.02 * w, 0.06 * w, 0.12 * h), (wide / 2 - t / 2, 0.0, z), 0.004)
    return Shape(
        (
            piece("body", boards(bars, 0.003), "paint", (0.78, 0.78, 0.76)),
            piece("panes", block((wide - t, 0.01 * w, high - t), (0, 0.05 * w, z), 0.001), "glass"),
            piece("knob", grip, "brass"),
        ),
        (colliding.box((wide, 0.6 * t, high), (0, 0.05 * w, z)),),
        Resonator("plate", (h, w, 0.02)),
        mounts={"hinge": (-w / 2 + GAP, 0.075 * w, z)},
    )


def _arch(points: np.ndarray, wide: float, x: float, z: float) -> Surface:
    """Return an outline of (y, z) carried along X over ``wide`` (m), its middle at ``x``, standing at ``z``."""
    lying = turned(turned(extrude(points, wide), (1, 0, 0), TAU / 4), (0, 0, 1), TAU / 4)
    return moved(lying, x - wide / 2, 0, z)


def _vault(w: float, wall: float = 0.0) -> np.ndarray:
    """Return the upright outline (P, 2) in (y, z) of a chest's lid, ``wall`` (m) inside it."""
    turn = np.linspace(0, np.pi, 17)
    return np.column_stack([(w / 2 - wall) * np.cos(turn), (0.55 * w / 2 - wall) * np.sin(turn)])


def chest_box(p: Params) -> Shape:
    """The lower half of a treasure chest: a box of planks with iron bands and a lock towards -Y."""
    n = p["length"]
    w, h, t = 0.6 * n, 0.4 * n, 0.03 * n
    bands = []
    for x in (s * n for s in BANDS):
        bands += [block((0.07 * n, 0.012 * n, h), (x, s * (w / 2 + 0.003 * n), h / 2), 0.002) for s in (-1, 1)]
        bands.append(block((0.07 * n, w, 0.006 * n), (x, 0, 0.003 * n), 0.001))
    lock = block((0.12 * n, 0.03 * n, 0.09 * n), (0, -w / 2 - 0.01 * n, h - 0.05 * n), 0.008 * n)
    return Shape(
        (
            piece("body", moved(box_shell((n, w, h), t, radius=0.004), 0, 0, h / 2), "wood"),
            piece("bands", joined(bands), "iron"),
            piece("lock", lock, "brass"),
        ),
        colliding.open_box((n, w, h), t, (0, 0, h / 2)),
        Resonator("block", (n, w, h)),
        (Support("inside", (0, 0, t), (n / 2 - t, w / 2 - t)),),
        mounts={"hinge": (0.0, w / 2, h + GAP)},
    )


def chest_lid(p: Params) -> Shape:
    """The vaulted lid of a treasure chest, hollow, with iron bands and a clasp towards -Y."""
    n = p["length"]
    w, h, t = 0.6 * n, 0.4 * n + GAP, 0.03 * n
    hollow = _arch(_vault(w, t) - [0, 0.001], n - 2 * t, 0, h)
    hoops = []
    for x in (s * n for s in BANDS):
        hoops.append(difference(_arch(1.03 * _vault(w), 0.07 * n, x, h), _arch(_vault(w), n, 0, h)))
    clasp = block((0.05 * n, 0.02 * n, 0.07 * n), (0, -w / 2 - 0.012 * n, h + 0.02 * n), 0.006 * n)
    staves = _vault(w)
    inner = _vault(w, t)
    hulls = [
        colliding.hull(
            [
                (
                    x,
                    *q,
                )
                for x in (-n / 2, n / 2)
                for q in _lifted([*staves[k : k + 3], *inner[k : k + 3]], h)
            ]
        )
        for k in range(0, 16, 2)
    ]
    ends = [
        colliding.hull([(x, *q) for x in (s * n / 2, s * (n / 2 - t)) for q in _lifted(staves, h)]) for s in (-1, 1)
    ]
    return Shape(
        (
            piece("body", difference(_arch(_vault(w), n, 0, h), hollow), "wood"),
            piece("bands", joined(hoops), "iron"),
            piece("lock", clasp, "brass"),
        ),
        (*hulls, *ends),
        Resonator("plate", (n, w, t)),
        mounts={"hinge": (0.0, w / 2, h)},
    )


def _lifted(points: "np.ndarray | list", height: float) -> list[tuple[float, float]]:
    """Return points (y, z) at a height."""
    return [(float(y), float(z) + height) for y, z in points]


FAMILIES = {
    "door_frame": Family(door_frame, {"width": length(0.86), "height": length(2.05)}),
    "door_leaf": Family(door_leaf, {"width": length(0.86), "height": length(2.05)}),
    "window_wall": Family(window_wall, {"width": length(WINDOW[0]), "height": length(WINDOW[1])}),
    "window_sash": Family(window_sash, {"width": length(WINDOW[0]), "height": length(WINDOW[1])}),
    "chest_box": Family(chest_box, {"length": length(0.7)}),
    "chest_lid": Family(chest_lid, {"length": length(0.7)}),
}
