"""Dated events: a budget a year late, a large firm that leaves, a large firm that comes."""

import json

import numpy as np
import pytest

from sim import books, data
from sim.cli import main
from sim.engine.ledger import FLOWS
from sim.events import ANYWHERE, COMES, LEAVES, put_into, told
from sim.experiments.coalitions import without
from sim.lanes import calendar
from sim.levers.catalogue import catalogue
from sim.plain_world import PlainWorld
from sim.runs import RunFolder
from sim.runs.files import yaml_bytes
from sim.runs.identity import canonical
from sim.scenario import Scenario, ScenarioError, load_scenario
from sim.sectors import SECTOR_PLACE
from sim.simulation import baseline_of
from sim.text import LANGUAGES
from sim.world import first_difference
from tests.levers.helpers import paid
from tests.test_channels import CLOSED, HOME, spread
from tests.test_scenario import ORDINARY, written
from tests.worlds import POPULATIONS, block, differences, lanes_of, region, run, unlike, world_of

CODE = str(data.counties("jiangxi")["code"][HOME])
LATE = {"event": "budget_late", "year": 2019, "lever": "innovation_voucher"}
GOES = {"event": "anchor_firm_leaves", "date": "2012-04-01", "rank": 2}
STARTS = {"event": "large_investment", "date": "2012-05-31", "county": CODE, "sales": 5e9, "sector": "biomedicine"}
VOUCHER = "innovation_voucher.annual_budget_county"
Q2 = 1  # the number of the quarter in which they happen


def test_the_baseline_has_the_events_that_can_happen_there(jiangxi):
    """A lever that the baseline lacks has no budget that could be late."""
    every = {"event": "budget_late", "year": 2019, "lever": "all"}
    scenario = jiangxi.with_events([GOES, LATE, STARTS, every])
    leaves, _, comes, all_late = scenario.events
    assert baseline_of(scenario).events == (leaves, comes, all_late)
    assert baseline_of(jiangxi).events == ()
    assert without(scenario, ["innovation_voucher"]).events == (leaves, comes, all_late)
    assert without(scenario, ["talent_grants"]).events == scenario.events


@pytest.fixture(scope="module")
def short(jiangxi) -> Scenario:
    return jiangxi.until(2013)


@pytest.fixture(scope="module")
def eventless(short):
    """The default scenario to the end of 2013."""
    return run(world_of(short))


@pytest.fixture(scope="module")
def eventful(short):
    """The same with a firm that leaves and one that comes, and the balances of its start."""
    world = world_of(short.with_events([GOES, STARTS]))
    before = books.balances(world)
    run(world, 4)
    gap = books.check_money(world, before)
    return run(world), gap


# how they are written


def test_a_file_says_them_and_its_resolved_copy_loads_to_the_same(tmp_path):
    events = """events:
- {event: budget_late, year: 2019, lever: all}
- {event: anchor_firm_leaves, date: 2020-04-01, county: 井冈山市}
- {event: large_investment, date: 2021-07-01, county: 360102, sales: 20 亿元, sector: electronics_information}
"""
    file = written(tmp_path, "", ORDINARY.replace("national_law", "jiangxi_2018"))
    file.write_text(file.read_text(encoding="utf-8") + events, encoding="utf-8")
    scenario = load_scenario(file)
    late, leaves, comes = scenario.events
    assert (late.year, late.lever) == (2019, "all")
    assert (leaves.county, leaves.rank) == ("360881", 1)
    assert (comes.sales, comes.sector) == (2e9, "electronics_information")
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(yaml_bytes(canonical(scenario.resolved())))
    assert load_scenario(copy) == scenario
    assert Scenario.model_validate_json(scenario.model_dump_json()) == scenario
    assert scenario != load_scenario("jiangxi_2018")


def test_a_baselines_events_are_taken_over_unless_the_file_has_its_own(tmp_path):
    top = ORDINARY.replace("national_law", "jiangxi_2018")
    first = written(tmp_path, "", top, "first")
    first.write_text(first.read_text(encoding="utf-8") + "events: [{event: budget_late, year: 2019, lever: all}]\n")
    heir = written(tmp_path, "", top.replace("jiangxi_2018", "first"), "heir")
    assert load_scenario(heir).events == load_scenario(first).events != ()
    heir.write_text(heir.read_text(encoding="utf-8") + "events: []\n")
    assert load_scenario(heir).events == ()


def test_every_kind_is_told_in_both_languages(jiangxi):
    for lang in LANGUAGES:
        lines = [
            told(e, "jiangxi", lang) for e in jiangxi.with_events([LATE, LATE | {"lever": "all"}, GOES, STARTS]).events
        ]
        assert len(set(lines)) == 4
        assert "2020" in lines[0] and "2012-04-01" in lines[2]
        assert ("5,000" if lang == "en" else "50 亿元") in lines[3]


