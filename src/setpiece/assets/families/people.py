"""People: one body plan in units of stature, with clothes, hair and hats, and a row of numbers for each kind.

Lengths of limbs are Drillis and Contini's (1966) shares of stature; girths are read off anthropometric tables.
"""

# A kind is a row of a table, however long.
# ruff: noqa: E501

from dataclasses import dataclass, field
from functools import partial

from setpiece.assets.anatomy import Finish, Leg, Plan, Segment, family
from setpiece.assets.families.quadrupeds import scaled
from setpiece.assets.flesh import Ball, Blob, Cone, Flare, Point, both, chain

Rgb = tuple[float, float, float]
SEGMENTS = 15
ANKLE, KNEE, HIP, WAIST = 0.039, 0.285, 0.52, 0.61
WRIST, ELBOW, SHOULDER, NECK = 0.485, 0.63, 0.815, 0.85
BLACK = (0.012, 0.011, 0.011)
LIGHT, TAN, BROWN = (0.62, 0.36, 0.26), (0.42, 0.22, 0.13), (0.14, 0.065, 0.035)


@dataclass(frozen=True)
class Person:
    """Shape and clothes; girths are factors to a slim adult's."""

    height: float = 1.75  # m
    shirt: Rgb = (0.10, 0.20, 0.42)
    trousers: Rgb = (0.035, 0.04, 0.06)
    shoes: Rgb = (0.03, 0.02, 0.015)
    skin: Rgb = LIGHT
    hair: tuple[str, Rgb] = ("short", (0.05, 0.03, 0.018))  # short | long | bun | none
    shoulders: float = 1.0
    hips: float = 1.0
    girth: float = 1.0
    head: float = 1.0
    bust: float = 0.0
    skirt: float = 0.0  # length over that of the legs; 0: trousers
    sleeves: float = 0.4  # of the arm that is covered: below 0.5 short
    shorts: bool = False
    hat: str = ""  # toque | helmet | cap | brim | globe | crown
    hat_color: Rgb = (0.85, 0.85, 0.83)
    coat: float = 0.0  # length of an apron or coat below the waist, over that of the legs
    coat_color: Rgb = (0.8, 0.8, 0.78)
    finish: dict[str, Finish] = field(default_factory=dict)


def plan(p: Person) -> Plan:
    """Return a person's body, in metres."""
    n, y, hip_y = p.girth, 0.102 * p.shoulders, 0.05 * p.hips
    segments = [
        Segment(
            "pelvis",
            tuple(_pelvis(p)),
            (0.0, 0.0, HIP),
            -1,
            Cone((0, -0.03, 0.53), (0, 0.03, 0.53), 0.07 * n, 0.07 * n),
            30,
        ),
        Segment(
            "chest", tuple(_chest(p)), (0.0, 0.0, WAIST), 0, Cone((0, 0, 0.66), (0, 0, 0.76), 0.085 * n, 0.085 * n), 36
        ),
        Segment("head", tuple(_head(p)), (-0.005, 0.0, NECK), 1, Ball((0.005, 0, 0.935), (0.055, 0.047, 0.065)), 44),
    ]
    for side, name in ((1.0, "left"), (-1.0, "right")):
        _arm(p, segments, side * y, name)
    legs = [_leg(p, segments, side * hip_y, name) for side, name in ((1.0, "left"), (-1.0, "right"))]
    finish = {
        "body": Finish("fabric", p.shirt),
        "legs": Finish("fabric", p.trousers),
        "shoes": Finish("leather", p.shoes),
        "skin": Finish("skin", p.skin),
        "hair": Finish("hair", p.hair[1]),
        "eyes": Finish("dark_glass", BLACK),
        "whites": Finish("ceramic", (0.75, 0.73, 0.70)),
        "lips": Finish("skin", (0.8 * p.skin[0], 0.5 * p.skin[1], 0.55 * p.skin[2])),
        "hat": Finish("fabric", p.hat_color),
        "coat": Finish("fabric", p.coat_color),
        **p.finish,
    }
    gaits = ("stand", "walk", "run", "offer", "wave", "sit", "eat", "glide", "ride", "reach")
    traits = {"glide_speed": 4.0, "ride_speed": 4.2}  # m/s
    whole = Plan("person", tuple(segments), tuple(legs), finish, HIP, 1.0, blend=0.03, gaits=gaits, traits=traits)
    return scaled(whole, p.height)


