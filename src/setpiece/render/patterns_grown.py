"""Patterns of nature underfoot and on trees: grass, leaves, stones, sand, snow, water, bark.

Each takes a random stream and returns a ``Pattern``. Plants and stones are painted one by one, highest on top.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.random import Generator

from setpiece.render.noise import Field, bend, blur, cells, coloured, paint, step
from setpiece.render.pattern import Pattern, painted

Rgb = tuple[float, float, float]
N = 1024
SEA, MILKY = (0.045, 0.115, 0.108), (0.11, 0.26, 0.24)  # water over stirred sand; the same full of bubbles
WET_SAND, SILT = (0.15, 0.115, 0.08), (0.30, 0.26, 0.21)
FOAM = (0.86, 0.85, 0.82)
LETS, CLEAR = (0.34, 0.25, 0.20), (0.06, 0.08, 0.04)  # of sunlight: what comes through a heap of foam, between it
FROTH = 4.8  # m that a tile of foam covers
ALPINE = 512.0  # m of a mountain's face that a tile covers


def grass(rng: Generator) -> Pattern:
    """Mown lawn from above: 22 000 tapering blades of 2 to 6 cm that lean as their clump does, some dry, and shade."""
    size, blades, dabs = 1.2, 22000, 56
    pixel = N / size
    clump = coloured(rng, N, band=(1, 20), slope=0.9)
    east, north = (coloured(rng, N, band=(1, 14), slope=0.7) for _ in range(2))
    root = rng.random((blades, 2)) * N
    here = (root[:, 1].astype(int), root[:, 0].astype(int))
    thick = clump[here]
    length = rng.uniform(0.018, 0.055, blades) * (1.0 + 0.2 * thick) * pixel
    angle = np.arctan2(north[here], east[here]) + rng.normal(0.0, 0.9, blades)
    curl = rng.normal(0.0, 0.3, blades)
    lift = rng.uniform(0.35, 1.0, blades) * (1.0 + 0.15 * thick)
    half = 0.5 * rng.uniform(0.0018, 0.0034, blades) * pixel

    # A blade is rows of dabs along a slightly bent line that rises and tapers from root to tip, folded in the middle.
    s = np.linspace(0.0, 1.0, dabs)
    heading = angle[:, None] + curl[:, None] * s * s
    step_length = length[:, None] / dabs
    u = root[:, :1] + np.cumsum(np.cos(heading), axis=1) * step_length
    v = root[:, 1:] + np.cumsum(np.sin(heading), axis=1) * step_length
    height = lift[:, None] * (1.0 - (1.0 - s) ** 2) * 0.95
    wide = half[:, None] * (1.0 - s**1.7)
    side_u, side_v = -np.sin(heading) * wide, np.cos(heading) * wide
    rows = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])[:, None, None]
    owner = 2 * np.arange(blades)[:, None] + (rows > 0.0) + np.zeros(dabs, int)
    top, part = paint(N, u + rows * side_u, v + rows * side_v, np.broadcast_to(height, owner.shape), owner)
    blade, bare = part // 2, part < 0

    # Each blade has its own green, its two halves are lit differently; roots stand in the shade of the others.
    tone = rng.normal(1.0, 0.16, blades)[blade] * np.where(part % 2 == 0, 0.94, 1.06)
    dry = ((rng.random(blades) < 0.05) * rng.uniform(0.4, 1.0, blades))[blade]
    hue = rng.normal(0.0, 0.10, blades)[blade]
    tone, dry, hue = (np.where(bare, of, each).astype(np.float32) for of, each in ((0.5, tone), (0.0, dry), (0.0, hue)))
    shade = 0.42 + 0.75 * top**0.8
    tint = blur(tone * shade * (1.0 + 0.05 * clump) * (1.0 + 0.5 * dry), 0.45)
    return Pattern(
        painted(tint, hue + 0.45 * dry + 0.03 * clump, -0.15 * dry),
        size,
        None,
        (0.005 * blur(top, 0.7)).astype(np.float32),
    )


def fur(rng: Generator) -> Pattern:
    """A short soft coat: hair of 0.3 mm that lies one way, tufts too faint to be taken for the grain of wood."""
    fine = coloured(rng, N, band=(90, 480), slope=0.3, stretch=3.0)
    tuft = coloured(rng, N, band=(24, 120), slope=0.6, stretch=1.8)
    patch = coloured(rng, N, band=(1, 8), slope=1.0)
    tint = np.clip(1.0 + 0.07 * fine + 0.035 * tuft + 0.03 * patch, 0.4, 1.6)
    return Pattern(painted(tint, 0.015 * patch), 0.35, None, (0.0001 * fine + 0.0001 * tuft).astype(np.float32))


def hide(rng: Generator) -> Pattern:
    """Bare thick skin: folds and a net of fine wrinkles."""
    fold = coloured(rng, N, band=(6, 40), slope=0.8, stretch=2.5)
    net = np.abs(coloured(rng, N, band=(30, 160), slope=0.8))
    patch = coloured(rng, N, band=(1, 8), slope=1.0)
    tint = np.clip(0.92 + 0.08 * np.minimum(net, 1.5) + 0.05 * fold + 0.08 * patch, 0.4, 1.6)
    height = 0.0015 * fold + 0.0018 * np.minimum(net, 1.0)
    return Pattern(painted(tint, 0.03 * patch), 0.6, None, height.astype(np.float32))


def leaves(rng: Generator) -> Pattern:
    """Fallen leaves of 4 to 9 cm in layers, with twigs and dark gaps."""
    size, count = 2.4, 3600
    pixel = N / size
    centre = rng.random((count, 2)) * N
    length = rng.uniform(0.04, 0.09, count) * pixel
    angle = rng.uniform(0, 2 * np.pi, count)
    tilt = rng.normal(0.0, 0.18, (count, 2))
    level = rng.uniform(0.15, 0.85, count)

    # A leaf is a pointed oval of dabs with a bright midrib; it lies askew, so that one side is higher.
    along, across = np.meshgrid(np.linspace(-0.5, 0.5, 44), np.linspace(-1.0, 1.0, 22))
    along, across = along.ravel(), across.ravel()
    width = 0.26 * np.cos(np.pi * along) ** 0.8 * (1.0 + 0.5 * along)
    x = along[None] * length[:, None]
    y = across[None] * (width * 1.0)[None] * length[:, None]
    c, s = np.cos(angle)[:, None], np.sin(angle)[:, None]
    height = level[:, None] + 0.16 * (tilt[:, :1] * 2 * along[None] + tilt[:, 1:] * across[None]) + 0.02
    owner = np.broadcast_to(np.arange(count)[:, None], x.shape)
    top, leaf = paint(N, centre[:, :1] + x * c - y * s, centre[:, 1:] + x * s + y * c, height, owner)

    tone = np.append(np.clip(rng.normal(1.0, 0.30, count), 0.35, 2.0), 0.22).astype(np.float32)[leaf]
    warm = np.append(rng.normal(0.05, 0.22, count), 0.0).astype(np.float32)[leaf]
    green = np.append(rng.normal(0.0, 0.08, count), 0.0).astype(np.float32)[leaf]
    vein = coloured(rng, N, band=(60, 500), slope=0.4)
    shade = 0.35 + 0.85 * np.clip(top, 0.0, 1.0)
    tint = blur(tone * shade * (1.0 + 0.06 * vein), 0.5)
    return Pattern(painted(tint, warm, green), size, None, (0.02 * blur(top, 0.8)).astype(np.float32))


def _stones(rng: Generator, layers: tuple[tuple[int, float], ...]) -> tuple[Field, Field, Field]:
    """Return level (0..1), tone and warmth of pebbles in layers of (seeds per tile, height), the tallest on top."""
    level = np.zeros((N, N), np.float32)
    tone = np.full((N, N), 0.35, np.float32)
    warm = np.zeros((N, N), np.float32)
    for count, height in layers:
        shift = [coloured(rng, N, band=(2, 3 * count), slope=1.0) * (0.10 / count) for _ in range(2)]
        first, second, owner = cells(rng, N, count, shift=(shift[0], shift[1]))
        reach = rng.uniform(0.30, 0.62, count * count).astype(np.float32)[owner]
        inside = np.minimum(1.0 - first / reach, (second - first) * 2.2)
        dome = height * np.sqrt(np.clip(inside, 0.0, 1.0))
        higher = dome > level
        tone = np.where(higher, np.clip(rng.normal(1.0, 0.22, count * count), 0.4, 1.8).astype(np.float32)[owner], tone)
        warm = np.where(higher, rng.normal(0.0, 0.07, count * count).astype(np.float32)[owner], warm)
        level = np.maximum(level, dome)
    return level, tone, warm


def gravel(rng: Generator) -> Pattern:
    """Rounded pebbles of 1 to 5 cm."""
    level, tone, warm = _stones(rng, ((120, 0.35), (64, 0.6), (36, 1.0)))
    grain = coloured(rng, N, band=(80, 512), slope=0.2)
    tint = tone * (0.45 + 0.65 * level**0.6) * (1.0 + 0.06 * grain)
    return Pattern(painted(tint, warm), 1.8, None, (0.011 * level + 1e-4 * grain).astype(np.float32))


def asphalt(rng: Generator) -> Pattern:
    """Bitumen with crushed stone of 4 to 10 mm, worn lighter in patches."""
    first, _, owner = cells(rng, N, 190)
    tone = np.clip(rng.normal(1.0, 0.42, 190 * 190), 0.3, 2.6).astype(np.float32)[owner]
    stone = step(first, 0.62, 0.30)
    worn = coloured(rng, N, band=(1, 16), slope=1.0)
    grain = coloured(rng, N, band=(100, 512), slope=0.1)
    tint = 0.62 + (tone - 0.45) * stone * (0.8 + 0.12 * worn) + 0.08 * worn + 0.07 * grain
    height = 0.0016 * stone + 1.5e-4 * grain
    return Pattern(
        painted(np.clip(tint, 0.2, 2.6), 0.03 * worn),
        2.0,
        (1 - 0.05 * worn).astype(np.float32),
        height.astype(np.float32),
    )


def rock(rng: Generator) -> Pattern:
    """Weathered rock: strata, cracks, lichen."""
    warp = [coloured(rng, N, band=(1, 60), slope=1.4) * 0.03 for _ in range(2)]
    strata = coloured(rng, N, band=(4, 90), slope=0.9, stretch=5.0)
    rough = coloured(rng, N, band=(2, 400), slope=1.05)
    first, second, owner = cells(rng, N, 9, shift=(warp[0], warp[1]))
    crack = 1.0 - step(second - first, 0.008, 0.05)
    facet = rng.normal(0.0, 0.08, 81).astype(np.float32)[owner]
    lichen = step(coloured(rng, N, band=(6, 200), slope=0.8), 1.3, 2.4)
    tint = 1.0 + facet + 0.12 * strata + 0.13 * rough - 0.4 * crack + 0.18 * lichen
    height = 0.004 * rough + 0.003 * strata - 0.01 * crack
    return Pattern(
        painted(np.clip(tint, 0.25, 2.0), 0.05 * strata - 0.08 * lichen, 0.05 * lichen),
        2.4,
        None,
        height.astype(np.float32),
    )


def soil(rng: Generator) -> Pattern:
    """Crumbly earth with small stones and bits of straw."""
    level, tone, warm = _stones(rng, ((150, 0.4), (60, 0.7)))
    cloud = coloured(rng, N, band=(2, 200), slope=1.0)
    tint = (0.6 + 0.5 * level) * (1.0 + 0.35 * (tone - 1.0)) * (1.0 + 0.14 * cloud)
    return Pattern(
        painted(np.clip(tint, 0.2, 2.0), 0.4 * warm), 2.0, None, (0.007 * level + 0.002 * cloud).astype(np.float32)
    )


def sand(rng: Generator) -> Pattern:
    """Grains; hollows where feet have gone, smooth places, and wind ripples of two lengths and bearings that fork."""
    grain = coloured(rng, N, band=(150, 512), slope=0.0)
    hollow = coloured(rng, N, band=(3, 90), slope=1.35)
    lay = coloured(rng, N, band=(1, 6), slope=1.3)
    bow = 26.0 * coloured(rng, N, band=(1, 7), slope=1.4)
    long = bend(coloured(rng, N, band=(13, 24), slope=0.5, stretch=0.22), 0.0 * bow, bow)
    short = coloured(rng, N, band=(26, 54), slope=0.6, stretch=0.35)
    short = np.stack([np.roll(row, k) for k, row in enumerate(short)])  # aslant, and still a tile
    worn = step(coloured(rng, N, band=(1, 6), slope=1.2), -0.7, 0.8)
    first, second = step(lay, -0.1, 0.8), step(-lay, 0.1, 0.9)
    ripple = 0.0010 * first * long + 0.0005 * second * short
    crumb = coloured(rng, N, band=(36, 190), slope=0.8)
    dark = step(coloured(rng, N, band=(100, 512), slope=0.0), 2.3, 3.2)
    damp = step(coloured(rng, N, band=(1, 10), slope=1.2), 0.4, 2.2)
    tint = 1.0 + 0.08 * grain + 0.04 * crumb + 0.05 * hollow * worn + 9.0 * ripple - 0.3 * dark - 0.09 * damp
    height = (0.0008 + 0.0036 * worn) * hollow + (1.0 - 0.85 * worn) * ripple + 5.0e-4 * crumb + 1.6e-4 * grain
    return Pattern(painted(tint, 0.012 * hollow), 3.2, None, height.astype(np.float32))


def snow(rng: Generator) -> Pattern:
    """Snow that has lain for some days: swells, dimples, clumps of grains; in places the wind has rippled it.

    Ripples 12 to 19 cm apart wind across u and fade in and out; a few sastrugi run along u. Hollows are bluer: light
    has gone a longer way through the ice there.
    """
    swell = coloured(rng, N, band=(1, 7), slope=1.9)
    dimple = coloured(rng, N, band=(5, 60), slope=1.9)
    cut = coloured(rng, N, band=(3, 40), slope=1.4, stretch=4.5)
    swept = step(coloured(rng, N, band=(1, 4), slope=1.4), -0.2, 1.6)
    bow = 34.0 * coloured(rng, N, band=(1, 6), slope=1.2)
    ripple = bend(coloured(rng, N, band=(34, 52), slope=0.4, stretch=0.15), bow, 0.0 * bow)
    rippled = 0.2 + 0.8 * step(coloured(rng, N, band=(1, 5), slope=1.2), -0.2, 1.8)
    clump = coloured(rng, N, band=(50, 240), slope=0.7)
    crust = coloured(rng, N, band=(140, 512), slope=0.25)

    # Ridges lean against the wind: looked up farther downwind where they are high.
    ridge = step(bend(cut, -14.0 * cut, 0.0 * cut), 0.0, 2.2) * swept
    height = 0.045 * swell + 0.006 * dimple + 0.030 * ridge
    height += 0.0015 * rippled * ripple + 6.0e-4 * clump + 2.0e-4 * crust
    low = np.clip(-0.5 * swell - 0.4 * dimple, 0.0, 1.5)
    tint = 1.0 + 0.012 * ridge - 0.030 * low + 0.008 * crust + 0.008 * clump
    return Pattern(painted(tint, -0.016 * low), 6.4, None, height.astype(np.float32))


def alpine(rng: Generator) -> Pattern:
    """A mountain's face, where u runs around it and v tells how well snow holds there: none at 0, all at half a tile.

    Between them rock and snow part along gullies, which run downhill; rock is layered, broken, paler where it is new.
    """
    v = np.broadcast_to(((np.arange(N, dtype=np.float32) + 0.5) / N)[:, None], (N, N))
    holds = 1.0 - np.abs(2.0 * v - 1.0)
    gully = coloured(rng, N, band=(2, 90), slope=0.9, stretch=0.16)
    speck = coloured(rng, N, band=(12, 400), slope=0.8)
    bed = coloured(rng, N, band=(3, 120), slope=0.8, stretch=4.0)
    new = coloured(rng, N, band=(2, 60), slope=1.0, stretch=0.4)
    snowy = step(holds + 0.11 * gully + 0.02 * speck + 0.06 * bed, 0.44, 0.56)[..., None]
    rock = np.clip(1.0 + 0.22 * bed + 0.16 * speck + 0.18 * new, 0.35, 1.9)
    rock = painted(rock, 0.05 * new + 0.05 * bed) * np.array([0.150, 0.140, 0.135], np.float32)
    lain = painted(1.0 + 0.02 * speck) * np.array([0.82, 0.86, 0.91], np.float32)
    height = 0.9 * speck + 1.1 * bed + 1.5 * gully
    height = (height * (1.0 - 0.75 * snowy[..., 0])).astype(np.float32)
    return Pattern((rock + (lain - rock) * snowy).astype(np.float32), ALPINE, None, height)


def bark(rng: Generator) -> Pattern:
    """Bark of an old tree: plates of 4 to 9 by 15 to 40 cm in ridges up the trunk (along v) between dark furrows.

    Furrows, up to 2 cm wide and deep, wind up between plates; across, plates only crack. Each plate flakes in scales
    and has its own grey; lichen sits on some, and algae colour whole sides.
    """
    size = 1.7
    warp = (
        0.010 * coloured(rng, N, band=(1.5, 9), slope=0.8, stretch=0.4),
        0.020 * coloured(rng, N, band=(1.5, 14), slope=1.1),
    )
    worn = coloured(rng, N, band=(1, 12), slope=1.0)
    fine = coloured(rng, N, band=(16, 160), slope=0.6, stretch=0.22)
    grain = coloured(rng, N, band=(50, 400), slope=0.5, stretch=0.6)

    # How far (m) from a border between plates: the difference of distances over its slope, which tells its way too.
    first, second, owner = cells(rng, N, 22, rows=6, shift=warp)
    gap = second - first
    down, along = ((np.roll(gap, -1, k) - np.roll(gap, 1, k)) * (N / 2.0 / size) for k in (0, 1))
    steep = np.hypot(down, along)
    away = gap / np.clip(steep, 12.0, 60.0) + 0.0015 * fine + 0.0008 * grain
    upright = blur(step(np.abs(along) / np.maximum(steep, 1e-6), 0.75, 0.97), 3.0)
    wide = (0.0022 + 0.0105 * upright) * np.exp(0.45 * coloured(rng, N, band=(2, 40), slope=0.8))
    ridge = step(away, 0.15 * wide, 1.7 * wide)

    own = rng.normal(0.0, 1.0, 22 * 6).astype(np.float32)[owner]
    flake = np.tanh(3.0 * coloured(rng, N, band=(8, 90), slope=0.75, stretch=0.45))
    grey = 0.92 + 0.12 * own + 0.09 * flake + 0.16 * fine + 0.08 * grain + 0.10 * worn
    patch, spot = coloured(rng, N, band=(1, 7), slope=1.1), coloured(rng, N, band=(6, 120), slope=0.9)
    lichen = step(spot + 0.8 * patch, 1.5, 2.0) * ridge
    algae = step(patch, -0.3, 1.6) * (0.3 + 0.7 * ridge)
    tint = 0.13 + ridge * (grey - 0.13) + lichen * 0.45
    warm = 0.12 * (1.0 - ridge) + 0.03 * worn + 0.03 * own - 0.12 * lichen - 0.04 * algae
    height = (0.012 + 0.003 * own) * ridge**0.7 + 0.0014 * flake + 0.0011 * fine + 0.0004 * grain
    paint = painted(np.clip(tint, 0.06, 2.4), warm, 0.015 * worn + 0.06 * lichen + 0.10 * algae)
    return Pattern(paint, size, None, height.astype(np.float32))


def peel(rng: Generator) -> Pattern:
    """Skin of a fruit, or a crust: streaks from pole to pole (along v), blotches more or less ripe, pale pores.

    Hue hardly turns to green: what is baked would look mouldy.
    """
    streak = coloured(rng, N, band=(10, 160), slope=0.7, stretch=0.09)
    blotch = coloured(rng, N, band=(1, 10), slope=1.2)
    first, _, owner = cells(rng, N, 46)
    pore = (1.0 - step(first, 0.07, 0.14)) * (rng.random(46 * 46) < 0.7).astype(np.float32)[owner]
    ripe = 0.17 * blotch + 0.13 * streak
    tint = np.clip(1.0 + 0.5 * ripe + 0.5 * pore, 0.4, 1.8)
    paint = painted(tint, -0.06 * pore, 0.10 * pore - 0.10 * ripe)
    return Pattern(paint, 0.20, None, (2e-5 * blotch).astype(np.float32))


def foliage(rng: Generator) -> Pattern:
    """A tree's crown or a hedge from outside: overlapping leaves of 5 to 9 cm, dark between them."""
    base = leaves(rng)
    grey = base.tint.mean(axis=2)
    return Pattern(painted(0.35 + 0.75 * grey, 0.08 * (grey - 1.0), 0.04 * (1.0 - grey)), 2.4, None, base.height)


