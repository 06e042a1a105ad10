"""The scenarios of motion read from their films alone: A01-A08, A19, A20 by the id layer, fitted and compared.

Masks give the middle of each body in pixels; the camera of the World turns that into metres. Only the closed forms
know more than the pictures show: masses and moments as built.
"""

import numpy as np

from setpiece.laws import gliding, meeting, turning
from setpiece.laws.film import STUDIO, Track, curve, filmed, side_shot
from setpiece.laws.reading import Array, G, worst
from setpiece.physics.simulate import simulate
from setpiece.world.document import Shot, World


def set_up(world: World, shot: Shot) -> World:
    """Return a world in a place where nothing stands in the way of its shot."""
    kept = {"ground": world.place.ground}
    return world.model_copy(update={"shot": shot, **STUDIO, "place": STUDIO["place"].model_copy(update=kept)})


def free_fall() -> float:
    """Gravity from the parabola before the blow; what its R^2 lacks of 1 weighs as much at 0.001 as gravity at 2 %."""
    track = filmed(set_up(meeting.falling(), side_shot(0, 1.1, 6, 4)), 0.62, 60)["ball"]
    (a, *_), fit = curve(track.time, track.on_plane()[:, 2], 2)
    return max(worst([(-2 * a, G)]), 20 * (1 - fit))


def projectile() -> float:
    """Range from the parabolas x(t), z(t) between the ground and the ground; sideways at most 0.02 g."""
    track = filmed(set_up(meeting.thrown(), side_shot(3.3, 1.6, 6, 8)), 1.15, 30)["ball"]
    x, _, z = track.on_plane().T
    fall, _ = curve(track.time, z - z[0], 2)
    way, _ = curve(track.time, x - x[0], 1)
    aside, _ = curve(track.time, x, 2)
    time = -fall[1] / fall[0]  # from leaving a height to being back at it
    return max(worst([(way[0] * time, 64 / G)]), 2 * abs(float(aside[0])) / G)


def bounces() -> float:
    """Heights from a parabola through each flight, over where two of them cross: h_n = e^2n h."""
    track = filmed(set_up(meeting.bouncing(), side_shot(0, 0.6, 6, 2.4)), 2.9, 60)["ball"]
    height = track.on_plane()[:, 2]
    lows = 1 + np.flatnonzero((height[1:-1] < height[:-2]) & (height[1:-1] <= height[2:]))
    flights = [slice(a + 1, b) for a, b in zip([-1, *lows], lows, strict=False)]
    arcs = [curve(track.time[flight], height[flight], 2)[0] for flight in flights]
    crossing = [_crossing(a, b, track.time[low]) for a, b, low in zip(arcs[:-1], arcs[1:], lows, strict=False)]
    ground = float(np.mean(crossing))
    tops = [float(c - b * b / (4 * a)) - ground for a, b, c in arcs]
    return worst((top, 0.8 ** (2 * n)) for n, top in enumerate(tops[:5]))


def _crossing(a: Array, b: Array, near: float) -> float:
    """Return the value at which two parabolas cross, at the crossing nearest to a time (s)."""
    times = np.roots(a - b).real
    return float(np.polyval(a, times[np.argmin(np.abs(times - near))]))


def rolling() -> float:
    """Acceleration of each from s(t), seen from above; they must arrive in the order of their moments."""
    world = set_up(gliding.descending(), Shot(eye=(1.2, 1, 3.5), target=(1.2, 1, 0), focal_length=36 * 3.5 / 4))
    tracks, wanted = filmed(world, 1.4, 30), gliding.accelerations(simulate(world, 1))
    ways = {name: track.on_plane((0, 0, 1), gliding.RADIUS)[:, 0] for name, track in tracks.items()}
    found = {name: 2 * curve(tracks[name].time, way, 2)[0][0] for name, way in ways.items()}
    ordered = sorted(found, key=found.__getitem__) == sorted(wanted, key=wanted.__getitem__)
    return worst((found[name], wanted[name]) for name in wanted) if ordered else np.inf


def sliding() -> float:
    """Way to standstill."""
    track = filmed(set_up(gliding.braking(), side_shot(1.4, 0.05, 24, 4)), 2.2, 24)["box"]
    x = track.on_plane(distance=-0.1)[:, 0]  # the side of the box that the camera sees
    return worst([(x[-1] - x[0], 16 / (2 * 0.3 * G))])


