"""The stage ``compare``: two versions of a film side by side, the proof of what differs, and the film of it.

Of every frame: which things could have changed a pixel (posed, shaped or finished differently), which pixels' light
met one of those in either version, and the check that all others are equal bit for bit. Raw pixels are checked
outside that mask, finished ones outside the mask grown by the denoiser's receptive field. Where camera, sky, lamps,
exposure or style differ, every pixel could. ``difference.mp4`` is black where nothing changed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from setpiece.take import hearing, printing
from setpiece.take.motion import stored_trajectory
from setpiece.take.picture import Posing, Rig, raw_frames, rig_of
from setpiece.take.reuse import delivery, former_rig, same_frame, same_shape
from setpiece.take.stage import Json, Node, Part, Result, Stage
from setpiece.world.document import World
from setpiece.world.files import canonical_json, parse_world

if TYPE_CHECKING:
    from setpiece.edits.influence import Reach
    from setpiece.physics.trajectory import Trajectory
    from setpiece.render.denoise import Strength
    from setpiece.render.develop import Process
    from setpiece.render.posed import PosedWorld
    from setpiece.render.raw import Raw

FILM = "difference.mp4"
GAIN = 4  # of the difference film: a change of 1 in 64 is well seen
Mask = NDArray[np.bool_]


@dataclass
class Count:
    """Pixels of one kind over a film: how many there are, could differ, do, and do although they could not."""

    pixels: int = 0
    could: int = 0
    differ: int = 0
    outside: int = 0
    per_frame: list[int] = field(default_factory=list)

    def add(self, could: Mask, differs: Mask) -> None:
        """Count one frame."""
        self.pixels += could.size
        self.could += int(could.sum())
        self.differ += int(differs.sum())
        self.outside += int((differs & ~could).sum())
        self.per_frame.append(int(could.sum()))

    def told(self) -> Json:
        """Return the counts as the certificate has them."""
        return {
            "pixels": self.pixels,
            "could_differ": self.could,
            "differ": self.differ,
            "outside_that_differ": self.outside,
            "could_differ_per_frame": self.per_frame,
        }


def comparing(before: tuple[Node, ...], after: tuple[Node, ...], documents: tuple[Json, Json], fps: Fraction) -> Node:
    """Return the node that compares two versions by their develop nodes and their worlds as JSON."""
    document = {"before": documents[0], "after": documents[1], "fps": str(fps), "segments": [len(before), len(after)]}
    return Node(COMPARE, 0, document, (*before, *after))


def _compare(document: Json, upstream: tuple[Result, ...], segment: int) -> Iterator[Part]:  # noqa: ARG001
    from setpiece.take.encode import write_film

    count = document["segments"][0]
    before, after = (parse_world(canonical_json(document[name])) for name in ("before", "after"))
    path = upstream[0].scratch / FILM
    comparison = Comparison(Version(before, upstream[:count]), Version(after, upstream[count:]))
    write_film(path, comparison.differences(), fps=Fraction(document["fps"]), sound=None, rate=48000)
    yield "proof", np.frombuffer(canonical_json(comparison.proof()).encode(), np.uint8)
    yield FILM, path


@dataclass(frozen=True)
class Version:
    """One version of a film: its world, and its develop results in order."""

    world: World
    developed: tuple[Result, ...]

    @property
    def trajectory(self) -> "Trajectory":
        """What happens in it."""
        return stored_trajectory(self.developed[-1].upstream[1])


@dataclass(frozen=True)
class Comparison:
    """Two versions side by side; counts fill while the frames of ``differences`` are taken."""

    before: Version
    after: Version
    raw: Count = field(default_factory=Count)
    finished: Count = field(default_factory=Count)

    def differences(self) -> Iterator[NDArray[np.uint8]]:
        """Yield the picture of the differences of every frame that both have."""
        pairs = zip(_frames(self.before.developed, former_of), _frames(self.after.developed, rig_of), strict=False)
        for one, other in pairs:
            yield _frame(self.raw, self.finished, one, other)

    def reaches(self) -> "tuple[Reach, ...]":
        """Return how far the difference reaches, body by body."""
        from setpiece.edits.influence import reaches

        return reaches(self.before.world, self.after.world, self.before.trajectory, self.after.trajectory)

    def proof(self) -> Json:
        """Return what could differ, what does, and whether all else is equal, of the frames taken so far."""
        from setpiece.edits.influence import text_of

        bodies = self.reaches()
        broken = sum(not reach.holds for reach in bodies)
        return {
            "bodies": {reach.body: _body(reach) for reach in bodies},
            "chains": text_of(bodies),
            "bodies_outside_that_differ": broken,
            "raw": self.raw.told(),
            "finished": self.finished.told(),
            "holds": not (broken or self.raw.outside or self.finished.outside),
        }


def _body(reach: "Reach") -> Json:
    return {
        "could_differ_from": reach.could_from,
        "through": list(reach.through),
        "differs_from": reach.differs_from,
        "holds": reach.holds,
    }


@dataclass(frozen=True)
class Frame:
    """One frame of a version: posed worlds, raw light, picture, and what else it depends on."""

    posed: "tuple[PosedWorld, ...]"
    raw: "Raw"
    picture: NDArray
    delivery: Any
    process: "Process"


def _frames(parts: tuple[Result, ...], rig_for: Callable[[Json], Rig]) -> Iterator[Frame]:
    """Yield the frames of a version from its develop results."""
    from setpiece.render.groups import mixed

    for developed in parts:
        finish = developed.document.get("finish", {})
        traced, simulated = developed.upstream[:2]
        rig = rig_for(traced.document)
        pose: Posing = rig.posing(stored_trajectory(simulated))
        process = rig.process(developed.document)
        for (number, raw), (_, picture) in zip(raw_frames(traced), developed.stream(), strict=True):
            light = replace(raw, radiance=mixed(raw.radiance, process.gains))
            yield Frame(pose(number), light, picture, (delivery(traced.document), finish), process)


def former_of(document: Json) -> Rig:
    """Return the rig of the version before."""
    return former_rig(canonical_json(document | {"frames": []}))


def _frame(raw: Count, finished: Count, before: Frame, after: Frame) -> NDArray[np.uint8]:
    """Count one frame, and return the picture of its differences."""
    from setpiece.render.finish import reach

    if before.picture.shape != after.picture.shape:
        return np.zeros_like(after.picture)
    could = mask_of(before, after)
    raw.add(could, (before.raw.radiance != after.raw.radiance).any(axis=-1))
    step = np.abs(before.picture.astype(np.int16) - after.picture)
    glow = reach(max(frame.process.finish.bloom for frame in (before, after)), len(could))
    finished.add(grown(could, after.picture.shape[:2], after.process.quality.denoise, glow), step.any(axis=-1))
    return np.minimum(step * GAIN, 255).astype(np.uint8)


def mask_of(before: Frame, after: Frame) -> Mask:
    """Return which raw pixels could differ: those whose light met, in either version, something that differs."""
    from setpiece.render.raw import touching

    causes = changed_things(before, after)
    if causes is None:
        return np.ones(after.raw.index.shape, bool)
    return touching(before.raw, causes) | touching(after.raw, causes)


def changed_things(before: Frame, after: Frame) -> frozenset[str] | None:
    """Return the ids that are posed, shaped or coloured differently; None where a difference is of no one thing."""
    if before.delivery != after.delivery or len(before.posed) != len(after.posed):
        return None
    causes: set[str] = set()
    for one, other in zip(before.posed, after.posed, strict=True):
        if not same_frame(one, other):
            return None
        rows = [{(item.id, item.part): item for item in posed.items} for posed in (one, other)]
        for key in rows[0].keys() | rows[1].keys():
            a, b = rows[0].get(key), rows[1].get(key)
            if a is b:
                continue
            if a is None or b is None or not same_shape(a, b) or a.surface != b.surface:
                causes.add(key[0])
    pairs = zip((before.process.gains or ())[1:], (after.process.gains or ())[1:], after.posed[0].lights, strict=False)
    return frozenset(causes | {light.id for a, b, light in pairs if a != b})


def grown(mask: Mask, size: tuple[int, int], strength: "Strength", glow: int = 0) -> Mask:
    """Return a raw mask grown by the receptive field of a denoiser and a glow's (px), at the picture's size."""
    from scipy.ndimage import maximum_filter

    from setpiece.render.denoise import RECEPTIVE_FIELD

    if not mask.any():
        return np.zeros(size, bool)
    shrink = -(-size[0] // mask.shape[0])
    cubic = 2 if shrink > 1 else 0  # px: of the filter that enlarges a draft
    margin = RECEPTIVE_FIELD[strength] + glow + cubic
    large = maximum_filter(mask, size=2 * margin + 1, mode="constant")
    return large.repeat(shrink, axis=0).repeat(shrink, axis=1)[: size[0], : size[1]]


COMPARE = Stage("compare", _compare, (*hearing.LAYERS, "take", "edits"), (*hearing.LIBRARIES, *printing.LIBRARIES))
