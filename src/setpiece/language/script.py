"""What a sentence says, before anybody knows where things stand: the Script and its table of tokens.

Names are the user's words resolved against the catalogue; numbers are SI. Nothing here is solved.
"""

from typing import Literal, get_args

from setpiece.world.document import Document, Id, Model, Rgb, Vec3

Status = Literal["grounded", "function", "set_aside", "unknown"]
Span = tuple[int, int]  # characters [start, end) of the prompt


class Token(Document):
    """One word or fixed phrase and what became of it; ``target`` says where, such as ``red_ball.color``.

    Of an unknown word it says what the word seems to be: noun, verb or modifier.
    """

    span: Span
    text: str
    status: Status
    target: str = ""


class Comparison(Document):
    """How a thing compares with another: its mass or its largest dimension is ``factor`` times the other's."""

    of: Literal["mass", "size"]
    factor: float
    other: Id


class PartFinish(Document):
    """What is said of a part of a thing: its word, which pieces of its model that is, their colour or material."""

    word: str
    pieces: tuple[str, ...]
    color: Rgb | None = None
    material: str | None = None


class Member(Document):
    """In what one of a group differs from the others: "one orange and one brown"."""

    material: str | None = None
    color: Rgb | None = None
    scale: float = 1.0


class Entity(Document):
    """A thing or a group of things, equal but for what ``members`` says, that the sentence speaks of."""

    id: Id  # from the words: "red_ball"; members of a group are red_ball_1 ...
    thing: str  # key of assets.catalogue.THINGS
    count: int = 1
    material: str | None = None
    color: Rgb | None = None
    scale: float = 1.0  # "small" 0.6, "huge" 2.5 ...
    size: float | None = None  # m, largest dimension, where the prompt gives a figure
    mass: float | None = None  # kg
    compared: tuple[Comparison, ...] = ()  # "twice as heavy as the blue ball"
    transparent: bool = False
    lit: bool = False  # a lamp, candle or window that shines
    parts: tuple[PartFinish, ...] = ()  # "with a red handle"
    model: Model | None = None  # the user's own shape, of the thing "model"
    attributes: tuple[str, ...] = ()  # other grounded adjectives
    members: tuple[Member, ...] = ()  # of a group whose members differ, in order
    span: Span = (0, 0)


RelationKind = Literal[
    "on", "in", "under", "above", "beside", "left_of", "right_of", "in_front_of", "behind", "between", "near",
    "against", "around", "in_row", "in_stack", "in_pile", "in_pyramid", "in_triangle", "in_circle", "along", "of",
    "hung_from", "level_with", "seen_with", "marked_by", "pace_of", "in_gate",
    "shadow", "mirrored", "lit", "shone_through",
]  # fmt: skip
SHAPES = (
    "in_row",
    "in_stack",
    "in_pile",
    "in_pyramid",
    "in_triangle",
    "in_circle",
    "in_gate",
)  # how a group stands, not where
SHOWN = ("seen_with", "marked_by", "pace_of")  # relations of what is to be seen, not of where things stand
OF_LIGHT = ("shadow", "mirrored", "lit", "shone_through")  # relations that say nothing of where things stand


class Relation(Document):
    """Where ``subject`` is at the start, against ``objects`` (entity ids, or "ground"); groups use in_row ... alone."""

    kind: RelationKind
    subject: Id
    objects: tuple[Id, ...] = ()
    distance: float | None = None  # m, where a figure is given
    large: bool = False  # of a shadow: larger than what throws it
    leans: bool = False  # "against": it stands askew, with its upper end there
    back: bool = False  # of an image in a mirror: of the side that has no face
    had: bool = False  # "with", "holding": who has hands holds or carries the subject
    span: Span = (0, 0)


Verb = Literal[
    "rest", "fall", "drop", "throw", "roll", "slide", "spin", "swing", "push", "hit", "bounce", "topple", "knock_over",
    "drive", "orbit", "pass", "leave", "stop", "stand", "lift", "land", "collide", "move",
    "lower", "slow", "hurry", "break", "precess", "open", "close", "light", "darken", "eat", "cut",
    "rub", "catch", "tighten", "tread", "resize", "compress", "bend", "drape", "write", "erase", "cover", "wrap", "tie",
    "load",
]  # fmt: skip

SWITCHING = ("light", "darken")  # what is done to a lamp
FITTED = {"battery": "remote_control"}  # what is put into what, that has no open top
BLOWS = ("hit", "knock_over", "push", "collide", "break")  # what a thing that is met is moved by
STRUNG = "strung"  # attribute of what hangs on a thread that nobody names


VERBS = frozenset(get_args(Verb))
Gait = Literal[
    "", "walk", "run", "trot", "gallop", "jump", "fly", "swim", "crawl", "sit", "lie", "offer", "wave", "eat",
    "glide", "ride",
]  # fmt: skip


