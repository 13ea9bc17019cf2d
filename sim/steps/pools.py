"""What a county sets S&T money of the year aside for, lever by lever.

One rule scales every pool: what a law states per county in yuan is the mean county's, and a county's own is that times
its weight. What a law counts in a county (commissioners, pairs, agencies, platforms, start-ups) it counts in each, at
the same price. First purchases are a share of the county's own spending. Where money is short, who stands first here
is served first: an assumption.
"""

from sim.agents.government import (
    AGRI_PARK_POOL,
    BRAND_POOL,
    CENTRE_POOL,
    CHAIN_POOL,
    CLUSTER_POOL,
    COMMISSIONER_POOL,
    COURSE_POOL,
    ECOMMERCE_POOL,
    ENFORCEMENT_POOL,
    EXIT_POOL,
    FARMER_POOL,
    FILING_POOL,
    GRADUATE_POOL,
    GUIDANCE_POOL,
    HALL_POOL,
    HOUSING_POOL,
    INSTRUMENT_POOL,
    LISTING_POOL,
    MARGIN_POOL,
    MEETING_POOL,
    PAIRING_POOL,
    PLATFORM_POOL,
    PLEDGE_POOL,
    POST_SUBSIDY_POOL,
    PROCUREMENT_POOL,
    RETURNEE_POOL,
    RISK_SHARING_POOL,
    STANDARD_POOL,
    STATION_POOL,
    STUDY_POOL,
    TECHNOLOGY_FINANCE_POOL,
    TITLE_POOL,
    TITLE_REVIEW_POOL,
    TITLE_VISIT_POOL,
    TRAINING_POOL,
    TRANSFER_POOL,
    UNIT_POOL,
    UPGRADE_POOL,
    VENTURE_ALLIANCE_POOL,
    VOUCHER_POOL,
    ZONE_POOL,
)
from sim.levers.agri_chain_household_model import pool as chain_pool
from sim.levers.agri_tech_parks_demonstration import pool as agri_park_pool
from sim.levers.capital_market_access import pool as listing_pool
from sim.levers.commendation_publicity import pool as study_pool
from sim.levers.ecommerce_business_model import pool as ecommerce_pool
from sim.levers.ecommerce_business_model import room as ecommerce_room
from sim.levers.enterprise_rd_units import pool as unit_pool
from sim.levers.entrepreneur_cultivation import pool as course_pool
from sim.levers.farmer_and_skill_training import persons_trained
from sim.levers.farmer_and_skill_training import pool as farmer_pool
from sim.levers.firm_gradient_cultivation import reward_pool as title_pool
from sim.levers.firm_gradient_cultivation import visit_pool as title_visit_pool
from sim.levers.flexible_talent_academicians import pool as station_pool
from sim.levers.four_level_linkage import meetings_held
from sim.levers.four_level_linkage import pool as meeting_pool
from sim.levers.graduates_to_counties import pool as graduate_pool
from sim.levers.industrial_cluster_support import pool as cluster_pool
from sim.levers.innovation_procurement import pool as procurement_pool
from sim.levers.innovation_voucher import pool as voucher_pool
from sim.levers.ip_commercialisation import pool as filing_pool
from sim.levers.ip_pledge_finance import pool as pledge_pool
from sim.levers.legislation_ip_enforcement import pool as enforcement_pool
from sim.levers.loan_guarantee_risk_pool import county_margin
from sim.levers.obsolete_capacity_exit import pool as exit_pool
from sim.levers.parks_and_hitech_zones import has_prospect
from sim.levers.parks_and_hitech_zones import pool as zone_pool
from sim.levers.policy_training_supervision import pool as training_pool
from sim.levers.ppp_and_vc_alliance import county_capital as alliance_capital
from sim.levers.productivity_promotion_centres import pool as centre_pool
from sim.levers.rd_post_subsidy import pool as post_subsidy_pool
from sim.levers.returnee_startup_risk_sharing import pool as risk_sharing_pool
from sim.levers.returnees_and_three_villages import pool as returnee_pool
from sim.levers.science_tech_commissioners import commissioners_sent
from sim.levers.science_tech_commissioners import pool as commissioner_pool
from sim.levers.shared_instruments import pool as instrument_pool
from sim.levers.specialty_product_branding import pool as brand_pool
from sim.levers.st_insurance_leasing_bonds import pool as technology_finance_pool
from sim.levers.standards_and_brands import pool as standard_pool
from sim.levers.startup_incubation_platforms import platforms_paid
from sim.levers.startup_incubation_platforms import pool as platform_pool
from sim.levers.streamline_government import pool as hall_pool
from sim.levers.support import reserve
from sim.levers.talent_fund_housing import pool as housing_pool
from sim.levers.tech_transfer_services import pool as transfer_pool
from sim.levers.title_evaluation_reform import pool as title_review_pool
from sim.levers.traditional_industry_upgrade import pool as upgrade_pool
from sim.levers.university_county_pairing import pool as pairing_pool
from sim.levers.vc_guidance_fund import county_capital


