"""A PosedWorld as a Mitsuba scene that is built once and then only posed.

Every pose goes through parameter updates, the first one too (a scene built at a pose is not bit-equal to one updated
to it). Normals come from NumPy: Mitsuba's own depend on the number of threads. Slots of touched sets derive from
permanent ids, so that they mean the same before and after an edit.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from math import pi
from typing import TYPE_CHECKING, Any

import numpy as np

from setpiece import errors, geometry
from setpiece.render import integrator
from setpiece.world.materials import MATERIALS

if TYPE_CHECKING:
    import mitsuba as mi

    from setpiece.assets.solid import Mesh
    from setpiece.render.posed import Item, PosedWorld, Surface
    from setpiece.world.document import Light

SLOTS = 64 * integrator.WORDS
SKY_SLOT, SET_SLOT, FIRST_SLOT = 0, 1, 2  # the sky; all dressing of the place; things and lamps
SET_PREFIX = "set_"
GLOW = {"flame": 60.0, "lamp_glow": 30.0}  # W/m2/sr: what the eye sees of a flame or a bulb


def slot(id: str) -> int:  # noqa: A002
    """Return the bit of touched sets for a thing, a lamp, or "sky". Two ids may share one: then both count as met."""
    if id == "sky":
        return SKY_SLOT
    if id.startswith(SET_PREFIX):
        return SET_SLOT
    return FIRST_SLOT + int.from_bytes(blake2b(id.encode(), digest_size=8).digest(), "little") % (SLOTS - FIRST_SLOT)


@dataclass(frozen=True)
class _Posed:
    """What a mesh was last posed with."""

    key: str
    matrix: bytes


class LiveScene:
    """Holds a Mitsuba scene whose things, lamps and camera follow PosedWorlds of one world."""

    def __init__(self, first: PosedWorld) -> None:
        """Build the scene of a world: geometry in its own frames, materials, lamps, sky."""
        import mitsuba as mi

        from setpiece.render import skies

        self.items = first.items
        self._lights = first.lights
        self._last: list[_Posed | None] = [None] * len(first.items)
        bsdfs = _bsdfs(first)
        sky = skies.emitters(first.sky, first.place)
        content: dict[str, Any] = {"type": "scene", **{f"sky_{name}": emitter for name, emitter in sky.items()}}
        for light in first.lights:
            content[f"light_{light.id}"] = _light_shape(light)
        for index, item in enumerate(first.items):
            content[_name(index)] = _mesh(_name(index), item.mesh, bsdfs[item.surface])
        self.scene = mi.load_dict(content, parallel=False)
        self.parameters = mi.traverse(self.scene)
        self.tables = _tables(self.scene, first)
        self.pose(first)

    def pose(self, posed: PosedWorld) -> None:
        """Move every thing and lamp that stands elsewhere than before; the camera is not part of the scene."""
        import mitsuba as mi

        if [(item.id, item.part) for item in posed.items] != [(item.id, item.part) for item in self.items]:
            raise errors.InputError(
                errors.expected("PosedWorld.items", "the things that the scene was built with", len(posed.items))
            )
        changed = False
        for index, item in enumerate(posed.items):
            state = _Posed(item.mesh.key, np.ascontiguousarray(item.world_from_mesh, dtype=np.float64).tobytes())
            if state == self._last[index]:
                continue
            self._place(index, item)
            self._last[index] = state
            changed = True
        for before, light in zip(self._lights, posed.lights, strict=True):
            if light != before:
                self.parameters[f"light_{light.id}.to_world"] = mi.Transform4f(_light_pose(light))
                changed = True
        self.items, self._lights = posed.items, posed.lights
        if changed:
            self.parameters.update()

    def _place(self, index: int, item: Item) -> None:
        """Write the world positions and normals of one mesh."""
        import mitsuba as mi

        name, matrix = _name(index), item.world_from_mesh
        last = self._last[index]
        if last is not None and last.key != item.mesh.key:
            self.parameters[f"{name}.faces"] = mi.UInt32(_flat(item.mesh.faces, np.uint32))
            self.parameters[f"{name}.vertex_texcoords"] = mi.Float(_flat(item.mesh.uv, np.float32))
        turned = item.mesh.normals @ np.linalg.inv(matrix[:3, :3])
        turned /= np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-30)
        positions = geometry.apply(matrix, item.mesh.vertices)
        self.parameters[f"{name}.vertex_positions"] = mi.Float(_flat(positions, np.float32))
        self.parameters[f"{name}.vertex_normals"] = mi.Float(_flat(turned, np.float32))


def _name(index: int) -> str:
    """Return the scene name of the item at an index."""
    return f"item_{index:05d}"


def _flat(array: np.ndarray, dtype: type) -> np.ndarray:
    """Return the flat contiguous form in which Mitsuba keeps vertex data."""
    return np.ascontiguousarray(array, dtype=dtype).ravel()


def _bsdfs(world: PosedWorld) -> dict[Surface, Any]:
    """Return one Mitsuba material for every surface of the world; what glows has no surface of its own."""
    import mitsuba as mi

    from setpiece.render import surfaces

    found: dict[Surface, Any] = {}
    for item in world.items:
        if item.surface not in found:
            glows = MATERIALS[item.surface.material].kind == "emissive"
            plugin = {"type": "null"} if glows else surfaces.bsdf(item.surface, world.seed)
            found[item.surface] = mi.load_dict(plugin)
    return found


def _mesh(name: str, mesh: Mesh, bsdf: object) -> mi.Mesh:
    """Return a Mitsuba mesh in its own frame."""
    import mitsuba as mi

    properties = mi.Properties()
    properties["bsdf"] = bsdf
    shape = mi.Mesh(
        name,
        len(mesh.vertices),
        len(mesh.faces),
        has_vertex_normals=True,
        has_vertex_texcoords=True,
        props=properties,
    )
    parameters = mi.traverse(shape)
    parameters["vertex_positions"] = mi.Float(_flat(mesh.vertices, np.float32))
    parameters["vertex_normals"] = mi.Float(_flat(mesh.normals, np.float32))
    parameters["vertex_texcoords"] = mi.Float(_flat(mesh.uv, np.float32))
    parameters["faces"] = mi.UInt32(_flat(mesh.faces, np.uint32))
    parameters.update()
    return shape


def _light_shape(light: Light) -> dict[str, Any]:
    """Return the emitter of a lamp: its power spread evenly over its surface, radiance = power / (pi area)."""
    import mitsuba as mi

    a, b = light.size
    area = {"disk": pi * a * a, "rectangle": 4.0 * a * b, "ball": 4.0 * pi * a * a}[light.shape]
    color = np.array(light.color) / max(float(np.mean(light.color)), 1e-6)
    radiance = [float(channel) for channel in light.power / (pi * area) * color]
    return {
        "type": {"disk": "disk", "rectangle": "rectangle", "ball": "sphere"}[light.shape],
        "to_world": mi.ScalarTransform4f(_light_pose(light)),
        "emitter": {"type": "area", "radiance": {"type": "rgb", "value": radiance}},
        "bsdf": {"type": "diffuse", "reflectance": {"type": "rgb", "value": 0.0}},
    }


def _light_pose(light: Light) -> np.ndarray:
    """Return world_from_light: unit disk, square or ball to its place, facing along ``direction``."""
    pose = np.eye(4)
    facing = np.array(light.direction) / np.linalg.norm(light.direction)
    side = np.cross([0.0, 1.0, 0.0] if abs(facing[1]) < 0.9 else [1.0, 0.0, 0.0], facing)
    side /= np.linalg.norm(side)
    a, b = light.size
    if light.shape == "ball":
        pose[:3, :3] = a * np.eye(3)
    else:
        height = a if light.shape == "disk" else b
        pose[:3, :3] = np.stack([side * a, np.cross(facing, side) * height, facing], axis=1)
    pose[:3, 3] = light.position
    return pose


def _tables(scene: mi.Scene, world: PosedWorld) -> integrator.Tables:
    """Return what the kernel looks up by registry number of shapes and emitters."""
    import drjit as dr
    import mitsuba as mi

    def registry(pointer: object) -> int:
        return int(dr.reinterpret_array(mi.UInt32, pointer)[0])

    shapes = {shape.id(): shape for shape in scene.shapes()}
    numbers = {name: registry(mi.ShapePtr(shape)) for name, shape in shapes.items()}
    size = 1 + max(numbers.values(), default=0)
    tag, item_of = np.zeros(size, np.uint32), np.full(size, 0xFFFF, np.uint32)
    tint, ior = np.ones((size, 3), np.float32), np.ones(size, np.float32)

    # Things: their slot, what a shadow ray may do with them, and their plain colour.
    for index, item in enumerate(world.items):
        number = numbers[_name(index)]
        material = MATERIALS[item.surface.material]
        color = np.array(item.surface.color or material.color)
        kind = _kind(shapes[_name(index)].bsdf())
        tag[number] = slot(item.id) | kind << integrator.KIND_SHIFT
        item_of[number] = index
        tint[number] = color * GLOW.get(item.surface.material, 1.0)
        ior[number] = material.ior

    # Lamps are shapes and emitters; every other emitter belongs to the sky.
    emitters = [(emitter, registry(mi.EmitterPtr(emitter))) for emitter in scene.emitters()]
    emitter_slot = np.full(1 + max((number for _, number in emitters), default=0), SKY_SLOT, np.uint32)
    for light in world.lights:
        shape = shapes[f"light_{light.id}"]
        tag[numbers[f"light_{light.id}"]] = slot(light.id)
        emitter_slot[registry(mi.EmitterPtr(shape.emitter()))] = slot(light.id)
    return integrator.Tables(
        shape_tag=mi.UInt32(tag),
        shape_item=mi.UInt32(item_of),
        shape_tint=mi.Float(tint.ravel()),
        shape_ior=mi.Float(ior),
        emitter_slot=mi.UInt32(emitter_slot),
    )


def _kind(bsdf: mi.BSDF) -> int:
    """Return what a material is to a shadow ray."""
    import mitsuba as mi

    flags = bsdf.flags()
    if mi.has_flag(flags, mi.BSDFFlags.DeltaTransmission):
        return integrator.CLEAR
    return integrator.PASSING if mi.has_flag(flags, mi.BSDFFlags.Null) else integrator.OPAQUE
