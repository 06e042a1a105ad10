"""Lamps, candles and screens go on and off: in the sentence, in the world, in the claim, and in the picture."""

import numpy as np
import pytest

from setpiece.camera.moves import viewer
from setpiece.events.judge import judge_all
from setpiece.language.understand import understand
from setpiece.physics.simulate import simulate
from setpiece.render.pose import pose_world
from setpiece.staging.stage import stage
from setpiece.world.document import Light, World
from setpiece.world.switching import brightest, shines


def staged(prompt):
    script = understand(prompt)
    assert [t.text for t in script.tokens if t.status == "unknown"] == []
    return stage(script)


@pytest.mark.parametrize(
    ("prompt", "claim"),
    [
        ("The lamp turns on.", "lights_up"),
        ("A woman switches the television off.", "goes_dark"),
        ("A boy lights a candle on a table.", "lights_up"),
        ("A candle goes out.", "goes_dark"),
        ("The street lamps come on at dusk.", "lights_up"),
    ],
)
def test_what_is_switched_is_judged_by_its_lamps(prompt, claim):
    made = staged(prompt)
    world = made.world
    trajectory = simulate(world, world.duration)

    def told(world):
        verdicts = judge_all(made.clauses, world, trajectory, view_at=viewer(world, trajectory))
        return {v.verdict for v in verdicts if v.clause.predicate == claim}

    assert told(world) == {"holds"}
    stuck = tuple(light.model_copy(update={"switched": ()}) for light in world.lights)
    assert told(world.model_copy(update={"lights": stuck})) == {"fails"}


def test_what_cannot_shine_is_not_understood_as_lit():
    for prompt in ("A ball turns on.", "A burning wall stands on a meadow.", "A man turns off the chair."):
        assert any(t.status == "unknown" for t in understand(prompt).tokens)


def test_on_then_off_happens_in_this_order():
    (light,) = staged("A lamp turns on, then it turns off.").world.lights
    assert (light.lit, len(light.switched)) == (False, 2)
    assert light.switched[0] < light.switched[1]


def test_a_lamp_shines_between_its_switches_and_its_flame_is_seen_only_then():
    light = Light(id="a", position=(0, 0, 1), lit=False, switched=(1.0, 3.0))
    assert [shines(light, t) for t in (0.0, 1.0, 2.9, 3.0)] == [False, True, True, False]
    assert brightest(World(lights=(light,))) == 1.0
    made = staged("A candle goes out.")
    trajectory = simulate(made.world, made.world.duration)
    view = viewer(made.world, trajectory)
    heights = []
    for time in (0.0, 4.0):
        posed = pose_world(made.world, trajectory, time, view=view(time))
        (flame,) = [item for item in posed.items if item.part == "flame"]
        heights.append(flame.world_from_mesh[2, 3])
        assert posed.lights[0].lit == (time == 0.0)
    assert heights[0] > 0.0 > heights[1]
    assert np.isfinite(heights).all()
