"""Edits of motion: faster, slower, later, higher, spin, stop, the other way; always of one thing only."""

from math import tau

import numpy as np

from setpiece.assets.build import build
from setpiece.edits.looks import times
from setpiece.edits.placing import box, carried, shifted
from setpiece.edits.things import Context, Thing
from setpiece.errors import InputError
from setpiece.language.wish import Change, Wish
from setpiece.world.document import Action, Body, Hold, Push, World
from setpiece.world.edit import Add, Put, Step, Still

TURNS = 1.0  # per second: what "spin" gives
BREATH = 0.02  # m: nearer to what is below it, a thing does not hang in the air


def paced(context: Context, thing: Thing, change: Change, wish: Wish) -> list[Step]:
    """Return the steps that make a thing start faster or slower: speeds, turning, motors and pushes alike."""
    world = context.world
    figure = wish.figures.get("speed")
    speed = _speed(world, thing)
    factor = figure / speed if figure is not None and speed > 0 else times(change, wish)
    if factor is None:
        raise InputError(
            f"edit: how fast is {thing.id} to be? Write for example 'faster', 'twice as fast', 'to 2 m/s'."
        )
    steps = _moving(world, thing, factor) or _head_start(context, thing, factor)
    if not steps:
        raise InputError(
            f"edit: {thing.id} does not move by itself: nothing but gravity and what touches it move it. "
            "Make what hits it faster, or say 'higher' for a fall."
        )
    return steps


def _head_start(context: Context, thing: Thing, factor: float) -> list[Step]:
    """Return the steps that give what starts at rest a speed along its way, so that it is ``factor`` times as fast.

    What falls or rolls down gains the same energy on the way: v^2 = v0^2 + v1^2, so v0 = v1 sqrt(factor^2 - 1).
    """
    body = context.world.body(thing.bodies[0])
    course = context.course(body.id) if factor > 1.0 and _free(body) else None
    if course is None:
        return []
    velocity = course.speed * (factor**2 - 1.0) ** 0.5 * np.array(course.direction)
    steps: list[Step] = [_put(body, "velocity", velocity.tolist())]
    solid = build(body)
    if solid.rolls and np.hypot(*velocity[:2]) > 0.1 * float(np.linalg.norm(velocity)):
        radius = float(solid.bounds[1, 2])
        axis = np.cross([0.0, 0.0, 1.0], velocity)
        spin = axis / np.linalg.norm(axis) * float(np.linalg.norm(velocity)) / radius
        steps.append(_put(body, "spin", spin.tolist()))
    return steps


def reversed_(context: Context, thing: Thing) -> list[Step]:
    """Return the steps that let a thing start the other way; up stays up."""
    steps = _moving(context.world, thing, -1.0)
    if not steps:
        raise InputError(
            f"edit: {thing.id} does not move by itself, so there is no other direction. Which thing is meant?"
        )
    return steps


def _speed(world: World, thing: Thing) -> float:
    """Return the speed (m/s) with which a thing starts."""
    return max(sum(c * c for c in world.body(id_).velocity) ** 0.5 for id_ in thing.bodies)


def _moving(world: World, thing: Thing, factor: float) -> list[Step]:
    """Return the steps that multiply all that moves a thing; a negative factor turns level motion round."""
    steps: list[Step] = []
    for body in (world.body(id_) for id_ in thing.bodies):
        x, y, z = body.velocity
        if any(body.velocity):
            steps.append(_put(body, "velocity", [x * factor, y * factor, z * abs(factor)]))
        if any(body.spin):
            steps.append(_put(body, "spin", [s * factor for s in body.spin]))
        if body.joint is not None and body.joint.speed:
            steps.append(_put(body, "joint.speed", body.joint.speed * factor))
        elif body.joint is not None and body.joint.position and body.joint.parent is None:
            steps += _swung(body, factor)
    for index, action in enumerate(world.actions):
        if action.body in thing.bodies and action.kind == "push":
            force = [c * factor for c in action.force]
            steps += [Put(path=f"actions.{index}.force", value=force)]
            steps += [Put(path=f"actions.{index}.torque", value=[c * factor for c in action.torque])]
        elif action.body in thing.bodies and action.kind == "drive":
            steps += [Put(path=f"actions.{index}.speed", value=action.speed * factor)]
            steps += [Put(path=f"actions.{index}.limit", value=action.limit * max(1.0, abs(factor)))]
    return steps


def _swung(body: Body, factor: float) -> list[Step]:
    """A pendulum that is let go is faster from farther out: its speed at the bottom goes with sin(angle / 2)."""
    from math import asin, copysign, sin

    assert body.joint is not None
    half = min(1.0, abs(factor) * sin(abs(body.joint.position) / 2))
    return [_put(body, "joint.position", copysign(2 * asin(half), body.joint.position * factor))]


