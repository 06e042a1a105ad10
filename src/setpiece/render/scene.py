"""A PosedWorld as search trees and tables that are built once and then only posed.

Everything is data: the same compiled kernels serve every scene. Opaque dressing never moves and has a tree of its
own. Normals come from NumPy: Mitsuba's own depend on the number of threads. Slots of touched sets derive from
permanent ids, so that they mean the same before and after an edit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np

from setpiece import errors
from setpiece.render import atlas, facets, foliage, kernel, streaks, surfaces, tables
from setpiece.render.hit import Scenes
from setpiece.render.layers import NOTHING
from setpiece.render.lights import MITSUBA_SHAPES, SKY, Lamp, lamp_of
from setpiece.render.posed import SET_PREFIX
from setpiece.render.shadow import SET_SLOT

if TYPE_CHECKING:
    import mitsuba as mi
    from numpy.typing import NDArray

    from setpiece.render.posed import Item, PosedWorld

SLOTS = 64 * kernel.WORDS
SKY_SLOT, FIRST_SLOT = 0, 2  # slot 1 is all opaque dressing's
MESH = "merged"


def slot(id: str) -> int:  # noqa: A002
    """Return the bit of touched sets for a thing, a lamp, or "sky". Two ids may share one: then both count as met."""
    if id == SKY:
        return SKY_SLOT
    if id.startswith(SET_PREFIX):
        return SET_SLOT
    return FIRST_SLOT + int.from_bytes(blake2b(id.encode(), digest_size=8).digest(), "little") % (SLOTS - FIRST_SLOT)


def live_scene(posed: PosedWorld) -> LiveScene:
    """Return the scene of a world, built at its first call: light meter and camera film the same one."""
    return _built(_Identity(_looks(posed), posed))


@dataclass(frozen=True)
class _Identity:
    """What scenes differ in besides poses, and the world that one is built from."""

    looks: tuple
    posed: PosedWorld = field(compare=False)


def _looks(posed: PosedWorld) -> tuple:
    """Return all of a world that is not posed."""
    items = tuple(
        (item.id, item.part, item.mesh.key, item.surface, item.world_from_mesh.tobytes() if _is_set(item) else b"")
        for item in posed.items
    )
    lights = tuple((lamp.id, lamp.shape, lamp.size, lamp.color, lamp.power, lamp.spread) for lamp in posed.lights)
    return items, lights, posed.sky, posed.place.model_dump_json(), posed.seed


@lru_cache(maxsize=1)
def _built(identity: _Identity) -> LiveScene:
    return LiveScene(identity.posed)


@dataclass
class _Posed:
    """For what an item's arrays were last written."""

    mesh: str = ""
    matrix: bytes = b""


