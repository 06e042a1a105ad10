import pytest

from setpiece.errors import InputError
from setpiece.language.script import Script
from setpiece.take.folder import Take, check_place, default_folder, open_take, prepare, slug, sweep, write_json
from setpiece.take.history import note_version
from setpiece.world.document import World
from setpiece.world.files import save_world


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A red rubber ball rolls off a wooden table.", "red-rubber-ball-rolls-wooden-table"),
        ("Newton's cradle!", "newtons-cradle"),
        ("Ein schöner Ball", "ein-schoner-ball"),
        ("../../etc/passwd", "etc-passwd"),
        ("🎈", "film"),
        ("", "film"),
        ("x" * 300, "x" * 48),
        ("a/b\\c\x00d", "b-c-d"),
    ],
)
def test_names_come_from_words_and_stay_in_their_place(text, name):
    assert slug(text) == name


def make(folder, title):
    take = prepare(folder, title)
    save_world(World(title=title), folder / "world.json")
    return take


def test_the_same_prompt_finds_its_folder_and_another_gets_its_own(tmp_path):
    first = default_folder(tmp_path, "A ball falls.")
    make(first, "A ball falls.")
    assert default_folder(tmp_path, "A ball falls.") == first
    assert default_folder(tmp_path, "The ball falls!") == tmp_path / "ball-falls-2"


def test_a_take_is_not_overwritten_by_another(tmp_path):
    make(tmp_path / "film", "A ball falls.")
    check_place(tmp_path / "film", "A ball falls.")
    with pytest.raises(InputError, match="holds a take of"):
        check_place(tmp_path / "film", "A cube falls.")
    check_place(tmp_path / "film", "A cube falls.", force=True)


def test_other_peoples_folders_are_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(InputError, match=r"no take \('thesis.txt'\)"):
        prepare(tmp_path, "A ball falls.")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    prepare(tmp_path, "A ball falls.", force=True)
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_a_run_that_was_killed_early_can_go_on(tmp_path):
    folder = tmp_path / "film"
    take = prepare(folder, "A ball falls.")
    prepare(folder, "A ball falls.")
    left = [".script.json.k3x_9a", ".film.mp4.4711.tmp"]  # killed while it was writing these
    for name in left:
        (folder / name).write_text("half")
    prepare(folder, "A ball falls.")
    write_json(folder / "script.json", Script(prompt="A ball falls.").model_dump(mode="json"))  # and before world.json
    assert default_folder(tmp_path, "A ball falls.").name == "ball-falls"
    check_place(folder, "A ball falls.")
    with pytest.raises(InputError, match="holds a take of"):
        check_place(folder, "A cube falls.")
    sweep(take)
    assert sorted(path.name for path in folder.iterdir()) == [".store", "script.json"]


def test_history_is_a_chain_of_different_worlds(tmp_path):
    take = make(tmp_path / "film", "A ball falls.")
    note_version(take, {"prompt": "A ball falls."})
    note_version(take, {"prompt": "A ball falls."})
    save_world(World(title="A ball falls.", seed=1), take.folder / "world.json")
    note_version(take, {"changes": {"seed": 1}})
    assert [(row["id"], row["parent"]) for row in take.history] == [(1, None), (2, 1)]


def test_opening_what_is_no_take(tmp_path):
    with pytest.raises(InputError, match=r"no world\.json"):
        open_take(tmp_path)
    assert Take(tmp_path).provenance == {}
