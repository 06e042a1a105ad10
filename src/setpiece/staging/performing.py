"""Blockings of who moves by itself: animals and people do with legs, wings or fins what the sentence says.

A performance prescribes the motion (``world.document.Perform``); whom it meets, physics moves. What a body cannot do
is said in a note, and it stands instead; the clause then fails in plain sight.
"""

import numpy as np

from setpiece.actors.gaits import natural_speed, stride
from setpiece.actors.perform import place
from setpiece.assets.anatomy import Plan
from setpiece.assets.build import build
from setpiece.assets.catalogue import THINGS
from setpiece.assets.families.beings import PLANS, plan_of
from setpiece.geometry import quat_conjugate, quat_rotate
from setpiece.language.script import CameraMove, Entity, Happening, Relation, Script
from setpiece.staging import arrange, carrying, leaping, riding, setting
from setpiece.staging.layout import CLEARANCE, Array, Course, Instance, Layout, bounds, extent, rolls
from setpiece.staging.motion import G, grip, stop_after
from setpiece.world.document import Held, Perform

SECONDS = 5.0  # that a performance is planned for, where the sentence gives no length
EASE = 0.5  # s of setting off and coming to rest, at least
OFF = 0.2  # m: from who stops at a thing to that, at the end of a way that led past another
APPROACH = 0.5  # of the time that a performance is planned for, one is on the way to where it ends
BRAKES = 0.3  # s for each m/s: nobody stops dead from a run
ROOM_ON_TOP = 1.4  # times its own length that a being needs of a top on which it goes
CLEARS = 1.5  # times half a flyer's height that it keeps above what it flies over
ACROSS, HALL = 4.5, 12.0  # m that one goes in a room, and the width from which it is none
GAINS = 3.0  # s in which who glides down a slope gets to his full speed
FAR = 6.0  # body lengths: whoever goes farther is followed by the camera, if no other move is asked for
GOING = {"move", "leave", "pass", "drive", "slide", "roll", "orbit", "hit", "push", "knock_over", "collide", "stop"}
INTO = {"hit", "push", "knock_over", "collide"}
AGAINST, SENT, STEPS_ON = ("against", "into"), 8.0, 0.9  # ways into things; own sizes struck things go there; m
SENDS = INTO - {"push"}
LAID_ON = "implied_stand"  # what a meal stands on
SWITCHED = ("light", "darken", "spin", "slow")  # what is done with a touch: nobody stands in the way of a door
UTENSILS = ("fork", "spoon", "knife", "chopsticks", "ladle")
CHOICES = {  # gaits that do for what is asked, the best first
    "walk": ("walk", "crawl", "hop"),
    "crawl": ("crawl", "walk", "hop"),
    "run": ("run", "gallop", "trot", "hop", "walk"),
    "trot": ("trot", "run", "walk"),
    "gallop": ("gallop", "run"),
    "jump": ("hop", "gallop", "run"),
    "fly": ("fly",),
    "swim": ("swim",),
    "sit": ("sit", "stand"),
    "lie": ("lie", "sit", "stand"),
    "offer": ("offer", "stand"),
    "wave": ("wave", "stand"),
    "eat": ("eat", "graze", "stand"),
    "glide": ("glide", "walk"),
    "ride": ("ride", "walk"),
    "": ("walk", "hop", "crawl", "swim", "fly"),
}


def animate(entity: Entity) -> bool:
    """Tell whether a thing can move by itself."""
    return THINGS[entity.thing].family in PLANS


def performs(layout: Layout, happening: Happening) -> bool:
    """Tell whether a happening is what its subject does by itself."""
    return happening.agent == "self" and animate(layout.entity(happening.subject))


def plan(entity: Entity, instance: Instance) -> Plan:
    """Return the body plan of a placed being, at its size."""
    main = next(body for body in instance.assembly.bodies if body.id == instance.main)
    return plan_of(THINGS[entity.thing].family, main.params.get("scale", 1.0))


