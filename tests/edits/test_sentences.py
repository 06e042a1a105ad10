"""What edit sentences mean: right values of right things, everything else as it was; what is unclear is asked."""

import random
from math import pi

import pytest

from setpiece.assets.build import build, mass_properties
from setpiece.edits.placing import box
from setpiece.edits.resolve import resolve
from setpiece.edits.things import Context, Course
from setpiece.errors import InputError
from setpiece.language.understand import understand
from setpiece.language.wishes import edit_lexicon, wishes
from setpiece.world.document import Body, Hold, Light, Push, Shot, Sky, World
from setpiece.world.edit import apply

KINDS = {"act", "change", "degree", "multiple", "topic", "subject", "color", "material", "prep", "direction", "setting"}
RED, BLUE = (0.5776, 0.013, 0.013), (0.0137, 0.0782, 0.552)
WORLD = World(
    duration=3.0,
    bodies=(
        Body(id="table", family="table", position=(0.0, 0.0, 0.375), fixed=True, materials={"body": "wood"}),
        Body(id="red_ball", family="ball", params={"radius": 0.05}, materials={"body": "rubber"}, colors={"body": RED},
             position=(0.2, 0.0, 0.8), velocity=(0.8, 0.0, 0.0), spin=(0.0, 16.0, 0.0)),
        Body(id="blue_ball", family="ball", params={"radius": 0.05}, materials={"body": "rubber"},
             colors={"body": BLUE}, position=(-1.5, 0.0, 1.05)),
        *(Body(id=f"domino_{k + 1}", family="domino", position=(2.0 + 0.03 * k, 0.0, 0.025)) for k in range(3)),
        Body(id="lamp", family="lamp", params={"lit": 1.0}, position=(0.0, 2.0, 0.24), fixed=True),
    ),
    lights=(Light(id="lamp_light", position=(0.0, 0.0, 0.1), body="lamp"),),
    sky=Sky(elevation=0.6),
    shot=Shot(eye=(0.0, -4.0, 1.0), target=(0.0, 0.0, 0.5), exposure=0.02),
)  # fmt: skip
SCRIPT = understand("A red ball rolls off a table. A blue ball falls. There are three dominoes and a lamp.")


def edited(sentence, world=WORLD, **context):
    return apply(world, resolve(Context(world, SCRIPT, **context), wishes(sentence), sentence))


def others(world, *ids):
    return [body for body in world.bodies if body.id not in ids]


@pytest.mark.parametrize(
    ("sentence", "id_", "field", "value"),
    [
        ("make the red ball faster", "red_ball", "velocity", (1.2, 0.0, 0.0)),
        ("make the red ball twice as fast", "red_ball", "velocity", (1.6, 0.0, 0.0)),
        ("make the red ball much slower", "red_ball", "velocity", (0.8 / 2.25, 0.0, 0.0)),
        ("make the red ball roll in the other direction", "red_ball", "velocity", (-0.8, 0.0, 0.0)),
        ("stop the red ball", "red_ball", "spin", (0.0, 0.0, 0.0)),
        ("let the blue ball spin", "blue_ball", "spin", (0.0, 0.0, 2 * pi)),
        ("make the blue ball higher", "blue_ball", "position", (-1.5, 0.0, 1.55)),
        ("make the blue ball weigh 2 kg", "blue_ball", "mass", 2.0),
        ("make the blue ball more bouncy", "blue_ball", "restitution", 0.9),
        ("give the blue ball friction 0.1", "blue_ball", "friction", 0.1),
        ("move the blue ball 0.5 m to the left", "blue_ball", "position", (-2.0, 0.0, 1.05)),
    ],
)
def test_one_value_of_one_thing(sentence, id_, field, value):
    world = edited(sentence)
    assert getattr(world.body(id_), field) == pytest.approx(value, abs=1e-6)
    assert others(world, id_) == others(WORLD, id_)
    assert world.shot == WORLD.shot and world.sky == WORLD.sky


