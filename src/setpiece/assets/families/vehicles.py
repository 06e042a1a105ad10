"""Vans, buses, trucks and carts without their wheels, and where the wheels of all vehicles sit.

Modelled on the ground z = 0, nose towards +X. Cars are in ``cars``.
"""

from dataclasses import dataclass

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import (
    cylinder,
    difference,
    loft,
    rounded,
    rounded_box,
    tube,
)
from setpiece.assets.shape import Family, Params, Shape, count, piece
from setpiece.assets.solid import Lamp, Resonator, Support
from setpiece.assets.surface import Surface, joined, moved, turned


@dataclass(frozen=True)
class Axles:
    """Where wheels sit: ``x`` of the axles and ``track`` (m between the middles of left and right), ``radius``."""

    x: tuple[float, ...]
    track: float
    radius: float
    width: float
    family: str = "wheel"
    spokes: int = 5

    @property
    def mounts(self) -> dict[str, tuple[float, float, float]]:
        """Hubs: wheel_1 front left, wheel_2 front right, and so on backwards."""
        hubs = [(x, side * self.track / 2, self.radius) for x in self.x for side in (1.0, -1.0)]
        return {f"wheel_{i + 1}": hub for i, hub in enumerate(hubs)}


AXLES = {
    "car": Axles((1.32, -1.28), 1.52, 0.32, 0.20),
    "van": Axles((1.55, -1.45), 1.66, 0.34, 0.21),
    "truck": Axles((2.35, -1.95), 2.0, 0.48, 0.28, spokes=8),
    "bus": Axles((3.2, -2.7), 2.1, 0.50, 0.30, spokes=8),
    "cart": Axles((0.36, -0.36), 0.66, 0.17, 0.04, family="cart_wheel", spokes=8),
}


GLASS = "dark_glass"
BLACK = (0.02, 0.02, 0.022)
DIPPED, CONE, BEAM = 0.12, 0.28, 68.0  # a headlight's slope, half its cone (rad), W: 280 W/sr, as good low beams have
LOWERED, SKIRT, WIDE = 0.70, 0.87, 11.5  # rad, rad, W: what it throws near by and aside, 6 W/sr; none of it back
TAIL, RED = 1.1, (1.0, 0.02, 0.012)  # W of a tail lamp, 0.35 W/sr: brighter than by law, as long as a brake is pressed
REAR = 0.055  # m: radius of what shines in it
Place = tuple[float, float, float]
LIT = {"lit": count(0, 0, 1)}


def beams(p: Params, ahead: Place, behind: Place, *, radius: float = 0.07, deep: float = 0.0) -> tuple[Lamp, ...]:
    """Return what shines of a vehicle whose lamps are on: two low beams, the wide skirt of each, two tail lamps.

    A low beam is narrow and reaches far; its skirt lights the road from the bumper on and to both sides. None sends
    light higher than a low beam may. ``ahead``, ``behind``: x, how far aside, z of both (m). ``deep``: m that beams
    lie behind the skin, where their skirts shine from.
    """
    if not p["lit"]:
        return ()
    (x, y, z), size, color = ahead, (radius, radius), (1.0, 0.9, 0.75)
    sides = (("left", 1.0), ("right", -1.0))
    apart = y - radius - 0.025  # from the middle: a skirt shines beside its beam, where neither shades the other
    down, small = (np.cos(LOWERED), 0.0, -np.sin(LOWERED)), (0.45 * radius, 0.45 * radius)
    (rear, out, up), red = behind, (REAR, REAR)
    shine = [(name, (x, s * y, z), (1.0, 0.0, -DIPPED), size, color, BEAM, CONE) for name, s in sides]
    shine += [(f"{name}_skirt", (x + deep, s * apart, z), down, small, color, WIDE, SKIRT) for name, s in sides]
    shine += [(f"{name}_tail", (rear, s * out, up), (-1.0, 0.0, 0.0), red, RED, TAIL, np.pi / 2) for name, s in sides]
    return tuple(Lamp(name, "disk", *row) for name, *row in shine)


