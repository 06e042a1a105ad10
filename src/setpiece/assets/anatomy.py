"""What a living body is made of: rigid segments on pivots, legs as chains of them, markings; and how one is built.

A plan stands at rest: feet on z = 0, facing +X, left is +Y, metres. Each segment is one body; its flesh is blended
with that of its neighbours and cut a little outside its own, so that segments overlap smoothly at rest and stay closed
when they turn. Segment 0 is the main one (trunk, pelvis); the others hang on a parent that comes before them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.flesh import Ball, Blob, Cone, Field, Point, blended, box_of, parted, skin, smooth_min
from setpiece.assets.shape import NOTHING, Family, Params, Piece, Shape, count
from setpiece.assets.solid import Collider, Resonator
from setpiece.assets.surface import Array, Surface, matter_of

Rgb = tuple[float, float, float]
OVERLAP = 0.35  # of a segment's blend: how far outside its own flesh it keeps what is blended
CELLS = 44
FLAT = 0.02  # of a blend: what is nearer to the ground than this stands on it


@dataclass(frozen=True)
class Segment:
    """One rigid piece: it turns about ``pivot`` against ``parent`` (an earlier segment; -1: the main one)."""

    name: str
    blobs: tuple[Blob, ...]
    pivot: Point
    parent: int = 0
    collider: Cone | Ball | None = None  # None: around all of its flesh
    cells: int = CELLS
    plates: tuple[tuple[str, Surface], ...] = ()  # wings and fins: meshes of named parts


@dataclass(frozen=True)
class Leg:
    """A chain of segments from the body to the ground.

    ``joints``: pivots at rest from the top down to the ankle, one per segment; ``toe`` and ``heel``: where the foot
    touches the ground. ``knee``: which way the middle joint points (+1 forward, -1 back).
    """

    segments: tuple[int, ...]
    joints: tuple[Point, ...]
    toe: Point
    heel: Point
    knee: float
    hind: bool
    slide: float = 0.0  # share of the foot's way that the top joint goes along (a shoulder blade, a pelvis)


@dataclass(frozen=True)
class Finish:
    """Material and colour of the flesh of one name."""

    material: str
    color: Rgb | None = None


@dataclass(frozen=True)
class Plan:
    """A body at rest with all that its motion needs to know."""

    kind: str  # quadruped | person | bird | fish | insect | snake
    segments: tuple[Segment, ...]
    legs: tuple[Leg, ...]
    finish: Mapping[str, Finish]
    hip: float  # m: height of the hip, the length by which speeds scale
    size: float  # m: height, or length of what has none
    marks: tuple[tuple[str, Callable[[Array], Array]], ...] = ()  # name and level: negative (P,) where the mark is
    blend: float = 0.05  # m: how wide fillets between segments are
    gaits: tuple[str, ...] = ("stand", "walk")
    traits: Mapping[str, float] = field(default_factory=dict)  # numbers that only some kinds of motion ask for

    def index(self, name: str) -> int:
        """Return the number of a segment."""
        return next(i for i, segment in enumerate(self.segments) if segment.name == name)


def family(make: Callable[[], Plan], segments: int) -> Family:
    """Return the family of all segments of a body; the parameter ``segment`` tells which."""
    made = lru_cache(maxsize=1)(make)

    def shape(p: Params) -> Shape:
        return segment_shape(made(), int(p["segment"]))

    return Family(shape, {"segment": count(0, 0, segments - 1)})


def segment_shape(plan: Plan, number: int) -> Shape:
    """Return one segment's shape in the frame of the plan at rest."""
    segment = plan.segments[number]
    pieces = []
    for name in dict.fromkeys(blob.part for blob in segment.blobs):
        own = [blob for blob in segment.blobs if blob.part == name]
        near = [b for s in _neighbours(plan, number) for b in plan.segments[s].blobs if b.part == name]
        box = box_of(own, 0.5 * plan.blend)
        field_of = _closed(own, near, plan.blend)
        if box[0, 2] < 0.0:
            box[0, 2], field_of = 0.0, _soled(field_of, 0.12 * plan.blend)
        surface = skin(field_of, box, cells=segment.cells)
        low = surface.vertices[:, 2] < FLAT * plan.blend
        surface.vertices[low & (box[0, 2] == 0.0), 2] = 0.0
        pieces += _marked(plan, name, surface)
    pieces += [
        Piece(name, surface, plan.finish[name].material, plan.finish[name].color, matter_of(surface))
        for name, surface in segment.plates
    ]
    return Shape(
        tuple(pieces),
        (_collider(segment, pieces[0].name),),
        Resonator("block", tuple(float(x) for x in _size(pieces))),
        mounts={"pivot": segment.pivot, "base": (0.0, 0.0, 0.0)},
    )


