"""Dust lies where a thing is dusty, wherever somebody wipes, and a cloth goes over all of it."""

import numpy as np
import pytest
from tests.staging.scripts import comes_true, filmed

from setpiece.assets.build import build
from setpiece.language.understand import understand
from setpiece.physics.simulate import simulate
from setpiece.physics.tracing import line
from setpiece.staging.stage import stage

WIPES = "wipes away dust from a wooden table."


def dust(prompt):
    world = stage(understand(prompt)).world
    return world, world.marks[0]


def test_dust_lies_about_the_middle_of_what_is_dusty():
    paths = []
    for tool in ("A yellow cloth", "A sponge"):
        world, mark = dust(f"{tool} {WIPES}")
        table = world.body("table")
        path = np.array(mark.path) - table.position
        box = np.array([path.min(axis=0), path.max(axis=0)])
        top = 0.5 * np.ptp(build(table).bounds, axis=0)[:2]
        assert np.abs(box.mean(axis=0)[:2]) == pytest.approx([0.0, 0.0], abs=0.02)
        assert (np.ptp(box, axis=0)[:2] <= 2.0 * top).all()
        paths.append(path)
    assert paths[0] == pytest.approx(paths[1], abs=1e-3)  # whatever wipes it


@pytest.mark.parametrize("tool", ["A yellow cloth", "A sponge", "A towel"])
def test_all_of_it_is_come_over(tool):
    comes_true(f"{tool} {WIPES}", {"rubs", "wiped_off"})


def test_what_goes_elsewhere_leaves_the_dust():
    world, mark = dust(f"A yellow cloth {WIPES}")
    away = mark.model_copy(update={"path": tuple((x, y + 1.0, z) for x, y, z in mark.path)})
    assert line(simulate(world, world.duration), away, world.duration)[1].all()


def test_dust_is_wiped_off_when_it_is():
    _, _, verdicts = filmed(f"A yellow cloth {WIPES}")
    (verdict,) = (v for v in verdicts if v.clause.predicate == "wiped_off")
    assert 0.5 < verdict.time < 4.5


def test_a_cloth_starts_clear_of_what_stands_there():
    comes_true("A yellow cloth wipes away dust from a wooden table while a candle burns beside it.", {"wiped_off"})
