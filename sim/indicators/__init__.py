"""The statistics that a run is read by: one file each, defined as the yearbook defines them.

A file has UNIT, KIND, LABEL, OFFICIAL and `measure(tally)`: plain arithmetic on the additive fields of a tally.
Because the fields add up, one function serves a county and its region, a quarter and a year:
flows are added over quarters, stocks are those of the last quarter, ratios are sums over sums.
OFFICIAL names the series of the official panel and the factor that turns it into our unit, or is None.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd

from sim.agents.government import FLOWS as FLOW_FIELDS
from sim.agents.government import STOCKS as STOCK_FIELDS

FLOWS = tuple(field.name for field in FLOW_FIELDS)
"""Fields of a tally that add up over quarters; all fields add up over counties."""

STOCKS = tuple(field.name for field in STOCK_FIELDS)
"""Fields that a year takes from its last quarter."""

ORDER = (  # in which a reader meets them
    "gdp",
    "rd_expenditure",
    "rd_real",
    "rd_enterprise",
    "rd_relabelled_share",
    "rd_firms_public",
    "rd_institutes",
    "rd_government",
    "rd_intensity",
    "rd_intensity_real",
    "above_scale_firms",
    "above_scale_sales",
    "rd_active_firms",
    "rd_starts",
    "rd_stops",
    "rd_personnel",
    "hnte",
    "hnte_told_by_peers_share",
    "hnte_gain_tax_share",
    "hnte_gain_reward_share",
    "hnte_awarded",
    "firms_preparing",
    "tech_smes",
    "srdi",
    "little_giants",
    "gazelles",
    "title_awards",
    "rd_units",
    "rd_units_upper",
    "firms_advised",
    "new_institutes",
    "super_deduction_claimants",
    "outreach",
    "outside_contracts",
    "contracts_refused",
    "technology_contract_turnover",
    "pairings",
    "joint_projects",
    "problems_solved",
    "transfer_bodies",
    "invention_applications",
    "invention_patents_granted",
    "invention_patents_in_force",
    "invention_patents_per_10k",
    "infringement_cases",
    "fiscal_st_spending",
    "fiscal_st_share",
    "tax_paid",
    "innovative_counties",
    "innovative_townships_share",
    "county_innovation_index",
    "startup_platforms",
    "platform_firms",
    "platform_coverage",
    "zones",
    "national_zones",
    "zone_investment",
    "clusters",
    "cluster_coverage",
    "cluster_members",
    "ecommerce_firms",
    "emerging_sales",
    "emerging_output_share",
    "emerging_rd_output_share",
    "emerging_value_added_share",
    "emerging_rd_value_added_share",
    "public_orders",
    "upgraded_firms",
    "standards_supported",
    "rd_reports_checked",
    "exits_compensated",
    "posts_found",
    "commissioners",
    "commissioner_teams",
    "corporate_commissioners",
    "villages_served",
    "poor_villages_served",
    "poverty_pairings",
    "poverty_parks",
    "poverty_zones",
    "technique_adoption",
    "farm_household_income",
    "firms",
    "firms_entering",
    "firms_leaving",
    "firms_attracted",
    "spin_offs",
    "subsidised_startups",
    "entrepreneurs_trained",
    "joint_training",
    "local_titles",
    "net_talent_flow",
    "talent_grants_awarded",
    "talent_grants_refused",
    "skilled_wage",
    "rd_wage_rise",
    "rd_wage_rise_share",
    "rd_by_rules_share",
    "gdp_by_rules_share",
    "rd_insured",
    "listings",
    "venture_investment",
    "venture_investment_public",
    "guidance_leverage",
    "guidance_additional",
    "pledged_loans",
    "pooled_loans",
    "pool_losses",
    "bank_losses",
    "credit_refused",
    "credit_rationed",
    "turned_away",
)
_INDICATORS: dict[str, ModuleType] = {name: import_module(f"sim.indicators.{name}") for name in ORDER}
_UNITS = list(dict.fromkeys(module.UNIT for module in _INDICATORS.values()))


def catalogue() -> tuple[str, ...]:
    """Names of all indicators, in canonical order."""
    return tuple(_INDICATORS)


def label(name: str, lang: str = "zh") -> str:
    """Title of an indicator in `lang` ("zh" or "en"). KeyError where there is no such indicator or language."""
    return _INDICATORS[name].LABEL[lang]


def unit(name: str) -> str:
    """Unit of an indicator, as it stands in results."""
    return _INDICATORS[name].UNIT


def kind(name: str) -> str:
    """One of "flow" (adds up over quarters), "stock" (end of period) or "ratio" (sums over sums)."""
    return _INDICATORS[name].KIND


def definition(name: str) -> str:
    """The indicator's definition: equation, unit and source."""
    return (_INDICATORS[name].__doc__ or "").strip()


