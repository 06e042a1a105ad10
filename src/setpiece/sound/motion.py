"""A trajectory as the ear needs it: where bodies are over the film, what strikes, what touches.

World time is film time times the shot's speed. Slow motion spreads contacts out in time, and each keeps its natural
pitch, as film sound does; everything here converts between the two times once.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setpiece.assets.build import cast
from setpiece.clock import SAMPLE, SAMPLES_PER_SEGMENT
from setpiece.geometry import quat_rotate
from setpiece.physics.trajectory import IMPACT, TOUCH, Segment, Trajectory, owners
from setpiece.sound.modal import RATE
from setpiece.sound.sounder import Sounder, body_sounder, ground_and_wall
from setpiece.sound.space import Burst
from setpiece.world.document import World

Array = NDArray[np.float64]

PATH_RATE = 60.0  # points a second of a burst's way
WALL_SLOPE = 0.7  # a normal with less than this share of Z belongs to a wall


@dataclass(frozen=True, eq=False)
class Motion:
    """T samples every 1/120 s of world; N bodies. Positions are of centres of mass."""

    speed: float  # world seconds per film second
    position: Array  # (T, N, 3)
    rotation: Array  # (T, N, 4)
    center_of_mass: Array  # (N, 3)
    impacts: NDArray  # IMPACT, in order of time
    touches: NDArray  # TOUCH; ``sample`` counts from the start of the world
    sounders: tuple[Sounder, ...]
    ground: Sounder
    wall: Sounder

    def pair(self, row: np.void) -> tuple[Sounder, Sounder]:
        """Return who meets in an impact or touch."""
        upright = abs(float(row["normal"][2])) >= WALL_SLOPE
        around = self.ground if upright else self.wall
        a, b = (self.sounders[row[side]] if row[side] >= 0 else around for side in "ab")
        return a, b

    def center(self, body: int, times: Array) -> Array:
        """Return the centre of mass (k, 3) at world times (k,)."""
        at = np.clip(times / SAMPLE, 0, len(self.position) - 1)
        low = np.minimum(at.astype(int), len(self.position) - 2)
        share = (at - low)[:, None]
        track = self.position[:, body]
        return track[low] * (1 - share) + track[low + 1] * share

    def poses(self, body: int, times: Array) -> tuple[Array, Array]:
        """Return origins (k, 3) and rotations (k, 4) of a body at world times; turned as at the nearest sample."""
        rotation = self.rotation[np.minimum(np.round(times / SAMPLE).astype(int), len(self.rotation) - 1), body]
        return self.center(body, times) - quat_rotate(rotation, self.center_of_mass[body]), rotation

    def burst(self, body: int, first: int, sound: Array, times: Array, offset: Array) -> Burst:
        """Return a sound that a body carries with it, heard from ``offset`` (k, 3) of its centre at film ``times``."""
        count = max(2, int(len(sound) / RATE * PATH_RATE) + 2)
        at = (first + np.linspace(0, len(sound), count)) / RATE
        shift = np.column_stack([np.interp(at, times, offset[:, i]) for i in range(3)])
        return Burst(first, sound, at, self.center(body, at * self.speed) + shift)


def read_motion(world: World, trajectory: Trajectory, seconds: float) -> Motion:
    """Return what the first ``seconds`` of film need of a trajectory; segments past them are not loaded."""
    end = seconds * world.shot.speed
    count = min(len(trajectory.segments), max(1, int(np.ceil(end - 1e-9))))
    segments = [trajectory.segments[i] for i in range(count)]
    impacts = np.concatenate([np.zeros(0, IMPACT), *(s.impacts for s in segments)])
    impacts = _of_pieces(impacts[impacts["time"] < end], segments, trajectory)
    touches = [np.zeros(0, TOUCH)]
    for segment in segments:
        rows = segment.touches.copy()
        rows["sample"] += segment.index * SAMPLES_PER_SEGMENT
        touches.append(rows)
    every = np.concatenate(touches)
    ground, wall = ground_and_wall(world)
    known = {body.id: body for body in cast(world.bodies)}
    return Motion(
        speed=world.shot.speed,
        position=_joined([s.position for s in segments]),
        rotation=_joined([s.rotation for s in segments]),
        center_of_mass=trajectory.center_of_mass,
        impacts=impacts[np.argsort(impacts["time"], kind="stable")],
        touches=every[every["sample"] * SAMPLE < end + SAMPLE],
        sounders=tuple(
            body_sounder(known[name], float(mass)) for name, mass in zip(trajectory.ids, trajectory.mass, strict=True)
        ),
        ground=ground,
        wall=wall,
    )


def _of_pieces(impacts: NDArray, segments: list[Segment], trajectory: Trajectory) -> NDArray:
    """Return impacts, those that break a thing as blows on the piece that they struck: the whole rings no more."""
    out, owner = impacts.copy(), owners(trajectory)
    for segment in segments:
        for row in segment.breaks:
            pieces = segment.shards[segment.shards["time"] == row["time"]]
            pieces = pieces[owner[pieces["piece"]] == row["whole"]]
            nearest = np.argmin(np.linalg.norm(pieces["position"] - row["point"], axis=1))
            same = np.abs(out["time"] - row["time"]) < 1e-9
            for side in "ab":
                out[side][same & (out[side] == row["whole"])] = pieces["piece"][nearest]
    return out


def _joined(parts: list[Array]) -> Array:
    """Join segments along time; the last sample of one is the first of the next. At least two samples."""
    whole = np.concatenate([*(p[:-1] for p in parts[:-1]), parts[-1]])
    return whole if len(whole) > 1 else np.concatenate([whole, whole])