def perform(layout: Layout, happening: Happening) -> None:
    """Let a being do what is said: go its way, or stay and sit, lie, stand, hold out a hand."""
    subject = layout.entity(happening.subject)
    if happening.subject in layout.courses:
        riding.line_way(layout, happening, seconds(layout))
        return
    happening = _until_stop(layout, happening)
    load = carrying.carried(layout.script, happening)
    if load is not None and happening.object == load:
        happening = happening.model_copy(update={"object": None})
    asked = happening.gait or ("" if happening.verb in GOING else "stand")
    if asked == "eat":
        eat(layout, happening)
        return
    if asked in ("stand", "sit", "lie", "offer", "wave") or (happening.verb == "stop" and not happening.gait):
        arrange.set_down(layout, subject.id)
        for instance in layout.instances[subject.id]:
            _stay(layout, subject, instance, carrying.posture(layout, load) if load else asked, happening)
        _laden(layout, subject.id, load)
        return
    if (carried := riding.gait(layout, happening)) is not None:
        happening = happening.model_copy(update={"gait": carried, "object": None})
        load = None
    leap = _leap(layout, happening, subject) if carried is None else None
    start, end, height = (leap[0], leap[-1], 0.0) if leap is not None else _way(layout, happening, subject)
    line = end - start
    heading = line * [1.0, 1.0, 0.0] / np.linalg.norm(line[:2])
    size = extent(subject).size
    _set_at_end(layout, happening, end + 0.5 * float(size[0]) * heading, heading)
    for k in range(subject.count):
        aside = 1.4 * float(size[1]) * (k - 0.5 * (subject.count - 1)) * np.array([-heading[1], heading[0], 0.0])
        behind = -0.35 * float(size[0]) * (k % 2) * heading
        base = start + aside + behind + np.array([0.0, 0.0, CLEARANCE])
        instance = layout.place(subject, base, yaw=float(np.arctan2(*heading[1::-1])), on=layout.floor_id, k=k)
        way = (start, end) if leap is None else tuple(leap)
        _go(layout, happening, instance, [point + aside + behind for point in way], height)
    _laden(layout, subject.id, load)


def _until_stop(layout: Layout, happening: Happening) -> Happening:
    """Return a happening that ends where the same being stops later, if its own way names no end."""
    stop = stop_after(layout.script, happening)
    if stop is None or happening.place not in (None, "ground") or happening.verb not in GOING:
        return happening
    return happening.model_copy(update={"path": stop.path or "to", "place": stop.place or stop.object})


def _set_at_end(layout: Layout, happening: Happening, end: Array, heading: Array) -> None:
    """Set down where a way ends (m) what its subject stops at, if it stands nowhere yet."""
    stop = stop_after(layout.script, happening)
    place = None if stop is None else stop.place or stop.object
    if place in (None, "ground") or layout.placed(place):
        return
    half = 0.5 * float(arrange.spread(layout, layout.entity(place)).size[0])
    spot = end + (half + OFF) * heading
    arrange.group(layout, layout.entity(place), layout.ground(*spot[:2]), on=layout.floor_id)


def _laden(layout: Layout, subject: str, load: str | None) -> None:
    """Give somebody what he holds or carries, which goes along with him."""
    if load is None or layout.placed(load):
        return
    instance = layout.instances[subject][0]
    k = next(k for k, act in enumerate(layout.actions) if isinstance(act, Perform) and act.body == instance.main)
    layout.actions[k] = carrying.take_up(layout, layout.actions[k], instance, layout.entity(load))


def _leap(layout: Layout, happening: Happening, subject: Entity) -> Array | None:
    """Return the points of a way with a leap, where what is said takes one and the being has legs for it."""
    body = plan_of(THINGS[subject.thing].family, THINGS[subject.thing].params.get("scale", 1.0) * subject.scale)
    gait = next((g for g in CHOICES[happening.gait] if g in body.gaits), None)
    if not body.legs or gait in (None, "fly") or not leaping.leaps(layout, happening, gait):
        return None
    speed = _speed(layout, happening, subject, body, gait)
    return leaping.leap(layout, happening, subject, body, speed * seconds(layout))


