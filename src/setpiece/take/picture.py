"""The stage ``trace``: one second of film a segment, as raw light; and the rig that it and the darkroom share.

Raw light is kept with its touched sets and with the guides of its denoiser, so that an edit can later trace only
what it changes, and a picture can be developed again without a scene. Frames are handed on one by one, so that
memory stays flat.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from math import tau
from typing import TYPE_CHECKING

from setpiece.clock import frame_count, frame_times, segments
from setpiece.take.motion import LAYERS as MOTION_LAYERS
from setpiece.take.motion import LIBRARIES as MOTION_LIBRARIES
from setpiece.take.motion import stored_trajectory
from setpiece.take.stage import Json, Node, Part, Result, Stage
from setpiece.world.document import FINISH, World
from setpiece.world.files import canonical_json, parse_world
from setpiece.world.format import Format

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from setpiece.camera.view import View
    from setpiece.physics.trajectory import Trajectory
    from setpiece.render.develop import Process
    from setpiece.render.drawing import Drawing
    from setpiece.render.layers import Geometry
    from setpiece.render.posed import Item, PosedWorld
    from setpiece.render.quality import Quality
    from setpiece.render.raw import Raw
    from setpiece.render.renderer import Renderer

LAYERS = (*MOTION_LAYERS, "camera", "actors", "render")
LIBRARIES = (*MOTION_LIBRARIES, "mitsuba", "drjit", "pyoidn", "pillow")


def scene_document(world: World) -> Json:
    """Return the part of a world that can be seen: actions and length reach the picture through the trajectory."""
    shot = world.shot.model_copy(update=dict.fromkeys(FINISH, 0.0))
    return world.model_copy(update={"title": "", "duration": 1.0, "actions": (), "shot": shot}).model_dump(mode="json")


def seen_until(world: World, film_time: float, fps: Fraction) -> float:
    """Return up to which world time (s) the pictures before ``film_time`` depend on the trajectory.

    The shutter stays open for at most a frame's time, the camera looks a little ahead of what it follows, and a
    move that follows a body already aims at where that move will begin.
    """
    from setpiece.camera.moves import SMOOTHING

    followed = [move.start for move in world.shot.moves if move.body]
    return max(film_time * world.shot.speed, *followed, 0.0) + float(1 / fps) * world.shot.speed + SMOOTHING


def segments_seen(world: World, film_time: float, fps: Fraction) -> int:
    """Return how many segments of the trajectory the pictures before ``film_time`` depend on."""
    return len(segments(seen_until(world, film_time, fps)))


def shooting(world: World, film: Format, simulated: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return the trace nodes of a whole film, each on the seconds of world that its pictures can depend on."""
    from setpiece.render import groups

    frames, delivery = frame_count(world.duration, film.fps), film.model_dump(mode="json")
    apart = groups.whitened(world.lights) if film.light_groups else world.lights
    scene = scene_document(world.model_copy(update={"lights": apart}))
    more = {"groups": len(groups.gains(apart))} if film.light_groups else {}
    nodes = []
    for second in segments(world.duration):
        first, stop = (min(frames, -(-at * film.fps.numerator // film.fps.denominator)) for at in (second, second + 1))
        if first < stop:
            document = {"world": scene, "format": delivery, "frames": [first, stop], **more}
            last = simulated[segments_seen(world, min(second + 1, world.duration), film.fps) - 1]
            nodes.append(Node(trace_stage(), second, document, (last,)))
    return tuple(nodes)


@lru_cache(maxsize=1)
def trace_stage() -> Stage:
    """Return the stage ``trace`` of this machine."""
    return Stage("trace", _trace, layers=LAYERS, libraries=LIBRARIES, machine=renderer_name())


def renderer_name() -> str:
    """Return which of Mitsuba's backends renders here, with its compiler: another one gives other bits."""
    from setpiece.render.backend import choose

    found = choose()
    return f"{found.variant} {found.llvm_path or ''}".strip()


def _trace(document: Json, upstream: tuple[Result, ...], segment: int) -> Iterator[Part]:  # noqa: ARG001
    from setpiece.render.sequence import traced

    rig = rig_of(document)
    pose = rig.posing(stored_trajectory(upstream[0]))
    frames = range(*document["frames"])
    for frame, raw in zip(frames, traced(rig.renderer(pose), [pose(k) for k in frames]), strict=True):
        yield from named(frame, raw)


def named(frame: int, raw: "Raw") -> Iterator[Part]:
    """Yield the parts of a raw frame as a take keeps them."""
    from setpiece.render.raw import KEPT

    for name in KEPT:
        if getattr(raw, name) is not None:
            yield f"{name}_{frame:06}", getattr(raw, name)


def raw_frames(traced: Result) -> Iterator[tuple[int, "Raw"]]:
    """Yield the raw frames of a trace result by number."""
    from setpiece.render.raw import KEPT, Raw

    parts: dict[str, NDArray] = {}
    for name, array in traced.stream():
        kind, _, frame = name.partition("_")
        parts[kind] = array
        if kind == KEPT[-1]:
            yield int(frame), Raw(**parts)
            parts = {}
    assert not parts, "a traced segment has whole frames"


def first_hits(world: World, film: Format, trajectory: "Trajectory") -> Iterator[tuple[float, "View", "Geometry"]]:
    """Yield the world time (s), the camera and the first-hit layers of every frame, at the middle of its shutter."""
    rig = rig_of({"world": scene_document(world), "format": film.model_dump(mode="json")})
    renderer, pose = rig.renderer(rig.posing(trajectory)), rig.posing(trajectory, instants=1)
    for frame, time in enumerate(frame_times(world.duration, film.fps, world.shot.speed)):
        (posed,) = pose(frame)
        yield time, posed.view, renderer.geometry(posed)


class Rig:
    """Holds the set, the camera and the renderer of one scene in one format, for all its segments."""

    def __init__(self, document: Json) -> None:
        """Take over what ``scene_document`` and a Format say."""
        from setpiece.render.places.settled import surroundings
        from setpiece.render.quality import QUALITIES

        self.world = parse_world(canonical_json(document["world"]))
        self.format = Format.model_validate(document["format"])
        self.quality: Quality = QUALITIES[self.format.quality]
        self._groups = document.get("groups", 0)
        self._dressing = surroundings(self.world)
        self._renderer: Renderer | None = None
        self._apart: Renderer | None = None

    def renderer(self, pose: "Posing") -> "Renderer":
        """Return the renderer. Its scene is always built from frame 0, wherever work goes on."""
        self._renderer = self._renderer or self._built(pose, self._groups)
        return self._renderer

    def apart(self, pose: "Posing", count: int) -> "Renderer":
        """Return a renderer of the same pictures that keeps ``count`` light groups apart, in the lamps' own colours."""
        self._apart = self._apart or self._built(pose, count)
        return self._apart

    def _built(self, pose: "Posing", groups: int) -> "Renderer":
        from setpiece.render.renderer import Renderer

        size = {"height": self.format.height, "width": self.format.width}
        return Renderer(pose(0)[0], **size, quality=self.quality, exposure=self.world.shot.exposure, groups=groups)

    def posing(self, trajectory: "Trajectory", *, instants: int | None = None) -> "Posing":
        """Return the function from a frame to the world at each instant of its open shutter: the quality's, or so many.

        One instant is the centre of the shutter.
        """
        from setpiece.camera.moves import viewer

        view_at, count = viewer(self.world, trajectory), instants or self.quality.instants

        def pose(frame: int) -> tuple["PosedWorld", ...]:
            times = shutter_times(self.world, self.format.fps, frame, count)
            return tuple(posed_at(self.world, trajectory, t, view_at, self._dressing) for t in times)

        return pose

    def process(self, document: Json, **more: int) -> "Process":
        """Return how frames are developed, by the document of a develop node; ``more`` as its fields are called."""
        from setpiece.render.develop import Process
        from setpiece.render.finish import Finish

        shot, size = self.world.shot, (self.format.height, self.format.width)
        gains = tuple((red, green, blue) for red, green, blue in document["gains"]) if "gains" in document else None
        finish = Finish(**document.get("finish", {}), seed=self.world.seed)
        return Process(shot.exposure, self.quality, size, shot.style, gains=gains, finish=finish, **more)

    def inking(self, trajectory: "Trajectory") -> "Callable[[int], Drawing] | None":
        """Return the function from a frame to what the film's style draws of it; None where it draws nothing."""
        from setpiece.render.renderer import Renderer
        from setpiece.render.sheets import drawing
        from setpiece.render.styles import LINED

        if self.world.shot.style not in LINED:
            return None
        pose, fine = self.posing(trajectory, instants=1), replace(self.quality, shrink=1)
        height, width = (-(-2 * size // self.quality.shrink) for size in (self.format.height, self.format.width))
        renderer = Renderer(pose(0)[0], height=height, width=width, quality=fine)
        return lambda frame: drawing(renderer, pose(frame)[0])

    def time(self, frame: int) -> float:
        """Return the world time (s) at the centre of a frame's shutter."""
        return float(frame / self.format.fps) * self.world.shot.speed


Posing = Callable[[int], tuple["PosedWorld", ...]]


def shutter_times(world: World, fps: Fraction, frame: int, instants: int) -> tuple[float, ...]:
    """Return world times (s), evenly spread over the open shutter around a frame's own time; none before 0."""
    open_for = world.shot.shutter_angle / tau * float(1 / fps)
    offsets = (((k + 0.5) / instants - 0.5) * open_for for k in range(instants))
    return tuple(max(0.0, (float(frame / fps) + offset) * world.shot.speed) for offset in offsets)


def posed_at(
    world: World,
    trajectory: "Trajectory",
    time: float,
    view_at: Callable[[float], "View"],
    dressing: tuple["Item", ...],
) -> "PosedWorld":
    """Return all that the renderer sees at a world time (s)."""
    from setpiece.render.pose import pose_world

    return pose_world(world, trajectory, time, view=view_at(time), dressing=dressing)


def rig_of(document: Json) -> Rig:
    """Return the rig of a trace node's document, one for all its segments and for both stages."""
    return _rig(canonical_json(document | {"frames": []}))


@lru_cache(maxsize=1)
def _rig(document: str) -> Rig:
    """Build a scene once for all its segments, and for both stages."""
    return Rig(json.loads(document))
