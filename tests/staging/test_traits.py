"""Adjectives that change the world, parts that are painted, wind as it is said, and who goes together."""

import pytest

from setpiece.assets.build import build, mass_properties
from setpiece.language.understand import understand
from setpiece.staging.stage import stage
from setpiece.world.materials import MATERIALS


def world_of(prompt):
    return stage(understand(prompt)).world


def body_of(prompt, name):
    return world_of(prompt).body(name)


def mass(body):
    return mass_properties(body, build(body)).mass


def test_weight_grip_and_bounce_are_told_in_figures():
    plain = mass(body_of("A wooden crate stands on the floor.", "crate"))
    assert mass(body_of("A heavy wooden crate stands on the floor.", "crate")) == pytest.approx(2.5 * plain)
    slippery = body_of("A slippery wooden crate stands on the floor.", "crate")
    assert slippery.friction == pytest.approx(0.15 * MATERIALS["wood"].friction)
    assert body_of("A bouncy wooden crate stands on the floor.", "crate").restitution == 0.9


def test_wet_is_darker_and_slides_better():
    plain = body_of("A wooden crate stands on the floor.", "crate")
    own = next(part for part in build(plain).parts if part.name == "body").color or MATERIALS["wood"].color
    wet = body_of("A wet wooden crate stands on the floor.", "crate")
    assert wet.colors["body"] == pytest.approx([0.6 * c for c in own], abs=1e-3)
    assert wet.friction < MATERIALS["wood"].friction


def test_colorful_things_differ():
    bodies = [b for b in world_of("Five colorful blocks stand in a row on the floor.").bodies if "block" in b.id]
    assert len({b.colors["body"] for b in bodies}) == 5


def test_a_red_handle_leaves_the_cup_white():
    cup = body_of("The handle of the cup is red.", "cup")
    assert cup.colors == {"ear": pytest.approx((0.5776, 0.013, 0.013), abs=1e-3)}
    whole = body_of("A red cup stands on the floor.", "red_cup")
    assert whole.colors["body"] == whole.colors["ear"]  # a cup and its handle are of one piece


@pytest.mark.parametrize(("words", "speed"), [("gentle breeze", 4.0), ("strong wind", 13.0), ("gale", 19.0)])
def test_the_wind_blows_as_strong_as_it_is_said(words, speed):
    world = world_of(f"A beach ball lies on the grass in a {words}.")
    assert world.air.wind == (speed, 0.0, 0.0)


def test_who_walks_a_dog_has_it_walk_too():
    world = world_of("A man walks a dog in the park.")
    acts = {act.body: act for act in world.actions}
    assert acts["man"].gait == acts["dog"].gait == "walk"
    assert acts["man"].speed == acts["dog"].speed > 0.5


def test_what_stands_askew_starts_at_rest():
    from setpiece.physics.simulate import simulate
    from setpiece.physics.trajectory import at

    world = world_of("A chair stands on the floor.")
    trajectory = simulate(world, 2.0)
    n = trajectory.ids.index("chair")
    way = at(trajectory, 2.0).position[n] - at(trajectory, 0.0).position[n]
    assert abs(way).max() < 1e-3  # m; it used to settle by 15 mm


def test_from_one_side_to_the_other():
    staged = stage(understand("A fox is on the right of a shoe, then the fox runs to the left of the shoe."))
    (act,) = [a for a in staged.world.actions if a.body == "fox"]
    shoe = staged.world.body("shoe").position
    assert act.path[0][0] > shoe[0] > act.path[-1][0]


def test_what_hangs_from_nothing_does_not_swing_and_says_so():
    staged = stage(understand("A twig sways in front of a street lamp."))
    assert any("hangs from nothing" in note for note in staged.notes)
