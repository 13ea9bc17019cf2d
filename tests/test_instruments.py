"""The catalogue of instruments, the levers' law, the scenarios and the documents agree, nothing is missing."""

import re
from collections import Counter
from pathlib import Path

import pytest

import sim.instruments
from sim import books
from sim.instruments import FOLDER, TREATMENTS, clause_numbers, instruments, levers_of, named_by, read_family
from sim.law import DOCUMENTS
from sim.levers.catalogue import FAMILIES, LawError, catalogue
from sim.scenario import load_scenario, scenario_names
from tests.worlds import run, world_of

CHINESE = re.compile("[一-鿿]")
# fmt: off
NAMED = [
    "agri_chain_household_model", "agri_tech_parks_demonstration", "base_plus_increment_refund",
    "cadre_evaluation_link", "capacity_monitoring_evaluation", "capital_market_access", "commendation_publicity",
    "digital_innovation_platform", "ecommerce_business_model", "education_industry_integration",
    "enterprise_rd_investment_system", "enterprise_rd_units", "entrepreneur_cultivation", "expand_county_power",
    "farmer_and_skill_training", "firm_gradient_cultivation", "fiscal_st_growth", "fiscal_st_management_unified",
    "flexible_talent_academicians", "four_level_linkage", "gov_purchase_of_talent_services", "graduates_to_counties",
    "grants_and_interest_subsidy", "hnte_cit_rate", "industrial_cluster_support", "innovation_alliances",
    "innovation_procurement", "innovation_voucher", "innovative_county_programme", "investment_attraction", "ip_awards",
    "ip_commercialisation", "ip_pledge_finance", "jiebang_guashuai", "legislation_ip_enforcement", "listing_support",
    "little_giant_equity_pool", "livelihood_green_tech", "loan_guarantee_risk_pool", "local_rd_target_setting",
    "national_platforms_labs", "national_town_platforms_expert", "new_rd_institutions", "obsolete_capacity_exit",
    "one_off_awards", "open_international_cooperation", "ownership_or_longterm_use_right", "parks_and_hitech_zones",
    "part_time_leave_dual_employment", "performance_based_priority", "policy_training_supervision", "popular_science",
    "poverty_1_10_100_1000", "poverty_online_platform", "poverty_pairing", "ppp_and_vc_alliance",
    "priority_projects_for_rd_intensive_firms", "productivity_promotion_centres", "provincial_st_funds_allocation",
    "rd_post_subsidy", "rd_reserve_fund", "rd_super_deduction", "returnee_startup_risk_sharing",
    "returnees_and_three_villages", "science_tech_commissioners", "shared_instruments", "specialty_product_branding",
    "st_county_officials", "st_insurance_leasing_bonds", "standards_and_brands", "startup_incubation_platforms",
    "state_capital_fault_tolerance", "streamline_government", "talent_fund_housing", "talent_grants",
    "talent_incentives_equity", "tech_transfer_income_share", "tech_transfer_services", "third_party_index_ranking",
    "three_zones_talent", "title_evaluation_reform", "traditional_industry_upgrade", "trust_and_fault_tolerance",
    "university_county_pairing", "vc_guidance_fund",
]
# fmt: on
EXPLICIT_AND_IMPLICIT = {
    "jilin-2018": (46, 6),
    "jiangxi-2018": (36, 6),
    "sichuan-2018": (50, 7),
    "jilin-2021": (50, 1),
    "jilin-city-2016": (55, 3),
}
each_instrument = pytest.mark.parametrize("one", instruments().values(), ids=instruments())


def test_the_catalogue_holds_each_of_the_85_instruments_once():
    assert len(NAMED) == 85
    assert sorted(instruments()) == NAMED


def test_every_lever_is_an_instrument_that_a_document_names():
    assert {key for key, one in instruments().items() if one.treatment == "lever"} == set(catalogue())


def test_the_order_is_that_of_the_families():
    places = [FAMILIES.index(one.family) for one in instruments().values()]
    assert places == sorted(places)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_as_many_passages_as_the_documents_have(document):
    strengths = Counter(one.documents[document].strength for one in named_by(document))
    assert (strengths["explicit"], strengths["implicit"]) == EXPLICIT_AND_IMPLICIT[document]
    clauses = [clause_numbers(one.documents[document].clause) for one in named_by(document)]
    assert clauses == sorted(clauses)


@each_instrument
def test_an_instrument_has_a_name_a_clause_and_one_treatment(one):
    assert one.treatment in TREATMENTS
    assert CHINESE.search(one.name.zh) and not CHINESE.search(one.name.en)
    assert one.documents


@each_instrument
def test_what_is_no_lever_says_why_or_how_it_would_enter(one):
    if one.treatment != "context":
        assert one.why is None
        return
    assert CHINESE.search(one.why.zh) and not CHINESE.search(one.why.en)
    assert len(one.why.zh) > 35 and len(one.why.en) > 100


def test_context_stays_the_exception():
    assert sum(one.treatment == "context" for one in instruments().values()) <= 5


