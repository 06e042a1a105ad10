"""Vehicles without their wheels, and the wheels. Modelled on the ground z = 0, nose towards +X."""

from dataclasses import dataclass

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import (
    block,
    curve,
    cylinder,
    difference,
    loft,
    resampled,
    rounded,
    rounded_box,
    sweep,
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
DIPPED, CONE, BEAM = 0.09, 0.24, 30.0  # a headlight's slope, half its cone (rad), W: 170 W/sr, as low beams have
NOSE = 2.16  # m: where the body of a car ends in front
NUMBER, FIGURES = "274613", (-0.195, -0.125, -0.015, 0.055, 0.125, 0.195)  # of a car; m aside of its plates' middles
SEVEN = {"1": "bc", "2": "abged", "3": "abgcd", "4": "fgbc", "6": "afgedc", "7": "abc"}
BUMPERS = {  # half of each in plan: m from the middle of the car, m aside. They end inside the skin, before the wheels.
    "front": ((2.165, 0.0), (2.155, 0.45), (2.115, 0.66), (1.98, 0.755), (1.80, 0.80), (1.68, 0.80)),
    "rear": ((2.165, 0.0), (2.16, 0.45), (2.125, 0.66), (2.07, 0.75), (1.90, 0.815), (1.70, 0.805)),
}


def car(p: Params) -> Shape:
    """A five-door family car: lofted body with cut wheel arches, dark glasshouse under a painted roof."""
    axles = AXLES["car"]
    body = difference(_car_body(), *(_arch(x, side, axles) for x in axles.x for side in (-1.0, 1.0)))
    house, roof = _glasshouse()
    trim, lights, tails, chrome = _car_trim()
    pieces = [
        piece("body", body, "car_paint", sheet=0.0016),
        piece("body", roof, "car_paint", decor=True),
        piece("body", joined([_bumper(end) for end in BUMPERS]), "car_paint", decor=True),
        piece("windows", house, GLASS, decor=True),
        piece("trim", joined([trim, _numbers(), *_grille()[:1]]), "plastic", BLACK, decor=True),
        piece("headlights", lights, "lamp_glow" if p["lit"] else "chrome", decor=True),
        piece("tail_lights", tails, "lamp_glow" if p["lit"] else "plastic", (0.35, 0.004, 0.004), decor=True),
        piece("chrome", chrome, "chrome", decor=True),
        piece("plates", _plates(), "paint", (0.70, 0.70, 0.66), decor=True),
    ]
    lower = [(x, y, z) for x in (-2.05, 2.05) for y in (-0.82, 0.82) for z in (0.24, 0.70)]
    lower += [(x, y, 0.95) for x in (-1.95, 1.0) for y in (-0.78, 0.78)]
    cabin = [(-1.75, y, 0.9) for y in (-0.75, 0.75)] + [(0.95, y, 0.9) for y in (-0.75, 0.75)]
    cabin += [(x, y, 1.45) for x in (-1.25, 0.15) for y in (-0.55, 0.55)]
    return Shape(
        tuple(pieces),
        (colliding.hull(lower), colliding.hull(cabin)),
        Resonator("plate", (1.2, 0.9, 0.0012)),
        (Support("top", (-0.5, 0, 1.46), (0.5, 0.45)),),
        lamps=_beams(p, NOSE, 0.55, 0.632),
        mounts=axles.mounts,
    )


def _beams(p: Params, x: float, y: float, z: float) -> tuple[Lamp, ...]:
    """Return two headlights, if they are on."""
    if not p["lit"]:
        return ()
    return tuple(
        Lamp(name, "disk", (x + 0.04, side * y, z), (1.0, 0.0, -DIPPED), (0.07, 0.07), (1.0, 0.9, 0.75), BEAM, CONE)
        for name, side in (("left", 1.0), ("right", -1.0))
    )


def _car_body() -> Surface:
    """Return the lower body: sections (y, z) along x whose floor, shoulder, deck and width are smooth curves."""
    # x, half width at the widest, floor, height of the deck (bonnet, belt line, tail)
    keys = np.array(
        [
            [-2.14, 0.60, 0.40, 0.80],
            [-2.08, 0.74, 0.28, 0.93],
            [-1.9, 0.82, 0.23, 0.98],
            [-1.3, 0.87, 0.20, 0.98],
            [-0.4, 0.88, 0.19, 0.95],
            [0.6, 0.88, 0.19, 0.93],
            [1.05, 0.87, 0.19, 0.90],
            [1.5, 0.85, 0.20, 0.83],
            [1.9, 0.79, 0.22, 0.74],
            [2.09, 0.72, 0.25, 0.69],
            [2.16, 0.63, 0.29, 0.655],
        ]
    )
    rings = []
    for _, w, low, high in curve(keys, 34):
        half = rounded(
            [
                (0.0, low),
                (0.90 * w, low, 0.10),
                (w, low + 0.16, 0.12),
                (0.985 * w, high - 0.20, 0.10),
                (0.90 * w, high - 0.035, 0.07),
                (0.0, high),
            ],
            steps=3,
        )
        half = resampled(half, 22)
        rings.append(np.concatenate([half, (half * [-1.0, 1.0])[-2:0:-1]]))
    placed = [np.column_stack([np.full(len(r), x), r]) for x, r in zip(curve(keys, 34)[:, 0], rings, strict=True)]
    return loft(np.array(placed), crease=np.radians(50))


def _arch(x: float, side: float, axles: Axles) -> Surface:
    """Return what is cut away around a wheel."""
    hole = turned(cylinder(axles.radius * 1.16, 0.5, bevel=0.002, segments=32), (1, 0, 0), np.pi / 2)
    return moved(hole, x, side * (axles.track / 2 + 0.12), axles.radius)


def _glasshouse() -> tuple[Surface, Surface]:
    """Return the glass all round, and roof with pillars."""
    levels = [  # z, rear x, front x, half width
        (0.88, -1.86, 1.06, 0.78),
        (1.10, -1.72, 0.66, 0.73),
        (1.30, -1.50, 0.30, 0.655),
        (1.42, -1.28, 0.06, 0.58),
    ]
    plans = [_plan(rear, front, w, 0.16) for _, rear, front, w in levels]
    house = loft(np.array([np.column_stack([q, np.full(len(q), z)]) for q, (z, *_) in zip(plans, levels, strict=True)]))
    tops = [
        (1.385, -1.38, 0.16, 0.610),
        (1.43, -1.33, 0.10, 0.600),
        (1.462, -1.15, -0.08, 0.50),
        (1.472, -0.9, -0.3, 0.3),
    ]
    top = [np.column_stack([_plan(a, b, w, 0.15), np.full(24, z)]) for z, a, b, w in tops]
    bars = []
    for side in (-1.0, 1.0):
        front = [(1.03 - 0.09, side * 0.765, 0.90), (0.60, side * 0.715, 1.12), (0.10, side * 0.60, 1.40)]
        rear = [(-1.80, side * 0.70, 0.92), (-1.66, side * 0.67, 1.12), (-1.26, side * 0.56, 1.41)]
        post = [(-0.42, side * 0.786, 0.90), (-0.45, side * 0.736, 1.10), (-0.50, side * 0.60, 1.41)]
        bars += [
            tube(curve(front, 6), 0.034),
            tube(curve(rear, 6), [0.10, 0.09, 0.08, 0.07, 0.06, 0.05]),
            tube(curve(post, 6), 0.03),
        ]
    return house, joined([loft(np.array(top)), *bars])


def _plan(rear: float, front: float, half: float, corner: float) -> np.ndarray:
    """Return a rounded rectangle of 24 points (x, y), counter-clockwise, its nose bowed."""
    out = []
    for cx, cy, start in ((front, half, 0), (rear, half, 1), (rear, -half, 2), (front, -half, 3)):
        for k in range(6):
            angle = np.pi / 2 * (start + k / 5)
            middle = np.array([cx - np.sign(cx - (rear + front) / 2) * corner, cy - np.sign(cy) * corner])
            out.append(middle + corner * np.array([np.cos(angle), np.sin(angle)]))
    return np.array(out)


def _car_trim() -> tuple[Surface, Surface, Surface, Surface]:
    """Return dark trim, headlights, tail lights and bright pieces."""
    trim = [
        moved(rounded_box((0.10, 1.05, 0.06), 0.02), -2.10, 0, 0.33),
    ]
    lights, tails, chrome = [], [], []
    for side in (-1.0, 1.0):
        # Their lenses stand a little out of nose and bonnet and run back around the corner.
        lamp = turned(rounded_box((0.22, 0.30, 0.11), 0.045, steps=4), (0, 0, 1), side * 0.42)
        lights.append(moved(lamp, 2.02, side * 0.575, 0.632))
        tail = turned(rounded_box((0.10, 0.26, 0.15), 0.04, steps=2), (0, 0, 1), side * 0.35)
        tails.append(moved(tail, -2.055, side * 0.60, 0.80))
        mirror = moved(rounded_box((0.12, 0.17, 0.12), 0.04, steps=2), 0.72, side * 0.92, 1.0)
        trim.append(mirror)
        trim.append(moved(rounded_box((2.0, 0.03, 0.09), 0.012), 0.0, side * 0.862, 0.25))
        # Shut lines of two doors, as thin dark cords in the skin, and their handles.
        for x0, x1 in ((-0.43, 0.78), (-1.30, -0.45)):
            low, high = 0.34, 0.90
            way = [
                (x0, 0.864, high),
                (x0, 0.884, 0.62),
                (x0, 0.872, low),
                (x1, 0.872, low),
                (x1, 0.884, 0.62),
                (x1, 0.862, high),
            ]
            trim.append(tube([(x, side * y, z) for x, y, z in way], 0.005, sides=6))
            chrome.append(moved(rounded_box((0.15, 0.03, 0.025), 0.008), x0 + 0.16, side * 0.878, 0.80))
    chrome.append(_grille()[1])
    return joined(trim), joined(lights), joined(tails), joined(chrome)


def _plates() -> Surface:
    """Return the number plates of nose and tail."""
    plate = rounded_box((0.02, 0.52, 0.11), 0.004)
    return joined([moved(plate, NOSE + 0.035, 0, 0.405), moved(plate, -2.135, 0, 0.62)])


def _numbers() -> Surface:
    """Return the figures on both number plates, of the seven strokes of which digits are made."""
    wide, half, thick = 0.034, 0.034, 0.009
    strokes = {  # aside and up from a figure's middle, long, upright
        "a": (0.0, half, False), "b": (wide / 2, half / 2, True), "c": (wide / 2, -half / 2, True),
        "d": (0.0, -half, False), "e": (-wide / 2, -half / 2, True), "f": (-wide / 2, half / 2, True),
        "g": (0.0, 0.0, False),
    }  # fmt: skip
    flat, tall = block((0.004, wide + thick, thick), (0, 0, 0), 0.001), block((0.004, thick, half), (0, 0, 0), 0.001)
    found = []
    for x, right, middle in ((NOSE + 0.0455, 1.0, 0.405), (-2.1455, -1.0, 0.62)):
        for at, figure in zip(FIGURES, NUMBER, strict=True):
            for stroke in SEVEN[figure]:
                aside, up, upright = strokes[stroke]
                found.append(moved(tall if upright else flat, x, right * (at + aside), middle + up))
    return joined(found)


def _bumper(end: str) -> Surface:
    """Return the bumper around one end: a bar that stands 3 cm out of the skin and sinks into it at both sides."""
    half = curve(BUMPERS[end], 22)
    plan = np.concatenate([(half * [1.0, -1.0])[:0:-1], half])
    section = rounded(
        [
            (0.0, -0.085),
            (0.03, -0.085, 0.02),
            (0.03, 0.085, 0.02),
            (0.0, 0.085),
            (-0.05, 0.085),
            (-0.05, -0.085),
            (0.0, -0.085),
        ]
    )
    path = np.column_stack([plan, np.full(len(plan), 0.405 if end == "front" else 0.43)])
    bar = sweep(path, section[:-1])
    return bar if end == "front" else turned(bar, (0, 0, 1), np.pi)


def _grille() -> tuple[Surface, Surface]:
    """Return the dark mouth between the headlights with the air intake below, and bright slats with a badge."""
    mouth = moved(rounded_box((0.05, 0.74, 0.125), 0.022, steps=2), NOSE - 0.012, 0, 0.575)
    intake = moved(rounded_box((0.06, 0.92, 0.055), 0.02, steps=2), NOSE - 0.035, 0, 0.30)
    slats = [moved(rounded_box((0.03, 0.70, 0.007), 0.003), NOSE + 0.004, 0, 0.535 + 0.02 * k) for k in range(5)]
    badge = turned(cylinder(0.045, 0.02, bevel=0.004, segments=32), (0, 1, 0), np.pi / 2)
    return joined([mouth, intake]), joined([*slats, moved(badge, NOSE + 0.012, 0, 0.575)])


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
        piece("tail_lights", joined(tails), "lamp_glow" if p["lit"] else "plastic", (0.35, 0.004, 0.004), decor=True),
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
        lamps=_beams(p, x + 0.04, wide * 0.36, 0.33 * high),
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
        piece("tail_lights", joined(tails), "lamp_glow" if p["lit"] else "plastic", (0.35, 0.004, 0.004), decor=True),
    )
    return Shape(
        pieces,
        (colliding.box((5.2, 2.42, 2.35), (-1.05, 0, 2.20), "cargo"), colliding.box((1.95, w, 2.04), (2.75, 0, 1.66))),
        Resonator("plate", (2.0, 1.6, 0.0015)),
        (Support("top", (-1.05, 0, 3.375), (2.6, 1.2)),),
        lamps=_beams(p, 3.79, 0.86, 0.86),
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


_LIT = {"lit": count(0, 0, 1)}

FAMILIES = {
    "car": Family(car, _LIT),
    "van": Family(van, _LIT),
    "bus": Family(bus, _LIT),
    "truck": Family(truck, _LIT),
    "cart": Family(cart),
}
