"""Official series beside the model at its fitted values, year by year.

    python -m calibration.show                    prints the table of every region that has fitted values
    python -m calibration.show jiangxi --write    also puts it into calibration/README.md

The model is run as in the fit: national law, central parameters, mean of the fit's seeds, scale 1. With drawn
parameters and the package that was in force, as a page: `python run.py validate`.
"""

from __future__ import annotations

import hashlib
import sys
from math import exp, log, sqrt
from pathlib import Path

from calibration.fit import SEEDS
from calibration.moments import FIRST
from calibration.runs import Request, run
from calibration.stored import FOLDER
from sim import beliefs, inputs
from sim.region_series import region_series

README = Path(__file__).parent / "README.md"
ROWS = (  # indicator, official series, from the panel's unit to ours, words, divisor, unit
    ("rd_enterprise", "rd_funded_by_enterprises", 1e8, "enterprise-funded R&D", 1e8, "100m yuan"),
    ("rd_personnel", "rd_personnel_fte", 1.0, "R&D personnel", 1.0, "person-years"),
    ("invention_patents_granted", "invention_patents_granted", 1.0, "invention patents granted", 1.0, "patents"),
    ("invention_patents_in_force", "invention_patents_in_force", 1.0, "invention patents in force", 1.0, "patents"),
    ("above_scale_firms", "above_scale_industrial_firms", 1.0, "above-scale industrial firms", 1.0, "firms"),
    ("rd_active_firms", "above_scale_industrial_firms_with_rd_activity", 1.0, "of these with R&D", 1.0, "firms"),
    ("hnte", "hnte_stock", 1.0, "recognised firms", 1.0, "firms"),
)


def comparison(region: str) -> str:
    """Markdown: official / model by statistic and year; typical gap (root mean square of the log) of the fitted years.

    A star marks a year after the fit.
    """
    last, fitted_to = inputs.last_datum(region), beliefs.fitted_to(region)
    (model,) = run([Request(region, [beliefs.fitted(region)])], 1, SEEDS, last)
    years = range(FIRST, last + 1)
    heads = [str(year) if year <= fitted_to else f"{year}*" for year in years]
    lines = ["| official / model | " + " | ".join(heads) + " | typical gap, fitted years |"]
    lines.append("|---" * (len(heads) + 2) + "|")
    for indicator, panel, factor, words, divisor, unit in ROWS:
        known = {year: value * factor for year, value in region_series(region, panel).items() if year in years}
        if not known:
            continue
        path = model[indicator][0]
        cells = [
            f"{known[year] / divisor:,.0f} / {path[year - FIRST] / divisor:,.0f}" if year in known else ""
            for year in years
        ]
        gaps = [log(path[year - FIRST] / official) for year, official in known.items() if year <= fitted_to]
        typical = f"{100 * (exp(sqrt(sum(g * g for g in gaps) / len(gaps))) - 1):.0f} %" if gaps else "not fitted"
        lines.append(f"| {words} ({unit}) | " + " | ".join(cells) + f" | {typical} |")
    version = hashlib.sha256((FOLDER / f"{region}.yaml").read_bytes()).hexdigest()[:12]
    lines += ["", f"Values of {region}.yaml with the digest {version}; mean of {SEEDS} seeds."]
    return "\n".join(lines)


def write(region: str, table: str) -> None:
    """Put the table between the region's marks in calibration/README.md; ValueError when the marks are not there."""
    begin, end = f"<!-- fit of {region}: made by calibration/show.py -->", f"<!-- end of the fit of {region} -->"
    before, found, rest = README.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"calibration/README.md has no marks for {region}: {begin} ... {end}")
    README.write_text(f"{before}{begin}\n{table}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    regions = [argument for argument in sys.argv[1:] if not argument.startswith("--")] or beliefs.fitted_regions()
    for region_name in regions:
        made = comparison(region_name)
        print(region_name, made, sep="\n")
        if "--write" in sys.argv:
            write(region_name, made)
