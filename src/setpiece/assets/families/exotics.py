"""More kinds of four-legged animals, of trees, plains and swamps: monkey, kangaroo, frog, tortoise, lizard and more."""

# A kind is a row of a table, however long.
# ruff: noqa: E501

from functools import partial

import numpy as np

from setpiece.assets.anatomy import Finish, family
from setpiece.assets.families.beasts import HOOFED, HORN, PALE, STUB
from setpiece.assets.families.features import horned
from setpiece.assets.families.markings import bands, belly, flank, legs, rump, under
from setpiece.assets.families.proportions import Body, Quadruped
from setpiece.assets.families.quadrupeds import SEGMENTS, plan
from setpiece.assets.flesh import Ball, Cone, both


def monkey(b: Body) -> None:
    """A flat bare face: a brow, a disc around the eyes and a short broad muzzle."""
    r, wide = b.q.skull
    b.head += [
        Ball(b.at(0.55 * r, 0, 0.06 * r), (0.58 * r, 0.74 * wide * r, 0.62 * r), b.q.nod, part="pale"),
        Ball(b.at(0.86 * r, 0, -0.45 * r), (0.52 * r, 0.60 * r, 0.44 * r), b.q.nod, blend=0.04, part="pale"),
        Ball(b.at(0.62 * r, 0, 0.58 * r), (0.52 * r, 0.66 * r, 0.22 * r), b.q.nod, blend=0.03),
    ]
    b.head[:] = [c for c in b.head if c.part != "eyes"]
    b.head += both(Ball(b.at(1.02 * r, 0.33 * r, 0.16 * r), (b.q.eye, b.q.eye, b.q.eye), part="eyes"))


def kangaroo(b: Body) -> None:
    """Great haunches, and a chest that rises to small forelegs."""
    half = 0.5 * b.q.length
    b.trunk += [
        Ball((-half + 0.06, 0, 0.66), (0.26, 0.24, 0.27), 0.3, blend=0.1),
        Cone((-half + 0.1, 0, 0.72), (half, 0, 0.92), 0.22, 0.13, 0.95, 0.1),
    ]


def frog(b: Body) -> None:
    """A wide mouth, eyes that bulge above the head, and no tail."""
    r, wide = b.q.skull
    b.tail[:] = [Ball((-0.5 * b.q.length, 0, 0.5), (0.05, 0.05, 0.05))]
    b.head += both(Ball(b.at(0.1 * r, 0.55 * wide * r, 0.75 * r), (0.36 * r, 0.34 * r, 0.36 * r), blend=0.02))
    b.head += both(Ball(b.at(0.22 * r, 0.68 * wide * r, 0.80 * r), (0.24 * r, 0.22 * r, 0.24 * r), part="eyes"))
    b.head += [Ball(b.at(0.35 * r, 0, -0.25 * r), (0.95 * r, 1.05 * wide * r, 0.42 * r), b.q.nod, blend=0.05)]


def tortoise(b: Body) -> None:
    """A domed shell with a rim over the trunk."""
    b.trunk += [
        Ball((0.0, 0, 0.66), (0.95, 0.74, 0.60), part="shell"),
        Ball((0.0, 0, 0.52), (1.02, 0.82, 0.12), part="shell"),
    ]
    for row, count, aside in ((0, 5, 0.0), (1, 4, 0.62), (2, 6, 1.15)):
        for k in range(count):
            along = (k - 0.5 * (count - 1)) / (0.5 * count)
            c = np.sqrt(1.0 - 0.62 * along * along)
            at, n = (0.80 * along, 0.50 * c * np.sin(aside), 0.66 + 0.36 * c * np.cos(aside)), float(0.27 * c)
            plate = Ball(tuple(map(float, at)), (n, n, n), part="scutes")
            b.trunk += [plate] if row == 0 else both(plate)


def crocodile(b: Body) -> None:
    """Rows of plates along back and tail."""
    half = 0.5 * b.q.length
    for k in range(16):
        x = half - 2 * half * k / 15
        b.trunk += both(Cone((x, 0.1, 0.93), (x - 0.05, 0.1, 1.08), 0.05, 0.012, part="dark"))


