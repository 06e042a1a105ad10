"""Pieces of what breaks: they fill the whole, share its mass, do not overlap, and depend on document and seed alone."""

import numpy as np
import pytest

from setpiece.assets.assembly import assemble
from setpiece.assets.build import build, cast, check, cut_of, mass_properties, shards
from setpiece.world.document import Body, Fracture


def brittle(thing, **fracture):
    body = assemble(thing, "thing", position=(0.0, 0.0, 1.0), scale=1.0).bodies[0]
    return body.model_copy(update={"fracture": Fracture(**fracture), "fixed": False})


@pytest.mark.parametrize("thing", ["vase", "wine_glass", "plate", "bottle", "mirror", "egg"])
def test_pieces_share_the_mass_and_fill_the_whole(thing):
    body = brittle(thing, pieces=12)
    whole, pieces = mass_properties(body, build(body)), shards(body)
    assert len(pieces) >= 12
    assert sum(piece.mass for piece in pieces) == pytest.approx(whole.mass, rel=1e-12)
    center = sum(p.mass * mass_properties(p, build(p)).center_of_mass for p in pieces) / whole.mass
    # A family may know its volume in closed form, where the pieces have facets: within 2 % of its size.
    assert np.linalg.norm(center - whole.center_of_mass) < 0.02 * np.ptp(build(body).bounds, axis=0).max()


def test_pieces_of_a_plain_box_fill_it_to_rounding_and_cracks_are_half_of_the_new_faces():
    size = {"length": 0.3, "width": 0.2, "height": 0.01, "edge": 0.0}
    pane = Body(id="pane", family="box", params=size, materials={"body": "glass"}, position=(0, 0, 1),
                fracture=Fracture(pieces=2))  # fmt: skip
    cut = cut_of(pane)
    volumes = [part.volume for fragment in cut.fragments for part in fragment.parts]
    assert len(volumes) == 2
    assert sum(volumes) == pytest.approx(0.3 * 0.2 * 0.01, rel=1e-9)
    # One plane cuts the plate: its crack is as wide as the thickness and as long as it takes at least across.
    assert 0.01 * 0.2 * 0.999 < cut.crack < 0.01 * np.hypot(0.3, 0.2) * 1.5
    assert cut.wall == pytest.approx(2 * 0.3 * 0.2 * 0.01 / (2 * (0.06 + 0.003 + 0.002)), rel=1e-9)


def test_shapes_of_pieces_lie_on_their_own_sides_of_planes():
    from scipy.optimize import linprog

    pieces = [build(piece).colliders[0].vertices for piece in shards(brittle("wine_glass", pieces=8))]
    for a, first in enumerate(pieces):
        for second in pieces[a + 1 :]:
            # Two hulls are apart if a plane has one on each side: find n, d with n.x >= d + s and n.y <= d - s, s > 0.
            rows = np.block([
                [-first, np.ones((len(first), 1)), np.ones((len(first), 1))],
                [second, -np.ones((len(second), 1)), np.ones((len(second), 1))],
            ])  # fmt: skip
            found = linprog([0, 0, 0, 0, -1], rows, np.zeros(len(rows)), bounds=[(-1, 1)] * 3 + [(None, None)] * 2)
            assert found.status == 0
            assert found.x[4] > 0


def test_pieces_are_small_near_the_focus():
    body = brittle("plate", pieces=24, focus=(0.12, 0.0, 0.0))
    fragments = cut_of(body).fragments
    away = np.array([np.linalg.norm(f.parts[0].centroid - [0.12, 0, 0]) for f in fragments])
    volume = np.array([f.parts[0].volume for f in fragments])
    near = away < np.median(away)
    assert volume[near].mean() < 0.5 * volume[~near].mean()


def test_the_same_document_is_cut_the_same_and_another_seed_otherwise():
    one, again, other = (brittle("vase", pieces=10, seed=seed) for seed in (3, 3, 4))
    a, b, c = (build(shards(body)[0]).parts[0].mesh.vertices for body in (one, again, other))
    assert a.tobytes() == b.tobytes()
    assert a.tobytes() != c.tobytes()
    moved = one.model_copy(update={"position": (1.0, 2.0, 3.0), "colors": {"body": (0.5, 0.1, 0.1)}})
    assert build(shards(moved)[0]).parts[0].mesh.vertices.tobytes() == a.tobytes()
    assert build(shards(moved)[0]).parts[0].color == (0.5, 0.1, 0.1)


def test_the_cast_begins_with_the_bodies():
    body = brittle("vase", pieces=10)
    found = cast((body, body.model_copy(update={"id": "other", "fracture": None})))
    assert [one.id for one in found[:3]] == ["thing", "other", "thing_piece_01"]
    assert len(found) == 2 + len(shards(body))


def test_what_cannot_break_is_told():
    ball = Body(id="ball", family="ball", position=(0, 0, 1), materials={"body": "rubber"}, fracture=Fracture())
    (line,) = check(ball)
    assert line.startswith("bodies.ball.fracture: expected a part that can break, got 'rubber'.")
    fixed = brittle("vase").model_copy(update={"fixed": True})
    assert "a free body" in check(fixed)[0]
