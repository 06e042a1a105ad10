"""The table of predicates: what a clause may claim, of how many bodies, with which figures and words."""

from collections.abc import Callable
from dataclasses import dataclass

from setpiece.events import (
    aim,
    airy,
    beams,
    breaking,
    contact,
    cutting,
    downing,
    flexing,
    gait,
    hinging,
    lamps,
    motion,
    optics,
    order,
    parting,
    picture,
    rubbing,
    standing,
    swing,
    ways,
)
from setpiece.events.clause import Clause
from setpiece.events.scene import Finding, Scene


@dataclass(frozen=True)
class Predicate:
    """A claim that can be judged. Its meaning is the docstring of ``judge``; figures and words are optional.

    ``bodies``: the least number of them. ``camera``: it needs ``view_at``. ``ground``: "ground" may stand for a body
    (never the first one).
    """

    judge: Callable[[Scene, Clause], Finding]
    bodies: int = 1
    figures: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    camera: bool = False

    def __call__(self, scene: Scene, clause: Clause) -> Finding:
        """Return what the scene says of the clause."""
        return self.judge(scene, clause)

    @property
    def meaning(self) -> str:
        """The claim in one paragraph."""
        return " ".join(self.judge.__doc__.split())


PREDICATES: dict[str, Predicate] = {
    "touches": Predicate(contact.touches, 2),
    "never_touches": Predicate(contact.never_touches, 2),
    "hits": Predicate(contact.hits, 2, ("impulse",)),
    "collides": Predicate(contact.hits, 2, ("impulse",)),
    "leaves": Predicate(contact.leaves, 2),
    "lands_on": Predicate(contact.lands_on, 2),
    "bounces": Predicate(contact.bounces, 1, ("count", "rise")),
    "comes_back": Predicate(contact.comes_back, 2),
    "rolls": Predicate(contact.rolls, 1, ("share", "slip", "distance")),
    "slides": Predicate(contact.slides, 1, ("distance",)),
    "land_together": Predicate(contact.land_together, 2, ("within",)),
    "restitution_as_specified": Predicate(contact.restitution_as_specified, 1, ("speed", "tolerance")),
    "breaks": Predicate(breaking.breaks, 1, ("pieces",)),
    "stays": Predicate(motion.stays, 1, ("tolerance",)),
    "rests": Predicate(motion.rests, 1, ("time",)),
    "falls": Predicate(motion.falls, 1, ("height",)),
    "falls_slower": Predicate(airy.falls_slower, 1, ("ratio",)),
    "never_rises": Predicate(airy.never_rises, 1),
    "flutters": Predicate(airy.flutters, 1, ("count",)),
    "nears_terminal_speed": Predicate(airy.nears_terminal_speed, 1, ("tolerance",)),
    "dropped": Predicate(motion.dropped, 1, ("height",)),
    "thrown": Predicate(motion.thrown, 1, ("speed",)),
    "lifted": Predicate(motion.lifted, 1, ("height",)),
    "moves": Predicate(motion.moves, 1, ("distance",), ("direction",)),
    "in_turn": Predicate(motion.in_turn, 2, ("apart",)),
    "slows": Predicate(motion.slows, 1, ("share",)),
    "speeds_up": Predicate(motion.speeds_up, 1, ("share",)),
    "walks": Predicate(gait.walks, 2),
    "runs": Predicate(gait.runs, 2),
    "jumps": Predicate(gait.jumps, 2, ("rise",)),
    "holds": Predicate(gait.holds, 2),
    "sits": Predicate(gait.sits, 1),
    "lies": Predicate(gait.lies, 1),
    "comes_to_mouth": Predicate(gait.comes_to_mouth, 2),
    "holds_out_a_hand": Predicate(gait.holds_out_a_hand, 2),
    "cuts": Predicate(cutting.cuts, 3),
    "compresses": Predicate(flexing.compresses, 2),
    "bends": Predicate(flexing.bends, 3),
    "springs_back": Predicate(flexing.springs_back, 2),
    "rubs": Predicate(rubbing.rubs, 2),
    "turned_by": Predicate(rubbing.turned_by, 2),
    "casts_shadow": Predicate(optics.casts_shadow, 2),
    "large_shadow": Predicate(optics.large_shadow, 2),
    "lit_by": Predicate(beams.lit_by, 2),
    "shines_through": Predicate(beams.shines_through, 2),
    "mirrored": Predicate(optics.mirrored, 2, camera=True),
    "flies_curved": Predicate(ways.flies_curved, 1),
    "turns_about": Predicate(ways.turns_about, 1, (), ("axis",)),
    "shows_face": Predicate(ways.shows_face, 1, camera=True),
    "draped_over": Predicate(ways.draped_over, 2),
    "comes_out": Predicate(ways.comes_out, 2),
    "slopes": Predicate(ways.slopes, 1, ("low",)),
    "start_level": Predicate(ways.start_level, 2),
    "spins": Predicate(motion.spins, 1, ("turns", "rate", "sense")),
    "still_at_end": Predicate(motion.still_at_end, 0),
    "comes_to_rest": Predicate(motion.comes_to_rest, 1),
    "drives": Predicate(motion.drives, 1, ("speed", "tolerance", "until")),
    "orbits": Predicate(motion.orbits, 2, ("turns",)),
    "passes": Predicate(motion.passes, 2),
    "passes_over": Predicate(motion.passes_over, 2),
    "passes_under": Predicate(motion.passes_under, 2),
    "passes_through": Predicate(motion.passes_through, 2),
    "gets_away": Predicate(parting.gets_away, 2),
    "part_ways": Predicate(parting.part_ways, 2),
    "reaches": Predicate(motion.reaches, 2, ("distance",)),
    "ends_in": Predicate(motion.ends_in, 2),
    "ends_on": Predicate(motion.ends_on, 2),
    "stays_above_ground": Predicate(motion.stays_above, 1),
    "topples": Predicate(order.topples, 1, ("count", "angle")),
    "topples_in_order": Predicate(order.topples_in_order, 2, ("angle",)),
    "knocks_over": Predicate(order.knocks_over, 2, ("count", "angle")),
    "brings_down": Predicate(downing.brings_down, 2, ("count", "angle")),
    "stays_until_met": Predicate(downing.stays_until_met, 2),
    "ends_on_face": Predicate(order.ends_on_face, 1, ("angle",)),
    "faces_add_up": Predicate(order.faces_add_up, 1, ("sum",)),
    "swings": Predicate(swing.swings, 1, ("count", "amplitude")),
    "pendulum_period": Predicate(swing.pendulum_period, 1, ("tolerance",)),
    "through_ring": Predicate(aim.through_ring, 2),
    "hangs_on": Predicate(hinging.hangs_on, 2),
    "opens": Predicate(hinging.opens, 1),
    "shuts": Predicate(hinging.shuts, 1),
    "lights_up": Predicate(lamps.lights_up, 1),
    "goes_dark": Predicate(lamps.goes_dark, 1),
    "precesses": Predicate(swing.precesses, 1, ("tolerance", "turns")),
    "cradle_transfer": Predicate(swing.cradle_transfer, 2, ("count", "ratio")),
    "in_frame": Predicate(picture.in_frame, 1, ("share",), camera=True),
    "camera_sees": Predicate(picture.sees, 1, ("share", "size"), camera=True),
    "enters_frame": Predicate(picture.enters_frame, 1, camera=True),
    "leaves_frame": Predicate(picture.leaves_frame, 1, camera=True),
    "passes_behind": Predicate(picture.passes_behind, 2, ("tolerance",), camera=True),
    "camera_static": Predicate(picture.camera_static, 0, camera=True),
    "camera_only_pans": Predicate(picture.camera_only_pans, 0, ("direction", "amount"), camera=True),
    "camera_pans": Predicate(picture.camera_pans, 0, ("direction", "amount"), camera=True),
    "camera_tilts": Predicate(picture.camera_tilts, 0, ("direction", "amount"), camera=True),
    "camera_zooms": Predicate(picture.camera_zooms, 0, ("direction", "amount"), camera=True),
    "camera_dollies": Predicate(picture.camera_dollies, 0, ("direction", "amount", "steady", "tolerance"), camera=True),
    "camera_trucks": Predicate(picture.camera_trucks, 0, ("direction", "amount"), camera=True),
    "camera_cranes": Predicate(picture.camera_cranes, 0, ("direction", "amount"), camera=True),
    "camera_flies": Predicate(picture.camera_flies, 0, ("way", "height"), camera=True),
    "camera_orbits": Predicate(picture.camera_orbits, 0, ("turns", "direction"), camera=True),
    "camera_follows": Predicate(picture.camera_follows, 1, ("share",), camera=True),
    "camera_height_below": Predicate(picture.camera_height_below, 0, ("height",), camera=True),
    "camera_height_above": Predicate(picture.camera_height_above, 0, ("height",), camera=True),
    "stands_on": Predicate(standing.stands_on, 2),
    "hangs_from": Predicate(standing.hangs_from, 2),
    "placed": Predicate(standing.placed, 2, (), ("relation",)),
    "ends_placed": Predicate(standing.ends_placed, 2, (), ("relation",)),
    "in_triangle": Predicate(standing.in_triangle, 3, ("spacing",)),
    "in_row": Predicate(standing.in_row, 2),
    "in_circle": Predicate(standing.in_circle, 3),
    "in_stack": Predicate(standing.in_stack, 2),
    "count_of": Predicate(standing.count_of, 1, ("count",)),
    "mass_ratio": Predicate(standing.mass_ratio, 2, ("ratio",)),
    "size_ratio": Predicate(standing.size_ratio, 2, ("ratio",)),
    "material_is": Predicate(standing.material_is, 1, (), ("material", "part")),
    "color_is": Predicate(standing.color_is, 1, ("red", "green", "blue"), ("color", "part")),
    "sun_elevation_below": Predicate(standing.sun_elevation_below, 0, ("elevation",)),
    "sun_elevation_between": Predicate(standing.sun_elevation_between, 0, ("low", "high")),
    "is_night": Predicate(standing.is_night, 0),
    "fog_between": Predicate(standing.fog_between, 0, ("near", "far")),
    "wind_is": Predicate(standing.wind_is, 0, ("low", "high")),
    "has_property": Predicate(standing.has_property, 1, ("low", "high"), ("property",)),
    "colors_differ": Predicate(standing.colors_differ, 1, ("count",)),
    "resizes": Predicate(standing.resizes, 1, ("factor",)),
    "sizes_differ": Predicate(standing.sizes_differ, 1, ("count",)),
    "sky_is": Predicate(standing.sky_is, 0, (), ("kind",)),
    "finish_is": Predicate(standing.finish_is, 0, ("bloom", "vignette", "grain")),
    "style_is": Predicate(standing.style_is, 0, (), ("style",)),
    "place_is": Predicate(standing.place_is, 0, (), ("name", "ground")),
    "gravity_is": Predicate(standing.gravity_is, 0, ("x", "y", "z")),
    "nothing_moves": Predicate(standing.nothing_moves, 0),
    "pushed": Predicate(standing.pushed, 1),
}