@pytest.mark.parametrize("name", [name for name in scenario_names() if name.replace("_", "-") in DOCUMENTS])
def test_a_documents_scenario_switches_on_what_its_document_names_and_nothing_else(name):
    scenario = load_scenario(name)
    national = {key for key, law in catalogue().items() if law.national}
    assert scenario.document == name.replace("_", "-")
    assert set(scenario.levers_on()) == levers_of(scenario.document) | national
    assert scenario.counterfactual_levers() == []


@pytest.mark.parametrize("name", [name for name in scenario_names() if name.replace("_", "-") in DOCUMENTS])
def test_a_documents_instruments_cost_from_its_day_on_and_money_is_conserved(name):
    """None before its year; that every lever is at work is said in levers/test_every_lever.py."""
    region, day = DOCUMENTS[name.replace("_", "-")]
    scenario = load_scenario(name).until(day.year + 2)
    world = world_of(scenario, 10 if region == "jilin_city" else 50)
    before = books.balances(world)
    assert books.check_money(run(world), before).empty
    costs = books.cost_table(world, 0, 0)
    own = costs[~costs["lever"].isin([key for key, law in catalogue().items() if law.national])]
    assert own["year"].min() == day.year + (day.month > 3)  # budgets are set in the first quarter
    assert len(set(own["lever"])) > 8


@pytest.mark.parametrize(
    ("clause", "numbers"),
    [
        ("四、（三）", (4, 3)),
        ("二、(六)3.", (2, 6, 3)),
        ("十一、（三十八）", (11, 38)),
        ("六、（二十）", (6, 20)),
        ("三、 2030", (3,)),
        ("序言", ()),
        ("4.3", (4, 3)),
        ("四(三)", (4, 3)),
        ("十", (10,)),
    ],
)
def test_a_clause_is_the_same_however_it_is_written(clause, numbers):
    assert clause_numbers(clause) == numbers


A_CONTEXT = "context: {zh: 理由, en: a reason}"
ENTRY = """
popular_science:
  name: {zh: 科学普及, en: Popular science}
  documents:
    jilin-2018: {clause: "二、(八)", quote: "科普", strength: explicit}
  """


def entry_with(folder, lines, name="governance.yaml", text=ENTRY):
    file = folder / name
    file.write_text(text + lines + "\n", encoding="utf-8")
    return file


def test_a_parameter_of_a_lever_stands_for_an_instrument(tmp_path):
    (one,) = read_family(entry_with(tmp_path, "parameter_of: policy_training_supervision.annual_budget_county"))
    assert one.treatment == "parameter_of" and one.lever == "policy_training_supervision"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (f"{A_CONTEXT}\n  parameter_of: innovation_voucher.cover_share", "has parameter_of and context"),
        (f"{A_CONTEXT}\n  paid_by: county", "paid_by: Extra inputs are not permitted"),
        ("parameter_of: innovation_voucher.nothing", "there is no parameter innovation_voucher.nothing"),
        ("parameter_of: nothing.at_all", "there is no parameter nothing.at_all"),
        ("planned: {zh: 甲, en: a}", "planned: Extra inputs are not permitted"),
        ("context: {zh: 理由}", "context.en: Field required"),
    ],
)
def test_a_broken_entry_says_where_and_why(tmp_path, lines, message):
    with pytest.raises(LawError) as caught:
        read_family(entry_with(tmp_path, lines))
    assert message in str(caught.value)
    assert str(caught.value).startswith("governance.yaml: ")


def test_an_unknown_document_or_family_is_refused(tmp_path):
    with pytest.raises(LawError, match="unknown document jilin-1918"):
        read_family(entry_with(tmp_path, A_CONTEXT, text=ENTRY.replace("2018", "1918")))
    with pytest.raises(LawError, match=r"weather\.yaml: no family; known: tax"):
        read_family(entry_with(tmp_path, A_CONTEXT, name="weather.yaml"))


def test_two_treatments_for_one_key_are_refused(tmp_path, monkeypatch):
    entry_with(tmp_path, A_CONTEXT, text=ENTRY.replace("popular_science", "innovation_voucher"))
    monkeypatch.setattr(sim.instruments, "FOLDER", tmp_path)
    with pytest.raises(LawError, match="two treatments for one instrument: innovation_voucher"):
        instruments.__wrapped__()


def test_every_file_is_named_after_a_family():
    assert {file.stem for file in FOLDER.glob("*.yaml")} <= set(FAMILIES)
    assert Path(FOLDER / "README.md").is_file()


def test_a_parameter_that_a_document_names_switches_its_lever_on(tmp_path, monkeypatch):
    (one,) = read_family(entry_with(tmp_path, "parameter_of: policy_training_supervision.annual_budget_county"))
    monkeypatch.setattr(sim.instruments, "instruments", lambda: {one.key: one})
    assert levers_of("jilin-2018") == {"policy_training_supervision"}
    assert levers_of("jilin-2021") == set()
