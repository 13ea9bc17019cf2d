"""The county's books: opened at the start of a quarter, and what the quarter leaves behind at its end."""

from sim.agents.government import MOST_PAIRS
from sim.levers.science_tech_commissioners import serves_as_a_body, teams
from sim.rules.labour import wage_trend
from sim.rules.titles import has_register
from sim.sectors import N_SECTORS
from sim.steps.firms import is_above_scale
from sim.steps.new_institutes import is_at_work
from sim.steps.rd_units import count_unit

NOBODY = -1000.0  # log productivity to learn from where nobody does R&D: below everybody's


def books_are_opened(lanes, counties, firms, institutes):
    """Firms are counted: candidates of the S&T office, R&D-active shares, practice, pools of knowledge.

    A pool of knowledge is the R&D of a county in one technology: that of its firms of the sector, and that of its
    institutes of the field. Practice is how productive those are who do R&D: their mean, weighted by their R&D; it is
    protected as far as they hold patents.
    """
    for lane in lanes:
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            county.candidates = 0.0
            county.recognised_share = 0.0
            county.served_firms = 0.0
            county.copying_before = county.copying
            county.copying = 0.0
            for s in range(N_SECTORS):
                county.active_share[s] = 0.0
                county.pool[s] = 0.0
                county.practice[s] = 0.0
                county.protected[s] = 0.0
                county.firms_of_sector[s] = 0.0
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive:
                continue
            county = counties[lane.first_county + firm.county]
            county.firms_of_sector[firm.sector] += firm.stands_for
            if firm.is_rd_active:
                county.active_share[firm.sector] += firm.stands_for
                rd = 4.0 * firm.rd_done * firm.stands_for
                county.pool[firm.sector] += rd
                county.practice[firm.sector] += rd * firm.productivity
                if firm.patents > 0:
                    county.protected[firm.sector] += rd
            if firm.is_hnte:
                county.recognised_share += firm.stands_for
            else:
                county.candidates += firm.stands_for
            if firm.is_reached and (firm.is_rd_active or firm.is_tech_sme):
                county.served_firms += firm.stands_for
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            active = 0.0
            for s in range(N_SECTORS):
                active += county.active_share[s]
                if county.firms_of_sector[s] > 0.0:
                    county.active_share[s] /= county.firms_of_sector[s]
                if county.pool[s] > 0.0:
                    county.practice[s] /= county.pool[s]
                    county.protected[s] /= county.pool[s]
                else:
                    county.practice[s] = NOBODY
            county.recognised_share = min(1.0, county.recognised_share / max(active, 1.0))
        for k in range(lane.first_institute, lane.end_institute):
            counties[lane.first_county + institutes[k].county].pool[institutes[k].field] += 4.0 * institutes[k].rd_done


def indicators_are_measured(lanes, counties, firms, institutes, townships):
    """Count the stocks of every county, and its GDP: value added of modelled firms and the rest of its economy."""
    for lane in lanes:
        usual = wage_trend(lane.belief, lane.given)
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            county.gdp = county.value_added + lane.given.rest_of_economy * county.share_rest
            county.n_candidates = county.candidates
            county.n_commissioners = county.commissioners
            county.n_transfer_bodies = county.transfer_bodies
            for p in range(MOST_PAIRS):
                if county.partners[p] > 0:
                    county.n_pairings += 1.0
            county.n_commissioner_teams = teams(county.commissioners, lane.law.science_tech_commissioners)
            county.n_poverty_zones = float(county.has_zone)
            county.residents = lane.given.population * county.share_budget
            county.yuan_fiscal_expenditure += county.yuan_fiscal_st
            inherited = inherited_overstatement(lane)
            measure_wage_rise(county, usual, lane.given.years)
            county.yuan_rd_overstated = (county.over_reporting + inherited) * county.yuan_rd_enterprise_real
            keep_year(county, lane.given.season, lane.law.tax.centre_share)
        for i in range(lane.first_firm, lane.end_firm):
            if firms[i].alive:
                county = counties[lane.first_county + firms[i].county]
                count_firm(firms[i], county, has_register(lane.law.titles))
                count_unit(firms[i], county, lane.law.enterprise_rd_units)
                county.n_rd_personnel += firms[i].n_rd_workers * lane.stands_for
                county.n_rd_personnel_firms += firms[i].n_rd_workers * lane.stands_for
        for k in range(lane.first_institute, lane.end_institute):
            county = counties[lane.first_county + institutes[k].county]
            county.invention_patents_in_force += institutes[k].patents
            if is_at_work(institutes[k]):
                county.n_new_institutes += 1.0
            days = institutes[k].service_time * lane.belief.working_days * institutes[k].n_rd_workers * lane.stands_for
            if serves_as_a_body(days, lane.law.science_tech_commissioners):
                county.n_corporate_commissioners += 1.0
            county.n_rd_personnel += institutes[k].n_rd_workers * lane.stands_for
        for t in range(lane.first_township, lane.end_township):
            township = townships[t]
            county = counties[lane.first_county + township.county]
            county.n_townships += 1.0
            county.n_commissioner_teams += township.is_paired
            county.n_poverty_pairings += township.is_paired
            county.n_poverty_parks += township.has_park
            county.n_villages_served += township.served
            county.n_poor_villages_served += min(
                township.poor_villages, township.poor_served_in_a_year + township.poor_served_by_programme
            )
            county.farm_households += township.households
            county.households_adopting += township.households * township.adoption
            county.farm_income += township.households * township.income
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            county.sum_skilled_wage = county.skilled_wage * county.n_rd_personnel
            county.n_rd_personnel_overstated = inherited_overstatement(lane) * county.n_rd_personnel_firms


