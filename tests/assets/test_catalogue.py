"""Every noun of the catalogue: builds, is closed, weighs what it should, stands where it says."""

from itertools import pairwise

import numpy as np
import pytest

from setpiece import geometry
from setpiece.assets import build as building
from setpiece.assets.assembly import assemble, bounds_of
from setpiece.assets.catalogue import THINGS, find
from setpiece.assets.families import FAMILIES
from setpiece.assets.families.beings import PLANS
from setpiece.assets.machines import ROTORS
from setpiece.assets.surface import unique_rows
from setpiece.errors import InputError
from setpiece.world.document import Body, World
from setpiece.world.materials import MATERIALS

# Made of leaves, of panels that meet along seams, or of one storey's outer skin: open by design.
OPEN_PARTS = {
    ("soccer_ball", "body"), ("soccer_ball", "pentagons"),
    *(("volleyball", part) for part in ("body", "yellow", "blue")),
    *(("beach_ball", part) for part in ("body", *(f"gore_{k}" for k in range(1, 7)))),
    ("billiard_ball", "body"), ("billiard_ball", "ivory"), ("watermelon", "body"), ("watermelon", "stripes"),
    ("tree", "body"), ("pine_tree", "body"), ("palm_tree", "body"), ("bush", "body"),
    ("house", "body"), ("building", "body"), ("shop", "body"),
    *((name, part) for name, make in PLANS.items() for part in ("body", *(mark for mark, _ in make().marks))),
}  # fmt: skip


def body(family, **given):
    return Body(id="x", family=family, position=(0, 0, 0), **given)


def welded(mesh):
    _, inverse = unique_rows(np.round(mesh.vertices / 1e-9).astype(np.int64))
    return inverse[mesh.faces.astype(np.int64)]


def every_body():
    for key in THINGS:
        for one in assemble(key, "x", position=(0, 0, 0)).bodies:
            yield key, one


@pytest.mark.parametrize("family", FAMILIES)
def test_family_builds_a_sound_solid(family):
    solid = building.build(body(family))
    assert solid.bounds[0] == pytest.approx(-solid.bounds[1], abs=1e-6)
    assert "body" in [part.name for part in solid.parts]
    assert len({part.name for part in solid.parts}) == len(solid.parts)
    for part in solid.parts:
        assert part.material in MATERIALS
        mesh = part.mesh
        assert mesh.faces.max() < len(mesh.vertices) == len(mesh.normals) == len(mesh.uv)
        assert np.isfinite(mesh.vertices).all()
        assert np.linalg.norm(mesh.normals, axis=1) == pytest.approx(1.0)
        assert np.isfinite(mesh.uv).all()
        if (family, part.name) not in OPEN_PARTS:
            faces = welded(mesh)
            edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
            edges = edges[edges[:, 0] != edges[:, 1]]
            code = edges[:, 0] * (faces.max() + 1) + edges[:, 1]
            back = edges[:, 1] * (faces.max() + 1) + edges[:, 0]
            assert np.array_equal(np.sort(code), np.sort(back)), f"{part.name} is not closed"
            corner = mesh.vertices[mesh.faces]
            assert np.einsum("fx,fx->", corner[:, 0], np.cross(corner[:, 1], corner[:, 2])) > 0, part.name


@pytest.mark.parametrize("family", FAMILIES)
def test_colliders_are_sound_and_near_what_is_seen(family):
    solid = building.build(body(family))
    assert solid.colliders
    parts = {part.name for part in solid.parts}
    # Wheels, hulls and staves may stand out a little from the mesh they stand for, never by a tenth of the thing.
    slack = 0.1 * np.ptp(solid.bounds, axis=0).max()
    for c in solid.colliders:
        assert c.part in parts
        assert all(s > 0 for s in c.size)
        if c.vertices is not None:
            points = c.vertices
            assert np.linalg.matrix_rank(points - points.mean(axis=0), tol=1e-9) == 3
        else:
            assert np.linalg.norm(c.rotation) == pytest.approx(1.0)
            points = np.asarray(c.position)[None]
        assert (points >= solid.bounds[0] - slack).all()
        assert (points <= solid.bounds[1] + slack).all()


