"""Counties, prefectures and the province decide: what they weigh shows in what they do, to the yuan."""

import numpy as np
import pytest

from sim.agents.government import PROJECT_POOL, USE_INSTITUTES, USE_OTHER, USE_OUTREACH, USE_PROJECTS
from tests.levers.helpers import paid
from tests.worlds import block, region, run, world_of

CONTEST = "innovative_county_programme"
QUIET = {CONTEST: "off", "capacity_monitoring_evaluation": "off", "provincial_st_funds_allocation": "off"}
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
        below = ratio[1] < ratio[1].max() * (1 - 1e-9)  # a share that is at its bound already cannot rise
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
    """The same world with counties that only report: not a yuan of real R&D in the quarter, more of the reported."""
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
    assert real[1] <= real[0]
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
