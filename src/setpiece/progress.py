"""Progress as values: whoever works reports, whoever listens draws."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """One report: ``stage`` has done ``done`` of ``total`` units (frames, segments, candidates)."""

    stage: str
    done: int
    total: int
    note: str = ""


Report = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """Ignore progress."""