def test_mass_and_inertia_are_physical():
    for key, one in every_body():
        m = building.mass_properties(one, building.build(one))
        moments = np.linalg.eigvalsh(m.inertia)
        assert m.mass > 0, key
        assert moments[0] > 0, key
        # The largest principal moment is at most the sum of the others; equal for a flat sheet.
        assert moments[2] <= (moments[0] + moments[1]) * (1 + 1e-9), key


def test_every_assembly_is_a_valid_world():
    """It stands in this file because what one process has built of the catalogue it does not build again."""
    for key in THINGS:
        made = assemble(key, "x", position=(0, 0, 0), options={"lit": 1.0} if THINGS[key].lit is not None else None)
        world = World(bodies=made.bodies, lights=made.lights)
        assert set(made.roles.values()) <= {body.id for body in world.bodies}
        assert made.roles["main"] in {body.id for body in made.bodies}
        if THINGS[key].lit is not None:
            assert made.lights, key
            assert all(light.body in {body.id for body in made.bodies} and light.power > 0 for light in made.lights)


@pytest.mark.parametrize(("thing", "low", "high"), [
    ("soccer_ball", 0.41, 0.45), ("basketball", 0.58, 0.65), ("tennis_ball", 0.056, 0.0594),
    ("golf_ball", 0.045, 0.046),
    ("ping_pong_ball", 0.0026, 0.0028), ("billiard_ball", 0.16, 0.17), ("marble", 0.004, 0.007), ("die", 0.003, 0.006),
    ("domino", 0.007, 0.013), ("bowling_pin", 1.5, 1.65), ("brick", 2.0, 3.2), ("book", 0.6, 1.3),
    ("wine_glass", 0.09, 0.22), ("glass", 0.12, 0.30), ("bottle", 0.4, 0.7), ("mug", 0.25, 0.45), ("plate", 0.4, 0.8),
    ("bowl", 0.25, 0.6), ("chair", 3.5, 7.0), ("stool", 2.0, 5.0), ("table", 20, 60), ("crate", 12, 45),
    ("coin", 0.004, 0.009), ("candle", 0.05, 0.1), ("spoon", 0.02, 0.07), ("hammer", 0.4, 0.9), ("pencil", 0.004, 0.01),
    ("cart", 20, 60), ("rock", 8, 25), ("log", 15, 45), ("barrel", 35, 70), ("vase", 0.6, 1.8), ("tyre", 6, 12),
    ("key", 0.006, 0.03), ("pan", 1.0, 2.6), ("pot", 0.8, 3.0), ("bucket", 0.8, 4.0), ("fork", 0.02, 0.06),
    ("jar", 0.15, 0.45), ("teapot", 0.5, 1.3), ("nut", 0.005, 0.015), ("leaf", 0.0002, 0.002), ("laptop", 0.8, 4.5),
])  # fmt: skip
def test_things_weigh_what_they_weigh(thing, low, high):
    one = assemble(thing, "x", position=(0, 0, 0)).bodies[0]
    assert low <= building.mass_properties(one, building.build(one)).mass <= high


def test_a_ball_has_the_inertia_of_the_formula():
    solid = body("ball", params={"radius": 0.05}, materials={"body": "steel"})
    m = building.mass_properties(solid, building.build(solid))
    assert m.mass == pytest.approx(7850 * 4 / 3 * np.pi * 0.05**3)
    assert m.inertia == pytest.approx(0.4 * m.mass * 0.05**2 * np.eye(3))
    ball = assemble("soccer_ball", "x", position=(0, 0, 0)).bodies[0]
    m = building.mass_properties(ball, building.build(ball))
    # Between a thin shell and a full ball; for wall t the shell's 2/3 falls by about 5/3 t / r, here 5 %.
    assert 0.60 < m.inertia[0, 0] / (m.mass * 0.11**2) < 2 / 3


def test_given_mass_scales_everything():
    light, heavy = body("box"), body("box", mass=50.0)
    a, b = (building.mass_properties(x, building.build(x)) for x in (light, heavy))
    assert b.mass == 50.0
    assert b.inertia == pytest.approx(a.inertia * 50.0 / a.mass)


def test_scale_is_a_similarity():
    small, large = body("mug"), body("mug", params={"scale": 3.0})
    a, b = building.build(small), building.build(large)
    assert b.bounds == pytest.approx(a.bounds * 3)
    assert np.ptp(b.parts[0].mesh.uv, axis=0) == pytest.approx(np.ptp(a.parts[0].mesh.uv, axis=0) * 3)
    assert building.mass_properties(large, b).mass == pytest.approx(27 * building.mass_properties(small, a).mass)
    assert b.supports[0].center == pytest.approx(np.multiply(a.supports[0].center, 3))


