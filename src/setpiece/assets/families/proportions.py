"""Proportions of four-legged animals in units of the height at the withers, and their body while it is drawn up."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from setpiece.assets.anatomy import Finish
from setpiece.assets.flesh import Blob, Point
from setpiece.assets.surface import Array

Rgb = tuple[float, float, float]
NOSE = (0.02, 0.016, 0.016)


@dataclass(frozen=True)
class Quadruped:
    """Proportions; lengths in units of the height at the withers unless a unit is given, angles in radians."""

    height: float  # m
    coat: Rgb
    length: float = 0.8  # shoulder to hip
    chest: tuple[float, float] = (0.45, 0.3)  # depth and width behind the elbows
    flank: tuple[float, float] = (0.34, 0.25)  # depth and width before the hips
    croup: float = 0.97  # height of the back over the hips
    back: float = 0.95  # height of the back half way between
    sag: float = 0.0  # of the belly below the straight line from girth to flank
    slim: float = 0.72  # width of the neck over its depth
    neck: tuple[float, float, float, float] = (0.4, 0.9, 0.14, 0.10)  # length, rise, radius below and above
    skull: tuple[float, float] = (0.12, 0.9)  # radius, width over height
    snout: tuple[float, float, float] = (0.26, 0.075, 0.055)  # length from the skull's middle, radius behind and before
    nod: float = -0.35  # pitch of the head
    ears: tuple[str, float] = ("point", 0.13)
    tail: tuple[tuple[Point, ...], tuple[float, ...]] = (
        ((0, 0, 0), (-0.25, 0, -0.1), (-0.45, 0, 0)),
        (0.04, 0.03, 0.02),
    )
    fore: tuple[float, float, float] = (0.07, 0.036, 0.028)  # radii at the elbow, wrist, fetlock
    rear: tuple[float, float, float, float] = (0.15, 0.065, 0.036, 0.028)  # thigh, knee, hock, fetlock
    wrist: float = 0.29  # height of the wrist
    hock: float = 0.30
    hoof: bool = False
    foot: float = 0.05  # half length of hoof or paw
    sole: float = 1.0  # of a hind paw, longer than a fore paw
    stance: float = 0.8  # feet apart, over the chest's width
    eye: float = 0.022
    gaze: float = 0.8  # how far to the side the eyes are, over the skull's half width: less where they look ahead
    brow: float = 1.0  # how far brows stand out
    nose: Rgb = NOSE
    finish: dict[str, Finish] = field(default_factory=dict)
    marks: tuple[tuple[str, Callable[[Array], Array]], ...] = ()
    extra: Callable[["Body"], None] | None = None
    gaits: tuple[str, ...] = ("stand", "walk", "trot", "gallop")
    fur: str = "fur"


class Body:
    """The blobs of each segment while a plan is drawn up; ``extra`` of a kind may add to them."""

    def __init__(self, q: Quadruped) -> None:
        self.q = q
        self.trunk: list[Blob] = []
        self.head: list[Blob] = []
        self.tail: list[Blob] = []
        rise = q.neck[1]
        self.neck0: Point = (0.5 * q.length + 0.02, 0.0, 0.82)
        self.poll: Point = (
            self.neck0[0] + q.neck[0] * np.cos(rise),
            0.0,
            self.neck0[2] + q.neck[0] * np.sin(rise),
        )

    def at(self, forth: float, side: float, up: float) -> Point:
        """Return a point in the head's own axes: along the face, to the left, above it."""
        c, s = np.cos(self.q.nod), np.sin(self.q.nod)
        x, _, z = self.poll
        return x + c * forth - s * up, side, z + s * forth + c * up
