"""The sun stands where NOAA's calculator puts it, and a sky that says otherwise is named."""

from math import degrees, radians

import pytest

from setpiece.errors import InputError
from setpiece.world.document import Moment, World
from setpiece.world.sun import parse_moment, sky_at, sun_position
from setpiece.world.validate import validate

BERLIN = Moment(latitude=52.52, longitude=13.405, utc="2024-06-21T10:00Z")


@pytest.mark.parametrize(
    ("latitude", "longitude", "utc", "elevation", "azimuth"),
    [
        (52.52, 13.405, "2024-06-21T10:00Z", 58.138, 149.320),
        (-33.8688, 151.2093, "2024-01-15T02:00Z", 77.335, 4.513),
        (35.6762, 139.6503, "2024-10-05T15:30+09:00", 20.706, 247.368),
    ],
)
def test_position_of_the_sun(latitude, longitude, utc, elevation, azimuth):
    # The same series: what differs is the third digit of the reference.
    up, round_ = sun_position(latitude, longitude, parse_moment(utc))
    assert degrees(up) == pytest.approx(elevation, abs=6e-4)
    assert degrees(round_) == pytest.approx(azimuth, abs=6e-4)


def test_day_and_night_of_the_pole():
    assert sun_position(90, 0, parse_moment("2024-06-21T00:00Z"))[0] == pytest.approx(radians(23.44), abs=1e-3)
    assert sun_position(90, 0, parse_moment("2024-12-21T12:00Z"))[0] == pytest.approx(radians(-23.44), abs=1e-3)


def test_sky_that_contradicts_its_moment_is_named():
    world = World(sky=sky_at(BERLIN))
    assert validate(world.model_dump(mode="json")) == world
    turned = world.model_dump(mode="json")
    turned["sky"]["azimuth"] += 0.01
    with pytest.raises(InputError, match=r"sky\.moment: .* Write elevation 1\.01470 and azimuth 2\.60612"):
        validate(turned)
    turned["sky"]["moment"]["utc"] = "noon"
    with pytest.raises(InputError, match=r"sky\.moment\.utc: .*'noon'"):
        validate(turned)
