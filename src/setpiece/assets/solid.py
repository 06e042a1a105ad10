"""What a thing is made of: meshes to look at, colliders to touch, a resonator to hear.

Everything is in the body's frame: metres, Z up, origin at the centre of the bounding box.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Box = tuple[tuple[float, float, float], tuple[float, float, float]]  # its lower and its upper corner, m


@dataclass(frozen=True)
class Mesh:
    """Triangles. ``key`` names the geometry for caches; equal keys promise equal arrays.

    vertices (V, 3) float64 m; faces (F, 3) uint32, counter-clockwise from outside; normals (V, 3) unit,
    computed by us; uv (V, 2) in metres along the surface, so that textures keep their true scale.
    """

    key: str
    vertices: NDArray[np.float64]
    faces: NDArray[np.uint32]
    normals: NDArray[np.float64]
    uv: NDArray[np.float64]


@dataclass(frozen=True)
class Part:
    """A named piece of a thing with the material it has unless a Body says otherwise.

    ``color`` overrides the material's albedo (linear Rec. 709) where the thing has a colour of its own.
    ``volume`` (m3), ``centroid`` (m) and ``second_moment`` (m5: integral of x x^T dV about the centroid)
    are those of the matter it is made of (a hollow ball's shell, not its mesh's inside).
    """

    name: str
    mesh: Mesh
    material: str
    volume: float
    centroid: NDArray[np.float64]
    second_moment: NDArray[np.float64]
    color: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class Collider:
    """A convex shape for contact. ``size`` as MuJoCo has it: sphere (r), box (half-lengths), cylinder and capsule
    (r, half-length along Z), ellipsoid (half-axes); mesh: ``vertices`` (V, 3), taken as their convex hull.
    """  # noqa: D205

    kind: Literal["sphere", "box", "cylinder", "capsule", "ellipsoid", "mesh"]
    size: tuple[float, ...] = ()
    position: tuple[float, float, float] = (0.0, 0.0, 0.0)
    rotation: tuple[float, float, float, float] = (1.0, 0.0, 0.0, 0.0)
    vertices: NDArray[np.float64] | None = None
    part: str = "body"  # whose material decides friction and restitution


@dataclass(frozen=True)
class Resonator:
    """How a thing rings. ``size`` (m): plate (length, width, thickness), bar (length, width, thickness),
    shell (radius, height, wall thickness), ball (radius), block (three edge lengths).
    """  # noqa: D205

    kind: Literal["plate", "bar", "shell", "ball", "block"]
    size: tuple[float, ...]


@dataclass(frozen=True)
class Support:
    """A flat face that other things can stand, lie or roll on, in the body's frame.

    ``name``: top, seat, shelf_1, inside (the floor of a bowl or bucket), slope (a ramp; ``along`` points downhill).
    ``half`` (m): half extents along ``along`` and across it.
    """

    name: str
    center: tuple[float, float, float]
    half: tuple[float, float]
    normal: tuple[float, float, float] = (0.0, 0.0, 1.0)
    along: tuple[float, float, float] = (1.0, 0.0, 0.0)


@dataclass(frozen=True)
class Lamp:
    """Where a thing shines, in the body's frame; fields as in ``world.document.Light``."""

    name: str
    shape: Literal["disk", "rectangle", "ball"]
    position: tuple[float, float, float]
    direction: tuple[float, float, float]
    size: tuple[float, float]
    color: tuple[float, float, float]
    power: float  # W radiated
    spread: float = 0.5 * np.pi  # rad: half-angle of the cone that a disk or rectangle shines into


@dataclass(frozen=True)
class Solid:
    """A built thing. ``bounds`` is (2, 3): lower and upper corner in the body's frame.

    ``mounts`` are named points (m, body's frame) where other bodies are hinged: a hub, a pivot. ``boards`` are the
    boxes that it is nailed together of; ``bears``: what bends under a load has this section modulus (m3) over this
    span (m), along its X.
    """

    parts: tuple[Part, ...]
    colliders: tuple[Collider, ...]
    resonator: Resonator
    bounds: NDArray[np.float64]
    supports: tuple[Support, ...] = ()
    mass: float | None = None  # kg, where the real thing's mass is known better than its volume
    restitution: float | None = None  # against a hard floor, where the thing's differs from its material's
    friction: float | None = None
    rolls: bool = False  # round enough to roll
    lamps: tuple[Lamp, ...] = ()
    mounts: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    boards: tuple[Box, ...] = ()
    bears: tuple[float, float] | None = None

    def part(self, name: str = "body") -> Part:
        """Return the part of that name, or the first: what a thing is said to be made of, and its colour."""
        return next((part for part in self.parts if part.name == name), self.parts[0])
