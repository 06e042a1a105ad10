"""Sound on disk: 24-bit PCM."""

import wave
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

FULL_SCALE = 2**23 - 1


def write_wav(path: Path | str, samples: ArrayLike, rate: int) -> None:
    """Write samples (n, channels) or (n,), full scale at 1, as a 24-bit PCM WAV file; beyond it they are cut."""
    samples = np.asarray(samples, float)
    samples = samples[:, None] if samples.ndim == 1 else samples
    whole = np.round(np.clip(samples, -1.0, 1.0) * FULL_SCALE).astype("<i4")
    low_three = whole.reshape(-1, 1).view(np.uint8)[:, :3]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(samples.shape[1])
        file.setsampwidth(3)
        file.setframerate(rate)
        file.writeframes(low_three.tobytes())


def read_wav(path: Path | str) -> tuple[np.ndarray, int]:
    """Return the samples (n, channels) float32 of a 24-bit PCM WAV file, and its rate."""
    with wave.open(str(path), "rb") as file:
        channels, rate = file.getnchannels(), file.getframerate()
        raw = np.frombuffer(file.readframes(file.getnframes()), np.uint8).reshape(-1, 3)
    padded = np.zeros((len(raw), 4), np.uint8)
    padded[:, 1:] = raw
    whole = padded.view("<i4")[:, 0] >> 8
    return (whole / FULL_SCALE).astype(np.float32).reshape(-1, channels), rate
