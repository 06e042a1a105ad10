"""How fast frames are traced, how true they are, and how calm: ``python bench/render.py [--cycles PYTHON]``.

``--take FOLDER ...``: only how calm films are, each at the beginning, the middle and the end.

The scene is a table top with balls of glass, gold and plastic and twenty turning boxes. Times are the best of
several frames; ratios within one run are what counts on a machine that is not idle. PYTHON is one with ``bpy``
(Python 3.11, ``pip install bpy==5.0.1``). The last line says which bounds hold.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "render"))

import core_scenes
from core_scenes import BALL, BOX, placed

from setpiece import geometry
from setpiece.camera.view import View
from setpiece.render import kernel, layers, passes, skies, surfaces
from setpiece.render.backend import backend
from setpiece.render.develop import Process, clean, develop
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.render.quality import QUALITIES, Quality
from setpiece.render.raw import Raw
from setpiece.render.renderer import Renderer
from setpiece.render.scalar_scene import ScalarScene
from setpiece.world.document import Light

SIZE = {"height": 360, "width": 640}
EXPOSURE = 0.4
PER_FRAME = {"standard": 0.33, "twice as wide": 1.3, "final": 2.5}  # s, of two cores
LADDER = (1, 2, 4, 8, 16)
MOVING = 5  # the first of the boxes that turn


def world(seconds: float, view: View | None = None) -> PosedWorld:
    still = core_scenes.still_life(seconds)
    turn = geometry.quat_from_axis_angle([0.0, 0.0, 1.0], seconds)
    boxes = tuple(
        Item(f"box_{i}", "body", BOX, Surface(("paint", "ceramic", "plastic")[i % 3]), placed(at, 0.1, turn))
        for i, at in enumerate([((-1) ** i * (0.7 + 0.12 * i), 0.9 + 0.2 * (i % 4), 0.1) for i in range(20)])
    )
    return PosedWorld((*still.items, *boxes), still.lights, still.sky, still.place, view or still.view, still.seed)


def crowd(seconds: float) -> PosedWorld:
    """Return 200 more things and 40 lamps."""
    few = world(seconds)
    things, lamps = [], []
    for i in range(200):
        x, y = -3.0 + 0.3 * (i % 20), 0.4 + 0.35 * (i // 20)
        mesh, name = ((BALL, "plastic"), (BOX, "paint"), (BALL, "gold"))[i % 3]
        things.append(Item(f"thing_{i}", "body", mesh, Surface(name), placed([x, y, 0.08], 0.08)))
    for i in range(40):
        place = (-3.0 + 0.8 * (i % 8), 0.5 + 0.8 * (i // 8), 0.9)
        lamps.append(Light(id=f"lamp_{i}", shape="ball", position=place, size=(0.06, 0.06), power=4.0))
    return PosedWorld((*few.items, *things), tuple(lamps), few.sky, few.place, few.view, few.seed)


def best(frames: int, work: Callable[[float], object]) -> float:
    times = []
    for k in range(frames):
        start = time.perf_counter()
        work(0.01 * k)
        times.append(time.perf_counter() - start)
    return 1000.0 * min(times)


def finished(raw: Raw, quality: Quality, exposure: float = EXPOSURE, scale: int = 1) -> NDArray[np.uint8]:
    return develop(raw, Process(exposure, quality, (SIZE["height"] * scale, SIZE["width"] * scale)))


def own(name: str, frames: int, scale: int = 1) -> float:
    """Print what a frame of a quality costs, ``scale`` times as wide and high; return the seconds."""
    quality = QUALITIES[name]
    size = {side: scale * length for side, length in SIZE.items()}
    start = time.perf_counter()
    renderer = Renderer(world(0.0), **size, quality=quality, exposure=EXPOSURE)
    built = time.perf_counter()
    raw = renderer.trace([world(0.0)] * quality.instants)
    finished(raw, quality, scale=scale)
    first = time.perf_counter()
    trace = best(frames, lambda t: renderer.trace([world(t)] * quality.instants))
    picture = best(frames, lambda _: finished(raw, quality, scale=scale))
    label = f"{name}, {quality.samples} spp, {size['width'] // quality.shrink} wide"
    print(
        f"{label:26} scene {1000 * (built - start):6.0f}  first {1000 * (first - built):6.0f}  trace {trace:6.0f}  "
        f"develop {picture:5.0f}  frame {trace + picture:6.0f} ms"
    )
    return (trace + picture) / 1000.0


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


def all_layers(frames: int) -> bool:
    """Print what a frame costs with all its layers in memory and as an EXR file, against the beauty alone."""
    quality = QUALITIES["standard"]
    renderer = Renderer(world(0.0), **SIZE, quality=quality, exposure=EXPOSURE)
    things = [item.id for item in world(0.0).items if not item.id.startswith("set_")]

    def beauty(t: float) -> None:
        posed = world(t)
        finished(renderer.trace(posed), quality)

    def everything(t: float) -> None:
        posed = world(t)
        light = passes.light(renderer, posed, frozenset({"red", "box"}))
        clean(light.beauty.astype(np.float16), light.albedo, light.normal, exposure=EXPOSURE, quality=quality)
        coverage = passes.coverage(renderer, posed)
        for names in ([part[0] for part in layers.part_table(posed)], layers.material_table(posed)):
            coverage.of(names)
        found = renderer.geometry(posed)
        for step in (0.04, -0.04):
            layers.motion(found, posed, world(t + step), **SIZE)
        passes.silhouettes(renderer, posed, things)

    beauty(0.0), everything(0.0)
    alone, whole = best(frames, beauty), best(frames, everything)
    print(f"beauty alone {alone:.0f} ms, with all layers {whole:.0f} ms: {whole / alone:.2f}x, bound 2")
    return whole < 2.0 * alone


def many(frames: int) -> None:
    """Print what 200 things and 40 lamps cost against the simple scene."""
    spent = []
    for scene in (world, crowd):
        renderer = Renderer(scene(0.0), **SIZE, exposure=EXPOSURE)
        renderer.trace(scene(0.0))
        spent.append(best(frames, lambda t, scene=scene, renderer=renderer: renderer.trace(scene(t))))
    print(f"200 things and 40 lamps: trace {spent[1]:.0f} ms against {spent[0]:.0f}: {spent[1] / spent[0]:.2f}x")


def steady(frames: int) -> dict[str, bool]:
    """Print how much pixels change that should not: in a still view beside what moves, and along a slow pan."""
    quality = QUALITIES["standard"]
    turn = 0.002  # rad a frame: 2.7 degrees a second, some 1.3 px

    def still(k: int) -> PosedWorld:
        return world(0.01 * k)

    def pan(k: int) -> PosedWorld:
        return world(0.0, core_scenes.view(target=(4.0 * np.tan(turn * k), 0.0, 0.4)))

    held = {}
    for name, shot, bound in (("static pixels", still, 0.5), ("slow pan, reprojected", pan, 1.0)):
        noise, floor = (changes(shot, frames, each) for each in (quality, replace(quality, samples=64)))
        held[name] = noise < bound
        print(f"{name}: mean change {noise:.2f} of 255 (at 64 spp {floor:.2f}), bound {bound}")
    return held


def calm(folder: Path, frames: int) -> bool:
    """Print how much pixels of a take that show the same change from frame to frame; return whether that is allowed."""
    from setpiece.physics.simulate import simulate
    from setpiece.take.picture import rig_of, scene_document
    from setpiece.world.files import parse_world

    scene = parse_world((folder / "world.json").read_text())
    film = {**SIZE, "quality": "standard"}
    rig = rig_of({"world": scene_document(scene), "format": film, "frames": []})
    trajectory = simulate(scene, scene.duration * scene.shot.speed)
    pose, last = rig.posing(trajectory, instants=1), int(24 * scene.duration) - frames
    still = not scene.shot.moves
    bound = 0.5 if still else 1.0
    rows = []
    for first in (0, last // 2, last):

        def shot(k: int, first: int = first) -> PosedWorld:
            (posed,) = pose(first + k)
            return posed

        qualities = (rig.quality, replace(rig.quality, samples=64))
        rows.append([changes(shot, frames, each, scene.shot.exposure) for each in qualities])
    noise, floor = np.mean(rows, axis=0)
    what = "static pixels" if still else "moving camera, reprojected"
    print(f"{folder.name}: {what}: mean change {noise:.2f} of 255 (at 64 spp {floor:.2f}), bound {bound}")
    return bool(noise < bound)


def changes(shot: Callable[[int], PosedWorld], frames: int, quality: Quality, exposure: float = EXPOSURE) -> float:
    """Return the mean change (levels) from frame to frame of pixels that, by their motion, show the same."""
    renderer = Renderer(shot(0), **SIZE, quality=quality, exposure=exposure)
    pictures = []
    for k in range(frames):
        pictures.append(finished(renderer.trace(shot(k)), quality, exposure).astype(np.float32))
    found = []
    for k in range(frames - 1):
        here, there = renderer.geometry(shot(k)), renderer.geometry(shot(k + 1))
        moved = {row for row, (a, b) in enumerate(zip(shot(k).items, shot(k + 1).items, strict=True))
                 if not np.array_equal(a.world_from_mesh, b.world_from_mesh)}  # fmt: skip
        way = layers.motion(here, shot(k), shot(k + 1), **SIZE)
        y, x = np.nonzero(~np.isin(here.part, [*moved, layers.NOTHING]))
        place = np.stack([x, y], -1) + way[y, x]
        inside = ((place >= 0) & (place < (SIZE["width"] - 1, SIZE["height"] - 1))).all(-1)
        y, x, place = y[inside], x[inside], place[inside]
        nearest = np.rint(place).astype(int)
        same = there.part[nearest[:, 1], nearest[:, 0]] == here.part[y, x]
        after = bilinear(pictures[k + 1], place[same])
        found.append(np.abs(after - pictures[k][y[same], x[same]]).mean())
    return float(np.mean(found))


def bilinear(image: NDArray, place: NDArray) -> NDArray:
    corner = np.floor(place).astype(int)
    (u, v), (x, y) = (place - corner).T[:, :, None], corner.T
    top = image[y, x] * (1 - u) + image[y, x + 1] * u
    return top * (1 - v) + (image[y + 1, x] * (1 - u) + image[y + 1, x + 1] * u) * v


def error(image: NDArray, reference: NDArray) -> float:
    """Return relMSE: scaled to a mean of 0.18, with 0.01 in the denominator, the worst 0.1 % of pixels trimmed."""
    scale = 0.18 / reference.mean(dtype=np.float64)
    image, reference = image.astype(np.float64) * scale, reference.astype(np.float64) * scale
    each = ((image - reference) ** 2 / (reference**2 + 0.01)).mean(axis=-1).ravel()
    return float(np.sort(each)[: int(len(each) * 0.999)].mean())


def own_ladder(reference: int) -> list[tuple[float, float]]:
    """Print and return (seconds, relMSE) of the own renderer by samples."""
    rows, posed = [], world(0.0)
    settings = {"exposure": EXPOSURE, **SIZE}
    true = Renderer(posed, **settings, quality=replace(QUALITIES["standard"], samples=reference)).trace(posed).radiance
    for samples in LADDER:
        quality = replace(QUALITIES["standard"], samples=samples)
        renderer = Renderer(posed, **settings, quality=quality)

        def frame(t: float, renderer: Renderer = renderer, quality: object = quality) -> NDArray:
            raw = renderer.trace(world(t))
            return clean(raw.radiance, raw.albedo, raw.normal, exposure=EXPOSURE, quality=quality)

        found = error(frame(0.0), true)
        rows.append((best(4, frame) / 1000.0, found))
        print(f"  Setpiece {samples:3} spp  {rows[-1][0]:7.3f} s  relMSE {rows[-1][1]:.5f}")
    return rows


def cycles_ladder(python: str, reference: int) -> list[tuple[float, float]]:
    """Print and return the same of Cycles, in its own Python."""
    import OpenEXR

    posed, lighting = world(0.0), core_scenes.plain_sky(None, None)
    content, rows = {}, []
    for k, item in enumerate(posed.items):
        look = surfaces.look(item.surface)
        matrix = item.world_from_mesh
        normals = item.mesh.normals @ np.linalg.inv(matrix[:3, :3])
        content |= {
            f"vertices_{k}": geometry.apply(matrix, item.mesh.vertices),
            f"faces_{k}": item.mesh.faces,
            f"normals_{k}": normals / np.linalg.norm(normals, axis=1, keepdims=True),
        }
        rows.append({"color": look.color, "roughness": look.roughness, "metallic": look.metallic, "gloss": look.gloss,
                     "ior": look.ior, "clear": look.kind == kernel.CLEAR})  # fmt: skip
    sun = lighting.sun
    content |= {"rows": json.dumps(rows), "sun": sun.irradiance[0], "sun_radius": sun.radius,
                "sun_direction": sun.direction, "sky": lighting.dome.radiance[0, 0], "focal": posed.view.focal,
                "world_from_camera": posed.view.world_from_camera, "size": (SIZE["width"], SIZE["height"]),
                "threads": os.cpu_count(), "first_moving": MOVING}  # fmt: skip
    found = []
    with tempfile.TemporaryDirectory() as folder:
        np.savez(Path(folder) / "scene.npz", **content)
        script, ladder = Path(__file__).with_name("blender.py"), ",".join(map(str, LADDER))
        command = [python, str(script), str(Path(folder) / "scene.npz"), folder, ladder, str(reference)]
        plain = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run(command, env=plain, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stdout[-2000:], done.stderr[-2000:])
            return []
        spent = json.loads(next(line for line in reversed(done.stdout.splitlines()) if line.startswith("{")))
        images = {}
        for samples in (*LADDER, reference):
            with OpenEXR.File(str(Path(folder) / f"{samples}.exr")) as file:
                channels = file.channels()
                images[samples] = next(iter(channels.values())).pixels[..., :3]
    for samples in LADDER:
        found.append((spent[str(samples)], error(images[samples], images[reference])))
        print(f"  Cycles   {samples:3} spp  {found[-1][0]:7.3f} s  relMSE {found[-1][1]:.5f}")
    if "SETPIECE_BENCH_PICTURES" in os.environ:
        np.savez(os.environ["SETPIECE_BENCH_PICTURES"], cycles=images[reference])
    return found


def ahead(own: list[tuple[float, float]], other: list[tuple[float, float]]) -> list[float]:
    """Return for each of the other's rungs how many times faster the own renderer is at equal error."""
    seconds, errors = np.log(np.array(own)).T
    order = np.argsort(errors)
    found = []
    for spent, level in other:
        if errors.min() <= np.log(level):  # what is worse than our first rung, our first rung beats
            found.append(spent / float(np.exp(np.interp(np.log(level), errors[order], seconds[order]))))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cycles", metavar="PYTHON", help="a Python that has bpy")
    parser.add_argument("--size", default="640x360")
    parser.add_argument("--reference", type=int, default=1024, metavar="SPP")
    parser.add_argument("--take", type=Path, nargs="+", metavar="FOLDER", help="films whose calm is measured, alone")
    chosen = parser.parse_args()
    SIZE["width"], SIZE["height"] = map(int, chosen.size.split("x"))
    print(backend().note)
    if chosen.take:
        held = {folder.name: calm(folder, 3) for folder in chosen.take}
        print("; ".join(f"{name}: {'holds' if ok else 'DOES NOT HOLD'}" for name, ok in held.items()))
        return
    skies.lighting = core_scenes.plain_sky
    np.seterr(all="raise", under="ignore")
    own("draft", 8)
    frames = {"standard": own("standard", 8), "twice as wide": own("standard", 4, scale=2)}
    peer(6)
    frames["final"] = own("final", 3)
    memory(300)
    many(6)
    bounds = {f"{name} <= {most:g} s a frame": frames[name] <= most for name, most in PER_FRAME.items()}
    bounds |= {"all layers under 2x the beauty": all_layers(5)} | steady(6)
    print(f"relMSE against each engine's own {chosen.reference} spp, both with OIDN fast, {os.cpu_count()} threads:")
    rows = own_ladder(chosen.reference)
    bounds["standard under .002"] = rows[1][1] < 0.002
    if chosen.cycles and (other := cycles_ladder(chosen.cycles, chosen.reference)):
        factors = ahead(rows, other)
        print("times faster than Cycles at equal error, by Cycles' samples:", ", ".join(f"{f:.1f}" for f in factors))
        bounds["8x ahead of Cycles"] = bool(factors) and min(factors) >= 8.0
    else:
        print("Cycles: not compared; name a Python that has bpy with --cycles.")
    print("; ".join(f"{name}: {'holds' if held else 'DOES NOT HOLD'}" for name, held in bounds.items()))


if __name__ == "__main__":
    main()
