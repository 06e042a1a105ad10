"""The same bits in any process, with any number of threads."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from hashlib import blake2b
import core_scenes
from setpiece.render.backend import backend
backend()
import drjit
drjit.set_thread_count(int(sys.argv[1]))
from setpiece.render import skies
skies.lighting = core_scenes.plain_sky
from setpiece.render import layers, passes
from setpiece.render.raw import decoded
from setpiece.render.quality import QUALITIES
from setpiece.render.renderer import Renderer
from setpiece.render.denoise import Denoiser
from setpiece.render.tone import tone
size = dict(height=core_scenes.HEIGHT, width=core_scenes.WIDTH)
renderer = Renderer(core_scenes.still_life(), **size, quality=QUALITIES["standard"])
denoiser = Denoiser(**size, threads=int(sys.argv[1]))
for time in (0.0, 0.1):
    world = core_scenes.still_life(time)
    raw, geometry = renderer.trace(world), renderer.geometry(world)
    clean = denoiser(raw.radiance, *decoded(raw.albedo, raw.normal), scale=0.5)
    parts = [raw.radiance, raw.palette, raw.index, raw.albedo, raw.normal, geometry.normal, geometry.part, clean,
             tone(clean, exposure=0.5)]
    light, coverage = passes.light(renderer, world, frozenset({"red"})), passes.coverage(renderer, world)
    later = layers.motion(geometry, world, core_scenes.still_life(time + 0.04), **size)
    parts += [light.albedo, light.normal]
    parts += [light.beauty, light.alpha, *light.layers.values(), coverage.part, coverage.count, later, geometry.uv,
              geometry.depth, geometry.position, geometry.albedo, passes.silhouettes(renderer, world, ["red", "box"])]
    print(*(blake2b(part.tobytes(), digest_size=8).hexdigest() for part in parts))
"""


def film(threads: int) -> str:
    here = Path(__file__).parent
    path = os.pathsep.join([str(here), str(here.parents[1] / "src")])
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(threads)],
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_threads_and_processes_do_not_change_a_bit():
    one = film(1)
    assert len(one.split()) == 62
    assert len(set(one.split())) > 40  # the pictures of the two times differ
    assert film(2) == one
    assert film(2) == one
