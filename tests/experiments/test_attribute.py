"""Attribution: Shapley values of known games, and that levers' parts are what they say."""

import json
import re
from itertools import permutations
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from sim.cli import main
from sim.errors import RunError
from sim.experiments import shapley
from sim.experiments.attribute import REPLICATES, SCALE, attribute, find_target
from sim.experiments.attribution import Asked, Attribution
from sim.experiments.coalitions import Coalitions, levers_that_act, without
from sim.experiments.compare import compare
from sim.experiments.games import Game
from sim.experiments.yearly import yearly_of_world
from sim.lanes import calendar
from sim.report.attribution import Shown
from sim.scenario import load_scenario
from sim.simulation import simulate
from sim.text import LANGUAGES
from sim.world import LaneOf, World, replicate_seed

THREE = ("rd_post_subsidy", "talent_grants", "firm_gradient_cultivation")


def game(n, value):
    """Values by coalition number of a game on sets of players."""
    sets = [{player for player in range(n) if (number >> player) & 1} for number in range(1 << n)]
    return np.array([float(value(players)) for players in sets])


def test_an_additive_game_gives_each_its_own():
    own = [3.0, -1.0, 0.0, 7.5]
    values = game(4, lambda players: sum(own[player] for player in players))
    assert shapley.exact(values) == pytest.approx(own)
    assert all(index == pytest.approx(0.0, abs=1e-12) for index in shapley.interactions(values).values())


def test_the_glove_game():
    """Players 0 and 1 have a left glove each, 2 has the right one: a pair is worth 1."""
    found = shapley.exact(game(3, lambda players: 2 in players and bool(players & {0, 1})))
    assert found == pytest.approx([1 / 6, 1 / 6, 4 / 6])


@pytest.mark.parametrize("needed", [{0}, {1, 3}, {0, 1, 4}])
def test_a_unanimity_game_is_shared_by_those_who_are_needed(needed):
    values = game(5, lambda players: needed <= players)
    found = shapley.exact(values)
    assert found == pytest.approx([1 / len(needed) if player in needed else 0.0 for player in range(5)])
    if len(needed) == 2:
        pairs = shapley.interactions(values)
        assert {pair for pair, index in pairs.items() if abs(index) > 1e-12} == {tuple(sorted(needed))}
        assert pairs[tuple(sorted(needed))] == pytest.approx(1.0)


def test_values_add_up_in_every_replicate_and_equal_players_get_the_same():
    luck = np.random.default_rng(1)
    values = luck.normal(size=(64, 10))
    assert shapley.exact(values).sum(axis=0) == pytest.approx(values[-1] - values[0])
    swapped = [(number & ~3) | (number & 1) << 1 | (number & 2) >> 1 for number in range(64)]
    symmetric = values + values[swapped]
    found = shapley.exact(symmetric)
    assert found[0] == pytest.approx(found[1])


def test_a_player_who_changes_nothing_gets_exactly_zero():
    luck = np.random.default_rng(2)
    values = luck.normal(size=16)
    values[[number | 4 for number in range(16)]] = values[[number & ~4 for number in range(16)]]
    assert shapley.exact(values)[2] == 0.0
    drawn = shapley.orders(4, 5, seed=1)
    assert shapley.sampled(dict(enumerate(values)), drawn).values[2] == 0.0


def test_all_orders_together_are_exact():
    values = np.random.default_rng(3).normal(size=(16, 2))
    every = list(permutations(range(4)))
    assert shapley.sampled(dict(enumerate(values)), every).values == pytest.approx(shapley.exact(values))


def test_sampled_orders_agree_with_the_exact_values_within_their_error():
    luck, within, tried = np.random.default_rng(4), 0, 0
    for seed in range(30):
        values = np.cumsum(luck.normal(size=256))  # neighbours alike, so that orders matter
        drawn = shapley.orders(8, 12, seed)
        found = shapley.sampled({number: values[number] for number in shapley.needed(drawn)}, drawn)
        assert found.values.sum() == pytest.approx(values[-1] - values[0])
        within += int((np.abs(found.values - shapley.exact(values)) <= 2.2 * found.order_error()).sum())
        tried += 8
    assert within / tried >= 0.9


def test_orders_come_with_their_reverses_and_are_the_same_for_a_seed():
    drawn = shapley.orders(12, 3, seed=7)
    assert drawn == shapley.orders(12, 3, seed=7) and len(drawn) == 6
    assert all(drawn[place + 1] == drawn[place][::-1] for place in (0, 2, 4))


