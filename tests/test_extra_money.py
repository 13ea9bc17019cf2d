"""Money beyond the envelope: a package that costs more than the region spends is refused unless it names the money."""

import numpy as np
import pytest

from sim import books
from sim.engine.ledger import FLOWS
from sim.extra_money import LEVELS, told
from sim.report.terminal import counterfactuals
from sim.runs import RunFolder
from sim.runs.files import yaml_bytes
from sim.runs.identity import canonical
from sim.scenario import ScenarioError, load_scenario
from sim.text import LANGUAGES
from tests.levers.helpers import paid
from tests.test_scenario import ORDINARY, written
from tests.worlds import differences, run, world_of

AWARDS = "talent_grants.annual_budget_prefecture@2018-06-01"
BOND = {"level": "prefecture", "amount": "50 亿元/年", "from": 2018, "to": 2030, "source": "special bonds"}
SMALL = [{"level": level, "amount": 1e8, "from": 2013, "to": 2013, "source": "the centre"} for level in LEVELS]


@pytest.fixture(scope="module")
def jiangxi():
    return load_scenario("jiangxi_2018")


@pytest.fixture(scope="module")
def short(jiangxi):
    return jiangxi.until(2014)


def test_what_goes_beyond_the_envelope_is_taken_where_the_money_is_named(jiangxi):
    with pytest.raises(ScenarioError, match="extra_money"):
        jiangxi.with_values({AWARDS: 5e8})
    assert jiangxi.with_extra_money([BOND]).with_values({AWARDS: 5e8})
    with pytest.raises(ScenarioError, match=r"in 2026 .*prefectures"):
        jiangxi.with_extra_money([BOND | {"to": 2025}]).with_values({AWARDS: 5e8})
    with pytest.raises(ScenarioError, match="prefectures"):
        jiangxi.with_extra_money([BOND | {"level": "county"}]).with_values({AWARDS: 5e8})


def test_shares_of_the_envelope_count():
    jilin = load_scenario("jilin_2018")
    shares = {
        "provincial_st_funds_allocation.share_of_envelope": 0.5,
        "performance_based_priority.priority_weight": 0.5,
    }
    with pytest.raises(ScenarioError, match="of the province in Jilin"):
        jilin.with_values(dict.fromkeys(shares, 0.5))
    premium = {"procurement_share_innovative": 1.0, "first_buy_price_premium": 1.0}
    with pytest.raises(ScenarioError, match="first_buy_price_premium"):
        jilin.with_values({f"innovation_procurement.{name}": value for name, value in premium.items()})


def test_rewards_count_with_the_most_that_counties_promise():
    jilin = load_scenario("jilin_2018").with_values({"innovation_voucher.annual_budget_county": 14_000_000})
    with pytest.raises(ScenarioError, match="counties"):
        jilin.with_values({"hnte_cit_rate.local_reward": 500_000})


def test_a_file_says_it_and_its_resolved_copy_loads_to_the_same(tmp_path):
    text = "extra_money:\n- {level: province, amount: 200 m yuan / year, from: 2019, to: 2021, source: 专项债}\n"
    first = written(tmp_path, "", ORDINARY.replace("national_law", "jiangxi_2018"), "first")
    first.write_text(first.read_text(encoding="utf-8") + text, encoding="utf-8")
    scenario = load_scenario(first)
    (one,) = scenario.extra_money
    assert (one.level, one.amount, one.first, one.last, one.source) == ("province", 2e8, 2019, 2021, "专项债")
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(yaml_bytes(canonical(scenario.resolved())))
    assert load_scenario(copy) == scenario != load_scenario("jiangxi_2018")
    heir = written(tmp_path, "", ORDINARY.replace("national_law", "first"), "heir")
    assert load_scenario(heir).extra_money == scenario.extra_money
    assert scenario.until(2020).extra_money[0].last == 2020 and scenario.until(2018).extra_money == ()


def test_it_makes_another_run_and_is_told_in_both_languages(jiangxi):
    funded = jiangxi.with_extra_money([BOND])
    assert RunFolder.planned(funded, 1, 50).run_id != RunFolder.planned(jiangxi, 1, 50).run_id
    amounts = {"zh": "50 亿元", "en": "5,000 million"}
    for lang in LANGUAGES:
        line = told(funded.extra_money[0], lang)
        assert amounts[lang] in line and "special bonds" in line


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"level": "provinces"}, "Did you mean province"),
        ({"amount": -3}, "negative"),
        ({"amount": "3 years"}, "wrong unit"),
        ({"from": 2031}, "whole number"),
        ({"from": 2025, "to": 2020}, "ends before it begins"),
        ({"source": " "}, "text"),
        ({"until": 2020}, "there is no until"),
    ],
)
def test_mistakes_are_told(jiangxi, change, message):
    with pytest.raises(ScenarioError, match=message):
        jiangxi.with_extra_money([BOND | change])


def test_it_is_received_once_by_its_level_in_its_year_and_money_is_conserved(short):
    world = world_of(short.with_extra_money(SMALL), 100)
    before = books.balances(world)
    run(world)
    assert books.check_money(world, before).empty
    for level in LEVELS:
        received = {year: paid(world, f"extra_money_of_{level}", year).sum() for year in (2012, 2013, 2014)}
        assert received[2012] == received[2014] == 0
        assert received[2013] == pytest.approx(1e8, abs=200)
    rows = books.cost_table(world, 0, 0).query("kind == 'extra money'")
    assert set(rows["payer"]) == set(LEVELS) and set(rows["year"]) == {2013}


def test_what_no_lever_asks_for_goes_into_other_spending_and_leaves_revenue_as_it_was():
    plain = load_scenario("national_law").until(2014)
    a, b = run(world_of(plain, 100)), run(world_of(plain.with_extra_money([SMALL[0]]), 100))
    flows = [flow.name for flow in FLOWS]

    def total(world, name):
        return sum(ledger[:, flows.index(name)].sum() for ledger in world.ledgers.values())

    more = total(b, "province_st_spending") - total(a, "province_st_spending")
    assert more == pytest.approx(1e8, rel=1e-3)
    assert total(b, "province_revenue") - total(a, "province_revenue") == pytest.approx(0, abs=1e5)


def test_no_extra_money_is_no_change(short):
    empty = short.with_extra_money([])
    assert empty == short
    assert differences(run(world_of(short, 100), 4), run(world_of(empty, 100), 4)) == []
    assert all(np.all(world_of(empty, 100).calendars[0][1][f"extra_{level}"] == 0.0) for level in LEVELS)


def test_a_lever_that_the_document_lacks_is_named(jiangxi):
    assert counterfactuals(jiangxi, "en") == []
    assert "innovation_procurement" in counterfactuals(load_scenario("innovation_procurement"), "en")[0]
