"""From a performance in the document to the poses of its bodies: a pure function of time.

A performer is driven: its motion is what the document prescribes, whatever touches it. Its feet are planted by
construction; what they would have to push with is not solved.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setpiece.actors import flesh_and_bone, wings_and_fins
from setpiece.actors.course import course
from setpiece.actors.posture import Posture
from setpiece.actors.turns import carried, quaternions, yaw
from setpiece.assets.anatomy import Plan
from setpiece.assets.build import build
from setpiece.assets.families.beings import PLANS, plan_of
from setpiece.errors import did_you_mean, expected
from setpiece.geometry import quat_to_matrix
from setpiece.world.document import Body, Perform, World

Array = NDArray[np.float64]
DELTA = 1e-4  # s: speeds are central differences over twice that
CHUNK = 64  # instants that are posed at once

MOTIONS: dict[str, Callable[[Posture], None]] = {
    "quadruped": flesh_and_bone.quadruped,
    "person": flesh_and_bone.person,
    "bird": wings_and_fins.bird,
    "fish": wings_and_fins.fish,
    "insect": wings_and_fins.insect,
}


@dataclass(frozen=True)
class States:
    """Bodies of performers at T times: of their frames, in the order of ``ids``."""

    position: Array  # (T, N, 3) m
    rotation: Array  # (T, N, 4) world_from_body
    velocity: Array  # (T, N, 3) m/s of the frame's origin
    spin: Array  # (T, N, 3) rad/s, world frame


@dataclass(frozen=True)
class Performer:
    """A performance with the body plan it moves, scaled as its bodies are."""

    act: Perform
    plan: Plan
    center: Array  # (S, 3) m: the origin of each segment's frame, in the plan at rest

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the bodies in the order of the plan's segments, then what is held."""
        return self.act.bodies

    def poses(self, time: Array) -> tuple[Array, Array]:
        """Return positions (T, S, 3) of the bodies' frames and turns (T, S, 3, 3) at times (T,)."""
        way = course(self.act)
        posture = Posture(self.plan, self.act, way, time)
        MOTIONS[self.plan.kind](posture)
        base, heading = way.at(way.way(time)[0])
        rest = np.array([segment.pivot for segment in self.plan.segments])
        turn, pivot = posture.turn, posture.pivot
        local = pivot + carried(turn, self.center - rest)
        face = yaw(heading)
        position, turned = base[:, None] + carried(face[:, None], local), face[:, None] @ turn
        return (position, turned) if not self.act.held else self._with_held(position, turned)

    def _with_held(self, position: Array, turn: Array) -> tuple[Array, Array]:
        """Return positions and turns with those of what is held after them."""
        order = (self.act.body, *self.act.limbs)
        for one in self.act.held:
            k = order.index(one.limb)
            place = position[:, k] + carried(turn[:, k], np.asarray(one.at))
            position = np.concatenate([position, place[:, None]], axis=1)
            turn = np.concatenate([turn, (turn[:, k] @ quat_to_matrix(np.asarray(one.rotation)))[:, None]], axis=1)
        return position, turn


def performers(world: World) -> list[Performer]:
    """Return all performances of a world, ready to be posed."""
    return [
        _performer(act, tuple(world.body(i) for i in (act.body, *act.limbs)))
        for act in world.actions
        if isinstance(act, Perform)
    ]


def _performer(act: Perform, bodies: tuple[Body, ...]) -> Performer:
    scale = bodies[0].params.get("scale", 1.0)
    plan = plan_of(bodies[0].family, scale)
    segments = bodies[: 1 + len(act.limbs)]
    return Performer(act, plan, np.array([-np.asarray(build(body).mounts["base"]) for body in segments]))


def check(world: World) -> list[str]:
    """Return a line for everything in performances that cannot be done; none if all is well."""
    out = []
    bodies = {body.id: body for body in world.bodies}
    for index, act in enumerate(world.actions):
        if isinstance(act, Perform):
            out += _check(act, bodies, f"actions.{index}")
    return out


