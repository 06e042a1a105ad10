"""Masonry: blocks fill the wall exactly, in bond, few enough, along the pattern's own joints."""

from itertools import pairwise

import numpy as np
import pytest

from setpiece.assets.bonding import BRICK, blocks
from setpiece.assets.build import build, check, cut_of, shards
from setpiece.world.document import Body, Fracture

LOW, HIGH = np.array([-2.0, -0.12, -1.0]), np.array([2.0, 0.12, 1.0])


def wall(**fracture):
    size = {"length": 4.0, "width": 0.24, "height": 2.0, "edge": 0.004}
    return Body(id="wall", family="box", params=size, materials={"body": "brickwork"}, position=(0, 0, 1),
                fracture=Fracture(**fracture))  # fmt: skip


@pytest.mark.parametrize("most", [8, 24, 48, 64])
def test_blocks_fill_the_box_and_are_few_enough(most):
    found = blocks(LOW, HIGH, most)
    assert 1 < len(found) <= most
    size = found[:, 1] - found[:, 0]
    assert (size > 0).all()
    assert np.prod(size, axis=1).sum() == pytest.approx(np.prod(HIGH - LOW), rel=1e-12)
    inside = np.minimum(found[:, None, 1], found[None, :, 1]) - np.maximum(found[:, None, 0], found[None, :, 0])
    np.fill_diagonal(inside[..., 0], -1.0)
    assert not (inside > 1e-12).all(axis=2).any()


def test_inner_joints_run_where_bricks_end_and_no_joint_stands_on_another():
    found = blocks(LOW, HIGH, 48)
    beds = np.unique(found[:, 0, 2].round(9))[1:]
    assert np.allclose(beds / BRICK[1], np.round(beds / BRICK[1]), atol=1e-9)
    for lower, upper in pairwise(beds):
        ends = [set(found[np.isclose(found[:, 0, 2], z), 0, 0].round(6)) - {LOW[0]} for z in (lower, upper)]
        assert not ends[0] & ends[1]


def test_a_thick_pier_is_parted_across_too():
    found = blocks(np.array([-0.5, -0.5, -1.0]), np.array([0.5, 0.5, 1.0]), 64)
    assert len(np.unique(found[:, 0, 1])) == 2


def test_a_wall_of_bricks_comes_apart_into_exact_boxes_with_all_of_its_mass():
    body = wall(pieces=48)
    assert check(body) == []
    cut, solid = cut_of(body), build(body)
    assert all(c.kind == "box" for piece in cut.fragments for c in piece.colliders)
    volume = sum(part.volume for piece in cut.fragments for part in piece.parts)
    assert volume == pytest.approx(solid.parts[0].volume, rel=1e-9)
    assert sum(piece.mass for piece in shards(body)) == pytest.approx(1900 * solid.parts[0].volume, rel=1e-9)
    # Of 48 or fewer blocks of 3 bricks by 4 courses: six beds of 4 m, and the upright joints between them.
    upright = sum(len(np.unique([p.bounds[0, 0] for p in cut.fragments if abs(p.bounds[0, 2] - z) < 1e-3])) - 1
                  for z in np.unique([p.bounds[0, 2].round(3) for p in cut.fragments]))  # fmt: skip
    assert upright == len(cut.fragments) - len(np.unique([p.bounds[0, 2].round(3) for p in cut.fragments]))
    assert cut.crack > 0.24 * 4.0 * 5


def test_what_is_of_bricks_but_no_box_does_not_break():
    chimney = Body(id="chimney", family="cylinder", params={"radius": 0.5, "height": 3.0},
                   materials={"body": "brickwork"}, position=(0, 0, 1.5), fracture=Fracture())  # fmt: skip
    (line,) = check(chimney)
    assert line.startswith("bodies.chimney.fracture: expected a part that can break, got 'brickwork'.")