def _arch(x: float, side: float, axles: Axles) -> Surface:
    """Return what is cut away around a wheel."""
    hole = turned(cylinder(axles.radius * 1.16, 0.5, bevel=0.002, segments=32), (1, 0, 0), np.pi / 2)
    return moved(hole, x, side * (axles.track / 2 + 0.12), axles.radius)


def _panes(spans: list[tuple[float, float]], y: float, low: float, high: float) -> Surface:
    """Return window panes on both flanks between pairs of x."""
    return joined(
        [
            moved(rounded_box((b - a, 0.02, high - low), 0.008), (a + b) / 2, side * y, (low + high) / 2)
            for a, b in spans
            for side in (-1.0, 1.0)
        ]
    )


def _wheel_boxes(axles: Axles) -> list[Surface]:
    return [_arch(x, side, axles) for x in axles.x for side in (-1.0, 1.0)]


def _flat_nose(p: Params, name: str, size: tuple[float, float, float], nose: float) -> Shape:
    """Return a van or bus: one box rounded in front, with panes, doors, lamps and bumpers."""
    axles, (long, wide, high) = AXLES[name], size
    x = long / 2
    floor = 0.30 if name == "bus" else 0.22
    outline = rounded(
        [
            (-x, floor),
            (x, floor, 0.12),
            (x, 0.42 * high, 0.1),
            (x - nose, high, 0.30),
            (-x, high, 0.10),
            (-x, floor, 0.05),
        ]
    )
    rings = []
    for y, inset in ((-wide / 2, 0.06), (-wide / 2 + 0.03, 0.02), (-wide / 2 + 0.12, 0.0)):
        middle = np.array([0.0, (floor + high) / 2])
        shrink = 1.0 - inset / np.array([x, (high - floor) / 2])
        rings.append((y, middle + (outline[:-1] - middle) * shrink))
    rings += [(-y, r) for y, r in reversed(rings)]
    body = loft(np.array([np.column_stack([r[::-1, 0], np.full(len(r), y), r[::-1, 1]]) for y, r in reversed(rings)]))
    body = difference(body, *_wheel_boxes(axles))
    low, top = (0.44 * high, 0.80 * high) if name == "bus" else (0.52 * high, 0.84 * high)
    if name == "bus":
        spans = [(-x + 0.35 + 1.48 * k, -x + 0.35 + 1.48 * k + 1.38) for k in range(7)]
    else:
        spans = [(x - nose - 1.15, x - nose - 0.15)]
    tilt = np.arctan2(nose, high * 0.58)
    shield = turned(rounded_box((0.03, wide * 0.84, 0.40 * high), 0.01), (0, 1, 0), -tilt)
    shield = moved(shield, x - nose * 0.52 + 0.01, 0, 0.70 * high)
    trim = [moved(rounded_box((0.12, wide * 0.96, 0.22), 0.04), s * (x - 0.02), 0, floor + 0.12) for s in (-1, 1)]
    trim += [
        moved(rounded_box((0.06, 0.10, 0.24), 0.02), x - nose - 0.05, s * (wide / 2 + 0.10), 0.66 * high)
        for s in (-1, 1)
    ]
    lights = [moved(rounded_box((0.08, 0.26, 0.16), 0.03), x - 0.01, s * wide * 0.36, 0.33 * high) for s in (-1, 1)]
    tails = [moved(rounded_box((0.05, 0.12, 0.34), 0.02), -x, s * wide * 0.42, 0.36 * high) for s in (-1, 1)]
    rear = moved(rounded_box((0.02, wide * 0.7, 0.3 * high), 0.008), -x, 0, 0.68 * high)
    pieces = (
        piece("body", body, "car_paint", (0.62, 0.60, 0.56), sheet=0.0018),
        piece("windows", joined([_panes(spans, wide / 2, low, top), shield, rear]), GLASS, decor=True),
        piece("trim", joined(trim), "plastic", BLACK, decor=True),
        piece("headlights", joined(lights), "lamp_glow" if p["lit"] else "chrome", decor=True),
        piece("tail_lights", joined(tails), "lamp_glow" if p["lit"] else "plastic", (0.15, 0.003, 0.002), decor=True),
    )
    block = colliding.hull(
        [
            (px, y, z)
            for px, z in [(-x, floor), (x, floor), (x, 0.42 * high), (x - nose, high), (-x, high)]
            for y in (-wide / 2, wide / 2)
        ]
    )
    return Shape(
        pieces,
        (block,),
        Resonator("plate", (1.6, 1.0, 0.0015)),
        (Support("top", (-nose / 2, 0, high), (x - nose, wide / 2 - 0.1)),),
        lamps=beams(p, (x + 0.08, wide * 0.36, 0.33 * high), (-x - 0.03, wide * 0.42, 0.36 * high)),
        mounts=axles.mounts,
    )


