"""Things that stand: furniture, structures, plants, buildings, vehicles, lamps, machines of several bodies."""

from setpiece.assets.thing import Thing

FURNITURE = {
    "table": Thing("table", "furniture", "a wooden table, 1.6 x 0.8 m, 75 cm high", fixed=True,
                   words=("wooden_table", "kitchen_table", "dining_table", "tabletop")),
    "counter": Thing("counter", "furniture", "kitchen units under a worktop, 1.6 m long, 91 cm high", fixed=True,
                     words=("kitchen_counter", "countertop", "worktop", "kitchen_countertop", "kitchen_island")),
    "coffee_table": Thing("table", "furniture", "a low table, 1.1 x 0.6 m, 42 cm high",
                          {"length": 1.1, "width": 0.6, "height": 0.42}, fixed=True, words=("side_table",)),
    "desk": Thing("desk", "furniture", "a desk with drawers, 1.4 m wide", fixed=True, words=("writing_desk",)),
    "chair": Thing("chair", "furniture", "a wooden chair, seat at 45 cm", words=("wooden_chair",)),
    "stool": Thing("stool", "furniture", "a round stool, 45 cm high", words=("bar_stool",)),
    "bench": Thing("bench", "furniture", "a garden bench, 1.5 m wide", fixed=True, words=("park_bench",)),
    "shelf": Thing("shelf", "furniture", "an open shelf of four boards, 1.8 m high", fixed=True,
                   words=("shelves", "bookshelf", "bookshelves", "bookcase", "rack")),
    "cabinet": Thing("cabinet", "furniture", "a cupboard with two doors, 90 cm high", fixed=True,
                     words=("cupboard", "wardrobe", "dresser", "sideboard")),
    "sofa": Thing("sofa", "furniture", "a sofa for three, 2 m wide", fixed=True, words=("couch", "settee")),
    "bed": Thing("bed", "furniture", "a bed, 2 x 1.6 m", fixed=True),
    "pedestal": Thing("pedestal", "furniture", "a square plinth, 1 m high", fixed=True,
                      words=("plinth", "podium", "platform")),
    "turntable": Thing("cylinder", "furniture", "a round platform that turns, 60 cm across",
                       {"radius": 0.3, "height": 0.05}, {"body": "plastic"}, fixed=True,
                       words=("round_platform", "rotating_base", "rotating_display_base",
                              "rotating_display", "lazy_susan", "rotating_stand", "record_player")),
    "ladder": Thing("ladder", "structure", "a wooden ladder, 2.4 m high", fixed=True),
    "door": Thing("door", "structure", "a panelled door in its frame", fixed=True),
}  # fmt: skip

STRUCTURES = {
    "mountain_trail": Thing("ramp", "structure", "a stretch of trail that leads up, 8 m long",
                            {"length": 8.0, "width": 1.6, "height": 2.6}, {"body": "soil"}, fixed=True,
                            words=("hiking_trail", "mountain_path", "hill_path")),
    "ramp": Thing("ramp", "structure", "a wooden wedge, 1 m long, 30 cm high", fixed=True,
                  words=("slope", "incline", "inclined_plane", "wooden_ramp", "slide", "track")),
    "stairs": Thing("stairs", "structure", "eight wooden steps", fixed=True,
                    words=("stair", "staircase", "steps", "stairway")),
    "lane": Thing("lane", "structure", "a bowling lane of maple boards with gutters", fixed=True,
                  words=("bowling_lane", "bowling_alley")),
    "wall": Thing("box", "structure", "a brick wall, 4 x 2 m",
                  {"length": 4.0, "width": 0.24, "height": 2.0, "edge": 0.004}, {"body": "brickwork"}, fixed=True,
                  words=("brick_wall",)),
    "fence": Thing("fence", "structure", "a picket fence, 3 m long", fixed=True,
                   words=("picket_fence", "wooden_fence")),
    "pole": Thing("cylinder", "structure", "a steel pole, 3 m high", {"radius": 0.04, "height": 3.0, "edge": 0.003},
                  {"body": "steel"}, fixed=True, words=("post", "mast", "flagpole")),
    "column": Thing("column", "structure", "a fluted marble column, 3 m high", fixed=True, words=("pillar",)),
    "traffic_cone": Thing("traffic_cone", "structure", "an orange cone with white bands, 70 cm high", mass=3.2,
                          words=("road_cone",)),
    "arch": Thing("arch", "structure", "a stone arch, 3 m wide", fixed=True, words=("archway", "gate")),
    "bus_stop": Thing("bus_stop", "structure", "a bus stop: a shelter of glass with a bench, and a sign", fixed=True,
                      words=("bus_shelter", "busstop")),
    "goal": Thing("goal", "structure", "a football goal frame, 3 x 2 m", fixed=True, words=("soccer_goal",)),
    "hoop": Thing("hoop", "structure", "a basketball hoop on its post", fixed=True,
                  words=("basketball_hoop", "basketball_rim")),
    "bridge": Thing("bridge", "structure", "an arched stone bridge, 9 m long", fixed=True),
    "plank_bridge": Thing("deck", "structure", "a bridge of planks on two beams, 6 m from bank to bank",
                          words=("wooden_bridge", "timber_bridge", "bridge_of_planks", "bridge_of_boards",
                                 "wooden_footbridge", "log_bridge")),
    "fountain": Thing("fountain", "structure", "a round stone basin with a column, 2.4 m across", fixed=True),
    "statue": Thing("statue", "structure", "a marble bust on a plinth", fixed=True, words=("bust", "sculpture")),
}  # fmt: skip

