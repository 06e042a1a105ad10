"""Takes the noise out of a raw frame with Intel's Open Image Denoise, led by albedo and normal.

The scale of the input is fixed by the caller. With the library's own choice it would follow the picture's
brightness, and one edit would change every pixel.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Strength = Literal["fast", "balanced", "high"]
# px: beyond this distance from a change the result has the same bits. The network for "high" has two convolutions of
# 3 x 3 on each of its five levels, the other one fewer; a pooling adds up to a pixel of its level.
RECEPTIVE_FIELD: dict[Strength, int] = {"fast": 94, "balanced": 94, "high": 108}
BLOCK = 16  # px: sizes of which the network takes multiples; it fills up with black, which darkens the last row
_QUALITY = {"fast": 4, "balanced": 5, "high": 6}
_HALF3, _FLOAT3 = 259, 3


class Denoiser:
    """Holds a filter of one size; its images stay in place, so that hundreds of frames need no new memory."""

    def __init__(self, height: int, width: int, *, strength: Strength = "fast", threads: int = 0) -> None:
        """Load the network. ``threads`` 0 is one per core; the bits do not depend on it.

        ``strength`` "high" takes the guides for free of noise, and so keeps what they show: give it many samples.
        """
        import pyoidn

        self._device = pyoidn.Device()
        self._device.set_bool("setAffinity", False)
        if threads:
            self._device.set_int("numThreads", threads)
        self._device.commit()
        rows, columns = (-(-size // BLOCK) * BLOCK for size in (height, width))
        top, left = (rows - height) // 2, (columns - width) // 2
        self._inside = slice(top, top + height), slice(left, left + width)
        shape = (rows, columns, 3)
        self._inputs = {name: np.zeros(shape, np.float16) for name in ("color", "albedo", "normal")}
        self._output = np.zeros(shape, np.float32)
        self._filter = pyoidn.Filter(self._device, "RT")
        for name, image in self._inputs.items():
            self._filter.set_image(name, image, _HALF3)
        self._filter.set_image("output", self._output, _FLOAT3)
        self._filter.set_bool("hdr", True)
        self._filter.set_int("quality", _QUALITY[strength])
        self._filter.set_bool("cleanAux", strength == "high")
        self._scale = 0.0

    def __call__(self, radiance: NDArray, albedo: NDArray, normal: NDArray, *, scale: float) -> NDArray[np.float32]:
        """Return radiance (H, W, 3) without noise.

        Args:
            radiance: (H, W, 3), any float type.
            albedo: (H, W, 3) in [0, 1].
            normal: (H, W, 3) in any one frame.
            scale: What turns radiance into numbers around 1 (the shot's exposure); the output is not scaled.
        """
        if scale != self._scale:
            self._filter.set_float("inputScale", float(scale))
            self._filter.commit()
            self._scale = scale
        for name, image in (("color", radiance), ("albedo", albedo), ("normal", normal)):
            self._fill(self._inputs[name], image)
        self._filter.execute()
        error = self._device.get_error()
        if error is not None:
            raise RuntimeError(f"denoiser: {error}")
        return self._output[self._inside].copy()

    def _fill(self, room: NDArray[np.float16], image: NDArray) -> None:
        """Copy an image into the middle, and mirror it into what is beyond its edges."""
        np.copyto(room[self._inside], image, casting="same_kind")
        rows, columns = self._inside
        for there, here in _mirrored(rows, room.shape[0]):
            room[there] = room[here]
        for there, here in _mirrored(columns, room.shape[1]):
            room[:, there] = room[:, here]


def _mirrored(inside: slice, whole: int) -> list[tuple[int, int]]:
    """Return which places before and after a range mirror which within it."""
    start, stop = inside.start, inside.stop
    last = stop - start - 1
    before = [(start - 1 - k, start + min(k, last)) for k in range(start)]
    return before + [(stop + k, stop - 1 - min(k, last)) for k in range(whole - stop)]
