"""The ledger: every yuan goes from a payer to a payee, for a purpose, in whole yuan, once.

A flow is rounded when it is paid; whole numbers add up exactly in any order. `pay` changes both purses and the
ledger; `check_money` compares the purses with the ledger, and no purse is ever derived from it. An agent that
stands for K pays K times; its own purse shows one of them.
"""

from __future__ import annotations

from typing import NamedTuple

from sim.engine.records import Field, dtype_of

FIRMS, INSTITUTES, FUNDS = "firms", "institutes", "funds"
PURSES = [
    "rd_workers",
    "farm_households",
    "banks",
    "county",
    "prefecture",
    "province",
    "centre",
    "rest_of_world",
    "risk_pools",
]
"""Account holders that are not agents with a purse of their own: one purse a county, or the region's.

Province and prefectures have a purse in every county that they pay into."""

RD_WORKERS, FARM_HOUSEHOLDS, BANKS, COUNTY_PURSE, PREFECTURE_PURSE, PROVINCE_PURSE, CENTRE, REST_OF_WORLD = range(8)
RISK_POOLS = 8
N_PURSES = len(PURSES)
REGIONAL = {"province", "centre", "rest_of_world", "risk_pools", FUNDS}
"""Accounts shown with the region; risk pools and funds pay into other counties than that of their seat."""

PURSE = dtype_of([Field("cash", "i8", "yuan", "balance")])


class Flow(NamedTuple):
    """One kind of payment: who pays whom, for what, the lever that moved it ('' when none), and its kind of cost.

    kind: '' stands for outlay, or transfer between governments; "capital" for money that stays the government's.
    """

    name: str
    payer: str
    payee: str
    lever: str = ""
    kind: str = ""


FLOWS: list[Flow] = []


def flow(name: str, payer: str, payee: str, lever: str = "", kind: str = "") -> int:
    """Name a kind of payment once; returns its column in the ledger. ValueError: the name is taken."""
    if any(known.name == name for known in FLOWS):
        raise ValueError(f"the ledger has a flow {name!r} already")
    FLOWS.append(Flow(name, payer, payee, lever, kind))
    return len(FLOWS) - 1


