"""Where a sentence is filmed that names no place: its things vote, the sky and what needs space outvote rooms."""

import pytest

from setpiece.assets.catalogue import THINGS
from setpiece.assets.homes import CARRIERS, FIXTURES, OPEN_AIR, PORTABLE, in_the_open, votes
from setpiece.language.understand import understand
from setpiece.staging import setting
from setpiece.staging.habitat import habitat
from setpiece.world.places import PLACES


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("A mug stands on a table.", "kitchen"),
        ("A pencil rolls off a desk.", "office"),
        ("A toy train drives past a teddy bear.", "living_room"),
        ("A hammer falls onto a nail.", "workshop"),
        ("A basketball bounces three times.", "gym"),
        ("A soccer ball rolls into a goal.", "park"),
        ("A rubber duck falls into a bathtub.", "bathroom"),
        ("A car drives past a house.", "street"),
        ("A tiger walks to the left of a tree.", "meadow"),
        ("A camel walks past a rock on sand.", "desert"),
        ("A cat sits on a sofa.", "living_room"),
        ("A cat runs.", "meadow"),
        ("A mug stands on a table at sunset.", "terrace"),
        ("A mug falls onto the stone floor.", "terrace"),
        ("A mug falls onto the grass.", "meadow"),
        ("A mug stands on a table in the rain.", "terrace"),
        ("A mug stands on a table in a garden.", "garden"),
        ("A boy throws a mug.", "park"),
        ("A mug stands on a wooden floor.", "kitchen"),
        ("A ball bounces on the floor.", "living_room"),
        ("A ball bounces on the ground.", "terrace"),
        ("A red rubber ball rolls off a wooden table and bounces on the stone floor at sunset.", "terrace"),
    ],
)
def test_things_are_filmed_where_most_of_them_are_at_home(prompt, place):
    assert setting.place(understand(prompt)).name == place


def test_homes_are_places_and_their_keys_are_known():
    keys = THINGS.keys() | {thing.family for thing in THINGS.values()}
    for table in (FIXTURES, PORTABLE, CARRIERS):
        assert not table.keys() - keys
        assert not set(table.values()) - PLACES.keys()
    assert not FIXTURES.keys() & PORTABLE.keys()


def test_what_is_found_in_no_room_votes_for_none():
    for name, thing in THINGS.items():
        if thing.kind in OPEN_AIR and in_the_open(name):
            place, _ = votes(name)
            assert PLACES[place].room_size is None, name


def test_small_things_stand_on_a_table_only_where_there_are_tables():
    assert setting.needs_table(understand("A mug stands there."))
    assert not setting.needs_table(understand("A basketball bounces three times."))
    assert not setting.needs_table(understand("A soccer ball rolls."))


def test_a_small_thing_beside_what_stands_on_furniture_stands_there_too():
    script = setting.shared(understand("A wine glass stands on a counter beside a bottle."))
    assert ("beside", "bottle", ("wine_glass",)) in [(r.kind, r.subject, r.objects) for r in script.relations]


def test_wild_animals_are_met_out_of_doors():
    assert [habitat(understand(f"A {who} walks past a chair.")) for who in ("bear", "camel")] == ["forest", "desert"]
