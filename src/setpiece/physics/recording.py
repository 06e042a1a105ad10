"""What a run writes down: a row per sample, and from rows a Segment.

Compiled by Numba (see ``kernel``); only the solver imports this file, late.
Legend: N bodies of the world, T samples, B bodies of MuJoCo.
"""

# ``record`` is one loop over the bodies.
# ruff: noqa: C901

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from setpiece.clock import SAMPLE, SAMPLES_PER_SEGMENT
from setpiece.geometry import quat_rotate
from setpiece.physics.approach import point_velocity
from setpiece.physics.kernel import kernel
from setpiece.physics.motion import _rotate, _unrotate
from setpiece.physics.trajectory import IMPACT, KNOT, TOUCH, Segment
from setpiece.physics.views import Floats, Live, Tables

if TYPE_CHECKING:
    from setpiece.physics.model import Model


class Rows(NamedTuple):
    """The arrays of a Segment while they fill; as there, T = 121."""

    position: np.ndarray
    rotation: np.ndarray
    velocity: np.ndarray
    spin: np.ndarray
    contact: np.ndarray  # (T, N, 6) impulse and twist
    other: np.ndarray  # (T, N, 6)
    energy: np.ndarray  # (T, 4)


def rows(bodies: int) -> Rows:
    """Return empty rows for one segment."""
    samples = SAMPLES_PER_SEGMENT + 1
    shapes = (3, 4, 3, 3, 6, 6)
    return Rows(*(np.zeros((samples, bodies, s)) for s in shapes), np.zeros((samples, 4)))


@kernel
def record(k: int, out: Rows, tables: Tables, live: Live, contact: Floats, external: Floats) -> None:
    """Write sample k from derived quantities that are up to date, and the books (B, 6) since the sample before."""
    kinetic, potential = 0.0, 0.0
    for i in range(tables.bodies.shape[0]):
        body = tables.bodies[i]
        q, p = live.xquat[body], tables.principal[i]
        out.rotation[k, i, 0] = q[0] * p[0] + q[1] * p[1] + q[2] * p[2] + q[3] * p[3]
        out.rotation[k, i, 1] = -q[0] * p[1] + q[1] * p[0] - q[2] * p[3] + q[3] * p[2]
        out.rotation[k, i, 2] = -q[0] * p[2] + q[1] * p[3] + q[2] * p[0] - q[3] * p[1]
        out.rotation[k, i, 3] = -q[0] * p[3] - q[1] * p[2] + q[2] * p[1] + q[3] * p[0]
        for x in range(3):
            out.position[k, i, x] = live.xpos[body, x]
        if not tables.movable[i]:
            continue
        if k > 0:
            for x in range(6):
                out.contact[k, i, x] = contact[body, x]
                out.other[k, i, x] = external[body, x]
        if not tables.present[body]:
            continue

        tree = tables.body_tree[body]
        mass, moments = tables.mass[body], tables.moments[body]
        if tables.free_body[tree] == body:
            d = tables.tree_dof[tree]
            vx, vy, vz = live.qvel[d], live.qvel[d + 1], live.qvel[d + 2]
            a, b, c = live.qvel[d + 3], live.qvel[d + 4], live.qvel[d + 5]
            wx, wy, wz = _rotate(q, a, b, c)
        else:
            vx, vy, vz = point_velocity(body, live.xpos[body], live, tables)
            wx, wy, wz = live.cvel[body, 0], live.cvel[body, 1], live.cvel[body, 2]
            a, b, c = _unrotate(q, wx, wy, wz)
        out.velocity[k, i, 0], out.velocity[k, i, 1], out.velocity[k, i, 2] = vx, vy, vz
        out.spin[k, i, 0], out.spin[k, i, 1], out.spin[k, i, 2] = wx, wy, wz
        kinetic += 0.5 * mass * (vx * vx + vy * vy + vz * vz)
        kinetic += 0.5 * (moments[0] * a * a + moments[1] * b * b + moments[2] * c * c)
        for x in range(3):
            potential -= mass * tables.gravity[x] * live.xpos[body, x]
        if k == 0:
            continue

        if tables.free_body[tree] != body:
            _other_by_balance(k, i, mass, moments, out, tables)
    out.energy[k, 0] = kinetic
    out.energy[k, 1] = potential + _springs(tables, live)


