"""Levers and amounts in a scenario: units, dates, ranges, and what the budgets come to.

Each function notes what is wrong in `problems` and goes on, so that a planner sees all mistakes at once.
"""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from sim import data
from sim.beliefs import priors, quantile
from sim.data import REGIONS
from sim.extra_money import yearly
from sim.law import Dated, values_over
from sim.levers.catalogue import EARLIEST, LeverLaw, Parameter, Share, catalogue
from sim.region_series import region_series
from sim.scenario_file import Node, table
from sim.scenario_problems import Problems, nearest
from sim.text import say
from sim.units import UnitError, convert, split, times

if TYPE_CHECKING:
    from sim.scenario import Scenario


class Measured(Protocol):
    """What an amount is read for: its unit, its range, and the government that holds it if it is a budget."""

    @property
    def unit(self) -> str: ...
    @property
    def range(self) -> tuple[float, float]: ...
    @property
    def pool(self) -> str | None: ...


Levers = dict[str, dict[str, dict[date, float]]]  # lever -> parameter -> date -> value in the law's unit

LATEST_YEAR = 2060
LONGEST_TEXT = 500  # letters
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def known_key(key: str) -> tuple[str, str]:
    """("lever", "parameter") of "lever.parameter", or ("lever", "") of "lever". KeyError names the nearest."""
    lever, _, name = key.partition(".")
    sheets = catalogue()
    if lever not in sheets or (name and name not in sheets[lever].parameters):
        known = [f"{one}.{other}" for one, sheet in sheets.items() for other in sheet.parameters] if name else sheets
        raise KeyError(f"no {key!r} among the levers; nearest: {nearest(key, known)!r}")
    return lever, name


def read_levers(node: Node, levers: Levers, period: tuple[int, int] | None, problems: Problems) -> None:
    """Put what stands under `levers:` into `levers`, which holds what the baseline has."""
    sheets = catalogue()
    found = table(node, "levers", sheets, problems, unknown="unknown_lever", labels=labels_of())
    for lever, changes in (found or {}).items():
        where = f"levers.{lever}"
        if changes.kind == "text" and changes.plain() == "off":
            if sheets[lever].national:
                problems.add("national_off", changes, where=lever)
            levers.pop(lever, None)
            continue
        parameters = sheets[lever].parameters
        if changes.is_empty:
            problems.add("empty_lever", changes, where=where, found="…")
            continue
        labels = labels_of(sheets[lever])
        named = table(changes, where, parameters, problems, unknown="unknown_parameter", labels=labels)
        levers.setdefault(lever, {})
        for name, written in (named or {}).items():
            place = f"{where}.{name}"
            if written.kind == "table":
                series = _series(written, parameters[name], place, period, problems)
                if series:
                    put(levers, lever, name, series)
            else:
                amount = read_amount(written, parameters[name], place, problems)
                if amount is not None:
                    put(levers, lever, name, amount)


def switch(lever: str, node: Node, levers: Levers, problems: Problems) -> None:
    """Put `--set lever=on` or `off` into `levers`."""
    word = {"True": "on", "False": "off"}.get(node.text, node.text)
    if word not in ("on", "off"):
        problems.add("on_or_off", where=lever, found=node.text, allowed=("on", "off"))
    elif word == "off" and catalogue()[lever].national:
        problems.add("national_off", where=lever, found=word)
    elif word == "off":
        levers.pop(lever, None)
    else:
        levers.setdefault(lever, {})


def put(levers: Levers, lever: str, name: str, value: float | dict[date, float]) -> None:
    """A number replaces the whole series; dated numbers replace it from their first date on."""
    changes = levers.setdefault(lever, {})
    already = changes.get(name, {})
    if isinstance(value, dict):
        changes[name] = dict(Dated(dict(already)).then(value).items())
    else:
        law = catalogue()[lever].parameters[name].values.first or EARLIEST
        changes[name] = {min(law, *already): value} if already else {law: value}


def _series(
    node: Node, parameter: Parameter, where: str, period: tuple[int, int] | None, problems: Problems
) -> dict[date, float]:
    series: dict[date, float] = {}
    before: date | None = None
    for key, value in node.entries:
        day = read_day(key, where, period, problems)
        if day is not None and day in series:
            problems.add("duplicate_key", key, where=where)
        elif day is not None and before is not None and day < before:
            problems.add("dates_out_of_order", key, where=where, before=str(before))
        before = day or before
        amount = read_amount(value, parameter, where, problems)
        if day is not None and amount is not None:
            series[day] = amount
    return series


