"""First quarter: S&T money comes to counties from province and prefectures, and with it the pressure of ranks."""

from sim.agents.government import (
    FUNDS_POOL,
    PERFORMANCE_POOL,
    PRIORITY_POOL,
    PRIORITY_PROJECT_POOL,
    RANKING_POOL,
    RD_INTENSITY,
    REFUND_POOL,
    ST_SHARE,
    SURVEY_POOL,
)
from sim.engine.ledger import (
    CITY_FUNDS,
    CITY_RANKING,
    COUNTY_PURSE,
    INDEX_SURVEY,
    INDEX_SURVEY_OF_CITIES,
    PERFORMANCE_TRANSFER,
    PREFECTURE_PURSE,
    PREFECTURE_REVENUE,
    PREFECTURE_TRANSFER,
    PRIORITY_PROJECTS,
    PRIORITY_TRANSFER,
    PROVINCE_PURSE,
    PROVINCE_REVENUE,
    PROVINCIAL_FUNDS,
    REST_OF_WORLD,
    TAX_GROWTH_REFUND,
    whole,
)
from sim.levers.base_plus_increment_refund import due, is_base
from sim.levers.cadre_evaluation_link import weight_of_rank
from sim.levers.capacity_monitoring_evaluation import published_index, survey_money
from sim.levers.innovative_county_programme import holds_round, prize
from sim.levers.local_rd_target_setting import pressure_of_target
from sim.levers.provincial_st_funds_allocation import factors, marginal_transfer
from sim.levers.support import government_pays, reserve, take
from sim.levers.third_party_index_ranking import can_publish
from sim.rules.budgets import nearness, next_st_propensity, weight_in_prefecture
from sim.rules.scores import component


def money_comes_from_above(lane, province, prefectures, counties, purses, ledger):
    """First quarter: awards of last year, performance pay, provincial funds by factors, refunds, co-funding.

    All of it is a transfer: it leaves the envelope of the level above and is spent once, by the county.
    """
    for c in range(lane.first_county, lane.end_county):
        counties[c].transfers = counties[c].award
        counties[c].award = 0
        counties[c].at_stake = 0.0
        counties[c].tax_returned = 0.0
    publish_index(lane, province, counties, purses, ledger)
    for p in range(lane.first_prefecture, lane.end_prefecture):
        publish_ranking(lane, p, prefectures[p], counties, purses, ledger)
    press(lane, province, prefectures, counties)
    pay_by_rank(lane, province, PERFORMANCE_POOL, counties, purses, ledger, PERFORMANCE_TRANSFER)
    pay_by_rank(lane, province, PRIORITY_POOL, counties, purses, ledger, PRIORITY_TRANSFER)
    divide_funds(lane, province, counties, purses, ledger)
    give_for_projects(lane, province, counties, purses, ledger)
    return_growth_of_tax(lane, province, counties, purses, ledger)
    for p in range(lane.first_prefecture, lane.end_prefecture):
        co_fund(lane, p, prefectures[p], province, counties, purses, ledger)


def publish_index(lane, province, counties, purses, ledger):
    """The province or its cities pay a survey in every county and publish the index, if the pool pays for all."""
    law = lane.law.capacity_monitoring_evaluation
    province.publishes_index = 0
    asked = survey_money(law, lane.end_county - lane.first_county)
    if asked <= 0.0 or province.pools[SURVEY_POOL] < whole(asked):
        return
    province.publishes_index = 1
    for c in range(lane.first_county, lane.end_county):
        yuan = take(province, SURVEY_POOL, law.survey_cost)
        level, revenue, flow = PROVINCE_PURSE, PROVINCE_REVENUE, INDEX_SURVEY
        if province.of_cities[SURVEY_POOL]:
            level, revenue, flow = PREFECTURE_PURSE, PREFECTURE_REVENUE, INDEX_SURVEY_OF_CITIES
        government_pays(level, revenue, REST_OF_WORLD, yuan, c, purses, ledger, flow)
        counties[c].yuan_fiscal_st += yuan


