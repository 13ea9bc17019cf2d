"""The report's answer in words: how many targets are likely, open, unlikely; what it costs; what it rests on."""

from sim.report import words
from sim.report.elements import Markup, el
from sim.report.reading import Reading
from sim.report.targets import JUDGED, Verdict

BESIDES = ("cannot_tell", "what_if", "delivered", "partly", "not_delivered", "decided_above")
"""Verdicts that are counted after those with a probability or a direction."""


def answer(reading: Reading) -> Markup:
    """One paragraph: how many targets are likely, open, unlikely, not to be judged; what it costs; what it rests on.

    A target counts once, in its default reading; another reading with another verdict is said.
    """
    t, default = reading.t, reading.default_readings
    rows: dict[str, list[Verdict]] = {word: default[default["word"] == word].to_dict("records") for word in words.SIGNS}
    judged = [row for word in JUDGED for row in rows[word]]
    sentences = [t("answer.preliminary", n=reading.replicates)] if reading.is_preliminary else []
    sentences.append(opening(reading, len(default), judged))
    sentences += [
        t(f"answer.{word}", n=len(rows[word]), which=t("semicolon").join(map(reading.name_of, rows[word])))
        for word in JUDGED
        if rows[word]
    ]
    if others := other_readings(reading):
        sentences.append(t("answer.readings", n=others))
    if past := [row for row in judged if row["is_reconstruction"]]:
        sentences.append(t("answer.reconstruction", n=len(past)))
    n_met, n_unmet, n_unclear = (len(rows[word]) for word in ("met", "not_met", "unclear"))
    if n_all := n_met + n_unmet + n_unclear:
        sentences.append(t("answer.directional", n=n_all, met=n_met, unmet=n_unmet, unclear=n_unclear))
    sentences += [t(f"answer.{word}", n=len(rows[word])) for word in BESIDES if rows[word]]
    later = [row for row in rows["not_measured"] if str(row.get("note")) == words.ENDS_BEFORE]
    sentences += [t("answer.ends_before", n=len(later))] if later else []
    if unknown := len(rows["not_measured"]) - len(later):
        sentences.append(t("answer.not_measured", n=unknown))
    sentences += [cost_sentence(reading), t("answer.limits")]
    return el("p", reading.sentences(sentences), class_="answer")


def opening(reading: Reading, n_all: int, judged: list[Verdict]) -> str:
    """How many targets there are and how many carry a number."""
    if not n_all:
        return reading.t("answer.no_targets")
    document = words.named("document", str(reading.result.scenario.document or ""), reading.lang)
    if not judged:
        return reading.t("answer.counted_none", document=document, all=n_all)
    return reading.t("answer.counted", document=document, all=n_all, probable=len(judged))


def other_readings(reading: Reading) -> int:
    """Targets that get another verdict when their clause is read otherwise."""
    judged = reading.verdicts[reading.verdicts["word"].isin([*JUDGED, "met", "not_met", "unclear"])]
    return int((judged.groupby("target", observed=True)["word"].nunique() > 1).sum())


def cost_sentence(reading: Reading) -> str:
    costs = reading.costs
    if not len(costs):
        return reading.t("costs.none")
    total = costs.groupby("kind")["million"].sum()
    outlay = float(total.get("outlay", 0.0)) + float(total.get("expected_loss", 0.0))
    return reading.t("answer.cost", first=costs["year"].min(), last=costs["year"].max(), outlay=words.number(outlay),
                     forgone=words.number(float(total.get("tax_forgone", 0.0))))  # fmt: skip