def read_day(node: Node, where: str, period: tuple[int, int] | None, problems: Problems) -> date | None:
    """A date such as 2018-01-20, from 2012 on and not after the period."""
    last = period[1] if period else LATEST_YEAR
    try:
        if not DAY.fullmatch(node.text):
            raise ValueError
        day = date.fromisoformat(node.text)
    except ValueError:
        problems.add("no_date", node, where=where, found=node.shown(), allowed="2018-01-20")
        return None
    if not EARLIEST <= day <= date(last, 12, 31):
        problems.add("date_outside", node, where=where, found=node.shown(), allowed=f"{EARLIEST} – {last}-12-31")
        return None
    return day


def read_amount(node: Node, parameter: Measured, where: str, problems: Problems) -> float | None:
    """A number in the law's unit, from "100_000 yuan", "20 %", "10 万元" or a bare number."""
    low, high = parameter.range
    written, unit = node.plain(), parameter.unit
    number: float | None = None
    if isinstance(written, float):
        number = written
    elif isinstance(written, str) and (parts := split(written)):
        try:
            number = convert(*parts, unit)
        except UnitError:
            many = times(parts[1])  # "30万" counts, and does not say what
            like = f"{parts[0] * many:,.10g} {unit}" if many and low <= parts[0] * many <= high else ""
            problems.add("wrong_unit", node, where=where, found=node.shown(), allowed=unit, nearest=like)
            return None
    if number is None:
        problems.add("number_wanted", node, where=where, found=node.shown(), allowed=unit)
        return None
    limits = {"allowed": f"{low:,.10g} – {high:,.10g} {unit}" if not parameter.pool else f"≥ {low:,.10g} {unit}"}
    if not math.isfinite(number):
        problems.add("not_finite", node, where=where, found=node.shown(), **limits)
    elif number < 0 <= low:
        problems.add("negative", node, where=where, found=node.shown(), **limits)
    elif number < low or (number > high and not parameter.pool):  # a budget ends at the fiscal envelope instead
        percent = unit.startswith("share") and low <= number / 100 <= high
        like = f"{number:g} %" if percent else ""
        problems.add("out_of_range", node, where=where, found=node.shown(), nearest=like, **limits)
    else:
        return number + 0.0  # no minus zero
    return None


def read_whole(node: Node, where: str, limits: tuple[int, int], problems: Problems) -> int | None:
    """A whole number within limits."""
    number = node.plain()
    if isinstance(number, float) and number == number // 1 and limits[0] <= number <= limits[1]:
        return int(number)
    problems.add("whole_number", node, where=where, allowed=f"{limits[0]} – {limits[1]}")
    return None


def labels_of(sheet: LeverLaw | None = None) -> dict[str, str]:
    """Words in both languages for the levers, or for the parameters of one lever, to their keys."""
    named = sheet.parameters.items() if sheet else catalogue().items()
    words: dict[str, str] = {}
    for key, one in named:
        label = one.label if isinstance(one, Parameter) else one.name
        words |= {label.zh: key, label.en: key}
    return words


def check_budgets(scenario: "Scenario", problems: Problems, node: Node | None = None) -> None:
    """Do the budgets of the levers stay within what each level of government spends on science and technology?

    What a level has beyond that it names by `extra_money`. Shares of its money that levers take count as budgets. The
    official figure of a year (after the last one, that) is divided among the province, its prefectures and
    its counties as the model divides it. Of every level the first year in which its budgets are too large is named. A
    region that is one prefecture (Jilin City) has one, and of the province what it spends there.
    """
    official = _envelope(scenario.region)
    years = range(scenario.period[0], scenario.period[1] + 1)
    budgets = _budgets(scenario, years)
    for level, part in _parts().items():
        for year, asked in zip(years, budgets[level], strict=True):
            datum = _datum(official, year)
            extra = yearly(scenario.extra_money, level, year)
            total, allowed = sum(asked.values()), part * official[datum] + extra
            if total > allowed:
                largest = max(asked, key=lambda key: asked[key])
                problems.add(
                    "beyond_envelope",
                    node,
                    where="levers",
                    found=_money(total, problems.lang),
                    allowed=_money(allowed, problems.lang),
                    region=REGIONS[scenario.region]["name"][problems.lang],
                    level=say(f"scenario.level.{level}", problems.lang),
                    spent=_money(official[datum], problems.lang),
                    part=f"{100 * part:.0f} %",
                    year=year,
                    datum=datum,
                    largest=largest,
                    share=_money(asked[largest], problems.lang),
                    extra=_money(extra, problems.lang),
                )
                break


