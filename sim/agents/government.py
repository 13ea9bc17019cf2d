"""Governments of counties, what counties hold that is not an agent, and what governments set money aside for."""

from sim.engine.records import Field, dtype_of
from sim.sectors import N_SECTORS

POOLS: list[str] = []
"""Purposes for which a county sets S&T money aside at the start of a year."""

PROVINCE_POOLS: list[str] = []
"""Purposes for which the province sets S&T money aside at the start of a year."""

PREFECTURE_POOLS: list[str] = []
"""Purposes for which a prefecture does."""


def pool(name: str, government: list[str]) -> int:
    """Name a purpose once; returns its place among the government's pools. ValueError: the name is taken."""
    if name in government:
        raise ValueError(f"there is a pool {name!r} already")
    government.append(name)
    return len(government) - 1


VOUCHER_POOL = pool("voucher", POOLS)
INSTITUTE_POOL = pool("institute", POOLS)
COMMISSIONER_POOL = pool("commissioner", POOLS)
TRAINING_POOL = pool("training", POOLS)
PAIRING_POOL = pool("pairing", POOLS)
TRANSFER_POOL = pool("transfer", POOLS)
POST_SUBSIDY_POOL = pool("post_subsidy", POOLS)
RETURNEE_POOL = pool("returnee", POOLS)
MARGIN_POOL = pool("margin", POOLS)
GUIDANCE_POOL = pool("guidance", POOLS)
OUTREACH_POOL = pool("outreach", POOLS)
PROJECT_POOL = pool("project", POOLS)
TITLE_POOL = pool("title", POOLS)
TITLE_VISIT_POOL = pool("title_visit", POOLS)
PLATFORM_POOL = pool("platform", POOLS)
ZONE_POOL = pool("zone", POOLS)
CLUSTER_POOL = pool("cluster", POOLS)
PROCUREMENT_POOL = pool("procurement", POOLS)
REWARD_POOL = pool("hnte_reward", POOLS)
INSTRUMENT_POOL = pool("instrument", POOLS)
HALL_POOL = pool("service_hall", POOLS)
STUDY_POOL = pool("study_visits", POOLS)
MEETING_POOL = pool("joint_meetings", POOLS)
ENFORCEMENT_POOL = pool("enforcement", POOLS)
FILING_POOL = pool("filing", POOLS)
UPGRADE_POOL = pool("upgrade", POOLS)
HOUSING_POOL = pool("housing", POOLS)
GRADUATE_POOL = pool("graduate", POOLS)
COURSE_POOL = pool("course", POOLS)
STATION_POOL = pool("station", POOLS)
TITLE_REVIEW_POOL = pool("title_review", POOLS)
UNIT_POOL = pool("rd_unit", POOLS)
CENTRE_POOL = pool("productivity_centre", POOLS)
FARMER_POOL = pool("farmer_training", POOLS)
AGRI_PARK_POOL = pool("agri_park", POOLS)
BRAND_POOL = pool("specialty_brand", POOLS)
CHAIN_POOL = pool("household_chain", POOLS)
ECOMMERCE_POOL = pool("ecommerce", POOLS)
PLEDGE_POOL = pool("pledge", POOLS)
RISK_SHARING_POOL = pool("risk_sharing", POOLS)
VENTURE_ALLIANCE_POOL = pool("venture_alliance", POOLS)
LISTING_POOL = pool("listing", POOLS)
TECHNOLOGY_FINANCE_POOL = pool("technology_finance", POOLS)
STANDARD_POOL = pool("standard", POOLS)
EXIT_POOL = pool("obsolete_exit", POOLS)
N_POOLS = len(POOLS)

