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
from setpiece.render import kernel
from setpiece.render.backend import backend
from setpiece.world.materials import MATERIALS

if TYPE_CHECKING:
    import mitsuba as mi

    from setpiece.assets.solid import Mesh
    from setpiece.render.posed import Item, PosedWorld, Surface
    from setpiece.world.document import Light

SLOTS = 64 * kernel.WORDS
SKY_SLOT, SET_SLOT, FIRST_SLOT = 0, 1, 2  # the sky; all dressing of the place; things and lamps
ALIGNMENT = 64  # bytes
SET_PREFIX = "set_"
GROUP, INSTANCE = "dressing", "dressing_placed"  # Mitsuba's names: what never moves has a search tree of its own
GLOW = {"flame": 60.0, "lamp_glow": 30.0}  # W/m2/sr: what the eye sees of a flame or a bulb


def slot(id: str) -> int:  # noqa: A002
    """Return the bit of touched sets for a thing, a lamp, or "sky". Two ids may share one: then both count as met."""
    if id == "sky":
        return SKY_SLOT
    if id.startswith(SET_PREFIX):
        return SET_SLOT
    return FIRST_SLOT + int.from_bytes(blake2b(id.encode(), digest_size=8).digest(), "little") % (SLOTS - FIRST_SLOT)


@dataclass
class _Posed:
    """The arrays in which Mitsuba reads a mesh's positions and normals, and what they were last written for."""

    positions: np.ndarray  # (3 V,) float32
    normals: np.ndarray
    mesh: str = ""
    matrix: bytes = b""


class LiveScene:
    """Holds a Mitsuba scene whose things and lamps follow PosedWorlds of one world.

    Positions are written in place: recorded kernels keep addresses of what they reach through materials and shapes.
    Where a new array cannot be avoided, ``revision`` grows, and recordings must be dropped.
    A scene that is not ``recordable`` must be traced anew for every frame.
    """

    def __init__(self, first: PosedWorld) -> None:
        """Build the scene of a world: geometry in its own frames, materials, lamps, sky."""
        import mitsuba as mi

        from setpiece.render import skies

        self.revision = 0
        self.items, self._lights = first.items, first.lights
        bsdfs = _bsdfs(first)
        sky = skies.emitters(first.sky, first.place)
        content: dict[str, Any] = {"type": "scene", **{f"sky_{name}": emitter for name, emitter in sky.items()}}
        for light in first.lights:
            content[f"light_{light.id}"] = _light_shape(light)
        meshes = [_mesh(_name(index), item.mesh, bsdfs[item.surface]) for index, item in enumerate(first.items)]
        fixed = [index for index, item in enumerate(first.items) if _stays(item, meshes[index])]
        self._fixed = {index: _build_fixed(meshes[index], first.items[index]) for index in fixed}
        content |= {_name(index): mesh for index, mesh in enumerate(meshes) if index not in self._fixed}
        if fixed:
            content[GROUP] = {"type": "shapegroup", **{_name(index): meshes[index] for index in fixed}}
            content[INSTANCE] = {"type": "instance", "group": {"type": "ref", "id": GROUP}}
        self.scene = mi.load_dict(content, parallel=False)
        self.recordable = not any(_has_picture(emitter) for emitter in self.scene.emitters())
        self.parameters = mi.traverse(self.scene)
        moving = ((index, item) for index, item in enumerate(first.items) if index not in self._fixed)
        self._posed = {index: self._buffers(index, item.mesh) for index, item in moving} | self._fixed
        self.tables = _tables(self.scene, first, meshes) if backend().vectorised else None
        self.pose(first)

    def pose(self, posed: PosedWorld) -> None:
        """Move every thing and lamp that stands elsewhere than before; the camera is not part of the scene."""
        import drjit as dr
        import mitsuba as mi

        if [(item.id, item.part) for item in posed.items] != [(item.id, item.part) for item in self.items]:
            raise errors.InputError(
                errors.expected("PosedWorld.items", "the things that the scene was built with", len(posed.items))
            )
        dr.sync_thread()
        moved = [index for index, item in enumerate(posed.items) if self._place(index, item)]
        for before, light in zip(self._lights, posed.lights, strict=True):
            if light != before:
                self.parameters[f"light_{light.id}.to_world"] = mi.Transform4f(_light_pose(light))
                self.revision += 1
        if moved or posed.lights != self._lights:
            self.parameters.update()
        self.items, self._lights = posed.items, posed.lights

    def rows(self) -> dict[str, int]:
        """Return the row in the table of parts of every shape, by Mitsuba's name for it."""
        names = [*map(_name, range(len(self.items))), *(f"light_{light.id}" for light in self._lights)]
        return {name: row for row, name in enumerate(names)}

    def _place(self, index: int, item: Item) -> bool:
        """Write the world positions and normals of one mesh; return whether it has moved."""
        was, matrix = self._posed[index], np.ascontiguousarray(item.world_from_mesh, dtype=np.float64)
        if was.mesh == item.mesh.key and was.matrix == matrix.tobytes():
            return False
        if index in self._fixed:
            raise errors.InputError(errors.expected(f"PosedWorld item {item.id}", "to stay where it is", "a move"))
        if was.mesh not in {"", item.mesh.key}:
            was = self._posed[index] = self._buffers(index, item.mesh)
            self.revision += 1
        _write(was, item.mesh, matrix)
        for name, array in (("vertex_positions", was.positions), ("vertex_normals", was.normals)):
            key = f"{_name(index)}.{name}"
            if backend().vectorised:
                self.parameters.set_dirty(key)
            else:
                self.parameters[key] = _array_types()[0](array)
        return True

    def _buffers(self, index: int, mesh: Mesh) -> _Posed:
        """Give Mitsuba the arrays of a mesh, and return those that will be written again."""
        posed = _Posed(aligned(mesh.vertices, np.float32), aligned(mesh.normals, np.float32))
        _hand_over(self.parameters, f"{_name(index)}.", mesh, posed)
        return posed


