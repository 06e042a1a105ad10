"""Where the sea meets a beach: wet sand, the foam that runs up it, waves that break. Metres, world frame.

Across the shore everything is placed by its distance ``s`` from the water's edge, seawards, on a lattice whose columns
run along the shore: so foam lies on the very waves that are breaking.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from setpiece.render.patterns_grown import FROTH, SEA
from setpiece.render.patterns_shore import BEGINS, MEAN, STRAND
from setpiece.render.patterns_shore import FACE as TILE
from setpiece.render.places.land import Dressing, Height, Site, ramp, ridged, waves
from setpiece.render.places.pieces import Array, Piece, joined, seen_from_middle, sheet
from setpiece.render.posed import Surface
from setpiece.world.materials import MATERIALS

LEVEL = -0.16  # m: of the sea at rest
REACH = 150.0  # m to either side along which waves break
COLUMNS, ROWS = 431, 20  # of the water and what lies on it along the shore; of foam across a wave
SPREAD = 1.3  # how much farther apart columns of water are there than ahead: the cosh of that
FLAT = 46.0  # m out, where the swell is no longer modelled but painted
LIP = 0.22  # of a wave's steep side: how far foam hangs over it where it does not break
CHOP = 0.024  # m: half of what small waves are high everywhere
HAIR = 0.001  # m: how wide a line of foam is at least, so that it faces somewhere
FOAM = Surface("sea_foam")
FOOT, BEHIND = 1.8, -0.3  # of a steep side, from its crest: where its own surface begins, and ends
WETTER = (0.0, 0.10, 0.24, 0.40, 0.54, 0.66, 0.80, 0.92, 1.0)  # of a strand: how wet, from dry sand to standing water
HOLLOW, SECTORS = (0.0, 0.3, 0.6, 0.85, 1.0), 33  # of a moat, from its rock outwards: its corners; around it
FLUSH = 0.15  # of what lies on the sand: how high its upper edge stands, so that it casts no shadow
ACROSS = (0.0, 0.12, 0.26, 0.44, 0.56, 0.66, 0.86, 1.0)  # of foam on a wave, from its foot to behind it: where ...
DENSITY = (0.0, 0.48, 0.66, 0.74, 0.66, 0.44, 0.30, 0.0)  # ... it is how dense, where the wave breaks


@dataclass(frozen=True)
class Breaker:
    """A wave on its way in: ``out`` m from the water's edge, ``high`` m at most, how much of it is ``broken``."""

    out: float
    high: float
    broken: float
    front: float  # m: how long its steep side is
    back: float


BREAKERS = (
    Breaker(2.6, 0.13, 0.75, 0.35, 0.9),
    Breaker(7.5, 0.34, 0.55, 0.40, 1.7),
    Breaker(15.0, 0.40, 0.42, 0.55, 2.4),
    Breaker(25.0, 0.32, 0.40, 0.8, 3.0),
)
Line = Callable[[Array], Array]


