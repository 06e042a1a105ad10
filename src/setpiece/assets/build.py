"""From a Body of the document to a Solid with meshes, and to its mass, centre of mass and inertia."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.cutting import MASONRY, Cut, cut, is_laid
from setpiece.assets.families import FAMILIES
from setpiece.assets.models import shape_of
from setpiece.assets.shape import Piece, Shape
from setpiece.assets.shard import Shard
from setpiece.assets.solid import Collider, Lamp, Part, Resonator, Solid, Support
from setpiece.assets.surface import Matter, Surface, added, joined, mesh, moved, scaled
from setpiece.errors import InputError, did_you_mean, expected
from setpiece.geometry import quat_to_matrix
from setpiece.world.document import Body, Fracture, Model
from setpiece.world.materials import MATERIALS

Array = NDArray[np.float64]
SCALE = (0.001, 1000.0)  # the range of the parameter ``scale`` that every family has


@dataclass(frozen=True)
class MassProperties:
    """kg; centre of mass (3,) m and inertia (3, 3) kg m2 about it, both in the body's frame."""

    mass: float
    center_of_mass: Array
    inertia: Array


def families() -> tuple[str, ...]:
    """Return the names of all families."""
    return tuple(sorted(FAMILIES))


def build(body: Body) -> Solid:
    """Return the solid of a body, its origin at the centre of its bounds.

    Every family takes, besides its own parameters, ``scale``: the whole thing, walls and all, that many times as
    large. Cached: bodies of one family, parameters, materials and colours share one Solid.

    Raises:
        InputError: as ``check`` words it.
    """
    mistakes = check(body)
    if mistakes:
        raise InputError(*mistakes)
    if isinstance(body, Shard):
        return _shard(body.piece, *_key(body))
    return _build(*_key(body))


def cut_of(body: Body) -> Cut:
    """Return the pieces that a body with ``fracture`` would break into, in its own frame. Cached like ``build``."""
    return _cut(body.family, _frozen(body.params), _frozen(body.materials), body.fracture)


def cast(bodies: Iterable[Body]) -> tuple[Body, ...]:
    """Return all that can move in a world: its bodies, then the pieces of those that can break."""
    bodies = tuple(bodies)
    return (*bodies, *(shard for body in bodies if body.fracture is not None for shard in shards(body)))


def shards(body: Body) -> tuple[Shard, ...]:
    """Return the pieces of a body as bodies; their masses sum up to its own."""
    mass = mass_properties(body, build(body)).mass
    whole = body.model_dump(exclude={"id", "mass", "fixed", "velocity", "spin", "joint"})
    fragments = cut_of(body).fragments
    own = [sum(MATERIALS[p.material].density * p.volume for p in f.parts) for f in fragments]
    made = []
    for k, share in enumerate(own):
        name = f"{body.id}_piece_{k + 1:02}"
        made.append(Shard(id=name, whole=body.id, piece=k, mass=mass * share / sum(own), **whole))
    return tuple(made)


def _key(body: Body) -> tuple:
    key = (body.family, _frozen(body.params), _frozen(body.materials), _frozen(body.colors))
    return (*key, body.fracture) if isinstance(body, Shard) else (*key, body.model)


@lru_cache(maxsize=64)
def _cut(family: str, params: tuple, materials: tuple, fracture: Fracture) -> Cut:
    return cut(_build(family, params, materials, ()), fracture)


@lru_cache(maxsize=4096)
def _shard(number: int, family: str, params: tuple, materials: tuple, colors: tuple, fracture: Fracture) -> Solid:
    """Return one piece in the colours of its whole."""
    solid = _cut(family, params, materials, fracture).fragments[number]
    painted = {part.name: part.color for part in _build(family, params, materials, colors).parts}
    return replace(solid, parts=tuple(replace(part, color=painted[part.name]) for part in solid.parts))


