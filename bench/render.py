"""How fast frames are traced, beside Mitsuba's own path tracer on the same scene: ``python bench/render.py``.

The scene is a table top with balls of glass, gold and plastic and twenty turning boxes. Times are the best of
several frames, in milliseconds; the ratio is what counts on a machine that is not idle.
"""

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "render"))

import core_scenes
from core_scenes import BOX, placed

from setpiece import geometry
from setpiece.render import skies
from setpiece.render.backend import backend
from setpiece.render.develop import develop
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.render.renderer import QUALITIES, Renderer
from setpiece.render.scalar_scene import ScalarScene

SIZE = {"height": 360, "width": 640}
EXPOSURE = 0.4


def world(seconds: float) -> PosedWorld:
    still = core_scenes.still_life(seconds)
    turn = geometry.quat_from_axis_angle([0.0, 0.0, 1.0], seconds)
    boxes = tuple(
        Item(f"box_{i}", "body", BOX, Surface(("paint", "ceramic", "plastic")[i % 3]), placed(at, 0.1, turn))
        for i, at in enumerate([((-1) ** i * (0.7 + 0.12 * i), 0.9 + 0.2 * (i % 4), 0.1) for i in range(20)])
    )
    return PosedWorld((*still.items, *boxes), still.lights, still.sky, still.place, still.view, still.seed)


def best(frames: int, work: Callable[[float], object]) -> float:
    times = []
    for k in range(frames):
        start = time.perf_counter()
        work(0.01 * k)
        times.append(time.perf_counter() - start)
    return 1000.0 * min(times)


def own(name: str, frames: int) -> None:
    quality = QUALITIES[name]
    start = time.perf_counter()
    renderer = Renderer(world(0.0), **SIZE, quality=quality, exposure=EXPOSURE)
    built = time.perf_counter()
    instants = [world(0.0)] * quality.instants
    raw, guides = renderer.trace(instants), renderer.guides(instants)
    develop(raw, guides, exposure=EXPOSURE, quality=quality, **SIZE)
    first = time.perf_counter()
    trace = best(frames, lambda t: renderer.trace([world(t)] * quality.instants))
    guide = best(frames, lambda t: renderer.guides([world(t)] * quality.instants))
    picture = best(frames, lambda _: develop(raw, guides, exposure=EXPOSURE, quality=quality, **SIZE))
    label = f"{name}, {quality.samples} spp at 1/{quality.shrink}"
    print(
        f"{label:26} scene {1000 * (built - start):6.0f}  first {1000 * (first - built):6.0f}  trace {trace:6.0f}  "
        f"guides {guide:5.0f}  develop {picture:5.0f}  frame {trace + guide + picture:6.0f} ms"
    )


def peer(frames: int) -> None:
    import mitsuba as mi

    from setpiece.render.scalar import radiance

    scene, view = ScalarScene(world(0.0)).scene, world(0.0).view
    spent = best(frames, lambda t: radiance(scene, view, **SIZE, samples=(0, 2), seed=int(100 * t), max_depth=8))
    print(f"{'Mitsuba ' + mi.__version__ + ' path, 2 spp':26} {'':29} trace {spent:6.0f}")


def memory(frames: int) -> None:
    quality = QUALITIES["draft"]
    renderer = Renderer(world(0.0), height=90, width=160, quality=quality)
    levels = []
    for k in range(frames):
        renderer.trace(world(0.01 * k))
        levels.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(f"peak memory after frame {frames // 10}: {levels[frames // 10]:.0f} MB; after {frames}: {levels[-1]:.0f} MB")


def main() -> None:
    print(backend().note)
    skies.lighting = core_scenes.plain_sky
    np.seterr(all="raise", under="ignore")
    own("draft", 8)
    own("standard", 8)
    peer(6)
    own("final", 1)
    memory(300)


if __name__ == "__main__":
    main()
