"""Layers as multilayer OpenEXR files with Cryptomatte, under the names that compositing programs expect.

Colours, normals and masks are half floats; what measures (depth, position, motion, places on surfaces) is float, and
so are ids, since many programs scale whole numbers. Cryptomatte follows its specification 1.2 (Psyop 2018): per layer,
ranks of (id, coverage), an id being the MurmurHash3 of a name as the bits of a float, and a manifest from names to ids.
"""

import json
import os
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from setpiece.render.layers import LAYERS, LIGHTS, NOTHING, THINGS
from setpiece.take.files import disk_full_is_input_error, fsync

Channels = dict[str, NDArray]
NAMES = {  # of the channels of layers whose names are not <layer>.R, .G, .B, .A
    "beauty": ("R", "G", "B"),
    "depth": ("Z",),
    "position": ("P.X", "P.Y", "P.Z"),
    "normal": ("N.X", "N.Y", "N.Z"),
    "uv": ("uv.u", "uv.v"),
    "thing": ("id.thing",),
    "part": ("id.part",),
    "material": ("id.material",),
    "motion_forward": ("forward.u", "forward.v"),
    "motion_backward": ("backward.u", "backward.v"),
}
HALF = {"normal", "albedo"}  # besides the layers that are half floats anyway


def channels_of(name: str, array: NDArray, owners: Sequence[str]) -> Channels:
    """Return the channels of one layer as ``LAYERS`` describes it; ``owners``: the things or lights it has some for."""
    layer = LAYERS[name]
    if layer.channels == LIGHTS:
        rows = {f"{name}.{id_}.{key}": array[..., k, c] for k, id_ in enumerate(owners) for c, key in enumerate("RGB")}
        return {key: np.ascontiguousarray(row) for key, row in rows.items()}
    dtype = {"uint16": np.float32, "bool": np.float16}.get(layer.dtype, np.dtype(layer.dtype))
    dtype = np.float16 if name in HALF else dtype
    plain = [f"{name}.{id_}" for id_ in owners] if layer.channels == THINGS else [f"{name}.{key}" for key in "RGBA"]
    columns = array[..., None] if layer.channels == 0 else array
    names = NAMES.get(name, plain[: columns.shape[-1]])
    return {key: np.ascontiguousarray(columns[..., k], dtype) for k, key in enumerate(names)}


def cryptomatte(
    layer: str, names: Sequence[str], row: NDArray[np.uint16], share: NDArray[np.float32]
) -> tuple[Channels, dict[str, str]]:
    """Return the channels and the metadata of one Cryptomatte layer.

    Args:
        layer: Its name, such as CryptoObject.
        names: What the rows stand for.
        row: (H, W, ranks) rows of ``names``, ``NOTHING`` for none; an even number of ranks, the most covering first.
        share: (H, W, ranks) of the pixel.
    """
    ids = np.array([float_id(name) for name in names] + [0.0], np.float32)
    found = ids[np.where(row == NOTHING, len(names), row)]
    channels = {}
    for rank in range(row.shape[-1]):
        pair, keys = f"{layer}{rank // 2:02}", ("RG", "BA")[rank % 2]
        channels[f"{pair}.{keys[0]}"] = np.ascontiguousarray(found[..., rank])
        channels[f"{pair}.{keys[1]}"] = np.ascontiguousarray(share[..., rank], np.float32)
    key = f"cryptomatte/{murmur3_32(layer.encode()):08x}"[: len("cryptomatte/") + 7]
    manifest = {name: f"{bits_of(name):08x}" for name in sorted(set(names))}
    metadata = {"name": layer, "hash": "MurmurHash3_32", "conversion": "uint32_to_float32"}
    metadata["manifest"] = json.dumps(manifest, separators=(",", ":"))
    return channels, {f"{key}/{name}": value for name, value in metadata.items()}


def bits_of(name: str) -> int:
    """Return the id of a name: its hash, one bit changed where the float would not be a normal number."""
    found = murmur3_32(name.encode())
    return found ^ (1 << 23) if (found >> 23) & 255 in (0, 255) else found


def float_id(name: str) -> float:
    """Return the id of a name as the float of the same bits."""
    return struct.unpack("<f", struct.pack("<I", bits_of(name)))[0]


def murmur3_32(data: bytes, seed: int = 0) -> int:
    """Return MurmurHash3_x86_32 (Appleby 2011)."""
    mask, hashed = 0xFFFFFFFF, seed

    def scrambled(word: int) -> int:
        word = word * 0xCC9E2D51 & mask
        return (word << 15 | word >> 17) * 0x1B873593 & mask

    whole = len(data) & ~3
    for (word,) in struct.iter_unpack("<I", data[:whole]):
        hashed ^= scrambled(word)
        hashed = ((hashed << 13 | hashed >> 19) & mask) * 5 + 0xE6546B64 & mask
    hashed ^= scrambled(int.from_bytes(data[whole:], "little")) ^ len(data)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        hashed = (hashed ^ hashed >> shift) * factor & mask
    return hashed


def write_exr(
    path: Path, channels: Mapping[str, NDArray], *, chromaticities: Sequence[float], metadata: Mapping[str, object]
) -> None:
    """Write an image whole or not at all.

    Args:
        path: The file.
        channels: (H, W) each: float16 or float32.
        chromaticities: x and y of red, green, blue and white.
        metadata: Further attributes by name.
    """
    import OpenEXR

    header = {
        "compression": OpenEXR.ZIP_COMPRESSION,
        "type": OpenEXR.scanlineimage,
        "chromaticities": tuple(chromaticities),
        **metadata,
    }
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with disk_full_is_input_error(path.parent):
            with OpenEXR.File(header, dict(sorted(channels.items()))) as file:
                file.write(str(temporary))
            fsync(temporary)
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
