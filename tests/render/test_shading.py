"""Looking patterns up: at distances that rounding has brought below nothing, too."""

from types import SimpleNamespace

import numpy as np
import pytest

from setpiece.render import backend, shading

EDGE = 4  # texels


@pytest.mark.parametrize("distance", [0.0, -1e-7, -3.0, 1.0, np.inf])
def test_what_lies_behind_its_ray_by_rounding_is_looked_up_within_the_table(distance):
    """A logarithm of less than nothing would be a place 16 GiB before the table (a segmentation fault)."""
    backend.backend()
    import drjit as dr
    import mitsuba as mi

    levels = np.array([[1.0, 0.1], [0.5, 0.2], [0.25, 0.4]], np.float32)  # variances of slopes kept and lost, by level
    behind = 4 * EDGE * EDGE  # where the table of levels begins is for ``texels`` to say
    row = SimpleNamespace(first=mi.UInt32(0), edge=mi.UInt32(EDGE), per_metre=mi.Float(1.0))
    start = int(np.array(shading.texels(row.edge)).ravel()[0])
    table = np.zeros((max(behind, start) + 8, 2), np.float32)
    table[start : start + 3] = levels
    texels = dr.reinterpret_array(mi.UInt32, mi.Float(table.ravel()))
    hit = SimpleNamespace(face_normal=mi.Normal3f(0.0, 0.0, 1.0), distance=mi.Float(distance))
    tables, angle = SimpleNamespace(texels=texels), mi.Float(0.5)
    kept, lost = shading._smoothed(tables, row, hit, mi.Vector3f(0.0, 0.0, -1.0), angle, mi.Float(0.0), mi.Bool(True))
    depth = np.clip(np.log2(max(distance * 0.5 * EDGE, 1.0)), 0.0, 2.0)
    far = [np.interp(depth, range(3), levels[:, k]) for k in range(2)]
    assert float(np.array(kept).ravel()[0]) == pytest.approx(np.sqrt(far[0]), rel=1e-5)
    assert float(np.array(lost).ravel()[0]) == pytest.approx(far[1], rel=1e-5)
