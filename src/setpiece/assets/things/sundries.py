"""What picks up, comes down slowly, waves, drips and computes; sheets that are thrown, rubbed and wrapped."""

from setpiece.assets.thing import Thing

SUNDRIES = {
    "grabber": Thing("grabber", "small", "a reacher with a pistol grip and two jaws, 80 cm long", mass=0.25,
                     words=("grabber_tool", "reacher", "reacher_grabber", "litter_picker")),
    "parachute": Thing("parachute", "small", "a round parachute of 3.2 m with a crate", mass=4.0, words=("chute",)),
    "flag": Thing("flag", "small", "a red flag on a pole, 2 m high", mass=3.0, words=("pennant",)),
    "banner": Thing("banner", "small", "a blue cloth banner on a rod, 70 cm wide", mass=0.6,
                    words=("cloth_banner", "tapestry", "wall_hanging")),
    "icicle": Thing("icicle", "small", "an icicle, 35 cm long"),
    "circuit_board": Thing("circuit_board", "small", "a microcontroller board, 5 cm long", mass=0.004,
                           words=("raspberry_pi", "raspberry_pi_pico", "arduino", "microcontroller", "pcb")),
    "photo_camera": Thing("photo_camera", "small", "a photo camera with its lens, 13 cm wide", mass=0.7,
                          words=("digital_camera", "reflex_camera", "dslr")),
    "motherboard": Thing("circuit_board", "small", "a computer's main board, 24 cm long", {"length": 0.24}, mass=0.5,
                         words=("mainboard", "graphics_card")),
    "confetti": Thing("box", "small", "a scrap of coloured paper, 12 x 8 mm",
                      {"length": 0.012, "width": 0.008, "height": 0.0004, "edge": 0.0001}, {"body": "paper"},
                      {"body": (0.75, 0.2, 0.35)}, words=("scrap_of_paper", "paper_scrap")),
    "sandpaper": Thing("box", "small", "a sheet of sandpaper, 28 x 23 cm",
                       {"length": 0.28, "width": 0.23, "height": 0.001, "edge": 0.0002}, {"body": "cardboard"},
                       {"body": (0.33, 0.17, 0.06)}, mass=0.03, friction=0.95, words=("emery_paper",)),
    "foil": Thing("box", "small", "a sheet of aluminium foil, 30 cm square",
                  {"length": 0.3, "width": 0.3, "height": 0.0004, "edge": 0.0001}, {"body": "aluminium"}, mass=0.005,
                  words=("tin_foil", "aluminum_foil", "aluminium_foil", "sheet_of_foil")),
    "bubble_wrap": Thing("bubble_wrap", "small", "a sheet of bubble wrap, 40 x 30 cm", mass=0.012,
                         words=("foam_wrap",)),
}  # fmt: skip
