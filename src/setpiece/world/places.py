"""The places a film can be set in: what is underfoot, how large a room is, which sky suits it.

Plain data; ``render.places`` dresses them, staging copies the defaults into ``document.Place``. Metres.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from setpiece.world.document import Room, Vec3

SkyKind = Literal["clear", "overcast", "night", "studio"]
# Of a studio by its lighting: how bright its softboxes are beside the lamps that are hung up, and where the mean of
# a picture is to lie. Low key is dark but for a spot and an edge, high key bright all over.
STUDIOS = {"low_key": (0.015, 0.05), "three_point": (0.05, 0.15), "": (1.0, 0.20), "high_key": (2.0, 0.34)}


@dataclass(frozen=True)
class PlaceDefaults:
    """What a place is like unless the sentence says otherwise.

    ``ground`` and ``wall`` name materials; ``room_size`` is the inner size along X, Y and Z, None outdoors;
    ``clear_radius`` (m) is left free of set dressing around the origin; ``words`` are other names of the place.
    """

    ground: str
    room_size: tuple[float, float, float] | None = None
    wall: str = "plaster"
    sky_kind: SkyKind = "clear"
    clear_radius: float = 6.0
    words: tuple[str, ...] = ()
    ground_color: tuple[float, float, float] | None = None
    wall_color: tuple[float, float, float] | None = None


PLACES: dict[str, PlaceDefaults] = {
    "terrace": PlaceDefaults("stone", words=("patio", "courtyard", "balcony", "veranda")),
    "garden": PlaceDefaults("grass", words=("lawn", "backyard", "yard")),
    "park": PlaceDefaults("grass", clear_radius=7.0, words=("playground",)),
    "meadow": PlaceDefaults("grass", clear_radius=7.0, words=("field", "pasture", "countryside", "hillside")),
    "forest": PlaceDefaults("leaves", words=("woods", "woodland", "jungle", "clearing")),
    "street": PlaceDefaults("asphalt", clear_radius=5.5, words=("road", "avenue", "alley", "highway")),
    "town": PlaceDefaults(
        "stone", clear_radius=8.0, words=("village", "square", "plaza", "market")
    ),
    "city": PlaceDefaults(
        "asphalt", clear_radius=8.0, words=("downtown", "metropolis", "skyline", "cityscape", "big city")
    ),
    "beach": PlaceDefaults("sand", clear_radius=7.0, words=("shore", "seaside", "coast", "sea", "ocean"),
                           ground_color=(0.52, 0.45, 0.36)),
    "desert": PlaceDefaults("sand", clear_radius=8.0, words=("dunes", "dune", "sahara"),
                            ground_color=(0.56, 0.36, 0.2)),
    "snow_field": PlaceDefaults(
        "snow", clear_radius=8.0, words=("snow", "snowfield", "tundra", "arctic", "glacier", "ski slope")
    ),
    "mountain": PlaceDefaults(
        "gravel", clear_radius=7.0, words=("mountains", "mountaintop", "alps", "cliff", "canyon", "summit")
    ),
    "plain": PlaceDefaults("concrete", clear_radius=8.0, words=("void", "nowhere", "emptiness")),
    "kitchen": PlaceDefaults("tiles", (6.4, 8.4, 2.7), clear_radius=2.4, words=("diner",)),
    "living_room": PlaceDefaults(
        "oak", (7.2, 9.0, 2.8), clear_radius=2.7, words=("room", "bedroom", "lounge", "parlour", "home", "indoors")
    ),
    "office": PlaceDefaults("carpet", (8.0, 10.0, 2.9), clear_radius=2.9, words=("classroom", "study", "library"),
                            ground_color=(0.16, 0.18, 0.21)),
    "studio": PlaceDefaults("plaster", sky_kind="studio", clear_radius=4.0, words=("photo studio", "stage")),
    "laboratory": PlaceDefaults("tiles", (8.0, 10.0, 3.0), clear_radius=2.9, words=("lab", "hospital", "clinic"),
                                ground_color=(0.6, 0.62, 0.62)),
    "bathroom": PlaceDefaults("tiles", (4.6, 5.6, 2.6), "tiles", clear_radius=1.8,
                              words=("washroom", "restroom", "shower room"),
                              ground_color=(0.42, 0.46, 0.47), wall_color=(0.74, 0.78, 0.77)),
    "gym": PlaceDefaults("oak", (16.0, 26.0, 7.0), clear_radius=6.0,
                         words=("gymnasium", "sports hall", "basketball court", "indoor basketball court")),
    "bowling_alley": PlaceDefaults("oak", (10.0, 26.0, 3.6), clear_radius=3.6, words=("bowling lane", "bowling hall")),
    "workshop": PlaceDefaults("concrete", (10.0, 12.0, 4.2), "brickwork", clear_radius=3.6,
                              words=("garage", "factory", "warehouse", "shed", "barn")),
}  # fmt: skip

SUN = {  # elevation, compass azimuth (degrees): beside the view for shape, low sun far round for long shadows
    "dawn": (2.0, 62.0),
    "sunrise": (4.0, 66.0),
    "morning": (24.0, 118.0),
    "noon": (58.0, 205.0),
    "afternoon": (36.0, 236.0),
    "golden_hour": (10.0, 262.0),
    "sunset": (7.0, 262.0),
    "dusk": (-5.0, 292.0),
    "night": (-30.0, 320.0),
}


FLOOR_LAMP = 1.50  # m: how high the bulb of a living room's floor lamp stands


def floor_lamp(room: "Room") -> "Vec3":
    """Return where the bulb of a living room's floor lamp is: beside the sofa at the back wall."""
    (x, y), (_, deep, _) = room.center, room.size
    return (x - 1.65, y + 0.5 * deep - 0.5, FLOOR_LAMP)
