"""The report of a run: one HTML file that needs nothing else, for a planner to read, print and forward."""

from pathlib import Path
from typing import Any

from sim.events import told
from sim.extra_money import told as money_told
from sim.report import instruments, sections, targets
from sim.report.answer import answer
from sim.report.elements import Markup, el, join
from sim.report.figures import FONT_STACK, drawing
from sim.report.reading import LEAST_REPLICATES, PRODUCED, Reading
from sim.report.style import STYLE
from sim.text import say


def write_report(result: Any, path: str | Path, lang: str = "zh") -> Path:
    """Write the report of `result` to `path` in `lang` ("zh" or "en"), and its figures into `figures/` beside it.

    The file fetches nothing: style and figures are inside. The same result gives the same bytes (with one set of
    packages and fonts); the only times in it are those of the run's manifest. Figures: SVG and PNG, 150 dots an inch.
    ValueError: no such language. Returns the path.
    """
    path = Path(path)
    folder = path.parent / "figures"
    reading = Reading(result, lang)
    reading.t("title", scenario="")  # an unknown language is refused before anything is written
    folder.mkdir(parents=True, exist_ok=True)
    with drawing():
        text = page(reading, folder)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def page(reading: Reading, folder: Path) -> str:
    """The whole page; figures go to `folder`."""
    numbering = sections.Numbering(reading, folder)
    title = reading.t("title", scenario=reading.title)
    head = el(
        "head",
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        el("title", title),
        el("style", Markup(STYLE.replace("FONT_STACK", FONT_STACK))),
    )
    body = el("body", header(reading), el("main", *parts(reading, numbering)), footer(reading))
    language = "zh-CN" if reading.lang == "zh" else "en"
    return f'<!DOCTYPE html>\n<html lang="{language}">{head}{body}</html>\n'


def parts(reading: Reading, numbering: sections.Numbering) -> list[Markup]:
    """Sections in the order a planner reads them."""
    t = reading.t
    found = [section("answer", t("answer_heading"), answer(reading))]
    if cards := targets.cards(reading):
        found.append(section("targets", t("cards.heading"), cards))
        caption = numbering.caption(t("table_targets.caption"))
        found.append(section("table", t("table_targets.heading"), targets.one_table(reading, caption)))
    found += other_targets(reading, numbering)
    if len(reading.default_readings):
        caption = numbering.caption(t("counted.caption"))
        found.append(section("counted", t("counted.heading"), targets.counted(reading, caption)))
    found.append(section("charts", t("charts.heading"), sections.charts(reading, numbering)))
    found.append(section("costs", t("costs.heading"), sections.costs(reading, numbering)))
    found.append(section("map", t("map.heading"), sections.maps(reading, numbering)))
    if reading.result.scenario.document is not None:
        heading = say("sources.report.heading", reading.lang)
        found.append(section("instruments", heading, instruments.listed(reading, numbering)))
    found.append(section("assumed", t("assumed.heading"), sections.assumed(reading, numbering)))
    if all(reading.has(name) for name in PRODUCED.values()):
        found.append(section("produced", t("produced.heading"), sections.produced(reading, numbering)))
    found.append(section("fitted", t("fitted.heading"), sections.fitted(reading, numbering)))
    found.append(section("limits", t("limits.heading"), sections.limits(reading)))
    found.append(section("sources", t("sources.heading"), sections.sources(reading, numbering)))
    found.append(el("section", sections.made(reading, numbering), id="made"))
    return found


def other_targets(reading: Reading, numbering: sections.Numbering) -> list[Markup]:
    """Targets with a direction only, delivered by an input, or not yet measured: each kind if there are any."""
    t, found = reading.t, []
    if targets.with_word(reading, "met", "not_met", "unclear"):
        caption = numbering.caption(t("directional.caption"))
        inside = join((el("p", t("directional.lead")), targets.directional_table(reading, caption)))
        found.append(section("directional", t("directional.heading"), inside))
    if rows := targets.with_word(reading, "delivered", "partly", "not_delivered", "decided_above", default=True):
        caption = numbering.caption(t("directional.caption_delivered"))
        inside = targets.plain_table(reading, rows, caption, t("cards.note"))
        found.append(section("delivered", t("directional.heading_delivered"), inside))
    if rows := targets.with_word(reading, "not_measured", default=True):
        caption = numbering.caption(t("missing.caption"))
        counted = el("p", targets.missing_counts(reading, rows))
        listed = targets.plain_table(reading, rows, caption, t("missing.what"))
        inside = join((el("p", t("missing.lead")), counted, listed))
        found.append(section("missing", t("missing.heading", n=len(rows)), inside))
    return found


def section(name: str, heading: str, inside: Markup) -> Markup:
    return el("section", el("h2", heading), inside, id=name)


def header(reading: Reading) -> Markup:
    """Title, question, run and version, and a warning where replicates are few."""
    t, result = reading.t, reading.result
    scale = int(result.scale)
    size = t("scale.full") if scale == 1 else t("scale.sample", scale=scale)
    run = t("run_full", run=reading.short_run_id, replicates=reading.replicates, seed=result.seed, scale=size,
            as_of=reading.as_of)  # fmt: skip
    warning = Markup("")
    if reading.is_preliminary:
        warning = el("p", t("preliminary.banner", n=reading.replicates, least=LEAST_REPLICATES), class_="warning")
    return el(
        "header",
        el("h1", reading.title),
        el("p", el("b", t("question")), " ", reading.question, class_="question") if reading.question else "",
        events(reading),
        extra_money(reading),
        el("p", run, Markup("<br>"), t("version_line", versions=versions(reading)), class_="run"),
        warning,
    )


def events(reading: Reading) -> Markup:
    """The scenario's dated events, one a line; nothing where there are none."""
    scenario = reading.result.scenario
    lines = [el("li", told(event, scenario.region, reading.lang)) for event in scenario.events]
    return join((el("p", el("b", reading.t("events"))), el("ul", *lines))) if lines else Markup("")


def extra_money(reading: Reading) -> Markup:
    """What the scenario names beyond the envelope, one a line; nothing where it names nothing."""
    lines = [el("li", money_told(one, reading.lang)) for one in reading.result.scenario.extra_money]
    return join((el("p", el("b", reading.t("extra_money"))), el("ul", *lines))) if lines else Markup("")


def versions(reading: Reading) -> str:
    """Model, law, data and calibration by the first signs of their digests, and the package's own version."""
    manifest = reading.result.manifest
    named = {name: str(value) for name, value in manifest.items() if name in ("version", "code")}
    named |= {name: str(value)[:8] for name, value in (manifest.get("digests") or {}).items()}
    return ", ".join(f"{name} {value}" for name, value in named.items()) or reading.t("version_unknown")


def footer(reading: Reading) -> Markup:
    again = f"{reading.t('made.again')} python run.py run {reading.result.scenario.name}"
    command = f"{again} --replicates {reading.replicates} --seed {reading.result.seed} --scale {reading.result.scale}"
    stamp = reading.t("run_line", run=reading.run_id)
    return el("footer", el("p", command), el("p", stamp), el("p", reading.t("print_hint"), class_="screen"))
