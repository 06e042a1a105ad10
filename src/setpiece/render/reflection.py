"""How surfaces turn light: one model for all, driven by numbers, so that one kernel serves every scene.

Opaque: a Lambertian body under a GGX interface (Walter 2007, Smith's height-correlated shadowing, Schlick's Fresnel
term). The body gets what the interface lets in and out: ``(1 - E(wi)) (1 - E(wo)) / (1 - mean E)`` (Kelemen and
Szirmay-Kalos 2001), so that both together never return more than they get, and light and eye may change places.
Matte surfaces have no interface, metals no body. Clear: exact Fresnel, smooth or with GGX facets; such turns are
found by sampling alone. Directions are in the frame of the shading normal; wi points to where the path came from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from setpiece.render import gloss, kernel, shading

if TYPE_CHECKING:
    import mitsuba as mi

LEAST_SHARE = 0.1  # of samples that body and interface each get at least, where there are both
MIRRORED = 0.25  # of samples: one of a standard's four, which share their numbers evenly, shows what glass mirrors
SMOOTHEST = 1e-4  # alpha from which the facets of clear matter scatter
SPIKE = 64.0  # times alpha^2: the square of the sine up to which facets of what is polished lean; near grazing, the
# tail beyond would show bright lamps all over a mirror
POLISHED = 1e-3  # alpha up to which light is mirrored at the surface itself: near grazing, facets would lose it


@dataclass
class Surface:
    """What a point is made of."""

    base: Any  # Color3f: albedo of the body
    f0: Any  # Color3f: reflectance of the interface at normal incidence
    alpha: Any  # Float: GGX
    gloss: Any  # Float: how much of it has an interface
    clear: Any  # Bool
    tint: Any  # Color3f: transmittance of a clear interface
    ior: Any  # Float


@dataclass
class Turn:
    """Where a path goes on; ``weight`` is value times cosine over density."""

    direction: Any  # Vector3f
    weight: Any  # Color3f
    density: Any  # Float
    delta: Any  # Bool: no other sampling finds this direction
    sharp: Any  # Bool: as clear matter and polished mirrors turn light: what they show is seen like the thing itself
    through: Any  # Bool: into or out of clear matter
    mirrored: Any  # Color3f: the share of ``weight`` that the interface has mirrored


@dataclass
class Interface:
    """What the interface does to light from ``wi``: both directional albedos of the split, and the share of samples."""

    e_wi: Any  # Float
    e_mean: Any  # Float
    share: Any  # Float


def surface(row: shading.Row, color: mi.Color3f, kind: mi.UInt32) -> Surface:
    """Return a point's material from its row, the colour found there, and its kind."""
    import drjit as dr
    import mitsuba as mi

    return Surface(
        base=color * (1.0 - row.metallic),
        f0=dr.lerp(mi.Color3f(row.f0), color, row.metallic),
        alpha=row.alpha,
        gloss=row.gloss,
        clear=(kind == kernel.CLEAR) | (kind == kernel.FROSTED),
        tint=dr.select((kind == kernel.CLEAR) & (row.per_metre > 0.0), 1.0, color),
        ior=row.ior,
    )


def interface(surface: Surface, table: mi.Float, wi: mi.Vector3f) -> Interface:
    """Return what is the same for all directions that light may go to."""
    import drjit as dr
    import mitsuba as mi

    entry = _albedo(surface, table, dr.abs(wi.z))
    f0 = _gray(surface.f0)
    e_wi = surface.gloss * (f0 * entry.x + entry.y)
    e_mean = surface.gloss * (f0 * entry.z + entry.w)
    body = _gray(surface.base) * (1.0 - e_wi)
    share = e_wi / dr.maximum(e_wi + body, 1e-6)
    both = (body > 0.0) & (e_wi > 0.0)
    share = dr.select(both, dr.clip(share, LEAST_SHARE, 1.0 - LEAST_SHARE), dr.select(e_wi > 0.0, 1.0, 0.0))
    return Interface(e_wi, e_mean, mi.Float(share))


