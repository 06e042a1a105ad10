"""The World: one frozen JSON document, SI units, that everything else is computed from.

Metres, kilograms, seconds, radians; Z up, ground at z = 0; quaternions ``wxyz``; colours are linear
Rec. 709. The compass of a place: +Y is north, +X is east.
"""

from math import pi
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

VERSION = 1
HALF_SPACE = pi / 2  # rad

Vec3 = tuple[float, float, float]
Quat = tuple[float, float, float, float]
Rgb = tuple[
    Annotated[float, Field(ge=0, le=1)], Annotated[float, Field(ge=0, le=1)], Annotated[float, Field(ge=0, le=1)]
]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Positive = Annotated[float, Field(gt=0)]
Share = Annotated[float, Field(ge=0, le=1)]
FINISH = ("bloom", "vignette", "grain")  # of a shot: what lens and film do to the finished picture alone
NonNegative = Annotated[float, Field(ge=0)]


class Document(BaseModel):
    """Base of every type that is written to disk: frozen, finite numbers, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, ser_json_inf_nan="strings")


class Joint(Document):
    """What ties a body to its parent (None: the ground) in a tree; coordinate zero is the pose in ``Body``.

    ``anchor`` (m) and ``axis`` are in the world frame while every joint stands at zero. ``position`` and
    ``speed`` are the coordinate at the start: rad for a hinge, m for a slide. A ball joint starts at zero, with the
    body's ``spin``. ``reference`` is what the maker of a robot calls coordinate zero, and ``name`` the joint: so they
    are told to who steps the world (``physics.play``).
    """

    kind: Literal["hinge", "slide", "ball"]
    parent: Id | None = None
    anchor: Vec3 = (0.0, 0.0, 0.0)
    axis: Vec3 = (0.0, 0.0, 1.0)
    position: float = 0.0
    speed: float = 0.0
    stiffness: NonNegative = 0.0  # N m/rad or N/m, about coordinate zero
    damping: NonNegative = 0.0  # N m s/rad or N s/m
    limits: tuple[float, float] | None = None
    name: Id | None = None
    reference: float = 0.0


class Fracture(Document):
    """How a brittle body comes apart: into about ``pieces``, cut ahead of time by its own ``seed``.

    Pieces are small near ``focus`` (m, body's frame; None: all over). Where the family builds the thing of blocks
    (a wall of bricks, a deck of planks) those are its pieces. What blow breaks it follows from materials and walls.
    """

    pieces: Annotated[int, Field(ge=2, le=64)] = 24
    focus: Vec3 | None = None
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 0


class Primitive(Document):
    """A shape of a model for contact, ``size`` as MuJoCo has it: radius, half-lengths, half-axes (m)."""

    kind: Literal["sphere", "box", "cylinder", "capsule", "ellipsoid"]
    size: Annotated[tuple[Positive, ...], Field(min_length=1, max_length=3)]
    position: Vec3 = (0.0, 0.0, 0.0)
    rotation: Quat = (1.0, 0.0, 0.0, 0.0)


class Skin(Document):
    """More of what is seen of a model, in a colour of its own; arrays as in ``Model``."""

    vertices: str
    faces: str
    material: str = "plastic"
    color: Rgb | None = None


class Model(Document):
    """A shape of the user's own, m, Z up: its mesh, and convex pieces that stand for it in contact.

    Texts are arrays of three columns, deflated and in base64 (``assets.models``): vertices and hulls float32, faces
    int32. ``closed``: the mesh bounds a volume, from which its mass follows; otherwise it follows from the hulls, or
    is said: ``matter`` has mass (kg), centre (m) and moments about it (kg m2: xx, yy, zz, xy, xz, yz).
    A robot is the model of its first link, with the ``links`` that move against it and ``notes`` on what holds them.
    """

    name: Id
    vertices: str
    faces: str
    hulls: tuple[str, ...]
    closed: bool = True
    material: str = "plastic"
    color: Rgb | None = None
    shapes: tuple[Primitive, ...] = ()
    skins: tuple[Skin, ...] = ()
    matter: Annotated[tuple[float, ...], Field(min_length=10, max_length=10)] | None = None
    fixed: bool = False  # a robot's first link is bolted down where it stands
    joint: Joint | None = None  # of a robot's first link with the ground
    links: tuple["Link", ...] = ()
    notes: tuple[str, ...] = ()


class Link(Document):
    """A part of a robot that moves by itself, written in the frame of the whole robot at home.

    ``passes``: other links that it goes through. Without a ``joint`` it is free.
    """

    id: Id
    parent: Id | None = None
    model: Model
    joint: Joint | None = None
    passes: tuple[Id, ...] = ()


class Body(Document):
    """One rigid thing. Its frame stands at the centre of its bounding box as modelled, upright.

    ``family`` and ``params`` name the parametric model in ``assets`` (metres); ``materials`` and ``colors``
    override those of named parts ("body" is the main part of every family), ``finishes`` the roughness that their
    material has (perceptual: GGX's alpha is its square). ``None`` means: what family and material
    say. A body without ``joint`` is free; a ``fixed`` one never moves. ``fracture``: it can break.
    """

    id: Id
    family: str
    params: dict[str, float] = {}
    materials: dict[str, str] = {}
    colors: dict[str, Rgb] = {}
    finishes: dict[str, Share] = {}
    position: Vec3
    rotation: Quat = (1.0, 0.0, 0.0, 0.0)
    velocity: Vec3 = (0.0, 0.0, 0.0)  # of the centre of mass, m/s, world frame
    spin: Vec3 = (0.0, 0.0, 0.0)  # rad/s, world frame
    fixed: bool = False
    joint: Joint | None = None
    mass: Positive | None = None
    friction: NonNegative | None = None
    restitution: Annotated[float, Field(ge=0, le=1)] | None = None
    fracture: Fracture | None = None
    model: Model | None = None  # of family "model"
    passes: tuple[Id, ...] = ()  # ids of bodies that it goes through, as links of a robot do that touch at home


class Tie(Document):
    """A rope or a spring between two points, each of a body or (None) of the ground.

    ``at_a`` and ``at_b`` are in the world frame where the bodies stand in the document. ``length`` (None: as far
    apart as they are there) is where a rope is taut and a spring slack. A rope ``over`` a wheel, a body on a hinge,
    runs on it without slip and is taut from the start. A tie breaks where it is pulled with more than ``strength``.
    One with a ``look`` is seen, ``gauge`` thick: a rope's own, or a chain's wire. It pulls the same either way.
    """

    id: Id
    kind: Literal["rope", "spring"] = "rope"
    a: Id
    at_a: Vec3
    b: Id | None = None
    at_b: Vec3
    over: Id | None = None
    length: Positive | None = None
    stiffness: NonNegative = 0.0  # N/m, of a spring
    damping: NonNegative = 0.0  # N s/m
    strength: Positive | None = None  # N
    look: Literal["chain", "rope"] | None = None
    gauge: Positive = 0.02  # m


class Mark(Document):
    """A line on a level surface: one that a body leaves where it is led (ink, graphite, a groove), or one it wipes off.

    ``at`` (m) is the point of the body that does so, on the surface, in the body's frame. With a ``path`` (m, world
    frame) the line is there from the start, and goes where that point has come within ``reach`` (m) of it; without
    one it is drawn as the body goes. It is ``width`` wide and drawn in ``pieces`` of a ``step`` (m), after which there
    is no more of it. It has no mass and touches nothing.
    """

    id: Id
    body: Id
    at: Vec3
    color: Rgb
    width: Positive = 0.001
    step: Positive = 0.001
    pieces: Annotated[int, Field(ge=2, le=400)] = 240
    path: Annotated[tuple[Vec3, ...], Field(max_length=1000)] = ()
    reach: Positive = 0.01
    material: str = "paint"


class Push(Document):
    """A constant force (N) and torque (N m), world frame, at the centre of mass, from ``start`` for ``duration``."""

    kind: Literal["push"] = "push"
    body: Id
    start: NonNegative
    duration: Positive
    force: Vec3 = (0.0, 0.0, 0.0)
    torque: Vec3 = (0.0, 0.0, 0.0)


class Hold(Document):
    """An unseen hand keeps a body where it is until ``end``, then lets go (with ``Body.velocity`` and ``spin``)."""

    kind: Literal["hold"] = "hold"
    body: Id
    end: Positive


class Drive(Document):
    """A motor on the joint of ``body`` that holds ``speed`` (rad/s or m/s) with at most ``limit`` (N m or N)."""

    kind: Literal["drive"] = "drive"
    body: Id
    start: NonNegative = 0.0
    duration: Positive
    speed: float
    limit: Positive


class Held(Document):
    """A body that a performer carries with one of its limbs: it goes along as if it were of one piece with that.

    ``at`` (m) is where it is, and ``rotation`` how it is turned, both in the limb's frame.
    """

    body: Id
    limb: Id
    at: Vec3
    rotation: Quat = (1.0, 0.0, 0.0, 0.0)


class Reach(Document):
    """Where (m) the right hand of a performer is, ``after`` its performance has started (s)."""

    after: NonNegative
    at: Vec3


class Perform(Document):
    """A body that moves by itself: what it does is prescribed, whatever touches it (a driven body).

    ``body`` is its main segment and ``limbs`` the others, in the order of its plan. It goes in a ``gait`` along
    ``path`` (m, of its base; one point: it stays there and faces ``heading``) at ``speed`` (m/s), from ``start``;
    with ``ease`` (s) it sets off from rest and comes to rest at the end of the path. What it ``held`` goes along.
    In the gait "reach" its right hand goes to the first place of ``reach`` and straight on from each to the next.
    """

    kind: Literal["perform"] = "perform"
    body: Id
    limbs: tuple[Id, ...] = ()
    gait: str = "stand"
    path: Annotated[tuple[Vec3, ...], Field(min_length=1, max_length=1000)]
    heading: float = 0.0
    speed: NonNegative = 0.0
    start: NonNegative = 0.0
    ease: NonNegative = 0.0
    held: tuple[Held, ...] = ()
    reach: Annotated[tuple[Reach, ...], Field(max_length=100)] = ()

    @property
    def bodies(self) -> tuple[str, ...]:
        """Return all bodies that are moved: the main segment, the limbs, and what is held."""
        return (self.body, *self.limbs, *(one.body for one in self.held))


Action = Annotated[Push | Hold | Drive | Perform, Field(discriminator="kind")]


class Room(Document):
    """Four walls and a ceiling around the origin: inner sizes along X, Y and Z in metres, wall material."""

    size: Vec3
    center: tuple[float, float] = (0.0, 0.0)
    walls: str = "plaster"
    wall_color: Rgb | None = None
    window: bool = True  # a tall window in the -X wall lets sun and sky in


class Place(Document):
    """Where it happens: ``name`` picks the set dressing, ``ground`` the material underfoot (a plane at z = 0)."""

    name: str = "terrace"
    ground: str = "stone"
    ground_color: Rgb | None = None
    room: Room | None = None
    clear_radius: Positive = 6.0  # m around the origin that set dressing leaves free
    clear_depth: Positive | None = None  # m that it leaves free beyond, along +Y, where a street's far kerb is nearer

    @property
    def depth(self) -> float:
        """How far (m) beyond the origin, along +Y, it is free of set dressing."""
        return self.clear_radius if self.clear_depth is None else self.clear_depth


class Air(Document):
    """What fills the world above the ground: kg/m3, Pa s, and a mean ``wind`` (m/s, where it blows to).

    ``gusts`` is the root mean square of the wind's changes over its mean: 0.1 over the sea, 0.3 in a town.
    """

    density: Annotated[float, Field(ge=0, le=20000)] = 1.204
    viscosity: Annotated[float, Field(ge=0, le=1000)] = 1.82e-5
    wind: Vec3 = (0.0, 0.0, 0.0)
    gusts: Annotated[float, Field(ge=0, le=1)] = 0.0


class Moment(Document):
    """A place on Earth and a time there: degrees north and east, and ISO 8601 such as ``2024-06-21T10:00Z``."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    utc: str


class Sky(Document):
    """Sun and sky. ``azimuth`` is a compass bearing (0 north, pi/2 east) of where the sun stands.

    ``moment`` says where and when that is so; it must agree with both angles (``world.sun.sky_at`` fills them in).
    ``panorama``: a picture of the user's own that shines instead, outdoors (``render.panorama``); kind and elevation
    then say only whether lamps are lit and how bright the film is meant to be.
    """

    kind: Literal["clear", "overcast", "night", "studio"] = "clear"
    elevation: Annotated[float, Field(ge=-1.571, le=1.571)] = 0.7
    azimuth: float = 3.9
    turbidity: Annotated[float, Field(ge=1, le=10)] = 3.0
    fog: Annotated[float, Field(ge=0, le=1)] = 0.0  # extinction near the ground, 1/m; one sees about 4 / fog metres far
    moment: Moment | None = None
    softboxes: Annotated[float, Field(ge=0, le=2)] = 1.0  # how bright those of a studio are; lamps do the rest
    panorama: Annotated[str, Field(max_length=4_000_000)] = ""


class Light(Document):
    """A lamp that is a real emitter: a disk, a rectangle or a ball of total ``power`` (W radiated).

    ``direction`` is where a disk or rectangle faces; it shines into a cone about that of half-angle
    ``spread``. ``body``: the lamp hangs on that body and moves with it (``position`` is then in the body's frame).
    ``lit`` at the start, it goes off and on at the times ``switched`` (s).
    """

    id: Id
    shape: Literal["disk", "rectangle", "ball"] = "ball"
    position: Vec3
    direction: Vec3 = (0.0, 0.0, -1.0)
    size: tuple[Positive, Positive] = (0.1, 0.1)  # m: radius twice for disk and ball, half-widths otherwise
    color: Rgb = (1.0, 0.85, 0.65)
    power: NonNegative = 10.0
    spread: Annotated[float, Field(ge=1e-3, le=HALF_SPACE)] = HALF_SPACE  # rad
    body: Id | None = None
    lit: bool = True
    switched: tuple[NonNegative, ...] = ()


class Move(Document):
    """One camera move by numbers. ``amount``: rad for pan, tilt, orbit; m for dolly, truck, crane; a ratio of
    focal lengths for zoom; for follow, the share (0..1) of the followed thing's way that the camera travels
    along (0: it only pans). Positive is right (pan, truck), up (tilt, crane), in (dolly), counter-clockwise seen
    from above (orbit). ``ease``: smooth start and stop; without it the speed is constant.
    """  # noqa: D205

    kind: Literal["pan", "tilt", "zoom", "dolly", "truck", "crane", "orbit", "follow"]
    start: NonNegative = 0.0
    duration: Positive
    amount: float
    body: Id | None = None  # whom to follow, what to orbit
    ease: bool = False


Style = Literal["natural", "toon", "clay", "paper", "blueprint"]


class Shot(Document):
    """A camera and how it moves. Lengths of lens and film in millimetres, as film people write them."""

    eye: Vec3
    target: Vec3
    focal_length: Positive = 35.0
    film_width: Positive = 36.0
    f_number: Positive | None = None  # None: everything is sharp
    focus_distance: Positive | None = None  # m; None: the distance to ``target``
    shutter_angle: Annotated[float, Field(ge=0, le=2 * 3.141593)] = 3.141592653589793
    speed: Positive = 1.0  # world seconds per film second; 0.25 is slow motion
    moves: tuple[Move, ...] = ()
    aspect: Annotated[float, Field(ge=0.25, le=4.0)] | None = None  # width over height; None: as the film is ordered
    style: Style = "natural"  # what surfaces and lines are drawn like; shapes and motion stay
    bloom: Share = 0.0  # how much glows around what is bright; these three are the finished picture's, no layer's
    vignette: Share = 0.0  # how dark the corners are
    grain: Share = 0.0  # how much the film's grain is seen
    exposure: Positive = 1.0  # factor from radiance to the tone curve's input, where 0.18 is middle grey


class World(Document):
    """The whole truth about one film's world."""

    version: Literal[1] = VERSION
    title: str = ""
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 0
    duration: Annotated[float, Field(gt=0, le=36000)] = 5.0  # film seconds
    gravity: Vec3 = (0.0, 0.0, -9.80665)
    air: Air | None = None  # None: nothing meets any, as what is heavy for its size hardly does
    place: Place = Place()
    sky: Sky = Sky()
    lights: tuple[Light, ...] = ()
    bodies: tuple[Body, ...] = ()
    ties: tuple[Tie, ...] = ()
    marks: tuple[Mark, ...] = ()
    actions: tuple[Action, ...] = ()
    shot: Shot = Shot(eye=(0.0, -6.0, 1.6), target=(0.0, 0.0, 0.8))

    def body(self, id: str) -> Body:  # noqa: A002
        """Return the body of that id, or raise KeyError."""
        for body in self.bodies:
            if body.id == id:
                return body
        raise KeyError(id)
