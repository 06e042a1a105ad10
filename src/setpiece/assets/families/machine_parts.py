"""Parts of machines: pendulum bob and stand, cradle ball and frame, seesaw plank and base, bowling lane."""

import numpy as np

from setpiece.assets import colliding
from setpiece.assets.modelling import cylinder, extrude, rounded_box, sphere, tube
from setpiece.assets.shape import Family, Params, Shape, count, length, piece
from setpiece.assets.solid import Resonator, Support
from setpiece.assets.surface import joined, moved, turned


def pendulum_bob(p: Params) -> Shape:
    """A ball on a thin rod; ``length`` runs from the pivot (z = 0) to the ball's centre. The rod weighs nothing."""
    r, n = p["radius"], p["length"]
    thin = 0.055 * r
    rod = tube([(0, 0, -n), (0, 0, 0.0)], max(thin, 0.0012), sides=10)
    eye = turned(cylinder(3 * thin, 6 * thin, bevel=0.4 * thin, segments=20), (1, 0, 0), np.pi / 2)
    neck = moved(cylinder(0.22 * r, 0.30 * r, bevel=0.03 * r, segments=24), z=r - n)
    return Shape(
        (
            piece("body", moved(sphere(r), z=-n), "steel"),
            piece("rod", joined([rod, eye, neck]), "brass", decor=True),
        ),
        (colliding.ball(r, (0, 0, -n)),),
        Resonator("ball", (r,)),
        mounts={"pivot": (0.0, 0.0, 0.0), "ball": (0.0, 0.0, -n)},
    )


def pendulum_stand(p: Params) -> Shape:
    """A base plate, a post behind the swing and an arm over it; the pivot is at the arm's end."""
    r, n = p["radius"], p["length"]
    clear = 0.5 * r + 0.02  # m between the plate and the ball at its lowest
    top = n + r + clear + 0.02
    back = 1.8 * r + 0.03
    plate = moved(rounded_box((1.1 * n, 2 * back + 0.06, 0.02), 0.004), z=0.01)
    post = moved(cylinder(0.011, top + 0.02, bevel=0.002, segments=24), y=back, z=(top + 0.02) / 2 + 0.01)
    arm = tube([(0, back + 0.012, top), (0, -0.012, top)], 0.008, sides=16)
    knob = moved(cylinder(0.016, 0.03, bevel=0.006, segments=24), y=back, z=top + 0.03)
    return Shape(
        (piece("body", plate, "dark_wood"), piece("post", joined([post, arm, knob]), "brass")),
        (
            colliding.box((1.1 * n, 2 * back + 0.06, 0.02), (0, 0, 0.01)),
            colliding.upright(0.011, top, (0, back, top / 2 + 0.01), "post"),
        ),
        Resonator("bar", (top, 0.02, 0.02)),
        (Support("base", (0, 0, 0.02), (0.55 * n, back + 0.03)),),
        mounts={"pivot": (0.0, 0.0, top)},
    )


def cradle_ball(p: Params) -> Shape:
    """A ball on a V of two threads; ``length`` runs from the pivot's height (z = 0) to the ball's centre."""
    r, n = p["radius"], p["length"]
    half = _rails(p)
    ring = moved(tube([(0, 0, 0), (0, 0, 0.10 * r)], 0.09 * r, sides=10), z=0.97 * r - n)
    hook = np.array([0.0, 0.0, 1.04 * r - n])
    threads = [tube([hook, (0.0, side * half, 0.0)], max(0.0004, 0.018 * r), sides=6, ends="flat") for side in (-1, 1)]
    return Shape(
        (
            piece("body", moved(sphere(r), z=-n), "chrome"),
            piece("threads", joined([*threads, ring]), "plastic", (0.5, 0.5, 0.5), decor=True),
        ),
        (colliding.ball(r, (0, 0, -n)),),
        Resonator("ball", (r,)),
        mounts={"pivot": (0.0, 0.0, 0.0), "ball": (0.0, 0.0, -n)},
    )


