"""Governments: the province, its prefectures, its counties; and what a county holds that is not an agent."""

from sim.engine.records import Field, dtype_of
from sim.sectors import N_SECTORS

POOLS: list[str] = []
"""Purposes for which a county sets S&T money aside at the start of a year."""

PROVINCE_POOLS: list[str] = []
"""Purposes for which the province sets S&T money aside at the start of a year."""


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
N_POOLS = len(POOLS)

AWARD_POOL = pool("award", PROVINCE_POOLS)
N_PROVINCE_POOLS = len(PROVINCE_POOLS)

BUDGET = [
    Field("expenditure", "f8", "yuan / year", "fiscal expenditure of the year"),
    Field("st_envelope", "i8", "yuan / year", "fiscal S&T money of the year"),
    Field("st_left", "i8", "yuan", "what is left of it for purposes without a pool"),
    Field("st_spent", "i8", "yuan", "part of that spent this quarter"),
]

PROVINCE_FIELDS = [
    Field("key", "u8", "", "GB/T 2260 code"),
    *BUDGET,
    Field("pools", "i8", "yuan", "what is left of the money set aside (PROVINCE_POOLS)", N_PROVINCE_POOLS),
]
PROVINCE = dtype_of(PROVINCE_FIELDS)

PREFECTURE_FIELDS = [
    Field("key", "u8", "", "GB/T 2260 code"),
    Field("share_budget", "f8", "share", "share of its counties in the region's budget"),
    *BUDGET,
]
PREFECTURE = dtype_of(PREFECTURE_FIELDS)

MOST_PAIRS = 3
"""Most institutes that a county can be paired with."""

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
    *BUDGET,
    Field("pools", "i8", "yuan", "what is left this year of the money set aside for each purpose (POOLS)", N_POOLS),
    Field("reward_room", "i8", "yuan", "what HNTE rewards may still take this year"),
    Field("rewards_advanced", "i8", "yuan", "HNTE rewards paid ahead of next year's S&T money"),
    Field("award", "i8", "yuan", "award for innovative status, not yet spent"),
    Field("institute_paid", "i8", "yuan", "part of it paid this quarter"),
    Field("commissioners", "f8", "persons", "commissioners on duty"),
    Field("training_paid", "i8", "yuan", "part of it paid this quarter"),
    Field("effort", "f8", "ratio", "administrative effort; 1 without any prize in sight"),
    Field("visits", "f8", "visits / quarter", "effective visits of the S&T office"),
    Field("candidates", "f8", "firms", "firms that the office might visit"),
    Field("outreach", "f8", "visits / firm / year", "visits per candidate firm"),
    Field("p_reached", "f8", "probability", "chance that a firm is reached in a year"),
    Field("active_share", "f8", "share", "R&D-active share of firms by sector, quarter before", N_SECTORS),
    Field("firms_of_sector", "f8", "firms", "firms by sector", N_SECTORS),
    Field("pool", "f8", "yuan / year", "real R&D of the county by sector, quarter before, yearly rate", N_SECTORS),
    Field("pool_start", "f8", "yuan / year", "the same at the start", N_SECTORS),
    Field("spillover", "f8", "log", "knowledge from others by sector, before absorptive capacity", N_SECTORS),
    Field("neighbours_start", "f8", "yuan / year", "distance-weighted R&D elsewhere at the start", N_SECTORS),
    Field("skilled_wage", "f8", "yuan / year", "wage of an R&D worker"),
    Field("skilled_wage_2012", "f8", "yuan / year", "wage of an R&D worker at the start"),
    Field("housing_cost", "f8", "index", "housing cost; 1 is the region's mean"),
    Field("institute_weight", "f8", "share", "weight of the county's institutes"),
    Field("practice", "f8", "log", "R&D-weighted log productivity of its R&D-active firms by sector", N_SECTORS),
    Field("partners", "i4", "", "paired institutes, counted from 1; 0 none", MOST_PAIRS),
    Field("transfer_bodies", "f8", "agencies", "technology transfer agencies that its money supports"),
    Field("subsidy_asked", "f8", "yuan", "R&D post-subsidies due this year"),
    Field("subsidy_paid", "f8", "yuan", "part of them that was paid"),
    Field("subsidy_chance", "f8", "share", "share of what was due that firms expect to be paid"),
    Field("n_idle", "i8", "agents", "R&D workers without a post"),
    Field("n_vacant", "i8", "agents", "posts open"),
    Field("turn", "i8", "", "place in the line of employers that hires next"),
    Field("n_unfilled", "i8", "agents", "posts still open after hiring"),
    Field("n_workforce", "i8", "agents", "R&D workers living here"),
    Field("n_arriving", "i8", "agents", "R&D workers arriving this quarter"),
    Field("n_entering", "i8", "agents", "firms entering this quarter"),
    Field("score", "f8", "index", "score in the contest for innovative county"),
    Field("is_innovative", "i1", "0 or 1", "provincial innovative county"),
]

FLOWS = [
    Field("gdp", "f8", "yuan / quarter", "gross domestic product"),
    Field("sales_total", "f8", "yuan / quarter", "sales of modelled firms"),
    Field("value_added", "f8", "yuan / quarter", "value added of modelled firms"),
    Field("yuan_rd_enterprise_real", "f8", "yuan / quarter", "real R&D performed by firms"),
    Field("yuan_rd_relabelled", "f8", "yuan / quarter", "relabelled part of firms' reported R&D"),
    Field("yuan_rd_institutes_government", "f8", "yuan / quarter", "institutes' R&D on government money"),
    Field("yuan_rd_institutes_contracts", "f8", "yuan / quarter", "institutes' R&D on contracts of firms"),
    Field("yuan_rd_institutes_other", "f8", "yuan / quarter", "institutes' R&D on other money"),
    Field("yuan_rd_institutes_inputs", "f8", "yuan / quarter", "institutes' R&D on money that no rule moves"),
    Field("yuan_rd_firms_government", "f8", "yuan / quarter", "public money in firms' R&D and contracts"),
    Field("yuan_rd_wages", "f8", "yuan / quarter", "wages of R&D workers"),
    Field("new_firms", "f8", "firms", "firms entering"),
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
    Field("n_hnte_awarded", "f8", "firms", "HNTE certificates awarded"),
    Field("n_turned_away", "f8", "firms", "applicants turned away because money had run out"),
    Field("visits_made", "f8", "visits / quarter", "effective visits of the S&T office"),
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
    Field("n_talent", "f8", "persons", "R&D workers, employed or not"),
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
    Field("residents", "f8", "persons", "population"),
    Field("n_pairings", "f8", "pairs", "pairs of a county and an institute"),
    Field("n_transfer_bodies", "f8", "agencies", "technology transfer agencies supported"),
]

FIELDS = STATE + FLOWS + STOCKS
COUNTY = dtype_of(FIELDS)
