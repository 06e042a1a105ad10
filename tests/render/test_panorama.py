"""A sky of one's own: its bits, its direction, its light, and files that mean harm."""

import zlib
from base64 import b64encode
from math import pi

import numpy as np
import pytest

from setpiece.errors import InputError
from setpiece.render import emitters, panorama, panorama_file, skies, tables
from setpiece.world.document import Place, Room, Sky, World

RNG = np.random.default_rng(5)


def even(height=16, width=32, level=2.0):
    return np.full((height, width, 3), level, np.float32)


def written(image, *, runs=True):
    """Return a Radiance file of an image."""
    peak = image.max(axis=-1)
    exponent = np.frexp(np.maximum(peak, 1e-38))[1]
    mantissa = (image * np.exp2(8.0 - exponent)[..., None]).astype(np.uint8)
    pixels = np.concatenate([mantissa, (exponent + 128)[..., None].astype(np.uint8)], axis=-1)
    height, width = image.shape[:2]
    body = b""
    for row in pixels:
        if runs:
            body += bytes((2, 2, width >> 8, width & 255))
            for channel in row.T:
                for start in range(0, width, 128):
                    part = channel[start : start + 128]
                    if len(set(part.tolist())) == 1 and len(part) < 128:
                        body += bytes((128 + len(part), part[0]))
                    else:
                        body += bytes((len(part),)) + part.tobytes()
        else:
            body += row.tobytes()
    return b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y %d +X %d\n" % (height, width) + body


def test_a_picture_comes_back_from_its_text_within_a_mantissa():
    image = (RNG.random((64, 128, 3)) * np.exp(RNG.normal(0, 4, (64, 128, 1)))).astype(np.float32)
    back = panorama.unpacked(panorama.packed(image))
    assert (np.abs(back - image) <= image.max(axis=-1, keepdims=True) / 128).all()


def test_the_middle_is_north_and_the_right_is_east():
    for share, direction in ((0.5, 0.0), (0.75, pi / 2), (0.25, -pi / 2)):
        image = even(64, 128, 0.01)
        image[30:34, int(share * 128) - 1 : int(share * 128) + 1] = 100.0
        dome = panorama.dome(panorama.packed(image), 128, 256)
        row, column = np.unravel_index(dome.mean(axis=2).argmax(), dome.shape[:2])
        assert abs(row / 127 - 0.5) < 0.02
        assert abs(np.angle(np.exp(1j * (2 * pi * column / 256 - direction)))) < 2 * pi / 100


@pytest.mark.parametrize("unit", [1e-3, 1.0, 5e4])
def test_any_unit_gives_the_same_light(unit):
    found = skies.lighting(Sky(panorama=panorama.packed(even(level=unit))), Place(name="meadow"))
    assert found.sun is None
    # An even dome of radiance L gives pi L on level ground; its texels keep 8 bits.
    np.testing.assert_allclose(found.dome.radiance, panorama.LEVEL / pi, rtol=0.01)


def test_a_small_sun_in_a_panorama_is_asked_for_light_by_its_share():
    image = even(256, 512, 1.0)
    image[60:63, 300:303] = 3e4
    found = skies.lighting(Sky(panorama=panorama.packed(image)), Place(name="meadow"))
    weights = tables.cell_weights(found.dome.radiance).reshape(emitters.CELL_ROWS, emitters.CELL_COLUMNS)
    # Nine texels of 3e4 at polar angle 0.75: 9 (pi / 256)^2 sin 0.75 3e4 = 27.7, against 4 pi of the rest.
    bright = np.sort(weights.ravel())[-9:].sum() / weights.sum()
    assert 0.5 < bright < 0.85


def test_files_are_read_as_they_were_written(tmp_path):
    import OpenEXR

    image = (RNG.random((32, 64, 3)) + 0.1).astype(np.float32)
    image[:, 32:] = image[:1, :1]
    for runs in (True, False):
        path = tmp_path / f"{runs}.hdr"
        path.write_bytes(written(image, runs=runs))
        back = panorama.unpacked(panorama_file.read_panorama(path))
        assert (np.abs(back - image) <= image.max(axis=-1, keepdims=True) / 64).all()
    path = tmp_path / "sky.exr"
    OpenEXR.File({"type": OpenEXR.scanlineimage}, {"RGB": image}).write(str(path))
    back = panorama.unpacked(panorama_file.read_panorama(path))
    assert (np.abs(back - image) <= image.max(axis=-1, keepdims=True) / 128).all()


def test_a_large_file_is_made_small_with_the_same_mean():
    image = RNG.random((1024, 2048, 3)).astype(np.float32)
    found = panorama_file.small(image)
    assert found.shape == (512, 1024, 3)
    assert found.mean() == pytest.approx(image.mean(), rel=1e-4)


GOOD = written(even())
HARM = {
    "empty.hdr": b"",
    "no_picture.hdr": b"GIF89a" + bytes(100),
    "cut.hdr": GOOD[:-40],
    "huge.hdr": b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 90000 +X 90000\n" + bytes(64),
    "wide.hdr": written(even(16, 16)),
    "zero_run.hdr": b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 16 +X 32\n" + b"\x02\x02\x00\x20" + bytes(500),
    "other_width.hdr": b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 16 +X 32\n" + b"\x02\x02\x00\x40" + bytes(500),
    "black.hdr": written(even(level=0.0)),
    "damaged.exr": b"\x76\x2f\x31\x01" + bytes(RNG.integers(0, 256, 400, np.uint8)),
    "sky.png": b"\x89PNG",
}


@pytest.mark.parametrize("name", sorted(HARM))
def test_a_file_that_is_no_panorama_is_named_in_one_line(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(HARM[name])
    with pytest.raises(InputError) as error:
        panorama_file.read_panorama(path)
    assert "\n" not in str(error.value)
    assert "Traceback" not in str(error.value)


def test_what_is_no_file_is_said(tmp_path):
    for path in (tmp_path / "none.hdr", tmp_path):
        with pytest.raises(InputError):
            panorama_file.read_panorama(path.with_suffix(".hdr") if path == tmp_path else path)
    (tmp_path / "folder.exr").mkdir()
    with pytest.raises(InputError, match="expected a file"):
        panorama_file.read_panorama(tmp_path / "folder.exr")


def test_a_document_that_lies_about_its_picture_is_refused():
    bomb = b64encode(zlib.compress(np.array([512, 1024], "<u2").tobytes() + bytes(1 << 26), 9)).decode()
    for text in (
        "###",
        b64encode(b"nothing").decode(),
        bomb,
        panorama.packed(RNG.random((16, 32, 3)).astype(np.float32))[:800],
        panorama.packed(even(level=0.0)),
    ):
        with pytest.raises(InputError):
            panorama.unpacked(text)


def test_a_room_has_no_sky_of_its_own():
    with pytest.raises(InputError, match="outdoors"):
        panorama.under(World(place=Place(name="kitchen", room=Room(size=(4, 4, 3)))), panorama.packed(even()))
    assert panorama.under(World(place=Place(name="meadow")), "x").sky.panorama == "x"