def inherited_overstatement(lane):
    """Part of firms' reports that is not real because the province's books were not (share of the real): b o(t).

    o: by how much the province's GDP was overstated before its books were cleaned (`reports_overstated`), b the part
    of it that firms' reports of R&D share.
    """
    return lane.belief.overstatement_passed_on * lane.given.reports_overstated


def measure_wage_rise(county, usual, years):
    """Wages of R&D workers above their trend, and R&D above that of the first quarter at the same trend (yuan).

    usual: the trend of the R&D wage over the start's (ratio). The wage is that of the quarter's end.
    """
    rd = county.yuan_rd_enterprise_real + county.yuan_rd_institutes_government
    rd += county.yuan_rd_institutes_contracts + county.yuan_rd_institutes_other
    if years <= 0.0:
        county.rd_start = rd
    county.yuan_rd_wage_rise = county.yuan_rd_wages * (1.0 - county.skilled_wage_2012 * usual / county.skilled_wage)
    county.yuan_rd_rise = rd - county.rd_start * usual


def keep_year(county, season, centre_share):
    """Add the quarter to the county's own figures of the year, which start anew in the first quarter.

    centre_share: the centre's share of the corporate income tax.
    """
    if season == 1:
        county.rd_year = 0.0
        county.gdp_year = 0.0
        county.value_added_year = 0.0
        county.tax_year = 0.0
        county.contracts_year = 0.0
        county.patents_year = 0.0
    rd = county.yuan_rd_enterprise_real + county.yuan_rd_relabelled + county.yuan_rd_overstated
    rd += county.yuan_rd_institutes_government + county.yuan_rd_institutes_contracts + county.yuan_rd_institutes_other
    county.rd_year += rd
    county.gdp_year += county.gdp
    county.value_added_year += county.value_added
    county.tax_year += (1.0 - centre_share) * county.yuan_tax_paid
    county.contracts_year += county.yuan_outside_contracts
    county.patents_year += county.new_invention_patents


def count_firm(firm, county, is_register):
    """Add a firm to its county's stocks; is_register: is there a register of technology SMEs?"""
    county.n_firms += firm.stands_for
    county.invention_patents_in_force += firm.patents * firm.stands_for
    county.yuan_pooled_loans += firm.pooled_debt * firm.stands_for
    if firm.is_hnte:
        county.n_hnte += firm.stands_for
    if is_register and firm.is_tech_sme and firm.is_rd_active:  # the register is renewed every year and asks for R&D
        county.n_tech_sme += firm.stands_for
    if firm.is_srdi:
        county.n_srdi += firm.stands_for
    if firm.is_little_giant:
        county.n_little_giants += firm.stands_for
    if firm.is_gazelle:
        county.n_gazelles += firm.stands_for
    if firm.in_platform:
        county.n_platform_firms += firm.stands_for
    if firm.in_cluster:
        county.n_cluster_members += firm.stands_for
    if firm.is_online:
        county.n_ecommerce_firms += firm.stands_for
    above_scale = is_above_scale(firm)
    if above_scale:
        county.n_above_scale += firm.stands_for
    if firm.is_rd_active:
        county.n_rd_active += firm.stands_for
        if firm.claims:
            county.n_claims += firm.stands_for
        if above_scale:
            county.n_above_scale_rd_active += firm.stands_for