def test_a_set_of_levers_is_the_scenario_with_the_others_off(plain):
    runs = Coalitions(plain, THREE, ["hnte", "rd_real"], lambda y: y.of("rd_real")[:, -1], 2, 1, 200)
    assert runs.parted_on == (2016, 3)  # the document's instruments begin in the middle of 2016
    for coalition in (0, 3, 5, 7):
        scenario = runs.scenario(coalition)
        law, given = calendar(scenario)
        mine, inputs = runs.calendar(coalition)
        assert (law == mine).all() and (given == inputs).all()
        assert [scenario.is_on(lever) for lever in THREE] == [bool(coalition >> place & 1) for place in range(3)]
    alone = World([LaneOf(runs.scenario(5), replicate_seed(1, number), number) for number in range(2)], 200)
    while alone.quarter_number < alone.n_quarters:
        alone.step()
    assert runs.values([5])[5][0].tolist() == yearly_of_world(alone, ["rd_real"]).of("rd_real")[:, -1].tolist()


def test_what_is_measured_of_a_world_is_what_a_run_writes(plain, tmp_path):
    run = simulate(plain, 1, seed=1, scale=200, out=tmp_path, baseline=False)
    world = World([LaneOf(plain, replicate_seed(1, 0), 0)], 200)
    while world.quarter_number < world.n_quarters:
        world.step()
    yearly = yearly_of_world(world, ["hnte", "rd_intensity"])
    rows = run.indicators.query("quarter == 0 and indicator == 'rd_intensity'")
    for place in yearly.places:
        assert rows[rows["county"] == place]["value"].to_list() == yearly.of("rd_intensity", place)[0].tolist()


def test_levers_that_the_law_gives_anyway_are_no_players(plain):
    acting = levers_that_act(plain)
    assert "hnte_cit_rate" not in acting and "rd_super_deduction" not in acting and set(THREE) <= set(acting)
    assert "hnte_cit_rate" in levers_that_act(plain.with_values({"hnte_cit_rate.local_reward": 200_000}))
    assert without(plain, THREE).levers.keys() == plain.levers.keys() - set(THREE)


@pytest.fixture(scope="module")
def divided(plain, kept):
    """R&D of 2017 among three levers, of which one has no money."""
    poor = plain.with_values({"firm_gradient_cultivation": "off"})
    nothing = {f"innovation_voucher.{name}": 0 for name in ("face_value_per_firm_year", "annual_budget_county")}
    levers = ("rd_post_subsidy", "talent_grants", "innovation_voucher")
    return attribute(
        poor.with_values(nothing), "rd_expenditure", 2017, levers=levers, replicates=4, scale=100, confirm_scale=50,
        out=kept,
    )  # fmt: skip


def test_the_parts_add_up_in_every_replicate(divided):
    assert divided.by_replicate.sum().to_numpy() == pytest.approx(divided.full - divided.none)
    assert divided.effects["effect"].sum() == pytest.approx(float(divided.total.mean))
    assert divided.effects["effect"].abs().max() > 0.0


def test_a_lever_with_no_money_gets_exactly_nothing(divided):
    row = divided.effects.set_index("lever").loc["innovation_voucher"]
    assert (row[["effect", "low", "high", "cost"]] == 0.0).all()
    pairs = divided.interactions
    mine = pairs[(pairs["one"] == "innovation_voucher") | (pairs["other"] == "innovation_voucher")]
    assert len(mine) == 2 and not mine["together"].any() and not mine["told"].any()


def test_the_result_is_run_again_at_another_scale_and_laid_beside(divided):
    table = divided.confirmation
    assert table["what"].to_list() == ["all", divided.strongest] and set(table["confirmed_at"]) == {50}
    results = divided.results
    means = {name: float(result.indicators.query(
        "indicator == 'rd_expenditure' and quarter == 0 and year == 2017 and county == '220200'")["value"].mean())
        for name, result in results.items()}  # fmt: skip
    assert table["effect_there"].iloc[0] == pytest.approx(means["full"] - means["none"])
    assert table["effect_there"].iloc[1] == pytest.approx(means["full"] - means["without"])
    assert {type(one) for one in table["agrees"].to_list()} == {bool}


def test_cost_stands_beside_effect_by_payer_and_adds_up(divided, tmp_path):
    rows = divided.effects.set_index("lever")
    payers = ["cost_centre", "cost_province", "cost_prefecture", "cost_county"]
    assert rows[payers].sum(axis=1).to_numpy() == pytest.approx(rows["cost"].to_numpy())
    assert rows.loc["rd_post_subsidy", "cost"] > 0.0
    totals = []
    for scenario in (divided.scenario, divided.runs.none):
        costs = simulate(scenario, 4, seed=1, scale=100, out=tmp_path, baseline=False).costs
        totals.append(costs[costs["kind"].isin(["outlay", "tax forgone", "expected loss"])]["yuan"].sum() / 4)
    assert rows["cost"].sum() == pytest.approx(totals[0] - totals[1])


