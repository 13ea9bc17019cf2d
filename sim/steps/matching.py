"""Agencies that a city pays show R&D workers without a post what other counties of the city have open."""

from math import exp

from sim.agents.government import MATCHING_POOL
from sim.engine.ledger import PREFECTURE_PURSE, PREFECTURE_REVENUE, REST_OF_WORLD, TALENT_MATCHING, whole
from sim.engine.luck import luck, luck_key
from sim.levers.gov_purchase_of_talent_services import is_bought
from sim.levers.support import city_gives, government_pays
from sim.rules.labour import MATCHED


def posts_are_listed(lane, counties):
    """Posts that employers left open last quarter are listed, where somebody pays for matching."""
    bought = is_bought(lane.law.gov_purchase_of_talent_services)
    for c in range(lane.first_county, lane.end_county):
        counties[c].posts_shown = counties[c].n_unfilled if bought else 0


def matched(lane, worker, prefectures, counties, destinations, purses, ledger):
    """County to which a worker without a post goes for one that an agency has found; the own if there is none.

    Shown is the county of the prefecture with most posts left. The worker goes with the chance w / (w + h w0), w and
    w0 the weights of the two places (steps.moving), h the attachment to home.
    """
    home = lane.first_county + worker.county
    if not lane.channel_mobility or worker.idle_since >= lane.quarter or counties[home].n_unfilled > 0:
        return worker.county
    best = home
    for c in range(lane.first_county, lane.end_county):
        is_near = counties[c].prefecture == counties[home].prefecture
        if is_near and counties[c].posts_shown > counties[best].posts_shown:
            best = c
    if best == home:
        return worker.county
    prefecture = prefectures[lane.first_prefecture + counties[home].prefecture]
    price = whole(lane.law.gov_purchase_of_talent_services.cost_per_match)
    yuan = city_gives(lane, prefecture, counties[home], MATCHING_POOL, price, lane.stands_for) * lane.stands_for
    if yuan <= 0:
        return worker.county
    flow = TALENT_MATCHING
    government_pays(PREFECTURE_PURSE, PREFECTURE_REVENUE, REST_OF_WORLD, yuan, home, purses, ledger, flow)
    counties[home].yuan_fiscal_st += yuan
    counties[home].n_posts_found += lane.stands_for
    counties[best].posts_shown -= 1
    there = weight_of(lane, destinations, best)
    here = weight_of(lane, destinations, home) * exp(lane.belief.home_attachment)
    if luck(luck_key(lane.seed, MATCHED, lane.quarter), worker.key) * (there + here) < there:
        return best - lane.first_county
    return worker.county


def weight_of(lane, destinations, c):
    """Weight of a county among destinations, of which there are cumulative sums."""
    if c == lane.first_county:
        return destinations[c]
    return destinations[c] - destinations[c - 1]
