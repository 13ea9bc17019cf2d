"""Firms and institutes contract: who with whom, whether there is time, what is learnt; vouchers are used and paid."""

from sim.agents.government import INSTRUMENT_POOL, MOST_PAIRS, STATION_POOL, VOUCHER_POOL
from sim.engine.ledger import (
    AGENCY_FEES,
    CONTRACTS,
    COUNTY_PURSE,
    INSTRUMENT_INCOME,
    INSTRUMENT_SUBSIDY,
    N_PURSES,
    REST_OF_WORLD,
    VOUCHER_PAYMENT,
    firm_pays,
    firm_receives,
    pay,
    whole,
)
from sim.engine.luck import luck, luck_key
from sim.levers.flexible_talent_academicians import hosted
from sim.levers.shared_instruments import paid_by_county, saved_by_firm
from sim.levers.support import give_back
from sim.levers.tech_transfer_services import fee
from sim.rules.contracts import (
    NEXT_PARTNER,
    PARTNER,
    REDEEMS,
    distance_seen,
    fit_of_fields,
    learning,
    partner_memory,
    search_base,
    search_cost,
    surplus,
    weight_of_partner,
)
from sim.steps.alliances import consider_alliance, is_ally, share_project
from sim.steps.stations import open_station


def firms_buy_contracts(lanes, prefectures, counties, firms, institutes, purses, ledger, between, proximity):
    """Firms with a contract at hand choose an institute, buy if it pays, learn; used vouchers are paid.

    Who comes first when an institute's time runs out is settled by age (the order of keys), as with vouchers.
    """
    for lane in lanes:
        keenest = 0.0
        for k in range(lane.first_institute, lane.end_institute):
            keenest = max(keenest, institutes[k].effort)
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive:
                continue
            c = lane.first_county + firm.county
            county = counties[c]
            if firm.contract_price > 0.0 and keenest > 0.0:
                city = prefectures[lane.first_prefecture + county.prefecture]
                consider_alliance(lane, firm, county, c, city, purses, ledger)
                seek_contract(lane, firm, county, c, city, institutes, keenest, purses, ledger, between, proximity)
            if firm.voucher > 0:
                settle_voucher(lane, firm, county, c, purses, ledger)


def seek_contract(lane, firm, county, c, city, institutes, keenest, purses, ledger, between, proximity):
    """Choose the institute; if it has no free time, the contract is turned away and one with time is sought."""
    if county.pools[STATION_POOL] > 0:
        open_station(lane, firm, county, c, institutes, purses, ledger, proximity)
    most = max(0.0, surplus(firm.contract_value, firm.contract_price, keenest, 1.0)) + usable_voucher(lane, firm)
    if firm.is_reached and county.pools[INSTRUMENT_POOL] > 0:
        instruments = lane.law.shared_instruments
        given = paid_by_county(instruments, lane.belief)
        most += saved_by_firm(given, instruments, lane.belief, lane.given.gdp_index)
    most += firm.alliance_part
    if most <= cheapest_search(firm, lane):
        return
    k = chosen_partner(lane, firm, county, c, institutes, proximity, PARTNER, False)
    if k < 0:
        return
    if not has_time(lane, county, institutes[k], k):
        institutes[k].contracts_asked += price_of(firm, institutes[k]) * firm.stands_for
        county.n_contracts_refused += firm.stands_for
        k = chosen_partner(lane, firm, county, c, institutes, proximity, NEXT_PARTNER, True)
        if k < 0:
            return
    buy_contract(lane, firm, county, c, city, institutes[k], k, purses, ledger, between)


def cheapest_search(firm, lane):
    """The least that finding any partner can cost this firm (yuan)."""
    base = search_base(firm, lane.belief, lane.given.gdp_index)
    base *= 1.0 - hosted(firm, lane.quarter)
    return base * (1.0 - lane.belief.search_cost_cut) * (1.0 - lane.belief.pairing_search_cut)


def price_of(firm, institute):
    """Price of the contract at hand with an institute (whole yuan); inventors' effort makes it dearer."""
    return whole(firm.contract_price * institute.effort)


