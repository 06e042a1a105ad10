"""A body plan in the pose of T instants, while its motion is drawn up: turn and pivot of every segment."""

import numpy as np
from numpy.typing import NDArray

from setpiece.actors.course import Course
from setpiece.actors.limbs import Foot, solve
from setpiece.actors.turns import carried
from setpiece.assets.anatomy import Plan
from setpiece.world.document import Perform

Array = NDArray[np.float64]


class Posture:
    """Arrays that motions fill, root first; in the frame of the way (base on the ground, +X ahead)."""

    def __init__(self, plan: Plan, act: Perform, course: Course, time: Array) -> None:
        self.plan, self.act, self.course, self.time = plan, act, course, time
        count = len(time)
        self.turn = np.broadcast_to(np.eye(3), (count, len(plan.segments), 3, 3)).copy()
        self.pivot = np.broadcast_to(
            [segment.pivot for segment in plan.segments], (count, len(plan.segments), 3)
        ).copy()
        self.still = np.zeros(count)

    def root(self, turn: Array, about: tuple[float, float, float], shift: Array) -> None:
        """Turn the main segment about a point of it at rest and move it by ``shift`` (T, 3)."""
        rest = np.asarray(self.plan.segments[0].pivot)
        self.turn[:, 0] = turn
        self.pivot[:, 0] = about + carried(turn, rest - about) + shift

    def hang(self, number: int, turn: Array) -> None:
        """Turn a segment against its parent, about its pivot."""
        segment = self.plan.segments[number]
        parent = segment.parent
        arm = np.subtract(segment.pivot, self.plan.segments[parent].pivot)
        self.turn[:, number] = self.turn[:, parent] @ turn
        self.pivot[:, number] = self.pivot[:, parent] + carried(self.turn[:, parent], arm)

    def step(self, leg_number: int, foot: Foot) -> None:
        """Put a leg so that its foot is where it is to be."""
        leg = self.plan.legs[leg_number]
        rest = np.asarray(self.plan.segments[0].pivot)
        body = self.turn[:, 0], self.pivot[:, 0] - carried(self.turn[:, 0], rest)
        for number, (turn, pivot) in zip(leg.segments, solve(leg, foot, body), strict=True):
            self.turn[:, number], self.pivot[:, number] = turn, pivot
