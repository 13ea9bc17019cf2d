"""The report's sections after the targets: charts, cost, map, assumptions, limits, sources. Each returns Markup."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from sim.report import assumptions, tilemap, words
from sim.report.elements import Markup, el, fold, join, table
from sim.report.figures import can_draw_chinese, cost_chart, fan_chart, inline_svg, save, svg_text
from sim.report.reading import CHARTED, PRODUCED, Reading


class Numbering:
    """Counts figures and tables, and puts the run id under each. Figures also go to files in `folder`."""

    def __init__(self, reading: Reading, folder: Path):
        self.reading, self.folder = reading, folder
        self.figures = self.tables = 0

    def caption(self, text: str) -> Markup:
        """A table's caption: number, words, run id."""
        self.tables += 1
        number = self.reading.t("table", number=self.tables)
        stamp = el("span", self.reading.t("run_line", run=self.reading.short_run_id), class_="stamp")
        return join((f"{number} {text} ", stamp))

    def figure(self, name: str, draw: Callable[[Reading], Figure], alt: str, under: object, data: Markup) -> Markup:
        """Draw, save as SVG and PNG, and set into the page with its caption and the numbers behind it."""
        self.figures += 1
        figure, reading = draw(self.reading), self.reading
        svg = svg_text(figure)
        if reading.lang == "zh" and not can_draw_chinese():  # a PNG cannot use the reader's fonts
            save(figure, self.folder, name, svg, png=False)
            english = draw(Reading(reading.result, "en"))
            english.savefig(self.folder / f"{name}.png", dpi=150, metadata={"Software": None})
        else:
            save(figure, self.folder, name, svg)
        number = reading.t("figure", number=self.figures)
        stamp = el("span", reading.t("run_line", run=reading.short_run_id), class_="stamp")
        drawn = Markup(inline_svg(svg, f"f{self.figures}", escape(alt)))
        caption = el("figcaption", el("b", number), " ", under, " ", stamp)
        return el("figure", drawn, caption, data, id=name)


def charts(reading: Reading, numbering: Numbering) -> Markup:
    """A fan chart for each of the charted indicators that the run has."""
    shown = [name for name in CHARTED if reading.has(name)]
    absent = [reading.label(name) for name in CHARTED if name not in shown]
    figures = [chart(reading, numbering, name) for name in shown]
    missing = el("p", reading.t("charts.absent", which=reading.t("semicolon").join(absent)), class_="note")
    lead = reading.t("charts.lead_preliminary" if reading.is_preliminary else "charts.lead")
    return join((el("p", lead), el("div", *figures, class_="figures"), missing if absent else Markup("")))


def chart(reading: Reading, numbering: Numbering, indicator: str) -> Markup:
    """One fan chart with its official source and the table behind it."""
    t, bands, (_, unit) = reading.t, reading.bands(indicator), reading.scale_of(indicator)
    first, last = bands.index.min(), bands.index.max()
    begin, end = (words.number(bands["p50"].loc[year]) for year in (first, last))
    alt = t("charts.alt", label=reading.label(indicator), unit=unit or "–", first=first, last=last, first_value=begin,
            last_value=end)  # fmt: skip
    official = reading.official(indicator)
    under = t("charts.no_official")
    if len(official):
        source = t("semicolon").join(words.gathered(official["source"]))
        under = t("charts.official_source", first=official["year"].min(), last=official["year"].max(), source=source)
    data = fold(t("charts.data"), chart_table(reading, indicator, bands, official))
    return numbering.figure(indicator, lambda own: fan_chart(own, indicator), alt, under, data)


def chart_table(reading: Reading, indicator: str, bands: pd.DataFrame, official: pd.DataFrame) -> Markup:
    """Year by year: quantiles, baseline, official."""
    baseline, by_year = reading.baseline(indicator), official.set_index("year")["value"]
    head = [reading.t("charts.year"), *(f"{int(name[1:])} %" for name in bands.columns)]
    head += [reading.t("charts.baseline_column")] if baseline is not None else []
    head += [reading.t("charts.official_column")]
    rows = []
    for year, values in bands.iterrows():
        cells = [str(year), *map(words.number, values)]
        cells += [words.number(baseline.get(year))] if baseline is not None else []
        rows.append([*cells, words.number(by_year.get(year))])
    return table(head, rows, numbers=range(1, len(head)))


