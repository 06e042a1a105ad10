"""What a surface looks like: from a material's name and an albedo to the numbers that the kernels read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from setpiece import errors
from setpiece.render import kernel
from setpiece.render.textures import HIGHEST_ALBEDO
from setpiece.world.materials import MATERIALS

if TYPE_CHECKING:
    from setpiece.render.posed import Surface
    from setpiece.world.materials import Material

Rgb = tuple[float, float, float]
ROUGH_GLASS = 0.15  # roughness from which glass scatters what it refracts
MATTE = 0.72  # roughness from which a surface has no highlight worth its cost
SMOOTHEST = 0.03  # GGX below this is a spike that only noise would find
STEADY = 1e3  # in tables taken from ``Look.lit`` of what burns alike in all cells: rooms and shops
WET = 1e6  # in place of ``Look.lit``: of grounds on which water stands
STRAND = 2e6  # likewise: of a strand, whose pattern tells how smooth water has made each of its places
PAINTED = "painted_wood"  # the pattern of wood that has a colour which no wood has
FADED, CHALK = 0.10, (0.28, 0.25, 0.22)  # how far old paint has come towards dust and chalk
WOODY = (0.30, 0.92, 0.20, 0.85)  # of wood: least and most of green over red, of blue over green
GLOW = {"flame": 60.0, "lamp_glow": 30.0}  # W/m2/sr: what the eye sees of a flame or a bulb


@dataclass(frozen=True)
class Look:
    """A surface as numbers. ``color``: albedo, specular reflectance of a metal, tint of one clear interface, glow."""

    kind: int  # of render.kernel
    color: Rgb
    roughness: float = 0.0  # perceptual: alpha is its square
    metallic: bool = False
    gloss: bool = False  # an interface over the body
    ior: float = 1.5
    pattern: str = ""
    lit: float = 0.0  # W/m2/sr of the pattern's glow; negative: in every cell
    depth: float = 0.0  # m of clear matter that take the colour from light; 0: every interface does


def look(surface: Surface) -> Look:
    """Return the numbers of a surface.

    Raises:
        errors.InputError: No such material.
    """
    material = _material(surface)
    color = albedo(surface)
    if material.kind == "emissive":
        red, green, blue = (channel * GLOW.get(surface.material, 1.0) for channel in color)
        return Look(kernel.PASSING, (red, green, blue))
    rough = material.roughness if surface.roughness is None else surface.roughness
    if material.kind == "clear":
        # Light that passes two interfaces has taken the colour once.
        frosted = rough >= ROUGH_GLASS
        depth = 0.0 if frosted else material.depth
        once = color if depth else (color[0] ** 0.5, color[1] ** 0.5, color[2] ** 0.5)
        kind = kernel.FROSTED if frosted else kernel.CLEAR
        return Look(kind, once, rough if frosted else 0.0, ior=material.ior, depth=depth)
    roughness, metallic = max(rough, SMOOTHEST), material.kind == "metal"
    glossy = metallic or rough < MATTE
    texture = material.texture
    if texture == "wood" and not _woody(color):
        red, green, blue = (own + FADED * (grey - own) for own, grey in zip(color, CHALK, strict=True))
        texture, color = PAINTED, (red, green, blue)
    return Look(kernel.OPAQUE, color, roughness, metallic, glossy, material.ior, texture, surface.lit)


def _woody(color: Rgb) -> bool:
    """Tell whether wood can have a colour by itself or by a stain: anything from straw to dark brown."""
    red, green, blue = color
    return WOODY[0] * red <= green <= WOODY[1] * red and WOODY[2] * green <= blue <= WOODY[3] * green


def albedo(surface: Surface) -> Rgb:
    """Return the albedo or specular reflectance that the surface has, below what nature allows."""
    material = _material(surface)
    color = material.color if surface.color is None else surface.color
    red, green, blue = (float(min(max(channel, 0.002), HIGHEST_ALBEDO)) for channel in color)
    return (red, green, blue)


def _material(surface: Surface) -> Material:
    """Return the table's row, or say what there is."""
    if surface.material not in MATERIALS:
        raise errors.InputError(
            errors.expected(
                "surface.material", "one of " + ", ".join(sorted(MATERIALS)), surface.material, "Use one of these."
            )
        )
    return MATERIALS[surface.material]
