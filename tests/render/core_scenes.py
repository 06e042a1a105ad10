"""Small worlds for the tests of the render core: plain materials, a plain sky, shapes with closed forms."""

import numpy as np

from setpiece import geometry
from setpiece.assets.solid import Mesh
from setpiece.camera.view import View
from setpiece.render import kernel
from setpiece.render.lights import Dome, Lighting, Sun
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.render.surfaces import Look
from setpiece.world.document import Light, Place, Sky

HEIGHT, WIDTH = 54, 96


def plain_sky(sky: Sky, place: Place) -> Lighting:
    """Return a grey dome and a sun, in units in which white is about 1."""
    del sky, place
    direction = -np.array([0.4, 0.5, -0.9]) / np.linalg.norm([0.4, 0.5, -0.9])
    return Lighting(even_dome(0.4, 0.5, 0.7), Sun(tuple(direction.tolist()), (2.0, 2.0, 2.0), 0.005))


def white_sky(sky: Sky, place: Place) -> Lighting:
    """Return light of radiance 1 from everywhere."""
    del sky, place
    return Lighting(even_dome(1.0, 1.0, 1.0))


def no_sky(sky: Sky, place: Place) -> Lighting:
    """Return darkness."""
    del sky, place
    return Lighting()


def even_dome(red: float, green: float, blue: float) -> Dome:
    """Return the same radiance from everywhere."""
    return Dome(np.full((4, 8, 3), (red, green, blue), np.float32))


def lambertian(albedo: float):
    """Return a stand-in for ``surfaces.look``: everything is ideally diffuse, but for what is clear."""

    def look(surface: Surface) -> Look:
        if surface.material == "glass":
            return Look(kernel.CLEAR, (1.0, 1.0, 1.0), ior=1.5)
        return Look(kernel.OPAQUE, (albedo, albedo, albedo), 1.0)

    return look


def ball_mesh(rings: int = 64) -> Mesh:
    """Return a unit sphere whose normals are exact."""
    theta, phi = np.meshgrid(np.linspace(0, np.pi, rings + 1), np.linspace(0, 2 * np.pi, 2 * rings + 1), indexing="ij")
    points = np.stack([np.sin(theta) * np.cos(phi), np.sin(theta) * np.sin(phi), np.cos(theta)], -1).reshape(-1, 3)
    row = np.arange(rings)[:, None] * (2 * rings + 1) + np.arange(2 * rings)
    a, b, c, d = row, row + 1, row + 2 * rings + 1, row + 2 * rings + 2
    faces = np.concatenate([np.stack([a, c, b], -1).reshape(-1, 3), np.stack([b, c, d], -1).reshape(-1, 3)])
    return Mesh(f"ball_{rings}", points, faces.astype(np.uint32), points, points[:, :2])


def box_mesh() -> Mesh:
    """Return the cube from -1 to 1 with flat faces."""
    vertices, faces, normals = [], [], []
    for axis in range(3):
        for sign in (-1.0, 1.0):
            normal = np.zeros(3)
            normal[axis] = sign
            u = np.roll(normal, 1)
            v = np.cross(normal, u)
            first = len(vertices)
            vertices += [normal - u - v, normal + u - v, normal + u + v, normal - u + v]
            normals += [normal] * 4
            faces += [[first, first + 1, first + 2], [first, first + 2, first + 3]]
    points = np.array(vertices)
    return Mesh("box", points, np.array(faces, np.uint32), np.array(normals), points[:, :2])


def plane_mesh() -> Mesh:
    """Return the square from -1 to 1 in the plane z = 0."""
    points = np.array([[-1.0, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]])
    return Mesh(
        "plane", points, np.array([[0, 1, 2], [0, 2, 3]], np.uint32), np.tile([0.0, 0, 1], (4, 1)), points[:, :2]
    )


BALL, BOX, PLANE = ball_mesh(), box_mesh(), plane_mesh()


def placed(position, scale=1.0, rotation=geometry.IDENTITY) -> np.ndarray:
    """Return world_from_mesh of a scaled, turned mesh."""
    matrix = geometry.transform(position, rotation)
    matrix[:3, :3] = matrix[:3, :3] @ np.diag(np.broadcast_to(scale, 3))
    return matrix


def view(eye=(0.0, -4.0, 1.5), target=(0.0, 0.0, 0.4), focal: float = 1.0) -> View:
    """Return a pinhole camera."""
    return View(geometry.world_from_camera(eye, target), focal)


def still_life(
    time: float = 0.0, *, red=(0.7, 0.05, 0.04), gold: str = "gold", lights: tuple[Light, ...] = ()
) -> PosedWorld:
    """Return a ground with a rolling red ball, a glass ball, a metal ball and a turning box."""
    spin = geometry.quat_from_axis_angle([0.3, 0.2, 1.0], 2.0 * time)
    items = (
        Item("set_ground", "ground", PLANE, Surface("paint", (0.5, 0.5, 0.5)), placed([0, 0, 0], 20.0)),
        Item("red", "body", BALL, Surface("plastic", red), placed([-0.9 + time, 0, 0.3], 0.3, spin)),
        Item("clear", "body", BALL, Surface("glass"), placed([-0.15, -0.5, 0.25], 0.25)),
        Item("metal", "body", BALL, Surface(gold), placed([0.6, 0.2, 0.35], 0.35)),
        Item("box", "body", BOX, Surface("paint"), placed([1.3, -0.4, 0.5], [0.2, 0.3, 0.25], spin)),
    )
    return PosedWorld(items, lights, Sky(), Place(), view(), 7)
