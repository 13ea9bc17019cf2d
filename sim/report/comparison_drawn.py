"""A comparison's page, part by part: tables, figures, maps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from sim.report import words
from sim.report.comparison_said import Said, letter_of
from sim.report.elements import Markup, el, fold
from sim.report.figures import GREY, INK, legend_above
from sim.report.study import across, quiet
from sim.report.tilemap import short_name, tile_grid

BANDS = (("#0b4f8a", "#9dbfdd", "-"), ("#a34700", "#f1dfbf", "--"), ("#3e4752", "#d5dae0", ":"))
WINNER, LOSER = ("#4a86b5", "white"), ("#e0a64b", INK)


class Drawn(Said):
    """What the page shows of it."""

    def parts(self) -> list[Markup]:
        found = []
        if changed := self.changes():
            head = [self.t(f"head.{name}") for name in ("other", "changed", "in_first", "in_other")]
            table = self.study.table(head, changed, self.t("changes.caption"))
            found.append(self.study.section("changes", table))
        found += [self.study.section("effects", el("p", self.t("effects.lead", c=self.per_cent())), *self.effects())]
        if len(self.found.targets):
            found.append(self.study.section("targets", *self.targets()))
        found.append(self.study.section("beats", el("p", self.t("beats.lead")), self.beats()))
        found.append(self.study.section("costs", *self.costs()))
        found.append(self.study.section("counties", *self.counties()))
        found.append(self.study.section("method", *map(lambda line: el("p", line), self.method())))
        return found

    def per_cent(self) -> str:
        return f"{100 * self.found.confidence:.4g}"

    def effects(self) -> list[Markup]:
        figures = [self.effect_figure(name) for name in self.found.shown]
        head, rows = self.effect_rows()
        caption = self.t("effects.caption", year=self.found.year, c=self.per_cent())
        return [self.study.table(head, rows, caption, numbers=range(2, 7)), el("div", *figures, class_="figures")]

    def effect_rows(self) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Heads and rows: what differs in the region in the year looked at."""
        rows: list[tuple[Any, ...]] = []
        for place in range(1, len(self.found.labels)):
            for row in self.region_effects(place):
                rows.append(
                    (
                        letter_of(place),
                        self.label(row["indicator"]),
                        self.study.amount(row["first"], row["unit"]),
                        self.study.amount(row["second"], row["unit"]),
                        self.study.difference(row["effect"], row["unit"]),
                        self.study.interval(row["low"], row["high"], row["unit"]),
                        int(row["pairs"]),
                    )
                )
        head = [
            self.t(f"head.{name}") for name in ("other", "indicator", "first", "second", "effect", "interval", "pairs")
        ]
        return head, rows

    def effect_figure(self, indicator: str) -> Markup:
        """Paired difference by year with its interval, a line a scenario."""
        from sim import indicators

        factor, unit = words.shown_unit(indicators.unit(indicator), self.lang)
        unit = words.say("report.units.points", self.lang) if unit.startswith("%") else unit
        title = self.t("effects.axis", label=self.label(indicator), unit=unit)
        years = list(self.found.values(0).years)
        ends = []

        def draw() -> Figure:
            figure, axes = self.study.canvas(title)
            for place in range(1, len(self.found.labels)):
                line, band, dash = BANDS[(place - 1) % len(BANDS)]
                of = self.found.interval(indicator, place)
                axes.fill_between(years, of.low * factor, of.high * factor, color=band, alpha=0.75, lw=0,
                                  label=self.t("effects.band", letter=letter_of(place), c=self.per_cent()))  # fmt: skip
                axes.plot(years, of.mean * factor, color=line, ls=dash, lw=1.8,
                          label=self.t("effects.line", letter=letter_of(place)))  # fmt: skip
            quiet(axes)
            axes.set_xlim(years[0] - 0.4, years[-1] + 0.4)
            axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=10))
            legend_above(figure, axes)
            return figure

        for place in range(1, len(self.found.labels)):
            row = next(row for row in self.region_effects(place) if row["indicator"] == indicator)
            told = "told" if row["low"] > 0.0 or row["high"] < 0.0 else "untold"
            interval = self.study.interval(row["low"], row["high"], row["unit"])
            ends.append(self.t(f"effects.{told}", letter=letter_of(place), year=self.found.year, interval=interval,
                               effect=self.study.difference(row["effect"], row["unit"])))  # fmt: skip
        under = self.study.sentences(ends)
        return self.study.figure(draw, f"{title}. {under}", under)

    def targets(self) -> list[Markup]:
        head, rows = self.target_rows()
        caption = self.t("targets.caption", c=self.per_cent())
        default = self.found.targets["is_default"].tolist()
        first, others = (
            [row for row, own in zip(rows, default, strict=True) if own is wanted] for wanted in (True, False)
        )
        shown = [el("p", self.t("targets.lead")), self.study.table(head, first, caption, numbers=range(3, 12))]
        if others:
            again = self.study.table(head, others, self.t("targets.others"), numbers=range(3, 12))
            shown.append(fold(self.t("targets.open"), again))
        return shown

    def target_rows(self) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Heads and rows: every target and reading."""
        rows: list[tuple[Any, ...]] = []
        for row in self.found.targets.to_dict("records"):
            name = words.target_label(row, self.lang)
            if not row["is_default"]:
                name = f"{name} ({words.reading_label(str(row['reading']), self.lang)})"
            of = f"/{row['pairs']}"
            chances = [f"{100 * row[key]:.0f} %" if row["has_probability"] else f"{row[met]}{of}"
                       for key, met in (("chance_first", "met_first"), ("chance_second", "met_second"))]  # fmt: skip
            interval = "–"
            if row["has_probability"]:
                interval = self.study.between(self.study.points(row["low"]), self.study.points(row["high"]))
            rows.append((
                letter_of(self.found.labels.index(row["other"])), name, words.goal(row, self.lang), row["deadline"],
                *chances, self.study.points(row["change"]), interval, row["only_first"], row["only_second"],
                *(self.study.amount(row[key], row["unit"]) for key in ("median_first", "median_second")),
            ))  # fmt: skip
        names = ("other", "target", "goal", "deadline", "chance_first", "chance_second", "change", "interval",
                 "only_first", "only_second", "median_first", "median_second")  # fmt: skip
        return [self.t(f"head.{name}") for name in names], rows

    def beats(self) -> Markup:
        rows, years = [], sorted({self.found.year, min(self.found.year, self.found.results[0].as_of)})
        for row in self.found.beats.to_dict("records"):
            if row["year"] in years and row["indicator"] in self.found.shown:
                chance = self.study.chance(row["probability"], row["probability_se"], row["pairs"])
                better = self.t(f"better.{row['better']}")
                letter = letter_of(self.found.labels.index(row["other"]))
                counts = (row["wins"], row["ties"], row["losses"])
                rows.append((letter, self.label(row["indicator"]), row["year"], better, chance, *counts))
        head = [
            self.t(f"head.{name}")
            for name in ("other", "indicator", "year", "better", "beats", "wins", "ties", "losses")
        ]
        return self.study.table(head, rows, self.t("beats.caption"), numbers=range(2, 8))

    def costs(self) -> list[Markup]:
        table = self.found.costs
        rows = []
        for row in table.to_dict("records"):
            if row["payer"] != "all" and not row["cost"]:
                continue
            per = self.t(f"costs.{row['word']}") if row["word"] != "gain" else self.per_unit(row)
            rows.append((
                letter_of(self.found.labels.index(row["other"])), self.label(row["indicator"]),
                self.payer(row["payer"]), self.study.money(row["cost"]),
                self.study.between(self.study.money(row["cost_low"]), self.study.money(row["cost_high"])),
                self.study.difference(row["gain"], row["unit"]),
                self.study.interval(row["gain_low"], row["gain_high"], row["unit"]), per,
            ))  # fmt: skip
        names = ("other", "indicator", "payer", "cost", "interval", "gain", "interval", "per_unit")
        head = [self.t(f"head.{name}") for name in names]
        strong = [place for place, row in enumerate(rows) if row[2] == self.payer("all")]
        caption = self.t("costs.caption", year=self.found.year, c=self.per_cent())
        shown = self.study.table(head, rows, caption, numbers=range(3, 8), strong=strong)
        table_or_fold = fold(self.t("costs.open"), shown) if len(rows) > 16 else shown
        return [el("p", self.t("costs.lead", year=self.found.year)), self.cost_figure(), table_or_fold]

    def per_unit(self, row: dict[str, Any]) -> str:
        """Cost per unit with its bounds; money per money is a plain ratio; of shares, per percentage point."""
        figures = [row["per_unit"], row["per_unit_low"], row["per_unit_high"]]
        if row["unit"] == "yuan":
            value, low, high = (words.number(figure) for figure in figures)
            unit = self.t("costs.per_yuan")
        else:
            if row["unit"] == "share":
                figures = [figure / 100.0 for figure in figures]
            value, low, high = map(self.study.money, figures)
            _, name = words.shown_unit(str(row["unit"]), self.lang)
            unit = self.t("costs.per", unit=self.t("costs.point") if name.startswith("%") else name)
        return self.t("costs.per_unit", value=value, unit=unit, interval=self.study.between(low, high))

    def payer(self, payer: str) -> str:
        return self.t("costs.all") if payer == "all" else words.named("payer", payer, self.lang)

    def cost_figure(self) -> Markup:
        """What the others cost more, by payer, with intervals."""
        rows = self.found.costs
        rows = rows[rows["indicator"] == self.found.shown[0]]
        payers = [
            payer for payer in rows["payer"].unique() if payer == "all" or rows[rows["payer"] == payer]["cost"].any()
        ]
        factor, unit = (1e-8, "亿元") if self.lang == "zh" else (1e-9, "bn yuan")
        title = self.t("costs.axis", year=self.found.year, unit=unit)

        def draw() -> Figure:
            n = len(self.found.labels) - 1
            figure, axes = self.study.canvas(title, (6.4, 1.6 + 0.32 * len(payers) * n), left=0.2)
            for place, other in enumerate(self.found.labels[1:]):
                mine = rows[rows["other"] == other].set_index("payer").loc[payers]
                at = np.arange(len(payers)) + (place - (n - 1) / 2.0) * 0.7 / n
                error = [(mine["cost"] - mine["cost_low"]) * factor, (mine["cost_high"] - mine["cost"]) * factor]
                axes.barh(at, mine["cost"] * factor, 0.62 / n, color=BANDS[place % len(BANDS)][0], xerr=error,
                          error_kw={"ecolor": GREY, "capsize": 3, "lw": 1.0}, label=letter_of(place + 1))  # fmt: skip
            across(axes, [self.payer(payer) for payer in payers])
            if n > 1:
                axes.legend(fontsize=8, frameon=False)
            return figure

        return el("div", self.study.figure(draw, title, self.t("costs.under", c=self.per_cent())), class_="figures")

    def counties(self) -> list[Markup]:
        rows = []
        for row in self.found.counties_by_chance.to_dict("records"):
            letter = letter_of(self.found.labels.index(row["other"]))
            counts = (row["winners"], row["losers"], f"{row['by_chance_each']:.1f}", row["counties"])
            rows.append((letter, self.label(row["indicator"]), *counts))
        head = [self.t(f"head.{name}") for name in ("other", "indicator", "winners", "losers", "by_chance", "counties")]
        parts = [el("p", self.t("counties.lead")), self.study.table(head, rows, self.t("counties.caption",
                 year=self.found.year), numbers=range(2, 6))]  # fmt: skip
        tiles = tile_grid(self.found.results[0].scenario.region)
        if tiles is not None and len(tiles) > 1:
            maps = [self.map(place, tiles) for place in range(1, len(self.found.labels))]
            parts.append(el("div", *maps, class_="figures"))
        parts.append(fold(self.t("counties.open"), self.county_table(tiles)))
        return parts

    def map(self, place: int, tiles: pd.DataFrame) -> Markup:
        """Winners and losers of the first indicator shown."""
        name, other = self.found.shown[0], self.found.labels[place]
        told = self.found.counties
        told = told[(told["other"] == other) & (told["indicator"] == name)]
        word = dict(zip(told["county"].astype(str), told["word"], strict=True))
        title = self.t("counties.map", label=self.label(name), letter=letter_of(place), year=self.found.year)
        n = {kind: sum(one == kind for one in word.values()) for kind in ("winner", "loser")}

        def draw() -> Figure:
            width, height = int(tiles["col"].max()) + 1, int(tiles["row"].max()) + 1
            size = 0.62 if width <= 14 else 0.5
            wide, high = max(6.0, width * size + 0.3), height * size * 0.78 + 1.2
            figure, axes = self.study.canvas(title, (wide, high))
            axes.set_position((0.15 / wide, 0.6 / high, 1 - 0.3 / wide, 1 - 1.0 / high))
            letters = (7.5 if self.lang == "zh" else 5.6) * min(1.0, 14 / width)
            for _, tile in tiles.iterrows():
                found = word.get(str(tile["code"]))
                fill, ink = {"winner": WINNER, "loser": LOSER}.get(str(found), ("#f5f7f9", GREY))
                left, top = float(tile["col"]), float(tile["row"])
                axes.add_patch(Rectangle((left + 0.03, top + 0.03), 0.94, 0.94, fc=fill, ec=GREY, lw=0.5))
                sign = {"winner": "+", "loser": "−"}.get(str(found), "")
                axes.text(left + 0.5, top + 0.62, short_name(tile, self.lang), ha="center", va="center",
                          fontsize=letters, color=ink)  # fmt: skip
                axes.text(left + 0.09, top + 0.06, sign, ha="left", va="top", fontsize=7, color=ink)
            axes.set_xlim(0, width)
            axes.set_ylim(height, 0)
            axes.set_axis_off()
            key = self.t("counties.key", winners=n["winner"], losers=n["loser"])
            figure.text(0.15 / wide, 0.3 / high, key, fontsize=8, color=INK)
            return figure

        return self.study.figure(draw, title, self.t("counties.under"))

    def county_table(self, tiles: pd.DataFrame | None) -> Markup:
        named = {} if tiles is None else dict(zip(tiles["code"], tiles[f"name_{self.lang}"], strict=True))
        rows = [
            (
                letter_of(self.found.labels.index(str(row["other"]))),
                self.label(str(row["indicator"])),
                named.get(str(row["county"]), row["county"]),
                self.t(f"counties.{row['word']}"),
                self.study.difference(row["effect"], row["unit"]),
                self.study.interval(row["low"], row["high"], row["unit"]),
            )
            for row in self.found.counties.to_dict("records")
        ]
        head = [self.t(f"head.{name}") for name in ("other", "indicator", "county", "word", "effect", "interval")]
        return self.study.table(head, rows, self.t("counties.all", c=self.per_cent()), numbers=(4, 5))

    def method(self) -> list[str]:
        found = self.found
        lines = [self.t("method.pairs", pairs=found.replicates), self.t("method.intervals", c=self.per_cent())]
        if len(found.looks) > 1:
            lines.append(self.t("method.looks", looks=", ".join(map(str, found.looks)), n=len(found.looks),
                                each=self.per_cent(), together=f"{100 * found.together:.0f}"))  # fmt: skip
        lines += [self.t("method.targets"), self.t("method.costs"), self.t("method.limits")]
        ids = [f"{letter_of(i)}: {title} – {found.run_ids[i]}" for i, title in enumerate(self.titles)]
        return [*lines, self.t("method.runs", runs=self.t("semicolon").join(ids))]
