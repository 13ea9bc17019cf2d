"""What levers share: the one way in which public money is set aside, taken, given and paid; and the queue for vouchers.

A pool is a purpose of a government's S&T money of the year. It is filled by `reserve` and emptied by `take`, for what
a government does itself, `give`, for applicants one by one, or `pay_instalment`, by quarters; `give_back` returns what
was promised and not used. Whom a pool cannot serve is counted by `turn_away`.

`terms`, `may`, `does` and `gives` of the queue are bound by each lever (engine.compile.bind); they say who is
eligible, who applies and what is given. Used vouchers are paid when the contract is bought (steps.contracts).
"""

from sim.agents.government import VOUCHER_POOL
from sim.engine.ledger import COUNTY_PURSE, N_PURSES, REST_OF_WORLD, pay, whole
from sim.rules.contracts import partner_memory, search_base


def reserve(government, wanted):
    """Set money of the envelope aside for a pool (whole yuan); no pool gets more than is left."""
    yuan = min(whole(wanted), government.st_left)
    government.st_left -= yuan
    return yuan


def take(government, pool, wanted):
    """Take money out of a government's pool (whole yuan): no more than it holds."""
    yuan = min(whole(wanted), government.pools[pool])
    government.pools[pool] -= yuan
    return yuan


def give(county, pool, wanted, least, stands_for):
    """Take out of a county's pool what each of the firms that an agent stands for gets (whole yuan a firm).

    Nobody gets more than is wanted; the last gets what is left. Those for whom less is left than the least that is of
    use to them (whole yuan) are turned away, and the pool keeps its money.
    """
    if wanted <= 0:
        return 0
    yuan = min(wanted, county.pools[pool] // stands_for)
    if yuan < max(1, least):
        turn_away(county, pool, stands_for)
        return 0
    county.pools[pool] -= yuan * stands_for
    return yuan


def turn_away(county, pool, applicants):
    """Count applicants for whom a pool of the county has no money (firms)."""
    county.turned_away[pool] += applicants
    county.n_turned_away += applicants


def give_back(county, pool, yuan):
    """Return to its pool what an applicant was promised and did not use (whole yuan)."""
    county.pools[pool] += yuan


def quarters_part(county, pool, season):
    """The quarter's part of what is left of a pool (whole yuan).

    In the fourth quarter all of it: the parts of a year are equal if nothing else draws on the pool.
    """
    if county.pools[pool] <= 0:
        return 0
    return min(county.pools[pool], whole(county.pools[pool] / (5.0 - season)))


def pay_instalment(county, pool, season, c, payee, purses, ledger, flow):
    """Pay the quarter's part of a pool to a purse of the county (`payee`); returns whole yuan."""
    yuan = take(county, pool, quarters_part(county, pool, season))
    pay(purses[c * N_PURSES + COUNTY_PURSE], purses[c * N_PURSES + payee], yuan, ledger, c, flow)
    county.yuan_fiscal_st += yuan
    return yuan


def for_province(wanted, city_pays):
    """What the province sets aside of what a lever wants (yuan): nothing where the cities pay in its place."""
    return 0.0 if city_pays > 0.0 else wanted


def award(lane, province, county, pool, wanted):
    """Yuan of an award to a county, from a pool of the province while it lasts."""
    return drawn(lane, province, county.own_part, pool, wanted)


def city_gives(lane, prefecture, county, pool, wanted, stands_for):
    """What each of the firms or workers that an agent stands for gets out of a pool of their prefecture (whole yuan).

    Nobody gets more than is wanted; those for whom the pool has nothing are turned away and counted.
    """
    return given_from_above(lane, prefecture, county.prefecture_part, county, pool, wanted, stands_for)


def province_gives(lane, province, county, pool, wanted, stands_for):
    """The same out of a pool of the province (whole yuan for each firm that an agent stands for)."""
    return given_from_above(lane, province, county.own_part, county, pool, wanted, stands_for)


def given_from_above(lane, government, parts, county, pool, wanted, stands_for):
    """What a government above the county gives each of the firms or workers that an agent stands for (whole yuan)."""
    if wanted <= 0:
        return 0
    yuan = min(wanted, left_above(lane, government, parts, pool) // stands_for)
    if yuan <= 0:
        county.n_turned_away += stands_for
        return 0
    drawn(lane, government, parts, pool, yuan * stands_for)
    return yuan


def city_has(lane, prefecture, county, pool):
    """What firms of a county can still get out of a pool of their prefecture (whole yuan)."""
    return left_above(lane, prefecture, county.prefecture_part, pool)


def left_above(lane, government, parts, pool):
    """What a county can still get out of a pool of a government above it (whole yuan)."""
    return government.pools[pool] if lane.channel_contests else parts[pool]


def drawn(lane, government, parts, pool, wanted):
    """Yuan drawn on a pool of a government above the county, while it lasts.

    With the channel of contests closed what one county gets must not be missing elsewhere: then a county can get no
    more than its own part of the pool (`parts`), by its share of the budget; what it does not get lapses.
    """
    if lane.channel_contests:
        return take(government, pool, wanted)
    yuan = min(whole(wanted), parts[pool])
    parts[pool] -= yuan
    return yuan


def raised(kind, revenue, yuan, c, purses, ledger):
    """The purse of province or prefecture in a county, after it has raised what it is about to spend (whole yuan).

    What it holds already, of money beyond its envelope, is spent first.
    """
    purse = purses[c * N_PURSES + kind]
    pay(purses[c * N_PURSES + REST_OF_WORLD], purse, max(0, yuan - max(0, purse.cash)), ledger, c, revenue)
    return purse


def government_pays(kind, revenue, payee, yuan, c, purses, ledger, flow):
    """Province or prefecture raise what they spend in a county, up to their budgets, and pay it to a purse there."""
    purse = raised(kind, revenue, yuan, c, purses, ledger)
    pay(purse, purses[c * N_PURSES + payee], yuan, ledger, c, flow)


def terms(lane):
    """Bound by a lever."""
    raise LookupError("a lever binds its own terms")


may = does = gives = terms


def award_vouchers(lanes, counties, firms):
    """Firms apply for this lever; the county awards until its pool is spent, then turns applicants away.

    First come, first served: by quarter, and within a quarter by age (the order of keys), which favours older firms
    when the pool runs dry. The pool of a year is not rationed over its quarters. A firm applies if the contract would
    pay with a partner of its own county or its last one; whether it finds one with time is seen later, so an award can
    outlast the contract it was asked for and be used for another while it is valid. How many lapse (E35)
    follows from that: from institutes' time, what a search costs, and the validity.
    """
    for lane in lanes:
        law = terms(lane)
        if law.annual_budget_county <= 0.0:
            continue
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive or firm.contract_price <= 0.0:
                continue
            county = counties[lane.first_county + firm.county]
            if not may(firm, lane.given.year):
                continue
            search = search_base(firm, lane.belief, lane.given.gdp_index)
            memory = partner_memory(firm, lane.quarter, lane.belief.partner_memory)
            if not does(firm, search * (1.0 - lane.belief.search_cost_cut * memory), law):
                continue
            yuan = give(county, VOUCHER_POOL, whole(gives(firm, law)), 1, firm.stands_for)
            if yuan <= 0:
                continue
            firm.voucher_year = lane.given.year
            firm.voucher = yuan
            firm.voucher_until = lane.quarter + int(law.valid_quarters) - 1
