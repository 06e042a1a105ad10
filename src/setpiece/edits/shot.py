"""Edits of the camera and the shot: angle, height, side, distance, lens, moves, focus; length, time, aspect, style."""

from math import atan2, cos, hypot, radians, sin

import numpy as np

from setpiece.edits.looks import times
from setpiece.edits.placing import box, towards, vec
from setpiece.edits.things import Context, meant
from setpiece.errors import InputError
from setpiece.language.script import CameraMove
from setpiece.language.wish import Wish
from setpiece.staging.framing import BEARING, ELEVATION, FILL, PLANS, Plan
from setpiece.world.document import FINISH, Shot, World
from setpiece.world.edit import Put, Step

LOWEST = 0.03  # m: where a camera can still stand
LENSES = (8.0, 400.0)  # mm
TRAVEL = 0.25  # of the distance to the target, how far "to the left" is without a figure
ASPECTS = (0.25, 4.0)  # width over height
FOCUS_STOP = 2.8  # f-number that "focus on" opens the lens to where everything was sharp


def camera_steps(context: Context, wish: Wish) -> list[Step]:
    """Return the steps of a wish about the camera."""
    shot, said = context.world.shot, wish.camera
    steps: list[Step] = []
    if {"height", "side"} & said.keys():
        steps.append(_eye(turned(shot, said.get("height"), said.get("side"))))
    if "size" in said:
        steps.append(_eye(_nearer(shot, FILL[str(said["size"])] / FILL["full"])))
    steps += _lens(wish)
    for change in wish.changes:
        steps += _compared(shot, change.field, times(change, wish) or 1.0)
    if wish.moves:
        steps += _moves(context, wish)
    elif wish.direction:
        steps += _travelled(context.world, wish)
    elif wish.mentions and not steps:
        steps += _aimed(context, wish)
    if not steps:
        known = "'lower', 'closer', 'low angle', '50 mm', 'orbit', 'pan left'"
        raise InputError(f"edit: what is the camera to do? For example {known}.")
    return steps


def _lens(wish: Wish) -> list[Step]:
    """Return the steps that change focal length (mm) and f-number."""
    said = wish.camera
    steps: list[Step] = []
    focal_length = said.get("focal_length") or (wish.figures["length"] * 1000.0 if _names_lens(wish) else None)
    if focal_length is not None:
        if not LENSES[0] <= float(focal_length) <= LENSES[1]:
            raise InputError(f"edit: lenses have {LENSES[0]:g} to {LENSES[1]:g} mm, not {float(focal_length):g}.")
        steps.append(Put(path="shot.focal_length", value=float(focal_length)))
    if "f_number" in said:
        steps.append(Put(path="shot.f_number", value=said["f_number"]))
    return steps


def _names_lens(wish: Wish) -> bool:
    return "length" in wish.figures and wish.figures["length"] < 1.0 and not wish.direction and not wish.moves


def _eye(eye: np.ndarray) -> Put:
    return Put(path="shot.eye", value=[round(float(c), 6) for c in eye])


def turned(shot: Shot, height: object, side: object) -> np.ndarray:
    """Return the eye (m) at an angle or from a side by name, as far from its target as before."""
    eye, target = np.array(shot.eye), np.array(shot.target)
    x, y, z = eye - target
    distance = float(np.linalg.norm(eye - target))
    climb = radians(ELEVATION[str(height)]) if height else atan2(z, hypot(x, y))
    bearing = radians(BEARING[str(side)]) if side else atan2(x, -y)
    away = np.array([sin(bearing) * cos(climb), -cos(bearing) * cos(climb), sin(climb)])
    found = target + distance * away
    found[2] = max(found[2], LOWEST)
    return found


def _nearer(shot: Shot, factor: float) -> np.ndarray:
    eye, target = np.array(shot.eye), np.array(shot.target)
    found = target + factor * (eye - target)
    found[2] = max(found[2], LOWEST)
    return found


def _compared(shot: Shot, field: str, factor: float) -> list[Step]:
    """Return the steps of closer, further, higher, lower; the target stays in the middle."""
    if field == "distance":
        return [_eye(_nearer(shot, factor))]
    if field == "height":
        eye = np.array(shot.eye)
        reach = float(np.linalg.norm(eye - np.array(shot.target)))
        eye[2] = max(LOWEST, eye[2] + reach * (factor - 1.0) * (0.6 if factor > 1.0 else 0.8))
        return [_eye(eye)]
    if field == "pace" and shot.moves:
        return [
            step
            for k, move in enumerate(shot.moves)
            for step in ([Put(path=f"shot.moves.{k}.duration", value=move.duration / factor)])
        ]
    if field == "stop":
        return [Put(path="shot.moves", value=[])]
    if field == "reverse" and shot.moves:
        turned_round = [
            1.0 / m.amount if m.kind == "zoom" else m.amount if m.kind == "follow" else -m.amount for m in shot.moves
        ]
        return [Put(path=f"shot.moves.{k}.amount", value=amount) for k, amount in enumerate(turned_round)]
    raise InputError(
        "edit: that cannot be said of the camera. It can go closer, further, higher, lower, faster, or stand still."
    )


