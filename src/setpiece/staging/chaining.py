"""Blockings of what hangs on a chain: a hand draws it aside, and it swings down, past or into others."""

import numpy as np

from setpiece.geometry import quat_from_axis_angle, quat_multiply, quat_rotate
from setpiece.language.script import BLOWS, Happening
from setpiece.staging import arrange
from setpiece.staging.layout import CLEARANCE, Array, Course, Extent, Instance, Layout, bounds, extent
from setpiece.staging.motion import BEAT, G, vec
from setpiece.staging.rolling import PASSING, target_of
from setpiece.world.document import Hold

AMPLITUDE, WIDEST = 0.8, 1.3  # rad
OBLIQUE = -0.3  # rad by which the stage is turned then: what is struck gives way towards the camera
SCREENS = 1.5  # times as high as what swings past it, a thing stands behind its way
NEAR = 0.05  # of its size, between it at its lowest and what it swings into


def swings_into(layout: Layout) -> bool:
    """Tell whether something on a tie swings into something else, and no sides are told that a turn would change."""
    hung = {e for e, group in layout.instances.items() for i in group if "hung" in i.assembly.roles}
    meets = any(h.subject in hung and target_of(h) is not None for h in layout.script.happenings)
    return meets and not layout.script.relations


def let_go_on_tie(layout: Layout, happening: Happening) -> None:
    """Draw aside what hangs, towards -X, and let go after a beat. What it meets stands across its way, right there."""
    natural = max(AMPLITUDE * float(np.sqrt(happening.pace)), _past(layout, happening))
    amplitude = happening.angle or min(layout.knobs.pick(f"{happening.subject}.swing", natural, 1.3), WIDEST)
    for instance in layout.instances[happening.subject]:
        _draw_aside(layout, instance, amplitude)
    box = _around(layout, happening.subject)
    tie = next(tie for tie in layout.ties.values() if tie.a == layout.main(happening.subject)[0])
    pivot, size = np.array(tie.at_b), box.size
    reach = float(pivot[2] - layout.floor) - 0.5 * float(size[2])
    speed = float(np.sqrt(2.0 * G * reach * (1.0 - np.cos(amplitude))))
    along = np.array([1.0, 0.0, 0.0])
    layout.courses[happening.subject] = Course(layout.ground(pivot[0], pivot[1]), along, speed, 0.5 * float(size[0]))
    target = target_of(happening)
    if target is not None and not layout.placed(target):
        _set_before(layout, happening, target, pivot, size)


def _past(layout: Layout, happening: Happening) -> float:
    """Return how far (rad) something is drawn aside that is to swing past all of a thing, from edge to edge."""
    target = target_of(happening)
    if target is None or happening.path not in PASSING or layout.placed(target):
        return 0.0
    tie = next(tie for tie in layout.ties.values() if tie.a == layout.main(happening.subject)[0])
    size = float(_around(layout, happening.subject).size[0])
    length = float(np.subtract(tie.at_b, tie.at_a)[2]) + 0.5 * size
    half = 0.5 * float(arrange.spread(layout, layout.entity(target)).size[0]) + 0.6 * size
    return float(np.arcsin(min(half / length, np.sin(WIDEST))))


def _draw_aside(layout: Layout, instance: Instance, amplitude: float) -> None:
    """Turn an instance's body about where its tie is fixed, and let a hand hold it there until a beat has passed."""
    body = layout.bodies[instance.main]
    tie = next(tie for tie in layout.ties.values() if tie.a == body.id)
    turn, pivot = quat_from_axis_angle((0.0, 1.0, 0.0), amplitude), np.array(tie.at_b)
    moved = [pivot + quat_rotate(turn, np.subtract(point, pivot)) for point in (body.position, tie.at_a)]
    rotation = tuple(float(x) for x in quat_multiply(turn, np.array(body.rotation)))
    layout.change(body.id, position=vec(moved[0]), rotation=rotation)
    layout.ties[tie.id] = tie.model_copy(update={"at_a": vec(moved[1])})
    layout.actions.append(Hold(body=body.id, end=BEAT))


def _around(layout: Layout, entity: str) -> Extent:
    """Return the box of what hangs there, without its frame."""
    instance = layout.instances[entity][0]
    return bounds(tuple(b for b in instance.assembly.bodies if b.id == instance.main))


def _set_before(layout: Layout, happening: Happening, target: str, pivot: Array, size: Array) -> None:
    """Set what is met before the lowest point, its broad side to it; what is passed, beside the way."""
    entity = layout.entity(target)
    meets = happening.verb in BLOWS or happening.path in ("into", "against")
    plain = extent(entity).size
    yaw = np.pi / 2 if meets and plain[0] > plain[1] and entity.count == 1 else 0.0
    box = extent(entity, yaw) if entity.count == 1 else arrange.spread(layout, entity)
    gap = layout.knobs.pick(f"{target}.gap", NEAR * float(size[0]), 1.5)
    if meets:
        aside = layout.knobs.shift(f"{target}.aside", 0.1 * float(box.size[1]))
        base = layout.ground(pivot[0] + 0.5 * float(size[0]) + gap - float(box.lower[0]), pivot[1] + aside)
    else:
        towers = float(box.size[2]) > SCREENS * float(size[2])  # before the gantry it would hide what swings
        side = -1.0 if happening.path in PASSING[:2] and not towers else 1.0
        base = layout.ground(pivot[0], pivot[1] + side * (0.5 * float(size[1] + box.size[1]) + 2.0 * gap))
    if entity.count == 1:
        layout.place(entity, base + np.array([0.0, 0.0, CLEARANCE]), yaw=yaw, on=layout.floor_id)
    else:
        arrange.group(layout, entity, base, on=layout.floor_id)
