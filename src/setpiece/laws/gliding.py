"""Rolling and sliding on a plane, sinking through a fluid: A04, A05, A12, A20."""

from math import cos, cosh, log, pi, radians, sin, sqrt, tanh

import numpy as np

from setpiece.laws.reading import G, ball, column, worst
from setpiece.physics.model import rolling_resistance
from setpiece.physics.simulate import simulate
from setpiece.physics.trajectory import Trajectory, at, index
from setpiece.world.document import Air, Body, Place, World
from setpiece.world.materials import MATERIALS

SLOPE, RADIUS = radians(20), 0.05  # rad, m


def descending() -> World:
    """Return a solid sphere, a cylinder and a shell at rest on a slope: gravity leans instead of the ground."""
    steel = {"body": "steel"}
    lying = (sqrt(0.5), sqrt(0.5), 0, 0)
    size = {"radius": RADIUS, "thickness": 0.0005}
    bodies = (
        ball("sphere", position=(0, 0, RADIUS), materials=steel),
        Body(id="cylinder", family="cylinder", position=(0, 1, RADIUS), rotation=lying, materials=steel),
        ball("shell", position=(0, 2, RADIUS), materials=steel).model_copy(update={"params": size}),
    )
    leaning = (G * sin(SLOPE), 0, -G * cos(SLOPE))
    return World(gravity=leaning, place=Place(ground="steel"), bodies=bodies)


def accelerations(run: Trajectory) -> dict[str, float]:
    """Return a = g (sin - c cos) / (1 + beta) (m/s2) of each; c their resistance, beta = I / (m r^2) as built."""
    down = G * (sin(SLOPE) - rolling_resistance("steel") * cos(SLOPE))
    axes = {"sphere": 1, "cylinder": 2, "shell": 1}
    rows = {name: index(run, name) for name in axes}
    return {
        name: down / (1 + run.inertia[i, axes[name], axes[name]] / (run.mass[i] * RADIUS**2))
        for name, i in rows.items()
    }


def rolling() -> float:
    """Solid sphere, cylinder and shell roll down 20 degrees."""
    run = simulate(descending(), 2)
    gain = (at(run, 1.5).velocity - at(run, 0.5).velocity)[:, 0]
    return worst((gain[index(run, name)], wanted) for name, wanted in accelerations(run).items())


def braking() -> World:
    """Return a box at 4 m/s with mu = 0.3."""
    own = 0.3**2 / MATERIALS["stone"].friction  # the pair's is the geometric mean
    size = {"length": 0.2, "width": 0.2, "height": 0.1}
    box = Body(id="box", family="box", params=size, position=(0, 0, 0.05), velocity=(4, 0, 0), friction=own)
    return World(bodies=(box,))


def sliding() -> float:
    """A box at 4 m/s with mu = 0.3 stops after v^2 / (2 mu g)."""
    run = simulate(braking(), 3)
    return worst([(at(run, 3).position[0, 0], 16 / (2 * 0.3 * G))])


def skidding() -> World:
    """Return a sphere that slides at 3 m/s with mu = 0.2."""
    own = 0.2**2 / MATERIALS["stone"].friction
    start = ball(position=(0, 0, 0.05), velocity=(3, 0, 0), friction=own, materials={"body": "steel"})
    return World(bodies=(start,))


def sliding_to_rolling() -> float:
    """A sphere slides at 3 m/s with mu = 0.2 until it rolls at 5/7 of that."""
    run = simulate(skidding(), 1)
    speed = column(run, "velocity", "ball")[:, 0]
    rolls = np.flatnonzero(speed - 0.05 * column(run, "spin", "ball")[:, 1] < 0.01)
    return worst([(speed[rolls[0]], 15 / 7)])


def terminal_velocity() -> float:
    """A table-tennis ball falls in air without viscosity: v = vt tanh(g' t / vt), its way, and vt; g' less buoyancy.

    And a steel bead sinks in glycerine by Stokes' law.
    """
    density, radius, mass = 1.2, 0.02, 0.0027
    light = ball("light", radius, position=(0, 0, 30), mass=mass, materials={"body": "celluloid"})
    run = simulate(World(bodies=(light,), air=Air(density=density, viscosity=0.0)), 3)
    pull = G * (1 - density * 4 / 3 * pi * radius**3 / mass)
    final = sqrt(2 * mass * pull / (density * 0.47 * pi * radius**2))
    pairs = [(-at(run, 3).velocity[0, 2], final * tanh(3 * pull / final))]
    for t in (0.3, 0.8, 1.5, 3.0):
        pairs.append((-at(run, t).velocity[0, 2], final * tanh(pull * t / final)))
        pairs.append((30 - at(run, t).position[0, 2], final**2 / pull * log(cosh(pull * t / final))))

    volume = 4 / 3 * pi * 0.001**3
    bead = ball("bead", 0.001, position=(0, 0, 0.5), mass=7800 * volume, materials={"body": "steel"})
    run = simulate(World(bodies=(bead,), air=Air(density=1260, viscosity=1.4)), 1)
    pairs.append((-at(run, 1).velocity[0, 2], 2 * (7800 - 1260) * G * 0.001**2 / (9 * 1.4)))
    return worst(pairs)