def _moves(context: Context, wish: Wish) -> list[Step]:
    """Return the steps that give the shot other moves, planned as for a new film."""
    world, shot = context.world, context.world.shot
    bodies = [thing.bodies[0] for mention in wish.mentions for thing in meant(context, mention)]
    eye, target, moves = np.array(shot.eye), np.array(shot.target), []
    for kind, said in wish.moves:
        if kind == "static":
            continue
        if kind not in PLANS:
            raise InputError(f"edit: the camera cannot do '{kind}' yet. It can {', '.join(PLANS)}.")
        if kind == "follow" and not bodies:
            raise InputError("edit: whom is the camera to follow? Name the thing.")
        direction = said or wish.direction
        sign = -1.0 if direction in ("out", "left", "down", "clockwise") else 1.0
        amount = wish.figures.get("angle", wish.figures.get("length"))
        asked = CameraMove(kind=kind, direction=direction, amount=amount if kind != "orbit" else None)
        length = wish.figures.get("time", world.duration) * shot.speed
        plan = Plan(asked, eye, target, sign, length, bodies[0] if bodies else None)
        eye, target, more = PLANS[kind](plan)
        moves += more
    return [_eye(eye), Put(path="shot.target", value=[round(float(c), 6) for c in target]),
            Put(path="shot.moves", value=[move.model_dump(mode="json") for move in moves])]  # fmt: skip


def _travelled(world: World, wish: Wish) -> list[Step]:
    """Return the steps that shift the camera; to the sides, up and down its target stays in the middle."""
    eye, target = np.array(world.shot.eye), np.array(world.shot.target)
    length = wish.figures.get("length", TRAVEL * float(np.linalg.norm(target - eye)) * wish.degree)
    found = eye + length * towards(world, wish.direction)
    found[2] = max(found[2], LOWEST)
    return [_eye(found)]


def _aimed(context: Context, wish: Wish) -> list[Step]:
    """Return the steps that aim and focus at a thing."""
    thing = meant(context, wish.mentions[0])[0]
    middle = box(context.world, thing.bodies).mean(0)
    distance = float(np.linalg.norm(middle - np.array(context.world.shot.eye)))
    steps: list[Step] = [Put(path="shot.focus_distance", value=distance)]
    if "focus" in wish.text and context.world.shot.f_number is None:
        steps.append(Put(path="shot.f_number", value=FOCUS_STOP))
    if "focus" not in wish.text:
        steps.append(Put(path="shot.target", value=list(vec(middle))))
    return steps


def picture_steps(context: Context, wish: Wish) -> list[Step]:
    """Return the steps that give the picture another aspect, style or finish."""
    shot, steps = context.world.shot, []
    aspect = wish.setting.get("aspect")
    if aspect is not None:
        if not ASPECTS[0] <= float(str(aspect)) <= ASPECTS[1]:
            raise InputError(
                f"edit: a picture is {ASPECTS[0]:g} to {ASPECTS[1]:g} times as wide as high, not {aspect:g}."
            )
        steps.append(Put(path="shot.aspect", value=round(float(str(aspect)), 6)))
    if "style" in wish.setting:
        steps.append(Put(path="shot.style", value=wish.setting["style"]))
    gone = wish.act in ("off", "remove")
    for name in FINISH:
        if name in wish.setting:
            much = 0.0 if gone else min(1.0, float(str(wish.setting[name])) * wish.degree)
            steps.append(Put(path=f"shot.{name}", value=much))
    return [step for step in steps if step.value != getattr(shot, step.path.removeprefix("shot."))]


def film_steps(context: Context, wish: Wish) -> list[Step]:
    """Return the steps that make the film longer or shorter (s), or change the speed of time."""
    world = context.world
    if "slow_motion" in wish.setting:
        return at_speed(world, float(str(wish.setting["slow_motion"])))
    for change in wish.changes:
        factor = times(change, wish)
        if change.field == "pace" and factor is not None:
            return at_speed(world, world.shot.speed * factor)
        if change.field == "length":
            said = wish.figures.get("time")
            sign = 1.0 if (change.factor or 1.0) > 1.0 else -1.0
            return _lasting(
                world, world.duration + sign * said if said is not None else world.duration * (factor or 1.0)
            )
    if "time" in wish.figures:
        return _lasting(world, wish.figures["time"])
    raise InputError(
        "edit: what is the film to be? For example '2 seconds longer', '4 seconds long', 'in slow motion'."
    )


def _lasting(world: World, seconds: float) -> list[Step]:
    if not 0.1 <= seconds <= 36000:
        raise InputError(f"edit: a film lasts 0.1 to 36000 seconds, not {seconds:g}.")
    return [Put(path="duration", value=round(seconds, 6))] if seconds != world.duration else []


def at_speed(world: World, speed: float) -> list[Step]:
    """Return the steps that film at another speed of time; the film tells the same span of the world."""
    return [
        Put(path="shot.speed", value=speed),
        *_lasting(world, min(36000.0, world.duration * world.shot.speed / speed)),
    ]
