"""Trajectories made by hand from paths, so that each predicate is tried on motion that is known exactly."""

from dataclasses import dataclass, field

import numpy as np

from setpiece import clock
from setpiece.assets.build import build, mass_properties
from setpiece.geometry import quat_from_axis_angle
from setpiece.physics.trajectory import IMPACT, KNOT, TOUCH, Segment, Trajectory
from setpiece.world.document import Body, World

G = 9.80665


def ball(name="ball", at=(0.0, 0.0, 0.05), radius=0.05, **more):
    return Body(id=name, family="ball", params={"radius": radius}, position=at, **more)


def box(name="box", at=(0.0, 0.0, 0.05), size=(0.1, 0.1, 0.1), **more):
    params = dict(zip(("length", "width", "height"), size, strict=True))
    return Body(id=name, family="box", params=params, position=at, **more)


def times(seconds):
    return np.arange(round(seconds * 120) + 1) / 120


def turned(axis, angle):
    """Rotations (T, 4) by angles (T,) about an axis."""
    return quat_from_axis_angle(np.broadcast_to(axis, (len(angle), 3)), np.asarray(angle, float))


@dataclass
class Made:
    """What happens to bodies: whole columns over time; a body without one stays where the world puts it."""

    bodies: tuple
    seconds: float = 2.0
    position: dict = field(default_factory=dict)  # (T, 3) centres
    rotation: dict = field(default_factory=dict)  # (T, 4)
    spin: dict = field(default_factory=dict)  # (T, 3)
    velocity: dict = field(default_factory=dict)  # (T, 3); by differences where not given
    impacts: list = field(default_factory=list)  # (time, a, b, approach, separation[, restitution])
    touches: list = field(default_factory=list)  # (a, b, from, to[, slip]): every sample interval in between
    world_fields: dict = field(default_factory=dict)

    @property
    def world(self):
        return World(bodies=self.bodies, duration=self.seconds, **self.world_fields)

    @property
    def trajectory(self):
        t = times(self.seconds)
        ids = tuple(body.id for body in self.bodies)
        rank = {name: i for i, name in enumerate(ids)} | {"ground": -1}
        shape = (len(t), len(ids), 3)
        position, velocity, spin = np.zeros(shape), np.zeros(shape), np.zeros(shape)
        rotation = np.zeros((*shape[:2], 4))
        properties = [mass_properties(body, build(body)) for body in self.bodies]
        for i, body in enumerate(self.bodies):
            position[:, i] = self.position.get(body.id, body.position)
            rotation[:, i] = self.rotation.get(body.id, body.rotation)
            velocity[:, i] = self.velocity.get(body.id, np.gradient(position[:, i], t, axis=0))
            spin[:, i] = self.spin.get(body.id, 0.0)
        impacts, touches = self._impacts(rank), self._touches(rank, t)
        return Trajectory(
            ids=ids,
            mass=np.array([np.inf if b.fixed else p.mass for b, p in zip(self.bodies, properties, strict=True)]),
            inertia=np.array([p.inertia for p in properties]),
            center_of_mass=np.zeros((len(ids), 3)),
            fixed=np.array([b.fixed for b in self.bodies]),
            gravity=np.array([0.0, 0.0, -G]),
            segments=segments(t, position, rotation, velocity, spin, impacts, touches),
        )

    def _impacts(self, rank):
        out = np.zeros(len(self.impacts), IMPACT)
        for row, (time, a, b, approach, separation, *rest) in zip(out, sorted(self.impacts), strict=True):
            row["time"], row["a"], row["b"] = time, rank[a], rank[b]
            row["approach"], row["separation"] = approach, separation
            row["impulse"], row["normal"] = (0, 0, approach + separation), (0, 0, 1)
            row["restitution"] = rest[0] if rest else separation / max(approach, 1e-9)
        return out

    def _touches(self, rank, t):
        rows = []
        for a, b, start, stop, *slip in self.touches:
            for k in np.flatnonzero((t > start + 1e-9) & (t <= stop + 1e-9)):
                rows.append((k, rank[a], rank[b], slip[0] if slip else 0.0))
        out = np.zeros(len(rows), TOUCH)
        for row, (k, a, b, slip) in zip(out, sorted(rows), strict=True):
            row["sample"], row["a"], row["b"], row["slip"] = k, a, b, slip
            row["impulse"] = (0, 0, 0.01)
        return out


def segments(t, position, rotation, velocity, spin, impacts, touches):
    """Cut columns into Segments of one second."""
    out = []
    per = clock.SAMPLES_PER_SEGMENT
    for index in range(-(-(len(t) - 1) // per)):
        rows = slice(index * per, min((index + 1) * per, len(t) - 1) + 1)
        zeros = np.zeros_like(position[rows])
        mine = touches[(touches["sample"] > rows.start) & (touches["sample"] < rows.stop)].copy()
        mine["sample"] -= rows.start
        hit = impacts[(impacts["time"] >= t[rows.start]) & (impacts["time"] < t[rows.stop - 1])]
        columns = (position[rows], rotation[rows], velocity[rows], spin[rows], zeros, zeros, zeros, zeros)
        out.append(Segment(index, *columns, np.zeros((len(zeros), 4)), hit, np.zeros(0, KNOT), mine))
    return tuple(out)


def free_fall(start, velocity, t, until=np.inf):
    """Positions (T, 3) under gravity, standing still from ``until`` on."""
    s = np.minimum(t, until)[:, None]
    return np.asarray(start) + s * np.asarray(velocity) + 0.5 * s**2 * np.array([0, 0, -G])


def straight(start, velocity, t):
    return np.asarray(start) + t[:, None] * np.asarray(velocity)


def still(bodies, **more):
    return Made(tuple(bodies), **more)