def _rails(p: Params) -> float:
    """Return half the distance between the two rails (m)."""
    return 1.6 * p["radius"] + 0.22 * p["length"]


def cradle_frame(p: Params) -> Shape:
    """Two chrome bows over a dark base, long enough for the outer balls to swing out."""
    r, n, balls = p["radius"], p["length"], int(p["balls"])
    half = _rails(p)
    plate = 0.5 * r
    top = plate + 0.55 * r + r + n
    reach = 0.5 * (balls - 1) * 2 * r + 1.7 * r + 0.35 * n
    rod = 0.16 * r
    bows, colliders = [], []
    for side in (-1.0, 1.0):
        corner = 0.6 * r
        way = [(-reach, side * half, plate / 2)]
        for sx in (-1.0, 1.0):
            turn = [
                (sx * (reach - corner * (1 - np.cos(a))), side * half, top - corner * (1 - np.sin(a)))
                for a in np.radians([0, 30, 60, 90])
            ]
            way += turn if sx < 0 else turn[::-1]
        way.append((reach, side * half, plate / 2))
        bows.append(tube(way, rod, sides=16))
        colliders.append(colliding.rod((-reach, side * half, top), (reach, side * half, top), rod, "bows"))
        colliders += [
            colliding.rod((x, side * half, plate), (x, side * half, top), rod, "bows") for x in (-reach, reach)
        ]
    size = (2 * reach + 1.2 * r, 2 * half + 1.2 * r, plate)
    base = moved(rounded_box(size, 0.12 * plate, steps=2), z=plate / 2)
    return Shape(
        (piece("body", base, "dark_wood"), piece("bows", joined(bows), "chrome")),
        (colliding.box(size, (0, 0, plate / 2)), *colliders),
        Resonator("plate", size),
        (Support("base", (0, 0, plate), (size[0] / 2, half - rod)),),
        mounts={"pivot": (0.0, 0.0, top)},
    )


def seesaw_plank(p: Params) -> Shape:
    """A plank with two grips; its pivot is at the middle of its underside."""
    n, w, t = p["length"], p["width"], p["thickness"]
    plank = moved(rounded_box((n, w, t), 0.12 * t, steps=2), z=t / 2 + 0.03 * n / 2.4)
    cheek = moved(rounded_box((0.12, 0.9 * w, 0.05), 0.006), z=0.012)
    lift = 0.03 * n / 2.4
    grips = []
    for side in (-1.0, 1.0):
        x = side * (n / 2 - 0.42)
        way = [
            (x, y, lift + t + z)
            for y, z in ((-0.11, -0.01), (-0.11, 0.14), (-0.07, 0.18), (0.07, 0.18), (0.11, 0.14), (0.11, -0.01))
        ]
        grips.append(tube(way, 0.012, sides=10))
    return Shape(
        (
            piece("body", plank, "wood", (0.42, 0.05, 0.03)),
            piece("grips", joined([*grips, cheek]), "steel", decor=True),
        ),
        (colliding.box((n, w, t), (0, 0, lift + t / 2)),),
        Resonator("bar", (n, w, t)),
        (
            Support("top", (0, 0, lift + t), (n / 2, w / 2)),
            Support("left", (-n / 2 + 0.2, 0, lift + t), (0.18, w / 2)),
            Support("right", (n / 2 - 0.2, 0, lift + t), (0.18, w / 2)),
        ),
        mounts={"pivot": (0.0, 0.0, 0.0)},
    )


