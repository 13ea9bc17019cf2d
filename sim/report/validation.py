"""A validation on the terminal and as one HTML page that needs nothing else: model against official series."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim import beliefs
from sim.data import REGIONS
from sim.report import words
from sim.report.elements import Markup, el, join
from sim.report.elements import table as html_table
from sim.report.figures import (
    BAND_50,
    BAND_90,
    FONT_STACK,
    GREY,
    INK,
    LINE,
    PALE,
    drawing,
    inline_svg,
    legend_above,
    new_figure,
    svg_text,
    tidy,
)
from sim.report.reading import LEAST_REPLICATES, Reading
from sim.report.style import STYLE
from sim.text import say

if TYPE_CHECKING:
    from calibration.validate import Validation

FIRST = 2012
KINDS = ("model", "official", "gap")


def region_name(region: str, lang: str) -> str:
    """A region's name in words."""
    return REGIONS[region]["name"][lang]


def cells(one: Validation, lang: str) -> list[tuple[str, list[list[str]]]]:
    """(indicator with its unit, three rows of text by year: model, official, gap) of each indicator of a region."""
    found = []
    for indicator, rows in one.table.groupby("indicator", sort=False):
        factor, unit = words.shown_unit(str(rows["unit"].iloc[0]), lang)
        label = words.indicator_label(str(indicator), lang)
        title = say("validate.row", lang, label=label, unit=unit) if unit else label
        found.append((title, [[_cell(kind, row, factor) for row in rows.to_dict("records")] for kind in KINDS]))
    return found


def _cell(kind: str, row: dict[str, Any], factor: float) -> str:
    if kind == "model":
        return words.number(row["p50"] * factor)
    if words.is_missing(row["official"]):
        return ""
    if kind == "official":
        return words.number(row["official"] * factor) + ("~" if row["is_broken"] else "")
    return f"{100 * row['gap']:+.0f}".replace("-", "−") + ("!" if row["is_within"] is False else "")


def years(one: Validation, lang: str) -> list[str]:
    """Heads of the columns of years; a star marks those that were not fitted."""
    last = beliefs.fitted_to(one.region)
    return [
        str(year) if year <= last else say("validate.not_fitted", lang, year=year)
        for year in sorted(one.table["year"].unique())
    ]


def verdict(found: Sequence[Validation], lang: str) -> list[str]:
    """How many medians lie within their limits, and which do not, in sentences."""
    from calibration.validate import counts

    last = max(beliefs.fitted_to(one.region) for one in found)
    lines = [say("validate.summary", lang, first=FIRST, last=last, **counts(found))]
    beyond = [
        f"{region_name(one.region, lang)} {words.indicator_label(row['indicator'], lang)} {row['year']} "
        f"({100 * row['gap']:+.0f} %)"
        for one in found
        for row in one.table.to_dict("records")
        if row["is_within"] is False
    ]
    comma = "，" if lang == "zh" else ", "
    lines.append(
        say("validate.beyond", lang, cells=comma.join(beyond)) if beyond else say("validate.none_beyond", lang)
    )
    return lines + warnings(found, lang)


def warnings(found: Sequence[Validation], lang: str) -> list[str]:
    """What a reader must know first: few replicates, values fitted to an earlier model."""
    replicates = found[0].result.replicates
    few = [say("validate.warning_few", lang, replicates=replicates)] if replicates < LEAST_REPLICATES else []
    comma = "、" if lang == "zh" else ", "
    return few + [
        say(
            "validate.stale",
            lang,
            region=region_name(one.region, lang),
            what=comma.join(say(f"validate.changed.{what}", lang) for what in one.stale),
        )
        for one in found
        if one.stale
    ]


