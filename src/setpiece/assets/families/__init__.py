"""Parametric families by name: each is a function from parameters to a Shape, with ranges for the parameters."""

from setpiece.assets.families import balls, machine_parts, primitives, vehicles, wheels
from setpiece.assets.shape import Family

FAMILIES: dict[str, Family] = {
    **primitives.FAMILIES,
    **balls.FAMILIES,
    **machine_parts.FAMILIES,
    **vehicles.FAMILIES,
    **wheels.FAMILIES,
}
