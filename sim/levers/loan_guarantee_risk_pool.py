"""Risk-compensated loans: margin money of governments covers part of the defaults on one-year loans without collateral.

Three schemes of Jiangxi: 财园信贷通 for firms of parks, 科贷通 for technology SMEs, 财政惠农信贷通 for food and farm
products. Parks are not marked on firms: by assumption every small private industrial firm may ask for the first.

Enters      rules.finance.bank_approves, as cover of the loan; credit up to a multiple of the margin money left
Reaches     private firms of the scheme that are short of money for R&D or working capital, once ordinary credit ends
Paid by     province and county as margin money, which stays theirs until it is lost; firms pay a mutual deposit
Evidence    E62, E63, E64 for the terms; E60 and E61 disagree on defaults; E65 for a pool's share of losses
Not here    an effect on R&D or survival: money lifts a constraint where there is one, and must be paid back
"""

from sim.sectors import SECTOR_PLACE

PARKS, TECH, FARM = range(3)
FOOD = SECTOR_PLACE["food_and_agriculture"]


def province_margin(law):
    """Margin money of the province in a year, for the whole region and all schemes (yuan)."""
    return law.margin_province_cyxdt + law.margin_province_kdt + law.margin_province_hnxdt


def county_margin(law, weight):
    """Margin money of a county in a year (yuan): the mean county's times its weight in S&T money."""
    return (law.margin_county_cyxdt + law.margin_county_hnxdt) * weight


def province_part(scheme, law):
    """Share of the province's margin money that goes to a scheme."""
    total = province_margin(law)
    if total <= 0.0:
        return 0.0
    if scheme == PARKS:
        return law.margin_province_cyxdt / total
    if scheme == TECH:
        return law.margin_province_kdt / total
    return law.margin_province_hnxdt / total


def county_part(scheme, law):
    """Share of a county's margin money that goes to a scheme; none to technology SMEs."""
    total = law.margin_county_cyxdt + law.margin_county_hnxdt
    if total <= 0.0 or scheme == TECH:
        return 0.0
    if scheme == PARKS:
        return law.margin_county_cyxdt / total
    return law.margin_county_hnxdt / total


def is_member(scheme, firm, belief):
    """May the firm ask for a loan of this scheme? Private firms only; of parks those of small and medium industry."""
    if firm.is_state:
        return False
    if scheme == TECH:
        return firm.is_tech_sme == 1
    if scheme == FARM:
        return firm.sector == FOOD
    return firm.is_service == 0 and firm.sales_year < belief.small_industry_sales


def leverage(scheme, law):
    """Loans outstanding over margin money (ratio), at most."""
    if scheme == PARKS:
        return law.leverage_cai_yuan_xin_dai_tong
    if scheme == TECH:
        return law.leverage_ke_dai_tong
    return law.leverage_hui_nong_xin_dai_tong


def loan_cap(scheme, law):
    """Largest loan of the scheme (yuan / firm)."""
    if scheme == FARM:
        return law.loan_cap_hnxdt
    return law.loan_cap_cyxdt


def mutual_deposit(scheme, law):
    """What a borrower of a park pays into the pool (share of the loan)."""
    if scheme == PARKS:
        return law.firm_mutual_deposit
    return 0.0
