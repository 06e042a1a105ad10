"""What motors on joints do together: each feels through the bodies what the others do."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

TURNS, SETTLED = 50, 1e-12  # that each is asked at most, and of its limit what no effort changes by any more


def efforts(inverse: Array, wanted: Array, limit: Array) -> Array:
    """Return what motors do (n,), N or N m, each within its limit, so that joints speed up as is ``wanted`` (n,).

    ``inverse`` (n, n) is the inverse inertia between their joints. Who cannot do it does his limit and the rest make
    up for him; then each in turn is asked again, until none has more to give (projected Gauss-Seidel).
    """
    effort, able = np.zeros(len(limit)), np.ones(len(limit), bool)
    while able.any():
        effort[able] = np.linalg.solve(inverse[np.ix_(able, able)], (wanted - inverse[:, ~able] @ effort[~able])[able])
        over = able & (np.abs(effort) > limit)
        if not over.any():
            break
        effort[over] = np.copysign(limit[over], effort[over])
        able &= ~over
    for _ in range(TURNS):
        before = effort.copy()
        for i in range(len(limit)):
            effort[i] += (wanted[i] - inverse[i] @ effort) / inverse[i, i]
            effort[i] = min(max(effort[i], -limit[i]), limit[i])
        if (np.abs(effort - before) <= SETTLED * limit).all():
            break
    return effort
