"""A page about several runs: what comparison, attribution and promise share. Every table and figure names its runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.report import words
from sim.report.elements import Markup, el, join
from sim.report.elements import table as html_table
from sim.report.figures import FONT_STACK, GREY, PALE, drawing, inline_svg, svg_text
from sim.report.style import STYLE
from sim.runs.files import csv_bytes, json_bytes, make_folder, write_whole
from sim.text import say


class Study:
    """The words of one area of texts in one language, the ids of the runs that stand behind, and numbers of figures.

    stamp: what stands below tables and figures (default: the runs' ids in words).
    """

    def __init__(self, area: str, lang: str, run_ids: Sequence[str], stamp: str = "") -> None:
        self.area, self.lang, self.run_ids = area, lang, list(dict.fromkeys(run_ids))
        self.stamp = stamp or say("report.run_line", lang, run=" · ".join(self.run_ids))
        self.figures = self.tables = 0

    def t(self, key: str, **values: object) -> str:
        """A text of the area."""
        return say(f"{self.area}.{key}", self.lang, **values)

    def sentences(self, texts: Iterable[str]) -> str:
        """Sentences one after another: a space between them in English, none in Chinese."""
        return (" " if self.lang == "en" else "").join(texts)

    # numbers in words
    def amount(self, value: float, unit: str) -> str:
        """A value in the unit shown."""
        factor, name = words.shown_unit(unit, self.lang)
        return "–" if words.is_missing(value) else words.with_unit(value * factor, name, self.lang)

    def difference(self, value: float, unit: str) -> str:
        """A difference in the unit shown, with its sign; of shares in percentage points."""
        if words.is_missing(value):
            return "–"
        factor, name = words.shown_unit(unit, self.lang)
        name = say("report.units.points", self.lang) if name.startswith("%") else name
        return signed(words.with_unit(value * factor, name, self.lang), value)

    def interval(self, low: float, high: float, unit: str) -> str:
        """Bounds of a difference, without their unit."""
        if words.is_missing(low) or words.is_missing(high):
            return "–"
        factor, _ = words.shown_unit(unit, self.lang)
        return self.between(signed(words.number(low * factor), low), signed(words.number(high * factor), high))

    def between(self, low: str, high: str) -> str:
        """Two bounds in words."""
        return say("report.between", self.lang, low=low, high=high)

    def money(self, yuan: float) -> str:
        """Yuan in a size that can be read: 亿元, 万元, 元; bn, million, yuan."""
        if words.is_missing(yuan):
            return "–"
        steps = ((1e8, "亿元"), (1e4, "万元")) if self.lang == "zh" else ((1e9, "bn yuan"), (1e6, "m yuan"))
        for size, name in (*steps, (1.0, "元" if self.lang == "zh" else "yuan")):
            if abs(yuan) >= size or size == 1.0:
                return words.with_unit(yuan / size, name, self.lang)
        raise AssertionError

    def chance(self, share: float, error: float, n: int) -> str:
        """A probability with its Monte Carlo error; where all of n agree, the bound of a 95 % interval instead."""
        if words.is_missing(share):
            return "–"
        if share in (0.0, 1.0):
            bound = 100 * (1 - 0.05 ** (1 / n))
            return f"≤ {bound:.0f} %" if share == 0.0 else f"≥ {100 - bound:.0f} %"
        return f"{100 * share:.0f} % ± {100 * error:.0f}"

    def points(self, share: float) -> str:
        """A change of a probability in percentage points, with its sign."""
        if words.is_missing(share):
            return "–"
        return signed(f"{100 * share:.0f}".replace("-", "−"), share)

    # pieces of the page
    def table(
        self, head: Sequence[object], rows: Iterable[Sequence[object]], caption: str, numbers: Iterable[int] = (),
        strong: Iterable[int] = (),
    ) -> Markup:  # fmt: skip
        """A table with its number and the ids of its runs."""
        self.tables += 1
        number = say("report.table", self.lang, number=self.tables)
        stamp = el("span", self.stamp, class_="stamp")
        return html_table(head, rows, join((f"{number} {caption} ", stamp)), numbers, strong)

    def figure(self, draw: Callable[[], Figure], alt: str, under: str) -> Markup:
        """A figure set into the page with its number and the ids of its runs."""
        self.figures += 1
        svg = svg_text(draw())
        drawn = Markup(inline_svg(svg, f"f{self.figures}", escape(alt, quote=True)))
        number = say("report.figure", self.lang, number=self.figures)
        caption = el("figcaption", el("b", number), " ", under, " ", el("span", self.stamp, class_="stamp"))
        return el("figure", drawn, caption)

    def section(self, name: str, *inside: object) -> Markup:
        """A part of the page under the heading `<name>.heading`."""
        return el("section", el("h2", self.t(f"{name}.heading")), *inside, id=name)

    def canvas(self, title: str, size: tuple[float, float] = (6.4, 3.7), left: float = 0.11) -> tuple[Figure, Axes]:
        """Figure (inches) and axes with the title above and the runs' ids below, so that it can travel alone."""
        figure = Figure(figsize=size, layout=None)
        high = size[1]
        axes = figure.add_axes((left, 0.5 / high, 0.97 - left, 1.0 - 1.28 / high))
        figure.text(0.012, 1.0 - 0.055 / high, title, ha="left", va="top", fontsize=11, fontweight="bold")
        figure.text(0.988, 0.045 / high, self.stamp, ha="right", va="bottom", fontsize=7.5, color=GREY)
        return figure, axes

    def write(self, path: Path, title: str, lead: str, answer: Sequence[str], parts: Callable[[], list[Markup]],
              command: str) -> Path:  # fmt: skip
        """Write the page: title, what was asked, the answer, the parts, and how it is made again. Fetches nothing."""
        with drawing():
            inside = parts()
        head = el(
            "head",
            Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
            el("title", title),
            el("style", Markup(STYLE.replace("FONT_STACK", FONT_STACK))),
        )
        top = el("header", el("h1", title), el("p", lead, class_="question"), el("p", self.stamp, class_="run"))
        again = f"{say('report.made.again', self.lang)} {command}"
        foot = el("footer", el("p", again), el("p", say("report.print_hint", self.lang), class_="screen"))
        said = (el("p", line, class_="answer") for line in answer if line)
        first = el("section", el("h2", say("report.answer_heading", self.lang)), *said, id="answer")
        body = el("body", top, el("main", first, *inside), foot)
        language = "zh-CN" if self.lang == "zh" else "en"
        page = f'<!DOCTYPE html>\n<html lang="{language}">{head}{body}</html>\n'
        write_whole(path, page.encode())
        return path


def signed(text: str, value: float) -> str:
    """A plus before what is above zero."""
    return f"+{text}" if value > 0.0 else text


def quiet(axes: Axes, zero: bool = True) -> None:
    """A quiet grid, few ticks, a line at zero."""
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}".replace("-", "−")))
    axes.grid(axis="y", color=PALE, lw=0.6)
    axes.set_axisbelow(True)
    if zero:
        axes.axhline(0.0, color=GREY, lw=0.9)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(length=0)


