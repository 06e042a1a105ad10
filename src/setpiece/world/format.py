"""How a film is delivered: size, frame rate, quality. Nothing here can move the world."""

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from setpiece.world.document import Document, Shot

Quality = Literal["draft", "standard", "final"]


class Format(Document):
    """Width and height in pixels (even, for 4:2:0 video), frames a second as a fraction, quality.

    With ``light_groups`` the raw light of each lamp is kept apart, so that to recolour one traces nothing.
    """

    width: Annotated[int, Field(ge=16, le=7680, multiple_of=2)] = 640
    height: Annotated[int, Field(ge=16, le=4320, multiple_of=2)] = 360
    fps: Fraction = Fraction(24)
    quality: Quality = "standard"
    light_groups: bool = False


def framed(film: Format, shot: Shot) -> Format:
    """Return a format with the aspect that a shot asks for; the shorter side stays, so a second time changes nothing.

    What is seen from left to right stays, too: a lens's angle of view is that of the picture's width.
    """
    if shot.aspect is None:
        return film
    short = min(film.width, film.height)
    long = 2 * round(short * max(shot.aspect, 1.0 / shot.aspect) / 2)
    size = (long, short) if shot.aspect >= 1.0 else (short, long)
    return film.model_copy(update=dict(zip(("width", "height"), size, strict=True)))