def van(p: Params) -> Shape:
    """A panel van with a short sloping nose."""
    return _flat_nose(p, "van", (5.0, 1.9, 2.1), 0.95)


def bus(p: Params) -> Shape:
    """A city bus with a band of windows."""
    return _flat_nose(p, "bus", (11.0, 2.5, 3.0), 0.22)


def truck(p: Params) -> Shape:
    """A box lorry: painted cab, pale cargo box, dark frame with tank and mudguards."""
    axles = AXLES["truck"]
    w = 2.3
    side = rounded(
        [
            (1.75, 0.62),
            (3.72, 0.62, 0.12),
            (3.74, 1.45, 0.12),
            (3.46, 2.62, 0.22),
            (1.75, 2.68, 0.08),
            (1.75, 0.62, 0.0),
        ]
    )[:-1]
    middle = side.mean(axis=0)
    rings = []
    for y, shrink in (
        (-w / 2, 0.955),
        (-w / 2 + 0.04, 0.99),
        (-w / 2 + 0.14, 1.0),
        (w / 2 - 0.14, 1.0),
        (w / 2 - 0.04, 0.99),
        (w / 2, 0.955),
    ):
        q = (middle + (side - middle) * shrink)[::-1]
        rings.append(np.column_stack([q[:, 0], np.full(len(q), y), q[:, 1]]))
    cab = difference(loft(np.array(rings[::-1])), *(_arch(axles.x[0], s, axles) for s in (-1.0, 1.0)))
    cargo = moved(rounded_box((5.2, 2.42, 2.35), 0.03, steps=1, grain=(0, 0, 1)), -1.05, 0, 2.20)
    frame = [moved(rounded_box((6.9, 0.16, 0.22), 0.02), -0.2, s * 0.42, 0.86) for s in (-1, 1)]
    frame += [moved(rounded_box((0.16, 2.2, 0.30), 0.05), 3.74, 0, 0.66)]
    frame += [
        moved(rounded_box((0.05, 2.2, 0.12), 0.02), -3.66, 0, 0.62),
        moved(turned(cylinder(0.26, 1.0, bevel=0.03), (0, 1, 0), np.pi / 2), 0.75, 0.86, 0.68),
    ]
    frame += [moved(rounded_box((0.10, 0.16, 0.42), 0.03), 3.35, s * 1.28, 1.95) for s in (-1, 1)]
    frame += [moved(rounded_box((0.04, 1.5, 0.28), 0.01), 3.735, 0, 1.12)]
    ribs = [moved(rounded_box((0.05, 2.44, 2.30), 0.01), -3.6 + 0.85 * k, 0, 2.20) for k in range(7)]
    tilt = np.arctan2(0.28, 1.17)
    panes = [
        moved(turned(rounded_box((0.03, 2.0, 0.82), 0.01), (0, 1, 0), -tilt), 3.615, 0, 2.03),
        moved(rounded_box((0.85, 2.305, 0.66), 0.02), 2.85, 0, 2.10),
    ]
    lights = [moved(rounded_box((0.06, 0.30, 0.16), 0.03), 3.74, s * 0.86, 0.86) for s in (-1, 1)]
    tails = [moved(rounded_box((0.05, 0.26, 0.12), 0.02), -3.69, s * 0.9, 0.74) for s in (-1, 1)]
    pieces = (
        piece("body", cab, "car_paint", (0.45, 0.03, 0.02), sheet=0.002),
        piece("cargo", joined([cargo, *ribs]), "paint", (0.70, 0.69, 0.66), decor=True),
        piece("frame", joined(frame), "iron", BLACK),
        piece("windows", joined(panes), GLASS, decor=True),
        piece("headlights", joined(lights), "lamp_glow" if p["lit"] else "chrome", decor=True),
        piece("tail_lights", joined(tails), "lamp_glow" if p["lit"] else "plastic", (0.15, 0.003, 0.002), decor=True),
    )
    return Shape(
        pieces,
        (colliding.box((5.2, 2.42, 2.35), (-1.05, 0, 2.20), "cargo"), colliding.box((1.95, w, 2.04), (2.75, 0, 1.66))),
        Resonator("plate", (2.0, 1.6, 0.0015)),
        (Support("top", (-1.05, 0, 3.375), (2.6, 1.2)),),
        lamps=beams(p, (3.83, 0.86, 0.86), (-3.72, 0.9, 0.74)),
        mounts=axles.mounts,
    )


