"""Closed forms of matter, winding, normals and true texture scale of the modelling words."""

import numpy as np
import pytest

from setpiece import rng
from setpiece.assets import modelling as word
from setpiece.assets import surface as made


def integrated(shape):
    """Return the surface's matter from its triangles alone."""
    return made.matter_of(made.Surface(shape.vertices, shape.faces, shape.uv, shape.crease, shape.normals))


def is_closed(faces):
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    forward, back = np.unique(edges, axis=0), np.unique(edges[:, ::-1], axis=0)
    return len(forward) == len(edges) and np.array_equal(forward, back)


SHAPES = {
    "rounded_box": lambda: word.rounded_box((0.3, 0.2, 0.1), 0.01, steps=2),
    "plain_box": lambda: word.plain_box((0.3, 0.2, 0.1)),
    "sphere": lambda: word.sphere(0.1),
    "cylinder": lambda: word.cylinder(0.1, 0.3),
    "vessel": lambda: word.lathe([(0, 0), (0.1, 0), (0.1, 0.2), (0.09, 0.2), (0.09, 0.01), (0, 0.01)]),
    "pipe": lambda: word.lathe([(0.1, 0), (0.12, 0), (0.12, 0.3), (0.1, 0.3)], closed=True),
    "ring": lambda: word.ring(0.2, 0.03),
    "tube": lambda: word.tube(word.curve([(0, 0, 0), (0.1, 0, 0.2), (0.3, 0.1, 0.3)], 20), 0.02),
    "extrusion": lambda: word.extrude([(0, 0), (2, 0), (2, 1), (1, 0.4), (0, 1)], 0.5, bevel=0.02),
    "clockwise_extrusion": lambda: word.extrude([(0, 0), (0, 1), (1, 1), (1, 0)], 0.5),
    "difference": lambda: word.difference(word.plain_box((1, 1, 1)), word.sphere(0.4, steps=4)),
    "box_shell": lambda: word.box_shell((0.4, 0.3, 0.2), 0.01),
    "lump": lambda: word.lump(0.1, rng.stream(0, "test")),
}


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_are_closed_and_face_outwards(name):
    shape = SHAPES[name]()
    assert is_closed(shape.faces)
    assert integrated(shape).volume > 0
    mesh = made.mesh(shape, name)
    flat = made.face_normals(mesh.vertices, mesh.faces.astype(np.int64))
    # A smooth normal leans at most by its crease angle (under 90 degrees) from the face it belongs to.
    assert (np.einsum("fcx,fx->fc", mesh.normals[mesh.faces], flat) > 0).all()
    assert np.allclose(np.linalg.norm(mesh.normals, axis=1), 1.0)


def test_matter_of_a_box_is_exact():
    size = np.array([0.3, 0.2, 0.1])
    m = integrated(made.moved(word.plain_box(size), 1.0, -2.0, 3.0))
    assert m.volume == pytest.approx(size.prod(), rel=1e-12)
    assert m.centroid == pytest.approx([1.0, -2.0, 3.0], rel=1e-12)
    assert m.second_moment == pytest.approx(np.diag(size.prod() * size**2 / 12), abs=1e-15)


def test_matter_of_ball_and_hollow_ball():
    solid, hollow = word.sphere(0.1).matter, word.sphere(0.1, thickness=1e-6).matter
    assert solid.volume == pytest.approx(4 / 3 * np.pi * 1e-3, rel=1e-12)
    assert np.trace(solid.second_moment) * 2 / 3 == pytest.approx(0.4 * solid.volume * 0.01, rel=1e-12)
    # Thin shell: I = 2/3 m r^2; the next term is of order thickness over radius, 1e-5.
    assert np.trace(hollow.second_moment) * 2 / 3 == pytest.approx(2 / 3 * hollow.volume * 0.01, rel=2e-5)


def test_ball_mesh_approaches_the_ball():
    # Flat triangles inside a sphere lose volume as the square of the angle between rings: with 8 n around, edges
    # span at most (pi / 4 n) times the widest cell of the cube's grid (equiangular, at most 1), and the loss is
    # at most three times the sagitta's share, 3 (1 - cos(pi / 4 n * sqrt 2 / 2)).
    for steps in (4, 8, 16):
        loss = 1 - integrated(word.sphere(1.0, steps=steps)).volume / (4 / 3 * np.pi)
        assert 0 < loss < 3 * (1 - np.cos(np.pi / (4 * steps) * np.sqrt(0.5)))


def test_matter_of_a_cylinder():
    r, h = 0.1, 0.3
    m = word.cylinder(r, h, bevel=1e-9).matter
    volume = np.pi * r * r * h
    assert m.volume == pytest.approx(volume, rel=1e-6)
    across, up = volume * r * r / 4, volume * h * h / 12
    assert m.second_moment == pytest.approx(np.diag([across, across, up]), rel=1e-6, abs=1e-15)


def test_lathe_matter_agrees_with_its_mesh():
    profile = [(0, 0), (0.1, 0), (0.06, 0.2), (0.08, 0.3), (0.07, 0.3), (0.05, 0.2), (0.08, 0.02), (0, 0.02)]
    segments = 96
    shape = word.lathe(profile, segments=segments)
    # A regular polygon of n sides has sin(2 pi / n) / (2 pi / n) of its circle's area, at every height alike.
    share = np.sin(2 * np.pi / segments) / (2 * np.pi / segments)
    assert integrated(shape).volume == pytest.approx(shape.matter.volume * share, rel=1e-9)
    assert integrated(shape).centroid == pytest.approx(shape.matter.centroid, abs=1e-9)


