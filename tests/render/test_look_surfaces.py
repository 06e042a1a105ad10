"""Every material gives a BSDF that loads and that returns no more light than it gets."""

import numpy as np
import pytest

from setpiece import errors
from setpiece.render import surfaces
from setpiece.render.backend import backend
from setpiece.render.posed import Surface
from setpiece.world.materials import MATERIALS

LANES = 4096


@pytest.fixture(scope="module", autouse=True)
def variant():
    return backend().variant


FIRST_WITH = {material.texture: name for name, material in reversed(MATERIALS.items())}


@pytest.mark.parametrize("name", sorted(MATERIALS))
def test_material_loads(name):
    import mitsuba as mi

    # Of the materials that share a pattern, the first is loaded; the others must ask for the same in other colours.
    dictionary = surfaces.bsdf(Surface(name), 0)
    first = FIRST_WITH[MATERIALS[name].texture]
    if MATERIALS[name].texture and first != name:
        assert _plugins(dictionary) <= _plugins(surfaces.bsdf(Surface(first), 0)) | {"diffuse", "principled"}
    else:
        assert isinstance(mi.load_dict(dictionary), mi.BSDF)


def _plugins(dictionary):
    nested = [value for value in dictionary.values() if isinstance(value, dict)]
    return {dictionary["type"]}.union(*map(_plugins, nested))


@pytest.mark.parametrize("color", [None, (1.0, 1.0, 1.0)])
@pytest.mark.parametrize(
    "name", ["paint", "ceramic", "wood", "snow", "paper", "chrome", "gold", "marble", "brushed_metal"]
)
def test_surface_gains_no_energy(name, color, variant):
    if variant.startswith("scalar"):
        pytest.skip("samples are drawn on arrays, which needs a vectorised variant")
    import drjit as dr
    import mitsuba as mi

    # A white furnace: light from all directions, cosine-weighted, comes back at most once. The mean of LANES
    # samples with a standard deviation below 1 is off by less than 4 / sqrt(LANES) = 0.0625 (4 sigma).
    bsdf = mi.load_dict(surfaces.bsdf(Surface(name, color), 0))
    random = mi.PCG32(LANES)

    def draw():
        return random.next_float32()

    si = dr.zeros(mi.SurfaceInteraction3f, LANES)
    si.t, si.n, si.sh_frame = mi.Float(3.0), mi.Normal3f(0, 0, 1), mi.Frame3f(mi.Vector3f(0, 0, 1))
    si.dp_du, si.dp_dv = mi.Vector3f(1, 0, 0), mi.Vector3f(0, 1, 0)
    si.uv = mi.Point2f(draw(), draw())
    si.wi = mi.warp.square_to_cosine_hemisphere(mi.Point2f(draw(), draw()))
    _, weight = bsdf.sample(mi.BSDFContext(), si, draw(), mi.Point2f(draw(), draw()))
    weight = np.array(weight)
    assert np.isfinite(weight).all()
    assert weight.mean(axis=1).max() <= 1.0 + 4.0 * weight.std(axis=1).max() / np.sqrt(LANES)
    assert weight.mean() > 0.0


@pytest.mark.parametrize("name", ["grass", "wood", "brickwork"])
def test_pattern_has_the_asked_mean(name, variant):
    if variant.startswith("scalar"):
        pytest.skip("patterns are looked up on arrays, which needs a vectorised variant")
    import drjit as dr
    import mitsuba as mi

    # Far away the level of one pixel is looked up: the mean albedo itself. The coarse tint has faded at that
    # distance but for a standard deviation of MACRO (0.16 at most) over few patches; so bound each by 3 of these.
    color = (0.30, 0.20, 0.12)
    dictionary = surfaces.bsdf(Surface(name, color), 0)["under"]
    tile = mi.load_dict(dictionary["base_color"] if "base_color" in dictionary else dictionary["reflectance"])
    random = mi.PCG32(LANES)
    si = dr.zeros(mi.SurfaceInteraction3f, LANES)
    si.t, si.n, si.sh_frame = mi.Float(50.0), mi.Normal3f(0, 0, 1), mi.Frame3f(mi.Vector3f(0, 0, 1))
    si.wi = mi.Vector3f(0, 0, 1)
    si.uv = mi.Point2f(random.next_float32(), random.next_float32()) * 2000.0
    albedo = np.array(tile.eval(si))
    np.testing.assert_allclose(albedo.mean(axis=1), color, rtol=0.05)
    near = np.array(tile.eval(_at(si, 0.5)))
    np.testing.assert_allclose(near.mean(axis=1), color, rtol=0.08)
    assert near.std() > albedo.std()


def _at(si, distance):
    import mitsuba as mi

    si.t = mi.Float(distance)
    return si


def test_guides_are_albedos():
    assert surfaces.albedo_guide(Surface("glass")) == (1.0, 1.0, 1.0)
    assert surfaces.albedo_guide(Surface("paint", (0.2, 0.3, 0.4))) == pytest.approx((0.2, 0.3, 0.4))


def test_unknown_material_is_named():
    with pytest.raises(errors.InputError, match="unobtainium"):
        surfaces.bsdf(Surface("unobtainium"), 0)
