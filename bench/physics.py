"""How fast worlds are simulated, recording included, on one core: world seconds per second of processor time.

Where a row's name tells no span, it is the mean of three seconds. What is poured is too dear for that: its rows tell
the span from the start that everybody steps through; later, when most lie on each other, a step is far dearer (log).
The floor beside it is MuJoCo's own Euler step of the same model, without impacts, exact flight, books or records.
Peers step the same bodies (as boxes and balls) in environments of their own, without records:

    python bench/physics.py [WORLD ...] [--pybullet PYTHON] [--rapier PYTHON]

Each PYTHON is an interpreter that has the peer: ``python -m venv E && E/bin/pip install pybullet 'numpy<2'`` (or
``rapier3d numpy``).
WORLD: only worlds whose names have one of these words in them.
"""

import argparse
import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from math import cos, sin
from pathlib import Path
from time import process_time

import numpy as np

from setpiece.assets.build import build
from setpiece.clock import STEP, STEPS_PER_SAMPLE
from setpiece.physics.model import Model, compile_world
from setpiece.physics.rest import start
from setpiece.physics.simulate import simulate, simulate_segment
from setpiece.physics.solver import Run
from setpiece.rng import stream
from setpiece.world.document import Body, World
from setpiece.world.materials import MATERIALS

POURED = "200 poured, first 0.5 s"


@dataclass(frozen=True)
class Case:
    """A world, and how many ``seconds`` of it are stepped."""

    world: World
    seconds: float = 3.0


def box(i: int, **given: object) -> Body:
    return Body(id=f"box_{i}", family="box", **given)


def ball(i: int, **given: object) -> Body:
    return Body(id=f"ball_{i}", family="ball", **given)


def mixed(i: int, **given: object) -> Body:
    return (box if i % 2 else ball)(i, **given)


def domino(i: int) -> Body:
    size = {"length": 0.008, "width": 0.024, "height": 0.048}
    turn = (1.0, 0.0, 0.0, 0.0) if i else (cos(0.1), 0.0, sin(0.1), 0.0)
    return Body(id=f"tile_{i}", family="box", params=size, position=(0.02 * i, 0, 0.024), rotation=turn)