AWARD_POOL = pool("award", PROVINCE_POOLS)
TOWNSHIP_AWARD_POOL = pool("township_award", PROVINCE_POOLS)
POVERTY_POOL = pool("poverty", PROVINCE_POOLS)
PROVINCE_MARGIN_POOL = pool("margin", PROVINCE_POOLS)
PROVINCE_GUIDANCE_POOL = pool("guidance", PROVINCE_POOLS)
PERFORMANCE_POOL = pool("performance", PROVINCE_POOLS)
FUNDS_POOL = pool("funds", PROVINCE_POOLS)
SURVEY_POOL = pool("survey", PROVINCE_POOLS)
ZONE_AWARD_POOL = pool("zone_award", PROVINCE_POOLS)
REFUND_POOL = pool("refund", PROVINCE_POOLS)
PRIZE_POOL = pool("prize", PROVINCE_POOLS)
GROWTH_POOL = pool("rd_growth", PROVINCE_POOLS)
PRIORITY_POOL = pool("priority", PROVINCE_POOLS)
OFFICIALS_POOL = pool("officials", PROVINCE_POOLS)
DIGITAL_POOL = pool("digital_platform", PROVINCE_POOLS)
LABORATORY_POOL = pool("laboratory", PROVINCE_POOLS)
TRUST_POOL = pool("trust", PROVINCE_POOLS)
SETUP_POOL = pool("new_institute", PROVINCE_POOLS)
PAIRED_TEAM_POOL = pool("paired_team", PROVINCE_POOLS)
THREE_ZONES_POOL = pool("three_zones", PROVINCE_POOLS)
ONLINE_POOL = pool("online_platform", PROVINCE_POOLS)
PROVINCE_ALLIANCE_POOL = pool("venture_alliance", PROVINCE_POOLS)
PRIORITY_PROJECT_POOL = pool("priority_project", PROVINCE_POOLS)
CHECK_POOL = pool("rd_reports", PROVINCE_POOLS)
N_PROVINCE_POOLS = len(PROVINCE_POOLS)

TALENT_POOL = pool("talent", PREFECTURE_POOLS)
TITLE_AWARD_POOL = pool("title_award", PREFECTURE_POOLS)
JOINT_POOL = pool("joint", PREFECTURE_POOLS)
IP_AWARD_POOL = pool("ip_award", PREFECTURE_POOLS)
RANKING_POOL = pool("ranking", PREFECTURE_POOLS)
ATTRACTION_POOL = pool("attraction", PREFECTURE_POOLS)
JOINT_TRAINING_POOL = pool("joint_training", PREFECTURE_POOLS)
ALLIANCE_POOL = pool("alliance", PREFECTURE_POOLS)
CITY_DIGITAL_POOL = pool("digital_platform", PREFECTURE_POOLS)
MATCHING_POOL = pool("matching", PREFECTURE_POOLS)
N_PREFECTURE_POOLS = len(PREFECTURE_POOLS)

CRITERIA = [
    "rd_intensity", "hnte", "st_share", "patents", "platforms", "farm_income",
    "active_share", "personnel", "outreach", "contracts", "gdp_per_head", "adoption",
]  # fmt: skip
"""What counties are measured by, in their scores and in the index of innovation capacity (rules.scores)."""

(RD_INTENSITY, HNTE, ST_SHARE, PATENTS, PLATFORMS, FARM_INCOME, ACTIVE_SHARE, PERSONNEL, OUTREACH, CONTRACTS,
 GDP_PER_HEAD, ADOPTION) = range(len(CRITERIA))  # fmt: skip
N_CRITERIA = len(CRITERIA)

USES = ["outreach", "projects", "institutes", "other"]
"""What a county may spend its discretionary S&T money on; nobody scores the last."""

USE_OUTREACH, USE_PROJECTS, USE_INSTITUTES, USE_OTHER = range(len(USES))
N_USES = len(USES)

YEARS_OF_INDEX = 4
"""A county's index is remembered for so many years, which bounds the lag of its publication."""

BUDGET = [
    Field("expenditure", "f8", "yuan / year", "fiscal expenditure of the year"),
    Field("st_envelope", "i8", "yuan / year", "fiscal S&T money of the year"),
    Field("st_left", "i8", "yuan", "what is left of it for purposes without a pool"),
    Field("st_spent", "i8", "yuan", "part of that spent this quarter"),
    Field("extra_money", "i8", "yuan / year", "S&T money of the year beyond the envelope, which the scenario names"),
]

MOST_PAIRS = 3
"""Most institutes that a county can be paired with."""

LONGEST_TRAINING = 8
"""Years after which students of joint training graduate, at most, plus one."""

LONGEST_LEASE = 24
"""Quarters for which a slot of a platform can be let at most."""

N_SCHEMES = 3
"""Schemes of risk-compensated loans (levers.loan_guarantee_risk_pool)."""

N_GIVERS = 3
N_MARGINS = N_SCHEMES * N_GIVERS
"""Margin money of scheme s from giver g lies at s * N_GIVERS + g; givers: province, county, borrowing firms."""