# fmt: off
KINDS: dict[str, Quadruped] = {
    "monkey": Quadruped(0.46, (0.24, 0.14, 0.07), length=0.60, chest=(0.34, 0.27), flank=(0.28, 0.22), croup=0.84, back=0.94, neck=(0.17, 0.85, 0.12, 0.11), slim=0.9,
                        skull=(0.155, 0.98), snout=(0.165, 0.09, 0.07), nod=-0.1, ears=("flat", 0.16), fore=(0.055, 0.038, 0.034),
                        rear=(0.115, 0.06, 0.04, 0.036), wrist=0.30, hock=0.24, foot=0.06, sole=1.35, eye=0.026, nose=(0.10, 0.05, 0.04), extra=monkey,
                        finish={"pale": Finish("skin", (0.52, 0.33, 0.23)), "inner": Finish("skin", (0.45, 0.28, 0.2)), "hands": Finish("skin", (0.10, 0.06, 0.045))},
                        marks=(("hands", partial(legs, height=0.10)),), gaits=("stand", "walk", "hop", "gallop", "sit"),
                        tail=(((0, 0, 0), (-0.2, 0, 0.0), (-0.46, 0, 0.16), (-0.62, 0, 0.52), (-0.56, 0, 0.90), (-0.32, 0, 1.02), (-0.18, 0, 0.86)), (0.036, 0.032, 0.03, 0.028, 0.026, 0.022, 0.014))),
    "kangaroo": Quadruped(1.0, (0.36, 0.22, 0.12), length=0.60, chest=(0.34, 0.26), flank=(0.50, 0.42), croup=0.86, neck=(0.42, 1.15, 0.11, 0.075),
                          skull=(0.10, 0.82), snout=(0.22, 0.07, 0.05), nod=-0.3, ears=("long", 0.24), fore=(0.052, 0.036, 0.03), rear=(0.21, 0.11, 0.058, 0.05),
                          wrist=0.34, hock=0.2, foot=0.1, eye=0.026, extra=kangaroo,
                          gaits=("stand", "hop", "sit"), tail=(((0, 0, -0.1), (-0.25, 0, -0.42), (-0.6, 0, -0.76), (-1.0, 0, -0.82)), (0.13, 0.09, 0.06, 0.03))),
    "frog": Quadruped(0.055, (0.10, 0.26, 0.03), length=0.80, chest=(0.70, 0.74), flank=(0.46, 0.66), croup=0.60, back=0.83, neck=(0.10, 0.2, 0.30, 0.30), slim=1.1,
                      skull=(0.29, 1.25), snout=(0.36, 0.19, 0.13), nod=-0.08, ears=("none", 0.1), fore=(0.085, 0.058, 0.05), rear=(0.20, 0.12, 0.07, 0.055),
                      wrist=0.26, hock=0.15, foot=0.11, sole=1.9, stance=1.35, eye=0.01, brow=0.2, nose=(0.05, 0.12, 0.02), fur="skin", extra=frog, finish={"pale": Finish("skin", (0.45, 0.48, 0.25))},
                      marks=(("pale", partial(under, height=0.30)),), gaits=("stand", "hop", "sit")),
    "tortoise": Quadruped(0.26, (0.16, 0.17, 0.07), length=1.35, chest=(0.50, 0.9), flank=(0.50, 0.9), croup=0.9, neck=(0.42, 0.25, 0.14, 0.11),
                          skull=(0.15, 0.9), snout=(0.20, 0.10, 0.07), nod=-0.15, ears=("none", 0.1), fore=(0.14, 0.12, 0.11), rear=(0.16, 0.13, 0.12, 0.11),
                          wrist=0.2, hock=0.18, foot=0.11, stance=0.95, eye=0.03, nose=(0.12, 0.12, 0.05), fur="hide", extra=tortoise,
                          finish={"shell": Finish("hide", (0.06, 0.045, 0.018)), "scutes": Finish("hide", (0.11, 0.075, 0.026))}, gaits=("stand", "walk"), tail=STUB),
    "lizard": Quadruped(0.06, (0.20, 0.24, 0.08), length=2.1, chest=(0.52, 0.62), flank=(0.5, 0.56), croup=0.86, neck=(0.4, 0.1, 0.24, 0.22),
                        skull=(0.24, 0.95), snout=(0.5, 0.17, 0.10), nod=0.0, ears=("none", 0.1), fore=(0.10, 0.07, 0.06), rear=(0.14, 0.09, 0.07, 0.06),
                        wrist=0.3, hock=0.3, foot=0.14, stance=1.5, eye=0.06, nose=(0.1, 0.1, 0.04), fur="hide", finish={"stripes": Finish("hide", (0.07, 0.09, 0.03))},
                        marks=(("stripes", partial(bands, width=0.5, share=-0.4, legs=False)),), gaits=("stand", "walk", "trot"),
                        tail=(((0, 0, -0.2), (-0.9, 0, -0.45), (-1.9, 0, -0.6), (-3.0, 0, -0.62)), (0.24, 0.16, 0.10, 0.03))),
    "crocodile": Quadruped(0.5, (0.075, 0.085, 0.035), length=2.0, chest=(0.52, 0.72), flank=(0.5, 0.66), croup=0.88, neck=(0.36, 0.0, 0.30, 0.28),
                           skull=(0.24, 1.0), snout=(1.05, 0.17, 0.13), nod=0.0, ears=("none", 0.1), fore=(0.12, 0.09, 0.08), rear=(0.16, 0.11, 0.09, 0.08),
                           wrist=0.28, hock=0.28, foot=0.14, stance=1.35, eye=0.05, nose=(0.04, 0.05, 0.02), fur="hide", extra=crocodile,
                           finish={"dark": Finish("hide", (0.03, 0.035, 0.015))}, gaits=("stand", "walk"),
                           tail=(((0, 0, -0.15), (-0.8, 0, -0.35), (-1.7, 0, -0.55), (-2.6, 0, -0.6)), (0.30, 0.21, 0.12, 0.04))),
    "llama": Quadruped(1.1, (0.68, 0.58, 0.44), length=0.82, chest=(0.48, 0.39), flank=(0.44, 0.38), croup=0.99, back=0.98, neck=(0.62, 1.2, 0.16, 0.11), slim=0.85,
                       skull=(0.105, 0.82), snout=(0.24, 0.072, 0.052), nod=-0.3, ears=("narrow", 0.15), fore=(0.085, 0.05, 0.038), rear=(0.16, 0.085, 0.05, 0.038),
                       wrist=0.29, hock=0.32, hoof=True, foot=0.042, eye=0.024, gaits=HOOFED, tail=STUB),
    "gazelle": Quadruped(0.8, (0.50, 0.28, 0.11), length=0.82, chest=(0.39, 0.24), flank=(0.30, 0.22), croup=1.01, back=0.97, slim=0.6, neck=(0.44, 1.0, 0.125, 0.075),
                         skull=(0.086, 0.74), snout=(0.25, 0.058, 0.04), nod=-0.5, ears=("side", 0.14), fore=(0.048, 0.024, 0.017), rear=(0.13, 0.052, 0.028, 0.017),
                         wrist=0.34, hock=0.39, hoof=True, foot=0.029, eye=0.028, finish={**HORN, **PALE, "horn": Finish("bone", (0.05, 0.04, 0.035)), "stripe": Finish("fur", (0.035, 0.022, 0.016))},
                         marks=(("stripe", partial(flank, height=0.755, width=0.06)), ("pale", partial(belly, height=0.735)), ("pale", partial(rump, back=-0.53, low=0.66))),
                         extra=partial(horned, length=0.25, rise=0.42, out=0.10, radius=0.022), gaits=HOOFED, tail=STUB),
}
# fmt: on

FAMILIES = {name: family(partial(plan, q), SEGMENTS) for name, q in KINDS.items()}
