"""Layouts: things stand where the sentence says, clear of each other, in customary shapes."""

import numpy as np
import pytest
from scripts import STILL_LIFE

from setpiece.language.script import Entity, Relation, Script
from setpiece.language.understand import understand
from setpiece.physics.simulate import simulate
from setpiece.staging import arrange, setting
from setpiece.staging.knobs import Knobs
from setpiece.staging.layout import Layout, bounds, extent
from setpiece.world.document import World


def laid(*entities, relations=(), candidate=0):
    layout = Layout(Script(prompt="", entities=entities, relations=relations), Knobs(3, candidate))
    arrange.set_all(layout)
    return layout


def box(layout, entity):
    return arrange.footprint(layout, entity)


def test_a_lone_thing_stands_on_the_ground_at_the_origin():
    layout = laid(Entity(id="crate", thing="crate"))
    body = bounds((layout.bodies["crate"],))
    assert 0 < body.lower[2] < 1e-6
    assert np.allclose((body.lower + body.upper)[:2], 0, atol=1e-9)


def test_on_puts_the_base_on_the_top():
    layout = Layout(STILL_LIFE, Knobs(0))
    arrange.set_all(layout)
    assert box(layout, "bottle").lower[2] == pytest.approx(box(layout, "table").upper[2], abs=1e-3)
    assert layout.instances["bottle"][0].on == layout.instances["glass"][0].on == "table"


def test_neighbours_do_not_overlap():
    layout = Layout(STILL_LIFE, Knobs(0))
    arrange.set_all(layout)
    a, b = box(layout, "bottle"), box(layout, "glass")
    apart = (a.upper < b.lower) | (b.upper < a.lower)
    assert apart.any()


@pytest.mark.parametrize(
    ("kind", "axis", "sign"), [("left_of", 0, -1), ("right_of", 0, 1), ("in_front_of", 1, -1), ("behind", 1, 1)]
)
def test_sides_are_those_of_the_picture(kind, axis, sign):
    relation = Relation(kind=kind, subject="cup", objects=("crate",))
    layout = laid(Entity(id="cup", thing="cup"), Entity(id="crate", thing="crate"), relations=(relation,))
    cup, crate = box(layout, "cup"), box(layout, "crate")
    gap = cup.lower[axis] - crate.upper[axis] if sign > 0 else crate.lower[axis] - cup.upper[axis]
    assert gap > 0


def test_distance_in_figures_is_kept_between_the_surfaces():
    relation = Relation(kind="right_of", subject="cup", objects=("crate",), distance=0.5)
    layout = laid(Entity(id="cup", thing="cup"), Entity(id="crate", thing="crate"), relations=(relation,))
    assert box(layout, "cup").lower[0] - box(layout, "crate").upper[0] == pytest.approx(0.5, abs=1e-9)


def test_ten_pins_stand_in_the_standard_triangle():
    layout = laid(Entity(id="pin", thing="bowling_pin", count=10))
    spots = np.array([instance.base[:2] for instance in layout.instances["pin"]])
    near = np.sort(np.linalg.norm(spots[:, None] - spots[None], axis=2), axis=1)[:, 1]
    assert np.allclose(near, 0.3048, atol=0.002)  # 12 inches between neighbours


@pytest.mark.parametrize("thing", ["book", "box", "plate", "bowl"])
def test_what_is_stacked_lies_on_its_like_and_stays(thing):
    layout = laid(Entity(id="it", thing=thing, count=3), relations=(Relation(kind="in_stack", subject="it"),))
    height = extent(Entity(id="it", thing=thing)).size[2]
    rises = np.diff([instance.base[2] for instance in layout.instances["it"]])
    boxy = thing in ("book", "box")  # whose shapes to touch with are within 1 mm of what is seen
    assert (np.abs(rises - height) < 1e-3).all() if boxy else (rises < 0.8 * height).all()
    trajectory = simulate(World(bodies=tuple(layout.bodies.values())), 0.5)
    # Each begins CLEARANCE (0.1 mm) over the one below it.
    assert np.abs(np.diff(trajectory.segments[0].position[[0, -1]], axis=0)).max() < 4e-4


