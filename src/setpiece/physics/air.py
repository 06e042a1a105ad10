"""What air does to bodies: drag and lift by shape, the lift of spin, buoyancy, wind with gusts.

Quasi-steady: forces follow from the velocity through the air of this moment. A ball has Hoerner's drag, Stokes' part
of it, and Magnus' lift with the coefficient S / (0.4 + 2.32 S), S = r w / v (Nathan 2008). Any other body is its three
silhouettes, each cut into nine patches that meet the air at their own velocity: pressure along the axis, from which
come drag, lift and the damping of turns; for what is flat, the lift slope of short wings (Helmbold 1942), Joessel's
centre of pressure (1870), 0.3 (1 - sin a) of the length ahead of the middle, and the circulation of a turning plate,
from which leaves flutter; and laminar friction along the skin (Blasius). Air that a body carries along (added mass)
is left out.

Compiled by Numba (see ``kernel``); only the solver and the certificate import this file, late.
Legend: A bodies in the air, B bodies of MuJoCo, G gusts.
"""

# A kernel takes its arrays one by one and is one loop over them.
# ruff: noqa: C901, PLR0913, PLR0915

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from setpiece.assets.airflow import airflow
from setpiece.assets.build import build, cast
from setpiece.physics.approach import point_velocity
from setpiece.physics.kernel import kernel
from setpiece.physics.motion import _rotate, _unrotate
from setpiece.physics.views import Floats, Ints, Live, Tables
from setpiece.rng import stream

if TYPE_CHECKING:
    from setpiece.physics.model import Model

NODE = 0.7745966692414834  # of Gauss's three points, with weights 5/18, 8/18, 5/18
SPIN_LIFT = (0.4, 2.32)
SLOPE = 0.8  # a flat body's gain of normal force towards small angles: 2.1 per radian for sides of 1 to 1.4
TURN_LIFT = np.pi  # circulation of a turning plate over w c^2 / 2 (Andersen, Pesavento and Wang 2005)
PRESSURE_AHEAD = 0.6  # of half the length
BLASIUS = 1.328
STAGES = 64  # of a step, at most, for a body that air stops within it
STILL = 2e-3  # m/s: slower bodies in calm air are let rest
WAKES = 0.05  # of its weight: wind that pushes a sleeper harder wakes it
GUSTS = 8


class Bodies(NamedTuple):
    """Who is in the air; frames and lengths as in ``assets.airflow.Airflow``."""

    body: Ints  # (A,) of MuJoCo
    axes: Floats  # (A, 4) principal_from_body
    middle: Floats  # (A, 3, 3) m: middles of the silhouettes from the centre of mass
    center: Floats  # (A, 3) m: of what displaces, from the centre of mass
    half: Floats  # (A, 3)
    area: Floats  # (A, 3)
    drag: Floats  # (A, 3)
    skin: Floats  # (A, 3)
    volume: Floats  # (A,)
    radius: Floats  # (A,) 0: not a ball


class Medium(NamedTuple):
    """The air; ``gusts`` has rows of frequency (Hz), share of the wind's speed, phase (rad), for three directions."""

    density: float
    viscosity: float
    wind: Floats  # (3,) m/s
    gusts: Floats  # (3, G, 3)


def bodies_in_air(model: "Model") -> Bodies:
    """Return what air needs to know of the bodies that can move, pieces of what can break among them."""
    rows = np.flatnonzero(~model.fixed)
    bodies = cast(model.world.bodies)
    flows = [airflow(build(bodies[row])) for row in rows]
    turn = model.body_from_principal[rows].copy()
    turn[:, 1:] *= -1.0

    def column(name: str) -> Floats:
        return np.array([getattr(flow, name) for flow in flows], float)

    shape = (len(rows), 3)
    return Bodies(
        np.ascontiguousarray(model.mujoco_body[rows]),
        np.ascontiguousarray(turn),
        column("middle").reshape(-1, 3, 3) - model.center_of_mass[rows][:, None, :],
        np.ascontiguousarray(-model.center_of_mass[rows]),
        *(column(name).reshape(shape) for name in ("half", "area", "drag", "skin")),
        column("volume"),
        column("radius"),
    )


def medium(model: "Model") -> Medium:
    """Return the air of a world: gusts are sines between 0.05 and 2 Hz with random phases from the world's seed.

    Their speeds fall as f^(-1/3), which gives the spectrum of turbulence, f^(-5/3), on a logarithmic scale; the
    root mean square along the wind is the World's ``gusts`` times its wind, half of that across and up.
    """
    air = model.world.air
    phase = stream(model.world.seed, "gusts").uniform(0.0, 2.0 * np.pi, (3, GUSTS))
    frequency = np.geomspace(0.05, 2.0, GUSTS)
    share = frequency ** (-1.0 / 3.0)
    share *= air.gusts * np.sqrt(2.0) / np.linalg.norm(share)
    rows = [np.stack([frequency, size * share, phase[i]], 1) for i, size in enumerate((1.0, 0.5, 0.5))]
    return Medium(air.density, air.viscosity, np.array(air.wind), np.stack(rows))