def publish_ranking(lane, p, prefecture, counties, purses, ledger):
    """A prefecture has a third party survey and rank its counties, if its pool holds the money for all of them."""
    law = lane.law.third_party_index_ranking
    n_counties = 0
    for c in range(lane.first_county, lane.end_county):
        if counties[c].prefecture == p - lane.first_prefecture:
            counties[c].reports_checked = 0.0
            n_counties += 1
    prefecture.publishes_ranking = 0
    if not can_publish(law, prefecture.pools[RANKING_POOL], n_counties):
        return
    prefecture.publishes_ranking = 1
    for c in range(lane.first_county, lane.end_county):
        if counties[c].prefecture != p - lane.first_prefecture:
            continue
        yuan = take(prefecture, RANKING_POOL, law.survey_cost)
        government_pays(PREFECTURE_PURSE, PREFECTURE_REVENUE, REST_OF_WORLD, yuan, c, purses, ledger, CITY_RANKING)
        counties[c].yuan_fiscal_st += yuan
        counties[c].reports_checked = law.reports_checked


def press(lane, province, prefectures, counties):
    """Pressure on every county: of its own R&D target, of its rank in the index, of its prefecture by the rank within.

    A target asks for last year's figures alone. The index presses more where it counts in the appraisal of officials.
    A prefecture presses only while a contest, an index or a ranking of its own is on. No rank, no pressure of ranks:
    with the channel of contests closed, and before there was a score.
    """
    contest = holds_round(lane.law.innovative_county_programme, lane.given.year)
    weight = weight_of_rank(lane.belief.evaluation_pressure, lane.law.cadre_evaluation_link)
    for c in range(lane.first_county, lane.end_county):
        county = counties[c]
        county.pressure = 0.0
        if county.n_indexed_years == 0:
            continue
        county.pressure += pressure_of_target(lane.law.local_rd_target_setting, county.figures[RD_INTENSITY])
        if lane.channel_contests == 0:
            continue
        if province.publishes_index:
            county.pressure += weight * rank_in_index(lane, counties, county)
        ranked = prefectures[lane.first_prefecture + county.prefecture].publishes_ranking
        if province.publishes_index or contest or ranked:
            county.pressure += lane.belief.prefecture_pressure * county.rank_in_prefecture


def rank_in_index(lane, counties, county):
    """Share of the region's other counties that are ahead in the published index (0: the best)."""
    law = lane.law.capacity_monitoring_evaluation
    mine = published_index(law, county)
    ahead = 0.0
    for c in range(lane.first_county, lane.end_county):
        if published_index(law, counties[c]) > mine:
            ahead += 1.0
    return ahead / max(1.0, lane.end_county - lane.first_county - 1.0)


def pay_by_rank(lane, province, pool, counties, purses, ledger, flow):
    """A pool for performance goes to counties by budget times twice what is behind them in their tier (E130).

    Scoring within a tier, so that money does not drift to large counties. Without ranks it goes by budget.
    """
    whole_pool = province.pools[pool]
    if whole_pool <= 0:
        return
    total = 0.0
    for c in range(lane.first_county, lane.end_county):
        total += counties[c].share_budget * 2.0 * (1.0 - rank_of_pay(counties[c]))
    for c in range(lane.first_county, lane.end_county):
        county = counties[c]
        part = whole_pool / max(total, 1e-12) * county.share_budget * 2.0
        hand_over(province, pool, part * (1.0 - rank_of_pay(county)), c, county, purses, ledger, flow)
        if lane.channel_contests:
            county.at_stake += part  # from the last place in the tier to the first: about a point of score


def give_for_projects(lane, province, counties, purses, ledger):
    """The province's money for projects of firms that do much R&D goes into counties' project money, by budget."""
    whole_pool = province.pools[PRIORITY_PROJECT_POOL]
    for c in range(lane.first_county, lane.end_county):
        yuan = take(province, PRIORITY_PROJECT_POOL, int(whole_pool * counties[c].share_budget))
        government_pays(PROVINCE_PURSE, PROVINCE_REVENUE, COUNTY_PURSE, yuan, c, purses, ledger, PRIORITY_PROJECTS)
        counties[c].project_money = yuan


def rank_of_pay(county):
    """Rank that performance pay goes by: within the tier; the middle before there is a score."""
    return county.rank_in_tier if county.n_indexed_years > 0 else 0.5


def divide_funds(lane, province, counties, purses, ledger):
    """Provincial funds by factors of last year's figures; counties' own S&T share moves towards what that asks for.

    With the channel of contests closed funds go by budget, and earn nobody more for spending more.
    """
    law = lane.law.provincial_st_funds_allocation
    whole_pool = province.pools[FUNDS_POOL]
    total = 0.0
    for c in range(lane.first_county, lane.end_county):
        total += weight_of_funds(lane, law, counties[c])
    for c in range(lane.first_county, lane.end_county):
        county = counties[c]
        part = whole_pool / max(total, 1e-12)
        hand_over(
            province, FUNDS_POOL, part * weight_of_funds(lane, law, county), c, county, purses, ledger,
            PROVINCIAL_FUNDS,
        )  # fmt: skip
        earned = 0.0
        if lane.channel_contests and whole_pool > 0:
            average = county.expenditure * province.average[ST_SHARE]
            earned = marginal_transfer(law, float(whole_pool), county.share_budget, total, average)
            county.at_stake += part * law.weight_capacity * county.share_budget
        county.st_propensity = next_st_propensity(county.st_propensity, county.st_propensity_usual, earned, lane.belief)