STATE = [
    Field("key", "u8", "", "GB/T 2260 code"),
    Field("prefecture", "i4", "", "prefecture, by its place among the region's"),
    Field("population", "f8", "persons", "residents"),
    Field("schooling", "f8", "standard deviations", "mean years of schooling, against the region's mean"),
    Field("share_budget", "f8", "share", "share of the region's fiscal expenditure"),
    Field("share_rest", "f8", "share", "share of the region's GDP outside modelled firms"),
    Field("share_graduates", "f8", "share", "share of the region's new R&D workers"),
    Field("expected_firms", "f8", "firms", "modelled firms that the population recipe expects in 2012"),
    Field("share_service_firms", "f8", "share", "technology services among them"),
    Field("delivery_quality", "f8", "index", "how well the government delivers; 1 is the mean"),
    Field("absorptive_capacity", "f8", "[0, 1]", "how much of outside knowledge and help takes hold"),
    Field("st_propensity", "f8", "ratio", "S&T share of the county's budget over the region's"),
    Field("st_propensity_usual", "f8", "ratio", "the same without an incentive from above"),
    Field("tier", "i4", "0 to 2", "size of the budget, by thirds of the counties: rank is taken within a tier"),
    *BUDGET,
    Field("pools", "i8", "yuan", "what is left this year of the money set aside for each purpose (POOLS)", N_POOLS),
    Field("rewards_advanced", "i8", "yuan", "advanced out of later years' S&T money for the pool of HNTE rewards"),
    Field("turned_away", "f8", "firms", "applicants of the year for whom a pool had no money (POOLS)", N_POOLS),
    Field("own_part", "i8", "yuan", "what it may win of the province's pools, contests closed", N_PROVINCE_POOLS),
    Field("prefecture_part", "i8", "yuan", "what it may win of its prefecture's, contests closed", N_PREFECTURE_POOLS),
    Field("award", "i8", "yuan", "award for innovative status, which joins next year's transfers"),
    Field("transfers", "i8", "yuan / year", "S&T money of the year from province and prefecture"),
    Field("use", "f8", "share", "what discretionary S&T money is divided among this year (USES)", N_USES),
    Field("projects_asked", "f8", "yuan", "grants for R&D projects that firms ask for this year"),
    Field("project_chance", "f8", "share", "chance of a project grant this year, of a firm of mean weight"),
    Field("project_weight", "f8", "ratio", "mean weight of the projects asked for"),
    Field("project_intensity", "f8", "share of sales", "mean R&D over sales of those who ask, by amount"),
    Field("project_money", "i8", "yuan / year", "money of the province for projects of firms that do much R&D"),
    Field("joint_asked", "f8", "yuan", "what firms ask of the city for projects with a contract this year"),
    Field("joint_chance", "f8", "share", "chance that it is given"),
    Field("growth_asked", "f8", "yuan", "the province's part of the rise of R&D that firms with reserves ask for"),
    Field("tax_base", "f8", "yuan / year", "local corporate tax of the base year above which tax is returned"),
    Field("tax_base_year", "i8", "year", "that year; 0: none yet"),
    Field("tax_returned", "f8", "share", "what the province returns of a further yuan of tax"),
    Field("institute_money", "i8", "yuan", "part of the institute pool for this quarter"),
    Field("commissioners", "f8", "persons", "commissioners on duty"),
    Field("days_near", "f8", "days / year", "days that the county's own institutes can spare for service outside"),
    Field("days_asked", "f8", "days / year", "days of service that money pays for"),
    Field("days_lent", "f8", "days / year", "days of service that institutes lend"),
    Field("is_zone_seat", "i1", "0 or 1", "where the poverty programme would build its agricultural zone"),
    Field("has_zone", "i1", "0 or 1", "has that zone"),
    Field("effort", "f8", "ratio", "administrative effort; 1 without any prize in sight"),
    Field("reporting_share", "f8", "share", "decision: part of the added effort that goes into R&D reports"),
    Field("over_reporting", "f8", "ratio", "what reporting adds to firms' real R&D"),
    Field("pressure", "f8", "share", "pressure of index and rank on the county, as a prize over its S&T money"),
    Field("at_stake", "f8", "yuan / score", "money from above that a point of score may bring"),
    Field("officials", "f8", "persons", "S&T officials whom institutes have sent for the year"),
    Field("visit_days_left", "f8", "days / quarter", "days of visits that the S&T office can still lead"),
    Field("visits", "f8", "visits / quarter", "effective visits of the S&T office"),
    Field("trained", "f8", "share", "candidate firms that visits paid with training money reach in a year"),
    Field("candidates", "f8", "firms", "firms that the office might visit"),
    Field("outreach", "f8", "visits / firm / year", "visits per candidate firm"),
    Field("promise", "f8", "firms", "firms, each weighted by its promise in the eyes of the S&T office"),
    Field("promising", "f8", "firms", "the same firms, counted"),
    Field("recognised_share", "f8", "share", "HNTE over R&D-active firms, quarter before"),
    Field("p_reached", "f8", "probability", "chance that a firm is reached in a year"),
    Field("active_share", "f8", "share", "R&D-active share of firms by sector, quarter before", N_SECTORS),
    Field("firms_of_sector", "f8", "firms", "firms by sector", N_SECTORS),
    Field("pool", "f8", "yuan / year", "real R&D of the county by sector, quarter before, yearly rate", N_SECTORS),
    Field("pool_start", "f8", "yuan / year", "the same at the start", N_SECTORS),
    Field("spillover", "f8", "log", "gain in the yield of R&D from others' R&D, by sector", N_SECTORS),
    Field("neighbours_start", "f8", "yuan / year", "distance-weighted R&D elsewhere at the start", N_SECTORS),
    Field("skilled_wage", "f8", "yuan / year", "wage of an R&D worker"),
    Field("rd_start", "f8", "yuan / quarter", "R&D performed in the first quarter"),
    Field("skilled_wage_2012", "f8", "yuan / year", "wage of an R&D worker at the start"),
    Field("housing_cost", "f8", "index", "housing cost; 1 is the region's mean at the start"),
    Field("housing_cost_2012", "f8", "index", "housing cost at the start"),
    Field("crowding_2012", "f8", "persons", "who bid for good housing at the start (rules.labour)"),
    Field("grant_round", "i8", "yuan / year", "money for talent grants here: for local teams, for top talent", 2),
    Field("grant_money", "i8", "yuan", "what is left of it", 2),
    Field("grant_candidates", "i8", "agents", "workers who qualify for each", 2),
    Field("offers", "f8", "", "weight of its grants among destinations of the highly skilled, added up over counties"),
    Field("housing_money", "i8", "yuan / year", "money of the year for housing of R&D workers"),
    Field("housing_offer", "f8", "ratio", "factor on the county's weight among destinations from places in it"),
    Field("n_housed", "i8", "agents", "R&D workers who hold a place"),
    Field("n_places", "i8", "agents", "places still free"),
    Field("graduate_money", "i8", "yuan / year", "money of the year for allowances of graduates"),
    Field("n_with_allowance", "i8", "agents", "graduates who get one"),
    Field("n_graduates_paid", "i8", "agents", "those among this quarter's newcomers"),
    Field("titles_free", "i8", "agents", "local titles that its reviews can still give this year"),
    Field("titles_given", "i8", "agents", "local titles given this quarter"),
    Field("titled", "i8", "agents", "R&D workers who hold one"),
    Field("in_training", "f8", "persons", "in joint training, by year of graduation, modulo so many", LONGEST_TRAINING),
    Field("natives_outside", "f8", "persons", "natives who live elsewhere; fixed"),
    Field("n_returnee_firms", "i8", "firms", "firms that returnees found this quarter, beyond those of every year"),
    Field("n_returnee_workers", "i8", "agents", "R&D workers who come back with them"),
    Field("institute_weight", "f8", "share", "weight of the county's institutes"),
    Field("practice", "f8", "log", "R&D-weighted log productivity of its R&D-active firms by sector", N_SECTORS),
    Field("partners", "i4", "", "paired institutes, counted from 1; 0 none", MOST_PAIRS),
    Field("alliance_sector", "i8", "", "sector of the county's innovation alliance, counted from 1; 0: none"),
    Field("is_online", "i1", "0 or 1", "a digital platform shows its firms institutes elsewhere"),
    Field("centre_chance", "f8", "probability", "chance in a quarter that a productivity centre visits an idle firm"),
    Field("transfer_bodies", "f8", "agencies", "technology transfer agencies that its money supports"),
    Field("served_firms", "f8", "firms", "firms that agencies may serve: reached, with R&D or a technology SME"),
    Field("checked_share", "f8", "share", "R&D reports of above-scale firms that are checked this year"),
    Field("subsidy_asked", "f8", "yuan", "R&D post-subsidies due this year"),
    Field("subsidy_paid", "f8", "yuan", "part of them that was paid"),
    Field("subsidy_chance", "f8", "share", "share of what was due that firms expect to be paid"),
    Field("n_idle", "i8", "agents", "R&D workers without a post"),
    Field("n_vacant", "i8", "agents", "posts open"),
    Field("turn", "i8", "", "place in the line of employers that hires next"),
    Field("n_unfilled", "i8", "agents", "posts still open after hiring"),
    Field("usual_tightness", "f8", "share", "open posts less idle workers over workforce, as its market is used to"),
    Field("posts_shown", "i8", "agents", "posts left open that bought matching can still fill this quarter"),
    Field("n_workforce", "i8", "agents", "R&D workers living here"),
    Field("n_arriving", "i8", "agents", "R&D workers arriving this quarter"),
    Field("n_spin_offs", "i8", "firms", "spin-offs of institutes still to enter this quarter"),
    Field("n_institutes", "i8", "institutes", "institutes that are here"),
    Field("n_opening", "i8", "institutes", "institutes opening this quarter"),
    Field("n_entering", "i8", "agents", "firms entering this quarter"),
    Field("n_investing", "i8", "agents", "large firms still to come this quarter by the scenario's date"),
    Field("rd_year", "f8", "yuan / year", "reported R&D of this year so far"),
    Field("gdp_year", "f8", "yuan / year", "GDP of this year so far"),
    Field("value_added_year", "f8", "yuan / year", "value added of modelled firms of this year so far"),
    Field("tax_year", "f8", "yuan / year", "corporate income tax of this year so far, the local part"),
    Field("contracts_year", "f8", "yuan / year", "outside contracts of this year so far"),
    Field("patents_year", "f8", "patents / year", "invention patents granted this year so far"),
    Field("figures", "f8", "", "the county's figures of the last full year, by criterion (CRITERIA)", N_CRITERIA),
    Field("reference", "f8", "", "what they are compared with: the region's of the same year", N_CRITERIA),
    Field("first_figures", "f8", "", "what the index compares them with: the region's of its first year", N_CRITERIA),
    Field("index_of_year", "f8", "0 to 100", "index of innovation capacity one, two, ... years ago", YEARS_OF_INDEX),
    Field("n_indexed_years", "i8", "years", "years that have an index"),
    Field("rank_in_tier", "f8", "[0, 1]", "rank by score within the tier; 0 is the best"),
    Field("rank_in_prefecture", "f8", "[0, 1]", "rank by score within the prefecture; 0 is the best"),
    Field("score", "f8", "index", "score in the contest for innovative county"),
    Field("is_innovative", "i1", "0 or 1", "provincial innovative county"),
    Field("margins", "i8", "yuan", "margin money kept here by scheme and giver (province, county, firms)", N_MARGINS),
    Field("credit_room", "i8", "yuan", "what the bank seated here can still lend this quarter"),
    Field("pooled_loans", "i8", "yuan", "loans outstanding against it by scheme", N_SCHEMES),
    # titles, places and public orders
    Field("entry_cost", "f8", "ratio", "cost of founding a firm over that of 2012"),
    Field("n_attracted", "i8", "agents", "part of the entrants that packages bring from outside the region"),
    Field("n_entering_zone", "i8", "agents", "part of the entrants that only the zone brings"),
    Field("n_entering_platform", "i8", "agents", "part of the entrants that only a slot of a platform brings"),
    Field("platforms", "f8", "platforms", "start-up platforms that the county pays for this year"),
    Field("slots_free", "i8", "start-ups", "slots of platforms that are free"),
    Field("slots_let", "i8", "start-ups", "slots let by quarter, modulo the longest lease", LONGEST_LEASE),
    Field("zone_level", "i1", "0 to 3", "high-tech zone: none, built by the county, provincial, national"),
    Field("zone_invested", "i8", "yuan", "spent on the zone's infrastructure so far"),
    Field("zone_firms", "f8", "firms", "firms in the zone at the beginning of the year"),
    Field("outreach_zone", "f8", "visits / firm / year", "visits of the zone's own service centre to one of them"),
    Field("zone_since", "i8", "quarter", "quarter in which the zone became provincial"),
    Field("focus_1", "i8", "", "first focus sector of the county's cluster policy, counted from 1; 0: none"),
    Field("focus_2", "i8", "", "second focus sector"),
    Field("reserve_firms", "f8", "firms", "firms in the reserve near a title"),
    Field("outreach_reserve", "f8", "visits / firm / year", "visits to a firm of the reserve"),
    Field("order_room", "f8", "yuan", "what is left this year for first purchases"),
    Field("order_bids", "f8", "yuan", "bids for them"),
    # administration and protection of rights
    Field("meetings", "f8", "meetings / year", "joint meetings with the levels above that are paid this year"),
    Field("reports_checked", "f8", "1 / year", "chance that a third party finds R&D reports that are doubled"),
    Field(
        "protected", "f8", "share", "part of the practice that others copy which is under patent, by sector", N_SECTORS
    ),
    Field("copying", "f8", "firms", "firms that copy what is under patent"),
    Field("copying_before", "f8", "firms", "the same a quarter before"),
    Field("cases", "f8", "cases / quarter", "infringements that the staff for enforcement can pursue"),
    # villages
    Field("poor_villages", "f8", "villages", "registered poor villages, of 2014 to 2020"),
    Field("poverty_rank", "i4", "", "place among the region's counties by poor villages; 1 has the most"),
    Field("farmers_trained", "f8", "persons", "members of farm households trained this year"),
    Field("agri_park_paid", "i8", "yuan", "spent on the county's agricultural park so far"),
    Field("certified", "f8", "townships", "townships whose specialty product is certified"),
    Field("poor_households", "f8", "households", "farm households in poor villages"),
    Field("poor_income", "f8", "yuan / household / year", "their mean income in 2012 without improved techniques"),
    Field("chain_room", "f8", "households", "those among them without a contract with a firm this year"),
    Field("chain_households", "f8", "households", "households under contract in this quarter"),
    Field("chain_premium", "i8", "yuan / quarter", "what firms pay them over the market price"),
    Field("online_room", "f8", "firms", "what the centre for e-commerce can still serve this year"),
]

