"""What is seen through a car's windows: seats, dashboard, steering wheel, the mirror. Left-hand drive, nose +X."""

import numpy as np

from setpiece.assets.modelling import TAU, block, curve, ring, rounded_box, tube
from setpiece.assets.shape import Piece, piece
from setpiece.assets.surface import Surface, joined, moved, turned

CLOTH, DARK, PALE = (0.055, 0.055, 0.06), (0.03, 0.03, 0.032), (0.42, 0.41, 0.39)


def cabin() -> list[Piece]:
    """Return the inside of a car, without mass of its own."""
    seats = [_seat(-0.42, side * 0.36) for side in (1.0, -1.0)]
    bench = [
        moved(rounded_box((0.52, 1.22, 0.16), 0.06, steps=2), -1.12, 0, 0.58),
        moved(turned(rounded_box((0.14, 1.22, 0.60), 0.06, steps=2), (0, 1, 0), -0.38), -1.44, 0, 0.86),
        *(moved(rounded_box((0.09, 0.24, 0.16), 0.04, steps=2), -1.55, side * 0.36, 1.19) for side in (1.0, -1.0)),
    ]
    return [
        piece("seats", joined([*seats, *bench]), "fabric", CLOTH, decor=True),
        piece("dashboard", _dashboard(), "plastic", DARK, decor=True),
        piece("lining", _lining(), "fabric", PALE, decor=True),
    ]


def _seat(x: float, y: float) -> Surface:
    """Return a front seat: cushion, back with bolsters, head restraint."""
    lean = -0.36
    back = [
        moved(rounded_box((0.13, 0.40, 0.62), 0.055, steps=2), 0, 0, 0.31),
        *(moved(rounded_box((0.16, 0.09, 0.50), 0.04, steps=2), 0.04, side * 0.21, 0.28) for side in (1.0, -1.0)),
        moved(rounded_box((0.10, 0.26, 0.17), 0.045, steps=2), 0.01, 0, 0.76),
        *(tube([(0.0, side * 0.06, 0.58), (0.0, side * 0.06, 0.72)], 0.007, sides=6) for side in (1.0, -1.0)),
    ]
    cushion = [
        moved(rounded_box((0.50, 0.42, 0.15), 0.06, steps=2), 0.27, 0, 0),
        *(moved(rounded_box((0.44, 0.09, 0.18), 0.04, steps=2), 0.27, side * 0.22, 0.01) for side in (1.0, -1.0)),
    ]
    return moved(joined([*cushion, turned(joined(back), (0, 1, 0), lean)]), x, y, 0.55)


def _dashboard() -> Surface:
    """Return dashboard with a hood over the dials, the steering wheel, door tops and the mirror."""
    rim = [ring(0.185, 0.016, segments=40), rounded_box((0.10, 0.13, 0.045), 0.02, steps=2)]
    rim += [rounded_box((0.34, 0.035, 0.018), 0.008), moved(rounded_box((0.035, 0.17, 0.018), 0.008), 0, -0.09)]
    wheel = turned(turned(joined(rim), (0, 0, 1), TAU / 4), (0, 1, 0), -1.12)
    parts = [
        moved(rounded_box((0.44, 1.24, 0.20), 0.07, steps=3), 0.58, 0, 0.83),
        moved(rounded_box((0.22, 0.40, 0.10), 0.045, steps=3), 0.46, 0.36, 0.925),
        moved(rounded_box((0.60, 0.22, 0.30), 0.05, steps=2), 0.02, 0, 0.55),
        moved(wheel, 0.20, 0.36, 0.86),
        tube([(0.20, 0.36, 0.86), (0.45, 0.36, 0.74)], 0.03),
        moved(rounded_box((0.03, 0.22, 0.065), 0.012), 0.24, 0, 1.315),
        tube([(0.25, 0, 1.32), (0.27, 0, 1.37)], 0.008),
    ]
    for side in (1.0, -1.0):
        top = np.array([(0.60, 0.66, 0.955), (0.0, 0.71, 0.96), (-0.7, 0.71, 0.97), (-1.35, 0.68, 0.985)])
        parts.append(tube(curve(top * [1.0, side, 1.0], 12), 0.045))
    return joined(parts)


def _lining() -> Surface:
    """Return the pale lining under the roof and the sun visors."""
    visors = [block((0.16, 0.38, 0.016), (0.02, side * 0.28, 1.385), 0.006) for side in (1.0, -1.0)]
    return joined([block((1.30, 0.98, 0.012), (-0.72, 0, 1.405), 0.005), *visors])
