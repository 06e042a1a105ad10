"""Shares the light of every sample out among layers, by how it has left the first surface that the eye sees.

    background + emission + direct + indirect + reflection + refraction + fog = beauty
    actor + environment = beauty

``background`` is the sky; ``emission`` what lamps, flames and bulbs show of themselves. Of what the first surface
sends: its body scatters ``direct`` light that has come straight from an emitter, and ``indirect`` light; its
interface mirrors ``reflection``; clear matter lets ``refraction`` through, however it went on behind it. ``fog`` is
what droplets scatter on the way to it. ``shadow`` is what ``direct`` would have more if nothing stood in the light,
and nothing where a lens gathers more. ``actor`` is the light of first rays that meet an actor. A part is split after
it was limited, so that the sums are those of the beauty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import mitsuba as mi

    from setpiece.render.hit import Hit
    from setpiece.render.kernel import Tables
    from setpiece.render.reflection import Turn

PARTITION = ("background", "emission", "direct", "indirect", "reflection", "refraction", "fog")
BY_ACTOR = ("actor", "environment")
LAYERS = (*PARTITION, "shadow", *BY_ACTOR)


@dataclass
class Split:
    """The layers so far, and what decides where the light of a path goes."""

    layers: Any  # dict[str, Color3f]: sums over samples
    actors: Any  # UInt32: by row of the table of parts
    actor: Any  # Bool: the first ray has met one
    turns: Any  # UInt32: how often the path has been turned
    mirrored: Any  # Color3f: share of what comes from now on that the first interface mirrors
    through: Any  # Bool: the first surface has let the path through


def begun(layers: dict[str, Any], actors: mi.UInt32) -> Split:
    """Return the state at the beginning of a sample."""
    import mitsuba as mi

    return Split(layers, actors, mi.Bool(False), mi.UInt32(0), mi.Color3f(0.0), mi.Bool(False))


def seen(split: Split, tables: Tables, hit: Hit, first: mi.Bool) -> Split:
    """Note whose surface a first ray has met."""
    import drjit as dr
    import mitsuba as mi

    own = first & hit.valid
    part = dr.gather(mi.UInt32, tables.part, hit.row, own)
    return replace(split, actor=split.actor | (own & (dr.gather(mi.UInt32, split.actors, part, own) > 0)))


def met(split: Split, light: mi.Color3f, sky: mi.Bool) -> Split:
    """Add the light of an emitter that the path itself has met; ``sky``: dome or sun."""
    straight = split.turns == 0
    split = _added(split, light, background=straight & sky, emission=straight & ~sky)
    return _behind(split, light, ~straight, direct=split.turns == 1)


def sent(split: Split, light: mi.Color3f, kept: mi.Color3f, mirrored: mi.Color3f) -> Split:
    """Add the light of an emitter that was asked for it from a rough vertex.

    ``kept``: what did not arrive; ``mirrored``: the share that the vertex mirrors of both.
    """
    import mitsuba as mi

    first, shine = split.turns == 0, light * mirrored
    split = _added(split, shine, reflection=first)
    split = _added(split, light - shine, direct=first)
    split = _added(split, kept * (1.0 - mirrored), shadow=first)
    return _behind(split, light, ~first, direct=mi.Bool(False))


def reflected(split: Split, light: mi.Color3f) -> Split:
    """Add what the first surface mirrors of lamps without a ray."""
    return _added(split, light, reflection=split.turns == 0)


def hazed(split: Split, light: mi.Color3f) -> Split:
    """Add what fog has scattered into the first ray."""
    import mitsuba as mi

    return _added(split, light, fog=mi.Bool(True))


def turned(split: Split, turn: Turn, passing: mi.Bool) -> Split:
    """Note how the first surface has turned the path; matter without a surface turns nothing."""
    import drjit as dr

    first = (split.turns == 0) & ~passing
    return replace(
        split,
        turns=split.turns + dr.select(passing, 0, 1),
        mirrored=dr.select(first, turn.mirrored, split.mirrored),
        through=dr.select(first, turn.through, split.through),
    )


def by_actor(split: Split, light: mi.Color3f) -> dict[str, Any]:
    """Return the layers with the light of a whole sample added to whom its first ray has met."""
    return _added(split, light, actor=split.actor, environment=~split.actor).layers


def _behind(split: Split, light: mi.Color3f, active: mi.Bool, *, direct: mi.Bool) -> Split:
    """Add light that has come over the first surface from elsewhere; ``direct``: straight from an emitter."""
    shine = light * split.mirrored
    body = active & ~split.through
    split = _added(split, shine, reflection=active)
    rest = {"refraction": active & split.through, "direct": body & direct, "indirect": body & ~direct}
    return _added(split, light - shine, **rest)


def _added(split: Split, light: mi.Color3f, **where: mi.Bool) -> Split:
    """Add light to the layers in whose lanes it belongs."""
    import drjit as dr

    more = {name: split.layers[name] + dr.select(lanes, light, 0.0) for name, lanes in where.items()}
    return replace(split, layers=split.layers | more)