def set_aside(law, county, weight):
    """Fill the county's pools of the year, as far as its S&T envelope goes."""
    reserve_for_firms_and_people(law, county, weight)
    reserve_for_titles_and_places(law, county, weight)
    reserve_for_administration(law, county)
    reserve_for_patents_and_equipment(law, county, weight)
    reserve_for_talent(law, county, weight)
    reserve_for_units_and_centres(law, county, weight)
    reserve_for_villages(law, county, weight)
    reserve_for_finance(law, county, weight)


def reserve_for_firms_and_people(law, county, weight):
    """Pools of services, vouchers, subsidies, institutes, returnees, and the county's part of loans and funds."""
    county.pools[TRAINING_POOL] = reserve(county, training_pool(law.policy_training_supervision, weight))
    county.pools[VOUCHER_POOL] = reserve(county, voucher_pool(law.innovation_voucher, weight))
    county.pools[COMMISSIONER_POOL] = reserve(county, commissioner_pool(law.science_tech_commissioners))
    county.commissioners = commissioners_sent(county.pools[COMMISSIONER_POOL], law.science_tech_commissioners)
    county.pools[PAIRING_POOL] = reserve(county, pairing_pool(law.university_county_pairing))
    county.pools[TRANSFER_POOL] = reserve(county, transfer_pool(law.tech_transfer_services))
    county.pools[POST_SUBSIDY_POOL] = reserve(county, post_subsidy_pool(law.rd_post_subsidy, weight))
    county.pools[INSTRUMENT_POOL] = reserve(county, instrument_pool(law.shared_instruments, weight))
    county.pools[RETURNEE_POOL] = reserve(county, returnee_pool(law.returnees_and_three_villages))
    county.pools[MARGIN_POOL] = reserve(county, county_margin(law.loan_guarantee_risk_pool, weight))
    county.pools[GUIDANCE_POOL] = reserve(county, county_capital(law.vc_guidance_fund, weight))


def reserve_for_titles_and_places(law, county, weight):
    """Pools of the ladder of titles, platforms, the zone, clusters, and the premium of first purchases."""
    county.pools[TITLE_POOL] = reserve(county, title_pool(law.firm_gradient_cultivation, weight))
    county.pools[TITLE_VISIT_POOL] = reserve(county, title_visit_pool(law.firm_gradient_cultivation, weight))
    county.pools[PLATFORM_POOL] = reserve(county, platform_pool(law.startup_incubation_platforms))
    county.platforms = platforms_paid(float(county.pools[PLATFORM_POOL]), law.startup_incubation_platforms)
    zones = law.parks_and_hitech_zones
    county.pools[ZONE_POOL] = 0
    if county.zone_invested > 0 or has_prospect(county.n_above_scale, zones):
        wanted = zone_pool(zones, weight, county.zone_level, county.zone_invested)
        county.pools[ZONE_POOL] = reserve(county, wanted)
    county.pools[CLUSTER_POOL] = reserve(county, cluster_pool(law.industrial_cluster_support, weight))
    wanted = procurement_pool(county.expenditure, law.innovation_procurement)
    county.pools[PROCUREMENT_POOL] = reserve(county, wanted)


def reserve_for_administration(law, county):
    """The service hall, visits to commended counties, meetings with the levels above: one price in every county."""
    county.pools[HALL_POOL] = reserve(county, hall_pool(law.streamline_government))
    county.pools[STUDY_POOL] = reserve(county, study_pool(law.commendation_publicity))
    county.pools[MEETING_POOL] = reserve(county, meeting_pool(law.four_level_linkage))
    county.meetings = meetings_held(float(county.pools[MEETING_POOL]), law.four_level_linkage)


