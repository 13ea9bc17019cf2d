"""The part of the report on targets: cards, tables, and what cannot be judged."""

from typing import Any

from sim.report import words
from sim.report.elements import Markup, el, facts, join, table
from sim.report.reading import Reading

JUDGED = ("likely", "open", "unlikely")
SHOWN = (*JUDGED, "cannot_tell", "what_if")
"""Verdicts that have a card: a number of the document, and a probability."""
Verdict = dict[str, Any]


def with_word(reading: Reading, *wanted: str, default: bool = False) -> list[Verdict]:
    """Verdicts with one of these words, in the result's order; `default`: one a target, its default reading."""
    rows = reading.default_readings if default else reading.verdicts
    return rows[rows["word"].isin(wanted)].to_dict("records")


def badge(reading: Reading, row: Verdict) -> Markup:
    """The verdict as sign and word; colour only repeats it."""
    word = row["word"]
    shown = reading.t(f"verdict.{word}")
    if reading.is_preliminary and word in JUDGED:
        shown = reading.t("verdict.preliminary", word=shown)
    return el("span", f"{words.SIGNS[word]} {shown}", class_=f"badge {word}")


def probability(reading: Reading, row: Verdict) -> str:
    """With enough replicates per cent and Monte Carlo error, or a bound at 0 and 1; else a count of replicates."""
    value, n = row["probability"], reading.replicates
    if words.is_missing(value):
        return reading.t("cards.no_probability" if row["word"] == "cannot_tell" else "not_known")
    if reading.is_preliminary:
        return reading.t("cards.of_replicates", k=round(float(value) * n), n=n)
    bound = 100 * (1 - 0.05 ** (1 / n))  # 95 % bound after n replicates without exception
    if value >= 1:
        return reading.t("cards.at_least", p=f"{100 - bound:.0f}")
    if value <= 0:
        return reading.t("cards.at_most", p=f"{bound:.0f}")
    error = row.get("probability_se")
    if words.is_missing(error):
        error = (value * (1 - value) / n) ** 0.5
    return reading.t("cards.with_error", p=f"{100 * value:.0f}", se=f"{100 * float(error):.0f}")  # type: ignore[arg-type]


def band(reading: Reading, row: Verdict, low: str, high: str) -> str:
    if words.is_missing(row[low]) or words.is_missing(row[high]):
        return reading.t("not_known")
    factor, unit = words.shown_unit(str(row["unit"]), reading.lang)
    both = reading.t("between", low=words.number(row[low] * factor), high=words.number(row[high] * factor))
    return both if not unit else f"{both} {unit}" if reading.lang == "en" else f"{both}{unit}"


def band90(reading: Reading, row: Verdict) -> str:
    return reading.t("cards.no_band") if reading.is_preliminary else band(reading, row, "p05", "p95")


def outturn(reading: Reading, row: Verdict) -> str:
    """The official value, or that it is not in our data."""
    value = row.get("outturn")
    if words.is_missing(value) or str(value) == "not_in_our_data":
        return reading.t("cards.no_outturn")
    if str(value) == "not_due":
        return "–"
    try:
        return reading.amount(float(value), row["unit"])  # type: ignore[arg-type]
    except ValueError:
        return str(value)


def deadline(reading: Reading, row: Verdict) -> str:
    """The year; whether it is ours, not the document's; whether it has passed."""
    if words.is_missing(row["deadline"]):
        return reading.t("not_known")
    year = str(int(row["deadline"]))
    if str(row.get("deadline_source") or "document") not in ("document", "nan"):
        year = reading.t("cards.deadline_ours", year=year)
    return reading.t("cards.deadline_passed", year=year) if row["is_reconstruction"] else year


def gap(reading: Reading, row: Verdict) -> str:
    """Median less target; for shares in percentage points."""
    if words.is_missing(row["gap"]):
        return "–"
    factor, unit = words.shown_unit(str(row["unit"]), reading.lang)
    unit = reading.t("units.points") if unit.startswith("%") else unit
    return words.with_unit(float(row["gap"]) * factor, unit, reading.lang)


