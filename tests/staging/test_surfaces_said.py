"""Matte, smooth and polished: words that are seen, since they set how rough a surface is."""

import pytest
from tests.staging.scripts import filmed

from setpiece.assets.build import build
from setpiece.language.understand import understand
from setpiece.render import kernel
from setpiece.render.posed import Surface
from setpiece.render.surfaces import look
from setpiece.staging.stage import stage
from setpiece.world.materials import MATERIALS


def finish(word):
    body = stage(understand(f"A {word} red plastic box stands on the floor.")).world.bodies[0]
    return body.finishes.get("body", MATERIALS[build(body).part().material].roughness)


def test_words_for_surfaces_change_how_rough_they_are():
    assert finish("polished") == finish("glossy") == finish("shiny") < finish("smooth") < finish("matte")
    assert finish("polished") < finish("plain") < finish("matte")


@pytest.mark.parametrize("word", ["matte", "polished", "smooth"])
@pytest.mark.parametrize("material", ["plastic", "steel", "glass", "rubber", "marble"])
def test_what_is_said_of_a_surface_is_proved(word, material):
    _, _, verdicts = filmed(f"A {word} {material} ball lies on the floor.")
    assert {v.verdict for v in verdicts if v.clause.words.get("property") == "roughness"} == {"holds"}


def test_a_surface_is_drawn_as_rough_as_its_body_says():
    assert look(Surface("plastic", roughness=0.9)).roughness == 0.9
    assert look(Surface("plastic")).gloss
    assert not look(Surface("plastic", roughness=0.9)).gloss
    assert (look(Surface("glass")).kind, look(Surface("glass", roughness=0.4)).kind) == (kernel.CLEAR, kernel.FROSTED)
