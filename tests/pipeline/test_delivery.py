"""What a take hands on: layers on disk that add up, project and go on where they stopped; ProRes; pictures."""

import json

import numpy as np
import OpenImageIO as oiio  # noqa: N813 - as its own documentation calls it
import pytest

from setpiece import delivery, geometry
from setpiece.camera.view import View, project
from setpiece.cli import run
from setpiece.delivery import Choice, deliver_layers, deliver_pictures, deliver_prores
from setpiece.errors import InputError
from setpiece.line import lay_out
from setpiece.physics.simulate import simulate
from setpiece.physics.trajectory import poses
from setpiece.pipeline import Format, shoot
from setpiece.render import layers, split
from setpiece.take import exr, motion
from setpiece.take.layering import NAMES, Layering
from setpiece.take.store import StoredResult
from setpiece.world.document import Body, Light, Move, Place, Shot, Sky, World

FILM = Format(width=96, height=54, quality="standard", fps="24000/1001")
GLASS, TRUCK = {"body": "glass"}, Move(kind="truck", start=0.0, duration=0.25, amount=0.2)
WORLD = World(
    title="a ball rolls behind a cube past a glass marble",
    seed=3,
    duration=0.25,
    bodies=(
        Body(id="ball", family="ball", params={"radius": 0.12}, position=(-0.3, 0.4, 0.12), velocity=(1.5, 0.0, 0.0)),
        Body(id="cube", family="box", params={"scale": 3.0}, position=(0.0, 0.0, 0.15)),
        Body(id="marble", family="ball", params={"radius": 0.1}, materials=GLASS, position=(0.4, -0.2, 0.1)),
        Body(id="crate", family="box", params={"scale": 2.0}, position=(-0.6, 0.2, 0.1), fixed=True),
    ),
    place=Place(name="studio", ground="plaster"),
    sky=Sky(kind="studio"),
    shot=Shot(eye=(0.0, -2.2, 0.7), target=(0.0, 0.0, 0.15), exposure=0.01, moves=(TRUCK,)),
)  # fmt: skip


@pytest.fixture(scope="module")
def take(tmp_path_factory):
    return shoot(WORLD, tmp_path_factory.mktemp("films") / "film", format=FILM)


@pytest.fixture(scope="module")
def group(take, tmp_path_factory):
    import zarr

    place = tmp_path_factory.mktemp("layers") / "film.zarr"
    assert deliver_layers(take, place, Choice(form="zarr", frames=(0, 4))) == 4
    return zarr.open_group(str(place), mode="r")


def views(group):
    return [
        View(pose, float(focal)) for pose, focal in zip(group["world_from_camera"][:4], group["focal"][:4], strict=True)
    ]


def test_every_layer_is_there_as_the_table_says(group):
    for name, layer in layers.LAYERS.items():
        array = group[name]
        last = {0: (), layers.THINGS: (4,), layers.LIGHTS: (1, 3)}.get(layer.channels, (layer.channels,))
        assert array.shape == (6, 54, 96, *last), name
        assert array.dtype == layer.dtype, name
        assert array.attrs["meaning"] == layer.meaning
    assert group["alpha"].attrs["names"] == ["ball", "cube", "marble", "crate"]
    assert list(group["done"][:]) == [1, 1, 1, 1, 0, 0]


def test_each_lamp_has_its_light_apart_and_together_they_are_the_beauty(take):
    lamps = tuple(
        Light(id=name, position=(x, -0.5, 1.2), size=(0.1, 0.1), power=power, color=color)
        for name, x, power, color in (("red", -0.6, 40.0, (1.0, 0.1, 0.1)), ("green", 0.6, 25.0, (0.1, 1.0, 0.1)))
    )
    lit = take.world.model_copy(update={"lights": lamps})
    trajectory = simulate(lit, lit.duration)

    def light(world, *names):
        made = Layering(world, FILM, trajectory, actors=frozenset())
        return [made.frame(2, frozenset(names)).arrays[name].astype(np.float64) for name in names]

    beauty, apart = light(lit, "beauty", "light_groups")
    assert apart.shape == (54, 96, 3, 3)
    np.testing.assert_allclose(apart.sum(axis=2), beauty, rtol=2.0**-9, atol=2.0**-19)
    assert (apart[..., 1, 0].mean(), apart[..., 2, 1].mean()) > (
        4 * apart[..., 1, 1].mean(),
        4 * apart[..., 2, 0].mean(),
    )
    assert apart[..., 0, :].mean() > 0
    rows = exr.channels_of("light_groups", apart.astype(np.float16), ("rest", "red", "green"))
    np.testing.assert_array_equal(rows["light_groups.green.G"], apart[..., 2, 1])


