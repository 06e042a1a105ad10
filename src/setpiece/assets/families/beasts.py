"""Kinds of four-legged animals: a row of proportions each (see ``quadrupeds``), with their markings and extras."""

# A kind is a row of a table, however long.
# ruff: noqa: E501, RUF005

from functools import partial
from itertools import pairwise

import numpy as np

from setpiece.assets.anatomy import Finish, family
from setpiece.assets.families.quadrupeds import SEGMENTS, Body, Quadruped, plan
from setpiece.assets.flesh import Ball, Cone, both, chain
from setpiece.assets.surface import Array

WHITE, CREAM, BLACK, GREY = (0.72, 0.70, 0.66), (0.60, 0.48, 0.32), (0.015, 0.014, 0.014), (0.16, 0.15, 0.145)
PINK, GREEN, GOLD = (0.55, 0.25, 0.21), (0.10, 0.16, 0.02), (0.30, 0.16, 0.01)


# --- markings: levels (P,) that are negative where the mark is, at points (P, 3) of an animal one unit high -----------


def bands(p: Array, *, width: float = 0.075, share: float = 0.0, legs: bool = True) -> Array:
    """Stripes across the body and around the legs that fork and waver."""
    x, y, z = p.T
    bend = 0.35 * np.maximum(0.55 - z, 0.0) * np.sign(x)
    wave = 0.012 * np.sin(9.0 * z + 5.0 * x) + 0.016 * np.sin(4.0 * x + 13.0 * np.abs(y))
    flank = np.sin(2.0 * np.pi * (x + bend + wave) / width)
    limb = np.sin(2.0 * np.pi * (z + 0.4 * wave) / (0.75 * width))
    low = np.clip((0.52 - z) / 0.06, 0.0, 1.0) if legs else np.zeros_like(z)
    belly = 3.0 * np.clip((0.56 - z) / 0.1, 0.0, 1.0) * (np.abs(x) < 0.3) if not legs else 0.0
    return (1.0 - low) * flank + low * limb - share + belly


def patches(p: Array, *, size: float = 0.26, share: float = 0.0) -> Array:
    """Large irregular patches."""
    q = p / size
    x, y, z = q.T
    side = np.sign(p[:, 1])
    field = np.sin(1.9 * x + 1.3 * side) + np.sin(2.3 * z + 0.9 * x + 2.0 * side) + np.sin(1.7 * y - 1.2 * x + 2.6 * z)
    return field + 0.5 * np.sin(4.1 * x + 3.0 * z) - share


def cells(p: Array, *, size: float = 0.14, gap: float = 0.022) -> Array:
    """Polygons with pale lines between them, as on a giraffe."""
    grid = np.floor(p / size)
    first, second = np.full(len(p), np.inf), np.full(len(p), np.inf)
    for i in (-1, 0, 1):
        for j in (-1, 0, 1):
            for k in (-1, 0, 1):
                cell = grid + (i, j, k)
                jitter = 0.5 + 0.38 * np.sin(
                    cell @ np.array([[12.9, 7.3, 3.1], [78.2, 37.7, 17.3], [45.1, 94.6, 61.7]])
                )
                away = np.linalg.norm(p - (cell + jitter) * size, axis=1)
                second = np.minimum(second, np.maximum(first, away))
                first = np.minimum(first, away)
    return gap - (second - first)


def spots(p: Array, *, size: float = 0.075, radius: float = 0.024) -> Array:
    """Round spots at irregular places."""
    grid = np.floor(p / size)
    best = np.full(len(p), np.inf)
    for i in (-1, 0, 1):
        for j in (-1, 0, 1):
            for k in (-1, 0, 1):
                cell = grid + (i, j, k)
                jitter = 0.5 + 0.3 * np.sin(cell @ np.array([[12.9, 7.3, 3.1], [78.2, 37.7, 17.3], [45.1, 94.6, 61.7]]))
                best = np.minimum(best, np.linalg.norm(p - (cell + jitter) * size, axis=1))
    return best - radius


def under(p: Array, *, height: float = 0.6, slope: float = 0.0) -> Array:
    """Everything below a height that rises forwards by ``slope``."""
    return p[:, 2] - height - slope * p[:, 0] + 0.01 * np.sin(30.0 * p[:, 0])


def legs(p: Array, *, height: float = 0.45) -> Array:
    """The lower legs."""
    return p[:, 2] - height


def panda(p: Array) -> Array:
    """Legs and a band over the shoulders."""
    shoulder = np.abs(p[:, 0] - 0.30 + 0.15 * (p[:, 2] - 0.9)) - 0.14
    neck = p[:, 0] - 0.58
    return np.minimum(np.maximum(shoulder, neck), p[:, 2] - 0.46)


# --- extras ------------------------------------------------------------------------------------------------------------


