"""What a surface looks like: from a material's name and an albedo to a Mitsuba BSDF.

Nearly everything is ``diffuse`` or ``principled`` (under a ``bumpmap`` where there is a pattern), besides
``dielectric`` and ``roughdielectric``: every further type costs compilation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from setpiece import errors
from setpiece.render import shading
from setpiece.render.textures import HIGHEST_ALBEDO, texture
from setpiece.world.materials import MATERIALS

if TYPE_CHECKING:
    from setpiece.render.posed import Surface
    from setpiece.world.materials import Material

Rgb = tuple[float, float, float]
ROUGH_GLASS = 0.15  # roughness from which glass scatters what it refracts
MATTE = 0.72  # roughness from which a surface has no highlight worth its cost
GLOSSY_ALBEDO = 0.90
SMOOTHEST = 0.03  # GGX below this is a spike that only noise would find


def bsdf(surface: Surface, seed: int) -> dict[str, Any]:
    """Return the Mitsuba dictionary of a surface; Mitsuba's variant must have been chosen before.

    Raises:
        errors.InputError: No such material.
    """
    material = _material(surface)
    color = _color(surface)
    if material.kind == "clear":
        return _clear(material, color)
    if material.kind == "emissive":
        return {"type": "diffuse", "reflectance": _rgb((0.0, 0.0, 0.0))}
    return _solid(material, color, seed)


def albedo_guide(surface: Surface) -> Rgb:
    """Return what a denoiser should take for the surface's albedo; about 1 for glass, which has none of its own."""
    return (1.0, 1.0, 1.0) if _material(surface).kind in {"clear", "emissive"} else _color(surface)


def _material(surface: Surface) -> Material:
    """Return the table's row, or say what there is."""
    if surface.material not in MATERIALS:
        raise errors.InputError(
            errors.expected(
                "surface.material", "one of " + ", ".join(sorted(MATERIALS)), surface.material, "Use one of these."
            )
        )
    return MATERIALS[surface.material]


def _color(surface: Surface) -> Rgb:
    """Return the albedo or specular reflectance that the surface has, below what nature allows."""
    color = MATERIALS[surface.material].color if surface.color is None else surface.color
    material = MATERIALS[surface.material]
    glossy = material.kind == "opaque" and material.roughness < MATTE
    highest = GLOSSY_ALBEDO if glossy else HIGHEST_ALBEDO
    red, green, blue = (float(min(max(channel, 0.002), highest)) for channel in color)
    return (red, green, blue)


def _rgb(color: Rgb) -> dict[str, Any]:
    """Return Mitsuba's dictionary of a plain reflectance."""
    return {"type": "rgb", "value": list(color)}


def _clear(material: Material, color: Rgb) -> dict[str, Any]:
    """Return glass: light that passes two interfaces has taken the colour once."""
    once = _rgb((color[0] ** 0.5, color[1] ** 0.5, color[2] ** 0.5))
    if material.roughness < ROUGH_GLASS:
        return {"type": "dielectric", "int_ior": material.ior, "specular_transmittance": once}
    return {
        "type": "roughdielectric",
        "distribution": "ggx",
        "alpha": material.roughness**2,
        "int_ior": material.ior,
        "specular_transmittance": once,
    }


def _solid(material: Material, color: Rgb, seed: int) -> dict[str, Any]:
    """Return an opaque dielectric or a metal, patterned where the material has a texture."""
    plain, base = _plain(material, color)
    if not material.texture:
        return plain
    if not _vectorised():
        return {**plain, base: _bitmap(material.texture, color, seed)}
    shading.register(_variant())
    tile = {
        "type": shading.PLUGIN,
        "pattern": material.texture,
        "red": color[0],
        "green": color[1],
        "blue": color[2],
        "seed": seed,
    }
    patterned = {**plain, base: {**tile, "which": "albedo"}}
    return {"type": "bumpmap", "relief": {**tile, "which": "slope"}, "under": patterned}


def _plain(material: Material, color: Rgb) -> tuple[dict[str, Any], str]:
    """Return the surface without pattern, and the name of its colour's parameter.

    Matte surfaces are Lambert's: exact in energy and the cheapest. ``principled`` (Burley 2012) shows more than its
    base colour at grazing angles; below ``GLOSSY_ALBEDO`` it returns less than it gets from all directions together.
    """
    if material.kind != "metal" and material.roughness >= MATTE:
        return {"type": "diffuse", "reflectance": _rgb(color)}, "reflectance"
    roughness = max(material.roughness, SMOOTHEST)
    if material.kind == "metal":
        return {"type": "principled", "base_color": _rgb(color), "roughness": roughness, "metallic": 1.0}, "base_color"
    return {"type": "principled", "base_color": _rgb(color), "roughness": roughness, "eta": material.ior}, "base_color"


def _bitmap(name: str, color: Rgb, seed: int) -> dict[str, Any]:
    """Return a pattern's albedo as Mitsuba's own texture, for variants that cannot run ours."""
    import mitsuba as mi

    drawn = texture(name, color, seed)
    scale = mi.ScalarTransform4f().scale([1.0 / drawn.size_m, 1.0 / drawn.size_m, 1.0])
    return {"type": "bitmap", "bitmap": mi.Bitmap(drawn.albedo), "raw": True, "to_uv": scale}


def _vectorised() -> bool:
    """Return whether Mitsuba's current variant works on arrays, so that textures may be written in Python."""
    return not _variant().startswith("scalar")


def _variant() -> str:
    """Return Mitsuba's current variant."""
    import mitsuba as mi

    return mi.variant() or ""