def test_equal_keys_mean_equal_meshes_and_unlike_shapes_unlike_keys():
    plain = building.build(body("box"))
    red = building.build(body("box", colors={"body": (1.0, 0.0, 0.0)}))
    long = building.build(body("box", params={"length": 0.3}))
    assert red.parts[0].mesh is plain.parts[0].mesh
    assert red.parts[0].color == (1.0, 0.0, 0.0)
    assert long.parts[0].mesh.key != plain.parts[0].mesh.key


def test_opposite_faces_of_a_die_add_up_to_seven():
    solid = building.build(body("die"))
    parts = {part.name: part.mesh for part in solid.parts}
    corners = {
        k: (m.vertices.min(axis=0), m.vertices.max(axis=0)) for k, m in ((k, parts[f"pips_{k}"]) for k in range(1, 7))
    }
    places = {k: 0.5 * (low + high) for k, (low, high) in corners.items()}
    for k in range(1, 7):
        assert places[k] == pytest.approx(-places[7 - k], abs=1e-9)
        # Each pip is a disc of its own; their number is the number of separate shells.
        faces = welded(parts[f"pips_{k}"])
        assert shells(faces) == k


def shells(faces):
    parent = np.arange(faces.max() + 1)
    for _ in range(len(parent)):
        before = parent.copy()
        low = parent[faces].min(axis=1)
        np.minimum.at(parent, faces.ravel(), np.repeat(low, 3))
        if np.array_equal(before, parent):
            break
    return len(np.unique(parent[np.unique(faces)]))


def test_supports_lie_on_what_is_seen():
    for key, one in every_body():
        solid = building.build(one)
        faces = np.concatenate([p.mesh.vertices[p.mesh.faces] for p in solid.parts])
        size = np.ptp(solid.bounds, axis=0).max()
        for support in solid.supports:
            if (one.family, support.name) == ("can", "top"):
                continue  # things stand on the rim around its sunken lid
            center, normal = np.array(support.center), np.array(support.normal)
            across = support.half[1] * np.cross(normal, support.along)
            # Two beside the middle: the others may all lie in a gap where there is an even number of boards.
            places = [(0, 0), (0.5, 0), (-0.5, 0), (0, 0.5), (0, -0.5), (0.07, 0.05), (-0.07, -0.05)]
            gaps = [
                np.abs(
                    heights(
                        faces,
                        center + a * support.half[0] * np.array(support.along) + b * support.half[1] * across,
                        normal,
                    )
                ).min()
                for a, b in places
            ]
            # The dish of a seat or a rolled edge: 1 % of the thing or 3 mm; a bore or a gap between boards may miss.
            assert np.sum(np.array(gaps) < max(0.01 * size, 0.003)) >= 2, (key, support.name, gaps)
            assert np.dot(normal, support.along) == pytest.approx(0.0, abs=1e-9), (key, support.name)


def heights(faces, point, normal):
    """Return signed distances along ``normal`` at which the line through ``point`` meets triangles (F, 3, 3)."""
    a, e1, e2 = faces[:, 0], faces[:, 1] - faces[:, 0], faces[:, 2] - faces[:, 0]
    # A hair off the centre, so that the line does not run exactly along an edge.
    origin = point + 1e-5 * np.array([0.31, 0.57, 0.11])
    p = np.cross(normal, e2)
    det = np.einsum("fx,fx->f", e1, p)
    live = np.abs(det) > 1e-18
    det = np.where(live, det, 1.0)
    t = origin - a
    u = np.einsum("fx,fx->f", t, p) / det
    q = np.cross(t, e1)
    v = q @ normal / det
    w = np.einsum("fx,fx->f", e2, q) / det
    inside = live & (u > -1e-6) & (v > -1e-6) & (u + v < 1 + 1e-6)
    return w[inside] if inside.any() else np.array([np.inf])


