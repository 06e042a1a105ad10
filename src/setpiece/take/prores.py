"""Pictures and sound into a film for the editing room: ProRes 422 HQ and PCM in QuickTime.

Pictures are uint16 (H, W, 3) with the sRGB curve and Rec. 709 primaries; they become 10-bit 4:2:2 with the Rec. 709
matrix in video range, every frame by itself, and are tagged so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from setpiece.take.encode import BT709, VIDEO_RANGE, video_frame

if TYPE_CHECKING:
    import av

HQ = "3"
PIXELS = "yuv422p10le"


def write_prores(
    path: Path, pictures: Iterable[NDArray[np.uint16]], *, fps: Fraction, sound: NDArray | None, rate: int
) -> None:
    """Write a film; arguments as for ``encode.write_film``, but for the depth of the pictures."""
    import av

    pictures = iter(pictures)
    first = next(pictures)
    with av.open(str(path), "w", format="mov") as film:
        video = film.add_stream("prores_ks", rate=fps)
        video.height, video.width, video.pix_fmt = *first.shape[:2], PIXELS
        context = video.codec_context
        video.time_base = context.time_base = 1 / fps
        video.options = {"profile": HQ, "vendor": "apl0"}
        context.color_primaries = context.color_trc = context.colorspace = BT709
        context.color_range = VIDEO_RANGE
        audio = None if sound is None else film.add_stream("pcm_s24le", rate=rate, layout="stereo")
        for index, picture in enumerate(chain([first], pictures)):
            frame = video_frame(picture, index, fps, source="rgb48le", pixels=PIXELS)
            film.mux(video.encode(frame))
        film.mux(video.encode())
        if audio is not None:
            for frame in _audio_frames(sound, rate):
                film.mux(audio.encode(frame))
            film.mux(audio.encode())


def _audio_frames(sound: NDArray, rate: int, length: int = 4096) -> Iterator[av.AudioFrame]:
    """Yield sound in -1..1 as 32-bit whole numbers, of which 24 bits are kept."""
    import av

    whole = np.rint(np.clip(np.asarray(sound, np.float64), -1.0, 1.0 - 2.0**-23) * 2.0**23).astype(np.int32) << 8
    for start in range(0, len(whole), length):
        packed = np.ascontiguousarray(whole[start : start + length]).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(packed, format="s32", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
        yield frame