def eat(layout: Layout, happening: Happening) -> None:
    """Let a person bring to the mouth what is eaten, or the tool in use; animals bow down to what lies before them."""
    subject = layout.entity(happening.subject)
    food = happening.object or (happening.place if happening.place != "ground" else None)
    arrange.set_down(layout, subject.id)
    instance = layout.instances[subject.id][0]
    body = plan(subject, instance)
    if "eat" not in body.gaits or food is None:
        if food is not None and not layout.placed(food):
            reach = float(extent(subject).upper[0]) + 0.5 * float(extent(layout.entity(food)).size[0]) + 0.02
            arrange.group(layout, layout.entity(food), instance.base + np.array([reach, 0.0, 0.0]), on=instance.on)
        _stay(layout, subject, instance, "eat", happening)
        return
    carried = _in_hand(layout, subject.id, food)
    _stay(layout, subject, instance, "eat", happening)
    act = layout.actions.pop()
    hand = instance.assembly.roles["right_hand"]
    thing = layout.entity(carried)
    held = layout.place(thing, instance.base, on="")
    if len(held.assembly.bodies) > 1 or layout.bodies[held.main].fixed:
        layout.notes.append(f"{subject.id} cannot hold {carried}.")
        layout.actions.append(act)
        return
    palm, turn = _grip(layout, act, hand, held.main)
    layout.actions.append(act.model_copy(update={"held": (Held(body=held.main, limb=hand, at=palm, rotation=turn),)}))


def _in_hand(layout: Layout, subject: str, food: str) -> str:
    """Return what is in the eater's hand: a tool that is named with the food, which then stands before the eater."""
    tool = _tool(layout.script, food)
    if tool is None or not any(entity.id == LAID_ON for entity in layout.script.entities):
        return food
    base = layout.instances[subject][0].base
    arrange.group(layout, layout.entity(LAID_ON), base + np.array([0.62, 0.0, 0.0]), on=layout.floor_id)
    arrange.set_down(layout, food)
    return tool


def _tool(script: Script, food: str | None) -> str | None:
    """Return the fork or spoon that is named with what is eaten."""
    things = {entity.id: entity.thing for entity in script.entities}
    near = (r.subject for r in script.relations if r.kind == "near" and r.objects == (food,))
    return next((name for name in near if things[name] in UTENSILS), None)


def laid(script: Script) -> Script:
    """Return the script with something for a meal to stand on that is eaten with a fork or a spoon."""
    meals = [h.object for h in script.happenings if h.verb == "eat" and _tool(script, h.object) is not None]
    if not meals or any(r.subject == meals[0] and r.kind == "on" for r in script.relations):
        return script
    stand = Entity(id=LAID_ON, thing="pedestal", scale=0.95)
    more = Relation(kind="on", subject=meals[0], objects=(LAID_ON,))
    return script.model_copy(update={"entities": (*script.entities, stand), "relations": (*script.relations, more)})


