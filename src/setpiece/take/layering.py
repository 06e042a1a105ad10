"""The layers of a take's frames, rendered when they are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.camera.view import View, project
from setpiece.physics.trajectory import Trajectory, impacts, touches
from setpiece.render import groups, layers, passes, split
from setpiece.take.picture import Rig, rig_of, scene_document
from setpiece.take.stage import Json
from setpiece.world.document import World
from setpiece.world.format import Format

if TYPE_CHECKING:
    from setpiece.render.posed import PosedWorld

CRYPTOMATTE, CONTACTS = "cryptomatte", "contacts"  # besides the layers that are arrays
NAMES = (*layers.LAYERS, CRYPTOMATTE, CONTACTS)
LIGHT = {"beauty", "denoised", "light_groups", *split.LAYERS}
GEOMETRY = {"depth", "position", "normal", "albedo", "uv", "thing", "part", "material"}
MOTION = {"motion_forward": 1, "motion_backward": -1}  # frames


@dataclass(frozen=True)
class Frame:
    """The layers of one frame, (H, W, ...) each as ``render.layers.LAYERS`` says; the tables their indices point to.

    ``coverage`` has the parts and shares for Cryptomatte, where that was asked for.
    """

    arrays: dict[str, NDArray]
    view: View
    parts: tuple[tuple[str, str], ...]
    materials: tuple[str, ...]  # of each part
    coverage: passes.Coverage | None = None


class Layering:
    """Holds the renderer of a world, to be asked for layers frame by frame."""

    def __init__(self, world: World, film: Format, trajectory: Trajectory, *, actors: frozenset[str]) -> None:
        """Make ready; nothing is rendered yet. ``actors``: ids of what is not environment.

        Light is that of the shot's style; shapes are those of the world as it is, the same in every style.
        """
        document = {"world": scene_document(world), "format": film.model_dump(mode="json"), "frames": []}
        plain = world.model_copy(update={"shot": world.shot.model_copy(update={"style": "natural"})})
        self._rig = rig_of(document)
        self._shapes = Rig(document | {"world": scene_document(plain)}) if plain != world else self._rig
        self._pose = self._rig.posing(trajectory)
        self._moment = self._shapes.posing(trajectory, instants=1)
        self._trajectory, self._actors = trajectory, actors
        self._lights = groups.named(world.lights)
        self.things = tuple(body.id for body in world.bodies)

    def frame(self, number: int, wanted: frozenset[str]) -> Frame:
        """Return the layers of a frame by the names in ``NAMES``."""
        renderer, instants, (now,) = self._rig.renderer(self._pose), self._pose(number), self._moment(number)
        arrays: dict[str, NDArray] = {}
        if wanted & LIGHT:
            arrays |= self._light(instants, wanted)
        coverage = passes.coverage(renderer, instants) if wanted & {"alpha", CRYPTOMATTE} else None
        parts, materials = layers.part_table(now), layers.material_table(now)
        if coverage is not None and "alpha" in wanted:
            arrays["alpha"] = _alphas(coverage, [id_ for id_, _ in parts], self.things)
        if wanted & (GEOMETRY | MOTION.keys()):
            arrays |= self._geometry(number, now, wanted)
        if "amodal" in wanted:
            arrays["amodal"] = passes.silhouettes(self._shapes.renderer(self._moment), now, self.things)
        kept = {name: arrays[name].astype(layers.LAYERS[name].dtype, copy=False) for name in NAMES if name in arrays}
        return Frame(kept, now.view, parts, materials, coverage if CRYPTOMATTE in wanted else None)

    def contacts(self, number: int) -> list[Json]:
        """Return where bodies touch at a frame, and the impacts from half a frame before it to half a frame after.

        Points and normals (from a to b) are in the world frame; ``pixel`` is where the point is projected to, whether
        it is seen there or not; impulses (N s) are of the impact, or of a lasting contact's 1/120 s.
        """
        from setpiece.clock import SAMPLE

        (now,) = self._moment(number)
        time, half = self._rig.time(number), 0.5 * self._rig.time(1)
        hit, touch = impacts(self._trajectory), touches(self._trajectory)
        hit = hit[(hit["time"] >= time - half) & (hit["time"] < time + half)]
        touch = touch[touch["sample"] == max(1, -int(-time // SAMPLE))]
        rows = [("impact", row) for row in hit] + [("touch", row) for row in touch]
        return [_contact(kind, row, self._trajectory.ids, now.view, self._size) for kind, row in rows]

    @property
    def _size(self) -> dict[str, int]:
        """The size of the layers: that at which the film is traced."""
        shrink = self._rig.quality.shrink
        return {"height": -(-self._rig.format.height // shrink), "width": -(-self._rig.format.width // shrink)}

    def _light(self, instants: "tuple[PosedWorld, ...]", wanted: frozenset[str]) -> dict[str, NDArray]:
        """Return the layers of light that are wanted; of beauty and denoised alone nothing else is traced."""
        from setpiece.render.develop import clean_in_mist

        renderer, quality, exposure = self._rig.renderer(self._pose), self._rig.quality, self._rig.world.shot.exposure
        if wanted & set(split.LAYERS):
            light = passes.light(renderer, instants, self._actors)
            seen = light.albedo, light.normal, None if light.mist is None else groups.halved(light.mist)
            found = {name: groups.held(layer) for name, layer in {"beauty": light.beauty, **light.layers}.items()}
            shares = {"actor": light.alpha, "environment": 1.0 - light.alpha}
            found |= {name: np.dstack([found[name], groups.halved(share)]) for name, share in shares.items()}
        else:
            raw = renderer.trace(instants)
            found, seen = {"beauty": raw.radiance}, (raw.albedo, raw.normal, raw.mist)
        if "light_groups" in wanted:
            apart = self._rig.apart(self._pose, len(self._lights)).trace(instants).radiance
            found["light_groups"] = apart.reshape(*apart.shape[:2], len(self._lights), 3)
        if "denoised" in wanted:
            found["denoised"] = groups.held(clean_in_mist(found["beauty"], *seen, exposure=exposure, quality=quality))
        return {name: layer for name, layer in found.items() if name in wanted}

    def _geometry(self, number: int, now: "PosedWorld", wanted: frozenset[str]) -> dict[str, NDArray]:
        """Return what first hits show, and how it moves."""
        renderer = self._shapes.renderer(self._moment)
        found = renderer.geometry(now)
        arrays = {name: getattr(found, name) for name in GEOMETRY if hasattr(found, name)}
        arrays["thing"] = layers.renamed(found.part, [id_ for id_, _ in found.parts])[1]
        arrays["material"] = layers.renamed(found.part, found.materials)[1]
        for name, step in MOTION.items():
            if name in wanted:
                (other,) = self._moment(number + step)
                arrays[name] = layers.motion(found, now, other, height=renderer.height, width=renderer.width)
        return {name: array for name, array in arrays.items() if name in wanted}


def _alphas(coverage: passes.Coverage, ids: Sequence[str], things: Sequence[str]) -> NDArray[np.float32]:
    """Return (H, W, things) the share of each thing."""
    column = {id_: k for k, id_ in enumerate(things)}
    table = np.full(layers.NOTHING + 1, len(things), np.intp)
    table[: len(ids)] = [column.get(id_, len(things)) for id_ in ids]
    found = np.zeros((*coverage.part.shape[:2], len(things) + 1), np.float32)
    y, x = np.ogrid[: found.shape[0], : found.shape[1]]
    for rank in range(coverage.part.shape[-1]):
        found[y, x, table[coverage.part[..., rank]]] += coverage.share[..., rank]
    return found[..., : len(things)]


def _contact(kind: str, row: np.void, ids: Sequence[str], view: View, size: dict[str, int]) -> Json:
    """Return one contact as JSON; the ground and walls have no id."""
    pixel, depth = project(view, row["point"], **size)
    return {
        "kind": kind,
        "a": ids[row["a"]] if row["a"] >= 0 else None,
        "b": ids[row["b"]] if row["b"] >= 0 else None,
        **{name: [float(x) for x in row[name]] for name in ("point", "normal", "impulse")},
        "pixel": [float(x) for x in pixel] if depth > 0 else None,
        "depth": float(depth),
    }
