"""Meshes of the user's own: true size, mass by volume, pieces for contact, and files that are not what they claim."""

import json
import os

import numpy as np
import pytest

from setpiece.assets.assembly import assemble
from setpiece.assets.build import build, check, mass_properties
from setpiece.assets.importing import read_model
from setpiece.assets.models import packed, unpacked
from setpiece.assets.own import wish
from setpiece.errors import InputError
from setpiece.language.understand import understand
from setpiece.world.document import Body
from setpiece.world.materials import MATERIALS

BOX = """v -1 0 -2\nv 1 0 -2\nv 1 0 2\nv -1 0 2\nv -1 3 -2\nv 1 3 -2\nv 1 3 2\nv -1 3 2
f 1 2 3\nf 1 3 4\nf 5 7 6\nf 5 8 7\nf 1 6 2\nf 1 5 6\nf 2 7 3\nf 2 6 7\nf 3 8 4\nf 3 7 8\nf 4 5 1\nf 4 8 5\n"""


def model(folder, content=BOX, name="box.obj", **options):
    path = folder / name
    path.write_text(content) if isinstance(content, str) else path.write_bytes(content)
    said = "".join(f",{key}={value}" for key, value in options.items())
    return read_model(wish(f"thing={path}{said}"))


def body_of(shape):
    return Body(id="own", family="model", position=(0, 0, 0), model=shape)


def test_a_box_has_its_size_and_mass(tmp_path):
    body = body_of(model(tmp_path, unit="cm", material="oak"))
    solid = build(body)
    assert np.ptp(solid.bounds, axis=0) == pytest.approx([0.02, 0.04, 0.03], rel=1e-6)  # Y was up
    assert mass_properties(body, solid).mass == pytest.approx(24e-6 * MATERIALS["oak"].density, rel=1e-6)
    assert len(solid.colliders) == 1


def test_a_size_is_the_largest_dimension(tmp_path):
    assert np.ptp(build(body_of(model(tmp_path, size=0.5))).bounds, axis=0).max() == pytest.approx(0.5, rel=1e-6)


def test_an_open_mesh_weighs_what_its_pieces_hold(tmp_path):
    lidless = "\n".join(line for line in BOX.splitlines() if line not in ("f 5 7 6", "f 5 8 7"))
    body = body_of(model(tmp_path, lidless, unit="cm"))
    assert not body.model.closed
    import scipy.spatial

    pieces = [scipy.spatial.ConvexHull(c.vertices).volume for c in build(body).colliders]
    mass = mass_properties(body, build(body)).mass
    assert mass == pytest.approx(sum(pieces) * MATERIALS["plastic"].density, rel=1e-5)
    assert mass < 24e-6 * MATERIALS["plastic"].density  # the box is not solid


def test_a_hollow_shape_gets_several_pieces_and_the_same_ones_again(tmp_path):
    import trimesh

    ring = trimesh.creation.torus(0.3, 0.1, major_sections=24, minor_sections=12)
    first, second = (model(tmp_path, ring.export(file_type="stl"), "ring.stl", unit="m") for _ in range(2))
    assert len(first.hulls) > 3
    assert first == second
    solid = build(body_of(first))
    assert not any(_inside(c.vertices, np.zeros(3)) for c in solid.colliders)  # the hole is open


def _inside(corners, point):
    import scipy.spatial

    return bool(scipy.spatial.Delaunay(corners).find_simplex(point) >= 0)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.stl", b""),
        ("junk.glb", b"glTF" + bytes(range(200)) * 10),
        ("short.stl", b"solid nothing\n" + b"\0" * 40),
        ("bomb.stl", b"\0" * 80 + (2**31 - 1).to_bytes(4, "little") + b"\0" * 500),
        ("flat.obj", "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nf 1 2 3\nf 1 3 4\nf 1 2 4\nf 2 3 4\n"),
        ("one.obj", "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"),
        ("nan.obj", BOX.replace("v 1 3 2", "v nan 3 2")),
        ("far.obj", BOX.replace("v 1 3 2", "v 1e300 3 2")),
        ("out.obj", BOX + "f 1 2 99999\n"),
        ("up.gltf", json.dumps({"asset": {"version": "2.0"}, "buffers": [{"uri": "../../x.bin", "byteLength": 9}]})),
        ("deep.gltf", "[" * 100_000),
        ("thing.exe", b"MZ"),
    ],
)
def test_bad_files_are_refused_in_one_line(tmp_path, name, content):
    with pytest.raises(InputError) as caught:
        model(tmp_path, content, name)
    assert len(str(caught.value).splitlines()) == 1
    assert name in str(caught.value)


@pytest.mark.parametrize(
    "text", ["dragon", "=a.glb", "dragon=", "7=a.glb", "a=b.glb,size=-1", "a=b.glb,size=nan", "a=b.glb,material=air"]
)
def test_bad_wishes_are_refused(text):
    with pytest.raises(InputError):
        wish(text)


def test_what_is_no_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.obj")
    for name in ("pipe.obj", "nowhere.obj", "."):
        with pytest.raises(InputError):
            read_model(wish(f"thing={tmp_path / name}"))


def test_a_document_cannot_claim_more_than_is_allowed(tmp_path):
    good = model(tmp_path, unit="cm")
    bomb = packed(np.zeros((400_000, 3), "<f4"))
    broken = [
        good.model_copy(update={"vertices": bomb}),
        good.model_copy(update={"faces": packed(np.full((4, 3), 99, "<i4"))}),
        good.model_copy(update={"vertices": packed(np.full((8, 3), np.inf, "<f4"))}),
        good.model_copy(update={"hulls": ()}),
        good.model_copy(update={"vertices": "%%%"}),
        good.model_copy(update={"material": "cheese"}),
    ]
    assert check(body_of(good)) == []
    assert all(len(check(body_of(shape))) == 1 for shape in broken)
    assert check(Body(id="own", family="box", position=(0, 0, 0), model=good))
    with pytest.raises(InputError):
        unpacked(bomb, "<f4", 1000, "x")


def test_its_noun_is_understood_and_built(tmp_path):
    own = {"dragon": model(tmp_path, unit="cm")}
    script = understand("A red dragon falls off a table. The dragon lands beside two dragons.", models=own)
    assert [(e.id, e.thing, e.count) for e in script.entities] == [
        ("red_dragon", "model", 1), ("table", "table", 1), ("dragon", "model", 2)
    ]  # fmt: skip
    built = assemble("model", "d", position=(0, 0, 0), model=own["dragon"], scale=2.0)
    assert np.ptp(build(built.bodies[0]).bounds, axis=0).max() == pytest.approx(0.08, rel=1e-6)
    assert "dragon" in [t.text for t in understand("A dragon falls.").tokens if t.status == "unknown"]
