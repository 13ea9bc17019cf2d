"""An attribution as a page, as tables, as JSON and on the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from sim.experiments.attribution import NAMED_PAIRS, Attribution
from sim.experiments.yearly import PAYERS
from sim.report import words
from sim.report.elements import Markup, el
from sim.report.figures import GREY
from sim.report.study import (
    Study,
    across,
    in_two_lines,
    plain_rows,
    study_folder,
    study_name,
    write_facts,
    write_tables,
)
from sim.runs import model_digests

UP, DOWN, WHOLE = "#5f9bc6", "#e0a64b", "#0b3c66"


class Shown:
    """An attribution for a reader of one language."""

    words_first = 1

    def __init__(self, found: Attribution, lang: str, command: str) -> None:
        self.found, self.lang, self.command = found, lang, command
        self.name = study_name("attribution", self.made_from())
        key = "stamp.confirmed" if found.run_ids else "stamp.unconfirmed"
        stamp = words.say(f"attribute.{key}", lang, study=self.name, runs=" · ".join(found.run_ids))
        self.study = Study("attribute", lang, found.run_ids, stamp)
        self.t, self.unit = self.study.t, found.asked.unit

    def made_from(self) -> dict[str, Any]:
        """All that decides what was found."""
        found = self.found
        return {"scenario": found.scenario.resolved(), "digests": dict(model_digests()), "seed": found.seed,
                "scale": found.scale, "replicates": found.replicates, "levers": found.levers,
                "asked": found.asked.key, "year": found.asked.year, "orders": found.found.n_orders,
                "confidence": found.confidence, "runs": found.run_ids}  # fmt: skip

    # in words
    def what(self) -> str:
        """What is attributed: a target's name or an indicator's."""
        asked = self.found.asked
        if asked.target is not None:
            row = {"target": asked.target.id, "quote": asked.target.quote, "english": asked.target.english}
            return words.target_label(row, self.lang)
        return words.indicator_label(asked.indicator, self.lang)

    def lever(self, lever: str) -> str:
        return words.lever_label(lever, self.lang)

    def title(self) -> str:
        name = self.found.scenario.title.get(self.lang) or self.found.scenario.name
        return self.t("title", what=self.what(), year=self.found.asked.year, scenario=name)

    def lead(self) -> str:
        found, (year, quarter) = self.found, self.found.runs.parted_on
        how = self.t("how.exact", n=2 ** len(found.levers)) if found.found.is_exact else self.t(
            "how.sampled", n=found.found.n_orders)  # fmt: skip
        return self.t("lead", levers=len(found.levers), how=how, replicates=found.replicates, seed=found.seed,
                      scale=found.scale, year=year, quarter=quarter)  # fmt: skip

    def lines(self) -> list[str]:
        return [self.lead(), *self.answer()]

    def answer(self) -> list[str]:
        found, total = self.found, self.found.total
        lines = [
            self.t("answer.total", what=self.what(), year=found.asked.year, none=self.amount(found.none.mean()),
                   full=self.amount(found.full.mean()), effect=self.difference(total.mean),
                   interval=self.interval(total.low, total.high))
        ]  # fmt: skip
        told = [row for row in found.effects.to_dict("records") if row["low"] > 0.0 or row["high"] < 0.0]
        said = [
            self.t("answer.one", lever=self.lever(row["lever"]), effect=self.difference(row["effect"])) for row in told
        ]
        rest = len(found.levers) - len(told)
        if said:
            lines.append(self.t("answer.levers", levers=self.t("semicolon").join(said), rest=rest))
        else:
            lines.append(self.t("answer.none", n=len(found.levers)))
        pairs = found.interactions
        named = pairs[pairs["told"]].head(NAMED_PAIRS).to_dict("records")
        if named:
            both = [self.t("answer.pair", one=self.lever(row["one"]), other=self.lever(row["other"]),
                           together=self.difference(row["together"])) for row in named]  # fmt: skip
            lines.append(self.t("answer.pairs", pairs=self.t("semicolon").join(both)))
        elif len(pairs):
            lines.append(self.t("answer.no_pairs"))
        lines += [*self.gap_sentence(), *self.confirmed_sentence()]
        return [self.study.sentences(lines)]

    def gap_sentence(self) -> list[str]:
        gap = self.found.gap
        if gap is None:
            return []
        figures = {name: self.amount(gap[name]) for name in ("threshold", "median_without", "median_with")}
        figures |= {name: self.difference(abs(gap[name])).lstrip("+") for name in ("gap", "left")}
        before, after = ("met" if gap[name] else "open" for name in ("met_without", "met_with"))
        return [self.t(f"answer.gap.{before}_{after}", **figures)]

    def confirmed_sentence(self) -> list[str]:
        rows = self.found.confirmation.to_dict("records")
        if not rows:
            return [self.t("answer.unconfirmed", scale=self.found.scale)]
        said = [
            self.t(f"answer.{name}", lever=self.lever(self.found.strongest), there=self.difference(row["effect_there"]),
                   interval=self.interval(row["low_there"], row["high_there"]), here=self.difference(row["effect"]))
            for name, row in zip(("again_all", "again_one"), rows, strict=True)
        ]  # fmt: skip
        key = "answer.confirmed" if all(row["agrees"] for row in rows) else "answer.not_confirmed"
        return [self.t("answer.again", scale=rows[0]["confirmed_at"], figures=self.t("semicolon").join(said)),
                self.t(key, scale=self.found.scale)]  # fmt: skip

    def amount(self, value: Any) -> str:
        return self.study.amount(float(value), self.unit)

    def difference(self, value: Any) -> str:
        return self.study.difference(float(value), self.unit)

    def interval(self, low: Any, high: Any) -> str:
        return self.study.interval(float(low), float(high), self.unit)

    # parts of the page
    def parts(self) -> list[Markup]:
        head, rows = self.effect_rows()
        numbers = range(1, len(head))
        strong = (len(rows) - 1,)
        caption = self.t("effects.caption", year=self.found.asked.year, c=self.per_cent())
        laid = [(*row[:-1], in_two_lines(row[-1])) for row in rows]
        table = self.study.table(head, laid, caption, numbers, strong)
        lead = el("p", self.t("effects.lead"))
        figure = el("div", self.figure(), class_="figures")
        parts = [self.study.section("effects", lead, figure, table)]
        if self.found.gap is not None:
            parts.append(self.study.section("gap", *self.gap()))
        if len(self.found.interactions):
            parts.append(self.study.section("interactions", *self.interactions()))
        if len(self.found.confirmation):
            parts.append(self.study.section("confirmation", *self.confirmation()))
        parts.append(self.study.section("method", *(el("p", line) for line in self.method())))
        return parts

    def per_cent(self) -> str:
        return f"{100 * self.found.confidence:.4g}"

    def effect_rows(self) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Heads and rows: levers, what each brought, what it cost; last the sum."""
        found = self.found
        payers = [payer for payer in PAYERS if found.effects[f"cost_{payer}"].any()]
        head = [self.t(f"head.{name}") for name in ("lever", "effect", "interval", "share", "cost")]
        head += [*(words.named("payer", payer, self.lang) for payer in payers), self.t("head.per_unit")]
        rows: list[tuple[Any, ...]] = []
        for row in found.effects.to_dict("records"):
            cells = [self.lever(row["lever"]), self.difference(row["effect"]), self.interval(row["low"], row["high"])]
            cells.append("–" if words.is_missing(row["share"]) else f"{100 * row['share']:.0f} %".replace("-", "−"))
            cells += [self.study.money(row[name]) for name in ("cost", *(f"cost_{payer}" for payer in payers))]
            rows.append((*cells, self.per_unit(row)))
        total = found.total
        last = [self.t("effects.sum"), self.difference(total.mean), self.interval(total.low, total.high)]
        last.append("–" if found.effects["share"].isna().all() else "100 %")
        last += [self.study.money(found.effects[name].sum()) for name in ("cost", *(f"cost_{p}" for p in payers))]
        return head, [*rows, (*last, "")]

    def per_unit(self, row: dict[str, Any]) -> str:
        """Cost per unit that a lever brought, with its bounds."""
        figures = [row["per_unit"], row["per_unit_low"], row["per_unit_high"]]
        if words.is_missing(figures[0]):
            return self.t("effects.free") if not row["cost"] else self.t("effects.untold")
        if self.unit == "yuan":
            value, low, high = (words.number(figure) for figure in figures)
        else:
            factor = 100.0 if self.unit == "share" else 1.0
            value, low, high = (self.study.money(figure / factor) for figure in figures)
        return f"{value} ({self.study.between(low, high)})"

    def figure(self) -> Markup:
        """What each lever brought, from none to all, with its interval."""
        from sim.report.words import shown_unit

        found = self.found
        factor, unit = shown_unit(self.unit, self.lang)
        unit = words.say("report.units.points", self.lang) if unit.startswith("%") else unit
        title = self.t("effects.axis", what=self.what(), year=found.asked.year, unit=unit)
        rows = found.effects

        def draw() -> Figure:
            names = [*(_short(self.lever(lever)) for lever in rows["lever"]), self.t("effects.sum")]
            figure, axes = self.study.canvas(title, (8.4, 1.5 + 0.3 * len(names)), left=0.34)
            start = 0.0
            for place, row in enumerate(rows.to_dict("records")):
                value = row["effect"] * factor
                axes.barh(place, value, 0.66, left=start, color=UP if value >= 0 else DOWN)
                ends = ((start + row["low"] * factor), (start + row["high"] * factor))
                axes.plot(ends, (place, place), color=GREY, lw=1.1, marker="|", ms=6)
                start += value
            total = found.total
            axes.barh(len(rows), float(total.mean) * factor, 0.66, color=WHOLE)
            axes.plot((float(total.low) * factor, float(total.high) * factor), (len(rows),) * 2, color=GREY, lw=1.1,
                      marker="|", ms=6)  # fmt: skip
            across(axes, names)
            return figure

        return self.study.figure(draw, title, self.t("effects.under", c=self.per_cent()))

    def gap(self) -> list[Markup]:
        gap = self.found.gap
        assert gap is not None
        rows: list[tuple[str, str]] = [
            (self.t("gap.threshold"), self.amount(gap["threshold"])),
            (self.t("gap.without"), self.amount(gap["median_without"])),
            (self.t("gap.gap"), self.difference(gap["gap"])),
        ]
        rows += [
            (self.lever(row["lever"]), self.difference(0.0 - self.found.asked.sign * row["effect"]))
            for row in self.found.effects.to_dict("records")
        ]
        rows.append((self.t("gap.rounding"), self.difference(0.0 - gap["rounding"])))
        rows.append((self.t("gap.left"), self.difference(gap["left"])))
        head = [self.t("head.step"), self.t("head.value")]
        table = self.study.table(head, rows, self.t("gap.caption"), numbers=(1,), strong=(2, len(rows) - 1))
        return [el("p", self.t("gap.lead")), table]

    def interactions(self) -> list[Markup]:
        rows = [
            (
                self.lever(row["one"]),
                self.lever(row["other"]),
                self.difference(row["together"]),
                self.interval(row["low"], row["high"]),
                self.t("interactions.told" if row["told"] else "interactions.untold"),
            )
            for row in self.found.interactions.head(2 * NAMED_PAIRS).to_dict("records")
        ]
        head = [self.t(f"head.{name}") for name in ("lever", "with", "together", "interval", "word")]
        key = "interactions.lead" if self.found.found.is_exact else "interactions.lead_sampled"
        return [el("p", self.t(key)), self.study.table(head, rows, self.t("interactions.caption"), numbers=(2, 3))]

    def confirmation(self) -> list[Markup]:
        rows = [
            (
                self.confirmed_name(row["what"]),
                f"{self.difference(row['effect'])} ({self.interval(row['low'], row['high'])})",
                f"{self.difference(row['effect_there'])} ({self.interval(row['low_there'], row['high_there'])})",
                self.t("confirmation.agrees" if row["agrees"] else "confirmation.differs"),
            )
            for row in self.found.confirmation.to_dict("records")
        ]  # fmt: skip
        at = self.found.confirmation["confirmed_at"].iloc[0]
        head = [self.t("head.what"), self.t("head.at_scale", scale=self.found.scale), self.t("head.at_scale", scale=at),
                self.t("head.word")]  # fmt: skip
        return [
            el("p", self.t("confirmation.lead")),
            self.study.table(head, rows, self.t("confirmation.caption"), (1, 2)),
        ]

    def confirmed_name(self, what: str) -> str:
        """What a row of the confirmation is of."""
        return self.t("confirmation.all") if what == "all" else self.t("confirmation.one", lever=self.lever(what))

    def method(self) -> list[str]:
        found, (year, quarter) = self.found, self.found.runs.parted_on
        key = "method.exact" if found.found.is_exact else "method.sampled"
        lines = [
            self.t(key, n=2 ** len(found.levers), orders=found.found.n_orders),
            self.t("method.luck", replicates=found.replicates, scale=found.scale, year=year, quarter=quarter),
            self.t("method.players"),
            self.t("method.costs_added_up" if found.asked.adds_up else "method.costs", year=found.asked.year),
            self.t("method.limits"),
        ]
        if found.results:
            names = {"full": self.t("runs.full"), "none": self.t("runs.none"),
                     "without": self.t("runs.without", lever=self.lever(found.strongest))}  # fmt: skip
            ids = [f"{names[key]} {result.run_folder.name}" for key, result in found.results.items()]
            lines.append(self.t("method.runs", runs=self.t("semicolon").join(ids)))
        return lines

    # where it is kept, and what is printed
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables, each row with the study's id, and with those of the runs that are kept of it."""
        found = self.found
        by_replicate = found.by_replicate.reset_index().melt("lever", var_name="replicate", value_name="effect")
        sets = pd.DataFrame(
            [(coalition, self.members(coalition), replicate, value)
             for coalition, values in sorted(found.found.by_set.items()) for replicate, value in enumerate(values)],
            columns=["set", "levers", "replicate", "value"])  # fmt: skip
        confirmation = found.confirmation
        if found.results:
            ids = {name: result.run_folder.name for name, result in found.results.items()}
            confirmation = confirmation.assign(run=ids["full"], other_run=[ids["none"], ids["without"]])
        tables = {"effects": found.effects, "interactions": found.interactions, "confirmation": confirmation,
                  "by_replicate": by_replicate, "sets": sets}  # fmt: skip
        return {name: table.assign(study=self.name, unit=found.asked.unit) for name, table in tables.items()}

    def members(self, coalition: int) -> str:
        """The levers of a set, between commas."""
        return ",".join(lever for place, lever in enumerate(self.found.levers) if (coalition >> place) & 1)

    def keep(self, out: Path) -> Path:
        """Write page and tables into a folder of their own below `out`; the page's path."""
        folder = study_folder(out, "attribution", self.made_from())
        write_tables(folder, self.tables(), long=("sets",))
        write_facts(folder, self.made_from())
        page = folder / f"report-{self.lang}.html"
        return self.study.write(page, self.title(), self.lead(), self.answer(), self.parts, self.command)

    def plain(self, page: Path) -> dict[str, Any]:
        """What `--json` prints."""
        found, tables = self.found, self.tables()
        return {
            "asked": found.asked.key,
            "year": found.asked.year,
            "unit": found.asked.unit,
            "levers": found.levers,
            "exact": found.found.is_exact,
            "orders": found.found.n_orders,
            "replicates": found.replicates,
            "seed": found.seed,
            "scale": found.scale,
            "without": float(found.none.mean()),
            "with": float(found.full.mean()),
            "total": {name: float(value) for name, value in found.total._asdict().items()},
            "gap": found.gap,
            "study": self.name,
            "run_ids": found.run_ids,
            "report": str(page),
            **{name: plain_rows(tables[name]) for name in ("effects", "interactions", "confirmation")},
        }

    def terminal_tables(self) -> list[tuple[str, list[str], list[tuple[Any, ...]]]]:
        """Caption, heads and rows of what the terminal shows."""
        head, rows = self.effect_rows()
        caption = self.t("effects.caption", year=self.found.asked.year, c=self.per_cent())
        return [(caption, head, rows)]


def _short(name: str, most: int = 44) -> str:
    return name if len(name) <= most else name[: most - 1] + "…"