def given_for_instruments(lane, firm, county, institute):
    """The county's part of the price of instruments for each of the firms that an agent stands for (whole yuan).

    Nothing for firms that are not reached, or where the institute's days or the county's money have run out; the last
    gets what money is left.
    """
    if not firm.is_reached or institute.instrument_days < lane.belief.instrument_days * firm.stands_for:
        return 0
    wanted = whole(paid_by_county(lane.law.shared_instruments, lane.belief))
    return min(wanted, county.pools[INSTRUMENT_POOL] // firm.stands_for)


def saved_by_instruments(lane, firm, institute, given):
    """What the institute's open instruments save the firm (whole yuan); open only where the county gives its part."""
    if given <= 0:
        return 0
    saved = saved_by_firm(float(given), lane.law.shared_instruments, lane.belief, lane.given.gdp_index)
    return min(price_of(firm, institute), whole(saved))


def use_instruments(lane, firm, county, c, institute, given, purses, ledger):
    """The county pays its part of the price of the days, by way of an account outside the region; the days are used."""
    yuan = given * firm.stands_for
    county.pools[INSTRUMENT_POOL] -= yuan
    county.yuan_fiscal_st += yuan
    seat = lane.first_county + institute.county
    world = purses[c * N_PURSES + REST_OF_WORLD]
    pay(purses[c * N_PURSES + COUNTY_PURSE], world, yuan, ledger, c, INSTRUMENT_SUBSIDY)
    pay(purses[seat * N_PURSES + REST_OF_WORLD], institute, yuan, ledger, seat, INSTRUMENT_INCOME)
    institute.contract_income += yuan
    institute.instrument_days -= lane.belief.instrument_days * firm.stands_for


def usable_voucher(lane, firm):
    """Yuan of a voucher that can be used now: awarded, not yet used, still valid."""
    if firm.voucher_used or firm.voucher_until < lane.quarter:
        return 0
    return firm.voucher


def is_paired(lane, county, k):
    """Is institute k (row) a partner of the county?"""
    paired = False
    for p in range(MOST_PAIRS):
        paired = paired or county.partners[p] == k - lane.first_institute + 1
    return paired


def has_time(lane, county, institute, k):
    """Has the institute free time for this county's firms? A paired county's may also use the time for service."""
    if institute.contract_time_left > 0.0:
        return True
    return institute.service_time_left > 0.0 and is_paired(lane, county, k)


def chosen_partner(lane, firm, county, c, institutes, proximity, draw, only_free):
    """Row of the institute that the firm chooses, by keyed luck; -1 if a contract pays with none.

    Weights are those of `weight_of_partner`, drawn by inversion. With the spillover channel closed a firm knows only
    the institutes of its own county.
    """
    total = 0.0
    for k in range(lane.first_institute, lane.end_institute):
        total += partner_weight(lane, firm, county, c, institutes[k], k, proximity, only_free)
    if total <= 0.0:
        return -1
    mark = luck(luck_key(lane.seed, draw, lane.quarter), firm.key) * total
    total = 0.0
    last = -1
    for k in range(lane.first_institute, lane.end_institute):
        weight = partner_weight(lane, firm, county, c, institutes[k], k, proximity, only_free)
        total += weight
        if weight > 0.0:
            last = k
            if mark < total:
                break
    return last


def partner_weight(lane, firm, county, c, institute, k, proximity, only_free):
    """Weight of one institute in the firm's choice; 0 without researchers, out of reach or, if asked, without time."""
    if institute.n_rd_workers == 0 or (institute.county != firm.county and not lane.channel_spillover):
        return 0.0
    if only_free and not has_time(lane, county, institute, k):
        return 0.0
    belief = lane.belief
    near = 1.0
    if institute.county != firm.county:
        near = proximity[c][institute.county]
    memory = 0.0
    if firm.partner == k - lane.first_institute + 1:
        memory = partner_memory(firm, lane.quarter, belief.partner_memory)
    allied = 0
    if is_ally(lane, firm, institute):
        memory = 1.0  # who sits at one table knows whom to ask
        allied = firm.alliance_part
    search = search_cost(
        search_base(firm, belief, lane.given.gdp_index),
        near,
        distance_seen(belief.search_distance, county.is_online and institute.is_listed),
        memory,
        belief.search_cost_cut,
        is_paired(lane, county, k),
        belief.pairing_search_cut,
    )
    if firm.station_with == k - lane.first_institute + 1:
        search *= 1.0 - hosted(firm, lane.quarter)  # the expert is known
    saved = saved_by_instruments(lane, firm, institute, given_for_instruments(lane, firm, county, institute))
    price = price_of(firm, institute) - saved
    if firm.cash < price:
        return 0.0
    fit = fit_of_fields(firm.sector, institute.field, belief.other_field_worth)
    net = surplus(firm.contract_value, firm.contract_price, institute.effort, fit) - search
    net = net + saved - fee(firm, float(price), lane.law.tech_transfer_services)
    taste = belief.partner_taste * belief.contract_reference * lane.given.gdp_index
    return weight_of_partner(net + usable_voucher(lane, firm) + allied, taste)


def buy_contract(lane, firm, county, c, city, institute, k, purses, ledger, between):
    """The firm pays and learns; researchers' time is promised; a voucher at hand is used."""
    belief = lane.belief
    given = given_for_instruments(lane, firm, county, institute)
    saved = saved_by_instruments(lane, firm, institute, given)
    price = price_of(firm, institute) - saved
    if saved > 0:
        use_instruments(lane, firm, county, c, institute, given, purses, ledger)
    firm_pays(firm, institute, price, ledger, c, CONTRACTS)
    # a contract may cross a county's border: the ledger keeps it by pair of counties instead
    ledger[c, CONTRACTS] -= price * firm.stands_for
    between[c, institute.county] += price * firm.stands_for
    if firm.alliance_part > 0 and is_ally(lane, firm, institute):
        share_project(lane, firm, county, c, city, min(firm.alliance_part, price), purses, ledger)
    brokerage = whole(fee(firm, float(price), lane.law.tech_transfer_services))
    firm_pays(firm, purses[c * N_PURSES + REST_OF_WORLD], brokerage, ledger, c, AGENCY_FEES)
    firm.income_year -= price + brokerage
    institute.contract_income += price * firm.stands_for
    institute.contracts_asked += price * firm.stands_for
    time = belief.contract_time * firm.stands_for
    if institute.service_time_left > 0.0 and is_paired(lane, county, k):
        institute.service_time_left -= time
    else:
        institute.contract_time_left -= time
    fit = fit_of_fields(firm.sector, institute.field, belief.other_field_worth)
    researchers = float(institute.n_rd_workers * lane.stands_for)
    firm.knowledge += price + learning(
        belief.contract_learning,
        county.absorptive_capacity,
        fit,
        belief.contract_time,
        institute.knowledge,
        researchers,
    )
    firm.partner = k - lane.first_institute + 1
    firm.partner_since = lane.quarter
    county.n_outside_contracts += firm.stands_for
    county.yuan_outside_contracts += price * firm.stands_for
    if usable_voucher(lane, firm) > 0:
        u = luck(luck_key(lane.seed, REDEEMS, lane.quarter), firm.key)
        firm.voucher_used = 1
        firm.voucher_until = lane.quarter + 1 + int(3.0 * u)


def settle_voucher(lane, firm, county, c, purses, ledger):
    """A used voucher is paid one to three quarters after the contract; one that nobody used in time goes back (E35)."""
    if firm.voucher_until > lane.quarter:
        return
    if firm.voucher_used:
        firm_receives(firm, purses[c * N_PURSES + COUNTY_PURSE], firm.voucher, ledger, c, VOUCHER_PAYMENT)
        county.yuan_fiscal_st += firm.voucher * firm.stands_for
        county.yuan_rd_firms_government += firm.voucher * firm.stands_for
        firm.income_year += firm.voucher
    else:
        give_back(county, VOUCHER_POOL, firm.voucher * firm.stands_for)
    firm.voucher = 0
    firm.voucher_used = 0
    firm.voucher_until = 0


def vouchers_of_closed_firms_return(lanes, counties, firms):
    """A voucher ends with the firm that holds it, used or not: the money for it goes back to the county's pool."""
    for lane in lanes:
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if firm.alive or firm.voucher <= 0:
                continue
            give_back(counties[lane.first_county + firm.county], VOUCHER_POOL, firm.voucher * firm.stands_for)
            firm.voucher = 0
            firm.voucher_used = 0
            firm.voucher_until = 0