SALES = flow("sales", "rest_of_world", "firms")
INPUTS_AND_OTHER_COSTS = flow("inputs_and_other_costs", "firms", "rest_of_world")
RD_WAGES = flow("rd_wages", "firms", "rd_workers")
RD_MATERIALS = flow("rd_materials", "firms", "rest_of_world")
RELABELLING_COST = flow("relabelling_cost", "firms", "rest_of_world")
CERTIFICATION_COST = flow("certification_cost", "firms", "rest_of_world")
START_COST = flow("start_cost", "firms", "rest_of_world")
CORPORATE_TAX_CENTRE = flow("corporate_tax_centre", "firms", "centre")
CORPORATE_TAX_LOCAL = flow("corporate_tax_local", "firms", "county")
TAX_REFUND_CENTRE = flow("tax_refund_centre", "centre", "firms")
TAX_REFUND_LOCAL = flow("tax_refund_local", "county", "firms")
LOANS = flow("loans", "banks", "firms")
LOAN_REPAYMENT = flow("loan_repayment", "firms", "banks")
LOAN_INTEREST = flow("loan_interest", "firms", "banks")
DIVIDENDS = flow("dividends", "firms", "rest_of_world")
EQUITY_OF_ENTRANTS = flow("equity_of_entrants", "rest_of_world", "firms")
SUPPLIERS_LOSSES = flow("suppliers_losses", "rest_of_world", "firms")
CLOSING_OF_FIRMS = flow("closing_of_firms", "firms", "rest_of_world")
CONTRACTS = flow("contracts", "firms", "institutes")
INSTITUTE_CENTRAL_FUNDS = flow("institute_central_funds", "centre", "institutes")
INSTITUTE_OTHER_FUNDS = flow("institute_other_funds", "rest_of_world", "institutes")
INSTITUTE_LOCAL_FUNDS = flow("institute_local_funds", "county", "institutes")
INSTITUTE_WAGES = flow("institute_wages", "institutes", "rd_workers")
INSTITUTE_MATERIALS = flow("institute_materials", "institutes", "rest_of_world")
LICENCE_INCOME = flow("licence_income", "rest_of_world", "institutes")
INVENTOR_REWARDS = flow("inventor_rewards", "institutes", "rd_workers")
JOINT_PROJECTS = flow("joint_projects", "county", "rest_of_world", "university_county_pairing")
JOINT_PROJECT_INCOME = flow("joint_project_income", "rest_of_world", "institutes")
TRANSFER_SERVICE_SUBSIDY = flow("transfer_service_subsidy", "county", "rest_of_world", "tech_transfer_services")
SPIN_OFF_FEES = flow("spin_off_fees", "firms", "rest_of_world")
INSTRUMENT_SUBSIDY = flow("instrument_subsidy", "county", "rest_of_world", "shared_instruments")
INSTRUMENT_INCOME = flow("instrument_income", "rest_of_world", "institutes")
AGENCY_FEES = flow("agency_fees", "firms", "rest_of_world")
RD_POST_SUBSIDY = flow("rd_post_subsidy", "county", "firms", "rd_post_subsidy")
COUNTY_REVENUE = flow("county_revenue", "rest_of_world", "county")
OTHER_EXPENDITURE = flow("other_expenditure", "county", "rest_of_world")
ST_OFFICE_SALARIES = flow("st_office_salaries", "county", "rest_of_world")
OTHER_ST_SPENDING = flow("other_st_spending", "county", "rest_of_world")
TRAINING_AND_SUPERVISION = flow("training_and_supervision", "county", "rest_of_world", "policy_training_supervision")
VOUCHER_PAYMENT = flow("voucher_payment", "county", "firms", "innovation_voucher")
COMMISSIONER_STIPENDS = flow("commissioner_stipends", "county", "rd_workers", "science_tech_commissioners")
STARTUP_SUBSIDY = flow("startup_subsidy", "county", "rest_of_world", "returnees_and_three_villages")
POVERTY_SERVICE = flow("poverty_service", "province", "rd_workers", "poverty_1_10_100_1000")
POVERTY_BUILDING = flow("poverty_building", "province", "rest_of_world", "poverty_1_10_100_1000")
TALENT_GRANT = flow("talent_grant", "prefecture", "rd_workers", "talent_grants")
TALENT_PROJECT_FIRMS = flow("talent_project_firms", "prefecture", "firms", "talent_grants")
TALENT_PROJECT_INSTITUTES = flow("talent_project_institutes", "prefecture", "institutes", "talent_grants")
# talent
HOUSING_SUBSIDY = flow("housing_subsidy", "county", "rd_workers", "talent_fund_housing")
GRADUATE_ALLOWANCE = flow("graduate_allowance", "county", "rd_workers", "graduates_to_counties")
OFFICIALS_ALLOWANCE = flow("officials_allowance", "province", "rd_workers", "st_county_officials")
COURSE_FEES = flow("course_fees", "county", "rest_of_world", "entrepreneur_cultivation")
STATION_SUBSIDY = flow("station_subsidy", "county", "rest_of_world", "flexible_talent_academicians")
JOINT_TRAINING = flow("joint_training", "prefecture", "rest_of_world", "education_industry_integration")
TITLE_REVIEWS = flow("title_reviews", "county", "rest_of_world", "title_evaluation_reform")
STATION_INCOME = flow("station_income", "rest_of_world", "institutes")
HNTE_LOCAL_REWARD = flow("hnte_local_reward", "county", "firms", "hnte_cit_rate")
PREFECTURE_REVENUE = flow("prefecture_revenue", "rest_of_world", "prefecture")
PREFECTURE_EXPENDITURE = flow("prefecture_expenditure", "prefecture", "rest_of_world")
PREFECTURE_ST_SPENDING = flow("prefecture_st_spending", "prefecture", "rest_of_world")
PROVINCE_REVENUE = flow("province_revenue", "rest_of_world", "province")
PROVINCE_EXPENDITURE = flow("province_expenditure", "province", "rest_of_world")
PROVINCE_ST_SPENDING = flow("province_st_spending", "province", "rest_of_world")
INNOVATIVE_COUNTY_AWARD = flow("innovative_county_award", "province", "county", "innovative_county_programme")
INNOVATIVE_TOWNSHIP_AWARD = flow(
    "innovative_township_award", "province", "rest_of_world", "innovative_county_programme"
)
ST_MONEY_FROM_GROWTH = flow("st_money_from_growth", "county", "rest_of_world", "fiscal_st_growth")
MARGIN_OF_PROVINCE = flow("margin_of_province", "province", "risk_pools", "loan_guarantee_risk_pool", "capital")
MARGIN_OF_COUNTY = flow("margin_of_county", "county", "risk_pools", "loan_guarantee_risk_pool", "capital")
MUTUAL_DEPOSIT = flow("mutual_deposit", "firms", "risk_pools", "loan_guarantee_risk_pool")
POOLED_LOANS = flow("pooled_loans", "banks", "firms", "loan_guarantee_risk_pool")
POOLED_LOAN_REPAYMENT = flow("pooled_loan_repayment", "firms", "banks", "loan_guarantee_risk_pool")
POOLED_LOAN_INTEREST = flow("pooled_loan_interest", "firms", "banks", "loan_guarantee_risk_pool")
POOL_COMPENSATION = flow("pool_compensation", "risk_pools", "banks")
VENTURE_CAPITAL_RAISED = flow("venture_capital_raised", "rest_of_world", "funds")
VENTURE_CAPITAL_RETURNED = flow("venture_capital_returned", "funds", "rest_of_world")
GUIDANCE_CAPITAL_OF_PROVINCE = flow("guidance_capital_of_province", "province", "funds", "vc_guidance_fund", "capital")
GUIDANCE_CAPITAL_OF_COUNTY = flow("guidance_capital_of_county", "county", "funds", "vc_guidance_fund", "capital")
VENTURE_INVESTMENT = flow("venture_investment", "funds", "firms")
GUIDANCE_INVESTMENT = flow("guidance_investment", "funds", "firms", "vc_guidance_fund")
VENTURE_EXITS = flow("venture_exits", "rest_of_world", "funds")
PREFECTURE_ST_FROM_GROWTH = flow("prefecture_st_from_growth", "prefecture", "rest_of_world", "fiscal_st_growth")
PROVINCE_ST_FROM_GROWTH = flow("province_st_from_growth", "province", "rest_of_world", "fiscal_st_growth")
EXTRA_MONEY_OF_COUNTY = flow("extra_money_of_county", "rest_of_world", "county")
EXTRA_MONEY_OF_PREFECTURE = flow("extra_money_of_prefecture", "rest_of_world", "prefecture")
EXTRA_MONEY_OF_PROVINCE = flow("extra_money_of_province", "rest_of_world", "province")
OUTREACH_SPENDING = flow("outreach_spending", "county", "rest_of_world")
PROJECT_GRANTS = flow("project_grants", "county", "firms")
MISUSED_GRANTS = flow("misused_grants", "firms", "rest_of_world")
PREFECTURE_TRANSFER = flow("prefecture_transfer", "prefecture", "county")
PERFORMANCE_TRANSFER = flow("performance_transfer", "province", "county")
PROVINCIAL_FUNDS = flow("provincial_funds", "province", "county", "provincial_st_funds_allocation")
CITY_FUNDS = flow("city_funds", "prefecture", "county", "provincial_st_funds_allocation")
PRIORITY_PROJECTS = flow("priority_projects", "province", "county", "priority_projects_for_rd_intensive_firms")
INDEX_SURVEY = flow("index_survey", "province", "rest_of_world", "capacity_monitoring_evaluation")
INDEX_SURVEY_OF_CITIES = flow("index_survey_of_cities", "prefecture", "rest_of_world", "capacity_monitoring_evaluation")
FARM_INCOME = flow("farm_income", "rest_of_world", "farm_households")
TITLE_REWARD = flow("title_reward", "county", "firms", "firm_gradient_cultivation")
TITLE_VISITS = flow("title_visits", "county", "rest_of_world", "firm_gradient_cultivation")
PLATFORM_SUBSIDY = flow("platform_subsidy", "county", "rest_of_world", "startup_incubation_platforms")
ZONE_INFRASTRUCTURE = flow("zone_infrastructure", "county", "rest_of_world", "parks_and_hitech_zones")
ZONE_SERVICES = flow("zone_services", "county", "rest_of_world", "parks_and_hitech_zones")
ZONE_AWARD = flow("zone_award", "province", "county", "parks_and_hitech_zones")
ZONE_AWARD_OF_CITIES = flow("zone_award_of_cities", "prefecture", "county", "parks_and_hitech_zones")
CLUSTER_FACILITIES = flow("cluster_facilities", "county", "rest_of_world", "industrial_cluster_support")
CLUSTER_FEE = flow("cluster_fee", "firms", "rest_of_world")
FIRST_PURCHASE_PREMIUM = flow("first_purchase_premium", "county", "firms", "innovation_procurement")
# tax, money to firms: grants, awards, prizes and refunds of province and prefectures
TAX_GROWTH_REFUND = flow("tax_growth_refund", "province", "county", "base_plus_increment_refund")
ONE_OFF_AWARD = flow("one_off_award", "prefecture", "firms", "one_off_awards")
IP_AWARD = flow("ip_award", "prefecture", "firms", "ip_awards")
JOINT_PROJECT_GRANT = flow("joint_project_grant", "prefecture", "firms", "grants_and_interest_subsidy")
INTEREST_SUBSIDY = flow("interest_subsidy", "prefecture", "firms", "grants_and_interest_subsidy")
PROBLEM_PRIZE = flow("problem_prize", "province", "firms", "jiebang_guashuai")
RD_GROWTH_SUBSIDY = flow("rd_growth_subsidy", "province", "firms", "rd_reserve_fund")

