"""Apparatus of the lecture hall: a tippe top, a cycloid track, a pulley, a gyroscope."""

from itertools import pairwise

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import cylinder, extrude, lathe, ring, rounded, sphere, tube
from setpiece.assets.shape import Family, Param, Params, Shape, length, piece, ratio
from setpiece.assets.solid import Collider, Resonator
from setpiece.assets.surface import added, joined, moved, turned

FACETS = 240  # of the track: a bead's way turns by 0.4 degrees at each, which is below any blow
PAST = 0.6  # rad of the cycloid's parameter that the track goes on beyond its lowest point


def tippe_top(p: Params) -> Shape:
    """A hollow ball with its lowest ``fill`` of the height solid, so that its weight is off the middle, and a stem."""
    r, wall, level = p["radius"], p["wall"], 2.0 * p["fill"] - 1.0
    angle = np.linspace(-np.pi / 2, np.arcsin(level), 48)
    inside = 1.0 - wall / r
    bowl = lathe([(inside * r * np.cos(a), inside * r * np.sin(a)) for a in angle] + [(0.0, inside * r * level)])
    skin = sphere(r, thickness=wall)
    body = piece("body", skin, "plastic", (0.45, 0.04, 0.02))
    pieces = [type(body)(body.name, body.surface, body.material, body.color, added(skin.matter, bowl.matter))]
    colliders = [colliding.ball(r)]
    if p["stem"] > 0:
        thick, top = 0.16 * r, r + p["stem"]
        profile = rounded([(0, 0.9 * r), (thick, 0.9 * r), (thick, top, 0.9 * thick), (0, top)], steps=6)
        pieces.append(piece("stem", lathe(profile, segments=32), "wood", decor=True))
        colliders.append(colliding.rod((0, 0, 0.9 * r), (0, 0, top - thick), thick))
    return Shape(tuple(pieces), tuple(colliders), Resonator("ball", (r,)))


def cycloid_track(p: Params) -> Shape:
    """A track on which the centre of a ball of radius ``ball`` follows a cycloid of rolling radius ``radius``.

    It begins at the cusp, where it falls steeply, and goes a little beyond its lowest point, pi ``radius`` on along
    +X and 2 ``radius`` below. The centre's way is x = r (t - sin t), z = -r (1 - cos t); the surface lies ``ball``
    below along its normal (cos t/2, sin t/2).
    """
    r, w, ball = p["radius"], p["width"], p["ball"]
    t = np.linspace(0.0, np.pi + PAST, FACETS + 1)
    way = np.stack([r * (t - np.sin(t)), -r * (1.0 - np.cos(t))], 1)
    top = way - ball * np.stack([np.cos(t / 2), np.sin(t / 2)], 1)
    low = top[:, 1].min() - 0.2 * r
    outline = np.concatenate([top, [(top[-1, 0], low), (top[0, 0] - 0.1 * r, low), (top[0, 0] - 0.1 * r, top[0, 1])]])
    body = turned(moved(extrude(outline, w), z=-w / 2), (1, 0, 0), np.pi / 2)
    thick = 0.04 * r
    return Shape(
        (piece("body", body, "wood"),),
        tuple(_plank(a, b, w, thick) for a, b in pairwise(top)),
        Resonator("plate", (np.pi * r, w, thick)),
        mounts={"cusp": (0.0, 0.0, 0.0)},
    )


def _plank(a: np.ndarray, b: np.ndarray, width: float, thick: float) -> Collider:
    """Return a box whose upper face goes from a to b (x, z) and on under its neighbours.

    A valley's planks dive under each other, so no ball ever meets the end of one.
    """
    along = b - a
    size = float(np.linalg.norm(along))
    tilt = np.arctan2(-along[1], along[0])  # about +Y, which turns +X downwards
    middle = 0.5 * (a + b) - 0.5 * thick * np.array([-along[1], along[0]]) / size
    turn = (float(np.cos(tilt / 2)), 0.0, float(np.sin(tilt / 2)), 0.0)
    return Collider("box", (size / 2 + thick, width / 2, thick / 2), (float(middle[0]), 0.0, float(middle[1])), turn)


