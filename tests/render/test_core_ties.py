"""What a ray meets on the seam of two faces does not depend on how the search tree was built."""

from dataclasses import replace

import numpy as np
import pytest
from core_scenes import BOX, HEIGHT, WIDTH, lambertian, placed, plain_sky, view

from setpiece import geometry
from setpiece.assets.solid import Mesh
from setpiece.render import hit, kernel, surfaces
from setpiece.render.posed import Item, PosedWorld, Surface
from setpiece.render.quality import QUALITIES
from setpiece.render.renderer import Renderer
from setpiece.render.scene import slot
from setpiece.render.tables import floats
from setpiece.world.document import Place, Sky

CELLS, OTHERS, WORLDS = 8, 40, 12
RAYS = HEIGHT * WIDTH
CROSSING = (0.04, 0.03, 0.05)  # the middle of a box that reaches through the sheet
PLACE = geometry.transform((0.13, -0.07, 0.0))


def sheet() -> Mesh:
    """Return the square from -1 to 1 as a grid of triangles."""
    line = np.linspace(-1.0, 1.0, CELLS + 1)
    points = np.stack([*np.meshgrid(line, line, indexing="ij"), np.zeros((CELLS + 1, CELLS + 1))], -1).reshape(-1, 3)
    first = (np.arange(CELLS)[:, None] * (CELLS + 1) + np.arange(CELLS)).ravel()
    corners = [first, first + CELLS + 1, first + CELLS + 2, first + 1]
    faces = np.concatenate([np.stack([corners[k] for k in face], -1) for face in ((0, 1, 2), (3, 0, 2))])
    normals = np.random.default_rng(0).normal((0.0, 0.0, 1.0), 0.1, points.shape)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    return Mesh("sheet", points, faces.astype(np.uint32), normals, points[:, :2])


def world(number: int) -> PosedWorld:
    """Return the sheet, always in the same place, with boxes beneath it that lie elsewhere in every world."""
    random = np.random.default_rng(number)
    places = geometry.apply(PLACE, random.uniform((-1, -1, -0.4), (1, 1, -0.1), (OTHERS, 3)))
    boxes = (Item(f"box_{k}", "body", BOX, Surface("paint"), placed(place, 0.03)) for k, place in enumerate(places))
    return PosedWorld((Item("sheet", "body", sheet(), Surface("paint"), PLACE), *boxes), (), Sky(), Place(), view(), 7)


def rays() -> list:
    """Return coordinates of origins and directions of rays that aim at seams of the sheet."""
    random = np.random.default_rng(1)
    mesh = sheet()
    face = mesh.faces[random.integers(0, CELLS * CELLS, RAYS)]  # whose first and last corner are ends of a diagonal
    share = random.uniform(0.0, 1.0, (RAYS, 1))
    target = geometry.apply(PLACE, mesh.vertices[face[:, 0]] * share + mesh.vertices[face[:, 2]] * (1.0 - share))
    origin = random.uniform((-0.5, -0.5, 1.0), (0.5, 0.5, 2.0), (RAYS, 3))
    way = target - origin
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    return [floats(column) for column in (*origin.T, *way.T)]


def met(scenes, tables, _camera, *more):
    """Return of every ray the face that the tree alone gives, then distance and place of the hit.

    ``more`` ends with how far from its seam each ray is moved, over the step with which one near a seam is asked again.
    """
    import drjit as dr
    import mitsuba as mi

    *columns, steps, pixel = more
    numbers = [dr.gather(mi.Float, column, pixel) for column in columns]
    aimed = mi.Ray3f(mi.Point3f(*numbers[:3]), mi.Vector3f(*numbers[3:]))
    alone = scenes.things.ray_intersect_preliminary(aimed, False, dr.full(mi.Bool, True, dr.width(pixel)))
    across, along = mi.coordinate_system(aimed.d)
    reach = 1.0 + dr.maximum(dr.max(dr.abs(aimed.o)), dr.max(dr.abs(aimed.o + aimed.d * alone.t)))
    step = dr.gather(mi.Float, steps, pixel) * hit.ASIDE * reach
    ray = mi.Ray3f(aimed.o - (across * 0.8 + along * 0.6) * step, aimed.d)
    found = hit.find(scenes, tables, ray, dr.full(mi.Bool, True, dr.width(pixel)))
    return [mi.Float(alone.prim_index), found.distance, found.point.x, found.normal.x, found.normal.y]


def hits_in_worlds(world_of, aims, steps: float) -> tuple:
    """Return of every world and ray the face that the tree alone gives, and all that is asked of the hit."""
    renderer = Renderer(world_of(0), height=HEIGHT, width=WIDTH, quality=QUALITIES["standard"])
    wanted, aimed = np.arange(RAYS, dtype=np.uint32), [*aims(), floats(np.full(RAYS, steps))]
    seen = []
    for number in range(WORLDS):
        posed = world_of(number)
        renderer.live.pose(posed)
        found = renderer.run("met", met, posed.view, wanted, None, more=aimed)
        seen.append(np.stack([np.array(column)[:RAYS] for column in found]))
    return tuple(np.stack([one[rows] for one in seen]) for rows in (slice(0, 1), slice(1, None)))


