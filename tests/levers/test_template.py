"""The template for a new lever is a lever: its law can be read, its functions compile, and nothing runs it."""

import importlib.util
from types import SimpleNamespace

import pytest

from sim.engine.compile import compiled
from sim.law_check import check_laws, mistakes
from sim.levers.catalogue import FOLDER, LawError, catalogue, read_law

TEMPLATE = FOLDER / "template"


def mechanism():
    spec = importlib.util.spec_from_file_location("sim.levers.template.site_visits", TEMPLATE / "site_visits.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_its_law_is_read():
    law = read_law(TEMPLATE / "site_visits.yaml")
    assert law.key == "site_visits" and set(law.parameters) == {"annual_budget_county", "price_per_visit"}
    assert law.key not in catalogue()  # it is nobody's policy


def test_its_functions_take_the_law_and_give_nothing_without_money():
    rules = mechanism()
    law = SimpleNamespace(annual_budget_county=100_000.0, price_per_visit=3_000.0)
    assert rules.visits(rules.pool(law, 1.5), law) == 50.0
    for name in ("annual_budget_county", "price_per_visit"):
        unfunded = SimpleNamespace(**{**vars(law), name: 0.0})
        assert rules.visits(rules.pool(unfunded, 1.5), unfunded) == 0.0
    assert rules.may(SimpleNamespace(is_rd_active=1, is_reached=1))
    assert not rules.may(SimpleNamespace(is_rd_active=1, is_reached=0))


def test_it_compiles():
    import numpy as np

    law = np.zeros(1, [("annual_budget_county", "f8"), ("price_per_visit", "f8")])[0]
    law["annual_budget_county"], law["price_per_visit"] = 100_000.0, 3_000.0
    assert compiled(mechanism().pool)(law, 2.0) == 200_000.0


def test_the_guide_names_files_that_exist():
    import re

    guide = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name in re.findall(r"`((?:sim|tests|scenarios)/[\w./]+\.(?:py|yaml))`", guide):
        assert (FOLDER.parents[1] / name).exists(), name


def test_the_laws_of_the_catalogue_have_nothing_of_the_template():
    check_laws()


def test_a_copy_of_the_template_is_told_what_is_still_to_be_written():
    found = "\n".join(mistakes(read_law(TEMPLATE / "site_visits.yaml")))
    for place in ("name.zh", "name.en", "mechanism.zh", "mechanism.en", "documents.jiangxi-2018",
                  "parameters.price_per_visit", "sim/levers/site_visits.py is missing"):  # fmt: skip
        assert place in found
    assert mistakes(read_law(FOLDER / "innovation_voucher.yaml")) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("quote: ", "quote: 从来没有这样写过 … ", "documents.jiangxi-2018.quote"),
        ("unit: share", "unit: sharks", "parameters.cover_share.unit"),
        ("first_moves: ", "first_moves: no_such_", "first_moves"),
        ("unmoved: ", "unmoved: no_such_", "unmoved"),
        ("confirmed: false", "confirmed: true", "nobody confirms an assumption"),
    ],
)
def test_a_law_that_is_well_formed_and_wrong_is_told_where(tmp_path, monkeypatch, old, new, told):
    text = (FOLDER / "innovation_voucher.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "innovation_voucher.yaml").write_text(text.replace(old, new), encoding="utf-8")
    law = read_law(tmp_path / "innovation_voucher.yaml")
    assert told in "\n".join(mistakes(law))
    monkeypatch.setattr("sim.law_check.catalogue", lambda: {"innovation_voucher": law})
    with pytest.raises(LawError, match=r"innovation_voucher\.yaml: "):
        check_laws()
