"""The contact sheet of the catalogue: groups of like size, a name for each, and files that cannot be written."""

import numpy as np
import pytest
from PIL import Image

from setpiece.cli.sheet import ALIKE, COLUMNS, ROWS, _groups, _shown, draw_sheet
from setpiece.errors import InputError


def test_groups_are_of_like_size_and_no_thing_is_left_out():
    shown = sorted((_shown(key) for key in ("marble", "ball", "cup", "chair", "dog", "man")), key=lambda t: t.size)
    groups = _groups(shown)
    assert [thing for group in groups for thing in group] == shown
    assert all(group[-1].size <= ALIKE * group[0].size and len(group) <= COLUMNS * ROWS for group in groups)


def test_a_figure_for_scale_is_as_tall_as_it_says():
    box = _shown("man", 1.7).box
    assert box[1, 2] - box[0, 2] == pytest.approx(1.7, abs=1e-6)


def test_a_sheet_shows_things(tmp_path):
    assert draw_sheet(tmp_path / "things.png", ("ball", "cube")) == 2
    picture = np.asarray(Image.open(tmp_path / "things.png"))
    assert picture.shape == (640, 1280, 3)
    assert picture.std() > 10


@pytest.mark.parametrize("name", ["things.txt", "no/such/folder.png"])
def test_a_sheet_that_cannot_be_written_is_said(tmp_path, name):
    with pytest.raises(InputError, match=r"expected a picture|cannot be written"):
        draw_sheet(tmp_path / name, ("ball",) if name.endswith("png") else ())
