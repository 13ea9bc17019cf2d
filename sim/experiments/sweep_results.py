"""A sweep read back: its points, its values, what failed, and SQL over all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.errors import Damaged
from sim.experiments.sweep_factors import GROUPS
from sim.experiments.sweep_store import SweepFolder
from sim.experiments.sweep_tables import KEYS

if TYPE_CHECKING:
    import duckdb

    from sim.scenario import Scenario


class Sweep:
    """A sweep in its folder, finished or not.

    Parts are checked by their checksums when the sweep is read: one that was cut or changed counts as missing and is
    listed in `damaged`. Rows stand in no order of their own: every row names its point, replicate, year and county.
    """

    def __init__(self, store: SweepFolder, spent: Mapping[str, Any] | None = None) -> None:
        self._store = store
        self.folder, self.manifest, self.sweep_id = store.path, store.manifest, store.id
        self.name = store.manifest["name"]
        self.replicates, self.seed, self.scale = (store.manifest[name] for name in ("replicates", "seed", "scale"))
        self.spent = dict(spent or {})
        whole, self.damaged = store.parts()
        self.parts: list[Path] = [whole[number] for number in sorted(whole)]
        self._missing = [number for number in range(store.n_chunks) if number not in whole]

    def __repr__(self) -> str:
        what = f"{len(self.points)} points, {self.replicates} replicates, {self.missing} runs missing"
        return f"<Sweep {self.name}: {what}>"

    @property
    def runs(self) -> int:
        """How many runs the sweep has when it is complete."""
        return sum(self.manifest["chunks"])

    @property
    def missing(self) -> int:
        """How many runs are not there; running the sweep again runs these and no others."""
        return sum(self._store.n_runs(number) for number in self._missing)

    @cached_property
    def base(self) -> Scenario:
        """The scenario that the sweep starts from."""
        return self._store.base

    @cached_property
    def points(self) -> pd.DataFrame:
        """A row a point (index: its id); columns ("levers", key) and ("uncertainties", key), NaN where not set."""
        rows = [
            {(group, key): value for group in GROUPS for key, value in one[group].items()}
            for one in self.manifest["points"]
        ]
        columns = list(dict.fromkeys(key for row in rows for key in row))
        columns.sort(key=lambda key: GROUPS.index(key[0]))
        index = pd.Index([one["id"] for one in self.manifest["points"]], name="point")
        table = pd.DataFrame([{key: row.get(key) for key in columns} for row in rows], index)
        return table.set_axis(pd.MultiIndex.from_tuples(columns, names=["group", "key"]), axis=1) if columns else table

    @property
    def levers(self) -> pd.DataFrame:
        """The points' values of levers, ours to choose: a row a point, a column a key."""
        return self._group(GROUPS[0])

    @property
    def uncertainties(self) -> pd.DataFrame:
        """The points' values of uncertainties, not ours: a row a point, a column a key."""
        return self._group(GROUPS[1])

    @cached_property
    def design(self) -> pd.DataFrame:
        """The points in the order of the design, one that comes twice twice: rows as in `points`."""
        return self.points.iloc[self.manifest["design"]]

    def values(self, indicators: Iterable[str] | None = None, years: Iterable[int] | None = None) -> pd.DataFrame:
        """point, replicate, year, county (the region's code, too) and a column an indicator, of runs that went well.

        KeyError: no such indicator. Sorted by point, in their order, replicate, year and county.
        """
        chosen = self._indicators(indicators)
        columns = ", ".join(("point", "replicate", "year", "county", *chosen))
        where = f"where year in ({', '.join(str(int(year)) for year in years)})" if years is not None else ""
        table = self.sql(f"select {columns} from runs {where}")
        order = pd.Categorical(table["point"], list(self.points.index))
        return table.assign(point=order).sort_values(["point", "replicate", "year", "county"], ignore_index=True)

    def summary(
        self,
        indicators: Iterable[str] | None = None,
        by: Sequence[str] = ("year",),
        quantiles: bool = True,
        years: Iterable[int] | None = None,
    ) -> pd.DataFrame:
        """Of the region's indicators over runs: n, mean, p05, p50, p95, a row per `by` and indicator, all exact.

        by: of year, point and replicate. Runs in which an indicator has no value (NaN) are left out of it.
        quantiles=False leaves the last three out, which is quicker where there are many runs.
        """
        from sim.experiments.sweep_summary import summarised

        wanted = None if years is None else {int(year) for year in years}
        chosen = self._indicators(indicators)
        return summarised(self.parts, self._code, list(self.points.index), chosen, tuple(by), quantiles, wanted)

    @cached_property
    def failed(self) -> pd.DataFrame:
        """The runs that failed: point, replicate, error, and the command that repeats each."""
        return self.sql("select point, replicate, error, command from everything where error is not null order by all")

    def sql(self, query: str) -> pd.DataFrame:
        """What DuckDB answers. Tables: runs (values), points (a column "levers.…" or "uncertainties.…" each),
        everything (rows of failed runs, year 0, too)."""
        return self.connection().execute(query).df()

    def connection(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection, in memory, with the tables of `sql`."""
        import duckdb

        from sim.experiments.sweep_tables import schema

        connection = duckdb.connect()
        if self.parts:
            connection.read_parquet([str(part) for part in self.parts]).create_view("everything")
        else:
            connection.register("everything", schema().empty_table())
        shown = [name for name in schema().names if name not in ("error", "command")]
        connection.execute(f"create view runs as select {', '.join(shown)} from everything where error is null")
        flat = self.points.copy()
        flat.columns = [".".join(name) for name in flat.columns]
        connection.register("points", flat.reset_index())
        return connection

    def check(self) -> None:
        """Damaged: a part was cut or changed since it was written."""
        if self.damaged:
            raise Damaged("sweep.part_damaged", file=self.damaged[0], number=len(self.damaged))

    @property
    def _code(self) -> str:
        from sim.books import region_code

        return region_code(self.manifest["region"])

    def _group(self, group: str) -> pd.DataFrame:
        if not len(self.points.columns) or group not in self.points.columns.get_level_values(0):
            return pd.DataFrame(index=self.points.index)
        return self.points[group].rename_axis(columns=None)

    def _indicators(self, names: Iterable[str] | None) -> list[str]:
        from sim.experiments.sweep_tables import schema

        known = [name for name in schema().names if name not in KEYS]
        if names is None:
            return known
        names = list(names)
        for name in names:
            if name not in known:
                from sim.scenario_problems import nearest

                raise KeyError(f"no indicator {name!r}; nearest: {nearest(name, known)!r}")
        return names
