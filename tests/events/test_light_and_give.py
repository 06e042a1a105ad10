"""Light that goes onto and through things, and ways that are curved, upright, level: true and broken on purpose."""

import numpy as np
import pytest
from made import G, Made, ball, box, times

from setpiece.assets.build import build
from setpiece.camera.view import View
from setpiece.events.clause import Clause
from setpiece.events.judge import judge
from setpiece.geometry import quat_from_axis_angle, world_from_camera
from setpiece.physics.simulate import simulate
from setpiece.world.document import Body, Light, World


def say(predicate, *bodies, **words):
    return Clause(text="", predicate=predicate, bodies=bodies, words=words)


def lamp(direction=(1.0, 0.0, 0.0), **more):
    light = Light(id="light", shape="disk", position=(0.06, 0.0, 0.0), direction=direction, body="lamp", **more)
    return box("lamp", (0, 0, 0.5), fixed=True), light


def found(predicate, bodies, lights, *names):
    world = World(bodies=bodies, lights=lights)
    return judge(say(predicate, *names), world, simulate(world, 0.1)).verdict


def test_light_reaches_what_it_faces_and_nothing_hides():
    body, light = lamp()
    card = box("card", (1.0, 0, 0.5), (0.01, 0.3, 0.3), fixed=True)
    screen = box("screen", (0.5, 0, 0.5), (0.01, 0.5, 0.5), fixed=True)
    assert found("lit_by", (body, card), (light,), "lamp", "card") == "holds"
    assert found("lit_by", (body, card, screen), (light,), "lamp", "card") == "fails"
    assert found("lit_by", (body, card), (light.model_copy(update={"lit": False}),), "lamp", "card") == "fails"
    assert found("lit_by", (body, card), (lamp((-1.0, 0, 0))[1],), "lamp", "card") == "fails"


def test_light_goes_through_glass_and_not_through_wood():
    body, light = lamp()
    for material, verdict in (("glass", "holds"), ("wood", "fails")):
        pane = box("pane", (1.0, 0, 0.5), (0.01, 0.3, 0.3), fixed=True, materials={"body": material})
        assert found("shines_through", (body, pane), (light,), "lamp", "pane") == verdict


def spot(eye, *more, direction=(1.0, 0.0, 0.0), target=(1.0, 0.0, 0.5), spread=0.01):
    """Return the verdict on the spot of a lamp on a card, for a camera at a point that looks at another (m)."""
    body, light = lamp(direction, spread=spread)
    card = box("card", (1.0, 0, 0.5), (0.01, 0.3, 0.3), fixed=True)
    world, view = World(bodies=(body, card, *more), lights=(light,)), View(world_from_camera(eye, target), 1.0)
    return judge(say("spot_seen", "lamp", "card"), world, simulate(world, 0.1), view_at=lambda _: view).verdict


ASIDE = (0.2, -1.0, 0.6)


def test_the_spot_of_a_narrow_beam_is_seen_from_before_it():
    assert spot(ASIDE) == "holds"


@pytest.mark.parametrize(
    ("eye", "change"),
    [
        ((2.0, -1.0, 0.6), {}),
        (ASIDE, {"target": (-1.0, -1.0, 0.5)}),
        (ASIDE, {"direction": (1.0, 1.0, 0.0)}),
        (ASIDE, {"spread": 0.5}),
        ((0.2, -60.0, 0.6), {}),
    ],
    ids=["from behind the card", "looking away", "the beam misses", "no narrow beam", "too far off"],
)
def test_no_spot_is_seen_where_none_is_or_the_camera_cannot_see_it(eye, change):
    assert spot(eye, **change) == "fails"


def test_what_stands_before_the_camera_or_in_the_beam_hides_the_spot():
    before = box("screen", (0.6, -0.5, 0.5), (0.3, 0.01, 0.5), fixed=True)
    between = box("screen", (0.5, 0, 0.5), (0.01, 0.1, 0.1), fixed=True)
    assert spot(ASIDE, before) == "fails"
    assert spot(ASIDE, between) == "fails"


def test_a_narrow_beam_reaches_what_its_axis_meets_and_nothing_beside_it():
    card = box("card", (1.0, 0.3, 0.5), (0.01, 0.3, 0.3), fixed=True)
    for spread, verdict in ((0.01, "fails"), (1.5, "holds")):
        body, light = lamp(spread=spread)
        assert found("lit_by", (body, card), (light,), "lamp", "card") == verdict
    body, light = lamp((1.0, 0.3, 0.0), spread=0.01)
    assert found("lit_by", (body, card), (light,), "lamp", "card") == "holds"


def test_a_throw_is_curved_and_a_straight_flight_is_not():
    t = times(0.6)
    fall = np.column_stack([2.0 * t, 0 * t, 1.5 + 2.0 * t - 0.5 * G * t**2])
    straight = np.column_stack([2.0 * t, 0 * t, 1.5 + 0.5 * t])
    for path, verdict in ((fall, "holds"), (straight, "fails")):
        made = Made((ball(at=tuple(path[0])),), 0.6, position={"ball": path})
        assert judge(say("flies_curved", "ball"), made.world, made.trajectory).verdict == verdict


