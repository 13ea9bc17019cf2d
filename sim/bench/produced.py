"""How much of R&D and of GDP the model's rules produce; the rest is input. The report shows the same."""

from __future__ import annotations

from typing import Any

from sim.bench.asked import ASKED, Row

TOLD = {
    "rd_by_rules": (
        "rd_by_rules_share",
        "input: institutes' R&D on the centre's money and on other sources'; rules: firms' R&D, contracts, licences, "
        "local money",
    ),
    "gdp_by_rules": (
        "gdp_by_rules_share",
        "value added of the modelled firms over GDP; the demand that they sell into follows the path of GDP, an input",
    ),
}


def produced(worlds: list[Any]) -> list[Row]:
    """Both shares in worlds that have run, lane 0: in the last year of data and in the last of the run."""
    from sim.indicators import measure_last
    from sim.inputs import last_datum

    rows = []
    for asked, (indicator, meaning) in TOLD.items():
        told, values = [], []
        for world in worlds:
            first, last = world.period
            for year in dict.fromkeys((min(last_datum(world.region), last), last)):
                values.append(100.0 * measure_last(indicator, world.tally[0, : 4 * (year - first + 1)]))
                told.append(f"{world.region} {year} {values[-1]:.1f} %")
        rows.append(Row(ASKED[asked], values[0], f"{', '.join(told)}; {meaning}"))
    return rows