def test_dominoes_face_along_their_row():
    layout = laid(Entity(id="domino", thing="domino", count=4))
    size = bounds((layout.bodies["domino_1"],)).size
    assert size[0] < size[1] < size[2]


def test_candidate_zero_is_natural_and_others_are_drawn_within_their_range():
    assert Knobs(9, 0).pick("speed", 2.0, 1.5) == 2.0
    draws = [Knobs(9, k).pick("speed", 2.0, 1.5) for k in range(1, 60)]
    assert len(set(draws)) == len(draws)
    assert min(draws) >= 2.0 / 1.5
    assert max(draws) <= 2.0 * 1.5
    assert Knobs(9, 5).pick("speed", 2.0, 1.5) == draws[4]


def test_small_things_get_a_table_and_large_ones_do_not():
    assert setting.needs_table(Script(prompt="", entities=(Entity(id="die", thing="die"),)))
    assert not setting.needs_table(Script(prompt="", entities=(Entity(id="car", thing="car"),)))


def test_every_time_of_day_has_its_sun():
    heights = {}
    for time in setting.SUN:
        script = Script.model_validate({"prompt": "", "setting": {"time": time}})
        heights[time] = setting.sky(script, "meadow").elevation
    assert heights["night"] < heights["dusk"] < 0 < heights["sunset"] < heights["morning"] < heights["noon"]


def test_over_snow_the_sun_is_a_winters_and_the_air_is_crisp():
    for time in setting.SUN:
        script = Script.model_validate({"prompt": "", "setting": {"time": time}})
        snowy, green = (setting.sky(script, name) for name in ("snow_field", "meadow"))
        if green.elevation <= np.radians(setting.WINTER[0]):
            assert (snowy.elevation, snowy.azimuth) == (green.elevation, green.azimuth)
        else:
            assert (
                np.radians(45.0 if time == "noon" else 15.0) < snowy.elevation < green.elevation
            )  # as noon is asked for
        assert snowy.kind != "clear" or snowy.turbidity < green.turbidity
    beams = Script.model_validate({"prompt": "", "setting": {"weather": "shafts"}})
    snowy, green = (setting.sky(beams, name) for name in ("snow_field", "meadow"))
    assert (snowy.elevation, snowy.azimuth) == (green.elevation, green.azimuth)


@pytest.mark.parametrize(
    ("thing", "home"),
    [("castle", "meadow"), ("sled", "snow_field"), ("bowling_ball", "bowling_alley"), ("car", "street")],
)
def test_things_are_set_where_they_are_at_home(thing, home):
    assert setting.place(Script(prompt="", entities=(Entity(id="it", thing=thing),))).name == home


@pytest.mark.parametrize("pair", [("plate", "mug"), ("box",)])
def test_what_is_between_two_has_them_left_and_right_of_it(pair):
    others = tuple(Entity(id=name, thing=name, count=3 - len(pair)) for name in pair)
    relation = Relation(kind="between", subject="ball", objects=pair)
    for order in (slice(None), slice(None, None, -1)):
        layout = laid(*(Entity(id="ball", thing="ball"), *others)[order], relations=(relation,))
        ball = box(layout, "ball")
        left, right = (bounds((body,)) for name, body in sorted(layout.bodies.items(), key=lambda b: b[1].position[0])
                       if name != "ball")  # fmt: skip
        assert left.upper[0] < ball.lower[0] < ball.upper[0] < right.lower[0]


def test_a_glass_between_two_on_a_table_stands_there_with_both():
    script = setting.shared(understand("A glass stands on a table between a plate and a mug."))
    layout = Layout(script, Knobs(0))
    arrange.set_all(layout)
    assert {layout.instances[name][0].on for name in ("glass", "plate", "mug")} == {"table"}
