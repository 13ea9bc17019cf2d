"""Counties, prefectures and the province decide: what they weigh shows in what they do, to the yuan."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.agents.government import (
    AWARD_POOL,
    CLUSTER_POOL,
    POST_SUBSIDY_POOL,
    PROJECT_POOL,
    REWARD_POOL,
    TOWNSHIP_AWARD_POOL,
    TRAINING_POOL,
    USE_INSTITUTES,
    USE_OTHER,
    USE_OUTREACH,
    USE_PROJECTS,
)
from sim.levers.loan_guarantee_risk_pool import county_margin
from sim.rules.budgets import next_entry_cost
from tests.levers.helpers import paid, weights
from tests.worlds import block, region, run, world_of

CONTEST = "innovative_county_programme"
BY_RANK = ("capacity_monitoring_evaluation", "provincial_st_funds_allocation", "performance_based_priority")
QUIET = dict.fromkeys((CONTEST, *BY_RANK), "off")
FIRST_OF_2018 = 25


@pytest.fixture(scope="module")
def contest(jiangxi):
    """A contest alone, without index and funds by factors."""
    return jiangxi.until(2018).with_values({name: "off" for name in QUIET if name != CONTEST})


@pytest.fixture(scope="module")
def quiet(jiangxi):
    """Nothing in sight: no contest, no index, no funds by factors."""
    return jiangxi.until(2018).with_values(QUIET)


def at_scores(scenario, scores):
    """The world after the first quarter of 2018 in which counties came with these scores."""
    world = run(world_of(scenario, 20), FIRST_OF_2018 - 1)
    world["counties"]["score"] = scores
    world["counties"]["rank_in_prefecture"] = 0.0
    return run(world, 1)


def test_a_county_near_the_threshold_turns_to_what_is_scored(contest, quiet):
    near, far, calm = at_scores(contest, 1.0), at_scores(contest, 0.3), at_scores(quiet, 1.0)
    near, far, calm = (block(world, "counties") for world in (near, far, calm))
    for use in (USE_OUTREACH, USE_PROJECTS):
        ratio = [rows["use"][:, use] / rows["use"][:, USE_OTHER] for rows in (near, far)]
        own = near["institute_weight"] > 0
        bound = np.where(own, ratio[1][own].max(), ratio[1][~own].max())
        below = ratio[1] < bound * (1 - 1e-9)  # a share that is at its bound already cannot rise
        assert (ratio[0] >= ratio[1] * (1 - 1e-9)).all() and (ratio[0] > ratio[1])[below].mean() > 0.8, use
    assert (near["use"][:, USE_OTHER] < far["use"][:, USE_OTHER]).mean() > 0.8
    assert np.array_equal(far["use"], calm["use"])  # without a prize in reach as without a prize
    assert near["effort"].min() > 1.0 == far["effort"].max() == calm["effort"].max()
    with_institutes = near["institute_weight"] > 0
    assert (near["use"][with_institutes, USE_INSTITUTES] > far["use"][with_institutes, USE_INSTITUTES]).mean() > 0.8
    assert (near["use"][~with_institutes, USE_INSTITUTES] == 0.0).all()


def test_a_winner_rests(contest):
    world = run(world_of(contest, 100), FIRST_OF_2018 - 1)
    world["counties"]["score"], world["counties"]["rank_in_prefecture"] = 1.0, 0.0
    world["counties"]["is_innovative"][:50] = 1
    counties = block(run(world, 1), "counties")
    assert counties["effort"][:50].max() == 1.0 < counties["effort"][50:].min()


def test_a_share_of_the_effort_is_reported_and_not_done(contest, quiet):
    """Reports hold more than was done; real R&D of the first quarters is moved only by visits."""
    busy, calm = run(world_of(contest, 50), FIRST_OF_2018 + 3), run(world_of(quiet, 50), FIRST_OF_2018 + 3)
    quarter = FIRST_OF_2018 - 1
    assert region(busy, "yuan_rd_overstated")[quarter:].min() > 0 == region(calm, "yuan_rd_overstated").max()
    assert region(busy, "yuan_rd_overstated")[:quarter].max() == 0
    share = busy["counties"]["over_reporting"].copy()
    real = busy.tally["yuan_rd_enterprise_real"][0, -1]
    assert np.allclose(busy.tally["yuan_rd_overstated"][0, -1], share * real)
    assert share.max() <= 0.3


def test_reporting_alone_raises_reports_and_no_research(contest):
    """The same world with counties that only report: more R&D in the reports of the quarter, and no more of it done.

    Fewer visits mean fewer applications for recognition, whose cost is then at hand: hence the last thousandth.
    """
    worlds = []
    for share in (0.0, 1.0):
        world = run(world_of(contest, 100), FIRST_OF_2018 - 1)
        world["counties"]["score"], world["counties"]["rank_in_prefecture"] = 1.0, 0.0
        world["lanes"]["belief"]["effort_elasticity"] = 0.3
        world["lanes"]["belief"]["reporting_share"] = share
        worlds.append(run(world, 1))
    visits = [region(world, "visits_made")[FIRST_OF_2018 - 1] for world in worlds]
    assert visits[1] <= visits[0]  # what goes into reports reaches no firm
    real = [region(world, "yuan_rd_enterprise_real")[FIRST_OF_2018 - 1] for world in worlds]
    assert real[1] <= 1.001 * real[0]
    over = [region(world, "yuan_rd_overstated")[FIRST_OF_2018 - 1] for world in worlds]
    assert over[0] == 0.0 < over[1]


def test_a_prefecture_concentrates_only_with_a_contest(contest, quiet):
    scores = np.where(np.arange(100) % 2 == 0, 1.0, 0.3)
    for scenario, concentrates in ((contest, True), (quiet, False)):
        world = at_scores(scenario, scores)
        counties = block(world, "counties")
        column = ledger_now(world, "prefecture_transfer") / counties["share_budget"]
        for p in range(len(block_of_prefectures(world))):
            own = counties["prefecture"] == p
            near, far = own & (scores == 1.0), own & (scores < 1.0)
            if not (near.any() and far.any()):
                continue
            if concentrates:
                assert column[near].min() > column[far].max(), p
            else:
                assert np.allclose(column[own], column[own].mean(), rtol=1e-4), p


def block_of_prefectures(world):
    lane = world["lanes"][0]
    return world["prefectures"][lane["first_prefecture"] : lane["end_prefecture"]]


def ledger_now(world, flow):
    """Yuan paid through a flow this year so far, by county."""
    from sim.engine.ledger import INDEX

    return world["ledger"][:, INDEX[flow]].copy()


def test_prefectures_give_no_more_than_their_share(contest):
    world = run(world_of(contest, 100), FIRST_OF_2018)
    given = np.zeros(len(block_of_prefectures(world)))
    np.add.at(given, world["counties"]["prefecture"], ledger_now(world, "prefecture_transfer"))
    promised = 0.2 * block_of_prefectures(world)["st_envelope"]
    assert (given <= promised + 1).all() and given == pytest.approx(promised, rel=1e-3)


def test_performance_pay_goes_by_rank_within_the_tier_and_exhausts_the_pool(quiet):
    world = run(world_of(quiet, 100), 8)
    counties = block(world, "counties").copy()
    run(world, 1)
    received = ledger_now(world, "performance_transfer")
    envelope = world["provinces"]["st_envelope"][0]
    assert 0.05 * envelope - 101 <= received.sum() <= 0.05 * envelope + 1
    per_budget = received / counties["share_budget"]
    for tier in range(3):
        own = counties["tier"] == tier
        order = np.argsort(-counties["score"][own], kind="stable")
        assert (np.diff(per_budget[own][order]) <= 1e-6 * per_budget.max()).all(), tier
        assert per_budget[own].min() < 0.1 * per_budget[own].max()
    shares = [
        received[counties["tier"] == t].sum() / counties["share_budget"][counties["tier"] == t].sum() for t in range(3)
    ]
    assert max(shares) < 1.2 * min(shares)  # scored within tiers, money does not drift to large counties


def test_what_a_county_cannot_absorb_goes_into_other_spending(quiet):
    """With the same money from above, a county that absorbs more has more for projects."""
    worlds = []
    for capacity in (0.1, 0.9):
        world = run(world_of(quiet, 100), FIRST_OF_2018 - 1)
        world["counties"]["absorptive_capacity"] = capacity
        worlds.append(block(run(world, 1), "counties"))
    weak, strong = worlds
    assert np.array_equal(weak["transfers"], strong["transfers"]) and weak["transfers"].min() > 0
    assert (strong["pools"][:, PROJECT_POOL] > weak["pools"][:, PROJECT_POOL]).all()
    assert np.array_equal(weak["use"], strong["use"])


def test_project_grants_relieve_firms_that_lack_money(quiet):
    """R&D of poor firms rises with the money for projects, that of firms with cash does not."""
    done = {}
    for poor in (True, False):
        for usual in (0.0, 0.6):
            world = run(world_of(quiet, 20), 5)
            firms, lane = world["firms"], world["lanes"]
            lane["belief"]["usual_projects"] = usual
            world["counties"]["pools"][:, PROJECT_POOL] = 0 if usual == 0.0 else 50_000_000
            firms["is_reached"] = 1
            firms["cash"] = 0 if poor else 10 * firms["sales_year"].astype(int)
            firms["debt"] = (firms["sales_year"]).astype(int)
            run(world, 1)
            done[poor, usual] = region(world, "yuan_rd_enterprise_real")[5]
            assert (ledger_now(world, "project_grants").sum() > 0) == (usual > 0)
    assert done[True, 0.6] > 1.5 * done[True, 0.0]
    assert done[False, 0.6] == pytest.approx(done[False, 0.0], rel=1e-6)


def test_grants_stop_when_the_pool_is_spent_and_owners_take_the_misused_part(quiet):
    world = run(world_of(quiet, 20), 5)
    pool = world["counties"]["pools"][:, PROJECT_POOL].copy()
    run(world, 1)
    grants, misused = ledger_now(world, "project_grants"), ledger_now(world, "misused_grants")
    assert grants.sum() > 0 and (grants <= pool).all()
    assert np.array_equal(world["counties"]["pools"][:, PROJECT_POOL], pool - grants)
    share = float(world["lanes"]["belief"]["misused_share"][0])
    assert misused.sum() == pytest.approx(share * grants.sum(), rel=1e-3)


def test_the_growth_of_st_money_is_named_at_every_level(jiangxi):
    """Of each level's S&T envelope the share that the policy added is paid under its name."""
    world = run(world_of(jiangxi.until(2019), 100))
    lane = world["lanes"][0]
    share = lane["st_share_added"] / (lane["given"]["fiscal_st_share"] + lane["st_share_added"])
    for flow, rows in (("st_money_from_growth", world["counties"]), ("province_st_from_growth", world["provinces"]),
                       ("prefecture_st_from_growth", world["prefectures"])):  # fmt: skip
        assert paid(world, flow, 2019).sum() == pytest.approx(share * rows["st_envelope"].sum(), rel=0.01), flow