class Happening(Document):
    """One clause with a verb, in the order of the sentence.

    ``subject`` acts or is acted on ("the ball rolls", "the ball is thrown"); ``object`` is what it hits, knocks
    over, passes. ``path`` is the preposition that says where to or from ("off", "down", "onto", "past", "behind",
    "through", "into", "across", "along", "over", "around", "to", "towards"), ``place`` the entity id or "ground" it
    goes with; a side ("left_of", "right_of", "in_front_of", "to_behind", "near") is where the motion ends. ``gait``:
    how who has legs, wings or fins does it. ``count``: how many of the object, or how often ("bounces three times").
    ``after`` is the index of the happening that this one follows ("then"), None at once; ``staggered``: the members
    of a group begin one after another.
    """

    verb: Verb
    subject: Id
    object: Id | None = None
    path: str | None = None
    place: Id | None = None
    count: int | None = None
    pieces: int | None = None  # that a thing is cut or broken into: "in half"
    speed: float | None = None  # m/s, a figure; "fast" and "slowly" go to ``pace``
    pace: float = 1.0  # factor on the natural speed
    gait: Gait = ""
    axis: Literal["", "upright", "level"] = ""  # about which it turns: "like a merry-go-round"
    curved: bool = False  # "in a curved trajectory"
    stain: Literal["", "graphite", "dust"] = ""  # what is wiped off
    by_friction: bool = False  # "due to friction"
    snug: bool = False  # "wrapped snugly"
    released: bool = False  # "compressed and released"
    height: float | None = None  # m: dropped from two metres
    # Seen from the camera; in is away from it; turns are seen from above.
    direction: Literal["", "left", "right", "up", "down", "in", "out", "clockwise", "counterclockwise"] = ""
    angle: float | None = None  # rad
    negated: bool = False  # "without touching"
    together: bool = False  # "side by side", "at the same time"
    diverging: bool = False  # "in different directions"
    staggered: bool = False  # "one after another"
    after: int | None = None
    agent: Literal["self", "unseen_hand"] = "self"  # an implied doer, said in the certificate
    span: Span = (0, 0)


CameraMoveKind = Literal[
    "static", "pan", "tilt", "zoom", "dolly", "truck", "crane", "orbit", "follow", "fly", "handheld"
]


class CameraMove(Document):
    """One wish about the camera's movement. ``amount`` in rad, m, turns of orbit or ratio, where a figure is given."""

    kind: CameraMoveKind
    direction: Literal["in", "out", "left", "right", "up", "down", "clockwise", "counterclockwise", ""] = ""
    amount: float | None = None
    duration: float | None = None  # s
    pace: float = 1.0
    target: Id | None = None
    reveal: Literal["", "wide"] = ""  # "to show the whole town"
    span: Span = (0, 0)


class Camera(Document):
    """Wishes about the camera; None means: the cameraman decides."""

    moves: tuple[CameraMove, ...] = ()
    size: Literal["extreme_close_up", "close_up", "medium", "full", "wide", "extreme_wide"] | None = None
    height: Literal["ground", "low", "eye", "high", "top", "aerial"] | None = None
    side: Literal["front", "side", "back", "three_quarter"] | None = None
    close_to: Id | None = None
    focal_length: float | None = None  # mm
    f_number: float | None = None
    bloom: float | None = None  # how much the finished picture glows, is dark in its corners, has grain: 0 to 1
    vignette: float | None = None
    grain: float | None = None
    span: Span = (0, 0)


class Setting(Document):
    """Place, light and time, as far as the sentence says."""

    place: str | None = None  # key of language's places: "kitchen", "street", "studio" ...
    ground: str | None = None  # material of the floor
    ground_color: Rgb | None = None
    time: (
        Literal["dawn", "sunrise", "morning", "noon", "afternoon", "golden_hour", "sunset", "dusk", "night"] | None
    ) = None
    weather: Literal["clear", "overcast", "fog", "shafts", "rain", "snow", "wind"] | None = None
    wind: float | None = None  # m/s, of "a strong wind"
    lighting: Literal["high_key", "low_key", "three_point", "candlelight", "neon", "moonlight"] | None = None
    style: Literal["toon", "clay", "paper", "blueprint"] | None = None  # how the film is drawn
    gravity: Vec3 | None = None  # "on the moon"


class Guess(Document):
    """An unknown word and the known one that it was taken for, because guesses were asked for."""

    span: Span
    text: str
    taken_for: str


class Forbidden(Document):
    """A happening that physics forbids, and the change of law that would allow it; ``allowed``: the law is changed."""

    happening: int
    change: Literal["gravity reversed", "gravity off", "mass not conserved"]
    allowed: bool = False


class Script(Document):
    """All that was understood of a prompt, and the table that proves nothing was dropped in silence."""

    prompt: str
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    happenings: tuple[Happening, ...] = ()
    camera: Camera = Camera()
    setting: Setting = Setting()
    duration: float | None = None  # s
    slow_motion: float | None = None  # world seconds per film second
    tokens: tuple[Token, ...] = ()
    guesses: tuple[Guess, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    liberties: tuple[Literal["guess", "impossible"], ...] = ()  # what whoever asked has given leave for

    @property
    def unknown(self) -> tuple[Span, ...]:
        """Spans of the words that nothing was made of."""
        return tuple(token.span for token in self.tokens if token.status == "unknown")