def sliding_to_rolling() -> float:
    """Speed once it rolls, from its way in the last third of a second."""
    track = filmed(set_up(gliding.skidding(), side_shot(1.2, 0.5, 6, 4)), 1, 60)["ball"]
    late = track.time > 0.6
    return worst([(curve(track.time[late], track.on_plane()[late, 0], 1)[0][0], 15 / 7)])


def pendulum() -> float:
    """Mean periods between the times at which each bob is under its anchor."""
    apart = 2.2
    world = set_up(turning.swinging(apart), side_shot(2.5 * apart, 2, 24, 6.2 * apart))
    tracks = filmed(world, 15, 12, 960)
    found = [_period(tracks[f"bob_{n}"], apart * n) for n in range(len(turning.DEGREES))]
    return worst(zip(found, turning.periods(simulate(world, 1)), strict=True))


def _period(track: Track, middle: float) -> float:
    """Return the mean period (s) of a body that swings about x = ``middle``."""
    from scipy.interpolate import CubicSpline

    spline = CubicSpline(track.time, track.on_plane()[:, 0] - middle)
    times = spline.roots(extrapolate=False)
    return float(2 * (times[-1] - times[0]) / (len(times) - 1))


def cradle() -> float:
    """After the first blow: what the last ball lacks of the first one's height, or others have of its swing.

    5 % of swing are allowed, and 7 % of height, which weigh as much.
    """
    tracks = filmed(set_up(meeting.hanging(), side_shot(0.2, 0.8, 6, 2.4)), 1.1, 60)
    paths = {name: track.on_plane() for name, track in tracks.items()}
    lifted = paths["b0"][0, 2] - paths["b0"][:, 2].min()
    risen = float(np.max(paths["b4"][:, 2] - paths["b4"][0, 2]))
    amplitude = float(np.ptp(paths["b4"][:, 0]))
    stirred = max(float(np.ptp(paths[name][:, 0])) for name in ("b1", "b2", "b3"))
    return max(5 / 7 * (1 - risen / lifted), stirred / amplitude)


def collision() -> float:
    """Velocities before and after, by lines through x(t), over the first one's; and the momentum of each pair."""
    tracks = filmed(set_up(meeting.meeting(), side_shot(0.4, 1, 6, 3.2)), 0.5, 60)
    errors = []
    for n, e in enumerate(meeting.RESTITUTIONS):
        speeds = [_speeds(tracks[f"{name}{n}"], 0.2) for name in "ab"]
        (a, after_a), (b, after_b) = speeds
        wanted = meeting.speeds_after(e)
        errors.append(worst([(a, 2.0), (b, 0.0), (after_a, wanted[0]), (after_b, wanted[1])], 2.0))
        errors.append(worst([(after_a + 3 * after_b, a + 3 * b)]))
    return max(errors)


def _speeds(track: Track, blow: float) -> tuple[float, float]:
    """Return the speeds (m/s) along X before and after a time (s), by lines through the frames clear of it."""
    x = track.on_plane()[:, 0]
    sides = (track.time < blow - 0.02, track.time > blow + 0.02)
    before, after = (float(curve(track.time[side], x[side], 1)[0][0]) for side in sides)
    return before, after


def intermediate_axis() -> float:
    """The time after which the plate's extent along its angular momentum repeats: once a flip.

    About the axes of least and greatest moment nothing flips: there that extent stays, within two pixels.
    """
    world = set_up(turning.flipping(), Shot(eye=(-24, 0, 2), target=(0, 0, 2), focal_length=36 * 24 / 6))
    tracks = filmed(world, 9, 30)
    if any(np.ptp(tracks[name].extent[:, 0]) > 2 for name in ("least", "greatest")):
        return np.inf
    time, along = tracks["middle"].time, tracks["middle"].extent[:, 0]
    lags = np.arange(1.0, 4.5, 0.01)  # s: longer than one flip itself takes, and two of them fit into the film
    unlike = [np.mean((np.interp(time + lag, time, along) - along)[time + lag < time[-1]] ** 2) for lag in lags]
    return worst([(lags[int(np.argmin(unlike))], turning.flip_time(simulate(world, 1)))])
