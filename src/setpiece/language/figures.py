"""Figures with units: "two metres", "50 cm", "a second", "three times", and the dimension they are along."""

from dataclasses import dataclass

from setpiece.language.lexemes import Lexeme


@dataclass(frozen=True)
class Figure:
    """A figure in SI units (angles in rad), which lexemes it took, and the dimension word that followed it."""

    start: int
    end: int
    value: float
    dimension: str  # length, mass, time, angle, speed, times
    along: str = ""  # "tall", "in diameter" ...
    unit: str = ""


def figure_at(lexemes: list[Lexeme], i: int) -> Figure | None:
    """Return the figure that starts at lexeme ``i``, with its unit and dimension word, if there is one."""
    first = lexemes[i]
    if "measure" in first.senses:
        sense = first.senses["measure"]
        return _with_dimension(lexemes, Figure(i, i + 1, sense["value"], sense["dimension"], unit=sense["unit"]))
    count = _count(first)
    if count is None or i + 1 >= len(lexemes) or lexemes[i + 1].gap:
        return None
    unit = lexemes[i + 1].senses.get("unit")
    if unit is None or (first.key in ("a", "an") and _names_something(lexemes, i + 2)):
        return None
    return _with_dimension(
        lexemes, Figure(i, i + 2, count * unit["factor"], unit["dimension"], unit=lexemes[i + 1].key)
    )


def _count(lexeme: Lexeme) -> float | None:
    if "number" in lexeme.senses:
        return lexeme.senses["number"]["value"]
    return 1.0 if lexeme.key in ("a", "an") else None


def _names_something(lexemes: list[Lexeme], i: int) -> bool:
    """Tell whether "a second" goes on with a noun, as in "a second ball"."""
    return i < len(lexemes) and not lexemes[i].gap and lexemes[i].has("noun", "color", "material", "size", "kind")


def _with_dimension(lexemes: list[Lexeme], figure: Figure) -> Figure:
    if figure.end < len(lexemes) and not lexemes[figure.end].gap and "dimension" in lexemes[figure.end].senses:
        along = lexemes[figure.end]
        wanted = {"length": "size", "mass": "mass", "speed": "speed", "angle": "angle"}.get(figure.dimension)
        if along.senses["dimension"]["of"] == wanted:
            return Figure(figure.start, figure.end + 1, figure.value, figure.dimension, along.key, figure.unit)
    return figure
