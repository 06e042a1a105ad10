"""Every material has a look, and returns no more light than it gets; sampling finds what evaluation says."""

import numpy as np
import pytest

from setpiece import errors
from setpiece.render import atlas, kernel, surfaces, tables
from setpiece.render.backend import backend
from setpiece.render.posed import Surface
from setpiece.render.textures import PATTERNS
from setpiece.world.materials import MATERIALS

LANES = 1 << 16


@pytest.fixture(scope="module", autouse=True)
def variant():
    found = backend().variant
    if found.startswith("scalar"):
        pytest.skip("materials are evaluated on arrays, which needs a vectorised variant")
    return found


@pytest.mark.parametrize("name", sorted(MATERIALS))
def test_material_has_a_look(name):
    look = surfaces.look(Surface(name))
    assert look.kind in {kernel.OPAQUE, kernel.CLEAR, kernel.FROSTED, kernel.PASSING}
    assert look.pattern in {"", *PATTERNS}
    assert look.metallic == (MATERIALS[name].kind == "metal")
    assert look.kind == kernel.PASSING or max(look.color) <= 1.0


def made(surface, look=None):
    """Return a surface as the kernels see it, without its pattern."""
    import mitsuba as mi

    from setpiece.render import reflection

    look = look or surfaces.look(surface)
    color, metallic = np.array(look.color), float(look.metallic)
    f0 = np.full(3, ((look.ior - 1) / (look.ior + 1)) ** 2)
    return reflection.Surface(
        base=mi.Color3f(*(color * (1 - metallic)).tolist()),
        f0=mi.Color3f(*(color if look.metallic else f0).tolist()),
        alpha=mi.Float(look.roughness**2),
        gloss=mi.Float(float(look.gloss)),
        clear=mi.Bool(look.kind in {kernel.CLEAR, kernel.FROSTED}),
        tint=mi.Color3f(*color.tolist()),
        ior=mi.Float(look.ior),
    )


def slanted(cosine):
    import mitsuba as mi

    return mi.Vector3f(float(np.sqrt(1 - cosine**2)), 0.0, float(cosine))


def drawn(surface, cosine):
    """Return what LANES samples of the material give for light that goes to a direction."""
    import mitsuba as mi

    from setpiece.render import reflection

    table, wi, random = tables.gloss_table(), slanted(cosine), mi.PCG32(LANES)
    between = reflection.interface(surface, table, wi)
    u = mi.Point2f(random.next_float32(), random.next_float32())
    return reflection.sample(surface, table, between, wi, random.next_float32(), u), (table, between, wi)


@pytest.mark.parametrize("color", [None, (1.0, 1.0, 1.0)])
@pytest.mark.parametrize(
    "name", ["paint", "ceramic", "dark_glass", "snow", "car_paint", "chrome", "gold", "iron", "glass", "frosted_glass"]
)
@pytest.mark.parametrize("cosine", [0.05, 0.3, 0.9])
def test_surface_gains_no_energy(name, color, cosine):
    # A white furnace: what comes back of light from everywhere is the mean of the samples' weights; its standard
    # error is known. Interpolation in the table of gloss (1/32 of a cosine) may be off by 0.004.
    turn, _ = drawn(made(Surface(name, color)), cosine)
    weight = np.broadcast_to(np.array(turn.weight), (3, LANES))
    assert np.isfinite(weight).all()
    assert (weight >= 0.0).all()
    assert weight.mean(axis=1).max() <= 1.004 + 4.0 * weight.std(axis=1).max() / np.sqrt(LANES)
    assert weight.mean() > 0.0


