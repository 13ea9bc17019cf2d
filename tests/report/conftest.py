"""A made-up run of ten counties: plausible enough to look at, small enough to draw quickly."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

YEARS = range(2012, 2031)
SERIES = {  # indicator: unit, value in 2012, growth a year, spread of the replicates by 2030
    "gdp": ("yuan", 1.28e12, 0.075, 0.06),
    "rd_intensity": ("% of GDP", 0.89, 0.045, 0.12),
    "rd_enterprise": ("yuan", 9.0e9, 0.13, 0.18),
    "hnte": ("firms", 500, 0.19, 0.2),
    "rd_personnel": ("person-years", 38_000, 0.09, 0.1),
    "invention_patents_in_force": ("patents", 2_651, 0.19, 0.2),
    "rd_by_rules_share": ("share", 0.75, 0.005, 0.02),
    "gdp_by_rules_share": ("share", 0.25, 0.01, 0.02),
    "innovative_townships_share": ("share", 0.01, 0.17, 0.3),
}
PRODUCED = ["rd_by_rules_share", "gdp_by_rules_share"]
COUNTIES = ["360102", "360103", "360104", "360111", "360112", "360113", "360121", "360123", "360124", "360202"]
TABLE = ["replicate", "year", "quarter", "county", "indicator", "value", "unit"]


def indicators(replicates: int, counties: list[str], lift: float = 0.0) -> pd.DataFrame:
    """Yearly paths with spread; counties hold R&D intensity and the status of innovative county."""
    random, rows = np.random.default_rng(1), []
    for replicate in range(replicates):
        for name, (unit, first, growth, spread) in SERIES.items():
            drift = growth + lift * growth / 10 + random.normal(0, spread / 18)
            for year in YEARS:
                rows.append((replicate, year, 0, "360000", name, first * (1 + drift) ** (year - 2012), unit))
                rows.append((replicate, year, 4, "360000", name, 1.0, unit))
        recognised = random.random(len(counties)) < np.linspace(0.02, 0.98, len(counties))
        for year in YEARS:
            status = recognised & (year >= 2018)
            rows.append((replicate, year, 0, "360000", "innovative_counties", float(status.sum()), "counties"))
            for place, county in enumerate(counties):
                rows.append((replicate, year, 0, county, "innovative_counties", float(status[place]), "counties"))
                rows.append((replicate, year, 0, county, "rd_intensity", 0.3 + place / 10, "% of GDP"))
    return pd.DataFrame(rows, columns=TABLE).astype({name: "category" for name in ("county", "indicator", "unit")})


def verdict(target: str, judged_as: str, **values: object) -> dict[str, object]:
    """A row of verdicts; what is not given is missing."""
    empty = dict.fromkeys(("value", "probability", "probability_se", "p05", "p25", "p50", "p75", "p95",
                           "first_year_met", "gap", "start", "start_year", "start_for_half"), float("nan"))  # fmt: skip
    words = dict.fromkeys(("reading", "indicator", "operator", "unit", "verdict", "against_baseline", "start_status",
                           "outturn", "quote", "english", "note", "comment"), "")  # fmt: skip
    fixed = {"target": target, "judged_as": judged_as, "deadline": 2030, "deadline_source": "document",
             "target_class": "behavioural", "has_number": judged_as == "probability",
             "clause": "三、 2030", "is_reconstruction": False}  # fmt: skip
    return {**empty, **words, **fixed, **values}


def verdicts() -> pd.DataFrame:
    number = {"judged_as": "probability", "indicator": "innovative_counties", "operator": ">=", "unit": "counties"}
    return pd.DataFrame(
        [
            verdict("counties_2020", **number, reading="at_least", value=4, deadline=2020, probability=0.8,
                    probability_se=0.09, p05=3, p25=4, p50=5, p75=6, p95=7, gap=1, first_year_met=2018, start=0,
                    start_year=2017, start_status="ASSUMED", outturn="not_in_our_data", is_reconstruction=True,
                    verdict="likely", quote="20个左右省级创新型县（市、区）", english="About 20 innovative counties"),
            verdict("counties_2020", **{**number, "operator": "~"}, reading="within_10_percent", value=4, deadline=2020,
                    probability=0.2, probability_se=0.09, p05=3, p25=4, p50=5, p75=6, p95=7, gap=1, verdict="unlikely",
                    is_reconstruction=True, outturn="6", quote="20个左右省级创新型县（市、区）"),
            verdict("townships_2030", "probability", indicator="innovative_townships_share", operator=">=", value=0.3,
                    unit="share", probability=0.0, probability_se=0.056, p05=0.1, p25=0.13, p50=0.15, p75=0.18,
                    p95=0.22, gap=-0.15, verdict="unlikely", quote="力争全省30%以上的乡镇建设成为创新型乡镇"),
            verdict("rd_up_2020", "direction", indicator="rd_intensity", operator="up", unit="% of GDP",
                    probability=1.0, p50=1.4, start=1.27, start_year=2017, start_status="DERIVED", verdict="met",
                    deadline=2020,
                    against_baseline="unclear", quote="县域全社会研发投入进一步提高", english="R&D input rises"),
            verdict("zones", "delivered_by_assumption", verdict="delivered", quote="创新型县", english="Zones"),
            verdict("poverty", "not_measured", verdict="not_measured", note="poverty agents", quote="1-10-100-1000"),
            verdict("parks", "not_measured", verdict="not_measured", note="parks", quote="科技园"),
        ]
    )  # fmt: skip


def costs(replicates: int) -> pd.DataFrame:
    rows = []
    for replicate in range(replicates):
        for year in YEARS:
            growth = 1.12 ** (year - 2012)
            rows.append((replicate, year, "360102", "rd_super_deduction", "centre", "tax forgone", round(3e8 * growth)))
            rows.append((replicate, year, "360102", "hnte_cit_rate", "county", "tax forgone", round(2e8 * growth)))
            if year >= 2018:
                rows.append((replicate, year, "360103", "innovation_voucher", "county", "outlay", 12_000_000))
                rows.append((replicate, year, "360103", "science_tech_commissioners", "province", "outlay", 20_000_000))
                rows.append((replicate, year, "360103", "fiscal_st_growth", "province", "transfer", 90_000_000))
    return pd.DataFrame(rows, columns=["replicate", "year", "county", "lever", "payer", "kind", "yuan"])


def official() -> pd.DataFrame:
    values = {2012: 0.89, 2014: 0.98, 2016: 1.13, 2018: 1.37, 2020: 1.67, 2021: 1.70}
    office = "National Bureau of Statistics"
    rows = [("rd_intensity", year, value, "% of GDP", office, "DERIVED", "D") for year, value in values.items()]
    return pd.DataFrame(rows, columns=["indicator", "year", "value", "unit", "source", "status", "tier"])


def assumptions() -> pd.DataFrame:
    voucher = "sim/levers/innovation_voucher.yaml"
    rows = [
        ("Voucher · face value", "100,000", "yuan", "assumption", "none found", False, voucher),
        ("Voucher · share", "0.5", "share", "statistic", "Shandong", "other_region", voucher),
        ("Deduction · rate", "0.75", "share", "law", "Caishui [2018] 99", True, "sim/levers/rd_super_deduction.yaml"),
        ("interest", "Fixed(0.06)", "share", "prior", "JUDGEMENT", "", "calibration/priors.yaml"),
        ("stop_rate", "TruncNormal(0.17, 0.02)", "1 / year", "prior", "E200", "", "calibration/priors.yaml"),
        ("habit_level", "0.4", "log", "calibrated", "enterprise R&D 2012", "", "calibration/fitted/jiangxi.yaml"),
    ]
    return pd.DataFrame(rows, columns=["name", "value", "unit", "kind", "source", "confirmed", "where"])


def made_up(replicates: int = 20, counties: list[str] = COUNTIES, baseline: bool = True, **changes: object):
    """A result as the report needs it. `changes` replace attributes of the result or of its scenario."""
    scenario = SimpleNamespace(
        name="jiangxi_2018",
        title={"zh": "江西省加快县域创新驱动发展（2018）", "en": "Jiangxi county innovation opinions (2018)"},
        question={"zh": "目标能否实现？", "en": "Will the targets of 2020 and 2030 be met?"},
        region="jiangxi",
        document="jiangxi-2018",
        baseline="national_law",
        levers={},
        events=(),
        extra_money=(),
        is_on=lambda lever: lever in ("hnte_cit_rate", "innovation_voucher"),
        counterfactual_levers=lambda: ["talent_grants"],
        assumptions={"growth": "central", "after_last_law": "continues", "parameters": "drawn", "channels": {}},
    )
    result = SimpleNamespace(
        scenario=scenario,
        run_id="0123456789abcdef" * 4,
        replicates=replicates,
        seed=1,
        scale=1,
        as_of=2026,
        manifest={"version": "0.1", "digests": {"model": "a1b2c3d4e5", "law": "f6a7b8c9"}, "finished": "2026-11-22",
                  "parts": {"0": "left out"}},
        indicators=indicators(replicates, counties),
        verdicts=verdicts(),
        costs=costs(replicates),
        official=official(),
        assumptions=assumptions(),
        baseline_indicators=indicators(replicates, counties, lift=-2.0) if baseline else None,
    )  # fmt: skip
    for name, value in changes.items():
        setattr(scenario if hasattr(scenario, name) else result, name, value)
    return result


@pytest.fixture(scope="session")
def result():
    """A run of twenty replicates."""
    return made_up()


@pytest.fixture(scope="session")
def few():
    """A run of six replicates, with what its tests look at."""
    run = made_up(replicates=6)
    looked_at = run.indicators["indicator"].isin(["rd_intensity", "innovative_counties", *PRODUCED])
    run.indicators, run.costs = run.indicators[looked_at], run.costs.iloc[:0]
    return run


@pytest.fixture(scope="session")
def make():
    """To make a run with something changed."""
    return made_up


@pytest.fixture(scope="session")
def pages(result, few, tmp_path_factory):
    """The report in each language, and that of the short run: name -> (path, text)."""
    from sim.report import write_report

    folder, found = tmp_path_factory.mktemp("reports"), {}
    for name, run, lang in (("zh", result, "zh"), ("en", result, "en"), ("few", few, "en")):
        path = write_report(run, folder / name / "report.html", lang=lang)
        found[name] = (path, path.read_text(encoding="utf-8"))
    return found
