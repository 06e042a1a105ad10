"""Heaps that are brought down, what stays until it is met, who glides and who rides, on motion made by hand."""

import numpy as np
import pytest
from made import Made, ball, box, straight, times

from setpiece.events.clause import Clause
from setpiece.events.judge import judge


def verdict(made, predicate, *bodies, **figures):
    found = judge(Clause(text="", predicate=predicate, bodies=bodies, figures=figures), made.world, made.trajectory)
    return found.verdict


def heap(drop=0.1, blow=0.4, first="low"):
    """A box on a box, and a ball that meets the ``first`` of them at a time (s): the high one comes down."""
    t = times(2.0)
    way = np.column_stack([0 * t, 0.15 * np.clip((t - 0.5) / 0.4, 0, 1), 0.15 - drop * np.clip((t - 0.5) / 0.4, 0, 1)])
    bodies = (ball("ball", (-1.0, 0, 0.05)), box("low"), box("high", (0, 0, 0.15)))
    impacts = [(blow, "ball", first, 2.0, 0.5)] if blow is not None else []
    return Made(bodies, 2.0, position={"high": way}, impacts=impacts, touches=[("low", "high", 0.0, 0.5)])


def test_what_is_met_brings_down_what_lies_on_it():
    assert verdict(heap(), "brings_down", "ball", "low", "high", count=1) == "holds"


def test_the_upper_of_a_heap_is_brought_down_by_what_meets_it():
    assert verdict(heap(first="high"), "brings_down", "ball", "low", "high", count=1) == "holds"


def test_a_heap_of_which_nothing_sinks_is_not_brought_down():
    assert verdict(heap(drop=0.04), "brings_down", "ball", "low", "high", count=1) == "fails"


@pytest.mark.parametrize("blow", [None, 1.5])
def test_a_heap_that_falls_by_itself_or_before_it_is_met_is_not_brought_down(blow):
    assert verdict(heap(blow=blow), "brings_down", "ball", "low", "high", count=1) == "fails"


def test_all_of_a_heap_is_more_than_its_upper_row():
    assert verdict(heap(), "brings_down", "ball", "low", "high", count=2) == "fails"


def met(moves_at, blow=1.0):
    """A box that begins to slide at a time (s), and a ball that meets it."""
    t = times(2.0)
    way = np.column_stack([0.3 * np.clip(t - moves_at, 0, None), 0 * t, 0 * t + 0.05])
    impacts = [(blow, "ball", "box", 2.0, 0.5)] if blow is not None else []
    return Made((ball(at=(-1.0, 0, 0.05)), box()), 2.0, position={"box": way}, impacts=impacts)


@pytest.mark.parametrize(
    ("moves_at", "blow", "found"), [(1.0, 1.0, "holds"), (0.5, 1.0, "fails"), (1.0, None, "fails")]
)
def test_what_stays_until_it_is_met_moves_only_then(moves_at, blow, found):
    assert verdict(met(moves_at, blow), "stays_until_met", "box", "ball") == found


def test_what_is_never_met_may_stay_to_the_end():
    assert verdict(met(9.0, None), "stays_until_met", "box", "ball") == "holds"


def test_what_turns_on_its_place_before_it_is_met_does_not_stay():
    made = met(9.0)
    angle = 0.3 * times(2.0)
    made.rotation["box"] = np.column_stack([np.cos(angle / 2), 0 * angle, 0 * angle, np.sin(angle / 2)])
    assert verdict(made, "stays_until_met", "box", "ball") == "fails"


def glider(speed=1.0, step=0.0):
    """A trunk that goes on, and two feet with it, of which one swings to and fro by so much (m)."""
    t = times(2.0)
    v = (speed, 0.0, 0.0)
    bodies = (box("man", (0, 0, 1.0)), box("left", (0, 0.1, 0.05)), box("right", (0, -0.1, 0.05)))
    left = straight((0, 0.1, 0.05), v, t) + np.column_stack([step * np.sin(6.0 * t), 0 * t, 0 * t])
    way = {"man": straight((0, 0, 1.0), v, t), "left": left, "right": straight((0, -0.1, 0.05), v, t)}
    return Made(bodies, 2.0, position=way)


@pytest.mark.parametrize(("speed", "step", "found"), [(1.0, 0.0, "holds"), (1.0, 0.2, "fails"), (0.1, 0.0, "fails")])
def test_who_glides_gets_on_without_a_step(speed, step, found):
    assert verdict(glider(speed, step), "glides", "man", "left", "right") == found


def rider(aside=0.0, height=0.95, slip=0.0, speed=1.0):
    """Somebody over a saddle, or beside it by so much (m), and what is under him, which falls behind by so much."""
    t = times(2.0)
    place = (0.0, aside, height)
    cycle = box("cycle", (0, 0, 0.45), (1.6, 0.4, 0.9))
    way = {"man": straight(place, (speed, 0, 0), t), "cycle": straight((0, 0, 0.45), (speed - slip, 0, 0), t)}
    return Made((box("man", place), cycle), 2.0, position=way)


def test_who_sits_on_what_goes_along_rides():
    assert verdict(rider(), "rides", "man", "cycle") == "holds"


@pytest.mark.parametrize(
    "change",
    [{"aside": 0.5}, {"height": 1.4}, {"height": -0.2}, {"slip": 0.2}, {"speed": 0.1}],
    ids=["beside it", "far above it", "under it", "it stays behind", "it stands"],
)
def test_who_goes_otherwise_does_not_ride(change):
    assert verdict(rider(**change), "rides", "man", "cycle") == "fails"


@pytest.mark.parametrize(("later", "found"), [(0.0, "holds"), (0.04, "holds"), (0.2, "fails"), (9.0, "fails")])
def test_what_sets_off_at_once_does_so_within_a_twentieth_of_a_second(later, found):
    t = times(2.0)
    way = {name: straight((0, y, 0.05), (1.0, 0, 0), np.clip(t - at, 0, None))
           for name, y, at in (("a", 0.0, 0.5), ("b", 1.0, 0.5 + later))}  # fmt: skip
    made = Made((ball("a"), ball("b", (0, 1.0, 0.05))), 2.0, position=way)
    assert verdict(made, "begin_together", "a", "b") == found
