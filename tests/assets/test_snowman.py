"""A snowman is three balls that can be told apart, in a scarf without holes, and a sled is as flat as it stands."""

import numpy as np
import pytest

from setpiece.assets.build import build
from setpiece.assets.families import snow_clothes, snowy
from setpiece.world.document import Body

H = 1.6  # m, as they are made


@pytest.fixture(scope="module")
def parts():
    made = build(Body(id="snowman", family="snowman", position=(0.0, 0.0, 0.866)))
    low = min(part.mesh.vertices[:, 2].min() for part in made.parts if part.name == "body")
    shift = np.array([0.0, 0.0, low - H * min(z - r for r, z in snowy.BALLS)])
    return {part.name: part.mesh.vertices - shift for part in made.parts}


def test_between_its_balls_a_snowman_is_narrow(parts):
    out, high = np.hypot(*parts["body"].T[:2]) / H, parts["body"][:, 2] / H
    for (r, z), (upper, above) in zip(snowy.BALLS, snowy.BALLS[1:], strict=False):
        seam = z + (((above - z) ** 2 + r**2 - upper**2) / (2.0 * (above - z)))  # where the two spheres meet
        waist = np.median(out[np.abs(high - seam) < 0.008])
        belly, breast = (np.quantile(out[np.abs(high - at) < 0.03], 0.5) for at in (z, above))
        assert waist < 0.92 * min(belly, breast)


def test_no_snow_comes_through_the_scarf(parts):
    out, high = np.hypot(*parts["body"].T[:2]) / H, parts["body"][:, 2] / H
    turn = np.arctan2(parts["body"][:, 1], parts["body"][:, 0])
    scarf = parts["scarf"] / H
    around, radius = np.arctan2(scarf[:, 1], scarf[:, 0]), np.hypot(*scarf.T[:2])
    for level, lean in snow_clothes.WRAPS:
        for way in np.linspace(-3.0, 3.0, 40):
            middle = level + lean * np.sin(way + 0.4)
            of = (np.abs(turn - way) < 0.06) & (np.abs(high - middle) < 0.3 * snow_clothes.HALF)
            band = (np.abs(around - way) < 0.06) & (np.abs(scarf[:, 2] - middle) < 0.6 * snow_clothes.HALF)
            if of.any():
                assert radius[band].max() > out[of].max() + 0.005


def test_the_ends_of_a_scarf_lie_on_the_breast_and_not_in_it(parts):
    ends = parts["scarf_ends"] / H
    low = ends[(ends[:, 2] < 0.64) & (ends[:, 1] < 0.0)]
    out, high = np.hypot(*parts["body"].T[:2]) / H, parts["body"][:, 2] / H
    for level in np.arange(0.49, 0.63, 0.02):
        outermost = np.hypot(*low[np.abs(low[:, 2] - level) < 0.01].T[:2])
        assert outermost.max() > np.quantile(out[np.abs(high - level) < 0.01], 0.9)