def start(reading: Reading, row: Verdict) -> str:
    if words.is_missing(row.get("start")):
        return reading.t("not_known")
    value, status = reading.amount(row["start"], row["unit"]), str(row.get("start_status"))
    year = "–" if words.is_missing(row.get("start_year")) else int(row["start_year"])
    if status == "NOT_IN_OUR_DATA":
        return reading.t("not_known")
    own = row.get("own_start")
    if status.upper() == "ASSUMED":
        shown = reading.t("cards.start_assumed", value=value, year=year)
    else:
        shown = reading.t("cards.start_value", value=value, year=year, status=status)
    if words.is_missing(own) or own == row["start"]:
        return shown
    return reading.t("cards.start_and_own", start=shown, own=reading.amount(own, row["unit"]))


def card(reading: Reading, row: Verdict, others: list[Verdict]) -> Markup:
    """One target at a glance: its default reading, and what another reading of the clause would give."""
    t = reading.t
    met = "–" if words.is_missing(row["first_year_met"]) else f"{row['first_year_met']:.0f}"
    pairs = [
        (t("cards.target"), words.goal(row, reading.lang)),
        (t("cards.deadline"), deadline(reading, row)),
        (t("cards.median"), reading.amount(row["p50"], row["unit"])),
        (t("cards.band50"), band(reading, row, "p25", "p75")),
        (t("cards.band90"), band90(reading, row)),
        (t("cards.gap"), gap(reading, row)),
        (t("cards.first_year"), met),
        (t("cards.start"), start(reading, row)),
    ]
    if not words.is_missing(row.get("start_for_half")):
        pairs.append((t("cards.start_for_half"), reading.amount(row["start_for_half"], row["unit"])))
    if not words.is_missing(row.get("decided_by")):
        pairs.append((t("cards.decided_by"), words.decided_by(row, reading.lang)))
    if row["is_reconstruction"]:
        pairs.append((t("cards.outturn"), outturn(reading, row)))
    pairs.append((t("cards.class"), words.named("target_class", str(row["target_class"]), reading.lang)))
    pairs.append((t("cards.clause"), row["clause"]))
    past = el("p", t("cards.reconstruction"), class_="note") if row["is_reconstruction"] else Markup("")
    return el(
        "article",
        badge(reading, row),
        el("h3", reading.name_of(row)),
        el("p", el("strong", probability(reading, row)), el("span", t("cards.probability")), class_="chance"),
        past,
        facts(pairs),
        *(other_reading(reading, other) for other in others),
        *(el("p", said, class_="note") for said in words.remarks(row, reading.lang)),
        comment(reading, row),
        el("p", t("run_line", run=reading.short_run_id), class_="stamp"),
        class_=f"card {row['word']}",
    )


def other_reading(reading: Reading, row: Verdict) -> Markup:
    """One line on another reading of the same clause."""
    read = words.reading_label(str(row["reading"]), reading.lang)
    line = reading.t("cards.other_reading", reading=read, probability=probability(reading, row))
    return el("p", line, " ", badge(reading, row), class_="note")


def comment(reading: Reading, row: Verdict) -> Markup:
    if words.is_missing(row.get("comment")):
        return Markup("")
    return el("p", words.note(str(row["comment"]), reading.lang), class_="note")


def cards(reading: Reading) -> Markup:
    """A card a target, in its default reading."""
    rows = with_word(reading, *SHOWN)
    if not rows:
        return Markup("")
    by_target: dict[str, list[Verdict]] = {}
    for row in rows:
        by_target.setdefault(str(row["target"]), []).append(row)
    shown = [card(reading, first, others) for first, *others in by_target.values()]
    legend = [reading.t("verdict.legend")] + ([] if reading.is_preliminary else [reading.t("cards.error_note")])
    return join((el("div", *shown, class_="cards"), el("p", reading.sentences(legend), class_="note")))


def named_with_reading(reading: Reading, row: Verdict, goal: str) -> str:
    """A goal, and how the clause is read where there is more than one way."""
    if int((reading.verdicts["target"] == row["target"]).sum()) < 2:
        return goal
    read = words.reading_label(str(row["reading"]), reading.lang)
    return reading.t("directional.read_as", name=goal, reading=read)


def one_table(reading: Reading, caption: object) -> Markup:
    """The judged targets with the document's words."""
    t = reading.t
    head = [t(f"cards.{name}") for name in ("name", "target", "deadline", "verdict", "probability", "quote", "median",
                                            "band50", "band90", "outturn", "class", "clause")]  # fmt: skip
    rows = [
        (
            reading.name_of(row),
            named_with_reading(reading, row, words.goal(row, reading.lang)),
            deadline(reading, row),
            badge(reading, row),
            probability(reading, row),
            quote(reading, row),
            reading.amount(row["p50"], row["unit"]),
            band(reading, row, "p25", "p75"),
            band90(reading, row),
            outturn(reading, row) if row["is_reconstruction"] else "–",
            words.named("target_class", str(row["target_class"]), reading.lang),
            row["clause"],
        )
        for row in with_word(reading, *SHOWN)
    ]
    return table(head, rows, caption)