def show(found: Sequence[Validation], page: Path, lang: str) -> None:
    """Print a table a region, what is within its limit, where the page is and the ids of the runs."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else 140, highlight=False, markup=False)
    for one in found:
        name = one.result.scenario.name
        heading = say(
            "validate.region", lang, region=region_name(one.region, lang), run=one.result.run_id[:16], scenario=name
        )
        table = Table(title=heading, title_justify="left", title_style="bold", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
        table.add_column("")
        for year in years(one, lang):
            table.add_column(year, justify="right", no_wrap=True)
        for title, rows in cells(one, lang):
            table.add_row(title, *[""] * len(rows[0]), style="bold")
            for kind, row in zip(KINDS, rows, strict=True):
                if any(row):
                    table.add_row("  " + say(f"validate.kind.{kind}", lang), *row)
        console.print(table)
    for line in [say("validate.legend", lang), *verdict(found, lang)]:
        console.print(line)
    console.print(say("validate.page", lang, value=page), soft_wrap=True)
    for one in found:
        console.print(say("validate.run_id", lang, region=one.region, value=one.result.run_id), soft_wrap=True)


def write_page(found: Sequence[Validation], path: Path, lang: str) -> Path:
    """Write the page to `path`; figures are inside it. The same runs give the same bytes."""
    title = say("validate.title", lang)
    with drawing():
        sections = [_section(one, lang) for one in found]
    first = found[0].result
    last = max(beliefs.fitted_to(one.region) for one in found)
    lead = say("validate.lead", lang, replicates=first.replicates, seed=first.seed, scale=first.scale, last=last)
    head = el(
        "head",
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        el("title", title),
        el("style", Markup(STYLE.replace("FONT_STACK", FONT_STACK))),
    )
    said = [el("p", line, class_="answer") for line in verdict(found, lang)]
    top = el("header", el("h1", title), el("p", lead, class_="question"))
    body = el("body", top, el("main", *said, *sections, _made(found, lang)))
    language = "zh-CN" if lang == "zh" else "en"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'<!DOCTYPE html>\n<html lang="{language}">{head}{body}</html>\n', encoding="utf-8", newline="\n")
    return path


def _section(one: Validation, lang: str) -> Markup:
    """A region: figures, then the table of medians, official figures and gaps."""
    reading = Reading(one.result, lang)
    figures = [_figure(one, reading, str(name), rows) for name, rows in one.table.groupby("indicator", sort=False)]
    heads = [say("validate.indicator", lang), say("validate.kind_heading", lang), *years(one, lang)]
    rows = [
        [title if kind == KINDS[0] else "", say(f"validate.kind.{kind}", lang), *row]
        for title, three in cells(one, lang)
        for kind, row in zip(KINDS, three, strict=True)
        if any(row)
    ]
    return el(
        "section",
        el("h2", region_name(one.region, lang)),
        el("div", *figures, class_="figures"),
        html_table(heads, rows, say("validate.table_heading", lang), numbers=range(2, len(heads))),
        el("p", say("validate.legend", lang), class_="note"),
        id=one.region,
    )


def _figure(one: Validation, reading: Reading, indicator: str, rows: pd.DataFrame) -> Markup:
    """Median and bands of one indicator with its official points; fitted years shaded, broken points crossed."""
    lang, name = reading.lang, f"{one.region}-{indicator}"
    factor, unit = words.shown_unit(str(rows["unit"].iloc[0]), lang)
    label = words.indicator_label(indicator, lang)
    title = say("validate.axis", lang, label=label, unit=unit) if unit else label
    figure, axes = new_figure(reading, title, (6.4, 3.7))
    year = rows["year"]
    axes.axvspan(
        FIRST - 0.4, beliefs.fitted_to(one.region) + 0.5, color=PALE, alpha=0.4, lw=0,
        label=say("validate.figure.fitted", lang),
    )  # fmt: skip
    if reading.replicates >= LEAST_REPLICATES:
        axes.fill_between(year, rows["p05"] * factor, rows["p95"] * factor, color=BAND_90, lw=0,
                          label=say("validate.figure.band90", lang))  # fmt: skip
    axes.fill_between(year, rows["p25"] * factor, rows["p75"] * factor, color=BAND_50, lw=0,
                      label=say("validate.figure.band50", lang))  # fmt: skip
    axes.plot(year, rows["p50"] * factor, color=LINE, lw=1.8, label=say("validate.figure.median", lang))
    for is_broken, sign, key in ((False, "o", "official"), (True, "x", "broken")):
        points = rows[rows["official"].notna() & (rows["is_broken"] == is_broken)]
        if len(points):
            axes.plot(points["year"], points["official"] * factor, sign, ms=5, mfc="white", mec=INK, mew=1.2,
                      label=say(f"validate.figure.{key}", lang))  # fmt: skip
    tidy(axes, pd.Index(year))
    axes.text(beliefs.fitted_to(one.region) + 0.6, axes.get_ylim()[1], say("validate.figure.not_fitted", lang),
              fontsize=8, color=GREY, va="top")  # fmt: skip
    legend_above(figure, axes, columns=3)
    drawn = inline_svg(svg_text(figure), f"{name}-", escape(title, quote=True))
    return el("figure", Markup(drawn))


def _made(found: Sequence[Validation], lang: str) -> Markup:
    """What the page rests on: runs, values, the command that repeats it."""
    lines = []
    for one in found:
        made = beliefs.fit_of(one.region).get("manifest", {}).get("made", "-")
        last = beliefs.fitted_to(one.region)
        name = region_name(one.region, lang)
        lines.append(
            say("validate.runs_text", lang, region=name, run=one.result.run_id, first=FIRST, last=last, made=made)
        )
    first = found[0].result
    size = {"replicates": first.replicates, "seed": first.seed, "scale": first.scale}
    lines.append(say("validate.repeat", lang, regions=" ".join(one.region for one in found), **size))
    return el(
        "section",
        el("h2", say("validate.runs_heading", lang)),
        el("p", say("validate.what_it_is_not", lang)),
        join(el("p", line, class_="run") for line in lines),
        id="made",
    )
