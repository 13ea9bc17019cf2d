"""The stored fit: `fitted/<region>.yaml` with its manifest, and `fitted/<region>_rest_of_economy.csv`.

python -m calibration.stored    after a change that moves no number (a name, a comment, a lever not in force by 2017):
                                runs the stored values again and renews the digests where every bit is the same
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
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
from sim.lanes import forget_inputs
from sim.runs.environment import environment

CALIBRATION = Path(__file__).parent
FOLDER = CALIBRATION / "fitted"
OTHERS = (
    "beliefs.py",
    "calendar.py",
    "inputs.py",
    "lanes.py",
    "law.py",
    "patent_office.py",
    "region_series.py",
    "sectors.py",
    "world.py",
)
"""Modules outside the folders of rules that a fit rests on."""


def begin(region: str) -> None:
    """Files to begin with for a region that has none: those of its province, else Jiangxi's."""
    for end in (".yaml", "_rest_of_economy.csv"):
        if not (FOLDER / f"{region}{end}").exists():
            first = REGIONS[region].get("part_of", "jiangxi")
            (FOLDER / f"{region}{end}").write_text((FOLDER / f"{first}{end}").read_text(encoding="utf-8"), "utf-8")


@cache
def digests() -> dict[str, str]:
    """SHA-256 of what a fit rests on: rules, laws and populations; data; priors; the fit's own code."""
    folders = ("agents", "engine", "indicators", "levers", "population", "rules", "steps")
    rules = [file for folder in folders for end in ("py", "yaml") for file in (PACKAGE / folder).glob(f"*.{end}")]
    rules += [PACKAGE / name for name in OTHERS]
    data = [file for end in ("csv", "yaml") for file in (PACKAGE / "data").glob(f"*.{end}")]  # not what judges a run
    own = [CALIBRATION / name for name in ("fit.py", "moments.py", "runs.py", "space.py")]
    return {
        "rules": digest_of_files(rules, PACKAGE),
        "data": digest_of_files(data, PACKAGE),
        "priors": digest_of_files([CALIBRATION / "priors.yaml"], CALIBRATION),
        "fit": digest_of_files(own, CALIBRATION),
    }


def stale(region: str) -> list[str]:
    """What has changed since the region's values were fitted: of rules, data, priors, fit."""
    then = beliefs.fit_of(region).get("manifest", {}).get("digests", {})
    return [name for name, value in digests().items() if then.get(name) != value]


def write(values: Mapping[str, Mapping[str, float]], seeds: int, seconds: float) -> None:
    """Store the values of each region as they are written in its file, with its share of GDP outside modelled firms."""
    rounded = {region: {name: float(f"{x:.6g}") for name, x in of.items()} for region, of in values.items()}
    for region, paths in paths_of(rounded, seeds).items():
        _write_rest(region, paths["value_added"])
    forget_inputs()
    for region, paths in paths_of(rounded, seeds).items():  # as every later run will find it
        _write_values(region, rounded[region], seeds, seconds, paths)


def paths_of(values: Mapping[str, Mapping[str, float]], seeds: int) -> dict[str, dict[str, np.ndarray]]:
    """What the model says at these values, mean over seeds: region -> indicator -> by year."""
    requests = [Request(region, [of]) for region, of in values.items()]
    found = run(requests, 1, seeds, last=max(inputs.last_datum(region) for region in values))
    return {
        request.region: {indicator: of[0] for indicator, of in model.items()}
        for request, model in zip(requests, found, strict=True)
    }


def renew() -> list[str]:
    """Renew the digests of regions whose values still give the same paths, bit for bit; returns the other regions."""
    files = {region: beliefs.fit_of(region) for region in beliefs.fitted_regions()}
    seeds = {int(file["manifest"]["seeds"]) for file in files.values()}
    found = paths_of({region: file["values"] for region, file in files.items()}, *seeds)
    moved = []
    for region, file in files.items():
        if file["manifest"].get("paths") != digest_of_paths(found[region]):
            moved.append(region)
            continue
        _write_file(region, file | {"manifest": file["manifest"] | {"digests": digests()}})
    return moved


def digest_of_paths(paths: Mapping[str, np.ndarray]) -> str:
    """SHA-256 of the paths of all indicators, in the order of their names."""
    digest = sha256()
    for name in sorted(paths):
        digest.update(name.encode() + np.ascontiguousarray(paths[name], dtype="<f8").tobytes())
    return digest.hexdigest()


def typical_gaps(region: str, paths: Mapping[str, np.ndarray]) -> dict[str, float]:
    """Root mean square gap of each series of the fit (per cent)."""
    found = {}
    for target in moments.targets(region):
        gaps = [log(paths[target.moment.indicator][year - moments.FIRST]) for year in target.years] - target.logs
        found[target.moment.indicator] = round(100.0 * (exp(sqrt(float(np.mean(gaps * gaps)))) - 1.0), 1)
    return found


def _write_values(
    region: str, values: Mapping[str, float], seeds: int, seconds: float, paths: Mapping[str, np.ndarray]
) -> None:
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
        "typical_gap_percent": typical_gaps(region, paths),
        "paths": digest_of_paths(paths),
    }
    if "part_of" in REGIONS[region]:
        manifest["taken_from"] = REGIONS[region]["part_of"]
    content = {
        "region": region,
        "fitted_to": moments.LAST,
        "values": dict(values),
        "manifest": manifest,
    }
    _write_file(region, content)


def _write_file(region: str, content: Mapping[str, Any]) -> None:
    from ruamel.yaml import YAML

    with (FOLDER / f"{region}.yaml").open("w", encoding="utf-8") as file:
        file.write("# Made by calibration/fit.py: a joint point fit to official series; see calibration/README.md.\n")
        YAML().dump(dict(content), file)


def _write_rest(region: str, added: np.ndarray) -> None:
    """One less modelled value added over official GDP, by year (run without new policy, at prior medians)."""
    first, last = moments.FIRST, inputs.last_datum(region)
    gdp = inputs.yearly(region, "central", first, last)["gdp"]
    with (FOLDER / f"{region}_rest_of_economy.csv").open("w", encoding="utf-8") as file:
        file.write("# Made by calibration/fit.py: one less modelled value added over official GDP (revised basis)\n")
        file.write("year,share_of_gdp\n")
        for year in range(first, last + 1):
            file.write(f"{year},{1.0 - added[year - first] / gdp[year]:.6f}\n")


if __name__ == "__main__":
    changed = renew()
    print(
        f"numbers moved: {', '.join(changed)}; run python -m calibration.fit" if changed else "renewed: nothing moved"
    )
    raise SystemExit(1 if changed else 0)
