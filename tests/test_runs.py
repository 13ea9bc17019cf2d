"""A run folder holds whole parts or none, whatever happens to the process, and its name says what decides a result."""

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from made_up_runs import DIGESTS, Plan, filled, folder_in, tables, verdicts

from sim.errors import Damaged, RunError, StorageError
from sim.result import Result
from sim.runs import RunFolder, files, run_id
from sim.runs.pages import digest_of, kept_page, note_page
from sim.runs.tables import digest_of_values, table_of
from sim.scenario import load_scenario

REPOSITORY = Path(__file__).parents[1]

# the name


def test_the_run_id_does_not_change_with_the_way_a_value_is_written():
    plain = {"levers": {"a": {"2018-01-20": 500_000}}}
    other = {"levers": {"a": {date(2018, 1, 20): 5e5}}}
    assert run_id(plain, 1, 1, DIGESTS) == run_id(other, 1, 1, DIGESTS)
    assert run_id({"x": 1, "y": 2}, 1, 1, DIGESTS) == run_id({"y": 2, "x": 1}, 1, 1, DIGESTS)


def test_the_run_id_is_the_same_in_every_process():
    assert run_id({"x": [1, 0.5, "县", None, True]}, 7, 10, DIGESTS) == (
        "3a5d392dc727ddb8426f8d067b637985f51fef5205b5fefc4c06b932736a849f"
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"resolved": Plan(200_001).resolved()},
        {"seed": 2},
        {"scale": 2},
        {"digests": {"model": "other", "calibration": "c"}},
        {"digests": {"model": "m", "calibration": "other"}},
    ],
)
def test_the_run_id_changes_with_all_that_decides_a_result(changed):
    same = {"resolved": Plan().resolved(), "seed": 1, "scale": 1, "digests": DIGESTS}
    assert run_id(**same) != run_id(**{**same, **changed})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object()])
def test_the_run_id_refuses_what_has_no_plain_form(value):
    with pytest.raises(ValueError):
        run_id({"x": value}, 1, 1, DIGESTS)


def test_the_digest_of_values_sees_values_and_not_how_they_are_stored():
    indicators, _, _ = tables(1)
    stored_otherwise = indicators.assign(county=indicators["county"].cat.add_categories("360999"))
    same = digest_of_values(table_of("indicators", indicators))
    assert digest_of_values(table_of("indicators", stored_otherwise)) == same
    moved = indicators.copy()
    moved.loc[7, "value"] = np.nextafter(moved.loc[7, "value"], 2.0)
    assert digest_of_values(table_of("indicators", moved)) != same
    assert digest_of_values(table_of("indicators", indicators.iloc[::-1])) != same


# what is written is read


def test_a_page_is_kept_while_it_and_what_it_was_made_from_stay_as_they_were(tmp_path):
    folder = filled(tmp_path, 1)
    (folder.path / "figures").mkdir()
    page, figure = folder.path / "report.html", folder.path / "figures" / "map.svg"
    page.write_text("page")
    figure.write_text("map")
    made_from = digest_of({"lang": "zh", "replicates": 1})
    assert kept_page(folder, "report.html", made_from) is None, "nothing was noted yet"
    note_page(folder, "report.html", made_from, "figures")
    assert kept_page(folder, "report.html", made_from) == page
    assert kept_page(folder, "report.html", digest_of({"lang": "en", "replicates": 1})) is None
    figure.write_text("another")
    assert kept_page(folder, "report.html", made_from) is None
    figure.unlink()
    assert kept_page(folder, "report.html", made_from) is None
    assert folder.missing(1) == [], "a note is no part of the run"


def test_parts_come_back_as_they_were_and_only_new_ones_are_missing(tmp_path):
    folder = filled(tmp_path, 3)
    again = folder_in(tmp_path)
    assert again.missing(5) == [3, 4]
    assert again.missing([4, 2]) == [4]
    frame = again.read_indicators(3)
    expected = pd.concat([tables(replicate)[0].astype({"county": str}) for replicate in range(3)], ignore_index=True)
    assert (frame["value"].to_numpy() == expected["value"].to_numpy()).all()
    assert frame["county"].astype(str).tolist() == expected["county"].tolist()
    types = {"replicate": "int32", "year": "int16", "quarter": "int8", "value": "float64", "indicator": "category"}
    assert {name: str(frame[name].dtype) for name in types} == types
    assert str(again.read_costs(3)["yuan"].dtype) == "int64"
    assert len(again.read_ledger([1])) == 2
    assert folder.path == again.path


