"""What could be promised, as a page, as a table, as JSON and on the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.experiments.promise import Promise
from sim.report import words
from sim.report.elements import Markup, el
from sim.report.figures import BAND_50, GREY, LINE, PALE, TARGET, legend_above
from sim.report.study import Study, plain_rows, study_folder, write_facts, write_tables

MOST_FIGURES = 12


class Shown:
    """A promise for a reader of one language."""

    words_first = 2

    def __init__(self, found: Promise, lang: str, command: str) -> None:
        self.found, self.lang, self.command = found, lang, command
        self.study = Study("promise", lang, [found.result.run_folder.name])
        self.t = self.study.t
        self.default = [row for row in found.table.to_dict("records") if row["is_default"]]

    def name(self, row: dict[str, Any]) -> str:
        if not row["target"]:
            return words.indicator_label(row["indicator"], self.lang)
        name = words.target_label(row, self.lang)
        return name if row["is_default"] else f"{name} ({words.reading_label(row['reading'], self.lang)})"

    def share(self) -> str:
        return f"{100 * self.found.confidence:.4g}"

    def title(self) -> str:
        scenario = self.found.result.scenario
        return self.t("title", share=self.share(), scenario=scenario.title.get(self.lang) or scenario.name)

    def lead(self) -> str:
        result = self.found.result
        return self.t("lead", share=self.share(), replicates=result.replicates, seed=result.seed, scale=result.scale)

    def lines(self) -> list[str]:
        return [self.lead(), *self.answer()]

    def answer(self) -> list[str]:
        numbered = [row for row in self.default if not words.is_missing(row["asked"])]
        lines = []
        if numbered:
            met = sum(row["meets"] for row in numbered)
            lines.append(self.t("answer.counted", n=len(numbered), met=met, share=self.share()))
        short = [row for row in numbered if not row["meets"] and not words.is_missing(row["promised"])]
        said = [
            self.t("answer.short", name=self.name(row), promised=self.study.amount(row["promised"], row["unit"]),
                   goal=words.goal(row | {"value": row["asked"]}, self.lang))
            for row in short
        ]  # fmt: skip
        if said:
            lines.append(self.t("answer.instead", which=self.t("semicolon").join(said)))
        if not numbered and self.default:
            row = self.default[0]
            lines.append(self.t("answer.one", name=self.name(row), year=row["deadline"], share=self.share(),
                                promised=self.study.amount(row["promised"], row["unit"]),
                                interval=self.bounds(row)))  # fmt: skip
        return [self.study.sentences(lines)]

    def bounds(self, row: dict[str, Any]) -> str:
        """The interval of the promised value; a bound that the replicates cannot give is said to be missing."""
        factor, _ = words.shown_unit(str(row["unit"]), self.lang)
        low, high = (
            self.t("no_bound") if words.is_missing(row[end]) else words.number(row[end] * factor)
            for end in ("low", "high")
        )
        return self.study.between(low, high)

    def rows(self, records: list[dict[str, Any]]) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Heads and rows."""
        names = ("target", "asked", "deadline", "probability", "median", "promised", "interval", "meets")
        found: list[tuple[Any, ...]] = []
        for row in records:
            has_number = not words.is_missing(row["asked"])
            chance = self.study.chance(row["probability"], row["probability_se"], row["replicates"])
            found.append(
                (
                    self.name(row),
                    words.goal(row | {"value": row["asked"]}, self.lang),
                    row["deadline"],
                    chance,
                    self.study.amount(row["median"], row["unit"]),
                    self.study.amount(row["promised"], row["unit"]),
                    self.bounds(row),
                    self.t("meets.yes" if row["meets"] else "meets.no") if has_number else "–",
                )
            )
        return [self.t(f"head.{name}") for name in names], found

    def parts(self) -> list[Markup]:
        caption = self.t("table.caption", share=self.share())
        head, rows = self.rows(self.default)
        parts = [self.study.section("table", self.study.table(head, rows, caption, numbers=range(2, 7)))]
        others = [row for row in self.found.table.to_dict("records") if not row["is_default"]]
        figures = [self.figure(row) for row in self.chosen()]
        if figures:
            parts.append(
                self.study.section("figures", el("p", self.t("figures.lead")), el("div", *figures, class_="figures"))
            )
        if others:
            head, rows = self.rows(others)
            parts.append(self.study.section("readings", self.study.table(head, rows, caption, numbers=range(2, 7))))
        method = [self.t("method.value", share=self.share()), self.t("method.interval"), self.t("method.limits")]
        parts.append(self.study.section("method", *(el("p", line) for line in method)))
        return parts

    def chosen(self) -> list[dict[str, Any]]:
        """Targets that a figure shows: those with a number, else all."""
        numbered = [row for row in self.default if not words.is_missing(row["asked"])]
        shown = [row for row in numbered or self.default if not words.is_missing(row["promised"])]
        return [row for row in shown if np.nanmin(self.values(row)) < np.nanmax(self.values(row))][:MOST_FIGURES]

    def values(self, row: dict[str, Any]) -> np.ndarray:
        """Values by replicate at the deadline."""
        return self.found.values[(row["target"], row["reading"]) if row["target"] else (row["indicator"], "")]

    def figure(self, row: dict[str, Any]) -> Markup:
        """How many replicates reach which value, with what is asked and what could be promised."""
        factor, unit = words.shown_unit(str(row["unit"]), self.lang)
        values = np.sort(self.values(row)[~np.isnan(self.values(row))]) * factor
        name, year = self.name(row), str(row["deadline"])
        title = self.t(
            "figures.axis" if year not in name else "figures.axis_with_year", name=name, year=year, unit=unit
        )

        def draw() -> Figure:
            figure, axes = self.study.canvas(title if len(title) < 64 else title[:62] + "…")
            n = len(values)
            reach = np.array([(values >= x).mean() if row["least"] else (values <= x).mean() for x in values]) * 100
            order = np.argsort(values)
            axes.step(
                values[order],
                reach[order],
                where="pre" if row["least"] else "post",
                color=LINE,
                lw=1.8,
                label=self.t("figures.reach", n=n),
            )
            low, high = (self._bound(row, end) * factor for end in ("low", "high"))
            axes.axvspan(low, high, color=BAND_50, alpha=0.6, lw=0, label=self.t("figures.band"))
            axes.plot([row["promised"] * factor], [100 * self.found.confidence], "o", ms=8, color=LINE, zorder=5,
                      label=self.t("figures.promised", share=self.share()))  # fmt: skip
            axes.axhline(100 * self.found.confidence, color=GREY, lw=0.8, ls=":")
            if not words.is_missing(row["asked"]):
                axes.axvline(row["asked"] * factor, color=TARGET, lw=1.6, ls="--", label=self.t("figures.asked"))
            axes.set_ylim(0, 104)
            axes.xaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 2.5, 5, 10]))
            axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f} %"))
            axes.grid(color=PALE, lw=0.6)
            axes.spines[["top", "right", "left"]].set_visible(False)
            axes.tick_params(length=0)
            legend_above(figure, axes)
            return figure

        under = self.t(
            "figures.under", promised=self.study.amount(row["promised"], row["unit"]), bounds=self.bounds(row)
        )
        return self.study.figure(draw, f"{title}. {under}", under)

    def _bound(self, row: dict[str, Any], end: str) -> float:
        return float(row["promised"] if words.is_missing(row[end]) else row[end])

    def keep(self, out: Path) -> Path:
        """Write page and tables into a folder of their own below `out`; the page's path."""
        found = self.found
        made_from = {"run": found.result.run_folder.name, "replicates": found.result.replicates, "target": found.target,
                     "share": found.confidence, "indicator": found.indicator, "year": found.year}  # fmt: skip
        folder = study_folder(out, "promise", made_from)
        write_tables(folder, {"promise": found.table.assign(run=found.result.run_folder.name)})
        write_facts(folder, made_from)
        page = folder / f"report-{self.lang}.html"
        return self.study.write(page, self.title(), self.lead(), self.answer(), self.parts, self.command)

    def plain(self, page: Path) -> dict[str, Any]:
        """What `--json` prints."""
        result = self.found.result
        return {
            "run_id": result.run_id,
            "scenario": result.scenario.name,
            "replicates": result.replicates,
            "seed": result.seed,
            "scale": result.scale,
            "confidence": self.found.confidence,
            "report": str(page),
            "promises": plain_rows(self.found.table),
        }

    def terminal_tables(self) -> list[tuple[str, list[str], list[tuple[Any, ...]]]]:
        """Caption, heads and rows of what the terminal shows."""
        return [(self.t("table.caption", share=self.share()), *self.rows(self.default))]