def measure_last(name: str, tally: np.ndarray) -> float:
    """One indicator of the region in the last quarter of a lane's tally [quarter, county], as `measure_all` has it.

    KeyError: there is no such indicator.
    """
    module, last = _INDICATORS[name], tally[-4:]
    fields = {field: last[field].sum(axis=1) for field in (*FLOWS, *STOCKS)}
    if module.KIND == "ratio":
        fields |= {field: _sum_of_last_four(fields[field]) for field in FLOWS}
    return float(module.measure({field: values[-1:] for field, values in fields.items()})[0])


def measure_fields(tally: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """Every indicator of whole years, in canonical order, from the fields FLOWS and STOCKS by year, any shape."""
    return {name: module.measure(tally) for name, module in _INDICATORS.items()}


def measure_all(
    tally: np.ndarray,
    *,
    start_year: int,
    counties: Sequence[str],
    region_code: str,
    replicate: int = 0,
) -> pd.DataFrame:
    """Every indicator of one lane: the region each quarter and year, each county every year.

    tally       structured array [quarter, county] with the fields FLOWS and STOCKS; quarter 0 is the first of
                `start_year`; a year that the run did not finish has quarters and no yearly row
    counties    codes in the order of the tally's second axis; region_code the region's own

    Columns replicate, year, quarter (0 = the year), county, indicator, value, unit. In a region's quarter a flow
    is that quarter's, a stock its end's, and a ratio has the sums of the last four quarters (of those so far in
    the first three) over those of the same quarters, so that it does not swing with the season.
    """
    quarters, n_counties = tally.shape
    if n_counties != len(counties):
        raise ValueError(f"the tally has {n_counties} counties, {len(counties)} codes were given")
    years = quarters // 4
    by_quarter = {field: tally[field].sum(axis=1) for field in (*FLOWS, *STOCKS)}
    by_last_four = {field: _sum_of_last_four(by_quarter[field]) for field in FLOWS}
    by_last_four |= {field: by_quarter[field] for field in STOCKS}
    by_county = _years(tally, years)
    by_year = {field: values.sum(axis=1) for field, values in by_county.items()}

    blocks = []
    for module in _INDICATORS.values():
        blocks.append(module.measure(by_last_four if module.KIND == "ratio" else by_quarter))
        blocks.append(module.measure(by_year))
        blocks.append(module.measure(by_county).ravel())

    quarter = np.arange(quarters)
    year = np.arange(start_year, start_year + years)
    rows = quarters + years + years * n_counties  # of one indicator
    n = len(_INDICATORS)
    places = [*counties, region_code]
    place = np.concatenate([np.full(quarters + years, n_counties), np.tile(np.arange(n_counties), years)])
    units = np.array([_UNITS.index(module.UNIT) for module in _INDICATORS.values()])
    all_years = np.concatenate([start_year + quarter // 4, year, np.repeat(year, n_counties)])
    all_quarters = np.concatenate([quarter % 4 + 1, np.zeros(rows - quarters)])
    return pd.DataFrame(
        {
            "replicate": np.full(n * rows, replicate, dtype=np.int32),
            "year": np.tile(all_years.astype(np.int16), n),
            "quarter": np.tile(all_quarters.astype(np.int8), n),
            "county": pd.Categorical.from_codes(np.tile(place, n), categories=places),
            "indicator": pd.Categorical.from_codes(np.repeat(np.arange(n), rows), categories=list(_INDICATORS)),
            "value": np.concatenate(blocks).astype(np.float64),
            "unit": pd.Categorical.from_codes(np.repeat(units, rows), categories=_UNITS),
        }
    )


def measure_years(names: Sequence[str], tally: np.ndarray) -> np.ndarray:
    """[indicator, place, year] of some indicators of one lane, in whole years: every county, then the region.

    tally: structured array [quarter, county]. The values are those that `measure_all` has. KeyError: no such indicator.
    """
    years = len(tally) // 4
    by_county = _Made(lambda field: _year(tally, field, years))
    by_region = _Made(lambda field: by_county[field].sum(axis=1))
    found = np.empty((len(names), tally.shape[1] + 1, years))
    for place, name in enumerate(names):
        found[place, :-1] = _INDICATORS[name].measure(by_county).T
        found[place, -1] = _INDICATORS[name].measure(by_region)
    return found


def official(region: str) -> pd.DataFrame:
    """Official series of a region beside our indicators: indicator, year, value (our unit), unit, source, status, tier.

    Ordered as the catalogue and by year. A series "a / b" is the quotient of two panel series, and so DERIVED.
    """
    return _official(region).copy()


@cache
def _official(region: str) -> pd.DataFrame:
    from sim.data import panel

    table = panel(region)
    parts = []
    for name, module in _INDICATORS.items():
        if module.OFFICIAL is None:
            continue
        series, factor = module.OFFICIAL
        found = _panel_series(table, series)
        parts.append(found.assign(indicator=name, value=found["value"] * factor, unit=module.UNIT))
    columns = ["indicator", "year", "value", "unit", "source", "status", "tier"]
    return pd.concat(parts, ignore_index=True)[columns].astype({"year": np.int16, "value": np.float64})


def _panel_series(table: pd.DataFrame, series: str) -> pd.DataFrame:
    """One series of the panel by year, or the quotient of two: "numerator / denominator"."""
    above, _, below = series.partition(" / ")
    rows = table[table["indicator"] == above].rename(columns={"source_tier": "tier"}).sort_values("year")
    rows = rows[["year", "value", "source", "status", "tier"]]
    if not below:
        return rows
    base = table[table["indicator"] == below][["year", "value"]]
    both = rows.merge(base, on="year", suffixes=("", "_base"))
    both = both.assign(value=both["value"] / both["value_base"], status="DERIVED", tier="D")
    return both.drop(columns="value_base")


def _sum_of_last_four(flow: np.ndarray) -> np.ndarray:
    """[quarter] -> sum of this quarter and up to three before it; added, not differenced, so that it stays exact."""
    total = flow.copy()
    for back in (1, 2, 3):
        total[back:] += flow[: max(len(flow) - back, 0)]
    return total


def _years(tally: np.ndarray, years: int) -> Mapping[str, Any]:
    """Fields by [year, county]."""
    return {field: _year(tally, field, years) for field in (*FLOWS, *STOCKS)}


def _year(tally: np.ndarray, field: str, years: int) -> np.ndarray:
    """[year, county] of a field: a flow added over the four quarters, a stock of the fourth."""
    whole = tally[field][: 4 * years]
    return whole[3::4] if field in STOCKS else whole.reshape(years, 4, tally.shape[1]).sum(axis=1)


class _Made(dict[str, Any]):
    """Fields that are made when they are first asked for."""

    def __init__(self, make: Callable[[str], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, field: str) -> Any:
        self[field] = self._make(field)
        return self[field]
