"""An edited take equals the edited world filmed from nothing, bit for bit; and what an edit cannot reach stays."""

import json
import random
import shutil

import numpy as np
import pytest

from setpiece.pipeline import Format, open_take, revise, shoot
from setpiece.take import picture, reuse
from setpiece.take.reuse import Tally
from setpiece.world.document import Body, Light, Place, Shot, Sky, World

RED, GLASS = (0.6, 0.02, 0.02), {"body": "glass"}
TINY = Format(width=64, height=36, quality="draft")
COLORS = ("red", "blue", "yellow", "dark green", "white", "pink")
MATERIALS = ("steel", "glass", "wood", "rubber", "marble", "chrome")
WORLD = World(
    title="five things",
    seed=5,
    duration=0.5,
    bodies=(
        Body(id="ball", family="ball", position=(0.0, 0.0, 0.4), velocity=(0.6, 0.0, 0.0), colors={"body": RED}),
        Body(id="cube", family="box", params={"scale": 2.0}, position=(0.5, 0.0, 0.1)),
        Body(id="marble", family="ball", params={"radius": 0.08}, materials=GLASS, position=(-0.4, -0.3, 0.08)),
        Body(id="plank", family="box", params={"scale": 1.5}, position=(-0.7, 0.4, 0.075)),
        Body(id="crate", family="box", params={"scale": 4.0}, position=(0.9, 0.9, 0.2), fixed=True),
    ),
    place=Place(name="studio", ground="plaster"),
    sky=Sky(kind="studio"),
    shot=Shot(eye=(0.0, -2.6, 0.9), target=(0.1, 0.0, 0.2), exposure=0.01),
)  # fmt: skip
STAGES = ("simulate", "trace", "develop", "sound", "encode")


@pytest.fixture(scope="module")
def take(tmp_path_factory):
    return shoot(WORLD, tmp_path_factory.mktemp("films") / "film", format=TINY)


@pytest.fixture
def copy(take, tmp_path):
    shutil.copytree(take.folder, tmp_path / "film")
    return open_take(tmp_path / "film")


def from_nothing(world, folder, ordered=TINY):
    """Film a world with no renderer, scene or store left over."""
    picture._rig.cache_clear()
    reuse.former_rig.cache_clear()
    return shoot(world, folder, format=ordered)


def stages(take):
    """Return the keys and hashes of all that can be seen and heard."""
    return {name: take.provenance["stages"][name] for name in STAGES}


def sentences(seed):
    """Return three random edits, most of them of looks."""
    draw = random.Random(seed)
    things = ("ball", "cube", "glass marble", "plank", "crate")
    kinds = (
        lambda: f"make the {draw.choice(things[:2])} {draw.choice(COLORS)}",
        lambda: f"paint the crate {draw.choice(COLORS)} and the plank {draw.choice(COLORS)}",
        lambda: f"make the {draw.choice(('ball', 'cube', 'crate'))} {draw.choice(MATERIALS)}",
        lambda: "make the ball " + draw.choice(("faster", "a bit higher", "spin", "roll the other way")),
        lambda: f"make the {draw.choice(('cube', 'plank'))} {draw.choice(('heavier', 'bigger', 'more slippery'))}",
        lambda: draw.choice(
            ("remove the plank", "duplicate the cube", "move the camera closer", "let the ball start at 0.2 s")
        ),
    )
    return [draw.choice(kinds)() for _ in range(2)]


@pytest.mark.parametrize("seed", range(4))
def test_an_edited_take_equals_the_edited_world_filmed_from_nothing(copy, tmp_path, seed):
    for sentence in sentences(seed):
        revise(copy, sentence)
        proof = copy.certificate["edit"]
        assert proof["holds"] and proof["raw"]["outside_that_differ"] == proof["finished"]["outside_that_differ"] == 0
        assert proof["bodies_outside_that_differ"] == 0, sentence
    assert stages(copy) == stages(from_nothing(copy.world, tmp_path / "scratch")), sentences(seed)


def test_grain_glow_and_dark_corners_are_only_developed(copy, tmp_path):
    before = stages(copy)
    for sentence in ("add film grain", "add bloom and a vignette"):
        tally = Tally()
        revise(copy, sentence, tally=tally)
        assert tally.segments["simulate"][0] == tally.segments["trace"][0] == tally.segments["sound"][0] == 0
        assert copy.certificate["edit"]["holds"] and copy.certificate["edit"]["finished"]["differ"] > 0
    # A colour then reaches as far as its light glows, and no farther.
    proof = revise(copy, "make the ball blue").certificate["edit"]
    assert proof["holds"] and proof["finished"]["could_differ"] > 0
    assert stages(copy) == stages(from_nothing(copy.world, tmp_path / "whole"))
    for _ in range(3):
        revise(copy, "undo")
    assert stages(copy) == before


@pytest.mark.parametrize("sentence", ["make it square", "as a cartoon", "add a strong wind"])
def test_aspect_style_and_wind_are_filmed_and_undone(copy, tmp_path, sentence):
    before = stages(copy)
    edited = revise(copy, sentence)
    assert edited.certificate["edit"]["holds"]
    assert stages(edited) == stages(from_nothing(edited.world, tmp_path / "whole"))
    size = (36, 36) if sentence == "make it square" else (64, 36)
    assert (edited.framed.width, edited.framed.height) == size and edited.format == TINY
    assert stages(revise(edited, "undo")) == before