def evaluate(
    surface: Surface, table: mi.Float, between: Interface, wi: mi.Vector3f, wo: mi.Vector3f
) -> tuple[mi.Color3f, mi.Float, mi.Color3f]:
    """Return value times cosine of opaque surfaces, and the density (1/sr) with which ``sample`` finds ``wo``.

    Third: the share of the value that the interface mirrors.
    """
    import drjit as dr
    import mitsuba as mi

    cos_i, cos_o = dr.maximum(wi.z, 1e-6), dr.maximum(wo.z, 1e-6)
    h = dr.normalize(wi + wo)
    along = dr.maximum(dr.dot(wi, h), 0.0)
    a2 = dr.square(surface.alpha)
    d = a2 / (dr.pi * dr.square(dr.square(h.z) * (a2 - 1.0) + 1.0))
    d = dr.select((surface.alpha <= POLISHED) & (1.0 - dr.square(h.z) > SPIKE * a2), 0.0, d)
    root_i, root_o = (dr.sqrt(a2 + (1.0 - a2) * dr.square(cosine)) for cosine in (cos_i, cos_o))
    visible = 0.5 / (cos_o * root_i + cos_i * root_o)  # G2 / (4 cos cos)
    fresnel = surface.f0 + (1.0 - surface.f0) * (1.0 - along) ** 5
    shine = fresnel * (d * visible * cos_o) * surface.gloss

    out = _albedo(surface, table, cos_o)
    e_wo = surface.gloss * (_gray(surface.f0) * out.x + out.y)
    passed = (1.0 - between.e_wi) * (1.0 - e_wo) / dr.maximum(1.0 - between.e_mean, 1e-3)
    body = surface.base * (passed * cos_o * dr.inv_pi)

    g1_d = d * 0.5 / (cos_i + root_i)  # G1 D / (4 cos)
    density = between.share * g1_d + (1.0 - between.share) * cos_o * dr.inv_pi
    lit = (wi.z > 0.0) & (wo.z > 0.0) & ~surface.clear
    value = dr.select(lit, mi.Color3f(shine + body), 0.0)
    return value, dr.select(lit, density, 0.0), dr.select(value > 0.0, shine / value, 0.0)


def sample(
    surface: Surface,
    table: mi.Float,
    between: Interface,
    wi: mi.Vector3f,
    choice: mi.Float,
    u: mi.Point2f,
    *,
    seen: bool = False,
) -> Turn:
    """Return where paths go on. ``choice`` and ``u`` are uniform in [0, 1).

    ``seen``: by the eye itself, so that what clear matter mirrors, lamps among it, gets ``MIRRORED`` of the samples.
    """
    import drjit as dr
    import mitsuba as mi

    facet = _visible_normal(wi, surface.alpha, u)
    glint = dr.select(surface.alpha > POLISHED, facet, mi.Normal3f(0.0, 0.0, 1.0))
    wo = dr.select(choice < between.share, _mirrored(wi, glint), mi.warp.square_to_cosine_hemisphere(u))
    value, density, mirrored = evaluate(surface, table, between, wi, wo)
    weight = dr.select(density > 0.0, value / density, 0.0)
    crossing = _crossed(surface, wi, facet, choice, seen=seen)
    return Turn(
        direction=dr.select(surface.clear, crossing.direction, wo),
        weight=dr.select(surface.clear, crossing.weight, weight),
        density=dr.select(surface.clear, 1.0, density),
        delta=surface.clear,
        sharp=surface.clear | ((surface.alpha <= POLISHED) & (choice < between.share)),
        through=surface.clear & crossing.through,
        mirrored=dr.select(surface.clear, crossing.mirrored, mirrored),
    )


