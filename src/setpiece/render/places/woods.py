"""Trees and shrubs set out over the land, grouped by surface. Metres, world frame."""

import numpy as np
from numpy.random import Generator

from setpiece.render.places import plants
from setpiece.render.places.land import Dressing, Height, Rgb, hazed
from setpiece.render.places.pieces import Array, Piece, joined, lump
from setpiece.render.posed import Surface

GREENS: tuple[Rgb, ...] = ((0.085, 0.15, 0.03), (0.11, 0.17, 0.045), (0.065, 0.125, 0.035))
SPRUCE: tuple[Rgb, ...] = ((0.035, 0.075, 0.035), (0.045, 0.09, 0.045))
BARK: Rgb = (0.13, 0.10, 0.075)


def trees(
    rng: Generator,
    places: Array,
    land: Height,
    *,
    height: tuple[float, float],
    kind: str = "broadleaf",
    colors: tuple[Rgb, ...] = GREENS,
    budget: int = 60000,
    name: str = "trees",
) -> list[Dressing]:
    """Return trees at places (N, 2); about ``budget`` leaves in all, the near trees finer than the far ones."""
    if len(places) == 0:
        return []
    distance = np.hypot(places[:, 0], places[:, 1])
    weight = 1.0 / np.maximum(distance, 8.0)
    share = np.clip((budget * weight / weight.sum()).astype(int), 250, 9000)
    wood: list[Piece] = []
    crowns: list[list[Piece]] = [[] for _ in range(2 * len(colors))]
    reach = max(float(np.median(distance)), 1.0)
    for k, (x, y) in enumerate(places):
        tall = rng.uniform(*height)
        foot = [x, y, float(land(np.array(x), np.array(y)))]
        # Fewer leaves are larger, so that the crown stays as dense.
        leaf = float(np.clip(tall * 2.1 / np.sqrt(share[k]), 0.16, 1.6))
        if kind == "conifer":
            trunk, crown = plants.conifer(rng, foot, tall, count=share[k], needle=2.0 * leaf)
        else:
            trunk, crown = plants.broadleaf(rng, foot, tall, count=share[k], leaf=leaf)
        wood.append(trunk)
        crowns[(k % len(colors)) + (len(colors) if distance[k] > reach else 0)].append(crown)
    found = [Dressing(f"{name}_wood", Surface("bark", BARK), joined(wood))]
    for k, group in enumerate(crowns):
        if group:
            far = float(np.mean(distance[distance > reach])) if k >= len(colors) and np.any(distance > reach) else 0.0
            found.append(Dressing(f"{name}_{k}", Surface("paper", hazed(colors[k % len(colors)], far)), joined(group)))
    return found


def tree_line(
    rng: Generator, land: Height, *, distance: float, height: float, gaps: float = 0.3, color: Rgb = (0.06, 0.105, 0.035),
    arc: tuple[float, float] = (0.0, 2 * np.pi), name: str = "tree_line",
) -> Dressing:  # fmt: skip
    """Return far woods as rounded crowns side by side along an arc (rad, counter-clockwise from +X) around the origin."""
    crowns = []
    angle = arc[0]
    wave = plants_gap(rng)
    while angle < arc[1]:
        tall = height * rng.uniform(0.6, 1.15)
        if wave(angle) > gaps:
            r = distance * (1.0 + 0.10 * np.sin(3.0 * angle + 1.0) + rng.uniform(-0.03, 0.03))
            x, y = r * np.cos(angle), r * np.sin(angle)
            z = float(land(np.array(x), np.array(y)))
            wide = tall * rng.uniform(0.4, 0.6)
            crowns.append(lump(rng, [x, y, z + 0.45 * tall], [wide, wide, 0.6 * tall], rings=9, rough=0.13, waves=10))
        angle += 0.62 * tall / distance
    return Dressing(name, Surface("leaves", color), joined(crowns))


def plants_gap(rng: Generator) -> "np.vectorize":
    """Return a periodic function of the angle in 0..1 that says where woods stand."""
    phase = rng.uniform(0, 2 * np.pi, 4)

    def wave(angle: float) -> float:
        return float(0.5 + 0.17 * sum(np.sin((k + 1) * angle + phase[k]) for k in range(4)))

    return wave