def _check(act: Perform, bodies: dict[str, Body], place: str) -> list[str]:
    missing = [name for name in act.limbs if name not in bodies]
    if missing:
        return [expected(f"{place}.limbs", "ids of bodies", missing[0])]
    family = bodies[act.body].family
    if family not in PLANS:
        return [expected(f"{place}.body", "a body that can move by itself", family, did_you_mean(family, PLANS))]
    plan = plan_of(family, 1.0)
    out = []
    if act.gait not in plan.gaits:
        out.append(expected(f"{place}.gait", f"one of {', '.join(plan.gaits)}", act.gait))
    wanted = [(family, float(k)) for k in range(len(plan.segments))]
    given = [(bodies[i].family, bodies[i].params.get("segment", 0.0)) for i in (act.body, *act.limbs)]
    for one in act.held:
        if one.body not in bodies:
            out.append(expected(f"{place}.held", "ids of bodies", one.body))
        if one.limb not in (act.body, *act.limbs):
            out.append(expected(f"{place}.held.{one.body}", "a limb of who holds it", one.limb))
    if wanted != given:
        out.append(expected(f"{place}.limbs", f"the {len(wanted) - 1} limbs of a {family} in order", len(act.limbs)))
    return out


def states(many: Sequence[Performer], time: Array) -> States:
    """Return where all bodies of performers are at times (T,), and how they move."""
    found = [_states(one, time) for one in many]
    return States(
        *(
            np.concatenate([getattr(s, name) for s in found], axis=1)
            for name in ("position", "rotation", "velocity", "spin")
        )
    )


def _states(one: Performer, time: Array) -> States:
    # Instants are posed in lots of one size, so that each has the same bits however many are asked for.
    lots = [
        one.poses(np.concatenate([t, np.full(CHUNK - len(t), t[-1])]))
        for t in _lots(np.concatenate([time, time - DELTA, time + DELTA]))
    ]
    position, turn = (np.concatenate([lot[k] for lot in lots]) for k in (0, 1))
    keep = np.concatenate([np.arange(n) + CHUNK * i for i, n in enumerate(map(len, _lots(np.zeros(3 * len(time)))))])
    position, turn = position[keep].reshape(3, len(time), -1, 3), turn[keep].reshape(3, len(time), -1, 3, 3)
    change = (turn[2] - turn[1]) @ np.swapaxes(turn[0], -1, -2) / (2.0 * DELTA)
    spin = 0.5 * np.stack(
        [
            change[..., 2, 1] - change[..., 1, 2],
            change[..., 0, 2] - change[..., 2, 0],
            change[..., 1, 0] - change[..., 0, 1],
        ],
        -1,
    )
    return States(position[0], quaternions(turn[0]), (position[2] - position[1]) / (2.0 * DELTA), spin)


def _lots(values: Array) -> list[Array]:
    return [values[k : k + CHUNK] for k in range(0, len(values), CHUNK)]


def at_rest(bodies: tuple[Body, ...], base: tuple[float, ...], heading: float) -> tuple[Body, ...]:
    """Return the bodies of a being as it stands by itself: a bird with folded wings; still fixed."""
    act = Perform(body=bodies[0].id, limbs=tuple(b.id for b in bodies[1:]), path=(base,), heading=heading)
    return tuple(body.model_copy(update={"fixed": True}) for body in place(act, bodies))


def place(act: Perform, bodies: tuple[Body, ...], time: float = 0.0) -> tuple[Body, ...]:
    """Return the bodies of a performance as they are at a time: what the document's starting state must say."""
    now = states([_performer(act, bodies)], np.array([time]))
    return tuple(
        body.model_copy(
            update={
                "position": tuple(map(float, now.position[0, k])),
                "rotation": tuple(map(float, now.rotation[0, k])),
                "fixed": False,
            }
        )
        for k, body in enumerate(bodies)
    )