def test_a_top_turns_about_an_upright_axis_and_a_wheel_about_a_level_one():
    t = times(1.0)
    for axis, upright, level in (((0.0, 0.0, 5.0), "holds", "fails"), ((0.0, 5.0, 0.0), "fails", "holds")):
        made = Made((ball(),), 1.0, spin={"ball": np.tile(axis, (len(t), 1))})
        assert judge(say("turns_about", "ball", axis="upright"), made.world, made.trajectory).verdict == upright
        assert judge(say("turns_about", "ball", axis="level"), made.world, made.trajectory).verdict == level


def test_bodies_start_at_one_height_or_not():
    for height, verdict in ((0.05, "holds"), (0.08, "fails")):
        bodies = (ball("a"), ball("b", at=(1.0, 0.0, height), fixed=True))
        made = Made(bodies, 0.2)
        assert judge(say("start_level", "a", "b"), made.world, made.trajectory).verdict == verdict


def test_what_bends_leaves_the_line_of_its_ends():
    t = times(1.0)
    bodies = tuple(Body(id=name, family="ball", params={"radius": 0.01}, position=(x, 0, 1), fixed=True)
                   for name, x in (("a", -0.5), ("m", 0.0), ("b", 0.5)))  # fmt: skip
    for depth, verdict in ((0.05, "holds"), (0.002, "fails")):
        down = np.column_stack([0 * t, 0 * t, 1.0 - depth * np.sin(np.pi * t)])
        made = Made(bodies, 1.0, position={"m": down})
        assert judge(say("bends", "a", "m", "b"), made.world, made.trajectory).verdict == verdict
        assert judge(say("springs_back", "a", "m", "b"), made.world, made.trajectory).verdict == verdict


def test_a_large_shadow_is_of_a_lamp_that_is_near():
    wall = box("wall", (2.0, 0, 0.5), (0.1, 4.0, 4.0), fixed=True)
    for at, verdict in ((1.0, "holds"), (1.85, "fails")):
        body, light = lamp()
        cup = box("cup", (at, 0, 0.5), fixed=True)
        assert found("large_shadow", (body, cup, wall), (light,), "cup", "wall") == verdict


def test_a_mirror_shows_the_back_of_what_faces_the_camera_and_the_face_of_what_faces_it():
    pane = Body(id="mirror", family="mirror", params={"height": 1.6}, position=(0.0, 0.6, 0.9), fixed=True)
    view = View(world_from_camera((0.0, -2.0, 0.9), (0.0, 0.0, 0.9)), 1.0)
    for turn, mirror, verdict in ((0.0, pane, "holds"), (np.pi, pane, "fails"), (0.0, None, "fails")):
        face = Body(id="ball", family="ball", params={"radius": 0.1, "smiley": 1.0}, position=(0.0, 0.0, 0.9),
                    rotation=tuple(quat_from_axis_angle((0.0, 0.0, 1.0), turn)), fixed=True)  # fmt: skip
        other = mirror or box("mirror", (0.0, 0.6, 0.9), (1.0, 0.02, 1.0), fixed=True)
        world = World(bodies=(face, other))
        clause = say("mirrors_back", "ball", "mirror")
        assert judge(clause, world, simulate(world, 0.1), view_at=lambda _: view).verdict == verdict


def test_what_hangs_from_a_tree_is_at_its_twigs():
    tree = Body(id="tree", family="tree", position=(0, 0, 2.0), fixed=True)
    leaf = np.concatenate([p.mesh.vertices for p in build(tree).parts if p.material == "leaves"])
    twig = leaf[np.argmin(leaf[:, 2])] + tree.position
    for drop, verdict in ((0.0, "holds"), (0.2, "fails")):
        apple = ball("apple", at=(twig[0], twig[1], twig[2] - 0.05 - drop), fixed=True)
        assert found("hangs_from", (tree, apple), (), "apple", "tree") == verdict


def test_a_steep_ramp_is_steep():
    for height, verdict in ((0.6, "holds"), (0.2, "fails")):
        ramp = Body(id="ramp", family="ramp", params={"height": height}, position=(0, 0, height / 2), fixed=True)
        assert found("slopes", (ramp,), (), "ramp") == verdict


def test_what_comes_out_was_inside():
    pipe = Body(id="pipe", family="tube", params={"radius": 0.1}, position=(0, 0, 0.15), fixed=True)
    t = times(1.0)
    for start, verdict in ((0.0, "holds"), (0.5, "fails")):
        path = np.column_stack([start + t, 0 * t, 0 * t + 0.15])
        made = Made((pipe, ball(at=tuple(path[0]), radius=0.03)), 1.0, position={"ball": path})
        assert judge(say("comes_out", "ball", "pipe"), made.world, made.trajectory).verdict == verdict


def test_a_cloth_is_draped_over_what_it_covers():
    table = box("table", (0, 0, 0.5), (1.0, 0.6, 1.0), fixed=True)
    for size, verdict in ((1.01, "holds"), (0.8, "fails")):
        cloth = Body(id="cloth", family="tablecloth", params={"length": size, "width": 0.61}, fixed=True,
                     position=(0, 0, 1.0 - 0.1085 + 1e-4))  # fmt: skip
        assert found("draped_over", (table, cloth), (), "cloth", "table") == verdict
