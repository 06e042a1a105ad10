"""Light from the dome, the sun and lamps: chosen and sampled from a point, or met by a ray that was sampled otherwise.

An emitter is chosen by its power, then a direction: a cell of the dome by its brightness, a point of the sun's disc, a
point of a square or disk, or of the cone under which a ball is seen. Densities are per steradian, the choice included.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from setpiece.render import kernel, lanes

if TYPE_CHECKING:
    import mitsuba as mi

    from setpiece.render.hit import Hit
    from setpiece.render.kernel import Lights

CELL_ROWS, CELL_COLUMNS = 64, 128  # of the dome, for choosing
CELLS = CELL_ROWS * CELL_COLUMNS
DOME, SUN, LAMPS = 0, 1, 2  # choices
ALL, BUT_SUN, ALL_OF_SKY = 0, 1, 2  # tables of them
DISK, BALL = 1.0, 2.0
SHADOW_MARGIN = 1e-3  # of the distance to a lamp, so that its own surface casts no shadow
PANE_MARGIN = 1e-2  # m: what shines in a window's plane is the window


@dataclass
class Reach:
    """What an emitter would send straight to a point."""

    direction: Any  # Vector3f
    distance: Any  # Float: up to where shadow matters
    radiance: Any  # Color3f
    density: Any  # Float
    tag: Any  # UInt32: its slot
    lamp: Any  # UInt32: its row, or NO_LAMP
    lit: Any  # Bool


@dataclass
class _Lamp:
    """Rows of lamps."""

    place: Any  # Point3f
    radiance: Any  # Color3f
    x: Any  # Vector3f
    y: Any  # Vector3f
    facing: Any  # Vector3f
    edge: Any  # Float: cosine of the half-angle that a disk or square shines into
    core: Any  # Float: and of that into which it shines wholly
    area: Any  # Float
    shape: Any  # Float
    picture: Any  # UInt32: first texel
    height: Any  # UInt32: of the picture; 0 without one
    width: Any  # UInt32


def reach(
    lights: Lights, point: mi.Point3f, choice: mi.Float, u: mi.Point2f, active: mi.Bool, among: int = ALL
) -> Reach:
    """Return one emitter's light for each point; ``choice`` and ``u`` are uniform in [0, 1).

    ``among``: which of them. ``ALL``, or all ``BUT_SUN``, which is asked apart; of the dome both ask but what is
    bright, the rest is left to the material's own sampling. Who samples nothing else asks ``ALL_OF_SKY``.
    """
    import drjit as dr
    import mitsuba as mi

    column, rest = _column(choice, lights.choices)
    table = lights.choices * among
    which = _kept(lights.choice_share, lights.choice_alias, column, rest, active, table)
    often = dr.gather(mi.Float, lights.choice_density, which + table, active)
    table_of_dome = CELLS if among == ALL_OF_SKY else 0
    to_dome, dome_density, dome = lanes.where(
        active & (which == DOME),
        lambda active: _dome_reach(lights, u, active, table_of_dome),
        (mi.Vector3f(0.0), mi.Float(0.0), mi.Color3f(0.0)),
    )
    to_sun, sun_density = _in_cone(lights.sun_direction, lights.sun_versine, u)
    to_lamp = lanes.where(
        active & (which >= LAMPS), lambda active: _lamp_reach(lights, point, which - LAMPS, u, active), _unlit()
    )
    direction = dr.select(which == DOME, to_dome, dr.select(which == SUN, to_sun, to_lamp.direction))
    density = dr.select(which == DOME, dome_density, dr.select(which == SUN, sun_density, to_lamp.density))
    radiance = dr.select(which == DOME, dome, dr.select(which == SUN, lights.sun_radiance, to_lamp.radiance))
    density *= often
    return Reach(
        direction=direction,
        distance=dr.select(
            which >= LAMPS, to_lamp.distance, dr.select(which == SUN, _to_pane(lights, point, direction), dr.inf)
        ),
        radiance=radiance,
        density=density,
        tag=dr.gather(mi.UInt32, lights.choice_tag, which, active),
        lamp=dr.select(which >= LAMPS, which - LAMPS, kernel.NO_LAMP),
        lit=active & (density > 0.0) & ((which < LAMPS) | to_lamp.lit),
    )


def second_reach(lights: Lights, point: mi.Point3f, choice: mi.Float, u: mi.Point2f, active: mi.Bool) -> Reach:
    """Return the light that a vertex asks for besides that of ``reach`` with ``but_sun``.

    The sun's; where there is none, that of another draw among all emitters: half of all choices away from ``choice``,
    which was the first one's.
    """
    import drjit as dr
    import mitsuba as mi

    sunny = lights.sun_versine > 0.0
    direction, density = _in_cone(lights.sun_direction, lights.sun_versine, u)
    away = choice + 0.5
    other = lanes.where(
        active & ~sunny, lambda active: reach(lights, point, away - dr.floor(away), u, active, BUT_SUN), _unlit()
    )
    return Reach(
        direction=dr.select(sunny, direction, other.direction),
        distance=dr.select(sunny, _to_pane(lights, point, direction), other.distance),
        radiance=dr.select(sunny, lights.sun_radiance, other.radiance),
        density=dr.select(sunny, density, other.density),
        tag=dr.select(sunny, dr.gather(mi.UInt32, lights.choice_tag, SUN), other.tag),
        lamp=dr.select(sunny, mi.UInt32(kernel.NO_LAMP), other.lamp),
        lit=dr.select(sunny, active, other.lit),
    )


def _unlit() -> Reach:
    """Return what sends no light."""
    import mitsuba as mi

    dark, nothing = mi.Float(0.0), mi.UInt32(0)
    return Reach(mi.Vector3f(0.0), dark, mi.Color3f(0.0), dark, nothing, mi.UInt32(kernel.NO_LAMP), mi.Bool(False))


def open_to_sun(lights: Lights, hit: Hit, active: mi.Bool) -> mi.Bool:
    """Return whether rays leave the scene as the sun enters it: past everything, or by the window of a room."""
    indoors = lights.sun_pane > kernel.OPEN_SKY
    by_window = hit.valid & (hit.lamp != kernel.NO_LAMP) & (hit.point.x < lights.sun_pane + PANE_MARGIN)
    return active & ((indoors & by_window) | (~indoors & ~hit.valid))


def _to_pane(lights: Lights, point: mi.Point3f, direction: mi.Vector3f) -> mi.Float:
    """Return how far from points what shades them from the sun can be: up to the pane in a room."""
    import drjit as dr

    way = dr.maximum((lights.sun_pane - point.x) / dr.minimum(direction.x, -1e-6), 0.0) * (1.0 - SHADOW_MARGIN)
    return dr.select(lights.sun_pane > kernel.OPEN_SKY, way, dr.inf)


def _asked(lights: Lights, which: mi.UInt32 | int, apart: mi.Bool, active: mi.Bool) -> mi.Float:
    """Return how often an emitter was asked, on average, where the sun was asked apart from others and where not."""
    import drjit as dr
    import mitsuba as mi

    return dr.gather(mi.Float, lights.choice_density, which + dr.select(apart, lights.choices, mi.UInt32(0)), active)


def from_infinity(
    lights: Lights, direction: mi.Vector3f, scattered: mi.Bool, active: mi.Bool, sunward: mi.Bool, apart: mi.Bool
) -> tuple[mi.Color3f, mi.Float, mi.Color3f, mi.Float]:
    """Return radiance and density of the dome, for rays that met nothing, then of the sun (0 beside its disc).

    ``sunward``: rays that leave the scene as the sun enters it (``open_to_sun``).
    ``apart``: where the last vertex has asked the sun apart from all others.
    """
    import drjit as dr
    import mitsuba as mi

    z, column = dr.clip(direction.z, -1.0, 1.0), _bearing(direction) * CELL_COLUMNS
    row = dr.minimum(dr.acos(z) * dr.inv_pi * CELL_ROWS, CELL_ROWS - 1)
    cell = mi.UInt32(row) * CELL_COLUMNS + dr.minimum(mi.UInt32(column), CELL_COLUMNS - 1)
    dome_density = dr.gather(mi.Float, lights.cell_density, cell, active)
    dome_density *= _asked(lights, DOME, apart, active)
    inside = sunward & (1.0 - dr.dot(direction, lights.sun_direction) <= lights.sun_versine)
    sun_density = _cone_density(lights.sun_versine) * dr.select(apart, 1.0, _asked(lights, SUN, mi.Bool(False), active))
    sun = dr.select(inside, lights.sun_radiance, mi.Color3f(0.0))
    return dome_radiance(lights, direction, scattered, active), dome_density, sun, dr.select(inside, sun_density, 0.0)


def from_lamp(
    lights: Lights, origin: mi.Point3f, hit: Hit, direction: mi.Vector3f, active: mi.Bool, apart: mi.Bool
) -> tuple[mi.Color3f, mi.Float]:
    """Return radiance and density of lamps that rays have met; ``origin`` is the last vertex that sampled emitters.

    ``apart``: where that has asked the sun apart from all others.
    """
    import drjit as dr
    import mitsuba as mi

    on_lamp = active & (hit.lamp != kernel.NO_LAMP)
    lamp = _lamp(lights, hit.lamp, on_lamp)
    ball = lamp.shape == BALL
    cosine = -dr.dot(hit.normal, direction)
    way = hit.point - origin
    flat_density = dr.squared_norm(way) / dr.maximum(dr.abs(cosine) * lamp.area, 1e-12)
    density = dr.select(ball, _cone_density(_ball_versine(lamp, origin)), flat_density)
    local = hit.point - lamp.place
    along = mi.Point2f(dr.dot(local, lamp.x) / dr.squared_norm(lamp.x), dr.dot(local, lamp.y) / dr.squared_norm(lamp.y))
    radiance = lamp.radiance * _picture(lights, lamp, along, on_lamp) * dr.select(ball, 1.0, _faded(lamp, cosine))
    shines = on_lamp & (ball | (cosine > lamp.edge))
    density *= _asked(lights, hit.lamp + LAMPS, apart, on_lamp)
    return dr.select(shines, radiance, 0.0), dr.select(shines, density, 0.0)


def dome_radiance(lights: Lights, direction: mi.Vector3f, scattered: mi.Bool, active: mi.Bool) -> mi.Color3f:
    """Return the dome's radiance from directions, mixed from four texels.

    After a rough vertex the small copy of the sky serves: it fits in a processor's cache.
    """
    import drjit as dr
    import mitsuba as mi

    height = dr.select(scattered, mi.UInt32(CELL_ROWS), lights.dome_height)
    width = dr.select(scattered, mi.UInt32(CELL_COLUMNS), lights.dome_width)
    first = dr.select(scattered, lights.dome_height * lights.dome_width, mi.UInt32(0))
    x = _bearing(direction) * mi.Float(width)
    y = dr.acos(dr.clip(direction.z, -1.0, 1.0)) * dr.inv_pi * mi.Float(height - 1)
    left, top = dr.floor(x), dr.floor(y)
    x0 = dr.minimum(mi.UInt32(left), width - 1)
    x1 = dr.select(x0 + 1 < width, x0 + 1, 0)
    y0 = dr.minimum(mi.UInt32(top), height - 1)
    y1 = dr.minimum(y0 + 1, height - 1)
    texels = (first + row * width + column for row in (y0, y1) for column in (x0, x1))
    a, b, c, d = (dr.gather(mi.Vector4f, lights.dome, texel, active) for texel in texels)
    mixed = dr.lerp(dr.lerp(a, b, x - left), dr.lerp(c, d, x - left), y - top)
    return dr.select(active, mi.Color3f(mixed.x, mixed.y, mixed.z), 0.0)


def _bearing(direction: mi.Vector3f) -> mi.Float:
    """Return the compass bearing as a share of the whole turn, in [0, 1)."""
    import drjit as dr

    turn = dr.atan2(direction.x, direction.y) * (0.5 * dr.inv_pi)
    return turn - dr.floor(turn)


def _column(u: mi.Float, count: mi.UInt32) -> tuple[mi.UInt32, mi.Float]:
    """Return a column of an alias table at random, and a new random number."""
    import drjit as dr
    import mitsuba as mi

    scaled = u * mi.Float(count)
    column = dr.minimum(mi.UInt32(scaled), count - 1)
    return column, scaled - mi.Float(column)


def _kept(
    share: mi.Float, alias: mi.UInt32, column: mi.UInt32, rest: mi.Float, active: mi.Bool, table: mi.UInt32 | int = 0
) -> mi.UInt32:
    """Return the column itself or its alias; ``table``: where the alias table begins."""
    import drjit as dr
    import mitsuba as mi

    keeps = rest < dr.gather(mi.Float, share, column + table, active)
    return dr.select(keeps, column, dr.gather(mi.UInt32, alias, column + table, active))


def _dome_reach(lights: Lights, u: mi.Point2f, active: mi.Bool, table: int) -> tuple[mi.Vector3f, mi.Float, mi.Color3f]:
    """Return directions to the dome, their densities, and its radiance there."""
    import mitsuba as mi

    direction, density = _dome_direction(lights, u, active, table)
    return direction, density, dome_radiance(lights, direction, mi.Bool(True), active)


def _dome_direction(lights: Lights, u: mi.Point2f, active: mi.Bool, table: int) -> tuple[mi.Vector3f, mi.Float]:
    """Return directions by the brightness of the dome's cells, even in solid angle within one.

    ``table``: where the cells' table begins.
    """
    import drjit as dr
    import mitsuba as mi

    column, rest = _column(u.x, mi.UInt32(CELLS))
    share = dr.gather(mi.Float, lights.cell_share, column + table, active)
    cell = _kept(lights.cell_share, lights.cell_alias, column, rest, active, table)

    # What is left of the random number after the choice is again even in [0, 1).
    again = dr.select(rest < share, rest / dr.maximum(share, 1e-6), (rest - share) / dr.maximum(1.0 - share, 1e-6))
    row = cell // CELL_COLUMNS
    top, bottom = (dr.cos(mi.Float(edge) * (dr.pi / CELL_ROWS)) for edge in (row, row + 1))
    z = dr.lerp(top, bottom, u.y)
    bearing = (mi.Float(cell % CELL_COLUMNS) + dr.clip(again, 0.0, 1.0 - 1e-6)) * (dr.two_pi / CELL_COLUMNS)
    flat = dr.safe_sqrt(1.0 - z * z)
    s, c = dr.sincos(bearing)
    return mi.Vector3f(flat * s, flat * c, z), dr.gather(mi.Float, lights.cell_density, cell + table, active)


def _in_cone(axis: mi.Vector3f, versine: mi.Float, u: mi.Point2f) -> tuple[mi.Vector3f, mi.Float]:
    """Return directions even over a cone around ``axis``, and their density; versine: 1 - cosine of its half-angle."""
    import drjit as dr
    import mitsuba as mi

    drop = u.x * versine
    flat = dr.safe_sqrt(drop * (2.0 - drop))
    s, c = dr.sincos(dr.two_pi * u.y)
    return mi.Frame3f(axis).to_world(mi.Vector3f(flat * c, flat * s, 1.0 - drop)), _cone_density(versine)


def _cone_density(versine: mi.Float) -> mi.Float:
    """Return one over the solid angle of a cone."""
    import drjit as dr

    return dr.rcp(dr.two_pi * dr.maximum(versine, 1e-9))


def _lamp(lights: Lights, index: mi.UInt32, active: mi.Bool) -> _Lamp:
    """Return rows of lamps."""
    import drjit as dr
    import mitsuba as mi

    quads = kernel.LAMP_SIZE // 4
    a, b, c, d, e, f = (dr.gather(mi.Vector4f, lights.lamps, index * quads + k, active) for k in range(quads))
    return _Lamp(
        place=mi.Point3f(a.x, a.y, a.z),
        radiance=mi.Color3f(f.x, f.y, f.z),
        x=mi.Vector3f(b.x, b.y, b.z),
        y=mi.Vector3f(c.x, c.y, c.z),
        facing=mi.Vector3f(d.x, d.y, d.z),
        edge=d.w,
        core=a.w,
        area=e.x,
        shape=e.y,
        picture=mi.UInt32(e.z),
        height=mi.UInt32(e.w),
        width=mi.UInt32(f.w),
    )


def _ball_versine(lamp: _Lamp, point: mi.Point3f) -> mi.Float:
    """Return 1 - cosine of the half-angle under which a ball is seen; from inside, that of a hemisphere."""
    import drjit as dr

    sine2 = dr.minimum(dr.squared_norm(lamp.x) / dr.maximum(dr.squared_norm(lamp.place - point), 1e-12), 1.0)
    return sine2 / (1.0 + dr.safe_sqrt(1.0 - sine2))


def _lamp_reach(lights: Lights, point: mi.Point3f, index: mi.UInt32, u: mi.Point2f, active: mi.Bool) -> Reach:
    """Return the light of a point of each lamp."""
    import drjit as dr
    import mitsuba as mi

    lamp = _lamp(lights, index, active)
    square = mi.Point2f(2.0 * u.x - 1.0, 2.0 * u.y - 1.0)
    at = dr.select(lamp.shape == DISK, mi.warp.square_to_uniform_disk_concentric(u), square)
    way = lamp.place + lamp.x * at.x + lamp.y * at.y - point
    distance = dr.norm(way)
    toward = way / dr.maximum(distance, 1e-9)
    cosine = -dr.dot(toward, lamp.facing)
    density = dr.square(distance) / dr.maximum(cosine * lamp.area, 1e-12)

    # A ball is sampled by the cone under which it is seen; its near side is where the ray enters it.
    ball = lamp.shape == BALL
    middle = lamp.place - point
    toward_middle = middle / dr.maximum(dr.norm(middle), 1e-9)
    cone_direction, cone_density = _in_cone(toward_middle, _ball_versine(lamp, point), u)
    near = dr.dot(middle, cone_direction)
    near -= dr.safe_sqrt(dr.square(near) - dr.squared_norm(middle) + dr.squared_norm(lamp.x))
    outside = dr.squared_norm(middle) > dr.squared_norm(lamp.x)
    radiance = lamp.radiance * _picture(lights, lamp, at, active) * dr.select(ball, 1.0, _faded(lamp, cosine))
    return Reach(
        direction=mi.Vector3f(dr.select(ball, cone_direction, toward)),
        distance=dr.select(ball, near, distance) * (1.0 - SHADOW_MARGIN),
        radiance=radiance,
        density=dr.select(ball, cone_density, density),
        tag=mi.UInt32(0),
        lamp=index,
        lit=active & dr.select(ball, outside, cosine > lamp.edge),
    )


def _faded(lamp: _Lamp, cosine: mi.Float) -> mi.Float:
    """Return the share of a lamp's radiance under a cosine to its normal: a smoothstep from its edge to its core."""
    import drjit as dr

    share = dr.clip((cosine - lamp.edge) / dr.maximum(lamp.core - lamp.edge, 1e-9), 0.0, 1.0)
    return share * share * (3.0 - 2.0 * share)


