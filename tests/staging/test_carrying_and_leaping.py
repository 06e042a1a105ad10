"""People hold and carry what is said; who jumps leaves the ground, over things, onto them and off them."""

import numpy as np
import pytest
from scripts import filmed

from setpiece.language.understand import understand
from setpiece.staging.knobs import Knobs
from setpiece.staging.stage import _set
from setpiece.world.document import Perform


def layout_of(prompt):
    return _set(understand(prompt), Knobs(0, 0), {})


def act_of(prompt):
    return next(act for act in layout_of(prompt).actions if isinstance(act, Perform))


@pytest.mark.parametrize(
    ("prompt", "limb"),
    [
        ("A man holds a cup.", "man_right_hand"),
        ("A woman carries a backpack.", "woman_chest"),
        ("A woman carries a box.", "woman_chest"),
        ("A man walks with a suitcase.", "man_right_hand"),
    ],
)
def test_what_is_carried_goes_along_with_a_limb(prompt, limb):
    (held,) = act_of(prompt).held
    assert held.limb == limb
    if limb == "woman_chest":  # on the back, or before the chest
        assert (held.at[0] < 0.0) == ("backpack" in prompt)


def test_a_way_over_a_thing_rises_over_it_and_one_off_a_thing_begins_on_it():
    over = np.array(act_of("A horse jumps over a log.").path)
    layout = layout_of("A horse jumps over a log.")
    log = layout.bodies["log"]
    above = over[np.argmin(np.abs(over[:, 0] - log.position[0])), 2]
    assert above > 2 * log.position[2] and over[0, 2] == over[-1, 2] == 0.0
    down = np.array(act_of("A cat jumps off a table.").path)
    assert down[0, 2] > 0.7 and down[-1, 2] == 0.0
    onto = np.array(act_of("A cat jumps onto a sofa.").path)
    assert onto[0, 2] == 0.0 and onto[-1, 2] > 0.3


def test_who_runs_and_stops_near_a_thing_slows_down_over_time():
    act = act_of("A boy runs and stops near a tree.")
    assert act.ease >= 0.5


def test_who_walks_away_shows_his_back():
    path = np.array(act_of("A man walks away.").path)
    assert path[-1, 1] > path[0, 1]


@pytest.mark.parametrize(
    "prompt", ["A horse jumps over a log.", "A man holds a cup.", "A boy runs and stops near a tree."]
)
def test_what_is_said_is_proved(prompt):
    _, _, verdicts = filmed(prompt)
    assert {v.clause.predicate for v in verdicts} & {"jumps", "holds", "comes_to_rest"}
    assert [v.clause.predicate for v in verdicts if v.verdict != "holds"] == []


def test_a_vehicle_pushes_a_whole_row_off():
    _, trajectory, verdicts = filmed("A toy train pushes a row of wooden blocks off a table.")
    assert [v.clause.predicate for v in verdicts if v.verdict == "fails"] == []
    last = trajectory.segments[-1].position[-1]
    assert all(last[trajectory.ids.index(f"block_{k}"), 2] < 0.5 for k in range(1, 7))


def test_a_cat_knocks_a_glass_off_the_table_that_both_are_on():
    told, _, verdicts = filmed("A cat knocks a glass off a table and it shatters on the floor.")
    assert all(verdict.verdict == "holds" for verdict in verdicts), verdicts
    way = np.array(next(act for act in told.world.actions if isinstance(act, Perform)).path)
    glass = next(body for body in told.world.bodies if body.id == "glass")
    assert np.ptp(way[:, 2]) == 0.0 and way[0, 2] > 0.5  # along the top, and no leap
    assert way[-1, 0] < glass.position[0]
    assert glass.fracture is not None