def reserve_for_patents_and_equipment(law, county, weight):
    """Pools of fees for patents, enforcement, equipment of traditional industries, standards, and exits."""
    county.pools[FILING_POOL] = reserve(county, filing_pool(law.ip_commercialisation, weight))
    county.pools[ENFORCEMENT_POOL] = reserve(county, enforcement_pool(law.legislation_ip_enforcement, weight))
    county.pools[UPGRADE_POOL] = reserve(county, upgrade_pool(law.traditional_industry_upgrade, weight))
    county.pools[STANDARD_POOL] = reserve(county, standard_pool(law.standards_and_brands, weight))
    county.pools[EXIT_POOL] = reserve(county, exit_pool(law.obsolete_capacity_exit, weight))


def reserve_for_talent(law, county, weight):
    """Pools of housing, graduates' allowances, courses for heads of firms, titles and workstations."""
    county.pools[HOUSING_POOL] = reserve(county, housing_pool(law.talent_fund_housing, weight))
    county.housing_money = county.pools[HOUSING_POOL]
    county.pools[GRADUATE_POOL] = reserve(county, graduate_pool(law.graduates_to_counties, weight))
    county.graduate_money = county.pools[GRADUATE_POOL]
    county.pools[COURSE_POOL] = reserve(county, course_pool(law.entrepreneur_cultivation, weight))
    county.pools[TITLE_REVIEW_POOL] = reserve(county, title_review_pool(law.title_evaluation_reform, weight))
    county.pools[STATION_POOL] = reserve(county, station_pool(law.flexible_talent_academicians))


def reserve_for_units_and_centres(law, county, weight):
    """Pools of awards for firms' R&D units and of productivity centres."""
    county.pools[UNIT_POOL] = reserve(county, unit_pool(law.enterprise_rd_units, weight))
    county.pools[CENTRE_POOL] = reserve(county, centre_pool(law.productivity_promotion_centres, weight))


def reserve_for_villages(law, county, weight):
    """Pools of courses, park, brands and chains where there are farm households; the e-commerce centre everywhere."""
    county.pools[FARMER_POOL] = 0
    county.pools[AGRI_PARK_POOL] = 0
    county.pools[BRAND_POOL] = 0
    county.pools[CHAIN_POOL] = 0
    if county.farm_households > 0.0:
        county.pools[FARMER_POOL] = reserve(county, farmer_pool(law.farmer_and_skill_training))
        wanted = agri_park_pool(law.agri_tech_parks_demonstration, weight, county.agri_park_paid)
        county.pools[AGRI_PARK_POOL] = reserve(county, wanted)
        county.pools[BRAND_POOL] = reserve(county, brand_pool(law.specialty_product_branding))
    if county.poor_households > 0.0:
        county.pools[CHAIN_POOL] = reserve(county, chain_pool(law.agri_chain_household_model, weight))
    county.farmers_trained = persons_trained(county.pools[FARMER_POOL], law.farmer_and_skill_training)
    county.pools[ECOMMERCE_POOL] = reserve(county, ecommerce_pool(law.ecommerce_business_model))
    county.online_room = ecommerce_room(county.pools[ECOMMERCE_POOL], law.ecommerce_business_model)


def reserve_for_finance(law, county, weight):
    """Pools of what the county pays beside banks, markets and funds that finance its firms."""
    county.pools[PLEDGE_POOL] = reserve(county, pledge_pool(law.ip_pledge_finance, weight))
    county.pools[RISK_SHARING_POOL] = reserve(county, risk_sharing_pool(law.returnee_startup_risk_sharing, weight))
    county.pools[VENTURE_ALLIANCE_POOL] = reserve(county, alliance_capital(law.ppp_and_vc_alliance, weight))
    county.pools[LISTING_POOL] = reserve(county, listing_pool(law.capital_market_access, weight))
    wanted = technology_finance_pool(law.st_insurance_leasing_bonds, weight)
    county.pools[TECHNOLOGY_FINANCE_POOL] = reserve(county, wanted)