@pytest.mark.parametrize(("indicator", "word"), [("rd_firms_public", "gain"), ("rd_intensity", "untold")])
def test_of_one_lever_a_unit_costs_what_it_costs_in_a_comparison(plain, kept, indicator, word):
    """A flow's gain is added up over the years, as its cost is; a ratio's is the year's."""
    lever, size = "rd_post_subsidy", {"replicates": 4, "seed": 1, "scale": 100, "out": kept}
    row = attribute(plain, indicator, 2017, levers=[lever], confirm_scale=None, **size).effects.iloc[0]
    beside = compare(without(plain, [lever]), plain, indicator=indicator, year=2017, **size).costs
    same = beside[beside["payer"] == "all"].iloc[0]
    assert row["cost"] == pytest.approx(same["cost"]) and row["gain"] == pytest.approx(same["gain"])
    assert same["word"] == word
    for name in ("per_unit", "per_unit_low", "per_unit_high"):
        assert row[name] == pytest.approx(same[name], nan_ok=True)


def test_a_targets_gap_closes_step_by_step(kept):
    scenario = load_scenario("jiangxi_2018")
    found = attribute(
        scenario, target="provincial_innovative_counties_2020", levers=["innovative_county_programme"], replicates=2,
        scale=200, confirm_scale=None, out=kept,
    )  # fmt: skip
    gap = found.gap
    assert found.asked.year == 2020 and gap["threshold"] == 20.0
    assert gap["gap"] == pytest.approx(gap["brought"] + gap["rounding"] + gap["left"])
    assert gap["gap"] == gap["threshold"] - float(np.median(found.none))
    assert found.effects["effect"].iloc[0] == pytest.approx(float((found.full - found.none).mean()))


def made_up(none, full, target="hnte_count_2020"):
    """What was found of the city's 100 recognised firms, of two levers of which the first brings all; cost 1 yuan."""
    scenario = load_scenario("jilin_city_2016")
    named, reading = find_target(scenario.document, target, scenario.name)
    runs = SimpleNamespace(levers=list(THREE[:2]), full=scenario, replicates=len(none), seed=1, scale=10,
                           parted_on=(2016, 3))  # fmt: skip
    none, full = np.array(none, float), np.array(full, float)
    beside = np.concatenate([[full - none], np.ones((4, len(none)))])
    found = Game({0: none, 1: full, 2: none, 3: full}, 2)
    asked = Asked("hnte", 2020, "count", named, reading)
    return Attribution(asked, runs, found, Game({0: 0.0 * beside, 1: beside, 2: 0.0 * beside, 3: beside}, 2), 0.95)


@pytest.mark.parametrize(
    ("none", "full", "said"),
    [
        ((80, 84), (90, 94), r"82, a gap of 18; with them 92, and 8 are left"),
        ((80, 84), (110, 114), r"82, a gap of 18; with them 112, which meets it \(by 12\)"),
        (
            (108, 113),
            (120, 124),
            r"the median meets it without the levers \(110, by 10\.5\) and with them \(122",
        ),
        ((108, 113), (90, 94), r"meets it \(110, by 10\.5\); with them it does not: 92, a gap of 8"),
    ],
)
def test_a_gap_is_told_as_one_only_where_there_is_one(none, full, said):
    found = made_up(none, full)
    assert re.search(said, Shown(found, "en", "").answer()[0].replace("\u00a0count", ""))
    assert "−" not in Shown(found, "zh", "").gap_sentence()[0]


def test_where_less_is_asked_for_the_gap_is_what_is_too_much():
    found = made_up((108, 112), (104, 106))
    reading = found.asked.reading.model_copy(update={"operator": "<="})
    found.asked = found.asked._replace(reading=reading)
    gap = found.gap
    assert gap["gap"] == 10.0 and gap["left"] == 5.0 and gap["brought"] == 5.0
    assert not gap["met_without"] and not gap["met_with"]


def test_a_sum_that_cannot_be_told_from_zero_has_no_share():
    told, untold = made_up((80, 84), (90, 94)), made_up((80, 84, 80), (90, 74, 81))
    assert Shown(told, "en", "").effect_rows()[1][-1][3] == "100 %"
    rows = Shown(untold, "en", "").effect_rows()[1]
    assert {row[3] for row in rows} == {"–"}


