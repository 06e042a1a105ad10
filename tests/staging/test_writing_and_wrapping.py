"""Marks are left where a tip is led and wiped off where a cloth goes; cords switch; gates stand; equal speeds hold."""

import numpy as np
import pytest
from tests.staging.scripts import comes_true, filmed

from setpiece.camera.moves import viewer
from setpiece.events.clause import Clause
from setpiece.events.judge import judge
from setpiece.language.understand import understand
from setpiece.physics.simulate import simulate
from setpiece.physics.tracing import track
from setpiece.render.marks import UNSEEN, items
from setpiece.staging.stage import stage


@pytest.mark.parametrize(("prompt", "predicates"), [
    ("A red pen writes on a sheet of paper.", {"leaves_mark", "mark_seen"}),
    ("A glass cutter scores a pane of glass.", {"leaves_mark", "mark_seen"}),
    ("A yellow cloth wipes away dust from a wooden table.", {"rubs", "wiped_off"}),
    ("A cord is pulled to turn on a lamp.", {"hangs_from", "moves", "lights_up"}),
    ("Two batteries slot into the back of a remote control.", {"touches", "ends_in"}),
    ("A red cube is lowered towards a structure made of seven blocks resembling a gate.", {"in_gate", "reaches"}),
    ("A car drives at the same speed as a bus.", {"same_speed", "drives"}),
    ("A metal bucket is lowered and covers a red ball.", {"moves", "covers"}),
    ("A sheet of paper is wrapped around a glass bottle.", {"wraps"}),
    ("A match lies on a table. The middle of the match is ignited.", {"lights_up", "burns_at_middle"}),
])  # fmt: skip
def test_what_is_said_is_staged_and_no_law_breaks(prompt, predicates):
    comes_true(prompt, predicates)


def test_what_is_snug_fits_closer_than_what_is_not():
    _, _, verdicts = filmed("A sheet of paper is wrapped snugly around a glass bottle.")
    snug = next(v for v in verdicts if v.clause.predicate == "wraps")
    loose = stage(understand("A sheet of paper is wrapped around a glass bottle.")).world
    told = judge(snug.clause, loose, simulate(loose, 0.5))
    assert (snug.verdict, told.verdict) == ("holds", "fails")
    assert snug.value < 1e-3 < told.value


def seen(world, trajectory, time):
    return [item for item in items(world, trajectory, time) if item.world_from_mesh[2, 3] > UNSEEN / 2]


def test_a_line_grows_under_the_tip_and_stays():
    world = stage(understand("A red pen writes on a sheet of paper.")).world
    trajectory = simulate(world, world.duration)
    early, late = (seen(world, trajectory, time) for time in (1.5, 4.0))
    assert seen(world, trajectory, 0.2) == []
    assert 0 < len(early) < len(late)
    for a, b in zip(early, late, strict=False):
        assert a.part == b.part
        assert np.allclose(a.world_from_mesh, b.world_from_mesh, atol=2e-4)  # the last one is still being drawn


def test_what_was_wiped_off_does_not_come_back():
    world = stage(understand("A yellow cloth wipes away dust from a wooden table.")).world
    trajectory = simulate(world, world.duration)
    counts = [len(seen(world, trajectory, time)) for time in (0.0, 0.7, 1.5, 3.0)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 3 * counts[-1]


def test_claims_of_marks_are_told_false_where_nothing_is_left():
    staged = stage(understand("A red pen writes on a sheet of paper."))
    bare = staged.world.model_copy(update={"marks": ()})
    still = staged.world.model_copy(update={"actions": ()})
    for world in (bare, still):
        trajectory = simulate(world, 2.0)
        for name in ("leaves_mark", "mark_seen"):
            clause = next(c for c in staged.clauses if c.predicate == name)
            assert judge(clause, world, trajectory, view_at=viewer(world, trajectory)).verdict == "fails"


def test_claims_of_gates_speeds_and_flames_are_told_false_of_others():
    world = stage(understand("Seven wooden blocks stand in a row.")).world
    trajectory = simulate(world, 1.0)
    blocks = tuple(body.id for body in world.bodies if body.id.startswith("block_"))
    gate = Clause(text="", span=(0, 0), predicate="in_gate", bodies=blocks)
    assert judge(gate, world, trajectory).verdict == "fails"
    world = stage(understand("A red ball rolls slowly. A blue ball rolls very fast.")).world
    trajectory = simulate(world, 1.0)
    pace = Clause(text="", span=(0, 0), predicate="same_speed", bodies=("red_ball", "blue_ball"))
    assert judge(pace, world, trajectory).verdict == "fails"
    world = stage(understand("A match is ignited.")).world
    trajectory = simulate(world, 1.0)
    middle = Clause(text="", span=(0, 0), predicate="burns_at_middle", bodies=("match",))
    assert judge(middle, world, trajectory).verdict == "fails"


def test_a_heap_is_touched_by_touching_any_of_it():
    staged, _, verdicts = filmed("A ball rolls into a stack of boxes and knocks it over.")
    touch = next(v for v in verdicts if v.clause.predicate == "touches")
    assert len(touch.clause.bodies) == 5
    assert {v.verdict for v in verdicts} == {"holds"}
    assert staged.world.body("ball").id == "ball"


def test_marks_go_with_the_stage_and_with_their_body():
    world = stage(understand("A red pen writes on a sheet of paper.")).world
    mark, trajectory = world.marks[0], simulate(world, 1.0)
    assert mark.body == "red_pen"
    tip = track(trajectory, mark.body, mark.at, 0.0)[0]
    top = max(world.body("sheet_of_paper").position[2], 0.0)
    assert abs(tip[2] - top) < 1e-3
    assert np.linalg.norm(tip - world.body("red_pen").position) < 0.1


def test_claims_of_colours_and_covers_are_told_false_of_others():
    _, _, verdicts = filmed("A yellow laser beam hits a white vase.")
    assert {v.verdict for v in verdicts if v.clause.predicate == "shines_in_color"} == {"fails"}
    _, _, verdicts = filmed("A green laser beam hits a white vase.")
    assert {v.verdict for v in verdicts if v.clause.predicate == "shines_in_color"} == {"holds"}
    world = stage(understand("A red ball lies in a glass bowl.")).world
    bowl = Clause(text="", span=(0, 0), predicate="covers", bodies=("bowl", "red_ball"))
    assert judge(bowl, world, simulate(world, 0.5)).verdict == "fails"
    world = stage(understand("A sheet of paper is wrapped around a glass bottle.")).world
    x, y, z = world.body("sheet_of_paper").position
    raised = {"position": (x, y, z + 0.5), "fixed": True}
    bodies = tuple(b.model_copy(update=raised) if b.id == "sheet_of_paper" else b for b in world.bodies)
    wrap = Clause(text="", span=(0, 0), predicate="wraps", bodies=("sheet_of_paper", "bottle"))
    above = world.model_copy(update={"bodies": bodies, "actions": ()})
    assert judge(wrap, above, simulate(above, 0.2)).verdict == "fails"