NO_COST = ("transfer", "capital", "extra_money")
"""Kinds of money that are listed, and spent or lost elsewhere if at all."""


def costs(reading: Reading, numbering: Numbering) -> Markup:
    """Three stacked charts, money out, tax forgone, payers, and one table with the totals."""
    t, frame = reading.t, reading.costs
    if not len(frame):
        return el("p", t("costs.none"))
    kept = frame[~frame["kind"].isin(NO_COST)]
    parts = {
        "costs_outlay_by_lever": (kept[kept["kind"] != "tax_forgone"], "lever", t("costs.outlay_by_lever")),
        "costs_forgone_by_lever": (kept[kept["kind"] == "tax_forgone"], "lever", t("costs.forgone_by_lever")),
        "costs_by_payer": (kept, "payer", t("costs.by_payer")),
    }
    figures = [
        cost_figure(reading, numbering, name, rows, by, title)
        for name, (rows, by, title) in parts.items()
        if rows["million"].sum() > 0
    ]
    return join((el("p", t("costs.lead")), el("div", *figures, class_="figures"), cost_table(reading, numbering)))


def cost_figure(reading: Reading, numbering: Numbering, name: str, rows: pd.DataFrame, by: str, title: str) -> Markup:
    """One stacked chart with the table behind it."""
    first, last = rows["year"].min(), rows["year"].max()
    alt = reading.t("costs.alt", title=title, first=first, last=last, total=words.number(rows["million"].sum()))

    def draw(own: Reading) -> Figure:
        return cost_chart(own, rows, by, own.t(f"costs.{name.removeprefix('costs_')}"))

    return numbering.figure(name, draw, alt, alt, fold(reading.t("costs.data"), cost_years(reading, rows, by)))


def cost_years(reading: Reading, rows: pd.DataFrame, by: str) -> Markup:
    """Million yuan by year and lever or payer."""
    wide = rows.pivot_table(index="year", columns=by, values="million", aggfunc="sum", fill_value=0.0, observed=True)
    label = words.lever_label if by == "lever" else (lambda key, lang: words.named("payer", key, lang))
    head = [reading.t("charts.year"), *(label(str(name), reading.lang) for name in wide.columns)]
    body = [[str(year), *map(words.number, values)] for year, values in wide.iterrows()]
    return table(head, body, numbers=range(1, len(head)))


def cost_table(reading: Reading, numbering: Numbering) -> Markup:
    """Lever x payer x kind with totals; what is no cost (NO_COST) is listed and left out of the sum of all."""
    t, frame = reading.t, reading.costs
    first, last = int(frame["year"].min()), int(frame["year"].max())
    years = last - first + 1

    def amounts(rows: pd.DataFrame) -> list[str]:
        total = float(rows["million"].sum())
        return [words.number(x) for x in (total, total / years, float(rows[rows["year"] == last]["million"].sum()))]

    body: list[list[Any]] = []
    for (kind, lever, payer), rows in frame.groupby(["kind", "lever", "payer"], observed=True, sort=True):
        names = [words.lever_label(str(lever), reading.lang), words.named("payer", str(payer), reading.lang)]
        body.append([*names, words.named("kind", str(kind), reading.lang), *amounts(rows)])
    listed = len(body)
    for kind, rows in frame.groupby("kind", observed=True, sort=True):
        body.append([t("costs.sum", kind=words.named("kind", str(kind), reading.lang)), "", "", *amounts(rows)])
    body.append([t("costs.everything"), "", "", *amounts(frame[~frame["kind"].isin(NO_COST)])])
    head = [t("costs.lever"), t("costs.payer"), t("costs.kind"), t("costs.total", first=first, last=last),
            t("costs.per_year"), t("costs.last_year", last=last)]  # fmt: skip
    title = t("costs.caption", first=first, last=last)
    caption = numbering.caption(t("charts.axis", label=title, unit=t("costs.axis")))
    return table(head, body, caption, numbers=(3, 4, 5), strong=range(listed, len(body)))