def test_light_adds_up_to_the_beauty(group):
    beauty = group["beauty"][:4].astype(np.float64)
    # Each part is rounded to a half float (2^-11 of itself), and their sum too.
    for names in (split.PARTITION, split.BY_ACTOR):
        total = sum(group[name][:4].astype(np.float64)[..., :3] for name in names)
        assert np.abs(total - beauty).max() > 0 or names == split.BY_ACTOR
        np.testing.assert_allclose(total, beauty, rtol=2.0**-10, atol=2.0**-20)
    np.testing.assert_array_equal(group["actor"][:4][..., 3] + group["environment"][:4][..., 3], 1)


def test_points_of_the_world_project_where_motion_and_depth_say(group):
    cameras, size = views(group), {"height": 54, "width": 96}
    moved = 0
    for frame in (1, 2):
        for name, step in (("motion_forward", 1), ("motion_backward", -1)):
            position, depth = group["position"][frame].astype(np.float64), group["depth"][frame]
            seen, still = np.isfinite(depth), np.isin(group["thing"][frame], [0], invert=True)
            y, x = np.nonzero(seen & still)
            pixel, z = project(cameras[frame], position[y, x], **size)
            np.testing.assert_allclose(pixel, np.stack([x, y], -1) + 0.5, atol=0.01)
            np.testing.assert_allclose(z, depth[y, x], rtol=1e-5)
            # Parallax: what stands still moves in the picture as the camera's way and its depth demand.
            after, _ = project(cameras[frame + step], position[y, x], **size)
            way = group[name][frame][y, x]
            np.testing.assert_allclose(pixel + way, after, atol=0.01)
            moved = max(moved, np.ptp(way[:, 0]))
    assert moved > 0.5  # px between near and far: the camera has trucked


def test_a_ball_moves_and_hides_as_its_trajectory_says(group, take):
    with delivery.Store(take.store) as store:
        last = StoredResult(store, lay_out(WORLD, take.format, []).simulated[-1])
        trajectory = motion.stored_trajectory(last)
        poses_at = [poses(trajectory, k / float(FILM.fps))[0] for k in range(4)]
    cameras, size, radius = views(group), {"height": 54, "width": 96}, 0.12
    for frame in (1, 2):
        # Each point of a rigid thing goes where the trajectory carries it.
        y, x = np.nonzero(group["thing"][frame] == 0)
        assert len(y) > 20
        body = geometry.apply(np.linalg.inv(poses_at[frame]), group["position"][frame][y, x].astype(float))
        for name, step in (("motion_forward", 1), ("motion_backward", -1)):
            there, _ = project(cameras[frame + step], geometry.apply(poses_at[frame + step], body), **size)
            found = np.stack([x, y], -1) + 0.5 + group[name][frame][y, x]
            np.testing.assert_allclose(found, there, atol=0.01)

        # Where its silhouette is, it is seen at the depth of a sphere, or something nearer hides it.
        pose, middle = cameras[frame].world_from_camera, poses_at[frame][:3, 3]
        y, x = np.nonzero(group["amodal"][frame][..., 0])
        slope = (np.stack([x, y], -1) + 0.5 - (48, 27)) / (96 * cameras[frame].focal)
        ray = np.concatenate([slope, np.ones((len(x), 1))], -1) @ pose[:3, :3].T
        square, along = (ray**2).sum(-1), ray @ (middle - pose[:3, 3])
        root = along**2 - square * (((middle - pose[:3, 3]) ** 2).sum() - radius**2)
        clear = root > 0.2 * square * radius**2  # not at the rim, where depth changes fast
        sphere = (along - np.sqrt(np.maximum(root, 0))) / square
        depth, own = group["depth"][frame][y, x], group["thing"][frame][y, x] == 0
        # The modelled ball is inside its sphere by less than 1 % of its radius.
        np.testing.assert_allclose(depth[clear & own], sphere[clear & own], atol=0.03 * radius)
        assert (depth[clear & ~own] < sphere[clear & ~own]).all()
        assert (clear & ~own).sum() > 5