def _pelvis(p: Person) -> list[Blob]:
    """Hips in trousers under the hem of the shirt, or in a skirt; an apron or coat over them."""
    n, w = p.girth, 1.35 * p.hips
    if p.skirt:
        out: list[Blob] = [
            Cone((0, 0, 0.605), (0, 0, 0.55), 0.054 * n, 0.062 * n, w, part="body"),
            Flare(0.57, HIP - p.skirt * 0.48, 0.069 * n, 0.069 * n + 0.09 * p.skirt, 1.4, blend=0.02),
            *both(Ball((-0.022, 0.045, 0.515), (0.045 * n, 0.045 * n, 0.045), blend=0.03)),
        ]
    else:
        out = [
            Cone((0, 0, 0.60), (0, 0, 0.565), 0.060 * n, 0.064 * n, w, part="body"),
            Cone((0, 0, 0.58), (0, 0, 0.55), 0.056 * n, 0.062 * n, w, part="legs"),
            Cone((0, 0, 0.55), (0, 0, 0.50), 0.062 * n, 0.060 * n, w, 0.02, "legs"),
            *both(Ball((-0.026, 0.045, 0.515), (0.043 * n, 0.045 * n, 0.045), blend=0.03, part="legs")),
        ]
    if p.coat:
        out.append(
            Flare(0.60, HIP - p.coat * 0.48, 0.072 * n, 0.080 * n + 0.03 * p.coat, 1.42 * p.hips, 0.006, part="coat")
        )
    return out


def _chest(p: Person) -> list[Blob]:
    """Belly, ribs, and shoulders that slope from the neck."""
    n, w, y = p.girth, p.shoulders, 0.102 * p.shoulders
    belly = 0.054 * n + 0.02 * max(n - 1.0, 0.0)
    out: list[Blob] = [
        Cone((0, 0, 0.595), (0, 0, 0.66), 0.059 * n, belly, 1.33 * p.hips),
        Cone((0, 0, 0.66), (0.002, 0, 0.755), belly, 0.061 * n, 1.38 * w, 0.02),
        Ball((-0.004, 0, 0.765), (0.060 * n, 0.090 * w, 0.055), blend=0.03),
        *both(Cone((-0.006, 0.022, 0.835), (-0.004, y - 0.018, 0.803), 0.023, 0.029, 1.0, 0.03)),
        *both(
            Ball(
                (0.028 + 0.012 * p.bust, 0.040, 0.752),
                (0.034 + 0.012 * p.bust, 0.042, 0.036 + 0.006 * p.bust),
                blend=0.025,
            )
        ),
        Cone((-0.008, 0, 0.825), (-0.004, 0, 0.850), 0.035, 0.0325, 1.1, 0.03),
    ]
    if p.coat:
        out += [Cone((0.004, 0, 0.60), (0.004, 0, 0.745), 0.065 * n, 0.063 * n, 1.34 * w, part="coat")]
    return out


def _head(p: Person) -> list[Blob]:
    h = p.head

    def at(x: float, y: float, z: float) -> Point:
        return h * x, h * y, 0.865 + h * (z - 0.865)

    def ball(
        x: float, y: float, z: float, axes: Point, *, blend: float = 0.0, part: str = "skin", pitch: float = 0.0
    ) -> Ball:
        return Ball(at(x, y, z), (h * axes[0], h * axes[1], h * axes[2]), pitch, blend=blend, part=part)

    out: list[Blob] = [
        Cone((-0.008, 0, 0.835), at(-0.004, 0, 0.90), 0.030, 0.031 * h, 1.05, part="skin"),
        ball(0.0, 0, 0.938, (0.055, 0.044, 0.060), blend=0.02),
        ball(0.016, 0, 0.905, (0.040, 0.036, 0.034), blend=0.02),
        ball(0.036, 0, 0.882, (0.016, 0.018, 0.014), blend=0.015),
        Cone(at(0.052, 0, 0.932), at(0.064, 0, 0.912), 0.006 * h, 0.009 * h, 1.0, 0.008, "skin"),
        *both(ball(-0.004, 0.045, 0.922, (0.012, 0.006, 0.019), blend=0.006)),
        *both(ball(0.044, 0.0185, 0.933, (0.0085, 0.0095, 0.0075), part="whites")),
        *both(ball(0.0505, 0.0185, 0.933, (0.0035, 0.0048, 0.0048), part="eyes")),
        *both(Cone(at(0.0525, 0.010, 0.9475), at(0.047, 0.028, 0.9475), 0.0026 * h, 0.002 * h, part="hair")),
        Cone(at(0.0525, -0.011, 0.894), at(0.0525, 0.011, 0.894), 0.0042 * h, 0.0042 * h, part="lips"),
    ]
    return [*out, *_hair(p, ball, at), *_hat(p, ball, at)]


