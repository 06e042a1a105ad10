"""Parts of things, what one wears, and the words that this is not said in."""

import pytest

from setpiece.assets.assembly import assemble
from setpiece.assets.build import build
from setpiece.language.understand import understand
from setpiece.language.vocabulary import lexicon


def told(prompt):
    script = understand(prompt)
    unknown = [token.text for token in script.tokens if token.status == "unknown"]
    found = {e.id: [(p.word, p.material, p.color is not None) for p in e.parts] for e in script.entities}
    return {name: parts for name, parts in found.items() if parts}, unknown


@pytest.mark.parametrize(
    ("prompt", "found"),
    [
        ("The handle of the cup is red.", {"cup": [("handle", None, True)]}),
        ("A cup with a red handle stands on a table.", {"cup": [("handle", None, True)]}),
        ("A cup stands on a table. Its handle is red.", {"cup": [("handle", None, True)]}),
        ("A table with dark wooden legs.", {"table": [("leg", "dark_wood", False)]}),
        ("A man wearing a red shirt and blue jeans walks.", {"man": [("shirt", None, True), ("jeans", None, True)]}),
        ("A woman in a dark blue dress runs.", {"woman": [("dress", None, True)]}),
        ("A house with a red roof and a green door.", {"house": [("roof", None, True), ("door", None, True)]}),
        ("The red roof of the house is seen.", None),
    ],
)
def test_parts_are_painted_and_the_whole_is_not(prompt, found):
    parts, _ = told(prompt)
    script = understand(prompt)
    assert all(entity.color is None for entity in script.entities)
    if found is not None:
        assert parts == found


def test_what_a_thing_does_not_have_is_unknown():
    assert "roof" in told("The roof of the cup is red.")[1]
    assert "hat" in told("A man wearing a red hat walks.")[1]
    assert told("A farmer wearing a red hat walks.")[1] == []


def test_the_table_of_parts_is_what_models_have():
    # A word whose things change is written anew from the models: the pieces of every body that a thing is made of.
    for word, row in lexicon().tables["parts"].items():
        for thing in row["things"][::7]:
            bodies = assemble(thing, "own", position=(0.0, 0.0, 0.0)).bodies
            own = {part.name for body in bodies for part in build(body).parts}
            assert own & set(row["pieces"]), (word, thing)