def cart(_p: Params) -> Shape:
    """A flat hand cart: a tray of boards with low walls, and a drawbar in front."""
    axles = AXLES["cart"]
    z, w, n = 0.36, 0.56, 1.1
    boards = [moved(rounded_box((n, w / 4 - 0.006, 0.022), 0.003), 0, (k - 1.5) * w / 4, z) for k in range(4)]
    walls = [moved(rounded_box((n, 0.02, 0.14), 0.003), 0, s * (w / 2), z + 0.081) for s in (-1, 1)]
    walls += [moved(rounded_box((0.02, w + 0.02, 0.14), 0.003), s * (n / 2), 0, z + 0.081) for s in (-1, 1)]
    beams = [moved(rounded_box((0.05, w, 0.06), 0.004), x, 0, z - 0.041) for x in axles.x]
    shafts = [tube([(x, -axles.track / 2, 0.17), (x, axles.track / 2, 0.17)], 0.012) for x in axles.x]
    struts = [moved(rounded_box((0.045, 0.05, z - 0.2), 0.004), x, s * 0.2, 0.245) for x in axles.x for s in (-1, 1)]
    bar = [
        tube([(n / 2 - 0.1, 0, 0.30), (n / 2 + 0.5, 0, 0.62)], 0.016),
        tube([(n / 2 + 0.5, -0.14, 0.62), (n / 2 + 0.5, 0.14, 0.62)], 0.016),
    ]
    tray = colliding.open_box((n + 0.02, w + 0.02, 0.162), 0.02, (0, 0, z + 0.07))
    return Shape(
        (
            piece("body", joined([*boards, *walls, *beams, *struts]), "wood"),
            piece("iron", joined([*shafts, *bar]), "iron"),
        ),
        (*tray, colliding.rod((n / 2 - 0.1, 0, 0.30), (n / 2 + 0.5, 0, 0.62), 0.016, "iron")),
        Resonator("plate", (n, w, 0.022)),
        (Support("inside", (0, 0, z + 0.011), (n / 2 - 0.02, w / 2 - 0.02)),),
        mounts=axles.mounts,
    )


FAMILIES = {
    "van": Family(van, LIT),
    "bus": Family(bus, LIT),
    "truck": Family(truck, LIT),
    "cart": Family(cart),
}