def _size(pieces: list[Piece]) -> Array:
    """Return the edges (3,) of the box around pieces, m."""
    return np.ptp(np.concatenate([piece.surface.vertices for piece in pieces]), axis=0)


def _neighbours(plan: Plan, number: int) -> list[int]:
    """Return the segments that touch one: its parent and those that hang on it."""
    hung = [i for i, s in enumerate(plan.segments) if i != number and s.parent == number and i > 0]
    return [*([plan.segments[number].parent] if number > 0 else []), *hung]


def _closed(own: list[Blob], near: list[Blob], width: float) -> Field:
    """Return own flesh with the fillets towards its neighbours."""
    inner = blended(own)
    if not near:
        return inner
    outer = blended(near)

    def field_of(p: Array) -> Array:
        mine = inner(p)
        both = smooth_min(mine, outer(p), width)
        limit = mine - OVERLAP * width
        return -smooth_min(-both, -limit, 0.3 * width)

    return field_of


def _soled(inner: Field, width: float) -> Field:
    """Return flesh cut off at the ground, with an edge of that width: a sole."""
    return lambda p: -smooth_min(-inner(p), p[:, 2], width)


def _marked(plan: Plan, name: str, surface: Surface) -> list[Piece]:
    """Return a surface as pieces: markings cut out of the body's; the first has all the matter."""
    finish = plan.finish[name]
    matter = matter_of(surface)
    if name != "body":
        return [Piece(name, surface, finish.material, finish.color, matter)]
    left: Surface | None = surface
    pieces = []
    for mark, level in plan.marks:
        if left is None:
            break
        inside, left = parted(left, level(left.vertices))
        if inside is not None:
            pieces.append(Piece(mark, inside, plan.finish[mark].material, plan.finish[mark].color, NOTHING))
    if left is not None:
        pieces.insert(0, Piece(name, left, finish.material, finish.color, NOTHING))
    first = pieces[0]
    return [Piece(first.name, first.surface, first.material, first.color, matter), *pieces[1:]]


def _collider(segment: Segment, part: str) -> Collider:
    """Return the capsule, sphere or ellipsoid that stands for a segment where others touch it."""
    form = segment.collider or (_around(segment.blobs) if segment.blobs else _along(segment.plates[0][1]))
    if isinstance(form, Cone) and segment.name.endswith("_foot"):
        # A sole: as low as the ground, no lower.
        form = replace(form, a=(form.a[0], form.a[1], form.ra), b=(form.b[0], form.b[1], form.rb))
    if isinstance(form, Ball):
        half = form.pitch / 2
        turn = (float(np.cos(half)), 0.0, -float(np.sin(half)), 0.0)
        return Collider("ellipsoid", form.axes, form.at, turn, part=part)
    if np.linalg.norm(np.subtract(form.b, form.a)) < 1e-6:
        return colliding.ball(form.ra, form.a, part)
    return colliding.rod(form.a, form.b, 0.5 * (form.ra + form.rb), part, "capsule")


def _along(plate: Surface) -> Cone:
    """Return a slender capsule along the longest direction of a plate."""
    lower, upper = plate.vertices.min(0), plate.vertices.max(0)
    middle, half = 0.5 * (lower + upper), 0.5 * (upper - lower)
    axis = int(np.argmax(half))
    radius = max(float(half.min()), 0.05 * float(half.max()))
    end = np.eye(3)[axis] * max(float(half[axis]) - radius, 0.5 * radius)
    return Cone(tuple(map(float, middle - end)), tuple(map(float, middle + end)), radius, radius)


def _around(blobs: tuple[Blob, ...]) -> Cone:
    """Return a capsule along the longest direction of the body's blobs."""
    box = box_of([b for b in blobs if b.part == blobs[0].part])
    middle, half = 0.5 * (box[0] + box[1]), 0.5 * (box[1] - box[0])
    axis = int(np.argmax(half))
    radius = float(np.sort(half)[1])
    end = np.zeros(3)
    end[axis] = max(float(half[axis]) - radius, 0.0)
    radius = min(radius, float(half[2])) if axis < 2 else radius
    end[axis] = max(float(half[axis]) - radius, 0.0)
    return Cone(tuple(map(float, middle - end)), tuple(map(float, middle + end)), radius, radius)
