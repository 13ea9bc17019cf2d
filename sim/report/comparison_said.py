"""A comparison in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.events import told as event_told
from sim.experiments.comparison import Comparison
from sim.experiments.paired import LEAST_PAIRS
from sim.extra_money import told as money_told
from sim.report import words
from sim.report.study import Study


class Said:
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
            mine = [row[1] for row in changed if row[0] == letter_of(place)]
            rest = self.t("changes.more", n=len(mine) - 1) if len(mine) > 1 else ""
            yield f"{name} ({mine[0]}{rest})" if mine else name

    # in words
    def title(self) -> str:
        return self.t("title", names=self.t("versus").join(self.titles))

    def lead(self) -> str:
        found = self.found
        letters = self.t("semicolon").join(f"{letter_of(i)} = {title}" for i, title in enumerate(self.titles))
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
            return self.t("answer.nothing", letter=letter_of(place), year=self.found.year)
        said = [
            self.t("answer.one", label=self.label(row["indicator"]),
                   effect=self.study.difference(row["effect"], row["unit"]),
                   interval=self.study.interval(row["low"], row["high"], row["unit"]))
            for row in told
        ]  # fmt: skip
        sentence = self.t("answer.effects", letter=letter_of(place), year=self.found.year,
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
                    rows.append((letter_of(place), name, *switch))
                    continue
                for parameter in dict.fromkeys([*one, *two]):
                    sides = one.get(parameter), two.get(parameter)
                    if sides[0] != sides[1]:
                        rows.append((letter_of(place), f"{name}: {parameter}", *map(_dated, sides)))
            for name, value in first["assumptions"].items():
                if other["assumptions"][name] != value:
                    rows.append((letter_of(place), name, str(value), str(other["assumptions"][name])))
            rows += [(letter_of(place), *row) for row in self._happenings(result.scenario)]
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
        half = max(self.found.half_width(other) for other in range(1, len(self.found.labels)))
        key = "answer.precise" if self.found.is_precise else "answer.not_precise"
        lines = [self.t(key, wanted=wanted, pairs=self.found.replicates, half=self._unsigned(half))]
        if len(self.found.looks) > 1:
            lines.append(self.t("answer.looks", looks=len(self.found.looks), each=f"{100 * self.found.confidence:.2f}",
                                together=f"{100 * self.found.together:.0f}"))  # fmt: skip
        if not self.found.is_precise:
            lines.append(self.t("answer.more"))
        return self.study.sentences(lines)

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


def _dated(series: dict[str, float] | None) -> str:
    """Dated values in a line."""
    return "–" if not series else "; ".join(f"{day}: {value:,.10g}" for day, value in series.items())


def letter_of(place: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place] if place < 26 else f"#{place + 1}"
