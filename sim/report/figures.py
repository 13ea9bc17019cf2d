"""Charts of the report. Each returns a matplotlib Figure; `save` writes it, `inline_svg` puts it into a page.

Text stays text in the SVG, so the reader's own fonts draw Chinese. Every figure carries the run id. Bands differ
in lightness, lines in dash, points in shape, bars in hatching: a figure must survive a grey copier.
"""

import io
import re
import warnings
from functools import cache
from math import ceil
from pathlib import Path

import matplotlib
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.report import words
from sim.report.reading import Reading

LEGEND_ROW = 0.19  # inches
FONT_STACK = "'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', 'Source Han Sans', sans-serif"
CJK_FONTS = ("Noto Sans CJK SC", "Noto Sans CJK JP", "Microsoft YaHei", "PingFang SC", "Source Han Sans SC", "SimHei",
             "WenQuanYi Zen Hei")  # fmt: skip
INK, GREY, PALE = "#1a1f26", "#5b6572", "#d5dae0"
LINE, BAND_50, BAND_90 = "#0b4f8a", "#9dbfdd", "#dbe8f3"
TARGET, BASELINE = "#a34700", "#6b6b6b"
# lightness falls step by step and hatching differs, so neighbours stay apart in grey
BARS = (("#0b3c66", ""), ("#e0a64b", "///"), ("#5f9bc6", ""), ("#f1dfbf", "..."), ("#8a5a12", ""),
        ("#bcd6ea", "\\\\\\"), ("#8c939c", "xx"))  # fmt: skip


@cache
def fonts() -> tuple[str, ...]:
    """Installed fonts to lay text out with: the first Chinese one found, then matplotlib's own."""
    installed = {font.name for font in font_manager.fontManager.ttflist}
    return (*[name for name in CJK_FONTS if name in installed][:1], "DejaVu Sans")


def can_draw_chinese() -> bool:
    """Is a Chinese font installed here? PNG figures need one; SVG figures use the reader's."""
    return len(fonts()) > 1


def style() -> dict[str, object]:
    """Settings of every figure. A fixed salt makes the ids in an SVG the same each time."""
    return {
        "font.family": list(fonts()),
        "font.size": 9.5,
        "svg.fonttype": "none",
        "svg.hashsalt": "county innovation",
        "axes.edgecolor": GREY,
        "axes.linewidth": 0.7,
        "text.color": INK,
        "axes.labelcolor": INK,
        "xtick.color": GREY,
        "ytick.color": GREY,
        "hatch.linewidth": 0.5,
        "axes.unicode_minus": True,
    }


def new_figure(reading: Reading, title: str, size: tuple[float, float]) -> tuple[Figure, Axes]:
    """Figure (size in inches) and axes with the title above and the run id below, so that it can travel alone."""
    figure = Figure(figsize=size, layout=None)
    axes = figure.add_axes((0.11, 0.135, 0.86, 0.655))
    figure.text(0.012, 0.985, title, ha="left", va="top", fontsize=11, fontweight="bold")
    stamp = reading.t("run_line", run=reading.short_run_id)
    if reading.is_preliminary:
        stamp = f"{reading.t('preliminary.figure', n=reading.replicates)} · {stamp}"
    figure.text(0.988, 0.012, stamp, ha="right", va="bottom", fontsize=7.5, color=GREY)
    return figure, axes


def fan_chart(reading: Reading, indicator: str) -> Figure:
    """Median and bands by year, official points, targets at their deadlines, and the baseline's median behind."""
    bands, (_, unit) = reading.bands(indicator), reading.scale_of(indicator)
    title = reading.t("charts.axis", label=reading.label(indicator), unit=unit) if unit else reading.label(indicator)
    figure, axes = new_figure(reading, title, (6.4, 3.7))
    years = bands.index
    if "p05" in bands:
        axes.fill_between(years, bands["p05"], bands["p95"], color=BAND_90, lw=0, label=reading.t("charts.band90"))
    if "p25" in bands:
        axes.fill_between(years, bands["p25"], bands["p75"], color=BAND_50, lw=0, label=reading.t("charts.band50"))
    baseline = reading.baseline(indicator)
    if baseline is not None:
        name = words.named("baseline", str(reading.result.scenario.baseline), reading.lang)
        axes.plot(baseline.index, baseline, color=BASELINE, lw=1.2, ls=(0, (4, 3)),
                  label=reading.t("charts.baseline", name=name))  # fmt: skip
    axes.plot(years, bands["p50"], color=LINE, lw=1.8, label=reading.t("charts.median"))
    official = reading.official(indicator)
    official = official[official["year"].between(years.min(), years.max())]
    if len(official):
        axes.plot(official["year"], official["value"], "o", ms=4, mfc="white", mec=INK, mew=1.1,
                  label=reading.t("charts.official"))  # fmt: skip
    mark_targets(axes, reading, indicator)
    tidy(axes, years)
    legend_above(figure, axes)
    return figure


def targets_of(reading: Reading, indicator: str) -> list[tuple[int, float, str]]:
    """(deadline, value in the unit shown, words) of the targets with a number on this indicator, once each."""
    found = []
    for row in reading.default_readings.to_dict("records"):
        if row["judged_as"] != "probability":
            continue
        if str(row["indicator"]) != indicator or words.is_missing(row["value"]) or words.is_missing(row["deadline"]):
            continue
        factor, _ = words.shown_unit(str(row["unit"]), reading.lang)
        year = int(row["deadline"])
        mark = reading.t("charts.target_mark", value=words.goal(row, reading.lang), year=year)
        found.append((year, float(row["value"]) * factor, mark))
    return list(dict.fromkeys(found))