def _picture(lights: Lights, lamp: _Lamp, at: mi.Point2f, active: mi.Bool) -> mi.Color3f:
    """Return the factors of a lamp's picture at points of the square from -1 to 1; 1 without a picture."""
    import drjit as dr
    import mitsuba as mi

    pictured = active & (lamp.height > 0)
    last_x, last_y = (dr.maximum(mi.Int32(size) - 1, 0) for size in (lamp.width, lamp.height))
    x = dr.clip((0.5 * at.x + 0.5) * mi.Float(lamp.width) - 0.5, 0.0, mi.Float(last_x))
    y = dr.clip((0.5 * at.y + 0.5) * mi.Float(lamp.height) - 0.5, 0.0, mi.Float(last_y))
    x0, y0 = mi.Int32(x), mi.Int32(y)
    x1, y1 = dr.minimum(x0 + 1, last_x), dr.minimum(y0 + 1, last_y)
    a, b, c, d = (
        dr.gather(
            mi.Vector4f, lights.pictures, lamp.picture + mi.UInt32(row) * lamp.width + mi.UInt32(column), pictured
        )
        for row in (y0, y1)
        for column in (x0, x1)
    )
    mixed = dr.lerp(dr.lerp(a, b, x - mi.Float(x0)), dr.lerp(c, d, x - mi.Float(x0)), y - mi.Float(y0))
    return dr.select(pictured, mi.Color3f(mixed.x, mixed.y, mixed.z), 1.0)
