"""Kinds of birds, fish and insects: a row of proportions each (see ``winged``)."""

# A kind is a row of a table, however long.
# ruff: noqa: E501

from functools import partial

from setpiece.assets.anatomy import family
from setpiece.assets.families.winged import (
    BIRD_SEGMENTS,
    BLACK,
    FISH_SEGMENTS,
    INSECT_SEGMENTS,
    ORANGE,
    RED,
    WHITE,
    YELLOW,
    Bird,
    Fish,
    Insect,
    bird,
    fish,
    insect,
)

GREY, BROWN = (0.22, 0.23, 0.25), (0.13, 0.07, 0.035)

# fmt: off
WATERBIRD = ("stand", "walk", "run", "fly", "swim")
GROUND = ("stand", "walk", "run")
BIRDS: dict[str, Bird] = {
    "bird": Bird(0.16, BROWN, belly=(0.50, 0.16, 0.04), girth=(0.40, 0.38), neck=(0.10, 0.9, 0.13), head=0.135, beak=(0.10, 0.03), beak_color=(0.08, 0.06, 0.04),
                 legs=(0.24, 0.013), leg_color=BROWN, flap=9.0),
    "pigeon": Bird(0.32, GREY, wing=(0.30, 0.31, 0.33), head_color=(0.07, 0.10, 0.12), neck=(0.14, 0.95, 0.11), head=0.10, beak=(0.07, 0.025), beak_color=(0.1, 0.09, 0.09), legs=(0.18, 0.02), leg_color=(0.5, 0.12, 0.12), flap=5.5),
    "crow": Bird(0.46, BLACK, neck=(0.13, 0.75, 0.11), head=0.105, beak=(0.15, 0.045), beak_color=BLACK, legs=(0.24, 0.017), leg_color=BLACK, span=0.85, flap=4.0),
    "seagull": Bird(0.45, WHITE, wing=(0.42, 0.44, 0.47), neck=(0.13, 0.8, 0.10), head=0.10, beak=(0.13, 0.03), beak_color=YELLOW, legs=(0.22, 0.016), leg_color=YELLOW, webbed=True, span=1.15, chord=0.22, flap=2.8, gaits=WATERBIRD),
    "eagle": Bird(0.85, BROWN, wing=(0.09, 0.05, 0.025), head_color=WHITE, girth=(0.34, 0.32), neck=(0.15, 1.25, 0.115), head=0.105, beak=(0.10, 0.05), beak_color=YELLOW, hook=True,
                  legs=(0.30, 0.024), leg_color=YELLOW, span=1.15, chord=0.36, tail=(0.26, 0.14), carriage=0.72, flap=2.2),
    "owl": Bird(0.40, (0.30, 0.18, 0.08), belly=(0.55, 0.42, 0.26), girth=(0.46, 0.46), neck=(0.09, 1.3, 0.19), head=0.21, head_color=(0.30, 0.18, 0.08), beak=(0.06, 0.045), beak_color=(0.05, 0.045, 0.04), hook=True, big_eyes=True,
                legs=(0.20, 0.026), leg_color=(0.4, 0.3, 0.15), span=0.95, chord=0.34, tail=(0.14, 0.10), carriage=0.95, flap=3.0),
    "parrot": Bird(0.36, RED, wing=(0.02, 0.10, 0.42), girth=(0.34, 0.32), neck=(0.10, 0.9, 0.14), head=0.13, beak=(0.07, 0.06), beak_color=(0.7, 0.66, 0.55), hook=True, legs=(0.16, 0.02), leg_color=GREY, tail=(0.62, 0.09), carriage=0.8, flap=5.0),
    "chicken": Bird(0.40, WHITE, girth=(0.50, 0.42), neck=(0.24, 1.05, 0.10), head=0.085, beak=(0.06, 0.028), beak_color=YELLOW, legs=(0.36, 0.02), leg_color=YELLOW, comb=True, tail=(0.22, 0.10), span=0.45, chord=0.28, carriage=0.15, cocked=0.75, flap=6.0, gaits=GROUND),
    "rooster": Bird(0.46, (0.42, 0.11, 0.02), wing=(0.10, 0.045, 0.02), girth=(0.46, 0.38), neck=(0.28, 1.15, 0.11), head=0.09, beak=(0.06, 0.028), beak_color=YELLOW, legs=(0.40, 0.022), leg_color=YELLOW, comb=True, tail=(0.42, 0.12), span=0.45, chord=0.28, carriage=0.25, cocked=0.9, flap=6.0, gaits=GROUND),
    "duck": Bird(0.46, (0.20, 0.14, 0.09), belly=(0.48, 0.44, 0.38), head_color=(0.015, 0.11, 0.05), girth=(0.38, 0.36), neck=(0.20, 1.1, 0.085), head=0.105, beak=(0.15, 0.045), beak_color=YELLOW, legs=(0.17, 0.022), webbed=True,
                 tail=(0.16, 0.10), span=0.65, chord=0.24, carriage=0.12, flap=6.5, gaits=WATERBIRD),
    "duckling": Bird(0.14, YELLOW, girth=(0.50, 0.46), neck=(0.14, 1.1, 0.15), head=0.20, beak=(0.12, 0.06), legs=(0.16, 0.03), webbed=True, tail=(0.08, 0.06), span=0.3, chord=0.2, carriage=0.12, gaits=("stand", "walk", "run", "swim")),
    "swan": Bird(1.0, WHITE, girth=(0.40, 0.36), neck=(0.52, 1.35, 0.055), head=0.075, beak=(0.11, 0.03), legs=(0.18, 0.022), leg_color=BLACK, webbed=True, tail=(0.14, 0.10), span=0.95, chord=0.30, carriage=0.08, flap=2.5, gaits=WATERBIRD),
    "flamingo": Bird(0.55, (0.72, 0.28, 0.26), girth=(0.36, 0.32), neck=(0.75, 1.3, 0.045), head=0.075, beak=(0.11, 0.045), beak_color=(0.08, 0.05, 0.05), legs=(1.15, 0.03), leg_color=(0.68, 0.26, 0.24), tail=(0.12, 0.08), span=0.85, carriage=0.1, flap=2.6, gaits=WATERBIRD),
    "penguin": Bird(0.68, BLACK, belly=WHITE, girth=(0.40, 0.38), neck=(0.15, 1.35, 0.125), head=0.12, head_color=BLACK, beak=(0.13, 0.03), beak_color=(0.06, 0.05, 0.05), legs=(0.10, 0.04), leg_color=ORANGE, webbed=True, tail=(0.10, 0.06), span=0.42, chord=0.12, carriage=1.25, gaits=("stand", "walk", "swim")),
    "ostrich": Bird(0.95, BLACK, wing=WHITE, girth=(0.46, 0.42), neck=(0.75, 1.35, 0.045), head=0.06, head_color=(0.5, 0.36, 0.28), beak=(0.06, 0.025), beak_color=(0.4, 0.3, 0.2), legs=(1.05, 0.035), leg_color=(0.5, 0.36, 0.28), tail=(0.18, 0.12), span=0.4, chord=0.3, carriage=0.05, gaits=GROUND),
}
FISHES: dict[str, Fish] = {
    "fish": Fish(0.3, (0.22, 0.26, 0.28), belly=(0.62, 0.64, 0.62)),
    "goldfish": Fish(0.12, (0.70, 0.20, 0.01), belly=(0.72, 0.38, 0.08), girth=(0.36, 0.22), tail=0.26, beat=2.5),
    "clownfish": Fish(0.10, (0.72, 0.17, 0.01), belly=(0.72, 0.17, 0.01), bands=WHITE, girth=(0.36, 0.17), tail=0.16, beat=2.8),
    "shark": Fish(2.8, (0.17, 0.19, 0.21), belly=(0.62, 0.63, 0.63), girth=(0.19, 0.17), dorsal=0.12, tail=0.17, pectoral=0.22, beat=0.9, height=0.4),
    "dolphin": Fish(2.3, (0.20, 0.24, 0.28), belly=(0.55, 0.57, 0.58), girth=(0.21, 0.19), dorsal=0.10, tail=0.14, level=True, snout=0.07, beat=1.3, height=0.4),
    "whale": Fish(12.0, (0.06, 0.08, 0.10), belly=(0.45, 0.47, 0.48), girth=(0.27, 0.25), dorsal=0.03, tail=0.18, level=True, beat=0.3, pectoral=0.2, height=0.2),
}
INSECTS: dict[str, Insect] = {
    "butterfly": Insect(0.035, BLACK, (0.70, 0.24, 0.01), edge=BLACK, girth=0.09, spread=1.25),
    "moth": Insect(0.03, (0.35, 0.28, 0.2), (0.42, 0.35, 0.26), girth=0.12, spread=1.0),
    "bee": Insect(0.018, (0.62, 0.36, 0.02), (0.75, 0.76, 0.78), broad=False, girth=0.22, spread=0.95, stripes=True, flap=20.0),
    "fly": Insect(0.009, (0.03, 0.035, 0.04), (0.6, 0.62, 0.64), broad=False, girth=0.22, spread=0.95, flap=20.0),
    "dragonfly": Insect(0.07, (0.02, 0.16, 0.22), (0.66, 0.72, 0.74), broad=False, girth=0.07, spread=0.75, flap=14.0),
}
# fmt: on

FAMILIES = {
    **{name: family(partial(bird, b), BIRD_SEGMENTS) for name, b in BIRDS.items()},
    **{name: family(partial(fish, f), FISH_SEGMENTS) for name, f in FISHES.items()},
    **{name: family(partial(insect, i), INSECT_SEGMENTS) for name, i in INSECTS.items()},
}
PLANS = {
    **{name: partial(bird, b) for name, b in BIRDS.items()},
    **{name: partial(fish, f) for name, f in FISHES.items()},
    **{name: partial(insect, i) for name, i in INSECTS.items()},
}
