"""A wooden sledge, as they have been bent of ash in Davos since 1883. Front towards +X; metres."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, curve, loft, rounded_box, sweep, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import Array, Surface, joined, moved

ROPE = (0.36, 0.27, 0.16)
WIDE, HIGH = 0.42, 0.22  # of its length: from runner to runner, and up to the rails
BENDS, FRONT = 0.22, 0.245  # of its length: where the bend begins, before the middle; how far it reaches forward
SOLE = 0.0045  # of its length: how thick the iron under a runner is
HOOPS = (-0.33, -0.04, 0.20)  # of its length: where its legs stand
SLATS = 7
STEPS = 64  # of the bend


def sled(p: Params) -> Shape:
    """A wooden sledge: slats over hoops on two runners, each bent around in one piece to be the rail, and a rope."""
    n = p["length"]
    w, h = WIDE * n, HIGH * n
    sides = (0.5 * w, -0.5 * w)
    bent = [moved(sweep(_bend(n), _bar(0.018 * n, 0.025 * n)), 0.0, y) for y in sides]
    soles = [moved(sweep(_bend(n, sole=True), _bar(0.015 * n, SOLE * n)), 0.0, y) for y in sides]
    hoops = [part for x in HOOPS for part in _hoop(x * n, n)]
    return Shape(
        (
            piece("body", joined(_slats(n)), "wood"),
            piece("runners", joined([*bent, *hoops]), "oak"),
            piece("soles", joined(soles), "iron", decor=True),
            piece("rope", joined(_rope(n)), "fabric", ROPE, decor=True),
        ),
        (
            colliding.box((0.9 * n, w, 0.03 * n), (-0.03 * n, 0, h + 0.012 * n)),
            *(colliding.rod((-0.48 * n, y, 0.015 * n), (0.2 * n, y, 0.015 * n), 0.015 * n, "runners") for y in sides),
            *(colliding.rod((0.2 * n, y, 0.015 * n), (0.44 * n, y, 0.1 * n), 0.015 * n, "runners") for y in sides),
        ),
        Resonator("plate", (n, w, 0.016 * n)),
        (Support("top", (-0.03 * n, 0, h + 0.028 * n), (0.4 * n, 0.4 * w)),),
    )


def _bend(n: float, *, sole: bool = False) -> Array:
    """Return the line of a runner: along the ground, around its front in half an ellipse, and back as a rail.

    ``sole``: of the iron under it, which ends before the rail.
    """
    low, high = (0.015 + SOLE) * n, HIGH * n
    off = (0.0125 + 0.5 * SOLE) * n if sole else 0.0
    turn = np.linspace(0.0, (0.62 if sole else 1.0) * np.pi, STEPS)
    across, up = FRONT * n + off, 0.5 * (high - low) + off
    front = np.stack([BENDS * n + across * np.sin(turn), 0.5 * (low + high) - up * np.cos(turn)], axis=1)
    behind = np.concatenate([np.linspace(-0.5, -0.4, 12), np.linspace(-0.3, BENDS, 12)])[:-1] * n
    back = np.stack([behind, np.full(len(behind), low - off)], axis=1)
    rail = np.stack([np.linspace(BENDS * n, -0.47 * n, 14)[1:], np.full(13, high)], axis=1)
    line = np.concatenate([back, front] if sole else [back, front, rail])
    line[:, 1] += 0.012 * n * np.clip((-0.42 * n - line[:, 0]) / (0.08 * n), 0.0, 1.0) ** 2 * (line[:, 1] < 0.1 * n)
    return np.stack([line[:, 0], 0.0 * line[:, 0], line[:, 1]], axis=1)


def _bar(wide: float, high: float) -> Array:
    """Return the section (S, 2) of a bar, its edges rounded."""
    around = TAU * (np.arange(20) + 0.5) / 20
    round_ = np.stack([np.cos(around), np.sin(around)], axis=1)
    return 0.5 * np.array([wide, high]) * np.sign(round_) * np.abs(round_) ** 0.35


def _hoop(x: float, n: float) -> list[Surface]:
    """Return two legs that lean in towards the seat, and the bearer across them."""
    w, h = WIDE * n, HIGH * n
    thick = [0.0125 * n, 0.0105 * n]
    legs = [tube([(x, s * 0.5 * w, 0.022 * n), (x, s * 0.47 * w, h)], thick, sides=12) for s in (1, -1)]
    ends, high = 0.515 * w, h + 0.002 * n
    bearer = sweep([(x, -ends, high), (x, 0.0, high + 0.002 * n), (x, ends, high)], _bar(0.022 * n, 0.020 * n))
    return [*legs, bearer]


def _slats(n: float) -> list[Surface]:
    """Return the boards of the seat, with gaps between them; those amid reach a little farther forward."""
    w, found = WIDE * n, []
    pitch = 0.98 * w / SLATS
    for k in range(SLATS):
        y = (k - 0.5 * (SLATS - 1)) * pitch
        long = (0.88 + 0.03 * np.cos(np.pi * y / w)) * n
        board = rounded_box((long, 0.80 * pitch, 0.014 * n), 0.005 * n, steps=2)
        found.append(moved(board, -0.47 * n + 0.5 * long, y, (HIGH + 0.0195) * n))
    return found


def _rope(n: float) -> list[Surface]:
    """Return the rope by which it is pulled: laid of three strands, tied to both horns, hanging down between them."""
    w, x = WIDE * n, (BENDS + 0.80 * FRONT) * n
    knots = [(x, 0.5 * w, 0.170 * n), (x + 0.035 * n, 0.44 * w, 0.145 * n), (x + 0.075 * n, 0.30 * w, 0.075 * n),
             (x + 0.10 * n, 0.10 * w, 0.040 * n), (x + 0.10 * n, -0.12 * w, 0.038 * n),
             (x + 0.07 * n, -0.31 * w, 0.080 * n), (x + 0.03 * n, -0.45 * w, 0.148 * n),
             (x, -0.5 * w, 0.170 * n)]  # fmt: skip
    line = curve(knots, 160)
    strands = 3
    around = TAU * np.arange(18) / 18
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    twist = TAU * along / (0.030 * n)
    radius = 0.0052 * n * (1.0 + 0.16 * np.abs(np.cos(0.5 * strands * (around - twist[:, None]))))
    ahead = np.gradient(line, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True)
    side = np.cross(ahead, [1.0, 0.0, 0.0])
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    over = np.cross(ahead, side)
    ring = np.cos(around)[:, None] * side[:, None] + np.sin(around)[:, None] * over[:, None]
    laid = loft(line[:, None] + radius[..., None] * ring)
    turns = np.linspace(0.0, 3.0 * TAU, 60)
    tied = np.stack([0.016 * n * np.cos(turns), np.linspace(-0.013, 0.013, 60) * n, 0.019 * n * np.sin(turns)], axis=1)
    knotted = [tube(np.add(tied, (x - 0.004 * n, s * 0.5 * w, 0.168 * n)), 0.0048 * n, sides=8) for s in (1, -1)]
    return [laid, *knotted]


FAMILIES = {"sled": Family(sled, {"length": length(1.1)})}
