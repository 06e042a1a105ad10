"""What there is to frame: the acting things until what is told has happened, and what they act on."""

from dataclasses import dataclass

import numpy as np

from setpiece.assets.build import build
from setpiece.assets.catalogue import THINGS
from setpiece.events.clause import Verdict
from setpiece.language.script import Script
from setpiece.physics.tracing import line
from setpiece.physics.trajectory import Trajectory, at, duration
from setpiece.staging import arrange, carrying, falling, performing, roping, setting
from setpiece.staging.framing import ROOM_TO_FALL, ROOM_TO_GO, Scene, Writing
from setpiece.staging.layout import Array, Extent, Layout, bounds, extent
from setpiece.world.document import World

SHOWN = 0.75  # share of the film that the frame is composed for, at least
HIGH = 0.3  # m above where it was set down from which a mover begins in the air
LOOKS = 24  # at a mover's way when the camera is set up
SPACIOUS = 2.2  # times as wide as what stands on it is furniture shown
SHOWN_BELOW = 0.5  # and by this share of that below its top
CARRIES = 4.0  # times as large as what is on it is a thing that the picture need not show whole
BEINGS = {"person", "animal"}  # kinds of which no head is cut off
WHOLE = {"building", "rope"}  # kinds that are
WAIST = 0.5  # of somebody's height
ABOVE = (0.6, 8.0)  # of the size of what is flown over is seen with who flies; times his own size at most
BURIED = 0.02  # m that a thing may reach below the top on which it stands


@dataclass(frozen=True)
class _Cast:
    """The boxes (8, 3) of the set and of what kind they are; movers' boxes at the start, sizes and ways (m)."""

    boxes: list[Array]
    kinds: list[str]
    starts: list[Array]
    sizes: list[float]
    paths: list[Array]  # (4, LOOKS, 3): below, above, left and right of the centre


