"""Shops: nouns of their own, each with its word on the fascia."""

import numpy as np
import pytest

from setpiece.assets.assembly import assemble
from setpiece.assets.build import build
from setpiece.assets.catalogue import THINGS
from setpiece.assets.families.trades import SIGNS
from setpiece.language.understand import understand


def sign_of(name):
    (body,) = assemble(name, "x", position=(0, 0, 0)).bodies
    return next(part.mesh for part in build(body).parts if part.name == "sign"), build(body)


@pytest.mark.parametrize("name", [name for name, thing in THINGS.items() if thing.family == "shop"])
def test_a_trade_has_its_word_on_a_fascia_that_holds_it(name):
    mesh, solid = sign_of(name)
    word = SIGNS[int(THINGS[name].params["sign"])]
    low, high = mesh.vertices.min(0), mesh.vertices.max(0)
    assert abs(low[0] + high[0]) < 0.05 * len(word)
    assert 0.15 * len(word) < high[0] - low[0] < 0.6 * (solid.bounds[1, 0] - solid.bounds[0, 0])
    assert high[1] < 0.0  # it looks to the front


def test_no_two_trades_have_one_sign():
    assert len({sign_of(name)[0].vertices.tobytes() for name in ("shop", "bakery", "cafe", "bookshop")}) == 4
    assert np.isfinite(sign_of("supermarket")[0].vertices).all()


@pytest.mark.parametrize(("prompt", "thing"), [
    ("A cyclist rides past a bakery.", "bakery"), ("A dog walks past a café.", "cafe"), ("A store at night.", "shop"),
])  # fmt: skip
def test_their_words_are_known(prompt, thing):
    script = understand(prompt)
    assert thing in {entity.thing for entity in script.entities}
    assert not [token for token in script.tokens if token.status == "unknown"]
