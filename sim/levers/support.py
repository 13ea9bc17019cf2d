"""What vouchers share: the queue, the pool that runs dry, validity and lapse.

`terms`, `may`, `does` and `gives` are bound by each lever (engine.compile.bind); they say who is eligible, who
applies and what is given. Used awards are paid when the contract is bought (steps.innovation).
"""

from sim.agents.government import VOUCHER_POOL
from sim.engine.ledger import whole
from sim.engine.luck import decision, luck, luck_key
from sim.rules.contracts import search_cost

LAPSES = decision("voucher.lapses", "does an award lapse unused?")


def terms(lane):
    """Bound by a lever."""
    raise LookupError("a lever binds its own terms")


may = does = gives = terms


def award_vouchers(lanes, counties, firms):
    """Firms apply for this lever; the county awards until its pool is spent, then turns applicants away.

    First come, first served: by quarter, and within a quarter by age (the order of keys), which favours older firms
    when the pool runs dry. The pool of a year is not rationed over its quarters. An award that lapses is one whose
    holder fails to use it (E35), drawn at the award.
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
            reference = lane.belief.contract_reference * lane.given.gdp_index
            search = search_cost(lane.belief.search_cost * reference, firm.search_memory, lane.belief.search_cost_cut)
            if not does(firm, search, law):
                continue
            wanted = whole(gives(firm, law))
            yuan = min(wanted, county.pools[VOUCHER_POOL] // firm.stands_for)
            if wanted <= 0:
                continue
            if yuan <= 0:
                county.n_turned_away += firm.stands_for
                continue
            firm.voucher_year = lane.given.year
            if luck(lapse, firm.key) < law.lapse_share:
                continue
            county.pools[VOUCHER_POOL] -= yuan * firm.stands_for
            firm.voucher = yuan