def _write(posed: _Posed, mesh: Mesh, matrix: np.ndarray) -> None:
    """Write the world positions and normals of a mesh into its arrays."""
    turned = mesh.normals @ np.linalg.inv(matrix[:3, :3])
    turned /= np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-30)
    posed.normals[:] = turned.ravel()
    posed.positions[:] = geometry.apply(matrix, mesh.vertices).ravel()
    posed.mesh, posed.matrix = mesh.key, matrix.tobytes()


def _hand_over(parameters: mi.SceneParameters, prefix: str, mesh: Mesh, posed: _Posed) -> None:
    """Let Mitsuba read the arrays of a mesh."""
    floats, integers = _array_types()
    parameters[f"{prefix}vertex_positions"] = floats(posed.positions)
    parameters[f"{prefix}vertex_normals"] = floats(posed.normals)
    parameters[f"{prefix}vertex_texcoords"] = floats(aligned(mesh.uv, np.float32))
    parameters[f"{prefix}faces"] = integers(aligned(mesh.faces, np.uint32))


def _stays(item: Item, mesh: mi.Mesh) -> bool:
    """Return whether this is opaque dressing: it never moves, and to a shadow ray all of it is one thing."""
    return backend().vectorised and item.id.startswith(SET_PREFIX) and _kind(mesh.bsdf()) == kernel.OPAQUE


def _build_fixed(mesh: mi.Mesh, item: Item) -> _Posed:
    """Give a mesh that never moves its arrays in the world's frame, before its group's tree is built."""
    import mitsuba as mi

    posed = _Posed(aligned(item.mesh.vertices, np.float32), aligned(item.mesh.normals, np.float32))
    _write(posed, item.mesh, np.ascontiguousarray(item.world_from_mesh, dtype=np.float64))
    parameters = mi.traverse(mesh)
    _hand_over(parameters, "", item.mesh, posed)
    parameters.update()
    return posed


def _array_types() -> tuple[type, type]:
    """Return the types in which Mitsuba's variant keeps vertex data and faces."""
    import drjit as dr
    import mitsuba as mi

    return (mi.Float, mi.UInt32) if backend().vectorised else (dr.scalar.ArrayXf, dr.scalar.ArrayXu)


def _name(index: int) -> str:
    """Return the scene name of the item at an index."""
    return f"item_{index:05d}"


def aligned(array: np.ndarray, dtype: type) -> np.ndarray:
    """Return a flat copy that begins at a multiple of 64 bytes.

    Dr.Jit reads NumPy's memory in place and compiles another program for memory that is not aligned.
    """
    flat = np.asarray(array).ravel()
    size = flat.size * np.dtype(dtype).itemsize
    room = np.empty(size + ALIGNMENT, np.uint8)
    start = -room.ctypes.data % ALIGNMENT
    out = room[start : start + size].view(dtype)
    np.copyto(out, flat, casting="unsafe")
    return out


