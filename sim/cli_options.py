"""What may be typed on the command line: commands, options, their limits, and what is said when they are wrong."""

from __future__ import annotations

import math
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import typer

from sim.errors import RunError
from sim.text import LANGUAGES, say

COMMANDS = (
    *("run", "check", "rerun", "validate", "sources", "inspect", "bench"),
    *("compare", "attribute", "promise", "real", "sweep"),
)
DEFAULT_SCENARIO = "jiangxi_2018"
#: whole-number options: least and most
LIMITS = {
    "--replicates": (1, 10_000),
    "--seed": (0, 2**63 - 1),
    "--scale": (1, 1_000),
    "--threads": (1, 1_024),
    "--until": (1900, 2200),
    "--port": (1, 65_535),
    "--year": (2012, 2060),
}
_CHANGE = re.compile(r"(?P<key>[^=@\s]+\.[^=@\s.]+)=(?P<value>[^@]+?)(?:@(?P<date>.*))?")


class Mistake(RunError):
    """The user typed what cannot be; the message says where, what was found and what is allowed."""


@dataclass(frozen=True)
class Shared:
    """What the commands were given, checked. `scenario` is the command's argument: a name, a file or a run folder."""

    scenario: str = ""
    replicates: int = 20
    seed: int = 1
    scale: int = 1
    until: int | None = None
    changes: dict[str, float | str] | None = None
    events: tuple[dict[str, str], ...] = ()
    region: str | None = None
    out: Path | None = None
    threads: int | None = None
    json: bool = False
    lang: str = "en"
    regions: tuple[str, ...] = ()
    port: int = 8765
    document: str = ""
    lever: str = ""
    clause: str = ""
    unconfirmed: bool = False
    csv: Path | None = None
    scheduler: str | None = None
    only: str = ""
    typed: frozenset[str] = frozenset()  # names of the whole-number options that were typed
    rest: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    indicator: str | None = None
    year: int | None = None
    target: str | None = None
    levers: tuple[str, ...] | None = None
    precision: str | None = None
    confidence: float | None = None
    confirm: bool = True

    def with_run(self, replicates: int, seed: int, scale: int) -> Shared:
        """The same, for a run of this size."""
        return replace(self, replicates=replicates, seed=seed, scale=scale)