def test_what_was_run_again_is_named_and_what_was_not():
    found = made_up((80, 84), (90, 94))
    assert "Not confirmed at full size" in Shown(found, "en", "").answer()[0]
    rows = [("all", 10.0, 9.0, 11.0, 12.0, 8.0, 16.0, True), (THREE[0], 10.0, 9.0, 11.0, 13.0, 8.0, 18.0, True)]
    names = ("what", "effect", "low", "high", "effect_there", "low_there", "high_there", "agrees")
    found.confirmation = pd.DataFrame(rows, columns=names).assign(scale=10, confirmed_at=1)
    said = " ".join(Shown(found, "en", "").confirmed_sentence())
    assert "+12" in said and "+13" in said and "the other levers' parts are figures at scale 10" in said


def test_beyond_ten_levers_orders_are_sampled_and_still_add_up(plain, kept):
    found = attribute(plain, "rd_real", 2017, replicates=2, scale=200, confirm_scale=None, order_pairs=2, out=kept)
    assert len(found.levers) > shapley.MOST_EXACT and not found.found.is_exact and found.found.n_orders == 4
    assert found.by_replicate.sum().to_numpy() == pytest.approx(found.full - found.none)
    assert (found.effects["se"] >= found.effects["se_luck"]).all() and len(found.interactions) == 3
    assert (found.effects["low"] <= found.effects["effect"]).all()


def test_slips_are_answered_with_what_is_allowed(plain):
    with pytest.raises(RunError, match=r"talent_grant'.*talent_grants.*allowed"):
        attribute(plain, "hnte", 2017, levers=["talent_grant"])
    with pytest.raises(RunError, match=r"innovation_voucher.*as jilin_city_2016 brings them"):
        attribute(plain, "hnte", 2017, levers=["innovation_voucher"])
    with pytest.raises(RunError, match="one of the two"):
        attribute(plain, "hnte", 2017, target="x")
    with pytest.raises(RunError, match=r"rd_up.*jilin-city-2016"):
        attribute(plain, target="rd_up")
    with pytest.raises(RunError, match="no document"):
        attribute("national_law", target="rd_up")
    with pytest.raises(RunError, match="nothing to divide"):
        attribute("national_law", "hnte", 2015)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command_writes_a_page_and_tables(kept, tmp_path, capsys, lang):
    arguments = ["attribute", "jilin_city_2016", "--indicator", "hnte", "--year", "2017", "--scale", "200"]
    arguments += ["--levers", "rd_post_subsidy,talent_grants", "--replicates", "2", "--no-confirm"]
    assert main([*arguments, "--out", str(tmp_path), "--lang", lang, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert sum(row["effect"] for row in said["effects"]) == pytest.approx(said["with"] - said["without"])
    (folder,) = (place for place in tmp_path.iterdir() if place.name.startswith("attribution"))
    page = (folder / f"report-{lang}.html").read_text("utf-8")
    assert said["run_ids"] == [] and said["study"] == folder.name
    assert page.count(folder.name) >= 4 and "<figure>" in page and "https://" not in page
    assert (folder / "effects.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    sets = pd.read_parquet(folder / "sets.parquet")
    assert len(sets) == 4 * 2 and set(sets["study"]) == {folder.name}
    assert set(sets["levers"]) == {"", "rd_post_subsidy", "talent_grants", "rd_post_subsidy,talent_grants"}


def test_the_confirmation_names_the_runs_that_are_kept(divided):
    tables, ids = Shown(divided, "en", "").tables(), divided.run_ids
    assert len(set(ids)) == 3
    assert tables["confirmation"][["run", "other_run"]].to_numpy().tolist() == [[ids[0], ids[1]], [ids[0], ids[2]]]
    assert "run" not in tables["sets"] and "run" not in tables["effects"]


def test_a_finished_run_is_divided_under_its_own_seed(kept, tmp_path):
    run = simulate(load_scenario("jilin_city_2016").until(2016), 1, seed=3, scale=200, out=kept, baseline=False)
    arguments = ["attribute", str(run.folder), "--levers", "talent_grants", "--replicates", "1", "--scale", "200"]
    assert attribute(run.folder, levers=["talent_grants"], replicates=1, scale=200, confirm_scale=None).seed == 3
    assert main([*arguments, "--no-confirm", "--out", str(tmp_path)]) == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_help_names_the_defaults_that_are_taken(capsys, lang):
    assert main(["attribute", "--help", "--lang", lang]) == 0
    said = " ".join(capsys.readouterr().out.split())
    colon = "：" if lang == "zh" else ": "
    for number in (REPLICATES, SCALE):
        assert re.search(rf"{colon}{number}[.。]", said)
    assert not re.search(rf"{colon}20[.。]", said)