def test_rewards_that_were_advanced_are_repaid_to_the_yuan(quiet):
    """What a county owes is a first charge on its S&T money; what a year cannot repay is owed on, never forgiven."""
    world = run(world_of(quiet, 100), 4)
    counties = world["counties"]
    owed = np.full(world.n_counties, 5_000_000)
    owed[:50] = 10**10  # more than a year's money
    counties["rewards_advanced"] = owed
    left = counties["st_left"] + counties["pools"].sum(axis=1)
    run(world, 1)
    room = counties["pools"][:, REWARD_POOL]
    assert (room >= 0).all() and (room[:50] == 0).all()
    repaid = owed - (counties["rewards_advanced"] - room)
    assert np.array_equal(repaid[:50], (left + counties["st_envelope"])[:50])
    assert np.array_equal(repaid[50:], owed[50:])
    assert counties["pools"][:50].min() >= 0 and counties["pools"][:50, PROJECT_POOL].max() > 0  # money from above
    run(world, 4)
    later = owed - (counties["rewards_advanced"] - counties["pools"][:, REWARD_POOL])
    assert (later[:50] > repaid[:50]).all()


def test_a_county_that_owes_has_less_room_for_new_rewards(quiet):
    world = run(world_of(quiet, 100), 4)
    run(world, 1)
    county = world["counties"]
    room = county["pools"][:, REWARD_POOL]
    assert np.allclose(room, 0.2 * county["st_envelope"], atol=1.0)
    assert np.array_equal(room, county["rewards_advanced"])  # nothing used, nothing owed beyond