def _hair(p: Person, ball: object, at: object) -> list[Blob]:
    """Hair lies a little outside the skull, behind and above the face."""
    h, style = p.head, p.hair[0]
    if style == "none" or p.hat == "globe":
        return []
    out = [
        ball(-0.010, 0, 0.949, (0.0565, 0.0495, 0.0575), part="hair", pitch=0.25),
        ball(-0.020, 0, 0.925, (0.043, 0.047, 0.05), blend=0.02, part="hair"),
    ]
    if style == "long":
        out += both(Cone(at(-0.018, 0.036, 0.94), at(-0.02, 0.040, 0.83), 0.024 * h, 0.020 * h, 1.0, 0.02, "hair"))
        out += [Cone(at(-0.040, 0, 0.94), at(-0.045, 0, 0.81), 0.032 * h, 0.026 * h, 1.5, 0.03, "hair")]
    if style == "bun":
        out += [ball(-0.062, 0, 0.975, (0.026, 0.026, 0.024), blend=0.01, part="hair")]
    if style == "tails":
        out += both(Cone(at(-0.02, 0.05, 0.95), at(-0.03, 0.075, 0.87), 0.018 * h, 0.012 * h, 1.0, 0.01, "hair"))
    return out


def _hat(p: Person, ball: object, at: object) -> list[Blob]:
    h = p.head
    if p.hat == "toque":
        return [
            Cone(at(-0.006, 0, 0.975), at(-0.008, 0, 1.03), 0.054 * h, 0.056 * h, 0.95, part="hat"),
            ball(-0.01, 0, 1.065, (0.078, 0.074, 0.042), blend=0.02, part="hat"),
        ]
    if p.hat == "helmet":
        return [
            ball(-0.004, 0, 0.965, (0.070, 0.062, 0.055), part="hat"),
            ball(0.012, 0, 0.958, (0.078, 0.058, 0.008), blend=0.01, part="hat", pitch=-0.12),
        ]
    if p.hat == "cap":
        return [
            ball(-0.005, 0, 0.967, (0.061, 0.053, 0.045), part="hat"),
            ball(0.055, 0, 0.965, (0.042, 0.036, 0.006), blend=0.008, part="hat", pitch=-0.2),
        ]
    if p.hat == "brim":
        return [
            Cone(at(-0.004, 0, 0.978), at(-0.004, 0, 1.015), 0.055 * h, 0.046 * h, 0.92, part="hat"),
            ball(-0.002, 0, 0.972, (0.108, 0.098, 0.009), blend=0.02, part="hat"),
        ]
    if p.hat == "globe":
        return [
            ball(0.0, 0, 0.935, (0.088, 0.084, 0.088), part="hat"),
            ball(0.034, 0, 0.935, (0.062, 0.064, 0.05), part="visor"),
        ]
    if p.hat == "crown":
        return [Cone(at(-0.004, 0, 0.985), at(-0.004, 0, 1.03), 0.05 * h, 0.054 * h, 0.9, part="hat")]
    return []


