"""Attribution: Shapley values of known games, and that levers' parts are what they say."""

import json
from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from sim.cli import main
from sim.errors import RunError
from sim.experiments import shapley
from sim.experiments.attribute import attribute
from sim.experiments.coalitions import Coalitions, levers_that_act, without
from sim.experiments.yearly import yearly_of_world
from sim.lanes import calendar
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
    assert runs.values([5])[5].tolist() == yearly_of_world(alone, ["rd_real"]).of("rd_real")[:, -1].tolist()


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


def test_cost_stands_beside_effect_by_payer(divided):
    row = divided.effects.set_index("lever").loc["rd_post_subsidy"]
    payers = ["cost_centre", "cost_province", "cost_prefecture", "cost_county"]
    costs = divided.results["full"].costs
    paid = costs[(costs["lever"] == "rd_post_subsidy") & costs["kind"].isin(["outlay", "tax forgone", "expected loss"])]
    assert row["cost"] == pytest.approx(paid["yuan"].sum() / 4) and row[payers].sum() == pytest.approx(row["cost"])
    assert row["cost"] > 0.0


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
    assert said["run_ids"][0] in page and "<figure>" in page and "https://" not in page
    assert (folder / "effects.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    sets = pd.read_parquet(folder / "sets.parquet")
    assert len(sets) == 4 * 2 and set(sets["run"]) == set(said["run_ids"])
