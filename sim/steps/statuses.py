"""Fourth quarter: counties' figures, scores and ranks, the index; contests for innovative counties and townships."""

from math import exp

from sim.agents.government import (
    ACTIVE_SHARE,
    ADOPTION,
    AWARD_POOL,
    FARM_INCOME,
    N_CRITERIA,
    RD_INTENSITY,
    TOWNSHIP_AWARD_POOL,
    YEARS_OF_INDEX,
)
from sim.engine.ledger import (
    COUNTY_PURSE,
    INNOVATIVE_COUNTY_AWARD,
    INNOVATIVE_TOWNSHIP_AWARD,
    PROVINCE_PURSE,
    PROVINCE_REVENUE,
    REST_OF_WORLD,
)
from sim.levers.innovative_county_programme import awards_township, holds_round
from sim.levers.support import award, government_pays
from sim.rules.budgets import next_absorptive_capacity
from sim.rules.scores import amount, capacity_index, component, score, size


def provinces_award_statuses(lanes, provinces, counties, townships, purses, ledger):
    """Fourth quarter: scores of counties and townships; if a round is held, the best that pass get the status.

    A round goes by rank and is never filled up: a place stays empty when nobody passes the threshold.
    """
    for lane in lanes:
        law = lane.law.innovative_county_programme
        figures_are_published(lane, provinces[lane.first_province], counties)
        for t in range(lane.first_township, lane.end_township):
            township = townships[t]
            county = counties[lane.first_county + township.county]
            township.score = township_score(township, county, lane.given.gdp_index, lane.belief)
        if not holds_round(law, lane.given.year):
            continue
        province = provinces[lane.first_province]
        for _ in range(places(lane, law.places_per_round_county, lane.end_county - lane.first_county)):
            c = next_winner(counties, lane.first_county, lane.end_county, law.score_threshold_county)
            if c < 0:
                break
            county = counties[c]
            yuan = award(lane, province, county, AWARD_POOL, law.award_per_county)
            government_pays(
                PROVINCE_PURSE, PROVINCE_REVENUE, COUNTY_PURSE, yuan, c, purses, ledger, INNOVATIVE_COUNTY_AWARD
            )
            county.award += yuan
        for _ in range(places(lane, law.places_per_round_township, lane.end_township - lane.first_township)):
            t = next_winner(townships, lane.first_township, lane.end_township, law.score_threshold_township)
            if t < 0:
                break
            c = lane.first_county + townships[t].county
            county = counties[c]
            yuan = award(lane, province, county, TOWNSHIP_AWARD_POOL, awards_township(law))
            government_pays(
                PROVINCE_PURSE, PROVINCE_REVENUE, REST_OF_WORLD, yuan, c, purses, ledger, INNOVATIVE_TOWNSHIP_AWARD
            )
            county.yuan_fiscal_st += yuan
            county.yuan_fiscal_expenditure += yuan


def next_winner(rows, first, end, threshold):
    """Row of the best without the title among those that pass the threshold, who gets it now; -1 if there is none."""
    best = -1
    for row in range(first, end):
        passes = rows[row].is_innovative == 0 and rows[row].score >= threshold
        if passes and (best < 0 or rows[row].score > rows[best].score):
            best = row
    if best >= 0:
        rows[best].is_innovative = 1
    return best


def places(lane, law_places, everybody):
    """Places of a round; with the channel of contests closed there is one for everybody who passes."""
    if lane.channel_contests:
        return int(law_places)
    return everybody


def figures_are_published(lane, province, counties):
    """The year's figures of the counties, the region's beside them; scores, ranks, index, absorptive capacity.

    With the channel of contests closed a county is compared with its own figures of the first year, and has no rank.
    """
    for k in range(N_CRITERIA):
        total = 0.0
        against = 0.0
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            part = amount(county, k, lane.given.gdp_index)
            against_it = size(county, k)
            county.figures[k] = part / max(against_it, 1e-9)
            total += part
            against += against_it
        province.average[k] = total / max(against, 1e-9)
    for c in range(lane.first_county, lane.end_county):
        county = counties[c]
        is_first = county.n_indexed_years == 0
        for k in range(N_CRITERIA):
            reference = province.average[k] if lane.channel_contests else county.first_figures[k]
            if lane.channel_contests == 0 and is_first:
                reference = county.figures[k]
            county.reference[k] = reference
            if is_first:
                county.first_figures[k] = reference
        county.n_indexed_years += 1
        county.score = score(county)
        for back in range(YEARS_OF_INDEX - 1):
            year = YEARS_OF_INDEX - 1 - back
            county.index_of_year[year] = county.index_of_year[year - 1]
        county.index_of_year[0] = capacity_index(county)
        relative = component(county.figures[RD_INTENSITY], county.reference[RD_INTENSITY])
        county.absorptive_capacity = next_absorptive_capacity(
            county.absorptive_capacity, county.schooling, relative, county.delivery_quality, lane.belief
        )
    for c in range(lane.first_county, lane.end_county):
        rank(lane, counties, c)


def statuses_are_counted(lanes, counties, townships):
    """Innovative counties and townships, and counties' index of innovation capacity once they have one."""
    for lane in lanes:
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            county.n_innovative_counties = float(county.is_innovative)
            if county.n_indexed_years > 0:
                county.sum_innovation_index = county.index_of_year[0]
                county.n_indexed = 1.0
        for t in range(lane.first_township, lane.end_township):
            counties[lane.first_county + townships[t].county].n_innovative_townships += townships[t].is_innovative


def rank(lane, counties, c):
    """A county's ranks by score within its tier and its prefecture: share of the others that are ahead (0: the best).

    A tie counts half. Without the channel of contests there is no rank: 0.5 among nobody.
    """
    mine = counties[c]
    ahead_in_tier = 0.0
    in_tier = 0.0
    ahead_in_prefecture = 0.0
    in_prefecture = 0.0
    if lane.channel_contests:
        for other in range(lane.first_county, lane.end_county):
            county = counties[other]
            if other == c:
                continue
            ahead = 0.0
            if county.score > mine.score:
                ahead = 1.0
            elif county.score == mine.score:
                ahead = 0.5
            if county.tier == mine.tier:
                in_tier += 1.0
                ahead_in_tier += ahead
            if county.prefecture == mine.prefecture:
                in_prefecture += 1.0
                ahead_in_prefecture += ahead
    mine.rank_in_tier = ahead_in_tier / in_tier if in_tier > 0.0 else 0.5
    mine.rank_in_prefecture = ahead_in_prefecture / in_prefecture if in_prefecture > 0.0 else 0.5


def township_score(township, county, price_level, belief):
    """Score of a township (index; 1 = the region's average in all), times how well its office is run and tries.

    Mean of three, each over the region's average of the year and at most 2: households with improved techniques,
    R&D-active share of the county's firms, household income. By assumption, as the county's.
    """
    total = component(township.adoption, county.reference[ADOPTION])
    total += component(county.figures[ACTIVE_SHARE], county.reference[ACTIVE_SHARE])
    total += component(township.income / price_level, county.reference[FARM_INCOME])
    return total / 3.0 * exp(belief.organisation_spread * (township.organisation + township.drive))