def weight_of_funds(lane, law, county):
    """Weight of a county in provincial funds: its budget times the factors, once there are figures."""
    if lane.channel_contests == 0 or county.n_indexed_years == 0:
        return county.share_budget
    own = component(county.figures[ST_SHARE], county.reference[ST_SHARE])
    return county.share_budget * factors(law, county.score, own, county.delivery_quality)


def return_growth_of_tax(lane, province, counties, purses, ledger):
    """The province returns a share of counties' tax of last year above the base year's, as far as its pool goes.

    Where the pool is short all get the same part of what is due; with the channel of contests closed a county gets no
    more than its share of the budget, and what it does not get lapses.
    """
    law = lane.law.base_plus_increment_refund
    if not is_base(law, lane.given.year - 1.0):
        return
    total = 0.0
    for c in range(lane.first_county, lane.end_county):
        county = counties[c]
        if county.tax_base_year == 0:
            county.tax_base_year = int(lane.given.year - 1)
            county.tax_base = county.tax_year
        total += due(county.tax_year, county.tax_base, law)
    whole_pool = float(province.pools[REFUND_POOL])
    for c in range(lane.first_county, lane.end_county):
        county = counties[c]
        wanted = due(county.tax_year, county.tax_base, law)
        if wanted <= 0.0:
            continue
        part = whole_pool / total
        if lane.channel_contests == 0:
            part = whole_pool * county.share_budget / wanted
        part = min(1.0, part)
        hand_over(province, REFUND_POOL, part * wanted, c, county, purses, ledger, TAX_GROWTH_REFUND)
        county.tax_returned = law.return_share * part


def co_fund(lane, p, prefecture, province, counties, purses, ledger):
    """A prefecture co-funds its counties: by budget; with a contest or an index on, in part by expected gain.

    Expected gain is nearness to the threshold (1 without a contest) times absorptive capacity.
    """
    programme = lane.law.innovative_county_programme
    contest = holds_round(programme, lane.given.year) and prize(programme) > 0.0
    focus = 1.0 if lane.channel_contests and (contest or province.publishes_index) else 0.0
    pool = reserve(prefecture, lane.belief.prefecture_transfer_share * prefecture.st_envelope)
    left = pool
    total = 0.0
    for c in range(lane.first_county, lane.end_county):
        if counties[c].prefecture == p - lane.first_prefecture:
            total += counties[c].share_budget * promise(lane, counties[c], contest, focus)
    for c in range(lane.first_county, lane.end_county):
        county = counties[c]
        if county.prefecture != p - lane.first_prefecture:
            continue
        yuan = int(pool / max(total, 1e-12) * county.share_budget * promise(lane, county, contest, focus))
        government_pays(
            PREFECTURE_PURSE, PREFECTURE_REVENUE, COUNTY_PURSE, yuan, c, purses, ledger, PREFECTURE_TRANSFER
        )
        county.transfers += yuan
        left -= yuan
    prefecture.st_left += left  # what rounding leaves


def promise(lane, county, contest, focus):
    """Weight of a county in its prefecture's co-funding, per yuan of budget."""
    near = 1.0
    if contest:
        near = 0.0
        if county.is_innovative == 0:
            threshold = max(lane.law.innovative_county_programme.score_threshold_county, 1e-9)
            near = nearness(county.score, threshold)
    return weight_in_prefecture(county, near, focus, lane.belief)


def hand_over(province, pool, wanted, c, county, purses, ledger, flow):
    """Transfer whole yuan, rounded down, from a pool of the province to a county; the pool may run dry.

    Funds that the cities have filled come from the county's own.
    """
    yuan = take(province, pool, int(wanted))
    if province.of_cities[pool]:
        government_pays(PREFECTURE_PURSE, PREFECTURE_REVENUE, COUNTY_PURSE, yuan, c, purses, ledger, CITY_FUNDS)
    else:
        government_pays(PROVINCE_PURSE, PROVINCE_REVENUE, COUNTY_PURSE, yuan, c, purses, ledger, flow)
    county.transfers += yuan