class LiveScene:
    """Holds the trees and tables of one world; things and lamps follow PosedWorlds.

    Positions and records are written in place: Dr.Jit reads NumPy's memory.
    """

    def __init__(self, first: PosedWorld) -> None:
        """Build everything: geometry, materials, patterns, lamps, sky."""
        from setpiece.render import made_skies, skies

        self._lighting = made_skies.in_style(skies.lighting(first.sky, first.place), first.sky, first.style)
        self._order = _things_first(first.items)
        items = [first.items[index] for index in self._order]
        self._names = [(item.id, item.part) for item in first.items]
        self._things = sum(not _is_set(item) for item in items)
        self._blocks = facets.blocks([item.mesh for item in items])
        self._posed = [_Posed() for _ in items]
        self._arrange(items)
        self._lamps: tuple[Lamp, ...] = ()
        self._build(first, items)
        self.pose(first)

    def pose(self, posed: PosedWorld) -> None:
        """Move every thing and lamp that stands elsewhere than before; the camera is not part of the scene."""
        import drjit as dr

        if [(item.id, item.part) for item in posed.items] != self._names:
            raise errors.InputError(
                errors.expected("PosedWorld.items", "the things that the scene was built with", len(posed.items))
            )
        dr.sync_thread()
        items = [posed.items[index] for index in self._order]
        moved = [row for row, item in enumerate(items) if self._place(row, item)]
        if moved:
            self._parameters.set_dirty(f"{MESH}.vertex_positions")
        if self._shine(posed) or moved:
            self._parameters.update()

    def _arrange(self, items: list[Item]) -> None:
        """Make room for all positions and records."""
        last = self._blocks[-1] if self._blocks else facets.Block(0, 0, 0, 0)
        self._positions = tables.aligned(np.zeros(3 * last.stop_vertex), np.float32).reshape(-1, 3)
        self._records = tables.aligned(np.zeros(facets.SIZE * last.stop_face), np.float32).reshape(-1, facets.SIZE)
        for row in range(self._things, len(items)):
            self._place(row, items[row])

    def _build(self, first: PosedWorld, items: list[Item]) -> None:
        """Build the trees, and hand all tables to Dr.Jit."""
        import mitsuba as mi

        lamps = self._all_lamps(first)
        # Without this, whether a ray slips past a face's box by rounding depends on all others that the box holds.
        robust = {"embree_use_robust_intersections": True}
        shapes = [robust | {f"lamp_{k}": _shape(lamp) for k, lamp in enumerate(lamps)}, {}]
        for shape, start, stop in ((shapes[0], 0, self._things), (shapes[1], self._things, len(items))):
            if start < stop:
                shape[MESH] = self._merged(items, start, stop)
        scene, dressing = (mi.load_dict({"type": "scene", **shape}, parallel=False) for shape in shapes)
        self.scenes = Scenes(scene, dressing)
        self._parameters = mi.traverse(scene)
        self.tables = self._tables(first, items, lamps)

    def _merged(self, items: list[Item], start: int, stop: int) -> mi.Mesh:
        """Return the items of some rows, which follow one another, as one mesh that reads NumPy's memory."""
        import mitsuba as mi

        first, last = self._blocks[start].first_vertex, self._blocks[stop - 1].stop_vertex
        rows = range(start, stop)
        faces = [items[row].mesh.faces + np.uint32(self._blocks[row].first_vertex - first) for row in rows]
        count = sum(map(len, faces))
        mesh = mi.Mesh(MESH, vertex_count=last - first, face_count=count)
        parameters = mi.traverse(mesh)
        parameters["vertex_positions"] = mi.Float(self._positions[first:last].ravel())
        parameters["faces"] = tables.integers(np.concatenate(faces))
        parameters.update()
        return mesh

    def _tables(self, first: PosedWorld, items: list[Item], lamps: tuple[Lamp, ...]) -> kernel.Tables:
        """Return what the kernels look up."""
        import mitsuba as mi

        from setpiece.render import skies

        rows, texels, panes = tables.item_rows(items, first.seed)
        haze, mirrored = skies.haze(first.place), streaks.lamps(items)
        black = np.zeros((len(lamps), kernel.ITEM_SIZE), np.float32)
        kinds = [kernel.LEAFY if item.surface.leafy else surfaces.look(item.surface).kind for item in items]
        tags = [slot(item.id) | kind << kernel.KIND_SHIFT for item, kind in zip(items, kinds, strict=True)]
        lamp_slots = [slot(lamp.id) for lamp in lamps]
        tags += [number | kernel.LAMP << kernel.KIND_SHIFT for number in lamp_slots]
        parts = [*self._order, *range(len(items), len(items) + len(first.lights))]
        parts += [NOTHING] * (len(items) + len(lamps) - len(parts))
        counts = [block.stop_face - block.first_face for block in self._blocks]
        return kernel.Tables(
            faces=mi.Float(self._records.ravel()),
            face_item=tables.integers(np.repeat(np.arange(len(items)), counts)),
            dressing=mi.UInt32(sum(counts[: self._things])),
            items=tables.floats(np.concatenate([rows, black])),
            item_tag=tables.integers(np.array(tags)),
            lamp_item=mi.UInt32(len(items)),
            shape_lamp=tables.integers(self._shape_lamps(len(lamps))),
            part=tables.integers(np.array(parts)),
            texels=mi.UInt32(texels),
            coarse=tables.quads(atlas.macro(first.seed)),
            panes=[mi.UInt32(panes)] if panes.size else [],
            haze=[mi.Float(haze)] if haze else [],
            glitter=[mi.Float(1.0)] if self._lighting.sun and (rows[:, 11] > 1.5).any() else [],
            streaks=[tables.floats(mirrored), mi.UInt32(len(mirrored))] if len(mirrored) else [],
            foliage=[tables.integers(foliage.words())] if kernel.LEAFY in kinds else [],
            gloss=tables.gloss_table(),
            lights=tables.lights(self._lighting, lamps, [SKY_SLOT, SKY_SLOT, *lamp_slots]),
        )

    def _shape_lamps(self, count: int) -> NDArray[np.uint32]:
        """Return by Mitsuba's registry number of a shape which lamp it is."""
        import drjit as dr
        import mitsuba as mi

        numbers = {
            shape.id(): int(dr.reinterpret_array(mi.UInt32, mi.ShapePtr(shape))[0])
            for shape in self.scenes.things.shapes()
        }
        found = np.full(1 + max(numbers.values(), default=0), kernel.NO_LAMP, np.uint32)
        for k in range(count):
            found[numbers[f"lamp_{k}"]] = k
        return found

    def _all_lamps(self, posed: PosedWorld) -> tuple[Lamp, ...]:
        """Return the lamps of the document, then those of the place."""
        return (*map(lamp_of, posed.lights), *self._lighting.lamps)

    def _shine(self, posed: PosedWorld) -> bool:
        """Pose the lamps, and let those shine that are lit; return whether one has moved."""
        import mitsuba as mi

        lamps = self._all_lamps(posed)
        moved = False
        for k, lamp in enumerate(lamps):
            pose = lamp.world_from_lamp
            if not self._lamps or not np.array_equal(pose, self._lamps[k].world_from_lamp):
                self._parameters[f"lamp_{k}.to_world"] = mi.Transform4f(pose)
                moved = True
        if moved or [lamp.lit for lamp in lamps] != [lamp.lit for lamp in self._lamps]:
            self.tables.lights.lamps = tables.floats(tables.lamp_rows(lamps)[0])
        self._lamps = lamps
        return moved

    def _place(self, row: int, item: Item) -> bool:
        """Write the positions and records of one item; return whether it has moved."""
        was, matrix = self._posed[row], np.ascontiguousarray(item.world_from_mesh, dtype=np.float64)
        if was.mesh == item.mesh.key and was.matrix == matrix.tobytes():
            return False
        block = self._blocks[row]
        sizes = block.stop_vertex - block.first_vertex, block.stop_face - block.first_face
        if (len(item.mesh.vertices), len(item.mesh.faces)) != sizes:
            raise errors.InputError(
                errors.expected(f"PosedWorld item {item.id}", "a mesh of equal size", item.mesh.key)
            )
        if was.mesh and row >= self._things:
            raise errors.InputError(errors.expected(f"PosedWorld item {item.id}", "to stay where it is", "a move"))
        vertices, faces = slice(block.first_vertex, block.stop_vertex), slice(block.first_face, block.stop_face)
        facets.write(item.mesh, matrix, self._positions[vertices], self._records[faces])
        if was.mesh != item.mesh.key:
            facets.write_uv(item.mesh, self._records[faces])
        self._posed[row] = _Posed(item.mesh.key, matrix.tobytes())
        return True


def _is_set(item: Item) -> bool:
    """Return whether this is opaque dressing: it never moves, and to a shadow ray all of it is one thing."""
    return item.id.startswith(SET_PREFIX) and surfaces.look(item.surface).kind == kernel.OPAQUE


def _things_first(items: tuple[Item, ...]) -> list[int]:
    """Return the indices of items, those of opaque dressing last."""
    return sorted(range(len(items)), key=lambda index: _is_set(items[index]))


def _shape(lamp: Lamp) -> dict[str, Any]:
    """Return Mitsuba's shape of a lamp."""
    import mitsuba as mi

    return {"type": MITSUBA_SHAPES[lamp.shape], "to_world": mi.ScalarTransform4f(lamp.world_from_lamp)}
