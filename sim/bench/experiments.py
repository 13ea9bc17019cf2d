"""What experiments on several runs cost: pairs under the same luck, attribution, reading finished runs."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from sim.bench.asked import ASKED, Row
from sim.bench.worlds import spread

MORE_PROCUREMENT = {"innovation_procurement.procurement_share_innovative": 0.06}
"""A fifth more than the law file's share of procurement."""

EIGHT_LEVERS = (
    "hnte_cit_rate",
    "innovation_voucher",
    "rd_post_subsidy",
    "tech_transfer_services",
    "science_tech_commissioners",
    "loan_guarantee_risk_pool",
    "vc_guidance_fund",
    "firm_gradient_cultivation",
)


def same_luck(pairs: int, scale: int, year: int = 2025) -> Row:
    """How many times fewer pairs the same luck needs than independent seeds for an interval of the same width.

    An interval's width goes with the root of variance over pairs, so the ratio of pairs is that of variances:
    (var A + var B) / var(B - A). The value is of luck alone, with parameters at their medians; seeds that also draw the
    parameters, as a run does, differ still more, and that is told beside.
    """
    from sim.experiments.compare import compare
    from sim.scenario import load_scenario

    ratios, told = [], []
    for parameters in ("central", "drawn"):
        scenario = load_scenario("jilin_2018").until(year).with_values({"assumptions.parameters": parameters})
        with TemporaryDirectory(prefix="bench-") as out:
            found = compare(scenario, scenario.with_values(MORE_PROCUREMENT), replicates=pairs, scale=scale, out=out)
            table = found.pairs("rd_expenditure", year)
        apart = float(table["first"].var() + table["other"].var())
        together = float(table["difference"].var())
        ratios.append(apart / together if together > 0.0 else float(np.finfo(np.float64).max))
        told.append(
            f"parameters {parameters}: {ratios[-1]:.4g} times; {table['difference'].mean() / 1e6:.3g} million "
            f"yuan, standard deviation {np.sqrt(together) / 1e6:.3g} under the same luck and "
            f"{np.sqrt(apart) / 1e6:.3g} under independent seeds"
        )
    return Row(
        ASKED["same_luck"],
        ratios[0],
        f"jilin_2018, innovation_procurement +20 %, R&D in {year}, scale {scale}, {pairs} pairs; " + "; ".join(told),
    )


def attribution(n_levers: int, replicates: int, scale: int, confirm_scale: int, year: int = 2020) -> Row:
    """Seconds by the clock of an attribution of R&D to levers of Jiangxi's document, with its confirmation."""
    from sim.experiments.attribute import attribute

    levers = EIGHT_LEVERS[:n_levers]
    with TemporaryDirectory(prefix="bench-") as out:
        clock, processor = time.perf_counter(), time.process_time()
        found = attribute(
            "jiangxi_2018", "rd_expenditure", year, levers=levers, replicates=replicates, scale=scale,
            confirm_scale=confirm_scale, threads=2, out=out,
        )  # fmt: skip
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
    total = found.total
    agrees = "agrees" if found.confirmation["agrees"].all() else "does not agree"
    return Row(
        ASKED["attribution"],
        clock,
        f"{n_levers} levers, {2**n_levers} sets, {replicates} replicates, R&D in {year}, scale {scale}, two threads: "
        f"{clock:.0f} s by the clock, {processor:.0f} processor seconds, confirmed at scale {confirm_scale} "
        f"({agrees}); together {total.mean / 1e6:.4g} +- {(total.high - total.mean) / 1e6:.3g} million yuan",
    )


def finished_runs(replicates: int, scale: int, times: int, until: int | None = None) -> Row:
    """Seconds by the clock of comparing two finished runs, as read from their folders: every table but no page."""
    from sim.experiments.compare import compare
    from sim.scenario import load_scenario
    from sim.simulation import simulate

    scenario = load_scenario("jiangxi_2018")
    scenario = scenario if until is None else scenario.until(until)
    changed = scenario.with_values({f"hnte_cit_rate.local_reward@{min(2019, scenario.period[1])}-01-01": 300_000})
    clock, processor = [], []
    with TemporaryDirectory(prefix="bench-") as out:
        folders = [
            simulate(one, replicates, 1, scale, out=Path(out), baseline=False).folder for one in (scenario, changed)
        ]
        for _ in range(times + 1):  # the first time loads what the others find loaded
            start, worked = time.perf_counter(), time.process_time()
            found = compare(*folders)
            rows = len(found.effects) + len(found.targets) + len(found.beats) + len(found.costs) + len(found.counties)
            clock.append(time.perf_counter() - start)
            processor.append(time.process_time() - worked)
    return Row(
        ASKED["finished_runs"],
        min(clock[1:]),
        f"two runs of {replicates} replicates, {found.results[0].scenario.period[0]} to {found.year}: {rows:,} rows of "
        f"effects, targets, chances, costs and counties; {spread(clock[1:])} s by the clock, {spread(processor[1:])} "
        f"processor seconds; the first time {clock[0]:.2g} s",
    )