# governance, clusters and statuses, public money
PRIORITY_TRANSFER = flow("priority_transfer", "province", "county", "performance_based_priority")
CITY_RANKING = flow("city_ranking", "prefecture", "rest_of_world", "third_party_index_ranking")
SERVICE_HALL = flow("service_hall", "county", "rest_of_world", "streamline_government")
STUDY_VISITS = flow("study_visits", "county", "rest_of_world", "commendation_publicity")
JOINT_MEETINGS = flow("joint_meetings", "county", "rest_of_world", "four_level_linkage")
IP_ENFORCEMENT = flow("ip_enforcement", "county", "rest_of_world", "legislation_ip_enforcement")
FILING_SUBSIDY = flow("filing_subsidy", "county", "firms", "ip_commercialisation")
FILING_FEES = flow("filing_fees", "firms", "rest_of_world")
MOVING_PACKAGE = flow("moving_package", "prefecture", "firms", "investment_attraction")
MOVING_COST = flow("moving_cost", "firms", "rest_of_world")
CASH_OF_MOVERS_LEAVES = flow("cash_of_movers_leaves", "firms", "rest_of_world")
CASH_OF_MOVERS_ARRIVES = flow("cash_of_movers_arrives", "rest_of_world", "firms")
UPGRADE_SUBSIDY = flow("upgrade_subsidy", "county", "firms", "traditional_industry_upgrade")
EQUIPMENT = flow("equipment", "firms", "rest_of_world")
STANDARD_SUBSIDY = flow("standard_subsidy", "county", "firms", "standards_and_brands")
STANDARD_COST = flow("standard_cost", "firms", "rest_of_world")
EXIT_COMPENSATION = flow("exit_compensation", "county", "firms", "obsolete_capacity_exit")
CHECKS_OF_REPORTS = flow("checks_of_reports", "province", "rest_of_world", "enterprise_rd_investment_system")
# institutes and platforms
RD_UNIT_AWARD = flow("rd_unit_award", "county", "firms", "enterprise_rd_units")
ALLIANCE_FEES = flow("alliance_fees", "firms", "rest_of_world")
ALLIANCE_PROJECTS = flow("alliance_projects", "prefecture", "firms", "innovation_alliances")
DIGITAL_PLATFORM = flow("digital_platform", "province", "rest_of_world", "digital_innovation_platform")
CITY_DIGITAL_PLATFORM = flow("city_digital_platform", "prefecture", "rest_of_world", "digital_innovation_platform")
LABORATORY_OF_PROVINCE = flow("laboratory_of_province", "province", "institutes", "national_platforms_labs")
LABORATORY_OF_CITIES = flow("laboratory_of_cities", "prefecture", "institutes", "national_platforms_labs")
LABORATORY_OF_CENTRE = flow("laboratory_of_centre", "centre", "institutes", "national_platforms_labs")
CHECKS_BY_SAMPLE = flow("checks_by_sample", "province", "rest_of_world", "trust_and_fault_tolerance")
CHECKS_OF_CITIES = flow("checks_of_cities", "prefecture", "rest_of_world", "trust_and_fault_tolerance")
SETUP_GRANT = flow("setup_grant", "province", "institutes", "new_rd_institutions")
SETUP_GRANT_OF_CITIES = flow("setup_grant_of_cities", "prefecture", "institutes", "new_rd_institutions")
PRODUCTIVITY_CENTRE = flow("productivity_centre", "county", "rest_of_world", "productivity_promotion_centres")
# villages
PAIRED_TEAM_SERVICE = flow("paired_team_service", "province", "rd_workers", "poverty_pairing")
THREE_ZONES_OF_PROVINCE = flow("three_zones_of_province", "province", "rd_workers", "three_zones_talent")
THREE_ZONES_OF_CENTRE = flow("three_zones_of_centre", "centre", "rd_workers", "three_zones_talent")
ONLINE_PLATFORM = flow("online_platform", "province", "rest_of_world", "poverty_online_platform")
ONLINE_ANSWER_FEES = flow("online_answer_fees", "province", "rd_workers", "poverty_online_platform")
FARMER_TRAINING = flow("farmer_training", "county", "rest_of_world", "farmer_and_skill_training")
CERTIFICATION_FEES = flow("certification_fees", "county", "rest_of_world", "specialty_product_branding")
CHAIN_BONUS = flow("chain_bonus", "county", "firms", "agri_chain_household_model")
CHAIN_PREMIUM = flow("chain_premium", "firms", "farm_households")
CHAIN_ADVICE = flow("chain_advice", "firms", "rest_of_world")
ECOMMERCE_CENTRES = flow("ecommerce_centres", "county", "rest_of_world", "ecommerce_business_model")
ECOMMERCE_FEES = flow("ecommerce_fees", "firms", "rest_of_world")
AGRI_PARKS = flow("agri_parks", "county", "rest_of_world", "agri_tech_parks_demonstration")
# finance
PLEDGE_DISCOUNT = flow("pledge_discount", "county", "firms", "ip_pledge_finance")
STARTUP_LOSS_SHARE = flow("startup_loss_share", "county", "rest_of_world", "returnee_startup_risk_sharing")
ALLIANCE_CAPITAL_OF_PROVINCE = flow(
    "alliance_capital_of_province", "province", "funds", "ppp_and_vc_alliance", "capital"
)
ALLIANCE_CAPITAL_OF_COUNTY = flow("alliance_capital_of_county", "county", "funds", "ppp_and_vc_alliance", "capital")
LISTING_EQUITY = flow("listing_equity", "rest_of_world", "firms")
LISTING_COST = flow("listing_cost", "firms", "rest_of_world")
LISTING_SUBSIDY = flow("listing_subsidy", "county", "firms", "capital_market_access")
INSURANCE_PREMIUM = flow("insurance_premium", "firms", "rest_of_world")
INSURANCE_SUBSIDY = flow("insurance_subsidy", "county", "rest_of_world", "st_insurance_leasing_bonds")
INSURANCE_INDEMNITY = flow("insurance_indemnity", "rest_of_world", "firms")
LEASE_SUBSIDY = flow("lease_subsidy", "county", "firms", "st_insurance_leasing_bonds")
BRANCH_SUBSIDY = flow("branch_subsidy", "county", "banks", "st_insurance_leasing_bonds")
FIRMS_INTO_GUIDANCE = flow("firms_into_guidance", "firms", "funds")
GUIDANCE_TO_FIRMS = flow("guidance_to_firms", "funds", "firms")
# demand
TALENT_MATCHING = flow("talent_matching", "prefecture", "rest_of_world", "gov_purchase_of_talent_services")
# dated events: a firm leaves the region with what it has and what it owes
CASH_OF_LEAVERS = flow("cash_of_leavers", "firms", "rest_of_world")
ARREARS_OF_LEAVERS = flow("arrears_of_leavers", "rest_of_world", "firms")
DEBT_OF_LEAVERS = flow("debt_of_leavers", "rest_of_world", "banks")