@kernel
def wind_at(air: Medium, place: Floats, time: float, out: Floats) -> None:
    """Write the air's velocity (3,) m/s at a place: gusts drift along with the mean wind (Taylor 1938)."""
    speed = np.sqrt(air.wind[0] ** 2 + air.wind[1] ** 2 + air.wind[2] ** 2)
    for i in range(3):
        out[i] = air.wind[i]
    if speed == 0.0:
        return
    ahead = air.wind / speed
    side, up = np.zeros(3), np.zeros(3)
    flat = np.sqrt(ahead[0] ** 2 + ahead[1] ** 2)
    if flat > 1e-9:
        side[0], side[1] = -ahead[1] / flat, ahead[0] / flat
    else:
        side[0] = 1.0
    up[0] = ahead[1] * side[2] - ahead[2] * side[1]
    up[1] = ahead[2] * side[0] - ahead[0] * side[2]
    up[2] = ahead[0] * side[1] - ahead[1] * side[0]
    late = time - (place[0] * ahead[0] + place[1] * ahead[1] + place[2] * ahead[2]) / speed
    for way in range(3):
        total = 0.0
        for k in range(air.gusts.shape[1]):
            total += air.gusts[way, k, 1] * np.sin(2.0 * np.pi * air.gusts[way, k, 0] * late + air.gusts[way, k, 2])
        for i in range(3):
            axis = ahead[i] if way == 0 else side[i] if way == 1 else up[i]
            out[i] += speed * total * axis


@kernel
def flow_forces(n: int, bodies: Bodies, air: Medium, u: Floats, w: Floats, out: Floats) -> None:
    """Write force and torque (6,) about the centre of mass, without buoyancy.

    ``u`` is the velocity of the centre of mass through the air, ``w`` the spin; all in the body's frame.
    """
    half = bodies.half[n]
    density, viscosity = air.density, air.viscosity
    out[:] = 0.0
    speed = np.sqrt(u[0] ** 2 + u[1] ** 2 + u[2] ** 2)
    r = bodies.radius[n]
    if r > 0.0:
        # A ball: its centre may lie off the centre of mass.
        c = bodies.center[n]
        x, y, z = u[0] + w[1] * c[2] - w[2] * c[1], u[1] + w[2] * c[0] - w[0] * c[2], u[2] + w[0] * c[1] - w[1] * c[0]
        speed = np.sqrt(x * x + y * y + z * z)
        strength = 0.5 * density * bodies.drag[n, 0] * bodies.area[n, 0] * speed + 6.0 * np.pi * viscosity * r
        turning = r * np.sqrt(w[0] ** 2 + w[1] ** 2 + w[2] ** 2)
        lift = 0.0
        if turning > 0.0 and speed > 0.0:
            lift = 0.5 * density * bodies.area[n, 0] * r / (SPIN_LIFT[0] + SPIN_LIFT[1] * turning / speed)
        out[0] = -strength * x + lift * (w[1] * z - w[2] * y)
        out[1] = -strength * y + lift * (w[2] * x - w[0] * z)
        out[2] = -strength * z + lift * (w[0] * y - w[1] * x)
        out[3] = c[1] * out[2] - c[2] * out[1] - 8.0 * np.pi * viscosity * r**3 * w[0]
        out[4] = c[2] * out[0] - c[0] * out[2] - 8.0 * np.pi * viscosity * r**3 * w[1]
        out[5] = c[0] * out[1] - c[1] * out[0] - 8.0 * np.pi * viscosity * r**3 * w[2]
        return

    size = (half[0] * half[1] * half[2]) ** (1.0 / 3.0)
    friction = 0.0
    if speed > 0.0 and viscosity > 0.0:
        length = 2.0 * max(half[0], half[1], half[2])
        friction = 0.5 * density * speed * BLASIUS / np.sqrt(max(1.0, density * speed * length / viscosity))
    for i in range(3):
        j, k = (i + 1) % 3, (i + 2) % 3
        flat = max(0.0, 1.0 - half[i] / min(half[j], half[k]))
        against = abs(u[i]) / speed if speed > 0.0 else 1.0
        most = 0.5 * density * bodies.drag[n, i] * bodies.area[n, i] * (1.0 + SLOPE * flat * (1.0 - against))
        m = bodies.middle[n, i]
        vi = u[i] + w[j] * m[k] - w[k] * m[j]
        vj = u[j] + w[k] * m[i] - w[i] * m[k]
        vk = u[k] + w[i] * m[j] - w[j] * m[i]
        total = 0.0
        for a in range(3):
            for b in range(3):
                weight = (8.0 if a == 1 else 5.0) * (8.0 if b == 1 else 5.0) / 324.0
                rj, rk = (a - 1) * NODE * half[j], (b - 1) * NODE * half[k]
                own, x, y = vi + w[j] * rk - w[k] * rj, vj - w[i] * rk, vk + w[i] * rj
                push = -weight * most * np.sqrt(own * own + x * x + y * y) * own
                total += push
                out[3 + j] += rk * push
                out[3 + k] -= rj * push
        out[i] += total - (friction * bodies.skin[n, i] + 6.0 * np.pi * viscosity * size) * vi

        # The pressure's centre lies ahead of the middle.
        rj, rk = m[j], m[k]
        if speed > 0.0:
            ahead = PRESSURE_AHEAD * (1.0 - against) / speed
            rj += ahead * max(0.0, 1.0 - half[i] / half[j]) * half[j] * vj
            rk += ahead * max(0.0, 1.0 - half[i] / half[k]) * half[k] * vk
        out[3 + j] += rk * total
        out[3 + k] -= rj * total
        out[3 + i] -= 8.0 * np.pi * viscosity * size**3 * w[i]

        # A flat body that turns about an axis in its plane has circulation round it: a force across its way.
        turning = density * TURN_LIFT * flat * bodies.area[n, i]
        tj, tk = turning * half[k] * w[j], turning * half[j] * w[k]
        fi, fj, fk = tj * vk - tk * vj, tk * vi, -tj * vi
        out[i] += fi
        out[j] += fj
        out[k] += fk
        out[3 + i] += m[j] * fk - m[k] * fj
        out[3 + j] += m[k] * fi - m[i] * fk
        out[3 + k] += m[i] * fj - m[j] * fi


