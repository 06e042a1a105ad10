"""A PosedWorld as a scene of Mitsuba's own materials and lights, for machines without LLVM."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from setpiece import geometry
from setpiece.render import foliage, gloss, kernel, made_skies, skies, surfaces
from setpiece.render.lights import MITSUBA_SHAPES, lamp_of
from setpiece.render.textures import texture

if TYPE_CHECKING:
    import mitsuba as mi

    from setpiece.assets.solid import Mesh
    from setpiece.render.lights import Dome, Lamp, Sun
    from setpiece.render.posed import Item, PosedWorld, Surface
    from setpiece.render.surfaces import Look


class ScalarScene:
    """Holds a Mitsuba scene whose things and lamps follow PosedWorlds of one world."""

    def __init__(self, first: PosedWorld) -> None:
        """Build the scene: geometry in its own frames, materials, lamps, sky."""
        import mitsuba as mi

        lighting = made_skies.in_style(skies.lighting(first.sky, first.place), first.sky, first.style)
        looks = {item.surface: surfaces.look(item.surface) for item in first.items}
        bsdfs = {surface: mi.load_dict(_cut(surface, _bsdf(look, first.seed))) for surface, look in looks.items()}
        content: dict[str, Any] = {"type": "scene"}
        if lighting.dome is not None:
            content["dome"] = _envmap(lighting.dome)
        if lighting.sun is not None:
            content["sun"] = _directional(lighting.sun)
        lamps = [*map(lamp_of, first.lights), *lighting.lamps]
        content |= {_lamp_name(k): _area(lamp) for k, lamp in enumerate(lamps)}
        content |= {_name(k): _mesh(_name(k), item.mesh, bsdfs[item.surface]) for k, item in enumerate(first.items)}
        self._lamps = len(first.lights)
        self._items = len(first.items)
        self.scene = mi.load_dict(content)
        self._parameters = mi.traverse(self.scene)
        for k, item in enumerate(first.items):
            self._parameters[f"{_name(k)}.faces"] = _integers(item.mesh.faces)
            self._parameters[f"{_name(k)}.vertex_texcoords"] = _floats(item.mesh.uv)
        self.pose(first)

    def pose(self, posed: PosedWorld) -> None:
        """Move everything to where it stands."""
        import mitsuba as mi

        for k, item in enumerate(posed.items):
            self._place(k, item)
        for k, light in enumerate(posed.lights):
            self._parameters[f"{_lamp_name(k)}.to_world"] = mi.Transform4f(lamp_of(light).world_from_lamp)
        self._parameters.update()

    def rows(self) -> dict[str, int]:
        """Return the row in the table of parts of every shape, by Mitsuba's name for it."""
        names = [*map(_name, range(self._items)), *map(_lamp_name, range(self._lamps))]
        return {name: row for row, name in enumerate(names)}

    def _place(self, index: int, item: Item) -> None:
        """Write the world positions and normals of one mesh."""
        matrix = item.world_from_mesh
        normals = item.mesh.normals @ np.linalg.inv(matrix[:3, :3])
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-30)
        self._parameters[f"{_name(index)}.vertex_positions"] = _floats(geometry.apply(matrix, item.mesh.vertices))
        self._parameters[f"{_name(index)}.vertex_normals"] = _floats(normals)


def _name(index: int) -> str:
    return f"item_{index:05d}"


def _lamp_name(index: int) -> str:
    return f"lamp_{index:05d}"


def _floats(array: np.ndarray) -> object:
    import drjit as dr
    import mitsuba as mi

    kind = dr.scalar.ArrayXf if (mi.variant() or "").startswith("scalar") else mi.Float
    return kind(np.ascontiguousarray(array, np.float32).ravel())


def _integers(array: np.ndarray) -> object:
    import drjit as dr
    import mitsuba as mi

    kind = dr.scalar.ArrayXu if (mi.variant() or "").startswith("scalar") else mi.UInt32
    return kind(np.ascontiguousarray(array, np.uint32).ravel())


def _mesh(name: str, mesh: Mesh, bsdf: object) -> mi.Mesh:
    """Return a Mitsuba mesh with a material and as yet empty arrays."""
    import mitsuba as mi

    properties = mi.Properties()
    properties["bsdf"] = bsdf
    sizes = {"vertex_count": len(mesh.vertices), "face_count": len(mesh.faces)}
    return mi.Mesh(name, **sizes, has_vertex_normals=True, has_vertex_texcoords=True, props=properties)