def test_a_shorter_run_drops_what_comes_later_and_another_region_is_asked_for_its_counties(jiangxi):
    assert jiangxi.with_events([LATE]).until(2018).events == ()
    with pytest.raises(ScenarioError, match="no county of the region"):
        load_scenario("national_law").with_events([STARTS]).with_region("sichuan")


def test_mistakes_in_python_are_told_at_once(jiangxi):
    with pytest.raises(ScenarioError) as caught:
        jiangxi.with_events([LATE | {"lever": "inovation_voucher"}, STARTS | {"sector": "biomedecine"}])
    assert [problem.nearest for problem in caught.value.problems] == ["innovation_voucher", "biomedicine"]


def test_events_make_another_run(jiangxi):
    ids = {RunFolder.planned(one, 1, 50).run_id for one in (jiangxi, jiangxi.with_events([LATE]))}
    assert len(ids) == 2


# a late budget


def budgets(scenario, lever="innovation_voucher", name="annual_budget_county"):
    """A parameter by year, in its fourth quarter."""
    law, given = calendar(scenario)
    last = given["season"] == 4
    return dict(zip(given["year"][last].tolist(), law[lever][name][last].tolist(), strict=True))


def test_a_late_budget_is_nothing_in_its_year_and_comes_on_top_of_the_next(jiangxi):
    assert [budgets(jiangxi)[year] for year in (2018, 2019, 2020)] == [200_000] * 3
    late = jiangxi.with_events([LATE])
    assert [budgets(late)[year] for year in (2018, 2019, 2020)] == [200_000, 0, 400_000]
    twice = jiangxi.with_events([LATE, LATE | {"year": 2018}])
    assert [budgets(twice)[year] for year in (2018, 2019, 2020)] == [0, 200_000, 200_000 + 200_000]


def test_all_budgets_of_a_year_can_be_late_and_nothing_else_moves(jiangxi):
    (own, _), (late, _) = calendar(jiangxi), calendar(jiangxi.with_events([LATE | {"lever": "all"}]))
    year = np.repeat(np.arange(2012, 2021), 4)
    for lever, sheet in catalogue().items():
        for name, parameter in sheet.parameters.items():
            if parameter.pool:
                assert not late[lever][name][year == 2019].any(), (lever, name)
                assert np.array_equal(late[lever][name][year < 2019], own[lever][name][year < 2019])
                assert late[lever][name].sum() == pytest.approx(own[lever][name].sum())
            else:
                assert np.array_equal(late[lever][name], own[lever][name]), (lever, name)


def test_a_scenario_with_a_late_budget_shares_its_past(jiangxi):
    world = world_of(jiangxi)
    assert first_difference(world, jiangxi.with_events([LATE])) == 4 * 7  # the first quarter of 2019
    assert first_difference(world, jiangxi) == world.n_quarters


def test_late_money_is_spent_a_year_later(jiangxi):
    """Training is paid in the year of its budget: nothing in 2019, and more than one year's in 2020."""
    late = jiangxi.with_events([LATE | {"lever": "policy_training_supervision"}])
    world = run(world_of(jiangxi), 4 * 7)
    other = run(world.fork(lanes_of(late)))
    run(world)
    flow = "training_and_supervision"
    assert paid(other, flow, 2019).sum() == 0 < paid(world, flow, 2019).sum()
    both = paid(world, flow, 2019).sum() + paid(world, flow, 2020).sum()
    assert paid(world, flow, 2020).sum() < paid(other, flow, 2020).sum() <= 1.05 * both


# firms that leave and come


def test_without_events_nothing_stands_in_the_inputs(jiangxi):
    assert not calendar(jiangxi)[1]["n_events"].any()
    given = calendar(jiangxi.with_events([STARTS, GOES, GOES | {"rank": 1, "date": "2012-06-30"}]))[1]
    row = given[Q2]
    assert given["n_events"].sum() == row["n_events"] == 3
    assert row["event_kind"][:3].tolist() == [LEAVES, LEAVES, COMES]
    assert row["event_rank"][:2].tolist() == [2, 1]  # the second first, so that ranks are those before
    assert row["event_county"][:3].tolist() == [ANYWHERE, ANYWHERE, HOME]


def test_the_firm_of_that_rank_is_gone_with_its_money_and_its_workers_are_idle(short, eventless):
    calm, struck = world_of(short), world_of(short.with_events([GOES | {"rank": 1}, GOES]))
    run(calm, Q2), run(struck, Q2)
    run(calm, 1), run(struck, 1)
    firms = block(calm, "firms")
    single = firms[(firms["is_rd_active"] == 1) & (firms["alive"] == 1) & (firms["stands_for"] == 1)]
    largest = single[np.argsort(-single["rd_year"], kind="stable")[:2]]
    left = block(struck, "firms")
    gone = left[np.isin(left["key"], largest["key"])]
    assert not gone["alive"].any() and not gone["cash"].any() and not gone["debt"].any()
    column = {flow.name: place for place, flow in enumerate(FLOWS)}
    ledger = struck["ledger"]
    assert (
        ledger[:, column["cash_of_leavers"]].sum() - ledger[:, column["arrears_of_leavers"]].sum()
        == largest["cash"].sum()
    )
    assert ledger[:, column["debt_of_leavers"]].sum() == largest["debt"].sum()
    rows = np.flatnonzero(np.isin(left["key"], largest["key"]))
    assert not np.isin(block(struck, "talent")["employer"], rows).any()
    assert region(struck, "lost_firms")[Q2] == region(calm, "lost_firms")[Q2] + 2


