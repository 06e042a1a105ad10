"""Whatever sounds: a body with its modes and contact, or the ground or a wall as a damped slab."""

from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.build import build
from setpiece.assets.solid import Resonator, Solid
from setpiece.geometry import quat_conjugate, quat_rotate
from setpiece.sound.modal import FREE_DECAY, SUPPORTED_DECAY, Modes, gains, modes_of
from setpiece.world.document import Body, World
from setpiece.world.materials import MATERIALS, Material

Array = NDArray[np.float64]

WHOLE = 0.95  # a ball with less than this share of its bulk is hollow
STIFF, FIRM = 1e10, 1e9  # Pa: floors stiffer than this are slabs, boards, or only give way


@dataclass(frozen=True, eq=False)
class Sounder:
    """One thing that can be struck, rolled and scraped.

    ``axes``: which axis of the body's frame each axis of the resonator is. ``curvature`` (m): radius where it
    touches. ``size`` (m): radius of the sphere as large as it. ``mass`` (kg) is inf for what never moves.
    """

    name: str  # the body's id, or "ground", "wall"
    substance: str
    material: Material
    modes: Modes
    bounds: Array  # (2, 3) m; of the ground one slab, which repeats
    axes: tuple[int, int, int]
    curvature: float
    size: float
    mass: float
    ground: bool = False


def body_sounder(body: Body, mass: float) -> Sounder:
    """Return what sounds of a body of that mass (kg)."""
    solid = build(body)
    main = next((p for p in solid.parts if p.name == "body"), max(solid.parts, key=lambda p: p.volume))
    material = MATERIALS[main.material]
    resonator, extent = solid.resonator, solid.bounds[1] - solid.bounds[0]
    held = body.fixed or body.joint is not None
    decay = SUPPORTED_DECAY if held else FREE_DECAY
    round_ = resonator.kind == "ball"
    return Sounder(
        name=body.id,
        substance=main.material,
        material=material,
        modes=modes_of(resonator, material, added_decay=decay, wall=_wall(resonator, solid) if round_ else None),
        bounds=solid.bounds,
        axes=_axes(resonator, extent),
        curvature=resonator.size[0] if round_ else 0.3 * float(extent.min()),
        size=resonator.size[0] if round_ else 0.62 * float(np.prod(extent)) ** (1 / 3),
        mass=mass,
    )


def _wall(resonator: Resonator, solid: Solid) -> float | None:
    """Return the wall (m) of a hollow ball, told from its bulk, or None for a solid one."""
    radius = resonator.size[0]
    bulk = sum(part.volume for part in solid.parts)
    return bulk / (4 * np.pi * radius**2) if bulk < WHOLE * 4 / 3 * np.pi * radius**3 else None


def _axes(resonator: Resonator, extent: Array) -> tuple[int, int, int]:
    """Return the assignment of axes under which the resonator's edges fit the body's best."""
    size = resonator.size
    if resonator.kind == "ball":
        return (0, 1, 2)
    edges = (2 * size[0], 2 * size[0], size[1]) if resonator.kind == "shell" else size
    weight = (1.0, 1.0, 0.2) if resonator.kind == "plate" else (1.0, 1.0, 1.0)

    def misfit(order: tuple[int, ...]) -> float:
        ratios = [abs(np.log(extent[axis] / edge)) for axis, edge in zip(order, edges, strict=True)]
        return float(np.dot(ratios, weight))

    best = min(permutations((0, 1, 2)), key=misfit)
    return best[0], best[1], best[2]


def slab_sounder(name: str, substance: str) -> Sounder:
    """Return the floor or a wall: boards on joists, a slab on its bed, or soft earth, by its material.

    Stone and the like lie on a bed that takes the ring away; boards of wood ring like a drum; what is softer than
    ``FIRM`` has no ring at all.
    """
    material = MATERIALS[substance]
    if material.texture == "wood":
        size, decay = (1.7, 0.55, 0.022), 45.0
    elif material.youngs_modulus >= STIFF:
        size, decay = (0.6, 0.55, 0.06), 130.0
    else:
        size, decay = (0.9, 0.8, 0.03), 110.0
    modes = modes_of(Resonator("plate", size), material, added_decay=decay)
    if material.youngs_modulus < FIRM:
        none = np.zeros(0)
        modes = Modes("plate", none, none, none, np.zeros((0, 3)))
    bounds = np.array([[0.0, 0.0, 0.0], size])
    return Sounder(name, substance, material, modes, bounds, (0, 1, 2), np.inf, 0.0, np.inf, ground=True)


def ground_and_wall(world: World) -> tuple[Sounder, Sounder]:
    """Return what is underfoot, and what stands around: the room's walls, or outdoors the ground again."""
    ground = slab_sounder("ground", world.place.ground)
    return ground, slab_sounder("wall", world.place.room.walls) if world.place.room else ground


def strike_gains(sounder: Sounder, offset: Array, rotation: Array, direction: Array) -> Array:
    """Return the gains (I, M) of a thing's modes for blows at ``offset`` (I, 3) from the body's origin (m, world
    axes; of the ground: its point in the world), along ``direction`` (I, 3), the body turned by ``rotation`` (I, 4).
    """  # noqa: D205
    axes = list(sounder.axes)
    if sounder.ground:
        size = sounder.bounds[1]
        u = np.mod(offset, size) / size
        w = np.tile([0.0, 0.0, 1.0], (len(offset), 1))
        return gains(sounder.modes, u, w)
    back = quat_conjugate(rotation)
    local, along = quat_rotate(back, offset), quat_rotate(back, direction)
    u = (local - sounder.bounds[0]) / np.maximum(sounder.bounds[1] - sounder.bounds[0], 1e-9)
    return gains(sounder.modes, u[:, axes], np.abs(along)[:, axes])
