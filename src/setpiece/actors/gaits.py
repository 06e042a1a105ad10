"""Gaits as numbers: when each foot is down, how far a stride goes, how the trunk moves with it.

Footfalls and duty factors of quadrupeds: Hildebrand (1965, 1989); of people: Perry (1992). Length of a stride from
speed: Alexander (1976), dynamic similarity of animals of all sizes: ``stride / hip = 2.3 Fr ** 0.3`` with the Froude
number ``Fr = v^2 / (g hip)``. Phases are shares of a stride; a leg's ``offset`` is when it touches down.
"""

from dataclasses import dataclass

from setpiece.errors import InputError, expected

G = 9.80665


@dataclass(frozen=True)
class Gait:
    """One gait of legs in the order of the plan: left fore, right fore, left hind, right hind (or left, right)."""

    offsets: tuple[float, ...]
    duty: float  # share of a stride that a foot is on the ground
    froude: float  # natural speed
    lift: float  # m over hip height: how high feet are raised
    bob: float  # of the trunk, m over hip height
    beats: int  # rises of the trunk in a stride
    bob_phase: float = 0.0  # when it is highest
    pitch: float = 0.0  # rad, of the trunk, once a stride
    nod: float = 0.0  # rad, of the head, ``beats`` times a stride
    crouch: float = 0.03  # lower than standing, over hip height
    lean: float = 0.0  # rad, forwards
    heel: tuple[float, float, float] = (0.0, -0.5, -1.1)  # rad, pitch of the foot: touching down, leaving, in the air


QUADRUPED: dict[str, Gait] = {
    "walk": Gait((0.25, 0.75, 0.0, 0.5), 0.64, 0.16, 0.09, 0.008, 2, 0.1, nod=0.05, crouch=0.03),
    "trot": Gait((0.0, 0.5, 0.5, 0.0), 0.44, 0.9, 0.16, 0.025, 2, 0.45, nod=0.03, crouch=0.05),
    "gallop": Gait((0.30, 0.48, 0.0, 0.12), 0.27, 5.0, 0.28, 0.05, 1, 0.80, pitch=0.09, nod=0.12, crouch=0.06),
    "hop": Gait((0.55, 0.62, 0.0, 0.0), 0.30, 1.5, 0.25, 0.16, 1, 0.42, pitch=0.22, nod=0.15, crouch=0.05),
}
PERSON: dict[str, Gait] = {
    "walk": Gait((0.0, 0.5), 0.62, 0.21, 0.05, 0.013, 2, 0.3, crouch=0.028, heel=(0.35, -1.0, -1.05)),
    "run": Gait((0.0, 0.5), 0.35, 1.15, 0.12, 0.03, 2, 0.42, crouch=0.06, lean=0.13, heel=(0.18, -0.9, -1.3)),
}
BIRD: dict[str, Gait] = {
    "walk": Gait((0.0, 0.5), 0.62, 0.20, 0.25, 0.02, 2, 0.3, nod=0.10, crouch=0.05, heel=(0.1, -0.6, -1.0)),
    "run": Gait((0.0, 0.5), 0.42, 1.2, 0.30, 0.04, 2, 0.4, nod=0.05, crouch=0.08, lean=0.1, heel=(0.1, -0.7, -1.1)),
}
GAITS: dict[str, dict[str, Gait]] = {"quadruped": QUADRUPED, "person": PERSON, "bird": BIRD}


def gait(kind: str, name: str) -> Gait:
    """Return a gait of a kind of body; raises InputError where it has none of that name."""
    known = GAITS.get(kind, {})
    if name not in known:
        raise InputError(expected("gait", f"one of {', '.join(known)} for a {kind}", name))
    return known[name]


def natural_speed(kind: str, name: str, hip: float) -> float:
    """Return the speed (m/s) at which a body with hips at that height (m) goes by itself in a gait."""
    return float((gait(kind, name).froude * G * hip) ** 0.5)


def stride(speed: float, hip: float) -> float:
    """Return the length of a stride (m): from a foot's touching down to its next."""
    return 2.3 * hip * (speed * speed / (G * hip)) ** 0.3