FLOWS = [
    Field("gdp", "f8", "yuan / quarter", "gross domestic product"),
    Field("value_added", "f8", "yuan / quarter", "value added of modelled firms"),
    Field("sales_above_scale", "f8", "yuan / quarter", "sales of above-scale industrial firms"),
    Field("sales_emerging", "f8", "yuan / quarter", "part of them in strategic emerging industries"),
    Field("sales_emerging_rd_active", "f8", "yuan / quarter", "that of firms that do R&D"),
    Field("value_added_emerging", "f8", "yuan / quarter", "value added of firms in strategic emerging industries"),
    Field("value_added_emerging_rd_active", "f8", "yuan / quarter", "that of firms that do R&D"),
    Field("yuan_rd_enterprise_real", "f8", "yuan / quarter", "real R&D performed by firms"),
    Field("yuan_rd_relabelled", "f8", "yuan / quarter", "relabelled part of firms' reported R&D"),
    Field("yuan_rd_overstated", "f8", "yuan / quarter", "part of firms' reported R&D that only reports show"),
    Field("yuan_rd_institutes_government", "f8", "yuan / quarter", "institutes' R&D on government money"),
    Field("yuan_rd_institutes_contracts", "f8", "yuan / quarter", "institutes' R&D on contracts of firms"),
    Field("yuan_rd_institutes_other", "f8", "yuan / quarter", "institutes' R&D on other money"),
    Field("yuan_rd_institutes_inputs", "f8", "yuan / quarter", "institutes' R&D on money that no rule moves"),
    Field("yuan_rd_firms_government", "f8", "yuan / quarter", "public money in firms' R&D and contracts"),
    Field("yuan_rd_wages", "f8", "yuan / quarter", "wages of R&D workers"),
    Field("yuan_rd_wage_rise", "f8", "yuan / quarter", "part of them that is wage above its trend"),
    Field("yuan_rd_rise", "f8", "yuan / quarter", "R&D performed above that of the start at the same wage trend"),
    Field("new_firms", "f8", "firms", "firms entering"),
    Field("new_spin_offs", "f8", "firms", "part of them that inventors of institutes found"),
    Field("lost_firms", "f8", "firms", "firms leaving"),
    Field("n_rd_starts", "f8", "firms", "firms that start R&D"),
    Field("n_rd_stops", "f8", "firms", "firms that stop R&D"),
    Field("invention_applications", "f8", "patents", "applications for invention patents"),
    Field("new_invention_patents", "f8", "patents", "invention patents granted"),
    Field("n_outside_contracts", "f8", "contracts", "contracts of firms with institutes"),
    Field("yuan_outside_contracts", "f8", "yuan / quarter", "their price"),
    Field("n_contracts_refused", "f8", "contracts", "contracts turned away by an institute without free time"),
    Field("n_joint_projects", "f8", "projects", "joint projects with paired institutes paid"),
    Field("yuan_fiscal_expenditure", "f8", "yuan / quarter", "fiscal expenditure"),
    Field("yuan_fiscal_st", "f8", "yuan / quarter", "fiscal S&T spending"),
    Field("yuan_tax_paid", "f8", "yuan / quarter", "corporate income tax paid, net of refunds"),
    Field("n_talent_arrived", "f8", "persons", "R&D workers arriving"),
    Field("n_talent_left", "f8", "persons", "R&D workers leaving"),
    Field("n_preparing", "f8", "firms", "firms that work on the criteria of recognition other than R&D"),
    Field("n_hnte_new_applicants", "f8", "firms", "firms that apply for an HNTE certificate for the first time"),
    Field("n_hnte_told_by_peers", "f8", "firms", "those among them that no office had reached"),
    Field("yuan_hnte_gain_tax", "f8", "yuan", "tax that they expect to save by it over three years"),
    Field("yuan_hnte_gain_standing", "f8", "yuan", "what they expect of its standing"),
    Field("yuan_hnte_gain_reward", "f8", "yuan", "what they expect of the local reward"),
    Field("n_hnte_awarded", "f8", "firms", "HNTE certificates awarded"),
    Field("n_turned_away", "f8", "firms", "applicants turned away because money had run out"),
    Field("n_subsidised_startups", "f8", "firms", "returnees' firms that get a startup subsidy"),
    Field("n_entrepreneurs_trained", "f8", "persons", "heads of firms who attend a course"),
    Field("n_talent_grants", "f8", "persons", "talent grants awarded"),
    Field("n_grants_refused", "f8", "persons", "candidates for whom the money for talent grants did not last"),
    Field("visits_made", "f8", "visits / quarter", "effective visits of the S&T office"),
    Field("n_credit_refused", "f8", "firms", "firms whose application for credit a bank refused"),
    Field("n_credit_rationed", "f8", "firms", "firms whose bank lacked money for (part of) a loan it approved"),
    Field("yuan_pool_losses", "f8", "yuan / quarter", "what risk pools paid for defaults"),
    Field("yuan_bank_losses", "f8", "yuan / quarter", "what defaults cost banks, pooled or not"),
    Field("yuan_pledged_loans", "f8", "yuan / quarter", "ordinary loans on patents beyond the usual limit"),
    Field("yuan_venture_private", "f8", "yuan / quarter", "venture investment of private funds by themselves"),
    Field("yuan_venture_public", "f8", "yuan / quarter", "venture investment of guidance funds"),
    Field("yuan_venture_partners", "f8", "yuan / quarter", "venture investment of guidance funds' private partners"),
    Field("yuan_venture_additional", "f8", "yuan / quarter", "part of the partners' that would not have come alone"),
    Field("n_listings", "f8", "firms", "firms that list at an exchange with the county's help"),
    Field("yuan_rd_insured", "f8", "yuan / quarter", "R&D of a year that firms insure"),
    Field("yuan_zone_investment", "f8", "yuan / quarter", "infrastructure of high-tech zones"),
    Field("n_firms_advised", "f8", "firms", "firms without R&D that a productivity centre has visited"),
    Field("yuan_public_orders", "f8", "yuan / quarter", "first purchases of new products by governments"),
    Field("n_title_awards", "f8", "firms", "awards of cities to firms for a new national title"),
    Field("n_problems_solved", "f8", "problems", "problems posted by the province that are solved and paid"),
    Field("n_infringement_cases", "f8", "firms", "firms that are kept from copying what is under patent"),
    Field("n_firms_attracted", "f8", "firms", "recognised firms that a package has brought to the county"),
    Field("n_upgraded", "f8", "firms", "firms of traditional industries that buy equipment with a subsidy"),
    Field("n_standards", "f8", "firms", "firms that take part in a standard with their county's help"),
    Field("n_reports_checked", "f8", "firms", "R&D reports of above-scale firms that are checked"),
    Field("n_posts_found", "f8", "posts", "posts elsewhere in the city that agencies find for R&D workers"),
    Field("n_exits_compensated", "f8", "firms", "firms that close for compensation"),
]