def _frozen(mapping: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
    return tuple(sorted(mapping.items()))


@lru_cache(maxsize=2048)
def _build(family: str, params: tuple, materials: tuple, colors: tuple, model: Model | None = None) -> Solid:
    solid = _plain(family, params, model)
    if not materials and not colors:
        return solid
    material, color = dict(materials), dict(colors)

    def dressed(parts: Iterable[Part]) -> tuple[Part, ...]:
        return tuple(
            replace(part, material=material.get(part.name, part.material), color=_color(part, material, color))
            for part in parts
        )

    return replace(solid, parts=dressed(solid.parts))


def _color(part: Part, material: Mapping[str, str], color: Mapping[str, tuple]) -> tuple[float, float, float] | None:
    """Return a part's colour: the body's; none (the material's own) if the material was changed; its default."""
    if part.name in color:
        return color[part.name]
    return part.color if material.get(part.name, part.material) == part.material else None


@lru_cache(maxsize=2048)  # more than the catalogue has, so that whoever goes through it twice builds it once
def _plain(family: str, params: tuple, own: Model | None = None) -> Solid:
    """Return the solid with the family's own materials and colours."""
    given = dict(params)
    factor = given.pop("scale", 1.0)
    model = FAMILIES[family]
    values = {name: given.get(name, param.default) for name, param in model.params.items()}
    shape = model.shape(values) if own is None else shape_of(own)

    lower, upper = _bounds(shape)
    middle = 0.5 * (lower + upper)
    told = (family, sorted(values.items()), factor) if own is None else (family, own, factor)
    name = blake2b(repr(told).encode(), digest_size=6).hexdigest()
    return Solid(
        parts=tuple(_part(group, middle, factor, f"{family}-{name}") for group in _grouped(shape)),
        colliders=tuple(_collider(c, middle, factor) for c in shape.colliders),
        resonator=Resonator(shape.resonator.kind, tuple(s * factor for s in shape.resonator.size)),
        bounds=np.stack([lower - middle, upper - middle]) * factor,
        supports=tuple(_support(s, middle, factor) for s in shape.supports),
        rolls=shape.rolls,
        lamps=tuple(_lamp(x, middle, factor) for x in shape.lamps),
        mounts={name: _point(at, middle, factor) for name, at in shape.mounts.items()},
        boards=tuple((_point(a, middle, factor), _point(b, middle, factor)) for a, b in shape.boards),
        bears=shape.bears and (shape.bears[0] * factor**3, shape.bears[1] * factor),
    )


def _bounds(shape: Shape) -> tuple[Array, Array]:
    """Return the corners of what is seen and, of what is round, of the ball or ellipsoid that touches.

    Seams lie a hair below it, and an orange's navel a half millimetre: set down by what is seen it would begin so far
    inside the floor, and be pushed out of it.
    """
    points = [p.surface.vertices[np.unique(p.surface.faces)] for p in shape.pieces]
    for c in shape.colliders:
        if c.kind == "sphere":
            points.append(np.asarray(c.position) + c.size[0] * np.array([[-1.0, -1.0, -1.0], [1.0, 1.0, 1.0]]))
        elif c.kind == "ellipsoid":
            reach = np.linalg.norm(quat_to_matrix(c.rotation) * np.asarray(c.size), axis=1)
            points.append(np.asarray(c.position) + reach * np.array([[-1.0], [1.0]]))
    every = np.concatenate(points)
    return every.min(axis=0), every.max(axis=0)


def _grouped(shape: Shape) -> list[list[Piece]]:
    groups: dict[str, list[Piece]] = {}
    for piece in shape.pieces:
        groups.setdefault(piece.name, []).append(piece)
    return list(groups.values())


def _part(group: list[Piece], middle: Array, factor: float, key: str) -> Part:
    first = group[0]
    outside: Surface = scaled(moved(joined([p.surface for p in group]), *-middle), factor)
    matter: Matter = first.matter
    for piece in group[1:]:
        matter = added(matter, piece.matter)
    return Part(
        name=first.name,
        mesh=mesh(outside, f"{key}-{first.name}"),
        material=first.material,
        volume=matter.volume * factor**3,
        centroid=(matter.centroid - middle) * factor,
        second_moment=matter.second_moment * factor**5,
        color=first.color,
    )


def _collider(c: Collider, middle: Array, factor: float) -> Collider:
    if c.vertices is not None:
        return replace(c, vertices=(c.vertices - middle) * factor)
    return replace(c, size=tuple(s * factor for s in c.size), position=_point(c.position, middle, factor))


def _point(at: tuple[float, float, float], middle: Array, factor: float) -> tuple[float, float, float]:
    x, y, z = (np.asarray(at) - middle) * factor
    return float(x), float(y), float(z)


def _lamp(lamp: Lamp, middle: Array, factor: float) -> Lamp:
    """Return a lamp in a thing ``factor`` times as large, as bright to look at: power goes with the area."""
    size = (lamp.size[0] * factor, lamp.size[1] * factor)
    return replace(lamp, position=_point(lamp.position, middle, factor), size=size, power=lamp.power * factor**2)


def _support(s: Support, middle: Array, factor: float) -> Support:
    return replace(s, center=_point(s.center, middle, factor), half=(s.half[0] * factor, s.half[1] * factor))


def mass_properties(body: Body, solid: Solid) -> MassProperties:
    """Return mass, centre of mass and inertia from the parts' volumes and their materials' densities.

    A mass that is given by the body, or known of the thing, scales all of it. Integral of x x^T rho dV = S gives
    the inertia tr(S) 1 - S.
    """
    mass, first, second = 0.0, np.zeros(3), np.zeros((3, 3))
    for part in solid.parts:
        density = MATERIALS[part.material].density
        m = density * part.volume
        mass += m
        first += m * part.centroid
        second += density * part.second_moment + m * np.outer(part.centroid, part.centroid)
    center = first / mass
    about = second - mass * np.outer(center, center)
    if np.linalg.eigvalsh(about)[0] < 0.0:
        about = _possible(about)
    inertia = np.trace(about) * np.eye(3) - about
    total = body.mass or solid.mass or mass
    return MassProperties(total, center, inertia * (total / mass))


def _possible(about: np.ndarray) -> np.ndarray:
    """Return second moments (3, 3) as matter can have them: none below zero, as sums over a thin splinter may come out.

    Without, one moment of inertia would exceed the sum of the other two.
    """
    own, axes = np.linalg.eigh(about)
    return (axes * np.maximum(own, 1e-6 * own[-1])) @ axes.T


def check(body: Body) -> list[str]:
    """Return a line for everything about the body that cannot be built, each with the mend; none if all is well."""
    place = f"bodies.{body.id}"
    if body.family not in FAMILIES:
        hint = did_you_mean(body.family, FAMILIES) or "'setpiece things' lists what there is."
        return [expected(f"{place}.family", "a known family", body.family, hint)]
    if mistakes := _check_model(body, place):
        return mistakes
    return [*_check_params(body, place), *_check_parts(body, place), *_check_fracture(body, place)]


def _check_model(body: Body, place: str) -> list[str]:
    """Return what is wrong with a body's own mesh."""
    if body.model is None:
        return []
    if body.family != "model" or body.fracture is not None:
        return [expected(f"{place}.model", 'none, or the family "model" without fracture', body.family)]
    if body.model.material not in MATERIALS:
        hint = did_you_mean(body.model.material, MATERIALS)
        return [expected(f"{place}.model.material", "a known material", body.model.material, hint)]
    try:
        shape_of(body.model)
    except InputError as error:
        return [f"{place}: {error}"]
    return []


def _check_fracture(body: Body, place: str) -> list[str]:
    if body.fracture is None:
        return []
    if body.joint is not None:
        return [expected(f"{place}.fracture", "a body without a joint", body.joint.kind, "Only such can break.")]
    if _check_params(body, place) or _check_parts(body, place):
        return []
    solid = _build(body.family, _frozen(body.params), _frozen(body.materials), ())
    if body.fixed:
        return [expected(f"{place}.fracture", "a free body", "a fixed one", "Let it be free.")]
    if is_laid(solid) or any(_brittle(part.material) for part in solid.parts):
        return []
    got = ", ".join(sorted({part.material for part in solid.parts}))
    return [expected(f"{place}.fracture", "a part that can break", got, "Glass, ceramic or wood do.")]


def _brittle(material: str) -> bool:
    """Tell whether pieces of a material break by themselves; of masonry only a whole wall does, along its joints."""
    return MATERIALS[material].strength > 0.0 and material not in MASONRY


def _check_params(body: Body, place: str) -> list[str]:
    known = FAMILIES[body.family].params
    out = []
    for name, value in body.params.items():
        where = f"{place}.params.{name}"
        if name == "scale":
            low, high, unit, whole = *SCALE, "1", False
        elif name in known:
            low, high, unit, whole = known[name].low, known[name].high, known[name].unit, known[name].whole
        else:
            hint = did_you_mean(name, [*known, "scale"]) or f"It has {', '.join([*known, 'scale'])}."
            out.append(expected(where, f"a parameter of {body.family}", name, hint))
            continue
        suffix = "" if unit == "1" else f" {unit}"
        if not low <= value <= high:
            nearest = low if not value >= low else high
            out.append(expected(where, f"{low:g} to {high:g}{suffix}", value, f"The nearest is {nearest:g}."))
        elif whole and value != round(value):
            out.append(expected(where, "a whole number", value, f"The nearest is {round(value)}."))
    return out


def _check_parts(body: Body, place: str) -> list[str]:
    out = []
    for name in body.materials.values():
        if name not in MATERIALS:
            out.append(expected(f"{place}.materials", "a known material", name, did_you_mean(name, MATERIALS)))
    wanted = [("materials", name) for name in body.materials] + [("colors", name) for name in body.colors]
    if wanted and not _check_params(body, place):
        parts = [part.name for part in _plain(body.family, _frozen(body.params), body.model).parts]
        for field, name in wanted:
            if name not in parts:
                hint = did_you_mean(name, parts) or f"It has {', '.join(parts)}."
                out.append(expected(f"{place}.{field}.{name}", f"a part of {body.family}", name, hint))
    return out