def water(rng: Generator) -> Pattern:
    """Ripples of a sea under a light wind, 0.2 to 3 m long: slopes of 0.12 (Cox and Munk 1954: 0.14 at 3 m/s)."""
    swell = coloured(rng, N, band=(2, 12), slope=1.2, stretch=0.35)
    ripple = coloured(rng, N, band=(8, 120), slope=1.7, stretch=0.6)
    return Pattern(np.ones((N, N), np.float32), 8.0, None, (0.016 * swell + 0.005 * ripple).astype(np.float32))


def still_water(rng: Generator) -> Pattern:
    """Ripples between quays, 0.3 to 10 m long: slopes of 0.045, a breath of wind (Cox and Munk 1954: 0.055 at none).

    With 0.12, as the sea has, lights would be mirrored all over; with 0.014 as dots, not as columns.
    """
    swell = coloured(rng, N, band=(2, 24), slope=1.2, stretch=0.5)
    ripple = coloured(rng, N, band=(16, 160), slope=1.7, stretch=0.8)
    return Pattern(np.ones((N, N), np.float32), 20.0, None, (0.0115 * swell + 0.0030 * ripple).astype(np.float32))


def surf(rng: Generator) -> Pattern:
    """Foam on the sea, where v tells how dense it is: none at 0, all at half a tile; u runs along the wave.

    Where it is thin the water is milky with bubbles, then there is a lace around holes, then all is white. Its glow is
    what it lets through of sunlight.
    """
    lit = _froth(rng, SEA, MILKY)
    bright = np.clip(lit.tint.mean(axis=2, keepdims=True) / np.mean(FOAM), 0.0, 1.0) ** 1.5
    through = np.array(CLEAR, np.float32) + bright * (np.array(LETS, np.float32) - np.array(CLEAR, np.float32))
    return replace(lit, glow=through.astype(np.float32))


