"""Heads of four-legged animals: neck, skull, muzzle and ears (see ``proportions``)."""

from dataclasses import replace

import numpy as np

from setpiece.assets.families.proportions import Body
from setpiece.assets.flesh import Ball, Cone, Point, both, chain


def head(b: Body) -> None:
    """Draw the neck, the skull with its cheeks and brows, and the muzzle."""
    q = b.q
    r, wide = q.skull
    reach, back, front = q.snout
    ridge, ahead = q.brow * r, (0.72 + 0.85 * (0.8 - q.gaze)) * r
    b.head += [
        *_neck(b),
        Ball(b.at(0, 0, 0), (1.15 * r, wide * r, r), q.nod, blend=0.05),
        Cone(b.at(0.3 * r, 0, -0.12 * r), b.at(reach - front, 0, -0.30 * r), back, front, min(1.05, wide + 0.1), 0.05),
        Cone(
            b.at(0.1 * r, 0, -0.55 * r),
            b.at(reach - 1.25 * front, 0, -0.38 * r - 0.45 * front),
            0.55 * r,
            0.62 * front,
            wide,
            0.03,
        ),
        *both(Ball(b.at(0.25 * r, 0.6 * wide * r, -0.35 * r), (0.55 * r, 0.35 * r, 0.5 * r), q.nod, blend=0.04)),
        *both(Ball(b.at(0.62 * r, 0.62 * wide * r, 0.42 * r), (0.4 * r, 0.25 * ridge, 0.2 * ridge), q.nod, blend=0.04)),
        *both(Ball(b.at(ahead, q.gaze * wide * r, 0.20 * r), (q.eye, 0.8 * q.eye, q.eye), part="eyes")),
    ]
    if q.hoof:
        b.head += both(
            Ball(
                b.at(reach - 0.35 * front, 0.52 * front, -0.30 * r + 0.45 * front),
                (0.26 * front, 0.26 * front, 0.34 * front),
                q.nod,
                part="nose",
            )
        )
    else:
        b.head += [
            Ball(
                b.at(reach - 0.45 * front, 0, -0.18 * r + 0.12 * front),
                (0.62 * front, 0.62 * front, 0.45 * front),
                q.nod,
                part="nose",
            )
        ]


def _neck(b: Body) -> list:
    """Return the neck: broad where it grows out of the shoulders, with an arched crest."""
    length, rise, low, high = b.q.neck
    x, _, z = b.neck0
    r = b.q.skull[0]
    root = (x - 0.10, 0.0, z - 0.02)
    middle = (x + 0.45 * length * np.cos(rise), 0.0, z + 0.47 * length * np.sin(rise))
    radii = [1.15 * low, 0.5 * (low + high), high]
    return chain([root, middle, b.at(-0.25 * r, 0, -0.1 * r)], radii, wide=b.q.slim, blend=0.06)


def ears(b: Body) -> None:
    """Draw a pair of ears of the kind and length that the row says."""
    kind, n = b.q.ears
    r, wide = b.q.skull
    root = b.at(-0.25 * r, 0.62 * wide * r, 0.72 * r)

    def out(x: float, y: float, z: float) -> Point:
        return root[0] + n * x, root[1] + n * y, root[2] + n * z

    if kind == "point":
        # Open to the front: broad across, thin along.
        b.head += both(Cone(root, out(0.0, 0.22, 0.95), 0.20 * n, 0.03 * n, 1.7, 0.03))
        b.head += both(Cone(out(0.10, 0.04, 0.15), out(0.035, 0.19, 0.72), 0.13 * n, 0.03 * n, 1.5, part="inner"))
    elif kind == "narrow":
        b.head += both(
            Cone(root, out(0.02, 0.12, 0.45), 0.12 * n, 0.15 * n, 1.0, 0.02),
            Cone(out(0.02, 0.12, 0.45), out(0.06, 0.12, 1.05), 0.15 * n, 0.03 * n, 1.0, 0.02),
            Cone(out(0.08, 0.17, 0.35), out(0.10, 0.16, 0.80), 0.09 * n, 0.02 * n, 0.9, part="inner"),
        )
    elif kind == "round":
        b.head += both(Ball(out(0, 0.25, 0.35), (0.25 * n, 0.5 * n, 0.55 * n), blend=0.03))
    elif kind == "dish":
        b.head += both(Ball(out(0, 0.22, 0.36), (0.12 * n, 0.44 * n, 0.5 * n), blend=0.02))
        b.head += both(Ball(out(0.1, 0.22, 0.38), (0.08 * n, 0.33 * n, 0.38 * n), part="inner"))
    elif kind == "flat":
        beside = b.at(-0.1 * r, 0.95 * wide * r, 0.1 * r)
        b.head += both(Ball(beside, (0.22 * n, 0.42 * n, 0.5 * n), 0.0, 0.4, blend=0.01))
        b.head += both(Ball(b.at(0.08 * n, 1.02 * wide * r, 0.1 * r), (0.15 * n, 0.28 * n, 0.36 * n), part="inner"))
    elif kind == "flop":
        b.head += both(
            Cone(out(0, 0.0, -0.05), out(0.05, 0.35, -0.35), 0.22 * n, 0.30 * n, 0.45, 0.03),
            Cone(out(0.05, 0.35, -0.35), out(0.1, 0.32, -1.0), 0.30 * n, 0.20 * n, 0.35, 0.03),
        )
    elif kind == "side":
        b.head += both(Ball(out(0.0, 0.5, 0.05), (0.22 * n, 0.6 * n, 0.2 * n), blend=0.03))
        b.head += both(Ball(out(0.08, 0.52, 0.02), (0.16 * n, 0.42 * n, 0.12 * n), part="inner"))
    elif kind == "long":
        b.head += both(
            *chain(
                [root, out(-0.07, 0.05, 0.25), out(-0.16, 0.09, 0.55), out(-0.24, 0.11, 0.82), out(-0.29, 0.12, 1.0)],
                [0.075 * n, 0.105 * n, 0.115 * n, 0.085 * n, 0.035 * n],
                wide=0.95,
                blend=0.03,
            ),
            *[
                replace(c, part="inner", blend=0.02)
                for c in chain(
                    [out(-0.01, 0.09, 0.22), out(-0.09, 0.12, 0.52), out(-0.19, 0.13, 0.82)],
                    [0.065 * n, 0.08 * n, 0.04 * n],
                )
            ],
        )