def test_to_recolour_a_light_group_traces_nothing(tmp_path):
    lamps = (
        Light(id="left", position=(-0.8, -0.6, 0.9), size=(0.1, 0.1), shape="ball", power=30.0, color=(1.0, 0.9, 0.7)),
        Light(id="right", position=(0.8, -0.6, 0.9), size=(0.1, 0.1), shape="ball", power=30.0),
    )
    world = WORLD.model_copy(update={"lights": lamps})
    ordered = TINY.model_copy(update={"light_groups": True})
    take = shoot(world, tmp_path / "film", format=ordered)
    before, tally = stages(take), Tally()
    revise(take, {"lights.left.color": [0.1, 0.9, 0.2]}, tally=tally)
    assert tally.segments["simulate"][0] == tally.segments["trace"][0] == tally.pixels_traced == 0
    assert tally.segments["clean"][0] == 0 < tally.segments["clean"][1]
    proof = take.certificate["edit"]
    assert proof["holds"] and proof["raw"]["differ"] > 0.5 * proof["raw"]["could_differ"] > 0
    assert stages(take) == stages(from_nothing(take.world, tmp_path / "whole", ordered))
    revise(take, {"lights.left.power": 10.0})
    assert stages(take) == stages(from_nothing(take.world, tmp_path / "dim", ordered))
    revise(take, {"lights.right.color": [1.0, 0.2, 0.1], "bodies.ball.colors": {"body": [0.0, 0.2, 0.9]}})
    assert take.certificate["edit"]["holds"]
    assert stages(take) == stages(from_nothing(take.world, tmp_path / "two", ordered))
    revise(take, "undo")
    revise(revise(take, "undo"), "undo")
    assert stages(take) == before


def test_a_colour_traces_only_what_it_touches_and_simulates_nothing(copy, tmp_path):
    tally = Tally()
    revise(copy, "make the ball blue", tally=tally)
    assert tally.segments["sound"] == [0, 1]
    assert tally.segments["simulate"] == [0, 1] and tally.frames_patched == 12 and tally.frames_traced == 0
    assert 0 < tally.pixels_traced < 0.2 * tally.pixels
    proof = copy.certificate["edit"]
    assert proof["raw"]["could_differ"] == tally.pixels_traced and 0 < proof["raw"]["differ"] <= tally.pixels_traced
    assert all(row["differs_from"] is None for row in proof["bodies"].values())
    scratch = from_nothing(copy.world, tmp_path / "scratch")
    assert copy.provenance["stages"]["trace"] == scratch.provenance["stages"]["trace"]


def test_frames_before_a_later_push_are_reused(copy):
    tally = Tally()
    push = {
        "kind": "push",
        "body": "plank",
        "start": 0.3,
        "duration": 0.05,
        "force": [0.0, 20.0, 0.0],
        "torque": [0, 0, 0],
    }
    revise(copy, {"actions": [push]}, tally=tally)
    assert tally.frames_copied >= 7 and tally.frames_copied + tally.frames_traced == 12
    bodies = copy.certificate["edit"]["bodies"]
    assert bodies["plank"]["could_differ_from"] == 0.3 and 0.3 <= bodies["plank"]["differs_from"] < 0.32
    assert bodies["marble"] == {"could_differ_from": None, "differs_from": None, "holds": True, "through": []}


def test_a_heavier_ball_differs_in_others_only_after_its_contact(copy):
    revise(copy, "make the ball heavier")
    bodies = copy.certificate["edit"]["bodies"]
    assert bodies["cube"]["through"] == ["ball"] and bodies["cube"]["could_differ_from"] > 0.1
    assert bodies["cube"]["differs_from"] >= bodies["cube"]["could_differ_from"] - 1 / 120
    assert bodies["marble"]["differs_from"] is None and bodies["crate"]["differs_from"] is None


def test_the_difference_film_is_black_where_nothing_changed(copy):
    import av

    revise(copy, "paint the crate yellow")
    with av.open(str(copy.folder / "difference.mp4")) as film:
        frames = np.stack([frame.to_ndarray(format="rgb24") for frame in film.decode(film.streams.video[0])])
    assert frames.shape == (12, 36, 64, 3) and frames.max() > 60
    revise(copy, "undo")
    assert not (copy.folder / "difference.mp4").exists()


def test_a_proof_sees_a_broken_edit(copy):
    """Pixels that an edit cannot have reached are changed on purpose: the proof must fail."""
    from setpiece.edits.comparing import Count

    could = np.zeros((4, 4), bool)
    could[:2] = True
    count = Count()
    count.add(could, np.eye(4, dtype=bool))
    assert (count.could, count.differ, count.outside) == (8, 4, 2)
    revise(copy, "make the ball white")
    files = sorted((copy.store / "trace").glob("*/0/radiance_000003.npy"), key=lambda path: path.stat().st_mtime)
    radiance = np.load(files[-1])
    radiance[0, 0] += 1.0
    np.save(files[-1], radiance)
    manifest = files[-1].parent / "manifest.json"
    rows = json.loads(manifest.read_text())
    from setpiece.take.store import hash_array

    next(row for row in rows["parts"] if row["name"] == "radiance_000003")["hash"] = hash_array(radiance)
    manifest.write_text(json.dumps(rows))
    for proof in (copy.store / "compare").iterdir():
        shutil.rmtree(proof)
    from setpiece.cli import run

    assert run(["certify", str(copy.folder)]) == 1
