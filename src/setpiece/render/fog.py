"""Thin fog near the ground: what it takes of the light on its way to the eye, and what it scatters into it.

An even layer of droplets up to ``TOP``; in a wood it lies between the trunks as far and as high as ``WITHIN`` says,
so that crowns and trees behind stand dark around what shines in it. Along the first ray light fades by
exp(-extinction x length) (Beer and Lambert) and the fog scatters in what comes straight from an emitter, seen or
shaded at one point of the ray for each sample: shafts of light where leaves stand before the sun, glows around lamps.
Left out: light that is scattered twice, and what fog takes of light on its way to a thing; the one about makes up for
the other.
"""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING, Any

from setpiece.render import emitters, kernel, shadow

if TYPE_CHECKING:
    import mitsuba as mi

    from setpiece.render.hit import Scenes
    from setpiece.world.document import Place, Sky

TOP = 25.0  # m above the ground
WITHIN = {"forest": (22.0, 10.0)}  # m from the middle of a place, and above its ground
FAR = 1e5  # m: where fog ends elsewhere
FORWARD = 0.7  # mean cosine of the angle of scattering: droplets throw most light ahead


def layer(sky: Sky, place: Place) -> tuple[float, ...]:
    """Return the extinction (1/m) of what fog there is, how far and how high it reaches (m); or nothing."""
    return (sky.fog, *WITHIN.get(place.name, (FAR, TOP))) if sky.fog else ()


def scatter(
    scenes: Scenes,
    tables: kernel.Tables,
    plan: kernel.Plan,
    ray: mi.Ray3f,
    distance: mi.Float,
    numbers: list[Any],
    touched: list[Any],
) -> tuple[mi.Float, mi.Color3f, mi.UInt32, list[Any], mi.Bool]:
    """Return what share of the light at the end of rays arrives, what the fog adds, from which lamp, what that has met.

    ``distance``: m to where the rays end. The last two are the touched words, and whether the ray towards the light
    passes through one of the plan's boxes.
    """
    import drjit as dr
    import mitsuba as mi

    fog, within, top, _ = plan.fog
    near, far = _inside(ray, distance, within, top)
    kept = dr.exp(-fog * (far - near))
    foggy = kept < 1.0

    # Points are as dense as the fog's share in the picture (Pharr et al. 2016, 15.2.1).
    along = near - dr.log(1.0 - numbers[0] * (1.0 - kept)) / fog
    point = ray.o + ray.d * dr.select(foggy, along, 0.0)
    reach = emitters.reach(tables.lights, point, numbers[1], mi.Point2f(*numbers[2:4]), foggy, emitters.ALL_OF_SKY)
    toward = mi.Ray3f(point, reach.direction, reach.distance, 0.0, [])
    touched = kernel.mark(touched, reach.tag, reach.lit)
    share, _, touched = shadow.walk(scenes, tables, toward, reach.lit, touched, reach.lamp)
    light = (1.0 - kept) * _phase(dr.dot(ray.d, reach.direction)) * reach.radiance * share / reach.density
    entered = reach.lit & kernel.enters(plan, toward.o, toward.d, toward.maxt)
    return kept, dr.select(reach.lit, light, 0.0), reach.lamp, touched, entered


def _inside(ray: mi.Ray3f, distance: mi.Float, within: mi.Float, top: mi.Float) -> tuple[mi.Float, mi.Float]:
    """Return between which distances along rays the fog lies: an upright cylinder of that radius and height (m)."""
    import drjit as dr

    below, rises = ray.o.z < top, ray.d.z > 0.0
    crossing = (top - ray.o.z) / dr.select(dr.abs(ray.d.z) < 1e-9, 1e-9, ray.d.z)
    near = dr.select(below, 0.0, dr.select(rises, distance, dr.minimum(crossing, distance)))
    far = dr.select(below & rises, dr.minimum(crossing, distance), distance)
    far = dr.select(below | ~rises, far, near)
    level = dr.maximum(dr.square(ray.d.x) + dr.square(ray.d.y), 1e-12)
    middle = -(ray.o.x * ray.d.x + ray.o.y * ray.d.y) / level
    aside = dr.square(ray.o.x + middle * ray.d.x) + dr.square(ray.o.y + middle * ray.d.y)
    half = dr.safe_sqrt((dr.square(within) - aside) / level)
    near = dr.clip(middle - half, near, dr.maximum(far, near))
    return near, dr.clip(middle + half, near, dr.maximum(far, near))


def _phase(cosine: mi.Float) -> mi.Float:
    """Return the density of scattering per steradian (Henyey and Greenstein 1941)."""
    import drjit as dr

    square = 1.0 + FORWARD**2 - 2.0 * FORWARD * cosine
    return (1.0 - FORWARD**2) / (4.0 * pi) / (square * dr.sqrt(square))
