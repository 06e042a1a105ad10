"""What the command line says of a file with a thing of one's own."""

from dataclasses import dataclass
from pathlib import Path

from setpiece.assets.models import LARGEST
from setpiece.errors import InputError, did_you_mean, expected
from setpiece.world.materials import MATERIALS

UNITS = {"m": 1.0, "cm": 0.01, "mm": 0.001, "in": 0.0254, "ft": 0.3048}
SMALLEST = 1e-3  # m: the smallest size that is taken


@dataclass(frozen=True)
class Wish:
    """What is said of a file: its noun, and where the file leaves it open, size (m), unit (m), what is up, material."""

    name: str
    path: Path
    size: float | None = None
    unit: float | None = None
    up: str | None = None
    material: str = "plastic"


def wish(text: str) -> Wish:
    """Return what ``NAME=FILE[,size=METRES][,unit=cm][,up=z][,material=KEY]`` asks for.

    Raises:
        InputError: it is written differently.
    """
    form = "NAME=FILE[,size=METRES][,unit=m|cm|mm|in|ft][,up=y|z][,material=NAME]"
    name, equals, rest = text.partition("=")
    file, *more = rest.split(",")
    word = name.strip().lower().replace(" ", "_").replace("-", "_")
    if not equals or not file or not word.isascii() or not word.replace("_", "a").isalpha() or len(word) > 40:
        raise InputError(expected("--thing", form, text[:80], "Write for example --thing dragon=dragon.glb."))
    said: dict[str, object] = {}
    for option in more:
        key, _, value = option.partition("=")
        if key == "size" and _number(value) is not None:
            said["size"] = _number(value)
        elif key == "unit" and value in UNITS:
            said["unit"] = UNITS[value]
        elif key == "up" and value in ("y", "z"):
            said["up"] = value
        elif key == "material" and value in MATERIALS:
            said["material"] = value
        else:
            hint = did_you_mean(value, MATERIALS) if key == "material" else ""
            raise InputError(expected("--thing", form, option[:80], hint))
    return Wish(word, Path(file), **said)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if SMALLEST <= value <= LARGEST else None
