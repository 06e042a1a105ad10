"""Frames of an edited take out of those of the version before: the same bits, for less work.

Two posed worlds are compared frame by frame. Where nothing differs, a frame is copied; where only surfaces differ
(colour, material), the pixels whose light met one of those things are traced again and put into the former frame;
otherwise the whole frame is traced. There is no bookkeeping of edits: what is compared is all that a frame can see.

A node made this way has the key, and so must have the bits, that it has when it is made from nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.camera.view import same_view
from setpiece.render.posed import Item, PosedWorld
from setpiece.take.carrying import carried
from setpiece.take.darkroom import cleaned, cleaned_frames, developed
from setpiece.take.motion import stored_trajectory
from setpiece.take.picture import Posing, Rig, named, raw_frames, rig_of
from setpiece.take.stage import Json, Node, Part, Result
from setpiece.take.store import Store, StoredResult
from setpiece.world.files import canonical_json
from setpiece.world.materials import MATERIALS

if TYPE_CHECKING:
    from setpiece.render.develop import Cleaned
    from setpiece.render.raw import Raw

ALL = frozenset({"*"})  # what differs cannot be told apart by things: camera, sky, shapes, poses


@dataclass
class Tally:
    """What filming an edited version redid and reused: frames, and pixels as the renderer counts them."""

    frames_copied: int = 0
    frames_patched: int = 0
    frames_traced: int = 0
    pixels_traced: int = 0
    pixels: int = 0
    pictures_copied: int = 0
    pictures_developed: int = 0
    segments: dict[str, list[int]] = field(default_factory=dict)  # of each stage: made again, all


def differing(before: tuple[PosedWorld, ...], after: tuple[PosedWorld, ...]) -> frozenset[str]:
    """Return the ids whose surfaces differ between two frames, ``ALL`` if more than surfaces does."""
    if len(before) != len(after):
        return ALL
    found: set[str] = set()
    for one, other in zip(before, after, strict=True):
        if not same_frame(one, other) or len(one.items) != len(other.items):
            return ALL
        for a, b in zip(one.items, other.items, strict=True):
            if a is b:
                continue
            if not same_shape(a, b):
                return ALL
            if a.surface != b.surface:
                found.add(a.id)
                if "emissive" in {MATERIALS[each.surface.material].kind for each in (a, b)}:
                    return ALL
    return frozenset(found)


def same_frame(a: PosedWorld, b: PosedWorld) -> bool:
    """Tell whether camera, sky, place, lamps and seed are equal."""
    return same_view(a.view, b.view) and (a.sky, a.place, a.lights, a.seed) == (b.sky, b.place, b.lights, b.seed)


def same_shape(a: Item, b: Item) -> bool:
    """Tell whether two meshes are equal and stand equally."""
    named = (a.id, a.part, a.mesh.key) == (b.id, b.part, b.mesh.key)
    return named and np.array_equal(a.world_from_mesh, b.world_from_mesh)


@dataclass(frozen=True)
class Reuse:
    """The version before, as far as it is stored, and what came of using it."""

    store: Store
    simulated: tuple[Node, ...]
    traced: tuple[Node, ...]
    cleaned: tuple[Node, ...]
    developed: tuple[Node, ...]
    tally: Tally = field(default_factory=Tally)

    def motion(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """Return simulate nodes of the new version likewise; which of them are run is told when they are made."""
        made: list[Node] = []
        for node in nodes:
            built = replace(node, upstream=tuple(made[-1:]))
            made.append(self._paired(built, self.simulated, carried, self._keep))
        return tuple(made)

    def _keep(self) -> None:
        """Count a second that was not simulated."""
        if "simulate" in self.tally.segments:
            self.tally.segments["simulate"][0] -= 1

    def raw(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """Return trace nodes of the new version that are made out of those of the version before."""
        return tuple(self._paired(node, self.traced, _retrace, self.tally) for node in nodes)

    def light(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """Return clean nodes likewise."""
        return tuple(self._paired(node, self.cleaned, _reclean) for node in nodes)

    def pictures(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """Return develop nodes likewise."""
        return tuple(self._paired(node, self.developed, _redevelop, self.tally) for node in nodes)

    def _paired(self, node: Node, old: tuple[Node, ...], run: Callable, *told: "Tally | Callable[[], None]") -> Node:
        former = next((each for each in old if each.segment == node.segment), None)
        if former is None or former.key == node.key or not self.store.has(former) or self.store.has(node):
            return node
        return _other_way(node, partial(run, StoredResult(self.store, former), *told))


def _other_way(node: Node, run: partial) -> Node:
    """Return a node of the same key that another function makes."""
    made = replace(node, stage=replace(node.stage, run=run))
    assert made.key == node.key, "the way a result is made is no part of what it is"
    return made


def _retrace(
    former: StoredResult,
    tally: Tally,
    document: Json,
    upstream: tuple[Result, ...],
    segment: int,  # noqa: ARG001
) -> Iterator[Part]:
    from setpiece.render.raw import touching
    from setpiece.render.sequence import Retracing, traced

    rig, pose, change = _compared(document, upstream[0], former)
    frames, old = range(*document["frames"]), range(*former.document["frames"])
    differ = {frame: change(frame) if frame in old else ALL for frame in frames}
    renderer = rig.renderer(pose)
    count = renderer.height * renderer.width
    whole = traced(renderer, [pose(frame) for frame in frames if differ[frame] == ALL])
    retrace = Retracing(renderer, [pose(frame) for frame in frames if differ[frame] not in (ALL, frozenset())])
    before = dict(raw_frames(former))
    for frame in frames:
        raw: Raw | None = before.pop(frame, None)
        tally.pixels += count
        if raw is None or differ[frame] == ALL:
            raw = next(whole)
            tally.frames_traced += 1
            tally.pixels_traced += count
        elif differ[frame]:
            pixels = np.flatnonzero(touching(raw, differ[frame]))
            raw, count_traced = retrace(raw, pose(frame), pixels)
            tally.frames_patched += 1
            tally.pixels_traced += count_traced
        else:
            tally.frames_copied += 1
        yield from named(frame, raw)


def _reclean(
    former: StoredResult,
    document: Json,  # noqa: ARG001
    upstream: tuple[Result, ...],
    segment: int,  # noqa: ARG001
) -> Iterator[Part]:
    """Take the noise out of what differs."""
    traced, simulated = upstream
    _, _, change = _compared(traced.document, simulated, former.upstream[0])
    before = dict(cleaned_frames(former))

    def known(frame: int) -> "Cleaned | None":
        found = before.pop(frame, None)
        return None if change(frame) else found

    return cleaned(upstream, known)


def _redevelop(
    former: StoredResult,
    tally: Tally,
    document: Json,
    upstream: tuple[Result, ...],
    segment: int,  # noqa: ARG001
) -> Iterator[Part]:
    """Develop what differs: a frame that is equal in raw light, poses and surfaces has an equal picture."""
    traced, simulated = upstream[:2]
    _, _, change = _compared(traced.document, simulated, former.upstream[0])
    first = former.upstream[0].document["frames"][0]
    pictures = dict(enumerate((picture for _, picture in former.stream()), start=first))

    def known(frame: int) -> NDArray | None:
        found = pictures.pop(frame, None)
        if found is None or document != former.document or change(frame):
            tally.pictures_developed += 1
            return None
        tally.pictures_copied += 1
        return found

    yield from developed(document, upstream, known)


def _compared(
    document: Json, simulated: Result, former: StoredResult
) -> tuple[Rig, Posing, Callable[[int], frozenset[str]]]:
    """Return the rig, its posing, and the function from a frame to what differs in it from the version before."""
    rig = rig_of(document)
    pose, old_pose = rig.posing(stored_trajectory(simulated)), _former(former)

    @cache
    def change(frame: int) -> frozenset[str]:
        if delivery(document) != delivery(former.document):
            return ALL
        return differing(old_pose(frame), pose(frame))

    return rig, pose, change


def delivery(document: Json) -> Json:
    """Return what a frame depends on besides its posed world."""
    shot = document["world"]["shot"]
    return {"format": document["format"], "exposure": shot["exposure"], "style": shot["style"]}


def _former(former: StoredResult) -> Posing:
    return former_rig(canonical_json(former.document | {"frames": []})).posing(stored_trajectory(former.upstream[0]))


@lru_cache(maxsize=1)
def former_rig(document: str) -> Rig:
    """Return the rig of the version before, which only poses and never renders."""
    import json

    return Rig(json.loads(document))
