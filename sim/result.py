"""What a run found, read from its folder when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.runs import RunFolder

if TYPE_CHECKING:
    from sim.scenario import Scenario


@dataclass(frozen=True)
class Difference:
    """Where two results part: the first quarter in which a regional indicator differs."""

    quarter: str  # "2018Q1"
    indicator: str  # the first that differs, in the order of the catalogue
    change: float  # of that indicator, mean over the replicates, in its unit: this result less the other
    indicators: tuple[str, ...]  # all that differ in that quarter, in the order of the catalogue
    changes: dict[str, float]  # the mean change of each


class Result:
    """A finished run: `indicators`, `verdicts`, `costs`, `ledger`, and what they were made from.

    Tables are pandas DataFrames with a row per replicate and year (or quarter); columns, types and units are those of
    `sim.runs.tables.SCHEMAS`. They are read from the run folder the first time they are asked for, and checked then.
    """

    def __init__(
        self,
        folder: RunFolder,
        scenario: Scenario,
        *,
        replicates: int,
        seed: int,
        scale: int,
        as_of: int,
        verdicts: pd.DataFrame | None = None,
        baseline: Result | None = None,
    ) -> None:
        self.run_folder, self.scenario = folder, scenario
        self.replicates, self.seed, self.scale, self.as_of = replicates, seed, scale, as_of
        self.baseline = baseline
        self.run_id, self.folder = folder.run_id, folder.path
        if verdicts is not None:  # else they are read, which another run in the same folder may have replaced
            self.verdicts = verdicts

    @classmethod
    def read(cls, path: str | Path, parts: bool = True) -> Result:
        """The finished run in the folder `path`. RunError: there is none, or it is not as it was written.

        parts: check every replicate's part now; without, each is checked when it is read.
        """
        from sim.scenario import Scenario, load_scenario

        folder = RunFolder.existing(path, parts)
        manifest, file, kept = folder.manifest, folder.path / "scenario.yaml", folder.scenario_text()
        if kept is None:
            scenario = load_scenario(file)
        else:
            scenario = Scenario.model_validate_json(kept).model_copy(update={"path": file})
        size = {name: manifest[name] for name in ("replicates", "seed", "scale", "as_of")}
        return cls(folder, scenario, **size)

    def __repr__(self) -> str:
        what = f"{self.scenario.name}, {self.replicates} replicates, seed {self.seed}, scale {self.scale}"
        return f"<Result {self.run_folder.name}: {what}>"

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """replicate, year, quarter, county, indicator, value, unit: region by quarter, all by year (quarter 0)."""
        return self.run_folder.read_indicators(self.replicates)

    @cached_property
    def costs(self) -> pd.DataFrame:
        """replicate, year, county, lever, payer, kind (outlay, tax forgone, expected loss, transfer, ...), yuan."""
        return self.run_folder.read_costs(self.replicates)

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """replicate, year, payer, payer_county, payee, payee_county, lever, purpose, yuan."""
        return self.run_folder.read_ledger(self.replicates)

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """One row per target and reading: probability with its error, quantiles at the deadline, first year met, ..."""
        return self.run_folder.read_verdicts()

    @property
    def manifest(self) -> dict[str, Any]:
        """Versions, digests, machine and time of the run."""
        return self.run_folder.manifest

    @cached_property
    def official(self) -> pd.DataFrame:
        """Official series of the region in our units: indicator, year, value, unit, source, status, tier."""
        from sim.indicators import official

        return official(self.scenario.region)

    @property
    def assumptions(self) -> dict[str, Any]:
        """What the scenario assumes: growth, after_last_law, parameters, channels."""
        return self.scenario.assumptions

    @property
    def baseline_indicators(self) -> pd.DataFrame | None:
        """The indicators of the baseline that was run beside this, or None."""
        return None if self.baseline is None else self.baseline.indicators

    def first_difference(self, other: Result) -> Difference | None:
        """The first quarter in which the region's indicators differ, bit for bit, in any replicate; None if in none.

        Both must have the same region, seed, scale and number of replicates, or a difference would mean nothing:
        ValueError. Quarters that only one of the two has are left out.
        """
        for what in ("seed", "scale", "replicates"):
            if getattr(self, what) != getattr(other, what):
                mine, theirs = getattr(self, what), getattr(other, what)
                raise ValueError(f"results of unlike {what} cannot be compared: {mine} and {theirs}")
        if self.scenario.region != other.scenario.region:
            raise ValueError(f"{self.scenario.region} cannot be compared with {other.scenario.region}")
        mine, theirs = _by_quarter(self.indicators), _by_quarter(other.indicators)
        both = mine.index.intersection(theirs.index)  # year, quarter, replicate
        names = [name for name in mine.columns if name in theirs.columns]
        a, b = mine.loc[both, names], theirs.loc[both, names]
        differs = (a.to_numpy() != b.to_numpy()) & ~(np.isnan(a.to_numpy()) & np.isnan(b.to_numpy()))
        if not differs.any():
            return None
        year, quarter, _ = both[int(np.argmax(differs.any(axis=1)))]
        now = (both.get_level_values(0) == year) & (both.get_level_values(1) == quarter)
        found = [name for name, moved in zip(names, differs[now].any(axis=0), strict=True) if moved]
        changes = {name: float((a.loc[now, name] - b.loc[now, name]).mean()) for name in found}
        return Difference(f"{year}Q{quarter}", found[0], changes[found[0]], tuple(found), changes)


def _by_quarter(indicators: pd.DataFrame) -> pd.DataFrame:
    """The region's quarters: rows (year, quarter, replicate) in order, a column per indicator as first met."""
    rows = indicators[indicators["quarter"] > 0]  # only the region has quarters
    names = pd.unique(rows["indicator"].astype(str))
    table = rows.assign(indicator=rows["indicator"].astype(str)).pivot(
        index=["year", "quarter", "replicate"], columns="indicator", values="value"
    )
    return table.sort_index()[list(names)]
