"""What is built into a home, stands at fairs and in streets, is served, worn, carried and played."""

from setpiece.assets.thing import Thing

FITTINGS = {
    "stove": Thing(
        "stove",
        "furniture",
        "a cooker with an oven and four burners",
        mass=55.0,
        lit=False,
        words=("oven", "cooker", "kitchen_stove", "gas_stove"),
    ),
    "sink": Thing(
        "sink",
        "furniture",
        "a kitchen sink with its tap",
        mass=40.0,
        fixed=True,
        words=("kitchen_sink", "washbasin", "wash_basin"),
    ),
    "faucet": Thing("faucet", "small", "a chrome tap, 24 cm high", mass=1.6, words=("tap", "spigot", "water_tap")),
    "bathtub": Thing(
        "bathtub",
        "furniture",
        "a bath on four feet, 1.65 m long",
        mass=110.0,
        fixed=True,
        words=("bath_tub", "bath", "tub"),
    ),
    "toilet": Thing("toilet", "furniture", "a toilet with its cistern", mass=35.0, fixed=True, words=("lavatory",)),
    "washing_machine": Thing(
        "washing_machine",
        "furniture",
        "a washing machine with a round door",
        mass=65.0,
        words=("washer", "tumble_dryer", "clothes_dryer"),
    ),
    "microwave": Thing("microwave", "furniture", "a microwave oven, 48 cm wide", mass=13.0, words=("microwave_oven",)),
    "toaster": Thing("toaster", "small", "a toaster with two slices", mass=1.4),
    "blender": Thing(
        "blender",
        "small",
        "a kitchen mixer with a glass jar",
        mass=3.2,
        words=("mixer", "food_processor", "smoothie_maker"),
    ),
    "window": Thing(
        "window", "structure", "a window with four panes in a piece of wall", fixed=True, words=("casement",)
    ),
    "curtain": Thing(
        "curtain", "furniture", "a pair of red curtains on a rail", fixed=True, words=("curtains", "drapes", "drape")
    ),
    "blinds": Thing(
        "blinds",
        "furniture",
        "a venetian blind in its frame",
        fixed=True,
        words=("blind", "window_blinds", "venetian_blinds", "shutters"),
    ),
}

OUTING = {
    "swing": Thing(
        "swing",
        "structure",
        "a playground swing with two seats, 2.3 m high",
        fixed=True,
        words=("swing_set", "playground_swing"),
    ),
    "trampoline": Thing("trampoline", "structure", "a round trampoline, 3 m across", fixed=True, restitution=0.93),
    "carousel": Thing(
        "carousel",
        "building",
        "a merry-go-round with eight horses",
        fixed=True,
        words=("merry_go_round", "merry-go-round", "roundabout"),
    ),
    "ferris_wheel": Thing(
        "ferris_wheel", "building", "a big wheel, 40 m high", fixed=True, words=("big_wheel", "observation_wheel")
    ),
    "roller_coaster": Thing(
        "roller_coaster",
        "building",
        "a hilly track with a train of cars",
        fixed=True,
        words=("rollercoaster", "coaster"),
    ),
    "traffic_light": Thing(
        "traffic_light",
        "structure",
        "a traffic light, 3.2 m high",
        fixed=True,
        words=("traffic_lights", "stoplight", "traffic_signal"),
    ),
    "stop_sign": Thing(
        "road_sign",
        "structure",
        "a stop sign, 2.3 m high",
        fixed=True,
        words=("road_sign", "traffic_sign", "street_sign", "signpost", "sign"),
    ),
    "fire_hydrant": Thing("hydrant", "structure", "a red fire hydrant, 75 cm high", fixed=True, words=("hydrant",)),
    "mailbox": Thing(
        "mailbox",
        "structure",
        "a letter box on a post",
        fixed=True,
        words=("letterbox", "letter_box", "post_box", "postbox"),
    ),
    "crane": Thing(
        "tower_crane",
        "building",
        "a building crane, 36 m high",
        fixed=True,
        words=("tower_crane", "construction_crane"),
    ),
    "campfire": Thing(
        "campfire",
        "light",
        "a camp fire in a ring of stones",
        fixed=True,
        lit=True,
        words=("bonfire", "camp_fire", "fire", "log_fire"),
    ),
    "snowman": Thing("snowman", "small", "a snowman with a hat, 1.6 m high", mass=120.0, words=("snowmen",)),
    "igloo": Thing("igloo", "building", "a dome of snow blocks", fixed=True),
    "school_bus": Thing("bus", "vehicle", "a yellow school bus", mass=10500.0, colors={"body": (0.8, 0.42, 0.01)}),
    "kayak": Thing("kayak", "vehicle", "a kayak with its paddle, 3.4 m long", mass=24.0),
    "pushcart": Thing(
        "cart",
        "vehicle",
        "a small cart",
        {"scale": 0.5},
        mass=6.0,
        words=("push_cart", "hand_wagon"),
    ),
}

