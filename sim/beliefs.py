"""What we believe of the rules' parameters: priors, the values fitted to a region, and a replicate's draw."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from math import exp, log
from typing import Any, NamedTuple

from sim.engine.luck import luck, luck_key
from sim.engine.records import Field, dtype_of

ROLES = ("prior", "fitted", "held", "fixed")
_CALL = re.compile(r"^(Fixed|Normal|TruncNormal|LogNormal|Beta)\((.*)\)$")


class Prior(NamedTuple):
    """One row of calibration/priors.yaml."""

    name: str
    prior: str
    role: str
    unit: str
    evidence: str
    meaning: str


def _read(path: str) -> Any:
    from ruamel.yaml import YAML

    return YAML(typ="safe").load(resources.files("calibration").joinpath(path).read_text(encoding="utf-8"))


@cache
def priors() -> dict[str, Prior]:
    """All parameters of the rules, in the order of the file. ValueError names a row that cannot be read."""
    rows = {}
    for name, row in _read("priors.yaml").items():
        try:
            rows[name] = Prior(name=name, **row)
        except TypeError as error:
            raise ValueError(f"calibration/priors.yaml: {name}: {error}") from None
        if rows[name].role not in ROLES:
            raise ValueError(f"calibration/priors.yaml: {name}: role {rows[name].role!r}; allowed: {', '.join(ROLES)}")
        quantile(rows[name].prior, 0.5)
    return rows


@cache
def fitted(region: str) -> dict[str, float]:
    """The values fitted to a region (calibration/fitted/<region>.yaml); ValueError when there are none.

    A parameter that is to be fitted and is not in the file yet has its prior's median.
    """
    medians = {name: quantile(row.prior, 0.5) for name, row in priors().items() if row.role == "fitted"}
    return medians | {name: float(value) for name, value in fit_of(region)["values"].items()}


@cache
def fit_of(region: str) -> dict[str, Any]:
    """A region's whole file of fitted values: `values`, `fitted_to`, `manifest`; ValueError when there is none."""
    try:
        return dict(_read(f"fitted/{region}.yaml"))
    except FileNotFoundError:
        have = ", ".join(fitted_regions())
        raise ValueError(f"region {region!r} has no fitted constants; there are some for: {have}") from None


def fitted_to(region: str) -> int:
    """Last year of the series that the region's values were fitted to: until then its trends hold."""
    return int(fit_of(region)["fitted_to"])


def fitted_regions() -> tuple[str, ...]:
    """Regions with fitted constants, that is: those that can be run."""
    files = resources.files("calibration").joinpath("fitted").iterdir()
    return tuple(sorted(file.name[:-5] for file in files if file.name.endswith(".yaml")))


def fields() -> list[Field]:
    """One field per parameter, in the order of the priors."""
    return [Field(p.name, "f8", p.unit, p.meaning) for p in priors().values()]


def belief_dtype():
    """Record type of one replicate's parameters."""
    return dtype_of(fields())


def _number(text: str) -> float:
    text = text.strip()
    return log(float(text[3:])) if text.startswith("ln ") else float(text)


@cache
def _read_prior(expression: str) -> tuple[str, tuple[float, ...]]:
    """(kind, numbers) of a prior's expression; ValueError when it cannot be read."""
    match = _CALL.match(expression.strip())
    if not match:
        raise ValueError(
            f"prior {expression!r} cannot be read; write e.g. Normal(0, 1), Beta(2, 6) or LogNormal(ln 3, 0.4)"
        )
    return match.group(1), tuple(_number(x) for x in match.group(2).split(","))


def quantile(expression: str, u: float) -> float:
    """Quantile of a prior such as 'Normal(0, 1)' at u in (0, 1); TruncNormal takes mean, spread, least and most."""
    from scipy.special import betaincinv, ndtr, ndtri

    kind, numbers = _read_prior(expression)
    if kind == "Fixed":
        return numbers[0]
    if kind == "Beta":
        return float(betaincinv(*numbers, u))
    mean, spread = numbers[:2]
    if kind == "TruncNormal":
        low, high = (ndtr((end - mean) / spread) for end in numbers[2:])
        u = low + u * (high - low)
    value = float(mean + spread * ndtri(u))
    return exp(value) if kind == "LogNormal" else value


def stream_of(name: str) -> int:
    """The stream of a parameter's draw; of the name alone, so that a new parameter moves no other's draw."""
    import zlib

    return zlib.crc32(f"belief.{name}".encode())


def draw(region: str, seed: int, drawn: bool) -> dict[str, float]:
    """One replicate's parameters: fitted ones at their fitted value, fixed ones fixed, the rest drawn by keyed luck.

    drawn=False gives the central draw (medians of the priors).
    """
    values = fitted(region)
    belief = {}
    for name, row in priors().items():
        if row.role == "fitted":
            belief[name] = float(values[name])
        else:
            u = luck(luck_key(seed, stream_of(name), 0), 0) if drawn and row.role == "prior" else 0.5
            belief[name] = quantile(row.prior, min(max(u, 1e-6), 1.0 - 1e-6))
    return belief
