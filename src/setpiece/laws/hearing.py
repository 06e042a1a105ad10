"""The way of sound, heard in the finished mix: A25 its delay, A26 its pitch when the source moves. SI units."""

from math import hypot, pi, sqrt

import numpy as np

from setpiece.camera.moves import viewer
from setpiece.laws.film import curve, filmed
from setpiece.laws.reading import Array, ball, worst
from setpiece.physics.simulate import simulate
from setpiece.sound.motor import GEAR
from setpiece.sound.score import score
from setpiece.world.document import Body, Drive, Joint, Place, Shot, World

PLAIN = Place(name="plain", ground="concrete")
SPEED = 331.3 * sqrt(1 + 20 / 273.15)  # m/s of sound in air at 20 degrees Celsius


def mixed(world: World) -> tuple[Array, int]:
    """Return the mix (n,) of a world's film, both channels together, and its samples a second."""
    run = simulate(world, world.duration)
    made = score(world, run, viewer(world, run), seconds=world.duration)
    return made.mix.mean(axis=1).astype(float), made.rate


# --- A25 -----------------------------------------------------------------------------------------------------------

AWAY = 340.0  # m
HALF_FRAME = 0.5 / 30  # s


def far_blow() -> World:
    """Return a steel ball that falls to the ground 340 m from a camera high above."""
    steel = ball(radius=0.5, position=(0, 0, 1.7), materials={"body": "steel"})
    shot = Shot(eye=(0, -0.6 * AWAY, 0.8 * AWAY), target=(0, 0, 1), focal_length=36 * AWAY / 5)
    return World(duration=2.0, place=PLAIN, bodies=(steel,), shot=shot)


def delay() -> float:
    """The onset in the mix less the blow in the film, where two parabolas cross, against d / c."""
    world = far_blow()
    track = filmed(world, 1.0, 30)["ball"]
    height = track.on_plane()[:, 2]
    low = int(np.argmin(height))
    before, _ = curve(track.time[: low - 1], height[: low - 1], 2)
    after, _ = curve(track.time[low + 2 :], height[low + 2 :], 2)
    crossings = np.roots(before - after).real
    blow = crossings[np.argmin(np.abs(crossings - track.time[low]))]
    sound, rate = mixed(world)
    quiet = np.abs(sound[: int((blow + 0.5) * rate)]).max()  # nothing but ambience can have come by then
    onset = np.argmax(np.abs(sound) > 2 * quiet) / rate
    return abs(float(onset - blow) - AWAY / SPEED)


# --- A26 -----------------------------------------------------------------------------------------------------------

TONE, FAST, ASIDE, START = 440.0, 30.0, 2.0, -60.0  # Hz, m/s, and m: the camera beside the track, where it sets out
WINDOW = 0.25  # s


def passing() -> World:
    """Return a cart with a motor that hums at 440 Hz, which passes the camera at 30 m/s on a straight track."""
    turn = 2 * pi * TONE / GEAR
    cart = Body(
        id="cart",
        family="box",
        params={"length": 1.0, "width": 0.4, "height": 0.2},
        mass=200.0,
        position=(0, 0, 1),
        joint=Joint(kind="slide", axis=(1, 0, 0), anchor=(0, 0, 1), position=START, speed=FAST),
    )
    rotor = Body(
        id="rotor",
        family="cylinder",
        params={"radius": 0.1, "height": 0.05},
        mass=1.0,
        position=(0, 0, 1.3),
        joint=Joint(kind="hinge", parent="cart", axis=(0, 0, 1), anchor=(0, 0, 1.3), speed=turn),
    )
    drive = Drive(body="rotor", duration=4.0, speed=turn, limit=5.0)
    shot = Shot(eye=(0, -ASIDE, 1), target=(0, 0, 1))
    return World(duration=4.0, place=PLAIN, bodies=(cart, rotor), actions=(drive,), shot=shot)


def doppler() -> float:
    """The mix's pitch over quarters of a second, a second and more from passing, and its ratio of both sides.

    As many periods arrive in a window as have left the source between the retarded times of its ends:
    f' = f c / (c - v cos), averaged.
    """
    sound, rate = mixed(passing())
    passes = -START / FAST
    found, wanted = [], []
    for begin in (*np.arange(0.4, passes - 1, WINDOW), *np.arange(passes + 1, 3.7, WINDOW)):
        heard = sound[int(begin * rate) : int((begin + WINDOW) * rate)]
        found.append(_pitch(heard, rate))
        wanted.append(TONE * (_sent(begin + WINDOW) - _sent(begin)) / WINDOW)
    ratio = max(found) / min(found), (SPEED + FAST) / (SPEED - FAST)
    return worst([*zip(found, wanted, strict=True), ratio])


def _pitch(heard: Array, rate: int) -> float:
    """Return the frequency (Hz) of the greatest peak within a fifth of the tone, between bins by a parabola."""
    count = 8 * len(heard)
    level = np.log(np.abs(np.fft.rfft(heard * np.hanning(len(heard)), count)) + 1e-12)
    low, high = (int(share * TONE * count / rate) for share in (0.8, 1.2))
    k = low + int(np.argmax(level[low:high]))
    left, top, right = level[k - 1 : k + 2]
    return float((k + 0.5 * (left - right) / (left - 2 * top + right)) * rate / count)


def _sent(arrival: float) -> float:
    """Return when (s) what arrives has left the source: s + |eye - source(s)| / c = arrival."""
    from scipy.optimize import brentq

    return float(brentq(lambda s: s + hypot(ASIDE, START + FAST * s) / SPEED - arrival, arrival - 1.0, arrival))
