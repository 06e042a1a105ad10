"""Things that give: coil springs and foam as layers on sprung slides, boards and cards as segments on sprung hinges.

A thing is in one piece unless the option ``elastic`` is given. What gives is lumped: layers and segments are rigid,
the joints between them have the stiffness of what lies between two middles (of a bar in compression, E A / l; of a
wire, G d^4 / 8 D^3 a turn; of a beam, E I / l: Timoshenko, Strength of Materials). Where that is too stiff for a
step of the simulation it is as stiff as a step can follow: the shape is right, the force is less than in the world.
"""

from dataclasses import replace

import numpy as np

from setpiece.assets.build import build, mass_properties
from setpiece.assets.order import Assembly, Order, main_body
from setpiece.world.document import Body, Joint
from setpiece.world.materials import MATERIALS

LAYERS, TURNS = 4, 8
FOAM = 2.4e3  # Pa: what an open foam has against being pressed, once its cells buckle
FASTEST = 250.0  # rad/s of the quickest wobble: 1/120 s from sample to sample show no quicker one as it is
BENDING = 1.45e3  # rad/s of a beam's, which hands hardly stir: near the most that a step of 1/600 s follows
THIN, SLIM = 1 / 40, 1 / 50  # of its length, a board's and a stick's thickness where it is to bend
SEGMENTS = 5  # an odd number, so that one is the middle; more would have to be softer
FOOT, RISE = 0.05, 0.3  # of a beam's length: how long its foot is, and how high
FLAT = 0.8  # of its thickness, by which a layer can be pressed into the next
WIRE = 0.016  # of a spring's height, its wire's radius


def _stiffness(stiff: float, inertia: float, fastest: float = FASTEST, lag: float = 2.0) -> dict[str, float]:
    """Return a joint's stiffness and damping, at most what a step can follow with that inertia (kg or kg m2).

    ``lag`` is the damping's time over the quickest wobble's.
    """
    stiff = min(stiff, 0.25 * fastest**2 * inertia)
    return {"stiffness": float(stiff), "damping": float(lag / fastest * stiff)}


def _plain(order: Order) -> Assembly:
    return Assembly((main_body(order),), (), {"main": order.id})


def foam(order: Order) -> Assembly:
    """A block of foam: layers one on the other, on slides along Z."""
    if not order.options.get("elastic"):
        return _plain(order)
    whole = main_body(order)
    length, width, height = (float(x) for x in np.ptp(build(whole).bounds, axis=0))
    layer = {**whole.params, "height": whole.params["height"] / LAYERS, "edge": 0.0}
    bodies = []
    for k in range(LAYERS):
        at = order.world(0.0, 0.0, (k + 0.5) * height / LAYERS)
        bodies.append(whole.model_copy(update={"id": _name(order, k), "params": layer, "position": at, "mass": None}))
    mass = mass_properties(bodies[0], build(bodies[0])).mass
    return _stacked(bodies, FOAM * length * width * LAYERS / height, mass)


def coil(order: Order) -> Assembly:
    """A coil spring: a few turns one on the other, on slides along Z."""
    if not order.options.get("elastic"):
        return _plain(order)
    whole = main_body(order)
    height = float(np.ptp(build(whole).bounds, axis=0)[2])
    each, radius, wire = height / LAYERS, 0.22 * height, WIRE * height
    params = {"radius": radius, "wire": wire, "pitch": height / TURNS, "turns": float(TURNS // LAYERS)}
    bodies = []
    for k in range(LAYERS):
        at = order.world(0.0, 0.0, (k + 0.5) * each)
        turn = whole.model_copy(update={"id": _name(order, k), "family": "spring_turn", "params": params})
        bodies.append(turn.model_copy(update={"position": at, "mass": None}))
    material = MATERIALS[build(bodies[0]).part().material]
    shear = material.youngs_modulus / (2.0 * (1.0 + material.poisson))
    mass = mass_properties(bodies[0], build(bodies[0])).mass
    return _stacked(bodies, shear * (2.0 * wire) ** 4 * LAYERS / (8.0 * (2.0 * radius) ** 3 * TURNS), mass)


def _name(order: Order, k: int) -> str:
    return order.id if k == 0 else f"{order.id}_layer_{k}"


def _stacked(bodies: list[Body], stiff: float, mass: float) -> Assembly:
    """Return layers on sprung slides, the lowest held where it stands; they go through each other."""
    names = tuple(body.id for body in bodies)
    pitch = float(bodies[1].position[2] - bodies[0].position[2])
    made = []
    for k, body in enumerate(bodies):
        joint = None
        if k:
            parent, limits = names[k - 1] if k > 1 else None, (-FLAT * pitch, 0.5 * pitch)
            spring = _stiffness(stiff, mass)
            joint = Joint(kind="slide", parent=parent, anchor=body.position, limits=limits, **spring)
        passes = tuple(name for name in names if name != body.id)
        made.append(body.model_copy(update={"joint": joint, "fixed": k == 0, "passes": passes}))
    return Assembly(tuple(made), (), {"main": names[0], "bottom": names[0], "top": names[-1]})


def beam(order: Order) -> Assembly:
    """A board, stick or card held by its middle on a foot: segments on sprung hinges to both sides of that."""
    if not order.options.get("elastic"):
        return _plain(order)
    whole = main_body(replace(order, yaw=0.0))
    part = build(whole).part()
    thick, width, length = (float(x) for x in np.sort(np.ptp(build(whole).bounds, axis=0)))
    slim = width < 1.5 * thick
    thick = min(thick, length * (SLIM if slim else THIN))
    width = thick if slim else width
    stuff = MATERIALS[part.material]
    each, rise, half = length / SEGMENTS, RISE * length, SEGMENTS // 2
    bending = stuff.youngs_modulus * width * thick**3 / 12.0
    spring = _stiffness(bending / each, stuff.density * each**3 * width * thick / 12.0, BENDING, 0.7)
    look = {"materials": {"body": part.material}, "colors": {} if part.color is None else {"body": part.color}}
    params = {"length": each, "width": width, "height": thick, "edge": 0.2 * thick}
    across = tuple(np.subtract(order.world(0.0, 1.0, 0.0), order.world(0.0, 0.0, 0.0)).tolist())
    names = [order.id if k == half else f"{order.id}_part_{k}" for k in range(SEGMENTS)]
    foot = f"{order.id}_foot"
    bodies = []
    for k, name in enumerate(names):
        x, inward = (k - half) * each, int(np.sign(half - k))
        joint = None
        if inward:
            parent = names[k + inward] if k + inward != half else None
            hinge = order.world(x + inward * each / 2, 0.0, rise + thick / 2)
            joint = Joint(kind="hinge", parent=parent, anchor=hinge, axis=across, **spring)
        passes = (*(n for n in names if n != name), foot)
        bodies.append(
            Body(id=name, family="box", params=params, position=order.world(x, 0.0, rise + thick / 2),
                 rotation=order.rotation, joint=joint, fixed=joint is None, passes=passes, **look)
        )  # fmt: skip
    block = {"length": 2.0 * FOOT * length, "width": 1.2 * width, "height": rise, "edge": 0.003 * length}
    at = order.world(0.0, 0.0, rise / 2)
    bodies.append(Body(id=foot, family="box", params=block, position=at, rotation=order.rotation, fixed=True))
    roles = {"main": order.id, "first": names[0], "middle": order.id, "last": names[-1]}
    return Assembly(tuple(bodies), (), roles)