def horse(b: Body) -> None:
    """Mane along the crest, and a forelock."""
    x, _, z = b.neck0
    length, rise = b.q.neck[:2]
    up = np.array([-np.sin(rise), 0.0, np.cos(rise)])
    along = np.array([np.cos(rise), 0.0, np.sin(rise)])
    thick = [0.95 * b.q.neck[2], 0.9 * b.q.neck[2], 0.85 * b.q.neck[3], 0.9 * b.q.neck[3]]
    crest = [
        tuple(np.array([x, 0, z]) + k * length * along + t * up)
        for k, t in zip((-0.12, 0.3, 0.7, 1.0), thick, strict=True)
    ]
    b.head += [Cone(p, q, 0.05, 0.045, 0.45, 0.03, "hair") for p, q in pairwise(crest)]
    b.head += [Cone(crest[-1], b.at(0.1, 0, 0.9 * b.q.skull[0]), 0.04, 0.012, 0.6, 0.02, "hair")]
    b.tail[:] = [Cone(c.a, c.b, c.ra, c.rb, c.wide, c.blend, "hair") for c in b.tail]


def horned(b: Body, *, length: float, rise: float, out: float, radius: float = 0.03, curl: float = 0.0) -> None:
    """A pair of horns; ``curl`` bends them back and down."""
    r, wide = b.q.skull
    root = np.array(b.at(-0.1 * r, 0.5 * wide * r, 0.85 * r))
    tip = root + np.array([-0.2 * length, out, rise])
    if curl:
        way = [
            root,
            root + np.array([-0.5 * curl, 0.4 * out, 0.5 * rise]),
            root + np.array([-1.1 * curl, 0.9 * out, -0.1]),
            root + np.array([-0.5 * curl, 1.2 * out, -0.35 * curl - 0.1]),
            root + np.array([0.25 * curl, 1.3 * out, -0.2]),
        ]
        b.head += both(
            *[
                Cone(tuple(p), tuple(q), radius * (1 - 0.18 * k), radius * (0.82 - 0.18 * k), part="horn")
                for k, (p, q) in enumerate(pairwise(way))
            ]
        )
        return
    middle = 0.5 * (root + tip) + np.array([0.0, 0.35 * out, -0.15 * rise])
    b.head += both(*chain_of([root, middle, tip], [radius, 0.75 * radius, 0.15 * radius], "horn"))


def chain_of(points: list, radii: list[float], part: str) -> list[Cone]:
    """Return cones of one part through points."""
    return [
        Cone(tuple(p), tuple(q), a, b, part=part)
        for (p, q), (a, b) in zip(pairwise(points), pairwise(radii), strict=True)
    ]


def cow(b: Body) -> None:
    """Short horns and an udder."""
    horned(b, length=0.14, rise=0.09, out=0.10, radius=0.022)
    half = 0.5 * b.q.length
    b.trunk += [Ball((-half + 0.16, 0, 0.47), (0.12, 0.10, 0.09), part="udder")]


def deer(b: Body) -> None:
    """Antlers with tines."""
    r = b.q.skull[0]
    root = np.array(b.at(-0.1 * r, 0.35 * r, 0.85 * r))
    beam = [
        root,
        root + np.array([-0.12, 0.10, 0.16]),
        root + np.array([-0.05, 0.22, 0.36]),
        root + np.array([0.06, 0.20, 0.50]),
    ]
    tines = [
        (root + np.array([-0.03, 0.03, 0.05]), root + np.array([0.10, 0.05, 0.15])),
        (beam[1], beam[1] + np.array([0.12, 0.04, 0.16])),
        (beam[2], beam[2] + np.array([-0.1, 0.04, 0.14])),
    ]
    b.head += both(*chain_of(beam, [0.02, 0.018, 0.014, 0.006], "horn"))
    b.head += both(*[Cone(tuple(p), tuple(q), 0.014, 0.005, part="horn") for p, q in tines])


def elephant(b: Body) -> None:
    """A trunk that hangs, tusks, and ears like sails."""
    q = b.q
    r = q.skull[0]
    trunk = [
        b.at(0.75 * r, 0, -0.05 * r),
        b.at(1.25 * r, 0, -0.75 * r),
        b.at(1.35 * r, 0, -1.9 * r),
        b.at(1.25 * r, 0, -3.1 * r),
        b.at(1.65 * r, 0, -3.75 * r),
    ]
    b.head += chain(trunk, [0.105, 0.085, 0.062, 0.045, 0.036], blend=0.05)
    b.head += both(
        *chain_of(
            [
                b.at(0.9 * r, 0.42 * r, -0.75 * r),
                b.at(1.35 * r, 0.52 * r, -1.25 * r),
                b.at(1.85 * r, 0.45 * r, -1.3 * r),
            ],
            [0.026, 0.022, 0.008],
            "tusks",
        )
    )
    b.head += both(
        Ball(b.at(-0.45 * r, 1.25 * r, -0.15 * r), (0.20, 0.035, 0.26), -0.15, 0.55, blend=0.03),
        Ball(b.at(-0.55 * r, 1.35 * r, -0.75 * r), (0.13, 0.03, 0.17), -0.15, 0.55, blend=0.06),
    )


