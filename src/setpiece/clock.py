"""Time as integers: ticks of 1/6000 s, physics steps, samples, segments, and the frames of a film.

A step is 10 ticks (1/600 s); 24, 25, 30, 48, 50 and 60 frames a second are whole numbers of ticks.
Ranges are half-open. World time and film time differ only by a shot's speed (slow motion).
"""

from collections.abc import Iterator
from fractions import Fraction

TICKS_PER_SECOND = 6000
STEP_TICKS = 10  # one step of the rigid-body solver: 1/600 s
SAMPLE_TICKS = 50  # one stored sample of a Trajectory: 1/120 s
SEGMENT_TICKS = TICKS_PER_SECOND  # one unit of work, storage and resume: one second of world

STEP = STEP_TICKS / TICKS_PER_SECOND
SAMPLE = SAMPLE_TICKS / TICKS_PER_SECOND
STEPS_PER_SAMPLE = SAMPLE_TICKS // STEP_TICKS
SAMPLES_PER_SEGMENT = SEGMENT_TICKS // SAMPLE_TICKS

FRAME_RATES = (
    *(Fraction(n) for n in (12, 24, 25, 30, 48, 50, 60)),
    *(Fraction(n * 1000, 1001) for n in (24, 30, 60)),
)


def ticks(seconds: float) -> int:
    """Return the tick nearest to a time in seconds."""
    return round(seconds * TICKS_PER_SECOND)


def frame_count(seconds: float, fps: Fraction) -> int:
    """Return how many frames a film of this length has: at least one."""
    return max(1, round(Fraction(seconds).limit_denominator(TICKS_PER_SECOND) * fps))


def frame_times(seconds: float, fps: Fraction, speed: float = 1.0) -> Iterator[float]:
    """Yield the world time (s) at the centre of the shutter of every frame; ``speed`` is slow motion's rate."""
    for frame in range(frame_count(seconds, fps)):
        yield float(frame / fps) * speed


def segments(seconds: float) -> range:
    """Return the segment indices that cover world time [0, seconds]."""
    return range(max(1, -(-ticks(seconds) // SEGMENT_TICKS)))