def delayed(context: Context, thing: Thing, change: Change, wish: Wish) -> list[Step]:
    """Return the steps that let a thing start later, or at a film time (s): an unseen hand holds it until then."""
    world, scale = context.world, context.world.shot.speed
    said = wish.figures.get("time")
    now = _start(world, thing)
    if change.field == "start":
        if said is None:
            raise InputError("edit: when is it to start? Write for example 'start at 2 s'.")
        shift = said * scale - now
    else:
        step = said if said is not None else abs(change.add or 1.0) * wish.degree
        shift = (step if (change.add or 1.0) > 0 else -step) * scale
    if now + shift < 0:
        raise InputError(f"edit: {thing.id} starts at {now / scale:g} s; it cannot start before the film does.")
    return _held(world, thing, now, shift)


def _start(world: World, thing: Thing) -> float:
    """Return the world time (s) at which a thing is let go or first driven."""
    own = [action for action in world.actions if action.body in thing.bodies]
    holds = [action.end for action in own if isinstance(action, Hold)]
    moves = any(any(world.body(id_).velocity) or any(world.body(id_).spin) for id_ in thing.bodies)
    starts = [action.start for action in own if not isinstance(action, Hold)]
    return max(holds) if holds else 0.0 if moves or not starts else min(starts)


def _held(world: World, thing: Thing, now: float, shift: float) -> list[Step]:
    """Return the steps that move all starts of a thing by ``shift`` s, with a hand that holds it until the first."""
    own = [action for action in world.actions if action.body in thing.bodies]
    steps: list[Step] = [Still(body=id_) for id_ in thing.bodies if any(a.body == id_ for a in own)]
    pushed = [a.model_copy(update={"start": max(0.0, a.start + shift)}) for a in own if not isinstance(a, Hold)]
    steps += [_add(action) for action in pushed]
    if now + shift > 0 and (not pushed or any(any(world.body(id_).velocity) for id_ in thing.bodies)):
        steps += [_add(Hold(body=id_, end=now + shift)) for id_ in thing.bodies if _free(world.body(id_))]
    return steps


def _free(body: Body) -> bool:
    return not body.fixed and body.joint is None


def heightened(context: Context, thing: Thing, change: Change, wish: Wish) -> list[Step]:
    """Return the steps that let a thing start higher or lower above what is below it, or at a height (m).

    What stands on something goes up with it where that carries nothing else; else it hangs above it and falls.
    """
    lower, upper = box(context.world, thing.bodies)
    size, factor = float(upper[2] - lower[2]), times(change, wish) or 1.0
    floor = _floor(context.world, thing)
    gap = float(lower[2]) - floor
    figure = wish.figures.get("length")
    if figure is not None:
        step = figure if factor > 1.0 else -figure
    elif gap > BREATH:
        step = gap * (factor - 1.0)
    else:
        step = size * (factor - 1.0) * 2.0
    if gap + step < -1e-6:
        raise InputError(f"edit: {thing.id} already stands as low as it can: something is right below it.")
    return shifted(context, thing, (0.0, 0.0, step))


def _floor(world: World, thing: Thing) -> float:
    """Return the height (m) of the highest top below a thing, 0 for the ground."""
    lower, upper = box(world, thing.bodies)
    heights = [0.0]
    above = {*thing.bodies, *carried(world, thing)}
    for body in world.bodies:
        if body.id not in above:
            low, high = box(world, [body.id])
            if bool((low[:2] < upper[:2]).all() and (high[:2] > lower[:2]).all()) and high[2] <= lower[2] + 1e-4:
                heights.append(float(high[2]))
    return max(heights)


def spun(context: Context, thing: Thing, wish: Wish) -> list[Step]:
    """Return the steps that let a thing spin about the vertical, faster with a degree, or at a figure (turns/s)."""
    body = context.world.body(thing.bodies[0])
    if not _free(body):
        raise InputError(f"edit: {thing.id} cannot spin: it is {'fixed' if body.fixed else 'held by a joint'}.")
    x, y, z = body.spin
    rate = tau * TURNS * wish.degree * (wish.multiple or 1.0)
    return [_put(body, "spin", [x, y, z + (-rate if wish.direction == "right" else rate)])]


def stopped(context: Context, thing: Thing) -> list[Step]:
    """Return the steps that let a thing start at rest, with nothing that drives it."""
    world, steps = context.world, []
    for body in (world.body(id_) for id_ in thing.bodies):
        if any(body.velocity) or any(body.spin):
            steps += [_put(body, "velocity", [0.0, 0.0, 0.0]), _put(body, "spin", [0.0, 0.0, 0.0])]
        if body.joint is not None and body.joint.speed:
            steps.append(_put(body, "joint.speed", 0.0))
        if any(
            isinstance(action, Push) or action.kind == "drive" for action in world.actions if action.body == body.id
        ):
            steps.append(Still(body=body.id))
    if not steps:
        raise InputError(f"edit: {thing.id} does not move by itself, so it cannot be stopped.")
    return steps


def _add(action: Action) -> Add:
    return Add(to="actions", row=action.model_dump(mode="json"))


def _put(body: Body, name: str, value: object) -> Put:
    return Put(path=f"bodies.{body.id}.{name}", value=value)