@pytest.mark.parametrize("name", ["paint", "plastic", "iron", "paper", "wax"])
@pytest.mark.parametrize("cosine", [0.2, 0.8])
def test_sampling_agrees_with_evaluation(name, cosine):
    # The same integral of value cosine over the upper hemisphere, from the material's samples and from even ones.
    import mitsuba as mi

    from setpiece.render import reflection

    surface = made(Surface(name))
    turn, (table, between, wi) = drawn(surface, cosine)
    random = mi.PCG32(LANES, 7)
    wo = mi.warp.square_to_uniform_hemisphere(mi.Point2f(random.next_float32(), random.next_float32()))
    value, density, _ = reflection.evaluate(surface, table, between, wi, wo)
    even = np.array(value).T * 2 * np.pi
    own = np.broadcast_to(np.array(turn.weight), (3, LANES)).T
    spread = np.hypot(even.std(axis=0), own.std(axis=0)) / np.sqrt(LANES)
    assert (np.abs(even.mean(axis=0) - own.mean(axis=0)) < 4.5 * spread + 1e-4).all()

    # A density integrates to one, but for facets whose mirror direction lies below the surface.
    total = np.array(density) * 2 * np.pi
    assert total.mean() < 1.0 + 4.5 * total.std() / np.sqrt(LANES)
    assert total.mean() > 0.8


def test_light_and_eye_may_change_places():
    import mitsuba as mi

    from setpiece.render import reflection

    random = mi.PCG32(LANES)
    a, b = (
        mi.warp.square_to_uniform_hemisphere(mi.Point2f(random.next_float32(), random.next_float32())) for _ in range(2)
    )
    surface, table = made(Surface("plastic")), tables.gloss_table()
    there = reflection.evaluate(surface, table, reflection.interface(surface, table, a), a, b)[0] / b.z
    back = reflection.evaluate(surface, table, reflection.interface(surface, table, b), b, a)[0] / a.z
    np.testing.assert_allclose(np.array(there), np.array(back), rtol=2e-4, atol=1e-6)


def test_a_matte_white_surface_returns_everything():
    turn, _ = drawn(made(None, surfaces.Look(kernel.OPAQUE, (1.0, 1.0, 1.0), 1.0)), 0.4)
    np.testing.assert_allclose(np.array(turn.weight), 1.0, rtol=1e-5)


@pytest.mark.parametrize("cosine", [0.3, 0.95])
def test_glass_mirrors_fresnels_share(cosine):
    # Fresnel's equations for n = 1.5; a share of N samples is off by at most 4.5 sqrt(p (1 - p) / N).
    turn, _ = drawn(made(None, surfaces.Look(kernel.CLEAR, (1.0, 1.0, 1.0), ior=1.5)), cosine)
    inner = np.sqrt(1 - (1 - cosine**2) / 1.5**2)
    s, p = (cosine - 1.5 * inner) / (cosine + 1.5 * inner), (inner - 1.5 * cosine) / (inner + 1.5 * cosine)
    share = (s * s + p * p) / 2
    up = np.array(turn.direction)[2] > 0
    assert abs(up.mean() - share) < 4.5 * np.sqrt(share * (1 - share) / LANES)
    np.testing.assert_allclose(np.array(turn.direction)[2][~up], -inner, atol=1e-5)


@pytest.mark.parametrize("name", ["grass", "wood", "brickwork"])
def test_pattern_has_the_asked_mean(name):
    # 11 bits of a square root keep a texel to 2 / 2047 of it; their mean far closer.
    color = (0.30, 0.20, 0.12)
    pattern = MATERIALS[name].texture
    tile = atlas.tile(pattern, color, 0)
    words = tile.words.reshape(-1, 2)
    looks = words[: tile.edge**2, 0]
    roots = [(looks >> 21) / 2047, ((looks >> 10) & 2047) / 2047, (looks & 1023) / 1023]
    np.testing.assert_allclose([(root**2).mean() for root in roots], color, rtol=2e-3)
    last = words[atlas.texels(tile.edge) - 1, 0]
    coarsest = [(last >> 21) / 2047, ((last >> 10) & 2047) / 2047, (last & 1023) / 1023]
    np.testing.assert_allclose(np.square(coarsest), color, rtol=6e-3)
    slopes = (words[: tile.edge**2, 1] >> 16).astype(float) - 32768
    assert abs(slopes.mean()) < 200


def test_unknown_material_is_named():
    with pytest.raises(errors.InputError, match="unobtainium"):
        surfaces.look(Surface("unobtainium"))
