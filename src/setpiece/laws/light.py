"""Light in straight lines, read from rendered frames: A27 refraction, A28 the mirror, A30 perspective. Pixels."""

from math import hypot, radians, sqrt

import numpy as np

from setpiece.camera.view import View, project
from setpiece.laws.film import filmed, lit
from setpiece.laws.reading import Array, ball
from setpiece.world.document import Body, Place, Shot, Sky, World
from setpiece.world.materials import MATERIALS

DARK = {"place": Place(name="plain", ground="concrete"), "sky": Sky(kind="night")}
BRIGHT = 0.3  # of the brightest pixel: ghosts by two reflections inside glass are a hundredth

# --- A27 -----------------------------------------------------------------------------------------------------------

TILT, THICK = radians(45), 0.2  # of the slabs: rad about the vertical, m
SLABS = {"ice": 0.95, "glass": 1.1, "crystal": 1.25}  # material: height of the middle, m
POLE = (0.05, 1.5)  # m, where the pole stands


def through_slabs() -> World:
    """Return a glowing pole behind three slabs, seen from 3 m before them."""
    turn = (np.cos(TILT / 2), 0.0, 0.0, np.sin(TILT / 2))
    size = {"length": 1.2, "width": THICK, "height": 0.12, "edge": 0.001}
    slabs = [
        Body(
            id=material,
            family="box",
            params=size,
            materials={"body": material},
            position=(0, 0, height),
            rotation=tuple(map(float, turn)),
            fixed=True,
        )
        for material, height in SLABS.items()
    ]
    pole = Body(
        id="pole",
        family="cylinder",
        params={"radius": 0.01, "height": 2.0},
        materials={"body": "lamp_glow"},
        position=(*POLE, 1.0),
        fixed=True,
    )
    shot = Shot(eye=(0, -3, 1.1), target=(0, 0, 1.1), focal_length=36 * 3 / 0.9)
    return World(bodies=(*slabs, pole), shot=shot, **DARK)


def refraction() -> float:
    """The pole's image through each slab against Snell's law, n1 sin t1 = n2 sin t2, in pixels."""
    world = through_slabs()
    view, light = lit(world)
    glow = light.max(axis=2)
    found = []
    for material, height in SLABS.items():
        row = int(project(view, (0, 0, height), height=len(glow), width=glow.shape[1])[0][1])
        columns = np.flatnonzero(glow[row] > BRIGHT * glow.max()) + 0.5
        behind = _through(view, glow.shape, row + 0.5, MATERIALS[material].ior)
        found.append(abs(float(columns.mean()) - behind) if columns.size else np.inf)
    return max(found)


def _through(view: View, shape: tuple[int, ...], y: float, ior: float) -> float:
    """Return the column (px) of a row whose ray meets the pole's axis after the slab, which only shifts it."""
    from scipy.optimize import brentq

    pose, scale = view.world_from_camera, shape[1] * view.focal
    normal = np.array([-np.sin(TILT), np.cos(TILT), 0.0])

    def aside(x: float) -> float:
        ray = pose[:3, :3] @ [(x - shape[1] / 2) / scale, (y - shape[0] / 2) / scale, 1.0]
        ray /= np.linalg.norm(ray)
        into = float(ray @ normal)
        bent = sqrt(1 - (1 - into**2) / ior**2)
        inside = ray / ior + (bent - into / ior) * normal  # Snell's law as vectors
        shift = THICK * (inside / bent - ray / into)
        way = np.array([*POLE, 0.0]) - pose[:3, 3] - shift
        return float(way[0] * ray[1] - way[1] * ray[0])

    return float(brentq(aside, 0, shape[1]))


# --- A28 -----------------------------------------------------------------------------------------------------------

MIRROR = {"length": 2.4, "width": 0.02, "height": 1.8, "edge": 0.0}
FACING = radians(4)  # about the vertical
GLOWS = {
    "red": ((1.0, 0.02, 0.02), (-0.3, -5.0, 1.3)),
    "green": ((0.02, 1.0, 0.02), (1.0, -4.6, 1.9)),
    "blue": ((0.02, 0.02, 1.0), (1.1, -5.4, 0.7)),
}  # colour and place of each ball


def before_mirror() -> World:
    """Return a standing mirror, and behind the camera three glowing balls that only it shows."""
    turn = (float(np.cos(FACING / 2)), 0.0, 0.0, float(np.sin(FACING / 2)))
    wall = Body(
        id="wall",
        family="box",
        params=MIRROR,
        materials={"body": "mirror"},
        position=(0, 0, 1.2),
        rotation=turn,
        fixed=True,
    )
    balls = [
        ball(name, position=place, materials={"body": "lamp_glow"}, colors={"body": color}, fixed=True)
        for name, (color, place) in GLOWS.items()
    ]
    shot = Shot(eye=(0, -4, 1.2), target=(0, 0, 1.2), focal_length=40)
    return World(bodies=(wall, *balls), shot=shot, **DARK)


def mirror() -> float:
    """Each ball's image in the mirror against the pixel of x' = x - 2 ((x - p) . n) n; its colour tells which it is."""
    view, light = lit(before_mirror())
    normal = np.array([np.sin(FACING), -np.cos(FACING), 0.0])
    front = np.array([0, 0, 1.2]) + 0.5 * MIRROR["width"] * normal
    errors = []
    for channel, (_, place) in enumerate(GLOWS.values()):
        own = light[..., channel] - np.delete(light, channel, axis=2).max(axis=2)
        y, x = np.nonzero(own > BRIGHT * own.max())
        image = np.array(place) - 2 * float((place - front) @ normal) * normal
        pixel, _ = project(view, image, height=light.shape[0], width=light.shape[1])
        errors.append(hypot(*(np.array([x.mean(), y.mean()]) + 0.5 - pixel)))
    return max(errors)


# --- A30 -----------------------------------------------------------------------------------------------------------

FOCAL = 1000.0  # px
DISTANCES = (5.0, 10.0, 20.0)  # m


def avenue() -> World:
    """Return two rows of posts of 1 m, seen along the middle from half their height."""
    posts = []
    for n, away in enumerate(DISTANCES):
        for side, x in (("left", -0.8), ("right", 0.8)):
            size = {"length": 0.1, "width": 0.02, "height": 1.0, "edge": 0.0}
            place = (x, away + 0.01, 0.5)  # the front stands at ``away``
            posts.append(Body(id=f"{side}_{n}", family="box", params=size, position=place, fixed=True))
    shot = Shot(eye=(0, 0, 0.5), target=(0, 1, 0.5), focal_length=36 * FOCAL / 640)
    return World(bodies=tuple(posts), shot=shot, place=Place(name="plain", ground="concrete"))


def perspective() -> float:
    """Heights in the picture against f H / Z; and where the rows of feet meet, against the middle of the horizon."""
    tracks = filmed(avenue(), 0.1)
    errors, lines = [], []
    for side in ("left", "right"):
        feet = []
        for n, away in enumerate(DISTANCES):
            track = tracks[f"{side}_{n}"]
            (x, y), (_, height) = track.middle[0], track.extent[0]
            errors.append(abs(height - FOCAL / away))
            feet.append((x, y + height / 2))
        lines.append(np.polyfit(*np.transpose(feet), 1))
    meet = _meeting(*lines)
    width, height = tracks["left_0"].size
    return max(*errors, hypot(meet[0] - width / 2, meet[1] - height / 2))


def _meeting(a: Array, b: Array) -> tuple[float, float]:
    """Return where two lines y = a x + c meet."""
    x = float((b[1] - a[1]) / (a[0] - b[0]))
    return x, float(np.polyval(a, x))
