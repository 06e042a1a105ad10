"""What only some kinds of animals have: manes, horns, tusks, ruffs, humps; drawn into a body that is half made."""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from setpiece.assets.families.proportions import Body
from setpiece.assets.flesh import Ball, Barrel, Cone, both, chain
from setpiece.assets.surface import Array


def mane(b: Body, *, fall: float = 0.18, thick: float = 0.034, locks: int = 13) -> None:
    """A mane that falls to both sides of the crest, a forelock, and a tail of hair."""
    line = _crest(b, locks)
    for number, (at, up, radius) in enumerate(line):
        side = b.q.slim * radius
        low = fall * (0.4 + 0.6 * number / locks)  # shorter towards the withers
        top = at + (radius + 0.3 * thick) * up
        b.head += [
            Cone(tuple(map(float, top)), tuple(map(float, at + 0.5 * radius * up)), thick, thick, 1.0, 0.02, "hair")
        ]
        for s in (1.0, -1.0):
            beside = at + 0.55 * radius * up + np.array([-0.01, s * (0.86 * side + 0.3 * thick), 0.0])
            tip = top + np.array([-0.035, s * (side + 0.35 * thick), -low])
            b.head += [_lock(top, beside, thick, 0.9 * thick), _lock(beside, tip, 0.9 * thick, 0.25 * thick)]
    r = b.q.skull[0]
    b.head += [Cone(b.at(-0.5 * r, 0, 1.1 * r), b.at(0.85 * r, 0, 0.78 * r), 0.036, 0.01, 0.8, 0.02, "hair")]
    haired(b)


def crest(b: Body, *, high: float = 0.075) -> None:
    """A short mane that stands up, as a zebra's."""
    line = _crest(b, 10)
    stands = [at + (radius + 0.3 * high) * up for at, up, radius in line]
    b.head += [_lock(p, q, 0.55 * high, 0.55 * high, 0.4) for p, q in pairwise(stands)]


def haired(b: Body) -> None:
    """A tail of hair all along."""
    b.tail[:] = [Cone(c.a, c.b, c.ra, c.rb, c.wide, c.blend, "hair") for c in b.tail]


def tufted(b: Body) -> None:
    """A tuft of hair at the end of the tail."""
    end = b.tail[-1]
    b.tail += [Ball((end.b[0], end.b[1], end.b[2] - 0.02), (0.034, 0.03, 0.075), part="hair")]


def _crest(b: Body, count: int) -> list[tuple[Array, Array, float]]:
    """Return points along the middle of the neck from the withers to the poll, the way up there, and its radius."""
    length, rise, low, high = b.q.neck
    x, _, z = b.neck0
    r = b.q.skull[0]
    nodes = np.array(
        [
            (x - 0.10, 0.0, z - 0.02),
            (x + 0.45 * length * np.cos(rise), 0.0, z + 0.47 * length * np.sin(rise)),
            b.at(-0.25 * r, 0, -0.1 * r),
        ]
    )
    share = np.linspace(0.45, 2.0, count)
    at = np.stack([np.interp(share, [0, 1, 2], nodes[:, axis]) for axis in range(3)], axis=1)
    radii = np.interp(share, [0, 1, 2], [1.15 * low, 0.5 * (low + high), high])
    up = np.array([-np.sin(rise), 0.0, np.cos(rise)])
    return [(p, up, float(radius)) for p, radius in zip(at, radii, strict=True)]


def _lock(p: Array, q: Array, ra: float, rb: float, wide: float = 0.7) -> Cone:
    return Cone(tuple(map(float, p)), tuple(map(float, q)), ra, rb, wide, 0.02, "hair")


def donkey(b: Body) -> None:
    """A pale muzzle, a standing mane and a tufted tail."""
    crest(b, high=0.05)
    tufted(b)
    pale_muzzle(b)


def zebra(b: Body) -> None:
    """A standing mane and a tufted tail."""
    crest(b)
    tufted(b)


def pale_muzzle(b: Body, *, share: float = 1.06) -> None:
    """The end of the muzzle in another colour."""
    reach, _, front = b.q.snout
    r = b.q.skull[0]
    n = share * front
    b.head += [
        Cone(b.at(reach - 1.7 * front, 0, -0.29 * r), b.at(reach - front, 0, -0.30 * r), n, n, 1.0, part="pale"),
    ]


def goat(b: Body) -> None:
    """Horns that sweep back, and a beard."""
    r = b.q.skull[0]
    root = np.array(b.at(0.05 * r, 0.38 * r, 0.8 * r))
    way = list(root + np.array([(0, 0, 0), (-0.06, 0.02, 0.13), (-0.18, 0.05, 0.20), (-0.31, 0.09, 0.17)]))
    b.head += both(*chain_of(way, [0.034, 0.028, 0.02, 0.007], "horn"))
    reach = b.q.snout[0]
    x, y, z = b.at(0.62 * reach, 0, -1.0 * r)
    b.head += [Cone((x, y, z), (x - 0.02, y, z - 0.15), 0.034, 0.008, 0.8, 0.02)]


