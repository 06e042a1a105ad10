"""Reads a sky of the user's own (.hdr, .exr) in a process of its own, whose time and memory are bounded.

``python -m setpiece.render.panorama_file FILE`` is that process: it writes the picture, made small, to standard output.
"""

import io
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from setpiece.arrays import load
from setpiece.errors import InputError, expected
from setpiece.foreign import Bounds, read_apart, serve
from setpiece.render.panorama import HEIGHT, WIDTH, packed

Image = NDArray[np.float32]
BOUNDS = Bounds(size=256 * 2**20, seconds=60, memory=4 * 2**30, mend="Make it smaller.")
SIDE = 16384  # px, at most
BRIGHTEST = 1e6  # times the median: what is brighter is cut off
SIZE = re.compile(rb"-Y (\d{1,5}) \+X (\d{1,5})$")


def read_panorama(path: Path) -> str:
    """Return the text of ``Sky.panorama`` for a file.

    Raises:
        InputError: there is no such file, it is too large, damaged, black, no panorama, or takes too long.
    """
    if path.suffix.lower() not in (".hdr", ".exr"):
        raise InputError(expected("--sky", "a .hdr or .exr file", path.name[:80]))
    made = read_apart("setpiece.render.panorama_file", path, BOUNDS)
    return packed(load(io.BytesIO(made)))


# --- the child -------------------------------------------------------------------------------------------------------


def picture_of(path: Path) -> bytes:
    """Return the picture of a file, made small, as NumPy writes it.

    Raises:
        InputError: it is no panorama.
    """
    image = small(checked(_exr(path) if path.suffix.lower() == ".exr" else radiance_of(path.read_bytes())))
    buffer = io.BytesIO()
    np.save(buffer, image)
    return buffer.getvalue()


def checked(image: Image) -> Image:
    """Return a picture of finite light, twice as wide as high; what is no number or negative is dark.

    Raises:
        InputError: it is of another shape, or black.
    """
    height, width = image.shape[:2]
    if abs(width - 2 * height) > 0.02 * width or not 2 <= height <= SIDE:
        raise InputError(f"expected a panorama twice as wide as high, got {width}x{height}.")
    image = np.where(np.isfinite(image), np.maximum(image, 0.0), 0.0).astype(np.float32)
    lit = image[image > 0.0]
    if lit.size == 0:
        raise InputError("is black.")
    return np.minimum(image, BRIGHTEST * float(np.median(lit)))


def small(image: Image) -> Image:
    """Return the picture at ``HEIGHT`` by ``WIDTH`` at most, each pixel the mean of those it stands for."""
    down = max(1, -(-image.shape[0] // HEIGHT), -(-image.shape[1] // WIDTH))
    height, width = (size // down for size in image.shape[:2])
    blocks = image[: height * down, : width * down].reshape(height, down, width, down, 3)
    return blocks.mean(axis=(1, 3), dtype=np.float64).astype(np.float32)


def _exr(path: Path) -> Image:
    """Return the colours of an OpenEXR file."""
    import OpenEXR

    with OpenEXR.File(str(path)) as file:
        channels = file.channels()
        for name in ("RGB", "RGBA"):
            if name in channels:
                return np.asarray(channels[name].pixels, np.float32)[..., :3]
        if not {"R", "G", "B"} <= set(channels):
            raise InputError("has no channels R, G and B.")
        return np.stack([np.asarray(channels[name].pixels, np.float32) for name in "RGB"], axis=-1)


def radiance_of(data: bytes) -> Image:
    """Return the picture of a Radiance file (Ward 1991), plain or run-length coded, rows from the top.

    Raises:
        InputError: it is no such file, or ends early.
    """
    head, gap, rest = data.partition(b"\n\n")
    line, newline, body = rest.partition(b"\n")
    size = SIZE.match(line[:40])
    if not head.startswith(b"#?") or b"FORMAT=32-bit_rle_rgbe" not in head or not gap or not newline or size is None:
        raise InputError("is no Radiance picture of rows from the top.")
    height, width = int(size[1]), int(size[2])
    if not (2 <= height <= SIDE and 2 <= width <= 2 * SIDE):
        raise InputError(f"expected at most {2 * SIDE}x{SIDE} pixels, got {width}x{height}.")
    pixels, at = np.empty((height, width, 4), np.uint8), 0
    for row in range(height):
        if body[at : at + 2] == b"\x02\x02" and 8 <= width < 32768:
            pixels[row], at = _runs(body, at, width)
        else:
            plain = body[at : at + 4 * width]
            if len(plain) < 4 * width:
                raise InputError("ends before its last row.")
            pixels[row], at = np.frombuffer(plain, np.uint8).reshape(width, 4), at + 4 * width
    scale = np.where(pixels[..., 3] > 0, np.exp2(pixels[..., 3].astype(np.float64) - 136.0), 0.0)
    return (pixels[..., :3] * scale[..., None]).astype(np.float32)


def _runs(body: bytes, at: int, width: int) -> tuple[NDArray[np.uint8], int]:
    """Return a row of run-length coded pixels (width, 4), and where the next one begins."""
    if len(body) < at + 4 or body[at + 2] << 8 | body[at + 3] != width:
        raise InputError("has a row of another width.")
    at += 4
    row = bytearray()
    while len(row) < 4 * width:
        if at + 1 >= len(body):
            raise InputError("ends before its last row.")
        count = body[at]
        if count > 128:
            row += body[at + 1 : at + 2] * (count - 128)
            at += 2
        else:
            row += body[at + 1 : at + 1 + count]
            at += 1 + count
        if count == 0:
            raise InputError("is damaged.")
    if len(row) != 4 * width:
        raise InputError("is damaged.")
    return np.frombuffer(bytes(row), np.uint8).reshape(4, width).T, at


if __name__ == "__main__":
    serve(picture_of, BOUNDS)
