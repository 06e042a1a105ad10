"""Four-legged animals: one body plan in units of the height at the withers (see ``proportions``), in metres.

Proportions are read off side views in anatomy atlases; heights at the withers are those of common breeds.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from setpiece.assets.anatomy import Finish, Leg, Plan, Segment
from setpiece.assets.families.heads import ears, head
from setpiece.assets.families.legs import fore, hind
from setpiece.assets.families.proportions import Body, Quadruped
from setpiece.assets.flesh import Ball, Barrel, Blob, Cone, Flare, Point, both, box_of, chain
from setpiece.assets.modelling import curve
from setpiece.assets.surface import Array
from setpiece.assets.surface import scaled as enlarged

BLACK, DARK = (0.012, 0.011, 0.011), (0.03, 0.025, 0.022)
SEGMENTS = 17


def plan(q: Quadruped) -> Plan:
    """Return the body of a kind, in metres."""
    b = Body(q)
    _trunk(b)
    head(b)
    ears(b)
    points = [(-0.5 * q.length - 0.08 + x, y, q.croup - 0.09 + z) for x, y, z in q.tail[0]]
    x, y, z = points[0]
    root = Cone((x + 0.12, y, z - 0.05), points[0], q.tail[1][0], q.tail[1][0])  # inside the rump
    b.tail += [root, *_smooth(points, q.tail[1])]
    if q.extra is not None:
        q.extra(b)
    line = Cone(b.neck0, b.at(0.6 * q.snout[0], 0, 0), q.neck[3], q.neck[3])
    segments = [
        Segment("trunk", tuple(b.trunk), (0.0, 0.0, 0.8), -1, cells=44),
        Segment("head", tuple(b.head), b.neck0, 0, line, 56),
        Segment("tail", tuple(b.tail), points[0], 0, cells=_cells(b.tail)),
    ]
    legs: list[Leg] = [*(fore(q, segments, side) for side in (1.0, -1.0))]
    legs += [hind(q, segments, side) for side in (1.0, -1.0)]
    finish = {
        "body": Finish(q.fur, q.coat),
        "eyes": Finish("dark_glass", BLACK),
        "nose": Finish("plastic", q.nose),
        "hooves": Finish("bone", DARK),
        "inner": Finish("skin", (0.34, 0.19, 0.15)),
        **q.finish,
    }
    drawn = Plan("quadruped", tuple(segments), tuple(legs), finish, 0.78, 1.0, q.marks, blend=0.06, gaits=q.gaits)
    return scaled(drawn, q.height)


def _cells(blobs: list[Blob]) -> int:
    """Return how many cells a long thin thing needs along it, so that two lie across its radius."""
    thin = min(min(blob.ra, blob.rb) if isinstance(blob, Cone) else min(blob.axes) for blob in blobs)
    return int(np.clip(1.6 * np.ptp(box_of(blobs), axis=0).max() / thin, 34, 80))


def _smooth(points: list[Point], radii: tuple[float, ...]) -> list[Blob]:
    """Return cones along a smooth curve through points, with a radius at each."""
    rows = np.concatenate([np.asarray(points), np.asarray(radii)[:, None]], axis=1)
    found = curve(rows, 3 * (len(rows) - 1) + 1)
    return chain([(float(x), float(y), float(z)) for x, y, z, _ in found], [float(r) for r in found[:, 3]], blend=0.02)


def _trunk(b: Body) -> None:
    """Draw the trunk from the breast to the buttocks, with the muscles over shoulder and haunch."""
    q = b.q
    (deep, wide), (thin, slim), half = q.chest, q.flank, 0.5 * q.length
    low, flank = 1.0 - deep, q.croup - thin
    b.trunk += [
        Barrel(
            (
                (half + 0.17, 0.74, 0.72, 0.0),
                (half + 0.10, 0.86, 0.5 * (low + 0.70), 0.34 * wide),
                (half - 0.02, 0.97, low + 0.03, 0.44 * wide),
                (half - 0.14, 1.0, low, 0.49 * wide),
                (0.0, q.back, 0.6 * low + 0.4 * flank - q.sag, 0.26 * (wide + max(wide, slim))),
                (-half + 0.16, 0.4 * q.back + 0.6 * q.croup, flank, 0.49 * slim),
                (-half + 0.02, q.croup, flank + 0.04, 0.5 * slim),
                (-half - 0.10, q.croup - 0.07, flank + 0.14, 0.40 * slim),
                (-half - 0.17, q.croup - 0.20, q.croup - 0.24, 0.0),
            )
        ),
        *both(Ball((half - 0.02, 0.27 * wide, 0.76), (0.12, 0.20 * wide, 0.17), 0.35, blend=0.06)),
        *both(Ball((-half + 0.03, 0.27 * slim, q.croup - 0.22), (0.15, 0.22 * slim, 0.17), -0.25, blend=0.06)),
    ]


def scaled(plan_: Plan, n: float) -> Plan:
    """Return a plan ``n`` times as large."""

    def at(p: Point) -> Point:
        return float(n * p[0]), float(n * p[1]), float(n * p[2])

    def blob(b: Blob) -> Blob:
        if isinstance(b, Cone):
            return Cone(at(b.a), at(b.b), n * b.ra, n * b.rb, b.wide, n * b.blend, b.part)
        if isinstance(b, Barrel):
            stations = tuple(tuple(n * v for v in row) for row in b.stations)
            return Barrel(stations, n * b.blend, b.part, n * b.curls)
        if isinstance(b, Flare):
            return Flare(n * b.top, n * b.low, n * b.rt, n * b.rl, b.wide, n * b.x, n * b.blend, b.part)
        return Ball(at(b.at), at(b.axes), b.pitch, b.yaw, n * b.blend, b.part)

    segments = tuple(
        replace(
            s,
            blobs=tuple(map(blob, s.blobs)),
            pivot=at(s.pivot),
            collider=s.collider and blob(s.collider),
            plates=tuple((name, enlarged(plate, n)) for name, plate in s.plates),
        )
        for s in plan_.segments
    )
    legs = tuple(
        Leg(g.segments, tuple(map(at, g.joints)), at(g.toe), at(g.heel), g.knee, g.hind, g.slide) for g in plan_.legs
    )
    marks = tuple((name, partial(_shrunk, level, n)) for name, level in plan_.marks)
    return Plan(
        plan_.kind,
        segments,
        legs,
        plan_.finish,
        n * plan_.hip,
        n * plan_.size,
        marks,
        n * plan_.blend,
        plan_.gaits,
        plan_.traits,
    )


def _shrunk(level: Callable[[Array], Array], n: float, p: Array) -> Array:
    return n * level(p / n)
