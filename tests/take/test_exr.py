"""Cryptomatte's ids against published values, and files against another program that reads them."""

import json
import struct

import numpy as np
import OpenImageIO as oiio  # noqa: N813 - as its own documentation calls it
import pytest

from setpiece.render.color import CHROMATICITIES, from_rec709, matrix
from setpiece.render.layers import NOTHING
from setpiece.take.exr import bits_of, channels_of, cryptomatte, float_id, murmur3_32, write_exr


@pytest.mark.parametrize(
    ("text", "seed", "expected"),
    [  # of MurmurHash3_x86_32, as Appleby's reference code gives them
        ("", 0, 0x00000000),
        ("", 1, 0x514E28B7),
        ("a", 0, 0x3C2569B2),
        ("abc", 0, 0xB3DD93FA),
        ("test", 0, 0xBA6BD213),
        ("hello", 0, 0x248BFA47),
        ("Hello, world!", 0, 0xC0363E43),
        ("The quick brown fox jumps over the lazy dog", 0, 0x2E4FF723),
    ],
)
def test_hashes_are_the_published_ones(text, seed, expected):
    assert murmur3_32(text.encode(), seed) == expected


def test_ids_are_normal_floats():
    for k in range(5000):
        bits = bits_of(f"thing_{k}")
        assert 0 < (bits >> 23) & 255 < 255
        assert struct.unpack("<I", struct.pack("<f", float_id(f"thing_{k}")))[0] == bits


def test_layers_come_back_from_another_program(tmp_path):
    rng = np.random.default_rng(1)
    light, depth = rng.exponential(1.0, (6, 9, 3)).astype(np.float16), rng.uniform(1, 1000, (6, 9)).astype(np.float32)
    depth[0, 0] = np.inf
    thing = rng.integers(0, 3, (6, 9)).astype(np.uint16)
    thing[0, 0] = NOTHING
    alpha = rng.integers(0, 17, (6, 9, 2)).astype(np.float16) / 16
    channels = {}
    for name, array in {"beauty": light, "direct": light, "depth": depth, "thing": thing, "alpha": alpha}.items():
        channels |= channels_of(name, array, ["ball", "cup"])
    row = np.full((6, 9, 6), NOTHING, np.uint16)
    row[..., 0], row[2:, :, 1] = thing, 1
    row[0, 0] = NOTHING
    share = np.where(row == NOTHING, 0, 0.5).astype(np.float32)
    tables, metadata = cryptomatte("CryptoAsset", ["ball", "cup", "set_floor"], row, share)
    metadata["setpiece/frame"] = "7"
    primaries = CHROMATICITIES["acescg"]
    write_exr(tmp_path / "a.exr", channels | tables, chromaticities=primaries, metadata=metadata)
    assert [path.name for path in tmp_path.iterdir()] == ["a.exr"]

    image = oiio.ImageBuf(str(tmp_path / "a.exr"))
    spec, pixels = image.spec(), image.get_pixels(oiio.FLOAT)
    names = list(spec.channelnames)
    kinds = dict(zip(names, spec.channelformats, strict=True))
    assert {str(kinds[name]) for name in ("R", "direct.G", "alpha.cup")} == {"half"}
    assert {str(kinds[name]) for name in ("Z", "id.thing", "CryptoAsset00.R")} == {"float"}
    for k, key in enumerate("RGB"):
        np.testing.assert_array_equal(pixels[..., names.index(key)], light[..., k])
        np.testing.assert_array_equal(pixels[..., names.index(f"direct.{key}")], light[..., k])
    np.testing.assert_array_equal(pixels[..., names.index("Z")], depth)
    np.testing.assert_array_equal(pixels[..., names.index("id.thing")], thing)
    np.testing.assert_array_equal(pixels[..., names.index("alpha.cup")], alpha[..., 1])
    np.testing.assert_allclose(spec.getattribute("chromaticities"), primaries, rtol=1e-6)

    # Cryptomatte: whoever asks the manifest for a name finds its pixels.
    keys = {attribute.name: attribute.value for attribute in spec.extra_attribs}
    (head,) = {name.rsplit("/", 1)[0] for name in keys if name.startswith("cryptomatte/")}
    assert head == f"cryptomatte/{murmur3_32(b'CryptoAsset'):08x}"[:19]
    assert (keys[f"{head}/hash"], keys[f"{head}/conversion"]) == ("MurmurHash3_32", "uint32_to_float32")
    manifest = json.loads(keys[f"{head}/manifest"])
    for k, name in enumerate(["ball", "cup", "set_floor"]):
        wanted = np.frombuffer(int(manifest[name], 16).to_bytes(4, "little"), "<f4")[0]
        mask = np.zeros((6, 9))
        for rank in range(3):
            part = pixels[..., [names.index(f"CryptoAsset{rank:02}.{key}") for key in "RGBA"]]
            mask += np.where(part[..., 0] == wanted, part[..., 1], 0) + np.where(
                part[..., 2] == wanted, part[..., 3], 0
            )
        np.testing.assert_array_equal(mask, (share * (row == k)).sum(-1))


def test_a_failed_write_leaves_nothing(tmp_path):
    with pytest.raises(Exception):  # noqa: B017 - whatever the library says
        write_exr(tmp_path / "a.exr", {"R": np.zeros((2, 2), complex)}, chromaticities=(0.0,) * 8, metadata={})
    assert not list(tmp_path.iterdir())


def test_acescg_is_what_opencolorio_makes_of_it():
    colors = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1], [0.18, 0.5, 3.0]], np.float32)
    image = oiio.ImageBuf(oiio.ImageSpec(5, 1, 3, oiio.FLOAT))
    image.set_pixels(oiio.ROI(), colors[None])
    turned = oiio.ImageBufAlgo.colorconvert(
        image, "Linear Rec.709 (sRGB)", "ACEScg", colorconfig="ocio://cg-config-v2.2.0_aces-v1.3_ocio-v2.4"
    )
    assert not turned.has_error, turned.geterror()
    # Both round the same primaries and Bradford's matrix to some seven digits.
    np.testing.assert_allclose(from_rec709(colors, "acescg"), turned.get_pixels(oiio.FLOAT)[0], atol=2e-5)
    assert np.abs(turned.get_pixels(oiio.FLOAT)[0] - colors).max() > 0.1
    np.testing.assert_allclose(matrix("rec709", "acescg") @ np.ones(3), 1.0, atol=1e-12)  # white stays white
    np.testing.assert_array_equal(from_rec709(colors, "rec709"), colors)
