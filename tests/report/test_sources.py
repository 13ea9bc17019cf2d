"""`python run.py sources`: every number can be traced to a clause, a source and a status, by whoever asks."""

import csv
import json
from dataclasses import replace

import pytest

from sim.cli import main
from sim.instruments import instruments
from sim.law import DOCUMENTS
from sim.levers.catalogue import catalogue
from sim.report.sources import COLUMNS, Wanted, dated_values, find, rows, summary
from sim.target_file import load_targets
from sim.text import LANGUAGES, texts


def printed(capsys, line, status=0):
    assert main(["sources", *line.split(), *(() if "--lang" in line else ("--lang", "en"))]) == status
    out, err = capsys.readouterr()
    return out if status == 0 else err


def test_without_a_question_it_lists_every_document_and_every_instrument(capsys):
    out = printed(capsys, "")
    assert "85 instruments and 246 targets" in out
    for name in (*DOCUMENTS, *instruments()):
        assert name in out


def test_a_document_is_shown_clause_by_clause_with_its_targets(capsys):
    out = printed(capsys, "--document jiangxi-2018")
    assert (
        out.index("jiangxi-2018 四、（一）")
        < out.index("jiangxi-2018 四、（二）")
        < out.index("jiangxi-2018 五、（四）")
    )
    for one in instruments().values():
        assert (f"[{one.key}]" in out) == ("jiangxi-2018" in one.documents)
    for target in load_targets("jiangxi-2018").targets:
        assert f"target {target.id} " in out


def test_a_clause_is_found_however_it_is_written(capsys):
    shown = [
        printed(capsys, f"--document jiangxi-2018 --clause {clause}") for clause in ("4.3", "四（三）", "四、（三）")
    ]
    assert shown[0] == shown[1] == shown[2]
    assert "[innovation_voucher]" in shown[0] and "[science_tech_commissioners]" not in shown[0]
    part = printed(capsys, "--document jiangxi-2018 --clause 四")
    assert "[innovation_voucher]" in part and "[science_tech_commissioners]" in part


def test_an_instrument_is_shown_with_words_payer_and_numbers(capsys):
    out = printed(capsys, "--lever innovation_voucher")
    law = catalogue()["innovation_voucher"]
    for passage in law.documents.values():
        assert passage.clause in out and passage.quote in out
    for name, parameter in law.parameters.items():
        assert f"({name})" in out and parameter.source in out
    assert "paid by: counties" in out and "100,000 yuan / firm / year from 2018-01-20; assumption" in out


def test_what_nobody_has_confirmed_is_marked_wherever_it_shows(capsys):
    for lang, mark in (("en", "UNCONFIRMED"), ("zh", "未核实")):
        lines = printed(capsys, f"--lever innovation_voucher --lang {lang}").splitlines()
        for name in catalogue()["innovation_voucher"].parameters:
            assert any(name in line and mark in line for line in lines)
    assert "UNCONFIRMED" not in printed(capsys, "--lever rd_super_deduction")


def test_unconfirmed_lists_the_unconfirmed_values_alone(capsys):
    out = printed(capsys, "--unconfirmed")
    assert "annual_budget_county" in out and "rate_general" not in out
    values = [line for line in out.splitlines() if " from 20" in line]
    assert values and all("UNCONFIRMED" in line for line in values)
    assert printed(capsys, "--unconfirmed --lever rd_super_deduction").strip() == "Nothing of that kind."


def test_what_stays_outside_says_why(capsys):
    assert "context, outside the model: " in printed(capsys, "--lever popular_science")


def test_a_name_in_words_is_understood(capsys):
    for line in ("--lever 科技创新券", "--lever INNOVATION_VOUCHER"):
        assert "[innovation_voucher]" in printed(capsys, line)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--document jiangxi_2018", "Did you mean jiangxi-2018?"),
        ("--document nothing", "allowed: jilin-2018, jiangxi-2018"),
        ("--lever innovation_vouchr", "Did you mean innovation_voucher"),
        ("--lever 创新券", "innovation_voucher"),
        ("--lever xyzzy", "`python run.py sources` lists them"),
        ("--clause 九十九", "There is no clause"),
        ("--document jiangxi-2018 --clause 四（九）", "四、（八）"),
        ("--document jiangxi-2018 --lever talent_grants", "named by: jilin-city-2016"),
        ("--documnet jiangxi-2018", "Did you mean --document?"),
        ("--csv no/such.csv", "could not be written"),
        ("--csv .", "could not be written"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(capsys, line, said):
    assert said in printed(capsys, line, status=2)


def test_json_holds_the_same_as_data(capsys):
    found = json.loads(printed(capsys, "--document sichuan-2018 --json"))
    assert len(found["instruments"]) == 57 and len(found["targets"]) == 42
    voucher = next(one for one in found["instruments"] if one["key"] == "innovation_voucher")
    budget = voucher["parameters"]["annual_budget_county"]
    assert budget["unit"] == "yuan / county / year" and budget["confirmed"] is False
    assert budget["values"] == [
        {"from": "2018-01-20", "value": 200_000.0, "source": budget["values"][0]["source"], "status": "UNCONFIRMED"}
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_csv_has_a_row_for_every_dated_value_and_target(capsys, tmp_path, lang):
    file = tmp_path / "sources.csv"
    assert main(["sources", "--csv", str(file), "--lang", lang]) == 0
    out, err = capsys.readouterr()
    with file.open(encoding="utf-8-sig", newline="") as stream:
        table = list(csv.DictReader(stream))
    assert out == "" and str(len(table)) in err
    assert list(table[0]) == list(COLUMNS)
    assert sum(row["row"] == "target" for row in table) == 246
    values = {(row["key"], row["parameter"], row["from"]) for row in table if row["parameter"]}
    expected = {
        (key, name, dated["from"]) for key, one in instruments().items() for name, _, dated in dated_values(one)
    }
    assert values == expected


def test_a_parameter_that_stands_for_an_instrument_is_shown_with_its_value():
    made_up = replace(
        instruments()["popular_science"],
        treatment="parameter_of",
        why=None,
        parameter_of="innovation_voucher.cover_share",
    )
    ((name, _, dated),) = dated_values(made_up)
    assert (name, dated["value"], dated["status"]) == ("cover_share", 0.5, "OTHER_REGION")


def test_rows_and_summary_agree():
    found = find(Wanted(document="jilin-city-2016"), "en")
    assert {row["key"] for row in rows(found, "en")} >= {one["key"] for one in summary(found)["instruments"]}


def test_every_status_and_treatment_has_words_in_both_languages():
    for lang in LANGUAGES:
        known = texts("sources", lang)
        for status in ("CONFIRMED", "DERIVED", "RECALLED", "JUDGEMENT", "UNCONFIRMED", "OTHER_REGION"):
            assert f"sources.status.{status}" in known
        for judged in {target.judged for document in DOCUMENTS for target in load_targets(document).targets}:
            assert f"sources.judged.{judged}" in known
