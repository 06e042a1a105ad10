"""Where things are at home: the place that a sentence without a place is filmed in is decided by a vote of its things.

A thing's home is found by its noun, else by its family, so that a new noun of a known family has one. ``ROOTED`` things
are found nowhere else and outvote all others; what only carries others, and whoever goes anywhere, votes faintly. A
plain ball or block has no home: it is filmed wherever the rest is.
"""

from setpiece.assets.catalogue import THINGS

FAINT, PLAIN, ROOTED = 0.4, 1.0, 10.0
Vote = tuple[str, float]  # a place (key of ``world.places.PLACES``) and how much it counts


def _of(place: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), place)


FIXTURES: dict[str, str] = {  # by noun, else family: seldom or never seen elsewhere
    **_of("kitchen", "refrigerator stove counter microwave toaster blender sink faucet"),
    **_of("bathroom", "bathtub toilet washing_machine toothpaste"),
    **_of("living_room", "lamp desk_lamp ceiling_fan fan screen sofa bed piano jukebox blinds curtain speaker"),
    **_of("office", "desk keyboard"),
    **_of("laboratory", "test_tube"),
    **_of("bowling_alley", "bowling_pin bowling_ball"),
    **_of("snow_field", "sled igloo snowman curling_stone"),
    **_of("mountain", "volcano"),
    **_of("meadow", "snowy_mountain hill tent windmill castle stone_circle locomotive barn plank_bridge hay"),
    **_of("meadow", "hill_castle hill_fort terraced_ruin massif tumbleweed"),
    **_of("desert", "great_pyramid"),
    **_of("plain", "suspension_bridge airplane helicopter rocket"),
    **_of("beach", "boat kayak"),
    **_of("park", "goal swing fountain statue"),
    **_of("garden", "grill trampoline"),
    **_of("street", "road_sign traffic_light hydrant mailbox street_lamp traffic_cone bus van motorcycle bicycle"),
}
PORTABLE: dict[str, str] = {
    # kitchens: what is cooked, eaten, and what with
    **_of("kitchen", "wine_glass mug plate bowl jug teapot pot pan spoon fork knife whisk spatula grater colander"),
    **_of("kitchen", "rolling_pin peeler funnel tumbler bottle jar tray cutting_board sponge bowl_with"),
    **_of("kitchen", "egg apple pear citrus lemon tomato banana watermelon pumpkin donut cheese loaf cake cookie"),
    **_of("kitchen", "burger pizza sandwich hot_dog croissant ice_cream sundae strawberry pineapple corn cherry"),
    **_of("kitchen", "cucumber bell_pepper broccoli cabbage pizza_slice bread_slice cupcake pie chocolate lollipop"),
    **_of("kitchen", "fries sausage steak butter carrot pancake sugar_cube ice_cube straw cork can bottle_cap"),
    **_of("kitchen", "potato plum grape onion peach kiwi truffle napkin"),
    # offices
    **_of("office", "laptop pencil pen eraser envelope paper ruler scissors tape bank_card newtons_cradle"),
    **_of("office", "magnifying_glass cradle_ball"),
    # homes: furniture, toys, and what lies about
    **_of("living_room", "chair cabinet remote pillow vase candle clock picture globe watch phone headphones"),
    **_of("living_room", "teddy robot domino chess_king queen pawn die playing_card toy_block toy_car toy_train"),
    **_of("living_room", "toy_truck toy_airplane toy_rocket spinning_top marble checker"),
    **_of("living_room", "guitar cello violin trumpet drum drumstick cymbal hourglass trophy mirror perfume_bottle"),
    **_of("living_room", "hat sunglasses shoe towel bag suitcase light_bulb matchbox match open_box coin ring gem"),
    **_of("living_room", "key paper_airplane paperback billiard_ball cue comb broom rope_coil flower_pot"),
    **_of("living_room", "bonsai desk_globe medal dart book easel chest gong microphone door"),
    # workshops
    **_of("workshop", "hammer saw drill pliers wrench screwdriver nail bolt nut gear spring pipe spray_can oil_drum"),
    **_of("workshop", "tyre wheel ladder barrel crate anchor trowel axe brush foam_board cable_coil hose"),
    # laboratories
    **_of("laboratory", "magnet thermometer battery gyroscope_cage pendulum_bob pendulum gyroscope disc_magnet"),
    # halls and grounds for sport
    **_of("gym", "basketball volleyball hoop kettlebell dumbbell ping_pong_ball"),
    **_of("bathroom", "soap rubber_duck"),
    **_of("park", "soccer_ball american_football baseball golf_ball tennis_ball frisbee golf_club racket bat javelin"),
    **_of("park", "arrow target discus helmet backpack seesaw_plank seesaw skateboard balloon umbrella"),
    **_of("beach", "beach_ball"),
    **_of("snow_field", "snowball penguin polar_bear"),
    **_of("desert", "camel cactus lizard"),
    **_of("forest", "bear wolf owl campfire mushroom"),
    **_of("beach", "seagull"),
    **_of("garden", "shovel bucket"),
}
CARRIERS: dict[str, str] = {  # what is there for others to stand on
    **_of("living_room", "table shelf stool"),
    **_of("park", "bench"),
}
PETS = ("cat", "kitten", "dog", "puppy", "mouse", "parrot", "goldfish", "rabbit", "chicken", "duckling")
OPEN_AIR = ("vehicle", "building", "plant", "animal")  # kinds that are found in no room
TOYS = ("toy_car", "toy_truck", "toy_train", "skateboard", "wheel", "tyre", "cart", "pushcart")  # but these vehicles
CUT = ("flower", "leaf", "bonsai", "fern", "rock", "pebble", "mushroom")  # plants and stones that are also carried in
BY_KIND: dict[str, str] = {"building": "street", "vehicle": "street", "animal": "meadow", "plant": "meadow"}
PEOPLE: dict[str, str] = {  # where whom one meets first; everybody else in a park
    "chef": "kitchen",
    "worker": "workshop",
    "doctor": "laboratory",
    "farmer": "meadow",
    "policeman": "street",
    "firefighter": "street",
    "diver": "beach",
    "hiker": "mountain",
}


def votes(thing: str) -> Vote | None:
    """Return where a thing is at home, and how much that counts; None for what is at home anywhere."""
    family, kind = THINGS[thing].family, THINGS[thing].kind
    tables = ((FIXTURES, ROOTED), (PORTABLE, PLAIN), (CARRIERS, FAINT))
    for name in (thing, family):
        for table, weight in tables:
            if name in table:
                return table[name], weight
    if thing in PETS:
        return BY_KIND[kind], FAINT / 2
    if kind in BY_KIND:
        return BY_KIND[kind], PLAIN
    return (PEOPLE.get(thing, "park"), FAINT / 2) if kind == "person" else None


def in_the_open(thing: str) -> bool:
    """Tell whether a thing is found in no room: cars, houses, trees, and animals that are nobody's pets."""
    kind = THINGS[thing].kind
    tame = thing in (*PETS, *TOYS, *CUT) or (kind != "animal" and thing in PORTABLE)
    return kind in OPEN_AIR and not tame