def _grip(layout: Layout, act: Perform, hand: str, body: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return where in the hand's frame a thing is (m), and how it is turned there: upright before the first bite."""
    names = (act.body, *act.limbs)
    posed = {b.id: b for b in place(act, tuple(layout.bodies[name] for name in names))}
    turn = quat_conjugate(np.asarray(posed[hand].rotation))
    size = bounds((layout.bodies[body],)).size
    fingers = 0.5 * float(np.ptp(build(layout.bodies[hand]).bounds[:, 2]))
    ahead = np.array(
        [0.5 * float(min(size[0], size[2])) if size[2] < 1.5 * size[0] else 0.3 * float(size[0]), 0.0, 0.0]
    )
    at = np.array([0.0, 0.0, -0.7 * fingers]) + quat_rotate(turn, ahead)
    return tuple(map(float, at)), tuple(map(float, turn))


def _go(layout: Layout, happening: Happening, instance: Instance, way: list[Array], height: float) -> None:
    subject = instance.entity
    body = plan(subject, instance)
    gait = next((g for g in CHOICES[happening.gait] if g in body.gaits), None)
    if gait is None:
        _stay(layout, subject, instance, "stand", happening)
        return
    speed = _speed(layout, happening, subject, body, gait)
    sided = _sided(layout, happening)
    apart = float(extent(subject).size[:2].max()) / 2
    points = _around(layout, happening.place, (way[0], way[-1]), apart) if sided and len(way) == 2 else way
    lift = np.array([0.0, 0.0, height])
    stops = happening.verb == "stop" or stop_after(layout.script, happening) is not None
    ends = (happening.path in leaping.ONTO and len(way) > 2) or (happening.path in leaping.OFF and len(way) == 2)
    rests = ends or _arrives(happening) or stops or _in_a_room(layout.script) or _sends_into(happening)
    act = Perform(
        body=instance.main,
        limbs=tuple(b.id for b in instance.assembly.bodies if b.id != instance.main),
        gait=gait,
        path=tuple(tuple(map(float, point + lift)) for point in points),
        speed=speed,
        ease=max(EASE, BRAKES * speed) if rests or sided else 0.0,
    )
    if gait in ("glide", "ride"):
        act = riding.mount_up(layout, _setting_off(act, happening), instance)
    layout.actions.append(act)
    line = (way[-1] - way[0]) * [1.0, 1.0, 0.0]
    layout.courses[subject.id] = Course(way[0], line / np.linalg.norm(line), speed, float(extent(subject).size[0]) / 2)
    if happening.verb in INTO and happening.object is not None and layout.placed(happening.object):
        _send_on(layout, happening, layout.courses[subject.id])


def _send_on(layout: Layout, happening: Happening, by: Course) -> None:
    """Let what is struck go on from where it stands, as who strikes it goes; what it goes into stands in its way."""
    struck, place = happening.object, happening.place
    entity, box = layout.entity(struck), arrange.footprint(layout, struck)
    middle = layout.ground(*((box.lower + box.upper)[:2] / 2))
    braking = 0.0 if rolls(entity) else G * grip(layout, layout.main(struck)[0], layout.floor_id)
    layout.courses.setdefault(struck, Course(middle, by.direction, by.speed, float(box.size[0]) / 2, braking))
    if _sends_into(happening) and not layout.placed(place):
        far = SENT * float(box.size[0]) + 0.5 * float(arrange.spread(layout, layout.entity(place)).size[0])
        arrange.group(layout, layout.entity(place), middle + far * by.direction, on=layout.floor_id)


def _sends_into(happening: Happening) -> bool:
    """Tell whether a thing is struck into or against another."""
    return happening.object is not None and happening.path in AGAINST and happening.place not in (None, "ground")


def _setting_off(act: Perform, happening: Happening) -> Perform:
    """Return a way down a slope that begins at rest, and gains speed for as long as the slope is seen."""
    falls = act.path[0][2] - act.path[-1][2] > 0.1
    return act.model_copy(update={"ease": max(act.ease, GAINS)}) if falls and not happening.negated else act


def _sided(layout: Layout, happening: Happening) -> bool:
    """Tell whether a way leads from one side of a thing to another."""
    told = {r.kind for r in layout.script.relations if r.subject == happening.subject}
    return (happening.path or "").removeprefix("to_") in arrange.SIDE and bool(told & arrange.SIDE.keys())


def _speed(layout: Layout, happening: Happening, subject: Entity, body: Plan, gait: str) -> float:
    """Return the said speed, or the gait's natural one with the adverbs (running is fast by its gait, not by pace)."""
    if happening.speed is not None:
        return happening.speed
    beside = [c.speed for name, c in layout.courses.items() if happening.together and name != subject.id]
    if beside:
        return beside[0]
    own = body.traits.get(f"{gait}_speed") or natural_speed(body.kind, gait, body.hip)
    usual = {"run": 1.7, "gallop": 1.7, "trot": 1.3, "crawl": 0.4}.get(happening.gait, 1.0)
    pace = float(np.clip(happening.pace / usual, 0.5, 1.6))
    return layout.knobs.pick(f"{subject.id}.gait", own * pace, 1.15)


def _in_a_room(script: Script) -> bool:
    """Tell whether a performance is in a room, where nobody goes far."""
    return (room := setting.place(script).room) is not None and room.size[0] < HALL


def _arrives(happening: Happening) -> bool:
    return happening.path in ("to", "towards", "up_to", "near", "beside", "left_of", "right_of", "in_front_of")


def seconds(layout: Layout) -> float:
    """Return for how long performances are planned (s)."""
    return min(layout.script.duration or SECONDS, 20.0)


def _way(layout: Layout, happening: Happening, subject: Entity) -> tuple[Array, Array, float]:
    """Return where the way starts and ends (m), and how high above the ground it is."""
    probe = plan_of(THINGS[subject.thing].family, THINGS[subject.thing].params.get("scale", 1.0) * subject.scale)
    gait = next((g for g in CHOICES[happening.gait] if g in probe.gaits), "stand")
    speed = _speed(layout, happening, subject, probe, gait) if gait != "stand" else 1.0
    far = max(min(speed * seconds(layout), ACROSS if _in_a_room(layout.script) else np.inf), 0.5 * probe.size)
    height = probe.traits.get(f"{gait}_height", 0.0)
    sides = {"left": (-1, 0), "right": (1, 0), "in": (0, 1), "out": (0, -1)}
    ahead = np.array([*sides.get(happening.direction, (1, 0)), 0.0], float)
    other = happening.object or (happening.place if happening.place not in (None, "ground") else None)
    if other is not None and gait == "glide":
        arrange.set_down(layout, other)
        if (slope := riding.down_slope(layout, happening, subject)) is not None:
            return *slope, 0.0
    if other is None or other == subject.id:
        middle = layout.ground(0.0, 0.0) if not layout.instances else arrange.free_spot(layout, subject) * [0, 1, 1]
        return middle - 0.5 * far * ahead, middle + 0.5 * far * ahead, height
    if (nudge := _nudge(layout, happening, subject, probe, speed)) is not None:
        return *nudge, 0.0
    arrange.set_down(layout, other)
    if (beside := _from_side_to_side(layout, happening, subject, other)) is not None:
        return *beside, height
    box, size = arrange.footprint(layout, other), extent(subject).size
    middle, half = layout.ground(*((box.lower + box.upper)[:2] / 2)), 0.5 * box.size
    if happening.path == "away":
        start = middle + (half[0] + 0.5 * size[0] + 0.1 * size[2] + 0.05) * ahead
        return start, start + far * ahead, height
    if _arrives(happening) and happening.path != "in_front_of":
        end = middle - (half[0] + 0.5 * size[0] + 0.15 * size[2] + 0.05) * ahead
        return end - min(far, APPROACH * speed * seconds(layout)) * ahead, end, height
    if happening.verb in INTO or happening.path in (*AGAINST, "through"):
        aim = middle - np.array([0.0, _leading_foot(probe, box.size), 0.0])
        on = min(0.6 * far, STEPS_ON if _sends_into(happening) else np.inf)
        return aim - (0.4 * far + half[0]) * ahead, aim + on * ahead, height
    if happening.path in ("over", "above", "under") and (height > 0.0 or happening.path == "under"):
        over = float(box.upper[2]) - layout.floor + CLEARS * (0.5 * float(size[2]) + 0.2)
        height = height if happening.path == "under" else max(height, over)
        return middle - 0.5 * far * ahead, middle + 0.5 * far * ahead, height
    far_side = 1.0 if happening.path in ("behind", "to_behind") else -1.0
    aside = far_side * (half[1] + 0.6 * size[1] + 0.3 * max(size[2], 0.2))
    passed = middle + aside * np.array([-ahead[1], ahead[0], 0.0])
    far = max(far, 1.15 * (2.0 * half[0] + 1.6 * size[0]) + 0.5)  # what is long is passed from end to end
    layout.seconds = max(layout.seconds, min(far / speed, 20.0))
    ends, near = happening.path == "in_front_of", min(far, APPROACH * speed * seconds(layout))
    return passed - (near if ends else 0.5 * far) * ahead, passed + (0.0 if ends else 0.5 * far) * ahead, height


def _nudge(
    layout: Layout, happening: Happening, subject: Entity, probe: Plan, speed: float
) -> tuple[Array, Array] | None:
    """Return the way of who pushes a thing off the top that both are on: up to where its feet come to the edge.

    None where nothing is pushed off, or where there is no room on the top.
    """
    pushed, place = happening.object, happening.place
    off = (
        happening.verb in INTO
        and happening.path in leaping.OFF
        and pushed is not None
        and place not in (None, "ground")
    )
    if not off or not probe.legs or layout.placed(pushed):
        return None
    arrange.set_down(layout, place)
    top = next(iter(layout.faces(place)), None)
    own = extent(subject)
    if top is None or ROOM_ON_TOP * float(own.size[0]) > 2.0 * top.reach:
        return None
    base = arrange.at_edge(layout, layout.entity(pushed), top)
    foot = max(float(leg.joints[-1][0]) for leg in probe.legs) + 0.25 * stride(speed, probe.hip)
    edge = float(top.center[0]) + top.reach - arrange.EDGE
    y = float(base[1]) - _leading_foot(probe, arrange.spread(layout, layout.entity(pushed)).size)
    start = float(top.center[0]) - top.reach - float(own.lower[0])
    return np.array([start, y, base[2]]), np.array([edge - foot, y, base[2]])


def _from_side_to_side(layout: Layout, happening: Happening, subject: Entity, other: str) -> tuple[Array, Array] | None:
    """Return where a way from one side of a thing to another starts and ends; None where no such sides are said."""
    end = arrange.SIDE.get((happening.path or "").removeprefix("to_"))
    told = [r for r in layout.script.relations if r.subject == subject.id and r.objects == (other,)]
    start = next((arrange.SIDE[r.kind] for r in told if r.kind in arrange.SIDE), None)
    if end is None or start is None:
        return None
    box = arrange.footprint(layout, other)
    middle, half = layout.ground(*((box.lower + box.upper)[:2] / 2)), 0.5 * box.size
    reach = float(max(extent(subject).size[:2]))
    spots = [
        middle + np.array([x * (half[0] + reach + 0.1), y * (half[1] + reach + 0.1), 0.0]) for x, y in (start, end)
    ]
    return spots[0], spots[1]


def _around(layout: Layout, other: str | None, way: tuple[Array, Array], apart: float) -> list[Array]:
    """Return points of a way that goes round what stands between its ends; two where nothing does."""
    if other is None or not layout.placed(other):
        return [*way]
    box = arrange.footprint(layout, other)
    middle = layout.ground(*((box.lower + box.upper)[:2] / 2))
    out = [end - middle for end in way]
    turn = [float(np.arctan2(o[1], o[0])) for o in out]
    sweep = (turn[1] - turn[0] + np.pi) % (2.0 * np.pi) - np.pi
    if abs(abs(sweep) - np.pi) < 1e-6:
        sweep = np.pi if np.sin(turn[0] + np.pi / 2) < 0 else -np.pi  # by the camera's side
    far = [float(np.linalg.norm(o[:2])) for o in out]
    least = float(np.linalg.norm(box.size[:2])) / 2 + apart
    shares = np.linspace(0.0, 1.0, 25)
    radii = np.maximum((1 - shares) * far[0] + shares * far[1], least * np.sin(np.pi * shares))
    return [
        middle + np.array([r * np.cos(turn[0] + s * sweep), r * np.sin(turn[0] + s * sweep), way[0][2] - middle[2]])
        for s, r in zip(shares, radii, strict=True)
    ]


def _leading_foot(body: Plan, target: Array) -> float:
    """Return how far aside (m) a foot goes that is to meet a small thing; what is wide is met by the body."""
    if not body.legs or target[1] > 0.35 * body.size:
        return 0.0
    return float(body.legs[-1].joints[-1][1])


def _stay(layout: Layout, subject: Entity, instance: Instance, asked: str, happening: Happening | None) -> None:
    """Let a being stay where it stands, in a posture."""
    body = plan(subject, instance)
    gait = next((g for g in CHOICES.get(asked, ("stand",)) if g in body.gaits), "stand")
    if happening is not None and happening.verb not in ("rest", "stand", "stop", "eat") and not happening.negated:
        able = ", ".join(body.gaits)
        wanted = happening.gait or happening.verb
        layout.notes.append(f"{subject.id} cannot {wanted} by itself: a {subject.thing} can {able}.")
    act = Perform(
        body=instance.main,
        limbs=tuple(b.id for b in instance.assembly.bodies if b.id != instance.main),
        gait=gait,
        path=(tuple(map(float, instance.base)),),
        heading=instance.yaw,
        start=0.6 if gait in ("offer", "wave", "eat") else 0.0,
    )
    layout.actions.append(act)


def doers(script: Script) -> dict[str, str]:
    """Return the people who do something to a thing with their hands, each with the thing: they stand beside it."""
    handled = {happening.subject for happening in script.happenings if happening.agent == "unseen_hand"}
    handled |= {happening.object for happening in script.happenings if happening.verb == "rub"}
    people = {entity.id for entity in script.entities if THINGS[entity.thing].kind == "person"}
    near = (r for r in script.relations if r.kind == "near" and r.subject in people and r.objects)
    return {r.subject: r.objects[0] for r in near if r.objects[0] in handled}


def enliven(layout: Layout) -> None:
    """Let every being that has nothing to do stand, as the living do; who does something to a thing reaches for it."""
    busy = {action.body for action in layout.actions if isinstance(action, Perform)}
    switched = {h.subject for h in layout.script.happenings if h.verb in (*SWITCHED, "throw")}
    reached = {who: thing for who, thing in doers(layout.script).items() if thing in switched}
    for entity in layout.script.entities:
        if animate(entity):
            for instance in layout.instances[entity.id]:
                if instance.main in busy:
                    continue
                if entity.id in reached:
                    away = (layout.instances[reached[entity.id]][0].base - instance.base)[:2]
                    thrown = layout.instances[reached[entity.id]][0].on == ""  # he faces where it goes
                    turn = float(np.arctan2(away[1], away[0])) if np.linalg.norm(away) > 0.0 else 0.0
                    instance.yaw = 0.0 if thrown else turn
                _stay(layout, entity, instance, "offer" if entity.id in reached else "stand", None)


def followed(script: Script) -> Script:
    """Return the script with a camera that goes along with one being which leaves the frame otherwise."""
    if script.camera.moves:
        return script
    for happening in script.happenings:
        subject = next((e for e in script.entities if e.id == happening.subject), None)
        if subject is None or not animate(subject) or happening.verb not in GOING | {"throw"} or happening.negated:
            continue
        body = plan_of(THINGS[subject.thing].family, THINGS[subject.thing].params.get("scale", 1.0) * subject.scale)
        gait = next((g for g in CHOICES[happening.gait] if g in body.gaits), None)
        sends = happening.verb in SENDS and happening.object is not None  # what is struck goes on by itself
        if gait is None or sends or _arrives(happening):
            continue
        speed = happening.speed or body.traits.get(f"{gait}_speed") or natural_speed(body.kind, gait, body.hip)
        length = float(extent(subject).size[:2].max())
        far = min(speed * (script.duration or SECONDS), ACROSS if _in_a_room(script) else np.inf)
        if far > FAR * max(length, 0.6 * body.size):
            move = CameraMove(kind="follow", target=subject.id)
            return script.model_copy(update={"camera": script.camera.model_copy(update={"moves": (move,)})})
    return script


def follows_living(script: Script) -> bool:
    """Tell whether the camera goes along with a being."""
    living = {entity.id for entity in script.entities if animate(entity)}
    return any(move.kind == "follow" and move.target in living for move in script.camera.moves)