def surf(site: Site, sand: Height) -> list[Dressing]:
    """Return the sea's last metres before a beach ``sand`` high that falls towards +Y, and what it does to the sand."""
    rng, edge = site.rng, _edge(sand, site.clear)
    fray, lobes = waves(rng, 0.22, 7.0, count=20, octaves=2.6), waves(rng, 0.55, 13.0, count=8, octaves=1.2)
    x = _columns()

    def strip(start: Array, end: Array, lift: float, rows: int = 6) -> Piece:
        """Return what lies on the sand between two distances from the water's edge."""
        y = edge(x) + start + (end - start) * np.linspace(0.0, 1.0, rows)[:, None]
        wide = x + 0.0 * y
        above = 0.002 + (lift - 0.002) * ramp(np.hypot(wide, y), site.clear, site.clear + 1.0)
        above[0] *= FLUSH
        return sheet(np.stack([wide, y, np.maximum(sand(wide, y), LEVEL) + above], axis=-1))

    free = np.sqrt(np.maximum(site.clear**2 - x * x, 0.0)) - edge(x)  # the sea has not been where things happen
    far = np.minimum(np.maximum(-5.6 + 1.4 * lobes(x, 0.0 * x), free + 0.4 * lobes(x, 0.0 * x)), -1.4)
    run = np.clip(-2.5 + lobes(x, 7.0 + 0.0 * x) + 0.5 * fray(x, 0.0 * x), far + 0.9, -0.3)
    share = np.array(WETTER)[:, None]
    reach = np.interp(share, (0.0, BEGINS, 1.0), (0.0, 1.0, 2.0))
    y = np.where(reach < 1.0, far + reach * (run - far), run + (reach - 1.0) * (0.5 - run))
    wide = x + 0.0 * y
    above = 0.002 + 0.011 * share * ramp(np.hypot(wide, edge(x) + y), site.clear, site.clear + 1.0)
    above[0] *= FLUSH
    ground = np.maximum(sand(wide, edge(x) + y), LEVEL) + above
    strand = sheet(
        np.stack([wide, edge(x) + y, ground], axis=-1), uv=np.stack([wide, 0.5 * STRAND * share + 0.0 * y], axis=-1)
    )
    # Foam ends in a sharp lip where water ran highest, and thins out behind it.
    thick = np.clip(0.35 + 0.9 * fray(x, 20.0 + 0.0 * x), 0.06, None)
    lace = [_dense(strip(run - 0.05, run + thick, 0.017, rows=5), (0.25, 0.85, 0.60, 0.38, 0.0))]
    for k in range(3):
        start = run + 0.6 + 0.7 * k + lobes(x, 40.0 + 9.0 * k + 0.0 * x)
        wide = np.clip(0.4 + 0.9 * fray(x, 60.0 + 5.0 * k + 0.0 * x), HAIR, None)
        start = np.maximum(start, run + 0.1)
        lace.append(_dense(strip(start, start + wide, 0.018, rows=5), (0.0, 0.45, 0.55, 0.40, 0.0)))
    bends = [waves(rng, 0.9, 60.0, count=8, octaves=1.6) for _ in BREAKERS]
    swell = _swell(rng, bends)
    return [
        Dressing("strand", Surface("swash_sand", _sandy(site)), strand),
        _water(edge, swell, bends),
        Dressing("crests", Surface("wave_face"), joined(_crests(edge, swell, bends))),
        Dressing("lace", Surface("swash_foam"), joined(lace)),
        Dressing("foam", FOAM, joined(_foam(rng, edge, swell, bends))),
    ]


def moats(site: Site, sand: Height, spots: Array, sizes: Array) -> list[Dressing]:
    """Return the wet hollows that waves have scoured around rocks at ``spots`` (N, 2), in m ``sizes`` across.

    Longer on the side of the land, where water runs off; only where the sea has been lately.
    """
    edge, found = _edge(sand, site.clear), []
    turn = np.linspace(0.0, 2.0 * np.pi, SECTORS)
    share = np.array(HOLLOW)[:, None]
    for (x, y), size in zip(spots, sizes, strict=True):
        if not -7.5 < y - float(edge(np.array(x))) < 0.4:
            continue
        uneven = waves(site.rng, 0.16, 3.0, count=8, octaves=2.0)(np.cos(turn), np.sin(turn)) + 0.25 * -np.sin(turn)
        uneven[-1] = uneven[0]
        out = size * (0.72 + share * (0.75 + uneven))
        wide, along = x + 1.25 * out * np.cos(turn), y + out * np.sin(turn)
        above = 0.003 + 0.012 * (1.0 - share)
        ring = np.stack([wide, along, np.maximum(sand(wide, along), LEVEL) + above], axis=-1)
        uv = np.stack([3.0 * size * turn + 0.0 * share, 0.45 * STRAND * (1.0 - share) + 0.0 * turn], axis=-1)
        found.append(sheet(ring[::-1], uv=uv[::-1]))
    return [Dressing("moats", Surface("swash_sand", _sandy(site)), joined(found))] if found else []


def _sandy(site: Site) -> tuple[float, float, float]:
    """Return the mean albedo of a strand whose dry end is as the ground is."""
    dry = site.underfoot.color or MATERIALS[site.underfoot.material].color
    red, green, blue = (share * c for share, c in zip(MEAN, dry, strict=True))
    return red, green, blue