def _arm(p: Person, segments: list[Segment], y: float, name: str) -> None:
    n, s = 0.6 + 0.4 * p.girth, 1.0 if y > 0 else -1.0
    top, elbow, wrist = (0.0, y, SHOULDER), (0.0, y + s * 0.012, ELBOW), (0.008, y + s * 0.012, WRIST)
    upper: list[Blob] = [
        Ball((top[0], y - s * 0.006, top[2] - 0.010), (0.033 * n, 0.030 * n, 0.036), part="body"),
        Cone((top[0], y, top[2] - 0.02), (0.0, y + s * 0.008, 0.72), 0.031 * n, 0.030 * n, part="body", blend=0.02),
    ]
    low = "body" if p.sleeves > 0.5 else "skin"
    r = 1.12 if p.sleeves > 0.5 else 1.0
    upper += [Cone((0.0, y + s * 0.005, 0.74), elbow, 0.028 * n * r, 0.024 * n * r, part=low, blend=0.02)]
    fore = chain([elbow, (0.004, elbow[1], 0.585), wrist], [0.0245 * n * r, 0.025 * n * r, 0.017 * n * r], blend=0.01)
    fore = [Cone(c.a, c.b, c.ra, c.rb, 1.0, c.blend, low) for c in fore]
    parent = 1
    palm = (wrist[0] + 0.002, wrist[1], 0.455)
    hand: list[Blob] = [
        Cone(wrist, palm, 0.0145, 0.012, 1.0, part="skin"),
        Ball((palm[0] + 0.002, palm[1], 0.448), (0.023, 0.0115, 0.027), blend=0.012, part="skin"),
        *[
            Cone(
                (palm[0] - 0.015 + 0.0115 * k, palm[1], 0.432),
                (palm[0] - 0.017 + 0.0125 * k, palm[1] - s * 0.004, 0.388 + 0.006 * abs(k - 1.6)),
                0.0066,
                0.0052,
                part="skin",
                blend=0.004,
            )
            for k in range(4)
        ],
        Cone(
            (palm[0] + 0.015, palm[1] - s * 0.004, 0.462),
            (palm[0] + 0.034, palm[1] - s * 0.009, 0.425),
            0.0085,
            0.006,
            part="skin",
            blend=0.008,
        ),
    ]
    for part, blobs, pivot, cells in (
        ("upper_arm", upper, top, 18),
        ("forearm", fore, elbow, 18),
        ("hand", hand, wrist, 26),
    ):
        segments.append(Segment(f"{name}_{part}", tuple(blobs), pivot, parent, cells=cells))
        parent = len(segments) - 1


def _leg(p: Person, segments: list[Segment], y: float, name: str) -> Leg:
    n = 0.5 + 0.5 * p.girth
    top, knee, ankle = (0.0, y, HIP), (0.006, y, KNEE), (-0.004, y, ANKLE)
    cloth = "skin" if p.skirt else "legs"
    low = "skin" if p.skirt or p.shorts else "legs"
    loose = 1.0 if low == "skin" else 1.15
    thigh: list[Blob] = [
        Cone(
            top,
            (0.004, y, 0.42),
            (0.030 if p.skirt or p.coat else 0.056) * n,
            (0.042 if p.skirt else 0.048) * n,
            1.0,
            part=cloth,
        ),
        Cone((0.004, y, 0.42), knee, (0.042 if p.skirt else 0.050) * n, 0.034 * n, 1.0, 0.02, cloth),
    ]
    shank: list[Blob] = [
        Cone(knee, (-0.012, y, 0.21), 0.034 * n, 0.035 * n * loose, 1.0, part=low),
        Cone((-0.012, y, 0.21), ankle, 0.035 * n * loose, 0.021 * n * loose**1.5, 1.0, 0.02, low),
    ]
    foot: list[Blob] = [
        Cone((-0.004, y, 0.052), (-0.008, y, 0.026), 0.023, 0.025, 1.0, 0.01, "shoes"),
        Cone((-0.022, y, 0.022), (0.035, y, 0.022), 0.022, 0.022, 1.0, 0.02, "shoes"),
        Cone((0.035, y, 0.022), (0.092, y, 0.016), 0.022, 0.0155, 1.35, 0.02, "shoes"),
    ]
    first, parent = len(segments), 0
    for part, blobs, pivot, cells in (("thigh", thigh, top, 20), ("shank", shank, knee, 20), ("foot", foot, ankle, 22)):
        segments.append(Segment(f"{name}_{part}", tuple(blobs), pivot, parent, cells=cells))
        parent = len(segments) - 1
    toe, heel = (0.085, y, 0.0), (-0.04, y, 0.0)
    return Leg((first, first + 1, first + 2), (top, knee, ankle), toe, heel, 1.0, hind=False)