PLANTS = {
    "tree": Thing("tree", "plant", "a broad-leaved tree, 5.5 m high", fixed=True, words=("oak_tree", "oak", "maple")),
    "pine_tree": Thing("pine_tree", "plant", "a conifer, 6 m high", fixed=True,
                       words=("pine", "fir", "fir_tree", "conifer", "christmas_tree", "spruce")),
    "palm_tree": Thing("palm_tree", "plant", "a palm, 6 m high", fixed=True, words=("palm",)),
    "bush": Thing("bush", "plant", "a round shrub, 1 m high", fixed=True, words=("shrub", "hedge")),
    "flower": Thing("flower", "plant", "a flower on its stem, 35 cm high", fixed=True,
                    words=("daisy", "daisies", "sunflower")),
    "leaf": Thing("leaf", "plant", "an autumn leaf, 10 cm long", mass=0.0004, words=("leaves", "autumn_leaf")),
    "rock": Thing("rock", "plant", "a rough rock, 30 cm across", words=("stone", "boulder")),
    "pebble": Thing("rock", "plant", "a smooth pebble, 5 cm across",
                    {"length": 0.05, "width": 0.04, "height": 0.028, "roughness": 0.08}, {"body": "granite"}),
    "log": Thing("log", "plant", "a log with bark, 1 m long", words=("trunk", "tree_trunk")),
    "stump": Thing("stump", "plant", "a tree stump, 40 cm high", fixed=True, words=("tree_stump",)),
}  # fmt: skip

_TRADES = (  # name, sign, what is sold, colours of walls and awning, other words
    ("shop", 0, "a shop", (0.60, 0.50, 0.36), (0.03, 0.10, 0.08), ("store",)),
    ("bakery", 1, "a bakery", (0.62, 0.42, 0.22), (0.32, 0.03, 0.025), ("bakeries",)),
    ("cafe", 2, "a café", (0.52, 0.30, 0.20), (0.05, 0.12, 0.05), ("café", "coffee_shop")),
    ("restaurant", 3, "a restaurant", (0.58, 0.55, 0.48), (0.10, 0.02, 0.03), ("bistro", "diner", "pizzeria")),
    ("supermarket", 4, "a food market", (0.50, 0.52, 0.50), (0.04, 0.08, 0.18), ("grocery_store", "grocery")),
    ("flower_shop", 5, "a florist's", (0.55, 0.44, 0.46), (0.12, 0.22, 0.06), ("florist",)),
    ("bookshop", 6, "a bookshop", (0.34, 0.40, 0.42), (0.02, 0.06, 0.12), ("bookstore", "book_shop")),
)  # fmt: skip

BUILDINGS = {
    "house": Thing("house", "building", "a gabled house, 8 x 7 m", fixed=True,
                   words=("cottage", "cabin", "hut")),
    "building": Thing("building", "building", "a brick building of four storeys, 14 m wide", fixed=True,
                      words=("apartment_building", "brick_building", "block_of_flats", "office_building")),
    "skyscraper": Thing("skyscraper", "building", "a glass tower, 120 m high", fixed=True,
                        words=("high_rise", "office_tower")),
    "tower": Thing("tower", "building", "a round stone tower with battlements, 18 m high", fixed=True,
                   words=("castle_tower",)),
    "lighthouse": Thing("lighthouse", "building", "a striped lighthouse, 20 m high", fixed=True),
    "church": Thing("church", "building", "a small church with a steeple", fixed=True, words=("chapel",)),
    **{
        name: Thing("shop", "building", f"a house with {sold} below, 9 m wide", {"sign": float(sign)},
                    colors={"body": wall, "awning": awning}, fixed=True, words=words)
        for name, sign, sold, wall, awning, words in _TRADES
    },
    "barn": Thing("house", "building", "a red wooden barn",
                  {"length": 12.0, "width": 9.0, "height": 4.5, "roof": 4.0, "chimney": 0.0},
                  {"body": "wood"}, {"body": (0.25, 0.03, 0.02)}, fixed=True, words=("shed", "stable")),
}  # fmt: skip

