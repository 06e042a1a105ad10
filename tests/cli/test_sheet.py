"""The contact sheet of the catalogue: groups of like size, a name for each, and files that cannot be written."""

import numpy as np
import pytest
from PIL import Image

from setpiece.camera.view import project
from setpiece.cli.sheet import (
    ALIKE,
    COLUMNS,
    FIGURE,
    HEIGHT,
    HOVER,
    ROWS,
    WIDTH,
    _corners,
    _framed,
    _groups,
    _laid_out,
    _rows,
    _shown,
    draw_sheet,
)
from setpiece.errors import InputError


def test_groups_are_of_like_size_and_no_thing_is_left_out():
    shown = sorted((_shown(key) for key in ("marble", "ball", "cup", "chair", "dog", "man")), key=lambda t: t.size)
    groups = _groups(shown)
    assert [thing for group in groups for thing in group] == shown
    assert all(group[-1].size <= ALIKE * group[0].size and len(group) <= COLUMNS * ROWS for group in groups)


def test_a_figure_for_scale_is_as_tall_as_it_says():
    box = _shown("man", FIGURE).box
    assert box[1, 2] - box[0, 2] == pytest.approx(FIGURE, abs=1e-6)


@pytest.mark.parametrize("keys", [("chair", "table", "dog", "bush", "shelf", "man", "ladder", "ceiling_fan"), ("bus",)])
def test_all_is_in_the_picture_with_the_figure_and_no_row_hides_another_or_its_names(keys):
    group = sorted((_shown(key) for key in keys), key=lambda t: t.size)
    spots, names = _laid_out(group)
    assert spots[-1][0].name == "figure"
    boxes = [_corners(thing.box) + spot for thing, spot in spots]
    view = _framed(np.concatenate([*boxes, names]))
    at = [project(view, box, height=HEIGHT, width=WIDTH)[0] for box in boxes]
    assert np.concatenate(at).min() >= 0.0
    assert (np.concatenate(at) <= [WIDTH, HEIGHT]).all()
    written = project(view, np.array(names), height=HEIGHT, width=WIDTH)[0]
    first = len(_rows(group)[0])
    lowest = max(written[:first, 1])
    assert all(box[:, 1].min() > lowest + 8.0 for box in at[first : len(group)])  # half a name's height, px


def test_what_hangs_is_shown_just_over_the_ground():
    fan = _shown("ceiling_fan")
    assert 0.0 <= fan.box[0, 2] <= HOVER * fan.size + 1e-9


def test_a_sheet_shows_things(tmp_path):
    assert draw_sheet(tmp_path / "things.png", ("ball", "cube")) == 2
    picture = np.asarray(Image.open(tmp_path / "things.png"))
    assert picture.shape == (640, 1280, 3)
    assert picture.std() > 10


@pytest.mark.parametrize("name", ["things.txt", "no/such/folder.png"])
def test_a_sheet_that_cannot_be_written_is_said(tmp_path, name):
    with pytest.raises(InputError, match=r"expected a picture|cannot be written"):
        draw_sheet(tmp_path / name, ("ball",) if name.endswith("png") else ())
