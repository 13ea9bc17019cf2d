"""Spin-offs: inventors of institutes found firms, in the institute's county or in one that it is paired with."""

from sim.engine.ledger import (
    EQUITY_OF_ENTRANTS,
    LICENCE_INCOME,
    N_PURSES,
    REST_OF_WORLD,
    SPIN_OFF_FEES,
    firm_pays,
    firm_receives,
    pay,
    whole,
)
from sim.engine.luck import agent_key, luck, luck_key, normal, poisson
from sim.rules.entry import ENTRANT_SIZE, enters_sample, first_cash, first_sales
from sim.rules.institutes import own_share
from sim.rules.spin_offs import (
    SPIN_OFFS,
    chance_to_start,
    fee_while_held,
    licence_fee,
    post_kept,
    worth_of_licence,
    worth_of_start,
)
from sim.steps.contracts import is_paired
from sim.steps.entry_exit import begin_rd, draw_entrant, settle_in

FIRST_SLOT = 1 << 24  # of spin-offs' keys in a quarter: beyond any entrant's, so that more entrants move none of them
MOST_A_QUARTER = 256  # spin-offs of an institute


def inventors_decide(lanes, counties, institutes):
    """How many firms are founded on this quarter's results of each institute, and where starting is worth most."""
    for lane in lanes:
        belief = lane.belief
        level = lane.given.gdp_index
        draws = luck_key(lane.seed, SPIN_OFFS, lane.quarter)
        for c in range(lane.first_county, lane.end_county):
            counties[c].n_spin_offs = 0
        for k in range(lane.first_institute, lane.end_institute):
            institute = institutes[k]
            share = own_share(institute.inventor_share, institute.share_floor)
            fee = fee_of(lane, institute)
            place = institute.county
            best = worth_in(lane, counties[lane.first_county + place], institute, fee)
            for c in range(lane.first_county, lane.end_county):
                if is_paired(lane, counties[c], k):
                    there = worth_in(lane, counties[c], institute, fee)
                    if there > best:
                        best = there
                        place = c - lane.first_county
            licence = worth_of_licence(institute, share, level, belief)
            chance = chance_to_start(best, licence, belief.spin_off_taste * level)
            institute.spin_off_county = place
            institute.spin_offs = min(
                institute.patents_pending,
                MOST_A_QUARTER,
                poisson(luck(draws, institute.key), institute.results * chance),
            )
            counties[lane.first_county + place].n_spin_offs += institute.spin_offs


def fee_of(lane, institute):
    """What a spin-off pays its institute today (yuan): less where inventors get more of a firm, or hold the result."""
    share = own_share(institute.inventor_share, max(institute.share_floor, institute.equity_floor))
    fee = licence_fee(institute, share, lane.given.gdp_index, lane.belief)
    return fee_while_held(fee, institute.right_years, lane.belief)


def worth_in(lane, county, institute, fee):
    """What founding a firm in a county is worth to an institute's inventors (yuan), with the leave that it grants."""
    start = worth_of_start(county, fee, lane.given.gdp_index, lane.belief)
    return start + post_kept(county, institute.leave_years, lane.belief)


def spin_offs_enter(lanes, sectors, counties, firms, institutes, purses, ledger):
    """Each spin-off enters at its own key, if the sample keeps it: with one result of the institute, for a fee."""
    for lane in lanes:
        for k in range(lane.first_institute, lane.end_institute):
            institute = institutes[k]
            c = lane.first_county + institute.spin_off_county
            for number in range(institute.spin_offs):
                counties[c].n_spin_offs -= 1
                institute.patents_pending -= 1
                slot = FIRST_SLOT + (k - lane.first_institute) * MOST_A_QUARTER + number
                key = agent_key(c - lane.first_county, lane.quarter, slot)
                if not enters_sample(lane, key):
                    continue
                firm = firms[lane.end_firm]
                lane.end_firm += 1
                found(lane, sectors, firm, key, institute, k, c)
                start_with(lane, firm, institute, counties[c], c, purses, ledger)


def found(lane, sectors, firm, key, institute, k, c):
    """What a spin-off is: a technology SME in the institute's field that does R&D and knows its institute."""
    firm.key = key
    firm.alive = 1
    firm.county = c - lane.first_county
    firm.stands_for = lane.stands_for
    firm.founded = lane.quarter
    firm.is_tech_sme = 1
    firm.is_service = 1
    z = normal(luck(luck_key(lane.seed, ENTRANT_SIZE, 0), key))
    firm.sales_year = first_sales(lane.belief.spin_off_sales, z, lane.given.gdp_index, lane.belief)
    firm.sales = firm.sales_year / 4.0
    firm.sales_before = firm.sales
    draw_entrant(lane, sectors, firm)
    settle_in(lane, sectors, firm, institute.field)
    field = sectors[lane.first_sector + institute.field]
    if field.is_manufacturing:
        firm.is_service = 0
    begin_rd(lane, firm, field)
    firm.patents_pending = 1
    firm.partner = k - lane.first_institute + 1
    firm.partner_since = lane.quarter


def start_with(lane, firm, institute, county, c, purses, ledger):
    """Founders' money comes from outside; the fee goes to the institute, by way of an account outside the region.

    Institute and firm may be in different counties, and a flow of the ledger has one.
    """
    world = purses[c * N_PURSES + REST_OF_WORLD]
    firm_receives(firm, world, whole(first_cash(firm.sales_year, lane.belief)), ledger, c, EQUITY_OF_ENTRANTS)
    fee = min(firm.cash, whole(fee_of(lane, institute)))
    firm_pays(firm, world, fee, ledger, c, SPIN_OFF_FEES)
    firm.income_year -= fee
    seat = lane.first_county + institute.county
    pay(purses[seat * N_PURSES + REST_OF_WORLD], institute, fee * firm.stands_for, ledger, seat, LICENCE_INCOME)
    institute.licences_year += fee * firm.stands_for
    county.new_firms += firm.stands_for
    county.new_spin_offs += firm.stands_for
