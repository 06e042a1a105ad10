"""The sun's place and the shadow it casts: A29."""

from math import acos, atan2, hypot, pi, radians, tan

import numpy as np

from setpiece.render.backend import backend
from setpiece.render.skies import sun
from setpiece.world.document import Body, Moment, World
from setpiece.world.sun import sky_at

# Latitude, longitude (degrees), time; elevation, azimuth (degrees) by NOAA's calculator, 0.01 degrees from ephemerides.
CASES = (
    (52.52, 13.405, "2024-06-21T10:00Z", 58.138, 149.320),
    (52.52, 13.405, "2024-12-21T11:00Z", 14.035, 178.893),
    (40.7128, -74.006, "2024-03-20T16:00Z", 47.030, 156.430),
    (-33.8688, 151.2093, "2024-01-15T02:00Z", 77.335, 4.513),
    (-0.1807, -78.4678, "2024-09-22T17:00Z", 88.405, 86.059),
    (35.6762, 139.6503, "2024-10-05T06:30Z", 20.706, 247.368),
)


def shadow() -> float:
    """A pole of 1 m at six places and times: the worst of the sun's angle off the reference, and, in rad or m, of
    the shadow's direction and length by the light that the renderer is given.
    """  # noqa: D205
    backend()
    errors = []
    size = {"radius": 0.01, "height": 1.0}
    for latitude, longitude, utc, elevation, azimuth in CASES:
        sky = sky_at(Moment(latitude=latitude, longitude=longitude, utc=utc))
        pole = Body(id="pole", family="cylinder", params=size, position=(0, 0, 0.5), fixed=True)
        world = World(sky=sky, bodies=(pole,))
        x, y, z = sun(world.sky).direction
        up, bearing = radians(elevation), radians(azimuth)
        wanted = np.array([np.cos(up) * np.sin(bearing), np.cos(up) * np.cos(bearing), np.sin(up)])
        errors.append(acos(min(1.0, float(wanted @ (x, y, z)))))
        tip = (-x / z, -y / z)  # of the pole's shadow: 1 m down along the light
        errors.append(abs(hypot(*tip) - 1 / tan(up)) * z * z)
        turn = atan2(tip[0], tip[1]) - bearing - pi
        errors.append(abs((turn + pi) % (2 * pi) - pi) * hypot(*tip) * z)
    return max(errors)
