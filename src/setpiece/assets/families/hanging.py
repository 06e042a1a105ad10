"""What things hang by and from: a cord, and a wooden arm on a post."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import block, curve, ring, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import joined, moved, turned


def cord(p: Params) -> Shape:
    """A taut rope of two strands that hangs from z = 0 down to its ``length``, with a knot at each end."""
    n, r = p["length"], p["radius"]
    z = np.linspace(0.0, -n, 9 + int(n / (8.0 * r)))
    turn = z / (2.6 * r)
    strands = [
        tube(np.column_stack([s * 0.45 * r * np.cos(turn), s * 0.45 * r * np.sin(turn), z]), 0.56 * r, sides=6)
        for s in (-1, 1)
    ]
    knots = [moved(turned(ring(1.2 * r, 0.7 * r), (1, 0, 0), np.pi / 2), z=at) for at in (-1.6 * r, 1.6 * r - n)]
    return Shape(
        (piece("body", joined([*strands, *knots]), "fabric", (0.42, 0.30, 0.16)),),
        (colliding.rod((0, 0, -0.1 * n), (0, 0, -0.9 * n), 0.5 * r),),
        Resonator("bar", (n, r, r)),
        mounts={"top": (0.0, 0.0, 0.0), "end": (0.0, 0.0, -n)},
    )


def gallows(p: Params) -> Shape:
    """A post on a cross of beams, ``reach`` behind what hangs, with a braced arm over it; the hook is at ``height``."""
    h, back = p["height"], p["reach"]
    t = 0.035 * h + 0.012
    top = h + 0.5 * t
    post = block((t, t, top + t), (0, back, (top + t) / 2), 0.1 * t)
    arm = block((t, back + 2.0 * t, t), (0, 0.5 * back - 0.5 * t, top), 0.1 * t)
    brace = tube([(0, back, top - 0.45 * back), (0, 0.55 * back, top)], 0.35 * t, sides=8)
    feet = [
        block((0.55 * h, t, t), (0, back, t / 2), 0.1 * t),
        block((t, 0.4 * h, t), (0, back + 0.12 * h, t / 2), 0.1 * t),
    ]
    hook = tube(curve([(0, 0, h), (0, 0, h - 0.2 * t), (0, 0.25 * t, h - 0.5 * t), (0, 0, h - 0.7 * t)], 10), 0.08 * t)
    return Shape(
        (piece("body", joined([post, arm, brace, *feet]), "wood"), piece("hook", hook, "iron")),
        (
            colliding.box((t, t, top + t), (0, back, (top + t) / 2)),
            colliding.box((t, back + 2.0 * t, t), (0, 0.5 * back - 0.5 * t, top)),
            colliding.box((0.55 * h, t, t), (0, back, t / 2)),
        ),
        Resonator("bar", (h, t, t)),
        mounts={"hook": (0.0, 0.0, h - 0.6 * t)},
    )


FAMILIES = {
    "cord": Family(cord, {"length": length(0.9), "radius": length(0.007)}),
    "gallows": Family(gallows, {"height": length(1.2), "reach": length(0.35)}),
}
