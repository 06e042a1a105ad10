"""Which lamps shine when: each is lit or dark at the start, and changes at the times at which it is switched (s)."""

from setpiece.world.document import Light, World


def shines(light: Light, time: float) -> bool:
    """Tell whether a lamp is lit at a world time (s)."""
    return light.lit != bool(sum(at <= time for at in light.switched) % 2)


def brightest(world: World) -> float:
    """Return the first world time (s) at which the most power of lamps shines: 0 where none is switched."""
    times = sorted({0.0, *(at for light in world.lights for at in light.switched)})
    return max(times, key=lambda time: sum(light.power for light in world.lights if shines(light, time)))
