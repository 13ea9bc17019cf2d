"""A sweep as a page, as tables, as JSON: what was varied, how wide the runs spread, and what each choice moves.

Levers, which are ours to choose, and uncertainties, which are not, stand side by side and are never mixed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim import indicators
from sim.experiments.comparison import SHOWN
from sim.experiments.sweep_factors import GROUPS
from sim.report import words
from sim.report.elements import Markup, el, fold
from sim.report.figures import BAND_90, LINE, legend_above
from sim.report.study import across, plain_rows, quiet, write_tables
from sim.report.sweeps_said import MOST_VALUES, Said, in_order, short

MOST_FAILED = 20
COLOURS = {GROUPS[0]: ("#0b4f8a", "o"), GROUPS[1]: ("#a34700", "D")}


class Shown(Said):
    """What the page shows of it, and the files beside it."""

    # the page
    def parts(self) -> list[Markup]:
        found = [self.section("design", self.design(), self.points())]
        if self.has_values:
            fans = el("div", *(self.fan(name) for name in SHOWN if self.is_told(name)), class_="figures")
            found.append(self.section("fans", el("p", self.t("page.fans.lead")), self.last_rows(), fans))
            if len(self.by_value):
                sides = [self.sides(name) for name in SHOWN if self.is_told(name)]
                lead = self.t("page.values.lead", most=MOST_VALUES)
                figures = el("div", *sides, class_="figures")
                found.append(self.section("values", el("p", lead), self.moved_rows(), figures, self.value_rows()))
        if len(self.found.failed):
            found.append(self.section("failed", *self.failed()))
        read = ("luck", "spread", "values", "parts")
        found.append(self.section("method", *(el("p", self.t(f"page.method.{name}")) for name in read)))
        return found

    def section(self, name: str, *inside: object) -> Markup:
        return el("section", el("h2", self.t(f"page.{name}.heading")), *inside, id=name)

    def is_told(self, indicator: str) -> bool:
        return bool(self.last_year().loc[indicator, "n"])

    def head(self, *names: str) -> list[str]:
        return [self.t(f"page.head.{name}") for name in names]

    def design(self) -> Markup:
        """What was varied, whose choice it is, and over which values."""
        rows = []
        for group, key in self.found.points.columns:
            values = self.found.points[group, key].dropna()
            said = in_order(values, self.listed(group, key))
            many = len(said) > MOST_VALUES
            told = self.study.between(short(said[0]), short(said[-1])) if many else "; ".join(map(short, said))
            rows.append(
                (self.t(f"page.group.{group}"), self.factor(key), f"{told} {self.unit(key)}".strip(), len(said))
            )
        return self.study.table(
            self.head("group", "factor", "values", "n_values"), rows, self.t("page.design.caption"), numbers=[3]
        )

    def points(self) -> Markup:
        """The first points, folded."""
        table = self.found.points
        shown = [
            (point, *map(short, row)) for point, row in zip(table.index[:200], table.to_numpy()[:200], strict=True)
        ]
        caption = self.t("page.design.points", shown=len(shown), all=len(table))
        return fold(
            caption, self.study.table([self.t("page.head.point"), *(key for _, key in table.columns)], shown, caption)
        )

    def last_rows(self) -> Markup:
        rows = []
        for name in SHOWN:
            row, unit = self.last_year().loc[name], indicators.unit(name)
            rows.append(
                (
                    self.label(name),
                    *(self.study.amount(row[k], unit) for k in ("p05", "p50", "p95", "mean")),
                    int(row["n"]),
                )
            )
        head = self.head("indicator", "p05", "p50", "p95", "mean", "runs")
        return self.study.table(head, rows, self.t("page.fans.caption", year=self.year), numbers=range(1, 6))

    def fan(self, indicator: str) -> Markup:
        """Median and 90 % of all runs by year."""
        rows = self.by_year[self.by_year["indicator"] == indicator].set_index("year")
        title, factor = self.axis(indicator)

        def draw() -> Figure:
            figure, axes = self.study.canvas(title)
            axes.fill_between(rows.index, rows["p05"] * factor, rows["p95"] * factor, color=BAND_90, lw=0,
                              label=self.t("page.fans.band"))  # fmt: skip
            axes.plot(rows.index, rows["p50"] * factor, color=LINE, lw=1.8, label=self.t("page.fans.median"))
            quiet(axes, zero=False)
            axes.set_xlim(self.first - 0.4, self.year + 0.4)
            axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=10))
            legend_above(figure, axes)
            return figure

        under = self.spread_sentence(indicator)
        return self.study.figure(draw, f"{title}. {under}", under)

    def axis(self, indicator: str) -> tuple[str, float]:
        """A figure's title, and the factor of the unit shown."""
        factor, unit = words.shown_unit(indicators.unit(indicator), self.lang)
        label = self.label(indicator)
        return (words.say("report.charts.axis", self.lang, label=label, unit=unit) if unit else label), factor

    def sides(self, indicator: str) -> Markup:
        """Every value of every factor on one axis: levers above, uncertainties below."""
        rows = self.by_value[(self.by_value["indicator"] == indicator) & (self.by_value["points"] > 0)]
        title, factor = self.axis(indicator)
        names = list(dict.fromkeys(rows["factor"]))
        sign = {key: f"{self.t('page.letter.' + group)}{place}" for group in GROUPS
                for place, key in enumerate((k for g, k in self.found.points.columns if g == group), 1)}  # fmt: skip

        def draw() -> Figure:
            lines = [f"{sign[row.factor]}  {row.value}" for row in rows.itertuples()]
            figure, axes = self.study.canvas(title, (6.4, 1.5 + 0.24 * len(lines)), left=0.3)
            for group, (colour, mark) in COLOURS.items():
                mine = (rows["group"] == group).to_numpy()
                some, at = rows[mine], np.flatnonzero(mine)
                if len(some):
                    axes.hlines(at, some["p05"] * factor, some["p95"] * factor, color=colour, lw=1.4)
                    axes.plot(some["mean"] * factor, at, mark, ms=6, color=colour, label=self.t(f"page.group.{group}"))
            across(axes, lines)
            axes.lines[-1].set_visible(False)  # zero says nothing here
            low, high = rows["p05"].min() * factor, rows["p95"].max() * factor
            room = 0.05 * (high - low) or 1.0
            axes.set_xlim(low - room, high + room)
            legend_above(figure, axes)
            return figure

        key = self.t("page.semicolon").join(f"{sign[name]} = {self.factor(name)}" for name in names)
        return self.study.figure(draw, title, key)

    def moved_rows(self) -> Markup:
        rows = []
        wide = self.moved.pivot(index=["group", "factor"], columns="indicator", values="moved")
        for group, key in self.found.points.columns:
            figures = [self.distance(wide.loc[(group, key), name], name) for name in SHOWN]
            rows.append((self.t(f"page.group.{group}"), self.factor(key), *figures))
        head = [*self.head("group", "factor"), *map(self.label, SHOWN)]
        return self.study.table(head, rows, self.t("page.values.moved", year=self.year), numbers=range(2, len(head)))

    def value_rows(self) -> Markup:
        rows = []
        for row in self.by_value.to_dict("records"):
            unit = indicators.unit(row["indicator"])
            mean, low, high = (self.study.amount(row[name], unit) for name in ("mean", "p05", "p95"))
            rows.append((self.t(f"page.group.{row['group']}"), self.factor(row["factor"]), row["value"],
                         self.label(row["indicator"]), mean, self.study.between(low, high), row["points"]))  # fmt: skip
        head = self.head("group", "factor", "value", "indicator", "mean", "spread", "points")
        caption = self.t("page.values.caption", year=self.year)
        return fold(caption, self.study.table(head, rows, caption, numbers=range(4, 7)))

    def failed(self) -> list[Markup]:
        table = self.found.failed
        rows = [
            (row["point"], row["replicate"], row["error"], row["command"])
            for row in table.head(MOST_FAILED).to_dict("records")
        ]
        caption = self.t("page.failed.caption", shown=len(rows), all=len(table))
        lead = el("p", self.t("page.failed.lead"))
        return [lead, self.study.table(self.head("point", "replicate", "error", "repeat"), rows, caption, numbers=[1])]

    # files
    def keep(self) -> Path:
        """Write page and tables beside the sweep's parts; the page's path."""
        points = self.found.points.reset_index()
        points.columns = [".".join(filter(None, name)) for name in points.columns]
        points = points.astype({name: str for name in points if points[name].dtype == object}).assign(
            sweep_id=self.found.sweep_id
        )
        tables = {"by_year": self.by_year, "by_point": self.by_point, "by_value": self.by_value, "points": points,
                  "failed": self.found.failed.assign(sweep_id=self.found.sweep_id)}  # fmt: skip
        folder = self.found.folder / "tables"
        folder.mkdir(exist_ok=True)
        write_tables(folder, tables)
        page = self.found.folder / f"report-{self.lang}.html"
        return self.study.write(page, self.title(), self.lead(), self.answer(), self.parts, self.command)

    def plain(self, page: Path) -> dict[str, Any]:
        """What `--json` prints of the results: every indicator by year, those shown by value of each factor."""
        return {"report": str(page), "summary": plain_rows(self.by_year), "by_value": plain_rows(self.by_value)}
