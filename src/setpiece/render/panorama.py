"""A sky of the user's own as the document holds it, and as the dome that lights the place.

The text of ``Sky.panorama`` is height and width, then shared-exponent pixels (Ward 1991) from the top, left to right,
deflated and in base64. Its middle is north, straight ahead; east is to its right. Whatever it says is bounded and
checked when it is unpacked: a document may come from anywhere.
"""

import base64
import binascii
import zlib
from functools import lru_cache
from math import pi

import numpy as np
from numpy.typing import NDArray

from setpiece.errors import InputError, expected
from setpiece.world.document import World

Image = NDArray[np.float32]
HEIGHT, WIDTH = 512, 1024  # px that a document keeps, at most
LEVEL = 300.0  # W/m2 that a panorama is taken to give on level ground: files have no unit in common
BIAS = 136  # of the shared exponent: 128, and 8 bits of mantissa


def packed(image: Image) -> str:
    """Return an image (H, W, 3) of finite radiance from 0, in any unit, as text."""
    peak = image.max(axis=-1)
    exponent = np.where(peak > 1e-32, np.frexp(np.maximum(peak, 1e-38))[1], -128)
    mantissa = np.clip(image * np.exp2(8.0 - exponent.astype(np.float64))[..., None], 0.0, 255.0)
    pixels = np.concatenate([mantissa, np.clip(exponent + 128, 0, 255)[..., None]], axis=-1).astype(np.uint8)
    data = np.array(image.shape[:2], "<u2").tobytes() + pixels.tobytes()
    return base64.b64encode(zlib.compress(data, 9)).decode()


def under(world: World, text: str) -> World:
    """Return a world under the sky of a text; as it is, where the text is empty.

    Raises:
        InputError: it plays in a room, or in a studio with lights of its own.
    """
    if text and (world.place.room is not None or world.sky.kind == "studio"):
        where = world.place.name.replace("_", " ")
        raise InputError(f"--sky: expected a place outdoors, got a {where}. Name one, such as 'on a meadow'.")
    return world.model_copy(update={"sky": world.sky.model_copy(update={"panorama": text})}) if text else world


def unpacked(text: str) -> Image:
    """Return the image (H, W, 3) that ``packed`` wrote.

    Raises:
        InputError: the text is damaged, black, or holds more than it may.
    """
    most = 4 + 4 * HEIGHT * WIDTH
    try:
        data = zlib.decompressobj().decompress(base64.b64decode(text, validate=True), most + 1)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise InputError(expected("sky.panorama", "deflated pixels in base64", "something else", str(error))) from error
    height, width = (int(size) for size in np.frombuffer(data[:4].ljust(4, b"\0"), "<u2"))
    if not (2 <= height <= HEIGHT and 2 <= width <= WIDTH and len(data) == 4 + 4 * height * width):
        raise InputError(expected("sky.panorama", f"up to {WIDTH}x{HEIGHT} pixels", f"{width}x{height}, {len(data)} B"))
    pixels = np.frombuffer(data, np.uint8, offset=4).reshape(height, width, 4)
    scale = np.where(pixels[..., 3] > 0, np.exp2(pixels[..., 3].astype(np.float64) - BIAS), 0.0)
    image = (pixels[..., :3] * scale[..., None]).astype(np.float32)
    if not (image > 0.0).any():
        raise InputError(expected("sky.panorama", "a picture with light in it", "black"))
    return image


@lru_cache(maxsize=2)
def dome(text: str, height: int, width: int) -> Image:
    """Return radiance (height, width, 3) in W/m2/sr as ``lights.Dome`` has it: texels on corners, column 0 north.

    It gives ``LEVEL`` on level ground, whatever the file's unit.
    """
    from scipy.ndimage import map_coordinates

    image = unpacked(text).astype(np.float64)
    rows, columns = image.shape[:2]
    v = np.linspace(0.0, 1.0, height) * rows - 0.5
    u = (np.arange(width) / width + 0.5) * columns - 0.5
    wide = np.concatenate([image[:, -1:], image, image[:, :2]], axis=1)
    place = np.meshgrid(np.clip(v, 0.0, rows - 1.0), np.mod(u, columns) + 1.0, indexing="ij")
    large = np.stack([map_coordinates(wide[..., k], place, order=1, mode="nearest") for k in range(3)], axis=-1)
    return (large * (LEVEL / max(_irradiance(large), 1e-30))).astype(np.float32)


def _irradiance(image: NDArray[np.float64]) -> float:
    """Return the mean irradiance on level ground under a dome."""
    height, width = image.shape[:2]
    theta = np.linspace(0.0, pi, height)
    weight = np.clip(np.cos(theta), 0.0, None) * np.sin(theta) * (pi / (height - 1)) * (2.0 * pi / width)
    found = float(np.einsum("hwc,h->", image, weight)) / 3.0
    return found or float(image.mean()) * pi