def mark_targets(axes: Axes, reading: Reading, indicator: str) -> None:
    """A diamond at each target, with its words on the side that has room."""
    first = True
    for year, value, mark in targets_of(reading, indicator):
        axes.plot([year], [value], "D", ms=7, mfc=TARGET, mec="white", mew=0.8, zorder=5, clip_on=False,
                  label=reading.t("charts.target") if first else None)  # fmt: skip
        axes.annotate(mark, (year, value), xytext=(-7, 4), textcoords="offset points", ha="right", va="bottom",
                      fontsize=8, color=TARGET, fontweight="bold",
                      bbox={"fc": "white", "ec": "none", "alpha": 0.85, "pad": 0.8})  # fmt: skip
        first = False


def tidy(axes: Axes, years: pd.Index) -> None:
    """Zero at the bottom, whole years, a quiet grid."""
    axes.set_xlim(years.min() - 0.4, years.max() + 0.4)
    top = axes.get_ylim()[1]
    axes.set_ylim(0, top * 1.04 if top > 0 else 1)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=10))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))
    axes.grid(axis="y", color=PALE, lw=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(length=0)


def legend_above(figure: Figure, axes: Axes, columns: int = 2) -> None:
    """The legend between title and axes, where it hides nothing; from its third row on the axes make room for it."""
    rows = ceil(len(axes.get_legend_handles_labels()[0]) / columns)
    place, high = axes.get_position(), float(figure.get_size_inches()[1])
    room = max(0, rows - 2) * LEGEND_ROW / high
    axes.set_position((place.x0, place.y0, place.width, place.height - room))
    axes.legend(loc="lower left", bbox_to_anchor=(-0.105, 1.0), fontsize=8, frameon=False, ncols=columns,
                borderaxespad=0.3, columnspacing=1.4, handlelength=1.8)  # fmt: skip


def cost_chart(reading: Reading, costs: pd.DataFrame, by: str, title: str) -> Figure:
    """Stacked bars by year. `costs` holds year, million and the column `by` (lever or payer); at most seven stacks."""
    figure, axes = new_figure(reading, reading.t("charts.axis", label=title, unit=reading.t("costs.axis")), (6.4, 3.7))
    table = costs.pivot_table(index="year", columns=by, values="million", aggfunc="sum", fill_value=0.0, observed=True)
    table = table.reindex(range(*year_span(reading.costs)), fill_value=0.0)
    table = table[table.sum().sort_values(ascending=False, kind="stable").index]
    if table.shape[1] > len(BARS):
        rest = table.columns[len(BARS) - 1 :]
        table = table.drop(columns=rest).assign(other=table[rest].sum(axis=1))
    bottom = pd.Series(0.0, index=table.index)
    for (colour, hatch), name in zip(BARS, table.columns, strict=False):
        axes.bar(table.index, table[name], bottom=bottom, width=0.8, color=colour, hatch=hatch, edgecolor="white",
                 lw=0.5, label=cost_label(reading, by, str(name)))  # fmt: skip
        bottom = bottom + table[name]
    tidy(axes, table.index)
    axes.set_ylim(0, max(float(bottom.max()) * 1.06, 1e-9))
    legend_above(figure, axes)
    return figure


def year_span(costs: pd.DataFrame) -> tuple[int, int]:
    """First year and the year after the last: all cost charts share one axis."""
    return int(costs["year"].min()), int(costs["year"].max()) + 1


def cost_label(reading: Reading, by: str, name: str) -> str:
    """A lever's or a payer's name in words."""
    if name == "other":
        return reading.t("costs.other")
    return words.lever_label(name, reading.lang) if by == "lever" else words.named("payer", name, reading.lang)


def svg_text(figure: Figure) -> str:
    """The figure as SVG: no date, no creator, the reader's fonts."""
    buffer = io.StringIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")  # only the layout's guess, not what is drawn
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    # matplotlib writes the fonts that it found here, as font-family or (before 3.10) in the font shorthand
    text = re.sub(r"(font-family:|font: [^;\"]*?px) [^;\"]*", rf"\1 {FONT_STACK}", buffer.getvalue())
    return re.sub(r"<metadata>.*?</metadata>\s*", "", text, flags=re.DOTALL)


def inline_svg(svg: str, name: str, label: str) -> str:
    """An SVG file's text made fit to stand in a page: ids of its own, a label for screen readers, no prolog."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r'\sxmlns(:xlink)?="[^"]*"', "", body)
    body = re.sub(r'\bid="', f'id="{name}-', body)
    body = re.sub(r"url\(#", f"url(#{name}-", body)
    body = re.sub(r'xlink:href="#', f'href="#{name}-', body)
    body = re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", body, count=1)
    body = re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", body, count=1)
    return body.replace("<svg", f'<svg role="img" aria-label="{label}"', 1).strip()


def save(figure: Figure, folder: Path, name: str, svg: str, png: bool = True) -> None:
    """Write `name`.svg and `name`.png into `folder`. PNG: 150 dots per inch."""
    (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
    if png:
        figure.savefig(folder / f"{name}.png", format="png", dpi=110, metadata={"Software": None})


def drawing():
    """A context in which all figures are drawn."""
    return matplotlib.rc_context(style())