def test_masks_and_contacts(group, take, tmp_path):
    amodal, thing, alpha = group["amodal"][2], group["thing"][2], group["alpha"][2].astype(float)
    for k in range(4):
        assert amodal[..., k][thing == k].all()  # a silhouette holds all that is seen of a thing
        assert abs(alpha[..., k].sum() - (thing == k).sum()) < 0.1 * (thing == k).sum() + 4
    assert amodal[..., 0].sum() > (thing == 0).sum()  # the cube hides some of the ball
    place = tmp_path / "contacts"
    assert deliver_layers(take, place, Choice(("contacts",), frames=(2, 3))) == 1
    assert deliver_layers(take, place, Choice(("contacts",), frames=(2, 3))) == 0
    rows = json.loads((place / "contacts" / "000002.json").read_bytes())
    pairs = {(row["a"], row["b"]) for row in rows}
    assert pairs & {("ball", None), (None, "ball")}
    camera = views(group)[2]
    for row in rows:
        pixel, depth = project(camera, row["point"], height=54, width=96)
        np.testing.assert_allclose([*row["pixel"], row["depth"]], [*pixel, depth])
        if "ball" in (row["a"], row["b"]):
            assert abs(row["point"][2]) < 1e-3  # on the ground


def test_exr_holds_the_same_and_goes_on_where_it_stopped(group, take, tmp_path):
    place = tmp_path / "exr"
    assert deliver_layers(take, place, Choice(frames=(1, 2))) == 1
    first = (place / "layers.000001.exr").stat().st_mtime_ns
    assert deliver_layers(take, place, Choice(frames=(1, 3))) == 1
    assert (place / "layers.000001.exr").stat().st_mtime_ns == first
    image = oiio.ImageBuf(str(place / "layers.000001.exr"))
    names, pixels = list(image.spec().channelnames), image.get_pixels(oiio.FLOAT)
    for name, keys in {"beauty": "RGB", "direct": "RGB", "normal": "XYZ"}.items():
        head = {"beauty": "", "normal": "N."}.get(name, f"{name}.")
        found = pixels[..., [names.index(head + key) for key in keys]]
        np.testing.assert_array_equal(found, group[name][1].astype(np.float16).astype(np.float32))
    np.testing.assert_array_equal(pixels[..., names.index("Z")], group["depth"][1])
    np.testing.assert_array_equal(pixels[..., names.index("id.part")], group["part"][1])
    # Cryptomatte's mask of the cube is its alpha.
    keys = {attribute.name: attribute.value for attribute in image.spec().extra_attribs}
    (head,) = [name.rsplit("/", 1)[0] for name, value in keys.items() if value == "CryptoAsset"]
    wanted = np.frombuffer(int(json.loads(keys[f"{head}/manifest"])["cube"], 16).to_bytes(4, "little"), "<f4")[0]
    ranks = np.stack([pixels[..., names.index(f"CryptoAsset{k // 2:02}.{'RB'[k % 2]}")] for k in range(6)])
    share = np.stack([pixels[..., names.index(f"CryptoAsset{k // 2:02}.{'GA'[k % 2]}")] for k in range(6)])
    np.testing.assert_array_equal((share * (ranks == wanted)).sum(0), group["alpha"][1][..., 1])


def test_acescg_turns_colours_alone(group, take, tmp_path):
    place = tmp_path / "aces"
    deliver_layers(take, place, Choice(("beauty", "depth", "actor"), frames=(1, 2), form="zarr", space="acescg"))
    import zarr

    from setpiece.render.color import from_rec709

    turned = zarr.open_group(str(place), mode="r")
    np.testing.assert_array_equal(turned["depth"][1], group["depth"][1])
    np.testing.assert_array_equal(turned["actor"][1][..., 3], group["actor"][1][..., 3])
    np.testing.assert_array_equal(turned["beauty"][1], from_rec709(group["beauty"][1], "acescg").astype(np.float16))