def swash(rng: Generator) -> Pattern:
    """Foam that water leaves on wet sand, as dense as v tells (``surf``)."""
    return _froth(rng, WET_SAND, SILT)


def _froth(rng: Generator, ground: Rgb, milky: Rgb) -> Pattern:
    """Return foam as dense as v tells over a ground of that albedo, thin films of it being ``milky``."""
    v = np.broadcast_to(((np.arange(N, dtype=np.float32) + 0.5) / N)[:, None], (N, N))
    dense = 1.0 - np.abs(2.0 * v - 1.0)
    warp = [coloured(rng, N, band=(1, 40), slope=1.2) * 0.016 for _ in range(2)]
    thick = coloured(rng, N, band=(1, 14), slope=0.9)
    lace = np.zeros((N, N), np.float32)
    for count, weight in ((11, 1.0), (26, 0.85), (60, 0.6)):
        first, second, _ = cells(rng, N, count, shift=(warp[0], warp[1]))
        lace = np.maximum(lace, weight * (1.0 - step(second - first, 0.0, 0.45)))
    bubbles = coloured(rng, N, band=(60, 512), slope=0.3)
    white = step(dense + 0.10 * thick + 0.42 * (lace - 0.5) + 0.03 * bubbles, 0.38, 0.78)
    film = 0.85 * step(dense + 0.06 * thick, 0.04, 0.55)
    below, veil, foam = (np.array(color, np.float32) for color in (ground, milky, FOAM))
    body = below + (veil - below) * film[..., None]
    tint = body + (foam * (1.0 + 0.04 * bubbles[..., None]) - body) * white[..., None]
    height = 0.010 * white + 0.004 * white * thick + 4e-4 * bubbles * white
    return Pattern(np.maximum(tint, 0.02).astype(np.float32), FROTH, None, height.astype(np.float32))


GROWN: dict[str, Callable[[Generator], Pattern]] = {
    "grass": grass,
    "fur": fur,
    "hide": hide,
    "leaves": leaves,
    "peel": peel,
    "foliage": foliage,
    "gravel": gravel,
    "asphalt": asphalt,
    "rock": rock,
    "soil": soil,
    "sand": sand,
    "snow": snow,
    "alpine": alpine,
    "bark": bark,
    "water": water,
    "still_water": still_water,
    "surf": surf,
    "swash": swash,
}
