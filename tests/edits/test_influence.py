"""How far an edit reaches: through a row of leaning things at once, never through what is fixed."""

from setpiece.edits.influence import reaches
from setpiece.physics.simulate import simulate
from setpiece.world.document import Body, World
from setpiece.world.edit import apply, by_path

ROW = 5
WORLD = World(
    bodies=(
        *(Body(id=f"domino_{k + 1}", family="domino", position=(0.03 * k, 0.0, 0.025 + 1e-7)) for k in range(ROW)),
        Body(id="wall", family="box", params={"scale": 2.0}, position=(0.03 * ROW + 0.11, 0.0, 0.1), fixed=True),
        Body(id="cube", family="box", position=(0.03 * ROW + 0.27, 0.0, 0.05)),
    )
)


def test_a_fallen_row_passes_an_edit_back_at_once_and_a_wall_passes_nothing_on():
    pushed = by_path({"bodies.domino_1.spin": [0.0, 6.0, 0.0]})
    before = apply(WORLD, pushed)
    after = apply(before, by_path({f"bodies.domino_{ROW}.mass": 0.5}))
    found = {reach.body: reach for reach in reaches(before, after, simulate(before, 2.0), simulate(after, 2.0))}
    assert all(reach.holds for reach in found.values()), found
    assert found[f"domino_{ROW}"].could_from == 0.0
    assert found["wall"].could_from is None and found["cube"].could_from is None
    assert found["cube"].differs_from is None