def test_looks():
    assert edited("make the red ball blue").body("red_ball").colors == {"body": BLUE}
    assert edited("paint the table dark green").body("table").colors["body"] != (0.0252, 0.2542, 0.0369)
    steel = edited("make the red ball steel").body("red_ball")
    assert steel.materials == {"body": "steel"} and steel.colors == {}
    assert (
        edited("make all dominoes yellow").body("domino_3").colors["body"]
        == edited("make the last domino yellow").body("domino_3").colors["body"]
    )
    assert edited("make the last domino yellow").body("domino_1").colors == {}
    world = edited("make the red ball yellow and the table white")
    assert {"red_ball", "table"} == {b.id for b, a in zip(world.bodies, WORLD.bodies, strict=True) if a != b}


def test_a_bigger_thing_stands_where_it_stood_and_lifts_what_it_carries():
    world = edited("make the table bigger")
    assert box(world, ["table"])[0, 2] == pytest.approx(box(WORLD, ["table"])[0, 2])
    assert box(world, ["red_ball"])[0, 2] == pytest.approx(box(world, ["table"])[1, 2], abs=1e-6)


def test_mass_goes_by_factor():
    ball = WORLD.body("red_ball")
    heavier = edited("make the red ball heavier").body("red_ball")
    assert heavier.mass == pytest.approx(2 * mass_properties(ball, build(ball)).mass)


def test_an_unseen_hand_holds_what_starts_later():
    assert edited("let the red ball start at 2 s").actions == (Hold(body="red_ball", end=2.0),)
    pushed = WORLD.model_copy(update={"actions": (Push(body="blue_ball", start=1.0, duration=0.1, force=(1, 0, 0)),)})
    assert edited("make the blue ball start 0.5 s later", pushed).actions[0].start == 1.5


def test_a_copy_has_as_many_lights_as_the_thing_copied():
    pair = tuple(Light(id=f"lamp_light_{k}", position=(0.0, 0.1 * k, 0.1), body="lamp") for k in (1, 2))
    twin = edited("duplicate the lamp", WORLD.model_copy(update={"lights": pair}))
    assert [light.id for light in twin.lights if light.body == "lamp_no2"] == ["lamp_no2_light_1", "lamp_no2_light_2"]


def test_things_come_and_go():
    world = edited("add a green cube on the table")
    assert box(world, ["green_cube"])[0, 2] == pytest.approx(box(WORLD, ["table"])[1, 2], abs=1e-4)
    assert others(world, "green_cube") == list(WORLD.bodies)
    assert others(edited("remove the red ball"), "red_ball") == others(WORLD, "red_ball")
    twin = edited("duplicate the red ball")
    assert (
        twin.body("red_ball_no2").velocity == WORLD.body("red_ball").velocity
        and len(twin.bodies) == len(WORLD.bodies) + 1
    )
    changed = edited("replace the red ball with a steel cube")
    assert changed.body("cube").velocity == WORLD.body("red_ball").velocity
    assert "red_ball" not in {body.id for body in changed.bodies}


def test_light_camera_and_film():
    assert edited("change the lighting to sunset").sky.elevation == pytest.approx(7 * pi / 180)
    assert edited("turn the lamp off").lights == ()
    assert edited("zero gravity").gravity == (0.0, 0.0, 0.0)
    assert edited("half the gravity").gravity[2] == pytest.approx(-9.80665 / 2)
    assert edited("low angle").shot.eye[2] < WORLD.shot.eye[2]
    assert edited("move the camera closer").shot.eye[1] > WORLD.shot.eye[1]
    assert edited("use a 50 mm lens").shot.focal_length == 50.0
    assert [move.kind for move in edited("let the camera orbit").shot.moves] == ["orbit"]
    assert edited("let the camera follow the red ball").shot.moves[0].body == "red_ball"
    assert edited("make the film 4 seconds long").duration == 4.0
    slow = edited("in slow motion")
    assert slow.shot.speed * slow.duration == pytest.approx(3.0)
    for sentence in ("change the lighting to sunset", "low angle", "in slow motion"):
        assert edited(sentence).bodies == WORLD.bodies


def test_aspect_and_style():
    assert edited("make it square").shot.aspect == 1.0
    assert edited("change the aspect ratio to 2.39:1").shot.aspect == 2.39
    assert edited("4:3").shot.aspect == pytest.approx(4 / 3, abs=1e-6)
    assert edited("make it a cartoon").shot.style == "toon"
    assert edited("make it look natural again", edited("as a blueprint")) == WORLD


