"""How fast worlds are simulated, recording included, on one core: world seconds per second of processor time.

The floor beside it is MuJoCo's own Euler step of the same model, without impacts, exact flight, books or records.
Run with ``python bench/physics.py``.
"""

from collections.abc import Callable
from math import cos, sin
from time import process_time

from setpiece.clock import STEP
from setpiece.physics.model import compile_world
from setpiece.physics.rest import start
from setpiece.physics.simulate import simulate, simulate_segment
from setpiece.physics.solver import Run
from setpiece.rng import stream
from setpiece.world.document import Body, World

SECONDS = 3


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


def worlds() -> dict[str, World]:
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
    }
    return {name: World(bodies=tuple(bodies)) for name, bodies in lists.items()}


def timed(work: Callable[[], object]) -> float:
    begin = process_time()
    work()
    return process_time() - begin


def floor(world: World) -> float:
    import mujoco

    model = compile_world(world)
    run = Run(model)
    run.restore(start(model))
    return timed(lambda: [mujoco.mj_step(run.compiled, run.data) for _ in range(round(SECONDS / STEP))])


def main() -> None:
    warm = World(bodies=(box(0, position=(0, 0, 0.2), velocity=(1, 0, 0)),))
    print(f"first run in this process, kernels from the cache or compiled: {timed(lambda: simulate(warm, 1)):.1f} s")
    print(f"{'world':28}{'start, s':>10}{'x real time':>13}{'MuJoCo alone':>14}")
    for name, world in worlds().items():
        model = compile_world(world)
        begun = process_time()
        state = start(model)
        begin, spent = process_time() - begun, 0.0
        for index in range(SECONDS):
            begun = process_time()
            _, state = simulate_segment(model, state, index)
            spent += process_time() - begun
        print(f"{name:28}{begin:10.2f}{SECONDS / spent:13.1f}{SECONDS / floor(world):14.1f}", flush=True)


if __name__ == "__main__":
    main()
