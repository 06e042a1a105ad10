"""Goals to shoot at: the frames are true bodies, the nets are cords to look at over thin sheets to catch with."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import (
    TAU,
    ring,
    rounded_box,
    tube,
)
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import joined, moved


def goal(p: Params) -> Shape:
    """A football goal that opens towards -Y: white frame and a net of cords."""
    w, h, d = p["width"], p["height"], p["depth"]
    r = 0.06
    front = tube(
        [
            (-w / 2, 0, 0),
            (-w / 2, 0, h - 0.05),
            (-w / 2 + 0.05, 0, h),
            (w / 2 - 0.05, 0, h),
            (w / 2, 0, h - 0.05),
            (w / 2, 0, 0),
        ],
        r,
        sides=14,
    )
    back = [
        tube([(s * w / 2, 0, h - 0.02), (s * w / 2, 0.35 * d, h - 0.05), (s * w / 2, d, 0.02)], 0.022, sides=8)
        for s in (-1, 1)
    ]
    back.append(tube([(-w / 2, d, 0.02), (w / 2, d, 0.02)], 0.022, sides=8))
    cords = []
    rows, cols = int(w / 0.16), 16
    side = np.array([(0.0, h), (0.35 * d, h - 0.04), (d, 0.03)])
    arc = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(side, axis=0), axis=1))])
    at = np.linspace(0, arc[-1], cols)
    y, z = np.interp(at, arc, side[:, 0]), np.interp(at, arc, side[:, 1])
    for k in range(rows + 1):
        x = -w / 2 + w * k / rows
        cords.append(tube(np.column_stack([np.full(cols, x), y, z])[::5], 0.003, sides=4, ends="flat"))
    for k in range(1, cols):
        cords.append(tube([(-w / 2, y[k], z[k]), (w / 2, y[k], z[k])], 0.003, sides=4, ends="flat"))
    for s in (-1, 1):
        for k in range(1, 8):
            yy = d * k / 8
            top = np.interp(yy, y, z)
            cords.append(tube([(s * w / 2, yy, 0.0), (s * w / 2, yy, top)], 0.003, sides=4, ends="flat"))
        for k in range(1, 10):
            zz = h * k / 10
            far = np.interp(-zz, -z, y)
            cords.append(tube([(s * w / 2, 0, zz), (s * w / 2, far, zz)], 0.003, sides=4, ends="flat"))
    posts = [colliding.upright(r, h, (s * w / 2, 0, h / 2)) for s in (-1, 1)]
    net = [
        colliding.hull([(x, y[i] + e, z[i] + e) for x in (-w / 2, w / 2) for i in pair for e in (0.0, 0.02)], "net")
        for pair in ((0, 5), (5, 15))
    ]
    sides = [
        colliding.hull(
            [(s * w / 2 + e, q, zz) for e in (0, s * 0.01) for q, zz in ((0, 0), (0, h), (0.35 * d, h - 0.05), (d, 0))],
            "net",
        )
        for s in (-1, 1)
    ]
    return Shape(
        (
            piece("body", joined([front, *back]), "paint", (0.76, 0.76, 0.75)),
            piece("net", joined(cords), "fabric", (0.70, 0.70, 0.68), decor=True),
        ),
        (*posts, colliding.rod((-w / 2, 0, h), (w / 2, 0, h), r), *net, *sides),
        Resonator("bar", (h, 0.12, 0.12)),
    )


def hoop(p: Params) -> Shape:
    """A basketball hoop towards -Y: post, arm, board, ring at 3.05 m, net."""
    h = p["height"]
    k = h / 3.05
    board_z, board_y, ring_y = h + 0.38 * k, 0.60 * k, 0.60 * k - 0.38 * k
    post = [
        tube(
            [(0, 1.7 * k, 0), (0, 1.7 * k, 2.9 * k), (0, 1.5 * k, 3.25 * k), (0, 0.66 * k, 3.35 * k)],
            [0.09 * k, 0.09 * k, 0.07 * k, 0.06 * k],
            sides=14,
        )
    ]
    post.append(tube([(0, 1.66 * k, 2.55 * k), (0, 0.66 * k, 3.0 * k)], 0.035 * k, sides=10))
    post.append(moved(rounded_box((0.5 * k, 0.5 * k, 0.06 * k), 0.01 * k), 0, 1.7 * k, 0.03 * k))
    board = moved(rounded_box((1.8 * k, 0.03 * k, 1.05 * k), 0.008 * k), 0, board_y, board_z)
    marks = []
    for width, tall, z in ((1.78, 1.03, board_z), (0.59, 0.45, h + 0.15 * k + 0.225 * k)):
        tall, width = tall * k, width * k
        for size, dx, dz in (
            ((width, 0.004, 0.05 * k), 0, tall / 2 - 0.025 * k),
            ((width, 0.004, 0.05 * k), 0, -tall / 2 + 0.025 * k),
            ((0.05 * k, 0.004, tall), width / 2 - 0.025 * k, 0),
            ((0.05 * k, 0.004, tall), -width / 2 + 0.025 * k, 0),
        ):
            marks.append(moved(rounded_box(size, 0.001), dx, board_y - 0.0155 * k, z + dz))
    r = 0.229 * k
    rim = [
        moved(ring(r, 0.010 * k, segments=48, sides=10), 0, ring_y, h),
        moved(rounded_box((0.14 * k, 0.16 * k, 0.03 * k), 0.005 * k), 0, ring_y + r + 0.07 * k, h - 0.012 * k),
    ]
    cords = []
    for i in range(12):
        for s in (-1, 1):
            way = []
            for j in range(7):
                a = TAU * (i + s * j * 0.5) / 12
                q = r * (1 - 0.40 * (j / 6) ** 0.7)
                way.append((q * np.cos(a), ring_y + q * np.sin(a), h - 0.45 * k * j / 6))
            cords.append(tube(way, 0.0035 * k, sides=4, ends="flat"))
    rims = []
    for i in range(24):
        a, b = TAU * i / 24, TAU * (i + 1) / 24
        rims.append(
            colliding.rod(
                (r * np.cos(a), ring_y + r * np.sin(a), h), (r * np.cos(b), ring_y + r * np.sin(b), h), 0.010 * k, "rim"
            )
        )
    return Shape(
        (
            piece("body", board, "paint", (0.72, 0.72, 0.70)),
            piece("post", joined(post), "paint", (0.05, 0.06, 0.08)),
            piece("marks", joined(marks), "paint", (0.50, 0.02, 0.02), decor=True),
            piece("rim", joined(rim), "paint", (0.62, 0.12, 0.01)),
            piece("net", joined(cords), "fabric", (0.72, 0.71, 0.68), decor=True),
        ),
        (
            colliding.box((1.8 * k, 0.03 * k, 1.05 * k), (0, board_y, board_z)),
            colliding.upright(0.09 * k, 2.9 * k, (0, 1.7 * k, 1.45 * k), "post"),
            *rims,
        ),
        Resonator("plate", (1.8 * k, 1.05 * k, 0.03 * k)),
        mounts={"ring": (0.0, ring_y, h), "ring_edge": (r, ring_y, h)},
    )


FAMILIES = {
    "goal": Family(goal, {"width": length(3.0), "height": length(2.0), "depth": length(1.0)}),
    "hoop": Family(hoop, {"height": length(3.05)}),
}