def seesaw_base(p: Params) -> Shape:
    """Two triangular cheeks joined by an axle, low enough for the plank to tilt over them."""
    h = p["height"]
    outline = [(-0.34, 0.0), (0.34, 0.0), (0.06, h), (-0.06, h)]
    cheeks = [
        moved(turned(extrude(outline, 0.05, bevel=0.006), (1, 0, 0), np.pi / 2), y=y + 0.025) for y in (-0.11, 0.11)
    ]
    axle = tube([(0, -0.17, h - 0.03), (0, 0.17, h - 0.03)], 0.02, sides=16)
    feet = [moved(rounded_box((0.05, 0.30, 0.05), 0.006), x, 0, 0.026) for x in (-0.28, 0.28)]
    corners = [
        (x, y, z) for x, z in [(-0.34, 0), (0.34, 0), (0.05, h - 0.03), (-0.05, h - 0.03)] for y in (-0.135, 0.135)
    ]
    return Shape(
        (piece("body", joined([*cheeks, *feet]), "wood"), piece("axle", axle, "steel")),
        (colliding.hull(corners),),
        Resonator("plate", (0.6, h, 0.05)),
        mounts={"pivot": (0.0, 0.0, h + 0.006)},
    )


def lane(p: Params) -> Shape:
    """A bowling lane along Y: maple boards, sunken gutters, side kerbs and dark arrows."""
    n, w = p["length"], p["width"]
    gutter, kerb, t = 0.235, 0.12, 0.08
    boards = round(w / 0.105)
    board = w / boards
    strips = [
        moved(rounded_box((board - 0.0006, n, t), 0.0006, grain=(0, 1, 0)), (k - 0.5 * (boards - 1)) * board, 0, t / 2)
        for k in range(boards)
    ]
    sides, colliders = [], [colliding.box((w, n, t), (0, 0, t / 2))]
    kerbs = []
    for side in (-1.0, 1.0):
        x = side * (w / 2 + gutter / 2)
        sides.append(moved(rounded_box((gutter, n, 0.02), 0.002), x, 0, 0.012))
        kerbs.append(
            moved(rounded_box((kerb, n, t + 0.03), 0.004), side * (w / 2 + gutter + kerb / 2), 0, (t + 0.03) / 2)
        )
        colliders.append(colliding.box((gutter, n, 0.022), (x, 0, 0.011), "gutters"))
        colliders.append(
            colliding.box((kerb, n, t + 0.03), (side * (w / 2 + gutter + kerb / 2), 0, (t + 0.03) / 2), "kerbs")
        )
    marks = []
    for k in range(-3, 4):
        arrow = extrude([(-0.018, -0.075), (0.0, -0.055), (0.018, -0.075), (0.0, 0.075)], 0.0006)
        marks.append(moved(arrow, k * w / 8, -n / 2 + 0.30 * n - 0.06 * n * abs(k) / 3 * 0.5, t - 0.0001))
    return Shape(
        (
            piece("body", joined(strips), "oak", (0.62, 0.42, 0.22)),
            piece("gutters", joined(sides), "plastic", (0.06, 0.06, 0.065)),
            piece("kerbs", joined(kerbs), "dark_wood"),
            piece("marks", joined(marks), "dark_wood", decor=True),
        ),
        tuple(colliders),
        Resonator("plate", (2.0, w, t)),
        (Support("top", (0, 0, t), (n / 2, w / 2), along=(0.0, 1.0, 0.0)),),
    )


_BOB = {"radius": length(0.05), "length": length(0.8)}
_BALL = {"radius": length(0.02), "length": length(0.18)}

FAMILIES = {
    "pendulum_bob": Family(pendulum_bob, _BOB),
    "pendulum_stand": Family(pendulum_stand, _BOB),
    "cradle_ball": Family(cradle_ball, _BALL),
    "cradle_frame": Family(cradle_frame, {**_BALL, "balls": count(5, 1, 15)}),
    "seesaw_plank": Family(seesaw_plank, {"length": length(2.4), "width": length(0.25), "thickness": length(0.04)}),
    "seesaw_base": Family(seesaw_base, {"height": length(0.42)}),
    "lane": Family(lane, {"length": length(12.0), "width": length(1.05)}),
}
