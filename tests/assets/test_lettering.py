"""Letters of strokes: every word that is written in the world can be, and lies within its box."""

import numpy as np
import pytest

from setpiece.assets import lettering
from setpiece.assets.families import glassware
from setpiece.assets.families.cars import NUMBER
from setpiece.render.places.shops import TRADES


@pytest.mark.parametrize("word", [*TRADES, NUMBER, glassware.NAME, *(line[0] for line in glassware.PRINT)])
def test_every_letter_has_strokes(word):
    assert set(word) - {" "} <= set(lettering.LETTERS)


def test_bars_lie_within_the_word_and_face_the_reader():
    bars = np.array(lettering.bars("KV 27", 0.5, 0.02))
    assert bars[..., 0].min() > -0.05
    assert bars[..., 0].max() < 0.5 * (4 + 0.6) + 0.05
    assert bars[..., 1].min() > -0.05
    assert bars[..., 1].max() < 0.55
    (a, b, c) = (bars[:, k] for k in range(3))
    ahead, aside = b - a, c - b
    assert (ahead[:, 0] * aside[:, 1] > ahead[:, 1] * aside[:, 0]).all()  # counter-clockwise