VEHICLES = {
    "car": Thing("car", "vehicle", "a family car, 4.3 m long, 1300 kg", mass=1220.0,
                 words=("automobile", "sedan", "hatchback", "taxi", "cadillac")),
    "truck": Thing("truck", "vehicle", "a box truck, 7.5 m long", mass=5200.0, words=("lorry", "lorries")),
    "bus": Thing("bus", "vehicle", "a city bus, 11 m long", mass=10500.0, words=("coach", "buses")),
    "van": Thing("van", "vehicle", "a delivery van, 5 m long", mass=1900.0,
                 words=("minivan", "ambulance", "delivery_van")),
    "cart": Thing("cart", "vehicle", "a wooden hand cart on four wheels, 1.2 m long",
                  words=("wagon", "trolley", "handcart")),
    "wheel": Thing("wheel", "vehicle", "a car wheel with its tyre, 64 cm across", mass=18.0, restitution=0.6),
    "tyre": Thing("tyre", "vehicle", "a rubber tyre, 64 cm across", mass=9.0, restitution=0.6,
                  words=("tire", "rubber_tire", "car_tire", "car_tyre")),
    "boat": Thing("boat", "vehicle", "a wooden rowing boat, 3.6 m long",
                  words=("rowing_boat", "canoe", "rowboat", "dinghy", "watercraft")),
}  # fmt: skip

LAMPS = {
    "lamp": Thing("lamp", "light", "a table lamp with a fabric shade, 48 cm high", lit=True,
                  words=("table_lamp", "bedside_lamp")),
    "desk_lamp": Thing("desk_lamp", "light", "a jointed desk lamp, 45 cm high", lit=True, words=("reading_lamp",)),
    "street_lamp": Thing("street_lamp", "light", "a street lamp with an arm, 5 m high", fixed=True, lit=False,
                         words=("streetlamp", "street_light", "streetlight", "lamp_post", "lamppost")),
    "lantern": Thing("lantern", "light", "a metal lantern with glass sides, 28 cm high", lit=True),
}  # fmt: skip

MACHINES = {
    "pendulum": Thing("pendulum_bob", "assembly", "a steel ball on a thin rod, 80 cm long, in a stand"),
    "newtons_cradle": Thing("cradle_ball", "assembly", "five hardened steel balls on threads in a chrome frame",
                            restitution=0.995, friction=0.0,  # threads carry no moment: rubbing cannot brake a swing
                            words=("newton's_cradle", "newton_cradle", "newtons_cradles", "newton's_pendulum",
                                   "newton's_cradle_device")),
    "gyroscope": Thing("gyroscope_cage", "assembly", "a brass rotor in a steel cage on a stand, 12 cm high",
                       words=("gyro",)),
    "seesaw": Thing("seesaw_plank", "assembly", "a plank on a pivot, 2.4 m long",
                    words=("teeter_totter", "see_saw", "lever")),
}  # fmt: skip

FLYING = {
    "airplane": Thing("airplane", "vehicle", "an airliner on its wheels, 30 m long", mass=40000.0,
                      words=("aeroplane", "plane", "jet", "airliner", "jet_plane", "passenger_plane")),
    "paper_airplane": Thing("paper_airplane", "small", "a dart folded of paper, 28 cm long",
                            words=("paper_aeroplane", "paper_plane", "paper_dart", "paper_glider")),
    "toy_airplane": Thing("airplane", "small", "a toy plane, 30 cm long", {"length": 0.3}, mass=0.2,
                          words=("toy_plane", "model_airplane", "model_plane")),
    "helicopter": Thing("helicopter", "vehicle", "a helicopter on skids, 11 m long", mass=1400.0, words=("chopper",)),
    "rocket": Thing("rocket", "vehicle", "a rocket on four fins, 12 m high", mass=9000.0,
                    words=("spaceship", "spacecraft", "space_rocket", "missile")),
    "toy_rocket": Thing("rocket", "small", "a toy rocket, 25 cm high", {"height": 0.25}, mass=0.15,
                        words=("model_rocket", "bottle_rocket")),
    "drone": Thing("drone", "small", "a camera drone with four rotors, 40 cm wide", mass=0.9,
                   words=("quadcopter", "quadrotor")),
}  # fmt: skip