def test_a_large_firm_comes_with_its_sales_to_its_county(eventless, eventful):
    world, _ = eventful
    new = np.setdiff1d(block(world, "firms")["key"], block(eventless, "firms")["key"])
    firms = block(world, "firms")
    firm = firms[
        np.isin(firms["key"], new) & (firms["sector"] == SECTOR_PLACE["biomedicine"]) & (firms["stands_for"] == 1)
    ]
    assert len(firm) == 1 and firm["alive"][0] and firm["county"][0] == HOME
    assert 2e9 < firm["sales_year"][0] < 1.2e10
    assert region(world, "gdp", counties=[HOME])[4:].sum() > region(eventless, "gdp", counties=[HOME])[4:].sum()


def test_money_is_conserved(eventful):
    world, gap = eventful
    assert gap.empty
    assert paid(world, "debt_of_leavers", 2012).sum() >= 0 and paid(world, "cash_of_leavers", 2013).sum() == 0


def test_others_neither_win_nor_lose_customers_on_that_day(eventless, eventful):
    """Sales of the other firms of the sector in the next quarter: within a percent of those without the events."""
    world, _ = eventful
    assert (
        region(world, "sales_above_scale")[: Q2 + 1].tolist()
        == region(eventless, "sales_above_scale")[: Q2 + 1].tolist()
    )


@pytest.mark.parametrize("event", [GOES | {"county": CODE, "rank": 1}, STARTS], ids=lambda event: event["event"])
def test_with_the_channels_closed_they_touch_no_other_county(short, event):
    scenario = short.with_events([event])

    def happens(world):
        put_into(world.calendars[0][1], "jiangxi", scenario.events)

    assert spread(short.with_values(CLOSED), happens, 10) is None


def test_compiled_and_plain_agents_have_the_same_bits(short):
    scenario = short.until(2012).with_events([GOES, STARTS])
    fast, plain = run(world_of(scenario, 400)), PlainWorld(lanes_of(scenario), 400)
    run(plain)
    assert {name: unlike(block(fast, name), block(plain, name)) for name in POPULATIONS} == {n: [] for n in POPULATIONS}
    assert np.array_equal(fast.ledgers[2012], plain.ledgers[2012])


def test_a_fork_before_the_event_is_the_run_from_the_start(short, eventful):
    changed = short.with_events([GOES, STARTS])
    world = world_of(short)
    assert first_difference(world, changed) == Q2
    run(world, Q2)
    assert differences(run(world.fork(lanes_of(changed))), eventful[0]) == []


def test_a_rank_that_no_firm_has_leaves_all_as_it_was(short, eventless):
    """At this scale the county keeps fewer firms with R&D than that."""
    nobody = short.with_events([GOES | {"county": CODE, "rank": 20}])
    assert differences(run(world_of(nobody)), eventless) == []


def test_events_of_the_command_line_join_those_of_the_file(capsys):
    events = ["anchor_firm_leaves:date=2020-04-01,rank=2", "large_investment:date=2021-07-01,county=360102,"
              "sales=2,000,000,000,sector=electronics_information"]  # fmt: skip
    assert main(["check", "jiangxi_2018", *(word for one in events for word in ("--event", one)), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)["scenario"]
    assert [one["event"] for one in said["events"]] == ["anchor_firm_leaves", "large_investment"]
    assert said["events"][0]["rank"] == 2 and said["events"][1]["sales"] == 2e9
    assert main(["check", "jiangxi_2018", "--event", "anchor_firm_leaves:date=2020-04-01,rnk=2"]) == 2
    assert "rank" in capsys.readouterr().err


def test_the_baseline_of_a_file_may_be_a_file_beside_it(tmp_path):
    texts = {"mine": "innovation_voucher: off", "before": "innovation_voucher: {}"}
    for name, levers in texts.items():
        named = "before" if name == "mine" else "national_law"
        (tmp_path / f"{name}.yaml").write_text(
            f"schema: 1\ntitle: {{zh: 试, en: Trial}}\nquestion: {{zh: 何, en: What}}\nregion: jiangxi\n"
            f"baseline: {named}\nperiod: [2012, 2014]\nlevers:\n  {levers}\n"
        )
    scenario = load_scenario(tmp_path / "mine.yaml")
    assert not scenario.is_on("innovation_voucher") and baseline_of(scenario).is_on("innovation_voucher")
