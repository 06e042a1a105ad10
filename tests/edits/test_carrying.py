"""A heavier domino late in a row: only seconds from its first difference on are simulated, and all bits are right."""

import numpy as np
import pytest

from setpiece.physics.asleep import reweighed
from setpiece.physics.simulate import simulate
from setpiece.pipeline import Format, revise, shoot
from setpiece.take import picture, reuse
from setpiece.take.reuse import Tally
from setpiece.world.document import Body, Place, Shot, Sky, World
from setpiece.world.edit import apply, by_path

TINY = Format(width=64, height=36, quality="draft")
STAGES = ("simulate", "trace", "develop", "sound", "encode")
ROW, FAR = 4, 1.6  # dominoes; m that the ball rolls before it meets them
WORLD = World(
    duration=3.0,
    bodies=(
        Body(id="ball", family="ball", params={"radius": 0.03}, position=(-FAR, 0.0, 0.03 + 1e-7),
             velocity=(1.0, 0.0, 0.0), spin=(0.0, 100 / 3, 0.0)),
        *(Body(id=f"domino_{k}", family="domino", position=(0.03 * k, 0.0, 0.024 + 1e-7)) for k in range(ROW)),
        Body(id="cube", family="box", position=(-1.0, 0.5, 0.6)),
    ),
    place=Place(name="studio", ground="plaster"),
    sky=Sky(kind="studio"),
    shot=Shot(eye=(0.0, -2.0, 0.8), target=(-0.4, 0.0, 0.1), exposure=0.01),
)  # fmt: skip


@pytest.mark.parametrize("field", ["mass", "friction", "restitution"])
def test_a_sleepers_books_follow_from_its_weight(field):
    after = apply(WORLD, by_path({f"bodies.domino_{ROW - 1}.{field}": 0.3}))
    old, new = simulate(WORLD, 3.0), simulate(after, 3.0)
    for k, kept in enumerate((True, False, False)):
        names = [name for name in vars(old.segments[k]) if name != "index"]
        recorded = {name: getattr(old.segments[k], name) for name in names}
        made = reweighed(recorded, [ROW], old.mass, new.mass, np.array(WORLD.gravity))
        assert (made is not None) == kept
        if made is not None:
            assert all(made[name].tobytes() == getattr(new.segments[k], name).tobytes() for name in names)
    assert reweighed(recorded, [0], old.mass, new.mass, np.array(WORLD.gravity)) is None


def test_only_seconds_from_the_first_difference_on_are_simulated(tmp_path):
    take = shoot(WORLD, tmp_path / "film", format=TINY)
    tally = Tally()
    revise(take, {f"bodies.domino_{ROW - 1}.mass": 0.3}, tally=tally)
    made, all_of_them = tally.segments["simulate"]
    assert all_of_them - made == 1 and take.certificate["edit"]["holds"]
    picture._rig.cache_clear()
    reuse.former_rig.cache_clear()
    plain = shoot(take.world, tmp_path / "plain", format=TINY)
    stages = [each.provenance["stages"] for each in (take, plain)]
    assert {name: stages[0][name] for name in STAGES} == {name: stages[1][name] for name in STAGES}