def test_a_finished_run_says_what_it_was_made_from(tmp_path):
    folder = filled(tmp_path)
    returned = folder.finish(verdicts(), 3, as_of=2026, seconds=0.5)
    pd.testing.assert_frame_equal(returned, folder.read_verdicts())
    pd.testing.assert_frame_equal(returned, verdicts(), check_dtype=False)
    manifest = RunFolder.existing(folder.path).manifest
    assert manifest["run_id"] == folder.run_id and folder.path.name == folder.run_id[:16]
    assert {"model", "calibration", "law", "data"} == set(manifest["digests"])
    assert manifest["processor"] and manifest["packages"]["numpy"] == np.__version__
    assert set(manifest["parts"]) == {"0", "1", "2"}
    assert folder.is_finished(3) and not folder.is_finished(2) and not folder.is_finished(4)
    costs = pd.read_csv(folder.path / "costs.csv")
    assert costs["yuan_mean"].tolist() == [151.0]  # 100, 101, 102 in one county and 50 in another


def test_a_run_is_not_finished_while_a_replicate_is_missing(tmp_path):
    folder = filled(tmp_path, 2)
    with pytest.raises(RunError, match="2"):
        folder.finish(verdicts(), 3, as_of=2026)
    assert folder.manifest == {} and not folder.is_finished(2)
    with pytest.raises(RunError, match="no finished run"):
        RunFolder.existing(folder.path)
    with pytest.raises(RunError, match="no folder"):
        RunFolder.existing(tmp_path / "nowhere")


@pytest.mark.parametrize("wrong", ["column", "replicate", "fraction"])
def test_a_table_of_another_form_is_refused(tmp_path, wrong):
    indicators, ledger, costs = tables(0)
    if wrong == "column":
        indicators = indicators.rename(columns={"unit": "units"})
    elif wrong == "replicate":
        costs = tables(1)[2]
    else:
        ledger = ledger.assign(yuan=0.5)
    folder = folder_in(tmp_path)
    with pytest.raises(ValueError):
        folder.write_part(0, indicators, ledger, costs)
    assert folder.missing(1) == [0]


# damage


def every_file(folder):
    return [file for file in sorted(folder.path.rglob("*")) if file.is_file() and file.name != ".lock"]


