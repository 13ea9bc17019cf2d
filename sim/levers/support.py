"""What levers of support share: the queue, the pool that runs dry; of vouchers also validity and lapse.

`terms`, `may`, `does` and `gives` are bound by each voucher (engine.compile.bind); they say who is eligible, who
applies and what is given. Awards are used when a contract is bought (steps.contracts).
"""

from sim.agents.government import VOUCHER_POOL
from sim.engine.ledger import whole
from sim.engine.luck import decision, luck, luck_key
from sim.rules.contracts import partner_memory, search_base

LAPSES = decision("voucher.lapses", "does an award lapse unused?")


def terms(lane):
    """Bound by a lever."""
    raise LookupError("a lever binds its own terms")


may = does = gives = terms


def from_pool(county, pool, wanted, stands_for):
    """Yuan that a pool gives each of the firms an agent stands for; 0, and counted, when it has run dry."""
    yuan = min(wanted, county.pools[pool] // stands_for)
    if yuan <= 0:
        county.n_turned_away += stands_for
        return 0
    county.pools[pool] -= yuan * stands_for
    return yuan


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
            wanted = whole(gives(firm, law))
            if wanted <= 0:
                continue
            yuan = from_pool(county, VOUCHER_POOL, wanted, firm.stands_for)
            if yuan == 0:
                continue
            firm.voucher_year = lane.given.year
            if luck(lapse, firm.key) < law.lapse_share:
                county.pools[VOUCHER_POOL] += yuan * firm.stands_for
                continue
            firm.voucher = yuan
            firm.voucher_until = lane.quarter + int(law.valid_quarters) - 1