def lion(b: Body) -> None:
    """A mane around head and neck, and a tuft on the tail."""
    r = b.q.skull[0]
    b.head += [
        Ball(b.at(-0.75 * r, 0, 0.05 * r), (1.0 * r, 1.65 * r, 1.75 * r), 0.1, part="hair"),
        Ball(b.at(-1.1 * r, 0, -1.0 * r), (1.35 * r, 1.35 * r, 1.5 * r), 0.4, blend=0.1, part="hair"),
    ]
    x, y, z = (p + d for p, d in zip((-0.5 * b.q.length - 0.08, 0.0, b.q.croup - 0.09), b.q.tail[0][-1], strict=True))
    b.tail += [Ball((x, y, z), (0.05, 0.04, 0.06), part="hair")]


def camel(b: Body) -> None:
    """Two humps."""
    b.trunk += [Ball((x, 0, 1.0), (0.14, 0.09, 0.17), blend=0.1) for x in (0.2, -0.22)]


def pig(b: Body) -> None:
    """A snout that ends in a disc."""
    reach, _, front = b.q.snout
    r = b.q.skull[0]
    end = b.at(reach + 0.02, 0, -0.30 * r)
    b.head += [Cone(b.at(reach - 0.04, 0, -0.30 * r), end, front, 0.95 * front, 1.05, 0.02)]
    b.head += both(
        Ball(
            b.at(reach + 0.02 + 0.9 * front, 0.35 * front, -0.30 * r),
            (0.25 * front, 0.2 * front, 0.3 * front),
            part="nose",
        )
    )


def sheep(b: Body) -> None:
    """Wool in curls over trunk and neck."""
    half = 0.5 * b.q.length
    rng = np.random.Generator(np.random.PCG64(7))
    for _ in range(110):
        u, v = rng.uniform(-1, 1), rng.uniform(0, 2 * np.pi)
        radius = np.sqrt(max(1 - 0.85 * u * u, 0.1))
        at = ((half + 0.16) * u, 0.235 * radius * np.cos(v), 0.735 + 0.255 * radius * np.sin(v))
        b.trunk.append(Ball(at, (0.062, 0.062, 0.062), blend=0.02))
    b.head += [Ball(b.at(-0.6 * b.q.skull[0], 0, 0.55 * b.q.skull[0]), (0.10, 0.10, 0.08), blend=0.03)]


def rabbit(b: Body) -> None:
    """A round tail; the trunk arches."""
    b.trunk += [Ball((-0.18, 0, 0.74), (0.42, 0.30, 0.33), 0.1, blend=0.15)]
    b.tail[:] = [Ball((-0.5 * b.q.length - 0.16, 0, 0.70), (0.11, 0.11, 0.11), part="tuft")]


def fox(b: Body) -> None:
    """A brush with a white tip, white cheeks and throat."""
    r = b.q.skull[0]
    b.head += [Ball(b.at(0.5 * r, 0, -0.72 * r), (0.9 * r, 0.62 * r, 0.42 * r), b.q.nod, blend=0.02, part="pale")]
    last = b.tail[-1]
    b.tail += [Ball(last.b, (0.10, 0.055, 0.06), part="pale")]


def squirrel(b: Body) -> None:
    """Nothing but the tail, which is in the row."""


def raccoon(b: Body) -> None:
    """A dark mask, and rings on the tail."""
    r = b.q.skull[0]
    b.head += both(Ball(b.at(0.62 * r, 0.5 * r, 0.10 * r), (0.46 * r, 0.36 * r, 0.26 * r), b.q.nod, part="dark"))
    b.tail[1::2] = [Cone(c.a, c.b, 1.04 * c.ra, 1.04 * c.rb, c.wide, c.blend, "dark") for c in b.tail[1::2]]


def bear_face(b: Body) -> None:
    """Dark rings about the eyes, black ears: a panda's."""
    r, wide = b.q.skull
    b.head += both(
        Ball(b.at(0.66 * r, 0.62 * wide * r, 0.12 * r), (0.30 * r, 0.26 * r, 0.32 * r), b.q.nod, part="dark")
    )
    b.head[:] = [
        c
        if not (isinstance(c, Ball) and c.part == "body" and abs(c.at[1]) > 0.6 * r and c.at[2] > b.poll[2] + 0.6 * r)
        else Ball(c.at, c.axes, c.pitch, c.yaw, 0.0, "dark")
        for c in b.head
    ]


def rhino(b: Body) -> None:
    """Two horns on the nose."""
    reach, _, front = b.q.snout
    b.head += [Cone(b.at(reach - 0.03, 0, front), b.at(reach + 0.06, 0, front + 0.22), 0.045, 0.008, part="horn")]
    b.head += [
        Cone(b.at(reach - 0.16, 0, 1.3 * front), b.at(reach - 0.15, 0, 1.3 * front + 0.11), 0.04, 0.01, part="horn")
    ]


