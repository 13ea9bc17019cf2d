"""What of a rise is real, as a page, as tables, as JSON and on the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.experiments.reported import PAIRS, Reported
from sim.report import words
from sim.report.elements import Markup, el
from sim.report.figures import legend_above
from sim.report.study import Study, in_two_lines, plain_rows, quiet, study_folder, write_facts, write_tables

REAL, ONLY = "#5f9bc6", "#e0a64b"


class Shown:
    """What is real for a reader of one language."""

    words_first = 2

    def __init__(self, found: Reported, lang: str, command: str) -> None:
        self.found, self.lang, self.command = found, lang, command
        self.study = Study("real", lang, [result.run_folder.name for result in reversed(found.results)])
        self.t = self.study.t

    def title(self) -> str:
        scenario = self.found.result.scenario
        return self.t("title", scenario=scenario.title.get(self.lang) or scenario.name)

    def lead(self) -> str:
        result = self.found.result
        return self.t("lead", since=self.found.since, year=self.found.year, replicates=self.found.replicates,
                      seed=result.seed, scale=result.scale)  # fmt: skip

    def lines(self) -> list[str]:
        return [self.lead(), *self.answer()]

    def answer(self) -> list[str]:
        lines = []
        for row in self.found.table.to_dict("records"):
            if row["indicator"] == next(iter(PAIRS)):
                figures = {
                    name: self.study.difference(row[name], row["unit"])
                    for name in ("reported", "real", "only_reported")
                }
                told = "" if words.is_missing(row["real_share"]) else self.t("answer.share", share=self.share(row))
                lines.append(
                    self.t(f"answer.{row['rise']}", since=self.found.since, year=self.found.year, **figures, share=told)
                )
        return [self.study.sentences(lines)]

    def share(self, row: dict[str, Any]) -> str:
        """Share of a reported rise that is real, with its bounds."""
        if words.is_missing(row["real_share"]):
            return self.t("untold")
        low, high = (f"{100 * row[f'real_share_{end}']:.0f}".replace("-", "−") for end in ("low", "high"))
        return f"{100 * row['real_share']:.0f} % ({self.study.between(low, high)})"

    def rows(self) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Heads and rows."""
        found: list[tuple[Any, ...]] = []
        for row in self.found.table.to_dict("records"):
            cells = [words.indicator_label(row["indicator"], self.lang),
                     self.t(f"rise.{row['rise']}", since=self.found.since, year=self.found.year)]  # fmt: skip
            for name, part in (("reported", "reported"), ("real", "real"), ("only_reported", "only")):
                interval = self.study.interval(row[f"{part}_low"], row[f"{part}_high"], row["unit"])
                cells.append(f"{self.study.difference(row[name], row['unit'])} ({interval})")
            found.append((*cells, self.share(row)))
        names = ("indicator", "rise", "reported", "real", "only", "share")
        return [self.t(f"head.{name}") for name in names], found

    def parts(self) -> list[Markup]:
        head, rows = self.rows()
        rows = [tuple(in_two_lines(cell) for cell in row) for row in rows]
        table = self.study.table(head, rows, self.t("table.caption"), numbers=range(2, 6))
        figures = el("div", *(self.figure(name) for name in PAIRS), class_="figures")
        method = [self.t(f"method.{name}") for name in ("real", "only", "pairs", "limits")]
        return [
            self.study.section("table", el("p", self.t("table.lead")), figures, table),
            self.study.section("method", *(el("p", line) for line in method)),
        ]

    def figure(self, indicator: str) -> Markup:
        """Real, and what reports add on top, by year."""
        rows = self.found.by_year[self.found.by_year["indicator"] == indicator]
        factor, unit = words.shown_unit(str(rows["unit"].iloc[0]), self.lang)
        title = self.t("figure.axis", label=words.indicator_label(indicator, self.lang), unit=unit)

        def draw() -> Figure:
            figure, axes = self.study.canvas(title)
            years, done = rows["year"], rows["real"] * factor
            axes.bar(years, done, 0.78, color=REAL, label=self.t("figure.real"))
            axes.bar(years, rows["only_reported"] * factor, 0.78, bottom=done, color=ONLY, hatch="///",
                     edgecolor="white", lw=0.4, label=self.t("figure.only"))  # fmt: skip
            axes.axvline(self.found.since + 0.5, color="#5b6572", lw=0.9, ls=":", label=self.t("figure.since"))
            quiet(axes)
            axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=10))
            legend_above(figure, axes, columns=3)
            return figure

        last = rows[rows["year"] == self.found.year].to_dict("records")[0]
        under = self.t("figure.under", year=self.found.year, reported=self.study.amount(last["reported"], last["unit"]),
                       real=self.study.amount(last["real"], last["unit"]))  # fmt: skip
        return self.study.figure(draw, f"{title}. {under}", under)

    def keep(self, out: Path) -> Path:
        """Write page and tables into a folder of their own below `out`; the page's path."""
        found = self.found
        made_from = {
            "runs": self.study.run_ids,
            "replicates": found.replicates,
            "since": found.since,
            "year": found.year,
        }
        folder = study_folder(out, "real", made_from)
        run = found.result.run_folder.name
        write_tables(folder, {"real": self.stamped(), "real_by_year": found.by_year.assign(run=run)})
        write_facts(folder, made_from)
        page = folder / f"report-{self.lang}.html"
        return self.study.write(page, self.title(), self.lead(), self.answer(), self.parts, self.command)

    def stamped(self) -> pd.DataFrame:
        """The table with the id of each row's run, and of the baseline's where it is compared with that."""
        table, ids = self.found.table, [result.run_folder.name for result in self.found.results]
        before = table["rise"].map({"policy": ids[0]}).astype(object)
        return table.assign(run=ids[-1], baseline_run=before.where(before.notna(), None))

    def plain(self, page: Path) -> dict[str, Any]:
        """What `--json` prints."""
        return {
            "run_ids": [result.run_id for result in self.found.results],
            "since": self.found.since,
            "year": self.found.year,
            "replicates": self.found.replicates,
            "report": str(page),
            "rises": plain_rows(self.stamped()),
            "by_year": plain_rows(self.found.by_year),
        }

    def terminal_tables(self) -> list[tuple[str, list[str], list[tuple[Any, ...]]]]:
        """Caption, heads and rows of what the terminal shows."""
        return [(self.t("table.caption"), *self.rows())]
