"""Ways along a line of dominoes and down a track: A17, A22."""

from math import cos, pi, radians, sin, sqrt

import numpy as np

from setpiece.assets.build import build
from setpiece.clock import SAMPLE
from setpiece.geometry import quat_to_matrix
from setpiece.laws.reading import Array, ball, column, crossings, worst
from setpiece.physics.simulate import simulate
from setpiece.world.document import Body, World

FIRST = 6  # dominoes until the wave runs steadily
SIZES = (0.99, 0.997, 1.0, 1.003, 1.01)  # of lines that are taken together
MOON = 1.62  # m/s2


def dominoes() -> float:
    """Lines of dominoes of 5 and 20 cm: speeds as sqrt(h), and each as fast in its first half as in its second.

    How tiles click is chaotic: lines whose sizes differ by 0.3 % differ in speed by up to 3 % (1 % rms), so that one
    line is a draw; five of each, whose mean is good to 0.5 %, are taken. The value is the worst of both over its own
    tolerance (2 % and 5 %), times 2 %.
    """
    lines = [[(size * s, _passing(size * s)) for s in SIZES] for size in (1.0, 4.0)]
    small, large = (float(np.mean([_speed(times) * sqrt(size) for size, times in group])) for group in lines)
    halves = [
        abs(float(np.mean([_speed(t[: len(t) // 2]) / _speed(t[len(t) // 2 :]) - 1.0 for _, t in group])))
        for group in lines
    ]
    return max(abs(large / small - 1.0), 0.4 * max(halves))


def _passing(size: float, count: int = 30) -> Array:
    """Return when (s) tiles ``FIRST`` to the last but two pass 5 degrees, in a line ``size`` times 5 cm high."""
    height, thick, pitch, lean = 0.05 * size, 0.008 * size, 0.026 * size, 0.2
    params = {"height": height, "thickness": thick, "width": 0.024 * size}
    edge = 0.5 * thick  # the first leans over its lower front edge, just past its balance
    x = edge - edge * cos(lean) + 0.5 * height * sin(lean)
    z = edge * sin(lean) + 0.5 * height * cos(lean)
    turn = (cos(lean / 2), 0.0, sin(lean / 2), 0.0)
    bodies = [Body(id="t00", family="domino", params=params, position=(x, 0, z + 1e-6), rotation=turn)]
    for i in range(1, count):
        at = (pitch * i, 0, 0.5 * height)
        bodies.append(Body(id=f"t{i:02d}", family="domino", params=params, position=at))
    run = simulate(World(bodies=tuple(bodies)), 3)
    times = []
    for i in range(FIRST, count - 2):
        up = quat_to_matrix(column(run, "rotation", f"t{i:02d}"))[:, 2, 2]
        tilt = np.arccos(np.clip(up, -1.0, 1.0)) - radians(5)
        k = int(np.flatnonzero(tilt > 0.0)[0])
        times.append(SAMPLE * (k - tilt[k] / (tilt[k] - tilt[k - 1])))
    return np.array(times)


def _speed(times: Array) -> float:
    """Return tiles per second, by a line through the times."""
    return float(np.polyfit(times, np.arange(len(times)), 1)[0])


def brachistochrone() -> float:
    """A smooth bead on a cycloid takes pi sqrt(r / g) from any height; a straight slope takes 1.18545 times as long.

    On the Moon: there a contact that follows a curve is gentler than any blow.
    """
    r, bead = 0.3, 0.02
    usual = pi * sqrt(r / MOON)
    times = [_on_cycloid(start, r, bead) for start in (0.05, 0.8, 1.6, 2.4)]
    pairs = [*((time, usual) for time in times), (_on_slope(r, bead) / times[0], sqrt(pi**2 + 4) / pi)]
    return worst(pairs)


def _arrival(track: Body, start: Array, end: float, bead: float) -> float:
    """Return when (s) a frictionless bead that is let go at ``start`` passes x = ``end``."""
    at = tuple(map(float, start))
    falling = ball("bead", bead, position=at, friction=0.0, restitution=0.0, materials={"body": "steel"})
    run = simulate(World(gravity=(0, 0, -MOON), bodies=(track, falling)), 2)
    return float(crossings(column(run, "position", "bead")[:, 0] - end, column(run, "velocity", "bead")[:, 0])[0])


def _on_cycloid(start: float, r: float, bead: float) -> float:
    """Return the time (s) down to the lowest point from parameter ``start`` of the cycloid."""
    params = {"radius": r, "ball": bead}
    track = Body(id="track", family="cycloid_track", params=params, position=(0, 0, 0.5), fixed=True, restitution=0.0)
    cusp = np.asarray(build(track).mounts["cusp"]) + np.array([0, 0, 0.5])
    begin = cusp + r * np.array([start - sin(start), 0, cos(start) - 1])
    return _arrival(track, begin, float(cusp[0]) + pi * r, bead)


def _on_slope(r: float, bead: float) -> float:
    """Return the time (s) down a straight slope to a point pi r away and 2 r below."""
    params = {"length": 1.5 * pi * r, "height": 1.5 * 2 * r / 0.996, "width": 0.1}
    ramp = Body(id="ramp", family="ramp", params=params, position=(0, 0, 0.5), fixed=True, restitution=0.0)
    slope = next(s for s in build(ramp).supports if s.name == "slope")
    along, normal = np.asarray(slope.along), np.asarray(slope.normal)
    start = np.asarray(slope.center) + np.array([0, 0, 0.5]) - 0.9 * slope.half[0] * along + bead * normal
    return _arrival(ramp, start, float(start[0]) + pi * r, bead)