def _budgets(scenario: "Scenario", years: Sequence[int]) -> dict[str, list[dict[str, float]]]:
    """Yuan a year that the levers in force may spend at the end of each year, by level and "lever.parameter"."""
    days = [date(year, 12, 31) for year in years]
    asked: dict[str, list[dict[str, float]]] = {level: [{} for _ in days] for level in _parts()}
    for lever in scenario.levers_on():
        parameters = catalogue()[lever].parameters
        budgets = {name: one for name, one in parameters.items() if one.pool or one.share}
        factors = [(*one.pool_times, *(one.share.times if one.share else ())) for one in budgets.values()]
        read = {"city_pays", *budgets, *chain(*factors)} & parameters.keys() if budgets else ()
        values = {name: values_over(scenario, lever, name, days) for name in read}
        for place, year in enumerate(years):
            today = {name: series[place] for name, series in values.items()}
            for name, one in budgets.items():
                key = f"{lever}.{name}"
                if one.pool:
                    yuan = today[name]
                    for factor in one.pool_times:
                        yuan *= today[factor]
                    asked[_payer(today, one.pool)][place][key] = yuan * _n_holders(scenario.region, one.pool)
                if one.share:
                    payer = _payer(today, one.share.level)
                    asked[payer][place][key] = _of_share(scenario.region, today, name, one.share, payer, year)
    return asked


def _payer(today: Mapping[str, float], level: str) -> str:
    """The level that pays what the law gives to `level`: the cities in place of the province where they pay."""
    return "prefecture" if level == "province" and today.get("city_pays", 0.0) > 0.0 else level


def _of_share(region: str, today: Mapping[str, float], name: str, share: Share, payer: str, year: int) -> float:
    """Yuan a year that a lever takes as a share of its payer's S&T money or of its whole expenditure."""
    value = today[name]
    for factor in share.times:
        value *= today[factor]
    if share.at_most:  # a promise to each: all together never more than this
        value = quantile(priors()[share.at_most].prior, 0.5) if value > 0.0 else 0.0
    official = _envelope(region) if share.money == "st_envelope" else _expenditure(region)
    return value * _parts()[payer] * official[_datum(official, year)]


def _datum(official: Mapping[int, float], year: int) -> int:
    """The last year up to `year` of which there is an official figure, or else the first."""
    return max((one for one in official if one <= year), default=min(official))


@cache
def _parts() -> dict[str, float]:
    """Share of the region's spending that falls to each level of government: what the rules believe, at its median."""
    above = {level: quantile(priors()[f"{level}_share_of_budget"].prior, 0.5) for level in ("province", "prefecture")}
    return above | {"county": 1.0 - sum(above.values())}


def _money(yuan: float, lang: str) -> str:
    return f"{yuan / 1e8:,.2f} 亿元" if lang == "zh" else f"{yuan / 1e9:,.3f} bn yuan"


@cache
def _envelope(region: str) -> dict[int, float]:
    """Fiscal spending on science and technology by year, yuan (the panel has it in 100m yuan)."""
    return {year: value * 1e8 for year, value in region_series(region, "fiscal_st_expenditure").items()}


@cache
def _expenditure(region: str) -> dict[int, float]:
    """Fiscal expenditure of the region by year, yuan."""
    return {year: value * 1e8 for year, value in region_series(region, "fiscal_expenditure_total").items()}


@cache
def _n_holders(region: str, level: str) -> int:
    """How many governments of a level hold such a budget."""
    counties = data.counties(region)
    return {"county": len(counties), "prefecture": counties["prefecture_code"].nunique(), "province": 1}[level]
