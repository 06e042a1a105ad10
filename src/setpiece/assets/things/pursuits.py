"""What work and play take that no other list has."""

from setpiece.assets.thing import Thing

PURSUITS = {
    "scrub_brush": Thing("scrub_brush", "small", "a wooden brush with bristles, 16 cm long", mass=0.15,
                         words=("bristle_brush", "scrubbing_brush", "shoe_brush", "nail_brush", "cleaning_brush",
                                "clothes_brush", "hairbrush")),
    "glider": Thing("glider", "vehicle", "a sailplane, 15 m from tip to tip", mass=250.0, words=("sailplane",)),
    "star_map": Thing("star_map", "small", "a framed map of the stars, 90 cm high", mass=3.0,
                      words=("star_chart", "astronomic_map", "astronomical_map", "astronomy_map", "sky_map")),
    "glove": Thing("glove", "small", "a baseball glove, 28 cm long", mass=0.6,
                   words=("baseball_glove", "leather_glove", "baseball_mitt", "catcher's_mitt", "mitt")),
    "sharpener": Thing("sharpener", "small", "a pencil sharpener, 26 mm long", mass=0.02, words=("pencil_sharpener",)),
    "billiard_table": Thing("billiard_table", "furniture", "a pool table, 2.5 m long", fixed=True,
                            words=("pool_table", "snooker_table", "billiards_table")),
    "open_book": Thing("open_book", "small", "an open book, 30 cm wide", mass=0.6),
    "hot_dog_cart": Thing("hot_dog_cart", "furniture", "a hot dog barrow with its sunshade, 2.1 m high", mass=90.0,
                          fixed=True, words=("food_cart", "hotdog_cart", "hot_dog_stand", "food_stall")),
}  # fmt: skip