def test_one_rule_scales_every_budget_per_county(jiangxi):
    """With money enough, every pool that a law states in yuan is the same multiple of it: the county's weight."""
    budgets = {"policy_training_supervision": TRAINING_POOL, "industrial_cluster_support": CLUSTER_POOL,
               "rd_post_subsidy": POST_SUBSIDY_POOL}  # fmt: skip
    names = {lever: f"{lever}.annual_budget_county" for lever in budgets}
    values = {f"{name}@2012-01-01": 50_000 for name in names.values()}
    values |= {"rd_post_subsidy.post_subsidy_rate@2012-01-01": 0.1, "rd_post_subsidy.cap@2012-01-01": 1e6,
               "industrial_cluster_support.facility_cost@2012-01-01": 1e4}  # fmt: skip
    on = {lever: "on" for lever in budgets if not jiangxi.is_on(lever)}
    world = world_of(jiangxi.until(2012).with_values(on | values), 100)
    run(world, 1)
    weight = weights(world)
    for lever, pool in budgets.items():
        left = world["counties"]["pools"][:, pool] + ledger_now(world, "cluster_facilities") * (pool == CLUSTER_POOL)
        year = left / (0.75 if pool == TRAINING_POOL else 1.0)
        assert np.allclose(year, 50_000 * weight, atol=2.0), lever
    law = SimpleNamespace(margin_county_cyxdt=60_000.0, margin_county_hnxdt=40_000.0)
    assert county_margin(law, 2.0) == 200_000.0