STOCKS = [
    Field("n_firms", "f8", "firms", "modelled firms"),
    Field("n_rd_active", "f8", "firms", "R&D-active firms"),
    Field("n_claims", "f8", "firms", "firms claiming the super-deduction"),
    Field("n_hnte", "f8", "firms", "HNTE"),
    Field("n_tech_sme", "f8", "firms", "technology SMEs"),
    Field("n_above_scale", "f8", "firms", "above-scale industrial firms"),
    Field("n_above_scale_rd_active", "f8", "firms", "R&D-active above-scale industrial firms"),
    Field("n_rd_personnel", "f8", "person-years", "R&D personnel"),
    Field("n_rd_personnel_firms", "f8", "person-years", "those among them whom firms employ"),
    Field("n_rd_personnel_overstated", "f8", "person-years", "R&D personnel that only reports show"),
    Field("invention_patents_in_force", "f8", "patents", "invention patents in force"),
    Field("n_candidates", "f8", "firms", "firms that the S&T office might visit"),
    Field("sum_skilled_wage", "f8", "yuan / year x persons", "skilled wage times R&D personnel"),
    Field("farm_households", "f8", "households", "farm households"),
    Field("households_adopting", "f8", "households", "farm households with improved techniques"),
    Field("farm_income", "f8", "yuan / year", "income of farm households"),
    Field("n_townships", "f8", "townships", "rural towns and townships"),
    Field("n_innovative_townships", "f8", "townships", "innovative townships"),
    Field("n_innovative_counties", "f8", "counties", "innovative counties"),
    Field("n_commissioners", "f8", "persons", "tech commissioners on duty"),
    Field("n_commissioner_teams", "f8", "teams", "teams among them and those paired with poor townships"),
    Field("n_corporate_commissioners", "f8", "institutes", "institutes that serve as a body: with a team's days"),
    Field("n_villages_served", "f8", "villages", "villages served in the year"),
    Field("n_poor_villages_served", "f8", "villages", "poor villages served so far"),
    Field("n_poverty_pairings", "f8", "pairings", "teams paired with poor townships"),
    Field("n_poverty_parks", "f8", "parks", "demonstration parks of the poverty programme"),
    Field("n_poverty_zones", "f8", "zones", "agricultural zones of the poverty programme"),
    Field("residents", "f8", "persons", "population"),
    Field("yuan_pooled_loans", "f8", "yuan", "loans outstanding that a risk pool covers"),
    Field("n_local_titles", "f8", "persons", "R&D workers with a local title"),
    Field("n_in_training", "f8", "persons", "students in joint training of schools and employers"),
    Field("n_pairings", "f8", "pairs", "pairs of a county and an institute"),
    Field("n_transfer_bodies", "f8", "agencies", "technology transfer agencies supported"),
    Field("sum_innovation_index", "f8", "0 to 100", "index of innovation capacity of the last full year"),
    Field("n_indexed", "f8", "counties", "counties that have one"),
    Field("n_counties", "f8", "counties", "counties"),
    Field("n_srdi", "f8", "firms", "specialised and new (SRDI) enterprises"),
    Field("n_little_giants", "f8", "firms", "little giants"),
    Field("n_gazelles", "f8", "firms", "gazelles"),
    Field("n_new_institutes", "f8", "institutes", "new R&D institutes at work"),
    Field("n_rd_units", "f8", "firms", "R&D-active firms with a recognised R&D unit"),
    Field("n_rd_units_upper", "f8", "firms", "those among them whose R&D is that of a provincial or national unit"),
    Field("n_platforms", "f8", "platforms", "start-up platforms"),
    Field("n_platform_firms", "f8", "firms", "firms alive that began in a slot of a start-up platform"),
    Field("n_counties_with_platform", "f8", "counties", "counties with a start-up platform"),
    Field("n_zones", "f8", "zones", "provincial and national high-tech zones recognised since 2012"),
    Field("n_national_zones", "f8", "zones", "national ones among them"),
    Field("n_clusters", "f8", "clusters", "industrial clusters"),
    Field("n_counties_with_cluster", "f8", "counties", "counties with a cluster"),
    Field("n_cluster_members", "f8", "firms", "members of supported clusters"),
    Field("n_ecommerce_firms", "f8", "firms", "firms in centres for e-commerce"),
]

FIELDS = STATE + FLOWS + STOCKS
COUNTY = dtype_of(FIELDS)
