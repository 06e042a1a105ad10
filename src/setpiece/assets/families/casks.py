"""Casks: staves that bulge, held by hoops, with what years outdoors have left on them."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, cylinder, lathe, loft, sphere
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import Surface, joined, moved, surface

Array = NDArray[np.float64]

# Of the height: where each is, and how wide.
HOOPS = ((-0.44, 0.045), (-0.30, 0.04), (-0.13, 0.04), (0.13, 0.04), (0.30, 0.04), (0.44, 0.045))
WORN = 64  # places beside hoops and along rims where a stave is bare


def barrel(p: Params) -> Shape:
    """A cask of staves with iron hoops and sunken heads."""
    r, h = p["radius"], p["height"]
    staves, end = 22, 0.82 * r
    t = 0.05 * r
    z = np.linspace(-0.5, 0.5, 13)
    radius = r - (r - end) * (2 * z) ** 2
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
        f = lambda s: r - (r - end) * (2 * s) ** 2 + 0.012 * r  # noqa: E731
        hoops.append(
            lathe(
                [(f(low) - 0.03 * r, low * h), (f(low), low * h), (f(high), high * h), (f(high) - 0.03 * r, high * h)],
                segments=56,
                closed=True,
            )
        )
        # Half hoops lap on two sides; each lap has two rivets.
        for turn in TAU * (0.125 + 0.25 * k + np.array([-0.008, 0.008, 0.492, 0.508])):
            head = sphere(0.026 * r, steps=1)
            rivets.append(moved(head, *((f(at) - 0.012 * r) * np.array([np.cos(turn), np.sin(turn)])), at * h))
    profile = np.column_stack([radius + 0.005 * r, z * h])[::2]
    return Shape(
        (
            piece("body", joined([*pieces, *heads]), "oak"),
            piece("hoops", joined(hoops), "weathered_iron"),
            piece("rivets", joined(rivets), "weathered_iron", decor=True),
            piece("scuffs", joined(_scuffs(z * h, radius, staves)), "oak", (0.30, 0.22, 0.15), decor=True),
        ),
        (colliding.round_hull(profile, sides=32),),
        Resonator("shell", (r, h, t)),
        (Support("top", (0, 0, 0.465 * h), (0.55 * end, 0.55 * end)),),
        rolls=True,
    )


def _scuffs(z: Array, radius: Array, staves: int) -> list[Surface]:
    """Return where the paint of staves of that outline has gone beside the hoops and along the rims: bare wood."""
    noise = np.random.default_rng(17)
    high, found = z[-1] - z[0], []
    for _ in range(WORN):
        at, wide = HOOPS[int(noise.integers(len(HOOPS)))]
        side, stave, along = noise.choice((-1.0, 1.0)), int(noise.integers(staves)), noise.uniform(0.1, 0.9)
        long, broad = np.array([0.015, 0.007]) * high * noise.uniform(0.4, 1.5, 2)
        middle = np.clip(
            at * high + side * (wide / 2 * high + noise.uniform(-0.2, 0.9) * long), z[0] + long, z[-1] - long
        )
        turn = np.linspace(0.0, TAU, 10)[:-1]
        size = noise.uniform(0.55, 1.15, 9)
        place = np.clip(along + size * np.cos(turn) * broad / (TAU * radius.mean() / staves), 0.02, 0.98)
        rise = middle + size * np.sin(turn) * long
        found.append(
            _fan(
                [
                    _on_stave(z, radius, staves, stave, *each)
                    for each in [(along, middle), *zip(place, rise, strict=True)]
                ]
            )
        )
    return found


def _on_stave(z: Array, radius: Array, staves: int, stave: int, along: float, rise: float) -> Array:
    """Return the point (3,) a hair over the flat half of a stave, ``along`` its breadth (0..1) and ``rise`` m high."""
    edges = TAU * (stave + np.array([0.012, 0.5, 0.988])) / staves
    share = np.interp(along, [0.012, 0.5, 0.988], [0.0, 1.0, 2.0])
    r = np.interp(rise, z, radius) + 8e-4
    corner = r * np.column_stack([np.cos(edges), np.sin(edges)])
    x, y = (np.interp(share, [0.0, 1.0, 2.0], corner[:, axis]) for axis in (0, 1))
    return np.array([x, y, rise])


def _fan(points: list[Array]) -> Surface:
    """Return a flake around the first of some points, counter-clockwise, closed by a point inside the wood."""
    count = len(points) - 1
    ring = 1 + np.arange(count)
    after = np.roll(ring, -1)
    front = np.stack([np.zeros(count, int), ring, after], axis=1)
    back = np.stack([np.full(count, count + 1), after, ring], axis=1)
    inside = points[0] * np.array([0.985, 0.985, 1.0])
    return surface(np.array([*points, inside]), np.concatenate([front, back]))


FAMILIES = {"barrel": Family(barrel, {"radius": length(0.33), "height": length(0.90)})}