@pytest.mark.parametrize("harm", ["cut", "flip", "empty", "delete"])
@pytest.mark.parametrize("which", ["indicators", "ledger", "costs", "records"])
def test_a_damaged_part_is_noticed_and_made_anew(tmp_path, which, harm):
    folder = filled(tmp_path)
    whole = folder.value_digests(3)
    file = next((folder.path / which).glob("replicate-0001.*"))
    content = file.read_bytes()
    if harm == "delete":
        file.unlink()
    elif harm == "flip":
        middle = len(content) // 2
        file.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    else:
        file.write_bytes(content[: len(content) // 2] if harm == "cut" else b"")
    again = folder_in(tmp_path)
    assert again.missing(3) == [1]
    with pytest.raises(Damaged):
        (again.read_indicators if which == "records" else getattr(again, f"read_{which}"))(3)
    again.write_part(1, *tables(1))
    assert again.missing(3) == []
    assert again.value_digests(3) == whole


@pytest.mark.parametrize("name", ["verdicts.csv", "costs.csv", "scenario.yaml", "manifest.json"])
def test_a_run_with_a_damaged_file_is_not_taken_for_finished(tmp_path, name):
    folder = filled(tmp_path)
    folder.finish(verdicts(), 3, as_of=2026)
    file = folder.path / name
    file.write_bytes(file.read_bytes()[:-20])
    assert not folder.is_finished(3)
    with pytest.raises(RunError):
        RunFolder.existing(folder.path)


def test_a_part_of_another_run_does_not_count(tmp_path):
    one, other = filled(tmp_path), folder_in(tmp_path, seed=2)
    for file in every_file(one):
        (other.path / file.relative_to(one.path)).write_bytes(file.read_bytes())
    assert other.missing(3) == [0, 1, 2]


# sudden death and company

WRITER = """
import sys
sys.path[:0] = [{tests!r}, {repository!r}]
from made_up_runs import filled, verdicts
folder = filled({out!r}, 40)
print("whole", flush=True)
folder.finish(verdicts(), 40, as_of=2026)
"""


def writer(out):
    code = WRITER.format(tests=str(Path(__file__).parent), repository=str(REPOSITORY), out=str(out))
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_kill_9_leaves_nothing_that_is_taken_for_finished(tmp_path):
    luck = np.random.default_rng(1)
    kept, interrupted = 0, 0
    for _ in range(8):
        process = writer(tmp_path)
        deadline = time.monotonic() + 60
        target = kept + 1
        while process.poll() is None and time.monotonic() < deadline:
            if len(list(tmp_path.glob("*/records/*.json"))) >= target:
                time.sleep(luck.uniform(0, 0.02))
                process.send_signal(signal.SIGKILL)
                break
            time.sleep(0.001)
        process.communicate()
        interrupted += process.returncode == -signal.SIGKILL
        folder = folder_in(tmp_path)
        there = sorted(set(range(40)) - set(folder.missing(40)))
        assert len(there) >= kept  # what was acknowledged stays
        kept = len(there)
        values = folder.read_indicators(there).groupby("replicate")["value"].apply(list).to_dict()
        assert values == {replicate: tables(replicate)[0]["value"].tolist() for replicate in there}
        assert not list(folder.path.rglob("*.tmp"))
        if folder.manifest:
            assert folder.is_finished(40)
    assert interrupted >= 4
    last = writer(tmp_path)
    _, errors = last.communicate(timeout=120)
    assert last.returncode == 0, errors.decode()
    assert folder_in(tmp_path).is_finished(40)


def test_two_processes_may_write_one_folder_at_once(tmp_path):
    both = [writer(tmp_path), writer(tmp_path)]
    for process in both:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors.decode()
    folder = folder_in(tmp_path)
    assert folder.is_finished(40)
    assert folder.value_digests(40) == filled(tmp_path / "alone", 40).value_digests(40)


def test_two_threads_may_write_one_part_at_once(tmp_path):
    folder = folder_in(tmp_path)
    threads = [threading.Thread(target=folder.write_part, args=(0, *tables(0))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert folder.missing(1) == []


# a disk that refuses


def test_a_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "out").write_text("mine")
    for out in (tmp_path / "out", tmp_path / "out" / "deeper"):
        with pytest.raises(RunError, match="is a file"):
            folder_in(out)
    assert (tmp_path / "out").read_text() == "mine"


def test_a_link_to_elsewhere_is_not_followed(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    planned = RunFolder.planned(Plan(), 1, 1, tmp_path / "out", DIGESTS)
    planned.path.mkdir(parents=True)
    (planned.path / "indicators").symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(RunError, match="link"):
        folder_in(tmp_path / "out")
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (errno.ENOSPC, StorageError, "disk is full"),
        (errno.EROFS, StorageError, "read-only"),
        (errno.EIO, StorageError, "could not be written"),
        (errno.EACCES, RunError, "--out"),
    ],
)
def test_a_disk_that_refuses_is_said_and_nothing_counts(tmp_path, monkeypatch, number, kind, words):
    folder = filled(tmp_path, 1)

    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, "fsync", refuse)
    with pytest.raises(kind, match=words):
        folder.write_part(1, *tables(1))
    monkeypatch.undo()
    assert folder.missing(2) == [1]
    assert not list(folder.path.rglob("*.tmp"))


def test_a_report_is_put_in_place_whole_or_not_at_all(tmp_path):
    folder = filled(tmp_path)
    folder.place("report.html", lambda draft: draft.write_text("first"))

    def fails(draft):
        draft.write_text("half")
        raise KeyError("a fault")

    with pytest.raises(KeyError):
        folder.place("report.html", fails)
    assert (folder.path / "report.html").read_text() == "first"
    assert not list(folder.path.rglob("*.tmp"))


# results


def result(out, shift=0.0, scenario=None, replicates=3):
    folder = filled(out, replicates, shift, scenario)
    found = folder.finish(verdicts(), replicates, as_of=2026)
    return Result(
        folder, scenario or Plan(), replicates=replicates, seed=1, scale=1, as_of=2026, verdicts=found
    )  # fmt: skip


def test_a_result_reads_its_folder(tmp_path):
    found = result(tmp_path)
    assert found.run_id == found.manifest["run_id"] and len(found.indicators) == 120
    assert found.costs["yuan"].sum() == 3 * 150 + 3
    assert found.ledger["purpose"].unique().tolist() == ["voucher"]
    assert found.verdicts["probability"].iloc[0] == 0.35


def test_a_result_is_found_again_by_its_folder(tmp_path):
    scenario = load_scenario("jiangxi_2018").until(2020)
    folder = filled(tmp_path, scenario=scenario, seed=5, scale=20)
    folder.finish(verdicts(), 3, as_of=2026)
    found = Result.read(folder.path)
    assert found.scenario == scenario and found.run_id == folder.run_id
    assert (found.replicates, found.seed, found.scale, found.as_of) == (3, 5, 20, 2026)
    assert RunFolder.planned(found.scenario, 5, 20, tmp_path, DIGESTS).path == folder.path


def test_the_first_difference_names_quarter_and_indicators_in_their_order(tmp_path):
    one, same = result(tmp_path / "a"), result(tmp_path / "b")
    assert one.first_difference(same) is None
    changed = result(tmp_path / "c", shift=1.0, scenario=Plan(1))
    first = changed.first_difference(one)
    assert first.quarter == "2018Q1" and first.indicator == "outside_contracts"
    assert first.indicators == ("outside_contracts", "gdp")
    assert first.change == pytest.approx(1.0) and one.first_difference(changed).change == pytest.approx(-1.0)


def test_unlike_results_are_not_compared(tmp_path):
    with pytest.raises(ValueError, match="replicates"):
        result(tmp_path / "a").first_difference(result(tmp_path / "b", replicates=2))


def test_the_manifest_is_plain_json(tmp_path):
    folder = filled(tmp_path)
    folder.finish(verdicts(), 3, as_of=2026, growth=1.5, day=date(2020, 1, 1))
    assert json.loads((folder.path / "manifest.json").read_text("utf-8"))["day"] == "2020-01-01"