def wolf(b: Body) -> None:
    """A ruff about cheeks and throat, a pale muzzle with a dark bridge."""
    r, wide = b.q.skull
    reach, _, front = b.q.snout
    b.head += both(
        Cone(
            b.at(0.15 * r, 0.55 * wide * r, -0.25 * r),
            b.at(-0.85 * r, 1.65 * wide * r, -0.95 * r),
            0.66 * r,
            0.10 * r,
            0.8,
            0.02,
        ),
        Cone(b.at(-0.2 * r, 0.4 * r, -0.6 * r), b.at(-1.1 * r, 1.0 * r, -1.9 * r), 0.75 * r, 0.12 * r, 0.8, 0.03),
    )
    b.head += [
        Cone(
            b.at(0.35 * r, 0, -0.62 * r),
            b.at(reach - 1.2 * front, 0, -0.30 * r - 0.35 * front),
            0.50 * r,
            0.86 * front,
            1.15,
            part="pale",
        ),
    ]
    b.head += both(Ball(b.at(0.2 * r, 0.66 * wide * r, -0.42 * r), (0.5 * r, 0.36 * r, 0.36 * r), b.q.nod, part="pale"))


def cat(b: Body) -> None:
    """A white muzzle with round pads, and a white bib."""
    r, wide = b.q.skull
    reach, _, front = b.q.snout
    b.head += both(
        Ball(
            b.at(reach - 0.75 * front, 0.42 * front, -0.48 * r), (0.80 * front, 0.72 * front, 0.62 * front), part="pale"
        )
    )
    b.head += [Ball(b.at(0.5 * r, 0, -0.72 * r), (0.42 * r, 0.4 * wide * r, 0.24 * r), part="pale")]


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
    b.trunk += [Ball((-half + 0.16, 0, 0.49), (0.12, 0.10, 0.09), part="udder")]
    reach, _, front = b.q.snout
    r = b.q.skull[0]
    n = 1.04 * front
    b.head += [
        Cone(b.at(reach - 1.5 * front, 0, -0.29 * r), b.at(reach - front, 0, -0.30 * r), n, n, 1.0, part="muzzle")
    ]
    tufted(b)


def bull(b: Body) -> None:
    """Wide horns, a hump of muscle over the shoulders, and a dewlap."""
    horned(b, length=0.2, rise=0.18, out=0.22, radius=0.035)
    half = 0.5 * b.q.length
    b.trunk += [Ball((half - 0.06, 0, 0.98), (0.20, 0.10, 0.10), blend=0.1)]
    b.head += [Cone((half, 0, 0.60), b.at(0.2, 0, -0.22), 0.05, 0.03, 0.5, 0.06)]
    tufted(b)


def mouse(b: Body) -> None:
    """A bare tail."""
    b.tail[:] = [Cone(c.a, c.b, c.ra, c.rb, c.wide, c.blend, "bare") for c in b.tail]


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
    """A mane of locks around the face and down the chest, and a tuft on the tail."""
    r, wide = b.q.skull
    for k, turn in enumerate(np.linspace(0.0, 2.0 * np.pi, 37)[:-1]):
        c, s, back = float(np.cos(turn)), float(np.sin(turn)), 0.5 * (k % 2)
        long = 1.65 - 0.3 * c + 0.6 * back
        root = b.at((-0.15 - back) * r, 0.75 * wide * r * s, 0.75 * r * c)
        tip = b.at((-1.05 - 1.4 * back) * r, long * wide * r * s, (long * c - 0.25) * r)
        b.head += [Cone(root, tip, 0.40 * r, 0.16 * r, 1.0, 0.02, "hair")]
    b.head += [Ball(b.at(-1.1 * r, 0, -0.9 * r), (1.1 * r, 1.25 * r, 1.5 * r), 0.3, blend=0.06, part="hair")]
    tufted(b)


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
    """Wool in curls over the trunk, the neck and the poll; face and legs are bare."""
    half = 0.5 * b.q.length
    fleece = tuple((x * 1.06, top + 0.03, low - 0.035, wide + 0.035) for x, top, low, wide in b.trunk[0].stations)
    b.trunk += [Barrel(fleece, part="wool", curls=0.075)]
    b.trunk += both(Ball((-half + 0.02, 0.3 * b.q.flank[1], 0.70), (0.19, 0.12, 0.23), -0.2, 0.0, 0.05, "wool"))
    for at, _, radius in _crest(b, 5):
        for turn in np.linspace(0.0, 2 * np.pi, 8)[:-1]:
            spot = at + 0.8 * radius * np.array([-0.5 * np.cos(turn), b.q.slim * np.sin(turn), np.cos(turn)])
            b.head.append(Ball(tuple(map(float, spot)), (0.055, 0.055, 0.055), blend=0.012, part="wool"))
    r = b.q.skull[0]
    b.head += [Ball(b.at(-0.3 * r, 0, 0.75 * r), (0.09, 0.10, 0.06), blend=0.02, part="wool")]


