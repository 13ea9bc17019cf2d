"""A comparison as a page, as tables, as JSON and on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from sim.events import told as event_told
from sim.experiments.compare import LEAST_PAIRS, Comparison
from sim.extra_money import told as money_told
from sim.report import words
from sim.report.elements import Markup, el, fold
from sim.report.figures import GREY, INK, legend_above
from sim.report.study import Study, across, plain_rows, quiet, study_folder, write_facts, write_tables
from sim.report.tilemap import short_name, tile_grid

BANDS = (("#0b4f8a", "#9dbfdd", "-"), ("#a34700", "#f1dfbf", "--"), ("#3e4752", "#d5dae0", ":"))
WINNER, LOSER = ("#4a86b5", "white"), ("#e0a64b", INK)


class Shown:
    """A comparison for a reader of one language."""

    def __init__(self, found: Comparison, lang: str, command: str) -> None:
        self.found, self.command = found, command
        self.study = Study("compare", lang, found.run_ids)
        self.t, self.lang = self.study.t, lang
        names = [result.scenario.title.get(lang) or result.scenario.name for result in found.results]
        self.titles = names if len(set(names)) == len(names) else [*self._changed_titles(names)]

    def _changed_titles(self, names: list[str]) -> Iterator[str]:
        """Titles of scenarios that share one: the first as it is, each other with what is changed in it."""
        changed = self.changes()
        for place, name in enumerate(names):
            mine = [row[1] for row in changed if row[0] == _letter(place)]
            rest = self.t("changes.more", n=len(mine) - 1) if len(mine) > 1 else ""
            yield f"{name} ({mine[0]}{rest})" if mine else name

    # in words
    def title(self) -> str:
        return self.t("title", names=self.t("versus").join(self.titles))

    def lead(self) -> str:
        found = self.found
        letters = self.t("semicolon").join(f"{_letter(i)} = {title}" for i, title in enumerate(self.titles))
        size = {"pairs": found.replicates, "seed": found.seed, "scale": found.scale, "year": found.year}
        return self.t("lead", letters=letters, **size)

    def answer(self) -> list[str]:
        """What is different, in sentences: targets, indicators, cost, counties, precision."""
        lines = []
        if self.found.is_preliminary:
            lines.append(self.t("few", pairs=self.found.replicates, least=LEAST_PAIRS))
        for place, other in enumerate(self.found.labels[1:], 1):
            parts = [self.indicator_sentence(place), self.target_sentence(other), self.cost_sentence(other)]
            lines.append(self.study.sentences([part for part in parts if part]))
        lines.append(self.precision_sentence())
        return lines

    def indicator_sentence(self, place: int) -> str:
        rows = self.region_effects(place)
        told = [row for row in rows if row["low"] > 0.0 or row["high"] < 0.0]
        if not told:
            return self.t("answer.nothing", letter=_letter(place), year=self.found.year)
        said = [
            self.t("answer.one", label=self.label(row["indicator"]),
                   effect=self.study.difference(row["effect"], row["unit"]),
                   interval=self.study.interval(row["low"], row["high"], row["unit"]))
            for row in told
        ]  # fmt: skip
        sentence = self.t("answer.effects", letter=_letter(place), year=self.found.year,
                          effects=self.t("semicolon").join(said))  # fmt: skip
        rest = len(rows) - len(told)
        return self.study.sentences([sentence, self.t("answer.rest", rest=rest)] if rest else [sentence])

    def target_sentence(self, other: str) -> str:
        rows = self.found.targets
        rows = rows[(rows["other"] == other) & rows["is_default"] & rows["has_probability"]]
        if not len(rows):
            return ""
        moved = rows[(rows["low"] > 0.0) | (rows["high"] < 0.0)].to_dict("records")
        if not moved:
            return self.t("answer.no_target", n=len(rows))
        said = [
            self.t("answer.target", name=words.target_label(row, self.lang),
                   first=f"{100 * row['chance_first']:.0f}", second=f"{100 * row['chance_second']:.0f}")
            for row in moved
        ]  # fmt: skip
        return self.t("answer.targets", targets=self.t("semicolon").join(said), rest=len(rows) - len(moved))

    def cost_sentence(self, other: str) -> str:
        rows = self.found.costs
        row = rows[(rows["other"] == other) & (rows["payer"] == "all")].to_dict("records")[0]
        low, high = self.study.money(row["cost_low"]), self.study.money(row["cost_high"])
        return self.t("answer.cost", year=self.found.year, cost=self.study.money(row["cost"]),
                      interval=self.study.between(low, high))  # fmt: skip

    def changes(self) -> list[tuple[str, ...]]:
        """Letter, what is changed, in A, in the other: lever by lever, of values that differ."""
        first, rows = self.found.results[0].scenario.resolved(), []
        for place, result in enumerate(self.found.results[1:], 1):
            other = result.scenario.resolved()
            for lever in first["levers"]:
                one, two = first["levers"][lever], other["levers"][lever]
                if one == two:
                    continue
                name = words.lever_label(lever, self.lang)
                if "off" in (one, two):
                    switch = [self.t("changes.off" if side == "off" else "changes.on") for side in (one, two)]
                    rows.append((_letter(place), name, *switch))
                    continue
                for parameter in dict.fromkeys([*one, *two]):
                    sides = one.get(parameter), two.get(parameter)
                    if sides[0] != sides[1]:
                        rows.append((_letter(place), f"{name}: {parameter}", *map(_dated, sides)))
            for name, value in first["assumptions"].items():
                if other["assumptions"][name] != value:
                    rows.append((_letter(place), name, str(value), str(other["assumptions"][name])))
            rows += [(_letter(place), *row) for row in self._happenings(result.scenario)]
        return rows

    def _happenings(self, other: Any) -> Iterator[tuple[str, str, str]]:
        """Events and money beyond the envelope that one of the two scenarios alone has: what, in A, in the other."""
        first, there, absent = self.found.results[0].scenario, self.t("changes.happens"), self.t("changes.absent")
        sides = [
            [
                *(event_told(one, side.region, self.lang) for one in side.events),
                *(money_told(one, self.lang) for one in side.extra_money),
            ]
            for side in (first, other)
        ]
        yield from ((said, there, absent) for said in sides[0] if said not in sides[1])
        yield from ((said, absent, there) for said in sides[1] if said not in sides[0])

    def precision_sentence(self) -> str:
        asked = self.found.precision
        if asked is None:
            return ""
        wanted = f"{100 * asked.half_width:g} %" if asked.is_share else self._unsigned(asked.half_width)
        key = "answer.precise" if self.found.is_precise else "answer.not_precise"
        half = max(self.found.half_width(other) for other in range(1, len(self.found.labels)))
        return self.t(key, wanted=wanted, pairs=self.found.replicates, half=self._unsigned(half),
                      looks=len(self.found.looks), each=f"{100 * self.found.confidence:.2f}",
                      together=f"{100 * self.found.together:.0f}")  # fmt: skip

    def _unsigned(self, value: float) -> str:
        from sim import indicators

        assert self.found.precision is not None
        return self.study.difference(value, indicators.unit(self.found.precision.indicator)).lstrip("+")

    def label(self, indicator: str) -> str:
        return words.indicator_label(indicator, self.lang)

    def region_effects(self, place: int, year: int | None = None) -> list[dict[str, Any]]:
        """Effects on the region of the indicators shown, in a year (default: the one looked at), in their order."""
        rows = self.found.effects
        region = self.found.values(0).places[-1]
        kept = rows[
            (rows["other"] == self.found.labels[place])
            & (rows["county"] == region)
            & (rows["year"] == (year or self.found.year))
            & rows["indicator"].isin(self.found.shown)
        ].to_dict("records")
        return sorted(kept, key=lambda row: self.found.shown.index(row["indicator"]))

    # parts of the page
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
                        _letter(place),
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
                                  label=self.t("effects.band", letter=_letter(place), c=self.per_cent()))  # fmt: skip
                axes.plot(years, of.mean * factor, color=line, ls=dash, lw=1.8,
                          label=self.t("effects.line", letter=_letter(place)))  # fmt: skip
            quiet(axes)
            axes.set_xlim(years[0] - 0.4, years[-1] + 0.4)
            axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=10))
            legend_above(figure, axes)
            return figure

        for place in range(1, len(self.found.labels)):
            row = next(row for row in self.region_effects(place) if row["indicator"] == indicator)
            told = "told" if row["low"] > 0.0 or row["high"] < 0.0 else "untold"
            interval = self.study.interval(row["low"], row["high"], row["unit"])
            ends.append(self.t(f"effects.{told}", letter=_letter(place), year=self.found.year, interval=interval,
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
                _letter(self.found.labels.index(row["other"])), name, words.goal(row, self.lang), row["deadline"],
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
                letter = _letter(self.found.labels.index(row["other"]))
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
                _letter(self.found.labels.index(row["other"])), self.label(row["indicator"]), self.payer(row["payer"]),
                self.study.money(row["cost"]),
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
                          error_kw={"ecolor": GREY, "capsize": 3, "lw": 1.0}, label=_letter(place + 1))  # fmt: skip
            across(axes, [self.payer(payer) for payer in payers])
            if n > 1:
                axes.legend(fontsize=8, frameon=False)
            return figure

        return el("div", self.study.figure(draw, title, self.t("costs.under", c=self.per_cent())), class_="figures")

    def counties(self) -> list[Markup]:
        rows = []
        for row in self.found.counties_by_chance.to_dict("records"):
            letter = _letter(self.found.labels.index(row["other"]))
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
        title = self.t("counties.map", label=self.label(name), letter=_letter(place), year=self.found.year)
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
                _letter(self.found.labels.index(str(row["other"]))),
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
        ids = [f"{_letter(i)}: {title} – {found.run_ids[i]}" for i, title in enumerate(self.titles)]
        return [*lines, self.t("method.runs", runs=self.t("semicolon").join(ids))]

    # where it is kept, and what is printed
    def keep(self, out: Path) -> Path:
        """Write page and tables into a folder of their own below `out`; the page's path."""
        found = self.found
        made_from = {"runs": found.run_ids, "pairs": found.replicates, "indicator": found.indicator, "year": found.year,
                     "confidence": found.confidence}  # fmt: skip
        folder = study_folder(out, "comparison", made_from)
        stamped = self.stamped()
        write_tables(folder, stamped, long=("effects",))
        write_facts(folder, made_from | {"labels": found.labels, "seed": found.seed, "scale": found.scale})
        page = folder / f"report-{self.lang}.html"
        return self.study.write(page, self.title(), self.lead(), self.answer(), self.parts, self.command)

    def stamped(self) -> dict[str, pd.DataFrame]:
        """The tables, each row with the ids of its two runs."""
        found = self.found
        ids = dict(zip(found.labels, found.run_ids, strict=True))
        region = found.effects[found.effects["county"] == found.values(0).places[-1]]
        tables = {"effects": found.effects, "effects_region": region, "targets": found.targets, "beats": found.beats,
                  "costs": found.costs, "counties": found.counties,
                  "counties_by_chance": found.counties_by_chance}  # fmt: skip
        return {
            name: table.assign(
                first_run=pd.Categorical([found.run_ids[0]] * len(table)),
                other_run=table["other"].astype(str).map(ids).astype("category"),
            )
            for name, table in tables.items()
        }

    def plain(self, page: Path) -> dict[str, Any]:
        """What `--json` prints."""
        found = self.found
        tables = self.stamped()
        effects = tables["effects_region"]
        effects = effects[(effects["year"] == found.year)]
        names = ("targets", "costs", "counties", "counties_by_chance")
        beats = tables["beats"]
        return {
            "labels": found.labels,
            "run_ids": [result.run_id for result in found.results],
            "pairs": found.replicates,
            "seed": found.seed,
            "scale": found.scale,
            "year": found.year,
            "confidence": found.confidence,
            "looks": found.looks,
            "precise": found.is_precise if found.precision else None,
            "report": str(page),
            "effects": plain_rows(effects),
            "beats": plain_rows(beats[beats["year"] == found.year]),
            **{name: plain_rows(tables[name]) for name in names},
        }

    words_first = 2
    """Columns of words in the terminal's tables."""

    def terminal_tables(self) -> list[tuple[str, list[str], list[tuple[Any, ...]]]]:
        """Caption, heads and rows of what the terminal shows."""
        head, rows = self.effect_rows()
        tables = [(self.t("effects.caption", year=self.found.year, c=self.per_cent()), head, rows)]
        head, rows = self.target_rows()
        default = self.found.targets["is_default"].tolist()
        changed = [row for row, is_default in zip(rows, default, strict=True) if is_default and (row[8] or row[9])]
        if changed:
            tables.append((self.t("targets.changed"), head[:10], [row[:10] for row in changed]))
        return tables

    def lines(self) -> list[str]:
        """What the terminal shows beside the tables."""
        return [self.lead(), *filter(None, self.answer())]


def _dated(series: dict[str, float] | None) -> str:
    """Dated values in a line."""
    return "–" if not series else "; ".join(f"{day}: {value:,.10g}" for day, value in series.items())


def _letter(place: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place] if place < 26 else f"#{place + 1}"
