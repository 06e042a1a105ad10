"""Parametric families by name: each is a function from parameters to a Shape, with ranges for the parameters."""

from setpiece.assets.families import (
    balls,
    boats,
    buildings,
    food,
    furniture,
    glassware,
    household,
    lamps,
    machine_parts,
    plants,
    primitives,
    sports,
    structures,
    tableware,
    tools,
    toys,
    vehicles,
    wheels,
)
from setpiece.assets.shape import Family

FAMILIES: dict[str, Family] = {
    **primitives.FAMILIES,
    **balls.FAMILIES,
    **toys.FAMILIES,
    **glassware.FAMILIES,
    **tableware.FAMILIES,
    **household.FAMILIES,
    **tools.FAMILIES,
    **food.FAMILIES,
    **lamps.FAMILIES,
    **furniture.FAMILIES,
    **structures.FAMILIES,
    **sports.FAMILIES,
    **boats.FAMILIES,
    **plants.FAMILIES,
    **buildings.FAMILIES,
    **vehicles.FAMILIES,
    **wheels.FAMILIES,
    **machine_parts.FAMILIES,
}