def test_a_ramp_falls_along_its_slope():
    (slope,) = building.build(body("ramp", params={"length": 2.0, "height": 1.0})).supports
    assert slope.along[2] < 0
    assert slope.along[0] > 0
    # The lip is 0.4 % of the height.
    assert np.degrees(np.arctan2(-slope.along[2], slope.along[0])) == pytest.approx(np.degrees(np.arctan(0.996 / 2)))


def test_at_least_eighty_things_with_clear_words():
    assert len(THINGS) >= 80
    words = [word for thing in THINGS.values() for word in thing.words]
    assert len(words) == len(set(words))
    assert not set(words) & set(THINGS)
    for key, thing in THINGS.items():
        assert thing.family in FAMILIES, key
        assert thing.description
        assert set(thing.materials.values()) <= set(MATERIALS), key


@pytest.mark.parametrize(("word", "key"), [
    ("dice", "die"), ("Wine Glass", "wine_glass"), ("football", "soccer_ball"), ("tire", "tyre"), ("boulder", "rock"),
    ("Newton's cradle", "newtons_cradle"), ("street light", "street_lamp"), ("table-tennis ball", "ping_pong_ball"),
    ("gryphon", None),
])  # fmt: skip
def test_words_find_their_things(word, key):
    assert find(word) == key


def test_check_names_every_mistake_with_its_mend():
    assert building.check(body("box")) == []
    (line,) = building.check(body("bottel"))
    assert "Did you mean 'bottle'?" in line
    lines = building.check(
        body("bottle", params={"hight": 0.2, "radius": -1.0, "cap": 0.5}, materials={"body": "glas", "stem": "glass"})
    )
    text = "\n".join(lines)
    for mend in ("Did you mean 'height'?", "The nearest is", "a whole number", "Did you mean 'glass'?"):
        assert mend in text
    (line,) = building.check(body("bottle", materials={"stem": "glass"}))
    assert "bodies.x.materials.stem" in line
    with pytest.raises(InputError, match="a known family"):
        building.build(body("nothing"))


def test_every_thing_stands_on_the_ground():
    for key in THINGS:
        lower = bounds_of(assemble(key, "x", position=(3.0, -2.0, 1.0), yaw=0.4).bodies)[0]
        if ROTORS.get(THINGS[key].family, (0.0,))[-1]:
            assert lower[2] > 1.0 + 1.75, key  # it hangs from a ceiling, above heads
            continue
        # Machines tilt about Z only, so boxes around boxes keep their heights exactly.
        assert lower[2] == pytest.approx(1.0, abs=1e-6), key


def test_geometry_is_the_same_when_built_anew():
    one = body("tree", params={"height": 5.5})
    first = building.build(one)
    building._build.cache_clear()
    building._plain.cache_clear()
    second = building.build(one)
    for a, b in zip(first.parts, second.parts, strict=True):
        assert a.mesh.key == b.mesh.key
        assert np.array_equal(a.mesh.vertices, b.mesh.vertices)
        assert np.array_equal(a.mesh.normals, b.mesh.normals)


def test_yaw_turns_about_the_vertical():
    a = assemble("car", "x", position=(1.0, 2.0, 0.0), yaw=np.pi / 2).bodies[0]
    assert geometry.quat_rotate(a.rotation, [1.0, 0.0, 0.0]) == pytest.approx([0.0, 1.0, 0.0], abs=1e-12)


def test_layers_of_a_croissant_overlap_in_steps():
    """Along its top a croissant falls in steps towards a tip: each layer rises, keeps its height and ends at once."""
    mesh = building.build(body("croissant")).parts[0].mesh
    x, _, z = mesh.vertices.T
    edges = np.linspace(0.1 * x.max(), 0.95 * x.max(), 60)
    top = np.array([z[(x >= a) & (x < b)].max() for a, b in pairwise(edges)])
    falls = np.diff(top)
    assert (falls > 0).sum() >= 3, "layers come out from under each other"
    assert falls.min() < -3.0 * np.abs(np.median(falls)), "and end in a step"


def test_a_plate_stands_low_on_a_broad_foot():
    """Its rim is less than a seventh of its radius high, and its foot more than half as wide: it does not hover."""
    mesh = building.build(body("plate")).parts[0].mesh
    x, y, z = mesh.vertices.T
    out = np.hypot(x, y)
    foot = out[z < z.min() + 1e-4].max()
    assert np.ptp(z) < out.max() / 7.0
    assert foot > 0.58 * out.max()