@pytest.mark.parametrize("steps", [0.0, 1.0])
def test_moving_what_no_ray_meets_changes_no_hit_on_a_seam(monkeypatch, steps):
    monkeypatch.setattr("setpiece.render.skies.lighting", plain_sky)
    monkeypatch.setattr(surfaces, "look", lambertian(0.5))
    faces, hits = hits_in_worlds(world, rays, steps)
    assert np.isfinite(hits).mean() > 0.999  # a few go through a crack
    assert (faces != faces[0]).any()  # else nothing was tested: the tree alone does choose otherwise
    np.testing.assert_array_equal(hits, np.broadcast_to(hits[0], hits.shape))


def crossed(number: int) -> PosedWorld:
    """Return the world of a number, and always in the same place a box that reaches through the sheet."""
    posed = world(number)
    box = Item("crossing", "body", BOX, Surface("paint"), placed(CROSSING, 0.1))
    return replace(posed, items=(*posed.items[:1], box, *posed.items[1:]))


def rays_at_a_crossing() -> list:
    """Return rays down at where the sheet and the sides of the box that reaches through it cross, far from any edge."""
    random = np.random.default_rng(3)
    low, high = (f(geometry.apply(placed(CROSSING, 0.1), BOX.vertices), axis=0) for f in (np.min, np.max))
    share = random.uniform(0.05, 0.95, (RAYS, 1))
    target = np.where(
        random.integers(0, 2, (RAYS, 1)),
        [low[0], 0, 0] + share * [0, 1, 0] * (high - low) + [0, low[1], 0],
        [0, low[1], 0] + share * [1, 0, 0] * (high - low) + [low[0], 0, 0],
    )
    origin = target + random.uniform((-1.5, -1.5, 1.0), (-0.5, -0.5, 2.0), (RAYS, 3))
    way = target - origin
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    return [floats(column) for column in (*origin.T, *way.T)]


@pytest.mark.parametrize("steps", [0.0, 1.0, 2.0])
def test_moving_what_no_ray_meets_changes_no_hit_where_two_things_cross(monkeypatch, steps):
    monkeypatch.setattr("setpiece.render.skies.lighting", plain_sky)
    monkeypatch.setattr(surfaces, "look", lambertian(0.5))
    faces, hits = hits_in_worlds(crossed, rays_at_a_crossing, steps)
    assert (faces != faces[0]).any()
    np.testing.assert_array_equal(hits, np.broadcast_to(hits[0], hits.shape))


def box_over_sheet(x: float) -> PosedWorld:
    """Return the sheet with one box above it."""
    box = Item("box", "body", BOX, Surface("paint"), placed((x, 0.0, 0.2), 0.1))
    return PosedWorld((Item("sheet", "body", sheet(), Surface("paint"), PLACE), box), (), Sky(), Place(), view(), 7)


def rays_along_a_box() -> list:
    """Return straight rays down, within six micrometres of the side of the box that stands at the origin."""
    random = np.random.default_rng(2)
    side = np.abs(geometry.apply(placed((0.0, 0.0, 0.2), 0.1), BOX.vertices)[:, 0]).max()
    x, y = side + random.uniform(-6e-6, 6e-6, RAYS), random.uniform(-0.9, 0.9, RAYS) * side
    down = np.zeros(RAYS)
    return [floats(column) for column in (x, y, down + 1.0, down, down, down - 1.0)]


def passed(scenes, tables, _camera, *more):
    """Return of every ray the place of the hit, its tag, and that of what it was led past (-1: nothing)."""
    import drjit as dr
    import mitsuba as mi

    *columns, pixel = more
    numbers = [dr.gather(mi.Float, column, pixel) for column in columns]
    ray = mi.Ray3f(mi.Point3f(*numbers[:3]), mi.Vector3f(*numbers[3:]))
    found = hit.find(scenes, tables, ray, dr.full(mi.Bool, True, dr.width(pixel)))
    tag = mi.Float(found.tag & kernel.SLOT_MASK)
    past = dr.select(found.led_past, mi.Float(found.passed & kernel.SLOT_MASK), mi.Float(-1.0))
    return [found.distance, found.point.x, found.point.y, tag, past]


def test_light_that_is_led_past_a_thing_counts_as_having_met_it(monkeypatch):
    monkeypatch.setattr("setpiece.render.skies.lighting", plain_sky)
    monkeypatch.setattr(surfaces, "look", lambertian(0.5))
    there, away = box_over_sheet(0.0), box_over_sheet(5.0)
    renderer = Renderer(there, height=HEIGHT, width=WIDTH, quality=QUALITIES["standard"])
    wanted, aimed = np.arange(RAYS, dtype=np.uint32), rays_along_a_box()
    seen = []
    for posed in (there, away):
        renderer.live.pose(posed)
        found = renderer.run("passed", passed, posed.view, wanted, None, more=aimed)
        seen.append(np.stack([np.array(column)[:RAYS] for column in found]))
    box = slot("box")
    differ = (seen[0][:3] != seen[1][:3]).any(axis=0)
    met, past = seen[0][3] == box, seen[0][4] == box
    assert (past & ~met).sum() > 100 and (met & differ).sum() > 100  # else nothing was tested
    assert (met | past)[differ].all()