@kernel
def _momentum(k: int, i: int, moments: Floats, out: Rows, tables: Tables) -> tuple[float, float, float]:
    """Return the angular momentum about the centre of mass, world frame, from a written row."""
    q, p = out.rotation[k, i], tables.principal[i]
    x, y, z = _unrotate(q, out.spin[k, i, 0], out.spin[k, i, 1], out.spin[k, i, 2])
    x, y, z = _unrotate(p, x, y, z)
    x, y, z = _rotate(p, moments[0] * x, moments[1] * y, moments[2] * z)
    return _rotate(q, x, y, z)


@kernel
def _other_by_balance(k: int, i: int, mass: float, moments: Floats, out: Rows, tables: Tables) -> None:
    """Write what joints, motors and pushes gave a jointed body: what gravity and contacts leave of its change."""
    now = _momentum(k, i, moments, out, tables)
    old = _momentum(k - 1, i, moments, out, tables)
    for x in range(3):
        change = mass * (out.velocity[k, i, x] - out.velocity[k - 1, i, x])
        out.other[k, i, x] = change - out.contact[k, i, x] - mass * tables.gravity[x] * SAMPLE
        out.other[k, i, 3 + x] = now[x] - old[x] - out.contact[k, i, 3 + x]


@kernel
def _springs(tables: Tables, live: Live) -> float:
    total = 0.0
    for j in range(tables.spring.shape[0]):
        at = int(tables.spring[j, 1])
        x = live.qpos[at]
        if tables.spring[j, 2] != 0.0:
            sine = np.sqrt(live.qpos[at + 1] ** 2 + live.qpos[at + 2] ** 2 + live.qpos[at + 3] ** 2)
            x = 2.0 * np.arctan2(sine, abs(x))
        total += 0.5 * tables.spring[j, 0] * x * x
    return total


def impact_rows(tables: list[np.ndarray]) -> np.ndarray:
    """Return the solver's tables of impacts (E, 18) as IMPACT, in order of time, the lower body first."""
    table = np.concatenate(tables)
    out = np.zeros(len(table), IMPACT)
    flip = np.where(table[:, 1] > table[:, 2], -1.0, 1.0)[:, None]
    out["time"] = table[:, 0]
    out["a"], out["b"] = np.minimum(table[:, 1], table[:, 2]), np.maximum(table[:, 1], table[:, 2])
    out["point"], out["impulse"] = table[:, 3:6], flip * table[:, 9:12]
    normal = flip * table[:, 6:9]
    out["normal"] = normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-300)
    out["approach"], out["separation"], out["slip"], out["restitution"] = table[:, 12:16].T
    out = out[table[:, 16] > 0.0]
    return out[np.lexsort((out["b"], out["a"], out["time"]))]


def knot_rows(tables: list[np.ndarray], principal: np.ndarray) -> np.ndarray:
    """Return the solver's tables of knots (E, 21) as KNOT, in order of time, with rotations of the body frames."""
    from setpiece.geometry import quat_conjugate, quat_multiply

    table = np.concatenate(tables)
    out = np.zeros(len(table), KNOT)
    body = table[:, 1].astype(np.int32)
    out["time"], out["body"], out["position"] = table[:, 0], body, table[:, 2:5]
    out["rotation"] = quat_multiply(table[:, 5:9], quat_conjugate(principal[body]))
    for name, first in (("velocity_before", 9), ("spin_before", 12), ("velocity_after", 15), ("spin_after", 18)):
        out[name] = table[:, first : first + 3]
    return out[np.lexsort((out["body"], out["time"]))]