N_FLOWS = len(FLOWS)
INDEX = {known.name: column for column, known in enumerate(FLOWS)}


def place(name: str) -> int:
    """Column of a flow in the ledger; KeyError names the flows there are."""
    if name not in INDEX:
        raise KeyError(f"no flow {name!r} in the ledger; there are: {', '.join(INDEX)}")
    return INDEX[name]


def pay(payer, payee, yuan, ledger, county, flow):
    """Move whole yuan between two purses of weight one, and write it down in the county's row."""
    payer.cash -= yuan
    payee.cash += yuan
    ledger[county, flow] += yuan


def firm_pays(firm, payee, yuan, ledger, county, flow):
    """A firm pays; the purse on the other side receives it from every firm that the agent stands for."""
    firm.cash -= yuan
    payee.cash += yuan * firm.stands_for
    ledger[county, flow] += yuan * firm.stands_for


def firm_receives(firm, payer, yuan, ledger, county, flow):
    """A firm is paid; the purse on the other side pays every firm that the agent stands for."""
    firm.cash += yuan
    payer.cash -= yuan * firm.stands_for
    ledger[county, flow] += yuan * firm.stands_for


def whole(amount):
    """Whole yuan of an amount, rounded half up (one rule for every payment)."""
    return int(amount + 0.5) if amount >= 0.0 else -int(0.5 - amount)