@kernel
def blow(bodies: Bodies, air: Medium, tables: Tables, live: Live, time: float, step: float, out: Floats) -> bool:
    """Write the wrench (B, 6) of the air on every body for this step, world frame; return whether there is any.

    A free body's is the mean over the step as it would move by weight, pushes and air alone, in stages of the
    midpoint rule that are short against the time in which air stops it. A jointed body's is that of the moment,
    drawn back where it would more than stop it.
    """
    some = False
    wind, u, w = np.empty(3), np.empty(3), np.empty(3)
    f, g, q, c = np.empty(6), np.empty(6), np.empty(4), np.empty(4)
    for n in range(bodies.body.shape[0]):
        body = bodies.body[n]
        out[body, :] = 0.0
        tree = tables.body_tree[body]
        mass, moments = tables.mass[body], tables.moments[body]
        asleep = live.tree_asleep[tree] >= 0
        free = tables.free_body[tree] == body
        if tables.held[tree] or not tables.present[body]:
            continue
        wind_at(air, live.xpos[body], time, wind)
        p, s = live.xquat[body], bodies.axes[n]
        _product(p, s, q)  # world_from_body
        if free:
            d = tables.tree_dof[tree]
            vx, vy, vz = live.qvel[d], live.qvel[d + 1], live.qvel[d + 2]
            a, b, e = _rotate(p, live.qvel[d + 3], live.qvel[d + 4], live.qvel[d + 5])
        else:
            vx, vy, vz = point_velocity(body, live.xpos[body], live, tables)
            a, b, e = live.cvel[body, 0], live.cvel[body, 1], live.cvel[body, 2]
        u[0], u[1], u[2] = _unrotate(q, vx - wind[0], vy - wind[1], vz - wind[2])
        w[0], w[1], w[2] = _unrotate(q, a, b, e)
        flow_forces(n, bodies, air, u, w, f)
        weight = mass * np.sqrt(tables.gravity[0] ** 2 + tables.gravity[1] ** 2 + tables.gravity[2] ** 2)
        lift = air.density * bodies.volume[n] * weight / mass
        pull = np.sqrt(f[0] ** 2 + f[1] ** 2 + f[2] ** 2)
        if asleep and pull < WAKES * weight and lift < weight:
            continue
        fastest = max(abs(vx), abs(vy), abs(vz), tables.reach[body] * max(abs(a), abs(b), abs(e)))
        if fastest < STILL and pull < 0.01 * weight and lift < 0.5 * weight:
            continue

        # The body's own way through the air in this step.
        some = True
        size = 0.5 * (bodies.half[n, 0] + bodies.half[n, 1] + bodies.half[n, 2])
        speed = np.sqrt(u[0] ** 2 + u[1] ** 2 + u[2] ** 2) + size * np.sqrt(w[0] ** 2 + w[1] ** 2 + w[2] ** 2)
        least = min(moments[0], moments[1], moments[2])
        grip = 0.0
        for i in range(3):
            grip = max(grip, bodies.drag[n, i] * bodies.area[n, i] * air.density * (speed + 0.01))
        grip += 20.0 * air.viscosity * size
        rate = max(grip / mass, grip * size * size / least)
        c[:] = s
        c[1:] *= -1.0  # body_from_principal
        stages = int(min(max(np.ceil(4.0 * rate * step), 1.0), STAGES)) if free else 1
        h = step / stages
        push = live.xfrc[body]
        bx, by, bz = _unrotate(
            q,
            (tables.gravity[0] * (mass - air.density * bodies.volume[n]) + push[0]) / mass,
            (tables.gravity[1] * (mass - air.density * bodies.volume[n]) + push[1]) / mass,
            (tables.gravity[2] * (mass - air.density * bodies.volume[n]) + push[2]) / mass,
        )
        pulls = (bx, by, bz)
        g[:] = 0.0
        if free:
            for _ in range(stages):
                flow_forces(n, bodies, air, u, w, f)
                u0, w0 = u.copy(), w.copy()
                _advance(u, w, f, pulls, mass, moments, c, 0.5 * h)
                flow_forces(n, bodies, air, u, w, f)
                u[:], w[:] = u0, w0
                _advance(u, w, f, pulls, mass, moments, c, h)
                for i in range(6):
                    g[i] += f[i] / stages
        else:
            for i in range(6):
                g[i] = f[i] / (1.0 + step * rate)
        x, y, z = _rotate(q, g[0], g[1], g[2])
        out[body, 0], out[body, 1], out[body, 2] = x, y, z
        out[body, 3], out[body, 4], out[body, 5] = _rotate(q, g[3], g[4], g[5])

        # Buoyancy at the middle of what displaces.
        x, y, z = _rotate(q, bodies.center[n, 0], bodies.center[n, 1], bodies.center[n, 2])
        share = -air.density * bodies.volume[n]
        bx, by, bz = share * tables.gravity[0], share * tables.gravity[1], share * tables.gravity[2]
        out[body, 0] += bx
        out[body, 1] += by
        out[body, 2] += bz
        out[body, 3] += y * bz - z * by
        out[body, 4] += z * bx - x * bz
        out[body, 5] += x * by - y * bx
    return some


