"""What other things hang from: a gantry of two posts and a beam."""

from setpiece.assets import colliding
from setpiece.assets.modelling import block, drum, tube
from setpiece.assets.shape import Family, Param, Params, Shape, length, piece
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import joined

PAINT = (0.62, 0.36, 0.02)  # the yellow of building machines


def gantry(p: Params) -> Shape:
    """Two posts ``span`` apart along Y on feet, and a beam on braces; the pivot is ``height`` over the ground."""
    half, top, t = 0.5 * p["span"], p["height"], p["thick"]
    beam = top + 0.9 * t
    posts = [block((t, t, beam), (0, s * half, beam / 2), 0.08 * t) for s in (-1, 1)]
    feet = [block((5 * t, 2.2 * t, 0.35 * t), (0, s * half, 0.175 * t), 0.05 * t) for s in (-1, 1)]
    over = block((1.2 * t, p["span"] + 2.4 * t, 1.2 * t), (0, 0, beam), 0.08 * t)
    braces = [
        tube([(0, s * half, beam - 5 * t), (0, s * (half - 4.4 * t), beam - 0.4 * t)], 0.3 * t, sides=10)
        for s in (-1, 1)
    ]
    struts = [
        tube([(x * 2.2 * t, s * half, 0.2 * t), (x * 0.3 * t, s * half, 4.5 * t)], 0.22 * t, sides=8)
        for s in (-1, 1)
        for x in (-1, 1)
    ]
    shackle = drum(0.28 * t, 1.5 * t, (0, 0, top), 1, 0.04 * t)
    return Shape(
        (
            piece("body", joined([*posts, over, *braces]), "paint", PAINT),
            piece("feet", joined([*feet, *struts]), "steel", (0.12, 0.12, 0.13)),
            piece("shackle", joined([shackle, block((0.5 * t, 0.5 * t, 0.7 * t), (0, 0, top + 0.3 * t), 0.04 * t)]),
                  "steel", decor=True),
        ),
        (
            *(colliding.box((t, t, beam), (0, s * half, beam / 2)) for s in (-1, 1)),
            *(colliding.box((5 * t, 2.2 * t, 0.35 * t), (0, s * half, 0.175 * t), "feet") for s in (-1, 1)),
            colliding.box((1.2 * t, p["span"] + 2.4 * t, 1.2 * t), (0, 0, beam)),
        ),
        Resonator("bar", (beam, t, t)),
        mounts={"pivot": (0.0, 0.0, top)},
    )  # fmt: skip


FAMILIES = {
    "gantry": Family(gantry, {"span": length(5.0), "height": length(6.0), "thick": Param(0.2, 1e-4, 100.0)}),
}