def test_reform_makes_founding_a_firm_cheaper_and_lasts(contest, quiet):
    busy, calm = at_scores(contest.until(2020), 1.0), at_scores(quiet.until(2020), 1.0)
    for world in (busy, calm):
        run(world, 4)
    assert (calm["counties"]["entry_cost"] == 1.0).all()
    cost = busy["counties"]["entry_cost"].copy()
    assert cost.max() < 1.0 and cost.min() >= 0.69
    busy["counties"]["effort"] = 1.0
    run(busy, 4)
    assert busy["counties"]["entry_cost"].max() <= cost.max()


def test_entry_cost_follows_effort_and_service_down_to_what_reform_can_do():
    belief = SimpleNamespace(entry_reform_speed=1.0, least_entry_cost=0.69)
    assert next_entry_cost(1.0, 1.0, 2.0, belief) == 1.0
    more = [next_entry_cost(1.0, effort, 1.0, belief) for effort in (1.05, 1.1, 1.2)]
    assert more == sorted(more, reverse=True) and more[0] < 1.0
    assert next_entry_cost(1.0, 1.1, 1.5, belief) < next_entry_cost(1.0, 1.1, 0.5, belief)
    assert next_entry_cost(1.0, 9.0, 9.0, belief) == pytest.approx(0.69)
    assert next_entry_cost(0.6, 1.5, 1.0, belief) == 0.6  # never made dearer


@pytest.fixture(scope="module")
def closed(jiangxi):
    """Every county for itself: the channel of contests closed, and a threshold that many pass."""
    values = {"assumptions.channels.contests": False, f"{CONTEST}.score_threshold_county": 0.9,
              f"{CONTEST}.score_threshold_township": 0.9}  # fmt: skip
    return jiangxi.until(2019).with_values(values)


def test_with_contests_closed_awards_stay_within_the_provinces_money(closed):
    """Everybody who passes has the title, and wins no more than the county's own part of the pool."""
    world = run(world_of(closed, 100), FIRST_OF_2018 - 1)
    world["counties"]["first_figures"] *= 0.5  # so that they pass
    run(world, 1)
    pools = world["provinces"]["pools"][0, [AWARD_POOL, TOWNSHIP_AWARD_POOL]].copy()
    parts = world["counties"]["own_part"][:, [AWARD_POOL, TOWNSHIP_AWARD_POOL]].copy()
    assert (parts.sum(axis=0) <= pools).all() and parts.sum() > 0.99 * pools.sum()
    run(world, 3)
    counties = world["counties"]
    flows = ("innovative_county_award", "innovative_township_award")
    for place, flow in enumerate(flows):
        won = paid(world, flow, 2018)
        assert won.sum() > 0 and (won <= parts[:, place]).all()
    winners = counties["is_innovative"] == 1
    assert winners.sum() > 5  # more than a round has places
    award = 5_000_000
    expected = np.minimum(parts[:, 0], award)
    assert np.array_equal(paid(world, flows[0], 2018)[winners], expected[winners])


def test_with_contests_closed_a_prize_moves_nobody_beyond_what_can_be_won(closed):
    world = run(world_of(closed, 100), FIRST_OF_2018 - 1)
    world["counties"]["score"] = 0.9
    counties = block(run(world, 1), "counties")
    most = np.minimum(1.0, counties["own_part"][:, AWARD_POOL] / counties["st_envelope"])
    belief = world["lanes"]["belief"][0]
    allowed = 1.0 + belief["effort_elasticity"] * (1.0 - counties["reporting_share"]) * most
    assert (counties["effort"] <= allowed * (1 + 1e-12)).all() and counties["effort"].max() > 1.0