def maps(reading: Reading, numbering: Numbering) -> Markup:
    """Two maps in the last year: R&D intensity in fifths, and recognition as innovative county."""
    t = reading.t
    lead = el("p", t("map.lead"))
    tiles = tilemap.tile_grid(str(reading.result.scenario.region))
    if tiles is None:
        return join((lead, el("p", t("map.unavailable", why=t("map.no_grid")), class_="note")))
    titles = {"rd_intensity": "map.intensity", "innovative_counties": "map.probability"}
    figures = [county_map(reading, numbering, tiles, name, title) for name, title in titles.items()]
    strangers = len(set(reading.counties["county"]) - set(tiles["code"]))
    note = el("p", t("map.unplaced", n=strangers), class_="note") if strangers else Markup("")
    return join((lead, el("div", *figures, class_="figures"), note))


def county_map(reading: Reading, numbering: Numbering, tiles: pd.DataFrame, indicator: str, title: str) -> Markup:
    """One map with the counties listed by class."""
    t = reading.t
    rows = reading.counties[reading.counties["indicator"] == indicator]
    if not len(rows):
        why = t("semicolon").join((reading.label(indicator), t("map.no_values")))
        return el("p", t("map.unavailable", why=why), class_="note")
    year = int(rows["year"].max())
    classes, group = tilemap.county_classes(reading, indicator, year)
    legend = tilemap.legend_words(reading, classes, group)
    names = tiles.set_index("code")["name_zh" if reading.lang == "zh" else "name_en"]
    listed = [
        (legend[step - 1], t("semicolon").join(str(names.get(code, code)) for code in classes.index[classes == step]))
        for step in range(1, len(legend) + 1)
    ]
    words_title = t(title, year=year)
    alt = t("map.alt", title=words_title, classes=t("semicolon").join(legend))
    data = fold(t("map.data"), table([t("map.class"), t("map.counties")], listed))

    def draw(own: Reading) -> Figure:
        return tilemap.tile_map(own, tiles, classes, group, own.t(title, year=year))

    under = f"{words_title}{t('semicolon')}{t('map.not_validated')}"
    return numbering.figure(f"map_{indicator}", draw, alt, under, data)


def assumed(reading: Reading, numbering: Numbering) -> Markup:
    """What the scenario chooses, law values nobody confirmed, priors that rest on judgement."""
    t, given = reading.t, assumptions.assumptions_of(reading.result, reading.lang)
    pieces = [el("p", scenario_choices(reading))]
    for heading, caption, rows in (
        ("assumed.law_heading", "assumed.law_caption", assumptions.unconfirmed(given)),
        ("assumed.prior_heading", "assumed.prior_caption", assumptions.judgements(given)),
    ):
        pieces.append(el("h3", t(heading, n=len(rows))))
        pieces.append(assumption_table(reading, rows, numbering.caption(t(caption)))
                      if len(rows) else el("p", t("assumed.nothing")))  # fmt: skip
    if not len(given):
        pieces.append(el("p", t("assumed.missing"), class_="note"))
    return join(pieces)


def scenario_choices(reading: Reading) -> str:
    """Growth path, law after its last date, parameters, channels: in words."""
    chosen = reading.result.scenario.assumptions

    def word(name: str, usual: str) -> str:
        return words.named(f"assumed.{name}", str(chosen.get(name, usual)), reading.lang)

    off = [key.replace("_", " ") for key, on in (chosen.get("channels") or {}).items() if not on]
    return reading.t("assumed.scenario_lead", growth=word("growth", "central"), parameters=word("parameters", "drawn"),
                     after=word("after_last_law", "continues"), off=", ".join(off) or reading.t("none"))  # fmt: skip


