"""How a film is delivered: size, frame rate, quality. Nothing here can move the world."""

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from setpiece.world.document import Document

Quality = Literal["draft", "standard", "final"]


class Format(Document):
    """Width and height in pixels (even, for 4:2:0 video), frames a second as a fraction, quality."""

    width: Annotated[int, Field(ge=16, le=7680, multiple_of=2)] = 640
    height: Annotated[int, Field(ge=16, le=4320, multiple_of=2)] = 360
    fps: Fraction = Fraction(24)
    quality: Quality = "standard"
