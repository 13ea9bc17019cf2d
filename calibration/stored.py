"""The stored fit: `fitted/<region>.yaml` with its manifest, and `fitted/<region>_rest_of_economy.csv`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from math import exp, log, sqrt
from pathlib import Path
from typing import Any

import numpy as np

from calibration import moments
from calibration.runs import Request, run
from calibration.space import DERIVED, OWN, POOLED, SHARED
from sim import beliefs, inputs
from sim.data import REGIONS
from sim.engine.digest import PACKAGE, digest_of_files
from sim.runs.environment import environment
from sim.runs.identity import version_digests

CALIBRATION = Path(__file__).parent
FOLDER = CALIBRATION / "fitted"


def begin(region: str) -> None:
    """Files to begin with for a region that has none: those of its province, else Jiangxi's."""
    for end in (".yaml", "_rest_of_economy.csv"):
        if not (FOLDER / f"{region}{end}").exists():
            first = REGIONS[region].get("part_of", "jiangxi")
            (FOLDER / f"{region}{end}").write_text((FOLDER / f"{first}{end}").read_text(encoding="utf-8"), "utf-8")


@cache
def digests() -> dict[str, str]:
    """SHA-256 of what a fit rests on: rules, laws and populations; data; priors; the fit's own code."""
    folders = ("agents", "engine", "levers", "population", "rules", "steps")
    rules = [file for folder in folders for end in ("py", "yaml") for file in (PACKAGE / folder).glob(f"*.{end}")]
    rules += [PACKAGE / name for name in ("beliefs.py", "calendar.py", "inputs.py", "patent_office.py", "world.py")]
    own = [CALIBRATION / name for name in ("fit.py", "moments.py", "runs.py", "space.py")]
    return {
        "rules": digest_of_files(rules, PACKAGE),
        "data": version_digests()["data"],
        "priors": digest_of_files([CALIBRATION / "priors.yaml"], CALIBRATION),
        "fit": digest_of_files(own, CALIBRATION),
    }


def stale(region: str) -> list[str]:
    """What has changed since the region's values were fitted: of rules, data, priors, fit."""
    then = beliefs.fit_of(region).get("manifest", {}).get("digests", {})
    return [name for name, value in digests().items() if then.get(name) != value]


def write(values: Mapping[str, Mapping[str, float]], seeds: int, seconds: float) -> None:
    """Store the values of each region, with its share of GDP outside modelled firms."""
    requests = [Request(region, [of]) for region, of in values.items()]
    found = run(requests, 1, seeds, last=max(inputs.last_datum(region) for region in values))
    for request, model in zip(requests, found, strict=True):
        paths = {indicator: of[0] for indicator, of in model.items()}
        gaps = typical_gaps(request.region, paths)
        _write_values(request.region, request.candidates[0], seeds, seconds, gaps)
        _write_rest(request.region, paths["value_added"])


def typical_gaps(region: str, paths: Mapping[str, np.ndarray]) -> dict[str, float]:
    """Root mean square gap of each series of the fit (per cent)."""
    found = {}
    for target in moments.targets(region):
        gaps = [log(paths[target.moment.indicator][year - moments.FIRST]) for year in target.years] - target.logs
        found[target.moment.indicator] = round(100.0 * (exp(sqrt(float(np.mean(gaps * gaps)))) - 1.0), 1)
    return found


def _write_values(region: str, values: Mapping[str, float], seeds: int, seconds: float, gaps: dict[str, float]) -> None:
    from ruamel.yaml import YAML

    manifest: dict[str, Any] = {
        "made": datetime.now(UTC).date().isoformat(),
        "by": "python -m calibration.fit",
        "years": [moments.FIRST, moments.LAST],
        "shared": list(SHARED),
        "partly_pooled": {"share_of_variance": POOLED, "parameters": list(OWN)},
        "derived": list(DERIVED),
        "seeds": seeds,
        "seconds": round(seconds),
        "digests": digests(),
        "packages": environment()["packages"] | {"optuna": version("optuna")},
        "typical_gap_percent": gaps,
    }
    if "part_of" in REGIONS[region]:
        manifest["taken_from"] = REGIONS[region]["part_of"]
    content = {
        "region": region,
        "fitted_to": moments.LAST,
        "values": {name: float(f"{value:.6g}") for name, value in values.items()},
        "manifest": manifest,
    }
    with (FOLDER / f"{region}.yaml").open("w", encoding="utf-8") as file:
        file.write("# Made by calibration/fit.py: a joint point fit to official series; see calibration/README.md.\n")
        YAML().dump(content, file)


def _write_rest(region: str, added: np.ndarray) -> None:
    """One less modelled value added over official GDP, by year (run without new policy, at prior medians)."""
    first, last = moments.FIRST, inputs.last_datum(region)
    gdp = inputs.yearly(region, "central", first, last)["gdp"]
    with (FOLDER / f"{region}_rest_of_economy.csv").open("w", encoding="utf-8") as file:
        file.write("# Made by calibration/fit.py: one less modelled value added over official GDP (revised basis)\n")
        file.write("year,share_of_gdp\n")
        for year in range(first, last + 1):
            file.write(f"{year},{1.0 - added[year - first] / gdp[year]:.6f}\n")