def poured(count: int) -> list[Body]:
    """Return small boxes that fall, each turned its own way, between four walls of 0.6 m."""
    walls = [
        Body(
            id=f"wall_{n}",
            family="box",
            params={"length": 0.6 if y else 0.05, "width": 0.05 if y else 0.6, "height": 0.5},
            position=(0.325 * x, 0.325 * y, 0.25),
            fixed=True,
        )
        for n, (x, y) in enumerate(((1, 0), (-1, 0), (0, 1), (0, -1)))
    ]
    size = {"length": 0.05, "width": 0.04, "height": 0.03}
    draw = stream(0, "poured")
    turns = draw.normal(size=(count, 4))
    turns /= np.linalg.norm(turns, axis=1, keepdims=True)
    grid = [(0.08 * (i % 7) - 0.24, 0.08 * (i // 7 % 7) - 0.24, 0.1 + 0.08 * (i // 49)) for i in range(count)]
    poses = zip(grid + draw.uniform(-0.004, 0.004, (count, 3)), turns, strict=True)
    return walls + [
        box(i, params=size, position=tuple(map(float, place)), rotation=tuple(map(float, turn)))
        for i, (place, turn) in enumerate(poses)
    ]


def cases() -> dict[str, Case]:
    draw = stream(0, "bench")
    places = draw.uniform(-0.3, 0.3, (100, 2))
    lists = {
        "10 falling and bouncing": [
            mixed(i, position=(0.3 * i, 0, 0.5 + 0.1 * i), velocity=(0.5, 0, 0)) for i in range(10)
        ],
        "10 sliding boxes": [box(i, position=(0, i, 0.05), velocity=(8, 0, 0), friction=0.02) for i in range(10)],
        "10 rolling balls": [ball(i, position=(0, i, 0.035), velocity=(3, 0, 0)) for i in range(10)],
        "50 asleep": [box(i, position=(0.3 * (i % 7), 0.3 * (i // 7), 0.05)) for i in range(50)],
        "100 apart, all moving": [box(i, position=(0, i, 0.05), velocity=(8, 0, 0), friction=0.02) for i in range(100)],
        "100 fall in a pile": [mixed(i, position=(*map(float, places[i]), 0.1 + 0.04 * i)) for i in range(100)],
        "200 dominoes": [domino(i) for i in range(200)],
        POURED: poured(200),
        "1000 poured, first 0.2 s": poured(1000),
        "4000 at rest": [box(i, position=(0.3 * (i % 63), 0.3 * (i // 63), 0.05)) for i in range(4000)],
    }
    spans = {POURED: 0.5, "1000 poured, first 0.2 s": 0.2}
    return {name: Case(World(bodies=tuple(bodies)), spans.get(name, 3.0)) for name, bodies in lists.items()}


def timed(work: Callable[[], object]) -> float:
    begin = process_time()
    work()
    return process_time() - begin


def ours(model: Model, state: bytes, seconds: float) -> float:
    """Return the seconds of processor time of a world's first ``seconds``, a checkpoint after each whole one."""
    spent = 0.0
    for index in range(int(seconds)):
        begun = process_time()
        _, state = simulate_segment(model, state, index)
        spent += process_time() - begun
    return spent + timed(lambda: part(model, state, seconds - int(seconds)))


def part(model: Model, state: bytes, seconds: float) -> None:
    """Step through less than a second, and take its samples."""
    from setpiece.physics import recording, stages

    run, out = Run(model), recording.rows(len(model.ids))
    run.restore(state)
    for step in range(round(seconds / STEP)):
        if step % STEPS_PER_SAMPLE == 0:
            for count in (run.books.impact_count, run.books.knot_count, run.books.touch_count):
                count[0] = 0
        run.advance(
            None if step % STEPS_PER_SAMPLE else lambda k=step // STEPS_PER_SAMPLE: stages.sample(run.scene, k, out)
        )


def floor(model: Model, seconds: float) -> float:
    import mujoco

    run = Run(model)
    run.restore(start(model))
    return timed(lambda: [mujoco.mj_step(run.compiled, run.data) for _ in range(round(seconds / STEP))])


def peer_scene(world: World) -> str:
    """Return a world as the JSON that ``peer_physics.py`` reads: every body as a ball or a box."""
    bodies = []
    for body, mass in zip(world.bodies, compile_world(world).mass, strict=True):
        solid = build(body)
        material = MATERIALS[solid.parts[0].material]
        bodies.append({
            "kind": body.family,
            "half": list(map(float, (solid.bounds[1] - solid.bounds[0]) / 2)),
            "position": body.position,
            "rotation": body.rotation,
            "velocity": body.velocity,
            "mass": 0.0 if body.fixed else float(mass),
            "friction": material.friction if body.friction is None else body.friction,
            "restitution": material.restitution,
        })  # fmt: skip
    return json.dumps({"gravity": world.gravity, "bodies": bodies})


def peer(name: str, python: str | None, scene: str, seconds: float) -> str:
    """Return how many times faster than real time a peer steps a scene; why not, where it does not."""
    if python is None:
        return "-"
    command = [python, str(Path(__file__).with_name("peer_physics.py")), name, str(seconds)]
    done = subprocess.run(command, input=scene, capture_output=True, text=True, check=False)
    return f"{seconds / float(done.stdout.split()[-1]):.2f}" if done.returncode == 0 else "failed"


def main() -> None:
    asked = argparse.ArgumentParser(description="How fast worlds are simulated.")
    asked.add_argument("worlds", nargs="*")
    asked.add_argument("--pybullet")
    asked.add_argument("--rapier")
    given = asked.parse_args()
    warm = World(bodies=(box(0, position=(0, 0, 0.2), velocity=(1, 0, 0)),))
    print(f"first run in this process, kernels from the cache or compiled: {timed(lambda: simulate(warm, 1)):.1f} s")
    heads = ("start, s", "x real time", "ms/step", "MuJoCo", "PyBullet", "rapier3d")
    print(f"{'world':28}" + "".join(f"{head:>13}" for head in heads))
    for name, case in cases().items():
        if given.worlds and not any(word in name for word in given.worlds):
            continue
        model = compile_world(case.world)
        begun = process_time()
        state = start(model)
        begin, spent = process_time() - begun, ours(model, state, case.seconds)
        scene, step = peer_scene(case.world), spent / case.seconds * STEP
        peers = [
            peer("PyBullet", given.pybullet, scene, case.seconds),
            peer("rapier3d", given.rapier, scene, case.seconds),
        ]
        own = (f"{begin:.2f}", f"{case.seconds / spent:.2f}", f"{step * 1e3:.2f}")
        row = (*own, f"{case.seconds / floor(model, case.seconds):.2f}", *peers)
        print(f"{name:28}" + "".join(f"{figure:>13}" for figure in row), flush=True)


if __name__ == "__main__":
    main()
