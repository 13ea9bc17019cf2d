"""R&D units of firms are recognised and counted."""

from sim.agents.government import UNIT_POOL
from sim.engine.ledger import COUNTY_PURSE, N_PURSES, RD_UNIT_AWARD, firm_receives, whole
from sim.levers.enterprise_rd_units import deserves, in_force, is_upper
from sim.levers.support import give


def rd_units_are_recognised(lanes, counties, firms, purses, ledger):
    """First quarter, when it is known whom the office reaches: firms with enough R&D last year get the title."""
    for lane in lanes:
        if not in_force(lane.law.enterprise_rd_units):
            continue
        for i in range(lane.first_firm, lane.end_firm):
            if firms[i].alive:
                c = lane.first_county + firms[i].county
                recognise_unit(lane, firms[i], counties[c], c, purses, ledger)


def recognise_unit(lane, firm, county, c, purses, ledger):
    """A firm that meets the rule gets the title of its unit, and once an award from the county while money lasts."""
    law = lane.law.enterprise_rd_units
    if firm.has_unit or not deserves(firm, law):
        return
    firm.has_unit = 1
    yuan = give(county, UNIT_POOL, whole(law.payment_per_unit), 1, firm.stands_for)
    if yuan > 0:
        firm_receives(firm, purses[c * N_PURSES + COUNTY_PURSE], yuan, ledger, c, RD_UNIT_AWARD)
        county.yuan_fiscal_st += yuan * firm.stands_for
        firm.income_year += yuan


def count_unit(firm, county, law):
    """Add a firm's unit to its county's stocks: one that works, and whether it is of the upper level."""
    if firm.has_unit and firm.is_rd_active:
        county.n_rd_units += firm.stands_for
        if is_upper(firm, law):
            county.n_rd_units_upper += firm.stands_for
