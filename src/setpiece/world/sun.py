"""Where the sun stands: from a place on Earth and a time to the elevation and azimuth that a Sky holds.

The low-precision series of NOAA's solar calculator (after Meeus, Astronomical Algorithms, 1991): good to 0.01 degrees
between 1950 and 2050. Geometric, without refraction. Angles in rad; azimuth is a compass bearing, 0 north, pi/2 east.
"""

from datetime import UTC, datetime
from math import acos, asin, atan2, cos, degrees, radians, sin, tan

from setpiece.errors import InputError, expected
from setpiece.world.document import Moment, Sky

J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)


def parse_moment(text: str) -> datetime:
    """Return the time that ISO 8601 text names, such as ``2024-06-21T10:00Z``; without an offset it is in UTC.

    Raises:
        InputError: it names none.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(expected("utc", "a date and time such as 2024-06-21T10:00Z", text)) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def sky_at(moment: Moment, sky: Sky = Sky()) -> Sky:  # noqa: B008
    """Return a sky with its sun where it stands at a moment.

    Raises:
        InputError: the moment's time is none.
    """
    elevation, azimuth = sun_position(moment.latitude, moment.longitude, parse_moment(moment.utc))
    return sky.model_copy(update={"moment": moment, "elevation": elevation, "azimuth": azimuth})


def sun_position(latitude: float, longitude: float, moment: datetime) -> tuple[float, float]:
    """Return elevation and azimuth of the sun's centre, rad.

    Args:
        latitude: degrees, north is positive.
        longitude: degrees, east is positive.
        moment: with a time zone.
    """
    days = (moment - J2000).total_seconds() / 86400
    century = days / 36525
    mean_longitude = radians((280.46646 + century * (36000.76983 + 0.0003032 * century)) % 360)
    anomaly = radians(357.52911 + century * (35999.05029 - 0.0001537 * century))
    eccentricity = 0.016708634 - century * (0.000042037 + 0.0000001267 * century)

    # Apparent longitude: the equation of the centre, then nutation and aberration.
    center = (
        sin(anomaly) * (1.914602 - century * (0.004817 + 0.000014 * century))
        + sin(2 * anomaly) * (0.019993 - 0.000101 * century)
        + sin(3 * anomaly) * 0.000289
    )
    node = radians(125.04 - 1934.136 * century)
    apparent = mean_longitude + radians(center - 0.00569 - 0.00478 * sin(node))
    seconds = 21.448 - century * (46.815 + century * (0.00059 - 0.001813 * century))
    tilt = radians(23 + (26 + seconds / 60) / 60 + 0.00256 * cos(node))
    declination = asin(sin(tilt) * sin(apparent))

    # The equation of time, in degrees of the Earth's turn, and from it the hour angle.
    y = tan(tilt / 2) ** 2
    equation = degrees(
        y * sin(2 * mean_longitude)
        - 2 * eccentricity * sin(anomaly)
        + 4 * eccentricity * y * sin(anomaly) * cos(2 * mean_longitude)
        - 0.5 * y * y * sin(4 * mean_longitude)
        - 1.25 * eccentricity**2 * sin(2 * anomaly)
    )
    utc = moment.astimezone(UTC)
    day = (utc.hour + (utc.minute + (utc.second + utc.microsecond * 1e-6) / 60) / 60) * 15  # degrees since midnight
    hour = radians((day + equation + longitude) % 360 - 180)

    here = radians(latitude)
    height = sin(here) * sin(declination) + cos(here) * cos(declination) * cos(hour)
    zenith = acos(max(-1.0, min(1.0, height)))
    east = -cos(declination) * sin(hour)
    north = cos(here) * sin(declination) - sin(here) * cos(declination) * cos(hour)
    return radians(90) - zenith, atan2(east, north) % radians(360)