def across(axes: Axes, names: Sequence[str]) -> None:
    """Bars that lie: names on the left, the largest above, a line at zero."""
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}".replace("-", "−")))
    axes.grid(axis="x", color=PALE, lw=0.6)
    axes.set_axisbelow(True)
    axes.axvline(0.0, color=GREY, lw=0.9)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(length=0)


def study_folder(out: Path, kind: str, made_from: dict[str, Any]) -> Path:
    """The folder of a study below `out`, made if it is not there."""
    folder = out.absolute() / study_name(kind, made_from)
    make_folder(folder)
    return folder


def study_name(kind: str, made_from: dict[str, Any]) -> str:
    """`<kind>-<digits>`: the same question on the same runs has the same one."""
    from sim.runs.pages import digest_of

    return f"{kind}-{digest_of(made_from)[:12]}"


def write_tables(folder: Path, tables: dict[str, pd.DataFrame], long: Sequence[str] = ()) -> None:
    """Each table as CSV (with the mark that Excel needs) and Parquet; those in `long` as Parquet alone."""
    import io

    for name, table in tables.items():
        sink = io.BytesIO()
        table.to_parquet(sink, index=False)
        write_whole(folder / f"{name}.parquet", sink.getvalue())
        if name not in long:
            write_whole(folder / f"{name}.csv", csv_bytes(table))


def write_facts(folder: Path, facts: dict[str, Any]) -> None:
    """What the study was made from, as `study.json`."""
    write_whole(folder / "study.json", json_bytes(facts))


def plain_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """A table as rows fit for JSON: missing values are null, NumPy numbers plain ones."""
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    return [{name: value.item() if hasattr(value, "item") else value for name, value in row.items()} for row in rows]


def in_two_lines(cell: object) -> object:
    """A figure with its interval below it, where it has one in brackets at its end."""
    value, bracket, interval = str(cell).rpartition(" (")
    is_figure = bool(bracket) and any(letter.isdigit() for letter in value) and interval.endswith(")")
    return join((value, Markup("<br>"), "(", interval)) if is_figure else cell
