"""How far an edit reaches: through a row of leaning things at once, never through what is fixed."""

from setpiece.edits.influence import reaches
from setpiece.physics.simulate import simulate
from setpiece.world.document import Body, Push, World
from setpiece.world.edit import Add, Edit, apply, by_path

ROW = 12  # long enough that passing influence on by one contact a sample would be too late
WORLD = World(
    bodies=(
        *(Body(id=f"domino_{k + 1}", family="domino", position=(0.03 * k, 0.0, 0.024 + 1e-7)) for k in range(ROW)),
        Body(id="wall", family="box", params={"scale": 2.0}, position=(0.03 * ROW + 0.11, 0.0, 0.1), fixed=True),
        Body(
            id="ball",
            family="ball",
            params={"radius": 0.05},
            position=(0.03 * ROW + 0.91, 0.0, 0.05 + 1e-7),
            velocity=(-0.8, 0.0, 0.0),
            spin=(0.0, -16.0, 0.0),
        ),
    )
)


def test_a_fallen_row_passes_an_edit_back_at_once_and_a_wall_passes_nothing_on():
    pushed = by_path({"bodies.domino_1.spin": [0.0, 12.0, 0.0]})
    before = apply(WORLD, pushed)
    after = apply(before, by_path({f"bodies.domino_{ROW}.mass": 0.5}))
    old, new = simulate(before, 2.0), simulate(after, 2.0)
    hits = {(int(row["a"]), int(row["b"])) for segment in new.segments for row in segment.impacts}
    assert (ROW, ROW + 1) in hits  # it does touch what passes nothing on
    found = {reach.body: reach for reach in reaches(before, after, old, new)}
    assert all(reach.holds for reach in found.values()), found
    assert found[f"domino_{ROW}"].could_from == 0.0 and found[f"domino_{ROW}"].differs_from > 0.3  # it sleeps till then
    assert all(found[f"domino_{k}"].differs_from is not None for k in range(1, ROW))
    assert found["wall"].could_from is None and found["ball"].could_from is None
    assert found["ball"].differs_from is None


def test_a_sleeper_that_a_near_miss_wakes_is_counted_as_reached():
    """A domino flies past its neighbour, so near that physics wakes the neighbour, and never touches it."""
    world = World(
        bodies=tuple(
            Body(id=f"domino_{k}", family="domino", position=(0.225 + 0.03 * k, 0.0, 0.0250001)) for k in range(2)
        )
    )
    push = Push(body="domino_0", start=0.3, duration=0.05, force=(0.7912846041376529, 0.0, 2.0))
    after = apply(world, Edit(steps=(Add(to="actions", row=push.model_dump(mode="json")),)))
    old, new = simulate(world, 1.0), simulate(after, 1.0)
    pairs = [row for segment in new.segments for rows in (segment.impacts, segment.touches) for row in rows]
    assert all(min(row["a"], row["b"]) < 0 for row in pairs)
    found = {reach.body: reach for reach in reaches(world, after, old, new)}
    assert found["domino_1"].differs_from is not None and found["domino_1"].through == ("domino_0",)
    assert found["domino_1"].holds and 0.3 < found["domino_1"].could_from <= found["domino_1"].differs_from
