"""Pictures and sound into one film file: H.264 and AAC in MP4, as every browser plays it.

Pictures are uint8 (H, W, 3) with the sRGB curve and Rec. 709 primaries; they become 4:2:0 with the Rec. 709 matrix
in video range and are tagged so. Frame times are exact: the time base is one over the frame rate.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from fractions import Fraction
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

CRF = "16"  # visually free of loss
PRESET = "veryfast"  # a third of the time of "medium"; at this CRF the difference is in the size
THREADS = 2  # fixed: x264's output depends on it
MBTREE = "0"  # with it, one film in some seven hundred came out with other bytes
KEYFRAME_SECONDS = 1  # how far a player must look back when it seeks
AUDIO_BITS = 192_000
WAITING = 3  # pictures that may wait for the encoder
BT709 = 1  # colour primaries, transfer and matrix in the numbering of ITU-T H.273
VIDEO_RANGE = 1  # FFmpeg's AVCOL_RANGE_MPEG: 16..235

Picture = NDArray[np.uint8]


def write_film(
    path: Path, pictures: Iterable[Picture], *, fps: Fraction, sound: Callable[[], NDArray] | None, rate: int
) -> None:
    """Write a film.

    Args:
        path: the .mp4 file.
        pictures: uint8 (H, W, 3) each, H and W even; taken one at a time.
        fps: frames a second.
        sound: gives float (samples, 2) in -1..1, and is asked when the pictures are through; None: a silent film.
        rate: samples a second.
    """
    import av

    pictures = iter(pictures)
    first = next(pictures)
    height, width = first.shape[:2]
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as film:
        video = film.add_stream("libx264", rate=fps)
        video.height, video.width, video.pix_fmt = height, width, "yuv420p"
        video.time_base = video.codec_context.time_base = 1 / fps
        keyframes = str(max(1, round(fps * KEYFRAME_SECONDS)))
        video.options = {"crf": CRF, "preset": PRESET, "mbtree": MBTREE, "g": keyframes}
        video.thread_count = THREADS
        context = video.codec_context
        context.color_primaries = context.color_trc = context.colorspace = BT709
        context.color_range = VIDEO_RANGE
        audio = None
        if sound is not None:
            audio = film.add_stream("aac", rate=rate, layout="stereo")
            audio.bit_rate = AUDIO_BITS

        def press(index: int, picture: Picture) -> None:
            film.mux(video.encode(video_frame(picture, index, fps)))

        # A thread of its own encodes a picture while the next ones are made.
        waiting: deque[Future[None]] = deque()
        with ThreadPoolExecutor(1, thread_name_prefix="encode") as printer:
            for index, picture in enumerate(chain([first], pictures)):
                waiting.append(printer.submit(press, index, picture))
                if len(waiting) > WAITING:
                    waiting.popleft().result()
            for done in waiting:
                done.result()
        film.mux(video.encode())
        if audio is not None:
            for frame in _audio_frames(sound(), rate):
                film.mux(audio.encode(frame))
            film.mux(audio.encode())


def write_picture(path: Path, picture: Picture) -> None:
    """Write one picture as PNG."""
    from PIL import Image

    Image.fromarray(picture).save(path, format="PNG", compress_level=6)


def write_wave(path: Path, sound: NDArray, rate: int) -> None:
    """Write float sound (samples, channels) in -1..1 as a 24-bit PCM WAV file."""
    import wave

    whole = np.clip(np.rint(np.asarray(sound, np.float64) * (2**23 - 1)), -(2**23), 2**23 - 1).astype("<i4")
    low_three_bytes = np.ascontiguousarray(whole).view(np.uint8).reshape(-1, 4)[:, :3]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(sound.shape[1])
        file.setsampwidth(3)
        file.setframerate(rate)
        file.writeframes(low_three_bytes.tobytes())


def video_frame(
    picture: NDArray, index: int, fps: Fraction, *, source: str = "rgb24", pixels: str = "yuv420p"
) -> "av.VideoFrame":  # noqa: F821
    """Return a picture of FFmpeg's format ``source`` as a frame of format ``pixels``: Rec. 709 in video range."""
    import av
    from av.video.reformatter import ColorRange, Colorspace

    rgb = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format=source)
    frame = rgb.reformat(
        format=pixels,
        dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.JPEG,
        dst_color_range=ColorRange.MPEG,
    )
    frame.pts, frame.time_base = index, 1 / fps
    return frame


def _audio_frames(sound: NDArray, rate: int, length: int = 1024) -> Iterator["av.AudioFrame"]:  # noqa: F821
    import av

    planes = np.ascontiguousarray(np.asarray(sound, np.float32).T)
    for start in range(0, planes.shape[1], length):
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(planes[:, start : start + length]), format="fltp", layout="stereo"
        )
        frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
        yield frame
