"""The measurements run, are complete, and are said in one table. No test asserts a time: machines differ."""

import json
from math import isfinite

import pytest

from sim import bench
from sim.cli import main


@pytest.mark.slow
def test_a_quick_measurement_is_whole_and_keeps_nothing(capsys, tmp_path):
    kept = bench.RESULTS.read_bytes() if bench.RESULTS.exists() else None
    file = tmp_path / "bench.json"
    assert main(["bench", "--quick", "--json", "--out", str(file)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == json.loads(file.read_text(encoding="utf-8"))
    assert said["quick"] and said["machine"]["processor"] and said["machine"]["cores"] >= 1
    assert {"numpy", "numba"} <= set(said["machine"]["packages"])
    assert len(said["rows"]) == 4  # a quick one leaves the first start with its compilation out
    for row in said["rows"]:
        assert all(isfinite(row[name]) for name in ("value", "limit", "aim", "over_touch")), row
        assert row["detail"] and row["unit"] and row["verdict"] in {"aim", "limit", "missed"}
    assert (bench.RESULTS.read_bytes() if bench.RESULTS.exists() else None) == kept
    printed = bench.table(said)
    assert all(row["what"] in printed for row in said["rows"]) and "figures mean little" in printed


def test_a_value_is_judged_by_its_limit_and_its_aim():
    def verdict(value, more_is_better):
        limit, aim = (60, 150) if more_is_better else (90, 20)
        return bench.Row("x", value, "times", limit, aim, more_is_better, 1.0, "y").verdict

    assert [verdict(value, True) for value in (200, 100, 10)] == ["aim", "limit", "missed"]
    assert [verdict(value, False) for value in (10, 50, 100)] == ["aim", "limit", "missed"]


def test_the_kept_results_name_their_machine_and_have_every_row():
    found = json.loads(bench.RESULTS.read_text(encoding="utf-8"))
    assert not found["quick"] and found["machine"]["processor"]
    assert [row["limit"] for row in found["rows"]] == [60, 180, 90, 1.5, 30]
    assert not any(part in json.dumps(found) for part in ("/home/", "/tmp/", "/root/"))
