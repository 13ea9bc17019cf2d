"""A lane: one replicate of one scenario. Its seed, its rows, its law, its inputs, its parameters, its switches.

Everything that differs between scenarios and replicates stands in the lane's record; nothing is a module global,
which compilation would freeze.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np

from sim.beliefs import belief_dtype
from sim.engine.records import Field, dtype_of
from sim.events import MOST_A_QUARTER, delay_budgets, put_into
from sim.extra_money import LEVELS
from sim.extra_money import put_into as put_money_into
from sim.levers.catalogue import catalogue
from sim.rules.tax_law import TAX_LAW_FIELDS
from sim.rules.title_law import TITLE_LAW_FIELDS

TAX_LAW = dtype_of(Field(name, "f8", unit, "tax law in force") for name, unit in TAX_LAW_FIELDS)
TITLE_LAW = dtype_of(Field(name, "f8", unit, "rules of titles in force") for name, unit in TITLE_LAW_FIELDS)

GIVEN_FIELDS = [
    Field("date", "i8", "yyyymmdd", "first day of the quarter"),
    Field("year", "i8", "year", "year"),
    Field("season", "i8", "1 to 4", "quarter of the year"),
    Field("gdp_growth", "f8", "factor / quarter", "growth of nominal GDP that demand follows"),
    Field("gdp_index", "f8", "ratio", "nominal GDP path over that of the start"),
    Field("rest_of_economy", "f8", "yuan / quarter", "value added outside modelled firms"),
    Field("fiscal_expenditure", "f8", "yuan / year", "fiscal expenditure of the region, all levels"),
    Field("fiscal_st_share", "f8", "share", "S&T share of it without the policy"),
    Field("central_institute_rd", "f8", "yuan / year", "central and provincial money for institutes' R&D"),
    Field("other_institute_rd", "f8", "yuan / year", "other money for institutes' R&D"),
    Field("population", "f8", "persons", "population of the region"),
    Field("reports_overstated", "f8", "share", "overstatement of the province's books, until they were cleaned"),
    Field("office_speed", "f8", "ratio", "speed of the patent office over that of 2012-2017; national"),
    Field("years_of_trend", "f8", "years", "years from the start to now, at most to the last year of the fit"),
    Field("gdp_since_fit", "f8", "ratio", "nominal GDP path over that of the last year of the fit; 1 before"),
    Field("years_past_fit", "f8", "years", "years since the last year of the fit"),
    Field("years_past_data", "f8", "years", "years since the last datum"),
    Field("years", "f8", "years", "years since the start"),
    Field("n_events", "i8", "events", "firms that leave or come by date in this quarter (sim/events.py)"),
    Field("event_kind", "i8", "1 or 2", "a firm leaves, a firm comes", MOST_A_QUARTER),
    Field("event_county", "i8", "", "county, by its place in the county table; -1 the region", MOST_A_QUARTER),
    Field("event_rank", "i8", "", "rank by R&D of the firm that leaves", MOST_A_QUARTER),
    Field("event_sector", "i8", "", "sector of the firm that comes, by its place", MOST_A_QUARTER),
    Field("event_sales", "f8", "yuan / year", "its sales", MOST_A_QUARTER),
    *(Field(f"extra_{level}", "f8", "yuan / year", f"S&T money of {level} beyond the envelope") for level in LEVELS),
]
GIVEN = dtype_of(GIVEN_FIELDS)

CHANNELS = ("mobility", "spillover", "contests", "shared_markets")

FIELDS = [
    Field("seed", "u8", "", "seed of the replicate's luck"),
    Field("quarter", "i8", "quarter", "year * 4 + season - 1"),
    Field("stands_for", "i8", "agents", "scale K: one firm and one worker in K"),
    *(
        Field(f"{end}_{kind}", "i8", "row", f"{meaning} of {kind}")
        for kind in ("province", "prefecture", "sector", "county", "firm", "talent", "institute", "township", "fund")
        for end, meaning in (
            ("first", "first row"),
            ("end", "row after the last used"),
            ("limit", "row after the block"),
        )
    ),
    *(Field(f"channel_{name}", "i8", "0 or 1", f"is the channel between counties open: {name}?") for name in CHANNELS),
    Field("wage_trend_before", "f8", "ratio", "trend of the R&D wage over the start's, a quarter ago"),
    Field("outside_weight", "f8", "ratio", "weight of the rest of China among destinations"),
    Field("outside_per_size", "f8", "ratio", "the same over the size of the profession, set at the start"),
    Field("st_share_added", "f8", "share", "S&T share of expenditure that the policy has added so far"),
]


@cache
def law_dtype() -> np.dtype:
    """Record of the law of a quarter: tax law, rules of titles, and a record per lever with its parameters by name."""
    levers = [
        (name, np.dtype([(parameter, "f8") for parameter in law.parameters], align=True))
        for name, law in catalogue().items()
    ]
    return np.dtype([("tax", TAX_LAW), ("titles", TITLE_LAW), *levers], align=True)


@cache
def lane_dtype() -> np.dtype:
    """Record of a lane: its own fields, `law`, `law_last_year`, `given` (inputs) and `belief` (parameters)."""
    own = [(f.name, f.type) for f in FIELDS]
    return np.dtype(
        [*own, ("law", law_dtype()), ("law_last_year", law_dtype()), ("given", GIVEN), ("belief", belief_dtype())],
        align=True,
    )


def in_force(law: np.ndarray) -> set[str]:
    """Levers of which a parameter is other than zero in one of these quarters of a calendar's law."""
    dtype = law_dtype()
    fields = {name: dtype.fields[name][1] // 8 for name in dtype.names or ()}  # type: ignore[index]
    numbers = law.view(np.float64).reshape(len(law), -1).any(axis=0)
    has_some = np.logical_or.reduceat(numbers, list(fields.values()))
    return {name for name, some in zip(fields, has_some, strict=True) if some and name in catalogue()}


def calendar(scenario) -> tuple[np.ndarray, np.ndarray]:
    """(law, given) of every quarter of a scenario: two structured arrays of length n_quarters.

    A dated value counts from the first quarter in whose last day it is in force; a budget of 2018-01-20 thus counts
    from the first quarter of 2018.
    """
    law, inputs = _calendar(scenario)
    return law.copy(), inputs.copy()


def forget_inputs() -> None:
    """Inputs on disk have changed in this process: the next calendar reads them again."""
    from sim.inputs import rest_of_economy

    rest_of_economy.cache_clear()
    _calendar.cache_clear()


@lru_cache(maxsize=16)
def _calendar(scenario) -> tuple[np.ndarray, np.ndarray]:
    from sim.inputs import given
    from sim.law import quarter_end, values_over
    from sim.rules.tax_law import tax_law_on
    from sim.rules.title_law import title_law_on

    inputs = given(scenario)
    law = np.zeros(len(inputs), law_dtype())
    after = scenario.assumptions["after_last_law"]
    days = [quarter_end(int(row["year"]), int(row["season"])) for row in inputs]
    for q, day in enumerate(days):
        for name, value in tax_law_on(day, after).items():
            law[q]["tax"][name] = value
        for name, value in title_law_on(day).items():
            law[q]["titles"][name] = value
    for lever, sheet in catalogue().items():
        for parameter in sheet.parameters:
            law[lever][parameter] = values_over(scenario, lever, parameter, days)
    delay_budgets(law, inputs["year"], scenario.events)
    put_into(inputs, scenario.region, scenario.events)
    put_money_into(inputs, scenario.extra_money)
    return law, inputs
