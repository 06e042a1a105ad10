"""Casks: staves that bulge, held by hoops, with what years outdoors have left on them."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, cylinder, lathe, loft, sphere
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import joined, moved

Array = NDArray[np.float64]

# Of the height: where each is, and how wide.
HOOPS = ((-0.44, 0.045), (-0.30, 0.04), (-0.13, 0.04), (0.13, 0.04), (0.30, 0.04), (0.44, 0.045))


def barrel(p: Params) -> Shape:
    """A cask of staves with iron hoops and sunken heads."""
    r, h = p["radius"], p["height"]
    staves, end = 22, 0.82 * r
    t = 0.05 * r
    z = np.linspace(-0.5, 0.5, 13)

    def bulge(share: Array | float) -> Array | float:
        """Return the radius (m) at a share of the height."""
        return r - (r - end) * (2 * share) ** 2

    radius = bulge(z)
    pieces = []
    for k in range(staves):
        angle = TAU * (k + np.array([0.012, 0.5, 0.988])) / staves
        rings = []
        for zz, rr in zip(z, radius, strict=True):
            out = np.column_stack([rr * np.cos(angle), rr * np.sin(angle), np.full(3, zz * h)])
            inn = np.column_stack([(rr - t) * np.cos(angle), (rr - t) * np.sin(angle), np.full(3, zz * h)])
            rings.append(np.concatenate([out, inn[::-1]]))
        stave = loft(np.array(rings), crease=np.radians(25))
        pieces.append(replace(stave, uv=stave.uv + np.array([0.37 * k, 0.12 * k])))  # each is a board of its own
    heads = [moved(cylinder(end - 0.6 * t, 0.02 * h, bevel=0.002), z=s * 0.455 * h) for s in (-1, 1)]
    hoops, rivets = [], []
    for k, (at, wide) in enumerate(HOOPS):
        low, high = at - wide / 2, at + wide / 2
        inner, outer = (bulge(np.array([low, high])) + out * r for out in (-0.018, 0.012))
        hoops.append(
            lathe(
                [(inner[0], low * h), (outer[0], low * h), (outer[1], high * h), (inner[1], high * h)],
                segments=56,
                closed=True,
            )
        )
        # Half hoops lap on two sides; each lap has two rivets.
        for turn in TAU * (0.125 + 0.25 * k + np.array([-0.008, 0.008, 0.492, 0.508])):
            head = sphere(0.026 * r, steps=1)
            rivets.append(moved(head, *(bulge(at) * np.array([np.cos(turn), np.sin(turn)])), at * h))
    profile = np.column_stack([radius + 0.005 * r, z * h])[::2]
    return Shape(
        (
            piece("body", joined([*pieces, *heads]), "oak"),
            piece("hoops", joined(hoops), "weathered_iron"),
            piece("rivets", joined(rivets), "weathered_iron", decor=True),
        ),
        (colliding.round_hull(profile, sides=32),),
        Resonator("shell", (r, h, t)),
        (Support("top", (0, 0, 0.465 * h), (0.55 * end, 0.55 * end)),),
        rolls=True,
    )


FAMILIES = {"barrel": Family(barrel, {"radius": length(0.33), "height": length(0.90)})}