def _dense(piece: Piece, dense: Sequence[float]) -> Piece:
    """Return foam whose rows, landwards first, are so dense (0 to 1)."""
    return _dense_at(piece, np.repeat(np.asarray(dense, float), len(piece.vertices) // len(dense)))


def _dense_at(piece: Piece, dense: Array) -> Piece:
    """Return foam that is so dense (0 to 1) at its corners: that is v of its pattern, over half a tile."""
    return replace(piece, uv=np.stack([piece.vertices[:, 0], FROTH * (0.01 + 0.48 * dense.ravel())], axis=1))


def _columns() -> Array:
    """Return at which x water and foam have corners: 0.5 m apart ahead, twice that at the ends."""
    k = np.linspace(-SPREAD, SPREAD, COLUMNS)
    return REACH * np.sinh(k) / np.sinh(SPREAD)


def _edge(sand: Height, clear: float) -> Line:
    """Return the y at which the sand goes under the sea at rest, at x."""
    x, y = np.arange(-REACH - 4.0, REACH + 4.0, 0.5), np.arange(clear - 2.0, clear + 24.0, 0.02)
    under = sand(x + 0.0 * y[:, None], y[:, None] + 0.0 * x) < LEVEL
    found = y[under.argmax(axis=0)]
    return lambda at: np.interp(at, x, found)


def _swell(rng: np.random.Generator, bends: Sequence[Height]) -> Height:
    """Return the height of the waves over the sea at rest, at x and s m out: steep in front, long behind, uneven.

    ``bends``: how much farther out each is at x.
    """
    sizes = [waves(rng, 0.44, 19.0, count=14, octaves=2.4) for _ in BREAKERS]
    chop = waves(rng, 0.6 * CHOP, 6.0, count=16, octaves=1.1)

    def height(x: Array, s: Array) -> Array:
        total = 0.0 * (x + s)
        for wave, bend, size in zip(BREAKERS, bends, sizes, strict=True):
            off = s - wave.out - bend(x, 0.0 * x)
            shape = np.exp(-((off / np.where(off < 0.0, wave.front, wave.back)) ** 2))
            total = np.maximum(total, wave.high * np.clip(0.72 + size(x, 0.0 * x), 0.10, 1.25) * shape)
        return np.maximum(total + CHOP + chop(x, s), 0.0) * ramp(s, 0.2, 1.6) * (1.0 - ramp(s, FLAT - 12.0, FLAT))

    return height


def _water(edge: Line, swell: Height, bends: Sequence[Height]) -> Dressing:
    """Return the sea near the shore; it lies on the level sea beyond, which goes on under it.

    Its rows bend as the waves do, and are dense where these are steep, so that no corner of it stands out of the foam.
    """
    x = _columns()
    _, s = _rows(x, bends)
    return Dressing("breakers", Surface("sea", SEA), _lattice(x, s, edge, swell, lift=0.006))


def _rows(x: Array, bends: Sequence[Height]) -> tuple[Array, Array]:
    """Return how far out rows of water lie (R,), and where they run (R, C): bent as the waves are."""
    rest = [np.arange(-0.3, 18.0, 0.75), np.arange(18.0, FLAT, 1.2)]
    steep = [wave.out + wave.front * np.r_[-4.2:-2.4:0.6, -2.4:1.21:0.3] for wave in BREAKERS]
    long = [wave.out + wave.back * np.arange(0.4, 2.01, 0.4) for wave in BREAKERS]
    out = np.unique(np.concatenate([*rest, *steep, *long]).round(6))
    knots = [-0.3, *(wave.out for wave in BREAKERS), FLAT]
    aside = np.stack([0.0 * x, *(bend(x, 0.0 * x) for bend in bends), 0.0 * x])
    return out, np.stack([out + np.interp(out, knots, at) for at in aside.T], axis=1)


def _crests(edge: Line, swell: Height, bends: Sequence[Height]) -> list[Piece]:
    """Return the steep sides of waves: v of their pattern is how near the crest, where light comes through.

    They have the water's own corners, so that no water stands out of them.
    """
    x, found = _columns(), []
    out, rows = _rows(x, bends)
    for wave in BREAKERS:
        before = (wave.out - out) / wave.front
        own = (before < FOOT + 0.01) & (before > BEHIND - 0.01)
        piece = _lattice(x, rows[own], edge, swell, lift=0.0085)
        share = np.clip((FOOT - before[own]) / FOOT, 0.0, 1.0)
        v = np.repeat(0.49 * TILE * share + 0.002, len(x))
        found.append(replace(piece, uv=np.stack([piece.vertices[:, 0], v], axis=1)))
    return found


def _foam(rng: np.random.Generator, edge: Line, swell: Height, bends: Sequence[Height]) -> list[Piece]:
    """Return foam on the fronts of breaking waves, thrown up at their crests, and its remains behind them."""
    x = _columns()
    across = np.linspace(0.0, 1.0, ROWS)[:, None]
    found = []
    for k, (wave, bend) in enumerate(zip(BREAKERS, bends, strict=True)):
        along, rough = waves(rng, 0.9, 24.0, count=12, octaves=2.2), waves(rng, 1.0, 2.6, count=24, octaves=1.2)
        breaks = ramp(along(x, 0.0 * x) + 2.0 * wave.broken - 1.0, -0.45, 0.35)
        crest = wave.out + bend(x, 0.0 * x)
        ragged = rough(x, 5.0 * k + 0.0 * x)
        fingers = 0.8 * np.clip(rough(3.0 * x, 9.0 * k + 0.0 * x) - 0.5, 0.0, 1.2)  # of foam that is drawn up the face
        down = (
            LIP * (0.35 + breaks)
            + breaks * fingers
            + breaks * (2.3 + 0.5 * np.clip(ragged, -1.5, 2.0))
            + 0.06 * np.clip(ragged, -1.5, 1.5)
        )
        start = crest - wave.front * down
        end = crest + wave.front * (0.06 + breaks * (1.5 + 0.8 * np.clip(rough(x, 50.0 + 0.0 * x), -1.0, 2.0)))
        rows = start + (end - start) * across
        thick = np.interp(across, ACROSS, DENSITY) * (0.48 + 0.52 * breaks) + 0.045 * rough(x + 0.0 * rows, 2.0 * rows)
        heap = 0.11 * wave.high * np.minimum(np.abs(rough(x + 0.0 * rows, 3.0 * rows)), 1.2) * np.sin(np.pi * across)
        piece = _lattice(x, rows, edge, lambda a, b, heap=heap: swell(a, b) + heap, lift=0.014)
        ends = np.sin(np.pi * across) ** 0.25  # nothing at either edge, whatever is rough
        found.append(_dense_at(piece, np.clip(thick, 0.0, 1.0) * ends))
    return found


def _lattice(x: Array, s: Array, edge: Line, height: Height, *, lift: float) -> Piece:
    """Return the surface of the water over columns x (C,) and distances s (R, C), ``lift`` m above it."""
    wide = x + 0.0 * s
    return sheet(np.stack([wide, edge(wide) + s, LEVEL + lift + height(wide, s)], axis=-1))


def headland(rng: np.random.Generator, middle: tuple[float, float], half: tuple[float, float], high: float) -> Piece:
    """Return rocky land ``high`` m high that falls by cliffs into the sea, over an ellipse of those half axes (m)."""
    crest, notch = ridged(rng, 0.9 * half[0]), waves(rng, 0.13, 0.5 * half[0], count=20, octaves=3.0)
    u, v = np.meshgrid(np.linspace(-1.25, 1.25, 141), np.linspace(-1.25, 1.25, 41))
    x, y = middle[0] + half[0] * u, middle[1] + half[1] * v
    inland = 1.0 - np.hypot(u, v) + notch(x, y)
    cliff, rise = ramp(inland, -0.04, 0.10), ramp(inland, 0.0, 0.9)
    z = LEVEL - 4.0 + cliff * (4.0 + high * (0.16 + 0.55 * rise) * (0.25 + 0.75 * crest(x, y)))
    return seen_from_middle(sheet(np.stack([x, y, z], axis=-1)), near=200.0, least=0.05)
