"""What a motor turns in a still part: the blades of fans, and where they sit."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import TAU, drum, ring, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, length, piece
from setpiece.assets.solid import Resonator
from setpiece.assets.surface import Surface, joined, moved, stretched, turned

WHITE, WOOD = (0.70, 0.70, 0.69), (0.20, 0.09, 0.035)
LEVEL, ALONG, UP = (1, 0, 0), (0, 1, 0), (0, 0, 1)
BLADES = 5


def ceiling_fan_rotor(p: Params) -> Shape:
    """Five wooden blades around a hub, turning about Z; ``radius`` (m) is a blade's reach."""
    r = p["radius"]
    one = moved(turned(rounded_box((0.72 * r, 0.2 * r, 0.012 * r), 0.004 * r), LEVEL, 0.2), 0.63 * r)
    arm = tube([(0.1 * r, 0, 0), (0.34 * r, 0, 0)], 0.018 * r, sides=8)
    blades = [turned(one, UP, a) for a in TAU * np.arange(BLADES) / BLADES]
    arms = [turned(arm, UP, a) for a in TAU * np.arange(BLADES) / BLADES]
    hub = drum(0.16 * r, 0.12 * r, bevel=0.03 * r)
    return Shape(
        (
            piece("body", joined(blades), "wood", WOOD),
            piece("hub", joined([hub, *arms, moved(stretched(sphere(0.11 * r), 1, 1, 0.7), z=-0.07 * r)]), "brass"),
        ),
        (colliding.upright(r, 0.1 * r, (0, 0, 0)),),
        Resonator("plate", (r, 0.2 * r, 0.01 * r)),
        mounts={"hinge": (0.0, 0.0, 0.0)},
    )


def ceiling_fan_rod(p: Params) -> Shape:
    """The rod and the cap by which a fan hangs from a ceiling; its blades turn under its lower end."""
    r = p["radius"]
    rod = tube([(0, 0, 0.09 * r), (0, 0, 0.62 * r)], 0.022 * r, sides=12)
    cap = drum(0.12 * r, 0.08 * r, (0, 0, 0.62 * r), bevel=0.03 * r)
    motor = drum(0.13 * r, 0.06 * r, (0, 0, 0.105 * r), bevel=0.02 * r)
    return Shape(
        (piece("body", joined([rod, cap, motor]), "brass"),),
        (colliding.upright(0.1 * r, 0.5 * r, (0, 0, 0.38 * r)),),
        Resonator("bar", (0.5 * r, 0.04 * r, 0.04 * r)),
        mounts={"hinge": (0.0, 0.0, 0.0)},
    )


def _cage(h: float) -> tuple[Surface, float, tuple[float, float, float]]:
    """Return the wires around a standing fan's blades, their radius, and the hub (m)."""
    r, hub = 0.2 * h, (0.0, -0.09 * h, 0.8 * h)
    cage = []
    for y in (-0.05 * h, 0.05 * h):
        cage.append(moved(turned(ring(r, 0.005 * h, segments=48), LEVEL, TAU / 4), hub[0], hub[1] + y, hub[2]))
        for a in TAU * np.arange(24) / 24:
            end = (r * np.cos(a), hub[1] + y, hub[2] + r * np.sin(a))
            cage.append(tube([(0, hub[1] + 1.3 * y, hub[2]), end], 0.0022 * h, sides=4, ends="flat"))
    return joined(cage), r, hub


def fan_stand(p: Params) -> Shape:
    """A standing fan without its blades: foot, pole, motor, cage."""
    h = p["height"]
    cage, r, hub = _cage(h)
    foot = drum(0.17 * h, 0.03 * h, (0, 0, 0.015 * h), bevel=0.008 * h)
    pole = tube([(0, 0, 0.02 * h), (0, 0, h - r)], 0.013 * h, sides=14)
    motor = moved(turned(drum(0.06 * h, 0.08 * h, bevel=0.015 * h), LEVEL, TAU / 4), 0, 0.0, h - r)
    return Shape(
        (
            piece("body", joined([foot, pole, motor]), "plastic", WHITE, sheet=0.004),
            piece("cage", cage, "chrome"),
        ),
        (
            colliding.upright(0.17 * h, 0.03 * h, (0, 0, 0.015 * h)),
            colliding.rod((0, 0, 0.03 * h), (0, 0, h - r - 0.05 * h), 0.013 * h),
        ),
        Resonator("bar", (h, 0.03 * h, 0.03 * h)),
        mounts={"hinge": hub},
    )


def fan_rotor(p: Params) -> Shape:
    """The four blades of a standing fan, turning about Y."""
    h = p["height"]
    _, r, hub = _cage(h)
    flat = turned(moved(stretched(sphere(0.5), 0.8 * r, 0.02 * r, 0.42 * r), 0.48 * r), LEVEL, 0.5)
    blades = [moved(turned(flat, ALONG, a), *hub) for a in TAU * np.arange(4) / 4]
    cap = moved(sphere(0.13 * r, steps=5), *hub)
    ends = (hub[0], hub[1] - 0.01 * h, hub[2]), (hub[0], hub[1] + 0.01 * h, hub[2])
    return Shape(
        (piece("body", joined(blades), "plastic", (0.15, 0.35, 0.5)), piece("cap", cap, "plastic", WHITE)),
        (colliding.rod(*ends, 0.85 * r, kind="cylinder"),),
        Resonator("plate", (r, 0.4 * r, 0.002)),
        mounts={"hinge": hub},
    )


FAMILIES = {
    "ceiling_fan_rotor": Family(ceiling_fan_rotor, {"radius": length(0.62)}),
    "ceiling_fan_rod": Family(ceiling_fan_rod, {"radius": length(0.62)}),
    "fan_stand": Family(fan_stand, {"height": length(1.2)}),
    "fan_rotor": Family(fan_rotor, {"height": length(1.2)}),
}