def _crossed(surface: Surface, wi: mi.Vector3f, facet: mi.Normal3f, choice: mi.Float, *, seen: bool) -> Turn:
    """Return light mirrored by a clear interface or refracted through it, chosen by Fresnel's share.

    Where it is ``seen`` by the eye, at least ``MIRRORED`` of the samples are mirrored, and weigh the less.

    Radiance is not scaled by the squared index of refraction: eye and lights are outside, where it cancels, and
    shadow rays through clear matter do without it too.
    """
    import drjit as dr
    import mitsuba as mi

    rough = surface.alpha > SMOOTHEST
    m = dr.select(rough, facet, mi.Normal3f(0.0, 0.0, 1.0))
    reflectance, cos_t, _, eta_ti = mi.fresnel(dr.dot(wi, m), surface.ior)
    share = dr.maximum(reflectance, MIRRORED) if seen else reflectance
    mirrors = choice < share
    wo = dr.select(mirrors, _mirrored(wi, m), mi.refract(wi, m, cos_t, eta_ti))
    weight = dr.select(mirrors, mi.Color3f(1.0), surface.tint)
    if seen:
        weight *= dr.select(mirrors, reflectance / share, (1.0 - reflectance) / dr.maximum(1.0 - share, 1e-6))

    # Facets shadow each other on the way out (Smith's G1); what would end on the wrong side is lost.
    a2, cosine = dr.square(surface.alpha), dr.abs(wo.z)
    shadow = 2.0 * cosine / (cosine + dr.sqrt(a2 + (1.0 - a2) * dr.square(cosine)))
    right = mirrors == (wo.z * wi.z > 0.0)
    weight *= dr.select(rough, dr.select(right, shadow, 0.0), 1.0)
    return Turn(
        wo, weight, mi.Float(1.0), surface.clear, surface.clear, ~mirrors, dr.select(mirrors, mi.Color3f(1.0), 0.0)
    )


def _gray(color: mi.Color3f) -> mi.Float:
    """Return the mean of the channels (``dr.mean`` takes the width of the wavefront into a kernel's code)."""
    return (color.x + color.y + color.z) * (1.0 / 3.0)


def _mirrored(wi: mi.Vector3f, h: mi.Normal3f) -> mi.Vector3f:
    """Return a direction mirrored in a facet."""
    import drjit as dr

    return 2.0 * dr.dot(wi, h) * h - wi


def _visible_normal(wi: mi.Vector3f, alpha: mi.Float, u: mi.Point2f) -> mi.Normal3f:
    """Return a facet's normal as seen from ``wi`` (above or below), by spherical caps (Dupuy and Benyoub 2023)."""
    import drjit as dr
    import mitsuba as mi

    side = dr.select(wi.z < 0.0, -1.0, 1.0)
    stretched = dr.normalize(mi.Vector3f(wi.x * alpha, wi.y * alpha, wi.z) * side)
    z = (1.0 - u.x) * (1.0 + stretched.z) - stretched.z
    radius = dr.safe_sqrt(1.0 - z * z)
    s, c = dr.sincos(dr.two_pi * u.y)
    h = mi.Vector3f(radius * c, radius * s, z) + stretched
    return mi.Normal3f(dr.normalize(mi.Vector3f(h.x * alpha, h.y * alpha, dr.maximum(h.z, 0.0)))) * side


def _albedo(surface: Surface, table: mi.Float, cosine: mi.Float) -> mi.Vector4f:
    """Return the entry of ``gloss.table`` for a cosine, mixed from four."""
    import drjit as dr
    import mitsuba as mi

    x = dr.clip(cosine * gloss.COSINES - 0.5, 0.0, gloss.COSINES - 1.001)
    y = dr.clip(dr.sqrt(surface.alpha) * (gloss.ALPHAS - 1), 0.0, gloss.ALPHAS - 1.001)
    left, top = dr.floor(x), dr.floor(y)
    first = mi.UInt32(top) * gloss.COSINES + mi.UInt32(left)
    a, b, c, d = (dr.gather(mi.Vector4f, table, first + step) for step in (0, 1, gloss.COSINES, gloss.COSINES + 1))
    return dr.lerp(dr.lerp(a, b, x - left), dr.lerp(c, d, x - left), y - top)
