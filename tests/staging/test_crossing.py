"""Vehicles on bridges of boards: what is said of them, how large and strong they are made, and who goes where."""

import numpy as np
import pytest

from setpiece.assets.build import build
from setpiece.language.understand import understand
from setpiece.physics.overlap import overlaps
from setpiece.staging import claims, crossing
from setpiece.staging.knobs import Knobs
from setpiece.staging.stage import _set, _world

BREAKS = "A truck drives over a wooden bridge that breaks."


def laid_out(prompt, candidate=0):
    knobs = Knobs(0, candidate)
    script = crossing.bridged(understand(prompt), knobs)
    layout = _set(script, knobs, {})
    return layout, _world(layout, 0, 0.0)


@pytest.mark.parametrize(
    ("prompt", "thing", "verbs"),
    [
        (BREAKS, "plank_bridge", ["drive", "break"]),
        ("A car crosses a plank bridge that collapses.", "plank_bridge", ["move", "break"]),
        ("A bus drives across a bridge that breaks.", "plank_bridge", ["drive", "break"]),
        ("A car drives over a stone bridge.", "bridge", ["drive"]),
    ],
)
def test_which_bridge_is_meant(prompt, thing, verbs):
    script = understand(prompt)
    assert [t.text for t in script.tokens if t.status == "unknown"] == []
    assert script.entities[1].thing == thing
    assert [h.verb for h in script.happenings] == verbs


@pytest.mark.parametrize("prompt", [BREAKS, "A car crosses a plank bridge that collapses."])
@pytest.mark.parametrize("candidate", range(3))
def test_a_vehicle_stands_on_the_near_bank_before_a_deck_that_lies_free(prompt, candidate):
    layout, world = laid_out(prompt, candidate)
    vehicle, bridge = (layout.instances[entity.id][0] for entity in layout.script.entities)
    deck = world.body(bridge.main)
    assert overlaps(world, tolerance=1e-4) == []
    assert deck.fracture is not None
    assert not deck.fixed
    near = world.body(bridge.assembly.roles["near_bank"])
    assert near.fixed
    chassis = world.body(vehicle.main)
    assert abs(chassis.position[0] - near.position[0]) < 0.5 * np.ptp(build(near).bounds[:, 0])
    assert chassis.velocity[0] > 0.5
    found = {clause.predicate for clause in claims.clauses(layout, world)}
    assert {"moves", "touches", "breaks"} <= found
    assert "drives" not in found


def test_a_deck_that_is_to_break_bears_less_than_its_vehicle_and_a_sound_one_more():
    section = {}
    for prompt in (BREAKS, "A truck drives over a wooden bridge."):
        layout, _ = laid_out(prompt)
        (bridge,) = layout.instances["bridge"]
        section[prompt] = build(layout.bodies[bridge.main]).bears[0]
    weak, sound = section.values()
    assert sound > 2.0 * weak