RIDING = {
    "bicycle": Thing("bicycle", "vehicle", "a bicycle, 1.75 m long", mass=13.0, words=("bike", "pushbike", "cycle")),
    "motorcycle": Thing("motorcycle", "vehicle", "a motorcycle, 2.1 m long", mass=190.0, words=("motorbike",)),
    "ski": Thing("ski", "small", "an alpine ski, 1.7 m long", mass=2.0, friction=0.08, words=("skis",)),
    "skateboard": Thing("skateboard", "vehicle", "a skateboard, 80 cm long", mass=2.6, words=("longboard",)),
    "sled": Thing("sled", "small", "a wooden sledge, 1.1 m long", mass=6.0, words=("sledge", "toboggan", "sleigh"),
                  friction=0.15),
    "train": Thing("locomotive", "vehicle", "a steam engine, 10 m long", mass=45000.0,
                   words=("locomotive", "steam_engine", "steam_train", "steam_locomotive")),
    "toy_train": Thing("locomotive", "vehicle", "a toy engine, 25 cm long", {"length": 0.25}, mass=0.5,
                       words=("model_train", "toy_locomotive")),
}  # fmt: skip

LANDMARKS = {
    "windmill": Thing("windmill", "building", "a tower mill with four sails, 14 m high", fixed=True, words=("mill",)),
    "castle": Thing("castle", "building", "a castle with four towers, 40 m wide", fixed=True,
                    words=("fortress", "citadel")),
    "tent": Thing("tent", "structure", "a ridge tent, 2.4 m long", fixed=True, words=("camping_tent",)),
    "volcano": Thing("volcano", "building", "a cone of rock with a crater, 43 m high", fixed=True,
                     words=("volcanic_cone",)),
    "snowy_mountain": Thing("volcano", "building", "a cone with a cap of snow, as Mount Fuji is", {"snow": 1},
                            fixed=True, words=("mount_fuji", "mt._fuji", "snow_capped_mountain", "snowy_peak")),
    "stonehenge": Thing("stone_circle", "building", "a ring of standing stones with lintels, 16 m across", fixed=True,
                        words=("stone_circle",)),
    "obelisk": Thing("obelisk", "structure", "a granite needle, 12 m high", fixed=True, words=("monument",)),
    "pagoda": Thing("pagoda", "building", "a tower of five roofs, 20 m high", fixed=True, words=("temple",)),
    "hill": Thing("hill", "structure", "a grassy hill, 12 m long", fixed=True, words=("hillock", "mound", "knoll")),
    "barrier": Thing("box", "structure", "a concrete barrier, 3 m long",
                     {"length": 0.5, "width": 3.0, "height": 0.9, "edge": 0.03}, {"body": "concrete"}, fixed=True,
                     words=("roadblock", "concrete_barrier", "crash_barrier")),
}  # fmt: skip

ROOMS = {
    "refrigerator": Thing("refrigerator", "furniture", "a fridge with a freezer, 1.8 m high", mass=70.0, fixed=True,
                          words=("fridge", "freezer")),
    "ceiling_fan": Thing("ceiling_fan_rotor", "furniture", "a fan with five blades under the ceiling", fixed=True),
    "fan": Thing("fan", "small", "a standing fan, 1.2 m high", mass=4.5, words=("electric_fan", "standing_fan")),
    "screen": Thing("screen", "small", "a flat screen, 90 cm wide", mass=9.0, lit=False,
                    words=("television", "tv", "monitor", "tv_set", "computer_monitor", "television_set")),
    "speaker": Thing("speaker", "small", "a loudspeaker box, 50 cm high", mass=9.0, words=("loudspeaker",)),
    "guitar": Thing("guitar", "small", "a guitar, 1 m long", mass=2.0, words=("acoustic_guitar", "ukulele")),
    "drum": Thing("drum", "small", "a drum with a skin, 36 cm across", mass=3.5, words=("snare_drum", "tom_tom")),
}  # fmt: skip

LARGE = {
    **FLYING,
    **RIDING,
    **LANDMARKS,
    **ROOMS,
    **FURNITURE,
    **STRUCTURES,
    **PLANTS,
    **BUILDINGS,
    **VEHICLES,
    **LAMPS,
    **MACHINES,
}