def ossicones(b: Body) -> None:
    """A giraffe's knobs, and its short mane."""
    r = b.q.skull[0]
    b.head += both(Cone(b.at(-0.1 * r, 0.4 * r, 0.8 * r), b.at(-0.25 * r, 0.5 * r, 1.9 * r), 0.012, 0.016, part="dark"))
    b.head += both(Ball(b.at(-0.25 * r, 0.5 * r, 1.9 * r), (0.018, 0.018, 0.018), part="dark"))


HAIR = {"hair": Finish("hair", (0.015, 0.011, 0.01))}
HORN = {"horn": Finish("bone", (0.42, 0.34, 0.22))}
PALE = {"pale": Finish("fur", WHITE)}
HOOFED = ("stand", "walk", "trot", "gallop", "graze", "lie")
PAWED = ("stand", "walk", "trot", "gallop", "sit", "lie")
HANGING = (((0, 0, 0), (-0.06, 0, -0.1), (-0.08, 0, -0.34), (-0.07, 0, -0.5)), (0.03, 0.022, 0.018, 0.028))
STUB = (((0, 0, 0), (-0.07, 0, -0.05), (-0.10, 0, -0.12)), (0.04, 0.035, 0.02))
LONG = (
    ((0, 0, 0), (-0.14, 0, -0.16), (-0.28, 0, -0.34), (-0.46, 0, -0.42), (-0.66, 0, -0.34)),
    (0.05, 0.042, 0.036, 0.032, 0.028),
)
SLIM = {"fore": (0.075, 0.042, 0.03), "rear": (0.15, 0.075, 0.042, 0.03)}
STOUT = {"fore": (0.11, 0.085, 0.08), "rear": (0.19, 0.12, 0.09, 0.08)}