def test_lens_and_film():
    assert edited("add film grain").shot.grain == 0.4
    assert edited("add a bit of grain").shot.grain == pytest.approx(0.2)
    both = edited("add bloom and a vignette").shot
    assert (both.bloom, both.vignette) == (0.4, 0.5)
    assert edited("remove the grain", edited("make it grainy")) == WORLD
    assert edited("no bloom", edited("add bloom")) == WORLD


def test_wind():
    breeze = edited("add a gentle wind")
    assert breeze.air.wind == (4.0, 0.0, 0.0) and breeze.air.gusts > 0
    assert edited("a wind of 10 m/s from the right").air.wind == pytest.approx((-10.0, 0.0, 0.0))
    assert edited("more wind", breeze).air.wind == pytest.approx((6.0, 0.0, 0.0))
    assert edited("let the wind blow twice as fast", breeze).air.wind == pytest.approx((8.0, 0.0, 0.0))
    assert edited("wind from the right", breeze).air.wind == pytest.approx((-4.0, 0.0, 0.0))
    for sentence in ("no wind", "turn the wind off", "remove the wind"):
        assert edited(sentence, breeze).air.wind == (0.0, 0.0, 0.0)
    assert breeze.model_copy(update={"air": None}) == WORLD


def test_this_and_it():
    assert edited("make this yellow", clicked="domino_2").body("domino_2").colors
    assert edited("make it yellow", last=("blue_ball",)).body("blue_ball").colors["body"] != BLUE
    repainted = edited("make the red ball green")
    assert edited("make the green ball white", repainted).body("red_ball").colors["body"][1] > 0.8


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("", "a sentence"),
        ("make the ball faster", "red_ball, blue_ball"),
        ("make the cube faster", "Nothing of that name"),
        ("make it yellow", "Name it or click it"),
        ("make the table faster", "does not move by itself"),
        ("make the red ball sing", "'sing'"),
        ("turn off the red ball", "no lamp"),
        ("move the red ball", "where is red_ball"),
        ("replace the red ball", "by what"),
        ("make the red ball", "what is red_ball to be"),
        ("make the red ball 5000 times as big", "usual size"),
        ("make the film -3 seconds long", ""),
        ("make the domino red", "domino_1, domino_2, domino_3"),
        ("make the red ball bigger and smaller", "more and for less"),
        ("make the red ball heavier and lighter", "more and for less"),
        ("make the red ball blue and green", "second color"),
        ("make the red ball steel and wooden", "second material"),
        ("paint the red ball blue and paint the red ball green", "two values"),
        ("start the red ball 3 s earlier", "cannot start before"),
        ("change the lighting to rain", "cannot be filmed yet"),
        ("more wind", "no wind yet"),
        ("no wind", "is so already"),
        ("a wind of 900 m/s", "up to 60 m/s"),
        ("99:1", "0.25 to 4"),
        ("make it natural", "is so already"),
        ("make the red ball " + "very " * 200 + "fast", "at most 500"),
        ("🎈" * 20, "not understood"),
        ("<script>alert(1)</script>", "not understood"),
    ],
)
def test_what_is_unclear_or_impossible_is_asked(sentence, words):
    with pytest.raises(InputError) as caught:
        edited(sentence)
    assert words in str(caught.value)


def test_faster_for_what_starts_at_rest_is_a_head_start_along_its_way():
    course = Course((0.0, 0.0, -1.0), 4.0)
    world = edited("make the blue ball twice as fast", course=lambda _: course)
    assert world.body("blue_ball").velocity == pytest.approx((0.0, 0.0, -4.0 * 3**0.5))


@pytest.mark.parametrize("seed", range(4))
def test_no_sentence_of_known_words_is_a_mistake_of_ours(seed):
    """Random words of the lexicon either mean an edit or are an InputError."""
    draw = random.Random(seed)
    words = sorted(edit_lexicon().senses)
    acts = [word for word in words if edit_lexicon().senses[word].keys() & KINDS]
    things = (
        "the red ball",
        "the table",
        "all dominoes",
        "the lamp",
        "it",
        "this",
        "a cube",
        "2 m",
        "3 s",
        "twice",
        "2 kg",
    )
    for _ in range(150):
        said = [draw.choice(draw.choice((acts, acts, things, things, words))) for _ in range(draw.randint(1, 7))]
        try:
            edited(" ".join(said), clicked=draw.choice((None, "domino_2", "lamp")))
        except InputError as error:
            assert str(error)