# fmt: off
KINDS: dict[str, Person] = {
    "man": Person(1.76, sleeves=0.9, shoulders=1.06, hips=0.95, girth=1.05),
    "woman": Person(1.65, shirt=(0.42, 0.04, 0.05), shoes=(0.10, 0.03, 0.02), hair=("long", (0.10, 0.045, 0.02)),
                    shoulders=0.9, hips=1.05, girth=0.9, bust=1.0, skirt=0.55, sleeves=0.3),
    "boy": Person(1.25, shirt=(0.55, 0.36, 0.03), trousers=(0.06, 0.09, 0.18), shoes=(0.5, 0.5, 0.48),
                  hair=("short", (0.13, 0.07, 0.03)), shoulders=0.92, hips=0.95, girth=0.95, head=1.28, sleeves=0.3,
                  shorts=True),
    "girl": Person(1.22, shirt=(0.55, 0.12, 0.22), shoes=(0.5, 0.1, 0.1), hair=("tails", (0.16, 0.08, 0.03)),
                   shoulders=0.88, hips=0.98, girth=0.92, head=1.28, skirt=0.5, sleeves=0.3),
    "chef": Person(1.76, shirt=(0.82, 0.82, 0.80), trousers=(0.03, 0.03, 0.035), sleeves=0.9, girth=1.12, hat="toque",
                   coat=0.55),
    "worker": Person(1.78, shirt=(0.70, 0.20, 0.02), trousers=(0.03, 0.05, 0.12), shoes=(0.12, 0.06, 0.02), skin=TAN,
                     sleeves=0.9, girth=1.08, shoulders=1.06, hat="helmet",
                     finish={"hat": Finish("plastic", (0.75, 0.5, 0.02))}),
    "athlete": Person(1.80, shirt=(0.03, 0.16, 0.50), trousers=(0.02, 0.02, 0.025), shoes=(0.7, 0.7, 0.7), sleeves=0.3, girth=1.02,
                      shoulders=1.10, hips=0.93, shorts=True),
    "doctor": Person(1.74, shirt=(0.80, 0.81, 0.82), trousers=(0.05, 0.10, 0.16), sleeves=0.9, coat=0.8),
    "officer": Person(1.79, shirt=(0.02, 0.04, 0.12), trousers=(0.015, 0.02, 0.05), shoes=(0.02, 0.02, 0.02), sleeves=0.9,
                      shoulders=1.08, hat="cap", hat_color=(0.02, 0.03, 0.09)),
    "firefighter": Person(1.80, shirt=(0.42, 0.28, 0.06), trousers=(0.38, 0.25, 0.05), shoes=(0.02, 0.02, 0.02), sleeves=0.9, girth=1.15,
                          shoulders=1.08, hat="helmet", coat=0.45,
                          finish={"hat": Finish("plastic", (0.6, 0.02, 0.02)), "coat": Finish("fabric", (0.42, 0.28, 0.06))}),
    "elder": Person(1.68, shirt=(0.25, 0.18, 0.12), trousers=(0.12, 0.11, 0.10), hair=("short", (0.62, 0.61, 0.60)), sleeves=0.9, girth=1.12,
                    shoulders=0.98),
    "grandmother": Person(1.60, shirt=(0.20, 0.10, 0.28), shoes=(0.05, 0.03, 0.03), hair=("bun", (0.66, 0.65, 0.64)), shoulders=0.9, hips=1.1,
                          girth=1.08, bust=0.9, skirt=0.75, sleeves=0.9),
    "diver": Person(1.78, shirt=(0.02, 0.02, 0.025), trousers=(0.02, 0.02, 0.025), shoes=(0.6, 0.5, 0.02), hair=("none", BLACK), sleeves=0.9,
                    shoulders=1.08, hips=0.95, hat="cap", hat_color=(0.02, 0.02, 0.025)),
    "hiker": Person(1.77, shirt=(0.55, 0.05, 0.03), trousers=(0.03, 0.04, 0.10), shoes=(0.1, 0.1, 0.11), sleeves=0.9, girth=1.15, shoulders=1.05,
                    hat="helmet", finish={"hat": Finish("plastic", (0.1, 0.1, 0.11))}),
    "farmer": Person(1.74, shirt=(0.30, 0.05, 0.04), trousers=(0.05, 0.09, 0.2), shoes=(0.08, 0.05, 0.03), skin=TAN,
                     sleeves=0.9, hat="brim", hat_color=(0.55, 0.40, 0.15)),
    "astronaut": Person(1.95, shirt=(0.80, 0.80, 0.80), trousers=(0.78, 0.78, 0.78), shoes=(0.5, 0.5, 0.5),
                        hair=("none", BLACK), shoulders=1.1, hips=1.15, girth=1.35, head=1.05, sleeves=0.9, hat="globe",
                        finish={"hat": Finish("plastic", (0.82, 0.82, 0.82)),
                                "visor": Finish("dark_mirror", (0.5, 0.33, 0.08))}),
}
# fmt: on

FAMILIES = {name: family(partial(plan, p), SEGMENTS) for name, p in KINDS.items()}