@pytest.mark.parametrize("quality", ["draft", "final"])
def test_other_qualities_have_all_layers(take, quality):
    film = FILM.model_copy(update={"quality": quality, "width": 32, "height": 18})
    with delivery.Store(take.store) as store:
        last = StoredResult(store, lay_out(WORLD, take.format, []).simulated[-1])
        made = Layering(WORLD, film, motion.stored_trajectory(last), actors=frozenset({"ball"}))
        found = made.frame(2, frozenset(NAMES))
    assert set(found.arrays) == set(layers.LAYERS)
    assert {array.shape[:2] for array in found.arrays.values()} == {(9, 16) if quality == "draft" else (18, 32)}


def test_what_is_not_there_is_said(take, tmp_path, capsys):
    film = str(take.folder)
    for arguments, word in (
        (["--layers", "depht"], "Did you mean 'depth'?"),
        (["--frames", "4..99"], "0 to 5"),
        (["--frames", "3"], "0..24"),
        (["--actors", "bal"], "Did you mean 'ball'?"),
        (["--color", "aces"], "rec709, acescg"),
        (["--exr", "a", "--zarr", "b"], "got both"),
    ):
        assert run(["layers", film, *arguments]) == 2
        assert word in capsys.readouterr().err
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("dear")
    with pytest.raises(InputError, match="no layers"):
        deliver_layers(take, tmp_path / "other", Choice())
    deliver_layers(take, tmp_path / "a", Choice(("depth",), frames=(0, 1)))
    with pytest.raises(InputError, match="another choice"):
        deliver_layers(take, tmp_path / "a", Choice(("uv",), frames=(0, 1)))
    with pytest.raises(InputError, match=r"ends in \.mov"):
        deliver_prores(take, tmp_path / "film.mp4")
    assert run(["deliver", film]) == 2
    assert "got none" in capsys.readouterr().err


def test_prores_has_ten_bits_exact_times_and_sound(take, tmp_path):
    import av

    deliver_prores(take, tmp_path / "film.mov")
    deliver_pictures(take, tmp_path / "png")
    shown = np.stack([oiio.ImageBuf(str(path)).get_pixels(oiio.UINT8) for path in sorted((tmp_path / "png").iterdir())])
    assert len(shown) == 6
    with av.open(str(tmp_path / "film.mov")) as film:
        video, sound = film.streams.video[0], film.streams.audio[0]
        assert (video.codec_context.name, video.codec_context.pix_fmt) == ("prores", "yuv422p10le")
        assert video.average_rate == take.format.fps
        assert (video.codec_context.colorspace, video.codec_context.color_primaries) == (1, 1)
        assert sound.codec_context.name == "pcm_s24le"
        frames = list(film.decode(video))
        assert [frame.pts * frame.time_base * take.format.fps for frame in frames] == list(range(6))
        deep = np.stack([frame.to_ndarray(format="rgb48le") for frame in frames]) / 257.0
    # The same pictures: 4:2:2 mixes colour of two neighbours, ProRes HQ loses some tenths of a level elsewhere.
    assert np.abs(deep - shown).mean() < 1.0
    assert len(np.unique(deep)) > 256


def test_pictures_are_those_of_the_film(take, tmp_path):
    with delivery.Store(take.store) as store:
        line = lay_out(take.world, take.format, [])
        made = [part for node in line.developed for _, part in store.stream(node)]
        deep = list(delivery._deep_pictures(store, line))
    assert deliver_pictures(take, tmp_path / "png") == len(made) == len(deep)
    for k, (plain, fine) in enumerate(zip(made, deep, strict=True)):
        np.testing.assert_array_equal(
            oiio.ImageBuf(str(tmp_path / "png" / f"png.{k:06}.png")).get_pixels(oiio.UINT8), plain
        )
        np.testing.assert_array_equal(np.rint(fine / 257.0).astype(np.uint8), plain)
