"""Blockings of vehicles: motors at the wheels hold a speed along +X."""

import numpy as np

from setpiece.assets.build import build, mass_properties
from setpiece.assets.catalogue import THINGS
from setpiece.language.script import Entity, Happening
from setpiece.staging import arrange, setting
from setpiece.staging.layout import CLEARANCE, FOREVER, Array, Course, Face, Instance, Layout, extent
from setpiece.staging.motion import STANDS, G, moves_already, roles, start_moving, stop_after
from setpiece.world.document import Drive

IN_ONE = ("locomotive", "bus", "van", "motorcycle", "bicycle", "skateboard")  # families whose wheels do not turn
ROLLING = 1e-7  # their friction, as of iron wheels on rails
CROSSING = 5.0  # s
BRAKES = 3.4  # m/s2: firmly, as before a lamp that has turned red


def drive(layout: Layout, happening: Happening) -> None:
    """Drive along +X on motors at the wheels; what it drives behind stands nearer to the camera."""
    subject = layout.entity(happening.subject)
    if moves_already(layout, happening):
        return
    size = extent(subject).size
    usual = min(float(4.0 * np.sqrt(size[0])) * happening.pace, _slow_enough(layout))
    speed = happening.speed or layout.knobs.pick("drive", usual, 1.3)
    halt = _halt(layout, happening, subject, speed)
    start, on = layout.ground(0.0, 0.0), layout.floor_id
    cliff = _cliff(layout, happening)
    if cliff is not None:
        reach = cliff.reach
        start = cliff.center + np.array([reach - min(1.6 * reach, max(size[0], 0.8 * speed)), 0.0, 0.0])
        on = cliff.owner
    for k in range(subject.count):
        aside = np.array([-1.6 * size[0] * (k % 2), k * 1.5 * float(size[1]), CLEARANCE])
        instance = layout.place(subject, start + aside, on=on, k=k)
        set_driving(layout, instance, np.array([speed, 0.0, 0.0]), until=halt)
    braking = 0.0 if halt is None else speed**2 / (2.0 * speed * halt + speed**2 / BRAKES)
    layout.courses[subject.id] = Course(start, np.array([1.0, 0, 0]), speed, float(size[0] / 2), braking)
    _wayside(layout, happening, subject, speed)


def _halt(layout: Layout, happening: Happening, subject: Entity, speed: float) -> float | None:
    """Return when (s) who stops later in the sentence begins to brake; None for who does not, or glides.

    It stands when most of the film is over.
    """
    stops = happening.verb == "stop" or stop_after(layout.script, happening) is not None
    if not stops or "wheel_1" not in roles(layout, subject):
        return None
    return max(0.4, STANDS * (layout.script.duration or CROSSING) - speed / BRAKES)


def braking(layout: Layout, subject: str) -> float | None:
    """Return when (s) a vehicle brakes that has been set driving; None if it does not."""
    wheels = {b.id for i in layout.instances.get(subject, ()) for b in i.assembly.bodies}
    acts = (a for a in layout.actions if isinstance(a, Drive) and a.body in wheels and a.speed == 0.0)
    return min((act.start for act in acts), default=None)


def _slow_enough(layout: Layout) -> float:
    """Return the speed (m/s) at which a room is crossed in no less than a film's usual length; boundless outdoors."""
    room = setting.place(layout.script).room
    return float("inf") if room is None else 0.4 * room.size[0] / CROSSING


def _cliff(layout: Layout, happening: Happening) -> Face | None:
    """Return the level top that is driven off, if there is one."""
    place = happening.place if happening.place != "ground" else None
    if place is None or happening.path not in ("off", "from"):
        return None
    arrange.set_down(layout, place)
    return next(iter(layout.faces(place, ("top",))), None)


def on_wheels(layout: Layout, subject: Entity) -> bool:
    """Tell whether a thing drives: on wheels that turn, or as if its own did."""
    return THINGS[subject.thing].family in IN_ONE or "wheel_1" in roles(layout, subject)


def set_driving(layout: Layout, instance: Instance, velocity: Array, *, until: float | None = None) -> None:
    """Let a vehicle that faces its way drive at a level velocity (3,), m/s, from the start; brake at ``until`` (s)."""
    start_moving(layout, instance, velocity, rolling=False)
    _turn_wheels(layout, instance, velocity, until)
    if "wheel_1" not in instance.assembly.roles and THINGS[instance.entity.thing].family in IN_ONE:
        layout.change(instance.main, friction=ROLLING)
        layout.notes.append(f"{instance.id} has its wheels in one piece with it: it glides as if they turned.")


def _turn_wheels(layout: Layout, instance: Instance, velocity: Array, until: float | None) -> None:
    """Let wheels turn with the road and hold their rate; torque is bounded by half the weight on each, or by brakes."""
    chassis = layout.bodies[instance.main]
    speed, turning = float(np.linalg.norm(velocity)), np.cross([0.0, 0.0, 1.0], velocity)
    mass = sum(mass_properties(b, build(b)).mass for b in instance.assembly.bodies if not b.fixed)
    for role in sorted(instance.assembly.roles):
        if not role.startswith("wheel_"):
            continue
        wheel = layout.bodies[instance.assembly.roles[role]]
        radius = float(build(wheel).bounds[1, 2])
        sense = float(np.sign(np.dot(wheel.joint.axis, turning))) or 1.0
        joint = wheel.joint.model_copy(update={"speed": sense * speed / radius})
        layout.change(wheel.id, joint=joint, velocity=chassis.velocity)
        limit = 0.5 * mass * G / 4 * radius
        rate = sense * speed / radius
        layout.actions.append(Drive(body=wheel.id, duration=until or FOREVER, speed=rate, limit=limit))
        if until is not None:
            torque = mass * BRAKES / 4 * radius
            layout.actions.append(Drive(body=wheel.id, start=until, duration=FOREVER, speed=0.0, limit=torque))


def _wayside(layout: Layout, happening: Happening, subject: Entity, speed: float) -> None:
    """Set the thing that is driven behind, past or into beside or across the road."""
    other = happening.object or (happening.place if happening.place != "ground" else None)
    if other is None or layout.placed(other):
        return
    car, box = extent(subject).size, arrange.spread(layout, layout.entity(other))
    if happening.verb in ("hit", "collide", "knock_over", "push") or happening.path in ("into", "against"):
        return
    if happening.path == "away":
        back = 0.5 * float(car[0] + box.size[0]) + 0.1 * float(car[0])
        arrange.group(layout, layout.entity(other), layout.ground(-back, 0.0), on=layout.floor_id)
        return
    near = -1.0 if happening.path == "behind" else 1.0
    y = near * (0.5 * float(car[1]) + 1.2 + 0.5 * float(box.size[1]))
    lead = max(0.7 * speed, 0.4 * float(car[0])) + 0.5 * float(car[0] + box.size[0])
    arrange.group(layout, layout.entity(other), layout.ground(lead, y), on=layout.floor_id)