def assumption_table(reading: Reading, rows: pd.DataFrame, caption: object) -> Markup:
    columns = ["name", "value", "unit", "kind", "source", "confirmed", "where"]
    spoken = {"true": reading.t("yes"), "false": reading.t("no"), "other_region": reading.t("assumed.other_region")}
    kinds = [words.named("assumed.kinds", str(kind), reading.lang) for kind in rows["kind"]]
    confirmed = [spoken.get(str(value).lower(), str(value)) for value in rows["confirmed"]]
    shown = rows.assign(kind=kinds, confirmed=confirmed)
    head = [reading.t(f"assumed.{name}") for name in columns]
    return table(head, shown[columns].itertuples(index=False, name=None), caption)


def fitted(reading: Reading, numbering: Numbering) -> Markup:
    """Calibrated values, or that there are none."""
    rows = assumptions.fitted(assumptions.assumptions_of(reading.result, reading.lang))
    if not len(rows):
        return el("p", reading.t("fitted.nothing"))
    caption = numbering.caption(reading.t("fitted.caption"))
    return join((el("p", reading.t("fitted.lead", n=len(rows))), assumption_table(reading, rows, caption)))


def produced(reading: Reading, numbering: Numbering) -> Markup:
    """Share of R&D and of GDP that rules, not inputs, produce: in the last year of data and in the last of the run."""
    t, run_year = reading.t, int(reading.region["year"].max())
    data_year = min(reading.as_of, run_year)
    years = {"data_year": data_year} | ({"run_year": run_year} if run_year > data_year else {})
    rows = []
    for total, indicator in PRODUCED.items():
        median, (_, unit) = reading.bands(indicator)["p50"], reading.scale_of(indicator)
        shares = (words.with_unit(median[year], unit, reading.lang) for year in years.values())
        rows.append([t(f"produced.{total}"), *shares])
    head = [t("produced.of"), *(t(f"produced.{name}", year=year) for name, year in years.items())]
    caption = numbering.caption(t("produced.caption"))
    return join((el("p", t("produced.lead")), table(head, rows, caption, numbers=range(1, len(head)))))


def limits(reading: Reading) -> Markup:
    """What is not validated, and what the bands leave out."""
    bands = "bands_discrepancy" if reading.result.manifest.get("discrepancy") else "bands"
    if reading.result.scenario.assumptions.get("parameters") == "central":
        bands = "bands_central"
    keys = ["county", "effects", bands, "law", "start", "classes"]
    points = [el("li", reading.t(f"limits.{key}")) for key in keys]
    scale = int(reading.result.scale)
    return el("ul", *points, *([el("li", reading.t("scale.warning", scale=scale))] if scale > 1 else []))


def sources(reading: Reading, numbering: Numbering) -> Markup:
    """The official series shown, with status and tier."""
    t, frame = reading.t, getattr(reading.result, "official", None)
    if frame is None or not len(frame):
        return el("p", t("sources.none"))
    rows = []
    for indicator in CHARTED:
        if len(points := reading.official(indicator)):
            status = sorted({f"{one} ({tier})" for one, tier in zip(points["status"], points["tier"], strict=True)})
            years = f"{points['year'].min()}–{points['year'].max()}"
            source = t("semicolon").join(words.gathered(points["source"]))
            rows.append((reading.label(indicator), years, source, ", ".join(status)))
    head = [t(f"sources.{name}") for name in ("indicator", "years", "source", "status")]
    caption = numbering.caption(t("sources.official_caption"))
    return join((table(head, rows, caption), el("p", t("sources.legend"), class_="note")))


def made(reading: Reading, numbering: Numbering) -> Markup:
    """The run's manifest: versions, digests, machine, time."""
    entries = [(name, value) for name, value in flat(reading.result.manifest)]
    head = [reading.t("made.entry"), reading.t("made.value")]
    return fold(reading.t("made.heading"), table(head, entries, numbering.caption(reading.t("made.caption"))))


def flat(manifest: dict[str, Any], before: str = "") -> list[tuple[str, str]]:
    """Entries of a nested manifest as "a.b", in its order; checksums of single files are left to the file itself."""
    found: list[tuple[str, str]] = []
    for name, value in manifest.items():
        if not before and name in ("files", "parts"):
            continue
        if isinstance(value, dict):
            found += flat(value, f"{before}{name}.")
        else:
            found.append((f"{before}{name}", str(value)))
    return found
