"""Blocking of sparks: bits of glowing wood that a fire throws up, one after another, each on its own way."""

import numpy as np

from setpiece.language.script import Happening, Script
from setpiece.staging import arrange
from setpiece.staging.layout import Course, Layout
from setpiece.staging.motion import BEAT, vec
from setpiece.world.document import Hold

SPARK, FIRE = "spark", "campfire"
LEAVING = ("off", "out", "from", "out_of")  # ways from a fire
GOLDEN = 2.399963  # rad from one to the next, so that none goes the way of another
EVERY = 0.22  # s from one to the next
RISE, ASIDE = (2.6, 3.8), (0.7, 1.3)  # m/s up, and outwards
INSIDE, HIGH = 0.25, 0.55  # of the fire's half width and height, where they begin


def sparks(script: Script, happening: Happening) -> bool:
    """Tell whether sparks fly from a fire."""
    things = {entity.id: entity.thing for entity in script.entities}
    leaves = happening.verb == "throw" and happening.path in LEAVING
    return leaves and things[happening.subject] == SPARK and things.get(happening.place or "") == FIRE


def fly(layout: Layout, happening: Happening) -> None:
    """Set sparks in a fire, hold each until its time, and let it fly up and outwards."""
    entity = layout.entity(happening.subject)
    if layout.placed(entity.id):
        return
    arrange.set_down(layout, happening.place)
    box = arrange.footprint(layout, happening.place)
    fire = tuple(body.id for instance in layout.instances[happening.place] for body in instance.assembly.bodies)
    middle = (box.lower + box.upper) / 2
    for k in range(entity.count):
        turn = GOLDEN * k
        out = np.array([np.cos(turn), np.sin(turn), 0.0])
        share = (k * 0.618034) % 1.0
        base = middle + INSIDE * 0.5 * float(box.size[0]) * share * out
        base[2] = box.lower[2] + HIGH * float(box.size[2])
        instance = layout.place(entity, base, on="", k=k)
        up, aside = (low + share * (high - low) for low, high in (RISE, ASIDE))
        velocity = happening.pace * (np.array([0.0, 0.0, up]) + aside * out)
        layout.change(instance.main, velocity=vec(velocity))
        layout.actions.append(Hold(body=instance.main, end=BEAT + EVERY * k))
    for name in layout.main(entity.id):  # which are too small to meet in the air
        layout.change(name, passes=(*fire, *(other for other in layout.main(entity.id) if other != name)))
    layout.seconds = max(layout.seconds, BEAT + EVERY * entity.count + 1.5)
    layout.courses[entity.id] = Course(middle, np.array([1.0, 0.0, 0.0]), 0.0, 0.5 * float(box.size[0]))