def rabbit(b: Body) -> None:
    """A round tail, and pads about the nose."""
    b.tail[:] = [Ball((-0.5 * b.q.length - 0.20, 0, 0.66), (0.12, 0.11, 0.12), part="tuft")]
    r = b.q.skull[0]
    reach, _, front = b.q.snout
    b.head += both(
        Ball(b.at(reach - 0.7 * front, 0.36 * front, -0.42 * r), (0.5 * front, 0.5 * front, 0.42 * front), part="tuft")
    )


def fox(b: Body) -> None:
    """A brush with a white tip, white cheeks and throat."""
    r = b.q.skull[0]
    b.head += [Ball(b.at(0.5 * r, 0, -0.72 * r), (0.9 * r, 0.62 * r, 0.42 * r), b.q.nod, blend=0.02, part="pale")]
    b.tail[-3:] = [replace(c, part="pale") for c in b.tail[-3:]]


def squirrel(b: Body) -> None:
    """Tufts on the ears, and a pale throat."""
    r, wide = b.q.skull
    b.head += [Ball(b.at(0.45 * r, 0, -0.62 * r), (0.75 * r, 0.55 * wide * r, 0.42 * r), b.q.nod, part="pale")]


def raccoon(b: Body) -> None:
    """A dark mask in a pale face, and rings on the tail."""
    r = b.q.skull[0]
    reach, _, front = b.q.snout
    b.head += [
        Cone(
            b.at(0.5 * r, 0, -0.42 * r),
            b.at(reach - 1.5 * front, 0, -0.30 * r),
            0.5 * r,
            1.06 * front,
            1.3,
            part="pale",
        )
    ]
    b.head += both(Ball(b.at(0.66 * r, 0.42 * r, 0.56 * r), (0.22 * r, 0.3 * r, 0.16 * r), b.q.nod, part="pale"))
    b.head += both(Ball(b.at(0.62 * r, 0.5 * r, 0.10 * r), (0.46 * r, 0.36 * r, 0.26 * r), b.q.nod, part="dark"))
    b.tail[:] = [
        Cone(c.a, c.b, 1.04 * c.ra, 1.04 * c.rb, c.wide, c.blend, "dark") if k % 3 == 2 else c
        for k, c in enumerate(b.tail)
    ]


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


def hippo(b: Body) -> None:
    """A huge square muzzle with raised nostrils, and eyes on top of the head."""
    reach, _, front = b.q.snout
    r = b.q.skull[0]
    b.head += [
        Ball(b.at(reach - 0.75 * front, 0, -0.32 * r), (1.0 * front, 1.28 * front, 0.95 * front), b.q.nod, blend=0.06),
        Ball(b.at(reach - 0.95 * front, 0, -0.95 * r), (0.9 * front, 1.15 * front, 0.45 * front), b.q.nod, blend=0.03),
    ]
    b.head += both(
        Ball(
            b.at(reach - 0.35 * front, 0.6 * front, 0.42 * front),
            (0.26 * front, 0.24 * front, 0.24 * front),
            blend=0.03,
        ),
        Ball(b.at(0.45 * r, 0.55 * r, 0.85 * r), (0.26 * r, 0.2 * r, 0.24 * r), blend=0.02),
    )
    b.head[:] = [c for c in b.head if c.part != "eyes"]
    b.head += both(Ball(b.at(0.55 * r, 0.66 * r, 0.92 * r), (0.022, 0.018, 0.022), part="eyes"))


def rhino(b: Body) -> None:
    """Two horns on the nose."""
    reach, _, front = b.q.snout
    b.head += [Cone(b.at(reach - 0.03, 0, front), b.at(reach + 0.06, 0, front + 0.22), 0.045, 0.008, part="horn")]
    b.head += [
        Cone(b.at(reach - 0.16, 0, 1.3 * front), b.at(reach - 0.15, 0, 1.3 * front + 0.11), 0.04, 0.01, part="horn")
    ]


def ossicones(b: Body) -> None:
    """A giraffe's knobs, its short mane and the tuft of its tail."""
    crest(b, high=0.03)
    tufted(b)
    r = b.q.skull[0]
    b.head += both(Cone(b.at(-0.1 * r, 0.4 * r, 0.8 * r), b.at(-0.25 * r, 0.5 * r, 1.9 * r), 0.012, 0.016, part="dark"))
    b.head += both(Ball(b.at(-0.25 * r, 0.5 * r, 1.9 * r), (0.018, 0.018, 0.018), part="dark"))
