from fractions import Fraction

import numpy as np
import pytest

from setpiece.take.encode import write_film, write_wave

HEIGHT, WIDTH, RATE = 90, 160, 48000


def picture(index):
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    waves = (x + index, y, 2 * x - y)
    return np.stack([128 + 100 * np.sin(wave / 20) for wave in waves], -1).astype(np.uint8)


def opened(path):
    import av

    return av.open(str(path))


@pytest.fixture(scope="module")
def sound():
    times = np.arange(2 * RATE) / RATE
    return np.stack([0.3 * np.sin(2 * np.pi * 440 * times), 0.3 * np.sin(2 * np.pi * 660 * times)], -1)


@pytest.mark.parametrize("fps", [Fraction(24), Fraction(24000, 1001), Fraction(60)])
def test_pictures_and_times_come_back(tmp_path, sound, fps):
    pictures = [picture(index) for index in range(20)]
    write_film(tmp_path / "film.mp4", iter(pictures), fps=fps, sound=lambda: sound, rate=RATE)
    with opened(tmp_path / "film.mp4") as film:
        stream = film.streams.video[0]
        assert stream.average_rate == fps
        frames = list(film.decode(stream))
    assert [frame.pts * frame.time_base * fps for frame in frames] == list(range(20))
    decoded = np.stack([frame.to_ndarray(format="rgb24") for frame in frames]).astype(float)
    # 4:2:0 halves the colour of waves no shorter than 56 px (amplitude 100): at most 100 (1 - cos(pi/28)) < 1 level;
    # video range rounds to 255/219 of a level per channel; CRF 16 adds about one level: a mean of 3 leaves room.
    assert np.abs(decoded - np.stack(pictures)).mean() < 3
    assert (
        np.abs((decoded - np.stack(pictures)).mean((0, 1, 2))).max() < 2
    )  # a wrong matrix or range shifts by 5 or more


def test_the_film_is_tagged_and_starts_fast(tmp_path, sound):
    write_film(tmp_path / "film.mp4", map(picture, range(5)), fps=Fraction(24), sound=lambda: sound, rate=RATE)
    content = (tmp_path / "film.mp4").read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")
    with opened(tmp_path / "film.mp4") as film:
        context = film.streams.video[0].codec_context
        assert (context.pix_fmt, context.width, context.height) == ("yuv420p", WIDTH, HEIGHT)
        assert (context.colorspace, context.color_primaries, context.color_trc, context.color_range) == (1, 1, 1, 1)
        assert film.streams.audio[0].codec_context.name == "aac"


def test_sound_keeps_its_length_and_pitch(tmp_path, sound):
    write_film(tmp_path / "film.mp4", map(picture, range(48)), fps=Fraction(24), sound=lambda: sound, rate=RATE)
    with opened(tmp_path / "film.mp4") as film:
        stream = film.streams.audio[0]
        assert stream.duration * stream.time_base == 2
        decoded = np.concatenate([frame.to_ndarray() for frame in film.decode(stream)], axis=1)
    assert 0 <= decoded.shape[1] - 2 * RATE < 1024  # AAC ends on a block
    for channel, pitch in enumerate((440, 660)):
        spectrum = np.abs(np.fft.rfft(decoded[channel, :RATE]))
        assert spectrum.argmax() == pitch


def test_a_silent_film_has_no_sound_track(tmp_path):
    write_film(tmp_path / "film.mp4", map(picture, range(3)), fps=Fraction(25), sound=None, rate=RATE)
    with opened(tmp_path / "film.mp4") as film:
        assert not film.streams.audio


def test_waves_are_24_bit(tmp_path, sound):
    write_wave(tmp_path / "mix.wav", sound, RATE)
    with opened(tmp_path / "mix.wav") as file:
        stream = file.streams.audio[0]
        assert (stream.rate, stream.channels, stream.codec_context.name) == (RATE, 2, "pcm_s24le")
        decoded = np.concatenate([frame.to_ndarray().reshape(-1, 2) for frame in file.decode(stream)])
    assert np.abs(decoded / 2.0**31 - sound * (1 - 2.0**-23)).max() <= 2.0**-23  # half a step of 24 bits, and clipping
