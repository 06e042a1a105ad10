"""Blockings of a hand that raises or lowers a thing: it moves on a vertical rail at the speed of a drive."""

import numpy as np

from setpiece.assets.build import build, mass_properties
from setpiece.language.script import Happening
from setpiece.staging import arrange
from setpiece.staging.falling import fall
from setpiece.staging.layout import CLEARANCE, Course, Layout, bounds, construct, extent
from setpiece.staging.motion import G, lead, vec
from setpiece.world.document import Joint

LASTS = 1.6  # s that raising or lowering takes
BRISK = 1.0  # s that letting something down takes that is not let go
SHORT = 0.03  # m before what something is let down towards, that it stops
OVERTURNED = (0.0, 1.0, 0.0, 0.0)  # half a turn about X
OVER = 0.3  # m/s at which a vessel is put over something
GRIP = 3.0  # weights that the hand can bear


def hoist(layout: Layout, happening: Happening) -> None:
    """Raise a thing and keep it there; what is let go again, or has joints of its own, is held up from the start."""
    later = {h.verb for h in layout.script.happenings if h.subject == happening.subject}
    if later & {"drop", "fall", "throw"} or not _single(layout, happening):
        fall(layout, happening)
        return
    arrange.set_down(layout, happening.subject)
    size = float(extent(layout.entity(happening.subject)).size.max())
    rise = happening.height or layout.knobs.pick("hoist", float(np.clip(1.5 * size, 0.15, 2.0)), 1.3)
    _rail(layout, happening, rise)


def lower(layout: Layout, happening: Happening) -> None:
    """Let a thing down onto something, or to the floor, and let go of it there."""
    if not _single(layout, happening):
        fall(layout, happening)
        return
    over = next((h for h in layout.script.happenings if h.verb == "cover" and h.subject == happening.subject), None)
    if over is not None:
        cover(layout, over)
        return
    entity = layout.entity(happening.subject)
    short = SHORT if happening.path == "towards" else 0.0
    place = happening.place if happening.place not in (None, "ground") else happening.object
    base = arrange.free_spot(layout, entity) if layout.instances else layout.ground(0.0, 0.0)
    if place is not None:
        arrange.set_down(layout, place)
        faces = layout.faces(place, ("inside", "top", "seat", "shelf"))
        box = arrange.footprint(layout, place)
        middle = (box.lower + box.upper) / 2
        base = faces[0].center if faces else np.array([middle[0], middle[1], box.upper[2]])
    size = float(extent(entity).size.max())
    drop = happening.height or layout.knobs.pick("lower", float(np.clip(2.0 * size, 0.25, 2.0)), 1.3)
    arrange.group(layout, entity, base + np.array([0.0, 0.0, drop + short]), on="")
    _rail(layout, happening, -drop, keeps=short > 0.0)


def cover(layout: Layout, happening: Happening) -> None:
    """Turn a vessel upside down over a thing, and let it down over that, to what it stands on."""
    if not _single(layout, happening) or happening.object is None:
        return
    arrange.set_down(layout, happening.object)
    box = arrange.footprint(layout, happening.object)
    instance = layout.place(layout.entity(happening.subject), np.zeros(3), on="")
    body = layout.bodies[instance.main].model_copy(update={"rotation": OVERTURNED})
    own, middle = bounds((body,)), (box.lower + box.upper) / 2
    drop = layout.knobs.pick("cover", float(np.clip(1.6 * own.size[2] + box.size[2], 0.25, 2.0)), 1.2)
    foot = np.array([middle[0], middle[1], box.lower[2] + drop])
    place = np.asarray(body.position) + foot - [*(own.lower + own.upper)[:2] / 2, own.lower[2]]
    joint = Joint(kind="slide", anchor=vec(place), axis=(0.0, 0.0, 1.0))
    layout.change(body.id, position=vec(place), rotation=OVERTURNED, joint=joint, fixed=False)
    instance.base = foot
    limit = GRIP * mass_properties(body, build(body)).mass * G
    lead(layout, body.id, (((drop - CLEARANCE) / OVER, -OVER),), limit, keeps=False)


def _single(layout: Layout, happening: Happening) -> bool:
    """Tell whether a thing is one body without joints, that nothing has moved yet."""
    if happening.subject in layout.courses or layout.placed(happening.subject):
        return False
    return len(construct(layout.entity(happening.subject), "x", (0.0, 0.0, 0.0), 0.0).bodies) == 1


def _rail(layout: Layout, happening: Happening, way: float, *, keeps: bool = False) -> None:
    """Let each instance run ``way`` (m, up) on a vertical rail; up there it is kept, down it is let go or kept."""
    speed = way / (BRISK if keeps else LASTS) * happening.pace
    for instance in layout.instances[happening.subject]:
        body = layout.bodies[instance.main]
        joint = Joint(kind="slide", anchor=body.position, axis=(0.0, 0.0, 1.0))
        layout.change(body.id, joint=joint, fixed=False)
        limit = GRIP * mass_properties(body, build(body)).mass * G
        lead(layout, body.id, (((abs(way) - CLEARANCE) / abs(speed), speed),), limit, keeps=keeps or way > 0)
    box = arrange.footprint(layout, happening.subject)
    end_point = (box.lower + box.upper) / 2 + np.array([0.0, 0.0, way])
    layout.courses[happening.subject] = Course(end_point, np.array([1.0, 0.0, 0.0]), 0.0, float(box.size[0] / 2))