def test_sheet_along_a_sphere():
    shape = word.sphere(0.1, steps=24)
    m = made.shell_of(shape, 0.001)
    # The mesh's area lies below the sphere's by the same order as its volume, under 1e-3 with 192 faces around.
    assert m.volume == pytest.approx(4 * np.pi * 0.01 * 0.001, rel=1e-3)
    assert np.trace(m.second_moment) * 2 / 3 == pytest.approx(2 / 3 * m.volume * 0.01, rel=1e-3)


def test_moving_turning_and_scaling_carry_the_matter():
    shape = word.cylinder(0.05, 0.2, bevel=0.01)
    carried = made.scaled(made.turned(made.moved(shape, 0.1, 0.2, 0.3), (1, 2, 3), 0.7), 2.5)
    plain = made.Surface(carried.vertices, carried.faces, carried.uv, carried.crease, carried.normals)
    share = integrated(shape).volume / shape.matter.volume  # of the polygon in the circle
    assert carried.matter.volume * share == pytest.approx(integrated(plain).volume, rel=1e-9)
    assert carried.matter.centroid == pytest.approx(integrated(plain).centroid, abs=1e-9)
    # Second moments of a polygon's disc differ from the circle's by another factor near 1 - 2 (2 pi / 48)^2 / 3.
    assert carried.matter.second_moment == pytest.approx(integrated(plain).second_moment, rel=0.02, abs=1e-6)


def test_texture_scale_is_true():
    # Boxes and prisms are unrolled without stretching; bevels by the nearest axis lose at most 1 - 1 / sqrt 2 each.
    for shape, low, high in (
        (word.plain_box((0.3, 0.2, 0.1)), 1 - 1e-12, 1 + 1e-12),
        (word.extrude([(0, 0), (2, 0), (0.5, 1)], 0.5), 1 - 1e-12, 1 + 1e-12),
        (word.lathe([(0, 0), (0.1, 0), (0.1, 0.3), (0, 0.3)]), 0.99, 1.01),  # arc against chord: 1 / 1.0007
        (word.lathe([(0, 0), (0.3, 0), (0.05, 0.3)]), 0.8, 1.2),  # charts change where the radius has left by 15 %
        (word.sphere(0.1), 0.995, 1.005),  # true on average; its triangles lie within the ball
    ):
        area, flat = made.face_areas(shape.vertices, shape.faces), uv_areas(shape)
        assert low <= flat.sum() / area.sum() <= high
    ratio = uv_areas(word.rounded_box((0.3, 0.2, 0.1), 0.01)) / made.face_areas(
        *(lambda s: (s.vertices, s.faces))(word.rounded_box((0.3, 0.2, 0.1), 0.01))
    )
    assert ratio.min() > 1 / np.sqrt(3) - 1e-9
    assert ratio.max() < 1 + 1e-9


def uv_areas(shape):
    a, b, c = shape.uv[:, 0], shape.uv[:, 1], shape.uv[:, 2]
    return 0.5 * np.abs((b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0])


def test_grain_runs_along_the_longest_side():
    shape = word.plain_box((0.1, 1.0, 0.2))
    top = np.abs(made.face_normals(shape.vertices, shape.faces)[:, 2]) > 0.5
    u = shape.uv[top][..., 0]
    assert np.ptp(u) == pytest.approx(1.0)


def test_fillets_have_their_radius():
    line = word.rounded([(0, 0), (1, 0, 0.2), (1, 1)], steps=8)
    arc = line[1:-1]
    assert np.linalg.norm(arc - [0.8, 0.2], axis=1) == pytest.approx(0.2)
    assert line[0] == pytest.approx([0, 0])
    assert line[-1] == pytest.approx([1, 1])


def test_curve_passes_through_its_points():
    points = np.array([(0.0, 0, 0), (1, 2, 0), (3, 1, 1), (4, 0, 0)])
    line = word.curve(points, 4001)
    for p in points:
        assert np.linalg.norm(line - p, axis=1).min() < 2e-3  # half the spacing of the samples


def test_a_crease_is_sharp_and_a_bend_is_smooth():
    sharp = made.mesh(word.plain_box((1, 1, 1)), "k")
    assert np.abs(sharp.normals).max(axis=1) == pytest.approx(1.0)
    ball = word.sphere(1.0, steps=6)
    free = made.Surface(ball.vertices, ball.faces, ball.uv, ball.crease, np.full_like(ball.normals, np.nan))
    smooth = made.mesh(free, "k")
    assert (np.einsum("vx,vx->v", smooth.normals, smooth.vertices) > 0.999).all()


def test_a_skin_around_has_no_seams_between_charts():
    """What two bands of a fruit share has one uv, but for a whole turn; in charts of their own they differ."""
    outline = word.curve(np.array([(0, -0.9), (0.6, -0.8), (0.9, -0.2), (0.5, 0.8), (0, 1.0)]) * 0.05, 30)
    outline[[0, -1], 0] = 0.0
    jumps = {}
    for around in (0.0, 0.2):
        shape = word.lathe(outline, segments=48, crease=np.radians(70), around=around)
        u, corner = shape.uv[..., 0].ravel(), shape.faces.ravel()
        off_axis = np.hypot(*shape.vertices[corner, :2].T) > 1e-6
        first = np.full(len(shape.vertices), np.nan)
        first[corner[off_axis][::-1]] = u[off_axis][::-1]
        apart = np.abs(u - first[corner])[off_axis]
        jumps[around] = np.minimum(apart, np.abs(apart - 0.2)).max()
    assert jumps[0.2] < 1e-12 < 1e-3 < jumps[0.0]