def language(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The language that `--lang` or else the environment asks for, and the arguments without it. Mistake: no such."""
    rest, chosen = [], None
    waiting = False
    for argument in arguments:
        if waiting:
            chosen, waiting = argument, False
        elif argument == "--lang":
            waiting = True
        elif argument.startswith("--lang="):
            chosen = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
    spoken = "zh" if os.environ.get("LANG", "").lower().startswith("zh") else "en"
    if waiting or (chosen is not None and chosen not in LANGUAGES):
        raise Mistake("cli.not_one_of", option="--lang", found=chosen or "", allowed=", ".join(LANGUAGES))
    return chosen or spoken, rest


def parse(arguments: Sequence[str], lang: str) -> tuple[str, Shared]:
    """The command and what it was given; ("", ...) if the arguments asked for help, which is printed then.

    No arguments, or options alone, mean `run`. Mistake: an unknown command or option, a wrong value.
    """
    arguments = ["--help" if argument == "-h" else argument for argument in arguments]
    if not arguments or arguments[0].startswith("-"):
        arguments = ["--help"] if "--help" in arguments else ["run", *arguments]
    if not arguments[0].startswith("-") and arguments[0] not in COMMANDS:
        raise _unknown_command(arguments[0], lang)
    typed: Any = None
    try:
        typed = _application(lang)(arguments, prog_name=Path(sys.argv[0]).name or "run.py", standalone_mode=False)
    except Exception as error:
        if not hasattr(error, "format_message"):  # not a complaint of the parser: a fault of ours
            raise
        raise _in_words(error, arguments[0], lang) from None
    if not isinstance(typed, dict):  # help was shown
        return "", Shared()
    return arguments[0], _checked(typed, lang)


def _application(lang: str) -> Any:
    """The parser. Its commands only hand back what was typed, as text: what it means is checked in one place."""
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        help=say("cli.help", lang),
        pretty_exceptions_enable=False,
        context_settings={"max_content_width": 110},
    )

    def option(flag: str, metavar: str | None = None, words: str = "") -> Any:
        help = say(f"cli.options.{words or flag.removeprefix('--')}", lang)
        return typer.Option(None if metavar else False, flag, metavar=metavar, help=help, show_default=False)

    words = {command: say(f"cli.commands.{command}", lang) for command in COMMANDS}
    replicates, seed, scale = option("--replicates", "N"), option("--seed", "S"), option("--scale", "K")
    until, changes = option("--until", "YEAR"), option("--set", "LEVER.PARAMETER=VALUE[@DATE]")
    events = option("--event", "KIND:KEY=VALUE,...")
    region, out, threads = option("--region", "R"), option("--out", "DIR"), option("--threads", "N")
    port = option("--port", "N")
    document, lever, clause = option("--document", "D"), option("--lever", "L"), option("--clause", "C")
    unconfirmed, as_csv = option("--unconfirmed"), option("--csv", "FILE")
    scheduler, only = option("--scheduler", "ADDRESS"), option("--only", "POINT/REPLICATE")
    as_json, debug, spoken = option("--json"), option("--debug"), option("--lang", "zh|en")
    named = typer.Argument(None, metavar="SCENARIO", help=say("cli.arguments.scenario", lang), show_default=False)
    file = typer.Argument(..., metavar="FILE", help=say("cli.arguments.file", lang))
    sweep_file = typer.Argument(..., metavar="FILE", help=say("cli.arguments.sweep", lang))
    folder = typer.Argument(..., metavar="RUN_FOLDER", help=say("cli.arguments.run_folder", lang))
    several = typer.Argument(None, metavar="REGION", help=say("cli.arguments.regions", lang), show_default=False)

    @app.callback()
    def every() -> None:
        """No option stands before the command."""

    @app.command("run", help=words["run"], short_help=words["run"])
    def run(
        scenario: str = named, replicates: str = replicates, seed: str = seed, scale: str = scale, until: str = until,
        changes: list[str] = changes,
        events: list[str] = events, region: str = region, out: str = out, threads: str = threads,
        json: bool = as_json, debug: bool = debug, lang: str = spoken,
    ) -> dict:  # fmt: skip
        return dict(locals())

    @app.command("check", help=words["check"], short_help=words["check"])
    def check(
        scenario: str = file, until: str = until, changes: list[str] = changes,
        events: list[str] = events, region: str = region,
        json: bool = as_json, debug: bool = debug, lang: str = spoken,
    ) -> dict:  # fmt: skip
        return dict(locals())

    @app.command("rerun", help=words["rerun"], short_help=words["rerun"])
    def rerun(
        scenario: str = folder, threads: str = threads, json: bool = as_json, debug: bool = debug, lang: str = spoken
    ) -> dict:
        return dict(locals())

    @app.command("validate", help=words["validate"], short_help=words["validate"])
    def validate(
        regions: list[str] = several, replicates: str = replicates, seed: str = seed, scale: str = scale,
        out: str = out, threads: str = threads, json: bool = as_json, debug: bool = debug, lang: str = spoken,
    ) -> dict:  # fmt: skip
        return dict(locals())

    @app.command("sources", help=words["sources"], short_help=words["sources"])
    def sources(
        document: str = document, lever: str = lever, clause: str = clause, unconfirmed: bool = unconfirmed,
        csv: str = as_csv, json: bool = as_json, debug: bool = debug, lang: str = spoken,
    ) -> dict:  # fmt: skip
        return dict(locals())

    scenarios = typer.Argument(..., metavar="SCENARIO...", help=say("cli.arguments.scenarios", lang))
    indicator, year, target = option("--indicator", "I"), option("--year", "YEAR"), option("--target", "ID")
    levers, precision, confidence = option("--levers", "A,B,C"), option("--precision", "X"), option("--confidence", "P")
    no_confirm = option("--no-confirm")
    few, tenth = option("--replicates", "N", "replicates-attribute"), option("--scale", "K", "scale-attribute")
    pairs, coarse = option("--replicates", "N", "replicates-compare"), option("--scale", "K", "scale-inspect")
    side = typer.Argument(..., metavar="SCENARIO", help=say("cli.arguments.side", lang))

    @app.command("compare", help=words["compare"], short_help=words["compare"])
    def compare(
        scenarios: list[str] = scenarios, replicates: str = pairs, seed: str = seed, scale: str = scale,
        until: str = until, changes: list[str] = changes,
        events: list[str] = events, region: str = region, indicator: str = indicator,
        year: str = year, precision: str = precision, out: str = out, threads: str = threads, json: bool = as_json,
        debug: bool = debug, lang: str = spoken,
    ) -> dict:  # fmt: skip
        return dict(locals())

    @app.command("attribute", help=words["attribute"], short_help=words["attribute"])
    def attribute(
        scenario: str = side, replicates: str = few, seed: str = seed, scale: str = tenth, until: str = until,
        changes: list[str] = changes,
        events: list[str] = events, region: str = region, indicator: str = indicator, year: str = year,
        target: str = target, levers: str = levers, no_confirm: bool = no_confirm, out: str = out,
        threads: str = threads, json: bool = as_json, debug: bool = debug, lang: str = spoken,
    ) -> dict:  # fmt: skip
        return dict(locals())

    @app.command("promise", help=words["promise"], short_help=words["promise"])
    def promise(
        scenario: str = side, replicates: str = replicates, seed: str = seed, scale: str = scale, until: str = until,
        changes: list[str] = changes,
        events: list[str] = events, region: str = region, target: str = target, confidence: str = confidence,
        indicator: str = indicator, year: str = year, out: str = out, threads: str = threads, json: bool = as_json,
        debug: bool = debug, lang: str = spoken,
    ) -> dict:  # fmt: skip
        return dict(locals())

    @app.command("real", help=words["real"], short_help=words["real"])
    def real(
        scenario: str = side, replicates: str = replicates, seed: str = seed, scale: str = scale, until: str = until,
        changes: list[str] = changes,
        events: list[str] = events, region: str = region, year: str = year, out: str = out, threads: str = threads,
        json: bool = as_json, debug: bool = debug, lang: str = spoken,
    ) -> dict:  # fmt: skip
        return dict(locals())

    @app.command("inspect", help=words["inspect"], short_help=words["inspect"])
    def inspect(
        scenario: str = named, seed: str = seed, scale: str = coarse, until: str = until,
        changes: list[str] = changes, events: list[str] = events,
        region: str = region, port: str = port, debug: bool = debug, lang: str = spoken,
    ) -> dict:  # fmt: skip
        return {**locals(), "scale": scale or "20"}  # a page should answer at once

    @app.command("sweep", help=words["sweep"], short_help=words["sweep"])
    def sweep(
        scenario: str = sweep_file, scheduler: str = scheduler, replicates: str = replicates, seed: str = seed,
        scale: str = scale, until: str = until, out: str = out, threads: str = threads, only: str = only,
        json: bool = as_json, debug: bool = debug, lang: str = spoken,
    ) -> dict:  # fmt: skip
        return dict(locals())

    anything = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}

    @app.command("bench", help=words["bench"], short_help=words["bench"], context_settings=anything)
    def bench(context: typer.Context) -> dict:
        return {"rest": tuple(context.args), "json": "--json" in context.args}

    return app


def _checked(typed: dict[str, Any], lang: str) -> Shared:
    """What was typed, as values. Mistake: one that cannot be."""
    numbers = {
        name: _whole_number(f"--{name}", typed[name])
        for name in ("replicates", "seed", "scale", "until", "threads", "port", "year")
        if typed.get(name) is not None
    }
    return Shared(
        scenario=typed.get("scenario") or "",
        changes=_changes(typed.get("changes") or []),
        events=tuple(map(_event, typed.get("events") or [])),
        region=typed.get("region"),
        document=typed.get("document") or "",
        lever=typed.get("lever") or "",
        clause=typed.get("clause") or "",
        unconfirmed=bool(typed.get("unconfirmed")),
        json=bool(typed.get("json")),
        regions=tuple(typed.get("regions") or ()),
        scheduler=typed.get("scheduler"),
        only=typed.get("only") or "",
        typed=frozenset(numbers),
        rest=typed.get("rest", ()),
        scenarios=tuple(typed.get("scenarios") or ()),
        indicator=typed.get("indicator"),
        target=typed.get("target"),
        levers=_names("--levers", typed.get("levers")),
        precision=typed.get("precision"),
        confidence=_share("--confidence", typed.get("confidence")),
        confirm=not typed.get("no_confirm"),
        lang=lang,
        out=_path("--out", typed.get("out")),
        csv=_path("--csv", typed.get("csv")),
        **numbers,
    )


def _path(option: str, text: str | None) -> Path | None:
    if text is not None and not text.strip():
        raise Mistake("cli.empty", option=option)
    return None if text is None else Path(text)


def _names(option: str, text: str | None) -> tuple[str, ...] | None:
    """Names between commas."""
    if text is None:
        return None
    names = tuple(name.strip() for name in text.replace("，", ",").split(",") if name.strip())
    if not names:
        raise Mistake("cli.empty", option=option)
    return names


def _share(option: str, text: str | None) -> float | None:
    """A share such as 0.7 or 70 %, from one half on and below 1."""
    if text is None:
        return None
    try:
        number = float(text.replace("%", "").strip()) / (100.0 if "%" in text else 1.0)
    except ValueError:
        number = math.nan
    if not 0.5 <= number < 1.0:
        raise Mistake("cli.not_a_share", option=option, found=text)
    return number


def _whole_number(option: str, text: str) -> int:
    least, most = LIMITS[option]
    if not re.fullmatch(r"[+-]?[0-9][0-9_]*", text) or not least <= int(text) <= most:
        raise Mistake("cli.not_a_number", option=option, found=text, least=least, most=most)
    return int(text)


def _changes(texts: Sequence[str]) -> dict[str, float | str]:
    """Several `LEVER.PARAMETER=VALUE[@DATE]` as {"lever.parameter@date": value}; the scenario checks the names."""
    changes: dict[str, float | str] = {}
    for text in texts:
        match = _CHANGE.fullmatch(text.strip())
        if match is None:
            raise Mistake("cli.not_a_change", option="--set", found=text)
        key, value = match["key"], match["value"].strip()
        if match["date"] is not None:
            key = f"{key}@{_date(match['date'], text)}"
        if key in changes:
            raise Mistake("cli.given_twice", option="--set", found=key)
        changes[key] = _value(value, text)
    return changes


def _event(text: str) -> dict[str, str]:
    """`KIND:KEY=VALUE,...` as a table of a scenario file; the scenario checks the names. A value may hold commas."""
    kind, colon, rest = text.strip().partition(":")
    parts = [part.partition("=") for part in re.split(r",(?=\s*\w+\s*=)", rest)]
    if not colon or not kind.strip() or any(not equals or not value.strip() for _, equals, value in parts):
        raise Mistake("cli.not_an_event", found=text)
    named = [(key.strip(), value.strip()) for key, _, value in parts]
    twice = [key for place, (key, _) in enumerate(named) if key in dict(named[:place])]
    if twice:
        raise Mistake("cli.given_twice", option="--event", found=twice[0])
    return {"event": kind.strip(), **dict(named)}


def _date(text: str, change: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Mistake("cli.not_a_date", option="--set", found=text, change=change) from None


def _value(text: str, change: str) -> float | str:
    """A number, or words ("200_000 yuan", "low") that the scenario understands or refuses."""
    try:
        number = int(text) if text.isdecimal() else float(text)
    except ValueError:
        return text
    if not math.isfinite(number):
        raise Mistake("cli.not_finite", option="--set", found=text, change=change)
    return number


def _unknown_command(name: str, lang: str) -> Mistake:
    if name.endswith((".yaml", ".yml")) or (Path(__file__).parents[1] / "scenarios" / f"{name}.yaml").is_file():
        return Mistake("cli.scenario_as_command", found=name)
    hint = _hint(name, COMMANDS, lang)
    return Mistake("cli.unknown_command", found=name, allowed=", ".join(COMMANDS), hint=hint)


def _in_words(error: Any, command: str, lang: str) -> Mistake:
    """The parser's complaint in the user's language, with what is allowed and the nearest name."""
    kind = type(error).__name__
    flags = sorted({flag for parameter in getattr(_context(error), "params", ()) for flag in parameter.opts})
    flags = [flag for flag in flags if flag.startswith("--")]
    if kind == "NoSuchOption":
        hint = _hint(error.option_name, flags, lang)
        allowed = ", ".join(flags)
        return Mistake("cli.unknown_option", found=error.option_name, command=command, allowed=allowed, hint=hint)
    if kind == "BadOptionUsage":
        return Mistake("cli.option_alone", option=error.option_name)
    if kind == "MissingParameter":
        needed = getattr(error.param, "metavar", None) or str(error.param.name).upper()
        return Mistake("cli.argument_missing", command=command, needed=needed)
    if extra := re.search(r"unexpected extra argument.*? \((.*)\)$", error.format_message()):
        return Mistake("cli.too_many", command=command, found=extra[1])
    return Mistake("cli.parser", command=command, what=error.format_message())


def _context(error: Any) -> Any:
    return getattr(getattr(error, "ctx", None), "command", None)


def _hint(name: str, known: Sequence[str], lang: str) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    return say("cli.nearest", lang, name=near[0]) if near else ""
