"""The verification table: all rows there, none broken, and a wrong closed form is seen."""

import json
from dataclasses import replace

import pytest

from setpiece.cli import run
from setpiece.laws import table
from setpiece.laws.reading import crossings

MEASURED = [scenario for scenario in table.SCENARIOS if scenario.measure is not None]


@pytest.mark.parametrize("scenario", MEASURED, ids=lambda scenario: scenario.id)
def test_row_holds(scenario):
    # Bounds are the tolerances of the table of scenarios, far above the errors derived in tests/verification.
    row = table._row(scenario)
    assert row.holds, row


def test_table_has_thirty_rows_and_says_what_is_missing():
    assert [scenario.id for scenario in table.SCENARIOS] == [f"A{n:02d}" for n in range(1, 31)]
    for scenario in table.SCENARIOS:
        assert (scenario.measure is None) == bool(scenario.missing)
        assert (scenario.measure is None) == (scenario.bound is None)


def test_command_prints_json_and_fails_where_a_row_is_broken(monkeypatch, capsys):
    broken = replace(MEASURED[0], measure=lambda: 1.0)
    monkeypatch.setattr(table, "SCENARIOS", (MEASURED[0], table.SCENARIOS[12]))
    assert run(["laws", "--json"]) == 0
    good, missing = json.loads(capsys.readouterr().out)
    assert good["id"] == "A01"
    assert good["holds"] is True
    assert good["value"] <= good["bound"]
    assert missing["holds"] is None
    monkeypatch.setattr(table, "SCENARIOS", (broken,))
    assert run(["laws"]) == 1
    assert "DOES NOT HOLD" in capsys.readouterr().out


def test_crossings_are_found_between_samples():
    import numpy as np

    time = np.arange(241) / 120
    found = crossings(np.cos(3 * time), -3 * np.sin(3 * time))
    np.testing.assert_allclose(found, np.pi / 6 + np.arange(len(found)) * np.pi / 3, atol=1e-8)
