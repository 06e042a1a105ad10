"""The numbers that staging is free to choose: natural values first, seeded draws after.

Candidate 0 takes every natural value as it is; candidate k > 0 draws each within its range from the stream
(seed, "staging", k, name), so that a knob added later never shifts another.
"""

from dataclasses import dataclass

from setpiece.rng import stream


@dataclass(frozen=True)
class Knobs:
    """The choices of one candidate."""

    seed: int
    candidate: int = 0

    def pick(self, name: str, natural: float, spread: float) -> float:
        """Return a positive number: ``natural``, or a draw from natural / spread to natural * spread (log-uniform)."""
        if self.candidate == 0:
            return natural
        draw = stream(self.seed, "staging", self.candidate, name).uniform(-1.0, 1.0)
        return natural * float(spread**draw)

    def shift(self, name: str, reach: float) -> float:
        """Return an offset: 0, or a draw from -reach to reach."""
        if self.candidate == 0:
            return 0.0
        return float(stream(self.seed, "staging", self.candidate, name).uniform(-reach, reach))

    def chance(self, *purpose: str | int) -> "Chance":
        """Return a stream for things that are random by nature (how five dice lie in the hand), a new one each time."""
        return Chance(self.seed, self.candidate, tuple(map(str, purpose)))


@dataclass(frozen=True)
class Chance:
    """A source of vectors for one purpose of one candidate."""

    seed: int
    candidate: int
    purpose: tuple[str, ...]

    def vector(self, scale: float) -> tuple[float, float, float]:
        """Return three draws, each from -scale to scale."""
        x, y, z = stream(self.seed, "chance", self.candidate, *self.purpose).uniform(-scale, scale, 3)
        return float(x), float(y), float(z)

    def rotation(self) -> tuple[float, float, float, float]:
        """Return a uniformly random attitude (Shoemake 1992)."""
        q = stream(self.seed, "attitude", self.candidate, *self.purpose).normal(size=4)
        w, x, y, z = q / (q @ q) ** 0.5
        return float(w), float(x), float(y), float(z)