# fmt: off
KINDS: dict[str, Quadruped] = {
    "horse": Quadruped(1.6, (0.15, 0.06, 0.028), length=0.80, chest=(0.45, 0.30), flank=(0.38, 0.29), croup=0.98,
                       neck=(0.56, 0.88, 0.18, 0.095), skull=(0.098, 0.70), snout=(0.37, 0.082, 0.058), nod=-0.85,
                       ears=("point", 0.13), fore=(0.078, 0.043, 0.032), rear=(0.165, 0.08, 0.046, 0.032), wrist=0.31, hock=0.36,
                       tail=(((0, 0, 0.02), (-0.09, 0, -0.06), (-0.14, 0, -0.28), (-0.13, 0, -0.55)), (0.035, 0.055, 0.07, 0.025)),
                       hoof=True, foot=0.042, stance=0.75, eye=0.024, nose=(0.05, 0.03, 0.025), finish=HAIR, extra=horse, gaits=HOOFED),
    "pony": Quadruped(1.15, (0.36, 0.20, 0.08), length=0.88, chest=(0.50, 0.36), flank=(0.44, 0.35), croup=0.98,
                      neck=(0.50, 0.85, 0.20, 0.115), skull=(0.115, 0.74), snout=(0.36, 0.095, 0.07), nod=-0.8, ears=("point", 0.12),
                      fore=(0.09, 0.055, 0.045), rear=(0.18, 0.09, 0.06, 0.045), wrist=0.28, hock=0.33,
                      tail=(((0, 0, 0.02), (-0.09, 0, -0.06), (-0.14, 0, -0.28), (-0.13, 0, -0.55)), (0.035, 0.06, 0.08, 0.03)),
                      hoof=True, foot=0.055, stance=0.75, eye=0.028, nose=(0.05, 0.03, 0.025),
                      finish={"hair": Finish("hair", (0.62, 0.52, 0.36))}, extra=horse, gaits=HOOFED),
    "donkey": Quadruped(1.2, (0.20, 0.18, 0.165), length=0.82, chest=(0.46, 0.32), flank=(0.42, 0.31), croup=0.99,
                        neck=(0.48, 0.72, 0.16, 0.105), skull=(0.12, 0.74), snout=(0.38, 0.092, 0.068), nod=-0.8, ears=("long", 0.30),
                        **SLIM, wrist=0.31, hock=0.35, tail=HANGING, hoof=True, foot=0.04, eye=0.026, marks=(("pale", partial(under, height=0.57)),),
                        finish=PALE, gaits=HOOFED),
    "zebra": Quadruped(1.35, WHITE, length=0.82, chest=(0.46, 0.33), flank=(0.42, 0.32), croup=0.99, neck=(0.50, 0.85, 0.18, 0.11),
                       skull=(0.105, 0.74), snout=(0.34, 0.088, 0.065), nod=-0.8, ears=("round", 0.15), **SLIM, wrist=0.31, hock=0.35,
                       tail=HANGING, hoof=True, foot=0.042, eye=0.024, finish={**HAIR, "stripes": Finish("fur", BLACK)},
                       marks=(("stripes", partial(bands, width=0.105)),), extra=horse, gaits=HOOFED),
    "cow": Quadruped(1.4, WHITE, length=0.98, chest=(0.52, 0.40), flank=(0.48, 0.42), croup=1.0, neck=(0.36, 0.42, 0.19, 0.13),
                     skull=(0.13, 0.82), snout=(0.32, 0.105, 0.085), nod=-0.7, ears=("side", 0.14), fore=(0.085, 0.052, 0.042),
                     rear=(0.17, 0.085, 0.055, 0.044), wrist=0.27, hock=0.33, tail=HANGING, hoof=True, foot=0.05, stance=0.8, eye=0.024,
                     nose=(0.40, 0.22, 0.19), finish={**HORN, "patches": Finish("fur", BLACK), "udder": Finish("skin", PINK)},
                     marks=(("patches", partial(patches, share=-0.15)),), extra=cow, gaits=HOOFED),
    "bull": Quadruped(1.5, (0.05, 0.03, 0.022), length=0.98, chest=(0.58, 0.46), flank=(0.46, 0.40), croup=0.95, neck=(0.34, 0.40, 0.25, 0.18),
                      skull=(0.14, 0.9), snout=(0.30, 0.115, 0.09), nod=-0.75, ears=("side", 0.13), **STOUT, wrist=0.26, hock=0.32,
                      tail=HANGING, hoof=True, foot=0.05, finish=HORN, extra=partial(horned, length=0.2, rise=0.18, out=0.22, radius=0.035), gaits=HOOFED),
    "sheep": Quadruped(0.72, (0.62, 0.58, 0.50), length=0.80, chest=(0.52, 0.44), flank=(0.50, 0.44), croup=0.99, neck=(0.30, 0.75, 0.17, 0.12),
                       skull=(0.115, 0.8), snout=(0.27, 0.085, 0.06), nod=-0.65, ears=("side", 0.17), fore=(0.06, 0.04, 0.036),
                       rear=(0.12, 0.06, 0.042, 0.036), wrist=0.25, hock=0.29, tail=STUB, hoof=True, foot=0.045, eye=0.024, extra=sheep, gaits=HOOFED),
    "goat": Quadruped(0.75, (0.55, 0.50, 0.43), length=0.85, chest=(0.46, 0.32), flank=(0.44, 0.33), croup=0.99, neck=(0.38, 0.85, 0.14, 0.10),
                      skull=(0.115, 0.8), snout=(0.30, 0.085, 0.06), nod=-0.6, ears=("side", 0.2), **SLIM, wrist=0.27, hock=0.31, tail=STUB,
                      hoof=True, foot=0.045, eye=0.024, finish=HORN, extra=partial(horned, length=0.5, rise=0.26, out=0.07, radius=0.03), gaits=HOOFED),
    "pig": Quadruped(0.7, (0.60, 0.33, 0.28), length=1.05, chest=(0.62, 0.48), flank=(0.58, 0.50), croup=0.99, neck=(0.26, 0.15, 0.24, 0.20),
                     skull=(0.19, 0.92), snout=(0.34, 0.13, 0.085), nod=-0.45, ears=("point", 0.20), fore=(0.10, 0.07, 0.055),
                     rear=(0.17, 0.10, 0.065, 0.055), wrist=0.20, hock=0.25, hoof=True, foot=0.06, eye=0.022, nose=(0.42, 0.18, 0.15), fur="skin",
                     tail=(((0, 0, 0), (-0.06, 0.03, 0.03), (-0.10, -0.02, 0.0), (-0.12, 0.02, 0.05)), (0.022, 0.02, 0.018, 0.014)), extra=pig,
                     gaits=("stand", "walk", "trot", "gallop", "lie")),
    "deer": Quadruped(1.0, (0.33, 0.17, 0.075), length=0.78, chest=(0.40, 0.26), flank=(0.34, 0.24), croup=1.0, neck=(0.48, 1.0, 0.12, 0.075),
                      skull=(0.088, 0.76), snout=(0.26, 0.065, 0.045), nod=-0.5, ears=("long", 0.17), fore=(0.062, 0.032, 0.024),
                      rear=(0.14, 0.065, 0.034, 0.024), wrist=0.33, hock=0.38, tail=STUB, hoof=True, foot=0.032, eye=0.026,
                      finish={**HORN, **PALE}, marks=(("pale", partial(under, height=0.62)),), extra=deer, gaits=HOOFED),
    "camel": Quadruped(1.9, (0.42, 0.27, 0.13), length=0.76, chest=(0.42, 0.33), flank=(0.32, 0.26), croup=0.96, neck=(0.62, 0.72, 0.13, 0.085),
                       skull=(0.085, 0.8), snout=(0.24, 0.072, 0.055), nod=-0.25, ears=("round", 0.07), fore=(0.075, 0.052, 0.038),
                       rear=(0.13, 0.07, 0.048, 0.038), wrist=0.32, hock=0.34, tail=HANGING, foot=0.055, eye=0.018, extra=camel, gaits=HOOFED),
    "giraffe": Quadruped(3.1, (0.66, 0.50, 0.28), length=0.50, chest=(0.34, 0.22), flank=(0.26, 0.20), croup=0.88, neck=(0.86, 1.08, 0.12, 0.055),
                         skull=(0.06, 0.74), snout=(0.19, 0.046, 0.034), nod=-0.45, ears=("side", 0.075), fore=(0.055, 0.032, 0.024),
                         rear=(0.10, 0.055, 0.034, 0.024), wrist=0.34, hock=0.36, tail=HANGING, hoof=True, foot=0.032, eye=0.013,
                         finish={"patches": Finish("fur", (0.22, 0.085, 0.025)), "dark": Finish("fur", (0.05, 0.025, 0.012))},
                         marks=(("patches", partial(cells, size=0.125, gap=0.018)),), extra=ossicones, gaits=("stand", "walk", "gallop")),
    "elephant": Quadruped(3.0, (0.155, 0.145, 0.14), length=0.72, chest=(0.56, 0.44), flank=(0.52, 0.44), croup=0.96, neck=(0.24, 0.25, 0.26, 0.24),
                          skull=(0.185, 0.86), snout=(0.26, 0.14, 0.10), nod=-0.35, ears=("none", 0.1), fore=(0.125, 0.105, 0.095),
                          rear=(0.19, 0.13, 0.105, 0.098), wrist=0.27, hock=0.22, foot=0.085, stance=0.8, eye=0.013, fur="hide", nose=(0.15, 0.14, 0.135),
                          tail=(((0, 0, 0), (-0.05, 0, -0.16), (-0.06, 0, -0.4)), (0.026, 0.018, 0.02)),
                          finish={"tusks": Finish("bone", (0.78, 0.72, 0.58))}, extra=elephant, gaits=("stand", "walk")),
    "rhino": Quadruped(1.7, (0.22, 0.205, 0.19), length=1.0, chest=(0.62, 0.46), flank=(0.58, 0.46), croup=0.98, neck=(0.30, 0.05, 0.26, 0.20),
                       skull=(0.17, 0.85), snout=(0.40, 0.13, 0.10), nod=-0.45, ears=("point", 0.12), **STOUT, wrist=0.21, hock=0.23, tail=STUB, foot=0.08,
                       eye=0.014, fur="hide", nose=(0.15, 0.14, 0.13), finish=HORN, extra=rhino, gaits=("stand", "walk", "trot", "gallop")),
    "hippo": Quadruped(1.5, (0.20, 0.14, 0.135), length=1.12, chest=(0.72, 0.58), flank=(0.68, 0.58), croup=0.96, neck=(0.26, 0.05, 0.30, 0.26),
                       skull=(0.20, 0.95), snout=(0.44, 0.17, 0.17), nod=-0.3, ears=("round", 0.07), **STOUT, wrist=0.16, hock=0.18, tail=STUB, foot=0.075,
                       eye=0.018, fur="hide", nose=(0.22, 0.14, 0.13), gaits=("stand", "walk", "trot")),
    "dog": Quadruped(0.58, (0.42, 0.25, 0.11), length=0.82, chest=(0.46, 0.32), flank=(0.34, 0.26), neck=(0.34, 0.85, 0.17, 0.135),
                     skull=(0.145, 0.95), snout=(0.34, 0.10, 0.072), nod=-0.22, ears=("flop", 0.20), fore=(0.09, 0.056, 0.048),
                     rear=(0.17, 0.09, 0.055, 0.048), wrist=0.26, hock=0.27, foot=0.06, eye=0.026, gaits=PAWED,
                     tail=(((0, 0, 0.02), (-0.18, 0, 0.02), (-0.36, 0, 0.14), (-0.48, 0, 0.30)), (0.055, 0.045, 0.035, 0.02))),
    "puppy": Quadruped(0.28, (0.46, 0.28, 0.13), length=0.78, chest=(0.52, 0.42), flank=(0.44, 0.36), neck=(0.28, 0.85, 0.20, 0.19),
                       skull=(0.235, 1.0), snout=(0.36, 0.14, 0.11), nod=-0.18, ears=("flop", 0.28), fore=(0.11, 0.085, 0.078),
                       rear=(0.18, 0.11, 0.085, 0.078), wrist=0.24, hock=0.25, foot=0.085, eye=0.045, gaits=PAWED,
                       tail=(((0, 0, 0.02), (-0.16, 0, 0.08), (-0.26, 0, 0.24)), (0.055, 0.045, 0.025))),
    "wolf": Quadruped(0.8, (0.24, 0.225, 0.205), length=0.84, chest=(0.46, 0.30), flank=(0.36, 0.26), neck=(0.34, 0.55, 0.19, 0.15),
                      skull=(0.145, 0.95), snout=(0.35, 0.095, 0.06), nod=-0.2, ears=("point", 0.15), fore=(0.08, 0.05, 0.044),
                      rear=(0.16, 0.085, 0.05, 0.044), wrist=0.29, hock=0.30, foot=0.062, eye=0.024, gaits=PAWED,
                      finish={**PALE, "eyes": Finish("dark_glass", GOLD)}, marks=(("pale", partial(under, height=0.54)),),
                      tail=(((0, 0, 0), (-0.14, 0, -0.14), (-0.22, 0, -0.34), (-0.24, 0, -0.5)), (0.05, 0.075, 0.07, 0.025))),
    "fox": Quadruped(0.38, (0.46, 0.155, 0.03), length=0.92, chest=(0.42, 0.28), flank=(0.34, 0.25), neck=(0.30, 0.65, 0.15, 0.13),
                     skull=(0.155, 1.0), snout=(0.36, 0.09, 0.045), nod=-0.2, ears=("point", 0.22), fore=(0.075, 0.046, 0.04),
                     rear=(0.15, 0.08, 0.046, 0.04), wrist=0.28, hock=0.29, foot=0.058, eye=0.028, gaits=PAWED, extra=fox,
                     finish={**PALE, "socks": Finish("fur", BLACK)}, marks=(("socks", partial(legs, height=0.33)),),
                     tail=(((0, 0, 0), (-0.2, 0, -0.12), (-0.46, 0, -0.22), (-0.72, 0, -0.2)), (0.05, 0.10, 0.115, 0.05))),
    "cat": Quadruped(0.26, (0.36, 0.16, 0.05), length=1.0, chest=(0.40, 0.32), flank=(0.36, 0.28), croup=1.0, neck=(0.25, 0.75, 0.15, 0.14),
                     skull=(0.18, 1.0), snout=(0.225, 0.105, 0.078), nod=-0.1, ears=("point", 0.20), fore=(0.08, 0.056, 0.05),
                     rear=(0.16, 0.09, 0.056, 0.05), wrist=0.24, hock=0.26, foot=0.064, stance=0.75, eye=0.036, nose=(0.35, 0.12, 0.10), gaits=PAWED,
                     finish={"eyes": Finish("dark_glass", GREEN), "stripes": Finish("fur", (0.15, 0.055, 0.018))},
                     marks=(("stripes", partial(bands, width=0.13, share=-0.45)),),
                     tail=(((0, 0, 0), (-0.26, 0, -0.04), (-0.56, 0, 0.04), (-0.82, 0, 0.26), (-0.92, 0, 0.5)), (0.055, 0.05, 0.047, 0.045, 0.03))),
    "lion": Quadruped(1.1, (0.46, 0.29, 0.12), length=0.98, chest=(0.46, 0.34), flank=(0.38, 0.28), croup=0.97, neck=(0.26, 0.5, 0.18, 0.16),
                      skull=(0.155, 0.95), snout=(0.28, 0.105, 0.085), nod=-0.25, ears=("round", 0.10), fore=(0.09, 0.066, 0.058),
                      rear=(0.17, 0.095, 0.066, 0.058), wrist=0.25, hock=0.27, tail=LONG, foot=0.07, eye=0.024, extra=lion, gaits=PAWED,
                      finish={"hair": Finish("hair", (0.13, 0.06, 0.02)), "eyes": Finish("dark_glass", GOLD)}),
    "tiger": Quadruped(1.0, (0.52, 0.22, 0.04), length=1.05, chest=(0.46, 0.36), flank=(0.40, 0.30), croup=0.97, neck=(0.28, 0.45, 0.19, 0.17),
                       skull=(0.165, 1.0), snout=(0.28, 0.11, 0.09), nod=-0.25, ears=("round", 0.11), fore=(0.095, 0.07, 0.062),
                       rear=(0.17, 0.10, 0.07, 0.062), wrist=0.25, hock=0.27, tail=LONG, foot=0.072, eye=0.025, nose=(0.30, 0.12, 0.1), gaits=PAWED,
                       finish={**PALE, "stripes": Finish("fur", BLACK), "eyes": Finish("dark_glass", GOLD)},
                       marks=(("stripes", partial(bands, width=0.14, share=-0.42, legs=False)), ("pale", partial(under, height=0.57)))),
    "leopard": Quadruped(0.7, (0.52, 0.33, 0.12), length=1.05, chest=(0.42, 0.31), flank=(0.36, 0.27), croup=0.98, neck=(0.27, 0.5, 0.16, 0.14),
                         skull=(0.15, 0.98), snout=(0.25, 0.10, 0.08), nod=-0.22, ears=("round", 0.10), fore=(0.085, 0.06, 0.052),
                         rear=(0.16, 0.09, 0.06, 0.052), wrist=0.25, hock=0.27, tail=LONG, foot=0.066, eye=0.026, gaits=PAWED,
                         finish={"spots": Finish("fur", BLACK), "eyes": Finish("dark_glass", GOLD)}, marks=(("spots", spots),)),
    "bear": Quadruped(1.15, (0.13, 0.065, 0.03), length=0.86, chest=(0.58, 0.46), flank=(0.54, 0.44), croup=0.96, neck=(0.28, 0.3, 0.24, 0.20),
                      skull=(0.20, 1.0), snout=(0.34, 0.115, 0.08), nod=-0.3, ears=("round", 0.11), **STOUT, wrist=0.19, hock=0.2, tail=STUB,
                      foot=0.09, eye=0.02, gaits=("stand", "walk", "gallop", "sit", "lie")),
    "polar_bear": Quadruped(1.4, (0.74, 0.70, 0.60), length=0.92, chest=(0.54, 0.42), flank=(0.52, 0.42), croup=0.97, neck=(0.36, 0.3, 0.21, 0.16),
                            skull=(0.16, 0.95), snout=(0.31, 0.10, 0.075), nod=-0.25, ears=("round", 0.08), **STOUT, wrist=0.2, hock=0.21, tail=STUB,
                            foot=0.09, eye=0.018, gaits=("stand", "walk", "gallop", "sit", "lie")),
    "panda": Quadruped(0.85, (0.74, 0.72, 0.68), length=0.80, chest=(0.62, 0.52), flank=(0.60, 0.52), croup=0.96, neck=(0.26, 0.4, 0.26, 0.24),
                       skull=(0.25, 1.08), snout=(0.34, 0.13, 0.10), nod=-0.25, ears=("round", 0.15), **STOUT, wrist=0.19, hock=0.2, tail=STUB,
                       foot=0.09, eye=0.026, finish={"dark": Finish("fur", BLACK)}, marks=(("dark", panda),), extra=bear_face,
                       gaits=("stand", "walk", "sit", "lie")),
    "rabbit": Quadruped(0.22, (0.33, 0.24, 0.16), length=0.95, chest=(0.50, 0.42), flank=(0.62, 0.54), croup=0.94, neck=(0.22, 0.85, 0.18, 0.17),
                        skull=(0.21, 0.85), snout=(0.30, 0.13, 0.09), nod=-0.3, ears=("long", 0.62), fore=(0.085, 0.065, 0.055),
                        rear=(0.26, 0.14, 0.075, 0.062), wrist=0.22, hock=0.15, foot=0.085, eye=0.042, nose=(0.35, 0.15, 0.13), extra=rabbit,
                        finish={"tuft": Finish("fur", WHITE)}, gaits=("stand", "hop", "sit", "lie")),
    "mouse": Quadruped(0.045, (0.26, 0.235, 0.215), length=1.25, chest=(0.62, 0.55), flank=(0.72, 0.62), croup=0.92, neck=(0.26, 0.1, 0.26, 0.22),
                       skull=(0.22, 0.95), snout=(0.42, 0.14, 0.05), nod=-0.2, ears=("round", 0.30), fore=(0.07, 0.05, 0.045),
                       rear=(0.18, 0.09, 0.055, 0.045), wrist=0.18, hock=0.18, foot=0.08, eye=0.042, nose=(0.5, 0.22, 0.2),
                       tail=(((0, 0, -0.2), (-0.5, 0, -0.42), (-1.0, 0, -0.45), (-1.6, 0, -0.35)), (0.045, 0.035, 0.028, 0.016)),
                       gaits=("stand", "walk", "trot", "gallop", "sit")),
    "squirrel": Quadruped(0.11, (0.30, 0.115, 0.035), length=1.05, chest=(0.48, 0.40), flank=(0.56, 0.46), croup=0.93, neck=(0.26, 0.6, 0.19, 0.17),
                          skull=(0.21, 0.92), snout=(0.32, 0.12, 0.07), nod=-0.2, ears=("point", 0.2), fore=(0.075, 0.055, 0.048),
                          rear=(0.20, 0.11, 0.06, 0.05), wrist=0.2, hock=0.2, foot=0.08, eye=0.045,
                          tail=(((0, 0, -0.05), (-0.26, 0, 0.05), (-0.36, 0, 0.45), (-0.28, 0, 0.85), (-0.42, 0, 1.0)), (0.07, 0.14, 0.17, 0.17, 0.09)),
                          finish=PALE, marks=(("pale", partial(under, height=0.5)),), gaits=("stand", "hop", "walk", "sit")),
    "raccoon": Quadruped(0.3, (0.20, 0.185, 0.17), length=0.98, chest=(0.52, 0.42), flank=(0.54, 0.44), croup=1.0, neck=(0.24, 0.3, 0.20, 0.18),
                         skull=(0.195, 1.0), snout=(0.36, 0.11, 0.05), nod=-0.25, ears=("round", 0.13), fore=(0.085, 0.06, 0.052),
                         rear=(0.17, 0.095, 0.062, 0.052), wrist=0.21, hock=0.22, foot=0.075, eye=0.03, extra=raccoon,
                         finish={"dark": Finish("fur", BLACK)}, gaits=("stand", "walk", "gallop", "sit"),
                         tail=(((0, 0, 0), (-0.12, 0, -0.06), (-0.24, 0, -0.12), (-0.36, 0, -0.18), (-0.48, 0, -0.22), (-0.6, 0, -0.25)), (0.07, 0.085, 0.09, 0.088, 0.08, 0.05))),
}
# fmt: on

FAMILIES = {name: family(partial(plan, q), SEGMENTS) for name, q in KINDS.items()}