@kernel
def _product(p: Floats, s: Floats, q: Floats) -> None:
    q[0] = p[0] * s[0] - p[1] * s[1] - p[2] * s[2] - p[3] * s[3]
    q[1] = p[0] * s[1] + p[1] * s[0] + p[2] * s[3] - p[3] * s[2]
    q[2] = p[0] * s[2] - p[1] * s[3] + p[2] * s[0] + p[3] * s[1]
    q[3] = p[0] * s[3] + p[1] * s[2] - p[2] * s[1] + p[3] * s[0]


@kernel
def _advance(
    u: Floats, w: Floats, f: Floats, pulls: tuple, mass: float, moments: Floats, turn: Floats, h: float
) -> None:
    """Move velocity and spin (body frame) on by h under a wrench; ``turn`` is body_from_principal."""
    for i in range(3):
        u[i] += h * (f[i] / mass + pulls[i])
    a, b, c = _unrotate(turn, w[0], w[1], w[2])
    x, y, z = _unrotate(turn, f[3], f[4], f[5])
    a1 = a + h * (x + (moments[1] - moments[2]) * b * c) / moments[0]
    b1 = b + h * (y + (moments[2] - moments[0]) * c * a) / moments[1]
    c1 = c + h * (z + (moments[0] - moments[1]) * a * b) / moments[2]
    w[0], w[1], w[2] = _rotate(turn, a1, b1, c1)


@kernel
def air_work(bodies: Bodies, tables: Tables, live: Live, before: tuple, wrench: Floats, step: float) -> float:
    """Return the work (J) of the air on free bodies in a step; ``before`` is (qpos, qvel) at its beginning.

    A force is held over the step, so its work is force times way.
    """
    total = 0.0
    for n in range(bodies.body.shape[0]):
        body = bodies.body[n]
        tree = tables.body_tree[body]
        if tables.free_body[tree] != body or live.tree_asleep[tree] >= 0:
            continue
        d, at = tables.tree_dof[tree], tables.free_qpos[tree]
        f = wrench[body]
        for i in range(3):
            total += f[i] * (live.qpos[at + i] - before[0][at + i])
        x, y, z = _rotate(before[0][at + 3 : at + 7], before[1][d + 3], before[1][d + 4], before[1][d + 5])
        p, r, s = _rotate(live.qpos[at + 3 : at + 7], live.qvel[d + 3], live.qvel[d + 4], live.qvel[d + 5])
        total += 0.5 * step * (f[3] * (x + p) + f[4] * (y + r) + f[5] * (z + s))
    return total
