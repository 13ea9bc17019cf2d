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
    region = str(result.scenario.region)
    rows = [*law_rows(result.scenario, lang), *national_rows(lang), *recipe_rows(region), *prior_rows(region)]
    return pd.DataFrame(rows, columns=COLUMNS).astype("str")


def law_rows(scenario: Any, lang: str) -> list[tuple[object, ...]]:
    """Parameters of the levers that are on, with the values of this scenario (they may differ from the law file's)."""
    from sim.levers.catalogue import catalogue

    rows: list[tuple[object, ...]] = []
    for lever, law in catalogue().items():
        if not scenario.is_on(lever):
            continue
        for name, parameter in law.parameters.items():
            dated = dict(scenario.series(f"{lever}.{name}").items())
            value = "; ".join(f"{day}: {words.number(float(amount))}" for day, amount in dated.items())
            label = f"{law.name[lang]} · {parameter.label[lang]}"
            where = f"sim/levers/{lever}.yaml"
            rows.append((label, value, parameter.unit, parameter.kind, parameter.source, parameter.confirmed, where))
    return rows


def national_rows(lang: str) -> list[tuple[object, ...]]:
    """Values of the tax law and of the rules of titles that were written down from memory or assumed."""
    from sim.rules.tax_law import tax_law_table
    from sim.rules.title_law import title_law_table

    rows: list[tuple[object, ...]] = []
    for name, table in (("tax", tax_law_table()), ("title", title_law_table())):
        for row in table:
            if row["status"] != "CONFIRMED" and not row.get("if_lapsed"):
                value = f"{row['date']}: {words.number(float(row['value']))}"
                document = f"{row.get('document') or '-'}, {row['status']}"
                where = f"sim/data/{name}_law.yaml"
                rows.append((row["label"][lang], value, row["unit"], "law", document, False, where))
    return rows


def recipe_rows(region: str) -> list[tuple[object, ...]]:
    """How the agents of 2012 are made, and how the economy goes on after the last datum."""
    from sim.data import FOLDER, REGIONS
    from sim.inputs import GROWTH
    from sim.population.recipe import numbers

    rows: list[tuple[object, ...]] = []
    for name, row in numbers(region).items():
        known, value = row.status == "CONFIRMED", words.number(row.value)
        rows.append((name, value, row.unit, "assumption", f"{row.source}, {row.status}", known, "sim/data/recipe.yaml"))
    if "part_of" in REGIONS[region]:
        said = "province's official series times stated weights, ASSUMED"
        rows.append(("inputs", REGIONS[region]["part_of"], "-", "assumption", said, False, "sim/region_series.py"))
    path = "; ".join(f"{name}: {first:.1%} (2022), {last:.1%} (2035)" for name, (first, last) in GROWTH.items())
    rows.append(("growth", path, "share / year", "assumption", "ASSUMED", False, "sim/inputs.py"))
    for file in ("sectors", "sector_shares", "special_zones", "certainty_stratum"):
        count = len((FOLDER / f"{file}.csv").read_text(encoding="utf-8").splitlines()) - 1
        rows.append((file, str(count), "rows", "assumption", "ASSUMED", False, f"sim/data/{file}.csv"))
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
