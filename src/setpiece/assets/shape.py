"""What a family returns: named pieces with their finish, colliders, faces to stand on, and how it rings."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from setpiece.assets.solid import Box, Collider, Lamp, Resonator, Support
from setpiece.assets.surface import Matter, Surface, matter_of, shell_of

Rgb = tuple[float, float, float]
Params = Mapping[str, float]
NOTHING = Matter(0.0, np.zeros(3), np.zeros((3, 3)))


@dataclass(frozen=True)
class Piece:
    """A part before it is finished. Pieces of one name and material become one part."""

    name: str
    surface: Surface
    material: str
    color: Rgb | None
    matter: Matter


def piece(
    name: str, surface: Surface, material: str, color: Rgb | None = None, *, sheet: float = 0.0, decor: bool = False
) -> Piece:
    """Return a piece: solid; of ``sheet`` thickness (m) along its surface; or ``decor`` without mass of its own."""
    if decor:
        return Piece(name, surface, material, color, NOTHING)
    matter = shell_of(surface, sheet) if sheet > 0 else matter_of(surface)
    return Piece(name, surface, material, color, matter)


@dataclass(frozen=True)
class Shape:
    """A thing in its modelling frame, which may stand anywhere; ``build`` moves it to the centre of its bounds."""

    pieces: tuple[Piece, ...]
    colliders: tuple[Collider, ...]
    resonator: Resonator
    supports: tuple[Support, ...] = ()
    rolls: bool = False
    lamps: tuple[Lamp, ...] = ()
    mounts: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    boards: tuple[Box, ...] = ()
    bears: tuple[float, float] | None = None


def rolling(pieces: Iterable[Piece], colliders: Iterable[Collider], radius: float) -> Shape:
    """Return the shape of what rolls and sounds like a ball of ``radius`` m, such as fruit."""
    return Shape(tuple(pieces), tuple(colliders), Resonator("ball", (radius,)), rolls=True)


@dataclass(frozen=True)
class Param:
    """One parameter of a family: default and range; ``unit`` is m, 1 (a ratio or a count) or rad."""

    default: float
    low: float
    high: float
    unit: str = "m"
    whole: bool = False  # counts: only whole numbers


@dataclass(frozen=True)
class Family:
    """A parametric model: ``shape(params)`` with every parameter given."""

    shape: Callable[[Params], Shape]
    params: Mapping[str, Param] = field(default_factory=dict)


def length(default: float) -> Param:
    """Return a length in metres that may be from a thousandth of its default to a thousand times it."""
    return Param(default, default / 1000.0, default * 1000.0)


def count(default: int, low: int, high: int) -> Param:
    """Return a whole number."""
    return Param(default, low, high, "1", whole=True)


def ratio(default: float, low: float, high: float) -> Param:
    """Return a number without unit."""
    return Param(default, low, high, "1")