DISHES = {
    "cucumber": Thing(
        "cucumber", "small", "a cucumber, 26 cm long", mass=0.35, words=("zucchini", "courgette", "gherkin")
    ),
    "bell_pepper": Thing(
        "bell_pepper",
        "small",
        "a red pepper, 9 cm high",
        mass=0.17,
        words=("pepper", "red_pepper", "sweet_pepper", "capsicum"),
    ),
    "broccoli": Thing("broccoli", "small", "a head of broccoli, 16 cm high", mass=0.35, words=("cauliflower",)),
    "cabbage": Thing("cabbage", "small", "a cabbage, 18 cm across", mass=1.1, words=("lettuce", "head_of_lettuce")),
    "peach": Thing(
        "peach",
        "small",
        "a peach, 7 cm across",
        words=("peaches", "apricot", "nectarine"),
    ),
    "mango": Thing(
        "egg",
        "small",
        "a mango, 12 cm long",
        {"length": 0.12, "width": 0.085, "taper": 0.15},
        {"body": "fruit"},
        {"body": (0.65, 0.28, 0.03)},
        words=("mangoes", "papaya"),
    ),
    "kiwi": Thing(
        "ellipsoid",
        "small",
        "a kiwi fruit, 6 cm long",
        {"length": 0.06, "width": 0.05, "height": 0.05},
        {"body": "fur"},
        {"body": (0.2, 0.13, 0.05)},
        words=("kiwi_fruit",),
    ),
    "eggplant": Thing(
        "egg",
        "small",
        "an aubergine, 20 cm long",
        {"length": 0.2, "width": 0.09, "taper": 0.3},
        {"body": "fruit"},
        {"body": (0.03, 0.006, 0.03)},
        words=("aubergine",),
    ),
    "pizza_slice": Thing(
        "pizza_slice", "small", "a slice of pizza, 17 cm long", mass=0.12, words=("slice_of_pizza", "piece_of_pizza")
    ),
    "bread_slice": Thing(
        "bread_slice",
        "small",
        "a slice of bread, 11 cm wide",
        mass=0.04,
        words=("slice_of_bread", "piece_of_bread", "slice_of_toast", "piece_of_toast"),
    ),
    "cupcake": Thing("cupcake", "small", "a cupcake with icing, 9 cm high", mass=0.09, words=("muffin", "fairy_cake")),
    "pie": Thing(
        "pie", "small", "a pie with a lattice top, 26 cm across", mass=0.9, words=("apple_pie", "tart", "cherry_pie")
    ),
    "chocolate": Thing(
        "chocolate",
        "small",
        "a bar of chocolate, 16 cm long",
        mass=0.1,
        words=("chocolate_bar", "bar_of_chocolate", "candy_bar"),
    ),
    "lollipop": Thing("lollipop", "small", "a lollipop, 17 cm long", mass=0.05, words=("candy", "sweet", "lolly")),
    "fries": Thing("fries", "small", "french fries in a box", mass=0.2, words=("french_fries", "chips")),
    "noodles": Thing(
        "bowl_with",
        "small",
        "a bowl of noodles, 20 cm across",
        mass=0.7,
        words=(
            "bowl_of_noodles",
            "spaghetti",
            "pasta",
            "bowl_of_spaghetti",
            "bowl_of_pasta",
            "ramen",
            "bowl_of_ramen",
            "plate_of_spaghetti",
            "plate_of_pasta",
        ),
    ),
    "salad": Thing(
        "bowl_with",
        "small",
        "a bowl of salad, 20 cm across",
        {"kind": 1},
        mass=0.6,
        words=("bowl_of_salad", "salad_bowl", "green_salad"),
    ),
    "sausage": Thing("sausage", "small", "a grilled sausage, 15 cm long", mass=0.1, words=("bratwurst", "frankfurter")),
    "steak": Thing("steak", "small", "a grilled steak, 22 cm long", mass=0.35, words=("t_bone_steak", "meat")),
    "butter": Thing("butter", "small", "butter on a dish", mass=0.35, words=("block_of_butter", "stick_of_butter")),
}

