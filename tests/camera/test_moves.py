"""Camera moves against the geometry they are defined by; angles to 1e-9 rad, lengths to 1e-9 m (float64 products)."""

from math import atan2, hypot, pi, radians

import numpy as np
import pytest

from setpiece.camera.moves import progress, view_at
from setpiece.camera.view import project
from setpiece.world.document import Move, Shot

SHOT = Shot(eye=(0.0, -5.0, 1.0), target=(0.0, 0.0, 1.0))


def still(_body, _time):
    return np.array([1.0, 2.0, 0.5])


def view(time, *moves, track=still, **fields):
    return view_at(SHOT.model_copy(update={"moves": moves, **fields}), time, track)


def forward(v):
    return v.world_from_camera[:3, 2]


def eye(v):
    return v.world_from_camera[:3, 3]


def test_static_camera_never_moves():
    assert np.array_equal(view(0.0).world_from_camera, view(3.7).world_from_camera)


def test_target_is_in_the_middle_of_the_picture():
    pixel, depth = project(view(0.0), (0.0, 0.0, 1.0), height=360, width=640)
    assert np.allclose(pixel, (320, 180), atol=1e-9)
    assert depth == pytest.approx(5.0, abs=1e-12)


def test_size_on_film_is_focal_length_times_height_over_distance():
    v = view(0.0, focal_length=50.0)
    top, _ = project(v, (0.0, 0.0, 2.0), height=360, width=640)
    assert 180 - top[1] == pytest.approx(640 * 50 / 36 * 1.0 / 5.0, rel=1e-12)


def test_pan_turns_right_by_its_amount_and_stays_put():
    v = view(2.0, Move(kind="pan", duration=2.0, amount=0.3))
    assert atan2(forward(v)[0], forward(v)[1]) == pytest.approx(0.3, abs=1e-9)
    assert np.array_equal(eye(v), eye(view(0.0)))


def test_tilt_raises_the_view():
    v = view(2.0, Move(kind="tilt", duration=2.0, amount=0.2))
    assert atan2(forward(v)[2], hypot(*forward(v)[:2])) == pytest.approx(0.2, abs=1e-9)


def test_dolly_has_constant_speed_without_ease():
    move = Move(kind="dolly", duration=4.0, amount=2.0)
    steps = [eye(view(t, move))[1] for t in (0.0, 1.0, 2.0, 3.0, 4.0, 5.0)]
    assert np.allclose(np.diff(steps), [0.5, 0.5, 0.5, 0.5, 0.0], atol=1e-12)


def test_truck_goes_right_and_keeps_the_view_parallel():
    v = view(1.0, Move(kind="truck", duration=1.0, amount=1.5))
    assert np.allclose(eye(v), (1.5, -5.0, 1.0), atol=1e-12)
    assert np.allclose(forward(v), forward(view(0.0)), atol=1e-12)


def test_orbit_returns_after_one_turn_and_keeps_distance_and_aim():
    move = Move(kind="orbit", duration=8.0, amount=2 * pi)
    for time in np.linspace(0, 8, 17):
        v = view(time, move)
        assert np.linalg.norm(eye(v) - (0, 0, 1)) == pytest.approx(5.0, abs=1e-9)
        assert np.allclose(eye(v) + 5.0 * forward(v), (0, 0, 1), atol=1e-9)
    assert np.allclose(eye(view(8.0, move)), eye(view(0.0)), atol=1e-9)
    assert np.allclose(eye(view(2.0, move)), (5.0, 0.0, 1.0), atol=1e-9)  # counter-clockwise from -Y is +X


def test_zoom_multiplies_the_focal_length():
    v = view(1.0, Move(kind="zoom", duration=1.0, amount=2.0), focal_length=30.0)
    assert v.focal == pytest.approx(60.0 / 36.0, rel=1e-12)


def test_pan_with_a_body_keeps_it_on_the_vertical_middle_line():
    def track(_body, time):
        return np.array([3.0 * time - 3.0, 1.0, 0.4])

    move = Move(kind="pan", duration=5.0, amount=0.0, body="car")
    for time in (0.0, 1.0, 2.3):
        v = view(time, move, track=track)
        pixel, _ = project(v, track("car", time), height=360, width=640)
        assert pixel[0] == pytest.approx(320.0, abs=1e-6)
        assert forward(v)[2] == pytest.approx(forward(view(0.0))[2], abs=1e-12)


def test_follow_travels_with_the_body():
    def track(_body, time):
        return np.array([2.0 * time, 0.0, 0.0])

    v = view(1.5, Move(kind="follow", duration=9.0, amount=1.0, body="cart"), track=track)
    assert np.allclose(eye(v), (3.0, -5.0, 1.0), atol=1e-12)


def test_crane_and_tilt_keep_the_target_in_the_middle():
    rise, level = 2.0, 5.0
    moves = (
        Move(kind="crane", duration=1.0, amount=rise),
        Move(kind="tilt", duration=1.0, amount=-atan2(rise, level)),
    )
    pixel, _ = project(view(1.0, *moves), (0.0, 0.0, 1.0), height=360, width=640)
    assert np.allclose(pixel, (320, 180), atol=1e-6)


def test_thin_lens_radius_is_half_the_focal_length_over_the_f_number():
    assert view(0.0, focal_length=50.0, f_number=2.0).aperture_radius == pytest.approx(0.0125, rel=1e-12)


@pytest.mark.parametrize(("time", "share"), [(-1.0, 0.0), (1.0, 0.0), (2.0, 0.5), (3.0, 1.0), (9.0, 1.0)])
def test_progress_is_clamped(time, share):
    assert progress(Move(kind="pan", start=1.0, duration=2.0, amount=1.0), time) == pytest.approx(share)


def test_ease_starts_and_stops_smoothly():
    move = Move(kind="pan", duration=1.0, amount=1.0, ease=True)
    assert progress(move, 0.001) < 1e-5
    assert progress(move, 0.5) == pytest.approx(0.5)


def test_roll_free_horizon():
    right = view(0.7, Move(kind="pan", duration=1.0, amount=radians(40))).world_from_camera[:3, 0]
    assert right[2] == pytest.approx(0.0, abs=1e-12)