def touch_rows(tables: list[np.ndarray]) -> np.ndarray:
    """Return the touches (E, 15) of the sample intervals 0, 1 ... as TOUCH, by sample and pair."""
    table = np.concatenate(tables)
    out = np.zeros(len(table), TOUCH)
    weight = table[:, 2]
    out["sample"] = np.repeat(np.arange(len(tables)), [len(t) for t in tables])
    out["a"], out["b"] = table[:, 0], table[:, 1]
    out["point"] = table[:, 3:6] / weight[:, None]
    out["normal"] = table[:, 6:9] / np.maximum(np.linalg.norm(table[:, 6:9], axis=1, keepdims=True), 1e-300)
    out["impulse"], out["depth"] = table[:, 9:12], table[:, 14]
    out["slip"], out["roll"] = table[:, 12] / weight, table[:, 13] / weight
    return out[np.lexsort((out["b"], out["a"], out["sample"]))]


class Pieces(NamedTuple):
    """What came apart in a segment, and since when pieces are loose by its end."""

    breaks: np.ndarray
    shards: np.ndarray
    loose: np.ndarray


def follow(out: Rows, air: np.ndarray, index: int, model: "Model", loose: np.ndarray) -> None:
    """Let pieces go with their wholes until they come loose, and broken wholes on as the centres of their pieces.

    Changes the rows that the run has left open, in ``air`` (T or 0, N, 6) too: those of bodies that are not there.
    """
    time = index + np.arange(len(out.position)) * SAMPLE
    for one in model.fragile:
        rows = np.array(one.pieces)
        gone = loose[rows][None] <= time[:, None]
        origin = out.position[:, one.row] - quat_rotate(out.rotation[:, one.row], model.center_of_mass[one.row])
        for n, row in enumerate(rows):
            on = ~gone[:, n]
            away = quat_rotate(out.rotation[on, one.row], model.center_of_mass[row])
            out.position[on, row] = origin[on] + away
            out.rotation[on, row] = out.rotation[on, one.row]
            lever = out.position[on, row] - out.position[on, one.row]
            out.velocity[on, row] = out.velocity[on, one.row] + np.cross(out.spin[on, one.row], lever)
            out.spin[on, row] = out.spin[on, one.row]
        off = np.flatnonzero(gone.all(axis=1))
        share = model.mass[rows] / model.mass[rows].sum()
        out.position[off, one.row] = np.einsum("n,tnx->tx", share, out.position[np.ix_(off, rows)])
        out.velocity[off, one.row] = np.einsum("n,tnx->tx", share, out.velocity[np.ix_(off, rows)])
        for book in (out.contact, out.other, *([air] if len(air) else [])):
            book[off, one.row, :3] += book[np.ix_(off, rows)][..., :3].sum(axis=1)


def segment(  # noqa: PLR0913 - a Segment has so many tables
    index: int,
    out: Rows,
    impacts: np.ndarray,
    knots: np.ndarray,
    touches: np.ndarray,
    air: np.ndarray,
    pulls: np.ndarray,
    pieces: Pieces,
) -> Segment:
    """Return the finished Segment."""
    return Segment(
        index=index,
        position=out.position,
        rotation=out.rotation,
        velocity=out.velocity,
        spin=out.spin,
        contact_impulse=np.ascontiguousarray(out.contact[..., :3]),
        contact_twist=np.ascontiguousarray(out.contact[..., 3:]),
        other_impulse=np.ascontiguousarray(out.other[..., :3]),
        other_twist=np.ascontiguousarray(out.other[..., 3:]),
        energy=out.energy,
        impacts=impacts,
        knots=knots,
        touches=touches,
        air=air,
        pulls=pulls,
        breaks=pieces.breaks,
        shards=pieces.shards,
        loose=pieces.loose,
    )