def _bsdf(look: Look, seed: int) -> dict[str, Any]:
    """Return Mitsuba's dictionary of a surface.

    Mitsuba's principled material adds its interface to a body that keeps all its light: a white one under a white sky
    returns 1.06 of what it gets. Its body is darkened by what the interface takes, as ours is (``render.reflection``).
    """
    color: dict[str, Any] = {"type": "rgb", "value": list(look.color)}
    if look.kind == kernel.PASSING:
        return {"type": "null"}
    if look.depth:
        color["value"] = [channel**0.5 for channel in look.color]
    if look.kind == kernel.CLEAR:
        return {"type": "dielectric", "int_ior": look.ior, "specular_transmittance": color}
    if look.kind == kernel.FROSTED:
        rough = {"distribution": "ggx", "alpha": look.roughness**2, "int_ior": look.ior}
        return {"type": "roughdielectric", **rough, "specular_transmittance": color}
    body = look.gloss and not look.metallic
    share = 1.0 - gloss.mean(look.roughness**2, ((look.ior - 1.0) / (look.ior + 1.0)) ** 2) if body else 1.0
    color["value"] = [share * channel for channel in look.color]
    if look.pattern:
        drawn = texture(look.pattern, look.color, seed)
        scale = _stretched(1.0 / drawn.size_m, 1.0 / drawn.size_m)
        color = {"type": "bitmap", "bitmap": _bitmap(drawn.albedo * share), "raw": True, "to_uv": scale}
    if not look.gloss:
        return {"type": "twosided", "bsdf": {"type": "diffuse", "reflectance": color}}
    metal = {"metallic": 1.0} if look.metallic else {"eta": look.ior}
    return {"type": "principled", "base_color": color, "roughness": look.roughness, **metal}


def _cut(surface: Surface, bsdf: dict[str, Any]) -> dict[str, Any]:
    """Return the material of a surface, seen only where a twig's leaves are if it is leafy."""
    if not surface.leafy:
        return bsdf
    strip = np.concatenate(list(foliage.drawn()), axis=1)[..., None]  # side by side: u's whole number chooses
    bits = {"type": "bitmap", "bitmap": _bitmap(strip), "raw": True, "filter_type": "nearest"}
    bits["to_uv"] = _stretched(1.0 / foliage.TWIGS, 1.0)
    return {"type": "mask", "opacity": bits, "bsdf": bsdf}


def _bitmap(image: np.ndarray) -> mi.Bitmap:
    import mitsuba as mi

    return mi.Bitmap(np.ascontiguousarray(image, np.float32))


def _stretched(across: float, down: float) -> object:
    import mitsuba as mi

    return mi.ScalarTransform4f().scale([across, down, 1.0])


def _envmap(dome: Dome) -> dict[str, Any]:
    """Return a dome, turned from Mitsuba's Y up to ours; it wants at least two texels each way."""
    import mitsuba as mi

    image = np.tile(dome.radiance, (1, 2, 1)) if dome.radiance.shape[1] < 2 else dome.radiance
    return {
        "type": "envmap",
        "bitmap": _bitmap(image),
        "to_world": mi.ScalarTransform4f().rotate([1.0, 0.0, 0.0], 90.0),
    }


def _directional(sun: Sun) -> dict[str, Any]:
    """Return the sun without its breadth; by the window of a room, which is a lamp here, it does not come in."""
    irradiance = {"type": "rgb", "value": list(sun.irradiance)}
    return {"type": "directional", "direction": [-x for x in sun.direction], "irradiance": irradiance}


def _area(lamp: Lamp) -> dict[str, Any]:
    """Return a lamp as a shape that shines."""
    import mitsuba as mi

    radiance: dict[str, Any] = {"type": "rgb", "value": list(lamp.radiance) if lamp.lit else [0.0] * 3}
    if lamp.picture is not None and lamp.lit:
        image = _bitmap(lamp.picture * np.array(lamp.radiance, np.float32))
        radiance = {"type": "bitmap", "bitmap": image, "raw": True}
    return {
        "type": MITSUBA_SHAPES[lamp.shape],
        "to_world": mi.ScalarTransform4f(lamp.world_from_lamp),
        "emitter": {"type": "area", "radiance": radiance},
        "bsdf": {"type": "diffuse", "reflectance": {"type": "rgb", "value": 0.0}},
    }
