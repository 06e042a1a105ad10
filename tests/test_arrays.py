"""Reading NumPy's files from several threads."""

import io
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from setpiece.arrays import load, load_all


def test_many_threads_read_the_same_bits(tmp_path):
    want = [np.arange(n, dtype=np.float32) * 0.5 for n in range(1, 9)]
    for n, array in enumerate(want):
        np.save(tmp_path / f"{n}.npy", array)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(load, [tmp_path / f"{k % 8}.npy" for k in range(400)]))
    assert all(np.array_equal(array, want[k % 8]) for k, array in enumerate(found))


def test_arrays_of_one_file_are_read_by_name():
    file = io.BytesIO()
    np.savez(file, a=np.eye(2), b=np.arange(3))
    file.seek(0)
    found = load_all(file)
    assert sorted(found) == ["a", "b"]
    assert np.array_equal(found["a"], np.eye(2))


def test_what_holds_python_objects_is_refused(tmp_path):
    np.save(tmp_path / "o.npy", np.array([{}], dtype=object), allow_pickle=True)
    with pytest.raises(ValueError, match="allow_pickle"):
        load(tmp_path / "o.npy")
