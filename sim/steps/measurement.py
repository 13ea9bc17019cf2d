"""The county's books: opened at the start of a quarter, and what the quarter leaves behind at its end."""

from sim.agents.government import MOST_PAIRS
from sim.sectors import N_SECTORS

NOBODY = -1000.0  # log productivity to learn from where nobody does R&D: below everybody's


def books_are_opened(lanes, counties, firms, institutes):
    """Firms are counted: candidates of the S&T office, R&D-active shares, practice, pools of knowledge.

    A pool of knowledge is the R&D of a county in one technology: that of its firms of the sector, and that of its
    institutes of the field. Practice is how productive those are who do R&D: their mean, weighted by their R&D.
    """
    for lane in lanes:
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            county.candidates = 0.0
            for s in range(N_SECTORS):
                county.active_share[s] = 0.0
                county.pool[s] = 0.0
                county.practice[s] = 0.0
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
            if not firm.is_hnte:
                county.candidates += firm.stands_for
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            for s in range(N_SECTORS):
                if county.firms_of_sector[s] > 0.0:
                    county.active_share[s] /= county.firms_of_sector[s]
                if county.pool[s] > 0.0:
                    county.practice[s] /= county.pool[s]
                else:
                    county.practice[s] = NOBODY
        for k in range(lane.first_institute, lane.end_institute):
            counties[lane.first_county + institutes[k].county].pool[institutes[k].field] += 4.0 * institutes[k].rd_done


def indicators_are_measured(lanes, counties, firms, institutes, townships):
    """Count the stocks of every county, and its GDP: value added of modelled firms and the rest of its economy."""
    for lane in lanes:
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            county.gdp = county.value_added + lane.given.rest_of_economy * county.share_rest
            county.n_candidates = county.candidates
            county.n_innovative_counties = float(county.is_innovative)
            county.n_commissioners = county.commissioners
            county.n_transfer_bodies = county.transfer_bodies
            for p in range(MOST_PAIRS):
                if county.partners[p] > 0:
                    county.n_pairings += 1.0
            county.n_talent = float(county.n_workforce * lane.stands_for)
            county.residents = lane.given.population * county.share_budget
        for i in range(lane.first_firm, lane.end_firm):
            if firms[i].alive:
                county = counties[lane.first_county + firms[i].county]
                count_firm(firms[i], county)
                county.n_rd_personnel += firms[i].n_rd_workers * lane.stands_for
        for k in range(lane.first_institute, lane.end_institute):
            county = counties[lane.first_county + institutes[k].county]
            county.invention_patents_in_force += institutes[k].patents
            county.n_rd_personnel += institutes[k].n_rd_workers * lane.stands_for
        for t in range(lane.first_township, lane.end_township):
            township = townships[t]
            county = counties[lane.first_county + township.county]
            county.n_townships += 1.0
            county.n_innovative_townships += township.is_innovative
            county.farm_households += township.households
            county.households_adopting += township.households * township.adoption
            county.farm_income += township.households * township.income
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            county.sum_skilled_wage = county.skilled_wage * county.n_rd_personnel


def count_firm(firm, county):
    """Add a firm to its county's stocks. Above scale: industry with sales of 20m yuan a year or more."""
    county.n_firms += firm.stands_for
    county.invention_patents_in_force += firm.patents * firm.stands_for
    if firm.is_hnte:
        county.n_hnte += firm.stands_for
    if firm.is_tech_sme:
        county.n_tech_sme += firm.stands_for
    above_scale = firm.is_service == 0 and firm.sales_year >= 20e6
    if above_scale:
        county.n_above_scale += firm.stands_for
    if firm.is_rd_active:
        county.n_rd_active += firm.stands_for
        if firm.claims:
            county.n_claims += firm.stands_for
        if above_scale:
            county.n_above_scale_rd_active += firm.stands_for
