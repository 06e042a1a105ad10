"""Decks under loads: what bends them, when they break, and that all laws hold as they do."""

import numpy as np
import pytest

from setpiece.assets.assembly import assemble
from setpiece.assets.build import build, check, cut_of, mass_properties
from setpiece.certificate.laws import audit
from setpiece.physics.bearing import bending
from setpiece.physics.simulate import simulate
from setpiece.physics.trajectory import breaks, cracked_at
from setpiece.world.document import Body, Fracture, World
from setpiece.world.materials import MATERIALS


def test_a_load_bends_a_beam_as_statics_says():
    # P at a from the left end of a span L: P a (L - a) / L; its own weight W: W L / 8.
    for a in (0.5, 1.5, 3.0):
        ends, load = np.array([-2.0, 2.0]), a - 2.0
        moment, k = bending(np.array([*ends, load]), np.array([10 * (4 - a) / 4, 10 * a / 4, -10.0]), 0.0, 2.0)
        assert moment == pytest.approx(10 * a * (4 - a) / 4)
        assert k == 2
    moment, _ = bending(np.array([-2.0, 2.0]), np.array([4.0, 4.0]), 8.0, 2.0)
    assert moment == pytest.approx(8 * 4 / 8)
    assert bending(np.zeros(0), np.zeros(0), 8.0, 2.0)[0] == 0.0


BRIDGE = assemble("plank_bridge", "bridge", position=(0, 0, 0), options={"span": 2.0, "height": 0.5, "bank": 1.0,
                  "width": 1.0, "depth": 0.05, "thick": 0.02, "beam": 0.01, "planks": 12})  # fmt: skip
DECK = BRIDGE.bodies[0].model_copy(update={"fixed": False, "fracture": Fracture()})


def laden(mass, x=0.0):
    """A block that is set down on the deck; what stands still from the start would sleep."""
    top = DECK.position[2] + float(build(DECK).bounds[1, 2])
    size = {"length": 0.1, "width": 0.7, "height": 0.2, "edge": 0.0}
    block = Body(id="block", family="box", params=size, materials={"body": "steel"}, mass=mass,
                 position=(x, 0.0, top + 0.1 + 2e-4), velocity=(0.0, 0.0, -0.01))  # fmt: skip
    return World(bodies=(DECK, *BRIDGE.bodies[1:], block))


def bears():
    """The mass (kg) at the middle that the deck bears besides its own weight, by (P + W / 2) L / 4 = strength W_y."""
    section, span = build(DECK).bears
    own = mass_properties(DECK, build(DECK)).mass
    return 4 * MATERIALS["wood"].strength * section / span / 9.80665 - 0.5 * own


def test_a_deck_is_made_of_its_boards_and_comes_apart_into_them():
    assert check(DECK) == []
    pieces = cut_of(DECK).fragments
    assert len(pieces) == 12 + 4
    volume = sum(part.volume for piece in pieces for part in piece.parts)
    assert volume == pytest.approx(build(DECK).parts[0].volume, rel=1e-9)
    assert build(DECK).bears[0] == pytest.approx(2 * 0.01 * 0.05**2 / 6)


def test_it_bears_what_it_can_and_breaks_under_more_and_all_laws_hold():
    # As it is set down the block presses with up to 1.4 times its weight for a sample interval.
    calm = laden(0.6 * bears())
    assert not len(breaks(simulate(calm, 1.0)))
    world = laden(1.2 * bears())
    film = simulate(world, 2.0)
    (row,) = breaks(film)
    assert row["by"] == film.ids.index("block")
    assert row["pieces"] == 16
    assert row["force"] > row["strength"]
    assert row["energy"] == row["lost"] == 0.0
    assert [one for one in audit(world, film) if not one.holds] == []
    assert film.segments[-1].position[-1, film.ids.index("block"), 2] < 0.4
    assert cracked_at(film, 1.9)[film.ids.index("bridge")]


def test_a_load_near_the_bank_bends_less():
    assert not len(breaks(simulate(laden(1.2 * bears(), x=-0.9), 1.0)))