def _bsdfs(world: PosedWorld) -> dict[Surface, Any]:
    """Return one Mitsuba material for every surface of the world; what glows has no surface of its own."""
    import mitsuba as mi

    from setpiece.render import surfaces

    found: dict[Surface, Any] = {}
    for item in world.items:
        if item.surface not in found:
            glows = MATERIALS[item.surface.material].kind == "emissive"
            plugin = {"type": "null"} if glows else surfaces.bsdf(item.surface, world.seed)
            found[item.surface] = mi.load_dict(plugin, parallel=False)
    return found


def _mesh(name: str, mesh: Mesh, bsdf: object) -> mi.Mesh:
    """Return a Mitsuba mesh with a material and as yet empty arrays."""
    import mitsuba as mi

    properties = mi.Properties()
    properties["bsdf"] = bsdf
    sizes = {"vertex_count": len(mesh.vertices), "face_count": len(mesh.faces)}
    return mi.Mesh(name, **sizes, has_vertex_normals=True, has_vertex_texcoords=True, props=properties)


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


def _tables(scene: mi.Scene, world: PosedWorld, meshes: list[mi.Mesh]) -> kernel.Tables:
    """Return what the kernel looks up by registry number of shapes and emitters."""
    import drjit as dr
    import mitsuba as mi

    def registry(pointer: object) -> int:
        return int(dr.reinterpret_array(mi.UInt32, pointer)[0])

    shapes = {shape.id(): shape for shape in (*scene.shapes(), *meshes)}
    numbers = {name: registry(mi.ShapePtr(shape)) for name, shape in shapes.items()}
    size = 1 + max(numbers.values(), default=0)
    tag, item_of = np.zeros(size, np.uint32), np.full(size, 0xFFFF, np.uint32)
    tint, ior = np.ones((size, 3), np.float32), np.ones(size, np.float32)

    # A shadow ray sees all opaque dressing as one.
    if INSTANCE in numbers:
        tag[numbers[INSTANCE]] = SET_SLOT | kernel.OPAQUE << kernel.KIND_SHIFT

    # Things: their slot, what a shadow ray may do with them, and their plain colour.
    for index, item in enumerate(world.items):
        number = numbers[_name(index)]
        material = MATERIALS[item.surface.material]
        color = np.array(item.surface.color or material.color)
        kind = _kind(shapes[_name(index)].bsdf())
        tag[number] = slot(item.id) | kind << kernel.KIND_SHIFT
        item_of[number] = index
        tint[number] = color * GLOW.get(item.surface.material, 1.0)
        ior[number] = material.ior

    # Lamps are shapes and emitters; every other emitter belongs to the sky.
    emitters = {registry(mi.EmitterPtr(emitter)): emitter for emitter in scene.emitters()}
    emitter_tag = np.full(1 + max(emitters, default=0), SKY_SLOT, np.uint32)
    for row, light in enumerate(world.lights, start=len(world.items)):
        shape = shapes[f"light_{light.id}"]
        tag[numbers[f"light_{light.id}"]] = slot(light.id)
        item_of[numbers[f"light_{light.id}"]] = row
        emitter_tag[registry(mi.EmitterPtr(shape.emitter()))] = slot(light.id)
    for number, emitter in emitters.items():
        if mi.has_flag(emitter.flags(), mi.EmitterFlags.Infinite):
            emitter_tag[number] |= kernel.INFINITE
    return kernel.Tables(
        shape_tag=mi.UInt32(aligned(tag, np.uint32)),
        shape_item=mi.UInt32(aligned(item_of, np.uint32)),
        shape_tint=mi.Float(aligned(tint, np.float32)),
        shape_ior=mi.Float(aligned(ior, np.float32)),
        emitter_tag=mi.UInt32(aligned(emitter_tag, np.uint32)),
    )


def _has_picture(emitter: mi.Emitter) -> bool:
    """Return whether this is a lamp whose radiance is an image: Dr.Jit cannot record the calls that it makes."""
    import mitsuba as mi

    flags = emitter.flags()
    return mi.has_flag(flags, mi.EmitterFlags.SpatiallyVarying) and not mi.has_flag(flags, mi.EmitterFlags.Infinite)


def _kind(bsdf: mi.BSDF) -> int:
    """Return what a material is to a shadow ray."""
    import mitsuba as mi

    flags = bsdf.flags()
    if mi.has_flag(flags, mi.BSDFFlags.DeltaTransmission):
        return kernel.CLEAR
    return kernel.PASSING if mi.has_flag(flags, mi.BSDFFlags.Null) else kernel.OPAQUE
