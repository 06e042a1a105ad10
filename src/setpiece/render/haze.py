"""The air of a wide view: what is far takes the colour of the sky behind it.

Light fades by exp(-extinction x distance), and the air adds the horizon's own light in that direction, as an even
layer does that is much wider than what is seen (Koschmieder 1924): far towers pass into the sky without an edge. It
costs a look-up and brings no noise. The first ray alone goes through it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from setpiece.render import emitters

if TYPE_CHECKING:
    import mitsuba as mi

    from setpiece.render.kernel import Tables

HORIZON = 0.03  # sine of the elevation at which the sky's colour is taken


def scatter(tables: Tables, ray: mi.Ray3f, distance: mi.Float) -> tuple[mi.Float, mi.Color3f]:
    """Return what share of the light at the end of rays (m) arrives, and what the air adds."""
    import drjit as dr
    import mitsuba as mi

    (extinction,) = tables.haze
    kept = dr.exp(-extinction * distance)
    level = mi.Vector3f(ray.d.x, ray.d.y, dr.maximum(ray.d.z, HORIZON))
    sky = emitters.dome_radiance(tables.lights, dr.normalize(level), mi.Bool(True), distance > 0.0)
    return kept, (1.0 - kept) * sky
