"""What is built of snow: a snowman, an igloo."""

import numpy as np

from setpiece import rng
from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, drum, extrude, lathe, ring, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import Surface, joined, moved, stretched, surface, turned

RED, BLACK = (0.42, 0.03, 0.025), (0.015, 0.015, 0.017)
DENTED = 0.05  # of a packed ball's radius: how far hands have pressed it in
TWIGS = ((0.62, 0.10, 0.05), (0.78, -0.02, 0.08))  # of a stick: share of its length, what branches off it (of height)


def snowman(p: Params) -> Shape:
    """Three balls of packed snow, a carrot for a nose, eyes and buttons of coal, a hat, a scarf, sticks for arms."""
    h = p["height"]
    balls = [(0.26 * h, 0.22 * h), (0.19 * h, 0.53 * h), (0.135 * h, 0.77 * h)]
    body = joined([moved(_packed(r, k), z=z) for k, (r, z) in enumerate(balls)])
    dots = [moved(sphere(0.018 * h, steps=4), s * 0.05 * h, -0.118 * h, 0.81 * h) for s in (1, -1)]
    dots += [
        moved(sphere(0.018 * h, steps=4), 0, y * h, z * h) for y, z in ((-0.182, 0.6), (-0.19, 0.53), (-0.182, 0.46))
    ]
    shoulder, hand = np.array([0.16, 0.0, 0.56]) * h, np.array([0.38, -0.04, 0.68]) * h
    arms = [tube([shoulder * (s, 1, 1), hand * (s, 1, 1)], [0.011 * h, 0.007 * h]) for s in (1, -1)]
    twigs = []
    for s in (1, -1):
        for share, out, up in TWIGS:
            foot = shoulder + share * (hand - shoulder)
            tip = foot + np.array([0.5 * abs(out) + 0.02, -0.4 * out, up]) * h
            twigs.append(tube([foot * (s, 1, 1), tip * (s, 1, 1)], [0.006 * h, 0.003 * h], sides=6))
    hat = [drum(0.15 * h, 0.015 * h, (0, 0, 0.885 * h)), drum(0.09 * h, 0.12 * h, (0, 0, 0.94 * h))]
    return Shape(
        (
            piece("body", body, "snow"),
            piece(
                "nose",
                tube([(0, -0.12 * h, 0.77 * h), (0, -0.24 * h, 0.76 * h)], [0.02 * h, 0.004 * h]),
                "fruit",
                (0.7, 0.2, 0.01),
            ),
            piece("eyes", joined(dots), "plastic", BLACK),
            piece("arms", joined(arms), "bark"),
            piece("twigs", joined(twigs), "bark", decor=True),
            piece("hat", joined(hat), "felt", BLACK),
            piece("scarf", moved(stretched(ring(0.125 * h, 0.028 * h), 1, 1, 0.9), z=0.665 * h), "fabric", RED),
            piece("scarf_ends", joined(_scarf_ends(h)), "fabric", RED, decor=True),
        ),
        (
            *(colliding.ball(r, (0, 0, z)) for r, z in balls),
            colliding.upright(0.13 * h, 0.06 * h, (0, 0, 0.03 * h)),
        ),
        Resonator("block", (0.5 * h, 0.5 * h, h)),
    )


def _packed(radius: float, number: int) -> Surface:
    """Return a ball of snow that hands have packed: pressed in by up to ``DENTED`` of its radius, not at its poles.

    Its matter is the round ball's, which also is what it collides with.
    """
    noise, ball = rng.stream(0, "packed snow", str(number)), sphere(radius, steps=16)
    unit = ball.vertices / radius
    deep = np.zeros(len(unit))
    for k in range(22):
        fine = 2.0 + 0.75 * k
        way = noise.normal(size=3)
        deep += np.sin(unit @ (fine * way / np.linalg.norm(way)) + noise.uniform(0.0, TAU)) / fine**0.8
    deep = np.clip(0.5 + 0.55 * deep / deep.std() / 2.0, 0.0, 1.0) * (1.0 - unit[:, 2] ** 8)
    dented = ball.vertices * (1.0 - DENTED * deep)[:, None]
    # Laid on from in front: a ball's own pattern has edges that snow has not.
    seamless = dented[ball.faces][..., [0, 2]]
    return surface(dented, ball.faces, uv=seamless, crease=TAU, matter=ball.matter)


def _scarf_ends(h: float) -> list[Surface]:
    """Return the two ends of a scarf on a snowman of that height: they hang from the knot in front, over the breast."""
    ends = []
    for aside, low, away in ((0.035, 0.47, 0.208), (-0.012, 0.52, 0.206)):
        height = np.linspace(0.665, low, 7)
        out = np.interp(height, (low, 0.56, 0.62, 0.665), (away, 0.203, 0.170, 0.148))
        path = np.stack([np.linspace(0.06, 0.06 + aside, 7), -out, height], axis=1) * h
        flat = stretched(tube(path * (1.0, 2.6, 1.0), 0.030 * h, sides=10), 1.0, 1.0 / 2.6, 1.0)
        ends.append(flat)
    return ends


def igloo(p: Params) -> Shape:
    """A dome of snow blocks with a short tunnel towards -Y."""
    r = p["radius"]
    dome = lathe([(0, 0), (r, 0), *((r * np.cos(a), r * np.sin(a)) for a in np.linspace(0.02, TAU / 4, 16))])
    joints = [
        moved(ring(r * np.cos(a) * 1.003, 0.008 * r, segments=48, sides=4), z=r * np.sin(a))
        for a in np.linspace(0.2, 1.3, 6)
    ]
    arch = [(0.36 * r * np.cos(a), 0.44 * r * np.sin(a)) for a in np.linspace(0, np.pi, 15)]
    tunnel = moved(turned(extrude(np.array(arch), 0.55 * r), (1, 0, 0), TAU / 4), 0, -0.85 * r, 0)
    mouth = moved(turned(extrude(0.68 * np.array(arch), 0.02 * r), (1, 0, 0), TAU / 4), 0, -1.395 * r, 0)
    return Shape(
        (
            piece("body", joined([dome, tunnel]), "snow"),
            piece("joints", joined(joints), "snow", (0.5, 0.6, 0.7), decor=True),
            piece("mouth", mouth, "plastic", (0.02, 0.03, 0.05), decor=True),
        ),
        (
            colliding.round_hull([(r, 0), (0.87 * r, 0.5 * r), (0.5 * r, 0.87 * r), (0.05 * r, r)]),
            colliding.box((0.72 * r, 0.6 * r, 0.44 * r), (0, -1.1 * r, 0.22 * r)),
        ),
        Resonator("block", (r, r, r)),
    )


FAMILIES = {
    "snowman": Family(snowman, {"height": length(1.6)}),
    "igloo": Family(igloo, {"radius": length(1.6)}),
}
