"""What a ray meets: the nearest of two search trees, and all that shading wants to know of that point.

Opaque dressing never moves and has a tree of its own, so that posing a frame only sorts the things anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from setpiece.render import facets, foliage, kernel, lanes

if TYPE_CHECKING:
    import mitsuba as mi

RAY_EPSILON = 9e-5  # of 1 m + the greatest coordinate: how far from a surface a new ray starts
ASIDE = 2e-6  # of 1 m + the greatest coordinate: how far beside it a ray is traced again, lest it met two faces at once
AROUND = 2e-4  # of the same: how far before and behind the crossing
STEEP = 0.02  # rad between faces: flatter ones tie on the edge that they share, far beside where their planes seem to


@dataclass
class Scenes:
    """The two search trees."""

    things: Any  # mi.Scene: merged mesh of all that may move or is not opaque, and lamps
    dressing: Any  # mi.Scene: merged mesh of opaque dressing


@dataclass
class Hit:
    """Where rays meet a surface; ``row`` of ``Tables.item_tag``."""

    valid: Any  # Bool
    distance: Any  # Float: infinite where nothing was met
    point: Any  # Point3f
    face_normal: Any  # Normal3f: of the flat triangle or lamp, outwards
    normal: Any  # Normal3f: interpolated, outwards
    along_u: Any  # Vector3f: dp/du
    along_v: Any  # Vector3f: dp/dv
    edges: Any  # list[Vector3f]: both edges of the triangle from its first corner, m
    turns: Any  # list[Vector3f]: and by how much the normal differs at their ends
    uv: Any  # Point2f: m
    row: Any  # UInt32
    tag: Any  # UInt32
    lamp: Any  # UInt32: or NO_LAMP
    led_past: Any  # Bool: whether a ray a hair beside has met something else, which might have been taken
    passed: Any  # UInt32: the tag of that


@dataclass
class Nearest:
    """The nearest crossing, with a face or a lamp; what was ``passed``, by its row."""

    valid: Any  # Bool
    distance: Any  # Float
    face: Any  # UInt32
    lamp: Any  # UInt32
    led_past: Any  # Bool
    passed: Any  # UInt32


@dataclass
class _Face:
    """A triangle, if what was met is one."""

    valid: Any  # Bool
    corner: Any  # Vector3f
    e1: Any  # Vector3f
    e2: Any  # Vector3f
    normal: Any  # Vector3f: unit


def find(scenes: Scenes, tables: kernel.Tables, ray: mi.Ray3f, active: mi.Bool) -> Hit:
    """Return what rays meet first.

    They are traced one by one: rays marked as coherent go in packets, twice as fast, but then the last bits of what one
    meets depend on its neighbours in the list.
    """
    import drjit as dr
    import mitsuba as mi

    nearest = _among_things(scenes, tables, ray, active)
    beyond = mi.Ray3f(ray)
    beyond.maxt = dr.select(nearest.valid, nearest.distance, ray.maxt)
    dressing = foliage.nearest(scenes, tables, beyond, active)
    nearer = dressing.valid
    nearest = Nearest(
        valid=nearest.valid | nearer,
        distance=dr.select(nearer, dressing.distance, nearest.distance),
        face=dr.select(nearer, dressing.face, nearest.face),
        lamp=dr.select(nearer, mi.UInt32(kernel.NO_LAMP), nearest.lamp),
        led_past=nearest.led_past,
        passed=nearest.passed,
    )
    return described(tables, ray, nearest)


def find_thing(scenes: Scenes, tables: kernel.Tables, ray: mi.Ray3f, active: mi.Bool) -> Hit:
    """Return what rays meet first if there were no dressing."""
    return described(tables, ray, _among_things(scenes, tables, ray, active))


def nearest_thing(scenes: Scenes, tables: kernel.Tables, ray: mi.Ray3f, active: mi.Bool) -> Nearest:
    """Return what shadow rays cross first if there were no dressing, for ``described``.

    Of opaque faces that a ray meets at one distance any will do: all of them end it.
    """
    return _among_things(scenes, tables, ray, active, shadow=True)


def tag_of(tables: kernel.Tables, nearest: Nearest) -> mi.UInt32:
    """Return the tags of what was met, of things and lamps."""
    import drjit as dr
    import mitsuba as mi

    on_face = nearest.valid & (nearest.lamp == kernel.NO_LAMP)
    item = dr.gather(mi.UInt32, tables.face_item, nearest.face, on_face)
    row = dr.select(on_face, item, tables.lamp_item + nearest.lamp)
    return dr.gather(mi.UInt32, tables.item_tag, row, nearest.valid)


def passed_by(tables: kernel.Tables, nearest: Nearest) -> mi.UInt32:
    """Return the tags of what rays were led past."""
    import drjit as dr
    import mitsuba as mi

    return dr.gather(mi.UInt32, tables.item_tag, nearest.passed, nearest.led_past)


def noted(words: list, hit: Hit, active: mi.Bool) -> list:
    """Return touched words with what rays have met, or might have met: a thing, a lamp, or (slot 0) the sky."""
    import drjit as dr

    words = kernel.mark(words, dr.select(hit.valid, hit.tag & kernel.SLOT_MASK, 0), active)
    return kernel.mark(words, hit.passed & kernel.SLOT_MASK, hit.led_past)


def start(point: mi.Point3f, face_normal: mi.Normal3f, direction: mi.Vector3f) -> mi.Point3f:
    """Return where a new ray leaves a surface without meeting it again."""
    import drjit as dr
    import mitsuba as mi

    margin = (1.0 + dr.max(dr.abs(point))) * RAY_EPSILON
    return mi.Point3f(point + mi.Vector3f(face_normal) * dr.mulsign(margin, dr.dot(face_normal, direction)))


def outward(face_normal: mi.Normal3f, came: mi.Vector3f) -> mi.Vector3f:
    """Return the normals of flat faces on the side that rays ``came`` from."""
    import drjit as dr
    import mitsuba as mi

    return mi.Vector3f(face_normal) * -dr.sign(dr.dot(face_normal, came))


def kept_out(direction: mi.Vector3f, side: mi.Vector3f) -> mi.Vector3f:
    """Return directions that leave a face to its ``side``: others are mirrored at it.

    Interpolated normals and relief let some reflected light point below the flat face, into the solid.
    """
    import drjit as dr
    import mitsuba as mi

    return mi.Vector3f(direction - side * (2.0 * dr.minimum(dr.dot(direction, side), 0.0)))


def _among_things(
    scenes: Scenes, tables: kernel.Tables, ray: mi.Ray3f, active: mi.Bool, *, shadow: bool = False
) -> Nearest:
    """Return the nearest crossing with things and lamps."""
    import drjit as dr
    import mitsuba as mi

    first = scenes.things.ray_intersect_preliminary(ray, False, active)
    unsure = active & first.is_valid()
    if shadow:
        tag = dr.gather(mi.UInt32, tables.item_tag, _row(tables, first, unsure), unsure)
        unsure &= (tag >> kernel.KIND_SHIFT) != kernel.OPAQUE
    met, passed, aside = _told_apart(scenes, tables, ray, first, unsure)
    valid = met.is_valid() & active
    lamp = _lamp_of(tables, met, valid)
    return Nearest(valid, met.t, met.prim_index, lamp, aside, _row(tables, passed, aside))


def _lamp_of(tables: kernel.Tables, met: Any, active: mi.Bool) -> mi.UInt32:  # noqa: ANN401 - Mitsuba's record
    """Return which lamp was met, or ``NO_LAMP``."""
    import drjit as dr
    import mitsuba as mi

    shape = dr.reinterpret_array(mi.UInt32, met.shape)
    return dr.select(active, dr.gather(mi.UInt32, tables.shape_lamp, shape, active), kernel.NO_LAMP)


def _row(tables: kernel.Tables, met: Any, active: mi.Bool) -> mi.UInt32:  # noqa: ANN401 - Mitsuba's record
    """Return the row of ``Tables.item_tag`` of what was met."""
    import drjit as dr
    import mitsuba as mi

    lamp = _lamp_of(tables, met, active)
    on_face = active & (lamp == kernel.NO_LAMP)
    item = dr.gather(mi.UInt32, tables.face_item, met.prim_index, on_face)
    return dr.select(on_face, item, tables.lamp_item + lamp)


def _told_apart(
    scenes: Scenes,
    tables: kernel.Tables,
    ray: mi.Ray3f,
    met: Any,  # noqa: ANN401 - Mitsuba's record
    found: mi.Bool,
) -> tuple[Any, Any, mi.Bool]:
    """Return crossings (Mitsuba's records) that do not depend on how the tree is built, and those not taken for them.

    Of two faces that a ray meets at one distance the search returns whichever it comes to last, and the tree is built
    anew whenever anything moves: then light could change where nothing did. Such ties lie on the edge that faces
    share, and on the line where they cross. So what lies around a crossing is searched once more, a hair beside; if
    that is another face, the crossing is taken that is farther from where they tie. The choice is then the same
    whichever was returned. The other crossing may be another thing's: light depends on that, too. Third: where there
    is one.
    """
    import drjit as dr
    import mitsuba as mi

    way = dr.select(found, met.t, 0.0)
    across, along = mi.coordinate_system(ray.d)
    reach = 1.0 + dr.maximum(dr.max(dr.abs(ray.o)), dr.max(dr.abs(ray.o + ray.d * way)))
    beside = mi.Ray3f(ray)
    beside.o = ray.o + (across * 0.8 + along * 0.6) * (ASIDE * reach)
    before = dr.maximum(way - AROUND * reach, 0.0)
    close = mi.Ray3f(beside.o + ray.d * before, ray.d, way - before + AROUND * reach, 0.0, [])
    near = scenes.things.ray_intersect_preliminary(close, False, found)
    around = near.is_valid()
    far = scenes.things.ray_intersect_preliminary(beside, False, found & ~around)
    other = dr.select(around, near, far)

    two = found & ~(other.is_valid() & _same_face(met, other))
    takes = _taken(tables, (ray, beside), (met, other), around, two)
    chosen, left = dr.select(takes, other, met), dr.select(takes, met, other)
    chosen.t = dr.select(takes & ~around, other.t, met.t)  # faces that tie have one distance
    return chosen, left, two & (takes | other.is_valid())


def _taken(tables: kernel.Tables, rays: tuple, crossings: tuple, around: mi.Bool, two: mi.Bool) -> mi.Bool:
    """Return of which rays that meet two faces the second is taken. Few do: whom it does not concern leaps over it."""
    import drjit as dr
    import mitsuba as mi

    def judged(two: mi.Bool) -> mi.Bool:
        ray, beside = rays
        here, there = (_face(tables, crossing, two) for crossing in crossings)
        tilt = dr.squared_norm(dr.cross(here.normal, there.normal))
        apart = around & here.valid & there.valid & (tilt > STEEP * STEEP)
        gaps = _between(ray, here, there), _between(beside, here, there)
        clear = _from_edges(ray, here), _from_edges(beside, there)
        return two & dr.select(apart, gaps[0] < gaps[1], clear[0] < clear[1])

    return lanes.where(two, judged, mi.Bool(False))


def _same_face(a: Any, b: Any) -> mi.Bool:  # noqa: ANN401 - Mitsuba's records
    """Return whether two crossings are with one face or lamp."""
    import drjit as dr
    import mitsuba as mi

    shapes = [dr.reinterpret_array(mi.UInt32, each.shape) for each in (a, b)]
    return (shapes[0] == shapes[1]) & (a.prim_index == b.prim_index)


def _face(tables: kernel.Tables, met: Any, active: mi.Bool) -> _Face:  # noqa: ANN401 - Mitsuba's record
    """Return the faces that were met."""
    import drjit as dr
    import mitsuba as mi

    valid = active & met.is_valid()
    on_face = valid & (_lamp_of(tables, met, valid) == kernel.NO_LAMP)
    record = _record(tables.faces, met.prim_index, on_face, quads=3)
    corner, e1, e2 = (mi.Vector3f(*record[3 * k : 3 * k + 3]) for k in range(3))
    normal = dr.cross(e1, e2)
    normal *= dr.rsqrt(dr.maximum(dr.squared_norm(normal), 1e-30))
    return _Face(on_face, corner, e1, e2, normal)


def _between(ray: mi.Ray3f, a: _Face, b: _Face) -> mi.Float:
    """Return how far apart (m) rays meet the planes of two faces."""
    import drjit as dr

    ways = [_crossing(ray, face.corner, face.e1, face.e2)[0] for face in (a, b)]
    return dr.abs(ways[0] - ways[1])


def _from_edges(ray: mi.Ray3f, face: _Face) -> mi.Float:
    """Return how far (m) rays pass from the nearest line along an edge of a face; infinite for no face."""
    import drjit as dr
    import mitsuba as mi

    least = mi.Float(dr.inf)
    for start, way in ((face.corner, face.e1), (face.corner, face.e2), (face.corner + face.e1, face.e2 - face.e1)):
        normal = dr.cross(ray.d, way)
        apart = dr.abs(dr.dot(start - mi.Vector3f(ray.o), normal))
        least = dr.minimum(least, apart * dr.rsqrt(dr.maximum(dr.squared_norm(normal), 1e-30)))
    return dr.select(face.valid, least, dr.inf)


def described(tables: kernel.Tables, ray: mi.Ray3f, nearest: Nearest) -> Hit:
    """Look up the record of a face; a lamp has no more than its place and its facing.

    Where on a face, is told by the ray and the face alone (Moeller and Trumbore 1997), whichever search has found it.
    """
    import drjit as dr
    import mitsuba as mi

    on_face = nearest.valid & (nearest.lamp == kernel.NO_LAMP)
    record = _record(tables.faces, nearest.face, on_face)
    corner, e1, e2, n0, n1, n2 = (mi.Vector3f(*record[3 * k : 3 * k + 3]) for k in range(6))
    uv, d1, d2 = (mi.Point2f(*record[k : k + 2]) for k in (18, 20, 22))
    distance, b1, b2 = _crossing(ray, corner, e1, e2)
    distance = dr.select(on_face, distance, nearest.distance)
    point = corner + e1 * b1 + e2 * b2
    face_normal = dr.normalize(dr.cross(e1, e2))
    normal = dr.normalize(n0 * (1.0 - b1 - b2) + n1 * b1 + n2 * b2)

    # Where the texture grows along the surface: solve e = dp/du du + dp/dv dv for both edges.
    area = d1.x * d2.y - d1.y * d2.x
    scale = dr.select(area != 0.0, dr.rcp(area), 0.0)
    along_u = (e1 * d2.y - e2 * d1.y) * scale
    along_v = (e2 * d1.x - e1 * d2.x) * scale

    # Lamps: rows of their own; a ball's normal points away from its middle.
    on_lamp = nearest.valid & ~on_face
    place, facing, ball = lamp_facing(tables.lights, nearest.lamp, on_lamp)
    far_point = ray.o + ray.d * nearest.distance
    lamp_normal = dr.select(ball, dr.normalize(far_point - place), facing)
    item = dr.gather(mi.UInt32, tables.face_item, nearest.face, on_face)
    row = dr.select(on_face, item, tables.lamp_item + nearest.lamp)
    return Hit(
        valid=nearest.valid,
        distance=dr.select(nearest.valid, distance, dr.inf),
        point=mi.Point3f(dr.select(on_face, point, far_point)),
        face_normal=mi.Normal3f(dr.select(on_face, face_normal, lamp_normal)),
        normal=mi.Normal3f(dr.select(on_face, normal, lamp_normal)),
        along_u=along_u,
        along_v=along_v,
        edges=[e1, e2],
        turns=[mi.Vector3f(dr.select(on_face, n - n0, 0.0)) for n in (n1, n2)],
        uv=uv + d1 * b1 + d2 * b2,
        row=row,
        tag=dr.gather(mi.UInt32, tables.item_tag, row, nearest.valid),
        lamp=nearest.lamp,
        led_past=nearest.led_past,
        passed=dr.gather(mi.UInt32, tables.item_tag, nearest.passed, nearest.led_past),
    )


def _crossing(
    ray: mi.Ray3f, corner: mi.Vector3f, e1: mi.Vector3f, e2: mi.Vector3f
) -> tuple[mi.Float, mi.Float, mi.Float]:
    """Return how far rays go to the plane of a face, and their place on it in barycentric coordinates."""
    import drjit as dr
    import mitsuba as mi

    offset, across = mi.Vector3f(ray.o) - corner, dr.cross(ray.d, e2)
    determinant = dr.dot(e1, across)
    inverse = dr.rcp(dr.select(determinant == 0.0, 1e-30, determinant))
    along = dr.cross(offset, e1)
    return dr.dot(e2, along) * inverse, dr.dot(offset, across) * inverse, dr.dot(ray.d, along) * inverse


def lamp_facing(lights: kernel.Lights, lamp: mi.UInt32, active: mi.Bool) -> tuple[mi.Vector3f, mi.Vector3f, mi.Bool]:
    """Return the places of lamps, where they face, and which are balls."""
    import drjit as dr
    import mitsuba as mi

    first = lamp * (kernel.LAMP_SIZE // 4)
    head, facing, about = (dr.gather(mi.Vector4f, lights.lamps, first + k, active) for k in (0, 3, 4))
    return mi.Vector3f(head.x, head.y, head.z), mi.Vector3f(facing.x, facing.y, facing.z), about.y > 1.5


def _record(faces: mi.Float, face: mi.UInt32, active: mi.Bool, quads: int = facets.SIZE // 4) -> list[mi.Float]:
    """Return the first four times ``quads`` of the ``facets.SIZE`` numbers of faces."""
    import drjit as dr
    import mitsuba as mi

    parts = (dr.gather(mi.Vector4f, faces, face * (facets.SIZE // 4) + k, active) for k in range(quads))
    return [number for part in parts for number in part]
