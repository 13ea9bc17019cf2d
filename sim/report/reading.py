"""A result, as the report reads it: bands, official points, verdicts and labels in the reader's language.

Nothing here draws or writes; every section and figure asks the same `Reading`, so they cannot disagree.
"""

from functools import cached_property
from typing import Any

import pandas as pd

from sim.report import words

LEAST_REPLICATES = 20  # fewer: no 90 % band, no probability in per cent
LEAST_FOR_HALF = 5  # fewer: no 50 % band either
CHARTED = (
    "rd_intensity",
    "rd_enterprise",
    "hnte",
    "rd_personnel",
    "invention_patents_in_force",
    "gdp",
    "innovative_counties",
    "innovative_townships_share",
)
PRODUCED = {"rd": "rd_by_rules_share", "gdp": "gdp_by_rules_share"}
"""The share of each total that rules produce."""
QUANTILES = {"p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}


class Reading:
    """Result and language together. `result` offers what `sim.report.write_report` lists."""

    def __init__(self, result: Any, lang: str = "zh"):
        self.result = result
        self.lang = lang

    def t(self, key: str, **values: object) -> str:
        """A text of the report's area."""
        return words.say(f"report.{key}", self.lang, **values)

    def sentences(self, texts: list[str]) -> str:
        """Sentences one after another: a space between them in English, none in Chinese."""
        return (" " if self.lang == "en" else "").join(texts)

    # who and how many
    @cached_property
    def replicates(self) -> int:
        return int(self.result.replicates)

    @property
    def is_preliminary(self) -> bool:
        return self.replicates < LEAST_REPLICATES

    @property
    def run_id(self) -> str:
        return str(self.result.run_id)

    @property
    def short_run_id(self) -> str:
        return self.run_id[:16]  # as the run folder is called

    @property
    def as_of(self) -> int:
        return int(self.result.as_of)

    @property
    def title(self) -> str:
        return self._in_language(self.result.scenario.title) or str(self.result.scenario.name)

    @property
    def question(self) -> str:
        return self._in_language(self.result.scenario.question)

    def _in_language(self, both: Any) -> str:
        if isinstance(both, dict):
            return str(both.get(self.lang) or next(iter(both.values()), ""))
        return str(both or "")

    # indicators
    @cached_property
    def yearly(self) -> pd.DataFrame:
        """Yearly values (quarter 0) of region and counties, of the indicators that the report shows."""
        return _yearly(self.result.indicators)

    @cached_property
    def baseline_region(self) -> pd.DataFrame | None:
        """The same of the baseline's region, or None."""
        frame = getattr(self.result, "baseline_indicators", None)
        if frame is None:
            return None
        yearly = _yearly(frame)
        return yearly[yearly["county"].str.endswith("00")]

    @cached_property
    def region(self) -> pd.DataFrame:
        """Yearly values of the region itself, whose code ends in 00 as no county's does (GB/T 2260)."""
        return self.yearly[self.yearly["county"].str.endswith("00")]

    @cached_property
    def counties(self) -> pd.DataFrame:
        """Yearly values of the counties."""
        return self.yearly[~self.yearly["county"].str.endswith("00")]

    def has(self, indicator: str) -> bool:
        return bool((self.region["indicator"] == indicator).any())

    def label(self, indicator: str) -> str:
        return words.indicator_label(indicator, self.lang)

    def scale_of(self, indicator: str) -> tuple[float, str]:
        """(factor, unit in words) from the indicator's own unit to the unit shown."""
        rows = self.region[self.region["indicator"] == indicator]
        unit = str(rows["unit"].iloc[0]) if len(rows) else words.indicator_unit(indicator)
        return words.shown_unit(unit, self.lang)

    def bands(self, indicator: str) -> pd.DataFrame:
        """Index year; columns p05 ... p95, over replicates, in the unit shown. Too few replicates: no such column."""
        return self._bands_of(self.region, indicator)

    def baseline(self, indicator: str) -> pd.Series | None:
        """The baseline's path by year in the unit shown, or None: this run's median less the median paired difference.

        The baseline is run for fewer replicates; pairs under the same luck keep the line free of their smaller number,
        and on this run's own median as long as the two are the same.
        """
        if self.baseline_region is None:
            return None
        paths = [rows[rows["indicator"] == indicator] for rows in (self.region, self.baseline_region)]
        mine, other = (rows.pivot(index="year", columns="replicate", values="value") for rows in paths)
        if not len(mine) or not len(other):
            return None
        factor, _ = self.scale_of(indicator)
        less = (mine[other.columns.intersection(mine.columns)] - other).median(axis=1)
        return (mine.median(axis=1) - less) * factor

    def _bands_of(self, region: pd.DataFrame, indicator: str) -> pd.DataFrame:
        rows = region[region["indicator"] == indicator]
        factor, _ = self.scale_of(indicator)
        shown = dict(QUANTILES)
        if self.is_preliminary:
            shown = {name: shown[name] for name in ("p25", "p50", "p75")}
        if self.replicates < LEAST_FOR_HALF:
            shown = {"p50": 0.5}
        by_year = rows.groupby("year", observed=True)["value"]
        return pd.DataFrame({name: by_year.quantile(q) for name, q in shown.items()}) * factor

    def official(self, indicator: str) -> pd.DataFrame:
        """Official points: year, value (in the unit shown), source, status, tier; empty if there are none."""
        frame = getattr(self.result, "official", None)
        columns = ["year", "value", "source", "status", "tier"]
        if frame is None or not len(frame):
            return pd.DataFrame(columns=columns)
        years = self.region["year"]
        known = (frame["indicator"].astype(str) == indicator) & frame["year"].between(years.min(), years.max())
        rows = frame[known].sort_values("year").copy()
        factors = [words.shown_unit(str(unit), self.lang)[0] for unit in rows["unit"]]
        rows["value"] = rows["value"].astype(float) * factors
        return rows.reindex(columns=columns)

    # verdicts
    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """Verdicts in the result's order, with column `word`: likely, open, unlikely, met, not_met, unclear, ..."""
        frame = self.result.verdicts.reset_index(drop=True).copy()
        judged = frame.to_dict("records")
        frame["word"] = pd.Series([words.verdict_word(row) for row in judged], dtype="str", index=frame.index)
        return frame

    @cached_property
    def default_readings(self) -> pd.DataFrame:
        """One verdict a target: its first reading, which its document's file lists as the default."""
        return self.verdicts.drop_duplicates("target", keep="first")

    def name_of(self, row: dict[str, Any]) -> str:
        """A target's name."""
        return words.target_label(row, self.lang)

    def amount(self, value: object, unit: object) -> str:
        """A verdict's value with its unit in words; "not known" for a missing one."""
        if words.is_missing(value):
            return self.t("not_known")
        factor, name = words.shown_unit(str(unit), self.lang)
        return words.with_unit(float(value) * factor, name, self.lang)  # type: ignore[arg-type]

    # costs
    @cached_property
    def costs(self) -> pd.DataFrame:
        """Mean over replicates in million yuan: year, lever, payer, kind, million."""
        frame = self.result.costs
        keys = ["year", "lever", "payer", "kind"]
        if not len(frame):
            return pd.DataFrame(columns=[*keys, "million"])
        plain = frame.assign(**{key: frame[key].astype(str).str.replace(" ", "_") for key in keys[1:]})
        total = plain.groupby(keys, observed=True)["yuan"].sum() / self.replicates / 1e6
        return total.rename("million").reset_index()


def _yearly(frame: pd.DataFrame) -> pd.DataFrame:
    rows = frame[(frame["quarter"] == 0) & frame["indicator"].isin([*CHARTED, *PRODUCED.values()])]
    return rows.assign(**{name: rows[name].astype(str) for name in ("county", "indicator", "unit")})