def directional_table(reading: Reading, caption: object) -> Markup:
    """Direction met or not, against the start and the baseline; no number that the document does not give."""
    t = reading.t
    head = [t("cards.verdict"), t("directional.share"), t("directional.baseline"), t("directional.indicator")]
    head += [t(f"cards.{name}") for name in ("deadline", "start", "median", "clause", "note")]
    rows = []
    for row in with_word(reading, "met", "not_met", "unclear"):
        against = str(row.get("against_baseline") or "not_measured")
        cells = [badge(reading, row), probability(reading, row), t(f"directional.against.{against}")]
        cells += [measure(reading, row), deadline(reading, row), start(reading, row)]
        cells += [
            reading.amount(row["p50"], row["unit"]),
            row["clause"],
            reading.t("semicolon").join(words.remarks(row, reading.lang)),
        ]
        rows.append([*document_words(reading, row), *cells])
    return table([*document_heads(reading), *head], rows, caption)


def measure(reading: Reading, row: Verdict) -> str:
    """The indicator that a direction is read by, and how its counties are taken together."""
    name = " / ".join(reading.label(name) for name in str(row["indicator"]).split(" / "))
    return named_with_reading(reading, row, name)


def counted(reading: Reading, caption: object) -> Markup:
    """How many targets of the document are of which class, with which verdict, and how many carry a number."""
    t, rows = reading.t, reading.default_readings
    present = [word for word in words.SIGNS if (rows["word"] == word).any()]
    head = [t("counted.class"), *(t(f"verdict.{word}") for word in present), t("counted.all"), t("counted.with_number")]
    classes = [name for name in ("behavioural", "administrative", "money") if (rows["target_class"] == name).any()]
    body = []
    for name in [*classes, ""]:
        own = rows[rows["target_class"] == name] if name else rows
        counts = [int((own["word"] == word).sum()) for word in present]
        label = t(f"counted.classes.{name}") if name else t("counted.all")
        body.append([label, *counts, len(own), int(own["has_number"].sum())])
    return table(head, body, caption, numbers=range(1, len(head)), strong=[len(body) - 1])


def plain_table(reading: Reading, rows: list[Verdict], caption: object, last: str) -> Markup:
    """Targets that nothing can be said about, or that an input delivers, with the note on each."""
    t = reading.t
    head = [*document_heads(reading), t("cards.deadline"), t("cards.clause"), last]
    body = []
    for row in rows:
        key = row.get("comment") if words.is_missing(row.get("note")) else row["note"]
        unsaid = t("missing.unstated") if row["word"] == "not_measured" else t("directional.by_input")
        note = unsaid if words.is_missing(key) else words.note(str(key), reading.lang)
        body.append([*document_words(reading, row), deadline(reading, row), row["clause"], note])
    return table(head, body, caption)


def document_heads(reading: Reading) -> list[str]:
    return [reading.t("cards.name"), reading.t("cards.quote")]


def document_words(reading: Reading, row: Verdict) -> list[object]:
    """The target's name and the clause in the document's words."""
    return [reading.name_of(row), quote(reading, row)]


def quote(reading: Reading, row: Verdict) -> Markup:
    """The document's own words, marked as Chinese; for English readers a translation (ours) below."""
    own = el("span", "–" if words.is_missing(row["quote"]) else row["quote"], lang="zh-CN", class_="quote")
    if reading.lang == "zh" or words.is_missing(row.get("english")):
        return own
    return join((own, el("span", row["english"], class_="quote note")))


def missing_counts(reading: Reading, rows: list[Verdict]) -> str:
    """What is missing, the most frequent first: "parks (3); poverty (2)"."""
    keys = [str(row.get("note") or "") for row in rows]
    ordered = sorted(dict.fromkeys(keys), key=lambda key: -keys.count(key))
    shown = [words.note(key, reading.lang) if key else reading.t("missing.unstated") for key in ordered]
    counted = (f"{text.rstrip('.。')} ({keys.count(key)})" for text, key in zip(shown, ordered, strict=True))
    return reading.t("semicolon").join(counted)
