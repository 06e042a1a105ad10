"""Where a performer's base is: along a path at a speed, set off from rest or already on its way. Metres, seconds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setpiece.world.document import Perform

Array = NDArray[np.float64]
SAMPLES = 64  # of the curve between two points of a path


@dataclass(frozen=True)
class Course:
    """A smooth way: points at even arc length, headings, and how far along it one is when."""

    arc: Array  # (P,) m
    point: Array  # (P, 3)
    heading: Array  # (P,) rad, without jumps of a turn
    speed: float  # m/s
    start: float  # s
    ease: float  # s

    @property
    def length(self) -> float:
        """Return how long the way is (m)."""
        return float(self.arc[-1])

    def way(self, time: Array) -> tuple[Array, Array]:
        """Return how far along one is (m), and how fast, as a share of full speed.

        Setting off and stopping take ``ease`` seconds each, with the speed a half cosine; a way too short for that
        is walked at a lower speed. Without ``ease`` one is on the way all the time, before its
        beginning and beyond its end.
        """
        if self.length == 0.0 or self.speed == 0.0:
            return np.zeros_like(time), np.zeros_like(time)
        since = time - self.start
        if self.ease == 0.0:
            return self.speed * since, np.ones_like(time)
        top = min(self.speed, self.length / self.ease)
        stop = self.length / top
        up, down = np.clip(since / self.ease, 0.0, 1.0), np.clip((since - stop) / self.ease, 0.0, 1.0)
        full = np.clip(since - self.ease, 0.0, stop - self.ease)
        gone = top * (self.ease * (_risen(up) + down - _risen(down)) + full)
        share = (0.5 - 0.5 * np.cos(np.pi * up)) * (0.5 + 0.5 * np.cos(np.pi * down))
        return gone, share * top / self.speed

    def at(self, arc: Array) -> tuple[Array, Array]:
        """Return points (..., 3) and headings (...,) at arc lengths (m); beyond the ends the way goes straight on."""
        inside = np.clip(arc, 0.0, self.length)
        point = np.stack([np.interp(inside, self.arc, column) for column in self.point.T], axis=-1)
        heading = np.interp(inside, self.arc, self.heading)
        over = arc - inside
        level = np.stack([np.cos(heading), np.sin(heading), np.zeros_like(heading)], axis=-1)
        return point + over[..., None] * level, heading


def _risen(share: Array) -> Array:
    """Return the integral of a half cosine's rise from 0 to ``share``, over its length."""
    return 0.5 * share - np.sin(np.pi * share) / (2.0 * np.pi)


def course(act: Perform) -> Course:
    """Return the way of a performance: a smooth curve through its points (straight between two)."""
    points = np.asarray(act.path, float)
    if len(points) == 1:
        return Course(np.zeros(1), points, np.array([act.heading]), 0.0, act.start, act.ease)
    if len(points) > 2:
        from setpiece.assets.modelling import curve

        points = curve(points, SAMPLES * (len(points) - 1) + 1)
    step = np.diff(points, axis=0)
    arc = np.concatenate([[0.0], np.cumsum(np.linalg.norm(step, axis=1))])
    heading = np.unwrap(np.arctan2(step[:, 1], step[:, 0]))
    heading = np.concatenate([heading[:1], 0.5 * (heading[:-1] + heading[1:]), heading[-1:]])
    return Course(arc, points, heading, act.speed, act.start, act.ease)
