"""Official series beside the model at its fitted values, year by year.

    python -m calibration.show jiangxi            prints the table
    python -m calibration.show jiangxi --write    also puts it into calibration/README.md

The model is run as in the fit: the package that was in force, central parameters, mean of a few seeds, scale 1.
"""

from __future__ import annotations

import hashlib
import sys
from math import exp, log, sqrt
from pathlib import Path

from calibration.fit import FOLDER, SEEDS, in_force, moments, simulated
from sim import beliefs

README = Path(__file__).parent / "README.md"
NAMES = {
    "rd_enterprise": ("enterprise-funded R&D", 1e8, "100m yuan"),
    "rd_personnel": ("R&D personnel", 1.0, "person-years"),
    "patents_in_force": ("invention patents in force", 1.0, "patents"),
    "hnte": ("recognised firms (HNTE)", 1.0, "firms"),
    "above_scale": ("above-scale industrial firms", 1.0, "firms"),
    "relabelled_share": ("relabelled share of reported R&D (E20)", 0.01, "%"),
    "above_scale_active": ("of these with R&D", 1.0, "firms"),
}


def comparison(region: str) -> str:
    """Markdown: official / model by statistic and year, with the typical gap of each (root mean square of the log)."""
    model, rows = simulated(in_force(region), beliefs.fitted(region)), moments(region)
    years = sorted({year for _, year, _, _ in rows})
    lines = [
        "| official / model | " + " | ".join(str(year) for year in years) + " | typical gap |",
        "|---" * (len(years) + 2) + "|",
    ]
    for name in dict.fromkeys(name for name, *_ in rows):
        words, divisor, unit = NAMES.get(name, (name, 1.0, ""))
        known = {year: official for moment, year, official, _ in rows if moment == name}
        cells = [
            f"{known[year] / divisor:,.0f} / {model[name][year - 2012] / divisor:,.0f}" if year in known else ""
            for year in years
        ]
        gaps = [log(max(model[name][year - 2012], 1e-9) / official) for year, official in known.items()]
        typical = 100.0 * (exp(sqrt(sum(gap * gap for gap in gaps) / len(gaps))) - 1.0)
        lines.append(f"| {words} ({unit}) | " + " | ".join(cells) + f" | {typical:.0f} % |")
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
    regions = [argument for argument in sys.argv[1:] if not argument.startswith("--")] or ["jiangxi"]
    for region_name in regions:
        made = comparison(region_name)
        print(made)
        if "--write" in sys.argv:
            write(region_name, made)
