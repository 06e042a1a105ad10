"""Where the lamp posts of a place stand: shared by what is built and by what shines at night. Metres, world frame."""

from dataclasses import dataclass
from math import pi

from setpiece.world.document import Sky

OLD_LAMP, PARK_LAMP, CITY_LAMP = 4.6, 3.9, 5.2
TALL, TALLEST = 0.32, 11.0  # of a wide street's lamps: of its far kerb's y, and m; each is as bright at its foot
LANTERN_RADIUS = 0.12  # m of what burns in a lantern: its frosted panes, so that shadows have soft edges
LANTERN_POWER, CITY_POWER = 600.0, 180.0  # W radiated: at its foot a lamp gives three times a dusk's light, as they do
LANTERN_COLOR = (1.0, 0.66, 0.34)


@dataclass(frozen=True)
class Post:
    """A lamp post: its foot, its height, and what its lantern radiates (W)."""

    foot: tuple[float, float, float]
    height: float
    power: float = LANTERN_POWER

    @property
    def flame(self) -> tuple[float, float, float]:
        """The middle of the lantern."""
        x, y, z = self.foot
        return (x, y, z + self.height - 0.3)


def kerb(clear: float) -> float:
    """Return where the street's far kerb runs, as y."""
    return max(clear + 0.4, 4.6)


def avenue(clear: float) -> float:
    """Return where the kerbs of the city's avenue run, as y to both sides."""
    return max(clear + 0.4, 10.5)


def path(clear: float, x: float) -> float:
    """Return the y of the middle of the park's path."""
    return clear + 4.5 + 0.011 * x * x


def posts(name: str, clear: float) -> tuple[Post, ...]:
    """Return the posts of a place, none where there are none."""
    if name == "street":
        far, near = kerb(clear) + 0.75, -kerb(clear) - 3.75
        aside = 6.0 - 0.5 * near + 4.0  # beside the corridor from which films are taken
        places = [(x, far) for x in (-40.0, -22.0, -4.5, 11.5, 28.0)]
        places += [(-aside - 18.0, near), (-aside, near), (aside + 2.0, near)]
        tall = min(max(OLD_LAMP, TALL * kerb(clear)), TALLEST)
        return tuple(Post((x, y, 0.12), tall, LANTERN_POWER * (tall / OLD_LAMP) ** 2) for x, y in places)
    if name == "city":
        y = avenue(clear) + 0.8
        return tuple(Post((x, y, 0.0), CITY_LAMP, CITY_POWER) for x in (-27.0, -9.0, 9.0, 27.0))
    if name == "town":
        places = ((clear + 1.0, clear + 2.0), (-clear - 3.5, clear + 1.0), (clear + 3.0, -clear))
        return tuple(Post((x, y, 0.0), OLD_LAMP) for x, y in places)
    if name == "park":
        return tuple(Post((x, path(clear, x) + 2.1, 0.0), PARK_LAMP) for x in (-14.0, 1.0, 16.0))
    return ()


def radiance(power: float) -> tuple[float, float, float]:
    """Return the radiance in W/m2/sr of a lantern that radiates so much (W): power / (pi area)."""
    level = power / (pi * 4.0 * pi * LANTERN_RADIUS**2)
    mean = sum(LANTERN_COLOR) / 3.0
    red, green, blue = (level * c / mean for c in LANTERN_COLOR)
    return (red, green, blue)


def is_dark(sky: Sky) -> bool:
    """Tell whether lamps are lit."""
    return sky.kind == "night" or (sky.kind != "studio" and sky.elevation < 0.035)