def scout(layout: Layout, world: World, trajectory: Trajectory, verdicts: tuple[Verdict, ...]) -> Scene:
    """Collect what must be in the picture: the acting things until what is told has happened, and what they act on."""
    span = world.duration * world.shot.speed
    told = [v.time for v in verdicts if v.time is not None and v.clause.required]
    until = min(span, max(max(told, default=span) + 0.4, SHOWN * span), duration(trajectory))
    script, cast = layout.script, _cast(layout, trajectory, until)
    starts, paths = cast.starts, cast.paths
    boxes = _cropped(cast)

    def part(first: int, stop: int) -> list[Array]:
        return [path[:, first:stop].reshape(-1, 3) for path in paths]

    way = part(0, LOOKS)
    cloud = np.concatenate([*boxes, *starts, *way])
    cloud[:, 2] = np.maximum(cloud[:, 2], layout.floor)
    sharp = [*(box for box, kind in zip(boxes, cast.kinds, strict=True) if kind != "furniture"), *starts, *way]
    ending = np.concatenate(part(LOOKS // 2, LOOKS)) if paths else cloud
    return Scene(
        points=cloud,
        ground=np.concatenate([*cast.boxes, cloud]),
        sharp=np.concatenate(sharp) if sharp else cloud,
        way=np.concatenate(way) if paths else cloud,
        middle=np.concatenate([*boxes, *part(2 * LOOKS // 5, 3 * LOOKS // 5)]),
        later=np.concatenate(part(LOOKS // 8, LOOKS)) if paths else cloud,
        ending=ending,
        focus=ending.mean(0),
        span=span,
        speed=world.shot.speed,
        floor=layout.floor,
        height=max((float(box[:, 2].max()) for box in cast.boxes), default=0.0),
        size=max(cast.sizes, default=float(np.ptp(cloud, axis=0).max())),
        crosses=any(h.path == "behind" for h in script.happenings),
        still=not script.happenings,
        opening=np.concatenate(starts) if starts and _goes_along(script) else None,
        room=_room(layout),
        hollow=_into_vessel(layout) or bool(layout.marks),
        vista=_is_vista(script, world.place.name),
        writing=_writing(layout, trajectory, until),
    )


def _writing(layout: Layout, trajectory: Trajectory, until: float) -> Writing | None:
    """Return the first line that is left on something, with what writes and all that acts elsewhere."""
    mark = next((mark for mark in layout.marks.values() if not mark.path), None)
    corners = None if mark is None else line(trajectory, mark, duration(trajectory))[0]
    if corners is None or len(corners) < 2:
        return None
    cast = _cast(layout, trajectory, until, closely=True)
    others = [*_cropped(cast), *cast.starts, *(path.reshape(-1, 3) for path in cast.paths)]
    along = np.diff(corners, axis=0) / np.linalg.norm(np.diff(corners, axis=0), axis=1)[:, None]
    return Writing(np.concatenate([corners, *others]), along, mark.width)


def _cast(layout: Layout, trajectory: Trajectory, until: float, *, closely: bool = False) -> _Cast:
    """Return who acts until a world time (s), and on what; where nobody does, all that is named, or all on a table.

    ``closely``: without what is written on, and of what writes only its middle.
    """
    script, cast = layout.script, _Cast([], [], [], [], [])
    acting = {e for h in script.happenings for e in (h.subject, h.object, h.place) if e and e != "ground"}
    acting |= performing.doers(script).keys()
    acting |= {o for r in script.relations if r.kind == "seen_with" and acting for o in r.objects if o != "ground"}
    acting -= _written_on(script, closely=closely)
    pens = {mark.body for mark in layout.marks.values() if closely and not mark.path}
    entities = [e for e in script.entities if e.id in acting] or list(script.entities)
    laid = [e for e in script.entities if e.id in {name for name, *_ in setting.LAID}]
    movers = {h.subject for h in script.happenings} | {h.object for h in script.happenings if h.object}
    for entity in entities if acting else laid or entities:
        for instance in layout.instances.get(entity.id, []):
            box = extent(entity, instance.yaw)
            if entity.id not in movers:
                cast.boxes.append(_corners(box.lower + instance.base, box.upper + instance.base))
                cast.kinds.append(THINGS[entity.thing].kind)
                continue
            if instance.main in pens:
                cast.sizes.append(float(box.size.max()))
                cast.paths.append(_path(trajectory, instance.main, until, 0.0))
                continue
            base = instance.base + _risen(layout, instance.main, trajectory)
            if {"hung", "deck"} & set(instance.assembly.roles):  # what bears it may be cut off by the frame's edge
                box, base = bounds((layout.bodies[instance.main],)), np.zeros(3)
            if carrying.shown(script, entity.id):  # of who holds a small thing the upper half is enough
                box = Extent(box.lower + np.array([0.0, 0.0, WAIST * box.size[2]]), box.upper)
            cast.starts.append(_corners(box.lower + base, box.upper + base))
            cast.sizes.append(float(box.size.max()))
            half = 0.0 if carrying.shown(script, entity.id) else cast.sizes[-1] / 2
            cast.paths.append(_path(trajectory, instance.main, until, half))
            if (leaf := instance.assembly.roles.get("leaf")) is not None:
                half = float(np.ptp(build(layout.bodies[leaf]).bounds, axis=0).max()) / 2
                cast.paths.append(_path(trajectory, leaf, until, half))
    for box in roping.boxes(layout):
        cast.boxes.append(_corners(box.lower, box.upper))
        cast.kinds.append("rope")
    return cast


def _written_on(script: Script, *, closely: bool) -> set[str]:
    """Return the furniture that is written on or wiped, of which the picture shows the place where that is done.

    ``closely``: return all that is written on.
    """
    things = {entity.id: entity.thing for entity in script.entities}
    done = {(h.verb, h.object) for h in script.happenings if h.verb in ("write", "erase") and h.object in things}
    close = {thing for verb, thing in done if closely and verb == "write"}
    return close | {thing for _, thing in done if THINGS[things[thing]].kind == "furniture"}


def _cropped(cast: _Cast) -> list[Array]:
    """Return the boxes (8, 3) of the set without what nobody needs to see.

    What towers over all ways is cut off above them. Furniture, or what is far larger, on which all else is, is cut
    down to what is around that: who looks at an apple on a table does not look for the table's feet.
    """
    boxes, ways = cast.boxes, [*cast.starts, *(path[2:].reshape(-1, 3) for path in cast.paths)]
    if cast.paths:
        top = max(float(path[..., 2].max()) for path in cast.paths) + 1.5 * max(cast.sizes)
        lids = [
            np.inf if kind in BEINGS else max(top, float(b[:, 2].min()))
            for b, kind in zip(boxes, cast.kinds, strict=True)
        ]
        boxes = [np.minimum(box, [np.inf, np.inf, lid]) for box, lid in zip(boxes, lids, strict=True)]
    cropped = []
    for k, box in enumerate(boxes):
        others = [*boxes[:k], *boxes[k + 1 :], *ways]
        low, high = (np.concatenate(others).min(0), np.concatenate(others).max(0)) if others else (box[0], box[-1])
        top, span = float(box[:, 2].max()), float((high - low).max())
        room = np.array([low + high, low + high]) / 2 + SPACIOUS * span / 2 * np.array([[-1.0], [1.0]])
        room[:, 2] = top - SHOWN_BELOW * span, top
        kind, size = cast.kinds[k], float(np.ptp(box, axis=0).max())
        carries = kind == "furniture" or (size > CARRIES * span and kind not in WHOLE)
        bears = others and carries and low[2] >= top - BURIED
        cropped.append(np.clip(box, *room) if bears else box)
    return cropped


def _room(layout: Layout) -> float:
    """Return how many times farther away than close by the camera is that goes along with somebody or something.

    Who flies over a thing is seen with some of that.
    """
    script = layout.script
    if len(script.entities) > 1 and falling.floating_alone(script):
        return ROOM_TO_FALL
    flights = [h for h in script.happenings if h.gait == "fly" and h.path in ("over", "above")]
    passed = [(h.subject, h.place) for h in flights if h.place not in (None, "ground") and layout.placed(h.place)]
    sizes = [[float(extent(layout.entity(name)).size.max()) for name in pair] for pair in passed]
    return max([ROOM_TO_GO, *(min(ABOVE[0] * other / own, ABOVE[1]) for own, other in sizes)])


def _into_vessel(layout: Layout) -> bool:
    """Tell whether something is in a vessel, or goes into one, whose rim would hide it from the side."""
    ways = [(h.subject, h.place) for h in layout.script.happenings if h.path in ("into", "in", "inside")]
    lie = [(r.subject, r.objects[0]) for r in layout.script.relations if r.kind == "in" and r.objects]
    for mover, vessel in (*ways, *lie):
        if vessel in (None, "ground") or not layout.placed(vessel) or not layout.placed(mover):
            continue
        faces = layout.faces(vessel, ("inside",))
        size = float(arrange.footprint(layout, mover).size[2])
        rim = float(arrange.footprint(layout, vessel).upper[2])
        if faces and rim - float(faces[0].center[2]) > 0.4 * size:
            return True
    return False


def _is_vista(script: Script, place: str) -> bool:
    """Tell whether a place that has a view from above is what a sentence with no thing of its own wants to see."""
    wish = script.camera
    above = wish.height in ("aerial", "high", "top") or any(move.kind == "fly" for move in wish.moves)
    return above and place in setting.VISTAS and all(e.id.startswith("implied_") for e in script.entities)


def _risen(layout: Layout, body: str, trajectory: Trajectory) -> Array:
    """Return how far (m) above where it was set down a body begins: a bird that flies from the first moment on."""
    z = float(trajectory.segments[0].position[0, trajectory.ids.index(body), 2]) - layout.bodies[body].position[2]
    return np.array([0.0, 0.0, z if z > HIGH else 0.0])


def _goes_along(script: Script) -> bool:
    """Tell whether the camera goes along with a being, or with the only thing that there is."""
    follows = any(move.kind == "follow" for move in script.camera.moves)
    alone = len(script.entities) == 1 or falling.floating_alone(script) is not None
    return (alone and follows) or performing.follows_living(script)


def _path(trajectory: Trajectory, body: str, until: float, radius: float) -> Array:
    """Return points (4, LOOKS, 3) around a body's way: below, above, left and right of its centre (m)."""
    row = trajectory.ids.index(body)
    way = np.array([at(trajectory, t).position[row] for t in np.linspace(0.0, until, LOOKS)])
    around = radius * np.array([[0, 0, -1], [0, 0, 1], [-1, 0, 0], [1, 0, 0]], float)
    return way + around[:, None]


def _corners(lower: Array, upper: Array) -> Array:
    box = np.stack([lower, upper])
    return np.array([[box[i, 0], box[j, 1], box[k, 2]] for i in (0, 1) for j in (0, 1) for k in (0, 1)])
