"""One manifold's impact: Newton's restitution at every point at once, with Coulomb friction.

At every point v+ >= -e v- along the normal, complementary with the impulse; tangential impulses stay inside the cone
and oppose the slip that is left. Where Newton's law with friction would create energy (Kane 1984), the impulse is
drawn back towards the inelastic one until it does not.

Compiled by Numba (see ``kernel``); only the solver imports this file, late.
Legend: k points, 3 k rows (normal, two tangents for every point).
"""

import numpy as np

from setpiece.physics.kernel import kernel
from setpiece.physics.views import Floats

SWEEPS = 300


@kernel
def _project(impulse: Floats, matrix: Floats, speed: Floats, target: Floats, friction: Floats, points: int) -> None:
    """Improve the impulses (3 k,) of a manifold by sweeps of projected Gauss-Seidel until they rest."""
    size = 3 * points
    for _ in range(SWEEPS):
        moved, scale = 0.0, 0.0
        for i in range(points):
            r = 3 * i
            now = speed[r]
            for j in range(size):
                now += matrix[r, j] * impulse[j]
            new = max(0.0, impulse[r] - (now - target[i]) / matrix[r, r])
            moved = max(moved, abs(new - impulse[r]))
            impulse[r] = new
            scale = max(scale, new)

            # Against the slip that is left, and into the cone: where this rests, friction sticks or opposes the slip.
            first, second = speed[r + 1], speed[r + 2]
            for j in range(size):
                first += matrix[r + 1, j] * impulse[j]
                second += matrix[r + 2, j] * impulse[j]
            aa, ab, bb = matrix[r + 1, r + 1], matrix[r + 1, r + 2], matrix[r + 2, r + 2]
            most = 0.5 * (aa + bb) + np.sqrt(0.25 * (aa - bb) ** 2 + ab * ab)
            x, y = impulse[r + 1] - first / most, impulse[r + 2] - second / most
            size_t, most = np.sqrt(x * x + y * y), friction[i] * new
            if size_t > most:
                x, y = x * most / size_t, y * most / size_t
            moved = max(moved, abs(x - impulse[r + 1]), abs(y - impulse[r + 2]))
            impulse[r + 1], impulse[r + 2] = x, y
        if moved <= 1e-13 * scale:
            break


@kernel
def work(impulse: Floats, matrix: Floats, speed: Floats, size: int) -> float:
    """Return the energy (J) that impulses give: ``lambda . v- + lambda A lambda / 2``."""
    total = 0.0
    for i in range(size):
        v = speed[i]
        for j in range(size):
            v += 0.5 * matrix[i, j] * impulse[j]
        total += impulse[i] * v
    return total


@kernel
def solve_manifold(
    matrix: Floats, speed: Floats, target: Floats, friction: Floats, points: int
) -> tuple[Floats, float]:
    """Return the impulses (3 k,) N s of one manifold, and the energy (J, at most 0) that they give.

    matrix (3 k, 3 k) is J M^-1 J^T, speed (3 k,) the velocities before, target (k,) the least normal velocities after.
    """
    size = 3 * points
    impulse = np.zeros(size)
    _project(impulse, matrix, speed, target, friction, points)
    gain = work(impulse, matrix, speed, size)
    if gain <= 0.0:
        return impulse, gain
    inelastic = np.zeros(size)
    _project(inelastic, matrix, speed, np.zeros(points), friction, points)
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = 0.5 * (low + high)
        if work(inelastic + middle * (impulse - inelastic), matrix, speed, size) <= 0.0:
            low = middle
        else:
            high = middle
    impulse = inelastic + low * (impulse - inelastic)
    return impulse, min(0.0, work(impulse, matrix, speed, size))
