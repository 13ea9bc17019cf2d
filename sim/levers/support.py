"""What levers share: pools that run dry, instalments, and the queue for vouchers.

Grants that go firm by firm ask `offered` what the pool still gives, which counts those turned away. `terms`,
`may`, `does` and `gives` of the queue are bound by each lever (engine.compile.bind); they say who is eligible, who
applies and what is given. Used vouchers are paid when the contract is bought (steps.contracts).
"""

from sim.agents.government import VOUCHER_POOL
from sim.engine.ledger import COUNTY_PURSE, N_PURSES, pay, whole
from sim.engine.luck import decision, luck, luck_key
from sim.rules.contracts import partner_memory, search_base

LAPSES = decision("voucher.lapses", "does an award lapse unused?")


def offered(county, pool, wanted, stands_for):
    """Whole yuan that a pool of the county still gives each of the firms that an agent stands for.

    Nobody gets more than is wanted; the last gets what is left. With nothing left the firms are turned away.
    """
    if wanted <= 0:
        return 0
    yuan = min(wanted, county.pools[pool] // stands_for)
    if yuan <= 0:
        county.n_turned_away += stands_for
        return 0
    return yuan


def pay_instalment(county, pool, season, c, payee, purses, ledger, flow):
    """Pay the quarter's part of what is left of a pool to a purse of the county (`payee`); returns whole yuan.

    In the fourth quarter all of it: the parts of a year are equal if nothing else draws on the pool.
    """
    if county.pools[pool] <= 0:
        return 0
    yuan = min(county.pools[pool], whole(county.pools[pool] / (5.0 - season)))
    county.pools[pool] -= yuan
    pay(purses[c * N_PURSES + COUNTY_PURSE], purses[c * N_PURSES + payee], yuan, ledger, c, flow)
    county.yuan_fiscal_st += yuan
    return yuan


def terms(lane):
    """Bound by a lever."""
    raise LookupError("a lever binds its own terms")


may = does = gives = terms


def award_vouchers(lanes, counties, firms):
    """Firms apply for this lever; the county awards until its pool is spent, then turns applicants away.

    First come, first served: by quarter, and within a quarter by age (the order of keys), which favours older firms
    when the pool runs dry. The pool of a year is not rationed over its quarters. A firm applies if the contract would
    pay with a partner of its own county or its last one; whether it finds one with time is seen later, so an award can
    outlast the contract it was asked for and be used for another while it is valid. Some lapse at once, by their
    holders' fault (E35), drawn at the award.
    """
    for lane in lanes:
        law = terms(lane)
        if law.annual_budget_county <= 0.0:
            continue
        lapse = luck_key(lane.seed, LAPSES, lane.quarter)
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
            yuan = offered(county, VOUCHER_POOL, whole(gives(firm, law)), firm.stands_for)
            if yuan <= 0:
                continue
            firm.voucher_year = lane.given.year
            if luck(lapse, firm.key) < law.lapse_share:
                continue
            county.pools[VOUCHER_POOL] -= yuan * firm.stands_for
            firm.voucher = yuan
            firm.voucher_until = lane.quarter + int(law.valid_quarters) - 1
