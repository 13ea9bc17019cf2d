"""What a run takes for granted: values of law files and priors, each with its source and status."""

from typing import Any

import pandas as pd

from sim.report import words

COLUMNS = ["name", "value", "unit", "kind", "source", "confirmed", "where"]


def assumptions_of(result: Any, lang: str) -> pd.DataFrame:
    """name, value (text), unit, kind, source, confirmed (text), where: levers that are on, then the priors."""
    given = getattr(result, "assumptions", None)
    if isinstance(given, pd.DataFrame):
        return given.reindex(columns=COLUMNS).astype("str").reset_index(drop=True)
    rows = [*law_rows(result.scenario, lang), *prior_rows(str(result.scenario.region))]
    return pd.DataFrame(rows, columns=COLUMNS).astype("str")


def law_rows(scenario: Any, lang: str) -> list[tuple[object, ...]]:
    """Parameters of the levers that are on, with the values of this scenario (they may differ from the law file's)."""
    from sim.levers.catalogue import catalogue

    rows: list[tuple[object, ...]] = []
    for lever, law in catalogue().items():
        if not scenario.is_on(lever):
            continue
        for name, parameter in law.parameters.items():
            changed = scenario.levers.get(lever, {}).get(name)
            dated = dict(changed.items() if changed is not None else parameter.values.items())
            value = "; ".join(f"{day}: {words.number(float(amount))}" for day, amount in dated.items())
            label = f"{law.name[lang]} · {parameter.label[lang]}"
            where = f"sim/levers/{lever}.yaml"
            rows.append((label, value, parameter.unit, parameter.kind, parameter.source, parameter.confirmed, where))
    return rows


def prior_rows(region: str) -> list[tuple[object, ...]]:
    """Parameters of behaviour: the prior, or the value fitted to the region. None if there is no calibration."""
    try:
        from sim import beliefs

        priors = beliefs.priors()
    except (ImportError, OSError):
        return []
    try:
        fitted = beliefs.fitted(region)
    except (OSError, ValueError):  # nothing was fitted to this region
        fitted = {}
    rows: list[tuple[object, ...]] = []
    for name, prior in priors.items():
        label, source = f"{name}: {prior.meaning}", prior.evidence
        if prior.role == "fitted" and name in fitted:
            value, where = words.number(float(fitted[name])), f"calibration/fitted/{region}.yaml"
            rows.append((label, value, prior.unit, "calibrated", source, "", where))
        else:
            rows.append((label, prior.prior, prior.unit, "prior", source, "", "calibration/priors.yaml"))
    return rows


def unconfirmed(table: pd.DataFrame) -> pd.DataFrame:
    """Values of law files that nobody has confirmed (another region's rule counts as not confirmed)."""
    return table[~is_prior(table) & (table["kind"] != "calibrated") & (table["confirmed"].str.lower() != "true")]


def judgements(table: pd.DataFrame) -> pd.DataFrame:
    """Priors that rest, wholly or in part, on judgement or on memory."""
    return table[is_prior(table) & table["source"].str.contains("JUDGEMENT|RECALLED")]


def fitted(table: pd.DataFrame) -> pd.DataFrame:
    """Values set so that the model meets official figures."""
    return table[table["kind"] == "calibrated"]


def is_prior(table: pd.DataFrame) -> pd.Series:
    return (table["kind"] == "prior") | table["where"].str.contains("priors", regex=False)
