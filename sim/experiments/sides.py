"""The runs that an experiment lays side by side: found on disk or planned, checked to be of one kind, and run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sim import inputs
from sim.errors import RunError
from sim.result import Result
from sim.runs import RunFolder, environment, model_digests
from sim.runs.environment import computing_versions
from sim.scenario import Scenario, load_scenario
from sim.simulation import Plan, run_missing, simulate

Side = Scenario | Result | str | Path
MUST_AGREE = ("region", "period", "seed", "scale", "model", "calibration", "packages")


def opened(side: Side, lang: str = "en") -> Scenario | Result:
    """A scenario by its name or file, or the result in a run folder. Errors: RunError, ScenarioError."""
    if isinstance(side, Scenario | Result):
        return side
    path = Path(side)
    return Result.read(path, parts=False) if path.is_dir() else load_scenario(side, lang=lang)


def in_one_region(sides: Sequence[Scenario | Result]) -> list[Scenario | Result]:
    """Scenarios without a document, such as national_law, take the region of the first side that has one."""
    fixed = [_scenario(side).region for side in sides if isinstance(side, Result) or _scenario(side).document]
    if not fixed:
        return list(sides)
    return [
        side.with_region(fixed[0]) if isinstance(side, Scenario) and side.document is None else side for side in sides
    ]


def size_of(sides: Sequence[Scenario | Result], seed: int | None, scale: int | None) -> tuple[int, int]:
    """Seed and scale as they are asked for; else those of the first finished run, else 1 and 1.

    RunError: a finished run has others than what is asked for.
    """
    finished = [side for side in sides if isinstance(side, Result)]
    for side in finished:
        refuse_other("--seed", seed, side.seed, side)
        refuse_other("--scale", scale, side.scale, side)
    first = (finished[0].seed, finished[0].scale) if finished else (1, 1)
    return (first[0] if seed is None else seed, first[1] if scale is None else scale)


def refuse_other(option: str, wanted: Any, found: Any, side: Result) -> None:
    """RunError if something else is wanted (None: nothing is) than what a finished run was made with."""
    if wanted is not None and wanted != found:
        raise RunError("compare.not_as_run", option=option, wanted=wanted, folder=side.folder, found=found)


def refuse_unlike(sides: Sequence[Scenario | Result], seed: int, scale: int) -> None:
    """RunError if any two differ in what a comparison must share: it names both, and what each has."""
    facts = [_facts(side, seed, scale) for side in sides]
    for place, other in enumerate(facts[1:], 1):
        for what in MUST_AGREE:
            one, another = facts[0][what], other[what]
            if one != another:
                if what == "packages":
                    one, another = (_unlike_packages(side, than) for side, than in ((one, another), (another, one)))
                raise RunError(f"compare.unlike.{what}", one=name_of(sides[0]), other=name_of(sides[place]), found=one,
                               another=another)  # fmt: skip


def name_of(side: Scenario | Result) -> str:
    """A side as messages name it: a scenario's name, with the run folder where it is a finished run."""
    scenario = _scenario(side)
    return f"{scenario.name} ({side.folder})" if isinstance(side, Result) else scenario.name


def results_of(
    sides: Sequence[Scenario | Result],
    replicates: int,
    seed: int,
    scale: int,
    threads: int | None = None,
    out: str | Path | None = None,
    progress: Callable[[float, float], None] | None = None,
) -> list[Result]:
    """The first so many replicates of each side: read where they are there, else run, as far as possible together.

    RunError: a finished run's folder holds fewer, and the scenario is not there to run the rest under this version.
    """
    scenarios: dict[str, Plan] = {}
    for side in sides:
        if isinstance(side, Scenario):
            folder = RunFolder.open(side, seed, scale, out)
            scenarios.setdefault(folder.run_id, Plan(side, folder, replicates))
        elif side.replicates < replicates:
            raise RunError("compare.too_few", folder=side.folder, found=side.replicates, wanted=replicates)
    run_missing(list(scenarios.values()), seed, scale, threads, progress)
    return [_result(side, replicates, seed, scale, out) for side in sides]


def finish(results: Sequence[Result], out: str | Path | None) -> None:
    """Judge the runs and complete their folders, so that they can be read as finished runs later."""
    for result in results:
        if result.manifest.get("replicates", 0) < result.replicates:
            simulate(result.scenario, result.replicates, result.seed, result.scale, out=out, baseline=False)


def _result(side: Scenario | Result, replicates: int, seed: int, scale: int, out: str | Path | None) -> Result:
    scenario, as_of = _scenario(side), inputs.last_datum(_scenario(side).region)
    folder = RunFolder.planned(scenario, seed, scale, out) if isinstance(side, Scenario) else side.run_folder
    return Result(folder, scenario, replicates=replicates, seed=seed, scale=scale, as_of=as_of)


def is_of_this_version(side: Scenario | Result) -> bool:
    """Can runs of this version, and of the packages that compute here, be laid beside it?"""
    if isinstance(side, Scenario):
        return True
    digests = side.manifest["digests"]
    alike = all(digests.get(what) == here for what, here in model_digests().items())
    return alike and computing_versions(side.manifest) == computing_versions(environment())


def _scenario(side: Scenario | Result) -> Scenario:
    return side.scenario if isinstance(side, Result) else side


def _facts(side: Scenario | Result, seed: int, scale: int) -> dict[str, Any]:
    scenario, digests, made_with = _scenario(side), dict(model_digests()), environment()
    if isinstance(side, Result):
        seed, scale = side.seed, side.scale
        digests, made_with = side.manifest["digests"], side.manifest
    first, last = scenario.period
    return {
        "region": scenario.region,
        "period": f"{first}–{last}",
        "seed": seed,
        "scale": scale,
        "model": digests["model"][:12],
        "calibration": digests["calibration"][:12],
        "packages": computing_versions(made_with),
    }


def _unlike_packages(mine: Mapping[str, str], others: Mapping[str, str]) -> str:
    """Those of my packages that are not as the other's, with their versions."""
    return ", ".join(f"{name} {number}" for name, number in mine.items() if others[name] != number)