def pulley(p: Params) -> Shape:
    """A grooved wheel that turns about Y."""
    r, w = p["radius"], p["width"]
    lip = 1.0 + 0.5 * w / r
    profile = rounded(
        [(0, -w / 2), (lip * r, -w / 2, 0.1 * w), (r, 0.0, 0.2 * w), (lip * r, w / 2, 0.1 * w), (0, w / 2)], steps=3
    )
    wheel = turned(lathe(profile, segments=64), (1, 0, 0), np.pi / 2)
    hub = turned(cylinder(0.12 * r, 1.2 * w, bevel=0.05 * w), (1, 0, 0), np.pi / 2)
    return Shape(
        (piece("body", wheel, "wood"), piece("hub", hub, "steel", decor=True)),
        (colliding.rod((0, -w / 2, 0), (0, w / 2, 0), lip * r, kind="cylinder"),),
        Resonator("plate", (2 * r, 2 * r, w)),
        rolls=True,
        mounts={"hub": (0.0, 0.0, 0.0)},
    )


def gyroscope_cage(p: Params) -> Shape:
    """Two rings about a rotor, on an axle along +X that ends in a ball on the pivot, at the origin."""
    r = p["radius"]
    wire, middle, end = 0.05 * r, MIDDLE * r, (MIDDLE + 1.3) * r
    rings = [moved(turned(ring(1.12 * r, wire, segments=64), (1, 0, 0), turn), x=middle) for turn in (0, np.pi / 2)]
    axle = tube([(0.0, 0, 0), (end, 0, 0)], 0.7 * wire, sides=12)
    balls = [sphere(1.6 * wire, steps=6), moved(sphere(1.6 * wire, steps=6), x=end)]
    return Shape(
        (piece("body", joined([*rings, axle, *balls]), "steel"),),
        (colliding.ball(1.6 * wire, (end, 0, 0)),),
        Resonator("bar", (end, 2 * wire, 2 * wire)),
        mounts={"pivot": (0.0, 0.0, 0.0), "rotor": (middle, 0.0, 0.0)},
    )


def gyroscope_rotor(p: Params) -> Shape:
    """A heavy wheel that turns about X within its cage."""
    r = p["radius"]
    rim, web, hub = 0.16 * r, 0.05 * r, 0.14 * r
    side = [(0.16 * r, hub), (0.22 * r, web), (0.72 * r, web), (0.78 * r, rim), (r, rim)]
    under = [(x, -z, 0.03 * r) for x, z in side]
    over = [(x, z, 0.03 * r) for x, z in reversed(side)]
    profile = rounded([(0, -hub), *under, *over, (0, hub)], steps=3)
    return Shape(
        (piece("body", turned(lathe(profile, segments=72), (0, 1, 0), np.pi / 2), "brass"),),
        (colliding.rod((-rim, 0, 0), (rim, 0, 0), r, kind="cylinder"),),
        Resonator("plate", (2 * r, 2 * r, 2 * rim)),
        mounts={"hub": (0.0, 0.0, 0.0)},
    )


def gyroscope_stand(p: Params) -> Shape:
    """A foot and a post with a cup on top, in which the cage's ball rests; for a rotor of ``radius``."""
    r = p["radius"]
    top, foot, cup = 2.6 * r, 0.9 * r, 0.13 * r
    base = moved(cylinder(foot, 0.12 * r, bevel=0.03 * r), z=0.06 * r)
    profile = [(0, 0), (0.22 * r, 0, 0.1 * r), (0.07 * r, 0.5 * r, 0.2 * r), (0.06 * r, top - 0.3 * r, 0.1 * r),
               (cup, top - 0.06 * r), (0, top - 0.1 * r)]  # fmt: skip
    return Shape(
        (piece("body", base, "dark_wood"), piece("post", lathe(rounded(profile, steps=4)), "brass")),
        (
            colliding.upright(foot, 0.12 * r, (0, 0, 0.06 * r)),
            colliding.upright(0.06 * r, top - 0.3 * r, (0, 0, (top - 0.3 * r) / 2), "post"),
        ),
        Resonator("bar", (top, 0.1 * r, 0.1 * r)),
        mounts={"pivot": (0.0, 0.0, top)},
    )


MIDDLE = 1.75  # of the rotor's radius: how far it is from the pivot

FAMILIES = {
    **{
        name: Family(make, {"radius": length(0.045)})
        for name, make in (
            ("gyroscope_cage", gyroscope_cage), ("gyroscope_rotor", gyroscope_rotor),
            ("gyroscope_stand", gyroscope_stand),
        )
    },
    "tippe_top": Family(tippe_top, {
        "radius": length(0.02), "wall": length(0.002), "fill": ratio(0.3, 0.05, 0.95),
        "stem": Param(0.012, 0.0, 1.0),
    }),
    "cycloid_track": Family(cycloid_track, {"radius": length(0.3), "width": length(0.1), "ball": length(0.02)}),
    "pulley": Family(pulley, {"radius": length(0.1), "width": length(0.03)}),
}  # fmt: skip
