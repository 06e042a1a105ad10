"""How much work a frame is worth."""

from dataclasses import dataclass

from setpiece.render.denoise import Strength


@dataclass(frozen=True)
class Quality:
    """How much work a frame is worth. ``shrink``: traced at 1/shrink of the size; ``instants``: of the open shutter.

    ``pilot``: the number of samples after which pixels may end (``gather``); 0: all take all.
    In fog all do: its beams are made of few bright samples, which denoisers take for outliers.
    """

    shrink: int
    samples: int
    instants: int
    guide_samples: int
    denoise: Strength
    max_depth: int = 8
    pilot: int = 0


QUALITIES = {
    "draft": Quality(shrink=2, samples=2, instants=1, guide_samples=2, denoise="fast", max_depth=6),
    "standard": Quality(shrink=1, samples=2, instants=1, guide_samples=4, denoise="fast"),
    "final": Quality(shrink=1, samples=36, instants=6, guide_samples=36, denoise="high", max_depth=12, pilot=12),
}