GEAR = {
    "model": Thing("model", "small", "a shape of one's own: --thing NAME=FILE; without one, a plain cube of 20 cm"),
    "backpack": Thing(
        "backpack",
        "small",
        "a blue backpack, 46 cm high",
        mass=1.8,
        words=("rucksack", "knapsack", "schoolbag", "school_bag"),
    ),
    "hat": Thing("hat", "small", "a felt hat, 34 cm across", mass=0.15, words=("fedora", "cowboy_hat", "straw_hat")),
    "helmet": Thing(
        "helmet", "small", "a helmet with a visor", mass=1.2, words=("motorcycle_helmet", "hard_hat", "bike_helmet")
    ),
    "sunglasses": Thing(
        "sunglasses",
        "small",
        "sunglasses, 14 cm wide",
        mass=0.03,
        words=("eyeglasses", "spectacles", "pair_of_sunglasses", "pair_of_glasses", "goggles"),
    ),
    "tablecloth": Thing(
        "tablecloth", "small", "a cloth that hangs over a table's edges", mass=0.5, words=("table_cloth",)
    ),
    "towel": Thing("towel", "small", "a folded towel, 40 cm long", mass=0.6, words=("bath_towel", "beach_towel")),
    "blanket": Thing(
        "towel",
        "small",
        "a folded blanket, 60 cm long",
        {"length": 0.6, "layers": 8},
        colors={"body": (0.42, 0.12, 0.05)},
        mass=1.5,
        words=("quilt", "duvet", "bedspread", "comforter"),
    ),
    "cloth": Thing(
        "towel",
        "small",
        "a folded cloth, 20 cm long",
        {"length": 0.2, "layers": 3},
        colors={"body": (0.62, 0.6, 0.55)},
        mass=0.05,
        words=("rag", "handkerchief", "washcloth", "tea_towel", "dishcloth", "microfiber_cloth"),
    ),
    "napkin": Thing(
        "napkin", "small", "a linen napkin folded in four, 21 cm long", mass=0.045, words=("table_napkin", "serviette")
    ),
    "rope_coil": Thing(
        "rope",
        "small",
        "a coil of rope, 32 cm across",
        mass=1.2,
        words=("rope", "cord", "string", "twine", "coil_of_rope", "coiled_rope", "lasso"),
    ),
    "hose": Thing(
        "rope",
        "small",
        "a coiled hose",
        {"radius": 0.22, "turns": 4},
        {"body": "rubber"},
        {"body": (0.03, 0.25, 0.06)},
        mass=2.5,
        words=("garden_hose", "water_hose"),
    ),
    "cable_coil": Thing(
        "rope",
        "small",
        "a coiled cable",
        {"radius": 0.1, "turns": 5},
        {"body": "rubber"},
        mass=0.5,
        words=("coil_of_cable", "extension_cord"),
    ),
    "tape": Thing(
        "tape",
        "small",
        "a roll of tape, 10 cm across",
        mass=0.08,
        words=("roll_of_tape", "duct_tape", "adhesive_tape", "scotch_tape", "sticky_tape", "tape_roll"),
    ),
    "saw": Thing("saw", "small", "a hand saw, 55 cm long", mass=0.5, words=("handsaw", "hand_saw", "hacksaw")),
    "pliers": Thing("pliers", "small", "pliers, 18 cm long", mass=0.25, words=("pair_of_pliers", "pincers")),
    "drill": Thing("drill", "small", "a cordless drill", mass=1.6, words=("power_drill", "electric_drill")),
    "peeler": Thing(
        "peeler",
        "small",
        "a vegetable peeler, 16 cm long",
        mass=0.05,
        words=("potato_peeler", "vegetable_peeler"),
    ),
    "rolling_pin": Thing("rolling_pin", "small", "a rolling pin, 42 cm long", mass=0.6),
    "colander": Thing("colander", "small", "a steel colander, 26 cm across", mass=0.5, words=("strainer", "sieve")),
    "funnel": Thing("funnel", "small", "a funnel, 14 cm across", mass=0.06),
    "spray_can": Thing(
        "spray_can",
        "small",
        "a spray can, 19 cm high",
        mass=0.35,
        words=("aerosol_can", "can_of_spray_paint", "deodorant", "spray_deodorant", "hairspray"),
    ),
    "toothpaste": Thing(
        "paste_tube",
        "small",
        "a tube of toothpaste, 17 cm long",
        mass=0.12,
        words=("tube_of_toothpaste", "toothpaste_tube", "paint_tube", "tube_of_paint", "tube_of_glue"),
    ),
    "painting": Thing(
        "picture",
        "small",
        "a framed landscape, 60 cm wide",
        mass=2.2,
        words=("picture", "picture_frame", "photo_frame", "framed_picture", "framed_photo", "poster"),
    ),
    "easel": Thing(
        "easel",
        "furniture",
        "an easel with a canvas, 1.5 m high",
        mass=4.0,
        words=("canvas", "artist's_easel", "painter's_easel"),
    ),
    "cello": Thing("cello", "furniture", "a cello on a stand, 1.22 m high", mass=4.0, words=("double_bass",)),
    "violin": Thing(
        "cello", "small", "a violin on a stand, 60 cm high", {"height": 0.6}, mass=0.6, words=("viola", "fiddle")
    ),
    "piano": Thing(
        "piano", "furniture", "an upright piano, 1.48 m wide", mass=230.0, words=("upright_piano", "pianoforte")
    ),
    "trumpet": Thing("trumpet", "small", "a trumpet, 50 cm long", mass=1.1, words=("cornet", "bugle")),
    "microphone": Thing(
        "microphone", "furniture", "a microphone on a stand, 1.4 m high", mass=4.5, words=("mic", "mike")
    ),
    "laser_pointer": Thing("laser", "small", "a laser pointer, 14 cm long", mass=0.06, lit=False, words=("laser",)),
    "flashlight": Thing(
        "flashlight", "small", "a torch, 18 cm long", mass=0.2, lit=False, words=("torch", "pocket_torch")
    ),
    "spark": Thing("spark", "small", "a glowing spark of a fire, 1 cm across", mass=2e-4, words=("ember",)),
    "thermometer": Thing("thermometer", "small", "a thermometer, 26 cm high", mass=0.3),
    "compass": Thing("compass", "small", "a brass compass, 7 cm across", mass=0.12, words=("compass_needle",)),
    "desk_globe": Thing(
        "globe",
        "small",
        "a globe of the earth, 42 cm high",
        mass=1.5,
        words=("world_globe", "earth_globe", "terrestrial_globe"),
    ),
    "chest": Thing(
        "chest",
        "furniture",
        "a treasure chest, 70 cm long",
        mass=22.0,
        words=("treasure_chest", "wooden_chest"),
    ),
    "crystal": Thing("quartz", "small", "a clear crystal, 6 cm long", words=("rock_crystal",)),
    "diamond": Thing("gem", "small", "a cut stone, 4 cm across", words=("gem", "gemstone", "jewel", "brilliant")),
    "gold_bar": Thing(
        "ingot", "small", "a bar of gold, 24 cm long", words=("ingot", "gold_ingot", "bar_of_gold", "bullion")
    ),
    "anchor": Thing("anchor", "small", "an iron anchor, 1.1 m long", mass=25.0, words=("ship's_anchor",)),
    "teddy_bear": Thing(
        "teddy",
        "small",
        "a teddy bear, 34 cm high",
        mass=0.4,
        words=("teddy", "stuffed_bear", "plush_toy", "stuffed_animal", "plush_bear", "cuddly_toy"),
    ),
    "toy_robot": Thing("robot", "small", "a tin robot, 30 cm high", mass=0.7, words=("robot", "tin_robot")),
    "tumbleweed": Thing("tumbleweed", "ball", "a tumbleweed, 70 cm across", mass=0.7),
    "twig": Thing("twig", "small", "a dry twig, 50 cm long", words=("branch", "tree_branch", "wooden_twig")),
    "hay_bale": Thing(
        "hay",
        "small",
        "a bale of hay, 95 cm long",
        mass=18.0,
        words=("bale_of_hay", "straw_bale", "hay", "haystack", "bale"),
    ),
    "bonsai": Thing(
        "bonsai", "plant", "a bonsai in its dish, 38 cm high", mass=3.0, words=("bonsai_tree", "ficus_bonsai", "ficus")
    ),
    "grill": Thing(
        "grill", "furniture", "a charcoal grill, 85 cm high", fixed=True, words=("barbecue", "bbq", "barbecue_grill")
    ),
    "curb": Thing(
        "box",
        "structure",
        "a kerbstone, 4 m long",
        {"length": 4.0, "width": 0.2, "height": 0.14, "edge": 0.02},
        {"body": "concrete"},
        fixed=True,
        words=("kerb", "curbstone"),
    ),
    "diving_board": Thing("diving_board", "structure", "a diving board, 4 m long", fixed=True, words=("springboard",)),
    "target": Thing(
        "target",
        "structure",
        "an archer's target, 1 m across",
        fixed=True,
        words=("bullseye", "archery_target", "shooting_target"),
    ),
    "nest": Thing("nest", "small", "a bird's nest with three eggs", mass=0.12, words=("bird's_nest", "bird_nest")),
}
