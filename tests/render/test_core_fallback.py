"""Without LLVM the pictures are the same but for noise; and the choice of a backend."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import core_scenes
import numpy as np
import pytest

from setpiece.errors import InputError
from setpiece.render import backend, scalar_scene, surfaces
from setpiece.render.posed import Surface
from setpiece.render.quality import QUALITIES
from setpiece.render.raw import touching
from setpiece.render.renderer import Renderer

SIZE = {"height": 18, "width": 32}
SCRIPT = """
import json
import core_scenes
from setpiece.render import backend, skies
skies.lighting = core_scenes.plain_sky
backend._libraries = lambda: ()
from dataclasses import replace
from setpiece.render.raw import touching
from setpiece.render.quality import QUALITIES
from setpiece.render.renderer import Renderer
two = replace(QUALITIES["standard"], samples=2)
world = core_scenes.still_life(0.2)
renderer = Renderer(core_scenes.still_life(), height=18, width=32, quality=two)
raw, geometry = renderer.trace([world]), renderer.geometry(world)
part = renderer.trace(world, [5, 200])
print(json.dumps({
    "variant": backend.backend().variant, "note": backend.backend().note, "mean": float(raw.radiance.mean(dtype=float)),
    "depth": geometry.depth[geometry.depth < 100].tolist(), "part": geometry.part.tolist(),
    "words": raw.palette.tolist(), "normal": (raw.normal.mean(axis=(0, 1), dtype=float) / 127).tolist(),
    "same": bool((part.radiance == raw.radiance.reshape(-1, 3)[[5, 200]]).all()),
}))
"""


def test_scalar_fallback_agrees_and_says_what_is_missing(monkeypatch):
    here = Path(__file__).parent
    path = os.pathsep.join([str(here), str(here.parents[1] / "src")])
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["variant"] == "scalar_rgb"
    assert "LLVM" in found["note"]
    assert found["same"]
    assert found["words"] == [[2**64 - 1] * 8]

    monkeypatch.setattr("setpiece.render.skies.lighting", core_scenes.plain_sky)
    world = core_scenes.still_life(0.2)
    renderer = Renderer(core_scenes.still_life(), **SIZE, quality=replace(QUALITIES["standard"], samples=64))
    geometry = renderer.geometry(world)
    np.testing.assert_array_equal(np.array(found["part"]), geometry.part)
    np.testing.assert_allclose(found["depth"], geometry.depth[geometry.depth < 100], rtol=1e-5)
    # Two samples in each of its 576 pixels; a pixel's radiance spreads by about its mean, so the mean by
    # 4 / sqrt(1152); dark instead of light shadows of glass take less than 2 %.
    assert found["mean"] == pytest.approx(
        renderer.trace(world).radiance.mean(dtype=float), rel=4 / np.sqrt(1152) + 0.02
    )
    normal = renderer.trace(world).normal.mean(axis=(0, 1), dtype=float) / 127
    np.testing.assert_allclose(found["normal"], normal, atol=0.05)


@pytest.mark.parametrize("name", ["plastic", "paint", "ceramic", "wood"])
def test_the_fallbacks_bodies_return_no_more_than_they_get(name):
    # White under a white sky. The body is darkened by the interface's mean, not by its share at each angle, which a
    # cosine-weighted mean does not feel; Mitsuba's diffuse lobe itself (Burley 2012) is within 3 % of a Lambertian one.
    import drjit as dr
    import mitsuba as mi

    assert backend.backend().vectorised
    count = 100_000
    white = replace(surfaces.look(Surface(name)), color=(1.0, 1.0, 1.0), pattern="")
    material = mi.load_dict(scalar_scene._bsdf(white, 0))
    numbers = mi.PCG32(count)
    si = dr.zeros(mi.SurfaceInteraction3f, count)
    si.wi = mi.warp.square_to_cosine_hemisphere(mi.Point2f(numbers.next_float32(), numbers.next_float32()))
    si.n, si.sh_frame = mi.Normal3f(0, 0, 1), mi.Frame3f(mi.Normal3f(0, 0, 1))
    choice, u = numbers.next_float32(), mi.Point2f(numbers.next_float32(), numbers.next_float32())
    _, weight = material.sample(mi.BSDFContext(), si, choice, u)
    assert float(dr.mean(weight.x)[0]) == pytest.approx(1.0, abs=0.03)


def test_everything_counts_as_touched_by_name():
    raw = Renderer(core_scenes.still_life(), **SIZE).trace(core_scenes.still_life())
    assert touching(raw, ["sky", "set_ground", "red", "clear", "metal", "box"]).all()


@pytest.mark.parametrize(
    ("path", "major"),
    [
        ("/usr/lib/x86_64-linux-gnu/libLLVM.so.19.1", 19),
        ("/usr/lib/x86_64-linux-gnu/libLLVM-17.so.1", 17),
        ("/usr/lib/llvm-15/lib/libLLVM.so", 15),
        ("/opt/homebrew/Cellar/llvm@18/18.1.8/lib/libLLVM.dylib", 18),
        ("/opt/homebrew/Cellar/llvm/20.1.7/lib/libLLVM.dylib", 20),
        ("/usr/local/lib/libLLVM.so", None),
    ],
)
def test_versions_are_read_from_paths(path, major):
    assert backend._major(Path(path)) == major


def test_a_probe_is_made_once(monkeypatch, tmp_path):
    library = tmp_path / "libLLVM.so.19.1"
    library.write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    asked = []
    monkeypatch.setattr(backend, "_probe", lambda variant, path: asked.append((variant, path)) or True)
    assert backend._works("llvm_ad_rgb", library)
    assert backend._works("llvm_ad_rgb", library)
    assert len(asked) == 1
    os.utime(library, ns=(1, 1))  # another library under the same name is tried again
    assert backend._works("llvm_ad_rgb", library)
    assert len(asked) == 2


def test_a_library_that_aborts_is_survived():
    # The C library is no LLVM: loading it as one must fail in the child, not here.
    import ctypes.util

    name = ctypes.util.find_library("c")
    assert not backend._probe("llvm_ad_rgb", Path(name or "libc.so.6"))


def test_the_instruction_set_has_a_name():
    assert backend.instruction_set() == backend.instruction_set()
    assert len(backend.instruction_set()) > 3


def test_a_library_of_the_system_that_is_missing_is_said_in_a_line(monkeypatch):
    monkeypatch.setitem(sys.modules, "mitsuba", None)  # its import fails
    with pytest.raises(InputError, match="apt-get install libatomic1"):
        backend.backend.__wrapped__()
